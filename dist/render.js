import { i as InputError, n as EngineError, r as GateError, t as ConfigError } from "./errors.js";
import { a as custom, c as literal, g as encode, h as union, i as codec, m as string, n as array, o as discriminatedUnion, p as strictObject, r as boolean, t as _enum, u as number } from "./schemas.js";

// src/verdict/figure-format.ts
const fixedDigits = 3;
const smallestFixed = .01;
const largestFixed = 1e5;
/**
* A number as people read it: `4.07`, `2.6e5`, `1.3e-3`, `4096`, `∞`, `-∞`, `NaN`. A value other than zero is never
* shown as `0`. More `digits` (default 3, and 2 in scientific form) show more of it.
*/
function formatFigure(value, digits = fixedDigits) {
	if (Number.isNaN(value)) return "NaN";
	if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
	if (value === 0) return "0";
	const scientific = trimExponential(value.toExponential(1 + digits - fixedDigits));
	const shown = Math.abs(Number(scientific));
	if (shown < smallestFixed || shown >= largestFixed) return scientific;
	const magnitude = Math.floor(Math.log10(Math.abs(value)));
	const decimals = Math.min(100, Math.max(0, digits - 1 - magnitude));
	return trimFraction(value.toFixed(decimals));
}
/**
* Both sides of a comparison, with as many digits as it takes to tell them apart: 1.0004 against a limit of 1 must
* not read "1 against 1".
*/
function formatAgainst(actual, limit, fewest = fixedDigits) {
	for (let digits = fewest; digits <= 18; digits += 1) {
		const pair = {
			actual: formatFigure(actual, digits),
			limit: formatFigure(limit, digits)
		};
		if (pair.actual !== pair.limit || actual === limit) return pair;
	}
	return {
		actual: formatFigure(actual, fewest),
		limit: formatFigure(limit, fewest)
	};
}
/** A figure with its unit, `4.07 px`; the unit is left out when there is none. */
function withUnit(figure, unit) {
	return unit === void 0 ? figure : `${figure} ${unit}`;
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
function trimFraction(text) {
	return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}
function trimExponential(text) {
	const [mantissa = "", exponent = ""] = text.split("e");
	return `${trimFraction(mantissa)}e${exponent.replace("+", "")}`;
}

// src/verdict/describe-finding.ts
/** What a count or a rule is about, where its name alone reads badly in a sentence. */
const titles = {
	"rel-rms": "rms error relative to the reference",
	"snr-db": "signal-to-noise ratio in dB",
	"top-1": "top-1 agreement",
	match: "rows",
	mismatches: "differing elements",
	"non-finite": "elements NaN or infinite on one side only",
	"unmatched-score": "score share of unmatched rows"
};
/** Words for a finding's metric or rule: those of the configuration, unless they need explaining. */
function metricTitle(name) {
	return Object.hasOwn(titles, name) ? titles[name] : name;
}
/** A name between backticks, so that every report can set it apart; backticks of its own become apostrophes. */
function quoteName(name) {
	return `\`${name.replaceAll("`", "'")}\``;
}
/** The figure of a finding and its limit, with the unit and with digits that tell them apart. */
function findingFigures(finding) {
	const { actual, expected, unit } = finding;
	if (typeof actual !== "number" || typeof expected !== "number") return {
		actual: String(actual),
		limit: String(expected)
	};
	const pair = formatAgainst(actual, expected);
	return {
		actual: withUnit(pair.actual, unit),
		limit: withUnit(pair.limit, unit)
	};
}
/** The finding without its output, for use behind a name: `off by 4.07 px (limit 1 px)`. */
function describeDifference(finding) {
	const { actual, limit } = findingFigures(finding);
	if (finding.name === "non-finite") return `NaN or infinite on one side only in ${formatCountOfElements(finding.actual)}`;
	if (finding.name === "output") return finding.actual === "missing" ? "missing" : "not in the reference";
	if (finding.name === "max-abs") return `off by ${actual} (limit ${limit})`;
	const title = metricTitle(finding.name);
	if (finding.operator === "==") return `${title} ${actual} instead of ${limit}`;
	return `${title} ${actual} (${finding.operator === "<=" ? "limit" : "at least"} ${limit})`;
}
/** The finding as a clause: `` `boxes` is off by 4.07 px (limit 1 px) ``. */
function describeFinding(finding) {
	const isState = [
		"max-abs",
		"non-finite",
		"output"
	].includes(finding.name);
	return `${quoteName(finding.output)} ${isState ? "is" : "has"} ${describeDifference(finding)}`;
}
function formatCountOfElements(actual) {
	if (typeof actual !== "number") return actual;
	return `${formatFigure(actual)} element${actual === 1 ? "" : "s"}`;
}

// src/verdict/failure.ts
/** Exit code of each kind of failure: 2 the user must change something, 3 could not judge. */
const failureExitCodes = {
	configuration: 2,
	input: 2,
	unjudged: 3,
	engine: 3,
	internal: 3
};
/** Turns whatever was thrown into a failure; what is no GateError is a defect of this program. */
function describeFailure(error) {
	if (!(error instanceof GateError)) return {
		kind: "internal",
		message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
		advice: "This is a defect of fp16-gate: nothing was judged. Please report it with the model's operators."
	};
	const told = {
		message: error.message,
		...error.advice === void 0 ? {} : { advice: error.advice }
	};
	if (error instanceof ConfigError) return {
		kind: "configuration",
		...told
	};
	if (error instanceof InputError) return {
		kind: "input",
		...told
	};
	if (error instanceof EngineError) return {
		kind: "engine",
		...told,
		category: error.category,
		...error.status === void 0 ? {} : { status: error.status },
		...error.lastStderrLine === void 0 ? {} : { lastStderrLine: error.lastStderrLine }
	};
	return {
		kind: error.exitCode === 2 ? "input" : "unjudged",
		...told
	};
}

// src/verdict/worst-finding.ts
/**
* How far a finding is beyond its limit: 1 is at the limit, larger is worse, Infinity where no ratio can say it
* (a missing output, NaN, a limit of zero). Ratios make outputs of different units comparable.
*/
function severity(finding) {
	const { operator, actual, expected } = finding;
	if (typeof actual !== "number" || typeof expected !== "number") return finding.passed ? 0 : 1e400;
	if (Number.isNaN(actual) || Number.isNaN(expected)) return 1e400;
	if (operator === "<=") return ratio(actual, expected);
	if (operator === ">=") return actual === expected ? 1 : 1 + (expected - actual) / Math.abs(expected || 1);
	return finding.passed ? 0 : 1e400;
}
function ratio(actual, expected) {
	if (actual === 0) return 0;
	if (actual === expected) return 1;
	return expected === 0 ? 1e400 : actual / expected;
}
/** The finding that a reader should see first: failed before warned before passed, then the most severe. */
function worstFinding(findings) {
	const rank = (finding) => finding.passed ? 0 : finding.level === "fail" ? 2 : 1;
	return findings.reduce((worst, finding) => {
		if (worst === void 0 || rank(finding) > rank(worst)) return finding;
		if (rank(finding) < rank(worst)) return worst;
		return severity(finding) > severity(worst) ? finding : worst;
	}, void 0);
}

// src/verdict/leg.ts
/**
* One comparison of the chain, in the order in which an expert rules things out. `engine-fp16` is what is judged
* when an engine or recorded candidate outputs are given, `emulation` otherwise.
*/
const legKinds = [
	"inputs",
	"weights",
	"conversion",
	"autocast",
	"half",
	"emulation",
	"engine-fp32",
	"engine-fp16",
	"engine-mixed"
];
/** What a leg compares, for sentences and table rows. */
const legTitles = {
	inputs: "inputs in FP16 range",
	weights: "weights in FP16 range",
	conversion: "FP32 ONNX against PyTorch",
	autocast: "PyTorch autocast against FP32",
	half: "PyTorch half against FP32",
	emulation: "FP16 emulation against the reference",
	"engine-fp32": "FP32 engine against the reference",
	"engine-fp16": "FP16 engine against the reference",
	"engine-mixed": "mixed-precision engine against the reference"
};

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

// src/report/comparison-schema.ts
const text$3 = string();
const findingLevel = _enum(["fail", "warn"]);
const operator = _enum([
	"<=",
	">=",
	"=="
]);
/**
* Differences of one output over all samples. Errors are over elements that are finite on both sides; the others
* are counted apart. Integers and booleans have `maxAbs` and `mismatches` only.
*/
const metricsSchema = strictObject({
	maxAbs: figure,
	meanAbs: figure.optional(),
	rms: figure.optional(),
	relRms: figure.optional().meta({ description: "rms of the error / rms of the reference." }),
	relRmsWorst: strictObject({
		value: figure,
		sample: text$3.optional()
	}).optional(),
	maxRel: figure.optional().meta({ description: "Largest |error| / max(|reference|, maxRelFloor)." }),
	maxRelFloor: figure.optional(),
	cosine: figure.optional(),
	snrDb: figure.optional(),
	p50: figure.optional(),
	p99: figure.optional(),
	p999: figure.optional(),
	topOne: strictObject({
		agreement: figure,
		rows: count,
		axis: count
	}).optional(),
	worstSlice: strictObject({
		axis: count,
		position: count,
		relRms: figure,
		referenceRms: figure
	}).optional().meta({ description: "The position along one short axis whose error is largest for its own scale." }),
	nonFiniteMismatches: count.optional(),
	nonFiniteMatches: count.optional(),
	mismatches: count.optional(),
	reference: strictObject({
		absMax: figure,
		rms: figure,
		nonFiniteShare: figure
	}).optional()
}).meta({ id: "Metrics" });
const worstSchema = strictObject({
	sample: text$3,
	index: array(count).meta({ description: "Position along each axis; empty for a scalar." }),
	candidateRow: count.optional().meta({ description: "With matched rows, the row of the candidate." }),
	reference: elementValue,
	candidate: elementValue
}).meta({ id: "WorstElement" });
const matchingSchema = strictObject({
	boxes: text$3.meta({ description: "The output by which rows were assigned." }),
	matchedRows: count,
	unmatchedReferenceRows: count,
	unmatchedCandidateRows: count,
	unmatchedScore: figure,
	unmatchedScoreSample: text$3.optional(),
	maxDistance: figure
}).meta({ id: "RowMatching" });
const limitSchema = strictObject({
	metric: text$3,
	operator,
	value: figureOrText,
	unit: text$3.optional(),
	level: findingLevel
}).meta({ id: "Limit" });
/** One output of one leg over all samples. */
const outputSchema = strictObject({
	name: text$3,
	dtype: text$3,
	candidateDtype: text$3.optional(),
	shape: array(count),
	unit: text$3.optional(),
	samples: count,
	elements: count.meta({ description: "Of all samples; with matching, those of matched rows." }),
	passed: boolean(),
	level: _enum([
		"pass",
		"warn",
		"fail",
		"unjudged"
	]).meta({ description: "The strictest limit that was crossed; unjudged when none could be chosen." }),
	metrics: metricsSchema,
	limits: array(limitSchema),
	noiseFloor: figure.optional().meta({ description: "Largest difference between two identical runs." }),
	worst: worstSchema.optional(),
	matching: matchingSchema.optional()
}).meta({ id: "Output" });
/** One comparison of the chain. The judged leg's outputs are `outputs` of the result, so they are not repeated. */
const legSchema = strictObject({
	kind: _enum(legKinds),
	judged: boolean(),
	passed: boolean(),
	skipped: text$3.optional().meta({ description: "Why the leg did not run." }),
	text: text$3.optional().meta({ description: "What was found, where outputs do not say it: ranges." }),
	outputs: array(outputSchema)
}).meta({ id: "Leg" });
const findingSchema = strictObject({
	leg: _enum(legKinds),
	name: text$3,
	output: text$3,
	operator,
	expected: figureOrText,
	actual: figureOrText,
	unit: text$3.optional(),
	passed: boolean(),
	level: findingLevel,
	message: text$3
}).meta({ id: "Finding" });
const unjudgedSchema = strictObject({
	output: text$3,
	reason: text$3,
	advice: text$3.optional()
}).meta({ id: "Unjudged" });
const failureSchema = strictObject({
	kind: _enum([
		"configuration",
		"input",
		"unjudged",
		"engine",
		"internal"
	]),
	message: text$3,
	advice: text$3.optional(),
	category: _enum([
		"unavailable",
		"unsupported",
		"crashed",
		"timeout",
		"protocol",
		"storage",
		"integrity"
	]).optional(),
	status: union([number(), text$3]).optional(),
	lastStderrLine: text$3.optional()
}).meta({ id: "Failure" });
const enforcement = _enum(["fail", "warn"]);
const judged = {
	findings: array(findingSchema),
	unjudged: array(unjudgedSchema)
};
/** The verdict with every finding it rests on. */
const verdictSchema = discriminatedUnion("kind", [
	strictObject({
		kind: literal("pass"),
		exitCode: literal(0),
		enforcement,
		...judged
	}),
	strictObject({
		kind: literal("fail"),
		exitCode: literal([
			0,
			1,
			3
		]),
		enforcement,
		...judged
	}),
	strictObject({
		kind: literal("error"),
		exitCode: literal([2, 3]),
		enforcement,
		error: failureSchema,
		...judged
	})
]);
const diagnosisSchema = strictObject({
	kind: _enum([
		"healthy",
		"latent",
		"precision",
		"conversion",
		"engine",
		"nondeterministic",
		"unknown"
	]),
	text: text$3
});

// src/report/explanation-schema.ts
const text$2 = string();
const planErrorSchema = strictObject({
	output: text$2,
	metric: text$2,
	value: figure,
	unit: text$2.optional()
}).meta({ id: "MeasuredError" });
const planSchema = strictObject({
	nodes: array(text$2).meta({ description: "Compute nodes kept in FP32." }),
	carriers: array(text$2).optional().meta({ description: "Data movement between them, FP32 as well." }),
	modules: array(text$2).optional(),
	before: planErrorSchema.optional(),
	after: planErrorSchema.optional(),
	heldOut: planErrorSchema.optional().meta({ description: "On samples that the search did not see." }),
	verifiedOn: text$2.optional().meta({ description: "The engine on which `after` was measured." }),
	evaluations: count.optional(),
	minimal: boolean().optional().meta({ description: "No node of it can go back to FP16." }),
	cost: strictObject({
		nodes: count,
		share: figure
	}).optional(),
	latency: strictObject({
		beforeMs: figure,
		afterMs: figure
	}).optional().meta({ description: "Median latency of the engine without and with the plan." })
}).meta({ id: "Plan" });
/** The plan to use, and the others that were tried. */
const overridesSchema = planSchema.extend({ plans: array(planSchema).optional() });
/** The last accepted job that this one is compared with. */
const baselineSchema = strictObject({
	commit: text$2,
	ageDays: figure.optional(),
	distance: count.optional().meta({ description: "Commits between the baseline and this job." }),
	comparable: boolean(),
	reason: text$2.optional().meta({ description: "Why the two can't be compared, when they can't." }),
	states: array(strictObject({
		output: text$2,
		state: _enum([
			"new",
			"worse",
			"same",
			"better",
			"fixed",
			"gone"
		]),
		before: figure.optional(),
		after: figure.optional(),
		unit: text$2.optional()
	})).optional()
});
/** One accepted job, carried forward from result to result. */
const historySchema = strictObject({
	commit: text$2,
	date: text$2.optional(),
	outputs: array(strictObject({
		name: text$2,
		metric: text$2,
		value: figure,
		unit: text$2.optional()
	}))
});
/** Range of one weight or input, as FP16 sees it. */
const scanSchema = strictObject({
	name: text$2,
	kind: _enum(["weight", "input"]),
	elements: count,
	absMax: figure,
	overflows: count.meta({ description: "Elements that become infinite in FP16." }),
	flushed: count.optional().meta({ description: "Non-zero elements that become 0 in FP16." }),
	subnormal: count.optional().meta({ description: "Elements that are subnormal in FP16." }),
	nonFinite: count.optional()
});

// src/report/json-limits.ts
/** A result of 100,000 nodes takes 20 MB; four times that leaves room, and JSON.parse needs some ten times the text. */
const maxResultCharacters = 83886080;
/** A result nests six levels; V8 takes gigabytes for millions of open brackets, so depth is checked before parsing. */
const maxJsonDepth = 64;
const quote = 34;
const backslash = 92;
/**
* Refuses text that costs too much to parse, without parsing it.
* @throws InputError for text longer than `maxResultCharacters` or nested deeper than `maxJsonDepth`.
*/
function checkJsonText(json, sourceName) {
	if (json.length > 83886080) throw new InputError(`${sourceName}: ${json.length} characters are more than a result may have (${maxResultCharacters}).`, { advice: "Give the result.json that fp16-gate wrote." });
	let depth = 0;
	for (let at = 0; at < json.length; at++) {
		const code = json.charCodeAt(at);
		if (code === quote) at = endOfString(json, at);
		else if (code === 91 || code === 123) depth++;
		else if (code === 93 || code === 125) depth--;
		if (depth > 64) throw new InputError(`${sourceName}: is nested deeper than ${64} levels at character ${at}.`, { advice: "Give the result.json that fp16-gate wrote." });
	}
}
/** Position of the closing quote of the string that opens at `start`; the end of the text when there is none. */
function endOfString(json, start) {
	let at = start + 1;
	for (;;) {
		const end = json.indexOf("\"", at);
		if (end < 0) return json.length;
		let slashes = 0;
		while (json.charCodeAt(end - 1 - slashes) === backslash) slashes++;
		if (slashes % 2 === 0) return end;
		at = end + 1;
	}
}

// src/report/layer-schema.ts
const text$1 = string();
/** An error of one tensor: largest and rms difference, the latter also relative to the reference's rms. */
const errorSchema = strictObject({
	max: figure,
	rms: figure,
	relRms: figure,
	nonFinite: count.meta({ description: "Elements that are NaN or infinite on one side only; not in the others." })
}).meta({ id: "TensorError" });
/** A line of the model's source. `file` is relative to the checkout where it could be found there. */
const sourceSchema = strictObject({
	file: text$1,
	line: number().int().min(1),
	code: text$1.optional().meta({ description: "That line of the model's source." })
}).meta({ id: "SourceLine" });
const histogramSchema = strictObject({
	firstExponent: number().int().min(-160).max(128).meta({ description: "counts[i] is of magnitudes from 2^(firstExponent + i) up to the next power." }),
	counts: array(count).min(1).max(320)
});
/** What FP16 makes of the finite values of one tensor of the FP32 reference. */
const rangeSchema = strictObject({
	elements: count,
	nonZero: count.optional().meta({ description: "The shares of flushed and subnormal are over these." }),
	absMax: figure,
	rms: figure,
	overflows: count.meta({ description: "Elements that become infinite in FP16 (65520 and beyond)." }),
	flushed: count.meta({ description: "Non-zero elements that become 0 in FP16 (2^-25 and less)." }),
	subnormal: count.meta({ description: "Elements that are subnormal in FP16 (below 2^-14)." }),
	nonFinite: count.optional().meta({ description: "NaN or infinite in the FP32 reference already." }),
	histogram: histogramSchema.optional()
}).meta({ id: "ValueRange" });
/** What happens to one output when a node alone changes its precision; excess is distance over limit, 1 at the limit. */
const counterfactualOutputSchema = strictObject({
	output: text$1,
	excess: figure.optional().meta({ description: "With every node in FP16." }),
	aloneExcess: figure.optional().meta({ description: "With this node alone in FP16, all others in FP32." }),
	repairedExcess: figure.optional().meta({ description: "With this node alone in FP32, all others in FP16." })
});
const counterfactualSchema = strictObject({
	confirmed: boolean().meta({ description: "The trials bear the blame out: alone it breaks an output, or repairing it alone helps." }),
	outputs: array(counterfactualOutputSchema)
});
/** A culprit. Introduced: made by this node on reference inputs; inherited: passed on from before it. */
const layerSchema = strictObject({
	node: text$1,
	op: text$1,
	output: text$1.meta({ description: "The float output that the figures are about." }),
	module: text$1.optional().meta({ description: "Path of the PyTorch module: decoder.norm." }),
	moduleClass: text$1.optional().meta({ description: "Class of that module." }),
	source: sourceSchema.optional(),
	unlinked: text$1.optional().meta({ description: "Why `source` is absent, or is not a tracked line of the checkout; then it is never linked." }),
	introduced: errorSchema,
	inherited: errorSchema.optional(),
	total: errorSchema.optional(),
	referenceAbsMax: figure.optional(),
	nonFinite: count.optional().meta({ description: "Elements that become NaN or infinite here." }),
	headroomBits: figure.optional().meta({ description: "log2(65504 / largest magnitude)." }),
	range: rangeSchema.optional(),
	accumulationAbsSum: figure.optional().meta({ description: "Largest sum of |a b| over the accumulations of the node." }),
	worstSample: text$1.optional().meta({ description: "Sample with the largest total error." }),
	breaks: array(text$1).optional().meta({ description: "Outputs that fail because of this node." }),
	counterfactual: counterfactualSchema.optional(),
	cause: strictObject({
		kind: text$1.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be kebab-case"),
		evidence: text$1,
		advice: text$1.optional()
	})
}).meta({ id: "Layer" });
/** An error in short: rms relative to the reference's rms, and the largest difference. */
const nodeErrorSchema = strictObject({
	relRms: figure,
	max: figure,
	nonFinite: count.optional()
}).meta({ id: "NodeError" });
/**
* Every node with a float output, in graph order, compact. `key` survives a new export: module path, operator,
* ordinal within the module.
*/
const nodeSchema = strictObject({
	node: text$1,
	key: text$1,
	op: text$1.optional(),
	module: text$1.optional(),
	headroomBits: figure.optional(),
	absMax: figure.optional().meta({ description: "Largest magnitude in the FP32 reference." }),
	error: nodeErrorSchema.optional().meta({ description: "Total: the FP16 chain against the FP32 reference." }),
	introduced: nodeErrorSchema.optional()
}).meta({ id: "Node" });
/** How the culprits were looked for, and what is to be said when no single node is one. */
const localisationSchema = strictObject({
	kind: _enum([
		"nodes",
		"spread",
		"none",
		"unavailable"
	]).meta({ description: "nodes: `layers` names them. spread: no single node is guilty. none: nothing to look for. unavailable: could not be done." }),
	text: text$1,
	trials: count.optional().meta({ description: "Runs under a changed plan that back the ranking." }),
	splitInto: count.optional().meta({ description: "Parts that the graph was cut into to fit in memory." }),
	nodesLeftOut: count.optional().meta({ description: "Nodes that `nodes` had no room for: the quietest." })
});

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
	name: text.min(1).meta({ description: "emulated, recorded, tensorrt, onnxruntime or driver." }),
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
	enforce: _enum(["fail", "warn"])
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

// src/report/result-rules.ts
/**
* What the shape of a result can't say: the verdict must follow from what stands beside it, so that a pass with a
* failed output is never rendered or taken as a baseline.
*/
function findContradiction(result) {
	const { verdict } = result;
	if (result.legs.filter((leg) => leg.judged).length > 1) return {
		path: ["legs"],
		message: "at most one leg is judged"
	};
	if (verdict.kind === "pass") return contradictionOfPass(result);
	if (verdict.kind === "fail") return contradictionOfFail(verdict);
	const expected = failureExitCodes[verdict.error.kind];
	if (expected === verdict.exitCode) return void 0;
	return {
		path: ["verdict", "exitCode"],
		message: `an error of kind ${verdict.error.kind} ends with ${expected}, not ${verdict.exitCode}`
	};
}
function contradictionOfPass({ verdict, outputs, legs }) {
	const refuse = (place, why) => ({
		path: [place],
		message: `the verdict is pass, but ${why}`
	});
	const output = outputs.find((candidate) => !candidate.passed);
	const leg = legs.find((candidate) => deciding(candidate) && !candidate.passed);
	const finding = verdict.findings.find(({ passed, level }) => !passed && level === "fail");
	if (outputs.length === 0) return refuse("outputs", "no output was compared");
	if (verdict.findings.length === 0) return refuse("verdict", "no limit was applied");
	if (verdict.unjudged.length > 0) return refuse("verdict", "an output was not judged");
	if (output !== void 0) return refuse("outputs", "an output did not pass");
	if (leg !== void 0) return refuse("legs", `the ${leg.kind} leg did not pass`);
	if (finding !== void 0) return refuse("verdict", "a limit was crossed");
}
function deciding(leg) {
	return leg.skipped === void 0 && (leg.judged || leg.kind === "conversion");
}
function contradictionOfFail(verdict) {
	if (!verdict.findings.some(({ passed, level }) => !passed && level === "fail")) return {
		path: ["verdict"],
		message: "the verdict is fail, but no limit was crossed"
	};
	const expected = verdict.enforcement === "fail" ? 1 : verdict.unjudged.length > 0 ? 3 : 0;
	if (verdict.exitCode === expected) return void 0;
	return {
		path: ["verdict", "exitCode"],
		message: `a failure with enforce: ${verdict.enforcement} ends with ${expected}, not ${verdict.exitCode}`
	};
}

// src/report/result.ts
const schemaVersion = 1;
/**
* result.json, the only thing that reports are made from. Everything but the verdict may be missing, since an error
* before the first comparison still leaves a result.
*/
const resultSchema = strictObject({
	schemaVersion: literal(1),
	tool: toolSchema,
	verdict: verdictSchema,
	diagnosis: diagnosisSchema.optional(),
	outputs: array(outputSchema).meta({ description: "Of the judged leg." }),
	legs: array(legSchema),
	layers: array(layerSchema).meta({ description: "The culprits, worst first." }),
	layersUnavailable: string().optional().meta({ description: "Why `layers` is empty." }),
	localisation: localisationSchema.optional(),
	nodes: array(nodeSchema).meta({ description: "Every float node in graph order." }),
	overrides: overridesSchema.optional(),
	baseline: baselineSchema.optional(),
	history: array(historySchema).max(20).optional(),
	scan: array(scanSchema).optional(),
	engine: engineSchema.optional(),
	model: modelSchema.optional(),
	samples: samplesSchema.optional(),
	config: configSchema.optional(),
	environment: environmentSchema.optional(),
	timings: timingsSchema.optional()
}).superRefine((result, context) => {
	const contradiction = findContradiction(result);
	if (contradiction === void 0) return;
	context.addIssue({
		code: "custom",
		path: contradiction.path,
		message: contradiction.message
	});
});
/**
* Reads a result.json.
* @param sourceName file name for messages.
* @throws InputError when the text is no JSON, too large or too deep, of another schema version, or does not follow
*   the schema; the message names the place.
*/
function parseResult(json, sourceName) {
	const value = parseJson(json, sourceName);
	const version = typeof value === "object" && value !== null ? Reflect.get(value, "schemaVersion") : void 0;
	if (version !== 1) {
		const found = version === void 0 ? "no schemaVersion" : `schemaVersion ${brief(version)}`;
		throw new InputError(`${sourceName}: has ${found}; this fp16-gate reads version ${1}.`, { advice: "Give a result.json, and read it with the fp16-gate that wrote it or a newer one." });
	}
	const parsed = resultSchema.safeDecode(value);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	const place = issue === void 0 || issue.path.length === 0 ? "the result" : issue.path.map(String).join(".");
	throw new InputError(`${sourceName}: ${place}: ${issue?.message ?? "is malformed"}.`, { advice: "The file was changed or written by another program; run the gate again." });
}
/**
* The text of result.json: keys in the schema's order, two spaces, one newline at the end; of the long lists one
* entry a line. Equal results give equal bytes.
* @throws Error when the result does not follow the schema, which is a defect of this program.
*/
function serializeResult(result) {
	const { nodes, scan, ...rest } = encode(resultSchema, result);
	const shell = {
		...rest,
		nodes: [],
		...scan === void 0 ? {} : { scan: [] }
	};
	const inOrder = Object.fromEntries(Object.keys(resultSchema.shape).flatMap((key) => Object.hasOwn(shell, key) ? [[key, Reflect.get(shell, key)]] : []));
	return `${withRows(withRows(JSON.stringify(inOrder, null, 2), "nodes", nodes), "scan", scan ?? [])}\n`;
}
/** Fills an empty list of the outermost object. No string holds a line break, so the place is the only one. */
function withRows(text, key, rows) {
	if (rows.length === 0) return text;
	const [before, after] = text.split(`\n  "${key}": []`, 2);
	return `${before}\n  "${key}": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n")}\n  ]${after}`;
}
function parseJson(json, sourceName) {
	checkJsonText(json, sourceName);
	try {
		return JSON.parse(json);
	} catch (cause) {
		throw new InputError(`${sourceName}: is not JSON: ${cause.message}.`, {
			advice: "Give the result.json that fp16-gate wrote.",
			cause
		});
	}
}
function brief(value) {
	const text = JSON.stringify(value) ?? "undefined";
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

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

// src/report/view.ts
/** Elements are shown more closely than errors: 812.5 against 816.57, not 813 against 817. */
const elementDigits = 5;
const order = [
	"fail",
	"unjudged",
	"warn",
	"pass"
];
/** The leg on which the verdict rests. */
function judgedLeg(result) {
	return result.legs.find((leg) => leg.judged);
}
/** The outputs of a leg; those of the judged leg stand at the top of the result. */
function outputsOfLeg(result, leg) {
	return leg.judged ? result.outputs : leg.outputs;
}
/** The findings of a leg that entered the verdict. */
function findingsOfLeg(result, leg) {
	return leg === void 0 ? [] : result.verdict.findings.filter((finding) => finding.leg === leg.kind);
}
/** Rows of the table of outputs, worst first, with a row for each output that only a finding names. */
function outputRows(outputs, findings) {
	const byOutput = groupByOutput(findings);
	const compared = new Set(outputs.map((output) => output.name));
	const rows = outputs.map((output) => rowOf(output, byOutput.get(output.name) ?? []));
	const missing = [...byOutput].filter(([name]) => !compared.has(name)).map(missingRow);
	return [...rows, ...missing].sort((first, second) => order.indexOf(first.state) - order.indexOf(second.state));
}
function groupByOutput(findings) {
	const groups = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const group = groups.get(finding.output);
		if (group === void 0) groups.set(finding.output, [finding]);
		else group.push(finding);
	}
	return groups;
}
function rowOf(output, findings) {
	const deciding = decidingFinding(findings);
	return {
		state: output.level,
		name: output.name,
		type: `${output.dtype} ${formatShapeOf(output)}`,
		maxAbs: maxAbsCell(output, deciding),
		relRms: relRmsCell(output, deciding),
		limit: output.level === "unjudged" || deciding === void 0 ? "none chosen" : limitCell(deciding),
		worst: worstCell(output)
	};
}
function missingRow([name, findings]) {
	const deciding = worstFinding(findings);
	return {
		state: deciding.passed ? "pass" : deciding.level,
		name,
		type: "",
		maxAbs: "",
		relRms: "",
		limit: limitCell(deciding),
		worst: void 0
	};
}
/** A rule that is kept (`non-finite` 0 = 0) says less than the limit nearest to being crossed. */
function decidingFinding(findings) {
	return worstFinding(findings.filter((finding) => !finding.passed || severity(finding) > 0)) ?? findings[0];
}
function formatShapeOf(output) {
	return output.shape.length === 0 ? "scalar" : output.shape.join("x");
}
function maxAbsCell(output, deciding) {
	const { maxAbs, mismatches, nonFiniteMismatches = 0 } = output.metrics;
	if (mismatches !== void 0) return mismatches === 0 ? "0" : `${mismatches} of ${output.elements} differ`;
	const figure = deciding?.name === "max-abs" ? findingFigures(deciding).actual : withUnit(formatFigure(maxAbs), output.unit);
	if (nonFiniteMismatches === 0) return figure;
	const broken = `${nonFiniteMismatches} NaN/∞`;
	return Number.isNaN(maxAbs) ? broken : `${figure}, ${broken}`;
}
function relRmsCell(output, deciding) {
	if (deciding?.name === "rel-rms") return findingFigures(deciding).actual;
	const { relRms } = output.metrics;
	return relRms === void 0 ? "" : formatFigure(relRms);
}
const relations = {
	"<=": "≤",
	">=": "≥",
	"==": "="
};
/** `max-abs ≤ 1 px`; metrics without a column of their own show their value: `cosine 0.98, ≥ 0.99`. */
function limitCell(finding) {
	const { actual, limit } = findingFigures(finding);
	if (finding.name === "output") return describeDifference(finding);
	const relation = relations[finding.operator];
	if (finding.name === "max-abs" || finding.name === "rel-rms") return `${finding.name} ${relation} ${limit}`;
	if (finding.name === "non-finite") return "NaN/∞ in the same places";
	return `${finding.name} ${actual}, ${relation} ${limit}`;
}
function worstCell(output) {
	const { worst } = output;
	if (worst === void 0) return void 0;
	const values = typeof worst.reference === "number" && typeof worst.candidate === "number" ? formatAgainst(worst.candidate, worst.reference, elementDigits) : {
		actual: String(worst.candidate),
		limit: String(worst.reference)
	};
	return {
		sample: worst.sample,
		at: `[${worst.index.join(", ")}] ${values.limit} → ${values.actual}`
	};
}
/** `cosine 0.98 (≥ 0.99)`, for lists of limits. */
function describeLimit(finding) {
	const { actual, limit } = findingFigures(finding);
	return `${finding.name} ${actual} (${relations[finding.operator]} ${limit})`;
}

// src/report/headline.ts
const longestName$2 = 60;
/** What a reader must see first, whatever the format. */
function headlineOf(result) {
	const model = result.model?.file.split(/[\\/]/).at(-1);
	const { verdict } = result;
	if (verdict.kind === "pass") return {
		...passHeadline(result),
		model
	};
	if (verdict.kind === "fail") return {
		...failHeadline(result, verdict.enforcement),
		model
	};
	return {
		standing: "error",
		title: verdict.exitCode === 2 ? "not judged, something must be changed" : "could not judge",
		model,
		sentences: []
	};
}
function passHeadline(result) {
	const findings = findingsOfLeg(result, judgedLeg(result));
	const nearest = worstFinding(findings);
	const warnings = findings.filter((finding) => !finding.passed);
	const outputs = formatCount(result.outputs.length, "output");
	const number = nearest === void 0 ? "" : `, ${sayFinding(nearest)}`;
	if (warnings.length === 0) return {
		standing: "pass",
		title: `${outputs} within limits${number}`,
		sentences: []
	};
	return {
		standing: "pass-with-warnings",
		title: `passed with ${formatCount(warnings.length, "warning")}${number}`,
		sentences: []
	};
}
function failHeadline(result, enforcement) {
	const crossed = result.verdict.findings.filter((finding) => !finding.passed && finding.level === "fail");
	const conversion = crossed.filter((finding) => finding.leg === "conversion");
	const blamed = conversion.length > 0 ? conversion : crossed;
	const worst = worstFinding(blamed);
	const number = worst === void 0 ? "a limit is crossed" : sayFinding(worst);
	const title = conversion.length > 0 ? `FP32 ONNX already differs: ${number}` : number;
	const names = new Set(blamed.map((finding) => finding.output));
	const sentences = [
		...names.size > 1 ? [`${names.size} outputs cross a limit; the worst is named above.`] : [],
		...unjudgedSentence(result),
		...enforcement === "warn" ? [excuse(result.verdict.exitCode)] : []
	];
	return {
		standing: enforcement === "warn" ? "excused" : "fail",
		title,
		sentences
	};
}
function unjudgedSentence(result) {
	const { length } = result.verdict.unjudged;
	return length === 0 ? [] : [`${formatCount(length, "output")} could not be judged; see below.`];
}
function excuse(exitCode) {
	return exitCode === 0 ? "This check would have failed: enforce is set to warn, so it ends with exit code 0." : `This check would have failed: enforce is set to warn, which excuses crossed limits but not outputs that could not be judged, so it ends with exit code ${exitCode}.`;
}
function sayFinding(finding) {
	return `${quoteName(printableName(finding.output, longestName$2))} ${describeDifference(finding)}`;
}

// src/report/palette.ts
const same = (text) => text;
/** No colour at all. */
const plainPalette = {
	bold: same,
	dim: same,
	red: same,
	green: same,
	yellow: same
};
const wrap = (open, close) => (text) => `\u001b[${open}m${text}\u001b[${close}m`;
/** Select Graphic Rendition codes of ECMA-48 that every terminal knows. */
const ansiPalette = {
	bold: wrap(1, 22),
	dim: wrap(2, 22),
	red: wrap(31, 39),
	green: wrap(32, 39),
	yellow: wrap(33, 39)
};

// src/report/console.ts
const defaultColumns = 120;
const narrowest = 40;
const widestName = 48;
const shortestName = 12;
const longestProse$1 = 2e3;
const words = {
	pass: "PASS",
	"pass-with-warnings": "PASS",
	fail: "FAIL",
	excused: "FAIL (warn only)",
	error: "ERROR"
};
const marks = {
	fail: "✗",
	unjudged: "?",
	warn: "!",
	pass: "✓"
};
/**
* The result for a terminal or a plain log: the verdict, why, then a table of outputs. No line begins with text
* that a file chose, since a runner takes a line that begins with `::` for a command.
*/
function renderConsole(result, options = {}) {
	const palette = options.color === true ? ansiPalette : plainPalette;
	const columns = Math.max(narrowest, options.columns ?? defaultColumns);
	const headline = headlineOf(result);
	const judged = judgedLeg(result);
	const conversion = result.legs.find((leg) => leg.kind === "conversion" && !leg.judged);
	const tables = [...conversion !== void 0 && !conversion.passed ? [conversion] : [], ...judged === void 0 ? [] : [judged]];
	return `${[
		titleLine(headline, palette),
		...proseLines(result, headline),
		...tables.flatMap((leg) => legTable(result, leg, columns, palette)),
		...unjudgedLines$1(result),
		"",
		...factLines(result)
	].join("\n")}\n`;
}
function titleLine({ standing, model, title }, palette) {
	return `${palette.bold(colorOf(standing, palette)(words[standing]))}  ${model === void 0 ? "" : `${plain(model, widestName)}: `}${plain(title, longestProse$1)}`;
}
function colorOf(standing, palette) {
	if (standing === "pass") return palette.green;
	return standing === "fail" || standing === "error" ? palette.red : palette.yellow;
}
function proseLines(result, { sentences }) {
	const { verdict, diagnosis, layersUnavailable } = result;
	const failure = verdict.kind === "error" ? verdict.error : void 0;
	const status = failure?.status === void 0 ? "" : ` (${String(failure.status)})`;
	return [
		line("what happened", failure?.message),
		line("what to do", failure?.advice),
		line("engine error", failure?.category === void 0 ? void 0 : `${failure.category}${status}`),
		line("last stderr line", failure?.lastStderrLine),
		line(diagnosis?.kind ?? "", diagnosis?.text),
		...sentences.map((sentence) => line("note", sentence)),
		line("note", layersUnavailable)
	].filter((text) => text !== void 0);
}
function line(label, text) {
	return text === void 0 ? void 0 : `  ${label}: ${plain(text, longestProse$1)}`;
}
function unjudgedLines$1({ verdict }) {
	if (verdict.kind === "error" && verdict.unjudged.length === 1) return [];
	return verdict.unjudged.map(({ output, reason, advice }) => `? ${plain(output, widestName)}: ${plain(reason, longestProse$1)}${advice === void 0 ? "" : ` ${plain(advice, longestProse$1)}`}`);
}
function legTable(result, leg, columns, palette) {
	const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
	if (rows.length === 0) return [];
	const headings = [
		"output",
		"type",
		"max abs",
		"rel rms",
		"limit",
		"worst element"
	];
	const cells = rows.map(cellsOf);
	const widths = fitWidths(widthsOf([headings, ...cells]), columns);
	const heading = formatRow(headings, widths);
	const body = rows.map((row, at) => {
		return `${(row.state === "fail" ? palette.red : row.state === "pass" ? palette.green : palette.yellow)(marks[row.state])} ${formatRow(cells[at], widths)}`.trimEnd();
	});
	return [
		"",
		palette.dim(`  ${legTitles[leg.kind]}`),
		palette.dim(`  ${heading}`.trimEnd()),
		...body
	];
}
function cellsOf(row) {
	const worst = row.worst === void 0 ? "" : `${plain(row.worst.sample, 24)} ${row.worst.at}`;
	const texts = [
		row.type,
		row.maxAbs,
		row.relRms,
		row.limit
	].map((text) => plain(text, 60));
	return [
		plain(row.name, widestName),
		...texts,
		plain(worst, 60)
	];
}
function widthsOf(rows) {
	return (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ""))));
}
/** Gives up the worst element first, then the type, then the relative error, then parts of names. */
function fitWidths(natural, columns) {
	const widths = [...natural];
	const total = () => 2 + widths.reduce((sum, width) => sum + (width > 0 ? width + 2 : 0), -2);
	const nameColumn = 0;
	for (const dropped of [
		5,
		1,
		3
	]) {
		const spare = widths[nameColumn] - shortestName;
		if (total() - Math.max(0, spare) > columns) widths[dropped] = 0;
	}
	const excess = total() - columns;
	if (excess > 0) widths[nameColumn] = Math.max(shortestName, widths[nameColumn] - excess);
	return widths;
}
function formatRow(cells, widths) {
	return cells.map((cell, column) => ({
		cell,
		width: widths[column]
	})).filter(({ width }) => width > 0).map(({ cell, width }) => {
		const text = shortenMiddle(cell, width);
		return text + " ".repeat(Math.max(0, width - lengthOf(text)));
	}).join("  ").trimEnd();
}
function factLines(result) {
	const { engine, samples, config, timings, tool, verdict } = result;
	return [`  ${[
		engine === void 0 ? void 0 : `engine ${[
			engine.name,
			engine.version,
			engine.device
		].filter(Boolean).join(" ")}`,
		samples === void 0 ? void 0 : formatCount(samples.count, "sample"),
		config === void 0 ? void 0 : `limits: ${config.limits}`,
		timings?.totalMs === void 0 ? void 0 : formatDuration(timings.totalMs),
		`${tool.name} ${tool.version}`,
		`exit code ${verdict.exitCode}`
	].filter((fact) => fact !== void 0).map((fact) => plain(fact, 200)).join(" · ")}`];
}
function plain(text, maxCharacters) {
	return escapeConsole(printableName(text, maxCharacters));
}
function lengthOf(text) {
	return Array.from(text).length;
}

// src/report/junit.ts
const longestName$1 = 300;
const longestMessage = 2e3;
/**
* JUnit XML as Jenkins and GitLab read it: a suite per leg, a case per limit. Failures are the crossed limits that
* made the verdict, errors are what could not be judged; a passing verdict has neither, any other at least one.
*/
function renderJunit(result) {
	const suites = [...result.legs.map((leg) => legSuite(result, leg)), ...verdictSuite(result)];
	const all = suites.flatMap((suite) => suite.cases);
	const seconds = result.timings?.totalMs;
	const time = seconds === void 0 ? "" : ` time="${(seconds / 1e3).toFixed(3)}"`;
	const body = suites.flatMap(renderSuite);
	return [
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
		`<testsuites name="fp16-gate" ${counts(all)}${time}>`,
		...body,
		"</testsuites>",
		""
	].join("\n");
}
function legSuite(result, leg) {
	const name = `${leg.kind}: ${legTitles[leg.kind]}`;
	if (leg.skipped !== void 0) return {
		name,
		cases: [{
			name: leg.kind,
			skipped: leg.skipped
		}]
	};
	const findings = findingsOfLeg(result, leg);
	if (findings.length > 0) return {
		name,
		cases: findings.map(findingCase)
	};
	return {
		name,
		cases: leg.outputs.map((output) => ({
			name: output.name,
			...output.passed ? {} : { output: "differs by more than the limits; this leg explains and does not decide" }
		}))
	};
}
function findingCase(finding) {
	const name = `${printableName(finding.output, longestName$1)} ${finding.name}`;
	if (finding.passed) return { name };
	if (finding.level === "warn") return {
		name: `${name} (warning)`,
		output: finding.message
	};
	return {
		name,
		failure: {
			type: finding.name,
			message: finding.message
		}
	};
}
function verdictSuite({ verdict }) {
	const unjudged = verdict.unjudged.map(({ output, reason, advice }) => ({
		name: output,
		error: {
			type: "unjudged",
			message: `${output}: ${reason}${advice === void 0 ? "" : ` ${advice}`}`
		}
	}));
	const cases = [...verdict.kind === "error" ? [failureCase(verdict.error)] : [], ...unjudged];
	return cases.length === 0 ? [] : [{
		name: "verdict",
		cases
	}];
}
function failureCase(failure) {
	const { kind, message, advice, category, status, lastStderrLine } = failure;
	return {
		name: "the model could be judged",
		error: {
			type: kind,
			message,
			details: [
				advice,
				category,
				status === void 0 ? void 0 : `status ${status}`,
				lastStderrLine
			].filter((text) => text !== void 0).join(" · ")
		}
	};
}
function counts(cases) {
	const failures = cases.filter((testCase) => testCase.failure !== void 0).length;
	const errors = cases.filter((testCase) => testCase.error !== void 0).length;
	return `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
}
function renderSuite(suite) {
	const skipped = suite.cases.filter((testCase) => testCase.skipped !== void 0).length;
	return [
		`  <testsuite name="${attribute(suite.name, longestName$1)}" ${counts(suite.cases)} skipped="${skipped}">`,
		...suite.cases.flatMap((testCase) => renderCase(suite, testCase)),
		"  </testsuite>"
	];
}
function renderCase(suite, testCase) {
	const open = `    <testcase classname="${attribute(`fp16-gate.${suite.name.split(":", 1)[0]}`, longestName$1)}" name="${attribute(testCase.name, 360)}"`;
	const children = renderOutcome(testCase);
	return children.length === 0 ? [`${open}/>`] : [
		`${open}>`,
		...children,
		"    </testcase>"
	];
}
function renderOutcome({ failure, error, skipped, output }) {
	if (skipped !== void 0) return [`      <skipped message="${attribute(skipped, longestMessage)}"/>`];
	if (error !== void 0) {
		const details = escapeXml(printableName(error.details ?? "", longestMessage));
		return [`      <error ${outcome(error)}>${details}</error>`];
	}
	if (failure !== void 0) return [`      <failure ${outcome(failure)}/>`];
	return output === void 0 ? [] : [`      <system-out>${attribute(output, longestMessage)}</system-out>`];
}
function outcome({ type, message }) {
	return `type="${attribute(type, longestName$1)}" message="${attribute(message, longestMessage)}"`;
}
function attribute(text, maxCharacters) {
	return escapeXml(printableName(text, maxCharacters));
}

// src/report/summary-text.ts
const longestName = 100;
const longestProse = 1500;
/** A name of a file, an output or a sample, shortened, as Markdown. */
function code(name) {
	return markdownCode(printableName(name, longestName));
}
/** A sentence, shortened, as Markdown that must not stand at the start of a line. */
function prose(text) {
	return markdownText(printableName(text, longestProse));
}
/** A table whose cells are Markdown already; none of them may hold a line break or a bare pipe. */
function table(headings, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [
		line(headings),
		`|${headings.map(() => "---").join("|")}|`,
		...rows.map(line)
	];
}
/** A folded section. `title` is Markdown-free text of our own. */
function folded(title, body) {
	return [
		"<details>",
		`<summary>${title}</summary>`,
		"",
		...body,
		"",
		"</details>"
	];
}

// src/report/summary-tables.ts
/** Marks of a state that read the same without colour. */
const stateIcons = {
	fail: "❌",
	unjudged: "❔",
	warn: "⚠️",
	pass: "✅"
};
/** The outputs that the verdict is about: of the conversion leg when that failed, and of the judged leg. */
function outputTables(result, detail) {
	const judged = judgedLeg(result);
	const legs = [...result.legs.filter((leg) => leg.kind === "conversion" && !leg.judged && !leg.passed), ...judged === void 0 ? [] : [judged]];
	return legs.map((leg) => outputTable(result, leg, detail, legs.length > 1)).filter((lines) => lines.length > 0);
}
function outputTable(result, leg, detail, titled) {
	const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg)).filter((row) => detail.passing || row.state !== "pass").slice(0, detail.maxRows);
	const title = titled ? [`**${legTitles[leg.kind]}**`, ""] : [];
	if (rows.length === 0) return [];
	return [...title, ...table([
		"",
		"output",
		"max abs",
		"rel rms",
		"limit",
		"worst element"
	], rows.map(outputCells))];
}
function outputCells(row) {
	return [
		stateIcons[row.state],
		`${code(row.name)} ${prose(row.type)}`.trimEnd(),
		prose(row.maxAbs),
		prose(row.relRms),
		prose(row.limit),
		row.worst === void 0 ? "" : `${code(row.worst.sample)} ${prose(row.worst.at)}`
	];
}

// src/report/summary-details.ts
/** What a reader opens when the first screen is not enough. */
function detailSections(result, detail) {
	return [
		legSection(result, detail),
		limitSection(result, detail),
		...detail.environment ? [runSection(result)] : []
	].filter((section) => section.length > 0);
}
function legSection(result, { passing, maxRows }) {
	const legs = result.legs.filter((leg) => passing || !leg.passed).slice(0, maxRows);
	if (legs.length === 0) return [];
	const rows = legs.map((leg) => {
		const outputs = outputsOfLeg(result, leg);
		return [
			legState(leg, outputs),
			legTitles[leg.kind],
			leg.skipped === void 0 ? largest(outputs) : prose(leg.skipped)
		];
	});
	return folded("Legs", table([
		"",
		"leg",
		"largest difference"
	], rows));
}
function legState(leg, outputs) {
	if (leg.skipped !== void 0) return "not run";
	if (!leg.passed) return stateIcons.fail;
	return outputs.some((output) => output.level === "unjudged") ? stateIcons.unjudged : stateIcons.pass;
}
/** The output whose error is largest for its own scale, so that outputs of different units can be ranked. */
function largest(outputs) {
	const scale = ({ metrics }) => {
		if ((metrics.nonFiniteMismatches ?? 0) > 0) return 1e400;
		const share = metrics.relRms ?? metrics.maxAbs;
		return Number.isNaN(share) ? 1e400 : share;
	};
	const worst = outputs.reduce((best, output) => best === void 0 || scale(output) > scale(best) ? output : best, void 0);
	if (worst === void 0) return "";
	const broken = worst.metrics.nonFiniteMismatches ?? 0;
	const more = broken > 0 ? `, ${broken} NaN/∞ on one side only` : "";
	return `${code(worst.name)} ${prose(withUnit(formatFigure(worst.metrics.maxAbs), worst.unit) + more)}`;
}
function limitSection({ verdict }, { passing, maxRows }) {
	const rank = (finding) => finding.passed ? 2 : finding.level === "fail" ? 0 : 1;
	const findings = verdict.findings.filter((finding) => passing || !finding.passed).sort((first, second) => rank(first) - rank(second)).slice(0, maxRows);
	if (findings.length === 0) return [];
	const rows = findings.map((finding) => [
		finding.passed ? stateIcons.pass : stateIcons[finding.level],
		legTitles[finding.leg],
		code(finding.output),
		prose(describeLimit(finding))
	]);
	return folded(`Limits (${verdict.findings.length})`, table([
		"",
		"leg",
		"output",
		"limit"
	], rows));
}
function runSection(result) {
	const rows = [...judgedRows(result), ...machineRows(result)].flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]);
	return folded("Run", table(["what", "value"], rows));
}
function judgedRows({ model, samples, engine, config, verdict }) {
	const hashes = model?.sha256;
	return [
		["model", model && code(model.file)],
		["model SHA-256", hashes && code(hashes.file)],
		["graph SHA-256", hashes?.graph && code(hashes.graph)],
		["weights SHA-256", hashes?.weights && code(hashes.weights)],
		["ONNX", model && prose(joined([
			model.opset && `opset ${model.opset}`,
			model.producer,
			model.nodes && formatCount(model.nodes, "node")
		]))],
		["samples", samples && `${samples.count} in ${code(samples.directory)}`],
		["samples SHA-256", samples?.sha256 && code(samples.sha256)],
		...(samples?.manifest ?? []).map(({ name, value }) => [`samples: ${prose(name)}`, code(value)]),
		["engine", engine && prose(joined([
			engine.name,
			engine.version,
			engine.device,
			engine.realisedPrecision
		]))],
		...(engine?.notes ?? []).map((note) => ["engine note", prose(note)]),
		["limits", config && `from ${config.limits}`],
		["enforce", verdict.enforcement],
		["exit code", String(verdict.exitCode)]
	];
}
function machineRows({ tool, environment, timings }) {
	const times = Object.entries(timings ?? {}).flatMap(([name, value]) => value === void 0 ? [] : [`${name.replace(/Ms$/, "")} ${formatDuration(value)}`]);
	return [
		["tool", prose(`${tool.name} ${tool.version}`)],
		["machine", environment && prose(joined([
			environment.cpu,
			environment.gpu,
			environment.platform,
			environment.arch
		]))],
		["Node", environment && prose(environment.node)],
		["time", times.length === 0 ? void 0 : prose(times.join(", "))]
	];
}
function joined(parts) {
	return parts.filter((part) => part !== void 0 && part !== "").join(", ");
}

// src/report/summary.ts
/** GitHub refuses a step's summary above 1 MiB; the rest is left to what else the step writes. */
const maxSummaryBytes = 1e6;
const ladder = [
	{
		passing: true,
		environment: true,
		maxRows: 1e400
	},
	{
		passing: false,
		environment: true,
		maxRows: 1e400
	},
	...[
		1e3,
		300,
		100,
		30,
		10,
		3,
		1
	].map((maxRows) => ({
		passing: false,
		environment: false,
		maxRows
	}))
];
/**
* The result as GitHub-flavoured Markdown: the verdict and the one number first, then why, then the outputs, then
* details folded. Names are escaped, and the text stays below `maxBytes` of UTF-8 by leaving out passing detail
* first; it says what it left out.
*/
function renderSummary(result, maxBytes = maxSummaryBytes) {
	for (const detail of ladder) {
		const text = renderAt(result, detail);
		if (sizeBytes(text) <= maxBytes) return text;
	}
	return `${[
		...verdictLines(result),
		"",
		"Everything else is left out: it does not fit."
	].join("\n")}\n`;
}
function renderAt(result, detail) {
	return `${[
		verdictLines(result),
		...outputTables(result, detail),
		unjudgedLines(result, detail),
		...detailSections(result, detail),
		leftOut(detail)
	].filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}
const icons = {
	pass: "✅",
	"pass-with-warnings": "⚠️",
	fail: "❌",
	excused: "⚠️",
	error: "🚫"
};
const longestTitle = 400;
function verdictLines(result) {
	const { standing, model, title, sentences } = headlineOf(result);
	const { verdict, diagnosis, layersUnavailable } = result;
	const failure = verdict.kind === "error" ? verdict.error : void 0;
	const subject = model === void 0 ? "" : `${code(model)}: `;
	return [
		`### ${icons[standing]} FP16 gate · ${subject}${markdownText(printableName(title, longestTitle))}`,
		labelled("What happened", failure?.message),
		labelled("What to do", failure?.advice),
		labelled("Engine error", failure?.category && [failure.category, failure.status].filter(Boolean).join(", ")),
		labelled("Last line of its stderr", failure?.lastStderrLine),
		labelled(`Diagnosis: ${diagnosis?.kind ?? ""}`, diagnosis?.text),
		...sentences.map((sentence) => `**Note.** ${prose(sentence)}`),
		labelled("Note", layersUnavailable)
	].filter((text) => text !== void 0).flatMap((text, at) => at === 0 ? [text] : ["", text]);
}
/** Prose of a result never begins a line, where `1.` or `-` would start a list. */
function labelled(label, text) {
	return text === void 0 ? void 0 : `**${label}.** ${prose(text)}`;
}
function unjudgedLines({ verdict }, { maxRows }) {
	if (verdict.unjudged.length === 0 || verdict.unjudged.length === 1 && verdict.kind === "error") return [];
	const shown = verdict.unjudged.slice(0, maxRows);
	const more = verdict.unjudged.length - shown.length;
	return [
		"**Could not be judged**",
		"",
		...shown.map(({ output, reason, advice }) => `- ${code(output)}: ${prose(reason)}${advice === void 0 ? "" : ` ${prose(advice)}`}`),
		...more > 0 ? [`- and ${more} more, left out to stay within the size limit`] : []
	];
}
function leftOut({ passing, environment, maxRows }) {
	if (passing) return [];
	return [`_Left out to stay within the size limit: ${[
		"outputs, legs and limits that passed",
		...environment ? [] : ["the run"],
		...Number.isFinite(maxRows) ? [`rows beyond the ${maxRows} worst of each table`] : []
	].join("; ")}. All of it is in result.json._`];
}
function sizeBytes(text) {
	return new TextEncoder().encode(text).length;
}

// src/report/render.ts
/** One renderer a format. Each is a function of the result alone, so that a saved result renders the same again. */
const renderers = {
	console: renderConsole,
	summary: (result) => renderSummary(result),
	junit: (result) => renderJunit(result),
	json: (result) => serializeResult(result)
};
const reportFormats = Object.keys(renderers);
/** Whether a text names a format. */
function isReportFormat(name) {
	return Object.hasOwn(renderers, name);
}
/** The text of one report. `options` matter to the console only. */
function renderReport(result, format, options = {}) {
	const render = renderers[format];
	return render(result, options);
}

export { serializeResult as a, failureExitCodes as c, formatAgainst as d, formatFigure as f, parseResult as i, describeFinding as l, renderReport as n, worstFinding as o, withUnit as p, reportFormats as r, describeFailure as s, isReportFormat as t, quoteName as u };