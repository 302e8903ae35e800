import { t as ConfigError } from "./errors.js";

// src/onnx/plan.ts
/** Every node in FP16: what an FP16 engine does unless told otherwise. */
const everythingFp16 = { fp32Nodes: /* @__PURE__ */ new Set() };
/** These nodes in FP32, the rest in FP16. */
function keepInFp32(nodes) {
	return { fp32Nodes: new Set(nodes) };
}
/** Every node of the model in FP32: emulated, this is the model's own FP32 result. */
function everythingFp32(graph) {
	return { fp32Nodes: new Set(graph.nodeById.keys()) };
}
/** Throws ConfigError when the plan names nodes that the model does not have. */
function checkPlan(plan, graph) {
	const unknown = [...plan.fp32Nodes].filter((id) => !graph.nodeById.has(id));
	if (unknown.length === 0) return;
	const shown = unknown.slice(0, 5).join(", ");
	const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : "";
	throw new ConfigError(`The plan keeps nodes in FP32 that the model does not have: ${shown}${more}.`, { advice: "Name a node by its ONNX name, or by its first output where that name is empty or not unique." });
}

export { keepInFp32 as i, everythingFp16 as n, everythingFp32 as r, checkPlan as t };