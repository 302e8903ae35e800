import { t as openModel } from "./model.js";
import { t as openSamples } from "./samples.js";
import { n as describeModel, r as describeSamples } from "./provenance.js";

// src/steps/open-inputs.ts
/** Notes what model and samples are. Their hashes read every byte. */
function noteInputs(config, opened, samples, record) {
	if (opened !== void 0) record.model = describeModel(opened);
	record.samples = describeSamples(samples, config.samples);
}
/** Opens model and samples. */
async function openInputs(config, { log }, record) {
	const startMs = performance.now();
	const opened = config.model === void 0 ? void 0 : openModel(config.model);
	const samples = await openSamples(config.samples);
	record.noise.push(...referenceNoise(samples));
	record.timings.readMs = performance.now() - startMs;
	const count = samples.samples.length;
	log.info(`${count} ${count === 1 ? "sample" : "samples"} in ${config.samples}`);
	return {
		opened,
		samples
	};
}
/** How far two runs of the reference itself were apart, as the training side measured it. */
function referenceNoise({ manifest }) {
	return Object.entries(manifest?.runToRunDifference ?? {}).map(([output, value]) => ({
		output,
		metric: "max-abs",
		value
	}));
}

export { openInputs as n, noteInputs as t };