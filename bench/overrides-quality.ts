/**
 * How good the search for FP32 nodes is, and what the whole answer costs: runs `check` on every case of the given folders
 * (each `DIR/NAME` with model.onnx, samples and truth.json, as bench/networks/make.py writes them).
 *
 *     node bench/overrides-quality.ts DIR…     (Node 24; it measures the committed dist/)
 *
 * Repaired: a set was found, and the mixed-precision model that was written, checked by itself, passes. Process time is
 * that of all processes of the check (user and system), the one to compare between machines that do other work as well.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Truth {
  readonly verdict: "pass" | "fail";
  readonly guilty: readonly string[];
  readonly causes?: readonly string[];
  readonly atol: number;
}

interface Result {
  readonly verdict: { readonly kind: string };
  readonly localisation?: { readonly text: string };
  readonly overrides?: {
    readonly status: string;
    readonly text: string;
    readonly nodes: readonly string[];
    readonly minimal?: boolean;
    readonly uniqueSmallest?: boolean;
    readonly evaluations?: number;
    readonly heldOut?: { readonly held: number; readonly of: number };
    readonly cost?: { readonly share: number; readonly casts: number; readonly islands: number };
    readonly plans?: readonly { readonly kind: string; readonly nodes: readonly string[] }[];
    readonly search?: { readonly tries: number; readonly localisationTries: number; readonly form: string };
  };
  readonly timings: { readonly totalMs: number };
}

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
process.once("exit", () => rmSync(out, { recursive: true, force: true }));

function check(model: string, folder: string, truth: Truth, ...more: string[]) {
  const config = join(folder, "fp16-gate.yml");
  const limits = existsSync(config) ? ["--config", config] : ["--max-abs", String(truth.atol)];
  const words = [process.execPath, cli, "check", model, "--samples", folder, ...limits, ...more];
  const run = spawnSync("bash", ["-c", 'TIMEFORMAT="%U %S"; time "$@"', "bash", ...words], {
    encoding: "utf8",
  });
  const [user = Number.NaN, system = Number.NaN] =
    run.stderr.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
  return { status: run.status, processSeconds: user + system };
}

function judge(folder: string, truth: Truth) {
  rmSync(join(out, "first"), { recursive: true, force: true });
  const first = check(join(folder, "model.onnx"), folder, truth, "--out", join(out, "first"));
  const result = JSON.parse(readFileSync(join(out, "first", "result.json"), "utf8")) as Result;
  const mixed = join(out, "first", "model.mixed.onnx");
  const again = existsSync(mixed)
    ? check(mixed, folder, truth, "--explain", "never", "--out", join(out, "second")).status
    : undefined;
  return { result, again, processSeconds: first.processSeconds };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const tries: number[] = [];
const seconds: number[] = [];
const counts = { repairable: 0, repaired: 0, healthy: 0, leftAlone: 0, spread: 0, spreadTold: 0, minimal: 0 };
for (const directory of process.argv.slice(2)) {
  for (const name of readdirSync(directory).sort()) {
    const truthFile = join(directory, name, "truth.json");
    if (!existsSync(truthFile)) continue;
    const truth = JSON.parse(readFileSync(truthFile, "utf8")) as Truth;
    const { result, again, processSeconds } = judge(join(directory, name), truth);
    const { overrides } = result;
    seconds.push(processSeconds);
    // Some errors are spread over the guilty modules: to say so is right as well.
    const mayBeSpread = truth.causes?.includes("spread") === true && overrides?.status === "spread";
    const isRepairable =
      truth.verdict === "fail" &&
      truth.guilty.length > 0 &&
      overrides?.status !== "unreachable" &&
      !mayBeSpread;
    const isRepaired = overrides?.status === "found" && again === 0;
    if (isRepairable) {
      counts.repairable += 1;
      counts.repaired += Number(isRepaired);
      counts.minimal += Number(overrides?.minimal === true);
      if (overrides?.evaluations !== undefined) tries.push(overrides.evaluations);
    } else if (result.verdict.kind === "pass") {
      counts.healthy += 1;
      counts.leftAlone += Number(overrides?.status === "unneeded");
    } else if (overrides?.status !== "unreachable") {
      counts.spread += 1;
      counts.spreadTold += Number(overrides?.status === "spread");
    }
    const { search, heldOut, cost } = overrides ?? {};
    console.log(
      [
        name.padEnd(26),
        `${result.verdict.kind}/${overrides?.status ?? "-"}`.padEnd(18),
        isRepairable && !isRepaired ? "NO" : "ok",
        `${overrides?.nodes.length ?? 0} nodes`.padStart(9),
        (overrides?.minimal === true
          ? overrides.uniqueSmallest === true
            ? "unique"
            : "minimal"
          : "-"
        ).padEnd(8),
        `${overrides?.evaluations ?? 0} to proof`.padStart(12),
        `${search?.localisationTries ?? 0}+${search?.tries ?? 0} ${search?.form ?? "-"}`.padEnd(15),
        `held ${heldOut?.held ?? 0}/${heldOut?.of ?? 0}`.padEnd(11),
        cost === undefined
          ? ""
          : `${(100 * cost.share).toPrecision(2)} %, ${cost.casts} casts, ${cost.islands} islands`,
        (overrides?.plans ?? []).map(({ kind, nodes }) => `${kind} ${nodes.length}`).join(", "),
        `${processSeconds.toFixed(2)} s`,
        again === undefined || again === 0 ? "" : `mixed model: exit ${again}`,
        isRepairable && !isRepaired ? (overrides?.text ?? "") : "",
      ].join("  "),
    );
  }
}
console.log(
  `repaired ${counts.repaired}/${counts.repairable}, minimal ${counts.minimal}; healthy left alone ${counts.leftAlone}/${counts.healthy}; ` +
    `spread told ${counts.spreadTold}/${counts.spread}; tries to proof: median ${median(tries)}, at most ${Math.max(...tries)}; ` +
    `process time: median ${median(seconds).toFixed(2)} s, at most ${Math.max(...seconds).toFixed(2)} s`,
);
