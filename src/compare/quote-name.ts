/** A name between backticks, so that every report can set it apart; backticks of its own become apostrophes. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll("`", "'")}\``;
}
