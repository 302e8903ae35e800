import { S as defaultOut, X as writeFileAtomic } from "./settings.js";
import { t as linkToGitHub } from "./link.js";
import { n as readPublishing, s as writeJobSummary } from "./action-commands.js";
import { n as setContent, r as renderSetComment } from "./published-content.js";
import { n as mergeResults, r as serializeSet } from "./merge.js";
import { n as renderSetSummary, r as setTitle, t as renderSetConsole } from "./set-text.js";
import { join } from "node:path";

// src/commands/action-merge-step.ts
const defaultKey = "all";
/** Makes one verdict and one comment of the results of many jobs; the step fails unless all of them passed. */
async function mergeStep(core, log, { environment, workingDirectory, judged }) {
	const { inputs, settings, publish } = readPublishing(core, environment);
	const set = mergeResults(inputs.merge, inputs.expect, workingDirectory);
	const folder = join(workingDirectory, settings.out ?? "fp16-gate-out");
	const files = {
		result: join(folder, "merged.json"),
		summary: join(folder, "summary.md"),
		comment: join(folder, "comment.md")
	};
	const summary = renderSetSummary(set);
	writeFileAtomic(files.result, serializeSet(set));
	writeFileAtomic(files.summary, summary);
	writeFileAtomic(files.comment, renderSetComment(set));
	log.info(renderSetConsole(set));
	judged(set.verdict.exitCode);
	core.setOutput("verdict", set.verdict.kind);
	for (const [name, path] of Object.entries(files)) core.setOutput(name, path);
	if (set.verdict.exitCode !== 0) core.error(setTitle(set), { title: "FP16 gate: not every job passed" });
	await writeJobSummary(core, summary, files.summary);
	await (await linkToGitHub(environment, inputs, log)?.openPublisher())?.finish({
		key: settings.key ?? defaultKey,
		settings: publish,
		content: setContent(set)
	});
}

export { mergeStep };