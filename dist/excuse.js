// src/verdict/leg.ts
/**
* One comparison of the chain, in the order in which an expert rules things out. `engine-fp16` is what is judged
* when an engine or recorded candidate outputs are given, `candidate` for a converted model, `emulation` otherwise.
*/
const legKinds = [
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
	"engine-mixed"
];
/** What a leg compares, for sentences and table rows. */
const legTitles = {
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
	"engine-mixed": "mixed-precision engine against the reference"
};

// src/verdict/excuse.ts
/** Whether a finding fails the job: a crossed limit of level fail that nothing excuses. */
function failsJob({ passed, level, excuse }) {
	return !passed && level === "fail" && excuse === void 0;
}
/** How a finding is to be shown: an excused failure warns. */
function shownLevel({ level, excuse }) {
	return excuse === void 0 ? level : "warn";
}

export { legTitles as i, shownLevel as n, legKinds as r, failsJob as t };