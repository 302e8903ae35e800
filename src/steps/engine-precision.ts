import type { Finding } from "../compare/finding.ts";
import type { RealEngineConfig } from "../config/engine-config.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import type { GateRecord, JudgedLeg } from "../report/compose-result.ts";

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

/**
 * Overrides that the engine did not follow, as warnings: a node that it does not know, and one that its layers show in
 * FP16 all the same.
 */
export function addOverrideFindings(
  record: GateRecord,
  nodes: readonly string[],
  { applied, builds }: EngineAnswer,
): void {
  const wanted = new Set(nodes);
  const missing = applied.filter(({ node, status }) => wanted.has(node) && status === "not-found");
  const inHalf = (builds[0].layers ?? [])
    .filter(({ precision, onnxNodes }) => precision === "fp16" && onnxNodes.length === 1)
    .flatMap(({ onnxNodes }) => onnxNodes)
    .filter((node) => wanted.has(node));
  const findings = new Map([
    ...missing.map(({ node }) => [node, "not-found"] as const),
    ...inHalf.map((node) => [node, "fp16"] as const),
  ]);
  for (const [node, actual] of findings) {
    record.judged = withFinding(record.judged as JudgedLeg, {
      name: "override",
      output: engineItself,
      operator: "==",
      expected: "fp32",
      actual,
      passed: false,
      level: "warn",
      message: `${node} was to stay in FP32, but the engine ${actual === "fp16" ? "runs it in FP16" : "has no layer of that name"}.`,
    });
  }
}
