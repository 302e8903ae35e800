import { o as checkLocation, u as pointAt } from "./initializer.js";
import { t as copyMessage } from "./message-copy.js";
import { o as subgraphsOf } from "./decode.js";

// src/onnx/move-weights.ts
/** Tensors start at multiples of a memory page, so that a runtime can map them. */
const alignmentBytes = 4096;
/**
* Moves the raw_data of large initializers, also in subgraphs, into the pieces of an external data file. Nothing is
* copied and `model` is left unchanged. For models that would exceed the 2 GiB of `encodeModel`.
* Values of attributes stay, since ONNX Runtime reads only initializers from outside.
*/
function moveWeights(model, options) {
	const fileName = checkLocation(options.fileName, "the data file to write");
	const data = [];
	let sizeBytes = 0;
	const moveTensor = (tensor) => {
		const { rawData } = tensor;
		if (rawData.byteLength < Math.max(1, options.thresholdBytes)) return tensor;
		const padding = (alignmentBytes - sizeBytes % alignmentBytes) % alignmentBytes;
		if (padding > 0) data.push(new Uint8Array(padding));
		const offset = sizeBytes + padding;
		data.push(rawData);
		sizeBytes = offset + rawData.byteLength;
		return external(tensor, fileName, offset);
	};
	return {
		model: model.graph === void 0 ? model : copyMessage(model, { graph: mapInitializers(model.graph, moveTensor) }),
		data
	};
}
function external(tensor, location, offsetBytes) {
	const moved = copyMessage(tensor);
	pointAt(moved, {
		location,
		offsetBytes,
		lengthBytes: tensor.rawData.byteLength
	});
	return moved;
}
/** A copy of a graph with `change` applied to every initializer in it and its subgraphs; the rest is shared. */
function mapInitializers(graph, change) {
	return copyMessage(graph, {
		initializer: graph.initializer.map(change),
		node: graph.node.map((node) => mapNode(node, change))
	});
}
function mapNode(node, change) {
	if (subgraphsOf(node).length === 0) return node;
	const mapAttribute = (attribute) => copyMessage(attribute, {
		...attribute.g === void 0 ? {} : { g: mapInitializers(attribute.g, change) },
		graphs: attribute.graphs.map((graph) => mapInitializers(graph, change))
	});
	return copyMessage(node, { attribute: node.attribute.map(mapAttribute) });
}

export { mapInitializers as n, moveWeights as r, alignmentBytes as t };