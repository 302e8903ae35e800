import { create } from "@bufbuild/protobuf";
import type { AttributeProto, ModelProto } from "onnx-buf";
import { AttributeProtoSchema, AttributeProto_AttributeType as Type } from "onnx-buf";
import { graphAttribute, ifModel, type ModelInit, model, node, pair, tensor, value } from "./build-model.ts";

export function floatAttribute(name: string, f: number): AttributeProto {
  return create(AttributeProtoSchema, { name, type: Type.FLOAT, f });
}

export function reference(name: string, refAttrName: string, type = Type.FLOAT): AttributeProto {
  return create(AttributeProtoSchema, { name, refAttrName, type });
}

const opsetImport = [{ domain: "", version: 20n }];

/** slope(x) = LeakyRelu(x, alpha) + x, alpha a parameter. */
export const slope = {
  name: "Slope",
  domain: "d",
  opsetImport,
  input: ["a"],
  output: ["r"],
  attribute: ["alpha"],
  node: [
    node("LeakyRelu", ["a"], ["t"], { name: "leak", attribute: [reference("alpha", "alpha")] }),
    node("Add", ["t", "a"], ["r"]),
  ],
};

/** Like slope, alpha 0.25 unless the call says otherwise. */
export const slopeDefault = {
  ...slope,
  name: "SlopeDefault",
  attribute: [],
  attributeProto: [floatAttribute("alpha", 0.25)],
};

/** Calls both above, hands its own parameter on. */
export const outer = {
  name: "Outer",
  domain: "d",
  opsetImport: [...opsetImport, { domain: "d", version: 1n }],
  input: ["p"],
  output: ["q"],
  attribute: ["k"],
  node: [
    node("Slope", ["p"], ["t"], { domain: "d", name: "first", attribute: [reference("alpha", "k")] }),
    node("SlopeDefault", ["t"], ["q"], { domain: "d", name: "second" }),
  ],
};

/** Both bounds may be left out. */
const bound = {
  name: "Bound",
  domain: "d",
  opsetImport,
  input: ["v", "low", "high"],
  output: ["w", "unused"],
  node: [node("Clip", ["v", "low", "high"], ["w"]), node("Neg", ["v"], ["unused"])],
};

/** A branch inside sees values and parameters of the function. */
const choose = {
  name: "Choose",
  domain: "d",
  opsetImport,
  input: ["v"],
  output: ["r"],
  attribute: ["alpha"],
  node: [
    node("ReduceSum", ["v"], ["s"], {
      attribute: [create(AttributeProtoSchema, { name: "keepdims", type: Type.INT, i: 0n })],
    }),
    node("Neg", ["s"], ["ns"]),
    node("Less", ["s", "ns"], ["c"]),
    node("If", ["c"], ["r"], {
      name: "if",
      attribute: [
        graphAttribute("then_branch", {
          initializer: [pair("w", 10, 20)],
          node: [
            node("LeakyRelu", ["v"], ["t"], { name: "leak", attribute: [reference("alpha", "alpha")] }),
            node("Add", ["t", "w"], ["u"]),
          ],
          output: [value("u")],
        }),
        graphAttribute("else_branch", { node: [node("Abs", ["v"], ["u"])], output: [value("u")] }),
      ],
    }),
  ],
};

/** Its output is its input; and one value stands twice among its outputs. */
const passes = {
  name: "Passes",
  domain: "d",
  opsetImport,
  input: ["v"],
  output: ["v", "n", "n"],
  node: [node("Neg", ["v"], ["n"])],
};

const overloads = [
  { name: "Over", domain: "d", opsetImport, input: ["v"], output: ["r"], node: [node("Neg", ["v"], ["r"])] },
  {
    name: "Over",
    domain: "d",
    overload: "abs",
    opsetImport,
    input: ["v"],
    output: ["r"],
    node: [node("Abs", ["v"], ["r"])],
  },
];

function withFunctions(graph: Parameters<typeof model>[0], functions: ModelInit["functions"]): ModelProto {
  return model(graph, {
    opsetImport: [...opsetImport, { domain: "d", version: 1n }],
    functions: functions ?? [],
  });
}

const d = { domain: "d" };

/** Loop that runs twice over a body in which a function is called. */
function loopGraph(): Parameters<typeof model>[0] {
  return {
    initializer: [
      tensor({ name: "trips", dataType: 7, int64Data: [2n] }),
      tensor({ name: "go", dataType: 9, int32Data: [1] }),
    ],
    node: [
      node("Loop", ["trips", "go", "x"], ["y"], {
        name: "loop",
        attribute: [
          graphAttribute("body", {
            input: [value("i", 7, []), value("cond", 9, []), value("state")],
            node: [
              node("Identity", ["cond"], ["cond_out"]),
              node("Slope", ["state"], ["next"], {
                ...d,
                name: "step",
                attribute: [floatAttribute("alpha", 0.5)],
              }),
            ],
            output: [value("cond_out", 9, []), value("next")],
          }),
        ],
      }),
    ],
  };
}

function branchModel(): ModelProto {
  const message = ifModel({
    node: [node("Slope", ["a"], ["t"], { ...d, attribute: [floatAttribute("alpha", 3)] })],
    output: [value("t")],
  });
  message.functions = withFunctions({}, [slope]).functions;
  message.opsetImport = withFunctions({}, []).opsetImport;
  return message;
}

/** Models with functions that ONNX Runtime runs as they are, each for one way of calling. */
export const runnable: Readonly<Record<string, ModelProto>> = {
  "a parameter given by the call": withFunctions(
    { node: [node("Slope", ["x"], ["y"], { ...d, name: "n", attribute: [floatAttribute("alpha", 0.7)] })] },
    [slope],
  ),
  "a parameter left out: the operator's default holds": withFunctions(
    { node: [node("Slope", ["x"], ["y"], d)] },
    [slope],
  ),
  "the function's default": withFunctions({ node: [node("SlopeDefault", ["x"], ["y"], d)] }, [slopeDefault]),
  "the function's default overruled": withFunctions(
    { node: [node("SlopeDefault", ["x"], ["y"], { ...d, attribute: [floatAttribute("alpha", 2)] })] },
    [slopeDefault],
  ),
  "functions that call functions and hand parameters on": withFunctions(
    { node: [node("Outer", ["x"], ["y"], { ...d, name: "block", attribute: [floatAttribute("k", 0.3)] })] },
    [slope, slopeDefault, outer],
  ),
  "one function called twice": withFunctions(
    {
      node: [
        node("Slope", ["x"], ["m"], { ...d, attribute: [floatAttribute("alpha", 0.7)] }),
        node("Slope", ["m"], ["y"], d),
      ],
    },
    [slope],
  ),
  "optional inputs left out, in the middle and at the end": withFunctions(
    {
      initializer: [tensor({ name: "half", dataType: 1, floatData: [0.5] })],
      node: [node("Bound", ["x", "", "half"], ["m", "n"], d), node("Bound", ["m"], ["y", ""], d)],
    },
    [bound],
  ),
  "subgraphs inside a function": withFunctions(
    {
      node: [node("Choose", ["x"], ["y"], { ...d, name: "c1", attribute: [floatAttribute("alpha", 0.125)] })],
    },
    [choose],
  ),
  "subgraphs of a function that is called twice": withFunctions(
    {
      node: [
        node("Choose", ["x"], ["m"], { ...d, attribute: [floatAttribute("alpha", 0.125)] }),
        node("Choose", ["m"], ["y"], d),
      ],
    },
    [choose],
  ),
  "calls in the body of a Loop": withFunctions(loopGraph(), [slope]),
  "calls in a branch of an If": branchModel(),
  "overloads of one name": withFunctions(
    { node: [node("Over", ["x"], ["m"], d), node("Over", ["m"], ["y"], { ...d, overload: "abs" })] },
    overloads,
  ),
};

/** Models with functions that ONNX Runtime refuses to run as they are, each with one that says the same without. */
export const equivalents: Readonly<Record<string, readonly [ModelProto, ModelProto]>> = {
  "outputs that are inputs, or stand twice": [
    withFunctions(
      { node: [node("Passes", ["x"], ["p", "n1", "n2"], d), node("Sum", ["p", "n1", "n2"], ["y"])] },
      [passes],
    ),
    model({ node: [node("Neg", ["x"], ["n"]), node("Sum", ["x", "n", "n"], ["y"])] }),
  ],
  "trailing outputs left out": [
    withFunctions({ node: [node("Bound", ["x"], ["y"], d)] }, [bound]),
    model({ node: [node("Identity", ["x"], ["y"])] }),
  ],
};

export { withFunctions };
