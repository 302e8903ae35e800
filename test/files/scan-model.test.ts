import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "@bufbuild/protobuf";
import type { NodeProto } from "onnx-buf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
} from "onnx-buf";
import { describe, expect, it } from "vitest";
import { EngineError, InputError } from "../../src/errors.ts";
import { openModel } from "../../src/files/model.ts";
import { scanFile } from "../../src/files/scan-file.ts";
import { scanModel } from "../../src/files/scan-model.ts";
import type { RangeReport } from "../../src/tensor/range-report.ts";
import {
  encoded,
  type GraphInit,
  graphAttribute,
  ifModel,
  model,
  node,
  pair,
  tensor,
  value,
} from "../onnx/build-model.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const newFolder = useTemporaryFolder();

async function scanGraph(graph: GraphInit, more = {}): Promise<readonly RangeReport[]> {
  const path = join(newFolder(), "m.onnx");
  writeFileSync(path, encoded(model(graph, more)));
  return (await scanFile(path)).reports;
}

function floats(name: string, values: readonly number[], dims: readonly number[] = [values.length]) {
  return tensor({
    name,
    dataType: 1,
    dims: dims.map(BigInt),
    rawData: new Uint8Array(Float32Array.from(values).buffer),
  });
}

const scalar = (name: string, number: number) => floats(name, [number], []);

function constant(output: string, attribute: object): NodeProto {
  return node("Constant", [], [output], { attribute: [create(AttributeProtoSchema, attribute)] });
}

const summary = (reports: readonly RangeReport[]): unknown =>
  reports.map(({ name, role, statistics: { elements, absMax } }) => [name, role, elements, absMax]);

describe("every float tensor is found", () => {
  it("initializers in raw_data and float_data; integers and bool are counted", async () => {
    const path = join(newFolder(), "m.onnx");
    const graph = {
      node: [node("Add", ["x", "head.w"], ["a"]), node("Mul", ["a", "head.s"], ["y"])],
      initializer: [
        pair("head.w", 1, -70_000),
        tensor({ name: "head.s", dataType: 1, dims: [2n], floatData: [3, 4] }),
        tensor({ name: "n", dataType: 7, dims: [1n], int64Data: [5n] }),
      ],
    };
    writeFileSync(path, encoded(model(graph)));
    const scan = await scanFile(path);
    expect(summary(scan.reports)).toEqual([
      ["head.w", "parameter", 2, 70_000],
      ["head.s", "parameter", 2, 4],
    ]);
    expect(scan).toMatchObject({ file: path, otherTensors: 1, unread: [], notes: [] });
    expect(scan.reports[0]).toMatchObject({ kind: "weight", module: "head", dtype: "float32", shape: [2] });
  });

  it("Constant nodes of each form", async () => {
    const { FLOAT, FLOATS, TENSOR } = AttributeProto_AttributeType;
    const reports = await scanGraph({
      node: [
        constant("c1", { name: "value", type: TENSOR, t: pair("", 1, 2) }),
        constant("c2", { name: "value_float", type: FLOAT, f: 1e-12 }),
        constant("c3", { name: "value_floats", type: FLOATS, floats: [1, 1e5] }),
        node("Add", ["x", "c1"], ["a"]),
        node("Add", ["a", "c2"], ["b"]),
        node("Add", ["b", "c3"], ["y"]),
      ],
    });
    expect(summary(reports)).toEqual([
      ["c1", "parameter", 2, 2],
      ["c2", "constant", 1, Math.fround(1e-12)],
      ["c3", "parameter", 2, 1e5],
    ]);
  });

  it("in the bodies of control flow, under values of the outer graph", async () => {
    const path = join(newFolder(), "m.onnx");
    const then = {
      initializer: [pair("inner.w", 8, 9)],
      node: [node("Mul", ["x", "inner.w"], ["t"])],
      output: [value("t")],
    };
    writeFileSync(path, encoded(ifModel(then)));
    const { reports } = await scanFile(path);
    expect(summary(reports)).toEqual([["inner.w", "parameter", 2, 9]]);
  });

  it("in local functions, once for each call", async () => {
    const { FLOAT } = AttributeProto_AttributeType;
    const reports = await scanGraph(
      { node: [node("F", ["x"], ["a"], { domain: "local" }), node("F", ["a"], ["y"], { domain: "local" })] },
      {
        opsetImport: [
          { domain: "", version: 20n },
          { domain: "local", version: 1n },
        ],
        functions: [
          {
            domain: "local",
            name: "F",
            input: ["p"],
            output: ["q"],
            opsetImport: [{ domain: "", version: 20n }],
            node: [
              constant("big", { name: "value_float", type: FLOAT, f: 1e6 }),
              node("Mul", ["p", "big"], ["q"]),
            ],
          },
        ],
      },
    );
    expect(reports.map(({ statistics }) => statistics.absMax)).toEqual([1e6, 1e6]);
  });

  it("in external data, read where it lies", async () => {
    const folder = newFolder();
    const path = join(folder, "m.onnx");
    const external = create(TensorProtoSchema, {
      name: "far.w",
      dataType: 1,
      dims: [2n],
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [
        { key: "location", value: "w.bin" },
        { key: "offset", value: "4" },
        { key: "length", value: "8" },
      ],
    });
    writeFileSync(
      path,
      encoded(model({ node: [node("Add", ["x", "far.w"], ["y"])], initializer: [external] })),
    );
    writeFileSync(join(folder, "w.bin"), new Uint8Array(Float32Array.of(9e9, 1, 7e4).buffer));
    expect(summary((await scanFile(path)).reports)).toEqual([["far.w", "parameter", 2, 7e4]]);
    writeFileSync(join(folder, "w.bin"), new Uint8Array(8));
    await expect(scanFile(path)).rejects.toThrow(InputError);
    await expect(scanFile(path)).rejects.toThrow(/"far\.w" takes 8 bytes of "w\.bin" from byte 4 on/);
  });

  it("what can't be read as numbers, and might not fit, is named", async () => {
    const path = join(newFolder(), "m.onnx");
    const initializer = [
      tensor({ name: "wave", dataType: 14, dims: [1n], rawData: new Uint8Array(8) }),
      tensor({ name: "codes", dataType: 22, dims: [2n], rawData: new Uint8Array(1) }),
      tensor({ name: "small", dataType: 17, dims: [1n], rawData: new Uint8Array(1) }),
    ];
    writeFileSync(path, encoded(model({ initializer })));
    expect(await scanFile(path)).toMatchObject({
      reports: [],
      unread: [{ name: "wave", reason: "has elements of COMPLEX64" }],
      otherTensors: 2,
    });
  });
});

describe("roles", () => {
  const opsetImport = [
    { domain: "", version: 20n },
    { domain: "acme", version: 1n },
  ];
  const roleOf = async (graph: GraphInit): Promise<string> =>
    (await scanGraph(graph, { opsetImport }))[0]?.role ?? "";

  it.each<[string, GraphInit, string]>([
    [
      "a weight of MatMul",
      { node: [node("MatMul", ["x", "w"], ["y"])], initializer: [pair("w", -1e9, -1e9)] },
      "parameter",
    ],
    [
      "a mask that is added",
      { node: [node("Add", ["x", "w"], ["y"])], initializer: [pair("w", 0, -1e9)] },
      "mask",
    ],
    ["a fill value", { node: [node("Mul", ["x", "w"], ["y"])], initializer: [scalar("w", -1e9)] }, "mask"],
    [
      "a nameless number",
      { node: [node("Add", ["x", "w"], ["y"])], initializer: [scalar("w", 1e-12)] },
      "constant",
    ],
    [
      "a parameter of one element",
      { node: [node("Mul", ["x", "head.scale"], ["y"])], initializer: [scalar("head.scale", 1e9)] },
      "parameter",
    ],
    [
      "the bound of a Clip",
      { node: [node("Clip", ["x", "", "w"], ["y"])], initializer: [scalar("w", 3.4e38)] },
      "bound",
    ],
    [
      "behind data movement",
      {
        node: [node("Identity", ["w"], ["i"]), node("Clip", ["x", "i"], ["y"])],
        initializer: [scalar("w", -3.4e38)],
      },
      "bound",
    ],
    [
      "a bound that is multiplied as well",
      {
        node: [node("Clip", ["x", "w"], ["a"]), node("Mul", ["a", "w"], ["y"])],
        initializer: [scalar("w", 3.4e38)],
      },
      "constant",
    ],
    ["what nobody reads", { initializer: [pair("w", 1e9, 1)] }, "exempt"],
    [
      "an input of an operator that nobody knows",
      { node: [node("Plugin", ["x", "w"], ["y"], { domain: "acme" })], initializer: [pair("w", 1e9, 1)] },
      "parameter",
    ],
    [
      "an output of the graph",
      { node: [node("Identity", ["w"], ["y"])], initializer: [pair("w", 1, 2)] },
      "parameter",
    ],
  ])("%s", async (_, graph, role) => {
    expect(await roleOf(graph)).toBe(role);
  });

  it("BatchNorm statistics are folded; its scale is a parameter", async () => {
    const names = ["bn.weight", "bn.bias", "bn.running_mean", "bn.running_var"];
    const reports = await scanGraph({
      input: [value("x", 1, [1, 2])],
      output: [value("y", 1, [1, 2])],
      node: [node("BatchNormalization", ["x", ...names], ["y"])],
      initializer: names.map((name) => pair(name, 1e9, 1)),
    });
    expect(reports.map(({ role }) => role)).toEqual(["parameter", "parameter", "statistic", "statistic"]);
  });

  it("what only becomes a size, or scales a Resize, stays FP32", async () => {
    const reports = await scanGraph({
      input: [value("x", 1, [1, 1, 2, 2])],
      output: [value("y", 1, [1, 1, 4, 4])],
      node: [node("Resize", ["x", "", "scales"], ["y"])],
      initializer: [floats("scales", [1, 1, 2, 2])],
    });
    expect(reports.map(({ role }) => role)).toEqual(["exempt"]);
  });

  it("a body's input hides who reads it, so that the tensor counts as a parameter", async () => {
    const body = {
      input: [value("i", 7, []), value("c", 9, []), value("s")],
      node: [node("Identity", ["c"], ["d"]), node("Neg", ["s"], ["t"])],
      output: [value("d", 9, []), value("t")],
    };
    const reports = await scanGraph({
      node: [
        node("Loop", ["n", "", "w"], ["l"], { attribute: [graphAttribute("body", body)] }),
        node("Add", ["l", "x"], ["y"]),
      ],
      initializer: [tensor({ name: "n", dataType: 7, dims: [], int64Data: [1n] }), pair("w", 1e9, 1)],
    });
    expect(reports.map(({ name, role }) => [name, role])).toEqual([["w", "parameter"]]);
  });
});

describe("modules", () => {
  const graph = {
    node: [
      node("MatMul", ["x", "onnx::MatMul_7"], ["a"], { name: "/layer1/layer1.0/fc/MatMul" }),
      node("Add", ["a", "layer1.0.fc.bias"], ["y"], { name: "/layer1/layer1.0/fc/Add" }),
    ],
    initializer: [floats("onnx::MatMul_7", [1, 2, 3, 4], [2, 2]), pair("layer1.0.fc.bias")],
  };

  it("come from the parameter's name, else from the node that reads it", async () => {
    const reports = await scanGraph(graph);
    expect(reports.map(({ name, module, consumer }) => [name, module, consumer])).toEqual([
      ["onnx::MatMul_7", "layer1.0.fc", "/layer1/layer1.0/fc/MatMul"],
      ["layer1.0.fc.bias", "layer1.0.fc", undefined],
    ]);
  });

  it("or from whoever calls", async () => {
    const path = join(newFolder(), "m.onnx");
    writeFileSync(path, encoded(model(graph)));
    const opened = openModel(path);
    const { reports } = await scanModel(opened, { moduleOf: (node) => `seen by ${node.proto.opType}` });
    opened.close();
    expect(reports.map(({ module }) => module)).toEqual(["seen by MatMul", "layer1.0.fc"]);
  });

  it("are unknown when nothing tells", async () => {
    const [report] = await scanGraph({ node: [node("Add", ["x", "w"], ["y"])], initializer: [pair("w")] });
    expect([report?.module, report?.consumer]).toEqual([undefined, "y"]);
  });
});

it("a constant that runs through thousands of data movements ends as a parameter", async () => {
  const nodes = Array.from({ length: 3_000 }, (_, at) =>
    node("Concat", [`v${at}`, `v${at}`], [`v${at + 1}`]),
  );
  for (const each of nodes) {
    each.attribute = [
      create(AttributeProtoSchema, { name: "axis", type: AttributeProto_AttributeType.INT, i: 0n }),
    ];
  }
  const reports = await scanGraph({
    node: [...nodes, node("Neg", ["x"], ["y"])],
    initializer: [pair("v0", 1, 1e9)],
  });
  expect(reports[0]?.role).toBe("parameter");
});

it("an aborted scan ends with exit status 3", async () => {
  const path = join(newFolder(), "m.onnx");
  writeFileSync(path, encoded(model({ node: [node("Add", ["x", "w"], ["y"])], initializer: [pair("w")] })));
  const scan = scanFile(path, { signal: AbortSignal.abort("SIGTERM") });
  await expect(scan).rejects.toThrow(EngineError);
  await expect(scan).rejects.toThrow("the scan was interrupted");
});
