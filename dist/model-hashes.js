import { t as toBinary } from "./to-binary.js";
import { c as dataTypeName, f as packedSizeBytes, u as dataTypeOf, v as ModelProtoSchema } from "./limits.js";
import { c as isExternal, f as quote, r as tensorBytes, s as externalLocation } from "./initializer.js";
import { t as copyMessage } from "./message-copy.js";
import { s as modelTensors } from "./decode.js";
import { n as mapInitializers } from "./move-weights.js";
import { i as isFloat, t as elementCount } from "./tensor.js";
import { createHash } from "node:crypto";

// src/files/model-hashes.ts
/** Integer initializers up to this size are arguments such as shapes and axes, not weights. */
const argumentBytes = 1024;
/** Bytes are read in pieces of this size, which stays in the processor's cache. */
const windowBytes = 262144;
/**
* Hashes file, graph and weights apart. Reads every weight once, so it costs time with the model's size (some
* 1.5 GB/s where the processor has SHA instructions) but no memory.
*/
function hashModel(opened) {
	const hashing = {
		opened,
		window: new Uint8Array(windowBytes)
	};
	return {
		file: hashFile(hashing),
		graph: graphSha256(opened.model),
		weights: hashWeights(hashing)
	};
}
function hashFile({ opened: { file, sizeBytes }, window }) {
	const hash = createHash("sha256");
	hashRange(hash, file, {
		offset: 0,
		sizeBytes
	}, window);
	return hash.digest("hex");
}
function hashRange(hash, source, range, window) {
	for (let start = 0; start < range.sizeBytes; start += window.length) {
		const part = window.subarray(0, Math.min(window.length, range.sizeBytes - start));
		source.read(range.offset + start, part);
		hash.update(part);
	}
}
/** Hash of what the model computes but for its weights: texts for people (doc strings, metadata, producer) left out. */
function graphSha256(model) {
	const { graph } = model;
	const bare = copyMessage(model, {
		docString: void 0,
		producerName: void 0,
		producerVersion: void 0,
		modelVersion: void 0,
		metadataProps: [],
		graph: graph === void 0 ? void 0 : withoutTexts(mapInitializers(graph, withoutWeights)),
		functions: model.functions.map((definition) => copyMessage(definition, {
			docString: void 0,
			metadataProps: [],
			node: definition.node.map(nodeWithoutTexts)
		}))
	});
	return createHash("sha256").update(toBinary(ModelProtoSchema, bare)).digest("hex");
}
function withoutTexts(graph) {
	const named = (value) => copyMessage(value, {
		docString: void 0,
		metadataProps: []
	});
	return copyMessage(graph, {
		docString: void 0,
		metadataProps: [],
		valueInfo: [],
		input: graph.input.map(named),
		output: graph.output.map(named),
		node: graph.node.map(nodeWithoutTexts)
	});
}
function nodeWithoutTexts(node) {
	return copyMessage(node, {
		docString: void 0,
		metadataProps: [],
		attribute: node.attribute.map((attribute) => attribute.g === void 0 && attribute.graphs.length === 0 ? attribute : copyMessage(attribute, {
			...attribute.g === void 0 ? {} : { g: withoutTexts(attribute.g) },
			graphs: attribute.graphs.map(withoutTexts)
		}))
	});
}
function isArgument(tensor) {
	const type = dataTypeOf(tensor.dataType);
	if (type === void 0 || type.dtype === void 0 || isFloat(type.dtype) || isExternal(tensor)) return false;
	return packedSizeBytes(type, elementCount(tensor.dims.map(Number))) <= argumentBytes;
}
function withoutWeights(tensor) {
	const kept = copyMessage(tensor, {
		docString: void 0,
		metadataProps: [],
		externalData: []
	});
	if (isArgument(tensor)) return copyMessage(kept, {
		rawData: tensorBytes(tensor),
		int32Data: [],
		int64Data: [],
		uint64Data: []
	});
	return copyMessage(kept, {
		rawData: void 0,
		dataLocation: void 0,
		floatData: [],
		int32Data: [],
		int64Data: [],
		doubleData: [],
		uint64Data: [],
		stringData: []
	});
}
function hashWeights(hashing) {
	const hash = createHash("sha256");
	for (const { tensor, kind } of modelTensors(hashing.opened.model)) if (kind === "initializer" && !isArgument(tensor)) {
		hash.update(JSON.stringify([
			tensor.name,
			dataTypeName(tensor.dataType),
			tensor.dims.map(String)
		]));
		hashElements(hash, tensor, hashing);
	}
	return hash.digest("hex");
}
function hashElements(hash, tensor, hashing) {
	if (tensor.stringData.length > 0) for (const text of tensor.stringData) hash.update(`${text.byteLength}:`).update(text);
	else if (isExternal(tensor)) hashExternal(hash, tensor, hashing);
	else hash.update(tensorBytes(tensor));
}
function hashExternal(hash, tensor, { opened, window }) {
	const where = `tensor ${quote(tensor.name)}`;
	const location = externalLocation(tensor, where);
	const type = dataTypeOf(tensor.dataType);
	if (type === void 0) throw new TypeError(`${where} was not checked`);
	const sizeBytes = packedSizeBytes(type, elementCount(tensor.dims.map(Number)));
	const range = {
		offset: location.offsetBytes,
		sizeBytes
	};
	hashRange(hash, opened.openExternal(location, where), range, window);
}

export { hashModel as n, graphSha256 as t };