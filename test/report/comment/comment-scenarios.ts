import type { GateResult } from "../../../src/report/result.ts";
import { layerScenarios } from "../layer-scenarios.ts";
import { hostileNames } from "../scenarios.ts";

type Baseline = NonNullable<GateResult["baseline"]>;
type Overrides = NonNullable<GateResult["overrides"]>;

const layers = (): GateResult => (layerScenarios.layers as () => GateResult)();

const earlier: NonNullable<Baseline["base"]> = {
  commit: "abc1234def0000000000000000000000000000ab",
  date: "2026-11-24T10:00:00Z",
  distance: 3,
  ageDays: 2.4,
  verdict: "pass",
  source: {
    kind: "artifact",
    name: "fp16-gate-detector of run 41",
    url: "https://github.com/acme/detector/actions/runs/41",
  },
  comparable: true,
};

const baseline: Baseline = {
  asked: "artifact",
  base: earlier,
  accepted: earlier,
  notes: [],
  attribution: {
    against: "base",
    weights: "changed",
    graph: "same",
    samples: "same",
    config: "same",
    environment: "same",
    environmentChanges: [],
    text: "The weights changed; graph, samples and environment are the same.",
  },
  outputs: [
    {
      name: "boxes",
      state: "new",
      metric: "max-abs",
      before: 0.31,
      after: 4.0712,
      accepted: 0.31,
      unit: "px",
    },
    { name: "scores", state: "ok", metric: "max-abs", before: 0.0011, after: 0.0013, accepted: 0.0011 },
  ],
  layers: [
    {
      key: "decoder.norm/Pow#0",
      node: "/decoder/norm/Pow",
      op: "Pow",
      module: "decoder.norm",
      state: "new",
      before: { relRms: 0.0004 },
      after: { relRms: 0.021, nonFinite: 12 },
    },
    {
      key: "decoder.decode/Mul#2",
      node: "/decoder/decode/Mul_2",
      op: "Mul",
      module: "decoder.decode",
      state: "known",
      before: { relRms: 0.0093 },
      after: { relRms: 0.0094 },
    },
  ],
  layerCounts: { ok: 90, known: 1, new: 2, improved: 0, vanished: 0, added: 0 },
  headroom: [
    {
      node: "/encoder/layers/3/mlp/Gelu_1",
      key: "encoder.layers.3.mlp/Gelu#0",
      module: "encoder.layers.3.mlp",
      absMax: 41_200,
      headroomBits: 0.67,
      beforeBits: 1.9,
      text: "`encoder.layers.3.mlp` peaks at 41200; 0.67 bits of FP16 range left, 1.9 in the last accepted job.",
    },
  ],
};

const history: GateResult["history"] = [
  {
    commit: "1111111",
    date: "2026-10-28",
    verdict: "pass",
    outputs: [
      { name: "boxes", metric: "max-abs", value: 0.28, unit: "px" },
      { name: "scores", metric: "max-abs", value: 0.001 },
    ],
    headroom: { name: "encoder.layers.3.mlp", bits: 2.4 },
  },
  {
    commit: "abc1234",
    date: "2026-11-24",
    verdict: "pass",
    outputs: [
      { name: "boxes", metric: "max-abs", value: 0.31, unit: "px" },
      { name: "scores", metric: "max-abs", value: 0.0011 },
    ],
    headroom: { name: "encoder.layers.3.mlp", bits: 1.9 },
  },
];

const boxesAt = (value: number): NonNullable<Overrides["after"]>[number] => ({
  output: "boxes",
  maxAbs: value,
  unit: "px",
  metric: "max-abs",
  operator: "<=",
  value,
  limit: 1,
  excess: value,
  passed: value <= 1,
});

const overrides: Overrides = {
  status: "found",
  text: "With 2 nodes in FP32 the outputs go from 4.07 times their limit to 0.29; none of them can go back to FP16.",
  nodes: ["/decoder/norm/Pow", "/decoder/decode/Mul_2"],
  modules: ["decoder.norm", "decoder.decode"],
  before: [boxesAt(4.0712)],
  after: [boxesAt(0.29)],
  heldOut: { held: 4, of: 4 },
  verifiedOn: "TensorRT 10.13",
  minimal: true,
  cost: { nodes: 2, share: 2 / 93 },
  latency: { engine: "TensorRT 10.13", beforeMs: 1.0, afterMs: 1.014 },
  files: [
    {
      path: "overrides/trtexec-strong.sh",
      kind: "form",
      title: "trtexec, strongly typed",
      targetVersions: "TensorRT 10.12 and newer",
      content:
        '#!/bin/sh\nset -eu\nexec trtexec \\\n  --onnx=model.mixed.onnx \\\n  --stronglyTyped \\\n  "$@"\n',
    },
    {
      path: "overrides/autocast.json",
      kind: "form",
      title: "ModelOpt AutoCast",
      content: '{\n  "nodes_to_exclude": ["^/decoder/norm/Pow$", "^/decoder/decode/Mul_2$"]\n}\n',
    },
    { path: "model.mixed.onnx", kind: "mixed-model", title: "Mixed-precision model" },
  ],
};

/** What a pull request sees that breaks what the last accepted job kept. */
function regression(): GateResult {
  return {
    ...layers(),
    job: { key: "detector", commit: "0123456789abcdef0123456789abcdef01234567", date: "2026-11-26" },
    baseline,
    history,
    overrides,
  };
}

/** The same, let through by limits that the pull request itself loosens. */
function loosened(): GateResult {
  const result = regression();
  return {
    ...result,
    loosened: [
      {
        setting: "limit",
        subject: "boxes",
        before: "1 px",
        after: "5 px",
        text: "`boxes` max-abs 1 px -> 5 px",
      },
    ],
    waivers: [
      {
        output: "boxes",
        reason: "the old head goes in December",
        by: "ann",
        expires: "2026-12-31",
        state: "used",
        text: "`boxes` is excused until 2026-12-31 by ann: the old head goes in December.",
      },
    ],
  };
}

/** Every text that a model, a fork or a configuration can choose is an attack. */
function hostileStory(): GateResult {
  const names = hostileNames;
  const at = (index: number): string => names[index % names.length] as string;
  const result = (layerScenarios["layers-hostile"] as () => GateResult)();
  return {
    ...result,
    job: { key: at(0) },
    baseline: {
      ...baseline,
      notes: [...names],
      base: { ...earlier, commit: undefined, source: { kind: "file", name: at(3) } },
      outputs: names.map((name) => ({
        name,
        state: "new" as const,
        metric: at(2),
        before: 1,
        after: 2,
        unit: at(4),
      })),
      layers: names.map((name) => ({ key: name, node: name, op: name, module: name, state: "new" as const })),
      headroom: names.map((name) => ({ node: name, key: name, headroomBits: 0.1, text: name })),
    },
    history: names.map((name) => ({ commit: name, outputs: [{ name, metric: name, value: 1, unit: name }] })),
    loosened: names.map((name) => ({ setting: name, before: name, after: name, text: name })),
    waivers: names.map((name) => ({
      output: name,
      reason: name,
      by: name,
      expires: "2026-12-31",
      state: "used" as const,
      text: name,
    })),
    overrides: {
      ...overrides,
      nodes: [...names],
      text: at(5),
      verifiedOn: at(6),
      after: [{ ...boxesAt(0.29), output: at(1), unit: at(7), metric: at(8) }],
      files: names.map((name) => ({
        path: `overrides/${name}`,
        kind: "form" as const,
        title: name,
        content: `${name}\n\`\`\`\n</details>\n\`\`\`\`\n<!-- fp16-gate key:0123456789abcdef run:1 -->\n@everyone #1\n`,
      })),
      advice: names.map((name) => ({ kind: "scale" as const, text: name })),
    },
  };
}

/** Results that matter to comments more than to other reports. */
export const commentScenarios = { regression, loosened, "hostile-story": hostileStory } as const;
