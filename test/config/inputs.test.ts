import { expect, test } from "vitest";
import { parseTextSettings } from "../../src/config/inputs.ts";

const flag = (name: string): string => `--${name}`;

test("an empty input is absent, not zero", () => {
  expect(parseTextSettings({ "max-abs": "", threads: "", model: "m.onnx" }, flag)).toEqual({
    model: "m.onnx",
  });
});

test("max-abs takes one limit for all and limits per output", () => {
  expect(parseTextSettings({ "max-abs": ["0.1", "boxes=1 px", "a=b=2"] }, flag)["max-abs"]).toEqual({
    "*": { value: 0.1, unit: undefined },
    boxes: { value: 1, unit: "px" },
    "a=b": { value: 2, unit: undefined },
  });
});

test("an input may hold several limits on lines of their own", () => {
  expect(parseTextSettings({ "max-abs": "boxes=1 px\r\n\n  scores=0.01\n" }, flag)["max-abs"]).toEqual({
    boxes: { value: 1, unit: "px" },
    scores: { value: 0.01, unit: undefined },
  });
});

test.each([
  [{ "max-abs": "lots" }, "--max-abs: max-abs must be a number"],
  [{ "max-abs": "-1" }, "--max-abs: max-abs must not be negative: -1"],
  [{ "max-abs": "=1" }, '--max-abs: "=1" names no output'],
  [{ "max-abs": ["1", "2"] }, '--max-abs: two limits for "*"'],
  [{ enforce: "no" }, "--enforce: must be one of fail, warn"],
  [{ engine: "gpu" }, "--engine: must be one of emulated, recorded"],
  [{ threads: "2.5" }, "--threads: "],
  [{ threads: "many" }, "--threads: "],
  [{ timeout: "10" }, "--timeout: "],
])("%j is refused by name", (texts, message) => {
  expect(() => parseTextSettings(texts as Record<string, string>, flag)).toThrow(message);
});

test("a key of Object's prototype is no output's limit by accident", () => {
  const limits = parseTextSettings({ "max-abs": ["constructor=1", "__proto__x=2"] }, flag)["max-abs"];
  expect(Object.keys(limits ?? {})).toEqual(["constructor", "__proto__x"]);
});
