import { formatAgainst, formatFigure, withUnit } from "../compare/figure.ts";
import { describeDifference, findingFigures } from "../verdict/describe-finding.ts";
import { shownLevel } from "../verdict/excuse.ts";
import { legKinds } from "../verdict/leg.ts";
import { companionOf, leadingFinding, severity, worstFinding } from "../verdict/worst-finding.ts";
import type { GateResult, ResultFinding, ResultLeg, ResultOutput } from "./result.ts";

/** How an output or a leg stands, worst first. */
export type State = "fail" | "unjudged" | "warn" | "pass";

/** Elements are shown more closely than errors: 812.5 against 816.57, not 813 against 817. */
const elementDigits = 5;

const order: readonly State[] = ["fail", "unjudged", "warn", "pass"];

/** One line of the table of outputs. Everything that a file chose (`name`, `sample`) is still unescaped. */
export interface OutputRow {
  readonly state: State;
  readonly name: string;
  /** `float32 2x64x4`; empty for an output that one side lacks. */
  readonly type: string;
  readonly maxAbs: string;
  readonly relRms: string;
  /** The limit that is crossed furthest, else the one that is nearest: `max-abs ≤ 1 px`. */
  readonly limit: string;
  readonly worst: { readonly sample: string; readonly at: string } | undefined;
}

/** The leg on which the verdict rests. */
export function judgedLeg(result: GateResult): ResultLeg | undefined {
  return result.legs.find((leg) => leg.judged);
}

/** The outputs of a leg; those of the judged leg stand at the top of the result. */
export function outputsOfLeg(result: GateResult, leg: ResultLeg): readonly ResultOutput[] {
  return leg.judged ? result.outputs : leg.outputs;
}

/** The legs in the order in which they rule things out. */
export function orderedLegs(result: GateResult): readonly ResultLeg[] {
  return [...result.legs].sort(
    (first, second) => legKinds.indexOf(first.kind) - legKinds.indexOf(second.kind),
  );
}

/** The legs that the verdict is about: the conversion when that failed, and the judged leg. */
export function reportedLegs(result: GateResult): readonly ResultLeg[] {
  const judged = judgedLeg(result);
  const failed = result.legs.filter((leg) => leg.kind === "conversion" && !leg.judged && !leg.passed);
  return [
    ...failed.filter(({ skipped }) => skipped === undefined),
    ...(judged === undefined ? [] : [judged]),
  ];
}

/** How a leg that ran stands. */
export function legState(leg: ResultLeg, outputs: readonly ResultOutput[]): "fail" | "unjudged" | "pass" {
  if (!leg.passed) return "fail";
  return outputs.some((output) => output.level === "unjudged") ? "unjudged" : "pass";
}

/** The output whose error is largest for its own scale, so that outputs of different units can be ranked. */
export function largestOutput(outputs: readonly ResultOutput[]): ResultOutput | undefined {
  const scale = ({ metrics }: ResultOutput): number => {
    if ((metrics.nonFiniteMismatches ?? 0) > 0) return Infinity;
    const share = metrics.relRms ?? metrics.maxAbs;
    return Number.isNaN(share) ? Infinity : share;
  };
  return outputs.reduce<ResultOutput | undefined>(
    (best, output) => (best === undefined || scale(output) > scale(best) ? output : best),
    undefined,
  );
}

/** The findings of a leg that entered the verdict. */
export function findingsOfLeg(result: GateResult, leg: ResultLeg | undefined): readonly ResultFinding[] {
  return leg === undefined ? [] : result.verdict.findings.filter((finding) => finding.leg === leg.kind);
}

/** Rows of the table of outputs, worst first, with a row for each output that only a finding names. */
export function outputRows(
  outputs: readonly ResultOutput[],
  findings: readonly ResultFinding[],
): readonly OutputRow[] {
  const byOutput = groupByOutput(findings);
  const compared = new Set(outputs.map((output) => output.name));
  const rows = outputs.map((output) => rowOf(output, byOutput.get(output.name) ?? []));
  const missing = [...byOutput].filter(([name]) => !compared.has(name)).map(missingRow);
  return [...rows, ...missing].sort(
    (first, second) => order.indexOf(first.state) - order.indexOf(second.state),
  );
}

function groupByOutput(findings: readonly ResultFinding[]): Map<string, ResultFinding[]> {
  const groups = new Map<string, ResultFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.output);
    if (group === undefined) groups.set(finding.output, [finding]);
    else group.push(finding);
  }
  return groups;
}

function rowOf(output: ResultOutput, findings: readonly ResultFinding[]): OutputRow {
  const deciding = decidingFinding(findings);
  return {
    state: output.level,
    name: output.name,
    type: `${output.dtype} ${formatShapeOf(output)}`,
    maxAbs: maxAbsCell(output, deciding),
    relRms: relRmsCell(output, deciding),
    limit:
      output.level === "unjudged" || deciding === undefined
        ? "none chosen"
        : limitCell(deciding, companionOf(deciding, findings)),
    worst: worstCell(output),
  };
}

function missingRow([name, findings]: [string, readonly ResultFinding[]]): OutputRow {
  const deciding = worstFinding(findings) as ResultFinding;
  const state = deciding.passed ? "pass" : shownLevel(deciding);
  return {
    state,
    name,
    type: "",
    maxAbs: "",
    relRms: "",
    limit: limitCell(deciding, undefined),
    worst: undefined,
  };
}

/** A rule that is kept (`non-finite` 0 = 0) says less than the limit nearest to being crossed. */
function decidingFinding(findings: readonly ResultFinding[]): ResultFinding | undefined {
  return (
    leadingFinding(findings.filter((finding) => !finding.passed || severity(finding) > 0)) ?? findings[0]
  );
}

function formatShapeOf(output: ResultOutput): string {
  return output.shape.length === 0 ? "scalar" : output.shape.join("x");
}

function maxAbsCell(output: ResultOutput, deciding: ResultFinding | undefined): string {
  const { maxAbs, mismatches, nonFiniteMismatches = 0 } = output.metrics;
  if (mismatches !== undefined) return mismatches === 0 ? "0" : `${mismatches} of ${output.elements} differ`;
  const figure =
    deciding?.name === "max-abs"
      ? findingFigures(deciding).actual
      : withUnit(formatFigure(maxAbs), output.unit);
  if (nonFiniteMismatches === 0) return figure;
  const broken = `${nonFiniteMismatches} NaN/∞`;
  return Number.isNaN(maxAbs) ? broken : `${figure}, ${broken}`;
}

function relRmsCell(output: ResultOutput, deciding: ResultFinding | undefined): string {
  if (deciding?.name === "rel-rms") return findingFigures(deciding).actual;
  const { relRms } = output.metrics;
  return relRms === undefined ? "" : formatFigure(relRms);
}

const relations = { "<=": "≤", ">=": "≥", "==": "=" } as const;

/** `max-abs ≤ 1 px`; metrics without a column of their own show their value: `cosine 0.98, ≥ 0.99`. */
function limitCell(finding: ResultFinding, companion: ResultFinding | undefined): string {
  const other = companion === undefined ? "" : `; ${companion.level}s at ${findingFigures(companion).limit}`;
  return `${ownLimit(finding)}${other}${sayExcuse(finding)}`;
}

function sayExcuse({ excuse }: ResultFinding): string {
  return excuse === undefined ? "" : `; ${excuse.text}`;
}

function ownLimit(finding: ResultFinding): string {
  const { actual, limit } = findingFigures(finding);
  if (finding.name === "output") return describeDifference(finding);
  const relation = relations[finding.operator];
  if (finding.name === "max-abs" || finding.name === "rel-rms") return `${finding.name} ${relation} ${limit}`;
  if (finding.name === "non-finite") return "NaN/∞ in the same places";
  return `${finding.name} ${actual}, ${relation} ${limit}`;
}

function worstCell(output: ResultOutput): OutputRow["worst"] {
  const { worst } = output;
  if (worst === undefined) return undefined;
  const values =
    typeof worst.reference === "number" && typeof worst.candidate === "number"
      ? formatAgainst(worst.candidate, worst.reference, elementDigits)
      : { actual: String(worst.candidate), limit: String(worst.reference) };
  return { sample: worst.sample, at: `[${worst.index.join(", ")}] ${values.limit} → ${values.actual}` };
}

/** `cosine 0.98 (≥ 0.99)`, for lists of limits. */
export function describeLimit(finding: ResultFinding): string {
  const { actual, limit } = findingFigures(finding);
  return `${finding.name} ${actual} (${relations[finding.operator]} ${limit})${sayExcuse(finding)}`;
}
