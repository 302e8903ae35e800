import { i as InputError } from "./errors.js";
import { t as copyMessage } from "./message-copy.js";
import { $ as localMessageMapper, D as elementSizeBytes, H as GraphProtoSchema, O as isFloat, T as elementCount, U as ModelProtoSchema, V as FunctionProtoSchema, W as NodeProtoSchema, b as checkElements, c as decodeFloats, d as blockElements, et as BinaryWriter, it as ScalarType, p as gatherThresholdBytes, q as TensorProtoSchema, rt as protoInt64, tt as WireType, v as maxModelBytes, z as AttributeProtoSchema } from "./attributes.js";

// node_modules/@bufbuild/protobuf/dist/esm/reflect/error.js
var FieldError = class extends Error {
	constructor(fieldOrOneof, message, name = "FieldValueInvalidError") {
		super(message);
		this.name = name;
		this.field = () => fieldOrOneof;
	}
};

// node_modules/@bufbuild/protobuf/dist/esm/to-binary.js
const IMPLICIT = 2;
const LEGACY_REQUIRED = 3;
const writeDefaults = { writeUnknownFields: true };
function makeWriteOptions(options) {
	return options ? Object.assign(Object.assign({}, writeDefaults), options) : writeDefaults;
}
function toBinary(schema, message, options) {
	const writer = new BinaryWriter();
	compiledWriter(schema)(writer, makeWriteOptions(options), message);
	return writer.finish();
}
const compiledWriters = /* @__PURE__ */ new WeakMap();
/**
* Return the compiled encoder for a message, compiling it on first use.
*/
function compiledWriter(desc) {
	let compiled = compiledWriters.get(desc);
	if (compiled === void 0) compiled = compileMessage(desc);
	return compiled;
}
function compileMessage(desc) {
	const typeName = desc.typeName;
	const sortedFields = desc.fields.concat().sort((a, b) => a.number - b.number);
	const foreignField = sortedFields[0];
	const fieldWriters = [];
	const compiled = (writer, opts, message) => {
		if (message.$typeName !== typeName && foreignField !== void 0) throw new FieldError(foreignField, `cannot use ${foreignField} with message ${message.$typeName}`, "ForeignFieldError");
		for (let i = 0; i < fieldWriters.length; i++) fieldWriters[i](writer, opts, message);
		const unknown = message.$unknown;
		if (unknown !== void 0 && opts.writeUnknownFields) for (let i = 0; i < unknown.length; i++) {
			const { no, wireType, data } = unknown[i];
			writer.tag(no, wireType).raw(data);
		}
	};
	compiledWriters.set(desc, compiled);
	for (const field of sortedFields) fieldWriters.push(compileField(field));
	return compiled;
}
function compileField(field) {
	switch (field.fieldKind) {
		case "message":
		case "scalar":
		case "enum": return compileSingularField(field);
		case "list": return compileListField(field);
		case "map": return compileMapField(field);
	}
}
/**
* Compile an encoder for a singular field: the presence check, and the
* value encoder.
*/
function compileSingularField(field) {
	const writeValue = compileSingularValue(field);
	const localName = field.localName;
	if (field.oneof) {
		const oneofLocalName = field.oneof.localName;
		return (writer, opts, message) => {
			const oneof = message[oneofLocalName];
			if (oneof.case === localName) writeValue(writer, opts, oneof.value);
		};
	}
	if (field.presence != IMPLICIT) {
		const requiredError = field.presence == LEGACY_REQUIRED ? `cannot encode ${field} to binary: required field not set` : void 0;
		return (writer, opts, message) => {
			const value = message[localName];
			if (value !== void 0 && Object.prototype.hasOwnProperty.call(message, localName)) writeValue(writer, opts, value);
			else if (requiredError !== void 0) throw new Error(requiredError);
		};
	}
	if (field.fieldKind == "enum") {
		const zero = field.enum.values[0].number;
		return (writer, opts, message) => {
			const value = message[localName];
			if (value !== zero) writeValue(writer, opts, value);
		};
	}
	switch (field.scalar) {
		case ScalarType.BOOL: return (writer, opts, message) => {
			const value = message[localName];
			if (value !== false) writeValue(writer, opts, value);
		};
		case ScalarType.STRING: return (writer, opts, message) => {
			const value = message[localName];
			if (value !== "") writeValue(writer, opts, value);
		};
		case ScalarType.BYTES: return (writer, opts, message) => {
			const value = message[localName];
			if (!(value instanceof Uint8Array) || value.byteLength > 0) writeValue(writer, opts, value);
		};
		case ScalarType.DOUBLE:
		case ScalarType.FLOAT: return (writer, opts, message) => {
			const value = message[localName];
			if (!Object.is(value, 0)) writeValue(writer, opts, value);
		};
		default: return (writer, opts, message) => {
			const value = message[localName];
			if (value != 0) writeValue(writer, opts, value);
		};
	}
}
/**
* Compile an encoder for the value of a singular field, including the tag.
*/
function compileSingularValue(field) {
	switch (field.fieldKind) {
		case "message": {
			const { toMessage } = localMessageMapper(field);
			const writeChild = compileChildWriter(field);
			return (writer, opts, value) => {
				writeChild(writer, opts, toMessage(value));
			};
		}
		case "scalar":
		case "enum": {
			const scalarType = field.fieldKind == "enum" ? ScalarType.INT32 : field.scalar;
			const fieldNo = field.number;
			const wireType = writeTypeOfScalar(scalarType);
			const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
			return (writer, opts, value) => {
				writer.tag(fieldNo, wireType);
				writeScalar(writer, value);
			};
		}
	}
}
function compileListField(field) {
	const localName = field.localName;
	const fieldNo = field.number;
	switch (field.listKind) {
		case "message": {
			const { toMessage } = localMessageMapper(field);
			const writeChild = compileChildWriter(field);
			return (writer, opts, message) => {
				const items = message[localName];
				for (let i = 0; i < items.length; i++) writeChild(writer, opts, toMessage(items[i]));
			};
		}
		case "scalar":
		case "enum": {
			const scalarType = field.listKind == "enum" ? ScalarType.INT32 : field.scalar;
			const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
			if (field.packed) return (writer, opts, message) => {
				const items = message[localName];
				if (items.length == 0) return;
				writer.tag(fieldNo, WireType.LengthDelimited).fork();
				for (let i = 0; i < items.length; i++) writeScalar(writer, items[i]);
				writer.join();
			};
			const wireType = writeTypeOfScalar(scalarType);
			return (writer, opts, message) => {
				const items = message[localName];
				for (let i = 0; i < items.length; i++) {
					writer.tag(fieldNo, wireType);
					writeScalar(writer, items[i]);
				}
			};
		}
	}
}
function compileMapField(field) {
	const localName = field.localName;
	const fieldNo = field.number;
	const writeKey = compileMapKey(field);
	if (field.mapKind == "message") {
		const { toMessage } = localMessageMapper(field);
		const writeMessage = compiledWriter(field.message);
		return (writer, opts, message) => {
			const record = message[localName];
			const keys = Object.keys(record);
			for (let i = 0; i < keys.length; i++) {
				const key = keys[i];
				writer.tag(fieldNo, WireType.LengthDelimited).fork();
				writeKey(writer, key);
				writer.tag(2, WireType.LengthDelimited).fork();
				writeMessage(writer, opts, toMessage(record[key]));
				writer.join();
				writer.join();
			}
		};
	}
	const scalarType = field.mapKind == "enum" ? ScalarType.INT32 : field.scalar;
	const valueWireType = writeTypeOfScalar(scalarType);
	const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
	return (writer, opts, message) => {
		const record = message[localName];
		const keys = Object.keys(record);
		for (let i = 0; i < keys.length; i++) {
			const key = keys[i];
			writer.tag(fieldNo, WireType.LengthDelimited).fork();
			writeKey(writer, key);
			writer.tag(2, valueWireType);
			writeScalar(writer, record[key]);
			writer.join();
		}
	};
}
/**
* Compile an encoder for a map key. Map keys are stored as object keys and
* are always strings locally. Convert them to their scalar type before
* writing, like the reflect API does when iterating map entries.
*/
function compileMapKey(field) {
	const wireType = writeTypeOfScalar(field.mapKey);
	const writeScalar = compileScalarValue(field.mapKey, field.parent.typeName, field.name);
	const convertKey = compileMapKeyConverter(field.mapKey);
	return (writer, key) => {
		writer.tag(1, wireType);
		writeScalar(writer, convertKey(key));
	};
}
/**
* Returns a converter from an object key (always a string) to the closest
* possible type for the map key type. Invalid keys are passed through to
* the scalar writer, which raises an error for them.
*/
function compileMapKeyConverter(type) {
	switch (type) {
		case ScalarType.STRING: return (key) => key;
		case ScalarType.BOOL: return (key) => key === "true" ? true : key === "false" ? false : key;
		case ScalarType.UINT64:
		case ScalarType.FIXED64: return (key) => {
			try {
				return protoInt64.uParse(key);
			} catch (_a) {
				return key;
			}
		};
		case ScalarType.INT64:
		case ScalarType.SFIXED64:
		case ScalarType.SINT64: return (key) => {
			try {
				return protoInt64.parse(key);
			} catch (_a) {
				return key;
			}
		};
		default: return (key) => {
			const n = Number.parseInt(key);
			return Number.isFinite(n) ? n : key;
		};
	}
}
/**
* Compile an encoder for a bare scalar value (no tag), wrapping errors from
* the writer with the message and field name.
*/
function compileScalarValue(type, messageName, fieldName) {
	const writeScalar = compileScalarWrite(type);
	return (writer, value) => {
		try {
			writeScalar(writer, value);
		} catch (e) {
			if (e instanceof Error) throw new Error(`cannot encode field ${messageName}.${fieldName} to binary: ${e.message}`);
			throw e;
		}
	};
}
function compileScalarWrite(type) {
	switch (type) {
		case ScalarType.STRING: return (writer, value) => writer.string(value);
		case ScalarType.BOOL: return (writer, value) => writer.bool(value);
		case ScalarType.DOUBLE: return (writer, value) => writer.double(value);
		case ScalarType.FLOAT: return (writer, value) => writer.float(value);
		case ScalarType.INT32: return (writer, value) => writer.int32(value);
		case ScalarType.INT64: return (writer, value) => writer.int64(value);
		case ScalarType.UINT64: return (writer, value) => writer.uint64(value);
		case ScalarType.FIXED64: return (writer, value) => writer.fixed64(value);
		case ScalarType.BYTES: return (writer, value) => writer.bytes(value);
		case ScalarType.FIXED32: return (writer, value) => writer.fixed32(value);
		case ScalarType.SFIXED32: return (writer, value) => writer.sfixed32(value);
		case ScalarType.SFIXED64: return (writer, value) => writer.sfixed64(value);
		case ScalarType.SINT64: return (writer, value) => writer.sint64(value);
		case ScalarType.UINT32: return (writer, value) => writer.uint32(value);
		case ScalarType.SINT32: return (writer, value) => writer.sint32(value);
	}
}
/**
* Compile an encoder for the wire format of a message field, honoring the
* delimited encoding of the field. The tag is written by the encoder.
*/
function compileChildWriter(field) {
	const fieldNo = field.number;
	const writeMessage = compiledWriter(field.message);
	if (field.delimitedEncoding) return (writer, opts, child) => {
		writer.tag(fieldNo, WireType.StartGroup);
		writeMessage(writer, opts, child);
		writer.tag(fieldNo, WireType.EndGroup);
	};
	return (writer, opts, child) => {
		writer.tag(fieldNo, WireType.LengthDelimited).fork();
		writeMessage(writer, opts, child);
		writer.join();
	};
}
function writeTypeOfScalar(type) {
	switch (type) {
		case ScalarType.BYTES:
		case ScalarType.STRING: return WireType.LengthDelimited;
		case ScalarType.DOUBLE:
		case ScalarType.FIXED64:
		case ScalarType.SFIXED64: return WireType.Bit64;
		case ScalarType.FIXED32:
		case ScalarType.SFIXED32:
		case ScalarType.FLOAT: return WireType.Bit32;
		default: return WireType.Varint;
	}
}

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

export { toBinary as a, encodedSizeBytes as i, encodeModel as n, encodePieces as r, asFloat32Tensor as t };