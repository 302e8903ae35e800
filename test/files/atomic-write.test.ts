import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EngineError } from "../../src/errors.ts";
import { storageError, writeFileAtomic } from "../../src/files/atomic-write.ts";
import { createWorkFolder } from "../../src/files/work-folder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fp16-gate-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("missing folders are made, and the file holds the whole text", () => {
  const path = join(folder, "a", "b", "result.json");
  writeFileAtomic(path, "naïve\n");
  expect(readFileSync(path, "utf8")).toBe("naïve\n");
  expect(readdirSync(join(folder, "a", "b"))).toEqual(["result.json"]);
});

test("an existing file is replaced", () => {
  const path = join(folder, "f");
  writeFileSync(path, "a much longer old text");
  writeFileAtomic(path, "new");
  expect(readFileSync(path, "utf8")).toBe("new");
});

test("a target that is a folder is an error with exit 3, and no temporary file stays", () => {
  const write = (): void => writeFileAtomic(folder, "x");
  expect(write).toThrow(EngineError);
  expect(write).toThrow(/cannot write .*/);
  expect(readdirSync(folder)).toEqual([]);
});

test("a file where a folder should be is named", () => {
  writeFileSync(join(folder, "out"), "");
  expect(() => writeFileAtomic(join(folder, "out", "result.json"), "x")).toThrow(
    /cannot write .*result\.json: /,
  );
});

test("a full disk is named, with exit 3 and what to do", () => {
  const error = storageError("out/result.json", Object.assign(new Error("write"), { code: "ENOSPC" }));
  expect(error).toMatchObject({ exitCode: 3, category: "storage" });
  expect(`${error.message} ${error.advice}`).toBe(
    "cannot write out/result.json: the disk is full. Free space or choose another folder with --out.",
  );
});

test("a work folder is private and vanishes with all it holds", () => {
  const work = createWorkFolder(folder);
  writeFileSync(join(work.path, "x"), "y");
  work.remove();
  expect(readdirSync(folder)).toEqual([]);
});

test("a work folder that can't be made is an error with exit 3", () => {
  expect(() => createWorkFolder(join(folder, "missing"))).toThrow(EngineError);
});
