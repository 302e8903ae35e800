import { u as printableName } from "./start.js";
import { ft as causeTitle, mt as trackedSource, pt as formatError } from "./reports.js";

// src/report/annotations.ts
/** GitHub shows ten annotations of a type a step and drops the rest. */
const maxAnnotations = 10;
/** A workflow command is cut behind 4 KiB. In UTF-8 bytes. */
const maxMessageBytes = 4e3;
const longestText = 600;
const longestName = 120;
/**
* The guilty lines of the source, worst first. Layers of one line are merged, and only lines that were found again
* in a tracked file of the checkout are named: a model must not be able to point anywhere else.
*/
function sourceAnnotations(result) {
	const byLine = /* @__PURE__ */ new Map();
	for (const layer of result.layers) {
		const source = trackedSource(layer);
		if (source === void 0) continue;
		const file = source.file.replaceAll("\\", "/");
		const key = `${source.line}:${file}`;
		const known = byLine.get(key);
		if (known === void 0) byLine.set(key, {
			file,
			line: source.line,
			layers: [layer]
		});
		else known.layers.push(layer);
	}
	return [...byLine.values()].slice(0, 10).map(({ file, line, layers }) => ({
		file,
		line,
		title: titleOf(layers),
		message: messageOf(layers)
	}));
}
function titleOf(layers) {
	const kinds = [...new Set(layers.map(causeTitle))].slice(0, 3).join(", ");
	const module = layers[0]?.module;
	return `FP16: ${kinds}${module === void 0 ? "" : ` in ${printableName(module, longestName)}`}`;
}
function messageOf(layers) {
	let message = "";
	for (const [at, layer] of layers.entries()) {
		const entry = entryOf(layer);
		const more = `\n\nand ${layers.length - at} more of this line; see the job summary.`;
		const next = message === "" ? entry : `${message}\n\n${entry}`;
		if (sizeBytes(next) + sizeBytes(more) > 4e3) return `${message}${more}`;
		message = next;
	}
	return message;
}
function entryOf(layer) {
	const { op, node, cause, introduced } = layer;
	return [
		`${printableName(op, longestName)} ${printableName(node, longestName)}: ${printableName(cause.evidence, longestText)}`,
		...introduced === void 0 ? [] : [`Error introduced here: ${formatError(introduced, layer)}.`],
		...cause.advice === void 0 ? [] : [printableName(cause.advice, longestText)]
	].join("\n");
}
function sizeBytes(text) {
	return new TextEncoder().encode(text).length;
}

export { sourceAnnotations as t };