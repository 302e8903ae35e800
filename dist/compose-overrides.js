import { r as everythingFp32 } from "./plan.js";
import { f as quote, n as readInitializer } from "./initializer.js";
import { t as findAttribute } from "./attributes.js";
import { t as carriedInputPositions } from "./data-movement.js";
import { n as decodeFloats } from "./decode-floats.js";
import { i as isFloat, r as elementSizeBytes, t as elementCount } from "./tensor.js";
import { c as shortenMiddle } from "./escape.js";
import { r as toPlanOutputs } from "./plan-output.js";

// src/localise/cause-context.ts
/** Largest finite FP16 number, the smallest normal one, and the largest magnitude that rounds to zero. */
const largestFloat16 = 65504;
const smallestNormalFloat16 = 2 ** -14;
const flushedFloat16 = 2 ** -25;
/** Magnitudes from here on round to infinity. */
const overflowFloat16 = 65520;
/** Relative error that one rounding to FP16 makes at most. */
const unitRoundoff = 2 ** -11;
/** Distance between neighbouring FP16 numbers at this magnitude. */
function stepAt(magnitude) {
	if (magnitude < smallestNormalFloat16) return 2 ** -24;
	return 2 ** (Math.floor(Math.log2(Math.min(magnitude, largestFloat16))) - 10);
}
/** Evidence about the input at a position; undefined when it was not measured. */
function inputEvidence(context, position) {
	return context.measured.inputs.find((input) => input.position === position);
}
/** Inputs that are activations, not constants. */
function activations(measured) {
	return measured.inputs.filter((input) => !input.isConstant);
}
/** True when the errors that the node introduces are those of its output's rounding and no more. */
function isPlainRounding(measured) {
	const { introduced } = measured;
	return introduced.nonFinite === 0 && introduced.relRms <= 2 * unitRoundoff;
}
/** The number in a constant of one element (an initializer in the model itself, or a Constant). */
function scalarConstant(value) {
	const tensor = constantTensor(value);
	if (tensor === void 0) return attributeScalar(value);
	if (tensor.dims.length > 8 || elementCount(tensor.dims.map(Number)) !== 1 || tensor.externalData.length > 0) return;
	try {
		const read = readInitializer(tensor);
		if (!isFloat(read.dtype)) return void 0;
		const bytes = new Uint8Array(elementSizeBytes[read.dtype]);
		read.read(0, bytes);
		const into = /* @__PURE__ */ new Float64Array(1);
		decodeFloats(bytes, read.dtype, into);
		return into[0];
	} catch {
		return;
	}
}
function constantTensor(value) {
	if (value?.initializer !== void 0) return value.isGraphInput ? void 0 : value.initializer;
	const producer = value?.producer?.node;
	if (producer?.proto.opType !== "Constant") return void 0;
	return findAttribute(producer.proto, "value")?.t;
}
function attributeScalar(value) {
	const producer = value?.producer?.node;
	return producer?.proto.opType === "Constant" ? findAttribute(producer.proto, "value_float")?.f : void 0;
}
/** A constant or graph input has no producer that computes. */
function isConstantValue(value) {
	return constantTensor(value) !== void 0 || attributeScalar(value) !== void 0;
}
/** The node that computes a value, behind data movement and casts; undefined for inputs and constants. */
function computedBy(value) {
	let at = value;
	for (let step = 0; step < 16; step += 1) {
		const producer = at?.producer?.node;
		if (producer === void 0) return void 0;
		const [moved, ...others] = carriedInputPositions(producer) ?? (producer.proto.opType === "Cast" ? [0] : []);
		if (moved === void 0 || others.length > 0) return producer;
		at = producer.inputs[moved];
	}
}

// src/localise/cause-walk.ts
const mostVisited = 128;
/**
* Nodes that read what `start` makes, nearest first, through the given operators. `start` itself is not among them.
*/
function downstream(start, limits) {
	return walk(start, limits, (node) => node.outputs.flatMap((value) => (value?.uses.slice(0, mostVisited) ?? []).map((use) => ({
		node: use.node,
		input: use.input,
		from: node
	}))));
}
/** Nodes that make what `start` reads, nearest first; `input` is the position at which `from` reads them. */
function upstream(start, limits, from) {
	return walk(start, limits, (node) => node.inputs.slice(0, mostVisited).flatMap((value, input) => {
		const producer = value?.producer?.node;
		return producer === void 0 || !(node !== start || from === void 0 || from === input) ? [] : [{
			node: producer,
			input,
			from: node
		}];
	}));
}
function walk(start, limits, next) {
	const met = [];
	const seen = /* @__PURE__ */ new Set([start]);
	let front = [start];
	for (let step = 0; step < limits.steps && front.length > 0; step += 1) {
		const further = [];
		const queue = [...front];
		for (let at = 0; at < queue.length; at += 1) for (const each of next(queue[at])) {
			if (seen.has(each.node) || seen.size >= mostVisited) continue;
			seen.add(each.node);
			met.push(each);
			if (isTransparent(each.node)) queue.push(each.node);
			else if (limits.through.has(each.node.proto.opType)) further.push(each.node);
		}
		front = further;
	}
	return met;
}
/** Copies elements, or changes only their type. */
function isTransparent(node) {
	return node.proto.opType === "Cast" || carriedInputPositions(node) !== void 0;
}

// src/localise/cause-composition.ts
const normPath = /* @__PURE__ */ new Set([
	"Mul",
	"Pow",
	"ReduceMean",
	"ReduceSum",
	"ReduceSumSquare",
	"ReduceL2",
	"Add",
	"Max",
	"Clip",
	"Sqrt",
	"Reciprocal",
	"Div"
]);
const scorePath = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Add",
	"Sub",
	"Clip",
	"Tanh",
	"Min",
	"Max"
]);
const reductions = /* @__PURE__ */ new Set([
	"ReduceMean",
	"ReduceSum",
	"ReduceSumSquare",
	"ReduceL2"
]);
/** The composition around a node; undefined when it is none that is known here. */
function compositionAround(node) {
	return normAround(node) ?? softmaxAround(node) ?? scoresAt(node) ?? sinusoidAround(node);
}
/** x * x, x ** 2: with the value that is squared. */
function isSquare(node) {
	if (node.proto.opType === "Mul") return node.inputs[0] !== void 0 && node.inputs[0] === node.inputs[1];
	return node.proto.opType === "Pow" && scalarConstant(node.inputs[1]) === 2;
}
/** Square, then a mean or sum, then a root: a norm. The node may be any of them, or the division at the end. */
function normAround(node) {
	if (!normPath.has(node.proto.opType)) return void 0;
	const before = [node, ...upstream(node, {
		steps: 6,
		through: normPath
	}).map((met) => met.node)];
	for (const reduction of [...before, ...downstream(node, {
		steps: 2,
		through: squares
	}).map((met) => met.node)]) {
		if (!reductions.has(reduction.proto.opType)) continue;
		const norm = normOf(reduction, node);
		if (norm !== void 0) return norm;
	}
}
const squares = /* @__PURE__ */ new Set(["Mul", "Pow"]);
function normOf(reduction, member) {
	const { opType } = reduction.proto;
	const operand = computedBy(reduction.inputs[0]);
	if (!(opType === "ReduceSumSquare" || opType === "ReduceL2") && (operand === void 0 || !isSquare(operand))) return void 0;
	const after = downstream(reduction, {
		steps: 6,
		through: normPath
	}).map((met) => met.node);
	if (member !== reduction && member !== operand && !after.includes(member)) return void 0;
	if (!(opType === "ReduceL2" || after.some(isRoot))) return opType === "ReduceMean" ? {
		kind: "mean-square",
		name: "this mean of squares"
	} : void 0;
	if (opType !== "ReduceMean") return {
		kind: "l2-norm",
		name: "this L2 normalisation"
	};
	const squared = operand === void 0 ? void 0 : computedBy(operand.inputs[0]);
	return squared?.proto.opType === "Sub" && computedBy(squared.inputs[1])?.proto.opType === "ReduceMean" ? {
		kind: "layer-norm",
		name: "this LayerNorm"
	} : {
		kind: "rms-norm",
		name: "this RMSNorm"
	};
}
function isRoot(node) {
	if (node.proto.opType === "Sqrt") return true;
	return node.proto.opType === "Pow" && Math.abs(scalarConstant(node.inputs[1]) ?? 0) === .5;
}
/** Exp(x) / sum(Exp(x)). */
function softmaxAround(node) {
	const exponentials = [node, ...upstream(node, {
		steps: 2,
		through: /* @__PURE__ */ new Set(["ReduceSum"])
	}).map((met) => met.node)];
	for (const exponential of exponentials) {
		if (exponential.proto.opType !== "Exp") continue;
		if (downstream(exponential, {
			steps: 2,
			through: /* @__PURE__ */ new Set(["ReduceSum"])
		}).some((met) => met.node.proto.opType === "Div" && computedBy(met.node.inputs[0]) === exponential && computedBy(met.node.inputs[1])?.proto.opType === "ReduceSum")) return {
			kind: "softmax",
			name: "this softmax written out"
		};
	}
}
/** A product of two activations on its way to a softmax. */
function scoresAt(node) {
	const product = node.proto.opType === "MatMul" ? node : scoreProductBefore(node);
	if (product === void 0 || product.inputs.slice(0, 2).some((value) => isConstantValue(value))) return void 0;
	const after = downstream(product, {
		steps: 5,
		through: scorePath
	});
	if (!after.some((met) => met.node.proto.opType === "Softmax") || node !== product && !after.some((met) => met.node === node)) return void 0;
	const isScaledLater = after.some((met) => met.from === product && isScale(met.node));
	return {
		kind: "attention-scores",
		name: node === product ? `q k^T${isScaledLater ? " before the scale" : ""}` : "the attention scores"
	};
}
function scoreProductBefore(node) {
	if (!scorePath.has(node.proto.opType) && node.proto.opType !== "Softmax") return void 0;
	return upstream(node, {
		steps: 5,
		through: scorePath
	}).find((met) => met.node.proto.opType === "MatMul")?.node;
}
function isScale(node) {
	return (node.proto.opType === "Mul" || node.proto.opType === "Div") && node.inputs.some((value) => scalarConstant(value) !== void 0);
}
/** Sine and cosine of one angle: rotary when they multiply activations, else a Fourier embedding. */
function sinusoidAround(node) {
	const isWave = ({ proto }) => proto.opType === "Sin" || proto.opType === "Cos";
	const [wave] = [node, ...downstream(node, {
		steps: 3,
		through: /* @__PURE__ */ new Set([
			"Mul",
			"Add",
			"Sub"
		])
	}).map((met) => met.node)].filter(isWave);
	if (wave === void 0) return void 0;
	const siblings = wave.inputs[0]?.uses.map((use) => use.node).filter(isWave) ?? [];
	if (new Set(siblings.map(({ proto }) => proto.opType)).size < 2) return void 0;
	return siblings.flatMap((each) => downstream(each, {
		steps: 1,
		through: /* @__PURE__ */ new Set()
	})).some((met) => met.node.proto.opType === "Mul" && met.node.inputs.every((value) => scalarConstant(value) === void 0)) ? {
		kind: "rotary",
		name: "these rotary angles"
	} : {
		kind: "fourier",
		name: "this Fourier embedding"
	};
}

// src/localise/advice.ts
/** A number for people: three significant digits, plain where that is short. */
function show(value) {
	if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
	const rounded = Number(value.toPrecision(3));
	const magnitude = Math.abs(rounded);
	if (magnitude !== 0 && (magnitude < .001 || magnitude >= 1e5)) return rounded.toExponential().replace("e+", "e").replace(/\.0+e/, "e");
	return rounded.toString();
}
/** `12 of 4096 elements`. */
function shareOfElements(count, elements) {
	return `${count} of ${elements} elements`;
}
/** The operator of the node in question, and the composition it belongs to where that is certain. */
function site(context) {
	const composition = compositionAround(context.node);
	const operator = quote(context.node.proto.opType).slice(1, -1);
	return {
		name: composition === void 0 ? operator : `${operator} of ${composition.name}`,
		composition
	};
}
/** What to do about a range or precision loss in a composition; undefined where only the operator is known. */
function compositionAdvice(composition) {
	switch (composition?.kind) {
		case "rms-norm":
		case "mean-square": return "Compute the statistics in float32 (`x.float().pow(2).mean(-1, keepdim=True)`), or scale x before squaring.";
		case "layer-norm": return "Use `torch.nn.LayerNorm` (exported as one operator with FP32 statistics), or compute mean and variance on `x.float()`.";
		case "l2-norm": return "Normalise in float32 (`F.normalize(x.float(), dim=-1, eps=1e-6)`), or scale x before squaring.";
		case "softmax": return "Use `torch.softmax`, or subtract the row's maximum before `exp`.";
		case "attention-scores": return "Scale q before the product (`(q * scale) @ k.transpose(-2, -1)`), or use `F.scaled_dot_product_attention` and keep it in float32.";
		case "rotary": return "Compute angles, sines and cosines in float32 (`pos.float() * freq`, then `.cos()`, `.sin()`) or store them as a float32 table, and cast only the results.";
		case "fourier": return "Compute the arguments and `sin`, `cos` in float32 and cast only the results, or reduce the argument modulo 2 pi first.";
		default: return;
	}
}

// src/localise/causes/accumulation-overflow.ts
/**
* A hazard that emulation with FP32 accumulation cannot show: the result fits FP16, but the sum of magnitudes on the
* way to it does not, so that an engine which accumulates in FP16 may overflow.
*/
function accumulationOverflow(context) {
	const { reference, accumulationAbsSum: sum } = context.measured;
	if (sum === void 0 || !(sum > 65504) || reference.overflows > 0) return void 0;
	return {
		kind: "accumulation-overflow",
		evidence: `${site(context).name} stays within ${show(reference.absMax)}, but the magnitudes it adds up reach ${show(sum)} > 65504: an engine that accumulates in FP16 may overflow.`,
		advice: "Scale the operands down before this step, or have the engine accumulate in FP32 here."
	};
}

// src/localise/cause-hazards.ts
/**
* What emulation cannot show and an engine may do: overflows inside accumulations. Right in this run, so nothing is
* blamed for it. In the order of the graph.
*/
function findHazards(graph, evidence) {
	return graph.nodes.flatMap((node) => {
		const measured = evidence.get(node.id);
		if (measured?.accumulationAbsSum === void 0) return [];
		const cause = accumulationOverflow({
			node,
			graph,
			measured,
			evidence
		});
		return cause === void 0 ? [] : [{
			id: node.id,
			cause
		}];
	});
}

// src/report/layer-result.ts
/** Room for `nodes` in result.json, in characters: a result of 100,000 nodes stays below 20 MB. */
const maxNodesCharacters = 14e6;
const digits = 4;
const longestName = 400;
/** One culprit of a ranking as it stands in `layers`. */
function toLayer(culprit, { outputs }, place, histogram) {
	const { id, evidence, cause, defect } = culprit;
	const { kind, evidence: reason, advice } = cause ?? unknownCause;
	return {
		node: id,
		...place,
		defect,
		...evidence === void 0 ? {} : toFigures(evidence, histogram),
		breaks: [...culprit.outputs],
		counterfactual: {
			confirmed: culprit.isConfirmed,
			...culprit.isRepaired === void 0 ? {} : { repaired: culprit.isRepaired },
			text: culprit.text,
			outputs: outputs.filter(({ output }) => culprit.alone.has(output)).map(({ output, excess, repairedExcess }) => ({
				output,
				excess,
				aloneExcess: culprit.alone.get(output),
				repairedExcess
			}))
		},
		cause: {
			kind,
			evidence: reason,
			...advice === void 0 ? {} : { advice }
		}
	};
}
const unknownCause = {
	kind: "unknown",
	evidence: "the trials blame this node, but its measurements do not tell why"
};
function toFigures(evidence, histogram) {
	const { output, introduced, inherited, total, reference, accumulationAbsSum, worstSample } = evidence;
	return {
		output,
		introduced,
		inherited,
		total,
		referenceAbsMax: reference.absMax,
		nonFinite: evidence.arisingNonFinite,
		headroomBits: evidence.headroomBits,
		range: {
			...toRange(reference),
			...histogram === void 0 ? {} : { histogram: {
				...histogram,
				counts: [...histogram.counts]
			} }
		},
		...accumulationAbsSum === void 0 ? {} : { accumulationAbsSum },
		...worstSample === void 0 ? {} : { worstSample }
	};
}
/** A hazard as it stands in `hazards`. */
function toHazard(evidence, cause, module) {
	const { id, opType, accumulationAbsSum, reference } = evidence;
	return {
		node: shortenMiddle(id, longestName),
		op: opType,
		...module === void 0 ? {} : { module: shortenMiddle(module, longestName) },
		accumulationAbsSum: accumulationAbsSum ?? NaN,
		referenceAbsMax: reference.absMax,
		cause: {
			kind: cause.kind,
			evidence: cause.evidence,
			advice: cause.advice
		}
	};
}
/** What a ranking found, in words: one sentence per failing output. */
function toLocalisation({ culprits, outputs, trials, isCutShort }, isConverted = true) {
	const sentences = outputs.map(({ text }) => text);
	const cut = isCutShort ? ["The budget ended before everything worth trying was tried."] : [];
	const text = [
		...sentences.slice(0, mostSentences),
		...more(sentences.length),
		...cut
	].join(" ");
	const spread = outputs.some(({ kind }) => kind === "spread");
	if (outputs.length === 0) return nothingBlamed(isCutShort, isConverted);
	return {
		kind: culprits.length > 0 ? "nodes" : spread ? "spread" : "unavailable",
		text,
		trials: trials.length
	};
}
/** A budget that ends before the first trial leaves nothing to tell, which is no sign that nothing is wrong. */
function nothingBlamed(isCutShort, isConverted) {
	if (!isConverted) return {
		kind: "none",
		text: "FP32 already differs from PyTorch, so no layer is blamed for FP16."
	};
	return isCutShort ? {
		kind: "unavailable",
		text: "Layers unavailable: the budget ended before any node could be tried."
	} : {
		kind: "none",
		text: "Nothing fails, so no layer is blamed."
	};
}
const mostSentences = 5;
function more(count) {
	return count > mostSentences ? [`And ${count - mostSentences} outputs more.`] : [];
}
/** The range of a culprit's reference output as it stands in the result. */
function toRange(values) {
	const { elements, nonZero, absMax, rms, overflows, flushed, subnormal, nonFinite } = values;
	return {
		elements,
		nonZero,
		absMax,
		rms,
		overflows,
		flushed,
		subnormal,
		nonFinite
	};
}
/**
* One row of `nodes`, rounded to four digits: enough for charts and for the comparison with the next job.
* @param place the key that survives a new export, and the module path where it is known.
*/
function toNodeRow(evidence, place) {
	return {
		node: shortenMiddle(evidence.id, longestName),
		key: shortenMiddle(place.key, longestName),
		op: evidence.opType,
		...place.module === void 0 ? {} : { module: shortenMiddle(place.module, longestName) },
		headroomBits: rounded(evidence.headroomBits),
		absMax: rounded(evidence.reference.absMax),
		error: shortError(evidence.total),
		...Number.isNaN(evidence.introduced.nonFinite) ? {} : { introduced: shortError(evidence.introduced) }
	};
}
/**
* Bounds `nodes`: a graph that is too large loses what can be told from the key (operator, module), then its quietest
* nodes. What is left stays in graph order.
*/
function fitNodes(nodes, maxCharacters = maxNodesCharacters) {
	if (sizeOf(nodes) <= maxCharacters) return {
		nodes: [...nodes],
		leftOut: 0
	};
	const bare = nodes.map(({ op: _op, module: _module, ...rest }) => rest);
	const loudest = bare.map((node, at) => ({
		at,
		size: sizeOf([node]),
		loudness: loudnessOf(node)
	})).sort((first, second) => second.loudness - first.loudness || first.at - second.at);
	const kept = /* @__PURE__ */ new Set();
	let room = maxCharacters;
	for (const { at, size } of loudest) {
		room -= size;
		if (room < 0) break;
		kept.add(at);
	}
	return {
		nodes: bare.filter((_, at) => kept.has(at)),
		leftOut: nodes.length - kept.size
	};
}
function loudnessOf({ error, introduced, headroomBits = 16 }) {
	if ((error?.nonFinite ?? 0) > 0 || headroomBits < 0) return Number.POSITIVE_INFINITY;
	const loudness = Math.max(error?.relRms ?? 0, introduced?.relRms ?? 0);
	return Number.isNaN(loudness) ? Number.POSITIVE_INFINITY : loudness;
}
/** Characters of the rows in result.json; each stands on a line of its own, indented. */
function sizeOf(nodes) {
	return nodes.reduce((sum, node) => sum + JSON.stringify(node).length + 6, 0);
}
function shortError({ relRms, max, nonFinite }) {
	const short = {
		relRms: rounded(relRms),
		max: rounded(max)
	};
	return nonFinite === 0 ? short : {
		...short,
		nonFinite
	};
}
function rounded(value) {
	return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}

// src/report/compose-layers.ts
/** The explanation in the form of the result: culprits worst first, every node in graph order, and what was done. */
function composeExplanation(explanation) {
	const { graph, evidence, ranking, keys, provenance, splitInto, histograms, notes, isConverted } = explanation;
	const byId = new Map(evidence.map((node) => [node.id, node]));
	const hazards = findHazards(graph, byId).map(({ id, cause }) => toHazard(byId.get(id), cause, provenance.get(id)?.module));
	const localisation = toLocalisation(ranking, isConverted);
	const { nodes, leftOut } = fitNodes(evidence.map((node) => toNodeRow(node, {
		key: keys.get(node.id) ?? node.id,
		module: provenance.get(node.id)?.module
	})));
	return {
		layers: ranking.culprits.map((culprit) => {
			const known = {
				...culprit,
				evidence: byId.get(culprit.id) ?? culprit.evidence
			};
			return toLayer(known, ranking, placeOf(known, explanation), histograms.get(known.evidence?.output ?? ""));
		}),
		...hazards.length === 0 ? {} : { hazards: worstHazards(hazards) },
		nodes,
		localisation: {
			...localisation,
			text: [localisation.text, ...notes].join(" "),
			...splitInto === void 0 || splitInto < 2 ? {} : { splitInto },
			...leftOut === 0 ? {} : { nodesLeftOut: leftOut }
		}
	};
}
const mostHazards = 50;
function worstHazards(hazards) {
	return hazards.toSorted((one, other) => other.accumulationAbsSum - one.accumulationAbsSum).slice(0, mostHazards);
}
function placeOf({ id, evidence }, { graph, provenance, keys, sources }) {
	const node = graph.nodeById.get(id);
	const { module, moduleClass } = provenance.get(id) ?? {};
	const output = evidence?.output ?? node?.outputs.find((value) => value !== void 0)?.name;
	const key = keys.get(id);
	return {
		...key === void 0 ? {} : { key },
		op: node?.proto.opType ?? evidence?.opType ?? "unknown",
		...output === void 0 ? {} : { output },
		...module === void 0 ? {} : { module },
		...moduleClass === void 0 ? {} : { moduleClass },
		...sourceFields(sources.get(id))
	};
}
/** A node's line in the form of the result. */
function sourceFields(source) {
	if (source === void 0) return {};
	if (!("unlinked" in source)) return { source };
	const { unlinked, recorded } = source;
	return recorded === void 0 ? { unlinked } : {
		unlinked,
		source: { ...recorded }
	};
}

// src/overrides/search-held-out.ts
/** What a plan is checked on beside the samples that the search did not see. */
const heldOutPerturbations = [
	{
		kind: "noise",
		seed: 1
	},
	{
		kind: "permuted",
		seed: 2
	},
	{
		kind: "noise",
		seed: 3
	},
	{
		kind: "permuted",
		seed: 4
	},
	{
		kind: "noise",
		seed: 5
	},
	{
		kind: "permuted",
		seed: 6
	},
	{
		kind: "noise",
		seed: 7
	},
	{
		kind: "noise",
		seed: 8
	}
];
/** Plans to run on each perturbed input: the reference, which is FP32 there, and the plan. */
function heldOutPlans(graph, plan) {
	return {
		reference: everythingFp32(graph),
		candidate: plan
	};
}
/** Sums up the excess of the plan per held-out input; NaN did not hold. */
function countHeld(excesses) {
	const measured = excesses.map((excess) => Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess);
	return {
		held: measured.filter((excess) => excess <= 1).length,
		of: measured.length,
		worstExcess: Math.max(0, ...measured)
	};
}
const noiseShare = .01;
/**
* A changed copy of a float input; the same for the same seed on every machine. NaN and infinities keep their places
* and values. Noise leaves a tensor of whole numbers only (a mask, ids, a size) as it is, and zeros stay zero: padding
* is none any more with noise on it.
*/
function perturbedInput(values, seed, kind) {
	const changed = values.slice();
	const random = uniform(seed);
	if (kind === "permuted") permute(changed, random);
	else if (values.some((value) => Number.isFinite(value) && !Number.isInteger(value))) addNoise(changed, random);
	return changed;
}
function addNoise(values, random) {
	let squares = 0;
	let count = 0;
	for (let at = 0; at < values.length; at += 1) {
		const value = values[at];
		if (!Number.isFinite(value)) continue;
		squares += value * value;
		count += 1;
	}
	const scale = noiseShare * Math.sqrt(squares / count);
	for (let at = 0; at < values.length; at += 1) {
		const value = values[at];
		if (Number.isFinite(value) && value !== 0) values[at] = value + scale * gaussian(random);
	}
}
/** Fisher and Yates, over the finite elements. */
function permute(values, random) {
	const places = new Uint32Array(values.length);
	let count = 0;
	for (let at = 0; at < values.length; at += 1) {
		if (!Number.isFinite(values[at])) continue;
		places[count] = at;
		count += 1;
	}
	for (let last = count - 1; last > 0; last -= 1) {
		const other = places[Math.floor(random() * (last + 1))];
		const place = places[last];
		const value = values[place];
		values[place] = values[other];
		values[other] = value;
	}
}
/** Box and Muller. */
function gaussian(random) {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
/** Weyl sequence with a 32-bit mix (the finaliser of MurmurHash3): in [0, 1). */
function uniform(seed) {
	let state = seed >>> 0;
	return () => {
		state = state + 2654435769 >>> 0;
		let mixed = Math.imul(state ^ state >>> 16, 2246822507);
		mixed = Math.imul(mixed ^ mixed >>> 13, 3266489909);
		return ((mixed ^ mixed >>> 16) >>> 0) / 2 ** 32;
	};
}

// src/report/compose-overrides.ts
/** A repair in the form of the result. `units` are those of the outputs. */
function composeOverrides(repair, units) {
	if (repair.kind === "none") return {
		status: repair.status,
		text: repair.text,
		nodes: []
	};
	if (repair.kind === "given") return composeGiven(repair, units);
	const { search, plans, notes, facts, files, omitted } = repair;
	const { onEngine } = repair;
	const main = planToUse(repair);
	const mainNodes = main?.solution.nodes.join("\n");
	const tries = search.triesToProof ?? search.tries + (facts.localisationTries ?? 0);
	const isOnEngine = onEngine?.plan !== void 0;
	const others = plans.filter(({ kind, solution }) => solution.nodes.join("\n") !== mainNodes && !(isOnEngine && kind === "fewest"));
	const verifiedOn = isOnEngine ? onEngine.verifiedOn : repair.verifiedOn;
	const fields = main === void 0 ? { nodes: [] } : planFields(main, {
		...repair,
		verifiedOn
	}, units);
	const told = new Set(fields.nodes);
	return {
		status: statusOf(search, main),
		text: [
			search.text,
			...notes,
			...onEngine?.notes ?? []
		].join(" "),
		...fields,
		before: toPlanOutputs(isOnEngine ? onEngine.before : repair.before, units),
		...onEngine?.latency === void 0 ? {} : { latency: onEngine.latency },
		evaluations: tries,
		...others.length === 0 && closestOf(search) === void 0 ? {} : { plans: [...others.map((plan) => ({
			kind: plan.kind === "fewest" ? "large" : plan.kind,
			text: otherText(plan.kind),
			...planFields(plan, repair, units, told)
		})), ...closestOf(search) ?? []] },
		...spreadFields(search),
		search: facts,
		...files.length === 0 ? {} : { files },
		...omitted.length === 0 ? {} : { omitted }
	};
}
/**
* The plan that is written for the tools: the one that a real engine bore out, else the small one that was tried on all
* samples and is within every limit there.
*/
function planToUse({ plans, onEngine }) {
	if (onEngine?.plan !== void 0) return onEngine.plan;
	return plans.find(({ kind, after }) => kind === "fewest" && after.excess <= 1);
}
function statusOf(search, main) {
	switch (search.kind) {
		case "found":
			if (main === void 0) return "unavailable";
			return search.isCutShort && !search.fewest.isMinimal ? "stopped" : "found";
		case "unfinished": return "stopped";
		default: return search.kind;
	}
}
function composeGiven(given, units) {
	const { text, nodes, carriers, cost, after, verifiedOn } = given;
	return {
		status: "given",
		text,
		nodes: [...nodes],
		carriers: [...carriers],
		after: toPlanOutputs(after, units),
		verifiedOn,
		cost
	};
}
/** Reasons of nodes that were `told` already are left out. */
function planFields(plan, { graph, provenance, sources, verifiedOn }, units, told = /* @__PURE__ */ new Set()) {
	const { solution, carriers, after, price, reasons, heldOut } = plan;
	const modules = new Set(solution.nodes.map((id) => provenance.get(id)?.module ?? "").filter((path) => path !== ""));
	return {
		nodes: [...solution.nodes],
		carriers: [...carriers],
		modules: [...modules],
		reasons: reasons.filter(({ id }) => !told.has(id)).map(({ id, cause, member, text }) => {
			const module = provenance.get(id)?.module;
			return {
				node: id,
				op: graph.nodeById.get(id)?.proto.opType ?? "unknown",
				...module === void 0 ? {} : { module },
				...sourceFields(sources.get(id)),
				...cause === void 0 ? {} : { cause: cause.kind },
				...member.aloneExcess === void 0 ? {} : { aloneExcess: member.aloneExcess },
				...member.proof === void 0 ? {} : { proof: member.proof },
				reason: text
			};
		}),
		after: toPlanOutputs(after, units),
		...heldOut === void 0 ? {} : { heldOut: heldOutFields(heldOut.inputs, heldOut.reason) },
		verifiedOn,
		minimal: solution.isMinimal,
		uniqueSmallest: solution.isUnique,
		cost: costFields(price)
	};
}
/** A price in the form of the result. */
function costFields(price) {
	const { nodes, share, flopShare, byteShare, casts, islands, unknownNodes } = price;
	return {
		nodes,
		share,
		...flopShare === void 0 ? {} : { flopShare },
		...byteShare === void 0 ? {} : { byteShare },
		casts,
		islands,
		...unknownNodes === 0 ? {} : { unknownNodes }
	};
}
const heldOutKinds = [
	"held-back",
	"noise",
	"permuted"
];
function heldOutFields(inputs, reason) {
	const { held, of, worstExcess } = countHeld(inputs.map(({ excess }) => excess));
	const kinds = heldOutKinds.flatMap((kind) => {
		const own = inputs.filter((input) => input.kind === kind).map(({ excess }) => excess);
		if (own.length === 0) return [];
		const counted = countHeld(own);
		return [{
			kind,
			held: counted.held,
			of: counted.of
		}];
	});
	return {
		held,
		of,
		...of === 0 ? {} : { worstExcess },
		kinds,
		...reason === void 0 ? {} : { text: reason }
	};
}
function otherText(kind) {
	switch (kind) {
		case "comfortable": return "Meets half of every limit, for inputs that differ from these samples.";
		case "islands": return "Easier to read, and no more to convert between, than the fewest nodes.";
		case "partial": return "Repairs the other outputs; those whose error is spread stay beyond their limits.";
		default: return "Passes, and is no small set: it may fit the rounding of these samples only.";
	}
}
function closestOf(search) {
	if (search.kind !== "unfinished" || search.closest === void 0) return void 0;
	const { nodes } = search.closest;
	return [{
		kind: "closest",
		text: "Nearest to the limits of all sets that were tried; it fails.",
		nodes: [...nodes]
	}];
}
function spreadFields(search) {
	if (search.kind !== "spread") return {};
	return {
		spreadOutputs: [...search.outputs],
		curve: search.curve.map((point) => ({ ...point })),
		advice: search.advice.map((entry) => ({ ...entry }))
	};
}

export { stepAt as C, smallestNormalFloat16 as S, flushedFloat16 as _, heldOutPlans as a, overflowFloat16 as b, compositionAdvice as c, site as d, isSquare as f, computedBy as g, activations as h, heldOutPerturbations as i, shareOfElements as l, upstream as m, costFields as n, perturbedInput as o, downstream as p, planToUse as r, composeExplanation as s, composeOverrides as t, show as u, inputEvidence as v, unitRoundoff as w, scalarConstant as x, isPlainRounding as y };