import type { GateResult, ResultHazard, ResultLayer, ResultNode } from "../../src/report/result.ts";
import { finding, hostileNames, type LegInput, output, resultOf } from "./scenarios.ts";

const fp16Max = 65504;

/** Numbers in [0, 1) that are the same in every run (the Park-Miller generator). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const rounded = (value: number): number => Number(value.toPrecision(4));

const plan: readonly [string, readonly string[]][] = [
  ["backbone.stem", ["Conv", "Relu"]],
  ...[1, 2, 3].flatMap((stage): [string, readonly string[]][] => [
    [`backbone.stage${stage}.conv1`, ["Conv", "Relu"]],
    [`backbone.stage${stage}.conv2`, ["Conv", "Add", "Relu"]],
  ]),
  ["neck.proj", ["Conv", "Reshape", "Transpose"]],
  ["neck.position", ["Mul", "Sin", "Cos", "Concat", "Add"]],
  ...[0, 1, 2, 3].flatMap((block): [string, readonly string[]][] => [
    [`encoder.layers.${block}.norm1`, ["LayerNormalization"]],
    [
      `encoder.layers.${block}.attn`,
      ["MatMul", "MatMul", "MatMul", "Mul", "MatMul", "Softmax", "MatMul", "Add"],
    ],
    [`encoder.layers.${block}.mlp`, ["MatMul", "Gelu", "MatMul", "Add"]],
  ]),
  ["decoder.norm", ["Pow", "ReduceMean", "Add", "Sqrt", "Div", "Mul"]],
  ["decoder.head", ["MatMul", "Add", "Sigmoid"]],
  ["decoder.decode", ["Mul", "Exp", "Mul", "Add", "Sub", "Add", "Concat"]],
];

/** The nodes of a small detector: rounding that grows slowly, then jumps at what `broken` names. */
export function detectorNodes(broken: Readonly<Record<string, number>> = {}): ResultNode[] {
  const random = generator(7);
  let inherited = 2e-5;
  return plan.flatMap(([module, ops]) =>
    ops.map((op, at): ResultNode => {
      const node = `/${module.replaceAll(".", "/")}/${op}${at > 0 ? `_${at}` : ""}`;
      const moves = ["Reshape", "Transpose", "Concat"].includes(op);
      const introduced = moves ? 0 : (broken[node] ?? 1.2e-4 * (0.4 + random()));
      inherited = Math.max(inherited * (0.93 + 0.2 * random()), introduced);
      const absMax = broken[node] === undefined ? 2 ** (1 + 6 * random()) : 2 ** (10 + 5 * random());
      return {
        node,
        key: `${module}/${op}#${at}`,
        op,
        module,
        headroomBits: rounded(Math.log2(fp16Max / absMax)),
        absMax: rounded(absMax),
        error: { relRms: rounded(inherited), max: rounded(inherited * 6 * absMax) },
        introduced: { relRms: rounded(introduced), max: rounded(introduced * 5 * absMax) },
      };
    }),
  );
}

const broken = {
  "/decoder/norm/Pow": 0.021,
  "/decoder/norm/ReduceMean_1": 0.016,
  "/decoder/decode/Mul_2": 0.0094,
  "/decoder/decode/Add_3": 0.0088,
  "/decoder/decode/Sub_4": 0.0051,
};

function tensorError(relRms: number, nonFinite = 0): NonNullable<ResultLayer["introduced"]> {
  return { max: rounded(relRms * 812), rms: rounded(relRms * 301), relRms, nonFinite };
}

function decodeLayer(node: string, op: string, relRms: number, line: number, code: string): ResultLayer {
  return {
    node,
    op,
    output: `${node}_output_0`,
    module: "decoder.decode",
    moduleClass: "model.BoxDecoder",
    source: { file: "examples/detector/model.py", line, code },
    introduced: tensorError(relRms),
    inherited: tensorError(0.0012),
    total: tensorError(relRms + 0.0004),
    referenceAbsMax: 3812.5,
    nonFinite: 0,
    headroomBits: 4.1,
    range: { elements: 512, nonZero: 512, absMax: 3812.5, rms: 1204, overflows: 0, flushed: 0, subnormal: 0 },
    worstSample: "0003",
    breaks: ["boxes"],
    counterfactual: {
      confirmed: true,
      outputs: [{ output: "boxes", excess: 4.0712, aloneExcess: 2.91, repairedExcess: 1.12 }],
    },
    cause: {
      kind: "coordinate-resolution",
      evidence: "coordinates reach 3812, where FP16 steps by 2: `boxes` can be no nearer than 1 px",
      advice:
        "Decode boxes in float32 (`boxes.float()`), or predict offsets and add the anchor outside the engine.",
    },
  };
}

const normLayer: ResultLayer = {
  node: "/decoder/norm/Pow",
  op: "Pow",
  output: "/decoder/norm/Pow_output_0",
  module: "decoder.norm",
  moduleClass: "model.RMSNorm",
  source: {
    file: "examples/detector/model.py",
    line: 41,
    code: "    scale = torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps)",
  },
  introduced: tensorError(0.021, 12),
  inherited: tensorError(0.0004),
  total: tensorError(0.0214, 12),
  referenceAbsMax: 262_144,
  nonFinite: 12,
  headroomBits: -2,
  range: {
    elements: 4096,
    nonZero: 4090,
    absMax: 262_144,
    rms: 3100,
    overflows: 12,
    flushed: 31,
    subnormal: 204,
    histogram: {
      firstExponent: -28,
      counts: [
        3, 8, 20, 31, 35, 40, 44, 50, 61, 66, 70, 81, 90, 100, 120, 140, 160, 180, 200, 230, 250, 260, 270,
        280, 290, 260, 230, 200, 160, 120, 80, 50, 30, 20, 12, 8, 6, 5, 4, 3, 2, 2, 4, 5, 4, 3,
      ],
    },
  },
  worstSample: "0001",
  breaks: ["boxes", "scores"],
  counterfactual: {
    confirmed: true,
    outputs: [
      { output: "boxes", excess: 4.0712, aloneExcess: Number.POSITIVE_INFINITY, repairedExcess: 2.9 },
    ],
  },
  cause: {
    kind: "overflow",
    evidence: "`x.pow(2).mean()` reaches 2.6e5 > 65504 in 12 of 4096 rows",
    advice: "Compute the statistics in float32 (`x.float()`), or scale before squaring.",
  },
};

const culprits: readonly ResultLayer[] = [
  normLayer,
  {
    ...normLayer,
    node: "/decoder/norm/ReduceMean_1",
    op: "ReduceMean",
    output: "/decoder/norm/ReduceMean_1_output_0",
    introduced: tensorError(0.016),
    nonFinite: 0,
    range: undefined,
    counterfactual: undefined,
    accumulationAbsSum: 8.1e6,
    cause: {
      kind: "hidden-overflow",
      evidence: "the sum of |a b| reaches 8.1e6 inside the accumulation, beyond 65504",
    },
  },
  decodeLayer(
    "/decoder/decode/Mul_2",
    "Mul",
    0.0094,
    88,
    "    center = delta * anchor[..., 2:] + anchor[..., :2]",
  ),
  decodeLayer(
    "/decoder/decode/Add_3",
    "Add",
    0.0088,
    88,
    "    center = delta * anchor[..., 2:] + anchor[..., :2]",
  ),
  {
    ...decodeLayer("/decoder/decode/Sub_4", "Sub", 0.0051, 91, "    top_left = center - size / 2"),
    unlinked: "examples/detector/model.py:91 reads otherwise in this checkout",
  },
];

const attentionHazard: ResultHazard = {
  node: "/encoder/layers.2/attn/MatMul_4",
  op: "MatMul",
  module: "encoder.layers.2.attn",
  accumulationAbsSum: 91_300,
  referenceAbsMax: 212,
  cause: {
    kind: "accumulation-overflow",
    evidence:
      "MatMul in `encoder.layers.2.attn` stays within 212, but the magnitudes it adds up reach 9.1e4 > 65504",
    advice: "Scale the operands down before this step, or have the engine accumulate in FP32 here.",
  },
};

export const checkout = {
  serverUrl: "https://github.com",
  repository: "acme/detector",
  commit: "0123456789abcdef0123456789abcdef01234567",
} as const;

const environment = {
  node: "v24.21.0",
  platform: "linux",
  arch: "x64",
  cpu: "AMD EPYC 7763",
  cpuCount: 4,
  checkout,
} as const;

const model = { file: "runs/job-b/model.onnx", sha256: { file: "a".repeat(64) }, opset: 20, nodes: 102 };

const boxes = (maxAbs: number): LegInput => ({
  kind: "emulation",
  outputs: [
    output("boxes", maxAbs, maxAbs > 1 ? { unit: "px", passed: false, level: "fail" } : { unit: "px" }),
    output("scores", 0.0013, { shape: [2, 64] }),
  ],
  findings: [
    finding("boxes", "max-abs", maxAbs, 0.5, { unit: "px", level: "warn" }),
    finding("boxes", "max-abs", maxAbs, 1, { unit: "px" }),
    finding("scores", "rel-rms", 0.0013 / 300, 0.01),
  ],
});

const conversion: LegInput = {
  kind: "conversion",
  outputs: [output("boxes", 0.0002, { unit: "px" })],
  findings: [finding("boxes", "max-abs", 0.0002, 1, { unit: "px" })],
};

const others: GateResult["legs"] = [
  {
    kind: "inputs",
    judged: false,
    passed: true,
    outputs: [],
    text: "3 inputs, largest 255: all in FP16 range",
  },
  {
    kind: "weights",
    judged: false,
    passed: true,
    outputs: [],
    text: "84 tensors, largest 12.4; 0.02 % become 0",
  },
  { kind: "autocast", judged: false, passed: true, outputs: [output("boxes", 0.41, { unit: "px" })] },
  { kind: "half", judged: false, passed: false, outputs: [], skipped: "the samples hold no half outputs" },
];

const timings = { totalMs: 9421.5, emulateMs: 612, runMs: 5210, compareMs: 31, localiseMs: 1320 };

function detector(): GateResult {
  return resultOf({
    judged: boxes(4.0712),
    conversion,
    others,
    extra: {
      layers: [...culprits],
      hazards: [attentionHazard],
      nodes: detectorNodes(broken),
      localisation: {
        kind: "nodes",
        text: "Five nodes in two modules make the error; with them in FP32 `boxes` is off by 0.29 px.",
        trials: 14,
        splitInto: 2,
      },
      environment,
      model,
      timings,
      scan: [
        {
          name: "decoder.scale",
          kind: "weight",
          elements: 1,
          absMax: 1e-6,
          overflows: 0,
          flushed: 0,
          subnormal: 1,
        },
        { name: "image", kind: "input", elements: 24_576, absMax: 255, overflows: 0 },
      ],
    },
  });
}

function healthyDetector(): GateResult {
  return resultOf({
    judged: boxes(0.3),
    conversion,
    others,
    extra: {
      nodes: detectorNodes(),
      localisation: {
        kind: "none",
        text: "Every output is within its limits: no layer is blamed.",
        trials: 0,
      },
      environment,
      model,
      timings,
    },
  });
}

function spread(): GateResult {
  const noisy = Object.fromEntries(detectorNodes().map(({ node }, at) => [node, 2e-3 * (1 + (at % 5) / 4)]));
  return resultOf({
    judged: boxes(1.31),
    conversion,
    extra: {
      nodes: detectorNodes(noisy),
      localisation: {
        kind: "spread",
        text: "No single node is guilty: the rounding of 61 nodes adds up, none makes more than 4 % of the error. The temperature at `/decoder/head/MatMul` makes it large.",
        trials: 22,
      },
      environment: { node: "v24.21.0", platform: "linux" },
      model,
      timings,
    },
  });
}

/** Names that someone could plant in a model's metadata, wherever a culprit holds a text. */
function hostileLayers(): GateResult {
  const hazards = hostileNames.map(
    (name): ResultHazard => ({
      ...attentionHazard,
      node: name,
      op: name,
      module: name,
      cause: { kind: "accumulation-overflow", evidence: name, advice: name },
    }),
  );
  const layers = hostileNames.map(
    (name, at): ResultLayer => ({
      ...decodeLayer(name, name, 0.02 + at / 1000, at + 1, name),
      output: name,
      module: name,
      moduleClass: name,
      source: { file: at % 2 === 0 ? name : `../../etc/${name}`, line: at + 1, code: name },
      ...(at % 3 === 0 ? { unlinked: name } : {}),
      worstSample: name,
      breaks: [name],
      counterfactual: { confirmed: false, outputs: [{ output: name, aloneExcess: 2, repairedExcess: 1 }] },
      cause: { kind: "overflow", evidence: name, advice: name },
    }),
  );
  const nodes = hostileNames.map(
    (name, at): ResultNode => ({
      node: name,
      key: name,
      op: name,
      module: name,
      absMax: 10 ** at,
      headroomBits: rounded(Math.log2(fp16Max / 10 ** at)),
      error: { relRms: 0.01, max: 1 },
      introduced:
        at === 4 ? { relRms: Number.NaN, max: Number.NaN, nonFinite: 3 } : { relRms: 0.001 * at, max: 1 },
    }),
  );
  return resultOf({
    judged: boxes(4.0712),
    conversion,
    others: hostileNames.map((name) => ({
      kind: "inputs",
      judged: false,
      passed: true,
      outputs: [],
      text: name,
    })),
    extra: {
      layers,
      hazards,
      nodes,
      localisation: { kind: "nodes", text: hostileNames.join(" "), trials: 1 },
      environment,
      model: { ...model, file: `/home/someone/${hostileNames[2] as string}/model.onnx` },
    },
  });
}

/** `count` nodes in ten stages of blocks, with an overflow in the middle. */
export function manyNodes(count: number): GateResult {
  const random = generator(11);
  const nodes = Array.from({ length: count }, (_, at): ResultNode => {
    const module = `model.stage${Math.floor((10 * at) / count)}.block${Math.floor(at / 12)}`;
    const introduced = rounded(1e-4 * (0.3 + random()));
    const total = rounded(1e-4 * (2 + (30 * at) / count) * (0.7 + 0.6 * random()));
    const over = at >= count / 2 && at < count / 2 + 5;
    const absMax = rounded(over ? 1e6 : 2 ** (1 + 9 * random()));
    return {
      node: `/${module.replaceAll(".", "/")}/MatMul_${at}`,
      key: `${module}/MatMul#${at % 12}`,
      op: "MatMul",
      module,
      headroomBits: rounded(Math.log2(fp16Max / absMax)),
      absMax,
      error: over ? { relRms: total, max: 5, nonFinite: 7 } : { relRms: total, max: rounded(total * absMax) },
      introduced: over ? { relRms: introduced, max: 1, nonFinite: 7 } : { relRms: introduced, max: 0.01 },
    };
  });
  const guilty = nodes[Math.floor(count / 2)] as ResultNode;
  return resultOf({
    judged: boxes(4.0712),
    conversion,
    extra: {
      nodes,
      layers: [
        {
          ...normLayer,
          node: guilty.node,
          module: guilty.module,
          op: "MatMul",
          source: undefined,
          unlinked: "the model names no source",
        },
      ],
      localisation: { kind: "nodes", text: "One node makes the error.", trials: 4 },
      environment,
      model,
    },
  });
}

export const layerScenarios: Readonly<Record<string, () => GateResult>> = {
  layers: detector,
  "layers-healthy": healthyDetector,
  "layers-spread": spread,
  "layers-hostile": hostileLayers,
};
