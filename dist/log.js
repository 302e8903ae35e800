import { t as defuseWorkflowCommands } from "./escape.js";

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

export { createConsoleLog as n, createActionsLog as t };