// src/report/gate-record.ts
/** A record of nothing yet. */
function emptyRecord(tool, enforcement) {
	return {
		tool,
		enforcement,
		pytorch: [],
		explaining: [],
		ranges: [],
		skipped: [],
		noise: [],
		failures: [],
		units: /* @__PURE__ */ new Map(),
		timings: {}
	};
}
/** Whether a leg keeps to every limit that can fail it. */
function legPasses({ judgement }) {
	return judgement.findings.every(({ passed, level }) => passed || level === "warn");
}

export { legPasses as n, emptyRecord as t };