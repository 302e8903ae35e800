import { formatAgainst, withUnit } from "../compare/figure.ts";
import { type Finding, withinLimit } from "../compare/finding.ts";
import { quoteName } from "../compare/quote-name.ts";
import { type Excuse, failsJob } from "./excuse.ts";
import { type Failure, failureExitCodes } from "./failure.ts";
import type { LegKind } from "./leg.ts";

/** What one leg found: every limit that was applied, and what it was applied to. */
export interface LegEvidence {
  readonly leg: LegKind;
  readonly sampleCount: number;
  /** Names of all outputs that were compared. */
  readonly outputs: readonly string[];
  /** With the excuse of those that fail without failing the job. */
  readonly findings: readonly (Finding & { readonly excuse?: Excuse | undefined })[];
}

/** An output for which no limit could be chosen, and what the user can do about it. */
export interface UnjudgedOutput {
  readonly output: string;
  readonly reason: string;
  readonly advice?: string | undefined;
}

/** Measured difference between two identical runs, or two builds of one engine, in the terms of a limit. */
export interface NoiseFloor {
  readonly output: string;
  /** Name of the metric, as in a finding: `max-abs`. */
  readonly metric: string;
  readonly value: number;
  readonly unit?: string | undefined;
  /** What was done twice; identical runs when absent. */
  readonly of?: "run-to-run" | "rebuild" | undefined;
}

export type Enforcement = "fail" | "warn";

/** Everything that a verdict may depend on. */
export interface Evidence {
  /** The leg that is judged: the FP16 engine, recorded candidate outputs, or the emulation. */
  readonly judged: LegEvidence | undefined;
  /** FP32 ONNX against PyTorch; undefined when it can't be run (recorded outputs without a model). */
  readonly conversion: LegEvidence | undefined;
  /**
   * FP16 as the graph defines it, beside a judged engine. What it crosses while the engine passes is a warning: a fusion
   * saves it there. It never fails.
   */
  readonly emulation?: LegEvidence | undefined;
  readonly unjudged: readonly UnjudgedOutput[];
  readonly noise: readonly NoiseFloor[];
  readonly failures: readonly Failure[];
  readonly enforcement: Enforcement;
}

export type LegFinding = Finding & { readonly leg: LegKind; readonly excuse?: Excuse | undefined };

/** The one value that decides whether a job may merge. `findings` holds every limit applied, passed or not. */
export type Verdict =
  | ({ readonly kind: "pass"; readonly exitCode: 0; readonly enforcement: Enforcement } & Judged)
  | ({ readonly kind: "fail"; readonly exitCode: 0 | 1 | 3; readonly enforcement: Enforcement } & Judged)
  | ({
      readonly kind: "error";
      readonly exitCode: 2 | 3;
      readonly enforcement: Enforcement;
      readonly error: Failure;
    } & Judged);

interface Judged {
  readonly findings: readonly LegFinding[];
  readonly unjudged: readonly UnjudgedOutput[];
}

/**
 * Makes the verdict; nothing else does. It fails closed: only evidence that is complete, free of contradictions and
 * within every limit passes. In this order:
 * 1. a failure, or evidence that can't be trusted: error, exit 2 when the user must change something, else 3;
 * 2. a limit below the measured noise floor: error, exit 2;
 * 3. a limit of the judged or the conversion leg crossed, and not excused: fail, exit 1;
 * 4. an output that could not be judged: error, exit 3;
 * 5. pass, exit 0.
 * `enforce: warn` turns exit 1 into 0 and nothing else: with an unjudged output beside the crossed limit exit 3
 * remains, since a worse result must never end with a milder code. An excuse (known on the base, or waived) lets one
 * crossed limit pass and changes nothing else.
 */
export function decide(evidence: Evidence): Verdict {
  const { enforcement, unjudged } = evidence;
  const findings = [...legFindings(evidence.conversion), ...legFindings(evidence.judged)];
  const judged: Judged = { findings, unjudged };
  const failure = strongest([...evidence.failures, ...distrust(evidence)]) ?? limitBelowNoise(evidence);
  if (failure !== undefined) return error(failure, enforcement, judged);
  if (findings.some(failsJob)) {
    const exitCode = enforcement === "fail" ? 1 : unjudged.length > 0 ? 3 : 0;
    return { kind: "fail", exitCode, enforcement, ...judged };
  }
  const first = unjudged[0];
  if (first !== undefined) return error(unjudgedFailure(first, unjudged.length), enforcement, judged);
  return {
    kind: "pass",
    exitCode: 0,
    enforcement,
    findings: [...findings, ...latentFindings(evidence.emulation)],
    unjudged,
  };
}

function latentFindings(emulation: LegEvidence | undefined): LegFinding[] {
  return legFindings(emulation)
    .filter(({ passed, level }) => !passed && level === "fail")
    .map((finding) => ({ ...finding, level: "warn" }));
}

function error(failure: Failure, enforcement: Enforcement, judged: Judged): Verdict {
  return { kind: "error", exitCode: failureExitCodes[failure.kind], enforcement, error: failure, ...judged };
}

function legFindings(leg: LegEvidence | undefined): LegFinding[] {
  return (leg?.findings ?? []).map((finding) => ({ ...finding, leg: (leg as LegEvidence).leg }));
}

/** What the user can change comes before what only could not be judged. */
function strongest(failures: readonly Failure[]): Failure | undefined {
  return failures.find((failure) => failureExitCodes[failure.kind] === 2) ?? failures[0];
}

/** Reasons not to believe the evidence: each would otherwise let a job through that nobody compared. */
function distrust(evidence: Evidence): Failure[] {
  if (evidence.failures.length > 0) return [];
  if (evidence.judged === undefined) {
    return [nothing("no candidate outputs were compared with the reference")];
  }
  const unjudged = new Set(evidence.unjudged.map((entry) => entry.output));
  const legs = [evidence.judged, ...(evidence.conversion === undefined ? [] : [evidence.conversion])];
  return legs.flatMap((leg) => distrustLeg(leg, unjudged));
}

function distrustLeg(leg: LegEvidence, unjudged: ReadonlySet<string>): Failure[] {
  if (!(leg.sampleCount > 0)) return [nothing(`the ${leg.leg} leg compared no sample`)];
  if (leg.outputs.length === 0) return [nothing(`the ${leg.leg} leg compared no output`)];
  const limited = new Set(leg.findings.filter(judgesDifference).map((finding) => finding.output));
  const unlimited = leg.outputs.filter((output) => !limited.has(output) && !unjudged.has(output));
  const contradictions = leg.findings.filter((finding) => finding.passed !== holds(finding));
  return [
    ...unlimited.map((output) => nothing(`no limit was applied to output ${quoteName(output)} (${leg.leg})`)),
    ...contradictions.map(contradiction),
  ];
}

/** Rules that an output can keep while its values are anything. */
const rulesWithoutValues: ReadonlySet<string> = new Set([
  "output",
  "shape",
  "dtype",
  "match",
  "non-finite",
  // Against an earlier job, which may be off itself.
  "regression",
]);

function judgesDifference(finding: Finding): boolean {
  return finding.level === "fail" && (!finding.passed || !rulesWithoutValues.has(finding.name));
}

function nothing(what: string): Failure {
  return {
    kind: "unjudged",
    message: `Nothing to judge: ${what}.`,
    advice: "Check that the samples hold reference outputs under the model's output names.",
  };
}

function contradiction(finding: Finding): Failure {
  return {
    kind: "internal",
    message:
      `${quoteName(finding.output)}: ${finding.name} ${String(finding.actual)} ${finding.operator} ` +
      `${String(finding.expected)} was recorded as ${finding.passed ? "passed" : "failed"}.`,
    advice:
      "This is a defect of fp16-gate: nothing was judged. Please report it with the operators of the model.",
  };
}

/** Whether a finding's own figures say that it passed. NaN on either side never does. */
function holds({ actual, operator, expected }: Finding): boolean {
  if (typeof actual === "number" && typeof expected === "number")
    return withinLimit(actual, operator, expected);
  return operator === "==" && actual === expected;
}

/** Identical runs that differ by more than a limit would fail and pass by turns. */
function limitBelowNoise(evidence: Evidence): Failure | undefined {
  for (const floor of evidence.noise) {
    const finding = evidence.judged?.findings.find(
      ({ output, name }) => output === floor.output && name === floor.metric,
    );
    if (finding === undefined || typeof finding.expected !== "number") continue;
    if (withinLimit(floor.value, finding.operator, finding.expected)) continue;
    const figures = formatAgainst(floor.value, finding.expected);
    const limit = withUnit(figures.limit, finding.unit);
    const noise = withUnit(figures.actual, finding.unit);
    const side = finding.operator === ">=" ? "above" : "below";
    return {
      kind: "configuration",
      message: `${quoteName(finding.output)}: the ${finding.name} limit of ${limit} is ${side} the noise floor of ${noise}.`,
      advice:
        floor.of === "rebuild"
          ? `Two builds of the same model already differ by ${noise}: relax the limit beyond that, or make builds alike with a timing cache.`
          : `Two identical runs already show ${noise}: relax the limit beyond that, or make the runs deterministic.`,
    };
  }
  return undefined;
}

function unjudgedFailure(first: UnjudgedOutput, count: number): Failure {
  const others = count > 1 ? ` (and ${count - 1} more)` : "";
  return {
    kind: "unjudged",
    message: `${quoteName(first.output)}${others}: ${first.reason}`,
    ...(first.advice === undefined ? {} : { advice: first.advice }),
  };
}
