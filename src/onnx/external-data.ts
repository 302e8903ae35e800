import { create } from "@bufbuild/protobuf";
import type { TensorProto } from "onnx-buf";
import { StringStringEntryProtoSchema, TensorProto_DataLocation } from "onnx-buf";
import { InputError } from "../errors.ts";
import { quote } from "./label.ts";

/** Where the bytes of a tensor lie outside the model file. */
export interface ExternalLocation {
  /** Path relative to the model's folder, with `/`, checked by `checkLocation`. */
  readonly location: string;
  /** First byte in that file. */
  readonly offsetBytes: number;
  /** Number of bytes, when the model says so. */
  readonly lengthBytes: number | undefined;
}

/** True when the bytes of the tensor are in another file than the model. */
export function isExternal(tensor: TensorProto): boolean {
  return tensor.dataLocation === TensorProto_DataLocation.EXTERNAL;
}

/**
 * Reads the `external_data` entries of a tensor. `where` names model and tensor in messages.
 *
 * Throws InputError when the location is missing or leads out of the model's folder, or when offset or length is not
 * a whole number of bytes. Keys of other meaning (`checksum`, `basepath` of old exporters) are ignored.
 */
export function externalLocation(tensor: TensorProto, where: string): ExternalLocation {
  const entries = new Map<string, string>();
  for (const { key, value } of tensor.externalData) {
    if (entries.has(key)) {
      throw new InputError(`${where} states its external data's ${quote(key)} twice.`, { advice: reexport });
    }
    entries.set(key, value);
  }
  const location = entries.get("location");
  if (location === undefined) {
    throw new InputError(`${where} is external data without a location.`, { advice: reexport });
  }
  return {
    location: checkLocation(location, where),
    offsetBytes: byteCount(entries.get("offset"), "offset", where) ?? 0,
    lengthBytes: byteCount(entries.get("length"), "length", where),
  };
}

/** Makes a tensor external: its bytes are those at `place` from then on. Changes `tensor`. */
export function pointAt(
  tensor: TensorProto,
  place: ExternalLocation & { readonly lengthBytes: number },
): void {
  const entry = (key: string, value: string | number) =>
    create(StringStringEntryProtoSchema, { key, value: String(value) });
  tensor.externalData = [
    entry("location", place.location),
    entry("offset", place.offsetBytes),
    entry("length", place.lengthBytes),
  ];
  tensor.dataLocation = TensorProto_DataLocation.EXTERNAL;
  tensor.rawData = new Uint8Array(0);
}

const reexport = "Export the model again, or save it again with onnx.save.";

/**
 * Checks by its text alone that a location stays in the model's folder, and returns it with `./` and doubled slashes
 * removed. Whoever opens the file checks again after resolving links.
 */
export function checkLocation(location: string, where: string): string {
  const reason = escapeReason(location);
  if (reason !== undefined) {
    throw new InputError(`${where}: its external data is at ${quote(location)}, ${reason}.`, {
      advice:
        "External data must lie in the model's folder or below it; save the model again with a plain file name.",
    });
  }
  const parts = location.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) {
    throw new InputError(`${where}: its external data is at ${quote(location)}, which is a folder.`, {
      advice: reexport,
    });
  }
  return parts.join("/");
}

/** True when a file of this name can be an external location. */
export function isLocation(fileName: string): boolean {
  return escapeReason(fileName) === undefined;
}

/** Why a location may not be followed, or undefined. Backslashes separate folders on Windows, so none are taken. */
function escapeReason(location: string): string | undefined {
  if (location === "") {
    return "an empty path";
  }
  if (location.includes("\0")) {
    return "a path with a NUL character";
  }
  if (location.startsWith("/")) {
    return "an absolute path";
  }
  if (location.includes("\\")) {
    return "a path with a backslash";
  }
  if (/^[A-Za-z]:/.test(location)) {
    return "a path with a drive letter";
  }
  if (location.split("/").includes("..")) {
    return 'a path with ".."';
  }
  return undefined;
}

function byteCount(text: string | undefined, key: string, where: string): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const count = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(count)) {
    throw new InputError(`${where}: its external data has ${key} ${quote(text)}, not a number of bytes.`, {
      advice: reexport,
    });
  }
  return count;
}
