import type { FloatComparison, FloatMetrics } from "./comparison.ts";
import { formatFigure } from "./figure.ts";
import type { Unjudged } from "./finding.ts";

/*
 * The rule without configuration; figures and reasons are in docs/decisions/0003-default-tolerance.md. In every
 * sample the RMS of the error may be 1 % of the reference's RMS, and no element may be off by more than 2 % of the
 * largest magnitude. Where scale can't tell, the gate asks for a limit instead of passing.
 */

/** Healthy networks reach 0.7 %, broken ones that stay finite begin at 1.8 %. */
export const defaultRelRms = 0.01;
/** From here on the merge goes through with a warning: above what 95 of 100 healthy outputs reach. */
export const defaultWarnRelRms = 0.005;
/** Largest error relative to the largest magnitude: catches few wrong elements among many right ones. */
export const defaultPeakShare = 0.02;
/** Share of the score on rows without a partner, per sample. */
export const defaultUnmatchedScore = 0.01;
/** From 2048 on FP16 holds no fraction and steps by 2 and more; whether that matters depends on the unit. */
export const coarseMagnitude = 2048;
/** Error within a part of a tensor, relative to that part's RMS, beyond which the parts must be judged apart. */
export const suspectSliceRelRms = 0.1;

/** Differences up to 64 FP32 steps of the largest value are rounding of FP32 itself. */
const fp32Noise = 2 ** -18;
/** A measured noise floor above this share of the largest value is no noise. */
const credibleNoise = 2 ** -16;

/**
 * Why the default can't judge an output, or undefined when it can.
 * @param noiseFloor largest difference between the FP32 model and the reference, when it was measured.
 */
export function unjudgedByDefault(
  comparison: FloatComparison,
  noiseFloor: number | undefined,
): Unjudged | undefined {
  const { metrics, name } = comparison;
  if (metrics.maxAbs <= noiseAt(metrics.reference.absMax, noiseFloor)) return undefined;
  const reason = noScale(metrics) ?? tooCoarse(metrics) ?? mixedScales(metrics);
  if (reason === undefined) return undefined;
  return { output: name, reason, advice: `Set a limit in its unit, such as --max-abs ${name}=1.` };
}

function noiseAt(absMax: number, noiseFloor: number | undefined): number {
  return Math.max(absMax * fp32Noise, Math.min(noiseFloor ?? 0, absMax * credibleNoise));
}

function noScale(metrics: FloatMetrics): string | undefined {
  if (metrics.reference.rms !== 0 || metrics.maxAbs === 0) return undefined;
  return `the reference is zero everywhere, so it gives no scale for the error of ${formatFigure(metrics.maxAbs)}.`;
}

function tooCoarse(metrics: FloatMetrics): string | undefined {
  const { absMax } = metrics.reference;
  if (!(absMax >= coarseMagnitude)) return undefined;
  const step = 2 ** (Math.floor(Math.log2(absMax)) - 10);
  return (
    `it reaches ${formatFigure(absMax)} in an unknown unit, where FP16 steps by ${formatFigure(step)}; ` +
    `whether its error of ${formatFigure(metrics.maxAbs)} matters depends on that unit.`
  );
}

function mixedScales(metrics: FloatMetrics): string | undefined {
  const slice = metrics.worstSlice;
  if (slice === undefined || !(slice.relRms > suspectSliceRelRms)) return undefined;
  return (
    `position ${slice.position} along axis ${slice.axis} is off by ${formatFigure(slice.relRms * 100)} % of its own RMS ` +
    `(${formatFigure(slice.referenceRms)}), while the RMS of the whole is ${formatFigure(metrics.reference.rms)}; ` +
    "it seems to hold quantities of different scale, which one limit may not suit."
  );
}
