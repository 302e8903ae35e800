/** A number as people write limits: `0.05`, `1 px`, `1e-3`, `2 %`. */
export interface Quantity {
  readonly value: number;
  readonly unit: string | undefined;
}

// A unit starts with a letter, % or °; what looks like a broken number (1e, 0x10) is none.
const quantityPattern =
  /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*(?![eE]$|[xX]\d)([%°\p{L}][\p{L}\d%°/^²³·]{0,15}))?$/u;

/**
 * Reads a number with an optional unit. Nothing is guessed: `1,5`, `1.0.0`, `0x10`, `nan` and an empty text are
 * refused, since a limit that is read wrongly lets a broken model through.
 * @returns undefined when the text is no finite number.
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = quantityPattern.exec(text.trim());
  if (match === null) return undefined;
  const value = Number(match[1]);
  return Number.isFinite(value) ? { value, unit: match[2] } : undefined;
}

const millisecondsPerUnit: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * Reads a duration such as `90s`, `10m` or `1.5h`. A bare number is refused, because people mean seconds as often
 * as minutes.
 * @returns milliseconds, or a sentence that says what is wrong.
 */
export function parseDurationMs(text: string): number | string {
  const quantity = parseQuantity(text);
  const known = Object.keys(millisecondsPerUnit).join(", ");
  if (quantity === undefined)
    return `"${text}" is not a duration; write a number and a unit (${known}), such as 10m`;
  if (quantity.unit === undefined) return `"${text}" has no unit; write one of ${known}, such as ${text}s`;
  const factor = millisecondsPerUnit[quantity.unit];
  if (factor === undefined) return `"${text}" has the unknown unit "${quantity.unit}"; known are ${known}`;
  if (quantity.value <= 0) return `"${text}" must be longer than zero`;
  return quantity.value * factor;
}
