import { O as parseTextSettings, Q as parseFlags, T as resolveEngine, a as createOnnxruntimeEngine, b as onnxruntimePackage, d as findNativeLibrary, f as verifyPinnedFiles, g as runChild, h as childFailure, m as findOnPath, p as findNpm, s as elementCount, v as childEnvironment, x as thisPlatformKey, y as createWorkFolder } from "./settings.js";
import { a as escapeConsole, f as version, m as EngineError, p as ConfigError, v as describeError } from "./start.js";
import { An as TensorProtoSchema, Dn as ModelProtoSchema, Nn as ValueInfoProtoSchema, On as NodeProtoSchema, Pn as create, jt as newIntAttribute, kn as OperatorSetIdProtoSchema, tt as encodeModel, ut as readNumbers, yn as dataTypeNumber } from "./judge.js";
import { a as createDriver, i as findTrtexec, t as driverOptions } from "./open-real-engine.js";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { availableParallelism, tmpdir, totalmem } from "node:os";

// src/engines/driver/conformance-model.ts
/** An output whose name no file system takes as it is. */
const oddName = "largest/of:row é";
/** A network of three nodes in FP32 and FP16, its sample, and what it must give. */
const conformanceCase = {
	input: "x",
	outputs: [{
		name: "sum",
		dtype: "float32"
	}, {
		name: oddName,
		dtype: "int64"
	}],
	/** Names of its nodes. */
	nodes: [
		"scale",
		"shift",
		"pick"
	],
	values: [
		.5,
		-2,
		3,
		1.5,
		.25,
		-1
	],
	shape: [2, 3],
	/** 2 x + 1, and the position of the largest element of each row. */
	expected: {
		sum: [
			2,
			-3,
			7,
			4,
			1.5,
			-1
		],
		[oddName]: [2, 0]
	}
};
/** The model in one of its two precisions; inputs and outputs are FP32 in both. */
function conformanceModel(precision) {
	const isHalf = precision === "float16";
	const inner = dataTypeNumber(precision);
	const inside = (name) => isHalf ? `${name}__float16` : name;
	const nodes = [
		...isHalf ? [castNode("x", inside("x"), inner)] : [],
		node("scale", "Mul", [inside("x"), "two"], ["scaled"]),
		node("shift", "Add", ["scaled", "one"], [inside("sum")]),
		...isHalf ? [castNode(inside("sum"), "sum", dataTypeNumber("float32"))] : [],
		{
			...node("pick", "ArgMax", [inside("x")], [oddName]),
			attribute: [newIntAttribute("axis", 1), newIntAttribute("keepdims", 0)]
		}
	];
	const model = create(ModelProtoSchema, {
		irVersion: 8n,
		producerName: "fp16-gate",
		opsetImport: [create(OperatorSetIdProtoSchema, {
			domain: "",
			version: 13n
		})],
		graph: {
			name: "conformance",
			input: [value("x", "float32", [2, 3])],
			output: [value("sum", "float32", [2, 3]), value(oddName, "int64", [2])],
			initializer: [scalar("two", 2, precision), scalar("one", 1, precision)],
			node: nodes
		}
	});
	return Buffer.concat(encodeModel(model));
}
function node(name, opType, input, output) {
	return create(NodeProtoSchema, {
		name,
		opType,
		input,
		output
	});
}
function castNode(from, to, type) {
	return create(NodeProtoSchema, {
		name: `cast_${to}`,
		opType: "Cast",
		input: [from],
		output: [to],
		attribute: [newIntAttribute("to", type)]
	});
}
function scalar(name, number, precision) {
	const bits = number === 1 ? 15360 : 16384;
	const bytes = precision === "float16" ? Uint16Array.of(bits).buffer : Float32Array.of(number).buffer;
	return create(TensorProtoSchema, {
		name,
		dataType: dataTypeNumber(precision),
		dims: [],
		rawData: new Uint8Array(bytes)
	});
}
function value(name, dtype, shape) {
	return create(ValueInfoProtoSchema, {
		name,
		type: { value: {
			case: "tensorType",
			value: {
				elemType: dataTypeNumber(dtype),
				shape: { dim: shape.map((size) => ({ value: {
					case: "dimValue",
					value: BigInt(size)
				} })) }
			}
		} }
	});
}
/** The sample as tensors. */
function conformanceInputs() {
	const bytes = new Uint8Array(Float32Array.from(conformanceCase.values).buffer);
	return /* @__PURE__ */ new Map([[conformanceCase.input, {
		dtype: "float32",
		shape: conformanceCase.shape,
		read: (start, into) => into.set(bytes.subarray(start * 4, start * 4 + into.length))
	}]]);
}

// src/engines/driver/conformance.ts
/** Two numbers of the model agree when they are this close: FP16 holds its values exactly. */
const closeTo = .01;
const rules = [
	{
		rule: "runs a model in FP32",
		request: { precision: "fp32" }
	},
	{
		rule: "runs a model in FP16",
		request: {}
	},
	{
		rule: "runs a sample again",
		request: { want: { repeats: 3 } },
		check: checkRepeats
	},
	{
		rule: "builds again",
		request: { want: { builds: 2 } },
		check: checkBuilds
	},
	{
		rule: "runs several samples",
		request: { samples: threeSamples() }
	},
	{
		rule: "builds without samples",
		request: { samples: [] }
	},
	{
		rule: "measures latency",
		request: { want: { latency: true } }
	},
	{
		rule: "keeps a node in FP32 and says what became of it",
		request: {
			precision: "mixed",
			fp32Nodes: ["shift"]
		},
		check: ({ applied }) => applied[0]?.status === "not-found" ? "it did not find node shift of the model" : void 0
	},
	{
		rule: "describes its layers",
		request: { want: { layers: true } },
		check: ({ builds }) => builds[0].layers === void 0 ? "it gave no layers" : void 0
	},
	{
		rule: "returns intermediate tensors",
		request: { want: { intermediates: ["scaled"] } },
		check: ({ builds }) => builds[0].samples[0]?.intermediates.has("scaled") === true ? void 0 : "it did not give tensor scaled"
	}
];
/** What must be refused: exit status not 0, and a category that is not about something else. */
const refusals = [
	{
		rule: "refuses another protocol",
		change: (job) => ({
			...job,
			protocol: 99
		})
	},
	{
		rule: "refuses an unknown key",
		change: (job) => ({
			...job,
			presicion: "fp16"
		})
	},
	{
		rule: "refuses a model that is not there",
		change: (job) => ({
			...job,
			models: {
				source: "/nowhere/model.onnx",
				typed: "/nowhere/model.onnx"
			}
		})
	},
	{
		rule: "refuses an option that it does not know",
		change: (job) => ({
			...job,
			options: { nonsense: true }
		})
	}
];
/**
* Holds a driver against the rules of docs/guides/driver-protocol.md with a small model. Files, links, names, sizes and
* types of an answer are checked by every run.
*/
async function checkConformance(options, extra, onLine) {
	const { workFolder } = options;
	const request = baseRequest(workFolder, extra);
	let isKept = true;
	const report = (line) => {
		isKept &&= line.outcome !== "fail";
		onLine(line);
	};
	for (const [at, rule] of rules.entries()) {
		const engine = createDriver({
			...options,
			workFolder: join(workFolder, `rule-${at}`)
		});
		try {
			const answer = await engine.run({
				...request,
				...rule.request
			});
			const wrong = checkValues(answer) ?? rule.check?.(answer);
			report({
				rule: rule.rule,
				outcome: wrong === void 0 ? "pass" : "fail",
				text: wrong ?? ""
			});
		} catch (error) {
			report(failedLine(rule.rule, error));
		} finally {
			engine.close();
		}
	}
	for (const [at, { rule, change }] of refusals.entries()) report(await checkRefusal(rule, change, join(workFolder, `refusal-${at}`), join(workFolder, "rule-0"), options));
	return isKept;
}
function baseRequest(folder, options) {
	const [source, typed] = [join(folder, "model.onnx"), join(folder, "model-float16.onnx")];
	writeFileSync(source, conformanceModel("float32"));
	writeFileSync(typed, conformanceModel("float16"));
	return {
		label: "conformance",
		models: {
			source,
			typed
		},
		precision: "fp16",
		typing: "strong",
		fp32Nodes: [],
		samples: [{
			id: "0",
			inputs: conformanceInputs()
		}],
		outputs: conformanceCase.outputs,
		shapes: {},
		want: {},
		options
	};
}
function threeSamples() {
	return [
		"0",
		"1",
		"2"
	].map((id) => ({
		id,
		inputs: conformanceInputs()
	}));
}
function failedLine(rule, error) {
	if (!(error instanceof EngineError)) throw error;
	return {
		rule,
		outcome: error.lastStderrLine?.startsWith("unsupported: ") === true ? "unsupported" : "fail",
		text: error.message
	};
}
function checkValues({ builds }) {
	for (const { samples } of builds) for (const { outputs, repeats } of samples) for (const run of [outputs, ...repeats]) for (const [name, expected] of Object.entries(conformanceCase.expected)) {
		const tensor = run.get(name);
		const found = tensor === void 0 ? [] : numbersOf(tensor);
		if (!(found.length === expected.length && found.every((x, at) => Math.abs(x - (expected[at] ?? NaN)) < closeTo))) return `output ${JSON.stringify(name)} is ${found.join(", ")} instead of ${expected.join(", ")}`;
	}
}
function numbersOf(tensor) {
	const numbers = new Float64Array(elementCount(tensor.shape));
	readNumbers(tensor, 0, numbers);
	return [...numbers];
}
function checkRepeats({ builds }) {
	const count = builds[0].samples[0]?.repeats.length;
	return count === 2 ? void 0 : `it gave ${count} repeats instead of 2`;
}
function checkBuilds({ builds }) {
	return builds.length === 2 ? void 0 : `it gave ${builds.length} builds instead of 2`;
}
async function checkRefusal(rule, change, folder, template, { command, environment, title, timeoutMs, workingDirectory }) {
	const job = JSON.parse(readFileSync(join(template, "job-1-conformance", "job.json"), "utf8"));
	mkdirSync(join(folder, "out"), { recursive: true });
	const jobPath = join(folder, "job.json");
	writeFileSync(jobPath, JSON.stringify(change({
		...job,
		samples: []
	})));
	const report = await runChild({
		title,
		file: command.file,
		args: [...command.args, jobPath],
		cwd: workingDirectory ?? folder,
		env: environment,
		timeoutMs
	});
	const failure = childFailure(title, report, "");
	if (failure === void 0) return {
		rule,
		outcome: "fail",
		text: "it ended with status 0"
	};
	return /^[a-z-]+: ./.test(failure.lastStderrLine ?? "") ? {
		rule,
		outcome: "pass",
		text: ""
	} : {
		rule,
		outcome: "fail",
		text: `its last line of standard error is no "CATEGORY: message": ${failure.message}`
	};
}

// src/engines/machine-probe.ts
const probeTimeoutMs = 15e3;
/** Looks at Node, memory, the native library, npm, and the programs of other engines. */
async function probeMachine(options) {
	const { environment } = options;
	const npm = findNpm(environment);
	const found = (name) => {
		const file = findOnPath(name, environment);
		return file === void 0 ? void 0 : {
			file,
			args: []
		};
	};
	return {
		nodeVersion: process.versions.node,
		platform: thisPlatformKey,
		libc: findLibc(),
		cores: availableParallelism(),
		memoryBytes: usableMemoryBytes(),
		toolCache: environment["RUNNER_TOOL_CACHE"],
		onnxruntime: await probeLibrary(options),
		programs: [
			await askVersion("npm", npm, ["--version"], /^\d+\.\d+\.\d+\S*/m, environment),
			await askVersion("python3", found("python3"), ["--version"], /Python (\S+)/, environment),
			await askVersion("nvidia-smi", found("nvidia-smi"), ["--query-gpu=name,driver_version", "--format=csv,noheader"], /^\S.*$/m, environment),
			await askVersion("trtexec", trtexecProgram(environment), ["--help"], /TensorRT v(\d+)/, environment),
			...await askBackends(options.python ?? found("python3")?.file, environment)
		]
	};
}
/** On PATH, or where TensorRT is usually installed. */
function trtexecProgram(environment) {
	try {
		return {
			file: findTrtexec(void 0, environment, "/"),
			args: []
		};
	} catch {
		return;
	}
}
function findLibc() {
	if (process.platform !== "linux") return;
	const glibc = process.report.getReport().header?.glibcVersionRuntime;
	if (glibc !== void 0) return `glibc ${glibc}`;
	return existsSync("/lib") && readdirSync("/lib").some((name) => name.startsWith("ld-musl-")) ? "musl" : "unknown";
}
function usableMemoryBytes() {
	const limit = process.constrainedMemory();
	return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
async function probeLibrary(options) {
	const { version } = options.pinned ?? onnxruntimePackage;
	const probe = {
		version,
		source: void 0,
		folder: void 0,
		hashesMatch: false,
		loads: false
	};
	try {
		const library = await findNativeLibrary({
			...options,
			mayFetch: false,
			log: { info: () => void 0 }
		});
		const located = {
			...probe,
			source: library.source,
			folder: library.folder
		};
		try {
			verifyPinnedFiles(library.folder, library.files);
		} catch (error) {
			return {
				...located,
				problem: describeError(error)
			};
		}
		const work = createWorkFolder();
		try {
			await createOnnxruntimeEngine({
				findLibrary: async () => await Promise.resolve(library),
				environment: options.environment,
				...options.workerPath === void 0 ? {} : { workerPath: options.workerPath }
			}).run({
				models: [],
				samples: [],
				workFolder: work.path,
				threads: 1,
				timeoutMs: probeTimeoutMs
			});
			return {
				...located,
				hashesMatch: true,
				loads: true,
				problem: void 0
			};
		} catch (error) {
			return {
				...located,
				hashesMatch: true,
				problem: describeError(error)
			};
		} finally {
			work.remove();
		}
	} catch (error) {
		return {
			...probe,
			problem: describeError(error)
		};
	}
}
/** Packages that engines need, as the interpreter's own metadata lists them: nothing heavy is imported. */
const backendPackages = {
	tensorrt: [
		"tensorrt",
		"tensorrt-bindings",
		"tensorrt-cu13",
		"tensorrt-cu12",
		"tensorrt-cu13-bindings",
		"tensorrt-cu12-bindings"
	],
	onnxruntime: ["onnxruntime-gpu", "onnxruntime"],
	torch: ["torch"]
};
const listPackages = `
import importlib.metadata, json, re
found = {}
for each in importlib.metadata.distributions():
    name = each.metadata["Name"]
    if name: found[re.sub(r"[-_.]+", "-", name).lower()] = each.version
print(json.dumps(found))
`;
async function askBackends(python, environment) {
	const packages = python === void 0 ? {} : await askPackages(python, environment);
	return Object.entries(backendPackages).map(([engine, names]) => {
		const name = names.find((each) => packages[each] !== void 0);
		return name === void 0 ? {
			name: `engine ${engine}`,
			path: void 0,
			version: void 0,
			problem: "not found"
		} : {
			name: `engine ${engine}`,
			path: python,
			version: `${name} ${packages[name]}`,
			problem: void 0
		};
	});
}
async function askPackages(python, environment) {
	try {
		const { stdout, end } = await runChild({
			title: "python",
			file: python,
			args: ["-c", listPackages],
			cwd: tmpdir(),
			env: childEnvironment("driver", environment),
			timeoutMs: probeTimeoutMs
		});
		return end.kind === "exited" && end.code === 0 ? JSON.parse(stdout) : {};
	} catch {
		return {};
	}
}
async function askVersion(name, program, args, pattern, environment) {
	if (program === void 0) return {
		name,
		path: void 0,
		version: void 0,
		problem: "not found"
	};
	const path = program.args[0] ?? program.file;
	try {
		const report = await runChild({
			title: name,
			file: program.file,
			args: [...program.args, ...args],
			cwd: tmpdir(),
			env: childEnvironment(name === "npm" ? "npm" : "tool", environment),
			timeoutMs: probeTimeoutMs
		});
		const match = pattern.exec(report.stdout);
		const failure = childFailure(name, report, "");
		const problem = match === null ? failure?.message ?? "did not tell its version" : void 0;
		return {
			name,
			path,
			version: match?.[1] ?? match?.[0],
			problem
		};
	} catch (error) {
		return {
			name,
			path,
			version: void 0,
			problem: error instanceof EngineError ? error.message : String(error)
		};
	}
}

// src/commands/doctor.ts
/**
* `fp16-gate doctor`: what this machine can run, with versions, and what is missing and how to get it. Exit 0 when the
* embedded engine runs, 3 when it does not.
*/
async function doctor(args, terminal) {
	const { flags } = parseFlags(args, ["ort-path", ...driverFlags], { positionals: [] });
	if (flags["driver"] !== void 0 || flags["engine"] !== void 0) return await checkDriver(flags, terminal);
	const ortPath = flags["ort-path"];
	const probe = await probeMachine({
		environment: terminal.environment,
		...ortPath === void 0 ? {} : { ortPath },
		...typeof flags["python"] === "string" ? { python: flags["python"] } : {}
	});
	terminal.print(renderProbe(probe));
	return probe.onnxruntime.loads && probe.onnxruntime.hashesMatch ? 0 : 3;
}
const driverFlags = [
	"engine",
	"driver",
	"python",
	"engine-options",
	"timeout"
];
/**
* `fp16-gate doctor --driver COMMAND` (or `--engine NAME`): holds a driver against the protocol. Exit 0 when it keeps to
* every rule, 1 when not.
*/
async function checkDriver(flags, terminal) {
	const engine = flags["engine"] ?? "driver";
	const settings = parseTextSettings({
		...flags,
		engine
	}, (name) => `--${name}`);
	const config = resolveEngine(settings.engine ?? "driver", settings);
	if (config === void 0) throw new ConfigError(`engine ${String(engine)} has no driver to check.`);
	const work = createWorkFolder();
	try {
		const options = driverOptions(config, {
			workFolder: work.path,
			timeoutMs: settings.timeout ?? conformanceTimeoutMs,
			signal: terminal.signal,
			environment: terminal.environment,
			workingDirectory: terminal.workingDirectory
		});
		const isKept = await checkConformance(options, config.options, ({ rule, outcome, text }) => terminal.print(`${outcome.padEnd(11)}  ${rule}${text === "" ? "" : `: ${escapeConsole(text)}`}\n`));
		terminal.print(isKept ? "The driver keeps to the protocol.\n" : "The driver does not keep to the protocol.\n");
		return isKept ? 0 : 1;
	} finally {
		work.remove();
	}
}
const conformanceTimeoutMs = 12e4;
/** The findings as plain lines: what is there, what is missing, what to do. */
function renderProbe(probe) {
	const { onnxruntime } = probe;
	const runs = onnxruntime.loads && onnxruntime.hashesMatch;
	const lines = [
		["fp16-gate", version],
		["Node.js", probe.nodeVersion],
		["platform", [probe.platform, probe.libc].filter((part) => part !== void 0).join(", ")],
		["cores", String(probe.cores)],
		["memory", `${(probe.memoryBytes / 2 ** 30).toFixed(1)} GiB`],
		["tool cache", probe.toolCache ?? "not set (RUNNER_TOOL_CACHE)"],
		["engine recorded", "runs: needs nothing"],
		["engine emulated", runs ? `runs: onnxruntime-node ${onnxruntime.version} from ${onnxruntime.source}` : `does not run: ${onnxruntime.problem ?? "the native library can't be loaded"}`],
		...probe.programs.map(({ name, path, version: found, problem }) => [name, path === void 0 ? "not found" : [found ?? problem ?? "version unknown", `(${path})`].join(" ")])
	];
	const width = Math.max(...lines.map(([name]) => name.length));
	const advice = runs ? "" : "\nTo get the embedded engine: run npm ci where fp16-gate is installed, or let a runner with network fetch it into its\ntool cache, or unpack onnxruntime-node elsewhere and name its folder with --ort-path.\n";
	return `${lines.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join("\n")}\n${advice}`;
}

export { doctor };