import { markdownText, printableName } from "./escape.ts";
import { headlineOf, type Standing } from "./headline.ts";
import { localisationNote } from "./layer-view.ts";
import type { GateResult } from "./result.ts";
import { candidateSection } from "./summary-candidate.ts";
import { detailSections } from "./summary-details.ts";
import { hazardSection, layerSection } from "./summary-layers.ts";
import { memorySection, warningSection } from "./summary-memory.ts";
import { overrideSection } from "./summary-overrides.ts";
import { outputTables } from "./summary-tables.ts";
import { code, prose } from "./summary-text.ts";

/** GitHub refuses a step's summary above 1 MiB; the rest is left to what else the step writes. */
export const maxSummaryBytes = 1_000_000;

/** How much is shown. What passed goes first, the verdict never. */
export interface SummaryDetail {
  /** Outputs, legs and limits that passed. */
  readonly passing: boolean;
  /** The run: engine, machine, hashes, times. */
  readonly environment: boolean;
  /** Rows of each table, worst first. */
  readonly maxRows: number;
}

const ladder: readonly SummaryDetail[] = [
  { passing: true, environment: true, maxRows: Infinity },
  { passing: false, environment: true, maxRows: Infinity },
  ...[1000, 300, 100, 30, 10, 3, 1].map((maxRows) => ({ passing: false, environment: false, maxRows })),
];

/**
 * The result as GitHub-flavoured Markdown: the verdict and the one number first, then why, then the outputs, then
 * details folded. Names are escaped, and the text stays below `maxBytes` of UTF-8 by leaving out passing detail
 * first; it says what it left out.
 */
export function renderSummary(result: GateResult, maxBytes: number = maxSummaryBytes): string {
  for (const detail of ladder) {
    const text = renderAt(result, detail);
    if (sizeBytes(text) <= maxBytes) return text;
  }
  return `${[...verdictLines(result), "", "Everything else is left out: it does not fit."].join("\n")}\n`;
}

function renderAt(result: GateResult, detail: SummaryDetail): string {
  const blocks = [
    verdictLines(result),
    layerSection(result, detail),
    overrideSection(result, detail),
    hazardSection(result, detail),
    candidateSection(result, detail),
    ...outputTables(result, detail),
    unjudgedLines(result, detail),
    warningSection(result, detail),
    memorySection(result, detail),
    ...detailSections(result, detail),
    leftOut(detail),
  ];
  const filled = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return `${filled.join("\n\n")}\n`;
}

const icons: Readonly<Record<Standing, string>> = {
  pass: "✅",
  "pass-with-warnings": "⚠️",
  fail: "❌",
  excused: "⚠️",
  error: "🚫",
};

const longestTitle = 400;

function verdictLines(result: GateResult): string[] {
  const { standing, model, title, loosened, sentences } = headlineOf(result);
  const { verdict, diagnosis } = result;
  const failure = verdict.kind === "error" ? verdict.error : undefined;
  const subject = model === undefined ? "" : `${code(model)}: `;
  const paragraphs = [
    `### ${icons[standing]} FP16 gate · ${subject}${markdownText(printableName(title, longestTitle))}`,
    ...(loosened === undefined ? [] : [`⚠️ **${prose(loosened)}**`]),
    labelled("What happened", failure?.message),
    labelled("What to do", failure?.advice),
    labelled(
      "Engine error",
      failure?.category && [failure.category, failure.status].filter(Boolean).join(", "),
    ),
    labelled("Last line of its stderr", failure?.lastStderrLine),
    labelled(`Diagnosis: ${diagnosis?.kind ?? ""}`, diagnosis?.text),
    ...sentences.map((sentence) => `**Note.** ${prose(sentence)}`),
    labelled("Note", localisationNote(result)),
  ];
  return paragraphs
    .filter((text) => text !== undefined)
    .flatMap((text, at) => (at === 0 ? [text] : ["", text]));
}

/** Prose of a result never begins a line, where `1.` or `-` would start a list. */
function labelled(label: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `**${label}.** ${prose(text)}`;
}

function unjudgedLines({ verdict }: GateResult, { maxRows }: SummaryDetail): string[] {
  // A single unjudged output is what happened, and stands above as such.
  if (verdict.unjudged.length === 0 || (verdict.unjudged.length === 1 && verdict.kind === "error")) return [];
  const shown = verdict.unjudged.slice(0, maxRows);
  const more = verdict.unjudged.length - shown.length;
  return [
    "**Could not be judged**",
    "",
    ...shown.map(
      ({ output, reason, advice }) =>
        `- ${code(output)}: ${prose(reason)}${advice === undefined ? "" : ` ${prose(advice)}`}`,
    ),
    ...(more > 0 ? [`- and ${more} more, left out to stay within the size limit`] : []),
  ];
}

function leftOut({ passing, environment, maxRows }: SummaryDetail): string[] {
  if (passing) return [];
  const parts = [
    "outputs, legs and limits that passed",
    ...(environment ? [] : ["the run"]),
    ...(Number.isFinite(maxRows) ? [`rows beyond the ${maxRows} worst of each table`] : []),
  ];
  return [`_Left out to stay within the size limit: ${parts.join("; ")}. All of it is in result.json._`];
}

function sizeBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
