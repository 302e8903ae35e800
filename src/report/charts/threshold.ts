import { formatFigure } from "../../compare/figure.ts";
import { worstFinding } from "../../verdict/worst-finding.ts";
import { printableName } from "../escape.ts";
import type { GateResult } from "../result.ts";
import { findingsOfLeg, judgedLeg } from "../view.ts";

/** The level of relative error that is drawn as the limit of a chart along depth. */
export interface ErrorThreshold {
  readonly value: number;
  /** Unescaped. */
  readonly label: string;
}

/**
 * Of healthy networks in real FP16 none was further from its reference than 7e-3 of the output's rms; of broken ones
 * that stayed finite none was nearer than 2e-2.
 */
const healthyError = 7e-3;

/**
 * The limit of the worst output on the axis of relative errors. A limit in the output's own unit stands where the
 * output's relative error would be if its error shrank, shape and all, until it met the limit.
 */
export function errorThreshold(result: GateResult): ErrorThreshold {
  const limits = findingsOfLeg(result, judgedLeg(result)).filter(
    ({ name, level }) => level === "fail" && (name === "rel-rms" || name === "max-abs"),
  );
  const worst = worstFinding(limits);
  const metrics = result.outputs.find(({ name }) => name === worst?.output)?.metrics;
  const value = worst && metrics && relativeLimit(worst, metrics.relRms);
  if (worst === undefined || value === undefined || !(value > 1e-12) || !(value < 1e6)) {
    const label = `healthy networks end below ${formatFigure(healthyError)}`;
    return { value: healthyError, label };
  }
  const { expected, unit } = worst;
  const limit = `${formatFigure(Number(expected))}${unit === undefined ? "" : ` ${printableName(unit, 12)}`}`;
  const label = `limit of ${printableName(worst.output, 40)} (${worst.name} ${limit}) on this scale`;
  return { value, label };
}

function relativeLimit(
  { name, actual, expected }: { name: string; actual: number | string; expected: number | string },
  relRms: number | undefined,
): number | undefined {
  if (typeof actual !== "number" || typeof expected !== "number") return undefined;
  if (name === "rel-rms") return expected;
  const value = relRms === undefined ? Number.NaN : (relRms * expected) / actual;
  return Number.isFinite(value) ? value : undefined;
}
