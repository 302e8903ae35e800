/**
 * What merging the results of many jobs costs: time and memory of `fp16-gate merge` on 200 results of 276 nodes each
 * (18 MB), beside a bare Node process that only reads and parses the same files.
 *
 *     node bench/merge-cost.ts [--results 200] [--rounds 5]   (Node 24 runs TypeScript as it is)
 *
 * Aim: under 2 s and 200 MB. Needs a built dist/ and a result.json of `fp16-gate check` (by default that of the demo).
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { GateResult } from "../src/report/result.ts";

const { values } = parseArgs({
  options: {
    results: { type: "string", default: "200" },
    rounds: { type: "string", default: "5" },
    from: { type: "string", default: "fp16-gate-demo/job-b/result.json" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "fp16-gate-merge-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

const result = JSON.parse(readFileSync(values.from, "utf8")) as GateResult;
const nodes = [0, 1, 2, 3].flatMap((copy) =>
  result.nodes.map((row) => ({ ...row, node: `${row.node}_${copy}`, key: `${row.key}_${copy}` })),
);
for (let at = 0; at < Number(values.results); at += 1) {
  mkdirSync(join(folder, String(at)));
  const job = { ...result.job, key: `model-${at}` };
  writeFileSync(join(folder, String(at), "result.json"), JSON.stringify({ ...result, job, nodes }));
}

const report = "process.once('exit', () => console.error(`rss ${process.resourceUsage().maxRSS}`));";
const merge = `${report} process.argv.splice(1, 0, 'cli'); await import(${JSON.stringify(join(process.cwd(), "dist/cli.js"))});`;
const bare = `${report} const fs = await import('node:fs'); for (const name of fs.readdirSync(process.argv[1]))
  JSON.parse(fs.readFileSync(process.argv[1] + '/' + name + '/result.json', 'utf8'));`;

function measure(script: string, args: readonly string[]): { ms: number; megabytes: number } {
  const startMs = performance.now();
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", script, ...args], {
    encoding: "utf8",
  });
  const ms = performance.now() - startMs;
  const rss = Number(/rss (\d+)/.exec(run.stderr)?.[1]);
  if (Number.isNaN(rss)) throw new Error(run.stderr);
  return { ms, megabytes: rss / 1024 };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
const rows = { merge: [] as ReturnType<typeof measure>[], bare: [] as ReturnType<typeof measure>[] };
for (let round = 0; round < Number(values.rounds); round += 1) {
  rows.merge.push(measure(merge, ["merge", folder, "--out", join(folder, "out")]));
  rmSync(join(folder, "out"), { recursive: true });
  rows.bare.push(measure(bare, [folder]));
}
for (const [name, runs] of Object.entries(rows)) {
  console.log(
    `${name}: ${median(runs.map(({ ms }) => ms)).toFixed(0)} ms, ${median(runs.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
  );
}
