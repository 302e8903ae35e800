import { a as custom, f as record, h as union, i as codec, m as string, n as array, p as strictObject, t as _enum, u as number } from "./schemas.js";

// src/report/escape.ts
/**
* Names in a model and in tensor files are chosen by whoever opened the pull request. Every text that comes from
* there passes through exactly one of these functions on its way into a report, in one pass: a second pass would
* escape the first one's output.
*/
/** ECMA-48 control sequences (CSI, OSC and two-byte forms), which colour, move or retitle a terminal. */
const terminalSequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/g;
const lineBreaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Controls, bidirectional and zero-width format characters, lone surrogates, and noncharacters. */
const invisibles = /[\p{Cc}\p{Cf}\p{Cs}\u115f\u1160\u3164\uffa0\ufffe\uffff]|\p{Variation_Selector}|\u034f/gu;
/**
* One printable line: terminal sequences are removed, line breaks and tabs become a space, and whatever else is
* invisible or reorders text becomes U+FFFD, so that tampering shows.
*/
function printableLine(text) {
	return text.replace(terminalSequences, "").replace(lineBreaks, " ").replace(invisibles, "�");
}
/** Keeps both ends of a long text, since exporters put what tells names apart at either end. */
function shortenMiddle(text, maxCharacters) {
	if (text.length <= maxCharacters) return text;
	const characters = text.length > 8 * maxCharacters ? endsOf(text, 4 * maxCharacters) : Array.from(text);
	if (characters.length <= maxCharacters) return text;
	const tail = Math.floor((maxCharacters - 1) / 2);
	const head = maxCharacters - 1 - tail;
	return `${characters.slice(0, head).join("")}…${tail === 0 ? "" : characters.slice(-tail).join("")}`;
}
/** A printable line of at most `maxCharacters`; shortening comes last, or it would cut a terminal sequence in two. */
function printableName(text, maxCharacters) {
	return shortenMiddle(printableLine(text), maxCharacters);
}
function endsOf(text, codeUnits) {
	return Array.from(`${text.slice(0, codeUnits)}${text.slice(-codeUnits)}`);
}
/**
* For terminals and workflow logs. `##[` starts a command of the runner anywhere in a line, so it is broken;
* `::` does so at the start of a line only, which is why callers put text of their own first.
*/
function escapeConsole(text) {
	return printableLine(text).replaceAll("##[", "# #[");
}
/**
* A name in Markdown: a `code` element whose text is entities wherever GitHub-flavoured Markdown could read syntax.
* It stays in one table cell and makes no link, mention, reference, emoji or formula. The empty comment behind an
* at sign stops e-mail links, which are looked for after entities are decoded, and leaves the name as it is when
* copied.
*/
function markdownCode(text) {
	return `<code>${printableLine(text).replace(/[&<>"'|\\`*_~[\]:#$@!./]/g, (character) => character === "@" ? "&#64;<!-- -->" : `&#${character.charCodeAt(0)};`)}</code>`;
}
/**
* A sentence in Markdown, anywhere but at the start of a line. What stands between backticks becomes a `code`
* element; in the rest syntax becomes entities, and a zero-width space behind `@` and `#` stops mentions and issue
* references, which GitHub looks for in the rendered text.
*/
function markdownText(text) {
	return printableLine(text).split(/(`[^`]+`)/).map((part) => /^`[^`]+`$/.test(part) ? markdownCode(part.slice(1, -1)) : markdownProse(part)).join("");
}
function markdownProse(text) {
	return text.replace(/[&<>|\\`*_~[\]$@#]|:(?=[\w+-]+:)|:(?=\/\/)|(?<=\bGH)-(?=\d)|(?<=[A-Za-z])\.(?=[A-Za-z])/gi, (character) => {
		const entity = `&#${character.charCodeAt(0)};`;
		return "@#-:".includes(character) ? `${entity}&#8203;` : entity;
	});
}
/** XML 1.0 text and attribute values: illegal characters become U+FFFD, line breaks a space, markup entities. */
function escapeXml(text) {
	return printableLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// src/report/wire-number.ts
const nonFinite = {
	NaN: NaN,
	Infinity: Number.POSITIVE_INFINITY,
	"-Infinity": Number.NEGATIVE_INFINITY
};
const wire = union([number(), _enum([
	"NaN",
	"Infinity",
	"-Infinity"
])]);
function fromWire(value) {
	return typeof value === "number" ? value : nonFinite[value];
}
function toWire(value) {
	if (Number.isNaN(value)) return "NaN";
	if (value === Number.POSITIVE_INFINITY) return "Infinity";
	if (value === Number.NEGATIVE_INFINITY) return "-Infinity";
	return value;
}
/** JSON has no NaN and no infinities: three strings stand for them in a file, in memory they are numbers. */
const figure = codec(wire, custom((value) => typeof value === "number"), {
	decode: fromWire,
	encode: toWire
}).meta({ id: "Figure" });
/** One element of a tensor; integers that a double can't hold are strings of digits in a file. */
const elementValue = codec(union([wire, string().regex(/^-?\d{1,20}$/, "must be an integer in digits")]), custom((value) => typeof value === "number" || typeof value === "bigint"), {
	decode: (value) => typeof value === "string" && !(value in nonFinite) ? BigInt(value) : fromWire(value),
	encode: (value) => typeof value === "bigint" ? value.toString() : toWire(value)
});
/** One side of a finding: a figure, or words such as a shape. */
const figureOrText = codec(union([number(), string()]), custom((value) => typeof value === "number" || typeof value === "string"), {
	decode: (value) => typeof value === "string" && Object.hasOwn(nonFinite, value) ? fromWire(value) : value,
	encode: (value) => typeof value === "number" ? toWire(value) : value
});
/** A whole number of things, zero or more. */
const count = number().int().min(0);
/** SHA-256 in lower-case hexadecimal. */
const sha256 = string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits");

// src/report/effective-schema.ts
const text$2 = string();
const limits = record(text$2, number()).meta({ description: "By metric: max-abs, rel-rms, …" });
/**
* All by which a job is judged, every default applied. The next job compares its own with it, to name what a pull
* request loosens, and can be judged by it (`config-from: base`).
*/
const effectiveSchema = strictObject({
	tolerances: array(strictObject({
		output: text$2,
		unit: text$2.optional(),
		fail: limits,
		warn: limits,
		topOneAxis: number().int().optional(),
		precedence: number().int().min(0)
	})),
	match: array(strictObject({
		outputs: array(text$2),
		boxes: text$2,
		scores: text$2.optional(),
		labels: text$2.optional(),
		axis: number().int().optional(),
		maxDistance: number().optional(),
		minScore: number().optional()
	})),
	extraOutputs: _enum(["fail", "allow"]),
	known: _enum(["fail", "warn"]),
	regression: array(strictObject({
		output: text$2,
		factor: number().optional(),
		amount: number().optional(),
		unit: text$2.optional(),
		level: _enum(["fail", "warn"])
	})),
	waivers: array(strictObject({
		output: text$2.optional(),
		layer: text$2.optional(),
		reason: text$2,
		by: text$2,
		expires: text$2
	})),
	baseline: text$2.meta({ description: "`artifact`, `none` or a path." }),
	baselineMaxDays: number(),
	configFrom: _enum(["own", "base"])
}).meta({ id: "EffectiveConfig" });

// src/report/provenance-schema.ts
const text$1 = string();
const durationMs = number().min(0);
/** Who wrote the result. */
const toolSchema = strictObject({
	name: text$1.min(1),
	version: text$1.min(1)
});
/** What produced the candidate outputs that were judged. */
const engineSchema = strictObject({
	name: text$1.min(1).meta({ description: "emulated, recorded, tensorrt, onnxruntime, torch, trtexec or driver." }),
	version: text$1.optional(),
	device: text$1.optional(),
	realisedPrecision: text$1.optional().meta({ description: "What the engine really ran in, which may differ from what was asked for." }),
	notes: array(text$1).meta({ description: "What a reader must know of how the candidate was made." })
});
/** The machine. Nothing here enters a verdict. */
const environmentSchema = strictObject({
	node: text$1,
	platform: text$1,
	arch: text$1.optional(),
	cpu: text$1.optional(),
	cpuCount: count.optional(),
	memoryBytes: count.optional(),
	gpu: text$1.optional(),
	driver: text$1.optional(),
	checkout: strictObject({
		serverUrl: text$1.regex(/^https:\/\/[a-z0-9.-]+(?::\d+)?$/i, "must be https://HOST"),
		repository: text$1.regex(/^[\w.-]+\/[\w.-]+$/, "must be OWNER/NAME"),
		commit: text$1.regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "must be a full commit hash")
	}).optional().meta({ description: "Where the source lines of `layers` can be read; they are linked when it is known." })
});
/** The model that was judged. `file` is the path as given. */
const modelSchema = strictObject({
	file: text$1,
	sizeBytes: count.optional(),
	sha256: strictObject({
		file: sha256.meta({ description: "Of the .onnx file itself." }),
		graph: sha256.optional().meta({ description: "Of the graph without its weights." }),
		weights: sha256.optional().meta({ description: "Of the weights alone, external data included." })
	}),
	opset: count.optional(),
	irVersion: count.optional(),
	producer: text$1.optional(),
	nodes: count.optional()
});
/** The samples; `manifest` is what the training side recorded about them. */
const samplesSchema = strictObject({
	count,
	directory: text$1,
	sha256: sha256.optional(),
	manifest: array(strictObject({
		name: text$1,
		value: text$1
	})).optional().meta({ description: "Entries of manifest.json that name the training job: torch, commit, checkpoint, seed." })
});
/** How the gate was set up. */
const configSchema = strictObject({
	sha256: sha256.optional(),
	limits: _enum([
		"default",
		"config",
		"flag",
		"input"
	]).meta({ description: "The strongest source that set a limit." }),
	enforce: _enum(["fail", "warn"]),
	effective: effectiveSchema.optional()
});
/** Wall time of each phase in milliseconds; phases that did not run are absent. */
const timingsSchema = strictObject({
	totalMs: durationMs.optional(),
	readMs: durationMs.optional(),
	emulateMs: durationMs.optional(),
	runMs: durationMs.optional(),
	compareMs: durationMs.optional(),
	localiseMs: durationMs.optional(),
	searchMs: durationMs.optional()
});

// src/report/explanation-schema.ts
const text = string();
/** Range of one weight or input, as FP16 sees it. */
const scanSchema = strictObject({
	name: text,
	kind: _enum(["weight", "input"]),
	elements: count,
	absMax: figure,
	overflows: count.meta({ description: "Elements that become infinite in FP16." }),
	flushed: count.optional().meta({ description: "Non-zero elements that become 0 in FP16." }),
	subnormal: count.optional().meta({ description: "Elements that are subnormal in FP16." }),
	nonFinite: count.optional(),
	file: text.optional(),
	module: text.optional().meta({ description: "PyTorch module that owns it." }),
	consumer: text.optional().meta({ description: "A node that reads it." }),
	dtype: text.optional(),
	shape: array(count).optional(),
	role: _enum([
		"parameter",
		"constant",
		"mask",
		"statistic",
		"bound",
		"exempt"
	]).optional().meta({ description: "What it is for: only a parameter that overflows breaks." }),
	sample: text.optional().meta({ description: "Of an input: the sample with its largest magnitude." }),
	min: figure.optional(),
	max: figure.optional(),
	nan: count.optional(),
	beyondHalf: count.optional().meta({ description: "Finite elements of magnitude above 2^15." }),
	beyondLargest: count.optional().meta({ description: "Finite elements of magnitude above 65504." }),
	largeIntegers: count.optional().meta({ description: "Integers of magnitude above 2048." }),
	changedIntegers: count.optional().meta({ description: "Those that FP16 can't represent." }),
	rmsLoss: figure.optional().meta({ description: "What rounding changes: rms, relative to the rms." }),
	maxLoss: figure.optional().meta({ description: "Largest relative change of an element that stays finite." }),
	level: _enum([
		"fits",
		"note",
		"warn",
		"break"
	]).optional().meta({ description: "break: FP16 can't hold it; warn: it loses more than usual; note: harmless." }),
	text: text.optional().meta({ description: "The evidence, half a sentence after the name." })
});

export { printableLine as _, modelSchema as a, toolSchema as c, figure as d, figureOrText as f, markdownText as g, markdownCode as h, environmentSchema as i, count as l, escapeXml as m, configSchema as n, samplesSchema as o, escapeConsole as p, engineSchema as r, timingsSchema as s, scanSchema as t, elementValue as u, printableName as v, shortenMiddle as y };