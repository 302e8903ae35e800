import type { GateResult, ResultOverrides, ResultPlanOutput } from "../../src/report/result.ts";
import { layerScenarios } from "./layer-scenarios.ts";
import { hostileNames, scenarios } from "./scenarios.ts";

const made = (name: string, make: (() => GateResult) | undefined): GateResult => {
  if (make === undefined) throw new Error(`no scenario ${name}`);
  return make();
};

const layers = () => made("layers", layerScenarios["layers"]);

function boxes(value: number, limit: number): ResultPlanOutput {
  const excess = value / limit;
  return {
    output: "boxes",
    maxAbs: value,
    unit: "px",
    metric: "max-abs",
    operator: "<=",
    value,
    limit,
    excess,
    margin: 1 - excess,
    passed: excess <= 1,
  };
}

const flags = `trtexec \\
  --onnx=detector/model.onnx \\
  --fp16 \\
  --precisionConstraints=obey \\
  --layerPrecisions="'/decoder/norm/Pow':fp32" \\
  --layerOutputTypes="'/decoder/norm/Pow':fp32"`;

const files: NonNullable<ResultOverrides["files"]> = [
  {
    path: "model.mixed.onnx",
    kind: "mixed-model",
    title: "Mixed-precision ONNX model",
    targetVersions: "TensorRT 10.12 and newer, ONNX Runtime",
    notes: ["2 nodes in FP32, 253 in FP16, 3 Casts; inputs and outputs keep their types."],
  },
  {
    path: "overrides/trtexec-weak.sh",
    kind: "form",
    title: "trtexec, weakly typed",
    targetVersions: "TensorRT 8.6 to 10.16",
    content: flags,
  },
  { path: "overrides/pytorch.md", kind: "form", title: "The change in PyTorch" },
  { path: "overrides/plan.json", kind: "form", title: "The plan itself" },
];

const found: ResultOverrides = {
  status: "found",
  text: "With 2 nodes in FP32 the outputs go from 4.1 times the limit to 0.29; each of them breaks a limit alone in FP16, so no other set this small passes.",
  nodes: ["/decoder/norm/Pow", "/decoder/norm/ReduceMean_1"],
  carriers: ["/decoder/norm/Reshape"],
  modules: ["decoder.norm"],
  reasons: [
    {
      node: "/decoder/norm/Pow",
      op: "Pow",
      module: "decoder.norm",
      source: { file: "models/norm.py", line: 41, code: "variance = x.pow(2).mean(-1, keepdim=True)" },
      cause: "overflow",
      aloneExcess: Number.POSITIVE_INFINITY,
      proof: "alone",
      reason:
        "x^2 reaches 2.6e5, above 65504. Alone in FP16 it puts an output at beyond any limit (NaN or infinity).",
    },
    {
      node: "/decoder/norm/ReduceMean_1",
      op: "ReduceMean",
      module: "decoder.norm",
      source: { file: "models/norm.py", line: 41, code: "variance = x.pow(2).mean(-1, keepdim=True)" },
      aloneExcess: 1.7,
      proof: "alone",
      reason: "Alone in FP16 it puts an output at 1.7 times the limit.",
    },
  ],
  before: [boxes(4.07, 1)],
  after: [boxes(0.29, 1)],
  heldOut: {
    held: 8,
    of: 9,
    worstExcess: 1.2,
    kinds: [
      { kind: "held-back", held: 1, of: 1 },
      { kind: "noise", held: 5, of: 5 },
      { kind: "permuted", held: 2, of: 3 },
    ],
  },
  verifiedOn: "emulation",
  evaluations: 10,
  minimal: true,
  uniqueSmallest: true,
  cost: { nodes: 2, share: 2 / 255, flopShare: 3.1e-5, byteShare: 0.0042, casts: 3, islands: 1 },
  plans: [
    {
      kind: "islands",
      text: "Easier to read, and no more to convert between, than the fewest nodes.",
      nodes: ["/decoder/norm/Pow", "/decoder/norm/ReduceMean_1", "/decoder/norm/Sqrt"],
      after: [boxes(0.21, 1)],
      cost: { nodes: 3, share: 3 / 255, casts: 2, islands: 1 },
    },
  ],
  search: {
    tries: 3,
    localisationTries: 9,
    budget: { tries: 60, ms: 600_000 },
    monotone: true,
    samples: ["0000", "0001", "0002"],
    heldBack: ["0003"],
    form: "switched",
  },
  files,
  omitted: [
    { title: "ModelOpt AutoCast", targetVersions: "0.47", reason: "It knows no node without a name." },
  ],
};

function withOverrides(result: GateResult, overrides: ResultOverrides): GateResult {
  return { ...result, overrides };
}

function stopped(): GateResult {
  const { uniqueSmallest: _, heldOut: __, files: ___, ...rest } = found;
  const search = {
    ...rest.search,
    tries: 12,
    budget: { tries: 12, ms: 600_000 },
    stopped: "signal" as const,
  };
  return withOverrides(layers(), {
    ...rest,
    status: "stopped",
    minimal: false,
    heldOut: { held: 0, of: 0, text: "the run was interrupted" },
    search,
    omitted: [{ title: "Mixed-precision ONNX model", reason: "The run was interrupted." }],
  });
}

function spread(): GateResult {
  return withOverrides(made("layers-spread", layerScenarios["layers-spread"]), {
    status: "spread",
    text: 'No small set of FP32 nodes repairs "boxes": with 16 nodes in FP32 it is still at 2.3 times the limit. The error is spread over many nodes, or magnified.',
    nodes: [],
    before: [boxes(2.6, 1)],
    evaluations: 22,
    spreadOutputs: ["boxes"],
    curve: [
      { share: 0, nodes: 0, excess: 2.6 },
      { share: 16 / 255, nodes: 16, excess: 2.3 },
      { share: 0.5, nodes: 128, excess: 1.4 },
      { share: 1, nodes: 255, excess: 0.001 },
    ],
    advice: [
      {
        kind: "limit",
        text: "FP16 rounding alone costs 2.6 times the limit here: accept that much, or keep the model in FP32 or TF32.",
      },
    ],
  });
}

/** Every text that a model may choose is hostile here. */
function hostile(): GateResult {
  const [first = ""] = hostileNames;
  return withOverrides(made("hostile", scenarios["hostile"]), {
    ...found,
    text: hostileNames.join(" "),
    nodes: [...hostileNames],
    carriers: [...hostileNames],
    modules: [...hostileNames],
    reasons: hostileNames.map((name) => ({
      node: name,
      op: name,
      module: name,
      source: { file: name, line: 1, code: name },
      reason: name,
    })),
    before: [{ ...boxes(4.07, 1), output: first }],
    after: [{ ...boxes(0.29, 1), output: first }],
    verifiedOn: first,
    files: hostileNames.flatMap((name) => [
      {
        path: "overrides/trtexec-weak.sh",
        kind: "form" as const,
        title: name,
        content: `trtexec \\\n  --onnx=${name}`,
      },
    ]),
    omitted: hostileNames.map((name) => ({ title: `Mixed-precision ${name}`, reason: name })),
  });
}

/** Results with a search for FP32 nodes, for golden files and for tests of one report. */
export const overrideScenarios: Readonly<Record<string, () => GateResult>> = {
  fix: () => withOverrides(layers(), found),
  "fix-stopped": stopped,
  "fix-spread": spread,
  "fix-hostile": hostile,
};
