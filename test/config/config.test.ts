import { expect, test } from "vitest";
import { limitKinds } from "../../src/compare/tolerance.ts";
import { resolveConfig } from "../../src/config/config.ts";
import { parseSettings } from "../../src/config/file.ts";
import { parseTextSettings } from "../../src/config/inputs.ts";
import { type LimitMetric, limitKeys, lowerLimitMetrics } from "../../src/config/schema.ts";

const file = (text: string) => ({
  origin: "config" as const,
  settings: parseSettings(text, "fp16-gate.yml"),
});
const flags = (texts: Record<string, string>) => ({
  origin: "flag" as const,
  settings: parseTextSettings(texts, (name) => `--${name}`),
});
const required = { model: "m.onnx", samples: "s" };

test("flags win over the file, and the file over the defaults", () => {
  const config = resolveConfig([
    flags({ ...required, enforce: "warn" }),
    file("enforce: fail\nout: reports\n"),
  ]);
  expect(config).toMatchObject({ enforce: "warn", out: "reports", engine: "emulated", timeoutMs: 600_000 });
});

test("limits of a stronger source stand before those of a weaker one", () => {
  const config = resolveConfig([
    flags({ ...required, "max-abs": "0.5" }),
    file("tolerances: [{output: boxes, max-abs: 1}]"),
  ]);
  expect(config.tolerances).toMatchObject([
    { output: "*", fail: { maxAbs: 0.5 }, precedence: 0 },
    { output: "boxes", fail: { maxAbs: 1 }, precedence: 1 },
  ]);
  expect(config.limitsFrom).toBe("flag");
});

test("without any limit the default tolerance is meant", () => {
  expect(resolveConfig([flags(required)])).toMatchObject({ tolerances: [], limitsFrom: "default" });
});

test("limits come out under the keys of the comparison, with unit and warnings", () => {
  const config = resolveConfig([
    flags(required),
    file("tolerances: [{output: a, p99.9: 1 px, top-1: 99 %, top-1-axis: 1, warn: {max-abs: 0.5}}]"),
  ]);
  expect(config.tolerances).toEqual([
    {
      output: "a",
      unit: "px",
      fail: { p999: 1, topOne: 0.99 },
      warn: { maxAbs: 0.5 },
      topOneAxis: 1,
      precedence: 1,
    },
  ]);
});

test("metrics are spelled as the comparison spells them", () => {
  expect(Object.fromEntries(Object.entries(limitKinds).map(([key, { name }]) => [name, key]))).toEqual(
    limitKeys,
  );
  for (const [metric, key] of Object.entries(limitKeys)) {
    expect(limitKinds[key].operator).toBe(lowerLimitMetrics.has(metric as LimitMetric) ? ">=" : "<=");
  }
});

test.each([
  [[flags({ samples: "s" })], "model is missing. Give the MODEL argument"],
  [[flags({ model: "m" })], "samples is missing. Give --samples"],
  [[{ ...flags({ model: "m" }), origin: "input" as const }], 'samples is missing. Give the input "samples"'],
])("what is missing is named", (sources, message) => {
  const error = (() => {
    try {
      resolveConfig(sources);
    } catch (thrown) {
      return thrown as { message: string; advice: string };
    }
    throw new Error("accepted");
  })();
  expect(`${error.message} ${error.advice}`).toContain(message);
});

test.each([
  ["tolerances: [{output: a}]", 'tolerances: "a" sets no limit.'],
  ["tolerances: [{output: a, unit: px, max-abs: 1 m}]", 'tolerances: "a" is in px and in m.'],
  [
    "tolerances: [{output: a, max-abs: 1, warn: {max-abs: 2}}]",
    "warns at max-abs 2, after it already fails at 1",
  ],
  [
    "tolerances: [{output: a, cosine: 0.99, warn: {cosine: 0.9}}]",
    "warns at cosine 0.9, after it already fails at 0.99",
  ],
])("a contradiction within %s is refused", (text, message) => {
  expect(() => resolveConfig([flags(required), file(text)])).toThrow(message);
});

test("a candidate goes with the emulation alone: any other engine would judge something else", () => {
  const candidate = { ...required, candidate: "c.onnx" };
  expect(resolveConfig([flags(candidate)]).candidate).toBe("c.onnx");
  for (const engine of ["recorded", "tensorrt"]) {
    expect(() => resolveConfig([flags({ ...candidate, engine })])).toThrow(
      `candidate contradicts engine ${engine}`,
    );
    expect(() => resolveConfig([flags({ ...required, engine }), file("candidate: c.onnx")])).toThrow(
      `candidate contradicts engine ${engine}`,
    );
  }
});
