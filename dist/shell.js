// src/overrides/forms/markdown.ts
const invisibles = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Variation_Selector}\u034f\u115f\u1160\u3164\uffa0]/gu;
const maxCharacters = 400;
/** One visible line of bounded length. */
function visibleLine(text) {
	return (text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text).replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ").replace(invisibles, "�");
}
/** What reads the same in a code span as in the source of the page, in a table too. */
const plainCode = /^[\w./:()=+,-](?:[\w ./:()=+,-]*[\w./:()=+,-])?$/;
/** Text of the model as code: a code span, or a `code` element in which all that Markdown could read is entities. */
function codeElement(text) {
	if (text.length <= maxCharacters && plainCode.test(text)) return `\`${text}\``;
	return `<code>${visibleLine(text).replace(/[&<>"'|\\`*_~[\]:#$@!./]/g, (character) => {
		const entity = `&#${character.charCodeAt(0)};`;
		return character === "@" ? `${entity}<!-- -->` : entity;
	})}</code>`;
}
/** A note (`OverrideFile.notes`) or any sentence: what stands between backquotes becomes code. */
function markdownSentence(text) {
	return text.split(/(`[^`]+`)/).map((part) => /^`[^`]+`$/.test(part) ? codeElement(part.slice(1, -1)) : markdownProse(part)).join("");
}
function markdownProse(text) {
	return visibleLine(text).replace(/[&<>|\\`*_~[\]$@#]|:(?=\/\/)|(?<=www)\./gi, (character) => `&#${character.charCodeAt(0)};`);
}
/** A fenced block whose fence is longer than any run of backquotes inside. */
function fencedBlock(language, lines) {
	const visible = lines.map((line) => line.replace(invisibles, "�"));
	const longest = Math.max(2, ...visible.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
	const fence = "`".repeat(longest + 1);
	return [
		`${fence}${language}`,
		...visible,
		fence
	];
}

// src/overrides/forms/shell.ts
/**
* Longest single argument that Linux passes to a program: MAX_ARG_STRLEN, 32 pages of 4 KiB with the closing NUL
* (include/uapi/linux/binfmts.h).
*/
const maxArgumentBytes = 131071;
/** All arguments together stay well below the 2 MiB that an 8 MiB stack leaves them. */
const maxCommandBytes = 1048576;
/** Control, format, surrogate and private characters, line separators: what a shell would pass but nobody could see. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd\ufffe\uffff]/u;
/** Whether a text can stand in a shell script as itself. */
function isShellPrintable(text) {
	return !unprintable.test(text);
}
function byteLength(text) {
	return new TextEncoder().encode(text).length;
}
/**
* One word of a POSIX shell. Single quotes take everything but themselves literally (XCU 2.2.2); a text that holds some
* reads better in double quotes where nothing in it is special there.
*/
function shellWord(text) {
	if (/^[\w@%+=:,./-]+$/.test(text)) return text;
	if (text.includes("'") && !/["$`\\!]/.test(text)) return `"${text}"`;
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
/** `FLAG=VALUE` as one word, the value quoted so that the flag stays readable. */
function shellFlag(flag, value) {
	return `${flag}=${shellWord(value)}`;
}
/** One command over several lines, to be pasted. `program` is shell text; `words` are quoted already. */
function shellCommand(program, words) {
	return [program, ...words].join(" \\\n  ");
}
/**
* A POSIX script that replaces itself by one command. `command` is shell text; `words` are quoted already. Whatever
* the script is called with follows. `comments` must not hold any name of the model.
*/
function shellScript(comments, command, words) {
	return [
		"#!/bin/sh",
		...comments.map((comment) => `# ${comment}`),
		"set -eu",
		`exec ${shellCommand(command, [...words, "\"$@\""])}`,
		""
	].join("\n");
}

export { shellCommand as a, shellWord as c, markdownSentence as d, maxCommandBytes as i, codeElement as l, isShellPrintable as n, shellFlag as o, maxArgumentBytes as r, shellScript as s, byteLength as t, fencedBlock as u };