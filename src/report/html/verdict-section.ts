import { formatCount, formatDuration, formatFigure, withUnit } from "../../compare/figure.ts";
import { legTitles } from "../../verdict/leg.ts";
import { type Headline, headlineOf, type Standing } from "../headline.ts";
import { localisationNote } from "../layer-view.ts";
import type { GateResult, ResultLeg } from "../result.ts";
import { largestOutput, legState, orderedLegs, outputsOfLeg } from "../view.ts";
import { codeName, type Hole, type Markup, markup, proseText } from "./markup.ts";

const words: Readonly<Record<Standing, string>> = {
  pass: "✓ Pass",
  "pass-with-warnings": "✓ Pass, with warnings",
  fail: "✗ Fail",
  excused: "✗ Fail (warn only)",
  error: "? Not judged",
};

const states: Readonly<Record<Standing, string>> = {
  pass: "pass",
  "pass-with-warnings": "warn",
  fail: "fail",
  excused: "warn",
  error: "warn",
};

/** The verdict, the one number that matters, and why; the first thing on the page. */
export function verdictHeader(result: GateResult): Markup {
  const headline = headlineOf(result);
  const { verdict, diagnosis } = result;
  const failure = verdict.kind === "error" ? verdict.error : undefined;
  const status = failure?.status === undefined ? "" : ` (${String(failure.status)})`;
  return markup`<header class="state-${states[headline.standing]}"><p class="verdict">${words[headline.standing]}</p><h1>${subject(headline)}${proseText(headline.title)}</h1>${[
    headline.loosened === undefined ? undefined : markup`<p><b>${proseText(headline.loosened)}</b></p>`,
    labelled("What happened", failure?.message),
    labelled("What to do", failure?.advice),
    labelled("Engine error", failure?.category && `${failure.category}${status}`),
    labelled("Last line of its stderr", failure?.lastStderrLine),
    labelled(`Diagnosis: ${diagnosis?.kind ?? ""}`, diagnosis?.text),
    ...headline.sentences.map((sentence) => labelled("Note", sentence)),
    labelled("Note", localisationNote(result)),
    markup`<p class="facts-line">${facts(result)}</p>`,
  ]}</header>`;
}

function subject({ model }: Headline): Hole {
  return model === undefined ? "" : markup`${codeName(model, 80)}: `;
}

function labelled(label: string, text: string | undefined): Hole {
  return text === undefined ? undefined : markup`<p><b>${label}.</b> ${proseText(text)}</p>`;
}

function facts({ engine, samples, timings, tool, verdict }: GateResult): Hole {
  return [
    ...(engine === undefined
      ? []
      : [`engine ${[engine.name, engine.version, engine.device].filter(Boolean).join(", ")}`]),
    ...(samples === undefined ? [] : [formatCount(samples.count, "sample")]),
    ...(timings?.totalMs === undefined ? [] : [formatDuration(timings.totalMs)]),
    `${tool.name} ${tool.version}`,
    `exit code ${verdict.exitCode}`,
  ].join(" · ");
}

/** The chain of comparisons in the order in which they rule things out. */
export function legChain(result: GateResult): Markup | undefined {
  if (result.legs.length === 0) return undefined;
  return markup`<section aria-labelledby="legs"><h2 id="legs">Legs</h2><p class="lead">What an expert rules out, in order; the first that breaks names the culprit.</p><ol class="legs">${orderedLegs(result).map((leg) => legItem(result, leg))}</ol></section>`;
}

const legWords = {
  pass: "✓ passed",
  fail: "✗ failed",
  unjudged: "? not judged",
  skipped: "– not run",
  warn: "! warned",
};

const longestLegText = 240;

function legItem(result: GateResult, leg: ResultLeg): Markup {
  const outputs = outputsOfLeg(result, leg);
  const state = leg.skipped === undefined ? legState(leg, outputs) : "skipped";
  return markup`<li class="state-${state}"><b>${legTitles[leg.kind]}</b><span class="mark">${legWords[state]}</span>${leg.judged ? " · judged" : ""}<br><span class="soft">${legDetail(result, leg)}</span></li>`;
}

function legDetail(result: GateResult, leg: ResultLeg): Hole {
  const text = leg.skipped ?? leg.text;
  if (text !== undefined) return proseText(text, longestLegText);
  const worst = largestOutput(outputsOfLeg(result, leg));
  if (worst === undefined) return "";
  const broken = worst.metrics.nonFiniteMismatches ?? 0;
  const more = broken > 0 ? `, ${broken} NaN/∞ on one side only` : "";
  return markup`${codeName(worst.name, 40)} ${withUnit(formatFigure(worst.metrics.maxAbs), worst.unit)}${more}`;
}
