// src/onnx/provenance-text.ts
/** Longest module path, class, file path, function or code line that is kept; real ones stay below 300 characters. */
const maxProvenanceCharacters = 1e3;
/** Controls, format characters (bidirectional ones reorder text), lone surrogates, line and paragraph separators. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const printableAscii = /^[ -~]*$/;
/**
* A text that the model's file states, fit to be stored: one line without control characters, at most
* `maxProvenanceCharacters` long. Markup in it stays as it is: escaping belongs to whoever prints it.
*/
function plainText(text) {
	const short = text.length > 1e3 ? `${text.slice(0, 999)}…` : text;
	return (printableAscii.test(short) ? short : short.replace(unprintable, "")).trim();
}

export { plainText as n, maxProvenanceCharacters as t };