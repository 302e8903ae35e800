import { InputError } from "../errors.ts";
import { isText, type JsonText, type JsonValue, scanJson, textOf } from "./json-scan.ts";
import { openNpy } from "./npy.ts";
import { openNpz } from "./npz.ts";
import type { ByteSource, Tensor } from "./tensor.ts";
import { base64Source, latin1Source } from "./text-source.ts";
import type { Spill } from "./zip-data.ts";

/**
 * Opens a JSON file of Polygraphy, one map of tensors per sample. Inputs are a list with a dictionary of arrays per
 * sample; results are a RunResults of one runner with an iteration per sample. Both the current form (key
 * `polygraphy_class`, base64 of a .npy) and older ones (key `__polygraphy_encoded_…`, one character per byte, .npz)
 * are read. The text is walked through once in windows; arrays are decoded from the file while they are read.
 */
export async function openPolygraphy(source: ByteSource, spill: Spill): Promise<Map<string, Tensor>[]> {
  const document: Document = { source, spill };
  const iterations = listIterations(document, scanJson(source));
  const samples: Map<string, Tensor>[] = [];
  for (const [index, iteration] of iterations.entries()) {
    samples.push(await readArrays(document, iteration, `${source.name}: sample ${index}`));
  }
  return samples;
}

interface Document {
  readonly source: ByteSource;
  readonly spill: Spill;
}

type JsonObject = Map<string, JsonValue>;

const classKey = "polygraphy_class";
const legacyKeyPrefix = "__polygraphy_encoded_";
const legacyMarker = "polygraphy_serialized_json_type";

/** Name of the Python class that an object stands for; undefined for a plain dictionary. */
function className({ source }: Document, value: JsonValue): string | undefined {
  if (!(value instanceof Map)) {
    return undefined;
  }
  const current = value.get(classKey);
  if (isText(current)) {
    return textOf(source, current);
  }
  for (const [key, marker] of value) {
    if (key.startsWith(legacyKeyPrefix) && isText(marker) && textOf(source, marker) === legacyMarker) {
      return key.slice(legacyKeyPrefix.length);
    }
  }
  return undefined;
}

function listIterations(document: Document, root: JsonValue): JsonValue[] {
  const { name } = document.source;
  if (className(document, root) === "RunResults") {
    return runnerIterations(document, root as JsonObject);
  }
  if (Array.isArray(root)) {
    return root;
  }
  if (root instanceof Map) {
    return [root];
  }
  throw new InputError(`${name} holds neither Polygraphy inputs nor results.`, {
    advice: "Write it with polygraphy run --save-inputs or --save-outputs.",
  });
}

/** `lst` of a RunResults is a list of pairs: name of a runner, its iterations. */
function runnerIterations(document: Document, results: JsonObject): JsonValue[] {
  const { name } = document.source;
  const runners = results.get("lst");
  if (!Array.isArray(runners) || !runners.every(isRunner)) {
    throw new InputError(`${name}: the RunResults has no list of runners with their iterations.`, {
      advice: "Write it again with polygraphy run --save-outputs.",
    });
  }
  const [runner] = runners;
  if (runner === undefined || runners.length > 1) {
    const names = runners.map(([runnerName]) => `'${textOf(document.source, runnerName)}'`).join(", ");
    throw new InputError(
      `${name}: outputs of ${runners.length} runners${names === "" ? "" : ` (${names})`}; exactly one is needed.`,
      { advice: "Save the outputs of one runner per file." },
    );
  }
  return runner[1];
}

function isRunner(value: JsonValue): value is [JsonText, JsonValue[]] {
  return Array.isArray(value) && value.length === 2 && isText(value[0]) && Array.isArray(value[1]);
}

async function readArrays(
  document: Document,
  iteration: JsonValue,
  where: string,
): Promise<Map<string, Tensor>> {
  const kind = className(document, iteration);
  const arrays = kind === "IterationResult" ? (iteration as JsonObject).get("outputs") : iteration;
  if (!(arrays instanceof Map) || (kind !== undefined && kind !== "IterationResult")) {
    throw new InputError(
      `${where} is ${kind === undefined ? "not a dictionary of arrays" : `a '${kind}'`}.`,
      {
        advice: "Write the file with polygraphy run --save-inputs or --save-outputs.",
      },
    );
  }
  const tensors = new Map<string, Tensor>();
  for (const [name, value] of arrays) {
    tensors.set(name, await readArray(document, value, `${where}: array ${JSON.stringify(name)}`));
  }
  return tensors;
}

async function readArray(document: Document, value: JsonValue, where: string): Promise<Tensor> {
  const kind = className(document, value);
  if (kind === "LazyArray" || kind === "LazyNumpyArray") {
    const values = (value as JsonObject).get("values");
    return await readArray(document, values ?? null, where);
  }
  const array = kind === "ndarray" ? (value as JsonObject).get("array") : undefined;
  if (!isText(array)) {
    const found = kind === undefined ? "not an encoded NumPy array" : `of class '${kind}'`;
    throw new InputError(`${where} is ${found}; only NumPy arrays are read.`, {
      advice:
        kind === "Tensor"
          ? "PyTorch tensors are stored as pickles: convert them to NumPy arrays before saving."
          : "Write the file with polygraphy run --save-inputs or --save-outputs.",
    });
  }
  return await openPayload(document, array, where);
}

/** The payload is what numpy.save wrote, in very old files what numpy.savez wrote: an archive of one array. */
async function openPayload(document: Document, array: JsonText, where: string): Promise<Tensor> {
  const bytes = payloadSource(document.source, array, where);
  const start = new Uint8Array(Math.min(2, bytes.sizeBytes));
  bytes.read(0, start);
  if (start[0] !== 0x50 || start[1] !== 0x4b) {
    return openNpy(bytes);
  }
  const tensors = await openNpz(bytes, document.spill);
  const [tensor] = tensors.values();
  if (tensor === undefined || tensors.size > 1) {
    throw new InputError(`${where}: its archive holds ${tensors.size} arrays; exactly one is needed.`);
  }
  return tensor;
}

/** Base64 of "\x93NUMPY" and of "PK\x03\x04": neither form can begin like the other. */
const base64Starts = ["k05VTVBZ", "UEsDB"];

function payloadSource(source: ByteSource, array: JsonText, where: string): ByteSource {
  const start = Buffer.alloc(Math.min(8, array.end - array.start));
  source.read(array.start, start);
  const text = start.toString("latin1");
  const isBase64 = !array.escaped && base64Starts.some((prefix) => text.startsWith(prefix));
  return isBase64 ? base64Source(source, array, where) : latin1Source(source, array, where);
}
