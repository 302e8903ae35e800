import { A as writeModel, Fn as quoteName, G as indexGraph, I as elementType, L as inferTypes, Nn as ValueInfoProtoSchema, Pn as create, Q as openModel, Zt as copyMessage, _ as emulate, _t as keepInFp32, g as exposeOutputs, ht as everythingFp16, l as engineSample, ot as compareRun, v as lift } from "./judge.js";
import { n as tryBuild } from "./fault-context.js";

// src/localise/engine-cuts.ts
/**
* Beyond this an intermediate tensor is wrong: on healthy networks FP16 stays below 7e-3, on broken ones that stayed finite
* it was 2e-2 and more (docs/validation.md).
*/
const wrongRelRms = .02;
/** And it must be this much worse than FP16 itself makes it. */
const wrongFactor = 4;
/** Whether the engine is wrong at a tensor where FP16 itself is not. */
function isWrong({ engine, emulation }) {
	return !(engine <= Math.max(wrongRelRms, wrongFactor * emulation));
}
/**
* Places in a list of tensors, evenly spread over a range whose ends are included, at most `most`. The last place of the
* range is always one.
*/
function pickCuts(range, most) {
	const [from, to] = range;
	const count = to - from + 1;
	if (count <= 0) return [];
	const picked = Math.min(most, count);
	return Array.from({ length: picked }, (_, at) => from + Math.floor((at + 1) * count / picked) - 1);
}
/** Names of float32 tensors that nodes of the main graph make, in dataflow order, but for the graph's outputs. */
function cutTensors(graph, types) {
	const outputs = new Set(graph.main.outputs.map(({ name }) => name));
	return graph.main.nodes.flatMap((node) => node.proto.opType === "Constant" ? [] : node.outputs.flatMap((value) => {
		if (value === void 0 || outputs.has(value.name) || value.uses.length === 0) return [];
		const type = types.get(value);
		return type?.kind === "tensor" && type.element === elementType.float ? [value.name] : [];
	}));
}
/** Places of the last tensor that is right and of the first that is wrong behind it; undefined when none is wrong. */
function firstWrong(cuts, errors) {
	let good = -1;
	for (const cut of cuts) {
		const error = errors.get(cut);
		if (error === void 0) continue;
		if (isWrong(error)) return {
			good,
			bad: cut
		};
		good = cut;
	}
}
/** The nodes that make these tensors, and with `consumers` those that read them. */
function nodesAround(graph, tensors, consumers) {
	const found = tensors.flatMap((name) => {
		const value = graph.main.values.get(name);
		if (value === void 0) return [];
		const maker = value.producer === void 0 ? [] : [value.producer.node];
		return consumers ? [...maker, ...value.uses.map(({ node }) => node)] : maker;
	});
	const chosen = new Set(found);
	return graph.nodes.filter((node) => chosen.has(node));
}

// src/engine-fault/cut-errors.ts
/** Runs both on the embedded engine with these tensors as further outputs. @throws EngineError */
async function runCutReferences(names, options) {
	const { session, model, opened, knownTypes, samples, workFolder, timeoutMs } = options;
	const exposed = exposeOutputs(model, names);
	const write = (key, written) => ({
		key,
		path: writeModel(written, workFolder, `cuts-${key}-${names.length}-${counter++}.onnx`, { original: opened }),
		outputNames: [...names]
	});
	const models = [write("fp32", lift(exposed, { knownTypes }).model), write("emulated", emulate(exposed, everythingFp16, { knownTypes }).model)];
	const { perModel } = await session.run({
		models,
		samples,
		timeoutMs
	});
	return {
		fp32: perModel.get("fp32")?.outputs ?? [],
		emulated: perModel.get("emulated")?.outputs ?? []
	};
}
let counter = 0;
/** Errors of every tensor that the engine gave, by name. */
function cutErrors(engine, { fp32, emulated }, sampleIds) {
	const names = [...engine[0]?.keys() ?? []];
	const ofEngine = relativeErrors(names, engine, fp32, sampleIds);
	const ofEmulation = relativeErrors(names, emulated, fp32, sampleIds);
	return new Map(names.map((name) => [name, {
		engine: ofEngine.get(name) ?? 1e400,
		emulation: ofEmulation.get(name) ?? 1e400
	}]));
}
function relativeErrors(names, candidates, references, sampleIds) {
	const only = (tensors) => new Map(names.flatMap((name) => {
		const tensor = tensors?.get(name);
		return tensor === void 0 ? [] : [[name, tensor]];
	}));
	const { outputs } = compareRun(sampleIds.map((sample, at) => ({
		sample,
		reference: only(references[at]),
		candidate: only(candidates[at])
	})));
	return new Map(outputs.map((output) => [output.name, output.kind === "float" && output.metrics.nonFiniteMismatches === 0 ? output.metrics.relRms : Number.POSITIVE_INFINITY]));
}

// src/engine-fault/fault-text.ts
const shownNames = 4;
/** Knobs of the build that choose other kernels, by engine. */
const knobs = {
	tensorrt: "another builder optimisation level (engine-options optLevel) or timing cache",
	trtexec: "another --builderOptimizationLevel, --tacticSources or timing cache (build-args)",
	onnxruntime: "another optimisation level (engine-options optLevel)",
	torch: "autocast instead of half (engine-options method)",
	driver: "another setting of its build"
};
/** What was found on the engine, and what to do about it. */
function faultText(kind, nodes, tensors, engine) {
	const at = listNames(nodes);
	switch (kind) {
		case "accumulation": return `Kept in FP32 on this engine, ${at} repair it: kernels there lose more than FP16 storage does, as by accumulating in FP16.`;
		case "fusion": return `With ${listNames(tensors)} as further outputs the engine is right, and FP32 at ${at} does not repair it: the fusion across them is at fault. Keep these outputs to break it, or try ${knobs[engine]}, or another version.`;
		case "kernel": return `The engine is right before ${at} and wrong behind, and FP32 there does not repair it: a kernel is at fault. Try ${knobs[engine]}, or another version.`;
		case "build": return `Built again, the engine is right: its choice of kernels is at fault. Keep a timing cache of a good build, or try ${knobs[engine]}.`;
		default: return `No cut of the graph shows where. Try ${knobs[engine]}, or another version.`;
	}
}
/** What building the part of the graph alone showed. */
function prefixText(isWrong) {
	if (isWrong === void 0) return "";
	return isWrong ? " Built alone, the part of the graph that ends there is wrong as well." : " Built alone, the part of the graph that ends there is right: it goes wrong only together with what follows.";
}
function listNames(names) {
	const shown = names.slice(0, shownNames).map(quoteName).join(", ");
	return names.length > shownNames ? `${shown} and ${names.length - shownNames} more` : shown;
}

// src/onnx/truncate.ts
/**
* The part of an FP32 model that makes these float32 tensors of its main graph, which become its only outputs. Inputs stay
* all there are, so that the same samples fit.
*/
function truncateModel(graph, names) {
	const { model, main } = graph;
	const wanted = /* @__PURE__ */ new Set();
	const visit = (value) => {
		const node = value?.producer?.node;
		if (node === void 0 || node.scope !== main || wanted.has(node)) return;
		wanted.add(node);
		readsOf(node).forEach(visit);
	};
	const values = names.map((name) => main.values.get(name));
	values.forEach(visit);
	const kept = new Set([...wanted].map(({ proto }) => proto));
	const read = new Set([...wanted].flatMap(readsOf).map((value) => value.name));
	const proto = main.proto;
	return copyMessage(model, { graph: copyMessage(proto, {
		node: proto.node.filter((node) => kept.has(node)),
		initializer: proto.initializer.filter(({ name }) => read.has(name)),
		output: values.flatMap((value) => value === void 0 ? [] : [declarationOf(value)])
	}) });
}
/** What a node reads, in its bodies as well. */
function readsOf(node) {
	return [...node.inputs.filter((value) => value !== void 0), ...node.bodies.flatMap(({ scope }) => [...scope.nodes.flatMap(readsOf), ...scope.outputs])];
}
function declarationOf({ name, declared }) {
	return declared ?? create(ValueInfoProtoSchema, {
		name,
		type: { value: {
			case: "tensorType",
			value: { elemType: elementType.float }
		} }
	});
}

// src/engine-fault/prefix-run.ts
/**
* Builds the part of the graph that ends in a tensor, alone and in FP16, and runs it on the samples' own inputs.
* @returns whether the engine is wrong there as well; undefined when the budget is spent.
*/
async function isPrefixWrong(tensor, graph, context) {
	const { opened, samples, runs, builds, log, workFolder, session, run, config } = context;
	if (!builds.take()) return void 0;
	log.progress("looking for the engine's fault: a part of the graph");
	const name = `prefix-${builds.count()}`;
	const path = writeModel(truncateModel(graph, [tensor]), workFolder, `${name}.onnx`, { original: opened });
	const part = openModel(path);
	try {
		const inputs = samples.map((sample) => ({
			id: sample.id,
			inputs: sample.inputs,
			reference: /* @__PURE__ */ new Map()
		}));
		const answer = await runs.forModel(part, inputs, `${name}-typed`).run({
			label: name,
			plan: everythingFp16
		});
		const references = await runCutReferences([tensor], {
			session,
			opened,
			model: run.model,
			knownTypes: run.knownTypes,
			samples: samples.map(engineSample),
			workFolder,
			timeoutMs: config.timeoutMs
		});
		const outputs = answer.builds[0].samples.map((sample) => sample.outputs);
		const error = cutErrors(outputs, references, samples.map(({ id }) => id)).get(tensor);
		return error !== void 0 && isWrong(error);
	} finally {
		part.close();
	}
}

// src/engine-fault/locate-fault.ts
/** Tensors marked in one build; each is kept for every sample. */
const mostMarks = 24;
/**
* Finds where an engine is wrong although FP16 itself is right, by cutting the graph on the engine: tensors are marked as
* outputs, which shows their values there and splits fusions. Then FP32 is tried at that place, since a kernel that
* accumulates in FP16 looks the same as a broken one; only if that does not help is it a matter for somebody else.
*/
async function locateFault(context) {
	const graph = indexGraph(context.run.model);
	const place = await findPlace(graph, context);
	const isFusion = place.kind === "fusion";
	const tensors = isFusion ? place.marks : place.kind === "node" ? place.tensors : [];
	const nodes = nodesAround(graph, tensors, isFusion).map(({ id }) => id);
	const last = tensors.at(-1);
	const isAlone = place.kind === "node" && last !== void 0 ? await isPrefixWrong(last, graph, context) : void 0;
	const repaired = nodes.length > 0 && await tryFp32(nodes, context);
	const kind = repaired ? "accumulation" : isFusion ? "fusion" : place.kind === "node" ? "kernel" : "unlocated";
	return {
		kind,
		text: `${faultText(kind, nodes, tensors, context.engineConfig.name)}${prefixText(isAlone)}`,
		nodes,
		...isFusion ? { marks: [...place.marks] } : {},
		...repaired ? { fp32Nodes: nodes } : {}
	};
}
/** Another build of the same model is right, so there is no place in the graph to look for. */
function buildFault(engine) {
	return {
		kind: "build",
		text: faultText("build", [], [], engine),
		nodes: []
	};
}
/** The plan that the engine would have to keep to; its leg stands in the result when it is right. */
async function tryFp32(nodes, context) {
	if (context.runs.isHalf) return false;
	const tried = await tryBuild(context, {
		label: "fp32-there",
		plan: keepInFp32(nodes)
	});
	if (tried?.passed !== true) return false;
	context.record.explaining.push(tried.leg);
	return true;
}
async function findPlace(graph, context) {
	const tensors = cutTensors(graph, inferTypes(graph, context.run.knownTypes));
	const all = await markTensors(tensors, [0, tensors.length - 1], context);
	if (all === void 0) return { kind: "unlocated" };
	if (all.passed) return {
		kind: "fusion",
		marks: await fewestMarks(all.names, context)
	};
	let found = firstWrong(all.cuts, all.errors);
	while (found !== void 0 && found.bad - found.good > 1) {
		const finer = await markTensors(tensors, [found.good + 1, found.bad], context);
		if (finer === void 0) break;
		if (finer.passed) return {
			kind: "fusion",
			marks: await fewestMarks(finer.names, context)
		};
		const next = firstWrong(finer.cuts, finer.errors);
		if (next === void 0) break;
		found = {
			good: Math.max(next.good, found.good),
			bad: next.bad
		};
	}
	if (found === void 0) return { kind: "unlocated" };
	return {
		kind: "node",
		tensors: tensors.slice(found.good + 1, found.bad + 1).slice(-24)
	};
}
/** One build with marks between two places; undefined when the budget is spent. */
async function markTensors(tensors, range, context) {
	const cuts = pickCuts(range, mostMarks);
	const names = cuts.map((cut) => tensors[cut]);
	if (names.length === 0) return void 0;
	const tried = await tryBuild(context, {
		label: `marks-${range[0]}-${range[1]}`,
		plan: everythingFp16,
		want: { intermediates: names }
	});
	if (tried === void 0) return void 0;
	const given = tried.answer.builds[0].samples.map(({ intermediates }) => intermediates);
	const { session, opened, run, workFolder, config, samples } = context;
	const references = await runCutReferences([...given[0]?.keys() ?? []], {
		session,
		opened,
		model: run.model,
		knownTypes: run.knownTypes,
		samples: samples.map(engineSample),
		workFolder,
		timeoutMs: config.timeoutMs
	});
	const byName = cutErrors(given, references, samples.map(({ id }) => id));
	return {
		cuts,
		names,
		errors: new Map(cuts.flatMap((cut) => {
			const error = byName.get(tensors[cut]);
			return error === void 0 ? [] : [[cut, error]];
		})),
		passed: tried.passed
	};
}
/** Halves a set of marks as long as one half alone keeps the outputs right. */
async function fewestMarks(names, context) {
	let marks = names;
	while (marks.length > 1) {
		const middle = Math.ceil(marks.length / 2);
		let smaller;
		for (const half of [marks.slice(middle), marks.slice(0, middle)]) if ((await tryBuild(context, {
			label: `marks-${half.length}`,
			plan: everythingFp16,
			want: { intermediates: half }
		}))?.passed === true) {
			smaller = half;
			break;
		}
		if (smaller === void 0) break;
		marks = smaller;
	}
	return marks;
}

export { buildFault, locateFault };