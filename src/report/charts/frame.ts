import { type Markup, markup } from "../html/markup.ts";

/** Size of one drawing in CSS pixels; text has the same size in each, so a phone gets a narrower drawing. */
export interface Frame {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  /** Most columns that can be told apart. */
  readonly maxColumns: number;
}

export const wideFrame: Frame = { width: 1080, left: 60, right: 14, maxColumns: 500 };
export const narrowFrame: Frame = { width: 346, left: 46, right: 8, maxColumns: 146 };

/** Average advance of the 11 px sans-serif of the drawings; a little wide, so that labels fit. */
export const characterWidth = 6.3;

/** A coordinate with at most two digits behind the point, so that drawings stay small and equal everywhere. */
export function at(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export interface Drawing {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What the drawing shows, for those who can't see it; the figures are in the table beside it. */
  readonly description: string;
  readonly height: number;
  readonly body: readonly (Markup | undefined)[];
}

/** An SVG element that reads as one image. */
export function drawing(frame: Frame, { id, title, description, height, body }: Drawing): Markup {
  return markup`<svg class="${frame === narrowFrame ? "narrow" : "wide"}" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${frame.width} ${at(height)}" width="${frame.width}" height="${at(height)}" xmlns="http://www.w3.org/2000/svg"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${body.flatMap((piece) => (piece === undefined ? [] : [piece]))}</svg>`;
}

/** The same drawing for wide and for narrow screens; the style sheet shows one of them. */
export function bothWidths(draw: (frame: Frame, suffix: string) => Markup): Markup {
  return markup`${draw(wideFrame, "wide")}${draw(narrowFrame, "narrow")}`;
}
