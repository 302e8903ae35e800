import type { ResultSet } from "../set-schema.ts";
import { renderSetSummary } from "../set-text.ts";
import { code } from "../summary-text.ts";
import { type CommentOptions, maxCommentText } from "./render-comment.ts";

const mostNamed = 5;

/** The comment on many jobs: their summary, with the advice to a reviewer in its first two lines. */
export function renderSetComment(
  set: ResultSet,
  { maxCharacters = maxCommentText, footer = [] }: CommentOptions = {},
): string {
  const advice = [adviceOf(set), ...loosenedIn(set)].join(" ");
  const room = maxCharacters - advice.length - footer.join("\n").length - 4;
  const [title = "", ...rest] = renderSetSummary(set, room).trimEnd().split("\n");
  return `${[title, advice, ...rest, ...(footer.length === 0 ? [] : ["", ...footer])].join("\n")}\n`;
}

function adviceOf({ verdict }: ResultSet): string {
  if (verdict.kind === "pass") return "**Can be merged:** every job passed.";
  if (verdict.exitCode === 0)
    return "**Not blocked, but it should be:** a job failed, and `enforce` is set to `warn`.";
  if (verdict.kind === "fail") return "**Do not merge yet:** a job failed, or left no result.";
  return "**No verdict, do not merge yet:** not every job could be judged.";
}

function loosenedIn({ members }: ResultSet): string[] {
  const keys = members.filter(({ loosened }) => loosened !== undefined).map(({ key }) => code(key));
  if (keys.length === 0) return [];
  const more = keys.length - mostNamed;
  return [
    `⚠️ **Limits are loosened here:** ${keys.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`,
  ];
}
