import { expect, test } from "vitest";
import { parseFlags } from "../../src/config/args.ts";
import { ConfigError } from "../../src/errors.ts";

const parse = (...args: string[]) =>
  parseFlags(args, ["out", "max-abs"], { repeatable: ["max-abs"], positionals: ["MODEL"] });

test("flags and positionals are told apart", () => {
  expect(parse("m.onnx", "--out", "d", "--max-abs=1", "--max-abs", "a=2")).toEqual({
    flags: { out: "d", "max-abs": ["1", "a=2"] },
    positionals: ["m.onnx"],
  });
});

test.each([
  [["--tol", "3"], "--tol"],
  [["--out"], "--out"],
  [["--out="], "--out has an empty value"],
  [["--out", "a", "--out", "b"], "--out is given 2 times"],
  [["a", "b"], 'unexpected argument "b"'],
  [["--max-abs", "-1"], "--max-abs"],
])("%j is refused", (args, message) => {
  expect(() => parse(...args)).toThrow(ConfigError);
  expect(() => parse(...args)).toThrow(message);
});
