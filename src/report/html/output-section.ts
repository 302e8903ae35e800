import { legTitles } from "../../verdict/leg.ts";
import type { GateResult, ResultLeg } from "../result.ts";
import {
  findingsOfLeg,
  type OutputRow,
  outputRows,
  outputsOfLeg,
  reportedLegs,
  type State,
} from "../view.ts";
import { dataTable } from "./data-table.ts";
import { codeName, type Hole, lines, type Markup, markup, proseText } from "./markup.ts";

const mostRows = 500;

/** Words and signs of a state, so that colour is never alone. */
export const stateWords: Readonly<Record<State, string>> = {
  fail: "✗ fail",
  unjudged: "? not judged",
  warn: "! warn",
  pass: "✓ pass",
};

/** A state as a coloured mark. */
export function stateMark(state: State): Markup {
  return markup`<span class="mark state-${state}">${stateWords[state]}</span>`;
}

/** The outputs that the verdict is about, worst first. */
export function outputSection(result: GateResult): Markup | undefined {
  const legs = reportedLegs(result);
  const tables = legs.map((leg) => outputTable(result, leg)).filter((table) => table !== undefined);
  if (tables.length === 0 && result.verdict.unjudged.length === 0) return undefined;
  return markup`<section aria-labelledby="outputs"><h2 id="outputs">Outputs</h2>${lines(tables)}${unjudgedList(result)}</section>`;
}

function outputTable(result: GateResult, leg: ResultLeg): Markup | undefined {
  const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
  if (rows.length === 0) return undefined;
  const more = rows.length > mostRows ? `; ${rows.length - mostRows} more are in result.json` : "";
  return dataTable({
    caption: `${legTitles[leg.kind]}; worst element: reference → candidate${more}`,
    headings: ["", "output", "max abs", "rel rms", "limit", "worst sample", "worst element"],
    rows: rows.slice(0, mostRows).map(cellsOf),
    stack: true,
  });
}

function cellsOf(row: OutputRow): Hole[] {
  return [
    stateMark(row.state),
    markup`<span>${codeName(row.name)} <span class="soft">${row.type}</span></span>`,
    row.maxAbs,
    row.relRms,
    row.limit,
    row.worst === undefined ? "" : codeName(row.worst.sample, 60),
    row.worst?.at,
  ];
}

function unjudgedList({ verdict }: GateResult): Markup | undefined {
  if (verdict.unjudged.length === 0) return undefined;
  const items = verdict.unjudged
    .slice(0, mostRows)
    .map(
      ({ output, reason, advice }): Hole =>
        markup`<li>${codeName(output)}: ${proseText(reason)}${advice === undefined ? "" : markup` ${proseText(advice)}`}</li>`,
    );
  return markup`<h3>Could not be judged</h3><ul>${items}</ul>`;
}
