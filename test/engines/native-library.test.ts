import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { binariesWithin, findNativeLibrary, type LibrarySearch } from "../../src/engines/native-library.ts";
import { onnxruntimePackage, type PinnedPackage } from "../../src/engines/pinned-package.ts";
import { verifyPinnedFiles } from "../../src/engines/verify-pinned-files.ts";

const root = mkdtempSync(join(tmpdir(), "fp16-gate-library-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const content = { "libonnxruntime.so.1": "the library", "onnxruntime_binding.node": "the binding" };
const files = Object.fromEntries(
  Object.entries(content).map(([name, text]) => [
    name,
    { sizeBytes: text.length, sha256: createHash("sha256").update(text).digest("hex") },
  ]),
);
const pinned: PinnedPackage = {
  name: "onnxruntime-node",
  version: "1.30.0",
  tarballIntegrity: "sha512-unused",
  files: { "linux-x64": files },
};

let folder: string;
let program: string;
let toolCache: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
  program = join(folder, "program", "dist");
  toolCache = join(folder, "tools");
  mkdirSync(program, { recursive: true });
});

function put(into: string, only: readonly string[] = Object.keys(content)): string {
  mkdirSync(into, { recursive: true });
  for (const name of only) {
    writeFileSync(join(into, name), content[name as keyof typeof content]);
  }
  return into;
}

function putPackage(nodeModules: string, version = "1.30.0"): string {
  const place = join(nodeModules, "onnxruntime-node");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), JSON.stringify({ name: "onnxruntime-node", version }));
  return put(join(place, binariesWithin("linux-x64")));
}

function search(rest: Partial<LibrarySearch> = {}): LibrarySearch {
  return {
    environment: { RUNNER_TOOL_CACHE: toolCache },
    log: { info: () => undefined },
    mayFetch: false,
    pinned,
    platformKey: "linux-x64",
    programFolder: program,
    ...rest,
  };
}

const inCache = (): string => join(toolCache, "onnxruntime-node", "1.30.0", "linux-x64");

describe("where the library is found", () => {
  test("first in node_modules above the program", async () => {
    const place = putPackage(join(folder, "program", "node_modules"));
    put(inCache());
    expect(await findNativeLibrary(search())).toEqual({
      source: "node_modules",
      folder: place,
      bindingPath: join(place, "onnxruntime_binding.node"),
      files,
    });
  });

  test("a package of another version is passed over", async () => {
    putPackage(join(folder, "program", "node_modules"), "1.20.0");
    put(inCache());
    expect(await findNativeLibrary(search())).toMatchObject({ source: "tool cache", folder: inCache() });
  });

  test("the workspace's node_modules and NODE_PATH do not count", async () => {
    const workspace = join(folder, "workspace");
    putPackage(join(workspace, "node_modules"));
    const before = process.cwd();
    process.chdir(workspace);
    try {
      const environment = { NODE_PATH: join(workspace, "node_modules"), GITHUB_WORKSPACE: workspace };
      await expect(findNativeLibrary(search({ environment }))).rejects.toMatchObject({
        category: "unavailable",
      });
    } finally {
      process.chdir(before);
    }
  });

  test("then in the tool cache, then in ort-path", async () => {
    const given = put(join(folder, "given"));
    expect(await findNativeLibrary(search({ ortPath: given }))).toMatchObject({
      source: "ort-path",
      folder: given,
    });
    put(inCache());
    expect(await findNativeLibrary(search({ ortPath: given }))).toMatchObject({ source: "tool cache" });
  });

  test("ort-path may be an unpacked package", async () => {
    const place = putPackage(folder);
    expect(await findNativeLibrary(search({ ortPath: join(folder, "onnxruntime-node") }))).toMatchObject({
      source: "ort-path",
      folder: place,
    });
  });

  test("nowhere: one message with all that was tried and three ways out", async () => {
    put(join(folder, "given"), ["onnxruntime_binding.node"]);
    const failure = findNativeLibrary(search({ ortPath: join(folder, "given"), environment: {} }));
    await expect(failure).rejects.toMatchObject({
      category: "unavailable",
      exitCode: 3,
      message:
        "The native library of onnxruntime-node 1.30.0 for linux-x64 is not to be had. Tried " +
        `node_modules: no onnxruntime-node above ${program}; tool cache: RUNNER_TOOL_CACHE is not set; ` +
        `ort-path: ${join(folder, "given")} lacks libonnxruntime.so.1.`,
      advice: expect.stringMatching(
        /npm install onnxruntime-node@1\.30\.0 --ignore-scripts.*RUNNER_TOOL_CACHE set.*ort-path with a folder that holds libonnxruntime\.so\.1 and onnxruntime_binding\.node/,
      ),
    });
  });

  test("a platform without a build is named with those that have one", async () => {
    await expect(findNativeLibrary(search({ platformKey: "linux-s390x" }))).rejects.toMatchObject({
      category: "unavailable",
      message: "onnxruntime-node 1.30.0 has no build for linux-s390x (it has linux-x64).",
    });
  });
});

describe("checking the bytes", () => {
  test("the right ones pass", async () => {
    expect(() => verifyPinnedFiles(put(join(folder, "good")), files)).not.toThrow();
  });

  test.each<[string, string, RegExp]>([
    [
      "one changed byte",
      "the librarY",
      /so\.1 is not the published one: expected sha256 [0-9a-f]{64}, found sha256 [0-9a-f]{64}/,
    ],
    ["another size", "the library!", /expected 11 bytes, found 12 bytes\. It was not loaded/],
    ["an empty file", "", /expected 11 bytes, found 0 bytes/],
  ])("%s is refused with what was expected and found", async (_, text, message) => {
    const place = put(join(folder, "bad"));
    writeFileSync(join(place, "libonnxruntime.so.1"), text);
    expect(() => verifyPinnedFiles(place, files)).toThrow(
      expect.objectContaining({
        category: "integrity",
        message: expect.stringMatching(message),
        advice: expect.stringContaining("delete its folder"),
      }),
    );
  });

  test("a file that is gone is unavailable", async () => {
    const place = put(join(folder, "half"), ["onnxruntime_binding.node"]);
    expect(() => verifyPinnedFiles(place, files)).toThrow(
      expect.objectContaining({
        category: "unavailable",
        message: expect.stringMatching(/libonnxruntime\.so\.1 can't be read/),
      }),
    );
  });
});

describe("the table of pinned files", () => {
  const repository = fileURLToPath(new URL("../../", import.meta.url));
  const binaries = join(repository, "node_modules/onnxruntime-node/bin/napi-v6");

  test("is that of the installed package, for every platform in it", async () => {
    const platforms = readdirSync(binaries).flatMap((os) =>
      readdirSync(join(binaries, os)).map((cpu) => `${os}-${cpu}`),
    );
    expect(Object.keys(onnxruntimePackage.files).sort()).toEqual(platforms.sort());
    for (const [platform, table] of Object.entries(onnxruntimePackage.files)) {
      const place = join(binaries, ...platform.split("-"));
      verifyPinnedFiles(place, table);
      const unpinned = readdirSync(place).filter((name) => table[name] === undefined);
      expect(unpinned).toEqual(platform.startsWith("darwin") ? ["libonnxruntime.1.30.0.dylib"] : []);
    }
  });

  test("pins the version and the tarball that package-lock.json names", () => {
    const lock = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")) as {
      packages: Record<string, { version: string; integrity: string }>;
    };
    expect(lock.packages["node_modules/onnxruntime-node"]).toMatchObject({
      version: onnxruntimePackage.version,
      integrity: onnxruntimePackage.tarballIntegrity,
    });
  });
});
