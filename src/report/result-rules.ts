import type { z } from "zod";
import { failsJob } from "../verdict/excuse.ts";
import { failureExitCodes } from "../verdict/failure.ts";
import type { legSchema, outputSchema, verdictSchema } from "./comparison-schema.ts";
import type { overridesSchema } from "./overrides-schema.ts";

interface Checked {
  readonly verdict: z.output<typeof verdictSchema>;
  readonly outputs: readonly z.output<typeof outputSchema>[];
  readonly legs: readonly z.output<typeof legSchema>[];
  readonly overrides?: z.output<typeof overridesSchema> | undefined;
}

/** A place in a result and what is wrong there. */
export interface Contradiction {
  readonly path: string[];
  readonly message: string;
}

/**
 * What the shape of a result can't say: the verdict must follow from what stands beside it, so that a pass with a
 * failed output is never rendered or taken as a baseline.
 */
export function findContradiction(result: Checked): Contradiction | undefined {
  const { verdict } = result;
  if (result.legs.filter((leg) => leg.judged).length > 1) {
    return { path: ["legs"], message: "at most one leg is judged" };
  }
  const ofPlan = contradictionOfPlan(result.overrides);
  if (ofPlan !== undefined) return ofPlan;
  if (verdict.kind === "pass") return contradictionOfPass(result);
  if (verdict.kind === "fail") return contradictionOfFail(verdict);
  const expected = failureExitCodes[verdict.error.kind];
  if (expected === verdict.exitCode) return undefined;
  return {
    path: ["verdict", "exitCode"],
    message: `an error of kind ${verdict.error.kind} ends with ${expected}, not ${verdict.exitCode}`,
  };
}

function contradictionOfPass({ verdict, outputs, legs }: Checked): Contradiction | undefined {
  const refuse = (place: string, why: string): Contradiction => ({
    path: [place],
    message: `the verdict is pass, but ${why}`,
  });
  const output = outputs.find((candidate) => !candidate.passed);
  const leg = legs.find((candidate) => deciding(candidate) && !candidate.passed);
  const finding = verdict.findings.find(failsJob);
  if (outputs.length === 0) return refuse("outputs", "no output was compared");
  if (verdict.findings.length === 0) return refuse("verdict", "no limit was applied");
  if (verdict.unjudged.length > 0) return refuse("verdict", "an output was not judged");
  if (output !== undefined) return refuse("outputs", "an output did not pass");
  if (leg !== undefined) return refuse("legs", `the ${leg.kind} leg did not pass`);
  if (finding !== undefined) return refuse("verdict", "a limit was crossed");
  return undefined;
}

/** A plan is suggested only when it was run and met every limit. */
function contradictionOfPlan(overrides: Checked["overrides"]): Contradiction | undefined {
  if (overrides === undefined || overrides.status === "given") return undefined;
  const refuse = (key: string, message: string): Contradiction => ({ path: ["overrides", key], message });
  const { status, nodes, after, verifiedOn } = overrides;
  if (status === "found" && nodes.length === 0) return refuse("nodes", "a plan was found, but has no node");
  if (status !== "found" && status !== "stopped" && nodes.length > 0) {
    return refuse("nodes", `no plan is to be used (${status}), but nodes are named`);
  }
  if (nodes.length === 0) return undefined;
  if (verifiedOn === undefined) return refuse("verifiedOn", "a plan is suggested that was not run");
  if (after === undefined || after.length === 0 || after.some(({ passed }) => !passed)) {
    return refuse("after", "a plan is suggested that does not meet every limit");
  }
  return undefined;
}

function deciding(leg: Checked["legs"][number]): boolean {
  return leg.skipped === undefined && (leg.judged || leg.kind === "conversion");
}

function contradictionOfFail(
  verdict: Extract<Checked["verdict"], { kind: "fail" }>,
): Contradiction | undefined {
  const crossed = verdict.findings.some(failsJob);
  if (!crossed) return { path: ["verdict"], message: "the verdict is fail, but no limit was crossed" };
  const expected = verdict.enforcement === "fail" ? 1 : verdict.unjudged.length > 0 ? 3 : 0;
  if (verdict.exitCode === expected) return undefined;
  return {
    path: ["verdict", "exitCode"],
    message: `a failure with enforce: ${verdict.enforcement} ends with ${expected}, not ${verdict.exitCode}`,
  };
}
