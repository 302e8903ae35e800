import { h as AttributeProto_AttributeType, j as create, m as AttributeProtoSchema } from "./limits.js";

// src/onnx/attributes.ts
/** The attribute of that name, or undefined. */
function findAttribute(node, name) {
	return node.attribute.find((attribute) => attribute.name === name);
}
/** An integer attribute as a number; `fallback` when it is absent. */
function intAttribute(node, name, fallback) {
	const attribute = findAttribute(node, name);
	return attribute === void 0 ? fallback : Number(attribute.i);
}
/** A float attribute; undefined when it is absent. */
function floatAttribute(node, name) {
	return findAttribute(node, name)?.f;
}
/** A string attribute; `fallback` when it is absent. */
function stringAttribute(node, name, fallback) {
	const attribute = findAttribute(node, name);
	return attribute === void 0 ? fallback : new TextDecoder().decode(attribute.s);
}
/** A new integer attribute. */
function newIntAttribute(name, value) {
	return create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.INT,
		i: BigInt(value)
	});
}
/** A new float attribute. */
function newFloatAttribute(name, value) {
	return create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.FLOAT,
		f: value
	});
}

export { newIntAttribute as a, newFloatAttribute as i, floatAttribute as n, stringAttribute as o, intAttribute as r, findAttribute as t };