import { K as plainTitle, U as maxCommentText, W as renderComment, ct as code } from "./reports.js";
import { n as renderSetSummary, r as setTitle } from "./set-text.js";
import { n as isWorthCreating, t as isWanted } from "./comment.js";

// src/report/comment/render-set-comment.ts
const mostNamed = 5;
/** The comment on many jobs: their summary, with the advice to a reviewer in its first two lines. */
function renderSetComment(set, { maxCharacters = maxCommentText, footer = [] } = {}) {
	const advice = [adviceOf(set), ...loosenedIn(set)].join(" ");
	const room = maxCharacters - advice.length - footer.join("\n").length - 4;
	const [title = "", ...rest] = renderSetSummary(set, room).trimEnd().split("\n");
	return `${[
		title,
		advice,
		...rest,
		...footer.length === 0 ? [] : ["", ...footer]
	].join("\n")}\n`;
}
function adviceOf({ verdict }) {
	if (verdict.kind === "pass") return "**Can be merged:** every job passed.";
	if (verdict.exitCode === 0) return "**Not blocked, but it should be:** a job failed, and `enforce` is set to `warn`.";
	if (verdict.kind === "fail") return "**Do not merge yet:** a job failed, or left no result.";
	return "**No verdict, do not merge yet:** not every job could be judged.";
}
function loosenedIn({ members }) {
	const keys = members.filter(({ loosened }) => loosened !== void 0).map(({ key }) => code(key));
	if (keys.length === 0) return [];
	const more = keys.length - mostNamed;
	return [`⚠️ **Limits are loosened here:** ${keys.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`];
}

// src/github/published-content.ts
/** The content of one result. */
function resultContent(result) {
	return {
		exitCode: result.verdict.exitCode,
		title: plainTitle(result),
		isWorthCreating: (mode) => isWorthCreating(mode, result),
		text: (options) => renderComment(result, options)
	};
}
/** The content of the results of many jobs. */
function setContent(set) {
	const isNews = set.members.some(({ warnings, loosened }) => warnings > 0 || loosened);
	return {
		exitCode: set.verdict.exitCode,
		title: setTitle(set),
		isWorthCreating: (mode) => isWanted(mode, set.verdict.kind === "pass", isNews),
		text: (options) => renderSetComment(set, options)
	};
}

export { setContent as n, renderSetComment as r, resultContent as t };