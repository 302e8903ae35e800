import { expect, it } from "vitest";
import { tensorOf } from "../engines/memory-tensors.ts";
import { floats, useTwin } from "../localise/twin-bench.ts";

const bench = useTwin();

const branches = `
  opset 17
  input x float 2
  output y float 2
  weight dark float - = 1
  weight zero int64 1 = 0
  graph then
    output t float 2
    weight large float - = 60000
    s = Mul(x, large) @brighten
    t = Div(s, large) @back
  end
  graph else
    output e float 2
    e = Neg(x) @keep
  end
  first = ReduceMax(x) keepdims=0
  c = Less(first, dark)
  y = If(c) then_branch={then} else_branch={else} @choose
`;

it("measures a node in a branch over the samples that take the branch", async () => {
  const samples = [{ x: floats([5, 70000]) }, { x: floats([0.5, 0.25]) }, { x: floats([0.9, -30]) }];
  const [brighten, keep] = await bench.bodies(branches, samples, ["brighten", "keep"]);
  expect(brighten?.evidence?.reference).toMatchObject({ elements: 4, absMax: 60000 * 30, overflows: 1 });
  expect(brighten?.cause?.kind).toBe("overflow");
  expect(brighten?.evidence?.id).toBe("brighten");
  expect(keep?.evidence?.reference).toMatchObject({ elements: 2, absMax: 70000, overflows: 1 });
});

it("leaves a node in a branch that no sample takes without a cause", async () => {
  const [keep] = await bench.bodies(branches, [{ x: floats([0.5, 0.25]) }], ["keep"]);
  expect(keep).toMatchObject({ id: "keep", evidence: undefined, cause: undefined });
});

const loop = (condition: string, setup = "") => `
  opset 17
  input x float 2
  input n int64 -
  output y float 2
  weight yes bool - = 1
  weight limit float - = 100000
  graph body
    input i int64 -
    input go bool -
    input s float 2
    output more bool -
    output next float 2
    weight ten float - = 10
    next = Mul(s, ten) @grow
    ${condition}
  end
  ${setup}
  z = Loop(n, yes, x) body={body} @repeat
  y = Neg(z)
`;
const handedOn = loop("more = Identity(go)");
const count = (n: number) => tensorOf("int64", [], BigInt64Array.of(BigInt(n)));

it("measures the rounds of a loop, and the worst of them counts", async () => {
  const [grow] = await bench.bodies(handedOn, [{ x: floats([3, 4]), n: count(6) }], ["grow"]);
  expect(grow?.evidence?.reference).toMatchObject({ absMax: 4e5, overflows: 2 });
  expect(grow?.cause?.kind).toBe("overflow");
});

it("measures as many rounds as every sample has, and no sample that has none", async () => {
  const samples = [
    { x: floats([3, 4]), n: count(6) },
    { x: floats([3, 4]), n: count(2) },
    { x: floats([9e9, 4]), n: count(0) },
  ];
  const [grow] = await bench.bodies(handedOn, samples, ["grow"]);
  expect(grow?.evidence?.reference.elements).toBe(4);
  expect(grow?.evidence?.reference.absMax).toBeLessThanOrEqual(400);
});

it("is certain of the first round only where the body works out whether to go on", async () => {
  const text = loop("top = ReduceMax(next) keepdims=0\n more = Less(top, limit)");
  const [grow] = await bench.bodies(text, [{ x: floats([3, 4]), n: count(6) }], ["grow"]);
  expect(grow?.evidence?.reference.absMax).toBe(40);
});

it("measures a node in a branch within a scan", async () => {
  const text = `
    opset 17
    input rows float 3,2
    output last float 2
    output all float 3,2
    weight start float 2 = 0 0
    graph then
      output t float 2
      weight large float - = 60000
      t = Mul(row, large) @brighten
    end
    graph else
      output e float 2
      e = Identity(row)
    end
    graph body
      input s float 2
      input row float 2
      output sum float 2
      output u float 2
      weight one float - = 1
      top = ReduceMax(row) keepdims=0
      c = Less(top, one)
      u = If(c) then_branch={then} else_branch={else} @choose
      sum = Add(s, u) @add
    end
    last, all = Scan(start, rows) body={body} num_scan_inputs=1 @walk
  `;
  const rows = floats([0.5, 0.1, 3, 4, -9, 0.2], [3, 2]);
  const [brighten, add] = await bench.bodies(text, [{ rows }], ["brighten", "add"]);
  expect(brighten?.evidence?.reference).toMatchObject({ absMax: 540_000, overflows: 1 });
  expect(brighten?.cause?.kind).toBe("overflow");
  expect(add?.evidence?.inputs.length).toBe(2);
});
