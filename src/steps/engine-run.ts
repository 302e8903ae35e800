import { formatCount } from "../compare/figure.ts";
import type {
  DeviceClocks,
  EngineAnswer,
  EngineBuild,
  EngineLatency,
  EngineLayer,
} from "../engines/real-engine.ts";
import type { NodeProvenance } from "../onnx/provenance.ts";
import type { EngineRunResult } from "../report/engine-schema.ts";

type EngineLayerRow = NonNullable<EngineRunResult["layers"]>[number];

/** Layers listed in the result; the slowest and largest networks have some thousands. */
const mostLayers = 2000;

/** What is known of the engine and its model beside what the driver reports. */
export interface EngineRunFacts {
  readonly engineFile: string | undefined;
  readonly provenance: ReadonlyMap<string, NodeProvenance>;
  /** Whether the model has a node of that name, and it does more than move data. */
  readonly computes: (node: string) => boolean;
}

/** What a driver reports, in the form of the result. */
export function toEngineRun(
  answer: EngineAnswer,
  { engineFile, provenance, computes }: EngineRunFacts,
): EngineRunResult {
  const { engine, typing, builds } = answer;
  const [first] = builds;
  const layers = first.layers?.slice(0, mostLayers).map((layer) => toLayerRow(layer, provenance));
  const leftOut = Math.max(0, (first.layers?.length ?? 0) - mostLayers);
  return {
    typing,
    ...defined({ engineFile, computeCapability: engine.computeCapability }),
    ...defined({ driver: engine.driver, cuda: engine.cuda }),
    ...(engine.details === undefined ? {} : { details: detailsOf(engine.details) }),
    builds: builds.map(toBuild),
    ...(first.layers === undefined ? {} : { precision: realisedPrecision(first.layers, computes) }),
    noise: [],
    ...(layers === undefined ? {} : { layers }),
    ...(leftOut === 0 ? {} : { layersLeftOut: leftOut }),
  };
}

function detailsOf(
  details: Readonly<Record<string, string | number | boolean>>,
): { name: string; value: string }[] {
  return Object.entries(details).map(([name, value]) => ({ name, value: String(value) }));
}

function toBuild({ build, latency }: EngineBuild): EngineRunResult["builds"][number] {
  const { seconds, sizeBytes, flags, timingCacheHash } = build ?? {};
  return {
    ...defined({ seconds, sizeBytes, timingCacheHash }),
    ...(flags === undefined ? {} : { flags: [...flags] }),
    ...(latency === undefined ? {} : { latency: toLatency(latency) }),
  };
}

/** Median and p95 with what they were measured by. */
export function toLatency(latency: EngineLatency): NonNullable<EngineRunResult["builds"][number]["latency"]> {
  const { median, p95, runs, method, clocks } = latency;
  return {
    medianMs: median,
    p95Ms: p95,
    ...defined({ runs, method }),
    ...(clocks === undefined
      ? {}
      : { clocks: `${clocksText(clocks.before)} before, ${clocksText(clocks.after)} after` }),
  };
}

function clocksText({ smMHz, smMaxMHz, memoryMHz, temperatureC }: DeviceClocks): string {
  const parts = [
    smMHz === undefined ? undefined : `SM ${smMHz}${smMaxMHz === undefined ? "" : ` of ${smMaxMHz}`} MHz`,
    memoryMHz === undefined ? undefined : `memory ${memoryMHz} MHz`,
    temperatureC === undefined ? undefined : `${temperatureC} °C`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "unknown" : parts.join(", ");
}

/**
 * What the layers that compute nodes of the model really ran in. An engine of which a part does not tell is not called
 * FP32, whatever the rest is.
 * @param computes whether a name is that of a node that does more than move data: else its layer has nothing to tell.
 */
export function realisedPrecision(
  layers: readonly EngineLayer[],
  computes: (node: string) => boolean,
): NonNullable<EngineRunResult["precision"]> {
  const counts = new Map<string, number>();
  let silent = 0;
  for (const layer of layers) {
    const { precision, onnxNodes } = layer;
    if (onnxNodes.length === 0) continue;
    if (precision === undefined || precision === "other") silent += isSilent(layer, computes) ? 1 : 0;
    else counts.set(precision, (counts.get(precision) ?? 0) + 1);
  }
  const known = [...counts].map(([name, count]) => `${count} ${name.toUpperCase()}`);
  const untold = silent === 0 ? "" : `, ${formatCount(silent, "more does", "more do")} not tell`;
  return {
    realised: realisedBy(counts, silent),
    layers: Object.fromEntries(counts),
    text: known.length === 0 ? "the engine does not tell" : `${known.join(", ")} layers${untold}`,
  };
}

function realisedBy(
  counts: ReadonlyMap<string, number>,
  silent: number,
): "fp16" | "fp32" | "mixed" | "unknown" {
  const [half, full] = [counts.get("fp16") ?? 0, counts.get("fp32") ?? 0];
  if (counts.size === 0 || (half === 0 && silent > 0)) return "unknown";
  if (half === 0) return "fp32";
  return full === 0 ? "fp16" : "mixed";
}

const floatTypes: ReadonlySet<string> = new Set(["fp32", "fp16", "bf16", "fp8", "other"]);

/** Whether a layer that does not tell may compute with floats: one of integers, or that moves a tensor, does not. */
function isSilent(
  { onnxNodes, inputs = [], outputs = [] }: EngineLayer,
  computes: (node: string) => boolean,
): boolean {
  const [first, ...others] = onnxNodes;
  if (others.length === 0 && first !== undefined && !computes(first)) return false;
  const tensors = [...inputs, ...outputs];
  return tensors.length === 0 || tensors.some(({ dtype }) => floatTypes.has(dtype));
}

/** Below this an engine is mostly kernels, and its size tells nothing of its weights. */
const leastWeightBytes = 8 << 20;
/** An FP16 engine is about half as large as its FP32 weights; one in FP32 about as large. */
const fp32Share = 0.9;

/**
 * What an engine that does not tell its layers is by its size: FP32 when it is as large as the model's FP32 weights.
 * @returns undefined when that tells nothing.
 */
export function precisionBySize(
  sizeBytes: number | undefined,
  weightBytes: number,
): EngineRunResult["precision"] {
  if (sizeBytes === undefined || weightBytes < leastWeightBytes) return undefined;
  if (sizeBytes < fp32Share * weightBytes) return undefined;
  const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  return {
    realised: "fp32",
    layers: {},
    text: `by its size FP32 (${mebibytes(sizeBytes)} for ${mebibytes(weightBytes)} of FP32 weights)`,
  };
}

/** Kernel, nodes, modules and lines in one row. */
function toLayerRow(
  { name, type, precision, tactic, provider, timeMs, onnxNodes }: EngineLayer,
  provenance: ReadonlyMap<string, NodeProvenance>,
): EngineLayerRow {
  const origins = onnxNodes.flatMap((node) => provenance.get(node) ?? []);
  const modules = unique(origins.map(({ module }) => module));
  const sources = unique(
    origins.map(({ frames: [frame] }) => (frame === undefined ? undefined : `${frame.file}:${frame.line}`)),
  );
  return {
    name,
    ...defined({ type, precision, tactic, provider, timeMs }),
    nodes: [...onnxNodes],
    ...(modules.length === 0 ? {} : { modules }),
    ...(sources.length === 0 ? {} : { sources }),
  };
}

function unique(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text !== undefined && text !== ""))] as string[];
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
