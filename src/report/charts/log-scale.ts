/** A logarithmic axis: a domain of whole decades or binades, mapped to pixels from `bottom` up to `top`. */
export interface LogScale {
  /** Of the smallest and the largest value of the domain, in powers of `base`. */
  readonly low: number;
  readonly high: number;
  readonly base: 2 | 10;
  /** Pixel of a value; those beyond the domain sit at its ends. */
  readonly position: (value: number) => number;
  /** Whole powers to label, at most `maxTicks` and evenly spaced. */
  readonly ticks: (maxTicks: number) => readonly number[];
}

/**
 * @param low power of `base` at the pixel `from`.
 * @param high power at the pixel `to`; at least one above `low`.
 */
export function logScale(
  base: 2 | 10,
  [low, high]: [number, number],
  [from, to]: [number, number],
): LogScale {
  const logarithm = base === 2 ? Math.log2 : Math.log10;
  const position = (value: number): number => {
    const power = value > 0 ? Math.min(high, Math.max(low, logarithm(value))) : low;
    return from + ((power - low) / (high - low)) * (to - from);
  };
  const ticks = (maxTicks: number): readonly number[] => {
    const step = [1, 2, 3, 4, 5, 8, 10, 16, 20, 32, 64, 128, 256, 512].find(
      (candidate) => Math.floor((high - low) / candidate) + 1 <= maxTicks,
    ) as number;
    const first = Math.ceil(low / step) * step;
    return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step);
  };
  return { low, high, base, position, ticks };
}

/** Whole decades around all positive finite values, at least `minDecades` and at most `maxDecades` from the top. */
export function decadesAround(
  values: readonly number[],
  minDecades: number,
  maxDecades: number,
): [number, number] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  if (positive.length === 0) return [-minDecades, 0];
  const least = positive.reduce((first, second) => Math.min(first, second));
  const most = positive.reduce((first, second) => Math.max(first, second));
  const high = Math.floor(most + 0.02) + 1;
  return [Math.max(Math.min(Math.floor(least), high - minDecades), high - maxDecades), high];
}
