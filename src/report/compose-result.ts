import type { Judgement, Unjudged } from "../compare/finding.ts";
import type { RunComparison } from "../compare/outputs.ts";
import { decide, type Enforcement, type LegEvidence, type NoiseFloor } from "../verdict/decide.ts";
import { type DiagnosedLeg, diagnose } from "../verdict/diagnose.ts";
import type { Failure } from "../verdict/failure.ts";
import type { LegKind } from "../verdict/leg.ts";
import { toOutputResult } from "./output-result.ts";
import { type GateResult, type ResultLeg, type ResultOutput, schemaVersion } from "./result.ts";

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
  readonly skipped: { kind: LegKind; reason: string }[];
  readonly noise: NoiseFloor[];
  readonly failures: Failure[];
  /** Unit of each output, where the configuration gives one. */
  readonly units: Map<string, string>;
  layersUnavailable?: string;
  engine?: Optional<"engine">;
  model?: Optional<"model">;
  samples?: Optional<"samples">;
  config?: Optional<"config">;
  environment?: Optional<"environment">;
  readonly timings: Optional<"timings">;
}

/** A record of nothing yet. */
export function emptyRecord(tool: GateResult["tool"], enforcement: Enforcement): GateRecord {
  return { tool, enforcement, skipped: [], noise: [], failures: [], units: new Map(), timings: {} };
}

/** Decides, diagnoses, and puts everything that is known into one result. */
export function composeResult(record: GateRecord): GateResult {
  const verdict = decide({
    judged: record.judged && evidenceOf(record.judged),
    conversion: record.conversion && evidenceOf(record.conversion),
    unjudged: unjudgedOutputs(record),
    noise: record.noise,
    failures: record.failures,
    enforcement: record.enforcement,
  });
  const diagnosis = diagnose(
    verdict,
    record.judged && diagnosedLeg(record.judged, record),
    record.conversion === undefined ? [] : [diagnosedLeg(record.conversion, record)],
  );
  return {
    schemaVersion,
    tool: record.tool,
    verdict: { ...verdict, findings: [...verdict.findings], unjudged: [...verdict.unjudged] },
    ...(diagnosis === undefined ? {} : { diagnosis }),
    outputs: record.judged === undefined ? [] : outputsOf(record.judged, record),
    legs: legsOf(record),
    layers: [],
    ...(record.layersUnavailable === undefined ? {} : { layersUnavailable: record.layersUnavailable }),
    nodes: [],
    ...provenanceOf(record),
    timings: record.timings,
  };
}

function provenanceOf({ engine, model, samples, config, environment }: GateRecord): Partial<GateResult> {
  return {
    ...(engine === undefined ? {} : { engine }),
    ...(model === undefined ? {} : { model }),
    ...(samples === undefined ? {} : { samples }),
    ...(config === undefined ? {} : { config }),
    ...(environment === undefined ? {} : { environment }),
  };
}

/** Of both legs; an output that neither could judge is listed once. */
function unjudgedOutputs({ judged, conversion }: GateRecord): Unjudged[] {
  const own = judged?.judgement.unjudged ?? [];
  const known = new Set(own.map(({ output }) => output));
  return [...own, ...(conversion?.judgement.unjudged ?? []).filter(({ output }) => !known.has(output))];
}

function evidenceOf({ kind, sampleCount, comparison, judgement }: JudgedLeg): LegEvidence {
  return { leg: kind, sampleCount, outputs: comparison.names, findings: judgement.findings };
}

function diagnosedLeg(leg: JudgedLeg, record: GateRecord): DiagnosedLeg {
  return {
    kind: leg.kind,
    passed: passes(leg),
    findings: leg.judgement.findings,
    outputs: leg.comparison.outputs.map(({ name, metrics }) => ({
      name,
      maxAbs: metrics.maxAbs,
      unit: record.units.get(name),
      noiseFloor: noiseFloorOf(name, record),
    })),
  };
}

function passes({ judgement }: JudgedLeg): boolean {
  return judgement.findings.every(({ passed, level }) => passed || level === "warn");
}

function outputsOf({ comparison, judgement }: JudgedLeg, record: GateRecord): ResultOutput[] {
  const unjudged = new Set(judgement.unjudged.map(({ output }) => output));
  return comparison.outputs.map((output) =>
    toOutputResult(output, judgement.findings, unjudged, {
      unit: record.units.get(output.name),
      noiseFloor: noiseFloorOf(output.name, record),
    }),
  );
}

function noiseFloorOf(output: string, record: GateRecord): number | undefined {
  return record.noise.find((floor) => floor.output === output && floor.metric === "max-abs")?.value;
}

function legsOf(record: GateRecord): ResultLeg[] {
  const { conversion, judged } = record;
  return [
    ...(conversion === undefined
      ? []
      : [
          {
            kind: conversion.kind,
            judged: false,
            passed: passes(conversion),
            outputs: outputsOf(conversion, record),
          },
        ]),
    ...record.skipped.map(({ kind, reason }) => ({
      kind,
      judged: false,
      passed: false,
      skipped: reason,
      outputs: [],
    })),
    ...(judged === undefined
      ? []
      : [{ kind: judged.kind, judged: true, passed: passes(judged), outputs: [] }]),
  ];
}
