import { describe, expect, it } from "vitest";
import { createBlockCache } from "../../src/tensor/block-cache.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { fortranTensor } from "../../src/tensor/fortran-order.ts";
import { elementCount } from "../../src/tensor/tensor.ts";
import { recordingSource } from "./fixtures.ts";

/** Elements 0, 1, 2… in C order, stored in Fortran order after 3 bytes that belong to something else. */
function fortranBytes(shape: readonly number[]): Uint8Array {
  const count = elementCount(shape);
  const values = new Int32Array(count);
  for (let element = 0; element < count; element++) {
    let rest = element;
    const index = [...shape].reverse().map((size) => {
      const at = rest % size;
      rest = Math.floor(rest / size);
      return at;
    });
    const place = index.reverse().reduceRight((sum, at, axis) => sum * shape[axis]! + at, 0);
    values[place] = element;
  }
  return Buffer.concat([new Uint8Array(3), new Uint8Array(values.buffer)]);
}

const shapes = [
  [],
  [1],
  [7],
  [5, 3],
  [1, 5, 3],
  [2, 3, 4],
  [3, 1, 2, 5],
  [2, 2, 2, 2, 3],
  [13, 11],
  [2, 64, 3],
];

describe("fortranTensor", () => {
  it.each(shapes.flatMap((shape) => [4, 24, 40, 4096].map((blockBytes) => [shape, blockBytes] as const)))(
    "delivers %j in C order with blocks of %i bytes, in windows of any size",
    (shape, blockBytes) => {
      const count = elementCount(shape);
      const source = memorySource("x", fortranBytes(shape));
      const tensor = fortranTensor("int32", shape, source, 3, "little", blockBytes);
      for (const size of [1, 3, count]) {
        for (let start = 0; start + size <= count; start++) {
          const window = new Int32Array(size);
          tensor.read(start, new Uint8Array(window.buffer));
          expect([...window]).toEqual(Array.from({ length: size }, (_, i) => start + i));
        }
      }
    },
  );

  it("reads an empty tensor", () => {
    const tensor = fortranTensor("int32", [0, 4], memorySource("x", new Uint8Array(0)), 0, "little");
    tensor.read(0, new Uint8Array(0));
    expect(() => tensor.read(0, new Uint8Array(4))).toThrow(RangeError);
  });

  it("skips over large gaps instead of reading them", () => {
    // 20,000 rows of 4 columns: a band of 10 rows lies in 4 pieces, 80 KB apart.
    const source = recordingSource(memorySource("x", new Uint8Array(20_000 * 4 * 4)));
    const tensor = fortranTensor("int32", [20_000, 4], source, 0, "little", 160);
    tensor.read(0, new Uint8Array(160));
    expect(source.reads).toEqual([
      [0, 40],
      [80_000, 40],
      [160_000, 40],
      [240_000, 40],
    ]);
  });

  it("reads through small gaps in one call, and a block once", () => {
    const source = recordingSource(memorySource("x", fortranBytes([64, 64])));
    const tensor = fortranTensor("int32", [64, 64], source, 3, "little", 4096);
    tensor.read(0, new Uint8Array(4));
    tensor.read(70, new Uint8Array(400));
    expect(source.reads).toHaveLength(1);
  });
});

describe("createBlockCache", () => {
  const block = (size: number) => (): Uint8Array => new Uint8Array(size);

  it("drops the least recently used block when the budget is spent", () => {
    const cache = createBlockCache(100);
    const owner = {};
    const made: number[] = [];
    const get = (index: number): Uint8Array =>
      cache.get(owner, index, () => {
        made.push(index);
        return new Uint8Array(40);
      });
    get(0);
    get(1);
    get(0);
    get(2);
    get(0);
    get(1);
    expect(made).toEqual([0, 1, 2, 1]);
    expect(cache.heldBytes()).toBe(80);
  });

  it("offers the memory of a dropped block once", () => {
    const cache = createBlockCache(100);
    const offered: (Uint8Array | undefined)[] = [];
    const first = cache.get({}, 0, block(80));
    cache.get({}, 0, block(80));
    const take = (spare: Uint8Array | undefined): Uint8Array => {
      offered.push(spare);
      return offered.length === 1 ? (spare ?? new Uint8Array(80)) : new Uint8Array(8);
    };
    const taken = cache.get({}, 0, take);
    expect(taken).toBe(first);
    cache.get(first, 0, take);
    expect(offered[1]).not.toBe(first);
  });

  it("keeps the blocks of two owners apart", () => {
    const cache = createBlockCache(100);
    const first = cache.get({}, 0, block(8));
    expect(cache.get({}, 0, block(8))).not.toBe(first);
  });

  it("serves a block larger than its budget, and drops it for the next", () => {
    const cache = createBlockCache(100);
    expect(cache.get({}, 0, block(500))).toHaveLength(500);
    cache.get({}, 0, block(10));
    expect(cache.heldBytes()).toBe(10);
  });
});
