import type { ExitCode } from "../errors.ts";
import { type CommentOptions, renderComment } from "../report/comment/render-comment.ts";
import { renderSetComment } from "../report/comment/render-set-comment.ts";
import { plainTitle } from "../report/headline.ts";
import type { GateResult } from "../report/result.ts";
import type { ResultSet } from "../report/set-schema.ts";
import { setTitle } from "../report/set-text.ts";
import { type CommentMode, isWanted, isWorthCreating } from "./comment.ts";

/** What is said of one result, or of many. */
export interface PublishedContent {
  readonly exitCode: ExitCode;
  /** One line for a status; unescaped. */
  readonly title: string;
  /** Whether there should be a comment where there is none yet. */
  isWorthCreating(mode: CommentMode): boolean;
  text(options: CommentOptions): string;
}

/** The content of one result. */
export function resultContent(result: GateResult): PublishedContent {
  return {
    exitCode: result.verdict.exitCode,
    title: plainTitle(result),
    isWorthCreating: (mode) => isWorthCreating(mode, result),
    text: (options) => renderComment(result, options),
  };
}

/** The content of the results of many jobs. */
export function setContent(set: ResultSet): PublishedContent {
  const isNews = set.members.some(({ warnings, loosened }) => warnings > 0 || loosened);
  return {
    exitCode: set.verdict.exitCode,
    title: setTitle(set),
    isWorthCreating: (mode) => isWanted(mode, set.verdict.kind === "pass", isNews),
    text: (options) => renderSetComment(set, options),
  };
}
