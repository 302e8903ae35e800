import { x as elementSizeBytes } from "./limits.js";

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

export { memoryTensor as t };