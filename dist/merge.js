import { G as string, J as givenPath, M as _enum, N as array, Q as parseFlags, S as defaultOut, W as strictObject, X as writeFileAtomic, z as literal } from "./settings.js";
import { g as InputError, p as ConfigError, v as describeError } from "./start.js";
import { It as tool, Ln as formatCount, Un as readEarlier } from "./judge.js";
import { G as headlineOf, St as toolSchema, ft as causeTitle, vt as parseWithoutNodes, wt as count } from "./reports.js";
import { n as renderSetSummary, t as renderSetConsole } from "./set-text.js";
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

// src/report/set-schema.ts
const text = string();
const memberSchema = strictObject({
	key: text,
	state: _enum([
		"pass",
		"fail",
		"excused",
		"error",
		"missing",
		"unreadable"
	]),
	exitCode: literal([
		0,
		1,
		2,
		3
	]),
	title: text.meta({ description: "The verdict and the one number, or why there is none." }),
	loosened: text.optional(),
	sentences: array(text).meta({ description: "What is new, known or improved; enforcement." }),
	warnings: count.meta({ description: "Limits crossed that warn or are excused." }),
	commit: text.optional(),
	engine: text.optional(),
	layers: array(strictObject({
		node: text,
		module: text.optional(),
		cause: text
	})).meta({ description: "At most three culprits, worst first." }),
	file: text.optional().meta({ description: "Path of its result.json." })
}).meta({ id: "SetMember" });
/** merged.json: what many jobs found, worst first, and the verdict on all of them. */
const resultSetSchema = strictObject({
	schemaVersion: literal(1),
	kind: literal("set"),
	tool: toolSchema,
	verdict: strictObject({
		kind: _enum([
			"pass",
			"fail",
			"error"
		]),
		exitCode: literal([
			0,
			1,
			2,
			3
		])
	}),
	members: array(memberSchema),
	notes: array(text)
});
/** The text of merged.json. */
function serializeSet(set) {
	return `${JSON.stringify(resultSetSchema.parse(set), null, 2)}\n`;
}

// src/files/find-results.ts
const resultName = "result.json";
/** Downloaded artifacts lie one folder deep, their files another one or two. */
const deepest = 4;
const mostResults = 2e3;
/**
* Paths of every `result.json` in and below a folder, sorted; a path of a file stands for itself. Links are not
* followed.
* @throws InputError when the path does not exist, or holds more results than one set may have.
*/
function findResults(path) {
	const stats = lstatSync(path, { throwIfNoEntry: false });
	if (stats === void 0) throw new InputError(`${path}: no such file or folder.`, { advice: "Give the folders of the results, such as those of downloaded artifacts." });
	if (!stats.isDirectory()) return [path];
	const found = [];
	collect(path, 0, found);
	if (found.length > mostResults) throw new InputError(`${path}: holds more than ${mostResults} results.`, { advice: "Give fewer folders." });
	return found.sort();
}
function collect(folder, depth, found) {
	if (found.length > mostResults) return;
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isFile() && entry.name === resultName) found.push(path);
		else if (entry.isDirectory() && depth < deepest) collect(path, depth + 1, found);
	}
}

// src/verdict/decide-set.ts
/**
* The verdict on many jobs. It is that of the worst: a job that could not judge outweighs one that failed, as within
* one job; a missing one fails. A set of no jobs could not be judged.
*/
function decideSet(members) {
	if (members.length === 0) return {
		kind: "error",
		exitCode: 3
	};
	const codes = new Set(members.map(({ exitCode }) => exitCode));
	if (codes.has(3)) return {
		kind: "error",
		exitCode: 3
	};
	if (codes.has(2)) return {
		kind: "error",
		exitCode: 2
	};
	if (codes.has(1)) return {
		kind: "fail",
		exitCode: 1
	};
	return {
		kind: members.every(({ state }) => state === "pass") ? "pass" : "fail",
		exitCode: 0
	};
}
/** Exit status that a job without a readable result counts as. */
const exitCodeOfAbsent = {
	missing: 1,
	unreadable: 3
};

// src/report/compose-set.ts
const order = [
	"missing",
	"unreadable",
	"error",
	"fail",
	"excused",
	"pass"
];
const mostLayers = 3;
/** One job as the set keeps it; the result itself can be forgotten. */
function toMember(result, file) {
	const { standing, title, loosened, sentences } = headlineOf(result);
	const { verdict, job, engine, layers } = result;
	const state = standing === "pass-with-warnings" ? "pass" : standing;
	return {
		key: job?.key ?? file,
		state,
		exitCode: verdict.exitCode,
		title: verdict.kind === "error" ? `${title}: ${verdict.error.message}` : title,
		...loosened === void 0 ? {} : { loosened },
		sentences: [...sentences],
		warnings: verdict.findings.filter(({ passed, level, excuse }) => !passed && (level === "warn" || excuse !== void 0)).length,
		...job?.commit === void 0 ? {} : { commit: job.commit },
		...engine === void 0 ? {} : { engine: [
			engine.name,
			engine.version,
			engine.device
		].filter(Boolean).join(" ") },
		layers: layers.slice(0, mostLayers).map((layer) => ({
			node: layer.node,
			...layer.module === void 0 ? {} : { module: layer.module },
			cause: causeTitle(layer)
		})),
		file
	};
}
/** A file that is no result: the job left something, and nobody knows what it found. */
function unreadableMember(file, error) {
	return absent("unreadable", file, describeError(error));
}
/** A job that left nothing: it was cancelled, skipped, or never started. */
function missingMember(key, why) {
	return absent("missing", key, why);
}
function absent(state, key, title) {
	return {
		key,
		state,
		exitCode: exitCodeOfAbsent[state],
		title,
		sentences: [],
		warnings: 0,
		layers: []
	};
}
/**
* Puts jobs together, worst first, and decides.
* @param expected keys of which a result must be there; a missing one fails.
*/
function composeSet(found, expected, tool) {
	const keys = new Set(found.map(({ key }) => key));
	const missing = [...new Set(expected)].filter((key) => !keys.has(key)).map((key) => missingMember(key, "no result: the job was cancelled, skipped or never started"));
	const members = [...twice(found), ...missing].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state) || (one.key < other.key ? -1 : 1));
	const commits = new Set(found.flatMap(({ commit }) => commit === void 0 ? [] : [commit]));
	const notes = [...commits.size > 1 ? [`The results are of ${formatCount(commits.size, "commit")}, not of one.`] : [], ...expected.length === 0 ? ["No keys were expected, so a job that left nothing behind would not be noticed."] : []];
	return {
		schemaVersion: 1,
		kind: "set",
		tool,
		verdict: decideSet(members),
		members,
		notes
	};
}
/** Of two results with one key nobody knows which one counts. */
function twice(found) {
	const counts = /* @__PURE__ */ new Map();
	for (const { key } of found) counts.set(key, (counts.get(key) ?? 0) + 1);
	return found.map((member) => {
		const count = counts.get(member.key) ?? 1;
		if (count === 1) return member;
		const why = `${count} results have this key, so it is not known which counts; give every job a key of its own`;
		return {
			...absent("unreadable", member.key, why),
			...member.file === void 0 ? {} : { file: member.file }
		};
	});
}

// src/commands/merge.ts
/**
* `fp16-gate merge DIR…`: one verdict and one text of the results of many jobs. Writes merged.json and summary.md;
* the exit status is that of the worst job, and a missing job fails.
*/
function merge(args, terminal) {
	const { flags, positionals } = parseFlags(args, ["expect", "out"], {
		repeatable: ["expect"],
		positionals: ["DIR…"]
	});
	if (positionals.length === 0) throw new ConfigError("DIR is missing.", { advice: "Give the folders of the results to merge." });
	const set = mergeResults(positionals, [flags.expect ?? []].flat().flatMap((text) => text.split(/[\n,]/)).map((key) => key.trim()).filter((key) => key !== ""), terminal.workingDirectory);
	const out = flags.out ?? "fp16-gate-out";
	const folder = givenPath(out, terminal.workingDirectory);
	writeFileAtomic(join(folder, "merged.json"), serializeSet(set));
	writeFileAtomic(join(folder, "summary.md"), renderSetSummary(set));
	terminal.print(renderSetConsole(set));
	terminal.log.info(`Reports: ${folder}`);
	return Promise.resolve(set.verdict.exitCode);
}
/** Reads the results below some folders, one at a time, so that memory holds one of them. */
function mergeResults(paths, expected, workingDirectory) {
	const members = paths.flatMap((path) => {
		let files;
		try {
			files = findResults(givenPath(path, workingDirectory));
		} catch (error) {
			if (error instanceof InputError) return [missingMember(path, describeError(error))];
			throw error;
		}
		return files.length === 0 ? [missingMember(path, "no result.json in this folder: the job ended before it wrote one")] : files.map(readMember);
	});
	return composeSet(members, expected, tool);
}
function readMember(file) {
	try {
		const text = readEarlier(file, file);
		if (text === void 0) throw new InputError(`${file}: no such file.`);
		return toMember(parseWithoutNodes(text, file), file);
	} catch (error) {
		return unreadableMember(file, error);
	}
}

export { mergeResults as n, serializeSet as r, merge as t };