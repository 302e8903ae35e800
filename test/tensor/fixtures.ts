import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { readBigInts, readNumbers } from "../../src/tensor/read-numbers.ts";
import { type ByteSource, elementCount, type Tensor } from "../../src/tensor/tensor.ts";

/** Path of a committed file made by test/fixtures/tensor/make-arrays.py. */
export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/tensor/${name}`, import.meta.url));
}

export function fixtureSource(name: string): ByteSource {
  return memorySource(name, readFileSync(fixturePath(name)));
}

export interface Expected {
  readonly dtype: string;
  readonly shape: number[];
  readonly values: string[];
}

/** What NumPy says is in each array of the fixtures. */
export const expectedArrays = JSON.parse(readFileSync(fixturePath("expected.json"), "utf8")) as Record<
  string,
  Expected
>;

/** The content of a tensor in the form of expected.json: integers exactly, floats as Python prints them. */
export function contentOf(tensor: Tensor): Expected {
  const count = elementCount(tensor.shape);
  const shape = [...tensor.shape];
  if (tensor.dtype === "int64" || tensor.dtype === "uint64") {
    return { dtype: tensor.dtype, shape, values: readBigInts(tensor, 0, count).map(String) };
  }
  const values = new Float64Array(count);
  readNumbers(tensor, 0, values);
  const isInteger = /^u?int/.test(tensor.dtype);
  return { dtype: tensor.dtype, shape, values: Array.from(values, isInteger ? String : pythonFloat) };
}

function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return String(value).replace("Infinity", "inf").replace("NaN", "nan");
  }
  return Object.is(value, -0) ? "-0.0" : Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A source that records what is read, and can be given a size beyond what it holds. */
export function recordingSource(source: ByteSource): ByteSource & { reads: [number, number][] } {
  const reads: [number, number][] = [];
  return {
    name: source.name,
    sizeBytes: source.sizeBytes,
    reads,
    read(offset, into) {
      reads.push([offset, into.length]);
      source.read(offset, into);
    },
  };
}

/** A `.npy` file of version 1 with this header text. */
export function npyFile(header: string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const text = Buffer.from(`${header}\n`, "latin1");
  const length = Buffer.from([text.length & 0xff, text.length >>> 8]);
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), length, text, data]);
}
