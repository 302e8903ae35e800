import { t as sourceAnnotations } from "./annotations.js";

// src/github/publish-result.ts
/**
* Hands a result to the workflow: outputs, job summary, the annotation of the verdict. A summary that can't be written
* is a warning. The exit status is the caller's business.
*/
async function publishResult(core, result, files, summary, artifact) {
	const { verdict } = result;
	const worst = worstOutput(result);
	core.setOutput("verdict", verdict.kind);
	core.setOutput("result", files.result);
	core.setOutput("summary", files.summary);
	core.setOutput("comment", files.comment);
	core.setOutput("worst-output", worst?.name ?? "");
	core.setOutput("worst-value", worst === void 0 ? "" : String(worst.metrics.maxAbs));
	core.setOutput("failing-count", failingFindings(result).length);
	core.setOutput("artifact", artifact);
	annotateVerdict(core, result);
	try {
		await core.summary.addRaw(summary, true).write();
	} catch (error) {
		core.warning(`The job summary could not be written: ${error.message}. It is in ${files.summary}.`);
	}
}
function annotateVerdict(core, result) {
	const { verdict } = result;
	if (verdict.kind === "pass") return;
	tell(core, result, verdict.kind === "error" ? [verdict.error.message, verdict.error.advice].filter((part) => part !== void 0).join(" ") : [result.diagnosis?.text, ...failingFindings(result).map(({ message }) => message)].filter((part) => part !== void 0).join("\n"), { title: verdict.kind === "error" ? "FP16 gate: could not judge" : "FP16 gate: failed" });
}
/**
* Annotates the guilty lines of the source with workflow commands, which need no permission. A check run can hold them
* as well; then they are left to it, or each would stand there twice.
*/
function annotateLines(core, result) {
	if (result.verdict.kind === "pass") return;
	for (const line of sourceAnnotations(result).slice(0, 10 - 1)) tell(core, result, line.message, {
		title: line.title,
		file: line.file,
		startLine: line.line
	});
}
function tell(core, { verdict }, message, place) {
	if (verdict.exitCode === 0) core.warning(message, place);
	else core.error(message, place);
}
function failingFindings(result) {
	return result.verdict.findings.filter(({ passed, level, excuse }) => !passed && level === "fail" && excuse === void 0);
}
/** Of the outputs that failed (else of all), the one whose largest difference is furthest beyond its limit. */
function worstOutput(result) {
	const failed = result.outputs.filter((output) => !output.passed);
	return (failed.length > 0 ? failed : result.outputs).map((output) => ({
		output,
		excess: excess(output)
	})).reduce((worst, entry) => worst === void 0 || entry.excess > worst.excess ? entry : worst, void 0)?.output;
}
/** Largest difference in multiples of its limit, or of the output's own scale; not finite ranks above all. */
function excess({ metrics, limits }) {
	if ((metrics.nonFiniteMismatches ?? 0) > 0 || Number.isNaN(metrics.maxAbs)) return Number.POSITIVE_INFINITY;
	const limit = limits.find(({ metric, level }) => metric === "max-abs" && level === "fail")?.value;
	return metrics.maxAbs / (typeof limit === "number" && limit > 0 ? limit : metrics.reference?.rms || 1);
}

export { publishResult as n, annotateLines as t };