import {
  type PickleMachine,
  pickleError,
  pop,
  popToMark,
  push,
  pushContainer,
  readLine,
  top,
} from "./pickle-machine.ts";
import type { PickleCall, PickleDict, PickleSequence, PickleValue } from "./pickle-value.ts";

/** Longest name that a message shows. */
const maxShownName = 200;

/** What a value is, for messages. */
export function describeValue(value: PickleValue): string {
  if (value === null) return "None";
  if (value instanceof Uint8Array) return "bytes";
  if (typeof value !== "object") return typeof value === "string" ? "a text" : `${value}`;
  if (value.kind === "global") return value.name;
  if (value.kind === "call") return `the result of ${value.callee}`;
  return value.kind === "reference" ? "a storage" : `a ${value.kind}`;
}

/** GLOBAL: module and name on lines of their own. */
export function readGlobal(machine: PickleMachine): void {
  const module = readLine(machine);
  pushGlobal(machine, module, readLine(machine));
}

/** STACK_GLOBAL: module and name from the stack. */
export function stackGlobal(machine: PickleMachine): void {
  const name = pop(machine);
  const module = pop(machine);
  if (typeof name !== "string" || typeof module !== "string") {
    throw pickleError(machine, "needs two texts on the stack, a module and a name");
  }
  pushGlobal(machine, module, name);
}

function pushGlobal(machine: PickleMachine, module: string, name: string): void {
  const full = `${module}.${name}`;
  if (!machine.rules.globals.has(full)) {
    const cut = full.length > maxShownName ? `${full.slice(0, maxShownName)}…` : full;
    const shown = /^[\w.]+$/.test(cut) ? cut : JSON.stringify(cut);
    throw pickleError(
      machine,
      `the checkpoint calls ${shown}: refused, since only tensors and plain containers are read`,
      machine.rules.advice,
    );
  }
  push(machine, { kind: "global", name: full });
}

/** REDUCE and NEWOBJ: a callable with its arguments becomes a note of the call, or an empty dictionary. */
export function call(machine: PickleMachine): void {
  const items = pop(machine);
  const callee = pop(machine);
  if (typeof callee !== "object" || callee === null || !("kind" in callee) || callee.kind !== "global") {
    throw pickleError(machine, `${describeValue(callee)} is called, which is no class or function`);
  }
  if (!isSequence(items, "tuple")) {
    throw pickleError(machine, `${callee.name} is called with ${describeValue(items)} instead of a tuple`);
  }
  if (machine.rules.dictionaries.has(callee.name)) {
    pushContainer(machine, { kind: "dict", entries: pairsOf(machine, items.items) });
  } else {
    pushContainer(machine, { kind: "call", callee: callee.name, items: items.items });
  }
}

/** `OrderedDict()` is filled later; Python 2 wrote `OrderedDict([[key, value], …])`. */
function pairsOf(machine: PickleMachine, items: readonly PickleValue[]): Map<PickleValue, PickleValue> {
  const entries = new Map<PickleValue, PickleValue>();
  const [first] = items;
  if (first === undefined || !isSequence(first, "list")) {
    return entries;
  }
  for (const pair of first.items) {
    const isPair = isSequence(pair, "list") || isSequence(pair, "tuple");
    const [key, value] = isPair ? pair.items : [];
    if (key === undefined || value === undefined || (isPair && pair.items.length !== 2)) {
      throw pickleError(machine, "a dictionary is made from something else than pairs");
    }
    entries.set(key, value);
  }
  return entries;
}

/** BUILD: attributes of an object. No attribute holds weights (`_metadata` of a state_dict has versions): dropped. */
export function build(machine: PickleMachine): void {
  pop(machine);
  const object = top(machine);
  if (!isDict(object) && !isCall(object)) {
    throw pickleError(machine, `sets attributes of ${describeValue(object)}`);
  }
}

export function append(machine: PickleMachine): void {
  appendTo(machine, [pop(machine)]);
}

export function appendItems(machine: PickleMachine, kind: "list" | "set"): void {
  appendTo(machine, popToMark(machine), kind);
}

function appendTo(
  machine: PickleMachine,
  items: readonly PickleValue[],
  kind: "list" | "set" = "list",
): void {
  const target = top(machine);
  if (!isSequence(target, kind)) {
    throw pickleError(machine, `adds elements to ${describeValue(target)}, which is no ${kind}`);
  }
  for (const item of items) {
    target.items.push(item);
  }
}

export function setItem(machine: PickleMachine): void {
  const value = pop(machine);
  setTo(machine, [pop(machine), value]);
}

export function setItems(machine: PickleMachine): void {
  setTo(machine, popToMark(machine));
}

function setTo(machine: PickleMachine, items: readonly PickleValue[]): void {
  const target = top(machine);
  if (!isDict(target)) {
    throw pickleError(machine, `sets keys of ${describeValue(target)}, which is no dictionary`);
  }
  if (items.length % 2 !== 0) {
    throw pickleError(machine, "a key has no value");
  }
  for (let at = 0; at < items.length; at += 2) {
    target.entries.set(items[at] as PickleValue, items[at + 1] as PickleValue);
  }
}

export function isSequence(
  value: PickleValue | undefined,
  kind: PickleSequence["kind"],
): value is PickleSequence {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

export function isDict(value: PickleValue | undefined): value is PickleDict {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "dict";
}

export function isCall(value: PickleValue | undefined): value is PickleCall {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "call";
}
