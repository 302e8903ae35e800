import { n as shownLevel } from "./excuse.js";
import { a as withUnit, i as formatFigure, t as formatAgainst } from "./figure.js";
import { t as quoteName } from "./quote-name.js";

// src/verdict/describe-finding.ts
/** What a count or a rule is about, where its name alone reads badly in a sentence. */
const titles = {
	"rel-rms": "rms error relative to the reference",
	"snr-db": "signal-to-noise ratio in dB",
	"top-1": "top-1 agreement",
	match: "rows",
	mismatches: "differing elements",
	"non-finite": "elements NaN or infinite on one side only",
	"unmatched-score": "score share of unmatched rows"
};
/** Words for a finding's metric or rule: those of the configuration, unless they need explaining. */
function metricTitle(name) {
	return Object.hasOwn(titles, name) ? titles[name] : name;
}
/** The figure of a finding and its limit, with the unit and with digits that tell them apart. */
function findingFigures(finding) {
	const { actual, expected, unit } = finding;
	if (typeof actual !== "number" || typeof expected !== "number") return {
		actual: String(actual),
		limit: String(expected)
	};
	const pair = formatAgainst(actual, expected);
	return {
		actual: withUnit(pair.actual, unit),
		limit: withUnit(pair.limit, unit)
	};
}
/**
* The finding without its output, for use behind a name: `off by 4.07 px (limit 1 px)`.
* @param companion the warning on the same figure, when it is to be named, too: `(limit 1 px, warns at 0.5 px)`.
*/
function describeDifference(finding, companion) {
	const figures = findingFigures(finding);
	const other = companion === void 0 ? "" : `, ${companion.level}s at ${findingFigures(companion).limit}`;
	const { actual } = figures;
	const limit = `${figures.limit}${other}`;
	if (finding.name === "non-finite") return `NaN or infinite on one side only in ${formatCountOfElements(finding.actual)}`;
	if (finding.name === "output") return finding.actual === "missing" ? "missing" : "not in the reference";
	if (finding.name === "regression") return `off by ${actual} (against the base at most ${limit})`;
	if (finding.name === "max-abs") return `off by ${actual} (limit ${limit})`;
	const title = metricTitle(finding.name);
	if (finding.operator === "==") return `${title} ${actual} instead of ${limit}`;
	return `${title} ${actual} (${finding.operator === "<=" ? "limit" : "at least"} ${limit})`;
}
/** The finding as a clause: `` `boxes` is off by 4.07 px (limit 1 px) ``. */
function describeFinding(finding) {
	const isState = [
		"max-abs",
		"non-finite",
		"output",
		"regression"
	].includes(finding.name);
	return `${quoteName(finding.output)} ${isState ? "is" : "has"} ${describeDifference(finding)}`;
}
function formatCountOfElements(actual) {
	if (typeof actual !== "number") return actual;
	return `${formatFigure(actual)} element${actual === 1 ? "" : "s"}`;
}

// src/verdict/worst-finding.ts
/**
* How far a finding is beyond its limit: 1 is at the limit, larger is worse, Infinity where no ratio can say it
* (a missing output, NaN, a limit of zero). Ratios make outputs of different units comparable.
*/
function severity(finding) {
	const { operator, actual, expected } = finding;
	if (typeof actual !== "number" || typeof expected !== "number") return finding.passed ? 0 : 1e400;
	if (Number.isNaN(actual) || Number.isNaN(expected)) return 1e400;
	if (operator === "<=") return ratio(actual, expected);
	if (operator === ">=") return actual === expected ? 1 : 1 + (expected - actual) / Math.abs(expected || 1);
	return finding.passed ? 0 : 1e400;
}
function ratio(actual, expected) {
	if (actual === 0) return 0;
	if (actual === expected) return 1;
	return expected === 0 ? 1e400 : actual / expected;
}
/** The finding that a reader should see first: failed before warned before passed, then the most severe. */
function worstFinding(findings) {
	const rank = (finding) => finding.passed ? 0 : shownLevel(finding) === "fail" ? 2 : 1;
	return findings.reduce((worst, finding) => {
		if (worst === void 0 || rank(finding) > rank(worst)) return finding;
		if (rank(finding) < rank(worst)) return worst;
		return severity(finding) > severity(worst) ? finding : worst;
	}, void 0);
}
/**
* The finding to name for an output or a run that does not fail: its own limit rather than the warning below it, which
* is always nearer. What crossed a warning still comes before what crossed nothing.
*/
function leadingFinding(findings) {
	const worst = worstFinding(findings);
	if (worst === void 0 || worst.level === "fail") return worst;
	return companionOf(worst, findings) ?? worst;
}
/** The other limit on the same figure: the warning below a limit, or the limit above a warning. */
function companionOf(finding, findings) {
	return findings.find(({ output, name, operator, level }) => output === finding.output && name === finding.name && operator === finding.operator && level !== finding.level);
}

export { describeDifference as a, worstFinding as i, leadingFinding as n, describeFinding as o, severity as r, findingFigures as s, companionOf as t };