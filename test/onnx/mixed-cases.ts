import { floats, type PlainTensor } from "./onnxruntime-runner.ts";

export interface MixedCase {
  readonly name: string;
  /** For `textModel`. */
  readonly text: string;
  readonly inputs: Readonly<Record<string, PlainTensor>>;
  /** Declares less than onnx.checker wants, though ONNX Runtime runs it. */
  readonly isIncomplete?: boolean;
}

const bool = (value: number): PlainTensor => ({ dtype: "bool", dims: [], data: [value] });
const ints = (...data: number[]): PlainTensor => ({ dtype: "int64", dims: [data.length], data });
const ramp = (count: number, step: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.fround((index - count / 3) * step));

/** One model for every kind of thing that can go wrong between two precisions; numbers chosen so that rounding shows. */
export const mixedCases: readonly MixedCase[] = [
  {
    name: "weights that both precisions read",
    text: `
      input x float 4
      output y float 4
      output z float 4
      weight k float 4 = 3.0001 70000 1e-9 0.333333
      weight l float 1 = 0.1
      a = Mul(x, k) @first
      b = Mul(x, l) @second
      y = Div(a, k) @third
      z = Add(b, k) @fourth
    `,
    inputs: { x: floats([683, 0.5, 3, -1.7]) },
  },
  {
    name: "data movement",
    text: `
      input x float 2,3
      output y float 3,4
      output moved float 3,2
      output sum float -
      weight table float 4,3 = 0.1 0.2 0.3 1.1 1.2 1.3 2049 4099 70000 -0.1 1e-8 5
      weight picks int64 2 = 1 3
      weight shape int64 2 = 3 2
      weight pads int64 4 = 0 1 0 1
      weight fill float - = 0.7
      weight sizes int64 2 = 1 1
      t = Transpose(x) perm=[1,0] @turn
      n = Exp(t) @exp
      y = Pad(n, pads, fill) @pad
      g = Gather(table, picks) @embed
      s = Add(g, x) @add
      left, right = Split(s, sizes) axis=0 @split
      c = Concat(left, x, right) axis=0 @join
      sum = ReduceSum(c) keepdims=0 @sum
      moved = Reshape(s, shape) @reshape
    `,
    inputs: { x: floats(ramp(6, 0.37), [2, 3]) },
  },
  {
    name: "selection by a mask constant",
    text: `
      input x float 3
      output y float 3
      output z float 3
      weight low float - = -1000000000
      weight zero float - = 0
      m = Greater(x, zero) @compare
      w = Where(m, x, low) @mask
      y = Softmax(w) @softmax
      z = Where(m, y, zero) @clean
    `,
    inputs: { x: floats([0.3, -2, 5.0003]) },
  },
  {
    name: "constants of every kind",
    text: `
      opset 17
      input x float 2
      input n int64 1
      output y float 2
      output z float 2,2
      output w float 2
      c = Constant() value=<float 2 = 0.1 70000> @tensor
      d = Constant() value_float=0.30000001 @scalar
      f = ConstantOfShape(n) value=<float 1 = 0.7> @filled
      zeros = ConstantOfShape(n) @zeros
      o = Constant() value=<float 2,2 = 1 2 3 4>
      e = EyeLike(o) @eye
      a = Mul(x, c) @a
      b = Mul(a, d) @b
      g = Add(b, f) @g
      h = Add(g, zeros) @h
      y = Sub(h, c) @y
      z = Mul(e, d) @z
      w = Div(d, f) @w
    `,
    inputs: { x: floats([0.123456, 0.4]), n: ints(2) },
  },
  {
    name: "shape arithmetic in floats",
    text: `
      opset 17
      input x float 1,1,4
      output y float 1,1,n
      output z float 1,1,4
      weight half float 1 = 1.7
      weight last int64 1 = 2
      weight end int64 1 = 3
      a = Exp(x) @exp
      s = Shape(a)
      w = Slice(s, last, end)
      f = Cast(w) to=1 @count
      h = Mul(f, half) @scaled
      i = Cast(h) to=7 @whole
      b = Slice(s, zero, last)
      t = Concat(b, i) axis=0
      y = Resize(a, , , t) mode="linear" @resize
      z = Mul(a, half) @data
      weight zero int64 1 = 0
    `,
    inputs: { x: floats(ramp(4, 0.7), [1, 1, 4]) },
  },
  {
    name: "a number that is data and a shape",
    text: `
      opset 17
      input x float 1
      output y float 1
      output z float 1
      weight three float 1 = 3
      weight zero int64 1 = 0
      m = Mul(x, three) @times
      y = Neg(m) @negate
      k = Cast(m) to=7 @whole
      one = ConstantOfShape(k) @ones
      z = ReduceSum(one) keepdims=1 @count
    `,
    inputs: { x: floats([683]) },
  },
  {
    name: "Resize with scales and a region",
    text: `
      opset 18
      input x float 1,1,4
      output y float 1,1,6
      weight roi float 6 = 0 0 0.1 1 1 0.9
      weight scales float 3 = 1 1 1.5
      a = Exp(x) @exp
      b = Resize(a, roi, scales) mode="linear" coordinate_transformation_mode="tf_crop_and_resize" @resize
      y = Neg(b) @negate
    `,
    inputs: { x: floats(ramp(4, 0.7), [1, 1, 4]) },
  },
  {
    name: "NonMaxSuppression between FP16 nodes",
    text: `
      opset 17
      input boxes float 1,3,4
      input scores float 1,1,3
      output picked int64 n,3
      output kept float 1,1,m
      weight grow float 1 = 1.0003
      weight most int64 1 = 2
      weight overlap float 1 = 0.4999
      weight least float 1 = 0.1001
      weight column int64 1 = 2
      b = Mul(boxes, grow) @grow
      s = Sigmoid(scores) @sigmoid
      picked = NonMaxSuppression(b, s, most, overlap, least) @nms
      index = Gather(picked, column) axis=1
      flat = Squeeze(index)
      kept = Gather(s, flat) axis=2 @gather
    `,
    inputs: {
      boxes: floats([0, 0, 10, 10, 0, 0.01, 10, 10.02, 20, 20, 30, 30.5], [1, 3, 4]),
      scores: floats([0.3, 0.3001, -2], [1, 1, 3]),
    },
  },
  ...[17, 19, 21, 23].map((opset) => ({
    name: `quantisation at opset ${opset}`,
    text: `
      opset ${opset}
      input x float 4
      output y float 4
      weight scale float - = 0.0500003
      weight point int8 - = 3
      a = Tanh(x) @tanh
      q = QuantizeLinear(a, scale, point) @quantize
      d = DequantizeLinear(q, scale, point) @dequantize
      y = Exp(d) @exp
    `,
    inputs: { x: floats([0.1, -0.7, 2.3, 0.0251]) },
  })),
  ...[14, 15].map((opset) => ({
    name: `BatchNormalization of stored parameters at opset ${opset}`,
    text: `
      opset ${opset}
      input x float 1,2,2
      output y float 1,2,2
      weight s float 2 = 1 1.3
      weight b float 2 = 0.1 -7
      weight m float 2 = 3 70000
      weight v float 2 = 500000 1e-9
      a = Exp(x) @exp
      n = BatchNormalization(a, s, b, m, v) epsilon=0.001 @bn
      y = Neg(n) @negate
    `,
    inputs: { x: floats(ramp(4, 0.9), [1, 2, 2]) },
  })),
  {
    name: "BatchNormalization of computed parameters, one shared",
    text: `
      opset 17
      input x float 1,2,2
      input v float 2
      output y float 1,2,2
      output z float 2
      weight s float 2 = 1 1.3
      weight b float 2 = 0.1 -7
      weight m float 2 = 3 70000
      w = Exp(v) @variance
      n = BatchNormalization(x, s, b, m, w) @bn
      y = Neg(n) @negate
      z = Mul(s, m) @scales
    `,
    inputs: { x: floats(ramp(4, 0.9), [1, 2, 2]), v: floats([0.4, 3]) },
  },
  {
    name: "a model of IR version 3, whose weights are inputs",
    text: `
      ir 3
      opset 11
      input x float 1,2,2
      input s float 2
      input b float 2
      input m float 2
      input v float 2
      input k float 2
      output y float 1,2,2
      output z float 1,2,2
      weight s float 2 = 1 1.3
      weight b float 2 = 0.1 -7
      weight m float 2 = 3 70000
      weight v float 2 = 500000 1e-9
      weight k float 2 = 0.1 0.7
      n = BatchNormalization(x, s, b, m, v) @bn
      y = Mul(n, k) @times
      z = Add(y, k) @plus
    `,
    inputs: { x: floats(ramp(4, 0.9), [1, 2, 2]) },
  },
  {
    name: "weights that the caller may replace",
    text: `
      input x float 2
      input k float 2
      output y float 2
      output z float 2
      weight k float 2 = 0.1 0.7
      y = Mul(x, k) @times
      z = Add(y, k) @plus
    `,
    inputs: { x: floats([3.3, 4.4]), k: floats([2049, 0.3]) },
  },
  {
    name: "operators whose output type is stated",
    text: `
      opset 17
      input n int64 2
      input x float 2
      output y float 2
      output w float 5
      output i int64 2
      output d float 2
      weight size int64 - = 5
      f = Cast(n) to=1 @float
      g = Cast(x) to=1 @same
      p = CastLike(n, x) @like
      y0 = Mul(f, g) @times
      y = Add(y0, p) @plus
      h = HannWindow(size) @window
      w = Exp(h) @exp
      i = Cast(g) to=7 @whole
      e = Cast(g) to=11 @double
      q = Mul(e, e)
      d = Cast(q) to=1 @narrow
    `,
    inputs: { n: ints(2049, 70000), x: floats([2049.3, -3.7]) },
  },
  {
    name: "normalisation with statistics, and optional inputs and outputs",
    text: `
      opset 17
      input x float 2,4
      output y float 2,4
      output mean float 2,1
      output top float 2,2
      output at int64 2,2
      weight s float 4 = 1 1.1 0.9 1.3
      weight most float - = 1.1
      weight two int64 1 = 2
      weight ratio float - = 0.3
      n, mean, inv = LayerNormalization(x, s) @norm
      c = Clip(n, , most) @clip
      d = Dropout(c, ratio) @drop
      y = Softmax(d) @softmax
      top, at = TopK(n, two) @top
    `,
    inputs: { x: floats(ramp(8, 0.77), [2, 4]) },
  },
  {
    name: "a recurrent operator without its optional inputs",
    text: `
      opset 17
      input x float 2,1,2
      output y float 2,1,1,2
      weight w float 1,6,2 = 0.1 -0.2 0.3 0.4 -0.5 0.6 0.7 0.8 -0.9 1.0 0.11 -0.12
      weight r float 1,6,2 = 0.3 0.2 -0.3 0.1 0.5 0.6 0.2 -0.8 0.9 0.1 0.31 0.12
      weight h float 1,1,2 = 0.1 0.2
      a = Tanh(x) @tanh
      y, = GRU(a, w, r, , , h) hidden_size=2 @gru
    `,
    inputs: { x: floats(ramp(4, 0.9), [2, 1, 2]) },
  },
  {
    name: "If with captured values and an overflowing weight in the branch not taken",
    text: `
      opset 17
      input c bool -
      input x float 2
      output y float 2
      output z float 2
      weight large float 2 = 100000 -0.1
      h = Exp(x) @exp
      graph then
        output t float 2
        output u float 2
        weight k float 2 = 0.1 0.3
        t = Mul(h, k) @times
        u = Identity(h) @copy
      end
      graph else
        output e float 2
        output g float 2
        e = Mul(x, large) @over
        g = Neg(e) @negate
      end
      a, b = If(c) then_branch={then} else_branch={else} @choose
      y = Sqrt(a) @sqrt
      z = Add(b, h) @add
    `,
    inputs: { c: bool(1), x: floats([0.7, 1.3]) },
  },
  {
    name: "nested If",
    text: `
      opset 17
      input c bool -
      input x float 1
      output y float 1
      weight k float 1 = 2049
      graph inner
        output i float 1
        i = Mul(x, k) @deep
      end
      graph other
        output i2 float 1
        i2 = Add(x, k) @shallow
      end
      graph then
        output t float 1
        t = If(c) then_branch={inner} else_branch={other} @within
      end
      graph else
        output t2 float 1
        t2 = Sub(x, k) @less
      end
      r = If(c) then_branch={then} else_branch={else} @outside
      y = Mul(r, k) @after
    `,
    inputs: { c: bool(1), x: floats([2]) },
  },
  ...[true, false].map((isIncomplete) => ({
    name: `Loop with ${isIncomplete ? "an undeclared" : "a"} state, a state that only moves, and what it collects`,
    isIncomplete,
    text: `
      opset 17
      input n int64 -
      input x float 1
      input m float 1
      output y float 1
      output last float 1
      output all float n,1
      weight one float 1 = 1.0001
      weight go bool - = 1
      start = Exp(x) @start
      graph body
        input i int64 -
        input c bool -
        input v ${isIncomplete ? "" : "float 1"}
        input held float 1
        output d bool -
        output w float 1
        output still float 1
        output s float 1
        d = Identity(c)
        w = Add(v, one) @step
        still = Identity(held) @hold
        s = Mul(w, held) @collect
      end
      y, last, all = Loop(n, go, start, m) body={body} @loop
    `,
    inputs: { n: { dtype: "int64", dims: [], data: [3] }, x: floats([7.6]), m: floats([0.1]) },
  })),
  {
    name: "Scan",
    text: `
      opset 17
      input x float 3,1
      output y float 1
      output all float 3,1
      weight zero float 1 = 2048
      p = Exp(x) @exp
      graph body
        input a float 1
        input b float 1
        output sum float 1
        output seen float 1
        sum = Add(a, b) @add
        seen = Identity(sum)
      end
      y, q = Scan(zero, p) body={body} num_scan_inputs=1 @scan
      all = Neg(q) @negate
    `,
    inputs: { x: floats([0.3, 0.2, 1.4], [3, 1]) },
  },
  {
    name: "sequences",
    text: `
      opset 17
      input x float 4
      output y float n
      output z float m
      weight one int64 - = 1
      a = Exp(x) @exp
      s = SplitToSequence(a) @split
      e = SequenceAt(s, one) @pick
      y = Neg(e) @negate
      c = ConcatFromSequence(s) axis=0 @join
      z = Sqrt(c) @sqrt
    `,
    inputs: { x: floats([0.1, 0.2, 3, 4.5]) },
  },
  {
    name: "outputs that are read again, moved or made by nobody",
    text: `
      input x float 2
      output y float 2
      output z float 2
      output moved float 2
      output x float 2
      output k float 2
      weight k float 2 = 0.1 70000
      y = Mul(x, k) @times
      z = Exp(y) @exp
      moved = Identity(y) @move
    `,
    inputs: { x: floats([1.7, 0.3]) },
  },
  {
    name: "operators without an FP16 form",
    text: `
      opset 13
      input x float 4
      input stop float -
      output y float 4
      output r float n
      weight axis int64 - = 0
      weight zero float - = 0
      weight step float - = 0.3
      a = Tanh(x) @tanh
      s = CumSum(a, axis) @sum
      y = Celu(s) alpha=0.7 @celu
      e = Range(zero, stop, step) @range
      r = Exp(e) @exp
    `,
    inputs: { x: floats([0.3, 1.1, -0.7, 2.2]), stop: { dtype: "float32", dims: [], data: [1] } },
  },
  {
    name: "a reciprocal times what comes from FP16, which ONNX Runtime turns into a division",
    text: `
      input x float 2
      output y float 2
      weight one float - = 1
      weight k float 2 = 0.1 0.3
      a = Mul(x, k) @weighted
      s = Sqrt(x) @sqrt
      d = Div(one, s) @reciprocal
      y = Mul(a, d) @times
    `,
    inputs: { x: floats([3.3, 0.7]) },
  },
];
