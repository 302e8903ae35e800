import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/errors.ts";
import { readPlanFile } from "../../src/overrides/search-plan-file.ts";
import { chainGraph } from "./oracle.ts";

const hash = "0123456789abcdef".repeat(4);
const otherHash = "f".repeat(64);
const graph = chainGraph(4);

function written(change: object = {}): string {
  return JSON.stringify({ schemaVersion: 1, model: { graphSha256: hash }, nodes: ["n1", "y"], ...change });
}

function read(text: string) {
  return readPlanFile(text, "overrides/plan.json", graph, hash);
}

function failure(text: string): ConfigError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("readPlanFile", () => {
  it("reads the nodes; carriers are found anew", () => {
    expect([...read(written()).fp32Nodes]).toEqual(["n1", "y"]);
    expect([...read(written({ carriers: ["n2"] })).fp32Nodes]).toEqual(["n1", "y"]);
  });

  it("accepts a plan without nodes: everything in FP16", () => {
    expect(read(written({ nodes: [] })).fp32Nodes.size).toBe(0);
  });

  it.each([
    {
      name: "a plan for another model",
      text: written({ model: { graphSha256: otherHash } }),
      message: `The plan "overrides/plan.json" is for another model: its graph has SHA-256 ${otherHash}, the model's is ${hash}.`,
    },
    {
      name: "unknown nodes",
      text: written({ nodes: ["n1", "n9"] }),
      message: '"overrides/plan.json": The plan keeps nodes in FP32 that the model does not have: n9.',
    },
    {
      name: "an unknown carrier",
      text: written({ carriers: ["n9"] }),
      message: '"overrides/plan.json": The plan keeps nodes in FP32 that the model does not have: n9.',
    },
    {
      name: "a node named twice",
      text: written({ nodes: ["n1", "y", "n1"] }),
      message: 'The plan "overrides/plan.json" names node "n1" twice.',
    },
    {
      name: "a node that is a carrier as well",
      text: written({ carriers: ["n1"] }),
      message: 'The plan "overrides/plan.json" names node "n1" twice.',
    },
    { name: "no JSON", text: "nodes: n1", message: 'The plan "overrides/plan.json" is not JSON.' },
    { name: "an empty file", text: "", message: 'The plan "overrides/plan.json" is not JSON.' },
    {
      name: "an unknown key",
      text: written({ limits: { y: 1 } }),
      message: `The plan "overrides/plan.json" can't be read: the file: Unrecognized key: "limits".`,
    },
    {
      name: "a hash that is none",
      text: written({ model: { graphSha256: "abc" } }),
      message: `The plan "overrides/plan.json" can't be read: model.graphSha256: must be 64 lower-case hexadecimal digits.`,
    },
    {
      name: "a name that is no text",
      text: written({ nodes: [3] }),
      message: `The plan "overrides/plan.json" can't be read: nodes.0: Invalid input: expected string, received number.`,
    },
    {
      name: "another version",
      text: written({ schemaVersion: 2 }),
      message: `The plan "overrides/plan.json" can't be read: schemaVersion: Invalid input: expected 1.`,
    },
  ])("refuses $name", ({ text, message }) => {
    const error = failure(text);
    expect(error.message).toBe(message);
    expect(error.advice).toBeTruthy();
    expect(error.exitCode).toBe(2);
  });
});
