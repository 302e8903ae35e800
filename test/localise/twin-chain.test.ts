import type { ModelProto } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { collectSubjects, measureEverything, writeTwin } from "../../src/localise/twin.ts";
import { constantRounder } from "../../src/localise/twin-constants.ts";
import { findTwinFacts } from "../../src/localise/twin-facts.ts";
import { createTwinNames } from "../../src/localise/twin-names.ts";
import { emulate, prepareEmulation } from "../../src/onnx/emulate.ts";
import { exposeOutputs } from "../../src/onnx/expose-outputs.ts";
import { modelNameScope } from "../../src/onnx/node-writer.ts";
import { everythingFp16 } from "../../src/onnx/plan.ts";
import { floats, type PlainTensor, run } from "../onnx/onnxruntime-runner.ts";
import { textModel } from "../onnx/text-model.ts";

type Inputs = Readonly<Record<string, PlainTensor>>;

/** Every float tensor of the FP16 chain, as the emulation makes it and as the twin graph does. */
async function bothChains(model: ModelProto, inputs: Inputs): Promise<Map<string, [unknown, unknown]>> {
  const facts = findTwinFacts(prepareEmulation(model, everythingFp16));
  const subjects = collectSubjects(facts, () => false);
  const measures = measureEverything(subjects, "full", () => undefined);
  const whole = [{ start: 0, end: facts.prepared.graph.main.nodes.length }];
  const [part] = writeTwin(facts, subjects, measures, whole, constantRounder(model.irVersion));
  if (part === undefined) throw new Error("no part");
  const names = createTwinNames(modelNameScope(facts.prepared.graph.model));
  // A Cast between half precision and FP32 is taken out where all is FP32.
  const computed = facts.subjects.filter(({ node }) => node.proto.opType !== "Cast");
  const values = computed.flatMap(({ outputs }) => outputs);
  const emulated = await run(
    exposeOutputs(
      emulate(model, everythingFp16).model,
      values.map(({ name }) => name),
    ),
    inputs,
  );
  const twin = await run(
    exposeOutputs(
      part.model,
      values.map((value) => names.of(value, "chain")),
    ),
    inputs,
  );
  return new Map(
    values.map((value) => [value.name, [emulated[value.name]?.data, twin[names.of(value, "chain")]?.data]]),
  );
}

const random = (count: number, scale = 1): number[] =>
  Array.from({ length: count }, (_, at) => Math.fround(Math.sin(at * 12.9898 + 1) * scale));

const weights = (count: number): string => random(count, 0.5).join(" ");

const cases: Record<string, { text: string; inputs: Inputs }> = {
  "convolution, normalisation and activation": {
    text: `
      opset 17
      input x float 1,2,8,8
      output y float 1,4,4,4
      weight w float 4,2,3,3 = ${weights(72)}
      weight s float 4 = 1 2 0.5 1.5
      weight b float 4 = 0.1 0.2 0.3 0.4
      weight m float 4 = 0.5 -0.5 0 1
      weight v float 4 = 500000 1 0.25 2
      c = Conv(x, w) kernel_shape=[3,3] pads=[1,1,1,1]
      n = BatchNormalization(c, s, b, m, v)
      r = Relu(n)
      y = MaxPool(r) kernel_shape=[2,2] strides=[2,2]
    `,
    inputs: { x: floats(random(128), [1, 2, 8, 8]) },
  },
  "an attention block spelled out": {
    text: `
      opset 17
      input x float 1,6,8
      output y float 1,6,8
      weight wq float 8,8 = ${weights(64)}
      weight wk float 8,8 = ${weights(64)}
      weight g float 8 = ${weights(8)}
      weight h float 8 = ${weights(8)}
      weight scale float - = 0.3535
      n = LayerNormalization(x, g, h) axis=-1
      q = MatMul(n, wq)
      k = MatMul(n, wk)
      t = Transpose(k) perm=[0,2,1]
      p = MatMul(q, t)
      d = Mul(p, scale)
      a = Softmax(d) axis=-1
      o = MatMul(a, q)
      y = Add(o, x)
    `,
    inputs: { x: floats(random(48, 4), [1, 6, 8]) },
  },
  "an overflow and what comes of it": {
    text: `
      input x float 4
      output y float 4
      s = Mul(x, x)
      d = Sub(s, s)
      e = Exp(x)
      f = Add(d, e)
      y = Tanh(f)
    `,
    inputs: { x: floats([1, 300, -400, 12]) },
  },
  "shapes computed from sizes, and scalars": {
    text: `
      input x float n,3
      output y float m
      weight one float - = 1.0009765
      shape = Shape(x)
      count = ReduceProd(shape) keepdims=1
      flat = Reshape(x, count)
      total = ReduceSum(flat) keepdims=0
      half = Mul(total, one)
      y = Div(flat, half)
    `,
    inputs: { x: floats(random(12, 3), [4, 3]) },
  },
  "bodies that read and return values around them": {
    text: `
      input x float 2
      input c bool -
      output y float 2
      output z float 2
      weight w float 2 = 1.0005 3.0003
      graph then
        output t float 2
        t = Mul(a, w)
      end
      graph else
        output e float 2
        u = Add(a, w)
        e = Sqrt(u)
      end
      graph body
        input i int64 -
        input go bool -
        input s float 2
        output more bool -
        output next float 2
        more = Identity(go)
        p = Mul(s, a)
        next = Add(p, w)
      end
      weight three int64 - = 3
      weight yes bool - = 1
      a = Mul(x, x)
      y = If(c) then_branch={then} else_branch={else} @choose
      z = Loop(three, yes, y) body={body} @repeat
    `,
    inputs: { x: floats([1.1, 2.2]), c: { dtype: "bool", dims: [], data: [1] } },
  },
  "a model that is stored in FP16": {
    text: `
      input x half 4
      output y half 4
      weight w half 4 = 1 2 0.5 4
      weight c float 4 = 1 2 3 4
      a = Mul(x, w)
      b = Cast(a) to=1
      d = Mul(b, c)
      e = Cast(d) to=10
      y = Add(e, w)
    `,
    inputs: { x: floats([1.1, 300.3, 40000, 0.001]) },
  },
};

describe("the FP16 chain of the twin graph", () => {
  it.each(Object.entries(cases))("is that of the emulation, bit for bit: %s", async (_, { text, inputs }) => {
    const chains = await bothChains(textModel(text), inputs);
    expect(chains.size).toBeGreaterThan(1);
    for (const [name, [emulated, twin]] of chains) {
      expect(emulated, name).toBeDefined();
      expect(twin, name).toEqual(emulated);
    }
  });
});
