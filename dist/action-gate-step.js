import { a as annotateLines, c as refuseUnknownInputs, i as defaultPublishSettings, l as allInputNames, o as publishResult, r as readTexts, t as keyOf, u as parseActionInputs } from "./action-commands.js";
import { t as artifactName } from "./artifact-name.js";
import { t as linkToGitHub } from "./link.js";
import { z as renderReport } from "./reports.js";
import { t as stateNames } from "./action-state.js";
import { n as judgeAndWrite } from "./settings.js";

// src/commands/action-gate-step.ts
/** Judges a model, and publishes what came out. */
async function gateStep(core, log, surroundings) {
	const { environment, judged, ...rest } = surroundings;
	const texts = readTexts(core);
	const config = core.getInput("config");
	const { inputs, refusal } = readAim(core);
	const link = linkToGitHub(environment, inputs, log);
	const publishing = publishingOf(core, link);
	const { result, files, config: settings } = await log.group("FP16 gate", async () => {
		const finished = await judgeAndWrite({
			origin: "input",
			texts,
			configPath: config === "" ? void 0 : config,
			spell: (name) => `input ${name}`,
			refuse: () => {
				refuseUnknownInputs(environment, allInputNames);
				if (refusal !== void 0) throw refusal;
			}
		}, {
			...rest,
			environment,
			log,
			begun: publishing.begin,
			baselines: link?.baselines,
			commit: link?.subject.headSha
		});
		log.info(renderReport(finished.result, "console"));
		return finished;
	});
	judged(result.verdict.exitCode);
	const key = settings?.memory.key ?? keyOf(texts.key, texts.model);
	await publishResult(core, result, files, renderReport(result, "summary"), artifactOf(link, key));
	await publishing.finish(result, settings, key, files.result);
}
function artifactOf(link, key) {
	const isForeign = link?.subject.exitStatusBlocks === false;
	return artifactName(key, isForeign ? link.subject.headSha : void 0);
}
/** The inputs that say where to publish. One that is wrong is told where the other settings are checked. */
function readAim(core) {
	try {
		return { inputs: parseActionInputs((name) => core.getInput(name)) };
	} catch (refusal) {
		return {
			inputs: { token: core.getInput("github-token") },
			refusal
		};
	}
}
/** The publisher of the step, opened when it is first needed: with the check run, or else with the result. */
function publishingOf(core, link) {
	let opened;
	let checkRunId;
	const open = async () => await (opened ??= link?.openPublisher());
	return {
		begin: async (settings) => {
			if (!settings.checkRun) return;
			checkRunId = await (await open())?.begin(settings.memory.key, settings);
			if (checkRunId !== void 0) core.saveState(stateNames.checkRun, String(checkRunId));
		},
		finish: async (result, settings, key, path) => {
			if (checkRunId !== void 0) core.saveState(stateNames.result, path);
			const { resultContent } = await import("./published-content2.js");
			if ((await (await open())?.finish({
				key,
				settings: settings ?? defaultPublishSettings,
				content: resultContent(result),
				check: checkRunId === void 0 ? void 0 : {
					id: checkRunId,
					result
				}
			}))?.linesAnnotated === true) core.saveState(stateNames.completed, "true");
			else annotateLines(core, result);
		}
	};
}

export { gateStep };