// src/report/escape.ts
/**
* Names in a model and in tensor files are chosen by whoever opened the pull request. Every text that comes from
* there passes through exactly one of these functions on its way into a report, in one pass: a second pass would
* escape the first one's output.
*/
/** ECMA-48 control sequences (CSI, OSC and two-byte forms), which colour, move or retitle a terminal. */
const terminalSequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/g;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Controls, bidirectional and zero-width format characters, lone surrogates, and noncharacters. */
const invisibles = /[\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0\ufffe\uffff]|\p{Variation_Selector}|\u034f/gu;
/**
* One printable line: terminal sequences are removed, line breaks and tabs become a space, and whatever else is
* invisible or reorders text becomes U+FFFD, so that tampering shows.
*/
function printableLine(text) {
	return text.replace(terminalSequences, "").replace(lineBreaks, " ").replace(invisibles, "�");
}
/** Keeps both ends of a long text, since exporters put what tells names apart at either end. */
function shortenMiddle(text, maxCharacters) {
	if (text.length <= maxCharacters) return text;
	const characters = text.length > 8 * maxCharacters ? endsOf(text, 4 * maxCharacters) : Array.from(text);
	if (characters.length <= maxCharacters) return text;
	const tail = Math.floor((maxCharacters - 1) / 2);
	const head = maxCharacters - 1 - tail;
	return `${characters.slice(0, head).join("")}…${tail === 0 ? "" : characters.slice(-tail).join("")}`;
}
/** A printable line of at most `maxCharacters`; shortening comes last, or it would cut a terminal sequence in two. */
function printableName(text, maxCharacters) {
	return shortenMiddle(printableLine(text), maxCharacters);
}
function endsOf(text, codeUnits) {
	return Array.from(`${text.slice(0, codeUnits)}${text.slice(-codeUnits)}`);
}
/**
* For terminals and workflow logs. `##[` starts a command of the runner anywhere in a line, so it is broken. `::` does so
* at the start of a line only: `defuseWorkflowCommands` sees to that where lines are put together.
*/
function escapeConsole(text) {
	return printableLine(text).replaceAll("##[", "# #[");
}
/**
* Breaks both forms of a workflow command: `##[` anywhere, and `::` at the start of a line. White space before it does
* not help: the runner trims it first (actions/runner, ActionCommand.TryParseV2).
*/
function defuseWorkflowCommands(text) {
	return text.replace(/^(\s*)::/gm, "$1: :").replaceAll("##[", "# #[");
}
/**
* A name in Markdown: a `code` element whose text is entities wherever GitHub-flavoured Markdown could read syntax.
* It stays in one table cell and makes no link, mention, reference, emoji or formula. The empty comment behind an
* at sign stops e-mail links, which are looked for after entities are decoded, and leaves the name as it is when
* copied.
*/
function markdownCode(text) {
	return `<code>${printableLine(text).replace(/[&<>"'|\\`*_~[\]:#$@!./]/g, (character) => character === "@" ? "&#64;<!-- -->" : `&#${character.charCodeAt(0)};`)}</code>`;
}
/**
* A sentence in Markdown, anywhere but at the start of a line. What stands between backticks becomes a `code`
* element; in the rest syntax becomes entities, and a zero-width space behind `@` and `#` stops mentions and issue
* references, which GitHub looks for in the rendered text.
*/
function markdownText(text) {
	return printableLine(text).split(/(`[^`]+`)/).map((part) => /^`[^`]+`$/.test(part) ? markdownCode(part.slice(1, -1)) : markdownProse(part)).join("");
}
function markdownProse(text) {
	return text.replace(/[&<>|\\`*_~[\]$@#]|:(?=[\w+-]+:)|:(?=\/\/)|(?<=\bGH)-(?=\d)|(?<=[A-Za-z])\.(?=[A-Za-z])/gi, (character) => {
		const entity = `&#${character.charCodeAt(0)};`;
		return "@#-:".includes(character) ? `${entity}&#8203;` : entity;
	});
}
/** XML 1.0 text and attribute values: illegal characters become U+FFFD, line breaks a space, markup entities. */
function escapeXml(text) {
	return printableLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export { markdownText as a, shortenMiddle as c, markdownCode as i, escapeConsole as n, printableLine as o, escapeXml as r, printableName as s, defuseWorkflowCommands as t };