import { i as InputError, r as GateError } from "./errors.js";
import { i as encodedSizeBytes, r as encodePieces, t as asFloat32Tensor } from "./float32-tensor.js";
import { c as isExternal, f as quote, s as externalLocation, u as pointAt } from "./initializer.js";
import { E as ValueInfoProtoSchema, c as dataTypeName, d as dtypeOf, j as create, l as dataTypeNumber, o as maxModelBytes, t as gatherThresholdBytes } from "./limits.js";
import { s as modelTensors } from "./decode.js";
import { n as mapInitializers, r as moveWeights, t as alignmentBytes } from "./move-weights.js";
import { r as writeFully, t as storageError } from "./atomic-write.js";
import { t as copyMessage } from "./message-copy.js";
import { n as lift, t as emulate } from "./emulate.js";
import { c as missingDeclarations, g as inlineFunctions, m as indexGraph, s as inferTypes } from "./rounding.js";
import { n as everythingFp16 } from "./plan.js";
import { i as isFloat, n as formatShape } from "./tensor.js";
import { dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { closeSync, constants, copyFileSync, linkSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync, utimesSync, writevSync } from "node:fs";
import { setImmediate } from "node:timers/promises";

// src/files/stored-weights.ts
/**
* Lays out the weights that an opened model left in its own file, each at a page border: in the original they lie at
* any offset, and a runtime that maps them there would compute on misaligned numbers.
*/
function layOutWeights(original) {
	const ranges = /* @__PURE__ */ new Map();
	let sizeBytes = 0;
	for (const { tensor, kind } of modelTensors(original.model)) {
		const place = ownPlace(tensor, original);
		if (place === void 0 || kind !== "initializer" || ranges.has(place.offsetBytes)) continue;
		const offsetBytes = Math.ceil(sizeBytes / alignmentBytes) * alignmentBytes;
		ranges.set(place.offsetBytes, {
			sourceBytes: place.offsetBytes,
			offsetBytes,
			lengthBytes: place.lengthBytes
		});
		sizeBytes = offsetBytes + place.lengthBytes;
	}
	const { dev, ino } = statSync(original.path, { bigint: true });
	return {
		fileName: `weights-${dev}-${ino}.bin`,
		ranges,
		sizeBytes
	};
}
/** A copy of `model`, made from the original, that takes the original's weights from the file of stored weights. */
function useStoredWeights(model, original, stored) {
	if (model.graph === void 0 || stored.ranges.size === 0) return model;
	const relocate = (tensor) => {
		const place = ownPlace(tensor, original);
		const range = place === void 0 ? void 0 : stored.ranges.get(place.offsetBytes);
		if (range === void 0) return tensor;
		const moved = copyMessage(tensor);
		pointAt(moved, {
			location: stored.fileName,
			offsetBytes: range.offsetBytes,
			lengthBytes: range.lengthBytes
		});
		return moved;
	};
	return copyMessage(model, { graph: mapInitializers(model.graph, relocate) });
}
function ownPlace(tensor, original) {
	if (!isExternal(tensor)) return;
	const { location, offsetBytes, lengthBytes } = externalLocation(tensor, `tensor ${quote(tensor.name)}`);
	return location === original.ownLocation && lengthBytes !== void 0 ? {
		offsetBytes,
		lengthBytes
	} : void 0;
}

// src/files/model-writer.ts
/** How many pieces one system call takes at most on Linux (IOV_MAX). */
const piecesPerCall = 1024;
/** Weights pass through a window of this size, which stays in the processor's cache. */
const windowBytes = 1 << 20;
/**
* Writes a model into `folder` (a work folder, never the user's) as `name`, and returns its path. Nothing is held in
* memory beyond the structure and what `model` itself holds:
* - weights that stayed in the original's own file go into one data file for all models of the folder;
* - external data files appear under their own names as hard links (ONNX Runtime refuses symbolic links that leave the
*   folder), or else as copies that the system makes;
* - a model that would exceed 2 GiB is written with its weights in `NAME.weights`.
*
* Nothing half-written stays: the model appears under its name when it is whole, last of all files.
* @throws EngineError of category `storage` when the disk is full or not writable; InputError when a data file of the
* user has a name that is needed, or the original changed meanwhile.
*/
function writeModel(model, folder, name, options = {}) {
	const { original, largestModelBytes = maxModelBytes, write = writevSync } = options;
	if (original !== void 0 && isSameFolder(folder, original.folder)) throw new RangeError(`${folder} is the user's own folder; models are written elsewhere`);
	const writing = {
		folder,
		write,
		made: []
	};
	try {
		const stored = original === void 0 ? void 0 : layOutWeights(original);
		const relocated = original === void 0 || stored === void 0 ? model : useStoredWeights(model, original, stored);
		const dataName = `${name}.weights`;
		const { pieces, data } = fittingPieces(relocated, dataName, largestModelBytes);
		placeExternalData(relocated, [name, dataName], original, stored, writing);
		if (data.length > 0) writeWhole(join(folder, dataName), writing, (descriptor) => writePieces(descriptor, data, write));
		const path = join(folder, name);
		writeWhole(path, writing, (descriptor) => writePieces(descriptor, pieces, write));
		return path;
	} catch (error) {
		for (const path of writing.made) rmSync(path, { force: true });
		throw error;
	}
}
function isSameFolder(folder, other) {
	try {
		return realpathSync(folder) === realpathSync(other);
	} catch (error) {
		throw storageError(folder, error);
	}
}
function fittingPieces(model, dataName, largestModelBytes) {
	const pieces = encodePieces(model);
	if (encodedSizeBytes(pieces) <= largestModelBytes) return {
		pieces,
		data: []
	};
	const moved = moveWeights(model, {
		fileName: dataName,
		thresholdBytes: gatherThresholdBytes
	});
	const smaller = encodePieces(moved.model);
	const sizeBytes = encodedSizeBytes(smaller);
	if (sizeBytes > largestModelBytes) throw new InputError(`the model takes ${sizeBytes} bytes even with its initializers outside, but protobuf stops at ${largestModelBytes}.`, { advice: "Store large constants as initializers instead of attributes, as external data." });
	return {
		pieces: smaller,
		data: moved.data
	};
}
/** Brings each external data file of the model into the folder once; what is in place from an earlier call is left. */
function placeExternalData(model, reserved, original, stored, writing) {
	const placed = /* @__PURE__ */ new Set();
	for (const { tensor } of modelTensors(model)) {
		if (!isExternal(tensor)) continue;
		const where = `tensor ${quote(tensor.name)}`;
		const { location } = externalLocation(tensor, where);
		if (placed.has(location)) continue;
		if (original === void 0 || stored === void 0) throw new RangeError(`${where} is external data, but no original model was given to writeModel`);
		placed.add(location);
		const target = join(writing.folder, ...location.split("/"));
		if (location === stored.fileName) storeWeights(target, original, stored, writing);
		else if (reserved.includes(location)) throw new InputError(`${original.path}: its external data file is called ${quote(location)}, a name needed here.`, { advice: "Save the model again with another name for its data file." });
		else linkOrCopy(original.externalPath(location, where), target, writing);
	}
}
function storeWeights(target, original, stored, writing) {
	const { atime, mtime, mtimeMs } = statSync(original.path);
	if (isCopy(target, stored.sizeBytes, mtimeMs)) return;
	writeWhole(target, writing, (descriptor) => {
		const window = new Uint8Array(windowBytes);
		let written = 0;
		for (const { sourceBytes, offsetBytes, lengthBytes } of stored.ranges.values()) {
			if (offsetBytes > written) writePieces(descriptor, [new Uint8Array(offsetBytes - written)], writing.write);
			for (let start = 0; start < lengthBytes; start += windowBytes) {
				const part = window.subarray(0, Math.min(windowBytes, lengthBytes - start));
				original.file.read(sourceBytes + start, part);
				writePieces(descriptor, [part], writing.write);
			}
			written = offsetBytes + lengthBytes;
		}
		original.checkUnchanged();
	});
	utimesSync(target, atime, mtime);
}
function linkOrCopy(source, target, { made }) {
	const { atime, mtime, mtimeMs, size, ino, dev } = statSync(source);
	const there = statSync(target, { throwIfNoEntry: false });
	if (there?.ino === ino && there.dev === dev || isCopy(target, size, mtimeMs)) return;
	try {
		mkdirSync(dirname(target), { recursive: true });
		rmSync(target, { force: true });
		made.push(target);
		try {
			linkSync(source, target);
		} catch {
			copyFileSync(source, target, constants.COPYFILE_FICLONE);
			utimesSync(target, atime, mtime);
		}
	} catch (error) {
		throw storageError(target, error);
	}
}
/** True when `target` was made from a file of that time, which copies are given; it can't be half a copy. */
function isCopy(target, sizeBytes, mtimeMs) {
	const there = statSync(target, { throwIfNoEntry: false });
	return there !== void 0 && there.size === sizeBytes && Math.abs(there.mtimeMs - mtimeMs) < 1;
}
/** Writes a file under another name and renames it, so that under its own it is always whole. */
function writeWhole(path, { made }, body) {
	const temporary = `${path}.${randomBytes(6).toString("hex")}`;
	made.push(temporary);
	try {
		const descriptor = openSync(temporary, "wx", 384);
		try {
			body(descriptor);
		} finally {
			closeSync(descriptor);
		}
		renameSync(temporary, path);
		made.push(path);
	} catch (error) {
		throw error instanceof GateError ? error : storageError(path, error);
	}
}
/** As few calls as may be; what one left (beyond 2 GiB, or a disk about to be full) is written piece by piece. */
function writePieces(descriptor, pieces, write) {
	for (let start = 0; start < pieces.length; start += piecesPerCall) {
		const batch = pieces.slice(start, start + piecesPerCall);
		let written = write(descriptor, batch);
		for (const piece of batch) {
			if (written < piece.byteLength) writeFully(descriptor, piece.subarray(written));
			written = Math.max(0, written - piece.byteLength);
		}
	}
}

// src/onnx/expose-outputs.ts
/**
* The model with these tensors of its main graph as further graph outputs: to read them, or to let an engine say what
* type and shape they have. A tensor that is an output already is not added again; the declaration is the model's own,
* or none (ONNX Runtime then infers it). Throws InputError for a name that the main graph does not define.
*/
function exposeOutputs(model, names) {
	const { graph } = model;
	if (graph === void 0) throw new InputError("The model has no graph.", { advice: "Export it again." });
	const declared = new Map([...graph.input, ...graph.valueInfo].map((info) => [info.name, info]));
	const defined = /* @__PURE__ */ new Set([
		...graph.input.map((info) => info.name),
		...graph.initializer.map((tensor) => tensor.name),
		...graph.node.flatMap((node) => node.output)
	]);
	const present = new Set(graph.output.map((info) => info.name));
	const output = [...graph.output];
	for (const name of names) {
		if (!defined.has(name) || name === "") throw new InputError(`The graph has no tensor ${quote(name)} to expose.`, { advice: "Name a tensor of the main graph." });
		if (!present.has(name)) {
			present.add(name);
			output.push(declared.get(name) ?? create(ValueInfoProtoSchema, { name }));
		}
	}
	return copyMessage(model, { graph: copyMessage(graph, { output }) });
}

// src/onnx/signature.ts
/**
* Reads the declared inputs and outputs of a graph.
* @throws InputError when an input or output is no dense tensor (a sequence, map, optional or sparse tensor), or has an element
* type that samples can't hold (strings, complex numbers, floats and integers below 8 bits).
*/
function modelSignature(graph, source) {
	const defaults = new Set(graph.initializer.map(({ name }) => name));
	const inputs = graph.input.map((value) => declare(value, "input", source));
	return {
		requiredInputs: inputs.filter(({ name }) => !defaults.has(name)),
		optionalInputs: inputs.filter(({ name }) => defaults.has(name)),
		outputs: graph.output.map((value) => declare(value, "output", source))
	};
}
function declare(value, role, source) {
	const type = value.type?.value;
	if (type === void 0 || type.case === void 0) return {
		name: value.name,
		elementType: void 0,
		dtype: void 0,
		dimensions: void 0
	};
	if (type.case !== "tensorType") throw new InputError(`${source}: ${role} ${quote(value.name)} is no dense tensor (${type.case}).`, { advice: "Export the model with tensors as inputs and outputs." });
	const dtype = dtypeOf(type.value.elemType);
	const elementType = dataTypeName(type.value.elemType);
	if (dtype === void 0 && type.value.elemType !== 0) throw new InputError(`${source}: ${role} ${quote(value.name)} has element type ${elementType}, which samples can't hold.`, { advice: "Export the model with float, integer or boolean inputs and outputs." });
	return {
		name: value.name,
		elementType,
		dtype,
		dimensions: type.value.shape?.dim.map(dimensionOf)
	};
}
function dimensionOf(dimension) {
	switch (dimension.value.case) {
		case "dimValue": return dimension.value.value < 0n ? void 0 : Number(dimension.value.value);
		case "dimParam": return ["", "?"].includes(dimension.value.value) ? void 0 : dimension.value.value;
		default: return;
	}
}
/** Shape for messages: `?x3xHEIGHTxWIDTH`. */
function formatDimensions(dimensions) {
	return dimensions.length === 0 ? "scalar" : dimensions.map((size) => size ?? "?").join("x");
}

// src/onnx/sample-fit.ts
/**
* Checks a sample against what the model declares: names, element types and shapes of its inputs, and the sizes of
* its references under the same named dynamic axes. A float32 sample may feed a float16 or bfloat16 input (and the
* other way round): converting is what the gate is about. Any other difference is refused.
* @throws InputError that names the sample, the tensor and both sides.
*/
function checkSampleFits(signature, sample) {
	const known = [...signature.requiredInputs, ...signature.optionalInputs];
	for (const { name } of signature.requiredInputs) if (!sample.inputs.has(name)) throw new InputError(`sample ${sample.id}: input ${quote(name)} of the model is missing.`, { advice: `The sample holds ${listNames(sample.inputs.keys())}.` });
	for (const name of sample.inputs.keys()) if (!known.some((input) => input.name === name)) throw new InputError(`sample ${sample.id}: the model has no input ${quote(name)}.`, { advice: `Its inputs are ${listNames(known.map((input) => input.name))}.` });
	const axes = /* @__PURE__ */ new Map();
	for (const declared of known) {
		const given = sample.inputs.get(declared.name);
		if (given === void 0) continue;
		checkElementType(declared, given, sample.id);
		checkShape(declared, given, `sample ${sample.id}: input ${quote(declared.name)}`, axes);
	}
	for (const declared of signature.outputs) {
		const given = sample.reference.get(declared.name);
		if (given !== void 0 && given.shape.length === declared.dimensions?.length) checkShape(declared, given, `sample ${sample.id}: reference of output ${quote(declared.name)}`, axes);
	}
}
const exchangeable = /* @__PURE__ */ new Set([
	"float32",
	"float16",
	"bfloat16"
]);
function checkElementType(declared, given, sampleId) {
	if (declared.dtype === void 0 || declared.dtype === given.dtype) return;
	if (exchangeable.has(declared.dtype) && exchangeable.has(given.dtype)) return;
	throw new InputError(`sample ${sampleId}: input ${quote(declared.name)} is ${given.dtype}, but the model takes ${declared.dtype}.`, { advice: "Capture the samples with the types that the model was exported with." });
}
function checkShape(declared, given, title, axes) {
	if (declared.dimensions === void 0) return;
	const mismatch = (reason) => new InputError(`${title} has shape ${formatShape(given.shape)}, but the model declares ${formatDimensions(declared.dimensions ?? [])}${reason}.`, { advice: "Export the model with dynamic axes for what varies, or capture the samples again." });
	if (declared.dimensions.length !== given.shape.length) throw mismatch("");
	for (const [axis, dimension] of declared.dimensions.entries()) {
		const size = given.shape[axis];
		if (typeof dimension === "number" && dimension !== size) throw mismatch("");
		if (typeof dimension !== "string") continue;
		const bound = axes.get(dimension);
		if (bound === void 0) axes.set(dimension, {
			size,
			tensor: declared.name
		});
		else if (bound.size !== size) throw mismatch(`, where ${quote(dimension)} is already ${bound.size} by ${quote(bound.tensor)}`);
	}
}
function listNames(names) {
	const all = [...names].map(quote);
	return all.length === 0 ? "none" : all.slice(0, 8).join(", ").concat(all.length > 8 ? ", …" : "");
}

// src/runs/emulated.ts
/**
* Runs a model on the embedded engine twice over every sample: as it is in FP32, and with FP16 emulated for every
* node but those of the plan. The outputs are files of the work folder, which must outlive them.
* @throws InputError when a sample does not fit the model; EngineError when the model can't be emulated or run.
*/
async function runEmulated(opened, samples, options) {
	const startMs = performance.now();
	const model = inlineFunctions(opened.model);
	const signature = modelSignature(model.graph, opened.path);
	for (const sample of samples) checkSampleFits(signature, sample);
	const knownTypes = options.knownTypes ?? await askForTypes(model, opened, options);
	const inputs = samples.map(engineSample);
	const write = (key, written) => ({
		key,
		path: writeModel(written, options.workFolder, `${key}.onnx`, { original: opened })
	});
	const fp32 = lift(model, { knownTypes });
	const conversionRun = fp32.notes.some((note) => note.kind === "lifted") ? void 0 : startRun(write("conversion", fp32.model), inputs, options);
	await setImmediate();
	const emulation = emulate(model, options.plan ?? everythingFp16, { knownTypes });
	const emulateMs = performance.now() - startMs;
	return {
		...await runInTurn(conversionRun, write("emulation", emulation.model), inputs, options),
		notes: emulation.notes.map((note) => note.text),
		model,
		knownTypes,
		emulateMs,
		runMs: performance.now() - startMs - emulateMs
	};
}
/** Runs the emulation once the FP32 model has run, whose outputs are worked on in the meantime. */
async function runInTurn(conversionRun, emulated, inputs, options) {
	options.whileConverting?.();
	const conversion = (await conversionRun)?.outputs;
	const emulationRun = startRun(emulated, inputs, options);
	await setImmediate();
	options.whileRunning(conversion);
	return {
		conversion,
		emulation: (await emulationRun).outputs
	};
}
/** Errors reach whoever awaits the run, also when that happens later. */
function startRun({ key, path }, samples, { session, timeoutMs, log }) {
	const onProgress = ({ sampleId, done, total }) => log.progress(`${key}: sample ${sampleId} (${done} of ${total} runs)`);
	const running = session.run({
		models: [{
			key,
			path
		}],
		samples,
		timeoutMs,
		onProgress
	}).then(({ perModel }) => perModel.get(key));
	running.catch(() => void 0);
	return running;
}
/**
* Asks the engine for the element types that neither the model nor the operators' definitions tell.
* @param model with its functions inlined.
* @throws EngineError when the engine can't load the model.
*/
async function askForTypes(model, opened, options) {
	const graph = indexGraph(model);
	const missing = missingDeclarations(graph, inferTypes(graph)).types;
	if (missing.length === 0) return /* @__PURE__ */ new Map();
	const path = writeModel(exposeOutputs(model, missing), options.workFolder, "types.onnx", { original: opened });
	const { outputs } = await options.session.describe(path, options.timeoutMs);
	return new Map(outputs.flatMap(({ name, dtype }) => dtype === void 0 ? [] : [[name, dataTypeNumber(dtype)]]));
}
/** Half precision never enters the engine: the emulated model takes float32 and rounds by itself. */
function engineSample(sample) {
	const inputs = [...sample.inputs].map(([name, tensor]) => [name, engineInput(tensor)]);
	return {
		id: sample.id,
		inputs: new Map(inputs)
	};
}
function engineInput(tensor) {
	return isFloat(tensor.dtype) && tensor.dtype !== "float64" ? asFloat32Tensor(tensor) : tensor;
}

export { startRun as a, exposeOutputs as c, runInTurn as i, writeModel as l, engineSample as n, checkSampleFits as o, runEmulated as r, modelSignature as s, askForTypes as t };