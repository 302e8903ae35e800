import { InputError } from "../errors.ts";
import { type CheckpointArchive, openCheckpointArchive } from "./checkpoint-archive.ts";
import { checkpointRules, numpyArrayMakers } from "./checkpoint-globals.ts";
import {
  type CheckpointTensor,
  createTensorReader,
  type TensorReader,
  type UnreadTensor,
} from "./checkpoint-tensor.ts";
import { readPickle } from "./pickle.ts";
import { isCall, isDict } from "./pickle-calls.ts";
import type { PickleDict, PickleSequence, PickleValue } from "./pickle-value.ts";
import type { ByteSource } from "./tensor.ts";

export type { CheckpointTensor } from "./checkpoint-tensor.ts";

/** What a checkpoint holds. */
export interface Checkpoint {
  /** By dotted name: keys of nested dictionaries and indices of lists, joined. */
  readonly tensors: ReadonlyMap<string, CheckpointTensor>;
  /** Tensors that can't be read as numbers here. */
  readonly unread: ReadonlyMap<string, UnreadTensor>;
  /** Tensors of optimizer states, which no engine ever sees. */
  readonly optimizerTensors: number;
  readonly numpyArrays: number;
}

/** Values that are walked through. Shared parts count each time, so that a kilobyte can't unfold to 2^100 of them. */
const maxSteps = 2_000_000;

/** Containers inside each other. Real checkpoints nest below ten; a list can even contain itself. */
const maxDepth = 64;

/** Module paths stay below 300 characters; long keys times many tensors would fill the memory. */
const maxNameLength = 1_000;

/** A dictionary that wraps the weights, as training loops call it; its name is left out of the tensors' names. */
const wrapperNames = new Set([
  "state_dict",
  "model",
  "model_state_dict",
  "model_state",
  "module",
  "net",
  "network",
  "params",
  "weights",
]);

interface Walk {
  readonly archive: CheckpointArchive;
  readonly reader: TensorReader;
  readonly tensors: Map<string, CheckpointTensor>;
  readonly unread: Map<string, UnreadTensor>;
  readonly nameCounts: Map<string, number>;
  optimizerTensors: number;
  numpyArrays: number;
  steps: number;
}

/**
 * Opens a checkpoint of `torch.save` (zip format, PyTorch 1.6 and later) without executing anything of it. Tensors
 * are read in windows when asked for, where they lie in the file. Values that are no tensors are passed over.
 * @throws InputError for other forms, for a pickle that calls anything outside of PyTorch's own tensor functions, and
 *   for tensors that do not lie inside their storage.
 */
export async function openCheckpoint(source: ByteSource): Promise<Checkpoint> {
  const archive = await openCheckpointArchive(source);
  const root = readPickle(archive.pickle, `${source.name}: data.pkl`, checkpointRules);
  const walk: Walk = {
    archive,
    reader: createTensorReader(archive),
    tensors: new Map(),
    unread: new Map(),
    nameCounts: new Map(),
    optimizerTensors: 0,
    numpyArrays: 0,
    steps: 0,
  };
  visit(walk, root, [], false);
  const { optimizerTensors, numpyArrays } = walk;
  return { ...withoutWrapper(walk, root), optimizerTensors, numpyArrays };
}

function visit(walk: Walk, value: PickleValue, path: readonly string[], isOptimizer: boolean): void {
  countStep(walk, path);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
    return;
  }
  if (isDict(value)) {
    visitDict(walk, value, path, isOptimizer || isOptimizerState(value));
  } else if (isCall(value)) {
    const name = path.length === 0 ? "tensor" : path.join(".");
    const read = walk.reader.read(value, `${walk.archive.name}: tensor ${JSON.stringify(name)}`);
    if (read !== undefined) {
      keep(walk, name, read, isOptimizer);
    } else if (numpyArrayMakers.has(value.callee)) {
      walk.numpyArrays += 1;
    } else {
      // A set, a counter, a typed scalar: whatever it was called with is looked through.
      value.items.forEach((item, index) => visit(walk, item, [...path, String(index)], isOptimizer));
    }
  } else if (value.kind !== "global" && value.kind !== "reference") {
    visitSequence(walk, value, path, isOptimizer);
  }
}

function visitDict(walk: Walk, dict: PickleDict, path: readonly string[], isOptimizer: boolean): void {
  for (const [key, value] of dict.entries) {
    const isName = typeof key === "string" || typeof key === "number" || typeof key === "bigint";
    visit(walk, value, [...path, isName ? String(key) : "?"], isOptimizer);
  }
}

function visitSequence(
  walk: Walk,
  sequence: PickleSequence,
  path: readonly string[],
  isOptimizer: boolean,
): void {
  sequence.items.forEach((item, index) => visit(walk, item, [...path, String(index)], isOptimizer));
}

function countStep(walk: Walk, path: readonly string[]): void {
  walk.steps += 1;
  if (walk.steps > maxSteps || path.length > maxDepth) {
    const problem =
      path.length > maxDepth
        ? `values lie more than ${maxDepth} containers deep`
        : `it unfolds to more than ${maxSteps} values`;
    throw new InputError(`${walk.archive.name}: data.pkl: ${problem}.`, {
      advice: "The file is hostile, or holds far more than weights: save the state_dict alone.",
    });
  }
}

function keep(walk: Walk, name: string, read: CheckpointTensor | UnreadTensor, isOptimizer: boolean): void {
  if (isOptimizer) {
    walk.optimizerTensors += 1;
    return;
  }
  if (name.length > maxNameLength) {
    throw new InputError(
      `${walk.archive.name}: data.pkl: a tensor's name has ${name.length} characters; at most ${maxNameLength} are read.`,
      { advice: "The file is damaged or hostile: save it again." },
    );
  }
  // {"a.b": …} and {"a": {"b": …}} have one name; neither may hide the other.
  const count = (walk.nameCounts.get(name) ?? 0) + 1;
  walk.nameCounts.set(name, count);
  const free = count === 1 ? name : `${name}#${count}`;
  if ("reason" in read) {
    walk.unread.set(free, read);
  } else {
    walk.tensors.set(free, read);
  }
}

/** What `Optimizer.state_dict()` returns. */
function isOptimizerState({ entries }: PickleDict): boolean {
  return entries.has("state") && entries.has("param_groups");
}

/**
 * `{"state_dict": {"encoder.weight": …}}` has a tensor that the model, and every message of PyTorch, calls
 * `encoder.weight`. Only a dictionary of its own is a wrapper: `model.` may also begin the path of every module.
 */
function withoutWrapper(
  { tensors, unread }: Walk,
  root: PickleValue,
): Pick<Checkpoint, "tensors" | "unread"> {
  const names = [...tensors.keys(), ...unread.keys()];
  const wrapper = names[0]?.split(".", 1)[0] ?? "";
  const isWrapper = wrapperNames.has(wrapper) && isDict(root) && isDict(root.entries.get(wrapper));
  if (!isWrapper || !names.every((name) => name.startsWith(`${wrapper}.`))) {
    return { tensors, unread };
  }
  const strip = <T>(map: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...map].map(([name, value]) => [name.slice(wrapper.length + 1), value]));
  return { tensors: strip(tensors), unread: strip(unread) };
}
