import { z } from "zod";
import { nonZeroElements, rmsRoundingLoss } from "../tensor/range.ts";
import { describeRanges, type JudgedRange, judgeRanges } from "../tensor/range-legs.ts";
import type { RangeReport } from "../tensor/range-report.ts";
import { scanSchema } from "./explanation-schema.ts";
import { toolSchema } from "./provenance-schema.ts";
import { count } from "./wire-number.ts";

const text = z.string();

/** scan.json: what `fp16-gate scan` found. The entries of `scan` are those of result.json. */
export const scanDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: toolSchema,
  verdict: z.strictObject({
    kind: z.enum(["pass", "fail", "error"]),
    exitCode: z.union([z.literal(0), z.literal(1), z.literal(3)]),
    text,
  }),
  files: z.array(
    z.strictObject({
      file: text,
      tensors: count.meta({ description: "Float tensors, all of them in `scan`." }),
      otherTensors: count.meta({ description: "Integers, bool and narrower floats." }),
      unread: z.array(z.strictObject({ name: text, reason: text })),
      notes: z.array(text),
    }),
  ),
  scan: z.array(scanSchema).meta({ description: "Worst first." }),
});

export type ScanDocument = z.output<typeof scanDocumentSchema>;
export type ScanEntry = z.output<typeof scanSchema>;

/** What was found in one file or folder of samples. */
export interface ScannedFile {
  readonly file: string;
  readonly reports: readonly RangeReport[];
  readonly unread: readonly { readonly name: string; readonly reason: string }[];
  readonly otherTensors: number;
  readonly notes: readonly string[];
}

/**
 * The verdict of a scan: 1 when a tensor can't be held in FP16; 3 when none was found, or one could not be read that
 * might not fit; else 0.
 */
export function composeScan(tool: ScanDocument["tool"], files: readonly ScannedFile[]): ScanDocument {
  const tensors = judgeRanges(files.flatMap(({ reports }) => reports));
  return {
    schemaVersion: 1,
    tool,
    verdict: decideScan(tensors, files),
    files: files.map(({ file, reports, otherTensors, unread, notes }) => ({
      file,
      tensors: reports.length,
      otherTensors,
      unread: unread.map(({ name, reason }) => ({ name, reason })),
      notes: [...notes],
    })),
    scan: tensors.map(scanEntry),
  };
}

function decideScan(tensors: readonly JudgedRange[], files: readonly ScannedFile[]): ScanDocument["verdict"] {
  const kinds = new Set(tensors.map(({ report }) => report.kind));
  const [kind = "weight"] = kinds;
  const sentence = describeRanges(tensors, kinds.size === 1 ? kind : "tensor");
  if (tensors.some(({ level }) => level === "break")) {
    return { kind: "fail", exitCode: 1, text: sentence };
  }
  const unread = files.flatMap((file) => file.unread);
  const [first] = unread;
  if (first !== undefined) {
    const others = unread.length === 1 ? "" : ` and ${unread.length - 1} more`;
    return {
      kind: "error",
      exitCode: 3,
      text: `\`${first.name}\`${others} can't be judged: it ${first.reason}. ${sentence}`,
    };
  }
  if (tensors.length === 0) {
    return { kind: "error", exitCode: 3, text: "There is no float tensor, so there is nothing to judge." };
  }
  return { kind: "pass", exitCode: 0, text: sentence };
}

/** An entry of `scan` in result.json and scan.json. */
export function scanEntry({ report, findings, level }: JudgedRange): ScanEntry {
  const { statistics, kind, name, file, module, consumer, dtype, shape, role, sample } = report;
  const { positiveInfinities, negativeInfinities, nan, min, max } = statistics;
  const [worst] = findings;
  return {
    name,
    kind,
    elements: statistics.elements,
    absMax: statistics.absMax,
    overflows: statistics.overflows,
    flushed: statistics.flushed,
    subnormal: statistics.subnormal,
    nonFinite: nan + positiveInfinities + negativeInfinities,
    file,
    ...(module === undefined ? {} : { module }),
    ...(consumer === undefined ? {} : { consumer }),
    dtype,
    shape: [...shape],
    role,
    ...(sample === undefined ? {} : { sample }),
    ...(min <= max ? { min, max } : {}),
    nan,
    beyondHalf: statistics.beyondHalf,
    beyondLargest: statistics.beyondLargest,
    largeIntegers: statistics.largeIntegers,
    changedIntegers: statistics.changedIntegers,
    rmsLoss: rmsRoundingLoss(statistics),
    maxLoss: nonZeroElements(statistics) === 0 ? 0 : statistics.maxRelativeError,
    level: level ?? "fits",
    ...(worst === undefined ? {} : { text: worst.text }),
  };
}

/** The text of scan.json. NaN and infinities are strings, as in result.json. */
export function serializeScan(document: ScanDocument): string {
  return `${JSON.stringify(z.encode(scanDocumentSchema, document), null, 2)}\n`;
}
