import { readFileSync } from "node:fs";
import { parseFlags } from "../config/args.ts";
import { ConfigError, type ExitCode, InputError } from "../errors.ts";
import { isReportFormat, renderReport, reportFormats } from "../report/render.ts";
import { parseResult } from "../report/result.ts";
import type { Terminal } from "./terminal.ts";

/** `fp16-gate report RESULT --format NAME`: renders a saved result again; the exit status is 0 whatever it says. */
export function report(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { flags, positionals } = parseFlags(args, ["format"], { positionals: ["RESULT"] });
  const [path] = positionals;
  if (path === undefined)
    throw new ConfigError("RESULT is missing.", { advice: "Give the path of a result.json." });
  const format = (flags.format as string | undefined) ?? "console";
  if (!isReportFormat(format)) {
    throw new ConfigError(`--format: must be one of ${reportFormats.join(", ")}; "${format}" is not.`);
  }
  terminal.print(
    renderReport(parseResult(readText(path), path), format, {
      color: terminal.color,
      columns: terminal.columns,
    }),
  );
  return Promise.resolve(0);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new InputError(`${path}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}.`, {
      advice: "Give the path of a result.json.",
      cause: error,
    });
  }
}
