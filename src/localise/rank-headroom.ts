import type { NodeEvidence } from "./evidence.ts";

export interface Headroom {
  readonly id: string;
  /** log2(65504 / largest magnitude); negative beyond the range. */
  readonly headroomBits: number;
  readonly absMax: number;
}

/**
 * The nodes closest to the end of the FP16 range, tightest first: what to watch in a network that passes. Nodes whose
 * reference is all zero or empty have no headroom to speak of and are left out. Blames nobody.
 */
export function tightestHeadroom(evidence: Iterable<NodeEvidence>, count: number): Headroom[] {
  const all: Headroom[] = [];
  for (const { id, headroomBits, reference } of evidence) {
    if (reference.absMax > 0 && Number.isFinite(headroomBits)) {
      all.push({ id, headroomBits, absMax: reference.absMax });
    }
  }
  return all.sort((first, second) => first.headroomBits - second.headroomBits).slice(0, count);
}
