/**
 * From the start of `dist/action.js` to its first log line, against a bare Node process that prints one (limit 2.5). Both are
 * started in turns, as a runner starts the step: with inputs, an event, and a token.
 *
 *     node bench/action-start.ts [--pairs 15] [--node PATH]    (Node 24 runs TypeScript as it is)
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { pairs: { type: "string", default: "15" }, node: { type: "string", default: process.execPath } },
});
const action = fileURLToPath(new URL("../dist/action.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const event = join(folder, "event.json");
const sha = (character: string): string => character.repeat(40);
writeFileSync(
  event,
  JSON.stringify({
    pull_request: {
      number: 7,
      head: { sha: sha("a"), repo: { id: 1 } },
      base: { sha: sha("b"), ref: "main", repo: { id: 1 } },
    },
  }),
);
const environment = {
  PATH: process.env.PATH ?? "",
  GITHUB_ACTIONS: "true",
  GITHUB_REPOSITORY: "acme/detector",
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_EVENT_PATH: event,
  // Nothing listens there: what is published is not part of the start.
  GITHUB_API_URL: "http://127.0.0.1:1",
  INPUT_MODEL: "model.onnx",
  INPUT_SAMPLES: "samples",
  "INPUT_GITHUB-TOKEN": "",
};

/** Milliseconds from the start of a process to the first byte of its stdout. */
async function firstLineMs(...args: string[]): Promise<number> {
  const startMs = performance.now();
  const child = spawn(values.node, args, {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  const ms = performance.now() - startMs;
  child.stdout.resume();
  await once(child, "close");
  return ms;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((first, second) => first - second)[Math.floor(numbers.length / 2)] as number;

const pairs: { action: number; bare: number }[] = [];
for (let at = 0; at <= Number(values.pairs); at += 1) {
  pairs.push({ action: await firstLineMs(action), bare: await firstLineMs("-e", "console.log(1)") });
}
// The first pair warms caches up.
const counted = pairs.slice(1);
const ratio = median(counted.map(({ action: own, bare }) => own / bare));
console.log(
  `action.js to its first line: ${median(counted.map((pair) => pair.action)).toFixed(0)} ms; bare Node: ${median(counted.map((pair) => pair.bare)).toFixed(0)} ms; ratio ${ratio.toFixed(2)} (limit 2.5)`,
);
if (!(ratio <= 2.5)) process.exitCode = 1;
