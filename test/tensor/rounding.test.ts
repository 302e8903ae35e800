import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  bfloat16Values,
  encodeBfloat16,
  encodeBfloat16s,
  roundToBfloat16,
} from "../../src/tensor/bfloat16.ts";
import { encodeFloat16, encodeFloat16s, float16Values, roundToFloat16 } from "../../src/tensor/float16.ts";

// Answers of NumPy (float16) and PyTorch (bfloat16); test/fixtures/tensor/make-rounding.py has the same rules.
const answers = JSON.parse(
  readFileSync(new URL("../fixtures/tensor/rounding.json", import.meta.url), "utf8"),
) as Record<
  "float16" | "bfloat16",
  { decode: string; random: string[]; near: string[]; halfWay: string; doubles?: string[] }
>;

const blockElements = 65_536;

function patterns(block: number): Uint32Array {
  const values = new Uint32Array(blockElements);
  let state = Math.imul(2_654_435_761, block + 1) >>> 0;
  for (let i = 0; i < blockElements; i++) {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0;
    values[i] = state;
  }
  return values;
}

const digest = (array: Uint16Array | Uint32Array): string =>
  createHash("sha256")
    .update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    .digest("hex")
    .slice(0, 16);

/** Patterns below, at and above the middle between each finite code and the next. */
function halfWay(table: Float32Array): Uint32Array {
  const finite = [...new Set(table.filter((value) => Number.isFinite(value)))].toSorted((a, b) => a - b);
  const middles = Float32Array.from(
    { length: finite.length - 1 },
    (_, i) => (finite[i]! + finite[i + 1]!) / 2,
  );
  const bits = new Uint32Array(middles.buffer);
  return Uint32Array.from({ length: bits.length * 3 }, (_, i) => bits[Math.floor(i / 3)]! + (i % 3) - 1);
}

const formats = [
  { name: "float16", table: float16Values(), encode: encodeFloat16s, nan: 0x7e00, infinity: 0x7c00 },
  { name: "bfloat16", table: bfloat16Values(), encode: encodeBfloat16s, nan: 0x7fc0, infinity: 0x7f80 },
] as const;

describe.each(formats)("$name against NumPy and PyTorch", ({ name, table, encode, nan, infinity }) => {
  const codesOf = (values: Float32Array | Float64Array): Uint16Array => {
    const codes = new Uint16Array(values.length);
    encode(values, codes);
    return codes.map((code) => ((code & 0x7fff) > infinity ? nan : code));
  };
  const digestOf = (bits: Uint32Array): string => digest(codesOf(new Float32Array(bits.buffer)));

  it("decodes all 65,536 codes to the same float32 bits", () => {
    const bits = new Uint32Array(table.slice().buffer).map((value) =>
      (value & 0x7fffffff) > 0x7f800000 ? 0x7fc00000 : value,
    );
    expect(digest(bits)).toBe(answers[name].decode);
  });

  it("encodes every decoded code to itself", () => {
    const codes = codesOf(table);
    const wrong = [...codes].findIndex((code, i) => code !== ((i & 0x7fff) > infinity ? nan : i));
    expect(wrong).toBe(-1);
  });

  it("rounds 4 million random float32 patterns the same way", () => {
    expect(answers[name].random.map((_, block) => digestOf(patterns(block)))).toEqual(answers[name].random);
  });

  it("rounds 1 million float32 patterns near its range the same way", () => {
    const digests = answers[name].near.map((_, block) =>
      digestOf(patterns(1000 + block).map((bits) => (bits & 0x87ffffff) | 0x30000000)),
    );
    expect(digests).toEqual(answers[name].near);
  });

  it("rounds what lies halfway between two codes, and its neighbours, the same way", () => {
    expect(digestOf(halfWay(table))).toBe(answers[name].halfWay);
  });

  it("keeps every NaN a quiet NaN of the same sign", () => {
    const bits = Uint32Array.from([0x7f800001, 0x7fffffff, 0x7fc00000, 0xff800001, 0xffc12345, 0x7f801fff]);
    const codes = new Uint16Array(bits.length);
    encode(new Float32Array(bits.buffer), codes);
    for (const [i, code] of codes.entries()) {
      expect(code & infinity).toBe(infinity);
      expect(code & (nan & ~infinity)).toBe(nan & ~infinity);
      expect(code >>> 15).toBe(bits[i]! >>> 31);
    }
  });

  it("refuses arrays of different lengths", () => {
    expect(() => encode(new Float32Array(2), new Uint16Array(3))).toThrow(/2 values do not fit 3/);
  });
});

it("rounds half a million doubles to float16 once, not twice", () => {
  const digests = (answers.float16.doubles ?? []).map((_, block) => {
    const high = patterns(2000 + block);
    const low = patterns(3000 + block);
    const bits = new Uint32Array(blockElements * 2);
    for (let i = 0; i < blockElements; i++) {
      const odd = (high[i]! & 1) === 1;
      bits[2 * i] = odd ? low[i]! : (low[i]! & 1) === 1 ? 0xe0000001 : 0;
      bits[2 * i + 1] = (high[i]! & 0x81ffffff) | 0x3e000000;
    }
    const codes = new Uint16Array(blockElements);
    encodeFloat16s(new Float64Array(bits.buffer), codes);
    return digest(codes.map((code) => ((code & 0x7fff) > 0x7c00 ? 0x7e00 : code)));
  });
  expect(digests).toHaveLength(8);
  expect(digests).toEqual(answers.float16.doubles);
});

describe("float16 at its limits", () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65519.996, 0x7bff],
    [65520, 0x7c00],
    [-65520, 0xfc00],
    [1e300, 0x7c00],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [Number.NEGATIVE_INFINITY, 0xfc00],
    [2 ** -14, 0x0400],
    [2 ** -14 - 2 ** -24, 0x03ff],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [-(2 ** -25), 0x8000],
    [2 ** -25 * 1.0000001, 0x0001],
    [2 ** -25 * 3, 0x0002],
    [2 ** -14 - 2 ** -25, 0x0400],
    [1e-300, 0x0000],
    [-1e-300, 0x8000],
    [2049, 0x6800],
    [2051, 0x6802],
    [1 + 2 ** -11, 0x3c00],
    [1 + 2 ** -11 + 2 ** -40, 0x3c01],
    [1 + 3 * 2 ** -11, 0x3c02],
  ])("encodes %d as its nearest code, ties to even", (value, code) => {
    expect(encodeFloat16(value)).toBe(code);
    expect(Object.is(roundToFloat16(value), float16Values()[code])).toBe(true);
  });

  it("gives NaN for NaN", () => {
    expect(encodeFloat16(Number.NaN) & 0x7fff).toBe(0x7e00);
    expect(roundToFloat16(Number.NaN)).toBeNaN();
  });
});

describe("bfloat16 at its limits", () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3f80],
    [1 + 2 ** -8, 0x3f80],
    [1 + 2 ** -8 + 2 ** -40, 0x3f81],
    [1 + 3 * 2 ** -8, 0x3f82],
    [3.3895313892515355e38, 0x7f7f],
    [3.4028234663852886e38, 0x7f80],
    [1e300, 0x7f80],
    [2 ** -133, 0x0001],
    [2 ** -134, 0x0000],
    [-(2 ** -134) * 1.5, 0x8001],
    [1e-300, 0x0000],
  ])("encodes %d as its nearest code, ties to even", (value, code) => {
    expect(encodeBfloat16(value)).toBe(code);
    expect(Object.is(roundToBfloat16(value), bfloat16Values()[code])).toBe(true);
  });
});

const NativeFloat16Array = (
  globalThis as { Float16Array?: new (values: Float32Array) => { buffer: ArrayBuffer } }
).Float16Array;

it.runIf(NativeFloat16Array !== undefined)("agrees with the Float16Array of newer Node versions", () => {
  for (let block = 0; block < 64; block++) {
    const values = new Float32Array(patterns(5000 + block).buffer);
    const codes = new Uint16Array(values.length);
    encodeFloat16s(values, codes);
    const native = new Uint16Array(new NativeFloat16Array!(values).buffer);
    const wrong = codes.findIndex((code, i) => code !== native[i] && !Number.isNaN(values[i]));
    expect(wrong).toBe(-1);
  }
});
