import { type ParsedArgs, parseFlags } from "../config/args.ts";
import { resolveEngine } from "../config/engine-config.ts";
import { parseTextSettings } from "../config/inputs.ts";
import { checkConformance } from "../engines/driver/conformance.ts";
import type { MachineProbe } from "../engines/machine-probe.ts";
import { probeMachine } from "../engines/machine-probe.ts";
import { ConfigError, type ExitCode } from "../errors.ts";
import { createWorkFolder } from "../files/work-folder.ts";
import { escapeConsole } from "../report/escape.ts";
import { driverOptions } from "../steps/open-real-engine.ts";
import { version } from "../version.ts";
import type { Terminal } from "./terminal.ts";

/**
 * `fp16-gate doctor`: what this machine can run, with versions, and what is missing and how to get it. Exit 0 when the
 * embedded engine runs, 3 when it does not.
 */
export async function doctor(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { flags } = parseFlags(args, ["ort-path", ...driverFlags], { positionals: [] });
  if (flags["driver"] !== undefined || flags["engine"] !== undefined)
    return await checkDriver(flags, terminal);
  const ortPath = flags["ort-path"] as string | undefined;
  const probe = await probeMachine({
    environment: terminal.environment,
    ...(ortPath === undefined ? {} : { ortPath }),
    ...(typeof flags["python"] === "string" ? { python: flags["python"] } : {}),
  });
  terminal.print(renderProbe(probe));
  return probe.onnxruntime.loads && probe.onnxruntime.hashesMatch ? 0 : 3;
}

const driverFlags = ["engine", "driver", "python", "engine-options", "timeout"] as const;

/**
 * `fp16-gate doctor --driver COMMAND` (or `--engine NAME`): holds a driver against the protocol. Exit 0 when it keeps to
 * every rule, 1 when not.
 */
async function checkDriver(flags: ParsedArgs["flags"], terminal: Terminal): Promise<ExitCode> {
  const engine = flags["engine"] ?? "driver";
  const settings = parseTextSettings({ ...flags, engine }, (name) => `--${name}`);
  const config = resolveEngine(settings.engine ?? "driver", settings);
  if (config === undefined) throw new ConfigError(`engine ${String(engine)} has no driver to check.`);
  const work = createWorkFolder();
  try {
    const options = driverOptions(config, {
      workFolder: work.path,
      timeoutMs: settings.timeout ?? conformanceTimeoutMs,
      signal: terminal.signal,
      environment: terminal.environment,
      workingDirectory: terminal.workingDirectory,
    });
    const isKept = await checkConformance(options, config.options, ({ rule, outcome, text }) =>
      terminal.print(`${outcome.padEnd(11)}  ${rule}${text === "" ? "" : `: ${escapeConsole(text)}`}\n`),
    );
    terminal.print(
      isKept ? "The driver keeps to the protocol.\n" : "The driver does not keep to the protocol.\n",
    );
    return isKept ? 0 : 1;
  } finally {
    work.remove();
  }
}

const conformanceTimeoutMs = 120_000;

/** The findings as plain lines: what is there, what is missing, what to do. */
export function renderProbe(probe: MachineProbe): string {
  const { onnxruntime } = probe;
  const runs = onnxruntime.loads && onnxruntime.hashesMatch;
  const lines: [string, string][] = [
    ["fp16-gate", version],
    ["Node.js", probe.nodeVersion],
    ["platform", [probe.platform, probe.libc].filter((part) => part !== undefined).join(", ")],
    ["cores", String(probe.cores)],
    ["memory", `${(probe.memoryBytes / 2 ** 30).toFixed(1)} GiB`],
    ["tool cache", probe.toolCache ?? "not set (RUNNER_TOOL_CACHE)"],
    ["engine recorded", "runs: needs nothing"],
    [
      "engine emulated",
      runs
        ? `runs: onnxruntime-node ${onnxruntime.version} from ${onnxruntime.source}`
        : `does not run: ${onnxruntime.problem ?? "the native library can't be loaded"}`,
    ],
    ...probe.programs.map(({ name, path, version: found, problem }): [string, string] => [
      name,
      path === undefined ? "not found" : [found ?? problem ?? "version unknown", `(${path})`].join(" "),
    ]),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  const advice = runs
    ? ""
    : "\nTo get the embedded engine: run npm ci where fp16-gate is installed, or let a runner with network fetch it into its\n" +
      "tool cache, or unpack onnxruntime-node elsewhere and name its folder with --ort-path.\n";
  return `${lines.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join("\n")}\n${advice}`;
}
