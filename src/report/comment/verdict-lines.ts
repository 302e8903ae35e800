import { formatFigure, withUnit } from "../../compare/figure.ts";
import { failsJob } from "../../verdict/excuse.ts";
import { worstFinding } from "../../verdict/worst-finding.ts";
import { markdownCode, markdownText, printableName } from "../escape.ts";
import { headlineOf, type Standing } from "../headline.ts";
import type { GateResult } from "../result.ts";
import type { CommentDetail } from "./detail.ts";

/** Who speaks in a comment, where that is not this repository's own run. */
export interface SelfReport {
  /** Owner of the fork whose run made the result; unescaped. */
  readonly owner: string;
}

const icons: Readonly<Record<Standing, string>> = {
  pass: "✅",
  "pass-with-warnings": "⚠️",
  fail: "❌",
  excused: "⚠️",
  error: "🚫",
};

const longestTitle = 300;

/**
 * The first two lines, which have to do for a reviewer who has never seen the tool: how it stands with the one number
 * that matters, and whether to merge.
 */
export function verdictLines(
  result: GateResult,
  detail: CommentDetail,
  selfReport: SelfReport | undefined,
): string[] {
  const headline = headlineOf(result);
  const subject = headline.model === undefined ? "" : `${markdownCode(printableName(headline.model, 80))}: `;
  const gate = selfReport === undefined ? "FP16 gate" : "FP16 gate (self-reported)";
  const title = `${markdownText(printableName(headline.title, longestTitle))}${lastAccepted(result)}`;
  const say = (text: string): string => markdownText(printableName(text, detail.sentence));
  const second = [
    adviceOf(headline.standing, result),
    ...(headline.loosened === undefined ? [] : [`⚠️ **${say(headline.loosened)}**`]),
    ...(selfReport === undefined
      ? []
      : [
          `This is what the run of the fork ${markdownCode(printableName(selfReport.owner, 60))} says of itself; nothing here was checked.`,
        ]),
    ...headline.sentences.map(say),
    ...whatChanged(result).map(say),
    ...explanations(result).map(say),
  ];
  return [`### ${icons[headline.standing]} ${gate} · ${subject}${title}`, second.join(" ")];
}

/** `; last accepted job 0.31 px`, of the output that the title is about. */
function lastAccepted({ verdict, baseline }: GateResult): string {
  const crossed = verdict.findings.filter(failsJob);
  const worst = worstFinding(crossed.length > 0 ? crossed : verdict.findings);
  const state = baseline?.outputs.find(({ name }) => name === worst?.output);
  if (state?.accepted === undefined) return "";
  return `; last accepted job ${markdownText(printableName(withUnit(formatFigure(state.accepted), state.unit), 40))}`;
}

/** Whether to merge, in our own words. */
function adviceOf(standing: Standing, { verdict }: GateResult): string {
  switch (standing) {
    case "pass":
      return "**Can be merged:** every output keeps to its limits.";
    case "pass-with-warnings":
      return "**Can be merged, with care:** every output keeps to its limits, but one crosses a warning.";
    case "fail":
      return "**Do not merge yet:** an output is further from PyTorch than its limit allows.";
    case "excused":
      return verdict.exitCode === 0
        ? "**Not blocked, but it should be:** a limit is crossed, and `enforce` is set to `warn`."
        : "**Do not merge yet:** a limit is crossed, and not every output could be judged.";
    case "error":
      return verdict.exitCode === 2
        ? "**No verdict, do not merge yet:** something in the setup must be changed."
        : "**No verdict, do not merge yet:** this could not be judged.";
    default:
      return standing satisfies never;
  }
}

/** What differs from the base, where something is new. */
function whatChanged({ baseline }: GateResult): string[] {
  const isNews = baseline?.outputs.some(({ state }) => state === "new") === true;
  return isNews && baseline?.attribution !== undefined ? [baseline.attribution.text] : [];
}

function explanations({ verdict, diagnosis }: GateResult): string[] {
  if (verdict.kind !== "error") return diagnosis === undefined ? [] : [diagnosis.text];
  const { message, advice, category, status, lastStderrLine } = verdict.error;
  return [
    message,
    ...(advice === undefined ? [] : [advice]),
    ...(category === undefined ? [] : [`Engine error: ${[category, status].filter(Boolean).join(", ")}.`]),
    ...(lastStderrLine === undefined ? [] : [`Last line of its stderr: ${lastStderrLine}`]),
  ];
}
