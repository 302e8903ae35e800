// src/onnx/message-copy.ts
/**
* Copies one protobuf message, not its children, and replaces the fields given in `changes`; a field given as
* `undefined` becomes absent. Unknown fields are kept.
*
* Spreading a message would lose the proto2 defaults, which live in its prototype (`{...node}.name` may be undefined).
*/
function copyMessage(message, changes = {}) {
	const copy = Object.assign(Object.create(Object.getPrototypeOf(message)), message, changes);
	for (const [name, value] of Object.entries(changes)) if (value === void 0) delete copy[name];
	return copy;
}

export { copyMessage as t };