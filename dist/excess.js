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

export { excessByOutput as n, excess as t };