import type { GateResult } from "../result.ts";
import { candidateSection } from "../summary-candidate.ts";
import { detailSections } from "../summary-details.ts";
import { hazardSection } from "../summary-layers.ts";
import { memorySection, warningSection } from "../summary-memory.ts";
import { depthSection } from "./depth-section.ts";
import { type CommentDetail, commentLevels, describeLeftOut } from "./detail.ts";
import { fitText } from "./fit.ts";
import { fixSection } from "./fix-section.ts";
import { layerTable } from "./layer-table.ts";
import { outputSection, unjudgedSection } from "./output-section.ts";
import { type SelfReport, verdictLines } from "./verdict-lines.ts";

export interface CommentOptions {
  /** In UTF-16 code units; what GitHub takes, less the marker that is added when it is posted. */
  readonly maxCharacters?: number;
  /** The result comes from a fork's own run: said in the first two lines, and nothing of it is linked. */
  readonly selfReport?: SelfReport;
  /** Lines of our own at the end, as Markdown. */
  readonly footer?: readonly string[];
}

/** GitHub takes 65,536 characters; what publishing adds goes off that. */
export const maxCommentText = 65_536 - 256;

/**
 * The comment of a pull request as GitHub-flavoured Markdown. Its first two lines say how it stands and whether to
 * merge; then what is guilty, what to do, and the rest folded. It stays within `maxCharacters` by leaving out passing
 * detail first, and says what it left out; the verdict and failing rows stay, unless there are more failing rows
 * than a comment can hold at all, which is said as well.
 */
export function renderComment(result: GateResult, options: CommentOptions = {}): string {
  const { maxCharacters = maxCommentText } = options;
  const render = (detail: CommentDetail): string => renderAt(result, detail, options);
  return fitText(commentLevels, render, maxCharacters) ?? cutToFit(result, options, maxCharacters);
}

function renderAt(result: GateResult, detail: CommentDetail, options: CommentOptions): string {
  const leftOut = describeLeftOut(detail);
  const shared = { passing: detail.passing, environment: detail.run, maxRows: detail.legs ? Infinity : 0 };
  return joinBlocks([
    verdictLines(result, detail, options.selfReport),
    layerTable(result, detail, options.selfReport === undefined),
    fixSection(result, detail),
    outputSection(result, detail),
    unjudgedSection(result, detail),
    candidateSection(result, shared),
    warningSection(result, shared),
    memorySection(result, shared),
    detail.depth ? depthSection(result, detail.name) : [],
    hazardSection(result, shared),
    ...(detail.legs ? detailSections(result, shared) : []),
    leftOut === undefined ? [] : [`_${leftOut}_`],
    options.footer ?? [],
  ]);
}

/** The poorest level is still too long: as many failing rows as there is room for, worst first, and their number. */
function cutToFit(result: GateResult, options: CommentOptions, maxCharacters: number): string {
  const poorest = commentLevels.at(-1) as CommentDetail;
  const head = verdictLines(result, poorest, options.selfReport);
  const rows = [...outputSection(result, poorest), ...unjudgedSection(result, poorest)];
  const lines: string[] = [];
  const tail = (left: number): string[] => [
    `_There is no room for ${left} more rows of outputs that fail, nor for anything else. All of it is in result.json._`,
  ];
  const textOf = (left: number): string =>
    joinBlocks([head, lines, left === 0 ? [] : tail(left), options.footer ?? []]);
  for (const [at, row] of rows.entries()) {
    lines.push(row);
    if (textOf(rows.length - at).length <= maxCharacters) continue;
    lines.pop();
    return textOf(rows.length - at);
  }
  return textOf(0);
}

function joinBlocks(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return `${filled.join("\n\n")}\n`;
}
