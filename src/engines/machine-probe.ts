import { existsSync, readdirSync } from "node:fs";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { describeError, EngineError } from "../errors.ts";
import { createWorkFolder } from "../files/work-folder.ts";
import { childEnvironment } from "./child-environment.ts";
import { childFailure, runChild } from "./child-process.ts";
import { findNativeLibrary, type LibrarySearch, type LibrarySource } from "./native-library.ts";
import { findNpm, findOnPath, type Program } from "./npm-command.ts";
import { createOnnxruntimeEngine } from "./onnxruntime.ts";
import { onnxruntimePackage, thisPlatformKey } from "./pinned-package.ts";
import { findTrtexec } from "./trtexec/find-trtexec.ts";
import { verifyPinnedFiles } from "./verify-pinned-files.ts";

/** A program of this machine; `version` is undefined when it did not say, `problem` then says why. */
export interface FoundProgram {
  readonly name: string;
  readonly path: string | undefined;
  readonly version: string | undefined;
  readonly problem: string | undefined;
}

export interface LibraryProbe {
  readonly version: string;
  readonly source: LibrarySource | undefined;
  readonly folder: string | undefined;
  /** The bytes are the published ones. */
  readonly hashesMatch: boolean;
  /** A child process could load it and end. */
  readonly loads: boolean;
  readonly problem: string | undefined;
}

/** What this machine can run. Nothing is fetched or installed to find out. */
export interface MachineProbe {
  readonly nodeVersion: string;
  readonly platform: string;
  /** `glibc 2.36` or `musl`; undefined elsewhere than on Linux. */
  readonly libc: string | undefined;
  readonly cores: number;
  /** Memory that this process may use: that of the machine or of its container, whichever is less. */
  readonly memoryBytes: number;
  readonly toolCache: string | undefined;
  readonly onnxruntime: LibraryProbe;
  readonly programs: readonly FoundProgram[];
}

export interface ProbeOptions
  extends Pick<LibrarySearch, "environment" | "ortPath" | "programFolder" | "pinned"> {
  /** The interpreter whose packages are looked at; by default `python3` on PATH. */
  readonly python?: string;
  /** The child's program; by default the bundle beside this file in dist/. */
  readonly workerPath?: string;
}

const probeTimeoutMs = 15_000;

/** Looks at Node, memory, the native library, npm, and the programs of other engines. */
export async function probeMachine(options: ProbeOptions): Promise<MachineProbe> {
  const { environment } = options;
  const npm = findNpm(environment);
  const found = (name: string): Program | undefined => {
    const file = findOnPath(name, environment);
    return file === undefined ? undefined : { file, args: [] };
  };
  return {
    nodeVersion: process.versions.node,
    platform: thisPlatformKey,
    libc: findLibc(),
    cores: availableParallelism(),
    memoryBytes: usableMemoryBytes(),
    toolCache: environment["RUNNER_TOOL_CACHE"],
    onnxruntime: await probeLibrary(options),
    programs: [
      await askVersion("npm", npm, ["--version"], /^\d+\.\d+\.\d+\S*/m, environment),
      await askVersion("python3", found("python3"), ["--version"], /Python (\S+)/, environment),
      await askVersion(
        "nvidia-smi",
        found("nvidia-smi"),
        ["--query-gpu=name,driver_version", "--format=csv,noheader"],
        /^\S.*$/m,
        environment,
      ),
      await askVersion("trtexec", trtexecProgram(environment), ["--help"], /TensorRT v(\d+)/, environment),
      ...(await askBackends(options.python ?? found("python3")?.file, environment)),
    ],
  };
}

/** On PATH, or where TensorRT is usually installed. */
function trtexecProgram(environment: NodeJS.ProcessEnv): Program | undefined {
  try {
    return { file: findTrtexec(undefined, environment, "/"), args: [] };
  } catch {
    return undefined;
  }
}

function findLibc(): string | undefined {
  if (process.platform !== "linux") {
    return undefined;
  }
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const glibc = report.header?.glibcVersionRuntime;
  if (glibc !== undefined) {
    return `glibc ${glibc}`;
  }
  const isMusl = existsSync("/lib") && readdirSync("/lib").some((name) => name.startsWith("ld-musl-"));
  return isMusl ? "musl" : "unknown";
}

function usableMemoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

async function probeLibrary(options: ProbeOptions): Promise<LibraryProbe> {
  const { version } = options.pinned ?? onnxruntimePackage;
  const probe = { version, source: undefined, folder: undefined, hashesMatch: false, loads: false };
  try {
    const library = await findNativeLibrary({ ...options, mayFetch: false, log: { info: () => undefined } });
    const located = { ...probe, source: library.source, folder: library.folder };
    try {
      verifyPinnedFiles(library.folder, library.files);
    } catch (error) {
      return { ...located, problem: describeError(error) };
    }
    const work = createWorkFolder();
    try {
      await createOnnxruntimeEngine({
        findLibrary: async () => await Promise.resolve(library),
        environment: options.environment,
        ...(options.workerPath === undefined ? {} : { workerPath: options.workerPath }),
      }).run({ models: [], samples: [], workFolder: work.path, threads: 1, timeoutMs: probeTimeoutMs });
      return { ...located, hashesMatch: true, loads: true, problem: undefined };
    } catch (error) {
      return { ...located, hashesMatch: true, problem: describeError(error) };
    } finally {
      work.remove();
    }
  } catch (error) {
    return { ...probe, problem: describeError(error) };
  }
}

/** Packages that engines need, as the interpreter's own metadata lists them: nothing heavy is imported. */
const backendPackages: Readonly<Record<string, readonly string[]>> = {
  tensorrt: [
    "tensorrt",
    "tensorrt-bindings",
    "tensorrt-cu13",
    "tensorrt-cu12",
    "tensorrt-cu13-bindings",
    "tensorrt-cu12-bindings",
  ],
  onnxruntime: ["onnxruntime-gpu", "onnxruntime"],
  torch: ["torch"],
};

const listPackages = `
import importlib.metadata, json, re
found = {}
for each in importlib.metadata.distributions():
    name = each.metadata["Name"]
    if name: found[re.sub(r"[-_.]+", "-", name).lower()] = each.version
print(json.dumps(found))
`;

async function askBackends(
  python: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<FoundProgram[]> {
  const packages = python === undefined ? {} : await askPackages(python, environment);
  return Object.entries(backendPackages).map(([engine, names]) => {
    const name = names.find((each) => packages[each] !== undefined);
    return name === undefined
      ? { name: `engine ${engine}`, path: undefined, version: undefined, problem: "not found" }
      : { name: `engine ${engine}`, path: python, version: `${name} ${packages[name]}`, problem: undefined };
  });
}

async function askPackages(python: string, environment: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  try {
    const { stdout, end } = await runChild({
      title: "python",
      file: python,
      args: ["-c", listPackages],
      cwd: tmpdir(),
      env: childEnvironment("driver", environment),
      timeoutMs: probeTimeoutMs,
    });
    return end.kind === "exited" && end.code === 0 ? (JSON.parse(stdout) as Record<string, string>) : {};
  } catch {
    // A broken interpreter has no packages; its own line says what is wrong with it.
    return {};
  }
}

async function askVersion(
  name: string,
  program: Program | undefined,
  args: readonly string[],
  pattern: RegExp,
  environment: NodeJS.ProcessEnv,
): Promise<FoundProgram> {
  if (program === undefined) {
    return { name, path: undefined, version: undefined, problem: "not found" };
  }
  const path = program.args[0] ?? program.file;
  try {
    const report = await runChild({
      title: name,
      file: program.file,
      args: [...program.args, ...args],
      cwd: tmpdir(),
      env: childEnvironment(name === "npm" ? "npm" : "tool", environment),
      timeoutMs: probeTimeoutMs,
    });
    // trtexec shows its version and ends with a status of its own, so the answer counts before the status.
    const match = pattern.exec(report.stdout);
    const failure = childFailure(name, report, "");
    const problem = match === null ? (failure?.message ?? "did not tell its version") : undefined;
    return { name, path, version: match?.[1] ?? match?.[0], problem };
  } catch (error) {
    return {
      name,
      path,
      version: undefined,
      problem: error instanceof EngineError ? error.message : String(error),
    };
  }
}
