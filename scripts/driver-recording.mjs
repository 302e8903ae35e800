// What two jobs of the driver protocol must have in common for the answer to one to be the answer to the other.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

const sha256 = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/**
 * The job with every path replaced by the SHA-256 of what is there. The typed model stands apart: its bytes depend on the
 * version of the writer, its meaning on source, precision and nodes.
 */
export function describeJob(jobPath) {
  const job = JSON.parse(readFileSync(jobPath, "utf8"));
  const at = (path) => resolve(dirname(jobPath), path);
  const { precision, typing, fp32Nodes, shapes, want, options } = job;
  const { intermediates = [], repeats = 1, builds = 1 } = want;
  return {
    key: {
      source: sha256(at(job.models.source)),
      precision,
      typing,
      fp32Nodes,
      engineFile: job.engineFile ? sha256(at(job.engineFile)) : null,
      samples: job.samples.map(({ inputs }) =>
        Object.fromEntries(Object.entries(inputs).map(([name, path]) => [name, sha256(at(path))])),
      ),
      shapes,
      want: { intermediates, repeats, builds },
      optLevel: options.optLevel ?? null,
    },
    typed: job.models.typed && existsSync(at(job.models.typed)) ? sha256(at(job.models.typed)) : null,
  };
}

/** Name of the recording's folder. */
export function recordingName({ key }) {
  const hash = createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 12);
  return `${key.precision}-${key.typing}-${hash}`;
}
