/** One sample in so many is kept out of a search, from so many samples on. */
const oneIn = 4;

/** Positions of the samples that a search does not see: every fourth; with fewer than four none can be spared. */
export function positionsHeldBack(count: number): number[] {
  return Array.from({ length: Math.floor(count / oneIn) }, (_, group) => oneIn * group + oneIn - 1);
}
