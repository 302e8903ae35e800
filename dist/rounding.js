import { i as InputError } from "./errors.js";
import { n as formatShape, r as elementSizeBytes, t as elementCount } from "./tensor.js";

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
const IMPLICIT$1 = 2;
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
					constant: member.presence == IMPLICIT$1 ? zeroValue : void 0,
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
		default: return desc.fields.some((f) => f.presence != IMPLICIT$1 && f.fieldKind != "message" && !f.oneof);
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
const IMPLICIT = 2;
const LEGACY_REQUIRED = 3;
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
	if (proto.label == LABEL_REQUIRED) return LEGACY_REQUIRED;
	if (proto.label == LABEL_REPEATED) return IMPLICIT;
	if (!!oneof || proto.proto3Optional) return EXPLICIT;
	if (isExtension) return EXPLICIT;
	const resolved = resolveFeature("fieldPresence", {
		proto,
		parent
	});
	if (resolved == IMPLICIT && (proto.type == TYPE_MESSAGE || proto.type == TYPE_GROUP)) return EXPLICIT;
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
	if (compiled === void 0) compiled = compileMessage(desc);
	return compiled;
}
function compileMessage(desc) {
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

// src/onnx/label.ts
/** Longest name that a message quotes in full; exporters reach 200 with module paths. */
const longestName = 240;
/** A name from a file, fit for a one-line message: quoted, control characters escaped, cut when absurdly long. */
function quote(name) {
	return JSON.stringify(name.length > longestName ? `${name.slice(0, longestName)}…` : name);
}
/** A node for messages: its name, else its first output, with the operator. */
function nodeLabel(node) {
	const operator = quote(node.opType).slice(1, -1);
	if (node.name !== "") return `node ${quote(node.name)} (${operator})`;
	const output = node.output.find((name) => name !== "");
	return output === void 0 ? `a nameless ${operator} node` : `the ${operator} node of ${quote(output)}`;
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
	const where = `${nodeLabel(call)} calls function ${quote(definition.name)} of domain ${quote(definition.domain)}`;
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
	if (source === "") throw new InputError(`${nodeLabel(call)} leaves out the function's input ${quote(formal)}, yet takes it as an output.`, { advice: "Export the model again: the call does not fit the function." });
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
		if (entries.has(key)) throw new InputError(`${where} states its external data's ${quote(key)} twice.`, { advice: reexport$2 });
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
	if (reason !== void 0) throw new InputError(`${where}: its external data is at ${quote(location)}, ${reason}.`, { advice: "External data must lie in the model's folder or below it; save the model again with a plain file name." });
	const parts = location.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.length === 0) throw new InputError(`${where}: its external data is at ${quote(location)}, which is a folder.`, { advice: reexport$2 });
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
	if (!Number.isSafeInteger(count)) throw new InputError(`${where}: its external data has ${key} ${quote(text)}, not a number of bytes.`, { advice: reexport$2 });
	return count;
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
		else if (!provided(name)) throw new InputError(`${where}: ${nodeLabel(node)} reads ${quote(name)}, which no node, input or initializer provides.`, { advice: "Export the model again; a graph that was cut or edited by hand looks like this." });
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
		throw new InputError(`${where}: the initializer ${quote(name)} is sparse, which is not supported.`, { advice: "Store it dense: replace graph.sparse_initializer by graph.initializer before saving." });
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
		})) throw new InputError(`${where}: output ${quote(name)} is made by no node, and is no input or initializer.`, { advice: reexport });
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
	if (missing !== void 0) throw new InputError(`${where}: output ${quote(missing)} is made by no node of its body.`, { advice: reexport });
}
/** Two initializers of one name: ONNX Runtime silently takes the second, others the first. */
function checkInitializers(graph, names, where) {
	const initializers = /* @__PURE__ */ new Set();
	for (const tensor of graph.initializer) {
		addName(initializers, tensor.name, "initializer", where);
		checkTensor(tensor, `${where}: initializer ${quote(tensor.name)}`);
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
			if (name !== "" && outer !== void 0 && isVisible(name, outer)) throw new InputError(`${where}: ${nodeLabel(node)} makes ${quote(name)}, a name that the graph around it defines already.`, { advice: reexport });
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
				throw new InputError(`${where}: ${quote(name)} is made twice, by ${first} and by ${nodeLabel(node)}.`, { advice: reexport });
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
			const what = attribute.name === "" ? "an attribute without a name" : `attribute ${quote(attribute.name)} twice`;
			throw new InputError(`${where}: ${nodeLabel(node)} has ${what}.`, { advice: reexport });
		}
		if (attribute.refAttrName !== "" && !inFunction) throw new InputError(`${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)} refers to ${quote(attribute.refAttrName)}, an attribute of a function, but stands in none.`, { advice: reexport });
		seen.add(attribute.name);
		checkAttributeTensors(attribute, node, where);
	}
	for (const graph of subgraphsOf(node)) checkGraphWithin(graph, {
		...surroundings,
		where: `${where}: in ${nodeLabel(node)}`
	});
}
function checkAttributeTensors(attribute, node, where) {
	if (attribute.sparseTensor !== void 0 || attribute.sparseTensors.length > 0) throw new InputError(`${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)} is a sparse tensor, which is not supported.`, { advice: "Store it dense: replace sparse_value by value." });
	for (const tensor of attribute.t === void 0 ? attribute.tensors : [attribute.t, ...attribute.tensors]) checkTensor(tensor, `${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)}`);
}
function addName(names, name, kind, where) {
	if (name === "") throw new InputError(`${where}: an ${kind} has no name.`, { advice: reexport });
	if (names.has(name)) throw new InputError(`${where}: two ${kind}s are called ${quote(name)}.`, { advice: reexport });
	names.add(name);
}

// src/onnx/model-tensors.ts
/** Every tensor of a model: initializers and attribute values, also in subgraphs and functions, in file order. */
function* modelTensors(model) {
	if (model.graph !== void 0) yield* graphTensors(model.graph);
	for (const { node, attributeProto } of model.functions) {
		yield* nodeTensors(node);
		yield* attributeTensors(attributeProto);
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
	for (const { attribute } of nodes) if (attribute.length > 0) yield* attributeTensors(attribute);
}
function* attributeTensors(attributes) {
	for (const { t, tensors, g, graphs } of attributes) {
		for (const tensor of t === void 0 ? tensors : [t, ...tensors]) yield {
			tensor,
			kind: "attribute"
		};
		for (const graph of g === void 0 ? graphs : [g, ...graphs]) yield* graphTensors(graph);
	}
}

// src/onnx/wire-format.ts
const varint = 0;
const bit64 = 1;
const delimited = 2;
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
		case delimited: {
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
	if (wireType !== field.wireType && !(field.packable && wireType === delimited)) throw malformed(walk, `wire type ${wireType} at byte ${start}, where ${field.wireType} belongs`);
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
			packable: field.fieldKind === "list" && wireType !== delimited,
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
	if (message !== void 0 || scalar !== void 0 && delimitedTypes.has(scalar)) return delimited;
	if (scalar !== void 0 && bit32Types.has(scalar)) return bit32;
	return scalar !== void 0 && bit64Types.has(scalar) ? bit64 : varint;
}

// src/onnx/decode.ts
/** The structure of a file is read in pieces of this size. */
const windowBytes = 65536;
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
			const next = Math.min(bytes.byteLength, Math.max(end, loaded + windowBytes));
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
		if (other !== void 0 && other !== version) throw new InputError(`${where}: operator domain ${quote(key || "ai.onnx")} is imported at versions ${other} and ${version}.`, { advice: "Export the model again." });
		versions.set(key, version);
	}
}
function checkFunctions(functions, sourceName) {
	const seen = /* @__PURE__ */ new Set();
	for (const definition of functions) {
		const { domain, name, overload } = definition;
		const where = `${sourceName}: function ${quote(name)} of domain ${quote(domain)}`;
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
	if (isDefaultDomain(definition.domain)) throw new InputError(`function ${quote(definition.name)} takes a name in the domain of ONNX itself, so runtimes disagree on what ${nodeLabel(call)} means.`, { advice: "Export the functions into a domain of their own, or inline them with onnx.inliner." });
	if (callers.includes(definition)) {
		const chain = [...callers.slice(callers.indexOf(definition)), definition];
		throw new InputError(`the model's functions call each other in a circle: ${chain.map(({ name }) => quote(name)).join(" calls ")}.`, { advice: "ONNX does not allow recursion: export the model again." });
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
	if (present !== void 0) throw new InputError(`function ${quote(definition.name)} uses operators of ${quote(domain || "ai.onnx")} version ${wanted}, the model version ${present} (${nodeLabel(node)}).`, { advice: "Export both with one opset_version, or inline the functions before (onnx.inliner with convert_version)." });
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
	return `op ${node.proto.opType} (domain ${domain}) of node ${quote(node.id)}`;
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
		if (value === void 0) throw new InputError(`Output ${quote(output.name)} is made by no node.`, { advice: "Export the model again." });
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
		if (value === void 0 || !isMade(value, indexing)) throw new InputError(`Node ${quote(node.id)} reads tensor ${quote(name)}, which no earlier node makes: the graph has a cycle or a gap.`, { advice: "Export the model again." });
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
	const where = `tensor ${quote(tensor.name)}`;
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
	if (openExternal === void 0) throw new InputError(`${where} is external data (${quote(location.location)}), but only the model's bytes are here.`, { advice: "Give the model as a file beside its data." });
	const source = openExternal(location, where);
	checkExternalSize(location, sizeBytes, source.sizeBytes, where);
	return source;
}
/** Checks that the bytes of a tensor lie inside its file. Throws InputError with both sizes. */
function checkExternalSize(location, sizeBytes, fileSizeBytes, where) {
	if (location.offsetBytes + sizeBytes > fileSizeBytes) throw new InputError(`${where} takes ${sizeBytes} bytes of ${quote(location.location)} from byte ${location.offsetBytes} on, but that file has ${fileSizeBytes} bytes.`, { advice: "The data file is truncated or belongs to another export: copy or export both again." });
}
/**
* The elements of a tensor that is in the model itself, in the layout of raw_data: C order, little-endian, elements
* below 8 bits packed. A view where raw_data is used. The tensor must have passed `checkTensor` and hold no texts.
* Throws InputError for a value that its element type cannot hold.
*/
function tensorBytes(tensor) {
	if (tensor.rawData.byteLength > 0) return tensor.rawData;
	const where = `tensor ${quote(tensor.name)}`;
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
	if (values.byteLength !== expected) throw new RangeError(`tensor ${quote(name)}: ${values.byteLength} bytes for ${formatShape(shape)} ${dtype}, which takes ${expected}`);
	return create(TensorProtoSchema, {
		name,
		dataType: dataTypeNumber(dtype),
		dims: shape.map(BigInt),
		rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
	});
}

// src/onnx/module-path.ts
/** More levels or characters than this are not a module path. */
const maxPathParts = 128;
const maxNameCharacters = 2e3;
/**
* One path out of the scopes from the root module inwards. Exporters state each scope as a whole path (`blocks`,
* `blocks.2`, `blocks.2.attn`), some levels may lack; a shared module keeps the path it was registered under. Only a
* bare index below a scope (`blocks`, `2`) can't be a whole path there, and shows that all are relative.
*/
function joinScopes(scopes) {
	const named = scopes.filter((scope) => scope !== "");
	return named.some((scope, level) => level > 0 && isDigits(scope)) ? joinRelative(named) : named.at(-1) ?? "";
}
/** Each scope is relative to the one before, but a member of a container repeats it: `mlp`, `mlp.1`, `mlp.1.0`. */
function joinRelative(scopes) {
	const parts = [];
	for (const scope of scopes) {
		const container = parts.at(-1);
		if (container !== void 0 && (scope === container || scope.startsWith(`${container}.`))) parts.pop();
		parts.push(scope);
	}
	return parts.join(".");
}
/** `L['self'].blocks[0]` and `L__self___head` are what early exporters called `blocks.0` and `head`; `@1` counts calls. */
function withoutRoot(scope) {
	let path = scope.startsWith("L['self']") ? scope.slice(9) : scope;
	if (path.startsWith("L__self__")) path = path.slice(path.startsWith("L__self___") ? 10 : 9);
	if (path.includes("[")) path = path.replace(/\[['"]?(\w{1,64})['"]?\]/g, ".$1");
	if (path.includes("@")) path = path.replace(/@\d{1,9}(?=\.|$)/g, "");
	return path.startsWith(".") ? path.slice(1) : path;
}
/**
* Reads module paths out of the node names of PyTorch's older exporter, `/layer1/layer1.0/conv1/Conv` ->
* `layer1.0.conv1`. The last part is the operation. The second call of a module is `norm_1`; since a module may be
* called so, the number is dropped only when the same place has a `norm`, and no parameter belongs to a `norm_1`.
*
* `nodeNames` and `parameterNames` are all of the model's. The function returns undefined for any other name.
*/
function createNodeNameReader(nodeNames, parameterNames) {
	const scopes = /* @__PURE__ */ new Set();
	for (const name of nodeNames) addScopes(name, scopes);
	const modules = scopes.size === 0 ? /* @__PURE__ */ new Set() : parameterModules(parameterNames);
	const known = /* @__PURE__ */ new Map();
	return (nodeName) => {
		const scope = scopeOf(nodeName);
		if (scope === void 0) return;
		if (!known.has(scope)) known.set(scope, readScope(scope, scopes, modules));
		return known.get(scope);
	};
}
/** What stands before the operation, `/layer1/layer1.0`; empty in the root module. */
function scopeOf(name) {
	return name.startsWith("/") && name.length <= maxNameCharacters ? name.slice(0, name.lastIndexOf("/")) : void 0;
}
function addScopes(name, into) {
	let scope = scopeOf(name);
	while (scope !== void 0 && scope !== "" && !into.has(scope)) {
		into.add(scope);
		scope = scope.slice(0, scope.lastIndexOf("/"));
	}
}
function readScope(scope, scopes, modules) {
	const parts = scope.split("/");
	if (parts.length > maxPathParts) return;
	const names = [];
	let parent = "";
	for (const part of parts.slice(1)) {
		const place = `${parent}/${part}`;
		if (part !== "") names.push(withoutCallNumber(part, parent, names, scopes, modules));
		parent = place;
	}
	return joinRelative(names);
}
function withoutCallNumber(part, parent, names, scopes, modules) {
	const cut = part.lastIndexOf("_");
	if (cut <= 0 || !isDigits(part.slice(cut + 1))) return part;
	const first = part.slice(0, cut);
	const isCalledSo = modules.has(joinRelative([...names, part]));
	const parentCut = parent.lastIndexOf("_");
	const firstParent = parentCut > 0 && isDigits(parent.slice(parentCut + 1)) ? parent.slice(0, parentCut) : parent;
	return (scopes.has(`${parent}/${first}`) || scopes.has(`${firstParent}/${first}`)) && !isCalledSo ? first : part;
}
/** Every module that owns a parameter, and the modules around it. */
function parameterModules(names) {
	const modules = /* @__PURE__ */ new Set();
	for (const name of names) {
		let module = parameterModule(name);
		while (module !== void 0 && module !== "" && !modules.has(module)) {
			modules.add(module);
			module = module.slice(0, Math.max(0, module.lastIndexOf(".")));
		}
	}
	return modules;
}
/**
* The module that a parameter or buffer belongs to, by its name: `blocks.2.attn.qkv.weight` -> `blocks.2.attn.qkv`.
* Undefined for names without a module and for those that exporters invent (`onnx::MatMul_12`, `val_3`).
*/
function parameterModule(name) {
	if (name.length > maxNameCharacters) return;
	const parts = name.split(".");
	return parts.length > 1 && parts.length <= maxPathParts && parts.every(isIdentifier) && !isDigits(parts.at(-1) ?? "") ? parts.slice(0, -1).join(".") : void 0;
}
function isIdentifier(part) {
	return /^[\p{L}\p{N}_]+$/u.test(part);
}
function isDigits(text) {
	return /^\d+$/.test(text);
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

// src/onnx/provenance-frames.ts
/** Only the innermost frames matter, and real traces take some 5 kB. */
const maxTraceCharacters = 65536;
const maxVisitedFrames = 2048;
const maxKeptFrames = 16;
const frameStart = "File \"";
const installedMark = "site-packages";
/** Frames repeat from node to node; a hostile model that never repeats one must not fill the memory. */
const maxRememberedFrames = 8192;
/** `readStackTrace` for many traces: frames that they share are parsed once. */
function createTraceReader() {
	const known = /* @__PURE__ */ new Map();
	const readOwn = (text) => {
		let found = known.get(text);
		if (found === void 0 && !known.has(text)) {
			const parsed = readFrame(text);
			found = parsed === void 0 || isInstalled(parsed.file) ? void 0 : parsed;
			if (known.size >= maxRememberedFrames) known.clear();
			known.set(text, found);
		}
		return found;
	};
	return (trace) => {
		const text = trace.length > maxTraceCharacters ? trace.slice(-65536) : trace;
		const frames = [];
		const spans = frameSpans(text);
		for (let index = spans.length - 1; index >= 0 && frames.length < maxKeptFrames; index -= 1) {
			const found = readOwn(text.slice(...spans[index] ?? []));
			if (found !== void 0) frames.push(found);
		}
		return frames;
	};
}
/**
* Where frames start and end, of the last `maxVisitedFrames`. Most are of installed packages: those that say so in the
* line of the file are passed over without being copied. Both searches only move forwards, so the time is linear.
*/
function frameSpans(text) {
	const spans = [];
	let installed = text.indexOf(installedMark);
	let isOwn = false;
	let start = 0;
	for (let at = text.indexOf(frameStart); at >= 0; at = text.indexOf(frameStart, at + 6)) if (startsLine(text, at)) {
		if (isOwn) spans.push([start, at]);
		if (installed >= 0 && installed < at) installed = text.indexOf(installedMark, at);
		const lineEnd = installed < 0 ? -1 : text.indexOf("\n", at);
		isOwn = installed < 0 || lineEnd >= 0 && lineEnd < installed;
		start = at;
	}
	if (isOwn) spans.push([start, text.length]);
	return spans.slice(-2048);
}
function startsLine(text, start) {
	let at = start - 1;
	while (at >= 0 && text[at] === " ") at -= 1;
	return at < 0 || text[at] === "\n";
}
/** `File "net.py", line 12, in forward`, then the line's text. */
function readFrame(text) {
	const [header = "", code = ""] = text.split("\n", 2);
	const afterFile = header.indexOf("\", line ");
	if (afterFile < 0 || afterFile > 1e3) return;
	const [line = "", ...named] = header.slice(afterFile + 8).split(", in ");
	return frame(header.slice(6, afterFile), line, named.join(", in "), code);
}
function frame(path, digits, name, code) {
	const file = plainText(path);
	if (file === "" || !/^[1-9]\d{0,8}$/.test(digits.trim())) return;
	const [shownName, shownCode] = [plainText(name), plainText(code.trim())];
	return {
		file,
		line: Number(digits),
		...shownName === "" ? {} : { function: shownName },
		...shownCode === "" ? {} : { code: shownCode }
	};
}
/**
* The same from a doc string of PyTorch's older exporter, innermost frame first: `net.py(12): forward`, and
* `# net.py:12:4` for scripted code. Neither form has the line's text.
*/
function readDocString(docString) {
	const frames = [];
	if (docString === "") return frames;
	for (const line of docString.slice(0, maxTraceCharacters).split("\n", maxVisitedFrames)) {
		const found = line.length > 2 * 1e3 ? void 0 : readDocLine(line.trim());
		if (found !== void 0 && !isInstalled(found.file) && frames.length < maxKeptFrames) frames.push(found);
	}
	return frames;
}
function readDocLine(line) {
	const comment = line.lastIndexOf("# ");
	if (comment >= 0) {
		const [column, row, ...path] = line.slice(comment + 2).split(":").reverse();
		return /^\d+$/.test(column ?? "") ? frame(path.reverse().join(":"), row ?? "", "", "") : void 0;
	}
	const close = line.lastIndexOf("): ");
	const open = close < 0 ? -1 : line.lastIndexOf("(", close);
	return open <= 0 ? void 0 : frame(line.slice(0, open), line.slice(open + 1, close), line.slice(close + 3), "");
}
const packageFolders = /* @__PURE__ */ new Set(["site-packages", "dist-packages"]);
/** Folders and files of PyTorch, wherever its sources lie: `torch` alone may be a folder of anyone's project. */
const torchSources = /* @__PURE__ */ new Set([
	"nn/modules",
	"nn/functional.py",
	"nn/parallel",
	"nn/utils",
	"functional.py"
]);
/** Whether a file belongs to PyTorch, an installed package, Python itself or generated code. */
function isInstalled(file) {
	if (file.startsWith("<")) return true;
	const parts = file.replaceAll("\\", "/").split("/");
	return parts[0] === "torch" || parts.some((part, index) => {
		const next = parts[index + 1] ?? "";
		return packageFolders.has(part) || isPythonFolder(part, parts[index - 1], next) || part === "torch" && (next.startsWith("_") || torchSources.has(next) || torchSources.has(`${next}/${parts[index + 2]}`));
	});
}
/** `lib/python3.11/…` and, on Windows, `Python311\Lib\…`; a path relative to its folder starts with `python3.11`. */
function isPythonFolder(part, before, next) {
	return /^python\d{0,3}(?:\.\d{1,3})?$/i.test(part) && part.length > 6 && (before === void 0 || before === "lib" || before === "lib64" || next === "Lib" || next === "lib");
}

// src/onnx/provenance-scopes.ts
/** A longer list is no module path: twenty levels of modules take about 2,000 characters. */
const maxListCharacters = 16384;
/**
* The module in the metadata of PyTorch's dynamo exporter. `scopes` and `classes` are Python list literals that go from
* the root module to the operation itself (`['', 'stem', 'stem.1', 'relu']`); `namespace` has both in one text
* (`: net.Net/stem: nn.Sequential/relu: aten.relu.default`). Undefined when none names a module, as for nodes that
* the exporter made itself.
*/
function statedModule(scopes, classes, namespace) {
	const paths = scopes === void 0 ? void 0 : readStringList(scopes);
	const names = classes === void 0 ? void 0 : readStringList(classes);
	if (paths !== void 0 && paths.length > 1 && names?.length === paths.length) return describe(paths.slice(0, -1), names.at(-2));
	const levels = namespace === void 0 ? void 0 : readNamespace(namespace);
	const outer = paths !== void 0 && paths.length > 1 ? paths : levels?.paths;
	return outer !== void 0 && outer.length > 1 ? describe(outer.slice(0, -1), levels?.classes.at(-2)) : void 0;
}
function describe(scopes, moduleClass) {
	const module = plainText(joinScopes(scopes.map(withoutRoot)));
	const name = moduleClass === void 0 ? "" : plainText(bareClass(moduleClass));
	return name === "" ? { module } : {
		module,
		moduleClass: name
	};
}
/** `<class 'net.Block'>` is how early versions printed a class. */
function bareClass(name) {
	return name.startsWith("<class '") && name.endsWith("'>") ? name.slice(8, -2) : name;
}
function readNamespace(text) {
	if (text.length > maxListCharacters) return;
	const levels = text.split("/").map((level) => level.split(": "));
	return levels.every((level) => level.length === 2) ? {
		paths: levels.map(([path = ""]) => path),
		classes: levels.map(([, name = ""]) => name)
	} : void 0;
}
const escapes = {
	n: "\n",
	r: "\r",
	t: "	"
};
/** A Python list of string literals; undefined for anything else. One pass, no backtracking. */
function readStringList(text) {
	const source = text.length > maxListCharacters ? "" : text.trim();
	if (!source.startsWith("[") || !source.endsWith("]")) return;
	const items = [];
	for (let at = 1; at < source.length - 1;) {
		const character = source[at] ?? "";
		if (character === "'" || character === "\"") {
			const literal = readLiteral(source, at);
			if (literal === void 0) return;
			items.push(literal.value);
			at = literal.end;
		} else if (character === "," || character === " ") at += 1;
		else return;
	}
	return items;
}
function readLiteral(source, start) {
	const quote = source[start] ?? "";
	let value = "";
	for (let at = start + 1;;) {
		const close = source.indexOf(quote, at);
		if (close < 0) return;
		const backslash = source.indexOf("\\", at);
		if (backslash < 0 || backslash > close) return {
			value: value + source.slice(at, close),
			end: close + 1
		};
		const escaped = source[backslash + 1] ?? "";
		value += source.slice(at, backslash) + (escapes[escaped] ?? escaped);
		at = backslash + 2;
	}
}

// src/onnx/provenance.ts
const unknownOrigin = "neither the metadata of PyTorch's dynamo exporter nor the node names of the older one lead to a module";
/** The same for a graph that is indexed already. */
function graphProvenance(graph) {
	const readName = createNodeNameReader(graph.nodes.map((node) => node.proto.name), initializers(graph.main).map((value) => value.name));
	const readTrace = createTraceReader();
	const found = /* @__PURE__ */ new Map();
	for (const node of graph.nodes) found.set(node.id, ownProvenance(node.proto, readName, readTrace));
	inherit(graph, found);
	return found;
}
function initializers(scope) {
	return [...scope.values.values()].filter((value) => value.initializer !== void 0);
}
function none(frames) {
	return {
		frames,
		origin: "none",
		reason: unknownOrigin
	};
}
/** What the node itself states. */
function ownProvenance(proto, readName, readTrace) {
	let [trace, scopes, classes, namespace] = [];
	for (const { key, value } of proto.metadataProps) if (key === "pkg.torch.onnx.stack_trace") trace = value;
	else if (key === "pkg.torch.onnx.name_scopes") scopes = value;
	else if (key === "pkg.torch.onnx.class_hierarchy") classes = value;
	else if (key === "namespace") namespace = value;
	const frames = trace === void 0 ? readDocString(proto.docString) : readTrace(trace);
	const stated = statedModule(scopes, classes, namespace);
	if (stated !== void 0) return {
		...stated,
		frames,
		origin: "metadata"
	};
	const module = readName(proto.name);
	return module === void 0 ? none(frames) : {
		module: plainText(module),
		frames,
		origin: "name"
	};
}
/**
* Fills gaps: forwards from the producer of the first input that has one, then backwards from the first consumer,
* then forwards again for what hangs on a node that only the backward pass reached.
*/
function inherit(graph, found) {
	const gaps = graph.nodes.filter((node) => found.get(node.id)?.module === void 0);
	const take = (node, sources) => {
		const own = found.get(node.id);
		if (own === void 0 || own.module !== void 0) return;
		for (const source of sources) {
			const { module, moduleClass, frames = [] } = found.get(source.id) ?? {};
			if (module !== void 0) {
				found.set(node.id, {
					module,
					...moduleClass === void 0 ? {} : { moduleClass },
					frames: own.frames.length > 0 ? own.frames : frames,
					origin: "inherited"
				});
				return;
			}
		}
	};
	const owners = gaps.length === 0 ? /* @__PURE__ */ new Map() : bodyOwners(graph);
	const forwards = () => gaps.forEach((node) => take(node, producers(node, owners)));
	forwards();
	[...gaps].reverse().forEach((node) => take(node, consumers(node)));
	forwards();
}
function bodyOwners(graph) {
	return new Map(graph.nodes.flatMap((node) => node.bodies.map(({ scope }) => [scope, node])));
}
/** Nodes that make this one's inputs, in order; inside a body its owner comes last. */
function* producers(node, owners) {
	for (const value of node.inputs) if (value?.producer !== void 0) yield value.producer.node;
	const owner = owners.get(node.scope);
	if (owner !== void 0) yield owner;
}
function* consumers(node) {
	for (const value of node.outputs) for (const use of value?.uses ?? []) yield use.node;
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

export { modelTensors as $, readInitializer as A, dataTypeNumber as At, readBytes as B, roundToFloat16 as C, localMessageMapper as Ct, maxProvenanceCharacters as D, protoInt64 as Dt, graphProvenance as E, create as Et, normaliseElements as F, formalAt as G, describeNode as H, storedTensor as I, nodeNames as J, inlineFunctions as K, tensorSizeBytes as L, tensorProto as M, dtypeOf as Mt, checkElements as N, packedSizeBytes as Nt, plainText as O, ScalarType as Ot, memoryTensor as P, defaultOpset as Q, checkRange as R, encodeFloat16s as S, ValueInfoProtoSchema as St, inBlocks as T, WireType as Tt, findValue as U, sliceSource as V, indexGraph as W, decodeModel as X, valueNames as Y, decodeStructure as Z, intAttribute as _, ModelProtoSchema as _t, declaredShape as a, checkLocation as at, aligned as b, TypeProtoSchema as bt, missingDeclarations as c, isLocation as ct, carriedInputPositions as d, copyMessage as dt, gatherThresholdBytes as et, isCarrier as f, quote as ft, floatAttribute as g, GraphProtoSchema as gt, findAttribute as h, FunctionProtoSchema as ht, schemaOf as i, subgraphsOf as it, tensorBytes as j, dataTypeOf as jt, checkExternalSize as k, dataTypeName as kt, isShapeInput as l, pointAt as lt, isExact as m, AttributeProto_AttributeType as mt, declaresHalfPrecision as n, maxModelBytes as nt, elementType as o, externalLocation as ot, isControlFlow as p, AttributeProtoSchema as pt, createNameScope as q, halfFormat as r, namesRead as rt, inferTypes as s, isExternal as st, decideRounding as t, keptWeightBytes as tt, readsOnlySizes as u, expandCall as ut, newFloatAttribute as v, NodeProtoSchema as vt, blockElements as w, BinaryWriter as wt, decodeFloats as x, TypeProto_TensorSchema as xt, newIntAttribute as y, TensorProtoSchema as yt, memorySource as z };