import { ConfigError } from "../errors.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { RowMatching, TensorPair } from "./comparison.ts";
import type { MatchGroup } from "./match-rule.ts";
import { countNonFinite, gatherRows } from "./matched-rows.ts";
import { assignRows, type RowPair } from "./row-assignment.ts";
import { type RowTable, readRowTables, rowAxis, rowLayout } from "./row-table.ts";

/** Outputs of one sample on both sides. */
export interface SampleOutputs {
  readonly sample: string;
  readonly reference: ReadonlyMap<string, Tensor>;
  readonly candidate: ReadonlyMap<string, Tensor>;
}

/** What takes the place of a group's outputs once rows are assigned. */
export interface MatchedGroup {
  readonly matching: RowMatching;
  /** Per output, one pair a sample that holds partner rows only, in the same order. */
  readonly pairs: ReadonlyMap<string, readonly TensorPair[]>;
  /** Per output, NaN and infinities on rows without partner that the other side does not have as many of. */
  readonly loneNonFinite: ReadonlyMap<string, number>;
  /** Where row `row` of a sample's pair was in the reference, as an index; and its row in the candidate. */
  origin(sample: string, row: number): { index: readonly number[]; candidateRow: number };
  readonly axis: number;
}

/** A tenth of the RMS of the boxes: 35 px in a frame of 640. */
const defaultDistanceShare = 0.1;

interface Scene {
  readonly sample: string;
  readonly batch: number;
  readonly reference: RowTable;
  readonly candidate: RowTable;
  readonly pairs: readonly RowPair[];
}

/**
 * Assigns the rows of each sample and batch entry. Pairs with both scores below `minScore` are left out; so are
 * lone rows below it.
 * @throws ConfigError when the rule does not fit the outputs (axis, columns, scores that are no probabilities).
 */
export function matchGroup(group: MatchGroup, samples: readonly SampleOutputs[]): MatchedGroup {
  const axis = rowAxis(group, samples[0]!.reference.get(group.boxes.output)!);
  const tables = samples.map((sample) => ({
    sample,
    reference: readRowTables(group, (output) => sample.reference.get(output)!, axis),
    candidate: readRowTables(group, (output) => sample.candidate.get(output)!, axis),
  }));
  for (const { reference } of tables) checkScores(group, reference);
  const maxDistance =
    group.maxDistance ?? defaultDistanceShare * keyRms(tables.flatMap((entry) => entry.reference));
  const scenes = tables.flatMap(({ sample, reference, candidate }) =>
    reference.map((table, batch): Scene => {
      const other = candidate[batch]!;
      const pairs = assignRows(table, other, maxDistance).filter((pair) =>
        isCounted(group, table, other, pair),
      );
      return {
        sample: sample.sample,
        batch,
        reference: table,
        candidate: other,
        pairs: pairs.toSorted((one, other) => one.reference - other.reference),
      };
    }),
  );
  return {
    matching: summarise(group, scenes, maxDistance),
    axis,
    ...gatherGroup(group, samples, scenes, axis),
  };
}

function checkScores(group: MatchGroup, tables: readonly RowTable[]): void {
  for (const { scores } of tables) {
    const negative = scores.find((score) => score < 0);
    if (negative !== undefined) {
      throw new ConfigError(
        `match: "${group.scores!.output}" holds the score ${negative}, but scores must be probabilities.`,
        { advice: "Name an output behind the sigmoid or softmax, or leave scores out of the match." },
      );
    }
  }
}

function keyRms(tables: readonly RowTable[]): number {
  let squares = 0;
  let count = 0;
  for (const { keys } of tables) {
    for (const value of keys) {
      if (!Number.isFinite(value)) continue;
      squares += value * value;
      count++;
    }
  }
  return count === 0 ? 0 : Math.sqrt(squares / count);
}

function isCounted(group: MatchGroup, reference: RowTable, candidate: RowTable, pair: RowPair): boolean {
  const low = (score: number): boolean => score < group.minScore;
  return !(low(reference.scores[pair.reference]!) && low(candidate.scores[pair.candidate]!));
}

function summarise(group: MatchGroup, scenes: readonly Scene[], maxDistance: number): RowMatching {
  let matchedRows = 0;
  let unmatchedReferenceRows = 0;
  let unmatchedCandidateRows = 0;
  let unmatchedScore = 0;
  let unmatchedScoreSample: string | undefined;
  for (const scene of scenes) {
    const reference = loneRows(
      scene.reference,
      scene.pairs.map((pair) => pair.reference),
      group.minScore,
    );
    const candidate = loneRows(
      scene.candidate,
      scene.pairs.map((pair) => pair.candidate),
      group.minScore,
    );
    matchedRows += scene.pairs.length;
    unmatchedReferenceRows += reference.length;
    unmatchedCandidateRows += candidate.length;
    const share = loneShare(scene, reference, candidate);
    // NaN, from a score that is NaN, must not be forgotten once it was seen.
    if (share > unmatchedScore || Number.isNaN(share)) {
      unmatchedScore = Number.isNaN(unmatchedScore) ? unmatchedScore : share;
      unmatchedScoreSample = scene.sample;
    }
  }
  const boxes = group.boxes.output;
  return {
    boxes,
    matchedRows,
    unmatchedReferenceRows,
    unmatchedCandidateRows,
    unmatchedScore,
    unmatchedScoreSample,
    maxDistance,
  };
}

/** Rows without partner that are not padding. A NaN score is none of the low ones. */
function loneRows(table: RowTable, matched: readonly number[], minScore: number): number[] {
  const taken = new Set(matched);
  return Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => !taken.has(row) && !(table.scores[row]! < minScore),
  );
}

function loneShare(scene: Scene, reference: readonly number[], candidate: readonly number[]): number {
  const weight = (table: RowTable, rows: readonly number[]): number =>
    rows.reduce((sum, row) => sum + Math.max(0, table.scores[row]!), 0);
  const lone = weight(scene.reference, reference) + weight(scene.candidate, candidate);
  const matched =
    weight(
      scene.reference,
      scene.pairs.map((pair) => pair.reference),
    ) +
    weight(
      scene.candidate,
      scene.pairs.map((pair) => pair.candidate),
    );
  const total = lone + matched;
  if (total !== 0) return lone / total;
  // Scores that are zero throughout say nothing: then rows count.
  const rows = reference.length + candidate.length;
  return rows === 0 ? 0 : rows / (rows + 2 * scene.pairs.length);
}

function gatherGroup(
  group: MatchGroup,
  samples: readonly SampleOutputs[],
  scenes: readonly Scene[],
  axis: number,
): Pick<MatchedGroup, "pairs" | "loneNonFinite" | "origin"> {
  const pairs = new Map<string, TensorPair[]>();
  const loneNonFinite = new Map<string, number>();
  for (const output of group.outputs) {
    const gathered = samples.map((sample) => gatherSample(output, sample, scenes, axis));
    pairs.set(
      output,
      gathered.map(({ pair }) => pair),
    );
    loneNonFinite.set(
      output,
      gathered.reduce((sum, { loneNonFinite }) => sum + loneNonFinite, 0),
    );
  }
  return { pairs, loneNonFinite, origin: originOf(group, samples, scenes, axis) };
}

function gatherSample(
  output: string,
  sample: SampleOutputs,
  scenes: readonly Scene[],
  axis: number,
): { pair: TensorPair; loneNonFinite: number } {
  const reference = sample.reference.get(output)!;
  const candidate = sample.candidate.get(output)!;
  const referenceLayout = rowLayout(output, reference, axis);
  const candidateLayout = rowLayout(output, candidate, axis);
  const own = scenes.filter((scene) => scene.sample === sample.sample);
  const referenceRows = own.flatMap((scene) =>
    scene.pairs.map((pair) => scene.batch * referenceLayout.rows + pair.reference),
  );
  const candidateRows = own.flatMap((scene) =>
    scene.pairs.map((pair) => scene.batch * candidateLayout.rows + pair.candidate),
  );
  const pair = {
    sample: sample.sample,
    reference: gatherRows(reference, referenceLayout, referenceRows),
    candidate: gatherRows(candidate, candidateLayout, candidateRows),
  };
  const lone = (all: Tensor, part: Tensor): number => countNonFinite(all) - countNonFinite(part);
  return { pair, loneNonFinite: Math.abs(lone(reference, pair.reference) - lone(candidate, pair.candidate)) };
}

function originOf(
  group: MatchGroup,
  samples: readonly SampleOutputs[],
  scenes: readonly Scene[],
  axis: number,
): MatchedGroup["origin"] {
  return (sample, row) => {
    const outputs = samples.find((entry) => entry.sample === sample)!;
    const { batchShape } = rowLayout(group.boxes.output, outputs.reference.get(group.boxes.output)!, axis);
    let rest = row;
    for (const scene of scenes) {
      if (scene.sample !== sample) continue;
      const pair = scene.pairs[rest];
      if (pair !== undefined) {
        return {
          index: [...batchIndex(scene.batch, batchShape), pair.reference],
          candidateRow: pair.candidate,
        };
      }
      rest -= scene.pairs.length;
    }
    throw new RangeError(`sample ${sample} has no pair ${row}`);
  };
}

function batchIndex(batch: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = batch;
  for (const size of shape.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
