import type { OutputTensors } from "../ports.ts";
import type { DType } from "../tensor/dtype.ts";
import type { EngineSample } from "./engine.ts";

/** What an engine is asked for: one job of the driver protocol (docs/guides/driver-protocol.md). */
export interface EngineRequest {
  /** For messages and folder names: `fp16`, `fp32`, `mixed-1`. */
  readonly label: string;
  readonly models: {
    /** The FP32 ONNX model. */
    readonly source: string;
    /** The same model with its precision written into it. */
    readonly typed?: string | undefined;
  };
  readonly precision: "fp32" | "fp16" | "mixed";
  readonly typing: Typing;
  /** Not empty if and only if `precision` is `mixed`. */
  readonly fp32Nodes: readonly string[];
  /** What these nodes are, for engines that are told layer by layer; not part of the protocol. */
  readonly places?: readonly NodePlace[];
  /** A built engine to run instead of building one. */
  readonly engineFile?: string | undefined;
  readonly samples: readonly EngineSample[];
  /** What the model returns; exactly these must come back. */
  readonly outputs: readonly ExpectedOutput[];
  /** Smallest, usual and largest sizes of inputs with dynamic axes. */
  readonly shapes: Readonly<Record<string, ShapeRange>>;
  readonly want: EngineWants;
  readonly options: EngineOptions;
}

export interface NodePlace {
  readonly node: string;
  readonly op: string;
  /** By output. */
  readonly floatOutputs: readonly boolean[];
}

export type Typing = "weak" | "strong";

export interface ExpectedOutput {
  readonly name: string;
  /** Undefined when the model does not say. */
  readonly dtype: DType | undefined;
}

export interface ShapeRange {
  readonly min: readonly number[];
  readonly opt: readonly number[];
  readonly max: readonly number[];
}

export interface EngineWants {
  readonly latency?: boolean;
  readonly layers?: boolean;
  /** Tensors of the source model to return; asking for one can split a fusion. */
  readonly intermediates?: readonly string[];
  /** Runs of each sample by the same engine, at least 1. */
  readonly repeats?: number;
  /** Engines to build one after the other, at least 1. */
  readonly builds?: number;
}

/** Options of the protocol that the gate sets itself; a driver that can't honour one says so. */
export interface EngineOptions {
  readonly optLevel?: number;
  readonly timingCache?: string;
  readonly plugins?: readonly string[];
  readonly keepEngine?: boolean;
  readonly [name: string]: unknown;
}

/** Which engine it was, and on what. */
export interface EngineIdentity {
  readonly name: string;
  readonly version: string;
  readonly device: string;
  readonly computeCapability?: string | undefined;
  readonly driver?: string | undefined;
  readonly cuda?: string | undefined;
  readonly details?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** How long one run takes, in milliseconds. */
export interface EngineLatency {
  readonly median: number;
  readonly p95: number;
  readonly mean?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly runs?: number | undefined;
  readonly warmUpRuns?: number | undefined;
  readonly method?: "gpu-events" | "wall-clock" | undefined;
  readonly includesTransfers?: boolean | undefined;
  readonly clocks?: { readonly before: DeviceClocks; readonly after: DeviceClocks } | undefined;
}

export interface DeviceClocks {
  readonly smMHz?: number | undefined;
  readonly smMaxMHz?: number | undefined;
  readonly memoryMHz?: number | undefined;
  readonly temperatureC?: number | undefined;
  readonly powerW?: number | undefined;
}

export type LayerPrecision = "fp32" | "fp16" | "bf16" | "int8" | "fp8" | "other";

export interface EngineTensor {
  readonly name?: string | undefined;
  readonly dtype: string;
  readonly format?: string | undefined;
}

/** One layer of a built engine. */
export interface EngineLayer {
  readonly name: string;
  readonly type?: string | undefined;
  /** Nodes of the model that it computes; empty for what the engine added. */
  readonly onnxNodes: readonly string[];
  readonly precision?: LayerPrecision | undefined;
  readonly inputs?: readonly EngineTensor[] | undefined;
  readonly outputs?: readonly EngineTensor[] | undefined;
  readonly provider?: string | undefined;
  readonly tactic?: string | undefined;
  readonly timeMs?: number | undefined;
}

export interface BuildFacts {
  readonly seconds?: number | undefined;
  readonly sizeBytes?: number | undefined;
  readonly flags?: readonly string[] | undefined;
  readonly timingCacheHash?: string | undefined;
  /** Path of the engine that was kept. */
  readonly engineFile?: string | undefined;
  /** An earlier job built it. */
  readonly fromCache?: boolean | undefined;
}

/** What one built engine gave. */
export interface EngineBuild {
  /** One entry per sample of the request, in its order. */
  readonly samples: readonly {
    readonly outputs: OutputTensors;
    readonly intermediates: OutputTensors;
    /** Further runs of the same engine. */
    readonly repeats: readonly OutputTensors[];
  }[];
  readonly latency: EngineLatency | undefined;
  readonly build: BuildFacts | undefined;
  readonly layers: readonly EngineLayer[] | undefined;
}

/** What became of one node that was to stay in FP32. `constrained` is no proof that the engine followed. */
export interface AppliedOverride {
  readonly node: string;
  readonly status: "constrained" | "in-model" | "not-found" | "not-forceable";
  readonly layers?: readonly string[] | undefined;
}

export interface EngineAnswer {
  readonly engine: EngineIdentity;
  /** What was done, which may differ from what was asked for where an engine knows one typing only. */
  readonly typing: Typing;
  /** The first build first. */
  readonly builds: readonly [EngineBuild, ...EngineBuild[]];
  readonly applied: readonly AppliedOverride[];
  readonly notes: readonly string[];
}

/** An engine on a device, behind a driver of any kind. */
export interface RealEngine {
  /** As in the configuration: `tensorrt`, `driver`. */
  readonly name: string;
  /** @throws EngineError for whatever is not a whole, well-formed answer. */
  run(request: EngineRequest): Promise<EngineAnswer>;
}
