import { ratio } from "../localise/rank-excess.ts";
import type { Amplifier, Ranking } from "../localise/ranking.ts";
import type { Strategy } from "../localise/trial.ts";
import { quote } from "../onnx/label.ts";
import { curveShares } from "./minimal-set.ts";
import { orderNodes } from "./search-order.ts";
import { excessIn, knownOutcome, type TrialLog, TriesExhausted, tryOne } from "./search-trials.ts";

/** The error with this share of the float nodes, most suspect first, in FP32. */
export interface CurvePoint {
  /** 0 to 1. */
  readonly share: number;
  readonly nodes: number;
  readonly excess: number;
}

export interface SpreadAdvice {
  readonly kind: "bf16" | "scale" | "head" | "share" | "limit";
  /** One sentence in plain English. */
  readonly text: string;
}

/** Nodes of the first point beside "none": the best-ranked ones. */
const bestCount = 16;

/**
 * Tries nothing, the sixteen most suspect nodes, an eighth, a quarter, half and all of the float nodes in FP32, as far
 * as that is not known. Ends early, with the points that it has, when tries run out.
 */
export function* drawCurve(log: TrialLog, ranking: Ranking, limit: number): Strategy<CurvePoint[]> {
  const { needed, others } = orderNodes(log, ranking, limit);
  const order = [...needed, ...others];
  const total = order.length;
  const counts = [0, bestCount, ...curveShares.map((share) => Math.ceil(total * share))];
  const ascending = [...new Set(counts.map((count) => Math.min(count, total)))].sort((a, b) => a - b);
  const points: CurvePoint[] = [];
  for (const count of ascending) {
    const ranked = ranking.candidates.slice(0, count).map(({ id }) => id);
    const nodes = order.slice(0, count);
    let outcome = knownOutcome(log, nodes);
    if (ranked.length === count) outcome ??= knownOutcome(log, ranked);
    try {
      outcome ??= yield* tryOne(log, nodes);
    } catch (error) {
      if (!(error instanceof TriesExhausted)) throw error;
      continue;
    }
    points.push({ share: total === 0 ? 0 : count / total, nodes: count, excess: excessIn(log, outcome) });
  }
  return points;
}

/** What helps where no small set does. BF16 is for range only: its rounding is eight times coarser than FP16's. */
export function adviseOnSpread(
  curve: readonly CurvePoint[],
  amplifier: Amplifier | undefined,
): SpreadAdvice[] {
  const advice: SpreadAdvice[] = [];
  const baseline = curve.find(({ nodes }) => nodes === 0)?.excess;
  if (baseline === Number.POSITIVE_INFINITY) {
    advice.push(
      {
        kind: "bf16",
        text: "Values leave the range of FP16 in many places: BF16 has the range of FP32, with rounding eight times coarser; check it against the same limits.",
      },
      {
        kind: "scale",
        text: "Scale activations or weights down where they grow, and back at the end, so that they stay below 65504.",
      },
    );
  }
  if (amplifier !== undefined) {
    const times = `${ratio(amplifier.gain)} times`;
    advice.push({
      kind: "head",
      text: `Node ${quote(amplifier.id)} makes the ${amplifier.measure} error before it ${times} larger: move the head that it begins out of the FP16 engine, or let it magnify less (a temperature, a division by a small number).`,
    });
  }
  const enough = curve.find(({ excess, share }) => excess <= 1 && share < 1);
  if (enough !== undefined) {
    const percent = (100 * enough.share).toPrecision(2);
    advice.push({
      kind: "share",
      text: `With ${enough.nodes} nodes (${Number(percent)} % of the float nodes) in FP32 these samples pass; such a set may fit the rounding of these samples only.`,
    });
  }
  if (baseline !== undefined && Number.isFinite(baseline)) {
    advice.push({
      kind: "limit",
      text: `FP16 rounding alone costs ${ratio(baseline)} times the limit here: accept that much, or keep the model in FP32 or TF32.`,
    });
  }
  return advice;
}
