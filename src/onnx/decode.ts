import { fromBinary } from "@bufbuild/protobuf";
import type { FunctionProto, ModelProto, OperatorSetIdProto } from "onnx-buf";
import { ModelProtoSchema } from "onnx-buf";
import { InputError } from "../errors.ts";
import type { ByteSource } from "../tensor/tensor.ts";
import { pointAt } from "./external-data.ts";
import { foreignFile } from "./file-signature.ts";
import { checkFunction, checkGraph } from "./graph-check.ts";
import { quote } from "./label.ts";
import { keptWeightBytes, maxModelBytes, newestIrVersion, newestOpset, oldestOpset } from "./limits.ts";
import { modelTensors } from "./model-tensors.ts";
import type { WireLoader } from "./wire-format.ts";
import { checkWireFormat } from "./wire-format.ts";

/** The structure of a file is read in pieces of this size. */
const windowBytes = 1 << 16;

/**
 * Decodes and checks an ONNX model. `raw_data` fields are views into `bytes`, which must therefore stay unchanged;
 * unknown fields are kept. Model-local functions are still in place: see `inlineFunctions`.
 *
 * Afterwards these hold, in the graph and in every subgraph: nodes are in topological order, every name that is read
 * has exactly one producer in scope, initializers have plausible dimensions and as many bytes as these say. A name
 * inside a subgraph may still hide one of the same name outside (inputs and initializers may, ONNX allows it).
 *
 * `sourceName` names the file in messages. Throws InputError for whatever is not such a model.
 */
export function decodeModel(bytes: Uint8Array, sourceName: string): ModelProto {
  checkSize(bytes.byteLength, sourceName);
  return parseAndCheck(bytes, sourceName);
}

/**
 * Like `decodeModel`, but reads only the structure of the file: initializers with at least `keptWeightBytes` of
 * raw_data, also in subgraphs, become external data at `location`, which must stand for the file itself. Time and
 * memory then depend on the number of nodes, not on the weights. Throws InputError.
 */
export function decodeStructure(source: ByteSource, sourceName: string, location: string): ModelProto {
  checkSize(source.sizeBytes, sourceName);
  // Zeroed lazily by the system: what is passed over takes no memory.
  const bytes = new Uint8Array(source.sizeBytes);
  const model = parseAndCheck(bytes, sourceName, structureLoader(source, bytes));
  for (const { tensor, kind } of modelTensors(model)) {
    const { rawData } = tensor;
    if (kind === "initializer" && rawData.byteLength >= keptWeightBytes) {
      pointAt(tensor, { location, offsetBytes: rawData.byteOffset, lengthBytes: rawData.byteLength });
    }
  }
  return model;
}

function structureLoader(source: ByteSource, bytes: Uint8Array): WireLoader {
  let loaded = 0;
  return {
    passOverBytes: keptWeightBytes,
    load(end) {
      const next = Math.min(bytes.byteLength, Math.max(end, loaded + windowBytes));
      source.read(loaded, bytes.subarray(loaded, next));
      loaded = next;
      return loaded;
    },
    passOver(position) {
      loaded = Math.max(loaded, position);
    },
  };
}

function parseAndCheck(bytes: Uint8Array, sourceName: string, loader?: WireLoader): ModelProto {
  const model = parseModel(bytes, sourceName, loader);
  if (model.graph === undefined) {
    throw notAModel(bytes, sourceName, "it holds no graph");
  }
  if (model.trainingInfo.length > 0) {
    throw new InputError(`${sourceName}: this is a training model (it has training_info).`, {
      advice: "Export the model in eval mode, without training information.",
    });
  }
  checkVersions(model, sourceName);
  checkFunctions(model.functions, sourceName);
  checkGraph(model.graph, sourceName);
  return model;
}

/** Version of the default operator set that the imports state; undefined when they state none. */
export function defaultOpset(imports: readonly OperatorSetIdProto[]): number | undefined {
  const stated = imports.find(({ domain }) => isDefaultDomain(domain));
  return stated === undefined ? undefined : Number(stated.version);
}

/** True for the operators of ONNX itself; their domain is written in two ways. */
export function isDefaultDomain(domain: string): boolean {
  return domain === "" || domain === "ai.onnx";
}

function checkSize(sizeBytes: number, sourceName: string): void {
  if (sizeBytes > maxModelBytes) {
    throw new InputError(
      `${sourceName}: ${sizeBytes} bytes; an ONNX file can hold at most ${maxModelBytes} (2 GiB, a limit of protobuf).`,
      { advice: "Save its weights as external data (onnx.save with save_as_external_data=True)." },
    );
  }
}

function parseModel(bytes: Uint8Array, sourceName: string, loader: WireLoader | undefined): ModelProto {
  try {
    checkWireFormat(bytes, ModelProtoSchema, sourceName, loader);
  } catch (error) {
    throw foreignFile(bytes) === undefined ? error : notAModel(bytes, sourceName, "");
  }
  try {
    // A Buffer would make Buffers of all raw_data, whose slice() is no copy.
    return fromBinary(ModelProtoSchema, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    throw new InputError(`${sourceName}: not a valid ONNX file: ${(error as Error).message}.`, {
      advice: "Export the model again.",
      cause: error,
    });
  }
}

function notAModel(bytes: Uint8Array, sourceName: string, otherwise: string): InputError {
  const foreign = foreignFile(bytes);
  return foreign === undefined
    ? new InputError(`${sourceName}: not an ONNX model: ${otherwise}.`, {
        advice: "Check the path, and export the model again if it is the right one.",
      })
    : new InputError(`${sourceName}: not an ONNX model but ${foreign.what}.`, { advice: foreign.advice });
}

function checkVersions(model: ModelProto, sourceName: string): void {
  const { irVersion, opsetImport } = model;
  if (irVersion < 1n) {
    throw new InputError(`${sourceName}: the model states no ir_version.`, {
      advice: "Export the model again.",
    });
  }
  if (irVersion > BigInt(newestIrVersion)) {
    throw new InputError(
      `${sourceName}: ir_version ${irVersion} is newer than ${newestIrVersion}, the newest that ONNX Runtime 1.30 loads.`,
      { advice: "Export with an older opset, or set model.ir_version when the model uses nothing newer." },
    );
  }
  checkImports(opsetImport, sourceName);
  const opset = defaultOpset(opsetImport);
  if (opset === undefined) {
    throw new InputError(
      `${sourceName}: the model imports no version of the ONNX operators (domain ai.onnx).`,
      {
        advice: "Export the model again.",
      },
    );
  }
  if (opset < oldestOpset || opset > newestOpset) {
    throw new InputError(
      `${sourceName}: opset ${opset} is not supported; ${oldestOpset} to ${newestOpset} are.`,
      {
        advice:
          opset < oldestOpset
            ? "Export again with a newer opset_version, or convert it with onnx.version_converter."
            : "Export again with an older opset_version.",
      },
    );
  }
}

/** A domain that is imported twice at different versions: ONNX Runtime takes one of them without a word. */
function checkImports(imports: readonly OperatorSetIdProto[], where: string): void {
  const versions = new Map<string, bigint>();
  for (const { domain, version } of imports) {
    const key = isDefaultDomain(domain) ? "" : domain;
    const other = versions.get(key);
    if (other !== undefined && other !== version) {
      throw new InputError(
        `${where}: operator domain ${quote(key || "ai.onnx")} is imported at versions ${other} and ${version}.`,
        { advice: "Export the model again." },
      );
    }
    versions.set(key, version);
  }
}

function checkFunctions(functions: readonly FunctionProto[], sourceName: string): void {
  const seen = new Set<string>();
  for (const definition of functions) {
    const { domain, name, overload } = definition;
    const where = `${sourceName}: function ${quote(name)} of domain ${quote(domain)}`;
    if (name === "") {
      throw new InputError(`${sourceName}: a model-local function has no name.`, { advice: "Export again." });
    }
    const key = JSON.stringify([domain, name, overload]);
    if (seen.has(key)) {
      throw new InputError(`${where} is defined twice.`, { advice: "Export the model again." });
    }
    seen.add(key);
    checkImports(definition.opsetImport, where);
    checkFunction(definition, where);
  }
}
