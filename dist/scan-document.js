import { c as literal, g as encode, h as union, m as string, n as array, p as strictObject, t as _enum } from "./schemas.js";
import { c as nonZeroElements, l as rmsRoundingLoss, n as judgeRanges, t as describeRanges } from "./range-legs.js";
import { t as scanSchema } from "./explanation-schema.js";
import { c as count, s as toolSchema } from "./provenance-schema.js";

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

export { scanEntry as n, serializeScan as r, composeScan as t };