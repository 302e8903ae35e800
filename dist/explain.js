import { $ as maxArgumentBytes, A as overflowFloat16, C as downstream, D as flushedFloat16, E as computedBy, F as mixedModelFile, I as overridesFolder, J as planOutputValue, L as writeOverrideFiles, M as smallestNormalFloat16, N as stepAt, O as inputEvidence, P as unitRoundoff, Q as isShellPrintable, S as isSquare, T as activations, X as excessByOutput, Y as toPlanOutputs, Z as byteLength, _ as findHazards, at as codeElement, b as show, et as maxCommandBytes, g as perturbedInput, h as heldOutPlans, it as shellWord, j as scalarConstant, k as isPlainRounding, m as heldOutPerturbations, nt as shellFlag, ot as fencedBlock, p as planToUse, q as planOutputLimit, rt as shellScript, st as markdownSentence, tt as shellCommand, v as compositionAdvice, w as upstream, x as site, xt as environmentSchema, y as shareOfElements } from "./reports.js";
import { _ as UnjudgedError, h as GateError, m as EngineError, p as ConfigError, v as describeError } from "./start.js";
import { A as writeModel, At as newFloatAttribute, B as readsOnlySizes, C as liftGraph, Cn as AttributeProtoSchema, D as modelNameScope, Dt as findAttribute, E as withBodies, En as GraphProtoSchema, Et as isControlFlow, F as declaredShape, Fn as quoteName, G as indexGraph, I as elementType, J as createNameScope, Kt as graphSha256, L as inferTypes, M as declaresHalfPrecision, N as halfFormat, Nn as ValueInfoProtoSchema, O as newCast, On as NodeProtoSchema, Pn as create, Qt as readInitializer, S as liftDeclaration, T as dropIdleCasts, Tn as FunctionProtoSchema, Tt as isCarrier, W as findValue, X as valueNames, Y as nodeNames, Yt as namesRead, Z as expandCall, Zt as copyMessage, _ as emulate, _n as quote, _t as keepInFp32, a as originAddress, b as writeRounding, bt as decodeFloats, en as tensorProto, g as exposeOutputs, gt as everythingFp32, ht as everythingFp16, i as listTrackedPython, j as decideRounding, jt as newIntAttribute, k as newNode, kt as intAttribute, l as engineSample, mt as checkPlan, n as openCheckout, r as headCommit, ut as readNumbers, w as liftNode, wn as AttributeProto_AttributeType, wt as carriedInputPositions, x as placeRounding, xn as dtypeOf, xt as encodeFloat16s, y as prepareEmulation, z as isShapeInput } from "./judge.js";
import { t as graphProvenance } from "./provenance.js";
import { J as givenPath, l as elementSizeBytes, s as elementCount } from "./settings.js";
import { a as groupFusible, c as readOutside, d as isPacked, f as fixedConstants, i as readersOf, l as readsUnrounded, n as findIslands, o as inexactNodes, p as floatConstants, r as readDataflow, s as switchUnits, t as pricePlan, u as targetsOf } from "./price.js";
import { t as judgePlan } from "./judge-plan.js";
import { t as writeMixedModel } from "./mixed-writer.js";
import { n as notForcedOperators, t as memoryTensor } from "./memory-tensor.js";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { freemem } from "node:os";

// src/localise/ranking.ts
/** Nothing fails, so nothing is blamed. */
const nothingToBlame = {
	culprits: [],
	outputs: [],
	amplifier: void 0,
	candidates: [],
	trials: [],
	isCutShort: false
};

// src/onnx/node-key.ts
/**
* A name for every node that survives renaming and a new export: `MODULE/OPERATOR#ORDINAL`, such as
* `blocks.2.attn/MatMul#2`, by node id. Ordinals count from 1 within module and operator. Without a module the first
* part is empty. No two nodes share a key: `/`, `#` and `%` inside a part are percent-encoded.
*
* The order of counting follows the data from the graph's outputs backwards, so that neither names nor the order of
* nodes in the file matter; nodes that no output depends on come last.
*/
function nodeKeys(graph, provenance) {
	const counts = /* @__PURE__ */ new Map();
	const keys = /* @__PURE__ */ new Map();
	const encoded = /* @__PURE__ */ new Map();
	const encode = (part) => {
		const known = encoded.get(part) ?? encodePart(part);
		encoded.set(part, known);
		return known;
	};
	for (const node of dataOrder(graph)) {
		const { domain, proto } = node;
		const operator = domain === "" ? proto.opType : `${domain}::${proto.opType}`;
		const kind = `${encode(provenance.get(node.id)?.module ?? "")}/${encode(operator)}`;
		const ordinal = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, ordinal);
		keys.set(node.id, `${kind}#${ordinal}`);
	}
	return keys;
}
function encodePart(part) {
	return part.replace(/[%/#]/g, encodeURIComponent);
}
/** Every node after those it depends on, found from the outputs in their order and the inputs in theirs. */
function dataOrder(graph) {
	const ordered = [];
	const entered = /* @__PURE__ */ new Set();
	for (const { producer } of graph.main.outputs) if (producer !== void 0) visit(producer.node, entered, ordered);
	for (const node of graph.nodes) visit(node, entered, ordered);
	return ordered;
}
/** Depth first with a stack of its own: chains of 100,000 nodes are deeper than the call stack. */
function visit(root, entered, ordered) {
	if (entered.has(root)) return;
	entered.add(root);
	const stack = [{
		node: root,
		needs: neededValues(root),
		next: 0
	}];
	for (let top = stack.at(-1); top !== void 0; top = stack.at(-1)) {
		if (top.next === top.needs.length) {
			ordered.push(top.node);
			stack.pop();
			continue;
		}
		const need = top.needs[top.next]?.producer?.node;
		top.next += 1;
		if (need !== void 0 && !entered.has(need)) {
			entered.add(need);
			stack.push({
				node: need,
				needs: neededValues(need),
				next: 0
			});
		}
	}
}
/** What a node reads, and what the results of its bodies are. */
function neededValues(node) {
	return node.bodies.length === 0 ? node.inputs : [...node.inputs, ...node.bodies.flatMap((body) => body.scope.outputs)];
}

// src/localise/causes/amplification.ts
const leastGain = 8;
const exponential = /* @__PURE__ */ new Set([
	"Softmax",
	"LogSoftmax",
	"Exp",
	"ReduceLogSumExp"
]);
/** Arguments from here on come in steps of 1/16: 6 % of a result. */
const leastArgument = 64;
const anything = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Div",
	"Exp",
	"Pow",
	"Sqrt",
	"Log",
	"Tanh",
	"Sigmoid",
	"Softmax",
	"LogSoftmax",
	"Neg",
	"Reciprocal"
]);
/** Ordinary rounding that a node downstream magnifies. */
function amplification(context) {
	const { node, measured, evidence } = context;
	const steep = steepArgument(context);
	if (steep !== void 0) return steep;
	if (!isPlainRounding(measured)) return void 0;
	let before = measured.total.relRms;
	for (const { node: reader } of downstream(node, {
		steps: 3,
		through: anything
	})) {
		const after = evidence.get(reader.id)?.total.relRms ?? 0;
		if (before > 0 && after >= leastGain * before) return {
			kind: "amplification",
			evidence: `${site(context).name} adds only ordinary rounding (${show(measured.introduced.relRms)} relative), which ${reader.proto.opType} behind it magnifies ${show(after / before)} times.`,
			advice: "Compute from here to the magnifying step in float32, or lower the scale or temperature that magnifies."
		};
		before = Math.max(before, after);
	}
}
/** An exponential function of large numbers turns the step of its argument into a relative error of its result. */
function steepArgument({ node, measured }) {
	const [argument] = measured.inputs;
	if (!exponential.has(node.proto.opType) || argument === void 0 || argument.absMax < leastArgument) return void 0;
	if (measured.introduced.nonFinite > 0) return void 0;
	const step = stepAt(argument.absMax);
	return {
		kind: "amplification",
		evidence: `${node.proto.opType} reads values up to ${show(argument.absMax)}, where FP16 steps are ${show(step)}: each step changes the ratio of two results by ${show(100 * Math.expm1(step))} %.`,
		advice: "Lower the scale or temperature before it, or compute scale and exponential function in float32."
	};
}

// src/localise/causes/cancellation.ts
/** The result is smaller than the operands by at least this factor: 5 of 11 bits are gone. */
const leastLoss = 32;
/** Operators that keep the relative size of a rounding error. */
const linear = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Pow",
	"ReduceMean",
	"ReduceSum",
	"Add",
	"Neg",
	"Max",
	"Min"
]);
/** A difference of nearly equal numbers: here, or right after this node, whose rounding it lays bare. */
function cancellation(context) {
	const { node, measured, evidence } = context;
	const own = lossAt(node, measured);
	if (own !== void 0 && !isPlainRounding(measured)) return describe$1(node, measured, own, "here", context);
	if (!isPlainRounding(measured)) return void 0;
	for (const { node: reader } of downstream(node, {
		steps: 3,
		through: linear
	})) {
		const found = evidence.get(reader.id);
		const loss = found === void 0 ? void 0 : lossAt(reader, found);
		if (found !== void 0 && loss !== void 0) return describe$1(reader, found, loss, "in the difference that reads this", context);
	}
}
/** By how much a sum or difference is smaller than the larger of its operands; undefined below `leastLoss`. */
function lossAt(node, measured) {
	const { opType } = node.proto;
	if (opType !== "Sub" && opType !== "Add") return void 0;
	const [one, other] = measured.inputs.map((input) => input.rms).filter(Number.isFinite);
	if (one === void 0 || other === void 0 || Math.max(one, other) > 4 * Math.min(one, other)) return void 0;
	const loss = Math.max(one, other) / measured.reference.rms;
	return Number.isFinite(loss) && loss >= leastLoss ? loss : void 0;
}
function describe$1(node, measured, loss, where, context) {
	const operand = Math.max(...measured.inputs.map((input) => input.rms));
	const isVariance = isVarianceByMoments(node);
	return {
		kind: "cancellation",
		evidence: `${isVariance ? "The variance as E[x^2] - E[x]^2" : site(context).name} takes a difference of ${show(measured.reference.rms)} between numbers of about ${show(operand)} (rms) ${where}: their FP16 rounding is magnified ${show(loss)} times.`,
		advice: isVariance ? "Compute the variance as `(x - x.mean()).pow(2).mean()`, or with `torch.var` in float32." : "Compute operands and difference in float32, or subtract the common part before it is rounded."
	};
}
/** mean(x * x) - mean(x) * mean(x). */
function isVarianceByMoments(node) {
	const [first, second] = [computedBy(node.inputs[0]), computedBy(node.inputs[1])];
	const mean = first?.proto.opType === "ReduceMean" ? computedBy(first.inputs[0]) : void 0;
	const square = second !== void 0 && isSquare(second) ? computedBy(second.inputs[0]) : void 0;
	return mean !== void 0 && isSquare(mean) && square?.proto.opType === "ReduceMean";
}

// src/localise/causes/coordinate-resolution.ts
/** Angles from here on come in steps of 1/32 and more: whole percents of a turn. */
const leastAngle = 32;
/** Coordinates from here on come in steps of a quarter and more. */
const leastCoordinate = 512;
const onWay$1 = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Add",
	"Sub",
	"Neg",
	"Clip",
	"Min",
	"Max",
	"Mod"
]);
/** Large values of which small differences matter, where the graph shows that they do: angles and sampling grids. */
function coordinateResolution(context) {
	if (context.measured.introduced.nonFinite > 0 || context.measured.reference.overflows > 0) return void 0;
	return angle(context) ?? samplingGrid(context);
}
/** The same for values of which the graph does not say what they are: large results, or factors of such. */
function largeValues(context) {
	if (!isPlainRounding(context.measured)) return largeOperands(context);
	if (isProductOfWeights(context.node, context.measured)) return void 0;
	return largeResult(context) ?? scaledUp(context);
}
/**
* A sum or difference that is smaller than its large operands, whose rounding is all that it loses: at most half a
* step of each operand, and of the result.
*/
function largeOperands(context) {
	const { node, measured } = context;
	const { introduced, reference } = measured;
	if (node.proto.opType !== "Add" && node.proto.opType !== "Sub") return void 0;
	const steps = [reference, ...measured.inputs].map(({ absMax }) => stepAt(absMax) / 2);
	const largest = Math.max(...measured.inputs.map(({ absMax }) => absMax));
	if (!(introduced.nonFinite === 0 && introduced.max <= steps.reduce((sum, step) => sum + step)) || largest < leastCoordinate) return void 0;
	return largeValuesAt(largest, context);
}
function angle(context) {
	const { node, measured, evidence } = context;
	const isWave = ({ proto }) => proto.opType === "Sin" || proto.opType === "Cos";
	const wave = isWave(node) ? node : downstream(node, {
		steps: 3,
		through: onWay$1
	}).find((met) => isWave(met.node))?.node;
	if (wave === void 0) return void 0;
	const argument = wave === node ? activations(measured)[0] : evidence.get(wave.id)?.inputs[0];
	if (argument === void 0 || argument.absMax < leastAngle) return void 0;
	const { composition } = site(context);
	return {
		kind: "coordinate-resolution",
		evidence: `${composition === void 0 ? `The argument of ${wave.proto.opType}` : `The argument of ${composition.name}`} reaches ${show(argument.absMax)} rad, where neighbouring FP16 numbers are ${show(stepAt(argument.absMax))} rad apart.`,
		advice: compositionAdvice(composition) ?? "Compute the argument and `sin`, `cos` in float32, or reduce it modulo 2 pi first."
	};
}
/** GridSample reads places in an image: a step of the grid times half the image's size is an error in pixels. */
function samplingGrid({ node, measured }) {
	const sampler = node.proto.opType === "GridSample" ? node : downstream(node, {
		steps: 3,
		through: onWay$1
	}).find((met) => met.node.proto.opType === "GridSample" && (met.input === 1 || met.from !== node))?.node;
	if (sampler === void 0) return void 0;
	const grid = sampler === node ? measured.inputs.find((input) => input.position === 1) : measured.reference;
	if (grid === void 0) return void 0;
	return {
		kind: "coordinate-resolution",
		evidence: `Sampling positions up to ${show(grid.absMax)} feed \`grid_sample\`, where FP16 steps are ${show(stepAt(grid.absMax))}.`,
		advice: "Build the grid and sample in float32 (`F.grid_sample(x.float(), grid.float())`)."
	};
}
function largeResult(context) {
	const { measured } = context;
	const largest = Math.max(measured.reference.absMax, ...activations(measured).map((input) => input.absMax));
	return largest < leastCoordinate ? void 0 : largeValuesAt(largest, context);
}
function largeValuesAt(largest, context) {
	const { introduced, reference } = context.measured;
	const { name } = site(context);
	const [subject, moved] = largest > reference.absMax ? [`This ${name} reads values that`, "moves its results"] : [`Values at this ${name}`, "moves them"];
	return {
		kind: "coordinate-resolution",
		evidence: `${subject} reach ${show(largest)}, where FP16 steps are ${show(stepAt(largest))}; its rounding alone ${moved} by up to ${show(introduced.max)}.`,
		advice: "Compute coordinates of this size in float32, or keep offsets relative to an anchor and add the large part in float32."
	};
}
/** Small numbers that are multiplied to large ones: their step grows with them. */
function scaledUp({ node, measured, evidence }) {
	for (const { node: reader } of downstream(node, {
		steps: 4,
		through: onWay$1
	})) {
		const found = evidence.get(reader.id);
		const factor = reader.proto.opType === "Mul" ? Math.max(...factorsOf(reader, found)) : 0;
		if (found === void 0 || factor < 64 || found.reference.absMax < leastCoordinate) continue;
		const step = stepAt(measured.reference.absMax);
		return {
			kind: "coordinate-resolution",
			evidence: `Values up to ${show(measured.reference.absMax)} keep steps of ${show(step)} in FP16 here and are multiplied by ${show(factor)} later: steps of ${show(step * factor)} in results up to ${show(found.reference.absMax)}.`,
			advice: "Normalise and decode coordinates in float32 (cast only what enters the layers between), or choose a scale that keeps results small."
		};
	}
}
function factorsOf(node, measured) {
	const scalars = node.inputs.map((value) => Math.abs(scalarConstant(value) ?? 0));
	const stored = (measured?.inputs ?? []).filter((input) => input.isConstant).map((input) => input.absMax);
	return [
		0,
		...scalars,
		...stored
	];
}
/** Layers with weights give features, not coordinates. */
function isProductOfWeights(node, measured) {
	return [
		"MatMul",
		"Gemm",
		"Conv",
		"ConvTranspose"
	].includes(node.proto.opType) && measured.inputs.some((input) => input.isConstant);
}

// src/localise/causes/discontinuity.ts
const onWay = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Div",
	"Softmax",
	"Sigmoid",
	"Neg",
	"Relu",
	"ReduceMax",
	"ReduceSum"
]);
/** Operators whose result is what a decision compares, whatever the size of their error. */
const opensDecision = /* @__PURE__ */ new Set([
	"Softmax",
	"Sigmoid",
	"LogSoftmax"
]);
/** Which of several is largest: any rounding can turn it. */
const choices$1 = /* @__PURE__ */ new Set([
	"ArgMax",
	"ArgMin",
	"TopK",
	"Hardmax"
]);
const steps$1 = new Set("ArgMax ArgMin TopK Hardmax Round Floor Ceil Sign Greater GreaterOrEqual Less LessOrEqual Equal NonMaxSuppression NonZero".split(" "));
/** Ordinary rounding before a choice among several values. */
function wrongChoice(context) {
	return beforeStep(context, choices$1);
}
/** Ordinary rounding that a decision downstream turns into another index, another bin or another branch. */
function discontinuity(context) {
	return beforeStep(context, steps$1);
}
function beforeStep(context, steps) {
	const { node, measured } = context;
	const isStep = steps.has(node.proto.opType);
	const isBorderline = isPlainRounding(measured) || measured.introduced.nonFinite === 0 && opensDecision.has(node.proto.opType);
	if (!isStep && !isBorderline) return void 0;
	const met = isStep ? node : downstream(node, {
		steps: 4,
		through: onWay
	}).find((each) => steps.has(each.node.proto.opType))?.node;
	if (met === void 0) return void 0;
	const { opType } = met.proto;
	return {
		kind: "discontinuity",
		evidence: isStep ? `${opType} jumps where its input crosses a border, and rounding to FP16 moves inputs across.` : `${site(context).name} adds only ordinary rounding, but ${opType} behind it jumps where two values are closer than that.`,
		advice: "Compare this output by its decisions (matched rows, agreement), or compute the compared values in float32 up to the decision."
	};
}

// src/localise/causes/division-by-flushed.ts
const arguments_ = {
	Div: 1,
	Reciprocal: 0,
	Log: 0,
	Sqrt: 0,
	Pow: 0
};
/** A divisor, or the argument of a logarithm or a power, is not zero in FP32 and zero in FP16. */
function divisionByFlushed(context) {
	const { node, measured } = context;
	const { opType } = node.proto;
	const position = Object.hasOwn(arguments_, opType) ? arguments_[opType] : void 0;
	if (position === void 0) return void 0;
	const argument = inputEvidence(context, position);
	const isHurt = measured.introduced.nonFinite > 0 || measured.arisingNonFinite > 0;
	if (argument === void 0 || argument.flushed === 0 || !isHurt) return void 0;
	const role = opType === "Div" ? "divisors" : "arguments";
	return {
		kind: "division-by-flushed",
		evidence: `${argument.flushed} of ${argument.nonZero} ${role} of this ${opType} are not zero in FP32 and 0 in FP16 (2^-25 and less vanish): ${Math.max(measured.introduced.nonFinite, measured.arisingNonFinite)} results are NaN or infinite (largest ${role.slice(0, -1)}: ${show(argument.absMax)}).`,
		advice: "Compute the operands and this step in float32, or keep the operand away from zero (`clamp(min=1e-4)`)."
	};
}

// src/localise/causes/eps-underflow.ts
const guards = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Max",
	"Clip"
]);
const between = /* @__PURE__ */ new Set([
	"Sqrt",
	"Mul",
	"Add",
	"Max",
	"Clip",
	"ReduceSum",
	"ReduceMean",
	"ReduceMax",
	"Reciprocal",
	"Abs"
]);
const endangered$1 = /* @__PURE__ */ new Set([
	"Div",
	"Reciprocal",
	"Log",
	"Sqrt",
	"Pow"
]);
/**
* A small constant that keeps a division, a root or a logarithm away from zero becomes zero itself, or loses most of
* its digits as a subnormal. Found at the node that adds it and at the node that then meets the zero. Asks for
* values so small that the constant matters.
*/
function epsUnderflow(context) {
	const { node, measured, evidence } = context;
	const own = smallConstant(node, measured);
	if (own !== void 0 && matters(measured, own)) {
		const user = downstream(node, {
			steps: 3,
			through: between
		}).find((met) => endangered$1.has(met.node.proto.opType));
		return user === void 0 ? void 0 : describe(own, user.node.proto.opType, context);
	}
	if (!endangered$1.has(node.proto.opType)) return void 0;
	for (const { node: guard } of upstream(node, {
		steps: 3,
		through: between
	}, node.proto.opType === "Div" ? 1 : 0)) {
		const found = evidence.get(guard.id);
		const eps = found === void 0 ? void 0 : smallConstant(guard, found);
		if (eps !== void 0 && found !== void 0 && matters(found, eps)) return describe(eps, node.proto.opType, context);
	}
}
function smallConstant(node, measured) {
	if (!guards.has(node.proto.opType)) return void 0;
	const positions = node.proto.opType === "Clip" ? [1] : [0, 1];
	for (const position of positions) {
		const input = measured.inputs.find((each) => each.position === position && each.isConstant);
		const value = input?.scalar ?? scalarConstant(node.inputs[position]);
		const size = Math.abs(value ?? (input !== void 0 && input.flushed > 0 ? input.absMax : 0));
		if (size > 0 && size < smallestNormalFloat16) return size;
	}
}
/** Results in the constant's own range exist, so that it was the constant that kept them from zero. */
function matters({ reference }, eps) {
	return eps <= flushedFloat16 ? reference.flushed > 0 || reference.subnormal > 0 : reference.subnormal > 0;
}
function describe(eps, user, context) {
	const { name, composition } = site(context);
	const place = composition?.name ?? `the ${user} that it protects`;
	const digits = Math.max(1, Math.floor(Math.log2(eps)) + 25);
	return {
		kind: "eps-underflow",
		evidence: `${eps <= flushedFloat16 ? `eps = ${show(eps)} is 0 in FP16 (2^-25 and less vanish), so that ${place} meets a zero` : `eps = ${show(eps)} is subnormal in FP16 and keeps ${digits} of 11 bits, which ${place} magnifies`} (at ${name}).`,
		advice: composition === void 0 ? "Compute this step in float32, or use an eps of at least 1e-4." : "Compute this norm in float32, or use eps >= 1e-4."
	};
}

// src/localise/causes/exp-overflow.ts
/** exp(x) exceeds 65504 from x = 11.09 on. */
function expOverflow(context) {
	const { node, measured } = context;
	const { reference } = measured;
	if (node.proto.opType !== "Exp" || reference.overflows === 0) return void 0;
	const where = site(context);
	const [argument] = measured.inputs;
	const largest = argument === void 0 ? "" : ` of arguments up to ${show(argument.absMax)}`;
	const isSoftplus = downstream(node, {
		steps: 2,
		through: /* @__PURE__ */ new Set(["Add"])
	}).some((met) => met.node.proto.opType === "Log");
	return {
		kind: "exp-overflow",
		evidence: `${where.name}${largest} reaches ${show(reference.absMax)} > 65504 in ${shareOfElements(reference.overflows, reference.elements)} (FP16 holds exp(x) up to x = 11.09).`,
		advice: isSoftplus ? "Use `F.softplus` (linear beyond a threshold) instead of `log(1 + exp(x))`, or compute it in float32." : compositionAdvice(where.composition) ?? "Compute this exponential in float32, or bound its argument (`x.clamp(max=11)`)."
	};
}

// src/localise/causes/large-integers.ts
/** FP16 holds every integer up to here, and every second one above. */
const exactIntegers = 2048;
const keepsIntegers = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Neg",
	"Abs",
	"Max",
	"Min",
	"Clip",
	"CumSum",
	"ReduceSum",
	"ReduceMax",
	"ReduceMin",
	"Sum",
	"Mod"
]);
const makesIntegers = /* @__PURE__ */ new Set([
	"Floor",
	"Ceil",
	"Round",
	"Range",
	"ArgMax",
	"ArgMin",
	"Shape",
	"Size",
	"NonZero"
]);
const integerTypes = /* @__PURE__ */ new Set([
	2n,
	3n,
	4n,
	5n,
	6n,
	7n,
	9n,
	12n,
	13n
]);
/** Counts, indices or positions carried in floats beyond what FP16 counts in ones. */
function largeIntegers({ node, measured }) {
	const inputs = activations(measured);
	const largest = Math.max(measured.reference.absMax, ...inputs.map((input) => input.absMax));
	if (largest <= exactIntegers || measured.reference.overflows > 0) return void 0;
	const isOutput = keepsIntegers.has(node.proto.opType) && node.inputs.every((value) => isIntegral(value?.producer?.node, value, 8));
	const isInput = inputs.some((input) => {
		const value = node.inputs[input.position];
		return input.absMax > exactIntegers && isIntegral(value?.producer?.node, value, 8);
	});
	if (!isOutput && !isInput && !makesIntegers.has(node.proto.opType)) return void 0;
	return {
		kind: "large-integers",
		evidence: `Integers up to ${show(largest)} are carried as floats here; FP16 counts in ones only up to 2048 and in steps of ${show(stepAt(largest))} there.`,
		advice: "Keep indices, counts and positions in integer tensors or float32, and cast to FP16 only after they were scaled down."
	};
}
/** True when the graph shows that a value is integral: from integers, rounded, or computed from such. */
function isIntegral(producer, value, depth) {
	if (producer === void 0 || producer.proto.opType === "Constant") {
		if (value?.initializer !== void 0 && integerTypes.has(BigInt(value.initializer.dataType))) return true;
		const scalar = scalarConstant(value);
		return scalar !== void 0 && Number.isInteger(scalar);
	}
	if (depth === 0) return false;
	const { opType } = producer.proto;
	if (makesIntegers.has(opType)) return opType !== "Range" || producer.inputs.every((each) => Number.isInteger(scalarConstant(each) ?? 0));
	if (opType === "Cast") return isIntegerSource(producer.inputs[0], depth);
	if ([
		"Reshape",
		"Transpose",
		"Unsqueeze",
		"Squeeze",
		"Expand",
		"Identity",
		"Slice",
		"Flatten",
		"Tile",
		"Gather"
	].includes(opType)) return isIntegral(producer.inputs[0]?.producer?.node, producer.inputs[0], depth - 1);
	return keepsIntegers.has(opType) && producer.inputs.slice(0, 2).every((each) => each === void 0 || isIntegral(each.producer?.node, each, depth - 1));
}
/** What a Cast to float reads: an integer tensor, declared or from an operator that makes integers. */
function isIntegerSource(value, depth) {
	const type = value?.declared?.type?.value;
	if (type?.case === "tensorType" && integerTypes.has(BigInt(type.value.elemType))) return true;
	if (value?.initializer !== void 0) return integerTypes.has(BigInt(value.initializer.dataType));
	return isIntegral(value?.producer?.node, value, depth - 1);
}

// src/localise/causes/long-accumulation.ts
const accumulating = /* @__PURE__ */ new Set([
	"CumSum",
	"ReduceSum",
	"ReduceMean",
	"GlobalAveragePool",
	"AveragePool",
	"MatMul",
	"Gemm",
	"Conv",
	"Loop",
	"Scan",
	"GRU",
	"LSTM",
	"RNN"
]);
const leastTerms = 1024;
/** A sum of so many terms that what each adds is below the step of the sum, or a recurrence of as many steps. */
function longAccumulation(context) {
	const { node, measured } = context;
	if (!accumulating.has(node.proto.opType)) return void 0;
	const [input] = measured.inputs;
	if (input === void 0 || measured.reference.elements === 0) return void 0;
	const terms = node.proto.opType === "CumSum" ? measured.reference.absMax / input.rms : input.elements / measured.reference.elements;
	if (!Number.isFinite(terms) || terms < leastTerms) return void 0;
	return {
		kind: "long-accumulation",
		evidence: `${site(context).name} adds up about ${show(terms)} terms of ${show(input.rms)} (rms) to ${show(measured.reference.absMax)}: each is small against the FP16 step of the sum.`,
		advice: "Accumulate in float32 (`x.float().cumsum(-1)`, `x.float().mean(...)`), or sum in blocks."
	};
}

// src/localise/causes/mask-constant.ts
const maskPath = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Div",
	"Neg",
	"Min",
	"Max",
	"Clip"
]);
/**
* A large constant that switches elements off before a softmax becomes infinite: a row that is masked as a whole is
* then NaN instead of uniform. Asks for a softmax downstream and a constant beyond FP16 upstream of it.
*/
function maskConstant({ node, measured, evidence }) {
	if (measured.introduced.nonFinite === 0 && measured.arisingNonFinite === 0) return void 0;
	const isSoftmax = (each) => each.proto.opType === "Softmax" || each.proto.opType === "LogSoftmax";
	if (!isSoftmax(node) && !downstream(node, {
		steps: 5,
		through: maskPath
	}).some((met) => isSoftmax(met.node))) return;
	const sources = [node, ...upstream(node, {
		steps: 4,
		through: maskPath
	}).map((met) => met.node)];
	for (const source of sources) {
		const scalar = source.inputs.map(scalarConstant).find((value) => Math.abs(value ?? 0) >= overflowFloat16);
		const stored = evidence.get(source.id)?.inputs.find((input) => input.isConstant && input.overflows > 0);
		const size = scalar ?? stored?.scalar ?? (stored === void 0 ? void 0 : -stored.absMax);
		if (size === void 0 || !Number.isFinite(size)) continue;
		return {
			kind: "mask-constant",
			evidence: `The mask constant ${show(size)} is infinite in FP16 (beyond 65504): a softmax over a row that is masked as a whole, and a product with 0, become NaN.`,
			advice: "Mask with a value that FP16 holds (`masked_fill(mask, -1e4)`), or compute scores and softmax in float32."
		};
	}
}

// src/localise/causes/overflow.ts
/** Values that FP32 holds and FP16 does not: computed here, or read from before and rounded here. */
function overflow(context) {
	const { measured } = context;
	const { reference } = measured;
	const where = site(context);
	const advice = compositionAdvice(where.composition) ?? "Compute this step in float32 (`with torch.autocast(\"cuda\", enabled=False)` on `x.float()`), or scale the values down before it.";
	if (reference.overflows > 0) return {
		kind: "overflow",
		evidence: `${where.name} reaches ${show(reference.absMax)} > 65504 in ${shareOfElements(reference.overflows, reference.elements)}.`,
		advice
	};
	const input = activations(measured).find((each) => each.isRounded && each.overflows > 0);
	if (input === void 0) return void 0;
	const isGraphInput = context.node.inputs[input.position]?.isGraphInput === true;
	const what = isGraphInput ? `the model's input ${quote(input.name)}, which has values` : "values";
	return {
		kind: "overflow",
		evidence: `${where.name} reads ${what} up to ${show(input.absMax)} > 65504 (${shareOfElements(input.overflows, input.elements)}): infinite in FP16.`,
		advice: isGraphInput ? "Feed this input in smaller units or relative to an origin, or take it and this step in float32." : advice
	};
}

// src/localise/causes/residual-growth.ts
const leastLength = 3;
const leastGrowth = 8;
/** From here on FP16 steps are a quarter and more, as large as what a block adds to a normalised stream. */
const leastMagnitude = 256;
const mostLength = 512;
const branch$1 = /* @__PURE__ */ new Set([
	"MatMul",
	"Gemm",
	"Conv",
	"Add",
	"Mul",
	"Relu",
	"Gelu",
	"Erf",
	"Sigmoid",
	"Tanh",
	"LayerNormalization",
	"BatchNormalization",
	"InstanceNormalization",
	"Softmax",
	"Attention",
	"Div",
	"Sub",
	"Sqrt",
	"ReduceMean",
	"Pow",
	"Reciprocal",
	"RMSNormalization"
]);
/** A sum in a chain of sums x + f(x) whose magnitude grew block by block. */
function residualGrowth({ node, measured, evidence }) {
	if (node.proto.opType !== "Add" || measured.reference.absMax < leastMagnitude) return void 0;
	const chain = residualChain(node, evidence);
	const first = chain.at(-1);
	if (chain.length < leastLength || first === void 0) return void 0;
	const start = first.reference.absMax;
	if (!(measured.reference.absMax >= leastGrowth * start)) return void 0;
	const { absMax, overflows } = measured.reference;
	const loss = overflows > 0 ? "beyond 65504" : `where FP16 steps are ${show(stepAt(absMax))}`;
	return {
		kind: "residual-growth",
		evidence: `The residual stream grew from ${show(start)} to ${show(absMax)} over ${chain.length} sums, ${loss}.`,
		advice: "Keep the residual sums (`x = x + block(x)`) and the norm that reads them in float32, or scale the branches down."
	};
}
/** The sums x + f(x) before this one, itself first: each adds to an earlier sum something computed from that sum. */
function residualChain(node, evidence) {
	const chain = [];
	let at = node;
	while (at !== void 0 && chain.length < mostLength) {
		const measured = evidence.get(at.id);
		if (measured === void 0) return chain;
		chain.push(measured);
		at = streamBefore(at);
	}
	return chain;
}
function streamBefore(node) {
	return node.inputs.map(computedBy).filter((producer) => producer?.proto.opType === "Add").find((sum) => {
		if (sum === void 0) return false;
		const isRead = downstream(sum, {
			steps: 2,
			through: branch$1
		}).length > 1;
		const other = node.inputs.findIndex((value) => computedBy(value) !== sum);
		return isRead && other >= 0 && upstream(node, {
			steps: 12,
			through: branch$1
		}, other).some((met) => met.node === sum);
	});
}

// src/localise/causes/rounding.ts
/** What is left when no class matches: the node's own rounding is more than the limit allows. */
function rounding(context) {
	const { introduced, reference, headroomBits } = context.measured;
	return {
		kind: "rounding",
		evidence: `The rounding of ${site(context).name} moves its values by up to ${show(introduced.max)} (${show(introduced.relRms)} relative) at magnitudes up to ${show(reference.absMax)} (${show(headroomBits)} bits of headroom), which is more than the limit allows.`,
		advice: "Run this step in float32, or give the output a limit that FP16 can meet."
	};
}

// src/localise/causes/underflow.ts
const shrinking = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Pow",
	"MatMul",
	"Gemm",
	"Conv",
	"Exp",
	"Reciprocal",
	"ReduceProd",
	"ReduceMean",
	"ReduceSum",
	"ReduceSumSquare",
	"Einsum",
	"Sub",
	"Add"
]);
const onward = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Max",
	"Sqrt",
	"ReduceSum",
	"ReduceMean",
	"Clip"
]);
const endangered = /* @__PURE__ */ new Set([
	"Div",
	"Log",
	"Reciprocal"
]);
const leastShare = .01;
/** Results that are not zero become zero, or lose their digits as subnormals, and somebody needs them. */
function underflow(context) {
	const { node, measured } = context;
	const { reference, introduced } = measured;
	if (!shrinking.has(node.proto.opType) || reference.nonZero === 0) return void 0;
	const lost = reference.flushed + reference.subnormal;
	const reader = downstream(node, {
		steps: 4,
		through: onward
	}).find((met) => endangered.has(met.node.proto.opType));
	const isNoticed = introduced.nonFinite > 0 || introduced.relRms > 4 * unitRoundoff || reader !== void 0 && lost > 0;
	const isMeeting = node.proto.opType === "Div" && introduced.nonFinite > 0;
	if (lost < leastShare * reference.nonZero || !isNoticed || isMeeting) return void 0;
	const { name } = site(context);
	const consequence = reader === void 0 ? "" : ` before the ${reader.node.proto.opType} that reads them`;
	return {
		kind: "underflow",
		evidence: `Of ${reference.nonZero} elements that are not zero, ${reference.flushed} become 0 in FP16 and ${reference.subnormal} are subnormal at ${name} (largest: ${show(reference.absMax)})${consequence}.`,
		advice: "Work in larger units (multiply the factors by a power of two before the product), or compute this part in float32."
	};
}

// src/localise/causes/weight-range.ts
/** Weights that FP16 cannot hold: beyond 65504, or so small that most of them vanish or lose their digits. */
function weightRange({ measured }) {
	const constants = measured.inputs.filter((input) => input.isConstant && input.isRounded);
	const large = constants.find((input) => input.overflows > 0);
	if (large !== void 0) return {
		kind: "weight-range",
		evidence: large.scalar === void 0 ? `${shareOfElements(large.overflows, large.elements)} of the weight ${quote(large.name)} are beyond 65504 and become infinite in FP16 (largest: ${show(large.absMax)}).` : `The constant ${show(large.scalar)} is beyond 65504 and becomes infinite in FP16.`,
		advice: "Move the scale out of the weights (fold it into the input or into the next layer), or run this layer in float32."
	};
	if (measured.introduced.relRms <= 4 * unitRoundoff && measured.introduced.nonFinite === 0) return void 0;
	const small = constants.find((input) => input.scalar === void 0 && lostShare(input) > .5);
	if (small === void 0) return void 0;
	return {
		kind: "weight-range",
		evidence: `Of the weight ${quote(small.name)}, ${small.flushed} elements become 0 in FP16 and ${small.subnormal} are subnormal, of ${small.nonZero} that are not zero (largest: ${show(small.absMax)}).`,
		advice: "Scale the weight up and its input or the result down by the same power of two, or run this layer in float32."
	};
}
function lostShare({ flushed, subnormal, nonZero }) {
	return nonZero === 0 ? 0 : (flushed + subnormal) / nonZero;
}

// src/localise/causes/written-out-sum.ts
const leastSums = 64;
const mostSums = 4096;
/** One of very many sums in a row (a loop that the exporter wrote out): what each adds drowns in the step of the sum. */
function writtenOutSum({ node, measured }) {
	if (node.proto.opType !== "Add" || !isPlainRounding(measured)) return void 0;
	const sums = sumsBefore(node);
	if (sums < leastSums) return void 0;
	const { absMax } = measured.reference;
	return {
		kind: "long-accumulation",
		evidence: `This is sum ${sums} in a row, and has reached ${show(absMax)}, where FP16 steps are ${show(stepAt(absMax))}: the rounding of every step adds up.`,
		advice: "Keep the running sum in float32 (`total = total + x.float()`), or sum in one reduction."
	};
}
function sumsBefore(node) {
	let sums = 1;
	let at = node;
	while (sums < mostSums) {
		const before = at.inputs.map(computedBy).find((producer) => producer?.proto.opType === "Add");
		if (before === void 0) return sums;
		sums += 1;
		at = before;
	}
	return sums;
}

// src/localise/cause.ts
/**
* The first that matches is the cause. Range comes before resolution, since an infinity or a zero makes every finer
* question moot; what makes a range break (a constant, a weight, an exponential, a growing stream) comes before the
* bare fact that it breaks; losses at the small end come from the constant that vanished, then from the product that
* did, and only then from the division that meets the zero. Among resolution classes the one that says what the values
* are (integers, angles, grid positions) comes before what the network does with them; that they are merely large comes
* after a choice among them (which any rounding can turn) and before every other jump or gain. `rounding` matches whatever is left.
*/
const precedence = [
	maskConstant,
	weightRange,
	expOverflow,
	residualGrowth,
	overflow,
	epsUnderflow,
	underflow,
	divisionByFlushed,
	cancellation,
	largeIntegers,
	coordinateResolution,
	wrongChoice,
	writtenOutSum,
	largeValues,
	discontinuity,
	amplification,
	longAccumulation,
	rounding
];
/**
* Why a node that trials found guilty loses what it loses. Undefined for a node without evidence or outside the graph.
* @param evidence by node id.
*/
function findCause(id, graph, evidence) {
	const node = graph.nodeById.get(id);
	const measured = evidence.get(id);
	if (node === void 0 || measured === void 0) return void 0;
	const context = {
		node,
		graph,
		measured,
		evidence
	};
	for (const test of precedence) {
		const cause = test(context);
		if (cause !== void 0) return cause;
	}
}

// src/onnx/unfold.ts
/**
* Writes the branch that an If takes, or the first rounds of a Loop or Scan, in place of the node, one copy of the body
* a round, so that inner nodes become nodes of the main graph. For looking at, not for judging: the rounds are those that
* the caller names, whatever the condition says.
* @param owner a node of the main graph.
*/
function unfold(graph, owner, course) {
	const { model } = graph;
	const writing = {
		owner,
		free: {
			values: createNameScope(valueNames(model)),
			nodes: createNameScope([...nodeNames(model), ...valueNames(model)])
		},
		opset: graph.opsets.get("") ?? 1,
		nodes: [],
		initializers: [],
		valueInfo: [],
		copies: /* @__PURE__ */ new Map()
	};
	if (course.kind === "branch") writeBranch(course.attribute, writing);
	else if (owner.proto.opType === "Scan") writeScan(course.count, writing);
	else writeLoop(course.count, writing);
	const main = graph.main.proto;
	const at = main.node.indexOf(owner.proto);
	const isWhole = course.kind === "branch" || course.isWhole;
	const written = copyMessage(main, {
		node: [
			...main.node.slice(0, at),
			...writing.nodes,
			...isWhole ? main.node.slice(at + 1) : []
		],
		initializer: [...main.initializer, ...writing.initializers],
		valueInfo: [...main.valueInfo, ...writing.valueInfo],
		...isWhole ? {} : { output: lastOutputs(owner) }
	});
	return {
		model: copyMessage(model, { graph: isWhole ? written : pruned(written) }),
		copies: writing.copies
	};
}
function writeBranch(attribute, writing) {
	const body = writing.owner.bodies.find((each) => each.attribute === attribute);
	if (body === void 0) throw new RangeError(`${writing.owner.id} has no ${attribute}`);
	writeRound(body.scope, [], writing.owner.proto.output, writing);
}
/** Inputs of the body: iteration, condition, what is carried. Outputs: condition, carried, one slice of each result. */
function writeLoop(count, writing) {
	const { proto } = writing.owner;
	const scope = onlyBody(writing);
	const given = proto.input[1] ?? "";
	let condition = given === "" ? constant("condition", "bool", Uint8Array.of(1), writing) : given;
	let carried = proto.input.slice(2);
	const slices = [];
	for (let turn = 0; turn < count; turn += 1) {
		const iteration = constant("iteration", "int64", BigInt64Array.of(BigInt(turn)), writing);
		const outputs = newOutputs(scope, writing);
		writeRound(scope, [
			iteration,
			condition,
			...carried
		], outputs, writing);
		condition = outputs[0];
		slices.push(outputs.slice(1 + carried.length));
		carried = outputs.slice(1, 1 + carried.length);
	}
	carried.forEach((name, at) => hand(name, proto.output[at], writing));
	proto.output.slice(carried.length).forEach((name, at) => stack(column(slices, at), name, 0, writing));
}
/** Inputs of the body: state, one slice of each sequence. Outputs: state, one slice of each result. */
function writeScan(count, writing) {
	const { proto } = writing.owner;
	const scope = onlyBody(writing);
	const option = (name, at) => Number(findAttribute(proto, name)?.ints[at] ?? 0);
	const states = proto.input.length - intAttribute(proto, "num_scan_inputs", 0);
	let state = proto.input.slice(0, states);
	const slices = [];
	for (let turn = 0; turn < count; turn += 1) {
		const given = proto.input.slice(states).map((name, at) => {
			const isBackward = option("scan_input_directions", at) === 1;
			return slice(name, option("scan_input_axes", at), isBackward ? -1 - turn : turn, writing);
		});
		const outputs = newOutputs(scope, writing);
		writeRound(scope, [...state, ...given], outputs, writing);
		state = outputs.slice(0, states);
		slices.push(outputs.slice(states));
	}
	state.forEach((name, at) => hand(name, proto.output[at], writing));
	proto.output.slice(states).forEach((name, at) => {
		stack(option("scan_output_directions", at) === 1 ? column(slices, at).reverse() : column(slices, at), name, option("scan_output_axes", at), writing);
	});
}
function column(rows, at) {
	return rows.map((row) => row[at]);
}
function onlyBody({ owner }) {
	const [body] = owner.bodies;
	if (body === void 0) throw new RangeError(`${owner.id} has no body`);
	return body.scope;
}
function newOutputs(scope, { owner, free }) {
	return scope.proto.output.map(({ name }) => free.values.take(`${owner.id}/${name}`));
}
/** One copy of a body. Its results get names of their own first, since a body may return what it is given. */
function writeRound(scope, inputs, outputs, { owner, free, nodes, initializers, valueInfo, copies }) {
	const body = scope.proto;
	const formal = body.input.map(({ name }) => name);
	const weights = body.initializer.filter(({ name }) => !formal.includes(name));
	const moved = weights.map((tensor) => copyMessage(tensor, { name: free.values.take(`${owner.id}/${tensor.name}`) }));
	const returned = body.output.map(({ name }, at) => `${name}//${at}`);
	const definition = create(FunctionProtoSchema, {
		name: owner.id,
		input: [...formal, ...weights.map(({ name }) => name)],
		output: returned,
		node: [...body.node, ...body.output.map(({ name }, at) => newNode("", "Identity", [name], returned[at]))],
		valueInfo: [...body.valueInfo, ...body.output]
	});
	const call = copyMessage(owner.proto, {
		input: [...inputs, ...moved.map(({ name }) => name)],
		output: [...outputs],
		attribute: []
	});
	const expanded = expandCall(call, definition, free);
	body.node.forEach((_, at) => {
		copies.set(expanded.nodes[at], scope.nodes[at].id);
	});
	nodes.push(...expanded.nodes);
	initializers.push(...moved);
	valueInfo.push(...expanded.valueInfo);
}
function hand(name, output, { nodes }) {
	if (output !== void 0 && output !== "") nodes.push(newNode("", "Identity", [name], output));
}
function slice(name, axis, index, writing) {
	const at = constant("index", "int64", BigInt64Array.of(BigInt(index)), writing);
	const part = writing.free.values.take(`${writing.owner.id}/${name}`);
	writing.nodes.push(newNode("", "Gather", [name, at], part, [newIntAttribute("axis", axis)]));
	return part;
}
function stack(parts, output, axis, writing) {
	if (output === void 0 || output === "") return;
	const layers = parts.map((part) => {
		const layer = writing.free.values.take(`${part}/layer`);
		writing.nodes.push(unsqueeze(part, layer, axis, writing));
		return layer;
	});
	writing.nodes.push(newNode("", "Concat", layers, output, [newIntAttribute("axis", axis)]));
}
/** Axes are an input since opset 13 (ONNX), an attribute before. */
function unsqueeze(input, output, axis, writing) {
	const ints = BigInt64Array.of(BigInt(axis));
	if (writing.opset >= 13) return newNode("", "Unsqueeze", [input, constant("axes", "int64", ints, writing, [1])], output);
	const attribute = create(AttributeProtoSchema, {
		name: "axes",
		type: AttributeProto_AttributeType.INTS,
		ints: [...ints]
	});
	return newNode("", "Unsqueeze", [input], output, [attribute]);
}
function constant(name, dtype, values, { owner, free, initializers }, shape = []) {
	const tensor = tensorProto(free.values.take(`${owner.id}/${name}`), dtype, shape, values);
	initializers.push(tensor);
	return tensor.name;
}
function lastOutputs(owner) {
	return owner.outputs.flatMap((value) => value === void 0 ? [] : [value.declared ?? create(ValueInfoProtoSchema, { name: value.name })]);
}
/** Without the nodes that no output depends on. */
function pruned(graph) {
	const read = new Set(graph.output.map(({ name }) => name));
	const node = graph.node.toReversed().filter((each) => {
		const isRead = each.output.some((name) => read.has(name));
		if (isRead) namesRead(each).forEach((name) => read.add(name));
		return isRead;
	}).reverse();
	return copyMessage(graph, { node });
}

// src/runs/body-courses.ts
/** Rounds of a Loop or Scan that are looked at, and nodes that they may come to. */
const mostRounds = 16;
const mostCopies = 4e3;
/**
* What an If, Loop or Scan of the main graph does in the samples, by a run of the FP32 model that tells what the node
* reads. Of a Loop that works out itself when to end, only the first round is certain.
* @throws EngineError when the model can't be run.
*/
async function findCourses(options, graph, owner) {
	const { opType } = owner.proto;
	if (opType !== "If" && opType !== "Loop" && opType !== "Scan") return [];
	const told = await readInputs(options, graph, owner);
	if (opType === "If") return branchesTaken(options, owner, told);
	const nodes = Math.max(1, owner.bodies[0]?.scope.nodes.length ?? 1);
	const rounds = told.map((numbers) => roundsOf(owner, numbers));
	const running = options.samples.filter((_, at) => (rounds[at] ?? 0) > 0);
	const least = Math.min(...rounds.filter((count) => count > 0));
	if (running.length === 0 || !Number.isFinite(least)) return [];
	const room = Math.max(1, Math.floor(mostCopies / nodes));
	const count = Math.min(least, mostRounds, room, endsByItself(owner) ? 1 : least);
	return [{
		course: {
			kind: "iterations",
			count,
			isWhole: rounds.every((each) => each === count) && !endsByItself(owner)
		},
		samples: running
	}];
}
function branchesTaken({ samples }, owner, told) {
	return ["then_branch", "else_branch"].flatMap((attribute) => {
		const taking = samples.filter((_, at) => told[at]?.[0] === 0 === (attribute === "else_branch"));
		const exists = owner.bodies.some((body) => body.attribute === attribute);
		return taking.length > 0 && exists ? [{
			course: {
				kind: "branch",
				attribute
			},
			samples: taking
		}] : [];
	});
}
/** Of a Loop the trip count and the first condition (told as absent: no bound, true); of a Scan the length. */
function roundsOf(owner, told) {
	if (owner.proto.opType === "Scan") return told[0] ?? 0;
	const [bound = NaN, condition = 1] = told;
	if (condition === 0) return 0;
	return Number.isNaN(bound) ? endsByItself(owner) ? 1 : mostRounds : bound;
}
/** A Loop whose body works out whether to go on. */
function endsByItself({ proto, bodies }) {
	const scope = bodies[0]?.scope;
	if (proto.opType !== "Loop" || scope === void 0) return false;
	let value = scope.outputs[0];
	while (value?.producer?.node.proto.opType === "Identity") value = value.producer.node.inputs[0];
	return !(value === scope.inputs[1] || value?.scope !== scope) && (value === void 0 || !isTrue(value));
}
function isTrue({ producer, initializer }) {
	const tensor = initializer ?? (producer?.node.proto.opType === "Constant" ? findAttribute(producer.node.proto, "value")?.t : void 0);
	if (tensor === void 0 || tensor.externalData.length > 0) return false;
	const number = /* @__PURE__ */ new Float64Array(1);
	readNumbers(readInitializer(tensor), 0, number);
	return number[0] === 1;
}
/** For each sample: the numbers that `roundsOf` and `branchesTaken` read. */
async function readInputs(options, graph, owner) {
	const { names, model } = writeQuestions(graph, owner);
	const { original, workFolder, threads, signal, samples, timeoutMs } = options;
	const path = writeModel(model, workFolder, "bodies-told.onnx", { original });
	const { perModel } = await options.engine.run({
		workFolder,
		threads,
		...signal === void 0 ? {} : { signal },
		models: [{
			key: "told",
			path
		}],
		samples,
		timeoutMs
	});
	return (perModel.get("told")?.outputs ?? []).map((tensors) => names.map((name) => {
		const tensor = name === void 0 ? void 0 : tensors.get(name);
		if (tensor === void 0 || elementCount(tensor.shape) === 0) return NaN;
		const number = /* @__PURE__ */ new Float64Array(1);
		const axis = axisOf$1(owner);
		readNumbers(tensor, axis < 0 ? axis + elementCount(tensor.shape) : axis, number);
		return number[0];
	}));
}
/** A Scan is told its length by the shape of its first sequence, along its axis. */
function axisOf$1({ proto }) {
	if (proto.opType !== "Scan") return 0;
	return Number(findAttribute(proto, "scan_input_axes")?.ints[0] ?? 0);
}
function writeQuestions(graph, { proto }) {
	const scope = modelNameScope(graph.model);
	const isScan = proto.opType === "Scan";
	const sequences = intAttribute(proto, "num_scan_inputs", 0);
	const asked = isScan ? proto.input.slice(proto.input.length - sequences).slice(0, 1) : proto.input.slice(0, proto.opType === "If" ? 1 : 2);
	const nodes = [];
	const names = asked.map((name) => {
		if (name === "") return void 0;
		const told = scope.take("told");
		nodes.push(newNode("", isScan ? "Shape" : "Identity", [name], told));
		return told;
	});
	const main = graph.main.proto;
	return {
		names,
		model: copyMessage(graph.model, { graph: copyMessage(main, {
			node: [...main.node, ...nodes],
			output: names.flatMap((name) => name === void 0 ? [] : [create(ValueInfoProtoSchema, { name })])
		}) })
	};
}

// src/localise/twin-emitter.ts
function createEmitter(names) {
	const known = /* @__PURE__ */ new Map();
	const before = (value) => {
		const name = known.get(value) ?? names.take(`${value.name}__unrounded`);
		known.set(value, name);
		return name;
	};
	return emitterOver(names, createConstants(names), before);
}
function emitterOver(names, constants, before) {
	const nodes = [];
	return {
		names,
		nodes,
		constants,
		add(opType, inputs, attributes = []) {
			const output = names.take("twin");
			nodes.push(newNode("", opType, inputs, output, attributes));
			return output;
		},
		addWith(opType, inputs, outputs, attributes) {
			nodes.push(create(NodeProtoSchema, {
				opType,
				input: [...inputs],
				output: [...outputs],
				attribute: [...attributes]
			}));
		},
		round(input, format, output) {
			const half = names.take("twin");
			nodes.push(newCast(input, half, elementType[format]), newCast(half, output, elementType.float));
			return output;
		},
		before,
		nested: () => emitterOver(names, constants, before)
	};
}
function createConstants(names) {
	const tensors = /* @__PURE__ */ new Map();
	const known = /* @__PURE__ */ new Map();
	const constant = (key, make) => {
		let name = known.get(key);
		if (name === void 0) {
			name = names.take("twin_constant");
			known.set(key, name);
			tensors.set(name, make(name));
		}
		return name;
	};
	return {
		tensors,
		floats: (values, shape = [values.length]) => constant(`float ${shape.join()}: ${values.join()}`, (name) => tensorProto(name, "float32", shape, Float32Array.from(values))),
		ints: (values) => constant(`int ${values.join()}`, (name) => tensorProto(name, "int64", [values.length], BigInt64Array.from(values, BigInt)))
	};
}
/** The attribute of a Cast. */
function castTo(element) {
	return newIntAttribute("to", element);
}
function intsAttribute(name, ints) {
	return create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.INTS,
		ints: ints.map(BigInt)
	});
}
/** A declaration without a shape. */
function untilShaped(name, element) {
	return create(ValueInfoProtoSchema, {
		name,
		type: { value: {
			case: "tensorType",
			value: { elemType: element }
		} }
	});
}
/** An attribute that holds a graph which takes nothing and returns `outputs`. */
function bodyAttribute(name, nodes, outputs) {
	const g = create(GraphProtoSchema, {
		name,
		node: [...nodes],
		output: [...outputs]
	});
	return create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.GRAPH,
		g
	});
}

// src/localise/twin-facts.ts
/** Finds out what both chains share, what they do not, and which nodes are measured. */
function findTwinFacts(prepared) {
	const { graph, decision, stored } = prepared;
	const placement = placeRounding(graph, decision, everythingFp16, stored);
	const captured = /* @__PURE__ */ new Map();
	const constants = /* @__PURE__ */ new Set();
	const diverged = /* @__PURE__ */ new Set();
	const unsteady = /* @__PURE__ */ new Set();
	const fromInputs = new Set(graph.main.inputs.filter((value) => value.initializer === void 0));
	const unsized = /* @__PURE__ */ new Set();
	const subjects = [];
	for (const value of graph.main.values.values()) if (value.initializer !== void 0) constants.add(value);
	for (const node of graph.main.nodes) {
		const outer = node.bodies.length === 0 ? [] : capturedValues(node);
		if (outer.length > 0) captured.set(node, outer);
		const read = [...node.inputs, ...outer].filter((value) => value !== void 0);
		const made = node.outputs.filter((value) => value !== void 0);
		const isFirst = !readsAny(node, outer, diverged, unsteady);
		const rounds = decision.byNode.has(node) || bodiesRound(node, prepared);
		if (read.every((value) => constants.has(value))) made.forEach((value) => constants.add(value));
		if (rounds || !isFirst) made.forEach((value) => diverged.add(value));
		if (changesShape(node, read, diverged, unsteady)) made.forEach((value) => unsteady.add(value));
		if (readsAny(node, outer, fromInputs, unsized)) made.forEach((value) => fromInputs.add(value));
		if (changesShape(node, read, fromInputs, unsized)) made.forEach((value) => unsized.add(value));
		const outputs = floatOutputs(made, prepared);
		if (rounds && outputs.length > 0) subjects.push({
			node,
			outputs,
			isFirst
		});
	}
	return {
		prepared,
		placement,
		diverged,
		constants,
		unsteady,
		unsized,
		captured,
		subjects
	};
}
/** The FP32 chain as a model of its own, with all outputs of the model. */
function withoutRounding({ prepared }) {
	const nowhere = {
		outputs: /* @__PURE__ */ new Map(),
		copies: /* @__PURE__ */ new Map(),
		readings: /* @__PURE__ */ new Map()
	};
	return writeRounding(prepared.graph, nowhere, prepared.stored);
}
/** A dense tensor whose elements are float32 here: FP32, or FP16 and BF16 lifted. */
function isFloatTensor(type) {
	return type?.kind === "tensor" && floatElements.has(type.element);
}
const floatElements = /* @__PURE__ */ new Set([
	elementType.float,
	elementType.float16,
	elementType.bfloat16
]);
/**
* The value that holds the same elements, perhaps in another order: what is measured there holds here. Reshape,
* Transpose and their like neither add nor drop any.
*/
function rootOf(value) {
	let root = value;
	for (;;) {
		const { producer } = root;
		const source = producer !== void 0 && producer.output === 0 && producer.node.domain === "" && rearranging.has(producer.node.proto.opType) ? producer.node.inputs[0] : void 0;
		if (source === void 0 || source.scope !== value.scope) return root;
		root = source;
	}
}
const rearranging = /* @__PURE__ */ new Set([
	"DepthToSpace",
	"Flatten",
	"Identity",
	"Reshape",
	"SpaceToDepth",
	"Squeeze",
	"Transpose",
	"Unsqueeze"
]);
function floatOutputs(made, prepared) {
	const floats = made.filter((value) => isFloatTensor(prepared.types.get(value)));
	const read = floats.filter((value) => value.uses.length > 0 || value.isReturned);
	return read.length > 0 ? read : floats;
}
/** True when the node reads a value of `marked`; Shape and Size only look at shapes, which `shaped` has changed ones of. */
function readsAny(node, outer, marked, shaped) {
	const seen = readsOnlySizes(node) ? shaped : marked;
	return node.inputs.some((value) => value !== void 0 && seen.has(value)) || outer.some((value) => marked.has(value));
}
/** Operators that decide by their input's numbers how much they return, whatever their domain. */
const selecting = /* @__PURE__ */ new Set([
	"BeamSearch",
	"Compress",
	"GreedySearch",
	"NonMaxSuppression",
	"NonZero",
	"StringSplit",
	"Unique",
	"WhisperBeamSearch"
]);
/** True when the shape of what the node makes depends on values of `marked`, or on other shapes that do. */
function changesShape(node, read, marked, shaped) {
	if (readsOnlySizes(node)) return false;
	if (read.some((value) => shaped.has(value))) return true;
	if (node.inputs.some((value, index) => value !== void 0 && marked.has(value) && isShapeInput(node, index))) return true;
	return (isControlFlow(node) || selecting.has(node.proto.opType)) && read.some((value) => marked.has(value));
}
function bodiesRound(node, prepared) {
	return node.bodies.some(({ scope }) => scope.nodes.some((inner) => prepared.decision.byNode.has(inner) || bodiesRound(inner, prepared)));
}
function capturedValues(node) {
	const found = /* @__PURE__ */ new Set();
	const visit = (scope) => {
		const note = (value) => {
			if (value !== void 0 && value.scope.parent === void 0) found.add(value);
		};
		for (const inner of scope.nodes) {
			inner.inputs.forEach(note);
			inner.bodies.forEach((body) => visit(body.scope));
		}
		scope.outputs.forEach(note);
	};
	node.bodies.forEach((body) => visit(body.scope));
	return [...found];
}

// src/localise/twin-model.ts
/** Makes a model of a draft: what nobody needs is left out, statistics become two vectors. */
function assemblePart(draft, exports, facts, constants, names, statistics) {
	const { graph } = facts.prepared;
	const vector = collectNumbers(draft, statistics, names, constants.ints([-1]));
	const wanted = [...vector.flatMap((node) => node.output), ...exports.map(({ name }) => name)];
	const { nodes, read } = withoutUnread([...draft.nodes, ...vector], wanted);
	const outputs = [...vector.length === 0 ? [] : [untilShaped(statistics, elementType.float)], ...exports.map((crossing) => declareCrossing(crossing, facts))];
	const imports = draft.imports.filter(({ name }) => read.has(name));
	const proto = graph.main.proto;
	const written = copyMessage(graph.model, { graph: copyMessage(proto, {
		node: nodes,
		input: [...proto.input.filter((info) => read.has(info.name)).map((info) => facts.prepared.stored === void 0 ? info : liftInput(info, facts)), ...imports.map((crossing) => declareCrossing(crossing, facts))].filter((info) => info !== void 0),
		output: outputs,
		initializer: [
			...proto.initializer.filter((tensor) => read.has(tensor.name)),
			...draft.rounded.filter((tensor) => read.has(tensor.name)),
			...[...constants.tensors.values()].filter((tensor) => read.has(tensor.name))
		],
		valueInfo: foreignDeclarations(nodes, facts, names)
	}) });
	return {
		model: facts.prepared.stored === void 0 ? written : dropIdleCasts(written),
		slots: draft.slots,
		statistics: vector.length === 0 ? void 0 : statistics,
		imports,
		exports,
		nodeCount: nodes.length
	};
}
/**
* Joins all numbers to one vector, the numbers of some nodes to those of the nodes before them. ONNX Runtime runs a
* graph depth first from its end, of a node's inputs the one that stands last in the file first: with the joints at the
* end of the file everything is measured soon after it is made. One single joint would first make all tensors of both
* chains, and hold them.
*/
function collectNumbers(draft, statistics, names, shape) {
	const stacks = [];
	const joints = [];
	let joined;
	let start = 0;
	for (const end of draft.ends) {
		const isLast = end === draft.numbers.length;
		if (end === start || end - start < numbersPerJoint && !isLast) continue;
		const vectors = stackNumbers(draft.numbers.slice(start, end), names, shape, stacks);
		const output = isLast ? statistics : names.fresh("twin_numbers");
		const all = joined === void 0 ? vectors : [joined, ...vectors];
		joints.push(newNode("", "Concat", all, output, [alongFirst]));
		joined = output;
		start = end;
	}
	return [...stacks, ...joints];
}
/** One vector for each run of numbers of one rank, in order. */
function stackNumbers(numbers, names, shape, nodes) {
	const vectors = [];
	let start = 0;
	for (const [index, { rank }] of numbers.entries()) {
		if (numbers[index + 1]?.rank === rank) continue;
		const alike = numbers.slice(start, index + 1).map(({ name }) => name);
		start = index + 1;
		const [stacked, vector] = [names.fresh("twin_numbers"), names.fresh("twin_numbers")];
		vectors.push(vector);
		if (rank === 0) nodes.push(newNode("", "SequenceConstruct", alike, stacked), newNode("", "ConcatFromSequence", [stacked], vector, [alongFirst, stacking]));
		else nodes.push(newNode("", "Concat", alike, stacked, [alongFirst]), newNode("", "Reshape", [stacked, shape], vector));
	}
	return vectors;
}
/** Enough that joining costs little, few enough that tensors are not held for long. */
const numbersPerJoint = 40;
const stacking = newIntAttribute("new_axis", 1);
const alongFirst = newIntAttribute("axis", 0);
/** The nodes that `wanted` depends on, and every name that they read. */
function withoutUnread(nodes, wanted) {
	const read = new Set(wanted);
	const kept = [];
	for (const node of nodes.toReversed()) if (node.output.some((name) => read.has(name))) {
		kept.push(node);
		for (const name of namesRead(node)) read.add(name);
	}
	return {
		nodes: kept.reverse(),
		read
	};
}
/** Inputs that only give an initializer in half precision its type are no inputs any more. */
function liftInput(info, facts) {
	const value = facts.prepared.graph.main.values.get(info.name);
	return value !== void 0 && facts.prepared.stored?.has(value) === true ? void 0 : liftDeclaration(info);
}
function declareCrossing({ value, name }, facts) {
	const { types, stored } = facts.prepared;
	const element = types.get(value)?.element ?? elementType.float;
	const isHalf = element === elementType.float16 || element === elementType.bfloat16;
	return untilShaped(name, stored !== void 0 && isHalf ? elementType.float : element);
}
/** Types of what operators outside of ONNX make: the engine can't always infer them. */
function foreignDeclarations(nodes, facts, names) {
	const made = new Set(nodes.filter(({ domain }) => !isOnnx(domain)).flatMap(({ output }) => output));
	if (made.size === 0) return [];
	const found = [];
	for (const node of facts.prepared.graph.main.nodes) {
		if (isOnnx(node.domain)) continue;
		for (const value of node.outputs) {
			const declared = value?.declared;
			if (value === void 0 || declared === void 0) continue;
			for (const variant of [
				"reference",
				"chain",
				"unrounded",
				"local",
				"local-unrounded"
			]) {
				const name = names.of(value, variant);
				if (made.has(name)) found.push(copyMessage(liftDeclaration(declared), { name }));
			}
		}
	}
	return found;
}
function isOnnx(domain) {
	return domain === "" || domain === "ai.onnx";
}

// src/localise/twin-names.ts
function createTwinNames(names) {
	const known = /* @__PURE__ */ new Map();
	const copies = /* @__PURE__ */ new Map();
	return {
		of(value, variant) {
			if (variant === "reference") return value.name;
			let variants = known.get(value);
			if (variants === void 0) {
				variants = /* @__PURE__ */ new Map();
				known.set(value, variants);
			}
			let name = variants.get(variant);
			if (name === void 0) {
				name = names.take(`${value.name}__${variant}`);
				variants.set(variant, name);
			}
			return name;
		},
		rounded(name, format) {
			const key = `${format} ${name}`;
			let copy = copies.get(key);
			if (copy === void 0) {
				copy = names.take(`${name}__rounded`);
				copies.set(key, copy);
			}
			return copy;
		},
		fresh: (wanted) => names.take(wanted)
	};
}

// src/localise/statistics-accumulation.ts
/**
* Writes the largest sum of magnitudes that an accumulation of the node can reach, as a scalar: sum |a b| for products,
* sum |x| or sum x^2 for reductions (means before they are divided), sum (x - mean)^2 for normalisations. FP16 storage
* with FP32 accumulation never shows when such a sum leaves FP16's range; an engine that accumulates in FP16 would.
* Returns undefined for operators that do not accumulate. `inputs` are the names that the node reads, by position.
*/
function writeAccumulation(node, inputs, opset, emitter) {
	if (node.domain !== "") return void 0;
	const sums = writeSums(node, inputs, opset, emitter);
	return sums === void 0 ? void 0 : emitter.add("ReduceMax", [sums], [withoutAxes]);
}
function writeSums(node, inputs, opset, emitter) {
	const { proto } = node;
	const [first = ""] = inputs;
	const magnitudes = () => emitter.add("Abs", [first]);
	switch (proto.opType) {
		case "MatMul":
		case "Conv":
		case "ConvTranspose":
		case "Einsum": return emitter.add(proto.opType, inputs.map(absolute(emitter)), proto.attribute);
		case "Gemm": return emitter.add("Gemm", inputs.map(absolute(emitter)), gemmAttributes(proto.attribute));
		case "ReduceSum":
		case "CumSum": return emitter.add(proto.opType, [magnitudes(), ...inputs.slice(1)], proto.attribute);
		case "ReduceL1":
		case "ReduceSumSquare": return emitter.add(proto.opType, inputs, proto.attribute);
		case "ReduceL2": return emitter.add("ReduceSumSquare", inputs, proto.attribute);
		case "ReduceMean":
		case "GlobalAveragePool": return undoMean(emitter.add(proto.opType, [magnitudes(), ...inputs.slice(1)], proto.attribute), first, emitter);
		default: return writeDeviations(node, first, opset, emitter);
	}
}
const withoutAxes = newIntAttribute("keepdims", 0);
/** An omitted optional input stays omitted. */
function absolute(emitter) {
	return (name) => name === "" ? "" : emitter.add("Abs", [name]);
}
function gemmAttributes(attributes) {
	return attributes.map((attribute) => attribute.name === "alpha" || attribute.name === "beta" ? copyMessage(attribute, { f: Math.abs(attribute.f) }) : attribute);
}
/** A mean times the number of elements in it. */
function undoMean(mean, input, emitter) {
	const [whole, parts] = [input, mean].map((name) => emitter.add("Cast", [emitter.add("Size", [name])], [castTo(elementType.float)]));
	return emitter.add("Mul", [mean, emitter.add("Div", [whole ?? "", parts ?? ""])]);
}
/** The rows that a normalisation works on, its mean taken off where it takes it off, squared and added. */
function writeDeviations(node, input, opset, emitter) {
	const grouped = (groups) => emitter.add("Reshape", [input, emitter.constants.ints(groups)]);
	switch (node.proto.opType) {
		case "LayerNormalization": return squares(emitter.add("Flatten", [input], axisOf(node)), true, opset, emitter);
		case "RMSNormalization":
		case "SimplifiedLayerNormalization": return squares(emitter.add("Flatten", [input], axisOf(node)), false, opset, emitter);
		case "InstanceNormalization": return squares(grouped([
			0,
			0,
			-1
		]), true, opset, emitter);
		case "GroupNormalization": return squares(grouped([
			0,
			intAttribute(node.proto, "num_groups", 1),
			-1
		]), true, opset, emitter);
		default: return;
	}
}
/** Flatten makes rows of everything from the axis on; both count from the end when it is negative. */
function axisOf(node) {
	const axis = findAttribute(node.proto, "axis");
	return axis === void 0 ? [newIntAttribute("axis", -1)] : [axis];
}
function squares(rows, isCentred, opset, emitter) {
	const mean = isCentred ? reduceLast("ReduceMean", rows, opset, emitter) : void 0;
	return reduceLast("ReduceSumSquare", mean === void 0 ? rows : emitter.add("Sub", [rows, mean]), opset, emitter);
}
/** Axes are an input since opset 18 (ONNX), an attribute before. */
function reduceLast(opType, name, opset, emitter) {
	return opset >= 18 ? emitter.add(opType, [name, emitter.constants.ints([-1])]) : emitter.add(opType, [name], [intsAttribute("axes", [-1])]);
}

// src/localise/statistics.ts
/** Largest magnitude that FP16 rounds to zero (ties go to even, which is zero here). */
const largestFlushed = 2 ** -25;
/** Smallest magnitude that FP16 rounds to a normal number: the tie below 2^-14 goes to even, which is 2^-14. */
const smallestNormal = 2 ** -14 - 2 ** -25;
/** Smallest magnitude that FP16 rounds to infinity: the tie above 65504 goes to even. */
const smallestOverflow = 65520;
const noElements = {
	elements: 0,
	absMax: 0,
	sumSquares: 0,
	nonZero: 0,
	flushed: 0,
	subnormal: 0,
	nonFinite: 0,
	overflows: 0
};
const noError$1 = {
	max: 0,
	sumSquares: 0,
	nonFinite: 0
};
const windowElements = 65536;
/** Numbers of a tensor of any dtype, read window by window, sums in float64. Throws what reading it throws. */
function measureTensorValues(tensor) {
	const elements = elementCount(tensor.shape);
	const window = new Float64Array(Math.min(elements, windowElements));
	let total = noElements;
	for (let start = 0; start < elements; start += window.length) {
		const part = window.subarray(0, Math.min(window.length, elements - start));
		readNumbers(tensor, start, part);
		total = addValues(total, measureNumbers(part));
	}
	return total;
}
/** Numbers of a list. */
function measureNumbers(values) {
	let absMax = 0;
	let sumSquares = 0;
	let nonZero = 0;
	let flushed = 0;
	let subnormal = 0;
	let nonFinite = 0;
	let overflows = 0;
	for (let index = 0; index < values.length; index += 1) {
		const size = Math.abs(values[index]);
		if (!(size < Number.POSITIVE_INFINITY)) {
			nonFinite += 1;
			continue;
		}
		if (size === 0) continue;
		nonZero += 1;
		if (size > absMax) absMax = size;
		sumSquares += size * size;
		if (size <= largestFlushed) flushed += 1;
		else if (size < smallestNormal) subnormal += 1;
		else if (size >= 65520) overflows += 1;
	}
	return {
		elements: values.length,
		absMax,
		sumSquares,
		nonZero,
		flushed,
		subnormal,
		nonFinite,
		overflows
	};
}
/** Numbers of two sets of elements together. */
function addValues(left, right) {
	return {
		elements: left.elements + right.elements,
		absMax: Math.max(left.absMax, right.absMax),
		sumSquares: left.sumSquares + right.sumSquares,
		nonZero: left.nonZero + right.nonZero,
		flushed: left.flushed + right.flushed,
		subnormal: left.subnormal + right.subnormal,
		nonFinite: left.nonFinite + right.nonFinite,
		overflows: left.overflows + right.overflows
	};
}
/** Numbers of two sets of differences together. */
function addErrors(left, right) {
	return {
		max: Math.max(left.max, right.max),
		sumSquares: left.sumSquares + right.sumSquares,
		nonFinite: left.nonFinite + right.nonFinite
	};
}
/** Root mean square over the finite elements; 0 when there are none. */
function rootMeanSquare(sumSquares, elements) {
	return elements > 0 ? Math.sqrt(sumSquares / elements) : sumSquares;
}

// src/localise/statistics-graph.ts
/**
* Statistics of tensors as nodes of a graph, each of one float32, so that only numbers leave it. Where the rank of a
* tensor is known and not 0, its numbers keep that rank, all axes of length 1; else they are scalars.
*
* The plain form is cheap: no mask, and nothing is written that can only be read once. It is right as long as all is
* finite and no square overflows; otherwise its sum of squares is NaN or infinite, since neither vanishes from a sum.
* Only what shows so is measured again in the masked form, which keeps non-finite elements out and scales by the
* largest magnitude before it squares.
*/
/** Numbers of a value in the order of the vector: see `readValue`. */
const valueWidth = {
	light: 2,
	full: 5,
	masked: 7
};
/** Numbers of a difference: see `readError`. `brief` leaves out the largest. */
const errorWidth = {
	brief: 1,
	plain: 3,
	masked: 4
};
function measureTensor(emitter, name, rank) {
	let mask;
	return {
		name,
		rank,
		finite() {
			mask ??= emitter.add("Less", [emitter.add("Abs", [name]), scalar(emitter, Number.POSITIVE_INFINITY)]);
			return mask;
		}
	};
}
function scalar(emitter, value) {
	return emitter.constants.floats([value], []);
}
/** A reduction over all elements of something with as many axes as `tensor`. */
function reduce(emitter, tensor, opType, name) {
	return emitter.add(opType, [name], tensor.rank > 0 ? keepingAxes : toScalar);
}
/** Limits for "more than": the float32 below the first magnitude that counts. */
const subnormalLimit = smallestNormal - 2 ** -38;
const overflowLimit = smallestOverflow - 2 ** -8;
/** Number of elements. Exact up to 2^24, rounded to 24 bits beyond, like all counts here. */
function writeSize(emitter, tensor) {
	return emitter.add("Cast", [emitter.add("Size", [tensor.name])], [toFloat]);
}
/** Writes the numbers of a value without counts: largest magnitude and sum of squares. */
function writeLightValue(emitter, tensor) {
	const magnitudes = emitter.add("Abs", [tensor.name]);
	return [reduce(emitter, tensor, "ReduceMax", magnitudes), reduce(emitter, tensor, "ReduceSumSquare", magnitudes)];
}
/** Writes the plain numbers of a value. */
function writeValue(emitter, tensor) {
	const magnitudes = emitter.add("Abs", [tensor.name]);
	return [
		reduce(emitter, tensor, "ReduceMax", magnitudes),
		reduce(emitter, tensor, "ReduceSumSquare", magnitudes),
		...countsAbove(emitter, tensor, magnitudes, [
			0,
			largestFlushed,
			subnormalLimit
		])
	];
}
/** Writes the numbers of a value over its finite elements. */
function writeMaskedValue(emitter, tensor) {
	const zero = scalar(emitter, 0);
	const magnitudes = emitter.add("Abs", [emitter.add("Where", [
		tensor.finite(),
		tensor.name,
		zero
	])]);
	const [max, scaled] = scaledSquares(emitter, tensor, magnitudes);
	return [
		max,
		scaled,
		...countsAbove(emitter, tensor, magnitudes, [
			0,
			largestFlushed,
			subnormalLimit
		]),
		countOf$1(emitter, tensor, emitter.add("Not", [tensor.finite()])),
		...countsAbove(emitter, tensor, magnitudes, [overflowLimit])
	];
}
/** Writes the plain numbers of `left - right`. */
function writeError(emitter, left, right) {
	const difference = emitter.add("Sub", [left.name, right.name]);
	return [
		"ReduceMax",
		"ReduceMin",
		"ReduceSumSquare"
	].map((opType) => reduce(emitter, left, opType, difference));
}
/** Writes the sum of squares of `left - right` alone. */
function writeBriefError(emitter, left, right) {
	return [reduce(emitter, left, "ReduceSumSquare", emitter.add("Sub", [left.name, right.name]))];
}
/** Writes the numbers of `left - right` where both are finite, and how often just one is. */
function writeMaskedError(emitter, left, right) {
	const zero = scalar(emitter, 0);
	const both = emitter.add("And", [left.finite(), right.finite()]);
	const difference = emitter.add("Sub", [left.name, right.name]);
	const distances = emitter.add("Abs", [emitter.add("Where", [
		both,
		difference,
		zero
	])]);
	const one = emitter.add("Xor", [left.finite(), right.finite()]);
	const [max, scaled] = scaledSquares(emitter, left, distances);
	return [
		max,
		max,
		scaled,
		countOf$1(emitter, left, one)
	];
}
/** Writes a number that is finite exactly when all elements are (FP16 numbers: their sum can't overflow). */
function writeIsFinite(emitter, tensor) {
	return reduce(emitter, tensor, "ReduceSum", tensor.name);
}
/** Largest element, and the sum of squares of the elements divided by it. */
function scaledSquares(emitter, tensor, magnitudes) {
	const max = reduce(emitter, tensor, "ReduceMax", magnitudes);
	const divisor = emitter.add("Max", [max, scalar(emitter, 2 ** -126)]);
	return [max, reduce(emitter, tensor, "ReduceSumSquare", emitter.add("Div", [magnitudes, divisor]))];
}
function countOf$1(emitter, tensor, mask) {
	return reduce(emitter, tensor, "ReduceSum", emitter.add("Cast", [mask], [toFloat]));
}
/**
* How many magnitudes exceed each limit. HardSigmoid is max(0, min(1, alpha x + beta)): with a large power of two as
* alpha it is a step, exact because the product and the difference are, and cheaper than comparing and casting.
* Float32 subnormals (below 2^-126) may count as zero.
*/
function countsAbove(emitter, tensor, magnitudes, limits) {
	return limits.map((limit) => reduce(emitter, tensor, "ReduceSum", emitter.add("HardSigmoid", [magnitudes], stepAttributes(limit))));
}
function stepAttributes(limit) {
	let attributes = steps.get(limit);
	if (attributes === void 0) {
		const alpha = limit === 0 ? 2 ** 127 : 2 ** 100;
		attributes = [newFloatAttribute("alpha", alpha), newFloatAttribute("beta", -limit * alpha)];
		steps.set(limit, attributes);
	}
	return attributes;
}
const steps = /* @__PURE__ */ new Map();
/** Keeping axes is what all reductions do unless told otherwise. */
const keepingAxes = [];
const toScalar = [newIntAttribute("keepdims", 0)];
const toFloat = newIntAttribute("to", elementType.float);
/** Below this a plain sum of squares has lost digits to float32's own underflow. */
const smallestSumSquares = 2 ** -100;
/** The numbers of `writeLightValue`, `writeValue` or `writeMaskedValue`; counts that were not taken are NaN. */
function readValue(numbers, elements) {
	if (elements === 0) return noElements;
	const [absMax = NaN, squares = NaN] = numbers;
	const isMasked = numbers.length === valueWidth.masked;
	const [nonZero, kept, normal, nonFinite, overflows] = [...numbers.subarray(2)].map(Math.round);
	const isCounted = nonZero !== void 0 && kept !== void 0 && normal !== void 0;
	return {
		elements,
		absMax,
		sumSquares: isMasked ? squares * absMax ** 2 : plainSquares(squares, absMax, elements),
		nonZero: nonZero ?? NaN,
		flushed: isCounted ? nonZero - kept : NaN,
		subnormal: isCounted ? kept - normal : NaN,
		nonFinite: nonFinite ?? 0,
		overflows: overflows ?? 0
	};
}
/** The numbers of `writeError`, `writeBriefError` (the largest is NaN then) or `writeMaskedError`. */
function readError(numbers, elements) {
	if (elements === 0) return noError$1;
	if (numbers.length === errorWidth.brief) {
		const [sumSquares = NaN] = numbers;
		return {
			max: sumSquares === 0 ? 0 : NaN,
			sumSquares,
			nonFinite: 0
		};
	}
	const [most = NaN, least = NaN, squares = NaN, nonFinite] = numbers;
	const max = Math.max(Math.abs(most), Math.abs(least));
	return nonFinite === void 0 ? {
		max,
		sumSquares: plainSquares(squares, max, elements),
		nonFinite: 0
	} : {
		max,
		sumSquares: squares * max ** 2,
		nonFinite
	};
}
/** Squares of magnitudes below 2^-63 get lost in float32: then the largest magnitude stands for all, a bound. */
function plainSquares(squares, max, elements) {
	return squares < smallestSumSquares ? max ** 2 * elements : squares;
}
/** True when the plain numbers of a value are not to be trusted, or its overflows have to be counted. */
function needsMaskedValue(numbers, elements) {
	const [absMax = NaN, squares = NaN] = numbers;
	return elements > 0 && !(Number.isFinite(squares) && absMax <= overflowLimit);
}
/** True when the plain numbers of a difference are not to be trusted. */
function needsMaskedError(numbers, elements) {
	return elements > 0 && !numbers.every(Number.isFinite);
}

// src/localise/twin-world.ts
/** Writes one node of the main graph in a world, its bodies included, and the rounding of its outputs. */
function writeInWorld(node, world, facts, emitter) {
	const proto = writeProto(node, world, facts, emitter);
	emitter.nodes.push(copyMessage(proto, { name: world.kind === "reference" ? proto.name : "" }));
	for (const value of node.outputs) {
		const format = value === void 0 ? void 0 : outputFormat(value, world, facts);
		if (value !== void 0 && format !== void 0) emitter.round(world.write(value, true), format, world.write(value, false));
		else if (value !== void 0 && isStored(value, facts)) emitter.nodes.push(newCast(world.write(value, true), world.write(value, false), elementType.float));
	}
}
function outputFormat(value, world, facts) {
	return world.kind === "reference" ? void 0 : facts.placement.outputs.get(value);
}
/** The node with its names of this world; what has to come before it goes to `emitter`. */
function writeProto(node, world, facts, emitter) {
	const withInner = withBodies(node, (body) => writeBody(body, world, facts, emitter.nested()));
	const proto = facts.prepared.stored === void 0 ? withInner : liftNode(withInner);
	return copyMessage(proto, {
		input: proto.input.map((name, index) => {
			const value = node.inputs[index];
			return value === void 0 ? name : inputName(node, index, value, world, facts, emitter);
		}),
		output: proto.output.map((name, index) => {
			const value = node.outputs[index];
			if (value === void 0) return name;
			const isRounded = outputFormat(value, world, facts) !== void 0 || isStored(value, facts);
			return isMain(value) ? world.write(value, isRounded) : isRounded ? emitter.before(value) : name;
		})
	});
}
function inputName(node, index, value, world, facts, emitter) {
	const how = readingOf(node, index, value, world, facts);
	if (isMain(value)) return world.read(value, how);
	if (how === "value") return value.name;
	return how === "unrounded" ? emitter.before(value) : emitter.round(value.name, how, emitter.names.take("twin"));
}
/**
* The FP16 chain reads as `emulate` placed it. On reference inputs nothing is representable yet, so that every input
* that the node would round is rounded; inside bodies this repeats some roundings, which changes nothing.
*/
function readingOf(node, index, value, world, facts) {
	if (world.kind === "reference") return "value";
	const placed = facts.placement.readings.get(node)?.[index] ?? "value";
	if (world.kind === "chain") return placed === "copy" ? facts.placement.copies.get(value) ?? "value" : placed;
	const format = facts.prepared.decision.byNode.get(node)?.inputs[index];
	const isExact = format !== void 0 && facts.prepared.stored?.get(value) === format;
	if (format !== void 0 && !isExact) return format;
	return placed === "unrounded" ? placed : "value";
}
function writeBody(scope, world, facts, emitter) {
	for (const value of scope.values.values()) if (value.producer === void 0 && isStored(value, facts)) emitter.nodes.push(newCast(emitter.before(value), value.name, elementType.float));
	for (const node of scope.nodes) {
		emitter.nodes.push(writeProto(node, world, facts, emitter));
		for (const value of node.outputs) {
			const format = value === void 0 ? void 0 : outputFormat(value, world, facts);
			if (value !== void 0 && format !== void 0) emitter.round(emitter.before(value), format, value.name);
			else if (value !== void 0 && isStored(value, facts)) emitter.nodes.push(newCast(emitter.before(value), value.name, elementType.float));
		}
	}
	const lifted = facts.prepared.stored === void 0 ? scope.proto : liftGraph(scope.proto);
	return copyMessage(lifted, {
		node: emitter.nodes,
		initializer: lifted.initializer.map((tensor) => {
			const value = scope.values.get(tensor.name);
			return value !== void 0 && isStored(value, facts) ? copyMessage(tensor, { name: emitter.before(value) }) : tensor;
		}),
		output: lifted.output.map((info, index) => {
			const value = scope.outputs[index];
			return value !== void 0 && isMain(value) ? copyMessage(info, { name: world.read(value, "value") }) : info;
		})
	});
}
function isStored(value, facts) {
	return facts.prepared.stored?.has(value) === true;
}
function isMain(value) {
	return value.scope.parent === void 0;
}

// src/localise/twin-part.ts
/**
* Writes a stretch of the main graph: for each node the node in the FP32 chain, in the FP16 chain where that differs,
* and in FP16 on reference inputs where that is to be compared, with the statistics right behind, so that no tensor
* lives longer than it must. `values` are measured at the beginning: graph inputs.
*/
function draftPart(nodes, subjects, values, facts, measures, names, emitter, roundConstant) {
	const drafting = {
		facts,
		measures,
		names,
		emitter,
		made: /* @__PURE__ */ new Set(),
		imports: /* @__PURE__ */ new Map(),
		rounded: [],
		roundConstant,
		measured: /* @__PURE__ */ new Map(),
		slots: [],
		numbers: [],
		ends: []
	};
	values.forEach((value) => measureValue(value, drafting));
	drafting.ends.push(drafting.numbers.length);
	for (const node of nodes) {
		draftNode(node, subjects.get(node), drafting);
		drafting.ends.push(drafting.numbers.length);
	}
	return {
		...drafting,
		nodes: emitter.nodes,
		imports: [...drafting.imports.values()]
	};
}
function draftNode(node, subject, drafting) {
	const { facts, emitter, measures } = drafting;
	writeInWorld(node, referenceWorld(drafting), facts, emitter);
	const outputs = node.outputs.filter((value) => value !== void 0);
	outputs.forEach((value) => note(value, "reference", drafting));
	if (outputs.some((value) => facts.diverged.has(value))) {
		writeInWorld(node, chainWorld(drafting), facts, emitter);
		for (const value of outputs) {
			note(value, "chain", drafting);
			if (facts.placement.outputs.has(value)) note(value, "unrounded", drafting);
		}
	}
	outputs.forEach((value) => measureValue(value, drafting));
	outputs.forEach((value) => measureFinite(value, drafting));
	if (measures.wantsAccumulation(node)) measureAccumulation(node, drafting);
	if (subject === void 0) return;
	const kinds = [
		"introduced",
		"inherited",
		"total"
	].filter((kind) => subject.outputs.some((value) => measures.wantsError(subject, value, kind)));
	if (!subject.isFirst && kinds.some((kind) => kind !== "total")) writeInWorld(node, localWorld(drafting), facts, emitter);
	for (const value of subject.outputs) measureErrors(subject, value, drafting);
}
function note(value, variant, drafting) {
	drafting.made.add(drafting.names.of(value, variant));
}
/** The name of a tensor of either chain; from an earlier part when this one does not make it. */
function fetch(value, variant, drafting) {
	if (value.producer === void 0) return value.name;
	const name = drafting.names.of(value, variant);
	if (!drafting.made.has(name) && !drafting.imports.has(name)) drafting.imports.set(name, {
		value,
		variant,
		name
	});
	return name;
}
/** The name of a rounded copy of a tensor; each part writes those that it needs. */
function roundedCopy(value, variant, format, drafting) {
	const original = fetch(value, variant, drafting);
	const name = drafting.names.rounded(original, format);
	if (drafting.made.has(name)) return name;
	drafting.made.add(name);
	const constant = drafting.roundConstant(value, format, name);
	if (constant === void 0) drafting.emitter.round(original, format, name);
	else drafting.rounded.push(constant);
	return name;
}
function referenceWorld(drafting) {
	return {
		kind: "reference",
		read: (value) => liftedSource(value, drafting) ?? fetch(value, "reference", drafting),
		write: (value, isRounded) => drafting.names.of(value, isRounded ? "stored" : "reference")
	};
}
function chainWorld(drafting) {
	const { facts, names } = drafting;
	return {
		kind: "chain",
		read(value, how) {
			const variant = facts.diverged.has(value) ? "chain" : "reference";
			if (how === "unrounded") return fetch(value, variant === "chain" ? "unrounded" : variant, drafting);
			if (how !== "value") return roundedCopy(value, variant, how, drafting);
			return liftedSource(value, drafting) ?? fetch(value, variant, drafting);
		},
		write: (value, isRounded) => names.of(value, isRounded ? "unrounded" : "chain")
	};
}
function localWorld(drafting) {
	const { names } = drafting;
	return {
		kind: "local",
		read(value, how) {
			if (how !== "value" && how !== "unrounded") return roundedCopy(value, "reference", how, drafting);
			return liftedSource(value, drafting) ?? fetch(value, "reference", drafting);
		},
		write: (value, isRounded) => names.of(value, isRounded ? "local-unrounded" : "local")
	};
}
/** An initializer in half precision is lifted once in each part, by a Cast that the engine folds. */
function liftedSource(value, drafting) {
	if (!(value.producer === void 0 && drafting.facts.prepared.stored?.has(value) === true)) return void 0;
	const name = drafting.names.of(value, "lifted");
	if (!drafting.made.has(name)) {
		drafting.made.add(name);
		drafting.emitter.nodes.push(newCast(value.name, name, elementType.float));
	}
	return name;
}
function measured(value, name, drafting) {
	let tensor = drafting.measured.get(name);
	if (tensor === void 0) {
		tensor = measureTensor(drafting.emitter, name, rankOf$1(value, drafting));
		drafting.measured.set(name, tensor);
	}
	return tensor;
}
function rankOf$1(value, { measures }) {
	return measures.shapeOf(value)?.length ?? 0;
}
function measureValue(value, drafting) {
	const { measures, emitter } = drafting;
	if (!measures.wantsValue(value)) return;
	const tensor = measured(value, liftedSource(value, drafting) ?? fetch(value, "reference", drafting), drafting);
	const elements = elementsOf$1(measures.shapeOf(value));
	const numbers = [...elements === void 0 ? [{
		name: writeSize(emitter, tensor),
		rank: 0
	}] : [], ...ranked(valueNumbers(tensor, drafting), tensor.rank)];
	const isMasked = measures.form !== "plain";
	push({
		kind: "value",
		value,
		width: numbers.length,
		elements,
		isMasked
	}, numbers, drafting);
}
function elementsOf$1(shape) {
	return shape?.every((size) => size !== void 0) === true ? elementCount(shape) : void 0;
}
function ranked(names, rank) {
	return names.map((name) => ({
		name,
		rank
	}));
}
function valueNumbers(tensor, { measures, emitter }) {
	if (measures.form === "sizes") return [];
	if (measures.form === "masked") return writeMaskedValue(emitter, tensor);
	return measures.detail === "full" ? writeValue(emitter, tensor) : writeLightValue(emitter, tensor);
}
function measureFinite(value, drafting) {
	if (!drafting.measures.wantsFinite(value)) return;
	const tensor = measured(value, fetch(value, "chain", drafting), drafting);
	const number = ranked([writeIsFinite(drafting.emitter, tensor)], tensor.rank);
	push({
		kind: "finite",
		value,
		width: 1
	}, number, drafting);
}
function measureAccumulation(node, drafting) {
	const { facts, emitter } = drafting;
	const world = referenceWorld(drafting);
	const inputs = node.inputs.map((value) => value === void 0 ? "" : world.read(value, "value"));
	const opset = facts.prepared.graph.opsets.get("") ?? 1;
	const name = writeAccumulation(node, inputs, opset, emitter);
	if (name !== void 0) push({
		kind: "accumulation",
		node,
		width: 1
	}, [{
		name,
		rank: 0
	}], drafting);
}
function push(slot, numbers, drafting) {
	drafting.slots.push(slot);
	drafting.numbers.push(...numbers);
}
function measureErrors(subject, value, drafting) {
	const { names, measures } = drafting;
	const reference = names.of(value, "reference");
	const chain = names.of(value, "chain");
	const local = subject.isFirst ? chain : names.of(value, "local");
	const pairs = {
		introduced: [local, reference],
		inherited: [chain, local],
		total: [chain, reference]
	};
	for (const kind of [
		"introduced",
		"inherited",
		"total"
	]) {
		if (!measures.wantsError(subject, value, kind)) continue;
		const [left, right] = pairs[kind];
		const isGuarded = drafting.facts.unsteady.has(value) && kind !== "introduced";
		const width = errorWidth[errorForm(kind, measures)];
		const of = (name) => measured(value, name, drafting);
		const numbers = isGuarded ? ranked(guardedError(left, right, kind, drafting), 0) : ranked(errorNumbers(of(left), of(right), drafting.emitter, errorForm(kind, measures)), rankOf$1(value, drafting));
		push({
			kind,
			value,
			width,
			isMasked: measures.form === "masked"
		}, numbers, drafting);
	}
}
/** The largest inherited error is not worth two more reductions: the other two bound it. */
function errorForm(kind, measures) {
	if (measures.form === "masked") return "masked";
	return kind === "inherited" ? "brief" : "plain";
}
function errorNumbers(left, right, emitter, form) {
	return writers[form](emitter, left, right);
}
const writers = {
	brief: writeBriefError,
	plain: writeError,
	masked: writeMaskedError
};
/** Numbers of a difference where both have one shape; minus one in place of each where they have not. */
function guardedError(left, right, kind, drafting) {
	const { emitter, measures } = drafting;
	const isSame = haveSameShape(left, right, emitter);
	const inner = emitter.nested();
	const results = withoutRepetition(errorNumbers(measureTensor(inner, left, 0), measureTensor(inner, right, 0), inner, errorForm(kind, measures)), inner);
	const other = emitter.nested();
	const minusOne = emitter.constants.floats([-1], []);
	const missing = results.map(() => other.add("Identity", [minusOne]));
	const declare = (names) => names.map((name) => untilShaped(name, elementType.float));
	const outputs = results.map(() => emitter.names.take("twin"));
	emitter.addWith("If", [isSame], outputs, [bodyAttribute("then_branch", inner.nodes, declare(results)), bodyAttribute("else_branch", other.nodes, declare(missing))]);
	return outputs;
}
/** ONNX Runtime breaks a graph when it takes in the branch of an If that returns one value under two numbers. */
function withoutRepetition(names, emitter) {
	return names.map((name, at) => names.indexOf(name) < at ? emitter.add("Identity", [name]) : name);
}
function haveSameShape(left, right, emitter) {
	const [first, second] = [left, right].map((name) => emitter.add("Shape", [name]));
	const equal = emitter.add("Cast", [emitter.add("Equal", [first ?? "", second ?? ""])], [castTo(elementType.float)]);
	const all = emitter.add("Concat", [equal, emitter.constants.floats([1])], [newIntAttribute("axis", 0)]);
	return emitter.add("Cast", [emitter.add("ReduceMin", [all])], [castTo(elementType.bool)]);
}
/** Roots of everything that a subject reads or makes: the values that have to be measured. */
function valuesOf(subject, isFloat) {
	const inputs = subject.node.inputs.filter((value) => value !== void 0 && isFloat(value));
	return [...subject.outputs, ...inputs].map(rootOf);
}

// src/localise/twin.ts
/** Collects what is measured; `isKnown` says which values need no measuring, as constants that can be read. */
function collectSubjects(facts, isKnown) {
	const isFloat = (value) => isFloatTensor(facts.prepared.types.get(value));
	const byNode = new Map(facts.subjects.map((subject) => [subject.node, subject]));
	const values = /* @__PURE__ */ new Set();
	const compared = /* @__PURE__ */ new Set();
	for (const subject of facts.subjects) {
		for (const value of valuesOf(subject, isFloat)) if (!isKnown(value)) values.add(value);
		subject.outputs.forEach((value) => compared.add(value));
	}
	return {
		byNode,
		values,
		finite: new Set([...values].filter((value) => facts.diverged.has(value) && !compared.has(value)))
	};
}
/** Everything: value evidence of all values, and of all subjects the errors that `detail` asks for. */
function measureEverything(subjects, detail, shapeOf) {
	return {
		detail,
		form: "plain",
		wantsValue: (value) => subjects.values.has(value),
		wantsError: (subject, _, kind) => kind === "total" || detail === "full" && !subject.isFirst,
		wantsFinite: (value) => subjects.finite.has(value),
		wantsAccumulation: () => false,
		shapeOf
	};
}
/** Nothing but the numbers of elements of these values. */
function measureSizes(values) {
	return {
		detail: "light",
		form: "sizes",
		wantsValue: (value) => values.has(value),
		wantsError: () => false,
		wantsFinite: () => false,
		wantsAccumulation: () => false,
		shapeOf: () => void 0
	};
}
/** Nothing but the accumulations of these nodes, by id of the model that was judged. */
function measureAccumulations(facts, ids) {
	const { owners } = facts.prepared.expanded;
	return {
		detail: "light",
		form: "plain",
		wantsValue: () => false,
		wantsError: () => false,
		wantsFinite: () => false,
		wantsAccumulation: (node) => ids.has(node.id) || ids.has(owners.get(node.id) ?? ""),
		shapeOf: () => void 0
	};
}
/**
* Writes the twin graph: FP32 chain, FP16 chain and, for full detail, each float node in FP16 on reference inputs, with
* their statistics, as one part per stretch. A part takes the graph inputs that it reads and the tensors that earlier
* parts hand on. Parts that measure nothing and hand on nothing are still there, so that indices agree. Of the values in
* `exposed`, which nodes of the main graph make, the FP32 chain's tensor is handed on as well.
*/
function writeTwin(facts, subjects, measures, stretches, roundConstant, exposed = /* @__PURE__ */ new Set()) {
	const { graph } = facts.prepared;
	const scope = modelNameScope(graph.model);
	const names = createTwinNames(scope);
	const statistics = scope.take("statistics");
	const emitter = createEmitter(scope);
	const given = [...graph.main.values.values()].filter((value) => value.producer === void 0);
	const drafts = stretches.map(({ start, end }, index) => draftPart(graph.main.nodes.slice(start, end), subjects.byNode, index === 0 ? given : [], facts, measures, names, emitter.nested(), roundConstant));
	const exports = exportsOf(drafts, exposedCrossings(exposed, names));
	return drafts.map((draft, index) => assemblePart(draft, exports[index] ?? [], facts, emitter.constants, names, statistics));
}
function exposedCrossings(exposed, names) {
	return [...exposed].map((value) => ({
		value,
		variant: "reference",
		name: names.of(value, "reference")
	}));
}
/** What each part has to hand on: what it makes of the imports of later parts, and of what is exposed. */
function exportsOf(drafts, exposed) {
	const maker = /* @__PURE__ */ new Map();
	drafts.forEach((draft, index) => draft.made.forEach((name) => maker.set(name, index)));
	const exports = drafts.map(() => []);
	const seen = /* @__PURE__ */ new Set();
	for (const wanted of [...drafts.map(({ imports }) => imports), exposed]) for (const crossing of wanted) {
		const from = maker.get(crossing.name);
		if (from === void 0) throw new RangeError(`nothing makes ${crossing.name}`);
		if (!seen.has(crossing.name)) exports[from]?.push(crossing);
		seen.add(crossing.name);
	}
	return exports;
}

// src/localise/twin-constants.ts
/**
* The tensor behind a value that the model holds: an initializer, a Constant, or one of these reshaped or cast to
* float. Undefined for all else, constant or not: the graph measures it. A Cast rounds to float32, which the numbers
* of it ignore.
*/
function constantTensor(value) {
	const tensor = storedTensor(value);
	return tensor !== void 0 && dtypeOf(tensor.dataType) !== void 0 ? tensor : void 0;
}
function storedTensor(value) {
	const root = rootOf(value);
	if (root.initializer !== void 0) return root.initializer;
	const maker = root.producer?.node;
	if (maker === void 0 || maker.domain !== "") return void 0;
	if (maker.proto.opType === "Cast" && maker.inputs[0] !== void 0) return storedTensor(maker.inputs[0]);
	if (maker.proto.opType !== "Constant") return void 0;
	const [attribute] = maker.proto.attribute;
	switch (attribute?.name) {
		case "value": return findAttribute(maker.proto, "value")?.t;
		case "value_float": return tensorProto(root.name, "float32", [], Float32Array.of(attribute.f));
		case "value_floats": return tensorProto(root.name, "float32", [attribute.floats.length], Float32Array.from(attribute.floats));
		default: return;
	}
}
/** Numbers of a constant. Throws InputError as `readInitializer` does. */
function measureConstant(proto, open = readInitializer) {
	const tensor = open(proto);
	return {
		...measureTensorValues(tensor),
		scalar: elementCount(tensor.shape) === 1 ? firstNumber(tensor) : void 0
	};
}
/** Elements that are rounded here at most, over all constants. */
const mostRounded = 1 << 24;
/**
* A function that gives the FP16 copy of a float32 initializer as an initializer of its own, each made once. The engine
* would make the very same from two Casts, but folding them costs it more than everything else it prepares, since it
* goes over the whole graph again afterwards. Undefined for what only the engine may round: constants that a caller may
* replace, whose copies are no constants there either, BF16, and all beyond the first 2^24 elements.
*/
function constantRounder(irVersion, open = readInitializer) {
	const known = /* @__PURE__ */ new Map();
	let left = mostRounded;
	return (value, format, name) => {
		const found = known.get(name);
		const source = value.initializer;
		const isReplaceable = value.isGraphInput && irVersion >= 4n;
		if (found !== void 0 || source === void 0) return found;
		if (format !== "float16" || isReplaceable || source.dataType !== elementType.float) return void 0;
		const shape = source.dims.map(Number);
		const elements = elementCount(shape);
		if (elements > left) return void 0;
		left -= elements;
		const rounded = tensorProto(name, "float32", shape, roundAll(open(source), elements));
		known.set(name, rounded);
		return rounded;
	};
}
function roundAll(tensor, elements) {
	const values = new Float32Array(elements);
	tensor.read(0, new Uint8Array(values.buffer));
	const codes = new Uint16Array(elements);
	encodeFloat16s(values, codes);
	decodeFloats(new Uint8Array(codes.buffer), "float16", values);
	return values;
}
function firstNumber(tensor) {
	const into = /* @__PURE__ */ new Float64Array(1);
	readNumbers(tensor, 0, into);
	return into[0];
}

// src/localise/twin-evidence.ts
/** Largest finite FP16 number. */
const largestFloat16 = 65504;
/** Not measured: every comparison with it is false. */
const unmeasured = {
	max: NaN,
	rms: NaN,
	relRms: NaN,
	nonFinite: NaN
};
/**
* Evidence of every float node over all samples, in graph order, under the id of the node of the original model. A node
* that stands for a written-out operator (Attention) is told by its worst inner node, the others are in `inner`. With
* light detail the introduced and inherited errors and all counts of small elements are NaN: not measured.
*/
function tellEvidence(measurements) {
	const { facts } = measurements;
	const { owners } = facts.prepared.expanded;
	const tellers = createTellers(measurements);
	const byOwner = /* @__PURE__ */ new Map();
	for (const subject of facts.subjects) {
		const evidence = tellNode(subject, measurements, tellers);
		const owner = owners.get(evidence.id) ?? evidence.id;
		const told = byOwner.get(owner) ?? [];
		told.push(evidence);
		byOwner.set(owner, told);
	}
	return [...byOwner].map(([owner, inner]) => joinInner(owner, inner, facts));
}
/** The largest accumulations over all samples, by id of the node of the original model. */
function tellAccumulations(facts, results) {
	const { owners } = facts.prepared.expanded;
	const largest = /* @__PURE__ */ new Map();
	for (const { accumulations } of results) for (const [inner, sum] of accumulations) {
		const id = owners.get(inner) ?? inner;
		largest.set(id, Math.max(largest.get(id) ?? 0, sum));
	}
	return largest;
}
function joinInner(owner, inner, facts) {
	const [only] = inner;
	if (only !== void 0 && inner.length === 1 && only.id === owner) return only;
	const [worst] = [...inner].sort((left, right) => compareErrors(right.introduced, left.introduced));
	const original = facts.prepared.original.graph.nodeById.get(owner);
	return {
		...worst,
		id: owner,
		opType: original?.proto.opType ?? worst.opType,
		inner
	};
}
/** Order by how bad errors are: by non-finite elements, then by size. What was not measured is best. */
function compareErrors(left, right) {
	return rankOf(left.nonFinite) - rankOf(right.nonFinite) || rankOf(left.relRms) - rankOf(right.relRms) || 0;
}
function rankOf(figure) {
	return Number.isNaN(figure) ? -1 : Math.min(figure, Number.MAX_VALUE);
}
function createTellers({ facts, constants, samples }) {
	const known = /* @__PURE__ */ new Map();
	return {
		value(value) {
			const root = rootOf(value);
			const constant = constants.get(root);
			if (constant !== void 0) return constant;
			let numbers = known.get(root);
			if (numbers === void 0) {
				const each = samples.map(({ results }) => results.values.get(root) ?? noElements);
				numbers = facts.constants.has(root) ? each[0] ?? noElements : each.reduce(addValues, noElements);
				known.set(root, numbers);
			}
			return numbers;
		},
		isConstant: (value) => facts.constants.has(value)
	};
}
function tellNode(subject, measurements, tellers) {
	const [worst] = subject.outputs.map((value) => ({
		value,
		...tellErrors(subject, value, measurements, tellers)
	})).sort((left, right) => compareErrors(right.total, left.total));
	const { value, ...errors } = worst;
	const { node } = subject;
	const reference = valueEvidence(value, tellers.value(value));
	const otherShape = measurements.samples.some(({ results }) => results.otherShape.has(value));
	return {
		id: node.id,
		opType: node.proto.opType,
		output: value.name,
		...errors,
		reference,
		inputs: tellInputs(subject, measurements, tellers),
		headroomBits: Math.log2(largestFloat16 / reference.absMax),
		arisingNonFinite: countArising(subject, measurements),
		accumulationAbsSum: void 0,
		worstSample: worstSample(value, measurements),
		...otherShape ? { differsInShape: true } : {}
	};
}
function tellErrors(subject, value, measurements, tellers) {
	const reference = tellers.value(value);
	const figures = (kind) => errorFigures(measurements.samples.map(({ results }) => errorIn(results, value, kind)).reduce(addErrors, noError$1), reference);
	const total = figures("total");
	if (measurements.detail === "light") return {
		introduced: unmeasured,
		inherited: unmeasured,
		total
	};
	return subject.isFirst ? {
		introduced: total,
		inherited: errorFigures(noError$1, reference),
		total
	} : {
		introduced: figures("introduced"),
		inherited: figures("inherited"),
		total
	};
}
/** Where the FP16 chain's output has another shape, nothing can be compared: every element counts as not finite. */
function errorIn(results, value, kind) {
	if (results.otherShape.has(value) && kind !== "introduced") return {
		...noError$1,
		nonFinite: results.values.get(rootOf(value))?.elements ?? 0
	};
	const errors = results.errors.get(value);
	const error = errors?.[kind] ?? noError$1;
	if (kind !== "inherited" || !Number.isNaN(error.max)) return error;
	return {
		...error,
		max: (errors?.introduced?.max ?? 0) + (errors?.total?.max ?? 0)
	};
}
function errorFigures(numbers, reference) {
	const compared = reference.elements - reference.nonFinite - numbers.nonFinite;
	const rms = rootMeanSquare(numbers.sumSquares, compared);
	const size = rootMeanSquare(reference.sumSquares, reference.elements - reference.nonFinite);
	const relRms = rms === 0 ? 0 : rms / size;
	return {
		max: numbers.max,
		rms,
		relRms,
		nonFinite: numbers.nonFinite
	};
}
function valueEvidence(value, numbers) {
	return {
		name: value.name,
		elements: numbers.elements,
		absMax: numbers.absMax,
		rms: rootMeanSquare(numbers.sumSquares, numbers.elements - numbers.nonFinite),
		nonFinite: numbers.nonFinite,
		overflows: numbers.overflows,
		flushed: numbers.flushed,
		subnormal: numbers.subnormal,
		nonZero: numbers.nonZero
	};
}
function tellInputs({ node }, { facts }, tellers) {
	const rounding = facts.prepared.decision.byNode.get(node);
	return node.inputs.flatMap((value, position) => {
		if (value === void 0 || !isFloatTensor(facts.prepared.types.get(value))) return [];
		const numbers = tellers.value(value);
		return [{
			...valueEvidence(value, numbers),
			position,
			isConstant: tellers.isConstant(value),
			scalar: numbers.scalar,
			isRounded: rounding?.inputs[position] !== void 0
		}];
	});
}
function worstSample(value, { samples }) {
	let worst;
	for (const { id, results } of samples) {
		const error = errorIn(results, value, "total");
		if (worst === void 0 || error.nonFinite > worst.error.nonFinite || error.nonFinite === worst.error.nonFinite && error.max > worst.error.max) worst = {
			id,
			error
		};
	}
	return worst?.id;
}
/** Elements that are not finite in one chain only, in samples where the FP16 chain's inputs all were finite. */
function countArising(subject, measurements) {
	const { facts, constants } = measurements;
	const inputs = subject.node.inputs.filter((value) => value !== void 0 && isFloatTensor(facts.prepared.types.get(value)));
	let count = 0;
	for (const { results } of measurements.samples) if (inputs.every((value) => isFiniteInChain(rootOf(value), results, facts, constants))) count += Math.max(...subject.outputs.map((value) => errorIn(results, value, "total").nonFinite));
	return count;
}
function isFiniteInChain(root, results, facts, constants) {
	if ((constants.get(root) ?? results.values.get(root) ?? noElements).nonFinite > 0) return false;
	if (!facts.diverged.has(root)) return true;
	return results.isFinite.get(root) ?? errorIn(results, root, "total").nonFinite === 0;
}

// src/localise/twin-results.ts
function newResults() {
	return {
		values: /* @__PURE__ */ new Map(),
		errors: /* @__PURE__ */ new Map(),
		isFinite: /* @__PURE__ */ new Map(),
		accumulations: /* @__PURE__ */ new Map(),
		otherShape: /* @__PURE__ */ new Set()
	};
}
/**
* Takes the vector that a part returned for one sample into `results` and returns what to measure again. Throws
* RangeError when it has another length than the part said: a defect.
*/
function takeNumbers(part, vector, results) {
	const values = /* @__PURE__ */ new Set();
	const errors = /* @__PURE__ */ new Map();
	let offset = 0;
	for (const slot of part.slots) {
		const numbers = vector.subarray(offset, offset + slot.width);
		offset += slot.width;
		switch (slot.kind) {
			case "finite":
				results.isFinite.set(slot.value, Number.isFinite(numbers[0]));
				break;
			case "accumulation":
				results.accumulations.set(slot.node.id, numbers[0]);
				break;
			case "value": {
				const elements = slot.elements ?? numbers[0] ?? NaN;
				const rest = slot.elements === void 0 ? numbers.subarray(1) : numbers;
				results.values.set(slot.value, readValue(rest, elements));
				if (!slot.isMasked && needsMaskedValue(rest, elements)) values.add(slot.value);
				break;
			}
			default: {
				const { elements } = results.values.get(slot.value) ?? noElements;
				if (isOtherShape(numbers)) {
					results.otherShape.add(slot.value);
					break;
				}
				const known = results.errors.get(slot.value) ?? {};
				results.errors.set(slot.value, {
					...known,
					[slot.kind]: readError(numbers, elements)
				});
				if (!slot.isMasked && needsMaskedError(numbers, elements)) errors.set(slot.value, (errors.get(slot.value) ?? /* @__PURE__ */ new Set()).add(slot.kind));
			}
		}
	}
	if (offset !== vector.length) throw new RangeError(`the twin graph returned ${vector.length} numbers instead of ${offset}`);
	return {
		values,
		errors
	};
}
/** A largest difference of -1 with a smallest of -1 and a sum of squares of -1 can't be measured. */
function isOtherShape(numbers) {
	return numbers.every((number) => number === -1);
}
function hasDoubts(doubtful) {
	return doubtful.values.size > 0 || doubtful.errors.size > 0;
}
/** Everything that is doubtful in any of several. */
function joinDoubts(all) {
	const values = new Set(all.flatMap((each) => [...each.values]));
	const errors = /* @__PURE__ */ new Map();
	for (const each of all) for (const [value, kinds] of each.errors) {
		const joined = errors.get(value) ?? /* @__PURE__ */ new Set();
		kinds.forEach((kind) => joined.add(kind));
		errors.set(value, joined);
	}
	return {
		values,
		errors
	};
}
/** Measures in the masked form what was doubtful, and the sizes that its errors need. */
function measureAgain(doubtful, plain) {
	return {
		detail: plain.detail,
		form: "masked",
		wantsValue: (value) => doubtful.values.has(value),
		wantsError: (_, value, kind) => doubtful.errors.get(value)?.has(kind) === true,
		wantsFinite: () => false,
		wantsAccumulation: () => false,
		shapeOf: plain.shapeOf
	};
}

// src/runs/twin-parts.ts
/** Runs all parts over all samples, part by part; what crosses a cut is kept in files. */
async function runParts(twin, measures, stretches, samples, results, key, exposed = /* @__PURE__ */ new Set()) {
	const { facts, subjects, roundConstant } = twin;
	const parts = writeTwin(facts, subjects, measures, stretches, roundConstant, exposed);
	const crossing = samples.map(() => /* @__PURE__ */ new Map());
	const tensors = samples.map(() => /* @__PURE__ */ new Map());
	const doubts = samples.map(() => []);
	const timings = {
		load: 0,
		firstRun: 0,
		run: 0
	};
	for (const [index, part] of parts.entries()) {
		if (part.statistics === void 0 && part.exports.length === 0) continue;
		const run = await runPart$1(twin, part, samples, crossing, `${key}-${index}`);
		timings.load += run.timingsMs.load;
		timings.firstRun += run.timingsMs.firstRun;
		timings.run += run.timingsMs.run ?? NaN;
		for (const [at, outputs] of run.outputs.entries()) {
			for (const { name, value, variant } of part.exports) {
				const tensor = outputs.get(name);
				crossing[at]?.set(name, tensor);
				if (variant === "reference" && exposed.has(value)) tensors[at]?.set(value, tensor);
			}
			if (part.statistics !== void 0) {
				const vector = readVector(outputs.get(part.statistics));
				doubts[at]?.push(takeNumbers(part, vector, results[at]));
			}
		}
	}
	return {
		exposed: tensors,
		doubts: doubts.map(joinDoubts),
		timings: {
			...timings,
			run: Number.isNaN(timings.run) ? void 0 : timings.run
		}
	};
}
async function runPart$1({ original, session, workFolder, timeoutMs }, part, samples, crossing, key) {
	const path = writeModel(part.model, workFolder, `${key}.onnx`, { original });
	const given = samples.map(({ id, inputs }, at) => ({
		id,
		inputs: new Map([...inputs, ...importsOf(part, crossing[at])])
	}));
	const { perModel } = await session.run({
		models: [{
			key,
			path
		}],
		samples: given,
		timeoutMs
	});
	return perModel.get(key);
}
function importsOf(part, tensors) {
	return part.imports.map(({ name }) => [name, tensors?.get(name)]);
}
function readVector(tensor) {
	const numbers = new Float32Array(elementCount(tensor.shape));
	tensor.read(0, new Uint8Array(numbers.buffer));
	return numbers;
}

// src/localise/twin-split.ts
/** Weights as stored, rounded to FP16, and as the engine packs them for its kernels. */
const copiesOfWeights = 3;
/** Beside a node's results in both chains: the node on reference inputs, a difference, and its inputs' rounded copies. */
const workingCopies = 3;
/**
* Cuts the main graph so that each part fits the limits, as far as cuts can do that: a part has one node at least. Cuts
* lie only where everything that crosses is a dense tensor that may leave the engine. `elementsOf` is the number of
* elements of a value, undefined where nobody knows (then it counts as nothing).
*/
function divideGraph(facts, elementsOf, limits) {
	const survey = surveyGraph(facts, elementsOf);
	const count = facts.prepared.graph.main.nodes.length;
	const stretches = [];
	let peakBytes = 0;
	let start = 0;
	while (start < count) {
		const end = farthestEnd(start, count, survey, limits);
		peakBytes = Math.max(peakBytes, partBytes(start, end, survey));
		stretches.push({
			start,
			end
		});
		start = end;
	}
	return {
		stretches,
		peakBytes,
		wholeBytes: partBytes(0, count, survey)
	};
}
function surveyGraph(facts, elementsOf) {
	const { nodes } = facts.prepared.graph.main;
	const madeAt = /* @__PURE__ */ new Map();
	const lastReadAt = /* @__PURE__ */ new Map();
	const reads = [];
	for (const [index, node] of nodes.entries()) {
		const read = [...node.inputs, ...facts.captured.get(node) ?? []].filter((value) => value !== void 0);
		reads.push([...new Set(read)]);
		read.forEach((value) => lastReadAt.set(value, index));
		node.outputs.forEach((value) => value !== void 0 && madeAt.set(value, index));
	}
	const chains = (value) => facts.diverged.has(value) ? 2 : 1;
	const bytesOf = (value) => value.initializer === void 0 ? chains(value) * (elementsOf(value) ?? 0) * elementBytes(value, facts) : copiesOfWeights * storedBytes(value);
	const staying = crossings(nodes.length, madeAt, lastReadAt, (value) => mayCross(value, facts) ? 0 : 1);
	const carried = crossings(nodes.length, madeAt, lastReadAt, bytesOf);
	return {
		nodes,
		reads,
		madeAt,
		lastReadAt,
		bytesOf,
		mayCut: [...staying].map((count) => count === 0),
		crossingBytes: (position) => carried[position] ?? 0
	};
}
function elementBytes(value, facts) {
	const type = facts.prepared.types.get(value);
	if (isFloatTensor(type)) return 4;
	const dtype = dtypeOf(type?.element ?? 0);
	return dtype === void 0 ? 8 : elementSizeBytes[dtype];
}
function storedBytes(value) {
	return (value.initializer?.dims ?? []).reduce((size, dim) => size * Number(dim), 4);
}
/** By position: the sum of `weigh` over all values that are made before it and read behind it. */
function crossings(count, madeAt, lastReadAt, weigh) {
	const sums = new Float64Array(count + 2);
	for (const [value, made] of madeAt) {
		const weight = weigh(value);
		sums[made + 1] = (sums[made + 1] ?? 0) + weight;
		const end = Math.max(lastReadAt.get(value) ?? made, made) + 1;
		sums[end] = (sums[end] ?? 0) - weight;
	}
	for (let position = 1; position < sums.length; position += 1) sums[position] = (sums[position] ?? 0) + (sums[position - 1] ?? 0);
	return sums;
}
/** Sequences, texts and whatever else stays in the engine must not cross a cut. */
function mayCross(value, facts) {
	const type = facts.prepared.types.get(value);
	return type?.kind === "tensor" && dtypeOf(type.element) !== void 0;
}
/**
* Where a part that begins at `start` ends: the largest that fits, or rather, of all cuts in its second half, the one
* across which least has to be carried. At least one node, and as many as it takes to the next place for a cut.
*/
function farthestEnd(start, count, survey, limits) {
	const ends = [];
	for (let end = start + 1; end <= count && (end - start <= limits.nodes || ends.length === 0); end += 1) if (end === count || survey.mayCut[end] === true) ends.push(end);
	let least = 0;
	let most = ends.length - 1;
	while (least < most) {
		const middle = Math.ceil((least + most) / 2);
		if (partBytes(start, ends[middle], survey) <= limits.memoryBytes) least = middle;
		else most = middle - 1;
	}
	const farthest = ends[least];
	if (farthest === count) return count;
	const half = start + (farthest - start) / 2;
	return ends.filter((end) => end >= half && end <= farthest).reduce((best, end) => survey.crossingBytes(end) <= survey.crossingBytes(best) ? end : best, farthest);
}
/** Peak of what is in memory while a part runs: what it is given and hands on throughout, the rest while it is needed. */
function partBytes(start, end, survey) {
	const { reads, madeAt, lastReadAt, bytesOf, nodes } = survey;
	const leaving = /* @__PURE__ */ new Map();
	let held = 0;
	let peak = 0;
	const given = /* @__PURE__ */ new Set();
	for (let index = start; index < end; index += 1) for (const value of reads[index] ?? []) if ((madeAt.get(value) ?? -1) < start) given.add(value);
	for (const value of given) held += bytesOf(value);
	for (let index = start; index < end; index += 1) {
		let made = 0;
		for (const value of nodes[index]?.outputs ?? []) {
			if (value === void 0) continue;
			const bytes = bytesOf(value);
			made += bytes;
			const last = lastReadAt.get(value) ?? index;
			if (last < end) leaving.set(last, (leaving.get(last) ?? 0) + bytes);
		}
		held += made;
		peak = Math.max(peak, held + workingCopies * made / 2);
		held -= leaving.get(index) ?? 0;
	}
	return Math.max(peak, held);
}

// src/runs/twin-sizes.ts
/** Two nodes for each of the model: nothing to an engine. */
const nodesPerPart = 2e3;
/** Values that the engine is asked for at once; it takes a minute to tell of a hundred thousand. */
const mostAsked = 1e4;
/**
* Shapes as the model declares them, else as the engine infers them from the model; where that leaves sizes open, the
* FP32 chain is run once to see.
*/
async function findSizes(twin, samples) {
	const { facts } = twin;
	const made = [...facts.prepared.graph.main.values.values()].filter((value) => value.producer !== void 0 && facts.prepared.types.get(value)?.kind === "tensor");
	const { told, ms } = await askForShapes(twin, made.filter((value) => declaredShape(value) === void 0 && !isIdleOnceLifted(value, twin)));
	const shapeOf = (value) => declaredShape(value) ?? told.get(value);
	const known = (value) => {
		const shape = shapeOf(value);
		return shape?.every((size) => size !== void 0) === true ? elementCount(shape) : void 0;
	};
	const open = made.filter((value) => known(value) === void 0);
	if (open.length === 0) return {
		ms,
		shapeOf,
		elementsOf: known
	};
	const seen = await lookAtSizes(twin, new Set(open), samples);
	return {
		ms: ms + seen.ms,
		shapeOf,
		elementsOf: (value) => known(value) ?? seen.elements.get(value)
	};
}
/** In a lifted model Casts between FP16 and FP32 are taken out: see `dropIdleCasts`. */
function isIdleOnceLifted(value, { facts }) {
	return facts.prepared.stored !== void 0 && value.producer?.node.proto.opType === "Cast";
}
/** An unknown rank shows as no axes: such values, and scalars, are left out. */
async function askForShapes({ facts, original, session, workFolder, timeoutMs }, values) {
	const told = /* @__PURE__ */ new Map();
	if (values.length === 0 || values.length > mostAsked) return {
		told,
		ms: 0
	};
	const model = exposeOutputs(withoutRounding(facts), values.map(({ name }) => name));
	const path = writeModel(dropIdleCasts(model), workFolder, "twin-shapes.onnx", { original });
	const startMs = performance.now();
	const { outputs } = await session.describe(path, timeoutMs);
	const ms = performance.now() - startMs;
	const shapes = new Map(outputs.map(({ name, shape }) => [name, shape]));
	for (const value of values) {
		const shape = shapes.get(value.name);
		if (shape !== void 0 && shape.length > 0) told.set(value, shape.map((size) => typeof size === "number" ? size : void 0));
	}
	return {
		told,
		ms
	};
}
async function lookAtSizes(twin, values, samples) {
	const [largest] = [...samples].sort((left, right) => inputElements(right) - inputElements(left));
	if (largest === void 0) return {
		elements: /* @__PURE__ */ new Map(),
		ms: 0
	};
	const limits = {
		memoryBytes: Number.POSITIVE_INFINITY,
		nodes: nodesPerPart
	};
	const stretches = divideGraph(twin.facts, () => 0, limits).stretches;
	const results = newResults();
	const { timings } = await runParts(twin, measureSizes(values), stretches, [largest], [results], "twin-sizes");
	return {
		elements: new Map([...results.values].map(([value, { elements }]) => [value, elements])),
		ms: timings.load + timings.firstRun
	};
}
function inputElements({ inputs }) {
	return [...inputs.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

// src/runs/twin-session.ts
/** Far beyond any real model; each node costs the engine milliseconds before anything runs: minutes for this many. */
const mostMeasuredNodes = 2e4;
/**
* Nodes of the model in one session. A session takes the engine longer than in proportion to its nodes: of a chain of
* 10,000, light measurements took 62 s in parts of 1,000 and 25 s in parts of 200. Each cut costs files, so that a
* graph of ordinary size is left in one piece.
*/
const partNodes = {
	light: 200,
	full: 128
};
const wholeNodes = 300;
/**
* Finds out what both chains of a model share.
* @throws EngineError when the model can't be emulated or is too large.
*/
function prepareFacts({ model, knownTypes }) {
	const prepared = prepareEmulation(model, everythingFp16, knownTypes === void 0 ? {} : { knownTypes });
	refuseTooManyNodes(prepared.original.graph);
	return findTwinFacts(prepared);
}
/** @throws EngineError (unsupported) for a graph of more than `mostMeasuredNodes` nodes. */
function refuseTooManyNodes({ main }) {
	const count = main.nodes.length;
	if (count <= 2e4) return;
	throw new EngineError("unsupported", `The model has ${count} nodes, more than the ${mostMeasuredNodes} that can be measured one by one.`, { advice: "Judge a part of the network at a time." });
}
/** Opens a session, and closes it whatever happens; its own fault counts only when nothing else failed. */
async function withTwin(facts, constants, options, action) {
	const { original, workFolder, timeoutMs, threads, signal } = options;
	const session = await options.engine.open({
		workFolder,
		threads,
		...signal === void 0 ? {} : { signal }
	});
	let result;
	try {
		result = await action({
			facts,
			subjects: collectSubjects(facts, (value) => constants.has(value)),
			original,
			roundConstant: constantRounder(options.model.irVersion, openTensor(original)),
			session,
			workFolder,
			timeoutMs
		});
	} catch (error) {
		await session.close().catch(() => void 0);
		throw error;
	}
	await session.close();
	return result;
}
/** Sizes of the tensors, and the parts that fit into memory; the FP32 chain may be run once for that. */
async function divide(twin, options, detail) {
	const sizes = await findSizes(twin, options.samples);
	const memoryBytes = options.memoryBudgetBytes ?? freemem() / 2;
	const isWhole = twin.facts.prepared.graph.main.nodes.length <= wholeNodes;
	const nodes = options.largestPartNodes ?? (isWhole ? wholeNodes : partNodes[detail]);
	return {
		...divideGraph(twin.facts, sizes.elementsOf, {
			memoryBytes,
			nodes
		}),
		memoryBytes,
		sizes
	};
}
/** Reads a tensor of the model, wherever its elements are. */
function openTensor(original) {
	return (tensor) => readInitializer(tensor, original.openExternal);
}

// src/runs/twin-run.ts
/** More float nodes are measured in light detail only: the full twin has some thirty nodes for each. */
const mostNodesInFull = 1e4;
/**
* Measures every float node of a model over all samples: the FP32 chain, the FP16 chain that `emulate` would run, and
* (full detail) each node in FP16 on reference inputs. Statistics are made in the graph, only numbers come back. Nodes
* in the bodies of If, Loop and Scan are told as one with the node that owns them. A model in half precision is compared
* with itself without any rounding.
* @throws EngineError when the model can't be emulated, run or is too large; InputError when a sample does not fit it.
*/
async function runTwin(options) {
	const startMs = performance.now();
	const facts = prepareFacts(options);
	const detail = facts.subjects.length > mostNodesInFull ? "light" : options.detail;
	const result = {
		graph: facts.prepared.original.graph,
		detail
	};
	if (facts.subjects.length === 0 || options.samples.length === 0) return {
		...result,
		evidence: [],
		splitInto: 1,
		sessions: 0,
		timings: noTimings(startMs)
	};
	const constants = readConstants(facts, options.original);
	const measured = await withTwin(facts, constants, options, async (twin) => measure$1(twin, options, detail, startMs));
	const samples = tellSamples(options.samples, measured.results);
	const { splitInto, sessions, timings } = measured;
	return {
		...result,
		evidence: tellEvidence({
			facts,
			detail,
			constants,
			samples
		}),
		splitInto,
		sessions,
		timings
	};
}
async function measure$1(twin, options, detail, startMs) {
	const { samples } = options;
	const division = await divide(twin, options, detail);
	const { stretches, sizes } = division;
	const measures = measureEverything(twin.subjects, detail, sizes.shapeOf);
	const results = samples.map(() => newResults());
	const preparedMs = performance.now();
	const plain = await runParts(twin, measures, stretches, samples, results, "twin");
	const againMs = performance.now();
	const isMeasuredAgain = plain.doubts.some(hasDoubts);
	if (isMeasuredAgain) {
		const again = measureAgain(joinDoubts(plain.doubts), measures);
		const isDoubtful = (_, index) => hasDoubts(plain.doubts[index]);
		const doubtful = results.filter(isDoubtful);
		await runParts(twin, again, stretches, samples.filter(isDoubtful), doubtful, "twin-again");
	}
	const endMs = performance.now();
	return {
		results,
		splitInto: division.wholeBytes > division.memoryBytes ? stretches.length : 1,
		sessions: stretches.length,
		timings: {
			...plain.timings,
			prepare: preparedMs - startMs - sizes.ms,
			sizes: sizes.ms,
			again: isMeasuredAgain ? endMs - againMs : 0,
			total: endMs - startMs
		}
	};
}
function tellSamples(samples, results) {
	return samples.map(({ id }, index) => ({
		id,
		results: results[index]
	}));
}
function readConstants(facts, original) {
	const constants = /* @__PURE__ */ new Map();
	for (const { node, outputs } of facts.subjects) for (const value of [...node.inputs, ...outputs]) {
		const root = value === void 0 ? void 0 : rootOf(value);
		if (root === void 0 || constants.has(root)) continue;
		const tensor = constantTensor(root);
		if (tensor === void 0) continue;
		constants.set(root, measureConstant(tensor, openTensor(original)));
	}
	return constants;
}
function noTimings(startMs) {
	const total = performance.now() - startMs;
	return {
		prepare: total,
		sizes: 0,
		load: 0,
		firstRun: 0,
		run: void 0,
		again: 0,
		total
	};
}

// src/runs/bodies.ts
/** Nodes with bodies that are looked into, one measuring each. */
const mostOwners = 3;
/** Bodies within bodies. */
const mostDepth = 3;
/**
* Measures culprits in the bodies of If, Loop and Scan, which the twin graph tells only as one with the node that owns
* them: the node is replaced by what it does in the samples, so that inner nodes are nodes like any other. Of several
* rounds the worst counts. What can't be measured so stays as it is.
*/
async function explainBodies(options, ranking) {
	const open = ranking.culprits.filter(({ evidence }) => evidence === void 0);
	if (open.length === 0) return ranking;
	const found = await measureBodies(options, new Map(open.map(({ id }) => [id, id])), mostDepth);
	return {
		...ranking,
		culprits: ranking.culprits.map((culprit) => {
			const inner = found.get(culprit.id);
			return inner === void 0 ? culprit : {
				...culprit,
				...inner
			};
		})
	};
}
/**
* By ids of the model that was judged.
* @param targets ids in this model, with the id that each has in the model that was judged.
*/
async function measureBodies(options, targets, depth) {
	const graph = indexGraph(options.model);
	const found = /* @__PURE__ */ new Map();
	for (const [owner, inner] of [...byOwner(graph, targets)].slice(0, mostOwners)) try {
		for (const [id, cause] of await measureOwner(options, graph, owner, inner, depth)) {
			const original = targets.get(id) ?? id;
			const known = found.get(original);
			if (known !== void 0 && loudness$1(known.evidence) >= loudness$1(cause.evidence)) continue;
			found.set(original, {
				...cause,
				evidence: {
					...cause.evidence,
					id: original
				}
			});
		}
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
	}
	return found;
}
/** Ids of the targets, by the node of the main graph whose bodies they are in. */
function byOwner(graph, targets) {
	const owners = /* @__PURE__ */ new Map();
	const visit = (node, owner) => {
		for (const { scope } of node.bodies) {
			owners.set(scope, owner);
			scope.nodes.forEach((inner) => visit(inner, owner));
		}
	};
	graph.main.nodes.forEach((node) => visit(node, node));
	const grouped = /* @__PURE__ */ new Map();
	for (const id of targets.keys()) {
		const node = graph.nodeById.get(id);
		const owner = node === void 0 ? void 0 : owners.get(node.scope);
		if (owner !== void 0) grouped.set(owner, [...grouped.get(owner) ?? [], id]);
	}
	return grouped;
}
async function measureOwner(options, graph, owner, ids, depth) {
	const results = [];
	for (const { course, samples } of await findCourses(options, graph, owner)) {
		const { model, copies } = unfold(graph, owner, course);
		const unfolded = indexGraph(model);
		const copiesOf = /* @__PURE__ */ new Map();
		for (const { proto, id } of unfolded.nodes) {
			const original = copies.get(proto);
			if (original !== void 0) copiesOf.set(original, [...copiesOf.get(original) ?? [], id]);
		}
		const here = ids.filter((id) => copiesOf.has(id));
		const deeper = deeperTargets(graph, unfolded, copies, ids);
		const narrowed = {
			...options,
			model,
			samples
		};
		if (here.length > 0) {
			const { evidence } = await runTwin({
				...narrowed,
				detail: "full"
			});
			const byId = new Map(evidence.map((node) => [node.id, node]));
			for (const id of here) {
				const [worst] = (copiesOf.get(id) ?? []).flatMap((copy) => byId.get(copy) ?? []).sort((one, other) => loudness$1(other) - loudness$1(one));
				if (worst === void 0) continue;
				results.push([id, {
					evidence: worst,
					cause: findCause(worst.id, unfolded, byId)
				}]);
			}
		}
		if (deeper.size > 0 && depth > 1) results.push(...await measureBodies(narrowed, deeper, depth - 1));
	}
	return results;
}
/** Targets that lie in bodies within the body: the same node in each copy, found by its place. */
function deeperTargets(graph, unfolded, copies, ids) {
	const wanted = new Set(ids);
	const deeper = /* @__PURE__ */ new Map();
	const compare = (original, copy) => {
		for (const [at, { scope }] of original.bodies.entries()) for (const [place, inner] of scope.nodes.entries()) {
			const twin = copy.bodies[at]?.scope.nodes[place];
			if (twin === void 0) continue;
			if (wanted.has(inner.id)) deeper.set(twin.id, inner.id);
			compare(inner, twin);
		}
	};
	for (const copy of unfolded.main.nodes) {
		const original = graph.nodeById.get(copies.get(copy.proto) ?? "");
		if (original !== void 0) compare(original, copy);
	}
	return deeper;
}
function loudness$1({ introduced, total }) {
	return (introduced.nonFinite > 0 || Number.isNaN(introduced.relRms) ? 1e300 : Math.min(introduced.relRms, 1e200)) + (total.nonFinite > 0 ? 1e100 : 0);
}

// src/localise/histogram.ts
/** Of the smallest float32 subnormal. */
const leastExponent = -149;
const exponents = 277;
/** 4 MiB at a time. */
const blockElements = 1 << 20;
function createHistogram() {
	const counts = new Float64Array(exponents);
	return {
		add(tensor) {
			if (tensor.dtype !== "float32") throw new RangeError(`a histogram of ${tensor.dtype}`);
			const total = elementCount(tensor.shape);
			const block = new Uint32Array(Math.min(total, blockElements));
			for (let start = 0; start < total; start += block.length) {
				const codes = block.subarray(0, Math.min(block.length, total - start));
				tensor.read(start, new Uint8Array(codes.buffer, 0, codes.byteLength));
				addCodes(codes, counts);
			}
		},
		histogram() {
			const first = counts.findIndex((count) => count > 0);
			if (first < 0) return void 0;
			const last = counts.findLastIndex((count) => count > 0);
			return {
				firstExponent: first + leastExponent,
				counts: [...counts.subarray(first, last + 1)]
			};
		}
	};
}
/** By the bits of IEEE 754 binary32: exact at the powers themselves, where a logarithm is not. */
function addCodes(codes, counts) {
	for (const code of codes) {
		const exponent = code >>> 23 & 255;
		const fraction = code & 8388607;
		if (exponent === 255 || exponent === 0 && fraction === 0) continue;
		const power = exponent === 0 ? 31 - Math.clz32(fraction) - 149 : exponent - 127;
		counts[power - leastExponent] = counts[power - leastExponent] + 1;
	}
}

// src/runs/closer-look.ts
/**
* Runs the FP32 chain once more and looks at a few nodes. Only numbers and the tensors to be counted leave the graph.
* @throws as `runTwin` does.
*/
async function lookCloser(options, at) {
	const facts = prepareFacts(options);
	const measures = measureAccumulations(facts, new Set(at.accumulations));
	const exposed = findValues(at.histograms, facts);
	if (exposed.size === 0 && !facts.prepared.graph.main.nodes.some(measures.wantsAccumulation) || options.samples.length === 0) return {
		accumulations: /* @__PURE__ */ new Map(),
		histograms: /* @__PURE__ */ new Map()
	};
	const results = options.samples.map(() => newResults());
	const run = await withTwin(facts, /* @__PURE__ */ new Map(), options, async (twin) => {
		const { stretches } = await divide(twin, options, "light");
		return await runParts(twin, measures, stretches, options.samples, results, "twin-closer", exposed);
	});
	return {
		accumulations: tellAccumulations(facts, results),
		histograms: countAll(exposed, run.exposed)
	};
}
/** Candidates whose accumulations are measured, best first: each costs its node a second time. */
const mostAccumulations = 256;
/** Tensors whose magnitudes are drawn. */
const mostHistograms = 6;
/** All of them together over all samples: they go through files. */
const mostHistogramBytes = 512 * 2 ** 20;
/**
* Looks closer at what a ranking came to: sums inside the accumulations of the candidates, magnitudes of the worst
* culprits. A look that fails takes nothing away from what is known, and says so in a note.
*/
async function lookAtCulprits(options, evidence, { culprits, candidates }) {
	const nothing = {
		evidence,
		histograms: /* @__PURE__ */ new Map()
	};
	if (culprits.length === 0 && candidates.length === 0) return {
		...nothing,
		notes: []
	};
	const ids = [...culprits, ...candidates].map(({ id }) => id);
	try {
		const look = await lookCloser(options, {
			accumulations: [...new Set(ids)].slice(0, mostAccumulations),
			histograms: drawable(culprits.map((culprit) => culprit.evidence))
		});
		return {
			evidence: evidence.map((node) => {
				const sum = look.accumulations.get(node.id);
				return sum === void 0 ? node : {
					...node,
					accumulationAbsSum: sum
				};
			}),
			histograms: look.histograms,
			notes: []
		};
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		const reason = `Sums inside accumulations were not measured: ${describeError(error)}`;
		return {
			...nothing,
			notes: [reason]
		};
	}
}
function drawable(culprits) {
	let room = mostHistogramBytes;
	const names = [];
	for (const culprit of culprits.slice(0, mostHistograms)) {
		if (culprit === void 0 || culprit.reference.elements * 4 > room) continue;
		room -= culprit.reference.elements * 4;
		names.push(culprit.output);
	}
	return names;
}
/** Values that a node of the main graph makes: the others never leave the engine, or are no activations. */
function findValues(names, { prepared }) {
	const values = [...names].map((name) => prepared.graph.main.values.get(name));
	return new Set(values.filter((value) => value?.producer !== void 0 && isFloatTensor(prepared.types.get(value))));
}
function countAll(values, samples) {
	const histograms = /* @__PURE__ */ new Map();
	for (const value of values) {
		const counts = createHistogram();
		for (const tensors of samples) counts.add(tensors.get(value));
		const histogram = counts.histogram();
		if (histogram !== void 0) histograms.set(value.name, histogram);
	}
	return histograms;
}

// src/localise/contribution.ts
/** Beyond this relative error a node's own output rounding (at most 2^-11) is not what introduced it. */
const beyondOutputRounding = 2 ** -10;
/** Errors up to here are what healthy networks carry: no infinity can be behind them, but for a few elements. */
const ordinaryRelRms = 2 ** -8;
/** An infinity that is gone in the consumer's result, which is as right as ever. */
const hiddenInfinityShare = .1;
/** A producer whose rounding does the same damage comes right after the node at which the damage was measured. */
const sameDamage = .98;
/** Share for an input whose rounding may or may not be what the consumer suffers from. */
const doubtfulShare = .3;
/** Errors add up as they are; everywhere else it is relative errors that do. */
const additive = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Sum",
	"Mean",
	"Concat",
	"Where",
	"Max",
	"Min",
	"ScatterND",
	"ScatterElements"
]);
/** Operators that pick elements, so that an infinity of an input need not be in their result. */
const selective = /* @__PURE__ */ new Set([
	"Where",
	"Max",
	"Min",
	"Clip"
]);
const noError = {
	rms: 0,
	relRms: 0,
	nonFinite: 0
};
/** Operators that neither damp nor hide a small error of an input. */
const handsOn = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Sum",
	"Mul",
	"Div",
	"Min",
	"Max",
	"Neg",
	"Abs",
	"MatMul",
	"Gemm"
]);
/** Operators of a body that have no float result or round nothing. */
const neverFloat = new Set("Shape Size Cast Greater GreaterOrEqual Less LessOrEqual Equal And Or Not Xor ArgMax ArgMin NonZero Range IsNaN IsInf NonMaxSuppression".split(" "));
/** For a node that was not measured: enough to be tried after those that were. */
const unmeasuredScore = .25;
/**
* Attributes the errors of outputs to nodes, in one backward walk over all edges. At each node the share of the error
* that it introduced stays; the rest goes to the inputs in proportion to the (squared) errors that they carry, so that
* an amplifier hands everything on and an error that never reaches the outputs is never met. Because the rounding of
* an input is charged to its consumer though its producer's output rounding does the same, a node that introduces more
* than its own output rounding passes its full share to the producers as well.
*
* Only nodes with influence are in the result, by node id: measured ones, and nodes of bodies that were not measured. `outputs` are names of graph outputs.
* Throws RangeError for a name that is none: a defect of the caller.
*/
function contributions(graph, evidence, outputs) {
	const order = dataflowOrder(graph);
	const walk = {
		evidence,
		errors: carriedErrors(order.nodes, evidence),
		influence: /* @__PURE__ */ new Map(),
		demand: /* @__PURE__ */ new Map(),
		owners: order.owners
	};
	for (const name of outputs) {
		const value = graph.main.outputs.find((each) => each.name === name);
		if (value === void 0) throw new RangeError(`${JSON.stringify(name)} is no output of the model`);
		give(value, 1, 0, walk);
	}
	for (const node of order.nodes.toReversed()) passOn(node, walk);
	return scores(walk);
}
/** Total error of every node's output: measured, or for what only moves data that of its worst source. */
function totalErrors(graph, evidence) {
	return carriedErrors(dataflowOrder(graph).nodes, evidence);
}
/** Every node after what it reads; the nodes of a body before the node that owns it. */
function dataflowOrder(graph) {
	const nodes = [];
	const owners = /* @__PURE__ */ new Map();
	const visit = (scope) => {
		for (const node of scope.nodes) {
			for (const body of node.bodies) {
				owners.set(body.scope, node);
				visit(body.scope);
			}
			nodes.push(node);
		}
	};
	visit(graph.main);
	return {
		nodes,
		owners
	};
}
function carriedErrors(nodes, evidence) {
	const errors = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		const measured = evidence.get(node.id);
		if (measured !== void 0) {
			errors.set(node, finiteError(measured.total));
			continue;
		}
		let worst = noError;
		for (const value of movedValues(node)) {
			const error = errorOf(value, errors);
			worst = {
				rms: Math.max(worst.rms, error.rms),
				relRms: Math.max(worst.relRms, error.relRms),
				nonFinite: Math.max(worst.nonFinite, error.nonFinite)
			};
		}
		if (worst !== noError) errors.set(node, worst);
	}
	return errors;
}
function movedValues(node) {
	if (isControlFlow(node)) return node.bodies.flatMap((body) => [...body.scope.outputs]);
	return (carriedInputPositions(node) ?? []).flatMap((position) => node.inputs[position] ?? []);
}
/** Figures that are not finite count as one more non-finite element, so that sums stay numbers. */
function finiteError(figures) {
	const isFinite = Number.isFinite(figures.rms) && Number.isFinite(figures.relRms);
	return {
		rms: Number.isFinite(figures.rms) ? figures.rms : 0,
		relRms: Number.isFinite(figures.relRms) ? figures.relRms : 1,
		nonFinite: isFinite ? figures.nonFinite : Math.max(1, figures.nonFinite)
	};
}
function errorOf(value, errors) {
	const producer = value?.producer?.node;
	return (producer === void 0 ? void 0 : errors.get(producer)) ?? noError;
}
/** Adds influence to whatever makes a value; what enters a body belongs to the inputs of the body's owner. */
function give(value, share, demand, walk) {
	if (share <= 0) return;
	const producer = value.producer?.node;
	if (producer !== void 0) {
		walk.influence.set(producer, Math.min(1, (walk.influence.get(producer) ?? 0) + share));
		walk.demand.set(producer, Math.max(walk.demand.get(producer) ?? 0, demand));
		return;
	}
	const owner = value.isGraphInput ? walk.owners.get(value.scope) : void 0;
	for (const input of owner?.inputs ?? []) if (input !== void 0) give(input, share, demand, walk);
}
function passOn(node, walk) {
	const influence = walk.influence.get(node);
	if (influence === void 0) return;
	const measured = walk.evidence.get(node.id);
	if (measured === void 0) {
		passThrough(node, influence, walk);
		return;
	}
	const weights = inputWeights(node, measured, walk);
	const inherited = 1 - introducedShare(measured);
	const demand = measured.inherited.relRms;
	const inputs = new Map(measured.inputs.map((input) => [input.position, input]));
	const hasBadConstant = measured.inputs.some((input) => input.isConstant && losesValues(input));
	for (const [position, value] of node.inputs.entries()) {
		if (value === void 0) continue;
		const again = repeatedShare(inputs.get(position), measured, hasBadConstant, errorOf(value, walk.errors));
		give(value, influence * Math.max(inherited * (weights[position] ?? 0), again), demand, walk);
	}
	for (const body of node.bodies) for (const value of body.scope.outputs) give(value, influence, demand, walk);
}
/** Data movement, integer arithmetic, control flow: whatever they read may be what is wrong. */
function passThrough(node, influence, walk) {
	const demand = walk.demand.get(node) ?? 0;
	for (const body of node.bodies) for (const value of body.scope.outputs) give(value, influence, demand, walk);
	const moved = carriedInputPositions(node);
	const errors = (moved ?? []).map((position) => errorOf(node.inputs[position], walk.errors));
	const isExplained = errors.some((error) => error.nonFinite > 0 || error.relRms * 4 > demand);
	const weights = normalised(errors.map((error) => error.nonFinite > 0 ? 1 : error.rms ** 2));
	const shares = new Map((moved ?? []).map((position, place) => [position, weights[place] ?? 0]));
	for (const [position, value] of node.inputs.entries()) {
		if (value === void 0) continue;
		const chosen = moved !== void 0 && isExplained ? .1 : 1;
		give(value, influence * (shares.get(position) ?? chosen), demand, walk);
	}
}
/** How the inherited error divides among the inputs; sums to 1 unless no input carries any error. */
function inputWeights(node, measured, walk) {
	const errors = node.inputs.map((value) => errorOf(value, walk.errors));
	const { opType } = node.proto;
	const finite = errors.map((error) => (additive.has(opType) ? error.rms : error.relRms) ** 2);
	const isHurt = measured.total.nonFinite > 0;
	if (!errors.some((error) => error.nonFinite > 0) || !isHurt && selective.has(opType)) return normalised(withIntegers(node, finite, walk));
	const damped = isHurt || measured.total.relRms > ordinaryRelRms ? 1 : hiddenInfinityShare;
	return normalised(errors.map((error) => error.nonFinite > 0 ? 1 : 0)).map((weight) => weight * damped);
}
/** Where no float input explains an inherited error, an input without error figures (an index, a condition) does. */
function withIntegers(node, weights, walk) {
	if (weights.some((weight) => weight > 0)) return weights;
	return node.inputs.map((value) => {
		const producer = value?.producer?.node;
		return producer !== void 0 && !walk.evidence.has(producer.id) ? 1 : 0;
	});
}
function normalised(weights) {
	const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
	if (largest === 0) return weights.map(() => 0);
	const scaled = weights.map((weight) => weight / largest);
	const sum = scaled.reduce((total, weight) => total + weight, 0);
	return scaled.map((weight) => weight / sum);
}
/** Share of a node's total error that it introduced itself. */
function introducedShare(measured) {
	const introduced = finiteError(measured.introduced);
	const inherited = finiteError(measured.inherited);
	const nonFinite = introduced.nonFinite + inherited.nonFinite;
	if (nonFinite > 0) return introduced.nonFinite / nonFinite;
	const largest = Math.max(introduced.rms, inherited.rms);
	if (largest === 0) return 0;
	const [own, other] = [(introduced.rms / largest) ** 2, (inherited.rms / largest) ** 2];
	return own / (own + other);
}
/**
* Share of a node's introduced error that the producer of this input causes too, since its output is rounded as the
* node's input is. Nothing when the node introduces no more than the rounding of its own output.
*/
function repeatedShare(input, measured, hasBadConstant, carried) {
	if (input?.isConstant === true || input?.isRounded === false) return 0;
	const { introduced } = measured;
	if (introduced.nonFinite > 0 || !Number.isFinite(introduced.rms)) {
		if (input !== void 0 && input.overflows > 0) return 1;
		return carried.nonFinite > 0 || input !== void 0 && losesValues(input) ? sameDamage : doubtfulShare;
	}
	if (introduced.relRms <= beyondOutputRounding) return absorbedShare(measured, carried);
	return introducedShare(measured) * (hasBadConstant ? doubtfulShare : sameDamage);
}
/**
* A node that rounds its input just as the producer rounded it inherits nothing, though the producer alone would do
* the same damage. Where an operator hands errors on as they are, an error that comes in and is not inherited was
* absorbed so.
*/
function absorbedShare(measured, carried) {
	if (!handsOn.has(measured.opType) || carried.nonFinite > 0) return 0;
	const [incoming, inherited, introduced] = additive.has(measured.opType) ? [
		carried.rms,
		measured.inherited.rms,
		measured.introduced.rms
	] : [
		carried.relRms,
		measured.inherited.relRms,
		measured.introduced.relRms
	];
	if (!(inherited < .3 * incoming) || introduced === 0) return 0;
	return introducedShare(measured) * Math.min(1, (incoming / introduced) ** 2);
}
function losesValues(value) {
	return value.overflows > 0 || value.flushed > 0;
}
function scores(walk) {
	const result = /* @__PURE__ */ new Map();
	for (const [node, influence] of walk.influence) {
		const measured = walk.evidence.get(node.id);
		if (measured !== void 0) {
			const score = influence * Math.max(introducedShare(measured), flagShare(measured));
			result.set(node.id, {
				influence,
				score
			});
		} else if (isUnmeasured(node)) result.set(node.id, {
			influence,
			score: influence * unmeasuredScore
		});
	}
	return result;
}
/** A node of a body that may well round. In the main graph, what was not measured has no float result. */
function isUnmeasured(node) {
	return node.scope.parent !== void 0 && !isCarrier(node) && !neverFloat.has(node.proto.opType);
}
/** What error figures understate: infinities, constants and small values that vanish. */
function flagShare(measured) {
	if (measured.introduced.nonFinite > 0) return 1;
	if (measured.arisingNonFinite > 0) return .9;
	const { flushed, nonZero } = measured.reference;
	if (measured.inputs.some((input) => input.isConstant && input.flushed > 0) && flushed > 0) return .9;
	return flushed > .01 * nonZero ? .6 : 0;
}

// src/localise/candidates.ts
/** Outputs that get a walk of their own; what is beyond shares one. */
const mostWalks = 16;
/** Nodes kept per output: more than anyone will try. */
const mostCandidates = 4096;
/** With fewer, the loudest of the other nodes before the outputs are added with a score of 0. */
const fewCandidates = 16;
/** Below this share of the error (a thousandth of the distance) a node is no candidate. */
const leastScore = 1e-6;
/**
* Nodes that can explain the failing outputs, best first. Each failing output has its own ranking; they are taken in
* turns, so that independent defects come up early side by side. Outputs should be given worst first. Where the errors
* single out only a few nodes, others follow with a score of 0, in case trials contradict the measurements.
*/
function findCandidates(graph, evidence, failingOutputs) {
	const groups = failingOutputs.slice(0, mostWalks).map((name) => [name, [name]]);
	const rest = failingOutputs.slice(mostWalks);
	if (rest.length > 0) groups.push([rest[0], rest]);
	const depths = new Map(graph.nodes.map((node, depth) => [node.id, depth]));
	const scores = /* @__PURE__ */ new Map();
	const rankings = groups.map(([group, names]) => {
		const ranking = [...contributions(graph, evidence, names)].filter(([, { score }]) => score >= leastScore).map(([id, { score }]) => ({
			id,
			score,
			depth: depths.get(id) ?? 0
		})).sort((first, second) => second.score - first.score || first.depth - second.depth).slice(0, mostCandidates);
		for (const { id, score } of ranking) {
			const perGroup = scores.get(id) ?? /* @__PURE__ */ new Map();
			scores.set(id, perGroup.set(group, score));
		}
		return ranking;
	});
	const candidates = [];
	for (const { id, depth } of inTurns(rankings)) {
		const perGroup = scores.get(id);
		candidates.push({
			id,
			depth,
			scores: perGroup,
			score: largest(perGroup.values())
		});
	}
	if (candidates.length >= fewCandidates) return candidates;
	const known = new Set(candidates.map(({ id }) => id));
	const others = nodesBefore(graph, failingOutputs).map((id) => evidence.get(id)).filter((measured) => measured !== void 0 && !known.has(measured.id)).sort((first, second) => loudness(second) - loudness(first)).map((measured) => ({
		id: measured?.id ?? "",
		score: 0,
		scores: /* @__PURE__ */ new Map(),
		depth: depths.get(measured?.id ?? "") ?? 0
	}));
	return [...candidates, ...others.slice(0, fewCandidates - candidates.length)];
}
/** Ids of all nodes on which the outputs depend. */
function nodesBefore(graph, outputs) {
	const wanted = new Set(outputs);
	const queue = graph.main.outputs.filter(({ name }) => wanted.has(name));
	const seen = /* @__PURE__ */ new Set();
	for (let at = 0; at < queue.length; at += 1) {
		const node = queue[at]?.producer?.node;
		if (node === void 0 || seen.has(node)) continue;
		seen.add(node);
		for (const value of node.inputs) if (value !== void 0) queue.push(value);
	}
	return [...seen].map(({ id }) => id);
}
function loudness(measured) {
	if (measured === void 0) return 0;
	const { nonFinite, relRms } = measured.introduced;
	return nonFinite > 0 || !Number.isFinite(relRms) ? Number.MAX_VALUE : relRms;
}
function inTurns(rankings) {
	const seen = /* @__PURE__ */ new Set();
	const merged = [];
	const longest = largest(rankings.map((ranking) => ranking.length));
	for (let place = 0; place < longest; place += 1) for (const ranking of rankings) {
		const each = ranking[place];
		if (each === void 0 || seen.has(each.id)) continue;
		seen.add(each.id);
		merged.push(each);
	}
	return merged;
}
function largest(numbers) {
	let most = 0;
	for (const number of numbers) most = Math.max(most, number);
	return most;
}

// src/localise/rank-amplifier.ts
/** The amplifier must lie on the way of at least this share of the error. */
const leastInfluence = .1;
const leastRelativeGain = 4;
const leastAbsoluteGain = 8;
/** Operators that scale by a factor; elsewhere absolute errors grow with the size of the sums, which is no fault. */
const scaling = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Exp",
	"Pow"
]);
/**
* The node that makes the error of these outputs large though it adds little itself: a temperature, a steep function,
* a scale at the end. Undefined when there is none, or no output.
*/
function findAmplifier(graph, evidence, outputs) {
	if (outputs.length === 0) return void 0;
	const errors = totalErrors(graph, evidence);
	let strongest;
	for (const [id, { influence }] of contributions(graph, evidence, outputs)) {
		const node = graph.nodeById.get(id);
		const measured = evidence.get(id);
		if (node === void 0 || measured === void 0 || influence < leastInfluence) continue;
		if (introducedShare(measured) > .25 || carriedInputPositions(node) !== void 0) continue;
		const found = gainOf(id, measured, node.inputs.flatMap((value) => {
			const producer = value?.producer?.node;
			return (producer === void 0 ? void 0 : errors.get(producer)) ?? [];
		}), scaling.has(node.proto.opType));
		if (found !== void 0 && (strongest === void 0 || found.gain > strongest.gain)) strongest = found;
	}
	return strongest;
}
function gainOf(id, measured, inputs, isScaling) {
	const before = (figure) => inputs.reduce((largest, input) => Math.max(largest, input[figure]), 0);
	const relative = measured.total.relRms / before("relRms");
	if (Number.isFinite(relative) && relative >= leastRelativeGain) return {
		id,
		gain: relative,
		measure: "relative"
	};
	const absolute = measured.total.rms / before("rms");
	return isScaling && Number.isFinite(absolute) && absolute >= leastAbsoluteGain ? {
		id,
		gain: absolute,
		measure: "absolute"
	} : void 0;
}

// src/localise/rank-excess.ts
/** Excess of an output in a trial; `otherwise` without a trial. What was not measured, or is NaN, is infinitely wrong. */
function excessOf(outcome, output, otherwise = Number.POSITIVE_INFINITY) {
	if (outcome === void 0) return otherwise;
	const excess = outcome.outputs.get(output)?.excess ?? Number.POSITIVE_INFINITY;
	return Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
}
/** An excess for people: `3.2x the limit`, or that the values are not finite. */
function describeExcess(excess) {
	return excess === Number.POSITIVE_INFINITY ? "beyond any limit (NaN or infinity)" : `${ratio(excess)} times the limit`;
}
/** A ratio with two significant digits, whole above 100. */
function ratio(value) {
	if (!Number.isFinite(value)) return "infinitely many";
	return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(2)).toString();
}

// src/localise/rank-defects.ts
/** Float nodes that may lie between two nodes of one defect, as a scale between a product and its softmax. */
const mostBetween = 2;
/** Bound of the walk from one node, for graphs in which one value feeds very many. */
const mostVisited = 256;
/**
* Divides guilty nodes into defects: those that break a common output and lie next to each other, or in one module.
* Worst defect first. Within a defect the nodes that weigh about the same (within a factor of two of the worst) come in
* the order of dataflow, so that the first divergence leads; then the others, worst first.
*/
function divideIntoDefects(guilty, graph, evidence) {
	const leaders = new Map(guilty.map(({ id }) => [id, id]));
	const find = (id) => {
		let at = id;
		while (leaders.get(at) !== at) at = leaders.get(at);
		return at;
	};
	const byId = new Map(guilty.map((each) => [each.id, each]));
	const join = (first, second) => {
		if (first.outputs.some((output) => second.outputs.includes(output))) leaders.set(find(second.id), find(first.id));
	};
	const firstOfModule = /* @__PURE__ */ new Map();
	for (const each of guilty) {
		const node = graph.nodeById.get(each.id);
		for (const id of node === void 0 ? [] : nearby(node, evidence)) {
			const other = byId.get(id);
			if (other !== void 0) join(each, other);
		}
		if (each.module === void 0) continue;
		const neighbours = firstOfModule.get(each.module) ?? [];
		for (const other of neighbours) join(other, each);
		firstOfModule.set(each.module, [...neighbours, each]);
	}
	const defects = /* @__PURE__ */ new Map();
	for (const each of guilty) {
		const leader = find(each.id);
		defects.set(leader, [...defects.get(leader) ?? [], each]);
	}
	return [...defects.values()].map(inOrder$1).sort(worseFirst);
}
/** Ids of float nodes downstream with at most a few float nodes between, and of those in bodies that read them. */
function nearby(start, evidence) {
	const found = /* @__PURE__ */ new Set();
	const visited = /* @__PURE__ */ new Set([start]);
	let front = [start];
	for (let between = 0; between <= mostBetween && front.length > 0; between += 1) {
		const next = [];
		const queue = front;
		while (queue.length > 0 && visited.size < mostVisited) {
			const node = queue.pop();
			for (const { node: reader } of node.outputs.flatMap((value) => value?.uses.slice(0, mostVisited) ?? [])) {
				if (visited.has(reader)) continue;
				visited.add(reader);
				for (const body of reader.bodies) body.scope.nodes.slice(0, mostVisited).forEach(({ id }) => found.add(id));
				if (evidence.has(reader.id)) {
					found.add(reader.id);
					next.push(reader);
				} else queue.push(reader);
			}
		}
		front = next;
	}
	return found;
}
function inOrder$1(defect) {
	const worst = Math.max(...defect.map(({ aloneExcess }) => aloneExcess));
	const isLeading = ({ aloneExcess }) => aloneExcess >= worst / 2;
	const leading = defect.filter(isLeading).sort((first, second) => first.depth - second.depth);
	const others = defect.filter((each) => !isLeading(each));
	return [...leading, ...others.sort((first, second) => second.aloneExcess - first.aloneExcess)];
}
function worseFirst(first, second) {
	const worst = (defect) => Math.max(...defect.map((each) => each.aloneExcess));
	const depth = (defect) => defect[0].depth;
	const [one, other] = [worst(first), worst(second)];
	return one === other ? depth(first) - depth(second) : other - one;
}

// src/localise/rank-result.ts
/** Nodes that alone do less than this share of the damage, while most of it stays without them, are not to blame. */
const leastShareAlone = .25;
/** So many nodes, and this share of those tried, must each break an output before its error counts as magnified. */
const leastMagnified$1 = 4;
const magnifiedShare = .6;
/** Turns what the trials showed into culprits and one explanation per failing output. */
function describeRanking(findings, surroundings) {
	const kinds = new Map(findings.outputs.map((output) => [output, kindOf(output, findings, surroundings)]));
	const guilty = findGuilty(findings, kinds, surroundings);
	const culprits = divideIntoDefects(guilty, surroundings.graph, surroundings.evidence).flatMap((defect, index) => defect.map((each) => describeCulprit(each, index + 1, findings, surroundings)));
	return {
		culprits,
		outputs: findings.outputs.map((output) => {
			const ids = culprits.filter((each) => each.outputs.includes(output)).map(({ id }) => id);
			return explainOutput(output, kinds.get(output) ?? "unexplained", ids, findings);
		})
	};
}
function kindOf(output, findings, surroundings) {
	const { baseline, best, together, combination, alone } = findings;
	if (combination?.outputs.includes(output) === true) return "combined";
	const worstAlone = Math.max(0, ...[...alone.values()].map((outcome) => excessOf(outcome, output, 0)));
	if (worstAlone > 1) {
		const before = excessOf(baseline, output);
		return excessOf(together, output, 0) > before / 2 && before !== Number.POSITIVE_INFINITY && worstAlone < leastShareAlone * before || isMagnified$1(output, findings, surroundings) ? "spread" : "localised";
	}
	return best !== void 0 && alone.size > 0 && excessOf(best, output) > 1 && excessOf(best, output) !== Number.POSITIVE_INFINITY ? "spread" : "unexplained";
}
/**
* Most of the nodes that were tried break the output, each by nothing but ordinary rounding: then it is the network
* that magnifies any rounding, and to name those that happened to be tried would be arbitrary.
*/
function isMagnified$1(output, findings, { graph, evidence }) {
	const guilty = guiltyOf$1(output, findings);
	if (guilty.length < leastMagnified$1 || guilty.length < magnifiedShare * findings.alone.size) return false;
	return guilty.every((id) => {
		const kind = findCause(id, graph, evidence)?.kind;
		return kind === "rounding" || kind === "amplification";
	});
}
function guiltyOf$1(output, findings) {
	return [...findings.alone].filter(([, outcome]) => excessOf(outcome, output, 0) > 1).map(([id]) => id);
}
function findGuilty(findings, kinds, { modules }) {
	const byId = new Map(findings.candidates.map((candidate) => [candidate.id, candidate]));
	return [.../* @__PURE__ */ new Set([...findings.guilty, ...findings.combination?.ids ?? []])].flatMap((id) => {
		const candidate = byId.get(id);
		const outcome = findings.alone.get(id);
		const outputs = findings.outputs.filter((output) => {
			return kinds.get(output) === "combined" && findings.combination?.ids.includes(id) === true || kinds.get(output) === "localised" && excessOf(outcome, output, 0) > 1;
		});
		if (candidate === void 0 || outputs.length === 0) return [];
		const aloneExcess = Math.max(...outputs.map((output) => excessOf(outcome, output, 0)));
		const { score, depth } = candidate;
		return [{
			id,
			score,
			depth,
			aloneExcess,
			outputs,
			module: modules?.get(id)
		}];
	});
}
function describeCulprit(guilty, defect, findings, surroundings) {
	const { id, outputs, aloneExcess } = guilty;
	const outcome = findings.alone.get(id);
	const alone = new Map(findings.outputs.flatMap((output) => outcome === void 0 ? [] : [[output, excessOf(outcome, output)]]));
	const repairs = outputs.map((output) => repairedExcess(output, findings));
	const isRepaired = repairs.includes(void 0) ? void 0 : repairs.every((excess) => excess <= 1);
	return {
		id,
		evidence: surroundings.evidence.get(id),
		cause: findCause(id, surroundings.graph, surroundings.evidence),
		score: guilty.score,
		alone,
		aloneExcess,
		isConfirmed: aloneExcess > 1,
		outputs,
		isRepaired,
		defect,
		module: guilty.module,
		text: culpritText(guilty, isRepaired, findings)
	};
}
function culpritText(guilty, isRepaired, findings) {
	const names = guilty.outputs.map(quote).join(", ");
	const isOnly = findings.guilty.length === 1;
	const alone = guilty.aloneExcess > 1 ? `Alone in FP16 it puts ${names} at ${describeExcess(guilty.aloneExcess)}` : `Alone in FP16 it breaks no limit, together with others it does (${names})`;
	if (!findings.alone.has(guilty.id)) return `One of the ${findings.combination?.size ?? 0} nodes that break ${names} together.`;
	if (isRepaired === void 0) return `${alone}.`;
	return `${alone}; ${isOnly ? "with it in FP32" : "with all culprits in FP32"} ${isRepaired ? "the limit is met" : "the limit is still broken"}.`;
}
function repairedExcess(output, findings) {
	const { combination, together } = findings;
	const outcome = combination?.outputs.includes(output) === true ? combination.outcome : together;
	return outcome === void 0 ? void 0 : excessOf(outcome, output);
}
function explainOutput(output, kind, culprits, findings) {
	const excess = excessOf(findings.baseline, output);
	const best = findings.best === void 0 ? void 0 : excessOf(findings.best, output);
	const shareLeft = best === void 0 ? void 0 : shareOf(best, excess);
	const repaired = culprits.length === 0 ? void 0 : repairedExcess(output, findings);
	return {
		output,
		kind,
		excess,
		repairedExcess: repaired,
		culprits,
		shareLeft,
		text: `${quote(output)}: ${outputText(output, kind, culprits.length, shareLeft, repaired, findings)}`
	};
}
function shareOf(part, whole) {
	if (part === Number.POSITIVE_INFINITY) return 1;
	return whole === Number.POSITIVE_INFINITY || whole === 0 ? 0 : part / whole;
}
function outputText(output, kind, count, shareLeft, repaired, findings) {
	const nodes = count === 1 ? "one node breaks" : `${count} nodes break`;
	const after = repaired === void 0 ? "" : `; with ${count === 1 ? "it" : "them"} in FP32 it is at ${describeExcess(repaired)}`;
	const tried = `${findings.suspects.length} best-ranked nodes`;
	const left = shareLeft === void 0 ? "" : `${ratio(100 * shareLeft)} % of the error`;
	switch (kind) {
		case "localised": return `${nodes} the limit by ${count === 1 ? "itself" : "themselves"} in FP16${after}.`;
		case "combined": return `no node breaks the limit alone, ${findings.combination?.size ?? count} together do${after}.`;
		case "spread": {
			const guilty = guiltyOf$1(output, findings).length;
			return guilty > 0 ? `no node is to blame: ordinary rounding of each of ${guilty} nodes (${findings.alone.size} were tried) breaks the limit alone; the network magnifies it.` : `no node is to blame: with the ${tried} in FP32, ${left} is still there. Rounding of many nodes adds up.`;
		}
		default: return unexplainedText(tried, left, findings);
	}
}
function unexplainedText(tried, left, findings) {
	if (findings.candidates.length === 0) return "not explained: no measured node carries its error.";
	if (findings.best === void 0 || findings.alone.size === 0) return "not explained: the budget did not allow the trials.";
	const rest = left === "" ? "" : `, and with the ${tried} in FP32 ${left} is still there`;
	return `not explained: none of the ${findings.alone.size} nodes tried alone in FP16 breaks the limit${rest}.`;
}

// src/localise/rank.ts
/** Nodes that run in FP32 together, to see whether the best-ranked ones hold the error at all. */
const bestCount$1 = 16;
/** Every node that explains half the error by itself belongs to these too, up to here. */
const mostSuspects = 256;
/** Nodes tried alone in the first round. */
const firstAlone = 7;
/** Sizes of the sets tried when no node breaks a limit alone though the best-ranked ones together do. */
const combinationSizes = [
	2,
	4,
	8
];
/**
* Finds the nodes to blame for the failing outputs. Candidates come from the measured errors (`findCandidates`);
* trials then decide: a node is guilty of an output when that node alone in FP16 breaks its limit. One trial says
* whether the best-ranked nodes hold the error at all, one whether the guilty ones in FP32 repair it; what they do not
* repair is looked for among the next candidates until the budget ends. Nobody is blamed without a trial.
*
* Throws RangeError for a budget below 0, a failing output that the model does not have, and when the driver returns
* another number of outcomes than it was asked for.
*/
function* rank(input) {
	if (!(input.trialBudget >= 0)) throw new RangeError(`a budget of ${input.trialBudget} trials`);
	if (input.failingOutputs.length === 0) return nothingToBlame;
	const progress = {
		input,
		candidates: [],
		trials: [],
		alone: /* @__PURE__ */ new Map(),
		everything: everythingFp32(input.graph).fp32Nodes,
		isCutShort: false
	};
	let { baseline } = input;
	if (baseline === void 0) [baseline] = yield* attempt([everythingFp16], progress);
	const outputs = worstFirst(input.failingOutputs, baseline);
	progress.candidates = findCandidates(input.graph, input.evidence, outputs);
	const findings = yield* examine(progress, outputs, baseline);
	const { trials, candidates, isCutShort } = progress;
	const explained = describeRanking(findings, input);
	const spread = explained.outputs.filter(({ kind }) => kind === "spread").map(({ output }) => output);
	const amplifier = findAmplifier(input.graph, input.evidence, spread);
	return {
		...explained,
		amplifier,
		candidates,
		trials,
		isCutShort
	};
}
function* examine(progress, outputs, baseline) {
	const suspects = suspectsOf(progress.candidates);
	const [best] = yield* attempt(suspects.length === 0 ? [] : [keepInFp32(suspects)], progress);
	const scored = progress.candidates.filter(({ score }) => score > 0).slice(0, firstAlone);
	yield* attemptAlone(scored, progress, 1);
	let guilty = guiltyOf(progress, outputs);
	if (guilty.length === 0 && scored.length < firstAlone) {
		yield* attemptAlone(progress.candidates.filter(({ id }) => !progress.alone.has(id)).slice(0, firstAlone - scored.length), progress, 1);
		guilty = guiltyOf(progress, outputs);
	}
	let [together] = yield* attempt(guilty.length === 0 ? [] : [keepInFp32(guilty)], progress);
	const open = outputs.filter((output) => excessOf(together, output) > 1);
	if (together !== void 0 && open.length > 0) {
		yield* attemptAlone(worthTrying(progress, open, best), progress, 1);
		const more = guiltyOf(progress, outputs);
		if (more.length > guilty.length) {
			guilty = more;
			[together] = yield* attempt([keepInFp32(guilty)], progress);
		}
	}
	const held = outputs.filter((output) => excessOf(best, output) <= 1 && guiltyOf(progress, [output]).length === 0);
	const combination = held.length > 0 && progress.alone.size > 0 ? yield* combine(progress, held) : yield* tryModule(progress, outputs, best);
	const { alone, candidates } = progress;
	return {
		outputs,
		baseline,
		best,
		suspects,
		guilty,
		together,
		combination,
		alone,
		candidates
	};
}
/** The best-ranked nodes, and more where more of them can each explain half of an error. */
function suspectsOf(candidates) {
	const more = candidates.slice(bestCount$1, mostSuspects).filter(({ score }) => score >= .5);
	return [...candidates.slice(0, bestCount$1), ...more].map(({ id }) => id);
}
/** Untried candidates that may hold what is left, in ranking order. */
function worthTrying(progress, outputs, best) {
	const reach = progress.candidates.filter(({ id }) => !progress.alone.has(id)).filter(({ score, scores }) => score === 0 || outputs.some((output) => scores.has(output)));
	return outputs.every((output) => excessOf(best, output) <= 1) ? reach.slice(0, bestCount$1) : reach;
}
/**
* The best-ranked nodes repair the output, but none breaks it alone: finds the shortest of a few prefixes, ordered by
* what the nodes do alone, that repairs it.
*/
function* combine(progress, outputs) {
	const weight = (id) => Math.max(...outputs.map((output) => excessOf(progress.alone.get(id), output, 0)));
	const ordered = progress.candidates.slice(0, bestCount$1).map(({ id }) => id);
	ordered.sort((first, second) => compareDescending(weight(first), weight(second)));
	const prefixes = combinationSizes.filter((size) => size <= ordered.length).map((size) => ordered.slice(0, size));
	const outcomes = yield* attempt(prefixes.map(keepInFp32), progress);
	for (const [index, outcome] of outcomes.entries()) {
		const ids = prefixes[index];
		const isRepaired = outputs.every((output) => excessOf(outcome, output) <= 1);
		if (ids !== void 0 && outcome !== void 0 && isRepaired) return {
			ids,
			outcome,
			outputs,
			size: ids.length
		};
	}
}
/**
* Where neither one node nor the best-ranked ones hold the error, one module with many nodes may, such as a sum written
* out in steps: tries the module that explains most. The model as a whole (the empty path) is no module.
*/
function* tryModule(progress, outputs, best) {
	const open = outputs.filter((output) => excessOf(best, output, 0) > 1 && guiltyOf(progress, [output]).length === 0);
	const { modules } = progress.input;
	if (open.length === 0 || modules === void 0) return void 0;
	const shares = /* @__PURE__ */ new Map();
	for (const { id, score } of progress.candidates) {
		const module = modules.get(id) ?? "";
		if (module !== "") shares.set(module, (shares.get(module) ?? 0) + score);
	}
	const [strongest] = [...shares].sort(([, first], [, second]) => second - first);
	if (strongest === void 0) return void 0;
	const members = [...modules].filter(([id, module]) => module === strongest[0] && progress.input.graph.nodeById.has(id));
	const [outcome] = yield* attempt([keepInFp32(members.map(([id]) => id))], progress);
	if (outcome === void 0 || !open.every((output) => excessOf(outcome, output) <= 1)) return void 0;
	const ids = progress.candidates.filter(({ id }) => modules.get(id) === strongest[0]).map(({ id }) => id);
	return {
		ids: ids.slice(0, bestCount$1),
		outcome,
		outputs: open,
		size: ids.length
	};
}
/** Tries each candidate alone in FP16, in order, and leaves `reserve` trials of the budget. */
function* attemptAlone(candidates, progress, reserve) {
	const affordable = candidates.slice(0, Math.max(0, left(progress) - reserve));
	if (affordable.length < candidates.length) progress.isCutShort = true;
	const { everything } = progress;
	const outcomes = yield* attempt(affordable.map(({ id }) => {
		const others = new Set(everything);
		others.delete(id);
		return { fp32Nodes: others };
	}), progress);
	for (const [index, outcome] of outcomes.entries()) {
		const id = affordable[index]?.id;
		if (id !== void 0 && outcome !== void 0) progress.alone.set(id, outcome);
	}
}
/** Tries as many of the plans, from the first on, as the budget allows; undefined for the others. */
function* attempt(plans, progress) {
	const allowed = plans.slice(0, left(progress));
	if (allowed.length < plans.length) progress.isCutShort = true;
	if (allowed.length === 0) return [];
	const outcomes = yield allowed;
	if (outcomes.length !== allowed.length) throw new RangeError(`${outcomes.length} outcomes for ${allowed.length} plans`);
	for (const [index, plan] of allowed.entries()) progress.trials.push({
		plan,
		outcome: outcomes[index]
	});
	return [...outcomes];
}
function left(progress) {
	return Math.max(0, Math.floor(progress.input.trialBudget) - progress.trials.length);
}
/** Nodes that break one of the outputs alone, in the order in which they were tried. */
function guiltyOf(progress, outputs) {
	return [...progress.alone].filter(([, outcome]) => outputs.some((output) => excessOf(outcome, output, 0) > 1)).map(([id]) => id);
}
function worstFirst(outputs, baseline) {
	const excess = (output) => excessOf(baseline, output);
	return [...outputs].sort((first, second) => compareDescending(excess(first), excess(second)));
}
function compareDescending(first, second) {
	return first === second ? 0 : second > first ? 1 : -1;
}

// src/onnx/switchable-context.ts
/** Outside of all branches. */
const noEnvironment = {
	values: /* @__PURE__ */ new Map(),
	unrounded: /* @__PURE__ */ new Map()
};
/** The name of a value from outside. */
function outerName({ unroundedNames }, { values, unrounded }, value, wantsUnrounded) {
	return (wantsUnrounded ? unrounded.get(value) : void 0) ?? values.get(value) ?? (wantsUnrounded ? unroundedNames.get(value) : void 0) ?? value.name;
}
/** The name that a value has to have where it is a target; undefined where it is not. */
function givenName({ targets, nameOf }, value, unrounded) {
	const target = targets.find((each) => each.value === value && each.unrounded === unrounded);
	return target === void 0 ? void 0 : nameOf(target);
}
/** A copy of a node under a name of its own, with other names for what it reads and makes. */
function renamed({ prepared, names }, proto, rename) {
	const node = prepared.stored === void 0 ? proto : liftNode(proto);
	const apply = (list, to) => list.map((name, index) => name === "" ? name : to(index, name));
	return copyMessage(node, {
		name: names.take(proto.name === "" ? proto.opType : proto.name),
		input: apply(node.input, rename.input),
		output: apply(node.output, rename.output)
	});
}
/** The same tensor under a second name. */
function identity(from, to) {
	return newNode("", "Identity", [from], to);
}
/**
* Constants from outside as constants of the branch: two Casts there and back through float64, which change no bit and
* which ONNX Runtime folds. Each is written once.
*/
function constantsHere({ names }) {
	const written = /* @__PURE__ */ new Set();
	const name = remember$1((value) => names.take(`${value.name}__here`));
	return {
		name,
		write(value, from) {
			if (written.has(value)) return [];
			written.add(value);
			const wide = names.take(`${name(value)}__double`);
			return [newCast(from, wide, elementType.double), newCast(wide, name(value), elementType.float)];
		}
	};
}
/** Asks `make` once for each value. */
function remember$1(make) {
	const known = /* @__PURE__ */ new Map();
	return (value) => {
		const name = known.get(value) ?? make(value);
		known.set(value, name);
		return name;
	};
}

// src/onnx/switchable-patterns.ts
/**
* Normalisations and GELUs that are spelled out: ONNX Runtime makes one operator of each at level basic when all their
* nodes are in FP32 and the operator set has it (LayerNormalization from 17, Gelu from 20). Each pattern is a list of
* units in graph order; only the last is read from outside.
*/
function fusedPatterns(units) {
	const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.length === 1 ? [[unit.halfNodes[0], unit]] : []));
	const taken = /* @__PURE__ */ new Set();
	const patterns = [];
	for (const unit of units) {
		const members = (normalizationAt(unit.fullNode) ?? geluAt(unit.fullNode) ?? []).map((node) => unitOf.get(node));
		const known = members.filter((member) => member !== void 0);
		if (known.length > 0 && known.length === members.length && !known.some((member) => taken.has(member)) && isClosed(known)) {
			const chosen = new Set(known);
			chosen.forEach((member) => taken.add(member));
			patterns.push(units.filter((each) => chosen.has(each)));
		}
	}
	return patterns;
}
/** All but the last are read only by others of the pattern, in one scope. */
function isClosed(members) {
	const nodes = new Set(members.flatMap((member) => member.halfNodes));
	return members.filter((member) => member.outputs.some((value) => value.isReturned || value.uses.some((use) => !nodes.has(use.node)))).length <= 1 && members.every((member) => member.scope === members[0]?.scope);
}
/** From the square root: d = x - mean(x); d / sqrt(mean(d^2) + epsilon) * scale + bias. */
function normalizationAt(root) {
	const epsilon = is(root, "Sqrt") ? maker(root, "Add") : void 0;
	const variance = epsilon && maker(epsilon, "ReduceMean");
	const square = variance && maker(variance, "Pow");
	const division = reader(root, "Div");
	const scale = division && reader(division, "Mul");
	const bias = scale && reader(scale, "Add");
	const centred = [square && maker(square, "Sub"), division && maker(division, "Sub")];
	const nodes = [
		...centred.map((node) => node && maker(node, "ReduceMean")),
		...centred,
		square,
		variance,
		epsilon,
		root,
		division,
		scale,
		bias
	];
	return nodes.every((node) => node !== void 0) ? nodes : void 0;
}
/** From Erf: x / sqrt(2), erf, + 1, and two factors (x and 1/2) in either order. */
function geluAt(erf) {
	const argument = is(erf, "Erf") ? maker(erf, "Div") ?? maker(erf, "Mul") : void 0;
	const sum = reader(erf, "Add");
	const product = sum && reader(sum, "Mul");
	if (argument === void 0 || sum === void 0 || product === void 0) return;
	const factor = maker(product, "Mul");
	const other = factor?.inputs.some((value) => argument.inputs.includes(value)) === true ? factor : reader(product, "Mul");
	return other === void 0 ? void 0 : [
		argument,
		erf,
		sum,
		product,
		other
	];
}
function is(node, opType) {
	return node.domain === "" && node.proto.opType === opType;
}
/** The node of that operator which makes an input. */
function maker(node, opType) {
	return node.inputs.map((value) => value?.producer?.node).find((each) => each !== void 0 && is(each, opType));
}
/** The node of that operator which alone reads the first output. */
function reader(node, opType) {
	const [value] = node.outputs;
	const [use, ...more] = value?.uses ?? [];
	return value?.isReturned === false && more.length === 0 && use !== void 0 && is(use.node, opType) ? use.node : void 0;
}

// src/onnx/switchable-branches.ts
/** A branch with fresh names. */
function branch(context, suffix, write) {
	const nameOf = freshNames(context, suffix);
	return {
		nodes: write(nameOf),
		nameOf
	};
}
/** Fresh names for targets, the same whenever asked. */
function freshNames(context, suffix) {
	const plain = remember$1((value) => context.names.take(`${value.name}__${suffix}`));
	const exact = remember$1((value) => context.names.take(`${value.name}__${suffix}_unrounded`));
	return ({ value, unrounded }) => unrounded ? exact(value) : plain(value);
}
/** An If on the scalar `condition` that gives the targets under the names that `options` say. */
function ifNode(condition, whenTrue, whenFalse, context, { targets, nameOf }) {
	const attribute = (name, side) => create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.GRAPH,
		g: branchGraph(name, side, targets, context)
	});
	const node = newNode(context.names.take("Switch"), "If", [condition], "", [attribute("then_branch", whenTrue), attribute("else_branch", whenFalse)]);
	node.output = targets.map(nameOf);
	return node;
}
function branchGraph(name, { nodes, nameOf }, targets, { prepared }) {
	const output = targets.map((target) => {
		const type = prepared.types.get(target.value);
		const elemType = halfFormat(type) === void 0 ? type?.element : elementType.float;
		return create(ValueInfoProtoSchema, {
			name: nameOf(target),
			...type?.kind === "tensor" && elemType !== void 0 ? { type: { value: {
				case: "tensorType",
				value: { elemType }
			} } } : {}
		});
	});
	return create(GraphProtoSchema, {
		name,
		node: [...nodes],
		output
	});
}

// src/onnx/switchable-full.ts
/** Units in FP32, one after the other in one graph, so that what ONNX Runtime fuses lies together. */
function fullLeaf(units, context, options) {
	const nodes = [];
	const local = /* @__PURE__ */ new Map();
	const here = constantsHere(context);
	for (const unit of units) {
		const packed = packedConstants(unit, local, context, options);
		nodes.push(...[...packed.values()].flatMap((value) => here.write(value, outerName(context, options.around, value, false))), renamed(context, unit.fullNode.proto, {
			input: (index, name) => {
				const constant = packed.get(index);
				return constant === void 0 ? local.get(name) ?? nameOutside$1(unit, index, name, context, options) : here.name(constant);
			},
			output: (_, name) => {
				const value = findValue(unit.scope, name);
				const chosen = (value === void 0 ? void 0 : givenName(options, value, false)) ?? context.names.take(`${name}__fp32`);
				local.set(name, chosen);
				return chosen;
			}
		}));
		for (const { value } of options.targets.filter((target) => target.unrounded)) {
			const name = local.get(value.name);
			if (name !== void 0 && unit.outputs.includes(value)) nodes.push(identity(name, options.nameOf({
				value,
				unrounded: true
			})));
		}
	}
	return nodes;
}
/**
* Constants from outside that the unit packs, by input position; those of a branch around this one are made there by
* another unit of the group. A composite's own node packs none.
*/
function packedConstants({ halfNodes }, local, { constants, floatConstants }, { around }) {
	const [node, ...more] = halfNodes;
	const found = /* @__PURE__ */ new Map();
	if (node === void 0 || more.length > 0) return found;
	for (const [index, value] of node.inputs.entries()) {
		const isHere = value === void 0 || local.has(value.name);
		const known = value !== void 0 && around.values.has(value) ? floatConstants : constants;
		if (!isHere && isPacked(node, index, known)) found.set(index, value);
	}
	return found;
}
function nameOutside$1(unit, index, name, context, { around }) {
	const value = findValue(unit.scope, name);
	if (value === void 0) return name;
	const [node, ...more] = unit.halfNodes;
	const isItself = more.length === 0 && node?.inputs[index] === value;
	return outerName(context, around, value, isItself && node !== void 0 && readsUnrounded(context.prepared, node, index));
}

// src/onnx/switchable-half.ts
/**
* Nodes in half precision, one after the other. They round whatever they read from outside but constants, which
* changes nothing where it is rounded already; values of their own are rounded as in any emulation.
*/
function halfLeaf(nodes, context, options) {
	const half = startHalf(nodes, context, options);
	const here = constantsHere(context);
	return nodes.flatMap((node) => [
		...outerCopies(node, half),
		...packedInFull(node, half).flatMap((value) => here.write(value, value.name)),
		renamed(context, node.proto, {
			input: (index, name) => {
				const value = node.inputs[index];
				if (value === void 0) return name;
				return isPackedInFull(node, index, half) ? here.name(value) : nameRead(node, index, value, half);
			},
			output: (index, name) => {
				const value = node.outputs[index];
				return value === void 0 ? name : half.source(value);
			}
		}),
		...node.outputs.flatMap((value) => value === void 0 ? [] : castsAfter(value, half))
	]);
}
function startHalf(nodes, context, options) {
	const { prepared, names } = context;
	const inside = new Set(nodes.flatMap((node) => node.outputs));
	const placement = placeRounding({
		...prepared.graph,
		nodes
	}, prepared.decision, everythingFp16, roundedOutside(nodes, inside, context));
	const local = remember$1((value) => givenName(options, value, false) ?? names.take(`${value.name}__fp16`));
	return {
		context,
		options,
		placement,
		inside,
		copied: /* @__PURE__ */ new Set(),
		local,
		source: remember$1((value) => placement.outputs.has(value) ? givenName(options, value, true) ?? names.take(`${value.name}__unrounded`) : local(value)),
		copy: remember$1((value) => names.take(`${value.name}__rounded`))
	};
}
/** Constants from outside: what reads them takes their rounded copies there, unless it packs them here. */
function roundedOutside(nodes, inside, { prepared, constants }) {
	const rounded = /* @__PURE__ */ new Map();
	const packed = new Set(nodes.flatMap((node) => node.inputs.filter((_, index) => isPacked(node, index, constants))));
	for (const node of nodes) for (const [index, value] of node.inputs.entries()) {
		const format = prepared.decision.byNode.get(node)?.inputs[index];
		if (value !== void 0 && format !== void 0 && !inside.has(value) && constants.has(value) && !packed.has(value)) rounded.set(value, format);
	}
	return rounded;
}
function nameRead(node, index, value, half) {
	const reading = half.placement.readings.get(node)?.[index] ?? "value";
	if (reading === "copy") return half.copy(value);
	if (!half.inside.has(value)) return nameOutside(node, index, value, half);
	return reading === "unrounded" ? half.source(value) : half.local(value);
}
function nameOutside(node, index, value, { context, options }) {
	const { decision, stored } = context.prepared;
	const format = decision.byNode.get(node)?.inputs[index];
	if (format !== void 0 && context.constants.has(value) && stored?.get(value) !== format) return context.constantCopy(value, format);
	return outerName(context, options.around, value, readsUnrounded(context.prepared, node, index));
}
/** A constant that the node reads as it is, and packs. */
function isPackedInFull(node, index, { context, inside }) {
	return !(context.prepared.decision.byNode.get(node)?.inputs[index] !== void 0) && !inside.has(node.inputs[index]) && isPacked(node, index, context.constants);
}
function packedInFull(node, half) {
	return node.inputs.filter((value, index) => value !== void 0 && isPackedInFull(node, index, half));
}
/** Rounded copies of what the node reads from outside, where no earlier node had them made. */
function outerCopies(node, half) {
	return node.inputs.flatMap((value, index) => {
		const isDue = half.placement.readings.get(node)?.[index] === "copy";
		const format = value === void 0 ? void 0 : half.placement.copies.get(value);
		if (!isDue || value === void 0 || format === void 0) return [];
		if (half.inside.has(value) || half.copied.has(value)) return [];
		half.copied.add(value);
		return castPair(nameOutside(node, index, value, half), half.copy(value), format, half);
	});
}
/** What has to follow a value of the branch: its rounding, its rounded copy, its unrounded self for others. */
function castsAfter(value, half) {
	const { placement, options, local, source, copy } = half;
	const rounded = placement.outputs.get(value);
	const copied = placement.copies.get(value);
	const unrounded = givenName(options, value, true);
	return [
		...rounded === void 0 ? [] : castPair(source(value), local(value), rounded, half),
		...copied === void 0 ? [] : castPair(local(value), copy(value), copied, half),
		...unrounded === void 0 || rounded !== void 0 ? [] : [identity(local(value), unrounded)]
	];
}
function castPair(from, to, format, { context: { names } }) {
	const between = names.take(`${to}__${format}`);
	return [newCast(from, between, elementType[format]), newCast(between, to, elementType.float)];
}

// src/onnx/switchable-stretches.ts
/** The steps of a scope in order; a group or a pattern stands where its last node does. */
function scopeSteps(scope, { unitOf, groups, patterns }) {
	const groupAt = new Map(groups.map((group) => [lastNode(group.units), group]));
	const patternOf = new Map(patterns.filter((pattern) => isMadeOfGroups(pattern, groups)).flatMap((pattern) => pattern.map((unit) => [unit, pattern])));
	const held = /* @__PURE__ */ new Map();
	return scope.nodes.flatMap((node) => {
		const group = groupAt.get(node);
		const unit = group?.units.at(-1);
		if (group === void 0 || unit === void 0) return unitOf.has(node) ? [] : [{ plain: node }];
		const pattern = patternOf.get(unit);
		if (pattern === void 0) return [{ group }];
		const steps = [...held.get(pattern) ?? [], { group }];
		held.set(pattern, steps);
		return unit === pattern.at(-1) ? [stretch(steps, pattern, false)] : [];
	});
}
function lastNode(units) {
	return units.at(-1)?.halfNodes.at(-1);
}
/** No group lies partly in the pattern, or it would have to be decided in two places. */
function isMadeOfGroups(pattern, groups) {
	const inside = (unit) => pattern.includes(unit);
	return groups.every(({ units }) => units.every(inside) || !units.some(inside));
}
/** Every stretch among steps, those inside others included. */
function allStretches(steps) {
	return steps.flatMap((step) => "steps" in step ? [step, ...allStretches(step.steps)] : []);
}
/**
* Parts steps into stretches: of about `length` units where these are candidates, as long as may be where they are
* not. What is constant lies outside of them, and so do nodes with bodies: these come back alone.
*/
function stretchesOf(steps, options) {
	const parts = [];
	let open = [];
	let isJoined = false;
	const close = () => {
		const units = open.flatMap(unitsOf);
		const isOne = open.length === 1 || units.length < 2;
		parts.push(...isOne && !isJoined ? open : [stretch(open, units, isJoined)]);
		open = [];
	};
	for (const step of steps) {
		if ("plain" in step && isConstant(step.plain, options.constants)) {
			parts.push(step);
			continue;
		}
		if ("plain" in step && step.plain.bodies.length > 0) {
			close();
			parts.push(step);
			continue;
		}
		const units = unitsOf(step);
		const joins = units.every((unit) => options.candidates?.has(unit.id) === false);
		const isFull = !isJoined && open.flatMap(unitsOf).length >= options.length;
		if (units.length > 0 && (joins !== isJoined || isFull)) {
			close();
			isJoined = joins;
		}
		open.push(step);
	}
	close();
	return parts;
}
function isConstant(node, constants) {
	return node.outputs.every((value) => value === void 0 || constants.has(value));
}
function unitsOf(step) {
	if ("plain" in step) return [];
	return "group" in step ? step.group.units : step.units;
}
function stretch(steps, units, isJoined) {
	return {
		steps,
		units,
		outputs: readOutside(stretchNodes({ steps })),
		isJoined
	};
}
/** Its nodes, written out to half precision. */
function stretchNodes(stretch) {
	return asUnits(stretch).flatMap((unit) => unit.halfNodes);
}
/** All that lies in a stretch, in order, as if every node were switched. */
function asUnits({ steps }) {
	return steps.flatMap((step) => {
		if ("plain" in step) return [asUnit(step.plain)];
		return "group" in step ? step.group.units : asUnits(step);
	});
}
/** A node that is the same under every plan in the form of a unit. */
function asUnit(node) {
	return {
		id: node.id,
		scope: node.scope,
		halfNodes: [node],
		fullNode: node,
		outputs: readOutside([node])
	};
}

// src/onnx/switchable-tree.ts
/**
* Decides unit by unit: one in half precision parts the group, since its rounding keeps ONNX Runtime from fusing across
* it; units that stay joined and are all in FP32 lie in one graph, where they are fused as they are in any other model.
*/
function writeGroup(group, context, conditionOf, options) {
	return writeTree({
		full: [],
		open: group.units
	}, {
		group,
		context,
		conditionOf
	}, options);
}
function writeTree(decided, tree, options) {
	const { full, open } = decided;
	const [unit, ...rest] = open;
	if (unit === void 0) return fullLeaf(full, tree.context, options);
	if (full.length + rest.length === 0) return writeAlone(unit, tree, options);
	const half = branch(tree.context, "half", (nameOf) => writeParted(decided, unit, tree, {
		...options,
		nameOf
	}));
	const other = branch(tree.context, "full", (nameOf) => writeTree({
		full: inOrder(tree, [...full, unit]),
		open: rest
	}, tree, {
		...options,
		nameOf
	}));
	return [ifNode(tree.conditionOf(unit), half, other, tree.context, options)];
}
/** `unit` is in half precision: it and what remains joined on either side, each by itself. */
function writeParted(decided, unit, tree, options) {
	const others = inOrder(tree, [...decided.full, ...decided.open].filter((each) => each !== unit));
	const parts = [[unit], ...joined(others, tree.group)].toSorted((one, other) => position(tree, one.at(-1)) - position(tree, other.at(-1)));
	const nodes = [];
	const values = new Map(options.around.values);
	const { unrounded } = options.around;
	for (const part of parts) {
		const isLast = part === parts.at(-1);
		const targets = isLast ? options.targets : outputsOf(part);
		const nameOf = isLast ? options.nameOf : freshNames(tree.context, "part");
		const inner = {
			around: {
				values: new Map(values),
				unrounded
			},
			targets,
			nameOf
		};
		nodes.push(...part[0] === unit ? halfLeaf(unit.halfNodes, tree.context, inner) : writeTree({
			full: part.filter((each) => decided.full.includes(each)),
			open: part.filter((each) => decided.open.includes(each))
		}, tree, inner));
		for (const target of isLast ? [] : targets) values.set(target.value, nameOf(target));
	}
	return nodes;
}
function outputsOf(part) {
	return (part.at(-1)?.outputs ?? []).map((value) => ({
		value,
		unrounded: false
	}));
}
/** Units that are still connected by what may be fused, in order. */
function joined(units, group) {
	const parts = [];
	for (const unit of units.toReversed()) {
		const next = group.successors.get(unit);
		const part = parts.find((each) => next !== void 0 && each.includes(next));
		if (part === void 0) parts.push([unit]);
		else part.unshift(unit);
	}
	return parts;
}
/** A unit of which nothing is known yet. */
function writeAlone(unit, { context, conditionOf }, options) {
	const half = branch(context, "half", (nameOf) => halfLeaf(unit.halfNodes, context, {
		...options,
		nameOf
	}));
	const full = branch(context, "full", (nameOf) => fullLeaf([unit], context, {
		...options,
		nameOf
	}));
	return [ifNode(conditionOf(unit), half, full, context, options)];
}
function position({ group }, unit) {
	return unit === void 0 ? -1 : group.units.indexOf(unit);
}
function inOrder(tree, units) {
	return units.toSorted((one, other) => position(tree, one) - position(tree, other));
}

// src/onnx/switchable-stretch-writer.ts
/** A stretch in half precision, in FP32, and unit by unit for what lies between unless its units are joined. */
function writeStretch(stretch, writing, options) {
	const { context } = writing;
	const { allHalf, allFull } = writing.ofStretch(stretch);
	const units = asUnits(stretch);
	const nodes = stretchNodes(stretch);
	const half = branch(context, "half", (nameOf) => halfLeaf(nodes, context, {
		...options,
		nameOf
	}));
	const full = branch(context, "full", (nameOf) => fullLeaf(units, context, {
		...options,
		nameOf
	}));
	if (stretch.isJoined) return [ifNode(allHalf, half, full, context, options)];
	const mixed = branch(context, "mixed", (nameOf) => writeSteps(stretch.steps, writing, {
		...options,
		nameOf
	}));
	const other = branch(context, "other", (nameOf) => [ifNode(allFull, full, mixed, context, {
		...options,
		nameOf
	})]);
	return [ifNode(allHalf, half, other, context, options)];
}
function writeSteps(steps, writing, { around, targets, nameOf }) {
	const { context } = writing;
	const nodes = [];
	const values = new Map(around.values);
	const unrounded = new Map(around.unrounded);
	const fresh = freshNames(context, "step");
	const name = (target) => {
		return targets.some((each) => each.value === target.value && each.unrounded === target.unrounded) ? nameOf(target) : fresh(target);
	};
	for (const step of steps) {
		const made = stepTargets(step, context);
		const inner = {
			around: {
				values: new Map(values),
				unrounded: new Map(unrounded)
			},
			targets: made,
			nameOf: name
		};
		if (made.length > 0) nodes.push(...writeStep(step, writing, inner));
		for (const target of made) (target.unrounded ? unrounded : values).set(target.value, name(target));
	}
	return nodes;
}
/** One step where it stands, with its results under the names that `options` say. */
function writeStep(step, writing, options) {
	if ("plain" in step) return fullLeaf([asUnit(step.plain)], writing.context, options);
	return "group" in step ? writeGroup(step.group, writing.context, writing.ofUnit, options) : writeStretch(step, writing, options);
}
/** What a step has to give. */
function stepTargets(step, { prepared }) {
	if ("plain" in step) return targetsOf(asUnit(step.plain).outputs, [step.plain], prepared);
	if ("steps" in step) return targetsOf(step.outputs, stretchNodes(step), prepared);
	const last = step.group.units.at(-1);
	return last === void 0 ? [] : targetsOf(last.outputs, last.halfNodes, prepared);
}

// src/onnx/switchable-switches.ts
/** One element for each unit (it runs in half precision), then two for each stretch, as in `StretchConditions`. */
function createSwitches(prepared, units, stretches, names) {
	const input = names.take("fp16_switches");
	const take = (suffix) => names.take(`${input}_${suffix}`);
	const ofUnit = new Map(units.map((unit) => [unit, take("half")]));
	const ofStretch = new Map(stretches.map((stretch) => [stretch, {
		allHalf: take("all_half"),
		allFull: take("all_full")
	}]));
	const joined = stretches.filter((stretch) => stretch.isJoined);
	return {
		switches: {
			input,
			nodeIds: units.map((unit) => unit.id),
			count: units.length + 2 * stretches.length,
			elements(plan) {
				checkPlan(plan, prepared.original.graph);
				const isHalf = (unit) => !plan.fp32Nodes.has(unit.id);
				if (joined.some((each) => each.units.some(isHalf) && !each.units.every(isHalf))) return;
				return Uint8Array.from([...units.map(isHalf), ...stretches.flatMap((each) => [each.units.every(isHalf), !each.units.some(isHalf)])], Number);
			}
		},
		conditions: {
			names: [...ofUnit.values(), ...[...ofStretch.values()].flatMap(({ allHalf, allFull }) => [allHalf, allFull])],
			ofUnit: (unit) => ofUnit.get(unit),
			ofStretch: (stretch) => ofStretch.get(stretch)
		}
	};
}

// src/onnx/switchable.ts
/** Twice as many save a tenth of a run more where nothing in them differs, and cost that where something does. */
const defaultStretchLength = 12;
/**
* One model for every plan: an input of booleans decides, run by run, which nodes round. Its outputs are those of
* `emulate(model, plan)`, to the bit but for `inexact`, when both run at level basic on the same number of threads.
*
* Each float node becomes an If with a branch in half precision and one in FP32; nodes that ONNX Runtime would fuse in
* FP32 share one. Weights are rounded beside the original ones, outside the branches, so that they are constants in
* both. Throws like `emulate`.
*/
function switchable(model, options = {}) {
	const prepared = prepareEmulation(model, everythingFp16, options);
	const units = switchUnits(prepared);
	const names = modelNameScope(prepared.graph.model);
	const constants = fixedConstants(prepared);
	const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.map((node) => [node, unit])));
	const groups = groupFusible(prepared, units);
	const plan = {
		unitOf,
		groups,
		patterns: fusedPatterns(units)
	};
	const { stretchLength: length = defaultStretchLength } = options;
	const candidates = options.candidates === void 0 ? void 0 : new Set(options.candidates);
	const parts = new Map(scopesOf(prepared.graph).map((scope) => [scope, stretchesOf(scopeSteps(scope, plan), {
		length,
		candidates,
		constants
	})]));
	const stretches = allStretches([...parts.values()].flat());
	const { switches, conditions } = createSwitches(prepared, units, stretches, names);
	const writing = startWriting({
		prepared,
		units,
		names,
		constants,
		conditions,
		parts
	});
	const graph = writeScope(prepared.graph.main, writing);
	return {
		model: copyMessage(prepared.graph.model, { graph: withSwitches(graph, switches, conditions, prepared, names) }),
		switches,
		inexact: inexactNodes(prepared, units, groups, constants)
	};
}
function scopesOf(graph) {
	return [graph.main, ...graph.nodes.flatMap((node) => node.bodies.map((body) => body.scope))];
}
function startWriting(started) {
	const { prepared, units, names, constants } = started;
	const copies = roundedConstants(prepared, constants, names);
	const sources = /* @__PURE__ */ new Map();
	return {
		...started,
		copies,
		floatConstants: floatConstants(prepared),
		unroundedNames: namesBeforeRounding(prepared, units, names),
		constantCopy: (value, format) => copies.get(value)?.get(format) ?? value.name,
		sourceName(value) {
			const name = sources.get(value) ?? names.take(`${value.name}__stored`);
			sources.set(value, name);
			return name;
		}
	};
}
/** A copy for every constant that a float node reads in half precision, unless it is stored so. */
function roundedConstants({ graph, decision, stored }, constants, names) {
	const copies = /* @__PURE__ */ new Map();
	for (const node of graph.nodes) for (const [index, value] of node.inputs.entries()) {
		const format = decision.byNode.get(node)?.inputs[index];
		if (!(value !== void 0 && constants.has(value) && stored?.get(value) !== format && !isPacked(node, index, constants)) || format === void 0 || copies.get(value)?.has(format) === true) continue;
		const known = copies.get(value) ?? /* @__PURE__ */ new Map();
		copies.set(value, known.set(format, names.take(`${value.name}__rounded`)));
	}
	return copies;
}
/** Values that shape arithmetic reads, and so reads as computed, beside their rounded selves. */
function namesBeforeRounding(prepared, units, names) {
	const targets = units.flatMap(({ outputs, halfNodes }) => targetsOf(outputs, halfNodes, prepared));
	return new Map(targets.filter((target) => target.unrounded).map(({ value }) => [value, names.take(`${value.name}__unrounded`)]));
}
function writeScope(scope, writing) {
	const nodes = [];
	for (const value of scope.values.values()) if (value.producer === void 0) writeConstant(value, writing, nodes);
	for (const part of writing.parts.get(scope) ?? []) {
		nodes.push(...writePart(part, writing));
		for (const value of "plain" in part ? part.plain.outputs : []) if (value !== void 0) writeConstant(value, writing, nodes);
	}
	const proto = copyMessage(scope.proto, { node: nodes });
	return writing.prepared.stored === void 0 ? proto : liftStored(scope, liftGraph(proto), writing);
}
/** Results go by the names that they have in the model. What nobody reads is left out: an If has to give something. */
function writePart(part, writing) {
	if ("plain" in part) return [rewriteNode(part.plain, writing)];
	const { conditions, unroundedNames } = writing;
	const targets = stepTargets(part, writing);
	const nameOf = ({ value, unrounded }) => (unrounded ? unroundedNames.get(value) : void 0) ?? value.name;
	const { ofUnit, ofStretch } = conditions;
	return targets.length === 0 ? [] : writeStep(part, {
		context: writing,
		ofUnit,
		ofStretch
	}, {
		targets,
		nameOf,
		around: noEnvironment
	});
}
/** A constant in half precision is cast to FP32 under its own name; a constant that is read rounded gets its copy. */
function writeConstant(value, writing, nodes) {
	const { names, prepared, copies } = writing;
	if (prepared.stored?.has(value) === true) nodes.push(newCast(writing.sourceName(value), value.name, elementType.float));
	for (const [format, name] of copies.get(value) ?? []) {
		const half = names.take(`${name}__${format}`);
		nodes.push(newCast(value.name, half, elementType[format]), newCast(half, name, elementType.float));
	}
}
/** A node that rounds nothing: only its bodies change, and what it reads before rounding. */
function rewriteNode(node, writing) {
	const { prepared, unroundedNames } = writing;
	const inner = withBodies(node, (body) => writeScope(body, writing));
	const proto = prepared.stored === void 0 ? inner : liftNode(inner);
	const nameRead = (index, name) => {
		const value = node.inputs[index];
		const exact = value === void 0 ? void 0 : unroundedNames.get(value);
		return exact !== void 0 && readsUnrounded(prepared, node, index) ? exact : name;
	};
	const nameMade = (index, name) => {
		const value = node.outputs[index];
		return value !== void 0 && prepared.stored?.has(value) === true ? writing.sourceName(value) : name;
	};
	return copyMessage(proto, {
		input: proto.input.map((name, index) => nameRead(index, name)),
		output: proto.output.map((name, index) => nameMade(index, name))
	});
}
function liftStored(scope, proto, writing) {
	return copyMessage(proto, { initializer: proto.initializer.map((tensor) => {
		const value = scope.values.get(tensor.name);
		return value !== void 0 && writing.prepared.stored?.has(value) === true ? copyMessage(tensor, { name: writing.sourceName(value) }) : tensor;
	}) });
}
/** The input, and the node that takes it apart into one boolean for each condition. */
function withSwitches(graph, { input, count }, conditions, { graph: { opsets } }, names) {
	if (count === 0) return graph;
	const sizes = {
		name: names.take(`${input}_sizes`),
		values: new BigInt64Array(count).fill(1n)
	};
	const takesInput = (opsets.get("") ?? 0) >= 13;
	const attributes = takesInput ? [] : [onesAttribute(count)];
	const inputs = takesInput ? [input, sizes.name] : [input];
	const split = newNode(names.take("Switches"), "Split", inputs, "", [newIntAttribute("axis", 0), ...attributes]);
	split.output = [...conditions.names];
	const tensors = takesInput ? [tensorProto(sizes.name, "int64", [count], sizes.values)] : [];
	return copyMessage(graph, {
		input: [...graph.input, switchInput(input, count)],
		initializer: [...graph.initializer, ...tensors],
		node: [split, ...graph.node]
	});
}
function onesAttribute(count) {
	return create(AttributeProtoSchema, {
		name: "split",
		type: AttributeProto_AttributeType.INTS,
		ints: Array.from({ length: count }, () => 1n)
	});
}
function switchInput(name, count) {
	const dim = [{ value: {
		case: "dimValue",
		value: BigInt(count)
	} }];
	return create(ValueInfoProtoSchema, {
		name,
		type: { value: {
			case: "tensorType",
			value: {
				elemType: elementType.bool,
				shape: { dim }
			}
		} }
	});
}

// src/runs/trials-forms.ts
const switchedName = "switched.onnx";
/** One model for all plans, which stays loaded: a plan costs one run and no load. */
function switchedForm(built, setting) {
	const { original, workFolder } = setting;
	const path = writeModel(built.model, workFolder, switchedName, { original });
	const { switches } = built;
	return {
		kind: "switched",
		takes: (plan) => switches.elements(plan) !== void 0,
		run: async (session, plans, samples = setting.samples) => {
			const runs = plans.flatMap((plan) => {
				const switchTensor = booleans(switches.elements(plan) ?? /* @__PURE__ */ new Uint8Array(0));
				return samples.map(({ id, inputs }) => ({
					id,
					inputs: switches.count === 0 ? inputs : new Map([...inputs, [switches.input, switchTensor]])
				}));
			});
			const { outputs } = await runOne(session, {
				key: "trial",
				path,
				keep: true
			}, runs, setting);
			return plans.map((_, at) => outputs.slice(at * samples.length, (at + 1) * samples.length));
		}
	};
}
/** One emulated model for each plan: written, loaded, run and removed. */
function fixedForm(setting) {
	const { model, original, workFolder, knownTypes } = setting;
	let count = 0;
	const runPlan = async (session, plan, samples) => {
		count += 1;
		const emulation = emulate(model, plan, knownTypes === void 0 ? {} : { knownTypes });
		const path = writeModel(emulation.model, workFolder, `trial-${count}.onnx`, { original });
		try {
			return (await runOne(session, {
				key: "trial",
				path
			}, samples, setting)).outputs;
		} finally {
			rmSync(path, { force: true });
		}
	};
	return {
		kind: "fixed",
		takes: () => true,
		run: async (session, plans, samples = setting.samples) => {
			const all = [];
			for (const plan of plans) all.push(await runPlan(session, plan, samples));
			return all;
		}
	};
}
async function runOne(session, model, samples, { timeoutMs }) {
	const { perModel } = await session.run({
		models: [model],
		samples,
		timeoutMs
	});
	const run = perModel.get(model.key);
	if (run?.outputs.length !== samples.length) throw new UnjudgedError(`A trial gave outputs for ${run?.outputs.length ?? 0} of ${samples.length} samples.`);
	return run;
}
function booleans(elements) {
	return {
		dtype: "bool",
		shape: [elements.length],
		read: (start, into) => into.set(elements.subarray(start, start + into.length))
	};
}
const windowBytes = 1 << 20;
/** Name of the first output that differs in any bit, and its sample's position; undefined when none does. */
function firstDifference(one, other) {
	for (const [at, outputs] of one.entries()) for (const [name, tensor] of outputs) {
		const twin = other[at]?.get(name);
		if (twin === void 0 || !sameBytes(tensor, twin)) return name;
	}
}
function sameBytes(one, other) {
	if (one.dtype !== other.dtype || one.shape.join() !== other.shape.join()) return false;
	const elementBytes = elementSizeBytes[one.dtype];
	const sizeBytes = elementCount(one.shape) * elementBytes;
	for (let offset = 0; offset < sizeBytes; offset += windowBytes) {
		const length = Math.min(windowBytes, sizeBytes - offset);
		const [left, right] = [new Uint8Array(length), new Uint8Array(length)];
		one.read(offset / elementBytes, left);
		other.read(offset / elementBytes, right);
		if (Buffer.compare(left, right) !== 0) return false;
	}
	return true;
}

// src/runs/trials.ts
/** The most plans in one job: between jobs time and signal are looked at. */
const plansPerJob = 8;
/**
* Makes a model ready to be run under many plans. When the switched model can't be written, loaded or run, or does not
* give the bits that are known, a note says so and every plan gets a model of its own.
* @throws EngineError when the model can't be emulated at all, or the engine can't be started.
*/
async function openTrials(options) {
	const startMs = performance.now();
	const { model, knownTypes } = options;
	const emulation = knownTypes === void 0 ? {} : { knownTypes };
	const graph = indexGraph(model);
	const nodeIds = switchUnits(prepareEmulation(model, everythingFp16, emulation)).map(({ id }) => id);
	const keyOf = (plan) => nodeIds.map((id) => Number(plan.fp32Nodes.has(id))).join("");
	const fixed = fixedForm(options);
	const trials = {
		options,
		deadlineMs: startMs + options.budget.wallMs,
		memory: /* @__PURE__ */ new Map(),
		history: [],
		notes: [],
		fixed,
		session: await options.openSession(),
		form: fixed,
		count: 0,
		tryMs: 0,
		end: void 0
	};
	try {
		for (const { plan, outputs } of options.known ?? []) remember(trials, keyOf(plan), plan, options.judge(outputs));
		if (options.form !== "fixed") await useSwitched(trials);
	} catch (error) {
		await trials.session.close().catch(() => void 0);
		throw error;
	}
	return {
		nodeIds,
		form: () => trials.form.kind,
		notes: () => [...trials.notes],
		count: () => trials.count,
		tried: () => [...trials.history],
		try: async (plans) => {
			plans.forEach((plan) => checkPlan(plan, graph));
			return await tryPlans(trials, plans, keyOf);
		},
		outputs: async (plans, samples) => {
			plans.forEach((plan) => checkPlan(plan, graph));
			return await runOutputs(trials, plans, samples);
		},
		leftMs: () => Math.max(0, trials.deadlineMs - performance.now()),
		ended: () => trials.end,
		close: async () => await trials.session.close()
	};
}
/** Runs a strategy to its end, or to the end of the budget. */
async function drive(strategy, runner) {
	let step = strategy.next();
	while (step.done !== true) {
		const outcomes = await runner.try(step.value);
		const by = runner.ended();
		if (outcomes.length < step.value.length && by !== void 0) {
			strategy.return(void 0);
			return {
				kind: "stopped",
				by
			};
		}
		step = strategy.next(outcomes);
	}
	return {
		kind: "finished",
		result: step.value
	};
}
/** Loads the switched model and holds it against what is known; without anything known, one plan shows that it runs. */
async function useSwitched(trials) {
	const { options } = trials;
	const known = options.known ?? [];
	const { candidates, knownTypes } = options;
	try {
		const built = switchable(options.model, {
			...knownTypes === void 0 ? {} : { knownTypes },
			...candidates === void 0 ? {} : { candidates }
		});
		const form = switchedForm(built, options);
		const usable = known.filter(({ plan }) => form.takes(plan));
		const plans = usable.length === 0 ? [everythingFp16] : usable.map(({ plan }) => plan);
		const outputs = await form.run(trials.session, plans);
		const differing = usable.map((each, at) => firstDifference(each.outputs, outputs[at] ?? [])).find((name) => name !== void 0);
		if (differing === void 0) trials.form = form;
		if (differing === void 0 && built.inexact.length > 0) trials.notes.push(inexactText(built.inexact));
		if (differing !== void 0) trials.notes.push(`${fallbackText} it gives other bits for output ${JSON.stringify(differing)}.`);
	} catch (error) {
		if (!(error instanceof EngineError) || !canGoOn(error)) throw error;
		trials.notes.push(`${fallbackText} ${error.message}`);
		await trials.session.close().catch(() => void 0);
		trials.session = await options.openSession();
	}
}
const fallbackText = "Plans were tried with a model each, because the model with switches can't be used:";
function inexactText(nodes) {
	return `Trials may differ from an emulation in the last digits: the weights of ${nodes.length} nodes are computed inside the model (${JSON.stringify(nodes[0])} first).`;
}
/** Errors that are the switched model's own: without a disk or a library there would be no other trial either. */
function canGoOn({ category }) {
	return category === "unsupported" || category === "crashed" || category === "timeout";
}
async function tryPlans(trials, plans, keyOf) {
	const due = /* @__PURE__ */ new Map();
	for (const plan of plans) {
		const key = keyOf(plan);
		if (!trials.memory.has(key) && !due.has(key)) due.set(key, plan);
	}
	const queue = [...due];
	while (queue.length > 0) {
		const room = jobSize(trials);
		if (room === 0) break;
		const [first] = queue;
		const form = formFor(trials, first?.[1]);
		const part = queue.slice(0, room).filter(([, plan]) => formFor(trials, plan) === form);
		for (const [key] of part) queue.splice(queue.findIndex(([each]) => each === key), 1);
		await runPart(trials, form, part);
	}
	const outcomes = [];
	for (const plan of plans) {
		const key = keyOf(plan);
		if (!trials.memory.has(key)) break;
		outcomes.push(trials.memory.get(key));
	}
	return outcomes;
}
async function runOutputs(trials, plans, samples) {
	const outputs = [];
	for (const plan of plans) {
		trials.options.signal?.throwIfAborted();
		outputs.push(...await formFor(trials, plan).run(trials.session, [plan], samples));
	}
	return outputs;
}
function formFor(trials, plan) {
	return plan === void 0 || trials.form.takes(plan) ? trials.form : trials.fixed;
}
/** How many plans the next job may have; 0 when the budget is spent, and then `end` says which. */
function jobSize(trials) {
	const { options, deadlineMs, count, tryMs } = trials;
	options.signal?.throwIfAborted();
	const leftMs = deadlineMs - performance.now();
	const leftTries = options.budget.tries - count;
	if (leftTries <= 0 || leftMs <= 0) {
		trials.end ??= leftTries <= 0 ? "tries" : "time";
		return 0;
	}
	const fitting = tryMs === 0 ? 1 : Math.floor(leftMs / tryMs);
	return Math.max(1, Math.min(plansPerJob, leftTries, fitting));
}
async function runPart(trials, form, part) {
	const startMs = performance.now();
	const outputs = await form.run(trials.session, part.map(([, plan]) => plan));
	for (const [at, [key, plan]] of part.entries()) {
		trials.count += 1;
		remember(trials, key, plan, trials.options.judge(outputs[at] ?? []));
		trials.options.onTry?.({
			tries: trials.count,
			plan
		});
	}
	trials.tryMs = (performance.now() - startMs) / part.length;
}
function remember(trials, key, plan, outcome) {
	trials.memory.set(key, outcome);
	trials.history.push({
		plan,
		outcome
	});
}

// src/overrides/hold-back.ts
/** One sample in so many is kept out of a search, from so many samples on. */
const oneIn = 4;
/** Positions of the samples that a search does not see: every fourth; with fewer than four none can be spared. */
function positionsHeldBack(count) {
	return Array.from({ length: Math.floor(count / oneIn) }, (_, group) => oneIn * group + oneIn - 1);
}

// src/steps/plan-trials.ts
/** All samples for the search. */
function searchAll({ samples, run, config }) {
	const baseline = judgePlan(samples, run.emulation, config);
	return {
		searched: samples,
		heldBack: [],
		emulation: run.emulation,
		baseline
	};
}
/**
* Keeps every fourth sample out of the search, unless a failing output fails there only: then all samples are needed.
*/
function splitSamples(context, failingOutputs) {
	const { samples, run, config } = context;
	const held = new Set(positionsHeldBack(samples.length));
	const searched = samples.filter((_, at) => !held.has(at));
	if (held.size === 0) return searchAll(context);
	const emulation = run.emulation.filter((_, at) => !held.has(at));
	const baseline = judgePlan(searched, emulation, config);
	if (!failingOutputs.every((output) => excessOf(baseline, output) > 1)) return searchAll(context);
	return {
		searched,
		heldBack: samples.filter((_, at) => held.has(at)),
		emulation,
		baseline
	};
}
/**
* Opens trials over the samples of a split, for localisation and search together.
* @param tries of both.
* @throws as `openTrials` does.
*/
async function openPlanTrials({ run, opened, engine, workFolder, config, signal }, { searched, emulation }, { tries, candidates }) {
	return await openTrials({
		model: run.model,
		original: opened,
		knownTypes: run.knownTypes,
		samples: searched.map(engineSample),
		workFolder,
		timeoutMs: config.timeoutMs,
		openSession: async () => await engine.open({
			workFolder,
			threads: config.threads,
			signal
		}),
		judge: (outputs) => judgePlan(searched, outputs, config),
		budget: {
			tries,
			wallMs: config.overrides.timeMs
		},
		known: [{
			plan: everythingFp16,
			outputs: emulation
		}],
		...candidates === void 0 ? {} : { candidates },
		signal
	});
}

// src/overrides/plan-reasons.ts
/**
* One reason a node: what goes wrong there, as far as it was measured, and what was tried that shows it.
* @param causeOf of a node that trials found guilty.
* @param hazards what an engine may do wrong at a node that no trial in the emulation can show to be guilty.
*/
function reasonsOf({ members }, causeOf, hazards = /* @__PURE__ */ new Map()) {
	return members.map((member) => {
		const isGuilty = member.proof !== void 0 || (member.aloneExcess ?? 0) > 1;
		const cause = hazards.get(member.id) ?? (isGuilty ? causeOf(member.id) : void 0);
		const text = [...cause === void 0 ? [] : [cause.evidence], trialText(member)].join(" ");
		return {
			id: member.id,
			cause,
			member,
			text
		};
	});
}
function trialText({ proof, aloneExcess }) {
	switch (proof) {
		case "alone": return `Alone in FP16 it puts an output at ${describeExcess(aloneExcess ?? Number.POSITIVE_INFINITY)}.`;
		case "removed": return "Without it in FP32 the limits are broken.";
		case "without": return "A set that holds all others and more, but not this node, breaks the limits.";
		default: return aloneExcess !== void 0 && aloneExcess <= 1 ? `It goes with the others: alone in FP16 it puts the outputs at ${describeExcess(aloneExcess)}.` : "It belongs to the set that was tried; that it could go back to FP16 was not ruled out.";
	}
}

// src/overrides/search-trials.ts
/** Thrown inside the search when no more can be tried, and caught there: what was tried so far is in the log. */
var TriesExhausted = class extends Error {};
/** An empty log. */
function openTrialLog(graph, floatNodes, failingOutputs, budget) {
	return {
		graph,
		floatNodes,
		place: new Map(floatNodes.map((id, place) => [id, place])),
		tried: /* @__PURE__ */ new Map(),
		alone: /* @__PURE__ */ new Map(),
		failingOutputs,
		ignored: /* @__PURE__ */ new Set(),
		budget: Math.floor(budget),
		tries: 0,
		earlierTries: 0
	};
}
/** Adds trials that were made already; they cost nothing. */
function recordTrials(log, trials) {
	for (const { plan, outcome } of trials) record(log, plan.fp32Nodes, outcome);
}
/**
* The outcomes of these sets, in order; asks the driver only for those that are not known. The driver may answer with
* fewer outcomes than it was asked for when its time is up. Throws TriesExhausted when an outcome is missing.
*/
function* tryAll(log, sets) {
	const wanted = /* @__PURE__ */ new Map();
	const keys = sets.map((ids) => {
		const set = choices(log, ids);
		const key = keyOf(log, set);
		if (!log.tried.has(key)) wanted.set(key, set);
		return key;
	});
	const asked = [...wanted.values()].slice(0, Math.max(0, log.budget - log.tries));
	if (asked.length > 0) {
		const outcomes = yield asked.map((set) => planOf(log, set));
		if (outcomes.length > asked.length) throw new RangeError(`${outcomes.length} outcomes for ${asked.length} plans`);
		for (const [index, outcome] of outcomes.entries()) {
			log.tries += 1;
			record(log, asked[index], outcome);
		}
	}
	return keys.map((key) => {
		const tried = log.tried.get(key);
		if (tried === void 0) throw new TriesExhausted("no tries left");
		return tried.outcome;
	});
}
/** Tries one set. Throws TriesExhausted when that is no longer possible. */
function* tryOne(log, ids) {
	const [outcome] = yield* tryAll(log, [ids]);
	return outcome;
}
/** Outcome of a set that was tried. */
function knownOutcome(log, ids) {
	return log.tried.get(keyOf(log, choices(log, ids)))?.outcome;
}
/** Everything in FP32 but this node. */
function allBut(log, id) {
	const others = new Set(log.floatNodes);
	others.delete(id);
	return others;
}
/**
* Largest excess over everything that counts, infinity for what was not measured. A failing output that is not in the
* outcome has not been shown to pass.
*/
function excessIn(log, outcome) {
	const named = log.failingOutputs.filter((output) => !log.ignored.has(output)).map((output) => excessOf(outcome, output));
	const others = log.ignored.size === 0 ? [Number.isNaN(outcome.excess) ? Number.POSITIVE_INFINITY : outcome.excess] : [...outcome.outputs.keys()].flatMap((name) => log.ignored.has(name) ? [] : [excessOf(outcome, name)]);
	return Math.max(0, ...named, ...others);
}
/** Excess with this node alone in FP16; undefined when that was not tried. */
function aloneExcess(log, id) {
	const outcome = log.alone.get(id);
	return outcome === void 0 ? void 0 : excessIn(log, outcome);
}
/** True when a set that holds all of these was tried and fails: with less in FP32 these can't pass. */
function isKnownToFail(log, ids, limit) {
	const set = choices(log, ids);
	return [...log.tried.values()].some((tried) => tried.set.size >= set.size && isSubset(set, tried.set) && excessIn(log, tried.outcome) > limit);
}
/** Two trials contradict each other when the larger set fails where the smaller passes. */
function isMonotone(log, limit) {
	const tried = [...log.tried.values()];
	const passed = tried.filter(({ outcome }) => excessIn(log, outcome) <= limit);
	const failed = tried.filter(({ outcome }) => excessIn(log, outcome) > limit);
	return !passed.some(({ set }) => failed.some((larger) => larger.set.size >= set.size && isSubset(set, larger.set)));
}
function isSubset(set, of) {
	for (const id of set) if (!of.has(id)) return false;
	return true;
}
function record(log, ids, outcome) {
	const set = choices(log, ids);
	log.tried.set(keyOf(log, set), {
		set,
		outcome
	});
	if (set.size !== log.floatNodes.length - 1) return;
	const left = log.floatNodes.find((id) => !set.has(id));
	if (left !== void 0) log.alone.set(left, outcome);
}
function choices(log, ids) {
	return new Set([...ids].filter((id) => log.place.has(id)));
}
/** Large sets by what they leave out. */
function keyOf({ floatNodes, place }, set) {
	const isLarge = set.size > floatNodes.length / 2;
	const places = isLarge ? floatNodes.flatMap((id, at) => set.has(id) ? [] : [at]) : [...set].map((id) => place.get(id)).sort((first, second) => first - second);
	return `${isLarge ? "without" : "with"} ${places.join(" ")}`;
}
/** Where more than half is in FP32, whatever rounds nothing anyway is too: then no node but those left out rounds. */
function planOf(log, set) {
	if (set.size <= log.floatNodes.length / 2) return { fp32Nodes: set };
	const fp32Nodes = new Set(everythingFp32(log.graph).fp32Nodes);
	for (const id of log.floatNodes) if (!set.has(id)) fp32Nodes.delete(id);
	return { fp32Nodes };
}

// src/overrides/search-order.ts
/** A node that does this share of the allowed damage alone is looked at before those that were not tried alone. */
const weightyShare = .1;
/**
* Where to look first: nodes that do much alone, then the ranking, then those that do little alone, then what was not
* ranked, in graph order.
*/
function orderNodes(log, ranking, limit) {
	const needed = [];
	const weighty = [];
	const untried = [];
	const light = [];
	const ranked = new Set(ranking.candidates.map(({ id }) => id).filter((id) => log.place.has(id)));
	for (const id of ranked) {
		const alone = aloneExcess(log, id);
		if (alone === void 0) untried.push(id);
		else if (alone > limit) needed.push(id);
		else if (alone >= weightyShare * limit) weighty.push({
			id,
			alone
		});
		else light.push(id);
	}
	weighty.sort((first, second) => second.alone - first.alone);
	const rest = log.floatNodes.filter((id) => !ranked.has(id));
	return {
		needed,
		others: [
			...weighty.map(({ id }) => id),
			...untried,
			...light,
			...rest
		]
	};
}
/** Smallest set that was tried and passes. */
function smallestPassing(log, limit) {
	let smallest;
	for (const tried of log.tried.values()) if ((smallest === void 0 || tried.set.size < smallest.set.size) && excessIn(log, tried.outcome) <= limit) smallest = tried;
	return smallest;
}

// src/overrides/minimal-set.ts
/** No more nodes than this, and a twentieth of the float nodes, are a small set: beyond, nobody reads or keeps it. */
const smallCount = 16;
const smallShare = 1 / 20;
/** A larger set has to be borne out by nodes that break a limit alone, or it fits the rounding of one batch. */
const largestUnconfirmed = 8;
/** So many nodes that break nothing alone, found in a larger set, end the search when they are the majority. */
const mostWeak = 3;
/** So many nodes that break a limit alone, in an error that the measurements call spread: the network magnifies any. */
const leastMagnified = 4;
/** Shares of the float nodes that are tried when no small prefix of the order passes; points of the curve as well. */
const curveShares = [
	1 / 8,
	1 / 4,
	1 / 2,
	1
];
/** Most nodes that a set may have to be offered. */
function mostNodes(floatNodeCount) {
	return Math.max(smallCount, Math.floor(floatNodeCount * smallShare));
}
/**
* Finds a set that meets the limit: the shortest prefix of the order that passes, by doubling, then shrunk. Every
* returned set was tried. Says that none is small where the error has no steps: its last needed node breaks nothing
* alone although many others are in FP32 already.
*/
function* findSet(log, ranking, limit, isCalledSpread) {
	const order = orderNodes(log, ranking, limit);
	if (isCalledSpread && order.needed.length >= leastMagnified) return { nodes: void 0 };
	const start = yield* findStart(log, order, limit, isCalledSpread);
	if (start === void 0) return { nodes: void 0 };
	if (yield* isMagnified(log, start, limit)) return { nodes: void 0 };
	const nodes = yield* shrink(log, start, limit);
	if (nodes === void 0 || nodes.length > mostNodes(log.floatNodes.length)) return { nodes: void 0 };
	return { nodes: (yield* isBorneOut(log, nodes, limit)) ? nodes : void 0 };
}
function* findStart(log, order, limit, isCalledSpread) {
	const { needed, others } = order;
	const known = smallestPassing(log, limit);
	if (known !== void 0 && known.set.size <= mostNodes(log.floatNodes.length)) {
		const { set } = known;
		return {
			needed: needed.filter((id) => set.has(id)),
			doubtful: others.filter((id) => set.has(id))
		};
	}
	for (const count of ladder(log, needed.length, others.length)) {
		const doubtful = others.slice(0, count);
		if (yield* passes(log, [...needed, ...doubtful], limit)) return {
			needed,
			doubtful
		};
		if (isCalledSpread && count + needed.length >= log.floatNodes.length * curveShares[0]) return void 0;
	}
}
/**
* Nodes from anywhere in a large set break the limit alone: the network magnifies any rounding, and to look for those
* to blame would end with most of the set.
*/
function* isMagnified(log, { doubtful }, limit) {
	if (doubtful.length <= mostNodes(log.floatNodes.length)) return false;
	const probes = [
		1,
		2,
		3
	].map((quarter) => doubtful[doubtful.length * quarter >> 2]);
	return (yield* tryAll(log, probes.map((id) => allBut(log, id)))).filter((outcome) => excessIn(log, outcome) > limit).length >= 2;
}
/** How many of the others are tried with the needed ones. */
function ladder(log, neededCount, otherCount) {
	const most = mostNodes(log.floatNodes.length);
	const counts = [0];
	for (let count = 1; count + neededCount <= most && count < otherCount; count *= 2) counts.push(count);
	for (const share of curveShares) {
		const count = Math.ceil(log.floatNodes.length * share) - neededCount;
		if (count > (counts.at(-1) ?? 0)) counts.push(Math.min(count, otherCount));
	}
	return counts;
}
/**
* Takes nodes away until none of the doubtful ones is left: finds, by halving, the shortest prefix of them that still
* passes; its last node is needed, since without it (and with more than the final set) the limit is broken. Undefined
* where the set gets larger than `most`, or such a node breaks nothing alone though many others are in FP32 with it:
* then the error is spread.
*/
function* shrink(log, { needed, doubtful: order }, limit, most = mostNodes(log.floatNodes.length)) {
	const kept = [...needed];
	const found = [];
	let doubtful = order;
	let isTight = false;
	while (doubtful.length > 0) {
		let failing = 0;
		let passing = doubtful.length;
		if (isTight && passing > 1) {
			if (yield* passes(log, [...kept, ...doubtful.slice(0, passing - 1)], limit)) passing -= 1;
			else failing = passing - 1;
		}
		if (yield* passes(log, kept, limit)) break;
		while (passing - failing > 1) {
			const middle = failing + passing >> 1;
			if (yield* passes(log, [...kept, ...doubtful.slice(0, middle)], limit)) passing = middle;
			else failing = middle;
		}
		isTight = passing === doubtful.length;
		const last = doubtful[passing - 1];
		if (kept.length + passing > mostNodes(log.floatNodes.length) && !(yield* breaksAlone(log, last, limit))) return void 0;
		kept.push(last);
		if (kept.length > most) return void 0;
		found.push(last);
		if (order.length > largestUnconfirmed && found.length >= mostWeak) {
			if (yield* areMostlyWeak(log, found, limit)) return void 0;
		}
		doubtful = doubtful.slice(0, passing - 1);
	}
	return kept;
}
/** Several of the nodes found break nothing alone, and they are the majority: an error without culprits. */
function* areMostlyWeak(log, found, limit) {
	const weak = (yield* tryAll(log, found.map((id) => allBut(log, id)))).filter((outcome) => excessIn(log, outcome) <= limit).length;
	return weak >= mostWeak && 2 * weak > found.length;
}
/** Small sets may be sums of a few; in a larger one most nodes have to break a limit alone. */
function* isBorneOut(log, nodes, limit) {
	if (nodes.length <= largestUnconfirmed) return true;
	let breaking = 0;
	for (const [index, id] of nodes.entries()) {
		if (yield* breaksAlone(log, id, limit)) breaking += 1;
		if (2 * breaking >= nodes.length) return true;
		if (2 * (index + 1 - breaking) > nodes.length) return false;
	}
	return false;
}
function* breaksAlone(log, id, limit) {
	return excessIn(log, yield* tryOne(log, allBut(log, id))) > limit;
}
/** Tried, unless a larger set is known to fail. */
function* passes(log, ids, limit) {
	const known = knownOutcome(log, ids);
	if (known !== void 0) return excessIn(log, known) <= limit;
	if (isKnownToFail(log, ids, limit)) return false;
	return excessIn(log, yield* tryOne(log, ids)) <= limit;
}

// src/overrides/islands-plan.ts
/**
* The set that people can read and engines like: whole modules of the set's nodes, gaps filled where that saves a
* cast. Tried; undefined when it is the set itself, has more islands than it, is no small set, or fails. Where whole
* modules do not fit, only gaps are filled, if that saves casts.
*/
function* findReadable(log, fewest, modules, limit) {
	const flow = readDataflow(log.graph, log.floatNodes);
	const own = findIslands(flow, new Set(fewest));
	const whole = fillGaps(flow, wholeModules(log.floatNodes, fewest, modules));
	const filled = fillGaps(flow, fewest);
	const isOffered = (set, fits) => set.size > fewest.length && set.size <= mostNodes(log.floatNodes.length) && fits(findIslands(flow, set));
	const noMoreIslands = ({ groups }) => groups.length <= own.groups.length;
	if (isOffered(whole, noMoreIslands) && (yield* passes(log, [...whole], limit))) return [...whole];
	const fewerCasts = ({ casts }) => casts < own.casts;
	if (isOffered(filled, fewerCasts) && (yield* passes(log, [...filled], limit))) return [...filled];
}
/** The set and every float node of its nodes' modules. The model as a whole (the empty path) is no module. */
function wholeModules(floatNodes, set, modules) {
	const whole = new Set(set);
	const wanted = new Set([...whole].map((id) => modules?.get(id) ?? "").filter((path) => path !== ""));
	for (const id of floatNodes) if (wanted.has(modules?.get(id) ?? "")) whole.add(id);
	return whole;
}
/** Adds single nodes that read from the set and are read by it, as long as each saves a cast. */
function fillGaps(flow, set) {
	const filled = new Set(set);
	let { casts } = findIslands(flow, filled);
	for (const id of gaps(flow, filled)) {
		filled.add(id);
		const now = findIslands(flow, filled).casts;
		if (now < casts) casts = now;
		else filled.delete(id);
	}
	return filled;
}
/** FP16 nodes between two FP32 nodes, in graph order. */
function gaps(flow, set) {
	const behind = /* @__PURE__ */ new Set();
	for (const node of flow.graph.nodes) {
		if (!set.has(node.id)) continue;
		for (const output of node.outputs) if (output !== void 0) for (const reader of readersOf(flow, output)) behind.add(reader.id);
	}
	return flow.graph.nodes.filter(({ id, outputs }) => {
		if (!behind.has(id) || set.has(id)) return false;
		return outputs.some((output) => output !== void 0 && readersOf(flow, output).some((reader) => set.has(reader.id)));
	}).map(({ id }) => id);
}

// src/overrides/minimal-proof.ts
/** A node that is alone beyond the limit by less than this factor may owe that to the rounding of one batch. */
const doubtfulTimes = 1.5;
/**
* Shows of every node of a passing set that it can't go back, and drops those that can. Each node is tried alone in
* FP16 first: where all of them break a limit, the set is the only smallest one. That more FP32 never hurts is checked
* at the weakest; where trials contradict it, nothing is inferred any more: every node is taken back and tried. Returns a set that was tried.
*/
function* proveMinimal(log, nodes, limit) {
	let set = [...nodes];
	if (set.every((id) => (aloneExcess(log, id) ?? Number.POSITIVE_INFINITY) > limit)) yield* tryAll(log, set.map((id) => allBut(log, id)));
	yield* tryAll(log, weakest(log, set, limit).map((id) => set.filter((other) => other !== id)));
	for (;;) {
		const isConsistent = isMonotone(log, limit);
		const unproved = set.filter((id) => proofOf(log, set, id, limit, isConsistent) === void 0);
		if (unproved.length === 0) return set;
		const outcomes = yield* tryAll(log, unproved.map((id) => set.filter((other) => other !== id)));
		const removable = unproved.map((id, index) => ({
			id,
			excess: excessIn(log, outcomes[index])
		})).filter(({ excess }) => excess <= limit).sort((first, second) => first.excess - second.excess);
		const [easiest] = removable;
		if (easiest !== void 0) set = yield* remove(log, set, removable, limit);
	}
}
/**
* The inference is checked where it is most likely to be wrong: at the node that does least alone, and at all that do
* hardly more than the limit allows. Where the set passes without one of them, the trials contradict each other.
*/
function weakest(log, set, limit) {
	const alone = (id) => aloneExcess(log, id) ?? Number.POSITIVE_INFINITY;
	const least = Math.min(...set.map(alone));
	const first = set.find((id) => alone(id) === least);
	return set.filter((id) => id === first || alone(id) < doubtfulTimes * limit);
}
/** All that can go, if they can go together; else the one that is missed least. */
function* remove(log, set, removable, limit) {
	const gone = new Set(removable.map(({ id }) => id));
	const left = set.filter((id) => !gone.has(id));
	const first = set.filter((id) => id !== removable[0]?.id);
	if (gone.size === 1) return first;
	const [outcome] = yield* tryAll(log, [left]);
	return outcome !== void 0 && excessIn(log, outcome) <= limit ? left : first;
}
/** What was tried that shows that `id` can't leave the set; undefined when nothing does. */
function proofOf(log, set, id, limit, isConsistent) {
	const others = new Set(set.filter((other) => other !== id));
	const removed = knownOutcome(log, others);
	const isRemoved = removed !== void 0 && excessIn(log, removed) > limit;
	if (!isConsistent) return isRemoved ? "removed" : void 0;
	if ((aloneExcess(log, id) ?? 0) > limit) return "alone";
	if (isRemoved) return "removed";
	return [...log.tried.values()].some((tried) => !tried.set.has(id) && isSubset(others, tried.set) && excessIn(log, tried.outcome) > limit) ? "without" : void 0;
}
/** Everything that is known about a set that was tried; undefined when it was not, or breaks the limit. */
function describeSolution(log, nodes, limit) {
	const outcome = knownOutcome(log, nodes);
	if (outcome === void 0 || excessIn(log, outcome) > limit) return void 0;
	const wanted = new Set(nodes);
	const ids = log.floatNodes.filter((id) => wanted.has(id));
	const isConsistent = isMonotone(log, limit);
	const members = ids.map((id) => {
		const proof = proofOf(log, ids, id, limit, isConsistent);
		return {
			id,
			aloneExcess: aloneExcess(log, id),
			proof
		};
	});
	return {
		nodes: ids,
		outcome,
		excess: excessIn(log, outcome),
		members,
		isMinimal: members.every(({ proof }) => proof !== void 0),
		isUnique: isConsistent && members.every(({ proof }) => proof === "alone")
	};
}

// src/overrides/search-margin.ts
/** A plan that is to hold on other inputs too should meet this part of every limit. */
const comfortableLimit = 1 / 2;
/** It may cost this many times the nodes of the smallest plan. */
const mostTimes = 2;
/** Suspects among which the additional nodes are looked for, when they are not simply the next ones. */
const searchedCount = 16;
/**
* The set for half of every limit: the smallest set itself where it meets that already, else with the next suspects
* in addition. Undefined when that takes more than twice the nodes.
*/
function* findComfortable(log, ranking, fewest) {
	if (yield* passes(log, fewest, .5)) return [...fewest];
	const { needed, others } = orderNodes(log, ranking, comfortableLimit);
	const base = [.../* @__PURE__ */ new Set([...fewest, ...needed])];
	const most = mostTimes * fewest.length;
	if (base.length > most) return void 0;
	const inBase = new Set(base);
	const suspects = others.filter((id) => !inBase.has(id));
	for (const count of /* @__PURE__ */ new Set([most - base.length, Math.max(most - base.length, searchedCount)])) {
		const doubtful = suspects.slice(0, count);
		if (yield* passes(log, [...base, ...doubtful], .5)) return yield* shrink(log, {
			needed: base,
			doubtful
		}, comfortableLimit, most);
	}
}

// src/overrides/search-text.ts
/** The outcome of a search in one or two sentences. */
function describeSearch(finding, facts) {
	switch (finding.kind) {
		case "unneeded": return "Everything in FP16 meets the limits: no node has to stay in FP32.";
		case "unreachable": return `No plan can meet the limits: even with every node in FP32 the outputs are at ${describeExcess(finding.fp32Excess)}.`;
		case "found": return describeFound(finding, facts);
		case "spread": return describeSpread(finding);
		case "unfinished": return describeUnfinished(finding, facts.tries);
		default: return finding;
	}
}
function describeFound({ fewest }, { isCutShort, baselineExcess, tries }) {
	const effect = `With ${countNodes(fewest.nodes.length)} in FP32 the outputs go from ${describeExcess(baselineExcess)} to ${ratio(fewest.excess)}`;
	const single = fewest.nodes.length === 1;
	return `${effect}; ${fewest.isUnique ? `${single ? "it breaks" : "each of them breaks"} a limit alone in FP16, so no other set this small passes` : fewest.isMinimal ? `${single ? "it can't" : "none of them can"} go back to FP16` : "whether all of them are needed was not shown"}.${isCutShort ? ` The search was cut short after ${countTries(tries)}.` : ""}`;
}
function describeSpread({ outputs, curve, partial }) {
	const names = outputs.map(quote).join(", ");
	const best = curve.find(({ nodes, share }) => nodes > 0 && share < 1);
	return `No small set of FP32 nodes repairs ${names}${best === void 0 ? "" : best.excess > 1 ? `: with ${countNodes(best.nodes)} in FP32 it is still at ${describeExcess(best.excess)}` : `: it takes ${countNodes(best.nodes)} in FP32 to come to ${describeExcess(best.excess)}`}. The error is spread over many nodes, or magnified.${partial === void 0 ? "" : ` The other failing outputs are repaired by ${countNodes(partial.nodes.length)} in FP32.`}`;
}
function describeUnfinished({ best, closest }, tries) {
	const cut = `The search was cut short after ${countTries(tries)}`;
	if (best !== void 0) return `${cut}; the smallest set that passed so far has ${countNodes(best.nodes.length)}.`;
	return closest === void 0 ? `${cut}; nothing was tried.` : `${cut}; no set that was tried passes, the closest is at ${describeExcess(closest.excess)} with ${countNodes(closest.nodes.length)} in FP32.`;
}
function countNodes(count) {
	return count === 1 ? "1 node" : `${count} nodes`;
}
function countTries(count) {
	return count === 1 ? "1 try" : `${count} tries`;
}

// src/overrides/spread.ts
/** Nodes of the first point beside "none": the best-ranked ones. */
const bestCount = 16;
/**
* Tries nothing, the sixteen most suspect nodes, an eighth, a quarter, half and all of the float nodes in FP32, as far
* as that is not known. Ends early, with the points that it has, when tries run out.
*/
function* drawCurve(log, ranking, limit) {
	const { needed, others } = orderNodes(log, ranking, limit);
	const order = [...needed, ...others];
	const total = order.length;
	const counts = [
		0,
		bestCount,
		...curveShares.map((share) => Math.ceil(total * share))
	];
	const ascending = [...new Set(counts.map((count) => Math.min(count, total)))].sort((a, b) => a - b);
	const points = [];
	for (const count of ascending) {
		const ranked = ranking.candidates.slice(0, count).map(({ id }) => id);
		const nodes = order.slice(0, count);
		let outcome = knownOutcome(log, nodes);
		if (ranked.length === count) outcome ??= knownOutcome(log, ranked);
		try {
			outcome ??= yield* tryOne(log, nodes);
		} catch (error) {
			if (!(error instanceof TriesExhausted)) throw error;
			continue;
		}
		points.push({
			share: total === 0 ? 0 : count / total,
			nodes: count,
			excess: excessIn(log, outcome)
		});
	}
	return points;
}
/** What helps where no small set does. BF16 is for range only: its rounding is eight times coarser than FP16's. */
function adviseOnSpread(curve, amplifier) {
	const advice = [];
	const baseline = curve.find(({ nodes }) => nodes === 0)?.excess;
	if (baseline === Number.POSITIVE_INFINITY) advice.push({
		kind: "bf16",
		text: "Values leave the range of FP16 in many places: BF16 has the range of FP32, with rounding eight times coarser; check it against the same limits."
	}, {
		kind: "scale",
		text: "Scale activations or weights down where they grow, and back at the end, so that they stay below 65504."
	});
	if (amplifier !== void 0) {
		const times = `${ratio(amplifier.gain)} times`;
		advice.push({
			kind: "head",
			text: `Node ${quote(amplifier.id)} makes the ${amplifier.measure} error before it ${times} larger: move the head that it begins out of the FP16 engine, or let it magnify less (a temperature, a division by a small number).`
		});
	}
	const enough = curve.find(({ excess, share }) => excess <= 1 && share < 1);
	if (enough !== void 0) {
		const percent = (100 * enough.share).toPrecision(2);
		advice.push({
			kind: "share",
			text: `With ${enough.nodes} nodes (${Number(percent)} % of the float nodes) in FP32 these samples pass; such a set may fit the rounding of these samples only.`
		});
	}
	if (baseline !== void 0 && Number.isFinite(baseline)) advice.push({
		kind: "limit",
		text: `FP16 rounding alone costs ${ratio(baseline)} times the limit here: accept that much, or keep the model in FP32 or TF32.`
	});
	return advice;
}

// src/overrides/search.ts
/** Tries that a search may cost. */
const defaultSearchBudget = 60;
/** 1 is the limit itself. */
const atLimit = 1;
/**
* Finds the nodes to keep in FP32: the smallest set that meets every limit on all samples, proved, and beside it one
* with a margin and one of whole modules. Everything that is returned was tried. The driver answers each request with
* the outcomes in order; fewer outcomes than plans mean that its time is up, and the search ends with what it has.
*
* Throws ConfigError for a budget below 1, RangeError when the driver returns more outcomes than it was asked for.
*/
function* searchOverrides(input) {
	if (!(input.budget >= 1)) throw new ConfigError(`A search budget of ${input.budget} tries allows no search for FP32 nodes.`, { advice: `Allow at least 1 try; ${60} are enough for most networks.` });
	const search = openSearch(input);
	const { log } = search;
	try {
		if (excessIn(log, yield* tryOne(log, [])) <= atLimit) return conclude(search, { kind: "unneeded" });
		if (smallestPassing(log, atLimit) === void 0) {
			const fp32Excess = excessIn(log, yield* tryOne(log, log.floatNodes));
			if (fp32Excess > atLimit) return conclude(search, {
				kind: "unreachable",
				fp32Excess
			});
		}
		const fewest = yield* findFewest(search, isCalledSpread(input));
		if (fewest === void 0) return yield* explainSpread(search);
		return yield* offerOthers(search, fewest);
	} catch (error) {
		if (!(error instanceof TriesExhausted)) throw error;
		return unfinished(search);
	}
}
/**
* The best so far of a search that was stopped from outside, from what its driver tried: the smallest set that passes,
* marked as cut short. Trials of the ranking may be among `tried`.
*/
function bestSoFar(input, tried) {
	const search = openSearch(input);
	const before = search.log.tried.size;
	recordTrials(search.log, tried);
	search.log.tries = search.log.tried.size - before;
	return unfinished(search);
}
function openSearch(input) {
	const { ranking, modules } = input;
	return {
		log: openLog(input),
		ranking,
		modules,
		triesToProof: void 0,
		isCutShort: false
	};
}
function openLog(input) {
	const { graph, ranking, failingOutputs, budget, floatNodes, baseline, fp32 } = input;
	const ids = floatNodes ?? roundingNodes(graph);
	const known = new Set(ids);
	const missing = ranking.candidates.map(({ id }) => id).filter((id) => !known.has(id));
	const given = [...baseline === void 0 ? [] : [{
		plan: everythingFp16,
		outcome: baseline
	}], ...fp32 === void 0 ? [] : [{
		plan: everythingFp32(graph),
		outcome: fp32
	}]];
	const log = openTrialLog(graph, [...ids, ...missing], failingOutputs, budget);
	recordTrials(log, [...given, ...ranking.trials]);
	log.earlierTries = ranking.trials.length;
	return log;
}
function roundingNodes(graph) {
	const types = inferTypes(graph);
	return [...decideRounding(graph, types, declaresHalfPrecision(types)).byNode.keys()].map(({ id }) => id);
}
/** The measurements alone found the error of every failing output to be spread. */
function isCalledSpread({ ranking, failingOutputs }) {
	const kinds = new Map(ranking.outputs.map(({ output, kind }) => [output, kind]));
	return failingOutputs.length > 0 && failingOutputs.every((output) => kinds.get(output) === "spread");
}
/** Undefined: no small set. A set that was found but could not be proved in time is returned as it is. */
function* findFewest(search, calledSpread) {
	const { log } = search;
	const { nodes } = yield* findSet(log, search.ranking, atLimit, calledSpread);
	if (nodes === void 0) return void 0;
	try {
		const proved = yield* proveMinimal(log, nodes, atLimit);
		const solution = describeSolution(log, proved, atLimit);
		if (solution?.isMinimal === true) search.triesToProof ??= log.earlierTries + log.tries;
		return solution;
	} catch (error) {
		if (!(error instanceof TriesExhausted)) throw error;
		search.isCutShort = true;
		const best = smallestPassing(log, atLimit);
		return describeSolution(log, best?.set ?? nodes, atLimit);
	}
}
function* offerOthers(search, fewest) {
	const { log, ranking, modules } = search;
	let comfortable;
	let islands;
	try {
		const nodes = yield* findComfortable(log, ranking, fewest.nodes);
		if (nodes !== void 0) comfortable = describeSolution(log, nodes, comfortableLimit);
		const readable = yield* findReadable(log, fewest.nodes, modules, atLimit);
		if (readable !== void 0) islands = describeSolution(log, readable, atLimit);
	} catch (error) {
		if (!(error instanceof TriesExhausted)) throw error;
		search.isCutShort = true;
	}
	return conclude(search, {
		kind: "found",
		fewest,
		comfortable,
		islands
	});
}
/** Draws the curve, and repairs the outputs that can be repaired. */
function* explainSpread(search) {
	const { log, ranking } = search;
	const curve = yield* drawCurve(log, ranking, atLimit);
	const fp32 = curve.find(({ share }) => share === 1);
	if (fp32 !== void 0 && fp32.excess > atLimit) return conclude(search, {
		kind: "unreachable",
		fp32Excess: fp32.excess
	});
	const outputs = spreadOutputs(search);
	const { amplifier } = ranking;
	let partial;
	search.isCutShort ||= fp32 === void 0;
	if (outputs.length < log.failingOutputs.length) try {
		log.ignored = new Set(outputs);
		partial = yield* findFewest(search, false);
	} catch (error) {
		if (!(error instanceof TriesExhausted)) throw error;
		search.isCutShort = true;
	} finally {
		log.ignored = /* @__PURE__ */ new Set();
	}
	search.triesToProof = void 0;
	const large = largeSolution(log);
	return conclude(search, {
		kind: "spread",
		outputs,
		curve,
		advice: adviseOnSpread(curve, amplifier),
		amplifier,
		partial,
		large
	});
}
function largeSolution(log) {
	const smallest = smallestPassing(log, comfortableLimit);
	if (smallest === void 0 || 2 * smallest.set.size > log.floatNodes.length) return void 0;
	return describeSolution(log, smallest.set, comfortableLimit);
}
/** Those that the ranking found spread; without any, those that no small set that was tried repairs. */
function spreadOutputs({ log, ranking }) {
	const called = new Set(ranking.outputs.filter(({ kind }) => kind === "spread").map(({ output }) => output));
	const named = log.failingOutputs.filter((output) => called.has(output));
	if (named.length > 0) return named;
	const most = mostNodes(log.floatNodes.length);
	const small = [...log.tried.values()].filter(({ set }) => set.size <= most);
	const open = log.failingOutputs.filter((output) => !small.some(({ outcome }) => (outcome.outputs.get(output)?.excess ?? 2) <= atLimit));
	return open.length > 0 ? open : [...log.failingOutputs];
}
/** The best so far, marked: a small set counts as found, a large one is only reported. */
function unfinished(search) {
	const { log } = search;
	search.isCutShort = true;
	const smallest = smallestPassing(log, atLimit);
	const best = smallest === void 0 ? void 0 : describeSolution(log, smallest.set, atLimit);
	if (best !== void 0 && best.nodes.length <= mostNodes(log.floatNodes.length)) return conclude(search, {
		kind: "found",
		fewest: best,
		comfortable: void 0,
		islands: void 0
	});
	const failed = [...log.tried.values()].map(({ set, outcome }) => ({
		nodes: [...set],
		excess: excessIn(log, outcome)
	})).sort((first, second) => first.excess < second.excess ? -1 : first.excess > second.excess ? 1 : 0);
	return conclude(search, {
		kind: "unfinished",
		best,
		closest: best === void 0 ? failed[0] : void 0
	});
}
function conclude(search, finding) {
	const { log, triesToProof, isCutShort } = search;
	const baseline = log.tried.get("with ")?.outcome;
	const facts = {
		tries: log.tries,
		triesToProof,
		baselineExcess: baseline === void 0 ? Number.POSITIVE_INFINITY : excessIn(log, baseline),
		isCutShort,
		isMonotone: isMonotone(log, atLimit)
	};
	return {
		...facts,
		...finding,
		text: describeSearch(finding, facts)
	};
}

// src/overrides/verified-plan.ts
/** The plans that a search offers: those with other nodes than the ones before them. */
function offeredPlans(search) {
	const all = search.kind === "found" ? [
		["fewest", search.fewest],
		["comfortable", search.comfortable],
		["islands", search.islands]
	] : search.kind === "spread" ? [["partial", search.partial], ["large", search.large]] : [["large", search.kind === "unfinished" ? search.best : void 0]];
	const seen = /* @__PURE__ */ new Set();
	return all.flatMap(([kind, solution]) => {
		const key = solution?.nodes.join("\n");
		if (solution === void 0 || key === void 0 || seen.size === seen.add(key).size) return [];
		return [{
			kind,
			solution
		}];
	});
}

// src/overrides/form-node.ts
/** A node of the FP32 model as the forms need it. An output of unknown type counts as no float. */
function formNode(node, types, provenance) {
	const { module, frames } = provenance.get(node.id) ?? {
		module: void 0,
		frames: []
	};
	return {
		id: node.id,
		name: node.proto.name,
		op: node.proto.opType,
		outputs: node.outputs.map((output) => ({
			name: output?.name ?? "",
			isFloat: output !== void 0 && types.get(output)?.element === elementType.float
		})),
		...module === void 0 ? {} : { module },
		frames
	};
}

// src/overrides/forms/name-text.ts
const maxNameCharacters = 120;
const maxListedNames = 5;
/**
* A name of the model inside a note: in backquotes, ASCII, on one line, cut in the middle. Backquotes inside and
* everything invisible are escaped, so the quotes always pair.
*/
function noteName(name) {
	const head = Math.ceil(maxNameCharacters / 2);
	return `\`${asciiEscaped(name.length <= maxNameCharacters ? name : `${name.slice(0, head)}...${name.slice(-60)}`)}\``;
}
function asciiEscaped(text) {
	return text.replace(/[^ -_a-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
/** `a`, `b` and 3 more. */
function noteNames(nodes) {
	const listed = nodes.slice(0, maxListedNames).map((node) => noteName(node.id));
	const rest = nodes.length - listed.length;
	return rest === 0 ? listed.join(", ") : `${listed.join(", ")} and ${rest} more`;
}
/** `1 node`, `2 nodes`. */
function countOf(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

// src/overrides/forms/addressable.ts
/** TensorRT: "at most 4096 bytes including the terminator" (NvInfer.h, ILayer::setName). */
const maxLayerNameBytes = 4095;
/** The ONNX name where it alone tells the node, else undefined. */
function uniqueName(node) {
	return node.name !== "" && node.name === node.id ? node.name : void 0;
}
/**
* The name of the layer that TensorRT's parser makes first for a node: the node's own, else `node_of_` and its first
* output (onnx-tensorrt, importerUtils). Undefined where that is not unique or no layer can bear it.
*/
function tensorrtLayerName(node) {
	const first = node.outputs[0]?.name;
	const derived = node.name === "" && first !== "" && first === node.id ? `node_of_${first}` : void 0;
	const name = uniqueName(node) ?? derived;
	if (name === void 0 || name.includes("\0") || /\p{Cs}/u.test(name)) return void 0;
	return new TextEncoder().encode(name).length > maxLayerNameBytes ? void 0 : name;
}
/** Whether a per-layer precision may be asked for: forcing what has no float output, or moves shapes, breaks the build. */
function isForceable(node) {
	return !notForcedOperators.has(node.op) && node.outputs.some((output) => output.isFloat);
}
function addressAll(nodes, address) {
	const found = [];
	const missing = [];
	for (const node of nodes) {
		const known = address(node);
		if (known === void 0) missing.push(node);
		else found.push({
			node,
			address: known
		});
	}
	return {
		found,
		missing
	};
}
/** A form without some of the plan's nodes was never verified: it is left out, and says which ones it lacks. */
function omitted(form, missing, why) {
	return {
		...form,
		reason: `${why}: ${noteNames(missing)}.`
	};
}

// src/overrides/forms/python.ts
const shortEscapes = {
	"\"": "\\\"",
	"\\": "\\\\",
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
/** A Python 3 string literal in ASCII, whatever the text holds (Python reference, 2.4.1). */
function pythonString(text) {
	return `"${text.replace(/[^ -~]|["\\]/gu, (character) => {
		return shortEscapes[character] ?? numericEscape(character.codePointAt(0) ?? 0);
	})}"`;
}
function numericEscape(codePoint) {
	const digits = codePoint.toString(16);
	if (codePoint < 256) return `\\x${digits.padStart(2, "0")}`;
	return codePoint < 65536 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}
/** A tuple of literals over several lines, one item a line. */
function pythonTuple(items) {
	return items.length === 0 ? "()" : `(\n${items.map((item) => `    ${item},\n`).join("")})`;
}
/**
* A pattern of Python's `re` for the text alone, for use with `re.match`, which anchors only the start; it also takes
* the text with one line break behind it. ASCII throughout: what is not a letter or digit is escaped by a backslash or
* by its number.
*/
function pythonExactPattern(text) {
	return `^${text.replace(/[^\w/:]/gu, (character) => /[ -~]/.test(character) ? `\\${character}` : numericEscape(character.codePointAt(0) ?? 0))}$`;
}

// src/overrides/forms/autocast.ts
const form$6 = {
	title: "ModelOpt AutoCast",
	targetVersions: "nvidia-modelopt with `modelopt.onnx.autocast` (tried with 0.47)"
};
/**
* `python -m modelopt.onnx.autocast`. Node names are patterns of `re.match`; an infinite `--data_max` turns the
* magnitude rule off, so that the plan alone decides.
*/
function autocastForm(input) {
	const { found, missing } = addressAll([...input.nodes, ...input.carriers], uniqueName);
	if (missing.length > 0) return omitted(form$6, missing, "AutoCast knows nodes by a name of their own, which is missing for");
	if (!isShellPrintable(input.modelFile)) return {
		...form$6,
		reason: "The model's file name is not printable."
	};
	const words = [
		shellFlag("--onnx_path", input.modelFile),
		shellFlag("--output_path", autocastFile(input.modelFile)),
		"--low_precision_type=fp16",
		"--keep_io_types",
		"--data_max=inf",
		"--nodes_to_exclude",
		...found.map(({ address }) => shellWord(pythonExactPattern(address)))
	];
	const sizes = words.map(byteLength);
	if (sizes.some((size) => size > 131071) || sizes.reduce((sum, size) => sum + size) > 1048576) return {
		...form$6,
		reason: "The patterns are longer than what Linux passes to a command."
	};
	return {
		...form$6,
		name: "modelopt-autocast.sh",
		content: shellScript(["Mixed-precision model made by ModelOpt AutoCast, with the nodes of the plan in FP32.", "Options of AutoCast may follow; the last one counts."], "\"${PYTHON:-python3}\" -m modelopt.onnx.autocast", words),
		notes: [
			"AutoCast's own magnitude rule is off (`--data_max=inf`): nothing but the plan, weights beyond 65504 and operators without FP16 stay in FP32.",
			"Data movement between FP32 nodes is listed as well, or AutoCast would round there.",
			"AutoCast raises weights that would become zero in FP16 to 6e-8 and drops their sign: check its model with `fp16-gate check --candidate`."
		]
	};
}
function autocastFile(modelFile) {
	return `${modelFile.replace(/\.onnx$/, "")}.autocast.onnx`;
}

// src/overrides/forms/onnxconverter-common.ts
const form$5 = {
	title: "onnxconverter-common",
	targetVersions: "onnxconverter-common (tried with 1.16)"
};
/**
* A script around `convert_float_to_float16`. The converter casts an initializer that value_info mentions, or that an
* FP16 node shares, down before it casts it up again; so every kept node first gets float initializers of its own.
*/
const convert = `def _graphs(graph):
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            for body in [attribute.g] if attribute.HasField("g") else attribute.graphs:
                yield from _graphs(body)


def _kept_nodes(model):
    """The nodes of the plan; LookupError when one is missing, or when a key does not tell one node."""
    found, wanted = {}, frozenset(NODES)
    for graph in _graphs(model.graph):
        for node in graph.node:
            keys = {("name", node.name), ("output", node.output[0] if node.output else None)}
            for key in keys & wanted:
                found.setdefault(key, []).append(node)
    wrong = [key for key in NODES if len(found.get(key, ())) != 1]
    if wrong:
        raise LookupError(f"{len(wrong)} of {len(NODES)} nodes are not in this model, or not alone: {wrong[:5]!r}")
    return [found[key][0] for key in NODES]


def _own_initializers(model, kept):
    """Copies of the float initializers that kept nodes read, so that none is shared with an FP16 node."""
    floats = {tensor.name: tensor for tensor in model.graph.initializer if tensor.data_type == onnx.TensorProto.FLOAT}
    taken = {name for graph in _graphs(model.graph) for node in graph.node for name in (*node.input, *node.output)}
    for graph in _graphs(model.graph):
        taken.update(value.name for value in (*graph.initializer, *graph.input, *graph.output))
        stated = [value for value in graph.value_info if value.name not in floats]
        del graph.value_info[:]
        graph.value_info.extend(stated)
    for node in kept:
        for position, name in enumerate(node.input):
            if name in floats:
                number = 0
                while f"{name}_fp32_{number}" in taken:
                    number += 1
                own = model.graph.initializer.add()
                own.CopyFrom(floats[name])
                own.name = node.input[position] = f"{name}_fp32_{number}"
                taken.add(own.name)
    read = {name for graph in _graphs(model.graph) for node in graph.node for name in node.input}
    read.update(value.name for graph in _graphs(model.graph) for value in graph.output)
    unread = [tensor for tensor in model.graph.initializer if tensor.name in floats and tensor.name not in read]
    for tensor in unread:
        model.graph.initializer.remove(tensor)


def convert(model):
    """The model with the plan's nodes in FP32 and the rest in FP16; inputs and outputs keep their types."""
    kept = _kept_nodes(model)
    names = {node.name for graph in _graphs(model.graph) for node in graph.node}
    for number, (kind, _) in enumerate(NODES):
        if kind == "output":
            fresh = f"fp32_{number}"
            while fresh in names:
                fresh += "_"
            kept[number].name = fresh
            names.add(fresh)
    _own_initializers(model, kept)
    return float16.convert_float_to_float16(
        model,
        keep_io_types=True,
        node_block_list=[node.name for node in kept],
        # The defaults clip weights to 1e-7 and 1e4, which alone changes results.
        min_positive_val=0.0,
        max_finite_val=float("inf"),
    )
`;
/** The converter takes exact node names; its default list of blocked operators stays, since giving one replaces it. */
function onnxconverterCommonForm(input) {
	const { found, missing } = addressAll([...input.nodes, ...input.carriers], nodeKey);
	if (missing.length > 0) return omitted(form$5, missing, "Neither a name nor a first output of its own tells the node");
	const keys = found.map(({ address: [kind, text] }) => `(${pythonString(kind)}, ${pythonString(text)})`);
	return {
		...form$5,
		name: "onnxconverter_common_fp16.py",
		content: `"""Converts the model to FP16 with onnxconverter-common and keeps the nodes of the plan in FP32.

python3 overrides/onnxconverter_common_fp16.py MODEL.onnx OUTPUT.onnx
"""

import sys

import onnx
from onnxconverter_common import float16

# Each by its name, or by its first output where it has no name of its own.
NODES = ${pythonTuple(keys)}


${convert}

if __name__ == "__main__":
    onnx.save(convert(onnx.load(sys.argv[1])), sys.argv[2])
`,
		notes: [
			"The default `op_block_list` stays (giving one replaces it), so Resize, TopK, CumSum, Min, Max and others stay in FP32 beyond the plan.",
			"`min_positive_val=0` and `max_finite_val=inf`: by default the converter clips weights to 1e-7 and 1e4, which alone changes results.",
			"The script gives every kept node float initializers of its own; the converter would otherwise round those that are shared or listed in value_info."
		]
	};
}
function nodeKey(node) {
	const name = uniqueName(node);
	if (name !== void 0) return ["name", name];
	const first = node.outputs[0]?.name;
	return first !== void 0 && first !== "" && first === node.id ? ["output", first] : void 0;
}

// src/overrides/forms/onnxruntime.ts
const form$4 = {
	title: "ONNX Runtime",
	targetVersions: "ONNX Runtime with CUDA or TensorRT"
};
/** ONNX Runtime has no precision per node: it runs the types of the model, so it gets the mixed one. */
function onnxruntimeForm(input) {
	if (input.mixedModelFile === void 0) return {
		...form$4,
		reason: "No mixed-precision model was written."
	};
	return {
		...form$4,
		name: "onnxruntime_session.py",
		content: `"""Opens the mixed-precision model with ONNX Runtime's CUDA execution provider."""

import onnxruntime

MODEL = ${pythonString(input.mixedModelFile)}


def open_session(providers=(("CUDAExecutionProvider", {"use_tf32": "0"}), "CPUExecutionProvider")):
    return onnxruntime.InferenceSession(MODEL, providers=list(providers))
`,
		notes: [
			"CUDA execution provider: it runs the mixed-precision model as it is typed.",
			"TensorRT execution provider: it has no precision per node. Give it the mixed-precision model and leave `trt_fp16_enable` off; with it on, TensorRT 10 ignores the model's types.",
			"`trt_layer_norm_fp32_fallback` covers Pow and ReduceMean of layer normalisation only, and is read only with `trt_fp16_enable`.",
			"The CPU execution provider computes FP16 operators in FP32 where it lacks a kernel, and hides overflows: it can't confirm the plan."
		]
	};
}

// src/overrides/forms/plan-json.ts
/** Schema version of `plan.json`. */
const planFileVersion = 1;
/** The plan without any tool's syntax, by node id; `model.graphSha256` says which model it is for. */
function planJsonForm(input) {
	const plan = {
		schemaVersion: 1,
		model: { graphSha256: input.model.graphSha256 },
		nodes: input.nodes.map((node) => node.id),
		carriers: input.carriers.map((node) => node.id)
	};
	return {
		name: "plan.json",
		title: "The plan itself",
		targetVersions: "fp16-gate",
		content: `${JSON.stringify(plan, void 0, 2)}\n`,
		notes: ["Node names of the model; nodes without a name of their own by their first output."]
	};
}

// src/overrides/forms/trtexec-weak.ts
const form$3 = {
	title: "trtexec, weakly typed",
	targetVersions: "TensorRT 8.6 to 10.16"
};
/**
* Flags of trtexec for builds in which TensorRT chooses precisions (removed in 11). Both flags are needed: the first
* alone computes in FP32 and still stores FP16 between layers. Grammar: samples/common/sampleOptions.cpp,
* `getLayerPrecisions`, `getLayerOutputTypes`, `splitNameAndValue`.
*/
function trtexecWeakForm(input) {
	const required = addressAll(input.nodes, layerName$1);
	if (required.missing.length > 0) return omitted(form$3, required.missing, "trtexec has no way to name (a comma, a single quote, an asterisk, an unprintable character, more than 4095 bytes, or a name that several nodes share) or to force the layers of");
	if (!isShellPrintable(input.modelFile)) return {
		...form$3,
		reason: "The model's file name is not printable."
	};
	const carriers = addressAll(input.carriers, layerName$1);
	const layers = [...required.found, ...carriers.found];
	const precisions = layers.map(({ address }) => `'${address}':fp32`).join(",");
	const outputTypes = layers.map(({ node, address }) => `'${address}':${outputTypesOf(node)}`).join(",");
	const words = [
		shellFlag("--onnx", input.modelFile),
		"--fp16",
		"--precisionConstraints=obey",
		shellFlag("--layerPrecisions", precisions),
		shellFlag("--layerOutputTypes", outputTypes)
	];
	if (words.some((word) => byteLength(word) > 131071)) return {
		...form$3,
		reason: "The flags are longer than the 128 KiB that Linux passes in one argument."
	};
	return {
		...form$3,
		name: "trtexec-weak.sh",
		content: shellScript(["FP16 engine with some layers in FP32: TensorRT 8.6 to 10.16; 11 has no such flags (see trtexec-strong-11.sh).", "Further options follow, for example: sh overrides/trtexec-weak.sh --saveEngine=model.engine"], "\"${TRTEXEC:-trtexec}\"", words),
		paste: shellCommand("trtexec", words),
		notes: [
			"trtexec passes over a layer name that matches nothing without a word; from 10 on, look for one line `Set layer NAME to precision` per layer in its log (8.6 prints none).",
			"A node that becomes several layers lends its name to the first only; the TensorRT Python form of 10.x finds the others as well.",
			...leftToTensorrt(carriers.missing)
		]
	};
}
/** What both weakly typed forms say about carriers that they leave to TensorRT. */
function leftToTensorrt(carriers) {
	const named = carriers.filter((carrier) => carrier.outputs.some((output) => output.isFloat));
	return named.length === 0 ? [] : [`TensorRT is left to choose the type of data movement that it can't be told of: ${noteNames(named)}. If the error stays, use the strongly typed form.`];
}
/** Commas split before quotes are seen, a quote can't be escaped, and an asterisk also matches other layers. */
function layerName$1(node) {
	const name = isForceable(node) ? tensorrtLayerName(node) : void 0;
	return name === void 0 || /[,'*]/.test(name) || !isShellPrintable(name) ? void 0 : name;
}
/** One type goes for all outputs of the layer; several must be as many as the layer has. */
function outputTypesOf(node) {
	const outputs = node.outputs.filter((output) => output.name !== "");
	return outputs.every((output) => output.isFloat) ? "fp32" : outputs.map((output) => output.isFloat ? "fp32" : "int32").join("+");
}

// src/overrides/forms/tensorrt-python.ts
const form$2 = {
	title: "TensorRT Python, weakly typed",
	targetVersions: "TensorRT 8.6 to 10.16"
};
/**
* Finds each layer by name (and, from TensorRT 10 on, the further layers of the same ONNX node by their metadata),
* forces it and its float outputs, and the float constants that feed it.
*/
const forceLayers = `def _is_float(tensor):
    return tensor is not None and tensor.dtype in (trt.float32, trt.float16) and not tensor.is_shape_tensor


def _force(layer):
    layer.precision = trt.float32
    for index in range(layer.num_outputs):
        if _is_float(layer.get_output(index)):
            layer.set_output_type(index, trt.float32)


def _constants(layer, producers):
    """Float constants that reach the layer, with the reshapes between them."""
    found = []
    for index in range(layer.num_inputs):
        chain, tensor = [], layer.get_input(index)
        while tensor is not None and tensor.name in producers:
            producer = producers[tensor.name]
            chain.append(producer)
            if producer.type != trt.LayerType.SHUFFLE:
                break
            tensor = producer.get_input(0)
        if chain and chain[-1].type == trt.LayerType.CONSTANT and _is_float(chain[-1].get_output(0)):
            found.extend(chain)
    return found


def _keep_float32(network):
    by_name, by_node, producers = {}, {}, {}
    for index in range(network.num_layers):
        layer = network.get_layer(index)
        by_name[layer.name] = layer
        by_node.setdefault(getattr(layer, "metadata", ""), []).append(layer)
        for output in range(layer.num_outputs):
            tensor = layer.get_output(output)
            if tensor is not None:
                producers[tensor.name] = layer
    missing = [name for name in LAYERS if name not in by_name]
    if missing:
        raise LookupError(f"{len(missing)} of {len(LAYERS)} layers are not in this network: {missing[:5]!r}")
    skipped = (trt.LayerType.CONSTANT, trt.LayerType.SHAPE, trt.LayerType.SLICE)
    for name in LAYERS:
        layers = [by_name[name]]
        for layer in by_node.get(f"[ONNX Layer: {name}]", ()):
            if layer.name != name and layer.type not in skipped and _is_float(layer.get_output(0)):
                layers.append(layer)
        for layer in layers:
            _force(layer)
            for constant in _constants(layer, producers):
                _force(constant)
`;
/** The common part, or why the plan does not fit into it. */
function layerScript(input, target) {
	const required = addressAll(input.nodes, layerName);
	if (required.missing.length > 0) return omitted(target, required.missing, "TensorRT has no layer that can be named and forced (a name that several nodes share or of more than 4095 bytes, or an operator that must not be forced) for");
	const carriers = addressAll(input.carriers, layerName);
	const names = [...required.found, ...carriers.found].map(({ address }) => pythonString(address));
	return {
		body: `import tensorrt as trt\n\nLAYERS = ${pythonTuple(names)}\n\n\n${forceLayers}`,
		notes: leftToTensorrt(carriers.missing)
	};
}
/** A module for a build script of one's own: call it between parsing and building. */
function tensorrtPythonForm(input) {
	const script = layerScript(input, form$2);
	if (!("body" in script)) return script;
	return {
		...form$2,
		name: "tensorrt_weak.py",
		content: `"""Keeps some layers of a weakly typed FP16 network in FP32: TensorRT 8.6 to 10.16.

Call keep_float32(network, config) after parsing the ONNX model and before building.
"""

${script.body}

def keep_float32(network, config):
    """Raises LookupError when the network lacks one of the layers: then it was parsed from another model."""
    _keep_float32(network)
    config.set_flag(trt.BuilderFlag.FP16)
    config.set_flag(trt.BuilderFlag.OBEY_PRECISION_CONSTRAINTS)
`,
		notes: [
			"Call `keep_float32(network, config)` between parsing and building; it stops when a layer is missing.",
			"From 10 on it also finds the further layers of a node; 8.6 knows the first one only.",
			...script.notes
		]
	};
}
function layerName(node) {
	return isForceable(node) ? tensorrtLayerName(node) : void 0;
}

// src/overrides/forms/polygraphy.ts
const form$1 = {
	title: "Polygraphy, weakly typed",
	targetVersions: "Polygraphy (tried with 0.53) with TensorRT 8.6 to 10.16"
};
/** A script for `--trt-network-postprocess-script`, whose default function is `postprocess(network)`. */
function polygraphyForm(input) {
	const script = layerScript(input, form$1);
	if (!("body" in script)) return script;
	return {
		...form$1,
		name: "polygraphy_postprocess.py",
		content: `"""Keeps some layers of a weakly typed FP16 network in FP32: TensorRT 8.6 to 10.16.

polygraphy run MODEL --trt --fp16 --precision-constraints obey --trt-npps overrides/polygraphy_postprocess.py
"""

${script.body}

def postprocess(network):
    """Raises LookupError when the network lacks one of the layers: then it was parsed from another model."""
    _keep_float32(network)
`,
		notes: [
			"Call it as `polygraphy run MODEL --trt --fp16 --precision-constraints obey --trt-npps overrides/polygraphy_postprocess.py`; without the constraints flag nothing is obeyed.",
			"On TensorRT 11 give `--strongly-typed` and the mixed-precision model instead.",
			...script.notes
		]
	};
}

// src/overrides/forms/pytorch.ts
const maxListedNodes$1 = 5;
const withFloat32 = "with torch.autocast(device_type=\"cuda\", enabled=False):";
/**
* What to change in the PyTorch source: which lines to wrap, from the stack traces of the export; whole modules or bare
* nodes where the model does not tell lines.
*/
function pytorchForm(input) {
	const placed = input.nodes.filter((node) => node.frames.length > 0);
	const byModule = input.nodes.filter((node) => node.frames.length === 0 && (node.module ?? "") !== "");
	const unplaced = input.nodes.filter((node) => node.frames.length === 0 && (node.module ?? "") === "");
	const passages = groupLines(placed);
	const text = `${[
		"# The same change in PyTorch",
		"",
		"This acts where PyTorch decides the precision: a model that is exported or compiled under `torch.autocast` or in half precision",
		"(strongly typed engines, torch_tensorrt). An export in plain float32 has no types to keep: give its engine one of the other forms.",
		"",
		"Inside each block every float tensor that is read must be float32: call `.float()` on those that may arrive in half precision, and",
		"`.to(x.dtype)` on what leaves the block only if it goes on in half precision.",
		"",
		...passages.flatMap(passageText),
		...moduleText(byModule),
		...unplacedText(unplaced)
	].join("\n").trimEnd()}\n`;
	const unlinked = byModule.length + unplaced.length;
	return {
		name: "pytorch.md",
		title: "The change in PyTorch",
		targetVersions: "PyTorch 1.10 or newer",
		content: text,
		paste: text,
		notes: [`${countOf(passages.length, "place")} in the source, read from the model's metadata: the files were not looked at.`, ...unlinked === 0 ? [] : [`For ${countOf(unlinked, "node")} of ${input.nodes.length} the model names no source line.`]]
	};
}
function groupLines(nodes) {
	const byLine = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		const [frame] = node.frames;
		if (frame === void 0) continue;
		const key = `${frame.line}:${frame.file}`;
		const known = byLine.get(key);
		if (known === void 0) byLine.set(key, {
			frame,
			nodes: [node]
		});
		else known.nodes.push(node);
	}
	const sorted = [...byLine.values()].sort((left, right) => compareText(left.frame.file, right.frame.file) || left.frame.line - right.frame.line);
	const passages = [];
	for (const line of sorted) {
		const last = passages.at(-1);
		const previous = last?.lines.at(-1)?.frame;
		const follows = previous?.line === line.frame.line - 1 && previous.function === line.frame.function;
		if (last !== void 0 && last.file === line.frame.file && follows) last.lines.push(line);
		else passages.push({
			file: line.frame.file,
			lines: [line]
		});
	}
	return passages;
}
function compareText(left, right) {
	return left < right ? -1 : Number(left > right);
}
function passageText({ file, lines }) {
	const numbers = lines.map(({ frame }) => frame.line);
	const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
	const where = first === last ? `line ${first}` : `lines ${first} to ${last}`;
	const module = lines[0]?.nodes[0]?.module;
	const inModule = module === void 0 || module === "" ? "" : `, module ${codeElement(module)}`;
	return [
		`## ${codeElement(file)}, ${where}${inModule}`,
		"",
		...nodeLines(lines.flatMap((line) => line.nodes)),
		"",
		...change(lines.map(({ frame }) => frame)),
		"",
		...callers(lines[0]?.nodes[0]?.frames ?? [])
	];
}
function nodeLines(nodes) {
	const listed = nodes.slice(0, maxListedNodes$1).map((node) => `${codeElement(node.id)} (${codeElement(node.op)})`);
	const rest = nodes.length - listed.length;
	return [`Nodes: ${listed.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}.`];
}
/** The lines as they stand and wrapped. A line that is only a part of a statement can't be rewritten safely. */
function change(frames) {
	const codes = frames.map(({ code }) => code?.trim());
	if (codes.some((code) => code === void 0 || code === "")) return [
		"The model does not hold the text of the line. Put the statement there into a block:",
		"",
		...fencedBlock("python", [withFloat32, "    ..."])
	];
	const whole = codes;
	if (!whole.every(isWholeStatement)) return [
		"The statement goes on over other lines, or opens a block. Put all of it, or the expression in question, into a block:",
		"",
		...fencedBlock("python", [
			withFloat32,
			...whole.map((code) => `    ${code}`),
			"    ..."
		])
	];
	const operands = operandNames(whole);
	return [...fencedBlock("diff", [
		...whole.map((code) => `-${code}`),
		`+${withFloat32}`,
		...whole.map((code) => `+    ${code}`)
	]), ...operands.length === 0 ? [] : ["", `To be read as float32 where they are tensors: ${operands.map((name) => codeElement(`${name}.float()`)).join(", ")}.`]];
}
/** Brackets close, nothing is open at the end, and the line starts no block. */
function isWholeStatement(code) {
	const bare = code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "").replace(/#.*$/, "").trimEnd();
	let depth = 0;
	for (const character of bare) {
		if ("([{".includes(character)) depth += 1;
		if (")]}".includes(character)) depth -= 1;
		if (depth < 0) return false;
	}
	const opensBlock = /^(?:if|elif|else|for|while|with|def|class|try|except|finally|async|match|case|@)\b|:$/.test(bare);
	return depth === 0 && !opensBlock && !/[\\,=+\-*/%@&|^<>([{"']$/.test(bare) && bare !== "";
}
/** Not tensors, or not names: Python's words, modules that everybody imports, constants in capitals. */
const noOperand = /^(?:(?:torch|F|functional|math|np|None|True|False|and|or|not|in|is|if|else|for|lambda)\b|[A-Z][A-Z0-9_]*$)/;
/** Names that the statements read, neither called nor made by a statement before; none where strings are about. */
function operandNames(statements) {
	const made = /* @__PURE__ */ new Set();
	const read = /* @__PURE__ */ new Set();
	for (const statement of statements) {
		const [, target, value] = /^([\w., ]+?)\s*(?:[-+*/@]|\*\*|\/\/)?=(?!=)(.*)$/s.exec(statement) ?? [];
		const right = value ?? statement.replace(/^return\b/, "");
		if (/["'`]/.test(right)) continue;
		for (const [name] of right.matchAll(/(?<![\w.)\]])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?![\w.]|\s*[(=])/g)) if (!noOperand.test(name) && !made.has(name)) read.add(name);
		for (const name of target?.split(",") ?? []) made.add(name.trim());
	}
	return [...read];
}
function callers(frames) {
	const [, caller] = frames;
	return caller === void 0 ? [] : [`Called from ${codeElement(caller.file)}, line ${caller.line}.`, ""];
}
function moduleText(nodes) {
	if (nodes.length === 0) return [];
	const byModule = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		const module = node.module ?? "";
		byModule.set(module, [...byModule.get(module) ?? [], node]);
	}
	return [
		"## Modules without a source line",
		"",
		"The model names the module and not the line. Wrap the body of its `forward` in the same block, and read its inputs as float32:",
		"",
		...[...byModule].flatMap(([module, own]) => [`- ${codeElement(module)}. ${nodeLines(own).join(" ")}`]),
		"",
		...fencedBlock("python", [withFloat32, "    ..."]),
		""
	];
}
function unplacedText(nodes) {
	if (nodes.length === 0) return [];
	return [
		"## Nodes without a source",
		"",
		"The model says neither module nor line for these, so no change in the source can be named. Export with PyTorch's dynamo exporter, which records both, and run the gate again.",
		"",
		...nodeLines(nodes),
		""
	];
}

// src/overrides/forms/readme.ts
const maxListedNodes = 20;
/** The table of contents of `overrides/`: which file is for which tool, and which forms this plan does not fit. */
function readmeForm(input, forms) {
	const files = forms.filter((form) => "content" in form);
	const omittedForms = forms.filter((form) => !("content" in form));
	return {
		name: "README.md",
		title: "Which file to use when",
		targetVersions: "",
		content: `${[
			"# Nodes to keep in FP32",
			"",
			`${input.nodes.length} of ${countOf(input.floatNodeCount, "float node")} in FP32: ${markdownSentence(input.before)} before, ${markdownSentence(input.after)} after (${markdownSentence(input.margin)}).`,
			`Verified on ${markdownSentence(input.verifiedOn)}; on any other engine, check again. Model: ${codeElement(input.modelFile)}, opset ${input.opset}.`,
			"",
			"Every file says the same in the words of one tool. Use one of them.",
			"",
			"| file | for | versions |",
			"|---|---|---|",
			...input.mixedModelFile === void 0 ? [] : [`| ${codeElement(input.mixedModelFile)} | all strongly typed builds, and ONNX Runtime | TensorRT 10.12 and newer |`],
			...files.map((file) => `| \`${file.name}\` | ${markdownSentence(file.title)} | ${markdownSentence(file.targetVersions)} |`),
			"",
			...files.flatMap((file) => [
				`## \`${file.name}\``,
				"",
				...file.notes.map((note) => `- ${markdownSentence(note)}`),
				""
			]),
			...omittedText(omittedForms),
			...nodeTable(input)
		].join("\n").trimEnd()}\n`,
		notes: []
	};
}
function omittedText(forms) {
	if (forms.length === 0) return [];
	return [
		"## Not written",
		"",
		"These tools can't be told the whole plan, and a part of it was never verified:",
		"",
		...forms.map((form) => `- ${markdownSentence(form.title)} (${markdownSentence(form.targetVersions)}): ${markdownSentence(form.reason)}`),
		""
	];
}
function nodeTable(input) {
	const rows = input.nodes.slice(0, maxListedNodes).map((node) => {
		const [frame] = node.frames;
		const source = frame === void 0 ? "" : codeElement(`${frame.file}:${frame.line}`);
		const module = node.module === void 0 || node.module === "" ? "" : codeElement(node.module);
		return `| ${codeElement(node.id)} | ${codeElement(node.op)} | ${module} | ${source} |`;
	});
	const rest = input.nodes.length - rows.length;
	return [
		"## The plan",
		"",
		"| node | operator | module | source |",
		"|---|---|---|---|",
		...rows,
		...rest === 0 ? [] : ["", `And ${rest} more: see \`plan.json\`.`],
		"",
		...input.carriers.length === 0 ? [] : [`${countOf(input.carriers.length, "node")} that only move data between them stay in FP32 as well.`]
	];
}

// src/overrides/forms/torch-tensorrt.ts
const form = {
	title: "torch_tensorrt, explicit typing",
	targetVersions: "torch_tensorrt with `use_explicit_typing`, and newer"
};
/** A module path as `get_submodule` takes it, without calls (`#2`) or anything else that is no attribute name. */
const modulePath = /^[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*$/u;
/**
* Whole modules in FP32, on the PyTorch side: torch_tensorrt compiles from PyTorch and its node names are those of its
* own lowered graph, which an ONNX model does not tell.
*/
function torchTensorrtForm(input) {
	const { found, missing } = addressAll(input.nodes, modulePathOf);
	if (missing.length > 0) return omitted(form, missing, "torch_tensorrt can be told of submodules only, and the model does not say one (or only the whole model) for");
	const modules = outermost(new Set(found.map(({ address }) => address)));
	const listed = modules.slice(0, 5).map(noteName).join(", ") + (modules.length > 5 ? ", ..." : "");
	return {
		...form,
		name: "torch_tensorrt_modules.py",
		content: script(modules),
		notes: [
			`Keeps whole modules in FP32 (${listed}): at least the plan's nodes, often some more.`,
			"`autocast_excluded_nodes` is no way to say this: it matches names of torch_tensorrt's lowered graph, and a pattern that matches nothing is ignored without a word.",
			"`enabled_precisions` must not be given with explicit typing: 2.10 and newer refuse or ignore it.",
			"PyTorch's autocast decides the rest: it runs matrix products and convolutions in FP16, and keeps more in FP32 than the plan does."
		]
	};
}
function script(modules) {
	return `"""Keeps some modules of a PyTorch model in FP32 while autocast runs the rest in FP16, for torch_tensorrt.

    model = keep_float32(build_model().eval().cuda())
    with torch.no_grad(), torch.autocast(device_type="cuda", dtype=torch.float16):
        exported = torch.export.export(model, inputs)
    compiled = torch_tensorrt.dynamo.compile(exported, inputs, use_explicit_typing=True)

Leave use_explicit_typing out where it is the only way (the newest versions no longer know the option).
"""

import functools

import torch

MODULES = ${pythonTuple(modules.map((path) => pythonString(path)))}


def _to_float32(value):
    if isinstance(value, torch.Tensor):
        return value.float() if value.is_floating_point() else value
    if isinstance(value, dict):
        return {key: _to_float32(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        return type(value)(_to_float32(item) for item in value)
    return value


def _float32_forward(forward, device_type):
    @functools.wraps(forward)
    def run(*args, **kwargs):
        with torch.autocast(device_type=device_type, enabled=False):
            return forward(*_to_float32(args), **_to_float32(kwargs))

    return run


def keep_float32(model, device_type="cuda"):
    """Changes the model in place and returns it; LookupError when it lacks one of the modules."""
    known = dict(model.named_modules())
    missing = [path for path in MODULES if path not in known]
    if missing:
        raise LookupError(f"{len(missing)} of {len(MODULES)} modules are not in this model: {missing[:5]!r}")
    for path in MODULES:
        module = known[path].float()
        module.forward = _float32_forward(module.forward, device_type)
    return model
`;
}
function modulePathOf(node) {
	return node.module !== void 0 && modulePath.test(node.module) ? node.module : void 0;
}
/** Without modules that lie inside another one of the set. */
function outermost(paths) {
	return [...paths].filter((path) => {
		const parts = path.split(".");
		return !parts.some((_, depth) => depth > 0 && paths.has(parts.slice(0, depth).join(".")));
	});
}

// src/overrides/forms/trtexec-strong.ts
const targets = [{
	title: "trtexec, strongly typed (10.x)",
	targetVersions: "TensorRT 10.12 to 10.16",
	name: "trtexec-strong-10.sh",
	flags: ["--stronglyTyped"],
	comment: "Engine of the mixed-precision model, its types as they stand: TensorRT 10.12 to 10.16.",
	notes: ["Without `--stronglyTyped`, or with `--fp16` beside it, TensorRT 10 ignores the model's own types without a word."]
}, {
	title: "trtexec (11)",
	targetVersions: "TensorRT 11",
	name: "trtexec-strong-11.sh",
	flags: [],
	comment: "Engine of the mixed-precision model, its types as they stand: TensorRT 11, where every network is strongly typed.",
	notes: ["TensorRT 11 knows no `--fp16`; the original FP32 model would give an FP32 engine.", "TF32 is on by default, also in the FP32 nodes; `--noTF32` turns it off."]
}];
/** Commands that build the mixed-precision model as it is typed; no precision flag goes beside it. */
function trtexecStrongForms(input) {
	return targets.map(({ comment, flags, ...target }) => {
		const { title, targetVersions } = target;
		if (input.mixedModelFile === void 0) return {
			title,
			targetVersions,
			reason: "No mixed-precision model was written."
		};
		if (!isShellPrintable(input.mixedModelFile)) return {
			title,
			targetVersions,
			reason: "The file name of the mixed-precision model is not printable."
		};
		const words = [shellFlag("--onnx", input.mixedModelFile), ...flags];
		const usage = `Further options follow, for example: sh overrides/${target.name} --saveEngine=model.engine`;
		return {
			...target,
			content: shellScript([comment, usage], "\"${TRTEXEC:-trtexec}\"", words),
			paste: shellCommand("trtexec", words)
		};
	});
}

// src/overrides/render.ts
/**
* The files of the folder `overrides/`: one plan in the words of every tool, `plan.json` and `README.md`, in the order
* in which people will want them. A form that can't hold every compute node of the plan is left out; the README, and
* `omittedForms`, say which and why. An empty plan gives no files.
*/
function renderOverrideForms(input) {
	if (input.nodes.length === 0) return [];
	const forms = allForms(input);
	return [readmeForm(input, forms), ...forms.filter((form) => "content" in form)];
}
/** The forms that this plan does not fit, with the reason. */
function omittedForms(input) {
	if (input.nodes.length === 0) return [];
	return allForms(input).filter((form) => !("content" in form));
}
function allForms(input) {
	return [
		...trtexecStrongForms(input),
		trtexecWeakForm(input),
		tensorrtPythonForm(input),
		pytorchForm(input),
		polygraphyForm(input),
		autocastForm(input),
		onnxconverterCommonForm(input),
		torchTensorrtForm(input),
		onnxruntimeForm(input),
		planJsonForm(input)
	];
}

// src/github/checkout-link.ts
/**
* Where a checkout can be read, or undefined: a workflow may have checked out another repository than its own, so the
* remote has to be the one that the run names. The commit is the one that is checked out, whatever the event was for.
*/
function checkoutLink({ serverUrl, repository }, { commit, origin }) {
	const link = {
		serverUrl: serverUrl.replace(/\/+$/, ""),
		repository,
		commit
	};
	if (!environmentSchema.shape.checkout.safeParse(link).success) return void 0;
	const { host } = new URL(link.serverUrl);
	return placeOf(origin) === `${host}/${repository}`.toLowerCase() ? link : void 0;
}
/** `host/owner/name` in lower case of `https://[user@]host/owner/name[.git]` or `[user@]host:owner/name[.git]`. */
function placeOf(origin) {
	const address = /^(?:(?:https|ssh):\/\/)?(?:[^@/]*@)?([\w.-]+(?::\d+)?)[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i.exec(origin);
	return address === null ? void 0 : `${address[1]}/${address[2]}`.toLowerCase();
}

// src/steps/source-lines.ts
/** Looks in the folders when it is first asked, and once: the first that lies in a checkout counts. */
function checkoutFinder(folders, environment) {
	let found;
	return async () => {
		found ??= findCheckout(folders, environment);
		return await found;
	};
}
/** The line of each node: the innermost frame that the checkout bears out, else the recorded one, unlinked. */
function findSources(ids, provenance, checkout) {
	return new Map([...ids].flatMap((id) => {
		const source = sourceOf(provenance.get(id), checkout);
		return source === void 0 ? [] : [[id, source]];
	}));
}
/**
* The lines of the culprits, and where the checkout can be read, when a workflow runs in it.
* @param environment of the process: a workflow names its repository in it.
*/
async function culpritSources({ culprits }, provenance, find, environment) {
	if (culprits.length === 0) return { sources: /* @__PURE__ */ new Map() };
	const checkout = await find();
	const sources = findSources(culprits.map(({ id }) => id), provenance, checkout);
	const isLinked = [...sources.values()].some((source) => !("unlinked" in source));
	const link = "reason" in checkout || !isLinked ? void 0 : await readLink(checkout.root, environment);
	return link === void 0 ? { sources } : {
		sources,
		checkout: link
	};
}
/** The frames of a node with files as they are called in the checkout, where it bears them out. */
function resolveFrames(provenance, checkout) {
	if ("reason" in checkout) return provenance.frames;
	return provenance.frames.map((frame) => {
		const source = checkout.resolveSource(frame);
		return "unlinked" in source ? frame : {
			...frame,
			file: source.file,
			line: source.line
		};
	});
}
/** Only inside of a workflow run, whose variables name the repository. */
async function readLink(root, environment) {
	const { GITHUB_SERVER_URL: serverUrl, GITHUB_REPOSITORY: repository } = environment;
	if (serverUrl === void 0 || repository === void 0) return void 0;
	const commit = await headCommit(root, environment);
	const origin = await originAddress(root, environment);
	if (commit === void 0 || origin === void 0) return void 0;
	return checkoutLink({
		serverUrl,
		repository
	}, {
		commit,
		origin
	});
}
async function findCheckout(folders, environment) {
	let found = { reason: "there is no folder to look in" };
	for (const folder of folders) {
		found = await openCheckout(folder, async (root) => await listTrackedPython(root, environment));
		if (!("reason" in found)) return found;
	}
	return found;
}
function sourceOf(provenance, checkout) {
	const [innermost] = provenance?.frames ?? [];
	if (provenance === void 0 || innermost === void 0) return { unlinked: provenance?.reason ?? "the model records no source line for it" };
	const { file, line, code } = innermost;
	const resolved = "reason" in checkout ? [] : provenance.frames.map(checkout.resolveSource);
	const linked = resolved.find((source) => !("unlinked" in source));
	if (linked !== void 0 && !("unlinked" in linked)) return linked;
	const [first] = resolved;
	return {
		unlinked: "reason" in checkout ? checkout.reason : first !== void 0 && "unlinked" in first ? first.reason : "no line was found",
		recorded: {
			file,
			line,
			...code === void 0 ? {} : { code }
		}
	};
}

// src/steps/repair-files.ts
/** What people paste stands in the result up to this length. */
const longestPaste = 16384;
/**
* Writes a plan beside the reports: `model.mixed.onnx`, and `overrides/` with one file a tool. What can't be written is
* named with the reason; the verdict and the plan stay.
*/
function writeRepair(plan, context) {
	const { config, workingDirectory } = context;
	const folder = givenPath(config.out, workingDirectory);
	const mixed = writeMixed(plan, folder, context);
	const input = formsInput(plan, mixed.files.length > 0 ? join(config.out, mixedModelFile) : void 0, context);
	const forms = renderOverrideForms(input);
	const omitted = [...mixed.omitted, ...omittedForms(input).map(({ title, targetVersions, reason }) => ({
		title,
		targetVersions,
		reason
	}))];
	try {
		writeOverrideFiles(forms, folder);
	} catch (error) {
		const reason = reasonOf(error);
		return {
			files: mixed.files,
			omitted: [...omitted, {
				title: "All forms of the plan",
				reason
			}]
		};
	}
	return {
		files: [...mixed.files, ...forms.map(formFile)],
		omitted
	};
}
function writeMixed({ solution }, folder, { opened, config, knownTypes, signal }) {
	const title = "Mixed-precision ONNX model";
	const targetVersions = "TensorRT 10.12 and newer, ONNX Runtime";
	if (signal.aborted) return {
		files: [],
		omitted: [{
			title,
			targetVersions,
			reason: "The run was interrupted."
		}]
	};
	const { keepIoTypes } = config.overrides;
	try {
		const plan = keepInFp32(solution.nodes);
		const { dataPath, castCount, nodeCount } = writeMixedModel(opened, plan, folder, mixedModelFile, {
			keepIoTypes,
			knownTypes
		});
		const notes = [`${nodeCount.float32} nodes in FP32, ${nodeCount.float16} in FP16, ${castCount} Casts; inputs and outputs ${keepIoTypes ? "keep their types" : "are FP16 where nothing in FP32 needs them"}.`, ...nodeCount.wrapped === 0 ? [] : [`${nodeCount.wrapped} of the FP16 nodes compute in FP32 between Casts: ONNX has no FP16 form of them.`]];
		const data = dataPath === void 0 ? [] : [weightsFile()];
		return {
			files: [{
				path: mixedModelFile,
				kind: "mixed-model",
				title,
				targetVersions,
				notes
			}, ...data],
			omitted: []
		};
	} catch (error) {
		return {
			files: [],
			omitted: [{
				title,
				targetVersions,
				reason: reasonOf(error)
			}]
		};
	}
}
function weightsFile() {
	return {
		path: `${mixedModelFile}.data`,
		kind: "mixed-weights",
		title: "Weights of the mixed-precision model"
	};
}
/** A defect of this program must not pass for a reason of the model's. */
function reasonOf(error) {
	if (!(error instanceof GateError)) throw error;
	return describeError(error);
}
function formFile({ name, title, targetVersions, notes, paste }) {
	return {
		path: `${overridesFolder}/${name}`,
		kind: "form",
		title,
		...targetVersions === "" ? {} : { targetVersions },
		...paste === void 0 || paste.length > longestPaste ? {} : { content: paste },
		notes: [...notes]
	};
}
function formsInput({ solution, carriers, after }, mixedModelPath, context) {
	const { opened, graph, floatNodeCount, verifiedOn, units } = context;
	const [worst] = toPlanOutputs(context.before, units);
	const same = toPlanOutputs(after, units).find(({ output }) => output === worst?.output);
	return {
		modelFile: opened.path,
		model: { graphSha256: graphSha256(opened.model) },
		opset: graph.opsets.get("") ?? 0,
		nodes: formNodes(solution.nodes, context),
		carriers: formNodes(carriers, context),
		floatNodeCount,
		...mixedModelPath === void 0 ? {} : { mixedModelFile: mixedModelPath },
		before: worst === void 0 ? "beyond a limit" : `${quoteName(worst.output)} at ${planOutputValue(worst)}`,
		after: same === void 0 ? "within every limit" : planOutputValue(same),
		margin: same === void 0 ? "every limit met" : `limit ${planOutputLimit(same)}`,
		verifiedOn
	};
}
function formNodes(ids, { graph, types, provenance, checkout }) {
	const resolved = new Map(ids.flatMap((id) => {
		const known = provenance.get(id);
		return known === void 0 ? [] : [[id, {
			...known,
			frames: resolveFrames(known, checkout)
		}]];
	}));
	return ids.flatMap((id) => {
		const node = graph.nodeById.get(id);
		return node === void 0 ? [] : [formNode(node, types, resolved)];
	});
}

// src/steps/perturb-sample.ts
/**
* A changed copy of a sample: its float inputs, each with a seed of its own. Undefined when no input changes, as with
* token ids alone.
*/
function perturbSample({ id, inputs }, { kind, seed }) {
	let isChanged = false;
	const changed = [...inputs].map(([name, tensor], at) => {
		if (tensor.dtype !== "float32" && tensor.dtype !== "float64") return [name, tensor];
		const values = tensor.dtype === "float32" ? new Float32Array(elementCount(tensor.shape)) : new Float64Array(elementCount(tensor.shape));
		tensor.read(0, new Uint8Array(values.buffer));
		const other = perturbedInput(values, seed * inputs.size + at, kind);
		isChanged ||= differ(values, other);
		const bytes = new Uint8Array(other.buffer, other.byteOffset, other.byteLength);
		return [name, memoryTensor(tensor.dtype, tensor.shape, bytes)];
	});
	return isChanged ? {
		id: `${id}-${kind}-${seed}`,
		inputs: new Map(changed)
	} : void 0;
}
function differ(one, other) {
	for (let at = 0; at < one.length; at += 1) if (!Object.is(one[at], other[at])) return true;
	return false;
}

// src/steps/repair-held-out.ts
/** Inputs of one job. */
const inputsPerJob = 4;
/** Each sample of `outputs` by itself: how far a plan is beyond the limits there. */
function judgeEach(samples, outputs, config) {
	return samples.map((sample, at) => {
		const own = outputs[at];
		const { excess } = judgePlan([sample], own === void 0 ? [] : [own], config);
		return {
			kind: "held-back",
			excess
		};
	});
}
/**
* Runs a plan on changed copies of the samples, with every node in FP32 as the reference, as long as the budget's time
* lasts. That a copy can't be run says nothing about the plan: it is a reason to stop, not an error.
*/
async function checkPerturbed(plan, context) {
	const { runner, graph, samples } = context;
	const { reference, candidate } = heldOutPlans(graph, plan);
	const inputs = [];
	for (let at = 0; at < heldOutPerturbations.length; at += inputsPerJob) {
		if (runner.leftMs() === 0) return {
			inputs,
			reason: "the time for the search was spent"
		};
		const copies = changedCopies(samples, at);
		if (copies.length === 0) continue;
		try {
			const [references, candidates] = await runner.outputs([reference, candidate], copies.map(({ sample }) => sample));
			inputs.push(...copies.map((copy, index) => judgeCopy(copy, index, references, candidates, context)));
		} catch (error) {
			return {
				inputs,
				reason: `changed copies of the samples could not be run: ${describeError(error)}`
			};
		}
	}
	return {
		inputs,
		reason: inputs.length === 0 ? "the model has no float inputs that could be changed" : void 0
	};
}
/** Copies for the next job; the samples take turns. */
function changedCopies(samples, from) {
	return heldOutPerturbations.slice(from, from + inputsPerJob).flatMap((perturbation, at) => {
		const original = samples[(from + at) % samples.length];
		const sample = original === void 0 ? void 0 : perturbSample(engineSample(original), perturbation);
		return sample === void 0 ? [] : [{
			kind: perturbation.kind,
			sample
		}];
	});
}
function judgeCopy({ kind, sample: { id } }, index, references, candidates, { config }) {
	const reference = references?.[index] ?? /* @__PURE__ */ new Map();
	const candidate = candidates?.[index] ?? /* @__PURE__ */ new Map();
	return {
		kind,
		excess: judgePlan([{
			id,
			reference
		}], [candidate], config).excess
	};
}

// src/steps/repair.ts
/**
* Searches the nodes to keep in FP32 with the trials of the localisation, tries what it finds on every sample and on
* inputs that it did not see, and writes it for every tool. A search that is stopped, by its budget or by a signal,
* gives the best so far, marked.
* @throws EngineError when trials can't be run; the verdict stands without it.
*/
async function repair(input) {
	const startMs = performance.now();
	const { context, graph, provenance, runner, before, verifiedOn } = input;
	const { search, stopped } = await runSearch(input);
	const flow = readDataflow(graph, runner.nodeIds);
	const plans = [];
	for (const offered of offeredPlans(search)) plans.push(await verify(offered, flow, input));
	const checked = await checkOnOthers(plans, input);
	const onEngine = context.signal.aborted || search.kind === "spread" ? void 0 : await context.tryOnEngine?.(checked, furtherPlans(flow, input));
	const checkout = await input.checkout();
	const shown = onEngine?.plan === void 0 ? checked : [...checked, onEngine.plan];
	const ids = new Set(shown.flatMap(({ solution }) => solution.nodes));
	const main = planToUse({
		plans: checked,
		onEngine
	});
	const written = main === void 0 ? {
		files: [],
		omitted: []
	} : writePlan(main, checkout, input, onEngine);
	return {
		kind: "searched",
		search,
		before,
		plans: checked,
		verifiedOn,
		onEngine,
		facts: factsOf(search, stopped, input),
		searchMs: performance.now() - startMs,
		notes: notesOf(checked),
		graph,
		provenance,
		sources: findSources(ids, provenance, checkout),
		...written
	};
}
const wasInterrupted = "the run was interrupted";
async function runSearch(input) {
	const { runner, context } = input;
	const wanted = searchInput(input);
	context.log.progress("searching the nodes to keep in FP32");
	try {
		const driven = await drive(searchOverrides(wanted), runner);
		if (driven.kind === "stopped") return {
			search: bestSoFar(wanted, runner.tried()),
			stopped: driven.by
		};
		return {
			search: driven.result,
			stopped: driven.result.isCutShort ? runner.ended() ?? "tries" : void 0
		};
	} catch (error) {
		if (!context.signal.aborted) throw error;
		return {
			search: bestSoFar(wanted, runner.tried()),
			stopped: "signal"
		};
	}
}
function searchInput(input) {
	const { graph, ranking, failingOutputs, modules, runner, context, split } = input;
	const { conversion } = context.run;
	const fp32 = conversion === void 0 ? void 0 : conversionOutcome(input);
	return {
		graph,
		ranking,
		failingOutputs,
		budget: context.config.overrides.tries,
		modules,
		floatNodes: runner.nodeIds,
		baseline: split.baseline,
		...fp32 === void 0 ? {} : { fp32 }
	};
}
/** The FP32 model itself was run already. */
function conversionOutcome({ context, split }) {
	const { samples, run, config } = context;
	const held = new Set(split.heldBack);
	const outputs = (run.conversion ?? []).filter((_, at) => !held.has(samples[at]));
	return judgePlan(split.searched, outputs, config);
}
/** Runs a plan over the samples that the search did not see, and prices it. */
async function verify({ kind, solution }, flow, input) {
	const { context, split, graph, evidence } = input;
	const { samples, config } = context;
	const nodes = new Set(solution.nodes);
	const facts = {
		kind,
		solution,
		carriers: findIslands(flow, nodes).carriers,
		price: pricePlan(flow, nodes, elementsOf(evidence, samples.length)),
		reasons: reasonsOf(solution, (id) => findCause(id, graph, evidence))
	};
	if (split.heldBack.length === 0) return {
		...facts,
		after: solution.outcome,
		heldOut: void 0
	};
	const outputs = await outputsUnlessAborted(nodes, input);
	if (outputs === void 0) {
		const heldOut = {
			inputs: [],
			reason: wasInterrupted
		};
		return {
			...facts,
			after: solution.outcome,
			heldOut
		};
	}
	const inputs = judgeEach(split.heldBack, split.heldBack.map((sample) => outputs[samples.indexOf(sample)] ?? /* @__PURE__ */ new Map()), config);
	return {
		...facts,
		after: judgePlan(samples, outputs, config),
		heldOut: {
			inputs,
			reason: void 0
		}
	};
}
/** Of every sample under a plan. */
async function outputsUnlessAborted(nodes, { context: { samples, signal }, runner }) {
	try {
		const [outputs] = await runner.outputs([keepInFp32(nodes)], samples.map(engineSample));
		return outputs;
	} catch (error) {
		if (!signal.aborted) throw error;
		return;
	}
}
/** Elements of tensors in one sample, by name. Constants are known from the model. */
function elementsOf(evidence, sampleCount) {
	const elements = /* @__PURE__ */ new Map();
	for (const { output, reference, inputs } of evidence.values()) {
		elements.set(output, reference.elements / sampleCount);
		for (const input of inputs) if (!input.isConstant) elements.set(input.name, input.elements / sampleCount);
	}
	return elements;
}
/** The smallest plan on changed copies of the samples; the one with more margin as well, where that one gives way. */
async function checkOnOthers(plans, input) {
	const { context, runner, graph } = input;
	const { samples, config } = context;
	const checked = [];
	let isEnough = false;
	for (const plan of plans) {
		if (isEnough || plan.kind !== "fewest" && plan.kind !== "comfortable") {
			checked.push(plan);
			continue;
		}
		const run = await checkPerturbed(keepInFp32(plan.solution.nodes), {
			runner,
			graph,
			samples,
			config
		});
		const inputs = [...plan.heldOut?.inputs ?? [], ...run.inputs];
		const reason = context.signal.aborted ? wasInterrupted : run.reason ?? plan.heldOut?.reason;
		checked.push({
			...plan,
			heldOut: {
				inputs,
				reason
			}
		});
		isEnough = inputs.every(({ excess }) => excess <= 1);
	}
	return checked;
}
/** Plans that only an engine asks for. Nothing is known of them but their nodes, their price and the hazards among them. */
function furtherPlans(flow, input) {
	const hazards = /* @__PURE__ */ new Map();
	return {
		hazards: async () => {
			for (const { id, cause } of await input.hazards()) hazards.set(id, cause);
			return [...hazards.keys()];
		},
		withNodes: (plan, nodes) => withNodes(plan, nodes, {
			flow,
			hazards,
			input
		})
	};
}
function withNodes(plan, nodes, { flow, hazards, input: { evidence, context, graph } }) {
	const chosen = new Set(nodes);
	const known = new Map(plan.solution.members.map((member) => [member.id, member]));
	const proof = nodes.filter((id) => !known.has(id)).length === 1 ? "removed" : void 0;
	const solution = {
		...plan.solution,
		nodes,
		members: nodes.map((id) => known.get(id) ?? {
			id,
			aloneExcess: void 0,
			proof
		}),
		isMinimal: false,
		isUnique: false
	};
	return {
		...plan,
		solution,
		carriers: findIslands(flow, chosen).carriers,
		price: pricePlan(flow, chosen, elementsOf(evidence, context.samples.length)),
		reasons: reasonsOf(solution, (id) => findCause(id, graph, evidence), hazards),
		heldOut: void 0
	};
}
function writePlan(plan, checkout, { context, graph, provenance, runner, before, units, split }, onEngine) {
	const { opened, config, workingDirectory, signal, run, samples } = context;
	const count = signal.aborted ? split.searched.length : samples.length;
	return writeRepair(plan, {
		opened,
		config,
		workingDirectory,
		signal,
		knownTypes: run.knownTypes,
		graph,
		types: inferTypes(graph, run.knownTypes),
		provenance,
		checkout,
		floatNodeCount: runner.nodeIds.length,
		before: onEngine?.plan === void 0 ? before : onEngine.before,
		verifiedOn: `${onEngine?.plan === void 0 ? "the FP16 emulation" : onEngine.verifiedOn}, ${count === 1 ? "1 sample" : `${count} samples`}`,
		units
	});
}
function factsOf(search, stopped, { context, runner, split, ranking }) {
	const { tries, timeMs } = context.config.overrides;
	const notes = runner.notes();
	const end = stopped ?? (context.signal.aborted ? "signal" : void 0);
	return {
		tries: search.tries,
		localisationTries: ranking.trials.length,
		budget: {
			tries,
			ms: timeMs
		},
		...end === void 0 ? {} : { stopped: end },
		monotone: search.isMonotone,
		samples: split.searched.map(({ id }) => id),
		...split.heldBack.length === 0 ? {} : { heldBack: split.heldBack.map(({ id }) => id) },
		form: runner.form(),
		...notes.length === 0 ? {} : { notes: [...notes] }
	};
}
/** What the plans' own figures don't say in a sentence. */
function notesOf(plans) {
	return plans.flatMap(({ kind, heldOut }) => {
		if (kind !== "fewest" && kind !== "comfortable" || (heldOut?.inputs.length ?? 0) === 0) return [];
		const inputs = heldOut?.inputs ?? [];
		const held = inputs.filter(({ excess }) => excess <= 1).length;
		return [kind === "fewest" ? `On inputs that the search did not see it holds on ${held} of ${inputs.length}.` : `The plan with more margin holds on ${held} of ${inputs.length} of these.`];
	});
}

// src/steps/rank-and-repair.ts
/**
* Ranks and searches on one session. A set that gives way on a sample that was held back is no answer: then all samples
* are searched on.
*/
async function rankAndRepair(localising) {
	const { context, failing } = localising;
	const first = await tryOnSplit(splitSamples(context, failing), void 0, localising);
	const { repair } = first;
	if (!(repair?.kind === "searched" && (repair.facts.heldBack ?? []).length > 0 && repair.search.kind === "found" && planToUse(repair) === void 0) || context.signal.aborted) return first;
	const { ranking } = first;
	return {
		ranking,
		repair: (await tryOnSplit(searchAll(context), {
			...ranking,
			trials: []
		}, localising)).repair
	};
}
async function tryOnSplit(split, known, localising) {
	const { context, graph, failing, evidence, provenance, checkout, findHazards } = localising;
	const { overrides } = context.config;
	const modules = modulesOf(provenance);
	const candidates = evidence.size === 0 ? void 0 : switchedNodes(graph, evidence, failing, modules);
	const runner = await openPlanTrials(context, split, {
		tries: 12 + (overrides.isSearched ? overrides.tries : 0),
		candidates
	});
	try {
		const ranking = known ?? (evidence.size === 0 ? nothingToBlame : await rankBy(runner, split, localising, modules));
		const before = split.heldBack.length === 0 ? split.baseline : searchAll(context).baseline;
		return {
			ranking,
			repair: overrides.isSearched ? await repairOrReason({
				context,
				runner,
				split,
				graph,
				ranking,
				failingOutputs: failing,
				evidence,
				modules,
				provenance,
				checkout,
				before,
				units: context.units,
				verifiedOn: "emulation",
				hazards: async () => await findHazards(ranking)
			}) : void 0
		};
	} finally {
		await runner.close().catch(() => void 0);
	}
}
/** The ranking stands when the search fails. */
async function repairOrReason(input) {
	try {
		return await repair(input);
	} catch (error) {
		if (!(error instanceof EngineError)) throw error;
		return {
			kind: "none",
			status: "unavailable",
			text: `The nodes to keep in FP32 could not be searched: ${describeError(error)}`
		};
	}
}
async function rankBy(runner, { baseline }, { graph, evidence, failing, context: { signal } }, modules) {
	const strategy = rank({
		graph,
		evidence,
		failingOutputs: failing,
		trialBudget: 12,
		baseline,
		modules
	});
	const cutShort = {
		...nothingToBlame,
		isCutShort: true
	};
	try {
		const driven = await drive(strategy, runner);
		return driven.kind === "finished" ? driven.result : cutShort;
	} catch (error) {
		if (!signal.aborted) throw error;
		return cutShort;
	}
}
/** Modules of so many of the best-ranked nodes are tried as a whole. */
const modulesTried = 16;
/** Nodes that plans will tell apart: whatever may explain an error, and the modules of the most suspect ones. */
function switchedNodes(graph, evidence, failing, modules) {
	const candidates = findCandidates(graph, evidence, failing).map(({ id }) => id);
	const paths = new Set(candidates.slice(0, modulesTried).map((id) => modules.get(id)));
	paths.delete(void 0);
	const mates = [...modules].filter(([, path]) => paths.has(path)).map(([id]) => id);
	return [.../* @__PURE__ */ new Set([...candidates, ...mates])];
}
/** The empty path is the whole network: no module to speak of. */
function modulesOf(provenance) {
	const known = [...provenance].flatMap(([id, { module }]) => module === void 0 || module === "" ? [] : [[id, module]]);
	return new Map(known);
}

// src/steps/explain.ts
/**
* Says which nodes are to blame, why, and on which line, and which to keep in FP32; for a model that passes, how far
* every node is from the end of FP16's range. It measures every node in one pass, lets trials decide, and looks the
* source up. Where nodes can't be measured, the search for FP32 nodes goes on without.
* @throws EngineError when the model can't be measured or tried, or is too large; the verdict stands without it.
*/
async function explain(context) {
	const graph = indexGraph(context.run.model);
	refuseTooManyNodes(graph);
	const outputs = new Set(graph.main.outputs.map(({ name }) => name));
	const failing = [...excessByOutput(context.judged.judgement.findings)].filter(([output, excess]) => excess > 1 && outputs.has(output)).map(([output]) => output);
	const isLocalised = failing.length > 0 && context.isConverted;
	const { isSearched } = context.config.overrides;
	const measured = await measure(context, isLocalised, isLocalised && isSearched);
	const provenance = graphProvenance(graph);
	const evidence = new Map(measured.twin?.evidence.map((node) => [node.id, node]));
	const checkout = checkoutFinder([context.workingDirectory, dirname(context.opened.path)], context.environment);
	const tried = isLocalised ? await rankAndRepair({
		context,
		graph,
		failing,
		evidence,
		provenance,
		checkout,
		findHazards: async (ranking) => await sumsInFp16(measured.twin?.evidence ?? [], ranking, graph, context)
	}) : {
		ranking: nothingToBlame,
		repair: isSearched ? noSearch(failing, context) : void 0
	};
	const { repair } = tried;
	if (measured.twin === void 0) return {
		explanation: void 0,
		unexplained: measured.reason,
		repair
	};
	const ranking = await explainBodies(twinOptions(context), tried.ranking);
	const look = await lookAtCulprits(twinOptions(context), measured.twin.evidence, ranking);
	return {
		explanation: {
			graph,
			evidence: look.evidence,
			ranking,
			isConverted: context.isConverted,
			provenance,
			keys: nodeKeys(graph, provenance),
			...await culpritSources(ranking, provenance, checkout, context.environment),
			splitInto: measured.twin.splitInto,
			histograms: look.histograms,
			notes: look.notes
		},
		unexplained: void 0,
		repair
	};
}
/** Measures every node; where a search can go on without, the reason why that failed. */
async function measure(context, isDetailed, mayFail) {
	context.log.progress("measuring every node");
	try {
		return { twin: await runTwin({
			...twinOptions(context),
			detail: isDetailed ? "full" : "light"
		}) };
	} catch (error) {
		if (!mayFail || context.signal.aborted || !(error instanceof EngineError)) throw error;
		return {
			twin: void 0,
			reason: `Layers unavailable: ${describeError(error)}`
		};
	}
}
/** Sums among a ranking's nodes that leave FP16's range on the way to a result that fits it. */
async function sumsInFp16(evidence, ranking, graph, context) {
	const look = await lookAtCulprits(twinOptions(context), evidence, ranking);
	return findHazards(graph, new Map(look.evidence.map((node) => [node.id, node])));
}
/** Nothing to search: FP16 passes, or FP32 itself does not. */
function noSearch(failing, { isConverted }) {
	return isConverted && failing.length === 0 ? {
		kind: "none",
		status: "unneeded",
		text: "Everything in FP16 meets the limits: no node has to stay in FP32."
	} : {
		kind: "none",
		status: "unreachable",
		text: "The FP32 ONNX itself misses the limits, so that no choice of precision can meet them: nothing was searched."
	};
}
function twinOptions({ run, opened, samples, engine, workFolder, config, signal }) {
	return {
		model: run.model,
		original: opened,
		knownTypes: run.knownTypes,
		samples: samples.map(engineSample),
		engine,
		workFolder,
		timeoutMs: config.timeoutMs,
		threads: config.threads,
		signal
	};
}

export { explain };