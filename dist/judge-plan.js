import { t as copyMessage } from "./message-copy.js";
import { F as dataTypeOf, L as packedSizeBytes, N as dataTypeName, O as isFloat, T as elementCount, U as ModelProtoSchema } from "./attributes.js";
import { a as toBinary } from "./float32-tensor.js";
import { d as externalLocation, f as isExternal, g as quote, s as tensorBytes } from "./data-movement.js";
import { E as modelTensors } from "./functions.js";
import { w as mapInitializers } from "./emulated.js";
import { I as judgeRun, M as compareRun, V as excessByOutput } from "./compose-overrides.js";
import { createHash } from "node:crypto";

// src/files/model-hashes.ts
/** Integer initializers up to this size are arguments such as shapes and axes, not weights. */
const argumentBytes = 1024;
/** External weights are hashed in pieces of this size. */
const windowBytes = 1 << 22;
/**
* Hashes file, graph and weights apart. Reads every weight once, so it costs time with the model's size (some
* 1.5 GB/s where the processor has SHA instructions) but no memory.
*/
function hashModel(opened) {
	return {
		file: hashFile(opened),
		graph: graphSha256(opened.model),
		weights: hashWeights(opened)
	};
}
function hashFile(opened) {
	const hash = createHash("sha256");
	hashRange(hash, opened.file, 0, opened.sizeBytes);
	return hash.digest("hex");
}
function hashRange(hash, source, offset, sizeBytes) {
	const window = new Uint8Array(Math.min(windowBytes, sizeBytes));
	for (let start = 0; start < sizeBytes; start += windowBytes) {
		const part = window.subarray(0, Math.min(windowBytes, sizeBytes - start));
		source.read(offset + start, part);
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
function hashWeights(opened) {
	const hash = createHash("sha256");
	for (const { tensor, kind } of modelTensors(opened.model)) if (kind === "initializer" && !isArgument(tensor)) {
		hash.update(JSON.stringify([
			tensor.name,
			dataTypeName(tensor.dataType),
			tensor.dims.map(String)
		]));
		hashElements(hash, tensor, opened);
	}
	return hash.digest("hex");
}
function hashElements(hash, tensor, opened) {
	if (tensor.stringData.length > 0) for (const text of tensor.stringData) hash.update(`${text.byteLength}:`).update(text);
	else if (isExternal(tensor)) hashExternal(hash, tensor, opened);
	else hash.update(tensorBytes(tensor));
}
function hashExternal(hash, tensor, opened) {
	const where = `tensor ${quote(tensor.name)}`;
	const location = externalLocation(tensor, where);
	const type = dataTypeOf(tensor.dataType);
	if (type === void 0) throw new TypeError(`${where} was not checked`);
	const sizeBytes = packedSizeBytes(type, elementCount(tensor.dims.map(Number)));
	hashRange(hash, opened.openExternal(location, where), location.offsetBytes, sizeBytes);
}

// src/judge-plan.ts
/**
* How far outputs under a plan, one entry per sample, are beyond the limits, as ratios.
* @throws as `compareRun` and `judgeRun` do.
*/
function judgePlan(samples, outputs, { tolerances, match, extraOutputs }) {
	const pairs = samples.map(({ id, reference }, at) => ({
		sample: id,
		reference,
		candidate: outputs[at]
	}));
	const comparison = compareRun(pairs, {
		tolerances,
		match,
		extraOutputs
	});
	return outcomeOf(comparison, judgeRun(comparison, tolerances).findings);
}
/** How far a comparison is beyond the limits that were applied to it. */
function outcomeOf(comparison, findings) {
	const excess = excessByOutput(findings);
	const maxAbs = new Map(comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs]));
	return {
		findings,
		excess: Math.max(0, ...excess.values()),
		outputs: new Map([...excess].map(([output, each]) => [output, {
			excess: each,
			maxAbs: maxAbs.get(output) ?? NaN
		}]))
	};
}

export { hashModel as i, outcomeOf as n, graphSha256 as r, judgePlan as t };