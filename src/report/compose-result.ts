import type { Unjudged } from "../compare/finding.ts";
import { decide, type LegEvidence, type LegFinding } from "../verdict/decide.ts";
import { type DiagnosedLeg, diagnose } from "../verdict/diagnose.ts";
import { failsJob } from "../verdict/excuse.ts";
import type { Failure } from "../verdict/failure.ts";
import { type LegKind, legKinds } from "../verdict/leg.ts";
import { composeExplanation } from "./compose-layers.ts";
import { type Memory, remember } from "./compose-memory.ts";
import { composeOverrides } from "./compose-overrides.ts";
import { withDetail } from "./diagnosis-detail.ts";
import { type GateRecord, type JudgedLeg, legPasses } from "./gate-record.ts";
import { toOutputResult } from "./output-result.ts";
import { type GateResult, type ResultLeg, type ResultOutput, schemaVersion } from "./result.ts";
import { scanEntry } from "./scan-document.ts";

/** Decides, diagnoses, and puts everything that is known into one result. */
export function composeResult(record: GateRecord): GateResult {
  const explained = explanationOf(record);
  const { memory, findings, failures } = recallJob(record, explained);
  const verdict = decide({
    judged: record.judged && evidenceOf(record.judged, findings),
    conversion: record.conversion && evidenceOf(record.conversion, findings),
    emulation: emulationBeside(record),
    unjudged: unjudgedOutputs(record),
    noise: record.noise,
    failures: [...record.failures, ...failures],
    enforcement: record.enforcement,
  });
  const diagnosed = diagnose(
    verdict,
    record.judged && diagnosedLeg(record.judged, record, findings),
    [
      ...(record.conversion === undefined ? [] : [record.conversion]),
      ...record.pytorch,
      ...record.explaining,
    ].map((leg) => diagnosedLeg(leg, record)),
    record.ranges.filter((leg) => !leg.passed).map((leg) => leg.text),
  );
  const { job, ...sections } = memory;
  const diagnosis = withDetail(diagnosed, record.explanation, record.engineRun);
  return {
    schemaVersion,
    tool: record.tool,
    ...(job === undefined ? {} : { job }),
    verdict: { ...verdict, findings: [...verdict.findings], unjudged: [...verdict.unjudged] },
    ...(diagnosis === undefined ? {} : { diagnosis }),
    outputs: record.judged === undefined ? [] : outputsOf(record.judged, record, findings),
    legs: legsOf(record, findings),
    ...explained,
    ...(record.repair === undefined ? {} : { overrides: composeOverrides(record.repair, record.units) }),
    ...(record.layersUnavailable === undefined ? {} : { layersUnavailable: record.layersUnavailable }),
    ...sections,
    ...scanOf(record),
    ...provenanceOf(record),
    timings: record.timings,
  };
}

/** What the earlier jobs add: findings with their excuses, and the sections that tell of them. */
function recallJob(
  record: GateRecord,
  { layers, nodes }: Pick<GateResult, "layers" | "nodes">,
): {
  memory: Memory["sections"];
  findings: readonly LegFinding[];
  failures: readonly Failure[];
} {
  const legs = [record.conversion, record.judged].filter((leg) => leg !== undefined);
  const own = legs.flatMap((leg) =>
    leg.judgement.findings.map((finding): LegFinding => ({ ...finding, leg: leg.kind })),
  );
  if (record.memory === undefined) return { memory: {}, findings: own, failures: [] };
  const { sections, findings, failures } = remember(record.memory, {
    tool: record.tool,
    outputs: record.judged === undefined ? [] : outputsOf(record.judged, record, own),
    layers,
    nodes,
    legs: record.judged === undefined ? [] : [{ kind: record.judged.kind, judged: true }],
    ...provenanceOf(record),
    findings: own,
    judgedLeg: record.judged?.kind,
  });
  return { memory: sections, findings, failures };
}

function explanationOf({
  explanation,
  unexplained,
}: GateRecord): Pick<GateResult, "layers" | "hazards" | "nodes" | "localisation"> {
  if (explanation !== undefined) return composeExplanation(explanation);
  if (unexplained === undefined) return { layers: [], nodes: [] };
  return { layers: [], nodes: [], localisation: { kind: "unavailable", text: unexplained } };
}

/** Tensors that FP16 does not hold as they are, worst first; the others are not listed. */
function scanOf({ ranges }: GateRecord): Pick<GateResult, "scan"> {
  const noted = ranges.flatMap((leg) => leg.tensors).filter(({ findings }) => findings.length > 0);
  return noted.length === 0 ? {} : { scan: noted.slice(0, mostScanEntries).map(scanEntry) };
}

const mostScanEntries = 100;

function provenanceOf({
  engine,
  engineRun,
  model,
  candidate,
  samples,
  config,
  environment,
  explanation,
}: GateRecord): Partial<GateResult> {
  const checkout = explanation?.checkout;
  return {
    ...(engine === undefined ? {} : { engine }),
    ...(engineRun === undefined ? {} : { engineRun }),
    ...(model === undefined ? {} : { model }),
    ...(candidate === undefined ? {} : { candidate }),
    ...(samples === undefined ? {} : { samples }),
    ...(config === undefined ? {} : { config }),
    ...(environment === undefined
      ? {}
      : { environment: checkout === undefined ? environment : { ...environment, checkout } }),
  };
}

/** Of both legs; an output that neither could judge is listed once. */
function unjudgedOutputs({ judged, conversion }: GateRecord): Unjudged[] {
  const own = judged?.judgement.unjudged ?? [];
  const known = new Set(own.map(({ output }) => output));
  return [...own, ...(conversion?.judgement.unjudged ?? []).filter(({ output }) => !known.has(output))];
}

/** The emulation when an engine is judged. */
function emulationBeside({ explaining }: GateRecord): LegEvidence | undefined {
  const leg = explaining.find(({ kind }) => kind === "emulation");
  return leg && evidenceOf(leg, []);
}

function evidenceOf(
  { kind, sampleCount, comparison, judgement }: JudgedLeg,
  findings: readonly LegFinding[],
): LegEvidence {
  const own = ofLeg(kind, findings);
  return {
    leg: kind,
    sampleCount,
    outputs: comparison.names,
    findings: own.length > 0 ? own : judgement.findings,
  };
}

function ofLeg(kind: LegKind, findings: readonly LegFinding[]): readonly LegFinding[] {
  return findings.filter(({ leg }) => leg === kind);
}

function diagnosedLeg(
  leg: JudgedLeg,
  record: GateRecord,
  findings: readonly LegFinding[] = [],
): DiagnosedLeg {
  const own = ofLeg(leg.kind, findings);
  return {
    kind: leg.kind,
    passed: legPasses(leg),
    findings: own.length > 0 ? own : leg.judgement.findings,
    outputs: leg.comparison.outputs.map(({ name, metrics }) => ({
      name,
      maxAbs: metrics.maxAbs,
      unit: record.units.get(name),
      noiseFloor: noiseFloorOf(name, record),
    })),
  };
}

/** @param findings with excuses, of the legs that decide; the others are shown by their own. */
function outputsOf(
  { kind, comparison, judgement }: JudgedLeg,
  record: GateRecord,
  findings: readonly LegFinding[],
): ResultOutput[] {
  const own = ofLeg(kind, findings);
  const unjudged = new Set(judgement.unjudged.map(({ output }) => output));
  return comparison.outputs.map((output) =>
    toOutputResult(output, own.length > 0 ? own : judgement.findings, unjudged, {
      unit: record.units.get(output.name),
      noiseFloor: noiseFloorOf(output.name, record),
    }),
  );
}

function noiseFloorOf(output: string, record: GateRecord): number | undefined {
  return record.noise.find((floor) => floor.output === output && floor.metric === "max-abs")?.value;
}

/** In the order in which an expert rules things out. */
function legsOf(record: GateRecord, findings: readonly LegFinding[]): ResultLeg[] {
  const { conversion, pytorch, explaining, judged, ranges, skipped } = record;
  const passes = (leg: JudgedLeg): boolean => {
    const own = ofLeg(leg.kind, findings);
    return own.length > 0 ? !own.some(failsJob) : legPasses(leg);
  };
  const compared = [...(conversion === undefined ? [] : [conversion]), ...pytorch, ...explaining].map(
    (leg) => ({
      kind: leg.kind,
      judged: false,
      passed: passes(leg),
      outputs: outputsOf(leg, record, findings),
    }),
  );
  const legs: ResultLeg[] = [
    ...ranges.map(({ kind, passed, text }) => ({ kind, judged: false, passed, text, outputs: [] })),
    ...compared,
    ...skipped.map(({ kind, reason }) => ({
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
  return legs.toSorted((one, other) => legKinds.indexOf(one.kind) - legKinds.indexOf(other.kind));
}
