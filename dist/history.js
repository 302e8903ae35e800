// src/verdict/history.ts
/** The history as this job hands it on: that of the accepted job, and that job itself; oldest first. */
function historyOf(accepted) {
	if (accepted === void 0) return [];
	return mergeJobs([...accepted.facts.history ?? [], acceptedJob(accepted.facts, accepted)]);
}
/** Jobs of several histories, each once, oldest first; the oldest go when there are too many. */
function mergeJobs(jobs) {
	return [...new Map(jobs.map((job) => [JSON.stringify([job.commit, job.date]), job])).values()].sort((one, other) => (one.date ?? "") < (other.date ?? "") ? -1 : one.date === other.date ? 0 : 1).slice(-20);
}
/** One job as the history keeps it: the largest difference of each output, and the least range left. */
function acceptedJob(facts, { commit, date }) {
	const { verdict, outputs, nodes } = facts;
	const tightest = nodes.reduce((least, { node, module, headroomBits: bits }) => bits === void 0 || Number.isNaN(bits) || least !== void 0 && least.bits <= bits ? least : {
		name: module === void 0 || module === "" ? node : module,
		bits
	}, void 0);
	return {
		...commit === void 0 ? {} : { commit },
		...date === void 0 ? {} : { date },
		...verdict.kind === "error" ? {} : { verdict: verdict.kind },
		outputs: outputs.map(({ name, unit, metrics }) => ({
			name,
			metric: "max-abs",
			value: metrics.maxAbs,
			...unit === void 0 ? {} : { unit }
		})),
		...tightest === void 0 ? {} : { headroom: tightest }
	};
}

export { historyOf as n, mergeJobs as r, acceptedJob as t };