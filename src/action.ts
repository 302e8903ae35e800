import * as core from "@actions/core";
import { describeError, GateError } from "./errors.ts";
import { version } from "./version.ts";

/** Set with the verdict: from then on nothing that breaks may change the exit status, in either direction. */
const progress = { isJudged: false };

const fail = (error: unknown): void => {
  if (progress.isJudged) {
    core.warning(`Publishing broke: ${describeError(error)}`);
    return;
  }
  core.setFailed(describeError(error));
  process.exitCode = error instanceof GateError ? error.exitCode : 3;
};

// A promise that nobody awaited, or a defect: never a green step.
process.on("uncaughtException", (error) => {
  fail(error);
  process.exit();
});
process.on("unhandledRejection", (error) => {
  fail(error);
  process.exit();
});
// Said before the rest is loaded, so that a reader of the log sees at once that it works.
core.info(`FP16 gate ${version}`);
try {
  const [{ abortOnSignals }, { runActionStep }] = await Promise.all([
    import("./commands/abort-on-signals.ts"),
    import("./commands/action-step.ts"),
  ]);
  await runActionStep(core, {
    environment: process.env,
    workingDirectory: process.cwd(),
    signal: abortOnSignals(),
    judged: (exitCode) => {
      process.exitCode = exitCode;
      progress.isJudged = true;
    },
  });
} catch (error) {
  fail(error);
}
