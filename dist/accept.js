import { J as givenPath, Q as parseFlags, X as writeFileAtomic } from "./settings.js";
import { g as InputError, p as ConfigError } from "./start.js";
import { Un as readEarlier } from "./judge.js";
import { _t as parseResult, bt as serializeResult, gt as mergeJobs, ht as acceptedJob } from "./reports.js";

// src/commands/accept.ts
/**
* `fp16-gate accept RESULT`: writes the result as the accepted one, into `--baseline FILE` or in place, with who accepted
* it and why. The history of the file that it replaces is carried on.
*/
function accept(args, terminal) {
	const { flags, positionals } = parseFlags(args, [
		"baseline",
		"reason",
		"by"
	], { positionals: ["RESULT"] });
	const [given] = positionals;
	if (given === void 0) throw new ConfigError("RESULT is missing.", { advice: "Give the path of a result.json." });
	const { reason, by, baseline } = flags;
	const target = baseline ?? given;
	const result = readResult(given, terminal.workingDirectory);
	if (result === void 0) throw new InputError(`${given}: no such file.`, { advice: "Give the path of a result.json." });
	const accepted = acceptResult(result, target === given ? void 0 : readResult(target, terminal.workingDirectory), {
		given,
		target,
		reason,
		by,
		now: /* @__PURE__ */ new Date()
	});
	writeFileAtomic(givenPath(target, terminal.workingDirectory), serializeResult(accepted));
	terminal.log.info(`Accepted ${given} (${accepted.job?.key ?? ""}, ${accepted.verdict.kind}) into ${target}; its history holds ${accepted.history?.length ?? 0} earlier jobs.`);
	return Promise.resolve(0);
}
/**
* The result as it is accepted.
* @param replaced the result that stands in the file so far.
* @throws InputError for a result that can't be accepted: nothing was judged, no key, or another key than the file's.
* @throws ConfigError when a failing result is accepted without a reason.
*/
function acceptResult(result, replaced, { given, target, reason, by, now }) {
	if (result.verdict.kind === "error" || result.outputs.length === 0) throw new InputError(`${given}: nothing was judged there, so there is nothing to accept.`, { advice: "Accept a result with a verdict of pass or fail." });
	if (result.job === void 0) throw new InputError(`${given}: names no key, so that no later job would find it.`, { advice: "Run the gate again with this version." });
	if (result.verdict.kind === "fail" && reason === void 0) throw new ConfigError(`${given}: failed, and is to be accepted without a reason.`, { advice: "Say why: --reason \"the new limit is agreed with …\"." });
	if (replaced?.job !== void 0 && replaced.job.key !== result.job.key) throw new InputError(`${target} is the baseline of "${replaced.job.key}", and ${given} is of "${result.job.key}".`, { advice: "Keep one file per key." });
	const acceptance = {
		date: now.toISOString(),
		...by === void 0 ? {} : { by },
		...reason === void 0 ? {} : { reason }
	};
	return {
		...result,
		history: historyWith(result, replaced),
		acceptance
	};
}
/** A result that was compared with the file carries its history already; one that was not gets it here. */
function historyWith(result, replaced) {
	const own = result.history ?? [];
	if (replaced === void 0) return own;
	const { commit, date } = replaced.job ?? {};
	const known = [
		...own,
		...replaced.history ?? [],
		acceptedJob(replaced, {
			commit,
			date
		})
	];
	return mergeJobs(known);
}
function readResult(path, workingDirectory) {
	const text = readEarlier(givenPath(path, workingDirectory), path);
	return text === void 0 ? void 0 : parseResult(text, path);
}

export { accept };