import { describe, expect, it } from "vitest";
import { emptyRange, measureRange } from "../../src/tensor/range.ts";
import { judgeRanges, rangeLeg } from "../../src/tensor/range-legs.ts";
import {
  findRangeHazards,
  formatPercent,
  formatRangeNumber,
  looksLikeMask,
  type RangeReport,
  type TensorRole,
} from "../../src/tensor/range-report.ts";
import { memoryTensor } from "../../src/tensor/stored-tensor.ts";

const infinity = Number.POSITIVE_INFINITY;

function report(values: readonly number[], more: Partial<RangeReport> = {}): RangeReport {
  const array = Float64Array.from(values);
  const tensor = memoryTensor("float64", [values.length], new Uint8Array(array.buffer));
  return {
    kind: "weight",
    name: "head.scale",
    file: "m.onnx",
    dtype: "float64",
    shape: [values.length],
    role: "parameter",
    statistics: measureRange(tensor),
    ...more,
  };
}

const ones = (count: number, ...others: number[]): number[] => [...Array<number>(count).fill(1), ...others];

describe("what a range means", () => {
  it.each<[string, number[], TensorRole, string[]]>([
    ["a normal tensor", [1, -2, 0.5, 0], "parameter", []],
    ["an empty tensor", [], "parameter", []],
    [
      "an overflow",
      [1, 71_000],
      "parameter",
      ["break overflow: reaches 71000 > 65504: 1 of 2 elements becomes infinite"],
    ],
    [
      "a negative overflow",
      [-1e9, -2e5, 3],
      "parameter",
      ["break overflow: reaches -1e9 < -65504: 2 of 3 elements become infinite"],
    ],
    [
      "beyond 65504, and yet finite",
      [65_510.5],
      "parameter",
      ["warn overflow: reaches 65510.5 > 65504 in its only element, rounded to 65504"],
    ],
    [
      "NaN first",
      [Number.NaN, 1e6],
      "parameter",
      [
        "break non-finite: is NaN in 1 of 2 elements",
        "break overflow: reaches 1e6 > 65504: 1 of 2 elements becomes infinite",
      ],
    ],
    [
      "an infinity",
      [1, infinity],
      "parameter",
      ["break non-finite: is infinite in 1 of 2 elements, in any precision"],
    ],
    [
      "an infinite bound",
      [infinity],
      "bound",
      [
        "note non-finite: is infinite in its only element, in any precision: the limit of a Clip, which an infinity means as well",
      ],
    ],
    ["a NaN bound", [Number.NaN], "bound", ["break non-finite: is NaN in its only element"]],
    ["NaN where FP32 stays", [Number.NaN], "exempt", ["warn non-finite: is NaN in its only element"]],
    [
      "a large bound",
      [3.4e38],
      "bound",
      [
        "note overflow: reaches 3.4e38 > 65504: its only element becomes infinite (the limit of a Clip, which an infinity means as well)",
      ],
    ],
    [
      "a BatchNorm variance",
      [5e5, 1],
      "statistic",
      [
        "note overflow: reaches 500000 > 65504: 1 of 2 elements becomes infinite (BatchNorm statistics are folded into its scale and shift in FP32, so this is harmless)",
      ],
    ],
    [
      "a mask",
      [0, -1e9],
      "mask",
      [
        "warn overflow: reaches -1e9 < -65504: 1 of 2 elements becomes infinite (a mask, harmful only where it is multiplied by 0 or hides a whole row of a softmax)",
      ],
    ],
    ["an epsilon", [1e-12], "constant", ["warn flushed: is 1e-12, which becomes 0"]],
    ["an epsilon that stays", [1e-4], "constant", []],
    [
      "small weights that vanish",
      [1e-9, 2e-9, 1],
      "parameter",
      ["warn flushed: becomes 0 in 2 of 3 non-zero elements; rounding changes the tensor by 2.2e-7 % (rms)"],
    ],
    ["one in 200 that vanishes", ones(199, 1e-9), "parameter", []],
    ["small numbers for a node in FP32", [1e-9], "exempt", []],
    [
      "subnormal with loss",
      [3e-6, -5e-6],
      "parameter",
      [
        "warn subnormal: is subnormal in all 2 non-zero elements; rounding changes the tensor by 0.36 % (rms)",
      ],
    ],
    [
      "subnormal, but exact",
      [2 ** -20, 2 ** -16],
      "parameter",
      ["note subnormal: is subnormal in all 2 non-zero elements; rounding changes the tensor by 0 % (rms)"],
    ],
    [
      "near the limit",
      [40_000, 1.5],
      "parameter",
      ["note near-limit: reaches 40000, within a factor of 2 of 65504, in 1 of 2 elements"],
    ],
    [
      "integers beyond 2048",
      [2049, 2050, 7],
      "parameter",
      ["warn integers: holds integers beyond 2048, which FP16 changes in 1 of 3 elements"],
    ],
    ["integers that FP16 has", [2050, 4096], "parameter", []],
    ["large numbers that are no integers", [2049, 0.5], "parameter", []],
  ])("%s", (_, values, role, expected) => {
    const findings = findRangeHazards(report(values, { role }));
    expect(findings.map(({ level, hazard, text }) => `${level} ${hazard}: ${text}`)).toEqual(expected);
  });

  it("an input that is minus infinity somewhere may be a mask; a weight may not", () => {
    const values = [1, -infinity];
    expect(findRangeHazards(report(values, { kind: "input" }))[0]?.level).toBe("warn");
    expect(findRangeHazards(report(values))[0]?.level).toBe("break");
  });
});

it.each<[number[], boolean]>([
  [[0, 0, -1e9], true],
  [[-infinity, 0], true],
  [[-1e9], true],
  [[0, 0], false],
  [[0, 1, -1e9], false],
  [[0, -1, -1e9], false],
  [[0, 1e9], false],
  [[Number.NaN, -1e9], false],
  [[infinity, -infinity], false],
])("%j looks like a mask: %s", (values, expected) => {
  expect(looksLikeMask(report(values).statistics)).toBe(expected);
});

describe("legs", () => {
  const fine = report([1], { name: "a.weight" });
  const broken = report([1e5, 1], { name: "b.weight" });
  const worse = report([1e7, 1], { name: "c.weight" });
  const nan = report([Number.NaN], { name: "d.weight" });
  const lossy = report([3e-6], { name: "e.weight" });
  const lossier = report([1e-9], { name: "f.weight" });
  const folded = report([1e9, 1], { name: "g.running_var", role: "statistic" });

  it("puts the worst first: NaN, overflow by magnitude, loss, notes, the rest", () => {
    const judged = judgeRanges([fine, folded, lossy, broken, nan, lossier, worse]);
    expect(judged.map(({ report: { name }, level }) => `${name} ${level ?? "fits"}`)).toEqual([
      "d.weight break",
      "c.weight break",
      "b.weight break",
      "f.weight warn",
      "e.weight warn",
      "g.running_var note",
      "a.weight fits",
    ]);
  });

  it.each<[string, RangeReport[], boolean, string]>([
    ["nothing", [], true, "There is no float weight."],
    ["one that fits", [fine], true, "The only weight fits FP16."],
    ["several that fit", [fine, folded], true, "All 2 weights fit FP16."],
    [
      "a loss",
      [fine, lossier],
      true,
      "All 2 weights fit FP16, but one loses more than usual: `f.weight` is 1e-9, which becomes 0.",
    ],
    [
      "several losses",
      [fine, lossy, lossier],
      true,
      "All 3 weights fit FP16, but 2 lose more than usual: `f.weight` is 1e-9, which becomes 0.",
    ],
    [
      "an overflow",
      [fine, broken],
      false,
      "1 of 2 weights does not fit FP16: `b.weight` reaches 100000 > 65504: 1 of 2 elements becomes infinite.",
    ],
    [
      "two of three",
      [broken, fine, worse],
      false,
      "2 of 3 weights do not fit FP16: `c.weight` reaches 1e7 > 65504: 1 of 2 elements becomes infinite.",
    ],
    [
      "the only one",
      [nan],
      false,
      "The only weight does not fit FP16: `d.weight` is NaN in its only element.",
    ],
  ])("%s", (_, reports, passed, text) => {
    expect(rangeLeg("weights", reports)).toMatchObject({ kind: "weights", passed, text });
  });

  it("looks at its own kind only", () => {
    const input = report([1e6, 1], { kind: "input", name: "images" });
    expect(rangeLeg("weights", [fine, input]).passed).toBe(true);
    expect(rangeLeg("inputs", [fine, input])).toMatchObject({
      passed: false,
      text: "The only input does not fit FP16: `images` reaches 1e6 > 65504: 1 of 2 elements becomes infinite.",
    });
  });
});

it.each([
  [65_510, "65510"],
  [65_519.5, "65519.5"],
  [-106_010.1, "-106000"],
  [71_234, "71200"],
  [1e6, "1e6"],
  [3.4028e38, "3.4e38"],
  [-1e-12, "-1e-12"],
  [0, "0"],
  [0.123_45, "0.123"],
])("formatRangeNumber(%d) is %s", (value, expected) => {
  expect(formatRangeNumber(value)).toBe(expected);
});

it.each([
  [0, "0 %"],
  [1, "100 %"],
  [0.5, "50 %"],
  [1 / 3, "33 %"],
  [1e-9, "1e-7 %"],
  [1.26e-9, "1.3e-7 %"],
])("formatPercent(%d) is %s", (share, expected) => {
  expect(formatPercent(share)).toBe(expected);
});

it("the neutral statistics are those of no element", () => {
  expect(emptyRange.elements).toBe(0);
});
