import { i as InputError, n as EngineError } from "./errors.js";
import { c as literal, d as object, f as record, l as looseObject, m as string, n as array, r as boolean, s as int, u as number } from "./schemas.js";
import { l as readInitializer } from "./decode.js";
import { f as dtypeOf, g as memoryTensor, l as dataTypeName } from "./message-copy.js";
import { f as indexGraph, i as declaresHalfPrecision, o as schemaOf, r as decideRounding, t as inlineFunctions, v as inferTypes, x as carriedInputPositions } from "./functions.js";
import { i as isFloat, r as elementSizeBytes, t as elementCount } from "./tensor.js";
import { a as blockElements, i as roundToFloat16, n as decodeFloats } from "./decode-floats.js";
import { t as graphProvenance } from "./provenance.js";
import { n as unreadable } from "./byte-file.js";
import { i as openTensors, r as listFolder, t as findRoleFiles } from "./sample-roles.js";
import { basename, dirname, join } from "node:path";
import { readFileSync, statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";

// src/tensor/range.ts
/** Largest finite FP16 value, (2 - 2^-10) * 2^15. */
const largestFloat16 = 65504;
/** From here on a value rounds to infinity: halfway between 65504 and 2^16. */
const firstInfinite = 65520;
/** Smallest normal FP16 value; below it the step is a constant 2^-24. */
const smallestNormal = 2 ** -14;
/** From here on a value rounds to the smallest normal one (a tie, to even), so that it is not subnormal afterwards. */
const firstNormal = 2 ** -14 - 2 ** -25;
/** Up to here a value rounds to 0: half of the smallest subnormal, 2^-24, ties to even. */
const largestFlushed = 2 ** -25;
/** Integers up to here are all representable in FP16, beyond it only every second, fourth, … */
const largestExactInteger = 2048;
/** Where one binade is left above a value before overflow. */
const nearLimit$1 = 2 ** 15;
/** Statistics of no element: the neutral one of `mergeRanges`. */
const emptyRange = {
	elements: 0,
	min: Number.POSITIVE_INFINITY,
	max: Number.NEGATIVE_INFINITY,
	absMax: 0,
	zeros: 0,
	beyondHalf: 0,
	beyondLargest: 0,
	overflows: 0,
	nan: 0,
	positiveInfinities: 0,
	negativeInfinities: 0,
	flushed: 0,
	subnormal: 0,
	isIntegral: true,
	largeIntegers: 0,
	changedIntegers: 0,
	squaredError: 0,
	squares: 0,
	maxRelativeError: 0
};
/**
* Reads a float tensor once, in windows of 64 K elements, and counts how it would fare in FP16 (round to nearest,
* ties to even). Sums are in float64. Memory: below 1 MB.
* @throws RangeError for a tensor of integers or bool, which FP16 does not concern.
*/
function measureRange(tensor) {
	const { dtype } = tensor;
	if (!isFloat(dtype)) throw new RangeError(`measureRange reads float tensors, not ${dtype}`);
	const count = elementCount(tensor.shape);
	const totals = { ...emptyRange };
	const read = windowReader(tensor, dtype, Math.min(count, blockElements));
	for (let start = 0; start < count; start += blockElements) {
		const { values, rounded } = read(start, Math.min(blockElements, count - start));
		addBlock(totals, values, rounded);
	}
	return {
		...totals,
		isIntegral: totals.isIntegral && hasFinite(totals)
	};
}
/** Reads windows of at most `elements` into memory that is used again. */
function windowReader(tensor, dtype, elements) {
	const raw = new Uint8Array(elements * elementSizeBytes[dtype]);
	const rounded = new Float32Array(elements);
	const values = dtype === "float64" ? new Float64Array(elements) : new Float32Array(elements);
	return (start, length) => {
		const bytes = raw.subarray(0, length * elementSizeBytes[dtype]);
		tensor.read(start, bytes);
		const window = {
			values: values.subarray(0, length),
			rounded: rounded.subarray(0, length)
		};
		decodeFloats(bytes, dtype, window.values);
		roundNormal(window);
		return window;
	};
}
/**
* Rounds to 11 significant bits, ties to even: what FP16 does between 2^-14 and 65520. Five times faster than to
* encode, which has to tell apart what is not in between.
*/
function roundNormal({ values, rounded }) {
	if (values instanceof Float64Array) {
		for (let i = 0; i < values.length; i++) rounded[i] = roundToFloat16(values[i]);
		return;
	}
	const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
	const roundedBits = new Uint32Array(rounded.buffer, rounded.byteOffset, rounded.length);
	for (let i = 0; i < bits.length; i++) {
		const code = bits[i];
		roundedBits[i] = code + 4095 + (code >>> 13 & 1) & 4294959104;
	}
}
/** Three short loops: V8 keeps few variables in registers, and one loop over all takes three times as long. */
function addBlock(totals, values, rounded) {
	totals.elements += values.length;
	addErrors(totals, values, rounded);
	addExtremes(totals, values);
	totals.isIntegral &&= values.every((value) => value === Math.trunc(value) || !Number.isFinite(value));
}
/** The common case, a normal FP16 value, takes three comparisons; everything else is counted apart. */
function addErrors(totals, values, rounded) {
	let squaredError = 0;
	let squares = 0;
	let maxRelativeError = totals.maxRelativeError;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		const magnitude = Math.abs(value);
		if (magnitude >= smallestNormal && magnitude <= 2048) {
			const error = Math.abs(rounded[i] - value);
			squaredError += error * error;
			squares += value * value;
			if (error > maxRelativeError * magnitude) maxRelativeError = error / magnitude;
		} else if (magnitude !== 0) addUncommon(totals, value, rounded[i]);
		else totals.zeros += 1;
	}
	totals.squaredError += squaredError;
	totals.squares += squares;
	totals.maxRelativeError = Math.max(totals.maxRelativeError, maxRelativeError);
}
function addExtremes(totals, values) {
	let { min, max } = totals;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
		if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
	}
	totals.min = min;
	totals.max = max;
	totals.absMax = hasFinite(totals) ? Math.max(Math.abs(min), Math.abs(max)) : 0;
}
function hasFinite({ min, max }) {
	return min <= max;
}
/** Very small, large, or not finite. */
function addUncommon(totals, value, rounded) {
	const magnitude = Math.abs(value);
	if (magnitude <= largestFlushed) {
		totals.flushed += 1;
		addError(totals, value, magnitude);
	} else if (magnitude < smallestNormal) {
		totals.subnormal += magnitude < firstNormal ? 1 : 0;
		addError(totals, value, Math.abs(roundToFloat16(value) - value));
	} else if (magnitude < 65520) {
		addLarge(totals, value, rounded !== value);
		addError(totals, value, Math.abs(rounded - value));
	} else if (magnitude < Number.POSITIVE_INFINITY) {
		totals.overflows += 1;
		addLarge(totals, value, true);
	} else if (value === Number.POSITIVE_INFINITY) totals.positiveInfinities += 1;
	else if (value === Number.NEGATIVE_INFINITY) totals.negativeInfinities += 1;
	else totals.nan += 1;
}
function addError(totals, value, error) {
	totals.squaredError += error * error;
	totals.squares += value * value;
	totals.maxRelativeError = Math.max(totals.maxRelativeError, error / Math.abs(value));
}
function addLarge(totals, value, isChanged) {
	const magnitude = Math.abs(value);
	totals.beyondHalf += magnitude > nearLimit$1 ? 1 : 0;
	totals.beyondLargest += magnitude > 65504 ? 1 : 0;
	if (value === Math.trunc(value)) {
		totals.largeIntegers += 1;
		totals.changedIntegers += isChanged ? 1 : 0;
	}
}
/** Statistics of both together, as if their elements were in one tensor. */
function mergeRanges(one, other) {
	const sum = (key) => Number(one[key]) + Number(other[key]);
	return {
		elements: sum("elements"),
		min: Math.min(one.min, other.min),
		max: Math.max(one.max, other.max),
		absMax: Math.max(one.absMax, other.absMax),
		zeros: sum("zeros"),
		beyondHalf: sum("beyondHalf"),
		beyondLargest: sum("beyondLargest"),
		overflows: sum("overflows"),
		nan: sum("nan"),
		positiveInfinities: sum("positiveInfinities"),
		negativeInfinities: sum("negativeInfinities"),
		flushed: sum("flushed"),
		subnormal: sum("subnormal"),
		isIntegral: isIntegralOrEmpty(one) && isIntegralOrEmpty(other) && (hasFinite(one) || hasFinite(other)),
		largeIntegers: sum("largeIntegers"),
		changedIntegers: sum("changedIntegers"),
		squaredError: sum("squaredError"),
		squares: sum("squares"),
		maxRelativeError: Math.max(one.maxRelativeError, other.maxRelativeError)
	};
}
function isIntegralOrEmpty(range) {
	return range.isIntegral || !hasFinite(range);
}
/**
* Root mean square of what rounding changes, relative to that of the elements; 0 when all are 0. At most 2^-11 when
* all are normal in FP16.
*/
function rmsRoundingLoss({ squaredError, squares }) {
	return squaredError === 0 ? 0 : Math.sqrt(squaredError / squares);
}
/** Elements that are neither 0 nor NaN nor infinite. */
function nonZeroElements(range) {
	const { elements, zeros, nan, positiveInfinities, negativeInfinities } = range;
	return elements - zeros - nan - positiveInfinities - negativeInfinities;
}

// src/tensor/range-report.ts
/**
* One element in a hundred. Weights that are distributed as initialisers make them (standard deviation 0.02) have
* 1 in 10^6 below 2^-25 and 1 in 400 below 2^-14, so that a share like this is a property of the tensor.
*/
const flushedShareLimit = .01;
const subnormalShareLimit = .1;
/** Largest relative change of a normal FP16 value (half a unit in the last place): a larger rms lost more than that. */
const normalLossLimit = 2 ** -11;
/** What its range means for a tensor in FP16, worst first; empty when there is nothing to say. */
function findRangeHazards(report) {
	return [
		nonFinite(report),
		overflow(report),
		integers(report),
		smallValues(report),
		nearLimit(report)
	].filter((finding) => finding !== void 0).toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}
const levels = [
	"break",
	"warn",
	"note"
];
function nonFinite({ statistics, role, kind }) {
	const { nan, positiveInfinities, negativeInfinities, elements } = statistics;
	if (nan > 0) return {
		hazard: "non-finite",
		level: role === "exempt" ? "warn" : "break",
		text: `is NaN in ${ofElements(nan, elements)}`
	};
	const infinities = positiveInfinities + negativeInfinities;
	if (infinities === 0) return;
	const text = `is infinite in ${ofElements(infinities, elements)}, in any precision`;
	if (role === "parameter" || role === "statistic") return {
		hazard: "non-finite",
		level: kind === "input" && positiveInfinities === 0 ? "warn" : "break",
		text
	};
	return {
		hazard: "non-finite",
		level: "note",
		text: `${text}: ${meanings[role]}`
	};
}
const meanings = {
	constant: "a constant, harmful only where it is multiplied by 0 or subtracted from another infinity",
	mask: "a mask, harmful only where it is multiplied by 0 or hides a whole row of a softmax",
	statistic: "BatchNorm statistics are folded into its scale and shift in FP32, so this is harmless",
	bound: "the limit of a Clip, which an infinity means as well",
	exempt: "nothing reads it in FP16"
};
function overflow({ statistics, role }) {
	const { overflows, beyondLargest, elements, absMax, max } = statistics;
	if (beyondLargest === 0) return;
	const extreme = max === absMax ? absMax : -absMax;
	const sign = extreme < 0 ? `< -${largestFloat16}` : `> ${largestFloat16}`;
	const reaches = `reaches ${formatRangeNumber(extreme)} ${sign}`;
	if (overflows === 0) return {
		hazard: "overflow",
		level: "warn",
		text: `${reaches} in ${ofElements(beyondLargest, elements)}, rounded to ${largestFloat16}`
	};
	const text = `${reaches}: ${ofElements(overflows, elements)} ${overflows === 1 ? "becomes" : "become"} infinite`;
	if (role === "parameter") return {
		hazard: "overflow",
		level: "break",
		text
	};
	return {
		hazard: "overflow",
		level: role === "mask" || role === "constant" ? "warn" : "note",
		text: `${text} (${meanings[role]})`
	};
}
/** Indices, ids and pixel coordinates in a float tensor. */
function integers({ statistics, role }) {
	const { isIntegral, changedIntegers, overflows, elements } = statistics;
	const changed = changedIntegers - overflows;
	if (!isIntegral || changed <= 0 || role !== "parameter") return;
	return {
		hazard: "integers",
		level: "warn",
		text: `holds integers beyond 2048, which FP16 changes in ${ofElements(changed, elements)}`
	};
}
/** Flushed, subnormal or otherwise coarse: one finding, the one that says most. */
function smallValues({ statistics, role }) {
	const { flushed, subnormal, elements, absMax } = statistics;
	const nonZero = nonZeroElements(statistics);
	const loss = rmsRoundingLoss(statistics);
	if (role === "exempt" || role === "statistic" || nonZero === 0) return;
	const lossText = `rounding changes the tensor by ${formatPercent(loss)} (rms)`;
	if (flushed >= flushedShareLimit * nonZero) return {
		hazard: "flushed",
		level: "warn",
		text: elements === 1 ? `is ${formatRangeNumber(absMax)}, which becomes 0` : `becomes 0 in ${ofElements(flushed, nonZero, "non-zero ")}; ${lossText}`
	};
	const level = loss > normalLossLimit ? "warn" : "note";
	if (subnormal >= subnormalShareLimit * nonZero) return {
		hazard: "subnormal",
		level,
		text: `is subnormal in ${ofElements(subnormal, nonZero, "non-zero ")}; ${lossText}`
	};
	return level === "warn" ? {
		hazard: "rounding",
		level,
		text: lossText
	} : void 0;
}
function nearLimit({ statistics, role }) {
	const { beyondHalf, beyondLargest, elements, absMax } = statistics;
	if (beyondHalf === 0 || beyondLargest > 0 || role !== "parameter") return;
	return {
		hazard: "near-limit",
		level: "note",
		text: `reaches ${formatRangeNumber(absMax)}, within a factor of 2 of ${largestFloat16}, in ${ofElements(beyondHalf, elements)}`
	};
}
/** `3 of 64 elements`, `all 64 elements`, `its only element`. */
function ofElements(count, elements, kind = "") {
	if (elements === 1) return "its only element";
	return count === elements ? `all ${elements} ${kind}elements` : `${count} of ${elements} ${kind}elements`;
}
/** Zeros and large negative numbers only: what is added to attention scores, or fills them. */
function looksLikeMask(statistics) {
	const { elements, zeros, overflows, negativeInfinities, positiveInfinities, nan, max } = statistics;
	return positiveInfinities === 0 && nan === 0 && max <= 0 && overflows + negativeInfinities > 0 && zeros + overflows + negativeInfinities === elements;
}
/** A number in a sentence: enough digits to tell it from 65504, three elsewhere. */
function formatRangeNumber(value) {
	const magnitude = Math.abs(value);
	if (magnitude >= 1e6 || magnitude < .001 && magnitude > 0) return value.toExponential(2).replace(/\.?0+e/, "e").replace("e+", "e");
	return String(Number(value.toPrecision(magnitude > 6e4 && magnitude < 7e4 ? 7 : 3)));
}
/** A share as percent, never 0 when it is not. */
function formatPercent(share) {
	const percent = 100 * share;
	return `${percent !== 0 && percent < .001 ? percent.toExponential(1).replace(".0e", "e") : String(Number(percent.toPrecision(2)))} %`;
}

// src/tensor/range-legs.ts
const ranks = {
	break: 0,
	warn: 1,
	note: 2
};
/** Findings of each tensor, worst tensor first; equal ones keep their order in the file. */
function judgeRanges(reports) {
	return reports.map((report) => {
		const findings = findRangeHazards(report);
		return {
			report,
			findings,
			level: findings[0]?.level
		};
	}).toSorted(compareSeverity);
}
function compareSeverity(a, b) {
	const rank = ({ level }) => level === void 0 ? 3 : ranks[level];
	const byRank = rank(a) - rank(b);
	if (byRank !== 0) return byRank;
	const [one, other] = [a.report.statistics, b.report.statistics];
	const broken = (range) => range.nan + range.positiveInfinities + range.negativeInfinities > 0 ? 1 : 0;
	const byLoss = a.level === "warn" && one.overflows + other.overflows === 0 ? rmsRoundingLoss(other) - rmsRoundingLoss(one) : 0;
	return broken(other) - broken(one) || byLoss || other.absMax - one.absMax;
}
/** The leg of weights or inputs, from the reports of its kind. */
function rangeLeg(kind, reports) {
	const wanted = kind === "inputs" ? "input" : "weight";
	const tensors = judgeRanges(reports.filter((report) => report.kind === wanted));
	return {
		kind,
		passed: !tensors.some(({ level }) => level === "break"),
		text: describeRanges(tensors, kind === "inputs" ? "input" : "weight"),
		tensors
	};
}
/** One or two sentences: "2 of 148 weights do not fit FP16: `head.scale` reaches 71000 > 65504: …." */
function describeRanges(tensors, noun) {
	const total = tensors.length;
	if (total === 0) return `There is no float ${noun}.`;
	const [worst] = tensors;
	const count = (level) => tensors.filter((tensor) => tensor.level === level).length;
	const broken = count("break");
	const warned = count("warn");
	const example = worst === void 0 ? "" : `\`${worst.report.name}\` ${worst.findings[0]?.text ?? ""}`;
	const of = (some) => total === 1 ? `The only ${noun}` : `${some} of ${total} ${noun}s`;
	const singular = (some) => some === 1 || total === 1;
	if (broken > 0) return `${of(broken)} ${singular(broken) ? "does" : "do"} not fit FP16: ${example}.`;
	const fit = total === 1 ? `The only ${noun} fits FP16` : `All ${total} ${noun}s fit FP16`;
	return warned === 0 ? `${fit}.` : `${fit}, but ${singular(warned) ? "one loses" : `${warned} lose`} more than usual: ${example}.`;
}

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

export { createPace as a, judgeRanges as c, measureRange as d, nonZeroElements as f, roleOfStoredTensor as i, rangeLeg as l, scanSamples as n, moduleOfName as o, rmsRoundingLoss as p, scanModel as r, describeRanges as s, openSamples as t, formatPercent as u };