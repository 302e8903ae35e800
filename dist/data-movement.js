import { o as stringAttribute } from "./attributes.js";

// src/onnx/data-movement.ts
/**
* Operators that copy elements and compute none, with the inputs whose elements reach the outputs ("all" for every
* one). They round nothing: an engine moves FP16 or FP32 numbers with the same result.
*/
const carriedInputs = {
	CenterCropPad: [0],
	Compress: [0],
	Concat: "all",
	ConcatFromSequence: [0],
	DepthToSpace: [0],
	Dropout: [0],
	Expand: [0],
	Flatten: [0],
	Gather: [0],
	GatherElements: [0],
	GatherND: [0],
	Identity: [0],
	MaxUnpool: [0],
	OneHot: [2],
	Optional: [0],
	OptionalGetElement: [0],
	Pad: [0, 2],
	Reshape: [0],
	ReverseSequence: [0],
	Scatter: [0, 2],
	ScatterElements: [0, 2],
	ScatterND: [0, 2],
	SequenceAt: [0],
	SequenceConstruct: "all",
	SequenceErase: [0],
	SequenceInsert: [0, 1],
	Slice: [0],
	SpaceToDepth: [0],
	Split: [0],
	SplitToSequence: [0],
	Squeeze: [0],
	TensorScatter: [0, 1],
	Tile: [0],
	Transpose: [0],
	Trilu: [0],
	Unique: [0],
	Unsqueeze: [0],
	Where: [1, 2]
};
const contributedCarriedInputs = {
	ExpandDims: [0],
	GatherND: [0],
	Pad: [0, 2],
	RemovePadding: [0],
	RestorePadding: [0],
	Trilu: [0],
	UnfoldTensor: [0],
	Unique: [0]
};
/** Constants, and control flow whose bodies are emulated node by node: neither rounds anything of its own. */
const sources = /* @__PURE__ */ new Set([
	"Constant",
	"ConstantOfShape",
	"EyeLike",
	"SequenceEmpty"
]);
const controlFlow = /* @__PURE__ */ new Set([
	"If",
	"Loop",
	"Scan"
]);
/**
* Operators whose result is one of their inputs' elements, or its sign, magnitude or integer part: representable in
* FP16 whenever the inputs are, so that rounding it again would change nothing.
*/
const exactOperators = /* @__PURE__ */ new Set([
	"Abs",
	"Ceil",
	"Clip",
	"Floor",
	"GlobalMaxPool",
	"Max",
	"MaxPool",
	"Min",
	"Neg",
	"ReduceMax",
	"ReduceMin",
	"Relu",
	"Round",
	"Sign"
]);
/** Input positions that a data movement copies from; undefined when the node computes. */
function carriedInputPositions(node) {
	const table = node.domain === "" ? carriedInputs : node.domain === "com.microsoft" ? contributedCarriedInputs : {};
	const { opType } = node.proto;
	const carried = Object.hasOwn(table, opType) ? table[opType] : void 0;
	if (carried === void 0 || addsUpElements(node)) return;
	return carried === "all" ? node.inputs.map((_, index) => index) : carried;
}
/** Data movement, a constant or control flow: nothing is rounded at its own inputs and outputs. */
function isCarrier(node) {
	return carriedInputPositions(node) !== void 0 || node.domain === "" && sources.has(node.proto.opType) || isControlFlow(node);
}
/** If, Loop or Scan. */
function isControlFlow(node) {
	return node.domain === "" && controlFlow.has(node.proto.opType);
}
/** True when FP16 inputs always give an FP16 result. */
function isExact(node) {
	return node.domain === "" && exactOperators.has(node.proto.opType);
}
/** A scatter with a reduction computes. */
function addsUpElements(node) {
	return node.proto.opType.startsWith("Scatter") && stringAttribute(node.proto, "reduction", "none") !== "none";
}

export { isExact as i, isCarrier as n, isControlFlow as r, carriedInputPositions as t };