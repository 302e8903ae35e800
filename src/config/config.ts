import { availableParallelism } from "node:os";
import { ConfigError } from "../errors.ts";
import { type RealEngineConfig, resolveEngine } from "./engine-config.ts";
import { type EngineName, engineSettings } from "./engine-settings.ts";
import { type MemoryConfig, resolveMemory } from "./memory-config.ts";
import { memorySettings } from "./memory-settings.ts";
import { type OverrideConfig, resolveOverrides } from "./override-config.ts";
import {
  type LimitKey,
  type LimitMetric,
  limitKeys,
  limitMetrics,
  lowerLimitMetrics,
  type MatchSettings,
  type Settings,
  type ToleranceSettings,
  type WrittenLimit,
} from "./schema.ts";

/** Where a setting came from, for messages and for the result. */
export type SettingsOrigin = "flag" | "input" | "config";

export interface SettingsSource {
  readonly origin: SettingsOrigin;
  readonly settings: Settings;
}

/** Every key that `OutputLimits` may have. */
export const limitNames: ReadonlySet<LimitKey> = new Set(Object.values(limitKeys));

export type OutputLimits = Partial<Record<LimitKey, number>>;

/** Limits for the outputs that `output`, a name or a glob, fits. Of those that fit, the lowest `precedence` decides. */
export interface OutputTolerance {
  readonly output: string;
  readonly unit: string | undefined;
  readonly fail: OutputLimits;
  readonly warn: OutputLimits;
  readonly topOneAxis: number | undefined;
  readonly precedence: number;
}

/** Outputs whose rows may be permuted, and how rows find their partners. */
export interface RowMatch {
  readonly outputs: readonly string[];
  readonly boxes: string;
  readonly scores: string | undefined;
  readonly labels: string | undefined;
  readonly axis: number | undefined;
  readonly maxDistance: number | undefined;
  readonly minScore: number | undefined;
}

/** What a comparison needs, with every default applied. */
export interface LimitConfig {
  readonly enforce: "fail" | "warn";
  readonly out: string;
  readonly extraOutputs: "fail" | "allow";
  /** Empty means the default tolerance for every output. */
  readonly tolerances: readonly OutputTolerance[];
  readonly match: readonly RowMatch[];
  /** Who set the limits: the strongest source that named any. */
  readonly limitsFrom: SettingsOrigin | "default";
}

/** Everything `check` needs. This file is the only place that holds defaults. */
export interface Config extends LimitConfig {
  /** Needed by every engine but `recorded`. */
  readonly model: string | undefined;
  readonly samples: string;
  /** A converted model to judge in place of the model's own FP16 emulation. */
  readonly candidate: string | undefined;
  readonly engine: EngineName;
  readonly realEngine: RealEngineConfig | undefined;
  readonly explain: "auto" | "never";
  readonly overrides: OverrideConfig;
  readonly ortPath: string | undefined;
  readonly timeoutMs: number;
  readonly threads: number;
  readonly memory: MemoryConfig;
  readonly comment: "always" | "on-change" | "on-failure" | "never";
  readonly checkRun: boolean;
  readonly status: "auto" | "always" | "never";
}

const defaultTimeoutMs = 600_000;
/** More threads than this gain little on one sample, and a shared runner has other jobs. */
const mostDefaultThreads = 8;

/**
 * Merges sources, strongest first, and applies the defaults. A limit of a stronger source precedes every limit of a
 * weaker one for the outputs that it fits.
 * @throws ConfigError when `samples` is missing, or `model` where the engine needs it, or two limits of one source contradict each other.
 */
export function resolveConfig(sources: readonly SettingsSource[]): Config {
  const engine = pick(sources, "engine") ?? "emulated";
  const memory = pickAll(sources, memorySettings);
  const explain = pick(sources, "explain") ?? "auto";
  return {
    memory: resolveMemory(memory, pick(sources, "model")),
    realEngine: resolveEngine(engine, pickAll(sources, engineSettings)),
    ...resolveLimits(sources),
    model: engine === "recorded" ? pick(sources, "model") : required(sources, "model"),
    samples: required(sources, "samples"),
    candidate: candidateOf(sources, engine),
    engine,
    explain,
    overrides: resolveOverrides(sources, { engine, explain }),
    ortPath: pick(sources, "ort-path"),
    timeoutMs: pick(sources, "timeout") ?? defaultTimeoutMs,
    threads: pick(sources, "threads") ?? Math.min(availableParallelism(), mostDefaultThreads),
    comment: pick(sources, "comment") ?? "always",
    checkRun: pick(sources, "check-run") ?? false,
    status: pick(sources, "status") ?? "auto",
  };
}

/** Folder of the reports, in the working directory. */
export const defaultOut = "fp16-gate-out";

/** The part of `resolveConfig` that concerns a comparison alone. */
export function resolveLimits(sources: readonly SettingsSource[]): LimitConfig {
  const limits = sources.map(tolerancesOf);
  return {
    enforce: pick(sources, "enforce") ?? "fail",
    out: pick(sources, "out") ?? defaultOut,
    extraOutputs: pick(sources, "extra-outputs") ?? "fail",
    tolerances: limits.flat(),
    match: (pick(sources, "match") ?? []).map(readMatch),
    limitsFrom: sources.find((_, rank) => (limits[rank]?.length ?? 0) > 0)?.origin ?? "default",
  };
}

function pick<K extends keyof Settings>(sources: readonly SettingsSource[], key: K): Settings[K] | undefined {
  return sources.find((source) => source.settings[key] !== undefined)?.settings[key];
}

/** The settings whose names are the keys of `known`. */
function pickAll(sources: readonly SettingsSource[], known: object): Partial<Settings> {
  const names = Object.keys(known) as (keyof Settings)[];
  return Object.fromEntries(names.map((name) => [name, pick(sources, name)]));
}

function required(sources: readonly SettingsSource[], key: "model" | "samples"): string {
  const value = pick(sources, key);
  if (value !== undefined) return value;
  const isAction = sources.some(({ origin }) => origin === "input");
  const flag = key === "model" ? "the MODEL argument" : "--samples";
  throw new ConfigError(`${key} is missing.`, {
    advice: `Give ${isAction ? `the input "${key}"` : flag}, or "${key}:" in the configuration file.`,
  });
}

/** Only the emulation takes a model at its word; any other engine would judge something else than the candidate. */
function candidateOf(sources: readonly SettingsSource[], engine: EngineName): string | undefined {
  const candidate = pick(sources, "candidate");
  if (candidate === undefined || engine === "emulated") return candidate;
  throw new ConfigError(`candidate contradicts engine ${engine}, which would not judge it.`, {
    advice:
      engine === "recorded"
        ? "Leave one of them out: recorded outputs are judged without any model."
        : "Leave engine out, or give the candidate as the model.",
  });
}

/** `max-abs` and `tolerances` of one source; a lower rank of the source takes precedence over a higher one. */
function tolerancesOf(source: SettingsSource, precedence: number): readonly OutputTolerance[] {
  const short = Object.entries(source.settings["max-abs"] ?? {}).map(([output, limit]) => ({
    output,
    unit: limit.unit,
    fail: { maxAbs: limit.value },
    warn: {},
    topOneAxis: undefined,
    precedence,
  }));
  return [
    ...short,
    ...(source.settings.tolerances ?? []).map((written) => readTolerance(written, precedence)),
  ];
}

/** Units within one entry must agree, a warning limit must be the stricter one, and something must be limited. */
function readTolerance(tolerance: ToleranceSettings, precedence: number): OutputTolerance {
  const { output, unit, warn, "top-1-axis": topOneAxis, ...fail } = tolerance;
  const written = [...writtenLimits(fail), ...writtenLimits(warn ?? {})];
  if (written.length === 0) {
    throw new ConfigError(`tolerances: "${output}" sets no limit.`, {
      advice: "Add one, such as max-abs: 0.05.",
    });
  }
  const units = new Set(
    [unit, ...written.map(([, limit]) => limit.unit)].filter((name) => name !== undefined),
  );
  if (units.size > 1) {
    throw new ConfigError(`tolerances: "${output}" is in ${[...units].join(" and in ")}.`, {
      advice: "Write the unit and all limits of an output in the same unit.",
    });
  }
  refuseUselessWarnings(output, fail, warn ?? {});
  return {
    output,
    unit: [...units][0],
    fail: limitsOf(fail),
    warn: limitsOf(warn ?? {}),
    topOneAxis,
    precedence,
  };
}

type WrittenLimits = Partial<Record<LimitMetric, WrittenLimit | undefined>>;

function writtenLimits(limits: WrittenLimits): [LimitMetric, WrittenLimit][] {
  return limitMetrics.flatMap((metric) => {
    const limit = limits[metric];
    return limit === undefined ? [] : [[metric, limit]];
  });
}

function limitsOf(limits: WrittenLimits): OutputLimits {
  return Object.fromEntries(writtenLimits(limits).map(([metric, limit]) => [limitKeys[metric], limit.value]));
}

function refuseUselessWarnings(output: string, fail: WrittenLimits, warn: WrittenLimits): void {
  for (const [metric, limit] of writtenLimits(warn)) {
    const failLimit = fail[metric];
    if (failLimit === undefined) continue;
    const isLaxer = lowerLimitMetrics.has(metric)
      ? limit.value < failLimit.value
      : limit.value > failLimit.value;
    if (isLaxer) {
      throw new ConfigError(
        `tolerances: "${output}" warns at ${metric} ${limit.value}, after it already fails at ${failLimit.value}.`,
        { advice: "Make the warning the stricter of the two." },
      );
    }
  }
}

function readMatch(written: MatchSettings): RowMatch {
  const { "max-distance": maxDistance, "min-score": minScore, scores, labels, axis, ...rest } = written;
  return { ...rest, scores, labels, axis, maxDistance, minScore };
}
