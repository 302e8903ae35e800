import { a as lastLine, i as runChild, n as findOnPath, o as childEnvironment, r as childFailure } from "./npm-command.js";
import { c as literal, f as record, h as union, m as string, n as array, p as strictObject, r as boolean, s as int, t as _enum, u as number } from "./schemas.js";
import { n as EngineError, r as GateError } from "./errors.js";
import { i as openByteFile, n as openNpy } from "./npy.js";
import { D as elementSizeBytes, O as isFloat, T as elementCount } from "./attributes.js";
import { i as writeFully, n as storageError } from "./message-copy.js";
import { t as asFloat32Tensor } from "./float32-tensor.js";
import { closeSync, copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// src/engines/driver/answer-files.ts
/** Largest `result.json`: one layer takes some hundred bytes, so this is more than a hundred thousand of them. */
const largestAnswerBytes = 64 << 20;
/**
* @param title of the driver, for messages.
* @returns readers that throw EngineError `protocol` for a path that leaves the folder, a link, a missing file, and a
* file that is no `.npy` array of exactly the size it announces.
*/
function openAnswerFiles(folder, title) {
	const root = realpathSync(folder);
	const open = /* @__PURE__ */ new Map();
	const refuse = (message, cause) => new EngineError("protocol", `${title} ${message}`, {
		advice: "See docs/guides/driver-protocol.md; fp16-gate doctor --driver checks a driver.",
		cause
	});
	const pathOf = (name, what) => {
		const parts = name.split("/");
		if (!parts.every((part) => /^[\w.-]+$/.test(part) && part !== "." && part !== "..")) throw refuse(`names ${JSON.stringify(name)} for ${what}, which is no plain path inside outDir.`);
		let path = root;
		for (const [at, part] of parts.entries()) {
			path = join(path, part);
			const stats = lstatSync(path, { throwIfNoEntry: false });
			if (stats === void 0) throw refuse(`did not write ${name}, which it names for ${what}.`);
			if (!(at === parts.length - 1 ? stats.isFile() : stats.isDirectory())) throw refuse(`names ${name} for ${what}, which is no plain file (links are not followed).`);
		}
		return path;
	};
	return {
		pathOf,
		readText: (name) => {
			const path = pathOf(name, "its answer");
			const { size } = lstatSync(path);
			if (size > largestAnswerBytes) throw refuse(`wrote a ${name} of ${size} bytes; 64 MiB are allowed.`);
			return readFileSync(path, "utf8");
		},
		openTensor: (name, what, dtype) => {
			const path = pathOf(name, what);
			try {
				const file = open.get(path) ?? openByteFile(path);
				open.set(path, file);
				const tensor = openNpy(file);
				if (dtype !== void 0 && kindOf(dtype) !== kindOf(tensor.dtype)) throw refuse(`wrote ${tensor.dtype} for ${what}, which is ${dtype} in the model.`);
				return guarded(tensor, (error) => refuse(`wrote a ${name} that can't be read: ${messageOf(error)}`));
			} catch (error) {
				if (error instanceof EngineError) throw error;
				throw refuse(`wrote no usable ${what}: ${messageOf(error)}`, error);
			}
		},
		close: () => {
			for (const file of open.values()) file.close();
		}
	};
}
function kindOf(dtype) {
	if (isFloat(dtype)) return "float";
	return dtype === "bool" ? "bool" : "integer";
}
function messageOf(error) {
	return error instanceof GateError ? error.message : String(error);
}
/** A file that changes later is the driver's fault, too, and not the user's input. */
function guarded(tensor, explain) {
	return {
		...tensor,
		read: (start, into) => {
			try {
				tensor.read(start, into);
			} catch (error) {
				throw error instanceof GateError ? explain(error) : error;
			}
		}
	};
}

// src/engines/driver/driver-failures.ts
/** Categories of the protocol, as the last line of standard error names them, and what to do. */
const meanings = {
	job: {
		category: "protocol",
		advice: "Driver and gate disagree about the protocol: use those of one version."
	},
	unavailable: {
		category: "unavailable",
		advice: "fp16-gate doctor says what this machine can run; python names the interpreter to use."
	},
	"version-mismatch": {
		category: "unavailable",
		advice: "Install versions that belong together, or build the engine file again."
	},
	"wrong-device": {
		category: "unavailable",
		advice: "Build the engine on this GPU: a built engine runs on the kind of GPU it was built on."
	},
	parse: {
		category: "unsupported",
		advice: "Export the model again, or for an older opset."
	},
	"unsupported-operator": {
		category: "unsupported",
		advice: "Use a version that has it, export for an older opset, or give a plugin with plugins."
	},
	unsupported: {
		category: "unsupported",
		advice: "Leave that option out, or use a version that knows it."
	},
	input: {
		category: "unsupported",
		advice: "Check the samples against what the engine was built for."
	},
	build: {
		category: "crashed",
		advice: "keep-work: true keeps the log of the build."
	},
	"out-of-memory": {
		category: "crashed",
		advice: "Use smaller or fewer samples, or a device that nobody else uses at that time."
	},
	run: {
		category: "crashed",
		advice: "keep-work: true keeps the files of the run."
	},
	storage: {
		category: "storage",
		advice: "Free space on the disk of the temporary folder (TMPDIR)."
	},
	internal: {
		category: "crashed",
		advice: "This is a defect of the driver."
	}
};
/**
* The error for a driver that did not end with status 0, undefined when it did. Its last line of standard error is taken
* at its word when it begins with a category.
*/
function driverFailure(title, report, activity) {
	const failure = childFailure(title, report, activity);
	if (failure === void 0 || report.end.kind !== "exited") return failure;
	const said = lastLine(report.stderr);
	const [, name = "", message = ""] = /^([a-z-]+): (.*)$/.exec(said ?? "") ?? [];
	const meaning = Object.hasOwn(meanings, name) ? meanings[name] : void 0;
	if (meaning === void 0 || said === void 0) return failure;
	const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
	return new EngineError(meaning.category, `${title} failed ${activity}: ${sentence}`, {
		advice: meaning.advice,
		status: report.end.code,
		lastStderrLine: said
	});
}

// src/tensor/npy-preamble.ts
const descriptions = {
	bool: "|b1",
	int8: "|i1",
	uint8: "|u1",
	int16: "<i2",
	int32: "<i4",
	int64: "<i8",
	uint16: "<u2",
	uint32: "<u4",
	uint64: "<u8",
	float16: "<f2",
	float32: "<f4",
	float64: "<f8"
};
/** The data begins at a multiple of this many bytes (numpy.lib.format). */
const alignmentBytes = 64;
/**
* What stands before the elements of a `.npy` file of version 1.0: magic, version, header. bfloat16 has no name there,
* so write it as float32.
*/
function npyPreamble(dtype, shape) {
	const header = `{'descr': '${descriptions[dtype]}', 'fortran_order': False, 'shape': (${shape.length === 1 ? `${shape[0]},` : shape.join(", ")}), }`;
	const preambleBytes = Math.ceil((10 + header.length + 1) / alignmentBytes) * alignmentBytes;
	const text = `${header.padEnd(preambleBytes - 11)}\n`;
	return Buffer.concat([
		Buffer.from("NUMPY\0", "latin1"),
		Uint8Array.of(text.length & 255, text.length >> 8),
		Buffer.from(text, "latin1")
	]);
}

// src/files/npy-writer.ts
const windowBytes = 4 << 20;
/**
* Writes a tensor as a new `.npy` file, window by window; bfloat16 becomes float32, which is exact.
* @throws EngineError of category `storage`.
*/
function writeNpy(tensor, path) {
	const written = tensor.dtype === "bfloat16" ? asFloat32Tensor(tensor) : tensor;
	const elementBytes = elementSizeBytes[written.dtype];
	const sizeBytes = elementCount(written.shape) * elementBytes;
	try {
		const descriptor = openSync(path, "wx", 384);
		try {
			writeFully(descriptor, npyPreamble(written.dtype, written.shape));
			for (let offset = 0; offset < sizeBytes; offset += windowBytes) {
				const part = new Uint8Array(Math.min(windowBytes, sizeBytes - offset));
				written.read(offset / elementBytes, part);
				writeFully(descriptor, part);
			}
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		throw error.code === void 0 ? error : storageError(path, error);
	}
}

// src/engines/driver/job-folder.ts
/** @see JobFolders */
function createJobFolders(parent) {
	const written = /* @__PURE__ */ new WeakMap();
	let count = 0;
	return { write: (request) => {
		count += 1;
		const path = join(parent, `job-${count}-${request.label}`);
		const folder = {
			path,
			jobPath: join(path, "job.json"),
			outPath: join(path, "out")
		};
		try {
			mkdirSync(join(path, "inputs"), {
				recursive: true,
				mode: 448
			});
			mkdirSync(folder.outPath, { mode: 448 });
			const samples = request.samples.map(({ inputs }, at) => ({ inputs: writeInputs(inputs, at, path, written) }));
			writeFileSync(folder.jobPath, `${JSON.stringify(jobOf(request, samples), null, 2)}\n`, { mode: 384 });
		} catch (error) {
			throw error.code === void 0 ? error : storageError(path, error);
		}
		return folder;
	} };
}
function writeInputs(inputs, sample, folder, written) {
	const files = [...inputs].map(([name, tensor], at) => {
		const file = `inputs/${sample}-${at}.npy`;
		const path = join(folder, file);
		const known = written.get(tensor);
		if (known === void 0) writeNpy(tensor, path);
		else link(known, path);
		written.set(tensor, path);
		return [name, file];
	});
	return Object.fromEntries(files);
}
/** The folder goes elsewhere as a whole when a driver copies it, so a file in it must not be a symbolic link. */
function link(from, to) {
	try {
		linkSync(from, to);
	} catch {
		copyFileSync(from, to);
	}
}
function jobOf(request, samples) {
	const { models, want, options, engineFile } = request;
	const { plugins, timingCache, ...rest } = options;
	return {
		protocol: 1,
		models: {
			source: resolve(models.source),
			typed: models.typed === void 0 ? null : resolve(models.typed)
		},
		precision: request.precision,
		typing: request.typing,
		fp32Nodes: request.fp32Nodes,
		engineFile: engineFile === void 0 ? null : resolve(engineFile),
		samples,
		shapes: request.shapes,
		want: {
			latency: want.latency ?? false,
			layers: want.layers ?? false,
			intermediates: want.intermediates ?? [],
			repeats: want.repeats ?? 1,
			builds: want.builds ?? 1
		},
		options: {
			...rest,
			...plugins === void 0 || plugins.length === 0 ? {} : { plugins: plugins.map((file) => resolve(file)) },
			...timingCache === void 0 ? {} : { timingCache: resolve(timingCache) }
		},
		outDir: "out"
	};
}

// src/engines/driver/answer-schema.ts
const text = string();
const amount = number().min(0);
const files = record(text.min(1), text.min(1));
const sampleSchema = strictObject({
	outputs: files,
	intermediates: files.optional(),
	repeats: array(strictObject({ outputs: files })).optional()
});
const clocksSchema = strictObject({
	smMHz: amount.optional(),
	smMaxMHz: amount.optional(),
	memoryMHz: amount.optional(),
	temperatureC: number().optional(),
	powerW: amount.optional()
});
const latencySchema = strictObject({
	median: number().positive(),
	p95: number().positive(),
	mean: amount.optional(),
	min: amount.optional(),
	max: amount.optional(),
	runs: int().min(1).optional(),
	warmUpRuns: int().min(0).optional(),
	method: _enum(["gpu-events", "wall-clock"]).optional(),
	includesTransfers: boolean().optional(),
	clocks: strictObject({
		before: clocksSchema,
		after: clocksSchema
	}).optional()
});
const buildSchema = strictObject({
	seconds: amount.optional(),
	sizeBytes: int().min(0).optional(),
	flags: array(text).optional(),
	timingCacheHash: text.optional(),
	engineFile: text.optional(),
	fromCache: boolean().optional()
});
const tensorSchema = strictObject({
	name: text.optional(),
	dtype: text,
	format: text.optional()
});
const layerSchema = strictObject({
	name: text,
	type: text.optional(),
	onnxNodes: array(text),
	precision: _enum([
		"fp32",
		"fp16",
		"bf16",
		"int8",
		"fp8",
		"other"
	]).optional(),
	inputs: array(tensorSchema).optional(),
	outputs: array(tensorSchema).optional(),
	provider: text.optional(),
	tactic: text.optional(),
	timeMs: amount.optional()
});
const engineSchema = strictObject({
	name: text.min(1),
	version: text.min(1),
	device: text.min(1),
	computeCapability: text.optional(),
	driver: text.optional(),
	cuda: text.optional(),
	details: record(text, union([
		text,
		number(),
		boolean()
	])).optional()
});
const oneBuild = {
	samples: array(sampleSchema),
	latencyMs: latencySchema.optional(),
	build: buildSchema.optional(),
	layers: array(layerSchema).optional()
};
/** `result.json` of a driver, protocol 1. Unknown keys are refused, so that a misspelt one is not taken for an absent one. */
const answerSchema = strictObject({
	protocol: literal(1),
	engine: engineSchema,
	typing: _enum(["weak", "strong"]),
	...oneBuild,
	applied: array(strictObject({
		node: text,
		status: _enum([
			"constrained",
			"in-model",
			"not-found",
			"not-forceable"
		]),
		layers: array(text).optional()
	})).optional(),
	builds: array(strictObject(oneBuild)).optional(),
	notes: array(text).optional()
});

// src/engines/driver/read-answer.ts
/**
* Reads and checks what a driver wrote: every output that was asked for and no other, for every sample, repeat and build.
* @throws EngineError `protocol`, one line that says what is wrong.
*/
function readAnswer(files, request, title) {
	const answer = parseAnswer(files.readText("result.json"), title);
	const reader = {
		files,
		request,
		title
	};
	const builds = [answer, ...answer.builds ?? []];
	expectCount(builds.length, request.want.builds ?? 1, "builds", title);
	const [first, ...further] = builds.map((build, at) => readBuild(build, reader, at));
	checkApplied(answer, request, title);
	checkOrigin(builds, request, title);
	return {
		engine: answer.engine,
		typing: answer.typing,
		builds: [first, ...further],
		applied: answer.applied ?? [],
		notes: answer.notes ?? []
	};
}
function parseAnswer(text, title) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw refusal(title, `wrote a result.json that is not JSON: ${cause.message}`);
	}
	const parsed = answerSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw refusal(title, `wrote a wrong result.json: ${issue === void 0 || issue.path.length === 0 ? "" : `${issue.path.map(String).join(".")}: `}${issue?.message ?? "malformed"}`);
}
function readBuild(build, reader, at) {
	const { request, title, files } = reader;
	const where = at === 0 ? "" : ` of build ${at + 1}`;
	expectCount(build.samples.length, request.samples.length, `samples${where}`, title);
	if (request.want.latency === true && build.latencyMs === void 0 && request.samples.length > 0) throw refusal(title, `did not measure the latency${where}, which was asked for`);
	const { engineFile, ...facts } = build.build ?? {};
	return {
		samples: build.samples.map((sample, index) => {
			const id = request.samples[index]?.id ?? String(index);
			const repeats = sample.repeats ?? [];
			expectCount(repeats.length, (request.want.repeats ?? 1) - 1, `repeats of sample ${id}${where}`, title);
			return {
				outputs: readOutputs(sample.outputs, `sample ${id}${where}`, reader),
				intermediates: readIntermediates(sample.intermediates ?? {}, `sample ${id}`, reader),
				repeats: repeats.map(({ outputs }) => readOutputs(outputs, `a repeat of sample ${id}${where}`, reader))
			};
		}),
		latency: build.latencyMs,
		layers: build.layers,
		build: build.build === void 0 ? void 0 : {
			...facts,
			...engineFile === void 0 ? {} : { engineFile: files.pathOf(engineFile, "the engine that it built") }
		}
	};
}
function readOutputs(written, where, reader) {
	const { request, title, files } = reader;
	const expected = new Set(request.outputs.map(({ name }) => name));
	const extra = Object.keys(written).find((name) => !expected.has(name));
	if (extra !== void 0) throw refusal(title, `wrote an output ${JSON.stringify(extra)} for ${where}, which the model does not have`);
	return new Map(request.outputs.map(({ name, dtype }) => {
		const file = Object.hasOwn(written, name) ? written[name] : void 0;
		if (file === void 0) throw refusal(title, `gave no output ${JSON.stringify(name)} for ${where}`);
		return [name, files.openTensor(file, `output ${JSON.stringify(name)} of ${where}`, dtype)];
	}));
}
/** An engine need not be able to give every tensor; one that was not asked for is refused. */
function readIntermediates(written, where, { request, title, files }) {
	const wanted = new Set(request.want.intermediates);
	return new Map(Object.entries(written).map(([name, file]) => {
		if (!wanted.has(name)) throw refusal(title, `wrote a tensor ${JSON.stringify(name)} for ${where} that nobody asked for`);
		return [name, files.openTensor(file, `tensor ${JSON.stringify(name)} of ${where}`, void 0)];
	}));
}
function checkApplied({ applied = [] }, { fp32Nodes }, title) {
	expectCount(applied.length, fp32Nodes.length, "entries of applied", title);
	const at = applied.findIndex(({ node }, index) => node !== fp32Nodes[index]);
	if (at >= 0) throw refusal(title, `answered for node ${JSON.stringify(applied[at]?.node)} where ${JSON.stringify(fp32Nodes[at])} was asked for`);
}
/** What an earlier job built must not decide: another branch may have made it. */
function checkOrigin(builds, { precision, engineFile }, title) {
	if (precision === "fp32" || engineFile !== void 0) return;
	if (builds.some(({ build }) => build?.fromCache === true)) throw refusal(title, `ran an engine that an earlier job built, which never decides ${precision}`);
}
function expectCount(found, expected, what, title) {
	if (found !== expected) throw refusal(title, `gave ${found} ${what}; ${expected} were asked for`);
}
function refusal(title, what) {
	return new EngineError("protocol", `${title} ${what}.`, { advice: "See docs/guides/driver-protocol.md; fp16-gate doctor --driver checks a driver." });
}

// src/engines/driver/driver.ts
/** An engine behind a program that speaks the driver protocol. */
function createDriver(options) {
	const folders = createJobFolders(options.workFolder);
	const opened = [];
	return {
		name: options.name,
		run: async (request) => {
			const folder = folders.write(request);
			const report = await runDriver(folder, request, options);
			if (options.keepLogs === true) keepLog(folder, report);
			const failure = driverFailure(options.title, report, `while running ${request.label}`);
			if (failure !== void 0) throw failure;
			const files = openAnswerFiles(folder.outPath, options.title);
			opened.push(files);
			return readOrExplain(files, request, options.title, report);
		},
		close: () => opened.splice(0).forEach((files) => files.close())
	};
}
async function runDriver({ path, jobPath }, { want }, { command, environment, timeoutMs, signal, killGraceMs, title, workingDirectory }) {
	return await runChild({
		title,
		file: command.file,
		args: [...command.args, jobPath],
		cwd: workingDirectory ?? path,
		env: environment,
		timeoutMs: timeoutMs * (want.builds ?? 1),
		...signal === void 0 ? {} : { signal },
		...killGraceMs === void 0 ? {} : { killGraceMs }
	});
}
/** A driver that ends with 0 and writes nonsense often says why on standard error. */
function readOrExplain(files, request, title, { stderr }) {
	try {
		return readAnswer(files, request, title);
	} catch (error) {
		const said = stderr.trimEnd().split(/\r?\n/).at(-1)?.trim().slice(0, 500);
		if (!(error instanceof EngineError) || said === void 0 || said === "") throw error;
		throw new EngineError(error.category, error.message, {
			...error.advice === void 0 ? {} : { advice: error.advice },
			cause: error,
			lastStderrLine: said
		});
	}
}
function keepLog({ path }, { stdout, stderr }) {
	writeFileSync(join(path, "driver.log"), `${stdout}\n--- standard error ---\n${stderr}`);
}

// src/open-real-engine.ts
/** Both the bundle in dist/ and this file lie one folder below the root. */
const pythonFolder = fileURLToPath(new URL("../python", import.meta.url));
/** What people call each engine. */
const engineTitles = {
	tensorrt: "TensorRT",
	onnxruntime: "ONNX Runtime",
	torch: "PyTorch",
	trtexec: "trtexec",
	driver: "the driver"
};
/**
* The engine of the configuration. Nothing is started before its first run.
* @throws EngineError `unavailable` when its program is not there.
*/
function openRealEngine(config, options) {
	return createDriver(driverOptions(config, options));
}
/** How the driver of an engine is started. @throws as `openRealEngine` */
function driverOptions(config, options) {
	const { environment, workingDirectory, ...rest } = options;
	const shared = {
		...rest,
		name: config.name,
		keepLogs: config.keepWork
	};
	if (config.name === "driver") {
		const [file = "", ...args] = config.driver ?? [];
		return {
			...shared,
			title: "The driver",
			command: {
				file: findProgram(file, "driver", options),
				args
			},
			environment: childEnvironment("driver", environment),
			workingDirectory
		};
	}
	if (config.name === "trtexec") throw new EngineError("unavailable", "trtexec can't be run by this version.", { advice: "Choose engine tensorrt." });
	return {
		...shared,
		title: `The ${engineTitles[config.name]} driver`,
		command: pythonDriver(config, options),
		environment: pythonEnvironment(environment)
	};
}
/** `python -m fp16_gate.drivers.NAME`: the package comes with the action, so that nothing need be installed for it. */
function pythonDriver({ name, python }, options) {
	return {
		file: findProgram(python, "python", options),
		args: ["-m", `fp16_gate.drivers.${name}`]
	};
}
function pythonEnvironment(parent) {
	if (!existsSync(join(pythonFolder, "fp16_gate"))) throw new EngineError("unavailable", "the Python drivers are not part of this installation.", { advice: "Use the action, or a clone of the repository." });
	const environment = childEnvironment("driver", parent);
	const folders = [pythonFolder, environment["PYTHONPATH"] ?? ""].filter((folder) => folder !== "");
	return {
		...environment,
		PYTHONPATH: folders.join(delimiter),
		PYTHONDONTWRITEBYTECODE: "1"
	};
}
function findProgram(name, setting, { environment, workingDirectory }) {
	const path = /[\\/]/.test(name) ? isAbsolute(name) ? name : resolve(workingDirectory, name) : findOnPath(name, environment);
	if (path !== void 0 && existsSync(path)) return path;
	throw new EngineError("unavailable", `${setting}: there is no program ${JSON.stringify(name)}.`, { advice: path === void 0 ? "It is not on PATH: give its path." : "Check the path." });
}

export { openRealEngine as n, createDriver as r, driverOptions as t };