import { expect, test } from "vitest";
import { parseSettings, readSettingsFile } from "../../src/config/file.ts";
import { ConfigError } from "../../src/errors.ts";

const messageOf = (text: string): string => {
  try {
    parseSettings(text, "fp16-gate.yml");
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error("the text was accepted");
};

test("a full file is read with its units and shares", () => {
  const settings = parseSettings(
    `
model: model.onnx
samples: samples
timeout: 10m
threads: 2
tolerances:
  - output: "boxes*"
    unit: px
    max-abs: 1.0
    p99.9: 0.5 px
    warn: { max-abs: 0.5 }
  - output: scores
    rel-rms: 1 %
    top-1: 99 %
match:
  - outputs: [boxes, scores]
    boxes: boxes
`,
    "fp16-gate.yml",
  );
  expect(settings.timeout).toBe(600_000);
  expect(settings.tolerances?.[0]).toEqual({
    output: "boxes*",
    unit: "px",
    "max-abs": { value: 1, unit: undefined },
    "p99.9": { value: 0.5, unit: "px" },
    warn: { "max-abs": { value: 0.5, unit: undefined } },
  });
  expect(settings.tolerances?.[1]?.["rel-rms"]).toEqual({ value: 0.01, unit: undefined });
  expect(settings.tolerances?.[1]?.["top-1"]).toEqual({ value: 0.99, unit: undefined });
});

test("an empty file sets nothing", () => {
  expect(parseSettings("", "fp16-gate.yml")).toEqual({});
});

test.each([
  ["an unknown key", "model: m.onnx\nmodle: x\n", 'fp16-gate.yml:2: unknown key "modle"'],
  [
    "an unknown key inside a tolerance",
    "tolerances:\n  - output: a\n    max-asb: 1\n",
    'fp16-gate.yml:3: tolerances[0]: unknown key "max-asb"',
  ],
  [
    "an engine that does not exist",
    "engine: cuda\n",
    "fp16-gate.yml:1: engine: must be one of emulated, recorded",
  ],
  [
    "a negative limit",
    "tolerances:\n  - output: a\n    max-abs: -1\n",
    "fp16-gate.yml:3: tolerances[0].max-abs: max-abs must not be negative: -1",
  ],
  [
    "a limit that is no number",
    "tolerances:\n  - output: a\n    rms: lots\n",
    'rms must be a number, such as 0.05 or "1 px"; "lots" is not',
  ],
  ["a NaN limit", "max-abs: .nan\n", "fp16-gate.yml:1: max-abs:"],
  [
    "an infinite limit",
    "tolerances:\n  - output: a\n    max-abs: .inf\n",
    "fp16-gate.yml:3: tolerances[0].max-abs:",
  ],
  ["a unit on a ratio", "tolerances:\n  - output: a\n    rel-rms: 1 px\n", 'rel-rms has no unit "px"'],
  ["a timeout without a unit", "timeout: 600\n", "fp16-gate.yml:1: timeout:"],
  ["a timeout in a wrong unit", "timeout: 6 px\n", 'unknown unit "px"'],
  ["a duplicate key", "model: a\nmodel: b\n", "fp16-gate.yml:2: Map keys must be unique"],
  ["broken YAML", "model: [a\n", "fp16-gate.yml:"],
  ["a list instead of keys", "- model\n", "fp16-gate.yml:1:"],
  ["zero threads", "threads: 0\n", "fp16-gate.yml:1: threads:"],
])("%s is refused with file and line", (_, text, message) => {
  expect(messageOf(text)).toContain(message);
});

test("an alias bomb is refused", () => {
  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefgh".split("").map((c, i) => `${c}: &${c} [${Array(9).fill(`*${"abcdefgh"[i]}`).join(",")}]`),
  ];
  expect(messageOf(bomb.join("\n"))).toMatch(/alias/i);
});

test("a missing file is named", () => {
  expect(() => readSettingsFile("no/such/file.yml")).toThrow("no/such/file.yml: no such configuration file.");
});
