import { describe, expect, it } from "vitest";
import { EngineError } from "../../src/errors.ts";
import { emulate } from "../../src/onnx/emulate.ts";
import { exposeOutputs } from "../../src/onnx/expose-outputs.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import { everythingFp16 } from "../../src/onnx/plan.ts";
import { inferTypes, missingDeclarations } from "../../src/onnx/types.ts";
import { thrown } from "./build-model.ts";
import { floats, outputTypes, run } from "./onnxruntime-runner.ts";
import { textModel } from "./text-model.ts";

/** `kind element` of value `y`. */
function typeOfY(lines: string, known?: ReadonlyMap<string, number>): string | undefined {
  const graph = indexGraph(
    textModel(`input x float 2\ninput h half 2\ninput i int64 2\ninput b bool -\noutput y\n${lines}`),
  );
  const value = graph.main.values.get("y");
  const type = value && inferTypes(graph, known).get(value);
  return type && `${type.kind} ${type.element}`;
}

describe("type inference", () => {
  it.each([
    ["y = Add(x, x)", "tensor 1"],
    ["y = Add(h, h)", "tensor 10"],
    ["y = Less(x, x)", "tensor 9"],
    ["y = Shape(x)", "tensor 7"],
    ["y = Cast(x) to=16", "tensor 16"],
    ["y = CastLike(x, h)", "tensor 10"],
    ["y = Constant() value=<half 1 = 1>", "tensor 10"],
    ["y = Constant() value_float=1.5", "tensor 1"],
    ["y = Constant() value_int=1", "tensor 7"],
    ["y = Constant() value_ints=[1,2]", "tensor 7"],
    ['y = Constant() value_string="a"', "tensor 8"],
    ["y = ConstantOfShape(i)", "tensor 1"],
    ["y = ConstantOfShape(i) value=<double 1 = 1>", "tensor 11"],
    ["y = EyeLike(x) dtype=11", "tensor 11"],
    ["y = Where(b, h, h)", "tensor 10"],
    ["z, y = TopK(x, i)", "tensor 7"],
    ["y = ArgMax(x)", "tensor 7"],
    ["y = QuantizeLinear(x, x)", "tensor 2"],
    ["y = QuantizeLinear(x, x, z)\nweight z int8 1 = 0", "tensor 3"],
    ["y = DequantizeLinear(q, x)\nweight q int8 2 = 0 0", "tensor 1"],
    ["y = OneHot(i, i, h)", "tensor 10"],
    ["y = SequenceConstruct(h, h)", "sequence 10"],
    ["q = SequenceConstruct(h)\ny = SequenceAt(q, b)", "tensor 10"],
    ["y = SequenceEmpty() dtype=10", "sequence 10"],
    ["q = SequenceConstruct(h)\ny = ConcatFromSequence(q) axis=0", "tensor 10"],
    ["y = SplitToSequence(x)", "sequence 1"],
    ["q = SequenceConstruct(x)\ny = Optional(q)", "optional-sequence 1"],
    ["q = SequenceConstruct(x)\no = Optional(q)\ny = OptionalGetElement(o)", "sequence 1"],
    ["y = OptionalGetElement(x)", "tensor 1"],
    ["y = HannWindow(b) output_datatype=10", "tensor 10"],
    ["y = Identity(h)", "tensor 10"],
    ["y = Split(h) num_outputs=1", "tensor 10"],
  ])("%s gives %s", (lines, expected) => {
    expect(typeOfY(lines)).toBe(expected);
  });

  it("goes through the bodies of If, Loop and Scan", () => {
    const body =
      "graph body\ninput n int64 -\ninput c bool -\ninput v\noutput d\noutput w\noutput s\nd = Identity(c)\nw = Abs(v)\ns = Shape(v)\nend\n";
    expect(typeOfY(`${body}y, z = Loop(i, b, h) body={body}`)).toBe("tensor 10");
    expect(typeOfY(`${body}z, y = Loop(i, b, h) body={body}`)).toBe("tensor 7");
    const branch = "graph one\noutput o\no = Cast(x) to=11\nend\n";
    expect(typeOfY(`${branch}y = If(b) then_branch={one} else_branch={one}`)).toBe("tensor 11");
    const scan = "graph body\ninput v\noutput w\nw = Abs(v)\nend\n";
    expect(typeOfY(`${scan}y = Scan(h) body={body} num_scan_inputs=1`)).toBe("tensor 10");
  });

  it("falls back on declarations, then on what an engine said, and else says nothing", () => {
    expect(typeOfY("opset my 1\ny = my::Op(x)")).toBeUndefined();
    expect(typeOfY("opset my 1\ny = my::Op(x)", new Map([["y", 10]]))).toBe("tensor 10");
    expect(typeOfY("opset my 1\nvalue z half 2\nz = my::Op(x)\ny = Abs(z)")).toBe("tensor 10");
  });

  it("does not believe a declaration against the operator", () => {
    expect(typeOfY("value z half 2\nz = Abs(x)\ny = Abs(z)")).toBe("tensor 1");
  });
});

describe("what the model does not tell", () => {
  const text =
    "input x float\ninput u\noutput y float 2\nvalue a float 2\na = Abs(x)\nb = Abs(a)\nc = Abs(u)\ny = Add(b, c)";

  it("is listed by name", () => {
    const graph = indexGraph(textModel(text));
    expect(missingDeclarations(graph, inferTypes(graph))).toEqual({
      types: ["u", "c"],
      shapes: ["x", "u", "b", "c"],
    });
  });

  it("stops an emulation that depends on it, naming tensor and node, until an engine has told", () => {
    const model = textModel("input u\noutput y float 2\na = Abs(u) @abs\ny = Neg(a)");
    const error = thrown(() => emulate(model, everythingFp16)) as EngineError;
    expect(error).toBeInstanceOf(EngineError);
    expect(error.message).toBe(
      'The element type of tensor "u", a graph input, can\'t be told from the model (and 1 more tensors).',
    );
    const { model: half } = emulate(model, everythingFp16, { knownTypes: new Map([["u", 1]]) });
    expect(half.graph?.node.filter((node) => node.opType === "Cast")).toHaveLength(2);
  });
});

describe("exposed outputs", () => {
  const text =
    "input x float 2\noutput y float 2\nweight w float 2 = 1 2\na = Add(x, w)\nb = Shape(a)\ny = Neg(a)";

  it("can be read, and their types told by ONNX Runtime", async () => {
    const model = exposeOutputs(textModel(text), ["a", "b", "y", "a"]);
    expect(await outputTypes(model)).toEqual({ y: "float32", a: "float32", b: "int64" });
    expect((await run(model, { x: floats([1, 1]) })).a?.data).toEqual([2, 3]);
  });

  it("leave the model unchanged", () => {
    const model = textModel(text);
    exposeOutputs(model, ["a"]);
    expect(model.graph?.output.map((info) => info.name)).toEqual(["y"]);
  });

  it("must exist", () => {
    expect(thrown(() => exposeOutputs(textModel(text), ["nowhere"])).message).toBe(
      'The graph has no tensor "nowhere" to expose.',
    );
  });
});
