import type { OutputComparison } from "./comparison.ts";
import { metricValue } from "./judge.ts";
import { type LimitKey, type Limits, limitApplies, limitKeys, limitKinds } from "./tolerance.ts";

/** A limit that two runs which ought to agree would already cross. */
export interface LimitBelowNoise {
  readonly key: LimitKey;
  /** As in the configuration. */
  readonly metric: string;
  readonly limit: number;
  readonly noise: number;
}

/**
 * Limits that lie below the noise floor, so that a verdict by them would be chance.
 * @param noise the same output compared between two runs that ought to agree: the FP32 model against the
 *   reference, a repeated run, another build.
 */
export function limitsBelowNoise(limits: Limits, noise: OutputComparison): readonly LimitBelowNoise[] {
  return limitKeys.flatMap((key) => {
    const limit = limits[key];
    if (limit === undefined || !limitApplies(key, noise.kind)) return [];
    const value = metricValue(noise, key);
    const below = limitKinds[key].operator === "<=" ? limit < value : limit > value;
    return below ? [{ key, metric: limitKinds[key].name, limit, noise: value }] : [];
  });
}
