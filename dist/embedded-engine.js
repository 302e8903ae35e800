import { o as describeError } from "./errors.js";
import { t as version } from "./version.js";
import { D as elementSizeBytes, T as elementCount } from "./attributes.js";
import { i as defaultOpset } from "./functions.js";
import { i as hashModel } from "./judge-plan.js";
import { i as rangeLeg } from "./scan-document.js";
import { c as scanModel, n as roles, o as openModel, s as scanSamples, t as openSamples } from "./samples.js";
import { i as compareLeg, r as legPasses } from "./compose-result.js";
import { r as findNativeLibrary, t as createOnnxruntimeEngine } from "./onnxruntime.js";
import { createHash } from "node:crypto";
import { availableParallelism, cpus, totalmem } from "node:os";

// src/verdict/beyond-noise.ts
/** Findings without those on outputs that differ by no more than two identical runs do: nothing is blamed for these. */
function beyondNoise(findings, outputs, noise) {
	const floors = new Map(noise.filter(({ metric }) => metric === "max-abs").map(({ output, value }) => [output, value]));
	const noisy = new Set(outputs.filter(({ name, metrics }) => metrics.maxAbs <= (floors.get(name) ?? NaN)).map(({ name }) => name));
	return findings.filter(({ output }) => !noisy.has(output));
}

// src/inform.ts
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

// src/files/samples-hash.ts
const windowBytes = 262144;
/**
* SHA-256 over the content of samples: ids, roles, names, dtypes, shapes and elements, in windows. Two folders with
* the same tensors have the same hash, whatever file form holds them and in whatever order.
* @returns 64 hexadecimal digits.
*/
function hashSamples(samples) {
	const hash = createHash("sha256");
	const window = new Uint8Array(windowBytes);
	for (const sample of samples) {
		addText(hash, `sample ${JSON.stringify(sample.id)}`);
		for (const role of roles) {
			const tensors = sample[role];
			for (const name of [...tensors?.keys() ?? []].toSorted()) addTensor(hash, window, role, name, tensors?.get(name));
		}
	}
	return hash.digest("hex");
}
function addTensor(hash, window, role, name, tensor) {
	addText(hash, JSON.stringify([
		role,
		name,
		tensor.dtype,
		tensor.shape
	]));
	const sizeBytes = elementSizeBytes[tensor.dtype];
	const count = elementCount(tensor.shape);
	const windowElements = windowBytes / sizeBytes;
	for (let start = 0; start < count; start += windowElements) {
		const part = window.subarray(0, Math.min(windowElements, count - start) * sizeBytes);
		tensor.read(start, part);
		hash.update(part);
	}
}
/** A line is never mistaken for elements: its end is marked, and shape and dtype say how many bytes follow it. */
function addText(hash, text) {
	hash.update(`${text}\n`, "utf8");
}

// src/provenance.ts
/** Who writes results. */
const tool = {
	name: "fp16-gate",
	version
};
/** The machine that runs the gate. */
function thisEnvironment() {
	const [cpu] = cpus();
	return {
		node: process.versions.node,
		platform: process.platform,
		arch: process.arch,
		...cpu === void 0 ? {} : { cpu: cpu.model.trim() },
		cpuCount: availableParallelism(),
		memoryBytes: totalmem()
	};
}
/** The model file with its hashes: of the file, of the graph without weights, and of the weights. */
function describeModel(opened) {
	const { model } = opened;
	const opset = defaultOpset(model.opsetImport);
	return {
		file: opened.path,
		sizeBytes: opened.sizeBytes,
		sha256: hashModel(opened),
		...opset === void 0 ? {} : { opset },
		irVersion: Number(model.irVersion),
		...model.producerName === "" ? {} : { producer: [model.producerName, model.producerVersion].join(" ").trim() },
		...model.graph === void 0 ? {} : { nodes: model.graph.node.length }
	};
}
/** The samples with their hash, and what the training side recorded about them. */
function describeSamples({ samples, manifest }, directory) {
	const entries = {
		torch: manifest?.torch,
		commit: manifest?.commit,
		checkpoint: manifest?.checkpoint?.sha256,
		seed: manifest?.seed,
		device: manifest?.device?.name,
		exporter: manifest?.exporter
	};
	const known = Object.entries(entries).flatMap(([name, value]) => value === void 0 || value === null ? [] : [{
		name,
		value: String(value)
	}]);
	return {
		count: samples.length,
		directory,
		sha256: hashSamples(samples),
		...known.length === 0 ? {} : { manifest: known }
	};
}
/**
* What the verdict depends on in the configuration: hashed (engine, limits, matching, enforcement, a given plan), and for jobs that
* later ones are compared with also in full.
*/
function describeConfig(config, effective) {
	const { engine, enforce, extraOutputs, tolerances, match } = config;
	const memory = effective === void 0 ? {} : {
		known: effective.known,
		regression: effective.regression,
		waivers: effective.waivers
	};
	const plan = config.overrides?.planPath;
	const decisive = JSON.stringify({
		engine,
		enforce,
		extraOutputs,
		tolerances,
		match,
		plan,
		...memory
	});
	return {
		sha256: createHash("sha256").update(decisive).digest("hex"),
		limits: config.limitsFrom,
		enforce,
		...effective === void 0 ? {} : { effective }
	};
}

// src/open-inputs.ts
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

// src/runs/embedded-engine.ts
/**
* ONNX Runtime on the CPU, in a child process. Nothing native is looked for before the engine's first use.
* @param ortPath the option of that name.
*/
function embeddedEngine(ortPath, options) {
	return createOnnxruntimeEngine({ findLibrary: async () => await findNativeLibrary({
		environment: process.env,
		log: options.log,
		signal: options.signal,
		...ortPath === void 0 ? {} : { ortPath }
	}) });
}

export { describeModel as a, addExplanation as c, describeConfig as i, addInformingLegs as l, noteInputs as n, thisEnvironment as o, openInputs as r, tool as s, embeddedEngine as t };