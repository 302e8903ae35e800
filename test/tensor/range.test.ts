import { describe, expect, it } from "vitest";
import { roundToFloat16 } from "../../src/tensor/float16.ts";
import {
  emptyRange,
  measureRange,
  mergeRanges,
  type RangeStatistics,
  rmsRoundingLoss,
} from "../../src/tensor/range.ts";
import { memoryTensor } from "../../src/tensor/stored-tensor.ts";

const bytesOf = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const measure64 = (...values: number[]): RangeStatistics =>
  measureRange(memoryTensor("float64", [values.length], bytesOf(Float64Array.from(values))));
const measure32 = (...values: number[]): RangeStatistics =>
  measureRange(memoryTensor("float32", [values.length], bytesOf(Float32Array.from(values))));

/** The largest float32 below `value`, which is one. */
function below(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer);
  bits[0]! -= 1;
  return new Float32Array(bits.buffer)[0]!;
}

function above(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer);
  bits[0]! += 1;
  return new Float32Array(bits.buffer)[0]!;
}

describe("one element at a border", () => {
  it.each<[string, number, Partial<RangeStatistics>]>([
    ["zero", 0, { zeros: 1, flushed: 0, subnormal: 0, absMax: 0, isIntegral: true }],
    ["minus zero", -0, { zeros: 1, flushed: 0 }],
    ["2^-25 ties to 0", 2 ** -25, { flushed: 1, subnormal: 0, maxRelativeError: 1 }],
    ["-2^-25", -(2 ** -25), { flushed: 1, subnormal: 0 }],
    ["just above 2^-25 becomes 2^-24", above(2 ** -25), { flushed: 0, subnormal: 1 }],
    ["the smallest float32", 2 ** -149, { flushed: 1 }],
    ["2^-24, the smallest FP16", 2 ** -24, { subnormal: 1, maxRelativeError: 0 }],
    ["the largest that stays subnormal", below(2 ** -14 - 2 ** -25), { subnormal: 1 }],
    ["2^-14 - 2^-25 ties to 2^-14, which is normal", 2 ** -14 - 2 ** -25, { subnormal: 0, flushed: 0 }],
    [
      "what lies between becomes 2^-14",
      2 ** -14 - 7 * 2 ** -28,
      { subnormal: 0, flushed: 0, maxRelativeError: (7 * 2 ** -28) / (2 ** -14 - 7 * 2 ** -28) },
    ],
    ["2^-14", 2 ** -14, { subnormal: 0, flushed: 0, maxRelativeError: 0 }],
    ["2048 is exact", 2048, { largeIntegers: 0, changedIntegers: 0, isIntegral: true }],
    [
      "2049 becomes 2048",
      2049,
      { largeIntegers: 1, changedIntegers: 1, isIntegral: true, maxRelativeError: 1 / 2049 },
    ],
    ["2050 is exact", 2050, { largeIntegers: 1, changedIntegers: 0, maxRelativeError: 0 }],
    ["2048.5 is no integer", 2048.5, { largeIntegers: 0, isIntegral: false }],
    ["2^15", 32_768, { beyondHalf: 0, beyondLargest: 0 }],
    ["just above 2^15", above(32_768), { beyondHalf: 1, beyondLargest: 0 }],
    ["65504, the largest", 65_504, { beyondHalf: 1, beyondLargest: 0, overflows: 0 }],
    ["just above 65504", above(65_504), { beyondLargest: 1, overflows: 0 }],
    ["just below 65520", below(65_520), { beyondLargest: 1, overflows: 0 }],
    ["65520 becomes infinite", 65_520, { beyondLargest: 1, overflows: 1, beyondHalf: 1, absMax: 65_520 }],
    ["-65520", -65_520, { beyondLargest: 1, overflows: 1, min: -65_520, absMax: 65_520 }],
    ["the largest float32", below(Number.POSITIVE_INFINITY), { overflows: 1, squares: 0 }],
    [
      "infinity",
      Number.POSITIVE_INFINITY,
      { positiveInfinities: 1, overflows: 0, absMax: 0, isIntegral: false },
    ],
    ["minus infinity", Number.NEGATIVE_INFINITY, { negativeInfinities: 1, overflows: 0, beyondLargest: 0 }],
    ["NaN", Number.NaN, { nan: 1, overflows: 0, flushed: 0, absMax: 0, isIntegral: false }],
  ])("%s", (_, value, expected) => {
    expect(measure32(value)).toMatchObject({ elements: 1, ...expected });
    expect(measure64(value)).toMatchObject({ elements: 1, ...expected });
  });

  it("float64 is rounded once: what float32 would take to 65520 is not there yet", () => {
    expect(measure64(65_519.999_999)).toMatchObject({ overflows: 0, beyondLargest: 1 });
    expect(measure64(2 ** -25 + 2 ** -60)).toMatchObject({ flushed: 0, subnormal: 1 });
    expect(measure64(1e300)).toMatchObject({ overflows: 1, absMax: 1e300 });
  });

  it("half precision in the file", () => {
    const codes = Uint16Array.of(0x0001, 0x03ff, 0x0400, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0x8000);
    expect(measureRange(memoryTensor("float16", [8], bytesOf(codes)))).toMatchObject({
      elements: 8,
      subnormal: 2,
      beyondHalf: 1,
      positiveInfinities: 1,
      negativeInfinities: 1,
      nan: 1,
      zeros: 1,
      squaredError: 0,
      max: 65_504,
    });
    const bfloat16 = Uint16Array.of(0x4780, 0x3f80, 0x3300);
    expect(measureRange(memoryTensor("bfloat16", [3], bytesOf(bfloat16)))).toMatchObject({
      overflows: 1,
      flushed: 1,
      absMax: 65_536,
    });
  });
});

describe("whole tensors", () => {
  it("agrees with a plain count over values of all magnitudes, across windows", () => {
    let seed = 12_345;
    const random = (): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed / 2 ** 32;
    };
    const values = Float32Array.from(
      { length: 150_001 },
      () => (random() < 0.5 ? -1 : 1) * 2 ** (random() * 60 - 40),
    );
    const found = measureRange(memoryTensor("float32", [values.length], bytesOf(values)));
    const finite = [...values].filter((value) => Number.isFinite(roundToFloat16(value)));
    const error = finite.map((value) => Math.abs(roundToFloat16(value) - value));
    const sum = (numbers: number[]): number => numbers.reduce((total, value) => total + value, 0);
    expect(found).toMatchObject({
      elements: 150_001,
      min: values.reduce((least, value) => Math.min(least, value)),
      max: values.reduce((most, value) => Math.max(most, value)),
      overflows: values.length - finite.length,
      flushed: finite.filter((value) => roundToFloat16(value) === 0).length,
      subnormal: finite.filter(
        (value) => roundToFloat16(value) !== 0 && Math.abs(roundToFloat16(value)) < 2 ** -14,
      ).length,
      maxRelativeError: 1,
      isIntegral: false,
    });
    expect(found.overflows).toBeGreaterThan(1_000);
    expect(rmsRoundingLoss(found)).toBeCloseTo(
      Math.sqrt(sum(error.map((value) => value ** 2)) / sum(finite.map((value) => value ** 2))),
      12,
    );
  });

  it("an empty tensor has neither extremes nor loss", () => {
    const empty = measureRange(memoryTensor("float32", [2, 0], new Uint8Array(0)));
    expect(empty).toEqual({ ...emptyRange, isIntegral: false });
    expect(rmsRoundingLoss(empty)).toBe(0);
  });

  it("integers are refused: FP16 does not concern them", () => {
    expect(() => measureRange(memoryTensor("int64", [1], new Uint8Array(8)))).toThrow(RangeError);
  });

  it("merging equals measuring together", () => {
    const [one, other] = [
      [1, 2049, Number.NaN, 1e9],
      [2 ** -20, -3, Number.NEGATIVE_INFINITY, 0],
    ] as const;
    expect(mergeRanges(measure32(...one), measure32(...other))).toEqual(measure32(...one, ...other));
    expect(mergeRanges(emptyRange, measure32(2, 4))).toEqual(measure32(2, 4));
    expect(mergeRanges(measure32(Number.NaN), measure32(3)).isIntegral).toBe(true);
    expect(mergeRanges(measure32(Number.NaN), measure32(Number.NaN)).isIntegral).toBe(false);
  });
});
