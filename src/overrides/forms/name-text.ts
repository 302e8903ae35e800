import type { FormNode } from "../plan-form.ts";

const maxNameCharacters = 120;
const maxListedNames = 5;

/**
 * A name of the model inside a note: in backquotes, ASCII, on one line, cut in the middle. Backquotes inside and
 * everything invisible are escaped, so the quotes always pair.
 */
export function noteName(name: string): string {
  const head = Math.ceil(maxNameCharacters / 2);
  const cut =
    name.length <= maxNameCharacters
      ? name
      : `${name.slice(0, head)}...${name.slice(head - maxNameCharacters)}`;
  return `\`${asciiEscaped(cut)}\``;
}

function asciiEscaped(text: string): string {
  return text.replace(/[^ -_a-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** `a`, `b` and 3 more. */
export function noteNames(nodes: readonly FormNode[]): string {
  const listed = nodes.slice(0, maxListedNames).map((node) => noteName(node.id));
  const rest = nodes.length - listed.length;
  return rest === 0 ? listed.join(", ") : `${listed.join(", ")} and ${rest} more`;
}

/** `1 node`, `2 nodes`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
