import * as core from "@actions/core";
import { runPostStep } from "./commands/action-post-step.ts";
import { describeError } from "./errors.ts";

// The verdict was given by the step itself: whatever breaks here is a warning.
try {
  await runPostStep(core, process.env);
} catch (error) {
  core.warning(`The check run could not be completed: ${describeError(error)}`);
}
