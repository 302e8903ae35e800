import { n as EngineError } from "./errors.js";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { spawn } from "node:child_process";

// src/engines/child-environment.ts
/** Names for every child: how texts are encoded and shown, and where temporary files go. */
const everyChild = [
	"LANG",
	"LC_ALL",
	"LC_CTYPE",
	"TZ",
	"TMPDIR"
];
/** Without these Windows starts no program that uses its own libraries, and finds no temporary folder. */
const everyWindowsChild = [
	"SystemRoot",
	"SystemDrive",
	"windir",
	"TEMP",
	"TMP"
];
/**
* npm needs its user's settings (a mirror in ~/.npmrc is common), the way out to the registry and the
* certificates of whoever inspects the traffic. Its settings for scripts, git or another user file stay out.
*/
const npmChild = [
	"PATH",
	"HOME",
	"USERPROFILE",
	"APPDATA",
	"LOCALAPPDATA",
	"http_proxy",
	"https_proxy",
	"no_proxy",
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"NODE_EXTRA_CA_CERTS",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR"
];
/** npm reads its settings from variables in any case; only those that say how to reach the registry pass. */
const npmSettings = [
	"npm_config_registry",
	"npm_config_proxy",
	"npm_config_https_proxy",
	"npm_config_noproxy",
	"npm_config_cafile",
	"npm_config_cache"
];
/** Programs of the machine (trtexec, nvidia-smi, python): found on PATH, with their libraries and devices. */
const toolChild = [
	"PATH",
	"HOME",
	"USERPROFILE",
	"LD_LIBRARY_PATH",
	"CUDA_VISIBLE_DEVICES",
	"CUDA_HOME",
	"CUDA_PATH",
	"NVIDIA_VISIBLE_DEVICES",
	"NVIDIA_DRIVER_CAPABILITIES",
	"VIRTUAL_ENV",
	"CONDA_PREFIX"
];
/** A driver is a program of the machine whose packages may lie anywhere. */
const driverChild = [
	...toolChild,
	"PYTHONPATH",
	"PYTHONHOME"
];
/** Devices are chosen, and libraries found, by many variables with these beginnings. */
const driverPrefixes = ["CUDA_", "NVIDIA_"];
const byPurpose = {
	onnxruntime: [],
	npm: npmChild,
	tool: toolChild,
	driver: driverChild
};
/**
* ONNX Runtime's Linux binaries send usage data to their maker unless told not to, and leave log files in TMPDIR. A gate
* sends nothing anywhere.
*/
const withoutTelemetry = { ORT_DISABLE_TELEMETRY: "1" };
/**
* The environment of a child process: an allow-list, so that tokens, `INPUT_*`, `ACTIONS_*`, `GITHUB_*`,
* `NODE_OPTIONS` and everything unknown stay here. `parent` is normally `process.env`.
*/
function childEnvironment(purpose, parent, platform = process.platform) {
	const foldCase = platform === "win32";
	const names = [
		...everyChild,
		...foldCase ? everyWindowsChild : [],
		...byPurpose[purpose]
	];
	const allowed = new Set(foldCase ? names.map((name) => name.toLowerCase()) : names);
	const child = purpose === "onnxruntime" ? { ...withoutTelemetry } : {};
	for (const [name, value] of Object.entries(parent)) {
		const isSetting = purpose === "npm" && npmSettings.includes(name.toLowerCase()) || purpose === "driver" && driverPrefixes.some((prefix) => name.startsWith(prefix));
		if (value !== void 0 && (isSetting || allowed.has(foldCase ? name.toLowerCase() : name))) child[name] = value;
	}
	return child;
}

// src/engines/child-output.ts
const stdoutLimitBytes = 1 << 20;
const stderrLimitBytes = 65536;
/** One message describes at most all tensors of a model: 100,000 of them take about 10 MB. */
const messageLimitBytes = 64 << 20;
/**
* Listens to stdout, stderr and the message channel (file descriptor 3) of a child. The returned function gives
* what came; `onMessage` gets each line of the channel, and what it throws goes to `fail`, once.
*/
function collectOutput(child, title, onMessage, fail) {
	const stdout = keepHead(child.stdout);
	const stderr = keepTail(child.stderr);
	const channel = child.stdio[3];
	if (onMessage !== void 0 && channel !== null && channel !== void 0 && "read" in channel) splitLines(channel, title, onMessage, fail);
	return () => ({
		...stdout(),
		stderr: stderr()
	});
}
function keepHead(stream) {
	const pieces = [];
	let sizeBytes = 0;
	stream?.on("data", (piece) => {
		if (sizeBytes < stdoutLimitBytes) pieces.push(piece.subarray(0, stdoutLimitBytes - sizeBytes));
		sizeBytes += piece.length;
	});
	return () => ({
		stdout: Buffer.concat(pieces).toString(),
		stdoutCut: sizeBytes > stdoutLimitBytes
	});
}
function keepTail(stream) {
	let tail = Buffer.alloc(0);
	stream?.on("data", (piece) => {
		const joined = Buffer.concat([tail, piece]);
		tail = joined.length > stderrLimitBytes ? joined.subarray(-65536) : joined;
	});
	return () => tail.toString();
}
function splitLines(channel, title, onMessage, fail) {
	let pieces = [];
	let pendingBytes = 0;
	const take = (data) => {
		let start = 0;
		for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, start)) {
			const line = Buffer.concat([...pieces, data.subarray(start, end)]).toString();
			pieces = [];
			pendingBytes = 0;
			start = end + 1;
			onMessage(line);
		}
		pieces.push(data.subarray(start));
		pendingBytes += data.length - start;
		if (pendingBytes > messageLimitBytes) throw new EngineError("protocol", `${title} sent a message of more than ${messageLimitBytes} bytes without a line end.`);
	};
	const onData = (data) => {
		try {
			take(data);
		} catch (error) {
			pieces = [];
			channel.off("data", onData).resume();
			fail(error);
		}
	};
	channel.on("error", () => void 0);
	channel.on("data", onData);
}
/** Last non-empty line of a text, cut to 500 characters; undefined when there is none. */
function lastLine(text) {
	const line = text.trimEnd().split(/\r?\n|\r/).at(-1)?.trim();
	return line === void 0 || line === "" ? void 0 : line.slice(0, 500);
}

// src/engines/process-group.ts
const endingSignals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
const livingChildren = /* @__PURE__ */ new Map();
/**
* Sends a signal to the child and everything it started. A child that was spawned detached leads its own
* process group; Windows has none, there only the child itself is ended.
*/
function signalGroup(child, signal) {
	if (child.pid === void 0) return;
	try {
		if (process.platform === "win32") child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}
/**
* Keeps the child from outliving this process: a signal that ends us calls `stop` first, and a plain exit
* kills the group. Call the returned function when the child has ended.
*/
function guardChild(child, stop) {
	if (livingChildren.size === 0) {
		process.on("exit", killAll);
		for (const signal of endingSignals) process.on(signal, passOn);
	}
	livingChildren.set(child, stop);
	return () => {
		livingChildren.delete(child);
		if (livingChildren.size === 0) {
			process.off("exit", killAll);
			for (const signal of endingSignals) process.off(signal, passOn);
		}
	};
}
function killAll() {
	for (const child of livingChildren.keys()) signalGroup(child, "SIGKILL");
}
/** A listener takes the place of the default action, so when nobody else listens the signal is sent again. */
function passOn(signal) {
	for (const stop of livingChildren.values()) stop(signal);
	if (process.listenerCount(signal) === 1) {
		killAll();
		process.off(signal, passOn);
		process.kill(process.pid, signal);
	}
}

// src/engines/child-process.ts
/** A longer timer would fire at once. */
const longestTimerMs = 2 ** 31 - 1;
const defaultKillGraceMs = 2e3;
/** Pipes normally close with the child; a grandchild that holds them is ended after this time. */
const drainGraceMs = 500;
/**
* Runs a program in its own process group and waits for its end. Cancellation, a timeout, a faulty message and
* a signal to this process end the whole group: SIGTERM first, SIGKILL after the grace.
* @throws EngineError `unavailable` when the program can't be started; whatever `input` or `onMessage` threw.
*/
async function runChild(command) {
	const child = spawn(command.file, [...command.args], {
		cwd: command.cwd,
		env: { ...command.env },
		stdio: [
			command.input === void 0 && command.requests === void 0 ? "ignore" : "pipe",
			"pipe",
			"pipe",
			command.onMessage === void 0 ? "ignore" : "pipe",
			command.requests === void 0 ? "ignore" : "pipe"
		],
		detached: process.platform !== "win32",
		windowsHide: true,
		shell: false
	});
	const stopper = createStopper(child, command.killGraceMs ?? defaultKillGraceMs);
	const release = guardChild(child, (signal) => stopper.stop({
		kind: "cancelled",
		reason: `this process got ${signal}`
	}));
	const onAbort = () => stopper.stop({
		kind: "cancelled",
		reason: "the run was cancelled"
	});
	command.signal?.addEventListener("abort", onAbort);
	const fault = {};
	const fail = (error) => {
		fault.error ??= error;
		stopper.stop({
			kind: "cancelled",
			reason: "its answer was refused"
		});
	};
	const onMessage = command.onMessage && withClock(command.onMessage, stopper);
	const output = collectOutput(child, command.title, onMessage, fail);
	const armTimeout = () => stopper.startClock(command.timeoutMs);
	if (command.signal?.aborted === true) onAbort();
	if (command.requests === void 0) deliverInput(child, command.input, armTimeout).catch(fail);
	else deliverRequests(child, command.requests, stopper).catch(fail);
	try {
		const ended = await waitForEnd(child, command);
		if (fault.error !== void 0) throw fault.error;
		return {
			end: stopper.reason() ?? ended,
			...output()
		};
	} finally {
		stopper.clear();
		release();
		command.signal?.removeEventListener("abort", onAbort);
	}
}
function withClock(onMessage, stopper) {
	return (line) => {
		if (onMessage(line) === "answered") stopper.stopClock();
	};
}
function createStopper(child, killGraceMs) {
	let reason;
	let killTimer;
	let clock;
	const stop = (why) => {
		if (reason !== void 0 || child.exitCode !== null || child.signalCode !== null) return;
		reason = why;
		signalGroup(child, "SIGTERM");
		killTimer = setTimeout(() => signalGroup(child, "SIGKILL"), killGraceMs);
	};
	return {
		stop,
		stopClock: () => clearTimeout(clock),
		startClock: (timeoutMs) => {
			clearTimeout(clock);
			clock = setTimeout(() => stop({
				kind: "timeout",
				timeoutMs
			}), Math.min(timeoutMs, longestTimerMs));
		},
		reason: () => reason,
		clear: () => {
			clearTimeout(killTimer);
			clearTimeout(clock);
		}
	};
}
async function deliverInput(child, input, delivered) {
	child.stdin?.on("error", () => void 0);
	if (input !== void 0) child.stdin?.write(await input);
	if (child.exitCode === null && child.signalCode === null) delivered();
}
async function deliverRequests(child, requests, stopper) {
	const channel = child.stdio[4];
	for (const stream of [channel, child.stdin]) stream?.on("error", () => void 0);
	for await (const { text, timeoutMs } of requests) {
		if (child.exitCode !== null || child.signalCode !== null) return;
		channel.write(text);
		if (timeoutMs !== void 0) stopper.startClock(timeoutMs);
	}
	channel.end();
}
async function waitForEnd(child, command) {
	return await new Promise((resolve, reject) => {
		let drain;
		child.once("error", (error) => {
			reject(new EngineError("unavailable", `${command.title} could not be started: ${error.message}.`, {
				cause: error,
				advice: `Check that ${command.file} exists and may be run.`
			}));
		});
		child.once("exit", () => {
			child.stdin?.destroy();
			drain = setTimeout(() => {
				signalGroup(child, "SIGKILL");
				destroyPipes(child);
			}, drainGraceMs);
		});
		child.once("close", (code, signal) => {
			clearTimeout(drain);
			resolve(signal === null ? {
				kind: "exited",
				code: code ?? -1
			} : {
				kind: "signalled",
				signal
			});
		});
	});
}
function destroyPipes(child) {
	for (const pipe of child.stdio) pipe?.destroy();
}
/**
* The error for a child that did not end with status 0, undefined when it did.
* `activity` says what it was doing, as in `while running model.onnx`; it may be empty.
*/
function childFailure(title, report, activity) {
	const { end } = report;
	const said = lastLine(report.stderr);
	const detail = said === void 0 ? "" : ` Its last line: ${said}`;
	const where = activity === "" ? "" : ` ${activity}`;
	const extra = said === void 0 ? {} : { lastStderrLine: said };
	switch (end.kind) {
		case "exited": return end.code === 0 ? void 0 : new EngineError("crashed", `${title} ended with status ${end.code}${where}.${detail}`, {
			...extra,
			status: end.code
		});
		case "signalled": return new EngineError("crashed", `${title} was ended by ${end.signal}${where}.${detail}`, {
			...extra,
			status: end.signal,
			...end.signal === "SIGKILL" ? { advice: outOfMemoryAdvice } : {}
		});
		case "timeout": return new EngineError("timeout", `${title} did not finish within ${end.timeoutMs / 1e3} s${where}.${detail}`, {
			...extra,
			advice: "Raise the timeout, or give it less work."
		});
		default: return new EngineError("crashed", `${title} was stopped${where}: ${end.reason}.`, extra);
	}
}
const outOfMemoryAdvice = "Nobody here sent that signal: the system probably ran out of memory. Use fewer or smaller samples, or a machine with more memory.";

// src/engines/npm-command.ts
/**
* Looks a program up on PATH as a POSIX shell would, but skips relative entries: a folder of the workspace must
* not decide what runs. On Windows the extension `.exe` is added.
*/
function findOnPath(name, environment) {
	const fileName = process.platform === "win32" ? `${name}.exe` : name;
	return pathFolders(environment).map((folder) => join(folder, fileName)).find(isRunnable);
}
function pathFolders(environment) {
	return (environment["PATH"] ?? environment["Path"] ?? "").split(delimiter).filter(isAbsolute);
}
function isRunnable(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
/**
* npm as found on PATH, else the one beside the running Node, as in the runner's own tarball. On Windows npm is a
* batch file, which can't be started without a shell, so its script is started with Node.
*/
function findNpm(environment, execPath = process.execPath) {
	const onPath = process.platform === "win32" ? void 0 : findOnPath("npm", environment);
	if (onPath !== void 0) return {
		file: onPath,
		args: []
	};
	const nodeFolder = dirname(execPath);
	const script = (process.platform === "win32" ? [...pathFolders(environment).filter((folder) => existsSync(join(folder, "npm.cmd"))), nodeFolder] : [join(nodeFolder, "..", "lib")]).map((folder) => join(folder, "node_modules", "npm", "bin", "npm-cli.js")).find((path) => existsSync(path));
	return script === void 0 ? void 0 : {
		file: execPath,
		args: [script]
	};
}

export { lastLine as a, runChild as i, findOnPath as n, childEnvironment as o, childFailure as r, findNpm as t };