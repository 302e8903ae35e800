import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, expect, test } from "vitest";
import { extractFiles } from "../../src/engines/tarball.ts";
import { tar, tarball } from "./tar-archive.ts";

const root = mkdtempSync(join(tmpdir(), "fp16-gate-tar-"));
let folder: string;
let archive: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
  archive = join(folder, "package.tgz");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const large = Uint8Array.from({ length: 300_001 }, (_, index) => index % 251);

async function extract(...names: string[]): Promise<void> {
  await extractFiles(archive, new Map(names.map((name, index) => [name, join(folder, `out-${index}`)])));
}

test("takes the named members, whatever lies between them", async () => {
  writeFileSync(
    archive,
    tarball({
      "package/a": Buffer.from("first"),
      "package/skipped": large,
      "package/empty": new Uint8Array(0),
      "package/block": new Uint8Array(512).fill(7),
      "package/large": large,
    }),
  );
  await extract("package/large", "package/a", "package/empty", "package/block");
  expect(new Uint8Array(readFileSync(join(folder, "out-0")))).toEqual(large);
  expect(readFileSync(join(folder, "out-1"), "utf8")).toBe("first");
  expect(readFileSync(join(folder, "out-2")).length).toBe(0);
  expect(readFileSync(join(folder, "out-3")).equals(Buffer.alloc(512, 7))).toBe(true);
});

test("long names are put together from their two fields", async () => {
  const name = `package/${"folder/".repeat(14)}file`;
  writeFileSync(archive, tarball({ [name]: Buffer.from("deep") }));
  await extract(name);
  expect(readFileSync(join(folder, "out-0"), "utf8")).toBe("deep");
});

test("reads what the system's tar writes", async () => {
  mkdirSync(join(folder, "package"));
  writeFileSync(join(folder, "package", "data"), large);
  execFileSync("tar", ["--format=ustar", "-czf", archive, "-C", folder, "package"]);
  await extract("package/data");
  expect(new Uint8Array(readFileSync(join(folder, "out-0")))).toEqual(large);
});

test.each<[string, () => Buffer, RegExp]>([
  ["a member is missing", () => tarball({ "package/b": large }), /does not contain package\/a/],
  [
    "there is no end",
    () => gzipSync(tar({ "package/a": large }).subarray(0, 5_000)),
    /can't be unpacked: it ends early/,
  ],
  ["it is empty", () => gzipSync(Buffer.alloc(0)), /can't be unpacked: it ends early/],
  [
    "the gzip stream is cut",
    () => tarball({ "package/a": large }).subarray(0, 200),
    /can't be unpacked: unexpected end/,
  ],
  ["it is no gzip stream", () => Buffer.from("not gzipped"), /can't be unpacked: incorrect header check/],
  [
    "it is no archive",
    () => gzipSync(Buffer.alloc(1024, 65)),
    /a member's size is "A+", not an octal number/,
  ],
])("when %s, says so", async (_, make, message) => {
  writeFileSync(archive, make());
  const failure = extract("package/a");
  await expect(failure).rejects.toMatchObject({ category: "integrity", exitCode: 3 });
  await expect(failure).rejects.toThrow(message);
});

test("does not write over a file", async () => {
  writeFileSync(archive, tarball({ "package/a": large }));
  writeFileSync(join(folder, "out-0"), "mine");
  await expect(extract("package/a")).rejects.toThrow(/EEXIST/);
  expect(readFileSync(join(folder, "out-0"), "utf8")).toBe("mine");
  expect(existsSync(join(folder, "out-1"))).toBe(false);
});
