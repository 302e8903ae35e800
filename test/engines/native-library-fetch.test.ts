import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  findNativeLibrary,
  type LibrarySearch,
  type NativeLibrary,
} from "../../src/engines/native-library.ts";
import { findNpm } from "../../src/engines/npm-command.ts";
import type { PinnedPackage } from "../../src/engines/pinned-package.ts";
import { verifyPinnedFiles } from "../../src/engines/verify-pinned-files.ts";
import { type FakePackage, type FakeRegistry, sha512, startRegistry } from "./fake-registry.ts";
import { canMount } from "./small-disk.ts";
import { tarball } from "./tar-archive.ts";

const root = mkdtempSync(join(tmpdir(), "fp16-gate-fetch-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const binaries = {
  "libonnxruntime.so.1": Buffer.alloc(200_000, 1),
  "onnxruntime_binding.node": Buffer.from("the binding"),
};
const genuine = tarball({
  "package/package.json": Buffer.from('{ "name": "onnxruntime-node", "version": "1.30.0" }'),
  "package/bin/napi-v6/win32/x64/onnxruntime.dll": Buffer.alloc(50_000, 9),
  "package/bin/napi-v6/linux/x64/libonnxruntime.so.1": binaries["libonnxruntime.so.1"],
  "package/bin/napi-v6/linux/x64/onnxruntime_binding.node": binaries["onnxruntime_binding.node"],
  "package/dist/index.js": Buffer.from("throw new Error('never run')"),
});
const files = Object.fromEntries(
  Object.entries(binaries).map(([name, bytes]) => [
    name,
    { sizeBytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") },
  ]),
);
const pinned: PinnedPackage = {
  name: "onnxruntime-node",
  version: "1.30.0",
  tarballIntegrity: sha512(genuine),
  files: { "linux-x64": files },
};
const offer: FakePackage = { name: "onnxruntime-node", version: "1.30.0", tarball: genuine };

let folder: string;
let home: string;
let toolCache: string;
let registry: FakeRegistry | undefined;
let logged: string[];

beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
  home = join(folder, "home");
  toolCache = join(folder, "tools");
  mkdirSync(home);
  logged = [];
});
afterEach(async () => {
  await registry?.close();
  registry = undefined;
});

function search(rest: Partial<LibrarySearch> = {}): LibrarySearch {
  return {
    environment: {
      PATH: process.env["PATH"],
      HOME: home,
      TMPDIR: tmpdir(),
      RUNNER_TOOL_CACHE: toolCache,
      ...(registry === undefined ? {} : { npm_config_registry: registry.url }),
    },
    log: { info: (message) => logged.push(message) },
    pinned,
    platformKey: "linux-x64",
    programFolder: folder,
    ...rest,
  };
}

const destination = (): string => join(toolCache, "onnxruntime-node", "1.30.0", "linux-x64");

/** Nothing half-done may stay behind, neither in the tool cache nor in the temporary folder. */
function leftovers(): string[] {
  const parent = join(toolCache, "onnxruntime-node", "1.30.0");
  return existsSync(parent) ? readdirSync(parent).filter((name) => name !== "linux-x64") : [];
}

describe("filling the tool cache through the machine's npm", () => {
  test("keeps this platform's files only, and asks the registry once", async () => {
    registry = await startRegistry(offer);
    const library = await findNativeLibrary(search());
    expect(library).toMatchObject({ source: "tool cache", folder: destination() });
    expect(readdirSync(destination()).sort()).toEqual(Object.keys(binaries).sort());
    verifyPinnedFiles(library.folder, library.files);
    expect(statSync(destination()).mode & 0o777).toBe(0o755);
    expect(logged).toEqual([
      `Fetching onnxruntime-node 1.30.0 into ${destination()}, once for this machine.`,
    ]);
    expect(leftovers()).toEqual([]);

    const asked = registry.requests.length;
    expect(await findNativeLibrary(search())).toEqual(library);
    expect(registry.requests.length).toBe(asked);
  });

  test("a mirror in the user's own settings is used", async () => {
    registry = await startRegistry(offer);
    writeFileSync(join(home, ".npmrc"), `registry=${registry.url}/\n`);
    const environment = { PATH: process.env["PATH"], HOME: home, RUNNER_TOOL_CACHE: toolCache };
    await findNativeLibrary(search({ environment }));
    expect(registry.requests.map(({ path }) => path)).toContain("/onnxruntime-node");
  });

  test("no file of the workspace redirects it, wherever the temporary folder lies", async () => {
    registry = await startRegistry(offer);
    const trap = await startRegistry({ ...offer, tarball: tarball({ "package/evil": Buffer.from("evil") }) });
    const workspace = join(folder, "workspace");
    mkdirSync(join(workspace, "tmp"), { recursive: true });
    writeFileSync(join(workspace, ".npmrc"), `registry=${trap.url}/\n`);
    writeFileSync(join(workspace, "package.json"), '{ "name": "workspace", "workspaces": ["tmp/*"] }');
    // A project's settings come before the user's, so this mirror would lose if the workspace were the project.
    writeFileSync(join(home, ".npmrc"), `registry=${registry.url}/\n`);
    const environment = { PATH: process.env["PATH"], HOME: home, RUNNER_TOOL_CACHE: toolCache };
    const directory = process.cwd();
    const temporary = process.env["TMPDIR"];
    process.chdir(workspace);
    process.env["TMPDIR"] = join(workspace, "tmp");
    try {
      await findNativeLibrary(search({ environment }));
    } finally {
      process.chdir(directory);
      if (temporary === undefined) {
        delete process.env["TMPDIR"];
      } else {
        process.env["TMPDIR"] = temporary;
      }
      await trap.close();
    }
    expect(trap.requests).toEqual([]);
    expect(readdirSync(join(workspace, "tmp"))).toEqual([]);
  });

  test("no token of the job reaches npm", async () => {
    registry = await startRegistry(offer);
    const { environment } = search();
    const host = registry.url.replace("http:", "");
    await findNativeLibrary(
      search({
        environment: {
          ...environment,
          NODE_AUTH_TOKEN: "secret",
          GITHUB_TOKEN: "secret",
          [`npm_config_${host}/:_authToken`]: "secret",
        },
      }),
    );
    expect(registry.requests.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  test("two jobs at once do each other no harm", async () => {
    registry = await startRegistry(offer);
    const found = await Promise.all([findNativeLibrary(search()), findNativeLibrary(search())]);
    for (const library of found) {
      verifyPinnedFiles(library.folder, library.files);
    }
    expect(leftovers()).toEqual([]);
  });

  test("a folder that lacks a file is filled anew", async () => {
    registry = await startRegistry(offer);
    mkdirSync(destination(), { recursive: true });
    writeFileSync(join(destination(), "onnxruntime_binding.node"), binaries["onnxruntime_binding.node"]);
    const library = await findNativeLibrary(search());
    expect(() => verifyPinnedFiles(library.folder, library.files)).not.toThrow();
  });

  test("works with the npm beside Node when PATH has none", async () => {
    registry = await startRegistry(offer);
    const npm = findNpm(process.env);
    const npmFolder = join(folder, "runner", "lib", "node_modules", "npm", "bin");
    mkdirSync(npmFolder, { recursive: true });
    mkdirSync(join(folder, "runner", "bin"));
    const node = join(folder, "runner", "bin", "node");
    writeFileSync(node, `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
    chmodSync(node, 0o755);
    writeFileSync(
      join(npmFolder, "npm-cli.js"),
      `require("node:child_process").execFileSync(${JSON.stringify(npm?.file)}, process.argv.slice(2), { stdio: "inherit", env: { ...process.env, PATH: ${JSON.stringify(process.env["PATH"])} } });`,
    );
    const environment = { ...search().environment, PATH: join(folder, "nothing") };
    const library = await findNativeLibrary(search({ environment, execPath: node }));
    expect(library.source).toBe("tool cache");
  });
});

describe("when the library can't be fetched", () => {
  const evil = tarball({
    "package/bin/napi-v6/linux/x64/libonnxruntime.so.1": Buffer.from("evil"),
    "package/bin/napi-v6/linux/x64/onnxruntime_binding.node": Buffer.from("evil"),
  });

  test("another tarball under the same name is refused, even if the registry vouches for it", async () => {
    registry = await startRegistry({ ...offer, tarball: evil });
    await expect(findNativeLibrary(search())).rejects.toMatchObject({
      category: "integrity",
      exitCode: 3,
      message: `What npm got as onnxruntime-node@1.30.0 is not the published package: expected ${sha512(genuine)}, found ${sha512(evil)}. Nothing of it was kept.`,
    });
    expect(existsSync(destination())).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test("a right tarball whose files differ from the table is refused", async () => {
    registry = await startRegistry({ ...offer, tarball: evil });
    const careless = { ...pinned, tarballIntegrity: sha512(evil) };
    await expect(findNativeLibrary(search({ pinned: careless }))).rejects.toMatchObject({
      category: "integrity",
      message: expect.stringMatching(
        /libonnxruntime\.so\.1 is not the published one: expected 200000 bytes, found 4 bytes/,
      ),
    });
    expect(existsSync(destination())).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test("a registry that contradicts itself is npm's to refuse, with its code", async () => {
    registry = await startRegistry({ ...offer, tarball: evil, integrity: sha512(genuine) });
    await expect(findNativeLibrary(search())).rejects.toMatchObject({
      category: "unavailable",
      message: expect.stringMatching(
        /npm: npm ended with status 1 while getting onnxruntime-node@1\.30\.0\. .*EINTEGRITY/,
      ),
    });
    expect(leftovers()).toEqual([]);
  });

  test("a truncated download", async () => {
    registry = await startRegistry({ ...offer, cutAfterBytes: 50 });
    await expect(findNativeLibrary(search())).rejects.toMatchObject({
      category: "unavailable",
      message: expect.stringMatching(/npm: npm ended with status 1/),
    });
    expect(existsSync(destination())).toBe(false);
    expect(leftovers()).toEqual([]);
  });

  test("a version that the registry lacks", async () => {
    registry = await startRegistry({ ...offer, version: "1.29.0" });
    await expect(findNativeLibrary(search())).rejects.toThrow(/ETARGET/);
  });

  test("offline: everything that was tried, and the ways out", async () => {
    const environment = { ...search().environment, npm_config_registry: "http://127.0.0.1:9/" };
    await expect(findNativeLibrary(search({ environment }))).rejects.toMatchObject({
      category: "unavailable",
      exitCode: 3,
      message: expect.stringMatching(
        /^The native library of onnxruntime-node 1\.30\.0 for linux-x64 is not to be had\. Tried node_modules: .*; tool cache: .* lacks .*; ort-path: not given; npm: npm ended with status 1 .*ECONNREFUSED/,
      ),
      advice: expect.stringMatching(/^One of these helps: npm install .*RUNNER_TOOL_CACHE.*ort-path/),
    });
  });

  test("npm is nowhere", async () => {
    const environment = { ...search().environment, PATH: join(folder, "nothing") };
    await expect(
      findNativeLibrary(search({ environment, execPath: join(folder, "bin", "node") })),
    ).rejects.toThrow(/npm: npm is neither on PATH nor beside the running Node\./);
  });

  test("npm in a relative entry of PATH does not count", () => {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "npm"), "#!/bin/sh\n");
    chmodSync(join(bin, "npm"), 0o755);
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(findNpm({ PATH: "bin:.:" }, join(folder, "node"))).toBeUndefined();
      expect(findNpm({ PATH: bin }, join(folder, "node"))).toEqual({ file: join(bin, "npm"), args: [] });
    } finally {
      process.chdir(before);
    }
  });

  test("npm that says yes and leaves nothing", async () => {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "npm"), "#!/bin/sh\nexit 0\n");
    chmodSync(join(bin, "npm"), 0o755);
    const environment = { ...search().environment, PATH: bin };
    await expect(findNativeLibrary(search({ environment }))).rejects.toThrow(
      /npm ended with status 0 but left no tarball of onnxruntime-node@1\.30\.0/,
    );
  });

  test("a tool cache that can't be written", async () => {
    registry = await startRegistry(offer);
    writeFileSync(toolCache, "a file where the folder should be");
    await expect(findNativeLibrary(search())).rejects.toMatchObject({
      category: "unavailable",
      message: expect.stringMatching(/npm: cannot write .*tools.*: a part of the path is a file/),
    });
    expect(registry.requests).toEqual([]);
  });

  test.skipIf(!canMount())("a tool cache that is read-only", async () => {
    registry = await startRegistry(offer);
    mkdirSync(toolCache);
    execFileSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", toolCache]);
    try {
      await expect(findNativeLibrary(search())).rejects.toThrow(
        /npm: cannot write .*: the file system is read-only/,
      );
    } finally {
      execFileSync("umount", [toolCache]);
    }
  });

  test("an ort-path that was given keeps it from fetching", async () => {
    registry = await startRegistry(offer);
    await expect(findNativeLibrary(search({ ortPath: join(folder, "empty") }))).rejects.toMatchObject({
      message: expect.stringMatching(
        /ort-path: .*empty lacks libonnxruntime\.so\.1, onnxruntime_binding\.node/,
      ),
    });
    expect(registry.requests).toEqual([]);
  });

  test("a cancelled fetch ends npm and leaves nothing", async () => {
    registry = await startRegistry(offer);
    const controller = new AbortController();
    const running: Promise<NativeLibrary> = findNativeLibrary(search({ signal: controller.signal }));
    controller.abort();
    await expect(running).rejects.toThrow(
      /npm was stopped while getting onnxruntime-node@1\.30\.0: the run was cancelled/,
    );
    expect(leftovers()).toEqual([]);
  });
});

test("a file of the tool cache that was changed later is not loaded", async () => {
  registry = await startRegistry(offer);
  await findNativeLibrary(search());
  const path = join(destination(), "onnxruntime_binding.node");
  writeFileSync(path, "the bindinG");
  const library = await findNativeLibrary(search());
  expect(() => verifyPinnedFiles(library.folder, library.files)).toThrow(
    expect.objectContaining({
      category: "integrity",
    }),
  );
  expect(readFileSync(path, "utf8")).toBe("the bindinG");
});
