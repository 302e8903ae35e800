import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { inputNames } from "../src/config/inputs.ts";
import { settingsSchema } from "../src/config/schema.ts";
import { version } from "../src/version.ts";
import { root } from "./support/run-process.ts";

const read = (name: string): string => readFileSync(join(root, name), "utf8");
const action = parse(read("action.yml")) as {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
};

test("the action offers exactly the inputs that the schema knows, and the config file", () => {
  expect(Object.keys(action.inputs).sort()).toEqual([...inputNames, "config"].sort());
  for (const name of inputNames) expect(Object.keys(settingsSchema.shape)).toContain(name);
});

test("no input has a default that would override the configuration file", () => {
  expect(Object.values(action.inputs).filter((input) => input.default !== undefined)).toEqual([]);
});

test("the README names every input and every output", () => {
  const readme = read("README.md");
  for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) {
    expect(readme).toContain(`\`${name}\``);
  }
});

test("the action runs on Node 24 from the committed bundle", () => {
  expect(action.runs).toEqual({ using: "node24", main: "dist/action.js" });
});

test("the version is that of package.json", () => {
  expect((JSON.parse(read("package.json")) as { version: string }).version).toBe(version);
});

test("the lock file names no registry and every version is exact", () => {
  expect(read("package-lock.json")).not.toContain("resolved");
  const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
    string,
    Record<string, string>
  >;
  for (const range of Object.values({ ...dependencies, ...devDependencies }))
    expect(range).toMatch(/^\d+\.\d+\.\d+/);
});
