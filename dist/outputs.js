import { i as InputError, t as ConfigError } from "./errors.js";
import { a as withUnit, i as formatFigure, t as formatAgainst } from "./figure.js";
import { i as isFloat, n as formatShape, r as elementSizeBytes, t as elementCount } from "./tensor.js";
import { n as matchesGlob, r as withinLimit, t as globSpecificity } from "./glob.js";
import { n as readNumbers, t as readBigInts } from "./read-numbers.js";

// src/compare/default-tolerance.ts
/** Healthy networks reach 0.7 %, broken ones that stay finite begin at 1.8 %. */
const defaultRelRms = .01;
/** From here on the merge goes through with a warning: above what 95 of 100 healthy outputs reach. */
const defaultWarnRelRms = .005;
/** Largest error relative to the largest magnitude: catches few wrong elements among many right ones. */
const defaultPeakShare = .02;
/** Share of the score on rows without a partner, per sample. */
const defaultUnmatchedScore = .01;
/** From 2048 on FP16 holds no fraction and steps by 2 and more; whether that matters depends on the unit. */
const coarseMagnitude = 2048;
/** Error within a part of a tensor, relative to that part's RMS, beyond which the parts must be judged apart. */
const suspectSliceRelRms = .1;
/** Differences up to 64 FP32 steps of the largest value are rounding of FP32 itself. */
const fp32Noise = 2 ** -18;
/** A measured noise floor above this share of the largest value is no noise. */
const credibleNoise = 2 ** -16;
/**
* Why the default can't judge an output, or undefined when it can.
* @param noiseFloor largest difference between the FP32 model and the reference, when it was measured.
*/
function unjudgedByDefault(comparison, noiseFloor) {
	const { metrics, name } = comparison;
	if (metrics.maxAbs <= noiseAt(metrics.reference.absMax, noiseFloor)) return void 0;
	const reason = noScale(metrics) ?? tooCoarse(metrics) ?? mixedScales(metrics);
	if (reason === void 0) return void 0;
	return {
		output: name,
		reason,
		advice: `Set a limit in its unit, such as --max-abs ${name}=1.`
	};
}
function noiseAt(absMax, noiseFloor) {
	return Math.max(absMax * fp32Noise, Math.min(noiseFloor ?? 0, absMax * credibleNoise));
}
function noScale(metrics) {
	if (metrics.reference.rms !== 0 || metrics.maxAbs === 0) return void 0;
	return `the reference is zero everywhere, so it gives no scale for the error of ${formatFigure(metrics.maxAbs)}.`;
}
function tooCoarse(metrics) {
	const { absMax } = metrics.reference;
	if (!(absMax >= 2048)) return void 0;
	const step = 2 ** (Math.floor(Math.log2(absMax)) - 10);
	return `it reaches ${formatFigure(absMax)} in an unknown unit, where FP16 steps by ${formatFigure(step)}; whether its error of ${formatFigure(metrics.maxAbs)} matters depends on that unit.`;
}
function mixedScales(metrics) {
	const slice = metrics.worstSlice;
	if (slice === void 0 || !(slice.relRms > .1)) return void 0;
	return `position ${slice.position} along axis ${slice.axis} is off by ${formatFigure(slice.relRms * 100)} % of its own RMS (${formatFigure(slice.referenceRms)}), while the RMS of the whole is ${formatFigure(metrics.reference.rms)}; it seems to hold quantities of different scale, which one limit may not suit.`;
}

// src/compare/tolerance.ts
const float = {
	appliesTo: "float",
	inOutputUnit: false
};
const floatInUnit = {
	appliesTo: "float",
	inOutputUnit: true
};
const limitKinds = {
	maxAbs: {
		name: "max-abs",
		operator: "<=",
		inOutputUnit: true,
		appliesTo: "both"
	},
	meanAbs: {
		name: "mean-abs",
		operator: "<=",
		...floatInUnit
	},
	rms: {
		name: "rms",
		operator: "<=",
		...floatInUnit
	},
	relRms: {
		name: "rel-rms",
		operator: "<=",
		...float
	},
	maxRel: {
		name: "max-rel",
		operator: "<=",
		...float
	},
	p50: {
		name: "p50",
		operator: "<=",
		...floatInUnit
	},
	p99: {
		name: "p99",
		operator: "<=",
		...floatInUnit
	},
	p999: {
		name: "p99.9",
		operator: "<=",
		...floatInUnit
	},
	mismatches: {
		name: "mismatches",
		operator: "<=",
		inOutputUnit: false,
		appliesTo: "exact"
	},
	unmatchedScore: {
		name: "unmatched-score",
		operator: "<=",
		inOutputUnit: false,
		appliesTo: "matched"
	},
	cosine: {
		name: "cosine",
		operator: ">=",
		...float
	},
	snrDb: {
		name: "snr-db",
		operator: ">=",
		...float
	},
	topOne: {
		name: "top-1",
		operator: ">=",
		...float
	}
};
const limitKeys = Object.keys(limitKinds);
/**
* The tolerance for one output: of those with the lowest `precedence`, its plain name wins over every glob, then
* the glob with the most literal characters, then the first in the list. The winner stands alone; limits of
* several are never mixed. Undefined when none matches: the default applies.
*/
function toleranceFor(output, tolerances) {
	let best;
	for (const tolerance of tolerances) {
		if (!matchesTolerance(tolerance, output)) continue;
		if (best === void 0 || precedes(tolerance, best)) best = tolerance;
	}
	return best;
}
/** A pattern that is the output's name to the letter always matches, even when the name holds `*` or `?`. */
function matchesTolerance(tolerance, output) {
	return tolerance.output === output || matchesGlob(tolerance.output, output);
}
function precedes(one, other) {
	const rank = (one.precedence ?? 0) - (other.precedence ?? 0);
	return rank < 0 || rank === 0 && globSpecificity(one.output) > globSpecificity(other.output);
}
/**
* Refuses tolerances that would be silently without effect or could not be crossed.
* @param outputs names of all outputs of reference and candidate.
* @throws ConfigError for a pattern that matches no output, or a limit that is negative, NaN or out of its range.
*/
function checkTolerances(tolerances, outputs) {
	for (const tolerance of tolerances) {
		checkLimits(tolerance.output, tolerance.fail);
		checkLimits(tolerance.output, tolerance.warn ?? {});
		if (!outputs.some((output) => matchesTolerance(tolerance, output))) throw new ConfigError(`tolerances: no output matches "${tolerance.output}".`, { advice: `The outputs are ${outputs.map((output) => `"${output}"`).join(", ")}.` });
	}
}
function checkLimits(output, limits) {
	for (const key of limitKeys) {
		const limit = limits[key];
		if (limit === void 0) continue;
		const { name } = limitKinds[key];
		const range = limitRange(key);
		if (!(limit >= range.min && limit <= range.max)) throw new ConfigError(`tolerances: ${name} of "${output}" is ${limit}; it must be ${range.text}.`, { advice: "Write a finite number in that range." });
	}
}
function limitRange(key) {
	const largest = Number.MAX_VALUE;
	if (key === "topOne" || key === "unmatchedScore") return {
		min: 0,
		max: 1,
		text: "between 0 and 1"
	};
	if (key === "cosine") return {
		min: -1,
		max: 1,
		text: "between -1 and 1"
	};
	if (key === "snrDb") return {
		min: -largest,
		max: largest,
		text: "finite"
	};
	return {
		min: 0,
		max: largest,
		text: "finite and not negative"
	};
}
/** Whether a limit can be applied to an output of this kind. */
function limitApplies(key, kind) {
	const { appliesTo } = limitKinds[key];
	return appliesTo === "both" || appliesTo === kind;
}

// src/compare/judge.ts
/**
* Applies the limits of `tolerance`, or the default where it sets none that fits this output, to one output.
* NaN or infinity on one side only fails whatever the limits are.
* @param context.noiseFloor largest difference between the FP32 model and the reference, when it was measured.
* @throws ConfigError when a tolerance that names this very output sets a limit which can't apply to it.
*/
function judgeOutput(comparison, tolerance, context = {}) {
	const unit = tolerance?.unit;
	const fail = applicable(comparison, tolerance, tolerance?.fail ?? {});
	const warn = applicable(comparison, tolerance, tolerance?.warn ?? {});
	const base = [...nonFiniteFindings(comparison), ...unmatchedFindings(comparison, fail, warn)];
	const nothing = nothingToJudge(comparison);
	if (nothing !== void 0) return {
		findings: base,
		unjudged: [nothing]
	};
	const { unmatchedScore: _, ...own } = fail;
	const { unmatchedScore: __, ...ownWarn } = warn;
	const byDefault = Object.keys(own).length > 0 ? noLimits : judgeByDefault(comparison, unit, context.noiseFloor);
	return {
		findings: [
			...base,
			...limitFindings(comparison, own, "fail", unit),
			...limitFindings(comparison, ownWarn, "warn", unit),
			...byDefault.findings
		],
		unjudged: byDefault.unjudged
	};
}
const noLimits = {
	findings: [],
	unjudged: []
};
/** Rows without partner are limited whatever other limits are set. */
function unmatchedFindings(comparison, fail, warn) {
	if (!fits(comparison, "unmatchedScore")) return [];
	const { unmatchedScore = defaultUnmatchedScore } = fail;
	return [...limitFindings(comparison, { unmatchedScore }, "fail", void 0), ...limitFindings(comparison, { unmatchedScore: warn.unmatchedScore }, "warn", void 0)];
}
function judgeByDefault(comparison, unit, noiseFloor) {
	if (comparison.kind === "exact") return {
		findings: limitFindings(comparison, { mismatches: 0 }, "fail", void 0),
		unjudged: []
	};
	const unjudged = unjudgedByDefault(comparison, noiseFloor);
	const { reference, maxAbs } = comparison.metrics;
	return {
		findings: reference.rms !== 0 || maxAbs === 0 ? [
			...limitFindings(comparison, { relRms: defaultRelRms }, "fail", void 0),
			...limitFindings(comparison, { relRms: defaultWarnRelRms }, "warn", void 0),
			...limitFindings(comparison, { maxAbs: defaultPeakShare * reference.absMax }, "fail", unit)
		] : [],
		unjudged: unjudged === void 0 ? [] : [unjudged]
	};
}
/** The limits that fit this output. One that can't fit is an error in a tolerance for this very output only. */
function applicable(comparison, tolerance, limits) {
	const fitting = {};
	for (const key of limitKeys) {
		const limit = limits[key];
		if (limit === void 0) continue;
		if (fits(comparison, key)) fitting[key] = limit;
		else if (tolerance?.output === comparison.name) throw new ConfigError(`tolerances: ${limitKinds[key].name} of "${comparison.name}" can't be judged: ${misfit(comparison, key)}.`, { advice: "Remove that limit, or set one that fits the output." });
	}
	return fitting;
}
function fits(comparison, key) {
	if (key === "unmatchedScore") return comparison.matching?.boxes === comparison.name;
	if (!limitApplies(key, comparison.kind)) return false;
	return key !== "topOne" || comparison.kind === "float" && comparison.metrics.topOne !== void 0;
}
function misfit(comparison, key) {
	if (key === "unmatchedScore") {
		const boxes = comparison.matching?.boxes;
		return boxes === void 0 ? "it is in no match group" : `it is judged on the boxes output "${boxes}"`;
	}
	if (key === "topOne" && comparison.kind === "float") return "it has no axis with two elements or more there";
	return `it holds ${comparison.kind === "exact" ? comparison.dtype : "floating-point"} values`;
}
function nothingToJudge(comparison) {
	const output = comparison.name;
	if (comparison.matching !== void 0) return noRows(comparison);
	if (comparison.elements === 0) return {
		output,
		reason: "it has no element in any sample.",
		advice: "Give samples in which the network puts out something."
	};
	if (comparison.kind === "float" && comparison.metrics.reference.nonFiniteShare === 1) return {
		output,
		reason: "the reference is NaN or infinite throughout.",
		advice: "Check the checkpoint and the inputs that the reference was made with."
	};
}
function noRows(comparison) {
	const matching = comparison.matching;
	if (matching.matchedRows > 0) return void 0;
	const rows = matching.unmatchedReferenceRows + matching.unmatchedCandidateRows;
	return {
		output: comparison.name,
		reason: rows === 0 ? "no sample has a row to match." : `none of its ${rows} rows found a partner.`,
		advice: "Give samples in which the network finds something, or change min-score or max-distance."
	};
}
function nonFiniteFindings(comparison) {
	if (comparison.kind !== "float") return [];
	const { nonFiniteMismatches } = comparison.metrics;
	const passed = nonFiniteMismatches === 0;
	const { name } = comparison;
	return [{
		name: "non-finite",
		output: name,
		operator: "==",
		expected: 0,
		actual: nonFiniteMismatches,
		unit: void 0,
		passed,
		level: "fail",
		message: passed ? `${name}: NaN and infinity, where there are any, are in the same places on both sides.` : `${name}: ${nonFiniteMismatches} of ${comparison.elements} elements are NaN or infinite on one side only${at(comparison)}.`
	}];
}
function limitFindings(comparison, limits, level, unit) {
	return limitKeys.flatMap((key) => {
		const expected = limits[key];
		return expected === void 0 ? [] : [limitFinding(comparison, key, expected, level, unit)];
	});
}
function limitFinding(comparison, key, expected, level, outputUnit) {
	const { name, operator, inOutputUnit } = limitKinds[key];
	const actual = metricValue(comparison, key);
	const unit = inOutputUnit ? outputUnit : void 0;
	const passed = withinLimit(actual, operator, expected);
	const shown = formatAgainst(actual, expected);
	const relation = passed ? "keeps to" : operator === "<=" ? "exceeds" : "is below";
	const message = `${comparison.name}: ${name} ${withUnit(shown.actual, unit)} ${relation} the limit of ${withUnit(shown.limit, unit)}${passed ? "" : where(comparison, key)}.`;
	return {
		name,
		output: comparison.name,
		operator,
		expected,
		actual,
		unit,
		passed,
		level,
		message
	};
}
/** The value that a limit is held against; NaN, which never passes, when the output has no such metric. */
function metricValue(comparison, key) {
	if (key === "unmatchedScore") return comparison.matching?.unmatchedScore ?? NaN;
	if (comparison.kind === "exact") {
		if (key === "mismatches") return comparison.metrics.mismatches;
		return key === "maxAbs" ? comparison.metrics.maxAbs : NaN;
	}
	const { metrics } = comparison;
	if (key === "mismatches") return NaN;
	if (key === "topOne") return metrics.topOne?.agreement ?? NaN;
	if (key === "relRms") return Math.max(metrics.relRms, metrics.relRmsWorst.value);
	return metrics[key];
}
function where(comparison, key) {
	if (key === "maxAbs" || key === "mismatches") return at(comparison);
	if (key === "unmatchedScore" && comparison.matching?.unmatchedScoreSample !== void 0) return ` (sample ${comparison.matching.unmatchedScoreSample})`;
	if (key === "relRms" && comparison.kind === "float") {
		const { sample } = comparison.metrics.relRmsWorst;
		return sample === void 0 ? "" : ` (worst in sample ${sample})`;
	}
	return "";
}
function at(comparison) {
	const { worst } = comparison;
	if (worst === void 0) return "";
	const row = worst.candidateRow === void 0 ? "" : ` in row ${worst.candidateRow}`;
	return ` (sample ${worst.sample}, index [${worst.index.join(", ")}]: reference ${formatFigure(worst.reference)}, candidate ${formatFigure(worst.candidate)}${row})`;
}
/**
* Judges a whole run: rules without limits, then each output by its tolerance or the default.
* @param context.noiseFloors per output, largest difference between the FP32 model and the reference.
* @throws ConfigError for a tolerance that matches no output, or a limit that is out of range or can't apply.
*/
function judgeRun(run, tolerances, context = {}) {
	checkTolerances(tolerances, run.names);
	const judgements = run.outputs.map((comparison) => judgeOutput(comparison, toleranceFor(comparison.name, tolerances), { noiseFloor: context.noiseFloors?.get(comparison.name) }));
	return {
		findings: [...run.findings, ...judgements.flatMap((judgement) => judgement.findings)],
		unjudged: judgements.flatMap((judgement) => judgement.unjudged)
	};
}

// src/compare/comparison.ts
/** Position along each axis of the element at `offset` in C order. */
function elementIndex(offset, shape) {
	const index = Array.from({ length: shape.length });
	let rest = offset;
	for (let axis = shape.length - 1; axis >= 0; axis--) {
		const size = shape[axis];
		index[axis] = rest % size;
		rest = Math.floor(rest / size);
	}
	return index;
}

// src/compare/tensor-window.ts
/**
* Elements per window: two windows of doubles, their errors and the raw bytes stay in a second-level cache of
* 1 MB, and one inner loop stays short enough for the optimising tier (see bench/compare-throughput.ts).
*/
const windowElements = 32768;
/** Memory for windows of up to so many elements. */
function tensorWindow(elements = windowElements) {
	const values = new Float64Array(elements);
	const float32 = new Float32Array(elements);
	return {
		values,
		words: new Int32Array(values.buffer),
		float32,
		float32Bytes: new Uint8Array(float32.buffer)
	};
}
/** Reads `length` elements from `start` on, widened to doubles, into `window.values`. */
function fillWindow(window, tensor, start, length) {
	if (tensor.dtype === "float32") {
		tensor.read(start, length === 32768 ? window.float32Bytes : window.float32Bytes.subarray(0, 4 * length));
		window.values.set(length === 32768 ? window.float32 : window.float32.subarray(0, length));
	} else readNumbers(tensor, start, window.values.subarray(0, length));
}

// src/compare/exact-comparison.ts
/**
* Compares integers or booleans of one output over all samples, by value: widths may differ (engines narrow int64
* to int32). 64-bit integers are exact beyond 2^53.
* @param pairs same shape on both sides, no floating-point tensor.
*/
function compareExactly(pairs) {
	const state = {
		mismatches: 0,
		maxAbs: 0,
		worstDifference: 0n,
		worstPair: void 0,
		worstAt: 0
	};
	const reference = new Float64Array(windowElements);
	const candidate = new Float64Array(windowElements);
	let elements = 0;
	for (const pair of pairs) {
		const count = elementCount(pair.reference.shape);
		elements += count;
		for (let start = 0; start < count; start += windowElements) {
			const length = Math.min(windowElements, count - start);
			const referenceExact = readNumbers(pair.reference, start, reference.subarray(0, length));
			const candidateExact = readNumbers(pair.candidate, start, candidate.subarray(0, length));
			if (referenceExact && candidateExact) addNumbers(state, pair, start, reference, candidate, length);
			else addBigInts(state, pair, start, readIntegers(pair.reference, start, length), readIntegers(pair.candidate, start, length));
		}
	}
	return {
		metrics: {
			mismatches: state.mismatches,
			maxAbs: elements === 0 ? NaN : state.maxAbs
		},
		worst: worstElement$1(state),
		elements
	};
}
function addNumbers(state, pair, start, reference, candidate, length) {
	for (let i = 0; i < length; i++) {
		const x = reference[i];
		const y = candidate[i];
		if (x === y) continue;
		if (Math.abs(x - y) < state.maxAbs) state.mismatches++;
		else addMismatch(state, pair, start + i, BigInt(x) - BigInt(y));
	}
}
function addBigInts(state, pair, start, reference, candidate) {
	for (const [i, value] of reference.entries()) if (value !== candidate[i]) addMismatch(state, pair, start + i, value - candidate[i]);
}
function addMismatch(state, pair, at, difference) {
	const magnitude = difference < 0n ? -difference : difference;
	state.mismatches++;
	if (magnitude <= state.worstDifference) return;
	state.worstDifference = magnitude;
	state.maxAbs = Number(magnitude);
	state.worstPair = pair;
	state.worstAt = at;
}
function readIntegers(tensor, start, length) {
	if (tensor.dtype === "int64" || tensor.dtype === "uint64") return readBigInts(tensor, start, length);
	const values = new Float64Array(length);
	readNumbers(tensor, start, values);
	return Array.from(values, BigInt);
}
function worstElement$1(state) {
	if (state.worstPair === void 0) return void 0;
	const { reference, candidate, sample } = state.worstPair;
	return {
		sample,
		index: elementIndex(state.worstAt, reference.shape),
		reference: plain(readIntegers(reference, state.worstAt, 1)[0]),
		candidate: plain(readIntegers(candidate, state.worstAt, 1)[0])
	};
}
function plain(value) {
	const rounded = Number(value);
	return Number.isSafeInteger(rounded) ? rounded : value;
}

// src/compare/error-percentiles.ts
/** How 63 bits are cut: each level tells apart what the level before it put into one bucket. */
const levelSizes = [
	2 ** 18,
	8192,
	2 ** 16,
	2 ** 16
];
const flushAfter = 2 ** 31;
/** A bucket up to this size is collected and sorted (16 MB), a larger one is split once more. */
const collectLimit = 2 ** 21;
/** Up to so many errors are sorted without a histogram. */
const sortLimit = 2 ** 15;
const infinityKey = 262016;
function emptyHistogram() {
	return {
		recent: new Uint32Array(levelSizes[0]),
		counts: void 0,
		sinceFlush: 0
	};
}
function errorWindow(length) {
	const errors = new Float64Array(length);
	return {
		errors,
		words: new Int32Array(errors.buffer)
	};
}
/** Counts the first `length` errors of a window. None may be NaN or negative. */
function countErrors(histogram, window, length) {
	makeRoom(histogram, length);
	const { recent } = histogram;
	for (let i = 0; i < length; i++) {
		const key = window.words[2 * i + 1] >>> 13;
		recent[key] = recent[key] + 1;
	}
}
/**
* As `countErrors`, and bounds the block's maxima on the way.
* @param referenceWords view of the reference elements that the errors belong to, one by one.
* @param floor reference magnitudes below this count as this in `quotient`.
*/
function countAndBound(histogram, window, referenceWords, length, floor) {
	makeRoom(histogram, length);
	const bounds = {
		error: -1,
		reference: -1,
		quotient: -2147483647
	};
	countBounding(histogram.recent, window.words, referenceWords, 2 * length, highWord(floor), bounds);
	return bounds;
}
function countBounding(counts, words, referenceWords, end, floorWord, bounds) {
	let { error, reference, quotient } = bounds;
	for (let i = 1; i < end; i += 2) {
		const word = words[i];
		const key = word >>> 13;
		counts[key] = counts[key] + 1;
		let magnitude = referenceWords[i] & 2147483647;
		if (word > error) error = word;
		if (magnitude > reference) reference = magnitude;
		if (magnitude < floorWord) magnitude = floorWord;
		const difference = word - magnitude | 0;
		if (difference > quotient) quotient = difference;
	}
	bounds.error = error;
	bounds.reference = reference;
	bounds.quotient = quotient;
}
/** Exponent and leading 20 bits of the mantissa of a double that is not negative. */
function highWord(value) {
	return new Int32Array(Float64Array.of(value).buffer)[1];
}
function makeRoom(histogram, length) {
	if (histogram.sinceFlush + length > flushAfter) flush(histogram);
	histogram.sinceFlush += length;
}
function flush(histogram) {
	histogram.counts ??= new Float64Array(levelSizes[0]);
	const { counts, recent } = histogram;
	for (let key = 0; key < counts.length; key++) counts[key] += recent[key];
	recent.fill(0);
	histogram.sinceFlush = 0;
	return counts;
}
/**
* Percentiles by nearest rank: of n errors in ascending order, the ceil(n * perMille / 1000)-th. Errors below
* 2^-1029 count as zero; differences of float32 values are multiples of 2^-149.
* @param perMille three whole numbers, such as 500 for the median.
* @param pass is run once when all buckets are small, at most four times.
* @returns NaN for each when nothing was counted.
*/
function errorPercentiles(histogram, perMille, pass) {
	if (histogram.counts === void 0 && histogram.sinceFlush <= sortLimit) return sortedPercentiles(histogram, perMille, pass);
	const counts = flush(histogram);
	let total = 0;
	for (const count of counts) total += count;
	if (total === 0) return [
		NaN,
		NaN,
		NaN
	];
	const targets = perMille.map((share) => firstTarget(counts, rankOf(total, share)));
	for (;;) {
		const open = targets.filter((target) => target.value === void 0);
		if (open.length === 0) return [
			targets[0].value,
			targets[1].value,
			targets[2].value
		];
		runPass(open, pass);
	}
}
function rankOf(total, perMille) {
	return Math.max(1, Math.ceil(total * perMille / 1e3));
}
/** A few errors are read again, sorted and looked up: the buckets of the histogram are many more. */
function sortedPercentiles({ recent, sinceFlush: total }, perMille, pass) {
	if (total === 0) return [
		NaN,
		NaN,
		NaN
	];
	const errors = new Float64Array(total);
	let found = 0;
	pass({
		centre: 0,
		half: 0,
		tail: 0
	}, (hits, hitCount) => {
		for (let i = 0; i < hitCount; i++) {
			const key = hits.words[2 * i + 1] >>> 13;
			if (recent[key] === 0) continue;
			recent[key]--;
			errors[found++] = key === 0 ? 0 : hits.errors[i];
		}
	});
	if (found !== total) throw new Error(`a second reading found ${found} errors where the first counted ${total}`);
	errors.sort();
	return [
		errors[rankOf(total, perMille[0]) - 1],
		errors[rankOf(total, perMille[1]) - 1],
		errors[rankOf(total, perMille[2]) - 1]
	];
}
function firstTarget(counts, rank) {
	const found = locate(counts, rank);
	return {
		level: 1,
		bits: {
			highShift: 13,
			high: found.key,
			lowShift: 32,
			low: 0
		},
		rank: found.rank,
		count: found.count,
		min: Number.POSITIVE_INFINITY,
		max: Number.NEGATIVE_INFINITY,
		collected: void 0,
		split: void 0,
		filled: 0,
		value: found.key === infinityKey ? Number.POSITIVE_INFINITY : found.key === 0 ? 0 : void 0
	};
}
function locate(counts, rank) {
	let below = 0;
	for (let key = 0; key < counts.length; key++) {
		const count = counts[key];
		if (below + count >= rank) return {
			key,
			rank: rank - below,
			count
		};
		below += count;
	}
	throw new Error(`rank ${rank} is beyond the ${below} errors that were found; the source changed`);
}
function runPass(open, pass) {
	for (const target of open) {
		target.filled = 0;
		if (target.count <= collectLimit) target.collected = new Float64Array(target.count);
		else target.split = new Float64Array(levelSizes[target.level]);
	}
	pass(bandsOf(open), (hits, found) => {
		for (const target of open) take(target, hits, found);
	});
	for (const target of open) settle(target);
}
/** The values with the leading bits of the first target, and all from the least of the others on: few are larger. */
function bandsOf(open) {
	const keys = open.map(({ bits }) => bits.high << bits.highShift >>> 13);
	const least = (key) => new Float64Array(Int32Array.of(0, key << 13).buffer)[0];
	const from = least(keys[0]);
	const half = (Math.min(least(keys[0] + 1), Number.MAX_VALUE) - from) / 2;
	return {
		centre: from + half,
		half,
		tail: Math.min(...keys.filter((key) => key !== keys[0]).map(least))
	};
}
/**
* Writes those |reference - candidate| that lie in a band, ends included, to the front of `into`; returns how many.
* Pairs that are not finite may add NaN or infinity, which no target holds.
*/
function selectErrors(reference, candidate, length, bands, into) {
	const { centre, half, tail } = bands;
	let found = 0;
	for (let i = 0; i < length; i++) {
		const error = Math.abs(reference[i] - candidate[i]);
		if (Math.abs(error - centre) <= half || error >= tail) into[found++] = error;
	}
	return found;
}
/** Takes those of the first `found` hits that have the bits of the target. */
function take(target, hits, found) {
	const { level, bits, collected, split } = target;
	const { highShift, high, lowShift, low } = bits;
	const { words, errors } = hits;
	for (let i = 0; i < found; i++) {
		const lowWord = words[2 * i];
		const highWord = words[2 * i + 1];
		if (highWord >>> highShift !== high || lowShift < 32 && lowWord >>> lowShift !== low) continue;
		const error = errors[i];
		if (collected !== void 0) collected[target.filled++] = error;
		if (split !== void 0) split[levelKey(level, highWord, lowWord)]++;
		if (error < target.min) target.min = error;
		if (error > target.max) target.max = error;
	}
}
function levelKey(level, high, low) {
	if (level === 1) return high & 8191;
	return level === 2 ? low >>> 16 : low & 65535;
}
/** `bits` and the key of the next level. */
function narrowed(level, bits, key) {
	if (level === 1) return {
		...bits,
		highShift: 0,
		high: (bits.high << 13 | key) >>> 0
	};
	if (level === 2) return {
		...bits,
		lowShift: 16,
		low: key
	};
	return {
		...bits,
		lowShift: 0,
		low: (bits.low << 16 | key) >>> 0
	};
}
function settle(target) {
	if (target.min === target.max) target.value = target.min;
	else if (target.collected !== void 0) {
		if (target.filled !== target.count) throw new Error(`a second reading found ${target.filled} errors where the first counted ${target.count}`);
		target.value = target.collected.sort()[target.rank - 1];
	} else {
		const found = locate(target.split, target.rank);
		target.bits = narrowed(target.level, target.bits, found.key);
		target.level++;
		target.rank = found.rank;
		target.count = found.count;
	}
	target.collected = void 0;
	target.split = void 0;
	target.min = Number.POSITIVE_INFINITY;
	target.max = Number.NEGATIVE_INFINITY;
}

// src/compare/float-sums.ts
/**
* Relative errors are taken against at least this magnitude: below 2^-14, the smallest normal FP16 number, FP16
* has no fixed relative precision.
*/
const maxRelFloor = 2 ** -14;
function emptySums() {
	return {
		finitePairs: 0,
		absErrors: 0,
		squaredErrors: 0,
		squaredReference: 0,
		squaredCandidate: 0,
		products: 0,
		maxAbs: 0,
		maxAbsAt: -1,
		maxRel: 0,
		referenceAbsMax: 0,
		finiteReference: 0,
		nonFiniteReference: 0,
		loneSquaredReference: 0,
		nonFiniteMatches: 0,
		nonFiniteMismatches: 0,
		firstMismatchAt: -1
	};
}
/**
* Adds one block of `length` pairs, whose first has offset `start`, to `sums`, and writes |error| of its finite
* pairs to the front of `errors`. When all pairs are finite, maxima are left to `raiseMaxima`.
* @returns how many errors were written.
*/
function addBlock(reference, candidate, length, start, errors, sums) {
	const before = { ...sums };
	addFinite(reference, candidate, length, errors, sums);
	if (Number.isFinite(sums.squaredErrors + sums.squaredReference + sums.squaredCandidate)) return length;
	Object.assign(sums, before);
	return addAny(reference, candidate, length, start, errors, sums);
}
/** The hot loop: sums only and one kind of array, so that everything stays in registers. */
function addFinite(reference, candidate, length, errors, sums) {
	let absErrors = 0;
	let squaredErrors = 0;
	let squaredReference = 0;
	let squaredCandidate = 0;
	let products = 0;
	for (let i = 0; i < length; i++) {
		const x = reference[i];
		const y = candidate[i];
		const error = Math.abs(x - y);
		errors[i] = error;
		absErrors += error;
		squaredErrors += error * error;
		squaredReference += x * x;
		squaredCandidate += y * y;
		products += x * y;
	}
	sums.finitePairs += length;
	sums.finiteReference += length;
	sums.absErrors += absErrors;
	sums.squaredErrors += squaredErrors;
	sums.squaredReference += squaredReference;
	sums.squaredCandidate += squaredCandidate;
	sums.products += products;
}
/** log2(1 + m) - m is at most 0.0861 for m in [0, 1): how far high words are from logarithms. */
const logarithmSlack = .0862;
/**
* Raises the maxima by a block of finite pairs, which is searched only when its bounds say that it may hold a new
* one: after a few blocks that is rare.
*/
function raiseMaxima(bounds, reference, errors, length, start, sums) {
	if (sums.maxAbsAt < 0) sums.maxAbsAt = start;
	if (bounds.error >= highWord(sums.maxAbs)) raiseMaxAbs(errors, length, start, sums);
	if (bounds.reference >= highWord(sums.referenceAbsMax)) raiseAbsMax(reference, length, sums);
	const least = sums.maxRel === 0 ? -1e400 : (Math.log2(sums.maxRel) - logarithmSlack) * 2 ** 20;
	if (bounds.quotient >= least) raiseMaxRel(reference, errors, length, sums);
}
function raiseMaxAbs(errors, length, start, sums) {
	for (let i = 0; i < length; i++) if (errors[i] > sums.maxAbs) {
		sums.maxAbs = errors[i];
		sums.maxAbsAt = start + i;
	}
}
function raiseAbsMax(reference, length, sums) {
	let absMax = sums.referenceAbsMax;
	for (let i = 0; i < length; i++) absMax = Math.max(absMax, Math.abs(reference[i]));
	sums.referenceAbsMax = absMax;
}
function raiseMaxRel(reference, errors, length, sums) {
	let { maxRel } = sums;
	for (let i = 0; i < length; i++) {
		const scale = Math.max(Math.abs(reference[i]), maxRelFloor);
		if (errors[i] > maxRel * scale) maxRel = Math.max(maxRel, errors[i] / scale);
	}
	sums.maxRel = maxRel;
}
function addAny(reference, candidate, length, start, errors, sums) {
	const own = emptySums();
	let written = 0;
	for (let i = 0; i < length; i++) {
		const x = reference[i];
		const y = candidate[i];
		if (Number.isFinite(x)) {
			sums.finiteReference++;
			sums.referenceAbsMax = Math.max(sums.referenceAbsMax, Math.abs(x));
		} else sums.nonFiniteReference++;
		if (Number.isFinite(x) && Number.isFinite(y)) errors[written++] = addPair(x, y, start + i, sums, own);
		else if (Object.is(x, y)) sums.nonFiniteMatches++;
		else {
			sums.nonFiniteMismatches++;
			if (Number.isFinite(x)) own.loneSquaredReference += x * x;
			if (sums.firstMismatchAt < 0) sums.firstMismatchAt = start + i;
		}
	}
	sums.finitePairs += written;
	sums.absErrors += own.absErrors;
	sums.squaredErrors += own.squaredErrors;
	sums.squaredReference += own.squaredReference;
	sums.squaredCandidate += own.squaredCandidate;
	sums.products += own.products;
	sums.loneSquaredReference += own.loneSquaredReference;
	return written;
}
function addPair(x, y, at, sums, own) {
	const error = Math.abs(x - y);
	own.absErrors += error;
	own.squaredErrors += error * error;
	own.squaredReference += x * x;
	own.squaredCandidate += y * y;
	own.products += x * y;
	if (error > sums.maxAbs || sums.maxAbsAt < 0) {
		sums.maxAbs = error;
		sums.maxAbsAt = at;
	}
	sums.maxRel = Math.max(sums.maxRel, error / Math.max(Math.abs(x), maxRelFloor));
	return error;
}

// src/compare/slices.ts
/** An axis longer than this does not tell quantities apart: it is spatial, temporal or an embedding. */
const maxSlices = 256;
/** Fewer elements make the RMS of a slice a matter of luck. */
const minSliceElements = 64;
/**
* The axis along which quantities are told apart: the last of up to three axes, the channels (axis 1) of more, or
* axis 1 when the last is too long. Undefined when no axis qualifies in all of `shapes`.
*/
function sliceAxis(shapes) {
	const rank = shapes[0]?.length ?? 0;
	return (rank === 2 || rank === 3 ? [rank - 1, 1] : rank > 3 ? [1] : []).find((axis) => {
		const size = shapes[0][axis];
		return size >= 2 && size <= maxSlices && shapes.every((shape) => shape.length === rank && shape[axis] === size);
	});
}
function emptySlices(axis, size) {
	return {
		axis,
		size,
		squaredErrors: new Float64Array(size),
		squaredReference: new Float64Array(size),
		finitePairs: new Float64Array(size)
	};
}
/** Adds `length` pairs; the first is element `start` (C order) of a tensor of `shape`. */
function addToSlices(sums, shape, start, reference, candidate, length) {
	const inner = shape.slice(sums.axis + 1).reduce((count, size) => count * size, 1);
	if (inner === 1) {
		addInterleaved(sums, start % sums.size, reference, candidate, length);
		return;
	}
	for (let from = 0; from < length;) {
		const position = Math.floor((start + from) / inner);
		const end = Math.min(length, (position + 1) * inner - start);
		addRun(sums, position % sums.size, reference, candidate, from, end);
		from = end;
	}
}
function addInterleaved(sums, first, reference, candidate, length) {
	const { size, squaredErrors, squaredReference, finitePairs } = sums;
	let position = first;
	for (let i = 0; i < length; i++) {
		const x = reference[i];
		const error = x - candidate[i];
		if (error - error === 0) {
			squaredErrors[position] += error * error;
			squaredReference[position] += x * x;
			finitePairs[position] += 1;
		}
		position = position + 1 === size ? 0 : position + 1;
	}
}
function addRun(sums, position, reference, candidate, start, end) {
	let squaredErrors = 0;
	let squaredReference = 0;
	let finitePairs = 0;
	for (let i = start; i < end; i++) {
		const x = reference[i];
		const error = x - candidate[i];
		if (error - error === 0) {
			squaredErrors += error * error;
			squaredReference += x * x;
			finitePairs++;
		}
	}
	sums.squaredErrors[position] += squaredErrors;
	sums.squaredReference[position] += squaredReference;
	sums.finitePairs[position] += finitePairs;
}
/** The slice with the largest relative error; undefined when the slices are too short to tell. */
function worstSlice(sums) {
	let worst;
	for (let position = 0; position < sums.size; position++) {
		const count = sums.finitePairs[position];
		if (count < minSliceElements) continue;
		const referenceRms = Math.sqrt(sums.squaredReference[position] / count);
		const relRms = Math.sqrt(sums.squaredErrors[position] / count) / Math.max(referenceRms, maxRelFloor);
		if (worst === void 0 || relRms > worst.relRms) worst = {
			axis: sums.axis,
			position,
			relRms,
			referenceRms
		};
	}
	return worst;
}

// src/compare/top-one.ts
/** Axis counted from the end when negative; undefined when the shape has no such axis or it is shorter than 2. */
function topOneAxis(axis, shape) {
	const position = axis < 0 ? shape.length + axis : axis;
	return (shape[position] ?? 0) >= 2 ? position : void 0;
}
function topOneScan(axis, shape) {
	const inner = shape.slice(axis + 1).reduce((count, size) => count * size, 1);
	const scan = {
		size: shape[axis],
		inner,
		position: 0,
		column: 0,
		referenceMax: new Float64Array(inner),
		candidateMax: new Float64Array(inner),
		referenceThere: new Float64Array(inner),
		referenceSeen: new Uint8Array(inner),
		candidateSeen: new Uint8Array(inner)
	};
	reset(scan);
	return scan;
}
function reset(scan) {
	scan.referenceMax.fill(Number.NEGATIVE_INFINITY);
	scan.candidateMax.fill(Number.NEGATIVE_INFINITY);
	scan.referenceThere.fill(NaN);
	scan.referenceSeen.fill(0);
	scan.candidateSeen.fill(0);
	scan.position = 0;
}
/** Goes on with the next `length` elements, in C order. */
function scanTopOne(scan, count, reference, candidate, length) {
	for (let start = 0; start < length;) {
		const end = scan.inner === 1 ? Math.min(length, start + scan.size - scan.position) : Math.min(length, start + scan.inner - scan.column);
		if (scan.inner === 1) scanRow(scan, reference, candidate, start, end);
		else scanColumns(scan, reference, candidate, start, end);
		start = end;
		if (scan.position === scan.size) finishRows(scan, count);
	}
}
/** A piece of one row whose elements are neighbours. */
function scanRow(scan, reference, candidate, start, end) {
	let referenceMax = scan.referenceMax[0];
	let candidateMax = scan.candidateMax[0];
	let candidateAt = -1;
	for (let i = start; i < end; i++) {
		const x = reference[i];
		const y = candidate[i];
		if (x > referenceMax) referenceMax = x;
		if (y > candidateMax) {
			candidateMax = y;
			candidateAt = i;
		}
	}
	if (scan.referenceSeen[0] === 0) scan.referenceSeen[0] = anyNumber(reference, start, end) ? 1 : 0;
	if (scan.candidateSeen[0] === 0 && candidateAt < 0) candidateAt = firstNumber(candidate, start, end);
	scan.referenceMax[0] = referenceMax;
	scan.candidateMax[0] = candidateMax;
	if (candidateAt >= 0) {
		scan.candidateSeen[0] = 1;
		scan.referenceThere[0] = reference[candidateAt];
	}
	scan.position += end - start;
}
function anyNumber(values, start, end) {
	return firstNumber(values, start, end) >= 0;
}
/** Only rows of NaN and -infinity are searched beyond their first element. */
function firstNumber(values, start, end) {
	for (let i = start; i < end; i++) if (!Number.isNaN(values[i])) return i;
	return -1;
}
/** A piece of one position of all `inner` rows. */
function scanColumns(scan, reference, candidate, start, end) {
	const { referenceMax, candidateMax, referenceThere, referenceSeen, candidateSeen } = scan;
	let column = scan.column;
	for (let i = start; i < end; i++, column++) {
		const x = reference[i];
		const y = candidate[i];
		if (x >= referenceMax[column]) {
			referenceMax[column] = x;
			referenceSeen[column] = 1;
		}
		if (y > candidateMax[column] || candidateSeen[column] === 0 && !Number.isNaN(y)) {
			candidateMax[column] = y;
			candidateSeen[column] = 1;
			referenceThere[column] = x;
		}
	}
	scan.column = column;
	if (column === scan.inner) {
		scan.column = 0;
		scan.position++;
	}
}
function finishRows(scan, count) {
	for (let row = 0; row < scan.inner; row++) {
		const seen = scan.referenceSeen[row];
		const agrees = seen === scan.candidateSeen[row] && (seen === 0 || scan.referenceThere[row] === scan.referenceMax[row]);
		count.rows++;
		if (agrees) count.agreeing++;
	}
	reset(scan);
}
function finishTopOne(count) {
	return {
		agreement: count.rows === 0 ? NaN : count.agreeing / count.rows,
		rows: count.rows,
		axis: count.axis
	};
}

// src/compare/float-comparison.ts
/** A sample whose reference is weaker than this share of the pooled RMS is measured against that share. */
const minSampleScale = .1;
/**
* Compares floating-point tensors of one output over all samples. The tensors are read in windows, once for the
* sums and once or more for the percentiles; nothing is kept but one record per sample.
* @param pairs same shape on both sides; any of float16, bfloat16, float32 and float64, also mixed.
* @param options.topOneAxis axis of the top-1 agreement, counted from the end when negative; "none" for no top-1. Default: the last.
*/
function compareFloats(pairs, options = {}) {
	const size = Math.min(windowElements, Math.max(1, ...pairs.map(({ reference }) => elementCount(reference.shape))));
	const windows = {
		reference: tensorWindow(size),
		candidate: tensorWindow(size)
	};
	const errors = errorWindow(size);
	const histogram = emptyHistogram();
	const slices = slicesOf(pairs);
	const topOne = topOneOf(pairs, options.topOneAxis ?? -1);
	const samples = pairs.map((pair) => {
		const { shape } = pair.reference;
		const sums = emptySums();
		const scan = topOne === void 0 ? void 0 : topOneScan(topOne.axis, shape);
		eachWindow(pair, windows, (reference, candidate, start, length) => {
			const finite = addBlock(reference, candidate, length, start, errors.errors, sums);
			if (finite === length) {
				const bounds = countAndBound(histogram, errors, windows.reference.words, length, maxRelFloor);
				raiseMaxima(bounds, reference, errors.errors, length, start, sums);
			} else countErrors(histogram, errors, finite);
			if (slices !== void 0) addToSlices(slices, shape, start, reference, candidate, length);
			if (scan !== void 0) scanTopOne(scan, topOne, reference, candidate, length);
		});
		return {
			pair,
			sums
		};
	});
	const pass = (bands, visit) => {
		for (const pair of pairs) eachWindow(pair, windows, (reference, candidate, _start, length) => {
			visit(errors, selectErrors(reference, candidate, length, bands, errors.errors));
		});
	};
	const [p50, p99, p999] = errorPercentiles(histogram, [
		500,
		990,
		999
	], pass);
	const pooled = poolSums(samples);
	return {
		metrics: {
			...pooledMetrics(pooled),
			relRmsWorst: worstSample(samples, pooled),
			p50,
			p99,
			p999,
			topOne: topOne === void 0 ? void 0 : finishTopOne(topOne),
			worstSlice: slices === void 0 ? void 0 : worstSlice(slices)
		},
		worst: worstElement(samples),
		elements: pairs.reduce((count, pair) => count + elementCount(pair.reference.shape), 0)
	};
}
function eachWindow(pair, windows, visit) {
	const count = elementCount(pair.reference.shape);
	for (let start = 0; start < count; start += windowElements) {
		const length = Math.min(windowElements, count - start);
		fillWindow(windows.reference, pair.reference, start, length);
		fillWindow(windows.candidate, pair.candidate, start, length);
		visit(windows.reference.values, windows.candidate.values, start, length);
	}
}
function slicesOf(pairs) {
	const axis = sliceAxis(pairs.map((pair) => pair.reference.shape));
	return axis === void 0 ? void 0 : emptySlices(axis, pairs[0].reference.shape[axis]);
}
function topOneOf(pairs, wanted) {
	if (wanted === "none") return void 0;
	const axes = pairs.map((pair) => topOneAxis(wanted, pair.reference.shape));
	const axis = axes[0];
	return axis === void 0 || axes.some((other) => other !== axis) ? void 0 : {
		axis,
		rows: 0,
		agreeing: 0
	};
}
function poolSums(samples) {
	const pooled = emptySums();
	for (const { sums } of samples) {
		pooled.finitePairs += sums.finitePairs;
		pooled.absErrors += sums.absErrors;
		pooled.squaredErrors += sums.squaredErrors;
		pooled.squaredReference += sums.squaredReference;
		pooled.squaredCandidate += sums.squaredCandidate;
		pooled.products += sums.products;
		pooled.nonFiniteReference += sums.nonFiniteReference;
		pooled.finiteReference += sums.finiteReference;
		pooled.loneSquaredReference += sums.loneSquaredReference;
		pooled.nonFiniteMatches += sums.nonFiniteMatches;
		pooled.nonFiniteMismatches += sums.nonFiniteMismatches;
		pooled.maxAbs = Math.max(pooled.maxAbs, sums.maxAbs);
		pooled.maxRel = Math.max(pooled.maxRel, sums.maxRel);
		pooled.referenceAbsMax = Math.max(pooled.referenceAbsMax, sums.referenceAbsMax);
	}
	return pooled;
}
function pooledMetrics(sums) {
	const pairs = sums.finitePairs;
	const rms = Math.sqrt(sums.squaredErrors / pairs);
	const referenceRms = Math.sqrt(sums.squaredReference / pairs);
	const elements = sums.finiteReference + sums.nonFiniteReference;
	return {
		maxAbs: pairs === 0 ? NaN : sums.maxAbs,
		meanAbs: sums.absErrors / pairs,
		rms,
		relRms: ratio(rms, referenceRms),
		maxRel: pairs === 0 ? NaN : sums.maxRel,
		maxRelFloor,
		cosine: pairs === 0 ? NaN : cosine(sums),
		snrDb: pairs === 0 ? NaN : snrDb(sums),
		nonFiniteMismatches: sums.nonFiniteMismatches,
		nonFiniteMatches: sums.nonFiniteMatches,
		reference: {
			absMax: sums.finiteReference === 0 ? NaN : sums.referenceAbsMax,
			rms: Math.sqrt((sums.squaredReference + sums.loneSquaredReference) / sums.finiteReference),
			nonFiniteShare: elements === 0 ? 0 : sums.nonFiniteReference / elements
		}
	};
}
/** 0 / 0 is no error at all; an error against nothing is infinite. NaN stays NaN. */
function ratio(error, scale) {
	return error === 0 && scale === 0 ? 0 : error / scale;
}
function cosine(sums) {
	if (sums.squaredErrors === 0) return 1;
	if (sums.squaredReference === 0 || sums.squaredCandidate === 0) return 0;
	const value = sums.products / (Math.sqrt(sums.squaredReference) * Math.sqrt(sums.squaredCandidate));
	return Math.min(1, Math.max(-1, value));
}
function snrDb(sums) {
	if (sums.squaredErrors === 0) return Number.POSITIVE_INFINITY;
	return 10 * Math.log10(sums.squaredReference / sums.squaredErrors);
}
function worstSample(samples, pooled) {
	const floor = minSampleScale * Math.sqrt(pooled.squaredReference / pooled.finitePairs);
	let worst = {
		value: NaN,
		sample: void 0
	};
	for (const { pair, sums } of samples) {
		if (sums.finitePairs === 0) continue;
		const scale = Math.max(Math.sqrt(sums.squaredReference / sums.finitePairs), floor);
		const value = ratio(Math.sqrt(sums.squaredErrors / sums.finitePairs), scale);
		if (worst.sample === void 0 || value > worst.value || Number.isNaN(value)) worst = {
			value,
			sample: pair.sample
		};
	}
	return worst;
}
function worstElement(samples) {
	const mismatch = samples.find(({ sums }) => sums.firstMismatchAt >= 0);
	if (mismatch !== void 0) return elementAt(mismatch.pair, mismatch.sums.firstMismatchAt);
	let worst;
	for (const sample of samples) {
		if (sample.sums.maxAbsAt < 0) continue;
		if (worst === void 0 || sample.sums.maxAbs > worst.sums.maxAbs) worst = sample;
	}
	return worst === void 0 ? void 0 : elementAt(worst.pair, worst.sums.maxAbsAt);
}
function elementAt(pair, offset) {
	return {
		sample: pair.sample,
		index: elementIndex(offset, pair.reference.shape),
		reference: readElement(pair.reference, offset),
		candidate: readElement(pair.candidate, offset)
	};
}
function readElement(tensor, offset) {
	const window = tensorWindow(1);
	fillWindow(window, tensor, offset, 1);
	return window.values[0];
}

// src/compare/matched-rows.ts
/** The rows `rows` of `tensor`, numbered through all batch entries, as a tensor of their own; read when needed. */
function gatherRows(tensor, layout, rows) {
	const sizeBytes = elementSizeBytes[tensor.dtype];
	const { rowSize } = layout;
	return {
		dtype: tensor.dtype,
		shape: [rows.length, ...layout.rowShape],
		read(start, into) {
			const count = into.length / sizeBytes;
			for (let done = 0; done < count;) {
				const row = Math.floor((start + done) / rowSize);
				const within = (start + done) % rowSize;
				const length = Math.min(rowSize - within, count - done);
				const piece = into.subarray(done * sizeBytes, (done + length) * sizeBytes);
				tensor.read(rows[row] * rowSize + within, piece);
				done += length;
			}
		}
	};
}
/** Number of NaN and infinite elements in a tensor. */
function countNonFinite(tensor) {
	if (!isFloat(tensor.dtype)) return 0;
	const count = tensor.shape.reduce((product, size) => product * size, 1);
	const values = new Float64Array(Math.min(count, windowElements));
	let found = 0;
	for (let start = 0; start < count; start += windowElements) {
		const window = values.subarray(0, Math.min(windowElements, count - start));
		readNumbers(tensor, start, window);
		for (const value of window) if (!Number.isFinite(value)) found++;
	}
	return found;
}

// src/compare/linear-assignment.ts
/**
* Assigns each row of a cost matrix to a column of its own so that the total cost is least: shortest augmenting
* paths with dual potentials (Jonker and Volgenant 1987, in the rectangular form of Crouse 2016). Time is at most
* rows^2 * columns.
* @param costs row-major, `rows` x `columns`, finite, rows <= columns.
* @returns the column of each row.
*/
function assignRowsToColumns(costs, rows, columns) {
	if (rows > columns || costs.length !== rows * columns) throw new RangeError(`${costs.length} costs are no ${rows} x ${columns} matrix with rows <= columns`);
	const state = {
		costs,
		columns,
		rowPotential: new Float64Array(rows),
		columnPotential: new Float64Array(columns),
		rowOfColumn: new Int32Array(columns).fill(-1),
		columnOfRow: new Int32Array(rows).fill(-1),
		pathLength: new Float64Array(columns),
		pathRow: new Int32Array(columns),
		remaining: new Int32Array(columns)
	};
	for (let row = 0; row < rows; row++) augment(state, row);
	return state.columnOfRow;
}
/** Finds the shortest path from `start` to a free column and moves the assignment along it. */
function augment(state, start) {
	const { columns, pathLength, remaining, rowOfColumn, columnOfRow, pathRow } = state;
	pathLength.fill(Number.POSITIVE_INFINITY);
	for (let i = 0; i < columns; i++) remaining[i] = i;
	const settled = [];
	let open = columns;
	let row = start;
	let shortest = 0;
	let sink = -1;
	while (sink < 0) {
		const nearest = relax(state, row, shortest, open);
		const column = remaining[nearest];
		shortest = pathLength[column];
		remaining[nearest] = remaining[--open];
		if (rowOfColumn[column] < 0) sink = column;
		else {
			settled.push(column);
			row = rowOfColumn[column];
		}
	}
	updatePotentials(state, start, settled, shortest);
	for (let column = sink;;) {
		const before = pathRow[column];
		rowOfColumn[column] = before;
		const next = columnOfRow[before];
		columnOfRow[before] = column;
		if (before === start) return;
		column = next;
	}
}
/** Extends paths over `row`; returns where in `remaining` the nearest column is, a free one if several are. */
function relax(state, row, shortest, open) {
	const { costs, columns, rowPotential, columnPotential, pathLength, pathRow, remaining, rowOfColumn } = state;
	const base = shortest - rowPotential[row];
	const offset = row * columns;
	let nearest = 0;
	let least = Number.POSITIVE_INFINITY;
	for (let i = 0; i < open; i++) {
		const column = remaining[i];
		const length = base + costs[offset + column] - columnPotential[column];
		if (length < pathLength[column]) {
			pathLength[column] = length;
			pathRow[column] = row;
		}
		const known = pathLength[column];
		if (known < least || known === least && rowOfColumn[column] < 0) {
			least = known;
			nearest = i;
		}
	}
	return nearest;
}
function updatePotentials(state, start, settled, shortest) {
	const { rowPotential, columnPotential, pathLength, rowOfColumn } = state;
	rowPotential[start] += shortest;
	for (const column of settled) {
		const slack = shortest - pathLength[column];
		rowPotential[rowOfColumn[column]] += slack;
		columnPotential[column] -= slack;
	}
}

// src/compare/row-assignment.ts
/** Rows this many times closer than the largest allowed distance are assigned before all others. */
const nearShare = 1 / 16;
/** What a pair that can't be costs in an assignment: twice the most that a possible one can. */
const impossible = 4;
/**
* Finds partners. Rows can be partners when their labels are equal and no column of their keys differs by more
* than `maxDistance`; a key with NaN or infinity has none. First, rows that nearly coincide are assigned among
* themselves, then the rest: in one go, a chain of slightly wrong pairs could cost less than leaving a truly wrong row
* alone, and hide it. Both minimise the sum of distance (relative to the radius) and difference in score (relative
* to the largest), where a row left alone costs twice as much as the worst possible pair.
*/
function assignRows(reference, candidate, maxDistance) {
	const usable = (table) => Array.from({ length: table.rows }, (_, row) => row).filter((row) => isFiniteRow(table, row));
	const scoreScale = largest(reference.scores) || 1;
	const side = {
		reference: usable(reference),
		candidate: usable(candidate)
	};
	const near = assignWithin(reference, candidate, side, maxDistance * nearShare, scoreScale);
	const nearReference = new Set(near.map((pair) => pair.reference));
	const nearCandidate = new Set(near.map((pair) => pair.candidate));
	const rest = {
		reference: side.reference.filter((row) => !nearReference.has(row)),
		candidate: side.candidate.filter((row) => !nearCandidate.has(row))
	};
	return [...near, ...assignWithin(reference, candidate, rest, maxDistance, scoreScale)];
}
function isFiniteRow(table, row) {
	for (let i = row * table.keySize; i < (row + 1) * table.keySize; i++) if (!Number.isFinite(table.keys[i])) return false;
	return true;
}
function largest(scores) {
	return scores.reduce((max, score) => score > max ? score : max, 0);
}
function assignWithin(reference, candidate, sides, radius, scoreScale) {
	const cost = (x, y) => {
		if (reference.labels !== void 0 && reference.labels[x] !== candidate.labels[y]) return impossible;
		const distance = keyDistance(reference, x, candidate, y);
		if (!(distance <= radius)) return impossible;
		const difference = Math.min(1, Math.abs(reference.scores[x] - candidate.scores[y]) / scoreScale);
		return (distance === 0 ? 0 : distance / radius) + (Number.isNaN(difference) ? 1 : difference);
	};
	return neighbourhoods(sides, cost).flatMap((part) => assignPart(part, cost));
}
/** Largest difference of any column. */
function keyDistance(reference, x, candidate, y) {
	const size = reference.keySize;
	let distance = 0;
	for (let i = 0; i < size; i++) distance = Math.max(distance, Math.abs(reference.keys[x * size + i] - candidate.keys[y * size + i]));
	return distance;
}
/** Splits rows into parts between which no pair is possible: most parts are one pair, and need no search. */
function neighbourhoods(sides, cost) {
	const parent = Int32Array.from({ length: sides.reference.length + sides.candidate.length }, (_, i) => i);
	const root = (node) => {
		let top = node;
		while (parent[top] !== top) {
			parent[top] = parent[parent[top]];
			top = parent[top];
		}
		return top;
	};
	const shift = sides.reference.length;
	for (const [i, x] of sides.reference.entries()) for (const [j, y] of sides.candidate.entries()) if (cost(x, y) < impossible) parent[root(shift + j)] = root(i);
	const parts = /* @__PURE__ */ new Map();
	const partOf = (node) => {
		const top = root(node);
		const part = parts.get(top) ?? {
			reference: [],
			candidate: []
		};
		parts.set(top, part);
		return part;
	};
	for (const [i, x] of sides.reference.entries()) partOf(i).reference.push(x);
	for (const [j, y] of sides.candidate.entries()) partOf(shift + j).candidate.push(y);
	return [...parts.values()].filter((part) => part.reference.length > 0 && part.candidate.length > 0);
}
function assignPart(part, cost) {
	const turned = part.reference.length > part.candidate.length;
	const rows = turned ? part.candidate : part.reference;
	const columns = turned ? part.reference : part.candidate;
	const costOf = (row, column) => turned ? cost(column, row) : cost(row, column);
	if (columns.length === 1) return [{
		reference: part.reference[0],
		candidate: part.candidate[0]
	}];
	const costs = new Float64Array(rows.length * columns.length);
	for (const [i, row] of rows.entries()) for (const [j, column] of columns.entries()) costs[i * columns.length + j] = costOf(row, column);
	const assigned = assignRowsToColumns(costs, rows.length, columns.length);
	return rows.flatMap((row, i) => {
		const j = assigned[i];
		if (costs[i * columns.length + j] >= impossible) return [];
		const column = columns[j];
		return [turned ? {
			reference: column,
			candidate: row
		} : {
			reference: row,
			candidate: column
		}];
	});
}

// src/compare/row-table.ts
/** The row axis of a group: as given, else the last but one of the boxes. */
function rowAxis(group, boxes) {
	const rank = boxes.shape.length;
	const axis = group.axis ?? (rank === 1 ? 0 : -2);
	const position = axis < 0 ? rank + axis : axis;
	if (!(position >= 0 && position < rank)) throw new ConfigError(`match: "${group.boxes.output}" of shape ${formatShape(boxes.shape)} has no axis ${axis} to take rows along.`, { advice: "Set axis to the row axis of the boxes." });
	return position;
}
/** @throws InputError when the tensor has no such axis. */
function rowLayout(output, tensor, axis) {
	const { shape } = tensor;
	if (axis >= shape.length) throw new InputError(`match: "${output}" of shape ${formatShape(shape)} has no row axis ${axis}.`, { advice: "Take the output out of the group, or set axis." });
	const batchShape = shape.slice(0, axis);
	const rowShape = shape.slice(axis + 1);
	return {
		batchShape,
		batches: product(batchShape),
		rows: shape[axis],
		rowShape,
		rowSize: product(rowShape)
	};
}
function product(sizes) {
	return sizes.reduce((count, size) => count * size, 1);
}
/** Reads the rows of each batch entry of one side. */
function readRowTables(group, tensorOf, axis) {
	const boxes = readColumns(group.boxes, tensorOf(group.boxes.output), axis);
	const scores = group.scores && readColumns(group.scores, tensorOf(group.scores.output), axis);
	const labels = group.labels && readColumns(group.labels, tensorOf(group.labels.output), axis);
	if (labels !== void 0 && labels.size !== 1) throw new ConfigError(`match: "${group.labels.output}" has ${labels.size} labels a row; one is meant.`, { advice: "Name the column, such as detections[5], or leave labels out." });
	return Array.from({ length: boxes.batches }, (_, batch) => {
		const { rows } = boxes;
		const part = (columns) => columns.values.subarray(batch * rows * columns.size, (batch + 1) * rows * columns.size);
		return {
			rows,
			keys: part(boxes),
			keySize: boxes.size,
			scores: scores === void 0 ? new Float64Array(rows).fill(1) : rowMaxima(part(scores), scores.size),
			labels: labels === void 0 ? void 0 : part(labels)
		};
	});
}
function readColumns(source, tensor, axis) {
	const layout = rowLayout(source.output, tensor, axis);
	const count = layout.batches * layout.rows;
	const values = new Float64Array(count * layout.rowSize);
	readNumbers(tensor, 0, values);
	if (source.columns === void 0) return {
		batches: layout.batches,
		rows: layout.rows,
		size: layout.rowSize,
		values
	};
	const { from, to } = source.columns;
	if (to > layout.rowSize) throw new ConfigError(`match: "${source.output}" has ${layout.rowSize} columns, so there is no [${from}:${to}].`, { advice: "Columns are counted from 0, and the end is exclusive." });
	const size = to - from;
	const chosen = new Float64Array(count * size);
	for (let row = 0; row < count; row++) {
		const start = row * layout.rowSize;
		chosen.set(values.subarray(start + from, start + to), row * size);
	}
	return {
		batches: layout.batches,
		rows: layout.rows,
		size,
		values: chosen
	};
}
/** Largest of each row; NaN when one is NaN, so that it shows in the unmatched score. */
function rowMaxima(values, size) {
	if (size === 1) return values;
	return Float64Array.from({ length: values.length / size }, (_, row) => values.subarray(row * size, (row + 1) * size).reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY));
}

// src/compare/match.ts
/** A tenth of the RMS of the boxes: 35 px in a frame of 640. */
const defaultDistanceShare = .1;
/**
* Assigns the rows of each sample and batch entry. Pairs with both scores below `minScore` are left out; so are
* lone rows below it.
* @throws ConfigError when the rule does not fit the outputs (axis, columns, scores that are no probabilities).
*/
function matchGroup(group, samples) {
	const axis = rowAxis(group, samples[0].reference.get(group.boxes.output));
	const tables = samples.map((sample) => ({
		sample,
		reference: readRowTables(group, (output) => sample.reference.get(output), axis),
		candidate: readRowTables(group, (output) => sample.candidate.get(output), axis)
	}));
	for (const { reference } of tables) checkScores(group, reference);
	const maxDistance = group.maxDistance ?? defaultDistanceShare * keyRms(tables.flatMap((entry) => entry.reference));
	const scenes = tables.flatMap(({ sample, reference, candidate }) => reference.map((table, batch) => {
		const other = candidate[batch];
		const pairs = assignRows(table, other, maxDistance).filter((pair) => isCounted(group, table, other, pair));
		return {
			sample: sample.sample,
			batch,
			reference: table,
			candidate: other,
			pairs: pairs.toSorted((one, other) => one.reference - other.reference)
		};
	}));
	return {
		matching: summarise(group, scenes, maxDistance),
		axis,
		...gatherGroup(group, samples, scenes, axis)
	};
}
function checkScores(group, tables) {
	for (const { scores } of tables) {
		const negative = scores.find((score) => score < 0);
		if (negative !== void 0) throw new ConfigError(`match: "${group.scores.output}" holds the score ${negative}, but scores must be probabilities.`, { advice: "Name an output behind the sigmoid or softmax, or leave scores out of the match." });
	}
}
function keyRms(tables) {
	let squares = 0;
	let count = 0;
	for (const { keys } of tables) for (const value of keys) {
		if (!Number.isFinite(value)) continue;
		squares += value * value;
		count++;
	}
	return count === 0 ? 0 : Math.sqrt(squares / count);
}
function isCounted(group, reference, candidate, pair) {
	const low = (score) => score < group.minScore;
	return !(low(reference.scores[pair.reference]) && low(candidate.scores[pair.candidate]));
}
function summarise(group, scenes, maxDistance) {
	let matchedRows = 0;
	let unmatchedReferenceRows = 0;
	let unmatchedCandidateRows = 0;
	let unmatchedScore = 0;
	let unmatchedScoreSample;
	for (const scene of scenes) {
		const reference = loneRows(scene.reference, scene.pairs.map((pair) => pair.reference), group.minScore);
		const candidate = loneRows(scene.candidate, scene.pairs.map((pair) => pair.candidate), group.minScore);
		matchedRows += scene.pairs.length;
		unmatchedReferenceRows += reference.length;
		unmatchedCandidateRows += candidate.length;
		const share = loneShare(scene, reference, candidate);
		if (share > unmatchedScore || Number.isNaN(share)) {
			unmatchedScore = Number.isNaN(unmatchedScore) ? unmatchedScore : share;
			unmatchedScoreSample = scene.sample;
		}
	}
	return {
		boxes: group.boxes.output,
		matchedRows,
		unmatchedReferenceRows,
		unmatchedCandidateRows,
		unmatchedScore,
		unmatchedScoreSample,
		maxDistance
	};
}
/** Rows without partner that are not padding. A NaN score is none of the low ones. */
function loneRows(table, matched, minScore) {
	const taken = new Set(matched);
	return Array.from({ length: table.rows }, (_, row) => row).filter((row) => !taken.has(row) && !(table.scores[row] < minScore));
}
function loneShare(scene, reference, candidate) {
	const weight = (table, rows) => rows.reduce((sum, row) => sum + Math.max(0, table.scores[row]), 0);
	const lone = weight(scene.reference, reference) + weight(scene.candidate, candidate);
	const total = lone + (weight(scene.reference, scene.pairs.map((pair) => pair.reference)) + weight(scene.candidate, scene.pairs.map((pair) => pair.candidate)));
	if (total !== 0) return lone / total;
	const rows = reference.length + candidate.length;
	return rows === 0 ? 0 : rows / (rows + 2 * scene.pairs.length);
}
function gatherGroup(group, samples, scenes, axis) {
	const pairs = /* @__PURE__ */ new Map();
	const loneNonFinite = /* @__PURE__ */ new Map();
	for (const output of group.outputs) {
		const gathered = samples.map((sample) => gatherSample(output, sample, scenes, axis));
		pairs.set(output, gathered.map(({ pair }) => pair));
		loneNonFinite.set(output, gathered.reduce((sum, { loneNonFinite }) => sum + loneNonFinite, 0));
	}
	return {
		pairs,
		loneNonFinite,
		origin: originOf(group, samples, scenes, axis)
	};
}
function gatherSample(output, sample, scenes, axis) {
	const reference = sample.reference.get(output);
	const candidate = sample.candidate.get(output);
	const referenceLayout = rowLayout(output, reference, axis);
	const candidateLayout = rowLayout(output, candidate, axis);
	const own = scenes.filter((scene) => scene.sample === sample.sample);
	const referenceRows = own.flatMap((scene) => scene.pairs.map((pair) => scene.batch * referenceLayout.rows + pair.reference));
	const candidateRows = own.flatMap((scene) => scene.pairs.map((pair) => scene.batch * candidateLayout.rows + pair.candidate));
	const pair = {
		sample: sample.sample,
		reference: gatherRows(reference, referenceLayout, referenceRows),
		candidate: gatherRows(candidate, candidateLayout, candidateRows)
	};
	const lone = (all, part) => countNonFinite(all) - countNonFinite(part);
	return {
		pair,
		loneNonFinite: Math.abs(lone(reference, pair.reference) - lone(candidate, pair.candidate))
	};
}
function originOf(group, samples, scenes, axis) {
	return (sample, row) => {
		const outputs = samples.find((entry) => entry.sample === sample);
		const { batchShape } = rowLayout(group.boxes.output, outputs.reference.get(group.boxes.output), axis);
		let rest = row;
		for (const scene of scenes) {
			if (scene.sample !== sample) continue;
			const pair = scene.pairs[rest];
			if (pair !== void 0) return {
				index: [...batchIndex(scene.batch, batchShape), pair.reference],
				candidateRow: pair.candidate
			};
			rest -= scene.pairs.length;
		}
		throw new RangeError(`sample ${sample} has no pair ${row}`);
	};
}
function batchIndex(batch, shape) {
	const index = [];
	let rest = batch;
	for (const size of shape.toReversed()) {
		index.unshift(rest % size);
		rest = Math.floor(rest / size);
	}
	return index;
}

// src/compare/match-rule.ts
/**
* Reads match rules against the outputs that there are.
* @throws ConfigError for an unknown output, one that is in two groups, or columns that can't be read.
*/
function matchGroups(rules, outputs) {
	const taken = /* @__PURE__ */ new Set();
	return rules.map((rule) => {
		const boxes = rowSource(rule.boxes, outputs);
		const scores = rule.scores === void 0 ? void 0 : rowSource(rule.scores, outputs);
		const labels = rule.labels === void 0 ? void 0 : rowSource(rule.labels, outputs);
		const named = [
			boxes,
			scores,
			labels
		].flatMap((source) => source === void 0 ? [] : [source.output]);
		const members = [.../* @__PURE__ */ new Set([...named, ...rule.outputs])];
		for (const member of members) {
			if (!outputs.includes(member)) throw unknownOutput(member, outputs);
			if (taken.has(member)) throw new ConfigError(`match: output "${member}" is in two groups.`, { advice: "Rows can be put in order only once: merge the groups." });
			taken.add(member);
		}
		const { axis, maxDistance, minScore = 0 } = rule;
		checkNumber("max-distance", maxDistance);
		checkNumber("min-score", minScore);
		return {
			outputs: members,
			boxes,
			scores,
			labels,
			axis,
			maxDistance,
			minScore
		};
	});
}
function checkNumber(name, value) {
	if (value !== void 0 && !(value >= 0 && value < Number.POSITIVE_INFINITY)) throw new ConfigError(`match: ${name} is ${value}; it must be finite and not negative.`, { advice: "Write a number, or leave it out." });
}
const columnsPattern = /^(.+)\[(\d{1,9})(?::(\d{1,9}))?\]$/;
/** `name`, `name[4]` or `name[0:4]` (end exclusive). An output whose very name looks like that is taken as it is. */
function rowSource(text, outputs) {
	if (outputs.includes(text)) return {
		output: text,
		columns: void 0
	};
	const parts = columnsPattern.exec(text);
	if (parts === null) throw unknownOutput(text, outputs);
	const from = Number(parts[2]);
	const to = parts[3] === void 0 ? from + 1 : Number(parts[3]);
	if (to <= from) throw new ConfigError(`match: "${text}" selects no column.`, { advice: `Write the first column and the one after the last, such as ${parts[1]}[0:4].` });
	return {
		output: parts[1],
		columns: {
			from,
			to
		}
	};
}
function unknownOutput(name, outputs) {
	return new ConfigError(`match: there is no output "${name}".`, { advice: `The outputs are ${outputs.map((output) => `"${output}"`).join(", ")}.` });
}

// src/compare/outputs.ts
/**
* Compares all outputs of a run over all samples. Tensors are read in windows and more than once.
* @throws InputError when there is no sample, a sample occurs twice, or reference and candidate have no output in common.
* @throws ConfigError when a match rule does not fit the outputs.
*/
function compareRun(samples, options = {}) {
	checkSamples(samples);
	const referenceNames = namesOf(samples, (sample) => sample.reference);
	const candidateNames = namesOf(samples, (sample) => sample.candidate);
	checkCommon(referenceNames, candidateNames);
	const extra = options.extraOutputs === "allow" ? [] : candidateNames.filter((name) => !referenceNames.includes(name));
	const groups = matchGroups(options.match ?? [], referenceNames);
	const problems = /* @__PURE__ */ new Map();
	for (const name of referenceNames) {
		const problem = structureProblem(name, samples, groups.find((group) => group.outputs.includes(name)));
		if (problem !== void 0) problems.set(name, problem);
	}
	const matched = new Map(groups.map((group) => [group, matchIfSound(group, samples, problems)]));
	const comparable = referenceNames.filter((name) => !problems.has(name));
	return {
		outputs: comparable.map((name, index) => {
			options.onOutput?.(name, index, comparable.length);
			const group = groups.find((candidate) => candidate.outputs.includes(name));
			const axis = toleranceFor(name, options.tolerances ?? [])?.topOneAxis;
			return compareOutput(name, samples, group === void 0 ? void 0 : matched.get(group), axis);
		}),
		findings: [...problems.values(), ...extra.map(extraFinding)],
		names: [...referenceNames, ...extra]
	};
}
function checkSamples(samples) {
	if (samples.length === 0) throw new InputError("there is no sample to compare.", { advice: "Give at least one sample with reference outputs." });
	const seen = /* @__PURE__ */ new Set();
	for (const { sample } of samples) {
		if (seen.has(sample)) throw new InputError(`sample "${sample}" occurs twice.`);
		seen.add(sample);
	}
}
function namesOf(samples, side) {
	return [...new Set(samples.flatMap((sample) => [...side(sample).keys()]))];
}
function checkCommon(reference, candidate) {
	if (reference.some((name) => candidate.includes(name))) return;
	const list = (names) => names.length === 0 ? "none" : names.map((name) => `"${name}"`).join(", ");
	throw new InputError(`reference and candidate have no output in common: the reference has ${list(reference)}, the candidate ${list(candidate)}.`, { advice: "Name the reference outputs as the model's outputs are named." });
}
/** What keeps an output from being compared at all, as a failed finding. */
function structureProblem(name, samples, group) {
	for (const { sample, reference, candidate } of samples) {
		const expected = reference.get(name);
		const actual = candidate.get(name);
		if (expected === void 0 || actual === void 0) return rule("output", name, "present", "missing", `${expected === void 0 ? "the reference" : "the candidate"} has no output ${name} in sample ${sample}.`);
		if (dtypeClass(expected.dtype) !== dtypeClass(actual.dtype)) return rule("dtype", name, expected.dtype, actual.dtype, `${name} is ${expected.dtype} in the reference, but ${actual.dtype} in the candidate (sample ${sample}).`);
		if (group === void 0 && !sameShape(expected.shape, actual.shape)) return shapeFinding(name, sample, expected.shape, actual.shape);
	}
	return mixedClass(name, samples);
}
/** float16, bfloat16, float32 and float64 are widened and compared, integers of any width by value. */
function dtypeClass(dtype) {
	if (isFloat(dtype)) return "float";
	return dtype === "bool" ? "bool" : "integer";
}
function mixedClass(name, samples) {
	const first = samples[0].reference.get(name).dtype;
	const other = samples.find((sample) => dtypeClass(sample.reference.get(name).dtype) !== dtypeClass(first));
	if (other === void 0) return void 0;
	const { dtype } = other.reference.get(name);
	return rule("dtype", name, first, dtype, `${name} is ${first} in the reference of sample ${samples[0].sample}, but ${dtype} in that of sample ${other.sample}.`);
}
function sameShape(one, other) {
	return one.length === other.length && one.every((size, axis) => size === other[axis]);
}
function shapeFinding(name, sample, expected, actual) {
	const [reference, candidate] = [formatShape(expected), formatShape(actual)];
	return rule("shape", name, reference, candidate, `${name} has shape ${reference} in the reference, but ${candidate} in the candidate (sample ${sample}).`);
}
function extraFinding(name) {
	return rule("output", name, "absent", "present", `the candidate has an output ${name} that the reference lacks; extra-outputs: allow accepts it.`);
}
function rule(name, output, expected, actual, message) {
	return {
		name,
		output,
		operator: "==",
		expected,
		actual,
		passed: false,
		level: "fail",
		message
	};
}
/** Rows of a group are assigned only when each of its outputs is there, and agrees apart from the row axis. */
function matchIfSound(group, samples, problems) {
	const broken = () => group.outputs.map((name) => problems.get(name)).find(Boolean);
	if (broken() === void 0) groupShapeProblems(group, samples, problems);
	const cause = broken();
	if (cause === void 0) return matchGroup(group, samples);
	for (const name of group.outputs) {
		if (problems.has(name)) continue;
		const message = `${name}: its rows can't be matched, because ${cause.message}`;
		problems.set(name, rule("match", name, "matched", "unmatched", message));
	}
}
function groupShapeProblems(group, samples, problems) {
	const axis = rowAxis(group, samples[0].reference.get(group.boxes.output));
	for (const { sample, reference, candidate } of samples) {
		for (const name of group.outputs) {
			const [expected, actual] = [reference.get(name).shape, candidate.get(name).shape];
			if (!sameShape(expected, actual.map((size, at) => at === axis ? expected[at] ?? size : size))) problems.set(name, shapeFinding(name, sample, expected, actual));
		}
		for (const [side, outputs] of [["reference", reference], ["candidate", candidate]]) {
			const rows = outputs.get(group.boxes.output).shape[axis];
			const other = group.outputs.find((name) => outputs.get(name).shape[axis] !== rows);
			if (other === void 0 || problems.has(other)) continue;
			const found = outputs.get(other).shape[axis];
			const message = `${other} has ${found ?? "no"} rows along axis ${axis} in the ${side}, but ${group.boxes.output} has ${rows} (sample ${sample}).`;
			problems.set(other, rule("match", other, `${rows} rows`, `${found ?? "no"} rows`, message));
		}
	}
}
function compareOutput(name, samples, matched, wantedAxis) {
	const first = samples[0];
	const reference = first.reference.get(name);
	const pairs = matched?.pairs.get(name) ?? samples.map((entry) => ({
		sample: entry.sample,
		reference: entry.reference.get(name),
		candidate: entry.candidate.get(name)
	}));
	const common = {
		name,
		dtype: reference.dtype,
		candidateDtype: first.candidate.get(name).dtype,
		shape: reference.shape,
		samples: samples.length,
		matching: matched?.matching
	};
	if (!isFloat(reference.dtype)) {
		const { metrics, worst, elements } = compareExactly(pairs);
		return {
			...common,
			kind: "exact",
			metrics,
			elements,
			worst: restore(worst, matched)
		};
	}
	const topOneAxis = matched === void 0 ? wantedAxis : matchedAxis(wantedAxis, reference, matched);
	const { metrics, worst, elements } = compareFloats(pairs, { topOneAxis });
	const lone = matched?.loneNonFinite.get(name) ?? 0;
	return {
		...common,
		kind: "float",
		metrics: {
			...metrics,
			nonFiniteMismatches: metrics.nonFiniteMismatches + lone
		},
		elements,
		worst: restore(worst, matched)
	};
}
/** The top-1 axis in matched rows, whose first axis is the row; "none" along the rows themselves. */
function matchedAxis(wanted, reference, matched) {
	const rank = reference.shape.length;
	const axis = wanted ?? -1;
	const position = (axis < 0 ? rank + axis : axis) - matched.axis;
	return position > 0 ? position : "none";
}
function restore(worst, matched) {
	if (worst === void 0 || matched === void 0) return worst;
	const [row, ...within] = worst.index;
	const origin = matched.origin(worst.sample, row);
	return {
		...worst,
		index: [...origin.index, ...within],
		candidateRow: origin.candidateRow
	};
}

export { judgeRun as a, windowElements as i, fillWindow as n, toleranceFor as o, tensorWindow as r, compareRun as t };