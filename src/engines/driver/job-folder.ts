import { copyFileSync, linkSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { storageError } from "../../files/atomic-write.ts";
import { writeNpy } from "../../files/npy-writer.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import type { EngineRequest } from "../real-engine.ts";

/** A folder with one job, as the driver protocol wants it. */
export interface JobFolder {
  readonly path: string;
  readonly jobPath: string;
  /** Exists and is empty. */
  readonly outPath: string;
}

/** Writes jobs below one folder. The tensors of a sample are written once and linked into each job. */
export interface JobFolders {
  /** @throws EngineError of category `storage`. */
  write(request: EngineRequest): JobFolder;
}

/** @see JobFolders */
export function createJobFolders(parent: string): JobFolders {
  const written = new WeakMap<Tensor, string>();
  let count = 0;
  return {
    write: (request) => {
      count += 1;
      const path = join(parent, `job-${count}-${request.label}`);
      const folder = { path, jobPath: join(path, "job.json"), outPath: join(path, "out") };
      try {
        mkdirSync(join(path, "inputs"), { recursive: true, mode: 0o700 });
        mkdirSync(folder.outPath, { mode: 0o700 });
        const samples = request.samples.map(({ inputs }, at) => ({
          inputs: writeInputs(inputs, at, path, written),
        }));
        writeFileSync(folder.jobPath, `${JSON.stringify(jobOf(request, samples), null, 2)}\n`, {
          mode: 0o600,
        });
      } catch (error) {
        throw (error as NodeJS.ErrnoException).code === undefined ? error : storageError(path, error);
      }
      return folder;
    },
  };
}

function writeInputs(
  inputs: ReadonlyMap<string, Tensor>,
  sample: number,
  folder: string,
  written: WeakMap<Tensor, string>,
): Record<string, string> {
  const files: [string, string][] = [...inputs].map(([name, tensor], at) => {
    const file = `inputs/${sample}-${at}.npy`;
    const path = join(folder, file);
    const known = written.get(tensor);
    if (known === undefined) writeNpy(tensor, path);
    else link(known, path);
    written.set(tensor, path);
    return [name, file];
  });
  return Object.fromEntries(files);
}

/** The folder goes elsewhere as a whole when a driver copies it, so a file in it must not be a symbolic link. */
function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function jobOf(request: EngineRequest, samples: readonly { inputs: Record<string, string> }[]): object {
  const { models, want, options, engineFile } = request;
  const { plugins, timingCache, ...rest } = options;
  return {
    protocol: 1,
    models: {
      source: resolve(models.source),
      typed: models.typed === undefined ? null : resolve(models.typed),
    },
    precision: request.precision,
    typing: request.typing,
    fp32Nodes: request.fp32Nodes,
    engineFile: engineFile === undefined ? null : resolve(engineFile),
    samples,
    shapes: request.shapes,
    want: {
      latency: want.latency ?? false,
      layers: want.layers ?? false,
      intermediates: want.intermediates ?? [],
      repeats: want.repeats ?? 1,
      builds: want.builds ?? 1,
    },
    options: {
      ...rest,
      ...(plugins === undefined || plugins.length === 0
        ? {}
        : { plugins: plugins.map((file) => resolve(file)) }),
      ...(timingCache === undefined ? {} : { timingCache: resolve(timingCache) }),
    },
    outDir: "out",
  };
}
