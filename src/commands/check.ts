import { parseFlags } from "../config/args.ts";
import { inputNames } from "../config/inputs.ts";
import type { ExitCode } from "../errors.ts";
import { judgeAndWrite } from "./judge-and-write.ts";
import type { Terminal } from "./terminal.ts";

/** `fp16-gate check MODEL --samples DIR`: judges, writes the reports, prints the table. */
export async function check(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { flags, positionals } = parseFlags(
    args,
    [...inputNames.filter((name) => name !== "model"), "config"],
    {
      repeatable: ["max-abs"],
      positionals: ["MODEL"],
    },
  );
  const { config, ...texts } = flags;
  const { result, files } = await judgeAndWrite(
    {
      origin: "flag",
      texts: { ...texts, model: positionals[0] },
      configPath: config as string | undefined,
      spell: (name) => (name === "model" ? "MODEL" : `--${name}`),
    },
    terminal,
  );
  // By now it is loaded.
  const { renderReport } = await import("../report/render.ts");
  terminal.print(renderReport(result, "console", { color: terminal.color, columns: terminal.columns }));
  terminal.log.info(`Reports: ${files.folder}`);
  return result.verdict.exitCode;
}
