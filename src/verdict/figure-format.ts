const fixedDigits = 3;
const scientificDigits = 2;
const smallestFixed = 0.01;
const largestFixed = 100_000;

/**
 * A number as people read it: `4.07`, `2.6e5`, `1.3e-3`, `4096`, `∞`, `-∞`, `NaN`. A value other than zero is never
 * shown as `0`. More `digits` (default 3, and 2 in scientific form) show more of it.
 */
export function formatFigure(value: number, digits: number = fixedDigits): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  if (value === 0) return "0";
  const scientific = trimExponential(value.toExponential(scientificDigits - 1 + digits - fixedDigits));
  const shown = Math.abs(Number(scientific));
  if (shown < smallestFixed || shown >= largestFixed) return scientific;
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(100, Math.max(0, digits - 1 - magnitude));
  return trimFraction(value.toFixed(decimals));
}

/**
 * Both sides of a comparison, with as many digits as it takes to tell them apart: 1.0004 against a limit of 1 must
 * not read "1 against 1".
 */
export function formatAgainst(
  actual: number,
  limit: number,
  fewest: number = fixedDigits,
): { actual: string; limit: string } {
  for (let digits = fewest; digits <= 18; digits += 1) {
    const pair = { actual: formatFigure(actual, digits), limit: formatFigure(limit, digits) };
    if (pair.actual !== pair.limit || actual === limit) return pair;
  }
  return { actual: formatFigure(actual, fewest), limit: formatFigure(limit, fewest) };
}

/** A figure with its unit, `4.07 px`; the unit is left out when there is none. */
export function withUnit(figure: string, unit: string | undefined): string {
  return unit === undefined ? figure : `${figure} ${unit}`;
}

/** Milliseconds as `12 ms`, `3.4 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return formatFigure(milliseconds);
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `1 output`, `3 outputs`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

function trimFraction(text: string): string {
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

function trimExponential(text: string): string {
  const [mantissa = "", exponent = ""] = text.split("e");
  return `${trimFraction(mantissa)}e${exponent.replace("+", "")}`;
}
