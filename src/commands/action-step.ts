import { allInputNames, parseActionInputs } from "../config/action-inputs.ts";
import type { Config } from "../config/config.ts";
import { inputNames, parseTextSettings, publishingNames } from "../config/inputs.ts";
import { resolveMemory } from "../config/memory-config.ts";
import { refuseUnknownInputs } from "../config/unknown-inputs.ts";
import type { ExitCode } from "../errors.ts";
import { artifactName } from "../github/artifact-name.ts";
import { type GitHubLink, linkToGitHub, type PublishInputs } from "../github/link.ts";
import { annotateLines, publishResult, type StepCommands } from "../github/publish-result.ts";
import { publishSaved } from "../github/publish-saved.ts";
import { defaultPublishSettings, type PublishSettings } from "../github/publish-settings.ts";
import type { Publisher } from "../github/publisher.ts";
import { createActionsLog, type WorkflowCommands } from "../log.ts";
import type { Log } from "../ports.ts";
import { renderReport } from "../report/render.ts";
import type { GateResult } from "../report/result.ts";
import { stateNames } from "./action-state.ts";
import { judgeAndWrite, writeReports } from "./judge-and-write.ts";

/** The part of `@actions/core` that the step needs. */
export type ActionCommands = StepCommands &
  WorkflowCommands & {
    getInput(name: string): string;
    setSecret(secret: string): void;
    saveState(name: string, value: string): void;
  };

export interface StepSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly signal: AbortSignal;
  /** Told once, before anything is published. */
  readonly judged: (exitCode: ExitCode) => void;
}

/** The action's step: inputs in; reports, outputs, job summary, comment and the exit status out. */
export async function runActionStep(core: ActionCommands, surroundings: StepSurroundings): Promise<void> {
  const log = createActionsLog(core, () => performance.now());
  const token = core.getInput("github-token");
  if (token !== "") core.setSecret(token);
  if (core.getInput("publish") === "") await gateStep(core, log, surroundings);
  else await publishStep(core, log, surroundings);
}

async function gateStep(core: ActionCommands, log: Log, surroundings: StepSurroundings): Promise<void> {
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
      const job = { key, settings: settings ?? defaultPublishSettings, result, checkRunId };
      const published = await (await open())?.finish(job);
      if (published?.linesAnnotated === true) core.saveState(stateNames.completed, "true");
      else annotateLines(core, result);
    },
  };
}

/** The key as the settings would give it, where they could not be read. */
function keyOf(key: string | undefined, model: string | undefined): string {
  return resolveMemory(key ? { key } : {}, model || undefined).key;
}

/** Publishes what another run judged. The step passes when that is a result, whatever it says: it is no gate. */
async function publishStep(core: ActionCommands, log: Log, surroundings: StepSurroundings): Promise<void> {
  const { environment, workingDirectory } = surroundings;
  refuseUnknownInputs(environment, allInputNames);
  const inputs = parseActionInputs((name) => core.getInput(name));
  const settings = parseTextSettings(readTexts(core), (name) => `input ${name}`);
  const publish: PublishSettings = {
    ...defaultPublishSettings,
    ...(settings.comment === undefined ? {} : { comment: settings.comment }),
    ...(settings.status === undefined ? {} : { status: settings.status }),
  };
  const key = (result: GateResult): string =>
    settings.key ?? result.job?.key ?? keyOf(undefined, result.model?.file);
  const result = await publishSaved(
    inputs.publish ?? "",
    { keyOf: key, settings: publish },
    { environment, inputs, log },
  );
  surroundings.judged(0);
  const { files } = writeReports(result, `${workingDirectory}/fp16-gate-out`);
  await publishResult(core, result, files, renderReport(result, "summary"), artifactName(key(result)));
}

function readTexts(core: ActionCommands): Record<string, string> {
  return Object.fromEntries([...inputNames, ...publishingNames].map((name) => [name, core.getInput(name)]));
}
