import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { EngineError } from "../errors.ts";
import type { Log } from "../ports.ts";
import { fetchNativeLibrary } from "./native-library-fetch.ts";
import {
  onnxruntimePackage,
  type PinnedFiles,
  type PinnedPackage,
  thisPlatformKey,
} from "./pinned-package.ts";

export const bindingFileName = "onnxruntime_binding.node";

export type LibrarySource = "node_modules" | "tool cache" | "ort-path";

/** Where the library lies. Its bytes have not been checked yet: `verifyPinnedFiles` does, before every load. */
export interface NativeLibrary {
  readonly source: LibrarySource;
  readonly folder: string;
  readonly bindingPath: string;
  readonly files: PinnedFiles;
}

export interface LibrarySearch {
  /** `process.env`: names the runner's tool cache and finds npm. */
  readonly environment: NodeJS.ProcessEnv;
  /** The option of that name: a folder with the library's files, or an unpacked onnxruntime-node. */
  readonly ortPath?: string;
  readonly log: Pick<Log, "info">;
  readonly signal?: AbortSignal;
  /** Off: nothing is fetched and the search ends with what is on this machine. */
  readonly mayFetch?: boolean;
  /** The rest is for tests. */
  readonly pinned?: PinnedPackage;
  readonly platformKey?: string;
  /** Folder from which node_modules is looked for, upwards; that of this program, never the workspace. */
  readonly programFolder?: string;
  readonly execPath?: string;
}

/**
 * Finds the native library: in node_modules above this program, then in the runner's tool cache, then in
 * `ort-path`; when it is nowhere and no `ort-path` was given, fetches it once into the tool cache.
 * @throws EngineError `unavailable` that lists what was tried; `integrity` when what was fetched is not the
 * pinned package.
 */
export async function findNativeLibrary(search: LibrarySearch): Promise<NativeLibrary> {
  const pinned = search.pinned ?? onnxruntimePackage;
  const platformKey = search.platformKey ?? thisPlatformKey;
  const files = pinned.files[platformKey];
  if (files === undefined) {
    const builds = Object.keys(pinned.files).join(", ");
    throw new EngineError(
      "unavailable",
      `${pinned.name} ${pinned.version} has no build for ${platformKey} (it has ${builds}).`,
      {
        advice:
          "Run the emulated engine on one of these, or use engine recorded, which needs no native library.",
      },
    );
  }
  const tried: string[] = [];
  const at = (source: LibrarySource, folder: string | undefined): NativeLibrary | undefined =>
    folder === undefined ? undefined : { source, folder, bindingPath: join(folder, bindingFileName), files };
  const found =
    at("node_modules", inNodeModules(search, pinned, platformKey, files, tried)) ??
    at("tool cache", inToolCache(search, pinned, platformKey, files, tried)) ??
    at("ort-path", inOrtPath(search, platformKey, files, tried)) ??
    at("tool cache", await fetched(search, pinned, platformKey, files, tried));
  if (found === undefined) {
    throw notToBeHad(pinned, platformKey, files, tried);
  }
  return found;
}

function inNodeModules(
  search: LibrarySearch,
  pinned: PinnedPackage,
  platformKey: string,
  files: PinnedFiles,
  tried: string[],
): string | undefined {
  const start = search.programFolder ?? dirname(fileURLToPath(import.meta.url));
  const packageFolder = findPackage(start, pinned.name);
  if (packageFolder === undefined) {
    tried.push(`node_modules: no ${pinned.name} above ${start}`);
    return undefined;
  }
  const version = readVersion(packageFolder);
  if (version !== pinned.version) {
    tried.push(`node_modules: ${packageFolder} has version ${version}, not ${pinned.version}`);
    return undefined;
  }
  const folder = join(packageFolder, binariesWithin(platformKey));
  return lacks(folder, files, "node_modules", tried) ? undefined : folder;
}

function findPackage(start: string, name: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) {
      return candidate;
    }
    if (folder === dirname(folder)) {
      return undefined;
    }
  }
}

function readVersion(packageFolder: string): string {
  try {
    const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
      version?: unknown;
    };
    return typeof version === "string" ? version : "unknown";
  } catch {
    return "unreadable";
  }
}

/** Folder of the binaries within the package. */
export function binariesWithin(platformKey: string): string {
  return join("bin", "napi-v6", ...platformKey.split("-"));
}

function lacks(folder: string, files: PinnedFiles, where: string, tried: string[]): boolean {
  const missing = Object.keys(files).filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) {
    tried.push(`${where}: ${folder} lacks ${missing.join(", ")}`);
  }
  return missing.length > 0;
}

function toolCacheFolder(
  search: LibrarySearch,
  pinned: PinnedPackage,
  platformKey: string,
): string | undefined {
  const cache = search.environment["RUNNER_TOOL_CACHE"];
  return cache === undefined || cache === ""
    ? undefined
    : join(resolve(cache), pinned.name, pinned.version, platformKey);
}

function inToolCache(
  search: LibrarySearch,
  pinned: PinnedPackage,
  platformKey: string,
  files: PinnedFiles,
  tried: string[],
): string | undefined {
  const folder = toolCacheFolder(search, pinned, platformKey);
  if (folder === undefined) {
    tried.push("tool cache: RUNNER_TOOL_CACHE is not set");
    return undefined;
  }
  return lacks(folder, files, "tool cache", tried) ? undefined : folder;
}

function inOrtPath(
  search: LibrarySearch,
  platformKey: string,
  files: PinnedFiles,
  tried: string[],
): string | undefined {
  if (search.ortPath === undefined) {
    tried.push("ort-path: not given");
    return undefined;
  }
  const given = resolve(search.ortPath);
  const withinPackage = join(given, binariesWithin(platformKey));
  const folder = existsSync(withinPackage) ? withinPackage : given;
  return lacks(folder, files, "ort-path", tried) ? undefined : folder;
}

/** An `ort-path` that was given says that this machine is not to fetch anything. */
async function fetched(
  search: LibrarySearch,
  pinned: PinnedPackage,
  platformKey: string,
  files: PinnedFiles,
  tried: string[],
): Promise<string | undefined> {
  const destination = toolCacheFolder(search, pinned, platformKey);
  if (destination === undefined || search.ortPath !== undefined || search.mayFetch === false) {
    return undefined;
  }
  try {
    await fetchNativeLibrary({
      ...search,
      pinned,
      files,
      folderInPackage: binariesWithin(platformKey),
      destination,
    });
    return destination;
  } catch (error) {
    if (
      !(error instanceof EngineError) ||
      error.category === "integrity" ||
      search.signal?.aborted === true
    ) {
      throw error;
    }
    tried.push(`npm: ${error.message}`);
    return undefined;
  }
}

function notToBeHad(
  pinned: PinnedPackage,
  platformKey: string,
  files: PinnedFiles,
  tried: readonly string[],
): EngineError {
  return new EngineError(
    "unavailable",
    `The native library of ${pinned.name} ${pinned.version} for ${platformKey} is not to be had. Tried ${tried.join("; ")}.`,
    {
      advice:
        `One of these helps: npm install ${pinned.name}@${pinned.version} --ignore-scripts beside this program; ` +
        "one job on this runner with RUNNER_TOOL_CACHE set, npm and a way to the registry, which fills the tool cache; " +
        `ort-path with a folder that holds ${Object.keys(files).join(" and ")} of that version.`,
    },
  );
}
