import { type Config, limitNames, type OutputLimits, type OutputTolerance } from "../config/config.ts";
import type { LimitKey } from "../config/schema.ts";
import { UnjudgedError } from "../errors.ts";
import type { EffectiveConfig, RecordedTolerance } from "../verdict/job-facts.ts";

type Effective = EffectiveConfig & { readonly match: Config["match"] };

/**
 * All by which a job is judged, in the form that its result keeps for the next one.
 * @param baseline what `baseline` came to: `artifact`, `none` or a path.
 */
export function effectiveConfig(config: Config, baseline: string): Effective {
  const { tolerances, match, extraOutputs, memory } = config;
  const { baselineMaxDays, configFrom, known, regression, waivers } = memory;
  return {
    tolerances: tolerances.map(recordTolerance),
    match: match.map((rule) => ({ ...rule, outputs: [...rule.outputs] })),
    extraOutputs,
    known,
    regression: regression.map((limit) => ({ ...limit })),
    waivers: waivers.map((waiver) => ({ ...waiver })),
    baseline,
    baselineMaxDays,
    configFrom,
  };
}

/** What a base says about how it was judged. */
interface RecordedBase {
  readonly config?:
    | { readonly enforce: "fail" | "warn"; readonly effective?: EffectiveConfig | undefined }
    | undefined;
}

/**
 * This job's configuration with everything that decides taken from the base.
 * @throws UnjudgedError when there is no base, or it does not record its limits: judging by the job's own would be
 *   what `config-from: base` is there to prevent.
 */
export function configOfBase(config: Config, base: RecordedBase | undefined): Config {
  const effective = base?.config?.effective;
  if (base?.config === undefined || effective === undefined) {
    const why =
      base === undefined ? "there is no base to take them from" : "the base does not record its limits";
    throw new UnjudgedError(`config-from is base, but ${why}.`, {
      advice: "Run the gate on the base branch once, and keep its result as the baseline.",
    });
  }
  const { tolerances, match, extraOutputs, known, regression, waivers } = effective;
  return {
    ...config,
    enforce: base.config.enforce,
    extraOutputs,
    tolerances: tolerances.map(readTolerance),
    match: match as Config["match"],
    memory: {
      ...config.memory,
      known,
      regression: regression as Config["memory"]["regression"],
      waivers: waivers as Config["memory"]["waivers"],
    },
  };
}

function recordTolerance({
  output,
  unit,
  fail,
  warn,
  topOneAxis,
  precedence,
}: OutputTolerance): RecordedTolerance {
  return {
    output,
    ...(unit === undefined ? {} : { unit }),
    fail: { ...fail },
    warn: { ...warn },
    ...(topOneAxis === undefined ? {} : { topOneAxis }),
    precedence,
  };
}

/** A result may come from anywhere: limits that this version does not know would not be applied, so they are refused. */
function readTolerance({
  output,
  unit,
  fail,
  warn,
  topOneAxis,
  precedence,
}: RecordedTolerance): OutputTolerance {
  return { output, unit, fail: knownLimits(fail), warn: knownLimits(warn), topOneAxis, precedence };
}

function knownLimits(limits: Readonly<Record<string, number>>): OutputLimits {
  const unknown = Object.keys(limits).find((key) => !limitNames.has(key as LimitKey));
  if (unknown === undefined) return limits;
  throw new UnjudgedError(
    `config-from is base, but its limit "${unknown.slice(0, 40)}" is not known to this fp16-gate.`,
    {
      advice: "Run the gate on the base branch with this version once.",
    },
  );
}
