const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A Python 3 string literal in ASCII, whatever the text holds (Python reference, 2.4.1). */
export function pythonString(text: string): string {
  const body = text.replace(/[^ -~]|["\\]/gu, (character) => {
    const known = shortEscapes[character];
    return known ?? numericEscape(character.codePointAt(0) ?? 0);
  });
  return `"${body}"`;
}

function numericEscape(codePoint: number): string {
  const digits = codePoint.toString(16);
  if (codePoint < 0x100) return `\\x${digits.padStart(2, "0")}`;
  return codePoint < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

/** A tuple of literals over several lines, one item a line. */
export function pythonTuple(items: readonly string[]): string {
  return items.length === 0 ? "()" : `(\n${items.map((item) => `    ${item},\n`).join("")})`;
}

/**
 * A pattern of Python's `re` for the text alone, for use with `re.match`, which anchors only the start; it also takes
 * the text with one line break behind it. ASCII throughout: what is not a letter or digit is escaped by a backslash or
 * by its number.
 */
export function pythonExactPattern(text: string): string {
  const body = text.replace(/[^\w/:]/gu, (character) =>
    /[ -~]/.test(character) ? `\\${character}` : numericEscape(character.codePointAt(0) ?? 0),
  );
  return `^${body}$`;
}
