import { InputError } from "../errors.ts";
import {
  append,
  appendItems,
  build,
  call,
  readGlobal,
  setItem,
  setItems,
  stackGlobal,
} from "./pickle-calls.ts";
import {
  advance,
  damagedAdvice,
  type PickleMachine,
  type PickleRules,
  pickleError,
  pop,
  popToMark,
  push,
  pushContainer,
  pushMark,
  readBytesAhead,
  readLength8,
  readText,
  readUint8,
  readUint32,
  recall,
  remember,
  top,
} from "./pickle-machine.ts";
import { opcodeNames } from "./pickle-opcodes.ts";
import type { PickleValue } from "./pickle-value.ts";

/** Newest protocol of Python 3.8 and later. */
const newestProtocol = 5;

/** Integers beyond this are seeds and hashes at most; Python's own limit for texts is 4300 digits. */
const maxIntegerBytes = 1_024;

const stop = 0x2e;

/**
 * Reads a pickle of protocol 2 to 5 as plain data. Nothing in it is executed: calls become notes of a call, and only
 * names that `rules` allow may occur at all. Opcodes are an allow-list too: the text forms of protocols 0 and 1,
 * extension codes and out-of-band buffers are refused by name. Integers are exact (bigint beyond 2^53).
 *
 * @param where file and entry, for messages.
 * @throws InputError naming the opcode and its offset: not allowed, truncated, malformed, or beyond a limit on stack,
 *   containers and lengths.
 */
export function readPickle(bytes: Uint8Array, where: string, rules: PickleRules): PickleValue {
  const machine: PickleMachine = {
    where,
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    rules,
    stack: [],
    marks: [],
    memo: new Map(),
    at: 0,
    opcode: 0,
    opcodeOffset: 0,
    containers: 0,
  };
  while (machine.at < bytes.length) {
    machine.opcodeOffset = machine.at;
    machine.opcode = bytes[machine.at] as number;
    machine.at += 1;
    if (machine.opcode === stop) {
      return finish(machine);
    }
    const operation = operations.get(machine.opcode);
    if (operation === undefined) {
      throw refusedOpcode(machine);
    }
    operation(machine);
  }
  throw new InputError(`${where}: the pickle of ${bytes.length} bytes ends without a STOP opcode.`, {
    advice: "The file is truncated: save it again.",
  });
}

function finish(machine: PickleMachine): PickleValue {
  const value = pop(machine);
  if (machine.stack.length > 0 || machine.marks.length > 0) {
    throw pickleError(machine, `${machine.stack.length} values are left over`);
  }
  const trailing = machine.bytes.length - machine.at;
  if (trailing > 0) {
    throw pickleError(machine, `${trailing} bytes follow the end of the pickle`);
  }
  return value;
}

function refusedOpcode(machine: PickleMachine): InputError {
  const isKnown = opcodeNames.has(machine.opcode);
  return pickleError(
    machine,
    isKnown ? "refused, since torch.save never writes it" : "not an opcode of pickle",
    isKnown ? machine.rules.advice : damagedAdvice,
  );
}

type Operation = (machine: PickleMachine) => void;

const operations: ReadonlyMap<number, Operation> = new Map<number, Operation>([
  [0x80, checkProtocol],
  [0x95, checkFrame],
  [0x28, pushMark],
  [0x30, dropTop],
  [0x31, popToMark],
  [0x32, (machine) => push(machine, top(machine))],
  // Constants and numbers
  [0x4e, (machine) => push(machine, null)],
  [0x88, (machine) => push(machine, true)],
  [0x89, (machine) => push(machine, false)],
  [0x4b, (machine) => push(machine, readUint8(machine))],
  [0x4d, (machine) => push(machine, machine.view.getUint16(advance(machine, 2), true))],
  [0x4a, (machine) => push(machine, machine.view.getInt32(advance(machine, 4), true))],
  [0x8a, (machine) => push(machine, readInteger(machine, readUint8(machine)))],
  [0x8b, (machine) => push(machine, readInteger(machine, readUint32(machine)))],
  [0x47, (machine) => push(machine, machine.view.getFloat64(advance(machine, 8)))],
  // Texts and bytes
  [0x55, (machine) => push(machine, readText(machine, readUint8(machine)))],
  [0x54, (machine) => push(machine, readText(machine, readUint32(machine)))],
  [0x8c, (machine) => push(machine, readText(machine, readUint8(machine)))],
  [0x58, (machine) => push(machine, readText(machine, readUint32(machine)))],
  [0x8d, (machine) => push(machine, readText(machine, readLength8(machine)))],
  [0x43, (machine) => pushContainer(machine, readBytesAhead(machine, readUint8(machine)))],
  [0x42, (machine) => pushContainer(machine, readBytesAhead(machine, readUint32(machine)))],
  [0x8e, (machine) => pushContainer(machine, readBytesAhead(machine, readLength8(machine)))],
  [0x96, (machine) => pushContainer(machine, readBytesAhead(machine, readLength8(machine)))],
  // Containers
  [0x29, (machine) => pushContainer(machine, { kind: "tuple", items: [] })],
  [0x5d, (machine) => pushContainer(machine, { kind: "list", items: [] })],
  [0x7d, (machine) => pushContainer(machine, { kind: "dict", entries: new Map() })],
  [0x8f, (machine) => pushContainer(machine, { kind: "set", items: [] })],
  [0x74, (machine) => pushContainer(machine, { kind: "tuple", items: popToMark(machine) })],
  [0x91, (machine) => pushContainer(machine, { kind: "set", items: popToMark(machine) })],
  [0x85, (machine) => pushTuple(machine, 1)],
  [0x86, (machine) => pushTuple(machine, 2)],
  [0x87, (machine) => pushTuple(machine, 3)],
  [0x61, append],
  [0x65, (machine) => appendItems(machine, "list")],
  [0x90, (machine) => appendItems(machine, "set")],
  [0x73, setItem],
  [0x75, setItems],
  // Names and calls
  [0x63, readGlobal],
  [0x93, stackGlobal],
  [0x52, call],
  [0x81, call],
  [0x62, build],
  [0x51, (machine) => pushContainer(machine, { kind: "reference", id: pop(machine) })],
  // Memo
  [0x71, (machine) => remember(machine, readUint8(machine))],
  [0x72, (machine) => remember(machine, readUint32(machine))],
  [0x94, (machine) => remember(machine, machine.memo.size)],
  [0x68, (machine) => recall(machine, readUint8(machine))],
  [0x6a, (machine) => recall(machine, readUint32(machine))],
]);

function checkProtocol(machine: PickleMachine): void {
  const protocol = readUint8(machine);
  if (protocol > newestProtocol) {
    throw pickleError(machine, `protocol ${protocol}; at most ${newestProtocol} is read`);
  }
}

/** A frame says how far to read ahead, which makes no difference here. */
function checkFrame(machine: PickleMachine): void {
  const length = readLength8(machine);
  const left = machine.bytes.length - machine.at;
  if (length > left) {
    throw pickleError(machine, `claims ${length} bytes, but only ${left} follow`);
  }
}

/** POP takes a MARK away, too, when that was pushed last. */
function dropTop(machine: PickleMachine): void {
  if (machine.marks.at(-1) === machine.stack.length) {
    machine.marks.pop();
  } else {
    pop(machine);
  }
}

function pushTuple(machine: PickleMachine, length: number): void {
  const items = Array.from({ length }, () => pop(machine)).reverse();
  pushContainer(machine, { kind: "tuple", items });
}

/** A signed integer in two's complement, least significant byte first; no bytes are 0. */
function readInteger(machine: PickleMachine, length: number): number | bigint {
  if (length > maxIntegerBytes) {
    throw pickleError(machine, `an integer of ${length} bytes; at most ${maxIntegerBytes} are read`);
  }
  const bytes = readBytesAhead(machine, length);
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).reverse();
  const value = BigInt.asIntN(8 * length, BigInt(`0x0${digits.join("")}`));
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
