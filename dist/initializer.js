import { C as TensorProto_DataLocation, S as TensorProtoSchema, f as packedSizeBytes, j as create, l as dataTypeNumber, p as typedFieldLength, s as maxTensorElements, u as dataTypeOf, x as StringStringEntryProtoSchema } from "./limits.js";
import { i as InputError } from "./errors.js";
import { i as storedTensor, s as memorySource } from "./stored-tensor.js";
import { n as formatShape, r as elementSizeBytes, t as elementCount } from "./tensor.js";

// src/onnx/label.ts
/** Longest name that a message quotes in full; exporters reach 200 with module paths. */
const longestName = 240;
/** A name from a file, fit for a one-line message: quoted, control characters escaped, cut when absurdly long. */
function quote(name) {
	return JSON.stringify(name.length > longestName ? `${name.slice(0, longestName)}…` : name);
}
/** A node for messages: its name, else its first output, with the operator. */
function nodeLabel(node) {
	const operator = quote(node.opType).slice(1, -1);
	if (node.name !== "") return `node ${quote(node.name)} (${operator})`;
	const output = node.output.find((name) => name !== "");
	return output === void 0 ? `a nameless ${operator} node` : `the ${operator} node of ${quote(output)}`;
}

// src/onnx/external-data.ts
/** True when the bytes of the tensor are in another file than the model. */
function isExternal(tensor) {
	return tensor.dataLocation === TensorProto_DataLocation.EXTERNAL;
}
/**
* Reads the `external_data` entries of a tensor. `where` names model and tensor in messages.
*
* Throws InputError when the location is missing or leads out of the model's folder, or when offset or length is not
* a whole number of bytes. Keys of other meaning (`checksum`, `basepath` of old exporters) are ignored.
*/
function externalLocation(tensor, where) {
	const entries = /* @__PURE__ */ new Map();
	for (const { key, value } of tensor.externalData) {
		if (entries.has(key)) throw new InputError(`${where} states its external data's ${quote(key)} twice.`, { advice: reexport$1 });
		entries.set(key, value);
	}
	const location = entries.get("location");
	if (location === void 0) throw new InputError(`${where} is external data without a location.`, { advice: reexport$1 });
	return {
		location: checkLocation(location, where),
		offsetBytes: byteCount(entries.get("offset"), "offset", where) ?? 0,
		lengthBytes: byteCount(entries.get("length"), "length", where)
	};
}
/** Makes a tensor external: its bytes are those at `place` from then on. Changes `tensor`. */
function pointAt(tensor, place) {
	const entry = (key, value) => create(StringStringEntryProtoSchema, {
		key,
		value: String(value)
	});
	tensor.externalData = [
		entry("location", place.location),
		entry("offset", place.offsetBytes),
		entry("length", place.lengthBytes)
	];
	tensor.dataLocation = TensorProto_DataLocation.EXTERNAL;
	tensor.rawData = /* @__PURE__ */ new Uint8Array(0);
}
const reexport$1 = "Export the model again, or save it again with onnx.save.";
/**
* Checks by its text alone that a location stays in the model's folder, and returns it with `./` and doubled slashes
* removed. Whoever opens the file checks again after resolving links.
*/
function checkLocation(location, where) {
	const reason = escapeReason(location);
	if (reason !== void 0) throw new InputError(`${where}: its external data is at ${quote(location)}, ${reason}.`, { advice: "External data must lie in the model's folder or below it; save the model again with a plain file name." });
	const parts = location.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.length === 0) throw new InputError(`${where}: its external data is at ${quote(location)}, which is a folder.`, { advice: reexport$1 });
	return parts.join("/");
}
/** True when a file of this name can be an external location. */
function isLocation(fileName) {
	return escapeReason(fileName) === void 0;
}
/** Why a location may not be followed, or undefined. Backslashes separate folders on Windows, so none are taken. */
function escapeReason(location) {
	if (location === "") return "an empty path";
	if (location.includes("\0")) return "a path with a NUL character";
	if (location.startsWith("/")) return "an absolute path";
	if (location.includes("\\")) return "a path with a backslash";
	if (/^[A-Za-z]:/.test(location)) return "a path with a drive letter";
	if (location.split("/").includes("..")) return "a path with \"..\"";
}
function byteCount(text, key, where) {
	if (text === void 0) return;
	const count = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
	if (!Number.isSafeInteger(count)) throw new InputError(`${where}: its external data has ${key} ${quote(text)}, not a number of bytes.`, { advice: reexport$1 });
	return count;
}

// src/onnx/tensor-check.ts
const typedFields = [
	"floatData",
	"int32Data",
	"int64Data",
	"doubleData",
	"uint64Data",
	"stringData"
];
const reexport = "The file is damaged or its exporter has a fault: export the model again.";
/**
* Dimensions of a tensor as numbers. Throws InputError for a negative dimension, too many of them, or more elements
* than can be addressed (the product is taken exactly: plausible dimensions can multiply to anything).
*/
function tensorShape(dims, where) {
	if (dims.length > 64) throw new InputError(`${where} has ${dims.length} dimensions; at most ${64} can be handled.`, { advice: reexport });
	const negative = dims.find((size) => size < 0n);
	if (negative !== void 0) throw new InputError(`${where} has the negative dimension ${negative}.`, { advice: reexport });
	const count = dims.reduce((product, size) => product * size, 1n);
	const largest = dims.reduce((most, size) => size > most ? size : most, 0n);
	if (count > BigInt(maxTensorElements) || largest > BigInt(maxTensorElements)) throw new InputError(`${where} claims ${dims.join(" x ")} elements, more than any file holds.`, { advice: reexport });
	return dims.map(Number);
}
/** Element type of a tensor. Throws InputError when it is UNDEFINED or not known. */
function tensorDataType(dataType, where) {
	const type = dataTypeOf(dataType);
	if (type === void 0) throw new InputError(`${where} has element type ${dataType}, which ${unknownType(dataType)}.`, { advice: dataType === 0 ? reexport : "Export the model again with the element types of ONNX 1.20 or earlier." });
	return type;
}
function unknownType(dataType) {
	return dataType === 0 ? "means that none was set" : "this program does not know";
}
/**
* Checks that a tensor is stored in exactly one way and that this holds as many elements as its dimensions say.
* Of external data only the statement is checked; the file is checked when it is opened.
*/
function checkTensor(tensor, where) {
	const shape = tensorShape(tensor.dims, where);
	const type = tensorDataType(tensor.dataType, where);
	if (tensor.segment !== void 0) throw new InputError(`${where} is one segment of a tensor; no runtime puts segments together.`, { advice: reexport });
	const count = shape.reduce((product, size) => product * size, 1);
	const filled = typedFields.filter((field) => tensor[field].length > 0);
	const hasRawData = tensor.rawData.byteLength > 0;
	if (isExternal(tensor)) {
		if (hasRawData || filled.length > 0) throw new InputError(`${where} is external data, yet holds data in the model as well.`, { advice: reexport });
		checkExternalLength(tensor, type, count, where);
	} else if (hasRawData) {
		if (filled.length > 0) throw new InputError(`${where} is stored twice, as raw_data and in a typed field.`, { advice: reexport });
		checkRawSize(tensor, type, count, where);
	} else checkTypedField(tensor, type, count, filled, where);
}
function checkExternalLength(tensor, type, count, where) {
	if (type.name === "STRING") throw new InputError(`${where} holds texts as external data, which ONNX does not allow.`, { advice: reexport });
	const { lengthBytes } = externalLocation(tensor, where);
	const expected = packedSizeBytes(type, count);
	if (lengthBytes !== void 0 && lengthBytes !== expected) throw new InputError(`${where}: ${shapeAndType(tensor, type)} takes ${expected} bytes, but its external data has length ${lengthBytes}.`, { advice: reexport });
}
function checkRawSize(tensor, type, count, where) {
	if (type.name === "STRING") throw new InputError(`${where} holds texts as raw_data, which ONNX does not allow.`, { advice: reexport });
	const expected = packedSizeBytes(type, count);
	if (tensor.rawData.byteLength !== expected) throw new InputError(`${where}: ${shapeAndType(tensor, type)} takes ${expected} bytes, but raw_data has ${tensor.rawData.byteLength}.`, { advice: reexport });
}
function checkTypedField(tensor, type, count, filled, where) {
	const expected = typedFieldLength(type, count);
	const stray = filled.find((field) => field !== type.typedField);
	if (stray !== void 0) throw new InputError(`${where}: ${type.name} elements do not belong in ${protoName(stray)}.`, { advice: reexport });
	const actual = tensor[type.typedField].length;
	if (actual !== expected) throw new InputError(`${where}: ${shapeAndType(tensor, type)} takes ${expected} entries, but ${protoName(type.typedField)} has ${actual}.`, { advice: reexport });
}
function shapeAndType(tensor, type) {
	return `${tensor.dims.length === 0 ? "scalar" : tensor.dims.join("x")} ${type.name}`;
}
/** `int32Data` is called `int32_data` in onnx.proto, which is what people can look up. */
function protoName(field) {
	return field.replace(/Data$/, "_data");
}

// src/onnx/initializer.ts
/**
* Reads a TensorProto, whatever its storage form: raw_data (a view, nothing is copied), a typed field (converted
* once, when called) or external data (read window by window through `openExternal`). float16 and bfloat16 come as
* their 16-bit codes, as in every Tensor.
*
* Throws InputError, naming the tensor, for element types that no tensor here can have (strings, complex numbers,
* floats and integers below 8 bits, 8-bit floats), sizes that disagree, values beyond the element type, and external
* data that is missing, too short, or not to be had because no `openExternal` was given.
*/
function readInitializer(tensor, openExternal) {
	const where = `tensor ${quote(tensor.name)}`;
	checkTensor(tensor, where);
	const shape = tensorShape(tensor.dims, where);
	const type = tensorDataType(tensor.dataType, where);
	const { dtype } = type;
	if (dtype === void 0) throw new InputError(`${where} has ${type.name} elements, which can't be read as numbers here.`, { advice: "FLOAT, DOUBLE, FLOAT16, BFLOAT16, BOOL and the integers of 8 bits and more can be." });
	if (isExternal(tensor)) {
		const location = externalLocation(tensor, where);
		const source = openExternalBytes(location, packedSizeBytes(type, elementCount(shape)), where, openExternal);
		return storedTensor(dtype, shape, source, location.offsetBytes);
	}
	return storedTensor(dtype, shape, memorySource(where, tensorBytes(tensor)), 0);
}
function openExternalBytes(location, sizeBytes, where, openExternal) {
	if (openExternal === void 0) throw new InputError(`${where} is external data (${quote(location.location)}), but only the model's bytes are here.`, { advice: "Give the model as a file beside its data." });
	const source = openExternal(location, where);
	checkExternalSize(location, sizeBytes, source.sizeBytes, where);
	return source;
}
/** Checks that the bytes of a tensor lie inside its file. Throws InputError with both sizes. */
function checkExternalSize(location, sizeBytes, fileSizeBytes, where) {
	if (location.offsetBytes + sizeBytes > fileSizeBytes) throw new InputError(`${where} takes ${sizeBytes} bytes of ${quote(location.location)} from byte ${location.offsetBytes} on, but that file has ${fileSizeBytes} bytes.`, { advice: "The data file is truncated or belongs to another export: copy or export both again." });
}
/**
* The elements of a tensor that is in the model itself, in the layout of raw_data: C order, little-endian, elements
* below 8 bits packed. A view where raw_data is used. The tensor must have passed `checkTensor` and hold no texts.
* Throws InputError for a value that its element type cannot hold.
*/
function tensorBytes(tensor) {
	if (tensor.rawData.byteLength > 0) return tensor.rawData;
	const where = `tensor ${quote(tensor.name)}`;
	const type = tensorDataType(tensor.dataType, where);
	switch (type.typedField) {
		case "floatData": return bytesOf(Float32Array.from(tensor.floatData));
		case "doubleData": return bytesOf(Float64Array.from(tensor.doubleData));
		case "int64Data": return bytesOf(BigInt64Array.from(tensor.int64Data));
		case "uint64Data": return type.bits === 32 ? bytesOf(Uint32Array.from(tensor.uint64Data, (value) => inRange(Number(value), 0, 2 ** 32 - 1, type, where))) : bytesOf(BigUint64Array.from(tensor.uint64Data));
		case "int32Data": return int32DataBytes(tensor.int32Data, type, where);
		default: throw new InputError(`${where} holds texts, which have no bytes in raw_data.`);
	}
}
/**
* int32_data holds one element per entry: integers as they are, bool as 0 or 1, 16-bit and 8-bit floats as their
* codes; below 8 bits one packed byte per entry.
*/
function int32DataBytes(values, type, where) {
	const signedBits = type.name.startsWith("INT") && type.bits >= 8 ? type.bits : void 0;
	const unsignedMost = type.name === "BOOL" ? 1 : 2 ** Math.max(type.bits, 8) - 1;
	const [least, most] = signedBits === void 0 ? [0, unsignedMost] : [-(2 ** (signedBits - 1)), 2 ** (signedBits - 1) - 1];
	const check = (value) => inRange(value, least, most, type, where);
	if (type.bits === 32) return bytesOf(Int32Array.from(values));
	return bytesOf(type.bits === 16 ? Uint16Array.from(values, check) : Uint8Array.from(values, check));
}
function inRange(value, least, most, type, where) {
	if (value < least || value > most) throw new InputError(`${where} holds ${value}, beyond the range of ${type.name} (${least} to ${most}).`, { advice: "The file is damaged or its exporter has a fault: export the model again." });
	return value;
}
function bytesOf(array) {
	return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
/**
* A TensorProto over `values` (little-endian elements of `dtype` in C order; float16 and bfloat16 as Uint16Array codes,
* bool as one byte each). Their bytes are not copied. `name` may be empty for the value of an attribute.
* Throws RangeError when the size does not fit the shape: a defect of the caller.
*/
function tensorProto(name, dtype, shape, values) {
	const expected = elementCount(shape) * elementSizeBytes[dtype];
	if (values.byteLength !== expected) throw new RangeError(`tensor ${quote(name)}: ${values.byteLength} bytes for ${formatShape(shape)} ${dtype}, which takes ${expected}`);
	return create(TensorProtoSchema, {
		name,
		dataType: dataTypeNumber(dtype),
		dims: shape.map(BigInt),
		rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
	});
}

export { checkTensor as a, isExternal as c, nodeLabel as d, quote as f, tensorProto as i, isLocation as l, readInitializer as n, checkLocation as o, tensorBytes as r, externalLocation as s, checkExternalSize as t, pointAt as u };