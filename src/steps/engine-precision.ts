import type { Finding } from "../compare/finding.ts";
import type { RealEngineConfig } from "../config/engine-config.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import type { GateRecord, JudgedLeg } from "../report/gate-record.ts";

/** The name under which findings speak of the engine as a whole. */
export const engineItself = "(engine)";

/**
 * An engine that was to be FP16 and has no FP16 layer was not judged in FP16: that fails. Of a file that the user built,
 * in whatever precision, it is a warning.
 */
export function addPrecisionFinding(record: GateRecord, { engineFile }: RealEngineConfig): void {
  const precision = record.engineRun?.precision;
  if (precision === undefined || precision.realised !== "fp32" || record.judged === undefined) return;
  const finding: Finding = {
    name: "precision",
    output: engineItself,
    operator: "==",
    expected: "fp16",
    actual: "fp32",
    passed: false,
    level: engineFile === undefined ? "fail" : "warn",
    message: `the engine was to be FP16, but it is not: ${precision.text}.`,
  };
  record.judged = withFinding(record.judged, finding);
}

function withFinding(leg: JudgedLeg, finding: Finding): JudgedLeg {
  return { ...leg, judgement: { ...leg.judgement, findings: [...leg.judgement.findings, finding] } };
}

/** Whether the outputs of a leg keep to their limits, whatever is said of the engine as a whole. */
export function outputsPass({ judgement }: JudgedLeg): boolean {
  return judgement.findings.every(
    ({ passed, level, output }) => passed || level === "warn" || output === engineItself,
  );
}

/** What an engine did instead of keeping a node in FP32. */
export type Untaken = "not-found" | "not-forceable" | "fp16";

/** In words, after "the engine". */
export const untakenTexts: Readonly<Record<Untaken, string>> = {
  "not-found": "has no layer of that name",
  "not-forceable": "does not let its type be chosen",
  fp16: "runs it in FP16",
};

/**
 * Nodes that were to stay in FP32 and did not, in the order of the plan: those that the engine does not know or can't be
 * told, and those that its layers show in FP16 all the same.
 */
export function untakenOverrides(
  nodes: readonly string[],
  { applied, builds }: EngineAnswer,
): Map<string, Untaken> {
  const statuses = new Map(applied.map(({ node, status }) => [node, status]));
  const inHalf = new Set(
    (builds[0].layers ?? [])
      .filter(({ precision, onnxNodes }) => precision === "fp16" && onnxNodes.length === 1)
      .flatMap(({ onnxNodes }) => onnxNodes),
  );
  return new Map(
    nodes.flatMap((node): [string, Untaken][] => {
      if (inHalf.has(node)) return [[node, "fp16"]];
      const status = statuses.get(node);
      return status === "not-found" || status === "not-forceable" ? [[node, status]] : [];
    }),
  );
}

/** Overrides of the plan to use that the engine did not follow, as warnings. */
export function addOverrideFindings(
  record: GateRecord,
  nodes: readonly string[],
  answer: EngineAnswer,
): void {
  for (const [node, actual] of untakenOverrides(nodes, answer)) {
    record.judged = withFinding(record.judged as JudgedLeg, {
      name: "override",
      output: engineItself,
      operator: "==",
      expected: "fp32",
      actual,
      passed: false,
      level: "warn",
      message: `${node} was to stay in FP32, but the engine ${untakenTexts[actual]}.`,
    });
  }
}
