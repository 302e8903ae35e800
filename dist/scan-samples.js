import { m as EngineError } from "./start.js";
import { u as isFloat } from "./settings.js";
import { G as indexGraph, L as inferTypes, M as declaresHalfPrecision, P as schemaOf, Qt as readInitializer, an as memoryTensor, j as decideRounding, q as inlineFunctions, vn as dataTypeName, wt as carriedInputPositions, xn as dtypeOf } from "./judge.js";
import { d as mergeRanges, l as looksLikeMask, u as measureRange } from "./reports.js";
import { t as graphProvenance } from "./provenance.js";
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

export { moduleOfName as a, createPace as i, scanModel as n, roleOfStoredTensor as r, scanSamples as t };