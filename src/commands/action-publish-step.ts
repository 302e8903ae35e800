import { join } from "node:path";
import { defaultOut } from "../config/config.ts";
import { artifactName } from "../github/artifact-name.ts";
import { publishResult } from "../github/publish-result.ts";
import { publishSaved } from "../github/publish-saved.ts";
import type { Log } from "../ports.ts";
import { renderReport } from "../report/render.ts";
import type { GateResult } from "../report/result.ts";
import { type ActionCommands, keyOf, readPublishing, type StepSurroundings } from "./action-commands.ts";
import { writeReports } from "./write-reports.ts";

/** Publishes what another run judged. The step passes when that is a result, whatever it says: it is no gate. */
export async function publishStep(
  core: ActionCommands,
  log: Log,
  surroundings: StepSurroundings,
): Promise<void> {
  const { environment, workingDirectory } = surroundings;
  const { inputs, settings, publish } = readPublishing(core, environment);
  const key = (result: GateResult): string =>
    settings.key ?? result.job?.key ?? keyOf(undefined, result.model?.file);
  const result = await publishSaved(
    inputs.publish ?? "",
    { keyOf: key, settings: publish },
    { environment, inputs, log },
  );
  surroundings.judged(0);
  const { files } = writeReports(result, join(workingDirectory, defaultOut));
  await publishResult(core, result, files, renderReport(result, "summary"), artifactName(key(result)));
}
