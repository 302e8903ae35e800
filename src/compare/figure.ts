/** A number in a sentence: three significant digits, `4.07`, `1.3e-4`, `infinity`. Integers below 1e6 are shown whole. */
export function figure(value: number | bigint): string {
  return significant(value, 3);
}

/** `actual` and `limit` with as many digits as it takes to tell them apart. */
export function figuresApart(actual: number, limit: number): { actual: string; limit: string } {
  for (let digits = 3; digits < 17; digits++) {
    const pair = { actual: significant(actual, digits), limit: significant(limit, digits) };
    if (pair.actual !== pair.limit || actual === limit) return pair;
  }
  return { actual: String(actual), limit: String(limit) };
}

function significant(value: number | bigint, digits: number): string {
  if (typeof value === "bigint") return value.toString();
  if (value === Number.POSITIVE_INFINITY) return "infinity";
  if (value === Number.NEGATIVE_INFINITY) return "-infinity";
  if (Number.isNaN(value)) return "NaN";
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const magnitude = Math.abs(value);
  if (magnitude < 1e-3 || magnitude >= 1e6) {
    return value
      .toExponential(digits - 1)
      .replace(/\.?0+e/, "e")
      .replace("e+", "e");
  }
  return String(Number(value.toPrecision(digits)));
}

/** A number with its unit, `4.07 px`. */
export function quantity(text: string, unit: string | undefined): string {
  return unit === undefined || unit === "" ? text : `${text} ${unit}`;
}
