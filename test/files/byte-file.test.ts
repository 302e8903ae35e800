import { appendFileSync, chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { type ByteFile, openByteFile, openDescriptorCount } from "../../src/files/byte-file.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const temporaryFolder = useTemporaryFolder();

function writeSample(bytes = Buffer.from("0123456789")): string {
  const path = join(temporaryFolder(), "file.bin");
  writeFileSync(path, bytes);
  return path;
}

const readText = (file: ByteFile, offset: number, length: number): string => {
  const bytes = Buffer.alloc(length);
  file.read(offset, bytes);
  return bytes.toString();
};

describe("openByteFile", () => {
  it("reads at any offset, fully", () => {
    const path = writeSample();
    const file = openByteFile(path);
    expect(file.name).toBe(path);
    expect(file.sizeBytes).toBe(10);
    expect(readText(file, 7, 3)).toBe("789");
    expect(readText(file, 0, 10)).toBe("0123456789");
    expect(readText(file, 10, 0)).toBe("");
    file.close();
  });

  it("follows a link, and opens an empty file", () => {
    const path = writeSample(Buffer.alloc(0));
    symlinkSync(path, `${path}.link`);
    const file = openByteFile(`${path}.link`);
    expect(file.sizeBytes).toBe(0);
    file.close();
  });

  it("keeps 64 descriptors at most, and reads all of 200 files again and again", () => {
    const folder = temporaryFolder();
    const before = openDescriptorCount();
    const files = Array.from({ length: 200 }, (_, i) => {
      const path = join(folder, `${i}`);
      writeFileSync(path, String(i).padStart(4, "0"));
      return openByteFile(path);
    });
    for (let round = 0; round < 2; round++) {
      for (const [i, file] of files.entries()) {
        expect(Number(readText(file, 0, 4))).toBe(i);
        expect(openDescriptorCount()).toBeLessThanOrEqual(64);
      }
    }
    for (const file of files) {
      file.close();
    }
    expect(openDescriptorCount()).toBeLessThanOrEqual(before);
  });

  it.each([
    ["a missing file", (folder: string) => join(folder, "none"), /cannot read .*none: it does not exist/],
    ["a folder", (folder: string) => folder, /is a folder; a file is needed/],
    [
      "a path through a file",
      (folder: string) => {
        writeFileSync(join(folder, "plain"), "");
        return join(folder, "plain", "x");
      },
      /a part of the path is a file, not a folder/,
    ],
    [
      "a link to itself",
      (folder: string) => {
        symlinkSync(join(folder, "loop"), join(folder, "loop"));
        return join(folder, "loop");
      },
      /its links form a loop/,
    ],
    ["a device", () => "/dev/zero", /\/dev\/zero is not a regular file/],
  ])("refuses %s", (_, pathIn, message) => {
    const path = pathIn(temporaryFolder());
    expect(() => openByteFile(path)).toThrow(InputError);
    expect(() => openByteFile(path)).toThrow(message);
  });

  it.skipIf(process.getuid?.() === 0)("refuses a file without permission", () => {
    const path = writeSample();
    chmodSync(path, 0);
    expect(() => openByteFile(path)).toThrow(/permission denied/);
  });

  it("refuses a range that the file does not have", () => {
    const file = openByteFile(writeSample());
    expect(() => readText(file, 8, 3)).toThrow(/bytes 8 to 11 are needed, but there are only 10/);
    expect(() => readText(file, -1, 3)).toThrow(InputError);
    expect(() => readText(file, Number.NaN, 3)).toThrow(InputError);
    file.close();
  });

  it("refuses a file that was cut off after it was opened", () => {
    const path = writeSample();
    const file = openByteFile(path);
    truncateSync(path, 4);
    expect(() => readText(file, 2, 5)).toThrow(/ends at byte 4: it was cut off.* 3 bytes are missing/);
    expect(() => readText(file, 2, 5)).toThrow(InputError);
    file.close();
  });

  it("refuses a file that changed before it had to be opened again", () => {
    const path = writeSample();
    const file = openByteFile(path);
    appendFileSync(path, "x");
    const folder = temporaryFolder();
    const others = Array.from({ length: 64 }, (_, i) => {
      mkdirSync(join(folder, `${i}`));
      writeFileSync(join(folder, `${i}`, "f"), "");
      return openByteFile(join(folder, `${i}`, "f"));
    });
    expect(() => readText(file, 0, 1)).toThrow(/changed while it was being read/);
    expect(() => readText(file, 0, 1)).toThrow(InputError);
    for (const other of [file, ...others]) {
      other.close();
    }
  });

  it("is not read after it was closed", () => {
    const file = openByteFile(writeSample());
    file.close();
    file.close();
    expect(() => readText(file, 0, 1)).toThrow(/read after it was closed/);
  });
});
