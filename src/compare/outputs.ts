import { InputError } from "../errors.ts";
import type { OutputTensors } from "../ports.ts";
import { type DType, isFloat } from "../tensor/dtype.ts";
import { formatShape, type Tensor } from "../tensor/tensor.ts";
import type { OutputComparison, TensorPair, WorstElement } from "./comparison.ts";
import { compareExactly } from "./exact-comparison.ts";
import type { Finding } from "./finding.ts";
import { compareFloats } from "./float-comparison.ts";
import { type MatchedGroup, matchGroup, type SampleOutputs } from "./match.ts";
import { type MatchGroup, type MatchRule, matchGroups } from "./match-rule.ts";
import { rowAxis } from "./row-table.ts";
import { type Tolerance, toleranceFor } from "./tolerance.ts";

/** Outputs of one sample, by name. */
export interface SamplePair {
  readonly sample: string;
  readonly reference: OutputTensors;
  readonly candidate: OutputTensors;
}

export interface CompareOptions {
  /** What an output is that the reference lacks. Default: fail. */
  readonly extraOutputs?: "fail" | "allow" | undefined;
  readonly match?: readonly MatchRule[] | undefined;
  /** Only the top-1 axes are read from them; limits are applied by `judgeRun`. */
  readonly tolerances?: readonly Tolerance[] | undefined;
  /** Called before each output, for progress lines. */
  readonly onOutput?: ((output: string, index: number, count: number) => void) | undefined;
}

/** All outputs of a run, compared but not judged by any limit. */
export interface RunComparison {
  /** Outputs that could be compared, in the order of the first sample's reference. */
  readonly outputs: readonly OutputComparison[];
  /** Rules that hold without any limit: outputs that are missing or extra, shapes and dtypes that differ. */
  readonly findings: readonly Finding[];
  /** Every output of the reference, and the extra ones that fail. */
  readonly names: readonly string[];
}

/**
 * Compares all outputs of a run over all samples. Tensors are read in windows and more than once.
 * @throws InputError when there is no sample, a sample occurs twice, or reference and candidate have no output in common.
 * @throws ConfigError when a match rule does not fit the outputs.
 */
export function compareRun(samples: readonly SamplePair[], options: CompareOptions = {}): RunComparison {
  checkSamples(samples);
  const referenceNames = namesOf(samples, (sample) => sample.reference);
  const candidateNames = namesOf(samples, (sample) => sample.candidate);
  checkCommon(referenceNames, candidateNames);
  const extra =
    options.extraOutputs === "allow" ? [] : candidateNames.filter((name) => !referenceNames.includes(name));
  const groups = matchGroups(options.match ?? [], referenceNames);
  const problems = new Map<string, Finding>();
  for (const name of referenceNames) {
    const grouped = groups.find((group) => group.outputs.includes(name));
    const problem = structureProblem(name, samples, grouped);
    if (problem !== undefined) problems.set(name, problem);
  }
  const matched = new Map(groups.map((group) => [group, matchIfSound(group, samples, problems)]));
  const comparable = referenceNames.filter((name) => !problems.has(name));
  const outputs = comparable.map((name, index) => {
    options.onOutput?.(name, index, comparable.length);
    const group = groups.find((candidate) => candidate.outputs.includes(name));
    const axis = toleranceFor(name, options.tolerances ?? [])?.topOneAxis;
    return compareOutput(name, samples, group === undefined ? undefined : matched.get(group), axis);
  });
  return {
    outputs,
    findings: [...problems.values(), ...extra.map(extraFinding)],
    names: [...referenceNames, ...extra],
  };
}

function checkSamples(samples: readonly SamplePair[]): void {
  if (samples.length === 0) {
    throw new InputError("there is no sample to compare.", {
      advice: "Give at least one sample with reference outputs.",
    });
  }
  const seen = new Set<string>();
  for (const { sample } of samples) {
    if (seen.has(sample)) throw new InputError(`sample "${sample}" occurs twice.`);
    seen.add(sample);
  }
}

function namesOf(samples: readonly SamplePair[], side: (sample: SamplePair) => OutputTensors): string[] {
  return [...new Set(samples.flatMap((sample) => [...side(sample).keys()]))];
}

function checkCommon(reference: readonly string[], candidate: readonly string[]): void {
  if (reference.some((name) => candidate.includes(name))) return;
  const list = (names: readonly string[]): string =>
    names.length === 0 ? "none" : names.map((name) => `"${name}"`).join(", ");
  throw new InputError(
    `reference and candidate have no output in common: the reference has ${list(reference)}, the candidate ${list(candidate)}.`,
    { advice: "Name the reference outputs as the model's outputs are named." },
  );
}

/** What keeps an output from being compared at all, as a failed finding. */
function structureProblem(
  name: string,
  samples: readonly SamplePair[],
  group: MatchGroup | undefined,
): Finding | undefined {
  for (const { sample, reference, candidate } of samples) {
    const expected = reference.get(name);
    const actual = candidate.get(name);
    if (expected === undefined || actual === undefined) {
      const side = expected === undefined ? "the reference" : "the candidate";
      return rule("output", name, "present", "missing", `${side} has no output ${name} in sample ${sample}.`);
    }
    if (dtypeClass(expected.dtype) !== dtypeClass(actual.dtype)) {
      return rule(
        "dtype",
        name,
        expected.dtype,
        actual.dtype,
        `${name} is ${expected.dtype} in the reference, but ${actual.dtype} in the candidate (sample ${sample}).`,
      );
    }
    if (group === undefined && !sameShape(expected.shape, actual.shape)) {
      return shapeFinding(name, sample, expected.shape, actual.shape);
    }
  }
  return mixedClass(name, samples);
}

/** float16, bfloat16, float32 and float64 are widened and compared, integers of any width by value. */
function dtypeClass(dtype: DType): "float" | "bool" | "integer" {
  if (isFloat(dtype)) return "float";
  return dtype === "bool" ? "bool" : "integer";
}

function mixedClass(name: string, samples: readonly SamplePair[]): Finding | undefined {
  const first = samples[0]!.reference.get(name)!.dtype;
  const other = samples.find((sample) => dtypeClass(sample.reference.get(name)!.dtype) !== dtypeClass(first));
  if (other === undefined) return undefined;
  const { dtype } = other.reference.get(name)!;
  return rule(
    "dtype",
    name,
    first,
    dtype,
    `${name} is ${first} in the reference of sample ${samples[0]!.sample}, but ${dtype} in that of sample ${other.sample}.`,
  );
}

function sameShape(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((size, axis) => size === other[axis]);
}

function shapeFinding(
  name: string,
  sample: string,
  expected: readonly number[],
  actual: readonly number[],
): Finding {
  const [reference, candidate] = [formatShape(expected), formatShape(actual)];
  return rule(
    "shape",
    name,
    reference,
    candidate,
    `${name} has shape ${reference} in the reference, but ${candidate} in the candidate (sample ${sample}).`,
  );
}

function extraFinding(name: string): Finding {
  return rule(
    "output",
    name,
    "absent",
    "present",
    `the candidate has an output ${name} that the reference lacks; extra-outputs: allow accepts it.`,
  );
}

function rule(name: string, output: string, expected: string, actual: string, message: string): Finding {
  return { name, output, operator: "==", expected, actual, passed: false, level: "fail", message };
}

/** Rows of a group are assigned only when each of its outputs is there, and agrees apart from the row axis. */
function matchIfSound(
  group: MatchGroup,
  samples: readonly SampleOutputs[],
  problems: Map<string, Finding>,
): MatchedGroup | undefined {
  const broken = (): Finding | undefined => group.outputs.map((name) => problems.get(name)).find(Boolean);
  if (broken() === undefined) groupShapeProblems(group, samples, problems);
  const cause = broken();
  if (cause === undefined) return matchGroup(group, samples);
  for (const name of group.outputs) {
    if (problems.has(name)) continue;
    const message = `${name}: its rows can't be matched, because ${cause.message}`;
    problems.set(name, rule("match", name, "matched", "unmatched", message));
  }
  return undefined;
}

function groupShapeProblems(
  group: MatchGroup,
  samples: readonly SampleOutputs[],
  problems: Map<string, Finding>,
): void {
  const axis = rowAxis(group, samples[0]!.reference.get(group.boxes.output)!);
  for (const { sample, reference, candidate } of samples) {
    for (const name of group.outputs) {
      const [expected, actual] = [reference.get(name)!.shape, candidate.get(name)!.shape];
      const free = actual.map((size, at) => (at === axis ? (expected[at] ?? size) : size));
      if (!sameShape(expected, free)) problems.set(name, shapeFinding(name, sample, expected, actual));
    }
    for (const [side, outputs] of [["reference", reference] as const, ["candidate", candidate] as const]) {
      const rows = outputs.get(group.boxes.output)!.shape[axis];
      const other = group.outputs.find((name) => outputs.get(name)!.shape[axis] !== rows);
      if (other === undefined || problems.has(other)) continue;
      const found = outputs.get(other)!.shape[axis];
      const message =
        `${other} has ${found ?? "no"} rows along axis ${axis} in the ${side}, ` +
        `but ${group.boxes.output} has ${rows} (sample ${sample}).`;
      problems.set(other, rule("match", other, `${rows} rows`, `${found ?? "no"} rows`, message));
    }
  }
}

function compareOutput(
  name: string,
  samples: readonly SamplePair[],
  matched: MatchedGroup | undefined,
  wantedAxis: number | undefined,
): OutputComparison {
  const first = samples[0]!;
  const reference = first.reference.get(name)!;
  const pairs =
    matched?.pairs.get(name) ??
    samples.map(
      (entry): TensorPair => ({
        sample: entry.sample,
        reference: entry.reference.get(name)!,
        candidate: entry.candidate.get(name)!,
      }),
    );
  const common = {
    name,
    dtype: reference.dtype,
    candidateDtype: first.candidate.get(name)!.dtype,
    shape: reference.shape,
    samples: samples.length,
    matching: matched?.matching,
  };
  if (!isFloat(reference.dtype)) {
    const { metrics, worst, elements } = compareExactly(pairs);
    return { ...common, kind: "exact", metrics, elements, worst: restore(worst, matched) };
  }
  const topOneAxis = matched === undefined ? wantedAxis : matchedAxis(wantedAxis, reference, matched);
  const { metrics, worst, elements } = compareFloats(pairs, { topOneAxis });
  const lone = matched?.loneNonFinite.get(name) ?? 0;
  return {
    ...common,
    kind: "float",
    metrics: { ...metrics, nonFiniteMismatches: metrics.nonFiniteMismatches + lone },
    elements,
    worst: restore(worst, matched),
  };
}

/** The top-1 axis in matched rows, whose first axis is the row; "none" along the rows themselves. */
function matchedAxis(wanted: number | undefined, reference: Tensor, matched: MatchedGroup): number | "none" {
  const rank = reference.shape.length;
  const axis = wanted ?? -1;
  const position = (axis < 0 ? rank + axis : axis) - matched.axis;
  return position > 0 ? position : "none";
}

function restore(
  worst: WorstElement | undefined,
  matched: MatchedGroup | undefined,
): WorstElement | undefined {
  if (worst === undefined || matched === undefined) return worst;
  const [row, ...within] = worst.index;
  const origin = matched.origin(worst.sample, row!);
  return { ...worst, index: [...origin.index, ...within], candidateRow: origin.candidateRow };
}
