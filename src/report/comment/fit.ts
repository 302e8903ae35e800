/**
 * The richest text that fits: `render` is asked for one level after another, richest first.
 * @param levels poorest last.
 * @returns the text of the first level that has at most `maxCharacters` UTF-16 code units, or undefined.
 */
export function fitText<Level>(
  levels: readonly Level[],
  render: (level: Level) => string,
  maxCharacters: number,
): string | undefined {
  for (const level of levels) {
    const text = render(level);
    if (text.length <= maxCharacters) return text;
  }
  return undefined;
}
