import { createActionsLog } from "../log.ts";
import type { ActionCommands, StepSurroundings } from "./action-commands.ts";

/** The action's step: inputs in; reports, outputs, job summary, comment and the exit status out. */
export async function runActionStep(core: ActionCommands, surroundings: StepSurroundings): Promise<void> {
  const log = createActionsLog(core, () => performance.now());
  const token = core.getInput("github-token");
  if (token !== "") core.setSecret(token);
  if (core.getInput("merge") !== "") {
    const { mergeStep } = await import("./action-merge-step.ts");
    await mergeStep(core, log, surroundings);
  } else if (core.getInput("publish") === "") {
    const { gateStep } = await import("./action-gate-step.ts");
    await gateStep(core, log, surroundings);
  } else {
    const { publishStep } = await import("./action-publish-step.ts");
    await publishStep(core, log, surroundings);
  }
}
