import { t as excess } from "./excess.js";
import { a as withUnit, i as formatFigure, t as formatAgainst } from "./figure.js";

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

export { planOutputValue as n, toPlanOutputs as r, planOutputLimit as t };