import { create } from "@bufbuild/protobuf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  TensorProtoSchema,
} from "onnx-buf";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { decodeModel, defaultOpset } from "../../src/onnx/decode.ts";
import { maxNestingDepth, newestIrVersion, newestOpset, oldestOpset } from "../../src/onnx/limits.ts";
import {
  encoded,
  type GraphInit,
  graphAttribute,
  model,
  node,
  pair,
  tensor,
  thrown,
  value,
} from "./build-model.ts";

const file = "m.onnx";

function refusal(bytes: Uint8Array): InputError {
  const error = thrown(() => decodeModel(bytes, file));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).not.toContain("\n");
  expect(error.message.startsWith(file)).toBe(true);
  expect(error.advice).toMatch(/\S/);
  return error as InputError;
}

describe("decodeModel", () => {
  test("gives raw_data as a view of the bytes, not as a copy", () => {
    const bytes = encoded(model({ initializer: [pair("w", 3, 4)] }));
    const raw = decodeModel(bytes, file).graph?.initializer[0]?.rawData;
    expect(raw?.buffer).toBe(bytes.buffer);
    expect([...new Float32Array(raw?.slice().buffer ?? new ArrayBuffer(0))]).toEqual([3, 4]);
  });

  test("gives plain arrays, whose slice() copies, also when it is given a Buffer", () => {
    const raw = decodeModel(Buffer.from(encoded(model({ initializer: [pair("w")] }))), file).graph
      ?.initializer[0]?.rawData;
    expect(Buffer.isBuffer(raw)).toBe(false);
    expect(raw?.slice().buffer).not.toBe(raw?.buffer);
  });

  test("keeps unknown fields of the model, the graph, nodes and tensors", () => {
    const unknown = [{ no: 9998, wireType: 0, data: Uint8Array.of(42) }];
    const original = model({ initializer: [pair("w")] });
    for (const message of [
      original,
      original.graph,
      original.graph?.node[0],
      original.graph?.initializer[0],
    ]) {
      Object.assign(message ?? {}, { $unknown: unknown });
    }
    const decoded = decodeModel(encoded(original), file);
    for (const message of [decoded, decoded.graph, decoded.graph?.node[0], decoded.graph?.initializer[0]]) {
      expect(message?.$unknown?.map(({ no, data }) => [no, [...data]])).toEqual([[9998, [42]]]);
    }
  });

  test("keeps 64-bit integers exact", () => {
    const decoded = decodeModel(encoded(model({}, { modelVersion: -(2n ** 63n) })), file);
    expect(decoded.modelVersion).toBe(-(2n ** 63n));
  });

  test.each([
    ["an empty file", new Uint8Array(0), "an empty file"],
    [
      "a Git LFS pointer",
      Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
      "Git LFS pointer",
    ],
    ["a zip", Buffer.from("PK\x03\x04\x14\x00\x08\x08", "latin1"), "zip archive"],
    ["a pickle", Buffer.from([0x80, 0x02, 0x8a, 0x0a]), "pickle"],
    ["an HTML page", Buffer.from("<!DOCTYPE html><html><body>404</body></html>"), "an HTML page"],
    ["a JSON text", Buffer.from('{"error": "not found"}'), "a JSON text"],
    ["a text", Buffer.from("hello, world"), "a text"],
    ["a text that begins with a new line", Buffer.from("\n\nhello"), "a text"],
    ["a NumPy array", Buffer.from("\x93NUMPY\x01\x00", "latin1"), "NumPy"],
    ["a model in ORT format", Buffer.from("\x1c\x00\x00\x00ORTM", "latin1"), "ORT format"],
    [
      "a safetensors file",
      Buffer.concat([Buffer.from([9, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{"a":1}')]),
      "safetensors",
    ],
  ])("says that %s is not a model", (_, bytes, what) => {
    expect(refusal(new Uint8Array(bytes)).message).toContain(`not an ONNX model but`);
    expect(refusal(new Uint8Array(bytes)).message).toContain(what);
  });

  test("tells how to fetch what a Git LFS pointer stands for", () => {
    expect(refusal(Buffer.from("version https://git-lfs.github.com/spec/v1\n")).advice).toContain(
      "git lfs pull",
    );
  });

  test("refuses a model without a graph", () => {
    expect(refusal(encoded(create(ModelProtoSchema, { irVersion: 10n }))).message).toContain(
      "holds no graph",
    );
  });

  test("refuses every truncation of a model, and never crashes", () => {
    const bytes = encoded(model({ initializer: [pair("w")], doc: "d" } as GraphInit));
    for (let length = 1; length < bytes.length; length++) {
      const error = thrown(() => decodeModel(bytes.subarray(0, length), file));
      expect(error, `${length} of ${bytes.length} bytes`).toBeInstanceOf(InputError);
    }
  });

  test("names place and missing bytes of a truncated file", () => {
    const whole = encoded(model({ initializer: [pair("w")] }, { opsetImport: [] }));
    const error = refusal(whole.subarray(0, whole.length - 3));
    expect(error.message).toMatch(
      /truncated ONNX file: graph at byte \d+ needs \d+ more bytes, \d+ are left/,
    );
  });

  test("a flipped byte is refused or decoded, never a crash of another kind", () => {
    const bytes = encoded(model({ initializer: [pair("w")] }));
    const outcomes = new Set<string>();
    for (let index = 0; index < bytes.length; index++) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const damaged = bytes.slice();
        damaged[index] = (damaged[index] ?? 0) ^ flip;
        outcomes.add(outcome(damaged));
      }
    }
    expect([...outcomes].sort((a, b) => a.localeCompare(b))).toEqual(["decoded", "InputError"]);
  });

  test("refuses subgraphs nested too deep, without exhausting the stack", () => {
    let inner: GraphInit = { node: [node("Neg", ["x"], ["y"])] };
    for (let depth = 0; depth < 40; depth++) {
      inner = { node: [node("If", ["c"], ["y"], { attribute: [graphAttribute("then_branch", inner)] })] };
    }
    expect(refusal(encoded(model(inner))).message).toContain(`nested more than ${maxNestingDepth} deep`);
  });

  test("refuses thirty thousand subgraphs inside each other as quickly", () => {
    const graphInAttribute = 0x32;
    const attributeInNode = 0x2a;
    const nodeInGraph = 0x0a;
    const heads: Buffer[] = [];
    let sizeBytes = 0;
    for (let level = 0; level < 30_000; level++) {
      for (const tag of [graphInAttribute, attributeInNode, nodeInGraph]) {
        const head = Buffer.concat([Buffer.of(tag), varint(sizeBytes)]);
        heads.push(head);
        sizeBytes += head.length;
      }
    }
    const bytes = Buffer.concat([Buffer.of(0x08, 10, 0x3a), varint(sizeBytes), ...heads.reverse()]);
    expect(refusal(new Uint8Array(bytes)).message).toContain(`nested more than ${maxNestingDepth} deep`);
  });

  test("refuses a training model by name", () => {
    const bytes = encoded(model({}, { trainingInfo: [{}] }));
    expect(refusal(bytes).message).toContain("training model");
  });

  test("refuses a reference to a function's attribute outside of a function", () => {
    const attribute = [
      create(AttributeProtoSchema, {
        name: "axis",
        refAttrName: "dim",
        type: AttributeProto_AttributeType.INT,
      }),
    ];
    const bytes = encoded(model({ node: [node("Softmax", ["x"], ["y"], { attribute })] }));
    expect(refusal(bytes).message).toContain('refers to "dim"');
  });
});

describe("versions", () => {
  test.each([oldestOpset, 13, 17, 20, newestOpset])("takes opset %i", (version) => {
    const bytes = encoded(model({}, { opsetImport: [{ domain: "", version: BigInt(version) }] }));
    expect(defaultOpset(decodeModel(bytes, file).opsetImport)).toBe(version);
  });

  test("takes the domain written as ai.onnx, beside others", () => {
    const opsetImport = [
      { domain: "com.microsoft", version: 1n },
      { domain: "ai.onnx", version: 18n },
    ];
    expect(defaultOpset(decodeModel(encoded(model({}, { opsetImport })), file).opsetImport)).toBe(18);
  });

  test.each([oldestOpset - 1, newestOpset + 1, 0, -1])("refuses opset %i and names the range", (version) => {
    const bytes = encoded(model({}, { opsetImport: [{ domain: "", version: BigInt(version) }] }));
    expect(refusal(bytes).message).toBe(
      `${file}: opset ${version} is not supported; ${oldestOpset} to ${newestOpset} are.`,
    );
  });

  test("refuses a model without the ONNX operators", () => {
    const bytes = encoded(model({}, { opsetImport: [{ domain: "ai.onnx.ml", version: 3n }] }));
    expect(refusal(bytes).message).toContain("imports no version of the ONNX operators");
  });

  test("refuses one domain at two versions, also under its two spellings", () => {
    const opsetImport = [
      { domain: "", version: 17n },
      { domain: "ai.onnx", version: 18n },
    ];
    expect(refusal(encoded(model({}, { opsetImport }))).message).toContain(
      '"ai.onnx" is imported at versions 17 and 18',
    );
  });

  test.each([
    [0n, "states no ir_version"],
    [BigInt(newestIrVersion + 1), `ir_version ${newestIrVersion + 1} is newer than ${newestIrVersion}`],
  ])("refuses ir_version %i", (irVersion, message) => {
    expect(refusal(encoded(model({}, { irVersion }))).message).toContain(message);
  });
});

describe("functions", () => {
  const definition = {
    name: "F",
    domain: "d",
    input: ["a"],
    output: ["b"],
    node: [node("Neg", ["a"], ["b"])],
  };

  test("are checked like graphs", () => {
    const broken = { ...definition, node: [node("Neg", ["z"], ["b"])] };
    expect(refusal(encoded(model({}, { functions: [broken] }))).message).toContain(
      'function "F" of domain "d": the Neg node of "b" reads "z"',
    );
  });

  test("must be unique by domain, name and overload", () => {
    const other = { ...definition, overload: "float" };
    expect(decodeModel(encoded(model({}, { functions: [definition, other] })), file).functions).toHaveLength(
      2,
    );
    expect(refusal(encoded(model({}, { functions: [definition, definition] }))).message).toContain(
      "defined twice",
    );
  });

  test("must make their outputs", () => {
    const broken = { ...definition, output: ["q"] };
    expect(refusal(encoded(model({}, { functions: [broken] }))).message).toContain(
      'output "q" is made by no node',
    );
  });

  test("must have a name", () => {
    expect(refusal(encoded(model({}, { functions: [{ ...definition, name: "" }] }))).message).toContain(
      "no name",
    );
  });
});

test("a hostile name stays on one line and is cut", () => {
  const name = `\n::error::${"x".repeat(5000)}`;
  const error = refusal(encoded(model({ node: [node("Neg", [name], ["y"])] })));
  expect(error.message.length).toBeLessThan(600);
});

test("tensors in attributes are checked", () => {
  const bad = create(TensorProtoSchema, { dataType: 1, dims: [3n], rawData: new Uint8Array(4) });
  const attribute = [
    create(AttributeProtoSchema, { name: "value", type: AttributeProto_AttributeType.TENSOR, t: bad }),
  ];
  const error = refusal(encoded(model({ node: [node("Constant", [], ["y"], { attribute })] })));
  expect(error.message).toContain('attribute "value" of the Constant node of "y": 3 FLOAT takes 12 bytes');
});

test("sparse initializers and sparse attributes are refused by name", () => {
  const values = tensor({ name: "s", dataType: 1, dims: [1n], floatData: [1] });
  const indices = tensor({ dataType: 7, dims: [1n], int64Data: [0n] });
  const sparse = { values, indices, dims: [2n] };
  expect(refusal(encoded(model({ sparseInitializer: [sparse] }))).message).toContain('"s" is sparse');
  const attribute = [
    create(AttributeProtoSchema, {
      name: "sparse_value",
      type: AttributeProto_AttributeType.SPARSE_TENSOR,
      sparseTensor: sparse,
    }),
  ];
  const bytes = encoded(model({ node: [node("Constant", [], ["y"], { attribute })] }));
  expect(refusal(bytes).message).toContain('"sparse_value" of the Constant node of "y" is a sparse tensor');
});

test("a graph may merge from two fields, as protobuf says", () => {
  const first = encoded(model());
  const second = encoded(
    create(ModelProtoSchema, {
      graph: create(GraphProtoSchema, { node: [node("Abs", ["y"], ["z"])], output: [value("z")] }),
    }),
  );
  const merged = decodeModel(new Uint8Array(Buffer.concat([first, second])), file);
  expect(merged.graph?.output.map(({ name }) => name)).toEqual(["y", "z"]);
});

/** What becomes of damaged bytes: "decoded", or the name of the error. */
function outcome(bytes: Uint8Array): string {
  try {
    decodeModel(bytes, file);
    return "decoded";
  } catch (error) {
    return (error as Error).name;
  }
}

function varint(count: number): Buffer {
  const bytes: number[] = [];
  let rest = count;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
