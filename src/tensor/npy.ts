import { InputError } from "../errors.ts";
import { checkRange, readBytes } from "./byte-source.ts";
import { type DType, elementSizeBytes } from "./dtype.ts";
import { fortranTensor } from "./fortran-order.ts";
import { parseNpyHeader } from "./npy-header.ts";
import { storedTensor } from "./stored-tensor.ts";
import type { ByteSource, Tensor } from "./tensor.ts";
import { tensorSizeBytes } from "./tensor-size.ts";

/**
 * Version 1 can't have a longer header, and only structured dtypes, which are refused, ever needed more: the
 * limit keeps a hostile length field from deciding how much is read (CWE-789).
 */
const maxHeaderBytes = 65_535;

/** Upper bound of the bytes before the data: magic, version, length field, header. */
export const maxNpyPreambleBytes = 12 + maxHeaderBytes;

/**
 * Opens a `.npy` array (format versions 1 to 3) that fills `source`; the data stays where it is and is read in
 * windows. Plain numbers and bool of either byte order, in C or Fortran order; everything else is refused by
 * name. Format: numpy.lib.format in the NumPy manual.
 */
export function openNpy(source: ByteSource): Tensor {
  const { text, dataOffset } = readHeader(source);
  const header = parseNpyHeader(text, source.name);
  const { dtype, byteOrder } = readDescr(header.descr, source.name);
  const sizeBytes = tensorSizeBytes(dtype, header.shape, source.name);
  if (dataOffset + sizeBytes !== source.sizeBytes) {
    throw new InputError(
      `${source.name}: the header says shape [${header.shape.join(", ")}] of ${dtype}, ${sizeBytes} bytes, but ` +
        `${source.sizeBytes - dataOffset} bytes follow it.`,
      { advice: "The file is truncated, or holds more than one array: write it again with numpy.save." },
    );
  }
  return header.fortranOrder
    ? fortranTensor(dtype, header.shape, source, dataOffset, byteOrder)
    : storedTensor(dtype, header.shape, source, dataOffset, byteOrder);
}

function readHeader(source: ByteSource): { text: string; dataOffset: number } {
  const start = readBytes(source, 0, Math.min(12, source.sizeBytes));
  const isNpy = start.length >= 10 && Buffer.from(start.subarray(0, 6)).toString("latin1") === "\x93NUMPY";
  if (!isNpy) {
    throw new InputError(`${source.name} is not a .npy file: it does not begin with the NumPy magic.`, {
      advice: "Write it with numpy.save(..., allow_pickle=False).",
    });
  }
  const major = start[6]!;
  const minor = start[7]!;
  if (major < 1 || major > 3 || minor !== 0) {
    throw new InputError(
      `${source.name}: .npy format version ${major}.${minor} is unknown; 1.0 to 3.0 are read.`,
    );
  }
  const lengthBytes = major === 1 ? 2 : 4;
  checkRange(source, 8, lengthBytes);
  const view = new DataView(start.buffer);
  const headerBytes = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (headerBytes > maxHeaderBytes) {
    throw new InputError(
      `${source.name}: the npy header claims ${headerBytes} bytes; plain arrays need less than ${maxHeaderBytes}.`,
      { advice: "Structured dtypes can't be read; save each field as an array of its own." },
    );
  }
  const header = readBytes(source, 8 + lengthBytes, headerBytes);
  const text = Buffer.from(header).toString(major === 3 ? "utf8" : "latin1");
  return { text, dataOffset: 8 + lengthBytes + headerBytes };
}

const dtypes: Readonly<Record<string, DType>> = {
  b1: "bool",
  i1: "int8",
  i2: "int16",
  i4: "int32",
  i8: "int64",
  u1: "uint8",
  u2: "uint16",
  u4: "uint32",
  u8: "uint64",
  f2: "float16",
  f4: "float32",
  f8: "float64",
};

/** What NumPy's other kinds are called in messages, by the letter after the byte order. */
const refusedKinds: Readonly<Record<string, string>> = {
  O: "Python objects (a pickle, which is never executed here)",
  c: "complex numbers",
  S: "byte strings",
  a: "byte strings",
  U: "text",
  V: "raw bytes; bfloat16 is saved like that",
  M: "dates",
  m: "time spans",
};

function readDescr(descr: string, where: string): { dtype: DType; byteOrder: "little" | "big" } {
  const order = descr[0] ?? "";
  const dtype = Object.hasOwn(dtypes, descr.slice(1)) ? dtypes[descr.slice(1)] : undefined;
  // "|" means that the byte order does not matter, so it is only valid for single bytes. "=" is the byte order
  // of the machine that wrote the file, which the file does not tell.
  if (dtype === undefined || !"<>|".includes(order) || (order === "|" && elementSizeBytes[dtype] > 1)) {
    const kind = refusedKinds[descr[1] ?? ""];
    throw new InputError(
      `${where}: arrays of dtype '${descr}'${kind === undefined ? "" : ` (${kind})`} can't be read.`,
      { advice: "Save it as float32, float16, an integer type or bool, or use .safetensors." },
    );
  }
  return { dtype, byteOrder: order === ">" ? "big" : "little" };
}
