import { describe, expect, it } from "vitest";
import { emulate } from "../../src/onnx/emulate.ts";
import { everythingFp16 } from "../../src/onnx/plan.ts";
import { floats, run } from "./onnxruntime-runner.ts";
import { textModel } from "./text-model.ts";

// 2049 and 4099 are no FP16 numbers: they would become 2048 and 4100.
const data = [2049, 4099, 1, 2];

/** Node lines that make `m` from `x` (float 4); what they need beside; the elements expected. */
const movements: readonly [operator: string, lines: string, expected: readonly number[], opset?: number][] = [
  ["CenterCropPad", "weight s int64 1 = 2\nm = CenterCropPad(x, s) axes=[0]", [4099, 1]],
  ["Compress", "weight c bool 4 = 1 0 0 1\nm = Compress(x, c) axis=0", [2049, 2]],
  ["Concat", "m = Concat(x, x) axis=0", [...data, ...data]],
  ["ConcatFromSequence", "q = SequenceConstruct(x, x)\nm = ConcatFromSequence(q) axis=0", [...data, ...data]],
  ["DepthToSpace", "weight s int64 4 = 1 4 1 1\nr = Reshape(x, s)\nm = DepthToSpace(r) blocksize=2", data],
  ["Dropout", "m = Dropout(x)", data],
  ["Expand", "weight s int64 2 = 2 4\nm = Expand(x, s)", [...data, ...data]],
  ["Flatten", "m = Flatten(x)", data],
  ["Gather", "weight i int64 2 = 1 0\nm = Gather(x, i)", [4099, 2049]],
  ["GatherElements", "weight i int64 2 = 1 0\nm = GatherElements(x, i)", [4099, 2049]],
  ["GatherND", "weight i int64 1,1 = 1\nm = GatherND(x, i)", [4099]],
  ["Identity", "m = Identity(x)", data],
  [
    "OneHot",
    "weight i int64 1 = 1\nweight d int64 1 = 2\nweight v float 2 = 2049 4099\nm = OneHot(i, d, v)",
    [2049, 4099],
  ],
  ["Optional", "o = Optional(x)\nm = OptionalGetElement(o)", data],
  ["Pad", "weight p int64 2 = 1 0\nweight v float - = 6145\nm = Pad(x, p, v)", [6145, ...data]],
  ["Reshape", "weight s int64 2 = 2 2\nm = Reshape(x, s)", data],
  [
    "ReverseSequence",
    "weight s int64 2 = 2 2\nr = Reshape(x, s)\nm = ReverseSequence(r, s)",
    [1, 2, 2049, 4099],
  ],
  [
    "ScatterElements",
    "weight i int64 1 = 0\nweight u float 1 = 6145\nm = ScatterElements(x, i, u)",
    [6145, 4099, 1, 2],
  ],
  [
    "ScatterND",
    "weight i int64 1,1 = 0\nweight u float 1 = 6145\nm = ScatterND(x, i, u)",
    [6145, 4099, 1, 2],
  ],
  ["SequenceAt", "weight p int64 - = 1\nq = SequenceConstruct(x, x)\nm = SequenceAt(q, p)", data],
  ["SequenceInsert", "q = SequenceEmpty()\nr = SequenceInsert(q, x)\nm = ConcatFromSequence(r) axis=0", data],
  ["Slice", "weight a int64 1 = 0\nweight b int64 1 = 2\nm = Slice(x, a, b)", [2049, 4099]],
  ["SpaceToDepth", "weight s int64 4 = 1 1 2 2\nr = Reshape(x, s)\nm = SpaceToDepth(r) blocksize=2", data],
  ["Split", "m, n = Split(x) num_outputs=2", [2049, 4099]],
  ["SplitToSequence", "weight p int64 - = 0\nq = SplitToSequence(x)\nm = SequenceAt(q, p)", [2049]],
  ["Squeeze", "weight a int64 1 = 0\nu = Unsqueeze(x, a)\nm = Squeeze(u, a)", data],
  ["Tile", "weight r int64 1 = 2\nm = Tile(x, r)", [...data, ...data]],
  ["Transpose", "weight s int64 2 = 2 2\nr = Reshape(x, s)\nm = Transpose(r)", [2049, 1, 4099, 2]],
  ["Trilu", "weight s int64 2 = 2 2\nr = Reshape(x, s)\nm = Trilu(r) upper=1", [2049, 4099, 0, 2]],
  ["Unique", "m = Unique(x) sorted=0", data],
  ["Where", "weight c bool 4 = 1 0 0 1\nweight v float - = 6145\nm = Where(c, x, v)", [2049, 6145, 6145, 2]],
];

const roundToFp16 = new Map([
  [2049, 2048],
  [4099, 4100],
  [6145, 6144],
]);

describe("data movement", () => {
  it.each(movements)("%s rounds nothing, its consumer does", async (_operator, lines, expected) => {
    const { model } = emulate(
      textModel(`opset 20\ninput x float 4\noutput m\noutput y\n${lines}\ny = Neg(m)`),
      everythingFp16,
    );
    const outputs = await run(model, { x: floats(data) });
    expect(outputs.m?.data).toEqual(expected);
    // Adding zero makes the negative zero of Trilu a zero.
    expect(outputs.y?.data.map((value) => value + 0)).toEqual(
      expected.map((value) => 0 - (roundToFp16.get(value) ?? value)),
    );
  });

  it("of TensorScatter rounds nothing either", async () => {
    const { model } = emulate(
      textModel(`
        opset 24
        ir 11
        input x float 1,2,2
        input u float 1,1,2
        output m
        weight at int64 1 = 1
        m = TensorScatter(x, u, at) axis=1
      `),
      everythingFp16,
    );
    expect(model.graph?.node.map((node) => node.opType)).toEqual(["TensorScatter"]);
  });

  it("ends where a scatter adds up", async () => {
    const { model } = emulate(
      textModel(`
        opset 20
        input x float 2
        output y float 2
        weight i int64 1,1 = 0
        weight u float 1 = 1
        y = ScatterND(x, i, u) reduction="add"
      `),
      everythingFp16,
    );
    expect((await run(model, { x: floats([2051, 3]) })).y?.data).toEqual([2052, 3]);
  });

  it("of a mask constant lets its consumer see infinity", async () => {
    const { model } = emulate(
      textModel(`
        opset 20
        input x float 1,2
        output y float 1,2
        weight c bool 1,2 = 0 0
        weight mask float - = -1e9
        m = Where(c, x, mask)
        y = Softmax(m) axis=-1
      `),
      everythingFp16,
    );
    expect((await run(model, { x: floats([1, 2], [1, 2]) })).y?.data).toEqual([Number.NaN, Number.NaN]);
  });
});
