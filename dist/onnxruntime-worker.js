import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { createHash } from "node:crypto";
import { join } from "node:path";

// src/errors.ts
/**
* A failure that the user sees as one line: what happened, to which thing, what to do.
* Everything else that is thrown is a defect of this program and ends with exit 3 as well.
*/
var GateError = class extends Error {
	/** What to do about it; printed after the message, never empty when the user can act. */
	advice;
	constructor(message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		this.name = new.target.name;
		this.advice = options.advice;
	}
};
/** An engine, a child process or the disk failed. Carries what is needed to find out why. */
var EngineError = class extends GateError {
	exitCode = 3;
	category;
	/** Exit status or signal name of the child process, when there was one. */
	status;
	/** Last line that the child wrote to stderr, when there was one. */
	lastStderrLine;
	constructor(category, message, options = {}) {
		super(message, options);
		this.category = category;
		this.status = options.status;
		this.lastStderrLine = options.lastStderrLine;
	}
};

// src/tensor/dtype.ts
/** Size of one element in bytes. */
const elementSizeBytes = {
	bool: 1,
	int8: 1,
	uint8: 1,
	float16: 2,
	bfloat16: 2,
	int16: 2,
	uint16: 2,
	float32: 4,
	int32: 4,
	uint32: 4,
	float64: 8,
	int64: 8,
	uint64: 8
};

// src/tensor/tensor.ts
/** Number of elements: product of the shape, 1 for a scalar. */
function elementCount(shape) {
	return shape.reduce((count, size) => count * size, 1);
}
/** Shape for messages: `2x64x4`, or `scalar`. */
function formatShape(shape) {
	return shape.length === 0 ? "scalar" : shape.join("x");
}

// src/engines/element-types.ts
const travelling = [
	[1, "float32"],
	[2, "uint8"],
	[3, "int8"],
	[4, "uint16"],
	[5, "int16"],
	[6, "int32"],
	[7, "int64"],
	[9, "bool"],
	[11, "float64"],
	[12, "uint32"],
	[13, "uint64"]
];
const staying = [
	[8, "string"],
	[10, "float16"],
	[14, "complex64"],
	[15, "complex128"],
	[16, "bfloat16"],
	[17, "float8e4m3fn"],
	[18, "float8e4m3fnuz"],
	[19, "float8e5m2"],
	[20, "float8e5m2fnuz"],
	[21, "uint4"],
	[22, "int4"],
	[23, "float4e2m1"]
];
const types = new Map([...travelling.map(([number, dtype]) => [number, {
	name: dtype,
	travelsAs: dtype
}]), ...staying.map(([number, name]) => [number, {
	name,
	travelsAs: void 0
}])]);
/** The type with that number; one that is newer than this table has a name that says so, and does not travel. */
function elementTypeOf(number) {
	return types.get(number) ?? {
		name: `type number ${number}`,
		travelsAs: void 0
	};
}
/** Element types for messages that list what may travel. */
const travellingNames = travelling.map(([, dtype]) => dtype);

// src/engines/onnxruntime-binding.ts
/** Messages of severity error and fatal only: warnings about a model's style are not ours to print. */
const errorsOnly = 3;
/**
* Loads the native binding by its path, without the JavaScript of its package: what runs is then exactly the
* binaries whose hashes were checked, and the package's faults with Float16Array do not matter.
*/
function loadBinding(bindingPath) {
	const module = { exports: {} };
	process.dlopen(module, bindingPath);
	const binding = module.exports;
	binding.initOrtOnce(errorsOnly, createTensor, true);
	return binding;
}
/** Called by the binding with `new` for each output. A constructor that returns an object makes that object. */
function createTensor(type, data, dims) {
	return {
		type,
		data,
		dims,
		location: "cpu"
	};
}
/** Opens a session on a model file. Threads do not spin while they wait, since the machine is shared. */
function openSession(binding, path, options) {
	const session = new binding.InferenceSession();
	session.loadModel(path, {
		executionProviders: ["cpu"],
		graphOptimizationLevel: options.optimization,
		intraOpNumThreads: options.threads,
		interOpNumThreads: 1,
		logSeverityLevel: errorsOnly,
		extra: { session: { intra_op: { allow_spinning: "0" } } }
	});
	return session;
}
const views = {
	float32: Float32Array,
	float64: Float64Array,
	int8: Int8Array,
	int16: Int16Array,
	int32: Int32Array,
	int64: BigInt64Array,
	uint8: Uint8Array,
	uint16: Uint16Array,
	uint32: Uint32Array,
	uint64: BigUint64Array,
	bool: Uint8Array
};
/** A tensor over `buffer`, which holds `length` elements; the kind of view is what the binding insists on. */
function nativeTensor(dtype, buffer, length, dims) {
	const View = views[dtype];
	if (View === void 0) throw new TypeError(`${dtype} tensors do not travel`);
	return {
		type: dtype,
		data: new View(buffer, 0, length),
		dims: [...dims],
		location: "cpu"
	};
}

// src/engines/verify-pinned-files.ts
/**
* Compares size and SHA-256 of every file that will be loaded with the pinned ones. It blocks: whoever loads a library has
* nothing else to do until it is known to be the right one, and reading without turns takes half the time.
* @throws EngineError `integrity` that names the file and both hashes, `unavailable` when a file is gone.
*/
function verifyPinnedFiles(folder, files) {
	for (const [name, pinned] of Object.entries(files)) verifyFile(join(folder, name), pinned);
}
/** What to do about a file that is not the published one. */
const integrityAdvice = "Find out who changed it, then delete its folder to have it fetched or installed anew.";
const hashWindowBytes = 262144;
function verifyFile(path, pinned) {
	const descriptor = openPinned(path);
	try {
		const { size } = fstatSync(descriptor);
		if (size !== pinned.sizeBytes) throw wrongFile(path, `${pinned.sizeBytes} bytes`, `${size} bytes`);
		const found = hashOf(descriptor);
		if (found !== pinned.sha256) throw wrongFile(path, `sha256 ${pinned.sha256}`, `sha256 ${found}`);
	} finally {
		closeSync(descriptor);
	}
}
function openPinned(path) {
	try {
		return openSync(path, "r");
	} catch (error) {
		const why = error.message;
		throw new EngineError("unavailable", `Native library file ${path} can't be read: ${why}.`, { cause: error });
	}
}
function hashOf(descriptor) {
	const hash = createHash("sha256");
	const window = new Uint8Array(hashWindowBytes);
	for (;;) {
		const count = readSync(descriptor, window);
		if (count === 0) return hash.digest("hex");
		hash.update(window.subarray(0, count));
	}
}
function wrongFile(path, expected, found) {
	return new EngineError("integrity", `Native library file ${path} is not the published one: expected ${expected}, found ${found}. It was not loaded.`, { advice: integrityAdvice });
}

// src/engines/onnxruntime-worker.ts
const lifeDescriptor = 0;
const messageDescriptor = 3;
const requestDescriptor = 4;
const alignmentBytes = 64;
/** One system call moves at most 2 GiB. */
const largestTransferBytes = 1 << 30;
/** What is being done, so that a failure can be told where it belongs. */
const position = {
	stage: "library",
	model: null,
	sample: null
};
function send(message) {
	const line = Buffer.from(`${JSON.stringify(message)}\n`);
	writeAll(messageDescriptor, line, null);
}
function writeAll(descriptor, bytes, fileOffset) {
	for (let done = 0; done < bytes.length;) {
		const length = Math.min(bytes.length - done, largestTransferBytes);
		done += writeSync(descriptor, bytes, done, length, fileOffset === null ? null : fileOffset + done);
	}
}
/** Bytes that were read behind the last line end. */
let pending = Buffer.alloc(0);
/**
* Reads the next request, blocking: there is nothing to do before it is known.
* @returns undefined when there are no more.
*/
function readRequest() {
	const pieces = [pending];
	for (let piece = pending;;) {
		const end = piece.indexOf(10);
		if (end >= 0) {
			pending = Buffer.from(piece.subarray(end + 1));
			pieces[pieces.length - 1] = piece.subarray(0, end);
			return JSON.parse(Buffer.concat(pieces).toString());
		}
		piece = Buffer.alloc(65536);
		const count = readSync(requestDescriptor, piece);
		if (count === 0) return void 0;
		piece = piece.subarray(0, count);
		pieces.push(piece);
	}
}
/**
* Ends this process when stdin closes, that is when the parent dies. A run blocks the main thread for as long as
* it takes (a Loop in a model may never end), so another thread has to watch. Before the first run there is no need: the
* next request then is the end of the file.
*/
function watchParent() {
	new Worker(`
    const { Socket } = require("node:net");
    const socket = new Socket({ fd: ${lifeDescriptor}, readable: true, writable: false });
    socket.on("error", () => {}).on("close", () => process.kill(process.pid, "SIGKILL")).resume();`, {
		eval: true,
		env: {}
	}).unref();
}
/** Loads the library once every byte of it has been found to be the published one. */
function loadLibrary(library) {
	try {
		verifyPinnedFiles(library.folder, library.files);
	} catch (error) {
		if (error instanceof EngineError && error.category === "integrity") position.stage = "integrity";
		throw error;
	}
	return loadBinding(library.bindingPath);
}
/** Sessions that a job asked to keep, by the path of their model. */
const kept = /* @__PURE__ */ new Map();
function runJob(binding, job) {
	for (const [index, model] of job.models.entries()) {
		position.stage = "load";
		position.model = index;
		position.sample = null;
		const started = performance.now();
		const session = kept.get(model.path) ?? openSession(binding, model.path, job);
		send({
			kind: "loaded",
			model: index,
			loadMs: performance.now() - started,
			inputs: session.inputMetadata.map(describeValue),
			outputs: session.outputMetadata.map(describeValue)
		});
		if (model.outputPaths.length > 0) runModel(session, job, index);
		if (model.keep) kept.set(model.path, session);
		else if (!kept.has(model.path)) session.dispose();
	}
	send({ kind: "done" });
}
function describeValue(value) {
	return {
		name: value.name,
		isTensor: value.isTensor,
		elementType: value.type ?? 0,
		shape: (value.shape ?? []).map((size, axis) => size >= 0 ? size : value.symbolicDimensions?.[axis] ?? "")
	};
}
function runModel(session, job, model) {
	const { outputNames, outputPaths } = job.models[model];
	position.stage = "outputs";
	const wanted = chooseOutputs(session.outputMetadata, outputNames);
	const fetches = Object.fromEntries(wanted.map(({ name }) => [name, null]));
	for (const [sample, { inputs }] of job.samples.entries()) {
		position.stage = "inputs";
		position.sample = sample;
		const feeds = readFeeds(session.inputMetadata, inputs);
		send({
			kind: "running",
			model,
			sample
		});
		position.stage = "run";
		const started = performance.now();
		const results = session.run(feeds, fetches, {});
		const runMs = performance.now() - started;
		position.stage = "write";
		send({
			kind: "ran",
			model,
			sample,
			runMs,
			...writeOutputs(wanted, results, outputPaths[sample])
		});
	}
}
/** Refuses what would take the process down or could not be carried, before anything is run. */
function chooseOutputs(available, names) {
	const byName = new Map(available.map((value) => [value.name, value]));
	const wanted = (names ?? available.map(({ name }) => name)).map((name) => {
		const value = byName.get(name);
		if (value === void 0) throw new Error(`the model has no output ${JSON.stringify(name)}; it has ${[...byName.keys()].join(", ")}`);
		return value;
	});
	for (const { name, isTensor, type } of wanted) if (!isTensor || elementTypeOf(type ?? 0).travelsAs === void 0) {
		const what = isTensor ? `has element type ${elementTypeOf(type ?? 0).name}` : "is no tensor";
		throw new Error(`output ${JSON.stringify(name)} ${what}, which can't leave the engine (${travellingNames.join(", ")} can)`);
	}
	return wanted;
}
function readFeeds(wanted, inputs) {
	const byName = new Map(inputs.map((input) => [input.name, input]));
	return Object.fromEntries(wanted.map((value) => {
		const input = byName.get(value.name);
		if (input === void 0) {
			const has = inputs.length === 0 ? "no inputs" : [...byName.keys()].join(", ");
			throw new Error(`the model wants input ${JSON.stringify(value.name)}, the sample has ${has}`);
		}
		requireFit(value, input);
		return [value.name, readTensor(input)];
	}));
}
function requireFit(value, input) {
	const { elementType, shape } = describeValue(value);
	const wantedType = value.isTensor ? elementTypeOf(elementType).name : "no tensor";
	if (!(wantedType === input.dtype && (shape.length === 0 || shape.length === input.shape.length) && shape.every((size, axis) => typeof size === "string" || size === input.shape[axis]))) {
		const wanted = shape.length === 0 ? "scalar" : shape.map((size) => size === "" ? "?" : size).join("x");
		throw new Error(`input ${JSON.stringify(value.name)} is ${wantedType} ${wanted} in the model and ${input.dtype} ${formatShape(input.shape)} in the sample`);
	}
}
function readTensor(input) {
	const dtype = travellingNames.find((name) => name === input.dtype);
	const length = elementCount(input.shape);
	const sizeBytes = length * elementSizeBytes[dtype];
	const bytes = new Uint8Array(Math.max(sizeBytes, 8));
	const descriptor = openSync(input.path, "r");
	try {
		for (let done = 0; done < sizeBytes;) {
			const count = readSync(descriptor, bytes, done, Math.min(sizeBytes - done, largestTransferBytes), done);
			if (count === 0) throw Object.assign(/* @__PURE__ */ new Error(`${input.path} ends at byte ${done} of ${sizeBytes}`), { code: "EIO" });
			done += count;
		}
	} finally {
		closeSync(descriptor);
	}
	return nativeTensor(dtype, bytes.buffer, length, input.shape);
}
function writeOutputs(wanted, results, path) {
	let end = 0;
	const descriptor = openSync(path, "wx", 384);
	try {
		const outputs = wanted.map(({ name, type }) => {
			const tensor = results[name];
			if (tensor === void 0) throw new Error(`ONNX Runtime gave no output ${JSON.stringify(name)}`);
			const announced = elementTypeOf(type ?? 0).name;
			if (tensor.type !== announced) throw new Error(`output ${JSON.stringify(name)} was announced as ${announced} and is ${tensor.type}`);
			const { buffer, byteOffset, byteLength } = tensor.data;
			const offsetBytes = Math.ceil(end / alignmentBytes) * alignmentBytes;
			writeAll(descriptor, new Uint8Array(buffer, byteOffset, byteLength), offsetBytes);
			end = byteLength === 0 ? end : offsetBytes + byteLength;
			return {
				name,
				elementType: type ?? 0,
				shape: [...tensor.dims],
				offsetBytes
			};
		});
		return {
			sizeBytes: end,
			outputs
		};
	} finally {
		closeSync(descriptor);
	}
}
try {
	let binding;
	for (let request = readRequest(); request !== void 0; request = readRequest()) if (request.kind === "library") {
		binding = loadLibrary(request);
		watchParent();
	} else if (binding === void 0) throw new Error("a job came before the library");
	else runJob(binding, request);
	process.exit(0);
} catch (error) {
	const { message, code } = error;
	send({
		kind: "failed",
		...position,
		message: message ?? String(error),
		code: code ?? null
	});
	process.exit(1);
}

export {  };