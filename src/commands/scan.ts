import { join } from "node:path";
import { parseFlags } from "../config/args.ts";
import { ConfigError, type ExitCode } from "../errors.ts";
import { writeFileAtomic } from "../files/atomic-write.ts";
import { givenPath } from "../files/given-path.ts";
import { openSamples } from "../files/samples.ts";
import { type FileScan, scanFile } from "../files/scan-file.ts";
import { scanSamples } from "../files/scan-samples.ts";
import { renderScan } from "../report/scan-console.ts";
import { composeScan, serializeScan } from "../report/scan-document.ts";
import { version } from "../version.ts";
import type { Terminal } from "./terminal.ts";

const formats = ["console", "json"] as const;
const defaultRows = 20;

/**
 * `fp16-gate scan FILE…`: how weights and inputs lie in the range of FP16, worst first. Exit 0 when all fit, 1 when one
 * overflows or holds NaN, 3 when nothing could be judged.
 */
export async function scan(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { flags, positionals } = parseFlags(args, ["samples", "out", "format", "max"], {
    positionals: ["FILE…"],
  });
  const samples = flags.samples as string | undefined;
  const out = flags.out as string | undefined;
  const format = parseFormat(flags.format as string | undefined);
  const maxRows = parseMaxRows(flags.max as string | undefined);
  if (positionals.length === 0 && samples === undefined) {
    throw new ConfigError("FILE is missing.", {
      advice: "Give weights (.onnx, .pth, .safetensors, .npz), or --samples DIR for inputs.",
    });
  }
  const repeated = positionals.find((path, at) => positionals.indexOf(path) !== at);
  if (repeated !== undefined) {
    throw new ConfigError(`"${repeated}" is given twice.`, { advice: "Give it once." });
  }
  const scans: FileScan[] = [];
  for (const path of positionals) {
    scans.push(await scanFile(path, { signal: terminal.signal }));
  }
  if (samples !== undefined) {
    scans.push(await scanFolder(samples, terminal));
  }
  const document = composeScan({ name: "fp16-gate", version }, scans);
  if (out !== undefined) {
    const path = join(givenPath(out, terminal.workingDirectory), "scan.json");
    writeFileAtomic(path, serializeScan(document));
    terminal.log.info(`Report: ${path}`);
  }
  terminal.print(
    format === "json"
      ? serializeScan(document)
      : renderScan(document, maxRows, { color: terminal.color, columns: terminal.columns }),
  );
  return document.verdict.exitCode;
}

async function scanFolder(folder: string, terminal: Terminal): Promise<FileScan> {
  const opened = await openSamples(folder);
  try {
    return await scanSamples(opened.samples, folder, terminal.signal);
  } finally {
    opened.close();
  }
}

function parseFormat(text = "console"): (typeof formats)[number] {
  const format = formats.find((known) => known === text);
  if (format === undefined) {
    throw new ConfigError(`--format: must be one of ${formats.join(", ")}; "${text}" is not.`);
  }
  return format;
}

function parseMaxRows(text: string | undefined): number {
  if (text === undefined) {
    return defaultRows;
  }
  const rows = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined;
  if (rows === undefined) {
    throw new ConfigError(`--max: must be a whole number from 1 on; "${text}" is not.`);
  }
  return rows;
}
