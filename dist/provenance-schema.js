import { a as custom, f as record, h as union, i as codec, m as string, n as array, p as strictObject, t as _enum, u as number } from "./schemas.js";

// src/compare/figure.ts
const fixedDigits = 3;
const smallestFixed = .01;
const largestFixed = 1e5;
/**
* A number as people read it: `4.07`, `1.00`, `2.6e5`, `1.3e-3`, `4096`, `∞`, `-∞`, `NaN`. A value other than zero is
* never shown as `0`. Zeros at the end stay where the value was rounded (1.0027 is `1.00`) and go where it was not (1
* is `1`, 0.5 is `0.5`). More `digits` (default 3, and 2 in scientific form) show more of it.
*/
function formatFigure(value, digits = fixedDigits) {
	if (typeof value === "bigint") return value.toString();
	if (Number.isNaN(value)) return "NaN";
	if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
	if (value === 0) return "0";
	const scientific = value.toExponential(Math.min(100, 1 + digits - fixedDigits));
	const shown = Math.abs(Number(scientific));
	if (shown < smallestFixed || shown >= largestFixed) return trimExponential(scientific, value);
	const magnitude = Number(value.toExponential(Math.min(100, digits - 1)).split("e")[1]);
	const decimals = Math.min(100, Math.max(0, digits - 1 - magnitude));
	return trimExact(value.toFixed(decimals), value);
}
/**
* Both sides of a comparison, with as many digits as it takes to tell them apart: 1.0004 against a limit of 1 must
* not read "1.00 against 1".
*/
function formatAgainst(actual, limit, fewest = fixedDigits) {
	for (let digits = fewest; digits <= 18; digits += 1) {
		const pair = {
			actual: formatFigure(actual, digits),
			limit: formatFigure(limit, digits)
		};
		if (pair.actual !== pair.limit && Number(pair.actual) !== Number(pair.limit) || actual === limit) return pair;
	}
	return {
		actual: formatFigure(actual, fewest),
		limit: formatFigure(limit, fewest)
	};
}
/** A figure with its unit, `4.07 px`; the unit is left out when there is none. */
function withUnit(figure, unit) {
	return unit === void 0 || unit === "" ? figure : `${figure} ${unit}`;
}
/** Milliseconds as `12 ms`, `3.4 s`, `2 min 5 s`. */
function formatDuration(milliseconds) {
	if (!Number.isFinite(milliseconds)) return formatFigure(milliseconds);
	if (milliseconds < 1e3) return `${Math.round(milliseconds)} ms`;
	const seconds = milliseconds / 1e3;
	if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
/** `1 output`, `3 outputs`. */
function formatCount(count, singular, plural = `${singular}s`) {
	return `${count} ${count === 1 ? singular : plural}`;
}
/** Drops zeros at the end of a fraction when nothing was rounded away. */
function trimExact(text, value) {
	return text.includes(".") && Number(text) === value ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}
function trimExponential(text, value) {
	const [mantissa = "", exponent = ""] = text.split("e");
	return `${Number(text) === value && mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa}e${exponent.replace("+", "")}`;
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
	searchMs: durationMs.optional()
});

export { samplesSchema as a, count as c, figureOrText as d, formatAgainst as f, withUnit as g, formatFigure as h, modelSchema as i, elementValue as l, formatDuration as m, engineSchema as n, timingsSchema as o, formatCount as p, environmentSchema as r, toolSchema as s, configSchema as t, figure as u };