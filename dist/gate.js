import { t as createWorkFolder } from "./work-folder.js";
import { t as emptyRecord } from "./gate-record.js";
import { r as runEmulated } from "./emulated.js";
import { a as UnjudgedError, i as InputError, o as describeError, r as GateError } from "./errors.js";
import { g as inlineFunctions, m as indexGraph } from "./rounding.js";
import { l as refuseUnsupported } from "./emulate.js";
import { t as limitNames } from "./config.js";
import { t as compareLeg } from "./judge-outputs.js";
import { n as openInputs, t as noteInputs } from "./open-inputs.js";
import { a as tool, i as thisEnvironment, t as describeConfig } from "./provenance.js";
import { r as headCommit, t as findCheckoutRoot } from "./checkout.js";
import { t as fileSource } from "./earlier-file.js";
import { n as formatCount } from "./figure.js";
import { t as quoteName } from "./quote-name.js";
import { t as describeFailure } from "./failure.js";
import { setImmediate } from "node:timers/promises";

// src/runs/recorded.ts
/**
* Candidate outputs that someone else produced, in the order of the samples.
* @throws InputError naming the first sample without any.
*/
function recordedOutputs(samples) {
	return samples.map(({ id, directory, candidate }) => {
		if (candidate !== void 0) return candidate;
		throw new InputError(`sample ${id}: ${directory} holds no candidate outputs.`, { advice: "Write candidate.safetensors (or .npz) beside the reference, or choose --engine emulated." });
	});
}
/** Why the layers of a recorded candidate can't be explained by its graph; undefined when they could be. */
function explainUnavailable(opened) {
	try {
		refuseUnsupported(indexGraph(inlineFunctions(opened.model)));
		return;
	} catch (error) {
		if (error instanceof GateError) return error.message;
		throw error;
	}
}

// src/runs/shared-session.ts
/**
* Lends a session that is open already to the steps after the one that it was opened for: starting an engine costs more
* than most of them. `options` are those that it was opened with; a step that wants others gets one of its own.
*/
function shareSession(engine, session, options) {
	let isLent = false;
	let isBroken = false;
	const guarded = async (work) => {
		try {
			return await work;
		} catch (error) {
			isBroken = true;
			throw error;
		}
	};
	const lent = {
		run: async (job) => await guarded(session.run(job)),
		describe: async (path, timeoutMs) => await guarded(session.describe(path, timeoutMs)),
		close: async () => {
			isLent = false;
		}
	};
	return {
		engine: {
			...engine,
			open: async (wanted) => {
				if (!(wanted.workFolder === options.workFolder && wanted.threads === options.threads) || isLent || isBroken) return await engine.open(wanted);
				isLent = true;
				return lent;
			}
		},
		close: async () => {
			if (isBroken) await session.close().catch(() => void 0);
			else await session.close();
		}
	};
}

// src/steps/effective-config.ts
/**
* All by which a job is judged, in the form that its result keeps for the next one.
* @param baseline what `baseline` came to: `artifact`, `none` or a path.
*/
function effectiveConfig(config, baseline) {
	const { tolerances, match, extraOutputs, memory } = config;
	const { baselineMaxDays, configFrom, known, regression, waivers } = memory;
	return {
		tolerances: tolerances.map(recordTolerance),
		match: match.map((rule) => ({
			...rule,
			outputs: [...rule.outputs]
		})),
		extraOutputs,
		known,
		regression: regression.map((limit) => ({ ...limit })),
		waivers: waivers.map((waiver) => ({ ...waiver })),
		baseline,
		baselineMaxDays,
		configFrom
	};
}
/**
* This job's configuration with everything that decides taken from the base.
* @throws UnjudgedError when there is no base, or it does not record its limits: judging by the job's own would be
*   what `config-from: base` is there to prevent.
*/
function configOfBase(config, base) {
	const effective = base?.config?.effective;
	if (base?.config === void 0 || effective === void 0) throw new UnjudgedError(`config-from is base, but ${base === void 0 ? "there is no base to take them from" : "the base does not record its limits"}.`, { advice: "Run the gate on the base branch once, and keep its result as the baseline." });
	const { tolerances, match, extraOutputs, known, regression, waivers } = effective;
	return {
		...config,
		enforce: base.config.enforce,
		extraOutputs,
		tolerances: tolerances.map(readTolerance),
		match,
		memory: {
			...config.memory,
			known,
			regression,
			waivers
		}
	};
}
function recordTolerance({ output, unit, fail, warn, topOneAxis, precedence }) {
	return {
		output,
		...unit === void 0 ? {} : { unit },
		fail: { ...fail },
		warn: { ...warn },
		...topOneAxis === void 0 ? {} : { topOneAxis },
		precedence
	};
}
/** A result may come from anywhere: limits that this version does not know would not be applied, so they are refused. */
function readTolerance({ output, unit, fail, warn, topOneAxis, precedence }) {
	return {
		output,
		unit,
		fail: knownLimits(fail),
		warn: knownLimits(warn),
		topOneAxis,
		precedence
	};
}
function knownLimits(limits) {
	const unknown = Object.keys(limits).find((key) => !limitNames.has(key));
	if (unknown === void 0) return limits;
	throw new UnjudgedError(`config-from is base, but its limit "${unknown.slice(0, 40)}" is not known to this fp16-gate.`, { advice: "Run the gate on the base branch with this version once." });
}

// src/verdict/choose-baseline.ts
/** More results than this are not read for one choice. */
const mostRead = 50;
const mostNotes = 10;
const longestNote = 400;
const dayMs = 864e5;
/**
* Chooses base and accepted result from a source, newest first. Whatever is wrong with one result becomes a note, and
* the next is looked at; this never throws. The order of the source decides, not the dates: clocks of runners differ.
*/
async function chooseBaseline(source, options) {
	const notes = [];
	const note = (sentence) => {
		if (notes.length < mostNotes && !notes.includes(sentence)) notes.push(sentence.slice(0, longestNote));
	};
	let base;
	let accepted;
	let read = 0;
	try {
		for await (const found of source.earlier(options.key, note)) {
			read += 1;
			const earlier = usable(found, options, note);
			if (earlier === "too old") break;
			if (earlier !== void 0) {
				base ??= earlier;
				if (isAccepted(earlier.facts)) accepted ??= earlier;
			}
			if (accepted !== void 0) break;
			if (read === mostRead) {
				note(`Only the newest ${mostRead} earlier results were read; none of them was accepted.`);
				break;
			}
		}
	} catch (error) {
		note(`The earlier results could not be read to the end: ${describeError(error)}`);
	}
	if (base === void 0) note(nothingFound(source.asked, read));
	return {
		asked: source.asked,
		base,
		accepted,
		notes
	};
}
function nothingFound(asked, read) {
	return `No earlier result can be used${read === 0 ? "" : ` (${formatCount(read, "result")} looked at)`}, asked for ${quoteName(asked)}: judged by absolute limits only.`;
}
/**
* A pass, or what somebody accepted. A pass that only stands because its failure was known already is none, or a
* failure would become the measure of what is good.
*/
function isAccepted({ verdict, acceptance }) {
	if (acceptance !== void 0) return true;
	return verdict.kind === "pass" && verdict.findings.every(({ excuse }) => excuse?.kind !== "known");
}
function usable({ text, ...origin }, { key, now, maxAgeDays, read }, note) {
	const { name } = origin;
	let facts;
	try {
		facts = read(text, name);
	} catch (error) {
		note(`${quoteName(name)} is not used: ${describeError(error)}`);
		return;
	}
	if (facts.job === void 0 || facts.job.key !== key) {
		const own = facts.job === void 0 ? "names no key" : `is of ${quoteName(facts.job.key)}`;
		note(`${quoteName(name)} is not used: it ${own}, and this job is of ${quoteName(key)}.`);
		return;
	}
	if (facts.verdict.kind === "error" || facts.outputs.length === 0) {
		note(`${quoteName(name)} is not used: nothing was judged in that job.`);
		return;
	}
	const commit = origin.commit ?? facts.job.commit;
	const date = normalDate(origin.date ?? facts.job.date);
	const ageDays = ageOf(date, now, name, note);
	if (ageDays !== void 0 && ageDays > maxAgeDays) {
		const limit = `baseline-max-days allows ${formatCount(maxAgeDays, "day")}`;
		note(`${quoteName(name)} is not used: it is ${formatCount(Math.floor(ageDays), "day")} old, ${limit}.`);
		return "too old";
	}
	return {
		facts,
		origin,
		commit,
		date,
		ageDays
	};
}
function normalDate(text) {
	const ms = text === void 0 ? NaN : Date.parse(text);
	return Number.isNaN(ms) ? void 0 : new Date(ms).toISOString();
}
function ageOf(date, now, name, note) {
	const madeMs = date === void 0 ? NaN : Date.parse(date);
	if (Number.isNaN(madeMs)) {
		note(`${quoteName(name)} does not say when it was made, so its age is not known.`);
		return;
	}
	const days = (now.getTime() - madeMs) / dayMs;
	if (days < -1 / 24) note(`${quoteName(name)} is dated later than now: the clocks of two machines disagree.`);
	return Math.max(0, days);
}

// src/steps/recall.ts
/**
* Looks for the results of earlier jobs, as `baseline` says. This never throws: what stands in the way is a note, and
* the job is then judged by absolute limits only.
*/
async function recall(config, surroundings) {
	const { key, baselineMaxDays } = config.memory;
	const now = surroundings.now?.() ?? /* @__PURE__ */ new Date();
	const source = sourceOf(config, surroundings);
	const commit = surroundings.commit ?? await checkedOut(surroundings);
	const recollection = "reason" in source ? {
		asked: source.asked,
		base: void 0,
		accepted: void 0,
		notes: [source.reason]
	} : await chosen(source, {
		key,
		now,
		maxAgeDays: baselineMaxDays
	});
	return {
		job: {
			key,
			...commit === void 0 ? {} : { commit },
			date: now.toISOString()
		},
		now,
		recollection,
		effective: effectiveConfig(config, source.asked),
		enforce: config.enforce,
		loosened: await replacedFile(config, surroundings)
	};
}
async function chosen(source, wanted) {
	const { parseResult } = await import("./result2.js");
	return await chooseBaseline(source, {
		...wanted,
		read: parseResult
	});
}
function sourceOf({ memory: { baseline } }, { baselines, workingDirectory }) {
	if (baseline === "none") return {
		asked: "none",
		reason: "No baseline was asked for: judged by absolute limits only."
	};
	if (baseline !== void 0 && baseline !== "artifact") return fileSource(baseline, workingDirectory);
	if (baselines !== void 0) return baselines;
	return baseline === void 0 ? {
		asked: "none",
		reason: "No baseline was given: judged by absolute limits only."
	} : {
		asked: "artifact",
		reason: "Artifacts can be had in a workflow run with a token only: judged by absolute limits only."
	};
}
async function checkedOut({ workingDirectory, environment }) {
	const root = findCheckoutRoot(workingDirectory);
	return root === void 0 ? void 0 : await headCommit(root, environment);
}
/** A baseline file of the repository that differs from the merge base's: this change brought it along. */
async function replacedFile({ memory: { baseline } }, { baselines, workingDirectory, log }) {
	if (baseline === void 0 || baseline === "none" || baseline === "artifact") return [];
	if (baselines?.readAtBase === void 0) return [];
	try {
		const before = await baselines.readAtBase(baseline);
		const source = fileSource(baseline, workingDirectory);
		let now;
		for await (const { text } of source.earlier("", () => void 0)) now = text;
		if (before === now || now === void 0) return [];
		const was = before === void 0 ? "none" : "that of the merge base";
		return [{
			setting: "baseline",
			subject: baseline,
			before: was,
			after: "replaced here",
			text: `baseline file \`${baseline.replaceAll("`", "'")}\` ${was} -> replaced here`
		}];
	} catch (error) {
		log.warn(`Whether ${baseline} was changed here can't be told: ${describeError(error)}`);
		return [];
	}
}

// src/gate.ts
/**
* Judges a model by its samples. Whatever goes wrong on the way becomes part of the result: this never throws, and a
* result without a complete comparison is never a pass.
* @param embedded the embedded engine, when it is the one that judges; it is ended here.
*/
async function judge(config, surroundings, embedded) {
	const startMs = performance.now();
	const record = emptyRecord(tool, config.enforce);
	record.environment = thisEnvironment();
	try {
		await collect(await judgedBy(config, surroundings, record), {
			...surroundings,
			record
		}, embedded);
	} catch (error) {
		record.failures.push(describeFailure(error));
	} finally {
		await embedded?.end();
	}
	record.timings.totalMs = performance.now() - startMs;
	const { composeResult } = await import("./compose-result2.js");
	return composeResult(record);
}
/** Recalls earlier jobs, and settles by whose limits this one is judged. */
async function judgedBy(config, surroundings, record) {
	record.config = describeConfig(config);
	const memory = await recall(config, surroundings);
	record.memory = memory;
	record.config = describeConfig(config, memory.effective);
	if (config.memory.configFrom === "own") return config;
	const based = configOfBase(config, memory.recollection.base?.facts);
	const effective = effectiveConfig(based, memory.effective.baseline);
	record.enforcement = based.enforce;
	record.memory = {
		...memory,
		effective,
		enforce: based.enforce
	};
	record.config = describeConfig(based, effective);
	return based;
}
/** The steps, in order. What each learns is kept in the record, also when a later one fails. */
async function collect(config, context, embedded) {
	const { realEngine } = config;
	if (config.engine === "recorded") await judgeRecorded(config, context);
	else if (realEngine !== void 0) await judgeReal(config, realEngine, context);
	else if (embedded !== void 0) await judgeEmulated(config, context, embedded);
	else throw new Error("the embedded engine was not started");
}
async function judgeReal(config, realEngine, context) {
	const work = createWorkFolder();
	try {
		const { judgeOnEngine } = await import("./judge-engine.js");
		await judgeOnEngine(config, realEngine, {
			...context,
			workFolder: work.path
		});
	} finally {
		if (realEngine.keepWork) context.log.info(`Work folder: ${work.keep()}`);
		else work.remove();
	}
}
async function judgeRecorded(config, { record, ...surroundings }) {
	record.engine = {
		name: "recorded",
		notes: []
	};
	const { opened, samples } = await openInputs(config, surroundings, record);
	try {
		noteInputs(config, opened, samples, record);
		record.skipped.push({
			kind: "conversion",
			reason: "recorded outputs are compared without running anything"
		});
		const unavailable = opened === void 0 ? void 0 : explainUnavailable(opened);
		if (unavailable !== void 0) record.layersUnavailable = `layers unavailable: ${unavailable}`;
		const candidates = recordedOutputs(samples.samples);
		record.judged = compareLeg("engine-fp16", samples.samples, candidates, config, record);
	} finally {
		samples.close();
		opened?.close();
	}
}
async function judgeEmulated(config, context, { version, started }) {
	const { record } = context;
	record.engine = {
		name: "emulated",
		version,
		notes: []
	};
	const { engine, session, options } = started();
	const shared = shareSession(engine, session, options);
	const { opened, samples } = await openInputs(config, context, record);
	try {
		const { workFolder } = options;
		const opening = {
			...context,
			workFolder,
			engine: shared.engine,
			session
		};
		if (config.candidate === void 0) await judgeOpened(opened, samples, config, opening);
		else {
			const { judgeCandidate } = await import("./judge-candidate.js");
			await judgeCandidate(config.candidate, opened, samples, config, opening);
		}
	} catch (error) {
		if (record.samples === void 0) noteInputs(config, opened, samples, record);
		throw error;
	} finally {
		samples.close();
		opened?.close();
	}
	await shared.close();
}
async function judgeOpened(opened, { samples, ...files }, config, context) {
	const { record, session, workFolder, log } = context;
	const { timeoutMs, overrides } = config;
	const given = overrides.planPath === void 0 ? void 0 : await import("./given-plan.js");
	const plan = given?.readGivenPlan(overrides.planPath, context.workingDirectory, opened);
	const run = await runEmulated(opened, samples, {
		session,
		workFolder,
		timeoutMs,
		log,
		...plan === void 0 ? {} : { plan },
		whileConverting: () => void Promise.all([import("./compose-result2.js"), import("./render2.js")]),
		whileRunning: (conversion) => {
			noteInputs(config, opened, {
				samples,
				...files
			}, record);
			if (conversion === void 0) record.skipped.push({
				kind: "conversion",
				reason: "the model is stored in half precision, so there is no FP32 model to compare"
			});
			else record.conversion = compareLeg("conversion", samples, conversion, config, record);
		}
	});
	record.engine?.notes.push(...run.notes);
	record.timings.emulateMs = run.emulateMs;
	record.timings.runMs = run.runMs;
	if (config.explain === "never") await letEnd(session);
	record.judged = compareLeg("emulation", samples, run.emulation, config, record);
	if (given !== void 0 && plan !== void 0) record.repair = given.describeGivenPlan(overrides.planPath, plan, {
		run,
		judged: record.judged
	});
	if (config.explain === "never") return;
	const { addExplanation, addInformingLegs } = await import("./inform2.js");
	await addInformingLegs(opened, samples, config, context);
	if (plan === void 0) await addExplanation(opened, samples, config, {
		...context,
		run,
		judged: record.judged
	});
}
/** Nothing more is asked of the engine: its process ends while this one works on. Whoever closes it learns how. */
async function letEnd(session) {
	session.close().catch(() => void 0);
	await setImmediate();
}

export { judge };