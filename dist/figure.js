// src/compare/figure.ts
const fixedDigits = 3;
const smallestFixed = .01;
const largestFixed = 1e5;
/**
* A number as people read it: `4.07`, `1.00`, `2.6e5`, `1.3e-3`, `4096`, `∞`, `-∞`, `NaN`. A value other than zero is
* never shown as `0`. Zeros at the end stay where the value was rounded (1.0027 is `1.00`) and go where it was not (1
* is `1`, 0.5 is `0.5`). More `digits` (default 3, and 2 in scientific form) show more of it.
*/
function formatFigure(value, digits = fixedDigits) {
	if (typeof value === "bigint") return value.toString();
	if (Number.isNaN(value)) return "NaN";
	if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
	if (value === 0) return "0";
	const scientific = value.toExponential(Math.min(100, 1 + digits - fixedDigits));
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
function formatAgainst(actual, limit, fewest = fixedDigits) {
	for (let digits = fewest; digits <= 18; digits += 1) {
		const pair = {
			actual: formatFigure(actual, digits),
			limit: formatFigure(limit, digits)
		};
		if (pair.actual !== pair.limit && Number(pair.actual) !== Number(pair.limit) || actual === limit) return pair;
	}
	return {
		actual: formatFigure(actual, fewest),
		limit: formatFigure(limit, fewest)
	};
}
/** A figure with its unit, `4.07 px`; the unit is left out when there is none. */
function withUnit(figure, unit) {
	return unit === void 0 || unit === "" ? figure : `${figure} ${unit}`;
}
/** Milliseconds as `12 ms`, `3.4 s`, `2 min 5 s`. */
function formatDuration(milliseconds) {
	if (!Number.isFinite(milliseconds)) return formatFigure(milliseconds);
	if (milliseconds < 1e3) return `${Math.round(milliseconds)} ms`;
	const seconds = milliseconds / 1e3;
	if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
/** `1 output`, `3 outputs`. */
function formatCount(count, singular, plural = `${singular}s`) {
	return `${count} ${count === 1 ? singular : plural}`;
}
/** Drops zeros at the end of a fraction when nothing was rounded away. */
function trimExact(text, value) {
	return text.includes(".") && Number(text) === value ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}
function trimExponential(text, value) {
	const [mantissa = "", exponent = ""] = text.split("e");
	return `${Number(text) === value && mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa}e${exponent.replace("+", "")}`;
}

export { withUnit as a, formatFigure as i, formatCount as n, formatDuration as r, formatAgainst as t };