import { TensorProto_DataLocation } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { ConfigError, EngineError, InputError } from "../../src/errors.ts";
import { emulate } from "../../src/onnx/emulate.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import { dropIdleCasts } from "../../src/onnx/idle-casts.ts";
import type { MixedOptions } from "../../src/onnx/mixed.ts";
import { mixModel, writeMixed } from "../../src/onnx/mixed.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { elementType, inferTypes } from "../../src/onnx/types.ts";
import { model, node, tensor, thrown } from "./build-model.ts";
import { mixedCases } from "./mixed-cases.ts";
import { typeFaults } from "./mixed-types.ts";
import { floats, run } from "./onnxruntime-runner.ts";
import { textModel } from "./text-model.ts";

/** The written graph, one line a node: `outputs = Op(inputs)`. */
function lines(text: string, fp32: readonly string[] = [], options: MixedOptions = {}): string[] {
  const written = writeMixed(textModel(text), keepInFp32(fp32), options);
  return (written.graph?.node ?? []).map(
    ({ opType, input, output }) => `${output.join(", ")} = ${opType}(${input.join(", ")})`,
  );
}

/** Initializers of the written graph: name and element type. */
function stored(text: string, fp32: readonly string[] = [], options: MixedOptions = {}): string[] {
  const written = writeMixed(textModel(text), keepInFp32(fp32), options);
  return (written.graph?.initializer ?? []).map(({ name, dataType }) => `${name}: ${dataType}`);
}

const chain = `
  input x float 2
  output y float 2
  weight k float 2 = 0.1 0.7
  a = Mul(x, k) @first
  b = Exp(a) @second
  c = Add(b, k) @third
  y = Neg(c) @fourth
`;

describe("Casts", () => {
  it("stand only where the graph is entered and left when everything is FP16", () => {
    expect(lines(chain)).toEqual([
      "x__float16 = Cast(x)",
      "a = Mul(x__float16, k)",
      "b = Exp(a)",
      "c = Add(b, k)",
      "y__float16 = Neg(c)",
      "y = Cast(y__float16)",
    ]);
  });

  it("surround one island of FP32, whose weight is there in both precisions", () => {
    expect(lines(chain, ["second", "third"])).toEqual([
      "x__float16 = Cast(x)",
      "a = Mul(x__float16, k__float16)",
      "a__float32 = Cast(a)",
      "b = Exp(a__float32)",
      "c = Add(b, k)",
      "c__float16 = Cast(c)",
      "y__float16 = Neg(c__float16)",
      "y = Cast(y__float16)",
    ]);
    expect(stored(chain, ["second", "third"])).toEqual(["k: 1", "k__float16: 10"]);
  });

  it("are not needed at all when inputs and outputs may be FP16", () => {
    expect(lines(chain, [], { keepIoTypes: false })).toEqual([
      "a = Mul(x, k)",
      "b = Exp(a)",
      "c = Add(b, k)",
      "y = Neg(c)",
    ]);
    const { graph } = writeMixed(textModel(chain), everythingFp16, { keepIoTypes: false });
    const declared = [...(graph?.input ?? []), ...(graph?.output ?? [])];
    expect(declared.map(({ type }) => type?.value)).toMatchObject([
      { value: { elemType: elementType.float16 } },
      { value: { elemType: elementType.float16 } },
    ]);
  });

  it("leave an input FP32 that an FP32 node reads, even when types are free", () => {
    expect(lines(chain, ["first"], { keepIoTypes: false })).toContain("a = Mul(x, k)");
    expect(stored(chain, ["first"])).toEqual(["k: 1", "k__float16: 10"]);
  });

  it("of one tensor are shared by all who read it", () => {
    const text = `
      input x float 1
      output y float 1
      output z float 1
      a = Exp(x) @a
      y = Neg(a) @y
      z = Sqrt(a) @z
    `;
    expect(lines(text, ["a"]).filter((line) => line.includes("Cast(a)"))).toEqual(["a__float16 = Cast(a)"]);
  });

  it("have names that no other node has", () => {
    const written = writeMixed(textModel(chain), keepInFp32(["second"]));
    const names = (written.graph?.node ?? []).map(({ name }) => name);
    expect(names.every((name) => name !== "")).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("data movement", () => {
  const text = `
    input x float 2,3
    output y float 3,2
    output z float 3,2
    a = Exp(x) @exp
    t = Transpose(a) perm=[1,0] @turn
    y = Neg(t) @negate
    z = Sqrt(t) @sqrt
  `;

  it("between FP16 nodes carries FP16", () => {
    expect(lines(text)).toContain("t = Transpose(a)");
    expect(lines(text).filter((line) => line.includes("Cast("))).toHaveLength(3);
  });

  it("between FP32 nodes carries FP32", () => {
    expect(lines(text, ["exp", "negate", "sqrt"])).toEqual([
      "a = Exp(x)",
      "t = Transpose(a)",
      "y = Neg(t)",
      "z = Sqrt(t)",
    ]);
  });

  it("from FP32 to readers of both carries FP32, and is rounded behind", () => {
    expect(lines(text, ["exp", "negate"])).toEqual([
      "a = Exp(x)",
      "t = Transpose(a)",
      "t__float16 = Cast(t)",
      "y = Neg(t)",
      "z__float16 = Sqrt(t__float16)",
      "z = Cast(z__float16)",
    ]);
  });

  it("of a weight that only FP16 reads halves the weight", () => {
    const table = `
      input i int64 2
      output y float 2,1
      weight table float 3,1 = 0.1 0.2 70000
      g = Gather(table, i)
      y = Exp(g) @exp
    `;
    expect(stored(table)).toEqual(["table: 10"]);
    expect(stored(table, ["exp"])).toEqual(["table: 1"]);
  });
});

describe("what is not rounded stays FP32", () => {
  it("Resize scales, shape arithmetic and thresholds, whatever is around them", () => {
    const kept: readonly (readonly [string, readonly string[]])[] = [
      ["Resize with scales and a region", ["scales: 1"]],
      ["shape arithmetic in floats", ["half: 1"]],
      ["NonMaxSuppression between FP16 nodes", ["overlap: 1", "least: 1"]],
    ];
    for (const [name, weights] of kept) {
      const text = mixedCases.find((each) => each.name === name)?.text ?? "";
      expect(stored(text)).toEqual(expect.arrayContaining([...weights]));
    }
  });

  it("a weight that nothing reads is left alone, though it would overflow", () => {
    expect(stored(`${chain}\n weight spare float 1 = 1e30`)).toEqual(["k: 10", "spare: 1"]);
  });

  it("a running variance beyond FP16 is gone: scale and shift were made from it in FP32", () => {
    const text = mixedCases.find(({ name }) => name.endsWith("at opset 14"))?.text ?? "";
    const written = writeMixed(textModel(text), everythingFp16);
    const names = written.graph?.initializer.map(({ name, dataType, rawData }) => [
      name,
      dataType,
      [...new Uint16Array(rawData.slice().buffer)].map((code) => code.toString(16)),
    ]);
    // 1 / sqrt(500000.001) = 1.4142e-3 is 1.011001011b x 2^-10; 1.3 / sqrt(1e-9 + 0.001) = 41.1.
    expect(names).toEqual([
      ["bn/scale", 10, ["15cb", "5124"]],
      ["bn/shift", 10, ["2e21", "fc00"]],
      ["bn/mean", 10, ["0", "0"]],
      ["bn/variance", 10, ["3c00", "3c00"]],
    ]);
  });
});

describe("nodes that ONNX can't type as the plan rounds them", () => {
  it("compute in FP32 between Casts, and are counted apart", () => {
    const text = mixedCases.find(({ name }) => name === "quantisation at opset 19")?.text ?? "";
    const { wrappedNodes, float16Nodes } = mixModel(textModel(text), everythingFp16);
    expect(wrappedNodes).toEqual(["quantize", "dequantize"]);
    expect(float16Nodes).toEqual(["tanh", "quantize", "dequantize", "exp"]);
    expect(stored(text)).toEqual(["scale: 1", "point: 3"]);
  });

  it("are those too whose unrounded result makes a shape", () => {
    const text = mixedCases.find(({ name }) => name === "a number that is data and a shape")?.text ?? "";
    expect(mixModel(textModel(text), everythingFp16).wrappedNodes).toEqual(["times"]);
  });
});

describe("bodies", () => {
  it("return FP16 where all branches make it, and capture it from around", () => {
    const text = mixedCases.find(({ name }) => name.startsWith("If with captured"))?.text ?? "";
    const written = writeMixed(textModel(text), everythingFp16);
    const types = inferTypes(indexGraph(written));
    const typeOf = new Map([...types].map(([value, type]) => [value.name, type.element]));
    expect(["h", "a", "b", "t", "u", "g"].map((name) => typeOf.get(name))).toEqual(
      Array(6).fill(elementType.float16),
    );
    expect(typeFaults(written)).toEqual([]);
  });

  it("hand on FP32 when one branch needs every bit", () => {
    const text = mixedCases.find(({ name }) => name.startsWith("If with captured"))?.text ?? "";
    const written = writeMixed(textModel(text), keepInFp32(["times", "sqrt"]));
    const typeOf = new Map(
      [...inferTypes(indexGraph(written))].map(([value, type]) => [value.name, type.element]),
    );
    expect([typeOf.get("a"), typeOf.get("b")]).toEqual([elementType.float, elementType.float16]);
  });
});

describe("what belongs to the model", () => {
  it("is kept: producer, metadata, opsets, node names, ids and declarations", () => {
    const original = textModel(`${chain}\n value b float 2\n value c float 2`);
    Object.assign(original, {
      producerName: "torch",
      producerVersion: "2.9",
      domain: "d",
      modelVersion: 7n,
      docString: "notes",
    });
    const first = original.graph?.node[0];
    first?.metadataProps.push({ $typeName: "onnx.StringStringEntryProto", key: "source", value: "m.py:3" });
    const { graph, ...rest } = writeMixed(original, keepInFp32(["second"]));
    const { graph: before, ...expected } = original;
    expect(rest).toEqual(expected);
    const kept = graph?.node.filter(({ opType }) => opType !== "Cast") ?? [];
    expect(kept.map(({ name }) => name)).toEqual(before?.node.map(({ name }) => name));
    expect(kept[0]?.metadataProps).toEqual(first?.metadataProps);
    expect(graph?.input).toEqual(before?.input);
    expect(graph?.output).toEqual(before?.output);
    expect(graph?.valueInfo.map(({ name, type }) => [name, type?.value])).toMatchObject([
      ["b", { value: { elemType: elementType.float } }],
      ["c", { value: { elemType: elementType.float16 } }],
    ]);
  });

  it("gets new names that meet no old one", () => {
    const text = chain
      .replace("b = Exp(a)", "a__float32 = Exp(a)")
      .replace("Add(b, k)", "Add(a__float32, k)");
    expect(lines(text, ["second"])).toContain("a__float32 = Exp(a__float32_1)");
  });

  it("is not changed", () => {
    const before = textModel(chain);
    writeMixed(before, everythingFp16, { keepIoTypes: false });
    expect(before).toEqual(textModel(chain));
  });
});

describe("bad input", () => {
  it("a model in half precision is refused, naming a tensor and its maker", () => {
    const text = `
      input x float 1
      output y float 1
      h = Cast(x) to=10 @narrow
      y = Cast(h) to=1 @widen
    `;
    const error = thrown(() => writeMixed(textModel(text), everythingFp16)) as EngineError;
    expect(error).toBeInstanceOf(EngineError);
    expect(error.category).toBe("unsupported");
    expect(error.message).toBe(
      'The model already holds FLOAT16 tensors ("h", made by op Cast (domain ai.onnx) of node "narrow"): a mixed form is written for FP32 models only.',
    );
    expect(error.advice).toBe("Start from the FP32 export of the model.");
  });

  it("a model with BF16 weights is refused too", () => {
    const text = "input x bf16 1\noutput y bf16 1\ny = Neg(x)";
    expect(() => writeMixed(textModel(text), everythingFp16)).toThrow(
      /already holds BFLOAT16 tensors \("x"\)/,
    );
  });

  it("a plan for another model is refused, naming the nodes", () => {
    const error = thrown(() => writeMixed(textModel(chain), keepInFp32(["nobody"])));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toContain("nodes in FP32 that the model does not have: nobody");
  });

  it("external weights without their files are refused, naming the tensor", () => {
    const weight = tensor({
      name: "w",
      dataType: 1,
      dims: [2n],
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [{ key: "location", value: "w.bin" }],
    });
    const external = model({ initializer: [weight], node: [node("Add", ["x", "w"], ["y"])] });
    const error = thrown(() => writeMixed(external, everythingFp16));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain('Tensor "w" is external data');
  });
});

describe("Casts between equal types", () => {
  const reciprocal = mixedCases.find(({ name }) => name.startsWith("a reciprocal"));

  it("are taken out, since ONNX Runtime's rule for reciprocals breaks on one", async () => {
    const plan = keepInFp32(["reciprocal", "times"]);
    const mixed = writeMixed(textModel(reciprocal?.text ?? ""), plan);
    const dropped = dropIdleCasts(emulate(mixed, everythingFp16).model);
    const types = inferTypes(indexGraph(dropped));
    const idle = indexGraph(dropped).nodes.filter(
      ({ proto, inputs: [from] }) =>
        proto.opType === "Cast" &&
        from !== undefined &&
        types.get(from)?.element === Number(proto.attribute[0]?.i),
    );
    expect(idle).toEqual([]);
    const inputs = reciprocal?.inputs ?? {};
    const expected = await run(emulate(textModel(reciprocal?.text ?? ""), plan).model, inputs);
    expect(await run(dropped, inputs)).toEqual(expected);
  });

  it("are followed through several and into bodies; a returned one stays", async () => {
    const text = `
      opset 17
      input c bool -
      input x float 1
      output y float 1
      output z float 1
      a = Cast(x) to=1
      b = Cast(a) to=1
      graph then
        output t float 1
        t = Neg(b)
      end
      graph else
        output e float 1
        e = Exp(b)
      end
      y = If(c) then_branch={then} else_branch={else}
      z = Cast(b) to=1
    `;
    const dropped = dropIdleCasts(textModel(text));
    expect(dropped.graph?.node.map(({ opType, input }) => `${opType}(${input.join()})`)).toEqual([
      "If(c)",
      "Cast(x)",
    ]);
    const outputs = await run(dropped, { c: { dtype: "bool", dims: [], data: [1] }, x: floats([3]) });
    expect([outputs["y"]?.data, outputs["z"]?.data]).toEqual([[-3], [3]]);
  });

  it("leave a model without them as it is", () => {
    const plain = textModel(chain);
    expect(dropIdleCasts(plain)).toBe(plain);
  });
});
