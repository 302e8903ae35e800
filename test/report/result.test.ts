import { readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import type {
  ExactMetrics,
  FloatMetrics,
  OutputComparison,
  WorstElement,
} from "../../src/compare/comparison.ts";
import { InputError } from "../../src/errors.ts";
import { maxResultCharacters } from "../../src/report/json-limits.ts";
import {
  type GateResult,
  parseResult,
  parseWithoutNodes,
  type ResultFinding,
  type ResultOutput,
  type ResultVerdict,
  serializeResult,
} from "../../src/report/result.ts";
import { renderResultJsonSchema } from "../../src/report/result-json-schema.ts";
import type { LegFinding, Verdict } from "../../src/verdict/decide.ts";
import type { Diagnosis } from "../../src/verdict/diagnose.ts";
import type { Failure } from "../../src/verdict/failure.ts";
import { output, resultOf, scenarios } from "./scenarios.ts";

type Json = Record<string, unknown>;

function scenario(name: string): GateResult {
  return (scenarios[name] as () => GateResult)();
}

/** The JSON of a passing result with other values at some places; undefined removes a key. */
function changed(places: Readonly<Record<string, unknown>> = {}): string {
  const json: unknown = JSON.parse(serializeResult(scenario("pass")));
  for (const [place, value] of Object.entries(places)) {
    const keys = place.split(".");
    const last = keys.pop() as string;
    const parent = keys.reduce<unknown>((inner, key) => Reflect.get(inner as object, key), json);
    Reflect.set(parent as object, last, value);
  }
  return JSON.stringify(json);
}

function refusal(text: string): InputError {
  let thrown: unknown;
  try {
    parseResult(text, "out/result.json");
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(InputError);
  return thrown as InputError;
}

describe("the saved result", () => {
  it.each(Object.keys(scenarios))("of %s comes back as it was", (name) => {
    const result = scenario(name);
    const text = serializeResult(result);
    const back = parseResult(text, "result.json");
    expect(serializeResult(back)).toBe(text);
    expect(withoutUndefined(back)).toEqual(withoutUndefined(result));
    expect(text.endsWith("}\n")).toBe(true);
    expect(text.endsWith("\n\n")).toBe(false);
  });

  it("holds NaN and infinities as strings, and gives them back as numbers", () => {
    const text = serializeResult(scenario("non-finite"));
    expect(text).toContain('"cosine": "NaN"');
    expect(text).toContain('"maxRel": "Infinity"');
    expect(text).toContain('"snrDb": "-Infinity"');
    const boxes = parseResult(text, "result.json").outputs[0] as ResultOutput;
    expect(boxes.metrics.cosine).toBeNaN();
    expect(boxes.metrics.snrDb).toBe(Number.NEGATIVE_INFINITY);
    expect(boxes.worst?.candidate).toBeNaN();
  });

  it("keeps every double and integers beyond 2^53 exactly", () => {
    const values = [5e-324, 0.1, 1 / 3, 2 ** 53 + 2, Number.MAX_VALUE, -1e-7];
    for (const value of values) {
      const result = withOutput({ noiseFloor: value });
      expect(parseResult(serializeResult(result), "r").outputs[0]?.noiseFloor).toBe(value);
    }
    const worst = { sample: "0", index: [], reference: 2n ** 63n - 1n, candidate: -(2n ** 63n) };
    const back = parseResult(serializeResult(withOutput({ worst })), "r").outputs[0]?.worst;
    expect(back).toEqual(worst);
  });

  it("is the same text whatever the order of keys in memory", () => {
    const result = scenario("pass");
    expect(serializeResult(reversed(result) as GateResult)).toBe(serializeResult(result));
  });

  it("writes minus zero as zero, so that a second reading gives the same bytes", () => {
    expect(serializeResult(withOutput({ noiseFloor: -0 }))).toContain('"noiseFloor": 0');
  });

  it("is not written when it contradicts itself", () => {
    const result = scenario("precision");
    const forged = { ...result, verdict: { ...scenario("pass").verdict } } as GateResult;
    expect(() => serializeResult(forged)).toThrow("an output did not pass");
  });
});

describe("parseResult refuses", () => {
  const deep = (levels: number) => `{"schemaVersion":1,"x":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  it.each<[string, string, string]>([
    ["nothing", "", "is not JSON"],
    ["half a file", serializeResult(scenario("pass")).slice(0, 500), "is not JSON"],
    ["an array", "[]", "no schemaVersion"],
    ["null", "null", "no schemaVersion"],
    ["no version", "{}", "no schemaVersion; this fp16-gate reads version 1"],
    ["a newer version", changed({ schemaVersion: 2 }), "schemaVersion 2; this fp16-gate reads version 1"],
    ["a version in words", changed({ schemaVersion: "1" }), 'schemaVersion "1"'],
    ["an unknown key", changed({ extra: 1 }), 'Unrecognized key: "extra"'],
    ["an unknown key inside", changed({ "outputs.0.metrics.x": 1 }), "outputs.0.metrics"],
    ["a missing key", changed({ verdict: undefined }), "verdict"],
    ["a word for a number", changed({ "outputs.0.metrics.maxAbs": "nan" }), "outputs.0.metrics.maxAbs"],
    ["null for a number", changed({ "outputs.0.metrics.maxAbs": null }), "outputs.0.metrics.maxAbs"],
    ["a negative count", changed({ "samples.count": -1 }), "samples.count"],
    ["a short hash", changed({ "model.sha256.file": "abc" }), "64 lower-case hexadecimal digits"],
    ["an unknown leg", changed({ "legs.0.kind": "x" }), "legs.0.kind"],
    ["a wrong exit code", changed({ "verdict.exitCode": 1 }), "verdict.exitCode"],
    [
      "a prototype key",
      changed().replace('"tool"', '"__proto__":{},"tool"'),
      'Unrecognized key: "__proto__"',
    ],
    ["a constructor key", changed({ "tool.constructor": {} }), "Unrecognized key"],
    ["deep nesting", deep(100), "nested deeper than 64 levels"],
    ["millions of brackets", "[".repeat(5_000_000), "nested deeper than 64 levels"],
    [
      "too many accepted jobs",
      changed({ history: Array.from({ length: 21 }, () => ({ commit: "a", outputs: [] })) }),
      "history",
    ],
  ])("%s", (_, text, message) => {
    const error = refusal(text);
    expect(error.message).toContain("out/result.json: ");
    expect(error.message).toContain(message);
    expect(error.advice).not.toBe("");
    expect(error.exitCode).toBe(2);
  });

  it("a text beyond the size limit, before parsing it", () => {
    const error = refusal(`"${"x".repeat(maxResultCharacters)}"`);
    expect(error.message).toContain(`more than a result may have (${maxResultCharacters})`);
  });

  it("nothing because of brackets within strings", () => {
    const text = changed({ "diagnosis.text": `${"[{".repeat(200)}\\"\\\\` });
    expect(parseResult(text, "r").diagnosis?.text).toContain("[{[{");
  });

  it("does not let a key reach the prototype", () => {
    refusal(changed().replace('"tool"', '"__proto__":{"name":"x"},"tool"'));
    expect(({} as Json).name).toBeUndefined();
  });
});

describe("a result that contradicts itself is refused:", () => {
  const within = { output: "boxes", metric: "max-abs", operator: "<=", value: 0.1, limit: 1, excess: 0.1 };
  const plan = {
    status: "found",
    text: "",
    nodes: ["norm"],
    verifiedOn: "emulation",
    after: [{ ...within, passed: true }],
  };
  const failing = { "verdict.kind": "fail", "verdict.findings.0.passed": false };
  const engineError = { "verdict.kind": "error", "verdict.error": { kind: "engine", message: "x" } };
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["a pass without outputs", { outputs: [] }, "no output was compared"],
    ["a pass without findings", { "verdict.findings": [] }, "no limit was applied"],
    ["a pass with a failed output", { "outputs.1.passed": false }, "an output did not pass"],
    ["a pass with a failed conversion", { "legs.0.passed": false }, "the conversion leg did not pass"],
    ["a pass with a crossed limit", { "verdict.findings.0.passed": false }, "a limit was crossed"],
    [
      "a pass beside an unjudged output",
      { "verdict.unjudged": [{ output: "x", reason: "y" }] },
      "not judged",
    ],
    ["two judged legs", { "legs.0.judged": true }, "at most one leg is judged"],
    ["a failure of nothing", { "verdict.kind": "fail", "verdict.exitCode": 1 }, "no limit was crossed"],
    [
      "an enforced failure that exits 0",
      { ...failing, "verdict.exitCode": 0 },
      "enforce: fail ends with 1, not 0",
    ],
    [
      "an excused failure that exits 1",
      { ...failing, "verdict.exitCode": 1, "verdict.enforcement": "warn" },
      "enforce: warn ends with 0, not 1",
    ],
    [
      "an engine error that exits 2",
      { ...engineError, "verdict.exitCode": 2 },
      "kind engine ends with 3, not 2",
    ],
    ["a plan without nodes", { overrides: { ...plan, nodes: [] } }, "a plan was found, but has no node"],
    [
      "a plan where there is none",
      { overrides: { ...plan, status: "spread" } },
      "no plan is to be used (spread)",
    ],
    [
      "a plan that was not run",
      { overrides: { ...plan, verifiedOn: undefined } },
      "a plan is suggested that was not run",
    ],
    [
      "a plan of which nothing was measured",
      { overrides: { ...plan, after: [] } },
      "does not meet every limit",
    ],
    [
      "a plan that still fails",
      { overrides: { ...plan, after: [{ ...within, value: 2, excess: 2, passed: false }] } },
      "does not meet every limit",
    ],
  ])("%s", (_, places, message) => {
    expect(refusal(changed(places)).message).toContain(message);
  });

  it("but a leg that only explains may fail beside a pass", () => {
    const text = changed({ "legs.2": { kind: "half", judged: false, passed: false, outputs: [] } });
    expect(parseResult(text, "r").verdict.kind).toBe("pass");
  });
});

describe("the published JSON Schema", () => {
  it("is what the schema in the source gives", () => {
    const committed = readFileSync(new URL("../../schema/result.schema.json", import.meta.url), "utf8");
    expect(renderResultJsonSchema()).toBe(committed);
  });

  it("describes the file, where NaN is a string", () => {
    const schema = JSON.parse(renderResultJsonSchema());
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(schema.additionalProperties).toBe(false);
    expect(schema.required).toContain("verdict");
    expect(schema.$defs.Metrics.properties.maxAbs).toEqual({ $ref: "#/$defs/Figure" });
    expect(schema.$defs.Figure.anyOf).toEqual([
      { type: "number" },
      { type: "string", enum: ["NaN", "Infinity", "-Infinity"] },
    ]);
  });
});

describe("the schema's types", () => {
  type Keys<T> = T extends unknown ? keyof T : never;

  it("have exactly the metrics that compare/ makes", () => {
    expectTypeOf<keyof ResultOutput["metrics"]>().toEqualTypeOf<keyof FloatMetrics | keyof ExactMetrics>();
    expectTypeOf<keyof NonNullable<ResultOutput["matching"]>>().toEqualTypeOf<
      keyof NonNullable<OutputComparison["matching"]>
    >();
    expectTypeOf<keyof NonNullable<ResultOutput["worst"]>>().toEqualTypeOf<keyof WorstElement>();
    expectTypeOf<FloatMetrics>().toExtend<ResultOutput["metrics"]>();
    expectTypeOf<ExactMetrics>().toExtend<ResultOutput["metrics"]>();
  });

  it("have exactly the findings, verdicts, failures and diagnoses that are made", () => {
    expectTypeOf<keyof ResultFinding>().toEqualTypeOf<keyof LegFinding>();
    expectTypeOf<ResultFinding>().toExtend<LegFinding>();
    expectTypeOf<Keys<ResultVerdict>>().toEqualTypeOf<Keys<Verdict>>();
    expectTypeOf<ResultVerdict>().toExtend<Verdict>();
    expectTypeOf<ResultVerdict["exitCode"]>().toEqualTypeOf<Verdict["exitCode"]>();
    expectTypeOf<keyof Extract<ResultVerdict, { kind: "error" }>["error"]>().toEqualTypeOf<keyof Failure>();
    expectTypeOf<NonNullable<GateResult["diagnosis"]>["kind"]>().toEqualTypeOf<Diagnosis["kind"]>();
  });
});

function withOutput(overrides: Partial<ResultOutput>): GateResult {
  const result = scenario("pass");
  return { ...result, outputs: [output("boxes", 0.3, overrides)] };
}

/** What a file can't tell apart: a key that is absent and one that is undefined. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutUndefined(inner)]));
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

// Keeps the maker of results honest: every scenario is built through `resultOf` or changes one that was.
expectTypeOf(resultOf).returns.toEqualTypeOf<GateResult>();

describe("a result read without its nodes", () => {
  it("is the same but for them, and what is wrong elsewhere is refused as well", () => {
    const node = { node: "a", key: "m/Add#1" };
    const whole = { ...scenario("pass"), nodes: [node] };
    expect(parseWithoutNodes(serializeResult(whole), "r")).toEqual(
      parseResult(serializeResult({ ...whole, nodes: [] }), "r"),
    );
    expect(() => parseWithoutNodes(changed({ "verdict.exitCode": 1 }), "r")).toThrow(InputError);
    for (const text of ["[]", "null", "1"]) expect(() => parseWithoutNodes(text, "r")).toThrow(InputError);
  });
});
