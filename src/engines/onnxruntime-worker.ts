import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { EngineError } from "../errors.ts";
import { elementSizeBytes } from "../tensor/dtype.ts";
import { elementCount, formatShape } from "../tensor/tensor.ts";
import { elementTypeOf, travellingNames } from "./element-types.ts";
import {
  loadBinding,
  type NativeBinding,
  type NativeSession,
  type NativeTensor,
  type NativeValueInfo,
  nativeTensor,
  openSession,
} from "./onnxruntime-binding.ts";
import type {
  WorkerFailure,
  WorkerInput,
  WorkerJob,
  WorkerLibrary,
  WorkerMessage,
  WorkerRequest,
  WorkerValueInfo,
} from "./onnxruntime-protocol.ts";
import { verifyPinnedFiles } from "./verify-pinned-files.ts";

const lifeDescriptor = 0;
const messageDescriptor = 3;
const requestDescriptor = 4;
const alignmentBytes = 64;
/** One system call moves at most 2 GiB. */
const largestTransferBytes = 1 << 30;

/** What is being done, so that a failure can be told where it belongs. */
const position: { stage: WorkerFailure["stage"]; model: number | null; sample: number | null } = {
  stage: "library",
  model: null,
  sample: null,
};

function send(message: WorkerMessage): void {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  writeAll(messageDescriptor, line, null);
}

function writeAll(descriptor: number, bytes: Uint8Array, fileOffset: number | null): void {
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(bytes.length - done, largestTransferBytes);
    done += writeSync(descriptor, bytes, done, length, fileOffset === null ? null : fileOffset + done);
  }
}

/** Bytes that were read behind the last line end. */
let pending = Buffer.alloc(0);

/**
 * Reads the next request, blocking: there is nothing to do before it is known.
 * @returns undefined when there are no more.
 */
function readRequest(): WorkerRequest | undefined {
  const pieces = [pending];
  for (let piece = pending; ; ) {
    const end = piece.indexOf(10);
    if (end >= 0) {
      pending = Buffer.from(piece.subarray(end + 1));
      pieces[pieces.length - 1] = piece.subarray(0, end);
      return JSON.parse(Buffer.concat(pieces).toString()) as WorkerRequest;
    }
    piece = Buffer.alloc(64 << 10);
    const count = readSync(requestDescriptor, piece);
    if (count === 0) return undefined;
    piece = piece.subarray(0, count);
    pieces.push(piece);
  }
}

/**
 * Ends this process when stdin closes, that is when the parent dies. A run blocks the main thread for as long as
 * it takes (a Loop in a model may never end), so another thread has to watch. Before the first run there is no need: the
 * next request then is the end of the file.
 */
function watchParent(): void {
  const watch = `
    const { Socket } = require("node:net");
    const socket = new Socket({ fd: ${lifeDescriptor}, readable: true, writable: false });
    socket.on("error", () => {}).on("close", () => process.kill(process.pid, "SIGKILL")).resume();`;
  new Worker(watch, { eval: true, env: {} }).unref();
}

/** Loads the library once every byte of it has been found to be the published one. */
function loadLibrary(library: WorkerLibrary): NativeBinding {
  try {
    verifyPinnedFiles(library.folder, library.files);
  } catch (error) {
    if (error instanceof EngineError && error.category === "integrity") position.stage = "integrity";
    throw error;
  }
  return loadBinding(library.bindingPath);
}

/** Sessions that a job asked to keep, by the path of their model. */
const kept = new Map<string, NativeSession>();

function runJob(binding: NativeBinding, job: WorkerJob): void {
  for (const [index, model] of job.models.entries()) {
    position.stage = "load";
    position.model = index;
    position.sample = null;
    const started = performance.now();
    const session = kept.get(model.path) ?? openSession(binding, model.path, job);
    send({
      kind: "loaded",
      model: index,
      loadMs: performance.now() - started,
      inputs: session.inputMetadata.map(describeValue),
      outputs: session.outputMetadata.map(describeValue),
    });
    if (model.outputPaths.length > 0) {
      runModel(session, job, index);
    }
    if (model.keep) kept.set(model.path, session);
    else if (!kept.has(model.path)) session.dispose();
  }
  send({ kind: "done" });
}

function describeValue(value: NativeValueInfo): WorkerValueInfo {
  return {
    name: value.name,
    isTensor: value.isTensor,
    elementType: value.type ?? 0,
    shape: (value.shape ?? []).map((size, axis) =>
      size >= 0 ? size : (value.symbolicDimensions?.[axis] ?? ""),
    ),
  };
}

function runModel(session: NativeSession, job: WorkerJob, model: number): void {
  const { outputNames, outputPaths } = job.models[model] as WorkerJob["models"][number];
  position.stage = "outputs";
  const wanted = chooseOutputs(session.outputMetadata, outputNames);
  const fetches: Record<string, null> = Object.fromEntries(wanted.map(({ name }) => [name, null]));
  for (const [sample, { inputs }] of job.samples.entries()) {
    position.stage = "inputs";
    position.sample = sample;
    const feeds = readFeeds(session.inputMetadata, inputs);
    send({ kind: "running", model, sample });
    position.stage = "run";
    const started = performance.now();
    const results = session.run(feeds, fetches, {});
    const runMs = performance.now() - started;
    position.stage = "write";
    const written = writeOutputs(wanted, results, outputPaths[sample] as string);
    send({ kind: "ran", model, sample, runMs, ...written });
  }
}

/** Refuses what would take the process down or could not be carried, before anything is run. */
function chooseOutputs(
  available: readonly NativeValueInfo[],
  names: readonly string[] | null,
): readonly NativeValueInfo[] {
  const byName = new Map(available.map((value) => [value.name, value]));
  const wanted = (names ?? available.map(({ name }) => name)).map((name) => {
    const value = byName.get(name);
    if (value === undefined) {
      throw new Error(
        `the model has no output ${JSON.stringify(name)}; it has ${[...byName.keys()].join(", ")}`,
      );
    }
    return value;
  });
  for (const { name, isTensor, type } of wanted) {
    if (!isTensor || elementTypeOf(type ?? 0).travelsAs === undefined) {
      const what = isTensor ? `has element type ${elementTypeOf(type ?? 0).name}` : "is no tensor";
      throw new Error(
        `output ${JSON.stringify(name)} ${what}, which can't leave the engine (${travellingNames.join(", ")} can)`,
      );
    }
  }
  return wanted;
}

function readFeeds(
  wanted: readonly NativeValueInfo[],
  inputs: readonly WorkerInput[],
): Record<string, NativeTensor> {
  const byName = new Map(inputs.map((input) => [input.name, input]));
  return Object.fromEntries(
    wanted.map((value) => {
      const input = byName.get(value.name);
      if (input === undefined) {
        const has = inputs.length === 0 ? "no inputs" : [...byName.keys()].join(", ");
        throw new Error(`the model wants input ${JSON.stringify(value.name)}, the sample has ${has}`);
      }
      requireFit(value, input);
      return [value.name, readTensor(input)];
    }),
  );
}

function requireFit(value: NativeValueInfo, input: WorkerInput): void {
  const { elementType, shape } = describeValue(value);
  const wantedType = value.isTensor ? elementTypeOf(elementType).name : "no tensor";
  // ONNX Runtime shows an unknown rank as no dimensions, so a scalar's rank is left to it.
  const fits =
    wantedType === input.dtype &&
    (shape.length === 0 || shape.length === input.shape.length) &&
    shape.every((size, axis) => typeof size === "string" || size === input.shape[axis]);
  if (!fits) {
    const wanted = shape.length === 0 ? "scalar" : shape.map((size) => (size === "" ? "?" : size)).join("x");
    throw new Error(
      `input ${JSON.stringify(value.name)} is ${wantedType} ${wanted} in the model ` +
        `and ${input.dtype} ${formatShape(input.shape)} in the sample`,
    );
  }
}

function readTensor(input: WorkerInput): NativeTensor {
  const dtype = travellingNames.find((name) => name === input.dtype) as keyof typeof elementSizeBytes;
  const length = elementCount(input.shape);
  const sizeBytes = length * elementSizeBytes[dtype];
  // The binding wants memory even for a tensor without elements.
  const bytes = new Uint8Array(Math.max(sizeBytes, 8));
  const descriptor = openSync(input.path, "r");
  try {
    for (let done = 0; done < sizeBytes; ) {
      const count = readSync(descriptor, bytes, done, Math.min(sizeBytes - done, largestTransferBytes), done);
      if (count === 0) {
        throw Object.assign(new Error(`${input.path} ends at byte ${done} of ${sizeBytes}`), { code: "EIO" });
      }
      done += count;
    }
  } finally {
    closeSync(descriptor);
  }
  return nativeTensor(dtype, bytes.buffer, length, input.shape);
}

function writeOutputs(
  wanted: readonly NativeValueInfo[],
  results: Record<string, NativeTensor>,
  path: string,
): Pick<Extract<WorkerMessage, { kind: "ran" }>, "sizeBytes" | "outputs"> {
  let end = 0;
  const descriptor = openSync(path, "wx", 0o600);
  try {
    const outputs = wanted.map(({ name, type }) => {
      const tensor = results[name];
      if (tensor === undefined) {
        throw new Error(`ONNX Runtime gave no output ${JSON.stringify(name)}`);
      }
      const announced = elementTypeOf(type ?? 0).name;
      if (tensor.type !== announced) {
        throw new Error(`output ${JSON.stringify(name)} was announced as ${announced} and is ${tensor.type}`);
      }
      const { buffer, byteOffset, byteLength } = tensor.data;
      const offsetBytes = Math.ceil(end / alignmentBytes) * alignmentBytes;
      writeAll(descriptor, new Uint8Array(buffer, byteOffset, byteLength), offsetBytes);
      end = byteLength === 0 ? end : offsetBytes + byteLength;
      return { name, elementType: type ?? 0, shape: [...tensor.dims], offsetBytes };
    });
    return { sizeBytes: end, outputs };
  } finally {
    closeSync(descriptor);
  }
}

try {
  let binding: NativeBinding | undefined;
  for (let request = readRequest(); request !== undefined; request = readRequest()) {
    if (request.kind === "library") {
      binding = loadLibrary(request);
      watchParent();
    } else if (binding === undefined) throw new Error("a job came before the library");
    else runJob(binding, request);
  }
  process.exit(0);
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException;
  send({ kind: "failed", ...position, message: message ?? String(error), code: code ?? null });
  process.exit(1);
}
