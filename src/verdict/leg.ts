/**
 * One comparison of the chain, in the order in which an expert rules things out. `engine-fp16` is what is judged
 * when an engine or recorded candidate outputs are given, `candidate` for a converted model, `emulation` otherwise.
 */
export const legKinds = [
  "inputs",
  "weights",
  "conversion",
  "autocast",
  "half",
  "emulation",
  "candidate-unrounded",
  "candidate",
  "engine-fp32",
  "engine-fp16",
  "engine-mixed",
] as const;

export type LegKind = (typeof legKinds)[number];

/** What a leg compares, for sentences and table rows. */
export const legTitles: Readonly<Record<LegKind, string>> = {
  inputs: "inputs in FP16 range",
  weights: "weights in FP16 range",
  conversion: "FP32 ONNX against PyTorch",
  autocast: "PyTorch autocast against FP32",
  half: "PyTorch half against FP32",
  emulation: "FP16 emulation against the reference",
  "candidate-unrounded": "converted model without rounding against the reference",
  candidate: "converted model by its own casts against the reference",
  "engine-fp32": "FP32 engine against the reference",
  "engine-fp16": "FP16 engine against the reference",
  "engine-mixed": "mixed-precision engine against the reference",
};
