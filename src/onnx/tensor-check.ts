import type { TensorProto } from "onnx-buf";
import { InputError } from "../errors.ts";
import type { DataType, TypedField } from "./data-type.ts";
import { dataTypeOf, packedSizeBytes, typedFieldLength } from "./data-type.ts";
import { externalLocation, isExternal } from "./external-data.ts";
import { maxTensorElements, maxTensorRank } from "./limits.ts";

const typedFields: readonly TypedField[] = [
  "floatData",
  "int32Data",
  "int64Data",
  "doubleData",
  "uint64Data",
  "stringData",
];

const reexport = "The file is damaged or its exporter has a fault: export the model again.";

/**
 * Dimensions of a tensor as numbers. Throws InputError for a negative dimension, too many of them, or more elements
 * than can be addressed (the product is taken exactly: plausible dimensions can multiply to anything).
 */
export function tensorShape(dims: readonly bigint[], where: string): number[] {
  if (dims.length > maxTensorRank) {
    throw new InputError(`${where} has ${dims.length} dimensions; at most ${maxTensorRank} can be handled.`, {
      advice: reexport,
    });
  }
  const negative = dims.find((size) => size < 0n);
  if (negative !== undefined) {
    throw new InputError(`${where} has the negative dimension ${negative}.`, { advice: reexport });
  }
  const count = dims.reduce((product, size) => product * size, 1n);
  const largest = dims.reduce((most, size) => (size > most ? size : most), 0n);
  if (count > BigInt(maxTensorElements) || largest > BigInt(maxTensorElements)) {
    throw new InputError(`${where} claims ${dims.join(" x ")} elements, more than any file holds.`, {
      advice: reexport,
    });
  }
  return dims.map(Number);
}

/** Element type of a tensor. Throws InputError when it is UNDEFINED or not known. */
export function tensorDataType(dataType: number, where: string): DataType {
  const type = dataTypeOf(dataType);
  if (type === undefined) {
    throw new InputError(`${where} has element type ${dataType}, which ${unknownType(dataType)}.`, {
      advice:
        dataType === 0 ? reexport : "Export the model again with the element types of ONNX 1.20 or earlier.",
    });
  }
  return type;
}

function unknownType(dataType: number): string {
  return dataType === 0 ? "means that none was set" : "this program does not know";
}

/**
 * Checks that a tensor is stored in exactly one way and that this holds as many elements as its dimensions say.
 * Of external data only the statement is checked; the file is checked when it is opened.
 */
export function checkTensor(tensor: TensorProto, where: string): void {
  const shape = tensorShape(tensor.dims, where);
  const type = tensorDataType(tensor.dataType, where);
  if (tensor.segment !== undefined) {
    throw new InputError(`${where} is one segment of a tensor; no runtime puts segments together.`, {
      advice: reexport,
    });
  }
  const count = shape.reduce((product, size) => product * size, 1);
  const filled = typedFields.filter((field) => tensor[field].length > 0);
  const hasRawData = tensor.rawData.byteLength > 0;
  if (isExternal(tensor)) {
    if (hasRawData || filled.length > 0) {
      throw new InputError(`${where} is external data, yet holds data in the model as well.`, {
        advice: reexport,
      });
    }
    checkExternalLength(tensor, type, count, where);
  } else if (hasRawData) {
    if (filled.length > 0) {
      throw new InputError(`${where} is stored twice, as raw_data and in a typed field.`, {
        advice: reexport,
      });
    }
    checkRawSize(tensor, type, count, where);
  } else {
    checkTypedField(tensor, type, count, filled, where);
  }
}

function checkExternalLength(tensor: TensorProto, type: DataType, count: number, where: string): void {
  if (type.name === "STRING") {
    throw new InputError(`${where} holds texts as external data, which ONNX does not allow.`, {
      advice: reexport,
    });
  }
  const { lengthBytes } = externalLocation(tensor, where);
  const expected = packedSizeBytes(type, count);
  if (lengthBytes !== undefined && lengthBytes !== expected) {
    throw new InputError(
      `${where}: ${shapeAndType(tensor, type)} takes ${expected} bytes, but its external data has length ${lengthBytes}.`,
      { advice: reexport },
    );
  }
}

function checkRawSize(tensor: TensorProto, type: DataType, count: number, where: string): void {
  if (type.name === "STRING") {
    throw new InputError(`${where} holds texts as raw_data, which ONNX does not allow.`, {
      advice: reexport,
    });
  }
  const expected = packedSizeBytes(type, count);
  if (tensor.rawData.byteLength !== expected) {
    throw new InputError(
      `${where}: ${shapeAndType(tensor, type)} takes ${expected} bytes, but raw_data has ${tensor.rawData.byteLength}.`,
      { advice: reexport },
    );
  }
}

function checkTypedField(
  tensor: TensorProto,
  type: DataType,
  count: number,
  filled: readonly TypedField[],
  where: string,
): void {
  const expected = typedFieldLength(type, count);
  const stray = filled.find((field) => field !== type.typedField);
  if (stray !== undefined) {
    throw new InputError(`${where}: ${type.name} elements do not belong in ${protoName(stray)}.`, {
      advice: reexport,
    });
  }
  const actual = tensor[type.typedField].length;
  if (actual !== expected) {
    throw new InputError(
      `${where}: ${shapeAndType(tensor, type)} takes ${expected} entries, but ${protoName(type.typedField)} has ${actual}.`,
      { advice: reexport },
    );
  }
}

function shapeAndType(tensor: TensorProto, type: DataType): string {
  return `${tensor.dims.length === 0 ? "scalar" : tensor.dims.join("x")} ${type.name}`;
}

/** `int32Data` is called `int32_data` in onnx.proto, which is what people can look up. */
function protoName(field: TypedField): string {
  return field.replace(/Data$/, "_data");
}
