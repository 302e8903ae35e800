import { InputError } from "../errors.ts";
import type { CheckpointArchive } from "./checkpoint-archive.ts";
import {
  storageDTypes,
  tensorMakers,
  tensorWrappers,
  torchDTypes,
  typedTensorMaker,
  untypedStorage,
} from "./checkpoint-globals.ts";
import { storageOrderTensor, type View, viewTensor } from "./checkpoint-view.ts";
import { type DType, elementSizeBytes } from "./dtype.ts";
import { describeValue, isCall, isDict, isSequence } from "./pickle-calls.ts";
import type { PickleCall, PickleReference, PickleValue } from "./pickle-value.ts";
import { elementCount, type Tensor } from "./tensor.ts";
import { tensorSizeBytes } from "./tensor-size.ts";

/** A tensor of a checkpoint. Names that share it (tied weights) have this very object. */
export interface CheckpointTensor {
  /** In C order. */
  readonly tensor: Tensor;
  /** The same elements in the order that is fastest to read, for whatever does not depend on it. */
  readonly anyOrder: Tensor;
}

/** A tensor that can't be read as numbers here, and why. */
export interface UnreadTensor {
  readonly reason: string;
  /** True when every value it could hold is within FP16's range: 8-bit and 4-bit floats with a small exponent. */
  readonly fitsFloat16: boolean;
}

/** Reads calls that make tensors; equal views of one storage give one object. */
export interface TensorReader {
  /** Undefined when the call makes no tensor. */
  read(value: PickleCall, where: string): CheckpointTensor | UnreadTensor | undefined;
}

const advice = "The file is damaged or hostile: save it again.";

/** Largest exponents: 448 for e4m3, 57344 for e5m2, 6 for e2m1; e8m0 reaches 2^127. */
const narrowFloats = /^torch\.float(?:8_e4m3|8_e5m2|4_e2m1)/;

/**
 * Views may repeat data (tied weights, `expand`), but no real checkpoint shows its bytes dozens of times over; a
 * kilobyte that claims 2^50 elements would keep the scan busy for years.
 */
const maxRepeats = 64;
const alwaysAllowedBytes = 2 ** 30;

/** Makes the reader of one archive's tensors. */
export function createTensorReader(archive: CheckpointArchive): TensorReader {
  const known = new Map<string, CheckpointTensor>();
  let shownBytes = 0;
  return {
    read(value, where) {
      const maker = innermostMaker(value, where);
      if (maker === undefined) {
        return undefined;
      }
      const parsed = parseMaker(archive, maker, where);
      if ("reason" in parsed) {
        return parsed;
      }
      const { view, key } = parsed;
      const identity = JSON.stringify([key, view]);
      const found = known.get(identity) ?? openView(archive, parsed, where);
      if (!known.has(identity)) {
        known.set(identity, found);
        shownBytes += elementCount(view.shape) * elementSizeBytes[view.dtype];
        checkRepeats(archive, shownBytes, where);
      }
      return found;
    },
  };
}

function checkRepeats(archive: CheckpointArchive, shownBytes: number, where: string): void {
  if (shownBytes > maxRepeats * archive.sizeBytes + alwaysAllowedBytes) {
    throw new InputError(
      `${where}: the tensors show ${shownBytes} bytes of a file of ${archive.sizeBytes}: views that repeat the same data.`,
      { advice: "Save copies instead: {name: tensor.clone() for name, tensor in state_dict.items()}." },
    );
  }
}

/** Parameters wrap a tensor, possibly several times; the call in the middle knows the storage. */
function innermostMaker(value: PickleCall, where: string): PickleCall | undefined {
  let call: PickleValue | undefined = value;
  for (let depth = 0; depth < 16; depth += 1) {
    if (!isCall(call)) {
      throw new InputError(
        `${where}: a parameter is made of ${describeValue(call ?? null)}, not of a tensor.`,
        { advice },
      );
    }
    if (tensorMakers.has(call.callee)) {
      return call;
    }
    if (tensorWrappers.has(call.callee)) {
      call = call.items[0];
    } else if (call.callee === typedTensorMaker) {
      const [maker, , items] = call.items;
      const isMaker =
        typeof maker === "object" && maker !== null && "kind" in maker && maker.kind === "global";
      if (!isMaker || !isSequence(items, "tuple")) {
        throw new InputError(`${where}: ${call.callee} is called with other arguments than PyTorch writes.`, {
          advice,
        });
      }
      call = { kind: "call", callee: maker.name, items: items.items };
    } else {
      return undefined;
    }
  }
  throw new InputError(`${where}: more than 16 parameters are wrapped in each other.`, { advice });
}

interface StoredView {
  readonly key: string;
  readonly elements: number;
  readonly view: View;
}

function parseMaker(
  archive: CheckpointArchive,
  { callee, items }: PickleCall,
  where: string,
): StoredView | UnreadTensor {
  const [storage, offset, shape, strides] = items;
  const place = parseStorage(storage, where);
  const numbers = {
    offset: integer(offset, "storage offset", where),
    shape: integers(shape, "shape", where),
    strides: integers(strides, "strides", where),
  };
  if (numbers.shape.length !== numbers.strides.length) {
    throw new InputError(
      `${where}: shape [${numbers.shape.join(", ")}] has ${numbers.shape.length} axes, but there are ` +
        `${numbers.strides.length} strides.`,
      { advice },
    );
  }
  const { dtypeAt, flagsAt } = tensorMakers.get(callee) ?? {};
  const stated = dtypeAt === undefined ? place.type : globalName(items[dtypeAt], "element type", where);
  const dtype = dtypeAt === undefined ? storageDTypes.get(stated) : torchDTypes.get(stated);
  const flags = flagsAt === undefined ? undefined : items[flagsAt];
  if (isDict(flags) && flags.entries.size > 0) {
    return { reason: "is a lazily conjugated or negated view", fitsFloat16: false };
  }
  if (dtype === undefined) {
    const name = stated.replace(/^torch\./, "").replace(/Storage$/, "");
    return { reason: `has elements of ${name}`, fitsFloat16: narrowFloats.test(stated) };
  }
  checkTypes(archive, dtypeAt === undefined, place, dtype, where);
  const view = { dtype, ...numbers };
  checkExtent(view, place.elements(dtype), where);
  return { key: place.key, elements: place.elements(dtype), view };
}

interface StoragePlace {
  readonly key: string;
  readonly type: string;
  /** The last field of the reference: elements, or bytes of an untyped storage. */
  readonly count: number;
  elements(dtype: DType): number;
}

/** `("storage", class, key, device, elements)`. */
function parseStorage(value: PickleValue | undefined, where: string): StoragePlace {
  const reference = value as PickleReference | undefined;
  const id = typeof value === "object" && reference?.kind === "reference" ? reference.id : undefined;
  const [label, type, key, , count] = isSequence(id, "tuple") ? id.items : [];
  if (label !== "storage" || typeof key !== "string" || !/^\w{1,64}$/.test(key)) {
    throw new InputError(`${where}: its storage is not stated as torch.save does.`, { advice });
  }
  const name = globalName(type, "storage type", where);
  const stated = integer(count, "storage size", where);
  const isUntyped = name === untypedStorage;
  if (!isUntyped && !storageDTypes.has(name)) {
    throw new InputError(`${where}: ${name} is no type of storage.`, { advice });
  }
  return {
    key,
    type: name,
    count: stated,
    elements: (dtype) => (isUntyped ? Math.floor(stated / elementSizeBytes[dtype]) : stated),
  };
}

/** A typed storage must have the tensor's type: nothing is reinterpreted. */
function checkTypes(
  archive: CheckpointArchive,
  isTyped: boolean,
  place: StoragePlace,
  dtype: DType,
  where: string,
): void {
  const typeOfStorage = storageDTypes.get(place.type);
  if (!isTyped && place.type !== untypedStorage && typeOfStorage !== dtype) {
    throw new InputError(`${where}: a tensor of ${dtype} lies in a ${place.type}.`, { advice });
  }
  const source = archive.storage(place.key);
  if (source === undefined) {
    throw new InputError(`${where}: its storage 'data/${place.key}' is missing from the archive.`, {
      advice,
    });
  }
  const expected = place.type === untypedStorage ? place.count : place.count * elementSizeBytes[dtype];
  if (source.sizeBytes !== expected) {
    throw new InputError(
      `${where}: storage 'data/${place.key}' has ${source.sizeBytes} bytes, but ${expected} are stated.`,
      { advice },
    );
  }
}

function checkExtent(view: View, elements: number, where: string): void {
  const { dtype, shape, strides, offset } = view;
  tensorSizeBytes(dtype, shape, where);
  if (shape.includes(0)) {
    return;
  }
  const last = shape.reduce((sum, size, axis) => sum + (size - 1) * (strides[axis] as number), offset);
  if (last >= elements) {
    throw new InputError(
      `${where}: shape [${shape.join(", ")}] with strides [${strides.join(", ")}] from element ${offset} on reaches ` +
        `element ${last}, but the storage has ${elements}.`,
      { advice },
    );
  }
}

function openView(archive: CheckpointArchive, { key, view }: StoredView, where: string): CheckpointTensor {
  const source = archive.storage(key);
  if (source === undefined) {
    throw new Error(`${where}: storage ${key} was there before`);
  }
  const tensor = viewTensor(view, source, archive.byteOrder);
  return { tensor, anyOrder: storageOrderTensor(view, source, archive.byteOrder) ?? tensor };
}

function globalName(value: PickleValue | undefined, what: string, where: string): string {
  if (typeof value !== "object" || value === null || !("kind" in value) || value.kind !== "global") {
    throw new InputError(`${where}: its ${what} is ${describeValue(value ?? null)}.`, { advice });
  }
  return value.name;
}

function integer(value: PickleValue | undefined, what: string, where: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new InputError(
      `${where}: its ${what} is ${describeValue(value ?? null)}; only integers from 0 on are valid.`,
      { advice },
    );
  }
  return value;
}

function integers(value: PickleValue | undefined, what: string, where: string): number[] {
  if (!isSequence(value, "tuple")) {
    throw new InputError(`${where}: its ${what} is ${describeValue(value ?? null)} instead of a tuple.`, {
      advice,
    });
  }
  return value.items.map((item) => integer(item, `${what} contains a size that`, where));
}
