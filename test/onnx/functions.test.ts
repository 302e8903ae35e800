import { create, toBinary } from "@bufbuild/protobuf";
import {
  type FunctionProto,
  FunctionProtoSchema,
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
} from "onnx-buf";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { decodeModel } from "../../src/onnx/decode.ts";
import { inlineFunctions } from "../../src/onnx/functions.ts";
import { maxFunctionDepth, maxInlinedNodes } from "../../src/onnx/limits.ts";
import { encoded, model, node, pair, thrown, value } from "./build-model.ts";
import { floatAttribute, outer, runnable, slope, slopeDefault, withFunctions } from "./function-models.ts";

const d = { domain: "d" };

function inline(message: ModelProto): NodeProto[] {
  return inlineFunctions(decodeModel(encoded(message), "m")).graph?.node ?? [];
}

function refusal(message: ModelProto): string {
  const decoded = decodeModel(encoded(message), "m");
  const error = thrown(() => inlineFunctions(decoded));
  expect(error).toBeInstanceOf(InputError);
  expect(error.advice).toMatch(/\S/);
  return error.message;
}

function define(init: object): FunctionProto {
  return create(FunctionProtoSchema, { domain: "d", opsetImport: [{ domain: "", version: 20n }], ...init });
}

describe("names", () => {
  test("are prefixed with the name of the call, at every level", () => {
    const nodes = inline(runnable["functions that call functions and hand parameters on"] ?? model());
    expect(nodes.map(({ name, output }) => [name, output[0]])).toEqual([
      ["block/first/leak", "block/first/t"],
      ["", "block/t"],
      ["block/second/leak", "block/second/t"],
      ["", "y"],
    ]);
  });

  test("are prefixed with the first output of a call without a name", () => {
    const nodes = inline(runnable["one function called twice"] ?? model());
    expect(nodes.map(({ output }) => output[0])).toEqual(["m/t", "m", "y/t", "y"]);
  });

  test("avoid those that the model has already", () => {
    const message = withFunctions(
      {
        initializer: [pair("call/t")],
        node: [
          node("Slope", ["x"], ["m"], { ...d, name: "call" }),
          node("Add", ["m", "call/t"], ["y"], { name: "call/leak" }),
        ],
      },
      [slope],
    );
    expect(inline(message).map(({ name, output }) => [name, output[0]])).toEqual([
      ["call/leak_1", "call/t_1"],
      ["", "m"],
      ["call/leak", "y"],
    ]);
  });

  test("stay unique when two calls have one name", () => {
    const message = withFunctions(
      {
        node: [
          node("Slope", ["x"], ["m"], { ...d, name: "same" }),
          node("Slope", ["m"], ["y"], { ...d, name: "same" }),
        ],
      },
      [slope],
    );
    const nodes = inline(message);
    expect(nodes.map(({ output }) => output[0])).toEqual(["same/t", "m", "same/t_1", "y"]);
    expect(nodes.map(({ name }) => name)).toEqual(["same/leak", "", "same/leak_1", ""]);
  });

  test("are the same in every run", () => {
    for (const message of Object.values(runnable)) {
      expect(toBinary(ModelProtoSchema, inlineFunctions(message))).toEqual(
        toBinary(ModelProtoSchema, inlineFunctions(message)),
      );
    }
  });

  test("that are left out stay left out", () => {
    const bound = define({
      name: "Bound",
      input: ["v", "low", "high"],
      output: ["w"],
      node: [node("Clip", ["v", "low", "high"], ["w"])],
    });
    const message = withFunctions(
      { initializer: [pair("h")], node: [node("Bound", ["x", "", "h"], ["y"], d)] },
      [bound],
    );
    expect(inline(message)[0]?.input).toEqual(["x", "", "h"]);
    const shorter = withFunctions({ node: [node("Bound", ["x"], ["y"], d)] }, [bound]);
    expect(inline(shorter)[0]?.input).toEqual(["x", "", ""]);
  });
});

describe("what is kept", () => {
  test("the model itself, unchanged", () => {
    for (const message of Object.values(runnable)) {
      const before = toBinary(ModelProtoSchema, message);
      inlineFunctions(message);
      expect(toBinary(ModelProtoSchema, message)).toEqual(before);
    }
  });

  test("a model without functions, as it is", () => {
    const message = model();
    expect(inlineFunctions(message)).toBe(message);
  });

  test("no function, and one shared copy of the weights", () => {
    const message = withFunctions({ initializer: [pair("w")], node: [node("Slope", ["x"], ["y"], d)] }, [
      slope,
    ]);
    const inlined = inlineFunctions(message);
    expect(inlined.functions).toEqual([]);
    expect(inlined.graph?.initializer[0]).toBe(message.graph?.initializer[0]);
  });

  test("provenance: the call's metadata and doc string, where the inner node has none of its own", () => {
    const provenance = (key: string, text: string) => ({ key, value: text });
    const definition = define({
      ...slope,
      node: [
        node("LeakyRelu", ["a"], ["t"]),
        node("Add", ["t", "a"], ["r"], { docString: "own", metadataProps: [provenance("scope", "inner")] }),
      ],
    });
    const message = withFunctions(
      {
        node: [
          node("Slope", ["x"], ["y"], {
            ...d,
            docString: "line 7",
            metadataProps: [provenance("scope", "outer"), provenance("trace", "model.py:7")],
          }),
        ],
      },
      [definition],
    );
    const stated = inline(message).map(({ docString, metadataProps }) => [
      docString,
      metadataProps.map(({ key, value: text }) => `${key}=${text}`),
    ]);
    expect(stated).toEqual([
      ["line 7", ["scope=outer", "trace=model.py:7"]],
      ["own", ["scope=inner", "trace=model.py:7"]],
    ]);
  });

  test("types of inner values, under their new names", () => {
    const definition = define({ ...slope, valueInfo: [value("t"), value("a"), value("stranger")] });
    const message = withFunctions({ node: [node("Slope", ["x"], ["y"], { ...d, name: "c" })] }, [definition]);
    expect(inlineFunctions(message).graph?.valueInfo.map(({ name }) => name)).toEqual(["c/t"]);
  });

  test("a node of a function's domain that no function matches", () => {
    const nodes = inline(
      withFunctions({ node: [node("Slope", ["x"], ["y"], { ...d, overload: "other" })] }, [slope]),
    );
    expect(nodes.map(({ opType }) => opType)).toEqual(["Slope"]);
  });
});

describe("operator sets", () => {
  const wave = (version: bigint) =>
    define({
      name: "Wave",
      input: ["a"],
      output: ["r"],
      opsetImport: [
        { domain: "ai.onnx", version: 20n },
        { domain: "com.microsoft", version },
      ],
      node: [node("Gelu", ["a"], ["t"], { domain: "com.microsoft" }), node("Neg", ["t"], ["r"])],
    });

  test("that only the function imports are imported by the model then", () => {
    const inlined = inlineFunctions(withFunctions({ node: [node("Wave", ["x"], ["y"], d)] }, [wave(1n)]));
    expect(inlined.opsetImport.map(({ domain, version }) => `${domain}:${version}`)).toEqual([
      ":20",
      "d:1",
      "com.microsoft:1",
    ]);
  });

  test("that contradict the model's are refused with both versions", () => {
    const definition = define({ ...slope, opsetImport: [{ domain: "", version: 18n }] });
    expect(refusal(withFunctions({ node: [node("Slope", ["x"], ["y"], d)] }, [definition]))).toMatch(
      /^function "Slope" uses operators of "ai.onnx" version 18, the model version 20 \(/,
    );
  });

  test("of two functions that contradict each other are refused", () => {
    const second = { ...wave(2n), name: "Second" } as FunctionProto;
    const message = withFunctions(
      { node: [node("Wave", ["x"], ["m"], d), node("Second", ["m"], ["y"], d)] },
      [wave(1n), second],
    );
    expect(refusal(message)).toContain('"com.microsoft" version 2, the model version 1');
  });

  test("that the function imports but no node of it uses do not matter", () => {
    const definition = define({
      ...slope,
      opsetImport: [
        { domain: "", version: 20n },
        { domain: "d", version: 99n },
      ],
    });
    expect(inline(withFunctions({ node: [node("Slope", ["x"], ["y"], d)] }, [definition]))).toHaveLength(2);
  });
});

describe("refused", () => {
  test("recursion, with the chain of calls", () => {
    const a = define({ name: "A", input: ["v"], output: ["r"], node: [node("B", ["v"], ["r"], d)] });
    const b = define({ name: "B", input: ["v"], output: ["r"], node: [node("A", ["v"], ["r"], d)] });
    expect(refusal(withFunctions({ node: [node("A", ["x"], ["y"], d)] }, [a, b]))).toContain(
      'call each other in a circle: "A" calls "B" calls "A"',
    );
  });

  test("more inputs or outputs than the function has", () => {
    const graph = { node: [node("Slope", ["x", "x"], ["y"], d)] };
    expect(refusal(withFunctions(graph, [slope as FunctionProto]))).toBe(
      'the Slope node of "y" calls function "Slope" of domain "d" with 2 inputs, but the function has 1.',
    );
    const outputs = { node: [node("Slope", ["x"], ["y", "z"], d)] };
    expect(refusal(withFunctions(outputs, [slope as FunctionProto]))).toContain(
      "with 2 outputs, but the function has 1",
    );
  });

  test("a function that takes the name of an ONNX operator", () => {
    const gelu = define({
      name: "Gelu",
      domain: "ai.onnx",
      input: ["v"],
      output: ["r"],
      node: [node("Neg", ["v"], ["r"])],
    });
    expect(refusal(withFunctions({ node: [node("Gelu", ["x"], ["y"])] }, [gelu]))).toContain(
      'function "Gelu" takes a name in the domain of ONNX itself',
    );
  });

  test("an expansion without bounds, before memory runs out", () => {
    const levels = Array.from({ length: 8 }, (_, level) =>
      define({
        name: `F${level}`,
        input: ["v"],
        output: ["r10"],
        node: Array.from({ length: 10 }, (_, index) =>
          node(
            level === 7 ? "Neg" : `F${level + 1}`,
            [index === 0 ? "v" : `r${index}`],
            [`r${index + 1}`],
            level === 7 ? {} : d,
          ),
        ),
      }),
    );
    expect(refusal(withFunctions({ node: [node("F0", ["x"], ["y"], d)] }, levels))).toContain(
      `100000000 nodes; at most ${maxInlinedNodes} are taken`,
    );
  });

  test("functions nested too deep for the stack", () => {
    const levels = Array.from({ length: maxFunctionDepth + 2 }, (_, level) =>
      define({
        name: `F${level}`,
        input: ["v"],
        output: ["r"],
        node: [node(`F${level + 1}`, ["v"], ["r"], d)],
      }),
    );
    expect(refusal(withFunctions({ node: [node("F0", ["x"], ["y"], d)] }, levels))).toContain(
      `nested more than ${maxFunctionDepth} deep`,
    );
  });

  test("an input left out that the function passes on as an output", () => {
    const pass = define({
      name: "Pass",
      input: ["v", "w"],
      output: ["w"],
      node: [node("Neg", ["v"], ["n"])],
    });
    expect(refusal(withFunctions({ node: [node("Pass", ["x"], ["y"], d)] }, [pass]))).toContain(
      'leaves out the function\'s input "w", yet takes it as an output',
    );
  });
});

test("parameters take the call's value, else the default, else vanish", () => {
  const alphas = (message: ModelProto) =>
    inline(message).flatMap(({ attribute }) => attribute.map(({ name, f }) => [name, f]));
  const call = (name: string, attribute: ReturnType<typeof floatAttribute>[]) =>
    withFunctions({ node: [node(name, ["x"], ["y"], { ...d, attribute })] }, [slope, slopeDefault, outer]);
  expect(alphas(call("Slope", [floatAttribute("alpha", 0.5)]))).toEqual([["alpha", 0.5]]);
  expect(alphas(call("Slope", []))).toEqual([]);
  expect(alphas(call("SlopeDefault", []))).toEqual([["alpha", 0.25]]);
  expect(alphas(call("SlopeDefault", [floatAttribute("alpha", 0.5)]))).toEqual([["alpha", 0.5]]);
  expect(alphas(call("Outer", [floatAttribute("k", 0.75)]))).toEqual([
    ["alpha", 0.75],
    ["alpha", 0.25],
  ]);
});
