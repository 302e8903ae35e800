import { extname } from "node:path";
import { InputError } from "../errors.ts";
import type { GraphNode } from "../onnx/graph.ts";
import { type Checkpoint, openCheckpoint } from "../tensor/checkpoint.ts";
import { isFloat } from "../tensor/dtype.ts";
import { measureRange, type RangeStatistics } from "../tensor/range.ts";
import type { RangeReport } from "../tensor/range-report.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { openByteFile } from "./byte-file.ts";
import { openModel } from "./model.ts";
import { scanModel } from "./scan-model.ts";
import { moduleOfName } from "./scan-names.ts";
import { createPace } from "./scan-pace.ts";
import { roleOfStoredTensor } from "./scan-roles.ts";
import { openTensors, tensorFileExtensions } from "./tensor-files.ts";

/** What was found in one file. */
export interface FileScan {
  readonly file: string;
  /** Every float tensor, in the order of the file. */
  readonly reports: readonly RangeReport[];
  /** Tensors that could hold values beyond FP16, but can't be read here. */
  readonly unread: readonly { readonly name: string; readonly reason: string }[];
  /** Tensors that FP16 does not concern: integers, bool, narrower floats. */
  readonly otherTensors: number;
  /** Sentences about what was passed over. */
  readonly notes: readonly string[];
}

export interface ScanOptions {
  readonly moduleOf?: (node: GraphNode) => string | undefined;
  readonly signal?: AbortSignal;
}

const checkpointExtensions = [".pth", ".pt", ".ckpt", ".bin"];

/**
 * Measures every float tensor of a file, told by its ending: `.onnx` (with external data), `.safetensors`, `.npz`,
 * `.npy`, Polygraphy `.json`, or a checkpoint of `torch.save` (`.pth`, `.pt`, `.ckpt`, `.bin`), of which nothing is
 * executed.
 * @throws InputError for anything missing, malformed, hostile or of an unknown form.
 */
export async function scanFile(path: string, options: ScanOptions = {}): Promise<FileScan> {
  const extension = extname(path).toLowerCase();
  if (extension === ".onnx") {
    const opened = openModel(path);
    try {
      const scan = await scanModel(opened, options);
      opened.checkUnchanged();
      return scan;
    } finally {
      opened.close();
    }
  }
  if (checkpointExtensions.includes(extension)) {
    const file = openByteFile(path);
    try {
      return await scanCheckpoint(await openCheckpoint(file), path, options);
    } finally {
      file.close();
    }
  }
  if (extension === ".npy" || tensorFileExtensions.some((known) => known === extension)) {
    return await scanTensors(path, options);
  }
  throw new InputError(`${path}: the ending '${extension}' is not known to scan.`, {
    advice: `Known are .onnx, ${tensorFileExtensions.join(", ")}, .npy, ${checkpointExtensions.join(", ")}.`,
  });
}

async function scanTensors(path: string, options: ScanOptions): Promise<FileScan> {
  const opened = await openTensors(path);
  try {
    const named = opened.samples.flatMap((tensors, index) =>
      [...tensors].map(([name, tensor]): NamedTensor => {
        return { name: opened.samples.length === 1 ? name : `${name}#${index}`, tensor, key: tensor };
      }),
    );
    return { file: path, ...(await measureAll(named, path, options)), unread: [], notes: [] };
  } finally {
    opened.close();
  }
}

async function scanCheckpoint(checkpoint: Checkpoint, path: string, options: ScanOptions): Promise<FileScan> {
  const named = [...checkpoint.tensors].map(([name, entry]): NamedTensor => {
    return { name, tensor: entry.anyOrder, key: entry };
  });
  const { reports, otherTensors } = await measureAll(named, path, options);
  const unread = [...checkpoint.unread].filter(([, { fitsFloat16 }]) => !fitsFloat16);
  const { optimizerTensors, numpyArrays } = checkpoint;
  return {
    file: path,
    reports,
    unread: unread.map(([name, { reason }]) => ({ name, reason })),
    otherTensors: otherTensors + checkpoint.unread.size - unread.length,
    notes: [
      ...(optimizerTensors > 0 ? [`passed over ${tensors(optimizerTensors)} of optimizer states`] : []),
      ...(numpyArrays > 0 ? [`passed over ${numpyArrays} NumPy array${numpyArrays === 1 ? "" : "s"}`] : []),
    ],
  };
}

function tensors(count: number): string {
  return `${count} tensor${count === 1 ? "" : "s"}`;
}

interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
  /** The same for tied weights, which are measured once. */
  readonly key: object;
}

async function measureAll(
  named: readonly NamedTensor[],
  file: string,
  { signal }: ScanOptions,
): Promise<Pick<FileScan, "reports" | "otherTensors">> {
  const pace = createPace(signal);
  const measured = new Map<object, RangeStatistics>();
  const floats = named.filter(({ tensor }) => isFloat(tensor.dtype));
  const reports: RangeReport[] = [];
  for (const { name, tensor, key } of floats) {
    await pace();
    const statistics = measured.get(key) ?? measureRange(tensor);
    measured.set(key, statistics);
    reports.push({
      kind: "weight",
      file,
      name,
      module: moduleOfName(name),
      dtype: tensor.dtype,
      shape: tensor.shape,
      role: roleOfStoredTensor(name, statistics),
      statistics,
    });
  }
  return { reports, otherTensors: named.length - floats.length };
}
