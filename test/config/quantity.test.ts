import { expect, test } from "vitest";
import { parseDurationMs, parseQuantity } from "../../src/config/quantity.ts";

test.each([
  ["0.05", 0.05, undefined],
  ["1 px", 1, "px"],
  ["1px", 1, "px"],
  ["1e-3", 1e-3, undefined],
  [".5", 0.5, undefined],
  ["2 %", 2, "%"],
  ["-1", -1, undefined],
  ["3.", 3, undefined],
])("%j is %d %s", (text, value, unit) => {
  expect(parseQuantity(text)).toEqual({ value, unit });
});

test.each([
  "",
  " ",
  "px",
  "1,5",
  "1.0.0",
  "0x10",
  "nan",
  "inf",
  "Infinity",
  "1e999",
  "1 2",
  "1 px px",
  "--1",
  "1e",
])("%j is no quantity", (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test.each([
  ["90s", 90_000],
  ["10m", 600_000],
  ["10 min", 600_000],
  ["1.5h", 5_400_000],
  ["250ms", 250],
])("the duration %s is %d ms", (text, milliseconds) => {
  expect(parseDurationMs(text)).toBe(milliseconds);
});

test.each([
  ["10", "has no unit"],
  ["10 parsecs", 'unknown unit "parsecs"'],
  ["ten", "is not a duration"],
  ["0s", "must be longer than zero"],
  ["-5s", "must be longer than zero"],
])("the duration %s is refused", (text, reason) => {
  expect(parseDurationMs(text)).toContain(reason);
});
