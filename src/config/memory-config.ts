import type { memorySettings } from "./memory-settings.ts";
import type { Settings } from "./schema.ts";

/** What one or more sources say about earlier jobs. */
export type MemorySettings = Partial<Pick<Settings, keyof typeof memorySettings>>;

/** How far one output may move from the base. */
export interface RegressionConfig {
  readonly output: string;
  readonly factor?: number;
  readonly amount?: number;
  readonly unit?: string;
  readonly level: "fail" | "warn";
}

/** A crossed limit that is excused until the end of `expires`. */
export interface WaiverConfig {
  readonly output?: string;
  readonly layer?: string;
  readonly reason: string;
  readonly by: string;
  readonly expires: string;
}

/** How a job is compared with earlier ones, with every default applied. */
export interface MemoryConfig {
  readonly key: string;
  /** `artifact`, `none` or a path; undefined: artifact where there are artifacts, else none. */
  readonly baseline: string | undefined;
  readonly baselineMaxDays: number;
  readonly configFrom: "own" | "base";
  readonly known: "warn" | "fail";
  readonly regression: readonly RegressionConfig[];
  readonly waivers: readonly WaiverConfig[];
}

/** A quarter: what nobody ran for that long says little about today's training. */
const defaultMaxDays = 90;

/** Applies the defaults. @param model path of the model, when there is one. */
export function resolveMemory(settings: MemorySettings, model: string | undefined): MemoryConfig {
  return {
    key: settings.key ?? defaultKey(model),
    baseline: settings.baseline,
    baselineMaxDays: settings["baseline-max-days"] ?? defaultMaxDays,
    configFrom: settings["config-from"] ?? "own",
    known: settings.known ?? "warn",
    regression: (settings.regression ?? []).map(({ output, factor, amount, level }) => ({
      output,
      ...(factor === undefined ? {} : { factor }),
      ...(amount === undefined ? {} : { amount: amount.value }),
      ...(amount?.unit === undefined ? {} : { unit: amount.unit }),
      level: level ?? "fail",
    })),
    waivers: (settings.waivers ?? []).map(({ output, layer, reason, by, expires }) => ({
      ...(output === undefined ? {} : { output }),
      ...(layer === undefined ? {} : { layer }),
      reason,
      by,
      expires,
    })),
  };
}

/** The file's name without `.onnx`: folders differ from job to job. */
function defaultKey(model: string | undefined): string {
  const name = model
    ?.split(/[\\/]/)
    .at(-1)
    ?.replace(/\.onnx$/i, "")
    .replace(/[\p{Cc}\p{Cf}]/gu, "_");
  return name === undefined || name === "" ? "default" : name.slice(0, 200);
}
