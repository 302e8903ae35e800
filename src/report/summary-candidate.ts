import { formatCount } from "../compare/figure.ts";
import { candidateView } from "./candidate-view.ts";
import type { GateResult } from "./result.ts";
import type { SummaryDetail } from "./summary.ts";
import { code, folded, prose, table } from "./summary-text.ts";

const mostOpen = 8;
const mostFolded = 100;

/** A converted model in Markdown: warnings open, the rest folded. */
export function candidateSection(result: GateResult, { maxRows }: SummaryDetail): string[] {
  const view = candidateView(result);
  if (view === undefined) return [];
  const { facts, lead, warnings, notes, omitted } = view;
  const open = warnings.slice(0, Math.min(mostOpen, maxRows));
  const rest = [...warnings.slice(open.length), ...notes].slice(0, Math.min(mostFolded, maxRows));
  const more = warnings.length + notes.length - open.length - rest.length + omitted;
  const headings = ["what", "node", "difference"];
  const cells = ({ kind, node, text }: (typeof open)[number]): string[] => [
    prose(kind),
    node === undefined ? "" : code(node),
    prose(text),
  ];
  return [
    `**The converted model.** ${prose(facts)} ${lead}`,
    ...(open.length === 0 ? [] : ["", ...table(headings, open.map(cells))]),
    ...(rest.length === 0
      ? []
      : ["", ...folded(formatCount(rest.length, "further difference"), table(headings, rest.map(cells)))]),
    ...(more > 0 ? ["", `_${more} more in result.json._`] : []),
  ];
}
