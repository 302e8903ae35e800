/**
 * How right the localisation is: runs `check` on every case of the given folders (each `DIR/NAME` with model.onnx, samples
 * and truth.json, as bench/networks/make.py writes them) and compares with the truth.
 *
 *     node bench/localise-quality.ts [--file model.onnx] DIR…      (Node 24 runs TypeScript as it is; it measures the committed dist/)
 *
 * A guilty module counts as found when the module of the first entry is one of the truth's, or lies inside or around it.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

interface Truth {
  readonly verdict: "pass" | "fail";
  readonly guilty: readonly string[];
  readonly cause: string;
  readonly causes?: readonly string[];
  readonly atol: number;
}

interface Result {
  readonly verdict: { readonly kind: string };
  readonly diagnosis?: { readonly kind: string };
  readonly localisation?: { readonly kind: string; readonly text: string; readonly trials?: number };
  readonly layers: readonly { readonly module?: string; readonly cause: { readonly kind: string } }[];
  readonly timings: { readonly localiseMs?: number };
}

/** Words of the truths for what the gate calls differently. */
const causeWords: Readonly<Record<string, readonly string[]>> = {
  precision: ["coordinate-resolution", "rounding", "cancellation", "large-integers"],
  coordinates: ["coordinate-resolution"],
  underflow: ["underflow", "division-by-flushed", "eps-underflow"],
  eps_underflow: ["eps-underflow", "division-by-flushed", "underflow"],
  weight_overflow: ["weight-range"],
  mask_infinity: ["mask-constant"],
  overflow: ["overflow", "exp-overflow", "residual-growth", "accumulation-overflow"],
  weight_subnormal: ["weight-range"],
  accumulation: ["long-accumulation", "accumulation-overflow"],
  growth: ["residual-growth"],
  two_defects: ["eps-underflow", "division-by-flushed", "coordinate-resolution"],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { file: { type: "string", default: "model.onnx" } },
});
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
process.once("exit", () => rmSync(out, { recursive: true, force: true }));

function judge(folder: string, truth: Truth): Result {
  const config = join(folder, "fp16-gate.yml");
  const limits = existsSync(config) ? ["--config", config] : ["--max-abs", String(truth.atol)];
  spawnSync(process.execPath, [
    cli,
    "check",
    join(folder, values.file),
    "--samples",
    folder,
    "--out",
    out,
    "--overrides",
    "never",
    ...limits,
  ]);
  return JSON.parse(readFileSync(join(out, "result.json"), "utf8")) as Result;
}

const isWithin = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);

function isCauseRight(kind: string, truth: Truth): boolean {
  const words = [truth.cause, ...(truth.causes ?? [])];
  return words.some((word) => (causeWords[word] ?? []).includes(kind) || word.replaceAll("_", "-") === kind);
}

const counts = { failing: 0, module: 0, cause: 0, blamed: 0, passing: 0, verdict: 0, cases: 0 };
for (const directory of positionals) {
  for (const name of readdirSync(directory).sort()) {
    const truthFile = join(directory, name, "truth.json");
    if (!existsSync(truthFile) || !existsSync(join(directory, name, values.file))) continue;
    const truth = JSON.parse(readFileSync(truthFile, "utf8")) as Truth;
    const result = judge(join(directory, name), truth);
    const [first] = result.layers;
    const isSingle = truth.verdict === "fail" && truth.guilty.length > 0;
    const isModule = isSingle && truth.guilty.some((module) => isWithin(first?.module ?? "-", module));
    const isCause = isSingle && first !== undefined && isCauseRight(first.cause.kind, truth);
    const isVerdict = result.verdict.kind === truth.verdict;
    const isBlamed = !isSingle && result.layers.length > 0;
    counts.cases += 1;
    counts.verdict += Number(isVerdict);
    counts.failing += Number(isSingle);
    counts.module += Number(isModule);
    counts.cause += Number(isCause);
    counts.passing += Number(!isSingle);
    counts.blamed += Number(isBlamed);
    const mark = (isRight: boolean): string => (isRight ? "ok" : "NO");
    console.log(
      [
        basename(name).padEnd(28),
        `${result.verdict.kind}/${result.diagnosis?.kind ?? "-"}`.padEnd(16),
        mark(isVerdict),
        (isSingle ? mark(isModule) : isBlamed ? "BLAMED" : "-").padEnd(6),
        `${first?.module ?? "-"} (${truth.guilty.join(", ") || "nobody"})`.padEnd(56),
        isSingle ? mark(isCause) : "-",
        `${first?.cause.kind ?? result.localisation?.kind ?? "-"} (${truth.cause})`.padEnd(44),
        `${result.localisation?.trials ?? 0} trials, ${Math.round(result.timings.localiseMs ?? 0)} ms`,
      ].join("  "),
    );
  }
}
console.log(
  `verdict right ${counts.verdict}/${counts.cases}; guilty module first ${counts.module}/${counts.failing}; ` +
    `cause right ${counts.cause}/${counts.failing}; blamed without a guilty module ${counts.blamed}/${counts.passing}`,
);
