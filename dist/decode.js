import { D as fromBinary, N as ScalarType, a as maxListedElements, n as keptWeightBytes, o as maxModelBytes, r as maxDecodedFields, v as ModelProtoSchema } from "./limits.js";
import { i as InputError } from "./errors.js";
import { a as checkTensor, d as nodeLabel, f as quote, u as pointAt } from "./initializer.js";

// src/onnx/model-tensors.ts
/** Every tensor of a model: initializers and attribute values, also in subgraphs and functions, in file order. */
function* modelTensors(model) {
	if (model.graph !== void 0) yield* graphTensors(model.graph);
	for (const { node, attributeProto } of model.functions) {
		yield* nodeTensors(node);
		yield* attributeTensors(attributeProto);
	}
}
function* graphTensors(graph) {
	for (const tensor of graph.initializer) yield {
		tensor,
		kind: "initializer"
	};
	yield* nodeTensors(graph.node);
}
function* nodeTensors(nodes) {
	for (const { attribute } of nodes) if (attribute.length > 0) yield* attributeTensors(attribute);
}
function* attributeTensors(attributes) {
	for (const { t, tensors, g, graphs } of attributes) {
		for (const tensor of t === void 0 ? tensors : [t, ...tensors]) yield {
			tensor,
			kind: "attribute"
		};
		for (const graph of g === void 0 ? graphs : [g, ...graphs]) yield* graphTensors(graph);
	}
}

// src/onnx/node-order.ts
/** True when `name` is defined in this scope or around it. */
function isVisible(name, scope) {
	for (let current = scope; current !== void 0; current = current.outer) if (current.names.has(name)) return true;
	return false;
}
/** Graphs that a node holds as attributes: the branches of If, the body of Loop and Scan. */
function subgraphsOf(node) {
	const graphs = [];
	for (const attribute of node.attribute) {
		if (attribute.g !== void 0) graphs.push(attribute.g);
		graphs.push(...attribute.graphs);
	}
	return graphs;
}
/** Names that a node reads: its inputs, and what its subgraphs take from around them. Empty names are left out. */
function namesRead(node) {
	const names = new Set(node.input);
	for (const graph of subgraphsOf(node)) for (const name of captures(graph)) names.add(name);
	names.delete("");
	return names;
}
/** Names that a graph reads but does not define. */
function captures(graph) {
	const free = new Set(graph.output.map(({ name }) => name));
	for (const node of graph.node) for (const name of namesRead(node)) free.add(name);
	for (const { name } of [...graph.input, ...graph.initializer]) free.delete(name);
	for (const node of graph.node) for (const name of node.output) free.delete(name);
	return free;
}
/**
* The nodes in topological order: as they are when that is one, else stably sorted (a node keeps its place unless it
* reads something that a later node makes). ONNX wants them sorted; ONNX Runtime sorts the main graph by itself but
* refuses subgraphs, so here all are sorted.
*
* `provided` are the names that need no node: inputs, initializers, names around the graph.
* Throws InputError when a name has no producer, or when nodes wait for each other in a circle.
*/
function sortNodes(nodes, provided, where) {
	const producers = /* @__PURE__ */ new Map();
	for (const [index, node] of nodes.entries()) for (const name of node.output) producers.set(name, index);
	const requirements = nodes.map((node) => requiredNodes(node, producers, provided, where));
	if (requirements.every((required, index) => required.every((producer) => producer < index))) return [...nodes];
	return depthFirstOrder(nodes, requirements, where).flatMap((index) => nodes[index] ?? []);
}
/** Positions of the nodes that a node needs. */
function requiredNodes(node, producers, provided, where) {
	const required = [];
	for (const name of namesRead(node)) {
		const producer = producers.get(name);
		if (producer !== void 0) required.push(producer);
		else if (!provided(name)) throw new InputError(`${where}: ${nodeLabel(node)} reads ${quote(name)}, which no node, input or initializer provides.`, { advice: "Export the model again; a graph that was cut or edited by hand looks like this." });
	}
	return required;
}
/** Post-order over the requirements, nodes taken in their file order; its own stack, since chains are long. */
function depthFirstOrder(nodes, requirements, where) {
	const unseen = 0;
	const open = 1;
	const done = 2;
	const state = new Uint8Array(nodes.length);
	const order = [];
	for (let first = 0; first < nodes.length; first++) {
		const stack = state[first] === unseen ? [{
			index: first,
			next: 0
		}] : [];
		while (stack.length > 0) {
			const top = stack[stack.length - 1];
			state[top.index] = open;
			const required = requirements[top.index]?.[top.next];
			top.next += 1;
			if (required === void 0) {
				state[top.index] = done;
				order.push(top.index);
				stack.pop();
			} else if (state[required] === open) throw cycle(nodes, [...stack.map(({ index }) => index), required], where);
			else if (state[required] === unseen) stack.push({
				index: required,
				next: 0
			});
		}
	}
	return order;
}
/** `path` ends with the node that it meets again; what leads there is no part of the circle. */
function cycle(nodes, path, where) {
	const labels = path.slice(path.indexOf(path[path.length - 1])).flatMap((index) => nodes[index] ?? []).map(nodeLabel);
	const shown = labels.length > 6 ? [
		...labels.slice(0, 5),
		"…",
		labels[labels.length - 1]
	] : labels;
	return new InputError(`${where}: nodes need each other in a circle: ${shown.join(" needs ")}.`, { advice: "Export the model again: a graph with a circle can't be computed." });
}

// src/onnx/file-signature.ts
const torchAdvice = "Export the model to ONNX first (torch.onnx.export).";
const checkPath = "Check the path: an .onnx file is needed.";
function ascii(text) {
	return Array.from(text, (character) => character.charCodeAt(0));
}
const signatures = [
	{
		offset: 0,
		bytes: ascii("version https://git-lfs"),
		what: "a Git LFS pointer, not the model itself",
		advice: "Fetch the file: `git lfs pull`, or `lfs: true` for actions/checkout."
	},
	{
		offset: 0,
		bytes: ascii("PK"),
		what: "a zip archive (a PyTorch .pt or .pth is one)",
		advice: torchAdvice
	},
	{
		offset: 0,
		bytes: [128, 2],
		what: "a Python pickle (an old PyTorch checkpoint is one)",
		advice: torchAdvice
	},
	{
		offset: 0,
		bytes: [31, 139],
		what: "a gzip archive",
		advice: "Unpack it first."
	},
	{
		offset: 0,
		bytes: [
			40,
			181,
			47,
			253
		],
		what: "a zstd archive",
		advice: "Unpack it first."
	},
	{
		offset: 0,
		bytes: ascii("NUMPY"),
		what: "a NumPy array",
		advice: checkPath
	},
	{
		offset: 0,
		bytes: ascii("HDF"),
		what: "an HDF5 file (a Keras model is one)",
		advice: "Convert it with tf2onnx."
	},
	{
		offset: 0,
		bytes: ascii("GGUF"),
		what: "a GGUF file",
		advice: checkPath
	},
	{
		offset: 4,
		bytes: ascii("ORTM"),
		what: "a model in ORT format",
		advice: "Give the .onnx file it was made from."
	},
	{
		offset: 4,
		bytes: ascii("TFL3"),
		what: "a TensorFlow Lite model",
		advice: checkPath
	},
	{
		offset: 8,
		bytes: ascii("{\""),
		what: "a safetensors file",
		advice: checkPath
	}
];
/** Recognises files that are not ONNX by how they begin; undefined when nothing speaks against ONNX. */
function foreignFile(bytes) {
	if (bytes.byteLength === 0) return {
		what: "an empty file",
		advice: "Copy or export the model again."
	};
	return signatures.find(({ offset, bytes: expected }) => expected.every((byte, index) => bytes[offset + index] === byte) && bytes.byteLength >= offset + expected.length) ?? textFile(bytes.subarray(0, 512));
}
/** A model has control characters (field tags, lengths) within its first bytes; a text has none but white space. */
function textFile(start) {
	if (!start.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)) return;
	const text = new TextDecoder().decode(start).trimStart().toLowerCase();
	if (text.startsWith("<!doctype html") || text.startsWith("<html")) return {
		what: "an HTML page",
		advice: "A download that needed a login or a moved link saves such a page: download the model again."
	};
	return {
		what: text.startsWith("{") ? "a JSON text" : "a text",
		advice: checkPath
	};
}

// src/onnx/graph-check.ts
const reexport = "Export the model again; editing tools that copy or merge graphs make such files.";
/**
* Checks a graph and its subgraphs: every name has one producer in its scope, every name that is read has one at all,
* tensors are whole. Sorts `graph.node` (see `sortNodes`). `sourceName` names the file in messages.
* Throws InputError.
*/
function checkGraph(graph, sourceName) {
	checkGraphWithin(graph, {
		where: sourceName,
		outer: void 0,
		inFunction: false
	});
}
function checkGraphWithin(graph, surroundings) {
	const { where, outer } = surroundings;
	if (graph.sparseInitializer.length > 0) {
		const name = graph.sparseInitializer[0]?.values?.name ?? "";
		throw new InputError(`${where}: the initializer ${quote(name)} is sparse, which is not supported.`, { advice: "Store it dense: replace graph.sparse_initializer by graph.initializer before saving." });
	}
	const names = /* @__PURE__ */ new Set();
	for (const { name } of graph.input) addName(names, name, "input", where);
	checkInitializers(graph, names, where);
	graph.node = checkNodes(graph.node, names, surroundings);
	const outputs = /* @__PURE__ */ new Set();
	for (const { name } of graph.output) {
		addName(outputs, name, "output", where);
		if (!isVisible(name, {
			names,
			outer
		})) throw new InputError(`${where}: output ${quote(name)} is made by no node, and is no input or initializer.`, { advice: reexport });
	}
}
/** Checks the body of a model-local function like a graph. Throws InputError. */
function checkFunction(definition, where) {
	const names = /* @__PURE__ */ new Set();
	for (const name of definition.input) addName(names, name, "input", where);
	definition.node = checkNodes(definition.node, names, {
		where,
		outer: void 0,
		inFunction: true
	});
	const missing = definition.output.find((name) => !names.has(name));
	if (missing !== void 0) throw new InputError(`${where}: output ${quote(missing)} is made by no node of its body.`, { advice: reexport });
}
/** Two initializers of one name: ONNX Runtime silently takes the second, others the first. */
function checkInitializers(graph, names, where) {
	const initializers = /* @__PURE__ */ new Set();
	for (const tensor of graph.initializer) {
		addName(initializers, tensor.name, "initializer", where);
		checkTensor(tensor, `${where}: initializer ${quote(tensor.name)}`);
		names.add(tensor.name);
	}
}
/** Returns the nodes sorted and adds their outputs to `names`, so that each subgraph sees what comes before it. */
function checkNodes(nodes, names, surroundings) {
	const { where, outer } = surroundings;
	checkProducers(nodes, names, where);
	const sorted = sortNodes(nodes, (name) => isVisible(name, {
		names,
		outer
	}), where);
	for (const node of sorted) {
		if (node.attribute.length > 0) checkAttributes(node, {
			...surroundings,
			outer: {
				names,
				outer
			}
		});
		for (const name of node.output) {
			if (name !== "" && outer !== void 0 && isVisible(name, outer)) throw new InputError(`${where}: ${nodeLabel(node)} makes ${quote(name)}, a name that the graph around it defines already.`, { advice: reexport });
			names.add(name);
		}
	}
	names.delete("");
	return sorted;
}
function checkProducers(nodes, given, where) {
	const producers = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		if (node.opType === "") throw new InputError(`${where}: ${nodeLabel(node)} has no operator (op_type).`, { advice: reexport });
		if (node.output.every((name) => name === "")) throw new InputError(`${where}: ${nodeLabel(node)} has no output.`, { advice: reexport });
		for (const name of node.output) {
			if (name === "") continue;
			const other = producers.get(name);
			if (other !== void 0 || given.has(name)) {
				const first = other === void 0 ? "an input or initializer" : nodeLabel(other);
				throw new InputError(`${where}: ${quote(name)} is made twice, by ${first} and by ${nodeLabel(node)}.`, { advice: reexport });
			}
			producers.set(name, node);
		}
	}
}
function checkAttributes(node, surroundings) {
	const { where, inFunction } = surroundings;
	const seen = /* @__PURE__ */ new Set();
	for (const attribute of node.attribute) {
		if (attribute.name === "" || seen.has(attribute.name)) {
			const what = attribute.name === "" ? "an attribute without a name" : `attribute ${quote(attribute.name)} twice`;
			throw new InputError(`${where}: ${nodeLabel(node)} has ${what}.`, { advice: reexport });
		}
		if (attribute.refAttrName !== "" && !inFunction) throw new InputError(`${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)} refers to ${quote(attribute.refAttrName)}, an attribute of a function, but stands in none.`, { advice: reexport });
		seen.add(attribute.name);
		checkAttributeTensors(attribute, node, where);
	}
	for (const graph of subgraphsOf(node)) checkGraphWithin(graph, {
		...surroundings,
		where: `${where}: in ${nodeLabel(node)}`
	});
}
function checkAttributeTensors(attribute, node, where) {
	if (attribute.sparseTensor !== void 0 || attribute.sparseTensors.length > 0) throw new InputError(`${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)} is a sparse tensor, which is not supported.`, { advice: "Store it dense: replace sparse_value by value." });
	for (const tensor of attribute.t === void 0 ? attribute.tensors : [attribute.t, ...attribute.tensors]) checkTensor(tensor, `${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)}`);
}
function addName(names, name, kind, where) {
	if (name === "") throw new InputError(`${where}: an ${kind} has no name.`, { advice: reexport });
	if (names.has(name)) throw new InputError(`${where}: two ${kind}s are called ${quote(name)}.`, { advice: reexport });
	names.add(name);
}

// src/onnx/wire-format.ts
const varint = 0;
const bit64 = 1;
const delimited = 2;
const bit32 = 5;
/** 64 bits in groups of seven. */
const longestVarint = 10;
const fieldsOf = /* @__PURE__ */ new Map();
/**
* Walks the wire format of an encoded message before anything is built from it: lengths stay inside their message,
* fields have the wire type of their declaration, nesting and field count stay within limits. The decoder itself
* takes a length beyond the enclosing message, or a number where a text belongs, without a word.
*
* With a `loader`, `bytes` is filled on the way. Throws InputError with the byte position: "truncated" when the file
* ends too early, else "not valid".
*/
function checkWireFormat(bytes, message, sourceName, loader) {
	walkMessage({
		bytes,
		loader,
		loaded: loader === void 0 ? bytes.byteLength : 0,
		sourceName,
		path: [],
		position: 0,
		fields: 0,
		elements: 0
	}, fieldTable(message), bytes.byteLength, 1);
}
function walkMessage(walk, fields, end, depth) {
	if (depth > 100) throw malformed(walk, `messages are nested more than ${100} deep`);
	while (walk.position < end) {
		const start = walk.position;
		const tag = readVarint(walk, end);
		const number = Math.floor(tag / 8);
		const wireType = tag % 8;
		walk.fields += 1;
		if (number === 0 || number > 536870911) throw malformed(walk, `field number ${number} at byte ${start} is impossible`);
		if (walk.fields > 16e6) throw malformed(walk, `it holds more than ${maxDecodedFields} fields`);
		const field = fields.get(number);
		walk.path.push(field?.name ?? `field ${number}`);
		if (field !== void 0) checkWireType(walk, field, wireType, start);
		walkValue(walk, field, wireType, end, depth);
		walk.path.pop();
	}
}
function walkValue(walk, field, wireType, end, depth) {
	switch (wireType) {
		case varint:
			readVarint(walk, end);
			break;
		case bit64:
			advance(walk, 8, end);
			break;
		case bit32:
			advance(walk, 4, end);
			break;
		case delimited: {
			const length = readVarint(walk, end);
			const valueEnd = walk.position + length;
			checkFits(walk, length, end);
			if (field?.message !== void 0) walkMessage(walk, field.message, valueEnd, depth + 1);
			else if (field?.packable === true) walkPacked(walk, field, valueEnd);
			else loadValue(walk, length, valueEnd);
			walk.position = valueEnd;
			break;
		}
		default: throw malformed(walk, `wire type ${wireType} before byte ${walk.position} does not occur in ONNX`);
	}
}
function loadValue(walk, length, end) {
	const { loader, path } = walk;
	if (loader === void 0) return;
	if (path[path.length - 1] === "raw_data" && path[path.length - 2] === "initializer" && length >= loader.passOverBytes) {
		loader.passOver(end);
		walk.loaded = Math.max(walk.loaded, end);
	} else load(walk, end);
}
function load(walk, end) {
	if (end > walk.loaded && walk.loader !== void 0) walk.loaded = walk.loader.load(end);
}
/** Every element of a packed list becomes a JavaScript value, so their number is limited as well. */
function walkPacked(walk, field, end) {
	load(walk, end);
	if (field.wireType === varint) while (walk.position < end) {
		readVarint(walk, end);
		walk.elements += 1;
	}
	else {
		const sizeBytes = field.wireType === bit32 ? 4 : 8;
		const length = end - walk.position;
		if (length % sizeBytes !== 0) throw malformed(walk, `${length} bytes are no list of ${sizeBytes}-byte numbers`);
		walk.elements += length / sizeBytes;
	}
	if (walk.elements > maxListedElements) throw new InputError(`${walk.sourceName}: more than ${maxListedElements} numbers are stored one by one (at ${walk.path.join(".")}).`, { advice: "Save large tensors as raw_data (onnx.numpy_helper.from_array does) or as external data." });
}
function checkWireType(walk, field, wireType, start) {
	if (wireType !== field.wireType && !(field.packable && wireType === delimited)) throw malformed(walk, `wire type ${wireType} at byte ${start}, where ${field.wireType} belongs`);
}
function readVarint(walk, end) {
	const { bytes } = walk;
	if (walk.position + longestVarint > walk.loaded) load(walk, Math.min(walk.position + longestVarint, end));
	let value = 0;
	let scale = 1;
	for (let count = 0; count < longestVarint; count++) {
		if (walk.position >= end) checkFits(walk, 1, end);
		const byte = bytes[walk.position] ?? 0;
		walk.position += 1;
		value += (byte & 127) * scale;
		if (byte < 128) return value;
		scale *= 128;
	}
	throw malformed(walk, `the number before byte ${walk.position} has more than 10 bytes`);
}
function advance(walk, length, end) {
	checkFits(walk, length, end);
	load(walk, walk.position + length);
	walk.position += length;
}
function checkFits(walk, length, end) {
	if (length <= end - walk.position) return;
	const fileEnd = walk.bytes.byteLength;
	if (walk.position + length > fileEnd) {
		const left = fileEnd - walk.position;
		throw new InputError(`${walk.sourceName}: truncated ONNX file: ${walk.path.join(".") || "the model"} at byte ${walk.position} needs ${length} more bytes, ${left} are left.`, { advice: "Copy or download it again, or export it again; a full disk or a broken upload does this." });
	}
	throw malformed(walk, `${length} bytes at byte ${walk.position} reach beyond their message, which ends at byte ${end}`);
}
function malformed(walk, what) {
	const place = walk.path.length === 0 ? "" : ` in ${abbreviate(walk.path)}`;
	return new InputError(`${walk.sourceName}: not a valid ONNX file: ${what}${place}.`, { advice: "Check that this file is an ONNX model, and export it again if it is." });
}
function abbreviate(path) {
	return path.length > 12 ? `${path.slice(0, 6).join(".")}…${path.slice(-6).join(".")}` : path.join(".");
}
/** Field table of a message type, made once; types refer to each other in circles. */
function fieldTable(message) {
	const known = fieldsOf.get(message);
	if (known !== void 0) return known;
	const fields = /* @__PURE__ */ new Map();
	fieldsOf.set(message, fields);
	for (const field of message.fields) {
		const inner = field.message;
		const wireType = wireTypeOf(field);
		fields.set(field.number, {
			name: field.name,
			wireType,
			packable: field.fieldKind === "list" && wireType !== delimited,
			message: inner === void 0 ? void 0 : fieldTable(inner)
		});
	}
	return fields;
}
const delimitedTypes = /* @__PURE__ */ new Set([ScalarType.STRING, ScalarType.BYTES]);
const bit32Types = /* @__PURE__ */ new Set([
	ScalarType.FLOAT,
	ScalarType.FIXED32,
	ScalarType.SFIXED32
]);
const bit64Types = /* @__PURE__ */ new Set([
	ScalarType.DOUBLE,
	ScalarType.FIXED64,
	ScalarType.SFIXED64
]);
function wireTypeOf({ scalar, message }) {
	if (message !== void 0 || scalar !== void 0 && delimitedTypes.has(scalar)) return delimited;
	if (scalar !== void 0 && bit32Types.has(scalar)) return bit32;
	return scalar !== void 0 && bit64Types.has(scalar) ? bit64 : varint;
}

// src/onnx/decode.ts
/** The structure of a file is read in pieces of this size. */
const windowBytes = 65536;
/**
* Decodes and checks an ONNX model. `raw_data` fields are views into `bytes`, which must therefore stay unchanged;
* unknown fields are kept. Model-local functions are still in place: see `inlineFunctions`.
*
* Afterwards these hold, in the graph and in every subgraph: nodes are in topological order, every name that is read
* has exactly one producer in scope, initializers have plausible dimensions and as many bytes as these say. A name
* inside a subgraph may still hide one of the same name outside (inputs and initializers may, ONNX allows it).
*
* `sourceName` names the file in messages. Throws InputError for whatever is not such a model.
*/
function decodeModel(bytes, sourceName) {
	checkSize(bytes.byteLength, sourceName);
	return parseAndCheck(bytes, sourceName);
}
/**
* Like `decodeModel`, but reads only the structure of the file: initializers with at least `keptWeightBytes` of
* raw_data, also in subgraphs, become external data at `location`, which must stand for the file itself. Time and
* memory then depend on the number of nodes, not on the weights. Throws InputError.
*/
function decodeStructure(source, sourceName, location) {
	checkSize(source.sizeBytes, sourceName);
	const bytes = new Uint8Array(source.sizeBytes);
	const model = parseAndCheck(bytes, sourceName, structureLoader(source, bytes));
	for (const { tensor, kind } of modelTensors(model)) {
		const { rawData } = tensor;
		if (kind === "initializer" && rawData.byteLength >= 262144) pointAt(tensor, {
			location,
			offsetBytes: rawData.byteOffset,
			lengthBytes: rawData.byteLength
		});
	}
	return model;
}
function structureLoader(source, bytes) {
	let loaded = 0;
	return {
		passOverBytes: keptWeightBytes,
		load(end) {
			const next = Math.min(bytes.byteLength, Math.max(end, loaded + windowBytes));
			source.read(loaded, bytes.subarray(loaded, next));
			loaded = next;
			return loaded;
		},
		passOver(position) {
			loaded = Math.max(loaded, position);
		}
	};
}
function parseAndCheck(bytes, sourceName, loader) {
	const model = parseModel(bytes, sourceName, loader);
	if (model.graph === void 0) throw notAModel(bytes, sourceName, "it holds no graph");
	if (model.trainingInfo.length > 0) throw new InputError(`${sourceName}: this is a training model (it has training_info).`, { advice: "Export the model in eval mode, without training information." });
	checkVersions(model, sourceName);
	checkFunctions(model.functions, sourceName);
	checkGraph(model.graph, sourceName);
	return model;
}
/** Version of the default operator set that the imports state; undefined when they state none. */
function defaultOpset(imports) {
	const stated = imports.find(({ domain }) => isDefaultDomain(domain));
	return stated === void 0 ? void 0 : Number(stated.version);
}
/** True for the operators of ONNX itself; their domain is written in two ways. */
function isDefaultDomain(domain) {
	return domain === "" || domain === "ai.onnx";
}
function checkSize(sizeBytes, sourceName) {
	if (sizeBytes > maxModelBytes) throw new InputError(`${sourceName}: ${sizeBytes} bytes; an ONNX file can hold at most ${maxModelBytes} (2 GiB, a limit of protobuf).`, { advice: "Save its weights as external data (onnx.save with save_as_external_data=True)." });
}
function parseModel(bytes, sourceName, loader) {
	try {
		checkWireFormat(bytes, ModelProtoSchema, sourceName, loader);
	} catch (error) {
		throw foreignFile(bytes) === void 0 ? error : notAModel(bytes, sourceName, "");
	}
	try {
		return fromBinary(ModelProtoSchema, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	} catch (error) {
		throw new InputError(`${sourceName}: not a valid ONNX file: ${error.message}.`, {
			advice: "Export the model again.",
			cause: error
		});
	}
}
function notAModel(bytes, sourceName, otherwise) {
	const foreign = foreignFile(bytes);
	return foreign === void 0 ? new InputError(`${sourceName}: not an ONNX model: ${otherwise}.`, { advice: "Check the path, and export the model again if it is the right one." }) : new InputError(`${sourceName}: not an ONNX model but ${foreign.what}.`, { advice: foreign.advice });
}
function checkVersions(model, sourceName) {
	const { irVersion, opsetImport } = model;
	if (irVersion < 1n) throw new InputError(`${sourceName}: the model states no ir_version.`, { advice: "Export the model again." });
	if (irVersion > BigInt(13)) throw new InputError(`${sourceName}: ir_version ${irVersion} is newer than ${13}, the newest that ONNX Runtime 1.30 loads.`, { advice: "Export with an older opset, or set model.ir_version when the model uses nothing newer." });
	checkImports(opsetImport, sourceName);
	const opset = defaultOpset(opsetImport);
	if (opset === void 0) throw new InputError(`${sourceName}: the model imports no version of the ONNX operators (domain ai.onnx).`, { advice: "Export the model again." });
	if (opset < 11 || opset > 26) throw new InputError(`${sourceName}: opset ${opset} is not supported; ${11} to ${26} are.`, { advice: opset < 11 ? "Export again with a newer opset_version, or convert it with onnx.version_converter." : "Export again with an older opset_version." });
}
/** A domain that is imported twice at different versions: ONNX Runtime takes one of them without a word. */
function checkImports(imports, where) {
	const versions = /* @__PURE__ */ new Map();
	for (const { domain, version } of imports) {
		const key = isDefaultDomain(domain) ? "" : domain;
		const other = versions.get(key);
		if (other !== void 0 && other !== version) throw new InputError(`${where}: operator domain ${quote(key || "ai.onnx")} is imported at versions ${other} and ${version}.`, { advice: "Export the model again." });
		versions.set(key, version);
	}
}
function checkFunctions(functions, sourceName) {
	const seen = /* @__PURE__ */ new Set();
	for (const definition of functions) {
		const { domain, name, overload } = definition;
		const where = `${sourceName}: function ${quote(name)} of domain ${quote(domain)}`;
		if (name === "") throw new InputError(`${sourceName}: a model-local function has no name.`, { advice: "Export again." });
		const key = JSON.stringify([
			domain,
			name,
			overload
		]);
		if (seen.has(key)) throw new InputError(`${where} is defined twice.`, { advice: "Export the model again." });
		seen.add(key);
		checkImports(definition.opsetImport, where);
		checkFunction(definition, where);
	}
}

export { namesRead as a, isDefaultDomain as i, decodeStructure as n, subgraphsOf as o, defaultOpset as r, modelTensors as s, decodeModel as t };