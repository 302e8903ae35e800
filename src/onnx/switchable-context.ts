import type { NodeProto } from "onnx-buf";
import type { PreparedEmulation } from "./emulate.ts";
import type { Value } from "./graph.ts";
import { liftNode } from "./lift.ts";
import { copyMessage } from "./message-copy.ts";
import type { NameScope } from "./name-scope.ts";
import { newCast, newNode } from "./node-writer.ts";
import type { RoundingFormat } from "./rounding.ts";
import type { Target } from "./switchable-reads.ts";
import { elementType } from "./types.ts";

/** Names that values have inside a branch; those that are missing here go by their names outside. */
export interface Environment {
  readonly values: ReadonlyMap<Value, string>;
  /** The same for values as they were before rounding. */
  readonly unrounded: ReadonlyMap<Value, string>;
}

/** Outside of all branches. */
export const noEnvironment: Environment = { values: new Map(), unrounded: new Map() };

/** What is the same for every branch of a model. */
export interface BranchContext {
  readonly prepared: PreparedEmulation;
  readonly names: NameScope;
  /** Values that are known before anything runs: their rounded copies lie beside them, outside of all branches. */
  readonly constants: ReadonlySet<Value>;
  /** Those, and what float nodes compute from them: constant too where it is made inside the branch that reads it. */
  readonly floatConstants: ReadonlySet<Value>;
  readonly constantCopy: (value: Value, format: RoundingFormat) => string;
  /** Where a value is also given as its producer computed it before rounding. */
  readonly unroundedNames: ReadonlyMap<Value, string>;
}

/** What nodes inside a branch see, and what they have to give. */
export interface LeafOptions {
  readonly around: Environment;
  readonly targets: readonly Target[];
  /** The name that the leaf has to give a target. */
  readonly nameOf: (target: Target) => string;
}

/** The name of a value from outside. */
export function outerName(
  { unroundedNames }: BranchContext,
  { values, unrounded }: Environment,
  value: Value,
  wantsUnrounded: boolean,
): string {
  const near = (wantsUnrounded ? unrounded.get(value) : undefined) ?? values.get(value);
  return near ?? (wantsUnrounded ? unroundedNames.get(value) : undefined) ?? value.name;
}

/** The name that a value has to have where it is a target; undefined where it is not. */
export function givenName(
  { targets, nameOf }: LeafOptions,
  value: Value,
  unrounded: boolean,
): string | undefined {
  const target = targets.find((each) => each.value === value && each.unrounded === unrounded);
  return target === undefined ? undefined : nameOf(target);
}

/** A copy of a node under a name of its own, with other names for what it reads and makes. */
export function renamed(
  { prepared, names }: BranchContext,
  proto: NodeProto,
  rename: Record<"input" | "output", (index: number, name: string) => string>,
): NodeProto {
  const node = prepared.stored === undefined ? proto : liftNode(proto);
  const apply = (list: readonly string[], to: (index: number, name: string) => string): string[] =>
    list.map((name, index) => (name === "" ? name : to(index, name)));
  return copyMessage(node, {
    name: names.take(proto.name === "" ? proto.opType : proto.name),
    input: apply(node.input, rename.input),
    output: apply(node.output, rename.output),
  });
}

/** The same tensor under a second name. */
export function identity(from: string, to: string): NodeProto {
  return newNode("", "Identity", [from], to);
}

/**
 * Constants from outside as constants of the branch: two Casts there and back through float64, which change no bit and
 * which ONNX Runtime folds. Each is written once.
 */
export function constantsHere({ names }: BranchContext): {
  /** `from` is its name outside. */
  write: (value: Value, from: string) => NodeProto[];
  name: (value: Value) => string;
} {
  const written = new Set<Value>();
  const name = remember((value) => names.take(`${value.name}__here`));
  return {
    name,
    write(value, from) {
      if (written.has(value)) {
        return [];
      }
      written.add(value);
      const wide = names.take(`${name(value)}__double`);
      return [newCast(from, wide, elementType.double), newCast(wide, name(value), elementType.float)];
    },
  };
}

/** Asks `make` once for each value. */
export function remember(make: (value: Value) => string): (value: Value) => string {
  const known = new Map<Value, string>();
  return (value) => {
    const name = known.get(value) ?? make(value);
    known.set(value, name);
    return name;
  };
}
