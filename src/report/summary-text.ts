import { markdownCode, markdownText, printableName } from "./escape.ts";

const longestName = 100;
const longestProse = 1500;

/** A name of a file, an output or a sample, shortened, as Markdown. */
export function code(name: string): string {
  return markdownCode(printableName(name, longestName));
}

/** A sentence, shortened, as Markdown that must not stand at the start of a line. */
export function prose(text: string): string {
  return markdownText(printableName(text, longestProse));
}

/** A table whose cells are Markdown already; none of them may hold a line break or a bare pipe. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(headings), `|${headings.map(() => "---").join("|")}|`, ...rows.map(line)];
}

/** A folded section. `title` is Markdown-free text of our own. */
export function folded(title: string, body: readonly string[]): string[] {
  return ["<details>", `<summary>${title}</summary>`, "", ...body, "", "</details>"];
}
