import { t as buildBudget } from "./fault-context.js";
import { m as EngineError } from "./start.js";
import { Fn as quoteName, G as indexGraph, I as elementType, L as inferTypes, Ln as formatCount, M as declaresHalfPrecision, Tt as isCarrier, Xt as modelTensors, _t as keepInFp32, c as askForTypes, dt as judgeRun, h as modelSignature, ht as everythingFp16, it as compareLeg, m as checkSampleFits, o as noteInputs, ot as compareRun, pt as legPasses, q as inlineFunctions, s as openInputs, u as runEmulated } from "./judge.js";
import { i as embeddedEngine } from "./settings.js";
import { t as writeMixedModel } from "./mixed-writer.js";
import { X as excessByOutput } from "./reports.js";
import { t as graphProvenance } from "./provenance.js";
import { n as addInformingLegs, t as addExplanation } from "./inform.js";
import { n as engineTitles, r as openRealEngine } from "./open-real-engine.js";
import { n as outcomeOf } from "./judge-plan.js";
import { createHash, randomBytes } from "node:crypto";
import { copyFileSync, createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";

// src/runs/engine-runs.ts
/**
* Prepares a model for runs on a real engine.
* @throws InputError when a sample does not fit the model.
*/
function prepareEngineRuns(opened, samples, options) {
	const { typing, engine } = options;
	const signature = modelSignature(opened.model.graph, opened.path);
	for (const sample of samples) checkSampleFits(signature, sample);
	const graph = indexGraph(inlineFunctions(opened.model));
	const types = inferTypes(graph, options.knownTypes);
	const isHalf = declaresHalfPrecision(types);
	const typedModels = createTypedModels(opened, options, isHalf);
	const ownSamples = samples.map(({ id, inputs }) => ({
		id,
		inputs
	}));
	return {
		isHalf,
		samples: ownSamples,
		typing,
		forModel: (other, theirs, typedName) => prepareEngineRuns(other, theirs, {
			...options,
			typedName
		}),
		notes: () => {
			const problem = typedModels.problem();
			return problem === void 0 ? [] : [`there is no typed FP16 form of the model: ${problem}`];
		},
		run: async (run) => {
			const usedSamples = run.samples ?? ownSamples;
			return await engine.run({
				...precisionOf(run, typedModels, typing, opened.path),
				...run.plan === "fp32" ? {} : { places: placesOf(run.plan, graph, types) },
				label: run.label,
				engineFile: run.engineFile,
				samples: usedSamples,
				outputs: signature.outputs.map(expectedOutput),
				shapes: shapeRanges(signature, usedSamples),
				want: run.want ?? {},
				options: {
					...options.options,
					...run.options
				}
			});
		}
	};
}
/** The models of one run and what they are to be. A given engine is run as it is, so nothing is written for it. */
function precisionOf({ plan, engineFile }, typed, typing, source) {
	if (plan === "fp32") return {
		models: { source },
		precision: "fp32",
		typing,
		fp32Nodes: []
	};
	const fp32Nodes = [...plan.fp32Nodes];
	const model = engineFile === void 0 ? typed.write(plan) : void 0;
	if (model === void 0 && typing === "strong" && engineFile === void 0) throw new EngineError("unsupported", `the FP16 form of ${source} can't be written: ${typed.problem()}`, { advice: "Give typing: weak (TensorRT up to 10), engine-file, or a model that is stored in FP16." });
	return {
		models: {
			source,
			typed: model
		},
		precision: fp32Nodes.length === 0 ? "fp16" : "mixed",
		typing,
		fp32Nodes
	};
}
function placesOf({ fp32Nodes }, graph, types) {
	return [...fp32Nodes].flatMap((id) => {
		const node = graph.nodeById.get(id);
		if (node === void 0) return [];
		const floatOutputs = node.outputs.flatMap((value) => value === void 0 ? [] : [types.get(value)?.element === elementType.float]);
		return [{
			node: id,
			op: node.proto.opType,
			floatOutputs
		}];
	});
}
/** Writes each plan's model once. A model that has no FP16 form can still be built by builder flags. */
function createTypedModels(opened, { workFolder, knownTypes, typedName = "typed" }, isHalf) {
	const written = /* @__PURE__ */ new Map();
	let problem;
	const write = (plan, name) => {
		try {
			return writeMixedModel(opened, plan, workFolder, name, knownTypes === void 0 ? {} : { knownTypes }).path;
		} catch (error) {
			if (!(error instanceof EngineError) || error.category !== "unsupported") throw error;
			problem = error.message;
			return;
		}
	};
	return {
		problem: () => problem,
		write: (plan) => {
			if (isHalf && plan.fp32Nodes.size === 0) return opened.path;
			const key = [...plan.fp32Nodes].toSorted().join("\n");
			if (!written.has(key)) written.set(key, write(plan, `${typedName}-${written.size}.onnx`));
			return written.get(key);
		}
	};
}
function expectedOutput({ name, dtype }) {
	return {
		name,
		dtype
	};
}
/** Sizes over all samples of every input that declares a dynamic one. */
function shapeRanges(signature, samples) {
	const ranges = [];
	for (const { name, dimensions } of [...signature.requiredInputs, ...signature.optionalInputs]) {
		if (dimensions?.every((size) => typeof size === "number") === true) continue;
		const shapes = samples.flatMap(({ inputs }) => {
			const tensor = inputs.get(name);
			return tensor === void 0 ? [] : [tensor.shape];
		});
		const [opt] = shapes;
		if (opt === void 0) continue;
		const over = (pick) => opt.map((_, axis) => pick(...shapes.map((shape) => shape[axis] ?? 0)));
		ranges.push([name, {
			min: over(Math.min),
			opt,
			max: over(Math.max)
		}]);
	}
	return Object.fromEntries(ranges);
}

// src/steps/engine-noise.ts
/**
* Measures how far the same engine is from itself when it runs again, and how far builds of the same model are from
* each other, by the metrics of the limits. What lies beyond a limit makes that limit useless: `decide` says so. NaN or
* infinity on one side only is no figure; the worst run is judged, which shows it.
*/
function addNoise(samples, answer, limits, record) {
	const [first, ...others] = answer.builds;
	const base = first.samples.map(({ outputs }) => outputs);
	const repeats = first.samples[0]?.repeats.length ?? 0;
	const measured = [...Array.from({ length: repeats }, (_, at) => noiseBetween(samples, base, first.samples.map(({ repeats }) => repeats[at]), limits, "run-to-run")), ...others.map((build) => noiseBetween(samples, base, build.samples.map(({ outputs }) => outputs), limits, "rebuild"))].flat();
	const largest = /* @__PURE__ */ new Map();
	for (const noise of measured) {
		const key = JSON.stringify([
			noise.kind,
			noise.output,
			noise.metric
		]);
		const known = largest.get(key);
		if (known === void 0 || noise.value > known.value) largest.set(key, noise);
	}
	const found = [...largest.values()];
	record.engineRun?.noise.push(...found);
	record.noise.push(...found.map(({ kind, ...floor }) => ({
		...floor,
		of: kind
	})));
}
function noiseBetween(samples, one, other, { tolerances, match, extraOutputs }, kind) {
	const pairs = samples.map(({ id }, at) => ({
		sample: id,
		reference: one[at],
		candidate: other[at]
	}));
	const { findings } = judgeRun(compareRun(pairs, {
		tolerances,
		match,
		extraOutputs
	}), tolerances);
	const broken = new Set([...excessByOutput(findings.filter(({ name }) => name === "non-finite" || name === "shape"))].filter(([, excess]) => excess > 0).map(([output]) => output));
	return findings.flatMap(({ output, name, operator, actual, level, unit }) => level === "fail" && operator === "<=" && typeof actual === "number" && actual > 0 && !broken.has(output) ? [{
		kind,
		output,
		metric: name,
		value: actual,
		...unit === void 0 ? {} : { unit }
	}] : []);
}

// src/steps/engine-precision.ts
/** The name under which findings speak of the engine as a whole. */
const engineItself = "(engine)";
/**
* An engine that was to be FP16 and has no FP16 layer was not judged in FP16: that fails. Of a file that the user built,
* in whatever precision, it is a warning.
*/
function addPrecisionFinding(record, { engineFile }) {
	const precision = record.engineRun?.precision;
	if (precision === void 0 || precision.realised !== "fp32" || record.judged === void 0) return;
	const finding = {
		name: "precision",
		output: engineItself,
		operator: "==",
		expected: "fp16",
		actual: "fp32",
		passed: false,
		level: engineFile === void 0 ? "fail" : "warn",
		message: `the engine was to be FP16, but it is not: ${precision.text}.`
	};
	record.judged = withFinding(record.judged, finding);
}
function withFinding(leg, finding) {
	return {
		...leg,
		judgement: {
			...leg.judgement,
			findings: [...leg.judgement.findings, finding]
		}
	};
}
/** Whether the outputs of a leg keep to their limits, whatever is said of the engine as a whole. */
function outputsPass({ judgement }) {
	return judgement.findings.every(({ passed, level, output }) => passed || level === "warn" || output === "(engine)");
}
/** In words, after "the engine". */
const untakenTexts = {
	"not-found": "has no layer of that name",
	"not-forceable": "does not let its type be chosen",
	fp16: "runs it in FP16"
};
/**
* Nodes that were to stay in FP32 and did not, in the order of the plan: those that the engine does not know or can't be
* told, and those that its layers show in FP16 all the same.
*/
function untakenOverrides(nodes, { applied, builds }) {
	const statuses = new Map(applied.map(({ node, status }) => [node, status]));
	const inHalf = new Set((builds[0].layers ?? []).filter(({ precision, onnxNodes }) => precision === "fp16" && onnxNodes.length === 1).flatMap(({ onnxNodes }) => onnxNodes));
	return new Map(nodes.flatMap((node) => {
		if (inHalf.has(node)) return [[node, "fp16"]];
		const status = statuses.get(node);
		return status === "not-found" || status === "not-forceable" ? [[node, status]] : [];
	}));
}
/** Overrides of the plan to use that the engine did not follow, as warnings. */
function addOverrideFindings(record, nodes, answer) {
	for (const [node, actual] of untakenOverrides(nodes, answer)) record.judged = withFinding(record.judged, {
		name: "override",
		output: engineItself,
		operator: "==",
		expected: "fp32",
		actual,
		passed: false,
		level: "warn",
		message: `${node} was to stay in FP32, but the engine ${untakenTexts[actual]}.`
	});
}

// src/files/engine-cache.ts
/**
* The cache below the runner's tool cache. Every branch has its own: what one job wrote is never read by a job of another
* ref or another repository.
* @returns undefined outside of a workflow, and where the runner names no tool cache.
*/
function openEngineCache(environment) {
	const { RUNNER_TOOL_CACHE: root, GITHUB_REPOSITORY: repository, GITHUB_REF: ref } = environment;
	if ([
		root,
		repository,
		ref
	].some((part) => part === void 0 || part === "")) return void 0;
	const parent = join(root, "fp16-gate", "engines", digest([repository, ref]));
	const folderOf = (facts) => join(parent, digest(facts));
	return {
		find: async (facts) => {
			const folder = folderOf(facts);
			const [engine, record] = [join(folder, "model.engine"), join(folder, "sha256")];
			if (!existsSync(engine) || !existsSync(record)) return void 0;
			return await hashFile(engine) === readFileSync(record, "utf8").trim() ? engine : void 0;
		},
		store: async (facts, engineFile) => {
			const folder = folderOf(facts);
			const temporary = `${folder}.${randomBytes(6).toString("hex")}`;
			try {
				mkdirSync(temporary, {
					recursive: true,
					mode: 448
				});
				copyFileSync(engineFile, join(temporary, "model.engine"));
				writeFileSync(join(temporary, "sha256"), `${await hashFile(engineFile)}\n`);
				rmSync(folder, {
					recursive: true,
					force: true
				});
				renameSync(temporary, folder);
			} catch {
				if (existsSync(temporary)) rmSync(temporary, {
					recursive: true,
					force: true
				});
			}
		}
	};
}
function digest(value) {
	return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}
async function hashFile(path) {
	const hash = createHash("sha256");
	for await (const piece of createReadStream(path)) hash.update(piece);
	return hash.digest("hex");
}

// src/steps/fp32-engine.ts
/**
* Runs the model in FP32 on the engine. On a runner that stays, an engine that a job of this very branch built for the same
* model, flags, version and device is used again: it only explains. FP16 engines are never kept.
* @param judged what the FP16 engine gave: it tells version and device.
*/
async function runFp32(runs, judged, config, record, environment) {
	const cache = config.name === "tensorrt" || config.name === "trtexec" ? openEngineCache(environment) : void 0;
	if (cache === void 0) return await runs.run({
		label: "fp32",
		plan: "fp32"
	});
	const facts = factsOf(judged, config, record);
	const engineFile = await cache.find(facts);
	if (engineFile !== void 0) try {
		const answer = await runs.run({
			label: "fp32-cached",
			plan: "fp32",
			engineFile
		});
		record.engine?.notes.push("The FP32 engine was built by an earlier job of this branch.");
		return answer;
	} catch (error) {
		if (!(error instanceof EngineError) || error.category === "storage") throw error;
	}
	const answer = await runs.run({
		label: "fp32",
		plan: "fp32",
		options: { keepEngine: true }
	});
	const built = answer.builds[0].build?.engineFile;
	if (built !== void 0) await cache.store(facts, built);
	return answer;
}
function factsOf({ engine, typing }, { name, buildArgs, options, plugins }, { model, tool, samples }) {
	const { version, device, computeCapability, driver, cuda } = engine;
	return {
		tool: tool.version,
		model: model?.sha256,
		samples: samples?.sha256,
		engine: {
			name,
			version,
			device,
			computeCapability,
			driver,
			cuda,
			typing
		},
		flags: {
			buildArgs,
			options,
			plugins
		}
	};
}

// src/steps/engine-legs.ts
/**
* What belongs to the judged engine beside its outputs: how steady it is, what precision it really has, and, when it
* fails, the same model in FP32 on it, which tells a wrong engine from FP16.
*/
async function addEngineLegs(context) {
	const { samples, answer, config, record, engineConfig } = context;
	addNoise(samples, answer, config, record);
	addPrecisionFinding(record, engineConfig);
	const judged = record.judged;
	if (outputsPass(judged)) {
		record.skipped.push({
			kind: "engine-fp32",
			reason: "the FP16 engine keeps to its limits, so it was not needed"
		});
		return;
	}
	await addFp32Leg(context);
}
async function addFp32Leg({ samples, config, record, runs, log, environment, engineConfig, answer: judged }) {
	if (runs.isHalf) {
		record.skipped.push({
			kind: "engine-fp32",
			reason: "the model is stored in half precision, so there is no FP32 model to run"
		});
		return;
	}
	log.progress("building and running the FP32 engine");
	let answer;
	try {
		answer = await runFp32(runs, judged, engineConfig, record, environment);
	} catch (error) {
		if (!(error instanceof EngineError) || error.category === "storage") throw error;
		record.skipped.push({
			kind: "engine-fp32",
			reason: error.message
		});
		return;
	}
	const outputs = answer.builds[0].samples.map((sample) => sample.outputs);
	const leg = compareLeg("engine-fp32", samples, outputs, config, record);
	refuseNonsense(leg, record.judged);
	record.explaining.push(leg);
}
/** NaN everywhere in FP16 is a network that overflows; in FP32 as well it is no answer at all. */
function refuseNonsense(fp32, judged) {
	const isNothing = ({ comparison }) => comparison.outputs.some(({ kind }) => kind === "float") && comparison.outputs.every((output) => output.kind !== "float" || output.metrics.nonFiniteMismatches === output.elements);
	if (!isNothing(fp32) || !isNothing(judged)) return;
	throw new EngineError("protocol", "the engine gives NaN or infinity in every element of every output, in FP32 as well.", { advice: "Nothing can be judged by it: check the driver, its inputs, and the device." });
}

// src/steps/engine-run.ts
/** Layers listed in the result; the slowest and largest networks have some thousands. */
const mostLayers = 2e3;
/** What a driver reports, in the form of the result. */
function toEngineRun(answer, { engineFile, provenance, computes }) {
	const { engine, typing, builds } = answer;
	const [first] = builds;
	const layers = first.layers?.slice(0, mostLayers).map((layer) => toLayerRow(layer, provenance));
	const leftOut = Math.max(0, (first.layers?.length ?? 0) - mostLayers);
	return {
		typing,
		...defined({
			engineFile,
			computeCapability: engine.computeCapability
		}),
		...defined({
			driver: engine.driver,
			cuda: engine.cuda
		}),
		...engine.details === void 0 ? {} : { details: detailsOf(engine.details) },
		builds: builds.map(toBuild),
		...first.layers === void 0 ? {} : { precision: realisedPrecision(first.layers, computes) },
		noise: [],
		...layers === void 0 ? {} : { layers },
		...leftOut === 0 ? {} : { layersLeftOut: leftOut }
	};
}
function detailsOf(details) {
	return Object.entries(details).map(([name, value]) => ({
		name,
		value: String(value)
	}));
}
function toBuild({ build, latency }) {
	const { seconds, sizeBytes, flags, timingCacheHash } = build ?? {};
	return {
		...defined({
			seconds,
			sizeBytes,
			timingCacheHash
		}),
		...flags === void 0 ? {} : { flags: [...flags] },
		...latency === void 0 ? {} : { latency: toLatency(latency) }
	};
}
/** Median and p95 with what they were measured by. */
function toLatency(latency) {
	const { median, p95, runs, method, clocks } = latency;
	return {
		medianMs: median,
		p95Ms: p95,
		...defined({
			runs,
			method
		}),
		...clocks === void 0 ? {} : { clocks: `${clocksText(clocks.before)} before, ${clocksText(clocks.after)} after` }
	};
}
function clocksText({ smMHz, smMaxMHz, memoryMHz, temperatureC }) {
	const parts = [
		smMHz === void 0 ? void 0 : `SM ${smMHz}${smMaxMHz === void 0 ? "" : ` of ${smMaxMHz}`} MHz`,
		memoryMHz === void 0 ? void 0 : `memory ${memoryMHz} MHz`,
		temperatureC === void 0 ? void 0 : `${temperatureC} °C`
	].filter((part) => part !== void 0);
	return parts.length === 0 ? "unknown" : parts.join(", ");
}
/**
* What the layers that compute nodes of the model really ran in. An engine of which a part does not tell is not called
* FP32, whatever the rest is.
* @param computes whether a name is that of a node that does more than move data: else its layer has nothing to tell.
*/
function realisedPrecision(layers, computes) {
	const counts = /* @__PURE__ */ new Map();
	let silent = 0;
	for (const layer of layers) {
		const { precision, onnxNodes } = layer;
		if (onnxNodes.length === 0) continue;
		if (precision === void 0 || precision === "other") silent += isSilent(layer, computes) ? 1 : 0;
		else counts.set(precision, (counts.get(precision) ?? 0) + 1);
	}
	const known = [...counts].map(([name, count]) => `${count} ${name.toUpperCase()}`);
	const untold = silent === 0 ? "" : `, ${formatCount(silent, "more does", "more do")} not tell`;
	return {
		realised: realisedBy(counts, silent),
		layers: Object.fromEntries(counts),
		text: known.length === 0 ? "the engine does not tell" : `${known.join(", ")} layers${untold}`
	};
}
function realisedBy(counts, silent) {
	const [half, full] = [counts.get("fp16") ?? 0, counts.get("fp32") ?? 0];
	if (counts.size === 0 || half === 0 && silent > 0) return "unknown";
	if (half === 0) return "fp32";
	return full === 0 ? "fp16" : "mixed";
}
const floatTypes = /* @__PURE__ */ new Set([
	"fp32",
	"fp16",
	"bf16",
	"fp8",
	"other"
]);
/** Whether a layer that does not tell may compute with floats: one of integers, or that moves a tensor, does not. */
function isSilent({ onnxNodes, inputs = [], outputs = [] }, computes) {
	const [first, ...others] = onnxNodes;
	if (others.length === 0 && first !== void 0 && !computes(first)) return false;
	const tensors = [...inputs, ...outputs];
	return tensors.length === 0 || tensors.some(({ dtype }) => floatTypes.has(dtype));
}
/** Below this an engine is mostly kernels, and its size tells nothing of its weights. */
const leastWeightBytes = 8 << 20;
/** An FP16 engine is about half as large as its FP32 weights; one in FP32 about as large. */
const fp32Share = .9;
/**
* What an engine that does not tell its layers is by its size: FP32 when it is as large as the model's FP32 weights.
* @returns undefined when that tells nothing.
*/
function precisionBySize(sizeBytes, weightBytes) {
	if (sizeBytes === void 0 || weightBytes < leastWeightBytes) return void 0;
	if (sizeBytes < fp32Share * weightBytes) return void 0;
	const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
	return {
		realised: "fp32",
		layers: {},
		text: `by its size FP32 (${mebibytes(sizeBytes)} for ${mebibytes(weightBytes)} of FP32 weights)`
	};
}
/** Kernel, nodes, modules and lines in one row. */
function toLayerRow({ name, type, precision, tactic, provider, timeMs, onnxNodes }, provenance) {
	const origins = onnxNodes.flatMap((node) => provenance.get(node) ?? []);
	const modules = unique(origins.map(({ module }) => module));
	const sources = unique(origins.map(({ frames: [frame] }) => frame === void 0 ? void 0 : `${frame.file}:${frame.line}`));
	return {
		name,
		...defined({
			type,
			precision,
			tactic,
			provider,
			timeMs
		}),
		nodes: [...onnxNodes],
		...modules.length === 0 ? {} : { modules },
		...sources.length === 0 ? {} : { sources }
	};
}
function unique(texts) {
	return [...new Set(texts.filter((text) => text !== void 0 && text !== ""))];
}
function defined(values) {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== void 0));
}

// src/steps/engine-record.ts
/** Notes which engine it was, where and how it ran, and what it is made of. */
function recordEngine(record, { name, engineFile, typing }, answer, opened, runs) {
	const { engine } = answer;
	const graph = indexGraph(inlineFunctions(opened.model));
	record.engineRun = toEngineRun(answer, {
		engineFile,
		provenance: graphProvenance(graph),
		computes: (name) => {
			const node = graph.nodeById.get(name);
			return node !== void 0 && !isCarrier(node);
		}
	});
	if ((record.engineRun.precision?.realised ?? "unknown") === "unknown" && !runs.isHalf) {
		const bySize = precisionBySize(answer.builds[0].build?.sizeBytes, fp32WeightBytes(opened));
		if (bySize !== void 0) record.engineRun.precision = bySize;
	}
	const { precision } = record.engineRun;
	if (record.environment !== void 0 && engine.device !== "CPU") {
		record.environment.gpu = engine.device;
		if (engine.driver !== void 0) record.environment.driver = engine.driver;
	}
	record.engine = {
		name: engine.name,
		version: engine.version,
		device: engine.device,
		...precision === void 0 || precision.realised === "unknown" ? {} : { realisedPrecision: precision.text },
		notes: [
			...name === engine.name ? [] : [`run by engine ${name}`],
			...typing === answer.typing ? [] : [`typing ${typing} was asked for, and ${answer.typing} was done`],
			...runs.notes(),
			...answer.notes
		]
	};
}
function fp32WeightBytes({ model }) {
	return [...modelTensors(model)].reduce((sum, { tensor }) => tensor.dataType === elementType.float ? sum + tensor.dims.reduce((product, size) => product * Number(size), 4) : sum, 0);
}

// src/steps/judge-worst.ts
/**
* Compares every build and every repeated run with the reference, and keeps the worst: what passes by chance may fail
* tomorrow.
*/
function judgeWorst(kind, samples, answer, limits, record) {
	return runsOf(answer).map((outputs) => compareLeg(kind, samples, outputs, limits, record)).reduce((worst, leg) => distance(leg) > distance(worst) ? leg : worst);
}
/** Outputs of each run over all samples: every build, and each build's repeats. */
function runsOf({ builds }) {
	return builds.flatMap(({ samples }) => {
		const repeats = samples[0]?.repeats.length ?? 0;
		return [samples.map(({ outputs }) => outputs), ...Array.from({ length: repeats }, (_, at) => samples.map((sample) => sample.repeats[at]))];
	});
}
function distance(leg) {
	const largest = Math.max(0, ...excessByOutput(leg.judgement.findings).values());
	return legPasses(leg) ? Math.min(largest, 1) : Math.max(largest, 1 + Number.EPSILON);
}

// src/steps/try-on-engine.ts
/** Each costs what a build of the engine costs. */
const mostBuilds = 4;
/**
* Tries what the search found on the engine that failed, in the typing that it is built with. When the smallest plan does
* not hold there, or can't be built, it follows with the sums that an engine may do in FP16, then the others, then the
* smallest with its neighbours: kernels and fusions of an engine reach further than a node. Overrides that did not take are
* left out where the plan holds without them. A passing engine is left alone: its builds would buy nothing.
*/
function createTryOnEngine(context) {
	return async (plans, further) => {
		const { record, answer } = context;
		const judged = record.judged;
		if (outputsPass(judged) || plans.length === 0) return void 0;
		const facts = {
			before: outcomeOf(judged.comparison, judged.judgement.findings),
			verifiedOn: describe(answer)
		};
		const attempts = await tryInTurn(plans, further, context);
		const { held, builds } = attempts;
		const notes = notesOf(attempts, facts.verifiedOn);
		if (held === void 0) return {
			...facts,
			notes,
			plan: void 0,
			latency: void 0
		};
		const used = builds === mostBuilds ? held : await leaveOutUntaken(held, {
			...attempts,
			context,
			further,
			number: builds + 1,
			notes
		});
		addOverrideFindings(record, used.plan.solution.nodes, used.tried.answer);
		record.explaining.push(used.tried.leg);
		return {
			...facts,
			notes,
			plan: {
				...used.plan,
				after: used.tried.outcome
			},
			latency: latencyOf(answer, used.tried.answer)
		};
	};
}
async function tryInTurn(plans, further, context) {
	const failed = [];
	const errors = [];
	let builds = 0;
	for await (const plan of inOrder(plans, indexGraph(context.run.model), further)) {
		if (builds === mostBuilds) break;
		builds += 1;
		context.log.progress(`trying ${plan.solution.nodes.length} FP32 nodes on the engine`);
		const tried = await tryPlan(plan, builds, context);
		if (tried instanceof EngineError) {
			errors.push(tried);
			if (context.signal.aborted || wouldFailAgain.has(tried.category)) break;
		} else if (tried.passed) return {
			held: {
				plan,
				tried
			},
			builds,
			failed,
			errors
		};
		else failed.push(plan);
	}
	return {
		held: void 0,
		builds,
		failed,
		errors
	};
}
/** With other nodes, too: no engine there, or one that takes too long. */
const wouldFailAgain = /* @__PURE__ */ new Set(["unavailable", "timeout"]);
function notesOf({ held, builds, failed, errors }, engine) {
	const [error] = errors;
	const unbuilt = error === void 0 ? "" : ` One could not be tried: ${error.message}`;
	if (held !== void 0) return builds === 1 ? [] : [`The engine needed ${builds} tries: smaller plans do not hold there.${unbuilt}`];
	return failed.length === 0 ? [`On the engine the plan could not be tried: ${error?.message ?? "there is none"}`] : [`On ${engine} none of ${builds} plans meets the limits: they hold in the emulation only.${unbuilt}`];
}
/** Smallest first; each set of nodes once. */
async function* inOrder(plans, graph, { withNodes, hazards }) {
	const seen = /* @__PURE__ */ new Set();
	const isNew = ({ solution }) => {
		const key = solution.nodes.join("\n");
		return seen.size !== seen.add(key).size;
	};
	const [first, ...others] = plans;
	if (first === void 0) return;
	const { nodes } = first.solution;
	if (isNew(first)) yield first;
	const summing = withNodes(first, inGraphOrder([...nodes, ...await hazards()], graph));
	if (isNew(summing)) yield summing;
	for (const plan of others.filter(({ kind }) => kind !== "large")) if (isNew(plan)) yield plan;
	const wider = withNodes(first, withNeighbours(nodes, graph));
	if (isNew(wider)) yield wider;
	for (const plan of others.filter(({ kind }) => kind === "large")) if (isNew(plan)) yield plan;
}
/** The nodes with those that they read from and those that read them. */
function withNeighbours(nodes, graph) {
	const chosen = new Set(nodes);
	for (const id of nodes) {
		const node = graph.nodeById.get(id);
		for (const value of node?.inputs ?? []) if (value?.producer !== void 0) chosen.add(value.producer.node.id);
		for (const value of node?.outputs ?? []) for (const use of value?.uses ?? []) chosen.add(use.node.id);
	}
	return inGraphOrder(chosen, graph);
}
function inGraphOrder(nodes, graph) {
	const chosen = new Set(nodes);
	return graph.nodes.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
}
/** The plan without the overrides that did not take, where a further build holds without them, else the plan as it is. */
async function leaveOutUntaken(held, { context, further, failed, number, notes }) {
	const { nodes } = held.plan.solution;
	const untaken = untakenOverrides(nodes, held.tried.answer);
	const taken = nodes.filter((node) => !untaken.has(node));
	if (untaken.size === 0 || taken.length === 0) return held;
	const key = taken.join("\n");
	if (failed.some(({ solution }) => solution.nodes.join("\n") === key)) return held;
	const plan = further.withNodes(held.plan, taken);
	const left = new Map([...untaken].filter(([node]) => !plan.carriers.includes(node)));
	if (left.size === 0) return held;
	context.log.progress(`trying ${taken.length} FP32 nodes on the engine, without those that did not take`);
	const tried = await tryPlan(plan, number, context);
	const names = listUntaken(left);
	if (tried instanceof EngineError) {
		notes.push(`Whether the plan holds without ${names} could not be tried: ${tried.message}`);
		return held;
	}
	if (!tried.passed) {
		notes.push(`Without ${names} the plan does not hold on the engine.`);
		return held;
	}
	notes.push(`Left out, since the limits hold on the engine without: ${names}.`);
	return {
		plan,
		tried
	};
}
const mostNamed = 5;
function listUntaken(untaken) {
	const named = [...untaken].slice(0, mostNamed).map(([node, how]) => `${quoteName(node)} (the engine ${untakenTexts[how]})`);
	const more = untaken.size - named.length;
	return [...named, ...more === 0 ? [] : [`${more} more`]].join(", ");
}
async function tryPlan({ solution, carriers }, number, { samples, runs, config, record, engineConfig }) {
	try {
		const answer = await runs.run({
			label: `mixed-${number}`,
			plan: keepInFp32([...solution.nodes, ...carriers]),
			want: {
				latency: true,
				layers: engineConfig.name !== "torch"
			}
		});
		const outputs = answer.builds[0].samples.map((sample) => sample.outputs);
		const leg = compareLeg("engine-mixed", samples, outputs, config, record);
		return {
			leg,
			passed: outputsPass(leg),
			outcome: outcomeOf(leg.comparison, leg.judgement.findings),
			answer
		};
	} catch (error) {
		if (!(error instanceof EngineError) || error.category === "storage") throw error;
		return error;
	}
}
function describe({ engine, typing }) {
	return `${Object.hasOwn(engineTitles, engine.name) ? engineTitles[engine.name] : engine.name} ${engine.version} on ${engine.device}, ${typing} typing`;
}
function latencyOf(before, after) {
	const [one, other] = [before.builds[0].latency, after.builds[0].latency];
	if (one === void 0 || other === void 0) return void 0;
	return {
		engine: describe(after),
		beforeMs: one.median,
		afterMs: other.median,
		p95BeforeMs: one.p95,
		p95AfterMs: other.p95
	};
}

// src/steps/judge-engine.ts
/**
* Judges a model on a real engine: the FP16 engine decides, the emulation explains. What can't be emulated is judged all
* the same.
*/
async function judgeOnEngine(config, engineConfig, context) {
	const { record, log, workFolder, workingDirectory } = context;
	const ending = new AbortController();
	const signal = AbortSignal.any([context.signal, ending.signal]);
	record.engine = {
		name: engineConfig.name,
		notes: []
	};
	const real = openRealEngine(engineConfig, {
		workFolder,
		workingDirectory,
		timeoutMs: config.timeoutMs,
		signal,
		environment: context.environment
	});
	const engine = embeddedEngine(config.ortPath, {
		log,
		signal,
		environment: context.environment
	});
	const { opened, samples } = await openInputs(config, context, record);
	const session = await engine.open({
		workFolder,
		threads: config.threads,
		signal
	});
	const step = {
		...context,
		engine,
		session,
		config,
		opened
	};
	try {
		noteInputs(config, opened, samples, record);
		const knownTypes = await typesOf(step);
		const runs = prepareEngineRuns(step.opened, samples.samples, {
			engine: real,
			typing: engineConfig.typing,
			options: {
				...engineConfig.options,
				plugins: engineConfig.plugins
			},
			workFolder,
			knownTypes
		});
		await judgeOpened(samples, engineConfig, {
			...step,
			knownTypes,
			runs
		});
	} finally {
		ending.abort();
		await session.close().catch(() => void 0);
		real.close();
		samples.close();
		opened?.close();
	}
}
/** Undefined when the embedded engine can't load the model: then it can't be emulated, either. */
async function typesOf({ opened, config, record, ...engine }) {
	try {
		return await askForTypes(inlineFunctions(opened.model), opened, {
			...engine,
			timeoutMs: config.timeoutMs
		});
	} catch (error) {
		noteUnavailable(record, error);
		return;
	}
}
async function judgeOpened({ samples }, engineConfig, step) {
	const { record, config, runs, log } = step;
	const startMs = performance.now();
	log.progress(`building and running the FP16 engine (${engineConfig.name})`);
	const answering = runs.run({
		label: "fp16",
		plan: everythingFp16,
		want: {
			layers: engineConfig.name !== "torch",
			latency: true,
			repeats: 2,
			builds: engineConfig.builds
		},
		...engineConfig.engineFile === void 0 ? {} : { engineFile: engineConfig.engineFile }
	});
	answering.catch(() => void 0);
	await setImmediate();
	const run = await emulate(step, samples);
	const answer = await answering;
	record.timings.runMs = performance.now() - startMs;
	recordEngine(record, engineConfig, answer, step.opened, runs);
	record.judged = judgeWorst("engine-fp16", samples, answer, config, record);
	const emulation = run && compareLeg("emulation", samples, run.emulation, config, record);
	if (emulation !== void 0) record.explaining.push(emulation);
	await addEngineLegs({
		...step,
		samples,
		answer,
		emulation,
		engineConfig
	});
	if (config.explain === "never" || run === void 0) return;
	await addFault({
		...step,
		samples,
		answer,
		run,
		emulation,
		engineConfig
	});
	await addInformingLegs(step.opened, samples, config, step);
	await addExplanation(step.opened, samples, config, {
		...step,
		run,
		judged: emulation,
		tryOnEngine: createTryOnEngine({
			...step,
			samples,
			answer,
			run,
			engineConfig
		})
	});
}
/** FP16 itself is right and this engine is wrong: where, is asked of the engine. It never changes the verdict. */
async function addFault(context) {
	const { record, emulation } = context;
	if (!(!outputsPass(record.judged) && legPasses(emulation) && (record.conversion === void 0 || legPasses(record.conversion))) || record.engineRun === void 0) return;
	const { buildFault, locateFault } = await import("./locate-fault.js");
	const { runKernelTests } = await import("./kernel-tests.js");
	const searching = {
		...context,
		builds: buildBudget(mostFaultBuilds)
	};
	try {
		const { tests, isRebuiltRight } = await runKernelTests(searching);
		record.engineRun.tests = tests;
		record.engineRun.fault = isRebuiltRight ? buildFault(context.engineConfig.name) : await locateFault(searching);
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		record.engine?.notes.push(`the engine's fault was not located: ${error.message}`);
	}
}
/** Of one search for an engine's fault: two for the tests, one for the level, the rest for cuts. */
const mostFaultBuilds = 14;
/** The emulation and the FP32 model; undefined, with the reason in the record, when the graph can't be emulated. */
async function emulate({ opened, config, record, session, workFolder, log, knownTypes }, samples) {
	if (knownTypes === void 0) return void 0;
	try {
		return await runEmulated(opened, samples, {
			session,
			workFolder,
			timeoutMs: config.timeoutMs,
			log,
			knownTypes,
			whileRunning: (conversion) => {
				if (conversion === void 0) record.skipped.push({
					kind: "conversion",
					reason: "the model is stored in half precision, so there is no FP32 model to compare"
				});
				else record.conversion = compareLeg("conversion", samples, conversion, config, record);
			}
		});
	} catch (error) {
		noteUnavailable(record, error);
		return;
	}
}
/** The verdict stands without the emulation. @throws the error when it is not about emulating this model. */
function noteUnavailable(record, error) {
	if (!(error instanceof EngineError) || error.category === "storage") throw error;
	record.layersUnavailable = `layers unavailable: ${error.message}`;
	record.skipped.push({
		kind: "emulation",
		reason: error.message
	});
	if (record.conversion === void 0) record.skipped.push({
		kind: "conversion",
		reason: "the embedded engine can't run this model"
	});
}

export { judgeOnEngine };