import { type Hole, type Markup, markup } from "./markup.ts";

/** One cell: what is shown, and the number by which its column sorts when that is not its text. */
export interface Cell {
  readonly shown: Hole;
  readonly value?: number | undefined;
}

export interface DataTable {
  /** For those who can't see where the table stands. */
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (Cell | Hole)[])[];
  /** On a phone each row becomes a block; else the table scrolls sideways. */
  readonly stack?: boolean | undefined;
  readonly sortable?: boolean | undefined;
}

/** A table with its headings; cells with a `value` are figures. */
export function dataTable({ caption, headings, rows, stack, sortable }: DataTable): Markup {
  const classes = [stack === true ? "stack" : "", sortable === false ? "" : "sortable"]
    .filter((name) => name !== "")
    .join(" ");
  const head = headings.map((heading): Hole => markup`<th scope="col">${heading}</th>`);
  const body = rows.map((cells): Hole => {
    return markup`<tr>${cells.map((cell, at): Hole => tableCell(cell, headings[at] ?? ""))}</tr>\n`;
  });
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="${classes}"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table></div>`;
}

function tableCell(cell: Cell | Hole, heading: string): Markup {
  const label = heading === "" ? undefined : markup` data-label="${heading}"`;
  if (!isCell(cell)) return markup`<td${label}>${cell}</td>`;
  if (cell.value === undefined) return markup`<td class="figure"${label}>${cell.shown}</td>`;
  return markup`<td class="figure"${label} data-value="${sortValue(cell.value)}">${cell.shown}</td>`;
}

/** NaN sorts as the worst. */
function sortValue(value: number): string {
  return String(Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
}

function isCell(cell: Cell | Hole): cell is Cell {
  return typeof cell === "object" && "shown" in cell;
}
