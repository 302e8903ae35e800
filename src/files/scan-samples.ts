import { isFloat } from "../tensor/dtype.ts";
import { measureRange, mergeRanges, type RangeStatistics } from "../tensor/range.ts";
import { looksLikeMask, type RangeReport } from "../tensor/range-report.ts";
import type { Sample } from "./samples.ts";
import type { FileScan } from "./scan-file.ts";
import { createPace } from "./scan-pace.ts";

/** Measures the float inputs of all samples; an input is one report over all of them. */
export async function scanSamples(
  samples: readonly Sample[],
  folder: string,
  signal?: AbortSignal,
): Promise<FileScan> {
  const pace = createPace(signal);
  const reports = new Map<string, RangeReport>();
  const others = new Set<string>();
  for (const { id, inputs } of samples) {
    for (const [name, tensor] of inputs) {
      if (!isFloat(tensor.dtype)) {
        others.add(name);
        continue;
      }
      await pace();
      const statistics = measureRange(tensor);
      const before = reports.get(name);
      reports.set(name, {
        kind: "input",
        file: folder,
        name,
        dtype: tensor.dtype,
        shape: tensor.shape,
        ...together(before, id, statistics),
      });
    }
  }
  return { file: folder, reports: [...reports.values()], unread: [], otherTensors: others.size, notes: [] };
}

function together(
  before: RangeReport | undefined,
  id: string,
  statistics: RangeStatistics,
): Pick<RangeReport, "statistics" | "sample" | "role"> {
  const merged = before === undefined ? statistics : mergeRanges(before.statistics, statistics);
  const isWorst = before === undefined || isWorse(statistics, before.statistics);
  return {
    statistics: merged,
    sample: isWorst ? id : before.sample,
    role: looksLikeMask(merged) ? "mask" : "parameter",
  };
}

/** NaN in a sample says more than any magnitude. */
function isWorse(one: RangeStatistics, other: RangeStatistics): boolean {
  const isNan = (range: RangeStatistics): boolean => range.nan > 0;
  return isNan(one) === isNan(other) ? one.absMax > other.absMax : isNan(one);
}
