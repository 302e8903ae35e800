import type { DType } from "./dtype.ts";

const descriptions: Readonly<Partial<Record<DType, string>>> = {
  bool: "|b1",
  int8: "|i1",
  uint8: "|u1",
  int16: "<i2",
  int32: "<i4",
  int64: "<i8",
  uint16: "<u2",
  uint32: "<u4",
  uint64: "<u8",
  float16: "<f2",
  float32: "<f4",
  float64: "<f8",
};

/** The data begins at a multiple of this many bytes (numpy.lib.format). */
const alignmentBytes = 64;

/**
 * What stands before the elements of a `.npy` file of version 1.0: magic, version, header. bfloat16 has no name there,
 * so write it as float32.
 */
export function npyPreamble(dtype: Exclude<DType, "bfloat16">, shape: readonly number[]): Uint8Array {
  const description = descriptions[dtype] as string;
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '${description}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const preambleBytes = Math.ceil((10 + header.length + 1) / alignmentBytes) * alignmentBytes;
  const text = `${header.padEnd(preambleBytes - 11)}\n`;
  return Buffer.concat([
    Buffer.from("\x93NUMPY\x01\x00", "latin1"),
    Uint8Array.of(text.length & 255, text.length >> 8),
    Buffer.from(text, "latin1"),
  ]);
}
