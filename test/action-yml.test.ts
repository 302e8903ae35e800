import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { allInputNames } from "../src/config/action-inputs.ts";
import { inputNames, publishingNames } from "../src/config/inputs.ts";
import { settingsSchema } from "../src/config/schema.ts";
import { version } from "../src/version.ts";
import { root, runProcess } from "./support/run-process.ts";

const read = (name: string): string => readFileSync(join(root, name), "utf8");
const action = parse(read("action.yml")) as {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: Record<string, string>;
};

test("the action offers exactly the inputs that are read, and the schema knows those that are settings", () => {
  expect(Object.keys(action.inputs).sort()).toEqual([...allInputNames].sort());
  for (const name of [...inputNames, ...publishingNames])
    expect(Object.keys(settingsSchema.shape)).toContain(name);
});

test("no input has a default that would override the configuration file", () => {
  const withDefault = Object.entries(action.inputs).filter(([, { default: value }]) => value !== undefined);
  expect(withDefault.map(([name]) => name)).toEqual(["github-token"]);
  expect(Object.keys(settingsSchema.shape)).not.toContain("github-token");
});

test("the README's tables of inputs and outputs are those of action.yml", async () => {
  const script = join(root, "scripts", "readme-tables.mjs");
  const run = await runProcess(process.execPath, [script, "--check"], { cwd: root, env: {} });
  expect(run).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("the action runs on Node 24 from the committed bundle", () => {
  expect(action.runs).toEqual({
    using: "node24",
    main: "dist/action.js",
    post: "dist/action-post.js",
    "post-if": "always()",
  });
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
