import { formatFigure } from "../../compare/figure.ts";
import { shownLevel } from "../../verdict/excuse.ts";
import { legTitles } from "../../verdict/leg.ts";
import type { GateResult, ResultFinding } from "../result.ts";
import { runFacts } from "../run-facts.ts";
import { describeLimit } from "../view.ts";
import { dataTable } from "./data-table.ts";
import { engineLayerPart } from "./engine-section.ts";
import { codeName, type Hole, type Markup, markup, proseText } from "./markup.ts";
import { stateMark } from "./output-section.ts";

const mostRows = 300;
const longestScanText = 240;

/** What a reader opens when the first screens are not enough. */
export function detailSection(result: GateResult): Markup {
  return markup`<section aria-labelledby="details"><h2 id="details">Details</h2>${engineLayerPart(result)}${scanPart(result)}${limitPart(result)}${runPart(result)}</section>`;
}

function limitPart({ verdict }: GateResult): Markup | undefined {
  const { findings } = verdict;
  if (findings.length === 0) return undefined;
  const rank = (finding: ResultFinding): number =>
    finding.passed ? 2 : shownLevel(finding) === "fail" ? 0 : 1;
  const ordered = [...findings].sort((first, second) => rank(first) - rank(second)).slice(0, mostRows);
  const table = dataTable({
    caption: `Limits that were applied${findings.length > mostRows ? `, ${mostRows} of ${findings.length}` : ""}`,
    headings: ["", "leg", "output", "limit"],
    rows: ordered.map((finding) => [
      stateMark(finding.passed ? "pass" : shownLevel(finding)),
      legTitles[finding.leg],
      codeName(finding.output),
      describeLimit(finding),
    ]),
    stack: true,
  });
  return markup`<details><summary>Limits (${findings.length})</summary>${table}</details>`;
}

function scanPart({ scan = [] }: GateResult): Markup | undefined {
  if (scan.length === 0) return undefined;
  const table = dataTable({
    caption: `Range of weights and inputs, worst first${scan.length > mostRows ? `, ${mostRows} of ${scan.length}` : ""}`,
    headings: ["kind", "tensor", "largest", "elements", "become ∞", "become 0", "subnormal", "what it means"],
    rows: scan
      .slice(0, mostRows)
      .map((entry) => [
        entry.kind,
        codeName(entry.name),
        { shown: formatFigure(entry.absMax), value: entry.absMax },
        countCell(entry.elements),
        countCell(entry.overflows),
        countCell(entry.flushed),
        countCell(entry.subnormal),
        proseText(entry.text ?? "", longestScanText),
      ]),
  });
  return markup`<details><summary>Range of weights and inputs (${scan.length})</summary>${table}</details>`;
}

function countCell(count: number | undefined): { shown: Hole; value: number } {
  return { shown: count === undefined ? "" : String(count), value: count ?? -1 };
}

function runPart(result: GateResult): Markup {
  const rows = runFacts(result).map(({ name, value, isName }): Hole[] => [
    proseText(name),
    isName ? codeName(value, 160) : proseText(value),
  ]);
  const table = dataTable({
    caption: "How this was made",
    headings: ["what", "value"],
    rows,
    sortable: false,
  });
  return markup`<details><summary>Run</summary>${table}</details>`;
}
