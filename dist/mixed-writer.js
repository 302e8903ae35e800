import { g as InputError, h as GateError, m as EngineError } from "./start.js";
import { $t as tensorBytes, B as readsOnlySizes, D as modelNameScope, Dt as findAttribute, E as withBodies, Et as isControlFlow, G as indexGraph, I as elementType, Jt as mapInitializers, K as formalAt, L as inferTypes, Mn as TypeProto_TensorSchema, N as halfFormat, Nn as ValueInfoProtoSchema, O as newCast, P as schemaOf, Pn as create, Qt as readInitializer, Sn as packedSizeBytes, Tt as isCarrier, U as describeNode, Xt as modelTensors, Zt as copyMessage, _n as quote, bn as dataTypeOf, bt as decodeFloats, en as tensorProto, gn as pointAt, hn as isExternal, jn as TypeProtoSchema, jt as newIntAttribute, kt as intAttribute, mn as externalLocation, nn as keptWeightBytes, nt as encodePieces, pn as checkLocation, q as inlineFunctions, qt as alignmentBytes, rn as maxModelBytes, rt as encodedSizeBytes, tn as gatherThresholdBytes, vn as dataTypeName, wn as AttributeProto_AttributeType, wt as carriedInputPositions, x as placeRounding, xt as encodeFloat16s, y as prepareEmulation } from "./judge.js";
import { Y as storageError, Z as writeFully } from "./settings.js";
import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, realpathSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

// src/onnx/half-weights.ts
/**
* The FP16 form of a float32 tensor that is in memory: each number rounded to nearest even, from 65520 on to infinity,
* up to 2^-25 to zero. Nothing is clamped, so that the file holds what was judged.
* Throws InputError for external data: only who has the files can read it.
*/
function storeFloat16(tensor) {
	if (isExternal(tensor)) throw new InputError(`Tensor ${quote(tensor.name)} is external data, but only the model's structure is here.`, { advice: "Give the model as a file beside its data." });
	const bytes = tensorBytes(tensor);
	const values = new Float32Array(bytes.byteLength / Float32Array.BYTES_PER_ELEMENT);
	decodeFloats(bytes, "float32", values);
	const codes = new Uint16Array(values.length);
	encodeFloat16s(values, codes);
	return asFloat16(tensor, new Uint8Array(codes.buffer));
}
/** The tensor as FP16 with the given bytes; its notes are kept. */
function asFloat16(tensor, rawData) {
	return copyMessage(tensor, {
		dataType: elementType.float16,
		floatData: [],
		externalData: [],
		dataLocation: void 0,
		rawData
	});
}
/** A float Constant with its numbers as an FP16 tensor. */
function halfConstant(node, store) {
	return copyMessage(node, { attribute: node.attribute.map((attribute) => {
		switch (attribute.name) {
			case "value": return attribute.t === void 0 ? attribute : copyMessage(attribute, { t: store(attribute.t) });
			case "value_float":
			case "value_floats": {
				const isList = attribute.name === "value_floats";
				const values = Float32Array.from(isList ? attribute.floats : [attribute.f]);
				return copyMessage(attribute, {
					name: "value",
					type: AttributeProto_AttributeType.TENSOR,
					f: void 0,
					floats: [],
					t: store(tensorProto("", "float32", isList ? [values.length] : [], values))
				});
			}
			default: return attribute;
		}
	}) });
}
/** ConstantOfShape of FP16 zeros unless the node says otherwise. */
function halfConstantOfShape(node, store) {
	const value = findAttribute(node, "value")?.t ?? tensorProto("", "float32", [1], /* @__PURE__ */ new Float32Array(1));
	const others = node.attribute.filter((attribute) => attribute.name !== "value");
	const attribute = copyMessage(newIntAttribute("value", 0), {
		type: AttributeProto_AttributeType.TENSOR,
		i: void 0,
		t: store(value)
	});
	return copyMessage(node, { attribute: [...others, attribute] });
}
/** The node with the integer attribute that gives its output's element type set to FP16. */
function typedAsFloat16(node, attributeName) {
	const others = node.attribute.filter((attribute) => attribute.name !== attributeName);
	return copyMessage(node, { attribute: [...others, newIntAttribute(attributeName, elementType.float16)] });
}

// src/onnx/mixed-forms.ts
/** True for tensors of float32 elements: the only ones of which an FP16 form can be asked. */
function isFloat32(value, types) {
	const type = value === void 0 ? void 0 : types.get(value);
	return type?.kind === "tensor" && type.element === elementType.float;
}
/** The form of every node under the plan. */
function nodeForms(prepared, plan, placement) {
	const readUnrounded = valuesReadUnrounded(prepared, placement);
	const formOf = (node) => {
		if (isControlFlow(node)) return "control";
		if (isCarrier(node)) return canCarryFloat16(node, prepared) ? "carrier" : "float32";
		const rounding = plan.fp32Nodes.has(node.id) ? void 0 : prepared.decision.byNode.get(node);
		if (rounding === void 0) return "float32";
		return node.outputs.every((value) => value === void 0 || !readUnrounded.has(value)) && hasFloat16Form(node, rounding, prepared) ? "float16" : "wrapped";
	};
	return new Map(prepared.graph.nodes.map((node) => [node, formOf(node)]));
}
/** True when a node in form `float16` or `wrapped` takes this input as FP16 numbers. */
function takesFloat16(node, input, rounding) {
	return rounding?.inputs[input] !== void 0 || isNeutralStatistic(node, input);
}
/**
* Mean and variance of a BatchNormalization that runs in FP16: folded before, they are 0 and 1, which FP16 holds. As
* FP16 they have the type of the other inputs, which older operator sets demand.
*/
function isNeutralStatistic(node, input) {
	return node.domain === "" && node.proto.opType === "BatchNormalization" && input >= 3;
}
/** Operators whose output type an attribute gives, which then says FP16. */
const typingAttributes = {
	BlackmanWindow: "output_datatype",
	Cast: "to",
	HammingWindow: "output_datatype",
	HannWindow: "output_datatype",
	MelWeightMatrix: "output_datatype"
};
/** The attribute that gives the output's element type, where the operator has one. */
function typingAttribute(node) {
	const { opType } = node.proto;
	return node.domain === "" && Object.hasOwn(typingAttributes, opType) ? typingAttributes[opType] : void 0;
}
function valuesReadUnrounded(prepared, placement) {
	const values = /* @__PURE__ */ new Set();
	for (const node of prepared.graph.nodes) placement.readings.get(node)?.forEach((reading, index) => {
		const value = node.inputs[index];
		if (reading === "unrounded" && value !== void 0) values.add(value);
	});
	return values;
}
/**
* True when changing types alone rounds exactly what the plan rounds: inputs and outputs that ONNX binds to one type
* are all rounded or none is, and the type of every rounded output follows from an input or an attribute.
* (QuantizeLinear before opset 21 binds its scale, which is never rounded, to the type of its data.)
*/
function hasFloat16Form(node, rounding, prepared) {
	const schema = schemaOf(prepared.graph, node);
	if (schema === void 0) return false;
	const rounded = /* @__PURE__ */ new Map();
	const agrees = (formal, isRounded) => {
		if (formal === void 0 || formal.variable === "" || formal.kind === "mixed-variadic") return true;
		const others = rounded.get(formal.variable) ?? isRounded;
		rounded.set(formal.variable, others);
		return others === isRounded;
	};
	const inputsAgree = node.inputs.every((value, index) => !isFloat32(value, prepared.types) || agrees(formalAt(schema.inputs, index), takesFloat16(node, index, rounding)));
	const outputsFollow = node.outputs.every((value, index) => {
		if (!isFloat32(value, prepared.types)) return true;
		const formal = formalAt(schema.outputs, index);
		const isRounded = rounding.outputs[index] !== void 0;
		const isBound = formal !== void 0 && rounded.get(formal.variable) === true;
		return agrees(formal, isRounded) && (!isRounded || isBound || typingAttribute(node) !== void 0);
	});
	return inputsAgree && outputsFollow;
}
/** Sequences and optionals have no Cast, sparse constants no FP16 form here: what touches them stays FP32. */
function canCarryFloat16(node, { graph, types }) {
	if (node.proto.opType === "Constant" && node.domain === "") return constantKinds.some((kind) => {
		const attribute = findAttribute(node.proto, kind);
		return attribute !== void 0 && (attribute.t === void 0 || !isExternal(attribute.t));
	});
	const schema = node.proto.opType === "EyeLike" && node.domain === "" ? void 0 : schemaOf(graph, node);
	const allows = (formal, value) => {
		const type = value === void 0 ? void 0 : types.get(value);
		return type?.element !== elementType.float || type.kind === "tensor" && formal?.types.tensor.has(elementType.float16) === true;
	};
	return (carriedInputPositions(node) ?? []).every((index) => allows(formalAt(schema?.inputs ?? [], index), node.inputs[index])) && node.outputs.every((value, index) => allows(formalAt(schema?.outputs ?? [], index), value));
}
/** Attributes of Constant that hold float numbers one by one. */
const constantKinds = [
	"value",
	"value_float",
	"value_floats"
];

// src/onnx/mixed-storage.ts
/**
* Decides where FP16 is stored: what FP16 nodes make; weights and graph inputs (with `keepIoTypes: false`) that only
* they read; and whatever moves in between without anyone needing more. The numbers that each node reads are those of
* the plan's emulation in every case, so this decides only where the Casts stand.
*/
function decideStorage(question) {
	const linkOf = /* @__PURE__ */ new Map();
	for (const link of question.links.all) link.targets.forEach((target) => linkOf.set(target, link));
	const wants = findWants(question, linkOf);
	const exactFloat16 = findExactFloat16(question);
	const linkType = (link) => {
		const isExact = link.sources.length > 0 && link.sources.every((source) => exactFloat16.has(source));
		const isAsked = link.targets.some((value) => wants.float16.has(value));
		const isLossless = link.targets.every((value) => !wants.exact.has(value));
		return !link.staysFloat32 && (isExact || isAsked && isLossless) ? "float16" : "float32";
	};
	const typeOf = (value) => {
		const link = linkOf.get(value);
		if (link !== void 0) return linkType(link);
		if (value.producer === void 0) return wants.float16.has(value) && !wants.exact.has(value) && mayChangeType(value, question) ? "float16" : "float32";
		return exactFloat16.has(value) ? "float16" : "float32";
	};
	return {
		typeOf,
		linkType,
		readings: allReadings(question, linkType)
	};
}
/** Stored numbers may; graph inputs too when their types are free; what a body is given has the type of its link. */
function mayChangeType(value, { prepared, keepIoTypes }) {
	return isConstantInitializer(value, prepared.graph.model.irVersion) || value.scope.parent === void 0 && !keepIoTypes;
}
/** Since IR version 4 the caller may replace an initializer that is a graph input, too. */
function isConstantInitializer(value, irVersion) {
	return value.initializer !== void 0 && !(value.isGraphInput && irVersion >= 4n);
}
function findWants(question, linkOf) {
	const exact = /* @__PURE__ */ new Set();
	const float16 = /* @__PURE__ */ new Set();
	const ask = (wanted, first) => {
		const pending = [first];
		for (let value = pending.pop(); value !== void 0; value = pending.pop()) if (!wanted.has(value)) {
			wanted.add(value);
			pending.push(...linkOf.get(value)?.sources ?? []);
		}
	};
	for (const { targets, sources, staysFloat32 } of question.links.all) if (staysFloat32) [...targets, ...sources].forEach((value) => ask(exact, value));
	for (const value of question.prepared.graph.main.outputs) ask(exact, value);
	for (const node of question.prepared.graph.nodes) for (const [index, value] of node.inputs.entries()) {
		const reading = isFloat32(value, question.prepared.types) ? ownReading(node, index, question) : void 0;
		if (value !== void 0 && (reading === "float16" || reading === "rounded")) ask(float16, value);
		else if (value !== void 0 && reading === "float32") ask(exact, value);
	}
	return {
		exact,
		float16
	};
}
/**
* Values whose numbers in the plan's emulation are FP16 numbers: rounded by their producer, or moved from such. Starts
* from "all that moves" and takes back, since what a loop hands on may come from itself.
*/
function findExactFloat16({ prepared, forms, links }) {
	const exact = /* @__PURE__ */ new Set();
	for (const link of links.all) if (!link.staysFloat32 && link.sources.length > 0) link.targets.forEach((target) => exact.add(target));
	for (const [node, form] of forms) {
		const rounding = form === "float16" || form === "wrapped" ? prepared.decision.byNode.get(node) : void 0;
		node.outputs.forEach((value, index) => {
			if (value !== void 0 && rounding?.outputs[index] !== void 0) exact.add(value);
		});
	}
	for (let isStable = false; !isStable;) {
		isStable = true;
		for (const { targets, sources } of links.all) if (!sources.every((source) => exact.has(source))) targets.forEach((target) => {
			isStable = !exact.delete(target) && isStable;
		});
	}
	return exact;
}
/** What a node asks of an input by its own form; undefined where a link decides. */
function ownReading(node, index, question) {
	const { placement, forms, links, prepared } = question;
	if (placement.readings.get(node)?.[index] === "unrounded") return "unrounded";
	if (readsOnlySizes(node)) return "any";
	const form = forms.get(node);
	if ((form === "float16" || form === "wrapped") && takesFloat16(node, index, prepared.decision.byNode.get(node))) return form === "float16" ? "float16" : "rounded";
	return links.inputs.get(node)?.[index] === void 0 ? "float32" : void 0;
}
function allReadings(question, linkType) {
	const { prepared, links } = question;
	return new Map(prepared.graph.nodes.map((node) => [node, node.inputs.map((value, index) => {
		if (!isFloat32(value, prepared.types)) return;
		const link = links.inputs.get(node)?.[index];
		return ownReading(node, index, question) ?? (link === void 0 ? "float32" : linkType(link));
	})]));
}

// src/onnx/mixed-versions.ts
/**
* Names the versions. The value's own name stays with the type in which it is stored; a graph output that keeps its
* type keeps its name too, and the FP16 tensor behind it gets a new one.
*/
function nameVersions(graph, types, storage, links, keepIoTypes) {
	const names = modelNameScope(graph.model);
	const kept = new Set(keepIoTypes ? graph.main.outputs.filter((value) => isFloat32(value, types)) : []);
	const needs = collectNeeds(graph, types, storage, links, kept);
	const known = /* @__PURE__ */ new Map();
	const fresh = (value, suffix) => {
		const bySuffix = known.get(suffix) ?? /* @__PURE__ */ new Map();
		known.set(suffix, bySuffix);
		const name = bySuffix.get(value) ?? names.take(`${value.name}${suffix}`);
		bySuffix.set(value, name);
		return name;
	};
	const ownType = (value) => kept.has(value) ? "float32" : storage.typeOf(value);
	return {
		names,
		ownType,
		unroundedName: (value) => fresh(value, "__unrounded"),
		isNeeded: (value, reading) => needs.get(value)?.has(effective(value, reading, storage)) === true,
		nameFor(value, reading) {
			if (reading === "unrounded") return fresh(value, "__unrounded");
			const wanted = effective(value, reading, storage);
			return wanted === ownType(value) ? value.name : fresh(value, `__${wanted}`);
		}
	};
}
/** Numbers stored in FP16 went through FP16 already: their FP32 version is the rounded one. */
function effective(value, reading, storage) {
	const stored = storage.typeOf(value);
	if (reading === "any") return stored;
	return reading === "rounded" && stored === "float16" ? "float32" : reading;
}
function collectNeeds(graph, types, storage, links, kept) {
	const needs = /* @__PURE__ */ new Map();
	const need = (value, reading) => {
		const readings = needs.get(value) ?? /* @__PURE__ */ new Set();
		needs.set(value, readings.add(effective(value, reading, storage)));
	};
	kept.forEach((value) => need(value, "float32"));
	for (const node of graph.nodes) {
		storage.readings.get(node)?.forEach((reading, index) => {
			const value = node.inputs[index];
			if (value !== void 0 && reading !== void 0) need(value, reading);
		});
		for (const { scope } of node.bodies) scope.outputs.forEach((value, index) => {
			if (isFloat32(value, types)) need(value, returnedType(links.returns.get(scope)?.[index], storage));
		});
	}
	return needs;
}
/** Type in which a body hands a float tensor on. */
function returnedType(link, storage) {
	return link === void 0 ? "float32" : storage.linkType(link);
}

// src/onnx/mixed-graph.ts
/** The model with every float tensor in the type that was decided, and how many Casts that took. */
function writeMixedGraph(writing) {
	const counter = { castCount: 0 };
	const graph = writeScope(writing.graph.main, writing, counter);
	return {
		model: copyMessage(writing.graph.model, { graph }),
		castCount: counter.castCount
	};
}
function writeScope(scope, writing, counter) {
	const inside = {
		...writing,
		counter,
		nodes: [],
		initializers: []
	};
	const isOwn = (tensor) => scope.values.get(tensor.name);
	for (const tensor of scope.proto.initializer) {
		const value = isOwn(tensor);
		if (value === void 0 || !isFloat32(value, writing.types)) inside.initializers.push(tensor);
		else if (!writing.isObsolete(value)) writeInitializer(value, tensor, inside);
	}
	for (const value of scope.values.values()) if (value.producer === void 0 && isFloat32(value, writing.types) && !writing.isObsolete(value)) writeVersions(value, inside);
	for (const node of scope.nodes) if (!(node.outputs.length > 0 && node.outputs.every((value) => value && writing.isObsolete(value)))) writeNode(node, inside);
	return declare(scope, inside);
}
function writeInitializer(value, tensor, inside) {
	const { storage, versions } = inside;
	const name = versions.nameFor(value, storage.typeOf(value));
	const own = storage.typeOf(value) === "float16" ? inside.storeFloat16(tensor) : tensor;
	inside.initializers.push(name === own.name ? own : copyMessage(own, { name }));
	if (hasStoredCopy(value, inside) && needsFloat16Copy(value, inside)) {
		const copy = inside.storeFloat16(copyMessage(tensor, { name: versions.nameFor(value, "float16") }));
		inside.initializers.push(copy);
	}
}
/** FP32 numbers of the file whose FP16 form is in the file as well, instead of behind a Cast. */
function hasStoredCopy(value, { storage, graph }) {
	return storage.typeOf(value) === "float32" && isConstantInitializer(value, graph.model.irVersion);
}
function needsFloat16Copy(value, { versions }) {
	return versions.isNeeded(value, "float16") || versions.isNeeded(value, "rounded");
}
/** The Casts that have to follow a value. */
function writeVersions(value, inside, isCopied = hasStoredCopy(value, inside)) {
	const { storage, versions } = inside;
	if (storage.typeOf(value) === "float16") {
		if (versions.isNeeded(value, "float32")) addCast(versions.nameFor(value, "float16"), versions.nameFor(value, "float32"), "float32", inside);
		return;
	}
	if (needsFloat16Copy(value, inside) && !isCopied) addCast(versions.nameFor(value, "float32"), versions.nameFor(value, "float16"), "float16", inside);
	if (versions.isNeeded(value, "rounded")) addCast(versions.nameFor(value, "float16"), versions.nameFor(value, "rounded"), "float32", inside);
}
function addCast(from, to, type, inside) {
	const cast = newCast(from, to, type === "float16" ? elementType.float16 : elementType.float);
	cast.name = inside.versions.names.take(`${to}/Cast`);
	inside.nodes.push(cast);
	inside.counter.castCount += 1;
}
function writeNode(node, inside) {
	const { versions, storage } = inside;
	const readings = storage.readings.get(node);
	const rounded = inside.forms.get(node) === "wrapped" ? inside.decision.byNode.get(node)?.outputs : void 0;
	const isUnrounded = (index) => rounded?.[index] !== void 0;
	const proto = retype(node, withBodies(node, (body) => writeScope(body, inside, inside.counter)), inside);
	const written = copyMessage(proto, {
		input: proto.input.map((name, index) => {
			const value = node.inputs[index];
			const reading = readings?.[index];
			return value === void 0 || reading === void 0 ? name : versions.nameFor(value, reading);
		}),
		output: proto.output.map((name, index) => {
			const value = node.outputs[index];
			if (!isFloat32(value, inside.types)) return name;
			return isUnrounded(index) ? versions.unroundedName(value) : versions.nameFor(value, storage.typeOf(value));
		})
	});
	inside.nodes.push(written);
	const isCopied = node.proto.opType === "Constant" && inside.forms.get(node) === "carrier";
	for (const [index, value] of node.outputs.entries()) {
		if (!isFloat32(value, inside.types)) continue;
		if (isUnrounded(index)) addCast(versions.unroundedName(value), versions.nameFor(value, "float16"), "float16", inside);
		if (isCopied && storage.typeOf(value) === "float32" && needsFloat16Copy(value, inside)) inside.nodes.push(constantCopy(written, value, inside));
		writeVersions(value, inside, isCopied);
	}
}
/** The same Constant in FP16, beside the one that somebody needs in FP32. */
function constantCopy(constant, value, { versions, storeFloat16 }) {
	const output = versions.nameFor(value, "float16");
	return copyMessage(halfConstant(constant, storeFloat16), {
		name: versions.names.take(`${output}/Constant`),
		output: [output]
	});
}
/** The node with attributes that make its outputs FP16 where inputs alone don't. */
function retype(node, proto, { forms, storage, types, storeFloat16 }) {
	const form = forms.get(node);
	if (!node.outputs.some((value) => isFloat32(value, types) && storage.typeOf(value) === "float16") || form !== "float16" && form !== "carrier" || node.domain !== "") return proto;
	switch (proto.opType) {
		case "Constant": return halfConstant(proto, storeFloat16);
		case "ConstantOfShape": return halfConstantOfShape(proto, storeFloat16);
		default: {
			const attribute = typingAttribute(node);
			return attribute === void 0 ? proto : typedAsFloat16(proto, attribute);
		}
	}
}
/** Inputs, outputs and value_info with the types and names that the scope's tensors have now. */
function declare(scope, inside) {
	const { versions, types, storage, links, isObsolete } = inside;
	const typed = (info) => {
		const value = scope.values.get(info.name);
		return isFloat32(value, types) && versions.ownType(value) === "float16" ? declaredFloat16(info) : info;
	};
	const isKept = (info) => {
		const value = scope.values.get(info.name);
		return value === void 0 || !isObsolete(value);
	};
	const returned = (info, index) => {
		const value = scope.outputs[index];
		if (scope.parent === void 0 || !isFloat32(value, types)) return typed(info);
		const type = returnedType(links.returns.get(scope)?.[index], storage);
		const named = copyMessage(info, { name: versions.nameFor(value, type) });
		return type === "float16" ? declaredFloat16(named) : named;
	};
	const output = scope.proto.output.map(returned);
	const outputNames = new Set(output.map(({ name }) => name));
	return copyMessage(scope.proto, {
		node: inside.nodes,
		initializer: inside.initializers,
		input: scope.proto.input.filter(isKept).map(typed),
		output,
		valueInfo: scope.proto.valueInfo.filter((info) => isKept(info) && !outputNames.has(info.name)).map(typed)
	});
}
function declaredFloat16(info) {
	const inner = info.type?.value;
	if (info.type === void 0 || inner?.case !== "tensorType") return info;
	const value = {
		...inner,
		value: copyMessage(inner.value, { elemType: elementType.float16 })
	};
	return copyMessage(info, { type: copyMessage(info.type, { value }) });
}

// src/onnx/mixed-links.ts
/** Finds all links of a model whose nodes have the given forms. */
function findLinks(graph, types, forms, placement) {
	const linking = {
		types,
		all: [],
		inputs: /* @__PURE__ */ new Map(),
		returns: /* @__PURE__ */ new Map()
	};
	for (const node of graph.nodes) {
		const form = forms.get(node);
		if (form === "carrier") {
			const readings = placement.readings.get(node);
			const positions = carriedInputPositions(node) ?? [];
			const moved = positions.filter((input) => readings?.[input] !== "unrounded");
			addLink(linking, node.outputs, moved.map((input) => ({
				node,
				input
			})), moved.length < positions.length);
		} else if (form === "control") linkBodies(linking, node);
	}
	return linking;
}
function linkBodies(linking, node) {
	switch (node.proto.opType) {
		case "If": return linkIf(linking, node);
		case "Loop": return linkLoop(linking, node);
		default: return linkScan(linking, node);
	}
}
function linkIf(linking, node) {
	node.outputs.forEach((value, output) => {
		addLink(linking, [value], node.bodies.map(({ scope }) => ({
			scope,
			output
		})));
	});
}
/** Inputs: trip count, condition, state; body: iteration, condition, state -> condition, state, scanned. */
function linkLoop(linking, node) {
	for (const { scope } of node.bodies) {
		const stateCount = node.inputs.length - 2;
		node.outputs.forEach((value, index) => {
			const returned = {
				scope,
				output: index + 1
			};
			if (index < stateCount) addLink(linking, [scope.inputs[index + 2], value], [{
				node,
				input: index + 2
			}, returned]);
			else addLink(linking, [value], [returned]);
		});
	}
}
/** Inputs and body inputs: state, then what is scanned; outputs likewise. */
function linkScan(linking, node) {
	for (const { scope } of node.bodies) {
		const stateCount = node.inputs.length - intAttribute(node.proto, "num_scan_inputs", 0);
		node.outputs.forEach((value, output) => {
			if (output < stateCount) addLink(linking, [scope.inputs[output], value], [{
				node,
				input: output
			}, {
				scope,
				output
			}]);
			else addLink(linking, [value], [{
				scope,
				output
			}]);
		});
		for (let input = stateCount; input < node.inputs.length; input += 1) addLink(linking, [scope.inputs[input]], [{
			node,
			input
		}]);
	}
}
/** A result that nobody takes leaves its link without a type to agree on: it stays FP32. */
function addLink(linking, targets, ends, staysFloat32 = false) {
	const floatTargets = targets.filter((value) => isFloat32(value, linking.types));
	const floatEnds = ends.filter((end) => isFloat32(valueAt(end), linking.types));
	if (floatTargets.length === 0 && floatEnds.length === 0) return;
	const link = {
		targets: floatTargets,
		sources: floatEnds.map(valueAt),
		staysFloat32: staysFloat32 || floatTargets.length === 0 || floatEnds.length < ends.length
	};
	linking.all.push(link);
	for (const end of floatEnds) if ("node" in end) linksOf(linking.inputs, end.node)[end.input] = link;
	else linksOf(linking.returns, end.scope)[end.output] = link;
}
function valueAt(end) {
	return "node" in end ? end.node.inputs[end.input] : end.scope.outputs[end.output];
}
function linksOf(map, key) {
	let links = map.get(key);
	if (links === void 0) {
		links = [];
		map.set(key, links);
	}
	return links;
}

// src/onnx/mixed.ts
/**
* Writes an FP32 model as a mixed-precision one: FP16 tensors wherever the plan runs a node in FP16, a Cast only where
* precision changes, weights stored in the precision that reads them (in both where both do). Its own casts, taken at
* their word, give to the bit what `emulate(model, plan)` gives.
*
* Attention in FP16 is written out and BatchNormalization in FP16 folded, as the emulation does; nodes in FP32, shape
* arithmetic and what has no FP16 form stay as they are. `model` must come from `decodeModel`, with functions inlined;
* it is left unchanged.
*
* Throws EngineError (unsupported) for a model that already declares FP16 or BF16 tensors, naming one; ConfigError for
* a plan that names unknown nodes; else like `emulate`.
*/
function mixModel(model, plan, options = {}) {
	refuseHalfPrecision(indexGraph(model), options);
	const prepared = prepareEmulation(model, plan, options);
	const { graph, types, decision, expanded } = prepared;
	const keepIoTypes = options.keepIoTypes ?? true;
	const placement = placeRounding(graph, decision, plan);
	const forms = nodeForms(prepared, plan, placement);
	const links = findLinks(graph, types, forms, placement);
	const storage = decideStorage({
		prepared,
		placement,
		forms,
		links,
		keepIoTypes
	});
	const versions = nameVersions(graph, types, storage, links, keepIoTypes);
	const { model: written, castCount } = writeMixedGraph({
		graph,
		types,
		decision,
		forms,
		links,
		storage,
		versions,
		storeFloat16: options.storeFloat16 ?? storeFloat16,
		isObsolete: obsoleteValues(prepared)
	});
	const mixed = listInitializers(written);
	const idOf = (id) => expanded.owners.get(id) ?? id;
	const chosen = [...decision.byNode.keys()];
	const idsOf = (isWanted) => [...new Set(chosen.filter(isWanted).map((node) => idOf(node.id)))];
	return {
		model: mixed,
		float16Nodes: idsOf((node) => !plan.fp32Nodes.has(node.id)),
		float32Nodes: idsOf((node) => plan.fp32Nodes.has(node.id)),
		wrappedNodes: idsOf((node) => forms.get(node) === "wrapped"),
		castCount,
		initializerBytes: {
			before: initializerBytes(model),
			after: initializerBytes(mixed)
		}
	};
}
/** The plan is about an FP32 model: one with its own casts already states a precision for every node. */
function refuseHalfPrecision(graph, options) {
	for (const [value, type] of inferTypes(graph, options.knownTypes)) if (halfFormat(type) !== void 0) {
		const maker = value.producer === void 0 ? "" : `, made by ${describeNode(value.producer.node)}`;
		throw new EngineError("unsupported", `The model already holds ${dataTypeName(type.element)} tensors (${quote(value.name)}${maker}): a mixed form is written for FP32 models only.`, { advice: "Start from the FP32 export of the model." });
	}
}
/** What the written-out form of a composite no longer reads: parameters of a folded BatchNormalization. */
function obsoleteValues({ original, graph, expanded }) {
	if (expanded.model === original.graph.model) return () => false;
	const read = /* @__PURE__ */ new Set();
	for (const scope of scopesOf(original.graph)) for (const value of scope.values.values()) {
		const source = storedSource(value);
		if (source !== void 0 && value.uses.length > 0) read.add(source);
	}
	const { irVersion } = graph.model;
	return (value) => {
		const source = storedSource(value);
		const isFree = !(value.isGraphInput && irVersion >= 4n) && !value.isReturned && value.uses.length === 0;
		return source !== void 0 && isFree && read.has(source);
	};
}
/** The message that holds a stored value's numbers. */
function storedSource(value) {
	const maker = value.producer?.node.proto;
	return maker?.opType === "Constant" ? maker : value.initializer;
}
function scopesOf(graph) {
	const scopes = /* @__PURE__ */ new Set([graph.main]);
	for (const { bodies } of graph.nodes) bodies.forEach(({ scope }) => scopes.add(scope));
	return scopes;
}
/** Before IR version 4 every initializer is an input as well. */
function listInitializers(model) {
	const { graph } = model;
	if (graph === void 0 || model.irVersion >= 4n) return model;
	const listed = new Set(graph.input.map(({ name }) => name));
	const added = graph.initializer.filter(({ name }) => !listed.has(name)).map(declareTensor);
	return copyMessage(model, { graph: copyMessage(graph, { input: [...graph.input, ...added] }) });
}
function declareTensor({ name, dataType, dims }) {
	const shape = { dim: dims.map((size) => ({ value: {
		case: "dimValue",
		value: size
	} })) };
	const value = create(TypeProto_TensorSchema, {
		elemType: dataType,
		shape
	});
	return create(ValueInfoProtoSchema, {
		name,
		type: create(TypeProtoSchema, { value: {
			case: "tensorType",
			value
		} })
	});
}
function initializerBytes(model) {
	let sizeBytes = 0;
	for (const { tensor, kind } of modelTensors(model)) {
		const type = dataTypeOf(tensor.dataType);
		if (kind === "initializer" && type !== void 0) sizeBytes += packedSizeBytes(type, tensor.dims.reduce((product, size) => product * Number(size), 1));
	}
	return sizeBytes;
}

// src/files/mixed-layout.ts
/**
* Lays out a mixed model whose weights are still in the original's files. Weights that the original kept in its own
* file are put into the new model's, all others into one data file beside it; when the model would grow beyond
* `largestModelBytes`, all of them. Equal weights are written once. No weight is read.
*/
function layOutMixed(model, original, dataName, largestModelBytes) {
	const inside = layOut(model, original, dataName, true);
	return encodedSizeBytes(inside.pieces) <= largestModelBytes ? inside : layOut(model, original, dataName, false);
}
function layOut(model, original, dataName, keepsInside) {
	const streams = /* @__PURE__ */ new Map();
	const data = /* @__PURE__ */ new Map();
	let endBytes = 0;
	const placeholder = placeholders(model);
	const place = (tensor) => {
		if (!isExternal(tensor)) return tensor;
		const { location, offsetBytes } = externalLocation(tensor, `tensor ${quote(tensor.name)}`);
		const stream = {
			tensor,
			sizeBytes: storedBytes(tensor),
			isFloat16: tensor.dataType === elementType.float16
		};
		if (keepsInside && location === original.ownLocation && stream.sizeBytes >= 4096) {
			const rawData = placeholder(stream.sizeBytes);
			streams.set(rawData, stream);
			return copyMessage(tensor, {
				rawData,
				externalData: [],
				dataLocation: void 0
			});
		}
		const key = `${location}:${offsetBytes}:${tensor.dataType}:${stream.sizeBytes}`;
		let placed = data.get(key);
		if (placed === void 0) {
			placed = {
				...stream,
				offsetBytes: alignedStart(endBytes, stream.sizeBytes)
			};
			data.set(key, placed);
			endBytes = placed.offsetBytes + placed.sizeBytes;
		}
		const moved = copyMessage(tensor);
		pointAt(moved, {
			location: dataName,
			offsetBytes: placed.offsetBytes,
			lengthBytes: placed.sizeBytes
		});
		return moved;
	};
	const graph = model.graph === void 0 ? void 0 : mapInitializers(model.graph, place);
	return {
		pieces: encodePieces(copyMessage(model, { graph })),
		streams,
		data: [...data.values()]
	};
}
/**
* Arrays of any size that stand for bytes still to come. They are views of one buffer that nobody writes to or reads
* from, so that the system never gives it memory.
*/
function placeholders(model) {
	let largest = 0;
	if (model.graph !== void 0) mapInitializers(model.graph, (tensor) => {
		largest = isExternal(tensor) ? Math.max(largest, storedBytes(tensor)) : largest;
		return tensor;
	});
	const buffer = new ArrayBuffer(largest);
	return (sizeBytes) => new Uint8Array(buffer, 0, sizeBytes);
}
/** Large tensors at a page border, so that a runtime can map them; small ones where their elements are aligned. */
function alignedStart(endBytes, sizeBytes) {
	const alignment = sizeBytes >= 4096 ? alignmentBytes : 16;
	return Math.ceil(endBytes / alignment) * alignment;
}
function storedBytes(tensor) {
	const type = dataTypeOf(tensor.dataType);
	const count = tensor.dims.reduce((product, size) => product * Number(size), 1);
	return type === void 0 ? 0 : packedSizeBytes(type, count);
}

// src/files/mixed-writer.ts
/** Weights pass through a window of this many elements: 1 MiB of float32, which stays in the processor's cache. */
const windowElements = 1 << 18;
/**
* Writes the mixed-precision form of a model under a plan into `folder` as `name`, with external weights in
* `NAME.data` where the original keeps its own outside. Weights are read, rounded to FP16 and written window by window:
* memory does not depend on their size. Nothing half-written stays; the model appears last, when it is whole.
* @throws what `mixModel` throws; InputError when a file of the user would be overwritten or the original changed
* meanwhile; EngineError of category `storage` when the disk is full or not writable.
*/
function writeMixedModel(opened, plan, folder, name, options = {}) {
	const { largestModelBytes = maxModelBytes, ...mixedOptions } = options;
	const dataName = checkLocation(`${name}.data`, "the data file to write");
	const source = loadFoldedParameters(inlineFunctions(opened.model), opened);
	const mixed = mixModel(source, plan, {
		...mixedOptions,
		storeFloat16: storeOrPostpone
	});
	const layout = layOutMixed(mixed.model, opened, dataName, largestModelBytes);
	const path = join(folder, name);
	const dataPath = layout.data.length > 0 ? join(folder, dataName) : void 0;
	prepareFolder(folder, [path, ...dataPath === void 0 ? [] : [dataPath]], opened);
	writeTogether([...dataPath === void 0 ? [] : [{
		path: dataPath,
		body: (to) => writeData(to, layout.data, opened)
	}], {
		path,
		body: (to) => {
			for (const piece of layout.pieces) {
				const stream = layout.streams.get(piece);
				if (stream === void 0) writeFully(to, piece);
				else writeStream(to, stream, opened);
			}
			opened.checkUnchanged();
		}
	}]);
	return {
		path,
		dataPath,
		nodeCount: {
			float16: mixed.float16Nodes.length,
			float32: mixed.float32Nodes.length,
			wrapped: mixed.wrappedNodes.length
		},
		castCount: mixed.castCount,
		initializerBytes: mixed.initializerBytes
	};
}
/**
* FP16 now for tensors in memory. External ones are only declared FP16 and go on pointing at their FP32 bytes, which
* are rounded when they are written: no tensor of an FP32 model is both external and FP16 in any other way.
*/
function storeOrPostpone(tensor) {
	return isExternal(tensor) ? copyMessage(tensor, { dataType: elementType.float16 }) : storeFloat16(tensor);
}
/** Parameters of BatchNormalization are folded while the model is written, so they have to be in memory. */
function loadFoldedParameters(model, opened) {
	const wanted = /* @__PURE__ */ new Set();
	for (const node of indexGraph(model).nodes) if (node.domain === "" && node.proto.opType === "BatchNormalization") node.inputs.slice(1, 5).forEach((value) => {
		const tensor = storedTensorOf(value);
		if (tensor !== void 0 && isExternal(tensor) && tensor.dataType === elementType.float) wanted.add(tensor);
	});
	const load = (tensor) => {
		const sizeBytes = tensor.dims.reduce((product, size) => product * Number(size), 4);
		if (!wanted.has(tensor) || sizeBytes > 262144) return tensor;
		const rawData = new Uint8Array(sizeBytes);
		readInitializer(tensor, opened.openExternal).read(0, rawData);
		return copyMessage(tensor, {
			rawData,
			externalData: [],
			dataLocation: void 0
		});
	};
	return wanted.size === 0 || model.graph === void 0 ? model : copyMessage(model, { graph: mapInitializers(model.graph, load) });
}
function storedTensorOf(value) {
	const maker = value?.producer?.node;
	return maker?.proto.opType === "Identity" ? storedTensorOf(maker.inputs[0]) : value?.initializer;
}
/** The folder is the user's: none of the files that the model is made of may be replaced. */
function prepareFolder(folder, targets, opened) {
	try {
		mkdirSync(folder, { recursive: true });
	} catch (error) {
		throw storageError(folder, error);
	}
	const used = /* @__PURE__ */ new Map([[realpathSync(opened.path), opened.path]]);
	for (const { tensor } of modelTensors(opened.model)) if (isExternal(tensor)) {
		const where = `tensor ${quote(tensor.name)}`;
		const { location } = externalLocation(tensor, where);
		used.set(opened.externalPath(location, where), location);
	}
	for (const target of targets) {
		const taken = used.get(realPathOf(target));
		if (taken !== void 0) throw new InputError(`${target} can't be written: it is a file of the model itself (${quote(taken)}).`, { advice: "Choose another folder with --out." });
	}
}
function realPathOf(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}
/** Writes all files under other names, then renames them in their order: a reader never sees a part of one. */
function writeTogether(files) {
	const made = [];
	try {
		for (const { path, body } of files) {
			const temporary = `${path}.${randomBytes(6).toString("hex")}`;
			made.push({
				temporary,
				path
			});
			writeNew(temporary, path, body);
		}
		for (const { temporary, path } of made) rename(temporary, path);
	} catch (error) {
		made.forEach(({ temporary }) => rmSync(temporary, { force: true }));
		throw error;
	}
}
function writeNew(temporary, path, body) {
	try {
		const descriptor = openSync(temporary, "wx", 420);
		try {
			body(descriptor);
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		throw error instanceof GateError ? error : storageError(path, error);
	}
}
function rename(temporary, path) {
	try {
		renameSync(temporary, path);
	} catch (error) {
		throw storageError(path, error);
	}
}
function writeData(descriptor, data, opened) {
	let written = 0;
	for (const stream of data) {
		writeFully(descriptor, new Uint8Array(stream.offsetBytes - written));
		writeStream(descriptor, stream, opened);
		written = stream.offsetBytes + stream.sizeBytes;
	}
}
/** Copies one tensor from the original's file, rounded to FP16 on the way where it becomes FP16. */
function writeStream(descriptor, { tensor, sizeBytes, isFloat16 }, opened) {
	const where = `tensor ${quote(tensor.name)}`;
	const { location, offsetBytes, lengthBytes } = externalLocation(tensor, where);
	const source = opened.openExternal({
		location,
		offsetBytes,
		lengthBytes
	}, where);
	const readBytes = isFloat16 ? sizeBytes * 2 : sizeBytes;
	const window = new Float32Array(windowElements);
	const codes = new Uint16Array(isFloat16 ? windowElements : 0);
	for (let start = 0; start < readBytes; start += window.byteLength) {
		const part = new Uint8Array(window.buffer, 0, Math.min(window.byteLength, readBytes - start));
		source.read(offsetBytes + start, part);
		if (isFloat16) {
			const count = part.byteLength / Float32Array.BYTES_PER_ELEMENT;
			encodeFloat16s(window.subarray(0, count), codes.subarray(0, count));
			writeFully(descriptor, new Uint8Array(codes.buffer, 0, count * Uint16Array.BYTES_PER_ELEMENT));
		} else writeFully(descriptor, part);
	}
}

export { writeMixedModel as t };