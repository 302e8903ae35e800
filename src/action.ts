import * as core from "@actions/core";
import { abortOnSignals } from "./commands/abort-on-signals.ts";
import { judgeAndWrite } from "./commands/judge-and-write.ts";
import { inputNames } from "./config/inputs.ts";
import { refuseUnknownInputs } from "./config/unknown-inputs.ts";
import { describeError, GateError } from "./errors.ts";
import { publishResult } from "./github/publish-result.ts";
import { createActionsLog } from "./log.ts";
import { renderReport } from "./report/render.ts";

const fail = (error: unknown): void => {
  core.setFailed(describeError(error));
  process.exitCode = error instanceof GateError ? error.exitCode : 3;
};

/** The action's step: inputs in; reports, outputs, job summary and the exit status out. */
async function run(): Promise<void> {
  const log = createActionsLog(core, () => performance.now());
  const config = core.getInput("config");
  const { result, files } = await log.group("FP16 gate", async () => {
    const judged = await judgeAndWrite(
      {
        origin: "input",
        texts: Object.fromEntries(inputNames.map((name) => [name, core.getInput(name)])),
        configPath: config === "" ? undefined : config,
        spell: (name) => `input ${name}`,
        refuse: () => refuseUnknownInputs(process.env, [...inputNames, "config"]),
      },
      { log, signal: abortOnSignals(), workingDirectory: process.cwd() },
    );
    log.info(renderReport(judged.result, "console"));
    return judged;
  });
  await publishResult(core, result, files, renderReport(result, "summary"));
}

// A promise that nobody awaited, or a defect: never a green step.
process.on("uncaughtException", (error) => {
  fail(error);
  process.exit();
});
process.on("unhandledRejection", (error) => {
  fail(error);
  process.exit();
});
try {
  await run();
} catch (error) {
  fail(error);
}
