import { a as withUnit, i as formatFigure, t as formatAgainst } from "./figure.js";

// src/compare/excess.ts
/**
* How far a finding is beyond its limit, as a ratio: 1 is the limit itself, 2 twice the allowed distance, infinity a
* broken rule or a value that is not finite. For agreements (cosine, top-1) the distance from 1 counts; for a limit of 0
* any distance is infinite. Passed findings are at most 1.
*/
function excess(finding) {
	const { operator, actual, expected } = finding;
	if (typeof actual !== "number" || typeof expected !== "number" || Number.isNaN(actual)) return finding.passed ? 0 : Number.POSITIVE_INFINITY;
	const [distance, allowed] = operator === ">=" ? [1 - actual, 1 - expected] : [actual, expected];
	if (finding.name === "snr-db") return 10 ** ((expected - actual) / 20);
	if (distance <= 0) return 0;
	const ratio = allowed > 0 ? distance / allowed : Number.POSITIVE_INFINITY;
	return finding.passed ? Math.min(ratio, 1) : Math.max(ratio, 1 + Number.EPSILON);
}
/** The largest excess over the fail-level findings of each output; an output without any is missing here. */
function excessByOutput(findings) {
	const largest = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		if (finding.level !== "fail") continue;
		largest.set(finding.output, Math.max(largest.get(finding.output) ?? 0, excess(finding)));
	}
	return largest;
}

// src/report/plan-output.ts
/** How each output stands under a plan, by the limit that it is furthest beyond or nearest to; worst first. */
function toPlanOutputs({ findings = [], outputs }, units) {
	return decidingFindings(findings).map((finding) => toPlanOutput(finding, outputs.get(finding.output)?.maxAbs, units)).sort((first, second) => first.excess === second.excess ? 0 : second.excess > first.excess ? 1 : -1);
}
function decidingFindings(findings) {
	const deciding = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		if (finding.level !== "fail") continue;
		const known = deciding.get(finding.output);
		if (known === void 0 || excess(finding) > excess(known)) deciding.set(finding.output, finding);
	}
	return [...deciding.values()];
}
function toPlanOutput(finding, maxAbs, units) {
	const { output, name, operator, actual, expected, passed } = finding;
	const beyond = excess(finding);
	const unit = units.get(output);
	return {
		output,
		...maxAbs === void 0 || Number.isNaN(maxAbs) ? {} : { maxAbs },
		...unit === void 0 ? {} : { unit },
		metric: name,
		operator,
		value: typeof actual === "number" ? actual : NaN,
		limit: typeof expected === "number" ? expected : NaN,
		excess: beyond,
		...Number.isFinite(beyond) ? { margin: 1 - beyond } : {},
		passed
	};
}
/** Metrics in the unit of the output; the others have none. */
const inOutputUnit = /* @__PURE__ */ new Set([
	"max-abs",
	"mean-abs",
	"rms",
	"p50",
	"p99",
	"p99.9"
]);
/** `3.55 px`, or `rel-rms 0.031` where another metric than the distance decides; broken values as such. */
function planOutputValue(entry) {
	const { metric, value, limit, unit } = entry;
	if (metric === "non-finite") return value > 0 ? `${formatFigure(value)} NaN/∞` : "no NaN or ∞";
	if (Number.isNaN(limit)) return "of another shape or type";
	const shown = formatAgainst(value, limit).actual;
	return metric === "max-abs" ? withUnit(shown, unit) : `${metric} ${unitFor(entry, shown)}`;
}
/** `1 px`. */
function planOutputLimit(entry) {
	if (Number.isNaN(entry.limit)) return "the reference's";
	return unitFor(entry, formatAgainst(entry.value, entry.limit).limit);
}
function unitFor({ metric, unit }, figure) {
	return withUnit(figure, inOutputUnit.has(metric) ? unit : void 0);
}

export { excessByOutput as i, planOutputValue as n, toPlanOutputs as r, planOutputLimit as t };