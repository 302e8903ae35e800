import type { Judgement } from "../compare/finding.ts";
import type { RunComparison } from "../compare/outputs.ts";
import type { RangeLeg } from "../tensor/range-legs.ts";
import type { Enforcement, NoiseFloor } from "../verdict/decide.ts";
import type { Failure } from "../verdict/failure.ts";
import type { LegKind } from "../verdict/leg.ts";
import type { Explanation } from "./compose-layers.ts";
import type { MemoryInput } from "./compose-memory.ts";
import type { Repair } from "./compose-overrides.ts";
import type { GateResult } from "./result.ts";

/** One leg of the chain after it ran: what was compared, and what the limits say about it. */
export interface JudgedLeg {
  readonly kind: LegKind;
  readonly sampleCount: number;
  readonly comparison: RunComparison;
  readonly judgement: Judgement;
}

type Optional<K extends keyof GateResult> = Exclude<GateResult[K], undefined>;

/** All that a run of the gate got to know before it ended, however it ended. */
export interface GateRecord {
  readonly tool: GateResult["tool"];
  enforcement: Enforcement;
  /** The leg on which the verdict rests. */
  judged?: JudgedLeg;
  conversion?: JudgedLeg;
  /** PyTorch's own autocast and half against FP32, when the samples hold them. They inform, and decide nothing. */
  readonly pytorch: JudgedLeg[];
  /** Beside a judged engine: the emulation, and the engine in other precisions; beside a converted model: the same without rounding. They explain, and decide nothing. */
  readonly explaining: JudgedLeg[];
  /** Of inputs and weights. They inform, and decide nothing. */
  readonly ranges: RangeLeg[];
  explanation?: Explanation;
  repair?: Repair;
  /** Why there is no explanation, when there should be one. */
  unexplained?: string;
  readonly skipped: { kind: LegKind; reason: string }[];
  readonly noise: NoiseFloor[];
  readonly failures: Failure[];
  /** Unit of each output, where the configuration gives one. */
  readonly units: Map<string, string>;
  layersUnavailable?: string;
  /** Earlier jobs of the same key; absent for a comparison of bare files. */
  memory?: MemoryInput;
  engine?: Optional<"engine">;
  engineRun?: Optional<"engineRun">;
  model?: Optional<"model">;
  candidate?: Optional<"candidate">;
  samples?: Optional<"samples">;
  config?: Optional<"config">;
  environment?: Optional<"environment">;
  readonly timings: Optional<"timings">;
}

/** A record of nothing yet. */
export function emptyRecord(tool: GateResult["tool"], enforcement: Enforcement): GateRecord {
  return {
    tool,
    enforcement,
    pytorch: [],
    explaining: [],
    ranges: [],
    skipped: [],
    noise: [],
    failures: [],
    units: new Map(),
    timings: {},
  };
}

/** Whether a leg keeps to every limit that can fail it. */
export function legPasses({ judgement }: JudgedLeg): boolean {
  return judgement.findings.every(({ passed, level }) => passed || level === "warn");
}
