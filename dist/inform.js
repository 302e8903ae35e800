import { v as describeError } from "./start.js";
import { n as scanModel, t as scanSamples } from "./scan-samples.js";
import { it as compareLeg, pt as legPasses } from "./judge.js";
import { s as rangeLeg } from "./reports.js";

// src/verdict/beyond-noise.ts
/** Findings without those on outputs that differ by no more than two identical runs do: nothing is blamed for these. */
function beyondNoise(findings, outputs, noise) {
	const floors = new Map(noise.filter(({ metric }) => metric === "max-abs").map(({ output, value }) => [output, value]));
	const noisy = new Set(outputs.filter(({ name, metrics }) => metrics.maxAbs <= (floors.get(name) ?? NaN)).map(({ name }) => name));
	return findings.filter(({ output }) => !noisy.has(output));
}

// src/steps/inform.ts
/**
* Says which nodes make FP16 break a limit. The explanation never changes the verdict: when it can't be had, the result
* says why.
* @param context.judged the emulation: trials can only be held against that.
*/
async function addExplanation(opened, samples, config, { record, judged, ...context }) {
	const startMs = performance.now();
	const isConverted = record.conversion === void 0 || legPasses(record.conversion);
	try {
		const { explain } = await import("./explain.js");
		const { units, noise } = record;
		const findings = beyondNoise(judged.judgement.findings, judged.comparison.outputs, noise);
		const blamed = {
			...judged,
			judgement: {
				...judged.judgement,
				findings
			}
		};
		const explained = await explain({
			...context,
			opened,
			samples,
			judged: blamed,
			isConverted,
			config,
			units
		});
		if (explained.explanation !== void 0) record.explanation = explained.explanation;
		if (explained.unexplained !== void 0) record.unexplained = explained.unexplained;
		const { repair } = explained;
		if (repair !== void 0) record.repair = repair;
		if (repair?.kind === "searched") record.timings.searchMs = repair.searchMs;
	} catch (error) {
		record.unexplained = `Layers unavailable: ${describeError(error)}`;
	}
	record.timings.localiseMs = performance.now() - startMs;
}
/** Ranges of inputs and weights, and PyTorch's own low precision: they inform, and decide nothing. */
async function addInformingLegs(opened, samples, config, { record, signal }) {
	const inputs = await scanSamples(samples, config.samples, signal);
	const weights = await scanModel(opened, { signal });
	record.ranges.push(rangeLeg("inputs", inputs.reports), rangeLeg("weights", weights.reports));
	for (const kind of ["autocast", "half"]) {
		const recorded = samples.map((sample) => sample[kind]);
		if (recorded.every((outputs) => outputs !== void 0)) record.pytorch.push(compareLeg(kind, samples, recorded, config, record));
	}
}

export { addInformingLegs as n, addExplanation as t };