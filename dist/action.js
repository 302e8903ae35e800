import { a as warning, i as setFailed, r as info, t as core_exports } from "./core.js";
import { f as version, h as GateError, v as describeError } from "./start.js";

// src/action.ts
/** Set with the verdict: from then on nothing that breaks may change the exit status, in either direction. */
const progress = { isJudged: false };
const fail = (error) => {
	if (progress.isJudged) {
		warning(`Publishing broke: ${describeError(error)}`);
		return;
	}
	setFailed(describeError(error));
	process.exitCode = error instanceof GateError ? error.exitCode : 3;
};
process.on("uncaughtException", (error) => {
	fail(error);
	process.exit();
});
process.on("unhandledRejection", (error) => {
	fail(error);
	process.exit();
});
info(`FP16 gate ${version}`);
try {
	const [{ abortOnSignals }, { runActionStep }] = await Promise.all([import("./abort-on-signals.js"), import("./action-step.js")]);
	await runActionStep(core_exports, {
		environment: process.env,
		workingDirectory: process.cwd(),
		signal: abortOnSignals(),
		judged: (exitCode) => {
			process.exitCode = exitCode;
			progress.isJudged = true;
		}
	});
} catch (error) {
	fail(error);
}

export {  };