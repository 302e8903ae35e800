/**
 * AutoCast, onnxconverter-common and the gate side by side: which of them repair a network in FP16, with how much of it in
 * FP32, in how many seconds and tries.
 *
 *     FP16_GATE_PEERS_PYTHON=… npm run bench:overrides -- [--seconds 60] [--results FILE] DIR…
 *
 * Each DIR holds networks as bench/networks/make.py writes them, or is one. Every model that comes out is judged in the
 * same way: `fp16-gate check MODEL --candidate OUT`, the emulation of its own casts and constants, at the network's own limit.
 * FILE keeps the rows; what it holds is not run again. A network whose export is wrong is left out: precision can't repair
 * it. Node 24 runs TypeScript as it is; it measures dist/.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

interface Truth {
  readonly verdict: "pass" | "fail";
  readonly cause: string;
  readonly atol: number;
}

interface Result {
  readonly verdict: { readonly kind: string; readonly error?: { readonly message: string } };
  readonly overrides?: {
    readonly status: string;
    readonly search?: { readonly tries: number; readonly localisationTries?: number };
  };
  readonly candidate?: {
    readonly precision: { readonly fp16Nodes: number; readonly fp32Nodes: number };
    readonly differences: readonly { readonly level: string }[];
  };
  readonly timings: { readonly totalMs: number };
}

/** One network with one tool. */
interface Row {
  readonly network: string;
  readonly tool: string;
  /** Whether the network fails in plain FP16. */
  readonly isFailing: boolean;
  readonly outcome: "pass" | "fail" | "refused" | "no model";
  readonly share?: number;
  /** Differences from the FP32 model in more than precision. */
  readonly faults?: number;
  readonly seconds: number;
  readonly tries: number;
  readonly text?: string;
}

interface Conversion {
  readonly network: string;
  readonly tool: string;
  readonly seconds: number;
  readonly tries?: number;
  readonly error?: string;
}

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const converter = fileURLToPath(new URL("overrides-convert.py", import.meta.url));
const ours = "fp16-gate";
const work = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
process.once("exit", () => rmSync(work, { recursive: true, force: true }));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "60" },
    results: { type: "string" },
  },
});

function peersPython(): string {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const python = process.env["FP16_GATE_PEERS_PYTHON"] ?? join(cache, "fp16-gate", "peers", "bin", "python");
  if (existsSync(python)) return python;
  throw new Error("FP16_GATE_PEERS_PYTHON names no Python with the other converters; .ci/run makes one.");
}

function check(folder: string, out: string, ...more: string[]): Result {
  const truth = truthOf(folder);
  const config = join(folder, "fp16-gate.yml");
  const limits = existsSync(config) ? ["--config", config] : ["--max-abs", String(truth.atol)];
  const model = join(folder, "model.onnx");
  const words = ["check", model, "--samples", folder, "--out", out, ...limits, ...more];
  spawnSync(process.execPath, [cli, ...words], { encoding: "utf8" });
  return JSON.parse(readFileSync(join(out, "result.json"), "utf8")) as Result;
}

function truthOf(folder: string): Truth {
  return JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as Truth;
}

/** The verdict on a converted model, and its share of computing nodes in FP32. */
function judge(folder: string, candidate: string): Pick<Row, "outcome" | "share" | "faults" | "text"> {
  const { verdict, candidate: seen } = check(
    folder,
    join(work, "judged"),
    "--candidate",
    candidate,
    "--explain",
    "never",
  );
  const precision = seen?.precision;
  const share =
    precision === undefined ? undefined : precision.fp32Nodes / (precision.fp16Nodes + precision.fp32Nodes);
  return {
    outcome: verdict.kind === "pass" ? "pass" : verdict.kind === "fail" ? "fail" : "refused",
    ...(share === undefined ? {} : { share }),
    ...(seen === undefined
      ? {}
      : { faults: seen.differences.filter(({ level }) => level === "warn").length }),
    ...(verdict.error === undefined ? {} : { text: verdict.error.message }),
  };
}

function judgeConversion({ network, tool, seconds, tries = 0, error }: Conversion, folder: string): Row {
  const isFailing = truthOf(folder).verdict === "fail";
  const common = { network, tool, isFailing, seconds, tries };
  if (error !== undefined) return { ...common, outcome: "no model", text: error };
  return { ...common, ...judge(folder, join(work, `${network}.${tool}.onnx`)) };
}

/** The whole check: verdict, layers and search; where it passes, plain FP16 is what it says to use. */
function runOurs(folder: string): Row {
  const out = join(work, "ours");
  rmSync(out, { recursive: true, force: true });
  const { verdict, overrides, timings } = check(folder, out);
  const { tries = 0, localisationTries = 0 } = overrides?.search ?? {};
  const common = {
    network: basename(folder),
    tool: ours,
    isFailing: truthOf(folder).verdict === "fail",
    seconds: timings.totalMs / 1000,
    tries: tries + localisationTries,
  };
  if (verdict.kind === "pass") return { ...common, outcome: "pass", share: 0, faults: 0 };
  const mixed = join(out, "model.mixed.onnx");
  if (existsSync(mixed)) return { ...common, ...judge(folder, mixed) };
  return { ...common, outcome: "no model", text: overrides?.status ?? verdict.error?.message ?? "" };
}

function convertAll(folders: readonly string[]): Conversion[] {
  const { stdout, stderr, status } = spawnSync(peersPython(), [converter, work, values.seconds, ...folders], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`overrides-convert.py ended with ${status}: ${stderr.slice(-2000)}`);
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => JSON.parse(line) as Conversion);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** One line a tool, in Markdown: how many are repaired, and what it took. */
function table(rows: readonly Row[]): string {
  const tools = [...new Set(rows.map(({ tool }) => tool))];
  const heading =
    "| tool | repaired | healthy stay so | FP32 share, repaired: mean (median) | the same, healthy | changed constants | seconds, median (most) | tries, median (most) |";
  const lines = tools.map((tool) => {
    const own = rows.filter((row) => row.tool === tool);
    const failing = own.filter(({ isFailing }) => isFailing);
    const healthy = own.filter(({ isFailing }) => !isFailing);
    const repaired = failing.filter(({ outcome }) => outcome === "pass");
    const kept = healthy.filter(({ outcome }) => outcome === "pass");
    const share = (list: readonly Row[]): string => {
      const shares = list.map((row) => row.share ?? 0);
      return list.length === 0 ? "-" : `${percent(mean(shares))} (${percent(median(shares))})`;
    };
    const seconds = own.map((row) => row.seconds);
    const tries = failing.map((row) => row.tries);
    const changed = own.filter(({ faults = 0 }) => faults > 0).length;
    return `| ${tool} | ${repaired.length} of ${failing.length} | ${kept.length} of ${healthy.length} | ${share(repaired)} | ${share(kept)} | ${changed} of ${own.length} | ${median(seconds).toFixed(1)} (${Math.max(...seconds).toFixed(1)}) | ${median(tries)} (${Math.max(...tries)}) |`;
  });
  return [heading, "|---|---|---|---|---|---|---|---|", ...lines].join("\n");
}

const known: Row[] =
  values.results !== undefined && existsSync(values.results)
    ? readFileSync(values.results, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Row)
    : [];
const isKnown = (folder: string, isOurs: boolean): boolean =>
  known.some(({ network, tool }) => network === basename(folder) && (tool === ours) === isOurs);
const folders = positionals
  .flatMap((directory) =>
    existsSync(join(directory, "truth.json"))
      ? [directory]
      : readdirSync(directory)
          .sort()
          .map((name) => join(directory, name)),
  )
  .filter((folder) => existsSync(join(folder, "truth.json")) && truthOf(folder).cause !== "conversion");
const rows = [...known];

function report(row: Row): void {
  rows.push(row);
  if (values.results !== undefined) appendFileSync(values.results, `${JSON.stringify(row)}\n`);
  const told = [
    row.network.padEnd(26),
    row.tool.padEnd(22),
    row.isFailing ? "failing" : "healthy",
    row.outcome.padEnd(8),
    (row.share === undefined ? "" : `FP32 ${percent(row.share)}`).padEnd(12),
    `${row.seconds.toFixed(1)} s`,
    `${row.tries} tries`,
    row.text ?? "",
  ];
  console.log(told.join("  "));
}

const toConvert = folders.filter((folder) => !isKnown(folder, false));
const conversions = toConvert.length === 0 ? [] : convertAll(toConvert);
for (const folder of folders) {
  const own = conversions.filter(({ network }) => network === basename(folder));
  for (const conversion of own) report(judgeConversion(conversion, folder));
  if (!isKnown(folder, true)) report(runOurs(folder));
}
console.log(`\n${table(rows)}`);
