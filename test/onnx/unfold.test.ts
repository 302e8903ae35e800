import type { ModelProto } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { type GraphNode, indexGraph } from "../../src/onnx/graph.ts";
import { type Course, unfold } from "../../src/onnx/unfold.ts";
import { floats, type PlainTensor, run } from "./onnxruntime-runner.ts";
import { textModel } from "./text-model.ts";

function unfolded(text: string, id: string, course: Course): { model: ModelProto; copies: string[] } {
  const graph = indexGraph(textModel(text));
  const { model, copies } = unfold(graph, graph.nodeById.get(id) as GraphNode, course);
  const after = indexGraph(model);
  return {
    model,
    copies: after.main.nodes.flatMap(({ proto }) => copies.get(proto) ?? []),
  };
}

const rounds = (count: number, isWhole = true): Course => ({ kind: "iterations", count, isWhole });
const data = (outputs: Record<string, PlainTensor>) =>
  Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, tensor.data]));

async function expectSame(text: string, model: ModelProto, inputs: Record<string, PlainTensor>) {
  const [expected, found] = [await run(textModel(text), inputs), await run(model, inputs)];
  expect(data(found)).toEqual(data(expected));
}

describe("an If", () => {
  const text = `
    opset 17
    input c bool -
    input x float 2
    output y float 2
    output z float 2
    graph then
      output t float 2
      output same float 2
      weight three float 1 = 3
      t = Mul(x, three) @times
      same = Identity(t)
    end
    graph else
      output e float 2
      output kept float 2
      e = Neg(x) @turn
      kept = Identity(x)
    end
    y, z = If(c) then_branch={then} else_branch={else} @choose
  `;

  it("becomes the branch it takes", async () => {
    const { model, copies } = unfolded(text, "choose", { kind: "branch", attribute: "then_branch" });
    expect(copies).toEqual(["times", "choose/then_branch/same"]);
    await expectSame(text, model, { c: { dtype: "bool", dims: [], data: [1] }, x: floats([2, -7]) });
  });

  it("becomes the other branch where it takes that", async () => {
    const { model, copies } = unfolded(text, "choose", { kind: "branch", attribute: "else_branch" });
    expect(copies).toEqual(["turn", "choose/else_branch/kept"]);
    await expectSame(text, model, { c: { dtype: "bool", dims: [], data: [0] }, x: floats([2, -7]) });
  });

  it("has no branch of another name", () => {
    expect(() => unfolded(text, "choose", { kind: "branch", attribute: "body" })).toThrow(RangeError);
  });
});

describe("a Loop", () => {
  const text = `
    opset 17
    input x float 2
    output y float 2
    output seen float 3,2
    weight three int64 - = 3
    weight yes bool - = 1
    graph body
      input i int64 -
      input go bool -
      input s float 2
      output go bool -
      output next float 2
      output s float 2
      f = Cast(i) to=1
      grown = Add(s, f) @grow
      next = Mul(grown, x) @scale
    end
    y, seen = Loop(three, yes, x) body={body} @repeat
  `;

  it("becomes its rounds, with what it carries and collects", async () => {
    const { model, copies } = unfolded(text, "repeat", rounds(3));
    expect(copies.filter((id) => id === "grow")).toHaveLength(3);
    await expectSame(text, model, { x: floats([2, -0.5]) });
  });

  it("becomes its first rounds alone, without what lies behind it", async () => {
    const longer = text
      .replace("output y float 2", "output end float 2")
      .replace("@repeat", "@repeat\n end = Neg(y) @end");
    const { model, copies } = unfolded(longer, "repeat", rounds(1, false));
    expect(copies.filter((id) => id === "scale")).toHaveLength(1);
    expect(indexGraph(model).nodeById.has("end")).toBe(false);
    expect(data(await run(model, { x: floats([2, -0.5]) }))).toEqual({ y: [4, 0.25], seen: [2, -0.5] });
  });
});

describe.each([11, 17])("a Scan of opset %i", (opset) => {
  const text = `
    opset ${opset}
    input start float 2
    input rows float 2,3
    output last float 2
    output all float 2,3
    graph body
      input s float 2
      input row float 2
      output t float 2
      output u float 2
      t = Add(s, row) @add
      u = Mul(t, row) @multiply
    end
    last, all = Scan(start, rows) body={body} num_scan_inputs=1 scan_input_axes=[1] scan_input_directions=[1] scan_output_axes=[1] scan_output_directions=[1] @walk
  `;

  it("becomes its rounds along any axis and in any direction", async () => {
    const { model, copies } = unfolded(text, "walk", rounds(3));
    expect(copies.filter((id) => id === "add")).toHaveLength(3);
    await expectSame(text, model, {
      start: floats([10, 20]),
      rows: { dtype: "float32", dims: [2, 3], data: [1, 2, 3, 4, 5, 6] },
    });
  });
});
