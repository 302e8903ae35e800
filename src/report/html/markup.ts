import { escapeXml, printableName } from "../escape.ts";

const content: unique symbol = Symbol("markup");

/** A piece of HTML or SVG that is well formed and safe; only `markup` and `join` make one. */
export interface Markup {
  readonly [content]: string;
}

/** What may stand in a hole of a template. Texts and numbers are escaped, also within quoted attributes. */
export type Hole = string | number | Markup | undefined | readonly Hole[];

/**
 * HTML or SVG from a template: whatever fills a hole is escaped unless it is Markup itself. Holes are for element
 * content and for double-quoted attribute values, never for names, scripts or styles.
 */
export function markup(strings: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return { [content]: strings.reduce((text, part, at) => text + textOf(holes[at - 1]) + part) };
}

/** Pieces one after the other, each on a line of its own. */
export function lines(pieces: readonly (Markup | undefined)[]): Markup {
  return { [content]: pieces.flatMap((piece) => (piece === undefined ? [] : [piece[content]])).join("\n") };
}

/** Text of this program that is markup already: the style sheet and the script. */
export function ownText(text: string): Markup {
  return { [content]: text };
}

/** The text of a piece. */
export function renderMarkup(piece: Markup): string {
  return piece[content];
}

const longestName = 120;
const longestProse = 1000;

/** A name of a node, a file or a sample, shortened in its middle, as a `code` element. */
export function codeName(name: string, maxCharacters: number = longestName): Markup {
  return markup`<code>${printableName(name, maxCharacters)}</code>`;
}

/** A sentence, shortened; what stands between backticks becomes a `code` element. */
export function proseText(text: string, maxCharacters: number = longestProse): Markup {
  const parts = printableName(text, maxCharacters).split(/(`[^`]+`)/);
  const pieces = parts.map(
    (part): Hole => (/^`[^`]+`$/.test(part) ? codeName(part.slice(1, -1)) : unbroken(part)),
  );
  return markup`${pieces}`;
}

/** A number such as 4.8e-4 must not break at its sign. */
function unbroken(text: string): Hole {
  const parts = text.split(/(?<![\w.])(\d+(?:\.\d+)?e-\d+)/);
  return parts.map((part, at): Hole => (at % 2 === 1 ? markup`<span class="unbroken">${part}</span>` : part));
}

function textOf(hole: Hole): string {
  if (hole === undefined) return "";
  if (typeof hole === "string") return escapeXml(hole);
  if (typeof hole === "number") return String(hole);
  return isMarkup(hole) ? hole[content] : hole.map(textOf).join("");
}

function isMarkup(hole: Markup | readonly Hole[]): hole is Markup {
  return content in hole;
}
