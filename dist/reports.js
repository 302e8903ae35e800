import { a as escapeConsole, c as markdownText, d as shortenMiddle, g as InputError, h as GateError, i as defuseWorkflowCommands, l as printableLine, o as escapeXml, p as ConfigError, s as markdownCode, u as printableName, v as describeError } from "./start.js";
import { F as codec, G as string, I as custom, K as union, L as discriminatedUnion, M as _enum, N as array, P as boolean, U as record, V as number, W as strictObject, X as writeFileAtomic, l as elementSizeBytes, q as encode, s as elementCount, u as isFloat, z as literal } from "./settings.js";
import { Bn as withUnit, Ct as blockElements, Dt as findAttribute, Fn as quoteName, Ft as thisEnvironment, Hn as failureExitCodes, In as formatAgainst, It as tool, Ln as formatCount, Mt as withinLimit, Qt as readInitializer, Rn as formatDuration, St as roundToFloat16, Vn as describeFailure, _n as quote$1, bt as decodeFloats, ft as emptyRecord, gt as everythingFp32, pt as legPasses, vt as globSpecificity, wt as carriedInputPositions, yt as matchesGlob, zn as formatFigure } from "./judge.js";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, rmSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";

// src/report/wire-number.ts
const nonFinite$1 = {
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
	return typeof value === "number" ? value : nonFinite$1[value];
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
	decode: (value) => typeof value === "string" && !(value in nonFinite$1) ? BigInt(value) : fromWire(value),
	encode: (value) => typeof value === "bigint" ? value.toString() : toWire(value)
});
/** One side of a finding: a figure, or words such as a shape. */
const figureOrText = codec(union([number(), string()]), custom((value) => typeof value === "number" || typeof value === "string"), {
	decode: (value) => typeof value === "string" && Object.hasOwn(nonFinite$1, value) ? fromWire(value) : value,
	encode: (value) => typeof value === "number" ? toWire(value) : value
});
/** A whole number of things, zero or more. */
const count = number().int().min(0);
/** SHA-256 in lower-case hexadecimal. */
const sha256 = string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits");

// src/report/baseline-schema.ts
const text$9 = string();
const isoDate = text$9.regex(/^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/, "must be an ISO date in UTC");
/** Which job a result is of. Jobs are compared within one key: a model, or a model on one kind of machine. */
const jobSchema = strictObject({
	key: text$9.min(1).meta({ description: "The gate's key; by default the model's file name." }),
	commit: text$9.optional().meta({ description: "Commit that was judged." }),
	date: isoDate.optional().meta({ description: "When it was judged, in UTC." })
});
/** That somebody accepted this result whatever its verdict: `fp16-gate accept`. */
const acceptanceSchema = strictObject({
	date: isoDate,
	by: text$9.optional(),
	reason: text$9.optional()
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
	commit: text$9.optional().meta({ description: "Commit that it judged." }),
	date: isoDate.optional(),
	distance: count.optional().meta({ description: "Commits between it and this job's base." }),
	ageDays: figure.optional().meta({ description: "At the time of this job; 0 where clocks disagree." }),
	verdict: _enum(["pass", "fail"]),
	source: strictObject({
		kind: _enum(["artifact", "file"]),
		name: text$9.meta({ description: "Path, or name of the artifact." }),
		url: text$9.optional()
	}),
	accepted: acceptanceSchema.optional().meta({ description: "Accepted by hand, whatever its verdict." }),
	comparable: boolean(),
	reason: text$9.optional().meta({ description: "Why the two can't be compared, when they can't." })
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
	environmentChanges: array(text$9).meta({ description: "`engine version: 10.3 -> 10.13`, and so on." }),
	text: text$9.meta({ description: "The same as a sentence." })
});
const outputStateSchema = strictObject({
	name: text$9,
	state: stateSchema,
	metric: text$9.meta({ description: "Of before, after and accepted." }),
	before: figure.optional().meta({ description: "On the base." }),
	after: figure.optional().meta({ description: "In this job." }),
	accepted: figure.optional().meta({ description: "In the last accepted job." }),
	unit: text$9.optional()
}).meta({ id: "OutputState" });
const layerFigure = strictObject({
	relRms: figure,
	nonFinite: count.optional()
});
const layerStateSchema = strictObject({
	key: text$9.meta({ description: "Survives a new export: MODULE/OPERATOR#ORDINAL." }),
	node: text$9.meta({ description: "Name in this job's model; of a vanished one in the base's." }),
	op: text$9.optional(),
	module: text$9.optional(),
	state: stateSchema,
	before: layerFigure.optional().meta({ description: "Total error there on the base, relative to the reference." }),
	after: layerFigure.optional()
}).meta({ id: "LayerState" });
const headroomSchema = strictObject({
	node: text$9,
	key: text$9,
	module: text$9.optional(),
	absMax: figure.optional(),
	headroomBits: figure,
	beforeBits: figure.optional().meta({ description: "In the last accepted job." }),
	text: text$9.meta({ description: "The warning as a sentence." })
}).meta({ id: "HeadroomWarning" });
/** The two earlier results, and what changed since. */
const baselineSchema = strictObject({
	asked: text$9.meta({ description: "`artifact`, `none`, or the path that was asked for." }),
	base: earlierSchema.optional().meta({ description: "Newest judged result on the merge base's ancestry, whatever its verdict." }),
	accepted: earlierSchema.optional().meta({ description: "Newest that passed or was accepted by hand." }),
	notes: array(text$9).meta({ description: "Why there is none, or why one was not used." }),
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
	commit: text$9.optional(),
	date: isoDate.optional(),
	verdict: _enum(["pass", "fail"]).optional(),
	outputs: array(strictObject({
		name: text$9,
		metric: text$9,
		value: figure,
		unit: text$9.optional()
	})),
	headroom: strictObject({
		name: text$9,
		bits: figure
	}).optional().meta({ description: "Module or node with the least range left." })
}).meta({ id: "AcceptedJob" });
/** A waiver of the configuration and what became of it. */
const waiverSchema = strictObject({
	output: text$9.optional(),
	layer: text$9.optional(),
	reason: text$9,
	by: text$9,
	expires: isoDate,
	state: _enum([
		"used",
		"unused",
		"expired"
	]),
	text: text$9.meta({ description: "What it excused, or why it does not, as a sentence." })
}).meta({ id: "Waiver" });
/** One setting by which this job is judged more mildly than its base was. */
const loosenedSchema = strictObject({
	setting: text$9.meta({ description: "limit, waiver, baseline, enforce, known, regression, …" }),
	subject: text$9.optional().meta({ description: "Output or metric that it is about." }),
	before: text$9,
	after: text$9,
	text: text$9.meta({ description: "`boxes` max-abs 1 px -> 5 px" })
}).meta({ id: "Loosened" });
/** Why a crossed limit does not fail the job. */
const excuseSchema = strictObject({
	kind: _enum(["known", "waived"]),
	text: text$9.meta({ description: "Half a sentence behind the finding." }),
	from: figureOrText.optional().meta({ description: "Of known: the least error since it is known; growth is measured from it." })
});

// src/compare/model-difference.ts
/**
* In what a converted model can differ from the FP32 model. Of constants: `clamped` lost magnitude to a limit of the
* converter, `raised` is a tiny number that FP16 would flush to 0 and that became larger, `sign-flipped`, `overflow` became
* infinite, `rounded` is stored in FP32 and holds rounded numbers, `changed` is anything else beyond rounding.
*/
const modelDifferenceKinds = [
	"output",
	"input",
	"mixed-types",
	"sign-flipped",
	"changed",
	"clamped",
	"overflow",
	"raised",
	"rounded",
	"constant",
	"attribute",
	"node-missing",
	"node-added",
	"opset"
];
/** Warnings first, each level in the order of the kinds, large counts first. */
function orderDifferences(differences) {
	const rank = ({ level, kind }) => (level === "warn" ? 0 : modelDifferenceKinds.length) + modelDifferenceKinds.indexOf(kind);
	return differences.toSorted((one, other) => rank(one) - rank(other) || (other.count ?? 0) - (one.count ?? 0));
}

// src/report/effective-schema.ts
const text$8 = string();
const limits = record(text$8, number()).meta({ description: "By metric: max-abs, rel-rms, …" });
/**
* All by which a job is judged, every default applied. The next job compares its own with it, to name what a pull
* request loosens, and can be judged by it (`config-from: base`).
*/
const effectiveSchema = strictObject({
	tolerances: array(strictObject({
		output: text$8,
		unit: text$8.optional(),
		fail: limits,
		warn: limits,
		topOneAxis: number().int().optional(),
		precedence: number().int().min(0)
	})),
	match: array(strictObject({
		outputs: array(text$8),
		boxes: text$8,
		scores: text$8.optional(),
		labels: text$8.optional(),
		axis: number().int().optional(),
		maxDistance: number().optional(),
		minScore: number().optional()
	})),
	extraOutputs: _enum(["fail", "allow"]),
	known: _enum(["fail", "warn"]),
	regression: array(strictObject({
		output: text$8,
		factor: number().optional(),
		amount: number().optional(),
		unit: text$8.optional(),
		level: _enum(["fail", "warn"])
	})),
	waivers: array(strictObject({
		output: text$8.optional(),
		layer: text$8.optional(),
		reason: text$8,
		by: text$8,
		expires: text$8
	})),
	baseline: text$8.meta({ description: "`artifact`, `none` or a path." }),
	baselineMaxDays: number(),
	configFrom: _enum(["own", "base"])
}).meta({ id: "EffectiveConfig" });

// src/report/provenance-schema.ts
const text$7 = string();
const durationMs = number().min(0);
/** Who wrote the result. */
const toolSchema = strictObject({
	name: text$7.min(1),
	version: text$7.min(1)
});
/** What produced the candidate outputs that were judged. */
const engineSchema = strictObject({
	name: text$7.min(1).meta({ description: "emulated, recorded, tensorrt, onnxruntime, torch, trtexec or driver." }),
	version: text$7.optional(),
	device: text$7.optional(),
	realisedPrecision: text$7.optional().meta({ description: "What the engine really ran in, which may differ from what was asked for." }),
	notes: array(text$7).meta({ description: "What a reader must know of how the candidate was made." })
});
/** The machine. Nothing here enters a verdict. */
const environmentSchema = strictObject({
	node: text$7,
	platform: text$7,
	arch: text$7.optional(),
	cpu: text$7.optional(),
	cpuCount: count.optional(),
	memoryBytes: count.optional(),
	gpu: text$7.optional(),
	driver: text$7.optional(),
	checkout: strictObject({
		serverUrl: text$7.regex(/^https:\/\/[a-z0-9.-]+(?::\d+)?$/i, "must be https://HOST"),
		repository: text$7.regex(/^[\w.-]+\/[\w.-]+$/, "must be OWNER/NAME"),
		commit: text$7.regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "must be a full commit hash")
	}).optional().meta({ description: "Where the source lines of `layers` can be read; they are linked when it is known." })
});
/** The model that was judged. `file` is the path as given. */
const modelSchema = strictObject({
	file: text$7,
	sizeBytes: count.optional(),
	sha256: strictObject({
		file: sha256.meta({ description: "Of the .onnx file itself." }),
		graph: sha256.optional().meta({ description: "Of the graph without its weights." }),
		weights: sha256.optional().meta({ description: "Of the weights alone, external data included." })
	}),
	opset: count.optional(),
	irVersion: count.optional(),
	producer: text$7.optional(),
	nodes: count.optional()
});
/** The samples; `manifest` is what the training side recorded about them. */
const samplesSchema = strictObject({
	count,
	directory: text$7,
	sha256: sha256.optional(),
	manifest: array(strictObject({
		name: text$7,
		value: text$7
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

// src/report/candidate-schema.ts
const text$6 = string();
/** One thing in which a converted model differs from the FP32 model in more than precision. */
const differenceSchema = strictObject({
	kind: _enum(modelDifferenceKinds),
	level: _enum(["warn", "note"]).meta({ description: "warn: it can change results beyond rounding; note: it says how the model was made." }),
	node: text$6.optional().meta({ description: "Of the candidate where it has one, else of the FP32 model." }),
	op: text$6.optional(),
	name: text$6.optional().meta({ description: "Of the constant, attribute, input or output." }),
	count: count.optional().meta({ description: "Elements of a constant, or nodes." }),
	elements: count.optional().meta({ description: "Of the whole constant." }),
	example: strictObject({
		index: count.meta({ description: "Position in C order." }),
		reference: figure,
		candidate: figure
	}).optional(),
	text: text$6
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

// src/verdict/leg.ts
/**
* One comparison of the chain, in the order in which an expert rules things out. `engine-fp16` is what is judged
* when an engine or recorded candidate outputs are given, `candidate` for a converted model, `emulation` otherwise.
*/
const legKinds = [
	"inputs",
	"weights",
	"conversion",
	"autocast",
	"half",
	"emulation",
	"candidate-unrounded",
	"candidate",
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
	"candidate-unrounded": "converted model without rounding against the reference",
	candidate: "converted model by its own casts against the reference",
	"engine-fp32": "FP32 engine against the reference",
	"engine-fp16": "FP16 engine against the reference",
	"engine-mixed": "mixed-precision engine against the reference"
};

// src/report/comparison-schema.ts
const text$5 = string();
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
		sample: text$5.optional()
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
	sample: text$5,
	index: array(count).meta({ description: "Position along each axis; empty for a scalar." }),
	candidateRow: count.optional().meta({ description: "With matched rows, the row of the candidate." }),
	reference: elementValue,
	candidate: elementValue
}).meta({ id: "WorstElement" });
const matchingSchema = strictObject({
	boxes: text$5.meta({ description: "The output by which rows were assigned." }),
	matchedRows: count,
	unmatchedReferenceRows: count,
	unmatchedCandidateRows: count,
	unmatchedScore: figure,
	unmatchedScoreSample: text$5.optional(),
	maxDistance: figure
}).meta({ id: "RowMatching" });
const limitSchema = strictObject({
	metric: text$5,
	operator,
	value: figureOrText,
	unit: text$5.optional(),
	level: findingLevel
}).meta({ id: "Limit" });
/** One output of one leg over all samples. */
const outputSchema = strictObject({
	name: text$5,
	dtype: text$5,
	candidateDtype: text$5.optional(),
	shape: array(count),
	unit: text$5.optional(),
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
	skipped: text$5.optional().meta({ description: "Why the leg did not run." }),
	text: text$5.optional().meta({ description: "What was found, where outputs do not say it: ranges." }),
	outputs: array(outputSchema)
}).meta({ id: "Leg" });
const findingSchema = strictObject({
	leg: _enum(legKinds),
	name: text$5,
	output: text$5,
	operator,
	expected: figureOrText,
	actual: figureOrText,
	unit: text$5.optional(),
	passed: boolean(),
	level: findingLevel,
	message: text$5,
	excuse: excuseSchema.optional().meta({ description: "Why this crossed limit does not fail the job." })
}).meta({ id: "Finding" });
const unjudgedSchema = strictObject({
	output: text$5,
	reason: text$5,
	advice: text$5.optional()
}).meta({ id: "Unjudged" });
const failureSchema = strictObject({
	kind: _enum([
		"configuration",
		"input",
		"unjudged",
		"engine",
		"internal"
	]),
	message: text$5,
	advice: text$5.optional(),
	category: _enum([
		"unavailable",
		"unsupported",
		"crashed",
		"timeout",
		"protocol",
		"storage",
		"integrity"
	]).optional(),
	status: union([number(), text$5]).optional(),
	lastStderrLine: text$5.optional()
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
	text: text$5
});

// src/report/engine-schema.ts
const text$4 = string();
const amount = number().min(0);
const latencySchema$1 = strictObject({
	medianMs: amount,
	p95Ms: amount,
	runs: count.optional(),
	method: _enum(["gpu-events", "wall-clock"]).optional(),
	clocks: text$4.optional().meta({ description: "Clocks of the device before and after, in words." })
}).meta({ id: "EngineLatency" });
const buildSchema = strictObject({
	seconds: amount.optional(),
	sizeBytes: count.optional(),
	flags: array(text$4).optional(),
	timingCacheHash: text$4.optional().meta({ description: "SHA-256 of the timing cache that the build started from." }),
	latency: latencySchema$1.optional()
});
/** One layer of the engine, and what it computes. */
const engineLayerSchema = strictObject({
	name: text$4,
	type: text$4.optional(),
	precision: _enum([
		"fp32",
		"fp16",
		"bf16",
		"int8",
		"fp8",
		"other"
	]).optional(),
	tactic: text$4.optional(),
	provider: text$4.optional(),
	timeMs: amount.optional(),
	nodes: array(text$4).meta({ description: "Nodes of the model that it computes; empty for what the engine added." }),
	modules: array(text$4).optional().meta({ description: "PyTorch modules of these nodes." }),
	sources: array(text$4).optional().meta({ description: "`FILE:LINE` as the model records it." })
});
const noiseSchema = strictObject({
	kind: _enum(["run-to-run", "rebuild"]),
	output: text$4,
	metric: text$4,
	value: figure,
	unit: text$4.optional()
});
const testSchema = strictObject({
	name: text$4,
	outcome: _enum([
		"passed",
		"failed",
		"not-run"
	]),
	text: text$4.meta({ description: "One sentence: what was done and found." })
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
	text: text$4.meta({ description: "What was found, and what to do." }),
	nodes: array(text$4).meta({ description: "The first nodes behind which the engine is wrong." }),
	marks: array(text$4).optional().meta({ description: "Tensors that, taken as outputs, split the fusion." }),
	fp32Nodes: array(text$4).optional().meta({ description: "Kept in FP32 on this engine, these repair it." })
});
/** What a real engine did: where, how it was built, in what precision, how steadily. Absent for emulated and recorded. */
const engineRunSchema = strictObject({
	typing: _enum(["weak", "strong"]),
	engineFile: text$4.optional().meta({ description: "The built engine that was judged." }),
	computeCapability: text$4.optional(),
	driver: text$4.optional(),
	cuda: text$4.optional(),
	details: array(strictObject({
		name: text$4,
		value: text$4
	})).optional().meta({ description: "Versions and settings as the driver reports them." }),
	builds: array(buildSchema),
	precision: strictObject({
		realised: _enum([
			"fp16",
			"fp32",
			"mixed",
			"unknown"
		]),
		layers: record(text$4, count).meta({ description: "Layers by precision." }),
		text: text$4
	}).optional(),
	noise: array(noiseSchema),
	tests: array(testSchema).optional().meta({ description: "What tells a faulty kernel from precision." }),
	fault: faultSchema.optional(),
	layers: array(engineLayerSchema).optional().meta({ description: "In the order of the engine." }),
	layersLeftOut: count.optional()
});

// src/report/explanation-schema.ts
const text$3 = string();
/** Range of one weight or input, as FP16 sees it. */
const scanSchema = strictObject({
	name: text$3,
	kind: _enum(["weight", "input"]),
	elements: count,
	absMax: figure,
	overflows: count.meta({ description: "Elements that become infinite in FP16." }),
	flushed: count.optional().meta({ description: "Non-zero elements that become 0 in FP16." }),
	subnormal: count.optional().meta({ description: "Elements that are subnormal in FP16." }),
	nonFinite: count.optional(),
	file: text$3.optional(),
	module: text$3.optional().meta({ description: "PyTorch module that owns it." }),
	consumer: text$3.optional().meta({ description: "A node that reads it." }),
	dtype: text$3.optional(),
	shape: array(count).optional(),
	role: _enum([
		"parameter",
		"constant",
		"mask",
		"statistic",
		"bound",
		"exempt"
	]).optional().meta({ description: "What it is for: only a parameter that overflows breaks." }),
	sample: text$3.optional().meta({ description: "Of an input: the sample with its largest magnitude." }),
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
	text: text$3.optional().meta({ description: "The evidence, half a sentence after the name." })
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
const text$2 = string();
/** An error of one tensor: largest and rms difference, the latter also relative to the reference's rms. */
const errorSchema = strictObject({
	max: figure,
	rms: figure,
	relRms: figure,
	nonFinite: count.meta({ description: "Elements that are NaN or infinite on one side only; not in the others." })
}).meta({ id: "TensorError" });
/** A line of the model's source. `file` is relative to the checkout where it could be found there. */
const sourceSchema = strictObject({
	file: text$2,
	line: number().int().min(1),
	code: text$2.optional().meta({ description: "That line of the model's source." })
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
	output: text$2,
	excess: figure.optional().meta({ description: "With every node in FP16." }),
	aloneExcess: figure.optional().meta({ description: "With this node alone in FP16, all others in FP32." }),
	repairedExcess: figure.optional().meta({ description: "With this node alone in FP32, all others in FP16." })
});
const counterfactualSchema = strictObject({
	confirmed: boolean().meta({ description: "Alone in FP16 it breaks an output; else it does so only together with others." }),
	repaired: boolean().optional().meta({ description: "With all culprits in FP32 the outputs that it breaks meet their limits." }),
	text: text$2.optional().meta({ description: "What the trials showed, as a sentence." }),
	outputs: array(counterfactualOutputSchema)
});
const causeSchema = strictObject({
	kind: text$2.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be kebab-case"),
	evidence: text$2,
	advice: text$2.optional()
});
/** A culprit. Introduced: made by this node on reference inputs; inherited: passed on from before it. */
const layerSchema = strictObject({
	node: text$2,
	key: text$2.optional().meta({ description: "Survives a new export; as in `nodes`." }),
	op: text$2,
	output: text$2.optional().meta({ description: "The float output that the figures are about." }),
	module: text$2.optional().meta({ description: "Path of the PyTorch module: decoder.norm." }),
	moduleClass: text$2.optional().meta({ description: "Class of that module." }),
	source: sourceSchema.optional(),
	unlinked: text$2.optional().meta({ description: "Why `source` is absent, or is not a tracked line of the checkout; then it is never linked." }),
	defect: count.optional().meta({ description: "Layers of one defect share a number, from 1." }),
	introduced: errorSchema.optional().meta({ description: "Absent where a node could not be measured." }),
	inherited: errorSchema.optional(),
	total: errorSchema.optional(),
	referenceAbsMax: figure.optional(),
	nonFinite: count.optional().meta({ description: "Elements that become NaN or infinite here." }),
	headroomBits: figure.optional().meta({ description: "log2(65504 / largest magnitude)." }),
	range: rangeSchema.optional(),
	accumulationAbsSum: figure.optional().meta({ description: "Largest sum of |a b| over the accumulations of the node." }),
	worstSample: text$2.optional().meta({ description: "Sample with the largest total error." }),
	breaks: array(text$2).optional().meta({ description: "Outputs that fail because of this node." }),
	counterfactual: counterfactualSchema.optional(),
	cause: causeSchema
}).meta({ id: "Layer" });
/** What this run does not show and an engine may do. Nothing is blamed for it. */
const hazardSchema = strictObject({
	node: text$2,
	op: text$2,
	module: text$2.optional(),
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
	node: text$2,
	key: text$2,
	op: text$2.optional(),
	module: text$2.optional(),
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
	text: text$2,
	trials: count.optional().meta({ description: "Runs under a changed plan that back the ranking." }),
	splitInto: count.optional().meta({ description: "Parts that the graph was cut into to fit in memory." }),
	nodesLeftOut: count.optional().meta({ description: "Nodes that `nodes` had no room for: the quietest." })
});

// src/report/overrides-schema.ts
const text$1 = string();
/** How one output stands under a plan, by the limit that it is nearest to or furthest beyond. */
const planOutputSchema = strictObject({
	output: text$1,
	maxAbs: figure.optional().meta({ description: "Largest absolute difference." }),
	unit: text$1.optional(),
	metric: text$1.meta({ description: "Of the deciding limit: max-abs, rel-rms, non-finite, …" }),
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
	node: text$1,
	op: text$1,
	module: text$1.optional(),
	source: sourceSchema.optional(),
	unlinked: text$1.optional().meta({ description: "Why `source` is absent, or is not a tracked line of the checkout; then it is never linked." }),
	cause: text$1.optional().meta({ description: "Kind of its cause, where it is one of `layers`." }),
	aloneExcess: figure.optional().meta({ description: "Largest distance over limit with this node alone in FP16, all others in FP32." }),
	proof: _enum([
		"alone",
		"removed",
		"without"
	]).optional().meta({ description: "What was tried that shows it can't go back: alone in FP16 it breaks a limit; the set without it fails; another set without it fails." }),
	reason: text$1.meta({ description: "Why this node stays in FP32, one sentence." })
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
	text: text$1.optional().meta({ description: "Why nothing was checked, where that is so." })
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
	engine: text$1.optional(),
	beforeMs: figure,
	afterMs: figure,
	p95BeforeMs: figure.optional(),
	p95AfterMs: figure.optional()
}).meta({ description: "Median latency of a real engine without and with the plan." });
const planShape = {
	nodes: array(text$1).meta({ description: "Compute nodes kept in FP32." }),
	carriers: array(text$1).optional().meta({ description: "Data movement between them, FP32 as well." }),
	modules: array(text$1).optional().meta({ description: "PyTorch modules that own the nodes." }),
	reasons: array(reasonSchema).optional().meta({ description: "One entry a node, where known." }),
	before: array(planOutputSchema).optional().meta({ description: "With every node in FP16." }),
	after: array(planOutputSchema).optional().meta({ description: "With the plan, on `verifiedOn`." }),
	heldOut: heldOutSchema.optional().meta({ description: "On inputs that the search did not see." }),
	verifiedOn: text$1.optional().meta({ description: "Where `after` was measured: emulation, or an engine." }),
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
	text: text$1,
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
	samples: array(text$1).optional().meta({ description: "Searched on." }),
	heldBack: array(text$1).optional().meta({ description: "Kept out of the search, for `heldOut`." }),
	form: _enum(["switched", "fixed"]).optional(),
	notes: array(text$1).optional()
});
const fileSchema = strictObject({
	path: text$1.meta({ description: "Relative to the folder of result.json." }),
	kind: _enum([
		"form",
		"mixed-model",
		"mixed-weights"
	]),
	title: text$1,
	targetVersions: text$1.optional(),
	content: text$1.optional().meta({ description: "What to paste; absent where it is long." }),
	notes: array(text$1).optional()
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
	text: text$1,
	...planShape,
	nodes: planShape.nodes.meta({ description: "Compute nodes kept in FP32; empty where there is no plan to use." }),
	onEngine: array(text$1).optional().meta({ description: "What came of trying it on the engine, beside the figures; one sentence each." }),
	plans: array(otherPlanSchema).optional(),
	spreadOutputs: array(text$1).optional().meta({ description: "Outputs that no small set repairs." }),
	curve: array(curvePointSchema).optional().meta({ description: "Error against the share of nodes in FP32." }),
	advice: array(strictObject({
		kind: _enum([
			"bf16",
			"scale",
			"head",
			"share",
			"limit"
		]),
		text: text$1
	})).optional().meta({ description: "What helps where no small set does." }),
	search: searchSchema.optional(),
	files: array(fileSchema).optional(),
	omitted: array(strictObject({
		title: text$1,
		targetVersions: text$1.optional(),
		reason: text$1
	})).optional().meta({ description: "Forms that were not written, and why." })
});

// src/verdict/excuse.ts
/** Whether a finding fails the job: a crossed limit of level fail that nothing excuses. */
function failsJob({ passed, level, excuse }) {
	return !passed && level === "fail" && excuse === void 0;
}
/** How a finding is to be shown: an excused failure warns. */
function shownLevel({ level, excuse }) {
	return excuse === void 0 ? level : "warn";
}

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

// src/verdict/history.ts
/** The history as this job hands it on: that of the accepted job, and that job itself; oldest first. */
function historyOf(accepted) {
	if (accepted === void 0) return [];
	return mergeJobs([...accepted.facts.history ?? [], acceptedJob(accepted.facts, accepted)]);
}
/** Jobs of several histories, each once, oldest first; the oldest go when there are too many. */
function mergeJobs(jobs) {
	return [...new Map(jobs.map((job) => [JSON.stringify([job.commit, job.date]), job])).values()].sort((one, other) => (one.date ?? "") < (other.date ?? "") ? -1 : one.date === other.date ? 0 : 1).slice(-20);
}
/** One job as the history keeps it: the largest difference of each output, and the least range left. */
function acceptedJob(facts, { commit, date }) {
	const { verdict, outputs, nodes } = facts;
	const tightest = nodes.reduce((least, { node, module, headroomBits: bits }) => bits === void 0 || Number.isNaN(bits) || least !== void 0 && least.bits <= bits ? least : {
		name: module === void 0 || module === "" ? node : module,
		bits
	}, void 0);
	return {
		...commit === void 0 ? {} : { commit },
		...date === void 0 ? {} : { date },
		...verdict.kind === "error" ? {} : { verdict: verdict.kind },
		outputs: outputs.map(({ name, unit, metrics }) => ({
			name,
			metric: "max-abs",
			value: metrics.maxAbs,
			...unit === void 0 ? {} : { unit }
		})),
		...tightest === void 0 ? {} : { headroom: tightest }
	};
}

// src/report/shown-path.ts
/** The last two parts of a path, with `/`. */
function lastParts(path) {
	return path.split(/[\\/]/).filter((part) => part !== "" && part !== "." && part !== "..").slice(-2).join("/");
}
/** A path as given when it is relative; of an absolute one the end, since the rest is the machine's own business. */
function shownPath(path) {
	return /^(?:[\\/]|[a-z]:[\\/])/i.test(path) ? `…/${lastParts(path)}` : path;
}

// src/report/layer-view.ts
/** Rows of the table of layers, worst first. */
function layerRows(result) {
	return result.layers.map((layer, at) => ({
		rank: at + 1,
		layer,
		module: layer.module ?? "",
		source: layer.source === void 0 ? "" : `${shownPath(layer.source.file)}:${layer.source.line}`,
		url: sourceUrl(result, layer),
		introduced: formatError(layer.introduced, layer),
		inherited: formatError(layer.inherited, layer),
		total: formatError(layer.total, layer),
		why: `${causeTitle(layer)}: ${layer.cause.evidence}`,
		trial: describeTrial(layer)
	}));
}
/** The same rows by module, each module at the place of its worst row. */
function groupByModule(rows) {
	const groups = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const group = groups.get(row.module);
		if (group === void 0) groups.set(row.module, [row]);
		else group.push(row);
	}
	return [...groups].map(([module, members]) => ({
		module,
		rows: members
	}));
}
/** `hidden-overflow` as words. */
function causeTitle({ cause }) {
	return cause.kind.replaceAll("-", " ");
}
/** rms of the error relative to the reference's rms, or how many elements are NaN or infinite on one side only. */
function formatError(error, { range } = {}) {
	if (error === void 0) return "";
	if (error.nonFinite === 0) return formatFigure(error.relRms);
	return `NaN/∞ in ${error.nonFinite}${range === void 0 ? "" : ` of ${range.elements}`}`;
}
/** What must be said when no layer is named: why not, or that none is guilty alone. Of a pass the diagnosis says it. */
function localisationNote(result) {
	const { localisation, layersUnavailable, verdict } = result;
	return (localisation?.kind === "nodes" || localisation?.kind === "none" && verdict.kind === "pass" ? void 0 : localisation?.text) ?? layersUnavailable;
}
/**
* The line of the source that a reader may be sent to: tracked, and inside the checkout. A path that leaves the
* checkout is refused here too, since the file that names it may come from anywhere.
*/
function trackedSource({ source, unlinked }) {
	if (source === void 0 || unlinked !== void 0) return void 0;
	const { file } = source;
	return /^(?:[/\\~]|[a-z]:)/i.test(file) || file.split(/[\\/]/).includes("..") || file === "" ? void 0 : source;
}
/** Where that line can be read, when the checkout is known. */
function sourceUrl(result, layer) {
	const source = trackedSource(layer);
	const checkout = result.environment?.checkout;
	if (source === void 0 || checkout === void 0) return void 0;
	const path = source.file.split(/[\\/]/).map(encodeSegment).join("/");
	return `${checkout.serverUrl}/${checkout.repository}/blob/${checkout.commit}/${path}#L${source.line}`;
}
/** encodeURIComponent throws on half a surrogate pair, which a printable line has not, and leaves what Markdown reads. */
function encodeSegment(segment) {
	return encodeURIComponent(printableLine(segment)).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
/** `Tried: alone in FP16 it puts boxes at 3.1 times its limit; …`, of the output that it hurts most. */
function describeTrial({ counterfactual }) {
	const worst = counterfactual?.outputs.reduce((best, entry) => best === void 0 || harm(entry) > harm(best) ? entry : best, void 0);
	if (counterfactual?.text !== void 0) return counterfactual.text;
	if (worst === void 0) return void 0;
	const { excess, aloneExcess, repairedExcess } = worst;
	const name = quoteName(worst.output);
	const parts = [...aloneExcess === void 0 ? [] : [`this node alone in FP16 puts ${name} at ${times$1(aloneExcess)}`], ...repairedExcess === void 0 ? [] : [`with all culprits in FP32 ${aloneExcess === void 0 ? name : "it"} is at ${times$1(repairedExcess)}${excess === void 0 ? "" : `, from ${times$1(excess)}`}`]];
	return parts.length === 0 ? void 0 : `Tried: ${parts.join("; ")}.`;
}
function harm({ aloneExcess, excess }) {
	const value = aloneExcess ?? excess ?? 0;
	return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
function times$1(excess) {
	return Number.isFinite(excess) ? `${formatFigure(excess)} × its limit` : "NaN or ∞";
}
/** `5 layers in 2 modules`. */
function countLayers(rows) {
	const modules = groupByModule(rows).filter(({ module }) => module !== "").length;
	const layers = formatCount(rows.length, "layer");
	return modules === 0 ? layers : `${layers} in ${formatCount(modules, "module")}`;
}

// src/report/candidate-view.ts
/** Undefined when no converted model was given, or it was never compared. */
function candidateView({ candidate }) {
	if (candidate === void 0) return void 0;
	const { differences, omitted = 0 } = candidate;
	return {
		facts: describeCandidate(candidate),
		lead: leadOf(candidate),
		warnings: differences.filter(({ level }) => level === "warn"),
		notes: differences.filter(({ level }) => level === "note"),
		omitted
	};
}
/** `fp16Nodes` and the like as a sentence; the result's engine line shows it too. */
function describePrecision(precision) {
	const { fp16Nodes, bf16Nodes, fp32Nodes, casts } = precision;
	return `nodes: ${[...[...fp16Nodes > 0 || bf16Nodes === 0 ? [`${fp16Nodes} in FP16`] : [], ...bf16Nodes > 0 ? [`${bf16Nodes} in BF16`] : []], `${fp32Nodes} in FP32`].join(", ")}; ${formatCount(casts, "cast")}`;
}
function describeCandidate({ precision, nodes, constants }) {
	const found = nodes.matched === nodes.reference ? `all ${formatCount(nodes.reference, "node")} of the FP32 model found again` : `${nodes.matched} of ${formatCount(nodes.reference, "node")} of the FP32 model found again`;
	return `Computing ${describePrecision(precision)}. ${found[0]?.toUpperCase() ?? ""}${found.slice(1)}, ${formatCount(constants, "constant")} compared.`;
}
function leadOf({ precision, differences }) {
	if (differences.some(({ level }) => level === "warn")) return "Where it differs from the FP32 model in more than precision:";
	const { fp16Nodes, bf16Nodes, casts } = precision;
	return fp16Nodes + bf16Nodes + casts === 0 ? "It does not differ from the FP32 model at all." : "It differs from the FP32 model in precision alone.";
}

// src/report/summary-text.ts
const longestName$8 = 100;
const longestProse$5 = 1500;
/** A name of a file, an output or a sample, shortened, as Markdown. */
function code(name) {
	return markdownCode(printableName(name, longestName$8));
}
/** A sentence, shortened, as Markdown that must not stand at the start of a line. */
function prose(text) {
	return markdownText(printableName(text, longestProse$5));
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

// src/report/summary-candidate.ts
const mostOpen$2 = 8;
const mostFolded$1 = 100;
/** A converted model in Markdown: warnings open, the rest folded. */
function candidateSection$1(result, { maxRows }) {
	const view = candidateView(result);
	if (view === void 0) return [];
	const { facts, lead, warnings, notes, omitted } = view;
	const open = warnings.slice(0, Math.min(mostOpen$2, maxRows));
	const rest = [...warnings.slice(open.length), ...notes].slice(0, Math.min(mostFolded$1, maxRows));
	const more = warnings.length + notes.length - open.length - rest.length + omitted;
	const headings = [
		"what",
		"node",
		"difference"
	];
	const cells = ({ kind, node, text }) => [
		prose(kind),
		node === void 0 ? "" : code(node),
		prose(text)
	];
	return [
		`**The converted model.** ${prose(facts)} ${lead}`,
		...open.length === 0 ? [] : ["", ...table(headings, open.map(cells))],
		...rest.length === 0 ? [] : ["", ...folded(formatCount(rest.length, "further difference"), table(headings, rest.map(cells)))],
		...more > 0 ? ["", `_${more} more in result.json._`] : []
	];
}

// src/report/engine-facts.ts
const shownTests = 8;
/** How a real engine was built and how it behaved, for the list of facts. */
function engineEntries({ engineRun }) {
	if (engineRun === void 0) return [];
	const { typing, computeCapability, driver, cuda, builds, precision, noise, tests = [] } = engineRun;
	const [first] = builds;
	const flags = first?.flags?.join(" ");
	return [
		["engine typing", typing],
		["engine file", engineRun.engineFile && quoteName(shownPath(engineRun.engineFile))],
		["device", joined$1([
			cc(computeCapability),
			word("driver", driver),
			word("CUDA", cuda)
		])],
		["engine precision", precision?.text],
		["build", joined$1([
			buildTime(first?.seconds),
			size(first?.sizeBytes),
			flags
		])],
		["builds compared", builds.length > 1 ? String(builds.length) : void 0],
		["timing cache SHA-256", first?.timingCacheHash],
		["latency", latencyText(first?.latency)],
		...noise.map(({ kind, output, metric, value, unit }) => [`${kind} noise`, `${quoteName(output)} ${metric} ${formatFigure(value)}${unit === void 0 ? "" : ` ${unit}`}`]),
		...tests.slice(0, shownTests).map(({ name, outcome, text }) => [`test: ${name}`, `${outcome === "not-run" ? "not run" : outcome}. ${text}`]),
		...(engineRun.details ?? []).map(({ name, value }) => [`engine ${name}`, value])
	];
}
/** `0.42 ms median, 0.45 ms p95 of 100 runs`, with the clocks where they are known. */
function latencyText(latency) {
	if (latency === void 0) return void 0;
	const { medianMs, p95Ms, runs, clocks } = latency;
	const of = runs === void 0 ? "" : ` of ${runs} runs`;
	return `${formatFigure(medianMs)} ms median, ${formatFigure(p95Ms)} ms p95${of}${clocks === void 0 ? "" : `; ${clocks}`}`;
}
function cc(version) {
	return word("compute capability", version);
}
function word(name, value) {
	return value === void 0 ? void 0 : `${name} ${value}`;
}
function buildTime(seconds) {
	return seconds === void 0 ? void 0 : `${formatFigure(seconds)} s`;
}
function size(bytes) {
	return bytes === void 0 ? void 0 : `${formatFigure(bytes / 2 ** 20)} MiB`;
}
function joined$1(parts) {
	const known = parts.filter((part) => part !== void 0 && part !== "");
	return known.length === 0 ? void 0 : known.join(", ");
}

// src/report/run-facts.ts
/** Model, samples, engine, machine and times, as far as the result knows them. */
function runFacts(result) {
	return [...judgedEntries(result), ...machineEntries(result)].flatMap(([name, value, isName = false]) => value === void 0 || value === "" ? [] : [{
		name,
		value,
		isName
	}]);
}
function judgedEntries(result) {
	const { model, samples, engine, config, verdict } = result;
	const hashes = model?.sha256;
	const nodes = model?.nodes === void 0 ? void 0 : formatCount(model.nodes, "node");
	return [
		[
			"model",
			model && shownPath(model.file),
			true
		],
		[
			"model SHA-256",
			hashes?.file,
			true
		],
		[
			"graph SHA-256",
			hashes?.graph,
			true
		],
		[
			"weights SHA-256",
			hashes?.weights,
			true
		],
		["ONNX", model && joined([
			model.opset && `opset ${model.opset}`,
			model.producer,
			nodes
		])],
		...candidateEntries(result),
		["samples", samples && `${samples.count} in ${quoteName(shownPath(samples.directory))}`],
		[
			"samples SHA-256",
			samples?.sha256,
			true
		],
		...(samples?.manifest ?? []).map(({ name, value }) => [
			`samples: ${name}`,
			value,
			true
		]),
		["engine", engine && joined([
			engine.name,
			engine.version,
			engine.device,
			engine.realisedPrecision
		])],
		...(engine?.notes ?? []).map((note) => ["engine note", note]),
		...engineEntries(result),
		...legEntries(result),
		["limits", config && `from ${config.limits}`],
		["enforce", verdict.enforcement],
		["exit code", String(verdict.exitCode)]
	];
}
function candidateEntries({ candidate }) {
	if (candidate === void 0) return [];
	const { model, precision } = candidate;
	return [
		[
			"converted model",
			shownPath(model.file),
			true
		],
		[
			"its SHA-256",
			model.sha256.file,
			true
		],
		["its ONNX", joined([
			model.opset && `opset ${model.opset}`,
			model.producer,
			model.nodes && formatCount(model.nodes, "node")
		])],
		["its precision", describePrecision(precision)]
	];
}
function legEntries({ localisation }) {
	if (localisation === void 0) return [];
	const { trials, splitInto } = localisation;
	return [["localisation", trials === void 0 ? void 0 : `${formatCount(trials, "trial")} of changed precision`], ["graph", splitInto === void 0 || splitInto < 2 ? void 0 : `run in ${splitInto} parts to fit in memory`]];
}
function machineEntries({ tool, environment, timings }) {
	const times = Object.entries(timings ?? {}).flatMap(([name, value]) => value === void 0 ? [] : [`${name.replace(/Ms$/, "")} ${formatDuration(value)}`]);
	const checkout = environment?.checkout;
	return [
		["tool", `${tool.name} ${tool.version}`],
		["machine", environment && joined([
			environment.cpu,
			environment.gpu,
			environment.platform,
			environment.arch
		])],
		["Node", environment?.node],
		[
			"checkout",
			checkout && `${checkout.repository} at ${checkout.commit}`,
			true
		],
		["time", times.join(", ")]
	];
}
function joined(parts) {
	return parts.filter((part) => part !== void 0 && part !== "").join(", ");
}

// src/verdict/describe-finding.ts
/** What a count or a rule is about, where its name alone reads badly in a sentence. */
const titles$1 = {
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
	return Object.hasOwn(titles$1, name) ? titles$1[name] : name;
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
/**
* The finding without its output, for use behind a name: `off by 4.07 px (limit 1 px)`.
* @param companion the warning on the same figure, when it is to be named, too: `(limit 1 px, warns at 0.5 px)`.
*/
function describeDifference(finding, companion) {
	const figures = findingFigures(finding);
	const other = companion === void 0 ? "" : `, ${companion.level}s at ${findingFigures(companion).limit}`;
	const { actual } = figures;
	const limit = `${figures.limit}${other}`;
	if (finding.name === "non-finite") return `NaN or infinite on one side only in ${formatCountOfElements(finding.actual)}`;
	if (finding.name === "output") return finding.actual === "missing" ? "missing" : "not in the reference";
	if (finding.name === "regression") return `off by ${actual} (against the base at most ${limit})`;
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
		"output",
		"regression"
	].includes(finding.name);
	return `${quoteName(finding.output)} ${isState ? "is" : "has"} ${describeDifference(finding)}`;
}
function formatCountOfElements(actual) {
	if (typeof actual !== "number") return actual;
	return `${formatFigure(actual)} element${actual === 1 ? "" : "s"}`;
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
	const rank = (finding) => finding.passed ? 0 : shownLevel(finding) === "fail" ? 2 : 1;
	return findings.reduce((worst, finding) => {
		if (worst === void 0 || rank(finding) > rank(worst)) return finding;
		if (rank(finding) < rank(worst)) return worst;
		return severity(finding) > severity(worst) ? finding : worst;
	}, void 0);
}
/**
* The finding to name for an output or a run that does not fail: its own limit rather than the warning below it, which
* is always nearer. What crossed a warning still comes before what crossed nothing.
*/
function leadingFinding(findings) {
	const worst = worstFinding(findings);
	if (worst === void 0 || worst.level === "fail") return worst;
	return companionOf(worst, findings) ?? worst;
}
/** The other limit on the same figure: the warning below a limit, or the limit above a warning. */
function companionOf(finding, findings) {
	return findings.find(({ output, name, operator, level }) => output === finding.output && name === finding.name && operator === finding.operator && level !== finding.level);
}

// src/report/view.ts
/** Elements are shown more closely than errors: 812.5 against 816.57, not 813 against 817. */
const elementDigits = 5;
const order$2 = [
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
/** The legs in the order in which they rule things out. */
function orderedLegs(result) {
	return [...result.legs].sort((first, second) => legKinds.indexOf(first.kind) - legKinds.indexOf(second.kind));
}
/** The legs that the verdict is about: the conversion when that failed, and the judged leg. */
function reportedLegs(result) {
	const judged = judgedLeg(result);
	return [...result.legs.filter((leg) => leg.kind === "conversion" && !leg.judged && !leg.passed).filter(({ skipped }) => skipped === void 0), ...judged === void 0 ? [] : [judged]];
}
/** How a leg that ran stands. */
function legState(leg, outputs) {
	if (!leg.passed) return "fail";
	return outputs.some((output) => output.level === "unjudged") ? "unjudged" : "pass";
}
/** The output whose error is largest for its own scale, so that outputs of different units can be ranked. */
function largestOutput(outputs) {
	const scale = ({ metrics }) => {
		if ((metrics.nonFiniteMismatches ?? 0) > 0) return 1e400;
		const share = metrics.relRms ?? metrics.maxAbs;
		return Number.isNaN(share) ? 1e400 : share;
	};
	return outputs.reduce((best, output) => best === void 0 || scale(output) > scale(best) ? output : best, void 0);
}
/** The findings of a leg that entered the verdict. */
function findingsOfLeg(result, leg) {
	return leg === void 0 ? [] : result.verdict.findings.filter((finding) => finding.leg === leg.kind);
}
/** Rows of the table of outputs, worst first, with a row for each output that only a finding names. */
function outputRows(outputs, findings) {
	const byOutput = groupByOutput(findings);
	const compared = new Set(outputs.map((output) => output.name));
	const rows = outputs.map((output) => rowOf$1(output, byOutput.get(output.name) ?? []));
	const missing = [...byOutput].filter(([name]) => !compared.has(name)).map(missingRow);
	return [...rows, ...missing].sort((first, second) => order$2.indexOf(first.state) - order$2.indexOf(second.state));
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
function rowOf$1(output, findings) {
	const deciding = decidingFinding(findings);
	return {
		state: output.level,
		name: output.name,
		type: `${output.dtype} ${formatShapeOf(output)}`,
		maxAbs: maxAbsCell(output, deciding),
		relRms: relRmsCell(output, deciding),
		limit: output.level === "unjudged" || deciding === void 0 ? "none chosen" : limitCell(deciding, companionOf(deciding, findings)),
		worst: worstCell(output)
	};
}
function missingRow([name, findings]) {
	const deciding = worstFinding(findings);
	return {
		state: deciding.passed ? "pass" : shownLevel(deciding),
		name,
		type: "",
		maxAbs: "",
		relRms: "",
		limit: limitCell(deciding, void 0),
		worst: void 0
	};
}
/** A rule that is kept (`non-finite` 0 = 0) says less than the limit nearest to being crossed. */
function decidingFinding(findings) {
	return leadingFinding(findings.filter((finding) => !finding.passed || severity(finding) > 0)) ?? findings[0];
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
function limitCell(finding, companion) {
	const other = companion === void 0 ? "" : `; ${companion.level}s at ${findingFigures(companion).limit}`;
	return `${ownLimit(finding)}${other}${sayExcuse(finding)}`;
}
function sayExcuse({ excuse }) {
	return excuse === void 0 ? "" : `; ${excuse.text}`;
}
function ownLimit(finding) {
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
	return `${finding.name} ${actual} (${relations[finding.operator]} ${limit})${sayExcuse(finding)}`;
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
	const legs = reportedLegs(result);
	return legs.map((leg) => outputTable$2(result, leg, detail, legs.length > 1)).filter((lines) => lines.length > 0);
}
function outputTable$2(result, leg, detail, titled) {
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
	], rows.map(outputCells$1))];
}
function outputCells$1(row) {
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
	const legs = orderedLegs(result).filter((leg) => passing || !leg.passed).slice(0, maxRows);
	if (legs.length === 0) return [];
	const rows = legs.map((leg) => {
		const outputs = outputsOfLeg(result, leg);
		return [
			legMark(leg, outputs),
			legTitles[leg.kind],
			legText(leg, outputs)
		];
	});
	return folded("Legs", table([
		"",
		"leg",
		"largest difference"
	], rows));
}
function legText({ skipped, text }, outputs) {
	const said = skipped ?? text;
	return said === void 0 ? largest$1(outputs) : prose(said);
}
function legMark(leg, outputs) {
	return leg.skipped === void 0 ? stateIcons[legState(leg, outputs)] : "not run";
}
function largest$1(outputs) {
	const worst = largestOutput(outputs);
	if (worst === void 0) return "";
	const broken = worst.metrics.nonFiniteMismatches ?? 0;
	const more = broken > 0 ? `, ${broken} NaN/∞ on one side only` : "";
	return `${code(worst.name)} ${prose(withUnit(formatFigure(worst.metrics.maxAbs), worst.unit) + more)}`;
}
function limitSection({ verdict }, { passing, maxRows }) {
	const rank = (finding) => finding.passed ? 2 : shownLevel(finding) === "fail" ? 0 : 1;
	const findings = verdict.findings.filter((finding) => passing || !finding.passed).sort((first, second) => rank(first) - rank(second)).slice(0, maxRows);
	if (findings.length === 0) return [];
	const rows = findings.map((finding) => [
		finding.passed ? stateIcons.pass : stateIcons[shownLevel(finding)],
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
	const rows = runFacts(result).map(({ name, value, isName }) => [prose(name), isName ? code(value) : prose(value)]);
	return folded("Run", table(["what", "value"], rows));
}

// src/report/hazard-view.ts
/** What stands above the hazards in every report. */
const hazardTitle = "Hazards";
const hazardNote = "Right in this run, which adds up in FP32. An engine that accumulates in FP16 may overflow here.";
/** The largest hazards; whatever a file chose is still unescaped. */
function hazardRows(result, most) {
	const all = result.hazards ?? [];
	return {
		shown: all.slice(0, most),
		more: Math.max(0, all.length - most)
	};
}
/** `91300, of which 212 is left`: magnitudes added up, and the largest that comes out. */
function describeSum({ accumulationAbsSum, referenceAbsMax }) {
	return `${formatFigure(accumulationAbsSum)}, of which ${formatFigure(referenceAbsMax)} is left`;
}

// src/report/summary-layers.ts
/** What a reader takes in at once; the rest is folded. */
const mostOpen$1 = 5;
const mostFolded = 100;
const mostHazards$3 = 10;
const longestSource$1 = 160;
const headings$1 = [
	"module",
	"node",
	"source",
	"introduced",
	"inherited",
	"why"
];
/** The culprits by module: at most five rows open, with what to do below them, and the others folded. */
function layerSection(result, { maxRows }) {
	const rows = layerRows(result);
	if (rows.length === 0) return [];
	const open = rows.slice(0, Math.min(mostOpen$1, maxRows));
	const rest = rows.slice(open.length, Math.min(mostFolded, maxRows));
	const more = rows.length - open.length - rest.length;
	const { localisation } = result;
	return [
		`**Where it goes wrong.**${localisation?.kind === "nodes" ? ` ${prose(localisation.text)}` : ""} Worst first; errors are rms relative to the reference.`,
		"",
		...table(headings$1, cellsOf$3(open)),
		...adviceLines$1(open),
		...rest.length === 0 ? [] : ["", ...folded(`${rest.length} more`, table(headings$1, cellsOf$3(rest)))],
		...more > 0 ? ["", `_${more} more in result.json._`] : []
	];
}
/** Folded: nothing is wrong with them here. */
function hazardSection$1(result, { maxRows }) {
	const { shown, more } = hazardRows(result, Math.min(mostHazards$3, maxRows));
	if (shown.length === 0) return [];
	const cells = shown.map((hazard) => [
		hazard.module === void 0 ? "unknown" : code(hazard.module),
		`${prose(hazard.op)} ${code(hazard.node)}`,
		describeSum(hazard),
		prose(hazard.cause.advice ?? "")
	]);
	return folded(`Hazards inside accumulations (${shown.length + more})`, [
		hazardNote,
		"",
		...table([
			"module",
			"node",
			"sum of magnitudes",
			"what to do"
		], cells),
		...more > 0 ? ["", `_${more} more in result.json._`] : []
	]);
}
function cellsOf$3(rows) {
	return groupByModule(rows).flatMap(({ module, rows: members }) => members.map((row, at) => [
		at > 0 ? "" : module === "" ? "unknown" : code(module),
		`${prose(row.layer.op)} ${code(row.layer.node)}`,
		sourceCell$3(row),
		prose(row.introduced),
		prose(row.inherited),
		prose(row.why)
	]));
}
/** The line of code stands under its place; the place is a link when the checkout is known. */
function sourceCell$3({ source, url, layer }) {
	if (source === "") return "";
	const place = code(printableName(source, longestSource$1));
	const line = layer.source?.code?.trim();
	const shown = url === void 0 ? place : `[${place}](${url})`;
	return line === void 0 || line === "" ? shown : `${shown}<br>${code(line)}`;
}
/** One line each, without repeating what several layers have in common. */
function adviceLines$1(rows) {
	const byAdvice = /* @__PURE__ */ new Map();
	for (const { layer } of rows) {
		const { advice } = layer.cause;
		if (advice === void 0) continue;
		const names = byAdvice.get(advice) ?? [];
		names.push(layer.module ?? layer.node);
		byAdvice.set(advice, names);
	}
	const lines = [...byAdvice].map(([advice, names]) => {
		return `- ${[...new Set(names)].map(code).join(", ")}: ${prose(advice)}`;
	});
	return lines.length === 0 ? [] : [
		"",
		"**What to do**",
		"",
		...lines
	];
}

// src/report/memory-view.ts
const longestName$7 = 60;
const mostNamed = 3;
/** `limits loosened here: …`, for the first two lines; undefined when nothing is judged more mildly than on the base. */
function loosenedLine({ loosened = [] }) {
	if (loosened.length === 0) return void 0;
	const shown = loosened.slice(0, mostNamed).map(({ text }) => text);
	const more = loosened.length - shown.length;
	return `Limits loosened here: ${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}
/**
* What is new since the base, what is known there, and what got better; or why nothing can be said. Names stand between
* backticks, unescaped.
*/
function memorySentences({ baseline }) {
	if (baseline === void 0) return [];
	const { base, outputs } = baseline;
	if (base === void 0) return baseline.asked === "none" ? [] : [`No baseline: ${baseline.notes.at(-1) ?? "none was found."}`];
	const place = describeEarlier(base);
	if (!base.comparable) return [`Not comparable with ${place}: ${base.reason ?? "unknown"}. Judged by absolute limits only.`];
	const named = (state) => outputs.filter((output) => output.state === state);
	const sentences = [
		sayOutputs(`New since ${place}`, named("new")),
		sayOutputs("Known, since the base fails as well", named("known")),
		sayOutputs("Improved", named("improved")),
		sayOutputs("Not on the base", named("added")),
		sayOutputs("No longer there", named("vanished"))
	].filter((text) => text !== void 0);
	return sentences.length > 0 ? sentences : [`Nothing is new since ${place}.`];
}
function sayOutputs(title, outputs) {
	if (outputs.length === 0) return void 0;
	const shown = outputs.slice(0, mostNamed).map((output) => {
		const figures = sayChange(output);
		return `${quoteName(printableName(output.name, longestName$7))}${figures === "" ? "" : ` ${figures}`}`;
	});
	const more = outputs.length - shown.length;
	return `${title}: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
/** `0.31 -> 4.07 px`, or the one figure there is. */
function sayChange({ before, after, unit }) {
	if (before === void 0 && after === void 0) return "";
	const shown = [before, after].filter((value) => value !== void 0).map((value) => formatFigure(value));
	return withUnit(shown.join(" -> "), unit);
}
/** `abc1234 (3 commits, 2 days)`: commit, distance and age, as far as they are known. */
function describeEarlier({ commit, distance, ageDays, source }) {
	const parts = [...distance === void 0 ? [] : [formatCount(distance, "commit")], ...ageDays === void 0 ? ["age unknown"] : [sayAge$1(ageDays)]];
	const name = commit === void 0 ? printableName(shownPath(source.name), longestName$7) : commit.slice(0, 7);
	return `${quoteName(name)} (${parts.join(", ")})`;
}
function sayAge$1(days) {
	if (days < 1 / 24) return "less than an hour";
	if (days < 1) return formatCount(Math.floor(days * 24), "hour");
	return formatCount(Math.floor(days), "day");
}
/** One line each on where the two earlier results come from; unescaped. */
function earlierFacts({ baseline }) {
	if (baseline === void 0) return [];
	const { base, accepted, attribution, notes } = baseline;
	return [
		...base === void 0 ? [] : [{
			name: "base",
			text: sayEarlier(base)
		}],
		...accepted === void 0 ? [] : [{
			name: "last accepted",
			text: sayEarlier(accepted)
		}],
		...attribution === void 0 ? [] : [{
			name: `since the ${attribution.against}`,
			text: attribution.text
		}],
		...notes.map((text) => ({
			name: "note",
			text
		}))
	];
}
function sayEarlier(earlier) {
	const { verdict, source, accepted, comparable, reason } = earlier;
	const by = accepted?.by === void 0 ? "" : ` by ${accepted.by}`;
	const why = accepted?.reason === void 0 ? "" : `: ${accepted.reason}`;
	return [
		`${describeEarlier(earlier)}, ${verdict === "pass" ? "passed" : "failed"}`,
		...accepted === void 0 ? [] : [`accepted by hand${by}${why}`],
		`from ${source.kind} ${quoteName(printableName(shownPath(source.name), longestName$7))}`,
		...comparable ? [] : [`not comparable: ${reason ?? "unknown"}`]
	].join("; ");
}
/** Every output of either job with its state; undefined when nothing was compared. */
function outputStateTable({ baseline }) {
	if (baseline === void 0 || baseline.outputs.length === 0) return void 0;
	const cell = (value, unit) => value === void 0 ? "" : withUnit(formatFigure(value), unit);
	return {
		headings: [
			"state",
			"output",
			"base",
			"this job",
			"last accepted"
		],
		rows: baseline.outputs.map(({ state, name, before, after, accepted, unit }) => [
			state,
			name,
			cell(before, unit),
			cell(after, unit),
			cell(accepted, unit)
		])
	};
}
/** Culprits of either job with their state. */
function layerStateTable({ baseline }) {
	if (baseline === void 0 || baseline.layers.length === 0) return void 0;
	return {
		headings: [
			"state",
			"layer",
			"node",
			"error on the base",
			"error here"
		],
		rows: baseline.layers.map(({ state, module, op, node, before, after }) => [
			state,
			module ?? "",
			`${op ?? ""} ${node}`.trim(),
			sayFigure(before),
			sayFigure(after)
		])
	};
}
function sayFigure(figure) {
	if (figure === void 0) return "";
	return (figure.nonFinite ?? 0) > 0 ? `NaN/∞ in ${figure.nonFinite}` : formatFigure(figure.relRms);
}
const mostTrendOutputs = 4;
/** The last accepted jobs and this one, oldest first; undefined without any. */
function trendTable(result) {
	const { history = [], outputs, job } = result;
	if (history.length === 0) return void 0;
	const shown = outputs.slice(0, mostTrendOutputs);
	const hasHeadroom = history.some(({ headroom }) => headroom !== void 0);
	const rows = history.slice(-6).map(({ commit, date, outputs: values, headroom }) => [
		commit?.slice(0, 7) ?? "",
		date?.slice(0, 10) ?? "",
		...shown.map(({ name, unit }) => {
			const value = values.find((entry) => entry.name === name && entry.unit === unit);
			return value === void 0 ? "" : withUnit(formatFigure(value.value), unit);
		}),
		...hasHeadroom ? [headroom === void 0 ? "" : sayHeadroom(headroom)] : []
	]);
	const own = [
		job?.commit?.slice(0, 7) ?? "this job",
		job?.date?.slice(0, 10) ?? "",
		...shown.map(({ metrics, unit }) => withUnit(formatFigure(metrics.maxAbs), unit)),
		...hasHeadroom ? [ownHeadroom(result)] : []
	];
	return {
		headings: [
			"commit",
			"date",
			...shown.map(({ name }) => printableName(name, longestName$7)),
			...hasHeadroom ? ["least FP16 range left"] : []
		],
		rows: [...rows, own]
	};
}
function sayHeadroom({ name, bits }) {
	return `${formatFigure(bits)} bits at ${printableName(name, longestName$7)}`;
}
function ownHeadroom({ nodes }) {
	let tightest;
	for (const node of nodes) {
		if (node.headroomBits === void 0 || Number.isNaN(node.headroomBits)) continue;
		if (tightest?.headroomBits === void 0 || node.headroomBits < tightest.headroomBits) tightest = node;
	}
	if (tightest?.headroomBits === void 0) return "";
	const { module, node, headroomBits } = tightest;
	return sayHeadroom({
		name: module === void 0 || module === "" ? node : module,
		bits: headroomBits
	});
}

// src/report/summary-memory.ts
const mostHeadroom = 5;
/** Layers with little range left, and the waivers: what a reader must see before the details. */
function warningSection({ baseline, waivers = [] }, { maxRows }) {
	const headroom = (baseline?.headroom ?? []).slice(0, Math.min(mostHeadroom, maxRows));
	const shown = waivers.filter(({ state }) => state !== "unused").slice(0, maxRows);
	return [...headroom.map(({ text }) => `- **Little range left.** ${prose(text)}`), ...shown.map(({ state, text }) => `- **Waiver ${state}.** ${prose(text)}`)];
}
/** The comparison with earlier jobs, folded: states, layers, trend, and where the results come from. */
function memorySection$1(result, { passing, maxRows }) {
	const facts = earlierFacts(result);
	if (facts.length === 0 || !passing) return [];
	const blocks = [
		table(["what", "value"], facts.map(({ name, text }) => [prose(name), prose(text)])),
		tableOf(outputStateTable(result), maxRows, [1]),
		tableOf(layerStateTable(result), maxRows, [1, 2]),
		tableOf(trendTable(result), maxRows, [0])
	].filter((block) => block.length > 0);
	return folded("Earlier jobs", blocks.flatMap((block, at) => at === 0 ? block : ["", ...block]));
}
function tableOf(shown, maxRows, names) {
	if (shown === void 0) return [];
	const rows = shown.rows.slice(0, maxRows).map((row) => row.map((cell, at) => names.includes(at) && cell !== "" ? code(cell) : prose(cell)));
	return table(shown.headings.map(prose), rows);
}

// src/report/charts/depth-series.ts
const fp16Max$1 = 65504;
/** The nodes of a result as at most `maxColumns` columns of equal width, in graph order. */
function depthColumns(nodes, maxColumns) {
	const columnCount = Math.min(nodes.length, maxColumns);
	return Array.from({ length: columnCount }, (_, at) => {
		const start = Math.floor(at * nodes.length / columnCount);
		const end = Math.floor((at + 1) * nodes.length / columnCount);
		return columnOf(nodes.slice(start, end), start);
	});
}
function columnOf(nodes, start) {
	const totals = nodes.map(({ error }) => error);
	const made = nodes.map(({ introduced }) => introduced);
	return {
		start,
		end: start + nodes.length,
		total: largest(totals.map((error) => error?.relRms)),
		introduced: largest(made.map((error) => error?.relRms)),
		totalBroken: totals.some(isBroken),
		introducedBroken: made.some(isBroken),
		absMax: largest(nodes.map(largestMagnitude)),
		title: titleOf$1(nodes, start)
	};
}
/** Of a node whose result gives only its headroom, that of FP16's range. */
function largestMagnitude({ absMax, headroomBits }) {
	return absMax ?? (headroomBits === void 0 ? void 0 : fp16Max$1 / 2 ** headroomBits);
}
function largest(values) {
	const finite = values.filter((value) => value !== void 0 && Number.isFinite(value));
	return finite.length === 0 ? void 0 : finite.reduce((first, second) => Math.max(first, second));
}
function isBroken(error) {
	return error !== void 0 && ((error.nonFinite ?? 0) > 0 || !Number.isFinite(error.relRms));
}
function titleOf$1(nodes, start) {
	const worst = nodes.reduce((best, node) => loudness$2(node) > loudness$2(best) ? node : best);
	const { error, introduced, headroomBits } = worst;
	return [
		...nodes.length === 1 ? [] : [`Nodes ${start + 1} to ${start + nodes.length}, worst of them:`],
		`${printableName(worst.node, 90)}${worst.op === void 0 ? "" : ` (${printableName(worst.op, 30)})`}`,
		...worst.module === void 0 ? [] : [`module ${printableName(worst.module, 90)}`],
		...error === void 0 ? [] : [`total ${say$1(error)}`],
		...introduced === void 0 ? [] : [`introduced ${say$1(introduced)}`],
		...headroomBits === void 0 ? [] : [`headroom ${formatFigure(headroomBits)} bits`]
	].join(" · ").replace(": · ", ": ");
}
function loudness$2({ introduced, error }) {
	if (isBroken(introduced)) return Number.POSITIVE_INFINITY;
	return introduced?.relRms ?? error?.relRms ?? 0;
}
function say$1(error) {
	const broken = error.nonFinite ?? 0;
	return broken > 0 ? `NaN/∞ in ${broken}` : formatFigure(error.relRms);
}

// src/report/charts/log-scale.ts
/**
* @param low power of `base` at the pixel `from`.
* @param high power at the pixel `to`; at least one above `low`.
*/
function logScale(base, [low, high], [from, to]) {
	const logarithm = base === 2 ? Math.log2 : Math.log10;
	const position = (value) => {
		return from + ((value > 0 ? Math.min(high, Math.max(low, logarithm(value))) : low) - low) / (high - low) * (to - from);
	};
	const ticks = (maxTicks) => {
		const step = [
			1,
			2,
			3,
			4,
			5,
			8,
			10,
			16,
			20,
			32,
			64,
			128,
			256,
			512
		].find((candidate) => Math.floor((high - low) / candidate) + 1 <= maxTicks);
		const first = Math.ceil(low / step) * step;
		return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, index) => first + index * step);
	};
	return {
		low,
		high,
		base,
		position,
		ticks
	};
}
/** Whole decades around all positive finite values, at least `minDecades` and at most `maxDecades` from the top. */
function decadesAround(values, minDecades, maxDecades) {
	const positive = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
	if (positive.length === 0) return [-minDecades, 0];
	const least = positive.reduce((first, second) => Math.min(first, second));
	const most = positive.reduce((first, second) => Math.max(first, second));
	const high = Math.floor(most + .02) + 1;
	return [Math.max(Math.min(Math.floor(least), high - minDecades), high - maxDecades), high];
}

// src/report/charts/threshold.ts
/**
* Of healthy networks in real FP16 none was further from its reference than 7e-3 of the output's rms; of broken ones
* that stayed finite none was nearer than 2e-2.
*/
const healthyError = .007;
/**
* The limit of the worst output on the axis of relative errors. A limit in the output's own unit stands where the
* output's relative error would be if its error shrank, shape and all, until it met the limit.
*/
function errorThreshold(result) {
	const limits = findingsOfLeg(result, judgedLeg(result)).filter(({ name, level }) => level === "fail" && (name === "rel-rms" || name === "max-abs"));
	const worst = worstFinding(limits);
	const metrics = result.outputs.find(({ name }) => name === worst?.output)?.metrics;
	const value = worst && metrics && relativeLimit(worst, metrics.relRms);
	if (worst === void 0 || value === void 0 || !(value > 1e-12) || !(value < 1e6)) {
		const label = `healthy networks end below ${formatFigure(healthyError)}`;
		return {
			value: healthyError,
			label
		};
	}
	const { expected, unit } = worst;
	const limit = `${formatFigure(Number(expected))}${unit === void 0 ? "" : ` ${printableName(unit, 12)}`}`;
	return {
		value,
		label: `limit of ${printableName(worst.output, 40)} (${worst.name} ${limit}) on this scale`
	};
}
function relativeLimit({ name, actual, expected }, relRms) {
	if (typeof actual !== "number" || typeof expected !== "number") return void 0;
	if (name === "rel-rms") return expected;
	const value = relRms === void 0 ? NaN : relRms * expected / actual;
	return Number.isFinite(value) ? value : void 0;
}

// src/report/comment/depth-section.ts
/** Few enough to read as a table, which stands beside every chart: mail and old servers show no chart. */
const mostColumns = 16;
const mostDecades$1 = 9;
/** The error along depth: a chart of its decimal logarithm, and the same as a table. */
function depthSection$1(result, maxName) {
	const columns = depthColumns(result.nodes, mostColumns);
	if (!columns.some(({ total, totalBroken }) => total !== void 0 || totalBroken)) return [];
	const threshold = errorThreshold(result);
	return folded("Error along depth", [
		`Relative rms error of ${result.nodes.length} nodes in graph order, as powers of ten. Bars: introduced there; line: total; level line: ${markdownText(threshold.label)} (${formatFigure(threshold.value)}). NaN and ∞ stand at the top.`,
		"",
		"```mermaid",
		...chartLines(columns, threshold.value),
		"```",
		"",
		...table([
			"nodes",
			"loudest of them",
			"introduced",
			"total"
		], columns.map((column) => rowOf(column, result.nodes, maxName)))
	]);
}
/** Mermaid knows no logarithmic axis, no exponents and no gaps, so logarithms are drawn, and nothing as the bottom. */
function chartLines(columns, threshold) {
	const values = columns.flatMap(({ total, introduced }) => [total, introduced]);
	const [low, high] = decadesAround([...values.filter((value) => value !== void 0), threshold], 2, mostDecades$1);
	const point = (value, isBroken) => {
		if (isBroken) return String(high);
		if (value === void 0 || !(value > 0)) return String(low);
		return Math.min(high, Math.max(low, Math.log10(value))).toFixed(2);
	};
	const series = (points) => `[${points.join(", ")}]`;
	return [
		"xychart-beta",
		`    title "log10 of the relative error"`,
		`    x-axis "part of the graph" 1 --> ${columns.length}`,
		`    y-axis "log10" ${low} --> ${high}`,
		`    bar ${series(columns.map((column) => point(column.introduced, column.introducedBroken)))}`,
		`    line ${series(columns.map((column) => point(column.total, column.totalBroken)))}`,
		`    line ${series(columns.map(() => point(threshold, false)))}`
	];
}
function rowOf(column, nodes, maxName) {
	const range = column.end === column.start + 1 ? `${column.end}` : `${column.start + 1} to ${column.end}`;
	const { node, op } = loudest(nodes.slice(column.start, column.end));
	return [
		range,
		`${markdownCode(printableName(node, maxName))} ${markdownText(printableName(op ?? "", 40))}`.trimEnd(),
		errorCell$1(column.introduced, column.introducedBroken),
		errorCell$1(column.total, column.totalBroken)
	];
}
function loudest(nodes) {
	return nodes.reduce((best, node) => loudness$1(node) > loudness$1(best) ? node : best);
}
function loudness$1({ introduced, error }) {
	const shown = introduced ?? error;
	if (shown === void 0) return -1;
	return (shown.nonFinite ?? 0) > 0 || Number.isNaN(shown.relRms) ? 1e400 : shown.relRms;
}
function errorCell$1(value, isBroken) {
	if (isBroken) return "NaN/∞";
	return value === void 0 ? "" : formatFigure(value);
}

// src/report/comment/detail.ts
const full = {
	passing: true,
	run: true,
	depth: true,
	forms: true,
	legs: true,
	moreLayers: 20,
	sentence: 400,
	name: 100
};
const withoutPassing = {
	...full,
	passing: false
};
const withoutRun = {
	...withoutPassing,
	run: false
};
const withoutMoreLayers = {
	...withoutRun,
	moreLayers: 0
};
const withoutForms = {
	...withoutMoreLayers,
	forms: false
};
const withoutDepth = {
	...withoutForms,
	depth: false
};
const withoutLegs = {
	...withoutDepth,
	legs: false
};
/** From everything to the least that still says the verdict and every failing row. */
const commentLevels = [
	full,
	withoutPassing,
	withoutRun,
	withoutMoreLayers,
	withoutForms,
	withoutDepth,
	withoutLegs,
	{
		...withoutLegs,
		sentence: 160,
		name: 60
	},
	{
		...withoutLegs,
		sentence: 60,
		name: 24
	}
];
/** What a level leaves out, as the reader is told; undefined when that is nothing. */
function describeLeftOut(detail) {
	const parts = [
		...detail.passing ? [] : ["outputs, legs and limits that passed, and earlier jobs"],
		...detail.run ? [] : ["the run"],
		...detail.moreLayers > 0 ? [] : ["layers behind the first five"],
		...detail.forms ? [] : ["the contents of the fix's files"],
		...detail.depth ? [] : ["the error along depth"],
		...detail.legs ? [] : ["legs, limits, hazards and differences of a converted model"],
		...detail.sentence === full.sentence ? [] : ["the ends of long sentences and names"]
	];
	if (parts.length === 0) return void 0;
	return `Left out to stay within the size limit: ${parts.join("; ")}. All of it is in result.json.`;
}

// src/report/comment/fit.ts
/**
* The richest text that fits: `render` is asked for one level after another, richest first.
* @param levels poorest last.
* @returns the text of the first level that has at most `maxCharacters` UTF-16 code units, or undefined.
*/
function fitText(levels, render, maxCharacters) {
	for (const level of levels) {
		const text = render(level);
		if (text.length <= maxCharacters) return text;
	}
}

// src/overrides/forms/markdown.ts
const invisibles = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Variation_Selector}\u034f\u115f\u1160\u3164\uffa0]/gu;
const maxCharacters = 400;
/** One visible line of bounded length. */
function visibleLine(text) {
	return (text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text).replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ").replace(invisibles, "�");
}
/** What reads the same in a code span as in the source of the page, in a table too. */
const plainCode = /^[\w./:()=+,-](?:[\w ./:()=+,-]*[\w./:()=+,-])?$/;
/** Text of the model as code: a code span, or a `code` element in which all that Markdown could read is entities. */
function codeElement(text) {
	if (text.length <= maxCharacters && plainCode.test(text)) return `\`${text}\``;
	return `<code>${visibleLine(text).replace(/[&<>"'|\\`*_~[\]:#$@!./]/g, (character) => {
		const entity = `&#${character.charCodeAt(0)};`;
		return character === "@" ? `${entity}<!-- -->` : entity;
	})}</code>`;
}
/** A note (`OverrideFile.notes`) or any sentence: what stands between backquotes becomes code. */
function markdownSentence(text) {
	return text.split(/(`[^`]+`)/).map((part) => /^`[^`]+`$/.test(part) ? codeElement(part.slice(1, -1)) : markdownProse(part)).join("");
}
function markdownProse(text) {
	return visibleLine(text).replace(/[&<>|\\`*_~[\]$@#]|:(?=\/\/)|(?<=www)\./gi, (character) => `&#${character.charCodeAt(0)};`);
}
/** A fenced block whose fence is longer than any run of backquotes inside. */
function fencedBlock(language, lines) {
	const visible = lines.map((line) => line.replace(invisibles, "�"));
	const longest = Math.max(2, ...visible.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
	const fence = "`".repeat(longest + 1);
	return [
		`${fence}${language}`,
		...visible,
		fence
	];
}

// src/overrides/forms/shell.ts
/**
* Longest single argument that Linux passes to a program: MAX_ARG_STRLEN, 32 pages of 4 KiB with the closing NUL
* (include/uapi/linux/binfmts.h).
*/
const maxArgumentBytes = 131071;
/** All arguments together stay well below the 2 MiB that an 8 MiB stack leaves them. */
const maxCommandBytes = 1048576;
/** Control, format, surrogate and private characters, line separators: what a shell would pass but nobody could see. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffd\ufffe\uffff]/u;
/** Whether a text can stand in a shell script as itself. */
function isShellPrintable(text) {
	return !unprintable.test(text);
}
function byteLength(text) {
	return new TextEncoder().encode(text).length;
}
/**
* One word of a POSIX shell. Single quotes take everything but themselves literally (XCU 2.2.2); a text that holds some
* reads better in double quotes where nothing in it is special there.
*/
function shellWord(text) {
	if (/^[\w@%+=:,./-]+$/.test(text)) return text;
	if (text.includes("'") && !/["$`\\!]/.test(text)) return `"${text}"`;
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
/** `FLAG=VALUE` as one word, the value quoted so that the flag stays readable. */
function shellFlag(flag, value) {
	return `${flag}=${shellWord(value)}`;
}
/** One command over several lines, to be pasted. `program` is shell text; `words` are quoted already. */
function shellCommand(program, words) {
	return [program, ...words].join(" \\\n  ");
}
/**
* A POSIX script that replaces itself by one command. `command` is shell text; `words` are quoted already. Whatever
* the script is called with follows. `comments` must not hold any name of the model.
*/
function shellScript(comments, command, words) {
	return [
		"#!/bin/sh",
		...comments.map((comment) => `# ${comment}`),
		"set -eu",
		`exec ${shellCommand(command, [...words, "\"$@\""])}`,
		""
	].join("\n");
}

// src/compare/excess.ts
/**
* How far a finding is beyond its limit, as a ratio: 1 is the limit itself, 2 twice the allowed distance, infinity a
* broken rule or a value that is not finite. For agreements (cosine, top-1) the distance from 1 counts; for a limit of 0
* any distance is infinite. Passed findings are at most 1.
*/
function excess(finding) {
	const { operator, actual, expected } = finding;
	if (typeof actual !== "number" || typeof expected !== "number" || Number.isNaN(actual)) return finding.passed ? 0 : Number.POSITIVE_INFINITY;
	const [distance, allowed] = operator === ">=" ? [1 - actual, 1 - expected] : [actual, expected];
	if (finding.name === "snr-db") return 10 ** ((expected - actual) / 20);
	if (distance <= 0) return 0;
	const ratio = allowed > 0 ? distance / allowed : Number.POSITIVE_INFINITY;
	return finding.passed ? Math.min(ratio, 1) : Math.max(ratio, 1 + Number.EPSILON);
}
/** The largest excess over the fail-level findings of each output; an output without any is missing here. */
function excessByOutput(findings) {
	const largest = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		if (finding.level !== "fail") continue;
		largest.set(finding.output, Math.max(largest.get(finding.output) ?? 0, excess(finding)));
	}
	return largest;
}

// src/report/plan-output.ts
/** How each output stands under a plan, by the limit that it is furthest beyond or nearest to; worst first. */
function toPlanOutputs({ findings = [], outputs }, units) {
	return decidingFindings(findings).map((finding) => toPlanOutput(finding, outputs.get(finding.output)?.maxAbs, units)).sort((first, second) => first.excess === second.excess ? 0 : second.excess > first.excess ? 1 : -1);
}
function decidingFindings(findings) {
	const deciding = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		if (finding.level !== "fail") continue;
		const known = deciding.get(finding.output);
		if (known === void 0 || excess(finding) > excess(known)) deciding.set(finding.output, finding);
	}
	return [...deciding.values()];
}
function toPlanOutput(finding, maxAbs, units) {
	const { output, name, operator, actual, expected, passed } = finding;
	const beyond = excess(finding);
	const unit = units.get(output);
	return {
		output,
		...maxAbs === void 0 || Number.isNaN(maxAbs) ? {} : { maxAbs },
		...unit === void 0 ? {} : { unit },
		metric: name,
		operator,
		value: typeof actual === "number" ? actual : NaN,
		limit: typeof expected === "number" ? expected : NaN,
		excess: beyond,
		...Number.isFinite(beyond) ? { margin: 1 - beyond } : {},
		passed
	};
}
/** Metrics in the unit of the output; the others have none. */
const inOutputUnit = /* @__PURE__ */ new Set([
	"max-abs",
	"mean-abs",
	"rms",
	"p50",
	"p99",
	"p99.9"
]);
/** `3.55 px`, or `rel-rms 0.031` where another metric than the distance decides; broken values as such. */
function planOutputValue(entry) {
	const { metric, value, limit, unit } = entry;
	if (metric === "non-finite") return value > 0 ? `${formatFigure(value)} NaN/∞` : "no NaN or ∞";
	if (Number.isNaN(limit)) return "of another shape or type";
	const shown = formatAgainst(value, limit).actual;
	return metric === "max-abs" ? withUnit(shown, unit) : `${metric} ${unitFor(entry, shown)}`;
}
/** `1 px`. */
function planOutputLimit(entry) {
	if (Number.isNaN(entry.limit)) return "the reference's";
	return unitFor(entry, formatAgainst(entry.value, entry.limit).limit);
}
function unitFor({ metric, unit }, figure) {
	return withUnit(figure, inOutputUnit.has(metric) ? unit : void 0);
}

// src/report/override-view.ts
const commandFiles = /* @__PURE__ */ new Set(["overrides/trtexec-weak.sh", "overrides/trtexec-strong-10.sh"]);
const mostFiles = 5;
const mostLines$1 = 12;
/** Undefined where there is nothing to say: no search, or nothing to search. */
function overrideView(result) {
	const { overrides } = result;
	if (overrides === void 0 || overrides.status === "unneeded") return void 0;
	const { files = [] } = overrides;
	const rows = planRows(result, overrides);
	return {
		overrides,
		title: titleOf(overrides),
		facts: [
			...proofFacts(overrides),
			...engineFacts(overrides),
			...priceFacts(overrides)
		],
		rows,
		others: (overrides.plans ?? []).map((plan) => otherText$1(plan, overrides.before)),
		commands: files.flatMap(({ path, title, targetVersions, content }) => commandFiles.has(path) && content !== void 0 ? [{
			title: targetVersions === void 0 ? title : `${title}: ${targetVersions}`,
			text: content.trimEnd()
		}] : []),
		change: changeOf(overrides.reasons),
		written: writtenText(overrides)
	};
}
/** How the output that fails furthest stands without and with the plan. */
function leadingEffect({ before = [], after = [] }) {
	const worst = furthest(before.filter(({ passed }) => !passed));
	const same = after.find(({ output }) => output === worst?.output) ?? furthest(after);
	return same === void 0 ? void 0 : {
		before: worst,
		after: same
	};
}
/** `boxes` from 3.55 px to 0.0742 px (limit 1 px). */
function effectText(overrides) {
	const effect = leadingEffect(overrides);
	if (effect === void 0) return void 0;
	const { before, after } = effect;
	const name = quoteName(after.output);
	const to = planOutputValue(after);
	const limit = ` (limit ${planOutputLimit(after)})`;
	if (before === void 0) return `${name} at ${to}${limit}`;
	return `${name} from ${before.metric === after.metric ? planOutputValue(before) : `${planOutputValue(before)} (limit ${planOutputLimit(before)})`} to ${to}${limit}`;
}
function furthest(outputs) {
	return outputs.reduce((worst, entry) => worst === void 0 || entry.excess > worst.excess ? entry : worst, void 0);
}
function titleOf(overrides) {
	const { status, nodes, text, verifiedOn } = overrides;
	if (nodes.length === 0 || status === "given") return text;
	const effect = effectText(overrides);
	const where = verifiedOn === void 0 ? "" : `, tried on ${placeOfTrial(verifiedOn)}`;
	const so = status === "stopped" ? " so far" : "";
	return `Keep ${keptText(overrides)} in FP32${so}: ${effect ?? "every limit is met"}${where}.`;
}
/** `5 of 69 nodes`. */
function keptText({ nodes, cost }) {
	if (cost === void 0 || !(cost.share > 0)) return formatCount(nodes.length, "node");
	return `${nodes.length} of ${formatCount(Math.round(cost.nodes / cost.share), "node")}`;
}
/** What `verifiedOn` names, in words; unescaped. */
function placeOfTrial(verifiedOn) {
	return verifiedOn === "emulation" ? "the emulation" : verifiedOn;
}
function proofFacts(overrides) {
	const { status, nodes, minimal, uniqueSmallest, evaluations, heldOut, search } = overrides;
	if (nodes.length === 0 || status === "given") return [];
	const single = nodes.length === 1;
	return [
		uniqueSmallest === true ? `${single ? "It breaks" : "Each of them breaks"} a limit alone in FP16, so no other set this small passes.` : minimal === true ? `${single ? "It can't" : "None of them can"} go back to FP16.` : "Whether all of them are needed was not shown.",
		...evaluations === void 0 ? [] : [`Found and proved in ${formatCount(evaluations, "try", "tries")}.`],
		...stoppedFact(search),
		...heldOutFacts(heldOut)
	];
}
/** Without a plan the text, which is the title then, says it. */
function engineFacts({ nodes, onEngine = [] }) {
	return nodes.length === 0 ? [] : onEngine;
}
function stoppedFact(search) {
	switch (search?.stopped) {
		case "tries": return [`The search ended after the ${search.budget.tries} tries that it was allowed.`];
		case "time": return ["The search ended when its time was spent."];
		case "signal": return ["The search was interrupted: this is the best so far."];
		default: return [];
	}
}
const heldOutWords = {
	"held-back": "samples held back",
	noise: "noisy copies",
	permuted: "permuted copies"
};
function heldOutFacts(heldOut) {
	if (heldOut === void 0) return [];
	const { held, of, kinds = [], text } = heldOut;
	const reason = text === void 0 ? [] : [`Not checked further: ${text}.`];
	if (of === 0) return reason;
	const parts = kinds.map((kind) => `${kind.held} of ${kind.of} ${heldOutWords[kind.kind]}`);
	return [`On inputs that the search did not see it holds on ${held} of ${of}${parts.length < 2 ? "" : ` (${parts.join(", ")})`}.`, ...reason];
}
function priceFacts({ nodes, cost, latency }) {
	if (nodes.length === 0 || cost === void 0) return [];
	const { share, flopShare, byteShare } = cost;
	const parts = [
		`${percent$1(share)} of the nodes`,
		...flopShare === void 0 ? [] : [`${percent$1(flopShare)} of the operations`],
		...byteShare === void 0 ? [] : [`${percent$1(byteShare)} of the bytes`]
	];
	const borders = bordersOf(cost);
	return [`In FP32: ${parts.join(", ")}${borders === "" ? "" : `; ${borders}`}.`, ...latency === void 0 ? [] : [`Latency${latency.engine === void 0 ? "" : ` on ${latency.engine}`}: ${formatFigure(latency.beforeMs)} ms before, ${formatFigure(latency.afterMs)} ms after.`]];
}
/** `2 islands, 3 casts`, as far as they are known. */
function bordersOf({ islands, casts }) {
	return [...islands === void 0 ? [] : [formatCount(islands, "island")], ...casts === void 0 ? [] : [formatCount(casts, "cast")]].join(", ");
}
function percent$1(share) {
	const part = 100 * share;
	return part > 0 && part < .01 ? "less than 0.01 %" : `${formatFigure(part, 2)} %`;
}
function planRows(result, { reasons = [] }) {
	return reasons.map((entry) => ({
		node: entry.node,
		op: entry.op,
		module: entry.module ?? "",
		source: entry.source === void 0 ? "" : `${shownPath(entry.source.file)}:${entry.source.line}`,
		code: entry.source?.code?.trim() ?? "",
		url: sourceUrl(result, entry),
		reason: entry.reason
	}));
}
const otherTitles = {
	comfortable: "With a margin",
	islands: "Whole modules",
	partial: "Other outputs",
	large: "A large set",
	closest: "Closest"
};
function otherText$1(plan, before) {
	const { kind, nodes, cost = {}, text } = plan;
	const borders = bordersOf(cost);
	const effect = effectText({
		before,
		after: plan.after
	});
	const size = `${formatCount(nodes.length, "node")}${borders === "" ? "" : ` (${borders})`}`;
	return `${otherTitles[kind]}: ${size}${effect === void 0 ? "" : `, ${effect}`}. ${text}`;
}
/** The lines to change, by file. */
function changeOf(reasons = []) {
	const lines = /* @__PURE__ */ new Map();
	for (const { source } of reasons) {
		if (source === void 0) continue;
		const file = shownPath(source.file);
		lines.set(file, (lines.get(file) ?? /* @__PURE__ */ new Set()).add(source.line));
	}
	if (lines.size === 0) return void 0;
	const places = [...lines].slice(0, mostFiles).map(([file, numbers]) => {
		const sorted = [...numbers].sort((first, second) => first - second).slice(0, mostLines$1);
		const more = numbers.size > sorted.length ? " …" : "";
		return `${quoteName(file)} ${sorted.length === 1 ? "line" : "lines"} ${sorted.join(", ")}${more}`;
	});
	const more = lines.size > places.length ? ` and ${lines.size - places.length} more files` : "";
	return `In PyTorch: compute ${places.join("; ")}${more} in float32, as \`overrides/pytorch.md\` shows.`;
}
function writtenText({ files = [], omitted = [] }) {
	const forms = files.filter(({ kind }) => kind === "form").length;
	const mixed = files.some(({ kind }) => kind === "mixed-model");
	const missing = mixed ? void 0 : omitted.find(({ title }) => title.startsWith("Mixed-precision"));
	const parts = [...mixed ? ["`model.mixed.onnx` (strongly typed builds, ONNX Runtime)"] : [], ...forms === 0 ? [] : [`\`overrides/\` (${formatCount(forms, "file")}; its README says which is for what)`]];
	const why = missing === void 0 ? "" : ` No mixed-precision model was written: ${missing.reason}`;
	return parts.length === 0 ? why === "" ? void 0 : why.trim() : `Written beside this report: ${parts.join(" and ")}.${why}`;
}

// src/report/comment/fix-section.ts
const mostContent = 6e3;
const languages = {
	py: "python",
	sh: "sh",
	json: "json",
	txt: "text"
};
/** What to do: the nodes to keep in FP32 with what that brings and costs, ready to paste, and the change of the model. */
function fixSection(result, detail) {
	const { overrides } = result;
	const forms = [
		...overrides === void 0 ? [] : formLines(overrides, detail),
		...adviceLines(result, detail),
		...reproduceLines(result)
	];
	const head = overrides === void 0 ? [] : [headOf(overrides, detail)];
	if (head.length === 0 && forms.length === 0) return [];
	const title = "How to fix it: settings to paste, changes of the model, how to reproduce it";
	return [...head, ...forms.length === 0 ? [] : [...head.length === 0 ? [] : [""], ...folded(title, forms)]];
}
/** `**Keep 2 of 255 nodes in FP32** → boxes 0.29 px, +1.4 % latency, tried on TensorRT 10.13.` */
function headOf(overrides, detail) {
	const { status, nodes, text, latency, verifiedOn } = overrides;
	if (status !== "found" && status !== "given" || nodes.length === 0) return `**Fix.** ${say(text, detail)}`;
	const effects = [
		...effectOf(overrides),
		...latency === void 0 || !(latency.beforeMs > 0) ? [] : [`${signedPercent(latency.afterMs / latency.beforeMs - 1)} latency`],
		...heldOutOf(overrides)
	];
	const where = verifiedOn === void 0 ? "not tried" : `tried on ${markdownText(printableName(placeOfTrial(verifiedOn), 80))}`;
	const notes = (overrides.onEngine ?? []).map((note) => ` ${say(note, detail)}`);
	return `**Keep ${keptText(overrides)} in FP32** → ${[...effects, where].join(", ")}.${notes.join("")}`;
}
function effectOf(overrides) {
	const effect = effectText(overrides);
	return effect === void 0 ? [] : [markdownText(printableName(effect, 200))];
}
function heldOutOf({ heldOut }) {
	return heldOut === void 0 || heldOut.of === 0 ? [] : [`holds on ${heldOut.held} of ${heldOut.of} inputs that the search did not see`];
}
function signedPercent(share) {
	return `${share < 0 ? "−" : "+"}${formatFigure(Math.abs(share) * 100)} %`;
}
/** Every form as its file's text, or as its name where there is no room. */
function formLines({ files = [], advice = [], nodes }, detail) {
	const names = nodes.slice(0, 20).map((name) => markdownCode(printableName(name, detail.name)));
	const more = nodes.length - names.length;
	return [
		...names.length === 0 ? [] : [`**Nodes.** ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`, ""],
		...files.flatMap((file) => {
			const title = `**${markdownText(printableName(file.title, 100))}** (${markdownCode(printableName(file.path, detail.name))})`;
			const { content } = file;
			if (!detail.forms || content === void 0 || content.length > mostContent) return [title, ""];
			const language = languages[file.path.split(".").at(-1) ?? ""] ?? "text";
			return [
				title,
				"",
				...fencedBlock(language, content.trimEnd().split("\n")),
				""
			];
		}),
		...advice.map(({ text }) => `- ${say(text, detail)}`),
		...advice.length === 0 ? [] : [""]
	];
}
/** Changes of the model's code, each once, with the modules that they concern. */
function adviceLines(result, detail) {
	const places = /* @__PURE__ */ new Map();
	for (const { layer, source } of layerRows(result)) {
		const { advice } = layer.cause;
		if (advice === void 0) continue;
		const known = places.get(advice) ?? /* @__PURE__ */ new Set();
		known.add(source === "" ? layer.module ?? layer.node : source);
		places.set(advice, known);
	}
	const lines = [...places].slice(0, 5).map(([advice, names]) => {
		return `- ${[...names].slice(0, 4).map((name) => markdownCode(printableName(name, detail.name))).join(", ")}: ${say(advice, detail)}`;
	});
	return lines.length === 0 ? [] : [
		"**In the model**",
		"",
		...lines,
		""
	];
}
/** The command that gives the same verdict on any machine that has the files. */
function reproduceLines({ model, samples, engine, candidate }) {
	if (model === void 0 || samples === void 0) return [];
	const words = [
		"fp16-gate check",
		shellWord(shownPath(model.file)),
		"--samples",
		shellWord(shownPath(samples.directory)),
		...candidate === void 0 ? [] : ["--candidate", shellWord(shownPath(candidate.model.file))],
		...engine === void 0 || engine.name === "emulated" ? [] : ["--engine", shellWord(engine.name)]
	];
	return [
		"**Reproduce**",
		"",
		...fencedBlock("sh", [words.join(" ")])
	];
}
function say(text, detail) {
	return markdownText(printableName(text, detail.sentence));
}

// src/report/comment/layer-table.ts
const mostOpen = 5;
const headings = [
	"layer",
	"source",
	"introduced",
	"why"
];
/** The culprits, worst first: at most five open, some more folded. */
function layerTable$1(result, detail, links) {
	const rows = layerRows(result);
	const note = localisationNote(result);
	const noteLines = note === void 0 ? [] : [`**Layers.** ${sentence(note, detail)}`];
	if (rows.length === 0) return noteLines;
	const open = rows.slice(0, mostOpen);
	const rest = rows.slice(mostOpen, mostOpen + detail.moreLayers);
	const states = new Map(result.baseline?.layers.map(({ node, state }) => [node, state]));
	const cells = (shown) => shown.map((row) => cellsOf$2(row, states.get(row.layer.node), detail, links));
	const more = rows.length - open.length - rest.length;
	return [
		...table(headings, cells(open)),
		...rest.length === 0 ? [] : ["", ...folded(`${rest.length} more layers`, table(headings, cells(rest)))],
		...more > 0 ? ["", `_${more} more layers in result.json._`] : [],
		...noteLines.length === 0 ? [] : ["", ...noteLines]
	];
}
function cellsOf$2(row, state, detail, links) {
	const { layer } = row;
	const name = layer.module ?? layer.node;
	return [
		`${markdownCode(printableName(name, detail.name))} ${markdownText(printableName(layer.op, 40))}${state === "new" ? " **new**" : state === "known" ? " (known)" : ""}`,
		sourceCell$2(row, detail, links),
		markdownText(row.introduced),
		sentence(row.why, detail)
	];
}
/** The place is a link only where this repository's own run resolved it. */
function sourceCell$2({ source, url }, detail, links) {
	if (source === "") return "";
	const place = markdownCode(printableName(source, detail.name));
	return links && url !== void 0 ? `[${place}](${url})` : place;
}
function sentence(text, detail) {
	return markdownText(printableName(text, detail.sentence));
}

// src/report/comment/output-section.ts
/** The outputs that the verdict is about: those that do not pass in the open when there are several, the rest folded. */
function outputSection$1(result, detail) {
	const legs = reportedLegs(result);
	return legs.flatMap((leg, at) => {
		const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
		const bad = rows.filter(({ state }) => state !== "pass");
		const good = rows.filter(({ state }) => state === "pass");
		const title = legs.length > 1 ? [`**${legTitles[leg.kind]}**`, ""] : [];
		const open = bad.length === 0 ? [] : [...title, ...outputTable$1(bad, detail)];
		const passed = good.length === 0 || !detail.passing ? [] : folded(`${formatCount(good.length, "output")} within limits`, outputTable$1(good, detail));
		const lines = [
			...open,
			...open.length > 0 && passed.length > 0 ? [""] : [],
			...passed
		];
		return lines.length === 0 ? [] : [...at === 0 ? [] : [""], ...lines];
	});
}
function outputTable$1(rows, detail) {
	return table([
		"",
		"output",
		"max abs",
		"rel rms",
		"limit",
		"worst element"
	], rows.map((row) => outputCells(row, detail)));
}
function outputCells(row, { name, sentence }) {
	return [
		stateIcons[row.state],
		markdownCode(printableName(row.name, name)),
		markdownText(row.maxAbs),
		markdownText(row.relRms),
		markdownText(printableName(row.limit, sentence)),
		row.worst === void 0 ? "" : `${markdownCode(printableName(row.worst.sample, name))} ${markdownText(printableName(row.worst.at, sentence))}`
	];
}
/** Outputs for which no verdict was reached; a single one of an error is what happened, and stands above as such. */
function unjudgedSection({ verdict }, detail) {
	if (verdict.unjudged.length === 0 || verdict.unjudged.length === 1 && verdict.kind === "error") return [];
	return [
		"**Could not be judged**",
		"",
		...verdict.unjudged.map(({ output, reason, advice }) => {
			const said = `${reason}${advice === void 0 ? "" : ` ${advice}`}`;
			return `- ${markdownCode(printableName(output, detail.name))}: ${markdownText(printableName(said, detail.sentence))}`;
		})
	];
}

// src/report/headline.ts
const longestName$6 = 60;
/** What a reader must see first, whatever the format. */
function headlineOf(result) {
	const judged = result.candidate?.model ?? result.model;
	const model = judged && lastParts(judged.file);
	const loosened = loosenedLine(result);
	const { sentences, ...said } = ownHeadline(result);
	return {
		...said,
		model,
		loosened,
		sentences: [...memorySentences(result), ...sentences]
	};
}
/** The title for places that show no Markdown; unescaped. */
function plainTitle(result) {
	return headlineOf(result).title.replaceAll("`", "");
}
function ownHeadline(result) {
	const { verdict } = result;
	if (verdict.kind === "pass") return passHeadline(result);
	if (verdict.kind === "fail") return failHeadline(result, verdict.enforcement);
	return {
		standing: "error",
		title: verdict.exitCode === 2 ? "not judged, something must be changed" : "could not judge",
		sentences: []
	};
}
function passHeadline(result) {
	const findings = findingsOfLeg(result, judgedLeg(result));
	const nearest = leadingFinding(findings);
	const warnings = result.verdict.findings.filter((finding) => !finding.passed);
	const outputs = formatCount(result.outputs.length, "output");
	const number = nearest === void 0 ? "" : `, ${sayFinding(nearest, companionOf(nearest, findings))}`;
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
	const crossed = result.verdict.findings.filter(failsJob);
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
function sayFinding(finding, companion) {
	return `${quoteName(printableName(finding.output, longestName$6))} ${describeDifference(finding, companion)}`;
}

// src/report/comment/verdict-lines.ts
const icons$1 = {
	pass: "✅",
	"pass-with-warnings": "⚠️",
	fail: "❌",
	excused: "⚠️",
	error: "🚫"
};
const longestTitle$1 = 300;
/**
* The first two lines, which have to do for a reviewer who has never seen the tool: how it stands with the one number
* that matters, and whether to merge.
*/
function verdictLines$1(result, detail, selfReport) {
	const headline = headlineOf(result);
	const subject = headline.model === void 0 ? "" : `${markdownCode(printableName(headline.model, 80))}: `;
	const gate = selfReport === void 0 ? "FP16 gate" : "FP16 gate (self-reported)";
	const title = `${markdownText(printableName(headline.title, longestTitle$1))}${lastAccepted(result)}`;
	const say = (text) => markdownText(printableName(text, detail.sentence));
	const second = [
		adviceOf(headline.standing, result),
		...headline.loosened === void 0 ? [] : [`⚠️ **${say(headline.loosened)}**`],
		...selfReport === void 0 ? [] : [`This is what the run of the fork ${markdownCode(printableName(selfReport.owner, 60))} says of itself; nothing here was checked.`],
		...headline.sentences.map(say),
		...whatChanged(result).map(say),
		...explanations(result).map(say)
	];
	return [`### ${icons$1[headline.standing]} ${gate} · ${subject}${title}`, second.join(" ")];
}
/** `; last accepted job 0.31 px`, of the output that the title is about. */
function lastAccepted({ verdict, baseline }) {
	const crossed = verdict.findings.filter(failsJob);
	const worst = worstFinding(crossed.length > 0 ? crossed : verdict.findings);
	const state = baseline?.outputs.find(({ name }) => name === worst?.output);
	if (state?.accepted === void 0) return "";
	return `; last accepted job ${markdownText(printableName(withUnit(formatFigure(state.accepted), state.unit), 40))}`;
}
/** Whether to merge, in our own words. */
function adviceOf(standing, { verdict }) {
	switch (standing) {
		case "pass": return "**Can be merged:** every output keeps to its limits.";
		case "pass-with-warnings": return "**Can be merged, with care:** every output keeps to its limits, but one crosses a warning.";
		case "fail": return "**Do not merge yet:** an output is further from PyTorch than its limit allows.";
		case "excused": return verdict.exitCode === 0 ? "**Not blocked, but it should be:** a limit is crossed, and `enforce` is set to `warn`." : "**Do not merge yet:** a limit is crossed, and not every output could be judged.";
		case "error": return verdict.exitCode === 2 ? "**No verdict, do not merge yet:** something in the setup must be changed." : "**No verdict, do not merge yet:** this could not be judged.";
		default: return standing;
	}
}
/** What differs from the base, where something is new. */
function whatChanged({ baseline }) {
	return baseline?.outputs.some(({ state }) => state === "new") === true && baseline?.attribution !== void 0 ? [baseline.attribution.text] : [];
}
function explanations({ verdict, diagnosis }) {
	if (verdict.kind !== "error") return diagnosis === void 0 ? [] : [diagnosis.text];
	const { message, advice, category, status, lastStderrLine } = verdict.error;
	return [
		message,
		...advice === void 0 ? [] : [advice],
		...category === void 0 ? [] : [`Engine error: ${[category, status].filter(Boolean).join(", ")}.`],
		...lastStderrLine === void 0 ? [] : [`Last line of its stderr: ${lastStderrLine}`]
	];
}

// src/report/comment/render-comment.ts
/** GitHub takes 65,536 characters; what publishing adds goes off that. */
const maxCommentText = 65280;
/**
* The comment of a pull request as GitHub-flavoured Markdown. Its first two lines say how it stands and whether to
* merge; then what is guilty, what to do, and the rest folded. It stays within `maxCharacters` by leaving out passing
* detail first, and says what it left out; the verdict and failing rows stay, unless there are more failing rows
* than a comment can hold at all, which is said as well.
*/
function renderComment(result, options = {}) {
	const { maxCharacters = maxCommentText } = options;
	const render = (detail) => renderAt$1(result, detail, options);
	return fitText(commentLevels, render, maxCharacters) ?? cutToFit(result, options, maxCharacters);
}
function renderAt$1(result, detail, options) {
	const leftOut = describeLeftOut(detail);
	const shared = {
		passing: detail.passing,
		environment: detail.run,
		maxRows: detail.legs ? 1e400 : 0
	};
	return joinBlocks([
		verdictLines$1(result, detail, options.selfReport),
		layerTable$1(result, detail, options.selfReport === void 0),
		fixSection(result, detail),
		outputSection$1(result, detail),
		unjudgedSection(result, detail),
		candidateSection$1(result, shared),
		warningSection(result, shared),
		memorySection$1(result, shared),
		detail.depth ? depthSection$1(result, detail.name) : [],
		hazardSection$1(result, shared),
		...detail.legs ? detailSections(result, shared) : [],
		leftOut === void 0 ? [] : [`_${leftOut}_`],
		options.footer ?? []
	]);
}
/** The poorest level is still too long: as many failing rows as there is room for, worst first, and their number. */
function cutToFit(result, options, maxCharacters) {
	const poorest = commentLevels.at(-1);
	const head = verdictLines$1(result, poorest, options.selfReport);
	const rows = [...outputSection$1(result, poorest), ...unjudgedSection(result, poorest)];
	const lines = [];
	const tail = (left) => [`_There is no room for ${left} more rows of outputs that fail, nor for anything else. All of it is in result.json._`];
	const textOf = (left) => joinBlocks([
		head,
		lines,
		left === 0 ? [] : tail(left),
		options.footer ?? []
	]);
	for (const [at, row] of rows.entries()) {
		lines.push(row);
		if (textOf(rows.length - at).length <= maxCharacters) continue;
		lines.pop();
		return textOf(rows.length - at);
	}
	return textOf(0);
}
function joinBlocks(blocks) {
	return `${blocks.filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}

// src/report/console-candidate.ts
const mostRows$10 = 10;
const longestText = 400;
/** A converted model for a terminal: what it is, and where it is more than a rounded copy. */
function candidateLines(result, palette) {
	const view = candidateView(result);
	if (view === void 0) return [];
	const { facts, lead, warnings, notes, omitted } = view;
	const shown = [...warnings, ...notes].slice(0, mostRows$10);
	const more = warnings.length + notes.length - shown.length + omitted;
	return [
		"",
		palette.dim("  the converted model"),
		`  ${plain$4(facts)}`,
		`  ${warnings.length === 0 ? lead : palette.bold(lead)}`,
		...shown.map((difference) => differenceLine(difference, palette)),
		...more > 0 ? [`  and ${more} more in result.json`] : []
	];
}
function differenceLine({ level, text }, palette) {
	return `${level === "warn" ? palette.yellow("!") : palette.dim("·")} ${plain$4(text)}`;
}
function plain$4(text) {
	return escapeConsole(printableName(text, longestText));
}

// src/report/console-layers.ts
const mostRows$9 = 10;
const mostHazards$2 = 3;
const longestName$5 = 60;
const longestProse$4 = 2e3;
/** The culprits by module, worst first: where, how much, why, and what to do. */
function layerLines(result, columns, palette) {
	const rows = layerRows(result);
	if (rows.length === 0) return [];
	const shown = rows.slice(0, mostRows$9);
	const more = rows.length - shown.length;
	const { localisation } = result;
	return [
		"",
		...localisation?.kind === "nodes" ? [`  ${plain$3(localisation.text, longestProse$4)}`] : [],
		palette.dim("  where it goes wrong, worst first (errors: rms relative to the reference)"),
		...groupByModule(shown).flatMap(({ module, rows: members }) => [...module === "" ? [] : [`  ${palette.bold(plain$3(module, columns - 4))}`], ...members.flatMap((row, at) => rowLines$1(row, members[at - 1], {
			columns,
			palette
		}))]),
		...more > 0 ? [`  and ${more} more in result.json`] : []
	];
}
/** Sums inside accumulations that this run can't get wrong; few, since nothing is blamed for them. */
function hazardLines(result, columns, palette) {
	const { shown, more } = hazardRows(result, mostHazards$2);
	if (shown.length === 0) return [];
	return [
		"",
		palette.dim(`  ${hazardTitle.toLowerCase()}: ${hazardNote.charAt(0).toLowerCase()}${hazardNote.slice(1)}`),
		...shown.map((hazard) => {
			const { node, op, module } = hazard;
			const where = module === void 0 ? "" : ` in ${plain$3(module, longestName$5)}`;
			return `  ${plain$3(`${plain$3(op, longestName$5)} ${plain$3(node, longestName$5)}${where}: adds up ${describeSum(hazard)}`, columns * 2)}`;
		}),
		...more > 0 ? [`  and ${more} more in result.json`] : []
	];
}
/** What a row shares with the one above it is said once. */
function rowLines$1(row, above, { columns, palette }) {
	const { layer } = row;
	const places = [
		`${plain$3(layer.op, longestName$5)} ${plain$3(layer.node, longestName$5)}`,
		row.source === "" ? "" : plain$3(row.source, longestName$5),
		row.introduced === "" ? "" : `introduced ${row.introduced}`,
		row.inherited === "" ? "" : `inherited ${row.inherited}`
	].filter((text) => text !== "");
	const code = layer.source?.code?.trim() ?? "";
	const sameWhy = above?.why === row.why;
	const { advice } = layer.cause;
	return [
		`${palette.red(String(row.rank).padStart(3))}  ${places.join(" · ")}`,
		...code === "" ? [] : [palette.dim(`     | ${plain$3(code, Math.max(20, columns - 8))}`)],
		...sameWhy ? [] : [`     ${plain$3(row.why, longestProse$4)}`],
		...advice === void 0 || sameWhy && above?.layer.cause.advice === advice ? [] : [`     do: ${plain$3(advice, longestProse$4)}`],
		...row.trial === void 0 ? [] : [palette.dim(`     ${plain$3(row.trial, longestProse$4)}`)]
	];
}
function plain$3(text, maxCharacters) {
	return escapeConsole(printableName(text, maxCharacters));
}

// src/report/console-memory.ts
const mostLines = 10;
const longestProse$3 = 2e3;
const widestCell = 40;
/** What earlier jobs say: where they come from, the trend, little range left, and the waivers. */
function memoryLines(result, palette) {
	const headroom = result.baseline?.headroom ?? [];
	const sections = [
		...earlierFacts(result).map(({ name, text }) => `  ${name}: ${plain$2(text)}`),
		...headroom.slice(0, mostLines).map(({ text }) => palette.yellow(`! ${plain$2(text)}`)),
		...(result.waivers ?? []).map(({ state, text }) => `  waiver ${state}: ${plain$2(text)}`),
		...tableLines("accepted jobs, oldest first, and this one", trendTable(result), palette)
	];
	return sections.length === 0 ? [] : ["", ...sections];
}
function tableLines(title, shown, palette) {
	if (shown === void 0) return [];
	const rows = [shown.headings, ...shown.rows].map((row) => row.map((cell) => escapeConsole(printableName(cell, widestCell))));
	const widths = shown.headings.map((_, at) => Math.max(...rows.map((row) => Array.from(row[at] ?? "").length)));
	const lines = rows.map((row) => `  ${row.map((cell, at) => cell + " ".repeat(widths[at] - Array.from(cell).length)).join("  ")}`.trimEnd());
	return [
		palette.dim(`  ${title}`),
		palette.dim(lines[0]),
		...lines.slice(1)
	];
}
function plain$2(text) {
	return escapeConsole(printableName(text, longestProse$3));
}

// src/report/console-overrides.ts
const mostRows$8 = 10;
const mostCommandLines$1 = 40;
const longestName$4 = 60;
const longestProse$2 = 2e3;
const longestLine$1 = 4e3;
/** The plan: what it brings, what backs it, its nodes, and what to paste. */
function overrideLines(result, palette) {
	const view = overrideView(result);
	if (view === void 0) return [];
	const { overrides, title, facts, rows, others, commands, change, written } = view;
	const { curve = [], advice = [] } = overrides;
	return [
		"",
		`  ${palette.bold(`fix: ${plain$1(title, longestProse$2)}`)}`,
		...facts.map((fact) => `    ${plain$1(fact, longestProse$2)}`),
		...rowLines(rows, palette),
		...curve.map(({ share, nodes, excess }) => `    ${`${formatFigure(100 * share, 2)} %`.padStart(6)} in FP32 (${nodes} nodes): ${times(excess)}`),
		...advice.map(({ text }) => `    do: ${plain$1(text, longestProse$2)}`),
		...others.map((text) => `    ${plain$1(text, longestProse$2)}`),
		...written === void 0 ? [] : [`    ${plain$1(written, longestProse$2)}`],
		...commands.flatMap(({ title, text }) => commandLines(title, text, palette)),
		...change === void 0 ? [] : [`    ${plain$1(change, longestProse$2)}`]
	];
}
function rowLines(rows, palette) {
	const shown = rows.slice(0, mostRows$8).map(({ op, node, source }) => {
		const place = source === "" ? "" : palette.dim(` · ${plain$1(source, longestName$4)}`);
		return `    - ${plain$1(op, longestName$4)} ${plain$1(node, longestName$4)}${place}`;
	});
	const more = rows.length - shown.length;
	return more > 0 ? [...shown, `    and ${more} more in result.json`] : shown;
}
function commandLines(title, text, palette) {
	const lines = text.split("\n");
	if (lines.length > mostCommandLines$1 || lines.some((line) => line.length > longestLine$1)) return [];
	return [palette.dim(`    to paste, ${plain$1(title, longestProse$2)}`), ...lines.map((line) => `      ${plain$1(line, longestLine$1).trimEnd()}`)];
}
function times(excess) {
	return Number.isFinite(excess) ? `${formatFigure(excess)} times the limit` : "NaN or ∞";
}
function plain$1(text, maxCharacters) {
	return escapeConsole(printableName(text, maxCharacters));
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
const words$1 = {
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
	const lines = [
		titleLine(headline, palette),
		...headline.loosened === void 0 ? [] : [palette.yellow(`! ${plain(headline.loosened, longestProse$1)}`)],
		...proseLines(result, headline),
		...reportedLegs(result).flatMap((leg) => legTable(result, leg, columns, palette)),
		...layerLines(result, columns, palette),
		...overrideLines(result, palette),
		...hazardLines(result, columns, palette),
		...candidateLines(result, palette),
		...unjudgedLines$1(result),
		...memoryLines(result, palette),
		"",
		...factLines(result)
	];
	return defuseWorkflowCommands(`${lines.join("\n")}\n`);
}
function titleLine({ standing, model, title }, palette) {
	return `${palette.bold(colorOf(standing, palette)(words$1[standing]))}  ${model === void 0 ? "" : `${plain(model, widestName)}: `}${plain(title, longestProse$1)}`;
}
function colorOf(standing, palette) {
	if (standing === "pass") return palette.green;
	return standing === "fail" || standing === "error" ? palette.red : palette.yellow;
}
function proseLines(result, { sentences }) {
	const { verdict, diagnosis } = result;
	const failure = verdict.kind === "error" ? verdict.error : void 0;
	const status = failure?.status === void 0 ? "" : ` (${String(failure.status)})`;
	return [
		line("what happened", failure?.message),
		line("what to do", failure?.advice),
		line("engine error", failure?.category === void 0 ? void 0 : `${failure.category}${status}`),
		line("last stderr line", failure?.lastStderrLine),
		line(diagnosis?.kind ?? "", diagnosis?.text),
		...sentences.map((sentence) => line("note", sentence)),
		line("note", localisationNote(result))
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
	const cells = rows.map(cellsOf$1);
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
function cellsOf$1(row) {
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

// src/report/html/markup.ts
const content = Symbol("markup");
/**
* HTML or SVG from a template: whatever fills a hole is escaped unless it is Markup itself. Holes are for element
* content and for double-quoted attribute values, never for names, scripts or styles.
*/
function markup(strings, ...holes) {
	return { [content]: strings.reduce((text, part, at) => text + textOf(holes[at - 1]) + part) };
}
/** Pieces one after the other, each on a line of its own. */
function lines(pieces) {
	return { [content]: pieces.flatMap((piece) => piece === void 0 ? [] : [piece[content]]).join("\n") };
}
/** Text of this program that is markup already: the style sheet and the script. */
function ownText(text) {
	return { [content]: text };
}
/** The text of a piece. */
function renderMarkup(piece) {
	return piece[content];
}
const longestName$3 = 120;
const longestProse = 1e3;
/** A name of a node, a file or a sample, shortened in its middle, as a `code` element. */
function codeName(name, maxCharacters = longestName$3) {
	return markup`<code>${printableName(name, maxCharacters)}</code>`;
}
/** A sentence, shortened; what stands between backticks becomes a `code` element. */
function proseText(text, maxCharacters = longestProse) {
	return markup`${printableName(text, maxCharacters).split(/(`[^`]+`)/).map((part) => /^`[^`]+`$/.test(part) ? codeName(part.slice(1, -1)) : unbroken(part))}`;
}
/** A number such as 4.8e-4 must not break at its sign. */
function unbroken(text) {
	return text.split(/(?<![\w.])(\d+(?:\.\d+)?e-\d+)/).map((part, at) => at % 2 === 1 ? markup`<span class="unbroken">${part}</span>` : part);
}
function textOf(hole) {
	if (hole === void 0) return "";
	if (typeof hole === "string") return escapeXml(hole);
	if (typeof hole === "number") return String(hole);
	return isMarkup(hole) ? hole[content] : hole.map(textOf).join("");
}
function isMarkup(hole) {
	return content in hole;
}

// src/report/html/data-table.ts
/** A table with its headings; cells with a `value` are figures. */
function dataTable({ caption, headings, rows, stack, sortable }) {
	const classes = [stack === true ? "stack" : "", sortable === false ? "" : "sortable"].filter((name) => name !== "").join(" ");
	const head = headings.map((heading) => markup`<th scope="col">${heading}</th>`);
	const body = rows.map((cells) => {
		return markup`<tr>${cells.map((cell, at) => tableCell(cell, headings[at] ?? ""))}</tr>\n`;
	});
	return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="${classes}"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>\n${body}</tbody></table></div>`;
}
function tableCell(cell, heading) {
	const label = heading === "" ? void 0 : markup` data-label="${heading}"`;
	if (!isCell(cell)) return markup`<td${label}>${cell}</td>`;
	if (cell.value === void 0) return markup`<td class="figure"${label}>${cell.shown}</td>`;
	return markup`<td class="figure"${label} data-value="${sortValue(cell.value)}">${cell.shown}</td>`;
}
/** NaN sorts as the worst. */
function sortValue(value) {
	return String(Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
}
function isCell(cell) {
	return typeof cell === "object" && "shown" in cell;
}

// src/report/html/candidate-section.ts
/** A converted model on the page: what it is, and a table of what is more than precision. */
function candidateSection(result) {
	const view = candidateView(result);
	if (view === void 0) return void 0;
	const { facts, lead, warnings, notes, omitted } = view;
	const all = [...warnings, ...notes];
	const more = omitted > 0 ? `, ${omitted} more not listed` : "";
	const table = all.length === 0 ? void 0 : dataTable({
		caption: `Differences between the converted and the FP32 model${more}`,
		headings: [
			"",
			"what",
			"op",
			"node",
			"elements",
			"difference"
		],
		rows: all.map(({ level, kind, op, node, count, text }) => [
			level === "warn" ? "! warn" : "note",
			kind,
			op ?? "",
			node === void 0 ? "" : codeName(node, 60),
			count ?? "",
			proseText(text)
		]),
		stack: true
	});
	return markup`<section aria-labelledby="candidate"><h2 id="candidate">The converted model</h2><p class="lead">${proseText(facts)} ${lead}</p>${table}</section>`;
}

// src/report/charts/frame.ts
const wideFrame = {
	width: 1080,
	left: 60,
	right: 14,
	maxColumns: 500
};
const narrowFrame = {
	width: 346,
	left: 46,
	right: 8,
	maxColumns: 146
};
/** Average advance of the 11 px sans-serif of the drawings; a little wide, so that labels fit. */
const characterWidth = 6.3;
/** A coordinate with at most two digits behind the point, so that drawings stay small and equal everywhere. */
function at(value) {
	return String(Math.round(value * 100) / 100);
}
/** An SVG element that reads as one image. */
function drawing(frame, { id, title, description, height, body }) {
	return markup`<svg class="${frame === narrowFrame ? "narrow" : "wide"}" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${frame.width} ${at(height)}" width="${frame.width}" height="${at(height)}" xmlns="http://www.w3.org/2000/svg"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${body.flatMap((piece) => piece === void 0 ? [] : [piece])}</svg>`;
}
/** The same drawing for wide and for narrow screens; the style sheet shows one of them. */
function bothWidths(draw) {
	return markup`${draw(wideFrame, "wide")}${draw(narrowFrame, "narrow")}`;
}

// src/report/charts/culprit-badges.ts
const radius = 8;
const most = 9;
/** Where the worst culprits stand in graph order; one that `nodes` does not list has no place. */
function culpritMarks({ layers, nodes }) {
	const places = new Map(nodes.map(({ node }, index) => [node, index]));
	return layers.slice(0, most).flatMap((layer, index) => {
		const node = places.get(layer.node);
		return node === void 0 ? [] : [{
			rank: index + 1,
			node
		}];
	});
}
/** Numbered discs above the plot, pushed apart so that neighbours stay readable, each with a line to its node. */
function culpritBadges(frame, marks, x, { badge, bottom }) {
	const inOrder = [...marks].sort((first, second) => first.node - second.node);
	const centres = spread(inOrder.map(({ node }) => (x(node) + x(node + 1)) / 2), 20, [frame.left + radius, frame.width - frame.right - radius]);
	const badges = inOrder.map(({ rank, node }, index) => {
		const target = (x(node) + x(node + 1)) / 2;
		const centre = centres[index];
		const leader = `M${at(centre)} ${badge + radius}L${at(target)} ${badge + radius + 8}V${bottom}`;
		return markup`<path class="leader" d="${leader}"/><circle class="badge" cx="${at(centre)}" cy="${badge}" r="${radius}"/><text class="badge-text" x="${at(centre)}" y="${badge + 4}" text-anchor="middle">${rank}</text>`;
	});
	return markup`${badges}`;
}
/** Moves ascending positions as little as it takes to keep `distance` between them within the limits. */
function spread(positions, distance, [low, high]) {
	const moved = positions.map((position) => Math.max(low, position));
	for (let at = 1; at < moved.length; at++) moved[at] = Math.max(moved[at], moved[at - 1] + distance);
	for (let at = moved.length - 1; at >= 0; at--) {
		const ceiling = at === moved.length - 1 ? high : moved[at + 1] - distance;
		moved[at] = Math.min(moved[at], ceiling);
	}
	return moved;
}

// src/report/charts/module-axis.ts
const mostLevels = 8;
/** Beyond this many the bands are noise. */
const mostBands = 400;
/**
* Cuts the graph into runs of one module each, at the deepest level of the module tree that gives at most `maxRuns`;
* a level that all nodes share is passed over. Empty when the result names no module.
*/
function moduleRuns(nodes, maxRuns) {
	const paths = nodes.map(({ module }) => module === void 0 || module === "" ? [] : module.split("."));
	const depth = paths.reduce((most, path) => Math.max(most, path.length), 0);
	let best = [];
	for (let level = 1; level <= Math.min(mostLevels, depth); level++) {
		const runs = runsAt(paths, level);
		if (runs.length > maxRuns && best.length > 1) break;
		best = runs;
		if (runs.length > maxRuns) break;
	}
	return best.length <= mostBands && best.some(({ module }) => module !== "") ? best : [];
}
function runsAt(paths, level) {
	const runs = [];
	for (const [index, path] of paths.entries()) {
		const module = path.slice(0, level).join(".");
		const last = runs.at(-1);
		if (last !== void 0 && (last.module === module || module === "")) last.end = index + 1;
		else runs.push({
			module,
			start: index,
			end: index + 1
		});
	}
	return runs;
}
const labelRows = 3;
const labelRowHeight = 14;
/** Alternating bands behind the plot, so that the eye can follow a module upwards. */
function moduleBands(runs, x, [top, bottom]) {
	const bands = runs.map(({ start, end }, index) => {
		if (index % 2 === 1) return void 0;
		return markup`<rect class="band" x="${at(x(start))}" y="${at(top)}" width="${at(x(end) - x(start))}" height="${at(bottom - top)}"/>`;
	});
	return markup`${bands}`;
}
/** Names of the modules below the plot, in as many rows as it takes; one without room is left to its tooltip. */
function moduleLabels(frame, runs, x, top) {
	const rows = Array.from({ length: 3 }, () => ({
		end: -1e400,
		tick: -1e400
	}));
	const labels = runs.map((run) => {
		const label = placeLabel(frame, run, x);
		const row = rows.findIndex((_, index) => fits$2(rows, index, label));
		const chosen = rows[row];
		if (label.name === "" || chosen === void 0) return void 0;
		chosen.end = label.left + label.width;
		chosen.tick = label.middle;
		const y = top + 12 + row * 14;
		const tick = markup`<path class="tick" d="M${at(label.middle)} ${at(top)}V${at(y - 9)}"/>`;
		return markup`${tick}<text class="label" x="${at(label.left + label.width / 2)}" y="${at(y)}" text-anchor="middle">${label.name}<title>${printableName(run.module, 90)}</title></text>`;
	});
	return markup`${labels}`;
}
function placeLabel(frame, run, x) {
	const name = shortenMiddle(labelOf(run.module, x(run.end) - x(run.start)), frame.width < 500 ? 14 : 24);
	const width = name.length * characterWidth;
	const middle = (x(run.start) + x(run.end)) / 2;
	return {
		name,
		left: Math.max(2, Math.min(frame.width - 2 - width, middle - width / 2)),
		width,
		middle
	};
}
/** Neither two labels of a row may meet, nor a label and the tick of one in a lower row. */
function fits$2(rows, row, { left, middle }) {
	return rows.every(({ end, tick }, index) => {
		if (index === row) return end + 8 <= left;
		return index < row ? end + 3 <= middle : tick + 3 <= left;
	});
}
/** As much of the path's end as has room, at least its last part; a bare number says nothing without its parent. */
function labelOf(module, room) {
	const parts = printableLine(module).split(".");
	const least = /^\d+$/.test(parts.at(-1) ?? "") ? 2 : 1;
	for (let count = parts.length; count > least; count--) {
		const label = parts.slice(-count).join(".");
		if (label.length * 6.3 <= room) return label;
	}
	return parts.slice(-least).join(".");
}

// src/report/charts/depth-chart.ts
const brokenLane = 26;
const brokenMarkHeight = 14;
const zeroLane = 10;
const mostDecades = 9;
/** Error along depth: introduced as bars, total as a line, against the limit; undefined when no error is known. */
function depthChart(result, frame, suffix) {
	const columns = depthColumns(result.nodes, frame.maxColumns);
	if (!columns.some(isMeasured)) return void 0;
	const threshold = errorThreshold(result);
	const plot = layOut(frame, columns, result.nodes.length, threshold);
	const runs = moduleRuns(result.nodes, frame.width < 500 ? 6 : 12);
	const marks = culpritMarks(result);
	const axisHeight = runs.length > 0 ? 3 * 14 + 6 : 22;
	return drawing(frame, {
		id: `depth-${suffix}`,
		title: "Error along depth",
		description: describe$5(columns, threshold, marks),
		height: plot.bottom + axisHeight,
		body: [
			moduleBands(runs, plot.x, [plot.top, plot.bottom]),
			thresholdBand(plot, threshold),
			errorAxis(plot),
			introducedBars(plot),
			totalLine(plot),
			plot.hasBroken ? brokenMarks(plot) : void 0,
			culpritBadges(frame, marks, plot.x, {
				badge: 26,
				bottom: plot.bottom
			}),
			runs.length > 0 ? moduleLabels(frame, runs, plot.x, plot.bottom) : nodeNumbers(plot, result.nodes.length),
			hitAreas$1(plot)
		]
	});
}
function isMeasured({ total, introduced, totalBroken, introducedBroken }) {
	return total !== void 0 || introduced !== void 0 || totalBroken || introducedBroken;
}
function layOut(frame, columns, nodeCount, threshold) {
	const values = columns.flatMap(({ total, introduced }) => [total ?? 0, introduced ?? 0]);
	const hasBroken = columns.some((column) => column.totalBroken || column.introducedBroken);
	const top = 42;
	const bottom = top + (frame.width < 500 ? 230 : 300);
	const domain = decadesAround([...values, ...threshold === void 0 ? [] : [threshold.value]], 3, mostDecades);
	const scale = logScale(10, domain, [bottom - zeroLane, top + (hasBroken ? brokenLane : 0)]);
	const span = frame.width - frame.left - frame.right;
	const x = (node) => frame.left + node / nodeCount * span;
	return {
		frame,
		columns,
		scale,
		x,
		top,
		bottom,
		hasBroken
	};
}
function errorAxis({ frame, scale, bottom, top, hasBroken }) {
	const right = frame.width - frame.right;
	const ticks = scale.ticks(9).map((power) => {
		const value = Number(`1e${power}`);
		const y = scale.position(value);
		return markup`<path class="grid" d="M${frame.left} ${at(y)}H${right}"/><text class="label" x="${frame.left - 6}" y="${at(y + 4)}" text-anchor="end">${formatFigure(value)}</text>`;
	});
	const broken = hasBroken ? markup`<text class="label bad" x="${frame.left - 6}" y="${at(top + 13)}" text-anchor="end">NaN/∞</text>` : void 0;
	return markup`<text class="label" x="2" y="12">rms error ÷ rms of the reference, log scale</text>${ticks}${broken}<path class="axis" d="M${frame.left} ${at(bottom)}H${right}"/>`;
}
function introducedBars({ columns, scale, x, bottom, frame }) {
	const gap = frame.width / columns.length > 6 ? .3 : 0;
	const path = columns.filter(({ introduced }) => introduced !== void 0 && introduced > 0).map(({ start, end, introduced }) => {
		const left = x(start);
		const right = x(end);
		const inset = (right - left) * gap / 2;
		const y = scale.position(introduced);
		return `M${at(left + inset)} ${at(bottom)}V${at(y)}H${at(right - inset)}V${at(bottom)}Z`;
	});
	return markup`<path class="introduced" d="${path.join("") || "M0 0"}"/>`;
}
/** The line is broken where nothing was measured or where NaN and infinities leave no figure. */
function totalLine({ columns, scale, x, bottom }) {
	let pen = "M";
	const path = columns.map(({ start, end, total }) => {
		if (total === void 0) {
			pen = "M";
			return "";
		}
		const y = total > 0 ? scale.position(total) : bottom - zeroLane / 2;
		const step = `${pen}${at((x(start) + x(end)) / 2)} ${at(y)}`;
		pen = "L";
		return step;
	});
	return markup`<path class="total" d="${path.join("") || "M0 0"}"/>`;
}
function brokenMarks({ columns, x, top }) {
	const marks = columns.map(({ start, end, totalBroken, introducedBroken }) => {
		if (!totalBroken && !introducedBroken) return void 0;
		const width = Math.max(1.5, x(end) - x(start));
		return markup`<rect class="${introducedBroken ? "broken" : "broken inherited"}" x="${at(x(start))}" y="${top + 3}" width="${at(width)}" height="${brokenMarkHeight}"/>`;
	});
	return markup`${marks}`;
}
function thresholdBand({ frame, scale, top }, threshold) {
	if (threshold === void 0) return void 0;
	const y = scale.position(threshold.value);
	const right = frame.width - frame.right;
	return markup`<rect class="beyond" x="${frame.left}" y="${top}" width="${right - frame.left}" height="${at(y - top)}"/><path class="limit" d="M${frame.left} ${at(y)}H${right}"/>`;
}
function nodeNumbers({ frame, x, bottom }, nodeCount) {
	return markup`<text class="label" x="${frame.left}" y="${bottom + 14}">node 1</text><text class="label" x="${at(x(nodeCount))}" y="${bottom + 14}" text-anchor="end">node ${nodeCount}</text>`;
}
function hitAreas$1({ columns, x, top, bottom }) {
	const areas = columns.map(({ start, end, title }) => markup`<rect class="hit" x="${at(x(start))}" y="${top}" width="${at(x(end) - x(start))}" height="${bottom - top}"><title>${title}</title></rect>`);
	return markup`${areas}`;
}
function describe$5(columns, threshold, marks) {
	const broken = columns.filter(({ totalBroken }) => totalBroken).length;
	const peak = columns.reduce((most, { total = 0 }) => Math.max(most, total), 0);
	return [
		`From the input to the output over ${columns.at(-1)?.end ?? 0} nodes: bars are the error that each node introduces, the line is the total error, which reaches ${formatFigure(peak)}.`,
		...broken === 0 ? [] : ["Some elements are NaN or infinite on one side only."],
		...threshold === void 0 ? [] : [`${threshold.label}.`],
		...marks.length === 0 ? [] : [`Numbers mark the culprits, ${marks.map(({ rank, node }) => `${rank} at node ${node + 1}`).join(", ")}.`]
	].join(" ");
}

// src/report/charts/headroom-strip.ts
const fp16Max = 65504;
const lowestPower = -4;
const highestPower = 60;
const scarceBits = 2;
const top$1 = 20;
const height = 110;
const labelHeight = 13;
/** Largest magnitude of each node under FP16's ceiling; the space above a bar is its headroom. */
function headroomStrip(result, frame, suffix) {
	const columns = depthColumns(result.nodes, frame.maxColumns);
	const peak = columns.reduce((most, { absMax = 0 }) => Math.max(most, absMax), 0);
	if (columns.every(({ absMax }) => absMax === void 0)) return void 0;
	const power = Math.min(highestPower, Math.max(18, Math.ceil(Math.log2(Math.max(1, peak)) + .5)));
	const scale = logScale(2, [lowestPower, power], [130, top$1]);
	const x = (node) => frame.left + node / result.nodes.length * (frame.width - frame.left - frame.right);
	return drawing(frame, {
		id: `headroom-${suffix}`,
		title: "Headroom along depth",
		description: describe$4(columns),
		height: 138,
		body: [
			ceiling(frame, scale),
			bars(columns, scale, x),
			hitAreas(columns, x)
		]
	});
}
function ceiling(frame, scale) {
	const right = frame.width - frame.right;
	const y = scale.position(fp16Max);
	const step = scale.position(1) - scale.position(16) < labelHeight ? 8 : 4;
	const ticks = [
		0,
		4,
		8,
		12
	].map((power) => {
		const tickY = scale.position(2 ** power);
		if (power % step !== 0 || tickY - y < labelHeight) return void 0;
		return markup`<path class="grid" d="M${frame.left} ${at(tickY)}H${right}"/><text class="label" x="${frame.left - 6}" y="${at(tickY + 4)}" text-anchor="end">${2 ** power}</text>`;
	});
	return markup`<text class="label" x="2" y="12">largest magnitude, log scale</text><rect class="beyond" x="${frame.left}" y="${top$1}" width="${right - frame.left}" height="${at(y - top$1)}"/>${ticks}<path class="limit" d="M${frame.left} ${at(y)}H${right}"/><text class="label bad" x="${frame.left - 6}" y="${at(y + 4)}" text-anchor="end">65504</text><path class="axis" d="M${frame.left} ${130}H${right}"/>`;
}
function bars(columns, scale, x) {
	const paths = [
		"room",
		"scarce",
		"over"
	].map((kind) => {
		const path = columns.filter(({ absMax }) => absMax !== void 0 && kindOf(absMax) === kind).map(({ start, end, absMax }) => {
			const y = scale.position(absMax);
			return `M${at(x(start))} 130V${at(y)}H${at(x(end))}V130Z`;
		});
		return path.length === 0 ? void 0 : markup`<path class="${kind}" d="${path.join("")}"/>`;
	});
	return markup`${paths}`;
}
function kindOf(absMax) {
	if (absMax > fp16Max) return "over";
	return Math.log2(fp16Max / absMax) < scarceBits ? "scarce" : "room";
}
function hitAreas(columns, x) {
	const areas = columns.map(({ start, end, title }) => markup`<rect class="hit" x="${at(x(start))}" y="${top$1}" width="${at(x(end) - x(start))}" height="${height}"><title>${title}</title></rect>`);
	return markup`${areas}`;
}
function describe$4(columns) {
	const over = columns.filter(({ absMax = 0 }) => absMax > fp16Max).length;
	const scarce = columns.filter(({ absMax = 0 }) => kindOf(absMax) === "scarce").length;
	return `Bars are the largest magnitude of each node. ${over === 0 ? "None is beyond FP16's largest number, 65504." : `${over} are beyond FP16's largest number, 65504.`} ${scarce} more have less than ${scarceBits} bits of room.`;
}

// src/report/charts/range-chart.ts
/** Powers of two at which FP16 changes: half the smallest subnormal, the smallest normal, the largest number. */
const flushPower = -25;
const normalPower = -14;
const overflowPower = 16;
const mostTensors = 6;
const boldWidth = 7.6;
const rowHeight = 62;
const barHeight = 28;
const top = 34;
/** The culprits whose range is known, with their rank. */
function rangedLayers({ layers }) {
	return layers.flatMap((layer, index) => layer.range === void 0 ? [] : [{
		rank: index + 1,
		layer,
		range: layer.range
	}]).slice(0, mostTensors);
}
/** Magnitudes of the worst tensors against FP16's range: histograms by power of two, else rms and largest magnitude. */
function rangeChart(result, frame, suffix) {
	const tensors = rangedLayers(result);
	if (tensors.length === 0) return void 0;
	const powers = tensors.flatMap(({ range }) => powersOf(range));
	const low = Math.min(-30, Math.floor(powers.reduce((first, second) => Math.min(first, second), 0)));
	const high = Math.max(22, Math.ceil(powers.reduce((first, second) => Math.max(first, second), 0)) + 1);
	const right = frame.width - frame.right;
	const scale = logScale(2, [low, high], [frame.right, right]);
	const bottom = top + tensors.length * rowHeight;
	return drawing(frame, {
		id: `range-${suffix}`,
		title: "Magnitudes of the worst tensors against the range of FP16",
		description: tensors.map(({ rank, range }) => `${rank}: ${describeRange(range)}.`).join(" "),
		height: bottom + 22,
		body: [
			zones(frame, scale, bottom),
			...tensors.map((tensor, index) => tensorRow(frame, scale, tensor, top + index * rowHeight)),
			powerAxis(frame, scale, bottom)
		]
	});
}
/** `largest 2.6e5, rms 310; 12 of 4096 become ∞, 3 % become 0`. */
function describeRange(range) {
	const nonZero = range.nonZero ?? range.elements;
	const losses = [
		...range.overflows > 0 ? [`${range.overflows} of ${range.elements} become ∞`] : [],
		...range.flushed > 0 ? [`${percent(range.flushed, nonZero)} become 0`] : [],
		...range.subnormal > 0 ? [`${percent(range.subnormal, nonZero)} subnormal`] : [],
		...(range.nonFinite ?? 0) > 0 ? [`${range.nonFinite} NaN/∞ by design`] : []
	];
	const size = `largest ${formatFigure(range.absMax)}, rms ${formatFigure(range.rms)}`;
	return losses.length === 0 ? `${size}; all of it fits` : `${size}; ${losses.join(", ")}`;
}
function percent(part, whole) {
	return whole === 0 ? "0 %" : `${formatFigure(100 * part / whole)} %`;
}
function powersOf({ absMax, rms, histogram }) {
	const figures = [absMax, rms].filter((value) => value > 0 && Number.isFinite(value)).map(Math.log2);
	if (histogram === void 0) return figures;
	return [
		...figures,
		histogram.firstExponent,
		histogram.firstExponent + histogram.counts.length
	];
}
function zones(frame, scale, bottom) {
	const narrow = frame.width < 500;
	const drawn = [
		{
			kind: "beyond",
			from: scale.low,
			to: flushPower,
			name: narrow ? "→ 0" : "becomes 0"
		},
		{
			kind: "subnormal",
			from: flushPower,
			to: normalPower,
			name: narrow ? "subn." : "subnormal"
		},
		{
			kind: "normal",
			from: normalPower,
			to: overflowPower,
			name: "FP16"
		},
		{
			kind: "beyond",
			from: overflowPower,
			to: scale.high,
			name: narrow ? "→ ∞" : "becomes ∞"
		}
	].map(({ kind, from, to, name }) => {
		const left = scale.position(2 ** from);
		const width = scale.position(2 ** to) - left;
		const label = name.length * 6.3 > width ? void 0 : markup`<text class="label" x="${at(left + width / 2)}" y="14" text-anchor="middle">${name}</text>`;
		return markup`<rect class="${kind}" x="${at(left)}" y="20" width="${at(width)}" height="${bottom - 20}"/>${label}`;
	});
	return markup`${drawn}`;
}
function tensorRow(frame, scale, { rank, layer, range }, y) {
	const fits = Math.floor((frame.width - 2 * frame.right - 34) / boldWidth);
	const place = layer.module === void 0 ? layer.node : `${layer.module} · ${layer.op}`;
	const name = printableName(place, Math.min(60, fits));
	const base = y + 14 + barHeight;
	const fate = describeRange(range);
	const room = (frame.width - 2 * frame.right - name.length * boldWidth - 60) / characterWidth;
	const note = fate.length > room ? void 0 : markup`<text class="label" x="${frame.width - frame.right - 4}" y="${y + 11}" text-anchor="end">${fate}</text>`;
	const shape = range.histogram === void 0 ? span(scale, range, base) : columns(scale, range.histogram, base);
	return markup`<text class="label strong" x="${frame.right + 4}" y="${y + 11}">${rank}  ${name}</text>${note}${shape}<path class="axis" d="M${frame.right} ${base}H${frame.width - frame.right}"/><rect class="hit" x="${frame.right}" y="${y}" width="${frame.width - 2 * frame.right}" height="${56}"><title>${printableName(layer.output ?? layer.node, 90)} · ${fate}</title></rect>`;
}
function span(scale, { rms, absMax }, base) {
	const y = base - barHeight / 2;
	const left = scale.position(rms);
	const right = scale.position(absMax);
	return markup`<path class="${absMax >= 2 ** overflowPower ? "span over" : "span"}" d="M${at(left)} ${y}H${at(right)}"/><circle class="rms" cx="${at(left)}" cy="${y}" r="5"/><circle class="${absMax >= 2 ** overflowPower ? "peak over" : "peak"}" cx="${at(right)}" cy="${y}" r="5"/>`;
}
function columns(scale, { firstExponent, counts }, base) {
	const most = counts.reduce((first, second) => Math.max(first, second), 1);
	const path = (beyond) => counts.map((count, index) => {
		const power = firstExponent + index;
		if (count === 0 || (power >= overflowPower || power < flushPower) !== beyond) return "";
		const height = Math.max(1.5, Math.log2(1 + count) / Math.log2(1 + most) * barHeight);
		const left = scale.position(2 ** power);
		return `M${at(left)} ${base}v${at(-height)}H${at(scale.position(2 ** (power + 1)) - .5)}V${base}Z`;
	}).join("");
	return markup`<path class="room" d="${path(false) || "M0 0"}"/><path class="over" d="${path(true) || "M0 0"}"/>`;
}
function powerAxis(frame, scale, bottom) {
	const labels = scale.ticks(frame.width < 500 ? 7 : 14).filter((power) => power > scale.low && power < scale.high).map((power) => {
		const x = at(scale.position(2 ** power));
		return markup`<path class="tick" d="M${x} ${bottom}v4"/><text class="label" x="${x}" y="${bottom + 16}" text-anchor="middle">2<tspan class="power" dy="-4">${power}</tspan></text>`;
	});
	return markup`${labels}`;
}

// src/report/html/depth-section.ts
const mostRows$7 = 300;
/** Error and headroom along depth, the magnitudes of the worst tensors, and the same as tables. */
function depthSection(result) {
	const depth = figureOf$1(result, depthChart, depthCaption(result));
	const headroom = figureOf$1(result, headroomStrip, headroomCaption);
	const range = figureOf$1(result, rangeChart, rangeCaption(result));
	if (depth === void 0 && headroom === void 0 && range === void 0) return void 0;
	return markup`${depth === void 0 && headroom === void 0 ? void 0 : markup`<section aria-labelledby="depth"><h2 id="depth">Along depth</h2>${depth}${headroom}${nodeTable$1(result)}</section>`}${range === void 0 ? void 0 : markup`<section aria-labelledby="range"><h2 id="range">Worst tensors against FP16’s range</h2>${range}${rangeTable(result)}</section>`}`;
}
function figureOf$1(result, chart, caption) {
	if (chart(result, narrowFrame, "probe") === void 0) return void 0;
	const drawn = bothWidths((frame, suffix) => chart(result, frame, suffix));
	return markup`<figure><figcaption>${caption}</figcaption>${drawn}</figure>`;
}
/** One entry of a legend, kept on one line. */
function key(swatch, label) {
	return markup`<span class="key"><span class="swatch ${swatch}"></span>${label}</span>`;
}
function depthCaption(result) {
	const { nodes, localisation, layers } = result;
	const left = localisation?.nodesLeftOut ?? 0;
	return markup`${key("made", "introduced by the node")} ${key("line", "total, inherited included")} ${key("limit", errorThreshold(result).label)}<br>${nodes.length} nodes in graph order${left > 0 ? `, ${left} quiet ones left out` : ""}, grouped by module${layers.length > 0 ? "; numbers: the culprits above" : ""}.`;
}
const headroomCaption = markup`Headroom: the space between a bar and 65504, the largest number of FP16. ${key("room", "2 bits and more")} ${key("scarce", "less than 2 bits")} ${key("over", "beyond")}`;
function rangeCaption(result) {
	return rangedLayers(result).some(({ range }) => range.histogram !== void 0) ? markup`Elements by power of two (height: log of their number) of the FP32 reference. ${key("room", "fits")} ${key("over", "lost in FP16")}` : markup`From the rms (ring) to the largest magnitude (disc) of the FP32 reference.`;
}
function nodeTable$1(result) {
	const loudest = result.nodes.map((node, index) => ({
		node,
		index
	})).sort((first, second) => loudness(second.node) - loudness(first.node) || first.index - second.index).slice(0, mostRows$7).sort((first, second) => first.index - second.index);
	const part = loudest.length < result.nodes.length ? `the ${loudest.length} loudest of ${result.nodes.length}` : `all ${loudest.length}`;
	const table = dataTable({
		caption: `Nodes in graph order, ${part}; errors are rms relative to the reference`,
		headings: [
			"#",
			"node",
			"op",
			"introduced",
			"total",
			"largest magnitude",
			"headroom (bits)"
		],
		rows: loudest.map(({ node, index }) => [
			{
				shown: index + 1,
				value: index + 1
			},
			codeName(node.node, 80),
			printableName(node.op ?? "", 40),
			errorCell(node.introduced),
			errorCell(node.error),
			figureCell(node.absMax),
			figureCell(node.headroomBits)
		])
	});
	return markup`<details><summary>Nodes as a table (${part})</summary>${table}</details>`;
}
function loudness({ introduced, error }) {
	return Math.min(1e300, Math.max(sortKey$1(introduced), sortKey$1(error)));
}
function sortKey$1(error) {
	if (error === void 0) return -1;
	return (error.nonFinite ?? 0) > 0 || Number.isNaN(error.relRms) ? Number.POSITIVE_INFINITY : error.relRms;
}
function errorCell(error) {
	const broken = error?.nonFinite ?? 0;
	return {
		shown: error === void 0 ? "" : broken > 0 ? `NaN/∞ in ${broken}` : formatFigure(error.relRms),
		value: sortKey$1(error)
	};
}
function figureCell(value) {
	return {
		shown: value === void 0 ? "" : formatFigure(value),
		value: value ?? -1e300
	};
}
function rangeTable(result) {
	const table = dataTable({
		caption: "Magnitudes of the worst tensors in the FP32 reference",
		headings: [
			"#",
			"output of",
			"elements",
			"what FP16 makes of it"
		],
		rows: rangedLayers(result).map(({ rank, layer, range }) => [
			{
				shown: rank,
				value: rank
			},
			codeName(layer.node, 80),
			{
				shown: String(range.elements),
				value: range.elements
			},
			describeRange(range)
		])
	});
	return markup`<details><summary>Ranges as a table</summary>${table}</details>`;
}

// src/report/html/layer-section.ts
/** Culprits shown in full; the others stand in the table. */
const mostCards = 5;
const mostRows$6 = 300;
const longestCell$1 = 400;
/** The culprits: where, why, and what to do. */
function culpritSection(result) {
	const rows = layerRows(result);
	if (rows.length === 0) return void 0;
	const { localisation } = result;
	const shown = rows.slice(0, mostCards);
	const lead = localisation?.kind === "nodes" ? proseText(localisation.text) : countLayers(rows);
	const more = rows.length > shown.length ? markup` The worst ${shown.length} of ${rows.length}:` : void 0;
	return markup`<section aria-labelledby="layers"><h2 id="layers">Where it goes wrong</h2><p class="lead">${lead}${more}</p><ol class="culprits">${groupByModule(shown).map(moduleCard)}</ol>${layerTable(rows)}</section>`;
}
/** The culprits of one module; what a node shares with the one above it is said once. */
function moduleCard({ module, rows }) {
	const names = [...new Set(rows.map(({ layer }) => layer.moduleClass ?? ""))].filter((name) => name !== "").slice(0, 3).map((name) => markup` <span class="soft">${codeName(name)}</span>`);
	const title = module === "" ? "Outside any module" : codeName(module);
	return markup`<li><h3>${title}${names}</h3>${rows.map((row, at) => culprit(row, rows[at - 1]))}</li>`;
}
function culprit(row, above) {
	const { layer, rank } = row;
	const { cause, unlinked } = layer;
	const known = above?.layer.cause;
	const why = known?.kind === cause.kind && known.evidence === cause.evidence ? void 0 : markup`<p class="why"><span class="cause">${capitalised(causeTitle(layer))}.</span> ${proseText(cause.evidence)}</p>`;
	const advice = cause.advice === void 0 || known?.advice === cause.advice && why === void 0 ? void 0 : markup`<p class="advice"><b>What to do.</b> ${proseText(cause.advice)}</p>`;
	return markup`<div class="entry"><h4><span class="number">${rank}</span><span>${printableName(layer.op, 60)} ${codeName(layer.node)}</span></h4>${codePart(row)}${unlinked === void 0 ? void 0 : markup`<p class="where">${proseText(unlinked)}</p>`}${why}${advice}${row.trial === void 0 ? void 0 : markup`<p class="trial soft">${proseText(row.trial)}</p>`}${figuresPart(row)}</div>`;
}
function codePart({ layer, source, url }) {
	if (layer.source === void 0) return void 0;
	const place = printableName(source, 160);
	const shown = url === void 0 ? place : markup`<a href="${url}">${place}</a>`;
	const code = printableName(layer.source.code ?? "", 400).trim();
	return markup`<pre class="source"><span class="soft">${shown}</span>${code === "" ? "" : markup`  <code>${code}</code>`}</pre>`;
}
function figuresPart({ layer, introduced, inherited, total }) {
	const { headroomBits, referenceAbsMax, worstSample, accumulationAbsSum, breaks } = layer;
	const figures = [
		...layer.introduced === void 0 ? [] : [["introduced", withMax(introduced, layer.introduced)]],
		...inherited === "" ? [] : [["inherited", inherited]],
		...total === "" ? [] : [["total", total]],
		...referenceAbsMax === void 0 ? [] : [["largest magnitude", formatFigure(referenceAbsMax)]],
		...accumulationAbsSum === void 0 ? [] : [["largest sum of |a b|", formatFigure(accumulationAbsSum)]],
		...headroomBits === void 0 ? [] : [["headroom", `${formatFigure(headroomBits)} bits`]],
		...worstSample === void 0 ? [] : [["worst sample", codeName(worstSample, 40)]],
		...breaks === void 0 || breaks.length === 0 ? [] : [["breaks", breaks.slice(0, 4).map((name) => markup`${codeName(name, 40)} `)]]
	];
	return markup`<dl class="figures">${figures.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
function withMax(text, { nonFinite, max }) {
	return nonFinite > 0 ? text : `${text} (max ${formatFigure(max)})`;
}
function capitalised(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
const mostHazards$1 = 50;
/** Sums inside accumulations that this run can't get wrong. */
function hazardSection(result) {
	const { shown, more } = hazardRows(result, mostHazards$1);
	if (shown.length === 0) return void 0;
	const table = dataTable({
		caption: `Sums inside accumulations beyond 65504, largest first${more > 0 ? `; ${more} more are in result.json` : ""}`,
		headings: [
			"node",
			"op",
			"module",
			"sum of magnitudes",
			"result",
			"what to do"
		],
		rows: shown.map((hazard) => [
			codeName(hazard.node, 80),
			printableName(hazard.op, 60),
			hazard.module === void 0 ? "" : codeName(hazard.module),
			{
				shown: formatFigure(hazard.accumulationAbsSum),
				value: hazard.accumulationAbsSum
			},
			{
				shown: formatFigure(hazard.referenceAbsMax),
				value: hazard.referenceAbsMax
			},
			proseText(hazard.cause.advice ?? "", longestCell$1)
		]),
		stack: true
	});
	return markup`<section aria-labelledby="hazards"><h2 id="hazards">${hazardTitle}</h2><p class="lead">${hazardNote}</p>${table}</section>`;
}
function layerTable(rows) {
	const shown = rows.slice(0, mostRows$6);
	const left = rows.length - shown.length;
	const table = dataTable({
		caption: `Layers, worst first; errors are rms relative to the reference${left > 0 ? `; ${left} more are in result.json` : ""}`,
		headings: [
			"#",
			"node",
			"op",
			"module",
			"source",
			"introduced",
			"inherited",
			"why"
		],
		rows: shown.map((row) => [
			{
				shown: row.rank,
				value: row.rank
			},
			codeName(row.layer.node),
			printableName(row.layer.op, 60),
			row.module === "" ? "" : codeName(row.module),
			printableName(row.source, 120),
			{
				shown: row.introduced,
				value: sortKey(row.layer.introduced)
			},
			{
				shown: row.inherited,
				value: sortKey(row.layer.inherited)
			},
			proseText(row.why, longestCell$1)
		]),
		stack: true
	});
	return markup`<details${rows.length > mostCards ? markup` open` : ""}><summary>All layers as a table (${rows.length})</summary>${table}</details>`;
}
function sortKey(error) {
	if (error === void 0) return -1;
	return error.nonFinite > 0 ? Number.POSITIVE_INFINITY : error.relRms;
}

// src/report/html/memory-section.ts
const mostRows$5 = 300;
/** What earlier jobs say: what is new, the trend, little range left, waivers, and where the results come from. */
function memorySection(result) {
	const facts = earlierFacts(result);
	const { waivers = [], baseline } = result;
	const headroom = baseline?.headroom ?? [];
	if (facts.length === 0 && waivers.length === 0 && headroom.length === 0) return void 0;
	const list = [
		...headroom.map(({ text }) => markup`<li><b>Little range left.</b> ${proseText(text)}</li>`),
		...waivers.map(({ state, text }) => markup`<li><b>Waiver ${state}.</b> ${proseText(text)}</li>`),
		...facts.map(({ name, text }) => markup`<li><b>${name}</b>: ${proseText(text)}</li>`)
	];
	const tables = [
		stateTable("Outputs of this job and of the base", outputStateTable(result), [1]),
		stateTable("Layers that are guilty in this job or on the base", layerStateTable(result), [1, 2]),
		stateTable("The last accepted jobs, oldest first, and this one", trendTable(result), [0])
	];
	return markup`<section aria-labelledby="earlier"><h2 id="earlier">Earlier jobs</h2><ul>${list}</ul>${tables}</section>`;
}
function stateTable(caption, shown, names) {
	if (shown === void 0) return void 0;
	return dataTable({
		caption,
		headings: shown.headings,
		rows: shown.rows.slice(0, mostRows$5).map((row) => row.map((cell, at) => names.includes(at) && cell !== "" ? codeName(cell, 80) : proseText(cell, 200))),
		stack: true,
		sortable: false
	});
}

// src/report/html/output-section.ts
const mostRows$4 = 500;
/** Words and signs of a state, so that colour is never alone. */
const stateWords = {
	fail: "✗ fail",
	unjudged: "? not judged",
	warn: "! warn",
	pass: "✓ pass"
};
/** A state as a coloured mark. */
function stateMark(state) {
	return markup`<span class="mark state-${state}">${stateWords[state]}</span>`;
}
/** The outputs that the verdict is about, worst first. */
function outputSection(result) {
	const tables = reportedLegs(result).map((leg) => outputTable(result, leg)).filter((table) => table !== void 0);
	if (tables.length === 0 && result.verdict.unjudged.length === 0) return void 0;
	return markup`<section aria-labelledby="outputs"><h2 id="outputs">Outputs</h2>${lines(tables)}${unjudgedList(result)}</section>`;
}
function outputTable(result, leg) {
	const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
	if (rows.length === 0) return void 0;
	const more = rows.length > mostRows$4 ? `; ${rows.length - mostRows$4} more are in result.json` : "";
	return dataTable({
		caption: `${legTitles[leg.kind]}; worst element: reference → candidate${more}`,
		headings: [
			"",
			"output",
			"max abs",
			"rel rms",
			"limit",
			"worst sample",
			"worst element"
		],
		rows: rows.slice(0, mostRows$4).map(cellsOf),
		stack: true
	});
}
function cellsOf(row) {
	return [
		stateMark(row.state),
		markup`<span>${codeName(row.name)} <span class="soft">${row.type}</span></span>`,
		row.maxAbs,
		row.relRms,
		row.limit,
		row.worst === void 0 ? "" : codeName(row.worst.sample, 60),
		row.worst?.at
	];
}
function unjudgedList({ verdict }) {
	if (verdict.unjudged.length === 0) return void 0;
	const items = verdict.unjudged.slice(0, mostRows$4).map(({ output, reason, advice }) => markup`<li>${codeName(output)}: ${proseText(reason)}${advice === void 0 ? "" : markup` ${proseText(advice)}`}</li>`);
	return markup`<h3>Could not be judged</h3><ul>${items}</ul>`;
}

// src/report/html/override-section.ts
const mostRows$3 = 300;
const longestCell = 400;
const longestLine = 4e3;
const mostCommandLines = 60;
/** The plan: what it brings, what backs it, its nodes, and what to paste. */
function overrideSection$1(result) {
	const view = overrideView(result);
	if (view === void 0) return void 0;
	const { overrides, title, facts, others, change, written } = view;
	const advice = (overrides.advice ?? []).map(({ text }) => markup`<p><b>What helps.</b> ${proseText(text)}</p>`);
	return markup`<section aria-labelledby="fix"><h2 id="fix">The fix</h2><p>${proseText(title)}</p>${facts.length === 0 ? void 0 : markup`<p class="soft">${proseText(facts.join(" "))}</p>`}${advice}${nodeTable(view)}${curveTable(view)}${list(others)}${commands(view)}${change === void 0 ? void 0 : markup`<p>${proseText(change)}</p>`}${written === void 0 ? void 0 : markup`<p>${proseText(written)}</p>`}</section>`;
}
function nodeTable({ rows }) {
	if (rows.length === 0) return void 0;
	const shown = rows.slice(0, mostRows$3);
	const left = rows.length - shown.length;
	return dataTable({
		caption: `Nodes to keep in FP32${left > 0 ? `; ${left} more are in result.json` : ""}`,
		headings: [
			"node",
			"op",
			"module",
			"source",
			"why"
		],
		rows: shown.map((row) => [
			codeName(row.node),
			printableName(row.op, 60),
			row.module === "" ? "" : codeName(row.module),
			sourceCell$1(row),
			proseText(row.reason, longestCell)
		]),
		stack: true
	});
}
function sourceCell$1({ source, url, code }) {
	const place = printableName(source, 120);
	const shown = url === void 0 ? place : markup`<a href="${url}">${place}</a>`;
	return code === "" ? shown : markup`${shown}<br>${codeName(code)}`;
}
function curveTable({ overrides: { curve = [] } }) {
	if (curve.length === 0) return void 0;
	return dataTable({
		caption: "Error against the share of nodes in FP32, most suspect first",
		headings: [
			"in FP32",
			"nodes",
			"error, in times the limit"
		],
		rows: curve.map(({ share, nodes, excess }) => [
			{
				shown: `${formatFigure(100 * share, 2)} %`,
				value: share
			},
			{
				shown: nodes,
				value: nodes
			},
			{
				shown: formatFigure(excess),
				value: excess
			}
		]),
		sortable: false
	});
}
function list(texts) {
	return texts.length === 0 ? void 0 : markup`<ul>${texts.map((text) => markup`<li>${proseText(text)}</li>`)}</ul>`;
}
/** A line break in a command is its own; whatever else a name holds stays on its line. */
function commands({ commands: all }) {
	const shown = all.filter(({ text }) => {
		const lines = text.split("\n");
		return lines.length <= mostCommandLines && lines.every((line) => line.length <= longestLine);
	});
	if (shown.length === 0) return void 0;
	return markup`${shown.map(({ title, text }) => markup`<p><b>${proseText(title)}</b></p><pre class="command"><code>${text.split("\n").map((line) => `${printableName(line, longestLine)}\n`)}</code></pre>`)}`;
}

// src/report/html/page-style.ts
/** The style sheet of report.html. Colours are pairs for light and dark; text on every ground is at least 4.5 : 1. */
const pageStyle = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--soft:#59636e;
--fail:#b42318;--fail-ground:#fff1f0;--warn:#8a5a00;--warn-ground:#fff8e5;--pass:#116329;--pass-ground:#ebf9ee;
--link:#0757ba;--total:#0757ba;--made:#d9730d;--room:#8296ab;--scarce:#d99c20;--over:#cf2d20}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--panel:#161b22;--line:#30363d;--text:#e6edf3;--soft:#9da7b3;
--fail:#ff8b82;--fail-ground:#2d1416;--warn:#e3b341;--warn-ground:#2a2110;--pass:#56d364;--pass-ground:#10251a;
--link:#79b8ff;--total:#79b8ff;--made:#f0883e;--room:#5d6c7d;--scarce:#d29922;--over:#f85149}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:24px 20px 56px;max-width:1120px;background:var(--ground);color:var(--text);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ol,ul,dl,figure,pre{margin:0;padding:0}
ul{padding-left:20px}
h1{font-size:24px;line-height:1.3;font-weight:650}
h2{font-size:18px;margin:36px 0 4px}
h3{font-size:15px}
.unbroken{white-space:nowrap}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
a{color:var(--link)}
.soft{color:var(--soft)}
.lead{color:var(--soft);margin-bottom:12px}
header{border:1px solid var(--line);border-left:6px solid var(--state);border-radius:8px;padding:18px 20px;background:var(--state-ground)}
.state-fail{--state:var(--fail);--state-ground:var(--fail-ground)}
.state-warn,.state-unjudged,.state-skipped{--state:var(--warn);--state-ground:var(--warn-ground)}
.state-pass{--state:var(--pass);--state-ground:var(--pass-ground)}
.state-skipped{--state:var(--soft);--state-ground:var(--panel)}
.verdict{color:var(--state);font-weight:700;letter-spacing:.02em;text-transform:uppercase;font-size:13px}
header p{margin-top:8px}
.facts-line{color:var(--soft);font-size:13px}
.legs{display:grid;grid-template-columns:repeat(auto-fit,minmax(165px,1fr));gap:8px;list-style:none;margin-top:12px}
.legs li{border:1px solid var(--line);border-top:3px solid var(--state);border-radius:6px;padding:8px 10px;font-size:13px}
.legs b{display:block}
.mark{color:var(--state);font-weight:700;white-space:nowrap}
.culprits{list-style:none;display:grid;gap:12px}
.culprits>li{border:1px solid var(--line);border-radius:8px;padding:14px 16px}
.culprits h3{font-size:16px}
.culprits h4{margin:0;font-size:15px;display:flex;gap:10px;align-items:baseline}
.entry{margin-top:12px}
.entry+.entry{border-top:1px solid var(--line);padding-top:12px}
.number{flex:none;display:inline-block;width:22px;height:22px;line-height:22px;border-radius:50%;background:var(--fail);color:var(--ground);
text-align:center;font-size:13px;font-weight:700}
.where{margin:2px 0 8px 32px;color:var(--soft);font-size:13px}
.why,.advice,.trial{margin:6px 0 0 32px}
.cause{font-weight:650}
pre.source{margin:8px 0 8px 32px;padding:8px 10px;background:var(--panel);border-radius:6px;overflow-x:auto;white-space:pre-wrap}
pre.command{margin:8px 0 12px;padding:8px 10px;background:var(--panel);border-radius:6px;overflow-x:auto}
pre.source .soft{user-select:none}
.figures{margin:10px 0 0 32px;display:flex;flex-wrap:wrap;gap:4px 24px;font-size:13px}
.figures dt{color:var(--soft)}
.figures dd{margin:0;font-variant-numeric:tabular-nums;font-weight:600}
figure{margin-top:8px}
figcaption{font-size:13px;color:var(--soft);margin:2px 0 6px}
.key{display:inline-block;margin-right:10px}
.swatch{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:5px;vertical-align:-1px}
.swatch.made{background:var(--made)}.swatch.line{background:var(--total);height:3px;vertical-align:4px}
.swatch.limit{height:0;border-top:2px dashed var(--over);width:16px;border-radius:0;vertical-align:4px}
.swatch.over{background:var(--over)}.swatch.scarce{background:var(--scarce)}.swatch.room{background:var(--room)}
svg{display:block;max-width:100%;height:auto}
svg.narrow{display:none}
svg text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--soft)}
svg .strong{fill:var(--text);font-weight:600}
svg .bad{fill:var(--fail)}
svg .power{font-size:8px}
svg .band{fill:var(--panel)}
svg .grid{stroke:var(--line);stroke-width:1}
svg .axis,svg .tick{stroke:var(--soft);stroke-width:1;fill:none}
svg .introduced{fill:var(--made)}
svg .total{fill:none;stroke:var(--total);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
svg .beyond{fill:var(--over);fill-opacity:.09}
svg .subnormal{fill:var(--scarce);fill-opacity:.12}
svg .normal{fill:var(--pass);fill-opacity:.08}
svg .limit{stroke:var(--over);stroke-width:1.5;stroke-dasharray:6 4;fill:none}
svg .broken{fill:var(--over)}svg .broken.inherited{fill-opacity:.4}
svg .leader{fill:none;stroke:var(--fail);stroke-width:1;stroke-opacity:.65}
svg .badge{fill:var(--fail)}svg .badge-text{fill:var(--ground);font-weight:700}
svg .room{fill:var(--room)}svg .scarce{fill:var(--scarce)}svg .over{fill:var(--over)}
svg .span{stroke:var(--room);stroke-width:6;stroke-linecap:round}svg .span.over{stroke:var(--over)}
svg .rms{fill:var(--ground);stroke:var(--room);stroke-width:2}
svg .peak{fill:var(--room)}svg .peak.over{fill:var(--over)}
svg .hit{fill:var(--text);fill-opacity:0}svg .hit:hover{fill-opacity:.12}
.scroll{overflow-x:auto;margin-top:8px}
table{border-collapse:collapse;width:100%;font-size:13px}
caption{text-align:left;color:var(--soft);padding:4px 0}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--line)}
th{white-space:nowrap;color:var(--soft);font-weight:600}
td.figure{font-variant-numeric:tabular-nums;white-space:nowrap}
tbody th{color:inherit;font-weight:400;white-space:normal}
th button{all:unset;cursor:pointer;color:inherit;font:inherit}
th button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
th button::after{content:" \\2195";opacity:.5}
th[aria-sort=ascending] button::after{content:" \\2191";opacity:1}
th[aria-sort=descending] button::after{content:" \\2193";opacity:1}
details{border:1px solid var(--line);border-radius:8px;padding:0 14px;margin-top:10px}
summary{cursor:pointer;padding:10px 0;font-weight:600}
details>:last-child{margin-bottom:14px}
footer{margin-top:40px;color:var(--soft);font-size:13px}
@media (max-width:860px){
svg.wide{display:none}svg.narrow{display:block;width:100%;max-width:520px}
}
@media (max-width:700px){
body{padding:12px 12px 40px}
h1{font-size:20px}
header{padding:14px}
.where,.why,.advice,.trial,.figures,pre.source{margin-left:0}
.legs{grid-template-columns:1fr}
pre.source code{display:block}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack tr{display:block;border:1px solid var(--line);border-radius:8px;padding:6px 12px;margin-bottom:8px}
table.stack td,table.stack th{display:flex;gap:12px;border:0;padding:3px 0;white-space:normal}
table.stack td:empty{display:none}
table.stack [data-label]::before{content:attr(data-label);flex:0 0 100px;color:var(--soft)}
}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:12px}
header,.culprits>li,figure,tr{break-inside:avoid}
details{border:0;padding:0}
svg .hit{display:none}
}
`;

// src/report/html/engine-section.ts
const mostRows$2 = 300;
const shownNodes = 6;
const longestName$2 = 120;
/** The engine's layers with the nodes, modules and lines that they compute, beside the nodes that the graph blames. */
function engineLayerPart({ engineRun, layers }) {
	const rows = engineRun?.layers ?? [];
	if (rows.length === 0) return void 0;
	const guilty = new Set(layers.map(({ node }) => node));
	const shown = [...rows].map((row) => ({
		row,
		blamed: row.nodes.filter((node) => guilty.has(node))
	})).sort((one, other) => other.blamed.length - one.blamed.length).slice(0, mostRows$2);
	const table = dataTable({
		caption: `Layers of the engine, those with blamed nodes first${rows.length > mostRows$2 ? `, ${mostRows$2} of ${rows.length}` : ""}`,
		headings: [
			"layer",
			"precision",
			"blamed",
			"nodes",
			"module",
			"source",
			"ms",
			"kernel"
		],
		rows: shown.map(({ row, blamed }) => [
			codeName(row.name, longestName$2),
			row.precision?.toUpperCase() ?? "",
			{
				shown: blamed.length === 0 ? "" : String(blamed.length),
				value: blamed.length
			},
			listed$1(row.nodes),
			listed$1(row.modules ?? []),
			printableName((row.sources ?? []).slice(0, 2).join(", "), longestName$2),
			{
				shown: row.timeMs === void 0 ? "" : formatFigure(row.timeMs),
				value: row.timeMs ?? -1
			},
			printableName(row.tactic ?? row.provider ?? row.type ?? "", longestName$2)
		]),
		stack: true
	});
	return markup`<details><summary>Layers of the engine (${rows.length})</summary>${table}</details>`;
}
function listed$1(names) {
	const shown = names.slice(0, shownNodes).map((name) => markup`${codeName(name, longestName$2)} `);
	return names.length > shownNodes ? markup`${shown}and ${names.length - shownNodes} more` : markup`${shown}`;
}

// src/report/html/run-section.ts
const mostRows$1 = 300;
const longestScanText = 240;
/** What a reader opens when the first screens are not enough. */
function detailSection(result) {
	return markup`<section aria-labelledby="details"><h2 id="details">Details</h2>${engineLayerPart(result)}${scanPart(result)}${limitPart(result)}${runPart(result)}</section>`;
}
function limitPart({ verdict }) {
	const { findings } = verdict;
	if (findings.length === 0) return void 0;
	const rank = (finding) => finding.passed ? 2 : shownLevel(finding) === "fail" ? 0 : 1;
	const ordered = [...findings].sort((first, second) => rank(first) - rank(second)).slice(0, mostRows$1);
	const table = dataTable({
		caption: `Limits that were applied${findings.length > mostRows$1 ? `, ${mostRows$1} of ${findings.length}` : ""}`,
		headings: [
			"",
			"leg",
			"output",
			"limit"
		],
		rows: ordered.map((finding) => [
			stateMark(finding.passed ? "pass" : shownLevel(finding)),
			legTitles[finding.leg],
			codeName(finding.output),
			describeLimit(finding)
		]),
		stack: true
	});
	return markup`<details><summary>Limits (${findings.length})</summary>${table}</details>`;
}
function scanPart({ scan = [] }) {
	if (scan.length === 0) return void 0;
	const table = dataTable({
		caption: `Range of weights and inputs, worst first${scan.length > mostRows$1 ? `, ${mostRows$1} of ${scan.length}` : ""}`,
		headings: [
			"kind",
			"tensor",
			"largest",
			"elements",
			"become ∞",
			"become 0",
			"subnormal",
			"what it means"
		],
		rows: scan.slice(0, mostRows$1).map((entry) => [
			entry.kind,
			codeName(entry.name),
			{
				shown: formatFigure(entry.absMax),
				value: entry.absMax
			},
			countCell(entry.elements),
			countCell(entry.overflows),
			countCell(entry.flushed),
			countCell(entry.subnormal),
			proseText(entry.text ?? "", longestScanText)
		])
	});
	return markup`<details><summary>Range of weights and inputs (${scan.length})</summary>${table}</details>`;
}
function countCell(count) {
	return {
		shown: count === void 0 ? "" : String(count),
		value: count ?? -1
	};
}
function runPart(result) {
	const rows = runFacts(result).map(({ name, value, isName }) => [proseText(name), isName ? codeName(value, 160) : proseText(value)]);
	const table = dataTable({
		caption: "How this was made",
		headings: ["what", "value"],
		rows,
		sortable: false
	});
	return markup`<details><summary>Run</summary>${table}</details>`;
}

// src/report/html/sort-script.ts
/**
* Makes the headings of tables buttons that sort. The page is whole without it: it only moves rows that are there, and
* writes no markup.
*/
const sortScript = `
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const keyOf = (row, column) => {
    const { dataset, textContent } = row.cells[column];
    return dataset.value === undefined ? textContent.trim() : Number(dataset.value);
  };
  const compare = (first, second) =>
    typeof first === "number" && typeof second === "number"
      ? first === second ? 0 : first - second
      : String(first).localeCompare(String(second), "en", { numeric: true });
  heads.forEach((head, column) => {
    if (head.textContent.trim() === "") return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rows = [...table.tBodies[0].rows];
      const numeric = rows.some((row) => row.cells[column].dataset.value !== undefined);
      const before = head.getAttribute("aria-sort");
      const order = before === null ? (numeric ? "descending" : "ascending")
        : before === "ascending" ? "descending" : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      rows.sort((first, second) => sign * compare(keyOf(first, column), keyOf(second, column)));
      table.tBodies[0].append(...rows);
    });
  });
}
`;

// src/report/html/verdict-section.ts
const words = {
	pass: "✓ Pass",
	"pass-with-warnings": "✓ Pass, with warnings",
	fail: "✗ Fail",
	excused: "✗ Fail (warn only)",
	error: "? Not judged"
};
const states = {
	pass: "pass",
	"pass-with-warnings": "warn",
	fail: "fail",
	excused: "warn",
	error: "warn"
};
/** The verdict, the one number that matters, and why; the first thing on the page. */
function verdictHeader(result) {
	const headline = headlineOf(result);
	const { verdict, diagnosis } = result;
	const failure = verdict.kind === "error" ? verdict.error : void 0;
	const status = failure?.status === void 0 ? "" : ` (${String(failure.status)})`;
	return markup`<header class="state-${states[headline.standing]}"><p class="verdict">${words[headline.standing]}</p><h1>${subject(headline)}${proseText(headline.title)}</h1>${[
		headline.loosened === void 0 ? void 0 : markup`<p><b>${proseText(headline.loosened)}</b></p>`,
		labelled$1("What happened", failure?.message),
		labelled$1("What to do", failure?.advice),
		labelled$1("Engine error", failure?.category && `${failure.category}${status}`),
		labelled$1("Last line of its stderr", failure?.lastStderrLine),
		labelled$1(`Diagnosis: ${diagnosis?.kind ?? ""}`, diagnosis?.text),
		...headline.sentences.map((sentence) => labelled$1("Note", sentence)),
		labelled$1("Note", localisationNote(result)),
		markup`<p class="facts-line">${facts(result)}</p>`
	]}</header>`;
}
function subject({ model }) {
	return model === void 0 ? "" : markup`${codeName(model, 80)}: `;
}
function labelled$1(label, text) {
	return text === void 0 ? void 0 : markup`<p><b>${label}.</b> ${proseText(text)}</p>`;
}
function facts({ engine, samples, timings, tool, verdict }) {
	return [
		...engine === void 0 ? [] : [`engine ${[
			engine.name,
			engine.version,
			engine.device
		].filter(Boolean).join(", ")}`],
		...samples === void 0 ? [] : [formatCount(samples.count, "sample")],
		...timings?.totalMs === void 0 ? [] : [formatDuration(timings.totalMs)],
		`${tool.name} ${tool.version}`,
		`exit code ${verdict.exitCode}`
	].join(" · ");
}
/** The chain of comparisons in the order in which they rule things out. */
function legChain(result) {
	if (result.legs.length === 0) return void 0;
	return markup`<section aria-labelledby="legs"><h2 id="legs">Legs</h2><p class="lead">What an expert rules out, in order; the first that breaks names the culprit.</p><ol class="legs">${orderedLegs(result).map((leg) => legItem(result, leg))}</ol></section>`;
}
const legWords = {
	pass: "✓ passed",
	fail: "✗ failed",
	unjudged: "? not judged",
	skipped: "– not run",
	warn: "! warned"
};
const longestLegText = 240;
function legItem(result, leg) {
	const outputs = outputsOfLeg(result, leg);
	const state = leg.skipped === void 0 ? legState(leg, outputs) : "skipped";
	return markup`<li class="state-${state}"><b>${legTitles[leg.kind]}</b><span class="mark">${legWords[state]}</span>${leg.judged ? " · judged" : ""}<br><span class="soft">${legDetail(result, leg)}</span></li>`;
}
function legDetail(result, leg) {
	const text = leg.skipped ?? leg.text;
	if (text !== void 0) return proseText(text, longestLegText);
	const worst = largestOutput(outputsOfLeg(result, leg));
	if (worst === void 0) return "";
	const broken = worst.metrics.nonFiniteMismatches ?? 0;
	const more = broken > 0 ? `, ${broken} NaN/∞ on one side only` : "";
	return markup`${codeName(worst.name, 40)} ${withUnit(formatFigure(worst.metrics.maxAbs), worst.unit)}${more}`;
}

// \0@oxc-project+runtime@0.158.0/helpers/esm/taggedTemplateLiteral.js
function _taggedTemplateLiteral(e, t) {
	return t || (t = e.slice(0)), Object.freeze(Object.defineProperties(e, { raw: { value: Object.freeze(t) } }));
}

// src/report/html/render-html.ts
var _templateObject;
/** Nothing is loaded, and nothing runs but the one script that sorts tables. */
const contentPolicy = [
	"default-src 'none'",
	`style-src '${integrityOf(pageStyle)}'`,
	`script-src '${integrityOf(sortScript)}'`,
	"base-uri 'none'",
	"form-action 'none'"
].join("; ");
/**
* The result as one HTML page that needs nothing else: no script to be read, no network, light and dark. Every text of
* a model or a sample is escaped. Equal results give equal bytes.
*/
function renderHtml(result) {
	const { title, model } = headlineOf(result);
	const name = model === void 0 ? "" : `${printableName(model, 60)}: `;
	const page = markup(_templateObject || (_templateObject = _taggedTemplateLiteral([
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"",
		"\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>FP16 gate · ",
		"",
		"</title>\n<style>",
		"</style>\n</head>\n<body>\n",
		"\n<footer>Made by ",
		" ",
		" from result.json alone.</footer>\n<script>",
		"<\/script>\n</body>\n</html>\n"
	])), ownText(contentPolicy), name, printableName(title.replaceAll("`", ""), 160), ownText(pageStyle), lines([verdictHeader(result), mainOf(result)]), result.tool.name, result.tool.version, ownText(sortScript));
	return renderMarkup(page);
}
function mainOf(result) {
	return markup`<main>
${lines([
		legChain(result),
		culpritSection(result),
		overrideSection$1(result),
		candidateSection(result),
		outputSection(result),
		memorySection(result),
		depthSection(result),
		hazardSection(result),
		detailSection(result)
	])}
</main>`;
}
function integrityOf(text) {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

// src/report/junit.ts
const longestName$1 = 300;
const longestMessage = 2e3;
/**
* JUnit XML as Jenkins and GitLab read it: a suite per leg, a case per limit. Failures are the crossed limits that
* made the verdict, errors are what could not be judged; a passing verdict has neither, any other at least one.
*/
function renderJunit(result) {
	const suites = [
		...result.legs.map((leg) => legSuite(result, leg)),
		...overrideSuite(result),
		...verdictSuite(result)
	];
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
	if (finding.excuse !== void 0) return {
		name: `${name} (${finding.excuse.kind})`,
		output: `${finding.message} ${finding.excuse.text}`
	};
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
/** What to do about it is no test of its own: it is said, without an effect on the outcome. */
function overrideSuite(result) {
	const view = overrideView(result);
	if (view === void 0) return [];
	return [{
		name: "overrides",
		cases: [{
			name: "nodes to keep in FP32",
			output: [
				view.title,
				...view.facts,
				view.written,
				view.change
			].filter(Boolean).join(" ")
		}]
	}];
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
		`  <testsuite name="${attribute$1(suite.name, longestName$1)}" ${counts(suite.cases)} skipped="${skipped}">`,
		...suite.cases.flatMap((testCase) => renderCase(suite, testCase)),
		"  </testsuite>"
	];
}
function renderCase(suite, testCase) {
	const open = `    <testcase classname="${attribute$1(`fp16-gate.${suite.name.split(":", 1)[0]}`, longestName$1)}" name="${attribute$1(testCase.name, 360)}"`;
	const children = renderOutcome(testCase);
	return children.length === 0 ? [`${open}/>`] : [
		`${open}>`,
		...children,
		"    </testcase>"
	];
}
function renderOutcome({ failure, error, skipped, output }) {
	if (skipped !== void 0) return [`      <skipped message="${attribute$1(skipped, longestMessage)}"/>`];
	if (error !== void 0) {
		const details = escapeXml(printableName(error.details ?? "", longestMessage));
		return [`      <error ${outcome(error)}>${details}</error>`];
	}
	if (failure !== void 0) return [`      <failure ${outcome(failure)}/>`];
	return output === void 0 ? [] : [`      <system-out>${attribute$1(output, longestMessage)}</system-out>`];
}
function outcome({ type, message }) {
	return `type="${attribute$1(type, longestName$1)}" message="${attribute$1(message, longestMessage)}"`;
}
function attribute$1(text, maxCharacters) {
	return escapeXml(printableName(text, maxCharacters));
}

// src/report/summary-overrides.ts
const mostRows = 50;
const longestSource = 160;
/** A command as long as this is for a file, not for a page. */
const longestCommand = 8e3;
/** The plan: what it brings and what backs it open; nodes, commands and the other plans folded. */
function overrideSection(result, { maxRows }) {
	const view = overrideView(result);
	if (view === void 0) return [];
	const { title, facts, overrides } = view;
	const folds = [
		...nodeFold(view, maxRows),
		...curveFold(view),
		...commandFold(view)
	];
	return [
		`**The fix.** ${prose(title)}`,
		...facts.length === 0 ? [] : ["", `_${prose(facts.join(" "))}_`],
		...(overrides.advice ?? []).flatMap(({ text }) => ["", `**What helps.** ${prose(text)}`]),
		...folds.length === 0 ? [] : ["", ...folds]
	];
}
function nodeFold({ rows, others }, maxRows) {
	const shown = rows.slice(0, Math.min(mostRows, maxRows));
	const more = rows.length - shown.length;
	const cells = shown.map((row) => [
		row.module === "" ? "" : code(row.module),
		`${prose(row.op)} ${code(row.node)}`,
		sourceCell(row),
		prose(row.reason)
	]);
	const body = [
		...cells.length === 0 ? [] : table([
			"module",
			"node",
			"source",
			"why"
		], cells),
		...more > 0 ? ["", `_${more} more in result.json._`] : [],
		...others.flatMap((text, at) => [...at === 0 && cells.length === 0 ? [] : [""], `- ${prose(text)}`])
	];
	return body.length === 0 ? [] : folded("Nodes to keep in FP32, and the other plans", body);
}
function sourceCell({ source, url, code: line }) {
	if (source === "") return "";
	const place = code(printableName(source, longestSource));
	const shown = url === void 0 ? place : `[${place}](${url})`;
	return line === "" ? shown : `${shown}<br>${code(line)}`;
}
function curveFold({ overrides: { curve = [] } }) {
	if (curve.length === 0) return [];
	const rows = curve.map(({ share, nodes, excess }) => [
		`${formatFigure(100 * share, 2)} %`,
		String(nodes),
		Number.isFinite(excess) ? `${formatFigure(excess)} × the limit` : "NaN or ∞"
	]);
	return folded("Error against the share of nodes in FP32", table([
		"in FP32",
		"nodes",
		"error"
	], rows));
}
function commandFold({ commands, change, written }) {
	const body = [
		...commands.filter(({ text }) => text.length <= longestCommand).flatMap(({ title, text }) => [
			`**${prose(title)}**`,
			"",
			...fencedBlock("sh", text.split("\n")),
			""
		]),
		...change === void 0 ? [] : [`**Source.** ${prose(change)}`, ""],
		...written === void 0 ? [] : [`**Files.** ${prose(written)}`]
	];
	return body.length === 0 ? [] : folded("Commands to paste, and the change in PyTorch", body);
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
		layerSection(result, detail),
		overrideSection(result, detail),
		hazardSection$1(result, detail),
		candidateSection$1(result, detail),
		...outputTables(result, detail),
		unjudgedLines(result, detail),
		warningSection(result, detail),
		memorySection$1(result, detail),
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
	const { standing, model, title, loosened, sentences } = headlineOf(result);
	const { verdict, diagnosis } = result;
	const failure = verdict.kind === "error" ? verdict.error : void 0;
	const subject = model === void 0 ? "" : `${code(model)}: `;
	return [
		`### ${icons[standing]} FP16 gate · ${subject}${markdownText(printableName(title, longestTitle))}`,
		...loosened === void 0 ? [] : [`⚠️ **${prose(loosened)}**`],
		labelled("What happened", failure?.message),
		labelled("What to do", failure?.advice),
		labelled("Engine error", failure?.category && [failure.category, failure.status].filter(Boolean).join(", ")),
		labelled("Last line of its stderr", failure?.lastStderrLine),
		labelled(`Diagnosis: ${diagnosis?.kind ?? ""}`, diagnosis?.text),
		...sentences.map((sentence) => `**Note.** ${prose(sentence)}`),
		labelled("Note", localisationNote(result))
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
	html: (result) => renderHtml(result),
	summary: (result) => renderSummary(result),
	comment: (result) => renderComment(result),
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

// src/files/override-files.ts
/** The folder of the forms, beside the reports. */
const overridesFolder = "overrides";
/** The strongly typed form of the model; weights too large for it lie in `mixedModelFile.data`. */
const mixedModelFile = "model.mixed.onnx";
/**
* Writes the forms of a plan into `overrides/` of a folder, each file as a whole.
* @throws EngineError of category `storage`.
*/
function writeOverrideFiles(files, folder) {
	for (const { name, content } of files) writeFileAtomic(join(folder, overridesFolder, name), content);
}
/** Paths that a result may name as written beside it: nothing else is ever removed. */
const ownPath = /^(?:model\.mixed\.onnx(?:\.data)?|overrides\/[\w-]+(?:\.[\w-]+)*)$/;
/**
* Removes what an earlier run wrote for a plan that this run no longer suggests: a stale fix beside a new verdict would
* be used. What can't be removed stays.
* @param earlier paths that the earlier result named, relative to the folder.
* @param current those of the new one.
* @param used files that this run read, which stay.
*/
function removeStaleOverrides(folder, earlier, current, used) {
	const kept = new Set(current);
	const inUse = new Set(used.map(realPathOf));
	for (const path of earlier) {
		const target = join(folder, path);
		if (!ownPath.test(path) || kept.has(path) || inUse.has(realPathOf(target))) continue;
		try {
			rmSync(target, { force: true });
		} catch {}
	}
	try {
		if (earlier.length > 0) rmdirSync(join(folder, overridesFolder));
	} catch {}
}
function realPathOf(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}

// src/verdict/decide.ts
/**
* Makes the verdict; nothing else does. It fails closed: only evidence that is complete, free of contradictions and
* within every limit passes. In this order:
* 1. a failure, or evidence that can't be trusted: error, exit 2 when the user must change something, else 3;
* 2. a limit below the measured noise floor: error, exit 2;
* 3. a limit of the judged or the conversion leg crossed, and not excused: fail, exit 1;
* 4. an output that could not be judged: error, exit 3;
* 5. pass, exit 0.
* `enforce: warn` turns exit 1 into 0 and nothing else: with an unjudged output beside the crossed limit exit 3
* remains, since a worse result must never end with a milder code. An excuse (known on the base, or waived) lets one
* crossed limit pass and changes nothing else.
*/
function decide(evidence) {
	const { enforcement, unjudged } = evidence;
	const findings = [...legFindings(evidence.conversion), ...legFindings(evidence.judged)];
	const judged = {
		findings,
		unjudged
	};
	const failure = strongest([...evidence.failures, ...distrust(evidence)]) ?? limitBelowNoise(evidence);
	if (failure !== void 0) return error(failure, enforcement, judged);
	if (findings.some(failsJob)) return {
		kind: "fail",
		exitCode: enforcement === "fail" ? 1 : unjudged.length > 0 ? 3 : 0,
		enforcement,
		...judged
	};
	const first = unjudged[0];
	if (first !== void 0) return error(unjudgedFailure(first, unjudged.length), enforcement, judged);
	return {
		kind: "pass",
		exitCode: 0,
		enforcement,
		findings: [...findings, ...latentFindings(evidence.emulation)],
		unjudged
	};
}
function latentFindings(emulation) {
	return legFindings(emulation).filter(({ passed, level }) => !passed && level === "fail").map((finding) => ({
		...finding,
		level: "warn"
	}));
}
function error(failure, enforcement, judged) {
	return {
		kind: "error",
		exitCode: failureExitCodes[failure.kind],
		enforcement,
		error: failure,
		...judged
	};
}
function legFindings(leg) {
	return (leg?.findings ?? []).map((finding) => ({
		...finding,
		leg: leg.leg
	}));
}
/** What the user can change comes before what only could not be judged. */
function strongest(failures) {
	return failures.find((failure) => failureExitCodes[failure.kind] === 2) ?? failures[0];
}
/** Reasons not to believe the evidence: each would otherwise let a job through that nobody compared. */
function distrust(evidence) {
	if (evidence.failures.length > 0) return [];
	if (evidence.judged === void 0) return [nothing("no candidate outputs were compared with the reference")];
	const unjudged = new Set(evidence.unjudged.map((entry) => entry.output));
	return [evidence.judged, ...evidence.conversion === void 0 ? [] : [evidence.conversion]].flatMap((leg) => distrustLeg(leg, unjudged));
}
function distrustLeg(leg, unjudged) {
	if (!(leg.sampleCount > 0)) return [nothing(`the ${leg.leg} leg compared no sample`)];
	if (leg.outputs.length === 0) return [nothing(`the ${leg.leg} leg compared no output`)];
	const limited = new Set(leg.findings.filter(judgesDifference).map((finding) => finding.output));
	const unlimited = leg.outputs.filter((output) => !limited.has(output) && !unjudged.has(output));
	const contradictions = leg.findings.filter((finding) => finding.passed !== holds(finding));
	return [...unlimited.map((output) => nothing(`no limit was applied to output ${quoteName(output)} (${leg.leg})`)), ...contradictions.map(contradiction)];
}
/** Rules that an output can keep while its values are anything. */
const rulesWithoutValues = /* @__PURE__ */ new Set([
	"output",
	"shape",
	"dtype",
	"match",
	"non-finite",
	"regression"
]);
function judgesDifference(finding) {
	return finding.level === "fail" && (!finding.passed || !rulesWithoutValues.has(finding.name));
}
function nothing(what) {
	return {
		kind: "unjudged",
		message: `Nothing to judge: ${what}.`,
		advice: "Check that the samples hold reference outputs under the model's output names."
	};
}
function contradiction(finding) {
	return {
		kind: "internal",
		message: `${quoteName(finding.output)}: ${finding.name} ${String(finding.actual)} ${finding.operator} ${String(finding.expected)} was recorded as ${finding.passed ? "passed" : "failed"}.`,
		advice: "This is a defect of fp16-gate: nothing was judged. Please report it with the operators of the model."
	};
}
/** Whether a finding's own figures say that it passed. NaN on either side never does. */
function holds({ actual, operator, expected }) {
	if (typeof actual === "number" && typeof expected === "number") return withinLimit(actual, operator, expected);
	return operator === "==" && actual === expected;
}
/** Identical runs that differ by more than a limit would fail and pass by turns. */
function limitBelowNoise(evidence) {
	for (const floor of evidence.noise) {
		const finding = evidence.judged?.findings.find(({ output, name }) => output === floor.output && name === floor.metric);
		if (finding === void 0 || typeof finding.expected !== "number") continue;
		if (withinLimit(floor.value, finding.operator, finding.expected)) continue;
		const figures = formatAgainst(floor.value, finding.expected);
		const limit = withUnit(figures.limit, finding.unit);
		const noise = withUnit(figures.actual, finding.unit);
		const side = finding.operator === ">=" ? "above" : "below";
		return {
			kind: "configuration",
			message: `${quoteName(finding.output)}: the ${finding.name} limit of ${limit} is ${side} the noise floor of ${noise}.`,
			advice: floor.of === "rebuild" ? `Two builds of the same model already differ by ${noise}: relax the limit beyond that, or make builds alike with a timing cache.` : `Two identical runs already show ${noise}: relax the limit beyond that, or make the runs deterministic.`
		};
	}
}
function unjudgedFailure(first, count) {
	const others = count > 1 ? ` (and ${count - 1} more)` : "";
	return {
		kind: "unjudged",
		message: `${quoteName(first.output)}${others}: ${first.reason}`,
		...first.advice === void 0 ? {} : { advice: first.advice }
	};
}

// src/verdict/diagnose.ts
/**
* Names the class of culprit: the first leg of the chain that breaks, leaving out differences that two
* identical runs show as well.
* @param judged the leg on which the verdict rests.
* @param others the other legs that ran.
* @param outOfRange sentences on inputs and weights that FP16 can't hold; evidence for a failure of precision only.
* @returns undefined when nothing was judged.
*/
function diagnose(verdict, judged, others, outOfRange = []) {
	if (judged === void 0 || verdict.kind === "error") return void 0;
	const legs = new Map(others.map((leg) => [leg.kind, leg]));
	return verdict.kind === "pass" && verdict.findings.every(({ excuse }) => excuse === void 0) ? diagnosePass(judged, legs) : diagnoseFail(judged, legs, outOfRange);
}
function diagnosePass(judged, legs) {
	const nearest = worstFinding(judged.findings);
	const emulation = legs.get("emulation");
	if (judged.kind !== "emulation" && emulation !== void 0 && !emulation.passed) return {
		kind: "latent",
		text: `This engine stays within its limits, but FP16 as the graph defines it does not: ${worstOf(emulation)}. A fusion hides it here, and another engine, version or fusion may not.`
	};
	return {
		kind: "healthy",
		text: `Every output is within its limits. ${agreement(legs.get("conversion"), nearest?.output)}`.trimEnd()
	};
}
function diagnoseFail(judged, legs, outOfRange) {
	const conversion = legs.get("conversion");
	const engineFp32 = legs.get("engine-fp32");
	const emulation = legs.get("emulation");
	if (conversion !== void 0 && blamable(conversion)) return conversionFault(conversion);
	if (engineFp32 !== void 0 && blamable(engineFp32)) return {
		kind: "engine",
		text: `${agreement(conversion, worstName(engineFp32))}The FP32 engine already differs: ${worstOf(engineFp32)}. The engine or one of its kernels is wrong, precision is not the question.`
	};
	const unrounded = legs.get("candidate-unrounded");
	if (judged.kind === "candidate" && unrounded !== void 0 && blamable(unrounded)) return {
		kind: "conversion",
		text: `${agreement(conversion, worstName(unrounded))}Without any rounding the converted model is already off: ${worstOf(unrounded)}. Its constants or nodes are not those of the FP32 model, so the precision of its nodes is not the question.`
	};
	if (!blamable(judged)) return {
		kind: "nondeterministic",
		text: `${worstOf(judged)}, which is no more than two identical runs differ by.`
	};
	if (judged.findings.filter(({ passed, level }) => !passed && level === "fail").every(({ name }) => name === "precision")) return {
		kind: "engine",
		text: `Every output is within its limits, but ${worstOf(judged)}: nothing was judged in FP16. The builder fell back, or the model's types ask for FP32.`
	};
	if (judged.kind.startsWith("engine-") && emulation !== void 0 && emulation.passed) return {
		kind: "engine",
		text: `FP16 as the graph defines it stays within the limits, so this engine or one of its kernels is at fault: ${worstOf(judged)}.`
	};
	if (conversion === void 0 && engineFp32 === void 0) return {
		kind: "unknown",
		text: `${worstOf(judged)}. No FP32 run was compared with PyTorch, so the export, the engine and FP16 remain possible causes.`
	};
	return {
		kind: "precision",
		text: [
			`${conversion === void 0 ? "" : agreement(conversion, worstName(judged), ", so the export is fine: this is FP16")}${worstOf(judged)}.`,
			...outOfRange,
			...halfInPytorch(legs)
		].join(" ")
	};
}
/** PyTorch's own half precision, when it was captured, says whether the network or the engine is to be changed. */
function halfInPytorch(legs) {
	const half = legs.get("half");
	if (half === void 0) return [];
	return half.passed ? ["PyTorch's own half() stays within the limits."] : [`PyTorch's own half() is off as well: ${worstOf(half)}.`];
}
function conversionFault(conversion) {
	const finding = blamed(conversion);
	return {
		kind: "conversion",
		text: `FP32 ONNX already differs from PyTorch ${finding?.name === "max-abs" && typeof finding.actual === "number" ? `by ${withUnit(formatFigure(finding.actual), finding.unit)} on ${quoteName(finding.output)}` : `(${worstOf(conversion)})`}: the export or the reference is wrong (dropout active? opset?), precision is not the question.`
	};
}
/** `The FP32 ONNX agrees with PyTorch to 0.0002 px…. `, about the output that the reader asks about, else the worst. */
function agreement(conversion, name, so = "") {
	if (conversion === void 0 || !conversion.passed) return "";
	const largest = conversion.outputs.reduce((worst, output) => worst === void 0 || output.maxAbs > worst.maxAbs ? output : worst, void 0);
	const output = conversion.outputs.find((candidate) => candidate.name === name) ?? largest;
	return `The FP32 ONNX agrees with PyTorch${output === void 0 || Number.isNaN(output.maxAbs) ? "" : output.maxAbs === 0 ? " exactly" : ` to ${withUnit(formatFigure(output.maxAbs), output.unit)}`}${so}. `;
}
/** The worst crossed limit that run-to-run noise does not explain. */
function blamed(leg) {
	const noise = new Map(leg.outputs.map((output) => [output.name, output.noiseFloor]));
	return worstFinding(leg.findings.filter((finding) => {
		if (finding.passed || finding.level !== "fail") return false;
		const floor = noise.get(finding.output);
		return !(finding.name === "max-abs" && floor !== void 0 && Number(finding.actual) <= floor);
	}));
}
function blamable(leg) {
	return blamed(leg) !== void 0;
}
function worstName(leg) {
	return (blamed(leg) ?? worstFinding(leg.findings))?.output;
}
function worstOf(leg) {
	const finding = blamed(leg) ?? worstFinding(leg.findings);
	return finding === void 0 ? "no limit was crossed" : describeFinding(finding);
}

// src/localise/cause-context.ts
/** Largest finite FP16 number, the smallest normal one, and the largest magnitude that rounds to zero. */
const largestFloat16$1 = 65504;
const smallestNormalFloat16 = 2 ** -14;
const flushedFloat16 = 2 ** -25;
/** Magnitudes from here on round to infinity. */
const overflowFloat16 = 65520;
/** Relative error that one rounding to FP16 makes at most. */
const unitRoundoff = 2 ** -11;
/** Distance between neighbouring FP16 numbers at this magnitude. */
function stepAt(magnitude) {
	if (magnitude < smallestNormalFloat16) return 2 ** -24;
	return 2 ** (Math.floor(Math.log2(Math.min(magnitude, largestFloat16$1))) - 10);
}
/** Evidence about the input at a position; undefined when it was not measured. */
function inputEvidence(context, position) {
	return context.measured.inputs.find((input) => input.position === position);
}
/** Inputs that are activations, not constants. */
function activations(measured) {
	return measured.inputs.filter((input) => !input.isConstant);
}
/** True when the errors that the node introduces are those of its output's rounding and no more. */
function isPlainRounding(measured) {
	const { introduced } = measured;
	return introduced.nonFinite === 0 && introduced.relRms <= 2 * unitRoundoff;
}
/** The number in a constant of one element (an initializer in the model itself, or a Constant). */
function scalarConstant(value) {
	const tensor = constantTensor(value);
	if (tensor === void 0) return attributeScalar(value);
	if (tensor.dims.length > 8 || elementCount(tensor.dims.map(Number)) !== 1 || tensor.externalData.length > 0) return;
	try {
		const read = readInitializer(tensor);
		if (!isFloat(read.dtype)) return void 0;
		const bytes = new Uint8Array(elementSizeBytes[read.dtype]);
		read.read(0, bytes);
		const into = /* @__PURE__ */ new Float64Array(1);
		decodeFloats(bytes, read.dtype, into);
		return into[0];
	} catch {
		return;
	}
}
function constantTensor(value) {
	if (value?.initializer !== void 0) return value.isGraphInput ? void 0 : value.initializer;
	const producer = value?.producer?.node;
	if (producer?.proto.opType !== "Constant") return void 0;
	return findAttribute(producer.proto, "value")?.t;
}
function attributeScalar(value) {
	const producer = value?.producer?.node;
	return producer?.proto.opType === "Constant" ? findAttribute(producer.proto, "value_float")?.f : void 0;
}
/** A constant or graph input has no producer that computes. */
function isConstantValue(value) {
	return constantTensor(value) !== void 0 || attributeScalar(value) !== void 0;
}
/** The node that computes a value, behind data movement and casts; undefined for inputs and constants. */
function computedBy(value) {
	let at = value;
	for (let step = 0; step < 16; step += 1) {
		const producer = at?.producer?.node;
		if (producer === void 0) return void 0;
		const [moved, ...others] = carriedInputPositions(producer) ?? (producer.proto.opType === "Cast" ? [0] : []);
		if (moved === void 0 || others.length > 0) return producer;
		at = producer.inputs[moved];
	}
}

// src/localise/cause-walk.ts
const mostVisited = 128;
/**
* Nodes that read what `start` makes, nearest first, through the given operators. `start` itself is not among them.
*/
function downstream(start, limits) {
	return walk(start, limits, (node) => node.outputs.flatMap((value) => (value?.uses.slice(0, mostVisited) ?? []).map((use) => ({
		node: use.node,
		input: use.input,
		from: node
	}))));
}
/** Nodes that make what `start` reads, nearest first; `input` is the position at which `from` reads them. */
function upstream(start, limits, from) {
	return walk(start, limits, (node) => node.inputs.slice(0, mostVisited).flatMap((value, input) => {
		const producer = value?.producer?.node;
		return producer === void 0 || !(node !== start || from === void 0 || from === input) ? [] : [{
			node: producer,
			input,
			from: node
		}];
	}));
}
function walk(start, limits, next) {
	const met = [];
	const seen = /* @__PURE__ */ new Set([start]);
	let front = [start];
	for (let step = 0; step < limits.steps && front.length > 0; step += 1) {
		const further = [];
		const queue = [...front];
		for (let at = 0; at < queue.length; at += 1) for (const each of next(queue[at])) {
			if (seen.has(each.node) || seen.size >= mostVisited) continue;
			seen.add(each.node);
			met.push(each);
			if (isTransparent(each.node)) queue.push(each.node);
			else if (limits.through.has(each.node.proto.opType)) further.push(each.node);
		}
		front = further;
	}
	return met;
}
/** Copies elements, or changes only their type. */
function isTransparent(node) {
	return node.proto.opType === "Cast" || carriedInputPositions(node) !== void 0;
}

// src/localise/cause-composition.ts
const normPath = /* @__PURE__ */ new Set([
	"Mul",
	"Pow",
	"ReduceMean",
	"ReduceSum",
	"ReduceSumSquare",
	"ReduceL2",
	"Add",
	"Max",
	"Clip",
	"Sqrt",
	"Reciprocal",
	"Div"
]);
const scorePath = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Add",
	"Sub",
	"Clip",
	"Tanh",
	"Min",
	"Max"
]);
const reductions = /* @__PURE__ */ new Set([
	"ReduceMean",
	"ReduceSum",
	"ReduceSumSquare",
	"ReduceL2"
]);
/** The composition around a node; undefined when it is none that is known here. */
function compositionAround(node) {
	return normAround(node) ?? softmaxAround(node) ?? scoresAt(node) ?? sinusoidAround(node);
}
/** x * x, x ** 2: with the value that is squared. */
function isSquare(node) {
	if (node.proto.opType === "Mul") return node.inputs[0] !== void 0 && node.inputs[0] === node.inputs[1];
	return node.proto.opType === "Pow" && scalarConstant(node.inputs[1]) === 2;
}
/** Square, then a mean or sum, then a root: a norm. The node may be any of them, or the division at the end. */
function normAround(node) {
	if (!normPath.has(node.proto.opType)) return void 0;
	const before = [node, ...upstream(node, {
		steps: 6,
		through: normPath
	}).map((met) => met.node)];
	for (const reduction of [...before, ...downstream(node, {
		steps: 2,
		through: squares
	}).map((met) => met.node)]) {
		if (!reductions.has(reduction.proto.opType)) continue;
		const norm = normOf(reduction, node);
		if (norm !== void 0) return norm;
	}
}
const squares = /* @__PURE__ */ new Set(["Mul", "Pow"]);
function normOf(reduction, member) {
	const { opType } = reduction.proto;
	const operand = computedBy(reduction.inputs[0]);
	if (!(opType === "ReduceSumSquare" || opType === "ReduceL2") && (operand === void 0 || !isSquare(operand))) return void 0;
	const after = downstream(reduction, {
		steps: 6,
		through: normPath
	}).map((met) => met.node);
	if (member !== reduction && member !== operand && !after.includes(member)) return void 0;
	if (!(opType === "ReduceL2" || after.some(isRoot))) return opType === "ReduceMean" ? {
		kind: "mean-square",
		name: "this mean of squares"
	} : void 0;
	if (opType !== "ReduceMean") return {
		kind: "l2-norm",
		name: "this L2 normalisation"
	};
	const squared = operand === void 0 ? void 0 : computedBy(operand.inputs[0]);
	return squared?.proto.opType === "Sub" && computedBy(squared.inputs[1])?.proto.opType === "ReduceMean" ? {
		kind: "layer-norm",
		name: "this LayerNorm"
	} : {
		kind: "rms-norm",
		name: "this RMSNorm"
	};
}
function isRoot(node) {
	if (node.proto.opType === "Sqrt") return true;
	return node.proto.opType === "Pow" && Math.abs(scalarConstant(node.inputs[1]) ?? 0) === .5;
}
/** Exp(x) / sum(Exp(x)). */
function softmaxAround(node) {
	const exponentials = [node, ...upstream(node, {
		steps: 2,
		through: /* @__PURE__ */ new Set(["ReduceSum"])
	}).map((met) => met.node)];
	for (const exponential of exponentials) {
		if (exponential.proto.opType !== "Exp") continue;
		if (downstream(exponential, {
			steps: 2,
			through: /* @__PURE__ */ new Set(["ReduceSum"])
		}).some((met) => met.node.proto.opType === "Div" && computedBy(met.node.inputs[0]) === exponential && computedBy(met.node.inputs[1])?.proto.opType === "ReduceSum")) return {
			kind: "softmax",
			name: "this softmax written out"
		};
	}
}
/** A product of two activations on its way to a softmax. */
function scoresAt(node) {
	const product = node.proto.opType === "MatMul" ? node : scoreProductBefore(node);
	if (product === void 0 || product.inputs.slice(0, 2).some((value) => isConstantValue(value))) return void 0;
	const after = downstream(product, {
		steps: 5,
		through: scorePath
	});
	if (!after.some((met) => met.node.proto.opType === "Softmax") || node !== product && !after.some((met) => met.node === node)) return void 0;
	const isScaledLater = after.some((met) => met.from === product && isScale(met.node));
	return {
		kind: "attention-scores",
		name: node === product ? `q k^T${isScaledLater ? " before the scale" : ""}` : "the attention scores"
	};
}
function scoreProductBefore(node) {
	if (!scorePath.has(node.proto.opType) && node.proto.opType !== "Softmax") return void 0;
	return upstream(node, {
		steps: 5,
		through: scorePath
	}).find((met) => met.node.proto.opType === "MatMul")?.node;
}
function isScale(node) {
	return (node.proto.opType === "Mul" || node.proto.opType === "Div") && node.inputs.some((value) => scalarConstant(value) !== void 0);
}
/** Sine and cosine of one angle: rotary when they multiply activations, else a Fourier embedding. */
function sinusoidAround(node) {
	const isWave = ({ proto }) => proto.opType === "Sin" || proto.opType === "Cos";
	const [wave] = [node, ...downstream(node, {
		steps: 3,
		through: /* @__PURE__ */ new Set([
			"Mul",
			"Add",
			"Sub"
		])
	}).map((met) => met.node)].filter(isWave);
	if (wave === void 0) return void 0;
	const siblings = wave.inputs[0]?.uses.map((use) => use.node).filter(isWave) ?? [];
	if (new Set(siblings.map(({ proto }) => proto.opType)).size < 2) return void 0;
	return siblings.flatMap((each) => downstream(each, {
		steps: 1,
		through: /* @__PURE__ */ new Set()
	})).some((met) => met.node.proto.opType === "Mul" && met.node.inputs.every((value) => scalarConstant(value) === void 0)) ? {
		kind: "rotary",
		name: "these rotary angles"
	} : {
		kind: "fourier",
		name: "this Fourier embedding"
	};
}

// src/localise/advice.ts
/** A number for people: three significant digits, plain where that is short. */
function show(value) {
	if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
	const rounded = Number(value.toPrecision(3));
	const magnitude = Math.abs(rounded);
	if (magnitude !== 0 && (magnitude < .001 || magnitude >= 1e5)) return rounded.toExponential().replace("e+", "e").replace(/\.0+e/, "e");
	return rounded.toString();
}
/** `12 of 4096 elements`. */
function shareOfElements(count, elements) {
	return `${count} of ${elements} elements`;
}
/** The operator of the node in question, and the composition it belongs to where that is certain. */
function site(context) {
	const composition = compositionAround(context.node);
	const operator = quote$1(context.node.proto.opType).slice(1, -1);
	return {
		name: composition === void 0 ? operator : `${operator} of ${composition.name}`,
		composition
	};
}
/** What to do about a range or precision loss in a composition; undefined where only the operator is known. */
function compositionAdvice(composition) {
	switch (composition?.kind) {
		case "rms-norm":
		case "mean-square": return "Compute the statistics in float32 (`x.float().pow(2).mean(-1, keepdim=True)`), or scale x before squaring.";
		case "layer-norm": return "Use `torch.nn.LayerNorm` (exported as one operator with FP32 statistics), or compute mean and variance on `x.float()`.";
		case "l2-norm": return "Normalise in float32 (`F.normalize(x.float(), dim=-1, eps=1e-6)`), or scale x before squaring.";
		case "softmax": return "Use `torch.softmax`, or subtract the row's maximum before `exp`.";
		case "attention-scores": return "Scale q before the product (`(q * scale) @ k.transpose(-2, -1)`), or use `F.scaled_dot_product_attention` and keep it in float32.";
		case "rotary": return "Compute angles, sines and cosines in float32 (`pos.float() * freq`, then `.cos()`, `.sin()`) or store them as a float32 table, and cast only the results.";
		case "fourier": return "Compute the arguments and `sin`, `cos` in float32 and cast only the results, or reduce the argument modulo 2 pi first.";
		default: return;
	}
}

// src/localise/causes/accumulation-overflow.ts
/**
* A hazard that emulation with FP32 accumulation cannot show: the result fits FP16, but the sum of magnitudes on the
* way to it does not, so that an engine which accumulates in FP16 may overflow.
*/
function accumulationOverflow(context) {
	const { reference, accumulationAbsSum: sum } = context.measured;
	if (sum === void 0 || !(sum > 65504) || reference.overflows > 0) return void 0;
	return {
		kind: "accumulation-overflow",
		evidence: `${site(context).name} stays within ${show(reference.absMax)}, but the magnitudes it adds up reach ${show(sum)} > 65504: an engine that accumulates in FP16 may overflow.`,
		advice: "Scale the operands down before this step, or have the engine accumulate in FP32 here."
	};
}

// src/localise/cause-hazards.ts
/**
* What emulation cannot show and an engine may do: overflows inside accumulations. Right in this run, so nothing is
* blamed for it. In the order of the graph.
*/
function findHazards(graph, evidence) {
	return graph.nodes.flatMap((node) => {
		const measured = evidence.get(node.id);
		if (measured?.accumulationAbsSum === void 0) return [];
		const cause = accumulationOverflow({
			node,
			graph,
			measured,
			evidence
		});
		return cause === void 0 ? [] : [{
			id: node.id,
			cause
		}];
	});
}

// src/report/layer-result.ts
/** Room for `nodes` in result.json, in characters: a result of 100,000 nodes stays below 20 MB. */
const maxNodesCharacters = 14e6;
const digits = 4;
const longestName = 400;
/** One culprit of a ranking as it stands in `layers`. */
function toLayer(culprit, { outputs }, place, histogram) {
	const { id, evidence, cause, defect } = culprit;
	const { kind, evidence: reason, advice } = cause ?? unknownCause;
	return {
		node: id,
		...place,
		defect,
		...evidence === void 0 ? {} : toFigures(evidence, histogram),
		breaks: [...culprit.outputs],
		counterfactual: {
			confirmed: culprit.isConfirmed,
			...culprit.isRepaired === void 0 ? {} : { repaired: culprit.isRepaired },
			text: culprit.text,
			outputs: outputs.filter(({ output }) => culprit.alone.has(output)).map(({ output, excess, repairedExcess }) => ({
				output,
				excess,
				aloneExcess: culprit.alone.get(output),
				repairedExcess
			}))
		},
		cause: {
			kind,
			evidence: reason,
			...advice === void 0 ? {} : { advice }
		}
	};
}
const unknownCause = {
	kind: "unknown",
	evidence: "the trials blame this node, but its measurements do not tell why"
};
function toFigures(evidence, histogram) {
	const { output, introduced, inherited, total, reference, accumulationAbsSum, worstSample } = evidence;
	return {
		output,
		introduced,
		inherited,
		total,
		referenceAbsMax: reference.absMax,
		nonFinite: evidence.arisingNonFinite,
		headroomBits: evidence.headroomBits,
		range: {
			...toRange(reference),
			...histogram === void 0 ? {} : { histogram: {
				...histogram,
				counts: [...histogram.counts]
			} }
		},
		...accumulationAbsSum === void 0 ? {} : { accumulationAbsSum },
		...worstSample === void 0 ? {} : { worstSample }
	};
}
/** A hazard as it stands in `hazards`. */
function toHazard(evidence, cause, module) {
	const { id, opType, accumulationAbsSum, reference } = evidence;
	return {
		node: shortenMiddle(id, longestName),
		op: opType,
		...module === void 0 ? {} : { module: shortenMiddle(module, longestName) },
		accumulationAbsSum: accumulationAbsSum ?? NaN,
		referenceAbsMax: reference.absMax,
		cause: {
			kind: cause.kind,
			evidence: cause.evidence,
			advice: cause.advice
		}
	};
}
/** What a ranking found, in words: one sentence per failing output. */
function toLocalisation({ culprits, outputs, trials, isCutShort }, isConverted = true) {
	const sentences = outputs.map(({ text }) => text);
	const cut = isCutShort ? ["The budget ended before everything worth trying was tried."] : [];
	const text = [
		...sentences.slice(0, mostSentences),
		...more(sentences.length),
		...cut
	].join(" ");
	const spread = outputs.some(({ kind }) => kind === "spread");
	if (outputs.length === 0) return nothingBlamed(isCutShort, isConverted);
	return {
		kind: culprits.length > 0 ? "nodes" : spread ? "spread" : "unavailable",
		text,
		trials: trials.length
	};
}
/** A budget that ends before the first trial leaves nothing to tell, which is no sign that nothing is wrong. */
function nothingBlamed(isCutShort, isConverted) {
	if (!isConverted) return {
		kind: "none",
		text: "FP32 already differs from PyTorch, so no layer is blamed for FP16."
	};
	return isCutShort ? {
		kind: "unavailable",
		text: "Layers unavailable: the budget ended before any node could be tried."
	} : {
		kind: "none",
		text: "Nothing fails, so no layer is blamed."
	};
}
const mostSentences = 5;
function more(count) {
	return count > mostSentences ? [`And ${count - mostSentences} outputs more.`] : [];
}
/** The range of a culprit's reference output as it stands in the result. */
function toRange(values) {
	const { elements, nonZero, absMax, rms, overflows, flushed, subnormal, nonFinite } = values;
	return {
		elements,
		nonZero,
		absMax,
		rms,
		overflows,
		flushed,
		subnormal,
		nonFinite
	};
}
/**
* One row of `nodes`, rounded to four digits: enough for charts and for the comparison with the next job.
* @param place the key that survives a new export, and the module path where it is known.
*/
function toNodeRow(evidence, place) {
	return {
		node: shortenMiddle(evidence.id, longestName),
		key: shortenMiddle(place.key, longestName),
		op: evidence.opType,
		...place.module === void 0 ? {} : { module: shortenMiddle(place.module, longestName) },
		headroomBits: rounded(evidence.headroomBits),
		absMax: rounded(evidence.reference.absMax),
		error: shortError(evidence.total),
		...Number.isNaN(evidence.introduced.nonFinite) ? {} : { introduced: shortError(evidence.introduced) }
	};
}
/**
* Bounds `nodes`: a graph that is too large loses what can be told from the key (operator, module), then its quietest
* nodes. What is left stays in graph order.
*/
function fitNodes(nodes, maxCharacters = maxNodesCharacters) {
	if (sizeOf(nodes) <= maxCharacters) return {
		nodes: [...nodes],
		leftOut: 0
	};
	const bare = nodes.map(({ op: _op, module: _module, ...rest }) => rest);
	const loudest = bare.map((node, at) => ({
		at,
		size: sizeOf([node]),
		loudness: loudnessOf(node)
	})).sort((first, second) => second.loudness - first.loudness || first.at - second.at);
	const kept = /* @__PURE__ */ new Set();
	let room = maxCharacters;
	for (const { at, size } of loudest) {
		room -= size;
		if (room < 0) break;
		kept.add(at);
	}
	return {
		nodes: bare.filter((_, at) => kept.has(at)),
		leftOut: nodes.length - kept.size
	};
}
function loudnessOf({ error, introduced, headroomBits = 16 }) {
	if ((error?.nonFinite ?? 0) > 0 || headroomBits < 0) return Number.POSITIVE_INFINITY;
	const loudness = Math.max(error?.relRms ?? 0, introduced?.relRms ?? 0);
	return Number.isNaN(loudness) ? Number.POSITIVE_INFINITY : loudness;
}
/** Characters of the rows in result.json; each stands on a line of its own, indented. */
function sizeOf(nodes) {
	return nodes.reduce((sum, node) => sum + JSON.stringify(node).length + 6, 0);
}
function shortError({ relRms, max, nonFinite }) {
	const short = {
		relRms: rounded(relRms),
		max: rounded(max)
	};
	return nonFinite === 0 ? short : {
		...short,
		nonFinite
	};
}
function rounded(value) {
	return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}

// src/report/compose-layers.ts
/** The explanation in the form of the result: culprits worst first, every node in graph order, and what was done. */
function composeExplanation(explanation) {
	const { graph, evidence, ranking, keys, provenance, splitInto, histograms, notes, isConverted } = explanation;
	const byId = new Map(evidence.map((node) => [node.id, node]));
	const hazards = findHazards(graph, byId).map(({ id, cause }) => toHazard(byId.get(id), cause, provenance.get(id)?.module));
	const localisation = toLocalisation(ranking, isConverted);
	const { nodes, leftOut } = fitNodes(evidence.map((node) => toNodeRow(node, {
		key: keys.get(node.id) ?? node.id,
		module: provenance.get(node.id)?.module
	})));
	return {
		layers: ranking.culprits.map((culprit) => {
			const known = {
				...culprit,
				evidence: byId.get(culprit.id) ?? culprit.evidence
			};
			return toLayer(known, ranking, placeOf(known, explanation), histograms.get(known.evidence?.output ?? ""));
		}),
		...hazards.length === 0 ? {} : { hazards: worstHazards(hazards) },
		nodes,
		localisation: {
			...localisation,
			text: [localisation.text, ...notes].join(" "),
			...splitInto === void 0 || splitInto < 2 ? {} : { splitInto },
			...leftOut === 0 ? {} : { nodesLeftOut: leftOut }
		}
	};
}
const mostHazards = 50;
function worstHazards(hazards) {
	return hazards.toSorted((one, other) => other.accumulationAbsSum - one.accumulationAbsSum).slice(0, mostHazards);
}
function placeOf({ id, evidence }, { graph, provenance, keys, sources }) {
	const node = graph.nodeById.get(id);
	const { module, moduleClass } = provenance.get(id) ?? {};
	const output = evidence?.output ?? node?.outputs.find((value) => value !== void 0)?.name;
	const key = keys.get(id);
	return {
		...key === void 0 ? {} : { key },
		op: node?.proto.opType ?? evidence?.opType ?? "unknown",
		...output === void 0 ? {} : { output },
		...module === void 0 ? {} : { module },
		...moduleClass === void 0 ? {} : { moduleClass },
		...sourceFields(sources.get(id))
	};
}
/** A node's line in the form of the result. */
function sourceFields(source) {
	if (source === void 0) return {};
	if (!("unlinked" in source)) return { source };
	const { unlinked, recorded } = source;
	return recorded === void 0 ? { unlinked } : {
		unlinked,
		source: { ...recorded }
	};
}

// src/verdict/attribution.ts
/** Compares the hashes of model, samples and configuration, and the environment. */
function attribute(before, after) {
	const hashes = {
		before: before.model?.sha256,
		after: after.model?.sha256
	};
	const sameFile = hashes.before !== void 0 && hashes.before.file === hashes.after?.file;
	const sameCandidate = before.candidate?.model.sha256.file === after.candidate?.model.sha256.file;
	const part = (name) => {
		if (!sameCandidate) return "changed";
		return sameFile && name === "graph" ? "same" : compare(hashes.before?.[name], hashes.after?.[name]);
	};
	const environmentChanges = [...decisiveChanges(before, after), ...otherChanges(before, after)];
	const changes = {
		weights: part("weights"),
		graph: part("graph"),
		samples: compare(before.samples?.sha256, after.samples?.sha256),
		config: compare(before.config?.sha256, after.config?.sha256),
		environment: environmentChange(before, after, environmentChanges)
	};
	return {
		...changes,
		environmentChanges,
		text: describe$3(changes, environmentChanges)
	};
}
/**
* Why figures of two jobs can't be compared: another engine, version, device or precision produced them. Undefined
* when they can. The emulation runs on the CPU, so only its version and the processor's architecture count there;
* recorded outputs were made elsewhere, and no more is known than that.
*/
function incomparability(before, after) {
	if (before.engine === void 0 || after.engine === void 0) return "it is not known which engine produced the outputs";
	const [first, second] = [before, after].map(({ legs }) => legs.find(({ judged }) => judged)?.kind);
	if (first !== second) return `another leg was judged: ${first ?? "none"} -> ${second ?? "none"}`;
	const changes = decisiveChanges(before, after);
	return changes.length === 0 ? void 0 : `another environment: ${changes.join("; ")}`;
}
function decisiveChanges(before, after) {
	const [first, second] = [before.engine, after.engine];
	const [was, is] = [before.environment, after.environment];
	const name = [
		"engine",
		first?.name,
		second?.name
	];
	if (second?.name === "recorded") return changed([name]);
	const version = [
		"engine version",
		first?.version,
		second?.version
	];
	const machine = [[
		"platform",
		was?.platform,
		is?.platform
	], [
		"architecture",
		was?.arch,
		is?.arch
	]];
	if (second?.name === "emulated") return changed([
		name,
		version,
		...machine
	]);
	return changed([
		name,
		version,
		[
			"device",
			first?.device,
			second?.device
		],
		[
			"precision",
			first?.realisedPrecision,
			second?.realisedPrecision
		],
		[
			"GPU",
			was?.gpu,
			is?.gpu
		],
		...machine
	]);
}
function otherChanges(before, after) {
	const [was, is] = [before.environment, after.environment];
	const known = new Set(decisiveChanges(before, after));
	return changed([
		[
			"fp16-gate",
			before.tool.version,
			after.tool.version
		],
		[
			"GPU",
			was?.gpu,
			is?.gpu
		],
		[
			"driver",
			was?.driver,
			is?.driver
		],
		[
			"CPU",
			was?.cpu,
			is?.cpu
		]
	]).filter((text) => !known.has(text));
}
/** Absent on both sides is the same; absent on one side is a difference. */
function changed(entries) {
	return entries.filter(([, before, after]) => before !== after).map(([name, before, after]) => `${name}: ${before ?? "unknown"} -> ${after ?? "unknown"}`);
}
function compare(before, after) {
	if (before === void 0 || after === void 0) return "unknown";
	return before === after ? "same" : "changed";
}
function environmentChange(before, after, changes) {
	if (before.environment === void 0 || after.environment === void 0) return "unknown";
	return changes.length === 0 ? "same" : "changed";
}
const parts = [
	"weights",
	"graph",
	"samples",
	"config"
];
const titles = {
	weights: "weights",
	graph: "graph",
	samples: "samples",
	config: "limits"
};
function describe$3(changes, environmentChanges) {
	const names = (wanted) => parts.filter((part) => changes[part] === wanted).map((part) => titles[part]);
	const [moved, unknown] = [names("changed"), names("unknown")];
	const unsure = unknown.length === 0 ? "" : ` Not known of ${listed(unknown)}.`;
	const places = environmentChanges.join("; ");
	if (moved.length > 0) {
		const more = changes.environment === "changed" ? `, and the environment (${places})` : "";
		return `Changed: ${listed(moved)}${more}.${unsure}`;
	}
	if (changes.environment === "changed") return `${unknown.length === 0 ? "Only the environment changed" : "The environment changed"} (${places}).${unsure}`;
	return unknown.length === parts.length ? "What changed is not known." : `Model, samples, limits and environment: nothing changed that is known.${unsure}`;
}
function listed(names) {
	const last = names.at(-1);
	return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

// src/verdict/headroom-drift.ts
/** Below this much range left a layer is close to its break: one doubling overflows. */
const alwaysWarnBits = 1;
/** Range that shrinks is told earlier, when this much is lost since the accepted job. */
const driftWarnBits = 2;
const driftBits = .5;
const mostWarnings = 20;
/**
* Layers that still fit FP16's range and may soon not: less than one bit left, or less than two and half a bit lost since
* the last accepted job. What overflows already is a finding elsewhere. Of a module only the tightest node is
* told; least range first.
* @param before nodes of the accepted job; they are matched by key.
* @param ageDays of that job.
*/
function headroomWarnings(now, before, ageDays) {
	const earlier = new Map(before.map(({ key, headroomBits }) => [key, headroomBits]));
	const tightest = /* @__PURE__ */ new Map();
	for (const node of now) {
		const { headroomBits } = node;
		if (headroomBits === void 0 || !(headroomBits >= 0)) continue;
		const beforeBits = earlier.get(node.key);
		const hasDrifted = beforeBits !== void 0 && beforeBits - headroomBits >= driftBits;
		if (!(headroomBits < alwaysWarnBits || headroomBits < driftWarnBits && hasDrifted)) continue;
		const place = node.module === void 0 || node.module === "" ? node.node : node.module;
		const known = tightest.get(place);
		if (known !== void 0 && known.headroomBits <= headroomBits) continue;
		tightest.set(place, describe$2(node, headroomBits, beforeBits, ageDays));
	}
	return [...tightest.values()].sort((one, other) => one.headroomBits - other.headroomBits).slice(0, mostWarnings);
}
function describe$2({ node, key, module, absMax }, headroomBits, beforeBits, ageDays) {
	const name = quoteName(module === void 0 || module === "" ? node : module);
	const peak = absMax ?? 65504 / 2 ** headroomBits;
	const then = beforeBits === void 0 ? "" : `, ${sayBits(beforeBits)} ${sayAge(ageDays)}`;
	return {
		node,
		key,
		...module === void 0 ? {} : { module },
		...absMax === void 0 ? {} : { absMax },
		headroomBits,
		...beforeBits === void 0 ? {} : { beforeBits },
		text: `${name} peaks at ${sayMagnitude(peak)}; ${sayBits(headroomBits)} bits of FP16 range left${then}`
	};
}
/** A hundredth of a bit is 0.7 % of range; more digits say nothing. */
function sayBits(bits) {
	return String(Number(bits.toFixed(2)));
}
/** `41,200`: four digits, grouped as people read large numbers. */
function sayMagnitude(value) {
	return Number(value.toPrecision(4)).toLocaleString("en-US", { maximumSignificantDigits: 4 });
}
/** `yesterday`, `5 days ago`, `last month`: when the accepted job ran. */
function sayAge(ageDays) {
	if (ageDays === void 0) return "in the last accepted job";
	if (ageDays < 1) return "less than a day ago";
	if (ageDays < 2) return "yesterday";
	if (ageDays < 7) return `${Math.floor(ageDays)} days ago`;
	if (ageDays < 14) return "last week";
	if (ageDays < 28) return `${Math.floor(ageDays / 7)} weeks ago`;
	return ageDays < 60 ? "last month" : `${Math.floor(ageDays / 30)} months ago`;
}

// src/verdict/known-failures.ts
/** A known failure may be this much further from right than when it became known; more is a new failure. */
const knownGrowth = 1.1;
/**
* The failure of the base that a crossed limit repeats; undefined when it is new. Known is what the base crosses too,
* by today's limit and in the same output and unit, and what has not grown: growth is measured from the least error
* since the failure is known, so that it can't creep from job to job.
* @param noise largest difference between identical runs of both jobs together, in the metric's unit.
*/
function knownFailure(finding, base, noise) {
	if (finding.name === "regression") return void 0;
	const earlier = base.find(({ leg, output, name, operator, level }) => leg === finding.leg && output === finding.output && name === finding.name && operator === finding.operator && level === "fail");
	if (earlier === void 0 || earlier.unit !== finding.unit || !crossesToday(earlier, finding)) return;
	const from = leastOf(earlier, finding.operator);
	if (hasGrown(finding, from, finding.name === "max-abs" ? noise : 0)) return void 0;
	return {
		kind: "known",
		text: describe$1(earlier),
		from
	};
}
/** Whether the base's figure crosses the limit of this job. */
function crossesToday(earlier, { operator, expected }) {
	const { actual } = earlier;
	if (typeof actual === "number" && typeof expected === "number") return !withinLimit(actual, operator, expected);
	return !earlier.passed && actual !== expected;
}
function leastOf({ actual, excuse }, operator) {
	const first = excuse?.kind === "known" ? excuse.from : void 0;
	if (typeof first !== "number" || typeof actual !== "number" || Number.isNaN(first)) return actual;
	return operator === ">=" ? Math.max(first, actual) : Math.min(first, actual);
}
function hasGrown({ actual, operator, name }, from, noise) {
	if (typeof actual !== "number" || typeof from !== "number") return actual !== from;
	if (Number.isNaN(actual)) return !Number.isNaN(from);
	if (actual === from) return false;
	if (operator !== ">=") return !(actual <= from * knownGrowth + noise);
	if (name === "snr-db") return !(actual >= from - 20 * Math.log10(knownGrowth));
	return !(actual >= 1 - (1 - from) * knownGrowth);
}
function describe$1({ actual, unit }) {
	return `known: ${typeof actual === "number" ? withUnit(formatFigure(actual), unit) : actual} on the base already`;
}

// src/verdict/layer-states.ts
const order$1 = [
	"new",
	"added",
	"known",
	"vanished",
	"improved",
	"ok"
];
const mostLayers = 100;
/**
* The state of every layer of either job, matched by key, since exporters renumber names. Undefined when one of the
* two measured no nodes: then nothing can be said.
*/
function layerStates(now, base) {
	if (now.nodes.length === 0 || base.nodes.length === 0) return void 0;
	const [after, before] = [indexNodes(now), indexNodes(base)];
	const counts = {
		ok: 0,
		known: 0,
		new: 0,
		improved: 0,
		vanished: 0,
		added: 0
	};
	const layers = [];
	for (const key of /* @__PURE__ */ new Set([...after.nodes.keys(), ...before.nodes.keys()])) {
		const state = stateOf$1(key, after, before);
		counts[state] += 1;
		if (after.culprits.has(key) || before.culprits.has(key)) layers.push(describe(key, state, after, before));
	}
	layers.sort((one, other) => order$1.indexOf(one.state) - order$1.indexOf(other.state));
	return {
		layers: layers.slice(0, mostLayers),
		counts
	};
}
function indexNodes({ nodes, layers }) {
	const keys = new Map(nodes.map(({ node, key }) => [node, key]));
	const culprits = new Map(layers.map((layer) => [layer.key ?? keys.get(layer.node) ?? layer.node, layer]));
	const byKey = new Map(nodes.map((node) => [node.key, node]));
	for (const [key, layer] of culprits) if (!byKey.has(key)) byKey.set(key, {
		...layer,
		key
	});
	return {
		nodes: byKey,
		culprits
	};
}
function stateOf$1(key, after, before) {
	if (!after.nodes.has(key)) return "vanished";
	if (!before.nodes.has(key)) return "added";
	if (after.culprits.has(key)) return before.culprits.has(key) ? "known" : "new";
	return before.culprits.has(key) ? "improved" : "ok";
}
function describe(key, state, after, before) {
	const node = after.nodes.get(key) ?? before.nodes.get(key);
	const culprit = after.culprits.get(key) ?? before.culprits.get(key);
	const op = node.op ?? culprit?.op;
	const module = node.module ?? culprit?.module;
	const [was, is] = [before.nodes.get(key)?.error, after.nodes.get(key)?.error];
	return {
		key,
		node: node.node,
		...op === void 0 ? {} : { op },
		...module === void 0 ? {} : { module },
		state,
		...was === void 0 ? {} : { before: shortFigure(was) },
		...is === void 0 ? {} : { after: shortFigure(is) }
	};
}
function shortFigure({ relRms, nonFinite }) {
	return nonFinite === void 0 ? { relRms } : {
		relRms,
		nonFinite
	};
}
/** Outputs that fail because of a layer which is guilty in this job only. */
function outputsOfNewCulprits(now, states) {
	const fresh = new Set(states.layers.filter(({ state }) => state === "new" || state === "added").map(({ node }) => node));
	return new Set(now.layers.filter(({ node }) => fresh.has(node)).flatMap(({ breaks }) => breaks ?? []));
}

// src/verdict/waivers.ts
/** What is wrong with the form of an output can't be waived: nothing was compared there. */
const unwaivable = /* @__PURE__ */ new Set([
	"output",
	"shape",
	"dtype"
]);
/**
* Applies the waivers to the limits that were crossed. A waiver of a layer covers an output only when every layer that
* breaks it is waived; without culprits it covers nothing. A waiver holds to the end of its last day, in UTC; after
* that it excuses nothing, and what it covered fails again.
*/
function applyWaivers(findings, culprits, waivers, now) {
	const crossed = findings.filter(({ passed, level, name }) => !passed && level === "fail" && !unwaivable.has(name));
	const excuses = /* @__PURE__ */ new Map();
	const used = /* @__PURE__ */ new Set();
	const valid = waivers.filter((waiver) => !isExpired(waiver, now));
	for (const finding of crossed) {
		const covering = coveringWaivers(finding, culprits, valid);
		const [first] = covering;
		if (first === void 0) continue;
		for (const waiver of covering) used.add(waiver);
		excuses.set(finding, {
			kind: "waived",
			text: `waived until ${first.expires} by ${first.by}: ${first.reason}`
		});
	}
	return {
		excuses,
		reports: waivers.map((waiver) => {
			const isNeeded = crossed.some((finding) => coveringWaivers(finding, culprits, [waiver, ...valid]).includes(waiver));
			return report(waiver, {
				isExpired: !valid.includes(waiver),
				isUsed: used.has(waiver),
				isNeeded
			});
		})
	};
}
/** Whether the last day of a waiver is over. What is no date is over, too. */
function isExpired({ expires }, now) {
	return !(now.getTime() < Date.parse(`${expires}T00:00:00Z`) + 864e5);
}
function coveringWaivers({ output }, culprits, waivers) {
	const ofOutput = waivers.find((waiver) => waiver.output !== void 0 && fits$1(waiver.output, [output]));
	if (ofOutput !== void 0) return [ofOutput];
	const guilty = culprits.filter(({ breaks }) => breaks?.includes(output) === true);
	const covering = guilty.map((culprit) => waivers.find((waiver) => coversLayer(waiver, culprit))).filter((waiver) => waiver !== void 0);
	return covering.length === guilty.length ? [...new Set(covering)] : [];
}
function coversLayer({ layer }, { node, key, module }) {
	if (layer === void 0) return false;
	return fits$1(layer, [
		node,
		...key === void 0 ? [] : [key],
		...module === void 0 ? [] : [module]
	]);
}
function fits$1(pattern, names) {
	return names.some((name) => name === pattern || matchesGlob(pattern, name));
}
function report(waiver, { isExpired, isUsed, isNeeded }) {
	const { output, layer, by, reason, expires } = waiver;
	const subject = output === void 0 ? `layer ${quoteName(layer ?? "")}` : `output ${quoteName(output)}`;
	const who = `waived by ${by}: ${reason}`;
	if (isExpired) {
		const effect = isNeeded ? "what it covered fails again" : "nothing needs it, so it can be removed";
		return {
			...waiver,
			state: "expired",
			text: `${subject}: expired on ${expires}; ${effect} (${who}).`
		};
	}
	return isUsed ? {
		...waiver,
		state: "used",
		text: `${subject}: ${who}, until ${expires}.`
	} : {
		...waiver,
		state: "unused",
		text: `${subject}: covers nothing that fails; it can be removed (${who}).`
	};
}

// src/verdict/loosened.ts
/**
* Where a job is judged more mildly than its base, for the reviewer of a change that loosens its own gate: limits that
* were raised or removed, waivers that were added or prolonged, and the switches that let failures pass. Undefined when
* the base does not record how it was judged.
*/
function loosenedSince(base, now) {
	const before = base.config?.effective;
	if (before === void 0) return void 0;
	const { effective: after } = now;
	return [
		...loosenedLimits(base, before, now),
		...loosenedSwitches(base, before, now),
		...loosenedRegression(before.regression, after.regression),
		...loosenedWaivers(before.waivers, after.waivers.filter((waiver) => !isExpired(waiver, now.now)))
	];
}
function entry(setting, before, after, subject) {
	const about = subject === void 0 ? setting : `${quoteName(subject)} ${setting}`;
	return {
		setting,
		...subject === void 0 ? {} : { subject },
		before,
		after,
		text: `${about} ${before} -> ${after}`
	};
}
function loosenedLimits(base, before, now) {
	const earlier = new Map(base.outputs.map((output) => [output.name, output]));
	return now.outputs.flatMap((output) => {
		const was = earlier.get(output.name);
		const isByDefault = ![...before.tolerances, ...now.effective.tolerances].some(({ output: pattern }) => fits(pattern, output.name));
		if (was === void 0 || isByDefault) return [];
		return was.limits.filter(({ level, metric }) => level === "fail" && metric !== "regression").flatMap((limit) => compareLimit(limit, output));
	});
}
/** Rules such as `non-finite` have no figure that could be raised. */
function compareLimit(was, output) {
	if (typeof was.value !== "number" || was.operator === "==") return [];
	const is = output.limits.find(({ metric, operator, level }) => metric === was.metric && operator === was.operator && level === "fail");
	if (is === void 0) return [entry(was.metric, withUnit(String(was.value), was.unit), "no limit", output.name)];
	if (typeof is.value !== "number") return [];
	if (!(was.operator === ">=" ? is.value < was.value : is.value > was.value) && is.unit === was.unit) return [];
	const figures = formatAgainst(is.value, was.value);
	return [entry(was.metric, withUnit(figures.limit, was.unit), withUnit(figures.actual, is.unit), output.name)];
}
function loosenedSwitches(base, before, now) {
	const { effective: after } = now;
	const switches = [
		[
			"enforce",
			base.verdict.enforcement,
			now.enforce,
			"warn"
		],
		[
			"known",
			before.known,
			after.known,
			"warn"
		],
		[
			"extra-outputs",
			before.extraOutputs,
			after.extraOutputs,
			"allow"
		],
		[
			"config-from",
			before.configFrom,
			after.configFrom,
			"own"
		]
	];
	const isMatchSame = canonical(before.match) === canonical(after.match);
	return [
		...switches.flatMap(([name, was, is, mild]) => was !== is && is === mild ? [entry(name, was, is)] : []),
		...before.baseline === after.baseline || before.baseline === "none" ? [] : [entry("baseline", before.baseline, after.baseline)],
		...isMatchSame ? [] : [entry("match", `${before.match.length} rules`, `${after.match.length} other rules`)]
	];
}
function loosenedRegression(before, after) {
	return before.filter(({ level }) => level === "fail").flatMap((was) => {
		const is = after.find(({ output, level }) => output === was.output && level === "fail");
		return is === void 0 || is.unit !== was.unit || (is.factor ?? 0) > (was.factor ?? 0) || (is.amount ?? 0) > (was.amount ?? 0) ? [entry("regression", sayRegression(was), sayRegression(is), was.output)] : [];
	});
}
function sayRegression(limit) {
	if (limit === void 0) return "no limit";
	return [...limit.factor === void 0 ? [] : [`factor ${limit.factor}`], ...limit.amount === void 0 ? [] : [`amount ${withUnit(String(limit.amount), limit.unit)}`]].join(", ");
}
function loosenedWaivers(before, after) {
	return after.flatMap((waiver) => {
		const subject = waiver.output ?? waiver.layer ?? "";
		const latest = before.filter(({ output, layer }) => output === waiver.output && layer === waiver.layer).map(({ expires }) => expires).sort().at(-1);
		if (latest !== void 0 && latest >= waiver.expires) return [];
		return [entry("waiver", latest === void 0 ? "none" : `until ${latest}`, `until ${waiver.expires}`, subject)];
	});
}
function fits(pattern, name) {
	return pattern === name || matchesGlob(pattern, name);
}
/** Equal rules give equal texts, whatever the order of their keys. */
function canonical(rules) {
	return JSON.stringify(rules.map((rule) => Object.entries(rule).filter(([, value]) => value !== void 0).sort(([one], [other]) => one < other ? -1 : 1)));
}

// src/verdict/output-states.ts
const order = [
	"new",
	"known",
	"added",
	"vanished",
	"improved",
	"ok"
];
/**
* The state of every output of either job, new failures first.
* @param findings of this job, regressions among them.
* @param isKnown whether a crossed limit repeats a failure of the base, excused or not.
*/
function outputStates(now, base, isKnown, accepted) {
	const before = new Map(base.outputs.map((output) => [output.name, output]));
	const names = new Set(now.outputs.map(({ name }) => name));
	const acceptedOutputs = new Map(accepted?.outputs.map((output) => [output.name, output]));
	const present = now.outputs.map((output) => {
		const own = now.findings.filter((finding) => finding.output === output.name && finding.level === "fail");
		const earlier = before.get(output.name);
		return {
			name: output.name,
			state: earlier === void 0 ? "added" : stateOf(own, base.findings, isKnown),
			metric: "max-abs",
			...figureOf("before", earlier, output.unit),
			after: output.metrics.maxAbs,
			...figureOf("accepted", acceptedOutputs.get(output.name), output.unit),
			...output.unit === void 0 ? {} : { unit: output.unit }
		};
	});
	const vanished = base.outputs.filter(({ name }) => !names.has(name)).map((output) => {
		const { name, unit } = output;
		return {
			name,
			state: "vanished",
			metric: "max-abs",
			...figureOf("before", output, unit),
			...unit === void 0 ? {} : { unit }
		};
	});
	return [...present, ...vanished].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}
function stateOf(own, base, isKnown) {
	const crossed = own.filter(({ passed }) => !passed);
	if (crossed.length > 0) return crossed.every(isKnown) ? "known" : "new";
	return own.some((finding) => base.some((earlier) => earlier.leg === finding.leg && earlier.output === finding.output && earlier.name === finding.name && earlier.level === "fail" && crossesToday(earlier, finding))) ? "improved" : "ok";
}
/** Figures in another unit say nothing, and are left out. */
function figureOf(key, output, unit) {
	if (output === void 0 || output.unit !== unit) return {};
	return { [key]: output.metrics.maxAbs };
}

// src/verdict/regression.ts
/**
* Applies the limits against the base. A regression is a largest difference that is beyond `factor` times the base's
* and beyond the base's plus `amount`, where each is given, and beyond what the noise of both jobs explains. With both
* given, `amount` keeps a tiny error that doubles from failing.
* @throws ConfigError for `amount` in another unit than the output's.
*/
function judgeRegression(now, base, limits, leg) {
	const before = new Map(base.map((output) => [output.name, output]));
	const findings = [];
	const notes = [];
	for (const output of now) {
		const limit = limitFor(output.name, limits);
		if (limit === void 0) continue;
		checkUnit(output, limit);
		const earlier = before.get(output.name);
		const unfit = earlier === void 0 ? "it is not on the base" : whyUnfit(output, earlier);
		if (earlier === void 0 || unfit !== void 0) notes.push(`No regression limit was applied to ${quoteName(output.name)}: ${unfit ?? ""}.`);
		else findings.push(judge(output, earlier, limit, leg));
	}
	return {
		findings,
		notes
	};
}
/** The plain name wins over globs, then the most particular glob, then the first. */
function limitFor(output, limits) {
	return limits.filter((limit) => limit.output === output || matchesGlob(limit.output, output)).reduce((best, limit) => best === void 0 || globSpecificity(limit.output) > globSpecificity(best.output) ? limit : best, void 0);
}
function checkUnit({ name, unit }, limit) {
	if (limit.unit === void 0 || limit.unit === unit) return;
	throw new ConfigError(`regression: the amount for ${quoteName(name)} is in ${limit.unit}, and the output is in ${unit ?? "no unit"}.`, { advice: "Write both in the same unit; tolerances give an output its unit." });
}
function whyUnfit(output, earlier) {
	if (earlier.unit !== output.unit) return "its unit is another one than on the base";
	if (!Number.isFinite(earlier.metrics.maxAbs)) return "on the base its error is not finite";
	if ((earlier.metrics.nonFiniteMismatches ?? 0) > 0) return "on the base it is NaN or infinite in places";
}
function judge(output, earlier, { factor, amount, level }, leg) {
	const before = earlier.metrics.maxAbs;
	const actual = output.metrics.maxAbs;
	const expected = Math.max(before * (factor ?? 1), before + (amount ?? 0), before + (earlier.noiseFloor ?? 0) + (output.noiseFloor ?? 0));
	const passed = withinLimit(actual, "<=", expected);
	const { unit } = output;
	const figures = {
		actual: said(actual, unit),
		expected: said(expected, unit),
		before: said(before, unit)
	};
	return {
		leg,
		name: "regression",
		output: output.name,
		operator: "<=",
		expected,
		actual,
		unit,
		passed,
		level,
		message: `${quoteName(output.name)} is off by ${figures.actual}, ${figures.before} on the base; ${passed ? "within" : "beyond"} the ${figures.expected} that the regression limit allows.`
	};
}
function said(value, unit) {
	return withUnit(formatFigure(value), unit);
}

// src/report/compose-memory.ts
/** Compares this job with the earlier ones. What can't be compared excuses nothing. */
function remember(input, job) {
	const { base } = input.recollection;
	const comparison = base === void 0 ? void 0 : compareWithBase(base, input, job);
	const findings = [...job.findings, ...comparison?.regression ?? []];
	const waived = applyWaivers(findings, job.layers, input.effective.waivers, input.now);
	const excuseOf = (finding) => waived.excuses.get(finding) ?? (input.effective.known === "warn" ? comparison?.known.get(finding) : void 0);
	const loosened = base === void 0 ? [] : loosenedSince(base.facts, {
		...input,
		outputs: job.outputs
	});
	const unknownLimits = loosened === void 0 ? ["The base does not record its limits, so it can't be told whether this job is judged more mildly."] : [];
	const named = [...input.loosened, ...loosened ?? []];
	const notes = [
		...input.recollection.notes,
		...comparison?.notes ?? [],
		...unknownLimits
	];
	const history = historyOf(input.recollection.accepted);
	return {
		findings: findings.map((finding) => {
			const excuse = excuseOf(finding);
			return excuse === void 0 ? finding : {
				...finding,
				excuse
			};
		}),
		failures: comparison?.failures ?? [],
		sections: {
			job: input.job,
			baseline: toBaseline(input, job, comparison, notes),
			...history.length === 0 ? {} : { history },
			...waived.reports.length === 0 ? {} : { waivers: [...waived.reports] },
			...named.length === 0 ? {} : { loosened: named }
		}
	};
}
/** Undefined when the two jobs can't be compared, or nothing was judged. */
function compareWithBase({ facts: base }, { effective, recollection }, job) {
	if (job.judgedLeg === void 0 || incomparability(base, job) !== void 0) return void 0;
	const { findings, notes, failures } = regressionOf(base, job, job.judgedLeg, effective);
	const layers = layerStates(job, base);
	const known = knownFailures(base, job, layers);
	const all = [...job.findings, ...findings];
	const accepted = recollection.accepted?.facts;
	const usable = accepted !== void 0 && incomparability(accepted, job) === void 0;
	return {
		known,
		regression: findings,
		notes,
		failures,
		outputs: outputStates({
			outputs: job.outputs,
			findings: all
		}, {
			outputs: base.outputs,
			findings: base.verdict.findings
		}, (finding) => known.has(finding), usable ? accepted : void 0),
		layers
	};
}
function regressionOf(base, job, leg, { regression }) {
	try {
		return {
			...judgeRegression(job.outputs, base.outputs, regression, leg),
			failures: []
		};
	} catch (error) {
		return {
			findings: [],
			notes: [describeError(error)],
			failures: [describeFailure(error)]
		};
	}
}
/**
* A failure stays known while the same layers cause it. In a model that did not change no other layer can have
* become guilty, whatever a search of limited length names.
*/
function knownFailures(base, job, layers) {
	const { weights, graph, samples } = attribute(base, job);
	const broken = [
		weights,
		graph,
		samples
	].every((change) => change === "same") || layers === void 0 ? /* @__PURE__ */ new Set() : outputsOfNewCulprits(job, layers);
	const before = new Map(base.outputs.map((output) => [output.name, output]));
	const known = /* @__PURE__ */ new Map();
	for (const finding of job.findings) {
		if (finding.passed || finding.level !== "fail" || broken.has(finding.output)) continue;
		const noise = (job.outputs.find(({ name }) => name === finding.output)?.noiseFloor ?? 0) + (before.get(finding.output)?.noiseFloor ?? 0);
		const excuse = knownFailure(finding, base.verdict.findings, noise);
		if (excuse !== void 0) known.set(finding, excuse);
	}
	return known;
}
function toBaseline({ recollection }, job, comparison, notes) {
	const { asked, base, accepted } = recollection;
	const against = base ?? accepted;
	return {
		asked,
		...base === void 0 ? {} : { base: toEarlier(base, job) },
		...accepted === void 0 ? {} : { accepted: toEarlier(accepted, job) },
		notes: [...notes],
		...against === void 0 || job.judgedLeg === void 0 ? {} : { attribution: attributionOf(against, against === base ? "base" : "accepted", job) },
		outputs: [...comparison?.outputs ?? []],
		layers: [...comparison?.layers?.layers ?? []],
		...comparison?.layers === void 0 ? {} : { layerCounts: { ...comparison.layers.counts } },
		headroom: headroomWarnings(job.nodes, accepted?.facts.nodes ?? [], accepted?.ageDays)
	};
}
function attributionOf({ facts }, against, job) {
	const { environmentChanges, ...rest } = attribute(facts, job);
	return {
		against,
		...rest,
		environmentChanges: [...environmentChanges]
	};
}
function toEarlier({ facts, origin, commit, date, ageDays }, job) {
	const reason = job.judgedLeg === void 0 ? "nothing was judged in this job" : incomparability(facts, job);
	const { kind, name, url, distance } = origin;
	return {
		...commit === void 0 ? {} : { commit },
		...date === void 0 ? {} : { date },
		...distance === void 0 ? {} : { distance },
		...ageDays === void 0 ? {} : { ageDays: Number(ageDays.toFixed(2)) },
		verdict: facts.verdict.kind === "pass" ? "pass" : "fail",
		source: {
			kind,
			name,
			...url === void 0 ? {} : { url }
		},
		...facts.acceptance === void 0 ? {} : { accepted: facts.acceptance },
		comparable: reason === void 0,
		...reason === void 0 ? {} : { reason }
	};
}

// src/overrides/search-held-out.ts
/** What a plan is checked on beside the samples that the search did not see. */
const heldOutPerturbations = [
	{
		kind: "noise",
		seed: 1
	},
	{
		kind: "permuted",
		seed: 2
	},
	{
		kind: "noise",
		seed: 3
	},
	{
		kind: "permuted",
		seed: 4
	},
	{
		kind: "noise",
		seed: 5
	},
	{
		kind: "permuted",
		seed: 6
	},
	{
		kind: "noise",
		seed: 7
	},
	{
		kind: "noise",
		seed: 8
	}
];
/** Plans to run on each perturbed input: the reference, which is FP32 there, and the plan. */
function heldOutPlans(graph, plan) {
	return {
		reference: everythingFp32(graph),
		candidate: plan
	};
}
/** Sums up the excess of the plan per held-out input; NaN did not hold. */
function countHeld(excesses) {
	const measured = excesses.map((excess) => Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess);
	return {
		held: measured.filter((excess) => excess <= 1).length,
		of: measured.length,
		worstExcess: Math.max(0, ...measured)
	};
}
const noiseShare = .01;
/**
* A changed copy of a float input; the same for the same seed on every machine. NaN and infinities keep their places
* and values. Noise leaves a tensor of whole numbers only (a mask, ids, a size) as it is, and zeros stay zero: padding
* is none any more with noise on it.
*/
function perturbedInput(values, seed, kind) {
	const changed = values.slice();
	const random = uniform(seed);
	if (kind === "permuted") permute(changed, random);
	else if (values.some((value) => Number.isFinite(value) && !Number.isInteger(value))) addNoise(changed, random);
	return changed;
}
function addNoise(values, random) {
	let squares = 0;
	let count = 0;
	for (let at = 0; at < values.length; at += 1) {
		const value = values[at];
		if (!Number.isFinite(value)) continue;
		squares += value * value;
		count += 1;
	}
	const scale = noiseShare * Math.sqrt(squares / count);
	for (let at = 0; at < values.length; at += 1) {
		const value = values[at];
		if (Number.isFinite(value) && value !== 0) values[at] = value + scale * gaussian(random);
	}
}
/** Fisher and Yates, over the finite elements. */
function permute(values, random) {
	const places = new Uint32Array(values.length);
	let count = 0;
	for (let at = 0; at < values.length; at += 1) {
		if (!Number.isFinite(values[at])) continue;
		places[count] = at;
		count += 1;
	}
	for (let last = count - 1; last > 0; last -= 1) {
		const other = places[Math.floor(random() * (last + 1))];
		const place = places[last];
		const value = values[place];
		values[place] = values[other];
		values[other] = value;
	}
}
/** Box and Muller. */
function gaussian(random) {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
/** Weyl sequence with a 32-bit mix (the finaliser of MurmurHash3): in [0, 1). */
function uniform(seed) {
	let state = seed >>> 0;
	return () => {
		state = state + 2654435769 >>> 0;
		let mixed = Math.imul(state ^ state >>> 16, 2246822507);
		mixed = Math.imul(mixed ^ mixed >>> 13, 3266489909);
		return ((mixed ^ mixed >>> 16) >>> 0) / 2 ** 32;
	};
}

// src/report/compose-overrides.ts
/** A repair in the form of the result. `units` are those of the outputs. */
function composeOverrides(repair, units) {
	if (repair.kind === "none") return {
		status: repair.status,
		text: repair.text,
		nodes: []
	};
	if (repair.kind === "given") return composeGiven(repair, units);
	const { search, plans, notes, facts, files, omitted } = repair;
	const { onEngine } = repair;
	const main = planToUse(repair);
	const mainNodes = main?.solution.nodes.join("\n");
	const tries = search.triesToProof ?? search.tries + (facts.localisationTries ?? 0);
	const isOnEngine = onEngine?.plan !== void 0;
	const others = plans.filter(({ kind, solution }) => solution.nodes.join("\n") !== mainNodes && !(isOnEngine && kind === "fewest"));
	const verifiedOn = isOnEngine ? onEngine.verifiedOn : repair.verifiedOn;
	const fields = main === void 0 ? { nodes: [] } : planFields(main, {
		...repair,
		verifiedOn
	}, units);
	const told = new Set(fields.nodes);
	return {
		status: statusOf(search, main),
		text: [
			search.text,
			...notes,
			...onEngine?.notes ?? []
		].join(" "),
		...fields,
		...onEngine === void 0 || onEngine.notes.length === 0 ? {} : { onEngine: [...onEngine.notes] },
		before: toPlanOutputs(isOnEngine ? onEngine.before : repair.before, units),
		...onEngine?.latency === void 0 ? {} : { latency: onEngine.latency },
		evaluations: tries,
		...others.length === 0 && closestOf(search) === void 0 ? {} : { plans: [...others.map((plan) => ({
			kind: plan.kind === "fewest" ? "large" : plan.kind,
			text: otherText(plan.kind),
			...planFields(plan, repair, units, told)
		})), ...closestOf(search) ?? []] },
		...spreadFields(search),
		search: facts,
		...files.length === 0 ? {} : { files },
		...omitted.length === 0 ? {} : { omitted }
	};
}
/**
* The plan that is written for the tools: the one that a real engine bore out, else the small one that was tried on all
* samples and is within every limit there.
*/
function planToUse({ plans, onEngine }) {
	if (onEngine?.plan !== void 0) return onEngine.plan;
	return plans.find(({ kind, after }) => kind === "fewest" && after.excess <= 1);
}
function statusOf(search, main) {
	switch (search.kind) {
		case "found":
			if (main === void 0) return "unavailable";
			return search.isCutShort && !search.fewest.isMinimal ? "stopped" : "found";
		case "unfinished": return "stopped";
		default: return search.kind;
	}
}
function composeGiven(given, units) {
	const { text, nodes, carriers, cost, after, verifiedOn } = given;
	return {
		status: "given",
		text,
		nodes: [...nodes],
		carriers: [...carriers],
		after: toPlanOutputs(after, units),
		verifiedOn,
		cost
	};
}
/** Reasons of nodes that were `told` already are left out. */
function planFields(plan, { graph, provenance, sources, verifiedOn }, units, told = /* @__PURE__ */ new Set()) {
	const { solution, carriers, after, price, reasons, heldOut } = plan;
	const modules = new Set(solution.nodes.map((id) => provenance.get(id)?.module ?? "").filter((path) => path !== ""));
	return {
		nodes: [...solution.nodes],
		carriers: [...carriers],
		modules: [...modules],
		reasons: reasons.filter(({ id }) => !told.has(id)).map(({ id, cause, member, text }) => {
			const module = provenance.get(id)?.module;
			return {
				node: id,
				op: graph.nodeById.get(id)?.proto.opType ?? "unknown",
				...module === void 0 ? {} : { module },
				...sourceFields(sources.get(id)),
				...cause === void 0 ? {} : { cause: cause.kind },
				...member.aloneExcess === void 0 ? {} : { aloneExcess: member.aloneExcess },
				...member.proof === void 0 ? {} : { proof: member.proof },
				reason: text
			};
		}),
		after: toPlanOutputs(after, units),
		...heldOut === void 0 ? {} : { heldOut: heldOutFields(heldOut.inputs, heldOut.reason) },
		verifiedOn,
		minimal: solution.isMinimal,
		uniqueSmallest: solution.isUnique,
		cost: costFields(price)
	};
}
/** A price in the form of the result. */
function costFields(price) {
	const { nodes, share, flopShare, byteShare, casts, islands, unknownNodes } = price;
	return {
		nodes,
		share,
		...flopShare === void 0 ? {} : { flopShare },
		...byteShare === void 0 ? {} : { byteShare },
		casts,
		islands,
		...unknownNodes === 0 ? {} : { unknownNodes }
	};
}
const heldOutKinds = [
	"held-back",
	"noise",
	"permuted"
];
function heldOutFields(inputs, reason) {
	const { held, of, worstExcess } = countHeld(inputs.map(({ excess }) => excess));
	const kinds = heldOutKinds.flatMap((kind) => {
		const own = inputs.filter((input) => input.kind === kind).map(({ excess }) => excess);
		if (own.length === 0) return [];
		const counted = countHeld(own);
		return [{
			kind,
			held: counted.held,
			of: counted.of
		}];
	});
	return {
		held,
		of,
		...of === 0 ? {} : { worstExcess },
		kinds,
		...reason === void 0 ? {} : { text: reason }
	};
}
function otherText(kind) {
	switch (kind) {
		case "comfortable": return "Meets half of every limit, for inputs that differ from these samples.";
		case "islands": return "Easier to read, and no more to convert between, than the fewest nodes.";
		case "partial": return "Repairs the other outputs; those whose error is spread stay beyond their limits.";
		default: return "Passes, and is no small set: it may fit the rounding of these samples only.";
	}
}
function closestOf(search) {
	if (search.kind !== "unfinished" || search.closest === void 0) return void 0;
	const { nodes } = search.closest;
	return [{
		kind: "closest",
		text: "Nearest to the limits of all sets that were tried; it fails.",
		nodes: [...nodes]
	}];
}
function spreadFields(search) {
	if (search.kind !== "spread") return {};
	return {
		spreadOutputs: [...search.outputs],
		curve: search.curve.map((point) => ({ ...point })),
		advice: search.advice.map((entry) => ({ ...entry }))
	};
}

// src/report/diagnosis-detail.ts
const shownLayers = 5;
/**
* The diagnosis with what was found beyond the legs: the layers that only a fusion protects, or where on the engine it goes
* wrong and what tells it from precision.
*/
function withDetail(diagnosis, explanation, engineRun) {
	if (diagnosis === void 0) return void 0;
	const details = diagnosis.kind === "latent" ? protectedLayers(explanation) : diagnosis.kind === "engine" ? [...failedTests(engineRun), engineRun?.fault?.text] : [];
	const text = [diagnosis.text, ...details].filter((part) => part !== void 0).join(" ");
	return {
		...diagnosis,
		text
	};
}
function protectedLayers(explanation) {
	const culprits = explanation?.ranking.culprits ?? [];
	if (culprits.length === 0) return [];
	const shown = culprits.slice(0, shownLayers).map(({ id }) => quoteName(id));
	const more = culprits.length > shownLayers ? ` and ${culprits.length - shownLayers} more` : "";
	return [`Only a fusion protects ${shown.join(", ")}${more}.`];
}
function failedTests(engineRun) {
	return (engineRun?.tests ?? []).filter(({ outcome }) => outcome === "failed").map(({ text }) => text);
}

// src/report/output-result.ts
/**
* One compared output as it stands in the result. Metrics are taken over as they are.
* @param findings of this leg; those of other outputs are ignored.
* @param unjudged names of the outputs for which no limit could be chosen.
*/
function toOutputResult(comparison, findings, unjudged, context = {}) {
	const own = findings.filter((finding) => finding.output === comparison.name);
	const level = levelOf(own, unjudged.has(comparison.name));
	return {
		name: comparison.name,
		dtype: comparison.dtype,
		candidateDtype: comparison.candidateDtype,
		shape: [...comparison.shape],
		unit: context.unit,
		samples: comparison.samples,
		elements: comparison.elements,
		passed: level === "pass" || level === "warn",
		level,
		metrics: comparison.metrics,
		limits: own.map(({ name, operator, expected, unit, level }) => ({
			metric: name,
			operator,
			value: expected,
			unit,
			level
		})),
		noiseFloor: context.noiseFloor,
		worst: comparison.worst === void 0 ? void 0 : {
			...comparison.worst,
			index: [...comparison.worst.index]
		},
		matching: comparison.matching
	};
}
function levelOf(findings, unjudged) {
	const crossed = findings.filter((finding) => !finding.passed);
	if (crossed.some(failsJob)) return "fail";
	if (unjudged || findings.length === 0) return "unjudged";
	return crossed.length > 0 ? "warn" : "pass";
}

// src/tensor/range.ts
/** Largest finite FP16 value, (2 - 2^-10) * 2^15. */
const largestFloat16 = 65504;
/** From here on a value rounds to infinity: halfway between 65504 and 2^16. */
const firstInfinite = 65520;
/** Smallest normal FP16 value; below it the step is a constant 2^-24. */
const smallestNormal = 2 ** -14;
/** From here on a value rounds to the smallest normal one (a tie, to even), so that it is not subnormal afterwards. */
const firstNormal = 2 ** -14 - 2 ** -25;
/** Up to here a value rounds to 0: half of the smallest subnormal, 2^-24, ties to even. */
const largestFlushed = 2 ** -25;
/** Integers up to here are all representable in FP16, beyond it only every second, fourth, … */
const largestExactInteger = 2048;
/** Where one binade is left above a value before overflow. */
const nearLimit$1 = 2 ** 15;
/** Statistics of no element: the neutral one of `mergeRanges`. */
const emptyRange = {
	elements: 0,
	min: Number.POSITIVE_INFINITY,
	max: Number.NEGATIVE_INFINITY,
	absMax: 0,
	zeros: 0,
	beyondHalf: 0,
	beyondLargest: 0,
	overflows: 0,
	nan: 0,
	positiveInfinities: 0,
	negativeInfinities: 0,
	flushed: 0,
	subnormal: 0,
	isIntegral: true,
	largeIntegers: 0,
	changedIntegers: 0,
	squaredError: 0,
	squares: 0,
	maxRelativeError: 0
};
/**
* Reads a float tensor once, in windows of 64 K elements, and counts how it would fare in FP16 (round to nearest,
* ties to even). Sums are in float64. Memory: below 1 MB.
* @throws RangeError for a tensor of integers or bool, which FP16 does not concern.
*/
function measureRange(tensor) {
	const { dtype } = tensor;
	if (!isFloat(dtype)) throw new RangeError(`measureRange reads float tensors, not ${dtype}`);
	const count = elementCount(tensor.shape);
	const totals = { ...emptyRange };
	const read = windowReader(tensor, dtype, Math.min(count, blockElements));
	for (let start = 0; start < count; start += blockElements) {
		const { values, rounded } = read(start, Math.min(blockElements, count - start));
		addBlock(totals, values, rounded);
	}
	return {
		...totals,
		isIntegral: totals.isIntegral && hasFinite(totals)
	};
}
/** Reads windows of at most `elements` into memory that is used again. */
function windowReader(tensor, dtype, elements) {
	const raw = new Uint8Array(elements * elementSizeBytes[dtype]);
	const rounded = new Float32Array(elements);
	const values = dtype === "float64" ? new Float64Array(elements) : new Float32Array(elements);
	return (start, length) => {
		const bytes = raw.subarray(0, length * elementSizeBytes[dtype]);
		tensor.read(start, bytes);
		const window = {
			values: values.subarray(0, length),
			rounded: rounded.subarray(0, length)
		};
		decodeFloats(bytes, dtype, window.values);
		roundNormal(window);
		return window;
	};
}
/**
* Rounds to 11 significant bits, ties to even: what FP16 does between 2^-14 and 65520. Five times faster than to
* encode, which has to tell apart what is not in between.
*/
function roundNormal({ values, rounded }) {
	if (values instanceof Float64Array) {
		for (let i = 0; i < values.length; i++) rounded[i] = roundToFloat16(values[i]);
		return;
	}
	const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
	const roundedBits = new Uint32Array(rounded.buffer, rounded.byteOffset, rounded.length);
	for (let i = 0; i < bits.length; i++) {
		const code = bits[i];
		roundedBits[i] = code + 4095 + (code >>> 13 & 1) & 4294959104;
	}
}
/** Three short loops: V8 keeps few variables in registers, and one loop over all takes three times as long. */
function addBlock(totals, values, rounded) {
	totals.elements += values.length;
	addErrors(totals, values, rounded);
	addExtremes(totals, values);
	totals.isIntegral &&= values.every((value) => value === Math.trunc(value) || !Number.isFinite(value));
}
/** The common case, a normal FP16 value, takes three comparisons; everything else is counted apart. */
function addErrors(totals, values, rounded) {
	let squaredError = 0;
	let squares = 0;
	let maxRelativeError = totals.maxRelativeError;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		const magnitude = Math.abs(value);
		if (magnitude >= smallestNormal && magnitude <= 2048) {
			const error = Math.abs(rounded[i] - value);
			squaredError += error * error;
			squares += value * value;
			if (error > maxRelativeError * magnitude) maxRelativeError = error / magnitude;
		} else if (magnitude !== 0) addUncommon(totals, value, rounded[i]);
		else totals.zeros += 1;
	}
	totals.squaredError += squaredError;
	totals.squares += squares;
	totals.maxRelativeError = Math.max(totals.maxRelativeError, maxRelativeError);
}
function addExtremes(totals, values) {
	let { min, max } = totals;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
		if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
	}
	totals.min = min;
	totals.max = max;
	totals.absMax = hasFinite(totals) ? Math.max(Math.abs(min), Math.abs(max)) : 0;
}
function hasFinite({ min, max }) {
	return min <= max;
}
/** Very small, large, or not finite. */
function addUncommon(totals, value, rounded) {
	const magnitude = Math.abs(value);
	if (magnitude <= largestFlushed) {
		totals.flushed += 1;
		addError(totals, value, magnitude);
	} else if (magnitude < smallestNormal) {
		totals.subnormal += magnitude < firstNormal ? 1 : 0;
		addError(totals, value, Math.abs(roundToFloat16(value) - value));
	} else if (magnitude < 65520) {
		addLarge(totals, value, rounded !== value);
		addError(totals, value, Math.abs(rounded - value));
	} else if (magnitude < Number.POSITIVE_INFINITY) {
		totals.overflows += 1;
		addLarge(totals, value, true);
	} else if (value === Number.POSITIVE_INFINITY) totals.positiveInfinities += 1;
	else if (value === Number.NEGATIVE_INFINITY) totals.negativeInfinities += 1;
	else totals.nan += 1;
}
function addError(totals, value, error) {
	totals.squaredError += error * error;
	totals.squares += value * value;
	totals.maxRelativeError = Math.max(totals.maxRelativeError, error / Math.abs(value));
}
function addLarge(totals, value, isChanged) {
	const magnitude = Math.abs(value);
	totals.beyondHalf += magnitude > nearLimit$1 ? 1 : 0;
	totals.beyondLargest += magnitude > 65504 ? 1 : 0;
	if (value === Math.trunc(value)) {
		totals.largeIntegers += 1;
		totals.changedIntegers += isChanged ? 1 : 0;
	}
}
/** Statistics of both together, as if their elements were in one tensor. */
function mergeRanges(one, other) {
	const sum = (key) => Number(one[key]) + Number(other[key]);
	return {
		elements: sum("elements"),
		min: Math.min(one.min, other.min),
		max: Math.max(one.max, other.max),
		absMax: Math.max(one.absMax, other.absMax),
		zeros: sum("zeros"),
		beyondHalf: sum("beyondHalf"),
		beyondLargest: sum("beyondLargest"),
		overflows: sum("overflows"),
		nan: sum("nan"),
		positiveInfinities: sum("positiveInfinities"),
		negativeInfinities: sum("negativeInfinities"),
		flushed: sum("flushed"),
		subnormal: sum("subnormal"),
		isIntegral: isIntegralOrEmpty(one) && isIntegralOrEmpty(other) && (hasFinite(one) || hasFinite(other)),
		largeIntegers: sum("largeIntegers"),
		changedIntegers: sum("changedIntegers"),
		squaredError: sum("squaredError"),
		squares: sum("squares"),
		maxRelativeError: Math.max(one.maxRelativeError, other.maxRelativeError)
	};
}
function isIntegralOrEmpty(range) {
	return range.isIntegral || !hasFinite(range);
}
/**
* Root mean square of what rounding changes, relative to that of the elements; 0 when all are 0. At most 2^-11 when
* all are normal in FP16.
*/
function rmsRoundingLoss({ squaredError, squares }) {
	return squaredError === 0 ? 0 : Math.sqrt(squaredError / squares);
}
/** Elements that are neither 0 nor NaN nor infinite. */
function nonZeroElements(range) {
	const { elements, zeros, nan, positiveInfinities, negativeInfinities } = range;
	return elements - zeros - nan - positiveInfinities - negativeInfinities;
}

// src/tensor/range-report.ts
/**
* One element in a hundred. Weights that are distributed as initialisers make them (standard deviation 0.02) have
* 1 in 10^6 below 2^-25 and 1 in 400 below 2^-14, so that a share like this is a property of the tensor.
*/
const flushedShareLimit = .01;
const subnormalShareLimit = .1;
/** Largest relative change of a normal FP16 value (half a unit in the last place): a larger rms lost more than that. */
const normalLossLimit = 2 ** -11;
/** What its range means for a tensor in FP16, worst first; empty when there is nothing to say. */
function findRangeHazards(report) {
	return [
		nonFinite(report),
		overflow(report),
		integers(report),
		smallValues(report),
		nearLimit(report)
	].filter((finding) => finding !== void 0).toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}
const levels = [
	"break",
	"warn",
	"note"
];
function nonFinite({ statistics, role, kind }) {
	const { nan, positiveInfinities, negativeInfinities, elements } = statistics;
	if (nan > 0) return {
		hazard: "non-finite",
		level: role === "exempt" ? "warn" : "break",
		text: `is NaN in ${ofElements(nan, elements)}`
	};
	const infinities = positiveInfinities + negativeInfinities;
	if (infinities === 0) return;
	const text = `is infinite in ${ofElements(infinities, elements)}, in any precision`;
	if (role === "parameter" || role === "statistic") return {
		hazard: "non-finite",
		level: kind === "input" && positiveInfinities === 0 ? "warn" : "break",
		text
	};
	return {
		hazard: "non-finite",
		level: "note",
		text: `${text}: ${meanings[role]}`
	};
}
const meanings = {
	constant: "a constant, harmful only where it is multiplied by 0 or subtracted from another infinity",
	mask: "a mask, harmful only where it is multiplied by 0 or hides a whole row of a softmax",
	statistic: "BatchNorm statistics are folded into its scale and shift in FP32, so this is harmless",
	bound: "the limit of a Clip, which an infinity means as well",
	exempt: "nothing reads it in FP16"
};
function overflow({ statistics, role }) {
	const { overflows, beyondLargest, elements, absMax, max } = statistics;
	if (beyondLargest === 0) return;
	const extreme = max === absMax ? absMax : -absMax;
	const sign = extreme < 0 ? `< -${largestFloat16}` : `> ${largestFloat16}`;
	const reaches = `reaches ${formatRangeNumber(extreme)} ${sign}`;
	if (overflows === 0) return {
		hazard: "overflow",
		level: "warn",
		text: `${reaches} in ${ofElements(beyondLargest, elements)}, rounded to ${largestFloat16}`
	};
	const text = `${reaches}: ${ofElements(overflows, elements)} ${overflows === 1 ? "becomes" : "become"} infinite`;
	if (role === "parameter") return {
		hazard: "overflow",
		level: "break",
		text
	};
	return {
		hazard: "overflow",
		level: role === "mask" || role === "constant" ? "warn" : "note",
		text: `${text} (${meanings[role]})`
	};
}
/** Indices, ids and pixel coordinates in a float tensor. */
function integers({ statistics, role }) {
	const { isIntegral, changedIntegers, overflows, elements } = statistics;
	const changed = changedIntegers - overflows;
	if (!isIntegral || changed <= 0 || role !== "parameter") return;
	return {
		hazard: "integers",
		level: "warn",
		text: `holds integers beyond 2048, which FP16 changes in ${ofElements(changed, elements)}`
	};
}
/** Flushed, subnormal or otherwise coarse: one finding, the one that says most. */
function smallValues({ statistics, role }) {
	const { flushed, subnormal, elements, absMax } = statistics;
	const nonZero = nonZeroElements(statistics);
	const loss = rmsRoundingLoss(statistics);
	if (role === "exempt" || role === "statistic" || nonZero === 0) return;
	const lossText = `rounding changes the tensor by ${formatPercent(loss)} (rms)`;
	if (flushed >= flushedShareLimit * nonZero) return {
		hazard: "flushed",
		level: "warn",
		text: elements === 1 ? `is ${formatRangeNumber(absMax)}, which becomes 0` : `becomes 0 in ${ofElements(flushed, nonZero, "non-zero ")}; ${lossText}`
	};
	const level = loss > normalLossLimit ? "warn" : "note";
	if (subnormal >= subnormalShareLimit * nonZero) return {
		hazard: "subnormal",
		level,
		text: `is subnormal in ${ofElements(subnormal, nonZero, "non-zero ")}; ${lossText}`
	};
	return level === "warn" ? {
		hazard: "rounding",
		level,
		text: lossText
	} : void 0;
}
function nearLimit({ statistics, role }) {
	const { beyondHalf, beyondLargest, elements, absMax } = statistics;
	if (beyondHalf === 0 || beyondLargest > 0 || role !== "parameter") return;
	return {
		hazard: "near-limit",
		level: "note",
		text: `reaches ${formatRangeNumber(absMax)}, within a factor of 2 of ${largestFloat16}, in ${ofElements(beyondHalf, elements)}`
	};
}
/** `3 of 64 elements`, `all 64 elements`, `its only element`. */
function ofElements(count, elements, kind = "") {
	if (elements === 1) return "its only element";
	return count === elements ? `all ${elements} ${kind}elements` : `${count} of ${elements} ${kind}elements`;
}
/** Zeros and large negative numbers only: what is added to attention scores, or fills them. */
function looksLikeMask(statistics) {
	const { elements, zeros, overflows, negativeInfinities, positiveInfinities, nan, max } = statistics;
	return positiveInfinities === 0 && nan === 0 && max <= 0 && overflows + negativeInfinities > 0 && zeros + overflows + negativeInfinities === elements;
}
/** A number in a sentence: enough digits to tell it from 65504, three elsewhere. */
function formatRangeNumber(value) {
	const magnitude = Math.abs(value);
	if (magnitude >= 1e6 || magnitude < .001 && magnitude > 0) return value.toExponential(2).replace(/\.?0+e/, "e").replace("e+", "e");
	return String(Number(value.toPrecision(magnitude > 6e4 && magnitude < 7e4 ? 7 : 3)));
}
/** A share as percent, never 0 when it is not. */
function formatPercent(share) {
	const percent = 100 * share;
	return `${percent !== 0 && percent < .001 ? percent.toExponential(1).replace(".0e", "e") : String(Number(percent.toPrecision(2)))} %`;
}

// src/tensor/range-legs.ts
const ranks = {
	break: 0,
	warn: 1,
	note: 2
};
/** Findings of each tensor, worst tensor first; equal ones keep their order in the file. */
function judgeRanges(reports) {
	return reports.map((report) => {
		const findings = findRangeHazards(report);
		return {
			report,
			findings,
			level: findings[0]?.level
		};
	}).toSorted(compareSeverity);
}
function compareSeverity(a, b) {
	const rank = ({ level }) => level === void 0 ? 3 : ranks[level];
	const byRank = rank(a) - rank(b);
	if (byRank !== 0) return byRank;
	const [one, other] = [a.report.statistics, b.report.statistics];
	const broken = (range) => range.nan + range.positiveInfinities + range.negativeInfinities > 0 ? 1 : 0;
	const byLoss = a.level === "warn" && one.overflows + other.overflows === 0 ? rmsRoundingLoss(other) - rmsRoundingLoss(one) : 0;
	return broken(other) - broken(one) || byLoss || other.absMax - one.absMax;
}
/** The leg of weights or inputs, from the reports of its kind. */
function rangeLeg(kind, reports) {
	const wanted = kind === "inputs" ? "input" : "weight";
	const tensors = judgeRanges(reports.filter((report) => report.kind === wanted));
	return {
		kind,
		passed: !tensors.some(({ level }) => level === "break"),
		text: describeRanges(tensors, kind === "inputs" ? "input" : "weight"),
		tensors
	};
}
/** One or two sentences: "2 of 148 weights do not fit FP16: `head.scale` reaches 71000 > 65504: …." */
function describeRanges(tensors, noun) {
	const total = tensors.length;
	if (total === 0) return `There is no float ${noun}.`;
	const [worst] = tensors;
	const count = (level) => tensors.filter((tensor) => tensor.level === level).length;
	const broken = count("break");
	const warned = count("warn");
	const example = worst === void 0 ? "" : `\`${worst.report.name}\` ${worst.findings[0]?.text ?? ""}`;
	const of = (some) => total === 1 ? `The only ${noun}` : `${some} of ${total} ${noun}s`;
	const singular = (some) => some === 1 || total === 1;
	if (broken > 0) return `${of(broken)} ${singular(broken) ? "does" : "do"} not fit FP16: ${example}.`;
	const fit = total === 1 ? `The only ${noun} fits FP16` : `All ${total} ${noun}s fit FP16`;
	return warned === 0 ? `${fit}.` : `${fit}, but ${singular(warned) ? "one loses" : `${warned} lose`} more than usual: ${example}.`;
}

// src/report/scan-document.ts
const text = string();
/** scan.json: what `fp16-gate scan` found. The entries of `scan` are those of result.json. */
const scanDocumentSchema = strictObject({
	schemaVersion: literal(1),
	tool: toolSchema,
	verdict: strictObject({
		kind: _enum([
			"pass",
			"fail",
			"error"
		]),
		exitCode: union([
			literal(0),
			literal(1),
			literal(3)
		]),
		text
	}),
	files: array(strictObject({
		file: text,
		tensors: count.meta({ description: "Float tensors, all of them in `scan`." }),
		otherTensors: count.meta({ description: "Integers, bool and narrower floats." }),
		unread: array(strictObject({
			name: text,
			reason: text
		})),
		notes: array(text)
	})),
	scan: array(scanSchema).meta({ description: "Worst first." })
});
/**
* The verdict of a scan: 1 when a tensor can't be held in FP16; 3 when none was found, or one could not be read that
* might not fit; else 0.
*/
function composeScan(tool, files) {
	const tensors = judgeRanges(files.flatMap(({ reports }) => reports));
	return {
		schemaVersion: 1,
		tool,
		verdict: decideScan(tensors, files),
		files: files.map(({ file, reports, otherTensors, unread, notes }) => ({
			file,
			tensors: reports.length,
			otherTensors,
			unread: unread.map(({ name, reason }) => ({
				name,
				reason
			})),
			notes: [...notes]
		})),
		scan: tensors.map(scanEntry)
	};
}
function decideScan(tensors, files) {
	const kinds = new Set(tensors.map(({ report }) => report.kind));
	const [kind = "weight"] = kinds;
	const sentence = describeRanges(tensors, kinds.size === 1 ? kind : "tensor");
	if (tensors.some(({ level }) => level === "break")) return {
		kind: "fail",
		exitCode: 1,
		text: sentence
	};
	const unread = files.flatMap((file) => file.unread);
	const [first] = unread;
	if (first !== void 0) {
		const others = unread.length === 1 ? "" : ` and ${unread.length - 1} more`;
		return {
			kind: "error",
			exitCode: 3,
			text: `\`${first.name}\`${others} can't be judged: it ${first.reason}. ${sentence}`
		};
	}
	if (tensors.length === 0) return {
		kind: "error",
		exitCode: 3,
		text: "There is no float tensor, so there is nothing to judge."
	};
	return {
		kind: "pass",
		exitCode: 0,
		text: sentence
	};
}
/** An entry of `scan` in result.json and scan.json. */
function scanEntry({ report, findings, level }) {
	const { statistics, kind, name, file, module, consumer, dtype, shape, role, sample } = report;
	const { positiveInfinities, negativeInfinities, nan, min, max } = statistics;
	const [worst] = findings;
	return {
		name,
		kind,
		elements: statistics.elements,
		absMax: statistics.absMax,
		overflows: statistics.overflows,
		flushed: statistics.flushed,
		subnormal: statistics.subnormal,
		nonFinite: nan + positiveInfinities + negativeInfinities,
		file,
		...module === void 0 ? {} : { module },
		...consumer === void 0 ? {} : { consumer },
		dtype,
		shape: [...shape],
		role,
		...sample === void 0 ? {} : { sample },
		...min <= max ? {
			min,
			max
		} : {},
		nan,
		beyondHalf: statistics.beyondHalf,
		beyondLargest: statistics.beyondLargest,
		largeIntegers: statistics.largeIntegers,
		changedIntegers: statistics.changedIntegers,
		rmsLoss: rmsRoundingLoss(statistics),
		maxLoss: nonZeroElements(statistics) === 0 ? 0 : statistics.maxRelativeError,
		level: level ?? "fits",
		...worst === void 0 ? {} : { text: worst.text }
	};
}
/** The text of scan.json. NaN and infinities are strings, as in result.json. */
function serializeScan(document) {
	return `${JSON.stringify(encode(scanDocumentSchema, document), null, 2)}\n`;
}

// src/report/compose-result.ts
/** Decides, diagnoses, and puts everything that is known into one result. */
function composeResult(record) {
	const explained = explanationOf(record);
	const { memory, findings, failures } = recallJob(record, explained);
	const verdict = decide({
		judged: record.judged && evidenceOf(record.judged, findings),
		conversion: record.conversion && evidenceOf(record.conversion, findings),
		emulation: emulationBeside(record),
		unjudged: unjudgedOutputs(record),
		noise: record.noise,
		failures: [...record.failures, ...failures],
		enforcement: record.enforcement
	});
	const diagnosed = diagnose(verdict, record.judged && diagnosedLeg(record.judged, record, findings), [
		...record.conversion === void 0 ? [] : [record.conversion],
		...record.pytorch,
		...record.explaining
	].map((leg) => diagnosedLeg(leg, record)), record.ranges.filter((leg) => !leg.passed).map((leg) => leg.text));
	const { job, ...sections } = memory;
	const diagnosis = withDetail(diagnosed, record.explanation, record.engineRun);
	return {
		schemaVersion: 1,
		tool: record.tool,
		...job === void 0 ? {} : { job },
		verdict: {
			...verdict,
			findings: [...verdict.findings],
			unjudged: [...verdict.unjudged]
		},
		...diagnosis === void 0 ? {} : { diagnosis },
		outputs: record.judged === void 0 ? [] : outputsOf(record.judged, record, findings),
		legs: legsOf(record, findings),
		...explained,
		...record.repair === void 0 ? {} : { overrides: composeOverrides(record.repair, record.units) },
		...record.layersUnavailable === void 0 ? {} : { layersUnavailable: record.layersUnavailable },
		...sections,
		...scanOf(record),
		...provenanceOf(record),
		timings: record.timings
	};
}
/** What the earlier jobs add: findings with their excuses, and the sections that tell of them. */
function recallJob(record, { layers, nodes }) {
	const own = [record.conversion, record.judged].filter((leg) => leg !== void 0).flatMap((leg) => leg.judgement.findings.map((finding) => ({
		...finding,
		leg: leg.kind
	})));
	if (record.memory === void 0) return {
		memory: {},
		findings: own,
		failures: []
	};
	const { sections, findings, failures } = remember(record.memory, {
		tool: record.tool,
		outputs: record.judged === void 0 ? [] : outputsOf(record.judged, record, own),
		layers,
		nodes,
		legs: record.judged === void 0 ? [] : [{
			kind: record.judged.kind,
			judged: true
		}],
		...provenanceOf(record),
		findings: own,
		judgedLeg: record.judged?.kind
	});
	return {
		memory: sections,
		findings,
		failures
	};
}
function explanationOf({ explanation, unexplained }) {
	if (explanation !== void 0) return composeExplanation(explanation);
	if (unexplained === void 0) return {
		layers: [],
		nodes: []
	};
	return {
		layers: [],
		nodes: [],
		localisation: {
			kind: "unavailable",
			text: unexplained
		}
	};
}
/** Tensors that FP16 does not hold as they are, worst first; the others are not listed. */
function scanOf({ ranges }) {
	const noted = ranges.flatMap((leg) => leg.tensors).filter(({ findings }) => findings.length > 0);
	return noted.length === 0 ? {} : { scan: noted.slice(0, mostScanEntries).map(scanEntry) };
}
const mostScanEntries = 100;
function provenanceOf({ engine, engineRun, model, candidate, samples, config, environment, explanation }) {
	const checkout = explanation?.checkout;
	return {
		...engine === void 0 ? {} : { engine },
		...engineRun === void 0 ? {} : { engineRun },
		...model === void 0 ? {} : { model },
		...candidate === void 0 ? {} : { candidate },
		...samples === void 0 ? {} : { samples },
		...config === void 0 ? {} : { config },
		...environment === void 0 ? {} : { environment: checkout === void 0 ? environment : {
			...environment,
			checkout
		} }
	};
}
/** Of both legs; an output that neither could judge is listed once. */
function unjudgedOutputs({ judged, conversion }) {
	const own = judged?.judgement.unjudged ?? [];
	const known = new Set(own.map(({ output }) => output));
	return [...own, ...(conversion?.judgement.unjudged ?? []).filter(({ output }) => !known.has(output))];
}
/** The emulation when an engine is judged. */
function emulationBeside({ explaining }) {
	const leg = explaining.find(({ kind }) => kind === "emulation");
	return leg && evidenceOf(leg, []);
}
function evidenceOf({ kind, sampleCount, comparison, judgement }, findings) {
	const own = ofLeg(kind, findings);
	return {
		leg: kind,
		sampleCount,
		outputs: comparison.names,
		findings: own.length > 0 ? own : judgement.findings
	};
}
function ofLeg(kind, findings) {
	return findings.filter(({ leg }) => leg === kind);
}
function diagnosedLeg(leg, record, findings = []) {
	const own = ofLeg(leg.kind, findings);
	return {
		kind: leg.kind,
		passed: legPasses(leg),
		findings: own.length > 0 ? own : leg.judgement.findings,
		outputs: leg.comparison.outputs.map(({ name, metrics }) => ({
			name,
			maxAbs: metrics.maxAbs,
			unit: record.units.get(name),
			noiseFloor: noiseFloorOf(name, record)
		}))
	};
}
/** @param findings with excuses, of the legs that decide; the others are shown by their own. */
function outputsOf({ kind, comparison, judgement }, record, findings) {
	const own = ofLeg(kind, findings);
	const unjudged = new Set(judgement.unjudged.map(({ output }) => output));
	return comparison.outputs.map((output) => toOutputResult(output, own.length > 0 ? own : judgement.findings, unjudged, {
		unit: record.units.get(output.name),
		noiseFloor: noiseFloorOf(output.name, record)
	}));
}
function noiseFloorOf(output, record) {
	return record.noise.find((floor) => floor.output === output && floor.metric === "max-abs")?.value;
}
/** In the order in which an expert rules things out. */
function legsOf(record, findings) {
	const { conversion, pytorch, explaining, judged, ranges, skipped } = record;
	const passes = (leg) => {
		const own = ofLeg(leg.kind, findings);
		return own.length > 0 ? !own.some(failsJob) : legPasses(leg);
	};
	const compared = [
		...conversion === void 0 ? [] : [conversion],
		...pytorch,
		...explaining
	].map((leg) => ({
		kind: leg.kind,
		judged: false,
		passed: passes(leg),
		outputs: outputsOf(leg, record, findings)
	}));
	return [
		...ranges.map(({ kind, passed, text }) => ({
			kind,
			judged: false,
			passed,
			text,
			outputs: []
		})),
		...compared,
		...skipped.map(({ kind, reason }) => ({
			kind,
			judged: false,
			passed: false,
			skipped: reason,
			outputs: []
		})),
		...judged === void 0 ? [] : [{
			kind: judged.kind,
			judged: true,
			passed: passes(judged),
			outputs: []
		}]
	].toSorted((one, other) => legKinds.indexOf(one.kind) - legKinds.indexOf(other.kind));
}

// src/steps/failed-result.ts
/** The result of a run that ended before it had a configuration. */
function failedResult(error) {
	const record = emptyRecord(tool, "fail");
	record.environment = thisEnvironment();
	record.failures.push(describeFailure(error));
	return composeResult(record);
}

// src/commands/write-reports.ts
/** Files beside a result that it names as its own; none where there is no fix, or no result that can be read. */
function writtenOverrides(path) {
	if (!["overrides", "model.mixed.onnx"].map((name) => join(dirname(path), name)).some((each) => existsSync(each))) return [];
	try {
		return (parseResult(readFileSync(path, "utf8"), path).overrides?.files ?? []).map((file) => file.path);
	} catch {
		return [];
	}
}
/**
* As `writeReports`; a result that contradicts itself, which is a defect of this program, becomes an error with reports of
* its own, or an old green one would stay.
* @throws EngineError (storage) when the reports can't be written.
*/
function writeReportsOrDefect(result, folder, used = []) {
	try {
		return writeReports(result, folder, used);
	} catch (error) {
		if (error instanceof GateError) throw error;
		return writeReports(failedResult(error), folder, used);
	}
}
/**
* Writes every report beside the result; each file is replaced as a whole. The reports are made from the result as it
* was written, so that rendering the file again gives the same bytes. Files of a fix that an earlier run wrote there, and
* this one did not, are removed.
* @param used files that this run was about: they stay.
* @returns the result as it was written.
*/
function writeReports(result, folder, used = []) {
	const files = {
		folder,
		result: join(folder, "result.json"),
		summary: join(folder, "summary.md"),
		comment: join(folder, "comment.md"),
		junit: join(folder, "junit.xml"),
		html: join(folder, "report.html")
	};
	const earlier = writtenOverrides(files.result);
	const text = serializeResult(result);
	const saved = parseResult(text, files.result);
	writeFileAtomic(files.result, text);
	writeFileAtomic(files.summary, renderReport(saved, "summary"));
	writeFileAtomic(files.comment, renderReport(saved, "comment"));
	writeFileAtomic(files.junit, renderReport(saved, "junit"));
	writeFileAtomic(files.html, renderReport(saved, "html"));
	const current = (saved.overrides?.files ?? []).map(({ path }) => path);
	removeStaleOverrides(folder, earlier, current, used.filter((path) => typeof path === "string"));
	return {
		result: saved,
		files
	};
}

export { maxArgumentBytes as $, overflowFloat16 as A, reportFormats as B, downstream as C, orderDifferences as Ct, flushedFloat16 as D, computedBy as E, mixedModelFile as F, headlineOf as G, plainPalette as H, overridesFolder as I, planOutputValue as J, plainTitle as K, writeOverrideFiles as L, smallestNormalFloat16 as M, stepAt as N, inputEvidence as O, unitRoundoff as P, isShellPrintable as Q, isReportFormat as R, isSquare as S, toolSchema as St, activations as T, maxCommentText as U, ansiPalette as V, renderComment as W, excessByOutput as X, toPlanOutputs as Y, byteLength as Z, findHazards as _, parseResult as _t, composeScan as a, codeElement as at, show as b, serializeResult as bt, formatPercent as c, code as ct, mergeRanges as d, table as dt, maxCommandBytes as et, costFields as f, causeTitle as ft, perturbedInput as g, mergeJobs as gt, heldOutPlans as h, acceptedJob as ht, composeResult as i, shellWord as it, scalarConstant as j, isPlainRounding as k, looksLikeMask as l, folded as lt, heldOutPerturbations as m, trackedSource as mt, writeReportsOrDefect as n, shellFlag as nt, serializeScan as o, fencedBlock as ot, planToUse as p, formatError as pt, planOutputLimit as q, failedResult as r, shellScript as rt, rangeLeg as s, markdownSentence as st, writeReports as t, shellCommand as tt, measureRange as u, prose as ut, compositionAdvice as v, parseWithoutNodes as vt, upstream as w, count as wt, site as x, environmentSchema as xt, shareOfElements as y, resultSchema as yt, renderReport as z };