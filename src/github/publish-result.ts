import { maxAnnotations, sourceAnnotations } from "../report/annotations.ts";
import type { GateResult, ResultOutput } from "../report/result.ts";

interface AnnotationPlace {
  readonly title: string;
  readonly file?: string;
  readonly startLine?: number;
}

/** The part of `@actions/core` that publishing needs. */
export interface StepCommands {
  setOutput(name: string, value: string | number): void;
  error(message: string, properties: AnnotationPlace): void;
  warning(message: string, properties?: AnnotationPlace): void;
  readonly summary: { addRaw(text: string, addEol?: boolean): { write(): Promise<unknown> } };
}

/** The files of which outputs tell the path. */
export interface PublishedFiles {
  readonly result: string;
  readonly summary: string;
  readonly comment: string;
}

/**
 * Hands a result to the workflow: outputs, job summary, the annotation of the verdict. A summary that can't be written
 * is a warning. The exit status is the caller's business.
 */
export async function publishResult(
  core: StepCommands,
  result: GateResult,
  files: PublishedFiles,
  summary: string,
  artifact: string,
): Promise<void> {
  const { verdict } = result;
  const worst = worstOutput(result);
  core.setOutput("verdict", verdict.kind);
  core.setOutput("result", files.result);
  core.setOutput("summary", files.summary);
  core.setOutput("comment", files.comment);
  core.setOutput("worst-output", worst?.name ?? "");
  core.setOutput("worst-value", worst === undefined ? "" : String(worst.metrics.maxAbs));
  core.setOutput("failing-count", failingFindings(result).length);
  core.setOutput("artifact", artifact);
  annotateVerdict(core, result);
  await writeJobSummary(core, summary, files.summary);
}

/** Writes the job summary. One that is too large, or a disk that is full, costs the page alone: the text is in `path`, too. */
export async function writeJobSummary(core: StepCommands, summary: string, path: string): Promise<void> {
  try {
    await core.summary.addRaw(summary, true).write();
  } catch (error) {
    core.warning(`The job summary could not be written: ${(error as Error).message}. It is in ${path}.`);
  }
}

function annotateVerdict(core: StepCommands, result: GateResult): void {
  const { verdict } = result;
  if (verdict.kind === "pass") return;
  const text =
    verdict.kind === "error"
      ? [verdict.error.message, verdict.error.advice].filter((part) => part !== undefined).join(" ")
      : [result.diagnosis?.text, ...failingFindings(result).map(({ message }) => message)]
          .filter((part) => part !== undefined)
          .join("\n");
  tell(core, result, text, {
    title: verdict.kind === "error" ? "FP16 gate: could not judge" : "FP16 gate: failed",
  });
}

/**
 * Annotates the guilty lines of the source with workflow commands, which need no permission. A check run can hold them
 * as well; then they are left to it, or each would stand there twice.
 */
export function annotateLines(core: StepCommands, result: GateResult): void {
  if (result.verdict.kind === "pass") return;
  // The platform shows ten of a kind; one is taken by the verdict.
  for (const line of sourceAnnotations(result).slice(0, maxAnnotations - 1)) {
    tell(core, result, line.message, { title: line.title, file: line.file, startLine: line.line });
  }
}

function tell(core: StepCommands, { verdict }: GateResult, message: string, place: AnnotationPlace): void {
  if (verdict.exitCode === 0) core.warning(message, place);
  else core.error(message, place);
}
function failingFindings(result: GateResult) {
  return result.verdict.findings.filter(
    ({ passed, level, excuse }) => !passed && level === "fail" && excuse === undefined,
  );
}

/** Of the outputs that failed (else of all), the one whose largest difference is furthest beyond its limit. */
export function worstOutput(result: GateResult): ResultOutput | undefined {
  const failed = result.outputs.filter((output) => !output.passed);
  const ranked = (failed.length > 0 ? failed : result.outputs).map((output) => ({
    output,
    excess: excess(output),
  }));
  return ranked.reduce<(typeof ranked)[number] | undefined>(
    (worst, entry) => (worst === undefined || entry.excess > worst.excess ? entry : worst),
    undefined,
  )?.output;
}

/** Largest difference in multiples of its limit, or of the output's own scale; not finite ranks above all. */
function excess({ metrics, limits }: ResultOutput): number {
  if ((metrics.nonFiniteMismatches ?? 0) > 0 || Number.isNaN(metrics.maxAbs)) return Number.POSITIVE_INFINITY;
  const limit = limits.find(({ metric, level }) => metric === "max-abs" && level === "fail")?.value;
  return metrics.maxAbs / (typeof limit === "number" && limit > 0 ? limit : metrics.reference?.rms || 1);
}
