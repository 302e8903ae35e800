/** How a kind of file that is often mistaken for an ONNX model begins. */
interface Signature {
  readonly offset: number;
  readonly bytes: readonly number[];
  readonly what: string;
  readonly advice: string;
}

const torchAdvice = "Export the model to ONNX first (torch.onnx.export).";
const checkPath = "Check the path: an .onnx file is needed.";

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

const signatures: readonly Signature[] = [
  {
    offset: 0,
    bytes: ascii("version https://git-lfs"),
    what: "a Git LFS pointer, not the model itself",
    advice: "Fetch the file: `git lfs pull`, or `lfs: true` for actions/checkout.",
  },
  {
    offset: 0,
    bytes: ascii("PK\x03\x04"),
    what: "a zip archive (a PyTorch .pt or .pth is one)",
    advice: torchAdvice,
  },
  {
    offset: 0,
    bytes: [0x80, 0x02],
    what: "a Python pickle (an old PyTorch checkpoint is one)",
    advice: torchAdvice,
  },
  { offset: 0, bytes: [0x1f, 0x8b], what: "a gzip archive", advice: "Unpack it first." },
  { offset: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "a zstd archive", advice: "Unpack it first." },
  { offset: 0, bytes: ascii("\x93NUMPY"), what: "a NumPy array", advice: checkPath },
  {
    offset: 0,
    bytes: ascii("\x89HDF"),
    what: "an HDF5 file (a Keras model is one)",
    advice: "Convert it with tf2onnx.",
  },
  { offset: 0, bytes: ascii("GGUF"), what: "a GGUF file", advice: checkPath },
  {
    offset: 4,
    bytes: ascii("ORTM"),
    what: "a model in ORT format",
    advice: "Give the .onnx file it was made from.",
  },
  { offset: 4, bytes: ascii("TFL3"), what: "a TensorFlow Lite model", advice: checkPath },
  { offset: 8, bytes: ascii('{"'), what: "a safetensors file", advice: checkPath },
];

/** What a file is instead of an ONNX model, and what to do. */
export interface ForeignFile {
  readonly what: string;
  readonly advice: string;
}

/** Recognises files that are not ONNX by how they begin; undefined when nothing speaks against ONNX. */
export function foreignFile(bytes: Uint8Array): ForeignFile | undefined {
  if (bytes.byteLength === 0) {
    return { what: "an empty file", advice: "Copy or export the model again." };
  }
  const known = signatures.find(
    ({ offset, bytes: expected }) =>
      expected.every((byte, index) => bytes[offset + index] === byte) &&
      bytes.byteLength >= offset + expected.length,
  );
  return known ?? textFile(bytes.subarray(0, 512));
}

/** A model has control characters (field tags, lengths) within its first bytes; a text has none but white space. */
function textFile(start: Uint8Array): ForeignFile | undefined {
  const isText = start.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
  if (!isText) {
    return undefined;
  }
  const text = new TextDecoder().decode(start).trimStart().toLowerCase();
  if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
    return {
      what: "an HTML page",
      advice: "A download that needed a login or a moved link saves such a page: download the model again.",
    };
  }
  return { what: text.startsWith("{") ? "a JSON text" : "a text", advice: checkPath };
}
