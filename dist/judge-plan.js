import { X as excessByOutput } from "./reports.js";
import { dt as judgeRun, ot as compareRun } from "./judge.js";

// src/steps/judge-plan.ts
/**
* How far outputs under a plan, one entry per sample, are beyond the limits, as ratios.
* @throws as `compareRun` and `judgeRun` do.
*/
function judgePlan(samples, outputs, { tolerances, match, extraOutputs }) {
	const pairs = samples.map(({ id, reference }, at) => ({
		sample: id,
		reference,
		candidate: outputs[at]
	}));
	const comparison = compareRun(pairs, {
		tolerances,
		match,
		extraOutputs
	});
	return outcomeOf(comparison, judgeRun(comparison, tolerances).findings);
}
/** How far a comparison is beyond the limits that were applied to it. */
function outcomeOf(comparison, findings) {
	const excess = excessByOutput(findings);
	const maxAbs = new Map(comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs]));
	return {
		findings,
		excess: Math.max(0, ...excess.values()),
		outputs: new Map([...excess].map(([output, each]) => [output, {
			excess: each,
			maxAbs: maxAbs.get(output) ?? NaN
		}]))
	};
}

export { outcomeOf as n, judgePlan as t };