// A driver that answers from recordings made by record-driver.mjs. The job must be the recorded one: same model, inputs,
// precision, nodes and wishes, by SHA-256.
//   node replay-driver.mjs RECORDINGS JOB
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeJob, recordingName } from "./driver-recording.mjs";

const [, , recordings, jobPath] = process.argv;
const described = describeJob(jobPath);
const folder = join(recordings, recordingName(described));

function refuse(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** Which part of the job nothing was recorded for. */
function difference() {
  const known = readdirSync(recordings)
    .map((name) => join(recordings, name, "recording.json"))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, "utf8")).key);
  const differing = known.map((key) =>
    Object.keys(key).filter((name) => JSON.stringify(key[name]) !== JSON.stringify(described.key[name])),
  );
  const nearest = differing.reduce(
    (best, each) => (best === undefined || each.length < best.length ? each : best),
    undefined,
  );
  return nearest === undefined ? "there are no recordings" : `the nearest differs in ${nearest.join(", ")}`;
}

if (!existsSync(join(folder, "recording.json"))) {
  refuse(`job: ${recordings} holds no recording of this job (${recordingName(described)}): ${difference()}.`);
}
const recording = JSON.parse(readFileSync(join(folder, "recording.json"), "utf8"));
if (recording.status !== 0) refuse(recording.lastLine);
const { outDir } = JSON.parse(readFileSync(jobPath, "utf8"));
const out = join(dirname(jobPath), outDir);
cpSync(join(folder, "out"), out, { recursive: true });
const resultPath = join(out, "result.json");
const result = JSON.parse(readFileSync(resultPath, "utf8"));
const notes = ["Answered from a recording, not by the engine itself."];
if (recording.typed !== described.typed)
  notes.push("The typed form of the model has other bytes than the recorded one.");
writeFileSync(resultPath, JSON.stringify({ ...result, notes: [...(result.notes ?? []), ...notes] }));
