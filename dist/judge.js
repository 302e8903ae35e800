import { B as looseObject, C as limitNames, G as string, H as object, J as givenPath, N as array, P as boolean, R as int, U as record, V as number, Y as storageError, Z as writeFully, c as formatShape, g as runChild, h as childFailure, l as elementSizeBytes, m as findOnPath, s as elementCount, u as isFloat, v as childEnvironment, y as createWorkFolder, z as literal } from "./settings.js";
import { _ as UnjudgedError, f as version, g as InputError, h as GateError, m as EngineError, p as ConfigError, v as describeError } from "./start.js";
import { createHash, randomBytes } from "node:crypto";
import { closeSync, constants, copyFileSync, existsSync, fstatSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, realpathSync, renameSync, rmSync, statSync, utimesSync, writevSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { availableParallelism, cpus, totalmem } from "node:os";
import { setImmediate } from "node:timers/promises";

// src/files/earlier-file.ts
/** A result of 100,000 nodes takes 20 MB; what is larger is no result. */
const largestBytes = 80 * 2 ** 20;
/**
* A result.json in the repository or on the runner as the only earlier result. A file that is not there yet is a note,
* as on the first job; one that can't be read is thrown when it is asked for.
*/
function fileSource(path, workingDirectory) {
	return {
		asked: path,
		async *earlier(_key, note) {
			const text = readEarlier(givenPath(path, workingDirectory), path);
			if (text === void 0) note(`There is no file \`${path}\` yet.`);
			else yield {
				text,
				name: path,
				kind: "file"
			};
		}
	};
}
/**
* Text of a saved result; undefined when there is no such file.
* @param shown what messages call it.
* @throws InputError when it is no regular file, can't be read, or is larger than any result.
*/
function readEarlier(path, shown) {
	let descriptor;
	try {
		descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		if (error.code === "ENOENT") return void 0;
		throw unreadable$1(shown, error.code ?? String(error), error);
	}
	try {
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) throw unreadable$1(shown, "is no regular file");
		if (stats.size > largestBytes) throw unreadable$1(shown, `has ${stats.size} bytes, more than any result`);
		return readText$1(descriptor, stats.size);
	} finally {
		closeSync(descriptor);
	}
}
function readText$1(descriptor, sizeBytes) {
	const bytes = Buffer.alloc(sizeBytes);
	let done = 0;
	while (done < sizeBytes) {
		const count = readSync(descriptor, bytes, done, sizeBytes - done, done);
		if (count === 0) break;
		done += count;
	}
	return bytes.toString("utf8", 0, done);
}
function unreadable$1(path, why, cause) {
	return new InputError(`${path}: ${why}.`, {
		advice: "Give the path of a result.json.",
		...cause === void 0 ? {} : { cause }
	});
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
		message: (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).replaceAll(/\s+/g, " "),
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

// src/compare/quote-name.ts
/** A name between backticks, so that every report can set it apart; backticks of its own become apostrophes. */
function quoteName(name) {
	return `\`${name.replaceAll("`", "'")}\``;
}

// node_modules/@bufbuild/protobuf/dist/esm/is-message.js
/**
* Determine whether the given `arg` is a message.
* If `desc` is set, determine whether `arg` is this specific message.
*/
function isMessage(arg, schema) {
	if (!(arg !== null && typeof arg == "object" && "$typeName" in arg && typeof arg.$typeName == "string")) return false;
	if (schema === void 0) return true;
	return schema.typeName === arg.$typeName;
}

// node_modules/@bufbuild/protobuf/dist/esm/descriptors.js
/**
* Scalar value types. This is a subset of field types declared by protobuf
* enum google.protobuf.FieldDescriptorProto.Type The types GROUP and MESSAGE
* are omitted, but the numerical values are identical.
*/
var ScalarType;
(function(ScalarType) {
	ScalarType[ScalarType["DOUBLE"] = 1] = "DOUBLE";
	ScalarType[ScalarType["FLOAT"] = 2] = "FLOAT";
	ScalarType[ScalarType["INT64"] = 3] = "INT64";
	ScalarType[ScalarType["UINT64"] = 4] = "UINT64";
	ScalarType[ScalarType["INT32"] = 5] = "INT32";
	ScalarType[ScalarType["FIXED64"] = 6] = "FIXED64";
	ScalarType[ScalarType["FIXED32"] = 7] = "FIXED32";
	ScalarType[ScalarType["BOOL"] = 8] = "BOOL";
	ScalarType[ScalarType["STRING"] = 9] = "STRING";
	ScalarType[ScalarType["BYTES"] = 12] = "BYTES";
	ScalarType[ScalarType["UINT32"] = 13] = "UINT32";
	ScalarType[ScalarType["SFIXED32"] = 15] = "SFIXED32";
	ScalarType[ScalarType["SFIXED64"] = 16] = "SFIXED64";
	ScalarType[ScalarType["SINT32"] = 17] = "SINT32";
	ScalarType[ScalarType["SINT64"] = 18] = "SINT64";
})(ScalarType || (ScalarType = {}));

// node_modules/@bufbuild/protobuf/dist/esm/wire/varint.js
/**
* Read a 64 bit varint as two JS numbers.
*
* Stores the low and high words on the reader.
*
* Copyright 2008 Google Inc.  All rights reserved.
*
* See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/buffer_decoder.js#L175
*/
function varint64read() {
	const buf = this.buf;
	let pos = this.pos;
	let lo = 0;
	let hi = 0;
	for (let shift = 0; shift < 28; shift += 7) {
		const b = buf[pos++];
		lo |= (b & 127) << shift;
		if ((b & 128) == 0) {
			this.pos = pos;
			this.assertBounds();
			this.varint64Lo = lo;
			this.varint64Hi = hi;
			return;
		}
	}
	const middleByte = buf[pos++];
	lo |= (middleByte & 15) << 28;
	hi = (middleByte & 112) >> 4;
	if ((middleByte & 128) == 0) {
		this.pos = pos;
		this.assertBounds();
		this.varint64Lo = lo;
		this.varint64Hi = hi;
		return;
	}
	for (let shift = 3; shift <= 31; shift += 7) {
		const b = buf[pos++];
		hi |= (b & 127) << shift;
		if ((b & 128) == 0) {
			this.pos = pos;
			this.assertBounds();
			this.varint64Lo = lo;
			this.varint64Hi = hi;
			return;
		}
	}
	throw new Error("invalid varint");
}
const TWO_PWR_32_DBL = 4294967296;
/**
* Parse decimal string of 64 bit integer value as two JS numbers.
*
* Copyright 2008 Google Inc.  All rights reserved.
*
* See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
*/
function int64FromString(dec) {
	const minus = dec[0] === "-";
	if (minus) dec = dec.slice(1);
	const base = 1e6;
	let lowBits = 0;
	let highBits = 0;
	function add1e6digit(begin, end) {
		const digit1e6 = Number(dec.slice(begin, end));
		highBits *= base;
		lowBits = lowBits * base + digit1e6;
		if (lowBits >= TWO_PWR_32_DBL) {
			highBits = highBits + (lowBits / TWO_PWR_32_DBL | 0);
			lowBits = lowBits % TWO_PWR_32_DBL;
		}
	}
	add1e6digit(-24, -18);
	add1e6digit(-18, -12);
	add1e6digit(-12, -6);
	add1e6digit(-6);
	return minus ? negate(lowBits, highBits) : newBits(lowBits, highBits);
}
/**
* Losslessly converts a 64-bit signed integer in 32:32 split representation
* into a decimal string.
*
* Copyright 2008 Google Inc.  All rights reserved.
*
* See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
*/
function int64ToString(lo, hi) {
	let bits = newBits(lo, hi);
	const negative = bits.hi & 2147483648;
	if (negative) bits = negate(bits.lo, bits.hi);
	const result = uInt64ToString(bits.lo, bits.hi);
	return negative ? "-" + result : result;
}
/**
* Losslessly converts a 64-bit unsigned integer in 32:32 split representation
* into a decimal string.
*
* Copyright 2008 Google Inc.  All rights reserved.
*
* See https://github.com/protocolbuffers/protobuf-javascript/blob/a428c58273abad07c66071d9753bc4d1289de426/experimental/runtime/int64.js#L10
*/
function uInt64ToString(lo, hi) {
	({lo, hi} = toUnsigned(lo, hi));
	if (hi <= 2097151) return String(TWO_PWR_32_DBL * hi + lo);
	const low = lo & 16777215;
	const mid = (lo >>> 24 | hi << 8) & 16777215;
	const high = hi >> 16 & 65535;
	let digitA = low + mid * 6777216 + high * 6710656;
	let digitB = mid + high * 8147497;
	let digitC = high * 2;
	const base = 1e7;
	if (digitA >= base) {
		digitB += Math.floor(digitA / base);
		digitA %= base;
	}
	if (digitB >= base) {
		digitC += Math.floor(digitB / base);
		digitB %= base;
	}
	return digitC.toString() + decimalFrom1e7WithLeadingZeros(digitB) + decimalFrom1e7WithLeadingZeros(digitA);
}
function toUnsigned(lo, hi) {
	return {
		lo: lo >>> 0,
		hi: hi >>> 0
	};
}
function newBits(lo, hi) {
	return {
		lo: lo | 0,
		hi: hi | 0
	};
}
/**
* Returns two's compliment negation of input.
* @see https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Operators/Bitwise_Operators#Signed_32-bit_integers
*/
function negate(lowBits, highBits) {
	highBits = ~highBits;
	if (lowBits) lowBits = ~lowBits + 1;
	else highBits += 1;
	return newBits(lowBits, highBits);
}
/**
* Returns decimal representation of digit1e7 with leading zeros.
*/
const decimalFrom1e7WithLeadingZeros = (digit1e7) => {
	const partial = String(digit1e7);
	return "0000000".slice(partial.length) + partial;
};
/**
* Write a 32 bit varint, signed or unsigned. Same as `varint64write(0, value, bytes)`
*
* Copyright 2008 Google Inc.  All rights reserved.
*
* See https://github.com/protocolbuffers/protobuf/blob/1b18833f4f2a2f681f4e4a25cdf3b0a43115ec26/js/binary/encoder.js#L144
*/
function varint32write(value, bytes) {
	if (value >>> 0 < 128) {
		bytes.push(value);
		return;
	}
	if (value >= 0) {
		while (value > 127) {
			bytes.push(value & 127 | 128);
			value = value >>> 7;
		}
		bytes.push(value);
	} else {
		for (let i = 0; i < 9; i++) {
			bytes.push(value & 127 | 128);
			value = value >> 7;
		}
		bytes.push(1);
	}
}
/**
* Read an unsigned 32 bit varint.
*
* See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/buffer_decoder.js#L220
*/
function varint32read() {
	let b = this.buf[this.pos++];
	if ((b & 128) === 0) {
		this.assertBounds();
		return b;
	}
	let result = b & 127;
	b = this.buf[this.pos++];
	result |= (b & 127) << 7;
	if ((b & 128) === 0) {
		this.assertBounds();
		return result;
	}
	b = this.buf[this.pos++];
	result |= (b & 127) << 14;
	if ((b & 128) === 0) {
		this.assertBounds();
		return result;
	}
	b = this.buf[this.pos++];
	result |= (b & 127) << 21;
	if ((b & 128) === 0) {
		this.assertBounds();
		return result;
	}
	b = this.buf[this.pos++];
	result |= (b & 15) << 28;
	for (let readBytes = 5; (b & 128) !== 0 && readBytes < 10; readBytes++) b = this.buf[this.pos++];
	if ((b & 128) !== 0) throw new Error("invalid varint");
	this.assertBounds();
	return result >>> 0;
}

// node_modules/@bufbuild/protobuf/dist/esm/proto-int64.js
/**
* Int64Support for the current environment.
*/
const protoInt64 = /*@__PURE__*/ makeInt64Support();
function makeInt64Support() {
	const dv = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
	if (typeof BigInt === "function" && typeof dv.getBigInt64 === "function" && typeof dv.getBigUint64 === "function" && typeof dv.setBigInt64 === "function" && typeof dv.setBigUint64 === "function" && (!!globalThis.Deno || !!globalThis.Bun || typeof process != "object" || typeof process.env != "object" || process.env.BUF_BIGINT_DISABLE !== "1")) {
		const MIN = BigInt("-9223372036854775808");
		const MAX = BigInt("9223372036854775807");
		const UMIN = BigInt("0");
		const UMAX = BigInt("18446744073709551615");
		return {
			zero: BigInt(0),
			supported: true,
			parse(value) {
				const bi = typeof value == "bigint" ? value : BigInt(value);
				if (bi > MAX || bi < MIN) throw new Error(`invalid int64: ${value}`);
				return bi;
			},
			uParse(value) {
				const bi = typeof value == "bigint" ? value : BigInt(value);
				if (bi > UMAX || bi < UMIN) throw new Error(`invalid uint64: ${value}`);
				return bi;
			},
			enc(value) {
				dv.setBigInt64(0, this.parse(value), true);
				return {
					lo: dv.getInt32(0, true),
					hi: dv.getInt32(4, true)
				};
			},
			uEnc(value) {
				dv.setBigInt64(0, this.uParse(value), true);
				return {
					lo: dv.getInt32(0, true),
					hi: dv.getInt32(4, true)
				};
			},
			dec(lo, hi) {
				dv.setInt32(0, lo, true);
				dv.setInt32(4, hi, true);
				return dv.getBigInt64(0, true);
			},
			uDec(lo, hi) {
				dv.setInt32(0, lo, true);
				dv.setInt32(4, hi, true);
				return dv.getBigUint64(0, true);
			}
		};
	}
	return {
		zero: "0",
		supported: false,
		parse(value) {
			if (typeof value != "string") value = value.toString();
			assertInt64String(value);
			return value;
		},
		uParse(value) {
			if (typeof value != "string") value = value.toString();
			assertUInt64String(value);
			return value;
		},
		enc(value) {
			if (typeof value != "string") value = value.toString();
			assertInt64String(value);
			return int64FromString(value);
		},
		uEnc(value) {
			if (typeof value != "string") value = value.toString();
			assertUInt64String(value);
			return int64FromString(value);
		},
		dec(lo, hi) {
			return int64ToString(lo, hi);
		},
		uDec(lo, hi) {
			return uInt64ToString(lo, hi);
		}
	};
}
function assertInt64String(value) {
	if (!/^-?[0-9]+$/.test(value)) throw new Error("invalid int64: " + value);
}
function assertUInt64String(value) {
	if (!/^[0-9]+$/.test(value)) throw new Error("invalid uint64: " + value);
}

// node_modules/@bufbuild/protobuf/dist/esm/reflect/scalar.js
/**
* Returns the zero value for the given scalar type, the value a field of this
* type has when unset: 0 for numeric types, "" for strings, false for
* booleans, and an empty Uint8Array for bytes. For 64-bit integer types, the
* result is "0" when longAsString is true, otherwise 0n.
*
* This is the type's zero value, not a proto2 custom field default. For float
* and double it is +0; isScalarZeroValue treats only +0, not -0, as this value.
*/
function scalarZeroValue(type, longAsString) {
	switch (type) {
		case ScalarType.STRING: return "";
		case ScalarType.BOOL: return false;
		case ScalarType.DOUBLE:
		case ScalarType.FLOAT: return 0;
		case ScalarType.INT64:
		case ScalarType.UINT64:
		case ScalarType.SFIXED64:
		case ScalarType.FIXED64:
		case ScalarType.SINT64: return longAsString ? "0" : protoInt64.zero;
		case ScalarType.BYTES: return /* @__PURE__ */ new Uint8Array(0);
		default: return 0;
	}
}

// node_modules/@bufbuild/protobuf/dist/esm/reflect/unsafe.js
/**
* Returns true if the field is set, but only for singular fields with explicit
* presence (proto2).
*
* @private
*/
function unsafeIsSetExplicit(target, localName) {
	return Object.prototype.hasOwnProperty.call(target, localName) && target[localName] !== void 0;
}
/**
* Set a property, treating __proto__ as an own data property.
*
* @private
*/
function setOwn(obj, key, value) {
	if (key === "__proto__") Object.defineProperty(obj, "__proto__", {
		value,
		writable: true,
		enumerable: true,
		configurable: true
	});
	else obj[key] = value;
}

// node_modules/@bufbuild/protobuf/dist/esm/reflect/guard.js
function isObject(arg) {
	return arg !== null && typeof arg == "object" && !Array.isArray(arg);
}

// node_modules/@bufbuild/protobuf/dist/esm/wkt/wrappers.js
function isWrapperDesc(messageDesc) {
	const f = messageDesc.fields[0];
	return isWrapperTypeName(messageDesc.typeName) && f !== void 0 && f.fieldKind == "scalar" && f.name == "value" && f.number == 1;
}
const wrapperTypeNames = /*@__PURE__*/ new Set([
	"google.protobuf.DoubleValue",
	"google.protobuf.FloatValue",
	"google.protobuf.Int64Value",
	"google.protobuf.UInt64Value",
	"google.protobuf.Int32Value",
	"google.protobuf.UInt32Value",
	"google.protobuf.BoolValue",
	"google.protobuf.StringValue",
	"google.protobuf.BytesValue"
]);
function isWrapperTypeName(name) {
	return wrapperTypeNames.has(name);
}

// node_modules/@bufbuild/protobuf/dist/esm/create.js
const EDITION_PROTO3$1 = 999;
const EDITION_PROTO2$1 = 998;
const IMPLICIT$2 = 2;
/**
* Create a new message instance.
*
* The second argument is an optional initializer object, where all fields are
* optional.
*/
function create(schema, init) {
	if (isMessage(init, schema)) return init;
	return compiledCreate(schema)(init);
}
const compiledCreates = /* @__PURE__ */ new WeakMap();
/**
* Return the compiled create function for a message, compiling it on first use. */
function compiledCreate(desc) {
	let compiled = compiledCreates.get(desc);
	if (compiled === void 0) {
		compiled = compileCreate(desc);
		compiledCreates.set(desc, compiled);
	}
	return compiled;
}
/** Singular field: scalar, enum, or message. */
const INIT_SINGULAR = 0;
/** List field: a zero message has a fresh empty array. */
const INIT_LIST = 1;
/** Map field: a zero message has a fresh empty object. */
const INIT_MAP = 2;
/** Oneof group: the ADT is always stored, cases convert by case name. */
const INIT_ONEOF = 3;
function compileCreate(desc) {
	const typeName = desc.typeName;
	const { properties, prototype } = compileInitMessage(desc);
	return (init) => {
		let message;
		if (prototype !== void 0) {
			message = Object.create(prototype);
			message.$typeName = typeName;
		} else message = { $typeName: typeName };
		for (let i = 0; i < properties.length; i++) {
			const property = properties[i];
			const name = property.name;
			const initValue = init === null || init === void 0 ? void 0 : init[name];
			switch (property.kind) {
				case INIT_SINGULAR:
					if (initValue != null) message[name] = property.convert !== void 0 ? property.convert(initValue) : initValue;
					else if (property.constant !== void 0) message[name] = property.constant;
					break;
				case INIT_LIST:
					message[name] = property.convert !== void 0 && Array.isArray(initValue) ? initValue.map(property.convert) : initValue !== null && initValue !== void 0 ? initValue : [];
					break;
				case INIT_MAP:
					if (property.convert === void 0 || !isObject(initValue)) message[name] = initValue !== null && initValue !== void 0 ? initValue : {};
					else {
						const converted = {};
						const keys = Object.keys(initValue);
						for (let k = 0; k < keys.length; k++) setOwn(converted, keys[k], property.convert(initValue[keys[k]]));
						message[name] = converted;
					}
					break;
				case INIT_ONEOF: {
					const oneofValue = initValue;
					if ((oneofValue === null || oneofValue === void 0 ? void 0 : oneofValue.case) != null) {
						const convert = property.convert.get(oneofValue.case);
						if (convert !== void 0) {
							message[name] = {
								case: oneofValue.case,
								value: convert(oneofValue.value)
							};
							break;
						}
					}
					message[name] = { case: void 0 };
					break;
				}
			}
		}
		return message;
	};
}
/**
* Classify every member once, so that creating a message is a walk over a
* compact list instead of a walk over the descriptor.
*/
function compileInitMessage(desc) {
	var _a, _b;
	const properties = [];
	const prototype = {};
	const usePrototype = needsPrototypeChain(desc);
	for (const member of desc.members) {
		const name = member.localName;
		if (member.kind == "oneof") {
			properties.push({
				name,
				kind: INIT_ONEOF,
				constant: void 0,
				convert: compileConvertOneof(member)
			});
			continue;
		}
		switch (member.fieldKind) {
			case "message":
				properties.push({
					name,
					kind: INIT_SINGULAR,
					constant: void 0,
					convert: compileConvertMessage(member)
				});
				break;
			case "list":
				properties.push({
					name,
					kind: INIT_LIST,
					constant: void 0,
					convert: member.listKind == "message" ? (_a = compileConvertMessage(member)) !== null && _a !== void 0 ? _a : ((value) => value) : member.scalar == ScalarType.BYTES ? toU8Arr : void 0
				});
				break;
			case "map":
				properties.push({
					name,
					kind: INIT_MAP,
					constant: void 0,
					convert: member.mapKind == "message" ? (_b = compileConvertMessage(member)) !== null && _b !== void 0 ? _b : ((value) => value) : member.scalar == ScalarType.BYTES ? toU8Arr : void 0
				});
				break;
			default: {
				const zeroValue = createZeroValue(member);
				properties.push({
					name,
					kind: INIT_SINGULAR,
					constant: member.presence == IMPLICIT$2 ? zeroValue : void 0,
					convert: member.fieldKind == "scalar" && member.scalar == ScalarType.BYTES ? toU8Arr : void 0
				});
				if (usePrototype) prototype[name] = zeroValue;
				break;
			}
		}
	}
	return {
		properties,
		prototype: usePrototype ? prototype : void 0
	};
}
/**
* Compile the conversion of each case of a oneof group, keyed by case name.
*/
function compileConvertOneof(oneof) {
	const converters = /* @__PURE__ */ new Map();
	for (const field of oneof.fields) {
		let convert;
		if (field.fieldKind == "message") convert = compileConvertMessage(field);
		else if (field.fieldKind == "scalar" && field.scalar == ScalarType.BYTES) convert = toU8Arr;
		converters.set(field.localName, convert !== null && convert !== void 0 ? convert : ((value) => value));
	}
	return converters;
}
/**
* Compile the conversion of an init value for a message field, a message
* list item, or a message map value. Returns undefined if values are used
* as-is.
*/
function compileConvertMessage(field) {
	if (field.fieldKind == "message" && !field.oneof && isWrapperDesc(field.message)) return field.message.fields[0].scalar == ScalarType.BYTES ? toU8Arr : void 0;
	if (field.message.typeName == "google.protobuf.Struct" && field.parent.typeName !== "google.protobuf.Value") return;
	const messageDesc = field.message;
	let compiled;
	return (value) => {
		if (!isObject(value) || isMessage(value, messageDesc)) return value;
		compiled !== null && compiled !== void 0 || (compiled = compiledCreate(messageDesc));
		return compiled(value);
	};
}
function toU8Arr(value) {
	return Array.isArray(value) ? new Uint8Array(value) : value;
}
/**
* Do we need the prototype chain to track field presence?
*/
function needsPrototypeChain(desc) {
	switch (desc.file.edition) {
		case EDITION_PROTO3$1: return false;
		case EDITION_PROTO2$1: return true;
		default: return desc.fields.some((f) => f.presence != IMPLICIT$2 && f.fieldKind != "message" && !f.oneof);
	}
}
/**
* Returns the zero value for a scalar or enum field. Scalar and enum fields
* can have default values.
*/
function createZeroValue(field) {
	const defaultValue = field.getDefaultValue();
	if (defaultValue !== void 0) return field.fieldKind == "scalar" && field.longAsString ? defaultValue.toString() : defaultValue;
	return field.fieldKind == "scalar" ? scalarZeroValue(field.scalar, field.longAsString) : field.enum.values[0].number;
}

// node_modules/@bufbuild/protobuf/dist/esm/reflect/error.js
var FieldError = class extends Error {
	constructor(fieldOrOneof, message, name = "FieldValueInvalidError") {
		super(message);
		this.name = name;
		this.field = () => fieldOrOneof;
	}
};

// node_modules/@bufbuild/protobuf/dist/esm/wire/text-encoding.js
let te;
/**
* Protobuf-ES requires the Text Encoding API to convert UTF-8 from and to
* binary. This WHATWG API is widely available, but it is not part of the
* ECMAScript standard. This function used to be the way to supply an
* implementation on runtimes that do not provide one.
*
* It only configures the copy of the library it is imported from. To provide
* the encoding API for every copy of Protobuf-ES in an isolate, install
* `TextEncoder` (with the methods `encode` and optionally `encodeInto`) and
* `TextDecoder` (with the `fatal: true` and `ignoreBOM: true` constructor
* arguments and the `decode` method) on `globalThis`.
*
* Providing `encodeUtf8Into` is optional for backwards compatibility. If it
* is omitted, we emulate it with a wrapper that calls `encodeUtf8`.
*
* Note that the Text Encoding API does not provide a way to validate UTF-8.
* Our implementation uses String.prototype.isWellFormed, and falls back
* to use encodeURIComponent().
*
* @deprecated Install `TextEncoder` and `TextDecoder` on `globalThis` instead.
*/
function configureTextEncoding(textEncoding) {
	var _a;
	te = Object.assign(Object.assign({}, textEncoding), { encodeUtf8Into: (_a = textEncoding.encodeUtf8Into) !== null && _a !== void 0 ? _a : emulateEncodeInto(textEncoding.encodeUtf8.bind(textEncoding)) });
}
function getTextEncoding() {
	if (!te) {
		const globals = globalThis;
		if (!globals.TextEncoder || !globals.TextDecoder) throw new Error("encoding API missing: install TextEncoder and TextDecoder on globalThis");
		const textEncoder = new globals.TextEncoder();
		const textDecoder = new globals.TextDecoder("utf-8", { ignoreBOM: true });
		let textDecoderStrict;
		const config = {
			encodeUtf8(text) {
				return textEncoder.encode(text);
			},
			decodeUtf8(bytes, strict) {
				if (strict) {
					if (!textDecoderStrict) textDecoderStrict = new globals.TextDecoder("utf-8", {
						fatal: true,
						ignoreBOM: true
					});
					return textDecoderStrict.decode(bytes);
				}
				return textDecoder.decode(bytes);
			},
			checkUtf8(text) {
				try {
					encodeURIComponent(text);
					return true;
				} catch (_) {
					return false;
				}
			}
		};
		if (textEncoder.encodeInto) config.encodeUtf8Into = textEncoder.encodeInto.bind(textEncoder);
		const nativeStringIsWellFormed = String.prototype.isWellFormed;
		if (nativeStringIsWellFormed) config.checkUtf8 = (text) => {
			return nativeStringIsWellFormed.call(text);
		};
		configureTextEncoding(config);
	}
	return te;
}
/**
* Simplistic polyfill for encodeUtf8Into.
*
* @private
*/
function emulateEncodeInto(encodeUtf8) {
	return (text, dest) => {
		const bytes = encodeUtf8(text);
		dest.set(bytes);
		return { written: bytes.byteLength };
	};
}

// node_modules/@bufbuild/protobuf/dist/esm/wire/binary-encoding.js
/**
* Protobuf binary format wire types.
*
* A wire type provides just enough information to find the length of the
* following value.
*
* See https://developers.google.com/protocol-buffers/docs/encoding#structure
*/
var WireType;
(function(WireType) {
	/**
	* Used for int32, int64, uint32, uint64, sint32, sint64, bool, enum
	*/
	WireType[WireType["Varint"] = 0] = "Varint";
	/**
	* Used for fixed64, sfixed64, double.
	* Always 8 bytes with little-endian byte order.
	*/
	WireType[WireType["Bit64"] = 1] = "Bit64";
	/**
	* Used for string, bytes, embedded messages, packed repeated fields
	*
	* Only repeated numeric types (types which use the varint, 32-bit,
	* or 64-bit wire types) can be packed. In proto3, such fields are
	* packed by default.
	*/
	WireType[WireType["LengthDelimited"] = 2] = "LengthDelimited";
	/**
	* Start of a tag-delimited aggregate, such as a proto2 group, or a message
	* in editions with message_encoding = DELIMITED.
	*/
	WireType[WireType["StartGroup"] = 3] = "StartGroup";
	/**
	* End of a tag-delimited aggregate.
	*/
	WireType[WireType["EndGroup"] = 4] = "EndGroup";
	/**
	* Used for fixed32, sfixed32, float.
	* Always 4 bytes with little-endian byte order.
	*/
	WireType[WireType["Bit32"] = 5] = "Bit32";
})(WireType || (WireType = {}));
/**
* Maximum value for an unsigned 32-bit integer (Protobuf UINT32, FIXED32).
*/
const UINT32_MAX = 4294967295;
/**
* Maximum value for a signed 32-bit integer (Protobuf INT32, SFIXED32, SINT32).
*/
const INT32_MAX = 2147483647;
/**
* Minimum value for a signed 32-bit integer (Protobuf INT32, SFIXED32, SINT32).
*/
const INT32_MIN = -2147483648;
var BinaryWriter = class {
	constructor(encodeUtf8) {
		/**
		* Previous fork positions (the write position at the time
		* `fork()` was called).
		*/
		this.stackPos = [];
		this.encodeUtf8Into = encodeUtf8 ? emulateEncodeInto(encodeUtf8) : getTextEncoding().encodeUtf8Into;
		this.buffer = EMPTY_BUFFER;
		this.viewCache = EMPTY_VIEW;
		this.pos = 0;
	}
	ensureCapacity(size) {
		const required = this.pos + size;
		if (required > this.buffer.length) {
			let newLen = this.buffer.length || INITIAL_SIZE;
			while (newLen < required) newLen *= 2;
			const newBuf = new Uint8Array(newLen);
			if (this.pos > 0) newBuf.set(this.buffer);
			this.buffer = newBuf;
		}
	}
	/**
	* The DataView over `buffer`, rebuilt only if the buffer has grown since it
	* was last used.
	*/
	view() {
		const bytes = this.buffer;
		const view = this.viewCache;
		if (view.byteLength === bytes.byteLength) return view;
		const newView = new DataView(bytes.buffer);
		this.viewCache = newView;
		return newView;
	}
	/**
	* Return all bytes written and reset this writer.
	*/
	finish() {
		const result = this.buffer.slice(0, this.pos);
		this.pos = 0;
		this.stackPos = [];
		return result;
	}
	/**
	* Start a new fork for length-delimited data like a message
	* or a packed repeated field.
	*
	* Must be joined later with `join()`.
	*/
	fork() {
		this.stackPos.push(this.pos);
		this.ensureCapacity(DEFAULT_LEN_PREFIX_SIZE);
		this.buffer[this.pos++] = 0;
		return this;
	}
	/**
	* Join the last fork. Write its length and bytes, then
	* return to the previous state.
	*/
	join() {
		const forkPos = this.stackPos.pop();
		if (forkPos === void 0) throw new Error("invalid state, fork stack empty");
		const len = this.pos - forkPos - DEFAULT_LEN_PREFIX_SIZE;
		const lenPrefixSize = varint32Size(len);
		if (lenPrefixSize > DEFAULT_LEN_PREFIX_SIZE) {
			this.ensureCapacity(lenPrefixSize - DEFAULT_LEN_PREFIX_SIZE);
			this.buffer.copyWithin(forkPos + lenPrefixSize, forkPos + DEFAULT_LEN_PREFIX_SIZE, this.pos);
		}
		this.pos = forkPos;
		this.uint32(len);
		this.pos += len;
		return this;
	}
	/**
	* Writes a tag (field number and wire type).
	*
	* Equivalent to `uint32( (fieldNo << 3 | type) >>> 0 )`.
	*
	* Generated code should compute the tag ahead of time and call `uint32()`.
	*/
	tag(fieldNo, type) {
		return this.uint32((fieldNo << 3 | type) >>> 0);
	}
	/**
	* Write a chunk of raw bytes.
	*/
	raw(chunk) {
		this.ensureCapacity(chunk.length);
		this.buffer.set(chunk, this.pos);
		this.pos += chunk.length;
		return this;
	}
	/**
	* Write a `uint32` value, an unsigned 32 bit varint.
	*/
	uint32(value) {
		assertUInt32(value);
		this.ensureCapacity(5);
		if (value < 128) {
			this.buffer[this.pos++] = value;
			return this;
		}
		while (value > 127) {
			this.buffer[this.pos++] = value & 127 | 128;
			value >>>= 7;
		}
		this.buffer[this.pos++] = value;
		return this;
	}
	/**
	* Write a `int32` value, a signed 32 bit varint.
	*/
	int32(value) {
		assertInt32(value);
		if (value >= 0) return this.uint32(value);
		this.ensureCapacity(10);
		for (let i = 0; i < 9; i++) {
			this.buffer[this.pos++] = value & 127 | 128;
			value >>= 7;
		}
		this.buffer[this.pos++] = 1;
		return this;
	}
	/**
	* Write a `bool` value, a varint.
	*/
	bool(value) {
		this.ensureCapacity(1);
		this.buffer[this.pos++] = value ? 1 : 0;
		return this;
	}
	/**
	* Write a `bytes` value, length-delimited arbitrary data.
	*/
	bytes(value) {
		this.uint32(value.byteLength);
		return this.raw(value);
	}
	/**
	* Write a `string` value, length-delimited data converted to UTF-8 text.
	*/
	string(value) {
		if (typeof value !== "string") value = String(value);
		const len = value.length;
		if (len <= ASCII_MAX_LENGTH) {
			this.ensureCapacity(len + 1);
			const ascii = this.buffer;
			let pos = this.pos;
			ascii[pos++] = len;
			let i = 0;
			for (; i < len; i++) {
				const code = value.charCodeAt(i);
				if (code > 127) break;
				ascii[pos++] = code;
			}
			if (i == len) {
				this.pos = pos;
				return this;
			}
		}
		this.ensureCapacity(len * 3 + 5);
		const lenPrefixSizeGuess = varint32Size(len);
		const buf = this.buffer;
		const start = this.pos;
		const { written } = this.encodeUtf8Into(value, buf.subarray(start + lenPrefixSizeGuess));
		const lenPrefixSize = varint32Size(written);
		if (lenPrefixSize != lenPrefixSizeGuess) buf.copyWithin(start + lenPrefixSize, start + lenPrefixSizeGuess, start + lenPrefixSizeGuess + written);
		this.uint32(written);
		this.pos += written;
		return this;
	}
	/**
	* Write a `float` value, 32-bit floating point number.
	*/
	float(value) {
		assertFloat32(value);
		this.ensureCapacity(4);
		this.view().setFloat32(this.pos, value, true);
		this.pos += 4;
		return this;
	}
	/**
	* Write a `double` value, a 64-bit floating point number.
	*/
	double(value) {
		this.ensureCapacity(8);
		this.view().setFloat64(this.pos, value, true);
		this.pos += 8;
		return this;
	}
	/**
	* Write a `fixed32` value, an unsigned, fixed-length 32-bit integer.
	*/
	fixed32(value) {
		assertUInt32(value);
		this.ensureCapacity(4);
		this.view().setUint32(this.pos, value, true);
		this.pos += 4;
		return this;
	}
	/**
	* Write a `sfixed32` value, a signed, fixed-length 32-bit integer.
	*/
	sfixed32(value) {
		assertInt32(value);
		this.ensureCapacity(4);
		this.view().setInt32(this.pos, value, true);
		this.pos += 4;
		return this;
	}
	/**
	* Write a `sint32` value, a signed, zigzag-encoded 32-bit varint.
	*/
	sint32(value) {
		assertInt32(value);
		return this.uint32((value << 1 ^ value >> 31) >>> 0);
	}
	/**
	* Write a `sfixed64` value, a signed, fixed-length 64-bit integer.
	*/
	sfixed64(value) {
		const tc = protoInt64.enc(value);
		this.ensureCapacity(8);
		const view = this.view();
		view.setInt32(this.pos, tc.lo, true);
		view.setInt32(this.pos + 4, tc.hi, true);
		this.pos += 8;
		return this;
	}
	/**
	* Write a `fixed64` value, an unsigned, fixed-length 64 bit integer.
	*/
	fixed64(value) {
		const tc = protoInt64.uEnc(value);
		this.ensureCapacity(8);
		const view = this.view();
		view.setInt32(this.pos, tc.lo, true);
		view.setInt32(this.pos + 4, tc.hi, true);
		this.pos += 8;
		return this;
	}
	/**
	* Write a `int64` value, a signed 64-bit varint.
	*/
	int64(value) {
		const tc = protoInt64.enc(value);
		return this.writeVarint64(tc.lo, tc.hi);
	}
	/**
	* Write a `sint64` value, a signed, zig-zag-encoded 64-bit varint.
	*/
	sint64(value) {
		const tc = protoInt64.enc(value), sign = tc.hi >> 31, lo = tc.lo << 1 ^ sign, hi = (tc.hi << 1 | tc.lo >>> 31) ^ sign;
		return this.writeVarint64(lo, hi);
	}
	/**
	* Write a `uint64` value, an unsigned 64-bit varint.
	*/
	uint64(value) {
		const tc = protoInt64.uEnc(value);
		return this.writeVarint64(tc.lo, tc.hi);
	}
	/**
	* Write a 64-bit varint directly into the buffer. Accepts the value as
	* split low/high 32-bit words.
	*
	* Ported from varint64write() to avoid the intermediate number[] buffer.
	* See https://github.com/protocolbuffers/protobuf/blob/8a71927d74a4ce34efe2d8769fda198f52d20d12/js/experimental/runtime/kernel/writer.js#L344
	*/
	writeVarint64(lo, hi) {
		this.ensureCapacity(10);
		const buf = this.buffer;
		let pos = this.pos;
		for (let i = 0; i < 28; i = i + 7) {
			const shift = lo >>> i;
			const hasNext = !(shift >>> 7 == 0 && hi == 0);
			buf[pos++] = (hasNext ? shift | 128 : shift) & 255;
			if (!hasNext) {
				this.pos = pos;
				return this;
			}
		}
		const splitBits = lo >>> 28 & 15 | (hi & 7) << 4;
		const hasMoreBits = !(hi >> 3 == 0);
		buf[pos++] = (hasMoreBits ? splitBits | 128 : splitBits) & 255;
		if (!hasMoreBits) {
			this.pos = pos;
			return this;
		}
		for (let i = 3; i < 31; i = i + 7) {
			const shift = hi >>> i;
			const hasNext = !(shift >>> 7 == 0);
			buf[pos++] = (hasNext ? shift | 128 : shift) & 255;
			if (!hasNext) {
				this.pos = pos;
				return this;
			}
		}
		buf[pos++] = hi >>> 31 & 1;
		this.pos = pos;
		return this;
	}
};
/**
* Capacity of the buffer allocated by the first write..
*/
const INITIAL_SIZE = 128;
/**
* Bytes `fork()` reserves for the length prefix, betting that the payload will
* be under 128 bytes. `join()` fills them in, and widens them if the bet was
* wrong.
*/
const DEFAULT_LEN_PREFIX_SIZE = 1;
/**
* Shared empty buffer used as the initial value before the first write.
* Avoids allocating and zeroing `INITIAL_SIZE` bytes per BinaryWriter when a
* writer is only used for a tiny message (or not used at all).
*/
const EMPTY_BUFFER = /* @__PURE__ */ new Uint8Array(0);
/**
* Shared empty view, paired with `EMPTY_BUFFER`. Never written to: any
* fixed-width write first grows the buffer, which replaces this view.
*/
const EMPTY_VIEW = new DataView(EMPTY_BUFFER.buffer);
/**
* Longest string on the ASCII fast paths. Must stay below 0x80, so
* that the writer's length prefix always fits a single varint byte.
*/
const ASCII_MAX_LENGTH = 32;
/**
* Number of bytes needed to encode `value` as an unsigned 32-bit varint.
*/
function varint32Size(value) {
	if (value < 128) return 1;
	if (value < 16384) return 2;
	if (value < 2097152) return 3;
	if (value < 268435456) return 4;
	return 5;
}
var BinaryReader = class {
	constructor(buf, decodeUtf8 = getTextEncoding().decodeUtf8) {
		this.decodeUtf8 = decodeUtf8;
		this.varint64Lo = 0;
		this.varint64Hi = 0;
		this.varint64 = varint64read;
		/**
		* Read a `uint32` field, an unsigned 32 bit varint.
		*/
		this.uint32 = varint32read;
		this.buf = buf;
		this.len = buf.length;
		this.pos = 0;
		this.view = new DataView(buf.buffer, buf.byteOffset, buf.byteLength);
	}
	/**
	* Reads a tag - field number and wire type. Tags are uint32 varints; values
	* that do not fit in uint32 are rejected.
	*/
	tag() {
		const start = this.pos;
		const tag = this.uint32();
		const bytesRead = this.pos - start;
		if (bytesRead > 5 || bytesRead == 5 && this.buf[this.pos - 1] > 15) throw new Error("illegal tag: varint overflows uint32");
		const fieldNo = tag >>> 3;
		const wireType = tag & 7;
		if (fieldNo <= 0 || wireType > 5) throw new Error("illegal tag: field no " + fieldNo + " wire type " + wireType);
		return [fieldNo, wireType];
	}
	/**
	* Skip one element and return the skipped data.
	*
	* When skipping StartGroup, provide the tags field number to check for
	* matching field number in the EndGroup tag. Recursion into nested groups
	* is guarded by the `recursionLimit` argument: When the limit is reached,
	* this method throws.
	*/
	skip(wireType, fieldNo, recursionLimit = 100) {
		let start = this.pos;
		switch (wireType) {
			case WireType.Varint:
				while (this.buf[this.pos++] & 128);
				break;
			case WireType.Bit64: this.pos += 4;
			case WireType.Bit32:
				this.pos += 4;
				break;
			case WireType.LengthDelimited:
				let len = this.uint32();
				this.pos += len;
				break;
			case WireType.StartGroup:
				if (recursionLimit <= 0) throw new Error("maximum recursion depth reached");
				for (;;) {
					const [fn, wt] = this.tag();
					if (wt === WireType.EndGroup) {
						if (fieldNo !== void 0 && fn !== fieldNo) throw new Error("invalid end group tag");
						break;
					}
					this.skip(wt, fn, recursionLimit - 1);
				}
				break;
			default: throw new Error("cant skip wire type " + wireType);
		}
		this.assertBounds();
		return this.buf.subarray(start, this.pos);
	}
	/**
	* Throws error if position in byte array is out of range.
	*/
	assertBounds() {
		if (this.pos > this.len) throw new RangeError("premature EOF");
	}
	/**
	* Read a `int32` field, a signed 32 bit varint.
	*/
	int32() {
		return this.uint32() | 0;
	}
	/**
	* Read a `sint32` field, a signed, zigzag-encoded 32-bit varint.
	*/
	sint32() {
		let zze = this.uint32();
		return zze >>> 1 ^ -(zze & 1);
	}
	/**
	* Read a `int64` field, a signed 64-bit varint.
	*/
	int64() {
		this.varint64();
		return protoInt64.dec(this.varint64Lo, this.varint64Hi);
	}
	/**
	* Read a `uint64` field, an unsigned 64-bit varint.
	*/
	uint64() {
		this.varint64();
		return protoInt64.uDec(this.varint64Lo, this.varint64Hi);
	}
	/**
	* Read a `sint64` field, a signed, zig-zag-encoded 64-bit varint.
	*/
	sint64() {
		this.varint64();
		let lo = this.varint64Lo;
		let hi = this.varint64Hi;
		let s = -(lo & 1);
		lo = (lo >>> 1 | (hi & 1) << 31) ^ s;
		hi = hi >>> 1 ^ s;
		return protoInt64.dec(lo, hi);
	}
	/**
	* Read a `bool` field, a variant.
	*/
	bool() {
		const b = this.buf[this.pos];
		if (b < 128) {
			this.pos++;
			return b !== 0;
		}
		this.varint64();
		return this.varint64Lo !== 0 || this.varint64Hi !== 0;
	}
	/**
	* Read a `fixed32` field, an unsigned, fixed-length 32-bit integer.
	*/
	fixed32() {
		return this.view.getUint32((this.pos += 4) - 4, true);
	}
	/**
	* Read a `sfixed32` field, a signed, fixed-length 32-bit integer.
	*/
	sfixed32() {
		return this.view.getInt32((this.pos += 4) - 4, true);
	}
	/**
	* Read a `fixed64` field, an unsigned, fixed-length 64 bit integer.
	*/
	fixed64() {
		return protoInt64.uDec(this.sfixed32(), this.sfixed32());
	}
	/**
	* Read a `fixed64` field, a signed, fixed-length 64-bit integer.
	*/
	sfixed64() {
		return protoInt64.dec(this.sfixed32(), this.sfixed32());
	}
	/**
	* Read a `float` field, 32-bit floating point number.
	*/
	float() {
		return this.view.getFloat32((this.pos += 4) - 4, true);
	}
	/**
	* Read a `double` field, a 64-bit floating point number.
	*/
	double() {
		return this.view.getFloat64((this.pos += 8) - 8, true);
	}
	/**
	* Read a `bytes` field, length-delimited arbitrary data.
	*/
	bytes() {
		let len = this.uint32(), start = this.pos;
		this.pos += len;
		this.assertBounds();
		return this.buf.subarray(start, start + len);
	}
	/**
	* Read a `string` field, length-delimited data converted to UTF-8 text. If
	* `strict` is true, throw on invalid UTF-8 instead of substituting U+FFFD.
	*/
	string(strict) {
		const len = this.uint32();
		const start = this.pos;
		this.pos += len;
		this.assertBounds();
		const buf = this.buf;
		if (len <= ASCII_MAX_LENGTH) {
			const codes = new Array(len);
			for (let i = 0; i < len; i++) {
				const byte = buf[start + i];
				if (byte > 127) return this.decodeUtf8(buf.subarray(start, this.pos), strict);
				codes[i] = byte;
			}
			return String.fromCharCode.apply(String, codes);
		}
		return this.decodeUtf8(buf.subarray(start, this.pos), strict);
	}
};
/**
* Assert a valid signed protobuf 32-bit integer as a number or string.
*/
function assertInt32(arg) {
	if (typeof arg == "string") arg = Number(arg);
	else if (typeof arg != "number") throw new Error("invalid int32: " + typeof arg);
	if (!Number.isInteger(arg) || arg > 2147483647 || arg < -2147483648) throw new Error("invalid int32: " + arg);
}
/**
* Assert a valid unsigned protobuf 32-bit integer as a number or string.
*/
function assertUInt32(arg) {
	if (typeof arg == "string") arg = Number(arg);
	else if (typeof arg != "number") throw new Error("invalid uint32: " + typeof arg);
	if (!Number.isInteger(arg) || arg > 4294967295 || arg < 0) throw new Error("invalid uint32: " + arg);
}
/**
* Assert a valid protobuf float32 value as a number or string.
*/
function assertFloat32(arg) {
	if (typeof arg == "string") {
		const o = arg;
		arg = Number(arg);
		if (Number.isNaN(arg) && o !== "NaN") throw new Error("invalid float32: " + o);
	} else if (typeof arg != "number") throw new Error("invalid float32: " + typeof arg);
	if (!Number.isFinite(Math.fround(arg)) && Number.isFinite(arg)) throw new Error("invalid float32: " + arg);
}

// node_modules/@bufbuild/protobuf/dist/esm/reflect/message.js
const NULL_VALUE = 0;
/**
* Return the conversions between the local representation of the field
* value and the message it represents.
*
* @private
*/
function localMessageMapper(field) {
	if (usesJsonRepresentation(field)) return {
		toMessage: (local) => wktStructToReflect(local),
		toLocal: (message) => wktStructToLocal(message)
	};
	if (field.fieldKind == "message" && !field.oneof && isWrapperDesc(field.message)) {
		const wrapperDesc = field.message;
		const valueLocalName = wrapperDesc.fields[0].localName;
		return {
			toMessage: (local) => {
				const message = create(wrapperDesc);
				if (local !== void 0) message[valueLocalName] = local;
				return message;
			},
			toLocal: (message) => message[valueLocalName]
		};
	}
	const childDesc = field.message;
	return {
		toMessage: (local) => local === void 0 ? create(childDesc) : local,
		toLocal: (message) => message
	};
}
/**
* Returns true if values of this field are stored as JsonValue instead of
* a message: google.protobuf.Struct is represented with JsonObject when
* used in a field, except when used in google.protobuf.Value.
*/
function usesJsonRepresentation(field) {
	return field.message.typeName == "google.protobuf.Struct" && field.parent.typeName != "google.protobuf.Value";
}
/**
* Convert the JsonValue representation of a google.protobuf.Struct to the
* message representation.
*
* @private
*/
function wktStructToReflect(json) {
	const struct = {
		$typeName: "google.protobuf.Struct",
		fields: {}
	};
	if (isObject(json)) for (const k of Object.keys(json)) setOwn(struct.fields, k, wktValueToReflect(json[k]));
	return struct;
}
/**
* Convert a google.protobuf.Struct message to its JsonValue representation.
*
* @private
*/
function wktStructToLocal(val) {
	const json = {};
	for (const k of Object.keys(val.fields)) setOwn(json, k, wktValueToLocal(val.fields[k]));
	return json;
}
function wktValueToLocal(val) {
	switch (val.kind.case) {
		case "structValue": return wktStructToLocal(val.kind.value);
		case "listValue": return val.kind.value.values.map(wktValueToLocal);
		case "nullValue":
		case void 0: return null;
		default: return val.kind.value;
	}
}
function wktValueToReflect(json) {
	const value = {
		$typeName: "google.protobuf.Value",
		kind: { case: void 0 }
	};
	switch (typeof json) {
		case "number":
			value.kind = {
				case: "numberValue",
				value: json
			};
			break;
		case "string":
			value.kind = {
				case: "stringValue",
				value: json
			};
			break;
		case "boolean":
			value.kind = {
				case: "boolValue",
				value: json
			};
			break;
		case "object": if (json === null) value.kind = {
			case: "nullValue",
			value: NULL_VALUE
		};
		else if (Array.isArray(json)) {
			const listValue = {
				$typeName: "google.protobuf.ListValue",
				values: []
			};
			if (Array.isArray(json)) for (const e of json) listValue.values.push(wktValueToReflect(e));
			value.kind = {
				case: "listValue",
				value: listValue
			};
		} else value.kind = {
			case: "structValue",
			value: wktStructToReflect(json)
		};
	}
	return value;
}

// node_modules/@bufbuild/protobuf/dist/esm/wire/base64-encoding.js
const nativeSetFromBase64 = Uint8Array.prototype.setFromBase64;
/**
* Decodes a base64 string to a byte array.
*
* - ignores white-space, including line breaks and tabs
* - allows inner padding (can decode concatenated base64 strings)
* - does not require padding
* - understands base64url encoding:
*   "-" instead of "+",
*   "_" instead of "/",
*   no padding
*/
function base64Decode(base64Str) {
	const len = base64Str.length;
	let size = len - (len + 3 >> 2);
	if ((len & 3) == 0 && base64Str[len - 1] == "=") size -= base64Str[len - 2] == "=" ? 2 : 1;
	const bytes = new Uint8Array(size);
	let written = -1;
	if (nativeSetFromBase64) try {
		const result = nativeSetFromBase64.call(bytes, base64Str);
		if (result.read == len) written = result.written;
	} catch (_a) {}
	if (written < 0) written = setFromBase64(bytes, base64Str);
	return written == size ? bytes : bytes.subarray(0, written);
}
/** Writes into `bytes` from index 0 and returns the number of bytes written. */
function setFromBase64(bytes, base64Str) {
	const table = getDecodeTable();
	let bytePos = 0, groupPos = 0, b, p = 0;
	for (let i = 0; i < base64Str.length; i++) {
		b = table[base64Str.charCodeAt(i)];
		if (b === void 0) switch (base64Str[i]) {
			case "=": groupPos = 0;
			case "\n":
			case "\r":
			case "	":
			case " ": continue;
			default: throw Error("invalid base64 string");
		}
		switch (groupPos) {
			case 0:
				p = b;
				groupPos = 1;
				break;
			case 1:
				bytes[bytePos++] = p << 2 | (b & 48) >> 4;
				p = b;
				groupPos = 2;
				break;
			case 2:
				bytes[bytePos++] = (p & 15) << 4 | (b & 60) >> 2;
				p = b;
				groupPos = 3;
				break;
			case 3:
				bytes[bytePos++] = (p & 3) << 6 | b;
				groupPos = 0;
		}
	}
	if (groupPos == 1) throw Error("invalid base64 string");
	return bytePos;
}
const nativeToBase64 = Uint8Array.prototype.toBase64;
let encodeTableStd;
let encodeTableUrl;
let decodeTable$2;
function getEncodeTable(encoding) {
	if (!encodeTableStd) {
		encodeTableStd = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".split("");
		encodeTableUrl = encodeTableStd.slice(0, -2).concat("-", "_");
	}
	return encoding == "url" ? encodeTableUrl : encodeTableStd;
}
function getDecodeTable() {
	if (!decodeTable$2) {
		decodeTable$2 = [];
		const encodeTable = getEncodeTable("std");
		for (let i = 0; i < encodeTable.length; i++) decodeTable$2[encodeTable[i].charCodeAt(0)] = i;
		decodeTable$2["-".charCodeAt(0)] = encodeTable.indexOf("+");
		decodeTable$2["_".charCodeAt(0)] = encodeTable.indexOf("/");
	}
	return decodeTable$2;
}

// node_modules/@bufbuild/protobuf/dist/esm/reflect/names.js
/**
* Converts snake_case to protoCamelCase according to the convention
* used by protoc to convert a field name to a JSON name.
*
* See https://protobuf.com/docs/language-spec#default-json-names
*
* The function protoSnakeCase provides the reverse.
*/
function protoCamelCase(snakeCase) {
	let capNext = false;
	const b = [];
	for (let i = 0; i < snakeCase.length; i++) {
		let c = snakeCase.charAt(i);
		switch (c) {
			case "_":
				capNext = true;
				break;
			case "0":
			case "1":
			case "2":
			case "3":
			case "4":
			case "5":
			case "6":
			case "7":
			case "8":
			case "9":
				b.push(c);
				capNext = false;
				break;
			default:
				if (capNext) {
					capNext = false;
					c = c.toUpperCase();
				}
				b.push(c);
		}
	}
	return b.join("");
}
/**
* Names that cannot be used for object properties because they are reserved
* by built-in JavaScript properties.
*/
const reservedObjectProperties = /* @__PURE__ */ new Set([
	"constructor",
	"toString",
	"toJSON",
	"valueOf"
]);
/**
* Escapes names that are reserved for ECMAScript built-in object properties.
*
* Also see safeIdentifier() from @bufbuild/protoplugin.
*/
function safeObjectProperty(name) {
	return reservedObjectProperties.has(name) ? name + "$" : name;
}

// node_modules/@bufbuild/protobuf/dist/esm/codegenv2/restore-json-names.js
/**
* @private
*/
function restoreJsonNames(message) {
	for (const f of message.field) if (!unsafeIsSetExplicit(f, "jsonName")) f.jsonName = protoCamelCase(f.name);
	message.nestedType.forEach(restoreJsonNames);
}

// node_modules/@bufbuild/protobuf/dist/esm/wire/text-format.js
/**
* Parse an enum value from the Protobuf text format.
*
* @private
*/
function parseTextFormatEnumValue(descEnum, value) {
	const enumValue = descEnum.values.find((v) => v.name === value);
	if (!enumValue) throw new Error(`cannot parse ${descEnum} default value: ${value}`);
	return enumValue.number;
}
/**
* Parse a scalar value from the Protobuf text format.
*
* @private
*/
function parseTextFormatScalarValue(type, value) {
	switch (type) {
		case ScalarType.STRING: return value;
		case ScalarType.BYTES: {
			const u = unescapeBytesDefaultValue(value);
			if (u === false) throw new Error(`cannot parse ${ScalarType[type]} default value: ${value}`);
			return u;
		}
		case ScalarType.INT64:
		case ScalarType.SFIXED64:
		case ScalarType.SINT64: return protoInt64.parse(value);
		case ScalarType.UINT64:
		case ScalarType.FIXED64: return protoInt64.uParse(value);
		case ScalarType.DOUBLE:
		case ScalarType.FLOAT: switch (value) {
			case "inf": return Number.POSITIVE_INFINITY;
			case "-inf": return Number.NEGATIVE_INFINITY;
			case "nan": return NaN;
			default: return parseFloat(value);
		}
		case ScalarType.BOOL: return value === "true";
		case ScalarType.INT32:
		case ScalarType.UINT32:
		case ScalarType.SINT32:
		case ScalarType.FIXED32:
		case ScalarType.SFIXED32: return parseInt(value, 10);
	}
}
/**
* Parses a text-encoded default value (proto2) of a BYTES field.
*/
function unescapeBytesDefaultValue(str) {
	const b = [];
	const input = {
		tail: str,
		c: "",
		next() {
			if (this.tail.length == 0) return false;
			this.c = this.tail[0];
			this.tail = this.tail.substring(1);
			return true;
		},
		take(n) {
			if (this.tail.length >= n) {
				const r = this.tail.substring(0, n);
				this.tail = this.tail.substring(n);
				return r;
			}
			return false;
		}
	};
	while (input.next()) switch (input.c) {
		case "\\":
			if (input.next()) switch (input.c) {
				case "\\":
					b.push(input.c.charCodeAt(0));
					break;
				case "b":
					b.push(8);
					break;
				case "f":
					b.push(12);
					break;
				case "n":
					b.push(10);
					break;
				case "r":
					b.push(13);
					break;
				case "t":
					b.push(9);
					break;
				case "v":
					b.push(11);
					break;
				case "0":
				case "1":
				case "2":
				case "3":
				case "4":
				case "5":
				case "6":
				case "7": {
					const s = input.c;
					const t = input.take(2);
					if (t === false) return false;
					const n = parseInt(s + t, 8);
					if (Number.isNaN(n)) return false;
					b.push(n);
					break;
				}
				case "x": {
					const s = input.c;
					const t = input.take(2);
					if (t === false) return false;
					const n = parseInt(s + t, 16);
					if (Number.isNaN(n)) return false;
					b.push(n);
					break;
				}
				case "u": {
					const s = input.c;
					const t = input.take(4);
					if (t === false) return false;
					const n = parseInt(s + t, 16);
					if (Number.isNaN(n)) return false;
					const chunk = /* @__PURE__ */ new Uint8Array(4);
					new DataView(chunk.buffer).setInt32(0, n, true);
					b.push(chunk[0], chunk[1], chunk[2], chunk[3]);
					break;
				}
				case "U": {
					const s = input.c;
					const t = input.take(8);
					if (t === false) return false;
					const tc = protoInt64.uEnc(s + t);
					const chunk = /* @__PURE__ */ new Uint8Array(8);
					const view = new DataView(chunk.buffer);
					view.setInt32(0, tc.lo, true);
					view.setInt32(4, tc.hi, true);
					b.push(chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7]);
					break;
				}
			}
			break;
		default: b.push(input.c.charCodeAt(0));
	}
	return new Uint8Array(b);
}

// node_modules/@bufbuild/protobuf/dist/esm/reflect/nested-types.js
/**
* Iterate over all types - enumerations, extensions, services, messages -
* and enumerations, extensions and messages nested in messages.
*/
function* nestedTypes(desc) {
	switch (desc.kind) {
		case "file":
			for (const message of desc.messages) {
				yield message;
				yield* nestedTypes(message);
			}
			yield* desc.enums;
			yield* desc.services;
			yield* desc.extensions;
			break;
		case "message":
			for (const message of desc.nestedMessages) {
				yield message;
				yield* nestedTypes(message);
			}
			yield* desc.nestedEnums;
			yield* desc.nestedExtensions;
	}
}

// node_modules/@bufbuild/protobuf/dist/esm/registry.js
/**
* Create a registry from an embedded file descriptor without validating it.
* Embedded descriptors are validated when they are generated, so they are
* trusted at runtime.
*
* @private
*/
function createEmbeddedFileRegistry(fileDescriptorProto, resolve) {
	return buildFileRegistry([fileDescriptorProto, resolve]);
}
function buildFileRegistry(args, check) {
	const registry = createBaseRegistry();
	if (!args.length) return registry;
	if ("$typeName" in args[0] && args[0].$typeName == "google.protobuf.FileDescriptorSet") {
		for (const file of args[0].file) {
			check === null || check === void 0 || check(file);
			addFile(file, registry);
		}
		return registry;
	}
	if ("$typeName" in args[0]) {
		const input = args[0];
		const resolve = args[1];
		const seen = /* @__PURE__ */ new Set();
		function recurseDeps(file) {
			const deps = [];
			for (const protoFileName of file.dependency) {
				if (registry.getFile(protoFileName) != void 0) continue;
				if (seen.has(protoFileName)) continue;
				const dep = resolve(protoFileName);
				if (!dep) throw new Error(`Unable to resolve ${protoFileName}, imported by ${file.name}`);
				if ("kind" in dep) registry.addFile(dep, false, true);
				else {
					seen.add(dep.name);
					deps.push(dep);
				}
			}
			return deps.concat(...deps.map(recurseDeps));
		}
		for (const file of [input, ...recurseDeps(input)].reverse()) {
			check === null || check === void 0 || check(file);
			addFile(file, registry);
		}
	} else for (const fileReg of args) for (const file of fileReg.files) registry.addFile(file);
	return registry;
}
/**
* @private
*/
function createBaseRegistry() {
	const types = /* @__PURE__ */ new Map();
	const extendees = /* @__PURE__ */ new Map();
	const files = /* @__PURE__ */ new Map();
	return {
		kind: "registry",
		types,
		extendees,
		[Symbol.iterator]() {
			return types.values();
		},
		get files() {
			return files.values();
		},
		addFile(file, skipTypes, withDeps) {
			files.set(file.proto.name, file);
			if (!skipTypes) for (const type of nestedTypes(file)) this.add(type);
			if (withDeps) for (const f of file.dependencies) this.addFile(f, skipTypes, withDeps);
		},
		add(desc) {
			if (desc.kind == "extension") {
				let numberToExt = extendees.get(desc.extendee.typeName);
				if (!numberToExt) extendees.set(desc.extendee.typeName, numberToExt = /* @__PURE__ */ new Map());
				numberToExt.set(desc.number, desc);
			}
			types.set(desc.typeName, desc);
		},
		get(typeName) {
			return types.get(typeName);
		},
		getFile(fileName) {
			return files.get(fileName);
		},
		getMessage(typeName) {
			const t = types.get(typeName);
			return (t === null || t === void 0 ? void 0 : t.kind) == "message" ? t : void 0;
		},
		getEnum(typeName) {
			const t = types.get(typeName);
			return (t === null || t === void 0 ? void 0 : t.kind) == "enum" ? t : void 0;
		},
		getExtension(typeName) {
			const t = types.get(typeName);
			return (t === null || t === void 0 ? void 0 : t.kind) == "extension" ? t : void 0;
		},
		getExtensionFor(extendee, no) {
			var _a;
			return (_a = extendees.get(extendee.typeName)) === null || _a === void 0 ? void 0 : _a.get(no);
		},
		getService(typeName) {
			const t = types.get(typeName);
			return (t === null || t === void 0 ? void 0 : t.kind) == "service" ? t : void 0;
		}
	};
}
const EDITION_PROTO2 = 998;
const EDITION_PROTO3 = 999;
const EDITION_UNSTABLE = 9999;
const TYPE_STRING = 9;
const TYPE_GROUP = 10;
const TYPE_MESSAGE = 11;
const TYPE_BYTES = 12;
const TYPE_ENUM = 14;
const LABEL_REPEATED = 3;
const LABEL_REQUIRED = 2;
const JS_STRING = 1;
const IDEMPOTENCY_UNKNOWN = 0;
const EXPLICIT = 1;
const IMPLICIT$1 = 2;
const LEGACY_REQUIRED$1 = 3;
const PACKED = 1;
const DELIMITED = 2;
const OPEN = 1;
const VERIFY = 2;
const maximumEdition = 1002;
const featureDefaults = {
	998: {
		fieldPresence: 1,
		enumType: 2,
		repeatedFieldEncoding: 2,
		utf8Validation: 3,
		messageEncoding: 1,
		jsonFormat: 2,
		enforceNamingStyle: 2,
		defaultSymbolVisibility: 1,
		enforceProtoLimits: 1
	},
	999: {
		fieldPresence: 2,
		enumType: 1,
		repeatedFieldEncoding: 1,
		utf8Validation: 2,
		messageEncoding: 1,
		jsonFormat: 1,
		enforceNamingStyle: 2,
		defaultSymbolVisibility: 1,
		enforceProtoLimits: 1
	},
	1e3: {
		fieldPresence: 1,
		enumType: 1,
		repeatedFieldEncoding: 1,
		utf8Validation: 2,
		messageEncoding: 1,
		jsonFormat: 1,
		enforceNamingStyle: 2,
		defaultSymbolVisibility: 1,
		enforceProtoLimits: 1
	},
	1001: {
		fieldPresence: 1,
		enumType: 1,
		repeatedFieldEncoding: 1,
		utf8Validation: 2,
		messageEncoding: 1,
		jsonFormat: 1,
		enforceNamingStyle: 1,
		defaultSymbolVisibility: 2,
		enforceProtoLimits: 1
	},
	1002: {
		fieldPresence: 1,
		enumType: 1,
		repeatedFieldEncoding: 1,
		utf8Validation: 2,
		messageEncoding: 1,
		jsonFormat: 1,
		enforceNamingStyle: 3,
		defaultSymbolVisibility: 4,
		enforceProtoLimits: 2
	}
};
/**
* Create a descriptor for a file, add it to the registry.
*/
function addFile(proto, reg) {
	var _a, _b;
	const file = {
		kind: "file",
		proto,
		deprecated: (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0 ? _b : false,
		edition: getFileEdition(proto),
		name: proto.name.replace(/\.proto$/, ""),
		dependencies: findFileDependencies(proto, reg),
		enums: [],
		messages: [],
		extensions: [],
		services: [],
		toString() {
			return `file ${proto.name}`;
		}
	};
	const mapEntriesStore = /* @__PURE__ */ new Map();
	const mapEntries = {
		get(typeName) {
			return mapEntriesStore.get(typeName);
		},
		add(desc) {
			var _a;
			assert(((_a = desc.proto.options) === null || _a === void 0 ? void 0 : _a.mapEntry) === true);
			mapEntriesStore.set(desc.typeName, desc);
		}
	};
	for (const enumProto of proto.enumType) addEnum(enumProto, file, void 0, reg);
	for (const messageProto of proto.messageType) addMessage(messageProto, file, void 0, reg, mapEntries);
	for (const serviceProto of proto.service) addService(serviceProto, file, reg);
	addExtensions(file, reg);
	for (const mapEntry of mapEntriesStore.values()) addFields(mapEntry, reg, mapEntries);
	for (const message of file.messages) {
		addFields(message, reg, mapEntries);
		addExtensions(message, reg);
	}
	reg.addFile(file, true);
}
/**
* Create descriptors for extensions, and add them to the message / file,
* and to our cart.
* Recurses into nested types.
*/
function addExtensions(desc, reg) {
	switch (desc.kind) {
		case "file":
			for (const proto of desc.proto.extension) {
				const ext = newField(proto, desc, reg);
				desc.extensions.push(ext);
				reg.add(ext);
			}
			break;
		case "message":
			for (const proto of desc.proto.extension) {
				const ext = newField(proto, desc, reg);
				desc.nestedExtensions.push(ext);
				reg.add(ext);
			}
			for (const message of desc.nestedMessages) addExtensions(message, reg);
	}
}
/**
* Create descriptors for fields and oneof groups, and add them to the message.
* Recurses into nested types.
*/
function addFields(message, reg, mapEntries) {
	const allOneofs = message.proto.oneofDecl.map((proto) => newOneof(proto, message));
	const oneofsSeen = /* @__PURE__ */ new Set();
	for (const proto of message.proto.field) {
		const oneof = findOneof(proto, allOneofs);
		const field = newField(proto, message, reg, oneof, mapEntries);
		message.fields.push(field);
		message.field[field.localName] = field;
		if (oneof === void 0) message.members.push(field);
		else {
			oneof.fields.push(field);
			if (!oneofsSeen.has(oneof)) {
				oneofsSeen.add(oneof);
				message.members.push(oneof);
			}
		}
	}
	for (const oneof of allOneofs.filter((o) => oneofsSeen.has(o))) message.oneofs.push(oneof);
	for (const child of message.nestedMessages) addFields(child, reg, mapEntries);
}
/**
* Create a descriptor for an enumeration, and add it our cart and to the
* parent type, if any.
*/
function addEnum(proto, file, parent, reg) {
	var _a, _b, _c, _d, _e, _f, _g;
	var _h, _j;
	const sharedPrefix = findEnumSharedPrefix(proto.name, proto.value);
	const desc = {
		kind: "enum",
		proto,
		deprecated: (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0 ? _b : false,
		file,
		parent,
		open: true,
		name: proto.name,
		typeName: makeTypeName(proto, parent, file),
		value: {},
		values: [],
		sharedPrefix,
		toString() {
			return `enum ${this.typeName}`;
		}
	};
	desc.open = isEnumOpen(desc);
	reg.add(desc);
	for (const p of proto.value) {
		const name = p.name;
		const value = {
			kind: "enum_value",
			proto: p,
			deprecated: (_d = (_c = p.options) === null || _c === void 0 ? void 0 : _c.deprecated) !== null && _d !== void 0 ? _d : false,
			parent: desc,
			name,
			localName: safeObjectProperty(sharedPrefix == void 0 ? name : name.substring(sharedPrefix.length)),
			number: p.number,
			jsonName: (_e = findEnumValueJsonName(p)) !== null && _e !== void 0 ? _e : name,
			toString() {
				return `enum value ${desc.typeName}.${name}`;
			}
		};
		desc.values.push(value);
		(_f = (_h = desc.value)[_j = p.number]) !== null && _f !== void 0 || (_h[_j] = value);
	}
	((_g = parent === null || parent === void 0 ? void 0 : parent.nestedEnums) !== null && _g !== void 0 ? _g : file.enums).push(desc);
}
/**
* Create a descriptor for a message, including nested types, and add it to our
* cart. Note that this does not create descriptors fields.
*/
function addMessage(proto, file, parent, reg, mapEntries) {
	var _a, _b, _c, _d;
	const desc = {
		kind: "message",
		proto,
		deprecated: (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0 ? _b : false,
		file,
		parent,
		name: proto.name,
		typeName: makeTypeName(proto, parent, file),
		fields: [],
		field: {},
		oneofs: [],
		members: [],
		nestedEnums: [],
		nestedMessages: [],
		nestedExtensions: [],
		toString() {
			return `message ${this.typeName}`;
		}
	};
	if (((_c = proto.options) === null || _c === void 0 ? void 0 : _c.mapEntry) === true) mapEntries.add(desc);
	else {
		((_d = parent === null || parent === void 0 ? void 0 : parent.nestedMessages) !== null && _d !== void 0 ? _d : file.messages).push(desc);
		reg.add(desc);
	}
	for (const enumProto of proto.enumType) addEnum(enumProto, file, desc, reg);
	for (const messageProto of proto.nestedType) addMessage(messageProto, file, desc, reg, mapEntries);
}
/**
* Create a descriptor for a service, including methods, and add it to our
* cart.
*/
function addService(proto, file, reg) {
	var _a, _b;
	const desc = {
		kind: "service",
		proto,
		deprecated: (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0 ? _b : false,
		file,
		name: proto.name,
		typeName: makeTypeName(proto, void 0, file),
		methods: [],
		method: {},
		toString() {
			return `service ${this.typeName}`;
		}
	};
	file.services.push(desc);
	reg.add(desc);
	for (const methodProto of proto.method) {
		const method = newMethod(methodProto, desc, reg);
		desc.methods.push(method);
		desc.method[method.localName] = method;
	}
}
/**
* Create a descriptor for a method.
*/
function newMethod(proto, parent, reg) {
	var _a, _b, _c, _d;
	let methodKind;
	if (proto.clientStreaming && proto.serverStreaming) methodKind = "bidi_streaming";
	else if (proto.clientStreaming) methodKind = "client_streaming";
	else if (proto.serverStreaming) methodKind = "server_streaming";
	else methodKind = "unary";
	const input = reg.getMessage(trimLeadingDot(proto.inputType));
	const output = reg.getMessage(trimLeadingDot(proto.outputType));
	assert(input, `invalid MethodDescriptorProto: input_type ${proto.inputType} not found`);
	assert(output, `invalid MethodDescriptorProto: output_type ${proto.inputType} not found`);
	const name = proto.name;
	return {
		kind: "rpc",
		proto,
		deprecated: (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0 ? _b : false,
		parent,
		name,
		localName: safeObjectProperty(name.length ? safeObjectProperty(name[0].toLowerCase() + name.substring(1)) : name),
		methodKind,
		input,
		output,
		idempotency: (_d = (_c = proto.options) === null || _c === void 0 ? void 0 : _c.idempotencyLevel) !== null && _d !== void 0 ? _d : IDEMPOTENCY_UNKNOWN,
		toString() {
			return `rpc ${parent.typeName}.${name}`;
		}
	};
}
/**
* Create a descriptor for a oneof group.
*/
function newOneof(proto, parent) {
	return {
		kind: "oneof",
		proto,
		deprecated: false,
		parent,
		fields: [],
		name: proto.name,
		localName: safeObjectProperty(protoCamelCase(proto.name)),
		toString() {
			return `oneof ${parent.typeName}.${this.name}`;
		}
	};
}
function newField(proto, parentOrFile, reg, oneof, mapEntries) {
	var _a, _b, _c;
	const isExtension = mapEntries === void 0;
	const field = {
		kind: "field",
		proto,
		deprecated: (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.deprecated) !== null && _b !== void 0 ? _b : false,
		name: proto.name,
		number: proto.number,
		scalar: void 0,
		message: void 0,
		enum: void 0,
		presence: getFieldPresence(proto, oneof, isExtension, parentOrFile),
		utf8Validation: isUtf8Validated(proto, parentOrFile),
		listKind: void 0,
		mapKind: void 0,
		mapKey: void 0,
		delimitedEncoding: void 0,
		packed: void 0,
		longAsString: false,
		getDefaultValue: void 0
	};
	let toStr;
	if (isExtension) {
		const file = parentOrFile.kind == "file" ? parentOrFile : parentOrFile.file;
		const parent = parentOrFile.kind == "file" ? void 0 : parentOrFile;
		const typeName = makeTypeName(proto, parent, file);
		field.kind = "extension";
		field.file = file;
		field.parent = parent;
		field.oneof = void 0;
		field.typeName = typeName;
		field.jsonName = `[${typeName}]`;
		toStr = () => `extension ${typeName}`;
		const extendee = reg.getMessage(trimLeadingDot(proto.extendee));
		assert(extendee, `invalid FieldDescriptorProto: extendee ${proto.extendee} not found`);
		field.extendee = extendee;
	} else {
		const parent = parentOrFile;
		assert(parent.kind == "message");
		field.parent = parent;
		field.oneof = oneof;
		field.localName = oneof ? protoCamelCase(proto.name) : safeObjectProperty(protoCamelCase(proto.name));
		field.jsonName = proto.jsonName;
		toStr = () => `field ${parent.typeName}.${proto.name}`;
	}
	Object.defineProperty(field, "toString", {
		value: toStr,
		writable: true,
		enumerable: true,
		configurable: true
	});
	const label = proto.label;
	const type = proto.type;
	const jstype = (_c = proto.options) === null || _c === void 0 ? void 0 : _c.jstype;
	if (label === LABEL_REPEATED) {
		const mapEntry = type == TYPE_MESSAGE ? mapEntries === null || mapEntries === void 0 ? void 0 : mapEntries.get(trimLeadingDot(proto.typeName)) : void 0;
		if (mapEntry) {
			field.fieldKind = "map";
			const { key, value } = findMapEntryFields(mapEntry);
			field.mapKey = key.scalar;
			field.mapKind = value.fieldKind;
			field.message = value.message;
			field.delimitedEncoding = false;
			field.enum = value.enum;
			field.scalar = value.scalar;
			return field;
		}
		field.fieldKind = "list";
		switch (type) {
			case TYPE_MESSAGE:
			case TYPE_GROUP:
				field.listKind = "message";
				field.message = reg.getMessage(trimLeadingDot(proto.typeName));
				assert(field.message);
				field.delimitedEncoding = isDelimitedEncoding(proto, parentOrFile);
				break;
			case TYPE_ENUM:
				field.listKind = "enum";
				field.enum = reg.getEnum(trimLeadingDot(proto.typeName));
				assert(field.enum);
				break;
			default:
				field.listKind = "scalar";
				field.scalar = type;
				field.longAsString = jstype == JS_STRING;
		}
		field.packed = isPackedField(proto, parentOrFile);
		return field;
	}
	switch (type) {
		case TYPE_MESSAGE:
		case TYPE_GROUP:
			field.fieldKind = "message";
			field.message = reg.getMessage(trimLeadingDot(proto.typeName));
			assert(field.message, `invalid FieldDescriptorProto: type_name ${proto.typeName} not found`);
			field.delimitedEncoding = isDelimitedEncoding(proto, parentOrFile);
			field.getDefaultValue = () => void 0;
			break;
		case TYPE_ENUM: {
			const enumeration = reg.getEnum(trimLeadingDot(proto.typeName));
			assert(enumeration !== void 0, `invalid FieldDescriptorProto: type_name ${proto.typeName} not found`);
			field.fieldKind = "enum";
			field.enum = reg.getEnum(trimLeadingDot(proto.typeName));
			field.getDefaultValue = () => {
				return unsafeIsSetExplicit(proto, "defaultValue") ? parseTextFormatEnumValue(enumeration, proto.defaultValue) : void 0;
			};
			break;
		}
		default:
			field.fieldKind = "scalar";
			field.scalar = type;
			field.longAsString = jstype == JS_STRING;
			field.getDefaultValue = () => {
				return unsafeIsSetExplicit(proto, "defaultValue") ? parseTextFormatScalarValue(type, proto.defaultValue) : void 0;
			};
	}
	return field;
}
/**
* Parse the "syntax" and "edition" fields, returning one of the supported
* editions.
*/
function getFileEdition(proto) {
	switch (proto.syntax) {
		case "":
		case "proto2": return EDITION_PROTO2;
		case "proto3": return EDITION_PROTO3;
		case "editions":
			if (proto.edition === EDITION_UNSTABLE) return maximumEdition;
			if (proto.edition in featureDefaults) return proto.edition;
			throw new Error(`${proto.name}: unsupported edition`);
		default: throw new Error(`${proto.name}: unsupported syntax "${proto.syntax}"`);
	}
}
/**
* Resolve dependencies of FileDescriptorProto to DescFile.
*/
function findFileDependencies(proto, reg) {
	return proto.dependency.map((wantName) => {
		const dep = reg.getFile(wantName);
		if (!dep) throw new Error(`Cannot find ${wantName}, imported by ${proto.name}`);
		return dep;
	});
}
/**
* Finds a prefix shared by enum values, for example `my_enum_` for
* `enum MyEnum {MY_ENUM_A=0; MY_ENUM_B=1;}`.
*/
function findEnumSharedPrefix(enumName, values) {
	const prefix = camelToSnakeCase(enumName) + "_";
	for (const value of values) {
		if (!value.name.toLowerCase().startsWith(prefix)) return;
		const shortName = value.name.substring(prefix.length);
		if (shortName.length == 0) return;
		if (/^\d/.test(shortName)) return;
	}
	return prefix;
}
/**
* Finds the custom JSON name of an enum value, set with the option
* `(pb.enumvalue.json).string` from google/protobuf/json_enumvalue_options.proto.
*
* Extensions are stored as unknown fields, so we read the option from the
* wire format instead of importing the extension, which depends on this file.
*/
function findEnumValueJsonName(proto) {
	var _a, _b;
	const extensionNumber = 998;
	const fieldNumber = 1;
	let jsonName;
	for (const uf of (_b = (_a = proto.options) === null || _a === void 0 ? void 0 : _a.$unknown) !== null && _b !== void 0 ? _b : []) {
		if (uf.no !== extensionNumber || uf.wireType !== WireType.LengthDelimited) continue;
		const reader = new BinaryReader(new BinaryReader(uf.data).bytes());
		while (reader.pos < reader.len) {
			const [no, wireType] = reader.tag();
			if (no === fieldNumber && wireType === WireType.LengthDelimited) jsonName = reader.string();
			else reader.skip(wireType, no);
		}
	}
	return jsonName;
}
/**
* Converts lowerCamelCase or UpperCamelCase into lower_snake_case.
* This is used to find shared prefixes in an enum.
*/
function camelToSnakeCase(camel) {
	return (camel.substring(0, 1) + camel.substring(1).replace(/[A-Z]/g, (c) => "_" + c)).toLowerCase();
}
/**
* Create a fully qualified name for a protobuf type or extension field.
*
* The fully qualified name for messages, enumerations, and services is
* constructed by concatenating the package name (if present), parent
* message names (for nested types), and the type name. We omit the leading
* dot added by protobuf compilers. Examples:
* - mypackage.MyMessage
* - mypackage.MyMessage.NestedMessage
*
* The fully qualified name for extension fields is constructed by
* concatenating the package name (if present), parent message names (for
* extensions declared within a message), and the field name. Examples:
* - mypackage.extfield
* - mypackage.MyMessage.extfield
*/
function makeTypeName(proto, parent, file) {
	let typeName;
	if (parent) typeName = `${parent.typeName}.${proto.name}`;
	else if (file.proto.package.length > 0) typeName = `${file.proto.package}.${proto.name}`;
	else typeName = `${proto.name}`;
	return typeName;
}
/**
* Remove the leading dot from a fully qualified type name.
*/
function trimLeadingDot(typeName) {
	return typeName.startsWith(".") ? typeName.substring(1) : typeName;
}
/**
* Did the user put the field in a oneof group?
* Synthetic oneofs for proto3 optionals are ignored.
*/
function findOneof(proto, allOneofs) {
	if (!unsafeIsSetExplicit(proto, "oneofIndex")) return;
	if (proto.proto3Optional) return;
	const oneof = allOneofs[proto.oneofIndex];
	assert(oneof, `invalid FieldDescriptorProto: oneof #${proto.oneofIndex} for field #${proto.number} not found`);
	return oneof;
}
/**
* Presence of the field.
* See https://protobuf.dev/programming-guides/field_presence/
*/
function getFieldPresence(proto, oneof, isExtension, parent) {
	if (proto.label == LABEL_REQUIRED) return LEGACY_REQUIRED$1;
	if (proto.label == LABEL_REPEATED) return IMPLICIT$1;
	if (!!oneof || proto.proto3Optional) return EXPLICIT;
	if (isExtension) return EXPLICIT;
	const resolved = resolveFeature("fieldPresence", {
		proto,
		parent
	});
	if (resolved == IMPLICIT$1 && (proto.type == TYPE_MESSAGE || proto.type == TYPE_GROUP)) return EXPLICIT;
	return resolved;
}
/**
* Pack this repeated field?
*/
function isPackedField(proto, parent) {
	if (proto.label != LABEL_REPEATED) return false;
	switch (proto.type) {
		case TYPE_STRING:
		case TYPE_BYTES:
		case TYPE_GROUP:
		case TYPE_MESSAGE: return false;
	}
	const o = proto.options;
	if (o && unsafeIsSetExplicit(o, "packed")) return o.packed;
	return PACKED == resolveFeature("repeatedFieldEncoding", {
		proto,
		parent
	});
}
/**
* Find the key and value fields of a synthetic map entry message.
*/
function findMapEntryFields(mapEntry) {
	const key = mapEntry.fields.find((f) => f.number === 1);
	const value = mapEntry.fields.find((f) => f.number === 2);
	assert(key && key.fieldKind == "scalar" && key.scalar != ScalarType.BYTES && key.scalar != ScalarType.FLOAT && key.scalar != ScalarType.DOUBLE && value && value.fieldKind != "list" && value.fieldKind != "map");
	return {
		key,
		value
	};
}
/**
* Enumerations can be open or closed.
* See https://protobuf.dev/programming-guides/enum/
*/
function isEnumOpen(desc) {
	var _a;
	return OPEN == resolveFeature("enumType", {
		proto: desc.proto,
		parent: (_a = desc.parent) !== null && _a !== void 0 ? _a : desc.file
	});
}
/**
* Encode the message delimited (a.k.a. proto2 group encoding), or
* length-prefixed?
*/
function isDelimitedEncoding(proto, parent) {
	if (proto.type == TYPE_GROUP) return true;
	return DELIMITED == resolveFeature("messageEncoding", {
		proto,
		parent
	});
}
/**
* Reject invalid UTF-8 when reading string fields from the binary wire format?
* Driven by the resolved `utf8_validation` feature: VERIFY (proto3 / editions
* 2023+ default) enforces; NONE (proto2 default) does not.
*/
function isUtf8Validated(proto, parent) {
	return VERIFY == resolveFeature("utf8Validation", {
		proto,
		parent
	});
}
function resolveFeature(name, ref) {
	var _a, _b;
	const featureSet = (_a = ref.proto.options) === null || _a === void 0 ? void 0 : _a.features;
	if (featureSet) {
		const val = featureSet[name];
		if (val != 0) return val;
	}
	if ("kind" in ref) {
		if (ref.kind == "message") return resolveFeature(name, (_b = ref.parent) !== null && _b !== void 0 ? _b : ref.file);
		const editionDefaults = featureDefaults[ref.edition];
		if (!editionDefaults) throw new Error(`feature default for edition ${ref.edition} not found`);
		return editionDefaults[name];
	}
	return resolveFeature(name, ref.parent);
}
/**
* Assert that condition is truthy or throw error (with message)
*/
function assert(condition, msg) {
	if (!condition) throw new Error(msg);
}

// node_modules/@bufbuild/protobuf/dist/esm/codegenv2/boot.js
/**
* Hydrate a file descriptor for google/protobuf/descriptor.proto from a plain
* object.
*
* See createFileDescriptorProtoBoot() for details.
*
* @private
*/
function boot(boot) {
	const root = bootFileDescriptorProto(boot);
	root.messageType.forEach(restoreJsonNames);
	return createEmbeddedFileRegistry(root, () => void 0).getFile(root.name);
}
/**
* Creates the message google.protobuf.FileDescriptorProto from an object literal.
*
* See createFileDescriptorProtoBoot() for details.
*
* @private
*/
function bootFileDescriptorProto(init) {
	return Object.assign(Object.create({
		syntax: "",
		edition: 0
	}), Object.assign(Object.assign({
		$typeName: "google.protobuf.FileDescriptorProto",
		dependency: [],
		publicDependency: [],
		weakDependency: [],
		optionDependency: [],
		service: [],
		extension: []
	}, init), {
		messageType: init.messageType.map(bootDescriptorProto),
		enumType: init.enumType.map(bootEnumDescriptorProto)
	}));
}
function bootDescriptorProto(init) {
	var _a, _b, _c, _d, _e, _f, _g, _h;
	return Object.assign(Object.create({ visibility: 0 }), {
		$typeName: "google.protobuf.DescriptorProto",
		name: init.name,
		field: (_b = (_a = init.field) === null || _a === void 0 ? void 0 : _a.map(bootFieldDescriptorProto)) !== null && _b !== void 0 ? _b : [],
		extension: [],
		nestedType: (_d = (_c = init.nestedType) === null || _c === void 0 ? void 0 : _c.map(bootDescriptorProto)) !== null && _d !== void 0 ? _d : [],
		enumType: (_f = (_e = init.enumType) === null || _e === void 0 ? void 0 : _e.map(bootEnumDescriptorProto)) !== null && _f !== void 0 ? _f : [],
		extensionRange: (_h = (_g = init.extensionRange) === null || _g === void 0 ? void 0 : _g.map((e) => Object.assign({ $typeName: "google.protobuf.DescriptorProto.ExtensionRange" }, e))) !== null && _h !== void 0 ? _h : [],
		oneofDecl: [],
		reservedRange: [],
		reservedName: []
	});
}
function bootFieldDescriptorProto(init) {
	return Object.assign(Object.create({
		label: 1,
		typeName: "",
		extendee: "",
		defaultValue: "",
		oneofIndex: 0,
		jsonName: "",
		proto3Optional: false
	}), Object.assign(Object.assign({ $typeName: "google.protobuf.FieldDescriptorProto" }, init), { options: init.options ? bootFieldOptions(init.options) : void 0 }));
}
function bootFieldOptions(init) {
	var _a, _b, _c;
	return Object.assign(Object.create({
		ctype: 0,
		packed: false,
		jstype: 0,
		lazy: false,
		unverifiedLazy: false,
		deprecated: false,
		weak: false,
		debugRedact: false,
		retention: 0
	}), Object.assign(Object.assign({ $typeName: "google.protobuf.FieldOptions" }, init), {
		targets: (_a = init.targets) !== null && _a !== void 0 ? _a : [],
		editionDefaults: (_c = (_b = init.editionDefaults) === null || _b === void 0 ? void 0 : _b.map((e) => Object.assign({ $typeName: "google.protobuf.FieldOptions.EditionDefault" }, e))) !== null && _c !== void 0 ? _c : [],
		uninterpretedOption: []
	}));
}
function bootEnumDescriptorProto(init) {
	return Object.assign(Object.create({ visibility: 0 }), {
		$typeName: "google.protobuf.EnumDescriptorProto",
		name: init.name,
		reservedName: [],
		reservedRange: [],
		value: init.value.map((e) => Object.assign({ $typeName: "google.protobuf.EnumValueDescriptorProto" }, e))
	});
}

// node_modules/@bufbuild/protobuf/dist/esm/codegenv2/message.js
/**
* Hydrate a message descriptor.
*
* @private
*/
function messageDesc(file, path, ...paths) {
	return paths.reduce((acc, cur) => acc.nestedMessages[cur], file.messages[path]);
}

// node_modules/@bufbuild/protobuf/dist/esm/codegenv2/enum.js
/**
* Hydrate an enum descriptor.
*
* @private
*/
function enumDesc(file, path, ...paths) {
	if (paths.length == 0) return file.enums[path];
	const e = paths.pop();
	return paths.reduce((acc, cur) => acc.nestedMessages[cur], file.messages[path]).nestedEnums[e];
}
/**
* Construct a TypeScript enum object at runtime from a descriptor.
*
* The returned object is identical to a transpiled TS enum and includes the
* reverse mapping, see https://www.typescriptlang.org/docs/handbook/enums.html#reverse-mappings
*/
function tsEnum(desc) {
	const enumObject = {};
	for (const value of desc.values) {
		enumObject[value.localName] = value.number;
		enumObject[value.number] = value.localName;
	}
	return enumObject;
}

// node_modules/@bufbuild/protobuf/dist/esm/wkt/google/protobuf/descriptor_pb.js
/**
* Describes the file google/protobuf/descriptor.proto.
*/
const file_google_protobuf_descriptor = /*@__PURE__*/ boot({
	"name": "google/protobuf/descriptor.proto",
	"package": "google.protobuf",
	"messageType": [
		{
			"name": "FileDescriptorSet",
			"field": [{
				"name": "file",
				"number": 1,
				"type": 11,
				"label": 3,
				"typeName": ".google.protobuf.FileDescriptorProto"
			}],
			"extensionRange": [{
				"start": 536e6,
				"end": 536000001
			}]
		},
		{
			"name": "FileDescriptorProto",
			"field": [
				{
					"name": "name",
					"number": 1,
					"type": 9,
					"label": 1
				},
				{
					"name": "package",
					"number": 2,
					"type": 9,
					"label": 1
				},
				{
					"name": "dependency",
					"number": 3,
					"type": 9,
					"label": 3
				},
				{
					"name": "public_dependency",
					"number": 10,
					"type": 5,
					"label": 3
				},
				{
					"name": "weak_dependency",
					"number": 11,
					"type": 5,
					"label": 3
				},
				{
					"name": "option_dependency",
					"number": 15,
					"type": 9,
					"label": 3
				},
				{
					"name": "message_type",
					"number": 4,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.DescriptorProto"
				},
				{
					"name": "enum_type",
					"number": 5,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.EnumDescriptorProto"
				},
				{
					"name": "service",
					"number": 6,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.ServiceDescriptorProto"
				},
				{
					"name": "extension",
					"number": 7,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.FieldDescriptorProto"
				},
				{
					"name": "options",
					"number": 8,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FileOptions"
				},
				{
					"name": "source_code_info",
					"number": 9,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.SourceCodeInfo"
				},
				{
					"name": "syntax",
					"number": 12,
					"type": 9,
					"label": 1
				},
				{
					"name": "edition",
					"number": 14,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.Edition"
				}
			]
		},
		{
			"name": "DescriptorProto",
			"field": [
				{
					"name": "name",
					"number": 1,
					"type": 9,
					"label": 1
				},
				{
					"name": "field",
					"number": 2,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.FieldDescriptorProto"
				},
				{
					"name": "extension",
					"number": 6,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.FieldDescriptorProto"
				},
				{
					"name": "nested_type",
					"number": 3,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.DescriptorProto"
				},
				{
					"name": "enum_type",
					"number": 4,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.EnumDescriptorProto"
				},
				{
					"name": "extension_range",
					"number": 5,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.DescriptorProto.ExtensionRange"
				},
				{
					"name": "oneof_decl",
					"number": 8,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.OneofDescriptorProto"
				},
				{
					"name": "options",
					"number": 7,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.MessageOptions"
				},
				{
					"name": "reserved_range",
					"number": 9,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.DescriptorProto.ReservedRange"
				},
				{
					"name": "reserved_name",
					"number": 10,
					"type": 9,
					"label": 3
				},
				{
					"name": "visibility",
					"number": 11,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.SymbolVisibility"
				}
			],
			"nestedType": [{
				"name": "ExtensionRange",
				"field": [
					{
						"name": "start",
						"number": 1,
						"type": 5,
						"label": 1
					},
					{
						"name": "end",
						"number": 2,
						"type": 5,
						"label": 1
					},
					{
						"name": "options",
						"number": 3,
						"type": 11,
						"label": 1,
						"typeName": ".google.protobuf.ExtensionRangeOptions"
					}
				]
			}, {
				"name": "ReservedRange",
				"field": [{
					"name": "start",
					"number": 1,
					"type": 5,
					"label": 1
				}, {
					"name": "end",
					"number": 2,
					"type": 5,
					"label": 1
				}]
			}]
		},
		{
			"name": "ExtensionRangeOptions",
			"field": [
				{
					"name": "uninterpreted_option",
					"number": 999,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption"
				},
				{
					"name": "declaration",
					"number": 2,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.ExtensionRangeOptions.Declaration",
					"options": { "retention": 2 }
				},
				{
					"name": "features",
					"number": 50,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet"
				},
				{
					"name": "verification",
					"number": 3,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.ExtensionRangeOptions.VerificationState",
					"defaultValue": "UNVERIFIED",
					"options": { "retention": 2 }
				}
			],
			"nestedType": [{
				"name": "Declaration",
				"field": [
					{
						"name": "number",
						"number": 1,
						"type": 5,
						"label": 1
					},
					{
						"name": "full_name",
						"number": 2,
						"type": 9,
						"label": 1
					},
					{
						"name": "type",
						"number": 3,
						"type": 9,
						"label": 1
					},
					{
						"name": "reserved",
						"number": 5,
						"type": 8,
						"label": 1
					},
					{
						"name": "repeated",
						"number": 6,
						"type": 8,
						"label": 1
					}
				]
			}],
			"enumType": [{
				"name": "VerificationState",
				"value": [{
					"name": "DECLARATION",
					"number": 0
				}, {
					"name": "UNVERIFIED",
					"number": 1
				}]
			}],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "FieldDescriptorProto",
			"field": [
				{
					"name": "name",
					"number": 1,
					"type": 9,
					"label": 1
				},
				{
					"name": "number",
					"number": 3,
					"type": 5,
					"label": 1
				},
				{
					"name": "label",
					"number": 4,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FieldDescriptorProto.Label"
				},
				{
					"name": "type",
					"number": 5,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FieldDescriptorProto.Type"
				},
				{
					"name": "type_name",
					"number": 6,
					"type": 9,
					"label": 1
				},
				{
					"name": "extendee",
					"number": 2,
					"type": 9,
					"label": 1
				},
				{
					"name": "default_value",
					"number": 7,
					"type": 9,
					"label": 1
				},
				{
					"name": "oneof_index",
					"number": 9,
					"type": 5,
					"label": 1
				},
				{
					"name": "json_name",
					"number": 10,
					"type": 9,
					"label": 1
				},
				{
					"name": "options",
					"number": 8,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FieldOptions"
				},
				{
					"name": "proto3_optional",
					"number": 17,
					"type": 8,
					"label": 1
				}
			],
			"enumType": [{
				"name": "Type",
				"value": [
					{
						"name": "TYPE_DOUBLE",
						"number": 1
					},
					{
						"name": "TYPE_FLOAT",
						"number": 2
					},
					{
						"name": "TYPE_INT64",
						"number": 3
					},
					{
						"name": "TYPE_UINT64",
						"number": 4
					},
					{
						"name": "TYPE_INT32",
						"number": 5
					},
					{
						"name": "TYPE_FIXED64",
						"number": 6
					},
					{
						"name": "TYPE_FIXED32",
						"number": 7
					},
					{
						"name": "TYPE_BOOL",
						"number": 8
					},
					{
						"name": "TYPE_STRING",
						"number": 9
					},
					{
						"name": "TYPE_GROUP",
						"number": 10
					},
					{
						"name": "TYPE_MESSAGE",
						"number": 11
					},
					{
						"name": "TYPE_BYTES",
						"number": 12
					},
					{
						"name": "TYPE_UINT32",
						"number": 13
					},
					{
						"name": "TYPE_ENUM",
						"number": 14
					},
					{
						"name": "TYPE_SFIXED32",
						"number": 15
					},
					{
						"name": "TYPE_SFIXED64",
						"number": 16
					},
					{
						"name": "TYPE_SINT32",
						"number": 17
					},
					{
						"name": "TYPE_SINT64",
						"number": 18
					}
				]
			}, {
				"name": "Label",
				"value": [
					{
						"name": "LABEL_OPTIONAL",
						"number": 1
					},
					{
						"name": "LABEL_REPEATED",
						"number": 3
					},
					{
						"name": "LABEL_REQUIRED",
						"number": 2
					}
				]
			}]
		},
		{
			"name": "OneofDescriptorProto",
			"field": [{
				"name": "name",
				"number": 1,
				"type": 9,
				"label": 1
			}, {
				"name": "options",
				"number": 2,
				"type": 11,
				"label": 1,
				"typeName": ".google.protobuf.OneofOptions"
			}]
		},
		{
			"name": "EnumDescriptorProto",
			"field": [
				{
					"name": "name",
					"number": 1,
					"type": 9,
					"label": 1
				},
				{
					"name": "value",
					"number": 2,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.EnumValueDescriptorProto"
				},
				{
					"name": "options",
					"number": 3,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.EnumOptions"
				},
				{
					"name": "reserved_range",
					"number": 4,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.EnumDescriptorProto.EnumReservedRange"
				},
				{
					"name": "reserved_name",
					"number": 5,
					"type": 9,
					"label": 3
				},
				{
					"name": "visibility",
					"number": 6,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.SymbolVisibility"
				}
			],
			"nestedType": [{
				"name": "EnumReservedRange",
				"field": [{
					"name": "start",
					"number": 1,
					"type": 5,
					"label": 1
				}, {
					"name": "end",
					"number": 2,
					"type": 5,
					"label": 1
				}]
			}]
		},
		{
			"name": "EnumValueDescriptorProto",
			"field": [
				{
					"name": "name",
					"number": 1,
					"type": 9,
					"label": 1
				},
				{
					"name": "number",
					"number": 2,
					"type": 5,
					"label": 1
				},
				{
					"name": "options",
					"number": 3,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.EnumValueOptions"
				}
			]
		},
		{
			"name": "ServiceDescriptorProto",
			"field": [
				{
					"name": "name",
					"number": 1,
					"type": 9,
					"label": 1
				},
				{
					"name": "method",
					"number": 2,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.MethodDescriptorProto"
				},
				{
					"name": "options",
					"number": 3,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.ServiceOptions"
				}
			]
		},
		{
			"name": "MethodDescriptorProto",
			"field": [
				{
					"name": "name",
					"number": 1,
					"type": 9,
					"label": 1
				},
				{
					"name": "input_type",
					"number": 2,
					"type": 9,
					"label": 1
				},
				{
					"name": "output_type",
					"number": 3,
					"type": 9,
					"label": 1
				},
				{
					"name": "options",
					"number": 4,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.MethodOptions"
				},
				{
					"name": "client_streaming",
					"number": 5,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "server_streaming",
					"number": 6,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				}
			]
		},
		{
			"name": "FileOptions",
			"field": [
				{
					"name": "java_package",
					"number": 1,
					"type": 9,
					"label": 1
				},
				{
					"name": "java_outer_classname",
					"number": 8,
					"type": 9,
					"label": 1
				},
				{
					"name": "java_multiple_files",
					"number": 10,
					"type": 8,
					"label": 1,
					"defaultValue": "false",
					"options": {}
				},
				{
					"name": "java_generate_equals_and_hash",
					"number": 20,
					"type": 8,
					"label": 1,
					"options": { "deprecated": true }
				},
				{
					"name": "java_string_check_utf8",
					"number": 27,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "optimize_for",
					"number": 9,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FileOptions.OptimizeMode",
					"defaultValue": "SPEED"
				},
				{
					"name": "go_package",
					"number": 11,
					"type": 9,
					"label": 1
				},
				{
					"name": "cc_generic_services",
					"number": 16,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "java_generic_services",
					"number": 17,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "py_generic_services",
					"number": 18,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "deprecated",
					"number": 23,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "cc_enable_arenas",
					"number": 31,
					"type": 8,
					"label": 1,
					"defaultValue": "true",
					"options": {}
				},
				{
					"name": "objc_class_prefix",
					"number": 36,
					"type": 9,
					"label": 1
				},
				{
					"name": "csharp_namespace",
					"number": 37,
					"type": 9,
					"label": 1
				},
				{
					"name": "swift_prefix",
					"number": 39,
					"type": 9,
					"label": 1
				},
				{
					"name": "php_class_prefix",
					"number": 40,
					"type": 9,
					"label": 1
				},
				{
					"name": "php_namespace",
					"number": 41,
					"type": 9,
					"label": 1
				},
				{
					"name": "php_metadata_namespace",
					"number": 44,
					"type": 9,
					"label": 1
				},
				{
					"name": "ruby_package",
					"number": 45,
					"type": 9,
					"label": 1
				},
				{
					"name": "features",
					"number": 50,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet"
				},
				{
					"name": "uninterpreted_option",
					"number": 999,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption"
				}
			],
			"enumType": [{
				"name": "OptimizeMode",
				"value": [
					{
						"name": "SPEED",
						"number": 1
					},
					{
						"name": "CODE_SIZE",
						"number": 2
					},
					{
						"name": "LITE_RUNTIME",
						"number": 3
					}
				]
			}],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "MessageOptions",
			"field": [
				{
					"name": "message_set_wire_format",
					"number": 1,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "no_standard_descriptor_accessor",
					"number": 2,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "deprecated",
					"number": 3,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "map_entry",
					"number": 7,
					"type": 8,
					"label": 1
				},
				{
					"name": "deprecated_legacy_json_field_conflicts",
					"number": 11,
					"type": 8,
					"label": 1,
					"options": { "deprecated": true }
				},
				{
					"name": "features",
					"number": 12,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet"
				},
				{
					"name": "uninterpreted_option",
					"number": 999,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption"
				}
			],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "FieldOptions",
			"field": [
				{
					"name": "ctype",
					"number": 1,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FieldOptions.CType",
					"defaultValue": "STRING"
				},
				{
					"name": "packed",
					"number": 2,
					"type": 8,
					"label": 1
				},
				{
					"name": "jstype",
					"number": 6,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FieldOptions.JSType",
					"defaultValue": "JS_NORMAL"
				},
				{
					"name": "lazy",
					"number": 5,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "unverified_lazy",
					"number": 15,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "deprecated",
					"number": 3,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "weak",
					"number": 10,
					"type": 8,
					"label": 1,
					"defaultValue": "false",
					"options": { "deprecated": true }
				},
				{
					"name": "debug_redact",
					"number": 16,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "retention",
					"number": 17,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FieldOptions.OptionRetention"
				},
				{
					"name": "targets",
					"number": 19,
					"type": 14,
					"label": 3,
					"typeName": ".google.protobuf.FieldOptions.OptionTargetType"
				},
				{
					"name": "edition_defaults",
					"number": 20,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.FieldOptions.EditionDefault"
				},
				{
					"name": "features",
					"number": 21,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet"
				},
				{
					"name": "feature_support",
					"number": 22,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FieldOptions.FeatureSupport"
				},
				{
					"name": "uninterpreted_option",
					"number": 999,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption"
				}
			],
			"nestedType": [{
				"name": "EditionDefault",
				"field": [{
					"name": "edition",
					"number": 3,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.Edition"
				}, {
					"name": "value",
					"number": 2,
					"type": 9,
					"label": 1
				}]
			}, {
				"name": "FeatureSupport",
				"field": [
					{
						"name": "edition_introduced",
						"number": 1,
						"type": 14,
						"label": 1,
						"typeName": ".google.protobuf.Edition"
					},
					{
						"name": "edition_deprecated",
						"number": 2,
						"type": 14,
						"label": 1,
						"typeName": ".google.protobuf.Edition"
					},
					{
						"name": "deprecation_warning",
						"number": 3,
						"type": 9,
						"label": 1
					},
					{
						"name": "edition_removed",
						"number": 4,
						"type": 14,
						"label": 1,
						"typeName": ".google.protobuf.Edition"
					},
					{
						"name": "removal_error",
						"number": 5,
						"type": 9,
						"label": 1
					}
				]
			}],
			"enumType": [
				{
					"name": "CType",
					"value": [
						{
							"name": "STRING",
							"number": 0
						},
						{
							"name": "CORD",
							"number": 1
						},
						{
							"name": "STRING_PIECE",
							"number": 2
						}
					]
				},
				{
					"name": "JSType",
					"value": [
						{
							"name": "JS_NORMAL",
							"number": 0
						},
						{
							"name": "JS_STRING",
							"number": 1
						},
						{
							"name": "JS_NUMBER",
							"number": 2
						}
					]
				},
				{
					"name": "OptionRetention",
					"value": [
						{
							"name": "RETENTION_UNKNOWN",
							"number": 0
						},
						{
							"name": "RETENTION_RUNTIME",
							"number": 1
						},
						{
							"name": "RETENTION_SOURCE",
							"number": 2
						}
					]
				},
				{
					"name": "OptionTargetType",
					"value": [
						{
							"name": "TARGET_TYPE_UNKNOWN",
							"number": 0
						},
						{
							"name": "TARGET_TYPE_FILE",
							"number": 1
						},
						{
							"name": "TARGET_TYPE_EXTENSION_RANGE",
							"number": 2
						},
						{
							"name": "TARGET_TYPE_MESSAGE",
							"number": 3
						},
						{
							"name": "TARGET_TYPE_FIELD",
							"number": 4
						},
						{
							"name": "TARGET_TYPE_ONEOF",
							"number": 5
						},
						{
							"name": "TARGET_TYPE_ENUM",
							"number": 6
						},
						{
							"name": "TARGET_TYPE_ENUM_ENTRY",
							"number": 7
						},
						{
							"name": "TARGET_TYPE_SERVICE",
							"number": 8
						},
						{
							"name": "TARGET_TYPE_METHOD",
							"number": 9
						}
					]
				}
			],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "OneofOptions",
			"field": [{
				"name": "features",
				"number": 1,
				"type": 11,
				"label": 1,
				"typeName": ".google.protobuf.FeatureSet"
			}, {
				"name": "uninterpreted_option",
				"number": 999,
				"type": 11,
				"label": 3,
				"typeName": ".google.protobuf.UninterpretedOption"
			}],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "EnumOptions",
			"field": [
				{
					"name": "allow_alias",
					"number": 2,
					"type": 8,
					"label": 1
				},
				{
					"name": "deprecated",
					"number": 3,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "deprecated_legacy_json_field_conflicts",
					"number": 6,
					"type": 8,
					"label": 1,
					"options": { "deprecated": true }
				},
				{
					"name": "features",
					"number": 7,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet"
				},
				{
					"name": "uninterpreted_option",
					"number": 999,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption"
				}
			],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "EnumValueOptions",
			"field": [
				{
					"name": "deprecated",
					"number": 1,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "features",
					"number": 2,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet"
				},
				{
					"name": "debug_redact",
					"number": 3,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "feature_support",
					"number": 4,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FieldOptions.FeatureSupport"
				},
				{
					"name": "uninterpreted_option",
					"number": 999,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption"
				}
			],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "ServiceOptions",
			"field": [
				{
					"name": "features",
					"number": 34,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet"
				},
				{
					"name": "deprecated",
					"number": 33,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "uninterpreted_option",
					"number": 999,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption"
				}
			],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "MethodOptions",
			"field": [
				{
					"name": "deprecated",
					"number": 33,
					"type": 8,
					"label": 1,
					"defaultValue": "false"
				},
				{
					"name": "idempotency_level",
					"number": 34,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.MethodOptions.IdempotencyLevel",
					"defaultValue": "IDEMPOTENCY_UNKNOWN"
				},
				{
					"name": "features",
					"number": 35,
					"type": 11,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet"
				},
				{
					"name": "uninterpreted_option",
					"number": 999,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption"
				}
			],
			"enumType": [{
				"name": "IdempotencyLevel",
				"value": [
					{
						"name": "IDEMPOTENCY_UNKNOWN",
						"number": 0
					},
					{
						"name": "NO_SIDE_EFFECTS",
						"number": 1
					},
					{
						"name": "IDEMPOTENT",
						"number": 2
					}
				]
			}],
			"extensionRange": [{
				"start": 990,
				"end": 999
			}, {
				"start": 1e3,
				"end": 536870912
			}]
		},
		{
			"name": "UninterpretedOption",
			"field": [
				{
					"name": "name",
					"number": 2,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.UninterpretedOption.NamePart"
				},
				{
					"name": "identifier_value",
					"number": 3,
					"type": 9,
					"label": 1
				},
				{
					"name": "positive_int_value",
					"number": 4,
					"type": 4,
					"label": 1
				},
				{
					"name": "negative_int_value",
					"number": 5,
					"type": 3,
					"label": 1
				},
				{
					"name": "double_value",
					"number": 6,
					"type": 1,
					"label": 1
				},
				{
					"name": "string_value",
					"number": 7,
					"type": 12,
					"label": 1
				},
				{
					"name": "aggregate_value",
					"number": 8,
					"type": 9,
					"label": 1
				}
			],
			"nestedType": [{
				"name": "NamePart",
				"field": [{
					"name": "name_part",
					"number": 1,
					"type": 9,
					"label": 2
				}, {
					"name": "is_extension",
					"number": 2,
					"type": 8,
					"label": 2
				}]
			}]
		},
		{
			"name": "FeatureSet",
			"field": [
				{
					"name": "field_presence",
					"number": 1,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.FieldPresence",
					"options": {
						"retention": 1,
						"targets": [4, 1],
						"editionDefaults": [
							{
								"value": "EXPLICIT",
								"edition": 900
							},
							{
								"value": "IMPLICIT",
								"edition": 999
							},
							{
								"value": "EXPLICIT",
								"edition": 1e3
							}
						]
					}
				},
				{
					"name": "enum_type",
					"number": 2,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.EnumType",
					"options": {
						"retention": 1,
						"targets": [6, 1],
						"editionDefaults": [{
							"value": "CLOSED",
							"edition": 900
						}, {
							"value": "OPEN",
							"edition": 999
						}]
					}
				},
				{
					"name": "repeated_field_encoding",
					"number": 3,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.RepeatedFieldEncoding",
					"options": {
						"retention": 1,
						"targets": [4, 1],
						"editionDefaults": [{
							"value": "EXPANDED",
							"edition": 900
						}, {
							"value": "PACKED",
							"edition": 999
						}]
					}
				},
				{
					"name": "utf8_validation",
					"number": 4,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.Utf8Validation",
					"options": {
						"retention": 1,
						"targets": [4, 1],
						"editionDefaults": [{
							"value": "NONE",
							"edition": 900
						}, {
							"value": "VERIFY",
							"edition": 999
						}]
					}
				},
				{
					"name": "message_encoding",
					"number": 5,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.MessageEncoding",
					"options": {
						"retention": 1,
						"targets": [4, 1],
						"editionDefaults": [{
							"value": "LENGTH_PREFIXED",
							"edition": 900
						}]
					}
				},
				{
					"name": "json_format",
					"number": 6,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.JsonFormat",
					"options": {
						"retention": 1,
						"targets": [
							3,
							6,
							1
						],
						"editionDefaults": [{
							"value": "LEGACY_BEST_EFFORT",
							"edition": 900
						}, {
							"value": "ALLOW",
							"edition": 999
						}]
					}
				},
				{
					"name": "enforce_naming_style",
					"number": 7,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.EnforceNamingStyle",
					"options": {
						"retention": 2,
						"targets": [
							1,
							2,
							3,
							4,
							5,
							6,
							7,
							8,
							9
						],
						"editionDefaults": [
							{
								"value": "STYLE_LEGACY",
								"edition": 900
							},
							{
								"value": "STYLE2024",
								"edition": 1001
							},
							{
								"value": "STYLE2026",
								"edition": 1002
							}
						]
					}
				},
				{
					"name": "default_symbol_visibility",
					"number": 8,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.VisibilityFeature.DefaultSymbolVisibility",
					"options": {
						"retention": 2,
						"targets": [1],
						"editionDefaults": [
							{
								"value": "EXPORT_ALL",
								"edition": 900
							},
							{
								"value": "EXPORT_TOP_LEVEL",
								"edition": 1001
							},
							{
								"value": "STRICT",
								"edition": 1002
							}
						]
					}
				},
				{
					"name": "enforce_proto_limits",
					"number": 9,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.FeatureSet.ProtoLimitsFeature.EnforceProtoLimits",
					"options": {
						"retention": 2,
						"targets": [
							6,
							3,
							4,
							5
						],
						"editionDefaults": [{
							"value": "LEGACY_NO_EXPLICIT_LIMITS",
							"edition": 900
						}, {
							"value": "PROTO_LIMITS2026",
							"edition": 1002
						}]
					}
				}
			],
			"nestedType": [{
				"name": "VisibilityFeature",
				"enumType": [{
					"name": "DefaultSymbolVisibility",
					"value": [
						{
							"name": "DEFAULT_SYMBOL_VISIBILITY_UNKNOWN",
							"number": 0
						},
						{
							"name": "EXPORT_ALL",
							"number": 1
						},
						{
							"name": "EXPORT_TOP_LEVEL",
							"number": 2
						},
						{
							"name": "LOCAL_ALL",
							"number": 3
						},
						{
							"name": "STRICT",
							"number": 4
						}
					]
				}]
			}, {
				"name": "ProtoLimitsFeature",
				"enumType": [{
					"name": "EnforceProtoLimits",
					"value": [
						{
							"name": "PROTO_LIMITS_UNKNOWN",
							"number": 0
						},
						{
							"name": "LEGACY_NO_EXPLICIT_LIMITS",
							"number": 1
						},
						{
							"name": "PROTO_LIMITS2026",
							"number": 2
						}
					]
				}]
			}],
			"enumType": [
				{
					"name": "FieldPresence",
					"value": [
						{
							"name": "FIELD_PRESENCE_UNKNOWN",
							"number": 0
						},
						{
							"name": "EXPLICIT",
							"number": 1
						},
						{
							"name": "IMPLICIT",
							"number": 2
						},
						{
							"name": "LEGACY_REQUIRED",
							"number": 3
						}
					]
				},
				{
					"name": "EnumType",
					"value": [
						{
							"name": "ENUM_TYPE_UNKNOWN",
							"number": 0
						},
						{
							"name": "OPEN",
							"number": 1
						},
						{
							"name": "CLOSED",
							"number": 2
						}
					]
				},
				{
					"name": "RepeatedFieldEncoding",
					"value": [
						{
							"name": "REPEATED_FIELD_ENCODING_UNKNOWN",
							"number": 0
						},
						{
							"name": "PACKED",
							"number": 1
						},
						{
							"name": "EXPANDED",
							"number": 2
						}
					]
				},
				{
					"name": "Utf8Validation",
					"value": [
						{
							"name": "UTF8_VALIDATION_UNKNOWN",
							"number": 0
						},
						{
							"name": "VERIFY",
							"number": 2
						},
						{
							"name": "NONE",
							"number": 3
						}
					]
				},
				{
					"name": "MessageEncoding",
					"value": [
						{
							"name": "MESSAGE_ENCODING_UNKNOWN",
							"number": 0
						},
						{
							"name": "LENGTH_PREFIXED",
							"number": 1
						},
						{
							"name": "DELIMITED",
							"number": 2
						}
					]
				},
				{
					"name": "JsonFormat",
					"value": [
						{
							"name": "JSON_FORMAT_UNKNOWN",
							"number": 0
						},
						{
							"name": "ALLOW",
							"number": 1
						},
						{
							"name": "LEGACY_BEST_EFFORT",
							"number": 2
						}
					]
				},
				{
					"name": "EnforceNamingStyle",
					"value": [
						{
							"name": "ENFORCE_NAMING_STYLE_UNKNOWN",
							"number": 0
						},
						{
							"name": "STYLE2024",
							"number": 1
						},
						{
							"name": "STYLE_LEGACY",
							"number": 2
						},
						{
							"name": "STYLE2026",
							"number": 3
						}
					]
				}
			],
			"extensionRange": [
				{
					"start": 1e3,
					"end": 9995
				},
				{
					"start": 9995,
					"end": 1e4
				},
				{
					"start": 1e4,
					"end": 10001
				}
			]
		},
		{
			"name": "FeatureSetDefaults",
			"field": [
				{
					"name": "defaults",
					"number": 1,
					"type": 11,
					"label": 3,
					"typeName": ".google.protobuf.FeatureSetDefaults.FeatureSetEditionDefault"
				},
				{
					"name": "minimum_edition",
					"number": 4,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.Edition"
				},
				{
					"name": "maximum_edition",
					"number": 5,
					"type": 14,
					"label": 1,
					"typeName": ".google.protobuf.Edition"
				}
			],
			"nestedType": [{
				"name": "FeatureSetEditionDefault",
				"field": [
					{
						"name": "edition",
						"number": 3,
						"type": 14,
						"label": 1,
						"typeName": ".google.protobuf.Edition"
					},
					{
						"name": "overridable_features",
						"number": 4,
						"type": 11,
						"label": 1,
						"typeName": ".google.protobuf.FeatureSet"
					},
					{
						"name": "fixed_features",
						"number": 5,
						"type": 11,
						"label": 1,
						"typeName": ".google.protobuf.FeatureSet"
					}
				]
			}]
		},
		{
			"name": "SourceCodeInfo",
			"field": [{
				"name": "location",
				"number": 1,
				"type": 11,
				"label": 3,
				"typeName": ".google.protobuf.SourceCodeInfo.Location"
			}],
			"nestedType": [{
				"name": "Location",
				"field": [
					{
						"name": "path",
						"number": 1,
						"type": 5,
						"label": 3,
						"options": { "packed": true }
					},
					{
						"name": "span",
						"number": 2,
						"type": 5,
						"label": 3,
						"options": { "packed": true }
					},
					{
						"name": "leading_comments",
						"number": 3,
						"type": 9,
						"label": 1
					},
					{
						"name": "trailing_comments",
						"number": 4,
						"type": 9,
						"label": 1
					},
					{
						"name": "leading_detached_comments",
						"number": 6,
						"type": 9,
						"label": 3
					}
				]
			}],
			"extensionRange": [{
				"start": 536e6,
				"end": 536000001
			}]
		},
		{
			"name": "GeneratedCodeInfo",
			"field": [{
				"name": "annotation",
				"number": 1,
				"type": 11,
				"label": 3,
				"typeName": ".google.protobuf.GeneratedCodeInfo.Annotation"
			}],
			"nestedType": [{
				"name": "Annotation",
				"field": [
					{
						"name": "path",
						"number": 1,
						"type": 5,
						"label": 3,
						"options": { "packed": true }
					},
					{
						"name": "source_file",
						"number": 2,
						"type": 9,
						"label": 1
					},
					{
						"name": "begin",
						"number": 3,
						"type": 5,
						"label": 1
					},
					{
						"name": "end",
						"number": 4,
						"type": 5,
						"label": 1
					},
					{
						"name": "semantic",
						"number": 5,
						"type": 14,
						"label": 1,
						"typeName": ".google.protobuf.GeneratedCodeInfo.Annotation.Semantic"
					}
				],
				"enumType": [{
					"name": "Semantic",
					"value": [
						{
							"name": "NONE",
							"number": 0
						},
						{
							"name": "SET",
							"number": 1
						},
						{
							"name": "ALIAS",
							"number": 2
						}
					]
				}]
			}]
		}
	],
	"enumType": [{
		"name": "Edition",
		"value": [
			{
				"name": "EDITION_UNKNOWN",
				"number": 0
			},
			{
				"name": "EDITION_LEGACY",
				"number": 900
			},
			{
				"name": "EDITION_PROTO2",
				"number": 998
			},
			{
				"name": "EDITION_PROTO3",
				"number": 999
			},
			{
				"name": "EDITION_2023",
				"number": 1e3
			},
			{
				"name": "EDITION_2024",
				"number": 1001
			},
			{
				"name": "EDITION_2026",
				"number": 1002
			},
			{
				"name": "EDITION_UNSTABLE",
				"number": 9999
			},
			{
				"name": "EDITION_1_TEST_ONLY",
				"number": 1
			},
			{
				"name": "EDITION_2_TEST_ONLY",
				"number": 2
			},
			{
				"name": "EDITION_99997_TEST_ONLY",
				"number": 99997
			},
			{
				"name": "EDITION_99998_TEST_ONLY",
				"number": 99998
			},
			{
				"name": "EDITION_99999_TEST_ONLY",
				"number": 99999
			},
			{
				"name": "EDITION_MAX",
				"number": 2147483647
			}
		]
	}, {
		"name": "SymbolVisibility",
		"value": [
			{
				"name": "VISIBILITY_UNSET",
				"number": 0
			},
			{
				"name": "VISIBILITY_LOCAL",
				"number": 1
			},
			{
				"name": "VISIBILITY_EXPORT",
				"number": 2
			}
		]
	}]
});
/**
* Describes the message google.protobuf.FileDescriptorProto.
* Use `create(FileDescriptorProtoSchema)` to create a new message.
*/
const FileDescriptorProtoSchema = /*@__PURE__*/ messageDesc(file_google_protobuf_descriptor, 1);
/**
* The verification state of the extension range.
*
* @generated from enum google.protobuf.ExtensionRangeOptions.VerificationState
*/
var ExtensionRangeOptions_VerificationState;
(function(ExtensionRangeOptions_VerificationState) {
	/**
	* All the extensions of the range must be declared.
	*
	* @generated from enum value: DECLARATION = 0;
	*/
	ExtensionRangeOptions_VerificationState[ExtensionRangeOptions_VerificationState["DECLARATION"] = 0] = "DECLARATION";
	/**
	* @generated from enum value: UNVERIFIED = 1;
	*/
	ExtensionRangeOptions_VerificationState[ExtensionRangeOptions_VerificationState["UNVERIFIED"] = 1] = "UNVERIFIED";
})(ExtensionRangeOptions_VerificationState || (ExtensionRangeOptions_VerificationState = {}));
/**
* @generated from enum google.protobuf.FieldDescriptorProto.Type
*/
var FieldDescriptorProto_Type;
(function(FieldDescriptorProto_Type) {
	/**
	* 0 is reserved for errors.
	* Order is weird for historical reasons.
	*
	* @generated from enum value: TYPE_DOUBLE = 1;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["DOUBLE"] = 1] = "DOUBLE";
	/**
	* @generated from enum value: TYPE_FLOAT = 2;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["FLOAT"] = 2] = "FLOAT";
	/**
	* Not ZigZag encoded.  Negative numbers take 10 bytes.  Use TYPE_SINT64 if
	* negative values are likely.
	*
	* @generated from enum value: TYPE_INT64 = 3;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["INT64"] = 3] = "INT64";
	/**
	* @generated from enum value: TYPE_UINT64 = 4;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["UINT64"] = 4] = "UINT64";
	/**
	* Not ZigZag encoded.  Negative numbers take 10 bytes.  Use TYPE_SINT32 if
	* negative values are likely.
	*
	* @generated from enum value: TYPE_INT32 = 5;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["INT32"] = 5] = "INT32";
	/**
	* @generated from enum value: TYPE_FIXED64 = 6;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["FIXED64"] = 6] = "FIXED64";
	/**
	* @generated from enum value: TYPE_FIXED32 = 7;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["FIXED32"] = 7] = "FIXED32";
	/**
	* @generated from enum value: TYPE_BOOL = 8;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["BOOL"] = 8] = "BOOL";
	/**
	* @generated from enum value: TYPE_STRING = 9;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["STRING"] = 9] = "STRING";
	/**
	* Tag-delimited aggregate.
	* Group type is deprecated and not supported after google.protobuf. However, Proto3
	* implementations should still be able to parse the group wire format and
	* treat group fields as unknown fields.  In Editions, the group wire format
	* can be enabled via the `message_encoding` feature.
	*
	* @generated from enum value: TYPE_GROUP = 10;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["GROUP"] = 10] = "GROUP";
	/**
	* Length-delimited aggregate.
	*
	* @generated from enum value: TYPE_MESSAGE = 11;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["MESSAGE"] = 11] = "MESSAGE";
	/**
	* New in version 2.
	*
	* @generated from enum value: TYPE_BYTES = 12;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["BYTES"] = 12] = "BYTES";
	/**
	* @generated from enum value: TYPE_UINT32 = 13;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["UINT32"] = 13] = "UINT32";
	/**
	* @generated from enum value: TYPE_ENUM = 14;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["ENUM"] = 14] = "ENUM";
	/**
	* @generated from enum value: TYPE_SFIXED32 = 15;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["SFIXED32"] = 15] = "SFIXED32";
	/**
	* @generated from enum value: TYPE_SFIXED64 = 16;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["SFIXED64"] = 16] = "SFIXED64";
	/**
	* Uses ZigZag encoding.
	*
	* @generated from enum value: TYPE_SINT32 = 17;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["SINT32"] = 17] = "SINT32";
	/**
	* Uses ZigZag encoding.
	*
	* @generated from enum value: TYPE_SINT64 = 18;
	*/
	FieldDescriptorProto_Type[FieldDescriptorProto_Type["SINT64"] = 18] = "SINT64";
})(FieldDescriptorProto_Type || (FieldDescriptorProto_Type = {}));
/**
* @generated from enum google.protobuf.FieldDescriptorProto.Label
*/
var FieldDescriptorProto_Label;
(function(FieldDescriptorProto_Label) {
	/**
	* 0 is reserved for errors
	*
	* @generated from enum value: LABEL_OPTIONAL = 1;
	*/
	FieldDescriptorProto_Label[FieldDescriptorProto_Label["OPTIONAL"] = 1] = "OPTIONAL";
	/**
	* @generated from enum value: LABEL_REPEATED = 3;
	*/
	FieldDescriptorProto_Label[FieldDescriptorProto_Label["REPEATED"] = 3] = "REPEATED";
	/**
	* The required label is only allowed in google.protobuf.  In proto3 and Editions
	* it's explicitly prohibited.  In Editions, the `field_presence` feature
	* can be used to get this behavior.
	*
	* @generated from enum value: LABEL_REQUIRED = 2;
	*/
	FieldDescriptorProto_Label[FieldDescriptorProto_Label["REQUIRED"] = 2] = "REQUIRED";
})(FieldDescriptorProto_Label || (FieldDescriptorProto_Label = {}));
/**
* Generated classes can be optimized for speed or code size.
*
* @generated from enum google.protobuf.FileOptions.OptimizeMode
*/
var FileOptions_OptimizeMode;
(function(FileOptions_OptimizeMode) {
	/**
	* Generate complete code for parsing, serialization,
	*
	* @generated from enum value: SPEED = 1;
	*/
	FileOptions_OptimizeMode[FileOptions_OptimizeMode["SPEED"] = 1] = "SPEED";
	/**
	* etc.
	*
	* Use ReflectionOps to implement these methods.
	*
	* @generated from enum value: CODE_SIZE = 2;
	*/
	FileOptions_OptimizeMode[FileOptions_OptimizeMode["CODE_SIZE"] = 2] = "CODE_SIZE";
	/**
	* Generate code using MessageLite and the lite runtime.
	*
	* @generated from enum value: LITE_RUNTIME = 3;
	*/
	FileOptions_OptimizeMode[FileOptions_OptimizeMode["LITE_RUNTIME"] = 3] = "LITE_RUNTIME";
})(FileOptions_OptimizeMode || (FileOptions_OptimizeMode = {}));
/**
* @generated from enum google.protobuf.FieldOptions.CType
*/
var FieldOptions_CType;
(function(FieldOptions_CType) {
	/**
	* Default mode.
	*
	* @generated from enum value: STRING = 0;
	*/
	FieldOptions_CType[FieldOptions_CType["STRING"] = 0] = "STRING";
	/**
	* The option [ctype=CORD] may be applied to a non-repeated field of type
	* "bytes". It indicates that in C++, the data should be stored in a Cord
	* instead of a string.  For very large strings, this may reduce memory
	* fragmentation. It may also allow better performance when parsing from a
	* Cord, or when parsing with aliasing enabled, as the parsed Cord may then
	* alias the original buffer.
	*
	* @generated from enum value: CORD = 1;
	*/
	FieldOptions_CType[FieldOptions_CType["CORD"] = 1] = "CORD";
	/**
	* @generated from enum value: STRING_PIECE = 2;
	*/
	FieldOptions_CType[FieldOptions_CType["STRING_PIECE"] = 2] = "STRING_PIECE";
})(FieldOptions_CType || (FieldOptions_CType = {}));
/**
* @generated from enum google.protobuf.FieldOptions.JSType
*/
var FieldOptions_JSType;
(function(FieldOptions_JSType) {
	/**
	* Use the default type.
	*
	* @generated from enum value: JS_NORMAL = 0;
	*/
	FieldOptions_JSType[FieldOptions_JSType["JS_NORMAL"] = 0] = "JS_NORMAL";
	/**
	* Use JavaScript strings.
	*
	* @generated from enum value: JS_STRING = 1;
	*/
	FieldOptions_JSType[FieldOptions_JSType["JS_STRING"] = 1] = "JS_STRING";
	/**
	* Use JavaScript numbers.
	*
	* @generated from enum value: JS_NUMBER = 2;
	*/
	FieldOptions_JSType[FieldOptions_JSType["JS_NUMBER"] = 2] = "JS_NUMBER";
})(FieldOptions_JSType || (FieldOptions_JSType = {}));
/**
* If set to RETENTION_SOURCE, the option will be omitted from the binary.
*
* @generated from enum google.protobuf.FieldOptions.OptionRetention
*/
var FieldOptions_OptionRetention;
(function(FieldOptions_OptionRetention) {
	/**
	* @generated from enum value: RETENTION_UNKNOWN = 0;
	*/
	FieldOptions_OptionRetention[FieldOptions_OptionRetention["RETENTION_UNKNOWN"] = 0] = "RETENTION_UNKNOWN";
	/**
	* @generated from enum value: RETENTION_RUNTIME = 1;
	*/
	FieldOptions_OptionRetention[FieldOptions_OptionRetention["RETENTION_RUNTIME"] = 1] = "RETENTION_RUNTIME";
	/**
	* @generated from enum value: RETENTION_SOURCE = 2;
	*/
	FieldOptions_OptionRetention[FieldOptions_OptionRetention["RETENTION_SOURCE"] = 2] = "RETENTION_SOURCE";
})(FieldOptions_OptionRetention || (FieldOptions_OptionRetention = {}));
/**
* This indicates the types of entities that the field may apply to when used
* as an option. If it is unset, then the field may be freely used as an
* option on any kind of entity.
*
* @generated from enum google.protobuf.FieldOptions.OptionTargetType
*/
var FieldOptions_OptionTargetType;
(function(FieldOptions_OptionTargetType) {
	/**
	* @generated from enum value: TARGET_TYPE_UNKNOWN = 0;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_UNKNOWN"] = 0] = "TARGET_TYPE_UNKNOWN";
	/**
	* @generated from enum value: TARGET_TYPE_FILE = 1;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_FILE"] = 1] = "TARGET_TYPE_FILE";
	/**
	* @generated from enum value: TARGET_TYPE_EXTENSION_RANGE = 2;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_EXTENSION_RANGE"] = 2] = "TARGET_TYPE_EXTENSION_RANGE";
	/**
	* @generated from enum value: TARGET_TYPE_MESSAGE = 3;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_MESSAGE"] = 3] = "TARGET_TYPE_MESSAGE";
	/**
	* @generated from enum value: TARGET_TYPE_FIELD = 4;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_FIELD"] = 4] = "TARGET_TYPE_FIELD";
	/**
	* @generated from enum value: TARGET_TYPE_ONEOF = 5;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_ONEOF"] = 5] = "TARGET_TYPE_ONEOF";
	/**
	* @generated from enum value: TARGET_TYPE_ENUM = 6;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_ENUM"] = 6] = "TARGET_TYPE_ENUM";
	/**
	* @generated from enum value: TARGET_TYPE_ENUM_ENTRY = 7;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_ENUM_ENTRY"] = 7] = "TARGET_TYPE_ENUM_ENTRY";
	/**
	* @generated from enum value: TARGET_TYPE_SERVICE = 8;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_SERVICE"] = 8] = "TARGET_TYPE_SERVICE";
	/**
	* @generated from enum value: TARGET_TYPE_METHOD = 9;
	*/
	FieldOptions_OptionTargetType[FieldOptions_OptionTargetType["TARGET_TYPE_METHOD"] = 9] = "TARGET_TYPE_METHOD";
})(FieldOptions_OptionTargetType || (FieldOptions_OptionTargetType = {}));
/**
* Is this method side-effect-free (or safe in HTTP parlance), or idempotent,
* or neither? HTTP based RPC implementation may choose GET verb for safe
* methods, and PUT verb for idempotent methods instead of the default POST.
*
* @generated from enum google.protobuf.MethodOptions.IdempotencyLevel
*/
var MethodOptions_IdempotencyLevel;
(function(MethodOptions_IdempotencyLevel) {
	/**
	* @generated from enum value: IDEMPOTENCY_UNKNOWN = 0;
	*/
	MethodOptions_IdempotencyLevel[MethodOptions_IdempotencyLevel["IDEMPOTENCY_UNKNOWN"] = 0] = "IDEMPOTENCY_UNKNOWN";
	/**
	* implies idempotent
	*
	* @generated from enum value: NO_SIDE_EFFECTS = 1;
	*/
	MethodOptions_IdempotencyLevel[MethodOptions_IdempotencyLevel["NO_SIDE_EFFECTS"] = 1] = "NO_SIDE_EFFECTS";
	/**
	* idempotent, but may have side effects
	*
	* @generated from enum value: IDEMPOTENT = 2;
	*/
	MethodOptions_IdempotencyLevel[MethodOptions_IdempotencyLevel["IDEMPOTENT"] = 2] = "IDEMPOTENT";
})(MethodOptions_IdempotencyLevel || (MethodOptions_IdempotencyLevel = {}));
/**
* @generated from enum google.protobuf.FeatureSet.VisibilityFeature.DefaultSymbolVisibility
*/
var FeatureSet_VisibilityFeature_DefaultSymbolVisibility;
(function(FeatureSet_VisibilityFeature_DefaultSymbolVisibility) {
	/**
	* @generated from enum value: DEFAULT_SYMBOL_VISIBILITY_UNKNOWN = 0;
	*/
	FeatureSet_VisibilityFeature_DefaultSymbolVisibility[FeatureSet_VisibilityFeature_DefaultSymbolVisibility["DEFAULT_SYMBOL_VISIBILITY_UNKNOWN"] = 0] = "DEFAULT_SYMBOL_VISIBILITY_UNKNOWN";
	/**
	* Default pre-EDITION_2024, all UNSET visibility are export.
	*
	* @generated from enum value: EXPORT_ALL = 1;
	*/
	FeatureSet_VisibilityFeature_DefaultSymbolVisibility[FeatureSet_VisibilityFeature_DefaultSymbolVisibility["EXPORT_ALL"] = 1] = "EXPORT_ALL";
	/**
	* All top-level symbols default to export, nested default to local.
	*
	* @generated from enum value: EXPORT_TOP_LEVEL = 2;
	*/
	FeatureSet_VisibilityFeature_DefaultSymbolVisibility[FeatureSet_VisibilityFeature_DefaultSymbolVisibility["EXPORT_TOP_LEVEL"] = 2] = "EXPORT_TOP_LEVEL";
	/**
	* All symbols default to local.
	*
	* @generated from enum value: LOCAL_ALL = 3;
	*/
	FeatureSet_VisibilityFeature_DefaultSymbolVisibility[FeatureSet_VisibilityFeature_DefaultSymbolVisibility["LOCAL_ALL"] = 3] = "LOCAL_ALL";
	/**
	* All symbols local by default. Nested types cannot be exported.
	* With special case caveat for message { enum {} reserved 1 to max; }
	* This is the recommended setting for new protos.
	*
	* @generated from enum value: STRICT = 4;
	*/
	FeatureSet_VisibilityFeature_DefaultSymbolVisibility[FeatureSet_VisibilityFeature_DefaultSymbolVisibility["STRICT"] = 4] = "STRICT";
})(FeatureSet_VisibilityFeature_DefaultSymbolVisibility || (FeatureSet_VisibilityFeature_DefaultSymbolVisibility = {}));
/**
* @generated from enum google.protobuf.FeatureSet.ProtoLimitsFeature.EnforceProtoLimits
*/
var FeatureSet_ProtoLimitsFeature_EnforceProtoLimits;
(function(FeatureSet_ProtoLimitsFeature_EnforceProtoLimits) {
	/**
	* @generated from enum value: PROTO_LIMITS_UNKNOWN = 0;
	*/
	FeatureSet_ProtoLimitsFeature_EnforceProtoLimits[FeatureSet_ProtoLimitsFeature_EnforceProtoLimits["PROTO_LIMITS_UNKNOWN"] = 0] = "PROTO_LIMITS_UNKNOWN";
	/**
	* Default pre-EDITION_2026: there are no limit enforcement at the protoc
	* level. Practical limits still exist, but they will tend to fail while
	* compiling protoc-generated code, and these limits tend to be language
	* or toolchain specific.
	*
	* @generated from enum value: LEGACY_NO_EXPLICIT_LIMITS = 1;
	*/
	FeatureSet_ProtoLimitsFeature_EnforceProtoLimits[FeatureSet_ProtoLimitsFeature_EnforceProtoLimits["LEGACY_NO_EXPLICIT_LIMITS"] = 1] = "LEGACY_NO_EXPLICIT_LIMITS";
	/**
	* A set of limits enforced by Edition 2026 by default. For a detailed
	* list of all the limits please consult the Edition 2026 documentation.
	*
	* @generated from enum value: PROTO_LIMITS2026 = 2;
	*/
	FeatureSet_ProtoLimitsFeature_EnforceProtoLimits[FeatureSet_ProtoLimitsFeature_EnforceProtoLimits["PROTO_LIMITS2026"] = 2] = "PROTO_LIMITS2026";
})(FeatureSet_ProtoLimitsFeature_EnforceProtoLimits || (FeatureSet_ProtoLimitsFeature_EnforceProtoLimits = {}));
/**
* @generated from enum google.protobuf.FeatureSet.FieldPresence
*/
var FeatureSet_FieldPresence;
(function(FeatureSet_FieldPresence) {
	/**
	* @generated from enum value: FIELD_PRESENCE_UNKNOWN = 0;
	*/
	FeatureSet_FieldPresence[FeatureSet_FieldPresence["FIELD_PRESENCE_UNKNOWN"] = 0] = "FIELD_PRESENCE_UNKNOWN";
	/**
	* @generated from enum value: EXPLICIT = 1;
	*/
	FeatureSet_FieldPresence[FeatureSet_FieldPresence["EXPLICIT"] = 1] = "EXPLICIT";
	/**
	* @generated from enum value: IMPLICIT = 2;
	*/
	FeatureSet_FieldPresence[FeatureSet_FieldPresence["IMPLICIT"] = 2] = "IMPLICIT";
	/**
	* @generated from enum value: LEGACY_REQUIRED = 3;
	*/
	FeatureSet_FieldPresence[FeatureSet_FieldPresence["LEGACY_REQUIRED"] = 3] = "LEGACY_REQUIRED";
})(FeatureSet_FieldPresence || (FeatureSet_FieldPresence = {}));
/**
* @generated from enum google.protobuf.FeatureSet.EnumType
*/
var FeatureSet_EnumType;
(function(FeatureSet_EnumType) {
	/**
	* @generated from enum value: ENUM_TYPE_UNKNOWN = 0;
	*/
	FeatureSet_EnumType[FeatureSet_EnumType["ENUM_TYPE_UNKNOWN"] = 0] = "ENUM_TYPE_UNKNOWN";
	/**
	* @generated from enum value: OPEN = 1;
	*/
	FeatureSet_EnumType[FeatureSet_EnumType["OPEN"] = 1] = "OPEN";
	/**
	* @generated from enum value: CLOSED = 2;
	*/
	FeatureSet_EnumType[FeatureSet_EnumType["CLOSED"] = 2] = "CLOSED";
})(FeatureSet_EnumType || (FeatureSet_EnumType = {}));
/**
* @generated from enum google.protobuf.FeatureSet.RepeatedFieldEncoding
*/
var FeatureSet_RepeatedFieldEncoding;
(function(FeatureSet_RepeatedFieldEncoding) {
	/**
	* @generated from enum value: REPEATED_FIELD_ENCODING_UNKNOWN = 0;
	*/
	FeatureSet_RepeatedFieldEncoding[FeatureSet_RepeatedFieldEncoding["REPEATED_FIELD_ENCODING_UNKNOWN"] = 0] = "REPEATED_FIELD_ENCODING_UNKNOWN";
	/**
	* @generated from enum value: PACKED = 1;
	*/
	FeatureSet_RepeatedFieldEncoding[FeatureSet_RepeatedFieldEncoding["PACKED"] = 1] = "PACKED";
	/**
	* @generated from enum value: EXPANDED = 2;
	*/
	FeatureSet_RepeatedFieldEncoding[FeatureSet_RepeatedFieldEncoding["EXPANDED"] = 2] = "EXPANDED";
})(FeatureSet_RepeatedFieldEncoding || (FeatureSet_RepeatedFieldEncoding = {}));
/**
* @generated from enum google.protobuf.FeatureSet.Utf8Validation
*/
var FeatureSet_Utf8Validation;
(function(FeatureSet_Utf8Validation) {
	/**
	* @generated from enum value: UTF8_VALIDATION_UNKNOWN = 0;
	*/
	FeatureSet_Utf8Validation[FeatureSet_Utf8Validation["UTF8_VALIDATION_UNKNOWN"] = 0] = "UTF8_VALIDATION_UNKNOWN";
	/**
	* @generated from enum value: VERIFY = 2;
	*/
	FeatureSet_Utf8Validation[FeatureSet_Utf8Validation["VERIFY"] = 2] = "VERIFY";
	/**
	* @generated from enum value: NONE = 3;
	*/
	FeatureSet_Utf8Validation[FeatureSet_Utf8Validation["NONE"] = 3] = "NONE";
})(FeatureSet_Utf8Validation || (FeatureSet_Utf8Validation = {}));
/**
* @generated from enum google.protobuf.FeatureSet.MessageEncoding
*/
var FeatureSet_MessageEncoding;
(function(FeatureSet_MessageEncoding) {
	/**
	* @generated from enum value: MESSAGE_ENCODING_UNKNOWN = 0;
	*/
	FeatureSet_MessageEncoding[FeatureSet_MessageEncoding["MESSAGE_ENCODING_UNKNOWN"] = 0] = "MESSAGE_ENCODING_UNKNOWN";
	/**
	* @generated from enum value: LENGTH_PREFIXED = 1;
	*/
	FeatureSet_MessageEncoding[FeatureSet_MessageEncoding["LENGTH_PREFIXED"] = 1] = "LENGTH_PREFIXED";
	/**
	* @generated from enum value: DELIMITED = 2;
	*/
	FeatureSet_MessageEncoding[FeatureSet_MessageEncoding["DELIMITED"] = 2] = "DELIMITED";
})(FeatureSet_MessageEncoding || (FeatureSet_MessageEncoding = {}));
/**
* @generated from enum google.protobuf.FeatureSet.JsonFormat
*/
var FeatureSet_JsonFormat;
(function(FeatureSet_JsonFormat) {
	/**
	* @generated from enum value: JSON_FORMAT_UNKNOWN = 0;
	*/
	FeatureSet_JsonFormat[FeatureSet_JsonFormat["JSON_FORMAT_UNKNOWN"] = 0] = "JSON_FORMAT_UNKNOWN";
	/**
	* @generated from enum value: ALLOW = 1;
	*/
	FeatureSet_JsonFormat[FeatureSet_JsonFormat["ALLOW"] = 1] = "ALLOW";
	/**
	* @generated from enum value: LEGACY_BEST_EFFORT = 2;
	*/
	FeatureSet_JsonFormat[FeatureSet_JsonFormat["LEGACY_BEST_EFFORT"] = 2] = "LEGACY_BEST_EFFORT";
})(FeatureSet_JsonFormat || (FeatureSet_JsonFormat = {}));
/**
* @generated from enum google.protobuf.FeatureSet.EnforceNamingStyle
*/
var FeatureSet_EnforceNamingStyle;
(function(FeatureSet_EnforceNamingStyle) {
	/**
	* @generated from enum value: ENFORCE_NAMING_STYLE_UNKNOWN = 0;
	*/
	FeatureSet_EnforceNamingStyle[FeatureSet_EnforceNamingStyle["ENFORCE_NAMING_STYLE_UNKNOWN"] = 0] = "ENFORCE_NAMING_STYLE_UNKNOWN";
	/**
	* @generated from enum value: STYLE2024 = 1;
	*/
	FeatureSet_EnforceNamingStyle[FeatureSet_EnforceNamingStyle["STYLE2024"] = 1] = "STYLE2024";
	/**
	* @generated from enum value: STYLE_LEGACY = 2;
	*/
	FeatureSet_EnforceNamingStyle[FeatureSet_EnforceNamingStyle["STYLE_LEGACY"] = 2] = "STYLE_LEGACY";
	/**
	* @generated from enum value: STYLE2026 = 3;
	*/
	FeatureSet_EnforceNamingStyle[FeatureSet_EnforceNamingStyle["STYLE2026"] = 3] = "STYLE2026";
})(FeatureSet_EnforceNamingStyle || (FeatureSet_EnforceNamingStyle = {}));
/**
* Represents the identified object's effect on the element in the original
* .proto file.
*
* @generated from enum google.protobuf.GeneratedCodeInfo.Annotation.Semantic
*/
var GeneratedCodeInfo_Annotation_Semantic;
(function(GeneratedCodeInfo_Annotation_Semantic) {
	/**
	* There is no effect or the effect is indescribable.
	*
	* @generated from enum value: NONE = 0;
	*/
	GeneratedCodeInfo_Annotation_Semantic[GeneratedCodeInfo_Annotation_Semantic["NONE"] = 0] = "NONE";
	/**
	* The element is set or otherwise mutated.
	*
	* @generated from enum value: SET = 1;
	*/
	GeneratedCodeInfo_Annotation_Semantic[GeneratedCodeInfo_Annotation_Semantic["SET"] = 1] = "SET";
	/**
	* An alias to the element is returned.
	*
	* @generated from enum value: ALIAS = 2;
	*/
	GeneratedCodeInfo_Annotation_Semantic[GeneratedCodeInfo_Annotation_Semantic["ALIAS"] = 2] = "ALIAS";
})(GeneratedCodeInfo_Annotation_Semantic || (GeneratedCodeInfo_Annotation_Semantic = {}));
/**
* The full set of known editions.
*
* @generated from enum google.protobuf.Edition
*/
var Edition;
(function(Edition) {
	/**
	* A placeholder for an unknown edition value.
	*
	* @generated from enum value: EDITION_UNKNOWN = 0;
	*/
	Edition[Edition["EDITION_UNKNOWN"] = 0] = "EDITION_UNKNOWN";
	/**
	* A placeholder edition for specifying default behaviors *before* a feature
	* was first introduced.  This is effectively an "infinite past".
	*
	* @generated from enum value: EDITION_LEGACY = 900;
	*/
	Edition[Edition["EDITION_LEGACY"] = 900] = "EDITION_LEGACY";
	/**
	* Legacy syntax "editions".  These pre-date editions, but behave much like
	* distinct editions.  These can't be used to specify the edition of proto
	* files, but feature definitions must supply proto2/proto3 defaults for
	* backwards compatibility.
	*
	* @generated from enum value: EDITION_PROTO2 = 998;
	*/
	Edition[Edition["EDITION_PROTO2"] = 998] = "EDITION_PROTO2";
	/**
	* @generated from enum value: EDITION_PROTO3 = 999;
	*/
	Edition[Edition["EDITION_PROTO3"] = 999] = "EDITION_PROTO3";
	/**
	* Editions that have been released.  The specific values are arbitrary and
	* should not be depended on, but they will always be time-ordered for easy
	* comparison.
	*
	* @generated from enum value: EDITION_2023 = 1000;
	*/
	Edition[Edition["EDITION_2023"] = 1e3] = "EDITION_2023";
	/**
	* @generated from enum value: EDITION_2024 = 1001;
	*/
	Edition[Edition["EDITION_2024"] = 1001] = "EDITION_2024";
	/**
	* @generated from enum value: EDITION_2026 = 1002;
	*/
	Edition[Edition["EDITION_2026"] = 1002] = "EDITION_2026";
	/**
	* A placeholder edition for developing and testing unscheduled features.
	*
	* @generated from enum value: EDITION_UNSTABLE = 9999;
	*/
	Edition[Edition["EDITION_UNSTABLE"] = 9999] = "EDITION_UNSTABLE";
	/**
	* Placeholder editions for testing feature resolution.  These should not be
	* used or relied on outside of tests.
	*
	* @generated from enum value: EDITION_1_TEST_ONLY = 1;
	*/
	Edition[Edition["EDITION_1_TEST_ONLY"] = 1] = "EDITION_1_TEST_ONLY";
	/**
	* @generated from enum value: EDITION_2_TEST_ONLY = 2;
	*/
	Edition[Edition["EDITION_2_TEST_ONLY"] = 2] = "EDITION_2_TEST_ONLY";
	/**
	* @generated from enum value: EDITION_99997_TEST_ONLY = 99997;
	*/
	Edition[Edition["EDITION_99997_TEST_ONLY"] = 99997] = "EDITION_99997_TEST_ONLY";
	/**
	* @generated from enum value: EDITION_99998_TEST_ONLY = 99998;
	*/
	Edition[Edition["EDITION_99998_TEST_ONLY"] = 99998] = "EDITION_99998_TEST_ONLY";
	/**
	* @generated from enum value: EDITION_99999_TEST_ONLY = 99999;
	*/
	Edition[Edition["EDITION_99999_TEST_ONLY"] = 99999] = "EDITION_99999_TEST_ONLY";
	/**
	* Placeholder for specifying unbounded edition support.  This should only
	* ever be used by plugins that can expect to never require any changes to
	* support a new edition.
	*
	* @generated from enum value: EDITION_MAX = 2147483647;
	*/
	Edition[Edition["EDITION_MAX"] = 2147483647] = "EDITION_MAX";
})(Edition || (Edition = {}));
/**
* Describes the 'visibility' of a symbol with respect to the proto import
* system. Symbols can only be imported when the visibility rules do not prevent
* it (ex: local symbols cannot be imported).  Visibility modifiers can only set
* on `message` and `enum` as they are the only types available to be referenced
* from other files.
*
* @generated from enum google.protobuf.SymbolVisibility
*/
var SymbolVisibility;
(function(SymbolVisibility) {
	/**
	* @generated from enum value: VISIBILITY_UNSET = 0;
	*/
	SymbolVisibility[SymbolVisibility["VISIBILITY_UNSET"] = 0] = "VISIBILITY_UNSET";
	/**
	* @generated from enum value: VISIBILITY_LOCAL = 1;
	*/
	SymbolVisibility[SymbolVisibility["VISIBILITY_LOCAL"] = 1] = "VISIBILITY_LOCAL";
	/**
	* @generated from enum value: VISIBILITY_EXPORT = 2;
	*/
	SymbolVisibility[SymbolVisibility["VISIBILITY_EXPORT"] = 2] = "VISIBILITY_EXPORT";
})(SymbolVisibility || (SymbolVisibility = {}));

// node_modules/@bufbuild/protobuf/dist/esm/from-binary.js
/**
* @private Only exported for getExtension()
*/
function makeReadContext(options) {
	return Object.assign(Object.assign({
		readUnknownFields: true,
		recursionLimit: 100
	}, options), { depth: 0 });
}
/**
* Parse serialized binary data.
*/
function fromBinary(schema, bytes, options) {
	const message = create(schema);
	compiledReader(schema).read(message, new BinaryReader(bytes), makeReadContext(options), bytes.byteLength);
	return message;
}
const compiledReaders = /* @__PURE__ */ new WeakMap();
/**
* Return the compiled decoder for a message, compiling it on first use.
*/
function compiledReader(desc) {
	let compiled = compiledReaders.get(desc);
	if (compiled === void 0) compiled = compileMessage$1(desc);
	return compiled;
}
function compileMessage$1(desc) {
	const descString = String(desc);
	const fieldReaders = /* @__PURE__ */ new Map();
	const compiled = {
		read: compileMessageReader(descString, fieldReaders),
		readGroup: compileGroupReader(descString, fieldReaders)
	};
	compiledReaders.set(desc, compiled);
	for (const field of desc.fields) fieldReaders.set(field.number, compileFieldReader(field));
	return compiled;
}
/**
* Create a decoder for a length-prefixed message body, dispatching wire
* records to the compiled field decoders by field number.
*/
function compileMessageReader(descString, fieldReaders) {
	return (message, reader, ctx, length) => {
		var _a;
		if (++ctx.depth > ctx.recursionLimit) throw new Error(`cannot decode ${descString} from binary: maximum recursion depth of ${ctx.recursionLimit} reached`);
		const end = reader.pos + length;
		const unknownFields = (_a = message.$unknown) !== null && _a !== void 0 ? _a : [];
		while (reader.pos < end) {
			const [fieldNo, wireType] = reader.tag();
			const fieldReader = fieldReaders.get(fieldNo);
			if (fieldReader === void 0) {
				const data = reader.skip(wireType, fieldNo, ctx.recursionLimit - ctx.depth);
				if (ctx.readUnknownFields) unknownFields.push({
					no: fieldNo,
					wireType,
					data
				});
				continue;
			}
			fieldReader(message, reader, ctx, wireType);
		}
		if (unknownFields.length > 0) message.$unknown = unknownFields;
		ctx.depth--;
	};
}
/**
* Create a decoder for a message with the delimited encoding (group),
* reading until the EndGroup tag, like compileMessageReader.
*/
function compileGroupReader(descString, fieldReaders) {
	return (message, reader, ctx, fieldNo) => {
		var _a;
		if (++ctx.depth > ctx.recursionLimit) throw new Error(`cannot decode ${descString} from binary: maximum recursion depth of ${ctx.recursionLimit} reached`);
		let recordFieldNo;
		let wireType;
		const unknownFields = (_a = message.$unknown) !== null && _a !== void 0 ? _a : [];
		while (reader.pos < reader.len) {
			[recordFieldNo, wireType] = reader.tag();
			if (wireType == WireType.EndGroup) break;
			const fieldReader = fieldReaders.get(recordFieldNo);
			if (fieldReader === void 0) {
				const data = reader.skip(wireType, recordFieldNo, ctx.recursionLimit - ctx.depth);
				if (ctx.readUnknownFields) unknownFields.push({
					no: recordFieldNo,
					wireType,
					data
				});
				continue;
			}
			fieldReader(message, reader, ctx, wireType);
		}
		if (wireType != WireType.EndGroup || recordFieldNo !== fieldNo) throw new Error("invalid end group tag");
		if (unknownFields.length > 0) message.$unknown = unknownFields;
		ctx.depth--;
	};
}
function compileFieldReader(field) {
	switch (field.fieldKind) {
		case "scalar": return compileScalarFieldReader(field);
		case "enum": return compileEnumFieldReader(field);
		case "message": return compileMessageFieldReader(field);
		case "list": return compileListFieldReader(field);
		case "map": return compileMapFieldReader(field);
	}
}
function compileScalarFieldReader(field) {
	const readScalar = compileScalarReader(field.scalar, field.utf8Validation, field.longAsString);
	const localName = field.localName;
	if (field.oneof) {
		const oneofLocalName = field.oneof.localName;
		return (message, reader) => {
			message[oneofLocalName] = {
				case: localName,
				value: readScalar(reader)
			};
		};
	}
	return (message, reader) => {
		message[localName] = readScalar(reader);
	};
}
function compileEnumFieldReader(field) {
	var _a;
	const localName = field.localName;
	const oneofLocalName = (_a = field.oneof) === null || _a === void 0 ? void 0 : _a.localName;
	if (field.enum.open) {
		if (oneofLocalName !== void 0) return (message, reader) => {
			message[oneofLocalName] = {
				case: localName,
				value: reader.int32()
			};
		};
		return (message, reader) => {
			message[localName] = reader.int32();
		};
	}
	const values = field.enum.values;
	const fieldNo = field.number;
	return (message, reader, ctx, wireType) => {
		var _a;
		const val = reader.int32();
		if (values.some((v) => v.number === val)) {
			if (oneofLocalName !== void 0) message[oneofLocalName] = {
				case: localName,
				value: val
			};
			else message[localName] = val;
		} else if (ctx.readUnknownFields) {
			const bytes = [];
			varint32write(val, bytes);
			const unknownFields = (_a = message.$unknown) !== null && _a !== void 0 ? _a : [];
			unknownFields.push({
				no: fieldNo,
				wireType,
				data: new Uint8Array(bytes)
			});
			message.$unknown = unknownFields;
		}
	};
}
function compileMessageFieldReader(field) {
	const localName = field.localName;
	const { toMessage, toLocal } = localMessageMapper(field);
	const readChild = compileChildReader(field);
	if (field.oneof) {
		const oneofLocalName = field.oneof.localName;
		return (message, reader, ctx) => {
			const oneof = message[oneofLocalName];
			const child = toMessage(oneof.case === localName ? oneof.value : void 0);
			readChild(child, reader, ctx);
			message[oneofLocalName] = {
				case: localName,
				value: toLocal(child)
			};
		};
	}
	return (message, reader, ctx) => {
		const child = toMessage(message[localName]);
		readChild(child, reader, ctx);
		message[localName] = toLocal(child);
	};
}
/**
* Compile a decoder for the wire format of a message field, honoring the
* delimited encoding of the field.
*/
function compileChildReader(field) {
	const compiledChild = compiledReader(field.message);
	if (field.delimitedEncoding) {
		const fieldNo = field.number;
		return (child, reader, ctx) => compiledChild.readGroup(child, reader, ctx, fieldNo);
	}
	return (child, reader, ctx) => compiledChild.read(child, reader, ctx, reader.uint32());
}
function compileListFieldReader(field) {
	const localName = field.localName;
	if (field.listKind == "message") {
		const { toMessage, toLocal } = localMessageMapper(field);
		const readChild = compileChildReader(field);
		return (message, reader, ctx) => {
			const child = toMessage(void 0);
			readChild(child, reader, ctx);
			message[localName].push(toLocal(child));
		};
	}
	const scalarType = field.listKind == "enum" ? ScalarType.INT32 : field.scalar;
	const longAsString = field.listKind == "scalar" ? field.longAsString : false;
	const readScalar = compileScalarReader(scalarType, field.utf8Validation, longAsString);
	const packedPossible = scalarType != ScalarType.STRING && scalarType != ScalarType.BYTES;
	return (message, reader, ctx, wireType) => {
		const items = message[localName];
		if (wireType == WireType.LengthDelimited && packedPossible) {
			const end = reader.uint32() + reader.pos;
			while (reader.pos < end) items.push(readScalar(reader));
		} else items.push(readScalar(reader));
	};
}
function compileMapFieldReader(field) {
	const localName = field.localName;
	const readKey = compileScalarReader(field.mapKey, field.utf8Validation, false);
	const keyZero = scalarZeroValue(field.mapKey, false);
	let readValue;
	let valueDefault;
	switch (field.mapKind) {
		case "scalar": {
			const scalar = field.scalar;
			const readScalar = compileScalarReader(scalar, field.utf8Validation, false);
			readValue = (reader) => readScalar(reader);
			if (scalar == ScalarType.BYTES) valueDefault = () => /* @__PURE__ */ new Uint8Array(0);
			else {
				const zero = scalarZeroValue(scalar, false);
				valueDefault = () => zero;
			}
			break;
		}
		case "enum": {
			const zero = field.enum.values[0].number;
			readValue = (reader) => reader.int32();
			valueDefault = () => zero;
			break;
		}
		case "message": {
			const { toMessage, toLocal } = localMessageMapper(field);
			const readChild = compiledReader(field.message).read;
			readValue = (reader, ctx, existing) => {
				const child = toMessage(existing);
				readChild(child, reader, ctx, reader.uint32());
				return toLocal(child);
			};
			valueDefault = () => toLocal(toMessage(void 0));
			break;
		}
	}
	return (message, reader, ctx) => {
		const record = message[localName];
		let key;
		let val;
		const len = reader.uint32();
		const end = reader.pos + len;
		while (reader.pos < end) {
			const [fieldNo, wireType] = reader.tag();
			switch (fieldNo) {
				case 1:
					key = readKey(reader);
					break;
				case 2:
					val = readValue(reader, ctx, val);
					break;
				default: reader.skip(wireType, fieldNo, ctx.recursionLimit - ctx.depth);
			}
		}
		if (key === void 0) key = keyZero;
		if (val === void 0) val = valueDefault();
		setOwn(record, key, val);
	};
}
/**
* Returns a reader for a scalar value. For 64-bit integers, BinaryReader
* already returns the local representation (bigint or string), so, unlike in
* the reflection layer, no validation is needed here.
*/
function compileScalarReader(type, utf8Validation, longAsString) {
	switch (type) {
		case ScalarType.STRING: return (reader) => reader.string(utf8Validation);
		case ScalarType.BOOL: return (reader) => reader.bool();
		case ScalarType.DOUBLE: return (reader) => reader.double();
		case ScalarType.FLOAT: return (reader) => reader.float();
		case ScalarType.INT32: return (reader) => reader.int32();
		case ScalarType.INT64:
			if (longAsString) return (reader) => String(reader.int64());
			return (reader) => reader.int64();
		case ScalarType.UINT64:
			if (longAsString) return (reader) => String(reader.uint64());
			return (reader) => reader.uint64();
		case ScalarType.FIXED64:
			if (longAsString) return (reader) => String(reader.fixed64());
			return (reader) => reader.fixed64();
		case ScalarType.BYTES: return (reader) => reader.bytes();
		case ScalarType.FIXED32: return (reader) => reader.fixed32();
		case ScalarType.SFIXED32: return (reader) => reader.sfixed32();
		case ScalarType.SFIXED64:
			if (longAsString) return (reader) => String(reader.sfixed64());
			return (reader) => reader.sfixed64();
		case ScalarType.SINT64:
			if (longAsString) return (reader) => String(reader.sint64());
			return (reader) => reader.sint64();
		case ScalarType.UINT32: return (reader) => reader.uint32();
		case ScalarType.SINT32: return (reader) => reader.sint32();
	}
}

// node_modules/@bufbuild/protobuf/dist/esm/codegenv2/file.js
/**
* Hydrate a file descriptor.
*
* @private
*/
function fileDesc(b64, imports) {
	var _a;
	const root = fromBinary(FileDescriptorProtoSchema, base64Decode(b64));
	root.messageType.forEach(restoreJsonNames);
	root.dependency = (_a = imports === null || imports === void 0 ? void 0 : imports.map((f) => f.proto.name)) !== null && _a !== void 0 ? _a : [];
	return createEmbeddedFileRegistry(root, (protoFileName) => imports === null || imports === void 0 ? void 0 : imports.find((f) => f.proto.name === protoFileName)).getFile(root.name);
}

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

// node_modules/onnx-buf/dist/onnx_pb.js
/**
* Describes the file onnx.proto.
*/
const file_onnx = /*@__PURE__*/ fileDesc("Cgpvbm54LnByb3RvEgRvbm54ItsFCg5BdHRyaWJ1dGVQcm90bxIMCgRuYW1lGAEgASgJEhUKDXJlZl9hdHRyX25hbWUYFSABKAkSEgoKZG9jX3N0cmluZxgNIAEoCRIwCgR0eXBlGBQgASgOMiIub25ueC5BdHRyaWJ1dGVQcm90by5BdHRyaWJ1dGVUeXBlEgkKAWYYAiABKAISCQoBaRgDIAEoAxIJCgFzGAQgASgMEhwKAXQYBSABKAsyES5vbm54LlRlbnNvclByb3RvEhsKAWcYBiABKAsyEC5vbm54LkdyYXBoUHJvdG8SLgoNc3BhcnNlX3RlbnNvchgWIAEoCzIXLm9ubnguU3BhcnNlVGVuc29yUHJvdG8SGwoCdHAYDiABKAsyDy5vbm54LlR5cGVQcm90bxIOCgZmbG9hdHMYByADKAISDAoEaW50cxgIIAMoAxIPCgdzdHJpbmdzGAkgAygMEiIKB3RlbnNvcnMYCiADKAsyES5vbm54LlRlbnNvclByb3RvEiAKBmdyYXBocxgLIAMoCzIQLm9ubnguR3JhcGhQcm90bxIvCg5zcGFyc2VfdGVuc29ycxgXIAMoCzIXLm9ubnguU3BhcnNlVGVuc29yUHJvdG8SJAoLdHlwZV9wcm90b3MYDyADKAsyDy5vbm54LlR5cGVQcm90byLZAQoNQXR0cmlidXRlVHlwZRINCglVTkRFRklORUQQABIJCgVGTE9BVBABEgcKA0lOVBACEgoKBlNUUklORxADEgoKBlRFTlNPUhAEEgkKBUdSQVBIEAUSEQoNU1BBUlNFX1RFTlNPUhALEg4KClRZUEVfUFJPVE8QDRIKCgZGTE9BVFMQBhIICgRJTlRTEAcSCwoHU1RSSU5HUxAIEgsKB1RFTlNPUlMQCRIKCgZHUkFQSFMQChISCg5TUEFSU0VfVEVOU09SUxAMEg8KC1RZUEVfUFJPVE9TEA5KBAgMEA1KBAgQEBRSAXYihwEKDlZhbHVlSW5mb1Byb3RvEgwKBG5hbWUYASABKAkSHQoEdHlwZRgCIAEoCzIPLm9ubnguVHlwZVByb3RvEhIKCmRvY19zdHJpbmcYAyABKAkSNAoObWV0YWRhdGFfcHJvcHMYBCADKAsyHC5vbm54LlN0cmluZ1N0cmluZ0VudHJ5UHJvdG8ioQIKCU5vZGVQcm90bxINCgVpbnB1dBgBIAMoCRIOCgZvdXRwdXQYAiADKAkSDAoEbmFtZRgDIAEoCRIPCgdvcF90eXBlGAQgASgJEg4KBmRvbWFpbhgHIAEoCRIQCghvdmVybG9hZBgIIAEoCRInCglhdHRyaWJ1dGUYBSADKAsyFC5vbm54LkF0dHJpYnV0ZVByb3RvEhIKCmRvY19zdHJpbmcYBiABKAkSNAoObWV0YWRhdGFfcHJvcHMYCSADKAsyHC5vbm54LlN0cmluZ1N0cmluZ0VudHJ5UHJvdG8SQQoVZGV2aWNlX2NvbmZpZ3VyYXRpb25zGAogAygLMiIub25ueC5Ob2RlRGV2aWNlQ29uZmlndXJhdGlvblByb3RvIjIKFEludEludExpc3RFbnRyeVByb3RvEgsKA2tleRgBIAEoAxINCgV2YWx1ZRgCIAMoAyKAAQocTm9kZURldmljZUNvbmZpZ3VyYXRpb25Qcm90bxIYChBjb25maWd1cmF0aW9uX2lkGAEgASgJEi4KDXNoYXJkaW5nX3NwZWMYAiADKAsyFy5vbm54LlNoYXJkaW5nU3BlY1Byb3RvEhYKDnBpcGVsaW5lX3N0YWdlGAMgASgFIqMBChFTaGFyZGluZ1NwZWNQcm90bxITCgt0ZW5zb3JfbmFtZRgBIAEoCRIOCgZkZXZpY2UYAiADKAMSPQoZaW5kZXhfdG9fZGV2aWNlX2dyb3VwX21hcBgDIAMoCzIaLm9ubnguSW50SW50TGlzdEVudHJ5UHJvdG8SKgoLc2hhcmRlZF9kaW0YBCADKAsyFS5vbm54LlNoYXJkZWREaW1Qcm90byJVCg9TaGFyZGVkRGltUHJvdG8SDAoEYXhpcxgBIAEoAxI0Cg9zaW1wbGVfc2hhcmRpbmcYAiADKAsyGy5vbm54LlNpbXBsZVNoYXJkZWREaW1Qcm90byJcChVTaW1wbGVTaGFyZGVkRGltUHJvdG8SEwoJZGltX3ZhbHVlGAEgASgDSAASEwoJZGltX3BhcmFtGAIgASgJSAASEgoKbnVtX3NoYXJkcxgDIAEoA0IFCgNkaW0i1gEKEVRyYWluaW5nSW5mb1Byb3RvEigKDmluaXRpYWxpemF0aW9uGAEgASgLMhAub25ueC5HcmFwaFByb3RvEiMKCWFsZ29yaXRobRgCIAEoCzIQLm9ubnguR3JhcGhQcm90bxI8ChZpbml0aWFsaXphdGlvbl9iaW5kaW5nGAMgAygLMhwub25ueC5TdHJpbmdTdHJpbmdFbnRyeVByb3RvEjQKDnVwZGF0ZV9iaW5kaW5nGAQgAygLMhwub25ueC5TdHJpbmdTdHJpbmdFbnRyeVByb3RvIqIDCgpNb2RlbFByb3RvEhIKCmlyX3ZlcnNpb24YASABKAMSLgoMb3BzZXRfaW1wb3J0GAggAygLMhgub25ueC5PcGVyYXRvclNldElkUHJvdG8SFQoNcHJvZHVjZXJfbmFtZRgCIAEoCRIYChBwcm9kdWNlcl92ZXJzaW9uGAMgASgJEg4KBmRvbWFpbhgEIAEoCRIVCg1tb2RlbF92ZXJzaW9uGAUgASgDEhIKCmRvY19zdHJpbmcYBiABKAkSHwoFZ3JhcGgYByABKAsyEC5vbm54LkdyYXBoUHJvdG8SNAoObWV0YWRhdGFfcHJvcHMYDiADKAsyHC5vbm54LlN0cmluZ1N0cmluZ0VudHJ5UHJvdG8SLgoNdHJhaW5pbmdfaW5mbxgUIAMoCzIXLm9ubnguVHJhaW5pbmdJbmZvUHJvdG8SJgoJZnVuY3Rpb25zGBkgAygLMhMub25ueC5GdW5jdGlvblByb3RvEjUKDWNvbmZpZ3VyYXRpb24YGiADKAsyHi5vbm54LkRldmljZUNvbmZpZ3VyYXRpb25Qcm90byJNChhEZXZpY2VDb25maWd1cmF0aW9uUHJvdG8SDAoEbmFtZRgBIAEoCRITCgtudW1fZGV2aWNlcxgCIAEoBRIOCgZkZXZpY2UYAyADKAkiNAoWU3RyaW5nU3RyaW5nRW50cnlQcm90bxILCgNrZXkYASABKAkSDQoFdmFsdWUYAiABKAkiawoQVGVuc29yQW5ub3RhdGlvbhITCgt0ZW5zb3JfbmFtZRgBIAEoCRJCChxxdWFudF9wYXJhbWV0ZXJfdGVuc29yX25hbWVzGAIgAygLMhwub25ueC5TdHJpbmdTdHJpbmdFbnRyeVByb3RvItQDCgpHcmFwaFByb3RvEh0KBG5vZGUYASADKAsyDy5vbm54Lk5vZGVQcm90bxIMCgRuYW1lGAIgASgJEiYKC2luaXRpYWxpemVyGAUgAygLMhEub25ueC5UZW5zb3JQcm90bxIzChJzcGFyc2VfaW5pdGlhbGl6ZXIYDyADKAsyFy5vbm54LlNwYXJzZVRlbnNvclByb3RvEhIKCmRvY19zdHJpbmcYCiABKAkSIwoFaW5wdXQYCyADKAsyFC5vbm54LlZhbHVlSW5mb1Byb3RvEiQKBm91dHB1dBgMIAMoCzIULm9ubnguVmFsdWVJbmZvUHJvdG8SKAoKdmFsdWVfaW5mbxgNIAMoCzIULm9ubnguVmFsdWVJbmZvUHJvdG8SNwoXcXVhbnRpemF0aW9uX2Fubm90YXRpb24YDiADKAsyFi5vbm54LlRlbnNvckFubm90YXRpb24SNAoObWV0YWRhdGFfcHJvcHMYECADKAsyHC5vbm54LlN0cmluZ1N0cmluZ0VudHJ5UHJvdG9KBAgDEARKBAgEEAVKBAgGEApSCmlyX3ZlcnNpb25SEHByb2R1Y2VyX3ZlcnNpb25SDHByb2R1Y2VyX3RhZ1IGZG9tYWluIoIHCgtUZW5zb3JQcm90bxIMCgRkaW1zGAEgAygDEhEKCWRhdGFfdHlwZRgCIAEoBRIqCgdzZWdtZW50GAMgASgLMhkub25ueC5UZW5zb3JQcm90by5TZWdtZW50EhYKCmZsb2F0X2RhdGEYBCADKAJCAhABEhYKCmludDMyX2RhdGEYBSADKAVCAhABEhMKC3N0cmluZ19kYXRhGAYgAygMEhYKCmludDY0X2RhdGEYByADKANCAhABEgwKBG5hbWUYCCABKAkSEgoKZG9jX3N0cmluZxgMIAEoCRIQCghyYXdfZGF0YRgJIAEoDBIzCg1leHRlcm5hbF9kYXRhGA0gAygLMhwub25ueC5TdHJpbmdTdHJpbmdFbnRyeVByb3RvEjUKDWRhdGFfbG9jYXRpb24YDiABKA4yHi5vbm54LlRlbnNvclByb3RvLkRhdGFMb2NhdGlvbhIXCgtkb3VibGVfZGF0YRgKIAMoAUICEAESFwoLdWludDY0X2RhdGEYCyADKARCAhABEjQKDm1ldGFkYXRhX3Byb3BzGBAgAygLMhwub25ueC5TdHJpbmdTdHJpbmdFbnRyeVByb3RvGiUKB1NlZ21lbnQSDQoFYmVnaW4YASABKAMSCwoDZW5kGAIgASgDIu4CCghEYXRhVHlwZRINCglVTkRFRklORUQQABIJCgVGTE9BVBABEgkKBVVJTlQ4EAISCAoESU5UOBADEgoKBlVJTlQxNhAEEgkKBUlOVDE2EAUSCQoFSU5UMzIQBhIJCgVJTlQ2NBAHEgoKBlNUUklORxAIEggKBEJPT0wQCRILCgdGTE9BVDE2EAoSCgoGRE9VQkxFEAsSCgoGVUlOVDMyEAwSCgoGVUlOVDY0EA0SDQoJQ09NUExFWDY0EA4SDgoKQ09NUExFWDEyOBAPEgwKCEJGTE9BVDE2EBASEAoMRkxPQVQ4RTRNM0ZOEBESEgoORkxPQVQ4RTRNM0ZOVVoQEhIOCgpGTE9BVDhFNU0yEBMSEgoORkxPQVQ4RTVNMkZOVVoQFBIJCgVVSU5UNBAVEggKBElOVDQQFhIOCgpGTE9BVDRFMk0xEBcSDgoKRkxPQVQ4RThNMBAYEgkKBVVJTlQyEBkSCAoESU5UMhAaIikKDERhdGFMb2NhdGlvbhILCgdERUZBVUxUEAASDAoIRVhURVJOQUwQASJoChFTcGFyc2VUZW5zb3JQcm90bxIhCgZ2YWx1ZXMYASABKAsyES5vbm54LlRlbnNvclByb3RvEiIKB2luZGljZXMYAiABKAsyES5vbm54LlRlbnNvclByb3RvEgwKBGRpbXMYAyADKAMilQEKEFRlbnNvclNoYXBlUHJvdG8SLQoDZGltGAEgAygLMiAub25ueC5UZW5zb3JTaGFwZVByb3RvLkRpbWVuc2lvbhpSCglEaW1lbnNpb24SEwoJZGltX3ZhbHVlGAEgASgDSAASEwoJZGltX3BhcmFtGAIgASgJSAASEgoKZGVub3RhdGlvbhgDIAEoCUIHCgV2YWx1ZSLOBAoJVHlwZVByb3RvEi0KC3RlbnNvcl90eXBlGAEgASgLMhYub25ueC5UeXBlUHJvdG8uVGVuc29ySAASMQoNc2VxdWVuY2VfdHlwZRgEIAEoCzIYLm9ubnguVHlwZVByb3RvLlNlcXVlbmNlSAASJwoIbWFwX3R5cGUYBSABKAsyEy5vbm54LlR5cGVQcm90by5NYXBIABIxCg1vcHRpb25hbF90eXBlGAkgASgLMhgub25ueC5UeXBlUHJvdG8uT3B0aW9uYWxIABI6ChJzcGFyc2VfdGVuc29yX3R5cGUYCCABKAsyHC5vbm54LlR5cGVQcm90by5TcGFyc2VUZW5zb3JIABISCgpkZW5vdGF0aW9uGAYgASgJGkIKBlRlbnNvchIRCgllbGVtX3R5cGUYASABKAUSJQoFc2hhcGUYAiABKAsyFi5vbm54LlRlbnNvclNoYXBlUHJvdG8aLgoIU2VxdWVuY2USIgoJZWxlbV90eXBlGAEgASgLMg8ub25ueC5UeXBlUHJvdG8aPAoDTWFwEhAKCGtleV90eXBlGAEgASgFEiMKCnZhbHVlX3R5cGUYAiABKAsyDy5vbm54LlR5cGVQcm90bxouCghPcHRpb25hbBIiCgllbGVtX3R5cGUYASABKAsyDy5vbm54LlR5cGVQcm90bxpICgxTcGFyc2VUZW5zb3ISEQoJZWxlbV90eXBlGAEgASgFEiUKBXNoYXBlGAIgASgLMhYub25ueC5UZW5zb3JTaGFwZVByb3RvQgcKBXZhbHVlIjUKEk9wZXJhdG9yU2V0SWRQcm90bxIOCgZkb21haW4YASABKAkSDwoHdmVyc2lvbhgCIAEoAyKGAwoNRnVuY3Rpb25Qcm90bxIMCgRuYW1lGAEgASgJEg0KBWlucHV0GAQgAygJEg4KBm91dHB1dBgFIAMoCRIRCglhdHRyaWJ1dGUYBiADKAkSLQoPYXR0cmlidXRlX3Byb3RvGAsgAygLMhQub25ueC5BdHRyaWJ1dGVQcm90bxIdCgRub2RlGAcgAygLMg8ub25ueC5Ob2RlUHJvdG8SEgoKZG9jX3N0cmluZxgIIAEoCRIuCgxvcHNldF9pbXBvcnQYCSADKAsyGC5vbm54Lk9wZXJhdG9yU2V0SWRQcm90bxIOCgZkb21haW4YCiABKAkSEAoIb3ZlcmxvYWQYDSABKAkSKAoKdmFsdWVfaW5mbxgMIAMoCzIULm9ubnguVmFsdWVJbmZvUHJvdG8SNAoObWV0YWRhdGFfcHJvcHMYDiADKAsyHC5vbm54LlN0cmluZ1N0cmluZ0VudHJ5UHJvdG9KBAgCEANKBAgDEARSDXNpbmNlX3ZlcnNpb25SBnN0YXR1cyrnAgoHVmVyc2lvbhISCg5fU1RBUlRfVkVSU0lPThAAEhkKFUlSX1ZFUlNJT05fMjAxN18xMF8xMBABEhkKFUlSX1ZFUlNJT05fMjAxN18xMF8zMBACEhgKFElSX1ZFUlNJT05fMjAxN18xMV8zEAMSGAoUSVJfVkVSU0lPTl8yMDE5XzFfMjIQBBIYChRJUl9WRVJTSU9OXzIwMTlfM18xOBAFEhgKFElSX1ZFUlNJT05fMjAxOV85XzE5EAYSFwoTSVJfVkVSU0lPTl8yMDIwXzVfOBAHEhgKFElSX1ZFUlNJT05fMjAyMV83XzMwEAgSFwoTSVJfVkVSU0lPTl8yMDIzXzVfNRAJEhgKFElSX1ZFUlNJT05fMjAyNF8zXzI1EAoSGQoVSVJfVkVSU0lPTl8yMDI1XzA1XzEyEAsSGQoVSVJfVkVSU0lPTl8yMDI1XzA4XzI2EAwSDgoKSVJfVkVSU0lPThANKi4KDk9wZXJhdG9yU3RhdHVzEhAKDEVYUEVSSU1FTlRBTBAAEgoKBlNUQUJMRRABQgJIAw");
/**
* Describes the message onnx.AttributeProto.
* Use `create(AttributeProtoSchema)` to create a new message.
*/
const AttributeProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 0);
/**
* Describes the enum onnx.AttributeProto.AttributeType.
*/
const AttributeProto_AttributeTypeSchema = /*@__PURE__*/ enumDesc(file_onnx, 0, 0);
/**
* Note: this enum is structurally identical to the OpSchema::AttrType
* enum defined in schema.h.  If you rev one, you likely need to rev the other.
*
* @generated from enum onnx.AttributeProto.AttributeType
*/
const AttributeProto_AttributeType = /*@__PURE__*/ tsEnum(AttributeProto_AttributeTypeSchema);
/**
* Describes the message onnx.ValueInfoProto.
* Use `create(ValueInfoProtoSchema)` to create a new message.
*/
const ValueInfoProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 1);
/**
* Describes the message onnx.NodeProto.
* Use `create(NodeProtoSchema)` to create a new message.
*/
const NodeProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 2);
/**
* Describes the message onnx.ModelProto.
* Use `create(ModelProtoSchema)` to create a new message.
*/
const ModelProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 9);
/**
* Describes the message onnx.StringStringEntryProto.
* Use `create(StringStringEntryProtoSchema)` to create a new message.
*/
const StringStringEntryProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 11);
/**
* Describes the message onnx.GraphProto.
* Use `create(GraphProtoSchema)` to create a new message.
*/
const GraphProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 13);
/**
* Describes the message onnx.TensorProto.
* Use `create(TensorProtoSchema)` to create a new message.
*/
const TensorProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 14);
/**
* Describes the enum onnx.TensorProto.DataLocation.
*/
const TensorProto_DataLocationSchema = /*@__PURE__*/ enumDesc(file_onnx, 14, 1);
/**
* Location of the data for this tensor. MUST be one of:
* - DEFAULT - data stored inside the protobuf message. Data is stored in raw_data (if set) otherwise in type-specified field.
* - EXTERNAL - data stored in an external location as described by external_data field.
*
* @generated from enum onnx.TensorProto.DataLocation
*/
const TensorProto_DataLocation = /*@__PURE__*/ tsEnum(TensorProto_DataLocationSchema);
/**
* Describes the message onnx.TypeProto.
* Use `create(TypeProtoSchema)` to create a new message.
*/
const TypeProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 17);
/**
* Describes the message onnx.TypeProto.Tensor.
* Use `create(TypeProto_TensorSchema)` to create a new message.
*/
const TypeProto_TensorSchema = /*@__PURE__*/ messageDesc(file_onnx, 17, 0);
/**
* Describes the message onnx.OperatorSetIdProto.
* Use `create(OperatorSetIdProtoSchema)` to create a new message.
*/
const OperatorSetIdProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 18);
/**
* Describes the message onnx.FunctionProto.
* Use `create(FunctionProtoSchema)` to create a new message.
*/
const FunctionProtoSchema = /*@__PURE__*/ messageDesc(file_onnx, 19);

// src/onnx/data-type.ts
const byNumber = /* @__PURE__ */ new Map([
	[1, {
		name: "FLOAT",
		bits: 32,
		typedField: "floatData",
		dtype: "float32"
	}],
	[2, {
		name: "UINT8",
		bits: 8,
		typedField: "int32Data",
		dtype: "uint8"
	}],
	[3, {
		name: "INT8",
		bits: 8,
		typedField: "int32Data",
		dtype: "int8"
	}],
	[4, {
		name: "UINT16",
		bits: 16,
		typedField: "int32Data",
		dtype: "uint16"
	}],
	[5, {
		name: "INT16",
		bits: 16,
		typedField: "int32Data",
		dtype: "int16"
	}],
	[6, {
		name: "INT32",
		bits: 32,
		typedField: "int32Data",
		dtype: "int32"
	}],
	[7, {
		name: "INT64",
		bits: 64,
		typedField: "int64Data",
		dtype: "int64"
	}],
	[8, {
		name: "STRING",
		bits: 0,
		typedField: "stringData",
		dtype: void 0
	}],
	[9, {
		name: "BOOL",
		bits: 8,
		typedField: "int32Data",
		dtype: "bool"
	}],
	[10, {
		name: "FLOAT16",
		bits: 16,
		typedField: "int32Data",
		dtype: "float16"
	}],
	[11, {
		name: "DOUBLE",
		bits: 64,
		typedField: "doubleData",
		dtype: "float64"
	}],
	[12, {
		name: "UINT32",
		bits: 32,
		typedField: "uint64Data",
		dtype: "uint32"
	}],
	[13, {
		name: "UINT64",
		bits: 64,
		typedField: "uint64Data",
		dtype: "uint64"
	}],
	[14, {
		name: "COMPLEX64",
		bits: 64,
		typedField: "floatData",
		dtype: void 0
	}],
	[15, {
		name: "COMPLEX128",
		bits: 128,
		typedField: "doubleData",
		dtype: void 0
	}],
	[16, {
		name: "BFLOAT16",
		bits: 16,
		typedField: "int32Data",
		dtype: "bfloat16"
	}],
	[17, {
		name: "FLOAT8E4M3FN",
		bits: 8,
		typedField: "int32Data",
		dtype: void 0
	}],
	[18, {
		name: "FLOAT8E4M3FNUZ",
		bits: 8,
		typedField: "int32Data",
		dtype: void 0
	}],
	[19, {
		name: "FLOAT8E5M2",
		bits: 8,
		typedField: "int32Data",
		dtype: void 0
	}],
	[20, {
		name: "FLOAT8E5M2FNUZ",
		bits: 8,
		typedField: "int32Data",
		dtype: void 0
	}],
	[21, {
		name: "UINT4",
		bits: 4,
		typedField: "int32Data",
		dtype: void 0
	}],
	[22, {
		name: "INT4",
		bits: 4,
		typedField: "int32Data",
		dtype: void 0
	}],
	[23, {
		name: "FLOAT4E2M1",
		bits: 4,
		typedField: "int32Data",
		dtype: void 0
	}],
	[24, {
		name: "FLOAT8E8M0",
		bits: 8,
		typedField: "int32Data",
		dtype: void 0
	}],
	[25, {
		name: "UINT2",
		bits: 2,
		typedField: "int32Data",
		dtype: void 0
	}],
	[26, {
		name: "INT2",
		bits: 2,
		typedField: "int32Data",
		dtype: void 0
	}]
]);
const numberByDtype = new Map([...byNumber].flatMap(([number, { dtype }]) => dtype === void 0 ? [] : [[dtype, number]]));
/** The element type with this number in onnx.proto (TensorProto.DataType), or undefined when it is not known. */
function dataTypeOf(number) {
	return byNumber.get(number);
}
/** dtype of an element type, or undefined when no tensor here can have it (or the number is not known). */
function dtypeOf(number) {
	return byNumber.get(number)?.dtype;
}
/** Number in onnx.proto of a dtype: float32 is 1. */
function dataTypeNumber(dtype) {
	const number = numberByDtype.get(dtype);
	if (number === void 0) throw new TypeError(`no ONNX element type for ${dtype}`);
	return number;
}
/** Name for messages: `FLOAT16`, or `element type 99` when the number is not known. */
function dataTypeName(number) {
	return byNumber.get(number)?.name ?? `element type ${number}`;
}
/** Bytes of `count` elements in raw_data or external data: elements below 8 bits are packed, the last byte padded. */
function packedSizeBytes(type, count) {
	return type.bits < 8 ? Math.ceil(count * type.bits / 8) : count * (type.bits / 8);
}
/** Entries in the typed field for `count` elements: two for a complex number, one per packed byte below 8 bits. */
function typedFieldLength(type, count) {
	if (type.name.startsWith("COMPLEX")) return 2 * count;
	return type.bits > 0 && type.bits < 8 ? packedSizeBytes(type, count) : count;
}

// src/onnx/label.ts
/** Longest name that a message quotes in full; exporters reach 200 with module paths. */
const longestName = 240;
/** A name from a file, fit for a one-line message: quoted, control characters escaped, cut when absurdly long. */
function quote$1(name) {
	return JSON.stringify(name.length > longestName ? `${name.slice(0, longestName)}…` : name);
}
/** A node for messages: its name, else its first output, with the operator. */
function nodeLabel(node) {
	const operator = quote$1(node.opType).slice(1, -1);
	if (node.name !== "") return `node ${quote$1(node.name)} (${operator})`;
	const output = node.output.find((name) => name !== "");
	return output === void 0 ? `a nameless ${operator} node` : `the ${operator} node of ${quote$1(output)}`;
}

// src/onnx/external-data.ts
/** True when the bytes of the tensor are in another file than the model. */
function isExternal(tensor) {
	return tensor.dataLocation === TensorProto_DataLocation.EXTERNAL;
}
/**
* Reads the `external_data` entries of a tensor. `where` names model and tensor in messages.
*
* Throws InputError when the location is missing or leads out of the model's folder, or when offset or length is not
* a whole number of bytes. Keys of other meaning (`checksum`, `basepath` of old exporters) are ignored.
*/
function externalLocation(tensor, where) {
	const entries = /* @__PURE__ */ new Map();
	for (const { key, value } of tensor.externalData) {
		if (entries.has(key)) throw new InputError(`${where} states its external data's ${quote$1(key)} twice.`, { advice: reexport$2 });
		entries.set(key, value);
	}
	const location = entries.get("location");
	if (location === void 0) throw new InputError(`${where} is external data without a location.`, { advice: reexport$2 });
	return {
		location: checkLocation(location, where),
		offsetBytes: byteCount(entries.get("offset"), "offset", where) ?? 0,
		lengthBytes: byteCount(entries.get("length"), "length", where)
	};
}
/** Makes a tensor external: its bytes are those at `place` from then on. Changes `tensor`. */
function pointAt(tensor, place) {
	const entry = (key, value) => create(StringStringEntryProtoSchema, {
		key,
		value: String(value)
	});
	tensor.externalData = [
		entry("location", place.location),
		entry("offset", place.offsetBytes),
		entry("length", place.lengthBytes)
	];
	tensor.dataLocation = TensorProto_DataLocation.EXTERNAL;
	tensor.rawData = /* @__PURE__ */ new Uint8Array(0);
}
const reexport$2 = "Export the model again, or save it again with onnx.save.";
/**
* Checks by its text alone that a location stays in the model's folder, and returns it with `./` and doubled slashes
* removed. Whoever opens the file checks again after resolving links.
*/
function checkLocation(location, where) {
	const reason = escapeReason(location);
	if (reason !== void 0) throw new InputError(`${where}: its external data is at ${quote$1(location)}, ${reason}.`, { advice: "External data must lie in the model's folder or below it; save the model again with a plain file name." });
	const parts = location.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.length === 0) throw new InputError(`${where}: its external data is at ${quote$1(location)}, which is a folder.`, { advice: reexport$2 });
	return parts.join("/");
}
/** True when a file of this name can be an external location. */
function isLocation(fileName) {
	return escapeReason(fileName) === void 0;
}
/** Why a location may not be followed, or undefined. Backslashes separate folders on Windows, so none are taken. */
function escapeReason(location) {
	if (location === "") return "an empty path";
	if (location.includes("\0")) return "a path with a NUL character";
	if (location.startsWith("/")) return "an absolute path";
	if (location.includes("\\")) return "a path with a backslash";
	if (/^[A-Za-z]:/.test(location)) return "a path with a drive letter";
	if (location.split("/").includes("..")) return "a path with \"..\"";
}
function byteCount(text, key, where) {
	if (text === void 0) return;
	const count = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
	if (!Number.isSafeInteger(count)) throw new InputError(`${where}: its external data has ${key} ${quote$1(text)}, not a number of bytes.`, { advice: reexport$2 });
	return count;
}

// src/tensor/byte-source.ts
/** A source over bytes in memory, which are not copied. `name` is used in messages. */
function memorySource(name, bytes) {
	return {
		name,
		sizeBytes: bytes.length,
		read(offset, into) {
			checkRange(this, offset, into.length);
			into.set(bytes.subarray(offset, offset + into.length));
		}
	};
}
/** The part of `source` from `offset` on, `sizeBytes` long. The part must lie inside the source. */
function sliceSource(source, offset, sizeBytes, name) {
	checkRange(source, offset, sizeBytes);
	return {
		name,
		sizeBytes,
		read(start, into) {
			checkRange(this, start, into.length);
			source.read(offset + start, into);
		}
	};
}
/** A fresh array with `length` bytes of `source` from `offset` on. */
function readBytes(source, offset, length) {
	checkRange(source, offset, length);
	const bytes = new Uint8Array(length);
	source.read(offset, bytes);
	return bytes;
}
/** Throws an InputError unless `length` bytes from `offset` on lie inside `source`. */
function checkRange(source, offset, length) {
	if (!(offset >= 0 && length >= 0 && offset + length <= source.sizeBytes)) throw new InputError(`${source.name}: bytes ${offset} to ${offset + length} are needed, but there are only ${source.sizeBytes}.`, { advice: "The file is truncated or damaged: write it again." });
}

// src/tensor/tensor-size.ts
/** NumPy arrays have at most 64 axes; nothing that ONNX or PyTorch writes comes near. */
const maxRank = 64;
/**
* Size in bytes of a dense tensor. Shapes come from untrusted headers: each axis, the product and the byte
* count must be exact integers, or later arithmetic would pass checks that it should not (CWE-190).
*/
function tensorSizeBytes(dtype, shape, where) {
	if (shape.length > maxRank) throw new InputError(`${where}: the shape has ${shape.length} axes; at most ${maxRank} are supported.`);
	const wrong = shape.find((size) => !Number.isSafeInteger(size) || size < 0);
	if (wrong !== void 0) throw new InputError(`${where}: the shape has an axis of size ${wrong}; it must be an integer, 0 or more.`);
	if (shape.includes(0)) return 0;
	let count = elementSizeBytes[dtype];
	for (const size of shape) {
		count *= size;
		if (count > Number.MAX_SAFE_INTEGER) throw new InputError(`${where}: shape [${shape.join(", ")}] of ${dtype} is larger than any file can be.`);
	}
	return count;
}

// src/tensor/stored-tensor.ts
/** A tensor over `bytes` (C order, little-endian), which are not copied and must have exactly its size. */
function memoryTensor(dtype, shape, bytes) {
	const sizeBytes = tensorSizeBytes(dtype, shape, "tensor in memory");
	if (bytes.length !== sizeBytes) throw new InputError(`tensor in memory: ${bytes.length} bytes given, but ${dtype} of shape ${formatShape(shape)} needs ${sizeBytes}.`);
	return storedTensor(dtype, shape, memorySource("tensor in memory", bytes), 0);
}
/**
* A tensor whose elements lie in C order in `source` from byte `offset` on. The caller has checked that they fit.
* Big-endian elements are swapped while reading; a bool that is neither 0 nor 1 is refused.
*/
function storedTensor(dtype, shape, source, offset, byteOrder = "little") {
	const sizeBytes = elementSizeBytes[dtype];
	const count = elementCount(shape);
	return {
		dtype,
		shape,
		read(start, into) {
			checkElements(source.name, sizeBytes, count, start, into.length);
			source.read(offset + start * sizeBytes, into);
			normaliseElements(source.name, dtype, byteOrder, into);
		}
	};
}
/** A request outside the tensor is a defect of the caller, not of the file. */
function checkElements(name, sizeBytes, count, start, length) {
	const end = start + length / sizeBytes;
	if (!(Number.isSafeInteger(start) && start >= 0 && Number.isSafeInteger(end) && end <= count)) throw new RangeError(`${name}: elements ${start} to ${end} asked for, but there are ${count}`);
}
/** Brings raw elements into the form that `Tensor.read` promises, in place. */
function normaliseElements(name, dtype, byteOrder, bytes) {
	if (byteOrder === "big") swapBytes(bytes, elementSizeBytes[dtype]);
	if (dtype === "bool") {
		const wrong = bytes.find((value) => value > 1);
		if (wrong !== void 0) throw new InputError(`${name}: a bool element is stored as ${wrong}; only 0 and 1 are valid.`, { advice: "The file is damaged, or its dtype is wrong: write it again." });
	}
}
function swapBytes(bytes, sizeBytes) {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	if (sizeBytes === 2) buffer.swap16();
	else if (sizeBytes === 4) buffer.swap32();
	else if (sizeBytes === 8) buffer.swap64();
}

// src/onnx/limits.ts
/**
* What a model may be. Every size that a file states is checked against one of these before it is used, and every
* limit has its reason beside it, so that whoever meets one can judge whether it may move.
*/
/** Protobuf counts message sizes in a signed 32-bit integer: neither ONNX Runtime nor TensorRT parses more. */
const maxModelBytes = 2 ** 31 - 1;
/** Elements of one tensor: beyond this a byte offset (8 bytes an element) is no longer an exact JavaScript number. */
const maxTensorElements = 2 ** 50;
/**
* Nodes after the expansion of model-local functions. Ten functions that each call the next one ten times make
* 10^10 nodes out of a kilobyte; real exports stay below 10^5, and a node costs about 1 kB of memory here.
*/
const maxInlinedNodes = 1e6;
/**
* Tensors with at least this many bytes of raw_data are handed on as views when a model is encoded. Smaller ones
* are copied: a piece of its own costs more than copying a page.
*/
const gatherThresholdBytes = 4096;
/**
* Protobuf fields in one file. Each becomes an object or a part of one, some 100 bytes here; a model of 100,000
* nodes has about 1.2 million. Without a limit 2 GB of two-byte fields would end as "out of memory".
*/
const maxDecodedFields = 16e6;
/**
* Numbers stored one by one (float_data, int64_data, …) in one file: each takes 8 to 32 bytes of memory here, 1 GB at
* this limit. Large tensors belong in raw_data, which costs nothing.
*/
const maxListedElements = 2 ** 25;
/**
* Initializers with at least this many bytes stay in the model's file until they are needed. Smaller ones (norms,
* biases, constants, whatever a rewriting may want to look at) are read with the structure.
*/
const keptWeightBytes = 1 << 18;

// src/onnx/tensor-check.ts
const typedFields = [
	"floatData",
	"int32Data",
	"int64Data",
	"doubleData",
	"uint64Data",
	"stringData"
];
const reexport$1 = "The file is damaged or its exporter has a fault: export the model again.";
/**
* Dimensions of a tensor as numbers. Throws InputError for a negative dimension, too many of them, or more elements
* than can be addressed (the product is taken exactly: plausible dimensions can multiply to anything).
*/
function tensorShape(dims, where) {
	if (dims.length > 64) throw new InputError(`${where} has ${dims.length} dimensions; at most ${64} can be handled.`, { advice: reexport$1 });
	const negative = dims.find((size) => size < 0n);
	if (negative !== void 0) throw new InputError(`${where} has the negative dimension ${negative}.`, { advice: reexport$1 });
	const count = dims.reduce((product, size) => product * size, 1n);
	const largest = dims.reduce((most, size) => size > most ? size : most, 0n);
	if (count > BigInt(maxTensorElements) || largest > BigInt(maxTensorElements)) throw new InputError(`${where} claims ${dims.join(" x ")} elements, more than any file holds.`, { advice: reexport$1 });
	return dims.map(Number);
}
/** Element type of a tensor. Throws InputError when it is UNDEFINED or not known. */
function tensorDataType(dataType, where) {
	const type = dataTypeOf(dataType);
	if (type === void 0) throw new InputError(`${where} has element type ${dataType}, which ${unknownType(dataType)}.`, { advice: dataType === 0 ? reexport$1 : "Export the model again with the element types of ONNX 1.20 or earlier." });
	return type;
}
function unknownType(dataType) {
	return dataType === 0 ? "means that none was set" : "this program does not know";
}
/**
* Checks that a tensor is stored in exactly one way and that this holds as many elements as its dimensions say.
* Of external data only the statement is checked; the file is checked when it is opened.
*/
function checkTensor(tensor, where) {
	const shape = tensorShape(tensor.dims, where);
	const type = tensorDataType(tensor.dataType, where);
	if (tensor.segment !== void 0) throw new InputError(`${where} is one segment of a tensor; no runtime puts segments together.`, { advice: reexport$1 });
	const count = shape.reduce((product, size) => product * size, 1);
	const filled = typedFields.filter((field) => tensor[field].length > 0);
	const hasRawData = tensor.rawData.byteLength > 0;
	if (isExternal(tensor)) {
		if (hasRawData || filled.length > 0) throw new InputError(`${where} is external data, yet holds data in the model as well.`, { advice: reexport$1 });
		checkExternalLength(tensor, type, count, where);
	} else if (hasRawData) {
		if (filled.length > 0) throw new InputError(`${where} is stored twice, as raw_data and in a typed field.`, { advice: reexport$1 });
		checkRawSize(tensor, type, count, where);
	} else checkTypedField(tensor, type, count, filled, where);
}
function checkExternalLength(tensor, type, count, where) {
	if (type.name === "STRING") throw new InputError(`${where} holds texts as external data, which ONNX does not allow.`, { advice: reexport$1 });
	const { lengthBytes } = externalLocation(tensor, where);
	const expected = packedSizeBytes(type, count);
	if (lengthBytes !== void 0 && lengthBytes !== expected) throw new InputError(`${where}: ${shapeAndType(tensor, type)} takes ${expected} bytes, but its external data has length ${lengthBytes}.`, { advice: reexport$1 });
}
function checkRawSize(tensor, type, count, where) {
	if (type.name === "STRING") throw new InputError(`${where} holds texts as raw_data, which ONNX does not allow.`, { advice: reexport$1 });
	const expected = packedSizeBytes(type, count);
	if (tensor.rawData.byteLength !== expected) throw new InputError(`${where}: ${shapeAndType(tensor, type)} takes ${expected} bytes, but raw_data has ${tensor.rawData.byteLength}.`, { advice: reexport$1 });
}
function checkTypedField(tensor, type, count, filled, where) {
	const expected = typedFieldLength(type, count);
	const stray = filled.find((field) => field !== type.typedField);
	if (stray !== void 0) throw new InputError(`${where}: ${type.name} elements do not belong in ${protoName(stray)}.`, { advice: reexport$1 });
	const actual = tensor[type.typedField].length;
	if (actual !== expected) throw new InputError(`${where}: ${shapeAndType(tensor, type)} takes ${expected} entries, but ${protoName(type.typedField)} has ${actual}.`, { advice: reexport$1 });
}
function shapeAndType(tensor, type) {
	return `${tensor.dims.length === 0 ? "scalar" : tensor.dims.join("x")} ${type.name}`;
}
/** `int32Data` is called `int32_data` in onnx.proto, which is what people can look up. */
function protoName(field) {
	return field.replace(/Data$/, "_data");
}

// src/onnx/initializer.ts
/**
* Reads a TensorProto, whatever its storage form: raw_data (a view, nothing is copied), a typed field (converted
* once, when called) or external data (read window by window through `openExternal`). float16 and bfloat16 come as
* their 16-bit codes, as in every Tensor.
*
* Throws InputError, naming the tensor, for element types that no tensor here can have (strings, complex numbers,
* floats and integers below 8 bits, 8-bit floats), sizes that disagree, values beyond the element type, and external
* data that is missing, too short, or not to be had because no `openExternal` was given.
*/
function readInitializer(tensor, openExternal) {
	const where = `tensor ${quote$1(tensor.name)}`;
	checkTensor(tensor, where);
	const shape = tensorShape(tensor.dims, where);
	const type = tensorDataType(tensor.dataType, where);
	const { dtype } = type;
	if (dtype === void 0) throw new InputError(`${where} has ${type.name} elements, which can't be read as numbers here.`, { advice: "FLOAT, DOUBLE, FLOAT16, BFLOAT16, BOOL and the integers of 8 bits and more can be." });
	if (isExternal(tensor)) {
		const location = externalLocation(tensor, where);
		const source = openExternalBytes(location, packedSizeBytes(type, elementCount(shape)), where, openExternal);
		return storedTensor(dtype, shape, source, location.offsetBytes);
	}
	return storedTensor(dtype, shape, memorySource(where, tensorBytes(tensor)), 0);
}
function openExternalBytes(location, sizeBytes, where, openExternal) {
	if (openExternal === void 0) throw new InputError(`${where} is external data (${quote$1(location.location)}), but only the model's bytes are here.`, { advice: "Give the model as a file beside its data." });
	const source = openExternal(location, where);
	checkExternalSize(location, sizeBytes, source.sizeBytes, where);
	return source;
}
/** Checks that the bytes of a tensor lie inside its file. Throws InputError with both sizes. */
function checkExternalSize(location, sizeBytes, fileSizeBytes, where) {
	if (location.offsetBytes + sizeBytes > fileSizeBytes) throw new InputError(`${where} takes ${sizeBytes} bytes of ${quote$1(location.location)} from byte ${location.offsetBytes} on, but that file has ${fileSizeBytes} bytes.`, { advice: "The data file is truncated or belongs to another export: copy or export both again." });
}
/**
* The elements of a tensor that is in the model itself, in the layout of raw_data: C order, little-endian, elements
* below 8 bits packed. A view where raw_data is used. The tensor must have passed `checkTensor` and hold no texts.
* Throws InputError for a value that its element type cannot hold.
*/
function tensorBytes(tensor) {
	if (tensor.rawData.byteLength > 0) return tensor.rawData;
	const where = `tensor ${quote$1(tensor.name)}`;
	const type = tensorDataType(tensor.dataType, where);
	switch (type.typedField) {
		case "floatData": return bytesOf(Float32Array.from(tensor.floatData));
		case "doubleData": return bytesOf(Float64Array.from(tensor.doubleData));
		case "int64Data": return bytesOf(BigInt64Array.from(tensor.int64Data));
		case "uint64Data": return type.bits === 32 ? bytesOf(Uint32Array.from(tensor.uint64Data, (value) => inRange(Number(value), 0, 2 ** 32 - 1, type, where))) : bytesOf(BigUint64Array.from(tensor.uint64Data));
		case "int32Data": return int32DataBytes(tensor.int32Data, type, where);
		default: throw new InputError(`${where} holds texts, which have no bytes in raw_data.`);
	}
}
/**
* int32_data holds one element per entry: integers as they are, bool as 0 or 1, 16-bit and 8-bit floats as their
* codes; below 8 bits one packed byte per entry.
*/
function int32DataBytes(values, type, where) {
	const signedBits = type.name.startsWith("INT") && type.bits >= 8 ? type.bits : void 0;
	const unsignedMost = type.name === "BOOL" ? 1 : 2 ** Math.max(type.bits, 8) - 1;
	const [least, most] = signedBits === void 0 ? [0, unsignedMost] : [-(2 ** (signedBits - 1)), 2 ** (signedBits - 1) - 1];
	const check = (value) => inRange(value, least, most, type, where);
	if (type.bits === 32) return bytesOf(Int32Array.from(values));
	return bytesOf(type.bits === 16 ? Uint16Array.from(values, check) : Uint8Array.from(values, check));
}
function inRange(value, least, most, type, where) {
	if (value < least || value > most) throw new InputError(`${where} holds ${value}, beyond the range of ${type.name} (${least} to ${most}).`, { advice: "The file is damaged or its exporter has a fault: export the model again." });
	return value;
}
function bytesOf(array) {
	return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
/**
* A TensorProto over `values` (little-endian elements of `dtype` in C order; float16 and bfloat16 as Uint16Array codes,
* bool as one byte each). Their bytes are not copied. `name` may be empty for the value of an attribute.
* Throws RangeError when the size does not fit the shape: a defect of the caller.
*/
function tensorProto(name, dtype, shape, values) {
	const expected = elementCount(shape) * elementSizeBytes[dtype];
	if (values.byteLength !== expected) throw new RangeError(`tensor ${quote$1(name)}: ${values.byteLength} bytes for ${formatShape(shape)} ${dtype}, which takes ${expected}`);
	return create(TensorProtoSchema, {
		name,
		dataType: dataTypeNumber(dtype),
		dims: shape.map(BigInt),
		rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
	});
}

// src/onnx/message-copy.ts
/**
* Copies one protobuf message, not its children, and replaces the fields given in `changes`; a field given as
* `undefined` becomes absent. Unknown fields are kept.
*
* Spreading a message would lose the proto2 defaults, which live in its prototype (`{...node}.name` may be undefined).
*/
function copyMessage(message, changes = {}) {
	const copy = Object.assign(Object.create(Object.getPrototypeOf(message)), message, changes);
	for (const [name, value] of Object.entries(changes)) if (value === void 0) delete copy[name];
	return copy;
}

// src/onnx/model-tensors.ts
/** Every tensor of a model: initializers and attribute values, also in subgraphs and functions, in file order. */
function* modelTensors(model) {
	if (model.graph !== void 0) yield* graphTensors(model.graph);
	for (const { node, attributeProto } of model.functions) {
		yield* nodeTensors(node);
		yield* attributeTensors$1(attributeProto);
	}
}
function* graphTensors(graph) {
	for (const tensor of graph.initializer) yield {
		tensor,
		kind: "initializer"
	};
	yield* nodeTensors(graph.node);
}
function* nodeTensors(nodes) {
	for (const { attribute } of nodes) if (attribute.length > 0) yield* attributeTensors$1(attribute);
}
function* attributeTensors$1(attributes) {
	for (const { t, tensors, g, graphs } of attributes) {
		for (const tensor of t === void 0 ? tensors : [t, ...tensors]) yield {
			tensor,
			kind: "attribute"
		};
		for (const graph of g === void 0 ? graphs : [g, ...graphs]) yield* graphTensors(graph);
	}
}

// src/onnx/node-order.ts
/** True when `name` is defined in this scope or around it. */
function isVisible(name, scope) {
	for (let current = scope; current !== void 0; current = current.outer) if (current.names.has(name)) return true;
	return false;
}
/** Graphs that a node holds as attributes: the branches of If, the body of Loop and Scan. */
function subgraphsOf(node) {
	const graphs = [];
	for (const attribute of node.attribute) {
		if (attribute.g !== void 0) graphs.push(attribute.g);
		graphs.push(...attribute.graphs);
	}
	return graphs;
}
/** Names that a node reads: its inputs, and what its subgraphs take from around them. Empty names are left out. */
function namesRead(node) {
	const names = new Set(node.input);
	for (const graph of subgraphsOf(node)) for (const name of captures(graph)) names.add(name);
	names.delete("");
	return names;
}
/** Names that a graph reads but does not define. */
function captures(graph) {
	const free = new Set(graph.output.map(({ name }) => name));
	for (const node of graph.node) for (const name of namesRead(node)) free.add(name);
	for (const { name } of [...graph.input, ...graph.initializer]) free.delete(name);
	for (const node of graph.node) for (const name of node.output) free.delete(name);
	return free;
}
/**
* The nodes in topological order: as they are when that is one, else stably sorted (a node keeps its place unless it
* reads something that a later node makes). ONNX wants them sorted; ONNX Runtime sorts the main graph by itself but
* refuses subgraphs, so here all are sorted.
*
* `provided` are the names that need no node: inputs, initializers, names around the graph.
* Throws InputError when a name has no producer, or when nodes wait for each other in a circle.
*/
function sortNodes(nodes, provided, where) {
	const producers = /* @__PURE__ */ new Map();
	for (const [index, node] of nodes.entries()) for (const name of node.output) producers.set(name, index);
	const requirements = nodes.map((node) => requiredNodes(node, producers, provided, where));
	if (requirements.every((required, index) => required.every((producer) => producer < index))) return [...nodes];
	return depthFirstOrder(nodes, requirements, where).flatMap((index) => nodes[index] ?? []);
}
/** Positions of the nodes that a node needs. */
function requiredNodes(node, producers, provided, where) {
	const required = [];
	for (const name of namesRead(node)) {
		const producer = producers.get(name);
		if (producer !== void 0) required.push(producer);
		else if (!provided(name)) throw new InputError(`${where}: ${nodeLabel(node)} reads ${quote$1(name)}, which no node, input or initializer provides.`, { advice: "Export the model again; a graph that was cut or edited by hand looks like this." });
	}
	return required;
}
/** Post-order over the requirements, nodes taken in their file order; its own stack, since chains are long. */
function depthFirstOrder(nodes, requirements, where) {
	const unseen = 0;
	const open = 1;
	const done = 2;
	const state = new Uint8Array(nodes.length);
	const order = [];
	for (let first = 0; first < nodes.length; first++) {
		const stack = state[first] === unseen ? [{
			index: first,
			next: 0
		}] : [];
		while (stack.length > 0) {
			const top = stack[stack.length - 1];
			state[top.index] = open;
			const required = requirements[top.index]?.[top.next];
			top.next += 1;
			if (required === void 0) {
				state[top.index] = done;
				order.push(top.index);
				stack.pop();
			} else if (state[required] === open) throw cycle(nodes, [...stack.map(({ index }) => index), required], where);
			else if (state[required] === unseen) stack.push({
				index: required,
				next: 0
			});
		}
	}
	return order;
}
/** `path` ends with the node that it meets again; what leads there is no part of the circle. */
function cycle(nodes, path, where) {
	const labels = path.slice(path.indexOf(path[path.length - 1])).flatMap((index) => nodes[index] ?? []).map(nodeLabel);
	const shown = labels.length > 6 ? [
		...labels.slice(0, 5),
		"…",
		labels[labels.length - 1]
	] : labels;
	return new InputError(`${where}: nodes need each other in a circle: ${shown.join(" needs ")}.`, { advice: "Export the model again: a graph with a circle can't be computed." });
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

// src/files/model-hashes.ts
/** Integer initializers up to this size are arguments such as shapes and axes, not weights. */
const argumentBytes = 1024;
/** Bytes are read in pieces of this size, which stays in the processor's cache. */
const windowBytes$4 = 262144;
/**
* Hashes file, graph and weights apart. Reads every weight once, so it costs time with the model's size (some
* 1.5 GB/s where the processor has SHA instructions) but no memory.
*/
function hashModel(opened) {
	const hashing = {
		opened,
		window: new Uint8Array(windowBytes$4)
	};
	return {
		file: hashFile(hashing),
		graph: graphSha256(opened.model),
		weights: hashWeights(hashing)
	};
}
function hashFile({ opened: { file, sizeBytes }, window }) {
	const hash = createHash("sha256");
	hashRange(hash, file, {
		offset: 0,
		sizeBytes
	}, window);
	return hash.digest("hex");
}
function hashRange(hash, source, range, window) {
	for (let start = 0; start < range.sizeBytes; start += window.length) {
		const part = window.subarray(0, Math.min(window.length, range.sizeBytes - start));
		source.read(range.offset + start, part);
		hash.update(part);
	}
}
/** Hash of what the model computes but for its weights: texts for people (doc strings, metadata, producer) left out. */
function graphSha256(model) {
	const { graph } = model;
	const bare = copyMessage(model, {
		docString: void 0,
		producerName: void 0,
		producerVersion: void 0,
		modelVersion: void 0,
		metadataProps: [],
		graph: graph === void 0 ? void 0 : withoutTexts(mapInitializers(graph, withoutWeights)),
		functions: model.functions.map((definition) => copyMessage(definition, {
			docString: void 0,
			metadataProps: [],
			node: definition.node.map(nodeWithoutTexts)
		}))
	});
	return createHash("sha256").update(toBinary(ModelProtoSchema, bare)).digest("hex");
}
function withoutTexts(graph) {
	const named = (value) => copyMessage(value, {
		docString: void 0,
		metadataProps: []
	});
	return copyMessage(graph, {
		docString: void 0,
		metadataProps: [],
		valueInfo: [],
		input: graph.input.map(named),
		output: graph.output.map(named),
		node: graph.node.map(nodeWithoutTexts)
	});
}
function nodeWithoutTexts(node) {
	return copyMessage(node, {
		docString: void 0,
		metadataProps: [],
		attribute: node.attribute.map((attribute) => attribute.g === void 0 && attribute.graphs.length === 0 ? attribute : copyMessage(attribute, {
			...attribute.g === void 0 ? {} : { g: withoutTexts(attribute.g) },
			graphs: attribute.graphs.map(withoutTexts)
		}))
	});
}
function isArgument(tensor) {
	const type = dataTypeOf(tensor.dataType);
	if (type === void 0 || type.dtype === void 0 || isFloat(type.dtype) || isExternal(tensor)) return false;
	return packedSizeBytes(type, elementCount(tensor.dims.map(Number))) <= argumentBytes;
}
function withoutWeights(tensor) {
	const kept = copyMessage(tensor, {
		docString: void 0,
		metadataProps: [],
		externalData: []
	});
	if (isArgument(tensor)) return copyMessage(kept, {
		rawData: tensorBytes(tensor),
		int32Data: [],
		int64Data: [],
		uint64Data: []
	});
	return copyMessage(kept, {
		rawData: void 0,
		dataLocation: void 0,
		floatData: [],
		int32Data: [],
		int64Data: [],
		doubleData: [],
		uint64Data: [],
		stringData: []
	});
}
function hashWeights(hashing) {
	const hash = createHash("sha256");
	for (const { tensor, kind } of modelTensors(hashing.opened.model)) if (kind === "initializer" && !isArgument(tensor)) {
		hash.update(JSON.stringify([
			tensor.name,
			dataTypeName(tensor.dataType),
			tensor.dims.map(String)
		]));
		hashElements(hash, tensor, hashing);
	}
	return hash.digest("hex");
}
function hashElements(hash, tensor, hashing) {
	if (tensor.stringData.length > 0) for (const text of tensor.stringData) hash.update(`${text.byteLength}:`).update(text);
	else if (isExternal(tensor)) hashExternal(hash, tensor, hashing);
	else hash.update(tensorBytes(tensor));
}
function hashExternal(hash, tensor, { opened, window }) {
	const where = `tensor ${quote$1(tensor.name)}`;
	const location = externalLocation(tensor, where);
	const type = dataTypeOf(tensor.dataType);
	if (type === void 0) throw new TypeError(`${where} was not checked`);
	const sizeBytes = packedSizeBytes(type, elementCount(tensor.dims.map(Number)));
	const range = {
		offset: location.offsetBytes,
		sizeBytes
	};
	hashRange(hash, opened.openExternal(location, where), range, window);
}

// src/tensor/block-cache.ts
function createBlockCache(budgetBytes) {
	const held = /* @__PURE__ */ new Map();
	const ids = /* @__PURE__ */ new WeakMap();
	let owners = 0;
	let heldBytes = 0;
	let spare;
	const keyOf = (owner, index) => {
		const id = ids.get(owner) ?? owners++;
		ids.set(owner, id);
		return `${id}:${index}`;
	};
	const evict = () => {
		for (const [key, block] of held) {
			if (heldBytes <= budgetBytes || held.size === 1) return;
			held.delete(key);
			heldBytes -= block.length;
			spare = block;
		}
	};
	return {
		get(owner, index, make) {
			const key = keyOf(owner, index);
			const found = held.get(key);
			const block = found ?? make(spare);
			spare = block === spare ? void 0 : spare;
			held.delete(key);
			held.set(key, block);
			if (found === void 0) {
				heldBytes += block.length;
				evict();
			}
			return block;
		},
		heldBytes: () => heldBytes
	};
}
/**
* The one cache of the process: a thousand open tensors share its budget. A comparison walks through two tensors
* side by side, so a few blocks of up to 8 MiB are enough, and reading stays under 150 MB in all.
*/
const sharedBlocks = createBlockCache(20 * 2 ** 20);

// src/tensor/fortran-order.ts
/** Size of one transposed block: large enough that few passes over a file are needed, small beside 150 MB. */
const maxBlockBytes = 2 * 2 ** 20;
/** Gaps up to this size are read through instead of being skipped: one call costs as much as ~64 KiB of data. */
const maxGapBytes = 65536;
const scanWindowBytes = 2 ** 20;
/**
* A tensor whose elements lie in Fortran order (first axis fastest) in `source` from byte `offset` on. Reads
* deliver C order: the tensor is transposed in blocks of at most 2 MiB, of which a few are kept.
*/
function fortranTensor(dtype, shape, source, offset, byteOrder, blockBytes = maxBlockBytes) {
	const sizeBytes = elementSizeBytes[dtype];
	const count = elementCount(shape);
	const layout = layoutOf(shape, sizeBytes, blockBytes);
	const tensor = {
		dtype,
		shape,
		read(start, into) {
			checkElements(source.name, sizeBytes, count, start, into.length);
			let written = 0;
			while (written < into.length) {
				const { index, first } = blockOf(layout, start + written / sizeBytes);
				const block = sharedBlocks.get(tensor, index, (spare) => {
					const bytes = transposeBlock(layout, source, offset, first, spare);
					normaliseElements(source.name, dtype, byteOrder, bytes);
					return bytes;
				});
				const from = start * sizeBytes + written - first * sizeBytes;
				const part = block.subarray(from, from + into.length - written);
				into.set(part, written);
				written += part.length;
			}
		}
	};
	return tensor;
}
function layoutOf(fullShape, sizeBytes, blockBytes) {
	const shape = fullShape.filter((size) => size !== 1);
	const fileStrides = shape.map((_, axis) => elementCount(shape.slice(0, axis)));
	const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
	const fits = strides.findIndex((stride) => stride * sizeBytes <= blockBytes);
	const axis = Math.max(0, fits);
	const rowBytes = (strides[axis] ?? 1) * sizeBytes;
	return {
		shape,
		sizeBytes,
		fileStrides,
		strides,
		axis,
		rows: Math.max(1, Math.min(shape[axis] ?? 1, Math.floor(blockBytes / Math.max(1, rowBytes))))
	};
}
/** Number and first element (C order) of the block that holds `element`. */
function blockOf(layout, element) {
	const { shape, strides, axis, rows } = layout;
	const size = shape[axis] ?? 1;
	const stride = strides[axis] ?? 1;
	const outer = Math.floor(element / (size * stride));
	const band = Math.floor(Math.floor(element / stride) % size / rows);
	return {
		index: outer * Math.ceil(size / rows) + band,
		first: (outer * size + band * rows) * stride
	};
}
/** Reads the block that begins at element `first` and brings it into C order. */
function transposeBlock(layout, source, offset, first, spare) {
	const { shape, sizeBytes, fileStrides, strides, axis, rows } = layout;
	const begin = shape.map((size, i) => Math.floor(first / strides[i]) % size);
	const counts = shape.map((size, i) => {
		const range = i === axis ? Math.min(rows, size - begin[i]) : size;
		return i < axis ? 1 : range;
	});
	const blockBytes = elementCount(counts) * sizeBytes;
	const block = spare?.length === blockBytes ? spare : new Uint8Array(blockBytes);
	const words = wordsOf(block, sizeBytes);
	const wordsPerElement = sizeBytes === 8 ? 2 : 1;
	const base = begin.reduce((sum, at, i) => sum + at * fileStrides[i], 0);
	const end = base + counts.reduce((sum, n, i) => sum + (n - 1) * fileStrides[i], 1);
	const runElements = axis === 0 ? counts[0] ?? 1 : 1;
	const gap = (fileStrides[axis === 0 ? 1 : axis] ?? 1) * sizeBytes;
	const file = forwardReader(source, offset + end * sizeBytes, gap <= maxGapBytes ? scanWindowBytes : 0);
	const index = counts.map(() => 0);
	const firstLooped = axis === 0 ? 1 : axis;
	for (;;) {
		let from = base;
		let to = 0;
		for (let i = firstLooped; i < counts.length; i++) {
			from += index[i] * fileStrides[i];
			to += index[i] * strides[i];
		}
		scatter(wordsOf(file(offset + from * sizeBytes, runElements * sizeBytes), sizeBytes), words, to, axis === 0 ? strides[0] ?? 1 : 1, wordsPerElement);
		if (!advance$1(index, counts, firstLooped)) return block;
	}
}
/** Counts `index` up, its first looped axis fastest: the order of the file, so that reads only go forward. */
function advance$1(index, counts, firstLooped) {
	for (let i = firstLooped; i < index.length; i++) {
		index[i]++;
		if (index[i] < counts[i]) return true;
		index[i] = 0;
	}
	return false;
}
/** Copies the elements of `run` to every `stride`-th place of `block`, from element `to` on. */
function scatter(run, block, to, stride, wordsPerElement) {
	const elements = run.length / wordsPerElement;
	for (let i = 0; i < elements; i++) {
		const target = (to + i * stride) * wordsPerElement;
		for (let word = 0; word < wordsPerElement; word++) block[target + word] = run[i * wordsPerElement + word];
	}
}
/** Views bytes as the largest words that an element consists of; floats would lose the payload of a NaN. */
function wordsOf(bytes, sizeBytes) {
	const { buffer, byteOffset, length } = bytes;
	if (sizeBytes === 1) return bytes;
	return sizeBytes === 2 ? new Uint16Array(buffer, byteOffset, length / 2) : new Uint32Array(buffer, byteOffset, length / 4);
}
/**
* Reads at rising offsets before `end`, ahead by up to `windowBytes`. The answer is valid until the next call, and
* may be viewed as elements: a window begins with an element, so all others in it are aligned.
*/
function forwardReader(source, end, windowBytes) {
	let window = /* @__PURE__ */ new Uint8Array(0);
	let windowStart = 0;
	return (offset, length) => {
		if (offset < windowStart || offset + length > windowStart + window.length) {
			const size = Math.max(length, Math.min(windowBytes, end - offset));
			window = window.length === size ? window : new Uint8Array(size);
			windowStart = offset;
			source.read(offset, window);
		}
		return window.subarray(offset - windowStart, offset - windowStart + length);
	};
}

// src/tensor/npy-header.ts
/**
* Parses the text of a `.npy` header: a Python dictionary literal with exactly the keys descr, fortran_order and
* shape. Only what NumPy writes for plain arrays is understood (strings without escapes, True, False, tuples of
* integers, also `3L` of Python 2); nothing is evaluated. `where` names the file in messages.
*/
function parseNpyHeader(text, where) {
	const cursor = {
		text,
		at: 0,
		where
	};
	const header = {};
	expect$1(cursor, "{");
	while (!accept$1(cursor, "}")) {
		readEntry$1(cursor, header);
		if (!accept$1(cursor, ",")) {
			expect$1(cursor, "}");
			break;
		}
	}
	skipSpace$1(cursor);
	if (cursor.at < text.length) throw malformed$2(cursor, "the end of the header");
	const { descr, fortranOrder, shape } = header;
	if (descr === void 0 || fortranOrder === void 0 || shape === void 0) throw new InputError(`${where}: the npy header lacks 'descr', 'fortran_order' or 'shape'.`, { advice: "Write the file again with numpy.save." });
	return {
		descr,
		fortranOrder,
		shape
	};
}
function readEntry$1(cursor, header) {
	const key = readString(cursor);
	expect$1(cursor, ":");
	if (key === "descr" && header.descr === void 0) header.descr = readDescr$1(cursor);
	else if (key === "fortran_order" && header.fortranOrder === void 0) header.fortranOrder = readBoolean(cursor);
	else if (key === "shape" && header.shape === void 0) header.shape = readTuple(cursor);
	else throw new InputError(`${cursor.where}: the npy header has an unknown or repeated key '${key}'.`, { advice: "Write the file again with numpy.save." });
}
function readDescr$1(cursor) {
	skipSpace$1(cursor);
	if (cursor.text[cursor.at] === "[") throw new InputError(`${cursor.where}: the array has a structured dtype; only plain numbers are read.`, { advice: "Save each field as an array of its own." });
	return readString(cursor);
}
function readString(cursor) {
	skipSpace$1(cursor);
	const quote = cursor.text[cursor.at];
	const end = quote === "'" || quote === "\"" ? cursor.text.indexOf(quote, cursor.at + 1) : -1;
	const value = end < 0 ? "\\" : cursor.text.slice(cursor.at + 1, end);
	if (value.includes("\\") || value.includes("\n")) throw malformed$2(cursor, "a quoted string");
	cursor.at = end + 1;
	return value;
}
function readBoolean(cursor) {
	if (accept$1(cursor, "True")) return true;
	expect$1(cursor, "False", "True or False");
	return false;
}
function readTuple(cursor) {
	const sizes = [];
	expect$1(cursor, "(", "a tuple");
	while (!accept$1(cursor, ")")) {
		sizes.push(readSize(cursor));
		if (!accept$1(cursor, ",")) {
			expect$1(cursor, ")");
			break;
		}
	}
	return sizes;
}
function readSize(cursor) {
	skipSpace$1(cursor);
	const digits = /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 20))?.[0];
	const size = digits === void 0 ? NaN : Number(digits);
	if (digits === void 0 || !Number.isSafeInteger(size)) throw malformed$2(cursor, "an axis size");
	cursor.at += digits.length;
	if (cursor.text[cursor.at] === "L") cursor.at++;
	return size;
}
function skipSpace$1(cursor) {
	while (" \n	".includes(cursor.text[cursor.at] ?? "x")) cursor.at++;
}
function accept$1(cursor, token) {
	skipSpace$1(cursor);
	if (!cursor.text.startsWith(token, cursor.at)) return false;
	cursor.at += token.length;
	return true;
}
function expect$1(cursor, token, what = `'${token}'`) {
	if (!accept$1(cursor, token)) throw malformed$2(cursor, what);
}
function malformed$2(cursor, expected) {
	const found = JSON.stringify(cursor.text.slice(cursor.at, cursor.at + 20));
	return new InputError(`${cursor.where}: malformed npy header: expected ${expected} at character ${cursor.at}, found ${found}.`, { advice: "Write the file again with numpy.save." });
}

// src/tensor/npy.ts
/**
* Version 1 can't have a longer header, and only structured dtypes, which are refused, ever needed more: the
* limit keeps a hostile length field from deciding how much is read (CWE-789).
*/
const maxHeaderBytes$1 = 65535;
/** Upper bound of the bytes before the data: magic, version, length field, header. */
const maxNpyPreambleBytes = 65547;
/**
* Opens a `.npy` array (format versions 1 to 3) that fills `source`; the data stays where it is and is read in
* windows. Plain numbers and bool of either byte order, in C or Fortran order; everything else is refused by
* name. Format: numpy.lib.format in the NumPy manual.
*/
function openNpy(source) {
	const { text, dataOffset } = readHeader$1(source);
	const header = parseNpyHeader(text, source.name);
	const { dtype, byteOrder } = readDescr(header.descr, source.name);
	const sizeBytes = tensorSizeBytes(dtype, header.shape, source.name);
	if (dataOffset + sizeBytes !== source.sizeBytes) throw new InputError(`${source.name}: the header says shape [${header.shape.join(", ")}] of ${dtype}, ${sizeBytes} bytes, but ${source.sizeBytes - dataOffset} bytes follow it.`, { advice: "The file is truncated, or holds more than one array: write it again with numpy.save." });
	return header.fortranOrder ? fortranTensor(dtype, header.shape, source, dataOffset, byteOrder) : storedTensor(dtype, header.shape, source, dataOffset, byteOrder);
}
function readHeader$1(source) {
	const start = readBytes(source, 0, Math.min(12, source.sizeBytes));
	if (!(start.length >= 10 && Buffer.from(start.subarray(0, 6)).toString("latin1") === "NUMPY")) throw new InputError(`${source.name} is not a .npy file: it does not begin with the NumPy magic.`, { advice: "Write it with numpy.save(..., allow_pickle=False)." });
	const major = start[6];
	const minor = start[7];
	if (major < 1 || major > 3 || minor !== 0) throw new InputError(`${source.name}: .npy format version ${major}.${minor} is unknown; 1.0 to 3.0 are read.`);
	const lengthBytes = major === 1 ? 2 : 4;
	checkRange(source, 8, lengthBytes);
	const view = new DataView(start.buffer);
	const headerBytes = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
	if (headerBytes > maxHeaderBytes$1) throw new InputError(`${source.name}: the npy header claims ${headerBytes} bytes; plain arrays need less than ${maxHeaderBytes$1}.`, { advice: "Structured dtypes can't be read; save each field as an array of its own." });
	const header = readBytes(source, 8 + lengthBytes, headerBytes);
	return {
		text: Buffer.from(header).toString(major === 3 ? "utf8" : "latin1"),
		dataOffset: 8 + lengthBytes + headerBytes
	};
}
const dtypes$1 = {
	b1: "bool",
	i1: "int8",
	i2: "int16",
	i4: "int32",
	i8: "int64",
	u1: "uint8",
	u2: "uint16",
	u4: "uint32",
	u8: "uint64",
	f2: "float16",
	f4: "float32",
	f8: "float64"
};
/** What NumPy's other kinds are called in messages, by the letter after the byte order. */
const refusedKinds = {
	O: "Python objects (a pickle, which is never executed here)",
	c: "complex numbers",
	S: "byte strings",
	a: "byte strings",
	U: "text",
	V: "raw bytes; bfloat16 is saved like that",
	M: "dates",
	m: "time spans"
};
function readDescr(descr, where) {
	const order = descr[0] ?? "";
	const dtype = Object.hasOwn(dtypes$1, descr.slice(1)) ? dtypes$1[descr.slice(1)] : void 0;
	if (dtype === void 0 || !"<>|".includes(order) || order === "|" && elementSizeBytes[dtype] > 1) {
		const kind = refusedKinds[descr[1] ?? ""];
		throw new InputError(`${where}: arrays of dtype '${descr}'${kind === void 0 ? "" : ` (${kind})`} can't be read.`, { advice: "Save it as float32, float16, an integer type or bool, or use .safetensors." });
	}
	return {
		dtype,
		byteOrder: order === ">" ? "big" : "little"
	};
}

// src/tensor/json-scan.ts
/** True for a string, as opposed to a list or an object. */
function isText(value) {
	return typeof value === "object" && value !== null && "kind" in value;
}
/** The formats read here nest at most ten deep; a deeper file would only exhaust the stack (CWE-674). */
const maxDepth = 64;
/**
* Numbers, strings, lists and objects in one file: 100,000 tensors take a twentieth of it. It bounds the memory that
* a hostile file can claim to some hundred megabytes (CWE-770).
*/
const maxValues = 2e6;
/** Longer keys and short strings are no names of anything. */
const maxTextBytes = 65536;
/** Python writes a double with 24 characters at most. */
const maxWordBytes = 64;
const windowBytes$3 = 262144;
/**
* Parses the JSON document that fills `source`, reading it in windows. Repeated keys are refused, which
* JSON.parse does not do; NaN, Infinity and -Infinity are numbers, since Python writes them.
*/
function scanJson(source) {
	const cursor = {
		source,
		at: 0,
		values: 0,
		buffer: Buffer.alloc(Math.min(windowBytes$3, source.sizeBytes)),
		window: Buffer.alloc(0),
		windowStart: 0
	};
	const value = readValue(cursor, 0);
	expectEnd(cursor);
	return value;
}
/** Decodes a short string of the document that `scanJson` read. */
function textOf(source, text) {
	if (text.end - text.start > maxTextBytes) throw new InputError(`${source.name}: the string at byte ${text.start} is ${text.end - text.start} bytes long.`, { advice: `At most ${maxTextBytes} bytes are allowed there.` });
	const bytes = Buffer.alloc(text.end - text.start);
	source.read(text.start, bytes);
	return decodeText(source, bytes, text.start);
}
function decodeText(source, bytes, start) {
	try {
		const text = new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
		return JSON.parse(`"${text}"`);
	} catch (cause) {
		throw new InputError(`${source.name}: the string at byte ${start} is not valid JSON text in UTF-8.`, { cause });
	}
}
const quote = 34;
const backslash = 92;
function readValue(cursor, depth) {
	if (depth > maxDepth) throw malformed$1(cursor, `values nested more than ${maxDepth} deep`);
	if (++cursor.values > maxValues) throw malformed$1(cursor, `more than ${maxValues} values`);
	skipSpace(cursor);
	switch (peek(cursor)) {
		case 123: return readObject(cursor, depth);
		case 91: return readList(cursor, depth);
		case quote: return readText(cursor);
		default: return readWord(cursor);
	}
}
function expectEnd(cursor) {
	skipSpace(cursor);
	if (peek(cursor) !== -1) throw malformed$1(cursor, "something after the end of the document");
}
function readObject(cursor, depth) {
	const entries = /* @__PURE__ */ new Map();
	cursor.at++;
	if (accept(cursor, 125)) return entries;
	do {
		skipSpace(cursor);
		if (peek(cursor) !== quote) throw malformed$1(cursor, `${found(cursor)} where a key in quotes belongs`);
		const text = readText(cursor);
		const key = textOf(cursor.source, text);
		if (entries.has(key)) throw new InputError(`${cursor.source.name}: the key ${JSON.stringify(key)} occurs twice in one object.`, { advice: "Only one of the two can be meant: write the file again." });
		expect(cursor, 58);
		entries.set(key, readValue(cursor, depth + 1));
	} while (accept(cursor, 44));
	expect(cursor, 125);
	return entries;
}
function readList(cursor, depth) {
	const items = [];
	cursor.at++;
	if (accept(cursor, 93)) return items;
	do
		items.push(readValue(cursor, depth + 1));
	while (accept(cursor, 44));
	expect(cursor, 93);
	return items;
}
function readText(cursor) {
	const start = ++cursor.at;
	for (;;) {
		if (peek(cursor) === -1) throw malformed$1(cursor, "the end of the file inside a string");
		const from = cursor.at - cursor.windowStart;
		const endQuote = cursor.window.indexOf(quote, from);
		const limit = endQuote === -1 ? cursor.window.length : endQuote;
		const escape = cursor.window.subarray(from, limit).indexOf(backslash);
		if (escape !== -1) {
			cursor.at += escape;
			return readEscapedText(cursor, start);
		} else if (endQuote === -1) cursor.at = cursor.windowStart + cursor.window.length;
		else {
			const end = cursor.windowStart + endQuote;
			cursor.at = end + 1;
			return {
				kind: "text",
				start,
				end,
				escaped: false
			};
		}
	}
}
/** Goes on byte by byte from the first backslash: searching ahead for the quote again after each is quadratic. */
function readEscapedText(cursor, start) {
	for (let byte = peek(cursor); byte !== quote; byte = peek(cursor)) {
		if (byte === -1) throw malformed$1(cursor, "the end of the file inside a string");
		cursor.at += byte === backslash ? 2 : 1;
	}
	return {
		kind: "text",
		start,
		end: cursor.at++,
		escaped: true
	};
}
function readWord(cursor) {
	const start = cursor.at;
	let word = "";
	for (let byte = peek(cursor); isWordByte(byte) && word.length <= maxWordBytes; byte = peek(cursor)) {
		word += String.fromCharCode(byte);
		cursor.at++;
	}
	if (word.length > maxWordBytes) throw malformed$1(cursor, `a number of more than ${maxWordBytes} characters`);
	if (Object.hasOwn(words, word)) return words[word];
	if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) return Number(word);
	cursor.at = start;
	throw malformed$1(cursor, found(cursor));
}
function skipSpace(cursor) {
	for (let byte = peek(cursor); byte === 32 || byte === 10 || byte === 13 || byte === 9;) {
		cursor.at++;
		byte = peek(cursor);
	}
}
function accept(cursor, byte) {
	skipSpace(cursor);
	if (peek(cursor) !== byte) return false;
	cursor.at++;
	return true;
}
function expect(cursor, byte) {
	if (!accept(cursor, byte)) throw malformed$1(cursor, `${found(cursor)} where '${String.fromCharCode(byte)}' belongs`);
}
/** The byte at the current place, or -1 at the end. */
function peek(cursor) {
	const index = cursor.at - cursor.windowStart;
	if (index >= 0 && index < cursor.window.length) return cursor.window[index];
	const length = Math.min(cursor.buffer.length, cursor.source.sizeBytes - cursor.at);
	if (length <= 0) return -1;
	cursor.window = cursor.buffer.subarray(0, length);
	cursor.windowStart = cursor.at;
	cursor.source.read(cursor.at, cursor.window);
	return cursor.window[0];
}
function found(cursor) {
	const byte = peek(cursor);
	if (byte === -1) return "the end of the file";
	return byte > 32 && byte < 127 ? `'${String.fromCharCode(byte)}'` : `byte ${byte}`;
}
function malformed$1(cursor, what) {
	return new InputError(`${cursor.source.name} is not valid JSON: ${what} at byte ${cursor.at}.`, { advice: "The file is truncated or damaged: write it again." });
}
const words = {
	null: null,
	true: true,
	false: false,
	NaN: NaN,
	Infinity: Number.POSITIVE_INFINITY,
	"-Infinity": Number.NEGATIVE_INFINITY
};
function isWordByte(byte) {
	return byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122 || byte === 43 || byte === 45 || byte === 46;
}

// src/tensor/safetensors.ts
/**
* 100,000 tensors with long names need 16 MiB. The format itself allows 100 MB, which no file of samples needs
* and which would take a gigabyte of memory to parse (CWE-789).
*/
const maxHeaderBytes = 16 * 2 ** 20;
const dtypes = {
	F64: "float64",
	F32: "float32",
	F16: "float16",
	BF16: "bfloat16",
	I64: "int64",
	I32: "int32",
	I16: "int16",
	I8: "int8",
	U64: "uint64",
	U32: "uint32",
	U16: "uint16",
	U8: "uint8",
	BOOL: "bool"
};
const advice = "The file is damaged or was not written by safetensors: write it again.";
/**
* Opens all tensors of a `.safetensors` file; the data stays where it is and is read in windows. The whole data
* area must be used exactly once, as the format demands: offsets without holes or overlap, sizes that equal
* shape times dtype. Dtypes that can't be compared here (F8, F4, complex) are refused by name.
*/
function openSafetensors(source) {
	const { header, headerSource, dataOffset } = readHeader(source);
	const entries = [];
	for (const [name, value] of header) if (name !== "__metadata__") entries.push(readEntry(source.name, headerSource, name, value));
	checkLayout(source, entries, dataOffset);
	return new Map(entries.map(({ name, dtype, shape, begin }) => [name, storedTensor(dtype, shape, source, dataOffset + begin)]));
}
function readHeader(source) {
	if (source.sizeBytes < 8) throw new InputError(`${source.name}: ${source.sizeBytes} bytes are too few for a .safetensors file.`, { advice });
	const length = new DataView(readBytes(source, 0, 8).buffer).getBigUint64(0, true);
	if (length > BigInt(source.sizeBytes - 8)) throw new InputError(`${source.name}: the safetensors header claims ${length} bytes, but only ${source.sizeBytes - 8} follow.`, { advice });
	if (length > maxHeaderBytes) throw new InputError(`${source.name}: the safetensors header claims ${length} bytes; at most ${maxHeaderBytes} are read.`, { advice: "Split the file, or keep fewer tensors in it." });
	const bytes = readBytes(source, 8, Number(length));
	const headerSource = memorySource(`${source.name} (safetensors header)`, bytes);
	const header = scanJson(headerSource);
	if (!(header instanceof Map) || bytes[0] !== 123) throw new InputError(`${source.name}: the safetensors header is not a JSON object.`, { advice });
	return {
		header,
		headerSource,
		dataOffset: 8 + bytes.length
	};
}
function readEntry(file, headerSource, name, value) {
	const where = `${file}: tensor ${JSON.stringify(name)}`;
	if (!(value instanceof Map)) throw new InputError(`${where}: its entry in the header is not an object.`, { advice });
	for (const key of value.keys()) if (key !== "dtype" && key !== "shape" && key !== "data_offsets") throw new InputError(`${where}: its entry in the header has the unknown key ${JSON.stringify(key)}.`, { advice });
	const dtype = readDType(where, headerSource, value.get("dtype"));
	const shape = readIntegers$1(where, "shape", value.get("shape"));
	const offsets = readIntegers$1(where, "data_offsets", value.get("data_offsets"));
	const [begin, end] = offsets;
	if (begin === void 0 || end === void 0 || offsets.length !== 2) throw new InputError(`${where}: data_offsets has ${offsets.length} numbers instead of 2.`, { advice });
	const sizeBytes = tensorSizeBytes(dtype, shape, where);
	if (end - begin !== sizeBytes) throw new InputError(`${where}: shape [${shape.join(", ")}] of ${dtype} needs ${sizeBytes} bytes, but data_offsets ${begin} to ${end} are ${end - begin}.`, { advice });
	return {
		name,
		dtype,
		shape,
		begin,
		end
	};
}
function readDType(where, headerSource, value) {
	if (!isText(value)) throw new InputError(`${where}: its entry in the header has no dtype.`, { advice });
	const name = textOf(headerSource, value);
	const dtype = Object.hasOwn(dtypes, name) ? dtypes[name] : void 0;
	if (dtype === void 0) throw new InputError(`${where}: dtype ${JSON.stringify(name)} can't be read; known are ${Object.keys(dtypes).join(", ")}.`, { advice: "Save the tensor as F32." });
	return dtype;
}
function readIntegers$1(where, key, value) {
	if (!Array.isArray(value)) throw new InputError(`${where}: ${key} is missing or is not a list of integers.`, { advice });
	return value.map((item) => {
		if (typeof item !== "number" || !Number.isSafeInteger(item) || item < 0) throw new InputError(`${where}: ${key} contains ${typeof item === "number" ? String(item) : "something that is not a number"}; only integers from 0 on are valid.`, { advice });
		return item;
	});
}
/** Every byte of the data area belongs to exactly one tensor: no hole in which other data could hide, no overlap. */
function checkLayout(source, entries, dataOffset) {
	const sorted = entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
	let expected = 0;
	for (const { name, begin, end } of sorted) {
		if (begin !== expected) {
			const fault = begin < expected ? "overlaps the tensor before it" : "leaves a hole before it";
			throw new InputError(`${source.name}: tensor ${JSON.stringify(name)} begins at byte ${begin} of the data and ${fault}, which ends at ${expected}.`, { advice });
		}
		expected = end;
	}
	const available = source.sizeBytes - dataOffset;
	if (expected !== available) throw new InputError(`${source.name}: the header describes ${expected} bytes of data, but the file has ${available}.`, { advice: expected > available ? "The file is truncated: write it again." : advice });
}

// src/files/byte-file.ts
/** `read` of Node and of Linux stops at 2^31 - 1 bytes, so larger reads are cut. */
const maxReadBytes = 2 ** 30;
/**
* Files that are open at the same time, over all of them: a thousand samples of several files each must not meet
* the usual limit of 1024 descriptors. The least recently read one is closed and opened again when needed.
*/
const maxOpenFiles = 64;
/** Descriptors of open files; a Map keeps the order of insertion, which here is the order of use. */
const descriptors = /* @__PURE__ */ new Map();
/**
* Opens a regular file for reading at any offset, in calls of at most 1 GiB. Nothing is buffered: callers read
* windows. A file that changes while it is in use is refused when it is opened again after a pause, instead of
* mixing two versions.
* @throws InputError when the file is missing, is no regular file, can't be read, is cut off or changes.
*/
function openByteFile(path) {
	let closed = false;
	const { descriptor, sizeBytes, version } = openDescriptor(path);
	const file = {
		name: path,
		sizeBytes,
		read(offset, into) {
			if (closed) throw new Error(`${path} is read after it was closed`);
			checkRange(file, offset, into.length);
			readFully(descriptorOf(file, version), path, offset, into);
		},
		close() {
			closed = true;
			closeDescriptor(file);
		}
	};
	keep(file, descriptor);
	return file;
}
function descriptorOf(file, version) {
	const held = descriptors.get(file);
	if (held !== void 0) {
		descriptors.delete(file);
		descriptors.set(file, held);
		return held;
	}
	const opened = openDescriptor(file.name);
	if (opened.version !== version) {
		closeSync(opened.descriptor);
		throw new InputError(`${file.name} changed while it was being read.`, { advice: "Start again when nothing writes to it any more." });
	}
	keep(file, opened.descriptor);
	return opened.descriptor;
}
function keep(file, descriptor) {
	for (const oldest of descriptors.keys()) {
		if (descriptors.size < maxOpenFiles) break;
		closeDescriptor(oldest);
	}
	descriptors.set(file, descriptor);
}
function closeDescriptor(file) {
	const descriptor = descriptors.get(file);
	if (descriptor !== void 0) {
		descriptors.delete(file);
		closeSync(descriptor);
	}
}
function openDescriptor(path) {
	let descriptor;
	try {
		descriptor = openSync(path, "r");
	} catch (cause) {
		throw unreadable(path, cause);
	}
	const stats = fstatSync(descriptor, { bigint: true });
	if (!stats.isFile()) {
		closeSync(descriptor);
		const what = stats.isDirectory() ? "a folder" : "not a regular file";
		throw new InputError(`${path} is ${what}; a file is needed.`);
	}
	const version = `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}`;
	return {
		descriptor,
		sizeBytes: Number(stats.size),
		version
	};
}
function readFully(descriptor, path, offset, into) {
	for (let done = 0; done < into.length;) {
		const length = Math.min(into.length - done, maxReadBytes);
		let count;
		try {
			count = readSync(descriptor, into, done, length, offset + done);
		} catch (cause) {
			throw unreadable(path, cause);
		}
		if (count === 0) throw new InputError(`${path} ends at byte ${offset + done}: it was cut off while it was being read, ${into.length - done} bytes are missing.`, { advice: "Start again when nothing writes to it any more." });
		done += count;
	}
}
/** Explains why a path can't be opened or read, in one line. */
function unreadable(path, cause) {
	const reason = {
		ENOENT: "it does not exist",
		ENOTDIR: "a part of the path is a file, not a folder",
		EACCES: "permission denied",
		EISDIR: "it is a folder",
		ELOOP: "its links form a loop",
		ENAMETOOLONG: "the path is too long"
	}[cause.code ?? ""] ?? (cause instanceof Error ? cause.message : String(cause));
	return new InputError(`cannot read ${path}: ${reason}.`, {
		advice: "Check the path and its permissions.",
		cause
	});
}

// src/files/inflated-files.ts
/**
* Makes the place to which archives inflate arrays that are too large for memory. The folder (in the system's
* temporary one, for this user only) is made when it is first needed.
*/
function createInflatedFiles() {
	let folder;
	const files = [];
	return {
		async spill(name, _sizeBytes, chunks) {
			folder ??= createWorkFolder();
			const path = join(folder.path, `${files.length}.bin`);
			await writeChunks(path, chunks);
			const file = openByteFile(path);
			files.push(file);
			return {
				name,
				sizeBytes: file.sizeBytes,
				read: (offset, into) => file.read(offset, into)
			};
		},
		close() {
			for (const file of files) file.close();
			folder?.remove();
		}
	};
}
async function writeChunks(path, chunks) {
	const descriptor = openSync(path, "wx", 384);
	try {
		for await (const chunk of chunks) write(descriptor, path, chunk);
	} finally {
		closeSync(descriptor);
	}
}
function write(descriptor, path, chunk) {
	try {
		writeFully(descriptor, chunk);
	} catch (error) {
		throw storageError(path, error);
	}
}

// src/files/tensor-files.ts
/** Endings that hold named tensors, in the order in which messages list them. */
const tensorFileExtensions = [
	".safetensors",
	".npz",
	".json"
];
const knownForms = ".safetensors, .npz, .npy, .json (Polygraphy) or a folder of .npy files";
/** Name that NumPy gives to an array without one (`numpy.savez(file, array)`). */
const namelessArray = "arr_0";
/**
* Opens tensors, told by the ending of `path`: `.safetensors`, `.npz`, `.npy` (one tensor, called `arr_0`), `.json`
* of Polygraphy, or a folder of `.npy` files whose names are percent-encoded tensor names. Headers are checked now,
* elements are read when asked for.
* @throws InputError for anything missing, malformed, hostile or of an unknown form.
*/
async function openTensors(path) {
	const opened = {
		samples: [],
		files: []
	};
	const close = () => {
		for (const file of opened.files.splice(0)) file.close();
	};
	try {
		if (isFolder$1(path)) openFolder$1(path, opened);
		else await openFile(path, opened);
	} catch (error) {
		close();
		throw error;
	}
	return {
		samples: opened.samples,
		close
	};
}
function isFolder$1(path) {
	try {
		return statSync(path).isDirectory();
	} catch (cause) {
		throw unreadable(path, cause);
	}
}
async function openFile(path, { samples, files }) {
	const extension = extname(path).toLowerCase();
	const open = () => {
		const file = openByteFile(path);
		files.push(file);
		return file;
	};
	const inflated = createInflatedFiles();
	files.push(inflated);
	switch (extension) {
		case ".safetensors":
			samples.push(openSafetensors(open()));
			break;
		case ".npy":
			samples.push(/* @__PURE__ */ new Map([[namelessArray, openNpy(open())]]));
			break;
		case ".npz": {
			const { openNpz } = await import("./npz2.js");
			samples.push(await openNpz(open(), inflated.spill));
			break;
		}
		case ".json": {
			const { openPolygraphy } = await import("./polygraphy.js");
			samples.push(...await openPolygraphy(open(), inflated.spill));
			break;
		}
		default: throw new InputError(`${path}: the ending '${extension}' is not known as a tensor file; known are ${knownForms}.`, { advice: "PyTorch files: save the tensors with safetensors.torch.save_file instead." });
	}
}
function openFolder$1(folder, { samples, files }) {
	const tensors = /* @__PURE__ */ new Map();
	for (const name of listFolder(folder)) {
		const path = join(folder, name);
		if (!name.endsWith(".npy")) throw new InputError(`${path} is not a .npy file; a folder of tensors may hold nothing else.`, { advice: "Move it elsewhere." });
		const tensorName = decodeFileName(path, name.slice(0, -4));
		if (tensors.has(tensorName)) throw new InputError(`${folder}: two files stand for the tensor '${tensorName}'; one is ${name}.`, { advice: "Remove one of them." });
		const file = openByteFile(path);
		files.push(file);
		tensors.set(tensorName, openNpy(file));
	}
	if (tensors.size === 0) throw new InputError(`${folder} holds no .npy file.`, { advice: `Tensors are read from ${knownForms}.` });
	samples.push(tensors);
}
/** Visible names in a folder, sorted by code unit so that the order is the same on every machine. */
function listFolder(folder) {
	try {
		return readdirSync(folder).filter((name) => !name.startsWith(".")).toSorted();
	} catch (cause) {
		throw unreadable(folder, cause);
	}
}
function decodeFileName(path, encoded) {
	try {
		return decodeURIComponent(encoded);
	} catch (cause) {
		throw new InputError(`${path}: the file name is not a percent-encoded tensor name.`, {
			advice: "Write a percent sign as %25, as urllib.parse.quote(name, safe=\"\") does.",
			cause
		});
	}
}

// src/files/sample-roles.ts
/** What tensors of a sample are: names of files and folders without their ending. */
const roles = [
	"inputs",
	"reference",
	"candidate",
	"autocast",
	"half",
	"modules"
];
/**
* Finds the file of each role among `names`, the content of `directory`. Files of other names are left alone (a
* model may lie beside), but a role in a form that is not read, or in two forms, is refused.
*/
function findRoleFiles(directory, names) {
	const files = /* @__PURE__ */ new Map();
	for (const name of names) {
		const role = roles.find((candidate) => name === candidate || name.startsWith(`${candidate}.`));
		if (role === void 0 || name === role && !isFolder(join(directory, name))) continue;
		const ending = name.slice(role.length);
		if (ending !== "" && !tensorFileExtensions.includes(ending)) throw new InputError(`${join(directory, name)}: '${role}' can't be read from '${ending}'; known are ${tensorFileExtensions.join(", ")} and a folder of .npy files.`, { advice: "Write it in one of these forms, or remove it." });
		const other = files.get(role);
		if (other !== void 0) throw new InputError(`${directory}: two forms of '${role}' are there: ${other} and ${name}.`, { advice: "Remove the one that is out of date." });
		files.set(role, name);
	}
	return files;
}
function isFolder(path) {
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

// src/files/samples-hash.ts
const windowBytes$2 = 262144;
/**
* SHA-256 over the content of samples: ids, roles, names, dtypes, shapes and elements, in windows. Two folders with
* the same tensors have the same hash, whatever file form holds them and in whatever order.
* @returns 64 hexadecimal digits.
*/
function hashSamples(samples) {
	const hash = createHash("sha256");
	const window = new Uint8Array(windowBytes$2);
	for (const sample of samples) {
		addText(hash, `sample ${JSON.stringify(sample.id)}`);
		for (const role of roles) {
			const tensors = sample[role];
			for (const name of [...tensors?.keys() ?? []].toSorted()) addTensor(hash, window, role, name, tensors?.get(name));
		}
	}
	return hash.digest("hex");
}
function addTensor(hash, window, role, name, tensor) {
	addText(hash, JSON.stringify([
		role,
		name,
		tensor.dtype,
		tensor.shape
	]));
	const sizeBytes = elementSizeBytes[tensor.dtype];
	const count = elementCount(tensor.shape);
	const windowElements = windowBytes$2 / sizeBytes;
	for (let start = 0; start < count; start += windowElements) {
		const part = window.subarray(0, Math.min(windowElements, count - start) * sizeBytes);
		tensor.read(start, part);
		hash.update(part);
	}
}
/** A line is never mistaken for elements: its end is marked, and shape and dtype say how many bytes follow it. */
function addText(hash, text) {
	hash.update(`${text}\n`, "utf8");
}

// src/onnx/file-signature.ts
const torchAdvice = "Export the model to ONNX first (torch.onnx.export).";
const checkPath = "Check the path: an .onnx file is needed.";
function ascii(text) {
	return Array.from(text, (character) => character.charCodeAt(0));
}
const signatures = [
	{
		offset: 0,
		bytes: ascii("version https://git-lfs"),
		what: "a Git LFS pointer, not the model itself",
		advice: "Fetch the file: `git lfs pull`, or `lfs: true` for actions/checkout."
	},
	{
		offset: 0,
		bytes: ascii("PK"),
		what: "a zip archive (a PyTorch .pt or .pth is one)",
		advice: torchAdvice
	},
	{
		offset: 0,
		bytes: [128, 2],
		what: "a Python pickle (an old PyTorch checkpoint is one)",
		advice: torchAdvice
	},
	{
		offset: 0,
		bytes: [31, 139],
		what: "a gzip archive",
		advice: "Unpack it first."
	},
	{
		offset: 0,
		bytes: [
			40,
			181,
			47,
			253
		],
		what: "a zstd archive",
		advice: "Unpack it first."
	},
	{
		offset: 0,
		bytes: ascii("NUMPY"),
		what: "a NumPy array",
		advice: checkPath
	},
	{
		offset: 0,
		bytes: ascii("HDF"),
		what: "an HDF5 file (a Keras model is one)",
		advice: "Convert it with tf2onnx."
	},
	{
		offset: 0,
		bytes: ascii("GGUF"),
		what: "a GGUF file",
		advice: checkPath
	},
	{
		offset: 4,
		bytes: ascii("ORTM"),
		what: "a model in ORT format",
		advice: "Give the .onnx file it was made from."
	},
	{
		offset: 4,
		bytes: ascii("TFL3"),
		what: "a TensorFlow Lite model",
		advice: checkPath
	},
	{
		offset: 8,
		bytes: ascii("{\""),
		what: "a safetensors file",
		advice: checkPath
	}
];
/** Recognises files that are not ONNX by how they begin; undefined when nothing speaks against ONNX. */
function foreignFile(bytes) {
	if (bytes.byteLength === 0) return {
		what: "an empty file",
		advice: "Copy or export the model again."
	};
	return signatures.find(({ offset, bytes: expected }) => expected.every((byte, index) => bytes[offset + index] === byte) && bytes.byteLength >= offset + expected.length) ?? textFile(bytes.subarray(0, 512));
}
/** A model has control characters (field tags, lengths) within its first bytes; a text has none but white space. */
function textFile(start) {
	if (!start.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)) return;
	const text = new TextDecoder().decode(start).trimStart().toLowerCase();
	if (text.startsWith("<!doctype html") || text.startsWith("<html")) return {
		what: "an HTML page",
		advice: "A download that needed a login or a moved link saves such a page: download the model again."
	};
	return {
		what: text.startsWith("{") ? "a JSON text" : "a text",
		advice: checkPath
	};
}

// src/onnx/graph-check.ts
const reexport = "Export the model again; editing tools that copy or merge graphs make such files.";
/**
* Checks a graph and its subgraphs: every name has one producer in its scope, every name that is read has one at all,
* tensors are whole. Sorts `graph.node` (see `sortNodes`). `sourceName` names the file in messages.
* Throws InputError.
*/
function checkGraph(graph, sourceName) {
	checkGraphWithin(graph, {
		where: sourceName,
		outer: void 0,
		inFunction: false
	});
}
function checkGraphWithin(graph, surroundings) {
	const { where, outer } = surroundings;
	if (graph.sparseInitializer.length > 0) {
		const name = graph.sparseInitializer[0]?.values?.name ?? "";
		throw new InputError(`${where}: the initializer ${quote$1(name)} is sparse, which is not supported.`, { advice: "Store it dense: replace graph.sparse_initializer by graph.initializer before saving." });
	}
	const names = /* @__PURE__ */ new Set();
	for (const { name } of graph.input) addName(names, name, "input", where);
	checkInitializers(graph, names, where);
	graph.node = checkNodes(graph.node, names, surroundings);
	const outputs = /* @__PURE__ */ new Set();
	for (const { name } of graph.output) {
		addName(outputs, name, "output", where);
		if (!isVisible(name, {
			names,
			outer
		})) throw new InputError(`${where}: output ${quote$1(name)} is made by no node, and is no input or initializer.`, { advice: reexport });
	}
}
/** Checks the body of a model-local function like a graph. Throws InputError. */
function checkFunction(definition, where) {
	const names = /* @__PURE__ */ new Set();
	for (const name of definition.input) addName(names, name, "input", where);
	definition.node = checkNodes(definition.node, names, {
		where,
		outer: void 0,
		inFunction: true
	});
	const missing = definition.output.find((name) => !names.has(name));
	if (missing !== void 0) throw new InputError(`${where}: output ${quote$1(missing)} is made by no node of its body.`, { advice: reexport });
}
/** Two initializers of one name: ONNX Runtime silently takes the second, others the first. */
function checkInitializers(graph, names, where) {
	const initializers = /* @__PURE__ */ new Set();
	for (const tensor of graph.initializer) {
		addName(initializers, tensor.name, "initializer", where);
		checkTensor(tensor, `${where}: initializer ${quote$1(tensor.name)}`);
		names.add(tensor.name);
	}
}
/** Returns the nodes sorted and adds their outputs to `names`, so that each subgraph sees what comes before it. */
function checkNodes(nodes, names, surroundings) {
	const { where, outer } = surroundings;
	checkProducers(nodes, names, where);
	const sorted = sortNodes(nodes, (name) => isVisible(name, {
		names,
		outer
	}), where);
	for (const node of sorted) {
		if (node.attribute.length > 0) checkAttributes(node, {
			...surroundings,
			outer: {
				names,
				outer
			}
		});
		for (const name of node.output) {
			if (name !== "" && outer !== void 0 && isVisible(name, outer)) throw new InputError(`${where}: ${nodeLabel(node)} makes ${quote$1(name)}, a name that the graph around it defines already.`, { advice: reexport });
			names.add(name);
		}
	}
	names.delete("");
	return sorted;
}
function checkProducers(nodes, given, where) {
	const producers = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		if (node.opType === "") throw new InputError(`${where}: ${nodeLabel(node)} has no operator (op_type).`, { advice: reexport });
		if (node.output.every((name) => name === "")) throw new InputError(`${where}: ${nodeLabel(node)} has no output.`, { advice: reexport });
		for (const name of node.output) {
			if (name === "") continue;
			const other = producers.get(name);
			if (other !== void 0 || given.has(name)) {
				const first = other === void 0 ? "an input or initializer" : nodeLabel(other);
				throw new InputError(`${where}: ${quote$1(name)} is made twice, by ${first} and by ${nodeLabel(node)}.`, { advice: reexport });
			}
			producers.set(name, node);
		}
	}
}
function checkAttributes(node, surroundings) {
	const { where, inFunction } = surroundings;
	const seen = /* @__PURE__ */ new Set();
	for (const attribute of node.attribute) {
		if (attribute.name === "" || seen.has(attribute.name)) {
			const what = attribute.name === "" ? "an attribute without a name" : `attribute ${quote$1(attribute.name)} twice`;
			throw new InputError(`${where}: ${nodeLabel(node)} has ${what}.`, { advice: reexport });
		}
		if (attribute.refAttrName !== "" && !inFunction) throw new InputError(`${where}: attribute ${quote$1(attribute.name)} of ${nodeLabel(node)} refers to ${quote$1(attribute.refAttrName)}, an attribute of a function, but stands in none.`, { advice: reexport });
		seen.add(attribute.name);
		checkAttributeTensors(attribute, node, where);
	}
	for (const graph of subgraphsOf(node)) checkGraphWithin(graph, {
		...surroundings,
		where: `${where}: in ${nodeLabel(node)}`
	});
}
function checkAttributeTensors(attribute, node, where) {
	if (attribute.sparseTensor !== void 0 || attribute.sparseTensors.length > 0) throw new InputError(`${where}: attribute ${quote$1(attribute.name)} of ${nodeLabel(node)} is a sparse tensor, which is not supported.`, { advice: "Store it dense: replace sparse_value by value." });
	for (const tensor of attribute.t === void 0 ? attribute.tensors : [attribute.t, ...attribute.tensors]) checkTensor(tensor, `${where}: attribute ${quote$1(attribute.name)} of ${nodeLabel(node)}`);
}
function addName(names, name, kind, where) {
	if (name === "") throw new InputError(`${where}: an ${kind} has no name.`, { advice: reexport });
	if (names.has(name)) throw new InputError(`${where}: two ${kind}s are called ${quote$1(name)}.`, { advice: reexport });
	names.add(name);
}

// src/onnx/wire-format.ts
const varint = 0;
const bit64 = 1;
const delimited$1 = 2;
const bit32 = 5;
/** 64 bits in groups of seven. */
const longestVarint = 10;
const fieldsOf = /* @__PURE__ */ new Map();
/**
* Walks the wire format of an encoded message before anything is built from it: lengths stay inside their message,
* fields have the wire type of their declaration, nesting and field count stay within limits. The decoder itself
* takes a length beyond the enclosing message, or a number where a text belongs, without a word.
*
* With a `loader`, `bytes` is filled on the way. Throws InputError with the byte position: "truncated" when the file
* ends too early, else "not valid".
*/
function checkWireFormat(bytes, message, sourceName, loader) {
	walkMessage({
		bytes,
		loader,
		loaded: loader === void 0 ? bytes.byteLength : 0,
		sourceName,
		path: [],
		position: 0,
		fields: 0,
		elements: 0
	}, fieldTable(message), bytes.byteLength, 1);
}
function walkMessage(walk, fields, end, depth) {
	if (depth > 100) throw malformed(walk, `messages are nested more than ${100} deep`);
	while (walk.position < end) {
		const start = walk.position;
		const tag = readVarint(walk, end);
		const number = Math.floor(tag / 8);
		const wireType = tag % 8;
		walk.fields += 1;
		if (number === 0 || number > 536870911) throw malformed(walk, `field number ${number} at byte ${start} is impossible`);
		if (walk.fields > 16e6) throw malformed(walk, `it holds more than ${maxDecodedFields} fields`);
		const field = fields.get(number);
		walk.path.push(field?.name ?? `field ${number}`);
		if (field !== void 0) checkWireType(walk, field, wireType, start);
		walkValue(walk, field, wireType, end, depth);
		walk.path.pop();
	}
}
function walkValue(walk, field, wireType, end, depth) {
	switch (wireType) {
		case varint:
			readVarint(walk, end);
			break;
		case bit64:
			advance(walk, 8, end);
			break;
		case bit32:
			advance(walk, 4, end);
			break;
		case delimited$1: {
			const length = readVarint(walk, end);
			const valueEnd = walk.position + length;
			checkFits(walk, length, end);
			if (field?.message !== void 0) walkMessage(walk, field.message, valueEnd, depth + 1);
			else if (field?.packable === true) walkPacked(walk, field, valueEnd);
			else loadValue(walk, length, valueEnd);
			walk.position = valueEnd;
			break;
		}
		default: throw malformed(walk, `wire type ${wireType} before byte ${walk.position} does not occur in ONNX`);
	}
}
function loadValue(walk, length, end) {
	const { loader, path } = walk;
	if (loader === void 0) return;
	if (path[path.length - 1] === "raw_data" && path[path.length - 2] === "initializer" && length >= loader.passOverBytes) {
		loader.passOver(end);
		walk.loaded = Math.max(walk.loaded, end);
	} else load(walk, end);
}
function load(walk, end) {
	if (end > walk.loaded && walk.loader !== void 0) walk.loaded = walk.loader.load(end);
}
/** Every element of a packed list becomes a JavaScript value, so their number is limited as well. */
function walkPacked(walk, field, end) {
	load(walk, end);
	if (field.wireType === varint) while (walk.position < end) {
		readVarint(walk, end);
		walk.elements += 1;
	}
	else {
		const sizeBytes = field.wireType === bit32 ? 4 : 8;
		const length = end - walk.position;
		if (length % sizeBytes !== 0) throw malformed(walk, `${length} bytes are no list of ${sizeBytes}-byte numbers`);
		walk.elements += length / sizeBytes;
	}
	if (walk.elements > maxListedElements) throw new InputError(`${walk.sourceName}: more than ${maxListedElements} numbers are stored one by one (at ${walk.path.join(".")}).`, { advice: "Save large tensors as raw_data (onnx.numpy_helper.from_array does) or as external data." });
}
function checkWireType(walk, field, wireType, start) {
	if (wireType !== field.wireType && !(field.packable && wireType === delimited$1)) throw malformed(walk, `wire type ${wireType} at byte ${start}, where ${field.wireType} belongs`);
}
function readVarint(walk, end) {
	const { bytes } = walk;
	if (walk.position + longestVarint > walk.loaded) load(walk, Math.min(walk.position + longestVarint, end));
	let value = 0;
	let scale = 1;
	for (let count = 0; count < longestVarint; count++) {
		if (walk.position >= end) checkFits(walk, 1, end);
		const byte = bytes[walk.position] ?? 0;
		walk.position += 1;
		value += (byte & 127) * scale;
		if (byte < 128) return value;
		scale *= 128;
	}
	throw malformed(walk, `the number before byte ${walk.position} has more than 10 bytes`);
}
function advance(walk, length, end) {
	checkFits(walk, length, end);
	load(walk, walk.position + length);
	walk.position += length;
}
function checkFits(walk, length, end) {
	if (length <= end - walk.position) return;
	const fileEnd = walk.bytes.byteLength;
	if (walk.position + length > fileEnd) {
		const left = fileEnd - walk.position;
		throw new InputError(`${walk.sourceName}: truncated ONNX file: ${walk.path.join(".") || "the model"} at byte ${walk.position} needs ${length} more bytes, ${left} are left.`, { advice: "Copy or download it again, or export it again; a full disk or a broken upload does this." });
	}
	throw malformed(walk, `${length} bytes at byte ${walk.position} reach beyond their message, which ends at byte ${end}`);
}
function malformed(walk, what) {
	const place = walk.path.length === 0 ? "" : ` in ${abbreviate(walk.path)}`;
	return new InputError(`${walk.sourceName}: not a valid ONNX file: ${what}${place}.`, { advice: "Check that this file is an ONNX model, and export it again if it is." });
}
function abbreviate(path) {
	return path.length > 12 ? `${path.slice(0, 6).join(".")}…${path.slice(-6).join(".")}` : path.join(".");
}
/** Field table of a message type, made once; types refer to each other in circles. */
function fieldTable(message) {
	const known = fieldsOf.get(message);
	if (known !== void 0) return known;
	const fields = /* @__PURE__ */ new Map();
	fieldsOf.set(message, fields);
	for (const field of message.fields) {
		const inner = field.message;
		const wireType = wireTypeOf(field);
		fields.set(field.number, {
			name: field.name,
			wireType,
			packable: field.fieldKind === "list" && wireType !== delimited$1,
			message: inner === void 0 ? void 0 : fieldTable(inner)
		});
	}
	return fields;
}
const delimitedTypes = /* @__PURE__ */ new Set([ScalarType.STRING, ScalarType.BYTES]);
const bit32Types = /* @__PURE__ */ new Set([
	ScalarType.FLOAT,
	ScalarType.FIXED32,
	ScalarType.SFIXED32
]);
const bit64Types = /* @__PURE__ */ new Set([
	ScalarType.DOUBLE,
	ScalarType.FIXED64,
	ScalarType.SFIXED64
]);
function wireTypeOf({ scalar, message }) {
	if (message !== void 0 || scalar !== void 0 && delimitedTypes.has(scalar)) return delimited$1;
	if (scalar !== void 0 && bit32Types.has(scalar)) return bit32;
	return scalar !== void 0 && bit64Types.has(scalar) ? bit64 : varint;
}

// src/onnx/decode.ts
/** The structure of a file is read in pieces of this size. */
const windowBytes$1 = 65536;
/**
* Decodes and checks an ONNX model. `raw_data` fields are views into `bytes`, which must therefore stay unchanged;
* unknown fields are kept. Model-local functions are still in place: see `inlineFunctions`.
*
* Afterwards these hold, in the graph and in every subgraph: nodes are in topological order, every name that is read
* has exactly one producer in scope, initializers have plausible dimensions and as many bytes as these say. A name
* inside a subgraph may still hide one of the same name outside (inputs and initializers may, ONNX allows it).
*
* `sourceName` names the file in messages. Throws InputError for whatever is not such a model.
*/
function decodeModel(bytes, sourceName) {
	checkSize(bytes.byteLength, sourceName);
	return parseAndCheck(bytes, sourceName);
}
/**
* Like `decodeModel`, but reads only the structure of the file: initializers with at least `keptWeightBytes` of
* raw_data, also in subgraphs, become external data at `location`, which must stand for the file itself. Time and
* memory then depend on the number of nodes, not on the weights. Throws InputError.
*/
function decodeStructure(source, sourceName, location) {
	checkSize(source.sizeBytes, sourceName);
	const bytes = new Uint8Array(source.sizeBytes);
	const model = parseAndCheck(bytes, sourceName, structureLoader(source, bytes));
	for (const { tensor, kind } of modelTensors(model)) {
		const { rawData } = tensor;
		if (kind === "initializer" && rawData.byteLength >= 262144) pointAt(tensor, {
			location,
			offsetBytes: rawData.byteOffset,
			lengthBytes: rawData.byteLength
		});
	}
	return model;
}
function structureLoader(source, bytes) {
	let loaded = 0;
	return {
		passOverBytes: keptWeightBytes,
		load(end) {
			const next = Math.min(bytes.byteLength, Math.max(end, loaded + windowBytes$1));
			source.read(loaded, bytes.subarray(loaded, next));
			loaded = next;
			return loaded;
		},
		passOver(position) {
			loaded = Math.max(loaded, position);
		}
	};
}
function parseAndCheck(bytes, sourceName, loader) {
	const model = parseModel(bytes, sourceName, loader);
	if (model.graph === void 0) throw notAModel(bytes, sourceName, "it holds no graph");
	if (model.trainingInfo.length > 0) throw new InputError(`${sourceName}: this is a training model (it has training_info).`, { advice: "Export the model in eval mode, without training information." });
	checkVersions(model, sourceName);
	checkFunctions(model.functions, sourceName);
	checkGraph(model.graph, sourceName);
	return model;
}
/** Version of the default operator set that the imports state; undefined when they state none. */
function defaultOpset(imports) {
	const stated = imports.find(({ domain }) => isDefaultDomain(domain));
	return stated === void 0 ? void 0 : Number(stated.version);
}
/** True for the operators of ONNX itself; their domain is written in two ways. */
function isDefaultDomain(domain) {
	return domain === "" || domain === "ai.onnx";
}
function checkSize(sizeBytes, sourceName) {
	if (sizeBytes > maxModelBytes) throw new InputError(`${sourceName}: ${sizeBytes} bytes; an ONNX file can hold at most ${maxModelBytes} (2 GiB, a limit of protobuf).`, { advice: "Save its weights as external data (onnx.save with save_as_external_data=True)." });
}
function parseModel(bytes, sourceName, loader) {
	try {
		checkWireFormat(bytes, ModelProtoSchema, sourceName, loader);
	} catch (error) {
		throw foreignFile(bytes) === void 0 ? error : notAModel(bytes, sourceName, "");
	}
	try {
		return fromBinary(ModelProtoSchema, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	} catch (error) {
		throw new InputError(`${sourceName}: not a valid ONNX file: ${error.message}.`, {
			advice: "Export the model again.",
			cause: error
		});
	}
}
function notAModel(bytes, sourceName, otherwise) {
	const foreign = foreignFile(bytes);
	return foreign === void 0 ? new InputError(`${sourceName}: not an ONNX model: ${otherwise}.`, { advice: "Check the path, and export the model again if it is the right one." }) : new InputError(`${sourceName}: not an ONNX model but ${foreign.what}.`, { advice: foreign.advice });
}
function checkVersions(model, sourceName) {
	const { irVersion, opsetImport } = model;
	if (irVersion < 1n) throw new InputError(`${sourceName}: the model states no ir_version.`, { advice: "Export the model again." });
	if (irVersion > BigInt(13)) throw new InputError(`${sourceName}: ir_version ${irVersion} is newer than ${13}, the newest that ONNX Runtime 1.30 loads.`, { advice: "Export with an older opset, or set model.ir_version when the model uses nothing newer." });
	checkImports(opsetImport, sourceName);
	const opset = defaultOpset(opsetImport);
	if (opset === void 0) throw new InputError(`${sourceName}: the model imports no version of the ONNX operators (domain ai.onnx).`, { advice: "Export the model again." });
	if (opset < 11 || opset > 26) throw new InputError(`${sourceName}: opset ${opset} is not supported; ${11} to ${26} are.`, { advice: opset < 11 ? "Export again with a newer opset_version, or convert it with onnx.version_converter." : "Export again with an older opset_version." });
}
/** A domain that is imported twice at different versions: ONNX Runtime takes one of them without a word. */
function checkImports(imports, where) {
	const versions = /* @__PURE__ */ new Map();
	for (const { domain, version } of imports) {
		const key = isDefaultDomain(domain) ? "" : domain;
		const other = versions.get(key);
		if (other !== void 0 && other !== version) throw new InputError(`${where}: operator domain ${quote$1(key || "ai.onnx")} is imported at versions ${other} and ${version}.`, { advice: "Export the model again." });
		versions.set(key, version);
	}
}
function checkFunctions(functions, sourceName) {
	const seen = /* @__PURE__ */ new Set();
	for (const definition of functions) {
		const { domain, name, overload } = definition;
		const where = `${sourceName}: function ${quote$1(name)} of domain ${quote$1(domain)}`;
		if (name === "") throw new InputError(`${sourceName}: a model-local function has no name.`, { advice: "Export again." });
		const key = JSON.stringify([
			domain,
			name,
			overload
		]);
		if (seen.has(key)) throw new InputError(`${where} is defined twice.`, { advice: "Export the model again." });
		seen.add(key);
		checkImports(definition.opsetImport, where);
		checkFunction(definition, where);
	}
}

// src/steps/provenance.ts
/** Who writes results. */
const tool = {
	name: "fp16-gate",
	version
};
/** The machine that runs the gate. */
function thisEnvironment() {
	const [cpu] = cpus();
	return {
		node: process.versions.node,
		platform: process.platform,
		arch: process.arch,
		...cpu === void 0 ? {} : { cpu: cpu.model.trim() },
		cpuCount: availableParallelism(),
		memoryBytes: totalmem()
	};
}
/** The model file with its hashes: of the file, of the graph without weights, and of the weights. */
function describeModel(opened) {
	const { model } = opened;
	const opset = defaultOpset(model.opsetImport);
	return {
		file: opened.path,
		sizeBytes: opened.sizeBytes,
		sha256: hashModel(opened),
		...opset === void 0 ? {} : { opset },
		irVersion: Number(model.irVersion),
		...model.producerName === "" ? {} : { producer: [model.producerName, model.producerVersion].join(" ").trim() },
		...model.graph === void 0 ? {} : { nodes: model.graph.node.length }
	};
}
/** The samples with their hash, and what the training side recorded about them. */
function describeSamples({ samples, manifest }, directory) {
	const entries = {
		torch: manifest?.torch,
		commit: manifest?.commit,
		checkpoint: manifest?.checkpoint?.sha256,
		seed: manifest?.seed,
		device: manifest?.device?.name,
		exporter: manifest?.exporter
	};
	const known = Object.entries(entries).flatMap(([name, value]) => value === void 0 || value === null ? [] : [{
		name,
		value: String(value)
	}]);
	return {
		count: samples.length,
		directory,
		sha256: hashSamples(samples),
		...known.length === 0 ? {} : { manifest: known }
	};
}
/**
* What the verdict depends on in the configuration: hashed (engine, limits, matching, enforcement, a given plan), and for jobs that
* later ones are compared with also in full.
*/
function describeConfig(config, effective) {
	const { engine, candidate, enforce, extraOutputs, tolerances, match } = config;
	const memory = effective === void 0 ? {} : {
		known: effective.known,
		regression: effective.regression,
		waivers: effective.waivers
	};
	const plan = config.overrides?.planPath;
	const { typing, builds, buildArgs, options, plugins } = config.realEngine ?? {};
	const built = {
		typing,
		builds,
		buildArgs,
		options,
		plugins
	};
	const decisive = JSON.stringify({
		engine,
		enforce,
		extraOutputs,
		tolerances,
		match,
		plan,
		candidate,
		...config.realEngine === void 0 ? {} : { built },
		...memory
	});
	return {
		sha256: createHash("sha256").update(decisive).digest("hex"),
		limits: config.limitsFrom,
		enforce,
		...effective === void 0 ? {} : { effective }
	};
}

// src/compare/finding.ts
/** Whether `actual` keeps to the limit. A comparison with NaN is false, so NaN never passes. */
function withinLimit(actual, operator, expected) {
	if (operator === "<=") return actual <= expected;
	if (operator === ">=") return actual >= expected;
	return actual === expected;
}

// src/onnx/attributes.ts
/** The attribute of that name, or undefined. */
function findAttribute(node, name) {
	return node.attribute.find((attribute) => attribute.name === name);
}
/** An integer attribute as a number; `fallback` when it is absent. */
function intAttribute(node, name, fallback) {
	const attribute = findAttribute(node, name);
	return attribute === void 0 ? fallback : Number(attribute.i);
}
/** A float attribute; undefined when it is absent. */
function floatAttribute(node, name) {
	return findAttribute(node, name)?.f;
}
/** A string attribute; `fallback` when it is absent. */
function stringAttribute(node, name, fallback) {
	const attribute = findAttribute(node, name);
	return attribute === void 0 ? fallback : new TextDecoder().decode(attribute.s);
}
/** A new integer attribute. */
function newIntAttribute(name, value) {
	return create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.INT,
		i: BigInt(value)
	});
}
/** A new float attribute. */
function newFloatAttribute(name, value) {
	return create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.FLOAT,
		f: value
	});
}

// src/onnx/data-movement.ts
/**
* Operators that copy elements and compute none, with the inputs whose elements reach the outputs ("all" for every
* one). They round nothing: an engine moves FP16 or FP32 numbers with the same result.
*/
const carriedInputs = {
	CenterCropPad: [0],
	Compress: [0],
	Concat: "all",
	ConcatFromSequence: [0],
	DepthToSpace: [0],
	Dropout: [0],
	Expand: [0],
	Flatten: [0],
	Gather: [0],
	GatherElements: [0],
	GatherND: [0],
	Identity: [0],
	MaxUnpool: [0],
	OneHot: [2],
	Optional: [0],
	OptionalGetElement: [0],
	Pad: [0, 2],
	Reshape: [0],
	ReverseSequence: [0],
	Scatter: [0, 2],
	ScatterElements: [0, 2],
	ScatterND: [0, 2],
	SequenceAt: [0],
	SequenceConstruct: "all",
	SequenceErase: [0],
	SequenceInsert: [0, 1],
	Slice: [0],
	SpaceToDepth: [0],
	Split: [0],
	SplitToSequence: [0],
	Squeeze: [0],
	TensorScatter: [0, 1],
	Tile: [0],
	Transpose: [0],
	Trilu: [0],
	Unique: [0],
	Unsqueeze: [0],
	Where: [1, 2]
};
const contributedCarriedInputs = {
	ExpandDims: [0],
	GatherND: [0],
	Pad: [0, 2],
	RemovePadding: [0],
	RestorePadding: [0],
	Trilu: [0],
	UnfoldTensor: [0],
	Unique: [0]
};
/** Constants, and control flow whose bodies are emulated node by node: neither rounds anything of its own. */
const sources = /* @__PURE__ */ new Set([
	"Constant",
	"ConstantOfShape",
	"EyeLike",
	"SequenceEmpty"
]);
const controlFlow = /* @__PURE__ */ new Set([
	"If",
	"Loop",
	"Scan"
]);
/**
* Operators whose result is one of their inputs' elements, or its sign, magnitude or integer part: representable in
* FP16 whenever the inputs are, so that rounding it again would change nothing.
*/
const exactOperators = /* @__PURE__ */ new Set([
	"Abs",
	"Ceil",
	"Clip",
	"Floor",
	"GlobalMaxPool",
	"Max",
	"MaxPool",
	"Min",
	"Neg",
	"ReduceMax",
	"ReduceMin",
	"Relu",
	"Round",
	"Sign"
]);
/** Input positions that a data movement copies from; undefined when the node computes. */
function carriedInputPositions(node) {
	const table = node.domain === "" ? carriedInputs : node.domain === "com.microsoft" ? contributedCarriedInputs : {};
	const { opType } = node.proto;
	const carried = Object.hasOwn(table, opType) ? table[opType] : void 0;
	if (carried === void 0 || addsUpElements(node)) return;
	return carried === "all" ? node.inputs.map((_, index) => index) : carried;
}
/** Data movement, a constant or control flow: nothing is rounded at its own inputs and outputs. */
function isCarrier(node) {
	return carriedInputPositions(node) !== void 0 || node.domain === "" && sources.has(node.proto.opType) || isControlFlow(node);
}
/** If, Loop or Scan. */
function isControlFlow(node) {
	return node.domain === "" && controlFlow.has(node.proto.opType);
}
/** True when FP16 inputs always give an FP16 result. */
function isExact(node) {
	return node.domain === "" && exactOperators.has(node.proto.opType);
}
/** A scatter with a reduction computes. */
function addsUpElements(node) {
	return node.proto.opType.startsWith("Scatter") && stringAttribute(node.proto, "reduction", "none") !== "none";
}

// src/tensor/blocks.ts
/**
* Elements per inner loop. V8 runs one call over many millions of elements in a slower tier (3.5 times slower
* on Node 24), and 64 K elements of 8 bytes still fit the second-level cache.
*/
const blockElements = 65536;
/** Calls `body` for consecutive ranges of at most `blockElements` elements that cover 0 to `count`. */
function inBlocks(count, body) {
	for (let start = 0; start < count; start += blockElements) body(start, Math.min(count, start + blockElements));
}

// src/tensor/float16.ts
const bitsOfFloat$1 = /* @__PURE__ */ new Uint32Array(1);
const floatOfBits$1 = new Float32Array(bitsOfFloat$1.buffer);
let decodeTable$1;
/** The value of every float16 code, indexed by code (65,536 entries, 256 KiB, built on first use). */
function float16Values() {
	decodeTable$1 ??= Float32Array.from({ length: 65536 }, (_, code) => decodeFloat16(code));
	return decodeTable$1;
}
/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function decodeFloat16(code) {
	const sign = code & 32768 ? -1 : 1;
	const exponent = code >>> 10 & 31;
	const fraction = code & 1023;
	if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : NaN;
	return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
/**
* float16 code (0 to 65,535) nearest to `value`, ties to even. Magnitudes from 65520 on give infinity, up to
* 2^-25 a zero of the same sign; NaN stays NaN (quiet). `value` may be any double: it is rounded once.
*/
function encodeFloat16(value) {
	return encodeFloat16Bits(float32BitsToOdd(value));
}
/** `value` rounded to the nearest float16 and widened again: the storage rounding of one FP16 tensor element. */
function roundToFloat16(value) {
	return float16Values()[encodeFloat16(value)];
}
/** Rounds every element of `values` to float16 codes in `codes`; both have the same length. */
function encodeFloat16s(values, codes) {
	if (values.length !== codes.length) throw new RangeError(`${values.length} values do not fit ${codes.length} float16 codes`);
	if (values instanceof Float32Array) {
		const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
		inBlocks(values.length, (start, end) => encodeFloat16Block(bits, codes, start, end));
	} else inBlocks(values.length, (start, end) => {
		for (let i = start; i < end; i++) codes[i] = encodeFloat16(values[i]);
	});
}
function encodeFloat16Block(bits, codes, start, end) {
	for (let i = start; i < end; i++) codes[i] = encodeFloat16Bits(bits[i]);
}
/** Works on the bits of a float32, so that no intermediate result is rounded. */
function encodeFloat16Bits(bits) {
	const sign = bits >>> 16 & 32768;
	const magnitude = bits & 2147483647;
	if (magnitude >= 1199566848) return magnitude > 2139095040 ? sign | 32256 | magnitude >>> 13 & 511 : sign | 31744;
	if (magnitude >= 947912704) {
		const rebased = magnitude - 939524096;
		return sign | rebased + 4095 + (rebased >>> 13 & 1) >>> 13;
	}
	if (magnitude <= 855638016) return sign;
	const shift = 126 - (magnitude >>> 23);
	const significand = magnitude & 8388607 | 8388608;
	const kept = significand >>> shift;
	const remainder = significand - kept * 2 ** shift;
	const half = 2 ** (shift - 1);
	return sign | kept + (remainder > half || remainder === half && (kept & 1) === 1 ? 1 : 0);
}
/**
* Bits of a float32 that rounds to the same float16 (or bfloat16) as the double `value` does. An inexact
* conversion is rounded to odd: the last bit then remembers that something was cut off, so that rounding
* twice equals rounding once (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums", 2008).
*/
function float32BitsToOdd(value) {
	floatOfBits$1[0] = value;
	const rounded = floatOfBits$1[0];
	const bits = bitsOfFloat$1[0];
	if (rounded === value || value !== value) return bits;
	return ((Math.abs(rounded) > Math.abs(value) ? bits - 1 : bits) | 1) >>> 0;
}

// src/tensor/bfloat16.ts
const bitsOfFloat = /* @__PURE__ */ new Uint32Array(1);
const floatOfBits = new Float32Array(bitsOfFloat.buffer);
let decodeTable;
/** The value of every bfloat16 code, indexed by code (65,536 entries, 256 KiB, built on first use). */
function bfloat16Values() {
	decodeTable ??= Float32Array.from({ length: 65536 }, (_, code) => {
		bitsOfFloat[0] = code << 16;
		return floatOfBits[0];
	});
	return decodeTable;
}

// src/tensor/decode-floats.ts
/**
* Widens little-endian elements of `bytes` into `into`, which has exactly as many elements. Exact, except for
* float64 into a Float32Array, which rounds to nearest even. `bytes` may be the tail of the very buffer of
* `into` (elements are written no later than they were read), so that a window needs no second buffer.
*/
function decodeFloats(bytes, dtype, into) {
	const sizeBytes = elementSizeBytes[dtype];
	if (bytes.length !== into.length * sizeBytes) throw new RangeError(`${bytes.length} bytes are not ${into.length} elements of ${dtype}`);
	switch (dtype) {
		case "float16": return decodeByTable(aligned(bytes, 2), float16Values(), into);
		case "bfloat16": return decodeByTable(aligned(bytes, 2), bfloat16Values(), into);
		case "float32": {
			const source = aligned(bytes, 4);
			return copyForward(new Float32Array(source.buffer, source.byteOffset, into.length), into);
		}
		case "float64": {
			const source = aligned(bytes, 8);
			return copyForward(new Float64Array(source.buffer, source.byteOffset, into.length), into);
		}
	}
}
function decodeByTable(bytes, values, into) {
	const codes = new Uint16Array(bytes.buffer, bytes.byteOffset, into.length);
	inBlocks(into.length, (start, end) => decodeBlock(codes, values, into, start, end));
}
function decodeBlock(codes, values, into, start, end) {
	for (let i = start; i < end; i++) into[i] = values[codes[i]];
}
function copyForward(source, into) {
	if (source.BYTES_PER_ELEMENT === into.BYTES_PER_ELEMENT) into.set(source);
	else inBlocks(into.length, (start, end) => convertBlock(source, into, start, end));
}
function convertBlock(source, into, start, end) {
	for (let i = start; i < end; i++) into[i] = source[i];
}
/** `bytes` itself when a typed array of `sizeBytes` per element may view it, else a copy that may be viewed. */
function aligned(bytes, sizeBytes) {
	return bytes.byteOffset % sizeBytes === 0 ? bytes : bytes.slice();
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

// src/report/gate-record.ts
/** A record of nothing yet. */
function emptyRecord(tool, enforcement) {
	return {
		tool,
		enforcement,
		pytorch: [],
		explaining: [],
		ranges: [],
		skipped: [],
		noise: [],
		failures: [],
		units: /* @__PURE__ */ new Map(),
		timings: {}
	};
}
/** Whether a leg keeps to every limit that can fail it. */
function legPasses({ judgement }) {
	return judgement.findings.every(({ passed, level }) => passed || level === "warn");
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

// src/compare/tolerance.ts
const float$1 = {
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
		...float$1
	},
	maxRel: {
		name: "max-rel",
		operator: "<=",
		...float$1
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
		...float$1
	},
	snrDb: {
		name: "snr-db",
		operator: ">=",
		...float$1
	},
	topOne: {
		name: "top-1",
		operator: ">=",
		...float$1
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
	inBlocks(into.length, (start, end) => widen$1(elements, into, start, end));
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
function widen$1(elements, into, start, end) {
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

// src/compare/float32-kernel.generated.ts
/** The WebAssembly module, in base64. */
const float32KernelBase64 = "AGFzbQEAAAABKghgAnx8AGABewF8YAF7AX1gAABgAX8AYAN8fHwBf2ACf38BfWACf30BfwMJCAABAgMEBQYHBQMBABkHLgYGbWVtb3J5AgADYWRkAAAFY291bnQAAwZzZWxlY3QABQNtYXgABgRmaW5kAAcK3QgI8gMCAn8ReyAA/RQhEyAB/RQhFEGAgNAAIQMDQCAC/QAEACEEIAL9AASAgAghBSAE/V8hBiAEIAT9DQgJCgsMDQ4PCAkKCwwNDg/9XyEHIAX9XyEIIAUgBf0NCAkKCwwNDg8ICQoLDA0OD/1fIQkgBiAI/fEB/ewBIQogByAJ/fEB/ewBIQsgAyAK/QsEACADIAv9CwQQIAwgCiAL/fAB/fABIQwgDSAKIAr98gEgCyAL/fIB/fAB/fABIQ0gDiAGIAb98gEgByAH/fIB/fAB/fABIQ4gDyAIIAj98gEgCSAJ/fIB/fAB/fABIQ8gECAGIAj98gEgByAJ/fIB/fAB/fABIRAgESAKIAv99wH99wEhESASIAT94AH96wEhEiAUIAb97AH99wEhBiAUIAf97AH99wEhByAKIBMgBv3yAf1KIAsgEyAH/fIB/Ur9UP1TBEAgEyAKIAb98wEgCyAH/fMB/fcB/fcBIQYgBv0hACAG/SEBpf0UIRMLIAJBEGohAiADQSBqIQMgAkGAgAhJDQALQQAgDBABOQOAgGBBACANEAE5A4iAYEEAIA4QATkDkIBgQQAgDxABOQOYgGBBACAQEAE5A6CAYEEAIBH9IQAgEf0hAaU5A6iAYEEAIBIQArs5A7CAYEEAIBP9IQA5A7iAYAsNACAA/SEAIAD9IQGgCxkAIAD9HwAgAP0fAZcgAP0fAiAA/R8Dl5cLOwEBf0GAgNAAIQADQCAAKAIEEAQgACgCDBAEIAAoAhQQBCAAKAIcEAQgAEEgaiEAIABBgIDgAEkNAAsLHwEBfyAAQQ12QQJ0IQEgASABKAKAgBBBAWo2AoCAEAuuAgICfwl7IAD9FCEJIAH9FCEKIAL9FCELQYCA0AAhBANAIAP9AAQAIQUgA/0ABICACCEGIAX9XyAG/V/98QH97AEhByAFIAX9DQgJCgsMDQ4PCAkKCwwNDg/9XyAGIAb9DQgJCgsMDQ4PCAkKCwwNDg/9X/3xAf3sASEIIAcgC/1MIAcgCf3xAf3sASAK/Uv9UCEMIAggC/1MIAggCf3xAf3sASAK/Uv9UCENIAwgDf1Q/VMEQCAEIAf9IQA5AwAgBCAM/RsAQQhxaiEEIAQgB/0hATkDACAEIAz9GwJBCHFqIQQgBCAI/SEAOQMAIAQgDf0bAEEIcWohBCAEIAj9IQE5AwAgBCAN/RsCQQhxaiEECyADQRBqIQMgA0GAgAhJDQALIARBgIDQAGtBA3YLcAMBewF9AX9DAACA//0TIQIgAUEQayEEAkAgACAESg0AA0AgAiAA/QAEAP3rASECIABBEGohACAAIARMDQALCyACEAIhAwJAA0AgACABTw0BIAAqAgAgAyAAKgIAIANeGyEDIABBBGohAAwACwsgAwtCAQF7IAH9EyECAkADQCAA/QAEACAC/UH9Uw0BIABBEGohAAwACwsCQANAIAAqAgAgAVsNASAAQQRqIQAMAAsLIAAL";

// src/compare/float32-kernel.ts
/** Elements of a window. */
const float32KernelElements = 32768;
/** Where the module's memory holds what, in bytes: see float32-kernel.wat. */
const places = {
	reference: 0,
	candidate: 131072,
	counts: 262144,
	errors: 1310720,
	sums: 1572864
};
const buckets = 2 ** 18;
let compiled;
/** Compiled once; undefined on a processor without the instructions it needs. */
function kernelModule() {
	if (compiled !== void 0) return compiled;
	const bytes = Uint8Array.from(atob(float32KernelBase64), (character) => character.charCodeAt(0));
	if (WebAssembly.validate(bytes)) compiled = new WebAssembly.Module(bytes);
	return compiled;
}
/** A kernel with 1.6 MB of memory of its own; undefined on a processor without the instructions it needs. */
function createFloat32Kernel() {
	const module = kernelModule();
	if (module === void 0) return void 0;
	const native = new WebAssembly.Instance(module).exports;
	const { buffer } = native.memory;
	const side = (place) => new Float32Array(buffer, place, float32KernelElements);
	const errors = new Float64Array(buffer, places.errors, float32KernelElements);
	const sums = new Float64Array(buffer, places.sums, 8);
	const at = (of, index) => places[of] + 4 * index;
	return {
		reference: side(places.reference),
		candidate: side(places.candidate),
		referenceBytes: new Uint8Array(buffer, places.reference, 4 * float32KernelElements),
		candidateBytes: new Uint8Array(buffer, places.candidate, 4 * float32KernelElements),
		errors: {
			errors,
			words: new Int32Array(buffer, places.errors, 2 * float32KernelElements)
		},
		counts: new Uint32Array(buffer, places.counts, buckets),
		add: (maxRel, floor) => {
			native.add(maxRel, floor);
			return toWindowSums(sums);
		},
		count: () => native.count(),
		select: ({ centre, half, tail }) => native.select(centre, half, tail),
		max: (of, start, end) => native.max(at(of, start), at(of, end)),
		find: (of, start, value) => (native.find(at(of, start), value) - places[of]) / 4
	};
}
function toWindowSums(sums) {
	return {
		absErrors: sums[0],
		squaredErrors: sums[1],
		squaredReference: sums[2],
		squaredCandidate: sums[3],
		products: sums[4],
		maxAbs: sums[5],
		referenceAbsMax: sums[6],
		maxRel: sums[7]
	};
}

// src/compare/tensor-window.ts
/**
* Elements per window: two windows of doubles, their errors and the raw bytes stay in a second-level cache of
* 1 MB, and one inner loop stays short enough for the optimising tier (see bench/compare-throughput.ts).
*/
const windowElements = float32KernelElements;
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
		tensor.read(start, length === windowElements ? window.float32Bytes : window.float32Bytes.subarray(0, 4 * length));
		window.values.set(length === windowElements ? window.float32 : window.float32.subarray(0, length));
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
/** @param recent 2^18 zeros to count in, where they lie elsewhere. */
function emptyHistogram(recent = new Uint32Array(levelSizes[0])) {
	return {
		recent,
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
/** Before `length` more are counted in `recent`. */
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
/** Adds what a kernel found in `length` finite pairs, whose first has offset `start`. `errors`: of each pair. */
function addWindow(window, errors, length, start, sums) {
	sums.finitePairs += length;
	sums.finiteReference += length;
	sums.absErrors += window.absErrors;
	sums.squaredErrors += window.squaredErrors;
	sums.squaredReference += window.squaredReference;
	sums.squaredCandidate += window.squaredCandidate;
	sums.products += window.products;
	sums.maxRel = window.maxRel;
	sums.referenceAbsMax = Math.max(sums.referenceAbsMax, window.referenceAbsMax);
	if (sums.maxAbsAt < 0) sums.maxAbsAt = start;
	if (window.maxAbs > sums.maxAbs) {
		sums.maxAbs = window.maxAbs;
		sums.maxAbsAt = start + errors.indexOf(window.maxAbs);
	}
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
		if (scan.inner === 1 && scan.position === 0) start = scanWholeRows(scan, count, reference, candidate, start, length);
		if (start === length) return;
		const end = scan.inner === 1 ? Math.min(length, start + scan.size - scan.position) : Math.min(length, start + scan.inner - scan.column);
		if (scan.inner === 1) scanRow(scan, reference, candidate, start, end);
		else scanColumns(scan, reference, candidate, start, end);
		start = end;
		if (scan.position === scan.size) finishRows(scan, count);
	}
}
/**
* Rows that begin at `start`, as long as they are whole and hold a number above -infinity on both sides: what would have to
* be kept of a row stays in registers. Returns where it stopped.
*/
function scanWholeRows({ size }, count, reference, candidate, start, length) {
	let from = start;
	for (; from + size <= length; from += size) {
		let referenceMax = Number.NEGATIVE_INFINITY;
		let candidateMax = Number.NEGATIVE_INFINITY;
		let candidateAt = -1;
		for (let i = from; i < from + size; i++) {
			if (reference[i] > referenceMax) referenceMax = reference[i];
			if (candidate[i] > candidateMax) {
				candidateMax = candidate[i];
				candidateAt = i;
			}
		}
		if (candidateAt < 0 || referenceMax === Number.NEGATIVE_INFINITY) return from;
		count.rows++;
		if (reference[candidateAt] === referenceMax) count.agreeing++;
	}
	return from;
}
/** Rows at least as long as this are worth calling a kernel for each. */
const leastKernelRow = 64;
/** Whether `scanTopOneRows` can go on with a window. */
function hasKernelRows({ inner, size }) {
	return inner === 1 && size >= leastKernelRow;
}
/** As `scanTopOne`, over the whole window of a kernel. Every element is finite. */
function scanTopOneRows(scan, count, kernel) {
	for (let start = 0; start < float32KernelElements;) {
		const end = Math.min(float32KernelElements, start + scan.size - scan.position);
		scan.referenceMax[0] = Math.max(scan.referenceMax[0], kernel.max("reference", start, end));
		const candidateMax = kernel.max("candidate", start, end);
		if (candidateMax > scan.candidateMax[0]) {
			scan.candidateMax[0] = candidateMax;
			scan.referenceThere[0] = kernel.reference[kernel.find("candidate", start, candidateMax)];
		}
		scan.referenceSeen[0] = 1;
		scan.candidateSeen[0] = 1;
		scan.position += end - start;
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

// src/compare/scan-window.ts
/** Takes `length` pairs in doubles, the first of them element `start` of the tensor. */
function gatherDoubles(gathering, { reference, candidate }, start, length) {
	const { sums, errors, histogram, slices, topOne, shape } = gathering;
	const [expected, found] = [reference.values, candidate.values];
	const finite = addBlock(expected, found, length, start, errors.errors, sums);
	if (finite === length) {
		const bounds = countAndBound(histogram, errors, reference.words, length, maxRelFloor);
		raiseMaxima(bounds, expected, errors.errors, length, start, sums);
	} else countErrors(histogram, errors, finite);
	if (slices !== void 0) addToSlices(slices, shape, start, expected, found, length);
	if (topOne !== void 0) scanTopOne(topOne.scan, topOne.count, expected, found, length);
}
/** The same over the window that lies in a kernel; `windows` are used where doubles are needed all the same. */
function gatherFloats(gathering, kernel, windows, start) {
	const { sums, histogram, slices, topOne, shape } = gathering;
	const length = float32KernelElements;
	const window = kernel.add(sums.maxRel, maxRelFloor);
	if (!Number.isFinite(window.squaredErrors + window.squaredReference + window.squaredCandidate)) {
		widen(kernel, windows);
		gatherDoubles(gathering, windows, start, length);
		return;
	}
	addWindow(window, kernel.errors.errors, length, start, sums);
	makeRoom(histogram, length);
	kernel.count();
	const inKernel = topOne === void 0 || hasKernelRows(topOne.scan);
	if (slices !== void 0 || !inKernel) widen(kernel, windows);
	const [expected, found] = [windows.reference.values, windows.candidate.values];
	if (slices !== void 0) addToSlices(slices, shape, start, expected, found, length);
	if (topOne === void 0) return;
	if (inKernel) scanTopOneRows(topOne.scan, topOne.count, kernel);
	else scanTopOne(topOne.scan, topOne.count, expected, found, length);
}
function widen(kernel, { reference, candidate }) {
	reference.values.set(kernel.reference);
	candidate.values.set(kernel.candidate);
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
	const kernel = kernelFor(pairs);
	const errors = errorWindow(size);
	const histogram = emptyHistogram(kernel?.counts);
	const slices = slicesOf(pairs);
	const topOne = topOneOf(pairs, options.topOneAxis ?? -1);
	const samples = pairs.map((pair) => {
		const { shape } = pair.reference;
		const sums = emptySums();
		const scanned = topOne === void 0 ? void 0 : {
			count: topOne,
			scan: topOneScan(topOne.axis, shape)
		};
		const gathering = {
			shape,
			sums,
			errors,
			histogram,
			slices,
			topOne: scanned
		};
		eachWindow(pair, windows, kernel, {
			floats: (filled, start) => gatherFloats(gathering, filled, windows, start),
			doubles: (start, length) => gatherDoubles(gathering, windows, start, length)
		});
		return {
			pair,
			sums
		};
	});
	const pass = (bands, visit) => {
		for (const pair of pairs) eachWindow(pair, windows, kernel, {
			floats: (filled) => visit(filled.errors, filled.select(bands)),
			doubles: (_start, length) => {
				const { reference, candidate } = windows;
				visit(errors, selectErrors(reference.values, candidate.values, length, bands, errors.errors));
			}
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
function eachWindow(pair, windows, kernel, visits) {
	const count = elementCount(pair.reference.shape);
	const inKernel = isFloat32(pair) ? kernel : void 0;
	for (let start = 0; start < count; start += windowElements) {
		const length = Math.min(windowElements, count - start);
		if (inKernel !== void 0 && length === windowElements) {
			pair.reference.read(start, inKernel.referenceBytes);
			pair.candidate.read(start, inKernel.candidateBytes);
			visits.floats(inKernel, start);
		} else {
			fillWindow(windows.reference, pair.reference, start, length);
			fillWindow(windows.candidate, pair.candidate, start, length);
			visits.doubles(start, length);
		}
	}
}
function isFloat32({ reference, candidate }) {
	return reference.dtype === "float32" && candidate.dtype === "float32";
}
/** From so many elements on, setting a kernel up pays. */
const leastKernelElements = 2 ** 19;
function kernelFor(pairs) {
	return pairs.filter(isFloat32).map(({ reference }) => elementCount(reference.shape)).filter((count) => count >= windowElements).reduce((sum, count) => sum + count, 0) >= leastKernelElements ? createFloat32Kernel() : void 0;
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

// src/steps/judge-outputs.ts
/** Compares one leg's outputs with the reference and applies the limits. */
function judgeOutputs(kind, pairs, limits, record) {
	const startMs = performance.now();
	const { tolerances, match, extraOutputs } = limits;
	const comparison = compareRun(pairs, {
		tolerances,
		match,
		extraOutputs
	});
	for (const name of comparison.names) {
		const unit = toleranceFor(name, tolerances)?.unit;
		if (unit !== void 0) record.units.set(name, unit);
	}
	const judgement = judgeRun(comparison, tolerances, { noiseFloors: new Map(record.conversion?.comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs])) });
	record.timings.compareMs = (record.timings.compareMs ?? 0) + performance.now() - startMs;
	return {
		kind,
		sampleCount: pairs.length,
		comparison,
		judgement
	};
}
/** The same for one set of outputs per sample. */
function compareLeg(kind, samples, candidates, limits, record) {
	return judgeOutputs(kind, samples.map(({ id, reference }, at) => ({
		sample: id,
		reference,
		candidate: candidates[at]
	})), limits, record);
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
/**
* Encodes a model as the pieces of its file, to be written one after the other. Large `raw_data` (also in subgraphs,
* functions and attributes) is never copied: its pieces are the very arrays of the model. Field order may differ from
* the file that was decoded; the meaning is the same, unknown fields included.
*
* Throws InputError when the result would exceed the 2 GiB that protobuf can hold: see `moveWeights`.
*/
function encodeModel(model) {
	const pieces = encodePieces(model);
	const sizeBytes = encodedSizeBytes(pieces);
	if (sizeBytes > maxModelBytes) throw new InputError(`the model takes ${sizeBytes} bytes, but protobuf stops at ${maxModelBytes} (2 GiB)`, { advice: "Keep its weights as external data." });
	return pieces;
}
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

// src/files/manifest.ts
/**
* Where samples come from. All of it is optional, and unknown keys are kept: a newer capture, or a person, may
* know more than this version, and nothing in here decides a verdict. Known keys of a wrong type are refused.
*/
const manifestSchema = looseObject({
	schemaVersion: literal(1).optional(),
	tool: string().optional(),
	torch: string().nullish(),
	commit: string().nullish(),
	commitDirty: boolean().nullish(),
	sourceRoot: string().nullish(),
	checkpoint: object({
		file: string(),
		sha256: string()
	}).nullish(),
	seed: int().nullish(),
	device: object({
		type: string(),
		name: string()
	}).nullish(),
	exporter: string().nullish(),
	opset: int().nullish(),
	runToRunDifference: record(string(), number()).nullish(),
	notes: array(string()).nullish()
});
/** A manifest lists samples and outputs; a file of more than this would only fill the memory (CWE-770). */
const maxManifestBytes = 16 * 2 ** 20;
/**
* Reads `manifest.json`.
* @throws InputError when it is no JSON, too large, or a known key has a value of the wrong type.
*/
function readManifest(path) {
	const parsed = manifestSchema.safeParse(parseJson(path));
	if (!parsed.success) {
		const faults = parsed.error.issues.map(({ path: key, message }) => `${key.join(".") || "document"}: ${message}`);
		throw new InputError(`${path}: ${faults.join("; ")}.`, { advice: "Correct the file, or remove it: it is optional." });
	}
	return parsed.data;
}
function parseJson(path) {
	let text;
	try {
		const { size } = statSync(path);
		if (size > maxManifestBytes) throw new InputError(`${path} has ${size} bytes; a manifest has at most ${maxManifestBytes}.`);
		text = readFileSync(path, "utf8");
	} catch (error) {
		throw error instanceof InputError ? error : unreadable(path, error);
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new InputError(`${path} is not valid JSON: ${cause.message}.`, {
			advice: "Correct the file, or remove it: it is optional.",
			cause
		});
	}
}

// src/files/samples.ts
/**
* Opens samples: `DIR/NNNN/` per sample, or DIR itself for one, or a capture whose `samples/` has them. Every header
* is read and checked now, elements later; only a few files are open at the same time.
* @throws InputError naming the folder, what is missing or contradictory there, and what to do.
*/
async function openSamples(directory) {
	const names = listFolder(directory);
	const inner = "samples";
	if (!(findRoleFiles(directory, names).size > 0 || names.some(isSampleFolder)) && names.includes(inner)) return await openSampleFolders(join(directory, inner), readManifestOf(directory, names));
	const above = dirname(directory);
	return await openSampleFolders(directory, names.includes(manifestName) ? readManifestOf(directory, names) : basename(directory) === inner ? readManifestOf(above, listFolder(above)) : void 0);
}
const manifestName = "manifest.json";
function readManifestOf(directory, names) {
	return names.includes(manifestName) ? readManifest(join(directory, manifestName)) : void 0;
}
function isSampleFolder(name) {
	return /^\d+$/.test(name);
}
async function openSampleFolders(directory, manifest) {
	const names = listFolder(directory);
	const ownFiles = findRoleFiles(directory, names);
	const folders = names.filter(isSampleFolder).toSorted((a, b) => Number(a) - Number(b));
	if (ownFiles.size === 0 && folders.length === 0) throw noSamples(directory, names);
	if (ownFiles.size > 0 && folders.length > 0) throw new InputError(`${directory} holds ${[...ownFiles.values()][0]} and the folder ${folders[0]}: one sample or several?`, { advice: "Keep either files in the folder itself or numbered folders." });
	const samples = [];
	const opened = [];
	const close = () => {
		for (const files of opened.splice(0)) files.close();
	};
	try {
		if (ownFiles.size > 0) samples.push(...await openFolder(directory, void 0, ownFiles, opened));
		for (const folder of folders) {
			const path = join(directory, folder);
			samples.push(...await openFolder(path, folder, findRoleFiles(path, listFolder(path)), opened));
		}
	} catch (error) {
		close();
		throw error;
	}
	return {
		samples,
		manifest,
		close
	};
}
function noSamples(directory, names) {
	const found = names.length === 0 ? "it is empty" : `it holds ${names.slice(0, 5).join(", ")}`;
	return new InputError(`${directory} holds no samples: no numbered folder and no inputs.* or reference.* file; ${found}.`, { advice: "Make samples with `python -m fp16_gate capture`, or write inputs.safetensors and reference.safetensors into DIR/0000." });
}
/** Opens the samples of one folder: one, or several when its files are of Polygraphy. */
async function openFolder(path, folder, files, opened) {
	checkRoles(path, files);
	const roles = /* @__PURE__ */ new Map();
	for (const [role, file] of files) {
		const tensors = await openTensors(join(path, file));
		opened.push(tensors);
		roles.set(role, tensors.samples);
	}
	const count = checkCounts(path, files, roles);
	return Array.from({ length: count }, (_, index) => ({
		id: sampleId(folder, index, count),
		directory: path,
		inputs: /* @__PURE__ */ new Map(),
		...Object.fromEntries([...roles].map(([role, all]) => [role, all[index]]))
	}));
}
function sampleId(folder, index, count) {
	const number = String(index).padStart(4, "0");
	if (folder === void 0) return number;
	return count === 1 ? folder : `${folder}/${number}`;
}
function checkRoles(path, files) {
	if (!files.has("reference")) throw new InputError(`${path}: the sample has no reference outputs (reference.*).`, { advice: "Capture it again, or write what PyTorch returns in FP32 to reference.safetensors." });
	if (!files.has("inputs") && !files.has("candidate")) throw new InputError(`${path}: the sample has neither inputs (inputs.*) nor recorded outputs (candidate.*).`, { advice: "Capture it again, or write the model's inputs to inputs.safetensors." });
}
function checkCounts(path, files, roles) {
	const count = roles.get("reference")?.length ?? 0;
	for (const [role, { length }] of roles) if (length !== count) throw new InputError(`${path}: ${files.get("reference")} holds ${count} samples, but ${files.get(role)} holds ${length}.`, { advice: "Save both from the same run." });
	if (count === 0) throw new InputError(`${path}: ${files.get("reference")} holds no samples.`, { advice: "Save it again with at least one iteration." });
	return count;
}

// src/files/model.ts
/**
* Reads the structure of an ONNX file and checks it with everything that can be known of its external data without
* reading that: each file lies inside the model's folder once links are resolved, exists, and is long enough.
* Neither time nor memory depends on the size of the weights.
* @throws InputError (exit 2) naming the file, and for external data the tensor and both sizes.
*/
function openModel(path) {
	const opening = checkModelFile(path);
	const ownLocation = basename(path);
	const file = openByteFile(path);
	const sources = /* @__PURE__ */ new Map();
	try {
		const model = decode(file, path, ownLocation);
		const folders = allowedFolders(path);
		sources.set(realpathSync(path), file);
		const opened = {
			model,
			path,
			folder: dirname(path),
			sizeBytes: file.sizeBytes,
			file,
			ownLocation,
			openExternal(location, where) {
				const real = opened.externalPath(location.location, where);
				const source = sources.get(real) ?? openByteFile(real);
				sources.set(real, source);
				return source;
			},
			externalPath: (location, where) => containedPath(path, folders, location, where),
			checkUnchanged: () => checkSameFile(path, opening),
			close: () => closeAll(sources)
		};
		checkExternalData(opened);
		return opened;
	} catch (error) {
		file.close();
		throw error;
	}
}
function closeAll(sources) {
	for (const source of sources.values()) source.close();
	sources.clear();
}
/** A file whose name can't be an external location (`a\\b.onnx`) is read as a whole instead. */
function decode(file, path, ownLocation) {
	if (isLocation(ownLocation)) return decodeStructure(file, path, ownLocation);
	const bytes = new Uint8Array(file.sizeBytes);
	file.read(0, bytes);
	return decodeModel(bytes, path);
}
function checkSameFile(path, opening) {
	const now = statSync(path, { throwIfNoEntry: false });
	if (now?.ino !== opening.ino || now.size !== opening.size || now.mtimeMs !== opening.mtimeMs) throw new InputError(`${path} changed while it was being used.`, { advice: "Start again when nothing writes to it any more." });
}
function checkModelFile(path) {
	let stats;
	try {
		stats = statSync(path);
	} catch (error) {
		throw missing(path, error);
	}
	if (stats.isDirectory()) throw new InputError(`${path} is a folder, not an ONNX file.`, { advice: "Give the path of the .onnx file in it." });
	if (!stats.isFile()) throw new InputError(`${path} is no regular file.`, { advice: "Give the path of an .onnx file." });
	if (stats.size > maxModelBytes) throw new InputError(`${path} has ${stats.size} bytes, but an ONNX file can hold at most ${maxModelBytes} (2 GiB, a limit of protobuf).`, { advice: "Export it again with the weights as external data: external_data=True in torch.onnx.export, or save_as_external_data=True in onnx.save." });
	return stats;
}
function missing(path, error) {
	const code = error.code;
	if (code === "ENOENT" || code === "ENOTDIR") return new InputError(`${path}: no such file.`, {
		advice: "Check the path of the model; it is relative to the working directory.",
		cause: error
	});
	return new InputError(`${path} can't be read: ${reasonOf(error)}.`, {
		advice: "Check the file and its permissions.",
		cause: error
	});
}
/**
* Folders that external data may lie in: that of the path as given, and that of the file it leads to, since caches
* (Hugging Face's for one) keep a folder of links to model and data side by side.
*/
function allowedFolders(path) {
	const folders = [realpathSync(dirname(resolve(path))), dirname(realpathSync(path))];
	return [...new Set(folders)];
}
function containedPath(modelPath, folders, location, where) {
	const candidate = join(dirname(modelPath), ...location.split("/"));
	let real;
	let stats;
	try {
		real = realpathSync(candidate);
		stats = statSync(real);
	} catch (error) {
		throw new InputError(`${modelPath}: ${where} is kept in ${quote$1(location)}, but ${candidate} can't be read: ${reasonOf(error)}.`, {
			advice: "Copy the data file together with the model; both come from one export.",
			cause: error
		});
	}
	if (!folders.some((folder) => isInside$1(real, folder))) throw new InputError(`${modelPath}: ${where} is kept in ${quote$1(location)}, a link that leads out of the model's folder to ${real}.`, { advice: "Put a copy of the data file, not a link, beside the model." });
	if (!stats.isFile()) throw new InputError(`${modelPath}: ${where} is kept in ${quote$1(location)}, which is no regular file.`, { advice: "Copy the data file together with the model." });
	return real;
}
function reasonOf(error) {
	const { code, message } = error;
	return code === "ENOENT" ? "no such file" : code === "EACCES" ? "permission denied" : message;
}
function isInside$1(path, folder) {
	const way = relative(folder, path);
	return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
/** Every external tensor, before any work begins: a long run should not end at the last weight. */
function checkExternalData(opened) {
	const sizes = /* @__PURE__ */ new Map();
	for (const { tensor } of modelTensors(opened.model)) {
		if (!isExternal(tensor)) continue;
		const where = `tensor ${quote$1(tensor.name)}`;
		const location = externalLocation(tensor, where);
		const real = sizes.has(location.location) ? "" : opened.externalPath(location.location, where);
		const fileSizeBytes = sizes.get(location.location) ?? statSync(real).size;
		sizes.set(location.location, fileSizeBytes);
		const type = dataTypeOf(tensor.dataType);
		if (type !== void 0) {
			const count = tensor.dims.reduce((product, size) => product * Number(size), 1);
			checkExternalSize(location, packedSizeBytes(type, count), fileSizeBytes, `${opened.path}: ${where}`);
		}
	}
}

// src/onnx/function-body.ts
/**
* The body of `definition` as it stands for `call`: formal names replaced by actual ones, inner names made unique,
* attribute references resolved. Calls inside are not expanded. Neither argument is changed.
* Throws InputError when the call gives more inputs, outputs or other attributes than the function takes.
*/
function expandCall(call, definition, free) {
	checkArguments(call, definition);
	const expansion = {
		call,
		prefix: call.name !== "" ? call.name : call.output.find((name) => name !== "") ?? call.opType,
		attributes: new Map(call.attribute.map((attribute) => [attribute.name, attribute])),
		defaults: new Map(definition.attributeProto.map((attribute) => [attribute.name, attribute])),
		free
	};
	const { renaming, identities } = renameFormals(expansion, definition);
	const nodes = definition.node.map((node) => expandNode(expansion, node, renaming));
	const valueInfo = definition.valueInfo.filter(({ name }) => renaming.has(name) && !definition.input.includes(name)).map((info) => copyMessage(info, { name: renaming.get(info.name) ?? info.name }));
	return {
		nodes: [...nodes, ...identities],
		valueInfo
	};
}
function checkArguments(call, definition) {
	const where = `${nodeLabel(call)} calls function ${quote$1(definition.name)} of domain ${quote$1(definition.domain)}`;
	const advice = "Export the model again: the call does not fit the function.";
	for (const kind of ["input", "output"]) if (call[kind].length > definition[kind].length) throw new InputError(`${where} with ${call[kind].length} ${kind}s, but the function has ${definition[kind].length}.`, { advice });
}
/**
* Maps formal inputs to actual ones (or to "", an input left out), formal outputs to actual ones, all else to new
* names. A formal output that is a formal input too, or stands twice in the list, needs an Identity.
*/
function renameFormals(expansion, definition) {
	const { call, prefix, free } = expansion;
	const renaming = /* @__PURE__ */ new Map();
	const identities = [];
	for (const [index, name] of definition.input.entries()) renaming.set(name, call.input[index] ?? "");
	for (const [index, name] of definition.output.entries()) {
		const actual = call.output[index] ?? "";
		const source = renaming.get(name);
		if (source === void 0) renaming.set(name, actual === "" ? free.values.take(`${prefix}/${name}`) : actual);
		else if (actual !== "") identities.push(identity(expansion, source, actual, name));
	}
	for (const node of definition.node) for (const name of node.output) if (name !== "" && !renaming.has(name)) renaming.set(name, free.values.take(`${prefix}/${name}`));
	return {
		renaming,
		identities
	};
}
function identity(expansion, source, target, formal) {
	const { call, prefix, free } = expansion;
	if (source === "") throw new InputError(`${nodeLabel(call)} leaves out the function's input ${quote$1(formal)}, yet takes it as an output.`, { advice: "Export the model again: the call does not fit the function." });
	const node = create(NodeProtoSchema, {
		opType: "Identity",
		input: [source],
		output: [target]
	});
	node.name = free.nodes.take(`${prefix}/${formal}`);
	return inheritProvenance(node, call);
}
function expandNode(expansion, node, renaming) {
	return inheritProvenance(copyMessage(node, {
		name: node.name === "" ? "" : expansion.free.nodes.take(`${expansion.prefix}/${node.name}`),
		input: node.input.map((name) => renamed(name, renaming)),
		output: node.output.map((name) => renamed(name, renaming)),
		attribute: node.attribute.flatMap((attribute) => expandAttribute(expansion, attribute, renaming))
	}), expansion.call);
}
function renamed(name, renaming) {
	return name === "" ? "" : renaming.get(name) ?? name;
}
/**
* A reference becomes the value that the call gives, else the function's default, else nothing (the operator's own
* default holds, as in ONNX Runtime). Graphs that the call gives are in the caller's names already.
*/
function expandAttribute(expansion, attribute, renaming) {
	const { name, refAttrName } = attribute;
	if (refAttrName === "") return [renameGraphs(expansion, attribute, renaming)];
	const given = expansion.attributes.get(refAttrName);
	if (given !== void 0) return [copyMessage(given, { name })];
	const fallback = expansion.defaults.get(refAttrName);
	return fallback === void 0 ? [] : [renameGraphs(expansion, copyMessage(fallback, { name }), renaming)];
}
function renameGraphs(expansion, attribute, renaming) {
	if (attribute.g === void 0 && attribute.graphs.length === 0) return attribute;
	return copyMessage(attribute, {
		...attribute.g === void 0 ? {} : { g: expandGraph(expansion, attribute.g, renaming) },
		graphs: attribute.graphs.map((graph) => expandGraph(expansion, graph, renaming))
	});
}
function expandGraph(expansion, graph, outer) {
	const renaming = new Map(outer);
	const local = [
		...graph.input.map(({ name }) => name),
		...graph.initializer.map(({ name }) => name),
		...graph.node.flatMap(({ output }) => output)
	];
	for (const name of new Set(local)) if (name !== "") renaming.set(name, expansion.free.values.take(`${expansion.prefix}/${name}`));
	const rename = (value) => copyMessage(value, { name: renamed(value.name, renaming) });
	return copyMessage(graph, {
		input: graph.input.map(rename),
		output: graph.output.map(rename),
		initializer: graph.initializer.map((tensor) => copyMessage(tensor, { name: renamed(tensor.name, renaming) })),
		valueInfo: graph.valueInfo.map(rename),
		quantizationAnnotation: graph.quantizationAnnotation.map((annotation) => copyMessage(annotation, {
			tensorName: renamed(annotation.tensorName, renaming),
			quantParameterTensorNames: annotation.quantParameterTensorNames.map((entry) => copyMessage(entry, { value: renamed(entry.value, renaming) }))
		})),
		node: graph.node.map((node) => expandNode(expansion, node, renaming))
	});
}
/** Exporters write module path and source line on the call; its nodes inherit what they do not state themselves. */
function inheritProvenance(node, call) {
	const stated = new Set(node.metadataProps.map(({ key }) => key));
	const inherited = call.metadataProps.filter(({ key }) => !stated.has(key));
	if (inherited.length > 0) node.metadataProps = [...node.metadataProps, ...inherited];
	if (node.docString === "" && call.docString !== "") node.docString = call.docString;
	return node;
}

// src/onnx/function-calls.ts
/** Table of a model's functions. */
function functionTable(functions) {
	return new Map(functions.map((definition) => [key(definition.domain, definition.name, definition.overload), definition]));
}
/** The function that a node calls, or undefined when it is an operator. */
function calledFunction(table, node) {
	return table.get(key(node.domain, node.opType, node.overload));
}
/** The domain of ONNX itself is written in two ways. */
function canonicalKey(domain) {
	return isDefaultDomain(domain) ? "" : domain;
}
function key(domain, name, overload) {
	return JSON.stringify([
		canonicalKey(domain),
		name,
		overload
	]);
}
/**
* Checks that the calls in `nodes` can be expanded, without expanding them: each function is counted once, however
* often it is called. Throws InputError for functions that call each other in a circle, that nest too deep, that
* expand to more than `maxInlinedNodes`, or that take the name of an ONNX operator.
*/
function checkCalls(nodes, table) {
	const size = expandedSize(nodes, {
		table,
		sizes: /* @__PURE__ */ new Map(),
		callers: []
	});
	if (size > 1e6) throw new InputError(`with its functions inlined the model has ${size} nodes; at most ${maxInlinedNodes} are taken.`, { advice: "Export a smaller model, or one without nested functions." });
}
function expandedSize(nodes, count) {
	let size = 0;
	for (const node of nodes) {
		const definition = calledFunction(count.table, node);
		size += definition === void 0 ? 1 : functionSize(node, definition, count);
		for (const graph of subgraphsOf(node)) size += expandedSize(graph.node, count);
	}
	return size;
}
function functionSize(call, definition, count) {
	const known = count.sizes.get(definition);
	if (known !== void 0) return known;
	enter(call, definition, count.callers);
	const size = expandedSize(definition.node, count);
	count.callers.pop();
	count.sizes.set(definition, size);
	return size;
}
function enter(call, definition, callers) {
	if (isDefaultDomain(definition.domain)) throw new InputError(`function ${quote$1(definition.name)} takes a name in the domain of ONNX itself, so runtimes disagree on what ${nodeLabel(call)} means.`, { advice: "Export the functions into a domain of their own, or inline them with onnx.inliner." });
	if (callers.includes(definition)) {
		const chain = [...callers.slice(callers.indexOf(definition)), definition];
		throw new InputError(`the model's functions call each other in a circle: ${chain.map(({ name }) => quote$1(name)).join(" calls ")}.`, { advice: "ONNX does not allow recursion: export the model again." });
	}
	if (callers.length >= 200) throw new InputError(`the model's functions are nested more than ${200} deep, at ${nodeLabel(call)}.`, { advice: "Inline them before (onnx.inliner.inline_local_functions)." });
	callers.push(definition);
}

// src/onnx/name-scope.ts
/** A scope in which `taken` are no longer free. */
function createNameScope(taken) {
	const names = new Set(taken);
	const nextNumber = /* @__PURE__ */ new Map();
	return { take(wanted) {
		let number = nextNumber.get(wanted) ?? 0;
		let name = number === 0 ? wanted : `${wanted}_${number}`;
		while (name === "" || names.has(name)) {
			number += 1;
			name = `${wanted}_${number}`;
		}
		nextNumber.set(wanted, number + 1);
		names.add(name);
		return name;
	} };
}
/** Every value name in the graph of a model and its subgraphs: a new name outside this set hides and meets nothing. */
function valueNames(model) {
	const names = /* @__PURE__ */ new Set();
	forEachGraph(model.graph, (graph) => {
		for (const { name } of [
			...graph.input,
			...graph.output,
			...graph.initializer,
			...graph.valueInfo
		]) names.add(name);
		for (const node of graph.node) for (const name of [...node.input, ...node.output]) names.add(name);
	});
	return names;
}
/** Every node name in the graph of a model and its subgraphs. ONNX Runtime refuses two nodes of one name. */
function nodeNames(model) {
	const names = /* @__PURE__ */ new Set();
	forEachGraph(model.graph, (graph) => {
		for (const { name } of graph.node) names.add(name);
	});
	return names;
}
function forEachGraph(graph, visit) {
	if (graph === void 0) return;
	visit(graph);
	for (const node of graph.node) for (const inner of subgraphsOf(node)) forEachGraph(inner, visit);
}

// src/onnx/functions.ts
/**
* Replaces every call of a model-local function by the function's nodes, recursively, in the graph and in every
* subgraph. The result has no functions; it shares tensors with `model`, which is left unchanged.
*
* Inner value and node names are prefixed with the call's node name (else its first output), made unique and the same
* in every run. Metadata of the call goes to inlined nodes that lack their own.
*
* Throws InputError for recursion, too many inputs or outputs, an expansion beyond `maxInlinedNodes`, a function that
* takes the name of an ONNX operator, or an operator-set version of the function that contradicts the model's.
*/
function inlineFunctions(model) {
	const { graph } = model;
	if (graph === void 0 || model.functions.length === 0) return model;
	const functions = functionTable(model.functions);
	checkCalls(graph.node, functions);
	const inlining = {
		functions,
		free: {
			values: createNameScope(valueNames(model)),
			nodes: createNameScope(nodeNames(model))
		},
		opsets: new Map(model.opsetImport.map(({ domain, version }) => [canonicalKey(domain), version])),
		nodeCount: 0
	};
	const inlined = inlineGraph(inlining, graph);
	const stated = new Set(model.opsetImport.map(({ domain }) => canonicalKey(domain)));
	const added = [...inlining.opsets].filter(([domain]) => !stated.has(domain));
	return copyMessage(model, {
		graph: inlined,
		functions: [],
		opsetImport: [...model.opsetImport, ...added.map(([domain, version]) => create(OperatorSetIdProtoSchema, {
			domain,
			version
		}))]
	});
}
function inlineGraph(inlining, graph) {
	const valueInfo = [...graph.valueInfo];
	const node = [];
	for (const original of graph.node) inlineNode(inlining, original, node, valueInfo);
	return copyMessage(graph, {
		node,
		valueInfo
	});
}
/** Appends what takes the place of `original`: the node itself, its subgraphs inlined, or its function's nodes. */
function inlineNode(inlining, original, nodes, valueInfo) {
	const node = inlineSubgraphs(inlining, original);
	const definition = calledFunction(inlining.functions, node);
	if (definition === void 0) {
		countNode(inlining);
		nodes.push(node);
		return;
	}
	const expanded = expandCall(node, definition, inlining.free);
	valueInfo.push(...expanded.valueInfo);
	for (const inner of expanded.nodes) {
		if (calledFunction(inlining.functions, inner) === void 0) mergeOpset(inlining, inner, definition);
		inlineNode(inlining, inner, nodes, valueInfo);
	}
}
function inlineSubgraphs(inlining, node) {
	if (subgraphsOf(node).length === 0) return node;
	return copyMessage(node, { attribute: node.attribute.map((attribute) => attribute.g === void 0 && attribute.graphs.length === 0 ? attribute : copyMessage(attribute, {
		...attribute.g === void 0 ? {} : { g: inlineGraph(inlining, attribute.g) },
		graphs: attribute.graphs.map((graph) => inlineGraph(inlining, graph))
	})) });
}
/** A graph handed to a function as an attribute may be used there many times, which `checkCalls` does not see. */
function countNode(inlining) {
	inlining.nodeCount += 1;
	if (inlining.nodeCount > 1e6) throw new InputError(`with its functions inlined the model has more than ${maxInlinedNodes} nodes.`, { advice: "Export a smaller model, or one without nested functions." });
}
/**
* The operators of a function's body keep their meaning only when the model imports the same version of them; in the
* body's subgraphs too.
*/
function mergeOpset(inlining, node, definition) {
	for (const graph of subgraphsOf(node)) for (const inner of graph.node) if (calledFunction(inlining.functions, inner) === void 0) mergeOpset(inlining, inner, definition);
	const domain = canonicalKey(node.domain);
	const wanted = definition.opsetImport.find((stated) => canonicalKey(stated.domain) === domain)?.version;
	const present = inlining.opsets.get(domain);
	if (wanted === void 0 || wanted === present) return;
	if (present !== void 0) throw new InputError(`function ${quote$1(definition.name)} uses operators of ${quote$1(domain || "ai.onnx")} version ${wanted}, the model version ${present} (${nodeLabel(node)}).`, { advice: "Export both with one opset_version, or inline the functions before (onnx.inliner with convert_version)." });
	inlining.opsets.set(domain, wanted);
}

// src/onnx/operator-schemas.generated.ts
/** Sets of allowed types, by index. Numbers are TensorProto.DataType; s sequence, o optional, p sparse, m map. */
const typeSets = [
	"1 2 3 4 5 6 7 10 11 12 13",
	"1 2 3 4 5 6 7 10 11 12 13 16",
	"1 10 11",
	"1 10 11 16",
	"1 6 7 10 11 12 13",
	"1 6 7 10 11 12 13 16",
	"7",
	"9",
	"1 2 3 4 5 6 7 9 10 11 12 13 16",
	"1 2 3 4 5 6 7 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26",
	"2 4 12 13",
	"2 3 4 5 6 7 12 13",
	"6 7",
	"1 2 3 4 5 6 7 8 9 10 11 12 13",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 16",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 16 17 18 19 20",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 16 17 18 19 20 21 22",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 16 17 18 19 20 21 22 23",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 16 17 18 19 20 21 22 23 24",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 16 17 18 19 20 21 22 23 24 25 26",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 16 17 18 19 20 21 22 23 24 25 26 27 28",
	"1 10 16",
	"1",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
	"s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26",
	"1 2 3 4 5 6 7 9 10 11 12 13",
	"1 2 3 4 5 6 7 9 10 11 12 13 16 17 18 19 20",
	"1 2 3 4 5 6 7 9 10 11 12 13 16 17 18 19 20 21 22",
	"1 2 3 4 5 6 7 9 10 11 12 13 16 17 18 19 20 21 22 23",
	"1 2 3 4 5 6 7 9 10 11 12 13 16 17 18 19 20 21 22 23 24",
	"1 2 3 4 5 6 7 9 10 11 12 13 16 17 18 19 20 21 22 23 24 25 26",
	"2 3",
	"6",
	"1 6 7 11 12 13",
	"2 3 6",
	"2 3 6 17 18 19 20",
	"2 3 4 5 6 17 18 19 20 21 22",
	"2 3 4 5 6 17 18 19 20 21 22 23",
	"1 10 16 24",
	"2 3 4 5 6 17 18 19 20 21 22 23 25 26",
	"2 3 4 5 6 17 18 19 20 21 22 23 25 26 27 28",
	"1 10",
	"1 10 11 16 17 18 19 20",
	"2",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 o16 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 os16 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 o16 o17 o18 o19 o20 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 os16 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 o16 o17 o18 o19 o20 o21 o22 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 os16 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 o16 o17 o18 o19 o20 o21 o22 o23 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 os16 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 o16 o17 o18 o19 o20 o21 o22 o23 o24 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 os16 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23 s24",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 o16 o17 o18 o19 o20 o21 o22 o23 o24 o25 o26 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 os16 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23 s24 s25 s26",
	"1 11",
	"1 16",
	"1 2 3 10 11",
	"1 2 3 10 11 16",
	"1 2 3 4 5 6 7 9 10 11 12 13 14 15 16 17 18 19 20 s1 s2 s3 s4 s5 s6 s7 s9 s10 s11 s12 s13 s14 s15 s16",
	"1 3 5 6 7 10 11",
	"1 3 5 6 7 10 11 16",
	"o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23 s24 s25 s26 s27 s28",
	"o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 o16 o17 o18 o19 o20 o21 o22 o23 o24 o25 o26 o27 o28 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 os16 os17 os18 os19 os20 os21 os22 os23 os24 os25 os26 os27 os28",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15",
	"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 o1 o2 o3 o4 o5 o6 o7 o8 o9 o10 o11 o12 o13 o14 o15 o16 o17 o18 o19 o20 o21 o22 o23 o24 o25 o26 o27 o28 os1 os2 os3 os4 os5 os6 os7 os8 os9 os10 os11 os12 os13 os14 os15 os16 os17 os18 os19 os20 os21 os22 os23 os24 os25 os26 os27 os28 s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23 s24 s25 s26 s27 s28",
	"1 6 7 10 11",
	"1 6 7 10 11 16",
	"2 3 17 18 19 20",
	"1 6",
	"1 6 10 16",
	"2 3 4 5 17 18 19 20 21 22",
	"2 3 4 5 17 18 19 20 21 22 23",
	"1 6 10 16 24",
	"2 3 4 5 17 18 19 20 21 22 23 25 26",
	"2 3 4 5 17 18 19 20 21 22 23 25 26 27 28",
	"1 5 6 7 11",
	"1 5 6 7 10 11 16",
	"1 2 3 6 7 10 11 12 13",
	"1 2 3 6 7 10 11 12 13 16",
	"1 2 3 6 7 9 10 11 12 13 16",
	"8",
	"s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16",
	"6 7 8",
	"1 6 7 8 11",
	"1 6 7 11",
	"m",
	"1 7 8",
	"7 8",
	"1 7 8 11",
	"1 5 6 7 8 11",
	"1 6 10",
	"12",
	"2 3 4 5 6 21 22",
	"3",
	"2 21 22",
	"1 10 16 17 19",
	"10",
	"1 2 3 10 16 17",
	"10 16",
	"17",
	"4 5",
	"6 12",
	"1 2 10 16",
	"1 6 7 8 11 12 13",
	"2 3 10 16 17",
	"1 2 3",
	"2 17",
	"1 10 16 17 24",
	"2 3 4 5 21 22",
	"1 2 4",
	"p1 p6 p7 p11 p12 p13"
];
/**
* Per domain, one operator a line: name, then `|version inputs>outputs` for each version, where a formal is
* `[?*~][%][variable]:set` (? optional, * variadic, ~ variadic of mixed types, % quantisation or Resize scale).
*/
const operatorTable = {
	"": `
Abs|6 T:0>T:0|13 T:1>T:1
Acos|7 T:2>T:2|22 T:3>T:3
Acosh|9 T:2>T:2|22 T:3>T:3
Add|7 T:4 T:4>T:4|13 T:5 T:5>T:5|14 T:1 T:1>T:1
Affine|10 T:2>T:2
AffineGrid|20 T1:3 T2:6>T1:3
And|7 T:7 T:7>T1:7
ArgMax|11 T:0>:6|12 T:0>:6|13 T:1>:6
ArgMin|11 T:0>:6|12 T:0>:6|13 T:1>:6
Asin|7 T:2>T:2|22 T:3>T:3
Asinh|9 T:2>T:2|22 T:3>T:3
Atan|7 T:2>T:2|22 T:3>T:3
Atanh|9 T:2>T:2|22 T:3>T:3
Attention|23 T1:3 T1:3 T2:3 ?U:8 ?T1:3 ?T2:3>T1:3 ?T1:3 ?T2:3 ?T1:3|24 T1:3 T1:3 T2:3 ?U:8 ?T1:3 ?T2:3 ?:6>T1:3 ?T1:3 ?T2:3 ?T1:3|25 T1:3 T1:3 T2:3 ?U:8 ?T1:3 ?T2:3 ?:6>T1:3 ?T1:3 ?T2:3 ?T1:3
AveragePool|11 T:2>T:2|19 T:2>T:2|22 T:3>T:3
BatchNormalization|9 T:2 T:2 T:2 T:2 T:2>T:2 ?T:2 ?T:2 ?T:2 ?T:2|14 T:3 T:3 T:3 U:3 U:3>T:3 ?U:3 ?U:3|15 T:3 T1:3 T1:3 T2:3 T2:3>T:3 ?T2:3 ?T2:3
Bernoulli|15 T1:2>T2:8|22 T1:3>T2:8
BitCast|26 T1:9>T2:9
BitShift|11 T:10 T:10>T:10|28 T:11 T:11>T:11
BitwiseAnd|18 T:11 T:11>T:11
BitwiseNot|18 T:11>T:11
BitwiseOr|18 T:11 T:11>T:11
BitwiseXor|18 T:11 T:11>T:11
BlackmanWindow|17 T1:12>T2:1
Cast|9 T1:13>T2:13|13 T1:14>T2:14|19 T1:15>T2:15|21 T1:16>T2:16|23 T1:17>T2:17|24 T1:18>T2:18|25 T1:19>T2:19|28 T1:20>T2:20
CastLike|15 T1:14 T2:14>T2:14|19 T1:15 T2:15>T2:15|21 T1:16 T2:16>T2:16|23 T1:17 T2:17>T2:17|24 T1:18 T2:18>T2:18|25 T1:19 T2:19>T2:19
CausalConvWithState|27 T:21 T:21 ?T:21 ?T:21>T:21 T:21
Ceil|6 T:2>T:2|13 T:3>T:3
Celu|12 T:22>T:22|28 T:3>T:3
CenterCropPad|18 T:23 Tind:12>T:23
Clip|11 T:2 ?T:2 ?T:2>T:2|12 T:0 ?T:0 ?T:0>T:0|13 T:1 ?T:1 ?T:1>T:1
Col2Im|18 T:23 :6 :6>T:23
Compress|11 T:24 T1:7>T:24|28 T:23 T1:7>T:23
Concat|11 *T:24>T:24|13 *T:23>T:23
ConcatFromSequence|11 S:25>T:24
Constant|11 >T:24|12 >T:24|13 >T:23|19 >T:26|21 >T:27|23 >T:28|24 >T:29|25 >T:30
ConstantOfShape|9 T1:6>T2:31|20 T1:6>T2:32|21 T1:6>T2:33|23 T1:6>T2:34|24 T1:6>T2:35|25 T1:6>T2:36
Conv|11 T:2 T:2 ?T:2>T:2|22 T:3 T:3 ?T:3>T:3
ConvInteger|10 T1:37 T2:37 ?T1:37 ?T2:37>T3:38
ConvTranspose|11 T:2 T:2 ?T:2>T:2|22 T:3 T:3 ?T:3>T:3
Cos|7 T:2>T:2|22 T:3>T:3
Cosh|9 T:2>T:2|22 T:3>T:3
Crop|10 T:2>T:2
CumProd|26 T:5 T2:12>T:5
CumSum|11 T:39 T2:12>T:39|14 T:5 T2:12>T:5
DFT|17 T1:3 ?T2:12>T1:3|20 T1:3 ?T2:12 ?:6>T1:3
DeformConv|19 T:2 T:2 T:2 ?T:2 ?T:2>T:2|22 T:3 T:3 T:3 ?T:3 ?T:3>T:3
DepthToSpace|11 T:24>T:24|13 T:23>T:23|28 T:23>T:23
DequantizeLinear|10 T:40 %:22 ?T:40>:22|13 T:40 %:22 ?T:40>:22|19 T1:41 %T2:21 ?T1:41>T2:21|21 T1:42 %T2:21 ?T1:42>T2:21|23 T1:43 %T2:21 ?T1:43>T3:21|24 T1:43 %T2:44 ?T1:43>T3:21|25 T1:45 %T2:44 ?T1:45>T3:21|28 T1:46 %T2:44 ?T1:46>T3:21
Det|11 T:2>T:2|22 T:3>T:3
DisentangledAttention_TRT|1 T:47 T:47 T:47>T:47
Div|7 T:4 T:4>T:4|13 T:5 T:5>T:5|14 T:1 T:1>T:1
Dropout|10 T:2>T:2 ?T1:7|12 T:2 ?T1:2 ?T2:7>T:2 ?T2:7|13 T:3 ?T1:2 ?T2:7>T:3 ?T2:7|22 T:48 ?T1:48 ?T2:7>T:48 ?T2:7
DynamicQuantizeLinear|11 T1:22>T2:49 %:22 T2:49
DynamicSlice|10 T:24 Tind:12 Tind:12 ?Tind:12>T:24
EfficientNMS_TRT|1 T:47 T:47 ?T:47>:38 T:47 T:47 :38
Einsum|12 *T:0>T:0|28 *T:1>T:1
Elu|6 T:2>T:2|22 T:3>T:3
Equal|11 T:31 T:31>T1:7|13 T:8 T:8>T1:7|19 T:14 T:14>T1:7
Erf|9 T:0>T:0|13 T:3>T:3
Exp|6 T:2>T:2|13 T:3>T:3
Expand|8 T:24 :6>T:24|13 T:23 :6>T:23
EyeLike|9 T1:31>T2:31|22 T1:8>T2:8
Flatten|11 T:24>T:24|13 T:23>T:23|21 T:27>T:27|23 T:28>T:28|24 T:29>T:29|25 T:30>T:30
Floor|6 T:2>T:2|13 T:3>T:3
GRU|7 T:2 T:2 T:2 ?T:2 ?T1:38 ?T:2>?T:2 ?T:2|14 T:2 T:2 T:2 ?T:2 ?T1:38 ?T:2>?T:2 ?T:2|22 T:3 T:3 T:3 ?T:3 ?T1:38 ?T:3>?T:3 ?T:3
GRUUnit|10 T:2 T:2 T:2 T:2>T:2
Gather|11 T:24 Tind:12>T:24|13 T:23 Tind:12>T:23
GatherElements|11 T:24 Tind:12>T:24|13 T:23 Tind:12>T:23
GatherND|11 T:24 :6>T:24|12 T:24 :6>T:24|13 T:23 :6>T:23
Gelu|20 T:3>T:3
Gemm|11 T:4 T:4 ?T:4>T:4|13 T:5 T:5 ?T:5>T:5
GivenTensorFill|10 ?T:2>T:2
GlobalAveragePool|1 T:2>T:2|22 T:3>T:3
GlobalLpPool|2 T:2>T:2|22 T:3>T:3
GlobalMaxPool|1 T:2>T:2|22 T:3>T:3
Greater|9 T:0 T:0>T1:7|13 T:1 T:1>T1:7
GreaterOrEqual|12 T:0 T:0>T1:7|16 T:1 T:1>T1:7
GridSample|16 T1:24 T2:2>T1:24|20 T1:24 T2:2>T1:24|22 T1:23 T2:3>T1:23
GroupNormalization|18 T:3 T:3 T:3>T:3|21 T:3 T:3 T:3>T:3
HammingWindow|17 T1:12>T2:1
HannWindow|17 T1:12>T2:1
HardSigmoid|6 T:2>T:2|22 T:3>T:3
HardSwish|14 T:2>T:2|22 T:3>T:3
Hardmax|11 T:2>T:2|13 T:3>T:3
Identity|1 T:24>T:24|13 T:23>T:23|14 V:50>V:50|16 V:51>V:51|19 V:52>V:52|21 V:53>V:53|23 V:54>V:54|24 V:55>V:55|25 V:56>V:56
If|11 B:7>~V:24|13 B:7>~V:57|16 B:7>~V:58|19 B:7>~V:59|21 B:7>~V:60|23 B:7>~V:61|24 B:7>~V:62|25 B:7>~V:63
ImageDecoder|20 T1:49>T2:49
ImageScaler|10 T:2>T:2
InstanceNormalization|6 T:2 T:2 T:2>T:2|22 T:3 T:3 T:3>T:3
IsInf|10 T1:64>T2:7|20 T1:48>T2:7
IsNaN|9 T1:2>T2:7|13 T1:3>T2:7|20 T1:48>T2:7
LRN|1 T:2>T:2|13 T:3>T:3
LSTM|7 T:2 T:2 T:2 ?T:2 ?T1:38 ?T:2 ?T:2 ?T:2>?T:2 ?T:2 ?T:2|14 T:2 T:2 T:2 ?T:2 ?T1:38 ?T:2 ?T:2 ?T:2>?T:2 ?T:2 ?T:2|22 T:3 T:3 T:3 ?T:3 ?T1:38 ?T:3 ?T:3 ?T:3>?T:3 ?T:3 ?T:3
LayerNormalization|1 T:3 V:3 ?V:3>V:3 ?U:64 ?U:64|17 T:3 T:3 ?T:3>T:3 ?U:65 ?U:65
LeakyRelu|6 T:2>T:2|16 T:3>T:3
Less|9 T:0 T:0>T1:7|13 T:1 T:1>T1:7
LessOrEqual|12 T:0 T:0>T1:7|16 T:1 T:1>T1:7
LinearAttention|27 T:21 T:21 T:21 ?S:21 ?T:21 ?T:21>T:21 S:21
Log|6 T:2>T:2|13 T:3>T:3
LogSoftmax|11 T:2>T:2|13 T:3>T:3
Loop|11 ?I:6 ?B:7 ~V:24>~V:24|13 ?I:6 ?B:7 ~V:57>~V:57|16 ?I:6 ?B:7 ~V:58>~V:58|19 ?I:6 ?B:7 ~V:59>~V:59|21 ?I:6 ?B:7 ~V:60>~V:60|23 ?I:6 ?B:7 ~V:61>~V:61|24 ?I:6 ?B:7 ~V:62>~V:62|25 ?I:6 ?B:7 ~V:63>~V:63
LpNormalization|1 T:2>T:2|22 T:3>T:3
LpPool|11 T:2>T:2|18 T:2>T:2|22 T:3>T:3
MatMul|9 T:4 T:4>T:4|13 T:5 T:5>T:5
MatMulInteger|10 T1:37 T2:37 ?T1:37 ?T2:37>T3:38
Max|8 *T:2>T:2|12 *T:0>T:0|13 *T:1>T:1
MaxPool|11 T:2>T:2 ?I:6|12 T:66>T:66 ?I:6|22 T:67>T:67 ?I:6
MaxRoiPool|1 T:2 T:2>T:2|22 T:3 T:3>T:3
MaxUnpool|11 T1:2 T2:6 ?T2:6>T1:2|22 T1:3 T2:6 ?T2:6>T1:3
Mean|8 *T:2>T:2|13 *T:3>T:3
MeanVarianceNormalization|9 T:2>T:2|13 T:3>T:3
MelWeightMatrix|17 T1:12 T1:12 T1:12 T2:3 T2:3>T3:1
MemcpyFromHost|1 T:68>T:68
MemcpyToHost|1 T:68>T:68
Min|8 *T:2>T:2|12 *T:0>T:0|13 *T:1>T:1
Mish|18 T:2>T:2|22 T:3>T:3
Mod|10 T:0 T:0>T:0|13 T:1 T:1>T:1|28 T:1 T:1>T:1
Mul|7 T:4 T:4>T:4|13 T:5 T:5>T:5|14 T:1 T:1>T:1
MultilevelCropAndResize_TRT|1 T:22 T:22 T:22 T:22 T:22>T:22
Multinomial|7 T1:2>T2:12|22 T1:3>T2:12
Neg|6 T:69>T:69|13 T:70>T:70
NegativeLogLikelihoodLoss|12 T:2 Tind:12 ?T:2>T:2|13 T:2 Tind:12 ?T:2>T:2|22 T:3 Tind:12 ?T:3>T:3
NonMaxSuppression|11 :22 :22 ?:6 ?:22 ?:22>:6
NonZero|9 T:24>:6|13 T:23>:6
Not|1 T:7>T:7
OneHot|11 T1:0 T2:0 T3:24>T3:24|28 T1:0 T2:0 T3:23>T3:23
Optional|15 ?V:57>O:71|28 ?V:72>O:73
OptionalGetElement|15 O:71>V:57|18 O:74>V:57|28 O:75>V:72
OptionalHasElement|15 O:71>B:7|18 ?O:74>B:7|28 ?O:75>B:7
Or|7 T:7 T:7>T1:7
PRelu|9 T:4 T:4>T:4|16 T:5 T:5>T:5
Pad|11 T:0 :6 ?T:0>T:0|13 T:23 :6 ?T:23>T:23|18 T:23 :6 ?T:23 ?Tind:12>T:23|19 T:23 :6 ?T:23 ?Tind:12>T:23|21 T:27 :6 ?T:27 ?Tind:12>T:27|23 T:28 :6 ?T:28 ?Tind:12>T:28|24 T:29 :6 ?T:29 ?Tind:12>T:29|25 T:30 :6 ?T:30 ?Tind:12>T:30
ParametricSoftplus|10 T:2>T:2
Pow|7 T:2 T:2>T:2|12 T:76 T1:0>T:76|13 T:77 T1:0>T:77|15 T:77 T1:1>T:77
PyramidROIAlign_TRT|1 T:22 T:22 T:22 T:22 T:22>T:22
QLinearConv|10 T1:37 %:22 T1:37 T2:37 %:22 T2:37 %:22 T3:37 ?T4:38>T3:37
QLinearMatMul|10 T1:37 %:22 T1:37 T2:37 %:22 T2:37 %:22 T3:37>T3:37|21 T1:78 %TS:21 T1:78 T2:78 %TS:21 T2:78 %TS:21 T3:78>T3:78
QuantizeLinear|10 T1:79 %:22 ?T2:37>T2:37|13 T1:79 %:22 ?T2:37>T2:37|19 T1:80 %T1:80 ?T2:78>T2:78|21 T1:80 %T1:80 ?T2:81>T2:81|23 T1:80 %T2:80 ?T3:82>T3:82|24 T1:80 %T2:83 ?T3:82>T3:82|25 T1:80 %T2:83 ?T3:84>T3:84|28 T1:80 %T2:83 ?T3:85>T3:85
RMSNormalization|23 T:3 V:3>V:3
RNN|7 T:2 T:2 T:2 ?T:2 ?T1:38 ?T:2>?T:2 ?T:2|14 T:2 T:2 T:2 ?T:2 ?T1:38 ?T:2>?T:2 ?T:2|22 T:3 T:3 T:3 ?T:3 ?T1:38 ?T:3>?T:3 ?T:3
RandomNormal|1 >T:2|22 >T:3
RandomNormalLike|1 T1:24>T2:2|22 T1:23>T2:3
RandomUniform|1 >T:2|22 >T:3
RandomUniformLike|1 T1:24>T2:2|22 T1:23>T2:3
Range|11 T:86 T:86 T:86>T:86|27 T:87 T:87 T:87>T:87
Reciprocal|6 T:2>T:2|13 T:3>T:3
ReduceL1|11 T:4>T:4|13 T:5>T:5|18 T:5 ?:6>T:5
ReduceL2|11 T:4>T:4|13 T:5>T:5|18 T:5 ?:6>T:5
ReduceLogSum|11 T:4>T:4|13 T:5>T:5|18 T:5 ?:6>T:5|28 T:3 ?:6>T:3
ReduceLogSumExp|11 T:4>T:4|13 T:5>T:5|18 T:5 ?:6>T:5|28 T:3 ?:6>T:3
ReduceMax|11 T:4>T:4|12 T:88>T:88|13 T:89>T:89|18 T:89 ?:6>T:89|20 T:90 ?:6>T:90
ReduceMean|11 T:4>T:4|13 T:5>T:5|18 T:5 ?:6>T:5
ReduceMin|11 T:4>T:4|12 T:88>T:88|13 T:89>T:89|18 T:89 ?:6>T:89|20 T:90 ?:6>T:90
ReduceProd|11 T:4>T:4|13 T:5>T:5|18 T:5 ?:6>T:5
ReduceSum|11 T:4>T:4|13 T:5 ?:6>T:5
ReduceSumSquare|11 T:4>T:4|13 T:5>T:5|18 T:5 ?:6>T:5
RegexFullMatch|20 T1:91>T2:7
Relu|6 T:2>T:2|13 T:3>T:3|14 T:70>T:70
Reshape|5 T:24 :6>T:24|13 T:23 :6>T:23|14 T:23 :6>T:23|19 T:26 :6>T:26|21 T:27 :6>T:27|23 T:28 :6>T:28|24 T:29 :6>T:29|25 T:30 :6>T:30
Resize|11 T1:24 T2:2 %:22 ?:6>T1:24|13 T1:23 ?T2:2 ?%:22 ?:6>T1:23|18 T1:23 ?T2:2 ?%:22 ?:6>T1:23|19 T1:23 ?T2:2 ?%:22 ?:6>T1:23
ReverseSequence|10 T:24 :6>T:24|28 T:23 :6>T:23
RoiAlign|10 T1:2 T1:2 T2:6>T1:2|16 T1:2 T1:2 T2:6>T1:2|22 T1:3 T1:3 T2:6>T1:3
RotaryEmbedding|23 T:21 T:21 T:21 ?M:6>T:21
Round|11 T:2>T:2|22 T:3>T:3
STFT|17 T1:3 T2:12 ?T1:3 ?T2:12>T1:3
Scale|10 T:2>T:2
ScaledTanh|10 T:2>T:2
Scan|11 ~V:24>~V:24|16 ~V:23>~V:23|19 ~V:26>~V:26|21 ~V:27>~V:27|23 ~V:28>~V:28|24 ~V:29>~V:29|25 ~V:30>~V:30
Scatter|11 T:24 Tind:12 T:24>T:24
ScatterElements|11 T:24 Tind:12 T:24>T:24|13 T:23 Tind:12 T:23>T:23|16 T:23 Tind:12 T:23>T:23|18 T:23 Tind:12 T:23>T:23
ScatterND|11 T:24 :6 T:24>T:24|13 T:23 :6 T:23>T:23|16 T:23 :6 T:23>T:23|18 T:23 :6 T:23>T:23
Selu|6 T:2>T:2|22 T:3>T:3
SequenceAt|11 S:25 I:12>T:24
SequenceConstruct|11 *T:24>S:25
SequenceEmpty|11 >S:25
SequenceErase|11 S:25 ?I:12>S:25
SequenceInsert|11 S:25 T:24 ?I:12>S:25
SequenceLength|11 S:25>I:6
SequenceMap|17 S:25 ~V:57>~S:25
Shape|1 T:24>T1:6|13 T:23>T1:6|15 T:23>T1:6|19 T:26>T1:6|21 T:27>T1:6|23 T:28>T1:6|24 T:29>T1:6|25 T:30>T1:6
Shrink|9 T:0>T:0
Sigmoid|6 T:2>T:2|13 T:3>T:3
Sign|9 T:0>T:0|13 T:1>T:1
SimplifiedLayerNormalization|1 T:3 V:3>V:3 ?U:64
Sin|7 T:2>T:2|22 T:3>T:3
Sinh|9 T:2>T:2|22 T:3>T:3
Size|1 T:24>T1:6|13 T:23>T1:6|19 T:26>T1:6|21 T:27>T1:6|23 T:28>T1:6|24 T:29>T1:6|25 T:30>T1:6
Slice|11 T:24 Tind:12 Tind:12 ?Tind:12 ?Tind:12>T:24|13 T:23 Tind:12 Tind:12 ?Tind:12 ?Tind:12>T:23
Softmax|11 T:2>T:2|13 T:3>T:3
SoftmaxCrossEntropyLoss|12 T:2 Tind:12 ?T:2>T:2 ?T:2|13 T:3 Tind:12 ?T:3>T:3 ?T:3
Softplus|1 T:2>T:2|22 T:3>T:3
Softsign|1 T:2>T:2|22 T:3>T:3
SpaceToDepth|1 T:24>T:24|13 T:23>T:23|28 T:23>T:23
Split|11 T:24>*T:24|13 T:23 ?:6>*T:23|18 T:23 ?:6>*T:23
SplitToSequence|11 T:24 ?I:12>S:25|24 T:23 ?I:12>S:92
Sqrt|6 T:2>T:2|13 T:3>T:3
Squeeze|11 T:24>T:24|13 T:23 ?:6>T:23|21 T:27 ?:6>T:27|23 T:28 ?:6>T:28|24 T:29 ?:6>T:29|25 T:30 ?:6>T:30
StringConcat|20 T:91 T:91>T:91
StringNormalizer|10 :91>:91
StringSplit|20 T1:91>T2:91 T3:6
Sub|7 T:4 T:4>T:4|13 T:5 T:5>T:5|14 T:1 T:1>T:1
Sum|8 *T:2>T:2|13 *T:3>T:3
SwiGLU|28 T:3 T:3>T:3
Swish|24 T:3>T:3
Tan|7 T:2>T:2|22 T:3>T:3
Tanh|6 T:2>T:2|13 T:3>T:3
TensorScatter|24 T:29 T:29 ?:6>T:29
TfIdfVectorizer|9 T:93>T1:22
ThresholdedRelu|10 T:2>T:2|22 T:3>T:3
Tile|6 T:24 T1:6>T:24|13 T:23 T1:6>T:23
TopK|11 T:0 :6>T:0 I:6|24 T:1 :6>T:1 I:6
Transpose|1 T:24>T:24|13 T:23>T:23|21 T:27>T:27|23 T:28>T:28|24 T:29>T:29|25 T:30>T:30
Trilu|14 T:23 ?:6>T:23
Unique|11 T:24>T:24 ?:6 ?:6 ?:6|28 T:23>T:23 ?:6 ?:6 ?:6
Unsqueeze|11 T:24>T:24|13 T:23 :6>T:23|21 T:27 :6>T:27|23 T:28 :6>T:28|24 T:29 :6>T:29|25 T:30 :6>T:30
Upsample|10 T:24 %:22>T:24
Where|9 B:7 T:24 T:24>T:24|16 B:7 T:23 T:23>T:23
Xor|7 T:7 T:7>T1:7
`,
	"ai.onnx.ml": `
ArrayFeatureExtractor|1 T:94 :6>T:94
Binarizer|1 T:95>T:95
CastMap|1 T1:96>T2:97
CategoryMapper|1 T1:98>T2:98
DictVectorizer|1 T1:96>T2:99
FeatureVectorizer|1 *T1:95>:22
Imputer|1 T:95>T:95
LabelEncoder|1 T1:98>T2:98|2 T1:97>T2:97|4 T1:100>T2:100
LinearClassifier|1 T1:95>T2:98 :22
LinearRegressor|1 T:95>:22
Normalizer|1 T:95>:22
OneHotEncoder|1 T:94>:22
SVMClassifier|1 T1:95>T2:98 :22
SVMRegressor|1 T:95>:22
Scaler|1 T:95>:22
TreeEnsemble|5 T:2>T:2
TreeEnsembleClassifier|1 T1:95>T2:98 :22|3 T1:95>T2:98 :22|5 T1:95>T2:98 :22
TreeEnsembleRegressor|1 T:95>:22|3 T:95>:22|5 T:95>:22
ZipMap|1 :22>T:96
`,
	"com.microsoft": `
Attention|1 T:21 T:21 ?T:21 ?M:38 ?T:21 ?T:21 ?M:38>T:21 ?T:21
AttnLSTM|1 T:64 T:64 T:64 ?T:64 ?T1:38 ?T:64 ?T:64 ?T:64 ?T:64 ?T:64 ?T:64 ?T:64 ?T1:38 ?T:64>?T:64 ?T:64 ?T:64
BeamSearch|1 F:101 I:38 ?I:38 I:38 I:38 ?T:47 ?T:47 ?M:38 ?M:38 ?I:38 ?I:38 ?I:38>I:38 ?T:47 ?T:47
BiasAdd|1 T:47 T:47 T:47>T:47
BiasDropout|1 T:3 T:3 ?T:3 ?T1:3 ?T2:7>T:3 ?T2:7
BiasGelu|1 T:3 T:3>T:3
BiasSoftmax|1 T:2 T:2>T:2
BiasSplitGelu|1 T:47 T:47>T:47
BifurcationDetector|1 T:6 T:6 T:6 ?T:6>T:6 T:6
BitmaskBiasDropout|1 T:3 T:3 ?T:3 ?T1:3 ?T2:7>T:3 ?T3:102
BitmaskDropout|1 T:3 ?T1:3 ?T2:7>T:3 ?T3:102
CDist|1 T:64 T:64>T:64
CausalConvWithState|1 T:21 T:21 ?T:21 ?T:21>T:21 T:21
ComplexMul|1 T:2 T:2>T:2
ComplexMulConj|1 T:2 T:2>T:2
ConvTransposeWithDynamicPads|1 T:2 T:2 ?:6 ?T:2>T:2
CropAndResize|1 T1:2 T1:2 T2:38 T2:38>T1:2
DecoderAttention|1 T:47 T:47 T:47 T:47 T:47 ?B:7 ?T:47 ?T:47 B:7 B:7 B:7 B:7>T:47 ?T:47 ?T:47
DecoderMaskedMultiHeadAttention|1 T:47 ?T:47 ?T:47 ?M:38 ?T:47 ?T:47 ?T:47 ?M:38 ?M:38 ?M:38 ?T:47>T:47 ?T:47 ?T:47 ?QK:47
DecoderMaskedSelfAttention|1 T:47 T:47 T:47 ?M:38 T:47 ?T:47 M:38 ?M:38 ?M:38>T:47 T:47
DequantizeBFP|1 T1:49 T2:6 T2:6>T3:21
DequantizeLinear|1 T1:103 %T2:47 ?T1:103>T2:47
DequantizeWithOrder|1 Q:104 %S:22>F:47
DynamicQuantizeLSTM|1 T:22 T2:37 T2:37 ?T:22 ?T1:38 ?T:22 ?T:22 ?T:22 %T:22 T2:37 %T:22 T2:37>?T:22 ?T:22 ?T:22
DynamicQuantizeMatMul|1 T1:22 T2:37 %T1:22 ?T2:37 ?T1:22>T1:22
DynamicTimeWarping|1 F:22>I:38
EPContext|1 ~T:8>~T:8
EmbedLayerNormalization|1 T1:38 ?T1:38 T:47 T:47 ?T:47 T:47 T:47 ?T1:38 ?T1:38>T:47 ?T1:38 ?T:47
EngramGate|1 T:21 T:21 T:21 T:21 T:21>T:21
ExpandDims|1 T:24 :38>T:24
FastGelu|1 T:3 ?T:3>T:3
FusedConv|1 T:2 T:2 ?T:2 ?T:2>T:2
FusedGemm|1 T:4 T:4 ?T:4>T:4
FusedMatMul|1 T:3 T:3>T:3
FusedMatMulActivation|1 T:3 T:3>T:3
GatedAdd|1 T:21 T:21 T:21>T:21
GatedDeltaNet|1 T:21 T:21 T:21 ?TI:38 ?TS:22 ?TS:22 ?TS:22 ?TS:22 ?TS:22 ?TI:38 ?TI:38>T:21 ?TS:22 ?TS:22
GatedRMSNorm|1 T:21 T:21 T:21>T:21
GatedRelativePositionBias|1 T:47 T:47 T:47 T:47 T:47 T:47 ?M:38>T:47
GatherBlockQuantized|1 T1:105 Tind:12 %T2:21 ?T1:105>T2:21
GatherND|1 T:24 Tind:12>T:24
Gelu|1 T:3>T:3
GemmFastGelu|1 T:21 T:21 ?T:21>T:21
GemmFloat8|1 TA:106 TB:106 ?TC:21 ?%TS:22 ?%TS:22 ?%TS:22>TR:106
GemmaRotaryEmbedding|1 U:22 T:107 T:107 T:107 T:107>T:107 T:107
GreedySearch|1 I:38 I:38 ?I:38 ?T:22 ?I:38 ?I:38 ?I:38>I:38
GridSample|1 T1:24 T1:24>T2:2
GroupNorm|1 T:47 M:47 M:47>T:47
GroupQueryAttention|1 T:21 ?T:21 ?T:21 ?T_CACHE:108 ?T_CACHE:108 M:38 M:38 ?T:21 ?T:21 ?:6 ?T:21 ?T:21 ?%T_KV_SCALE:22 ?%T_KV_SCALE:22 ?T:21 ?T:21>T:21 ?T_CACHE:108 ?T_CACHE:108 ?T:21
Inverse|1 T:2>T:2
Irfft|1 T:2>T:2
IsAllFinite|1 *V:3>T:7
LinearAttention|1 T:21 T:21 T:21 ?S:21 ?T:21 ?T:21>T:21 S:21
LinearAttentionGate|1 T:21 TF:22 TF:22 ?T:21>T:21 ?T:21
LongformerAttention|1 T:47 T:47 T:47 T:47 T:47 T:47 G:38>T:47
MRotaryEmbedding|1 T:21 M:6 T:21 T:21>T:21
MatMulBlockQuantizedFp4Weight|1 T:109 T1:49 %T2:49 %T3:22 ?%T3:22 ?T:109>T:109
MatMulBlockQuantizedFp8Weight|1 T:109 T1:110 %T2:22 ?%T2:22 ?T:109>T:109
MatMulBnb4|1 T1:21 T2:49 T1:21>T1:21
MatMulFpQ4|1 T1:22 T2:49 T3:6>T1:22
MatMulInteger16|1 T1:111 T2:111>T3:112
MatMulIntegerToFloat|1 T1:37 T2:37 %T3:47 %T3:47 ?T1:37 ?T2:37 ?T3:47>T3:47
MatMulNBits|1 T1:21 T2:49 %T1:21 ?T3:113 ?T4:38 ?T1:21>T1:21
MatMulNBitsMlp|1 T1:21 ?T1:21 ?T1:21 T2:49 %T1:21 ?T1:21 T2:49 %T1:21 ?T1:21>T1:21 ?T1:21
MatMulNBitsQkv|1 T1:21 ?T1:21 T1:21 T2:49 %T1:21 ?T1:21 T2:49 %T1:21 ?T1:21 T2:49 %T1:21 ?T1:21>T1:21 T1:21 T1:21 ?T1:21
MaxpoolWithMask|1 T:22 :38>T:22
MoE|1 T:21 T:21 T:21 ?T:21 T:21 ?T:21 ?T:21 ?T:21>T:21
MulInteger|1 T:37 ?T:37 T:37 ?T:37>T1:38
MultiHeadAttention|1 T:21 ?T:21 ?T:21 ?T:21 ?M:38 ?T:21 ?T:21 ?T:21 ?M:38 ?M:38>T:21 ?T:21 ?T:21 ?QK:21
MurmurHash3|1 T1:114>T2:112
NGramHashMapping|1 M:12 M:12 M:12 ?M:12>M:12 ?M:12
NGramRepeatBlock|1 Tid:6 T:22>T:22
NhwcConv|1 T:2 T:2 ?T:2>T:2
NhwcFusedConv|1 T:47 T:47 ?T:47 ?T:47>T:47
NhwcMaxPool|1 T:37>T:37
PackedAttention|1 T:47 T:47 T:47 M:38 M:38 ?T:47>T:47
PackedMultiHeadAttention|1 T:47 ?T:47 ?T:47 ?T:47 M:38 M:38 ?T:47>T:47
Pad|1 T:2 :6 ?T:2>T:2
PagedAttention|1 T:109 ?T:109 ?T:109 T_CACHE:115 ?T_CACHE:115 S:38 S:38 S:38 ?T:109 ?T:109 ?S:38 ?T:109 ?T:109 ?T:109 ?%T_KV_SCALE:22 ?%T_KV_SCALE:22 ?S:38>T:109 ?T_CACHE:115 ?T_CACHE:115
QAttention|1 T1:37 T2:37 T3:47 %T3:47 %T3:47 ?T4:38 ?T1:37 ?T2:37 ?T3:47>T3:47 ?T3:47
QEmbedLayerNormalization|1 T1:38 ?T1:38 T2:37 T2:37 ?T2:37 T2:37 T2:37 ?T1:38 %T:22 %T:22 ?%T:22 %T:22 %T:22 T2:37 T2:37 ?T2:37 T2:37 T2:37>T:22 T1:38
QGemm|1 TA:37 %T:22 TA:37 TB:37 %T:22 TB:37 ?TC:38 ?%T:22 ?TYZ:37>TY:116
QLinearAdd|1 T:37 %:22 ?T:37 T:37 %:22 ?T:37 %:22 ?T:37>T:37
QLinearAveragePool|1 T:37 %:22 ?T:37 %:22 ?T:37>T:37
QLinearConcat|1 %TF:22 T8:37 ~TV:116>T8:37
QLinearConv|1 T1:37 %:22 T1:37 T2:37 %:22 T2:37 %:22 T3:37 ?T4:38>T3:37
QLinearGlobalAveragePool|1 T:37 %:22 T:37 %:22 T:37>T:37
QLinearLeakyRelu|1 T:37 %:22 ?T:37 %:22 ?T:37>T:37
QLinearMul|1 T:37 %:22 ?T:37 T:37 %:22 ?T:37 %:22 ?T:37>T:37
QLinearReduceMean|1 T:37 %:22 ?T:37 %:22 ?T:37>T:37
QLinearSigmoid|1 T:37 %:22 ?T:37 %:22 ?T:37>T:37
QLinearSoftmax|1 T:37 %:22 ?T:37 %:22 T:37>T:37
QLinearWhere|1 B:7 T:37 %TF:22 T:37 T:37 %TF:22 T:37 %TF:22 T:37>T:37
QMoE|1 T:21 T:21 T1:117 ?%T2:118 ?T:21 T1:117 ?%T2:118 ?T:21 ?T1:117 ?%T2:118 ?T:21 ?T1:117 ?T1:117 ?T1:117 ?T:21 ?%T4:22 ?%T4:22 ?%T4:22 ?%T4:22 ?%T2:118 ?%T2:118>T:21
QOrderedAttention|1 Q:104 %S:22 %S:22 %S:22 %S:22 Q:104 Q:104 Q:104 %S:22 %S:22 %S:22 S:22 S:22 S:22 ?%S:22 ?%S:22 %S:22 ?G:38 ?Q:104 ?S:22>Q:104
QOrderedGelu|1 Q:104 %S:22 %S:22>Q:104
QOrderedLayerNormalization|1 Q:104 %S:22 F:47 ?F:47 %S:22>Q:104
QOrderedLongformerAttention|1 Q:104 %S:22 Q:104 %S:22 S:22 %S:22 %S:22 F:107 Q:104 %S:22 S:22 %S:22 G:38 %S:22>Q:104
QOrderedMatMul|1 Q:104 %S:22 Q:104 %S:22 %S:22 ?S:22 ?Q:104 ?%S:22>Q:104
QuantizeBFP|1 T1:21>T2:49 T3:6 T3:6
QuantizeLinear|1 T1:47 %T1:47 ?T2:119>T2:119
QuantizeWithOrder|1 F:47 %S:22>Q:104
QuickGelu|1 T:3>T:3
Range|1 T:86 T:86 ?T:86>T:86
ReduceSumInteger|1 T1:37>T2:112
RelativePositionBias|1 T:47 U:6 U:6>T:47
RemovePadding|1 T:47 M:38>T:47 M:38 M:38 M:38
RestorePadding|1 T:47 M:38>T:47
Rfft|1 T:2>T:2
RotaryEmbedding|1 T:21 M:6 T:21 T:21>T:21
SampleOp|1 T:4>T:4
Sampling|1 I:38 I:38 ?I:38 ?T:22 ?I:38 ?I:38 ?I:38 ?I:38 ?I:38>I:38 ?T:22
SkipGroupNorm|1 T:47 M:47 M:47 T:47 ?T:47>T:47 ?T:47
SkipLayerNormalization|1 T:21 T:21 T:21 ?T:21 ?T:21>T:21 ?U:22 ?U:22 ?T:21
SkipSimplifiedLayerNormalization|1 T:21 T:21 T:21 ?T:21>T:21 ?U:22 ?U:22 ?T:21
Snpe|1 *T:120>*T:120
SparseAttention|1 T:21 ?T:21 ?T:21 T:21 T:21 M:38 M:38 M:38 M:38 ?T:21 ?T:21>T:21 T:21 T:21
SparseToDenseMatMul|1 T:121 T1:39>T1:39
Tokenizer|1 T:91>T:91
TorchEmbedding|1 T:1 :6 ?:6 ?:7>T:1
TransposeMatMul|1 T:3 T:3>T:3
Trilu|1 T:8 ?:6>T:8
UnfoldTensor|1 T:23>T:23
Unique|1 T:24>T:24 :6 :6
VarlenCausalConvWithState|1 T:21 T:21 M:38 ?T:21 T:21 ?M:38>T:21 T:21 ?T:21
WhisperBeamSearch|1 F:101 I:38 ?I:38 I:38 I:38 ?T:47 ?T:47 ?M:38 ?M:38 ?I:38 ?I:38 ?I:38 ?I:38 ?I:38 ?T:47>I:38 ?T:47 ?T:47 ?V:22 ?T:47
WordConvEmbedding|1 T:38 T1:22 T1:22 T1:22>T1:22
`
};

// src/onnx/operator-schema.ts
const rowsByDomain = /* @__PURE__ */ new Map();
const parsedOperators = /* @__PURE__ */ new Map();
const parsedSets = [];
/** `ai.onnx` and the empty domain are the same. */
function canonicalDomain(domain) {
	return domain === "ai.onnx" ? "" : domain;
}
/**
* The schema that an operator has under an operator-set version: the newest with `sinceVersion <= opset`.
* Undefined: the domain or the operator is unknown, or is younger than `opset`.
*/
function findOperatorSchema(domain, name, opset) {
	const key = `${canonicalDomain(domain)}:${name}`;
	let versions = parsedOperators.get(key);
	if (versions === void 0) {
		const row = operatorRows(canonicalDomain(domain)).get(name);
		versions = row === void 0 ? [] : parseRow(canonicalDomain(domain), row);
		parsedOperators.set(key, versions);
	}
	return versions.findLast((schema) => schema.sinceVersion <= opset);
}
/** The formal of the input or output at `index`; the last one repeats when it is variadic. */
function formalAt(formals, index) {
	const formal = formals[index];
	if (formal !== void 0) return formal;
	const last = formals.at(-1);
	return last !== void 0 && isVariadic(last) ? last : void 0;
}
function isVariadic(formal) {
	return formal.kind === "variadic" || formal.kind === "mixed-variadic";
}
function operatorRows(domain) {
	let rows = rowsByDomain.get(domain);
	if (rows === void 0) {
		const table = Object.hasOwn(operatorTable, domain) ? operatorTable[domain] ?? "" : "";
		rows = new Map(table.split("\n").filter((line) => line !== "").map((line) => [line.slice(0, line.indexOf("|")), line]));
		rowsByDomain.set(domain, rows);
	}
	return rows;
}
function parseRow(domain, row) {
	const [name = "", ...versions] = row.split("|");
	return versions.map((version) => {
		const space = version.indexOf(" ");
		const [inputs = "", outputs = ""] = version.slice(space + 1).split(">");
		return {
			domain,
			name,
			sinceVersion: Number(version.slice(0, space)),
			inputs: parseFormals(inputs),
			outputs: parseFormals(outputs)
		};
	});
}
function parseFormals(text) {
	return text === "" ? [] : text.split(" ").map(parseFormal);
}
function parseFormal(word) {
	const match = /^([?*~]?)(%?)([^:]*):(\d+)$/.exec(word);
	if (match === null) throw new Error(`operator table: malformed formal '${word}'`);
	const [, mark = "", scale, variable = "", set] = match;
	return {
		kind: formalKinds[mark] ?? "single",
		variable,
		types: typeSet(Number(set)),
		isScale: scale === "%"
	};
}
const formalKinds = {
	"?": "optional",
	"*": "variadic",
	"~": "mixed-variadic"
};
function typeSet(index) {
	const known = parsedSets[index];
	if (known !== void 0) return known;
	const codes = (typeSets[index] ?? "").split(" ");
	const plain = codes.filter((code) => /^\d+$/.test(code));
	const set = {
		tensor: new Set(plain.map(Number)),
		hasOtherKinds: plain.length < codes.length
	};
	parsedSets[index] = set;
	return set;
}

// src/onnx/graph.ts
/**
* Names and links every node and value of a model that `decodeModel` checked (nodes sorted, one producer per name) and
* whose local functions are inlined. `ids` are given to the nodes they name: so that a rewritten model keeps the ids
* of the original.
*
* Throws InputError when a node reads what no earlier node makes, as in a graph with a cycle.
*/
function indexGraph(model, ids = /* @__PURE__ */ new Map()) {
	if (model.graph === void 0) throw new InputError("The model has no graph.", { advice: "Export it again." });
	const indexing = {
		nodes: [],
		nameCounts: countNodeNames(model.graph),
		ids,
		linked: /* @__PURE__ */ new Set()
	};
	const main = indexScope(model.graph, void 0, "", indexing);
	const nodeById = /* @__PURE__ */ new Map();
	const isSettled = (node) => node.id === node.proto.name || ids.has(node.proto);
	const settled = indexing.nodes.filter(isSettled);
	for (const node of [...settled, ...indexing.nodes.filter((each) => !isSettled(each))]) {
		node.id = freeId(node.id, nodeById);
		nodeById.set(node.id, node);
	}
	const opsets = new Map(model.opsetImport.map((entry) => [canonicalDomain(entry.domain), Number(entry.version)]));
	return {
		model,
		main,
		nodes: indexing.nodes,
		nodeById,
		opsets
	};
}
/** The value that `name` means inside `scope`. */
function findValue(scope, name) {
	for (let at = scope; at !== void 0; at = at.parent) {
		const value = at.values.get(name);
		if (value !== void 0) return value;
	}
}
/** `op X (domain D) of node N`, for messages. */
function describeNode(node) {
	const domain = node.domain === "" ? "ai.onnx" : node.domain;
	return `op ${node.proto.opType} (domain ${domain}) of node ${quote$1(node.id)}`;
}
function indexScope(proto, parent, ownerId, indexing) {
	const scope = {
		proto,
		parent,
		depth: parent === void 0 ? 0 : parent.depth + 1,
		nodes: [],
		values: /* @__PURE__ */ new Map(),
		inputs: [],
		outputs: []
	};
	defineValues(scope);
	for (const nodeProto of proto.node) {
		const node = draftNode(nodeProto, scope, ownerId, indexing);
		scope.nodes.push(node);
		indexing.nodes.push(node);
		linkNode(node, scope, indexing);
	}
	scope.outputs = proto.output.map((output) => {
		const value = findValue(scope, output.name);
		if (value === void 0) throw new InputError(`Output ${quote$1(output.name)} is made by no node.`, { advice: "Export the model again." });
		value.isReturned = true;
		return value;
	});
	return scope;
}
function defineValues(scope) {
	const declared = /* @__PURE__ */ new Map();
	for (const info of [
		...scope.proto.valueInfo,
		...scope.proto.output,
		...scope.proto.input
	]) declared.set(info.name, info);
	const define = (name) => {
		const value = {
			name,
			scope,
			producer: void 0,
			initializer: void 0,
			declared: declared.get(name),
			isGraphInput: false,
			isReturned: false,
			uses: []
		};
		scope.values.set(name, value);
		return value;
	};
	scope.inputs = scope.proto.input.map((info) => {
		const value = define(info.name);
		value.isGraphInput = true;
		return value;
	});
	for (const tensor of scope.proto.initializer) (scope.values.get(tensor.name) ?? define(tensor.name)).initializer = tensor;
	for (const node of scope.proto.node) node.output.filter((name) => name !== "").forEach(define);
}
function draftNode(proto, scope, ownerId, indexing) {
	const node = {
		proto,
		id: indexing.ids.get(proto) ?? nodeId(proto, ownerId, indexing.nameCounts),
		domain: canonicalDomain(proto.domain),
		scope,
		inputs: [],
		outputs: [],
		bodies: noBodies
	};
	node.outputs = proto.output.map((name, output) => {
		if (name === "") return;
		const value = scope.values.get(name);
		value.producer = {
			node,
			output
		};
		return value;
	});
	return node;
}
function linkNode(node, scope, indexing) {
	node.inputs = node.proto.input.map((name, input) => {
		if (name === "") return;
		const value = findValue(scope, name);
		if (value === void 0 || !isMade(value, indexing)) throw new InputError(`Node ${quote$1(node.id)} reads tensor ${quote$1(name)}, which no earlier node makes: the graph has a cycle or a gap.`, { advice: "Export the model again." });
		value.uses.push({
			node,
			input
		});
		return value;
	});
	const graphs = bodyGraphs(node.proto);
	if (graphs.length > 0) node.bodies = graphs.map(([attribute, graph]) => ({
		attribute,
		scope: indexScope(graph, scope, `${node.id}/${attribute}`, indexing)
	}));
	indexing.linked.add(node);
}
function isMade(value, indexing) {
	return value.isGraphInput || value.initializer !== void 0 || value.producer !== void 0 && indexing.linked.has(value.producer.node);
}
const noBodies = [];
function bodyGraphs(proto) {
	if (!proto.attribute.some((attribute) => attribute.g !== void 0 || attribute.graphs.length > 0)) return noBodies;
	return proto.attribute.flatMap((attribute) => {
		return [...attribute.g === void 0 ? [] : [[attribute.name, attribute.g]], ...attribute.graphs.map((graph, index) => [`${attribute.name}[${index}]`, graph])];
	});
}
/** How often each node name occurs in the whole model, bodies included. */
function countNodeNames(graph, counts = /* @__PURE__ */ new Map()) {
	for (const node of graph.node) {
		counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
		for (const [, body] of bodyGraphs(node)) countNodeNames(body, counts);
	}
	return counts;
}
function nodeId(proto, ownerId, names) {
	if (proto.name !== "" && names.get(proto.name) === 1) return proto.name;
	const output = proto.output.find((name) => name !== "") ?? `${proto.opType} without output`;
	return ownerId === "" ? output : `${ownerId}/${output}`;
}
/** A node's name may equal the output by which an unnamed one goes: the unnamed one gets a number. */
function freeId(id, taken) {
	let free = id;
	for (let count = 2; taken.has(free); count += 1) free = `${id}#${count}`;
	return free;
}

// src/onnx/provenance-text.ts
/** Longest module path, class, file path, function or code line that is kept; real ones stay below 300 characters. */
const maxProvenanceCharacters = 1e3;
/** Controls, format characters (bidirectional ones reorder text), lone surrogates, line and paragraph separators. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const printableAscii = /^[ -~]*$/;
/**
* A text that the model's file states, fit to be stored: one line without control characters, at most
* `maxProvenanceCharacters` long. Markup in it stays as it is: escaping belongs to whoever prints it.
*/
function plainText(text) {
	const short = text.length > 1e3 ? `${text.slice(0, 999)}…` : text;
	return (printableAscii.test(short) ? short : short.replace(unprintable, "")).trim();
}

// src/onnx/shape-arithmetic.ts
/** Inputs that say how large, where or how often, never what: engines keep them in integers or FP32 on the host. */
const shapeInputs = {
	AffineGrid: [1],
	BlackmanWindow: [0],
	CenterCropPad: [1],
	Col2Im: [1, 2],
	ConstantOfShape: [0],
	CumProd: [1],
	CumSum: [1],
	DFT: [1, 2],
	Expand: [1],
	EyeLike: [0],
	HammingWindow: [0],
	HannWindow: [0],
	Loop: [0],
	MaxUnpool: [2],
	MelWeightMatrix: [
		0,
		1,
		2
	],
	NonMaxSuppression: [2],
	OneHot: [1],
	Pad: [1, 3],
	Range: [
		0,
		1,
		2
	],
	ReduceL1: [1],
	ReduceL2: [1],
	ReduceLogSum: [1],
	ReduceLogSumExp: [1],
	ReduceMax: [1],
	ReduceMean: [1],
	ReduceMin: [1],
	ReduceProd: [1],
	ReduceSum: [1],
	ReduceSumSquare: [1],
	Reshape: [1],
	Resize: [2, 3],
	STFT: [1, 3],
	Shape: [0],
	Size: [0],
	Slice: [
		1,
		2,
		3,
		4
	],
	Split: [1],
	SplitToSequence: [1],
	Squeeze: [1],
	Tile: [1, 2],
	TopK: [1],
	Trilu: [1],
	Unsqueeze: [1],
	Upsample: [1]
};
const contributedShapeInputs = {
	CropAndResize: [3],
	Pad: [1, 3],
	Range: [
		0,
		1,
		2
	],
	Trilu: [1]
};
/**
* Finds shape arithmetic backwards from the inputs that take a shape: a node belongs to it when all its results are
* read, and read only as shapes or by such nodes. Results that a graph returns count as data.
*/
function findShapeArithmetic(graph) {
	const nodes = /* @__PURE__ */ new Set();
	const isShapeUse = (node, input) => nodes.has(node) || isShapeInput(node, input);
	const isShapeValue = (value) => !value.isReturned && value.uses.every((use) => isShapeUse(use.node, use.input));
	for (const node of graph.nodes.toReversed()) {
		const read = node.outputs.filter((value) => value !== void 0 && (value.uses.length > 0 || value.isReturned));
		if (!isControlFlow(node) && read.length > 0 && read.every((value) => value !== void 0 && isShapeValue(value))) nodes.add(node);
	}
	return {
		nodes,
		isShapeUse
	};
}
/** True when the operator itself takes a shape there. */
function isShapeInput(node, input) {
	const table = node.domain === "" ? shapeInputs : node.domain === "com.microsoft" ? contributedShapeInputs : {};
	const { opType } = node.proto;
	return Object.hasOwn(table, opType) && (table[opType]?.includes(input) ?? false);
}
/** Shape and Size look at no element at all. */
function readsOnlySizes(node) {
	return node.domain === "" && (node.proto.opType === "Shape" || node.proto.opType === "Size");
}

// src/onnx/types.ts
/** Element numbers of TensorProto.DataType that matter here. */
const elementType = {
	float: 1,
	uint8: 2,
	int64: 7,
	string: 8,
	bool: 9,
	float16: 10,
	double: 11,
	bfloat16: 16
};
/**
* Finds the type of every value: from declarations of inputs, from initializers, and through each operator's type
* variables; `value_info` only where these say nothing. `known` holds element types by tensor name of the main graph,
* as an engine reported them.
*/
function inferTypes(graph, known = /* @__PURE__ */ new Map()) {
	const inference = {
		graph,
		types: /* @__PURE__ */ new Map(),
		known
	};
	inferScope(inference, graph.main);
	return inference.types;
}
/** Names in the main graph whose element type or whose shape the model does not give. */
function missingDeclarations(graph, types) {
	const values = [...graph.main.values.values()].filter((value) => value.producer !== void 0 || value.isGraphInput);
	return {
		types: values.filter((value) => !types.has(value)).map((value) => value.name),
		shapes: values.filter((value) => declaredShape(value) === void 0).map((value) => value.name)
	};
}
/** Sizes by axis as far as the model gives them (undefined: symbolic or unknown size); undefined: unknown rank. */
function declaredShape(value) {
	if (value.initializer !== void 0) return value.initializer.dims.map(Number);
	const type = value.declared?.type?.value;
	if (type?.case !== "tensorType") return;
	return type.value.shape?.dim.map((dim) => dim.value.case === "dimValue" ? Number(dim.value.value) : void 0);
}
/** A declared type in the form used here; undefined when the declaration is empty. */
function typeOfProto(type) {
	const inner = type?.value;
	switch (inner?.case) {
		case "tensorType": return tensorType(inner.value.elemType);
		case "sparseTensorType": return inner.value.elemType === 0 ? void 0 : {
			kind: "sparse",
			element: inner.value.elemType
		};
		case "sequenceType": return wrapType("sequence", typeOfProto(inner.value.elemType));
		case "optionalType": return wrapType("optional", typeOfProto(inner.value.elemType));
		case "mapType": return {
			kind: "map",
			element: 0
		};
		default: return;
	}
}
function inferScope(inference, scope) {
	for (const value of scope.values.values()) if (value.producer === void 0) setType(inference, value, inference.types.get(value) ?? storedType(value));
	for (const node of scope.nodes) {
		inferBodies(inference, node);
		const outputs = outputTypes(inference, node);
		node.outputs.forEach((value, index) => {
			if (value !== void 0) setType(inference, value, outputs[index] ?? typeOfProto(value.declared?.type));
		});
	}
}
function setType(inference, value, type) {
	const asked = value.scope.parent === void 0 ? inference.known.get(value.name) : void 0;
	const found = type ?? tensorType(asked ?? 0);
	if (found !== void 0) inference.types.set(value, found);
}
function storedType(value) {
	const stored = value.initializer;
	return stored === void 0 ? typeOfProto(value.declared?.type) : tensorType(stored.dataType);
}
/** Body inputs of Loop and Scan often carry no type of their own: they get that of what the node passes in. */
function inferBodies(inference, node) {
	for (const body of node.bodies) {
		const given = bodyInputTypes(inference, node);
		body.scope.inputs.forEach((value, index) => {
			const type = typeOfProto(value.declared?.type) ?? given[index];
			if (type !== void 0) inference.types.set(value, type);
		});
		inferScope(inference, body.scope);
	}
}
function bodyInputTypes(inference, node) {
	const inputs = node.inputs.map((value) => value === void 0 ? void 0 : inference.types.get(value));
	switch (node.proto.opType) {
		case "Loop": return [
			tensorType(elementType.int64),
			tensorType(elementType.bool),
			...inputs.slice(2)
		];
		case "Scan": return inputs;
		default: return [];
	}
}
function outputTypes(inference, node) {
	const inputs = node.inputs.map((value) => value === void 0 ? void 0 : inference.types.get(value));
	const special = node.domain === "" || node.domain === "com.microsoft" ? specialTypes[node.proto.opType] : void 0;
	const bodies = node.bodies.length > 0 ? bodyOutputTypes(inference, node) : [];
	const found = special?.(node.proto, inputs, bodies) ?? [];
	const opset = inference.graph.opsets.get(node.domain) ?? 1;
	const schema = findOperatorSchema(node.domain, node.proto.opType, opset);
	if (schema === void 0) return found;
	const bound = bindVariables(schema.inputs, inputs);
	return node.outputs.map((_, index) => found[index] ?? formalType(formalAt(schema.outputs, index), bound));
}
function bindVariables(formals, inputs) {
	const bound = /* @__PURE__ */ new Map();
	inputs.forEach((type, index) => {
		const formal = formalAt(formals, index);
		if (type !== void 0 && formal !== void 0 && formal.kind !== "mixed-variadic" && !bound.has(formal.variable)) bound.set(formal.variable, type);
	});
	return bound;
}
function formalType(formal, bound) {
	if (formal === void 0 || formal.kind === "mixed-variadic") return;
	const type = formal.variable === "" ? void 0 : bound.get(formal.variable);
	if (type !== void 0) return type;
	const [only, ...others] = formal.types.tensor;
	return others.length === 0 && !formal.types.hasOtherKinds ? tensorType(only ?? 0) : void 0;
}
/** Output types of the node's bodies, by body output position; of the first body that knows each. */
function bodyOutputTypes(inference, node) {
	const lists = node.bodies.map((body) => body.scope.outputs.map((value) => inference.types.get(value)));
	const length = Math.max(0, ...lists.map((list) => list.length));
	return Array.from({ length }, (_, index) => lists.map((list) => list[index]).find((type) => type !== void 0));
}
const tensorTypes = /* @__PURE__ */ new Map();
function tensorType(element) {
	let type = tensorTypes.get(element);
	if (type === void 0 && element !== 0) {
		type = {
			kind: "tensor",
			element
		};
		tensorTypes.set(element, type);
	}
	return type;
}
function wrapType(kind, inner) {
	if (inner === void 0 || inner.kind === "map") return inner;
	return {
		kind: kind === "optional" && inner.kind === "sequence" ? "optional-sequence" : kind,
		element: inner.element
	};
}
function unwrapType(type) {
	switch (type?.kind) {
		case "sequence":
		case "optional": return {
			kind: "tensor",
			element: type.element
		};
		case "optional-sequence": return {
			kind: "sequence",
			element: type.element
		};
		default: return type;
	}
}
/** The attribute's element number, else `fallback`'s type. */
function attributeType(name, fallback) {
	return (node, inputs) => [tensorType(intAttribute(node, name, 0)) ?? fallback(inputs)];
}
const float = () => tensorType(elementType.float);
const first = (inputs) => inputs[0];
/** Operators whose output type no type variable gives. */
const specialTypes = {
	Cast: attributeType("to", () => void 0),
	BitCast: attributeType("to", () => void 0),
	CastLike: (_, inputs) => [inputs[1]],
	Constant: (node) => [constantType(node)],
	ConstantOfShape: (node) => [tensorType(findAttribute(node, "value")?.t?.dataType ?? elementType.float)],
	EyeLike: attributeType("dtype", first),
	RandomNormal: attributeType("dtype", float),
	RandomUniform: attributeType("dtype", float),
	RandomNormalLike: attributeType("dtype", first),
	RandomUniformLike: attributeType("dtype", first),
	Bernoulli: attributeType("dtype", first),
	Multinomial: attributeType("dtype", () => tensorType(6)),
	BlackmanWindow: attributeType("output_datatype", float),
	HammingWindow: attributeType("output_datatype", float),
	HannWindow: attributeType("output_datatype", float),
	MelWeightMatrix: attributeType("output_datatype", float),
	QuantizeLinear: (node, inputs) => [inputs[2] ?? tensorType(intAttribute(node, "output_dtype", 0)) ?? tensorType(elementType.uint8)],
	DequantizeLinear: attributeType("output_dtype", (inputs) => inputs[1]),
	If: (_node, _inputs, bodies) => bodies,
	Loop: (_node, _inputs, bodies) => bodies.slice(1),
	Scan: (_node, _inputs, bodies) => bodies,
	SequenceConstruct: (_, inputs) => [wrapType("sequence", inputs[0])],
	SequenceEmpty: (node) => [wrapType("sequence", tensorType(intAttribute(node, "dtype", elementType.float)))],
	SequenceInsert: (_, inputs) => [inputs[0]],
	SequenceErase: (_, inputs) => [inputs[0]],
	SequenceAt: (_, inputs) => [unwrapType(inputs[0])],
	SplitToSequence: (_, inputs) => [wrapType("sequence", inputs[0])],
	ConcatFromSequence: (_, inputs) => [unwrapType(inputs[0])],
	Optional: (node, inputs) => [wrapType("optional", inputs[0] ?? typeOfProto(findAttribute(node, "type")?.tp))],
	OptionalGetElement: (_, inputs) => [optionalElement(inputs[0])]
};
/** OptionalGetElement passes a plain tensor or sequence through. */
function optionalElement(type) {
	return type?.kind === "optional" || type?.kind === "optional-sequence" ? unwrapType(type) : type;
}
function constantType(node) {
	const attribute = node.attribute[0];
	switch (attribute?.name) {
		case "value": return tensorType(attribute.t?.dataType ?? 0);
		case "sparse_value": return tensorType(attribute.sparseTensor?.values?.dataType ?? 0);
		case "value_float":
		case "value_floats": return tensorType(elementType.float);
		case "value_int":
		case "value_ints": return tensorType(elementType.int64);
		case "value_string":
		case "value_strings": return tensorType(elementType.string);
		default: return;
	}
}

// src/onnx/rounding.ts
/** True when the model holds FP16 or BF16 tensors anywhere, so that it has to be taken at its word. */
function declaresHalfPrecision(types) {
	for (const type of types.values()) if (halfFormat(type) !== void 0) return true;
	return false;
}
/** The format of an FP16 or BF16 type, in whatever container. */
function halfFormat(type) {
	switch (type?.element) {
		case elementType.float16: return "float16";
		case elementType.bfloat16: return "bfloat16";
		default: return;
	}
}
/**
* Decides where each node rounds in half precision.
*
* In an FP32 model: at every float32 input and output that the operator's schema allows to be FP16, except data
* movement, shape arithmetic, and quantisation and Resize scales. In a model that declares FP16 or BF16 tensors: at
* exactly those inputs and outputs that have such a type. `unrounded` names nodes that are never rounded (arithmetic
* that engines do in FP32 while they build, such as folding a normalisation into a scale and a shift).
*/
function decideRounding(graph, types, typed, unrounded = /* @__PURE__ */ new Set()) {
	const shapes = findShapeArithmetic(graph);
	const undecided = /* @__PURE__ */ new Set();
	const byNode = /* @__PURE__ */ new Map();
	for (const node of graph.nodes) {
		if (isCarrier(node) || unrounded.has(node.id) || !typed && shapes.nodes.has(node)) continue;
		const rounding = typed ? declaredRounding(node, types) : schemaRounding(graph, node, types, shapes.isShapeUse, undecided);
		if (rounding.inputs.some(isRounded) || rounding.outputs.some(isRounded)) byNode.set(node, rounding);
	}
	return {
		byNode,
		isShapeUse: typed ? () => false : shapes.isShapeUse,
		undecided: [...undecided],
		typed
	};
}
function isRounded(format) {
	return format !== void 0;
}
function declaredRounding(node, types) {
	const formatOf = (value) => {
		const type = value === void 0 ? void 0 : types.get(value);
		return type?.kind === "tensor" ? halfFormat(type) : void 0;
	};
	return {
		inputs: node.inputs.map(formatOf),
		outputs: node.outputs.map(formatOf)
	};
}
function schemaRounding(graph, node, types, isShapeUse, undecided) {
	const schema = schemaOf(graph, node);
	const roundsAt = (formal, value) => {
		if (value === void 0 || formal === void 0 || formal.isScale || !allowsFloat16(formal)) return;
		const type = types.get(value);
		if (type === void 0) undecided.add(value);
		return type?.kind === "tensor" && type.element === elementType.float ? "float16" : void 0;
	};
	const staysFp32 = (input) => isShapeUse(node, input) || isRunningStatistic(node, input);
	return {
		inputs: node.inputs.map((value, index) => staysFp32(index) ? void 0 : roundsAt(formalAt(schema?.inputs ?? [], index), value)),
		outputs: node.outputs.map((value, index) => roundsAt(formalAt(schema?.outputs ?? [], index), value))
	};
}
/** The schema under the model's operator-set version. */
function schemaOf(graph, node) {
	return findOperatorSchema(node.domain, node.proto.opType, graph.opsets.get(node.domain) ?? 1);
}
/** A set that allows FP16 and FP32: where only FP16 exists (or only FP32), no rounding makes sense. */
function allowsFloat16(formal) {
	return formal.types.tensor.has(elementType.float16) && formal.types.tensor.has(elementType.float);
}
/** Running mean and variance are folded into the scale and the shift, in FP32, before anything is rounded. */
function isRunningStatistic(node, input) {
	return node.domain === "" && node.proto.opType === "BatchNormalization" && input >= 3;
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
	const { location, offsetBytes, lengthBytes } = externalLocation(tensor, `tensor ${quote$1(tensor.name)}`);
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
		const where = `tensor ${quote$1(tensor.name)}`;
		const { location } = externalLocation(tensor, where);
		if (placed.has(location)) continue;
		if (original === void 0 || stored === void 0) throw new RangeError(`${where} is external data, but no original model was given to writeModel`);
		placed.add(location);
		const target = join(writing.folder, ...location.split("/"));
		if (location === stored.fileName) storeWeights(target, original, stored, writing);
		else if (reserved.includes(location)) throw new InputError(`${original.path}: its external data file is called ${quote$1(location)}, a name needed here.`, { advice: "Save the model again with another name for its data file." });
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
	throw new EngineError("unsupported", `The element type of tensor ${quote$1(value.name)}, ${maker}, can't be told from the model${more}.`, { advice: "Run onnx.shape_inference on the model before saving it." });
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
		if (!defined.has(name) || name === "") throw new InputError(`The graph has no tensor ${quote$1(name)} to expose.`, { advice: "Name a tensor of the main graph." });
		if (!present.has(name)) {
			present.add(name);
			output.push(declared.get(name) ?? create(ValueInfoProtoSchema, { name }));
		}
	}
	return copyMessage(model, { graph: copyMessage(graph, { output }) });
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
	if (type.case !== "tensorType") throw new InputError(`${source}: ${role} ${quote$1(value.name)} is no dense tensor (${type.case}).`, { advice: "Export the model with tensors as inputs and outputs." });
	const dtype = dtypeOf(type.value.elemType);
	const elementType = dataTypeName(type.value.elemType);
	if (dtype === void 0 && type.value.elemType !== 0) throw new InputError(`${source}: ${role} ${quote$1(value.name)} has element type ${elementType}, which samples can't hold.`, { advice: "Export the model with float, integer or boolean inputs and outputs." });
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
	for (const { name } of signature.requiredInputs) if (!sample.inputs.has(name)) throw new InputError(`sample ${sample.id}: input ${quote$1(name)} of the model is missing.`, { advice: `The sample holds ${listNames(sample.inputs.keys())}.` });
	for (const name of sample.inputs.keys()) if (!known.some((input) => input.name === name)) throw new InputError(`sample ${sample.id}: the model has no input ${quote$1(name)}.`, { advice: `Its inputs are ${listNames(known.map((input) => input.name))}.` });
	const axes = /* @__PURE__ */ new Map();
	for (const declared of known) {
		const given = sample.inputs.get(declared.name);
		if (given === void 0) continue;
		checkElementType(declared, given, sample.id);
		checkShape(declared, given, `sample ${sample.id}: input ${quote$1(declared.name)}`, axes);
	}
	for (const declared of signature.outputs) {
		const given = sample.reference.get(declared.name);
		if (given !== void 0 && given.shape.length === declared.dimensions?.length) checkShape(declared, given, `sample ${sample.id}: reference of output ${quote$1(declared.name)}`, axes);
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
	throw new InputError(`sample ${sampleId}: input ${quote$1(declared.name)} is ${given.dtype}, but the model takes ${declared.dtype}.`, { advice: "Capture the samples with the types that the model was exported with." });
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
		else if (bound.size !== size) throw mismatch(`, where ${quote$1(dimension)} is already ${bound.size} by ${quote$1(bound.tensor)}`);
	}
}
function listNames(names) {
	const all = [...names].map(quote$1);
	return all.length === 0 ? "none" : all.slice(0, 8).join(", ").concat(all.length > 8 ? ", …" : "");
}

// src/runs/emulated.ts
/**
* Runs a model on the embedded engine twice over every sample: as it is in FP32, and with FP16 emulated for every
* node but those of the plan. The outputs are files of the work folder, which must outlive them.
* @throws InputError when a sample does not fit the model; EngineError when the model can't be emulated or run.
*/
async function runEmulated(opened, samples, options) {
	const startMs = performance.now();
	const model = inlineFunctions(opened.model);
	const signature = modelSignature(model.graph, opened.path);
	for (const sample of samples) checkSampleFits(signature, sample);
	const knownTypes = options.knownTypes ?? await askForTypes(model, opened, options);
	const inputs = samples.map(engineSample);
	const { workFolder } = options;
	const write = (key, written) => writeForRun(key, written, opened, workFolder);
	const fp32 = lift(model, { knownTypes });
	const conversionRun = fp32.notes.some((note) => note.kind === "lifted") ? void 0 : startRun(write("conversion", fp32.model), inputs, options);
	await setImmediate();
	const emulation = emulate(model, options.plan ?? everythingFp16, { knownTypes });
	const emulateMs = performance.now() - startMs;
	return {
		...await runInTurn(conversionRun, write("emulation", emulation.model), inputs, options),
		notes: emulation.notes.map((note) => note.text),
		model,
		knownTypes,
		emulateMs,
		runMs: performance.now() - startMs - emulateMs
	};
}
/** Writes a model under its key; `original` is what it was made from. */
function writeForRun(key, model, original, workFolder) {
	return {
		key,
		path: writeModel(model, workFolder, `${key}.onnx`, { original })
	};
}
/** Runs the emulation once the FP32 model has run, whose outputs are worked on in the meantime. */
async function runInTurn(conversionRun, emulated, inputs, options) {
	options.whileConverting?.();
	const conversion = (await conversionRun)?.outputs;
	const emulationRun = startRun(emulated, inputs, options);
	await setImmediate();
	options.whileRunning(conversion);
	return {
		conversion,
		emulation: (await emulationRun).outputs
	};
}
/** Errors reach whoever awaits the run, also when that happens later. */
function startRun({ key, path }, samples, { session, timeoutMs, log }) {
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

// src/runs/recorded.ts
/**
* Candidate outputs that someone else produced, in the order of the samples.
* @throws InputError naming the first sample without any.
*/
function recordedOutputs(samples) {
	return samples.map(({ id, directory, candidate }) => {
		if (candidate !== void 0) return candidate;
		throw new InputError(`sample ${id}: ${directory} holds no candidate outputs.`, { advice: "Write candidate.safetensors (or .npz) beside the reference, or choose --engine emulated." });
	});
}
/** Why the layers of a recorded candidate can't be explained by its graph; undefined when they could be. */
function explainUnavailable(opened) {
	try {
		refuseUnsupported(indexGraph(inlineFunctions(opened.model)));
		return;
	} catch (error) {
		if (error instanceof GateError) return error.message;
		throw error;
	}
}

// src/runs/shared-session.ts
/**
* Lends a session that is open already to the steps after the one that it was opened for: starting an engine costs more
* than most of them. `options` are those that it was opened with; a step that wants others gets one of its own.
*/
function shareSession(engine, session, options) {
	let isLent = false;
	let isBroken = false;
	const guarded = async (work) => {
		try {
			return await work;
		} catch (error) {
			isBroken = true;
			throw error;
		}
	};
	const lent = {
		run: async (job) => await guarded(session.run(job)),
		describe: async (path, timeoutMs) => await guarded(session.describe(path, timeoutMs)),
		close: async () => {
			isLent = false;
		}
	};
	return {
		engine: {
			...engine,
			open: async (wanted) => {
				if (!(wanted.workFolder === options.workFolder && wanted.threads === options.threads) || isLent || isBroken) return await engine.open(wanted);
				isLent = true;
				return lent;
			}
		},
		close: async () => {
			if (isBroken) await session.close().catch(() => void 0);
			else await session.close();
		}
	};
}

// src/steps/effective-config.ts
/**
* All by which a job is judged, in the form that its result keeps for the next one.
* @param baseline what `baseline` came to: `artifact`, `none` or a path.
*/
function effectiveConfig(config, baseline) {
	const { tolerances, match, extraOutputs, memory } = config;
	const { baselineMaxDays, configFrom, known, regression, waivers } = memory;
	return {
		tolerances: tolerances.map(recordTolerance),
		match: match.map((rule) => ({
			...rule,
			outputs: [...rule.outputs]
		})),
		extraOutputs,
		known,
		regression: regression.map((limit) => ({ ...limit })),
		waivers: waivers.map((waiver) => ({ ...waiver })),
		baseline,
		baselineMaxDays,
		configFrom
	};
}
/**
* This job's configuration with everything that decides taken from the base.
* @throws UnjudgedError when there is no base, or it does not record its limits: judging by the job's own would be
*   what `config-from: base` is there to prevent.
*/
function configOfBase(config, base) {
	const effective = base?.config?.effective;
	if (base?.config === void 0 || effective === void 0) throw new UnjudgedError(`config-from is base, but ${base === void 0 ? "there is no base to take them from" : "the base does not record its limits"}.`, { advice: "Run the gate on the base branch once, and keep its result as the baseline." });
	const { tolerances, match, extraOutputs, known, regression, waivers } = effective;
	return {
		...config,
		enforce: base.config.enforce,
		extraOutputs,
		tolerances: tolerances.map(readTolerance),
		match,
		memory: {
			...config.memory,
			known,
			regression,
			waivers
		}
	};
}
function recordTolerance({ output, unit, fail, warn, topOneAxis, precedence }) {
	return {
		output,
		...unit === void 0 ? {} : { unit },
		fail: { ...fail },
		warn: { ...warn },
		...topOneAxis === void 0 ? {} : { topOneAxis },
		precedence
	};
}
/** A result may come from anywhere: limits that this version does not know would not be applied, so they are refused. */
function readTolerance({ output, unit, fail, warn, topOneAxis, precedence }) {
	return {
		output,
		unit,
		fail: knownLimits(fail),
		warn: knownLimits(warn),
		topOneAxis,
		precedence
	};
}
function knownLimits(limits) {
	const unknown = Object.keys(limits).find((key) => !limitNames.has(key));
	if (unknown === void 0) return limits;
	throw new UnjudgedError(`config-from is base, but its limit "${unknown.slice(0, 40)}" is not known to this fp16-gate.`, { advice: "Run the gate on the base branch with this version once." });
}

// src/steps/open-inputs.ts
/** Notes what model and samples are. Their hashes read every byte. */
function noteInputs(config, opened, samples, record) {
	if (opened !== void 0) record.model = describeModel(opened);
	record.samples = describeSamples(samples, config.samples);
}
/** Opens model and samples. */
async function openInputs(config, { log }, record) {
	const startMs = performance.now();
	const opened = config.model === void 0 ? void 0 : openModel(config.model);
	const samples = await openSamples(config.samples);
	record.noise.push(...referenceNoise(samples));
	record.timings.readMs = performance.now() - startMs;
	const count = samples.samples.length;
	log.info(`${count} ${count === 1 ? "sample" : "samples"} in ${config.samples}`);
	return {
		opened,
		samples
	};
}
/** How far two runs of the reference itself were apart, as the training side measured it. */
function referenceNoise({ manifest }) {
	return Object.entries(manifest?.runToRunDifference ?? {}).map(([output, value]) => ({
		output,
		metric: "max-abs",
		value
	}));
}

// src/engines/git-files.ts
const defaultTimeoutMs = 2e4;
/**
* The Python files that git tracks in the checkout at `root`. git runs without a shell, without hooks and file system
* monitors (either would run a program that the checkout's configuration names), without any `GIT_*` variable of
* ours, and does not look above `root`. Never throws: without git, in a checkout of another owner, or when the list is
* longer than what a child may write, a reason is returned.
*/
async function listTrackedPython(root, environment, timeoutMs = defaultTimeoutMs) {
	const git = findOnPath("git", environment);
	if (git === void 0) return { reason: "git was not found on PATH" };
	try {
		const report = await runGit(git, [
			"ls-files",
			"-z",
			"--cached",
			"--",
			"*.py"
		], {
			root,
			environment,
			timeoutMs
		});
		const failure = childFailure("git", report, "while listing tracked files");
		if (failure !== void 0) return { reason: failure.message };
		if (report.stdoutCut) return { reason: "git tracks more Python files here than one list may hold (1 MiB of paths)" };
		return { files: [...new Set(report.stdout.split("\0").filter((path) => path !== ""))] };
	} catch (error) {
		return { reason: describeError(error) };
	}
}
/** The commit that is checked out at `root`; undefined where git can't say. Never throws. */
async function headCommit(root, environment, timeoutMs = defaultTimeoutMs) {
	const commit = await askGit([
		"rev-parse",
		"--verify",
		"HEAD"
	], {
		root,
		environment,
		timeoutMs
	});
	return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit) ? commit : void 0;
}
/** The address of the remote `origin` of the checkout at `root`; undefined where git can't say. Never throws. */
async function originAddress(root, environment, timeoutMs = defaultTimeoutMs) {
	const address = await askGit([
		"config",
		"--get",
		"remote.origin.url"
	], {
		root,
		environment,
		timeoutMs
	});
	return address === "" ? void 0 : address;
}
/** One line of git's answer; empty where it has none. */
async function askGit(args, setting) {
	const git = findOnPath("git", setting.environment);
	if (git === void 0) return "";
	try {
		return (await runGit(git, args, setting)).stdout.trim();
	} catch {
		return "";
	}
}
function runGit(git, args, { root, environment, timeoutMs }) {
	return runChild({
		title: "git",
		file: git,
		args: [...hardening, ...args],
		cwd: root,
		env: {
			...childEnvironment("tool", environment),
			GIT_CEILING_DIRECTORIES: dirname(root),
			GIT_OPTIONAL_LOCKS: "0",
			GIT_TERMINAL_PROMPT: "0",
			LC_ALL: "C"
		},
		timeoutMs
	});
}
const hardening = [
	"--no-pager",
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.hooksPath=/dev/null"
];

// src/files/checkout.ts
const maxSourceBytes = 4 * 2 ** 20;
/** Lines of the files in use are kept; a model names some dozens. */
const maxKeptFiles = 64;
/**
* The checkout that holds `startDirectory`, or why there is none. Never throws for what it finds on disk.
*/
async function openCheckout(startDirectory, listFiles) {
	const root = findCheckoutRoot(startDirectory);
	if (root === void 0) return { reason: `${startDirectory} is in no git checkout` };
	const listed = await listFiles(root);
	if ("reason" in listed) return listed;
	const index = indexFiles(listed.files);
	const kept = /* @__PURE__ */ new Map();
	return {
		root,
		resolveSource: (frame) => resolveFrame(root, index, kept, frame)
	};
}
/** The folder with `.git` that holds `startDirectory`, links resolved; undefined when there is none. */
function findCheckoutRoot(startDirectory) {
	let folder;
	try {
		folder = realpathSync(startDirectory);
	} catch {
		return;
	}
	while (!existsSync(join(folder, ".git"))) {
		const parent = dirname(folder);
		if (parent === folder) return;
		folder = parent;
	}
	return folder;
}
function indexFiles(files) {
	const byName = /* @__PURE__ */ new Map();
	for (const file of files) {
		const name = file.slice(file.lastIndexOf("/") + 1);
		const namesakes = byName.get(name);
		if (namesakes === void 0) byName.set(name, [file]);
		else namesakes.push(file);
	}
	return {
		all: new Set(files),
		byName
	};
}
function resolveFrame(root, index, kept, frame) {
	if (frame.code === void 0) return unlinked("the model does not record the line's text, so it can't be checked");
	const file = findFile(root, index, frame.file);
	if (typeof file !== "string") return file;
	const lines = kept.get(file) ?? readLines(root, file);
	if (kept.size >= maxKeptFiles) kept.clear();
	kept.set(file, lines);
	if ("unlinked" in lines) return lines;
	const text = lines[frame.line - 1];
	if (text === void 0) return unlinked("the file has fewer lines than the model records");
	if (text.length > 1e3) return unlinked("the line is longer than what is compared");
	const code = plainText(text.trim());
	return code === "" || code !== plainText(frame.code.trim()) ? unlinked("the line no longer reads as the model records it") : {
		file,
		line: frame.line,
		code
	};
}
/** The tracked file that a recorded path means. */
function findFile(root, index, recorded) {
	const path = posixPath(recorded);
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.includes("..")) return unlinked("the recorded path goes upwards");
	if (isAbsolute(recorded) && isInside(root, recorded)) {
		const inside = relative(root, recorded).split(sep).join("/");
		return index.all.has(inside) ? inside : unlinked("the file is not tracked by git");
	}
	const plain = parts.join("/");
	if (!path.startsWith("/") && index.all.has(plain)) return plain;
	return findBySuffix(index, parts);
}
function findBySuffix(index, parts) {
	const candidates = index.byName.get(parts.at(-1) ?? "") ?? [];
	let best = [];
	let bestLength = 0;
	for (const candidate of candidates) {
		const length = commonEnd(candidate.split("/"), parts);
		if (length > bestLength) [best, bestLength] = [[], length];
		if (length === bestLength) best.push(candidate);
	}
	const [only, ...others] = best;
	if (only === void 0) return unlinked("no tracked file of this checkout has that name");
	return others.length === 0 ? only : unlinked(`${best.length} tracked files of this checkout end like the recorded path`);
}
function commonEnd(left, right) {
	let length = 0;
	while (length < left.length && length < right.length && left.at(-1 - length) === right.at(-1 - length)) length += 1;
	return length;
}
function posixPath(path) {
	return /^[A-Za-z]:[\\/]/.test(path) || path.includes("\\") && !path.includes("/") ? path.replace(/^[A-Za-z]:/, "").replaceAll("\\", "/") : path;
}
function isInside(root, path) {
	const inside = relative(root, path);
	return inside !== "" && !inside.startsWith("..") && !isAbsolute(inside);
}
function readLines(root, file) {
	const path = join(root, ...file.split("/"));
	if (plainText(file) !== file) return unlinked("the tracked file's name is too long or holds control characters");
	try {
		if (realpathSync(path) !== path || !lstatSync(path).isFile()) return unlinked("the tracked file is a link, behind a link, or no regular file");
		const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
		try {
			const stats = fstatSync(descriptor);
			return stats.isFile() && stats.size <= maxSourceBytes ? splitLines(readDescriptor(descriptor, stats.size)) : unlinked(`the tracked file is no regular file of at most ${maxSourceBytes} bytes`);
		} finally {
			closeSync(descriptor);
		}
	} catch {
		return unlinked("the tracked file can't be read");
	}
}
function readDescriptor(descriptor, sizeBytes) {
	const bytes = Buffer.alloc(sizeBytes);
	let done = 0;
	while (done < sizeBytes) {
		const count = readSync(descriptor, bytes, done, sizeBytes - done, done);
		if (count === 0) break;
		done += count;
	}
	return bytes.toString("utf8", 0, done);
}
/** Lines as Python counts them. */
function splitLines(text) {
	return text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
}
function unlinked(reason) {
	return {
		unlinked: true,
		reason
	};
}

// src/verdict/choose-baseline.ts
/** More results than this are not read for one choice. */
const mostRead = 50;
const mostNotes = 10;
const longestNote = 400;
const dayMs = 864e5;
/**
* Chooses base and accepted result from a source, newest first. Whatever is wrong with one result becomes a note, and
* the next is looked at; this never throws. The order of the source decides, not the dates: clocks of runners differ.
*/
async function chooseBaseline(source, options) {
	const notes = [];
	const note = (sentence) => {
		if (notes.length < mostNotes && !notes.includes(sentence)) notes.push(sentence.slice(0, longestNote));
	};
	let base;
	let accepted;
	let read = 0;
	try {
		for await (const found of source.earlier(options.key, note)) {
			read += 1;
			const earlier = usable(found, options, note);
			if (earlier === "too old") break;
			if (earlier !== void 0) {
				base ??= earlier;
				if (isAccepted(earlier.facts)) accepted ??= earlier;
			}
			if (accepted !== void 0) break;
			if (read === mostRead) {
				note(`Only the newest ${mostRead} earlier results were read; none of them was accepted.`);
				break;
			}
		}
	} catch (error) {
		note(`The earlier results could not be read to the end: ${describeError(error)}`);
	}
	if (base === void 0) note(nothingFound(source.asked, read));
	return {
		asked: source.asked,
		base,
		accepted,
		notes
	};
}
function nothingFound(asked, read) {
	return `No earlier result can be used${read === 0 ? "" : ` (${formatCount(read, "result")} looked at)`}, asked for ${quoteName(asked)}: judged by absolute limits only.`;
}
/**
* A pass, or what somebody accepted. A pass that only stands because its failure was known already is none, or a
* failure would become the measure of what is good.
*/
function isAccepted({ verdict, acceptance }) {
	if (acceptance !== void 0) return true;
	return verdict.kind === "pass" && verdict.findings.every(({ excuse }) => excuse?.kind !== "known");
}
function usable({ text, ...origin }, { key, now, maxAgeDays, read }, note) {
	const { name } = origin;
	let facts;
	try {
		facts = read(text, name);
	} catch (error) {
		note(`${quoteName(name)} is not used: ${describeError(error)}`);
		return;
	}
	if (facts.job === void 0 || facts.job.key !== key) {
		const own = facts.job === void 0 ? "names no key" : `is of ${quoteName(facts.job.key)}`;
		note(`${quoteName(name)} is not used: it ${own}, and this job is of ${quoteName(key)}.`);
		return;
	}
	if (facts.verdict.kind === "error" || facts.outputs.length === 0) {
		note(`${quoteName(name)} is not used: nothing was judged in that job.`);
		return;
	}
	const commit = origin.commit ?? facts.job.commit;
	const date = normalDate(origin.date ?? facts.job.date);
	const ageDays = ageOf(date, now, name, note);
	if (ageDays !== void 0 && ageDays > maxAgeDays) {
		const limit = `baseline-max-days allows ${formatCount(maxAgeDays, "day")}`;
		note(`${quoteName(name)} is not used: it is ${formatCount(Math.floor(ageDays), "day")} old, ${limit}.`);
		return "too old";
	}
	return {
		facts,
		origin,
		commit,
		date,
		ageDays
	};
}
function normalDate(text) {
	const ms = text === void 0 ? NaN : Date.parse(text);
	return Number.isNaN(ms) ? void 0 : new Date(ms).toISOString();
}
function ageOf(date, now, name, note) {
	const madeMs = date === void 0 ? NaN : Date.parse(date);
	if (Number.isNaN(madeMs)) {
		note(`${quoteName(name)} does not say when it was made, so its age is not known.`);
		return;
	}
	const days = (now.getTime() - madeMs) / dayMs;
	if (days < -1 / 24) note(`${quoteName(name)} is dated later than now: the clocks of two machines disagree.`);
	return Math.max(0, days);
}

// src/steps/recall.ts
/**
* Looks for the results of earlier jobs, as `baseline` says. This never throws: what stands in the way is a note, and
* the job is then judged by absolute limits only.
*/
async function recall(config, surroundings) {
	const { key, baselineMaxDays } = config.memory;
	const now = surroundings.now?.() ?? /* @__PURE__ */ new Date();
	const source = sourceOf(config, surroundings);
	const commit = surroundings.commit ?? await checkedOut(surroundings);
	const recollection = "reason" in source ? {
		asked: source.asked,
		base: void 0,
		accepted: void 0,
		notes: [source.reason]
	} : await chosen(source, {
		key,
		now,
		maxAgeDays: baselineMaxDays
	});
	return {
		job: {
			key,
			...commit === void 0 ? {} : { commit },
			date: now.toISOString()
		},
		now,
		recollection,
		effective: effectiveConfig(config, source.asked),
		enforce: config.enforce,
		loosened: await replacedFile(config, surroundings)
	};
}
async function chosen(source, wanted) {
	const { parseResult } = await import("./result.js");
	return await chooseBaseline(source, {
		...wanted,
		read: parseResult
	});
}
function sourceOf({ memory: { baseline } }, { baselines, workingDirectory }) {
	if (baseline === "none") return {
		asked: "none",
		reason: "No baseline was asked for: judged by absolute limits only."
	};
	if (baseline !== void 0 && baseline !== "artifact") return fileSource(baseline, workingDirectory);
	if (baselines !== void 0) return baselines;
	return baseline === void 0 ? {
		asked: "none",
		reason: "No baseline was given: judged by absolute limits only."
	} : {
		asked: "artifact",
		reason: "Artifacts can be had in a workflow run with a token only: judged by absolute limits only."
	};
}
async function checkedOut({ workingDirectory, environment }) {
	const root = findCheckoutRoot(workingDirectory);
	return root === void 0 ? void 0 : await headCommit(root, environment);
}
/** A baseline file of the repository that differs from the merge base's: this change brought it along. */
async function replacedFile({ memory: { baseline } }, { baselines, workingDirectory, log }) {
	if (baseline === void 0 || baseline === "none" || baseline === "artifact") return [];
	if (baselines?.readAtBase === void 0) return [];
	try {
		const before = await baselines.readAtBase(baseline);
		const source = fileSource(baseline, workingDirectory);
		let now;
		for await (const { text } of source.earlier("", () => void 0)) now = text;
		if (before === now || now === void 0) return [];
		const was = before === void 0 ? "none" : "that of the merge base";
		return [{
			setting: "baseline",
			subject: baseline,
			before: was,
			after: "replaced here",
			text: `baseline file ${quoteName(baseline)} ${was} -> replaced here`
		}];
	} catch (error) {
		log.warn(`Whether ${baseline} was changed here can't be told: ${describeError(error)}`);
		return [];
	}
}

// src/gate.ts
/**
* Judges a model by its samples. Whatever goes wrong on the way becomes part of the result: this never throws, and a
* result without a complete comparison is never a pass.
* @param embedded the embedded engine, when it is the one that judges. Whoever started it ends it.
*/
async function judge(config, surroundings, embedded) {
	const startMs = performance.now();
	const record = emptyRecord(tool, config.enforce);
	record.environment = thisEnvironment();
	try {
		await collect(await judgedBy(config, surroundings, record), {
			...surroundings,
			record
		}, embedded);
	} catch (error) {
		record.failures.push(describeFailure(error));
	}
	record.timings.totalMs = performance.now() - startMs;
	const { composeResult } = await import("./compose-result.js");
	return composeResult(record);
}
/** Recalls earlier jobs, and settles by whose limits this one is judged. */
async function judgedBy(config, surroundings, record) {
	record.config = describeConfig(config);
	const memory = await recall(config, surroundings);
	record.memory = memory;
	record.config = describeConfig(config, memory.effective);
	if (config.memory.configFrom === "own") return config;
	const based = configOfBase(config, memory.recollection.base?.facts);
	const effective = effectiveConfig(based, memory.effective.baseline);
	record.enforcement = based.enforce;
	record.memory = {
		...memory,
		effective,
		enforce: based.enforce
	};
	record.config = describeConfig(based, effective);
	return based;
}
/** The steps, in order. What each learns is kept in the record, also when a later one fails. */
async function collect(config, context, embedded) {
	const { realEngine } = config;
	if (config.engine === "recorded") await judgeRecorded(config, context);
	else if (realEngine !== void 0) await judgeReal(config, realEngine, context);
	else if (embedded !== void 0) await judgeEmulated(config, context, embedded);
	else throw new Error("the embedded engine was not started");
}
async function judgeReal(config, realEngine, context) {
	const work = createWorkFolder();
	try {
		const { judgeOnEngine } = await import("./judge-engine.js");
		await judgeOnEngine(config, realEngine, {
			...context,
			workFolder: work.path
		});
	} finally {
		if (realEngine.keepWork) context.log.info(`Work folder: ${work.keep()}`);
		else work.remove();
	}
}
async function judgeRecorded(config, { record, ...surroundings }) {
	record.engine = {
		name: "recorded",
		notes: []
	};
	const { opened, samples } = await openInputs(config, surroundings, record);
	try {
		noteInputs(config, opened, samples, record);
		record.skipped.push({
			kind: "conversion",
			reason: "recorded outputs are compared without running anything"
		});
		const unavailable = opened === void 0 ? void 0 : explainUnavailable(opened);
		if (unavailable !== void 0) record.layersUnavailable = `layers unavailable: ${unavailable}`;
		const candidates = recordedOutputs(samples.samples);
		record.judged = compareLeg("engine-fp16", samples.samples, candidates, config, record);
	} finally {
		samples.close();
		opened?.close();
	}
}
async function judgeEmulated(config, context, { version, started }) {
	const { record } = context;
	record.engine = {
		name: "emulated",
		version,
		notes: []
	};
	const { engine, session, options } = started();
	const shared = shareSession(engine, session, options);
	const { opened, samples } = await openInputs(config, context, record);
	try {
		const { workFolder } = options;
		const opening = {
			...context,
			workFolder,
			engine: shared.engine,
			session
		};
		if (config.candidate === void 0) await judgeOpened(opened, samples, config, opening);
		else {
			const { judgeCandidate } = await import("./judge-candidate.js");
			await judgeCandidate(config.candidate, opened, samples, config, opening);
		}
	} catch (error) {
		if (record.samples === void 0) noteInputs(config, opened, samples, record);
		throw error;
	} finally {
		samples.close();
		opened?.close();
	}
	await shared.close();
}
async function judgeOpened(opened, { samples, ...files }, config, context) {
	const { record, session, workFolder, log } = context;
	const { timeoutMs, overrides } = config;
	const given = overrides.planPath === void 0 ? void 0 : await import("./given-plan.js");
	const plan = given?.readGivenPlan(overrides.planPath, context.workingDirectory, opened);
	const run = await runEmulated(opened, samples, {
		session,
		workFolder,
		timeoutMs,
		log,
		...plan === void 0 ? {} : { plan },
		whileConverting: () => void Promise.all([import("./compose-result.js"), import("./render.js")]),
		whileRunning: (conversion) => {
			noteInputs(config, opened, {
				samples,
				...files
			}, record);
			if (conversion === void 0) record.skipped.push({
				kind: "conversion",
				reason: "the model is stored in half precision, so there is no FP32 model to compare"
			});
			else record.conversion = compareLeg("conversion", samples, conversion, config, record);
		}
	});
	record.engine?.notes.push(...run.notes);
	record.timings.emulateMs = run.emulateMs;
	record.timings.runMs = run.runMs;
	if (config.explain === "never") await letEnd(session);
	record.judged = compareLeg("emulation", samples, run.emulation, config, record);
	if (given !== void 0 && plan !== void 0) record.repair = given.describeGivenPlan(overrides.planPath, plan, {
		run,
		judged: record.judged
	});
	if (config.explain === "never") return;
	const { addExplanation, addInformingLegs } = await import("./inform2.js");
	await addInformingLegs(opened, samples, config, context);
	if (plan === void 0) await addExplanation(opened, samples, config, {
		...context,
		run,
		judged: record.judged
	});
}
/** Nothing more is asked of the engine: its process ends while this one works on. Whoever closes it learns how. */
async function letEnd(session) {
	session.close().catch(() => void 0);
	await setImmediate();
}

export { openSamples as $, tensorBytes as $t, writeModel as A, TensorProtoSchema as An, newFloatAttribute as At, readsOnlySizes as B, withUnit as Bn, isText as Bt, liftGraph as C, AttributeProtoSchema as Cn, blockElements as Ct, modelNameScope as D, ModelProtoSchema as Dn, findAttribute as Dt, withBodies as E, GraphProtoSchema as En, isControlFlow as Et, declaredShape as F, quoteName as Fn, thisEnvironment as Ft, indexGraph as G, sharedBlocks as Gt, plainText as H, failureExitCodes as Hn, textOf as Ht, elementType as I, formatAgainst as In, tool as It, createNameScope as J, mapInitializers as Jt, formalAt as K, graphSha256 as Kt, inferTypes as L, formatCount as Ln, openTensors as Lt, declaresHalfPrecision as M, TypeProto_TensorSchema as Mn, withinLimit as Mt, halfFormat as N, ValueInfoProtoSchema as Nn, describeConfig as Nt, newCast as O, NodeProtoSchema as On, floatAttribute as Ot, schemaOf as P, create as Pn, describeModel as Pt, openModel as Q, readInitializer as Qt, findShapeArithmetic as R, formatDuration as Rn, tensorFileExtensions as Rt, liftDeclaration as S, packedSizeBytes as Sn, roundToFloat16 as St, dropIdleCasts as T, FunctionProtoSchema as Tn, isCarrier as Tt, describeNode as U, readEarlier as Un, maxNpyPreambleBytes as Ut, maxProvenanceCharacters as V, describeFailure as Vn, scanJson as Vt, findValue as W, openNpy as Wt, valueNames as X, modelTensors as Xt, nodeNames as Y, namesRead as Yt, expandCall as Z, copyMessage as Zt, emulate as _, quote$1 as _n, keepInFp32 as _t, originAddress as a, memoryTensor as an, judgeOutputs as at, writeRounding as b, dataTypeOf as bn, decodeFloats as bt, askForTypes as c, tensorSizeBytes as cn, tensorWindow as ct, runInTurn as d, readBytes as dn, judgeRun as dt, tensorProto as en, asFloat32Tensor as et, startRun as f, sliceSource as fn, emptyRecord as ft, exposeOutputs as g, pointAt as gn, everythingFp32 as gt, modelSignature as h, isExternal as hn, everythingFp16 as ht, listTrackedPython as i, checkElements as in, compareLeg as it, decideRounding as j, TypeProtoSchema as jn, newIntAttribute as jt, newNode as k, OperatorSetIdProtoSchema as kn, intAttribute as kt, engineSample as l, checkRange as ln, windowElements as lt, checkSampleFits as m, externalLocation as mn, checkPlan as mt, openCheckout as n, keptWeightBytes as nn, encodePieces as nt, noteInputs as o, normaliseElements as on, compareRun as ot, writeForRun as p, checkLocation as pn, legPasses as pt, inlineFunctions as q, alignmentBytes as qt, headCommit as r, maxModelBytes as rn, encodedSizeBytes as rt, openInputs as s, storedTensor as sn, fillWindow as st, judge as t, gatherThresholdBytes as tn, encodeModel as tt, runEmulated as u, memorySource as un, readNumbers as ut, lift as v, dataTypeName as vn, globSpecificity as vt, liftNode as w, AttributeProto_AttributeType as wn, carriedInputPositions as wt, placeRounding as x, dtypeOf as xn, encodeFloat16s as xt, prepareEmulation as y, dataTypeNumber as yn, matchesGlob as yt, isShapeInput as z, formatFigure as zn, openByteFile as zt };