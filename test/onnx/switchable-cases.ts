import { floats, type PlainTensor } from "./onnxruntime-runner.ts";
import { noise, noisyWeight } from "./switchable-comparison.ts";

/** A float32 input of such numbers, up to 9. */
export const noisy = (dims: readonly number[], seed = 5): PlainTensor =>
  floats(
    noise(
      dims.reduce((product, size) => product * size, 1),
      seed,
    ).map((number) => Math.fround(number * 9)),
    dims,
  );

export interface SwitchingCase {
  readonly name: string;
  readonly text: string;
  readonly inputs: Readonly<Record<string, PlainTensor>>;
}

/** Long enough that packed and unpacked products sum in different orders. */
export const wide = 600;

/** Each has a rule of rounding, of placement or of fusion that a switch could break. */
export const switchingCases: readonly SwitchingCase[] = [
  {
    name: "weights of a matrix product, packed as constants",
    text: `
      input x float 1,${wide}
      output y float 1,3
      ${noisyWeight("w", [wide, 3])}
      a = Relu(x) @relu
      y = MatMul(a, w) @product`,
    inputs: { x: noisy([1, wide]) },
  },
  {
    name: "a product and a sum that become a Gemm when both are in FP32",
    text: `
      input x float 2,${wide}
      output y float 2,3
      ${noisyWeight("w", [wide, 3])}
      ${noisyWeight("b", [3])}
      p = MatMul(x, w) @product
      s = Add(p, b) @sum
      y = Abs(s) @abs`,
    inputs: { x: noisy([2, wide]) },
  },
  {
    name: "the same with a batch axis, where the Gemm needs reshaping",
    text: `
      input x float 2,3,${wide}
      output y float 2,3,3
      ${noisyWeight("w", [wide, 3])}
      ${noisyWeight("b", [3])}
      p = MatMul(x, w) @product
      y = Add(b, p) @sum`,
    inputs: { x: noisy([2, 3, wide]) },
  },
  {
    name: "a sum of two products",
    text: `
      input x float 2,${wide}
      output y float 2,3
      ${noisyWeight("v", [wide, 3], 11)}
      ${noisyWeight("w", [wide, 3])}
      p = MatMul(x, v) @first
      q = MatMul(x, w) @second
      y = Add(p, q) @sum`,
    inputs: { x: noisy([2, wide]) },
  },
  {
    name: "a product that is also an output",
    text: `
      input x float 2,${wide}
      output p float 2,3
      output y float 2,3
      ${noisyWeight("w", [wide, 3])}
      ${noisyWeight("b", [3])}
      p = MatMul(x, w) @product
      y = Add(p, b) @sum`,
    inputs: { x: noisy([2, wide]) },
  },
  {
    name: "one weight for several readers",
    text: `
      input x float 3,3
      output y float 3,3
      ${noisyWeight("w", [3, 3])}
      a = MatMul(x, w) @one
      b = Mul(a, w) @two
      c = MatMul(b, w) @three
      y = Add(c, w) @four`,
    inputs: { x: noisy([3, 3]) },
  },
  {
    name: "weights that are moved before they are read",
    text: `
      input x float 1,${wide}
      output y float 1,3
      ${noisyWeight("w", [3, wide])}
      t = Transpose(w) perm=[1,0] @turn
      y = MatMul(x, t) @product`,
    inputs: { x: noisy([1, wide]) },
  },
  {
    name: "weights that float nodes compute from constants",
    text: `
      input x float 1,${wide}
      output y float 1,3
      ${noisyWeight("w", [wide, 3])}
      ${noisyWeight("b", [3])}
      weight gain float 1 = 1.2345
      g = Mul(w, gain) @gain
      p = MatMul(x, g) @product
      y = Add(p, b) @sum`,
    inputs: { x: noisy([1, wide]) },
  },
  {
    name: "data movement between nodes",
    text: `
      input x float 2,4
      output y float 4,2
      weight k float 1 = 1.2345
      weight shape int64 2 = 4 2
      a = Mul(x, k) @a
      r = Reshape(a, shape)
      c = Concat(r, r) axis=0
      s, t = Split(c) axis=0 num_outputs=2
      y = Mul(s, t) @b`,
    inputs: { x: noisy([2, 4]) },
  },
  {
    name: "moved inputs that mix precisions",
    text: `
      input x float 2,4
      output y float 4,4
      output z float 2,4
      weight k float 1 = 1.2345
      a = Mul(x, k) @a
      c = Concat(x, a) axis=0
      y = Mul(c, k) @b
      z = Neg(a) @c`,
    inputs: { x: noisy([2, 4]) },
  },
  {
    name: "a result that shape arithmetic reads as it was computed",
    text: `
      input x float 1
      output y float n
      output z float 1
      weight k float 1 = 4099
      weight small float 1 = 0.001220703125
      a = Mul(x, k) @a
      b = Mul(a, small) @b
      n = Cast(b) to=7
      z = Neg(b) @negate
      e = Expand(z, n)
      y = Mul(e, k) @c`,
    inputs: { x: floats([1]) },
  },
  {
    name: "operators whose FP16 result needs no rounding",
    text: `
      input x float 2,4
      output y float 2,4
      weight low float - = -3.3333
      weight high float - = 3.3333
      a = Relu(x) @relu
      b = Clip(a, low, high) @clip
      c = Neg(b) @neg
      y = Max(c, x) @max`,
    inputs: { x: noisy([2, 4]) },
  },
  {
    name: "several outputs, one of them of integers, one unread",
    text: `
      input x float 2,6
      value mean float 2,1
      value deviation float 2,1
      output v float 2,3
      output i int64 2,3
      output y float 2,6
      weight k int64 1 = 3
      weight g float 6 = 1.1 1.2 1.3 1.4 1.5 1.6
      a, mean, deviation = LayerNormalization(x, g) axis=-1 @norm
      v, i = TopK(a, k) @top
      y = Mul(a, mean) @scale`,
    inputs: { x: noisy([2, 6]) },
  },
  {
    name: "a recurrent layer without its first output",
    text: `
      input x float 3,1,4
      output h float 1,1,2
      ${noisyWeight("w", [1, 6, 4])}
      ${noisyWeight("r", [1, 6, 2], 17)}
      a = Tanh(x) @tanh
      , h = GRU(a, w, r) hidden_size=2 @gru`,
    inputs: { x: noisy([3, 1, 4]) },
  },
  {
    name: "convolution, normalisation, factor and offset, which are folded into one",
    text: `
      input x float 1,2,5,5
      output y float 1,3,3,3
      ${noisyWeight("w", [3, 2, 3, 3])}
      ${noisyWeight("offset", [1, 3, 1, 1], 19)}
      weight s float 3 = 1.1 0.9 1.3
      weight b float 3 = 0.1 0.2 0.3
      weight m float 3 = 0.5 0.6 0.7
      weight v float 3 = 1.5 500000 0.7
      weight f float 1 = 1.2345
      c = Conv(x, w) kernel_shape=[3,3] @conv
      n = BatchNormalization(c, s, b, m, v) @norm
      f1 = Mul(n, f) @factor
      y = Add(f1, offset) @offset`,
    inputs: { x: noisy([1, 2, 5, 5]) },
  },
  {
    name: "normalisation whose parameters are computed",
    text: `
      input x float 1,2,3
      input s float 2
      output y float 1,2,3
      weight b float 2 = 0.1 0.2
      weight m float 2 = 0.5 0.6
      weight v float 2 = 1.5 500000
      t = Exp(s) @exp
      n = BatchNormalization(x, t, b, m, v) @norm
      y = Relu(n) @relu`,
    inputs: { x: noisy([1, 2, 3]), s: floats([0.3, 0.7]) },
  },
  {
    name: "a reciprocal and a product, which become one division",
    text: `
      input x float 4
      input z float 4
      output y float 4
      weight one float 1 = 1
      r = Div(one, x) @reciprocal
      y = Mul(r, z) @product`,
    inputs: { x: noisy([4]), z: noisy([4], 23) },
  },
  {
    name: "a transposition that is folded into a Gemm, and padding into a convolution",
    text: `
      input x float 1,1,4,4
      output y float 2,3
      ${noisyWeight("k", [2, 1, 3, 3])}
      ${noisyWeight("w", [16, 3], 29)}
      weight pads int64 8 = 0 0 1 1 0 0 1 1
      weight shape int64 2 = 2 16
      a = Relu(x) @relu
      p = Pad(a, pads)
      c = Conv(p, k) kernel_shape=[3,3] @conv
      f = Reshape(c, shape)
      t = Transpose(f) perm=[1,0]
      g = Gemm(t, w) transA=1 @gemm
      y = Sigmoid(g) @sigmoid`,
    inputs: { x: noisy([1, 1, 4, 4]) },
  },
  {
    name: "a normalisation that is spelled out, at an opset that has it as one operator",
    text: `
      opset 20
      input x float 3,8
      output y float 3,8
      output z float 3,8
      weight axes int64 1 = -1
      weight two float - = 2
      weight eps float - = 1e-5
      ${noisyWeight("g", [8])}
      ${noisyWeight("b", [8], 31)}
      h = Tanh(x) @before
      m = ReduceMean(h, axes) @mean
      d = Sub(h, m) @centre
      q = Pow(d, two) @square
      v = ReduceMean(q, axes) @variance
      e = Add(v, eps) @epsilon
      s = Sqrt(e) @deviation
      n = Div(d, s) @normalise
      w = Mul(n, g) @gain
      y = Add(w, b) @bias
      z = Sigmoid(y) @after`,
    inputs: { x: noisy([3, 8]) },
  },
  {
    name: "a GELU that is spelled out, at an opset that has it as one operator",
    text: `
      opset 20
      input x float 3,8
      output y float 3,8
      weight root float - = 1.4142135381698608
      weight one float - = 1
      weight half float - = 0.5
      h = Tanh(x) @before
      d = Div(h, root) @scale
      e = Erf(d) @erf
      a = Add(e, one) @shift
      p = Mul(h, a) @product
      y = Mul(p, half) @half`,
    inputs: { x: noisy([3, 8]) },
  },
  {
    name: "a GELU whose half comes first",
    text: `
      opset 20
      input x float 3,8
      output y float 3,8
      weight root float - = 1.4142135381698608
      weight one float - = 1
      weight half float - = 0.5
      h = Tanh(x) @before
      f = Mul(h, half) @half
      d = Div(h, root) @scale
      e = Erf(d) @erf
      a = Add(e, one) @shift
      y = Mul(f, a) @product`,
    inputs: { x: noisy([3, 8]) },
  },
  {
    name: "neutral elements that ONNX Runtime drops",
    text: `
      input x float 4
      output y float 4
      weight zero float 1 = 0
      weight one float 1 = 1
      a = Add(x, zero) @add
      b = Mul(a, one) @mul
      y = Exp(b) @exp`,
    inputs: { x: floats([0.1, 1.2345, -3.3, 5]) },
  },
  {
    name: "an initializer that the caller may replace",
    text: `
      input x float 4
      input k float 4
      output y float 4
      weight k float 4 = 1.1 1.2 1.3 1.4
      y = Mul(x, k) @mul`,
    inputs: { x: noisy([4]) },
  },
  {
    name: "operator sets whose Split has its sizes as an attribute",
    text: `
      opset 11
      input x float 4
      output y float 4
      weight k float 1 = 1.2345
      a = Mul(x, k) @a
      y = Exp(a) @b`,
    inputs: { x: noisy([4]) },
  },
];
