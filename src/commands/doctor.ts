import { parseFlags } from "../config/args.ts";
import type { MachineProbe } from "../engines/machine-probe.ts";
import { probeMachine } from "../engines/machine-probe.ts";
import type { ExitCode } from "../errors.ts";
import { version } from "../version.ts";
import type { Terminal } from "./terminal.ts";

/**
 * `fp16-gate doctor`: what this machine can run, with versions, and what is missing and how to get it. Exit 0 when the
 * embedded engine runs, 3 when it does not.
 */
export async function doctor(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { flags } = parseFlags(args, ["ort-path"], { positionals: [] });
  const ortPath = flags["ort-path"] as string | undefined;
  const probe = await probeMachine({
    environment: process.env,
    ...(ortPath === undefined ? {} : { ortPath }),
  });
  terminal.print(renderProbe(probe));
  return probe.onnxruntime.loads && probe.onnxruntime.hashesMatch ? 0 : 3;
}

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
