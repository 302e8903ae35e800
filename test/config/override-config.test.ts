import { describe, expect, it, test } from "vitest";
import { resolveConfig } from "../../src/config/config.ts";
import { parseSettings } from "../../src/config/file.ts";
import { parseTextSettings } from "../../src/config/inputs.ts";

const required = { model: "m.onnx", samples: "s" };
const flags = (texts: Record<string, string>) => ({
  origin: "flag" as const,
  settings: parseTextSettings({ ...required, ...texts }, (name) => `--${name}`),
});
const file = (text: string) => ({ origin: "config" as const, settings: parseSettings(text, "gate.yml") });

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    const { message, advice } = error as { message: string; advice?: string };
    return `${message} ${advice ?? ""}`;
  }
  throw new Error("accepted");
}

test("without settings the search runs, with sixty tries and ten minutes", () => {
  expect(resolveConfig([flags({})]).overrides).toEqual({
    isSearched: true,
    tries: 60,
    timeMs: 600_000,
    planPath: undefined,
    keepIoTypes: true,
  });
});

test("flags win over the file, setting by setting", () => {
  const { overrides } = resolveConfig([
    flags({ "search-tries": "7", "mixed-io-types": "fp16" }),
    file("search-tries: 9\nsearch-time: 90s\nplan: overrides/plan.json\n"),
  ]);
  expect(overrides).toEqual({
    isSearched: true,
    tries: 7,
    timeMs: 90_000,
    planPath: "overrides/plan.json",
    keepIoTypes: false,
  });
});

test("there is no search without an explanation, and none when it is not wanted", () => {
  expect(resolveConfig([flags({ explain: "never" })]).overrides.isSearched).toBe(false);
  expect(resolveConfig([flags({ overrides: "never" })]).overrides.isSearched).toBe(false);
  // A flag for one quick run does not contradict what the file says for all others.
  const quick = resolveConfig([flags({ explain: "never" }), file("overrides: auto")]);
  expect(quick.overrides.isSearched).toBe(false);
});

describe("refused is", () => {
  it.each([
    ["a budget of no tries", { "search-tries": "0" }, /--search-tries.*at least 1.*overrides: never/],
    ["a negative budget", { "search-tries": "-3" }, /--search-tries.*at least 1/],
    ["half a try", { "search-tries": "2.5" }, /--search-tries.*whole number/],
    ["a million tries", { "search-tries": "1000000" }, /--search-tries.*at most 10000/],
    ["no time at all", { "search-time": "0s" }, /--search-time.*longer than zero.*overrides: never/],
    ["a time without a unit", { "search-time": "60" }, /--search-time.*no unit/],
    ["a form of inputs that is none", { "mixed-io-types": "half" }, /--mixed-io-types.*keep, fp16/],
    ["a wish for overrides that is none", { overrides: "always" }, /--overrides.*auto, never/],
    ["a search without its beginning", { overrides: "auto", explain: "never" }, /contradicts explain: never/],
    [
      "a plan that nothing is run under",
      { plan: "p.json", engine: "recorded" },
      /engine recorded is not told/,
    ],
    [
      "a plan that the engine is not told of",
      { plan: "p.json", engine: "onnxruntime" },
      /engine onnxruntime/,
    ],
    [
      "a plan for a model with its own types",
      { plan: "p.json", candidate: "c.onnx" },
      /contradicts candidate/,
    ],
  ])("%s", (_, texts, message) => {
    expect(refusal(() => resolveConfig([flags(texts)]))).toMatch(message);
  });
});
