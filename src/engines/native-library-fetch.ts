import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EngineError } from "../errors.ts";
import { storageError } from "../files/atomic-write.ts";
import type { Log } from "../ports.ts";
import { childEnvironment } from "./child-environment.ts";
import { childFailure, runChild } from "./child-process.ts";
import { findNpm } from "./npm-command.ts";
import type { PinnedFiles, PinnedPackage } from "./pinned-package.ts";
import { extractFiles } from "./tarball.ts";
import { verifyPinnedFiles } from "./verify-pinned-files.ts";

/** The package has 113 MB; at 0.2 MB/s that takes this long. */
const npmTimeoutMs = 10 * 60_000;

export interface LibraryFetch {
  readonly pinned: PinnedPackage;
  readonly files: PinnedFiles;
  /** Folder of the binaries within the package, as in `bin/napi-v6/linux/x64`. */
  readonly folderInPackage: string;
  /** Folder of the tool cache that will hold the files. */
  readonly destination: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Pick<Log, "info">;
  readonly signal?: AbortSignal;
  readonly execPath?: string;
}

/**
 * Gets the package's tarball through npm, compares it with the pinned integrity, and moves this platform's files
 * into the tool cache in one step, so that two jobs that do this at once do no harm.
 * @throws EngineError `integrity` when the tarball is not the pinned one, `storage` when the tool cache can't be
 * written, `unavailable` when npm is missing or fails.
 */
export async function fetchNativeLibrary(request: LibraryFetch): Promise<void> {
  const { pinned, files, destination } = request;
  const parent = dirname(destination);
  const staging = await orStorageError(parent, async () => {
    await makeFolder(parent);
    return await mkdtemp(join(parent, ".incomplete-"));
  });
  const download = await orStorageError(
    tmpdir(),
    async () => await mkdtemp(join(tmpdir(), "fp16-gate-npm-")),
  );
  try {
    request.log.info(`Fetching ${pinned.name} ${pinned.version} into ${destination}, once for this machine.`);
    const tarball = await packWithNpm(request, download);
    await requireIntegrity(tarball, pinned);
    const members = Object.keys(files).map(
      (name) => [memberOf(request.folderInPackage, name), join(staging, name)] as const,
    );
    await orStorageError(staging, async () => {
      await extractFiles(tarball, new Map(members));
    });
    verifyPinnedFiles(staging, files);
    await moveIntoPlace(staging, destination, files);
  } finally {
    await rm(download, { recursive: true, force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

/** One level at a time: the recursive form reports a read-only file system as a missing folder. */
async function makeFolder(path: string): Promise<void> {
  if (!existsSync(path)) {
    await makeFolder(dirname(path));
    await mkdir(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") {
        throw error;
      }
    });
  }
}

function memberOf(folderInPackage: string, name: string): string {
  return ["package", ...folderInPackage.split(/[\\/]/), name].join("/");
}

async function packWithNpm(request: LibraryFetch, folder: string): Promise<string> {
  const npm = findNpm(request.environment, request.execPath);
  if (npm === undefined) {
    throw new EngineError("unavailable", "npm is neither on PATH nor beside the running Node.");
  }
  // npm takes the nearest folder upwards that has a package.json for the project and reads its .npmrc: make it ours.
  // It then looks further up for a project that has this one as a workspace, unless told not to.
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const { name, version } = request.pinned;
  const report = await runChild({
    title: "npm",
    file: npm.file,
    args: [
      ...npm.args,
      "pack",
      `${name}@${version}`,
      `--pack-destination=${folder}`,
      "--no-workspaces",
      "--ignore-scripts",
      "--prefer-offline",
      "--loglevel=error",
      "--no-update-notifier",
      "--no-dry-run",
      "--fetch-retries=1",
      "--fetch-retry-mintimeout=1000",
    ],
    cwd: folder,
    env: childEnvironment("npm", request.environment),
    timeoutMs: npmTimeoutMs,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  const failure = childFailure(
    "npm",
    { ...report, stderr: npmErrorLine(report.stderr) },
    `while getting ${name}@${version}`,
  );
  if (failure !== undefined) {
    throw failure;
  }
  const [tarball] = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
  if (tarball === undefined) {
    throw new EngineError(
      "unavailable",
      `npm ended with status 0 but left no tarball of ${name}@${version}.`,
    );
  }
  return join(folder, tarball);
}

/** npm says first what is wrong (a code, then a sentence) and last where its log is: the first two tell most. */
function npmErrorLine(stderr: string): string {
  const telling = stderr
    .split(/\r?\n/)
    .flatMap((line) => /^npm (?:error|ERR!) (\S.*)$/.exec(line)?.[1] ?? [])
    .filter((line) => !/^(errno|syscall|address|port|type|at) |A complete log of this run/.test(line));
  return telling.length === 0 ? stderr : telling.slice(0, 2).join(": ");
}

async function requireIntegrity(tarball: string, pinned: PinnedPackage): Promise<void> {
  const hash = createHash("sha512");
  for await (const piece of createReadStream(tarball, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
  }
  const found = `sha512-${hash.digest("base64")}`;
  if (found !== pinned.tarballIntegrity) {
    throw new EngineError(
      "integrity",
      `What npm got as ${pinned.name}@${pinned.version} is not the published package: expected ${pinned.tarballIntegrity}, found ${found}. Nothing of it was kept.`,
      {
        advice:
          "Look at the registry or mirror that npm is set to on this machine (npm config get registry).",
      },
    );
  }
}

/**
 * A rename to an existing folder fails. If that folder is whole, another job was faster and its files are as
 * good; if files are missing (somebody cleaned up in it), it is replaced.
 */
async function moveIntoPlace(staging: string, destination: string, files: PinnedFiles): Promise<void> {
  await orStorageError(destination, async () => {
    await chmod(staging, 0o755);
    try {
      await rename(staging, destination);
    } catch (error) {
      const isWhole = Object.keys(files).every((name) => existsSync(join(destination, name)));
      if (!existsSync(destination)) {
        throw error;
      }
      if (!isWhole) {
        await rm(destination, { recursive: true, force: true });
        await rename(staging, destination);
      }
    }
  });
}

async function orStorageError<T>(path: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    throw error instanceof EngineError ? error : storageError(path, error);
  }
}
