import { isControlFlow } from "./data-movement.ts";
import type { ExpandedModel } from "./expand-composites.ts";
import type { GraphNode, ModelGraph } from "./graph.ts";
import type { PrecisionPlan } from "./plan.ts";
import type { RoundingDecision } from "./rounding.ts";
import type { ValueTypes } from "./types.ts";
import { elementType } from "./types.ts";

/**
 * What a reader must know about an emulation. `lower-bound`: the true FP16 error may be larger. `border-only`: an
 * overflow inside the operator cannot be seen. `loop`: bodies are emulated node by node. `attention-expanded`,
 * `batch-norm-folded`: how a composite was rounded. `lifted`: the model's own FP16 and BF16 declarations decided.
 * `double`: float64 arithmetic was left as it is.
 */
export type EmulationNoteKind =
  | "lower-bound"
  | "border-only"
  | "loop"
  | "attention-expanded"
  | "batch-norm-folded"
  | "lifted"
  | "double";

export interface EmulationNote {
  readonly kind: EmulationNoteKind;
  /** One sentence for people, without names from the model. */
  readonly text: string;
  /** Ids of the nodes it is about, in graph order; empty when it is about the model. */
  readonly nodes: readonly string[];
}

/** Operators that feed results back step by step: only what enters and leaves is rounded. */
const recurrentOperators = new Set([
  ":GRU",
  ":LSTM",
  ":RNN",
  ":CausalConvWithState",
  ":LinearAttention",
  "com.microsoft:AttnLSTM",
  "com.microsoft:CausalConvWithState",
  "com.microsoft:DynamicQuantizeLSTM",
  "com.microsoft:GatedDeltaNet",
  "com.microsoft:LinearAttention",
  "com.microsoft:VarlenCausalConvWithState",
]);

/** Operators that square, exponentiate or multiply inside, where FP16 can overflow unseen. */
const hidingOperators = new Set([
  ":CumProd",
  ":DFT",
  ":Det",
  ":GlobalLpPool",
  ":GroupNormalization",
  ":InstanceNormalization",
  ":LRN",
  ":LayerNormalization",
  ":LpNormalization",
  ":LpPool",
  ":MeanVarianceNormalization",
  ":RMSNormalization",
  ":ReduceL2",
  ":ReduceLogSum",
  ":ReduceLogSumExp",
  ":ReduceProd",
  ":STFT",
  ":SimplifiedLayerNormalization",
  "com.microsoft:GatedRMSNorm",
  "com.microsoft:GroupNorm",
  "com.microsoft:SkipGroupNorm",
  "com.microsoft:SkipLayerNormalization",
  "com.microsoft:SkipSimplifiedLayerNormalization",
  "com.microsoft:EmbedLayerNormalization",
]);

/** Attention that is not written out: its scores are hidden. */
const attentionOperator = /^com\.microsoft:.*(Attention|BeamSearch|GreedySearch|MoE)/;

/** The notes for one emulation, in a fixed order; each kind of remark once, with its nodes. */
export function emulationNotes(
  original: { readonly graph: ModelGraph; readonly types: ValueTypes },
  decision: RoundingDecision,
  expanded: ExpandedModel,
  plan: PrecisionPlan,
): EmulationNote[] {
  const rounded = [...decision.byNode.keys()].filter((node) => !plan.fp32Nodes.has(node.id));
  const named = (keep: (key: string) => boolean): string[] =>
    rounded.filter((node) => keep(`${node.domain}:${node.proto.opType}`)).map((node) => node.id);
  const notes: EmulationNote[] = [
    { kind: "lifted", text: liftedText, nodes: [] },
    { kind: "attention-expanded", text: attentionText, nodes: expanded.attentions },
    { kind: "batch-norm-folded", text: normalizationText, nodes: expanded.batchNormalizations },
    { kind: "lower-bound", text: recurrentText, nodes: named((key) => recurrentOperators.has(key)) },
    { kind: "loop", text: loopText, nodes: loopsAmong(original.graph.nodes) },
    { kind: "border-only", text: hidingText, nodes: named((key) => hidingOperators.has(key)) },
    { kind: "border-only", text: contributedText, nodes: named((key) => attentionOperator.test(key)) },
    { kind: "double", text: doubleText, nodes: doubleNodes(original.graph, original.types) },
  ];
  return notes.filter((note) => (note.kind === "lifted" ? decision.typed : note.nodes.length > 0));
}

function loopsAmong(nodes: readonly GraphNode[]): string[] {
  return nodes.filter((node) => isControlFlow(node) && node.proto.opType !== "If").map((node) => node.id);
}

function doubleNodes(graph: ModelGraph, types: ValueTypes): string[] {
  return graph.nodes
    .filter((node) => node.outputs.some((value) => value && types.get(value)?.element === elementType.double))
    .map((node) => node.id);
}

const liftedText =
  "The model declares FP16 or BF16 tensors and is taken at its word: each of these is rounded, nothing else is. Its inputs and outputs are FP32 here.";
const attentionText =
  "Attention is written out by its specification and rounded step by step, so that an overflow of q·kᵀ shows; engines with a fused kernel may keep the scores in FP32.";
const normalizationText =
  "BatchNormalization is folded to a scale and a shift in FP32 before these are rounded, as engines do.";
const recurrentText =
  "Recurrent operators are rounded where they are entered and left, not at every step: the error shown is a lower bound.";
const loopText =
  "The bodies of Loop and Scan are rounded node by node in every iteration; values that an engine keeps between iterations in FP32 may differ.";
const hidingText =
  "Rounded at their border only, with FP32 arithmetic inside, as most engines do: an FP16 overflow inside them would not show.";
const contributedText =
  "Attention of ONNX Runtime's own domain is rounded at its border only: an FP16 overflow of q·kᵀ would not show.";
const doubleText = "float64 arithmetic is left as it is: no FP16 engine runs it.";
