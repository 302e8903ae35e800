import { p as ConfigError } from "./start.js";
import { E as inputNames, O as publishingNames, T as resolveMemory } from "./settings.js";

// src/config/action-inputs.ts
/** Inputs that only the action has: they say where to publish, and are no settings of the gate. */
const actionInputNames = [
	"config",
	"github-token",
	"pull-request",
	"sha",
	"publish",
	"merge",
	"expect"
];
/** Every input that `action.yml` offers. */
const allInputNames = [
	...inputNames,
	...publishingNames,
	...actionInputNames
];
/**
* Reads the inputs that only the action has.
* @param read the text of an input, empty when it is absent.
* @throws ConfigError when one is malformed, or contradicts another.
*/
function parseActionInputs(read) {
	const optional = (name) => read(name) || void 0;
	const pullRequest = optional("pull-request");
	const sha = optional("sha");
	const publish = optional("publish");
	if (pullRequest !== void 0 && !/^[1-9]\d{0,15}$/.test(pullRequest)) throw new ConfigError(`input pull-request: must be the number of a pull request; "${pullRequest}" is not.`);
	if (sha !== void 0 && !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha)) throw new ConfigError(`input sha: must be a full commit hash; "${sha}" is not.`);
	if (pullRequest !== void 0 && sha === void 0) throw new ConfigError("input pull-request is given without sha.", { advice: "Give the commit that the model was trained at, so that nobody takes it for a later one." });
	const merge = linesOf(read("merge"));
	const expect = linesOf(read("expect"));
	if (publish !== void 0) refuseJudging(read, "publish", ["key"]);
	if (merge.length > 0) refuseJudging(read, "merge", ["key", "out"]);
	if (merge.length > 0 && publish !== void 0) throw new ConfigError("inputs merge and publish are given together.", { advice: "Give one of them." });
	if (merge.length === 0 && expect.length > 0) throw new ConfigError("input expect is given without merge.", { advice: "Give the folders to merge." });
	return {
		token: read("github-token"),
		pullRequest: pullRequest === void 0 ? void 0 : Number(pullRequest),
		sha,
		publish,
		merge,
		expect
	};
}
function linesOf(text) {
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
}
/** What would be dropped without a word. */
function refuseJudging(read, instead, allowed) {
	const surplus = [...inputNames, "config"].filter((name) => !allowed.includes(name) && read(name) !== "");
	if (surplus.length === 0) return;
	throw new ConfigError(`input ${instead} is given together with ${surplus.join(", ")}.`, { advice: `With ${instead} nothing is judged: remove the others, or remove ${instead}.` });
}

// src/config/unknown-inputs.ts
/**
* The runner hands every key of `with:` over, known or not, and only warns. A limit under a misspelt name must not
* be dropped like that.
* @param environment holds one `INPUT_NAME` per key of `with:`, in capitals, spaces as underscores.
* @throws ConfigError naming the unknown keys.
*/
function refuseUnknownInputs(environment, known) {
	const expected = new Set(known.map((name) => `INPUT_${name.toUpperCase()}`));
	const unknown = Object.keys(environment).filter((name) => name.startsWith("INPUT_") && !expected.has(name));
	if (unknown.length === 0) return;
	const names = unknown.map((name) => `"${name.slice(6).toLowerCase()}"`).join(", ");
	throw new ConfigError(`unknown input ${names}.`, { advice: `Known are ${known.join(", ")}.` });
}

// src/github/publish-settings.ts
const defaultPublishSettings = {
	comment: "always",
	checkRun: false,
	status: "auto"
};

// src/commands/action-commands.ts
/** The inputs that are settings, by name; empty where absent. */
function readTexts(core) {
	return Object.fromEntries([...inputNames, ...publishingNames].map((name) => [name, core.getInput(name)]));
}
/** The key as the settings would give it, where they could not be read. */
function keyOf(key, model) {
	return resolveMemory(key ? { key } : {}, model || void 0).key;
}

export { allInputNames as a, refuseUnknownInputs as i, readTexts as n, parseActionInputs as o, defaultPublishSettings as r, keyOf as t };