import { withinLimit } from "../../src/compare/finding.ts";
import type { LegFinding } from "../../src/verdict/decide.ts";
import type { EarlierFacts, EffectiveConfig, NodeFacts, OutputFacts } from "../../src/verdict/job-facts.ts";

/** A finding of the judged leg; `passed` follows from its figures. */
export function crossing(
  output: string,
  actual: number,
  expected: number,
  more: Partial<LegFinding> = {},
): LegFinding {
  const operator = more.operator ?? "<=";
  return {
    leg: "emulation",
    name: "max-abs",
    output,
    operator,
    expected,
    actual,
    unit: "px",
    passed: withinLimit(actual, operator, expected),
    level: "fail",
    message: `${output} ${actual}`,
    ...more,
  };
}

export function outputAt(name: string, maxAbs: number, more: Partial<OutputFacts> = {}): OutputFacts {
  const limits = [{ metric: "max-abs", operator: "<=", value: 1, unit: "px", level: "fail" }] as const;
  return { name, unit: "px", metrics: { maxAbs }, limits, ...more };
}

export function nodeAt(key: string, more: Partial<NodeFacts> = {}): NodeFacts {
  const [module = "", op = ""] = key.split(/[/#]/);
  return { node: `node_${key}`, key, op, module, error: { relRms: 1e-3 }, ...more };
}

export const effective: EffectiveConfig = {
  tolerances: [{ output: "boxes", unit: "px", fail: { maxAbs: 1 }, warn: {}, precedence: 1 }],
  match: [],
  extraOutputs: "fail",
  known: "warn",
  regression: [],
  waivers: [],
  baseline: "artifact",
  baselineMaxDays: 90,
  configFrom: "own",
};

/** A job of key `detector` whose boxes are off by `maxAbs`, judged by a limit of 1 px. */
export function jobAt(maxAbs: number, more: Partial<EarlierFacts> = {}): EarlierFacts {
  const finding = crossing("boxes", maxAbs, 1);
  return {
    tool: { version: "0.1.0" },
    job: { key: "detector", commit: "a".repeat(40), date: "2026-10-01T12:00:00.000Z" },
    verdict: { kind: finding.passed ? "pass" : "fail", enforcement: "fail", findings: [finding] },
    outputs: [outputAt("boxes", maxAbs)],
    layers: [],
    nodes: [],
    legs: [{ kind: "emulation", judged: true }],
    model: { sha256: { file: "f1", graph: "g1", weights: "w1" } },
    samples: { sha256: "s1" },
    config: { sha256: "c1", effective },
    engine: { name: "emulated", version: "1.30.0" },
    environment: { platform: "linux", arch: "x64", cpu: "EPYC" },
    ...more,
  };
}
