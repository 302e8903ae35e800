import type { Finding } from "./compare/finding.ts";
import type { RealEngineConfig } from "./config/engine-config.ts";
import type { GateRecord, JudgedLeg } from "./report/compose-result.ts";

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
    message: `the engine was to be FP16, but it has ${precision.text} and none in FP16.`,
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
