import { Ln as formatCount } from "./judge.js";
import { a as escapeConsole, c as markdownText, u as printableName } from "./start.js";
import { ct as code, dt as table, lt as folded, ut as prose } from "./reports.js";

// src/report/set-text.ts
const icons = {
	pass: "✅",
	fail: "❌",
	excused: "⚠️",
	error: "🚫",
	missing: "❌",
	unreadable: "🚫"
};
const words = {
	pass: "passed",
	fail: "failed",
	excused: "failed, enforce is warn",
	error: "not judged",
	missing: "missing",
	unreadable: "unreadable"
};
/** The comment of a pull request holds 65,536 characters; a summary more. */
const maxSetCharacters = 6e4;
/** `2 of 12 jobs failed, 1 is missing`, in the order of what is worst. */
function setTitle({ members }) {
	if (members.length === 0) return "no result was found";
	const states = [...new Set(members.map(({ state }) => state))].filter((state) => state !== "pass");
	const total = formatCount(members.length, "job");
	if (states.length === 0) return members.length === 1 ? "1 job passed" : `all ${total} passed`;
	return `of ${total} ${states.map((state) => `${members.filter((member) => member.state === state).length} ${words[state]}`).join(", ")}`;
}
/**
* Many jobs as one comment or summary in Markdown: the verdict, what was loosened, the jobs that do not pass, the rest
* folded. Below `maxCharacters` by leaving out passing jobs first, then sentences; every failing job keeps its row.
*/
function renderSetSummary(set, maxCharacters = maxSetCharacters) {
	return [
		{
			passing: true,
			sentences: true,
			title: 300
		},
		{
			passing: false,
			sentences: true,
			title: 300
		},
		{
			passing: false,
			sentences: false,
			title: 300
		},
		{
			passing: false,
			sentences: false,
			title: 40
		}
	].map((level) => renderAt(set, level)).find((text) => text.length <= maxCharacters) ?? `${titleLine(set)}\n\nThe jobs are left out: they do not fit. All of them are in merged.json.\n`;
}
function renderAt(set, detail) {
	const bad = set.members.filter(({ state }) => state !== "pass");
	const good = set.members.filter(({ state }) => state === "pass");
	const loosened = set.members.flatMap(({ key, loosened: text }) => text === void 0 ? [] : [{
		key,
		text
	}]);
	return `${[
		[titleLine(set)],
		loosened.map(({ key, text }) => `⚠️ ${code(key)}: **${prose(text)}**`),
		set.notes.map((note) => `**Note.** ${prose(note)}`),
		bad.length === 0 ? [] : memberTable(bad, detail),
		good.length === 0 || !detail.passing ? [] : folded(`${formatCount(good.length, "job")} passed`, memberTable(good, detail)),
		detail.passing ? [] : ["_Left out to stay within the size limit: jobs that passed. They are in merged.json._"]
	].filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}
function titleLine(set) {
	const { kind, exitCode } = set.verdict;
	return `### ${kind === "pass" ? "✅" : kind === "error" ? "🚫" : exitCode === 0 ? "⚠️" : "❌"} FP16 gate · ${markdownText(setTitle(set))}`;
}
function memberTable(members, detail) {
	return table([
		"",
		"job",
		"result",
		"worst layers",
		"engine"
	], members.map((member) => [
		icons[member.state],
		code(member.key),
		[member.title, ...detail.sentences ? member.sentences : []].map((text) => markdownText(printableName(text, detail.title))).join("<br>"),
		member.layers.map(({ node, module, cause }) => `${code(module ?? node)} ${prose(cause)}`).join("<br>"),
		prose(member.engine ?? "")
	]));
}
const longestProse = 500;
/** The same for a terminal; no line begins with text that a file chose. */
function renderSetConsole(set) {
	const plain = (text) => escapeConsole(printableName(text, longestProse));
	const { kind, exitCode } = set.verdict;
	return `${[
		`${kind === "pass" ? "PASS" : kind === "fail" ? "FAIL" : "ERROR"}  ${plain(setTitle(set))}`,
		...set.notes.map((note) => `  note: ${plain(note)}`),
		...set.members.flatMap((member) => [
			`  ${words[member.state]}: ${plain(member.key)}: ${plain(member.title)}`,
			...member.loosened === void 0 ? [] : [`    ! ${plain(member.loosened)}`],
			...member.state === "pass" ? [] : member.sentences.map((sentence) => `    ${plain(sentence)}`)
		]),
		`  exit code ${exitCode}`
	].join("\n")}\n`;
}

export { renderSetSummary as n, setTitle as r, renderSetConsole as t };