import { l as elementSizeBytes } from "./settings.js";

// src/onnx/tensorrt-layers.ts
/**
* Operators whose layers weakly typed TensorRT can't be told a precision of: the build breaks, or it splits them into layers
* of other names.
*/
const notForcedOperators = /* @__PURE__ */ new Set([
	"Cast",
	"CastLike",
	"Constant",
	"ConstantOfShape",
	"If",
	"Loop",
	"Scan",
	"Shape",
	"Size",
	"Slice",
	"Split"
]);

// src/tensor/memory-tensor.ts
/** A tensor whose elements are in memory: `bytes` as `Tensor` has them. */
function memoryTensor(dtype, shape, bytes) {
	const elementBytes = elementSizeBytes[dtype];
	return {
		dtype,
		shape,
		read: (start, into) => {
			const offset = start * elementBytes;
			into.set(bytes.subarray(offset, offset + into.length));
		}
	};
}

export { notForcedOperators as n, memoryTensor as t };