import { a as judgeRun, o as toleranceFor, t as compareRun } from "./outputs.js";

// src/steps/judge-outputs.ts
/** Compares one leg's outputs with the reference and applies the limits. */
function judgeOutputs(kind, pairs, limits, record) {
	const startMs = performance.now();
	const { tolerances, match, extraOutputs } = limits;
	const comparison = compareRun(pairs, {
		tolerances,
		match,
		extraOutputs
	});
	for (const name of comparison.names) {
		const unit = toleranceFor(name, tolerances)?.unit;
		if (unit !== void 0) record.units.set(name, unit);
	}
	const judgement = judgeRun(comparison, tolerances, { noiseFloors: new Map(record.conversion?.comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs])) });
	record.timings.compareMs = (record.timings.compareMs ?? 0) + performance.now() - startMs;
	return {
		kind,
		sampleCount: pairs.length,
		comparison,
		judgement
	};
}
/** The same for one set of outputs per sample. */
function compareLeg(kind, samples, candidates, limits, record) {
	return judgeOutputs(kind, samples.map(({ id, reference }, at) => ({
		sample: id,
		reference,
		candidate: candidates[at]
	})), limits, record);
}

export { judgeOutputs as n, compareLeg as t };