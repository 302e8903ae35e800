import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { clone } from "@bufbuild/protobuf";
import type { ModelProto, NodeProto } from "onnx-buf";
import { ModelProtoSchema } from "onnx-buf";
import { describe, expect, test } from "vitest";
import { decodeModel } from "../../src/onnx/decode.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import { nodeKeys } from "../../src/onnx/node-key.ts";
import { graphProvenance } from "../../src/onnx/provenance.ts";
import { graphAttribute, model, node, tensor, value } from "./build-model.ts";

function keysOf(proto: ModelProto): Map<string, string> {
  const graph = indexGraph(proto);
  return nodeKeys(graph, graphProvenance(graph));
}

function within(module: string) {
  return { metadataProps: [{ key: "pkg.torch.onnx.name_scopes", value: `['', '${module}', 'op']` }] };
}

function exported(name: string): ModelProto {
  const path = fileURLToPath(new URL(`../models/provenance/${name}.onnx`, import.meta.url));
  return decodeModel(readFileSync(path), name);
}

/** The same graph with every node and every inner value called otherwise. */
function renamed(proto: ModelProto): ModelProto {
  const copy = clone(ModelProtoSchema, proto);
  const kept = new Set([...(copy.graph?.input ?? []), ...(copy.graph?.output ?? [])].map(({ name }) => name));
  const made = new Set(copy.graph?.node.flatMap(({ output }) => output));
  const rename = (name: string): string => (made.has(name) && !kept.has(name) ? `t_${name}_9` : name);
  copy.graph?.node.forEach((each, index) => {
    each.name = `n${1000 - index}`;
    each.input = each.input.map(rename);
    each.output = each.output.map(rename);
  });
  return copy;
}

describe("keys", () => {
  test("are module, operator and ordinal within both", () => {
    const keys = keysOf(
      model({
        node: [
          node("Mul", ["x", "x"], ["a"], within("blocks.0.norm")),
          node("Mul", ["a", "x"], ["b"], within("blocks.0.norm")),
          node("Mul", ["b", "x"], ["c"], within("blocks.1.norm")),
          node("Exp", ["c"], ["y"], within("blocks.1.norm")),
        ],
      }),
    );
    expect([...keys]).toEqual([
      ["a", "blocks.0.norm/Mul#1"],
      ["b", "blocks.0.norm/Mul#2"],
      ["c", "blocks.1.norm/Mul#1"],
      ["y", "blocks.1.norm/Exp#1"],
    ]);
  });

  test("have an empty module where none is known, and name the domain of other operators", () => {
    expect([...keysOf(model()).values()]).toEqual(["/Neg#1"]);
    const custom = model({ node: [node("Gelu", ["x"], ["y"], { domain: "com.microsoft" })] });
    expect([...keysOf(custom).values()]).toEqual(["/com.microsoft::Gelu#1"]);
  });

  test("never collide, whatever modules and operators are called", () => {
    const names: [module: string, op: string][] = [
      ["a", "b#1"],
      ["a", "b"],
      ["a#1", "b"],
      ["a%231", "b"],
      ["a/b", "c"],
      ["a", "b/c"],
      ["a%2Fb", "c"],
    ];
    const nodes = names.map(([module, op], index) => node(op, ["x"], [`t${index}`], within(module)));
    const keys = keysOf(model({ node: nodes, output: nodes.map((each) => value(each.output[0] ?? "")) }));
    expect(new Set(keys.values()).size).toBe(names.length);
  });

  test.each(["dynamo", "traced-lines", "torchscript"])("are unique in %s", (name) => {
    const original = exported(name);
    expect(new Set(keysOf(original).values()).size).toBe(original.graph?.node.length);
  });

  test("are the same when every node and every inner value is called otherwise", () => {
    const original = exported("dynamo");
    expect([...keysOf(renamed(original)).values()]).toEqual([...keysOf(original).values()]);
  });

  test("do not depend on the order of nodes in the file", () => {
    const graph = (order: number[]): ModelProto => {
      const nodes: NodeProto[] = [
        node("Relu", ["x"], ["left"], within("net")),
        node("Relu", ["x"], ["right"], within("net")),
        node("Exp", ["left"], ["l"], within("net")),
        node("Exp", ["right"], ["r"], within("net")),
        node("Sub", ["l", "r"], ["y"], within("net")),
      ];
      return model({ node: order.map((index) => nodes[index] as NodeProto) });
    };
    const expected = keysOf(graph([0, 1, 2, 3, 4]));
    expect(expected.get("right")).toBe("net/Relu#2");
    for (const order of [
      [1, 0, 2, 3, 4],
      [1, 3, 0, 2, 4],
    ]) {
      expect(keysOf(graph(order))).toEqual(expected);
    }
  });

  test("are given to nodes of bodies, and to nodes that no output depends on", () => {
    const body = (name: string) => ({ node: [node("Relu", ["x"], [name])], output: [value(name)] });
    const keys = keysOf(
      model({
        initializer: [tensor({ name: "c", dataType: 9, int32Data: [1] })],
        node: [
          node("Relu", ["x"], ["dead"]),
          node("If", ["c"], ["y"], {
            name: "choose",
            attribute: [graphAttribute("then_branch", body("t")), graphAttribute("else_branch", body("e"))],
          }),
        ],
      }),
    );
    expect(Object.fromEntries(keys)).toEqual({
      "choose/then_branch/t": "/Relu#1",
      "choose/else_branch/e": "/Relu#2",
      choose: "/If#1",
      dead: "/Relu#3",
    });
  });
});

test("100,000 nodes with metadata get their keys within the time of a test", () => {
  const frames = Array.from(
    { length: 6 },
    (_, depth) => `  File "/v/site-packages/torch/nn/modules/m${depth}.py", line 9, in forward\n    return x`,
  ).join("\n");
  const nodes = Array.from({ length: 100_000 }, (_, index) =>
    node("Relu", [index === 0 ? "x" : `t${index - 1}`], [`t${index}`], {
      metadataProps: [
        { key: "namespace", value: `: net.Net/blocks.${index}: net.Block/relu: aten.relu.default` },
        { key: "pkg.torch.onnx.class_hierarchy", value: "['net.Net', 'net.Block', 'aten.relu.default']" },
        { key: "pkg.torch.onnx.name_scopes", value: `['', 'blocks.${index % 500}', 'relu_${index}']` },
        {
          key: "pkg.torch.onnx.stack_trace",
          value: `File "net.py", line 4, in forward\n    a\n  File "net.py", line ${(index % 2000) + 1}, in f\n    b\n${frames}`,
        },
      ],
    }),
  );
  const proto = model({ node: nodes, output: [value("t99999")] });
  const graph = indexGraph(proto);
  const provenance = graphProvenance(graph);
  const keys = nodeKeys(graph, provenance);
  expect(provenance.get("t99999")?.frames[0]).toMatchObject({ line: 2000, code: "b" });
  expect(keys.get("t99999")).toBe("blocks.499/Relu#200");
}, 60_000);
