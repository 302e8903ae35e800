import { i as InputError } from "./errors.js";
import { c as literal, f as record, g as encode, h as union, m as string, n as array, o as discriminatedUnion, p as strictObject, r as boolean, t as _enum, u as number } from "./schemas.js";
import { a as samplesSchema, c as count, d as figureOrText, i as modelSchema, l as elementValue, n as engineSchema, o as timingsSchema, r as environmentSchema, s as toolSchema, t as configSchema, u as figure } from "./provenance-schema.js";
import { t as modelDifferenceKinds } from "./model-difference.js";
import { r as legKinds, t as failsJob } from "./excuse.js";
import { t as scanSchema } from "./explanation-schema.js";
import { n as failureExitCodes } from "./failure.js";

// src/report/baseline-schema.ts
const text$5 = string();
const isoDate = text$5.regex(/^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/, "must be an ISO date in UTC");
/** Which job a result is of. Jobs are compared within one key: a model, or a model on one kind of machine. */
const jobSchema = strictObject({
	key: text$5.min(1).meta({ description: "The gate's key; by default the model's file name." }),
	commit: text$5.optional().meta({ description: "Commit that was judged." }),
	date: isoDate.optional().meta({ description: "When it was judged, in UTC." })
});
/** That somebody accepted this result whatever its verdict: `fp16-gate accept`. */
const acceptanceSchema = strictObject({
	date: isoDate,
	by: text$5.optional(),
	reason: text$5.optional()
});
/** ok and added pass or warn; known fails here and failed there; new fails here only; improved failed there only. */
const stateSchema = _enum([
	"ok",
	"known",
	"new",
	"improved",
	"vanished",
	"added"
]).meta({ id: "State" });
/** An earlier result that this one is compared with, and where it was found. */
const earlierSchema = strictObject({
	commit: text$5.optional().meta({ description: "Commit that it judged." }),
	date: isoDate.optional(),
	distance: count.optional().meta({ description: "Commits between it and this job's base." }),
	ageDays: figure.optional().meta({ description: "At the time of this job; 0 where clocks disagree." }),
	verdict: _enum(["pass", "fail"]),
	source: strictObject({
		kind: _enum(["artifact", "file"]),
		name: text$5.meta({ description: "Path, or name of the artifact." }),
		url: text$5.optional()
	}),
	accepted: acceptanceSchema.optional().meta({ description: "Accepted by hand, whatever its verdict." }),
	comparable: boolean(),
	reason: text$5.optional().meta({ description: "Why the two can't be compared, when they can't." })
}).meta({ id: "EarlierResult" });
const change = _enum([
	"same",
	"changed",
	"unknown"
]);
/** What differs between this job and the one it is compared with, by hashes. */
const attributionSchema = strictObject({
	against: _enum(["base", "accepted"]),
	weights: change,
	graph: change,
	samples: change,
	config: change,
	environment: change,
	environmentChanges: array(text$5).meta({ description: "`engine version: 10.3 -> 10.13`, and so on." }),
	text: text$5.meta({ description: "The same as a sentence." })
});
const outputStateSchema = strictObject({
	name: text$5,
	state: stateSchema,
	metric: text$5.meta({ description: "Of before, after and accepted." }),
	before: figure.optional().meta({ description: "On the base." }),
	after: figure.optional().meta({ description: "In this job." }),
	accepted: figure.optional().meta({ description: "In the last accepted job." }),
	unit: text$5.optional()
}).meta({ id: "OutputState" });
const layerFigure = strictObject({
	relRms: figure,
	nonFinite: count.optional()
});
const layerStateSchema = strictObject({
	key: text$5.meta({ description: "Survives a new export: MODULE/OPERATOR#ORDINAL." }),
	node: text$5.meta({ description: "Name in this job's model; of a vanished one in the base's." }),
	op: text$5.optional(),
	module: text$5.optional(),
	state: stateSchema,
	before: layerFigure.optional().meta({ description: "Total error there on the base, relative to the reference." }),
	after: layerFigure.optional()
}).meta({ id: "LayerState" });
const headroomSchema = strictObject({
	node: text$5,
	key: text$5,
	module: text$5.optional(),
	absMax: figure.optional(),
	headroomBits: figure,
	beforeBits: figure.optional().meta({ description: "In the last accepted job." }),
	text: text$5.meta({ description: "The warning as a sentence." })
}).meta({ id: "HeadroomWarning" });
/** The two earlier results, and what changed since. */
const baselineSchema = strictObject({
	asked: text$5.meta({ description: "`artifact`, `none`, or the path that was asked for." }),
	base: earlierSchema.optional().meta({ description: "Newest judged result on the merge base's ancestry, whatever its verdict." }),
	accepted: earlierSchema.optional().meta({ description: "Newest that passed or was accepted by hand." }),
	notes: array(text$5).meta({ description: "Why there is none, or why one was not used." }),
	attribution: attributionSchema.optional(),
	outputs: array(outputStateSchema),
	layers: array(layerStateSchema).meta({ description: "Culprits of either side, new ones first." }),
	layerCounts: strictObject({
		ok: count,
		known: count,
		new: count,
		improved: count,
		vanished: count,
		added: count
	}).optional().meta({ description: "Over all nodes of both sides." }),
	headroom: array(headroomSchema).meta({ description: "Little range left, least first." })
});
/** One accepted job, carried forward from result to result. */
const historySchema = strictObject({
	commit: text$5.optional(),
	date: isoDate.optional(),
	verdict: _enum(["pass", "fail"]).optional(),
	outputs: array(strictObject({
		name: text$5,
		metric: text$5,
		value: figure,
		unit: text$5.optional()
	})),
	headroom: strictObject({
		name: text$5,
		bits: figure
	}).optional().meta({ description: "Module or node with the least range left." })
}).meta({ id: "AcceptedJob" });
/** A waiver of the configuration and what became of it. */
const waiverSchema = strictObject({
	output: text$5.optional(),
	layer: text$5.optional(),
	reason: text$5,
	by: text$5,
	expires: isoDate,
	state: _enum([
		"used",
		"unused",
		"expired"
	]),
	text: text$5.meta({ description: "What it excused, or why it does not, as a sentence." })
}).meta({ id: "Waiver" });
/** One setting by which this job is judged more mildly than its base was. */
const loosenedSchema = strictObject({
	setting: text$5.meta({ description: "limit, waiver, baseline, enforce, known, regression, …" }),
	subject: text$5.optional().meta({ description: "Output or metric that it is about." }),
	before: text$5,
	after: text$5,
	text: text$5.meta({ description: "`boxes` max-abs 1 px -> 5 px" })
}).meta({ id: "Loosened" });
/** Why a crossed limit does not fail the job. */
const excuseSchema = strictObject({
	kind: _enum(["known", "waived"]),
	text: text$5.meta({ description: "Half a sentence behind the finding." }),
	from: figureOrText.optional().meta({ description: "Of known: the least error since it is known; growth is measured from it." })
});

// src/report/candidate-schema.ts
const text$4 = string();
/** One thing in which a converted model differs from the FP32 model in more than precision. */
const differenceSchema = strictObject({
	kind: _enum(modelDifferenceKinds),
	level: _enum(["warn", "note"]).meta({ description: "warn: it can change results beyond rounding; note: it says how the model was made." }),
	node: text$4.optional().meta({ description: "Of the candidate where it has one, else of the FP32 model." }),
	op: text$4.optional(),
	name: text$4.optional().meta({ description: "Of the constant, attribute, input or output." }),
	count: count.optional().meta({ description: "Elements of a constant, or nodes." }),
	elements: count.optional().meta({ description: "Of the whole constant." }),
	example: strictObject({
		index: count.meta({ description: "Position in C order." }),
		reference: figure,
		candidate: figure
	}).optional(),
	text: text$4
}).meta({ id: "ModelDifference" });
/** A model from a converter, judged by its own casts and constants. `model` is the FP32 model that it was made from. */
const candidateSchema = strictObject({
	model: modelSchema,
	precision: strictObject({
		fp16Nodes: count,
		bf16Nodes: count,
		fp32Nodes: count.meta({ description: "Computing nodes that keep to FP32; data movement is not counted." }),
		casts: count.meta({ description: "Casts between float types." })
	}),
	nodes: strictObject({
		matched: count.meta({ description: "Nodes of the FP32 model that have a counterpart." }),
		reference: count,
		candidate: count
	}),
	constants: count.meta({ description: "Constants of both models that were compared." }),
	differences: array(differenceSchema).meta({ description: "Most serious first." }),
	omitted: count.optional().meta({ description: "Further differences that are not listed." })
});

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
	message: text$3,
	excuse: excuseSchema.optional().meta({ description: "Why this crossed limit does not fail the job." })
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

// src/report/engine-schema.ts
const text$2 = string();
const amount = number().min(0);
const latencySchema$1 = strictObject({
	medianMs: amount,
	p95Ms: amount,
	runs: count.optional(),
	method: _enum(["gpu-events", "wall-clock"]).optional(),
	clocks: text$2.optional().meta({ description: "Clocks of the device before and after, in words." })
}).meta({ id: "EngineLatency" });
const buildSchema = strictObject({
	seconds: amount.optional(),
	sizeBytes: count.optional(),
	flags: array(text$2).optional(),
	timingCacheHash: text$2.optional().meta({ description: "SHA-256 of the timing cache that the build started from." }),
	latency: latencySchema$1.optional()
});
/** One layer of the engine, and what it computes. */
const engineLayerSchema = strictObject({
	name: text$2,
	type: text$2.optional(),
	precision: _enum([
		"fp32",
		"fp16",
		"bf16",
		"int8",
		"fp8",
		"other"
	]).optional(),
	tactic: text$2.optional(),
	provider: text$2.optional(),
	timeMs: amount.optional(),
	nodes: array(text$2).meta({ description: "Nodes of the model that it computes; empty for what the engine added." }),
	modules: array(text$2).optional().meta({ description: "PyTorch modules of these nodes." }),
	sources: array(text$2).optional().meta({ description: "`FILE:LINE` as the model records it." })
});
const noiseSchema = strictObject({
	kind: _enum(["run-to-run", "rebuild"]),
	output: text$2,
	metric: text$2,
	value: figure,
	unit: text$2.optional()
});
const testSchema = strictObject({
	name: text$2,
	outcome: _enum([
		"passed",
		"failed",
		"not-run"
	]),
	text: text$2.meta({ description: "One sentence: what was done and found." })
});
/** Where a real engine goes wrong although FP16 itself does not. */
const faultSchema = strictObject({
	kind: _enum([
		"accumulation",
		"fusion",
		"kernel",
		"build",
		"unlocated"
	]),
	text: text$2.meta({ description: "What was found, and what to do." }),
	nodes: array(text$2).meta({ description: "The first nodes behind which the engine is wrong." }),
	marks: array(text$2).optional().meta({ description: "Tensors that, taken as outputs, split the fusion." }),
	fp32Nodes: array(text$2).optional().meta({ description: "Kept in FP32 on this engine, these repair it." })
});
/** What a real engine did: where, how it was built, in what precision, how steadily. Absent for emulated and recorded. */
const engineRunSchema = strictObject({
	typing: _enum(["weak", "strong"]),
	engineFile: text$2.optional().meta({ description: "The built engine that was judged." }),
	computeCapability: text$2.optional(),
	driver: text$2.optional(),
	cuda: text$2.optional(),
	details: array(strictObject({
		name: text$2,
		value: text$2
	})).optional().meta({ description: "Versions and settings as the driver reports them." }),
	builds: array(buildSchema),
	precision: strictObject({
		realised: _enum([
			"fp16",
			"fp32",
			"mixed",
			"unknown"
		]),
		layers: record(text$2, count).meta({ description: "Layers by precision." }),
		text: text$2
	}).optional(),
	noise: array(noiseSchema),
	tests: array(testSchema).optional().meta({ description: "What tells a faulty kernel from precision." }),
	fault: faultSchema.optional(),
	layers: array(engineLayerSchema).optional().meta({ description: "In the order of the engine." }),
	layersLeftOut: count.optional()
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
/** What happens to one output when precisions change; excess is distance over limit, 1 at the limit. */
const counterfactualOutputSchema = strictObject({
	output: text$1,
	excess: figure.optional().meta({ description: "With every node in FP16." }),
	aloneExcess: figure.optional().meta({ description: "With this node alone in FP16, all others in FP32." }),
	repairedExcess: figure.optional().meta({ description: "With this node alone in FP32, all others in FP16." })
});
const counterfactualSchema = strictObject({
	confirmed: boolean().meta({ description: "Alone in FP16 it breaks an output; else it does so only together with others." }),
	repaired: boolean().optional().meta({ description: "With all culprits in FP32 the outputs that it breaks meet their limits." }),
	text: text$1.optional().meta({ description: "What the trials showed, as a sentence." }),
	outputs: array(counterfactualOutputSchema)
});
const causeSchema = strictObject({
	kind: text$1.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be kebab-case"),
	evidence: text$1,
	advice: text$1.optional()
});
/** A culprit. Introduced: made by this node on reference inputs; inherited: passed on from before it. */
const layerSchema = strictObject({
	node: text$1,
	key: text$1.optional().meta({ description: "Survives a new export; as in `nodes`." }),
	op: text$1,
	output: text$1.optional().meta({ description: "The float output that the figures are about." }),
	module: text$1.optional().meta({ description: "Path of the PyTorch module: decoder.norm." }),
	moduleClass: text$1.optional().meta({ description: "Class of that module." }),
	source: sourceSchema.optional(),
	unlinked: text$1.optional().meta({ description: "Why `source` is absent, or is not a tracked line of the checkout; then it is never linked." }),
	defect: count.optional().meta({ description: "Layers of one defect share a number, from 1." }),
	introduced: errorSchema.optional().meta({ description: "Absent where a node could not be measured." }),
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
	cause: causeSchema
}).meta({ id: "Layer" });
/** What this run does not show and an engine may do. Nothing is blamed for it. */
const hazardSchema = strictObject({
	node: text$1,
	op: text$1,
	module: text$1.optional(),
	accumulationAbsSum: figure.meta({ description: "Largest sum of |a b| over the accumulations of the node." }),
	referenceAbsMax: figure.meta({ description: "Largest magnitude of what comes out." }),
	cause: causeSchema
}).meta({ id: "Hazard" });
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

// src/report/overrides-schema.ts
const text = string();
/** How one output stands under a plan, by the limit that it is nearest to or furthest beyond. */
const planOutputSchema = strictObject({
	output: text,
	maxAbs: figure.optional().meta({ description: "Largest absolute difference." }),
	unit: text.optional(),
	metric: text.meta({ description: "Of the deciding limit: max-abs, rel-rms, non-finite, …" }),
	operator: _enum([
		"<=",
		">=",
		"=="
	]),
	value: figure.meta({ description: "What was measured of that metric." }),
	limit: figure,
	excess: figure.meta({ description: "Distance over limit: 1 at the limit, infinity for NaN or infinity." }),
	margin: figure.optional().meta({ description: "Share of the limit that is left: 1 - excess." }),
	passed: boolean()
}).meta({ id: "PlanOutput" });
const reasonSchema = strictObject({
	node: text,
	op: text,
	module: text.optional(),
	source: sourceSchema.optional(),
	unlinked: text.optional().meta({ description: "Why `source` is absent, or is not a tracked line of the checkout; then it is never linked." }),
	cause: text.optional().meta({ description: "Kind of its cause, where it is one of `layers`." }),
	aloneExcess: figure.optional().meta({ description: "Largest distance over limit with this node alone in FP16, all others in FP32." }),
	proof: _enum([
		"alone",
		"removed",
		"without"
	]).optional().meta({ description: "What was tried that shows it can't go back: alone in FP16 it breaks a limit; the set without it fails; another set without it fails." }),
	reason: text.meta({ description: "Why this node stays in FP32, one sentence." })
}).meta({ id: "PlanReason" });
const heldOutSchema = strictObject({
	held: count.meta({ description: "Inputs on which every limit was met." }),
	of: count,
	worstExcess: figure.optional(),
	kinds: array(strictObject({
		kind: _enum([
			"held-back",
			"noise",
			"permuted"
		]).meta({ description: "held-back: samples that the search did not see, against PyTorch. noise, permuted: changed copies of the samples, against the FP32 ONNX." }),
		held: count,
		of: count
	})).optional(),
	text: text.optional().meta({ description: "Why nothing was checked, where that is so." })
});
const costSchema = strictObject({
	nodes: count,
	share: figure.meta({ description: "Of the nodes for which precision is a choice." }),
	flopShare: figure.optional().meta({ description: "Of the floating-point operations." }),
	byteShare: figure.optional().meta({ description: "Of the bytes of activations and weights moved." }),
	casts: count.optional().meta({ description: "Casts between precisions inside the model." }),
	islands: count.optional().meta({ description: "Connected groups of FP32 nodes." }),
	unknownNodes: count.optional().meta({ description: "Nodes of unknown size, left out of both shares." })
});
const latencySchema = strictObject({
	engine: text.optional(),
	beforeMs: figure,
	afterMs: figure,
	p95BeforeMs: figure.optional(),
	p95AfterMs: figure.optional()
}).meta({ description: "Median latency of a real engine without and with the plan." });
const planShape = {
	nodes: array(text).meta({ description: "Compute nodes kept in FP32." }),
	carriers: array(text).optional().meta({ description: "Data movement between them, FP32 as well." }),
	modules: array(text).optional().meta({ description: "PyTorch modules that own the nodes." }),
	reasons: array(reasonSchema).optional().meta({ description: "One entry a node, where known." }),
	before: array(planOutputSchema).optional().meta({ description: "With every node in FP16." }),
	after: array(planOutputSchema).optional().meta({ description: "With the plan, on `verifiedOn`." }),
	heldOut: heldOutSchema.optional().meta({ description: "On inputs that the search did not see." }),
	verifiedOn: text.optional().meta({ description: "Where `after` was measured: emulation, or an engine." }),
	evaluations: count.optional().meta({ description: "Tries until the set was found and proved, those of the localisation included." }),
	minimal: boolean().optional().meta({ description: "No node of it can go back to FP16." }),
	uniqueSmallest: boolean().optional().meta({ description: "Each node breaks a limit alone in FP16, so that no other set this small passes." }),
	cost: costSchema.optional(),
	latency: latencySchema.optional()
};
const otherPlanSchema = strictObject({
	kind: _enum([
		"comfortable",
		"islands",
		"partial",
		"large",
		"closest"
	]).meta({ description: "comfortable: meets half of every limit. islands: whole modules, or fewer casts. partial: repairs the other outputs of a spread error. large: no small set. closest: passes nothing, was nearest." }),
	text,
	...planShape
}).meta({ id: "OtherPlan" });
const curvePointSchema = strictObject({
	share: figure.meta({ description: "Share of the float nodes in FP32, most suspect first." }),
	nodes: count,
	excess: figure
});
const searchSchema = strictObject({
	tries: count.meta({ description: "Plans that the search tried." }),
	localisationTries: count.optional().meta({ description: "Plans tried before, that it made use of." }),
	budget: strictObject({
		tries: count,
		ms: figure
	}),
	stopped: _enum([
		"tries",
		"time",
		"signal"
	]).optional().meta({ description: "What ended the search before it was through; absent when nothing did." }),
	monotone: boolean().optional().meta({ description: "No trial contradicts that more FP32 never makes an error larger." }),
	samples: array(text).optional().meta({ description: "Searched on." }),
	heldBack: array(text).optional().meta({ description: "Kept out of the search, for `heldOut`." }),
	form: _enum(["switched", "fixed"]).optional(),
	notes: array(text).optional()
});
const fileSchema = strictObject({
	path: text.meta({ description: "Relative to the folder of result.json." }),
	kind: _enum([
		"form",
		"mixed-model",
		"mixed-weights"
	]),
	title: text,
	targetVersions: text.optional(),
	content: text.optional().meta({ description: "What to paste; absent where it is long." }),
	notes: array(text).optional()
});
/** The plan to use, how it was found and what it costs, the others that were tried, and what was written. */
const overridesSchema = strictObject({
	status: _enum([
		"found",
		"given",
		"unneeded",
		"unreachable",
		"spread",
		"stopped",
		"unavailable"
	]).meta({ description: "found: use this plan. given: the user's plan was judged. unneeded: all FP16 passes. unreachable: FP32 itself fails. spread: no small set. stopped: the budget ended first. unavailable: could not be searched." }),
	text,
	...planShape,
	nodes: planShape.nodes.meta({ description: "Compute nodes kept in FP32; empty where there is no plan to use." }),
	plans: array(otherPlanSchema).optional(),
	spreadOutputs: array(text).optional().meta({ description: "Outputs that no small set repairs." }),
	curve: array(curvePointSchema).optional().meta({ description: "Error against the share of nodes in FP32." }),
	advice: array(strictObject({
		kind: _enum([
			"bf16",
			"scale",
			"head",
			"share",
			"limit"
		]),
		text
	})).optional().meta({ description: "What helps where no small set does." }),
	search: searchSchema.optional(),
	files: array(fileSchema).optional(),
	omitted: array(strictObject({
		title: text,
		targetVersions: text.optional(),
		reason: text
	})).optional().meta({ description: "Forms that were not written, and why." })
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
	const ofPlan = contradictionOfPlan(result.overrides);
	if (ofPlan !== void 0) return ofPlan;
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
	const finding = verdict.findings.find(failsJob);
	if (outputs.length === 0) return refuse("outputs", "no output was compared");
	if (verdict.findings.length === 0) return refuse("verdict", "no limit was applied");
	if (verdict.unjudged.length > 0) return refuse("verdict", "an output was not judged");
	if (output !== void 0) return refuse("outputs", "an output did not pass");
	if (leg !== void 0) return refuse("legs", `the ${leg.kind} leg did not pass`);
	if (finding !== void 0) return refuse("verdict", "a limit was crossed");
}
/** A plan is suggested only when it was run and met every limit. */
function contradictionOfPlan(overrides) {
	if (overrides === void 0 || overrides.status === "given") return void 0;
	const refuse = (key, message) => ({
		path: ["overrides", key],
		message
	});
	const { status, nodes, after, verifiedOn } = overrides;
	if (status === "found" && nodes.length === 0) return refuse("nodes", "a plan was found, but has no node");
	if (status !== "found" && status !== "stopped" && nodes.length > 0) return refuse("nodes", `no plan is to be used (${status}), but nodes are named`);
	if (nodes.length === 0) return void 0;
	if (verifiedOn === void 0) return refuse("verifiedOn", "a plan is suggested that was not run");
	if (after === void 0 || after.length === 0 || after.some(({ passed }) => !passed)) return refuse("after", "a plan is suggested that does not meet every limit");
}
function deciding(leg) {
	return leg.skipped === void 0 && (leg.judged || leg.kind === "conversion");
}
function contradictionOfFail(verdict) {
	if (!verdict.findings.some(failsJob)) return {
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
	job: jobSchema.optional(),
	verdict: verdictSchema,
	diagnosis: diagnosisSchema.optional(),
	outputs: array(outputSchema).meta({ description: "Of the judged leg." }),
	legs: array(legSchema),
	layers: array(layerSchema).meta({ description: "The culprits, worst first." }),
	hazards: array(hazardSchema).optional().meta({ description: "Sums inside accumulations beyond FP16, which this run adds up in FP32; largest first. Nothing is blamed for them." }),
	layersUnavailable: string().optional().meta({ description: "Why `layers` is empty." }),
	localisation: localisationSchema.optional(),
	nodes: array(nodeSchema).meta({ description: "Every float node in graph order." }),
	overrides: overridesSchema.optional(),
	baseline: baselineSchema.optional(),
	history: array(historySchema).max(20).optional().meta({ description: "Accepted jobs, oldest first." }),
	acceptance: acceptanceSchema.optional(),
	waivers: array(waiverSchema).optional(),
	loosened: array(loosenedSchema).optional().meta({ description: "Against the base's configuration." }),
	scan: array(scanSchema).optional(),
	engine: engineSchema.optional(),
	engineRun: engineRunSchema.optional(),
	model: modelSchema.optional(),
	candidate: candidateSchema.optional(),
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
	return readResult(parseJson(json, sourceName), sourceName, once);
}
/**
* The same without `nodes`, which is most of a result and says nothing of the verdict: for those who read hundreds.
* What stands there is not even checked.
*/
function parseWithoutNodes(json, sourceName) {
	const value = parseJson(json, sourceName);
	return readResult(typeof value === "object" && value !== null && !Array.isArray(value) ? {
		...value,
		nodes: []
	} : value, sourceName);
}
/** Compiling the schema takes longer than checking one result without: it pays for those who read hundreds. */
const once = { jitless: true };
function readResult(value, sourceName, context) {
	const version = typeof value === "object" && value !== null ? Reflect.get(value, "schemaVersion") : void 0;
	if (version !== 1) {
		const found = version === void 0 ? "no schemaVersion" : `schemaVersion ${brief(version)}`;
		throw new InputError(`${sourceName}: has ${found}; this fp16-gate reads version ${1}.`, { advice: "Give a result.json, and read it with the fp16-gate that wrote it or a newer one." });
	}
	const parsed = resultSchema.safeDecode(value, context);
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
	const { nodes, scan, ...rest } = encode(resultSchema, result, once);
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

export { serializeResult as i, parseWithoutNodes as n, resultSchema as r, parseResult as t };