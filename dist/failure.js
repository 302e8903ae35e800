import { i as InputError, n as EngineError, r as GateError, t as ConfigError } from "./errors.js";

// src/verdict/failure.ts
/** Exit code of each kind of failure: 2 the user must change something, 3 could not judge. */
const failureExitCodes = {
	configuration: 2,
	input: 2,
	unjudged: 3,
	engine: 3,
	internal: 3
};
/** Turns whatever was thrown into a failure; what is no GateError is a defect of this program. */
function describeFailure(error) {
	if (!(error instanceof GateError)) return {
		kind: "internal",
		message: (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replaceAll(/\s+/g, " "),
		advice: "This is a defect of fp16-gate: nothing was judged. Please report it with the model's operators."
	};
	const told = {
		message: error.message,
		...error.advice === void 0 ? {} : { advice: error.advice }
	};
	if (error instanceof ConfigError) return {
		kind: "configuration",
		...told
	};
	if (error instanceof InputError) return {
		kind: "input",
		...told
	};
	if (error instanceof EngineError) return {
		kind: "engine",
		...told,
		category: error.category,
		...error.status === void 0 ? {} : { status: error.status },
		...error.lastStderrLine === void 0 ? {} : { lastStderrLine: error.lastStderrLine }
	};
	return {
		kind: error.exitCode === 2 ? "input" : "unjudged",
		...told
	};
}

export { failureExitCodes as n, describeFailure as t };