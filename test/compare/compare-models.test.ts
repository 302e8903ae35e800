import { create } from "@bufbuild/protobuf";
import type { ModelProto } from "onnx-buf";
import { AttributeProto_AttributeType, AttributeProtoSchema } from "onnx-buf";
import { describe, expect, it, test } from "vitest";
import { compareModels } from "../../src/compare/compare-models.ts";
import type { ModelDifference } from "../../src/compare/model-difference.ts";
import { realisedPrecision } from "../../src/compare/realised-precision.ts";
import { mixModel } from "../../src/onnx/mixed.ts";
import { keepInFp32 } from "../../src/onnx/plan.ts";
import { model, node, pair, tensor, value } from "../onnx/build-model.ts";
import { compared, converted, readCandidate } from "./candidate-fixtures.ts";

const brief = ({ kind, level, node, name, count }: ModelDifference) =>
  [level, kind, node, name, count].filter((part) => part !== undefined).join(" ");

const compare = (reference: ModelProto, candidate: ModelProto) =>
  compareModels(compared(reference), compared(candidate));

describe("what real converters do to a model", () => {
  const differencesOf = (name: (typeof converted)[number]) =>
    compare(readCandidate("model"), readCandidate(name)).differences.map(brief);
  const ioIsHalf = ["note output scores", "note output unit", "note input image"];

  it("AutoCast turns tiny negative weights into positive ones", () => {
    expect(differencesOf("autocast")).toEqual([
      "warn sign-flipped stem/conv conv.weight 2",
      "warn raised stem/conv conv.weight 1",
      "warn raised norm/add_eps eps 1",
    ]);
  });

  it("onnxconverter-common clamps to 1e4 and raises to 1e-7", () => {
    const clipped = [
      "warn clamped stem/bn bn.running_var 1",
      "warn clamped head/mask mask 1",
      "warn raised stem/conv conv.weight 3",
      "warn raised norm/add_eps eps 1",
    ];
    expect(differencesOf("onnxconverter-common")).toEqual([...clipped, ...ioIsHalf]);
    expect(differencesOf("onnxconverter-common-io")).toEqual([
      "warn mixed-types head/matmul",
      "warn mixed-types head/mask",
      ...clipped,
    ]);
  });

  it("without its clipping a running variance becomes infinite, which is the converter's fault", () => {
    expect(differencesOf("onnxconverter-common-unclipped")).toEqual([
      "warn overflow stem/bn bn.running_var 1",
      "warn overflow head/mask mask 1",
      ...ioIsHalf,
    ]);
    const [variance] = compare(
      readCandidate("model"),
      readCandidate("onnxconverter-common-unclipped"),
    ).differences;
    expect(variance).toMatchObject({ example: { index: 2, reference: 5e5, candidate: Infinity } });
    expect(variance?.text).toBe(
      "Constant `bn.running_var` of BatchNormalization `stem/bn`: the value became infinite in 1 of 4 elements (5e5 became ∞). Engines fold this statistic in FP32 before they round: the fault is the converter's.",
    );
  });

  it("ONNX Runtime's float16 clamps to 65504 and raises to the smallest FP16 number", () => {
    const { differences } = compare(readCandidate("model"), readCandidate("onnxruntime-transformers"));
    expect(differences.map(brief)).toEqual([
      "warn clamped stem/bn bn.running_var 1",
      "warn clamped head/mask mask 1",
      "warn raised stem/conv conv.weight 3",
      "warn raised norm/add_eps eps 1",
    ]);
    expect(differences[1]?.example).toEqual({ index: 2, reference: -1e9, candidate: -65504 });
  });

  it.each(converted)("every node and constant is found again in the model of %s", (name) => {
    const { matching, constants } = compare(readCandidate("model"), readCandidate(name));
    expect(matching).toMatchObject({ referenceCount: 12, candidateCount: 12, missing: [], added: [] });
    expect(matching.pairs.size).toBe(12);
    expect(constants).toBe(10);
  });

  it("counts the nodes by the precision that the model declares", () => {
    const precisionOf = (name: (typeof converted)[number]) =>
      realisedPrecision(compared(readCandidate(name)));
    expect(precisionOf("autocast")).toEqual({ fp16Nodes: 8, bf16Nodes: 0, fp32Nodes: 3, casts: 5 });
    expect(precisionOf("onnxconverter-common")).toEqual({
      fp16Nodes: 11,
      bf16Nodes: 0,
      fp32Nodes: 0,
      casts: 0,
    });
  });

  it("our own mixed model differs in precision alone: a normalisation folded into scale and shift is the same one", () => {
    const original = readCandidate("model");
    const { model: mixed } = mixModel(original, keepInFp32(["head/mask"]));
    expect(compare(original, mixed).differences.map(brief)).toEqual([]);
  });
});

describe("a model that is more than rounded", () => {
  const scaled = (factor: number, more: Parameters<typeof node>[3] = {}) =>
    model({
      node: [
        node("Mul", ["x", "w"], ["scaled"], { name: "scale" }),
        node("LeakyRelu", ["scaled"], ["y"], { name: "leak", ...more }),
      ],
      initializer: [pair("w", 1.5, factor)],
    });
  const alpha = (f: number) => ({
    attribute: [create(AttributeProtoSchema, { name: "alpha", type: AttributeProto_AttributeType.FLOAT, f })],
  });

  it("names a changed number with both values", () => {
    const { differences, changedElements, elements } = compare(scaled(2), scaled(3));
    expect(differences.map(({ text }) => text)).toEqual([
      "Constant `w` of Mul `scale`: the value changed by more than rounding in 1 of 2 elements (2 became 3).",
    ]);
    expect([changedElements, elements]).toEqual([1, 2]);
  });

  it("names a changed attribute, and one that is gone", () => {
    expect(
      compare(scaled(2, alpha(0.25)), scaled(2, alpha(0.5))).differences.map(({ text }) => text),
    ).toEqual(["Attribute `alpha` of LeakyRelu `leak` is 0.5 instead of 0.25."]);
    expect(compare(scaled(2, alpha(0.25)), scaled(2)).differences.map(({ text }) => text)).toEqual([
      "Attribute `alpha` of LeakyRelu `leak` is absent instead of 0.25.",
    ]);
  });

  it("takes attributes that moved under another operator set as rewritten, and says which set it is", () => {
    const older = (opset: bigint) => ({ opsetImport: [{ domain: "", version: opset }] });
    const one = model(
      { node: [node("LeakyRelu", ["x"], ["y"], { name: "leak", ...alpha(0.25) })] },
      older(17n),
    );
    const other = model({ node: [node("LeakyRelu", ["x"], ["y"], { name: "leak" })] }, older(19n));
    expect(compare(one, other).differences.map(brief)).toEqual(["note opset ai.onnx"]);
  });

  it("names nodes that are gone or new, and passes over folded and idle ones", () => {
    const folded = model({
      node: [
        node("Add", ["w", "w"], ["double"]),
        node("Mul", ["x", "double"], ["scaled"], { name: "scale" }),
        node("Neg", ["x"], ["idle"]),
        node("Relu", ["scaled"], ["y"], { name: "relu" }),
      ],
      initializer: [pair("w")],
    });
    const candidate = model({
      node: [
        node("Mul", ["x", "double"], ["scaled"], { name: "scale" }),
        node("Abs", ["scaled"], ["positive"], { name: "abs" }),
        node("Identity", ["positive"], ["y"]),
      ],
      initializer: [pair("double", 2, 4)],
    });
    expect(compare(folded, candidate).differences.map(({ text }) => text)).toEqual([
      "1 Relu node (`relu`) of the FP32 model has no counterpart.",
      "1 Abs node (`abs`) is new.",
    ]);
  });

  it("names inputs and outputs that are missing, new, or of another kind", () => {
    const other = model({
      input: [value("x", 7)],
      output: [value("y", 7), value("z", 7)],
      node: [node("Neg", ["x"], ["y"]), node("Abs", ["x"], ["z"])],
    });
    expect(
      compare(model(), other)
        .differences.filter(({ kind }) => kind === "input" || kind === "output")
        .map(({ level, text }) => `${level} ${text}`),
    ).toEqual([
      "warn The output `z` is new: the FP32 model has none of that name.",
      "warn The output `y` is INT64 instead of FLOAT.",
      "warn The input `x` is INT64 instead of FLOAT.",
    ]);
  });

  test("a constant of another size is named, not compared", () => {
    const single = model({
      node: [node("Mul", ["x", "w"], ["y"], { name: "scale" })],
      initializer: [tensor({ name: "w", dataType: 1, dims: [1n], floatData: [1.5] })],
    });
    const double = model({
      node: [node("Mul", ["x", "w"], ["y"], { name: "scale" })],
      initializer: [pair("w", 1.5, 1.5)],
    });
    const { differences, constants } = compare(single, double);
    expect(differences.map(({ text }) => text)).toEqual([
      "Constant `w` of Mul `scale` has shape 2 instead of 1.",
    ]);
    expect(constants).toBe(0);
  });
});
