import { type Hole, type Markup, markup } from "../html/markup.ts";
import type { GateResult } from "../result.ts";
import { at, type Frame } from "./frame.ts";

/** A culprit at its place among the nodes. */
export interface CulpritMark {
  readonly rank: number;
  /** Index among `nodes`. */
  readonly node: number;
}

const radius = 8;
const most = 9;

/** Where the worst culprits stand in graph order; one that `nodes` does not list has no place. */
export function culpritMarks({ layers, nodes }: GateResult): readonly CulpritMark[] {
  const places = new Map(nodes.map(({ node }, index) => [node, index]));
  return layers.slice(0, most).flatMap((layer, index) => {
    const node = places.get(layer.node);
    return node === undefined ? [] : [{ rank: index + 1, node }];
  });
}

/** Numbered discs above the plot, pushed apart so that neighbours stay readable, each with a line to its node. */
export function culpritBadges(
  frame: Frame,
  marks: readonly CulpritMark[],
  x: (node: number) => number,
  { badge, bottom }: { readonly badge: number; readonly bottom: number },
): Markup {
  const inOrder = [...marks].sort((first, second) => first.node - second.node);
  const centres = spread(
    inOrder.map(({ node }) => (x(node) + x(node + 1)) / 2),
    2 * radius + 4,
    [frame.left + radius, frame.width - frame.right - radius],
  );
  const badges = inOrder.map(({ rank, node }, index): Hole => {
    const target = (x(node) + x(node + 1)) / 2;
    const centre = centres[index] as number;
    const leader = `M${at(centre)} ${badge + radius}L${at(target)} ${badge + radius + 8}V${bottom}`;
    return markup`<path class="leader" d="${leader}"/><circle class="badge" cx="${at(centre)}" cy="${badge}" r="${radius}"/><text class="badge-text" x="${at(centre)}" y="${badge + 4}" text-anchor="middle">${rank}</text>`;
  });
  return markup`${badges}`;
}

/** Moves ascending positions as little as it takes to keep `distance` between them within the limits. */
export function spread(
  positions: readonly number[],
  distance: number,
  [low, high]: [number, number],
): readonly number[] {
  const moved = positions.map((position) => Math.max(low, position));
  for (let at = 1; at < moved.length; at++) {
    moved[at] = Math.max(moved[at] as number, (moved[at - 1] as number) + distance);
  }
  for (let at = moved.length - 1; at >= 0; at--) {
    const ceiling = at === moved.length - 1 ? high : (moved[at + 1] as number) - distance;
    moved[at] = Math.min(moved[at] as number, ceiling);
  }
  return moved;
}
