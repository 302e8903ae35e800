import { it as compareLeg, pt as legPasses } from "./judge.js";

// src/engine-fault/fault-context.ts
/** @param most builds in all. */
function buildBudget(most) {
	let count = 0;
	return {
		count: () => count,
		take: () => {
			if (count >= most) return false;
			count += 1;
			return true;
		}
	};
}
/** One more build, judged; undefined when the budget is spent. */
async function tryBuild(context, run) {
	const { runs, samples, config, record, builds, log } = context;
	if (!builds.take()) return void 0;
	log.progress(`looking for the engine's fault: ${run.label}`);
	const answer = await runs.run(run);
	const outputs = answer.builds[0].samples.slice(0, samples.length).map((sample) => sample.outputs);
	const kind = run.plan !== "fp32" && run.plan.fp32Nodes.size > 0 ? "engine-mixed" : "engine-fp16";
	const leg = compareLeg(kind, samples, outputs, config, record);
	return {
		leg,
		passed: legPasses(leg),
		answer
	};
}

export { tryBuild as n, buildBudget as t };