/**
 * What a pickle holds, as plain data. A call stays what it is in the file: the name of what would be called, and the
 * arguments. Parts may be shared, and a list may contain itself, so whoever walks through it counts steps and depth.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleSequence
  | PickleDict
  | PickleGlobal
  | PickleCall
  | PickleReference;

export interface PickleSequence {
  readonly kind: "list" | "tuple" | "set";
  readonly items: PickleValue[];
}

/** A Map, so that no key (`__proto__`) can reach the prototype of anything. A later equal key wins, as in Python. */
export interface PickleDict {
  readonly kind: "dict";
  readonly entries: Map<PickleValue, PickleValue>;
}

/** A class or function by its full name, `torch.FloatStorage`. */
export interface PickleGlobal {
  readonly kind: "global";
  readonly name: string;
}

/** `callee(*items)`, never carried out. */
export interface PickleCall {
  readonly kind: "call";
  readonly callee: string;
  readonly items: readonly PickleValue[];
}

/** Something kept outside of the pickle: PyTorch's storages. */
export interface PickleReference {
  readonly kind: "reference";
  readonly id: PickleValue;
}
