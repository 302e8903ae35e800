import { AttributeProto_AttributeType } from "onnx-buf";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { decodeModel } from "../../src/onnx/decode.ts";
import {
  encoded,
  type GraphInit,
  graphAttribute,
  ifModel,
  model,
  node,
  pair,
  thrown,
  value,
} from "./build-model.ts";

function decode(message: ReturnType<typeof model>) {
  return decodeModel(encoded(message), "m.onnx");
}

function refusal(graph: GraphInit): string {
  const error = thrown(() => decode(model(graph)));
  expect(error).toBeInstanceOf(InputError);
  expect(error.advice).toMatch(/\S/);
  return error.message;
}

function order(graph: GraphInit): string[] {
  return decode(model(graph)).graph?.node.map(({ output }) => output[0] ?? "") ?? [];
}

describe("names", () => {
  test.each<[string, GraphInit, string]>([
    [
      "two nodes that make one name",
      { node: [node("Neg", ["x"], ["y"], { name: "n1" }), node("Abs", ["x"], ["y"], { name: "n2" })] },
      'm.onnx: "y" is made twice, by node "n1" (Neg) and by node "n2" (Abs).',
    ],
    [
      "a node that makes one name twice",
      { node: [node("Split", ["x"], ["y", "y"])] },
      '"y" is made twice, by the Split node of "y" and by the Split node of "y"',
    ],
    [
      "a node that makes an input",
      { node: [node("Neg", ["x"], ["x"]), node("Abs", ["x"], ["y"])] },
      '"x" is made twice, by an input or initializer and by the Neg node of "x"',
    ],
    ["a node that makes an initializer", { initializer: [pair("y")] }, '"y" is made twice'],
    [
      "two initializers of one name",
      { initializer: [pair("w"), pair("w")] },
      'two initializers are called "w"',
    ],
    ["two inputs of one name", { input: [value("x"), value("x")] }, 'two inputs are called "x"'],
    ["two outputs of one name", { output: [value("y"), value("y")] }, 'two outputs are called "y"'],
    ["an input without a name", { input: [value("x"), value("")] }, "an input has no name"],
    ["an initializer without a name", { initializer: [pair("")] }, "an initializer has no name"],
    ["an output without a name", { output: [value("")] }, "an output has no name"],
    [
      "an output that nothing makes",
      { output: [value("z")] },
      'output "z" is made by no node, and is no input or initializer',
    ],
    [
      "a name that nothing provides",
      { node: [node("Neg", ["q"], ["y"])] },
      'the Neg node of "y" reads "q", which no node, input or initializer provides',
    ],
    [
      "a node without an operator",
      { node: [node("", ["x"], ["y"], { name: "n" })] },
      'node "n" () has no operator',
    ],
    [
      "a node without an output",
      { node: [node("Neg", ["x"], ["y"]), node("Abs", ["x"], [])] },
      "a nameless Abs node has no output",
    ],
    [
      "an attribute twice",
      {
        node: [
          node("Softmax", ["x"], ["y"], {
            attribute: [
              { name: "axis", type: AttributeProto_AttributeType.INT },
              { name: "axis", type: AttributeProto_AttributeType.INT },
            ],
          }),
        ],
      },
      'the Softmax node of "y" has attribute "axis" twice',
    ],
    [
      "an attribute without a name",
      { node: [node("Softmax", ["x"], ["y"], { attribute: [{ type: AttributeProto_AttributeType.INT }] })] },
      "has an attribute without a name",
    ],
  ])("%s is refused", (_, graph, message) => {
    expect(refusal(graph)).toContain(message);
  });

  test("an initializer may give an input its default, an output may be an input or initializer", () => {
    const { graph } = decode(
      model({
        input: [value("x"), value("w")],
        initializer: [pair("w")],
        output: [value("y"), value("x"), value("w")],
      }),
    );
    expect(graph?.output).toHaveLength(3);
  });

  test("left-out optional inputs and outputs are no names", () => {
    const nodes = [node("Dropout", ["x", "", ""], ["y", ""]), node("Clip", ["x", "", ""], ["z", ""])];
    expect(order({ node: nodes })).toEqual(["y", "z"]);
  });
});

describe("order of nodes", () => {
  test("stays as it is when it is topological", () => {
    expect(
      order({ node: [node("Abs", ["x"], ["b"]), node("Neg", ["x"], ["a"]), node("Add", ["a", "b"], ["y"])] }),
    ).toEqual(["b", "a", "y"]);
  });

  test("is repaired, stably", () => {
    const nodes = [
      node("Neg", ["x"], ["a"]),
      node("Add", ["c", "a"], ["y"]),
      node("Abs", ["x"], ["b"]),
      node("Relu", ["b"], ["c"]),
    ];
    expect(order({ node: nodes })).toEqual(["a", "b", "c", "y"]);
  });

  test("counts what a subgraph takes from outside", () => {
    const message = ifModel({ node: [node("Neg", ["late"], ["t"])], output: [value("t")] });
    message.graph?.node.push(node("Abs", ["x"], ["late"]));
    expect(decode(message).graph?.node.map(({ opType }) => opType)).toEqual(["Relu", "Abs", "If"]);
  });

  test("is repaired inside a subgraph, which ONNX Runtime refuses to do", () => {
    const decoded = decode(
      ifModel({ node: [node("Neg", ["p"], ["t"]), node("Abs", ["a"], ["p"])], output: [value("t")] }),
    );
    const branch = decoded.graph?.node[1]?.attribute[0]?.g;
    expect(branch?.node.map(({ opType }) => opType)).toEqual(["Abs", "Neg"]);
  });

  test("a circle is refused with the nodes in it, and only these", () => {
    const nodes = [
      node("Abs", ["c"], ["y"]),
      node("Neg", ["c"], ["a"], { name: "first" }),
      node("Relu", ["a"], ["b"], { name: "second" }),
      node("Add", ["b", "x"], ["c"], { name: "third" }),
    ];
    const message = refusal({ node: nodes });
    expect(message).toContain("nodes need each other in a circle");
    expect(message).toContain(
      'node "third" (Add) needs node "second" (Relu) needs node "first" (Neg) needs node "third" (Add)',
    );
    expect(message).not.toContain("Abs");
  });

  test("a node that needs itself is a circle", () => {
    expect(refusal({ node: [node("Add", ["x", "y"], ["y"], { name: "n" })] })).toContain(
      'circle: node "n" (Add) needs node "n" (Add)',
    );
  });

  test("a chain of 200,000 nodes in reverse is sorted without exhausting the stack", () => {
    const count = 200_000;
    const nodes = Array.from({ length: count }, (_, index) =>
      node("Neg", [`v${index}`], [`v${index + 1}`]),
    ).reverse();
    const sorted = order({ input: [value("v0")], output: [value(`v${count}`)], node: nodes });
    expect(sorted.slice(0, 2)).toEqual(["v1", "v2"]);
    expect(sorted).toHaveLength(count);
  });
});

describe("subgraphs", () => {
  const branch = (output: string): GraphInit => ({
    node: [node("Neg", ["a"], [output])],
    output: [value(output)],
  });

  test("see the names around them", () => {
    expect(decode(ifModel(branch("t"))).graph?.node).toHaveLength(2);
  });

  test("must not make a name that is visible around them", () => {
    const error = thrown(() => decode(ifModel(branch("x"))));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain(
      'm.onnx: in node "choose" (If): the Neg node of "x" makes "x", a name that the graph around it defines already',
    );
  });

  test("may use a name that only a later node makes, and branches may share names, as exporters do", () => {
    expect(decode(ifModel(branch("y"))).graph?.node).toHaveLength(2);
    expect(decode(ifModel(branch("e"))).graph?.node).toHaveLength(2);
  });

  test("may hide an outer name by an input or initializer, as ONNX allows", () => {
    const hides = { initializer: [pair("a")], ...branch("t") };
    expect(decode(ifModel(hides)).graph?.node).toHaveLength(2);
  });

  test("are checked at every depth, and messages say where", () => {
    const inner = graphAttribute("then_branch", {
      node: [node("Neg", ["nowhere"], ["i"])],
      output: [value("i")],
    });
    const outer: GraphInit = {
      node: [node("If", ["c"], ["t"], { name: "inner", attribute: [inner] })],
      output: [value("t")],
    };
    // What a subgraph needs from outside is missing where the outermost node stands.
    const error = thrown(() => decode(ifModel(outer)));
    expect(error.message).toContain('node "choose" (If) reads "nowhere"');
    const twice: GraphInit = {
      node: [
        node("If", ["c"], ["t"], {
          name: "inner",
          attribute: [
            graphAttribute("then_branch", {
              node: [node("Neg", ["a"], ["i"]), node("Abs", ["a"], ["i"])],
              output: [value("i")],
            }),
          ],
        }),
      ],
      output: [value("t")],
    };
    expect(thrown(() => decode(ifModel(twice))).message).toContain(
      'm.onnx: in node "choose" (If): in node "inner" (If): "i" is made twice',
    );
  });

  test("their outputs must exist", () => {
    const broken: GraphInit = { ...branch("t"), output: [value("gone")] };
    expect(thrown(() => decode(ifModel(broken))).message).toContain('"gone"');
  });
});
