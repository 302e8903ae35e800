import { formatFigure } from "../compare/figure.ts";
import type { GateResult, ResultHazard } from "./result.ts";

/** What stands above the hazards in every report. */
export const hazardTitle = "Hazards";
export const hazardNote =
  "Right in this run, which adds up in FP32. An engine that accumulates in FP16 may overflow here.";

/** The largest hazards; whatever a file chose is still unescaped. */
export function hazardRows(
  result: GateResult,
  most: number,
): { shown: readonly ResultHazard[]; more: number } {
  const all = result.hazards ?? [];
  return { shown: all.slice(0, most), more: Math.max(0, all.length - most) };
}

/** `91300, of which 212 is left`: magnitudes added up, and the largest that comes out. */
export function describeSum({ accumulationAbsSum, referenceAbsMax }: ResultHazard): string {
  return `${formatFigure(accumulationAbsSum)}, of which ${formatFigure(referenceAbsMax)} is left`;
}
