import { formatCount } from "../compare/figure.ts";
import { quoteName } from "../compare/quote-name.ts";
import { describeDifference } from "../verdict/describe-finding.ts";
import { failsJob } from "../verdict/excuse.ts";
import { companionOf, leadingFinding, worstFinding } from "../verdict/worst-finding.ts";
import { printableName } from "./escape.ts";
import { loosenedLine, memorySentences } from "./memory-view.ts";
import type { GateResult, ResultFinding } from "./result.ts";
import { lastParts } from "./shown-path.ts";
import { findingsOfLeg, judgedLeg } from "./view.ts";

/** How the whole result stands: `excused` is a failure that `enforce: warn` lets through. */
export type Standing = "pass" | "pass-with-warnings" | "fail" | "excused" | "error";

export interface Headline {
  readonly standing: Standing;
  /** The verdict and the one number that matters, as one line; names stand between backticks. */
  readonly title: string;
  /** The last two parts of the model's path, since most models are called model.onnx; unescaped. */
  readonly model: string | undefined;
  /** That this job is judged more mildly than its base; belongs into the first two lines. */
  readonly loosened: string | undefined;
  /** What must be said beside the verdict: what is new, enforcement, other outputs. Plain sentences. */
  readonly sentences: readonly string[];
}

const longestName = 60;

/** What a reader must see first, whatever the format. */
export function headlineOf(result: GateResult): Headline {
  const judged = result.candidate?.model ?? result.model;
  const model = judged && lastParts(judged.file);
  const loosened = loosenedLine(result);
  const { sentences, ...said } = ownHeadline(result);
  return { ...said, model, loosened, sentences: [...memorySentences(result), ...sentences] };
}

/** The title for places that show no Markdown; unescaped. */
export function plainTitle(result: GateResult): string {
  return headlineOf(result).title.replaceAll("`", "");
}

type OwnHeadline = Omit<Headline, "model" | "loosened">;

function ownHeadline(result: GateResult): OwnHeadline {
  const { verdict } = result;
  if (verdict.kind === "pass") return passHeadline(result);
  if (verdict.kind === "fail") return failHeadline(result, verdict.enforcement);
  const title = verdict.exitCode === 2 ? "not judged, something must be changed" : "could not judge";
  return { standing: "error", title, sentences: [] };
}

function passHeadline(result: GateResult): OwnHeadline {
  const findings = findingsOfLeg(result, judgedLeg(result));
  const nearest = leadingFinding(findings);
  // Those of the emulation, too: a fusion saves this engine from them.
  const warnings = result.verdict.findings.filter((finding) => !finding.passed);
  const outputs = formatCount(result.outputs.length, "output");
  const number = nearest === undefined ? "" : `, ${sayFinding(nearest, companionOf(nearest, findings))}`;
  if (warnings.length === 0)
    return { standing: "pass", title: `${outputs} within limits${number}`, sentences: [] };
  const title = `passed with ${formatCount(warnings.length, "warning")}${number}`;
  return { standing: "pass-with-warnings", title, sentences: [] };
}

function failHeadline(result: GateResult, enforcement: "fail" | "warn"): OwnHeadline {
  const crossed = result.verdict.findings.filter(failsJob);
  const conversion = crossed.filter((finding) => finding.leg === "conversion");
  const blamed = conversion.length > 0 ? conversion : crossed;
  const worst = worstFinding(blamed);
  const number = worst === undefined ? "a limit is crossed" : sayFinding(worst);
  const title = conversion.length > 0 ? `FP32 ONNX already differs: ${number}` : number;
  const names = new Set(blamed.map((finding) => finding.output));
  const sentences = [
    ...(names.size > 1 ? [`${names.size} outputs cross a limit; the worst is named above.`] : []),
    ...unjudgedSentence(result),
    ...(enforcement === "warn" ? [excuse(result.verdict.exitCode)] : []),
  ];
  return { standing: enforcement === "warn" ? "excused" : "fail", title, sentences };
}

function unjudgedSentence(result: GateResult): string[] {
  const { length } = result.verdict.unjudged;
  return length === 0 ? [] : [`${formatCount(length, "output")} could not be judged; see below.`];
}

function excuse(exitCode: number): string {
  return exitCode === 0
    ? "This check would have failed: enforce is set to warn, so it ends with exit code 0."
    : `This check would have failed: enforce is set to warn, which excuses crossed limits but not outputs that could not be judged, so it ends with exit code ${exitCode}.`;
}

function sayFinding(finding: ResultFinding, companion?: ResultFinding): string {
  return `${quoteName(printableName(finding.output, longestName))} ${describeDifference(finding, companion)}`;
}
