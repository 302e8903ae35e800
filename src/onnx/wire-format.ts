import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { ScalarType } from "@bufbuild/protobuf";
import { InputError } from "../errors.ts";
import { maxDecodedFields, maxListedElements, maxNestingDepth } from "./limits.ts";

const varint = 0;
const bit64 = 1;
const delimited = 2;
const bit32 = 5;

/** 64 bits in groups of seven. */
const longestVarint = 10;

/** What the walk must know of a field: its wire type, whether it may be packed, and the message inside it. */
interface Field {
  readonly name: string;
  readonly wireType: number;
  readonly packable: boolean;
  readonly message: Fields | undefined;
}

/** Fields of a message by number. */
type Fields = Map<number, Field>;

const fieldsOf = new Map<DescMessage, Fields>();

/**
 * Brings the bytes of a file into memory as the walk needs them. The contents of large initializers are passed over:
 * they stay zeros that nobody may read, and memory that was never touched costs nothing.
 */
export interface WireLoader {
  /** raw_data of initializers is passed over from this size on. */
  readonly passOverBytes: number;
  /** Loads everything before `end` that was not passed over, and says how far it got (`end` or more). */
  load(end: number): number;
  /** Nothing up to `position` needs to be loaded any more. */
  passOver(position: number): void;
}

/** State of one walk over a file. `path` holds the fields on the way in, for messages. */
interface Walk {
  readonly bytes: Uint8Array;
  readonly loader: WireLoader | undefined;
  /** Bytes before this one are in memory. */
  loaded: number;
  readonly sourceName: string;
  readonly path: string[];
  position: number;
  fields: number;
  elements: number;
}

/**
 * Walks the wire format of an encoded message before anything is built from it: lengths stay inside their message,
 * fields have the wire type of their declaration, nesting and field count stay within limits. The decoder itself
 * takes a length beyond the enclosing message, or a number where a text belongs, without a word.
 *
 * With a `loader`, `bytes` is filled on the way. Throws InputError with the byte position: "truncated" when the file
 * ends too early, else "not valid".
 */
export function checkWireFormat(
  bytes: Uint8Array,
  message: DescMessage,
  sourceName: string,
  loader?: WireLoader,
): void {
  const loaded = loader === undefined ? bytes.byteLength : 0;
  const walk: Walk = { bytes, loader, loaded, sourceName, path: [], position: 0, fields: 0, elements: 0 };
  walkMessage(walk, fieldTable(message), bytes.byteLength, 1);
}

function walkMessage(walk: Walk, fields: Fields, end: number, depth: number): void {
  if (depth > maxNestingDepth) {
    throw malformed(walk, `messages are nested more than ${maxNestingDepth} deep`);
  }
  while (walk.position < end) {
    const start = walk.position;
    const tag = readVarint(walk, end);
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    walk.fields += 1;
    if (number === 0 || number > 0x1fffffff) {
      throw malformed(walk, `field number ${number} at byte ${start} is impossible`);
    }
    if (walk.fields > maxDecodedFields) {
      throw malformed(walk, `it holds more than ${maxDecodedFields} fields`);
    }
    const field = fields.get(number);
    walk.path.push(field?.name ?? `field ${number}`);
    if (field !== undefined) {
      checkWireType(walk, field, wireType, start);
    }
    walkValue(walk, field, wireType, end, depth);
    walk.path.pop();
  }
}

function walkValue(walk: Walk, field: Field | undefined, wireType: number, end: number, depth: number): void {
  switch (wireType) {
    case varint:
      readVarint(walk, end);
      break;
    case bit64:
      advance(walk, 8, end);
      break;
    case bit32:
      advance(walk, 4, end);
      break;
    case delimited: {
      const length = readVarint(walk, end);
      const valueEnd = walk.position + length;
      checkFits(walk, length, end);
      if (field?.message !== undefined) {
        walkMessage(walk, field.message, valueEnd, depth + 1);
      } else if (field?.packable === true) {
        walkPacked(walk, field, valueEnd);
      } else {
        loadValue(walk, length, valueEnd);
      }
      walk.position = valueEnd;
      break;
    }
    default:
      throw malformed(walk, `wire type ${wireType} before byte ${walk.position} does not occur in ONNX`);
  }
}

function loadValue(walk: Walk, length: number, end: number): void {
  const { loader, path } = walk;
  if (loader === undefined) {
    return;
  }
  const isWeight = path[path.length - 1] === "raw_data" && path[path.length - 2] === "initializer";
  if (isWeight && length >= loader.passOverBytes) {
    loader.passOver(end);
    walk.loaded = Math.max(walk.loaded, end);
  } else {
    load(walk, end);
  }
}

function load(walk: Walk, end: number): void {
  if (end > walk.loaded && walk.loader !== undefined) {
    walk.loaded = walk.loader.load(end);
  }
}

/** Every element of a packed list becomes a JavaScript value, so their number is limited as well. */
function walkPacked(walk: Walk, field: Field, end: number): void {
  load(walk, end);
  if (field.wireType === varint) {
    while (walk.position < end) {
      readVarint(walk, end);
      walk.elements += 1;
    }
  } else {
    const sizeBytes = field.wireType === bit32 ? 4 : 8;
    const length = end - walk.position;
    if (length % sizeBytes !== 0) {
      throw malformed(walk, `${length} bytes are no list of ${sizeBytes}-byte numbers`);
    }
    walk.elements += length / sizeBytes;
  }
  if (walk.elements > maxListedElements) {
    throw new InputError(
      `${walk.sourceName}: more than ${maxListedElements} numbers are stored one by one (at ${walk.path.join(".")}).`,
      { advice: "Save large tensors as raw_data (onnx.numpy_helper.from_array does) or as external data." },
    );
  }
}

function checkWireType(walk: Walk, field: Field, wireType: number, start: number): void {
  if (wireType !== field.wireType && !(field.packable && wireType === delimited)) {
    throw malformed(walk, `wire type ${wireType} at byte ${start}, where ${field.wireType} belongs`);
  }
}

function readVarint(walk: Walk, end: number): number {
  const { bytes } = walk;
  if (walk.position + longestVarint > walk.loaded) {
    load(walk, Math.min(walk.position + longestVarint, end));
  }
  let value = 0;
  let scale = 1;
  for (let count = 0; count < longestVarint; count++) {
    if (walk.position >= end) {
      checkFits(walk, 1, end);
    }
    const byte = bytes[walk.position] ?? 0;
    walk.position += 1;
    value += (byte & 127) * scale;
    if (byte < 128) {
      return value;
    }
    scale *= 128;
  }
  throw malformed(walk, `the number before byte ${walk.position} has more than 10 bytes`);
}

function advance(walk: Walk, length: number, end: number): void {
  checkFits(walk, length, end);
  load(walk, walk.position + length);
  walk.position += length;
}

function checkFits(walk: Walk, length: number, end: number): void {
  if (length <= end - walk.position) {
    return;
  }
  const fileEnd = walk.bytes.byteLength;
  if (walk.position + length > fileEnd) {
    const left = fileEnd - walk.position;
    throw new InputError(
      `${walk.sourceName}: truncated ONNX file: ${walk.path.join(".") || "the model"} at byte ${walk.position} needs ${length} more bytes, ${left} are left.`,
      { advice: "Copy or download it again, or export it again; a full disk or a broken upload does this." },
    );
  }
  throw malformed(
    walk,
    `${length} bytes at byte ${walk.position} reach beyond their message, which ends at byte ${end}`,
  );
}

function malformed(walk: Walk, what: string): InputError {
  const place = walk.path.length === 0 ? "" : ` in ${abbreviate(walk.path)}`;
  return new InputError(`${walk.sourceName}: not a valid ONNX file: ${what}${place}.`, {
    advice: "Check that this file is an ONNX model, and export it again if it is.",
  });
}

function abbreviate(path: readonly string[]): string {
  return path.length > 12 ? `${path.slice(0, 6).join(".")}…${path.slice(-6).join(".")}` : path.join(".");
}

/** Field table of a message type, made once; types refer to each other in circles. */
function fieldTable(message: DescMessage): Fields {
  const known = fieldsOf.get(message);
  if (known !== undefined) {
    return known;
  }
  const fields: Fields = new Map();
  fieldsOf.set(message, fields);
  for (const field of message.fields) {
    const inner = field.message;
    const wireType = wireTypeOf(field);
    fields.set(field.number, {
      name: field.name,
      wireType,
      packable: field.fieldKind === "list" && wireType !== delimited,
      message: inner === undefined ? undefined : fieldTable(inner),
    });
  }
  return fields;
}

const delimitedTypes = new Set([ScalarType.STRING, ScalarType.BYTES]);
const bit32Types = new Set([ScalarType.FLOAT, ScalarType.FIXED32, ScalarType.SFIXED32]);
const bit64Types = new Set([ScalarType.DOUBLE, ScalarType.FIXED64, ScalarType.SFIXED64]);

function wireTypeOf({ scalar, message }: DescField): number {
  if (message !== undefined || (scalar !== undefined && delimitedTypes.has(scalar))) {
    return delimited;
  }
  if (scalar !== undefined && bit32Types.has(scalar)) {
    return bit32;
  }
  return scalar !== undefined && bit64Types.has(scalar) ? bit64 : varint;
}
