import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { findValue, indexGraph } from "../../src/onnx/graph.ts";
import { model, node, thrown, value } from "./build-model.ts";
import { textModel } from "./text-model.ts";

describe("node ids", () => {
  it("are unique names, else first outputs", () => {
    const graph = indexGraph(
      textModel(`
        input x float 1
        output y float 1
        a = Sin(x) @twice
        b = Cos(a) @twice
        c = Tan(b) @once
        y = Abs(c)
      `),
    );
    expect([...graph.nodeById.keys()].sort()).toEqual(["a", "b", "once", "y"]);
    expect(graph.nodes.map((each) => each.id)).toEqual(["a", "b", "once", "y"]);
  });

  it("stay apart when a node is called like another one's output", () => {
    const graph = indexGraph(
      textModel("input x float 1\noutput y float 1\na = Sin(x)\nb = Cos(a) @a\ny = Tan(b)"),
    );
    expect(graph.nodeById.get("a")?.proto.opType).toBe("Cos");
    expect(graph.nodeById.get("a#2")?.proto.opType).toBe("Sin");
  });

  it("name nodes of bodies by their owner when their outputs repeat", () => {
    const graph = indexGraph(
      textModel(`
        input c bool -
        input x float 1
        output y float 1
        graph then
          output t float 1
          t = Sin(x)
        end
        graph else
          output t float 1
          t = Cos(x)
        end
        y = If(c) then_branch={then} else_branch={else} @pick
      `),
    );
    expect(graph.nodes.map((each) => each.id)).toEqual(["pick", "pick/then_branch/t", "pick/else_branch/t"]);
  });

  it("can be given, so that a rewritten model keeps them", () => {
    const original = textModel("input x float 1\noutput y float 1\ny = Sin(x) @sin");
    const proto = original.graph?.node[0];
    const graph = indexGraph(original, new Map(proto === undefined ? [] : [[proto, "kept"]]));
    expect(graph.nodes[0]?.id).toBe("kept");
  });
});

describe("values", () => {
  const graph = indexGraph(
    textModel(`
      input c bool -
      input x float 1
      output y float 1
      output x float 1
      weight w float 1 = 1
      a = Mul(x, w)
      graph then
        output t float 1
        t = Add(a, w)
      end
      graph else
        output e float 1
        e = Neg(a)
      end
      y = If(c) then_branch={then} else_branch={else}
    `),
  );

  it("know their producer, their users in inner scopes, and who returns them", () => {
    const a = graph.main.values.get("a");
    expect(a?.producer?.node.proto.opType).toBe("Mul");
    expect(a?.uses.map((use) => [use.node.proto.opType, use.input])).toEqual([
      ["Add", 0],
      ["Neg", 0],
    ]);
    expect(graph.main.values.get("x")).toMatchObject({ isGraphInput: true, isReturned: true });
    expect(graph.main.values.get("w")?.initializer?.name).toBe("w");
    expect(a?.isReturned).toBe(false);
  });

  it("are found from inner scopes", () => {
    const body = graph.nodes.find((each) => each.proto.opType === "If")?.bodies[0];
    expect(body?.attribute).toBe("then_branch");
    expect(body && findValue(body.scope, "a")).toBe(graph.main.values.get("a"));
    expect(body && findValue(body.scope, "nothing")).toBeUndefined();
    expect(body?.scope.depth).toBe(1);
  });

  it("that are omitted stay undefined, by position", () => {
    const clip = indexGraph(
      textModel("input x float 1\ninput h float -\noutput y float 1\ny = Clip(x, , h)"),
    );
    expect(clip.nodes[0]?.inputs.map((each) => each?.name)).toEqual(["x", undefined, "h"]);
  });
});

describe("a broken graph", () => {
  it("is refused when it has a cycle, naming the node", () => {
    const cyclic = model({
      node: [
        node("Add", ["x", "b"], ["a"], { name: "first" }),
        node("Neg", ["a"], ["b"]),
        node("Neg", ["b"], ["y"]),
      ],
    });
    const error = thrown(() => indexGraph(cyclic));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toBe(
      'Node "first" reads tensor "b", which no earlier node makes: the graph has a cycle or a gap.',
    );
  });

  it("is refused when it lacks a tensor or a graph", () => {
    expect(thrown(() => indexGraph(model({ node: [node("Neg", ["z"], ["y"])] }))).message).toContain('"z"');
    expect(thrown(() => indexGraph(model({ output: [value("q")] }))).message).toContain('Output "q"');
    const empty = model();
    delete empty.graph;
    expect(thrown(() => indexGraph(empty))).toBeInstanceOf(InputError);
  });
});
