import { ConfigError } from "../errors.ts";
import type { EngineName, engineSettings, RealEngineName } from "./engine-settings.ts";
import type { Settings } from "./schema.ts";

/** What one or more sources say about a real engine. */
export type EngineSettings = Partial<Pick<Settings, keyof typeof engineSettings>>;

/** How a real engine is to be run, with every default applied. */
export interface RealEngineConfig {
  readonly name: RealEngineName;
  /** Program and arguments of a driver of the user's own. */
  readonly driver: readonly string[] | undefined;
  readonly python: string;
  readonly engineFile: string | undefined;
  readonly buildArgs: readonly string[];
  /**
   * How FP16 is asked for. By default TensorRT is asked in the words of its older versions; 11, which knows types only,
   * answers that it went by them.
   */
  readonly typing: "weak" | "strong";
  /** Options of the driver protocol. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly trtexecPath: string | undefined;
  readonly plugins: readonly string[];
  readonly builds: number;
  readonly keepWork: boolean;
}

const pythonEngines: readonly RealEngineName[] = ["tensorrt", "onnxruntime", "torch"];
const tensorrtEngines: readonly RealEngineName[] = ["tensorrt", "trtexec", "driver"];

/** Engines that each setting is for; a setting that nobody would read is refused rather than forgotten. */
const readers: Readonly<Partial<Record<keyof EngineSettings, readonly RealEngineName[]>>> = {
  driver: ["driver"],
  python: pythonEngines,
  "engine-file": tensorrtEngines,
  "build-args": ["trtexec"],
  "engine-options": ["tensorrt", "onnxruntime", "torch", "driver"],
  typing: [...tensorrtEngines, "onnxruntime"],
  "trtexec-path": ["trtexec"],
  plugins: [...tensorrtEngines, "onnxruntime"],
};

/**
 * The settings of the engine that was chosen; undefined for the two that run no engine.
 * @throws ConfigError for a setting that this engine does not read, and for a driver without a command.
 */
export function resolveEngine(name: EngineName, settings: EngineSettings): RealEngineConfig | undefined {
  refuseUnread(name, settings);
  if (name === "emulated" || name === "recorded") return undefined;
  if (name === "driver" && settings.driver === undefined) {
    throw new ConfigError("engine driver has no command.", {
      advice: 'Give driver, such as ["python3", "my_driver.py"].',
    });
  }
  if (name === "onnxruntime" && settings.typing === "weak") {
    throw new ConfigError("typing weak is not known to ONNX Runtime.", {
      advice: "Leave typing out: ONNX Runtime takes precision from the types in the file.",
    });
  }
  if (settings["engine-file"] !== undefined && (settings.builds ?? 1) > 1) {
    throw new ConfigError("builds is given beside engine-file, which is judged as it is.", {
      advice: "Leave one of them out.",
    });
  }
  return {
    name,
    driver: settings.driver,
    python: settings.python ?? "python3",
    engineFile: settings["engine-file"],
    buildArgs: settings["build-args"] ?? [],
    typing: settings.typing ?? (name === "tensorrt" || name === "trtexec" ? "weak" : "strong"),
    options: settings["engine-options"] ?? {},
    trtexecPath: settings["trtexec-path"],
    plugins: settings.plugins ?? [],
    builds: settings.builds ?? 1,
    keepWork: settings["keep-work"] ?? false,
  };
}

function refuseUnread(name: EngineName, settings: EngineSettings): void {
  const isReal = name !== "emulated" && name !== "recorded";
  for (const key of Object.keys(settings) as (keyof EngineSettings)[]) {
    if (settings[key] === undefined) continue;
    const known = readers[key];
    if (isReal && (known === undefined || known.includes(name))) continue;
    const engines = known === undefined ? "a real engine" : `engine ${known.join(", ")}`;
    throw new ConfigError(`${key} is given, but engine ${name} does not read it.`, {
      advice: `It is for ${engines}: choose that, or leave ${key} out.`,
    });
  }
}
