import { InputError } from "../errors.ts";
import { opcodeName } from "./pickle-opcodes.ts";
import type { PickleValue } from "./pickle-value.ts";

/** Which names a pickle may mention, and what they stand for. Whatever is not listed is refused by its name. */
export interface PickleRules {
  /** Full names of classes and functions, `collections.OrderedDict`. */
  readonly globals: ReadonlySet<string>;
  /** Those of them that make a dictionary. */
  readonly dictionaries: ReadonlySet<string>;
  /** What to do when something else is mentioned. */
  readonly advice: string;
}

/** State of the stack machine that a pickle is a program for. */
export interface PickleMachine {
  readonly where: string;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly rules: PickleRules;
  readonly stack: PickleValue[];
  /** Heights of the stack at each open MARK. */
  readonly marks: number[];
  readonly memo: Map<number, PickleValue>;
  /** Next byte to read. */
  at: number;
  opcode: number;
  opcodeOffset: number;
  containers: number;
}

/** Values on the stack at once. Python writes lists in groups of 1000; only a tuple lies there as a whole. */
const maxStack = 1_000_000;

/** Nested MARKs: one for each level of nested containers that are being filled. */
const maxMarks = 1_000;

/** Containers and calls: a tensor takes six of some 80 bytes each, so this allows half a million tensors (CWE-770). */
const maxContainers = 4_000_000;

/** A JavaScript Map ends at 16.7 million entries; Python remembers every container and text once. */
const maxMemo = 8_000_000;

export const damagedAdvice = "The file is damaged or hostile: save it again.";

/** An error at the opcode that is being carried out. */
export function pickleError(machine: PickleMachine, problem: string, advice = damagedAdvice): InputError {
  return new InputError(
    `${machine.where}: opcode ${opcodeName(machine.opcode)} at byte ${machine.opcodeOffset}: ${problem}.`,
    { advice },
  );
}

/** Moves past `length` bytes and returns where they begin. Checked before anything is allocated for them. */
export function advance(machine: PickleMachine, length: number): number {
  const start = machine.at;
  const left = machine.bytes.length - start;
  if (length > left) {
    throw pickleError(machine, `needs ${length} bytes, but only ${left} follow`);
  }
  machine.at = start + length;
  return start;
}

export function readUint8(machine: PickleMachine): number {
  return machine.view.getUint8(advance(machine, 1));
}

export function readUint32(machine: PickleMachine): number {
  return machine.view.getUint32(advance(machine, 4), true);
}

/** A length of 8 bytes. One beyond 2^53 is rounded, and refused as too long all the same. */
export function readLength8(machine: PickleMachine): number {
  return Number(machine.view.getBigUint64(advance(machine, 8), true));
}

export function readBytesAhead(machine: PickleMachine, length: number): Uint8Array {
  const start = advance(machine, length);
  return machine.bytes.subarray(start, start + length);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function readText(machine: PickleMachine, length: number): string {
  const bytes = readBytesAhead(machine, length);
  try {
    return utf8.decode(bytes);
  } catch {
    throw pickleError(machine, `the text of ${length} bytes is not valid UTF-8`);
  }
}

/** Longest line of a GLOBAL; real module paths stay below 100. */
const maxLineBytes = 1_000;

export function readLine(machine: PickleMachine): string {
  const end = machine.bytes.subarray(machine.at, machine.at + maxLineBytes).indexOf(0x0a);
  if (end === -1) {
    throw pickleError(machine, `no end of line within ${maxLineBytes} bytes`);
  }
  const text = readText(machine, end);
  machine.at += 1;
  return text;
}

export function push(machine: PickleMachine, value: PickleValue): void {
  if (machine.stack.length >= maxStack) {
    throw pickleError(machine, `more than ${maxStack} values on the stack`);
  }
  machine.stack.push(value);
}

/** Pushes a value that takes memory of its own. */
export function pushContainer(machine: PickleMachine, value: PickleValue): void {
  machine.containers += 1;
  if (machine.containers > maxContainers) {
    throw pickleError(machine, `more than ${maxContainers} containers`);
  }
  push(machine, value);
}

export function pop(machine: PickleMachine): PickleValue {
  const value = top(machine);
  machine.stack.pop();
  return value;
}

export function top(machine: PickleMachine): PickleValue {
  const floor = machine.marks.at(-1) ?? 0;
  const value = machine.stack.at(-1);
  if (machine.stack.length <= floor || value === undefined) {
    throw pickleError(machine, "the stack is empty");
  }
  return value;
}

export function pushMark(machine: PickleMachine): void {
  if (machine.marks.length >= maxMarks) {
    throw pickleError(machine, `more than ${maxMarks} MARKs inside each other`);
  }
  machine.marks.push(machine.stack.length);
}

/** Everything above the last MARK, which goes too. */
export function popToMark(machine: PickleMachine): PickleValue[] {
  const height = machine.marks.pop();
  if (height === undefined) {
    throw pickleError(machine, "there is no MARK");
  }
  return machine.stack.splice(height);
}

export function remember(machine: PickleMachine, index: number): void {
  if (machine.memo.size >= maxMemo) {
    throw pickleError(machine, `more than ${maxMemo} values are remembered`);
  }
  machine.memo.set(index, top(machine));
}

export function recall(machine: PickleMachine, index: number): void {
  const value = machine.memo.get(index);
  if (value === undefined) {
    throw pickleError(machine, `nothing was remembered as ${index}`);
  }
  push(machine, value);
}
