const invisibles =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Variation_Selector}\u034f\u115f\u1160\u3164\uffa0]/gu;
const maxCharacters = 400;

/** One visible line of bounded length. */
export function visibleLine(text: string): string {
  const cut = text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
  return cut.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ").replace(invisibles, "\ufffd");
}

/** What reads the same in a code span as in the source of the page, in a table too. */
const plainCode = /^[\w./:()=+,-](?:[\w ./:()=+,-]*[\w./:()=+,-])?$/;

/** Text of the model as code: a code span, or a `code` element in which all that Markdown could read is entities. */
export function codeElement(text: string): string {
  if (text.length <= maxCharacters && plainCode.test(text)) return `\`${text}\``;
  const escaped = visibleLine(text).replace(/[&<>"'|\\`*_~[\]:#$@!./]/g, (character) => {
    const entity = `&#${character.charCodeAt(0)};`;
    return character === "@" ? `${entity}<!-- -->` : entity;
  });
  return `<code>${escaped}</code>`;
}

/** A note (`OverrideFile.notes`) or any sentence: what stands between backquotes becomes code. */
export function markdownSentence(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? codeElement(part.slice(1, -1)) : markdownProse(part)))
    .join("");
}

function markdownProse(text: string): string {
  return visibleLine(text).replace(
    /[&<>|\\`*_~[\]$@#]|:(?=\/\/)|(?<=www)\./gi,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** A fenced block whose fence is longer than any run of backquotes inside. */
export function fencedBlock(language: string, lines: readonly string[]): string[] {
  const visible = lines.map((line) => line.replace(invisibles, "\ufffd"));
  const longest = Math.max(
    2,
    ...visible.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)),
  );
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, ...visible, fence];
}
