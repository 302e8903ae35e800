import { i as InputError } from "./errors.js";
import { i as isFloat, r as elementSizeBytes, t as elementCount } from "./tensor.js";
import { S as TensorProtoSchema, _ as GraphProtoSchema, g as FunctionProtoSchema, m as AttributeProtoSchema, o as maxModelBytes, t as gatherThresholdBytes, v as ModelProtoSchema, y as NodeProtoSchema } from "./limits.js";
import { t as toBinary } from "./to-binary.js";
import { t as checkElements } from "./stored-tensor.js";
import { t as copyMessage } from "./message-copy.js";
import { a as blockElements, n as decodeFloats } from "./decode-floats.js";

// src/onnx/encode.ts
/** Field numbers of onnx.proto on the way from a model to the bytes of its tensors. */
const modelGraph = 7;
const modelFunctions = 25;
const graphNode = 1;
const graphInitializer = 5;
const nodeAttribute = 5;
const functionNode = 7;
const attributeTensor = 5;
const attributeGraph = 6;
const attributeTensors = 10;
const attributeGraphs = 11;
const tensorRawData = 9;
/** Wire type 2: a length, then that many bytes. */
const lengthDelimited = 2;
/**
* Encodes a model as the pieces of its file, to be written one after the other. Large `raw_data` (also in subgraphs,
* functions and attributes) is never copied: its pieces are the very arrays of the model. Field order may differ from
* the file that was decoded; the meaning is the same, unknown fields included.
*
* Throws InputError when the result would exceed the 2 GiB that protobuf can hold: see `moveWeights`.
*/
function encodeModel(model) {
	const pieces = encodePieces(model);
	const sizeBytes = encodedSizeBytes(pieces);
	if (sizeBytes > maxModelBytes) throw new InputError(`the model takes ${sizeBytes} bytes, but protobuf stops at ${maxModelBytes} (2 GiB)`, { advice: "Keep its weights as external data." });
	return pieces;
}
/** Number of bytes that the pieces make together. */
function encodedSizeBytes(pieces) {
	return pieces.reduce((total, piece) => total + piece.byteLength, 0);
}
/** Like `encodeModel`, of whatever size: for writers that move weights out of a model that is too large. */
function encodePieces(model) {
	const holdsGraph = model.graph !== void 0 && isLargeGraph(model.graph);
	const holdsFunctions = model.functions.some(isLargeFunction);
	const head = copyMessage(model, {
		...holdsGraph ? { graph: void 0 } : {},
		...holdsFunctions ? { functions: [] } : {}
	});
	const pieces = [toBinary(ModelProtoSchema, head)];
	if (holdsGraph && model.graph !== void 0) pieces.push(...delimited(modelGraph, graphPieces(model.graph)));
	if (holdsFunctions) for (const definition of model.functions) pieces.push(...delimited(modelFunctions, functionPieces(definition)));
	return pieces;
}
function graphPieces(graph) {
	const head = copyMessage(graph, {
		node: [],
		initializer: []
	});
	const pieces = [toBinary(GraphProtoSchema, head)];
	const empty = bare(graph);
	appendRuns(pieces, graph.node, isLargeNode, graphNode, nodePieces, (node) => toBinary(GraphProtoSchema, copyMessage(empty, { node })));
	appendRuns(pieces, graph.initializer, isLargeTensor, graphInitializer, tensorPieces, (initializer) => toBinary(GraphProtoSchema, copyMessage(empty, { initializer })));
	return pieces;
}
function functionPieces(definition) {
	const pieces = [toBinary(FunctionProtoSchema, copyMessage(definition, { node: [] }))];
	const empty = bare(definition);
	appendRuns(pieces, definition.node, isLargeNode, functionNode, nodePieces, (node) => toBinary(FunctionProtoSchema, copyMessage(empty, { node })));
	return pieces;
}
function nodePieces(node) {
	const pieces = [toBinary(NodeProtoSchema, copyMessage(node, { attribute: [] }))];
	const empty = bare(node);
	appendRuns(pieces, node.attribute, isLargeAttribute, nodeAttribute, attributePieces, (attribute) => toBinary(NodeProtoSchema, copyMessage(empty, { attribute })));
	return pieces;
}
function attributePieces(attribute) {
	const head = copyMessage(attribute, {
		t: void 0,
		g: void 0,
		tensors: [],
		graphs: []
	});
	const pieces = [toBinary(AttributeProtoSchema, head)];
	if (attribute.t !== void 0) pieces.push(...delimited(attributeTensor, tensorPieces(attribute.t)));
	if (attribute.g !== void 0) pieces.push(...delimited(attributeGraph, graphPieces(attribute.g)));
	for (const tensor of attribute.tensors) pieces.push(...delimited(attributeTensors, tensorPieces(tensor)));
	for (const graph of attribute.graphs) pieces.push(...delimited(attributeGraphs, graphPieces(graph)));
	return pieces;
}
function tensorPieces(tensor) {
	if (!isLargeTensor(tensor)) return [toBinary(TensorProtoSchema, tensor)];
	return [toBinary(TensorProtoSchema, copyMessage(tensor, { rawData: void 0 })), ...delimited(tensorRawData, [tensor.rawData])];
}
/**
* Appends the elements of a repeated field in their order: large ones as pieces of their own, the runs of small ones
* between them in one go (one message per run, since a repeated field is the concatenation of its occurrences).
*/
function appendRuns(pieces, elements, isLarge, fieldNumber, encodeLarge, encodeRun) {
	let runStart = 0;
	const flush = (end) => {
		if (end > runStart) pieces.push(encodeRun(elements.slice(runStart, end)));
	};
	for (const [index, element] of elements.entries()) if (isLarge(element)) {
		flush(index);
		pieces.push(...delimited(fieldNumber, encodeLarge(element)));
		runStart = index + 1;
	}
	flush(elements.length);
}
/** The message type with nothing in it: own fields that are lists emptied, everything else dropped. */
function bare(message) {
	const copy = copyMessage(message);
	for (const [name, value] of Object.entries(copy)) {
		if (name === "$typeName") continue;
		if (Array.isArray(value) && name !== "$unknown") copy[name] = [];
		else delete copy[name];
	}
	return copy;
}
function delimited(fieldNumber, pieces) {
	return [lengthPrefix(fieldNumber, encodedSizeBytes(pieces)), ...pieces];
}
function lengthPrefix(fieldNumber, sizeBytes) {
	const bytes = [];
	appendVarint(bytes, fieldNumber * 8 + lengthDelimited);
	appendVarint(bytes, sizeBytes);
	return Uint8Array.from(bytes);
}
/** Arithmetic, not bit operations: sizes go beyond 32 bits before the 2 GiB check can refuse them. */
function appendVarint(bytes, value) {
	let rest = value;
	while (rest >= 128) {
		bytes.push(rest % 128 + 128);
		rest = Math.floor(rest / 128);
	}
	bytes.push(rest);
}
function isLargeTensor(tensor) {
	return tensor.rawData.byteLength >= gatherThresholdBytes;
}
function isLargeAttribute(attribute) {
	return attribute.t !== void 0 && isLargeTensor(attribute.t) || attribute.g !== void 0 && isLargeGraph(attribute.g) || attribute.tensors.some(isLargeTensor) || attribute.graphs.some(isLargeGraph);
}
function isLargeNode(node) {
	return node.attribute.some(isLargeAttribute);
}
function isLargeGraph(graph) {
	return graph.initializer.some(isLargeTensor) || graph.node.some(isLargeNode);
}
function isLargeFunction(definition) {
	return definition.node.some(isLargeNode);
}

// src/tensor/float32-tensor.ts
/**
* The tensor as float32, converted while it is read. float16 and bfloat16 widen exactly, float64 is rounded to
* nearest even, float32 is returned as it is. Other dtypes are refused: nothing rounds integers in silence.
*/
function asFloat32Tensor(tensor) {
	const { dtype, shape } = tensor;
	if (dtype === "float32") return tensor;
	if (!isFloat(dtype)) throw new InputError(`a tensor of ${dtype} can't be read as float32; only floating-point tensors can.`);
	const count = elementCount(shape);
	return {
		dtype: "float32",
		shape,
		read(start, into) {
			checkElements("tensor as float32", 4, count, start, into.length);
			if (elementSizeBytes[dtype] === 2 && into.byteOffset % 4 === 0) {
				const codes = into.subarray(into.length / 2);
				tensor.read(start, codes);
				decodeFloats(codes, dtype, new Float32Array(into.buffer, into.byteOffset, into.length / 4));
			} else readInBlocks(tensor, dtype, start, into);
		}
	};
}
/** For what can't be widened in place: float64, and memory at an odd address. */
function readInBlocks(tensor, dtype, start, into) {
	const count = into.length / 4;
	const values = new Float32Array(Math.min(count, blockElements));
	const raw = new Uint8Array(values.length * elementSizeBytes[dtype]);
	for (let done = 0; done < count; done += blockElements) {
		const length = Math.min(count - done, blockElements);
		const window = raw.subarray(0, length * elementSizeBytes[dtype]);
		tensor.read(start + done, window);
		decodeFloats(window, dtype, values.subarray(0, length));
		into.set(new Uint8Array(values.buffer, 0, length * 4), done * 4);
	}
}

export { encodedSizeBytes as i, encodeModel as n, encodePieces as r, asFloat32Tensor as t };