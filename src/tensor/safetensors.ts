import { InputError } from "../errors.ts";
import { memorySource, readBytes } from "./byte-source.ts";
import type { DType } from "./dtype.ts";
import { isText, type JsonValue, scanJson, textOf } from "./json-scan.ts";
import { storedTensor } from "./stored-tensor.ts";
import type { ByteSource, Tensor } from "./tensor.ts";
import { tensorSizeBytes } from "./tensor-size.ts";

/**
 * 100,000 tensors with long names need 16 MiB. The format itself allows 100 MB, which no file of samples needs
 * and which would take a gigabyte of memory to parse (CWE-789).
 */
const maxHeaderBytes = 16 * 2 ** 20;

const dtypes: Readonly<Record<string, DType>> = {
  F64: "float64",
  F32: "float32",
  F16: "float16",
  BF16: "bfloat16",
  I64: "int64",
  I32: "int32",
  I16: "int16",
  I8: "int8",
  U64: "uint64",
  U32: "uint32",
  U16: "uint16",
  U8: "uint8",
  BOOL: "bool",
};

const advice = "The file is damaged or was not written by safetensors: write it again.";

/**
 * Opens all tensors of a `.safetensors` file; the data stays where it is and is read in windows. The whole data
 * area must be used exactly once, as the format demands: offsets without holes or overlap, sizes that equal
 * shape times dtype. Dtypes that can't be compared here (F8, F4, complex) are refused by name.
 */
export function openSafetensors(source: ByteSource): Map<string, Tensor> {
  const { header, headerSource, dataOffset } = readHeader(source);
  const entries: Entry[] = [];
  for (const [name, value] of header) {
    if (name !== "__metadata__") {
      entries.push(readEntry(source.name, headerSource, name, value));
    }
  }
  checkLayout(source, entries, dataOffset);
  return new Map(
    entries.map(({ name, dtype, shape, begin }) => [
      name,
      storedTensor(dtype, shape, source, dataOffset + begin),
    ]),
  );
}

interface Entry {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readHeader(source: ByteSource): {
  header: Map<string, JsonValue>;
  headerSource: ByteSource;
  dataOffset: number;
} {
  if (source.sizeBytes < 8) {
    throw new InputError(`${source.name}: ${source.sizeBytes} bytes are too few for a .safetensors file.`, {
      advice,
    });
  }
  const length = new DataView(readBytes(source, 0, 8).buffer).getBigUint64(0, true);
  if (length > BigInt(source.sizeBytes - 8)) {
    throw new InputError(
      `${source.name}: the safetensors header claims ${length} bytes, but only ${source.sizeBytes - 8} follow.`,
      { advice },
    );
  }
  if (length > maxHeaderBytes) {
    throw new InputError(
      `${source.name}: the safetensors header claims ${length} bytes; at most ${maxHeaderBytes} are read.`,
      { advice: "Split the file, or keep fewer tensors in it." },
    );
  }
  const bytes = readBytes(source, 8, Number(length));
  const headerSource = memorySource(`${source.name} (safetensors header)`, bytes);
  const header = scanJson(headerSource);
  if (!(header instanceof Map) || bytes[0] !== 0x7b) {
    throw new InputError(`${source.name}: the safetensors header is not a JSON object.`, { advice });
  }
  return { header, headerSource, dataOffset: 8 + bytes.length };
}

function readEntry(file: string, headerSource: ByteSource, name: string, value: JsonValue): Entry {
  const where = `${file}: tensor ${JSON.stringify(name)}`;
  if (!(value instanceof Map)) {
    throw new InputError(`${where}: its entry in the header is not an object.`, { advice });
  }
  for (const key of value.keys()) {
    if (key !== "dtype" && key !== "shape" && key !== "data_offsets") {
      throw new InputError(`${where}: its entry in the header has the unknown key ${JSON.stringify(key)}.`, {
        advice,
      });
    }
  }
  const dtype = readDType(where, headerSource, value.get("dtype"));
  const shape = readIntegers(where, "shape", value.get("shape"));
  const offsets = readIntegers(where, "data_offsets", value.get("data_offsets"));
  const [begin, end] = offsets;
  if (begin === undefined || end === undefined || offsets.length !== 2) {
    throw new InputError(`${where}: data_offsets has ${offsets.length} numbers instead of 2.`, { advice });
  }
  const sizeBytes = tensorSizeBytes(dtype, shape, where);
  if (end - begin !== sizeBytes) {
    throw new InputError(
      `${where}: shape [${shape.join(", ")}] of ${dtype} needs ${sizeBytes} bytes, but data_offsets ${begin} to ` +
        `${end} are ${end - begin}.`,
      { advice },
    );
  }
  return { name, dtype, shape, begin, end };
}

function readDType(where: string, headerSource: ByteSource, value: JsonValue | undefined): DType {
  if (!isText(value)) {
    throw new InputError(`${where}: its entry in the header has no dtype.`, { advice });
  }
  const name = textOf(headerSource, value);
  const dtype = Object.hasOwn(dtypes, name) ? dtypes[name] : undefined;
  if (dtype === undefined) {
    throw new InputError(
      `${where}: dtype ${JSON.stringify(name)} can't be read; known are ${Object.keys(dtypes).join(", ")}.`,
      { advice: "Save the tensor as F32." },
    );
  }
  return dtype;
}

function readIntegers(where: string, key: string, value: JsonValue | undefined): number[] {
  if (!Array.isArray(value)) {
    throw new InputError(`${where}: ${key} is missing or is not a list of integers.`, { advice });
  }
  return value.map((item) => {
    if (typeof item !== "number" || !Number.isSafeInteger(item) || item < 0) {
      const shown = typeof item === "number" ? String(item) : "something that is not a number";
      throw new InputError(`${where}: ${key} contains ${shown}; only integers from 0 on are valid.`, {
        advice,
      });
    }
    return item;
  });
}

/** Every byte of the data area belongs to exactly one tensor: no hole in which other data could hide, no overlap. */
function checkLayout(source: ByteSource, entries: readonly Entry[], dataOffset: number): void {
  const sorted = entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
  let expected = 0;
  for (const { name, begin, end } of sorted) {
    if (begin !== expected) {
      const fault = begin < expected ? "overlaps the tensor before it" : "leaves a hole before it";
      throw new InputError(
        `${source.name}: tensor ${JSON.stringify(name)} begins at byte ${begin} of the data and ${fault}, which ends ` +
          `at ${expected}.`,
        { advice },
      );
    }
    expected = end;
  }
  const available = source.sizeBytes - dataOffset;
  if (expected !== available) {
    throw new InputError(
      `${source.name}: the header describes ${expected} bytes of data, but the file has ${available}.`,
      { advice: expected > available ? "The file is truncated: write it again." : advice },
    );
  }
}
