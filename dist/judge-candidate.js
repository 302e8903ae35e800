import { Dt as findAttribute, Fn as quoteName, G as indexGraph, I as elementType, In as formatAgainst, K as formalAt, L as inferTypes, Ln as formatCount, M as declaresHalfPrecision, Ot as floatAttribute, P as schemaOf, Pt as describeModel, Q as openModel, Qt as readInitializer, Tt as isCarrier, Zt as copyMessage, _ as emulate, c as askForTypes, ct as tensorWindow, d as runInTurn, en as tensorProto, f as startRun, h as modelSignature, ht as everythingFp16, it as compareLeg, kt as intAttribute, l as engineSample, lt as windowElements, m as checkSampleFits, o as noteInputs, p as writeForRun, pt as legPasses, q as inlineFunctions, st as fillWindow, ut as readNumbers, v as lift, vn as dataTypeName, wn as AttributeProto_AttributeType, xn as dtypeOf } from "./judge.js";
import { c as formatShape, s as elementCount, u as isFloat } from "./settings.js";
import { g as InputError } from "./start.js";
import { Ct as orderDifferences } from "./reports.js";
import { n as addInformingLegs, t as addExplanation } from "./inform.js";
import { setImmediate } from "node:timers/promises";

// src/onnx/look-through.ts
const floatTypes = /* @__PURE__ */ new Set([
	elementType.float,
	elementType.double,
	elementType.float16,
	elementType.bfloat16
]);
/** FP16, BF16, FP32 or FP64. */
function isFloatElement(element) {
	return floatTypes.has(element);
}
/** A Cast from one float type to another: what converters put in and take out. */
function isPrecisionCast(node, types) {
	if (node.domain !== "" || node.proto.opType !== "Cast") return false;
	const [input] = node.inputs;
	const from = input === void 0 ? void 0 : types.get(input);
	return isFloatElement(intAttribute(node.proto, "to", 0)) && (from === void 0 || isFloatElement(from.element));
}
/** Nodes that say nothing about what a model computes: Casts between float types, and Identity. */
function isTransparent(node, types) {
	return node.domain === "" && node.proto.opType === "Identity" || isPrecisionCast(node, types);
}
/** The value behind Casts between float types and Identity. */
function sourceThrough(value, types) {
	let source = value;
	while (source.producer !== void 0 && isTransparent(source.producer.node, types)) {
		const [input] = source.producer.node.inputs;
		if (input === void 0) return source;
		source = input;
	}
	return source;
}
/** The numbers that a value holds in the model itself: those of an initializer or of a Constant node. */
function storedConstant(value) {
	if (value.initializer !== void 0) return value.initializer;
	const maker = value.producer?.node;
	if (maker === void 0 || maker.domain !== "" || maker.proto.opType !== "Constant") return void 0;
	const [attribute] = maker.proto.attribute;
	switch (attribute?.name) {
		case "value": return findAttribute(maker.proto, "value")?.t;
		case "value_float": return tensorProto(value.name, "float32", [], Float32Array.of(attribute.f));
		case "value_floats": return tensorProto(value.name, "float32", [attribute.floats.length], Float32Array.from(attribute.floats));
		case "value_int": return tensorProto(value.name, "int64", [], BigInt64Array.of(attribute.i));
		case "value_ints": return tensorProto(value.name, "int64", [attribute.ints.length], BigInt64Array.from(attribute.ints));
		default: return;
	}
}

// src/onnx/node-matching.ts
/** Below this share of pairs whose inputs agree, equal names are a coincidence of two numberings. */
const leastConsistent = .8;
/**
* Pairs the nodes of two models: by name where names are kept, and by what they read and who reads them where they
* are not. Casts between float types and Identity are looked through; nodes that no output depends on are left out.
*/
function matchNodes(reference, candidate) {
	const named = openMatching(reference, candidate, true);
	matchByName(named);
	const matching = isConsistent(named) ? named : openMatching(reference, candidate, false);
	for (let before = -1; before < matching.pairs.size;) {
		before = matching.pairs.size;
		matchByInputs(matching);
		matchByReaders(matching);
		if (before === matching.pairs.size) matchByName(matching);
	}
	return {
		pairs: matching.pairs,
		missing: matching.left.nodes.filter((node) => !matching.pairs.has(node)),
		added: matching.right.nodes.filter((node) => !matching.taken.has(node)),
		referenceCount: matching.left.nodes.length,
		candidateCount: matching.right.nodes.length
	};
}
function openMatching(reference, candidate, trustsNames) {
	const [left, right] = [openSide(reference), openSide(candidate)];
	return {
		left,
		right,
		pairs: /* @__PURE__ */ new Map(),
		taken: /* @__PURE__ */ new Set(),
		trustsNames
	};
}
function openSide({ graph, types }) {
	const live = liveNodes(graph);
	const nodes = graph.nodes.filter((node) => live.has(node) && !isTransparent(node, types) && !isConstantNode(node));
	const byName = /* @__PURE__ */ new Map();
	const repeated = /* @__PURE__ */ new Set();
	for (const node of nodes) {
		const key = nameKey(node);
		if (key === void 0) continue;
		if (byName.has(key)) repeated.add(key);
		byName.set(key, node);
	}
	for (const key of repeated) byName.delete(key);
	return {
		graph,
		types,
		nodes,
		counted: new Set(nodes),
		byName
	};
}
/** Nodes that an output depends on; bodies count with their owner. */
function liveNodes(graph) {
	const live = /* @__PURE__ */ new Set();
	const open = [...graph.main.outputs];
	while (open.length > 0) {
		const node = open.pop()?.producer?.node;
		if (node === void 0 || live.has(node)) continue;
		live.add(node);
		open.push(...node.inputs, ...node.bodies.flatMap((body) => body.scope.outputs));
	}
	return live;
}
function isConstantNode(node) {
	return node.domain === "" && node.proto.opType === "Constant";
}
function operatorOf(node) {
	return `${node.domain}:${node.proto.opType}`;
}
function nameKey(node) {
	return node.proto.name === "" ? void 0 : `${operatorOf(node)} ${node.proto.name}`;
}
function pair(matching, one, other) {
	matching.pairs.set(one, other);
	matching.taken.add(other);
}
function isFree(matching, one, other) {
	return other !== void 0 && matching.right.counted.has(other) && !matching.taken.has(other) && operatorOf(one) === operatorOf(other);
}
function matchByName(matching) {
	for (const [key, node] of matching.left.byName) {
		const other = matching.right.byName.get(key);
		if (!matching.pairs.has(node) && isFree(matching, node, other)) pair(matching, node, other);
	}
}
/** Whether most pairs read the outputs of each other's pair. */
function isConsistent(matching) {
	let agreeing = 0;
	let checked = 0;
	for (const [one, other] of matching.pairs) {
		const known = one.inputs.map((value, at) => compareInputs(matching, value, other.inputs[at])).filter((state) => state === "same" || state === "different");
		if (known.length === 0) continue;
		checked += 1;
		if (known.every((state) => state === "same")) agreeing += 1;
	}
	return agreeing >= leastConsistent * checked;
}
/** Whether two inputs are the same value of both models, as far as the pairs tell. */
function compareInputs(matching, one, other) {
	if (one === void 0 || other === void 0) return one === other ? "unknown" : "different";
	const left = sourceThrough(one, matching.left.types);
	const right = sourceThrough(other, matching.right.types);
	const [isLeft, isRight] = [storedConstant(left), storedConstant(right)].map((each) => each !== void 0);
	if (isLeft === true || isRight === true) return isLeft === isRight ? "constant" : "different";
	if (left.producer === void 0 || right.producer === void 0) return left.producer === right.producer && left.name === right.name ? "same" : "different";
	const known = matching.pairs.get(left.producer.node);
	if (known === void 0) return matching.taken.has(right.producer.node) ? "different" : "unknown";
	return known === right.producer.node && left.producer.output === right.producer.output ? "same" : "different";
}
/** A node that reads what its counterpart reads: found from the first of its inputs that is known. */
function matchByInputs(matching) {
	for (const node of matching.left.nodes) {
		if (matching.pairs.has(node)) continue;
		const best = candidatesByInput(matching, node).map((reader, order) => ({
			reader,
			order,
			score: matching.trustsNames ? likeness(node, reader) : 0
		})).toSorted((first, second) => second.score - first.score || first.order - second.order)[0];
		if (best !== void 0) pair(matching, node, best.reader);
	}
}
function candidatesByInput(matching, node) {
	for (const value of node.inputs) {
		const counterpart = value === void 0 ? void 0 : counterpartOf(matching, value);
		if (counterpart === void 0) continue;
		return readersThrough(matching, counterpart).filter((reader) => isFree(matching, node, reader) && !isClaimed(matching, node, reader) && node.inputs.length === reader.inputs.length && node.inputs.every((each, at) => {
			const state = compareInputs(matching, each, reader.inputs[at]);
			return state === "same" || state === "constant" || each === void 0 && state === "unknown";
		}));
	}
	return [];
}
/** The converted model's value for a value of the original, where its producer is paired or it is a graph input. */
function counterpartOf(matching, value) {
	const source = sourceThrough(value, matching.left.types);
	if (storedConstant(source) !== void 0) return void 0;
	if (source.producer !== void 0) return matching.pairs.get(source.producer.node)?.outputs[source.producer.output];
	return matching.right.graph.main.inputs.find(({ name }) => name === source.name);
}
/** Whoever reads a value, directly or through Casts; each once. */
function readersThrough(matching, value) {
	const readers = /* @__PURE__ */ new Set();
	const open = [value];
	for (let each = open.pop(); each !== void 0; each = open.pop()) for (const { node } of each.uses) if (isTransparent(node, matching.right.types)) open.push(...node.outputs.filter((output) => output !== void 0));
	else readers.add(node);
	return [...readers];
}
/** Another node of the original bears the reader's name. */
function isClaimed({ left, pairs, trustsNames }, node, reader) {
	const key = trustsNames ? nameKey(reader) : void 0;
	const owner = key === void 0 ? void 0 : left.byName.get(key);
	return owner !== void 0 && owner !== node && !pairs.has(owner);
}
/** How many names two nodes share: their own, their outputs' and their constants'. */
function likeness(one, other) {
	const isNamedAlike = one.proto.name !== "" && one.proto.name === other.proto.name;
	const outputs = one.proto.output.filter((name, at) => name !== "" && name === other.proto.output[at]);
	const inputs = one.proto.input.filter((name, at) => name !== "" && name === other.proto.input[at]);
	return (isNamedAlike ? 4 : 0) + 2 * outputs.length + inputs.length;
}
/** From the outputs backwards: the producers of what a pair reads, and of what both models return. */
function matchByReaders(matching) {
	const { left, right } = matching;
	const byName = new Map(right.graph.main.outputs.map((value) => [value.name, value]));
	for (const output of left.graph.main.outputs) matchProducers(matching, output, byName.get(output.name));
	for (const node of left.nodes.toReversed()) {
		const other = matching.pairs.get(node);
		if (other === void 0) continue;
		node.inputs.forEach((value, at) => matchProducers(matching, value, other.inputs[at]));
	}
}
function matchProducers(matching, one, other) {
	if (one === void 0 || other === void 0) return;
	const left = sourceThrough(one, matching.left.types).producer;
	const right = sourceThrough(other, matching.right.types).producer;
	if (left === void 0 || right === void 0 || left.output !== right.output) return;
	if (!matching.left.counted.has(left.node) || matching.pairs.has(left.node)) return;
	if (isFree(matching, left.node, right.node) && !isClaimed(matching, left.node, right.node)) pair(matching, left.node, right.node);
}

// src/compare/attribute-difference.ts
/** Integer attributes that name an element type: which float it is, is a matter of precision. */
const typeAttributes = /* @__PURE__ */ new Set([
	"to",
	"dtype",
	"output_datatype",
	"output_dtype",
	"precision",
	"stash_type",
	"softmax_precision"
]);
/**
* The attributes in which a converted node differs. Element types among floats, graphs (whose nodes are compared
* themselves) and tensors (which are compared as constants) are left out.
* @param isSameOpset under another operator set an attribute may become an input, so absence says nothing.
*/
function compareAttributes(reference, candidate, isSameOpset) {
	const others = new Map(candidate.attribute.map((attribute) => [attribute.name, attribute]));
	const names = new Set([...reference.attribute, ...candidate.attribute].map(({ name }) => name));
	const own = new Map(reference.attribute.map((attribute) => [attribute.name, attribute]));
	return [...names].flatMap((name) => {
		const [one, other] = [own.get(name), others.get(name)];
		if (!isSameOpset && (one === void 0 || other === void 0)) return [];
		if (isComparedElsewhere(one) || isComparedElsewhere(other)) return [];
		const texts = [textOf(one, name), textOf(other, name)];
		if (texts[0] === texts[1] || isFloatPair(name, one, other)) return [];
		return [{
			name,
			reference: texts[0],
			candidate: texts[1]
		}];
	});
}
function isComparedElsewhere(attribute) {
	if (attribute === void 0) return false;
	const { type } = attribute;
	return type === AttributeProto_AttributeType.GRAPH || type === AttributeProto_AttributeType.GRAPHS || type === AttributeProto_AttributeType.TENSOR || type === AttributeProto_AttributeType.TENSORS;
}
function isFloatPair(name, one, other) {
	if (!typeAttributes.has(name)) return false;
	const isFloat = (attribute) => attribute === void 0 || isFloatElement(Number(attribute.i));
	return isFloat(one) && isFloat(other);
}
/** The whole value as text. What ONNX takes by default is not guessed. */
function textOf(attribute, name) {
	if (attribute === void 0) return "absent";
	const { type } = attribute;
	const list = (values) => `[${values.map(String).join(", ")}]`;
	switch (type) {
		case AttributeProto_AttributeType.FLOAT: return String(attribute.f);
		case AttributeProto_AttributeType.INT: return String(attribute.i);
		case AttributeProto_AttributeType.STRING: return JSON.stringify(new TextDecoder().decode(attribute.s));
		case AttributeProto_AttributeType.FLOATS: return list(attribute.floats);
		case AttributeProto_AttributeType.INTS: return list(attribute.ints);
		case AttributeProto_AttributeType.STRINGS: return list(attribute.strings.map((each) => JSON.stringify(new TextDecoder().decode(each))));
		default: return `${name} of another kind`;
	}
}

// src/compare/constant-difference.ts
/** IEEE 754 binary16 and bfloat16: fraction bits, exponent of the smallest normal number. */
const float16 = {
	fractionBits: 10,
	smallestExponent: -14,
	flushed: 2 ** -25
};
const halfFormats = /* @__PURE__ */ new Map([["float16", float16], ["bfloat16", {
	fractionBits: 7,
	smallestExponent: -126,
	flushed: 2 ** -134
}]]);
/** Beyond this a number has left FP16's range; converters clamp at 1e4 or at 65504. */
const smallestClamped = 1e4;
/**
* Counts the elements of a converted constant that differ from the FP32 constant in more than one step of the format in
* which it is stored. Both have the same number of elements and are read in windows; integers must be equal.
* @throws InputError when the two sizes differ.
*/
function compareConstants(reference, candidate) {
	const count = elementCount(reference.shape);
	if (count !== elementCount(candidate.shape)) throw new InputError(`constants of ${count} and ${elementCount(candidate.shape)} elements can't be compared.`);
	const classify = classifierFor(reference, candidate);
	const format = halfFormats.get(candidate.dtype);
	const [slack, smallest] = format === void 0 ? [0, 1e400] : [2 ** (-1 - format.fractionBits), 2 ** format.smallestExponent];
	const faults = /* @__PURE__ */ new Map();
	const [left, right] = [tensorWindow(), tensorWindow()];
	for (let start = 0; start < count; start += windowElements) {
		const length = Math.min(windowElements, count - start);
		fillWindow(left, reference, start, length);
		fillWindow(right, candidate, start, length);
		for (let at = 0; at < length; at++) {
			const [expected, actual] = [left.values[at], right.values[at]];
			const size = Math.abs(expected);
			if (expected === actual || size >= smallest && size < 1e400 && Math.abs(expected - actual) <= slack * size) continue;
			const fault = classify(expected, actual);
			if (fault === void 0) continue;
			const distance = relativeDistance(expected, actual);
			const known = faults.get(fault);
			const example = {
				index: start + at,
				reference: expected,
				candidate: actual
			};
			if (known === void 0) faults.set(fault, {
				count: 1,
				distance,
				example
			});
			else {
				known.count += 1;
				if (distance > known.distance) Object.assign(known, {
					distance,
					example
				});
			}
		}
	}
	return [...faults].map(([fault, { count, example }]) => ({
		fault,
		count,
		example
	}));
}
function classifierFor(reference, candidate) {
	if (!isFloat(reference.dtype)) return () => "changed";
	const format = halfFormats.get(candidate.dtype);
	return format === void 0 ? classifyFull : (one, other) => classifyHalf(one, other, format);
}
function classifyHalf(reference, candidate, format) {
	if (Number.isNaN(reference) && Number.isNaN(candidate)) return void 0;
	const magnitude = Math.abs(reference);
	if (Math.sign(reference) * Math.sign(candidate) < 0) return "sign-flipped";
	if (Number.isFinite(reference) && Math.abs(candidate) === 1e400) return "overflow";
	if (magnitude !== 0 && magnitude <= format.flushed && candidate !== 0) return "raised";
	if (Math.abs(reference - candidate) <= stepAt(magnitude, format)) return void 0;
	return beyondRounding(reference, candidate);
}
/** Stored in FP32: equal, or rounded by a detour through FP16. */
function classifyFull(reference, candidate) {
	const asHalf = classifyHalf(reference, candidate, float16);
	return asHalf === void 0 && !Number.isNaN(candidate) ? "rounded" : asHalf;
}
function beyondRounding(reference, candidate) {
	const [one, other] = [Math.abs(reference), Math.abs(candidate)];
	if (one > smallestClamped && other < one) return "clamped";
	return one < float16Tiny && other > one && other < float16Tiny ? "raised" : "changed";
}
/** The smallest normal FP16 number: converters raise to 1e-7 and the like, far below it. */
const float16Tiny = 2 ** -14;
/** Distance of two neighbours of the format around a magnitude. */
function stepAt(magnitude, { fractionBits, smallestExponent }) {
	if (!Number.isFinite(magnitude)) return 0;
	return 2 ** (Math.max(magnitude === 0 ? smallestExponent : Math.floor(Math.log2(magnitude)), smallestExponent) - fractionBits);
}
function relativeDistance(reference, candidate) {
	const largest = Math.max(Math.abs(reference), Math.abs(candidate));
	const distance = Math.abs(reference - candidate) / largest;
	return Number.isNaN(distance) ? 1e400 : distance;
}

// src/compare/describe-fault.ts
const deeds = {
	"sign-flipped": "the sign changed",
	changed: "the value changed by more than rounding",
	clamped: "the magnitude was clamped",
	overflow: "the value became infinite",
	raised: "a value that FP16 rounds to 0 was raised",
	rounded: "the value was rounded to FP16, though it is stored in FP32"
};
/** `Constant `w` of Conv `stem`: the sign changed in 2 of 108 elements (-3e-9 became 6e-8).` */
function describeFault({ fault, count, example }, place) {
	const { actual, limit } = formatAgainst(example.candidate, example.reference);
	const many = place.elements === 1 ? "" : ` in ${count} of ${place.elements} elements`;
	const why = place.isStatistic && fault !== "rounded" ? " Engines fold this statistic in FP32 before they round: the fault is the converter's." : "";
	return `Constant ${quoteName(place.name)} of ${place.op} ${quoteName(place.node)}: ${deeds[fault]}${many} (${limit} became ${actual}).${why}`;
}

// src/compare/interface-difference.ts
/** What a caller of the converted model notices before it runs: operator sets, inputs and outputs. */
function compareInterfaces(reference, candidate) {
	return [
		...compareOpsets(reference.graph, candidate.graph),
		...compareValues("input", reference, candidate),
		...compareValues("output", reference, candidate)
	];
}
function compareOpsets(reference, candidate) {
	return [.../* @__PURE__ */ new Set([...reference.opsets.keys(), ...candidate.opsets.keys()])].flatMap((domain) => {
		const [one, other] = [reference.opsets.get(domain), candidate.opsets.get(domain)];
		if (one === other || one === void 0 || other === void 0) return [];
		const name = domain === "" ? "ai.onnx" : domain;
		return [{
			kind: "opset",
			level: "note",
			name,
			text: `Operator set ${name} is ${other} instead of ${one}: nodes may be written in another way.`
		}];
	});
}
function compareValues(kind, reference, candidate) {
	const [left, right] = [valuesOf(kind, reference.graph), valuesOf(kind, candidate.graph)];
	const others = new Map(right.map((value) => [value.name, value]));
	const own = new Set(left.map(({ name }) => name));
	const missing = left.filter(({ name }) => !others.has(name));
	const added = right.filter(({ name }) => !own.has(name));
	const retyped = left.flatMap((value) => {
		const other = others.get(value.name);
		return other === void 0 ? [] : compareTypes(kind, value, other, reference, candidate);
	});
	return [
		...missing.map(({ name }) => {
			return {
				kind,
				level: "warn",
				name,
				text: `The ${kind} ${quoteName(name)} is missing.`
			};
		}),
		...added.map(({ name }) => {
			return {
				kind,
				level: "warn",
				name,
				text: `The ${kind} ${quoteName(name)} is new: the FP32 model has none of that name.`
			};
		}),
		...retyped
	];
}
/** Initializers that are listed among the inputs are no inputs to a caller. */
function valuesOf(kind, { main }) {
	return kind === "output" ? main.outputs : main.inputs.filter((value) => value.initializer === void 0);
}
function compareTypes(kind, value, other, reference, candidate) {
	const [one, two] = [reference.types.get(value)?.element, candidate.types.get(other)?.element];
	if (one === void 0 || two === void 0 || one === two) return [];
	const level = isFloatElement(one) && isFloatElement(two) ? "note" : "warn";
	const text = `The ${kind} ${quoteName(value.name)} is ${dataTypeName(two)} instead of ${dataTypeName(one)}.`;
	return [{
		kind,
		level,
		name: value.name,
		text
	}];
}

// src/compare/realised-precision.ts
/** Counts the nodes of every graph of the model by the precision of their float outputs. */
function realisedPrecision({ graph, types }) {
	const counts = {
		fp16Nodes: 0,
		bf16Nodes: 0,
		fp32Nodes: 0,
		casts: 0
	};
	for (const node of graph.nodes) if (isPrecisionCast(node, types)) counts.casts += 1;
	else if (!isCarrier(node)) {
		const elements = node.outputs.map((value) => value && types.get(value)?.element);
		if (elements.includes(elementType.float16)) counts.fp16Nodes += 1;
		else if (elements.includes(elementType.bfloat16)) counts.bf16Nodes += 1;
		else if (elements.includes(elementType.float)) counts.fp32Nodes += 1;
	}
	return counts;
}
/** Nodes whose operator wants one float type and gets two: no engine takes such a model. */
function findMixedTypes({ graph, types }) {
	return graph.nodes.flatMap((node) => {
		const mixed = mixedElements({
			graph,
			types
		}, node);
		if (mixed === void 0) return [];
		const names = mixed.map(dataTypeName).join(" and ");
		const text = `${node.proto.opType} ${quoteName(node.id)} reads ${names}, and ONNX allows it one type: no engine takes the model.`;
		return [{
			kind: "mixed-types",
			level: "warn",
			node: node.id,
			op: node.proto.opType,
			text
		}];
	});
}
function mixedElements({ graph, types }, node) {
	const schema = schemaOf(graph, node);
	const byVariable = /* @__PURE__ */ new Map();
	node.inputs.forEach((value, at) => {
		const formal = formalAt(schema?.inputs ?? [], at);
		const type = value === void 0 ? void 0 : types.get(value);
		if (formal === void 0 || formal.variable === "" || formal.kind === "mixed-variadic") return;
		if (type === void 0 || !isFloatElement(type.element)) return;
		const elements = byVariable.get(formal.variable) ?? /* @__PURE__ */ new Set();
		byVariable.set(formal.variable, elements.add(type.element));
	});
	const mixed = [...byVariable.values()].find((elements) => elements.size > 1);
	return mixed === void 0 ? void 0 : [...mixed];
}

// src/compare/same-normalization.ts
/** Default of the attribute, by the ONNX specification. */
const defaultEpsilon = 1e-5;
/** Two steps of FP16 relative to the value: scale and shift are each rounded once, and come of float32 arithmetic. */
const tolerance = 2 ** -9;
const smallestStep = 2 ** -24;
/**
* Whether two BatchNormalizations multiply and add the same up to the rounding of FP16: a converter may fold the
* variance into the scale, which changes every parameter and nothing that is computed. Undefined when a parameter is not
* stored in its model, or the nodes are no BatchNormalizations.
*/
function isSameNormalization(reference, candidate) {
	const [one, other] = [effectiveOf(reference.node, reference), effectiveOf(candidate.node, candidate)];
	if (one === void 0 || other === void 0) return void 0;
	return isClose(one.scale, other.scale) && isClose(one.shift, other.shift);
}
/** y = scale x + shift, in double precision. */
function effectiveOf(node, source) {
	if (node.domain !== "" || node.proto.opType !== "BatchNormalization") return void 0;
	const [weight, bias, mean, variance] = node.inputs.slice(1, 5).map((value) => numbersOf(value, source));
	if (weight === void 0 || bias === void 0 || mean === void 0 || variance === void 0) return;
	const epsilon = floatAttribute(node.proto, "epsilon") ?? defaultEpsilon;
	const scale = weight.map((factor, at) => factor / Math.sqrt((variance[at] ?? 0) + epsilon));
	return {
		scale,
		shift: bias.map((offset, at) => offset - (mean[at] ?? 0) * (scale[at] ?? 0))
	};
}
function numbersOf(value, { types, open }) {
	const stored = value === void 0 ? void 0 : storedConstant(sourceThrough(value, types));
	if (stored === void 0) return void 0;
	const tensor = open(stored);
	const numbers = new Float64Array(elementCount(tensor.shape));
	readNumbers(tensor, 0, numbers);
	return numbers;
}
function isClose(one, other) {
	return one.length === other.length && one.every((value, at) => {
		return Math.abs(value - (other[at] ?? NaN)) <= Math.max(smallestStep, tolerance * Math.abs(value));
	});
}

// src/compare/compare-models.ts
/**
* Says where a converted model differs from the FP32 model in more than precision: constants that are not the rounded
* FP32 constants, attributes, nodes, operator sets, inputs and outputs. Constants are found through the nodes that read
* them, so their names may differ.
* @throws InputError when a constant can't be read.
*/
function compareModels(reference, candidate) {
	const matching = matchNodes(reference, candidate);
	const folded = foldedNormalizations(reference, candidate, matching);
	const constants = comparePairs(reference, candidate, matching, folded);
	const differences = [
		...compareInterfaces(reference, candidate),
		...findMixedTypes(candidate),
		...constants.differences,
		...attributeDifferences(reference, candidate, matching, folded),
		...nodeDifferences(matching)
	];
	const { compared, elements, changedElements } = constants;
	return {
		differences: orderDifferences(differences),
		matching,
		constants: compared,
		elements,
		changedElements
	};
}
/** Nodes of the FP32 model whose parameters were folded into others that compute the same. */
function foldedNormalizations(reference, candidate, { pairs }) {
	const same = [...pairs].filter(([one, other]) => isSameNormalization({
		...reference,
		node: one
	}, {
		...candidate,
		node: other
	}));
	return new Set(same.map(([one]) => one));
}
/** The constants that paired nodes read at the same position; each pair of constants once. */
function comparePairs(reference, candidate, { pairs }, folded) {
	const total = {
		differences: [],
		compared: 0,
		elements: 0,
		changedElements: 0
	};
	const seen = /* @__PURE__ */ new Map();
	for (const [one, other] of pairs) {
		if (folded.has(one)) {
			total.compared += one.inputs.length - 1;
			continue;
		}
		one.inputs.forEach((value, at) => {
			const counterpart = other.inputs[at];
			if (value === void 0 || counterpart === void 0) return;
			const left = sourceThrough(value, reference.types);
			const right = sourceThrough(counterpart, candidate.types);
			const known = seen.get(left) ?? /* @__PURE__ */ new Set();
			if (known.has(right)) return;
			seen.set(left, known.add(right));
			compareInput({
				left,
				right,
				node: other,
				input: at
			}, reference, candidate, total);
		});
	}
	return total;
}
function compareInput(read, reference, candidate, total) {
	const { left, right, node } = read;
	const [expected, actual] = [storedConstant(left), storedConstant(right)];
	if (expected === void 0 || dtypeOf(expected.dataType) === void 0) return;
	const place = {
		node: node.id,
		op: node.proto.opType,
		name: left.name
	};
	if (actual === void 0) {
		const text = `Constant ${quoteName(left.name)} of ${node.proto.opType} ${quoteName(node.id)} is computed in the converted model.`;
		total.differences.push({
			kind: "constant",
			level: "note",
			...place,
			text
		});
		return;
	}
	const [one, other] = [reference.open(expected), candidate.open(actual)];
	const elements = elementCount(one.shape);
	if (elements !== elementCount(other.shape)) {
		const shapes = `${formatShape(other.shape)} instead of ${formatShape(one.shape)}`;
		const text = `Constant ${quoteName(left.name)} of ${node.proto.opType} ${quoteName(node.id)} has shape ${shapes}.`;
		total.differences.push({
			kind: "constant",
			level: "warn",
			...place,
			text
		});
		return;
	}
	const faults = compareConstants(one, other);
	total.compared += 1;
	total.elements += elements;
	total.changedElements += faults.find(({ fault }) => fault === "changed")?.count ?? 0;
	total.differences.push(...faults.map((fault) => faultDifference(fault, read, place, elements)));
}
function faultDifference(fault, { node, input }, place, elements) {
	const { count, example } = fault;
	const isStatistic = node.domain === "" && node.proto.opType === "BatchNormalization" && input >= 3;
	return {
		kind: fault.fault,
		level: fault.fault === "rounded" ? "note" : "warn",
		...place,
		count,
		elements,
		example,
		text: describeFault(fault, {
			...place,
			elements,
			isStatistic
		})
	};
}
function attributeDifferences(reference, candidate, { pairs }, folded) {
	return [...pairs].flatMap(([one, other]) => {
		if (folded.has(one)) return [];
		const isSameOpset = reference.graph.opsets.get(one.domain) === candidate.graph.opsets.get(other.domain);
		return compareAttributes(one.proto, other.proto, isSameOpset).map((difference) => {
			const { name, reference: expected, candidate: actual } = difference;
			const op = other.proto.opType;
			const text = `Attribute ${quoteName(name)} of ${op} ${quoteName(other.id)} is ${brief(actual)} instead of ${brief(expected)}.`;
			return {
				kind: "attribute",
				level: "warn",
				node: other.id,
				op,
				name,
				text
			};
		});
	});
}
const longestValue = 80;
function brief(text) {
	return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
/** Nodes without a counterpart, one entry an operator; what only depends on constants was folded, and says nothing. */
function nodeDifferences({ missing, added }) {
	return [...groupByOperator(withoutFolded(missing)).map(([op, nodes]) => {
		const text = `${describeNodes(op, nodes)} of the FP32 model ${nodes.length === 1 ? "has" : "have"} no counterpart.`;
		return {
			kind: "node-missing",
			level: "warn",
			...nodesOf(op, nodes),
			text
		};
	}), ...groupByOperator(withoutFolded(added)).map(([op, nodes]) => {
		const text = `${describeNodes(op, nodes)} ${nodes.length === 1 ? "is" : "are"} new.`;
		return {
			kind: "node-added",
			level: "warn",
			...nodesOf(op, nodes),
			text
		};
	})];
}
function nodesOf(op, nodes) {
	const [first] = nodes;
	return {
		...first === void 0 ? {} : { node: first.id },
		op,
		count: nodes.length
	};
}
function withoutFolded(nodes) {
	const known = /* @__PURE__ */ new Map();
	return nodes.filter((node) => node.inputs.length === 0 || !isFoldable(node, known));
}
/** Everything that the node reads is stored in the model, or computed from what is. */
function isFoldable(node, known) {
	const answer = known.get(node);
	if (answer !== void 0) return answer;
	known.set(node, false);
	const isFolded = node.bodies.length === 0 && node.inputs.every((value) => value === void 0 || storedConstant(value) !== void 0 || value.producer !== void 0 && isFoldable(value.producer.node, known));
	known.set(node, isFolded);
	return isFolded;
}
function groupByOperator(nodes) {
	const groups = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		const op = node.domain === "" ? node.proto.opType : `${node.domain}::${node.proto.opType}`;
		const group = groups.get(op) ?? [];
		group.push(node);
		groups.set(op, group);
	}
	return [...groups];
}
const mostNamed = 3;
function describeNodes(op, nodes) {
	const named = nodes.slice(0, mostNamed).map(({ id }) => quoteName(id));
	const more = nodes.length > mostNamed ? ` and ${nodes.length - mostNamed} more` : "";
	return `${formatCount(nodes.length, `${op} node`)} (${named.join(", ")}${more})`;
}

// src/compare/refuse-candidate.ts
/** Less than this share of nodes with a counterpart, or more than this share of other numbers, is another model. */
const leastMatched = .1;
const mostChanged = .5;
/**
* Refuses a converted model that can't be judged as the FP16 form of a model: FP32 throughout, another model, other
* weights, other inputs, or types that no engine takes.
* @throws InputError naming both files.
*/
function refuseCandidate(reference, candidate, comparison) {
	if (!declaresHalfPrecision(candidate.types)) throw new InputError(`${candidate.path} holds no FP16 or BF16 tensor: it is an FP32 model, which says nothing about FP16.`, { advice: "Give the converted model as candidate; to judge an FP32 model in emulated FP16, give it as MODEL alone." });
	const other = otherModel(comparison);
	if (other !== void 0) throw new InputError(`${candidate.path} is not a conversion of ${reference.path}: ${other}.`, { advice: "Convert this very model, or give the model that the candidate was made from." });
	const broken = comparison.differences.find(({ kind, level }) => level === "warn" && (kind === "input" || kind === "mixed-types"));
	if (broken === void 0) return;
	throw new InputError(`${candidate.path} can't be run in place of ${reference.path}: ${broken.text}`, { advice: "Convert the model again, with other options or another converter." });
}
function otherModel({ matching, changedElements, elements }) {
	const { pairs, referenceCount } = matching;
	if (pairs.size < leastMatched * referenceCount) return `only ${pairs.size} of its ${referenceCount} nodes have a counterpart`;
	return changedElements > mostChanged * elements ? `${changedElements} of ${elements} numbers in its constants are others` : void 0;
}

// src/onnx/borrow-provenance.ts
/**
* The converted model with modules and source lines of the original on the nodes that lost theirs: some converters drop
* all metadata. `pairs` are nodes of the original with those of `model`. Nodes in bodies are left as they are; `model`
* is left unchanged.
*/
function borrowProvenance(model, pairs) {
	const lenders = /* @__PURE__ */ new Map();
	for (const [original, converted] of pairs) if (converted.proto.metadataProps.length === 0 && converted.scope.depth === 0 && original.proto.metadataProps.length > 0) lenders.set(converted.proto, original.proto);
	if (lenders.size === 0 || model.graph === void 0) return model;
	const lend = (node) => {
		const lender = lenders.get(node);
		return lender === void 0 ? node : copyMessage(node, { metadataProps: lender.metadataProps });
	};
	const graph = copyMessage(model.graph, { node: model.graph.node.map(lend) });
	return copyMessage(model, { graph });
}

// src/report/compose-candidate.ts
/** Differences beyond these are counted. */
const mostDifferences = 200;
/** A converted model as the result holds it. */
function composeCandidate(model, { comparison, precision }) {
	const { differences, matching, constants } = comparison;
	const omitted = differences.length - mostDifferences;
	return {
		model,
		precision,
		nodes: {
			matched: matching.pairs.size,
			reference: matching.referenceCount,
			candidate: matching.candidateCount
		},
		constants,
		differences: differences.slice(0, mostDifferences).map((difference) => ({ ...difference })),
		...omitted > 0 ? { omitted } : {}
	};
}

// src/runs/candidate.ts
/**
* Runs a converted model by its own casts and constants, and the FP32 model that it was made from, over every sample.
* @throws InputError when a sample fits either model not, or the first is not FP32; EngineError when either can't be
* run; whatever `onRead` throws.
*/
async function runCandidate(reference, candidate, samples, options) {
	const startMs = performance.now();
	const { workFolder } = options;
	const original = await readModel(reference, options);
	checkSamples(original, samples);
	const inputs = samples.map(engineSample);
	refuseHalfReference(original);
	const fp32 = lift(original.model, { knownTypes: original.knownTypes });
	const conversionRun = startRun(writeForRun("conversion", fp32.model, reference, workFolder), inputs, options);
	await setImmediate();
	const converted = await readModel(candidate, options);
	options.onRead(original, converted);
	checkSamples(converted, samples);
	const emulation = emulate(converted.model, everythingFp16, { knownTypes: converted.knownTypes });
	const emulateMs = performance.now() - startMs;
	const outputs = await runInTurn(conversionRun, writeForRun("candidate", emulation.model, candidate, workFolder), inputs, options);
	const { model, knownTypes } = converted;
	return {
		...outputs,
		notes: emulation.notes.map((note) => note.text),
		model,
		knownTypes,
		emulateMs,
		runMs: performance.now() - startMs - emulateMs,
		runUnrounded: async () => {
			const { model: unrounded } = lift(model, { knownTypes });
			return (await startRun(writeForRun("unrounded", unrounded, candidate, workFolder), inputs, options)).outputs;
		}
	};
}
async function readModel(opened, options) {
	const model = inlineFunctions(opened.model);
	const knownTypes = await askForTypes(model, opened, options);
	const graph = indexGraph(model);
	return {
		model,
		path: opened.path,
		knownTypes,
		graph,
		types: inferTypes(graph, knownTypes),
		open: (tensor) => readInitializer(tensor, opened.openExternal)
	};
}
function checkSamples({ graph, path }, samples) {
	const signature = modelSignature(graph.main.proto, path);
	for (const sample of samples) checkSampleFits(signature, sample);
}
function refuseHalfReference({ types, path }) {
	if (!declaresHalfPrecision(types)) return;
	throw new InputError(`${path} holds FP16 or BF16 tensors, so a candidate can't be compared with it.`, { advice: "Give the FP32 model from which the candidate was made as MODEL." });
}

// src/steps/judge-candidate.ts
const notRounding = "No layer is looked for: the converted model fails without any rounding, so what differs from the FP32 model is to blame.";
/** A plan is for whoever converts, and that is the FP32 model. */
const notSearched = "No nodes to keep in FP32 are searched for a converted model: check the FP32 model without candidate for that.";
/**
* Judges a converted model by its own casts and constants. The opened model is the FP32 one that it was made from: it
* says whether the export is to blame, and where the candidate differs in more than precision.
* @throws InputError, EngineError; what was found until then is in the record.
*/
async function judgeCandidate(path, opened, samples, config, context) {
	const { record } = context;
	noteInputs(config, opened, samples, record);
	const candidate = openModel(path);
	let pairs = /* @__PURE__ */ new Map();
	try {
		const run = await runCandidate(opened, candidate, samples.samples, {
			...context,
			timeoutMs: config.timeoutMs,
			onRead: (original, converted) => {
				const comparison = compareModels(original, converted);
				const precision = realisedPrecision(converted);
				({pairs} = comparison.matching);
				record.candidate = composeCandidate(describeModel(candidate), {
					comparison,
					precision
				});
				refuseCandidate(original, converted, comparison);
			},
			whileRunning: (conversion) => {
				if (conversion === void 0) return;
				record.conversion = compareLeg("conversion", samples.samples, conversion, config, record);
			}
		});
		record.engine?.notes.push(...run.notes);
		record.timings.emulateMs = run.emulateMs;
		record.timings.runMs = run.runMs;
		const judged = compareLeg("candidate", samples.samples, run.emulation, config, record);
		record.judged = judged;
		if (config.explain === "never") return;
		if (!legPasses(judged)) {
			const unrounded = await run.runUnrounded();
			const leg = compareLeg("candidate-unrounded", samples.samples, unrounded, config, record);
			record.explaining.push(leg);
			if (!legPasses(leg)) record.layersUnavailable = notRounding;
		}
		await addInformingLegs(candidate, samples.samples, config, context);
		if (record.layersUnavailable !== void 0) return;
		const withoutSearch = {
			...config,
			overrides: {
				...config.overrides,
				isSearched: false
			}
		};
		const traced = {
			...run,
			model: borrowProvenance(run.model, pairs)
		};
		await addExplanation(candidate, samples.samples, withoutSearch, {
			...context,
			run: traced,
			judged
		});
		if (!legPasses(judged)) record.engine?.notes.push(notSearched);
	} finally {
		candidate.close();
	}
}

export { judgeCandidate };