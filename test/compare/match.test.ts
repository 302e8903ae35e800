import { describe, expect, test } from "vitest";
import { judgeRun } from "../../src/compare/judge.ts";
import type { MatchRule } from "../../src/compare/match-rule.ts";
import { assignRows } from "../../src/compare/row-assignment.ts";
import type { Tolerance } from "../../src/compare/tolerance.ts";
import { ConfigError } from "../../src/errors.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { compareOne, randomSource, tensor } from "./build.ts";

interface Detection {
  box: number[];
  score: number;
  label?: number;
}

/** Outputs of one image as detectors put them out: boxes 1xNx4, scores 1xN, labels 1xN. */
function outputs(detections: readonly Detection[]): Record<string, Tensor> {
  const count = detections.length;
  return {
    boxes: tensor(
      "float32",
      [1, count, 4],
      detections.flatMap(({ box }) => box),
    ),
    scores: tensor(
      "float32",
      [1, count],
      detections.map(({ score }) => score),
    ),
    labels: tensor(
      "int64",
      [1, count],
      detections.map(({ label }) => label ?? 0),
    ),
  };
}

const rule: MatchRule = {
  outputs: ["boxes", "scores", "labels"],
  boxes: "boxes",
  scores: "scores",
  labels: "labels",
};
const limits: Tolerance[] = [
  { output: "boxes", unit: "px", fail: { maxAbs: 1 } },
  { output: "scores", fail: { maxAbs: 0.01 } },
];

function compare(
  reference: readonly Detection[],
  candidate: readonly Detection[],
  more: Partial<MatchRule> = {},
) {
  const run = compareOne(outputs(reference), outputs(candidate), { match: [{ ...rule, ...more }] });
  const judged = judgeRun(run, limits);
  const failed = judged.findings.filter((finding) => !finding.passed && finding.level === "fail");
  const [boxes, scores, labels] = run.outputs;
  return { boxes: boxes!, scores: scores!, labels: labels!, matching: boxes!.matching!, failed, judged };
}

/** Objects all over a frame of 640 pixels, best first. */
function scene(count: number, seed: number): Detection[] {
  const random = randomSource(seed);
  return Array.from({ length: count }, (_, i) => {
    const [x, y, w, h] = [random() * 560, random() * 560, 20 + random() * 60, 20 + random() * 60];
    return { box: [x, y, x + w, y + h], score: 0.95 - (0.9 * i) / count, label: Math.floor(random() * 5) };
  });
}

function blurred(detections: readonly Detection[], seed = 9): Detection[] {
  const random = randomSource(seed);
  return detections.map(({ box, score, label }) => ({
    box: box.map((value) => value + (random() - 0.5) * 0.6),
    score: score + (random() - 0.5) * 1e-3,
    ...(label === undefined ? {} : { label }),
  }));
}

const swap = <T>(rows: readonly T[], one: number, other: number): T[] =>
  rows.map((row, i) => (i === one ? rows[other]! : i === other ? rows[one]! : row));

describe("a healthy detector", () => {
  const twins: Detection[] = [
    { box: [10, 10, 50, 50], score: 0.9 },
    { box: [400, 300, 480, 350], score: 0.7 },
    { box: [100, 200, 160, 260], score: 0.7 },
  ];

  test("with two rows of equal score swapped fails element by element, and passes when matched", () => {
    const run = compareOne(outputs(twins), outputs(swap(twins, 1, 2)));
    expect(judgeRun(run, limits).findings.some(({ output, passed }) => output === "boxes" && !passed)).toBe(
      true,
    );
    const matched = compare(twins, swap(twins, 1, 2));
    expect(matched.failed).toEqual([]);
    expect(matched.boxes.metrics.maxAbs).toBe(0);
    expect(matched.matching).toMatchObject({ matchedRows: 3, unmatchedScore: 0 });
  });

  test.each([1, 2, 3])("with 300 rows in another order and FP16's noise passes (seed %d)", (seed) => {
    const reference = scene(300, seed);
    const shuffled = blurred(reference, seed).toSorted((one, other) => other.score - one.score);
    const { failed, matching, boxes } = compare(reference, swap(shuffled, 3, 200));
    expect(failed).toEqual([]);
    expect(matching.matchedRows).toBe(300);
    expect(boxes.metrics.maxAbs).toBeLessThan(0.31);
  });

  test("that replaces the weakest of 100 rows at the border of its top-k passes", () => {
    const all = scene(101, 4);
    const { failed, matching } = compare(all.slice(0, 100), blurred([...all.slice(0, 99), all[100]!]));
    expect(failed).toEqual([]);
    expect(matching).toMatchObject({ matchedRows: 99, unmatchedReferenceRows: 1, unmatchedCandidateRows: 1 });
    expect(matching.unmatchedScore).toBeGreaterThan(0);
    expect(matching.unmatchedScore).toBeLessThan(0.01);
  });

  test("with crowds of near duplicates passes", () => {
    const random = randomSource(12);
    const crowd = scene(20, 3).flatMap((object) =>
      Array.from({ length: 10 }, () => ({
        ...object,
        box: object.box.map((value) => value + random() * 8),
        score: object.score * random(),
      })),
    );
    const moved = blurred(crowd).toSorted((one, other) => other.score - one.score);
    const { failed, boxes } = compare(crowd, moved);
    expect(failed).toEqual([]);
    expect(boxes.metrics.maxAbs).toBeLessThan(1);
  });
});

describe("a broken detector", () => {
  const reference = scene(30, 21);
  const wrong = (change: (detection: Detection) => Detection, at = 4): Detection[] =>
    blurred(reference).map((detection, i) => (i === at ? change(detection) : detection));

  test("a box that is off by 4 px is matched, and its error is shown with both rows", () => {
    const moved = wrong(({ box, ...rest }) => ({ box: box.map((value) => value + 4), ...rest }));
    const { failed, boxes } = compare(reference, swap(moved, 4, 10));
    expect(failed).toMatchObject([{ name: "max-abs", output: "boxes" }]);
    expect(boxes.metrics.maxAbs).toBeGreaterThan(3.6);
    expect(boxes.worst).toMatchObject({ index: [0, 4, expect.any(Number)], candidateRow: 10 });
    expect(failed[0]!.message).toMatch(
      /\(sample 0000, index \[0, 4, \d\]: reference .*, candidate .* in row 10\)\.$/,
    );
  });

  test("a box that is nowhere near fails by the score that found no partner", () => {
    const lost = wrong(({ box, ...rest }) => ({ box: box.map((value) => value + 300), ...rest }));
    const { failed, matching } = compare(reference, lost);
    expect(failed).toMatchObject([{ name: "unmatched-score", output: "boxes", expected: 0.01 }]);
    expect(matching).toMatchObject({ unmatchedReferenceRows: 1, unmatchedCandidateRows: 1 });
  });

  test("a wrong box on top of another object does not take that object's partner", () => {
    const onto = wrong(({ score, label }) => ({
      box: reference[5]!.box.map((value) => value + 1),
      score,
      label: label!,
    }));
    const { failed, boxes } = compare(reference, onto);
    expect(failed.map(({ name }) => name)).toEqual(["unmatched-score"]);
    expect(boxes.metrics.maxAbs).toBeLessThan(0.5);
  });

  test("a chain of neighbours does not absorb a missing object", () => {
    // A row of objects 8 px apart; the candidate lacks the first and invents one behind the last.
    const row = Array.from({ length: 12 }, (_, i) => ({ box: [8 * i, 400, 8 * i + 300, 500], score: 0.8 }));
    const { matching, boxes } = compare(row.slice(0, 11), row.slice(1));
    expect(boxes.metrics.maxAbs).toBe(0);
    expect(matching).toMatchObject({ matchedRows: 10, unmatchedReferenceRows: 1, unmatchedCandidateRows: 1 });
  });

  test("all boxes off by 3 px show that error", () => {
    const shifted = reference.map(({ box, ...rest }) => ({ box: box.map((value) => value + 3), ...rest }));
    const { boxes, failed } = compare(reference, shifted);
    expect(boxes.metrics.maxAbs).toBeCloseTo(3, 3);
    expect(failed).toMatchObject([{ name: "max-abs", output: "boxes" }]);
  });

  test("a lost score is matched by its box and fails as a score", () => {
    const { failed } = compare(
      reference,
      wrong(({ score, ...rest }) => ({ ...rest, score: score / 2 })),
    );
    expect(failed).toMatchObject([{ name: "max-abs", output: "scores" }]);
  });

  test("another label is no partner", () => {
    const relabelled = wrong(({ label, ...rest }) => ({ ...rest, label: label! + 1 }));
    const { failed, labels } = compare(reference, relabelled);
    expect(failed.map(({ name }) => name)).toEqual(["unmatched-score"]);
    expect(labels.metrics).toMatchObject({ mismatches: 0 });
  });

  test("a box of NaN is unmatched, and fails even where its score is negligible", () => {
    const strong = compare(
      reference,
      wrong(({ box, ...rest }) => ({ box: box.map(() => Number.NaN), ...rest })),
    );
    expect(strong.failed.map(({ name }) => name).toSorted()).toEqual(["non-finite", "unmatched-score"]);
    const faint = [...reference, { box: [0, 0, 9, 9], score: 1e-6, label: 9 }];
    const broken = [...reference, { box: [0, 0, 9, Number.NaN], score: 1e-6, label: 9 }];
    const weak = compare(faint, broken, { minScore: 0.1 });
    expect(weak.failed).toMatchObject([{ name: "non-finite", output: "boxes", actual: 1 }]);
  });

  test("a score of NaN never passes", () => {
    const { matching, failed } = compare(
      reference,
      wrong((detection) => ({ ...detection, score: Number.NaN })),
    );
    expect(matching.unmatchedScore).toBeNaN();
    expect(failed.map(({ name }) => name)).toContain("unmatched-score");
  });

  test("a detector that finds nothing at all fails", () => {
    const { failed, judged } = compare(reference, []);
    expect(failed.map(({ name, actual }) => [name, actual])).toContainEqual(["unmatched-score", 1]);
    expect(judged.unjudged[0]?.reason).toBe("none of its 30 rows found a partner.");
  });
});

describe("padding and counts", () => {
  const objects: Detection[] = [
    { box: [10, 10, 50, 50], score: 0.9 },
    { box: [300, 300, 350, 380], score: 0.5 },
  ];
  const padded = (count: number): Detection[] =>
    Array.from({ length: count }, () => ({ box: [0, 0, 0, 0], score: 0 }));

  test("two sides with different numbers of rows", () => {
    const { failed, matching } = compare([...objects, ...padded(1)], [...blurred(objects), ...padded(4)]);
    expect(failed).toEqual([]);
    expect(matching).toMatchObject({ matchedRows: 3, unmatchedCandidateRows: 3, unmatchedScore: 0 });
  });

  test("rows below min-score on both sides are left out", () => {
    const weak = { box: [500, 500, 520, 520], score: 0.04 };
    const elsewhere = { box: [100, 500, 120, 520], score: 0.03 };
    const { failed, matching } = compare([...objects, weak], [...objects, elsewhere], { minScore: 0.05 });
    expect(failed).toEqual([]);
    expect(matching).toMatchObject({ matchedRows: 2, unmatchedReferenceRows: 0, unmatchedCandidateRows: 0 });
  });

  test("a row that crosses min-score on one side only keeps its partner", () => {
    const edge = (score: number): Detection[] => [...objects, { box: [500, 500, 520, 520], score }];
    const { matching, failed } = compare(edge(0.0501), edge(0.0499), { minScore: 0.05 });
    expect(matching).toMatchObject({ matchedRows: 3, unmatchedScore: 0 });
    expect(failed).toEqual([]);
  });

  test("a confident row whose score collapses is not hidden by min-score", () => {
    const { failed } = compare(objects, [objects[0]!, { ...objects[1]!, score: 0.01 }], { minScore: 0.05 });
    expect(failed).toMatchObject([{ name: "max-abs", output: "scores" }]);
  });

  test("no row in any sample can't be judged", () => {
    const { judged, failed } = compare([], []);
    expect(failed).toEqual([]);
    expect(judged.unjudged.map(({ output, reason }) => [output, reason])).toEqual([
      ["boxes", "no sample has a row to match."],
      ["scores", "no sample has a row to match."],
      ["labels", "no sample has a row to match."],
    ]);
  });

  test("max-distance is in the unit of the boxes", () => {
    const moved = objects.map(({ box, score }) => ({ box: box.map((value) => value + 5), score }));
    expect(compare(objects, moved, { maxDistance: 5 }).matching.matchedRows).toBe(2);
    expect(compare(objects, moved, { maxDistance: 4.9 }).matching).toMatchObject({
      matchedRows: 0,
      unmatchedScore: 1,
    });
  });

  test("by default it is a tenth of the RMS of the reference's boxes", () => {
    const rms = Math.sqrt((100 + 100 + 2500 + 2500 + 90000 + 90000 + 122500 + 144400) / 8);
    expect(compare(objects, objects).matching.maxDistance).toBeCloseTo(rms / 10, 6);
  });
});

describe("forms of output", () => {
  const combined = (rows: readonly number[][]): Tensor => tensor("float32", [1, rows.length, 6], rows.flat());
  const rows = [
    [10, 10, 50, 50, 0.9, 1],
    [300, 300, 350, 380, 0.9, 2],
    [300, 300, 350, 380, 0.9, 7],
  ];

  test("boxes, score and label in one tensor", () => {
    const run = compareOne(
      { det: combined(rows) },
      { det: combined([rows[2]!, rows[0]!, rows[1]!]) },
      {
        match: [{ outputs: ["det"], boxes: "det[0:4]", scores: "det[4]", labels: "det[5]" }],
      },
    );
    expect(run.outputs[0]).toMatchObject({
      metrics: { maxAbs: 0 },
      matching: { boxes: "det", matchedRows: 3 },
    });
  });

  test("each image of a batch on its own, with a share of its own", () => {
    const boxes = (...values: number[]): Tensor => tensor("float32", [2, 2, 1], values);
    const scores = tensor("float32", [2, 2], [0.9, 0.1, 0.9, 0.1]);
    const run = compareOne(
      { boxes: boxes(10, 20, 30, 40), scores },
      { boxes: boxes(20, 10, 30, 90), scores },
      {
        match: [{ outputs: [], boxes: "boxes", scores: "scores" }],
      },
    );
    expect(run.outputs[0]!.matching).toMatchObject({ matchedRows: 3, unmatchedScoreSample: "0000" });
    expect(run.outputs[0]!.matching!.unmatchedScore).toBeCloseTo(0.1, 6);
    expect(run.outputs[0]!.worst).toMatchObject({ index: [0, 0, 0], candidateRow: 1 });
  });

  test("logits beside the boxes are compared in matched order, with top-1 along the classes", () => {
    const boxes = (...values: number[]): Tensor => tensor("float32", [1, 2, 2], values);
    const logits = (...values: number[]): Tensor => tensor("float32", [1, 2, 3], values);
    const run = compareOne(
      { boxes: boxes(1, 2, 30, 40), logits: logits(1, 2, 3, 4, 5, 3) },
      { boxes: boxes(30, 40, 1, 2), logits: logits(4, 5, 3, 1, 3, 2) },
      { match: [{ outputs: ["logits"], boxes: "boxes" }] },
    );
    const [byBoxes, byLogits] = run.outputs;
    expect(byBoxes!.metrics.maxAbs).toBe(0);
    expect(byLogits!.kind === "float" && byLogits!.metrics.topOne).toEqual({
      agreement: 0.5,
      rows: 2,
      axis: 1,
    });
    expect(byLogits!.worst).toMatchObject({ index: [0, 0, 1], reference: 2, candidate: 3, candidateRow: 1 });
  });

  test("a list of boxes without batch axis", () => {
    const boxes = (...values: number[]): Tensor => tensor("float32", [2, 2], values);
    const run = compareOne(
      { boxes: boxes(1, 2, 3, 4) },
      { boxes: boxes(3, 4, 1, 2) },
      {
        match: [{ outputs: ["boxes"], boxes: "boxes" }],
      },
    );
    expect(run.outputs[0]!.metrics.maxAbs).toBe(0);
  });
});

describe("rules that do not fit", () => {
  const two = { det: tensor("float32", [1, 2, 6], new Float32Array(12)) };
  const base: MatchRule = { outputs: ["det"], boxes: "det[0:4]" };

  test.each([
    [{ boxes: "det[4:4]" }, 'match: "det[4:4]" selects no column.'],
    [{ boxes: "det[2:9]" }, 'match: "det" has 6 columns, so there is no [2:9].'],
    [{ boxes: "boxes[0:4]" }, 'match: there is no output "boxes".'],
    [{ labels: "det[4:6]" }, 'match: "det" has 2 labels a row; one is meant.'],
    [{ axis: 3 }, 'match: "det" of shape 1x2x6 has no axis 3 to take rows along.'],
    [{ maxDistance: Number.NaN }, "match: max-distance is NaN; it must be finite and not negative."],
    [{ minScore: -1 }, "match: min-score is -1; it must be finite and not negative."],
  ] as [Partial<MatchRule>, string][])("%j", (change, message) => {
    const compare = () => compareOne(two, two, { match: [{ ...base, ...change }] });
    expect(compare).toThrow(ConfigError);
    expect(compare).toThrow(message);
  });

  test("logits as scores are refused, with the value", () => {
    const logits = { ...outputs([{ box: [1, 2, 3, 4], score: -2.5 }]) };
    const compare = () => compareOne(logits, logits, { match: [rule] });
    expect(compare).toThrow(ConfigError);
    expect(compare).toThrow('match: "scores" holds the score -2.5, but scores must be probabilities.');
  });
});

test("1000 rows in one crowd are assigned, each to another", () => {
  const random = randomSource(30);
  const table = () => ({
    rows: 1000,
    keys: Float64Array.from({ length: 4000 }, () => 100 + random()),
    keySize: 4,
    scores: Float64Array.from({ length: 1000 }, random),
    labels: undefined,
  });
  expect(assignRows(table(), table(), 50)).toHaveLength(1000);
});
