import { ConfigError } from "../errors.ts";
import type { overrideSettings } from "./override-settings.ts";
import type { Settings } from "./schema.ts";

/** The search for FP32 nodes, with every default applied. */
export interface OverrideConfig {
  readonly isSearched: boolean;
  /** Beyond the trials of the localisation. */
  readonly tries: number;
  readonly timeMs: number;
  /** Of a plan that the user gave. */
  readonly planPath: string | undefined;
  readonly keepIoTypes: boolean;
}

const defaultTries = 60;
const defaultTimeMs = 600_000;

/**
 * Merges what the sources, strongest first, say about the search, and applies the defaults.
 * @throws ConfigError for settings of one source that contradict each other, and for a plan that no engine reads.
 */
export function resolveOverrides(
  sources: readonly { readonly settings: Settings }[],
  { engine, explain }: { readonly engine: string; readonly explain: "auto" | "never" },
): OverrideConfig {
  const pick = <K extends keyof typeof overrideSettings | "candidate">(key: K): Settings[K] | undefined =>
    sources.find(({ settings }) => settings[key] !== undefined)?.settings[key];
  const planPath = pick("plan");
  if (planPath !== undefined) refuseUnreadPlan(engine, pick("candidate") !== undefined);
  if (sources.some(({ settings }) => settings.overrides === "auto" && settings.explain === "never")) {
    throw new ConfigError("overrides: auto contradicts explain: never.", {
      advice: "The search begins with the explanation: leave explain out, or set overrides: never.",
    });
  }
  return {
    isSearched: explain === "auto" && pick("overrides") !== "never",
    tries: pick("search-tries") ?? defaultTries,
    timeMs: pick("search-time") ?? defaultTimeMs,
    planPath,
    keepIoTypes: pick("mixed-io-types") !== "fp16",
  };
}

function refuseUnreadPlan(engine: string, hasCandidate: boolean): void {
  if (engine !== "emulated") {
    throw new ConfigError(`plan is given, but engine ${engine} is not told of it.`, {
      advice:
        engine === "recorded"
          ? "Leave one of them out: recorded outputs are judged without running anything."
          : "Judge the plan on the emulation, or build the engine from overrides/ and judge that.",
    });
  }
  if (hasCandidate) {
    throw new ConfigError("plan contradicts candidate: a converted model is judged by its own types.", {
      advice: "Leave one of them out.",
    });
  }
}
