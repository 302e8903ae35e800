import { parseFlags } from "../config/args.ts";
import { resolveLimits } from "../config/config.ts";
import { ConfigError, type ExitCode } from "../errors.ts";
import { renderReport } from "../report/render.ts";
import { judgeFiles } from "../steps/judge-files.ts";
import { readSources } from "./read-sources.ts";
import type { Terminal } from "./terminal.ts";
import { writeReports } from "./write-reports.ts";

const settingFlags = ["max-abs", "enforce", "extra-outputs", "out"];

/** `fp16-gate compare REFERENCE CANDIDATE`: judges tensor files; reports are written only with `--out`. */
export async function compare(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { flags, positionals } = parseFlags(args, [...settingFlags, "config"], {
    repeatable: ["max-abs"],
    positionals: ["REFERENCE", "CANDIDATE"],
  });
  const [reference, candidate] = positionals;
  if (reference === undefined || candidate === undefined) {
    throw new ConfigError(`${reference === undefined ? "REFERENCE" : "CANDIDATE"} is missing.`, {
      advice: "Give two tensor files or folders: .safetensors, .npz, .npy, .json.",
    });
  }
  const { config, ...texts } = flags;
  const sources = await readSources(
    { origin: "flag", texts, configPath: config as string | undefined, spell: (name) => `--${name}` },
    terminal.workingDirectory,
  );
  const limits = resolveLimits(sources);
  const result = await judgeFiles(reference, candidate, limits);
  if (flags.out !== undefined) {
    terminal.log.info(`Reports: ${writeReports(result, limits.out).files.folder}`);
  }
  terminal.print(renderReport(result, "console", { color: terminal.color, columns: terminal.columns }));
  return result.verdict.exitCode;
}
