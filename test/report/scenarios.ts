import { type Finding, type FindingLevel, withinLimit } from "../../src/compare/finding.ts";
import { quoteName } from "../../src/compare/quote-name.ts";
import type { GateResult, ResultLeg, ResultOutput } from "../../src/report/result.ts";
import { decide, type UnjudgedOutput } from "../../src/verdict/decide.ts";
import { type DiagnosedLeg, diagnose } from "../../src/verdict/diagnose.ts";
import type { Failure } from "../../src/verdict/failure.ts";
import type { LegKind } from "../../src/verdict/leg.ts";

/** A finding whose `passed` follows from its figures. */
export function finding(
  output: string,
  name: string,
  actual: number,
  expected: number,
  options: { level?: FindingLevel; unit?: string; operator?: Finding["operator"] } = {},
): Finding {
  const { level = "fail", unit, operator = "<=" } = options;
  const passed = withinLimit(actual, operator, expected);
  const message = `${output}: ${name} ${actual} ${passed ? "keeps to" : "crosses"} the limit of ${expected}.`;
  return { output, name, operator, expected, actual, unit, passed, level, message };
}

/** An output of a result, with plausible figures around `maxAbs`. */
export function output(name: string, maxAbs: number, overrides: Partial<ResultOutput> = {}): ResultOutput {
  return {
    name,
    dtype: "float32",
    candidateDtype: "float32",
    shape: [2, 64, 4],
    samples: 3,
    elements: 1536,
    passed: true,
    level: "pass",
    metrics: {
      maxAbs,
      meanAbs: maxAbs / 8,
      rms: maxAbs / 5,
      relRms: maxAbs / 300,
      relRmsWorst: { value: maxAbs / 250, sample: "0002" },
      maxRel: maxAbs / 10,
      maxRelFloor: 2 ** -14,
      cosine: 0.9998,
      snrDb: 38.25,
      p50: maxAbs / 9,
      p99: maxAbs / 2,
      p999: maxAbs / 1.1,
      nonFiniteMismatches: 0,
      nonFiniteMatches: 0,
      reference: { absMax: 812.5, rms: 301.25, nonFiniteShare: 0 },
    },
    limits: [],
    worst: { sample: "0003", index: [0, 12, 2], reference: 812.5, candidate: 812.5 + maxAbs },
    ...overrides,
  };
}

export interface LegInput {
  readonly kind: LegKind;
  readonly outputs: readonly ResultOutput[];
  readonly findings: readonly Finding[];
}

export interface ScenarioInput {
  readonly judged?: LegInput;
  readonly conversion?: LegInput;
  readonly others?: readonly ResultLeg[];
  readonly unjudged?: readonly UnjudgedOutput[];
  readonly failures?: readonly Failure[];
  readonly enforcement?: "fail" | "warn";
  readonly extra?: Partial<GateResult>;
}

const digest = (character: string): string => character.repeat(64);

/** A whole result, made the way the gate makes one: the verdict and the diagnosis are computed, never written. */
export function resultOf(input: ScenarioInput): GateResult {
  const { judged, conversion, others = [], unjudged = [], failures = [], enforcement = "fail" } = input;
  const evidenceOf = (leg: LegInput) => ({
    leg: leg.kind,
    sampleCount: 3,
    outputs: leg.outputs.map(({ name }) => name),
    findings: leg.findings,
  });
  const verdict = decide({
    judged: judged && evidenceOf(judged),
    conversion: conversion && evidenceOf(conversion),
    unjudged,
    noise: [],
    failures,
    enforcement,
  });
  const diagnosis = diagnose(verdict, judged && diagnosed(judged), conversion ? [diagnosed(conversion)] : []);
  const legs = [
    ...(conversion ? [legOf(conversion, false)] : []),
    ...others,
    ...(judged ? [legOf(judged, true)] : []),
  ];
  return {
    schemaVersion: 1,
    tool: { name: "fp16-gate", version: "0.1.0" },
    verdict: { ...verdict, findings: [...verdict.findings], unjudged: [...verdict.unjudged] },
    diagnosis,
    outputs: judged ? withLimits(judged) : [],
    legs,
    layers: [],
    nodes: [],
    engine: {
      name: "emulated",
      version: "onnxruntime-node 1.30.0",
      device: "cpu",
      realisedPrecision: "FP16 storage, FP32 accumulation",
      notes: ["GRU is rounded at its border only: a lower bound."],
    },
    model: {
      file: "models/detector.onnx",
      sizeBytes: 530_112,
      sha256: { file: digest("a"), graph: digest("b"), weights: digest("c") },
      opset: 20,
      irVersion: 10,
      producer: "pytorch 2.9.1",
      nodes: 255,
    },
    samples: {
      count: 3,
      directory: "samples/small",
      sha256: digest("d"),
      manifest: [{ name: "commit", value: "abc1234" }],
    },
    config: { sha256: digest("e"), limits: "config", enforce: enforcement },
    environment: { node: "v24.21.0", platform: "linux", arch: "x64", cpu: "AMD EPYC 7763", cpuCount: 4 },
    timings: { totalMs: 8421.5, emulateMs: 612, runMs: 5210.25, compareMs: 31 },
    ...input.extra,
  };
}

function diagnosed(leg: LegInput): DiagnosedLeg {
  return {
    kind: leg.kind,
    passed: passedLeg(leg),
    findings: leg.findings,
    outputs: leg.outputs.map(({ name, unit, metrics, noiseFloor }) => ({
      name,
      unit,
      maxAbs: metrics.maxAbs,
      noiseFloor,
    })),
  };
}

function passedLeg(leg: LegInput): boolean {
  return leg.findings.every((entry) => entry.passed || entry.level === "warn");
}

function legOf(leg: LegInput, judged: boolean): ResultLeg {
  return { kind: leg.kind, judged, passed: passedLeg(leg), outputs: judged ? [] : withLimits(leg) };
}

function withLimits(leg: LegInput): ResultOutput[] {
  return leg.outputs.map((entry) => ({
    ...entry,
    limits: leg.findings
      .filter((candidate) => candidate.output === entry.name)
      .map(({ name, operator, expected, unit, level }) => ({
        metric: name,
        operator,
        value: expected,
        unit,
        level,
      })),
  }));
}

const boxesLimit = { unit: "px" };
const clean = (name: string): Finding => finding(name, "non-finite", 0, 0, { operator: "==" });

const fineConversion: LegInput = {
  kind: "conversion",
  outputs: [output("boxes", 0.0002, { unit: "px" }), output("scores", 1.9e-6, { shape: [2, 64] })],
  findings: [
    clean("boxes"),
    finding("boxes", "max-abs", 0.0002, 1, boxesLimit),
    clean("scores"),
    finding("scores", "rel-rms", 6.3e-9, 0.01),
  ],
};

const failedBoxes: LegInput = {
  kind: "emulation",
  outputs: [
    output("boxes", 4.0712, { unit: "px", passed: false, level: "fail" }),
    output("scores", 0.0013, { shape: [2, 64] }),
  ],
  findings: [
    clean("boxes"),
    finding("boxes", "max-abs", 4.0712, 1, boxesLimit),
    clean("scores"),
    finding("scores", "rel-rms", 0.0013 / 300, 0.01),
  ],
};

function passing(): GateResult {
  const judged: LegInput = {
    kind: "emulation",
    outputs: [
      output("boxes", 0.3094, { unit: "px", noiseFloor: 0 }),
      output("scores", 0.0013, { shape: [2, 64] }),
      output("labels", 0, {
        dtype: "int64",
        candidateDtype: "int64",
        shape: [2, 64],
        metrics: { maxAbs: 0, mismatches: 0 },
        worst: undefined,
      }),
    ],
    findings: [
      clean("boxes"),
      finding("boxes", "max-abs", 0.3094, 1, boxesLimit),
      clean("scores"),
      finding("scores", "rel-rms", 0.0013 / 300, 0.01),
      finding("labels", "mismatches", 0, 0),
    ],
  };
  return resultOf({ judged, conversion: fineConversion });
}

function nonFinite(): GateResult {
  const metrics = {
    ...output("boxes", 2.6e5).metrics,
    nonFiniteMismatches: 12,
    maxRel: Number.POSITIVE_INFINITY,
    cosine: Number.NaN,
    snrDb: Number.NEGATIVE_INFINITY,
  };
  const judged: LegInput = {
    kind: "emulation",
    outputs: [
      output("boxes", 2.6e5, {
        unit: "px",
        passed: false,
        level: "fail",
        metrics,
        worst: { sample: "0001", index: [1, 3, 0], reference: 255.25, candidate: Number.NaN },
      }),
      output("logits", Number.NaN, {
        shape: [2, 10],
        elements: 60,
        passed: false,
        level: "fail",
        metrics: { ...output("logits", Number.NaN).metrics, nonFiniteMismatches: 60 },
        worst: { sample: "0001", index: [0, 0], reference: -3.5, candidate: Number.NEGATIVE_INFINITY },
      }),
      output("scores", 0.0061, { shape: [2, 64], level: "warn" }),
    ],
    findings: [
      finding("boxes", "non-finite", 12, 0, { operator: "==" }),
      finding("boxes", "max-abs", 2.6e5, 1, boxesLimit),
      finding("logits", "non-finite", 60, 0, { operator: "==" }),
      finding("logits", "rel-rms", Number.NaN, 0.01),
      finding("logits", "cosine", Number.NaN, 0.999, { operator: ">=" }),
      clean("scores"),
      finding("scores", "rel-rms", 0.0061, 0.01),
      finding("scores", "rel-rms", 0.0061, 0.005, { level: "warn" }),
    ],
  };
  const conversion: LegInput = {
    ...fineConversion,
    outputs: [...fineConversion.outputs, output("logits", 3.1e-6, { shape: [2, 10], elements: 60 })],
    findings: [...fineConversion.findings, finding("logits", "rel-rms", 1e-8, 0.01)],
  };
  return resultOf({
    judged,
    conversion,
    others: [
      { kind: "autocast", judged: false, passed: true, outputs: [output("boxes", 0.41, { unit: "px" })] },
    ],
    extra: { layersUnavailable: "layers unavailable: op com.example::Custom" },
  });
}

function failedConversion(): GateResult {
  const wrong = (maxAbs: number) => output("out0", maxAbs, { passed: false, level: "fail", shape: [2, 8] });
  return resultOf({
    judged: {
      kind: "emulation",
      outputs: [wrong(0.5931)],
      findings: [clean("out0"), finding("out0", "max-abs", 0.5931, 0.05)],
    },
    conversion: {
      kind: "conversion",
      outputs: [wrong(0.5902)],
      findings: [clean("out0"), finding("out0", "max-abs", 0.5902, 0.05)],
    },
  });
}

function unjudged(): GateResult {
  const judged: LegInput = {
    kind: "emulation",
    outputs: [
      output("boxes", 2.1, { passed: false, level: "unjudged" }),
      output("scores", 0.0013, { shape: [2, 64] }),
    ],
    findings: [clean("boxes"), clean("scores"), finding("scores", "rel-rms", 0.0013 / 300, 0.01)],
  };
  const entry = {
    output: "boxes",
    reason:
      "it reaches 4096 in an unknown unit, where FP16 steps by 4; whether its error of 2.1 matters depends on that unit.",
    advice: "Set a max-abs limit in its unit.",
  };
  const extra = { config: { limits: "default", enforce: "fail" } } as const;
  return resultOf({ judged, conversion: fineConversion, unjudged: [entry], extra });
}

const beforeRunning: Partial<GateResult> = { model: undefined, samples: undefined, engine: undefined };

function inputError(): GateResult {
  const failure: Failure = {
    kind: "input",
    message: 'samples/small/0002: input "image" is float32 1x3x64x64, but the model takes float32 2x3x64x64.',
    advice:
      "Capture the samples with the batch size that the model was exported with, or export a dynamic batch axis.",
  };
  return resultOf({ failures: [failure], extra: beforeRunning });
}

function engineError(): GateResult {
  const failure: Failure = {
    kind: "engine",
    message: "ONNX Runtime's process ended with SIGKILL while it ran sample 0002.",
    advice: "Look for a memory limit of the runner.",
    category: "crashed",
    status: "SIGKILL",
    lastStderrLine: "\u001b[31mKilled\u001b[0m process 4711 (node) @everyone",
  };
  return resultOf({ failures: [failure] });
}

/** What someone could write into a model or a sample to break, forge or escape a report. */
export const hostileNames: readonly string[] = [
  "a|b||c\\|d",
  "`code` ``two`` ```three```",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "</code></details></td><!-- fp16-gate:comment -->",
  "::set-output name=verdict::pass",
  "##[error]forged",
  "@everyone fixes #1 org/repo#2 GH-3 user@example.com",
  "line one\nline two\r\n| ✅ | forged row |\u2028::warning::x",
  "https://evil.example/x www.evil.example [link](https://evil.example) ![img](x)",
  "\u202egnp.exe\u2066 \u200bzero\u200dwidth\ufeff",
  "\u001b[2J\u001b[1;31mred\u001b]0;title\u0007 \u009b31m bell\u0007 nul\u0000",
  "$x^2$ :tada: ~~gone~~ **bold** __init__ &amp; &#64; ]]> \"q\" 'a'",
  `${"very/long/".repeat(500)}end`,
  "\ud800 lone \udfff",
];

function hostile(): GateResult {
  const judged: LegInput = {
    kind: "emulation",
    outputs: hostileNames.map((name, at) =>
      output(name, at + 2, {
        unit: "p|x`<b>",
        passed: false,
        level: "fail",
        worst: { sample: name, index: [at], reference: 1, candidate: at + 3 },
      }),
    ),
    findings: hostileNames.map((name, at) => finding(name, "max-abs", at + 2, 1, { unit: "p|x`<b>" })),
  };
  const conversion: LegInput = {
    kind: "conversion",
    outputs: hostileNames.map((name) => output(name, 1e-4)),
    findings: hostileNames.map((name) => finding(name, "max-abs", 1e-4, 1)),
  };
  const result = resultOf({
    judged,
    conversion,
    unjudged: hostileNames.map((name) => ({ output: name, reason: `because ${name}`, advice: name })),
  });
  const everywhere = hostileNames.join(" ; ");
  return {
    ...result,
    diagnosis: { kind: "precision", text: hostileNames[4] ?? "" },
    layersUnavailable: everywhere.slice(0, 400),
    engine: { name: hostileNames[4] ?? "", device: hostileNames[0], notes: hostileNames.slice(0, 12) },
    model: { file: "models/<b>|::error::`x`.onnx", sha256: { file: digest("a") }, producer: hostileNames[6] },
    samples: {
      count: 3,
      directory: hostileNames[7] ?? "",
      manifest: [{ name: "a|b\n", value: hostileNames[2] ?? "" }],
    },
  };
}

/** A converted model with every kind of difference, under names that a file chose. */
function candidate(
  names: readonly string[] = ["head/mask", "stem.conv.weight", "models/small.onnx"],
): GateResult {
  const [node = "", name = "", file = ""] = names;
  const judged: LegInput = { ...failedBoxes, kind: "candidate" };
  const result = resultOf({ judged, conversion: fineConversion });
  const model = { file, sha256: { file: "5".repeat(64) }, opset: 17, irVersion: 8, nodes: 44 };
  return {
    ...result,
    candidate: {
      model,
      precision: { fp16Nodes: 36, bf16Nodes: 0, fp32Nodes: 3, casts: 5 },
      nodes: { matched: 40, reference: 41, candidate: 42 },
      constants: 12,
      differences: [
        {
          kind: "sign-flipped",
          level: "warn",
          node,
          op: "Conv",
          name,
          count: 2,
          elements: 108,
          example: { index: 3, reference: -3e-9, candidate: 2 ** -24 },
          text: `Constant ${quoteName(name)} of Conv ${quoteName(node)}: the sign changed in 2 of 108 elements (-3e-9 became 6.0e-8).`,
        },
        {
          kind: "overflow",
          level: "warn",
          node,
          op: "BatchNormalization",
          name,
          count: 1,
          elements: 4,
          example: { index: 0, reference: 5e5, candidate: Number.POSITIVE_INFINITY },
          text: `Constant ${quoteName(name)} of BatchNormalization ${quoteName(node)}: the value became infinite in 1 of 4 elements (5e5 became ∞).`,
        },
        {
          kind: "node-added",
          level: "warn",
          node,
          op: "Abs",
          count: 1,
          text: `1 Abs node (${quoteName(node)}) is new.`,
        },
        {
          kind: "output",
          level: "note",
          name,
          text: `The output ${quoteName(name)} is FLOAT16 instead of FLOAT.`,
        },
      ],
      omitted: 7,
    },
  };
}

/** Results whose reports are kept in test/golden, by name. */
export const scenarios: Readonly<Record<string, () => GateResult>> = {
  pass: passing,
  precision: () => resultOf({ judged: failedBoxes, conversion: fineConversion }),
  "non-finite": nonFinite,
  conversion: failedConversion,
  unjudged,
  "warn-enforced": () => resultOf({ judged: failedBoxes, conversion: fineConversion, enforcement: "warn" }),
  "recorded-unknown": () => resultOf({ judged: { ...failedBoxes, kind: "engine-fp16" } }),
  "input-error": inputError,
  "engine-error": engineError,
  candidate: () => candidate(),
  "candidate-hostile": () => candidate([hostileNames[4] ?? "", hostileNames[1] ?? "", hostileNames[6] ?? ""]),
  hostile,
};
