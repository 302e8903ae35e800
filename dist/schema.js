import { _ as NEVER, f as record, h as union, m as string, n as array, p as strictObject, r as boolean, t as _enum, u as number } from "./schemas.js";

// src/config/engine-settings.ts
/** Who makes the candidate outputs. */
const engineNames = [
	"emulated",
	"recorded",
	"tensorrt",
	"onnxruntime",
	"torch",
	"trtexec",
	"driver"
];
/** Builds compared with each other; each costs what the first one does. */
const mostBuilds = 16;
const path = string().min(1);
const argumentList = array(string().min(1)).min(1);
const scalar = union([
	string(),
	number(),
	boolean()
]);
const optionValue = union([scalar, array(scalar)]);
/** Settings of real engines, for the schema of all settings. Lists are arguments and never reach a shell. */
const engineSettings = {
	driver: argumentList.optional().meta({ description: "Program and arguments of a driver of your own; see the driver protocol." }),
	python: path.optional().meta({ description: "Python interpreter that has the engine's packages." }),
	"engine-file": path.optional().meta({ description: "A built engine (.engine, .plan): the verdict is on this very file." }),
	"build-args": argumentList.optional().meta({ description: "Further arguments of the build, as trtexec spells them." }),
	typing: _enum(["weak", "strong"]).optional().meta({ description: "How FP16 is asked for: weak, by builder flags; strong, by the types in the ONNX file." }),
	"engine-options": record(string().min(1), optionValue).optional().meta({ description: "Options of the driver protocol, such as {optLevel: 3} or {providers: [...]}." }),
	"trtexec-path": path.optional().meta({ description: "The trtexec to run." }),
	plugins: argumentList.optional().meta({ description: "Plugin libraries that the engine loads." }),
	builds: union([number(), string().regex(/^\d+$/, "must be a whole number").transform(Number)]).pipe(number().int().min(1).max(mostBuilds)).optional().meta({ description: "Builds to compare; the worst is judged." }),
	"keep-work": union([boolean(), _enum(["true", "false"]).transform((text) => text === "true")]).optional().meta({ description: "Keep the work folder with models, inputs, outputs and logs of the engine." })
};
/** Settings whose value is a list of arguments. */
const listSettings = [
	"driver",
	"build-args",
	"plugins"
];

// src/config/quantity.ts
const quantityPattern = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*(?![eE]$|[xX]\d)([%°\p{L}][\p{L}\d%°/^²³·]{0,15}))?$/u;
/**
* Reads a number with an optional unit. Nothing is guessed: `1,5`, `1.0.0`, `0x10`, `nan` and an empty text are
* refused, since a limit that is read wrongly lets a broken model through.
* @returns undefined when the text is no finite number.
*/
function parseQuantity(text) {
	const match = quantityPattern.exec(text.trim());
	if (match === null) return void 0;
	const value = Number(match[1]);
	return Number.isFinite(value) ? {
		value,
		unit: match[2]
	} : void 0;
}
const millisecondsPerUnit = {
	ms: 1,
	s: 1e3,
	min: 6e4,
	m: 6e4,
	h: 36e5
};
/**
* Reads a duration such as `90s`, `10m` or `1.5h`. A bare number is refused, because people mean seconds as often
* as minutes.
* @returns milliseconds, or a sentence that says what is wrong.
*/
function parseDurationMs(text) {
	const quantity = parseQuantity(text);
	const known = Object.keys(millisecondsPerUnit).join(", ");
	if (quantity === void 0) return `"${text}" is not a duration; write a number and a unit (${known}), such as 10m`;
	if (quantity.unit === void 0) return `"${text}" has no unit; write one of ${known}, such as ${text}s`;
	const factor = millisecondsPerUnit[quantity.unit];
	if (factor === void 0) return `"${text}" has the unknown unit "${quantity.unit}"; known are ${known}`;
	if (quantity.value <= 0) return `"${text}" must be longer than zero`;
	return quantity.value * factor;
}

// src/config/memory-settings.ts
const longestName = 200;
/** A date without a time: the last day on which a waiver holds. */
const day = string().transform((text, context) => {
	const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
	if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)) return text;
	context.addIssue({
		code: "custom",
		message: `"${text}" is not a date such as 2026-12-31`
	});
	return NEVER;
});
const amount = union([number(), string()]).transform((written, context) => {
	const quantity = typeof written === "number" ? {
		value: written,
		unit: void 0
	} : parseQuantity(written);
	if (quantity !== void 0 && Number.isFinite(quantity.value) && quantity.value >= 0) return quantity;
	const message = `amount must be a number of zero or more, such as 0.2 or "0.2 px"; "${String(written)}" is not`;
	context.addIssue({
		code: "custom",
		message
	});
	return NEVER;
});
const regressionSchema = strictObject({
	output: string().min(1).meta({ description: "Output name or glob (* and ?)." }),
	factor: number().min(1).optional().meta({ description: "A regression is beyond this many times the base's max-abs." }),
	amount: amount.optional().meta({ description: "And beyond the base's max-abs by this much, in the output's unit." }),
	level: _enum(["fail", "warn"]).optional().meta({ description: "fail by default." })
}).refine(({ factor, amount }) => factor !== void 0 || amount !== void 0, { message: "neither factor nor amount is given" });
const waiverSchema = strictObject({
	output: string().min(1).optional().meta({ description: "Output name or glob." }),
	layer: string().min(1).optional().meta({ description: "Node, key or module path, or a glob." }),
	reason: string().trim().min(1),
	by: string().trim().min(1).meta({ description: "Who answers for it." }),
	expires: day.meta({ description: "Last day on which it holds, in UTC: 2026-12-31." })
}).refine(({ output, layer }) => output === void 0 !== (layer === void 0), { message: "exactly one of output and layer must be given" });
/** Settings of the comparison with earlier jobs, for the schema of all settings. */
const memorySettings = {
	key: string().min(1).max(longestName).regex(/^[^\p{Cc}\p{Cf}]+$/u, "must be one line without control characters").optional().meta({ description: "Name of this gate; earlier jobs of the same key are compared with. Default: the model's file name." }),
	baseline: string().min(1).optional().meta({ description: "Where earlier results are: artifact, none, or the path of a result.json." }),
	"baseline-max-days": union([number(), string().regex(/^\d+$/, "must be a whole number").transform(Number)]).pipe(number().int().min(1).max(3650)).optional().meta({ description: "Older results are not used; 90 by default." }),
	"config-from": _enum(["own", "base"]).optional().meta({ description: "base: judge by the limits that the base was judged by." }),
	known: _enum(["warn", "fail"]).optional().meta({ description: "What a failure does that the base shows as well; warn by default." }),
	regression: array(regressionSchema).optional().meta({ description: "Limits against the base." }),
	waivers: array(waiverSchema).optional().meta({ description: "Crossed limits that are excused until a date." })
};

// src/config/override-settings.ts
/** More tries than this find nothing that fewer did not. */
const mostTries = 1e4;
const noSearch = "to search nothing, set overrides: never";
const tries = union([number(), string()]).transform((written, context) => {
	const count = typeof written === "number" || /^[+-]?\d+$/.test(written) ? Number(written) : NaN;
	if (Number.isInteger(count) && count >= 1 && count <= mostTries) return count;
	const message = !Number.isInteger(count) ? `must be a whole number; "${written}" is not` : count > mostTries ? `must be at most ${mostTries}` : `must be at least 1; ${noSearch}`;
	context.addIssue({
		code: "custom",
		message
	});
	return NEVER;
});
const searchTime = string().transform((text, context) => {
	const milliseconds = parseDurationMs(text);
	if (typeof milliseconds === "number") return milliseconds;
	const isZero = milliseconds.endsWith("longer than zero");
	context.addIssue({
		code: "custom",
		message: isZero ? `${milliseconds}; ${noSearch}` : milliseconds
	});
	return NEVER;
});
/** Settings of the search for nodes to keep in FP32, for the schema of all settings. */
const overrideSettings = {
	overrides: _enum(["auto", "never"]).optional().meta({ description: "auto: where FP16 fails, search the nodes to keep in FP32 and write them for every tool; never: don't." }),
	"search-tries": tries.optional().meta({ description: "Most plans that the search may try; 60 are enough for most networks." }),
	"search-time": searchTime.optional().meta({ description: "Longest time for localisation and search together, such as 10m." }),
	plan: string().min(1).optional().meta({ description: "A plan.json of an earlier run: the model is judged with its nodes in FP32." }),
	"mixed-io-types": _enum(["keep", "fp16"]).optional().meta({ description: "Inputs and outputs of model.mixed.onnx: keep the model's types, or FP16 where nothing in FP32 needs them." })
};

// src/config/schema.ts
/** Every metric that can be limited: its spelling in the configuration and its key in a `Limits` value. */
const limitKeys = {
	"max-abs": "maxAbs",
	"mean-abs": "meanAbs",
	rms: "rms",
	"rel-rms": "relRms",
	"max-rel": "maxRel",
	p50: "p50",
	p99: "p99",
	"p99.9": "p999",
	mismatches: "mismatches",
	"unmatched-score": "unmatchedScore",
	cosine: "cosine",
	"snr-db": "snrDb",
	"top-1": "topOne"
};
const limitMetrics = Object.keys(limitKeys);
/** Limits on an agreement: the candidate must stay at or above them; at or below all others. */
const lowerLimitMetrics = /* @__PURE__ */ new Set([
	"cosine",
	"snr-db",
	"top-1"
]);
/** Metrics that carry the unit of the output itself; the others are ratios, counts or decibels. */
const metricsInOutputUnit = /* @__PURE__ */ new Set([
	"max-abs",
	"mean-abs",
	"rms",
	"p50",
	"p99",
	"p99.9"
]);
const shares = /* @__PURE__ */ new Set([
	"rel-rms",
	"max-rel",
	"top-1",
	"unmatched-score"
]);
function limitOf(metric) {
	return union([number(), string()]).transform((written, context) => {
		const refuse = (message) => {
			context.addIssue({
				code: "custom",
				message
			});
			return NEVER;
		};
		const quantity = typeof written === "number" ? {
			value: written,
			unit: void 0
		} : parseQuantity(written);
		if (quantity === void 0 || !Number.isFinite(quantity.value)) return refuse(`${metric} must be a number, such as 0.05 or "1 px"; "${String(written)}" is not`);
		if (quantity.value < 0) return refuse(`${metric} must not be negative: ${quantity.value}`);
		if (metricsInOutputUnit.has(metric)) return quantity;
		if (quantity.unit === "%" && shares.has(metric)) return {
			value: quantity.value / 100,
			unit: void 0
		};
		if (quantity.unit === "dB" && metric === "snr-db") return {
			value: quantity.value,
			unit: void 0
		};
		if (quantity.unit !== void 0) return refuse(`${metric} has no unit "${quantity.unit}"${shares.has(metric) ? "; a plain number or % is meant" : ""}`);
		return quantity;
	});
}
const limitShape = Object.fromEntries(limitMetrics.map((metric) => [metric, limitOf(metric).optional()]));
const toleranceSchema = strictObject({
	output: string().min(1).meta({ description: "Output name or glob (* and ?)." }),
	unit: string().min(1).max(16).optional().meta({ description: "Unit of the output, for messages: px, m, logit." }),
	"top-1-axis": number().int().optional().meta({ description: "Axis of top-1; the last by default." }),
	...limitShape,
	warn: strictObject(limitShape).optional().meta({ description: "The same metrics, as warnings." })
});
const matchSchema = strictObject({
	outputs: array(string().min(1)).min(1).meta({ description: "Outputs that share the permuted row axis." }),
	boxes: string().min(1).meta({ description: "The output, or columns such as detections[0:4], by which rows are assigned." }),
	scores: string().min(1).optional(),
	labels: string().min(1).optional(),
	axis: number().int().optional(),
	"max-distance": number().positive().optional(),
	"min-score": number().min(0).optional()
});
const duration = string().transform((text, context) => {
	const milliseconds = parseDurationMs(text);
	if (typeof milliseconds === "number") return milliseconds;
	context.addIssue({
		code: "custom",
		message: milliseconds
	});
	return NEVER;
});
const positiveInteger = union([number(), string().regex(/^\d+$/, "must be a whole number").transform(Number)]).pipe(number().int().min(1).max(1024));
/** A yes or no, as YAML or as a text; anything else is refused, since a typing error must not mean no. */
const yesOrNo = union([boolean(), _enum(["true", "false"]).transform((text) => text === "true")], { error: "must be true or false" });
/** `0.05` for every output, or one limit an output: `{boxes: 1 px}`. */
const maxAbsSchema = union([union([number(), string()]).pipe(limitOf("max-abs")).transform((limit) => ({ "*": limit })), record(string().min(1), limitOf("max-abs"))]);
/**
* What one source (the config file, the command line or the action's inputs) may set. Kebab-case spelling is the
* same in all three. Nothing has a default here, so that a later source never hides an earlier one by accident.
*/
const settingsSchema = strictObject({
	model: string().min(1).optional().meta({ description: "ONNX file to judge." }),
	samples: string().min(1).optional().meta({ description: "Folder of samples with inputs and references." }),
	engine: _enum(engineNames).optional().meta({ description: "emulated: FP16 on the CPU; recorded: candidate.* beside each sample's reference; else the engine that decides." }),
	candidate: string().min(1).optional().meta({ description: "FP16 or mixed ONNX that a converter made from the model: judged by its own casts and constants, in place of an emulation of the model." }),
	...engineSettings,
	"max-abs": maxAbsSchema.optional().meta({ description: "Largest accepted absolute difference." }),
	enforce: _enum(["fail", "warn"]).optional().meta({ description: "warn: report, but exit 0." }),
	explain: _enum(["auto", "never"]).optional().meta({ description: "auto: measure every node and name the guilty ones; never: the verdict alone." }),
	...overrideSettings,
	out: string().min(1).optional().meta({ description: "Folder for result.json and the reports." }),
	"ort-path": string().min(1).optional().meta({ description: "Folder of an unpacked onnxruntime-node." }),
	timeout: duration.optional().meta({ description: "Longest time for one engine run, such as 10m." }),
	threads: positiveInteger.optional().meta({ description: "Threads of the embedded engine." }),
	"extra-outputs": _enum(["fail", "allow"]).optional().meta({ description: "What to do with outputs that the reference lacks." }),
	comment: _enum([
		"always",
		"on-change",
		"on-failure",
		"never"
	]).optional().meta({ description: "When the action comments on the pull request; an old comment is always brought up to date." }),
	"check-run": yesOrNo.optional().meta({ description: "Whether the action makes a check run of its own, besides the job." }),
	status: _enum([
		"auto",
		"always",
		"never"
	]).optional().meta({ description: "auto: a commit status where the job's exit status is not shown at the commit." }),
	tolerances: array(toleranceSchema).optional().meta({ description: "Limits per output." }),
	match: array(matchSchema).optional().meta({ description: "Outputs whose rows may be permuted." }),
	...memorySettings
});

export { memorySettings as a, settingsSchema as i, limitMetrics as n, engineSettings as o, lowerLimitMetrics as r, listSettings as s, limitKeys as t };