import { Fn as quoteName, G as indexGraph, Kt as graphSha256, L as inferTypes, Ln as formatCount, M as declaresHalfPrecision, _n as quote, _t as keepInFp32, ht as everythingFp16, mt as checkPlan, q as inlineFunctions, y as prepareEmulation } from "./judge.js";
import { p as ConfigError } from "./start.js";
import { G as string, J as givenPath, N as array, W as strictObject, z as literal } from "./settings.js";
import { n as findIslands, r as readDataflow, s as switchUnits, t as pricePlan } from "./price.js";
import { f as costFields } from "./reports.js";
import { n as outcomeOf } from "./judge-plan.js";
import { readFileSync, statSync } from "node:fs";

// src/overrides/search-plan-file.ts
/** `plan.json` as the overrides are written: for people to keep, change and give back. */
const planFileSchema = strictObject({
	schemaVersion: literal(1),
	/** SHA-256 of the graph without its weights: a plan outlives a retraining, not a change of the network. */
	model: strictObject({ graphSha256: string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits") }),
	/** Ids of the compute nodes in FP32. */
	nodes: array(string().min(1)),
	/** Data movement between them: told for people, found anew from `nodes`. */
	carriers: array(string().min(1)).optional()
});
/**
* Reads a plan that a user gives. `fileName` is for messages; `graphSha256` is that of the model to be judged.
*
* Throws ConfigError when the text is no plan, when it was made for another model, names a node twice (among nodes and carriers), or names nodes
* that the model does not have.
*/
function readPlanFile(text, fileName, graph, graphSha256) {
	const { model, nodes, carriers = [] } = parsePlanFile(text, fileName);
	if (model.graphSha256 !== graphSha256) throw new ConfigError(`The plan ${quote(fileName)} is for another model: its graph has SHA-256 ${model.graphSha256}, the model's is ${graphSha256}.`, { advice: "Search a plan for this model, or give the model that the plan was made for." });
	const seen = /* @__PURE__ */ new Set();
	const twice = [...nodes, ...carriers].find((id) => seen.size === seen.add(id).size);
	if (twice !== void 0) throw new ConfigError(`The plan ${quote(fileName)} names node ${quote(twice)} twice.`, { advice: "Name each node once." });
	try {
		checkPlan(keepInFp32([...nodes, ...carriers]), graph);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		const { advice } = error;
		throw new ConfigError(`${quote(fileName)}: ${error.message}`, {
			cause: error,
			...advice === void 0 ? {} : { advice }
		});
	}
	return keepInFp32(nodes);
}
function parsePlanFile(text, fileName) {
	let content;
	try {
		content = JSON.parse(text);
	} catch (error) {
		throw new ConfigError(`The plan ${quote(fileName)} is not JSON.`, {
			advice: "Give the overrides/plan.json that an earlier run wrote.",
			cause: error
		});
	}
	const parsed = planFileSchema.safeParse(content);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const key = issue === void 0 || issue.path.length === 0 ? "the file" : issue.path.join(".");
	throw new ConfigError(`The plan ${quote(fileName)} can't be read: ${key}: ${issue?.message ?? "wrong form"}.`, { advice: "A plan is {\"schemaVersion\": 1, \"model\": {\"graphSha256\": \"...\"}, \"nodes\": [\"name of a node\", ...]}." });
}

// src/steps/given-plan.ts
/** A plan names nodes; more than this is something else by mistake. */
const largestPlanBytes = 1 << 26;
/**
* The plan that the user gave for the model.
* @throws ConfigError when the file is missing or no plan, was made for another model or names nodes that this one does
* not have, and when the model states its precision itself.
*/
function readGivenPlan(path, workingDirectory, opened) {
	const text = readPlanText(givenPath(path, workingDirectory), path);
	const graph = indexGraph(inlineFunctions(opened.model));
	if (declaresHalfPrecision(inferTypes(graph))) throw new ConfigError(`The model holds tensors in half precision and is judged by its own types, so that the plan ${quote(path)} can't apply.`, { advice: "Give the FP32 model, or leave plan out." });
	return readPlanFile(text, path, graph, graphSha256(opened.model));
}
function readPlanText(path, name) {
	try {
		if (statSync(path).size > largestPlanBytes) throw new ConfigError(`The plan ${quote(name)} is larger than 64 MiB; that is no plan.`);
		return readFileSync(path, "utf8");
	} catch (error) {
		if (error instanceof ConfigError) throw error;
		const isMissing = error.code === "ENOENT";
		throw new ConfigError(`The plan ${quote(name)} can't be read: ${isMissing ? "there is no such file" : error.message}.`, {
			advice: "Give the overrides/plan.json of an earlier run.",
			cause: error
		});
	}
}
/** What the result says of a given plan once the model was judged under it. */
function describeGivenPlan(path, plan, { run, judged }) {
	const { model, knownTypes } = run;
	const graph = indexGraph(model);
	const units = switchUnits(prepareEmulation(model, everythingFp16, { knownTypes }));
	const flow = readDataflow(graph, units.map(({ id }) => id));
	const nodes = graph.nodes.map(({ id }) => id).filter((id) => plan.fp32Nodes.has(id));
	const after = outcomeOf(judged.comparison, judged.judgement.findings);
	const standing = after.excess <= 1 ? "it meets every limit." : "it does not meet every limit. Run without it to search another.";
	return {
		kind: "given",
		text: `Judged under the plan ${quoteName(path)}, with ${formatCount(nodes.length, "node")} in FP32: ${standing}`,
		nodes,
		carriers: findIslands(flow, plan.fp32Nodes).carriers,
		cost: costFields(pricePlan(flow, plan.fp32Nodes)),
		after,
		verifiedOn: "emulation"
	};
}

export { describeGivenPlan, readGivenPlan };