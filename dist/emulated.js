import { i as InputError, n as EngineError, r as GateError, t as ConfigError } from "./errors.js";
import { a as storageError, i as isFloat, n as formatShape, r as elementSizeBytes, s as writeFully, t as elementCount } from "./tensor.js";
import { $ as modelTensors, A as readInitializer, At as dataTypeNumber, Ct as localMessageMapper, Dt as protoInt64, Et as create, G as formalAt, H as describeNode, J as nodeNames, K as inlineFunctions, M as tensorProto, Mt as dtypeOf, N as checkElements, Ot as ScalarType, St as ValueInfoProtoSchema, T as inBlocks, Tt as WireType, W as indexGraph, Y as valueNames, _ as intAttribute, _t as ModelProtoSchema, a as declaredShape, at as checkLocation, b as aligned, c as missingDeclarations, d as carriedInputPositions, dt as copyMessage, et as gatherThresholdBytes, ft as quote, g as floatAttribute, gt as GraphProtoSchema, h as findAttribute, ht as FunctionProtoSchema, i as schemaOf, it as subgraphsOf, j as tensorBytes, kt as dataTypeName, lt as pointAt, m as isExact, mt as AttributeProto_AttributeType, n as declaresHalfPrecision, nt as maxModelBytes, o as elementType, ot as externalLocation, p as isControlFlow, pt as AttributeProtoSchema, q as createNameScope, r as halfFormat, s as inferTypes, st as isExternal, t as decideRounding, u as readsOnlySizes, v as newFloatAttribute, vt as NodeProtoSchema, w as blockElements, wt as BinaryWriter, x as decodeFloats, y as newIntAttribute, yt as TensorProtoSchema } from "./rounding.js";
import { f as formatAgainst, g as withUnit, h as formatFigure } from "./provenance-schema.js";
import { closeSync, constants, copyFileSync, linkSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync, utimesSync, writevSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";

// node_modules/@bufbuild/protobuf/dist/esm/reflect/error.js
var FieldError = class extends Error {
	constructor(fieldOrOneof, message, name = "FieldValueInvalidError") {
		super(message);
		this.name = name;
		this.field = () => fieldOrOneof;
	}
};

// node_modules/@bufbuild/protobuf/dist/esm/to-binary.js
const IMPLICIT = 2;
const LEGACY_REQUIRED = 3;
const writeDefaults = { writeUnknownFields: true };
function makeWriteOptions(options) {
	return options ? Object.assign(Object.assign({}, writeDefaults), options) : writeDefaults;
}
function toBinary(schema, message, options) {
	const writer = new BinaryWriter();
	compiledWriter(schema)(writer, makeWriteOptions(options), message);
	return writer.finish();
}
const compiledWriters = /* @__PURE__ */ new WeakMap();
/**
* Return the compiled encoder for a message, compiling it on first use.
*/
function compiledWriter(desc) {
	let compiled = compiledWriters.get(desc);
	if (compiled === void 0) compiled = compileMessage(desc);
	return compiled;
}
function compileMessage(desc) {
	const typeName = desc.typeName;
	const sortedFields = desc.fields.concat().sort((a, b) => a.number - b.number);
	const foreignField = sortedFields[0];
	const fieldWriters = [];
	const compiled = (writer, opts, message) => {
		if (message.$typeName !== typeName && foreignField !== void 0) throw new FieldError(foreignField, `cannot use ${foreignField} with message ${message.$typeName}`, "ForeignFieldError");
		for (let i = 0; i < fieldWriters.length; i++) fieldWriters[i](writer, opts, message);
		const unknown = message.$unknown;
		if (unknown !== void 0 && opts.writeUnknownFields) for (let i = 0; i < unknown.length; i++) {
			const { no, wireType, data } = unknown[i];
			writer.tag(no, wireType).raw(data);
		}
	};
	compiledWriters.set(desc, compiled);
	for (const field of sortedFields) fieldWriters.push(compileField(field));
	return compiled;
}
function compileField(field) {
	switch (field.fieldKind) {
		case "message":
		case "scalar":
		case "enum": return compileSingularField(field);
		case "list": return compileListField(field);
		case "map": return compileMapField(field);
	}
}
/**
* Compile an encoder for a singular field: the presence check, and the
* value encoder.
*/
function compileSingularField(field) {
	const writeValue = compileSingularValue(field);
	const localName = field.localName;
	if (field.oneof) {
		const oneofLocalName = field.oneof.localName;
		return (writer, opts, message) => {
			const oneof = message[oneofLocalName];
			if (oneof.case === localName) writeValue(writer, opts, oneof.value);
		};
	}
	if (field.presence != IMPLICIT) {
		const requiredError = field.presence == LEGACY_REQUIRED ? `cannot encode ${field} to binary: required field not set` : void 0;
		return (writer, opts, message) => {
			const value = message[localName];
			if (value !== void 0 && Object.prototype.hasOwnProperty.call(message, localName)) writeValue(writer, opts, value);
			else if (requiredError !== void 0) throw new Error(requiredError);
		};
	}
	if (field.fieldKind == "enum") {
		const zero = field.enum.values[0].number;
		return (writer, opts, message) => {
			const value = message[localName];
			if (value !== zero) writeValue(writer, opts, value);
		};
	}
	switch (field.scalar) {
		case ScalarType.BOOL: return (writer, opts, message) => {
			const value = message[localName];
			if (value !== false) writeValue(writer, opts, value);
		};
		case ScalarType.STRING: return (writer, opts, message) => {
			const value = message[localName];
			if (value !== "") writeValue(writer, opts, value);
		};
		case ScalarType.BYTES: return (writer, opts, message) => {
			const value = message[localName];
			if (!(value instanceof Uint8Array) || value.byteLength > 0) writeValue(writer, opts, value);
		};
		case ScalarType.DOUBLE:
		case ScalarType.FLOAT: return (writer, opts, message) => {
			const value = message[localName];
			if (!Object.is(value, 0)) writeValue(writer, opts, value);
		};
		default: return (writer, opts, message) => {
			const value = message[localName];
			if (value != 0) writeValue(writer, opts, value);
		};
	}
}
/**
* Compile an encoder for the value of a singular field, including the tag.
*/
function compileSingularValue(field) {
	switch (field.fieldKind) {
		case "message": {
			const { toMessage } = localMessageMapper(field);
			const writeChild = compileChildWriter(field);
			return (writer, opts, value) => {
				writeChild(writer, opts, toMessage(value));
			};
		}
		case "scalar":
		case "enum": {
			const scalarType = field.fieldKind == "enum" ? ScalarType.INT32 : field.scalar;
			const fieldNo = field.number;
			const wireType = writeTypeOfScalar(scalarType);
			const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
			return (writer, opts, value) => {
				writer.tag(fieldNo, wireType);
				writeScalar(writer, value);
			};
		}
	}
}
function compileListField(field) {
	const localName = field.localName;
	const fieldNo = field.number;
	switch (field.listKind) {
		case "message": {
			const { toMessage } = localMessageMapper(field);
			const writeChild = compileChildWriter(field);
			return (writer, opts, message) => {
				const items = message[localName];
				for (let i = 0; i < items.length; i++) writeChild(writer, opts, toMessage(items[i]));
			};
		}
		case "scalar":
		case "enum": {
			const scalarType = field.listKind == "enum" ? ScalarType.INT32 : field.scalar;
			const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
			if (field.packed) return (writer, opts, message) => {
				const items = message[localName];
				if (items.length == 0) return;
				writer.tag(fieldNo, WireType.LengthDelimited).fork();
				for (let i = 0; i < items.length; i++) writeScalar(writer, items[i]);
				writer.join();
			};
			const wireType = writeTypeOfScalar(scalarType);
			return (writer, opts, message) => {
				const items = message[localName];
				for (let i = 0; i < items.length; i++) {
					writer.tag(fieldNo, wireType);
					writeScalar(writer, items[i]);
				}
			};
		}
	}
}
function compileMapField(field) {
	const localName = field.localName;
	const fieldNo = field.number;
	const writeKey = compileMapKey(field);
	if (field.mapKind == "message") {
		const { toMessage } = localMessageMapper(field);
		const writeMessage = compiledWriter(field.message);
		return (writer, opts, message) => {
			const record = message[localName];
			const keys = Object.keys(record);
			for (let i = 0; i < keys.length; i++) {
				const key = keys[i];
				writer.tag(fieldNo, WireType.LengthDelimited).fork();
				writeKey(writer, key);
				writer.tag(2, WireType.LengthDelimited).fork();
				writeMessage(writer, opts, toMessage(record[key]));
				writer.join();
				writer.join();
			}
		};
	}
	const scalarType = field.mapKind == "enum" ? ScalarType.INT32 : field.scalar;
	const valueWireType = writeTypeOfScalar(scalarType);
	const writeScalar = compileScalarValue(scalarType, field.parent.typeName, field.name);
	return (writer, opts, message) => {
		const record = message[localName];
		const keys = Object.keys(record);
		for (let i = 0; i < keys.length; i++) {
			const key = keys[i];
			writer.tag(fieldNo, WireType.LengthDelimited).fork();
			writeKey(writer, key);
			writer.tag(2, valueWireType);
			writeScalar(writer, record[key]);
			writer.join();
		}
	};
}
/**
* Compile an encoder for a map key. Map keys are stored as object keys and
* are always strings locally. Convert them to their scalar type before
* writing, like the reflect API does when iterating map entries.
*/
function compileMapKey(field) {
	const wireType = writeTypeOfScalar(field.mapKey);
	const writeScalar = compileScalarValue(field.mapKey, field.parent.typeName, field.name);
	const convertKey = compileMapKeyConverter(field.mapKey);
	return (writer, key) => {
		writer.tag(1, wireType);
		writeScalar(writer, convertKey(key));
	};
}
/**
* Returns a converter from an object key (always a string) to the closest
* possible type for the map key type. Invalid keys are passed through to
* the scalar writer, which raises an error for them.
*/
function compileMapKeyConverter(type) {
	switch (type) {
		case ScalarType.STRING: return (key) => key;
		case ScalarType.BOOL: return (key) => key === "true" ? true : key === "false" ? false : key;
		case ScalarType.UINT64:
		case ScalarType.FIXED64: return (key) => {
			try {
				return protoInt64.uParse(key);
			} catch (_a) {
				return key;
			}
		};
		case ScalarType.INT64:
		case ScalarType.SFIXED64:
		case ScalarType.SINT64: return (key) => {
			try {
				return protoInt64.parse(key);
			} catch (_a) {
				return key;
			}
		};
		default: return (key) => {
			const n = Number.parseInt(key);
			return Number.isFinite(n) ? n : key;
		};
	}
}
/**
* Compile an encoder for a bare scalar value (no tag), wrapping errors from
* the writer with the message and field name.
*/
function compileScalarValue(type, messageName, fieldName) {
	const writeScalar = compileScalarWrite(type);
	return (writer, value) => {
		try {
			writeScalar(writer, value);
		} catch (e) {
			if (e instanceof Error) throw new Error(`cannot encode field ${messageName}.${fieldName} to binary: ${e.message}`);
			throw e;
		}
	};
}
function compileScalarWrite(type) {
	switch (type) {
		case ScalarType.STRING: return (writer, value) => writer.string(value);
		case ScalarType.BOOL: return (writer, value) => writer.bool(value);
		case ScalarType.DOUBLE: return (writer, value) => writer.double(value);
		case ScalarType.FLOAT: return (writer, value) => writer.float(value);
		case ScalarType.INT32: return (writer, value) => writer.int32(value);
		case ScalarType.INT64: return (writer, value) => writer.int64(value);
		case ScalarType.UINT64: return (writer, value) => writer.uint64(value);
		case ScalarType.FIXED64: return (writer, value) => writer.fixed64(value);
		case ScalarType.BYTES: return (writer, value) => writer.bytes(value);
		case ScalarType.FIXED32: return (writer, value) => writer.fixed32(value);
		case ScalarType.SFIXED32: return (writer, value) => writer.sfixed32(value);
		case ScalarType.SFIXED64: return (writer, value) => writer.sfixed64(value);
		case ScalarType.SINT64: return (writer, value) => writer.sint64(value);
		case ScalarType.UINT32: return (writer, value) => writer.uint32(value);
		case ScalarType.SINT32: return (writer, value) => writer.sint32(value);
	}
}
/**
* Compile an encoder for the wire format of a message field, honoring the
* delimited encoding of the field. The tag is written by the encoder.
*/
function compileChildWriter(field) {
	const fieldNo = field.number;
	const writeMessage = compiledWriter(field.message);
	if (field.delimitedEncoding) return (writer, opts, child) => {
		writer.tag(fieldNo, WireType.StartGroup);
		writeMessage(writer, opts, child);
		writer.tag(fieldNo, WireType.EndGroup);
	};
	return (writer, opts, child) => {
		writer.tag(fieldNo, WireType.LengthDelimited).fork();
		writeMessage(writer, opts, child);
		writer.join();
	};
}
function writeTypeOfScalar(type) {
	switch (type) {
		case ScalarType.BYTES:
		case ScalarType.STRING: return WireType.LengthDelimited;
		case ScalarType.DOUBLE:
		case ScalarType.FIXED64:
		case ScalarType.SFIXED64: return WireType.Bit64;
		case ScalarType.FIXED32:
		case ScalarType.SFIXED32:
		case ScalarType.FLOAT: return WireType.Bit32;
		default: return WireType.Varint;
	}
}

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

// src/compare/finding.ts
/** Whether `actual` keeps to the limit. A comparison with NaN is false, so NaN never passes. */
function withinLimit(actual, operator, expected) {
	if (operator === "<=") return actual <= expected;
	if (operator === ">=") return actual >= expected;
	return actual === expected;
}

// src/compare/glob.ts
/**
* Whether `name` matches `pattern`: `*` stands for any text (also `/` and `.`, since output names are no paths), `?`
* for one character, everything else for itself, case included. Time is at most pattern length times name length,
* whatever the pattern: names and patterns come from files that others wrote.
*/
function matchesGlob(pattern, name) {
	const wanted = Array.from(pattern);
	const given = Array.from(name);
	let p = 0;
	let star = -1;
	let resume = 0;
	for (let n = 0; n < given.length;) if (wanted[p] === "*") {
		star = p++;
		resume = n;
	} else if (p < wanted.length && (wanted[p] === "?" || wanted[p] === given[n])) {
		p++;
		n++;
	} else if (star >= 0) {
		p = star + 1;
		n = ++resume;
	} else return false;
	while (wanted[p] === "*") p++;
	return p === wanted.length;
}
/** How particular a pattern is: its number of literal characters; infinite for a plain name. */
function globSpecificity(pattern) {
	const characters = Array.from(pattern);
	const literals = characters.filter((character) => character !== "*" && character !== "?").length;
	return literals === characters.length ? Number.POSITIVE_INFINITY : literals;
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

// src/tensor/read-numbers.ts
/** Integers up to this magnitude are exact in a double. */
const maxExactInteger = 2 ** 53;
/**
* Fills `into` with the elements from `start` on, of any dtype (bool as 0 and 1). Returns true when every value
* is exact; false when an int64 or uint64 beyond 2^53 was rounded to the nearest double: `readBigInts` has the
* exact values then. Windows of `blockElements` elements are fastest. No memory is allocated.
*/
function readNumbers(tensor, start, into) {
	const sizeBytes = elementSizeBytes[tensor.dtype];
	const raw = new Uint8Array(into.buffer, into.byteOffset + into.length * (8 - sizeBytes), into.length * sizeBytes);
	tensor.read(start, raw);
	return decodeNumbers(raw, tensor.dtype, into);
}
/** As `readNumbers`, from little-endian `bytes`, which may be the tail of the buffer of `into`. */
function decodeNumbers(bytes, dtype, into) {
	if (isFloat(dtype)) {
		decodeFloats(bytes, dtype, into);
		return true;
	}
	const sizeBytes = elementSizeBytes[dtype];
	if (bytes.length !== into.length * sizeBytes) throw new RangeError(`${bytes.length} bytes are not ${into.length} elements of ${dtype}`);
	const source = aligned(bytes, Math.min(sizeBytes, 4));
	if (dtype === "int64" || dtype === "uint64") return decodeLongs(source, dtype, into);
	const elements = new integerArrays[dtype](source.buffer, source.byteOffset, into.length);
	inBlocks(into.length, (start, end) => widen(elements, into, start, end));
	return true;
}
const integerArrays = {
	bool: Uint8Array,
	int8: Int8Array,
	uint8: Uint8Array,
	int16: Int16Array,
	uint16: Uint16Array,
	int32: Int32Array,
	uint32: Uint32Array
};
function widen(elements, into, start, end) {
	for (let i = start; i < end; i++) into[i] = elements[i];
}
function decodeLongs(bytes, dtype, into) {
	const low = new Uint32Array(bytes.buffer, bytes.byteOffset, into.length * 2);
	const high = dtype === "int64" ? new Int32Array(bytes.buffer, bytes.byteOffset, into.length * 2) : low;
	let largest = 0;
	for (let i = 0; i < into.length; i++) {
		const value = high[2 * i + 1] * 2 ** 32 + low[2 * i];
		into[i] = value;
		largest = Math.max(largest, Math.abs(value));
	}
	return largest < maxExactInteger;
}
/** The elements from `start` on of an int64 or uint64 tensor, exact. Slow: for values that a double can't hold. */
function readBigInts(tensor, start, count) {
	if (tensor.dtype !== "int64" && tensor.dtype !== "uint64") throw new RangeError(`readBigInts reads int64 and uint64, not ${tensor.dtype}`);
	const bytes = new Uint8Array(count * 8);
	tensor.read(start, bytes);
	return Array.from(tensor.dtype === "int64" ? new BigInt64Array(bytes.buffer) : new BigUint64Array(bytes.buffer));
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
function tensorWindow() {
	const values = new Float64Array(windowElements);
	const float32 = new Float32Array(windowElements);
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
const infinityKey = 262016;
function emptyHistogram() {
	return {
		recent: new Uint32Array(levelSizes[0]),
		counts: new Float64Array(levelSizes[0]),
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
	for (let key = 0; key < histogram.counts.length; key++) histogram.counts[key] += histogram.recent[key];
	histogram.recent.fill(0);
	histogram.sinceFlush = 0;
}
/**
* Percentiles by nearest rank: of n errors in ascending order, the ceil(n * perMille / 1000)-th. Errors below
* 2^-1029 count as zero; differences of float32 values are multiples of 2^-149.
* @param perMille three whole numbers, such as 500 for the median.
* @param pass is run once when all buckets are small, at most four times.
* @returns NaN for each when nothing was counted.
*/
function errorPercentiles(histogram, perMille, pass) {
	flush(histogram);
	const total = histogram.counts.reduce((sum, count) => sum + count, 0);
	if (total === 0) return [
		NaN,
		NaN,
		NaN
	];
	const targets = perMille.map((share) => firstTarget(histogram, Math.max(1, Math.ceil(total * share / 1e3))));
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
function firstTarget(histogram, rank) {
	const found = locate(histogram.counts, rank);
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
	const windows = {
		reference: tensorWindow(),
		candidate: tensorWindow()
	};
	const errors = errorWindow(windowElements);
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
	const window = tensorWindow();
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

// src/localise/cause-context.ts
/** Largest finite FP16 number, the smallest normal one, and the largest magnitude that rounds to zero. */
const largestFloat16 = 65504;
const smallestNormalFloat16 = 2 ** -14;
const flushedFloat16 = 2 ** -25;
/** Magnitudes from here on round to infinity. */
const overflowFloat16 = 65520;
/** Relative error that one rounding to FP16 makes at most. */
const unitRoundoff = 2 ** -11;
/** Distance between neighbouring FP16 numbers at this magnitude. */
function stepAt(magnitude) {
	if (magnitude < smallestNormalFloat16) return 2 ** -24;
	return 2 ** (Math.floor(Math.log2(Math.min(magnitude, largestFloat16))) - 10);
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
	const operator = quote(context.node.proto.opType).slice(1, -1);
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

// src/onnx/move-weights.ts
/** Tensors start at multiples of a memory page, so that a runtime can map them. */
const alignmentBytes = 4096;
/**
* Moves the raw_data of large initializers, also in subgraphs, into the pieces of an external data file. Nothing is
* copied and `model` is left unchanged. For models that would exceed the 2 GiB of `encodeModel`.
* Values of attributes stay, since ONNX Runtime reads only initializers from outside.
*/
function moveWeights(model, options) {
	const fileName = checkLocation(options.fileName, "the data file to write");
	const data = [];
	let sizeBytes = 0;
	const moveTensor = (tensor) => {
		const { rawData } = tensor;
		if (rawData.byteLength < Math.max(1, options.thresholdBytes)) return tensor;
		const padding = (alignmentBytes - sizeBytes % alignmentBytes) % alignmentBytes;
		if (padding > 0) data.push(new Uint8Array(padding));
		const offset = sizeBytes + padding;
		data.push(rawData);
		sizeBytes = offset + rawData.byteLength;
		return external(tensor, fileName, offset);
	};
	return {
		model: model.graph === void 0 ? model : copyMessage(model, { graph: mapInitializers(model.graph, moveTensor) }),
		data
	};
}
function external(tensor, location, offsetBytes) {
	const moved = copyMessage(tensor);
	pointAt(moved, {
		location,
		offsetBytes,
		lengthBytes: tensor.rawData.byteLength
	});
	return moved;
}
/** A copy of a graph with `change` applied to every initializer in it and its subgraphs; the rest is shared. */
function mapInitializers(graph, change) {
	return copyMessage(graph, {
		initializer: graph.initializer.map(change),
		node: graph.node.map((node) => mapNode(node, change))
	});
}
function mapNode(node, change) {
	if (subgraphsOf(node).length === 0) return node;
	const mapAttribute = (attribute) => copyMessage(attribute, {
		...attribute.g === void 0 ? {} : { g: mapInitializers(attribute.g, change) },
		graphs: attribute.graphs.map((graph) => mapInitializers(graph, change))
	});
	return copyMessage(node, { attribute: node.attribute.map(mapAttribute) });
}

// src/onnx/encode.ts
/** Field numbers of onnx.proto on the way from a model to the bytes of its tensors. */
const modelGraph = 7;
const modelFunctions = 25;
const graphNode = 1;
const graphInitializer = 5;
const nodeAttribute = 5;
const functionNode = 7;
const attributeTensor = 5;
const attributeGraph = 6;
const attributeTensors = 10;
const attributeGraphs = 11;
const tensorRawData = 9;
/** Wire type 2: a length, then that many bytes. */
const lengthDelimited = 2;
/** Number of bytes that the pieces make together. */
function encodedSizeBytes(pieces) {
	return pieces.reduce((total, piece) => total + piece.byteLength, 0);
}
/** Like `encodeModel`, of whatever size: for writers that move weights out of a model that is too large. */
function encodePieces(model) {
	const holdsGraph = model.graph !== void 0 && isLargeGraph(model.graph);
	const holdsFunctions = model.functions.some(isLargeFunction);
	const head = copyMessage(model, {
		...holdsGraph ? { graph: void 0 } : {},
		...holdsFunctions ? { functions: [] } : {}
	});
	const pieces = [toBinary(ModelProtoSchema, head)];
	if (holdsGraph && model.graph !== void 0) pieces.push(...delimited(modelGraph, graphPieces(model.graph)));
	if (holdsFunctions) for (const definition of model.functions) pieces.push(...delimited(modelFunctions, functionPieces(definition)));
	return pieces;
}
function graphPieces(graph) {
	const head = copyMessage(graph, {
		node: [],
		initializer: []
	});
	const pieces = [toBinary(GraphProtoSchema, head)];
	const empty = bare(graph);
	appendRuns(pieces, graph.node, isLargeNode, graphNode, nodePieces, (node) => toBinary(GraphProtoSchema, copyMessage(empty, { node })));
	appendRuns(pieces, graph.initializer, isLargeTensor, graphInitializer, tensorPieces, (initializer) => toBinary(GraphProtoSchema, copyMessage(empty, { initializer })));
	return pieces;
}
function functionPieces(definition) {
	const pieces = [toBinary(FunctionProtoSchema, copyMessage(definition, { node: [] }))];
	const empty = bare(definition);
	appendRuns(pieces, definition.node, isLargeNode, functionNode, nodePieces, (node) => toBinary(FunctionProtoSchema, copyMessage(empty, { node })));
	return pieces;
}
function nodePieces(node) {
	const pieces = [toBinary(NodeProtoSchema, copyMessage(node, { attribute: [] }))];
	const empty = bare(node);
	appendRuns(pieces, node.attribute, isLargeAttribute, nodeAttribute, attributePieces, (attribute) => toBinary(NodeProtoSchema, copyMessage(empty, { attribute })));
	return pieces;
}
function attributePieces(attribute) {
	const head = copyMessage(attribute, {
		t: void 0,
		g: void 0,
		tensors: [],
		graphs: []
	});
	const pieces = [toBinary(AttributeProtoSchema, head)];
	if (attribute.t !== void 0) pieces.push(...delimited(attributeTensor, tensorPieces(attribute.t)));
	if (attribute.g !== void 0) pieces.push(...delimited(attributeGraph, graphPieces(attribute.g)));
	for (const tensor of attribute.tensors) pieces.push(...delimited(attributeTensors, tensorPieces(tensor)));
	for (const graph of attribute.graphs) pieces.push(...delimited(attributeGraphs, graphPieces(graph)));
	return pieces;
}
function tensorPieces(tensor) {
	if (!isLargeTensor(tensor)) return [toBinary(TensorProtoSchema, tensor)];
	return [toBinary(TensorProtoSchema, copyMessage(tensor, { rawData: void 0 })), ...delimited(tensorRawData, [tensor.rawData])];
}
/**
* Appends the elements of a repeated field in their order: large ones as pieces of their own, the runs of small ones
* between them in one go (one message per run, since a repeated field is the concatenation of its occurrences).
*/
function appendRuns(pieces, elements, isLarge, fieldNumber, encodeLarge, encodeRun) {
	let runStart = 0;
	const flush = (end) => {
		if (end > runStart) pieces.push(encodeRun(elements.slice(runStart, end)));
	};
	for (const [index, element] of elements.entries()) if (isLarge(element)) {
		flush(index);
		pieces.push(...delimited(fieldNumber, encodeLarge(element)));
		runStart = index + 1;
	}
	flush(elements.length);
}
/** The message type with nothing in it: own fields that are lists emptied, everything else dropped. */
function bare(message) {
	const copy = copyMessage(message);
	for (const [name, value] of Object.entries(copy)) {
		if (name === "$typeName") continue;
		if (Array.isArray(value) && name !== "$unknown") copy[name] = [];
		else delete copy[name];
	}
	return copy;
}
function delimited(fieldNumber, pieces) {
	return [lengthPrefix(fieldNumber, encodedSizeBytes(pieces)), ...pieces];
}
function lengthPrefix(fieldNumber, sizeBytes) {
	const bytes = [];
	appendVarint(bytes, fieldNumber * 8 + lengthDelimited);
	appendVarint(bytes, sizeBytes);
	return Uint8Array.from(bytes);
}
/** Arithmetic, not bit operations: sizes go beyond 32 bits before the 2 GiB check can refuse them. */
function appendVarint(bytes, value) {
	let rest = value;
	while (rest >= 128) {
		bytes.push(rest % 128 + 128);
		rest = Math.floor(rest / 128);
	}
	bytes.push(rest);
}
function isLargeTensor(tensor) {
	return tensor.rawData.byteLength >= gatherThresholdBytes;
}
function isLargeAttribute(attribute) {
	return attribute.t !== void 0 && isLargeTensor(attribute.t) || attribute.g !== void 0 && isLargeGraph(attribute.g) || attribute.tensors.some(isLargeTensor) || attribute.graphs.some(isLargeGraph);
}
function isLargeNode(node) {
	return node.attribute.some(isLargeAttribute);
}
function isLargeGraph(graph) {
	return graph.initializer.some(isLargeTensor) || graph.node.some(isLargeNode);
}
function isLargeFunction(definition) {
	return definition.node.some(isLargeNode);
}

// src/files/stored-weights.ts
/**
* Lays out the weights that an opened model left in its own file, each at a page border: in the original they lie at
* any offset, and a runtime that maps them there would compute on misaligned numbers.
*/
function layOutWeights(original) {
	const ranges = /* @__PURE__ */ new Map();
	let sizeBytes = 0;
	for (const { tensor, kind } of modelTensors(original.model)) {
		const place = ownPlace(tensor, original);
		if (place === void 0 || kind !== "initializer" || ranges.has(place.offsetBytes)) continue;
		const offsetBytes = Math.ceil(sizeBytes / alignmentBytes) * alignmentBytes;
		ranges.set(place.offsetBytes, {
			sourceBytes: place.offsetBytes,
			offsetBytes,
			lengthBytes: place.lengthBytes
		});
		sizeBytes = offsetBytes + place.lengthBytes;
	}
	const { dev, ino } = statSync(original.path, { bigint: true });
	return {
		fileName: `weights-${dev}-${ino}.bin`,
		ranges,
		sizeBytes
	};
}
/** A copy of `model`, made from the original, that takes the original's weights from the file of stored weights. */
function useStoredWeights(model, original, stored) {
	if (model.graph === void 0 || stored.ranges.size === 0) return model;
	const relocate = (tensor) => {
		const place = ownPlace(tensor, original);
		const range = place === void 0 ? void 0 : stored.ranges.get(place.offsetBytes);
		if (range === void 0) return tensor;
		const moved = copyMessage(tensor);
		pointAt(moved, {
			location: stored.fileName,
			offsetBytes: range.offsetBytes,
			lengthBytes: range.lengthBytes
		});
		return moved;
	};
	return copyMessage(model, { graph: mapInitializers(model.graph, relocate) });
}
function ownPlace(tensor, original) {
	if (!isExternal(tensor)) return;
	const { location, offsetBytes, lengthBytes } = externalLocation(tensor, `tensor ${quote(tensor.name)}`);
	return location === original.ownLocation && lengthBytes !== void 0 ? {
		offsetBytes,
		lengthBytes
	} : void 0;
}

// src/files/model-writer.ts
/** How many pieces one system call takes at most on Linux (IOV_MAX). */
const piecesPerCall = 1024;
/** Weights pass through a window of this size, which stays in the processor's cache. */
const windowBytes = 1 << 20;
/**
* Writes a model into `folder` (a work folder, never the user's) as `name`, and returns its path. Nothing is held in
* memory beyond the structure and what `model` itself holds:
* - weights that stayed in the original's own file go into one data file for all models of the folder;
* - external data files appear under their own names as hard links (ONNX Runtime refuses symbolic links that leave the
*   folder), or else as copies that the system makes;
* - a model that would exceed 2 GiB is written with its weights in `NAME.weights`.
*
* Nothing half-written stays: the model appears under its name when it is whole, last of all files.
* @throws EngineError of category `storage` when the disk is full or not writable; InputError when a data file of the
* user has a name that is needed, or the original changed meanwhile.
*/
function writeModel(model, folder, name, options = {}) {
	const { original, largestModelBytes = maxModelBytes, write = writevSync } = options;
	if (original !== void 0 && isSameFolder(folder, original.folder)) throw new RangeError(`${folder} is the user's own folder; models are written elsewhere`);
	const writing = {
		folder,
		write,
		made: []
	};
	try {
		const stored = original === void 0 ? void 0 : layOutWeights(original);
		const relocated = original === void 0 || stored === void 0 ? model : useStoredWeights(model, original, stored);
		const dataName = `${name}.weights`;
		const { pieces, data } = fittingPieces(relocated, dataName, largestModelBytes);
		placeExternalData(relocated, [name, dataName], original, stored, writing);
		if (data.length > 0) writeWhole(join(folder, dataName), writing, (descriptor) => writePieces(descriptor, data, write));
		const path = join(folder, name);
		writeWhole(path, writing, (descriptor) => writePieces(descriptor, pieces, write));
		return path;
	} catch (error) {
		for (const path of writing.made) rmSync(path, { force: true });
		throw error;
	}
}
function isSameFolder(folder, other) {
	try {
		return realpathSync(folder) === realpathSync(other);
	} catch (error) {
		throw storageError(folder, error);
	}
}
function fittingPieces(model, dataName, largestModelBytes) {
	const pieces = encodePieces(model);
	if (encodedSizeBytes(pieces) <= largestModelBytes) return {
		pieces,
		data: []
	};
	const moved = moveWeights(model, {
		fileName: dataName,
		thresholdBytes: gatherThresholdBytes
	});
	const smaller = encodePieces(moved.model);
	const sizeBytes = encodedSizeBytes(smaller);
	if (sizeBytes > largestModelBytes) throw new InputError(`the model takes ${sizeBytes} bytes even with its initializers outside, but protobuf stops at ${largestModelBytes}.`, { advice: "Store large constants as initializers instead of attributes, as external data." });
	return {
		pieces: smaller,
		data: moved.data
	};
}
/** Brings each external data file of the model into the folder once; what is in place from an earlier call is left. */
function placeExternalData(model, reserved, original, stored, writing) {
	const placed = /* @__PURE__ */ new Set();
	for (const { tensor } of modelTensors(model)) {
		if (!isExternal(tensor)) continue;
		const where = `tensor ${quote(tensor.name)}`;
		const { location } = externalLocation(tensor, where);
		if (placed.has(location)) continue;
		if (original === void 0 || stored === void 0) throw new RangeError(`${where} is external data, but no original model was given to writeModel`);
		placed.add(location);
		const target = join(writing.folder, ...location.split("/"));
		if (location === stored.fileName) storeWeights(target, original, stored, writing);
		else if (reserved.includes(location)) throw new InputError(`${original.path}: its external data file is called ${quote(location)}, a name needed here.`, { advice: "Save the model again with another name for its data file." });
		else linkOrCopy(original.externalPath(location, where), target, writing);
	}
}
function storeWeights(target, original, stored, writing) {
	const { atime, mtime, mtimeMs } = statSync(original.path);
	if (isCopy(target, stored.sizeBytes, mtimeMs)) return;
	writeWhole(target, writing, (descriptor) => {
		const window = new Uint8Array(windowBytes);
		let written = 0;
		for (const { sourceBytes, offsetBytes, lengthBytes } of stored.ranges.values()) {
			if (offsetBytes > written) writePieces(descriptor, [new Uint8Array(offsetBytes - written)], writing.write);
			for (let start = 0; start < lengthBytes; start += windowBytes) {
				const part = window.subarray(0, Math.min(windowBytes, lengthBytes - start));
				original.file.read(sourceBytes + start, part);
				writePieces(descriptor, [part], writing.write);
			}
			written = offsetBytes + lengthBytes;
		}
		original.checkUnchanged();
	});
	utimesSync(target, atime, mtime);
}
function linkOrCopy(source, target, { made }) {
	const { atime, mtime, mtimeMs, size, ino, dev } = statSync(source);
	const there = statSync(target, { throwIfNoEntry: false });
	if (there?.ino === ino && there.dev === dev || isCopy(target, size, mtimeMs)) return;
	try {
		mkdirSync(dirname(target), { recursive: true });
		rmSync(target, { force: true });
		made.push(target);
		try {
			linkSync(source, target);
		} catch {
			copyFileSync(source, target, constants.COPYFILE_FICLONE);
			utimesSync(target, atime, mtime);
		}
	} catch (error) {
		throw storageError(target, error);
	}
}
/** True when `target` was made from a file of that time, which copies are given; it can't be half a copy. */
function isCopy(target, sizeBytes, mtimeMs) {
	const there = statSync(target, { throwIfNoEntry: false });
	return there !== void 0 && there.size === sizeBytes && Math.abs(there.mtimeMs - mtimeMs) < 1;
}
/** Writes a file under another name and renames it, so that under its own it is always whole. */
function writeWhole(path, { made }, body) {
	const temporary = `${path}.${randomBytes(6).toString("hex")}`;
	made.push(temporary);
	try {
		const descriptor = openSync(temporary, "wx", 384);
		try {
			body(descriptor);
		} finally {
			closeSync(descriptor);
		}
		renameSync(temporary, path);
		made.push(path);
	} catch (error) {
		throw error instanceof GateError ? error : storageError(path, error);
	}
}
/** As few calls as may be; what one left (beyond 2 GiB, or a disk about to be full) is written piece by piece. */
function writePieces(descriptor, pieces, write) {
	for (let start = 0; start < pieces.length; start += piecesPerCall) {
		const batch = pieces.slice(start, start + piecesPerCall);
		let written = write(descriptor, batch);
		for (const piece of batch) {
			if (written < piece.byteLength) writeFully(descriptor, piece.subarray(written));
			written = Math.max(0, written - piece.byteLength);
		}
	}
}

// src/onnx/emulation-notes.ts
/** Operators that feed results back step by step: only what enters and leaves is rounded. */
const recurrentOperators = /* @__PURE__ */ new Set([
	":GRU",
	":LSTM",
	":RNN",
	":CausalConvWithState",
	":LinearAttention",
	"com.microsoft:AttnLSTM",
	"com.microsoft:CausalConvWithState",
	"com.microsoft:DynamicQuantizeLSTM",
	"com.microsoft:GatedDeltaNet",
	"com.microsoft:LinearAttention",
	"com.microsoft:VarlenCausalConvWithState"
]);
/** Operators that square, exponentiate or multiply inside, where FP16 can overflow unseen. */
const hidingOperators = /* @__PURE__ */ new Set([
	":CumProd",
	":DFT",
	":Det",
	":GlobalLpPool",
	":GroupNormalization",
	":InstanceNormalization",
	":LRN",
	":LayerNormalization",
	":LpNormalization",
	":LpPool",
	":MeanVarianceNormalization",
	":RMSNormalization",
	":ReduceL2",
	":ReduceLogSum",
	":ReduceLogSumExp",
	":ReduceProd",
	":STFT",
	":SimplifiedLayerNormalization",
	"com.microsoft:GatedRMSNorm",
	"com.microsoft:GroupNorm",
	"com.microsoft:SkipGroupNorm",
	"com.microsoft:SkipLayerNormalization",
	"com.microsoft:SkipSimplifiedLayerNormalization",
	"com.microsoft:EmbedLayerNormalization"
]);
/** Attention that is not written out: its scores are hidden. */
const attentionOperator = /^com\.microsoft:.*(Attention|BeamSearch|GreedySearch|MoE)/;
/** The notes for one emulation, in a fixed order; each kind of remark once, with its nodes. */
function emulationNotes(original, decision, expanded, plan) {
	const rounded = [...decision.byNode.keys()].filter((node) => !plan.fp32Nodes.has(node.id));
	const named = (keep) => rounded.filter((node) => keep(`${node.domain}:${node.proto.opType}`)).map((node) => node.id);
	return [
		{
			kind: "lifted",
			text: liftedText,
			nodes: []
		},
		{
			kind: "attention-expanded",
			text: attentionText,
			nodes: expanded.attentions
		},
		{
			kind: "batch-norm-folded",
			text: normalizationText,
			nodes: expanded.batchNormalizations
		},
		{
			kind: "lower-bound",
			text: recurrentText,
			nodes: named((key) => recurrentOperators.has(key))
		},
		{
			kind: "loop",
			text: loopText,
			nodes: loopsAmong(original.graph.nodes)
		},
		{
			kind: "border-only",
			text: hidingText,
			nodes: named((key) => hidingOperators.has(key))
		},
		{
			kind: "border-only",
			text: contributedText,
			nodes: named((key) => attentionOperator.test(key))
		},
		{
			kind: "double",
			text: doubleText,
			nodes: doubleNodes(original.graph, original.types)
		}
	].filter((note) => note.kind === "lifted" ? decision.typed : note.nodes.length > 0);
}
function loopsAmong(nodes) {
	return nodes.filter((node) => isControlFlow(node) && node.proto.opType !== "If").map((node) => node.id);
}
function doubleNodes(graph, types) {
	return graph.nodes.filter((node) => node.outputs.some((value) => value && types.get(value)?.element === elementType.double)).map((node) => node.id);
}
const liftedText = "The model declares FP16 or BF16 tensors and is taken at its word: each of these is rounded, nothing else is. Its inputs and outputs are FP32 here.";
const attentionText = "Attention is written out by its specification and rounded step by step, so that an overflow of q·kᵀ shows; engines with a fused kernel may keep the scores in FP32.";
const normalizationText = "BatchNormalization is folded to a scale and a shift in FP32 before these are rounded, as engines do.";
const recurrentText = "Recurrent operators are rounded where they are entered and left, not at every step: the error shown is a lower bound.";
const loopText = "The bodies of Loop and Scan are rounded node by node in every iteration; values that an engine keeps between iterations in FP32 may differ.";
const hidingText = "Rounded at their border only, with FP32 arithmetic inside, as most engines do: an FP16 overflow inside them would not show.";
const contributedText = "Attention of ONNX Runtime's own domain is rounded at its border only: an FP16 overflow of q·kᵀ would not show.";
const doubleText = "float64 arithmetic is left as it is: no FP16 engine runs it.";

// src/onnx/attention-node.ts
/** Reads attributes, types and declared shapes. */
function readAttention(node, types) {
	const [q, k, , mask] = node.inputs;
	const queryHeads = intAttribute(node.proto, "q_num_heads", 0);
	const keyHeads = intAttribute(node.proto, "kv_num_heads", 0);
	const queryShape = q && declaredShape(q);
	const keyShape = k && declaredShape(k);
	const is3d = queryShape === void 0 ? queryHeads > 0 : queryShape.length === 3;
	const keyCount = node.inputs[4] === void 0 ? keyShape?.[is3d ? 1 : 2] : void 0;
	const heads = is3d ? [queryHeads, keyHeads] : [queryShape?.[1], keyShape?.[1]];
	return {
		node,
		element: (q && types.get(q)?.element) ?? elementType.float,
		is3d,
		queryHeads,
		keyHeads,
		sameHeads: heads[0] !== void 0 && heads[0] === heads[1],
		maskIsBool: mask !== void 0 && types.get(mask)?.element === elementType.bool,
		maskIsWhole: mask !== void 0 && keyCount !== void 0 && declaredShape(mask)?.at(-1) === keyCount,
		exposedStage: intAttribute(node.proto, "qk_matmul_output_mode", 0)
	};
}
/** A Cast from `from` to `to`, or nothing when these are the same. */
function castTo(writer, name, to, from) {
	return from === to ? name : writer.add("Cast", [name], { attributes: [newIntAttribute("to", to)] });
}
/** Sizes of the axes from `start` up to `end` as a vector. */
function sizesOf(writer, name, start, end) {
	const attributes = [newIntAttribute("start", start)];
	if (end !== void 0) attributes.push(newIntAttribute("end", end));
	return writer.add("Shape", [name], { attributes });
}
/** The `perm` attribute of Transpose. */
function permutation(axes) {
	return create(AttributeProtoSchema, {
		name: "perm",
		type: AttributeProto_AttributeType.INTS,
		ints: axes.map(BigInt)
	});
}

// src/onnx/attention-bias.ts
/**
* Writes what is added to the scores of `q` and `k` (both with heads split): mask, causal mask or window, and padding. Undefined
* when the node has none of them.
*/
function attentionBias(attention, writer, q, k) {
	const { node } = attention;
	const [, , , mask, , , lengths] = node.inputs;
	const parts = [];
	if (mask !== void 0) parts.push(maskBias(attention, writer, mask.name, k));
	const window = readWindow(node.proto);
	if (window.left >= 0 || window.right >= 0 || lengths !== void 0) {
		const keys = countUp(writer, sizesOf(writer, k, 2, 3));
		for (const allowed of windowedKeys(attention, window, writer, q, keys)) parts.push(allowedBias(attention, writer, allowed));
		if (lengths !== void 0) {
			const perBatch = writer.add("Unsqueeze", [lengths.name, writer.ints([
				1,
				2,
				3
			])]);
			parts.push(allowedBias(attention, writer, writer.add("Less", [keys, perBatch])));
		}
	}
	return parts.reduce((sum, part) => sum === void 0 ? part : writer.add("Add", [sum, part]), void 0);
}
/** The mask as numbers to add, filled up with -infinity when it covers fewer keys than there are. */
function maskBias(attention, writer, mask, k) {
	const bias = attention.maskIsBool ? allowedBias(attention, writer, mask) : mask;
	if (attention.maskIsWhole) return bias;
	const missing = writer.add("Sub", [sizesOf(writer, k, 2, 3), sizesOf(writer, mask, -1)]);
	const pads = writer.add("Concat", [writer.ints([0]), missing], { attributes: [newIntAttribute("axis", 0)] });
	return writer.add("Pad", [
		bias,
		pads,
		forbidden(attention, writer),
		writer.ints([-1])
	]);
}
/** 0 where `allowed`, else -infinity. */
function allowedBias(attention, writer, allowed) {
	const zero = castTo(writer, writer.float(0), attention.element, elementType.float);
	return writer.add("Where", [
		allowed,
		zero,
		forbidden(attention, writer)
	]);
}
/** Minus infinity in the type of the scores. */
function forbidden(attention, writer) {
	return castTo(writer, writer.float(Number.NEGATIVE_INFINITY), attention.element, elementType.float);
}
/** Causal attention is a window of which the right side is closed. Window sizes are attributes since opset 25. */
function readWindow(proto) {
	const right = intAttribute(proto, "right_window_size", -1);
	const isCausal = intAttribute(proto, "is_causal", 0) !== 0;
	return {
		left: intAttribute(proto, "left_window_size", -1),
		right: isCausal ? 0 : right
	};
}
/** Query i stands at position i + offset, the offset being the number of keys before the query's block. */
function windowedKeys(attention, window, writer, q, keys) {
	if (window.left < 0 && window.right < 0) return [];
	const rows = writer.add("Unsqueeze", [countUp(writer, sizesOf(writer, q, 2, 3)), writer.ints([1])]);
	const offset = positionOffset(attention, writer, q);
	const position = offset === void 0 ? rows : writer.add("Add", [rows, offset]);
	const allowed = [];
	if (window.right >= 0) {
		const last = window.right === 0 ? position : writer.add("Add", [position, writer.ints([window.right])]);
		allowed.push(writer.add("LessOrEqual", [keys, last]));
	}
	if (window.left >= 0) allowed.push(writer.add("GreaterOrEqual", [keys, writer.add("Sub", [position, writer.ints([window.left])])]));
	return allowed;
}
function positionOffset(attention, writer, q) {
	const [, , , , past, , lengths] = attention.node.inputs;
	if (past !== void 0) return sizesOf(writer, past.name, 2, 3);
	if (lengths === void 0) return;
	const perBatch = writer.add("Unsqueeze", [lengths.name, writer.ints([
		1,
		2,
		3
	])]);
	return writer.add("Sub", [perBatch, sizesOf(writer, q, 2, 3)]);
}
/** The integers from 0 up to the one element of `length`, as a vector. */
function countUp(writer, length) {
	const scalar = (name) => writer.add("Squeeze", [name, writer.ints([0])]);
	return writer.add("Range", [
		scalar(writer.ints([0])),
		scalar(length),
		scalar(writer.ints([1]))
	]);
}

// src/onnx/attention.ts
/**
* Writes the function body of ai.onnx Attention (opset 23 and later) to `writer`, ending in the node's own outputs, so
* that q k^T and what follows are tensors that can be rounded and can overflow.
*
* Per the specification: q and k are each multiplied by sqrt(scale), then q k^T, softcap, bias (mask, causal mask
* aligned bottom-right, padding), softmax in `softmax_precision`, zero rows where every key is masked, times v. 3D
* inputs are split into heads; fewer key and value heads than query heads are repeated.
*/
function expandAttention(node, types, writer) {
	const attention = readAttention(node, types);
	const q = splitHeads(attention, writer, 0, attention.queryHeads);
	const newK = splitHeads(attention, writer, 1, attention.keyHeads);
	const newV = splitHeads(attention, writer, 2, attention.keyHeads);
	const k = withPast(node, writer, 4, newK, 1);
	const v = withPast(node, writer, 5, newV, 2);
	const factor = scaleFactor(attention, writer, q);
	const [keys, values] = repeatHeads(attention, writer, q, k, v);
	const probabilities = attentionProbabilities(attention, writer, attentionScores(attention, writer, q, keys, factor), attentionBias(attention, writer, q, k));
	writeOutput(attention, writer, writer.add("MatMul", [probabilities, values]));
}
/** (batch, length, heads * size) to (batch, heads, length, size); 4D inputs stay as they are. */
function splitHeads(attention, writer, input, heads) {
	const name = attention.node.proto.input[input] ?? "";
	if (!attention.is3d) return name;
	const split = writer.add("Reshape", [name, writer.ints([
		0,
		0,
		heads,
		-1
	])]);
	return writer.add("Transpose", [split], { attributes: [permutation([
		0,
		2,
		1,
		3
	])] });
}
/** Appends the new keys or values to the past ones, and returns the present through output `output` when asked. */
function withPast(node, writer, past, added, output) {
	const present = outputName(node, output);
	if (node.inputs[past] !== void 0) {
		const inputs = [node.proto.input[past] ?? "", added];
		const attributes = [newIntAttribute("axis", 2)];
		return writer.add("Concat", inputs, present === void 0 ? { attributes } : {
			attributes,
			output: present
		});
	}
	if (present !== void 0) writer.add("Identity", [added], { output: present });
	return added;
}
/** sqrt(scale) in the type of q; scale is 1 / sqrt(size of a head) unless given. Engines compute it while they build. */
function scaleFactor(attention, writer, q) {
	const scale = floatAttribute(attention.node.proto, "scale");
	if (scale !== void 0) return castTo(writer, writer.float(Math.fround(Math.sqrt(scale))), attention.element, elementType.float);
	const build = (opType, ...inputs) => writer.add(opType, inputs, { staysFp32: true });
	const size = writer.add("Cast", [sizesOf(writer, q, 3, 4)], {
		attributes: [newIntAttribute("to", elementType.float)],
		staysFp32: true
	});
	const fullScale = build("Div", writer.float(1, [1]), build("Sqrt", size));
	return castTo(writer, build("Sqrt", fullScale), attention.element, elementType.float);
}
function attentionScores(attention, writer, q, k, factor) {
	const turned = writer.add("Transpose", [k], { attributes: [permutation([
		0,
		1,
		3,
		2
	])] });
	const product = writer.add("MatMul", [writer.add("Mul", [q, factor]), writer.add("Mul", [turned, factor])]);
	exposeStage(attention, writer, 0, product);
	const softcap = floatAttribute(attention.node.proto, "softcap") ?? 0;
	if (softcap === 0) {
		exposeStage(attention, writer, 1, product);
		return product;
	}
	const cap = castTo(writer, writer.float(softcap), attention.element, elementType.float);
	const capped = writer.add("Mul", [writer.add("Tanh", [writer.add("Div", [product, cap])]), cap]);
	exposeStage(attention, writer, 1, capped);
	return capped;
}
function attentionProbabilities(attention, writer, scores, bias) {
	const biased = bias === void 0 ? scores : writer.add("Add", [scores, bias]);
	exposeStage(attention, writer, 2, biased);
	const wanted = intAttribute(attention.node.proto, "softmax_precision", attention.element);
	const precision = wanted === elementType.float16 || wanted === elementType.bfloat16 ? attention.element : wanted;
	const softmax = writer.add("Softmax", [castTo(writer, biased, precision, attention.element)], { attributes: [newIntAttribute("axis", -1)] });
	const probabilities = castTo(writer, softmax, attention.element, precision);
	const safe = bias === void 0 ? probabilities : zeroMaskedRows(attention, writer, probabilities, bias);
	exposeStage(attention, writer, 3, safe);
	return safe;
}
/** A row whose bias forbids every key gives zeros, where the softmax alone gives NaN. */
function zeroMaskedRows(attention, writer, probabilities, bias) {
	const best = writer.add("ReduceMax", [bias, writer.ints([-1])]);
	const zero = castTo(writer, writer.float(0), attention.element, elementType.float);
	const isMasked = writer.add("Equal", [best, forbidden(attention, writer)]);
	return writer.add("Where", [
		isMasked,
		zero,
		probabilities
	]);
}
/** Repeats keys and values so that every query head has its own; heads of one group lie side by side. */
function repeatHeads(attention, writer, q, k, v) {
	if (attention.sameHeads) return [k, v];
	const queryHeads = sizesOf(writer, q, 1, 2);
	const repeats = writer.add("Div", [queryHeads, sizesOf(writer, k, 1, 2)]);
	const concat = { attributes: [newIntAttribute("axis", 0)] };
	const repeat = (name) => {
		const wide = writer.add("Unsqueeze", [name, writer.ints([2])]);
		const counts = writer.add("Concat", [
			writer.ints([1, 1]),
			repeats,
			writer.ints([1, 1])
		], concat);
		const shape = writer.add("Concat", [
			writer.ints([0]),
			queryHeads,
			sizesOf(writer, name, 2, 4)
		], concat);
		return writer.add("Reshape", [writer.add("Expand", [wide, counts]), shape]);
	};
	return [repeat(k), repeat(v)];
}
function writeOutput(attention, writer, result) {
	const output = outputName(attention.node, 0);
	if (output === void 0) return;
	if (!attention.is3d) {
		writer.add("Identity", [result], { output });
		return;
	}
	const turned = writer.add("Transpose", [result], { attributes: [permutation([
		0,
		2,
		1,
		3
	])] });
	writer.add("Reshape", [turned, writer.ints([
		0,
		0,
		-1
	])], { output });
}
function exposeStage(attention, writer, stage, name) {
	const output = outputName(attention.node, 3);
	if (output !== void 0 && stage === attention.exposedStage) writer.add("Identity", [name], { output });
}
function outputName(node, index) {
	return node.outputs[index]?.name;
}

// src/onnx/batch-normalization.ts
/** Default of the attribute, by the ONNX specification. */
const defaultEpsilon = 1e-5;
/**
* Splits an inference BatchNormalization in what engines fold while they build and what remains at run time.
*
* scale' = scale / sqrt(variance + epsilon) and shift' = shift - mean * scale' stay in FP32, so that a variance beyond
* 65504 is harmless: computed here where the parameters are in the file, else by nodes that `writer` collects. The node
* returned applies them: a BatchNormalization with mean 0, variance 1 and epsilon 0, whose scale and shift inputs are
* then rounded like any other.
*/
function foldBatchNormalization(node, irVersion, writer) {
	const epsilon = Math.fround(floatAttribute(node.proto, "epsilon") ?? defaultEpsilon);
	const stored = node.inputs.slice(1, 5).map((value) => storedNumbers(value, irVersion));
	const parameters = stored.every((numbers) => numbers !== void 0) ? foldNumbers(stored, epsilon, writer) : foldByNodes(node.proto.input, epsilon, writer);
	const kept = node.proto.attribute.filter((attribute) => attribute.name !== "epsilon");
	return copyMessage(node.proto, {
		input: [node.proto.input[0] ?? "", ...parameters],
		attribute: [...kept, newFloatAttribute("epsilon", 0)]
	});
}
/** Elements of a float32 value that is a constant of the model; undefined when only the engine can know them. */
function storedNumbers(value, irVersion) {
	const maker = value?.producer?.node;
	if (maker?.proto.opType === "Identity" && maker.domain === "") return storedNumbers(maker.inputs[0], irVersion);
	const tensor = maker?.proto.opType === "Constant" && maker.domain === "" ? findAttribute(maker.proto, "value")?.t : value?.initializer;
	const isReplaceable = value?.isGraphInput === true && irVersion >= 4n;
	if (tensor === void 0 || isReplaceable || tensor.dataType !== elementType.float || isExternal(tensor)) return;
	const bytes = tensorBytes(tensor);
	const numbers = new Float32Array(bytes.byteLength / Float32Array.BYTES_PER_ELEMENT);
	decodeFloats(bytes, "float32", numbers);
	return numbers;
}
/** The four new parameters; each step is rounded to float32 as an engine's would be. */
function foldNumbers(stored, epsilon, writer) {
	const [scale, shift, mean, variance] = stored;
	const foldedScale = scale.map((factor, index) => factor / Math.fround(Math.sqrt(Math.fround(variance[index] + epsilon))));
	const foldedShift = shift.map((offset, index) => offset - Math.fround(mean[index] * foldedScale[index]));
	return [
		writer.floats(foldedScale, "scale"),
		writer.floats(foldedShift, "shift"),
		writer.floats(new Float32Array(scale.length), "mean"),
		writer.floats(new Float32Array(scale.length).fill(1), "variance")
	];
}
function foldByNodes(inputs, epsilon, writer) {
	const [, scale = "", shift = "", mean = "", variance = ""] = inputs;
	const fold = (opType, ...names) => writer.add(opType, names, { staysFp32: true });
	const foldedScale = fold("Div", scale, fold("Sqrt", fold("Add", variance, writer.float(epsilon, [1]))));
	const foldedShift = fold("Sub", shift, fold("Mul", mean, foldedScale));
	const length = writer.add("Shape", [scale]);
	return [
		foldedScale,
		foldedShift,
		writer.add("Expand", [writer.float(0, [1]), length]),
		writer.add("Expand", [writer.float(1, [1]), length])
	];
}

// src/onnx/node-writer.ts
/** A scope in which every tensor and node name of the model is taken. */
function modelNameScope(model) {
	return createNameScope([...valueNames(model), ...nodeNames(model)]);
}
/** A writer of nodes in place of `owner`; names begin with `prefix`. */
function nodeWriter(prefix, owner, names) {
	const nodes = [];
	const initializers = [];
	const fp32Nodes = [];
	const constants = /* @__PURE__ */ new Map();
	const add = (opType, inputs, options = {}) => {
		const name = names.take(`${prefix}/${opType}`);
		const output = options.output ?? names.take(`${name}_output`);
		nodes.push(newNode(name, opType, inputs, output, options.attributes, owner.metadataProps));
		if (options.staysFp32 === true) fp32Nodes.push(name);
		return output;
	};
	const constant = (tensor) => {
		const key = `${tensor.dataType}:${tensor.dims.join()}:${tensor.int64Data.join()}:${tensor.floatData.join()}`;
		let name = constants.get(key);
		if (name === void 0) {
			name = add("Constant", [], { attributes: [tensorAttribute("value", tensor)] });
			constants.set(key, name);
		}
		return name;
	};
	return {
		nodes,
		initializers,
		fp32Nodes,
		add,
		floats(values, name) {
			const tensor = tensorProto(names.take(`${prefix}/${name}`), "float32", [values.length], values);
			initializers.push(tensor);
			return tensor.name;
		},
		ints: (values) => constant(newIntTensor(values)),
		float: (value, shape = []) => constant(newFloatTensor(value, shape))
	};
}
/** A node of ai.onnx with one output. */
function newNode(name, opType, inputs, output, attributes = [], metadataProps = []) {
	return create(NodeProtoSchema, {
		name,
		opType,
		input: [...inputs],
		output: [output],
		attribute: [...attributes],
		metadataProps
	});
}
/** A nameless Cast to the given element type; a model gets thousands of them, so they share what they can. */
function newCast(input, output, to) {
	let template = castTemplates.get(to);
	if (template === void 0) {
		template = newNode("", "Cast", [], "", [newIntAttribute("to", to)]);
		castTemplates.set(to, template);
	}
	const cast = Object.assign(Object.create(Object.getPrototypeOf(template)), template);
	cast.input = [input];
	cast.output = [output];
	return cast;
}
const castTemplates = /* @__PURE__ */ new Map();
function newIntTensor(values) {
	return create(TensorProtoSchema, {
		dataType: elementType.int64,
		dims: [BigInt(values.length)],
		int64Data: values.map(BigInt)
	});
}
function newFloatTensor(value, shape) {
	return create(TensorProtoSchema, {
		dataType: elementType.float,
		dims: shape.map(BigInt),
		floatData: [value]
	});
}
function tensorAttribute(name, t) {
	return create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.TENSOR,
		t
	});
}

// src/onnx/expand-composites.ts
/**
* Writes out Attention (so that q k^T is a tensor) and splits BatchNormalization (so that only the folded scale and
* shift are rounded), for nodes that run in half precision under `plan`. Nodes in FP32 stay as they are, to the bit.
* In a model that declares half-precision tensors, BatchNormalization is taken as declared.
*/
function expandComposites(graph, types, plan, typed) {
	const chosen = new Set(graph.nodes.filter((node) => !plan.fp32Nodes.has(node.id) && (isAttention(node) || !typed && isFloatBatchNormalization(node, types))));
	const owners = /* @__PURE__ */ new Map();
	const fp32Nodes = /* @__PURE__ */ new Set();
	if (chosen.size === 0) return {
		model: graph.model,
		owners,
		fp32Nodes,
		ids: /* @__PURE__ */ new Map(),
		attentions: [],
		batchNormalizations: []
	};
	const names = modelNameScope(graph.model);
	const replace = (node) => {
		const writer = nodeWriter(node.id, node.proto, names);
		if (isAttention(node)) expandAttention(node, types, writer);
		const applied = isAttention(node) ? [] : [foldBatchNormalization(node, graph.model.irVersion, writer)];
		for (const added of writer.nodes) owners.set(added.name, node.id);
		writer.fp32Nodes.forEach((name) => fp32Nodes.add(name));
		return {
			nodes: [...writer.nodes, ...applied],
			initializers: writer.initializers
		};
	};
	const ids = /* @__PURE__ */ new Map();
	const main = rewriteScope(graph.main, chosen, replace, ids);
	const namesOf = (keep) => [...chosen].filter(keep).map((node) => node.id);
	return {
		model: copyMessage(graph.model, { graph: main }),
		owners,
		fp32Nodes,
		ids,
		attentions: namesOf(isAttention),
		batchNormalizations: namesOf((node) => !isAttention(node))
	};
}
function rewriteScope(scope, chosen, replace, ids) {
	const nodes = [];
	const initializers = [...scope.proto.initializer];
	for (const node of scope.nodes) {
		if (chosen.has(node)) {
			const replacement = replace(node);
			nodes.push(...replacement.nodes);
			initializers.push(...replacement.initializers);
		} else nodes.push(withBodies(node, (body) => rewriteScope(body, chosen, replace, ids)));
		const successor = nodes.at(-1);
		if (successor !== void 0 && !isAttention(node)) ids.set(successor, node.id);
	}
	return copyMessage(scope.proto, {
		node: nodes,
		initializer: initializers
	});
}
/** The node's message with every body rewritten; the message itself where it has none. */
function withBodies(node, rewrite) {
	if (node.bodies.length === 0) return node.proto;
	const bodies = new Map(node.bodies.map((body) => [body.scope.proto, body.scope]));
	const rewriteGraph = (graph) => {
		const scope = bodies.get(graph);
		return scope === void 0 ? graph : rewrite(scope);
	};
	return copyMessage(node.proto, { attribute: node.proto.attribute.map((attribute) => attribute.g === void 0 && attribute.graphs.length === 0 ? attribute : copyMessage(attribute, {
		g: attribute.g === void 0 ? void 0 : rewriteGraph(attribute.g),
		graphs: attribute.graphs.map(rewriteGraph)
	})) });
}
function isAttention(node) {
	return node.domain === "" && node.proto.opType === "Attention";
}
function isFloatBatchNormalization(node, types) {
	return node.domain === "" && node.proto.opType === "BatchNormalization" && node.inputs.every((value) => value !== void 0 && types.get(value)?.element === elementType.float);
}

// src/onnx/idle-casts.ts
/**
* Takes out Casts between equal types; whoever read one reads its input. A mixed model is full of them once it is
* lifted to FP32, and ONNX Runtime 1.30 can break on one: its rule that makes y / x of (1 / x) * y loses y when y comes
* from a Cast that another rule removes ("Node input … is not a graph input, initializer, or output of a previous node").
* A Cast whose result a graph returns stays. The numbers are the same; `model` is left unchanged.
*/
function dropIdleCasts(model) {
	const graph = indexGraph(model);
	const types = inferTypes(graph);
	const isIdle = (node) => {
		const [from] = node.inputs;
		const type = from === void 0 ? void 0 : types.get(from);
		return node.domain === "" && node.proto.opType === "Cast" && type?.kind === "tensor" && type.element === intAttribute(node.proto, "to", 0);
	};
	const idle = new Set(graph.nodes.filter(isIdle));
	if (idle.size === 0) return model;
	const sourceOf = (value) => {
		let source = value;
		while (source.producer !== void 0 && idle.has(source.producer.node)) source = source.producer.node.inputs[0];
		return source;
	};
	const rewriteNode = (node) => {
		const proto = withBodies(node, rewriteScope);
		return node.inputs.some((value) => value !== void 0 && sourceOf(value) !== value) ? copyMessage(proto, { input: proto.input.map((name, index) => {
			const value = node.inputs[index];
			return value === void 0 ? name : sourceOf(value).name;
		}) }) : proto;
	};
	const rewriteScope = (scope) => copyMessage(scope.proto, { node: scope.nodes.filter((node) => !idle.has(node) || node.outputs.some((value) => value?.isReturned === true)).map(rewriteNode) });
	return copyMessage(model, { graph: rewriteScope(graph.main) });
}

// src/onnx/unsupported.ts
const randomOperators = /* @__PURE__ */ new Set([
	"Bernoulli",
	"Multinomial",
	"RandomNormal",
	"RandomNormalLike",
	"RandomUniform",
	"RandomUniformLike"
]);
/** Contributed operators that hide a whole network, or another engine's binary, behind one node. */
const opaqueOperators = /* @__PURE__ */ new Set([
	"EPContext",
	"Snpe",
	"Sampling",
	"SampleOp"
]);
/** What the expansion of Attention understands, up to opset 25: an attribute that it passed over would change the result. */
const attentionAttributes = /* @__PURE__ */ new Set([
	"is_causal",
	"kv_num_heads",
	"left_window_size",
	"q_num_heads",
	"qk_matmul_output_mode",
	"right_window_size",
	"scale",
	"softcap",
	"softmax_precision"
]);
/** Most nodes that one message names. */
const shownNodes = 5;
/**
* Throws EngineError (unsupported) naming the nodes that cannot be emulated: operators that neither ONNX nor ONNX
* Runtime defines at the model's operator-set version, random operators, normalisation and dropout in training mode,
* bodies other than those of If, Loop and Scan, and attributes of Attention that its expansion does not know.
*/
function refuseUnsupported(graph) {
	const unknown = [];
	const random = [];
	const training = [];
	const opaque = [];
	const unread = [];
	for (const node of graph.nodes) if (schemaOf(graph, node) === void 0) unknown.push(node);
	else if (node.domain === "" && randomOperators.has(node.proto.opType)) random.push(node);
	else if (isTrainingMode(node)) training.push(node);
	else if (isOpaque(node)) opaque.push(node);
	else if (hasUnknownAttribute(node)) unread.push(node);
	refuse(unknown, "no known operator", "Emulation needs operators of ONNX or of ONNX Runtime.");
	refuse(random, "a random operator: its FP16 and FP32 results differ by chance", "Feed the random numbers as an input.");
	refuse(training, "in training mode", "Export the model in eval mode.");
	refuse(unread, "an attribute that is newer than this program", "Export with an older opset_version.");
	refuse(opaque, "a network hidden behind one node", "Export the model with its inner nodes.");
}
/** Throws EngineError (unsupported) when `nodes` is not empty, naming each with its operator and domain. */
function refuse(nodes, reason, advice) {
	if (nodes.length === 0) return;
	const more = nodes.length > shownNodes ? `; and ${nodes.length - shownNodes} more` : "";
	const names = nodes.slice(0, shownNodes).map(describeNode).join("; ");
	throw new EngineError("unsupported", `The model can't be emulated, ${reason}: ${names}${more}.`, { advice });
}
function hasUnknownAttribute(node) {
	return node.domain === "" && node.proto.opType === "Attention" && node.proto.attribute.some((attribute) => !attentionAttributes.has(attribute.name));
}
function isOpaque(node) {
	return node.bodies.length > 0 && !isControlFlow(node) || node.domain === "com.microsoft" && opaqueOperators.has(node.proto.opType);
}
/** Dropout and BatchNormalization as they behave in training: their result is random, or depends on the batch. */
function isTrainingMode(node) {
	if (node.domain === "" && node.proto.opType === "BatchNormalization") return node.outputs.slice(1).some((value) => value !== void 0) || intAttribute(node.proto, "training_mode", 0) !== 0;
	const flag = dropoutFlag(node);
	return flag !== void 0 && !isConstantFalse(flag);
}
function dropoutFlag(node) {
	if (node.domain === "" && node.proto.opType === "Dropout") return node.inputs[2];
	const biased = ["BiasDropout", "BitmaskBiasDropout"].includes(node.proto.opType);
	const plain = node.proto.opType === "BitmaskDropout";
	return node.domain === "com.microsoft" && (biased || plain) ? node.inputs[biased ? 4 : 2] : void 0;
}
function isConstantFalse(value) {
	const constant = value.producer?.node.proto;
	const stored = (constant?.opType === "Constant" ? findAttribute(constant, "value")?.t : void 0) ?? (value.isGraphInput ? void 0 : value.initializer);
	return stored !== void 0 && tensorBytes(stored).every((byte) => byte === 0);
}

// src/onnx/lift.ts
/** Integer attributes that name an element type. */
const typeAttributes = /* @__PURE__ */ new Set([
	"to",
	"dtype",
	"output_datatype",
	"output_dtype",
	"precision",
	"stash_type",
	"softmax_precision"
]);
/**
* Initializers and constants that are stored as FP16 or BF16. They stay so in the file, each behind a Cast to FP32
* that ONNX Runtime folds, so that no weight is copied here.
*/
function storedHalves(types) {
	const stored = /* @__PURE__ */ new Map();
	for (const [value, type] of types) {
		const format = halfFormat(type);
		const isConstant = value.producer?.node.proto.opType === "Constant" && value.producer.node.domain === "";
		if (format !== void 0 && type.kind === "tensor" && (value.initializer !== void 0 || isConstant)) stored.set(value, format);
	}
	return stored;
}
/** Throws EngineError (unsupported) for nodes that have no FP32 form: a type that may only be FP16, or raw bits of one. */
function refuseUnliftable(graph, types) {
	const isHalf = (value) => value !== void 0 && halfFormat(types.get(value)) !== void 0;
	const bound = graph.nodes.filter((node) => {
		const schema = schemaOf(graph, node);
		const onlyHalf = (list, formals) => list.some((value, index) => {
			const allowed = formalAt(formals, index)?.types;
			return isHalf(value) && allowed !== void 0 && !allowed.hasOtherKinds && !allowed.tensor.has(elementType.float);
		});
		return schema !== void 0 && (onlyHalf(node.inputs, schema.inputs) || onlyHalf(node.outputs, schema.outputs));
	});
	refuse(bound, "defined for FP16 only", "Export the model in FP32.");
	const bits = graph.nodes.filter((node) => node.proto.opType === "BitCast" && [...node.inputs, ...node.outputs].some(isHalf));
	refuse(bits, "which reads FP16 bits as they are", "Export the model in FP32.");
}
/** The node with FP32 wherever its attributes say FP16 or BF16. Constants stay: see `storedHalves`. */
function liftNode(node) {
	if (node.opType === "Constant" || !node.attribute.some(needsLift)) return node;
	return copyMessage(node, { attribute: node.attribute.map(liftAttribute) });
}
/** A declaration with FP32 in place of FP16 and BF16, in whatever container. */
function liftDeclaration(info) {
	return info.type === void 0 ? info : copyMessage(info, { type: liftType(info.type) });
}
/** Declarations of a graph lifted; initializers that are stored in half precision are no inputs any more. */
function liftGraph(proto) {
	const halves = new Set(proto.initializer.filter(isHalfTensor).map((tensor) => tensor.name));
	return copyMessage(proto, {
		input: proto.input.filter((info) => !halves.has(info.name)).map(liftDeclaration),
		output: proto.output.map(liftDeclaration),
		valueInfo: proto.valueInfo.map(liftDeclaration)
	});
}
function isHalf(element) {
	return element === elementType.float16 || element === elementType.bfloat16;
}
function isHalfTensor(tensor) {
	return isHalf(tensor.dataType);
}
function needsLift(attribute) {
	return typeAttributes.has(attribute.name) && isHalf(Number(attribute.i)) || attribute.t !== void 0 && isHalfTensor(attribute.t) || attribute.tp !== void 0;
}
function liftAttribute(attribute) {
	if (typeAttributes.has(attribute.name) && isHalf(Number(attribute.i))) return newIntAttribute(attribute.name, elementType.float);
	if (attribute.t !== void 0 && isHalfTensor(attribute.t)) return copyMessage(attribute, { t: liftTensor(attribute.t) });
	return attribute.tp === void 0 ? attribute : copyMessage(attribute, { tp: liftType(attribute.tp) });
}
/** The same numbers as FP32: each is exact. Only for the small tensors of attributes. */
function liftTensor(tensor) {
	const dtype = tensor.dataType === elementType.float16 ? "float16" : "bfloat16";
	const bytes = tensorBytes(tensor);
	const values = new Float32Array(bytes.byteLength / 2);
	decodeFloats(bytes, dtype, values);
	return tensorProto(tensor.name, "float32", tensor.dims.map(Number), values);
}
function liftType(type) {
	const inner = type.value;
	switch (inner.case) {
		case "tensorType":
		case "sparseTensorType": return isHalf(inner.value.elemType) ? copyMessage(type, { value: {
			...inner,
			value: copyMessage(inner.value, { elemType: elementType.float })
		} }) : type;
		case "sequenceType":
		case "optionalType": return inner.value.elemType === void 0 ? type : copyMessage(type, { value: {
			...inner,
			value: copyMessage(inner.value, { elemType: liftType(inner.value.elemType) })
		} });
		default: return type;
	}
}

// src/onnx/placement.ts
/**
* Applies a plan to the decision. A value is rounded by its producer when that runs in half precision, and once more
* as a copy when it was not and somebody needs it rounded. Values that already are representable (rounded before,
* moved, or picked out by an exact operator) are not rounded again. Shape arithmetic reads what a producer computed
* before rounding. `stored` gives the format in which initializers and constants are stored, for models that declare
* FP16 or BF16.
*/
function placeRounding(graph, decision, plan, stored = /* @__PURE__ */ new Map()) {
	const placing = {
		decision,
		outputs: /* @__PURE__ */ new Map(),
		copies: /* @__PURE__ */ new Map(),
		readings: /* @__PURE__ */ new Map(),
		representable: new Map(stored)
	};
	for (const node of graph.nodes) {
		const decided = decision.byNode.get(node);
		const rounding = plan.fp32Nodes.has(node.id) ? void 0 : decided;
		placeInputs(node, rounding, placing);
		placeOutputs(node, rounding, inheritedFormat(node, decided, rounding, placing), placing);
	}
	return placing;
}
function placeInputs(node, rounding, placing) {
	let readings;
	for (const [index, value] of node.inputs.entries()) {
		const reading = value === void 0 ? "value" : readingOf(node, index, value, rounding, placing);
		if (reading !== "value") {
			readings ??= node.inputs.map(() => "value");
			readings[index] = reading;
		}
		if (value !== void 0 && reading === "copy") placing.copies.set(value, rounding?.inputs[index]);
	}
	if (readings !== void 0) placing.readings.set(node, readings);
}
function readingOf(node, index, value, rounding, placing) {
	const format = rounding?.inputs[index];
	if (format !== void 0) return placing.representable.get(value) === format ? "value" : "copy";
	return placing.outputs.has(value) && placing.decision.isShapeUse(node, index) && !readsOnlySizes(node) ? "unrounded" : "value";
}
function placeOutputs(node, rounding, inherited, placing) {
	for (const [index, value] of node.outputs.entries()) {
		const now = rounding?.outputs[index] ?? inherited;
		if (value !== void 0 && now !== void 0) {
			placing.representable.set(value, now);
			if (now !== inherited) placing.outputs.set(value, now);
		}
	}
}
/** The format that all elements of the outputs have because all elements they come from have it. */
function inheritedFormat(node, decided, rounding, placing) {
	const positions = carriedInputPositions(node) ?? (isExact(node) ? roundedPositions(decided) : void 0);
	let common;
	for (const index of positions ?? []) {
		const value = node.inputs[index];
		if (value === void 0) continue;
		const format = rounding?.inputs[index] ?? placing.representable.get(value);
		if (format === void 0 || common !== void 0 && common !== format) return;
		common = format;
	}
	return common;
}
function roundedPositions(decided) {
	return (decided?.inputs ?? []).flatMap((format, index) => format === void 0 ? [] : [index]);
}

// src/onnx/plan.ts
/** Every node in FP16: what an FP16 engine does unless told otherwise. */
const everythingFp16 = { fp32Nodes: /* @__PURE__ */ new Set() };
/** These nodes in FP32, the rest in FP16. */
function keepInFp32(nodes) {
	return { fp32Nodes: new Set(nodes) };
}
/** Every node of the model in FP32: emulated, this is the model's own FP32 result. */
function everythingFp32(graph) {
	return { fp32Nodes: new Set(graph.nodeById.keys()) };
}
/** Throws ConfigError when the plan names nodes that the model does not have. */
function checkPlan(plan, graph) {
	const unknown = [...plan.fp32Nodes].filter((id) => !graph.nodeById.has(id));
	if (unknown.length === 0) return;
	const shown = unknown.slice(0, 5).join(", ");
	const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : "";
	throw new ConfigError(`The plan keeps nodes in FP32 that the model does not have: ${shown}${more}.`, { advice: "Name a node by its ONNX name, or by its first output where that name is empty or not unique." });
}

// src/onnx/write-rounding.ts
/**
* Writes a placement into the model: each rounding is a Cast to half precision and one back, right behind the value it
* rounds. A value that its producer rounds keeps its name, so that graph outputs keep theirs; a rounded copy gets a
* new one. `lifted` holds initializers and constants stored in half precision: they are cast to FP32 once and every
* declaration becomes FP32. Tensors are shared with the model, which is left unchanged.
*/
function writeRounding(graph, placement, lifted) {
	if (placement.outputs.size === 0 && placement.copies.size === 0 && placement.readings.size === 0 && lifted === void 0) return graph.model;
	const writing = startWriting(graph.model, placement, lifted);
	return copyMessage(graph.model, { graph: writeScope(graph.main, writing) });
}
function startWriting(model, placement, lifted) {
	const names = modelNameScope(model);
	const remember = (suffix) => {
		const known = /* @__PURE__ */ new Map();
		return (value) => {
			let name = known.get(value);
			if (name === void 0) {
				name = names.take(`${value.name}${suffix}`);
				known.set(value, name);
			}
			return name;
		};
	};
	return {
		placement,
		lifted,
		names,
		sourceName: remember("__unrounded"),
		copyName: remember("__rounded")
	};
}
function writeScope(scope, writing) {
	const nodes = [];
	for (const value of scope.values.values()) if (value.producer === void 0) writeCasts(value, writing, nodes);
	for (const node of scope.nodes) {
		nodes.push(rewriteNode(node, writing));
		for (const value of node.outputs) if (value !== void 0) writeCasts(value, writing, nodes);
	}
	const proto = copyMessage(scope.proto, { node: nodes });
	return writing.lifted === void 0 ? proto : liftStored(scope, liftGraph(proto), writing);
}
/** Initializers in half precision step aside under a new name; a Cast gives their numbers in FP32 under the old one. */
function liftStored(scope, proto, writing) {
	return copyMessage(proto, { initializer: proto.initializer.map((tensor) => {
		const value = scope.values.get(tensor.name);
		return value !== void 0 && writing.lifted?.has(value) ? copyMessage(tensor, { name: writing.sourceName(value) }) : tensor;
	}) });
}
function rewriteNode(node, writing) {
	const readings = writing.placement.readings.get(node);
	const withInner = withBodies(node, (body) => writeScope(body, writing));
	const proto = writing.lifted === void 0 ? withInner : liftNode(withInner);
	const isMoved = (value) => value !== void 0 && (writing.placement.outputs.has(value) || writing.lifted?.has(value) === true);
	if (readings === void 0 && !node.outputs.some(isMoved)) return proto;
	return copyMessage(proto, {
		input: proto.input.map((name, index) => {
			const value = node.inputs[index];
			const reading = readings?.[index];
			if (value === void 0 || reading === void 0 || reading === "value") return name;
			return reading === "copy" ? writing.copyName(value) : writing.sourceName(value);
		}),
		output: proto.output.map((name, index) => {
			const value = node.outputs[index];
			return isMoved(value) ? writing.sourceName(value) : name;
		})
	});
}
/** What has to follow a value: its lift to FP32, its rounding under its own name, its rounded copy. */
function writeCasts(value, writing, nodes) {
	const { placement, lifted } = writing;
	if (lifted?.has(value)) nodes.push(newCast(writing.sourceName(value), value.name, elementType.float));
	const rounded = placement.outputs.get(value);
	if (rounded !== void 0) nodes.push(...castPair(writing, writing.sourceName(value), value.name, rounded));
	const copied = placement.copies.get(value);
	if (copied !== void 0) nodes.push(...castPair(writing, value.name, writing.copyName(value), copied));
}
/** FP32 to half precision and back: round to nearest even, overflow to infinity, subnormals kept. */
function castPair(writing, from, to, format) {
	const half = writing.names.take(`${to}__${format}`);
	return [newCast(from, half, elementType[format]), newCast(half, to, elementType.float)];
}

// src/onnx/emulate.ts
/**
* A model that computes in FP32 what `model` would give with FP16 storage and FP32 accumulation under `plan`: every
* rounding is an explicit pair of Casts. A model that declares FP16 or BF16 tensors is lifted instead: rounded exactly
* where it says. `model` must come from `decodeModel`, with functions inlined; it is left unchanged.
*
* Throws ConfigError for a plan that names unknown nodes, EngineError (unsupported) for operators that cannot be
* emulated and for tensors of unknown type, naming them.
*/
function emulate(model, plan, options = {}) {
	const prepared = prepareEmulation(model, plan, options);
	const placement = placeRounding(prepared.graph, prepared.decision, plan, prepared.stored);
	const written = writeRounding(prepared.graph, placement, prepared.stored);
	return {
		model: prepared.stored === void 0 ? written : dropIdleCasts(written),
		notes: emulationNotes(prepared.original, prepared.decision, prepared.expanded, plan)
	};
}
/**
* The model's own FP32 result: an FP32 model as it is, to the bit; a model in half precision with its stored numbers
* and no rounding at all. Throws like `emulate`.
*/
function lift(model, options = {}) {
	return emulate(model, everythingFp32(indexGraph(model)), options);
}
/** The decisions of `emulate` without the writing: which nodes round, and where. Throws like `emulate`. */
function prepareEmulation(model, plan, options = {}) {
	const graph = indexGraph(model);
	checkPlan(plan, graph);
	refuseUnsupported(graph);
	const types = inferTypes(graph, options.knownTypes);
	const typed = declaresHalfPrecision(types);
	if (typed) refuseUnliftable(graph, types);
	const expanded = expandComposites(graph, types, plan, typed);
	const isSame = expanded.model === model;
	const newGraph = isSame ? graph : indexGraph(expanded.model, expanded.ids);
	const newTypes = isSame ? types : inferTypes(newGraph, options.knownTypes);
	const decision = decideRounding(newGraph, newTypes, typed, expanded.fp32Nodes);
	refuseUndecided(decision);
	return {
		original: {
			graph,
			types
		},
		expanded,
		graph: newGraph,
		types: newTypes,
		decision,
		stored: typed ? storedHalves(newTypes) : void 0
	};
}
function refuseUndecided(decision) {
	const [value] = decision.undecided;
	if (value === void 0) return;
	const node = value.producer?.node;
	const maker = node === void 0 ? "a graph input" : describeNode(node);
	const more = decision.undecided.length > 1 ? ` (and ${decision.undecided.length - 1} more tensors)` : "";
	throw new EngineError("unsupported", `The element type of tensor ${quote(value.name)}, ${maker}, can't be told from the model${more}.`, { advice: "Run onnx.shape_inference on the model before saving it." });
}

// src/onnx/signature.ts
/**
* Reads the declared inputs and outputs of a graph.
* @throws InputError when an input or output is no dense tensor (a sequence, map, optional or sparse tensor), or has an element
* type that samples can't hold (strings, complex numbers, floats and integers below 8 bits).
*/
function modelSignature(graph, source) {
	const defaults = new Set(graph.initializer.map(({ name }) => name));
	const inputs = graph.input.map((value) => declare(value, "input", source));
	return {
		requiredInputs: inputs.filter(({ name }) => !defaults.has(name)),
		optionalInputs: inputs.filter(({ name }) => defaults.has(name)),
		outputs: graph.output.map((value) => declare(value, "output", source))
	};
}
function declare(value, role, source) {
	const type = value.type?.value;
	if (type === void 0 || type.case === void 0) return {
		name: value.name,
		elementType: void 0,
		dtype: void 0,
		dimensions: void 0
	};
	if (type.case !== "tensorType") throw new InputError(`${source}: ${role} ${quote(value.name)} is no dense tensor (${type.case}).`, { advice: "Export the model with tensors as inputs and outputs." });
	const dtype = dtypeOf(type.value.elemType);
	const elementType = dataTypeName(type.value.elemType);
	if (dtype === void 0 && type.value.elemType !== 0) throw new InputError(`${source}: ${role} ${quote(value.name)} has element type ${elementType}, which samples can't hold.`, { advice: "Export the model with float, integer or boolean inputs and outputs." });
	return {
		name: value.name,
		elementType,
		dtype,
		dimensions: type.value.shape?.dim.map(dimensionOf)
	};
}
function dimensionOf(dimension) {
	switch (dimension.value.case) {
		case "dimValue": return dimension.value.value < 0n ? void 0 : Number(dimension.value.value);
		case "dimParam": return ["", "?"].includes(dimension.value.value) ? void 0 : dimension.value.value;
		default: return;
	}
}
/** Shape for messages: `?x3xHEIGHTxWIDTH`. */
function formatDimensions(dimensions) {
	return dimensions.length === 0 ? "scalar" : dimensions.map((size) => size ?? "?").join("x");
}

// src/onnx/sample-fit.ts
/**
* Checks a sample against what the model declares: names, element types and shapes of its inputs, and the sizes of
* its references under the same named dynamic axes. A float32 sample may feed a float16 or bfloat16 input (and the
* other way round): converting is what the gate is about. Any other difference is refused.
* @throws InputError that names the sample, the tensor and both sides.
*/
function checkSampleFits(signature, sample) {
	const known = [...signature.requiredInputs, ...signature.optionalInputs];
	for (const { name } of signature.requiredInputs) if (!sample.inputs.has(name)) throw new InputError(`sample ${sample.id}: input ${quote(name)} of the model is missing.`, { advice: `The sample holds ${listNames(sample.inputs.keys())}.` });
	for (const name of sample.inputs.keys()) if (!known.some((input) => input.name === name)) throw new InputError(`sample ${sample.id}: the model has no input ${quote(name)}.`, { advice: `Its inputs are ${listNames(known.map((input) => input.name))}.` });
	const axes = /* @__PURE__ */ new Map();
	for (const declared of known) {
		const given = sample.inputs.get(declared.name);
		if (given === void 0) continue;
		checkElementType(declared, given, sample.id);
		checkShape(declared, given, `sample ${sample.id}: input ${quote(declared.name)}`, axes);
	}
	for (const declared of signature.outputs) {
		const given = sample.reference.get(declared.name);
		if (given !== void 0 && given.shape.length === declared.dimensions?.length) checkShape(declared, given, `sample ${sample.id}: reference of output ${quote(declared.name)}`, axes);
	}
}
const exchangeable = /* @__PURE__ */ new Set([
	"float32",
	"float16",
	"bfloat16"
]);
function checkElementType(declared, given, sampleId) {
	if (declared.dtype === void 0 || declared.dtype === given.dtype) return;
	if (exchangeable.has(declared.dtype) && exchangeable.has(given.dtype)) return;
	throw new InputError(`sample ${sampleId}: input ${quote(declared.name)} is ${given.dtype}, but the model takes ${declared.dtype}.`, { advice: "Capture the samples with the types that the model was exported with." });
}
function checkShape(declared, given, title, axes) {
	if (declared.dimensions === void 0) return;
	const mismatch = (reason) => new InputError(`${title} has shape ${formatShape(given.shape)}, but the model declares ${formatDimensions(declared.dimensions ?? [])}${reason}.`, { advice: "Export the model with dynamic axes for what varies, or capture the samples again." });
	if (declared.dimensions.length !== given.shape.length) throw mismatch("");
	for (const [axis, dimension] of declared.dimensions.entries()) {
		const size = given.shape[axis];
		if (typeof dimension === "number" && dimension !== size) throw mismatch("");
		if (typeof dimension !== "string") continue;
		const bound = axes.get(dimension);
		if (bound === void 0) axes.set(dimension, {
			size,
			tensor: declared.name
		});
		else if (bound.size !== size) throw mismatch(`, where ${quote(dimension)} is already ${bound.size} by ${quote(bound.tensor)}`);
	}
}
function listNames(names) {
	const all = [...names].map(quote);
	return all.length === 0 ? "none" : all.slice(0, 8).join(", ").concat(all.length > 8 ? ", …" : "");
}

// src/onnx/expose-outputs.ts
/**
* The model with these tensors of its main graph as further graph outputs: to read them, or to let an engine say what
* type and shape they have. A tensor that is an output already is not added again; the declaration is the model's own,
* or none (ONNX Runtime then infers it). Throws InputError for a name that the main graph does not define.
*/
function exposeOutputs(model, names) {
	const { graph } = model;
	if (graph === void 0) throw new InputError("The model has no graph.", { advice: "Export it again." });
	const declared = new Map([...graph.input, ...graph.valueInfo].map((info) => [info.name, info]));
	const defined = /* @__PURE__ */ new Set([
		...graph.input.map((info) => info.name),
		...graph.initializer.map((tensor) => tensor.name),
		...graph.node.flatMap((node) => node.output)
	]);
	const present = new Set(graph.output.map((info) => info.name));
	const output = [...graph.output];
	for (const name of names) {
		if (!defined.has(name) || name === "") throw new InputError(`The graph has no tensor ${quote(name)} to expose.`, { advice: "Name a tensor of the main graph." });
		if (!present.has(name)) {
			present.add(name);
			output.push(declared.get(name) ?? create(ValueInfoProtoSchema, { name }));
		}
	}
	return copyMessage(model, { graph: copyMessage(graph, { output }) });
}

// src/tensor/float32-tensor.ts
/**
* The tensor as float32, converted while it is read. float16 and bfloat16 widen exactly, float64 is rounded to
* nearest even, float32 is returned as it is. Other dtypes are refused: nothing rounds integers in silence.
*/
function asFloat32Tensor(tensor) {
	const { dtype, shape } = tensor;
	if (dtype === "float32") return tensor;
	if (!isFloat(dtype)) throw new InputError(`a tensor of ${dtype} can't be read as float32; only floating-point tensors can.`);
	const count = elementCount(shape);
	return {
		dtype: "float32",
		shape,
		read(start, into) {
			checkElements("tensor as float32", 4, count, start, into.length);
			if (elementSizeBytes[dtype] === 2 && into.byteOffset % 4 === 0) {
				const codes = into.subarray(into.length / 2);
				tensor.read(start, codes);
				decodeFloats(codes, dtype, new Float32Array(into.buffer, into.byteOffset, into.length / 4));
			} else readInBlocks(tensor, dtype, start, into);
		}
	};
}
/** For what can't be widened in place: float64, and memory at an odd address. */
function readInBlocks(tensor, dtype, start, into) {
	const count = into.length / 4;
	const values = new Float32Array(Math.min(count, blockElements));
	const raw = new Uint8Array(values.length * elementSizeBytes[dtype]);
	for (let done = 0; done < count; done += blockElements) {
		const length = Math.min(count - done, blockElements);
		const window = raw.subarray(0, length * elementSizeBytes[dtype]);
		tensor.read(start + done, window);
		decodeFloats(window, dtype, values.subarray(0, length));
		into.set(new Uint8Array(values.buffer, 0, length * 4), done * 4);
	}
}

// src/runs/emulated.ts
/**
* Runs a model on the embedded engine twice over every sample: as it is in FP32, and with FP16 emulated for every
* node. The outputs are files of the work folder, which must outlive them.
* @throws InputError when a sample does not fit the model; EngineError when the model can't be emulated or run.
*/
async function runEmulated(opened, samples, options) {
	const startMs = performance.now();
	const model = inlineFunctions(opened.model);
	const signature = modelSignature(model.graph, opened.path);
	for (const sample of samples) checkSampleFits(signature, sample);
	const knownTypes = options.knownTypes ?? await askForTypes(model, opened, options);
	const inputs = samples.map(engineSample);
	const start = (key, written) => startRun(key, writeModel(written, options.workFolder, `${key}.onnx`, { original: opened }), inputs, options);
	const fp32 = lift(model, { knownTypes });
	const conversionRun = fp32.notes.some((note) => note.kind === "lifted") ? void 0 : start("conversion", fp32.model);
	await setImmediate();
	const emulation = emulate(model, everythingFp16, { knownTypes });
	const emulateMs = performance.now() - startMs;
	const conversion = (await conversionRun)?.outputs;
	const emulationRun = start("emulation", emulation.model);
	await setImmediate();
	options.whileRunning(conversion);
	return {
		emulation: (await emulationRun).outputs,
		conversion,
		notes: emulation.notes.map((note) => note.text),
		model,
		knownTypes,
		emulateMs,
		runMs: performance.now() - startMs - emulateMs
	};
}
/** Errors reach whoever awaits the run, also when that happens later. */
function startRun(key, path, samples, { session, timeoutMs, log }) {
	const onProgress = ({ sampleId, done, total }) => log.progress(`${key}: sample ${sampleId} (${done} of ${total} runs)`);
	const running = session.run({
		models: [{
			key,
			path
		}],
		samples,
		timeoutMs,
		onProgress
	}).then(({ perModel }) => perModel.get(key));
	running.catch(() => void 0);
	return running;
}
/**
* Asks the engine for the element types that neither the model nor the operators' definitions tell.
* @param model with its functions inlined.
* @throws EngineError when the engine can't load the model.
*/
async function askForTypes(model, opened, options) {
	const graph = indexGraph(model);
	const missing = missingDeclarations(graph, inferTypes(graph)).types;
	if (missing.length === 0) return /* @__PURE__ */ new Map();
	const path = writeModel(exposeOutputs(model, missing), options.workFolder, "types.onnx", { original: opened });
	const { outputs } = await options.session.describe(path, options.timeoutMs);
	return new Map(outputs.flatMap(({ name, dtype }) => dtype === void 0 ? [] : [[name, dataTypeNumber(dtype)]]));
}
/** Half precision never enters the engine: the emulated model takes float32 and rounds by itself. */
function engineSample(sample) {
	const inputs = [...sample.inputs].map(([name, tensor]) => [name, engineInput(tensor)]);
	return {
		id: sample.id,
		inputs: new Map(inputs)
	};
}
function engineInput(tensor) {
	return isFloat(tensor.dtype) && tensor.dtype !== "float64" ? asFloat32Tensor(tensor) : tensor;
}

export { windowElements as $, alignmentBytes as A, computedBy as B, withBodies as C, writeModel as D, newNode as E, site as F, overflowFloat16 as G, inputEvidence as H, isSquare as I, stepAt as J, scalarConstant as K, downstream as L, compositionAdvice as M, shareOfElements as N, encodePieces as O, show as P, tensorWindow as Q, upstream as R, dropIdleCasts as S, newCast as T, isPlainRounding as U, flushedFloat16 as V, largestFloat16 as W, compareRun as X, unitRoundoff as Y, fillWindow as Z, placeRounding as _, asFloat32Tensor as a, withinLimit as at, liftNode as b, modelSignature as c, prepareEmulation as d, readNumbers as et, writeRounding as f, keepInFp32 as g, everythingFp32 as h, startRun as i, matchesGlob as it, mapInitializers as j, encodedSizeBytes as k, emulate as l, everythingFp16 as m, engineSample as n, toleranceFor as nt, exposeOutputs as o, toBinary as ot, checkPlan as p, smallestNormalFloat16 as q, runEmulated as r, globSpecificity as rt, checkSampleFits as s, askForTypes as t, judgeRun as tt, lift as u, liftDeclaration as v, modelNameScope as w, refuseUnsupported as x, liftGraph as y, activations as z };