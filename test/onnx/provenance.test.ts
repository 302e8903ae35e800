import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { NodeProto } from "onnx-buf";
import { describe, expect, test } from "vitest";
import { decodeModel } from "../../src/onnx/decode.ts";
import { inlineFunctions } from "../../src/onnx/functions.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import type { NodeProvenance } from "../../src/onnx/provenance.ts";
import { groupByModule, initializerProvenance, nodeProvenance } from "../../src/onnx/provenance.ts";
import { graphAttribute, model, node, pair, tensor, value } from "./build-model.ts";

function exported(name: string) {
  const path = fileURLToPath(new URL(`../models/provenance/${name}.onnx`, import.meta.url));
  return inlineFunctions(decodeModel(readFileSync(path), `${name}.onnx`));
}

const source = readFileSync(new URL("../models/provenance/networks.py", import.meta.url), "utf8").split("\n");

function lineOf(code: string): number {
  return source.findIndex((line) => line.includes(code)) + 1;
}

function metadata(...scopes: string[]) {
  const quoted = [...scopes, "op"].map((scope) => `'${scope}'`).join(", ");
  return { metadataProps: [{ key: "pkg.torch.onnx.name_scopes", value: `[${quoted}]` }] };
}

function chain(...nodes: NodeProto[]): ReturnType<typeof model> {
  return model({ node: nodes, output: [value(nodes.at(-1)?.output[0] ?? "")] });
}

describe("an export by dynamo", () => {
  const provenance = nodeProvenance(exported("dynamo"));
  const networks = "test/models/provenance/networks.py";

  test.each([
    ["node_Conv_60", "stem.1", "torch.nn.modules.batchnorm.BatchNorm2d", "tokens = self.stem(image)"],
    ["node_relu", "stem.2", "torch.nn.modules.activation.ReLU", "tokens = self.stem(image)"],
    ["node_transpose", "", "networks.Network", "tokens = self.stem(image)"],
    ["node_pow_1", "blocks.0.norm", "networks.Norm", "return x * root_mean_square"],
    ["node_pow_4", "blocks.1.norm", "networks.Norm", "return x * root_mean_square"],
    ["node_MatMul_49", "blocks.1.mlp.1.1", "torch.nn.modules.linear.Linear", "y = self.mlp("],
    ["node_sigmoid_1", "blocks.1", "networks.Block", "z = self.norm(y) * self.gate(y)"],
    ["node_mul_11", "blocks.1", "networks.Block", "return self.residual(x, z)"],
    ["node_pow_5", "norm_1", "networks.Norm", "return x * root_mean_square"],
    ["node_exp", "", "networks.Network", "return self.head("],
  ])("%s lies in module '%s'", (id, module, moduleClass, code) => {
    const found = provenance.get(id);
    expect(found).toMatchObject({ module, moduleClass, origin: "metadata" });
    expect(found?.frames[0]).toMatchObject({ file: networks, line: lineOf(code), function: "forward" });
    expect(found?.frames[0]?.code).toContain(code);
  });

  test("the second call of a module is a call of the same module from another line", () => {
    const [first, second] = ["node_pow_1", "node_pow_2"].map((id) => provenance.get(id));
    expect(first?.module).toBe(second?.module);
    expect(first?.frames[1]?.line).toBe(lineOf("y = self.mlp("));
    expect(second?.frames[1]?.line).toBe(lineOf("z = self.norm(y)"));
  });

  test("every frame is a line of the network's own source, as it stands there", () => {
    const frames = [...provenance.values()].flatMap((each) => each.frames);
    expect(frames.length).toBeGreaterThan(100);
    for (const { file, line, code } of frames) {
      expect(file).toBe(networks);
      expect(source[line - 1]?.trim()).toBe(code);
    }
  });

  test("no node is without a module", () => {
    expect([...provenance.values()].filter((each) => each.origin !== "metadata")).toEqual([]);
  });
});

describe("an export by the older exporter", () => {
  const graph = indexGraph(exported("torchscript"));
  const provenance = nodeProvenance(graph.model);

  test.each([
    ["/stem/stem.0/Conv", "stem.0"],
    ["/Reshape", ""],
    ["/blocks.0/norm_1/Pow", "blocks.0.norm"],
    ["/blocks.1/mlp/mlp.1/mlp.1.1/MatMul", "blocks.1.mlp.1.1"],
    ["/blocks.1/Mul_1", "blocks.1"],
    ["/norm_1/Pow", "norm_1"],
    ["/Exp", ""],
  ])("%s lies in module '%s'", (id, module) => {
    expect(provenance.get(id)).toEqual({ module, frames: [], origin: "name" });
  });

  test("nodes that share a weight, and have no place in their name, inherit from its reader", () => {
    const modules = ["Identity_27", "Identity_28"].map((id) => provenance.get(id));
    expect(modules.map((each) => each?.origin)).toEqual(["inherited", "inherited"]);
    expect(new Set(modules.map((each) => each?.module))).toEqual(new Set(["blocks.1.norm", "norm_1"]));
  });

  test("initializers belong to the module in their name, else to that of their first reader", () => {
    const weights = initializerProvenance(graph, provenance);
    expect(weights.get("blocks.0.mlp.1.1.bias")).toMatchObject({
      module: "blocks.0.mlp.1.1",
      origin: "name",
    });
    expect(weights.get("onnx::Conv_126")).toMatchObject({ module: "stem.0", origin: "inherited" });
  });

  test("doc strings give the lines, and the function outside of any module", () => {
    const traced = nodeProvenance(exported("traced-lines"));
    const file = "test/models/provenance/networks.py";
    const { module, origin, frames } = traced.get("/Pow") ?? {};
    expect({ module, origin }).toEqual({ module: "", origin: "name" });
    expect(frames?.slice(0, 2)).toEqual([
      { file, line: lineOf("return torch.rsqrt("), function: "root_mean_square" },
      { file, line: lineOf("return x * root_mean_square"), function: "forward" },
    ]);
    expect(frames?.at(-1)).toMatchObject({ file: "test/models/provenance/make_models.py" });
  });
});

test("both exporters lead to the same modules, but for a batch normalisation that was fused", () => {
  const modules = (name: string) =>
    new Set([...nodeProvenance(exported(name)).values()].map(({ module }) => module));
  const [dynamo, torchscript] = [modules("dynamo"), modules("torchscript")];
  expect([...dynamo].filter((module) => !torchscript.has(module))).toEqual(["stem.1"]);
  expect([...torchscript].filter((module) => !dynamo.has(module))).toEqual(["stem.0"]);
});

describe("nodes that state nothing", () => {
  test("inherit module and lines from the producer of their first input", () => {
    const trace = { key: "pkg.torch.onnx.stack_trace", value: 'File "net.py", line 4, in forward\n  x' };
    const stated = metadata("", "stem").metadataProps;
    const provenance = nodeProvenance(
      chain(
        node("Neg", ["x"], ["a"], { metadataProps: [...stated, trace] }),
        node("Relu", ["a"], ["b"]),
        node("Exp", ["b"], ["y"], metadata("", "head")),
      ),
    );
    expect(provenance.get("b")).toEqual({
      module: "stem",
      frames: [{ file: "net.py", line: 4, function: "forward", code: "x" }],
      origin: "inherited",
    });
  });

  test("inherit from their first reader where no producer is known, and pass it on", () => {
    const provenance = nodeProvenance(
      model({
        node: [
          node("Neg", ["x"], ["a"]),
          node("Relu", ["a"], ["b"]),
          node("Exp", ["a"], ["c"], metadata("", "head")),
          node("Add", ["b", "c"], ["y"], metadata("", "tail")),
          node("Tanh", ["a"], ["z"]),
        ],
        output: [value("y"), value("z")],
      }),
    );
    expect(["a", "b", "z"].map((id) => provenance.get(id)?.module)).toEqual(["tail", "tail", "tail"]);
  });

  test("skip inputs that are weights and keep lines of their own", () => {
    const own = { key: "pkg.torch.onnx.stack_trace", value: 'File "own.py", line 9, in f\n  y' };
    const provenance = nodeProvenance(
      model({
        initializer: [pair("w")],
        node: [
          node("Neg", ["x"], ["a"], metadata("", "stem")),
          node("Add", ["w", "a"], ["y"], { metadataProps: [own] }),
        ],
      }),
    );
    expect(provenance.get("y")).toMatchObject({ module: "stem", origin: "inherited" });
    expect(provenance.get("y")?.frames).toMatchObject([{ file: "own.py", line: 9 }]);
  });

  test("inherit inside a body from the node that owns it", () => {
    const body = { node: [node("Constant", [], ["k"])], output: [value("k")] };
    const choose = node("If", ["c"], ["y"], {
      name: "choose",
      attribute: [graphAttribute("then_branch", body), graphAttribute("else_branch", body)],
      ...metadata("", "router"),
    });
    const provenance = nodeProvenance(
      model({ initializer: [tensor({ name: "c", dataType: 9, int32Data: [1] })], node: [choose] }),
    );
    expect([...provenance.values()].map((each) => each.module)).toEqual(["router", "router", "router"]);
  });

  test("say why they have no module when no neighbour has one either", () => {
    expect(nodeProvenance(model()).get("y")).toEqual({
      frames: [],
      origin: "none",
      reason:
        "neither the metadata of PyTorch's dynamo exporter nor the node names of the older one lead to a module",
    });
  });
});

describe("metadata that lies", () => {
  test("megabytes, line breaks and markup are bounded and on one line", () => {
    const hostile = `::error::|<b>@me\r\n\u202e${"x".repeat(1_000_000)}`;
    const keys = ["name_scopes", "class_hierarchy", "stack_trace", "fx_node"];
    const props = keys.map((key) => ({ key: `pkg.torch.onnx.${key}`, value: hostile }));
    const [found] = [
      ...nodeProvenance(
        chain(
          node("Neg", ["x"], ["y"], {
            name: `/${hostile}/Neg`,
            docString: hostile,
            metadataProps: [...props, { key: "namespace", value: hostile }],
          }),
        ),
      ).values(),
    ];
    expect(found).toMatchObject({ frames: [], origin: "none" });
  });

  test("a path in a node's name loses its control characters", () => {
    const provenance = nodeProvenance(chain(node("Neg", ["x"], ["y"], { name: "/a\nb|\u001b[2J/Neg" })));
    expect([...provenance.values()][0]?.module).toBe("ab|[2J");
  });

  test("a repeated key counts once", () => {
    const twice = [...metadata("", "first").metadataProps, ...metadata("", "second").metadataProps];
    const provenance = nodeProvenance(chain(node("Neg", ["x"], ["y"], { metadataProps: twice })));
    expect(provenance.get("y")?.module).toBe("second");
  });
});

test("nodes are grouped by module in the order in which modules first occur", () => {
  const provenance = new Map<string, NodeProvenance>([
    ["a", { module: "stem", frames: [], origin: "inherited" }],
    ["b", { module: "head", moduleClass: "Linear", frames: [], origin: "metadata" }],
    ["c", { module: "stem", moduleClass: "Stem", frames: [], origin: "metadata" }],
    ["d", { frames: [], origin: "none" }],
  ]);
  expect(groupByModule(["a", "b", "c", "d", "e"], provenance)).toEqual([
    { module: "stem", moduleClass: "Stem", nodes: ["a", "c"] },
    { module: "head", moduleClass: "Linear", nodes: ["b"] },
    { module: undefined, nodes: ["d", "e"] },
  ]);
});
