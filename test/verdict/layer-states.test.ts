import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeModel } from "../../src/onnx/decode.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import { nodeKeys } from "../../src/onnx/node-key.ts";
import { graphProvenance } from "../../src/onnx/provenance.ts";
import type { CulpritFacts, JobFacts, NodeFacts } from "../../src/verdict/job-facts.ts";
import { layerStates, outputsOfNewCulprits } from "../../src/verdict/layer-states.ts";
import { renumbered } from "../support/renumbered.ts";
import { root } from "../support/run-process.ts";
import { jobAt, nodeAt } from "./jobs.ts";

const culprit = (key: string, more: Partial<CulpritFacts> = {}): CulpritFacts => ({
  node: `node_${key}`,
  key,
  op: "Add",
  breaks: ["boxes"],
  ...more,
});

function job(nodes: readonly NodeFacts[], layers: readonly CulpritFacts[] = []): JobFacts {
  return jobAt(4, { nodes, layers });
}

describe("layers by key", () => {
  const names = ["known/Add#1", "new/Add#1", "improved/Add#1", "ok/Add#1"];
  const now = job(
    [...names, "added/Add#1"].map((key) => nodeAt(key)),
    [culprit("known/Add#1"), culprit("new/Add#1"), culprit("added/Add#1")],
  );
  const base = job(
    [...names, "vanished/Add#1"].map((key) => nodeAt(key)),
    [culprit("known/Add#1"), culprit("improved/Add#1"), culprit("vanished/Add#1")],
  );

  test("have one of six states, new ones first; what is guilty nowhere is counted only", () => {
    const states = layerStates(now, base);
    expect(states?.layers.map(({ key, state }) => `${state} ${key}`)).toEqual([
      "new new/Add#1",
      "added added/Add#1",
      "known known/Add#1",
      "vanished vanished/Add#1",
      "improved improved/Add#1",
    ]);
    expect(states?.counts).toEqual({ ok: 1, known: 1, new: 1, improved: 1, vanished: 1, added: 1 });
  });

  test("that are guilty in this job only say which outputs they break", () => {
    const states = layerStates(now, base);
    expect([...outputsOfNewCulprits(now, states as NonNullable<typeof states>)]).toEqual(["boxes"]);
  });

  test("a culprit that could not be measured has a state as well", () => {
    const states = layerStates(job([nodeAt("a/Add#1")], [culprit("b/Loop#1")]), job([nodeAt("a/Add#1")]));
    expect(states?.layers).toMatchObject([{ key: "b/Loop#1", state: "added" }]);
  });

  test("say nothing when one of the two jobs measured no nodes", () => {
    expect(layerStates(job([]), base)).toBeUndefined();
    expect(layerStates(now, job([]))).toBeUndefined();
  });

  test("repeated keys of a hostile file are one layer", () => {
    const twice = job([nodeAt("a/Add#1"), nodeAt("a/Add#1", { node: "__proto__" })]);
    expect(layerStates(twice, twice)?.counts.ok).toBe(1);
  });
});

test("a new export that renumbers every node and value of a trained detector changes nothing", () => {
  const bytes = readFileSync(join(root, "examples/detector/job-b/model.onnx"));
  const jobOf = (proto: ReturnType<typeof decodeModel>): JobFacts => {
    const graph = indexGraph(proto);
    const keys = nodeKeys(graph, graphProvenance(graph));
    return job(graph.nodes.map(({ id }) => ({ node: id, key: keys.get(id) as string })));
  };
  const before = jobOf(decodeModel(bytes, "before"));
  const after = jobOf(renumbered(decodeModel(bytes, "after")));
  const names = new Set(before.nodes.map(({ node }) => node));
  expect(after.nodes.filter(({ node }) => names.has(node))).toEqual([]);
  expect(layerStates(after, before)?.counts).toEqual({
    ok: before.nodes.length,
    known: 0,
    new: 0,
    improved: 0,
    vanished: 0,
    added: 0,
  });
});
