// A driver that runs another driver and keeps its answer, so that the run can be replayed where there is no GPU.
//   node record-driver.mjs RECORDINGS COMMAND [ARGUMENT…] JOB
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeJob, recordingName } from "./driver-recording.mjs";

const [, , recordings, command, ...args] = process.argv;
const jobPath = args.at(-1);
const { stderr, status, signal } = spawnSync(command, args, {
  stdio: ["ignore", "inherit", "pipe"],
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
process.stderr.write(stderr ?? "");
if (signal !== null) process.kill(process.pid, signal);

const described = describeJob(jobPath);
const folder = join(recordings, recordingName(described));
const { outDir } = JSON.parse(readFileSync(jobPath, "utf8"));
const out = join(dirname(jobPath), outDir);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
if (existsSync(out)) cpSync(out, join(folder, "out"), { recursive: true });
const lastLine = (stderr ?? "").trimEnd().split("\n").at(-1);
writeFileSync(
  join(folder, "recording.json"),
  `${JSON.stringify({ ...described, status, lastLine }, null, 2)}\n`,
);
process.exitCode = status ?? 1;
