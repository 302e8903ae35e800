import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { readPickle } from "../../src/tensor/pickle.ts";
import type { PickleRules } from "../../src/tensor/pickle-machine.ts";
import { opcodeNames } from "../../src/tensor/pickle-opcodes.ts";
import type { PickleValue } from "../../src/tensor/pickle-value.ts";
import { named, pickle, text, uint32 } from "./checkpoint-files.ts";

const rules: PickleRules = {
  globals: new Set(["torch.Size", "collections.OrderedDict"]),
  dictionaries: new Set(["collections.OrderedDict"]),
  advice: "Save only the weights.",
};

const read = (...pieces: (string | number | Uint8Array)[]): PickleValue =>
  readPickle(Uint8Array.from(pickle(...pieces)), "m.pth: data.pkl", rules);

function refusal(...pieces: (string | number | Uint8Array)[]): InputError {
  try {
    read(...pieces);
  } catch (error) {
    if (error instanceof InputError) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was refused");
}

const uint64 = (value: bigint): Uint8Array => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
};

describe("values", () => {
  it.each<[string, (string | number | Uint8Array)[], PickleValue]>([
    ["None", ["N"], null],
    ["True", [0x88], true],
    ["False", [0x89], false],
    ["BININT1", ["K", 255], 255],
    ["BININT2", ["M", 0xff, 0xff], 65_535],
    ["BININT is signed", ["J", 0, 0, 0, 0x80], -(2 ** 31)],
    ["LONG1 of no bytes is 0", [0x8a, 0], 0],
    ["LONG1 is signed", [0x8a, 1, 0xff], -1],
    ["LONG1 with a sign byte is positive", [0x8a, 2, 0xff, 0x00], 255],
    ["LONG1 -2^40", [0x8a, 6, 0, 0, 0, 0, 0, 0xff], -(2 ** 40)],
    ["LONG1 2^53 - 1 stays a number", [0x8a, 7, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f], 2 ** 53 - 1],
    ["LONG1 2^53 is exact as a bigint", [0x8a, 7, 0, 0, 0, 0, 0, 0, 0x20], 2n ** 53n],
    ["LONG1 2^53 + 1", [0x8a, 7, 1, 0, 0, 0, 0, 0, 0x20], 2n ** 53n + 1n],
    ["LONG4", [0x8b, uint32(2), 0x00, 0x80], -32_768],
    ["BINFLOAT is big-endian", ["G", 0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 1.5],
    ["BINUNICODE", [text("größte")], "größte"],
    ["SHORT_BINUNICODE", [0x8c, 1, "a"], "a"],
    ["BINUNICODE8", [0x8d, uint64(1n), "a"], "a"],
    ["SHORT_BINSTRING", ["U", 2, "ab"], "ab"],
    ["SHORT_BINBYTES", ["C", 2, 1, 2], new Uint8Array([1, 2])],
    ["EMPTY_TUPLE", [")"], { kind: "tuple", items: [] }],
    ["TUPLE3 keeps the order", ["K", 1, "K", 2, "K", 3, 0x87], { kind: "tuple", items: [1, 2, 3] }],
    ["TUPLE of a MARK", ["(K", 1, "K", 2, "t"], { kind: "tuple", items: [1, 2] }],
    ["APPEND and APPENDS", ["]K", 1, "a(K", 2, "K", 3, "e"], { kind: "list", items: [1, 2, 3] }],
    ["a set", [0x8f, "(K", 1, 0x90], { kind: "set", items: [1] }],
    ["DUP and POP", ["K", 1, "20"], 1],
    ["POP of a MARK", ["K", 1, "(0"], 1],
    ["POP_MARK", ["K", 1, "(K", 2, "K", 3, "1"], 1],
    ["memo by BINPUT", ["K", 7, "q", 5, "0h", 5], 7],
    ["memo by MEMOIZE", ["K", 7, 0x94, "0h", 0], 7],
    ["a frame", [0x95, uint64(3n), "K", 1], 1],
    ["a global", [named("torch", "Size")], { kind: "global", name: "torch.Size" }],
    ["STACK_GLOBAL", [0x8c, 5, "torch", 0x8c, 4, "Size", 0x93], { kind: "global", name: "torch.Size" }],
    [
      "a call stays a note of the call",
      [named("torch", "Size"), "K", 2, 0x85, 0x85, "R"],
      { kind: "call", callee: "torch.Size", items: [{ kind: "tuple", items: [2] }] },
    ],
    ["a persistent id", ["K", 1, "Q"], { kind: "reference", id: 1 }],
  ])("%s", (_, pieces, expected) => {
    expect(read(0x80, 2, ...pieces, ".")).toEqual(expected);
  });

  it("a dictionary is a Map, whatever its keys are called", () => {
    const value = read("}(", text("__proto__"), "}", text("constructor"), "K", 1, "u.");
    expect(value).toEqual({
      kind: "dict",
      entries: new Map<PickleValue, PickleValue>([
        ["__proto__", { kind: "dict", entries: new Map() }],
        ["constructor", 1],
      ]),
    });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("an OrderedDict is filled later, or from pairs as Python 2 wrote it; its attributes are dropped", () => {
    const filled = read(named("collections", "OrderedDict"), ")R", "K", 1, "K", 2, "s", "}b.");
    const paired = read(named("collections", "OrderedDict"), "](]K", 1, "aK", 2, "ae", 0x85, "R.");
    expect(filled).toEqual({ kind: "dict", entries: new Map([[1, 2]]) });
    expect(paired).toEqual(filled);
  });

  it("a list that contains itself is only a reference", () => {
    const list = read("]q", 0, "h", 0, "a.") as { items: unknown[] };
    expect(list.items[0]).toBe(list);
  });

  it("billion laughs by memo take no more memory than their opcodes", () => {
    const levels = Array.from({ length: 60 }, (_, level) =>
      pickle("]q", level + 1, "(h", level, "h", level, "e0"),
    );
    const value = read("]q", 0, "0", ...levels, "h", 60, ".");
    expect(value).toMatchObject({ kind: "list" });
  });
});

describe("refused", () => {
  it.each([
    ["os", "system", "os.system"],
    ["posix", "system", "posix.system"],
    ["builtins", "eval", "builtins.eval"],
    ["torch", "load", "torch.load"],
    ["collections", "OrderedDict.fromkeys", "collections.OrderedDict.fromkeys"],
    ["torch.", "Size", "torch..Size"],
    ["a b\u001b[31m", "x", '"a b\\u001b[31m.x"'],
  ])("a call of %s.%s, by its name", (module, name, shown) => {
    const error = refusal(0x80, 2, named(module, name), text("rm -rf /"), 0x85, "R.");
    expect(error.message).toBe(
      `m.pth: data.pkl: opcode GLOBAL at byte 2: the checkpoint calls ${shown}: refused, since only tensors and ` +
        "plain containers are read.",
    );
    expect(error.advice).toBe("Save only the weights.");
    const onStack = refusal(0x80, 4, text(module), text(name), 0x93, ".");
    expect(onStack.message).toContain(`opcode STACK_GLOBAL at byte`);
    expect(onStack.message).toContain(`calls ${shown}: refused`);
  });

  const read0 = [
    "FLOAT INT LONG PERSID STRING UNICODE DICT GET INST LIST OBJ PUT EXT1 EXT2 EXT4 NEWOBJ_EX NEXT_BUFFER",
    "READONLY_BUFFER",
  ]
    .join(" ")
    .split(" ");

  it.each(read0)("opcode %s, by its name", (name) => {
    const [opcode] = [...opcodeNames].find(([, known]) => known === name) ?? [];
    const error = refusal(0x80, 2, opcode ?? 0, "x\nx\n.");
    expect(error.message).toBe(
      `m.pth: data.pkl: opcode ${name} at byte 2: refused, since torch.save never writes it.`,
    );
  });

  it("every other opcode of protocols 2 to 5 is read", () => {
    const refused = [...opcodeNames].filter(([opcode]) => {
      try {
        read(opcode);
      } catch (error) {
        return (error as Error).message.includes("never writes it");
      }
      return false;
    });
    expect(refused.map(([, name]) => name).toSorted()).toEqual(read0.toSorted());
  });

  it.each<[string, (string | number | Uint8Array)[], string]>([
    ["nothing", [], "the pickle of 0 bytes ends without a STOP opcode"],
    ["no STOP", ["N"], "the pickle of 1 bytes ends without a STOP opcode"],
    ["an unknown byte", ["N", 0xff], "opcode 0xff at byte 1: not an opcode of pickle"],
    ["protocol 6", [0x80, 6], "opcode PROTO at byte 0: protocol 6; at most 5 is read"],
    ["a truncated number", ["J", 1, 2], "opcode BININT at byte 0: needs 4 bytes, but only 2 follow"],
    ["a text of 4 GiB", ["X", uint32(0xffff_ffff), "a"], "needs 4294967295 bytes, but only 1 follow"],
    [
      "a text of 2^64 bytes",
      [0x8d, uint64(2n ** 64n - 1n)],
      "needs 18446744073709552000 bytes, but only 0 follow",
    ],
    ["bytes of 2^63", [0x8e, uint64(2n ** 63n)], "bytes, but only 0 follow"],
    [
      "an integer of 4 GiB",
      [0x8b, uint32(0x8000_0000)],
      "an integer of 2147483648 bytes; at most 1024 are read",
    ],
    [
      "a frame beyond the end",
      [0x95, uint64(99n), "N."],
      "opcode FRAME at byte 0: claims 99 bytes, but only 2 follow",
    ],
    ["invalid UTF-8", [0x8c, 1, 0xff, "."], "the text of 1 bytes is not valid UTF-8"],
    ["a global without a line end", ["c", "a".repeat(2000)], "no end of line within 1000 bytes"],
    ["an empty stack", ["."], "opcode STOP at byte 0: the stack is empty"],
    ["a POP below a MARK", ["K", 1, "(", 0x85], "opcode TUPLE1 at byte 3: the stack is empty"],
    ["no MARK", ["K", 1, "t"], "opcode TUPLE at byte 2: there is no MARK"],
    ["left-over values", ["K", 1, "K", 2, "."], "opcode STOP at byte 4: 1 values are left over"],
    ["an open MARK", ["(K", 1, "."], "values are left over"],
    ["trailing bytes", ["N.N"], "1 bytes follow the end of the pickle"],
    ["an unknown memo", ["h", 3], "opcode BINGET at byte 0: nothing was remembered as 3"],
    ["a call of a number", ["K", 1, ")R"], "1 is called, which is no class or function"],
    ["a call of a call", [named("torch", "Size"), ")R)R"], "the result of torch.Size is called"],
    [
      "arguments in a list",
      [named("torch", "Size"), "]R"],
      "torch.Size is called with a list instead of a tuple",
    ],
    ["attributes of a list", ["]}b"], "opcode BUILD at byte 2: sets attributes of a list"],
    ["an element of a tuple", [")Na"], "adds elements to a tuple, which is no list"],
    ["a key of a list", ["]NNs"], "sets keys of a list, which is no dictionary"],
    ["a key without a value", ["}(Nu"], "a key has no value"],
    [
      "a triple for an OrderedDict",
      [named("collections", "OrderedDict"), "](]Nae", 0x85, "R"],
      "something else than pairs",
    ],
  ])("%s", (_, pieces, message) => {
    const error = refusal(...pieces);
    expect(error.message).toContain(message);
    expect(error.message.startsWith("m.pth: data.pkl: ")).toBe(true);
    expect(error.advice).not.toBe("");
  });

  it("containers, stack and MARKs without end", () => {
    expect(refusal("(".repeat(1_001)).message).toContain("opcode MARK at byte 1000: more than 1000 MARKs");
    expect(refusal("N".repeat(1_000_001)).message).toContain("more than 1000000 values on the stack");
    expect(refusal("]0".repeat(4_000_001)).message).toContain("more than 4000000 containers");
  });
});
