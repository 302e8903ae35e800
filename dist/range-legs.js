import { a as blockElements, i as roundToFloat16, n as decodeFloats } from "./decode-floats.js";
import { i as isFloat, r as elementSizeBytes, t as elementCount } from "./tensor.js";

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

export { looksLikeMask as a, nonZeroElements as c, formatPercent as i, rmsRoundingLoss as l, judgeRanges as n, measureRange as o, rangeLeg as r, mergeRanges as s, describeRanges as t };