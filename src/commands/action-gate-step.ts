import { allInputNames, parseActionInputs } from "../config/action-inputs.ts";
import type { Config } from "../config/config.ts";
import { refuseUnknownInputs } from "../config/unknown-inputs.ts";
import { artifactName } from "../github/artifact-name.ts";
import { type GitHubLink, linkToGitHub, type PublishInputs } from "../github/link.ts";
import { annotateLines, publishResult } from "../github/publish-result.ts";
import { defaultPublishSettings } from "../github/publish-settings.ts";
import type { Publisher } from "../github/publisher.ts";
import type { Log } from "../ports.ts";
import { renderReport } from "../report/render.ts";
import type { GateResult } from "../report/result.ts";
import { type ActionCommands, keyOf, readTexts, type StepSurroundings } from "./action-commands.ts";
import { stateNames } from "./action-state.ts";
import { judgeAndWrite } from "./judge-and-write.ts";

/** Judges a model, and publishes what came out. */
export async function gateStep(
  core: ActionCommands,
  log: Log,
  surroundings: StepSurroundings,
): Promise<void> {
  const { environment, judged, ...rest } = surroundings;
  const texts = readTexts(core);
  const config = core.getInput("config");
  const { inputs, refusal } = readAim(core);
  const link = linkToGitHub(environment, inputs, log);
  const publishing = publishingOf(core, link);
  const done = await log.group("FP16 gate", async () => {
    const finished = await judgeAndWrite(
      {
        origin: "input",
        texts,
        configPath: config === "" ? undefined : config,
        spell: (name) => `input ${name}`,
        refuse: () => {
          refuseUnknownInputs(environment, allInputNames);
          if (refusal !== undefined) throw refusal;
        },
      },
      {
        ...rest,
        environment,
        log,
        begun: publishing.begin,
        baselines: link?.baselines,
        commit: link?.subject.headSha,
      },
    );
    log.info(renderReport(finished.result, "console"));
    return finished;
  });
  const { result, files, config: settings } = done;
  judged(result.verdict.exitCode);
  const key = settings?.memory.key ?? keyOf(texts.key, texts.model);
  await publishResult(core, result, files, renderReport(result, "summary"), artifactOf(link, key));
  await publishing.finish(result, settings, key, files.result);
}

function artifactOf(link: GitHubLink | undefined, key: string): string {
  const isForeign = link?.subject.exitStatusBlocks === false;
  return artifactName(key, isForeign ? link.subject.headSha : undefined);
}

/** The inputs that say where to publish. One that is wrong is told where the other settings are checked. */
function readAim(core: ActionCommands): { readonly inputs: PublishInputs; readonly refusal?: unknown } {
  try {
    return { inputs: parseActionInputs((name) => core.getInput(name)) };
  } catch (refusal) {
    return { inputs: { token: core.getInput("github-token") }, refusal };
  }
}

/** The publisher of the step, opened when it is first needed: with the check run, or else with the result. */
function publishingOf(core: ActionCommands, link: GitHubLink | undefined) {
  let opened: Promise<Publisher> | undefined;
  let checkRunId: number | bigint | undefined;
  const open = async (): Promise<Publisher | undefined> => await (opened ??= link?.openPublisher());
  return {
    begin: async (settings: Config): Promise<void> => {
      if (!settings.checkRun) return;
      checkRunId = await (await open())?.begin(settings.memory.key, settings);
      if (checkRunId !== undefined) core.saveState(stateNames.checkRun, String(checkRunId));
    },
    finish: async (
      result: GateResult,
      settings: Config | undefined,
      key: string,
      path: string,
    ): Promise<void> => {
      // Should the last request fail, the post step says the same again.
      if (checkRunId !== undefined) core.saveState(stateNames.result, path);
      const { resultContent } = await import("../github/published-content.ts");
      const published = await (await open())?.finish({
        key,
        settings: settings ?? defaultPublishSettings,
        content: resultContent(result),
        check: checkRunId === undefined ? undefined : { id: checkRunId, result },
      });
      if (published?.linesAnnotated === true) core.saveState(stateNames.completed, "true");
      else annotateLines(core, result);
    },
  };
}
