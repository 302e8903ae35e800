import { TensorProto_DataLocation } from "onnx-buf";
import { expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { checkLocation, externalLocation, isExternal } from "../../src/onnx/external-data.ts";
import { tensor, thrown } from "./build-model.ts";

function located(entries: Record<string, string>) {
  const externalData = Object.entries(entries).map(([key, value]) => ({ key, value }));
  return tensor({
    name: "w",
    dataType: 1,
    dims: [2n],
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData,
  });
}

test.each([
  ["w.bin", "w.bin"],
  ["./w.bin", "w.bin"],
  ["sub/folder/w.bin", "sub/folder/w.bin"],
  ["sub//w.bin", "sub/w.bin"],
  ["..w", "..w"],
  ["a..b/w..", "a..b/w.."],
  ["gewicht ü.bin", "gewicht ü.bin"],
])("the location %j stays in the folder", (location, expected) => {
  expect(checkLocation(location, 'tensor "w"')).toBe(expected);
});

test.each([
  ["", "an empty path"],
  ["/etc/passwd", "an absolute path"],
  ["../w.bin", 'a path with ".."'],
  ["sub/../../w.bin", 'a path with ".."'],
  ["sub/..", 'a path with ".."'],
  ["..", 'a path with ".."'],
  ["..\\w.bin", "a path with a backslash"],
  ["\\\\server\\share", "a path with a backslash"],
  ["C:/w.bin", "a path with a drive letter"],
  ["c:w.bin", "a path with a drive letter"],
  ["w.bin\0.txt", "a path with a NUL character"],
  [".", "which is a folder"],
  ["./", "which is a folder"],
])("the location %j is refused", (location, reason) => {
  const error = thrown(() => checkLocation(location, 'tensor "w"'));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toContain('tensor "w"');
  expect(error.message).toContain(reason);
  expect(error.message).not.toContain("\0");
  expect(error.advice).toMatch(/\S/);
});

test("offset and length are read, and absent where they are not stated", () => {
  expect(externalLocation(located({ location: "w", offset: "4096", length: "8" }), "w")).toEqual({
    location: "w",
    offsetBytes: 4096,
    lengthBytes: 8,
  });
  expect(externalLocation(located({ location: "w", checksum: "abc" }), "w")).toEqual({
    location: "w",
    offsetBytes: 0,
    lengthBytes: undefined,
  });
});

test.each([
  ["offset", "-4"],
  ["offset", "1e3"],
  ["offset", " 4"],
  ["offset", ""],
  ["length", "0x10"],
  ["length", "99999999999999999999"],
  ["length", "9999999999999999"],
])("%s %j is refused", (key, text) => {
  const error = thrown(() => externalLocation(located({ location: "w", [key]: text }), 'tensor "w"'));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toContain(`has ${key} ${JSON.stringify(text)}, not a number of bytes`);
});

test("a key that is stated twice is refused", () => {
  const double = located({ location: "w" });
  double.externalData.push(...located({ location: "v" }).externalData);
  expect(thrown(() => externalLocation(double, 'tensor "w"')).message).toContain('"location" twice');
});

test("only data_location says that a tensor is external", () => {
  expect(isExternal(located({ location: "w" }))).toBe(true);
  expect(isExternal(tensor({ name: "w", dataType: 1, floatData: [1] }))).toBe(false);
});
