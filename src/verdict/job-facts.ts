import type { LegFinding } from "./decide.ts";
import type { LegKind } from "./leg.ts";

/** Total error at a node: rms relative to the reference, and elements NaN or infinite on one side only. */
export interface NodeFigure {
  readonly relRms: number;
  readonly nonFinite?: number | undefined;
}

/** A node with a float output. `key` survives renaming and a new export. */
export interface NodeFacts {
  readonly node: string;
  readonly key: string;
  readonly op?: string | undefined;
  readonly module?: string | undefined;
  readonly headroomBits?: number | undefined;
  readonly absMax?: number | undefined;
  readonly error?: NodeFigure | undefined;
}

/** A culprit, and the outputs that fail because of it. */
export interface CulpritFacts {
  readonly node: string;
  readonly key?: string | undefined;
  readonly op: string;
  readonly module?: string | undefined;
  readonly breaks?: readonly string[] | undefined;
}

/** A compared output; `limits` are those that were applied. */
export interface OutputFacts {
  readonly name: string;
  readonly unit?: string | undefined;
  readonly noiseFloor?: number | undefined;
  readonly metrics: { readonly maxAbs: number; readonly nonFiniteMismatches?: number | undefined };
  readonly limits: readonly AppliedLimit[];
}

export interface AppliedLimit {
  readonly metric: string;
  readonly operator: "<=" | ">=" | "==";
  readonly value: number | string;
  readonly unit?: string | undefined;
  readonly level: "fail" | "warn";
}

/** What two jobs are compared by. A result of the report folder is one. */
export interface JobFacts {
  readonly outputs: readonly OutputFacts[];
  readonly layers: readonly CulpritFacts[];
  readonly nodes: readonly NodeFacts[];
  readonly tool: { readonly version: string };
  readonly model?:
    | {
        readonly sha256: {
          readonly file: string;
          readonly graph?: string | undefined;
          readonly weights?: string | undefined;
        };
      }
    | undefined;
  /** The converted model, when one was judged instead of an emulation. */
  readonly candidate?: { readonly model: { readonly sha256: { readonly file: string } } } | undefined;
  /** The leg that was judged is marked. */
  readonly legs: readonly { readonly kind: LegKind; readonly judged: boolean }[];
  readonly samples?: { readonly sha256?: string | undefined } | undefined;
  readonly config?:
    | { readonly sha256?: string | undefined; readonly effective?: EffectiveConfig | undefined }
    | undefined;
  readonly engine?:
    | {
        readonly name: string;
        readonly version?: string | undefined;
        readonly device?: string | undefined;
        readonly realisedPrecision?: string | undefined;
      }
    | undefined;
  readonly environment?:
    | {
        readonly platform: string;
        readonly arch?: string | undefined;
        readonly gpu?: string | undefined;
        readonly driver?: string | undefined;
        readonly cpu?: string | undefined;
      }
    | undefined;
}

/** A tolerance as a result records it; limits by metric. */
export interface RecordedTolerance {
  readonly output: string;
  readonly unit?: string | undefined;
  readonly fail: Readonly<Record<string, number>>;
  readonly warn: Readonly<Record<string, number>>;
  readonly topOneAxis?: number | undefined;
  readonly precedence: number;
}

/** How far one output may move from the base, whatever its absolute limit. */
export interface RegressionLimit {
  /** Name or glob. */
  readonly output: string;
  readonly factor?: number | undefined;
  readonly amount?: number | undefined;
  /** Unit of `amount`. */
  readonly unit?: string | undefined;
  readonly level: "fail" | "warn";
}

/** A crossed limit that somebody excuses until a date. Exactly one of `output` and `layer` is given. */
export interface Waiver {
  /** Output name or glob. */
  readonly output?: string | undefined;
  /** Node, key or module path, or a glob. */
  readonly layer?: string | undefined;
  readonly reason: string;
  readonly by: string;
  /** Last day on which it holds, `2026-12-31`, in UTC. */
  readonly expires: string;
}

/** All by which a job is judged, as its result records it. */
export interface EffectiveConfig {
  readonly tolerances: readonly RecordedTolerance[];
  readonly match: readonly object[];
  readonly extraOutputs: "fail" | "allow";
  readonly known: "fail" | "warn";
  readonly regression: readonly RegressionLimit[];
  readonly waivers: readonly Waiver[];
  readonly baseline: string;
  readonly baselineMaxDays: number;
  readonly configFrom: "own" | "base";
}

/** One accepted job in the history. */
export interface AcceptedJob {
  readonly commit?: string | undefined;
  readonly date?: string | undefined;
  readonly verdict?: "pass" | "fail" | undefined;
  readonly outputs: readonly {
    readonly name: string;
    readonly metric: string;
    readonly value: number;
    readonly unit?: string | undefined;
  }[];
  readonly headroom?: { readonly name: string; readonly bits: number } | undefined;
}

/** An earlier job: what it found, and what was decided. */
export interface EarlierFacts extends JobFacts {
  readonly job?:
    | { readonly key: string; readonly commit?: string | undefined; readonly date?: string | undefined }
    | undefined;
  readonly verdict: {
    readonly kind: "pass" | "fail" | "error";
    readonly enforcement: "fail" | "warn";
    readonly findings: readonly LegFinding[];
  };
  readonly acceptance?:
    | { readonly date: string; readonly by?: string | undefined; readonly reason?: string | undefined }
    | undefined;
  readonly history?: readonly AcceptedJob[] | undefined;
}
