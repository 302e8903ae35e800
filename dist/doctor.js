import { t as parseFlags } from "./args.js";
import { n as EngineError, o as describeError } from "./errors.js";
import { t as createWorkFolder } from "./work-folder.js";
import { i as runChild, n as findOnPath, o as childEnvironment, r as childFailure, t as findNpm } from "./npm-command.js";
import { a as verifyPinnedFiles, i as thisPlatformKey, n as findNativeLibrary, r as onnxruntimePackage, t as createOnnxruntimeEngine } from "./onnxruntime.js";
import { t as version } from "./version.js";
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism, tmpdir, totalmem } from "node:os";

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
			await askVersion("trtexec", found("trtexec"), ["--help"], /TensorRT v(\d+)/, environment)
		]
	};
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
			await verifyPinnedFiles(library.folder, library.files);
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
	const { flags } = parseFlags(args, ["ort-path"], { positionals: [] });
	const ortPath = flags["ort-path"];
	const probe = await probeMachine({
		environment: process.env,
		...ortPath === void 0 ? {} : { ortPath }
	});
	terminal.print(renderProbe(probe));
	return probe.onnxruntime.loads && probe.onnxruntime.hashesMatch ? 0 : 3;
}
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