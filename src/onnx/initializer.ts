import { create } from "@bufbuild/protobuf";
import type { TensorProto } from "onnx-buf";
import { TensorProtoSchema } from "onnx-buf";
import { InputError } from "../errors.ts";
import { memorySource } from "../tensor/byte-source.ts";
import type { DType } from "../tensor/dtype.ts";
import { elementSizeBytes } from "../tensor/dtype.ts";
import { storedTensor } from "../tensor/stored-tensor.ts";
import type { ByteSource, Tensor } from "../tensor/tensor.ts";
import { elementCount, formatShape } from "../tensor/tensor.ts";
import type { DataType } from "./data-type.ts";
import { dataTypeNumber, packedSizeBytes } from "./data-type.ts";
import type { ExternalLocation } from "./external-data.ts";
import { externalLocation, isExternal } from "./external-data.ts";
import { quote } from "./label.ts";
import { checkTensor, tensorDataType, tensorShape } from "./tensor-check.ts";

/** Opens the file that an external location names, checked to lie in the model's folder. */
export type OpenExternal = (location: ExternalLocation, where: string) => ByteSource;

/**
 * Reads a TensorProto, whatever its storage form: raw_data (a view, nothing is copied), a typed field (converted
 * once, when called) or external data (read window by window through `openExternal`). float16 and bfloat16 come as
 * their 16-bit codes, as in every Tensor.
 *
 * Throws InputError, naming the tensor, for element types that no tensor here can have (strings, complex numbers,
 * floats and integers below 8 bits, 8-bit floats), sizes that disagree, values beyond the element type, and external
 * data that is missing, too short, or not to be had because no `openExternal` was given.
 */
export function readInitializer(tensor: TensorProto, openExternal?: OpenExternal): Tensor {
  const where = `tensor ${quote(tensor.name)}`;
  checkTensor(tensor, where);
  const shape = tensorShape(tensor.dims, where);
  const type = tensorDataType(tensor.dataType, where);
  const { dtype } = type;
  if (dtype === undefined) {
    throw new InputError(`${where} has ${type.name} elements, which can't be read as numbers here.`, {
      advice: "FLOAT, DOUBLE, FLOAT16, BFLOAT16, BOOL and the integers of 8 bits and more can be.",
    });
  }
  if (isExternal(tensor)) {
    const location = externalLocation(tensor, where);
    const source = openExternalBytes(
      location,
      packedSizeBytes(type, elementCount(shape)),
      where,
      openExternal,
    );
    return storedTensor(dtype, shape, source, location.offsetBytes);
  }
  return storedTensor(dtype, shape, memorySource(where, tensorBytes(tensor)), 0);
}

function openExternalBytes(
  location: ExternalLocation,
  sizeBytes: number,
  where: string,
  openExternal: OpenExternal | undefined,
): ByteSource {
  if (openExternal === undefined) {
    throw new InputError(
      `${where} is external data (${quote(location.location)}), but only the model's bytes are here.`,
      {
        advice: "Give the model as a file beside its data.",
      },
    );
  }
  const source = openExternal(location, where);
  checkExternalSize(location, sizeBytes, source.sizeBytes, where);
  return source;
}

/** Checks that the bytes of a tensor lie inside its file. Throws InputError with both sizes. */
export function checkExternalSize(
  location: ExternalLocation,
  sizeBytes: number,
  fileSizeBytes: number,
  where: string,
): void {
  const end = location.offsetBytes + sizeBytes;
  if (end > fileSizeBytes) {
    throw new InputError(
      `${where} takes ${sizeBytes} bytes of ${quote(location.location)} from byte ${location.offsetBytes} on, but that file has ${fileSizeBytes} bytes.`,
      { advice: "The data file is truncated or belongs to another export: copy or export both again." },
    );
  }
}

/**
 * The elements of a tensor that is in the model itself, in the layout of raw_data: C order, little-endian, elements
 * below 8 bits packed. A view where raw_data is used. The tensor must have passed `checkTensor` and hold no texts.
 * Throws InputError for a value that its element type cannot hold.
 */
export function tensorBytes(tensor: TensorProto): Uint8Array<ArrayBuffer> {
  if (tensor.rawData.byteLength > 0) {
    return tensor.rawData;
  }
  const where = `tensor ${quote(tensor.name)}`;
  const type = tensorDataType(tensor.dataType, where);
  switch (type.typedField) {
    case "floatData":
      return bytesOf(Float32Array.from(tensor.floatData));
    case "doubleData":
      return bytesOf(Float64Array.from(tensor.doubleData));
    case "int64Data":
      return bytesOf(BigInt64Array.from(tensor.int64Data));
    case "uint64Data":
      return type.bits === 32
        ? bytesOf(
            Uint32Array.from(tensor.uint64Data, (value) =>
              inRange(Number(value), 0, 2 ** 32 - 1, type, where),
            ),
          )
        : bytesOf(BigUint64Array.from(tensor.uint64Data));
    case "int32Data":
      return int32DataBytes(tensor.int32Data, type, where);
    default:
      throw new InputError(`${where} holds texts, which have no bytes in raw_data.`);
  }
}

/**
 * int32_data holds one element per entry: integers as they are, bool as 0 or 1, 16-bit and 8-bit floats as their
 * codes; below 8 bits one packed byte per entry.
 */
function int32DataBytes(values: readonly number[], type: DataType, where: string): Uint8Array<ArrayBuffer> {
  const signedBits = type.name.startsWith("INT") && type.bits >= 8 ? type.bits : undefined;
  const unsignedMost = type.name === "BOOL" ? 1 : 2 ** Math.max(type.bits, 8) - 1;
  const [least, most] =
    signedBits === undefined ? [0, unsignedMost] : [-(2 ** (signedBits - 1)), 2 ** (signedBits - 1) - 1];
  const check = (value: number): number => inRange(value, least, most, type, where);
  if (type.bits === 32) {
    return bytesOf(Int32Array.from(values));
  }
  return bytesOf(type.bits === 16 ? Uint16Array.from(values, check) : Uint8Array.from(values, check));
}

function inRange(value: number, least: number, most: number, type: DataType, where: string): number {
  if (value < least || value > most) {
    throw new InputError(`${where} holds ${value}, beyond the range of ${type.name} (${least} to ${most}).`, {
      advice: "The file is damaged or its exporter has a fault: export the model again.",
    });
  }
  return value;
}

function bytesOf(array: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/**
 * A TensorProto over `values` (little-endian elements of `dtype` in C order; float16 and bfloat16 as Uint16Array codes,
 * bool as one byte each). Their bytes are not copied. `name` may be empty for the value of an attribute.
 * Throws RangeError when the size does not fit the shape: a defect of the caller.
 */
export function tensorProto(
  name: string,
  dtype: DType,
  shape: readonly number[],
  values: ArrayBufferView<ArrayBuffer>,
): TensorProto {
  const expected = elementCount(shape) * elementSizeBytes[dtype];
  if (values.byteLength !== expected) {
    throw new RangeError(
      `tensor ${quote(name)}: ${values.byteLength} bytes for ${formatShape(shape)} ${dtype}, which takes ${expected}`,
    );
  }
  return create(TensorProtoSchema, {
    name,
    dataType: dataTypeNumber(dtype),
    dims: shape.map(BigInt),
    rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  });
}
