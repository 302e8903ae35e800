import { a as custom, f as record, h as union, i as codec, m as string, n as array, p as strictObject, t as _enum, u as number } from "./schemas.js";

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
const text$1 = string();
const limits = record(text$1, number()).meta({ description: "By metric: max-abs, rel-rms, …" });
/**
* All by which a job is judged, every default applied. The next job compares its own with it, to name what a pull
* request loosens, and can be judged by it (`config-from: base`).
*/
const effectiveSchema = strictObject({
	tolerances: array(strictObject({
		output: text$1,
		unit: text$1.optional(),
		fail: limits,
		warn: limits,
		topOneAxis: number().int().optional(),
		precedence: number().int().min(0)
	})),
	match: array(strictObject({
		outputs: array(text$1),
		boxes: text$1,
		scores: text$1.optional(),
		labels: text$1.optional(),
		axis: number().int().optional(),
		maxDistance: number().optional(),
		minScore: number().optional()
	})),
	extraOutputs: _enum(["fail", "allow"]),
	known: _enum(["fail", "warn"]),
	regression: array(strictObject({
		output: text$1,
		factor: number().optional(),
		amount: number().optional(),
		unit: text$1.optional(),
		level: _enum(["fail", "warn"])
	})),
	waivers: array(strictObject({
		output: text$1.optional(),
		layer: text$1.optional(),
		reason: text$1,
		by: text$1,
		expires: text$1
	})),
	baseline: text$1.meta({ description: "`artifact`, `none` or a path." }),
	baselineMaxDays: number(),
	configFrom: _enum(["own", "base"])
}).meta({ id: "EffectiveConfig" });

// src/report/provenance-schema.ts
const text = string();
const durationMs = number().min(0);
/** Who wrote the result. */
const toolSchema = strictObject({
	name: text.min(1),
	version: text.min(1)
});
/** What produced the candidate outputs that were judged. */
const engineSchema = strictObject({
	name: text.min(1).meta({ description: "emulated, recorded, tensorrt, onnxruntime, torch, trtexec or driver." }),
	version: text.optional(),
	device: text.optional(),
	realisedPrecision: text.optional().meta({ description: "What the engine really ran in, which may differ from what was asked for." }),
	notes: array(text).meta({ description: "What a reader must know of how the candidate was made." })
});
/** The machine. Nothing here enters a verdict. */
const environmentSchema = strictObject({
	node: text,
	platform: text,
	arch: text.optional(),
	cpu: text.optional(),
	cpuCount: count.optional(),
	memoryBytes: count.optional(),
	gpu: text.optional(),
	driver: text.optional(),
	checkout: strictObject({
		serverUrl: text.regex(/^https:\/\/[a-z0-9.-]+(?::\d+)?$/i, "must be https://HOST"),
		repository: text.regex(/^[\w.-]+\/[\w.-]+$/, "must be OWNER/NAME"),
		commit: text.regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "must be a full commit hash")
	}).optional().meta({ description: "Where the source lines of `layers` can be read; they are linked when it is known." })
});
/** The model that was judged. `file` is the path as given. */
const modelSchema = strictObject({
	file: text,
	sizeBytes: count.optional(),
	sha256: strictObject({
		file: sha256.meta({ description: "Of the .onnx file itself." }),
		graph: sha256.optional().meta({ description: "Of the graph without its weights." }),
		weights: sha256.optional().meta({ description: "Of the weights alone, external data included." })
	}),
	opset: count.optional(),
	irVersion: count.optional(),
	producer: text.optional(),
	nodes: count.optional()
});
/** The samples; `manifest` is what the training side recorded about them. */
const samplesSchema = strictObject({
	count,
	directory: text,
	sha256: sha256.optional(),
	manifest: array(strictObject({
		name: text,
		value: text
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
	searchMs: durationMs.optional().meta({ description: "Part of localiseMs: the search for FP32 nodes." })
});

export { samplesSchema as a, count as c, figureOrText as d, modelSchema as i, elementValue as l, engineSchema as n, timingsSchema as o, environmentSchema as r, toolSchema as s, configSchema as t, figure as u };