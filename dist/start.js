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
/** An option, a config key or a limit is wrong. `where` is `file:line`, a flag or an input name. */
var ConfigError = class extends GateError {
	exitCode = 2;
};
/** A file that the user gave is missing, malformed, hostile, or contradicts another (names both). */
var InputError = class extends GateError {
	exitCode = 2;
};
/** The inputs are well formed, yet no verdict can be reached from them. */
var UnjudgedError = class extends GateError {
	exitCode = 3;
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
/** One line for people, whatever was thrown. */
function describeError(error) {
	if (error instanceof GateError) return error.advice === void 0 ? error.message : `${error.message} ${error.advice}`;
	return error instanceof Error ? `internal error: ${error.message}` : `internal error: ${String(error)}`;
}

// src/version.ts
/** Version of this program; a test keeps it equal to package.json. */
const version = "0.1.0";

// src/report/escape.ts
/**
* Names in a model and in tensor files are chosen by whoever opened the pull request. Every text that comes from
* there passes through exactly one of these functions on its way into a report, in one pass: a second pass would
* escape the first one's output.
*/
/** ECMA-48 control sequences (CSI, OSC and two-byte forms), which colour, move or retitle a terminal. */
const terminalSequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/g;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Controls, bidirectional and zero-width format characters, lone surrogates, and noncharacters. */
const invisibles = /[\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0\ufffe\uffff]|\p{Variation_Selector}|\u034f/gu;
/**
* One printable line: terminal sequences are removed, line breaks and tabs become a space, and whatever else is
* invisible or reorders text becomes U+FFFD, so that tampering shows.
*/
function printableLine(text) {
	return text.replace(terminalSequences, "").replace(lineBreaks, " ").replace(invisibles, "�");
}
/** Keeps both ends of a long text, since exporters put what tells names apart at either end. */
function shortenMiddle(text, maxCharacters) {
	if (text.length <= maxCharacters) return text;
	const characters = text.length > 8 * maxCharacters ? endsOf(text, 4 * maxCharacters) : Array.from(text);
	if (characters.length <= maxCharacters) return text;
	const tail = Math.floor((maxCharacters - 1) / 2);
	const head = maxCharacters - 1 - tail;
	return `${characters.slice(0, head).join("")}…${tail === 0 ? "" : characters.slice(-tail).join("")}`;
}
/** A printable line of at most `maxCharacters`; shortening comes last, or it would cut a terminal sequence in two. */
function printableName(text, maxCharacters) {
	return shortenMiddle(printableLine(text), maxCharacters);
}
function endsOf(text, codeUnits) {
	return Array.from(`${text.slice(0, codeUnits)}${text.slice(-codeUnits)}`);
}
/**
* For terminals and workflow logs. `##[` starts a command of the runner anywhere in a line, so it is broken. `::` does so
* at the start of a line only: `defuseWorkflowCommands` sees to that where lines are put together.
*/
function escapeConsole(text) {
	return printableLine(text).replaceAll("##[", "# #[");
}
/**
* Breaks both forms of a workflow command: `##[` anywhere, and `::` at the start of a line. White space before it does
* not help: the runner trims it first (actions/runner, ActionCommand.TryParseV2).
*/
function defuseWorkflowCommands(text) {
	return text.replace(/^(\s*)::/gm, "$1: :").replaceAll("##[", "# #[");
}
/**
* A name in Markdown: a `code` element whose text is entities wherever GitHub-flavoured Markdown could read syntax.
* It stays in one table cell and makes no link, mention, reference, emoji or formula. The empty comment behind an
* at sign stops e-mail links, which are looked for after entities are decoded, and leaves the name as it is when
* copied.
*/
function markdownCode(text) {
	return `<code>${printableLine(text).replace(/[&<>"'|\\`*_~[\]:#$@!./]/g, (character) => character === "@" ? "&#64;<!-- -->" : `&#${character.charCodeAt(0)};`)}</code>`;
}
/**
* A sentence in Markdown, anywhere but at the start of a line. What stands between backticks becomes a `code`
* element; in the rest syntax becomes entities, and a zero-width space behind `@` and `#` stops mentions and issue
* references, which GitHub looks for in the rendered text.
*/
function markdownText(text) {
	return printableLine(text).split(/(`[^`]+`)/).map((part) => /^`[^`]+`$/.test(part) ? markdownCode(part.slice(1, -1)) : markdownProse(part)).join("");
}
function markdownProse(text) {
	return text.replace(/[&<>|\\`*_~[\]$@#]|:(?=[\w+-]+:)|:(?=\/\/)|(?<=\bGH)-(?=\d)|(?<=[A-Za-z])\.(?=[A-Za-z])/gi, (character) => {
		const entity = `&#${character.charCodeAt(0)};`;
		return "@#-:".includes(character) ? `${entity}&#8203;` : entity;
	});
}
/** XML 1.0 text and attribute values: illegal characters become U+FFFD, line breaks a space, markup entities. */
function escapeXml(text) {
	return printableLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// src/log.ts
const progressIntervalMs = 5e3;
const clearLine = "\r\x1B[2K";
/**
* Log for a terminal or a plain file. Everything goes to one stream (stderr), so that stdout holds the report
* alone. On a terminal progress is one line rewritten in place; elsewhere at most one line every five seconds.
*/
function createConsoleLog(target, options) {
	let progressShown = false;
	let lastProgressMs = Number.NEGATIVE_INFINITY;
	const line = (text) => {
		target.write(`${progressShown ? clearLine : ""}${defuseWorkflowCommands(text)}\n`);
		progressShown = false;
	};
	return {
		debug: (message) => options.verbose ? line(message) : void 0,
		info: line,
		warn: (message) => line(`warning: ${message}`),
		error: (message) => line(`error: ${message}`),
		progress: (message) => {
			if (target.isTerminal) {
				target.write(`${clearLine}${message}`);
				progressShown = true;
				return;
			}
			if (target.now() - lastProgressMs >= progressIntervalMs) {
				lastProgressMs = target.now();
				line(message);
			}
		},
		group: async (title, body) => {
			line(title);
			return await body();
		}
	};
}
/**
* Log for a workflow run. `info` lines are written raw by the toolkit, so a line that a model's name makes look
* like a workflow command is defused: the runner acts only on `::` at the start of a line.
*/
function createActionsLog(commands, now) {
	let lastProgressMs = Number.NEGATIVE_INFINITY;
	const info = (message) => commands.info(defuseWorkflowCommands(message));
	return {
		debug: (message) => commands.debug(message),
		info,
		warn: (message) => commands.warning(message),
		error: (message) => commands.error(message),
		progress: (message) => {
			if (now() - lastProgressMs >= progressIntervalMs) {
				lastProgressMs = now();
				info(message);
			}
		},
		group: async (title, body) => {
			commands.startGroup(defuseWorkflowCommands(title));
			try {
				return await body();
			} finally {
				commands.endGroup();
			}
		}
	};
}

// src/commands/abort-on-signals.ts
/** After this, a repeated signal means that someone has lost patience; before, it is the same one sent to the group. */
const patienceMs = 1e3;
/**
* Turns SIGINT and SIGTERM into an abort, so that children are ended and the work folder is removed. Runners and
* `timeout` send a signal to the process and to its group, so it may come twice at once; a second one that comes later
* ends the process at once, with exit status 3.
*/
function abortOnSignals() {
	const abort = new AbortController();
	let firstMs;
	const receive = (signal) => {
		firstMs ??= performance.now();
		abort.abort(signal);
		if (performance.now() - firstMs > patienceMs) process.exit(3);
	};
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, receive);
	return abort.signal;
}

// src/commands/terminal.ts
const plainColumns = 120;
/**
* The terminal of this process. Colour is used on a terminal unless NO_COLOR is set to anything but an empty
* text (no-color.org).
*/
function openTerminal() {
	const { stdout, stderr, env } = process;
	return {
		log: createConsoleLog({
			write: (text) => void stderr.write(text),
			isTerminal: stderr.isTTY,
			now: () => performance.now()
		}, { verbose: env.FP16_GATE_DEBUG === "1" }),
		print: (text) => void stdout.write(text),
		columns: stdout.isTTY ? stdout.columns : plainColumns,
		color: stdout.isTTY && (env.NO_COLOR ?? "") === "",
		signal: abortOnSignals(),
		workingDirectory: process.cwd(),
		environment: env
	};
}

// src/commands/command-line.ts
const commands = {
	check: async () => (await import("./check.js")).check,
	compare: async () => (await import("./compare.js")).compare,
	scan: async () => (await import("./scan.js")).scan,
	report: async () => (await import("./report.js")).report,
	accept: async () => (await import("./accept.js")).accept,
	merge: async () => (await import("./merge2.js")).merge,
	doctor: async () => (await import("./doctor.js")).doctor,
	demo: async () => (await import("./demo.js")).demo
};
const usage = `Usage: fp16-gate COMMAND [OPTIONS]

  check MODEL --samples DIR    judge an ONNX model in FP16 against its PyTorch reference
  compare REFERENCE CANDIDATE  judge one tensor file against another
  scan FILE…                   range of weights and inputs in FP16: .onnx, .pth, .safetensors, .npz
  report RESULT --format NAME  render a saved result.json again: console, summary, junit, json
  accept RESULT                make this result the accepted one, whatever its verdict
  merge DIR…                   one verdict and one summary of the results of many jobs
  doctor                       what this machine can run, and what is missing; --driver COMMAND checks a driver
  demo                         the example: one job that passes, one that fails

Options of check and compare:
  --max-abs LIMIT          largest accepted difference, for all outputs or OUTPUT=LIMIT (repeatable)
  --config FILE            limits per output; fp16-gate.yml is read when it exists
  --enforce fail|warn      warn: report, but exit 0
  --extra-outputs fail|allow
  --out DIR                result.json, summary.md and junit.xml (default: fp16-gate-out)
Options of check:
  --candidate FILE.onnx    judge this FP16 or mixed model, made from MODEL by any converter
  --engine NAME            emulated (default), recorded, tensorrt, onnxruntime, torch, trtexec, driver
  --driver '["PROGRAM", "ARGUMENT"]'  of engine driver
  --python FILE            interpreter that has the engine's packages (default: python3)
  --engine-file FILE       judge this built TensorRT engine
  --typing weak|strong     how FP16 is asked for
  --builds N               compare N builds and judge the worst
  --engine-options JSON    options of the driver protocol, such as {"optLevel": 3}
  --build-args, --plugins  JSON arrays; --trtexec-path FILE; --keep-work true
  --baseline PATH|none     result.json of an earlier job to compare with
  --key NAME               of this gate; the model's file name by default
  --config-from own|base   base: judge by the limits of the baseline
  --explain auto|never     never: the verdict alone, without looking for layers
  --overrides auto|never   never: don't search the nodes to keep in FP32
  --search-tries N         most plans to try (default: 60); --search-time DURATION (default: 10m)
  --plan FILE              judge the model with the nodes of this plan.json in FP32
  --mixed-io-types keep|fp16  of model.mixed.onnx
  --timeout DURATION       of one engine run, such as 90s or 10m
  --threads N              of the embedded engine
  --ort-path DIR           an unpacked onnxruntime-node
Options of scan:
  --samples DIR            the inputs of these samples as well
  --format console|json
  --max N                  tensors in the table (default 20)
  --out DIR                scan.json with every tensor
Options of accept:
  --baseline FILE          write it there (default: in place); the history is carried on
  --reason TEXT --by NAME  why and who; a result that failed needs a reason
Options of merge:
  --expect KEY             a job that must be there; repeatable, or separated by commas
  --out DIR                merged.json and summary.md (default: fp16-gate-out)

Exit status: 0 pass, 1 fail, 2 something must be changed (options, files), 3 could not judge.
`;
/** Runs one command line and returns its exit status; every failure ends as one line on stderr. */
async function runCommandLine(args) {
	const terminal = openTerminal();
	const [name, ...rest] = args;
	if (name === void 0 || name === "--help" || name === "-h" || name === "help") {
		terminal.print(usage);
		return name === void 0 ? 2 : 0;
	}
	try {
		const load = Object.hasOwn(commands, name) ? commands[name] : void 0;
		if (load === void 0) throw new ConfigError(`unknown command "${name}".`, { advice: `Known are ${Object.keys(commands).join(", ")}.` });
		if (rest.includes("--help") || rest.includes("-h")) {
			terminal.print(usage);
			return 0;
		}
		return await (await load())(rest, terminal);
	} catch (error) {
		terminal.log.error(describeError(error));
		return error instanceof GateError ? error.exitCode : 3;
	}
}

export { UnjudgedError as _, escapeConsole as a, markdownText as c, shortenMiddle as d, version as f, InputError as g, GateError as h, defuseWorkflowCommands as i, printableLine as l, EngineError as m, abortOnSignals as n, escapeXml as o, ConfigError as p, createActionsLog as r, markdownCode as s, runCommandLine as t, printableName as u, describeError as v };