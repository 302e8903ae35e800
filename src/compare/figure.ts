const fixedDigits = 3;
const scientificDigits = 2;
const smallestFixed = 0.01;
const largestFixed = 100_000;

/**
 * A number as people read it: `4.07`, `1.00`, `2.6e5`, `1.3e-3`, `4096`, `∞`, `-∞`, `NaN`. A value other than zero is
 * never shown as `0`. Zeros at the end stay where the value was rounded (1.0027 is `1.00`) and go where it was not (1
 * is `1`, 0.5 is `0.5`). More `digits` (default 3, and 2 in scientific form) show more of it.
 */
export function formatFigure(value: number | bigint, digits: number = fixedDigits): string {
  if (typeof value === "bigint") return value.toString();
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  if (value === 0) return "0";
  const scientific = value.toExponential(Math.min(100, scientificDigits - 1 + digits - fixedDigits));
  const shown = Math.abs(Number(scientific));
  if (shown < smallestFixed || shown >= largestFixed) return trimExponential(scientific, value);
  const magnitude = Number(value.toExponential(Math.min(100, digits - 1)).split("e")[1]);
  const decimals = Math.min(100, Math.max(0, digits - 1 - magnitude));
  return trimExact(value.toFixed(decimals), value);
}

/**
 * Both sides of a comparison, with as many digits as it takes to tell them apart: 1.0004 against a limit of 1 must
 * not read "1.00 against 1".
 */
export function formatAgainst(
  actual: number,
  limit: number,
  fewest: number = fixedDigits,
): { actual: string; limit: string } {
  for (let digits = fewest; digits <= 18; digits += 1) {
    const pair = { actual: formatFigure(actual, digits), limit: formatFigure(limit, digits) };
    const isTold = pair.actual !== pair.limit && Number(pair.actual) !== Number(pair.limit);
    if (isTold || actual === limit) return pair;
  }
  return { actual: formatFigure(actual, fewest), limit: formatFigure(limit, fewest) };
}

/** A figure with its unit, `4.07 px`; the unit is left out when there is none. */
export function withUnit(figure: string, unit: string | undefined): string {
  return unit === undefined || unit === "" ? figure : `${figure} ${unit}`;
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

/** Drops zeros at the end of a fraction when nothing was rounded away. */
function trimExact(text: string, value: number): string {
  return text.includes(".") && Number(text) === value ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

function trimExponential(text: string, value: number): string {
  const [mantissa = "", exponent = ""] = text.split("e");
  const shown = Number(text) === value && mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return `${shown}e${exponent.replace("+", "")}`;
}
