import { join } from "node:path";
import { allInputNames, parseActionInputs } from "../config/action-inputs.ts";
import { parseTextSettings } from "../config/inputs.ts";
import { refuseUnknownInputs } from "../config/unknown-inputs.ts";
import { artifactName } from "../github/artifact-name.ts";
import { publishResult } from "../github/publish-result.ts";
import { publishSaved } from "../github/publish-saved.ts";
import { defaultPublishSettings, type PublishSettings } from "../github/publish-settings.ts";
import type { Log } from "../ports.ts";
import { renderReport } from "../report/render.ts";
import type { GateResult } from "../report/result.ts";
import { type ActionCommands, keyOf, readTexts, type StepSurroundings } from "./action-commands.ts";
import { writeReports } from "./write-reports.ts";

/** Publishes what another run judged. The step passes when that is a result, whatever it says: it is no gate. */
export async function publishStep(
  core: ActionCommands,
  log: Log,
  surroundings: StepSurroundings,
): Promise<void> {
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
  const { files } = writeReports(result, join(workingDirectory, "fp16-gate-out"));
  await publishResult(core, result, files, renderReport(result, "summary"), artifactName(key(result)));
}
