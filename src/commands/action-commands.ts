import { type ActionInputs, allInputNames, parseActionInputs } from "../config/action-inputs.ts";
import { inputNames, parseTextSettings, publishingNames } from "../config/inputs.ts";
import { resolveMemory } from "../config/memory-config.ts";
import type { Settings } from "../config/schema.ts";
import { refuseUnknownInputs } from "../config/unknown-inputs.ts";
import type { ExitCode } from "../errors.ts";
import type { StepCommands } from "../github/publish-result.ts";
import { defaultPublishSettings, type PublishSettings } from "../github/publish-settings.ts";
import type { WorkflowCommands } from "../log.ts";

/** The part of `@actions/core` that the step needs. */
export type ActionCommands = StepCommands &
  WorkflowCommands & {
    getInput(name: string): string;
    setSecret(secret: string): void;
    saveState(name: string, value: string): void;
  };

/** What a step of the action needs from the process. */
export interface StepSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly signal: AbortSignal;
  /** Told once, before anything is published. */
  readonly judged: (exitCode: ExitCode) => void;
}

/** What a step obeys that judges nothing and only publishes. */
export interface PublishingInputs {
  readonly inputs: ActionInputs;
  readonly settings: Settings;
  readonly publish: PublishSettings;
}

/** @throws ConfigError for an input that is unknown, wrong, or out of place in such a step. */
export function readPublishing(
  core: ActionCommands,
  environment: StepSurroundings["environment"],
): PublishingInputs {
  refuseUnknownInputs(environment, allInputNames);
  const inputs = parseActionInputs((name) => core.getInput(name));
  const settings = parseTextSettings(readTexts(core), (name) => `input ${name}`);
  const { comment, checkRun, status } = defaultPublishSettings;
  const publish = { comment: settings.comment ?? comment, checkRun, status: settings.status ?? status };
  return { inputs, settings, publish };
}

/** The inputs that are settings, by name; empty where absent. */
export function readTexts(core: ActionCommands): Record<string, string> {
  return Object.fromEntries([...inputNames, ...publishingNames].map((name) => [name, core.getInput(name)]));
}

/** The key as the settings would give it, where they could not be read. */
export function keyOf(key: string | undefined, model: string | undefined): string {
  return resolveMemory(key ? { key } : {}, model || undefined).key;
}
