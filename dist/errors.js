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

export { UnjudgedError as a, InputError as i, EngineError as n, describeError as o, GateError as r, ConfigError as t };