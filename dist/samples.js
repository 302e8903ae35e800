import { i as InputError, n as EngineError } from "./errors.js";
import { c as literal, d as object, f as record, l as looseObject, m as string, n as array, r as boolean, s as int, u as number } from "./schemas.js";
import { n as readInitializer } from "./initializer.js";
import { S as isFloat, c as dataTypeName, d as dtypeOf, h as memoryTensor } from "./limits.js";
import { t as carriedInputPositions } from "./data-movement.js";
import { c as mergeRanges, o as looksLikeMask, s as measureRange } from "./scan-document.js";
import { f as indexGraph, i as declaresHalfPrecision, o as schemaOf, r as decideRounding, t as inlineFunctions, v as inferTypes } from "./functions.js";
import { t as graphProvenance } from "./provenance.js";
import { n as unreadable } from "./byte-file.js";
import { i as openTensors, r as listFolder, t as findRoleFiles } from "./sample-roles.js";
import { basename, dirname, join } from "node:path";
import { readFileSync, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";

// src/files/scan-names.ts
/** A parameter as PyTorch names it: `layers.0.attn.weight`. */
const parameterName = /^[A-Za-z_]\w*(?:\.\w+)+$/;
/**
* Module of a parameter or buffer: its name without the last part. Undefined for names that exporters make up
* (`onnx::MatMul_12`, `/layer/Constant_output_0`, `val_3`).
*/
function moduleOfName(name) {
	return parameterName.test(name) ? name.slice(0, name.lastIndexOf(".")) : void 0;
}
/** Running mean or variance of a BatchNorm, as PyTorch names them. */
function isRunningStatisticName(name) {
	return /(?:^|\.)running_(?:mean|var)$/.test(name);
}

// src/files/scan-pace.ts
const breatheEveryMs = 50;
/**
* Between two tensors of long work: lets signals through now and then, and ends the work when it was aborted.
* @throws EngineError when `signal` is aborted.
*/
function createPace(signal) {
	let lastMs = performance.now();
	return async () => {
		if (performance.now() - lastMs > breatheEveryMs) {
			await setImmediate();
			lastMs = performance.now();
		}
		if (signal?.aborted === true) throw new EngineError("crashed", "the scan was interrupted.", { status: String(signal.reason) });
	};
}

// src/files/scan-roles.ts
function readModel(graph) {
	const types = inferTypes(graph);
	return {
		graph,
		types,
		decision: decideRounding(graph, types, declaresHalfPrecision(types))
	};
}
/** Values behind Reshape, Transpose and the like that are followed; a constant that goes further is shape arithmetic. */
const maxMovedValues = 256;
function reachOf(value) {
	const moved = /* @__PURE__ */ new Set([value]);
	const uses = [];
	for (const each of moved) for (const use of each.uses) if (carriedInputPositions(use.node)?.includes(use.input) === true && moved.size < maxMovedValues) use.node.outputs.filter((output) => output !== void 0).forEach((output) => moved.add(output));
	else uses.push(use);
	return {
		uses,
		isReturned: [...moved].some(({ isReturned }) => isReturned)
	};
}
/** Where large negative numbers hide nothing: they are multiplied and summed up. */
const contractions = /* @__PURE__ */ new Set([
	"MatMul",
	"Gemm",
	"Conv",
	"ConvTranspose",
	"Einsum",
	"Attention"
]);
/** The role of a tensor, by who reads it and by its values. */
function findRole(reading, reach, known) {
	const { statistics, isNamed } = known;
	const uses = reach?.uses ?? [];
	const every = (test) => uses.length > 0 && uses.every(test);
	const operator = ({ node }) => node.domain === "" ? node.proto.opType : "";
	if (every((use) => operator(use) === "BatchNormalization" && use.input >= 3)) return "statistic";
	if (every((use) => operator(use) === "Clip" && use.input >= 1)) return "bound";
	if (reach?.isReturned === false && uses.every((use) => staysFp32(reading, use))) return "exempt";
	if (looksLikeMask(statistics) && !uses.some((use) => contractions.has(operator(use)))) return "mask";
	return statistics.elements === 1 && !isNamed ? "constant" : "parameter";
}
/** True only when it is known that no engine rounds this input: plugins, bodies and what was not followed may. */
function staysFp32({ graph, types, decision }, { node, input }) {
	const value = node.inputs[input];
	return node.bodies.length === 0 && value !== void 0 && types.get(value) !== void 0 && schemaOf(graph, node) !== void 0 && carriedInputPositions(node)?.includes(input) !== true && decision.byNode.get(node)?.inputs[input] === void 0;
}
/** The role of a tensor in a file without a graph: by its name and its values. */
function roleOfStoredTensor(name, statistics) {
	if (isRunningStatisticName(name)) return "statistic";
	return looksLikeMask(statistics) ? "mask" : "parameter";
}

// src/files/scan-model.ts
/**
* Measures every float initializer and constant of a model: main graph, bodies of If, Loop and Scan, and local
* functions as they are called. Weights are read in windows, inside the file or outside.
* @throws InputError when the graph can't be linked or a tensor can't be read.
*/
async function scanModel(opened, options = {}) {
	const graph = indexGraph(inlineFunctions(opened.model));
	const reading = readModel(graph);
	const moduleOf = options.moduleOf ?? statedModules(graph);
	const measured = /* @__PURE__ */ new Map();
	const pace = createPace(options.signal);
	const reports = [];
	const unread = [];
	let otherTensors = 0;
	for (const stored of storedTensors(graph, opened)) {
		if (stored.dtype === void 0 || !isFloat(stored.dtype)) {
			if (unboundedTypes.test(stored.typeName)) unread.push({
				name: stored.name,
				reason: `has elements of ${stored.typeName}`
			});
			else otherTensors += 1;
			continue;
		}
		let known = measured.get(stored.key);
		if (known === void 0) {
			await pace();
			const tensor = stored.open();
			known = {
				tensor,
				statistics: measureRange(tensor)
			};
			measured.set(stored.key, known);
		}
		reports.push(describe(stored, known.tensor, known.statistics, {
			reading,
			moduleOf,
			file: opened.path
		}));
	}
	return {
		file: opened.path,
		reports,
		unread,
		otherTensors,
		notes: []
	};
}
/** As the exporter recorded it; worked out only when a tensor's own name says nothing. */
function statedModules(graph) {
	let provenance;
	return (node) => {
		provenance ??= graphProvenance(graph);
		return provenance.get(node.id)?.module;
	};
}
/** Element types with values that FP16 can't hold, which can't be measured here. */
const unboundedTypes = /^(?:COMPLEX|FLOAT8E8M0|element type)/;
function describe(stored, tensor, statistics, context) {
	const reach = stored.value === void 0 ? void 0 : reachOf(stored.value);
	const module = moduleOfName(stored.name);
	const consumer = reach?.uses[0]?.node ?? stored.owner;
	return {
		kind: "weight",
		file: context.file,
		name: stored.name,
		module: module ?? (consumer === void 0 ? void 0 : context.moduleOf(consumer)),
		consumer: module === void 0 ? consumer?.id : void 0,
		dtype: tensor.dtype,
		shape: tensor.shape,
		role: findRole(context.reading, reach, {
			statistics,
			isNamed: module !== void 0
		}),
		statistics
	};
}
function* storedTensors(graph, opened) {
	for (const scope of scopesOf(graph)) for (const value of scope.values.values()) if (value.initializer !== void 0) yield protoTensor(value.initializer, value.name, {
		value,
		owner: void 0
	}, opened);
	for (const node of graph.nodes) for (const attribute of node.proto.attribute) yield* attributeTensors(node, attribute, opened);
}
function scopesOf(graph) {
	return /* @__PURE__ */ new Set([graph.main, ...graph.nodes.flatMap(({ bodies }) => bodies.map(({ scope }) => scope))]);
}
function* attributeTensors(node, attribute, opened) {
	const isConstant = node.domain === "" && node.proto.opType === "Constant";
	const output = node.outputs[0];
	const place = {
		value: isConstant || node.domain === "" && node.proto.opType === "ConstantOfShape" ? output : void 0,
		owner: node
	};
	const name = isConstant && output !== void 0 ? output.name : `${node.id}.${attribute.name}`;
	for (const tensor of attribute.t === void 0 ? attribute.tensors : [attribute.t, ...attribute.tensors]) yield protoTensor(tensor, name, place, opened);
	if (isConstant && attribute.name === "value_float") yield numberTensor([attribute.f], [], name, place, attribute);
	else if (isConstant && attribute.name === "value_floats") yield numberTensor(attribute.floats, [attribute.floats.length], name, place, attribute);
}
function protoTensor(tensor, name, place, opened) {
	return {
		name,
		...place,
		dtype: dtypeOf(tensor.dataType),
		typeName: dataTypeName(tensor.dataType),
		key: tensor,
		open: () => readInitializer(tensor, opened.openExternal)
	};
}
function numberTensor(values, shape, name, place, key) {
	const bytes = new Uint8Array(Float32Array.from(values).buffer);
	return {
		name,
		...place,
		dtype: "float32",
		typeName: "FLOAT",
		key,
		open: () => memoryTensor("float32", shape, bytes)
	};
}

// src/files/scan-samples.ts
/** Measures the float inputs of all samples; an input is one report over all of them. */
async function scanSamples(samples, folder, signal) {
	const pace = createPace(signal);
	const reports = /* @__PURE__ */ new Map();
	const others = /* @__PURE__ */ new Set();
	for (const { id, inputs } of samples) for (const [name, tensor] of inputs) {
		if (!isFloat(tensor.dtype)) {
			others.add(name);
			continue;
		}
		await pace();
		const statistics = measureRange(tensor);
		const before = reports.get(name);
		reports.set(name, {
			kind: "input",
			file: folder,
			name,
			dtype: tensor.dtype,
			shape: tensor.shape,
			...together(before, id, statistics)
		});
	}
	return {
		file: folder,
		reports: [...reports.values()],
		unread: [],
		otherTensors: others.size,
		notes: []
	};
}
function together(before, id, statistics) {
	const merged = before === void 0 ? statistics : mergeRanges(before.statistics, statistics);
	return {
		statistics: merged,
		sample: before === void 0 || isWorse(statistics, before.statistics) ? id : before.sample,
		role: looksLikeMask(merged) ? "mask" : "parameter"
	};
}
/** NaN in a sample says more than any magnitude. */
function isWorse(one, other) {
	const isNan = (range) => range.nan > 0;
	return isNan(one) === isNan(other) ? one.absMax > other.absMax : isNan(one);
}

// src/files/manifest.ts
/**
* Where samples come from. All of it is optional, and unknown keys are kept: a newer capture, or a person, may
* know more than this version, and nothing in here decides a verdict. Known keys of a wrong type are refused.
*/
const manifestSchema = looseObject({
	schemaVersion: literal(1).optional(),
	tool: string().optional(),
	torch: string().nullish(),
	commit: string().nullish(),
	commitDirty: boolean().nullish(),
	sourceRoot: string().nullish(),
	checkpoint: object({
		file: string(),
		sha256: string()
	}).nullish(),
	seed: int().nullish(),
	device: object({
		type: string(),
		name: string()
	}).nullish(),
	exporter: string().nullish(),
	opset: int().nullish(),
	runToRunDifference: record(string(), number()).nullish(),
	notes: array(string()).nullish()
});
/** A manifest lists samples and outputs; a file of more than this would only fill the memory (CWE-770). */
const maxManifestBytes = 16 * 2 ** 20;
/**
* Reads `manifest.json`.
* @throws InputError when it is no JSON, too large, or a known key has a value of the wrong type.
*/
function readManifest(path) {
	const parsed = manifestSchema.safeParse(parseJson(path));
	if (!parsed.success) {
		const faults = parsed.error.issues.map(({ path: key, message }) => `${key.join(".") || "document"}: ${message}`);
		throw new InputError(`${path}: ${faults.join("; ")}.`, { advice: "Correct the file, or remove it: it is optional." });
	}
	return parsed.data;
}
function parseJson(path) {
	let text;
	try {
		const { size } = statSync(path);
		if (size > maxManifestBytes) throw new InputError(`${path} has ${size} bytes; a manifest has at most ${maxManifestBytes}.`);
		text = readFileSync(path, "utf8");
	} catch (error) {
		throw error instanceof InputError ? error : unreadable(path, error);
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new InputError(`${path} is not valid JSON: ${cause.message}.`, {
			advice: "Correct the file, or remove it: it is optional.",
			cause
		});
	}
}

// src/files/samples.ts
/**
* Opens samples: `DIR/NNNN/` per sample, or DIR itself for one, or a capture whose `samples/` has them. Every header
* is read and checked now, elements later; only a few files are open at the same time.
* @throws InputError naming the folder, what is missing or contradictory there, and what to do.
*/
async function openSamples(directory) {
	const names = listFolder(directory);
	const inner = "samples";
	if (!(findRoleFiles(directory, names).size > 0 || names.some(isSampleFolder)) && names.includes(inner)) return await openSampleFolders(join(directory, inner), readManifestOf(directory, names));
	const above = dirname(directory);
	return await openSampleFolders(directory, names.includes(manifestName) ? readManifestOf(directory, names) : basename(directory) === inner ? readManifestOf(above, listFolder(above)) : void 0);
}
const manifestName = "manifest.json";
function readManifestOf(directory, names) {
	return names.includes(manifestName) ? readManifest(join(directory, manifestName)) : void 0;
}
function isSampleFolder(name) {
	return /^\d+$/.test(name);
}
async function openSampleFolders(directory, manifest) {
	const names = listFolder(directory);
	const ownFiles = findRoleFiles(directory, names);
	const folders = names.filter(isSampleFolder).toSorted((a, b) => Number(a) - Number(b));
	if (ownFiles.size === 0 && folders.length === 0) throw noSamples(directory, names);
	if (ownFiles.size > 0 && folders.length > 0) throw new InputError(`${directory} holds ${[...ownFiles.values()][0]} and the folder ${folders[0]}: one sample or several?`, { advice: "Keep either files in the folder itself or numbered folders." });
	const samples = [];
	const opened = [];
	const close = () => {
		for (const files of opened.splice(0)) files.close();
	};
	try {
		if (ownFiles.size > 0) samples.push(...await openFolder(directory, void 0, ownFiles, opened));
		for (const folder of folders) {
			const path = join(directory, folder);
			samples.push(...await openFolder(path, folder, findRoleFiles(path, listFolder(path)), opened));
		}
	} catch (error) {
		close();
		throw error;
	}
	return {
		samples,
		manifest,
		close
	};
}
function noSamples(directory, names) {
	const found = names.length === 0 ? "it is empty" : `it holds ${names.slice(0, 5).join(", ")}`;
	return new InputError(`${directory} holds no samples: no numbered folder and no inputs.* or reference.* file; ${found}.`, { advice: "Make samples with `python -m fp16_gate capture`, or write inputs.safetensors and reference.safetensors into DIR/0000." });
}
/** Opens the samples of one folder: one, or several when its files are of Polygraphy. */
async function openFolder(path, folder, files, opened) {
	checkRoles(path, files);
	const roles = /* @__PURE__ */ new Map();
	for (const [role, file] of files) {
		const tensors = await openTensors(join(path, file));
		opened.push(tensors);
		roles.set(role, tensors.samples);
	}
	const count = checkCounts(path, files, roles);
	return Array.from({ length: count }, (_, index) => ({
		id: sampleId(folder, index, count),
		directory: path,
		inputs: /* @__PURE__ */ new Map(),
		...Object.fromEntries([...roles].map(([role, all]) => [role, all[index]]))
	}));
}
function sampleId(folder, index, count) {
	const number = String(index).padStart(4, "0");
	if (folder === void 0) return number;
	return count === 1 ? folder : `${folder}/${number}`;
}
function checkRoles(path, files) {
	if (!files.has("reference")) throw new InputError(`${path}: the sample has no reference outputs (reference.*).`, { advice: "Capture it again, or write what PyTorch returns in FP32 to reference.safetensors." });
	if (!files.has("inputs") && !files.has("candidate")) throw new InputError(`${path}: the sample has neither inputs (inputs.*) nor recorded outputs (candidate.*).`, { advice: "Capture it again, or write the model's inputs to inputs.safetensors." });
}
function checkCounts(path, files, roles) {
	const count = roles.get("reference")?.length ?? 0;
	for (const [role, { length }] of roles) if (length !== count) throw new InputError(`${path}: ${files.get("reference")} holds ${count} samples, but ${files.get(role)} holds ${length}.`, { advice: "Save both from the same run." });
	if (count === 0) throw new InputError(`${path}: ${files.get("reference")} holds no samples.`, { advice: "Save it again with at least one iteration." });
	return count;
}

export { createPace as a, roleOfStoredTensor as i, scanSamples as n, moduleOfName as o, scanModel as r, openSamples as t };