import { t as toBinary } from "./to-binary.js";
import { G as packedSizeBytes, T as ModelProtoSchema, U as dataTypeOf, V as dataTypeName, c as elementSizeBytes, l as isFloat, o as elementCount } from "./stored-tensor.js";
import { c as isExternal, f as quote, r as tensorBytes, s as externalLocation } from "./initializer.js";
import { t as copyMessage } from "./message-copy.js";
import { a as modelTensors, r as defaultOpset } from "./decode.js";
import { n as mapInitializers } from "./move-weights.js";
import { n as roles } from "./sample-roles.js";
import { t as version } from "./version.js";
import { availableParallelism, cpus, totalmem } from "node:os";
import { createHash } from "node:crypto";

// src/files/model-hashes.ts
/** Integer initializers up to this size are arguments such as shapes and axes, not weights. */
const argumentBytes = 1024;
/** External weights are hashed in pieces of this size. */
const windowBytes$1 = 1 << 22;
/**
* Hashes file, graph and weights apart. Reads every weight once, so it costs time with the model's size (some
* 1.5 GB/s where the processor has SHA instructions) but no memory.
*/
function hashModel(opened) {
	return {
		file: hashFile(opened),
		graph: hashGraph(opened.model),
		weights: hashWeights(opened)
	};
}
function hashFile(opened) {
	const hash = createHash("sha256");
	hashRange(hash, opened.file, 0, opened.sizeBytes);
	return hash.digest("hex");
}
function hashRange(hash, source, offset, sizeBytes) {
	const window = new Uint8Array(Math.min(windowBytes$1, sizeBytes));
	for (let start = 0; start < sizeBytes; start += windowBytes$1) {
		const part = window.subarray(0, Math.min(windowBytes$1, sizeBytes - start));
		source.read(offset + start, part);
		hash.update(part);
	}
}
/** Hash of what the model computes but for its weights: texts for people (doc strings, metadata, producer) left out. */
function hashGraph(model) {
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

// src/files/samples-hash.ts
const windowBytes = 262144;
/**
* SHA-256 over the content of samples: ids, roles, names, dtypes, shapes and elements, in windows. Two folders with
* the same tensors have the same hash, whatever file form holds them and in whatever order.
* @returns 64 hexadecimal digits.
*/
function hashSamples(samples) {
	const hash = createHash("sha256");
	const window = new Uint8Array(windowBytes);
	for (const sample of samples) {
		addText(hash, `sample ${JSON.stringify(sample.id)}`);
		for (const role of roles) {
			const tensors = sample[role];
			for (const name of [...tensors?.keys() ?? []].toSorted()) addTensor(hash, window, role, name, tensors?.get(name));
		}
	}
	return hash.digest("hex");
}
function addTensor(hash, window, role, name, tensor) {
	addText(hash, JSON.stringify([
		role,
		name,
		tensor.dtype,
		tensor.shape
	]));
	const sizeBytes = elementSizeBytes[tensor.dtype];
	const count = elementCount(tensor.shape);
	const windowElements = windowBytes / sizeBytes;
	for (let start = 0; start < count; start += windowElements) {
		const part = window.subarray(0, Math.min(windowElements, count - start) * sizeBytes);
		tensor.read(start, part);
		hash.update(part);
	}
}
/** A line is never mistaken for elements: its end is marked, and shape and dtype say how many bytes follow it. */
function addText(hash, text) {
	hash.update(`${text}\n`, "utf8");
}

// src/provenance.ts
/** Who writes results. */
const tool = {
	name: "fp16-gate",
	version
};
/** The machine that runs the gate. */
function thisEnvironment() {
	const [cpu] = cpus();
	return {
		node: process.versions.node,
		platform: process.platform,
		arch: process.arch,
		...cpu === void 0 ? {} : { cpu: cpu.model.trim() },
		cpuCount: availableParallelism(),
		memoryBytes: totalmem()
	};
}
/** The model file with its hashes: of the file, of the graph without weights, and of the weights. */
function describeModel(opened) {
	const { model } = opened;
	const opset = defaultOpset(model.opsetImport);
	return {
		file: opened.path,
		sizeBytes: opened.sizeBytes,
		sha256: hashModel(opened),
		...opset === void 0 ? {} : { opset },
		irVersion: Number(model.irVersion),
		...model.producerName === "" ? {} : { producer: [model.producerName, model.producerVersion].join(" ").trim() },
		...model.graph === void 0 ? {} : { nodes: model.graph.node.length }
	};
}
/** The samples with their hash, and what the training side recorded about them. */
function describeSamples({ samples, manifest }, directory) {
	const entries = {
		torch: manifest?.torch,
		commit: manifest?.commit,
		checkpoint: manifest?.checkpoint?.sha256,
		seed: manifest?.seed,
		device: manifest?.device?.name,
		exporter: manifest?.exporter
	};
	const known = Object.entries(entries).flatMap(([name, value]) => value === void 0 || value === null ? [] : [{
		name,
		value: String(value)
	}]);
	return {
		count: samples.length,
		directory,
		sha256: hashSamples(samples),
		...known.length === 0 ? {} : { manifest: known }
	};
}
/**
* What the verdict depends on in the configuration: hashed (engine, limits, matching, enforcement), and for jobs that
* later ones are compared with also in full.
*/
function describeConfig(config, effective) {
	const { engine, enforce, extraOutputs, tolerances, match } = config;
	const memory = effective === void 0 ? {} : {
		known: effective.known,
		regression: effective.regression,
		waivers: effective.waivers
	};
	const decisive = JSON.stringify({
		engine,
		enforce,
		extraOutputs,
		tolerances,
		match,
		...memory
	});
	return {
		sha256: createHash("sha256").update(decisive).digest("hex"),
		limits: config.limitsFrom,
		enforce,
		...effective === void 0 ? {} : { effective }
	};
}

export { tool as a, thisEnvironment as i, describeModel as n, describeSamples as r, describeConfig as t };