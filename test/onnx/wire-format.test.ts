import { ModelProtoSchema } from "onnx-buf";
import { expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { maxListedElements } from "../../src/onnx/limits.ts";
import { checkWireFormat } from "../../src/onnx/wire-format.ts";
import { encoded, model, pair, thrown } from "./build-model.ts";

function check(...bytes: number[]): void {
  checkWireFormat(Uint8Array.from(bytes), ModelProtoSchema, "m.onnx");
}

function refusal(...bytes: number[]): string {
  const error = thrown(() => check(...bytes));
  expect(error).toBeInstanceOf(InputError);
  return error.message;
}

test("takes a model", () => {
  const bytes = encoded(model({ initializer: [pair("w")] }));
  expect(() => checkWireFormat(bytes, ModelProtoSchema, "m.onnx")).not.toThrow();
});

test("takes unknown fields of every wire type that ONNX files may hold", () => {
  expect(() => check(0xf0, 0x7d, 5)).not.toThrow();
  expect(() => check(0xf1, 0x7d, 1, 2, 3, 4, 5, 6, 7, 8)).not.toThrow();
  expect(() => check(0xf2, 0x7d, 2, 0xff, 0xff)).not.toThrow();
  expect(() => check(0xf5, 0x7d, 1, 2, 3, 4)).not.toThrow();
});

test.each([
  [
    "a length beyond the file",
    [0x3a, 0x05, 0x00],
    "truncated ONNX file: graph at byte 2 needs 5 more bytes, 1 are left",
  ],
  ["a number without its end", [0x08, 0xff], "truncated ONNX file: ir_version at byte 2 needs 1 more bytes"],
  ["a 64-bit value without its end", [0xf1, 0x7d, 1, 2], "truncated"],
  [
    "a length beyond the enclosing message",
    [0x3a, 0x02, 0x0a, 0x02, 0x08, 10],
    "2 bytes at byte 4 reach beyond their message, which ends at byte 4 in graph.node",
  ],
  [
    "a number that runs beyond the enclosing message",
    [0x42, 0x02, 0x10, 0x80, 0x01],
    "reach beyond their message",
  ],
  [
    "a number of more than 10 bytes",
    [0x08, ...Array.from({ length: 11 }, () => 0x80), 1],
    "more than 10 bytes",
  ],
  ["a number where a message belongs", [0x38, 0x01], "wire type 0 at byte 0, where 2 belongs in graph"],
  [
    "a text where a number belongs",
    [0x0a, 0x01, 0x41],
    "wire type 2 at byte 0, where 0 belongs in ir_version",
  ],
  ["a group", [0xf3, 0x7d, 0xf4, 0x7d], "wire type 3"],
  ["field number 0", [0x00, 0x00], "field number 0 at byte 0 is impossible"],
  [
    "a packed list with half a float",
    [0x3a, 0x07, 0x2a, 0x05, 0x22, 0x03, 0, 0, 0],
    "3 bytes are no list of 4-byte numbers in graph.initializer.float_data",
  ],
])("refuses %s", (_, bytes, message) => {
  expect(refusal(...bytes)).toContain(message);
});

test("takes repeated numbers packed and one by one", () => {
  expect(() => check(0x3a, 0x06, 0x2a, 0x04, 0x0a, 0x02, 0x01, 0x02)).not.toThrow();
  expect(() => check(0x3a, 0x06, 0x2a, 0x04, 0x08, 0x01, 0x08, 0x02)).not.toThrow();
});

test("refuses more numbers stored one by one than memory should hold", () => {
  const count = maxListedElements + 1;
  const head = [0x3a, ...varint(count + 10), 0x2a, ...varint(count + 5), 0x3a, ...varint(count)];
  const bytes = new Uint8Array(head.length + count);
  bytes.set(head);
  const error = thrown(() => checkWireFormat(bytes, ModelProtoSchema, "m.onnx"));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toContain(
    `more than ${maxListedElements} numbers are stored one by one (at graph.initializer.int64_data)`,
  );
  expect(error.advice).toContain("raw_data");
});

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
