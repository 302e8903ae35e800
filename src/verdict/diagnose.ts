import { formatFigure, withUnit } from "../compare/figure.ts";
import type { Finding } from "../compare/finding.ts";
import { quoteName } from "../compare/quote-name.ts";
import type { Verdict } from "./decide.ts";
import { describeFinding } from "./describe-finding.ts";
import type { LegKind } from "./leg.ts";
import { worstFinding } from "./worst-finding.ts";

/** healthy: within limits. latent: wrong by the graph's own semantics, saved on this engine. unknown: nothing tells. */
export type DiagnosisKind =
  | "healthy"
  | "latent"
  | "precision"
  | "conversion"
  | "engine"
  | "nondeterministic"
  | "unknown";

export interface Diagnosis {
  readonly kind: DiagnosisKind;
  /** One or two plain sentences with the evidence; names stand between backticks. */
  readonly text: string;
}

/** What a diagnosis needs to know of one output of one leg. */
export interface DiagnosedOutput {
  readonly name: string;
  readonly unit?: string | undefined;
  readonly maxAbs: number;
  /** Largest difference between two identical runs. */
  readonly noiseFloor?: number | undefined;
}

/** What a diagnosis needs to know of one leg; a leg that did not run is left out. */
export interface DiagnosedLeg {
  readonly kind: LegKind;
  readonly passed: boolean;
  readonly outputs: readonly DiagnosedOutput[];
  readonly findings: readonly Finding[];
}

/**
 * Names the class of culprit: the first leg of the chain that breaks, leaving out differences that two
 * identical runs show as well.
 * @param judged the leg on which the verdict rests.
 * @param others the other legs that ran.
 * @param outOfRange sentences on inputs and weights that FP16 can't hold; evidence for a failure of precision only.
 * @returns undefined when nothing was judged.
 */
export function diagnose(
  verdict: Verdict,
  judged: DiagnosedLeg | undefined,
  others: readonly DiagnosedLeg[],
  outOfRange: readonly string[] = [],
): Diagnosis | undefined {
  if (judged === undefined || verdict.kind === "error") return undefined;
  const legs = new Map(others.map((leg) => [leg.kind, leg]));
  // What is excused is still off, and its cause is worth knowing.
  const isWithin = verdict.kind === "pass" && verdict.findings.every(({ excuse }) => excuse === undefined);
  return isWithin ? diagnosePass(judged, legs) : diagnoseFail(judged, legs, outOfRange);
}

type Legs = ReadonlyMap<LegKind, DiagnosedLeg>;

function diagnosePass(judged: DiagnosedLeg, legs: Legs): Diagnosis {
  const nearest = worstFinding(judged.findings);
  const emulation = legs.get("emulation");
  if (judged.kind !== "emulation" && emulation !== undefined && !emulation.passed) {
    return {
      kind: "latent",
      text:
        `This engine stays within its limits, but FP16 as the graph defines it does not: ${worstOf(emulation)}. ` +
        "A fusion hides it here, and another engine, version or fusion may not.",
    };
  }
  const conversion = agreement(legs.get("conversion"), nearest?.output);
  return { kind: "healthy", text: `Every output is within its limits. ${conversion}`.trimEnd() };
}

function diagnoseFail(judged: DiagnosedLeg, legs: Legs, outOfRange: readonly string[]): Diagnosis {
  const conversion = legs.get("conversion");
  const engineFp32 = legs.get("engine-fp32");
  const emulation = legs.get("emulation");
  if (conversion !== undefined && blamable(conversion)) return conversionFault(conversion);
  if (engineFp32 !== undefined && blamable(engineFp32)) {
    return {
      kind: "engine",
      text: `${agreement(conversion, worstName(engineFp32))}The FP32 engine already differs: ${worstOf(engineFp32)}. The engine or one of its kernels is wrong, precision is not the question.`,
    };
  }
  const unrounded = legs.get("candidate-unrounded");
  if (judged.kind === "candidate" && unrounded !== undefined && blamable(unrounded)) {
    return {
      kind: "conversion",
      text: `${agreement(conversion, worstName(unrounded))}Without any rounding the converted model is already off: ${worstOf(unrounded)}. Its constants or nodes are not those of the FP32 model, so the precision of its nodes is not the question.`,
    };
  }
  if (!blamable(judged)) {
    return {
      kind: "nondeterministic",
      text: `${worstOf(judged)}, which is no more than two identical runs differ by.`,
    };
  }
  const crossed = judged.findings.filter(({ passed, level }) => !passed && level === "fail");
  if (crossed.every(({ name }) => name === "precision")) {
    return {
      kind: "engine",
      text: `Every output is within its limits, but ${worstOf(judged)}: nothing was judged in FP16. The builder fell back, or the model's types ask for FP32.`,
    };
  }
  if (judged.kind.startsWith("engine-") && emulation !== undefined && emulation.passed) {
    return {
      kind: "engine",
      text: `FP16 as the graph defines it stays within the limits, so this engine or one of its kernels is at fault: ${worstOf(judged)}.`,
    };
  }
  if (conversion === undefined && engineFp32 === undefined) {
    return {
      kind: "unknown",
      text: `${worstOf(judged)}. No FP32 run was compared with PyTorch, so the export, the engine and FP16 remain possible causes.`,
    };
  }
  const fine =
    conversion === undefined
      ? ""
      : agreement(conversion, worstName(judged), ", so the export is fine: this is FP16");
  const evidence = [`${fine}${worstOf(judged)}.`, ...outOfRange, ...halfInPytorch(legs)];
  return { kind: "precision", text: evidence.join(" ") };
}

/** PyTorch's own half precision, when it was captured, says whether the network or the engine is to be changed. */
function halfInPytorch(legs: Legs): string[] {
  const half = legs.get("half");
  if (half === undefined) return [];
  return half.passed
    ? ["PyTorch's own half() stays within the limits."]
    : [`PyTorch's own half() is off as well: ${worstOf(half)}.`];
}

function conversionFault(conversion: DiagnosedLeg): Diagnosis {
  const finding = blamed(conversion);
  const what =
    finding?.name === "max-abs" && typeof finding.actual === "number"
      ? `by ${withUnit(formatFigure(finding.actual), finding.unit)} on ${quoteName(finding.output)}`
      : `(${worstOf(conversion)})`;
  return {
    kind: "conversion",
    text: `FP32 ONNX already differs from PyTorch ${what}: the export or the reference is wrong (dropout active? opset?), precision is not the question.`,
  };
}

/** `The FP32 ONNX agrees with PyTorch to 0.0002 px…. `, about the output that the reader asks about, else the worst. */
function agreement(conversion: DiagnosedLeg | undefined, name: string | undefined, so = ""): string {
  if (conversion === undefined || !conversion.passed) return "";
  const largest = conversion.outputs.reduce<DiagnosedOutput | undefined>(
    (worst, output) => (worst === undefined || output.maxAbs > worst.maxAbs ? output : worst),
    undefined,
  );
  const output = conversion.outputs.find((candidate) => candidate.name === name) ?? largest;
  const distance =
    output === undefined || Number.isNaN(output.maxAbs)
      ? ""
      : output.maxAbs === 0
        ? " exactly"
        : ` to ${withUnit(formatFigure(output.maxAbs), output.unit)}`;
  return `The FP32 ONNX agrees with PyTorch${distance}${so}. `;
}

/** The worst crossed limit that run-to-run noise does not explain. */
function blamed(leg: DiagnosedLeg): Finding | undefined {
  const noise = new Map(leg.outputs.map((output) => [output.name, output.noiseFloor]));
  return worstFinding(
    leg.findings.filter((finding) => {
      if (finding.passed || finding.level !== "fail") return false;
      const floor = noise.get(finding.output);
      return !(finding.name === "max-abs" && floor !== undefined && Number(finding.actual) <= floor);
    }),
  );
}

function blamable(leg: DiagnosedLeg): boolean {
  return blamed(leg) !== undefined;
}

function worstName(leg: DiagnosedLeg): string | undefined {
  return (blamed(leg) ?? worstFinding(leg.findings))?.output;
}

function worstOf(leg: DiagnosedLeg): string {
  const finding = blamed(leg) ?? worstFinding(leg.findings);
  return finding === undefined ? "no limit was crossed" : describeFinding(finding);
}
