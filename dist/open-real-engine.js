import { B as looseObject, G as string, K as union, M as _enum, N as array, P as boolean, R as int, U as record, V as number, W as strictObject, Y as storageError, Z as writeFully, _ as lastLine, g as runChild, h as childFailure, l as elementSizeBytes, m as findOnPath, o as rawFileTensor, s as elementCount, u as isFloat, v as childEnvironment, z as literal } from "./settings.js";
import { h as GateError, m as EngineError } from "./start.js";
import { Ct as blockElements, Wt as openNpy, et as asFloat32Tensor, ut as readNumbers, xt as encodeFloat16s, zt as openByteFile } from "./judge.js";
import { n as notForcedOperators, t as memoryTensor } from "./memory-tensor.js";
import { accessSync, closeSync, constants, copyFileSync, existsSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
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
const meanings$1 = {
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
	const [, lacking] = /^(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)/.exec(said ?? "") ?? [];
	if (lacking !== void 0) return new EngineError("unavailable", `${title} can't run: this Python has no package ${lacking}.`, {
		advice: "Install it there, or name the interpreter that has it with python; fp16-gate doctor lists what is found.",
		status: report.end.code,
		lastStderrLine: said ?? ""
	});
	const meaning = Object.hasOwn(meanings$1, name) ? meanings$1[name] : void 0;
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
const tensorSchema$1 = strictObject({
	name: text.optional(),
	dtype: text,
	format: text.optional()
});
const layerSchema$1 = strictObject({
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
	inputs: array(tensorSchema$1).optional(),
	outputs: array(tensorSchema$1).optional(),
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
	layers: array(layerSchema$1).optional()
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
				outputs: readOutputs$1(sample.outputs, `sample ${id}${where}`, reader),
				intermediates: readIntermediates(sample.intermediates ?? {}, `sample ${id}`, reader),
				repeats: repeats.map(({ outputs }) => readOutputs$1(outputs, `a repeat of sample ${id}${where}`, reader))
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
function readOutputs$1(written, where, reader) {
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

// src/engines/trtexec/find-trtexec.ts
/** Where packages and containers put it. */
const usualFolders = [
	"/usr/src/tensorrt/bin",
	"/opt/tensorrt/bin",
	"/usr/local/tensorrt/bin",
	"/workspace/tensorrt/bin"
];
/** Folders that hold unpacked tarballs: `TensorRT-10.13.3.9/bin/trtexec`. */
const tarballParents = ["/opt", "/usr/local"];
/**
* The trtexec of this machine: the one that the user names, else on PATH, else where it is usually installed.
* @throws EngineError `unavailable`.
*/
function findTrtexec(given, environment, workingDirectory) {
	if (given !== void 0) {
		const path = isAbsolute(given) ? given : resolve(workingDirectory, given);
		if (isRunnable(path)) return path;
		throw new EngineError("unavailable", `trtexec-path: ${path} is no program that can be run.`, { advice: "Give the path of the trtexec of your TensorRT." });
	}
	const found = findOnPath("trtexec", environment) ?? [...usualFolders, ...tarballFolders()].map((folder) => join(folder, "trtexec")).find(isRunnable);
	if (found !== void 0) return found;
	throw new EngineError("unavailable", "trtexec was not found on PATH or in the usual folders.", { advice: "Name it with trtexec-path, or choose engine tensorrt (Python): trtexec comes with no pip package." });
}
function tarballFolders() {
	return tarballParents.flatMap((parent) => {
		try {
			return readdirSync(parent).filter((name) => /^tensorrt/i.test(name)).toSorted().toReversed().map((name) => join(parent, name, "bin"));
		} catch {
			return [];
		}
	});
}
function isRunnable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

// src/engines/trtexec/version.ts
/**
* From the banner `[TensorRT v8601]`: up to 9.x the digits are major * 1000 + minor * 100 + patch, from 10 on
* major * 10000 + minor * 100 + patch (NvInferVersion.h).
*/
function versionOfBanner(log) {
	const digits = /\[TensorRT v(\d+)\]/.exec(log)?.[1];
	if (digits === void 0) return void 0;
	const number = Number(digits);
	const unit = digits.length <= 4 ? 1e3 : 1e4;
	return {
		major: Math.floor(number / unit),
		minor: Math.floor(number % unit / 100),
		patch: number % 100
	};
}
/** `8.6.1` */
function formatVersion({ major, minor, patch }) {
	return `${major}.${minor}.${patch}`;
}
/** Whether a version is this one or newer. */
function isAtLeast(version, major, minor = 0) {
	return version.major > major || version.major === major && version.minor >= minor;
}

// src/engines/trtexec/build-arguments.ts
/** Flags that the gate sets itself, or that would change what is judged. */
const reserved = /^--(?:onnx|saveEngine|loadEngine|loadInputs|export\w+|dump\w+|fp16|bf16|int8|fp8|best|stronglyTyped|layer\w+|precisionConstraints|noTF32|iterations|duration|warmUp|shapes|minShapes|optShapes|maxShapes|skipInference)(?:=|$)/;
/**
* Arguments that build an engine file and describe its layers, for 8.6, 10.x and 11.x: 11 has no precision flags, since
* every network there is strongly typed; 10 builds a typed model with --stronglyTyped, and with --fp16 otherwise.
* @throws EngineError `unsupported` for what this version can't do, and for names that the flags can't hold.
*/
function buildArguments(version, request, files, buildArgs) {
	const own = buildArgs.find((argument) => reserved.test(argument));
	if (own !== void 0) throw new EngineError("unsupported", `build-args: ${own} is set by the gate itself.`, { advice: "Leave it out; precision and files follow from the other options." });
	const { optLevel, timingCache, plugins = [] } = request.options;
	return [
		...modelArguments(version, request),
		"--noTF32",
		"--profilingVerbosity=detailed",
		`--saveEngine=${files.engine}`,
		`--exportLayerInfo=${files.layers}`,
		"--skipInference",
		...shapeArguments(request.shapes),
		...pluginArguments(version, plugins),
		...optLevel === void 0 ? [] : [`--builderOptimizationLevel=${optLevel}`],
		...timingCache === void 0 ? [] : [`--timingCacheFile=${timingCache}`],
		...buildArgs
	];
}
/** How typing is done by this version: weak typing ended with 10, and strong typing began with 9.3. */
function typingOf(version, request) {
	if (isAtLeast(version, 11)) return "strong";
	return isAtLeast(version, 10) ? request.typing : "weak";
}
function modelArguments(version, request) {
	const { models, precision, fp32Nodes } = request;
	if (precision === "fp32") return [`--onnx=${models.source}`];
	if (typingOf(version, request) === "weak") return [
		`--onnx=${models.source}`,
		"--fp16",
		...fp32Nodes.length === 0 ? [] : layerArguments(request)
	];
	if (models.typed === void 0) throw new EngineError("unsupported", `TensorRT ${formatVersion(version)} takes precision from the model, and there is no FP16 form of it.`, { advice: "Use a model that is stored in FP16, or TensorRT up to 10 with typing: weak." });
	return [`--onnx=${models.typed}`, ...isAtLeast(version, 11) ? [] : ["--stronglyTyped"]];
}
/** Nodes whose layers can be told to stay in FP32. */
function forceableNodes({ fp32Nodes, places }) {
	const byNode = new Map(places?.map((place) => [place.node, place]));
	return fp32Nodes.filter((node) => {
		const place = byNode.get(node);
		return place === void 0 || !notForcedOperators.has(place.op) && place.floatOutputs.some(Boolean);
	});
}
/** Both flags are needed: the first alone computes in FP32 and still stores FP16 between layers. */
function layerArguments(request) {
	const nodes = forceableNodes(request);
	const byNode = new Map(request.places?.map((place) => [place.node, place]));
	const bad = nodes.find((node) => /[,'*]/.test(node));
	if (bad !== void 0) throw new EngineError("unsupported", `trtexec has no way to name the layer ${JSON.stringify(bad)}.`, { advice: "Choose engine tensorrt, or typing: strong." });
	if (nodes.length === 0) return [];
	const types = nodes.map((node) => {
		const floats = byNode.get(node)?.floatOutputs ?? [true];
		return `'${node}':${floats.every(Boolean) ? "fp32" : floats.map((isFloat) => isFloat ? "fp32" : "int32").join("+")}`;
	});
	return [
		"--precisionConstraints=obey",
		`--layerPrecisions=${nodes.map((node) => `'${node}':fp32`).join(",")}`,
		`--layerOutputTypes=${types.join(",")}`
	];
}
function shapeArguments(shapes) {
	if (Object.keys(shapes).length === 0) return [];
	const flag = (name, pick) => `--${name}=${Object.entries(shapes).map(([input, range]) => shapeText(input, pick(range))).join(",")}`;
	return [
		flag("minShapes", ({ min }) => min),
		flag("optShapes", ({ opt }) => opt),
		flag("maxShapes", ({ max }) => max)
	];
}
/** `'x':1x3x224x224`; a scalar has nothing behind the colon. @throws EngineError for a name that holds a quote. */
function shapeText(input, shape) {
	if (input.includes("'")) throw new EngineError("unsupported", `trtexec has no way to name the input ${JSON.stringify(input)}.`, { advice: "Rename it, or choose engine tensorrt." });
	return `'${input}':${shape.join("x")}`;
}
/** --plugins until 8.5; --staticPlugins since. */
function pluginArguments(version, plugins) {
	return plugins.map((path) => `--${isAtLeast(version, 8, 6) ? "staticPlugins" : "plugins"}=${path}`);
}

// src/engines/trtexec/layer-info.ts
const tensorSchema = looseObject({
	Name: string().optional(),
	Datatype: string().optional(),
	DataType: string().optional(),
	Format: string().optional(),
	"Format/Datatype": string().optional()
});
const layerSchema = looseObject({
	Name: string(),
	LayerType: string().optional(),
	Inputs: array(tensorSchema).optional(),
	Outputs: array(tensorSchema).optional(),
	TacticName: string().optional(),
	Metadata: string().optional()
});
/** 8.6 and 10: `Bindings` is a list of names. 11: `I/O Tensors`. Without detailed verbosity a layer is only its name. */
const fileSchema = union([looseObject({
	Layers: array(union([layerSchema, string()])),
	"I/O Tensors": array(tensorSchema).optional()
}), array(union([layerSchema, string()]))]);
/**
* Reads `--exportLayerInfo` of 8.6, 10.x and 11.x.
* @throws EngineError `protocol` when it is none of these.
*/
function parseLayerInfo(text) {
	const parsed = fileSchema.safeParse(parseJson(text));
	if (!parsed.success) throw new EngineError("protocol", "trtexec's layer information has a form that is not known.", { advice: "Please report it with the version of TensorRT." });
	const file = Array.isArray(parsed.data) ? { Layers: parsed.data } : parsed.data;
	const layers = file.Layers.filter((layer) => typeof layer !== "string");
	const bindings = /* @__PURE__ */ new Map();
	for (const { Inputs = [], Outputs = [] } of layers) for (const tensor of [...Inputs, ...Outputs]) {
		const type = typeOf(tensor);
		if (tensor.Name !== void 0 && type !== void 0) bindings.set(tensor.Name, type);
	}
	for (const tensor of ("I/O Tensors" in file ? file["I/O Tensors"] : void 0) ?? []) {
		const type = typeOf(tensor);
		if (tensor.Name !== void 0 && type !== void 0) bindings.set(tensor.Name, type);
	}
	return {
		layers: layers.map(toLayer),
		bindings
	};
}
/** Between the entries of Metadata. */
const separators = [
	"",
	"",
	""
];
/** Some versions write them as they are, which JSON does not allow. */
function escapeSeparators(text) {
	return separators.reduce((escaped, each) => escaped.replaceAll(each, JSON.stringify(each).slice(1, -1)), text);
}
function parseJson(text) {
	try {
		return JSON.parse(escapeSeparators(text));
	} catch (cause) {
		throw new EngineError("protocol", `trtexec's layer information is not JSON: ${cause.message}.`, { cause });
	}
}
function toLayer({ Name, LayerType, Inputs = [], Outputs = [], TacticName, Metadata }) {
	const precision = precisionOf(LayerType, [...Outputs, ...Inputs]);
	return {
		name: Name,
		...LayerType === void 0 ? {} : { type: LayerType },
		onnxNodes: nodesOf(Metadata ?? "", Name),
		...precision === void 0 ? {} : { precision },
		inputs: Inputs.map(toTensor$1),
		outputs: Outputs.map(toTensor$1),
		...TacticName === void 0 ? {} : { tactic: TacticName }
	};
}
function toTensor$1(tensor) {
	const format = tensor.Format ?? tensor["Format/Datatype"];
	return {
		...tensor.Name === void 0 ? {} : { name: tensor.Name },
		dtype: typeOf(tensor) ?? "unknown",
		...format === void 0 ? {} : { format }
	};
}
/** `Half` of newer versions, or the type within prose: `Row major linear FP16 format`. */
function typeOf(tensor) {
	const text = tensor.Datatype ?? tensor.DataType ?? tensor["Format/Datatype"] ?? "";
	const word = /\b(float|half|fp32|fp16|bf16|bfloat16|int8|int32|int64|uint8|bool|fp8|int4)\b/i.exec(text)?.[1];
	return word === void 0 ? void 0 : shortNames[word.toLowerCase()] ?? word.toLowerCase();
}
const shortNames = {
	float: "fp32",
	half: "fp16",
	bfloat16: "bf16"
};
const floatTypes = /* @__PURE__ */ new Set([
	"fp32",
	"fp16",
	"bf16",
	"fp8",
	"int8"
]);
/** One layer of these holds many operators, whose precision its borders do not tell. */
const fusedTypes = /* @__PURE__ */ new Set(["myelin", "kgen"]);
/** Of the first float output, else of the first float input; unknown inside a fused layer whose tensors differ. */
function precisionOf(type, tensors) {
	const types = tensors.map(typeOf).filter((each) => each !== void 0);
	const floats = new Set(types.filter((each) => floatTypes.has(each)));
	if (floats.size > 1 && fusedTypes.has((type ?? "").toLowerCase())) return void 0;
	const [found] = floats;
	return found === void 0 ? types.length === 0 ? void 0 : "other" : found;
}
/**
* Nodes in `[ONNX Layer: NAME]` entries, which U+001E and U+001F separate; a node in a local function has
* ` | Local Function: …` behind its name. Without metadata the parts of a fused layer's name, joined by ` + `.
*/
function nodesOf(metadata, name) {
	const nodes = separators.reduce((parts, each) => parts.flatMap((part) => part.split(each)), [metadata]).flatMap((entry) => {
		const node = /^\[ONNX Layer: (.*?)(?: \| Local Function: .*)?\]$/s.exec(entry.trim())?.[1];
		return node === void 0 ? [] : [node];
	});
	if (nodes.length > 0) return [...new Set(nodes)];
	return name.startsWith("Reformatting") || name.startsWith("{") ? [] : name.split(" + ");
}

// src/engines/trtexec/log-facts.ts
const warningPatterns = [
	/\d+ weights are affected by this issue: [^\n]*/g,
	/Detected layernorm nodes in FP16: [^\n]*/g,
	/Running layernorm after self-attention[^\n]*/g
];
/** Reads the lines that a reader of the result can use. */
function readLog(log) {
	const seconds = /Engine built in ([\d.]+) sec/.exec(log)?.[1];
	return {
		device: /(?:Selected Device|Device Name|Name): ((?:NVIDIA|Tesla|GeForce|Quadro)[^\r\n]*)/.exec(log)?.[1]?.trim(),
		computeCapability: /Compute Capability: ([\d.]+)/.exec(log)?.[1],
		buildSeconds: seconds === void 0 ? void 0 : Number(seconds),
		forcedLayers: new Set([...log.matchAll(/Set layer (.*?) to precision \S+/g)].map(([, name]) => name)),
		warnings: warningPatterns.flatMap((pattern) => [...log.matchAll(pattern)].map(([text]) => `TensorRT warns: ${text.trim()}`))
	};
}

// src/files/raw-writer.ts
/** Types that inputs of engines have beside the sample's own. */
const encoders = {
	float32: (values) => bytesOf(Float32Array.from(values)),
	float64: (values) => bytesOf(values),
	float16: (values) => {
		const codes = new Uint16Array(values.length);
		encodeFloat16s(values, codes);
		return bytesOf(codes);
	},
	int32: (values) => bytesOf(Int32Array.from(values, (value) => within(value, 2 ** 31))),
	int64: (values) => bytesOf(BigInt64Array.from([...values], (value) => BigInt(value)))
};
/**
* Writes a tensor's elements as a new raw little-endian file of another type: floats are rounded, integers keep their value.
* @throws EngineError `unsupported` when the type can't hold a value; `storage`.
*/
function writeRawAs(tensor, dtype, path, what) {
	const encode = encoders[dtype];
	if (tensor.dtype !== dtype && encode === void 0) throw new EngineError("unsupported", `${what} is ${tensor.dtype}, but the engine takes ${dtype}.`, { advice: "Build the engine for inputs of the model's own types." });
	const count = elementCount(tensor.shape);
	try {
		const descriptor = openSync(path, "wx", 384);
		try {
			for (let start = 0; start < count; start += blockElements) {
				const length = Math.min(blockElements, count - start);
				writeFully(descriptor, tensor.dtype === dtype ? sameType(tensor, start, length) : converted(start, length));
			}
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		if (error instanceof RangeError) throw new EngineError("unsupported", `${what} holds ${error.message}, which ${dtype} can't hold.`, { advice: "The engine takes smaller integers than the model: TensorRT has int64 from 10 on." });
		throw error.code === void 0 ? error : storageError(path, error);
	}
	function converted(start, length) {
		const values = new Float64Array(length);
		readNumbers(tensor, start, values);
		return encode(values);
	}
}
function sameType(tensor, start, length) {
	const bytes = new Uint8Array(length * elementSizeBytes[tensor.dtype]);
	tensor.read(start, bytes);
	return bytes;
}
function bytesOf(values) {
	return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
function within(value, limit) {
	if (!Number.isInteger(value) || value < -limit || value >= limit) throw new RangeError(String(value));
	return value;
}

// src/engines/trtexec/binding-types.ts
/** Types as trtexec spells them: in file names of raw bindings (8.6: `Float`, later `fp32`) and in layer information. */
const types = {
	float: "float32",
	fp32: "float32",
	half: "float16",
	fp16: "float16",
	bf16: "bfloat16",
	bfloat16: "bfloat16",
	int8: "int8",
	int32: "int32",
	int64: "int64",
	uint8: "uint8",
	bool: "bool"
};
/** The element type; undefined for one that tensors here can't have (FP8, INT4). */
function bindingType(text) {
	const key = text.toLowerCase();
	return Object.hasOwn(types, key) ? types[key] : void 0;
}

// src/engines/trtexec/exported-output.ts
const numbers = {
	nan: NaN,
	"-nan": NaN,
	inf: Number.POSITIVE_INFINITY,
	"-inf": Number.NEGATIVE_INFINITY
};
/**
* Reads what `--exportOutput` writes, which is not JSON where it matters: NaN and infinities stand there bare, names are not
* escaped, and with dynamic shapes the sizes may stand before the values.
* @throws EngineError `protocol` where it can't be told what a text means, and when counts and sizes disagree.
*/
function parseExportedOutput(text) {
	const entry = /\{\s*"name"\s*:\s*"(.*?)"\s*,\s*"dimensions"\s*:\s*"([0-9x]*)"\s*,\s*"values"\s*:\s*\[([^\]]*)\]\s*\}/gs;
	const tensors = [];
	let end = 0;
	for (const match of text.matchAll(entry)) {
		refuseRest(text.slice(end, match.index));
		end = match.index + match[0].length;
		const [, name = "", sizes = "", body = ""] = match;
		tensors.push(toTensor(name, sizes, body));
	}
	refuseRest(text.slice(end));
	return tensors;
}
function refuseRest(between) {
	if (!/^[\s,[\]]*$/.test(between)) throw new EngineError("protocol", `trtexec's exported output holds ${JSON.stringify(between.trim().slice(0, 60))}, which can't be read.`);
}
function toTensor(name, sizes, body) {
	const shape = sizes === "" ? [] : sizes.split("x").map(Number);
	const texts = body.split(",").map((each) => each.trim()).filter((each) => each !== "");
	const count = shape.reduce((product, size) => product * size, 1);
	if (texts.length !== count) throw new EngineError("protocol", `trtexec exported ${texts.length} values of ${JSON.stringify(name)}; its sizes ${sizes} make ${count}.`);
	return {
		name,
		shape,
		values: Float64Array.from(texts, (each) => toNumber(each, name))
	};
}
function toNumber(text, name) {
	const value = numbers[text.toLowerCase()] ?? (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : void 0);
	if (value === void 0) throw new EngineError("protocol", `trtexec exported ${JSON.stringify(text.slice(0, 40))} for ${JSON.stringify(name)}, which is no number.`);
	return value;
}

// src/engines/trtexec/raw-bindings.ts
/** Longer names are shortened in the middle, so they tell nothing. */
const longestName = 150;
/**
* Reads the names `NAME.input|output.D0.D1.TYPE.raw`, where TYPE is `Float` up to 8.6 and `fp32` later; a scalar has no
* sizes. Other files are passed over.
*/
function listRawBindings(folder) {
	return readdirSync(folder).flatMap((file) => {
		const [, shownName, role, sizes = "", type = ""] = /^(.*)\.(input|output)\.((?:\d+\.)*)([A-Za-z0-9]+)\.raw$/.exec(file) ?? [];
		const dtype = bindingType(type);
		if (shownName === void 0 || dtype === void 0) return [];
		const shape = sizes.split(".").filter((size) => size !== "").map(Number);
		return [{
			path: join(folder, file),
			shownName,
			role,
			shape,
			dtype
		}];
	});
}
/** As trtexec writes a name into a file's name. */
function shownName(name) {
	return name.replaceAll(/[^A-Za-z0-9._,-]/g, "_");
}
/**
* The binding of that name, its file's size checked.
* @returns undefined when there is none. @throws EngineError `protocol` when several stand for it, or its size is wrong.
*/
function findBinding(bindings, name, role) {
	const shown = shownName(name);
	const found = bindings.filter((each) => each.role === role && each.shownName === shown);
	if (shown.length > longestName || found.length > 1) throw new EngineError("protocol", `trtexec's files do not tell which one is the ${role} ${JSON.stringify(name)}.`, { advice: "Give inputs and outputs short names that differ in letters and digits, or choose engine tensorrt." });
	const [binding] = found;
	if (binding === void 0) return void 0;
	const expected = elementCount(binding.shape) * elementSizeBytes[binding.dtype];
	const { size } = statSync(binding.path);
	if (size !== expected) throw new EngineError("protocol", `trtexec wrote ${size} bytes for the ${role} ${JSON.stringify(name)}; ${expected} were announced.`);
	const { path, dtype, shape } = binding;
	return {
		...binding,
		tensor: rawFileTensor({
			path,
			offsetBytes: 0,
			dtype,
			shape
		})
	};
}

// src/engines/trtexec/run-arguments.ts
/** Timed runs when latency is wanted. */
const timedRuns = 100;
/** Arguments that run an engine file once on given inputs and write every binding as raw bytes. */
function runArguments(version, engineFile, inputs, dynamicInputs, options) {
	const dynamic = inputs.filter(({ name }) => dynamicInputs.has(name));
	return [
		`--loadEngine=${engineFile}`,
		...inputs.length === 0 ? [] : [`--loadInputs=${inputs.map(({ name, file }) => `'${name}':${file}`).join(",")}`],
		...dynamic.length === 0 ? [] : [`--shapes=${dynamic.map(({ name, shape }) => shapeText(name, shape)).join(",")}`],
		...pluginArguments(version, options.plugins),
		"--dumpRawBindingsToFile",
		"--exportOutput=output.json",
		`--iterations=${options.latency ? timedRuns : 1}`,
		`--warmUp=${options.latency ? 200 : 0}`,
		"--duration=0",
		...options.latency ? ["--exportTimes=times.json"] : [],
		...isAtLeast(version, 11) ? ["--includeDataTransfers"] : []
	];
}

// src/engines/trtexec/timing.ts
const timesSchema = array(looseObject({ computeMs: number() })).min(1);
/** Median and p95 of the GPU time in `--exportTimes`. @throws EngineError `protocol` */
function readTimes(text) {
	let parsed;
	try {
		parsed = timesSchema.safeParse(JSON.parse(text));
	} catch (cause) {
		throw new EngineError("protocol", "trtexec's times are not JSON.", { cause });
	}
	if (!parsed.success) throw new EngineError("protocol", "trtexec's times have a form that is not known.");
	const times = parsed.data.map(({ computeMs }) => computeMs).sort((one, other) => one - other);
	const rank = (share) => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)];
	return {
		median: rank(.5),
		p95: rank(.95),
		mean: times.reduce((sum, time) => sum + time, 0) / times.length,
		min: times[0],
		max: times.at(-1),
		runs: times.length,
		method: "gpu-events",
		includesTransfers: false
	};
}

// src/engines/trtexec/run-sample.ts
/** Runs one sample, and again as often as is wanted, each in a process and a folder of its own. */
async function runSample(job) {
	const { want } = job.request;
	const first = await runOnce(job, 0, want.latency === true && job.at === 0);
	const repeats = [];
	for (let again = 1; again < (want.repeats ?? 1); again++) repeats.push(await runOnce(job, again, false));
	return {
		outputs: first.outputs,
		intermediates: /* @__PURE__ */ new Map(),
		repeats: repeats.map(({ outputs }) => outputs),
		latency: first.latency,
		notes: [first, ...repeats].flatMap(({ notes }) => notes)
	};
}
async function runOnce(job, again, latency) {
	const { sample, request, version, engineFile, run } = job;
	const folder = join(job.folder, `sample-${job.at}-${again}`);
	mkdirSync(folder, { mode: 448 });
	const types = new Map([...sample.inputs].map(([name, tensor]) => [name, inputType(name, tensor.dtype, job)]));
	const inputs = [...sample.inputs].map(([name, tensor], at) => {
		const file = `input-${at}.bin`;
		const what = `input ${JSON.stringify(name)} of sample ${sample.id}`;
		writeRawAs(tensor, types.get(name), join(folder, file), what);
		return {
			name,
			file,
			shape: tensor.shape
		};
	});
	await run(folder, runArguments(version, engineFile, inputs, new Set(Object.keys(request.shapes)), {
		plugins: request.options.plugins ?? [],
		latency
	}), `while running sample ${sample.id} on ${request.label}`);
	const bindings = listRawBindings(folder);
	for (const input of inputs) checkInput(input, types.get(input.name), folder, bindings);
	const { outputs, notes } = readOutputs(request.outputs, folder, bindings, sample.id);
	return {
		outputs,
		notes,
		latency: latency ? readTimes(readFileSync(join(folder, "times.json"), "utf8")) : void 0
	};
}
/**
* The type in which the engine takes an input: as its layers tell, else by the rules of the version. Up to 9.x there is no
* int64, and up to 10.x floats are taken as FP32 unless the build was told otherwise.
*/
function inputType(name, dtype, { info, version }) {
	const told = bindingType(info.bindings.get(name) ?? "");
	if (told !== void 0) return told;
	if (dtype === "int64" && !isAtLeast(version, 10)) return "int32";
	return (dtype === "float16" || dtype === "bfloat16" || dtype === "float64") && !isAtLeast(version, 11) ? "float32" : dtype;
}
/**
* trtexec reads the first bytes of a file of twice the size and fills in what it finds no name for, both without a word. So
* what it says it had as input is compared with what was written.
*/
function checkInput(input, dtype, folder, bindings) {
	const found = findBinding(bindings, input.name, "input");
	if (found === void 0) return;
	if (readFileSync(found.path).equals(readFileSync(join(folder, input.file))) && found.dtype === dtype && elementCount(found.shape) === elementCount(input.shape)) return;
	throw new EngineError("protocol", `trtexec ran on another input ${JSON.stringify(input.name)} than was written: ${found.dtype} ${found.shape.join("x")} instead of ${dtype} ${input.shape.join("x")}, or other bytes.`, { advice: "Please report it with the version of TensorRT; engine tensorrt is another way." });
}
/** Raw bindings, which are exact; where one is missing, the six digits of the exported output. */
function readOutputs(expected, folder, bindings, sampleId) {
	const notes = [];
	let exported;
	const outputs = expected.map(({ name, dtype }) => {
		const binding = findBinding(bindings, name, "output");
		if (binding !== void 0) return [name, binding.tensor];
		exported ??= readExported(folder);
		const tensor = exported.get(name);
		if (tensor === void 0) throw new EngineError("protocol", `trtexec gave no output ${JSON.stringify(name)} for sample ${sampleId}.`, { advice: "Check that the engine was built from this model." });
		notes.push(`Output ${JSON.stringify(name)} was read with six digits only: trtexec wrote no raw binding of it.`);
		return [name, dtype === void 0 || dtype.startsWith("float") ? tensor : asIntegers(tensor)];
	});
	return {
		outputs: new Map(outputs),
		notes
	};
}
function readExported(folder) {
	try {
		const text = readFileSync(join(folder, "output.json"), "utf8");
		return new Map(parseExportedOutput(text).map(({ name, shape, values }) => [name, memoryTensor("float64", shape, new Uint8Array(values.buffer))]));
	} catch (error) {
		if (error.code === "ENOENT") return /* @__PURE__ */ new Map();
		throw error;
	}
}
/** Six digits are exact for integers below a million only. */
function asIntegers(tensor) {
	const values = new Float64Array(elementCount(tensor.shape));
	tensor.read(0, new Uint8Array(values.buffer));
	if (values.some((value) => !Number.isInteger(value) || Math.abs(value) >= 1e6)) throw new EngineError("protocol", "trtexec exported an integer output with too few digits to be read.");
	const integers = BigInt64Array.from([...values], (value) => BigInt(value));
	return memoryTensor("int64", tensor.shape, new Uint8Array(integers.buffer));
}

// src/engines/trtexec/trtexec-failures.ts
/** What lines of the log mean, the most telling first. */
const meanings = [
	{
		pattern: /No importer registered for op: (\S+?)\.?(?:\s|$)|[Nn]o Importer for op:? (\S+)/,
		category: "unsupported",
		text: "it has no operator $1",
		advice: "Export for an older opset, use a TensorRT that has the operator, or give a plugin with plugins."
	},
	{
		pattern: /Plugin not found.*?(?:name|plugin)[: ]+'?(\w+)|getPluginCreator could not find plugin:? (\w+)/,
		category: "unsupported",
		text: "plugin $1 is not loaded",
		advice: "Name its library with plugins."
	},
	{
		pattern: /(?:opset|Opset)[^\n]*?(\d+)[^\n]*(?:not supported|unsupported|newer than)/,
		category: "unsupported",
		text: "it can't read opset $1",
		advice: "Export for an older opset (17 for TensorRT 8.6), or use a newer TensorRT."
	},
	{
		pattern: /(?:ModelImporter|In node \d+)[^\n]*(?:UNSUPPORTED_NODE|Assertion failed)[^\n]*?:?\s*([^\n]{0,160})/,
		category: "unsupported",
		text: "it can't parse the model: $1",
		advice: "Export for an older opset, or use a newer TensorRT."
	},
	{
		pattern: /(?:out of memory|OutOfMemory|OUT_OF_MEMORY|[Cc]uda failure.*memory)/,
		category: "crashed",
		text: "the GPU has no memory left",
		advice: "Use smaller samples, or a GPU that nobody else uses at that time."
	},
	{
		pattern: /(?:different compute capability|generated on an incompatible device|compute capability[^\n]*(?:mismatch|not match))/i,
		category: "unavailable",
		text: "the engine file was built for another GPU",
		advice: "Build the engine on this kind of GPU."
	},
	{
		pattern: /(?:serialization\w* version|Version tag does not match|plan file[^\n]*version|incompatible[^\n]*version|kVERSION)/i,
		category: "unavailable",
		text: "the engine file was built by another TensorRT",
		advice: "Build the engine with the TensorRT that runs it."
	},
	{
		pattern: /(?:no CUDA-capable device|CUDA driver version is insufficient|Unable to (?:load|initialize) CUDA|cuInit|libcuda\.so)/i,
		category: "unavailable",
		text: "there is no GPU, or its driver is too old",
		advice: "nvidia-smi shows what the machine has; a container needs --gpus."
	},
	{
		pattern: /error while loading shared libraries: (\S+?):/,
		category: "unavailable",
		text: "the library $1 is missing",
		advice: "Add the folder of TensorRT's libraries to LD_LIBRARY_PATH of the runner."
	},
	{
		pattern: /No space left on device|ENOSPC/,
		category: "storage",
		text: "the disk is full",
		advice: "Free space on the disk of the temporary folder (TMPDIR)."
	},
	{
		pattern: /Unknown option: (\S+)/,
		category: "unsupported",
		text: "this version has no option $1",
		advice: "Leave it out of build-args."
	},
	{
		pattern: /(?:Could not find any implementation for node|Engine could not be created|Engine set up failed|Building .*failed)([^\n]{0,120})/,
		category: "crashed",
		text: "the engine could not be built$1",
		advice: "keep-work: true keeps the log of the build."
	}
];
/**
* The error for a trtexec that did not end well, undefined when it ended with 0. Its last line, PASSED, is never looked at:
* it says nothing about numbers.
*/
function trtexecFailure(report, activity) {
	const failure = childFailure("trtexec", report, activity);
	if (failure === void 0 || report.end.kind !== "exited") return failure;
	const log = `${report.stdout}\n${report.stderr}`;
	for (const { pattern, category, text, advice } of meanings) {
		const match = pattern.exec(log);
		if (match === null) continue;
		const caught = match.slice(1).find((part) => part !== void 0) ?? "";
		return new EngineError(category, `trtexec failed ${activity}: ${text.replace("$1", caught.trim())}.`, {
			advice,
			status: report.end.code,
			...lastErrorOf(log)
		});
	}
	return new EngineError("crashed", failure.message, {
		advice: "keep-work: true keeps its log.",
		status: report.end.code,
		...lastErrorOf(log)
	});
}
/** Errors of TensorRT begin with [E]; they go to either stream, depending on the version. */
function lastErrorOf(log) {
	const line = log.split(/\r?\n/).findLast((each) => each.includes("[E]"));
	return line === void 0 ? {} : { lastStderrLine: line.trim().slice(0, 500) };
}

// src/engines/trtexec/trtexec.ts
const versionTimeoutMs = 6e4;
/**
* TensorRT behind its own command line, 8.6 to 11: one process builds an engine file, one runs each sample. What is read
* back are the raw bindings; its PASSED line means nothing for numbers and is never looked at.
*/
function createTrtexec(options) {
	let version;
	let jobs = 0;
	return {
		name: "trtexec",
		run: async (request) => {
			version ??= askVersion(options);
			const known = await version;
			refuseUnsupported(request);
			jobs += 1;
			const folder = join(options.workFolder, `trtexec-${jobs}-${request.label}`);
			const builds = [];
			for (let at = 0; at < (request.want.builds ?? 1); at++) builds.push(await buildAndRun(join(folder, `build-${at}`), request, known, options));
			return answerOf(builds, request, known);
		}
	};
}
async function askVersion({ path, environment, workFolder }) {
	const report = await runChild({
		title: "trtexec",
		file: path,
		args: ["--help"],
		cwd: workFolder,
		env: environment,
		timeoutMs: versionTimeoutMs
	});
	const version = versionOfBanner(`${report.stdout}\n${report.stderr}`);
	if (version !== void 0 && isAtLeast(version, 8, 6)) return version;
	const found = version === void 0 ? "did not tell its version" : `is version ${formatVersion(version)}`;
	const failure = childFailure("trtexec", report, "while telling its version");
	throw new EngineError("unavailable", `${path} ${found}. ${failure?.message ?? ""}`.trim(), { advice: "trtexec of TensorRT 8.6 to 11 can be run." });
}
function refuseUnsupported({ want }) {
	if ((want.intermediates ?? []).length > 0) throw new EngineError("unsupported", "trtexec can't mark tensors of a model as outputs.", { advice: "Choose engine tensorrt." });
}
async function buildAndRun(folder, request, version, options) {
	mkdirSync(folder, {
		recursive: true,
		mode: 448
	});
	const run = async (cwd, args, activity) => await start(cwd, args, activity, options);
	const engineFile = request.engineFile ?? join(folder, "model.engine");
	const layersFile = join(folder, "layers.json");
	const args = request.engineFile === void 0 ? buildArguments(version, request, {
		engine: engineFile,
		layers: layersFile
	}, options.buildArgs) : [
		`--loadEngine=${engineFile}`,
		`--exportLayerInfo=${layersFile}`,
		"--skipInference"
	];
	const startMs = performance.now();
	const report = await run(folder, args, `while ${request.engineFile === void 0 ? "building" : "loading"} ${request.label}`);
	const facts = readLog(`${report.stdout}\n${report.stderr}`);
	const info = readLayers(layersFile);
	const seconds = facts.buildSeconds ?? (performance.now() - startMs) / 1e3;
	const samples = [];
	for (const [at, sample] of request.samples.entries()) samples.push(await runSample({
		folder,
		at,
		sample,
		request,
		version,
		engineFile,
		info,
		run
	}));
	return {
		samples,
		latency: samples[0]?.latency,
		layers: info.layers.length === 0 ? void 0 : info.layers,
		build: {
			seconds: request.engineFile === void 0 ? seconds : 0,
			sizeBytes: statSync(engineFile).size,
			...request.options.keepEngine === true ? { engineFile } : {},
			flags: args.filter((argument) => /^--(?:fp16|stronglyTyped|noTF32|precisionConstraints|builder)/.test(argument))
		},
		facts,
		notes: [...new Set(samples.flatMap(({ notes }) => notes))]
	};
}
async function start(cwd, args, activity, { path, environment, timeoutMs, signal, killGraceMs, keepLogs }) {
	const report = await runChild({
		title: "trtexec",
		file: path,
		args,
		cwd,
		env: environment,
		timeoutMs,
		...signal === void 0 ? {} : { signal },
		...killGraceMs === void 0 ? {} : { killGraceMs }
	});
	if (keepLogs === true) writeFileSync(join(cwd, "trtexec.log"), `${report.stdout}\n${report.stderr}`);
	const failure = trtexecFailure(report, activity);
	if (failure !== void 0) throw failure;
	return report;
}
function readLayers(path) {
	let text;
	try {
		text = readFileSync(path, "utf8");
	} catch (cause) {
		throw new EngineError("protocol", "trtexec did not write the layer information that it was asked for.", { cause });
	}
	return parseLayerInfo(text);
}
function answerOf(builds, request, version) {
	const [first, ...further] = builds;
	const { facts } = first;
	const typing = typingOf(version, request);
	return {
		engine: {
			name: "tensorrt",
			version: formatVersion(version),
			device: facts.device ?? "unknown",
			computeCapability: facts.computeCapability,
			details: { by: "trtexec" }
		},
		typing,
		builds: [first, ...further],
		applied: appliedOf(request, typing, facts),
		notes: [...first.notes, ...facts.warnings]
	};
}
/** 8.6 logs no applied precision, so nothing is known there but that it was asked for. */
function appliedOf(request, typing, facts) {
	const forceable = new Set(forceableNodes(request));
	return request.fp32Nodes.map((node) => {
		if (typing === "strong") return {
			node,
			status: "in-model"
		};
		if (!forceable.has(node)) return {
			node,
			status: "not-forceable"
		};
		return {
			node,
			status: facts.forcedLayers.size === 0 || facts.forcedLayers.has(node) ? "constrained" : "not-found"
		};
	});
}

// src/steps/open-real-engine.ts
/** Of the drivers: this file lies two folders below the root, its bundle in dist/ one. */
const pythonFolder = ["../python", "../../python"].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((folder) => existsSync(join(folder, "fp16_gate")));
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
	if (config.name !== "trtexec") return createDriver(driverOptions(config, options));
	const { environment, workingDirectory, ...rest } = options;
	return {
		...createTrtexec({
			...rest,
			path: findTrtexec(config.trtexecPath, environment, workingDirectory),
			environment: childEnvironment("driver", environment),
			buildArgs: config.buildArgs,
			keepLogs: config.keepWork
		}),
		close: () => void 0
	};
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
	if (config.name === "trtexec") throw new EngineError("unsupported", "trtexec speaks no driver protocol; the gate runs it itself.", { advice: "fp16-gate doctor shows whether it is found." });
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
	if (pythonFolder === void 0) throw new EngineError("unavailable", "the Python drivers are not part of this installation.", { advice: "Use the action, or a clone of the repository." });
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

export { createDriver as a, findTrtexec as i, engineTitles as n, openRealEngine as r, driverOptions as t };