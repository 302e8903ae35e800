/**
 * What a model may be. Every size that a file states is checked against one of these before it is used, and every
 * limit has its reason beside it, so that whoever meets one can judge whether it may move.
 */

/** Protobuf counts message sizes in a signed 32-bit integer: neither ONNX Runtime nor TensorRT parses more. */
export const maxModelBytes = 2 ** 31 - 1;

/**
 * Messages inside messages, the model itself being 1. The C++ protobuf library stops at 100 by default, so
 * ONNX Runtime loads nothing deeper; one subgraph costs three levels (node, attribute, graph).
 */
export const maxNestingDepth = 100;

/** Dimensions of one tensor: NumPy stops at 64, so no sample could hold more; TensorRT stops at 8. */
export const maxTensorRank = 64;

/** Elements of one tensor: beyond this a byte offset (8 bytes an element) is no longer an exact JavaScript number. */
export const maxTensorElements = 2 ** 50;

/**
 * Nodes after the expansion of model-local functions. Ten functions that each call the next one ten times make
 * 10^10 nodes out of a kilobyte; real exports stay below 10^5, and a node costs about 1 kB of memory here.
 */
export const maxInlinedNodes = 1_000_000;

/** Calls inside calls. Real exports nest a handful; the expansion recurses once per level. */
export const maxFunctionDepth = 200;

/** Opset 11 (2019) is where Clip, Pad and Resize took the form that the numerics here assume. */
export const oldestOpset = 11;

/** Newest `ai.onnx` opset that ONNX Runtime 1.30.0 loads (27 is refused as under development; tried). */
export const newestOpset = 26;

/** Newest `ir_version` that ONNX Runtime 1.30.0 loads (14 is refused; tried). */
export const newestIrVersion = 13;

/**
 * Tensors with at least this many bytes of raw_data are handed on as views when a model is encoded. Smaller ones
 * are copied: a piece of its own costs more than copying a page.
 */
export const gatherThresholdBytes = 4096;

/**
 * Protobuf fields in one file. Each becomes an object or a part of one, some 100 bytes here; a model of 100,000
 * nodes has about 1.2 million. Without a limit 2 GB of two-byte fields would end as "out of memory".
 */
export const maxDecodedFields = 16_000_000;

/**
 * Numbers stored one by one (float_data, int64_data, …) in one file: each takes 8 to 32 bytes of memory here, 1 GB at
 * this limit. Large tensors belong in raw_data, which costs nothing.
 */
export const maxListedElements = 2 ** 25;

/**
 * Initializers with at least this many bytes stay in the model's file until they are needed. Smaller ones (norms,
 * biases, constants, whatever a rewriting may want to look at) are read with the structure.
 */
export const keptWeightBytes = 1 << 18;
