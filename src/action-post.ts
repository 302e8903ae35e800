import * as core from "@actions/core";
import { stateNames } from "./commands/action-state.ts";
import { describeError } from "./errors.ts";

// The verdict was given by the step itself: whatever breaks here is a warning. Most jobs have no check run, and load nothing.
try {
  if (core.getState(stateNames.checkRun) !== "") {
    const { runPostStep } = await import("./commands/action-post-step.ts");
    await runPostStep(core, process.env);
  }
} catch (error) {
  core.warning(`The check run could not be completed: ${describeError(error)}`);
}
