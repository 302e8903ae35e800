import { n as hashModel } from "./model-hashes.js";
import { r as elementSizeBytes, t as elementCount } from "./tensor.js";
import { n as roles } from "./sample-roles.js";
import { r as defaultOpset } from "./decode.js";
import { t as version } from "./version.js";
import { createHash } from "node:crypto";
import { availableParallelism, cpus, totalmem } from "node:os";

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

// src/steps/provenance.ts
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
* What the verdict depends on in the configuration: hashed (engine, limits, matching, enforcement, a given plan), and for jobs that
* later ones are compared with also in full.
*/
function describeConfig(config, effective) {
	const { engine, candidate, enforce, extraOutputs, tolerances, match } = config;
	const memory = effective === void 0 ? {} : {
		known: effective.known,
		regression: effective.regression,
		waivers: effective.waivers
	};
	const plan = config.overrides?.planPath;
	const { typing, builds, buildArgs, options, plugins } = config.realEngine ?? {};
	const built = {
		typing,
		builds,
		buildArgs,
		options,
		plugins
	};
	const decisive = JSON.stringify({
		engine,
		enforce,
		extraOutputs,
		tolerances,
		match,
		plan,
		candidate,
		...config.realEngine === void 0 ? {} : { built },
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