import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { RealEngineConfig } from "../config/engine-config.ts";
import type { RealEngineName } from "../config/engine-settings.ts";
import { childEnvironment } from "../engines/child-environment.ts";
import { createDriver, type DriverEngine, type DriverOptions } from "../engines/driver/driver.ts";
import { findOnPath, type Program } from "../engines/npm-command.ts";
import { findTrtexec } from "../engines/trtexec/find-trtexec.ts";
import { createTrtexec } from "../engines/trtexec/trtexec.ts";
import { EngineError } from "../errors.ts";

/** Of the drivers: this file lies two folders below the root, its bundle in dist/ one. */
const pythonFolder = ["../python", "../../python"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((folder) => existsSync(join(folder, "fp16_gate")));

export interface RealEngineOptions {
  readonly workFolder: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Normally `process.env`; only an allow-list of it reaches the engine. */
  readonly environment: NodeJS.ProcessEnv;
  /** Relative paths of a command start here. */
  readonly workingDirectory: string;
}

/** What people call each engine. */
export const engineTitles: Readonly<Record<RealEngineName, string>> = {
  tensorrt: "TensorRT",
  onnxruntime: "ONNX Runtime",
  torch: "PyTorch",
  trtexec: "trtexec",
  driver: "the driver",
};

/**
 * The engine of the configuration. Nothing is started before its first run.
 * @throws EngineError `unavailable` when its program is not there.
 */
export function openRealEngine(config: RealEngineConfig, options: RealEngineOptions): DriverEngine {
  if (config.name !== "trtexec") return createDriver(driverOptions(config, options));
  const { environment, workingDirectory, ...rest } = options;
  const engine = createTrtexec({
    ...rest,
    path: findTrtexec(config.trtexecPath, environment, workingDirectory),
    environment: childEnvironment("driver", environment),
    buildArgs: config.buildArgs,
    keepLogs: config.keepWork,
  });
  return { ...engine, close: () => undefined };
}

/** How the driver of an engine is started. @throws as `openRealEngine` */
export function driverOptions(config: RealEngineConfig, options: RealEngineOptions): DriverOptions {
  const { environment, workingDirectory, ...rest } = options;
  const shared = { ...rest, name: config.name, keepLogs: config.keepWork };
  if (config.name === "driver") {
    const [file = "", ...args] = config.driver ?? [];
    return {
      ...shared,
      title: "The driver",
      command: { file: findProgram(file, "driver", options), args },
      environment: childEnvironment("driver", environment),
      workingDirectory,
    };
  }
  if (config.name === "trtexec") {
    throw new EngineError("unsupported", "trtexec speaks no driver protocol; the gate runs it itself.", {
      advice: "fp16-gate doctor shows whether it is found.",
    });
  }
  return {
    ...shared,
    title: `The ${engineTitles[config.name]} driver`,
    command: pythonDriver(config, options),
    environment: pythonEnvironment(environment),
  };
}

/** `python -m fp16_gate.drivers.NAME`: the package comes with the action, so that nothing need be installed for it. */
function pythonDriver({ name, python }: RealEngineConfig, options: RealEngineOptions): Program {
  return {
    file: findProgram(python, "python", options),
    args: ["-m", `fp16_gate.drivers.${name}`],
  };
}

function pythonEnvironment(parent: NodeJS.ProcessEnv): Record<string, string> {
  if (pythonFolder === undefined) {
    throw new EngineError("unavailable", "the Python drivers are not part of this installation.", {
      advice: "Use the action, or a clone of the repository.",
    });
  }
  const environment = childEnvironment("driver", parent);
  const folders = [pythonFolder, environment["PYTHONPATH"] ?? ""].filter((folder) => folder !== "");
  // Bytecode beside the sources would change the action's own folder.
  return { ...environment, PYTHONPATH: folders.join(delimiter), PYTHONDONTWRITEBYTECODE: "1" };
}

function findProgram(
  name: string,
  setting: string,
  { environment, workingDirectory }: RealEngineOptions,
): string {
  const path = /[\\/]/.test(name)
    ? isAbsolute(name)
      ? name
      : resolve(workingDirectory, name)
    : findOnPath(name, environment);
  if (path !== undefined && existsSync(path)) return path;
  throw new EngineError("unavailable", `${setting}: there is no program ${JSON.stringify(name)}.`, {
    advice: path === undefined ? "It is not on PATH: give its path." : "Check the path.",
  });
}
