#!/usr/bin/env node
import { o as describeError, r as GateError, t as ConfigError } from "./errors.js";
import { n as createConsoleLog } from "./log.js";
import { t as abortOnSignals } from "./abort-on-signals2.js";
import { t as version } from "./version.js";

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

// src/cli.ts
const lastResort = (error) => {
	process.stderr.write(`error: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
	process.exit(3);
};
process.on("uncaughtException", lastResort);
process.on("unhandledRejection", lastResort);
const [first] = process.argv.slice(2);
if (first === "--version" || first === "-v") process.stdout.write(`${version}\n`);
else process.exitCode = await runCommandLine(process.argv.slice(2));

export {  };