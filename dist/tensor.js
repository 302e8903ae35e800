// src/tensor/dtype.ts
/** Size of one element in bytes. */
const elementSizeBytes = {
	bool: 1,
	int8: 1,
	uint8: 1,
	float16: 2,
	bfloat16: 2,
	int16: 2,
	uint16: 2,
	float32: 4,
	int32: 4,
	uint32: 4,
	float64: 8,
	int64: 8,
	uint64: 8
};
/** True for the four floating-point types: only these are compared with a tolerance, the rest exactly. */
function isFloat(dtype) {
	return dtype === "float16" || dtype === "bfloat16" || dtype === "float32" || dtype === "float64";
}

// src/tensor/tensor.ts
/** Number of elements: product of the shape, 1 for a scalar. */
function elementCount(shape) {
	return shape.reduce((count, size) => count * size, 1);
}
/** Shape for messages: `2x64x4`, or `scalar`. */
function formatShape(shape) {
	return shape.length === 0 ? "scalar" : shape.join("x");
}

export { isFloat as i, formatShape as n, elementSizeBytes as r, elementCount as t };