/**
 * Throughput of the comparison with all metrics on two float32 files, both inputs counted, page cache warm.
 *
 *     node bench/compare-throughput.ts [--gigabytes 2] [--last-axis 1000]     (Node 24 runs TypeScript as it is)
 *
 * Prints the speed of a plain read of both files in the same run, of the comparison, their ratio, and the largest
 * resident memory. Files are made in a temporary folder and removed.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareFloats } from "../src/compare/float-comparison.ts";
import { openByteFile } from "../src/files/byte-file.ts";
import { storedTensor } from "../src/tensor/stored-tensor.ts";

const blockBytes = 262_144;

/** Values of a plausible output, and the same with an error of FP16's size: both pseudo-random, in pieces. */
function writeFiles(folder: string, elements: number): { reference: string; candidate: string } {
  const names = { reference: join(folder, "reference.f32"), candidate: join(folder, "candidate.f32") };
  const files = { reference: openSync(names.reference, "w"), candidate: openSync(names.candidate, "w") };
  const reference = new Float32Array(2 ** 20);
  const candidate = new Float32Array(2 ** 20);
  let state = 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  for (let start = 0; start < elements; start += reference.length) {
    const length = Math.min(reference.length, elements - start);
    for (let i = 0; i < length; i++) {
      reference[i] = (random() + random() + random()) * 4;
      candidate[i] = reference[i]! * (1 + random() * 2 ** -10) + random() * 1e-3;
    }
    writeSync(files.reference, new Uint8Array(reference.buffer, 0, length * 4));
    writeSync(files.candidate, new Uint8Array(candidate.buffer, 0, length * 4));
  }
  closeSync(files.reference);
  closeSync(files.candidate);
  return names;
}

function readAll(name: string): void {
  const file = openSync(name, "r");
  const block = new Uint8Array(blockBytes);
  while (readSync(file, block) > 0) {
    // Only the reading is timed.
  }
  closeSync(file);
}

function seconds(body: () => void): number {
  const start = performance.now();
  body();
  return (performance.now() - start) / 1000;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      gigabytes: { type: "string", default: "2" },
      "last-axis": { type: "string", default: "1000" },
    },
  });
  const lastAxis = Number(values["last-axis"]);
  const rows = Math.floor((Number(values.gigabytes) * 1e9) / 4 / lastAxis);
  const folder = mkdtempSync(join(tmpdir(), "compare-throughput-"));
  try {
    const names = writeFiles(folder, rows * lastAxis);
    const gigabytes = (2 * rows * lastAxis * 4) / 1e9;
    const plain = (): number =>
      seconds(() => {
        readAll(names.reference);
        readAll(names.candidate);
      });
    plain();
    const readBefore = plain();
    const cpuBefore = process.cpuUsage();
    const reference = openByteFile(names.reference);
    const candidate = openByteFile(names.candidate);
    const shape = [rows, lastAxis];
    let metrics: unknown;
    const taken = seconds(() => {
      metrics = compareFloats([
        {
          sample: "0000",
          reference: storedTensor("float32", shape, reference, 0),
          candidate: storedTensor("float32", shape, candidate, 0),
        },
      ]).metrics;
    });
    const cpu = process.cpuUsage(cpuBefore);
    reference.close();
    candidate.close();
    const read = Math.min(readBefore, plain());
    const cpuSeconds = (cpu.user + cpu.system) / 1e6;
    console.log(JSON.stringify(metrics));
    console.log(
      `Node ${process.version}, 2 x ${(gigabytes / 2).toFixed(2)} GB of float32, shape ${shape.join("x")}`,
    );
    console.log(`plain read   ${(gigabytes / read).toFixed(2)} GB/s`);
    console.log(
      `comparison   ${(gigabytes / taken).toFixed(2)} GB/s (${(gigabytes / cpuSeconds).toFixed(2)} GB a CPU second), ` +
        `${(taken / read).toFixed(1)} times the plain read`,
    );
    console.log(`peak memory  ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
