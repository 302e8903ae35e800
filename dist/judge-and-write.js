import { r as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { a as UnjudgedError, i as InputError, n as EngineError, o as describeError, r as GateError, t as ConfigError } from "./errors.js";
import { _ as NEVER, f as record, h as union, m as string, n as array, p as strictObject, t as _enum, u as number } from "./schemas.js";
import { a as isFloat, c as writeFully, i as elementSizeBytes, n as elementCount, o as storageError, r as formatShape, s as writeFileAtomic, t as createWorkFolder } from "./work-folder.js";
import { O as formatFigure, T as formatAgainst, k as withUnit, w as shortenMiddle } from "./palette.js";
import { $ as dataTypeName, A as valueNames, At as WireType, B as describeNode, Bt as inBlocks, C as declaresHalfPrecision, Ct as GraphProtoSchema, D as readsOnlySizes, Dt as ValueInfoProtoSchema, E as isShapeInput, Et as TensorProtoSchema, F as namesRead, Ft as plainText, G as tensorBytes, H as indexGraph, I as subgraphsOf, It as aligned, J as maxModelBytes, K as tensorProto, L as modelTensors, Lt as decodeFloats, M as elementType, Mt as protoInt64, N as inferTypes, Nt as ScalarType, O as createNameScope, Ot as localMessageMapper, P as missingDeclarations, Pt as maxProvenanceCharacters, Q as pointAt, R as copyMessage, Rt as encodeFloat16s, S as decideRounding, St as FunctionProtoSchema, T as schemaOf, Tt as NodeProtoSchema, U as formalAt, V as findValue, W as readInitializer, X as externalLocation, Y as checkLocation, Z as isExternal, _t as intAttribute, a as scanSamples, b as inlineFunctions, bt as AttributeProtoSchema, dt as carriedInputPositions, et as dataTypeNumber, f as openSamples, ft as isCarrier, gt as floatAttribute, ht as findAttribute, i as rangeLeg, it as checkElements, j as declaredShape, jt as create, k as nodeNames, kt as BinaryWriter, mt as isExact, n as scanEntry, nt as dtypeOf, o as scanModel, p as roles, pt as isControlFlow, q as gatherThresholdBytes, rt as packedSizeBytes, tt as dataTypeOf, ut as quote, v as openModel, vt as newFloatAttribute, w as halfFormat, wt as ModelProtoSchema, x as defaultOpset, xt as AttributeProto_AttributeType, yt as newIntAttribute, z as graphProvenance, zt as blockElements } from "./scan-document.js";
import { c as childFailure, l as runChild, n as findNativeLibrary, s as findOnPath, t as createOnnxruntimeEngine, u as childEnvironment } from "./onnxruntime.js";
import { t as version } from "./version.js";
import { c as serializeResult, d as describeFailure, f as failureExitCodes, l as legKinds, m as quoteName, n as renderReport, p as describeFinding, s as parseResult, u as worstFinding } from "./render.js";
import { closeSync, constants, copyFileSync, existsSync, fstatSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, realpathSync, renameSync, rmSync, statSync, utimesSync, writevSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { availableParallelism, cpus, freemem, totalmem } from "node:os";
import { createHash, randomBytes } from "node:crypto";

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

// src/config/schema.ts
/** Every metric that can be limited: its spelling in the configuration and its key in a `Limits` value. */
const limitKeys$1 = {
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
const limitMetrics = Object.keys(limitKeys$1);
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
/** `0.05` for every output, or one limit an output: `{boxes: 1 px}`. */
const maxAbsSchema = union([union([number(), string()]).pipe(limitOf("max-abs")).transform((limit) => ({ "*": limit })), record(string().min(1), limitOf("max-abs"))]);
/**
* What one source (the config file, the command line or the action's inputs) may set. Kebab-case spelling is the
* same in all three. Nothing has a default here, so that a later source never hides an earlier one by accident.
*/
const settingsSchema = strictObject({
	model: string().min(1).optional().meta({ description: "ONNX file to judge." }),
	samples: string().min(1).optional().meta({ description: "Folder of samples with inputs and references." }),
	engine: _enum(["emulated", "recorded"]).optional().meta({ description: "emulated: FP16 on the CPU; recorded: candidate.* beside each sample's reference." }),
	"max-abs": maxAbsSchema.optional().meta({ description: "Largest accepted absolute difference." }),
	enforce: _enum(["fail", "warn"]).optional().meta({ description: "warn: report, but exit 0." }),
	explain: _enum(["auto", "never"]).optional().meta({ description: "auto: measure every node and name the guilty ones; never: the verdict alone." }),
	out: string().min(1).optional().meta({ description: "Folder for result.json and the reports." }),
	"ort-path": string().min(1).optional().meta({ description: "Folder of an unpacked onnxruntime-node." }),
	timeout: duration.optional().meta({ description: "Longest time for one engine run, such as 10m." }),
	threads: positiveInteger.optional().meta({ description: "Threads of the embedded engine." }),
	"extra-outputs": _enum(["fail", "allow"]).optional().meta({ description: "What to do with outputs that the reference lacks." }),
	tolerances: array(toleranceSchema).optional().meta({ description: "Limits per output." }),
	match: array(matchSchema).optional().meta({ description: "Outputs whose rows may be permuted." })
});

// src/config/config.ts
const defaultTimeoutMs$1 = 6e5;
/** More threads than this gain little on one sample, and a shared runner has other jobs. */
const mostDefaultThreads = 8;
/**
* Merges sources, strongest first, and applies the defaults. A limit of a stronger source precedes every limit of a
* weaker one for the outputs that it fits.
* @throws ConfigError when `samples` is missing, or `model` where the engine needs it, or two limits of one source contradict each other.
*/
function resolveConfig(sources) {
	const engine = pick(sources, "engine") ?? "emulated";
	return {
		...resolveLimits(sources),
		model: engine === "recorded" ? pick(sources, "model") : required(sources, "model"),
		samples: required(sources, "samples"),
		engine,
		explain: pick(sources, "explain") ?? "auto",
		ortPath: pick(sources, "ort-path"),
		timeoutMs: pick(sources, "timeout") ?? defaultTimeoutMs$1,
		threads: pick(sources, "threads") ?? Math.min(availableParallelism(), mostDefaultThreads)
	};
}
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
function required(sources, key) {
	const value = pick(sources, key);
	if (value !== void 0) return value;
	const isAction = sources.some(({ origin }) => origin === "input");
	const flag = key === "model" ? "the MODEL argument" : "--samples";
	throw new ConfigError(`${key} is missing.`, { advice: `Give ${isAction ? `the input "${key}"` : flag}, or "${key}:" in the configuration file.` });
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
	return Object.fromEntries(writtenLimits(limits).map(([metric, limit]) => [limitKeys$1[metric], limit.value]));
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

// node_modules/yaml/dist/nodes/identity.js
var require_identity = /* @__PURE__ */ __commonJSMin(((exports) => {
	const ALIAS = Symbol.for("yaml.alias");
	const DOC = Symbol.for("yaml.document");
	const MAP = Symbol.for("yaml.map");
	const PAIR = Symbol.for("yaml.pair");
	const SCALAR = Symbol.for("yaml.scalar");
	const SEQ = Symbol.for("yaml.seq");
	const NODE_TYPE = Symbol.for("yaml.node.type");
	const isAlias = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === ALIAS;
	const isDocument = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === DOC;
	const isMap = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === MAP;
	const isPair = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === PAIR;
	const isScalar = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SCALAR;
	const isSeq = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SEQ;
	function isCollection(node) {
		if (node && typeof node === "object") switch (node[NODE_TYPE]) {
			case MAP:
			case SEQ: return true;
		}
		return false;
	}
	function isNode(node) {
		if (node && typeof node === "object") switch (node[NODE_TYPE]) {
			case ALIAS:
			case MAP:
			case SCALAR:
			case SEQ: return true;
		}
		return false;
	}
	const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;
	exports.ALIAS = ALIAS;
	exports.DOC = DOC;
	exports.MAP = MAP;
	exports.NODE_TYPE = NODE_TYPE;
	exports.PAIR = PAIR;
	exports.SCALAR = SCALAR;
	exports.SEQ = SEQ;
	exports.hasAnchor = hasAnchor;
	exports.isAlias = isAlias;
	exports.isCollection = isCollection;
	exports.isDocument = isDocument;
	exports.isMap = isMap;
	exports.isNode = isNode;
	exports.isPair = isPair;
	exports.isScalar = isScalar;
	exports.isSeq = isSeq;
}));

// node_modules/yaml/dist/visit.js
var require_visit = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	const BREAK = Symbol("break visit");
	const SKIP = Symbol("skip children");
	const REMOVE = Symbol("remove node");
	/**
	* Apply a visitor to an AST node or document.
	*
	* Walks through the tree (depth-first) starting from `node`, calling a
	* `visitor` function with three arguments:
	*   - `key`: For sequence values and map `Pair`, the node's index in the
	*     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
	*     `null` for the root node.
	*   - `node`: The current node.
	*   - `path`: The ancestry of the current node.
	*
	* The return value of the visitor may be used to control the traversal:
	*   - `undefined` (default): Do nothing and continue
	*   - `visit.SKIP`: Do not visit the children of this node, continue with next
	*     sibling
	*   - `visit.BREAK`: Terminate traversal completely
	*   - `visit.REMOVE`: Remove the current node, then continue with the next one
	*   - `Node`: Replace the current node, then continue by visiting it
	*   - `number`: While iterating the items of a sequence or map, set the index
	*     of the next step. This is useful especially if the index of the current
	*     node has changed.
	*
	* If `visitor` is a single function, it will be called with all values
	* encountered in the tree, including e.g. `null` values. Alternatively,
	* separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
	* `Alias` and `Scalar` node. To define the same visitor function for more than
	* one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
	* and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
	* specific defined one will be used for each node.
	*/
	function visit(node, visitor) {
		const visitor_ = initVisitor(visitor);
		if (identity.isDocument(node)) {
			if (visit_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE) node.contents = null;
		} else visit_(null, node, visitor_, Object.freeze([]));
	}
	/** Terminate visit traversal completely */
	visit.BREAK = BREAK;
	/** Do not visit the children of the current node */
	visit.SKIP = SKIP;
	/** Remove the current node */
	visit.REMOVE = REMOVE;
	function visit_(key, node, visitor, path) {
		const ctrl = callVisitor(key, node, visitor, path);
		if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
			replaceNode(key, path, ctrl);
			return visit_(key, ctrl, visitor, path);
		}
		if (typeof ctrl !== "symbol") {
			if (identity.isCollection(node)) {
				path = Object.freeze(path.concat(node));
				for (let i = 0; i < node.items.length; ++i) {
					const ci = visit_(i, node.items[i], visitor, path);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						node.items.splice(i, 1);
						i -= 1;
					}
				}
			} else if (identity.isPair(node)) {
				path = Object.freeze(path.concat(node));
				const ck = visit_("key", node.key, visitor, path);
				if (ck === BREAK) return BREAK;
				else if (ck === REMOVE) node.key = null;
				const cv = visit_("value", node.value, visitor, path);
				if (cv === BREAK) return BREAK;
				else if (cv === REMOVE) node.value = null;
			}
		}
		return ctrl;
	}
	/**
	* Apply an async visitor to an AST node or document.
	*
	* Walks through the tree (depth-first) starting from `node`, calling a
	* `visitor` function with three arguments:
	*   - `key`: For sequence values and map `Pair`, the node's index in the
	*     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
	*     `null` for the root node.
	*   - `node`: The current node.
	*   - `path`: The ancestry of the current node.
	*
	* The return value of the visitor may be used to control the traversal:
	*   - `Promise`: Must resolve to one of the following values
	*   - `undefined` (default): Do nothing and continue
	*   - `visit.SKIP`: Do not visit the children of this node, continue with next
	*     sibling
	*   - `visit.BREAK`: Terminate traversal completely
	*   - `visit.REMOVE`: Remove the current node, then continue with the next one
	*   - `Node`: Replace the current node, then continue by visiting it
	*   - `number`: While iterating the items of a sequence or map, set the index
	*     of the next step. This is useful especially if the index of the current
	*     node has changed.
	*
	* If `visitor` is a single function, it will be called with all values
	* encountered in the tree, including e.g. `null` values. Alternatively,
	* separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
	* `Alias` and `Scalar` node. To define the same visitor function for more than
	* one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
	* and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
	* specific defined one will be used for each node.
	*/
	async function visitAsync(node, visitor) {
		const visitor_ = initVisitor(visitor);
		if (identity.isDocument(node)) {
			if (await visitAsync_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE) node.contents = null;
		} else await visitAsync_(null, node, visitor_, Object.freeze([]));
	}
	/** Terminate visit traversal completely */
	visitAsync.BREAK = BREAK;
	/** Do not visit the children of the current node */
	visitAsync.SKIP = SKIP;
	/** Remove the current node */
	visitAsync.REMOVE = REMOVE;
	async function visitAsync_(key, node, visitor, path) {
		const ctrl = await callVisitor(key, node, visitor, path);
		if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
			replaceNode(key, path, ctrl);
			return visitAsync_(key, ctrl, visitor, path);
		}
		if (typeof ctrl !== "symbol") {
			if (identity.isCollection(node)) {
				path = Object.freeze(path.concat(node));
				for (let i = 0; i < node.items.length; ++i) {
					const ci = await visitAsync_(i, node.items[i], visitor, path);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						node.items.splice(i, 1);
						i -= 1;
					}
				}
			} else if (identity.isPair(node)) {
				path = Object.freeze(path.concat(node));
				const ck = await visitAsync_("key", node.key, visitor, path);
				if (ck === BREAK) return BREAK;
				else if (ck === REMOVE) node.key = null;
				const cv = await visitAsync_("value", node.value, visitor, path);
				if (cv === BREAK) return BREAK;
				else if (cv === REMOVE) node.value = null;
			}
		}
		return ctrl;
	}
	function initVisitor(visitor) {
		if (typeof visitor === "object" && (visitor.Collection || visitor.Node || visitor.Value)) return Object.assign({
			Alias: visitor.Node,
			Map: visitor.Node,
			Scalar: visitor.Node,
			Seq: visitor.Node
		}, visitor.Value && {
			Map: visitor.Value,
			Scalar: visitor.Value,
			Seq: visitor.Value
		}, visitor.Collection && {
			Map: visitor.Collection,
			Seq: visitor.Collection
		}, visitor);
		return visitor;
	}
	function callVisitor(key, node, visitor, path) {
		if (typeof visitor === "function") return visitor(key, node, path);
		if (identity.isMap(node)) return visitor.Map?.(key, node, path);
		if (identity.isSeq(node)) return visitor.Seq?.(key, node, path);
		if (identity.isPair(node)) return visitor.Pair?.(key, node, path);
		if (identity.isScalar(node)) return visitor.Scalar?.(key, node, path);
		if (identity.isAlias(node)) return visitor.Alias?.(key, node, path);
	}
	function replaceNode(key, path, node) {
		const parent = path[path.length - 1];
		if (identity.isCollection(parent)) parent.items[key] = node;
		else if (identity.isPair(parent)) {
			if (key === "key") parent.key = node;
			else parent.value = node;
		} else if (identity.isDocument(parent)) parent.contents = node;
		else {
			const pt = identity.isAlias(parent) ? "alias" : "scalar";
			throw new Error(`Cannot replace node with ${pt} parent`);
		}
	}
	exports.visit = visit;
	exports.visitAsync = visitAsync;
}));

// node_modules/yaml/dist/doc/directives.js
var require_directives = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var visit = require_visit();
	const escapeChars = {
		"!": "%21",
		",": "%2C",
		"[": "%5B",
		"]": "%5D",
		"{": "%7B",
		"}": "%7D"
	};
	const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]);
	var Directives = class Directives {
		constructor(yaml, tags) {
			/**
			* The directives-end/doc-start marker `---`. If `null`, a marker may still be
			* included in the document's stringified representation.
			*/
			this.docStart = null;
			/** The doc-end marker `...`.  */
			this.docEnd = false;
			this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
			this.tags = Object.assign({}, Directives.defaultTags, tags);
		}
		clone() {
			const copy = new Directives(this.yaml, this.tags);
			copy.docStart = this.docStart;
			return copy;
		}
		/**
		* During parsing, get a Directives instance for the current document and
		* update the stream state according to the current version's spec.
		*/
		atDocument() {
			const res = new Directives(this.yaml, this.tags);
			switch (this.yaml.version) {
				case "1.1":
					this.atNextDocument = true;
					break;
				case "1.2":
					this.atNextDocument = false;
					this.yaml = {
						explicit: Directives.defaultYaml.explicit,
						version: "1.2"
					};
					this.tags = Object.assign({}, Directives.defaultTags);
			}
			return res;
		}
		/**
		* @param onError - May be called even if the action was successful
		* @returns `true` on success
		*/
		add(line, onError) {
			if (this.atNextDocument) {
				this.yaml = {
					explicit: Directives.defaultYaml.explicit,
					version: "1.1"
				};
				this.tags = Object.assign({}, Directives.defaultTags);
				this.atNextDocument = false;
			}
			const parts = line.trim().split(/[ \t]+/);
			const name = parts.shift();
			switch (name) {
				case "%TAG": {
					if (parts.length !== 2) {
						onError(0, "%TAG directive should contain exactly two parts");
						if (parts.length < 2) return false;
					}
					const [handle, prefix] = parts;
					this.tags[handle] = prefix;
					return true;
				}
				case "%YAML": {
					this.yaml.explicit = true;
					if (parts.length !== 1) {
						onError(0, "%YAML directive should contain exactly one part");
						return false;
					}
					const [version] = parts;
					if (version === "1.1" || version === "1.2") {
						this.yaml.version = version;
						return true;
					} else {
						const isValid = /^\d+\.\d+$/.test(version);
						onError(6, `Unsupported YAML version ${version}`, isValid);
						return false;
					}
				}
				default:
					onError(0, `Unknown directive ${name}`, true);
					return false;
			}
		}
		/**
		* Resolves a tag, matching handles to those defined in %TAG directives.
		*
		* @returns Resolved tag, which may also be the non-specific tag `'!'` or a
		*   `'!local'` tag, or `null` if unresolvable.
		*/
		tagName(source, onError) {
			if (source === "!") return "!";
			if (source[0] !== "!") {
				onError(`Not a valid tag: ${source}`);
				return null;
			}
			if (source[1] === "<") {
				const verbatim = source.slice(2, -1);
				if (verbatim === "!" || verbatim === "!!") {
					onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
					return null;
				}
				if (source[source.length - 1] !== ">") onError("Verbatim tags must end with a >");
				return verbatim;
			}
			const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
			if (!suffix) onError(`The ${source} tag has no suffix`);
			const prefix = this.tags[handle];
			if (prefix) try {
				return prefix + decodeURIComponent(suffix);
			} catch (error) {
				onError(String(error));
				return null;
			}
			if (handle === "!") return source;
			onError(`Could not resolve tag: ${source}`);
			return null;
		}
		/**
		* Given a fully resolved tag, returns its printable string form,
		* taking into account current tag prefixes and defaults.
		*/
		tagString(tag) {
			for (const [handle, prefix] of Object.entries(this.tags)) if (tag.startsWith(prefix)) return handle + escapeTagName(tag.substring(prefix.length));
			return tag[0] === "!" ? tag : `!<${tag}>`;
		}
		toString(doc) {
			const lines = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [];
			const tagEntries = Object.entries(this.tags);
			let tagNames;
			if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
				const tags = {};
				visit.visit(doc.contents, (_key, node) => {
					if (identity.isNode(node) && node.tag) tags[node.tag] = true;
				});
				tagNames = Object.keys(tags);
			} else tagNames = [];
			for (const [handle, prefix] of tagEntries) {
				if (handle === "!!" && prefix === "tag:yaml.org,2002:") continue;
				if (!doc || tagNames.some((tn) => tn.startsWith(prefix))) lines.push(`%TAG ${handle} ${prefix}`);
			}
			return lines.join("\n");
		}
	};
	Directives.defaultYaml = {
		explicit: false,
		version: "1.2"
	};
	Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
	exports.Directives = Directives;
}));

// node_modules/yaml/dist/doc/anchors.js
var require_anchors = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var visit = require_visit();
	/**
	* Verify that the input string is a valid anchor.
	*
	* Will throw on errors.
	*/
	function anchorIsValid(anchor) {
		if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
			const msg = `Anchor must not contain whitespace or control characters: ${JSON.stringify(anchor)}`;
			throw new Error(msg);
		}
		return true;
	}
	function anchorNames(root) {
		const anchors = /* @__PURE__ */ new Set();
		visit.visit(root, { Value(_key, node) {
			if (node.anchor) anchors.add(node.anchor);
		} });
		return anchors;
	}
	/** Find a new anchor name with the given `prefix` and a one-indexed suffix. */
	function findNewAnchor(prefix, exclude) {
		for (let i = 1;; ++i) {
			const name = `${prefix}${i}`;
			if (!exclude.has(name)) return name;
		}
	}
	function createNodeAnchors(doc, prefix) {
		const aliasObjects = [];
		const sourceObjects = /* @__PURE__ */ new Map();
		let prevAnchors = null;
		return {
			onAnchor: (source) => {
				aliasObjects.push(source);
				prevAnchors ?? (prevAnchors = anchorNames(doc));
				const anchor = findNewAnchor(prefix, prevAnchors);
				prevAnchors.add(anchor);
				return anchor;
			},
			/**
			* With circular references, the source node is only resolved after all
			* of its child nodes are. This is why anchors are set only after all of
			* the nodes have been created.
			*/
			setAnchors: () => {
				for (const source of aliasObjects) {
					const ref = sourceObjects.get(source);
					if (typeof ref === "object" && ref.anchor && (identity.isScalar(ref.node) || identity.isCollection(ref.node))) ref.node.anchor = ref.anchor;
					else {
						const error = /* @__PURE__ */ new Error("Failed to resolve repeated object (this should not happen)");
						error.source = source;
						throw error;
					}
				}
			},
			sourceObjects
		};
	}
	exports.anchorIsValid = anchorIsValid;
	exports.anchorNames = anchorNames;
	exports.createNodeAnchors = createNodeAnchors;
	exports.findNewAnchor = findNewAnchor;
}));

// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* Applies the JSON.parse reviver algorithm as defined in the ECMA-262 spec,
	* in section 24.5.1.1 "Runtime Semantics: InternalizeJSONProperty" of the
	* 2021 edition: https://tc39.es/ecma262/#sec-json.parse
	*
	* Includes extensions for handling Map and Set objects.
	*/
	function applyReviver(reviver, obj, key, val) {
		if (val && typeof val === "object") {
			if (Array.isArray(val)) for (let i = 0, len = val.length; i < len; ++i) {
				const v0 = val[i];
				const v1 = applyReviver(reviver, val, String(i), v0);
				if (v1 === void 0) delete val[i];
				else if (v1 !== v0) val[i] = v1;
			}
			else if (val instanceof Map) for (const k of Array.from(val.keys())) {
				const v0 = val.get(k);
				const v1 = applyReviver(reviver, val, k, v0);
				if (v1 === void 0) val.delete(k);
				else if (v1 !== v0) val.set(k, v1);
			}
			else if (val instanceof Set) for (const v0 of Array.from(val)) {
				const v1 = applyReviver(reviver, val, v0, v0);
				if (v1 === void 0) val.delete(v0);
				else if (v1 !== v0) {
					val.delete(v0);
					val.add(v1);
				}
			}
			else for (const [k, v0] of Object.entries(val)) {
				const v1 = applyReviver(reviver, val, k, v0);
				if (v1 === void 0) delete val[k];
				else if (v1 !== v0) val[k] = v1;
			}
		}
		return reviver.call(obj, key, val);
	}
	exports.applyReviver = applyReviver;
}));

// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	/**
	* Recursively convert any node or its contents to native JavaScript
	*
	* @param value - The input value
	* @param arg - If `value` defines a `toJSON()` method, use this
	*   as its first argument
	* @param ctx - Conversion context, originally set in Document#toJS(). If
	*   `{ keep: true }` is not set, output should be suitable for JSON
	*   stringification.
	*/
	function toJS(value, arg, ctx) {
		if (Array.isArray(value)) return value.map((v, i) => toJS(v, String(i), ctx));
		if (value && typeof value.toJSON === "function") {
			if (!ctx || !identity.hasAnchor(value)) return value.toJSON(arg, ctx);
			const data = {
				aliasCount: 0,
				count: 1,
				res: void 0
			};
			ctx.anchors.set(value, data);
			ctx.onCreate = (res) => {
				data.res = res;
				delete ctx.onCreate;
			};
			const res = value.toJSON(arg, ctx);
			if (ctx.onCreate) ctx.onCreate(res);
			return res;
		}
		if (typeof value === "bigint" && !ctx?.keep) return Number(value);
		return value;
	}
	exports.toJS = toJS;
}));

// node_modules/yaml/dist/nodes/Node.js
var require_Node = /* @__PURE__ */ __commonJSMin(((exports) => {
	var applyReviver = require_applyReviver();
	var identity = require_identity();
	var toJS = require_toJS();
	var NodeBase = class {
		constructor(type) {
			Object.defineProperty(this, identity.NODE_TYPE, { value: type });
		}
		/** Create a copy of this node.  */
		clone() {
			const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		/** A plain JavaScript representation of this node. */
		toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
			if (!identity.isDocument(doc)) throw new TypeError("A document argument is required");
			const ctx = {
				anchors: /* @__PURE__ */ new Map(),
				doc,
				keep: true,
				mapAsMap: mapAsMap === true,
				mapKeyWarned: false,
				maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
			};
			const res = toJS.toJS(this, "", ctx);
			if (typeof onAnchor === "function") for (const { count, res } of ctx.anchors.values()) onAnchor(res, count);
			return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
		}
	};
	exports.NodeBase = NodeBase;
}));

// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = /* @__PURE__ */ __commonJSMin(((exports) => {
	var anchors = require_anchors();
	var visit = require_visit();
	var identity = require_identity();
	var Node = require_Node();
	var toJS = require_toJS();
	var Alias = class extends Node.NodeBase {
		constructor(source) {
			super(identity.ALIAS);
			this.source = source;
			Object.defineProperty(this, "tag", { set() {
				throw new Error("Alias nodes cannot have tags");
			} });
		}
		/**
		* Resolve the value of this alias within `doc`, finding the last
		* instance of the `source` anchor before this node.
		*/
		resolve(doc, ctx) {
			if (ctx?.maxAliasCount === 0) throw new ReferenceError("Alias resolution is disabled");
			let nodes;
			if (ctx?.aliasResolveCache) nodes = ctx.aliasResolveCache;
			else {
				nodes = [];
				visit.visit(doc, { Node: (_key, node) => {
					if (identity.isAlias(node) || identity.hasAnchor(node)) nodes.push(node);
				} });
				if (ctx) ctx.aliasResolveCache = nodes;
			}
			let found = void 0;
			for (const node of nodes) {
				if (node === this) break;
				if (node.anchor === this.source) found = node;
			}
			if (found && ctx) {
				const { anchors, doc, maxAliasCount } = ctx;
				let data = anchors.get(found);
				if (!data) {
					toJS.toJS(found, null, ctx);
					data = anchors.get(found);
				}
				/* istanbul ignore if */
				if (data?.res === void 0) throw new ReferenceError("This should not happen: Alias anchor was not resolved?");
				if (maxAliasCount >= 0) {
					data.count += 1;
					if (data.aliasCount === 0) data.aliasCount = getAliasCount(doc, found, anchors);
					if (data.count * data.aliasCount > maxAliasCount) throw new ReferenceError("Excessive alias count indicates a resource exhaustion attack");
				}
			}
			return found;
		}
		toJSON(_arg, ctx) {
			if (!ctx) return { source: this.source };
			const source = this.resolve(ctx.doc, ctx);
			if (!source) {
				const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
				throw new ReferenceError(msg);
			}
			return ctx.anchors.get(source).res;
		}
		toString(ctx, _onComment, _onChompKeep) {
			const src = `*${this.source}`;
			if (ctx) {
				anchors.anchorIsValid(this.source);
				if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
					const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
					throw new Error(msg);
				}
				if (ctx.implicitKey) return `${src} `;
			}
			return src;
		}
	};
	function getAliasCount(doc, node, anchors) {
		if (identity.isAlias(node)) {
			const source = node.resolve(doc);
			const anchor = anchors && source && anchors.get(source);
			return anchor ? anchor.count * anchor.aliasCount : 0;
		} else if (identity.isCollection(node)) {
			let count = 0;
			for (const item of node.items) {
				const c = getAliasCount(doc, item, anchors);
				if (c > count) count = c;
			}
			return count;
		} else if (identity.isPair(node)) {
			const kc = getAliasCount(doc, node.key, anchors);
			const vc = getAliasCount(doc, node.value, anchors);
			return Math.max(kc, vc);
		}
		return 1;
	}
	exports.Alias = Alias;
}));

// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Node = require_Node();
	var toJS = require_toJS();
	const isScalarValue = (value) => !value || typeof value !== "function" && typeof value !== "object";
	var Scalar = class extends Node.NodeBase {
		constructor(value) {
			super(identity.SCALAR);
			this.value = value;
		}
		toJSON(arg, ctx) {
			return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
		}
		toString() {
			return String(this.value);
		}
	};
	Scalar.BLOCK_FOLDED = "BLOCK_FOLDED";
	Scalar.BLOCK_LITERAL = "BLOCK_LITERAL";
	Scalar.PLAIN = "PLAIN";
	Scalar.QUOTE_DOUBLE = "QUOTE_DOUBLE";
	Scalar.QUOTE_SINGLE = "QUOTE_SINGLE";
	exports.Scalar = Scalar;
	exports.isScalarValue = isScalarValue;
}));

// node_modules/yaml/dist/doc/createNode.js
var require_createNode = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var identity = require_identity();
	var Scalar = require_Scalar();
	const defaultTagPrefix = "tag:yaml.org,2002:";
	function findTagObject(value, tagName, tags) {
		if (tagName) {
			const match = tags.filter((t) => t.tag === tagName);
			const tagObj = match.find((t) => !t.format) ?? match[0];
			if (!tagObj) throw new Error(`Tag ${tagName} not found`);
			return tagObj;
		}
		return tags.find((t) => t.identify?.(value) && !t.format);
	}
	function createNode(value, tagName, ctx) {
		if (identity.isDocument(value)) value = value.contents;
		if (identity.isNode(value)) return value;
		if (identity.isPair(value)) {
			const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
			map.items.push(value);
			return map;
		}
		if (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt !== "undefined" && value instanceof BigInt) value = value.valueOf();
		const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
		let ref = void 0;
		if (aliasDuplicateObjects && value && typeof value === "object") {
			ref = sourceObjects.get(value);
			if (ref) {
				ref.anchor ?? (ref.anchor = onAnchor(value));
				return new Alias.Alias(ref.anchor);
			} else {
				ref = {
					anchor: null,
					node: null
				};
				sourceObjects.set(value, ref);
			}
		}
		if (tagName?.startsWith("!!")) tagName = defaultTagPrefix + tagName.slice(2);
		let tagObj = findTagObject(value, tagName, schema.tags);
		if (!tagObj) {
			if (value && typeof value.toJSON === "function") value = value.toJSON();
			if (!value || typeof value !== "object") {
				const node = new Scalar.Scalar(value);
				if (ref) ref.node = node;
				return node;
			}
			tagObj = value instanceof Map ? schema[identity.MAP] : Symbol.iterator in Object(value) ? schema[identity.SEQ] : schema[identity.MAP];
		}
		if (onTagObj) {
			onTagObj(tagObj);
			delete ctx.onTagObj;
		}
		const node = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from === "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
		if (tagName) node.tag = tagName;
		else if (!tagObj.default) node.tag = tagObj.tag;
		if (ref) ref.node = node;
		return node;
	}
	exports.createNode = createNode;
}));

// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = /* @__PURE__ */ __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var identity = require_identity();
	var Node = require_Node();
	function collectionFromPath(schema, path, value) {
		let v = value;
		for (let i = path.length - 1; i >= 0; --i) {
			const k = path[i];
			if (typeof k === "number" && Number.isInteger(k) && k >= 0) {
				const a = [];
				a[k] = v;
				v = a;
			} else v = /* @__PURE__ */ new Map([[k, v]]);
		}
		return createNode.createNode(v, void 0, {
			aliasDuplicateObjects: false,
			keepUndefined: false,
			onAnchor: () => {
				throw new Error("This should not happen, please report a bug.");
			},
			schema,
			sourceObjects: /* @__PURE__ */ new Map()
		});
	}
	const isEmptyPath = (path) => path == null || typeof path === "object" && !!path[Symbol.iterator]().next().done;
	var Collection = class extends Node.NodeBase {
		constructor(type, schema) {
			super(type);
			Object.defineProperty(this, "schema", {
				value: schema,
				configurable: true,
				enumerable: false,
				writable: true
			});
		}
		/**
		* Create a copy of this collection.
		*
		* @param schema - If defined, overwrites the original's schema
		*/
		clone(schema) {
			const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
			if (schema) copy.schema = schema;
			copy.items = copy.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		/**
		* Adds a value to the collection. For `!!map` and `!!omap` the value must
		* be a Pair instance or a `{ key, value }` object, which may not have a key
		* that already exists in the map.
		*/
		addIn(path, value) {
			if (isEmptyPath(path)) this.add(value);
			else {
				const [key, ...rest] = path;
				const node = this.get(key, true);
				if (identity.isCollection(node)) node.addIn(rest, value);
				else if (node === void 0 && this.schema) this.set(key, collectionFromPath(this.schema, rest, value));
				else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
			}
		}
		/**
		* Removes a value from the collection.
		* @returns `true` if the item was found and removed.
		*/
		deleteIn(path) {
			const [key, ...rest] = path;
			if (rest.length === 0) return this.delete(key);
			const node = this.get(key, true);
			if (identity.isCollection(node)) return node.deleteIn(rest);
			else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
		}
		/**
		* Returns item at `key`, or `undefined` if not found. By default unwraps
		* scalar values from their surrounding node; to disable set `keepScalar` to
		* `true` (collections are always returned intact).
		*/
		getIn(path, keepScalar) {
			const [key, ...rest] = path;
			const node = this.get(key, true);
			if (rest.length === 0) return !keepScalar && identity.isScalar(node) ? node.value : node;
			else return identity.isCollection(node) ? node.getIn(rest, keepScalar) : void 0;
		}
		hasAllNullValues(allowScalar) {
			return this.items.every((node) => {
				if (!identity.isPair(node)) return false;
				const n = node.value;
				return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
			});
		}
		/**
		* Checks if the collection includes a value with the key `key`.
		*/
		hasIn(path) {
			const [key, ...rest] = path;
			if (rest.length === 0) return this.has(key);
			const node = this.get(key, true);
			return identity.isCollection(node) ? node.hasIn(rest) : false;
		}
		/**
		* Sets a value in this collection. For `!!set`, `value` needs to be a
		* boolean to add/remove the item from the set.
		*/
		setIn(path, value) {
			const [key, ...rest] = path;
			if (rest.length === 0) this.set(key, value);
			else {
				const node = this.get(key, true);
				if (identity.isCollection(node)) node.setIn(rest, value);
				else if (node === void 0 && this.schema) this.set(key, collectionFromPath(this.schema, rest, value));
				else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
			}
		}
	};
	exports.Collection = Collection;
	exports.collectionFromPath = collectionFromPath;
	exports.isEmptyPath = isEmptyPath;
}));

// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* Stringifies a comment.
	*
	* Empty comment lines are left empty,
	* lines consisting of a single space are replaced by `#`,
	* and all other lines are prefixed with a `#`.
	*/
	const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
	function indentComment(comment, indent) {
		if (/^\n+$/.test(comment)) return comment.substring(1);
		return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
	}
	const lineComment = (str, indent, comment) => str.endsWith("\n") ? indentComment(comment, indent) : comment.includes("\n") ? "\n" + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
	exports.indentComment = indentComment;
	exports.lineComment = lineComment;
	exports.stringifyComment = stringifyComment;
}));

// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = /* @__PURE__ */ __commonJSMin(((exports) => {
	const FOLD_FLOW = "flow";
	const FOLD_BLOCK = "block";
	const FOLD_QUOTED = "quoted";
	/**
	* Tries to keep input at up to `lineWidth` characters, splitting only on spaces
	* not followed by newlines or spaces unless `mode` is `'quoted'`. Lines are
	* terminated with `\n` and started with `indent`.
	*/
	function foldFlowLines(text, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
		if (!lineWidth || lineWidth < 0) return text;
		if (lineWidth < minContentWidth) minContentWidth = 0;
		const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
		if (text.length <= endStep) return text;
		const folds = [];
		const escapedFolds = {};
		let end = lineWidth - indent.length;
		if (typeof indentAtStart === "number") {
			if (indentAtStart > lineWidth - Math.max(2, minContentWidth)) folds.push(0);
			else end = lineWidth - indentAtStart;
		}
		let split = void 0;
		let prev = void 0;
		let overflow = false;
		let i = -1;
		let escStart = -1;
		let escEnd = -1;
		if (mode === FOLD_BLOCK) {
			i = consumeMoreIndentedLines(text, i, indent.length);
			if (i !== -1) end = i + endStep;
		}
		for (let ch; ch = text[i += 1];) {
			if (mode === FOLD_QUOTED && ch === "\\") {
				escStart = i;
				switch (text[i + 1]) {
					case "x":
						i += 3;
						break;
					case "u":
						i += 5;
						break;
					case "U":
						i += 9;
						break;
					default: i += 1;
				}
				escEnd = i;
			}
			if (ch === "\n") {
				if (mode === FOLD_BLOCK) i = consumeMoreIndentedLines(text, i, indent.length);
				end = i + indent.length + endStep;
				split = void 0;
			} else {
				if (ch === " " && prev && prev !== " " && prev !== "\n" && prev !== "	") {
					const next = text[i + 1];
					if (next && next !== " " && next !== "\n" && next !== "	") split = i;
				}
				if (i >= end) {
					if (split) {
						folds.push(split);
						end = split + endStep;
						split = void 0;
					} else if (mode === FOLD_QUOTED) {
						while (prev === " " || prev === "	") {
							prev = ch;
							ch = text[i += 1];
							overflow = true;
						}
						const j = i > escEnd + 1 ? i - 2 : escStart - 1;
						if (escapedFolds[j]) return text;
						folds.push(j);
						escapedFolds[j] = true;
						end = j + endStep;
						split = void 0;
					} else overflow = true;
				}
			}
			prev = ch;
		}
		if (overflow && onOverflow) onOverflow();
		if (folds.length === 0) return text;
		if (onFold) onFold();
		let res = text.slice(0, folds[0]);
		for (let i = 0; i < folds.length; ++i) {
			const fold = folds[i];
			const end = folds[i + 1] || text.length;
			if (fold === 0) res = `\n${indent}${text.slice(0, end)}`;
			else {
				if (mode === FOLD_QUOTED && escapedFolds[fold]) res += `${text[fold]}\\`;
				res += `\n${indent}${text.slice(fold + 1, end)}`;
			}
		}
		return res;
	}
	/**
	* Presumes `i + 1` is at the start of a line
	* @returns index of last newline in more-indented block
	*/
	function consumeMoreIndentedLines(text, i, indent) {
		let end = i;
		let start = i + 1;
		let ch = text[start];
		while (ch === " " || ch === "	") if (i < start + indent) ch = text[++i];
		else {
			do
				ch = text[++i];
			while (ch && ch !== "\n");
			end = i;
			start = i + 1;
			ch = text[start];
		}
		return end;
	}
	exports.FOLD_BLOCK = FOLD_BLOCK;
	exports.FOLD_FLOW = FOLD_FLOW;
	exports.FOLD_QUOTED = FOLD_QUOTED;
	exports.foldFlowLines = foldFlowLines;
}));

// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var foldFlowLines = require_foldFlowLines();
	const getFoldOptions = (ctx, isBlock) => ({
		indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
		lineWidth: ctx.options.lineWidth,
		minContentWidth: ctx.options.minContentWidth
	});
	const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
	function lineLengthOverLimit(str, lineWidth, indentLength) {
		if (!lineWidth || lineWidth < 0) return false;
		const limit = lineWidth - indentLength;
		const strLen = str.length;
		if (strLen <= limit) return false;
		for (let i = 0, start = 0; i < strLen; ++i) if (str[i] === "\n") {
			if (i - start > limit) return true;
			start = i + 1;
			if (strLen - start <= limit) return false;
		}
		return true;
	}
	function doubleQuotedString(value, ctx) {
		const json = JSON.stringify(value);
		if (ctx.options.doubleQuotedAsJSON) return json;
		const { implicitKey } = ctx;
		const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
		const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
		let str = "";
		let start = 0;
		for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
			if (ch === " " && json[i + 1] === "\\" && json[i + 2] === "n") {
				str += json.slice(start, i) + "\\ ";
				i += 1;
				start = i;
				ch = "\\";
			}
			if (ch === "\\") switch (json[i + 1]) {
				case "u":
					{
						str += json.slice(start, i);
						const code = json.substr(i + 2, 4);
						switch (code) {
							case "0000":
								str += "\\0";
								break;
							case "0007":
								str += "\\a";
								break;
							case "000b":
								str += "\\v";
								break;
							case "001b":
								str += "\\e";
								break;
							case "0085":
								str += "\\N";
								break;
							case "00a0":
								str += "\\_";
								break;
							case "2028":
								str += "\\L";
								break;
							case "2029":
								str += "\\P";
								break;
							default: if (code.substr(0, 2) === "00") str += "\\x" + code.substr(2);
							else str += json.substr(i, 6);
						}
						i += 5;
						start = i + 1;
					}
					break;
				case "n":
					if (implicitKey || json[i + 2] === "\"" || json.length < minMultiLineLength) i += 1;
					else {
						str += json.slice(start, i) + "\n\n";
						while (json[i + 2] === "\\" && json[i + 3] === "n" && json[i + 4] !== "\"") {
							str += "\n";
							i += 2;
						}
						str += indent;
						if (json[i + 2] === " ") str += "\\";
						i += 1;
						start = i + 1;
					}
					break;
				default: i += 1;
			}
		}
		str = start ? str + json.slice(start) : json;
		return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
	}
	function singleQuotedString(value, ctx) {
		if (ctx.options.singleQuote === false || ctx.implicitKey && value.includes("\n") || /[ \t]\n|\n[ \t]/.test(value)) return doubleQuotedString(value, ctx);
		const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
		const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
		return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
	}
	function quotedString(value, ctx) {
		const { singleQuote } = ctx.options;
		let qs;
		if (singleQuote === false) qs = doubleQuotedString;
		else {
			const hasDouble = value.includes("\"");
			const hasSingle = value.includes("'");
			if (hasDouble && !hasSingle) qs = singleQuotedString;
			else if (hasSingle && !hasDouble) qs = doubleQuotedString;
			else qs = singleQuote ? singleQuotedString : doubleQuotedString;
		}
		return qs(value, ctx);
	}
	let blockEndNewlines;
	try {
		blockEndNewlines = /* @__PURE__ */ new RegExp("(^|(?<!\n))\n+(?!\n|$)", "g");
	} catch {
		blockEndNewlines = /\n+(?!\n|$)/g;
	}
	function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
		const { blockQuote, commentString, lineWidth } = ctx.options;
		if (!blockQuote || /\n[\t ]+$/.test(value)) return quotedString(value, ctx);
		const indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : "");
		const literal = blockQuote === "literal" ? true : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? false : type === Scalar.Scalar.BLOCK_LITERAL ? true : !lineLengthOverLimit(value, lineWidth, indent.length);
		if (!value) return literal ? "|\n" : ">\n";
		let chomp;
		let endStart;
		for (endStart = value.length; endStart > 0; --endStart) {
			const ch = value[endStart - 1];
			if (ch !== "\n" && ch !== "	" && ch !== " ") break;
		}
		let end = value.substring(endStart);
		const endNlPos = end.indexOf("\n");
		if (endNlPos === -1) chomp = "-";
		else if (value === end || endNlPos !== end.length - 1) {
			chomp = "+";
			if (onChompKeep) onChompKeep();
		} else chomp = "";
		if (end) {
			value = value.slice(0, -end.length);
			if (end[end.length - 1] === "\n") end = end.slice(0, -1);
			end = end.replace(blockEndNewlines, `$&${indent}`);
		}
		let startWithSpace = false;
		let startEnd;
		let startNlPos = -1;
		for (startEnd = 0; startEnd < value.length; ++startEnd) {
			const ch = value[startEnd];
			if (ch === " ") startWithSpace = true;
			else if (ch === "\n") startNlPos = startEnd;
			else break;
		}
		let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
		if (start) {
			value = value.substring(start.length);
			start = start.replace(/\n+/g, `$&${indent}`);
		}
		let header = (startWithSpace ? indent ? "2" : "1" : "") + chomp;
		if (comment) {
			header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " "));
			if (onComment) onComment();
		}
		if (!literal) {
			const foldedValue = value.replace(/\n+/g, "\n$&").replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`);
			let literalFallback = false;
			const foldOptions = getFoldOptions(ctx, true);
			if (blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED) foldOptions.onOverflow = () => {
				literalFallback = true;
			};
			const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
			if (!literalFallback) return `>${header}\n${indent}${body}`;
		}
		value = value.replace(/\n+/g, `$&${indent}`);
		return `|${header}\n${indent}${start}${value}${end}`;
	}
	function plainString(item, ctx, onComment, onChompKeep) {
		const { type, value } = item;
		const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
		if (implicitKey && value.includes("\n") || inFlow && /[[\]{},]/.test(value)) return quotedString(value, ctx);
		if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) return implicitKey || inFlow || !value.includes("\n") ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
		if (!implicitKey && !inFlow && type !== Scalar.Scalar.PLAIN && value.includes("\n")) return blockString(item, ctx, onComment, onChompKeep);
		if (containsDocumentMarker(value)) {
			if (indent === "") {
				ctx.forceBlockIndent = true;
				return blockString(item, ctx, onComment, onChompKeep);
			} else if (implicitKey && indent === indentStep) return quotedString(value, ctx);
		}
		const str = value.replace(/\n+/g, `$&\n${indent}`);
		if (actualString) {
			const test = (tag) => tag.default && tag.tag !== "tag:yaml.org,2002:str" && tag.test?.test(str);
			const { compat, tags } = ctx.doc.schema;
			if (tags.some(test) || compat?.some(test)) return quotedString(value, ctx);
		}
		return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
	}
	function stringifyString(item, ctx, onComment, onChompKeep) {
		const { implicitKey, inFlow } = ctx;
		const ss = typeof item.value === "string" ? item : Object.assign({}, item, { value: String(item.value) });
		let { type } = item;
		if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
			if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value)) type = Scalar.Scalar.QUOTE_DOUBLE;
		}
		const _stringify = (_type) => {
			switch (_type) {
				case Scalar.Scalar.BLOCK_FOLDED:
				case Scalar.Scalar.BLOCK_LITERAL: return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
				case Scalar.Scalar.QUOTE_DOUBLE: return doubleQuotedString(ss.value, ctx);
				case Scalar.Scalar.QUOTE_SINGLE: return singleQuotedString(ss.value, ctx);
				case Scalar.Scalar.PLAIN: return plainString(ss, ctx, onComment, onChompKeep);
				default: return null;
			}
		};
		let res = _stringify(type);
		if (res === null) {
			const { defaultKeyType, defaultStringType } = ctx.options;
			const t = implicitKey && defaultKeyType || defaultStringType;
			res = _stringify(t);
			if (res === null) throw new Error(`Unsupported default string type ${t}`);
		}
		return res;
	}
	exports.stringifyString = stringifyString;
}));

// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = /* @__PURE__ */ __commonJSMin(((exports) => {
	var anchors = require_anchors();
	var identity = require_identity();
	var stringifyComment = require_stringifyComment();
	var stringifyString = require_stringifyString();
	function createStringifyContext(doc, options) {
		const opt = Object.assign({
			blockQuote: true,
			commentString: stringifyComment.stringifyComment,
			defaultKeyType: null,
			defaultStringType: "PLAIN",
			directives: null,
			doubleQuotedAsJSON: false,
			doubleQuotedMinMultiLineLength: 40,
			falseStr: "false",
			flowCollectionPadding: true,
			indentSeq: true,
			lineWidth: 80,
			minContentWidth: 20,
			nullStr: "null",
			simpleKeys: false,
			singleQuote: null,
			trailingComma: false,
			trueStr: "true",
			verifyAliasOrder: true
		}, doc.schema.toStringOptions, options);
		let inFlow;
		switch (opt.collectionStyle) {
			case "block":
				inFlow = false;
				break;
			case "flow":
				inFlow = true;
				break;
			default: inFlow = null;
		}
		return {
			anchors: /* @__PURE__ */ new Set(),
			doc,
			flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
			indent: "",
			indentStep: typeof opt.indent === "number" ? " ".repeat(opt.indent) : "  ",
			inFlow,
			options: opt
		};
	}
	function getTagObject(tags, item) {
		if (item.tag) {
			const match = tags.filter((t) => t.tag === item.tag);
			if (match.length > 0) return match.find((t) => t.format === item.format) ?? match[0];
		}
		let tagObj = void 0;
		let obj;
		if (identity.isScalar(item)) {
			obj = item.value;
			let match = tags.filter((t) => t.identify?.(obj));
			if (match.length > 1) {
				const testMatch = match.filter((t) => t.test);
				if (testMatch.length > 0) match = testMatch;
			}
			tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
		} else {
			obj = item;
			tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
		}
		if (!tagObj) {
			const name = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
			throw new Error(`Tag not resolved for ${name} value`);
		}
		return tagObj;
	}
	function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
		if (!doc.directives) return "";
		const props = [];
		const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
		if (anchor && anchors.anchorIsValid(anchor)) {
			anchors$1.add(anchor);
			props.push(`&${anchor}`);
		}
		const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
		if (tag) props.push(doc.directives.tagString(tag));
		return props.join(" ");
	}
	function stringify(item, ctx, onComment, onChompKeep) {
		if (identity.isPair(item)) return item.toString(ctx, onComment, onChompKeep);
		if (identity.isAlias(item)) {
			if (ctx.doc.directives) return item.toString(ctx);
			if (ctx.resolvedAliases?.has(item)) throw new TypeError(`Cannot stringify circular structure without alias nodes`);
			else {
				if (ctx.resolvedAliases) ctx.resolvedAliases.add(item);
				else ctx.resolvedAliases = /* @__PURE__ */ new Set([item]);
				item = item.resolve(ctx.doc);
			}
		}
		let tagObj = void 0;
		const node = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
		tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
		const props = stringifyProps(node, tagObj, ctx);
		if (props.length > 0) ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
		const str = typeof tagObj.stringify === "function" ? tagObj.stringify(node, ctx, onComment, onChompKeep) : identity.isScalar(node) ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep) : node.toString(ctx, onComment, onChompKeep);
		if (!props) return str;
		return identity.isScalar(node) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}\n${ctx.indent}${str}`;
	}
	exports.createStringifyContext = createStringifyContext;
	exports.stringify = stringify;
}));

// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
		const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
		let keyComment = identity.isNode(key) && key.comment || null;
		if (simpleKeys) {
			if (keyComment) throw new Error("With simple keys, key nodes cannot have comments");
			if (identity.isCollection(key) || !identity.isNode(key) && typeof key === "object") throw new Error("With simple keys, collection cannot be used as a key value");
		}
		let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL : typeof key === "object"));
		ctx = Object.assign({}, ctx, {
			allNullValues: false,
			implicitKey: !explicitKey && (simpleKeys || !allNullValues),
			indent: indent + indentStep
		});
		let keyCommentDone = false;
		let chompKeep = false;
		let str = stringify.stringify(key, ctx, () => keyCommentDone = true, () => chompKeep = true);
		if (!explicitKey && !ctx.inFlow && str.length > 1024) {
			if (simpleKeys) throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
			explicitKey = true;
		}
		if (ctx.inFlow) {
			if (allNullValues || value == null) {
				if (keyCommentDone && onComment) onComment();
				return str === "" ? "?" : explicitKey ? `? ${str}` : str;
			}
		} else if (allNullValues && !simpleKeys || value == null && explicitKey) {
			str = `? ${str}`;
			if (keyComment && !keyCommentDone) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
			else if (chompKeep && onChompKeep) onChompKeep();
			return str;
		}
		if (keyCommentDone) keyComment = null;
		if (explicitKey) {
			if (keyComment) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
			str = `? ${str}\n${indent}:`;
		} else {
			str = `${str}:`;
			if (keyComment) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
		}
		let vsb, vcb, valueComment;
		if (identity.isNode(value)) {
			vsb = !!value.spaceBefore;
			vcb = value.commentBefore;
			valueComment = value.comment;
		} else {
			vsb = false;
			vcb = null;
			valueComment = null;
			if (value && typeof value === "object") value = doc.createNode(value);
		}
		ctx.implicitKey = false;
		if (!explicitKey && !keyComment && identity.isScalar(value)) ctx.indentAtStart = str.length + 1;
		chompKeep = false;
		if (!indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor) ctx.indent = ctx.indent.substring(2);
		let valueCommentDone = false;
		const valueStr = stringify.stringify(value, ctx, () => valueCommentDone = true, () => chompKeep = true);
		let ws = " ";
		if (keyComment || vsb || vcb) {
			ws = vsb ? "\n" : "";
			if (vcb) {
				const cs = commentString(vcb);
				ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
			}
			if (valueStr === "" && !ctx.inFlow) {
				if (ws === "\n" && valueComment) ws = "\n\n";
			} else ws += `\n${ctx.indent}`;
		} else if (!explicitKey && identity.isCollection(value)) {
			const vs0 = valueStr[0];
			const nl0 = valueStr.indexOf("\n");
			const hasNewline = nl0 !== -1;
			const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
			if (hasNewline || !flow) {
				let hasPropsLine = false;
				if (hasNewline && (vs0 === "&" || vs0 === "!")) {
					let sp0 = valueStr.indexOf(" ");
					if (vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!") sp0 = valueStr.indexOf(" ", sp0 + 1);
					if (sp0 === -1 || nl0 < sp0) hasPropsLine = true;
				}
				if (!hasPropsLine) ws = `\n${ctx.indent}`;
			}
		} else if (valueStr === "" || valueStr[0] === "\n") ws = "";
		str += ws + valueStr;
		if (ctx.inFlow) {
			if (valueCommentDone && onComment) onComment();
		} else if (valueComment && !valueCommentDone) str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
		else if (chompKeep && onChompKeep) onChompKeep();
		return str;
	}
	exports.stringifyPair = stringifyPair;
}));

// node_modules/yaml/dist/log.js
var require_log = /* @__PURE__ */ __commonJSMin(((exports) => {
	var node_process = __require("process");
	function debug(logLevel, ...messages) {
		if (logLevel === "debug") console.log(...messages);
	}
	function warn(logLevel, warning) {
		if (logLevel === "debug" || logLevel === "warn") {
			if (typeof node_process.emitWarning === "function") node_process.emitWarning(warning);
			else console.warn(warning);
		}
	}
	exports.debug = debug;
	exports.warn = warn;
}));

// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	const MERGE_KEY = "<<";
	const merge = {
		identify: (value) => value === MERGE_KEY || typeof value === "symbol" && value.description === MERGE_KEY,
		default: "key",
		tag: "tag:yaml.org,2002:merge",
		test: /^<<$/,
		resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), { addToJSMap: addMergeToJSMap }),
		stringify: () => MERGE_KEY
	};
	const isMergeKey = (ctx, key) => (merge.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar.Scalar.PLAIN) && merge.identify(key.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge.tag && tag.default);
	function addMergeToJSMap(ctx, map, value) {
		const source = resolveAliasValue(ctx, value);
		if (identity.isSeq(source)) for (const it of source.items) mergeValue(ctx, map, it);
		else if (Array.isArray(source)) for (const it of source) mergeValue(ctx, map, it);
		else mergeValue(ctx, map, source);
	}
	function mergeValue(ctx, map, value) {
		const source = resolveAliasValue(ctx, value);
		if (!identity.isMap(source)) throw new Error("Merge sources must be maps or map aliases");
		const srcMap = source.toJSON(null, ctx, Map);
		for (const [key, value] of srcMap) if (map instanceof Map) {
			if (!map.has(key)) map.set(key, value);
		} else if (map instanceof Set) map.add(key);
		else if (!Object.prototype.hasOwnProperty.call(map, key)) Object.defineProperty(map, key, {
			value,
			writable: true,
			enumerable: true,
			configurable: true
		});
		return map;
	}
	function resolveAliasValue(ctx, value) {
		return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
	}
	exports.addMergeToJSMap = addMergeToJSMap;
	exports.isMergeKey = isMergeKey;
	exports.merge = merge;
}));

// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = /* @__PURE__ */ __commonJSMin(((exports) => {
	var log = require_log();
	var merge = require_merge();
	var stringify = require_stringify();
	var identity = require_identity();
	var toJS = require_toJS();
	function addPairToJSMap(ctx, map, { key, value }) {
		if (identity.isNode(key) && key.addToJSMap) key.addToJSMap(ctx, map, value);
		else if (merge.isMergeKey(ctx, key)) merge.addMergeToJSMap(ctx, map, value);
		else {
			const jsKey = toJS.toJS(key, "", ctx);
			if (map instanceof Map) map.set(jsKey, toJS.toJS(value, jsKey, ctx));
			else if (map instanceof Set) map.add(jsKey);
			else {
				const stringKey = stringifyKey(key, jsKey, ctx);
				const jsValue = toJS.toJS(value, stringKey, ctx);
				if (stringKey in map) Object.defineProperty(map, stringKey, {
					value: jsValue,
					writable: true,
					enumerable: true,
					configurable: true
				});
				else map[stringKey] = jsValue;
			}
		}
		return map;
	}
	function stringifyKey(key, jsKey, ctx) {
		if (jsKey === null) return "";
		if (typeof jsKey !== "object") return String(jsKey);
		if (identity.isNode(key) && ctx?.doc) {
			const strCtx = stringify.createStringifyContext(ctx.doc, {});
			strCtx.anchors = /* @__PURE__ */ new Set();
			for (const node of ctx.anchors.keys()) strCtx.anchors.add(node.anchor);
			strCtx.inFlow = true;
			strCtx.inStringifyKey = true;
			const strKey = key.toString(strCtx);
			if (!ctx.mapKeyWarned) {
				let jsonStr = JSON.stringify(strKey);
				if (jsonStr.length > 40) jsonStr = jsonStr.substring(0, 36) + "...\"";
				log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
				ctx.mapKeyWarned = true;
			}
			return strKey;
		}
		return JSON.stringify(jsKey);
	}
	exports.addPairToJSMap = addPairToJSMap;
}));

// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = /* @__PURE__ */ __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var stringifyPair = require_stringifyPair();
	var addPairToJSMap = require_addPairToJSMap();
	var identity = require_identity();
	function createPair(key, value, ctx) {
		const k = createNode.createNode(key, void 0, ctx);
		const v = createNode.createNode(value, void 0, ctx);
		return new Pair(k, v);
	}
	var Pair = class Pair {
		constructor(key, value = null) {
			Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
			this.key = key;
			this.value = value;
		}
		clone(schema) {
			let { key, value } = this;
			if (identity.isNode(key)) key = key.clone(schema);
			if (identity.isNode(value)) value = value.clone(schema);
			return new Pair(key, value);
		}
		toJSON(_, ctx) {
			const pair = ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
			return addPairToJSMap.addPairToJSMap(ctx, pair, this);
		}
		toString(ctx, onComment, onChompKeep) {
			return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
		}
	};
	exports.Pair = Pair;
	exports.createPair = createPair;
}));

// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyCollection(collection, ctx, options) {
		return (ctx.inFlow ?? collection.flow ? stringifyFlowCollection : stringifyBlockCollection)(collection, ctx, options);
	}
	function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
		const { indent, options: { commentString } } = ctx;
		const itemCtx = Object.assign({}, ctx, {
			indent: itemIndent,
			type: null
		});
		let chompKeep = false;
		const lines = [];
		for (let i = 0; i < items.length; ++i) {
			const item = items[i];
			let comment = null;
			if (identity.isNode(item)) {
				if (!chompKeep && item.spaceBefore) lines.push("");
				addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
				if (item.comment) comment = item.comment;
			} else if (identity.isPair(item)) {
				const ik = identity.isNode(item.key) ? item.key : null;
				if (ik) {
					if (!chompKeep && ik.spaceBefore) lines.push("");
					addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
				}
			}
			chompKeep = false;
			let str = stringify.stringify(item, itemCtx, () => comment = null, () => chompKeep = true);
			if (comment) str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
			if (chompKeep && comment) chompKeep = false;
			lines.push(blockItemPrefix + str);
		}
		let str;
		if (lines.length === 0) str = flowChars.start + flowChars.end;
		else {
			str = lines[0];
			for (let i = 1; i < lines.length; ++i) {
				const line = lines[i];
				str += line ? `\n${indent}${line}` : "\n";
			}
		}
		if (comment) {
			str += "\n" + stringifyComment.indentComment(commentString(comment), indent);
			if (onComment) onComment();
		} else if (chompKeep && onChompKeep) onChompKeep();
		return str;
	}
	function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
		const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
		itemIndent += indentStep;
		const itemCtx = Object.assign({}, ctx, {
			indent: itemIndent,
			inFlow: true,
			type: null
		});
		let reqNewline = false;
		let linesAtValue = 0;
		const lines = [];
		for (let i = 0; i < items.length; ++i) {
			const item = items[i];
			let comment = null;
			if (identity.isNode(item)) {
				if (item.spaceBefore) lines.push("");
				addCommentBefore(ctx, lines, item.commentBefore, false);
				if (item.comment) comment = item.comment;
			} else if (identity.isPair(item)) {
				const ik = identity.isNode(item.key) ? item.key : null;
				if (ik) {
					if (ik.spaceBefore) lines.push("");
					addCommentBefore(ctx, lines, ik.commentBefore, false);
					if (ik.comment) reqNewline = true;
				}
				const iv = identity.isNode(item.value) ? item.value : null;
				if (iv) {
					if (iv.comment) comment = iv.comment;
					if (iv.commentBefore) reqNewline = true;
				} else if (item.value == null && ik?.comment) comment = ik.comment;
			}
			if (comment) reqNewline = true;
			let str = stringify.stringify(item, itemCtx, () => comment = null);
			reqNewline || (reqNewline = lines.length > linesAtValue || str.includes("\n"));
			if (i < items.length - 1) str += ",";
			else if (ctx.options.trailingComma) {
				if (ctx.options.lineWidth > 0) reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth);
				if (reqNewline) str += ",";
			}
			if (comment) str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
			lines.push(str);
			linesAtValue = lines.length;
		}
		const { start, end } = flowChars;
		if (lines.length === 0) return start + end;
		else {
			if (!reqNewline) {
				const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
				reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
			}
			if (reqNewline) {
				let str = start;
				for (const line of lines) str += line ? `\n${indentStep}${indent}${line}` : "\n";
				return `${str}\n${indent}${end}`;
			} else return `${start}${fcPadding}${lines.join(" ")}${fcPadding}${end}`;
		}
	}
	function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
		if (comment && chompKeep) comment = comment.replace(/^\n+/, "");
		if (comment) {
			const ic = stringifyComment.indentComment(commentString(comment), indent);
			lines.push(ic.trimStart());
		}
	}
	exports.stringifyCollection = stringifyCollection;
}));

// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyCollection = require_stringifyCollection();
	var addPairToJSMap = require_addPairToJSMap();
	var Collection = require_Collection();
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	function findPair(items, key) {
		const k = identity.isScalar(key) ? key.value : key;
		for (const it of items) if (identity.isPair(it)) {
			if (it.key === key || it.key === k) return it;
			if (identity.isScalar(it.key) && it.key.value === k) return it;
		}
	}
	var YAMLMap = class extends Collection.Collection {
		static get tagName() {
			return "tag:yaml.org,2002:map";
		}
		constructor(schema) {
			super(identity.MAP, schema);
			this.items = [];
		}
		/**
		* A generic collection parsing method that can be extended
		* to other node classes that inherit from YAMLMap
		*/
		static from(schema, obj, ctx) {
			const { keepUndefined, replacer } = ctx;
			const map = new this(schema);
			const add = (key, value) => {
				if (typeof replacer === "function") value = replacer.call(obj, key, value);
				else if (Array.isArray(replacer) && !replacer.includes(key)) return;
				if (value !== void 0 || keepUndefined) map.items.push(Pair.createPair(key, value, ctx));
			};
			if (obj instanceof Map) for (const [key, value] of obj) add(key, value);
			else if (obj && typeof obj === "object") for (const key of Object.keys(obj)) add(key, obj[key]);
			if (typeof schema.sortMapEntries === "function") map.items.sort(schema.sortMapEntries);
			return map;
		}
		/**
		* Adds a value to the collection.
		*
		* @param overwrite - If not set `true`, using a key that is already in the
		*   collection will throw. Otherwise, overwrites the previous value.
		*/
		add(pair, overwrite) {
			let _pair;
			if (identity.isPair(pair)) _pair = pair;
			else if (!pair || typeof pair !== "object" || !("key" in pair)) _pair = new Pair.Pair(pair, pair?.value);
			else _pair = new Pair.Pair(pair.key, pair.value);
			const prev = findPair(this.items, _pair.key);
			const sortEntries = this.schema?.sortMapEntries;
			if (prev) {
				if (!overwrite) throw new Error(`Key ${_pair.key} already set`);
				if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value)) prev.value.value = _pair.value;
				else prev.value = _pair.value;
			} else if (sortEntries) {
				const i = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
				if (i === -1) this.items.push(_pair);
				else this.items.splice(i, 0, _pair);
			} else this.items.push(_pair);
		}
		delete(key) {
			const it = findPair(this.items, key);
			if (!it) return false;
			return this.items.splice(this.items.indexOf(it), 1).length > 0;
		}
		get(key, keepScalar) {
			const node = findPair(this.items, key)?.value;
			return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? void 0;
		}
		has(key) {
			return !!findPair(this.items, key);
		}
		set(key, value) {
			this.add(new Pair.Pair(key, value), true);
		}
		/**
		* @param ctx - Conversion context, originally set in Document#toJS()
		* @param {Class} Type - If set, forces the returned collection type
		* @returns Instance of Type, Map, or Object
		*/
		toJSON(_, ctx, Type) {
			const map = Type ? new Type() : ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
			if (ctx?.onCreate) ctx.onCreate(map);
			for (const item of this.items) addPairToJSMap.addPairToJSMap(ctx, map, item);
			return map;
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			for (const item of this.items) if (!identity.isPair(item)) throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
			if (!ctx.allNullValues && this.hasAllNullValues(false)) ctx = Object.assign({}, ctx, { allNullValues: true });
			return stringifyCollection.stringifyCollection(this, ctx, {
				blockItemPrefix: "",
				flowChars: {
					start: "{",
					end: "}"
				},
				itemIndent: ctx.indent || "",
				onChompKeep,
				onComment
			});
		}
	};
	exports.YAMLMap = YAMLMap;
	exports.findPair = findPair;
}));

// node_modules/yaml/dist/schema/common/map.js
var require_map = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var YAMLMap = require_YAMLMap();
	const map = {
		collection: "map",
		default: true,
		nodeClass: YAMLMap.YAMLMap,
		tag: "tag:yaml.org,2002:map",
		resolve(map, onError) {
			if (!identity.isMap(map)) onError("Expected a mapping for this tag");
			return map;
		},
		createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
	};
	exports.map = map;
}));

// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = /* @__PURE__ */ __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var stringifyCollection = require_stringifyCollection();
	var Collection = require_Collection();
	var identity = require_identity();
	var Scalar = require_Scalar();
	var toJS = require_toJS();
	var YAMLSeq = class extends Collection.Collection {
		static get tagName() {
			return "tag:yaml.org,2002:seq";
		}
		constructor(schema) {
			super(identity.SEQ, schema);
			this.items = [];
		}
		add(value) {
			this.items.push(value);
		}
		/**
		* Removes a value from the collection.
		*
		* `key` must contain a representation of an integer for this to succeed.
		* It may be wrapped in a `Scalar`.
		*
		* @returns `true` if the item was found and removed.
		*/
		delete(key) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") return false;
			return this.items.splice(idx, 1).length > 0;
		}
		get(key, keepScalar) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") return void 0;
			const it = this.items[idx];
			return !keepScalar && identity.isScalar(it) ? it.value : it;
		}
		/**
		* Checks if the collection includes a value with the key `key`.
		*
		* `key` must contain a representation of an integer for this to succeed.
		* It may be wrapped in a `Scalar`.
		*/
		has(key) {
			const idx = asItemIndex(key);
			return typeof idx === "number" && idx < this.items.length;
		}
		/**
		* Sets a value in this collection. For `!!set`, `value` needs to be a
		* boolean to add/remove the item from the set.
		*
		* If `key` does not contain a representation of an integer, this will throw.
		* It may be wrapped in a `Scalar`.
		*/
		set(key, value) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") throw new Error(`Expected a valid index, not ${key}.`);
			const prev = this.items[idx];
			if (identity.isScalar(prev) && Scalar.isScalarValue(value)) prev.value = value;
			else this.items[idx] = value;
		}
		toJSON(_, ctx) {
			const seq = [];
			if (ctx?.onCreate) ctx.onCreate(seq);
			let i = 0;
			for (const item of this.items) seq.push(toJS.toJS(item, String(i++), ctx));
			return seq;
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			return stringifyCollection.stringifyCollection(this, ctx, {
				blockItemPrefix: "- ",
				flowChars: {
					start: "[",
					end: "]"
				},
				itemIndent: (ctx.indent || "") + "  ",
				onChompKeep,
				onComment
			});
		}
		static from(schema, obj, ctx) {
			const { replacer } = ctx;
			const seq = new this(schema);
			if (obj && Symbol.iterator in Object(obj)) {
				let i = 0;
				for (let it of obj) {
					if (typeof replacer === "function") {
						const key = obj instanceof Set ? it : String(i++);
						it = replacer.call(obj, key, it);
					}
					seq.items.push(createNode.createNode(it, void 0, ctx));
				}
			}
			return seq;
		}
	};
	function asItemIndex(key) {
		let idx = identity.isScalar(key) ? key.value : key;
		if (idx && typeof idx === "string") idx = Number(idx);
		return typeof idx === "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
	}
	exports.YAMLSeq = YAMLSeq;
}));

// node_modules/yaml/dist/schema/common/seq.js
var require_seq = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var YAMLSeq = require_YAMLSeq();
	const seq = {
		collection: "seq",
		default: true,
		nodeClass: YAMLSeq.YAMLSeq,
		tag: "tag:yaml.org,2002:seq",
		resolve(seq, onError) {
			if (!identity.isSeq(seq)) onError("Expected a sequence for this tag");
			return seq;
		},
		createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
	};
	exports.seq = seq;
}));

// node_modules/yaml/dist/schema/common/string.js
var require_string = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyString = require_stringifyString();
	const string = {
		identify: (value) => typeof value === "string",
		default: true,
		tag: "tag:yaml.org,2002:str",
		resolve: (str) => str,
		stringify(item, ctx, onComment, onChompKeep) {
			ctx = Object.assign({ actualString: true }, ctx);
			return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
		}
	};
	exports.string = string;
}));

// node_modules/yaml/dist/schema/common/null.js
var require_null = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	const nullTag = {
		identify: (value) => value == null,
		createNode: () => new Scalar.Scalar(null),
		default: true,
		tag: "tag:yaml.org,2002:null",
		test: /^(?:~|[Nn]ull|NULL)?$/,
		resolve: () => new Scalar.Scalar(null),
		stringify: ({ source }, ctx) => typeof source === "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
	};
	exports.nullTag = nullTag;
}));

// node_modules/yaml/dist/schema/core/bool.js
var require_bool$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	const boolTag = {
		identify: (value) => typeof value === "boolean",
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
		resolve: (str) => new Scalar.Scalar(str[0] === "t" || str[0] === "T"),
		stringify({ source, value }, ctx) {
			if (source && boolTag.test.test(source)) {
				if (value === (source[0] === "t" || source[0] === "T")) return source;
			}
			return value ? ctx.options.trueStr : ctx.options.falseStr;
		}
	};
	exports.boolTag = boolTag;
}));

// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = /* @__PURE__ */ __commonJSMin(((exports) => {
	function stringifyNumber({ format, minFractionDigits, tag, value }) {
		if (typeof value === "bigint") return String(value);
		const num = typeof value === "number" ? value : Number(value);
		if (!isFinite(num)) return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
		let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
		if (!format && minFractionDigits && (!tag || tag === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
			let i = n.indexOf(".");
			if (i < 0) {
				i = n.length;
				n += ".";
			}
			let d = minFractionDigits - (n.length - i - 1);
			while (d-- > 0) n += "0";
		}
		return n;
	}
	exports.stringifyNumber = stringifyNumber;
}));

// node_modules/yaml/dist/schema/core/float.js
var require_float$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var stringifyNumber = require_stringifyNumber();
	const floatNaN = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
		resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
		stringify: stringifyNumber.stringifyNumber
	};
	const floatExp = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "EXP",
		test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
		resolve: (str) => parseFloat(str),
		stringify(node) {
			const num = Number(node.value);
			return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
		}
	};
	const float = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
		resolve(str) {
			const node = new Scalar.Scalar(parseFloat(str));
			const dot = str.indexOf(".");
			if (dot !== -1 && str[str.length - 1] === "0") node.minFractionDigits = str.length - dot - 1;
			return node;
		},
		stringify: stringifyNumber.stringifyNumber
	};
	exports.float = float;
	exports.floatExp = floatExp;
	exports.floatNaN = floatNaN;
}));

// node_modules/yaml/dist/schema/core/int.js
var require_int$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	const intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
	const intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
	function intStringify(node, radix, prefix) {
		const { value } = node;
		if (intIdentify(value) && value >= 0) return prefix + value.toString(radix);
		return stringifyNumber.stringifyNumber(node);
	}
	const intOct = {
		identify: (value) => intIdentify(value) && value >= 0,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "OCT",
		test: /^0o[0-7]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
		stringify: (node) => intStringify(node, 8, "0o")
	};
	const int = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		test: /^[-+]?[0-9]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
		stringify: stringifyNumber.stringifyNumber
	};
	const intHex = {
		identify: (value) => intIdentify(value) && value >= 0,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "HEX",
		test: /^0x[0-9a-fA-F]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
		stringify: (node) => intStringify(node, 16, "0x")
	};
	exports.int = int;
	exports.intHex = intHex;
	exports.intOct = intOct;
}));

// node_modules/yaml/dist/schema/core/schema.js
var require_schema$2 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var bool = require_bool$1();
	var float = require_float$1();
	var int = require_int$1();
	const schema = [
		map.map,
		seq.seq,
		string.string,
		_null.nullTag,
		bool.boolTag,
		int.intOct,
		int.int,
		int.intHex,
		float.floatNaN,
		float.floatExp,
		float.float
	];
	exports.schema = schema;
}));

// node_modules/yaml/dist/schema/json/schema.js
var require_schema$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var map = require_map();
	var seq = require_seq();
	function intIdentify(value) {
		return typeof value === "bigint" || Number.isInteger(value);
	}
	const stringifyJSON = ({ value }) => JSON.stringify(value);
	const jsonScalars = [
		{
			identify: (value) => typeof value === "string",
			default: true,
			tag: "tag:yaml.org,2002:str",
			resolve: (str) => str,
			stringify: stringifyJSON
		},
		{
			identify: (value) => value == null,
			createNode: () => new Scalar.Scalar(null),
			default: true,
			tag: "tag:yaml.org,2002:null",
			test: /^null$/,
			resolve: () => null,
			stringify: stringifyJSON
		},
		{
			identify: (value) => typeof value === "boolean",
			default: true,
			tag: "tag:yaml.org,2002:bool",
			test: /^true$|^false$/,
			resolve: (str) => str === "true",
			stringify: stringifyJSON
		},
		{
			identify: intIdentify,
			default: true,
			tag: "tag:yaml.org,2002:int",
			test: /^-?(?:0|[1-9][0-9]*)$/,
			resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
			stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
		},
		{
			identify: (value) => typeof value === "number",
			default: true,
			tag: "tag:yaml.org,2002:float",
			test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
			resolve: (str) => parseFloat(str),
			stringify: stringifyJSON
		}
	];
	const schema = [map.map, seq.seq].concat(jsonScalars, {
		default: true,
		tag: "",
		test: /^/,
		resolve(str, onError) {
			onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
			return str;
		}
	});
	exports.schema = schema;
}));

// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = /* @__PURE__ */ __commonJSMin(((exports) => {
	var node_buffer = __require("buffer");
	var Scalar = require_Scalar();
	var stringifyString = require_stringifyString();
	const binary = {
		identify: (value) => value instanceof Uint8Array,
		default: false,
		tag: "tag:yaml.org,2002:binary",
		/**
		* Returns a Buffer in node and an Uint8Array in browsers
		*
		* To use the resulting buffer as an image, you'll want to do something like:
		*
		*   const blob = new Blob([buffer], { type: 'image/jpeg' })
		*   document.querySelector('#photo').src = URL.createObjectURL(blob)
		*/
		resolve(src, onError) {
			if (typeof node_buffer.Buffer === "function") return node_buffer.Buffer.from(src, "base64");
			else if (typeof atob === "function") {
				const str = atob(src.replace(/[\n\r]/g, ""));
				const buffer = new Uint8Array(str.length);
				for (let i = 0; i < str.length; ++i) buffer[i] = str.charCodeAt(i);
				return buffer;
			} else {
				onError("This environment does not support reading binary tags; either Buffer or atob is required");
				return src;
			}
		},
		stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
			if (!value) return "";
			const buf = value;
			let str;
			if (typeof node_buffer.Buffer === "function") str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
			else if (typeof btoa === "function") {
				let s = "";
				for (let i = 0; i < buf.length; ++i) s += String.fromCharCode(buf[i]);
				str = btoa(s);
			} else throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
			type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
			if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
				const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
				const n = Math.ceil(str.length / lineWidth);
				const lines = new Array(n);
				for (let i = 0, o = 0; i < n; ++i, o += lineWidth) lines[i] = str.substr(o, lineWidth);
				str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? "\n" : " ");
			}
			return stringifyString.stringifyString({
				comment,
				type,
				value: str
			}, ctx, onComment, onChompKeep);
		}
	};
	exports.binary = binary;
}));

// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	var YAMLSeq = require_YAMLSeq();
	function resolvePairs(seq, onError) {
		if (identity.isSeq(seq)) for (let i = 0; i < seq.items.length; ++i) {
			let item = seq.items[i];
			if (identity.isPair(item)) continue;
			else if (identity.isMap(item)) {
				if (item.items.length > 1) onError("Each pair must have its own sequence indicator");
				const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
				if (item.commentBefore) pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}\n${pair.key.commentBefore}` : item.commentBefore;
				if (item.comment) {
					const cn = pair.value ?? pair.key;
					cn.comment = cn.comment ? `${item.comment}\n${cn.comment}` : item.comment;
				}
				item = pair;
			}
			seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
		}
		else onError("Expected a sequence for this tag");
		return seq;
	}
	function createPairs(schema, iterable, ctx) {
		const { replacer } = ctx;
		const pairs = new YAMLSeq.YAMLSeq(schema);
		pairs.tag = "tag:yaml.org,2002:pairs";
		let i = 0;
		if (iterable && Symbol.iterator in Object(iterable)) for (let it of iterable) {
			if (typeof replacer === "function") it = replacer.call(iterable, String(i++), it);
			let key, value;
			if (Array.isArray(it)) {
				if (it.length === 2) {
					key = it[0];
					value = it[1];
				} else throw new TypeError(`Expected [key, value] tuple: ${it}`);
			} else if (it && it instanceof Object) {
				const keys = Object.keys(it);
				if (keys.length === 1) {
					key = keys[0];
					value = it[key];
				} else throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
			} else key = it;
			pairs.items.push(Pair.createPair(key, value, ctx));
		}
		return pairs;
	}
	const pairs = {
		collection: "seq",
		default: false,
		tag: "tag:yaml.org,2002:pairs",
		resolve: resolvePairs,
		createNode: createPairs
	};
	exports.createPairs = createPairs;
	exports.pairs = pairs;
	exports.resolvePairs = resolvePairs;
}));

// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var toJS = require_toJS();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var pairs = require_pairs();
	var YAMLOMap = class YAMLOMap extends YAMLSeq.YAMLSeq {
		constructor() {
			super();
			this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
			this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
			this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
			this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
			this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
			this.tag = YAMLOMap.tag;
		}
		/**
		* If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
		* but TypeScript won't allow widening the signature of a child method.
		*/
		toJSON(_, ctx) {
			if (!ctx) return super.toJSON(_);
			const map = /* @__PURE__ */ new Map();
			if (ctx?.onCreate) ctx.onCreate(map);
			for (const pair of this.items) {
				let key, value;
				if (identity.isPair(pair)) {
					key = toJS.toJS(pair.key, "", ctx);
					value = toJS.toJS(pair.value, key, ctx);
				} else key = toJS.toJS(pair, "", ctx);
				if (map.has(key)) throw new Error("Ordered maps must not include duplicate keys");
				map.set(key, value);
			}
			return map;
		}
		static from(schema, iterable, ctx) {
			const pairs$1 = pairs.createPairs(schema, iterable, ctx);
			const omap = new this();
			omap.items = pairs$1.items;
			return omap;
		}
	};
	YAMLOMap.tag = "tag:yaml.org,2002:omap";
	const omap = {
		collection: "seq",
		identify: (value) => value instanceof Map,
		nodeClass: YAMLOMap,
		default: false,
		tag: "tag:yaml.org,2002:omap",
		resolve(seq, onError) {
			const pairs$1 = pairs.resolvePairs(seq, onError);
			const seenKeys = [];
			for (const { key } of pairs$1.items) if (identity.isScalar(key)) {
				if (seenKeys.includes(key.value)) onError(`Ordered maps must not include duplicate keys: ${key.value}`);
				else seenKeys.push(key.value);
			}
			return Object.assign(new YAMLOMap(), pairs$1);
		},
		createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
	};
	exports.YAMLOMap = YAMLOMap;
	exports.omap = omap;
}));

// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	function boolStringify({ value, source }, ctx) {
		if (source && (value ? trueTag : falseTag).test.test(source)) return source;
		return value ? ctx.options.trueStr : ctx.options.falseStr;
	}
	const trueTag = {
		identify: (value) => value === true,
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
		resolve: () => new Scalar.Scalar(true),
		stringify: boolStringify
	};
	const falseTag = {
		identify: (value) => value === false,
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
		resolve: () => new Scalar.Scalar(false),
		stringify: boolStringify
	};
	exports.falseTag = falseTag;
	exports.trueTag = trueTag;
}));

// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var stringifyNumber = require_stringifyNumber();
	const floatNaN = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
		resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
		stringify: stringifyNumber.stringifyNumber
	};
	const floatExp = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "EXP",
		test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
		resolve: (str) => parseFloat(str.replace(/_/g, "")),
		stringify(node) {
			const num = Number(node.value);
			return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
		}
	};
	const float = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
		resolve(str) {
			const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, "")));
			const dot = str.indexOf(".");
			if (dot !== -1) {
				const f = str.substring(dot + 1).replace(/_/g, "");
				if (f[f.length - 1] === "0") node.minFractionDigits = f.length;
			}
			return node;
		},
		stringify: stringifyNumber.stringifyNumber
	};
	exports.float = float;
	exports.floatExp = floatExp;
	exports.floatNaN = floatNaN;
}));

// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	const intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
	function intResolve(str, offset, radix, { intAsBigInt }) {
		const sign = str[0];
		if (sign === "-" || sign === "+") offset += 1;
		str = str.substring(offset).replace(/_/g, "");
		if (intAsBigInt) {
			switch (radix) {
				case 2:
					str = `0b${str}`;
					break;
				case 8:
					str = `0o${str}`;
					break;
				case 16: str = `0x${str}`;
			}
			const n = BigInt(str);
			return sign === "-" ? BigInt(-1) * n : n;
		}
		const n = parseInt(str, radix);
		return sign === "-" ? -1 * n : n;
	}
	function intStringify(node, radix, prefix) {
		const { value } = node;
		if (intIdentify(value)) {
			const str = value.toString(radix);
			return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
		}
		return stringifyNumber.stringifyNumber(node);
	}
	const intBin = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "BIN",
		test: /^[-+]?0b[0-1_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
		stringify: (node) => intStringify(node, 2, "0b")
	};
	const intOct = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "OCT",
		test: /^[-+]?0[0-7_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
		stringify: (node) => intStringify(node, 8, "0")
	};
	const int = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		test: /^[-+]?[0-9][0-9_]*$/,
		resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
		stringify: stringifyNumber.stringifyNumber
	};
	const intHex = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "HEX",
		test: /^[-+]?0x[0-9a-fA-F_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
		stringify: (node) => intStringify(node, 16, "0x")
	};
	exports.int = int;
	exports.intBin = intBin;
	exports.intHex = intHex;
	exports.intOct = intOct;
}));

// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var YAMLSet = class YAMLSet extends YAMLMap.YAMLMap {
		constructor(schema) {
			super(schema);
			this.tag = YAMLSet.tag;
		}
		add(key) {
			let pair;
			if (identity.isPair(key)) pair = key;
			else if (key && typeof key === "object" && "key" in key && "value" in key && key.value === null) pair = new Pair.Pair(key.key, null);
			else pair = new Pair.Pair(key, null);
			if (!YAMLMap.findPair(this.items, pair.key)) this.items.push(pair);
		}
		/**
		* If `keepPair` is `true`, returns the Pair matching `key`.
		* Otherwise, returns the value of that Pair's key.
		*/
		get(key, keepPair) {
			const pair = YAMLMap.findPair(this.items, key);
			return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
		}
		set(key, value) {
			if (typeof value !== "boolean") throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
			const prev = YAMLMap.findPair(this.items, key);
			if (prev && !value) this.items.splice(this.items.indexOf(prev), 1);
			else if (!prev && value) this.items.push(new Pair.Pair(key));
		}
		toJSON(_, ctx) {
			return super.toJSON(_, ctx, Set);
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			if (this.hasAllNullValues(true)) return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
			else throw new Error("Set items must all have null values");
		}
		static from(schema, iterable, ctx) {
			const { replacer } = ctx;
			const set = new this(schema);
			if (iterable && Symbol.iterator in Object(iterable)) for (let value of iterable) {
				if (typeof replacer === "function") value = replacer.call(iterable, value, value);
				set.items.push(Pair.createPair(value, null, ctx));
			}
			return set;
		}
	};
	YAMLSet.tag = "tag:yaml.org,2002:set";
	const set = {
		collection: "map",
		identify: (value) => value instanceof Set,
		nodeClass: YAMLSet,
		default: false,
		tag: "tag:yaml.org,2002:set",
		createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
		resolve(map, onError) {
			if (identity.isMap(map)) {
				if (map.hasAllNullValues(true)) return Object.assign(new YAMLSet(), map);
				else onError("Set items must all have null values");
			} else onError("Expected a mapping for this tag");
			return map;
		}
	};
	exports.YAMLSet = YAMLSet;
	exports.set = set;
}));

// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = /* @__PURE__ */ __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	/** Internal types handle bigint as number, because TS can't figure it out. */
	function parseSexagesimal(str, asBigInt) {
		const sign = str[0];
		const parts = sign === "-" || sign === "+" ? str.substring(1) : str;
		const num = (n) => asBigInt ? BigInt(n) : Number(n);
		const res = parts.replace(/_/g, "").split(":").reduce((res, p) => res * num(60) + num(p), num(0));
		return sign === "-" ? num(-1) * res : res;
	}
	/**
	* hhhh:mm:ss.sss
	*
	* Internal types handle bigint as number, because TS can't figure it out.
	*/
	function stringifySexagesimal(node) {
		let { value } = node;
		let num = (n) => n;
		if (typeof value === "bigint") num = (n) => BigInt(n);
		else if (isNaN(value) || !isFinite(value)) return stringifyNumber.stringifyNumber(node);
		let sign = "";
		if (value < 0) {
			sign = "-";
			value *= num(-1);
		}
		const _60 = num(60);
		const parts = [value % _60];
		if (value < 60) parts.unshift(0);
		else {
			value = (value - parts[0]) / _60;
			parts.unshift(value % _60);
			if (value >= 60) {
				value = (value - parts[0]) / _60;
				parts.unshift(value);
			}
		}
		return sign + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
	}
	const intTime = {
		identify: (value) => typeof value === "bigint" || Number.isInteger(value),
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "TIME",
		test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
		resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
		stringify: stringifySexagesimal
	};
	const floatTime = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "TIME",
		test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
		resolve: (str) => parseSexagesimal(str, false),
		stringify: stringifySexagesimal
	};
	const timestamp = {
		identify: (value) => value instanceof Date,
		default: true,
		tag: "tag:yaml.org,2002:timestamp",
		test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
		resolve(str) {
			const match = str.match(timestamp.test);
			if (!match) throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
			const [, year, month, day, hour, minute, second] = match.map(Number);
			const millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0;
			let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
			const tz = match[8];
			if (tz && tz !== "Z") {
				let d = parseSexagesimal(tz, false);
				if (Math.abs(d) < 30) d *= 60;
				date -= 6e4 * d;
			}
			return new Date(date);
		},
		stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
	};
	exports.floatTime = floatTime;
	exports.intTime = intTime;
	exports.timestamp = timestamp;
}));

// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema = /* @__PURE__ */ __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var binary = require_binary();
	var bool = require_bool();
	var float = require_float();
	var int = require_int();
	var merge = require_merge();
	var omap = require_omap();
	var pairs = require_pairs();
	var set = require_set();
	var timestamp = require_timestamp();
	const schema = [
		map.map,
		seq.seq,
		string.string,
		_null.nullTag,
		bool.trueTag,
		bool.falseTag,
		int.intBin,
		int.intOct,
		int.int,
		int.intHex,
		float.floatNaN,
		float.floatExp,
		float.float,
		binary.binary,
		merge.merge,
		omap.omap,
		pairs.pairs,
		set.set,
		timestamp.intTime,
		timestamp.floatTime,
		timestamp.timestamp
	];
	exports.schema = schema;
}));

// node_modules/yaml/dist/schema/tags.js
var require_tags = /* @__PURE__ */ __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var bool = require_bool$1();
	var float = require_float$1();
	var int = require_int$1();
	var schema = require_schema$2();
	var schema$1 = require_schema$1();
	var binary = require_binary();
	var merge = require_merge();
	var omap = require_omap();
	var pairs = require_pairs();
	var schema$2 = require_schema();
	var set = require_set();
	var timestamp = require_timestamp();
	const schemas = /* @__PURE__ */ new Map([
		["core", schema.schema],
		["failsafe", [
			map.map,
			seq.seq,
			string.string
		]],
		["json", schema$1.schema],
		["yaml11", schema$2.schema],
		["yaml-1.1", schema$2.schema]
	]);
	const tagsByName = {
		binary: binary.binary,
		bool: bool.boolTag,
		float: float.float,
		floatExp: float.floatExp,
		floatNaN: float.floatNaN,
		floatTime: timestamp.floatTime,
		int: int.int,
		intHex: int.intHex,
		intOct: int.intOct,
		intTime: timestamp.intTime,
		map: map.map,
		merge: merge.merge,
		null: _null.nullTag,
		omap: omap.omap,
		pairs: pairs.pairs,
		seq: seq.seq,
		set: set.set,
		timestamp: timestamp.timestamp
	};
	const coreKnownTags = {
		"tag:yaml.org,2002:binary": binary.binary,
		"tag:yaml.org,2002:merge": merge.merge,
		"tag:yaml.org,2002:omap": omap.omap,
		"tag:yaml.org,2002:pairs": pairs.pairs,
		"tag:yaml.org,2002:set": set.set,
		"tag:yaml.org,2002:timestamp": timestamp.timestamp
	};
	function getTags(customTags, schemaName, addMergeTag) {
		const schemaTags = schemas.get(schemaName);
		if (schemaTags && !customTags) return addMergeTag && !schemaTags.includes(merge.merge) ? schemaTags.concat(merge.merge) : schemaTags.slice();
		let tags = schemaTags;
		if (!tags) {
			if (Array.isArray(customTags)) tags = [];
			else {
				const keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
				throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
			}
		}
		if (Array.isArray(customTags)) for (const tag of customTags) tags = tags.concat(tag);
		else if (typeof customTags === "function") tags = customTags(tags.slice());
		if (addMergeTag) tags = tags.concat(merge.merge);
		return tags.reduce((tags, tag) => {
			const tagObj = typeof tag === "string" ? tagsByName[tag] : tag;
			if (!tagObj) {
				const tagName = JSON.stringify(tag);
				const keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
				throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
			}
			if (!tags.includes(tagObj)) tags.push(tagObj);
			return tags;
		}, []);
	}
	exports.coreKnownTags = coreKnownTags;
	exports.getTags = getTags;
}));

// node_modules/yaml/dist/schema/Schema.js
var require_Schema = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var map = require_map();
	var seq = require_seq();
	var string = require_string();
	var tags = require_tags();
	const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
	var Schema = class Schema {
		constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
			this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null;
			this.name = typeof schema === "string" && schema || "core";
			this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
			this.tags = tags.getTags(customTags, this.name, merge);
			this.toStringOptions = toStringDefaults ?? null;
			Object.defineProperty(this, identity.MAP, { value: map.map });
			Object.defineProperty(this, identity.SCALAR, { value: string.string });
			Object.defineProperty(this, identity.SEQ, { value: seq.seq });
			this.sortMapEntries = typeof sortMapEntries === "function" ? sortMapEntries : sortMapEntries === true ? sortMapEntriesByKey : null;
		}
		clone() {
			const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
			copy.tags = this.tags.slice();
			return copy;
		}
	};
	exports.Schema = Schema;
}));

// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyDocument(doc, options) {
		const lines = [];
		let hasDirectives = options.directives === true;
		if (options.directives !== false && doc.directives) {
			const dir = doc.directives.toString(doc);
			if (dir) {
				lines.push(dir);
				hasDirectives = true;
			} else if (doc.directives.docStart) hasDirectives = true;
		}
		if (hasDirectives) lines.push("---");
		const ctx = stringify.createStringifyContext(doc, options);
		const { commentString } = ctx.options;
		if (doc.commentBefore) {
			if (lines.length !== 1) lines.unshift("");
			const cs = commentString(doc.commentBefore);
			lines.unshift(stringifyComment.indentComment(cs, ""));
		}
		let chompKeep = false;
		let contentComment = null;
		if (doc.contents) {
			if (identity.isNode(doc.contents)) {
				if (doc.contents.spaceBefore && hasDirectives) lines.push("");
				if (doc.contents.commentBefore) {
					const cs = commentString(doc.contents.commentBefore);
					lines.push(stringifyComment.indentComment(cs, ""));
				}
				ctx.forceBlockIndent = !!doc.comment;
				contentComment = doc.contents.comment;
			}
			const onChompKeep = contentComment ? void 0 : () => chompKeep = true;
			let body = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
			if (contentComment) body += stringifyComment.lineComment(body, "", commentString(contentComment));
			if ((body[0] === "|" || body[0] === ">") && lines[lines.length - 1] === "---") lines[lines.length - 1] = `--- ${body}`;
			else lines.push(body);
		} else lines.push(stringify.stringify(doc.contents, ctx));
		if (doc.directives?.docEnd) {
			if (doc.comment) {
				const cs = commentString(doc.comment);
				if (cs.includes("\n")) {
					lines.push("...");
					lines.push(stringifyComment.indentComment(cs, ""));
				} else lines.push(`... ${cs}`);
			} else lines.push("...");
		} else {
			let dc = doc.comment;
			if (dc && chompKeep) dc = dc.replace(/^\n+/, "");
			if (dc) {
				if ((!chompKeep || contentComment) && lines[lines.length - 1] !== "") lines.push("");
				lines.push(stringifyComment.indentComment(commentString(dc), ""));
			}
		}
		return lines.join("\n") + "\n";
	}
	exports.stringifyDocument = stringifyDocument;
}));

// node_modules/yaml/dist/doc/Document.js
var require_Document = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var Collection = require_Collection();
	var identity = require_identity();
	var Pair = require_Pair();
	var toJS = require_toJS();
	var Schema = require_Schema();
	var stringifyDocument = require_stringifyDocument();
	var anchors = require_anchors();
	var applyReviver = require_applyReviver();
	var createNode = require_createNode();
	var directives = require_directives();
	var Document = class Document {
		constructor(value, replacer, options) {
			/** A comment before this Document */
			this.commentBefore = null;
			/** A comment immediately after this Document */
			this.comment = null;
			/** Errors encountered during parsing. */
			this.errors = [];
			/** Warnings encountered during parsing. */
			this.warnings = [];
			Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
			let _replacer = null;
			if (typeof replacer === "function" || Array.isArray(replacer)) _replacer = replacer;
			else if (options === void 0 && replacer) {
				options = replacer;
				replacer = void 0;
			}
			const opt = Object.assign({
				intAsBigInt: false,
				keepSourceTokens: false,
				logLevel: "warn",
				prettyErrors: true,
				strict: true,
				stringKeys: false,
				uniqueKeys: true,
				version: "1.2"
			}, options);
			this.options = opt;
			let { version } = opt;
			if (options?._directives) {
				this.directives = options._directives.atDocument();
				if (this.directives.yaml.explicit) version = this.directives.yaml.version;
			} else this.directives = new directives.Directives({ version });
			this.setSchema(version, options);
			this.contents = value === void 0 ? null : this.createNode(value, _replacer, options);
		}
		/**
		* Create a deep copy of this Document and its contents.
		*
		* Custom Node values that inherit from `Object` still refer to their original instances.
		*/
		clone() {
			const copy = Object.create(Document.prototype, { [identity.NODE_TYPE]: { value: identity.DOC } });
			copy.commentBefore = this.commentBefore;
			copy.comment = this.comment;
			copy.errors = this.errors.slice();
			copy.warnings = this.warnings.slice();
			copy.options = Object.assign({}, this.options);
			if (this.directives) copy.directives = this.directives.clone();
			copy.schema = this.schema.clone();
			copy.contents = identity.isNode(this.contents) ? this.contents.clone(copy.schema) : this.contents;
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		/** Adds a value to the document. */
		add(value) {
			if (assertCollection(this.contents)) this.contents.add(value);
		}
		/** Adds a value to the document. */
		addIn(path, value) {
			if (assertCollection(this.contents)) this.contents.addIn(path, value);
		}
		/**
		* Create a new `Alias` node, ensuring that the target `node` has the required anchor.
		*
		* If `node` already has an anchor, `name` is ignored.
		* Otherwise, the `node.anchor` value will be set to `name`,
		* or if an anchor with that name is already present in the document,
		* `name` will be used as a prefix for a new unique anchor.
		* If `name` is undefined, the generated anchor will use 'a' as a prefix.
		*/
		createAlias(node, name) {
			if (!node.anchor) {
				const prev = anchors.anchorNames(this);
				node.anchor = !name || prev.has(name) ? anchors.findNewAnchor(name || "a", prev) : name;
			}
			return new Alias.Alias(node.anchor);
		}
		createNode(value, replacer, options) {
			let _replacer = void 0;
			if (typeof replacer === "function") {
				value = replacer.call({ "": value }, "", value);
				_replacer = replacer;
			} else if (Array.isArray(replacer)) {
				const keyToStr = (v) => typeof v === "number" || v instanceof String || v instanceof Number;
				const asStr = replacer.filter(keyToStr).map(String);
				if (asStr.length > 0) replacer = replacer.concat(asStr);
				_replacer = replacer;
			} else if (options === void 0 && replacer) {
				options = replacer;
				replacer = void 0;
			}
			const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
			const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, anchorPrefix || "a");
			const ctx = {
				aliasDuplicateObjects: aliasDuplicateObjects ?? true,
				keepUndefined: keepUndefined ?? false,
				onAnchor,
				onTagObj,
				replacer: _replacer,
				schema: this.schema,
				sourceObjects
			};
			const node = createNode.createNode(value, tag, ctx);
			if (flow && identity.isCollection(node)) node.flow = true;
			setAnchors();
			return node;
		}
		/**
		* Convert a key and a value into a `Pair` using the current schema,
		* recursively wrapping all values as `Scalar` or `Collection` nodes.
		*/
		createPair(key, value, options = {}) {
			const k = this.createNode(key, null, options);
			const v = this.createNode(value, null, options);
			return new Pair.Pair(k, v);
		}
		/**
		* Removes a value from the document.
		* @returns `true` if the item was found and removed.
		*/
		delete(key) {
			return assertCollection(this.contents) ? this.contents.delete(key) : false;
		}
		/**
		* Removes a value from the document.
		* @returns `true` if the item was found and removed.
		*/
		deleteIn(path) {
			if (Collection.isEmptyPath(path)) {
				if (this.contents == null) return false;
				this.contents = null;
				return true;
			}
			return assertCollection(this.contents) ? this.contents.deleteIn(path) : false;
		}
		/**
		* Returns item at `key`, or `undefined` if not found. By default unwraps
		* scalar values from their surrounding node; to disable set `keepScalar` to
		* `true` (collections are always returned intact).
		*/
		get(key, keepScalar) {
			return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
		}
		/**
		* Returns item at `path`, or `undefined` if not found. By default unwraps
		* scalar values from their surrounding node; to disable set `keepScalar` to
		* `true` (collections are always returned intact).
		*/
		getIn(path, keepScalar) {
			if (Collection.isEmptyPath(path)) return !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents;
			return identity.isCollection(this.contents) ? this.contents.getIn(path, keepScalar) : void 0;
		}
		/**
		* Checks if the document includes a value with the key `key`.
		*/
		has(key) {
			return identity.isCollection(this.contents) ? this.contents.has(key) : false;
		}
		/**
		* Checks if the document includes a value at `path`.
		*/
		hasIn(path) {
			if (Collection.isEmptyPath(path)) return this.contents !== void 0;
			return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
		}
		/**
		* Sets a value in this document. For `!!set`, `value` needs to be a
		* boolean to add/remove the item from the set.
		*/
		set(key, value) {
			if (this.contents == null) this.contents = Collection.collectionFromPath(this.schema, [key], value);
			else if (assertCollection(this.contents)) this.contents.set(key, value);
		}
		/**
		* Sets a value in this document. For `!!set`, `value` needs to be a
		* boolean to add/remove the item from the set.
		*/
		setIn(path, value) {
			if (Collection.isEmptyPath(path)) this.contents = value;
			else if (this.contents == null) this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
			else if (assertCollection(this.contents)) this.contents.setIn(path, value);
		}
		/**
		* Change the YAML version and schema used by the document.
		* A `null` version disables support for directives, explicit tags, anchors, and aliases.
		* It also requires the `schema` option to be given as a `Schema` instance value.
		*
		* Overrides all previously set schema options.
		*/
		setSchema(version, options = {}) {
			if (typeof version === "number") version = String(version);
			let opt;
			switch (version) {
				case "1.1":
					if (this.directives) this.directives.yaml.version = "1.1";
					else this.directives = new directives.Directives({ version: "1.1" });
					opt = {
						resolveKnownTags: false,
						schema: "yaml-1.1"
					};
					break;
				case "1.2":
				case "next":
					if (this.directives) this.directives.yaml.version = version;
					else this.directives = new directives.Directives({ version });
					opt = {
						resolveKnownTags: true,
						schema: "core"
					};
					break;
				case null:
					if (this.directives) delete this.directives;
					opt = null;
					break;
				default: {
					const sv = JSON.stringify(version);
					throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
				}
			}
			if (options.schema instanceof Object) this.schema = options.schema;
			else if (opt) this.schema = new Schema.Schema(Object.assign(opt, options));
			else throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
		}
		toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
			const ctx = {
				anchors: /* @__PURE__ */ new Map(),
				doc: this,
				keep: !json,
				mapAsMap: mapAsMap === true,
				mapKeyWarned: false,
				maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
			};
			const res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
			if (typeof onAnchor === "function") for (const { count, res } of ctx.anchors.values()) onAnchor(res, count);
			return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
		}
		/**
		* A JSON representation of the document `contents`.
		*
		* @param jsonArg Used by `JSON.stringify` to indicate the array index or
		*   property name.
		*/
		toJSON(jsonArg, onAnchor) {
			return this.toJS({
				json: true,
				jsonArg,
				mapAsMap: false,
				onAnchor
			});
		}
		/** A YAML representation of the document. */
		toString(options = {}) {
			if (this.errors.length > 0) throw new Error("Document with errors cannot be stringified");
			if ("indent" in options && (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
				const s = JSON.stringify(options.indent);
				throw new Error(`"indent" option must be a positive integer, not ${s}`);
			}
			return stringifyDocument.stringifyDocument(this, options);
		}
	};
	function assertCollection(contents) {
		if (identity.isCollection(contents)) return true;
		throw new Error("Expected a YAML collection as document contents");
	}
	exports.Document = Document;
}));

// node_modules/yaml/dist/errors.js
var require_errors = /* @__PURE__ */ __commonJSMin(((exports) => {
	var YAMLError = class extends Error {
		constructor(name, pos, code, message) {
			super();
			this.name = name;
			this.code = code;
			this.message = message;
			this.pos = pos;
		}
	};
	var YAMLParseError = class extends YAMLError {
		constructor(pos, code, message) {
			super("YAMLParseError", pos, code, message);
		}
	};
	var YAMLWarning = class extends YAMLError {
		constructor(pos, code, message) {
			super("YAMLWarning", pos, code, message);
		}
	};
	const prettifyError = (src, lc) => (error) => {
		if (error.pos[0] === -1) return;
		error.linePos = error.pos.map((pos) => lc.linePos(pos));
		const { line, col } = error.linePos[0];
		error.message += ` at line ${line}, column ${col}`;
		let ci = col - 1;
		let lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
		if (ci >= 60 && lineStr.length > 80) {
			const trimStart = Math.min(ci - 39, lineStr.length - 79);
			lineStr = "…" + lineStr.substring(trimStart);
			ci -= trimStart - 1;
		}
		if (lineStr.length > 80) lineStr = lineStr.substring(0, 79) + "…";
		if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
			let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
			if (prev.length > 80) prev = prev.substring(0, 79) + "…\n";
			lineStr = prev + lineStr;
		}
		if (/[^ ]/.test(lineStr)) {
			let count = 1;
			const end = error.linePos[1];
			if (end?.line === line && end.col > col) count = Math.max(1, Math.min(end.col - col, 80 - ci));
			const pointer = " ".repeat(ci) + "^".repeat(count);
			error.message += `:\n\n${lineStr}\n${pointer}\n`;
		}
	};
	exports.YAMLError = YAMLError;
	exports.YAMLParseError = YAMLParseError;
	exports.YAMLWarning = YAMLWarning;
	exports.prettifyError = prettifyError;
}));

// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = /* @__PURE__ */ __commonJSMin(((exports) => {
	function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
		let spaceBefore = false;
		let atNewline = startOnNewline;
		let hasSpace = startOnNewline;
		let comment = "";
		let commentSep = "";
		let hasNewline = false;
		let reqSpace = false;
		let tab = null;
		let anchor = null;
		let tag = null;
		let newlineAfterProp = null;
		let comma = null;
		let found = null;
		let start = null;
		for (const token of tokens) {
			if (reqSpace) {
				if (token.type !== "space" && token.type !== "newline" && token.type !== "comma") onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
				reqSpace = false;
			}
			if (tab) {
				if (atNewline && token.type !== "comment" && token.type !== "newline") onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
				tab = null;
			}
			switch (token.type) {
				case "space":
					if (!flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	")) tab = token;
					hasSpace = true;
					break;
				case "comment": {
					if (!hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
					const cb = token.source.substring(1) || " ";
					if (!comment) comment = cb;
					else comment += commentSep + cb;
					commentSep = "";
					atNewline = false;
					break;
				}
				case "newline":
					if (atNewline) {
						if (comment) comment += token.source;
						else if (!found || indicator !== "seq-item-ind") spaceBefore = true;
					} else commentSep += token.source;
					atNewline = true;
					hasNewline = true;
					if (anchor || tag) newlineAfterProp = token;
					hasSpace = true;
					break;
				case "anchor":
					if (anchor) onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor");
					if (token.source.endsWith(":")) onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", true);
					anchor = token;
					start ?? (start = token.offset);
					atNewline = false;
					hasSpace = false;
					reqSpace = true;
					break;
				case "tag":
					if (tag) onError(token, "MULTIPLE_TAGS", "A node can have at most one tag");
					tag = token;
					start ?? (start = token.offset);
					atNewline = false;
					hasSpace = false;
					reqSpace = true;
					break;
				case indicator:
					if (anchor || tag) onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`);
					if (found) onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`);
					found = token;
					atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind";
					hasSpace = false;
					break;
				case "comma": if (flow) {
					if (comma) onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`);
					comma = token;
					atNewline = false;
					hasSpace = false;
					break;
				}
				default:
					onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`);
					atNewline = false;
					hasSpace = false;
			}
		}
		const last = tokens[tokens.length - 1];
		const end = last ? last.offset + last.source.length : offset;
		if (reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "")) onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
		if (tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq")) onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
		return {
			comma,
			found,
			spaceBefore,
			comment,
			hasNewline,
			anchor,
			tag,
			newlineAfterProp,
			end,
			start: start ?? end
		};
	}
	exports.resolveProps = resolveProps;
}));

// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = /* @__PURE__ */ __commonJSMin(((exports) => {
	function containsNewline(key) {
		if (!key) return null;
		switch (key.type) {
			case "alias":
			case "scalar":
			case "double-quoted-scalar":
			case "single-quoted-scalar":
				if (key.source.includes("\n")) return true;
				if (key.end) {
					for (const st of key.end) if (st.type === "newline") return true;
				}
				return false;
			case "flow-collection":
				for (const it of key.items) {
					for (const st of it.start) if (st.type === "newline") return true;
					if (it.sep) {
						for (const st of it.sep) if (st.type === "newline") return true;
					}
					if (containsNewline(it.key) || containsNewline(it.value)) return true;
				}
				return false;
			default: return true;
		}
	}
	exports.containsNewline = containsNewline;
}));

// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = /* @__PURE__ */ __commonJSMin(((exports) => {
	var utilContainsNewline = require_util_contains_newline();
	function flowIndentCheck(indent, fc, onError) {
		if (fc?.type === "flow-collection") {
			const end = fc.end[0];
			if (end.indent === indent && (end.source === "]" || end.source === "}") && utilContainsNewline.containsNewline(fc)) onError(end, "BAD_INDENT", "Flow end indicator should be more indented than parent", true);
		}
	}
	exports.flowIndentCheck = flowIndentCheck;
}));

// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	function mapIncludes(ctx, items, search) {
		const { uniqueKeys } = ctx.options;
		if (uniqueKeys === false) return false;
		const isEqual = typeof uniqueKeys === "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
		return items.some((pair) => isEqual(pair.key, search));
	}
	exports.mapIncludes = mapIncludes;
}));

// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var resolveProps = require_resolve_props();
	var utilContainsNewline = require_util_contains_newline();
	var utilFlowIndentCheck = require_util_flow_indent_check();
	var utilMapIncludes = require_util_map_includes();
	const startColMsg = "All mapping items must start at the same column";
	function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
		const map = new ((tag?.nodeClass) ?? YAMLMap.YAMLMap)(ctx.schema);
		if (ctx.atRoot) ctx.atRoot = false;
		let offset = bm.offset;
		let commentEnd = null;
		for (const collItem of bm.items) {
			const { start, key, sep, value } = collItem;
			const keyProps = resolveProps.resolveProps(start, {
				indicator: "explicit-key-ind",
				next: key ?? sep?.[0],
				offset,
				onError,
				parentIndent: bm.indent,
				startOnNewline: true
			});
			const implicitKey = !keyProps.found;
			if (implicitKey) {
				if (key) {
					if (key.type === "block-seq") onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key");
					else if ("indent" in key && key.indent !== bm.indent) onError(offset, "BAD_INDENT", startColMsg);
				}
				if (!keyProps.anchor && !keyProps.tag && !sep) {
					commentEnd = keyProps.end;
					if (keyProps.comment) {
						if (map.comment) map.comment += "\n" + keyProps.comment;
						else map.comment = keyProps.comment;
					}
					continue;
				}
				if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
			} else if (keyProps.found?.indent !== bm.indent) onError(offset, "BAD_INDENT", startColMsg);
			ctx.atKey = true;
			const keyStart = keyProps.end;
			const keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
			if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
			ctx.atKey = false;
			if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode)) onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
			const valueProps = resolveProps.resolveProps(sep ?? [], {
				indicator: "map-value-ind",
				next: value,
				offset: keyNode.range[2],
				onError,
				parentIndent: bm.indent,
				startOnNewline: !key || key.type === "block-scalar"
			});
			offset = valueProps.end;
			if (valueProps.found) {
				if (implicitKey) {
					if (value?.type === "block-map" && !valueProps.hasNewline) onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings");
					if (ctx.options.strict && keyProps.start < valueProps.found.offset - 1024) onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key");
				}
				const valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
				if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
				offset = valueNode.range[2];
				const pair = new Pair.Pair(keyNode, valueNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				map.items.push(pair);
			} else {
				if (implicitKey) onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values");
				if (valueProps.comment) {
					if (keyNode.comment) keyNode.comment += "\n" + valueProps.comment;
					else keyNode.comment = valueProps.comment;
				}
				const pair = new Pair.Pair(keyNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				map.items.push(pair);
			}
		}
		if (commentEnd && commentEnd < offset) onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content");
		map.range = [
			bm.offset,
			offset,
			commentEnd ?? offset
		];
		return map;
	}
	exports.resolveBlockMap = resolveBlockMap;
}));

// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = /* @__PURE__ */ __commonJSMin(((exports) => {
	var YAMLSeq = require_YAMLSeq();
	var resolveProps = require_resolve_props();
	var utilFlowIndentCheck = require_util_flow_indent_check();
	function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
		const seq = new ((tag?.nodeClass) ?? YAMLSeq.YAMLSeq)(ctx.schema);
		if (ctx.atRoot) ctx.atRoot = false;
		if (ctx.atKey) ctx.atKey = false;
		let offset = bs.offset;
		let commentEnd = null;
		for (const { start, value } of bs.items) {
			const props = resolveProps.resolveProps(start, {
				indicator: "seq-item-ind",
				next: value,
				offset,
				onError,
				parentIndent: bs.indent,
				startOnNewline: true
			});
			if (!props.found) {
				if (props.anchor || props.tag || value) {
					if (value?.type === "block-seq") onError(props.end, "BAD_INDENT", "All sequence items must start at the same column");
					else onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
				} else {
					commentEnd = props.end;
					if (props.comment) seq.comment = props.comment;
					continue;
				}
			}
			const node = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
			if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
			offset = node.range[2];
			seq.items.push(node);
		}
		seq.range = [
			bs.offset,
			offset,
			commentEnd ?? offset
		];
		return seq;
	}
	exports.resolveBlockSeq = resolveBlockSeq;
}));

// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = /* @__PURE__ */ __commonJSMin(((exports) => {
	function resolveEnd(end, offset, reqSpace, onError) {
		let comment = "";
		if (end) {
			let hasSpace = false;
			let sep = "";
			for (const token of end) {
				const { source, type } = token;
				switch (type) {
					case "space":
						hasSpace = true;
						break;
					case "comment": {
						if (reqSpace && !hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
						const cb = source.substring(1) || " ";
						if (!comment) comment = cb;
						else comment += sep + cb;
						sep = "";
						break;
					}
					case "newline":
						if (comment) sep += source;
						hasSpace = true;
						break;
					default: onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
				}
				offset += source.length;
			}
		}
		return {
			comment,
			offset
		};
	}
	exports.resolveEnd = resolveEnd;
}));

// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var resolveEnd = require_resolve_end();
	var resolveProps = require_resolve_props();
	var utilContainsNewline = require_util_contains_newline();
	var utilMapIncludes = require_util_map_includes();
	const blockMsg = "Block collections are not allowed within flow collections";
	const isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
	function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
		const isMap = fc.start.source === "{";
		const fcName = isMap ? "flow map" : "flow sequence";
		const coll = new ((tag?.nodeClass) ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq))(ctx.schema);
		coll.flow = true;
		const atRoot = ctx.atRoot;
		if (atRoot) ctx.atRoot = false;
		if (ctx.atKey) ctx.atKey = false;
		let offset = fc.offset + fc.start.source.length;
		for (let i = 0; i < fc.items.length; ++i) {
			const collItem = fc.items[i];
			const { start, key, sep, value } = collItem;
			const props = resolveProps.resolveProps(start, {
				flow: fcName,
				indicator: "explicit-key-ind",
				next: key ?? sep?.[0],
				offset,
				onError,
				parentIndent: fc.indent,
				startOnNewline: false
			});
			if (!props.found) {
				if (!props.anchor && !props.tag && !sep && !value) {
					if (i === 0 && props.comma) onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
					else if (i < fc.items.length - 1) onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`);
					if (props.comment) {
						if (coll.comment) coll.comment += "\n" + props.comment;
						else coll.comment = props.comment;
					}
					offset = props.end;
					continue;
				}
				if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key)) onError(key, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
			}
			if (i === 0) {
				if (props.comma) onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
			} else {
				if (!props.comma) onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`);
				if (props.comment) {
					let prevItemComment = "";
					loop: for (const st of start) switch (st.type) {
						case "comma":
						case "space": break;
						case "comment":
							prevItemComment = st.source.substring(1);
							break loop;
						default: break loop;
					}
					if (prevItemComment) {
						let prev = coll.items[coll.items.length - 1];
						if (identity.isPair(prev)) prev = prev.value ?? prev.key;
						if (prev.comment) prev.comment += "\n" + prevItemComment;
						else prev.comment = prevItemComment;
						props.comment = props.comment.substring(prevItemComment.length + 1);
					}
				}
			}
			if (!isMap && !sep && !props.found) {
				const valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep, null, props, onError);
				coll.items.push(valueNode);
				offset = valueNode.range[2];
				if (isBlock(value)) onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
			} else {
				ctx.atKey = true;
				const keyStart = props.end;
				const keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
				if (isBlock(key)) onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg);
				ctx.atKey = false;
				const valueProps = resolveProps.resolveProps(sep ?? [], {
					flow: fcName,
					indicator: "map-value-ind",
					next: value,
					offset: keyNode.range[2],
					onError,
					parentIndent: fc.indent,
					startOnNewline: false
				});
				if (valueProps.found) {
					if (!isMap && !props.found && ctx.options.strict) {
						if (sep) for (const st of sep) {
							if (st === valueProps.found) break;
							if (st.type === "newline") {
								onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
								break;
							}
						}
						if (props.start < valueProps.found.offset - 1024) onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
					}
				} else if (value) {
					if ("source" in value && value.source?.[0] === ":") onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`);
					else onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`);
				}
				const valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError) : null;
				if (valueNode) {
					if (isBlock(value)) onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
				} else if (valueProps.comment) {
					if (keyNode.comment) keyNode.comment += "\n" + valueProps.comment;
					else keyNode.comment = valueProps.comment;
				}
				const pair = new Pair.Pair(keyNode, valueNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				if (isMap) {
					const map = coll;
					if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode)) onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
					map.items.push(pair);
				} else {
					const map = new YAMLMap.YAMLMap(ctx.schema);
					map.flow = true;
					map.items.push(pair);
					const endRange = (valueNode ?? keyNode).range;
					map.range = [
						keyNode.range[0],
						endRange[1],
						endRange[2]
					];
					coll.items.push(map);
				}
				offset = valueNode ? valueNode.range[2] : valueProps.end;
			}
		}
		const expectedEnd = isMap ? "}" : "]";
		const [ce, ...ee] = fc.end;
		let cePos = offset;
		if (ce?.source === expectedEnd) cePos = ce.offset + ce.source.length;
		else {
			const name = fcName[0].toUpperCase() + fcName.substring(1);
			const msg = atRoot ? `${name} must end with a ${expectedEnd}` : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
			onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg);
			if (ce && ce.source.length !== 1) ee.unshift(ce);
		}
		if (ee.length > 0) {
			const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
			if (end.comment) {
				if (coll.comment) coll.comment += "\n" + end.comment;
				else coll.comment = end.comment;
			}
			coll.range = [
				fc.offset,
				cePos,
				end.offset
			];
		} else coll.range = [
			fc.offset,
			cePos,
			cePos
		];
		return coll;
	}
	exports.resolveFlowCollection = resolveFlowCollection;
}));

// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var resolveBlockMap = require_resolve_block_map();
	var resolveBlockSeq = require_resolve_block_seq();
	var resolveFlowCollection = require_resolve_flow_collection();
	function resolveCollection(CN, ctx, token, onError, tagName, tag) {
		const coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
		const Coll = coll.constructor;
		if (tagName === "!" || tagName === Coll.tagName) {
			coll.tag = Coll.tagName;
			return coll;
		}
		if (tagName) coll.tag = tagName;
		return coll;
	}
	function composeCollection(CN, ctx, token, props, onError) {
		const tagToken = props.tag;
		const tagName = !tagToken ? null : ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg));
		if (token.type === "block-seq") {
			const { anchor, newlineAfterProp: nl } = props;
			const lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
			if (lastProp && (!nl || nl.offset < lastProp.offset)) onError(lastProp, "MISSING_CHAR", "Missing newline after block sequence props");
		}
		const expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
		if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq") return resolveCollection(CN, ctx, token, onError, tagName);
		let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
		if (!tag) {
			const kt = ctx.schema.knownTags[tagName];
			if (kt?.collection === expType) {
				ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
				tag = kt;
			} else {
				if (kt) onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, true);
				else onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, true);
				return resolveCollection(CN, ctx, token, onError, tagName);
			}
		}
		const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
		const res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll;
		const node = identity.isNode(res) ? res : new Scalar.Scalar(res);
		node.range = coll.range;
		node.tag = tagName;
		if (tag?.format) node.format = tag.format;
		return node;
	}
	exports.composeCollection = composeCollection;
}));

// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	function resolveBlockScalar(ctx, scalar, onError) {
		const start = scalar.offset;
		const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
		if (!header) return {
			value: "",
			type: null,
			comment: "",
			range: [
				start,
				start,
				start
			]
		};
		const type = header.mode === ">" ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
		const lines = scalar.source ? splitLines(scalar.source) : [];
		let chompStart = lines.length;
		for (let i = lines.length - 1; i >= 0; --i) {
			const content = lines[i][1];
			if (content === "" || content === "\r") chompStart = i;
			else break;
		}
		if (chompStart === 0) {
			const value = header.chomp === "+" && lines.length > 0 ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
			let end = start + header.length;
			if (scalar.source) end += scalar.source.length;
			return {
				value,
				type,
				comment: header.comment,
				range: [
					start,
					end,
					end
				]
			};
		}
		let trimIndent = scalar.indent + header.indent;
		let offset = scalar.offset + header.length;
		let contentStart = 0;
		for (let i = 0; i < chompStart; ++i) {
			const [indent, content] = lines[i];
			if (content === "" || content === "\r") {
				if (header.indent === 0 && indent.length > trimIndent) trimIndent = indent.length;
			} else {
				if (indent.length < trimIndent) onError(offset + indent.length, "MISSING_CHAR", "Block scalars with more-indented leading empty lines must use an explicit indentation indicator");
				if (header.indent === 0) trimIndent = indent.length;
				contentStart = i;
				if (trimIndent === 0 && !ctx.atRoot) onError(offset, "BAD_INDENT", "Block scalar values in collections must be indented");
				break;
			}
			offset += indent.length + content.length + 1;
		}
		for (let i = lines.length - 1; i >= chompStart; --i) if (lines[i][0].length > trimIndent) chompStart = i + 1;
		let value = "";
		let sep = "";
		let prevMoreIndented = false;
		for (let i = 0; i < contentStart; ++i) value += lines[i][0].slice(trimIndent) + "\n";
		for (let i = contentStart; i < chompStart; ++i) {
			let [indent, content] = lines[i];
			offset += indent.length + content.length + 1;
			const crlf = content[content.length - 1] === "\r";
			if (crlf) content = content.slice(0, -1);
			/* istanbul ignore if already caught in lexer */
			if (content && indent.length < trimIndent) {
				const message = `Block scalar lines must not be less indented than their ${header.indent ? "explicit indentation indicator" : "first line"}`;
				onError(offset - content.length - (crlf ? 2 : 1), "BAD_INDENT", message);
				indent = "";
			}
			if (type === Scalar.Scalar.BLOCK_LITERAL) {
				value += sep + indent.slice(trimIndent) + content;
				sep = "\n";
			} else if (indent.length > trimIndent || content[0] === "	") {
				if (sep === " ") sep = "\n";
				else if (!prevMoreIndented && sep === "\n") sep = "\n\n";
				value += sep + indent.slice(trimIndent) + content;
				sep = "\n";
				prevMoreIndented = true;
			} else if (content === "") {
				if (sep === "\n") value += "\n";
				else sep = "\n";
			} else {
				value += sep + content;
				sep = " ";
				prevMoreIndented = false;
			}
		}
		switch (header.chomp) {
			case "-": break;
			case "+":
				for (let i = chompStart; i < lines.length; ++i) value += "\n" + lines[i][0].slice(trimIndent);
				if (value[value.length - 1] !== "\n") value += "\n";
				break;
			default: value += "\n";
		}
		const end = start + header.length + scalar.source.length;
		return {
			value,
			type,
			comment: header.comment,
			range: [
				start,
				end,
				end
			]
		};
	}
	function parseBlockScalarHeader({ offset, props }, strict, onError) {
		/* istanbul ignore if should not happen */
		if (props[0].type !== "block-scalar-header") {
			onError(props[0], "IMPOSSIBLE", "Block scalar header not found");
			return null;
		}
		const { source } = props[0];
		const mode = source[0];
		let indent = 0;
		let chomp = "";
		let error = -1;
		for (let i = 1; i < source.length; ++i) {
			const ch = source[i];
			if (!chomp && (ch === "-" || ch === "+")) chomp = ch;
			else {
				const n = Number(ch);
				if (!indent && n) indent = n;
				else if (error === -1) error = offset + i;
			}
		}
		if (error !== -1) onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
		let hasSpace = false;
		let comment = "";
		let length = source.length;
		for (let i = 1; i < props.length; ++i) {
			const token = props[i];
			switch (token.type) {
				case "space": hasSpace = true;
				case "newline":
					length += token.source.length;
					break;
				case "comment":
					if (strict && !hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
					length += token.source.length;
					comment = token.source.substring(1);
					break;
				case "error":
					onError(token, "UNEXPECTED_TOKEN", token.message);
					length += token.source.length;
					break;
				/* istanbul ignore next should not happen */
				default: {
					onError(token, "UNEXPECTED_TOKEN", `Unexpected token in block scalar header: ${token.type}`);
					const ts = token.source;
					if (ts && typeof ts === "string") length += ts.length;
				}
			}
		}
		return {
			mode,
			indent,
			chomp,
			comment,
			length
		};
	}
	/** @returns Array of lines split up as `[indent, content]` */
	function splitLines(source) {
		const split = source.split(/\n( *)/);
		const first = split[0];
		const m = first.match(/^( *)/);
		const lines = [m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first]];
		for (let i = 1; i < split.length; i += 2) lines.push([split[i], split[i + 1]]);
		return lines;
	}
	exports.resolveBlockScalar = resolveBlockScalar;
}));

// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var resolveEnd = require_resolve_end();
	function resolveFlowScalar(scalar, strict, onError) {
		const { offset, type, source, end } = scalar;
		let _type;
		let value;
		const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
		switch (type) {
			case "scalar":
				_type = Scalar.Scalar.PLAIN;
				value = plainValue(source, _onError);
				break;
			case "single-quoted-scalar":
				_type = Scalar.Scalar.QUOTE_SINGLE;
				value = singleQuotedValue(source, _onError);
				break;
			case "double-quoted-scalar":
				_type = Scalar.Scalar.QUOTE_DOUBLE;
				value = doubleQuotedValue(source, _onError);
				break;
			/* istanbul ignore next should not happen */
			default:
				onError(scalar, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`);
				return {
					value: "",
					type: null,
					comment: "",
					range: [
						offset,
						offset + source.length,
						offset + source.length
					]
				};
		}
		const valueEnd = offset + source.length;
		const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
		return {
			value,
			type: _type,
			comment: re.comment,
			range: [
				offset,
				valueEnd,
				re.offset
			]
		};
	}
	function plainValue(source, onError) {
		let badChar = "";
		switch (source[0]) {
			/* istanbul ignore next should not happen */
			case "	":
				badChar = "a tab character";
				break;
			case ",":
				badChar = "flow indicator character ,";
				break;
			case "%":
				badChar = "directive indicator character %";
				break;
			case "|":
			case ">":
				badChar = `block scalar indicator ${source[0]}`;
				break;
			case "@":
			case "`": badChar = `reserved character ${source[0]}`;
		}
		if (badChar) onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`);
		return unfoldLines(source);
	}
	function singleQuotedValue(source, onError) {
		if (source[source.length - 1] !== "'" || source.length === 1) onError(source.length, "MISSING_CHAR", "Missing closing 'quote");
		return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
	}
	function unfoldLines(source) {
		const line = /(.*?)\r?\n/sy;
		let match = line.exec(source);
		if (!match) return source;
		/**
		* The negative lookbehinds in these RegExps are to
		* prevent causing a polynomial search time in certain cases.
		*
		* The try-catch is for Safari < 16.4 and other old browsers:
		* https://caniuse.com/js-regexp-lookbehind
		*/
		let trimEnd, trimBoth;
		try {
			trimEnd = /* @__PURE__ */ new RegExp("(?<![ 	])[ 	]+$");
			trimBoth = /* @__PURE__ */ new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
		} catch {
			trimEnd = /[ \t]+$/;
			trimBoth = /^[ \t]+|[ \t]+$/g;
		}
		let res = match[1].replace(trimEnd, "");
		let sep = " ";
		let pos = line.lastIndex;
		while (match = line.exec(source)) {
			const lm = match[1].replace(trimBoth, "");
			if (lm === "") {
				if (sep === "\n") res += sep;
				else sep = "\n";
			} else {
				res += sep + lm;
				sep = " ";
			}
			pos = line.lastIndex;
		}
		const last = /[ \t]*(.*)/sy;
		last.lastIndex = pos;
		match = last.exec(source);
		return res + sep + (match?.[1] ?? "");
	}
	function doubleQuotedValue(source, onError) {
		let res = "";
		for (let i = 1; i < source.length - 1; ++i) {
			const ch = source[i];
			if (ch === "\r" && source[i + 1] === "\n") continue;
			if (ch === "\n") {
				const { fold, offset } = foldNewline(source, i);
				res += fold;
				i = offset;
			} else if (ch === "\\") {
				let next = source[++i];
				const cc = escapeCodes[next];
				if (cc) res += cc;
				else if (next === "\n") {
					next = source[i + 1];
					while (next === " " || next === "	") next = source[++i + 1];
				} else if (next === "\r" && source[i + 1] === "\n") {
					next = source[++i + 1];
					while (next === " " || next === "	") next = source[++i + 1];
				} else if (next === "x" || next === "u" || next === "U") {
					const length = next === "x" ? 2 : next === "u" ? 4 : 8;
					res += parseCharCode(source, i + 1, length, onError);
					i += length;
				} else {
					const raw = source.substr(i - 1, 2);
					onError(i - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
					res += raw;
				}
			} else if (ch === " " || ch === "	") {
				const wsStart = i;
				let next = source[i + 1];
				while (next === " " || next === "	") next = source[++i + 1];
				if (next !== "\n" && !(next === "\r" && source[i + 2] === "\n")) res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
			} else res += ch;
		}
		if (source[source.length - 1] !== "\"" || source.length === 1) onError(source.length, "MISSING_CHAR", "Missing closing \"quote");
		return res;
	}
	/**
	* Fold a single newline into a space, multiple newlines to N - 1 newlines.
	* Presumes `source[offset] === '\n'`
	*/
	function foldNewline(source, offset) {
		let fold = "";
		let ch = source[offset + 1];
		while (ch === " " || ch === "	" || ch === "\n" || ch === "\r") {
			if (ch === "\r" && source[offset + 2] !== "\n") break;
			if (ch === "\n") fold += "\n";
			offset += 1;
			ch = source[offset + 1];
		}
		if (!fold) fold = " ";
		return {
			fold,
			offset
		};
	}
	const escapeCodes = {
		"0": "\0",
		a: "\x07",
		b: "\b",
		e: "\x1B",
		f: "\f",
		n: "\n",
		r: "\r",
		t: "	",
		v: "\v",
		N: "",
		_: "\xA0",
		L: "\u2028",
		P: "\u2029",
		" ": " ",
		"\"": "\"",
		"/": "/",
		"\\": "\\",
		"	": "	"
	};
	function parseCharCode(source, offset, length, onError) {
		const cc = source.substr(offset, length);
		const code = cc.length === length && /^[0-9a-fA-F]+$/.test(cc) ? parseInt(cc, 16) : NaN;
		try {
			return String.fromCodePoint(code);
		} catch {
			const raw = source.substr(offset - 2, length + 2);
			onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
			return raw;
		}
	}
	exports.resolveFlowScalar = resolveFlowScalar;
}));

// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var resolveBlockScalar = require_resolve_block_scalar();
	var resolveFlowScalar = require_resolve_flow_scalar();
	function composeScalar(ctx, token, tagToken, onError) {
		const { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
		const tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
		let tag;
		if (ctx.options.stringKeys && ctx.atKey) tag = ctx.schema[identity.SCALAR];
		else if (tagName) tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
		else if (token.type === "scalar") tag = findScalarTagByTest(ctx, value, token, onError);
		else tag = ctx.schema[identity.SCALAR];
		let scalar;
		try {
			const res = tag.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
			scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
		} catch (error) {
			const msg = error instanceof Error ? error.message : String(error);
			onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg);
			scalar = new Scalar.Scalar(value);
		}
		scalar.range = range;
		scalar.source = value;
		if (type) scalar.type = type;
		if (tagName) scalar.tag = tagName;
		if (tag.format) scalar.format = tag.format;
		if (comment) scalar.comment = comment;
		return scalar;
	}
	function findScalarTagByName(schema, value, tagName, tagToken, onError) {
		if (tagName === "!") return schema[identity.SCALAR];
		const matchWithTest = [];
		for (const tag of schema.tags) if (!tag.collection && tag.tag === tagName) {
			if (tag.default && tag.test) matchWithTest.push(tag);
			else return tag;
		}
		for (const tag of matchWithTest) if (tag.test?.test(value)) return tag;
		const kt = schema.knownTags[tagName];
		if (kt && !kt.collection) {
			schema.tags.push(Object.assign({}, kt, {
				default: false,
				test: void 0
			}));
			return kt;
		}
		onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str");
		return schema[identity.SCALAR];
	}
	function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
		const tag = schema.tags.find((tag) => (tag.default === true || atKey && tag.default === "key") && tag.test?.test(value)) || schema[identity.SCALAR];
		if (schema.compat) {
			const compat = schema.compat.find((tag) => tag.default && tag.test?.test(value)) ?? schema[identity.SCALAR];
			if (tag.tag !== compat.tag) onError(token, "TAG_RESOLVE_FAILED", `Value may be parsed as either ${directives.tagString(tag.tag)} or ${directives.tagString(compat.tag)}`, true);
		}
		return tag;
	}
	exports.composeScalar = composeScalar;
}));

// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = /* @__PURE__ */ __commonJSMin(((exports) => {
	function emptyScalarPosition(offset, before, pos) {
		if (before) {
			pos ?? (pos = before.length);
			for (let i = pos - 1; i >= 0; --i) {
				let st = before[i];
				switch (st.type) {
					case "space":
					case "comment":
					case "newline":
						offset -= st.source.length;
						continue;
				}
				st = before[++i];
				while (st?.type === "space") {
					offset += st.source.length;
					st = before[++i];
				}
				break;
			}
		}
		return offset;
	}
	exports.emptyScalarPosition = emptyScalarPosition;
}));

// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var identity = require_identity();
	var composeCollection = require_compose_collection();
	var composeScalar = require_compose_scalar();
	var resolveEnd = require_resolve_end();
	var utilEmptyScalarPosition = require_util_empty_scalar_position();
	const CN = {
		composeNode,
		composeEmptyNode
	};
	function composeNode(ctx, token, props, onError) {
		const atKey = ctx.atKey;
		const { spaceBefore, comment, anchor, tag } = props;
		let node;
		let isSrcToken = true;
		switch (token.type) {
			case "alias":
				node = composeAlias(ctx, token, onError);
				if (anchor || tag) onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
				break;
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
			case "block-scalar":
				node = composeScalar.composeScalar(ctx, token, tag, onError);
				if (anchor) node.anchor = anchor.source.substring(1);
				break;
			case "block-map":
			case "block-seq":
			case "flow-collection":
				try {
					node = composeCollection.composeCollection(CN, ctx, token, props, onError);
					if (anchor) node.anchor = anchor.source.substring(1);
				} catch (error) {
					onError(token, "RESOURCE_EXHAUSTION", error instanceof Error ? error.message : String(error));
				}
				break;
			default:
				onError(token, "UNEXPECTED_TOKEN", token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`);
				isSrcToken = false;
		}
		node ?? (node = composeEmptyNode(ctx, token.offset, void 0, null, props, onError));
		if (anchor && node.anchor === "") onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
		if (atKey && ctx.options.stringKeys && (!identity.isScalar(node) || typeof node.value !== "string" || node.tag && node.tag !== "tag:yaml.org,2002:str")) onError(tag ?? token, "NON_STRING_KEY", "With stringKeys, all keys must be strings");
		if (spaceBefore) node.spaceBefore = true;
		if (comment) {
			if (token.type === "scalar" && token.source === "") node.comment = comment;
			else node.commentBefore = comment;
		}
		if (ctx.options.keepSourceTokens && isSrcToken) node.srcToken = token;
		return node;
	}
	function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
		const token = {
			type: "scalar",
			offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
			indent: -1,
			source: ""
		};
		const node = composeScalar.composeScalar(ctx, token, tag, onError);
		if (anchor) {
			node.anchor = anchor.source.substring(1);
			if (node.anchor === "") onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
		}
		if (spaceBefore) node.spaceBefore = true;
		if (comment) {
			node.comment = comment;
			node.range[2] = end;
		}
		return node;
	}
	function composeAlias({ options }, { offset, source, end }, onError) {
		const alias = new Alias.Alias(source.substring(1));
		if (alias.source === "") onError(offset, "BAD_ALIAS", "Alias cannot be an empty string");
		if (alias.source.endsWith(":")) onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", true);
		const valueEnd = offset + source.length;
		const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
		alias.range = [
			offset,
			valueEnd,
			re.offset
		];
		if (re.comment) alias.comment = re.comment;
		return alias;
	}
	exports.composeEmptyNode = composeEmptyNode;
	exports.composeNode = composeNode;
}));

// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = /* @__PURE__ */ __commonJSMin(((exports) => {
	var Document = require_Document();
	var composeNode = require_compose_node();
	var resolveEnd = require_resolve_end();
	var resolveProps = require_resolve_props();
	function composeDoc(options, directives, { offset, start, value, end }, onError) {
		const opts = Object.assign({ _directives: directives }, options);
		const doc = new Document.Document(void 0, opts);
		const ctx = {
			atKey: false,
			atRoot: true,
			directives: doc.directives,
			options: doc.options,
			schema: doc.schema
		};
		const props = resolveProps.resolveProps(start, {
			indicator: "doc-start",
			next: value ?? end?.[0],
			offset,
			onError,
			parentIndent: 0,
			startOnNewline: true
		});
		if (props.found) {
			doc.directives.docStart = true;
			if (value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline) onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker");
		}
		doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
		const contentEnd = doc.contents.range[2];
		const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
		if (re.comment) doc.comment = re.comment;
		doc.range = [
			offset,
			contentEnd,
			re.offset
		];
		return doc;
	}
	exports.composeDoc = composeDoc;
}));

// node_modules/yaml/dist/compose/composer.js
var require_composer = /* @__PURE__ */ __commonJSMin(((exports) => {
	var node_process = __require("process");
	var directives = require_directives();
	var Document = require_Document();
	var errors = require_errors();
	var identity = require_identity();
	var composeDoc = require_compose_doc();
	var resolveEnd = require_resolve_end();
	function getErrorPos(src) {
		if (typeof src === "number") return [src, src + 1];
		if (Array.isArray(src)) return src.length === 2 ? src : [src[0], src[1]];
		const { offset, source } = src;
		return [offset, offset + (typeof source === "string" ? source.length : 1)];
	}
	function parsePrelude(prelude) {
		let comment = "";
		let atComment = false;
		let afterEmptyLine = false;
		for (let i = 0; i < prelude.length; ++i) {
			const source = prelude[i];
			switch (source[0]) {
				case "#":
					comment += (comment === "" ? "" : afterEmptyLine ? "\n\n" : "\n") + (source.substring(1) || " ");
					atComment = true;
					afterEmptyLine = false;
					break;
				case "%":
					if (prelude[i + 1]?.[0] !== "#") i += 1;
					atComment = false;
					break;
				default:
					if (!atComment) afterEmptyLine = true;
					atComment = false;
			}
		}
		return {
			comment,
			afterEmptyLine
		};
	}
	/**
	* Compose a stream of CST nodes into a stream of YAML Documents.
	*
	* ```ts
	* import { Composer, Parser } from 'yaml'
	*
	* const src: string = ...
	* const tokens = new Parser().parse(src)
	* const docs = new Composer().compose(tokens)
	* ```
	*/
	var Composer = class {
		constructor(options = {}) {
			this.doc = null;
			this.atDirectives = false;
			this.prelude = [];
			this.errors = [];
			this.warnings = [];
			this.onError = (source, code, message, warning) => {
				const pos = getErrorPos(source);
				if (warning) this.warnings.push(new errors.YAMLWarning(pos, code, message));
				else this.errors.push(new errors.YAMLParseError(pos, code, message));
			};
			this.directives = new directives.Directives({ version: options.version || "1.2" });
			this.options = options;
		}
		decorate(doc, afterDoc) {
			const { comment, afterEmptyLine } = parsePrelude(this.prelude);
			if (comment) {
				const dc = doc.contents;
				if (afterDoc) doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
				else if (afterEmptyLine || doc.directives.docStart || !dc) doc.commentBefore = comment;
				else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
					let it = dc.items[0];
					if (identity.isPair(it)) it = it.key;
					const cb = it.commentBefore;
					it.commentBefore = cb ? `${comment}\n${cb}` : comment;
				} else {
					const cb = dc.commentBefore;
					dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
				}
			}
			if (afterDoc) {
				for (let i = 0; i < this.errors.length; ++i) doc.errors.push(this.errors[i]);
				for (let i = 0; i < this.warnings.length; ++i) doc.warnings.push(this.warnings[i]);
			} else {
				doc.errors = this.errors;
				doc.warnings = this.warnings;
			}
			this.prelude = [];
			this.errors = [];
			this.warnings = [];
		}
		/**
		* Current stream status information.
		*
		* Mostly useful at the end of input for an empty stream.
		*/
		streamInfo() {
			return {
				comment: parsePrelude(this.prelude).comment,
				directives: this.directives,
				errors: this.errors,
				warnings: this.warnings
			};
		}
		/**
		* Compose tokens into documents.
		*
		* @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
		* @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
		*/
		*compose(tokens, forceDoc = false, endOffset = -1) {
			for (const token of tokens) yield* this.next(token);
			yield* this.end(forceDoc, endOffset);
		}
		/** Advance the composer by one CST token. */
		*next(token) {
			if (node_process.env.LOG_STREAM) console.dir(token, { depth: null });
			switch (token.type) {
				case "directive":
					this.directives.add(token.source, (offset, message, warning) => {
						const pos = getErrorPos(token);
						pos[0] += offset;
						this.onError(pos, "BAD_DIRECTIVE", message, warning);
					});
					this.prelude.push(token.source);
					this.atDirectives = true;
					break;
				case "document": {
					const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
					if (this.atDirectives && !doc.directives.docStart) this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line");
					this.decorate(doc, false);
					if (this.doc) yield this.doc;
					this.doc = doc;
					this.atDirectives = false;
					break;
				}
				case "byte-order-mark":
				case "space": break;
				case "comment":
				case "newline":
					this.prelude.push(token.source);
					break;
				case "error": {
					const msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message;
					const error = new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
					if (this.atDirectives || !this.doc) this.errors.push(error);
					else this.doc.errors.push(error);
					break;
				}
				case "doc-end": {
					if (!this.doc) {
						this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", "Unexpected doc-end without preceding document"));
						break;
					}
					this.doc.directives.docEnd = true;
					const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
					this.decorate(this.doc, true);
					if (end.comment) {
						const dc = this.doc.comment;
						this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
					}
					this.doc.range[2] = end.offset;
					break;
				}
				default: this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
			}
		}
		/**
		* Call at end of input to yield any remaining document.
		*
		* @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
		* @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
		*/
		*end(forceDoc = false, endOffset = -1) {
			if (this.doc) {
				this.decorate(this.doc, true);
				yield this.doc;
				this.doc = null;
			} else if (forceDoc) {
				const opts = Object.assign({ _directives: this.directives }, this.options);
				const doc = new Document.Document(void 0, opts);
				if (this.atDirectives) this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line");
				doc.range = [
					0,
					endOffset,
					endOffset
				];
				this.decorate(doc, false);
				yield doc;
			}
		}
	};
	exports.Composer = Composer;
}));

// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = /* @__PURE__ */ __commonJSMin(((exports) => {
	var resolveBlockScalar = require_resolve_block_scalar();
	var resolveFlowScalar = require_resolve_flow_scalar();
	var errors = require_errors();
	var stringifyString = require_stringifyString();
	function resolveAsScalar(token, strict = true, onError) {
		if (token) {
			const _onError = (pos, code, message) => {
				const offset = typeof pos === "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
				if (onError) onError(offset, code, message);
				else throw new errors.YAMLParseError([offset, offset + 1], code, message);
			};
			switch (token.type) {
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
				case "block-scalar": return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
			}
		}
		return null;
	}
	/**
	* Create a new scalar token with `value`
	*
	* Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
	* as this function does not support any schema operations and won't check for such conflicts.
	*
	* @param value The string representation of the value, which will have its content properly indented.
	* @param context.end Comments and whitespace after the end of the value, or after the block scalar header. If undefined, a newline will be added.
	* @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
	* @param context.indent The indent level of the token.
	* @param context.inFlow Is this scalar within a flow collection? This may affect the resolved type of the token's value.
	* @param context.offset The offset position of the token.
	* @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
	*/
	function createScalarToken(value, context) {
		const { implicitKey = false, indent, inFlow = false, offset = -1, type = "PLAIN" } = context;
		const source = stringifyString.stringifyString({
			type,
			value
		}, {
			implicitKey,
			indent: indent > 0 ? " ".repeat(indent) : "",
			inFlow,
			options: {
				blockQuote: true,
				lineWidth: -1
			}
		});
		const end = context.end ?? [{
			type: "newline",
			offset: -1,
			indent,
			source: "\n"
		}];
		switch (source[0]) {
			case "|":
			case ">": {
				const he = source.indexOf("\n");
				const head = source.substring(0, he);
				const body = source.substring(he + 1) + "\n";
				const props = [{
					type: "block-scalar-header",
					offset,
					indent,
					source: head
				}];
				if (!addEndtoBlockProps(props, end)) props.push({
					type: "newline",
					offset: -1,
					indent,
					source: "\n"
				});
				return {
					type: "block-scalar",
					offset,
					indent,
					props,
					source: body
				};
			}
			case "\"": return {
				type: "double-quoted-scalar",
				offset,
				indent,
				source,
				end
			};
			case "'": return {
				type: "single-quoted-scalar",
				offset,
				indent,
				source,
				end
			};
			default: return {
				type: "scalar",
				offset,
				indent,
				source,
				end
			};
		}
	}
	/**
	* Set the value of `token` to the given string `value`, overwriting any previous contents and type that it may have.
	*
	* Best efforts are made to retain any comments previously associated with the `token`,
	* though all contents within a collection's `items` will be overwritten.
	*
	* Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
	* as this function does not support any schema operations and won't check for such conflicts.
	*
	* @param token Any token. If it does not include an `indent` value, the value will be stringified as if it were an implicit key.
	* @param value The string representation of the value, which will have its content properly indented.
	* @param context.afterKey In most cases, values after a key should have an additional level of indentation.
	* @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
	* @param context.inFlow Being within a flow collection may affect the resolved type of the token's value.
	* @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
	*/
	function setScalarValue(token, value, context = {}) {
		let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
		let indent = "indent" in token ? token.indent : null;
		if (afterKey && typeof indent === "number") indent += 2;
		if (!type) switch (token.type) {
			case "single-quoted-scalar":
				type = "QUOTE_SINGLE";
				break;
			case "double-quoted-scalar":
				type = "QUOTE_DOUBLE";
				break;
			case "block-scalar": {
				const header = token.props[0];
				if (header.type !== "block-scalar-header") throw new Error("Invalid block scalar header");
				type = header.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
				break;
			}
			default: type = "PLAIN";
		}
		const source = stringifyString.stringifyString({
			type,
			value
		}, {
			implicitKey: implicitKey || indent === null,
			indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
			inFlow,
			options: {
				blockQuote: true,
				lineWidth: -1
			}
		});
		switch (source[0]) {
			case "|":
			case ">":
				setBlockScalarValue(token, source);
				break;
			case "\"":
				setFlowScalarValue(token, source, "double-quoted-scalar");
				break;
			case "'":
				setFlowScalarValue(token, source, "single-quoted-scalar");
				break;
			default: setFlowScalarValue(token, source, "scalar");
		}
	}
	function setBlockScalarValue(token, source) {
		const he = source.indexOf("\n");
		const head = source.substring(0, he);
		const body = source.substring(he + 1) + "\n";
		if (token.type === "block-scalar") {
			const header = token.props[0];
			if (header.type !== "block-scalar-header") throw new Error("Invalid block scalar header");
			header.source = head;
			token.source = body;
		} else {
			const { offset } = token;
			const indent = "indent" in token ? token.indent : -1;
			const props = [{
				type: "block-scalar-header",
				offset,
				indent,
				source: head
			}];
			if (!addEndtoBlockProps(props, "end" in token ? token.end : void 0)) props.push({
				type: "newline",
				offset: -1,
				indent,
				source: "\n"
			});
			for (const key of Object.keys(token)) if (key !== "type" && key !== "offset") delete token[key];
			Object.assign(token, {
				type: "block-scalar",
				indent,
				props,
				source: body
			});
		}
	}
	/** @returns `true` if last token is a newline */
	function addEndtoBlockProps(props, end) {
		if (end) for (const st of end) switch (st.type) {
			case "space":
			case "comment":
				props.push(st);
				break;
			case "newline":
				props.push(st);
				return true;
		}
		return false;
	}
	function setFlowScalarValue(token, source, type) {
		switch (token.type) {
			case "scalar":
			case "double-quoted-scalar":
			case "single-quoted-scalar":
				token.type = type;
				token.source = source;
				break;
			case "block-scalar": {
				const end = token.props.slice(1);
				let oa = source.length;
				if (token.props[0].type === "block-scalar-header") oa -= token.props[0].source.length;
				for (const tok of end) tok.offset += oa;
				delete token.props;
				Object.assign(token, {
					type,
					source,
					end
				});
				break;
			}
			case "block-map":
			case "block-seq": {
				const nl = {
					type: "newline",
					offset: token.offset + source.length,
					indent: token.indent,
					source: "\n"
				};
				delete token.items;
				Object.assign(token, {
					type,
					source,
					end: [nl]
				});
				break;
			}
			default: {
				const indent = "indent" in token ? token.indent : -1;
				const end = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
				for (const key of Object.keys(token)) if (key !== "type" && key !== "offset") delete token[key];
				Object.assign(token, {
					type,
					indent,
					source,
					end
				});
			}
		}
	}
	exports.createScalarToken = createScalarToken;
	exports.resolveAsScalar = resolveAsScalar;
	exports.setScalarValue = setScalarValue;
}));

// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* Stringify a CST document, token, or collection item
	*
	* Fair warning: This applies no validation whatsoever, and
	* simply concatenates the sources in their logical order.
	*/
	const stringify = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
	function stringifyToken(token) {
		switch (token.type) {
			case "block-scalar": {
				let res = "";
				for (const tok of token.props) res += stringifyToken(tok);
				return res + token.source;
			}
			case "block-map":
			case "block-seq": {
				let res = "";
				for (const item of token.items) res += stringifyItem(item);
				return res;
			}
			case "flow-collection": {
				let res = token.start.source;
				for (const item of token.items) res += stringifyItem(item);
				for (const st of token.end) res += st.source;
				return res;
			}
			case "document": {
				let res = stringifyItem(token);
				if (token.end) for (const st of token.end) res += st.source;
				return res;
			}
			default: {
				let res = token.source;
				if ("end" in token && token.end) for (const st of token.end) res += st.source;
				return res;
			}
		}
	}
	function stringifyItem({ start, key, sep, value }) {
		let res = "";
		for (const st of start) res += st.source;
		if (key) res += stringifyToken(key);
		if (sep) for (const st of sep) res += st.source;
		if (value) res += stringifyToken(value);
		return res;
	}
	exports.stringify = stringify;
}));

// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = /* @__PURE__ */ __commonJSMin(((exports) => {
	const BREAK = Symbol("break visit");
	const SKIP = Symbol("skip children");
	const REMOVE = Symbol("remove item");
	/**
	* Apply a visitor to a CST document or item.
	*
	* Walks through the tree (depth-first) starting from the root, calling a
	* `visitor` function with two arguments when entering each item:
	*   - `item`: The current item, which included the following members:
	*     - `start: SourceToken[]` – Source tokens before the key or value,
	*       possibly including its anchor or tag.
	*     - `key?: Token | null` – Set for pair values. May then be `null`, if
	*       the key before the `:` separator is empty.
	*     - `sep?: SourceToken[]` – Source tokens between the key and the value,
	*       which should include the `:` map value indicator if `value` is set.
	*     - `value?: Token` – The value of a sequence item, or of a map pair.
	*   - `path`: The steps from the root to the current node, as an array of
	*     `['key' | 'value', number]` tuples.
	*
	* The return value of the visitor may be used to control the traversal:
	*   - `undefined` (default): Do nothing and continue
	*   - `visit.SKIP`: Do not visit the children of this token, continue with
	*      next sibling
	*   - `visit.BREAK`: Terminate traversal completely
	*   - `visit.REMOVE`: Remove the current item, then continue with the next one
	*   - `number`: Set the index of the next step. This is useful especially if
	*     the index of the current token has changed.
	*   - `function`: Define the next visitor for this item. After the original
	*     visitor is called on item entry, next visitors are called after handling
	*     a non-empty `key` and when exiting the item.
	*/
	function visit(cst, visitor) {
		if ("type" in cst && cst.type === "document") cst = {
			start: cst.start,
			value: cst.value
		};
		_visit(Object.freeze([]), cst, visitor);
	}
	/** Terminate visit traversal completely */
	visit.BREAK = BREAK;
	/** Do not visit the children of the current item */
	visit.SKIP = SKIP;
	/** Remove the current item */
	visit.REMOVE = REMOVE;
	/** Find the item at `path` from `cst` as the root */
	visit.itemAtPath = (cst, path) => {
		let item = cst;
		for (const [field, index] of path) {
			const tok = item?.[field];
			if (tok && "items" in tok) item = tok.items[index];
			else return void 0;
		}
		return item;
	};
	/**
	* Get the immediate parent collection of the item at `path` from `cst` as the root.
	*
	* Throws an error if the collection is not found, which should never happen if the item itself exists.
	*/
	visit.parentCollection = (cst, path) => {
		const parent = visit.itemAtPath(cst, path.slice(0, -1));
		const field = path[path.length - 1][0];
		const coll = parent?.[field];
		if (coll && "items" in coll) return coll;
		throw new Error("Parent collection not found");
	};
	function _visit(path, item, visitor) {
		let ctrl = visitor(item, path);
		if (typeof ctrl === "symbol") return ctrl;
		for (const field of ["key", "value"]) {
			const token = item[field];
			if (token && "items" in token) {
				for (let i = 0; i < token.items.length; ++i) {
					const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						token.items.splice(i, 1);
						i -= 1;
					}
				}
				if (typeof ctrl === "function" && field === "key") ctrl = ctrl(item, path);
			}
		}
		return typeof ctrl === "function" ? ctrl(item, path) : ctrl;
	}
	exports.visit = visit;
}));

// node_modules/yaml/dist/parse/cst.js
var require_cst = /* @__PURE__ */ __commonJSMin(((exports) => {
	var cstScalar = require_cst_scalar();
	var cstStringify = require_cst_stringify();
	var cstVisit = require_cst_visit();
	/** The byte order mark */
	const BOM = "﻿";
	/** Start of doc-mode */
	const DOCUMENT = "";
	/** Unexpected end of flow-mode */
	const FLOW_END = "";
	/** Next token is a scalar value */
	const SCALAR = "";
	/** @returns `true` if `token` is a flow or block collection */
	const isCollection = (token) => !!token && "items" in token;
	/** @returns `true` if `token` is a flow or block scalar; not an alias */
	const isScalar = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
	/* istanbul ignore next */
	/** Get a printable representation of a lexer token */
	function prettyToken(token) {
		switch (token) {
			case BOM: return "<BOM>";
			case DOCUMENT: return "<DOC>";
			case FLOW_END: return "<FLOW_END>";
			case SCALAR: return "<SCALAR>";
			default: return JSON.stringify(token);
		}
	}
	/** Identify the type of a lexer token. May return `null` for unknown tokens. */
	function tokenType(source) {
		switch (source) {
			case BOM: return "byte-order-mark";
			case DOCUMENT: return "doc-mode";
			case FLOW_END: return "flow-error-end";
			case SCALAR: return "scalar";
			case "---": return "doc-start";
			case "...": return "doc-end";
			case "":
			case "\n":
			case "\r\n": return "newline";
			case "-": return "seq-item-ind";
			case "?": return "explicit-key-ind";
			case ":": return "map-value-ind";
			case "{": return "flow-map-start";
			case "}": return "flow-map-end";
			case "[": return "flow-seq-start";
			case "]": return "flow-seq-end";
			case ",": return "comma";
		}
		switch (source[0]) {
			case " ":
			case "	": return "space";
			case "#": return "comment";
			case "%": return "directive-line";
			case "*": return "alias";
			case "&": return "anchor";
			case "!": return "tag";
			case "'": return "single-quoted-scalar";
			case "\"": return "double-quoted-scalar";
			case "|":
			case ">": return "block-scalar-header";
		}
		return null;
	}
	exports.createScalarToken = cstScalar.createScalarToken;
	exports.resolveAsScalar = cstScalar.resolveAsScalar;
	exports.setScalarValue = cstScalar.setScalarValue;
	exports.stringify = cstStringify.stringify;
	exports.visit = cstVisit.visit;
	exports.BOM = BOM;
	exports.DOCUMENT = DOCUMENT;
	exports.FLOW_END = FLOW_END;
	exports.SCALAR = SCALAR;
	exports.isCollection = isCollection;
	exports.isScalar = isScalar;
	exports.prettyToken = prettyToken;
	exports.tokenType = tokenType;
}));

// node_modules/yaml/dist/parse/lexer.js
var require_lexer = /* @__PURE__ */ __commonJSMin(((exports) => {
	var cst = require_cst();
	function isEmpty(ch) {
		switch (ch) {
			case void 0:
			case " ":
			case "\n":
			case "\r":
			case "	": return true;
			default: return false;
		}
	}
	const hexDigits = /* @__PURE__ */ new Set("0123456789ABCDEFabcdef");
	const tagChars = /* @__PURE__ */ new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
	const flowIndicatorChars = /* @__PURE__ */ new Set(",[]{}");
	const invalidAnchorChars = /* @__PURE__ */ new Set(" ,[]{}\n\r	");
	const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
	/**
	* Splits an input string into lexical tokens, i.e. smaller strings that are
	* easily identifiable by `tokens.tokenType()`.
	*
	* Lexing starts always in a "stream" context. Incomplete input may be buffered
	* until a complete token can be emitted.
	*
	* In addition to slices of the original input, the following control characters
	* may also be emitted:
	*
	* - `\x02` (Start of Text): A document starts with the next token
	* - `\x18` (Cancel): Unexpected end of flow-mode (indicates an error)
	* - `\x1f` (Unit Separator): Next token is a scalar value
	* - `\u{FEFF}` (Byte order mark): Emitted separately outside documents
	*/
	var Lexer = class {
		constructor() {
			/**
			* Flag indicating whether the end of the current buffer marks the end of
			* all input
			*/
			this.atEnd = false;
			/**
			* Explicit indent set in block scalar header, as an offset from the current
			* minimum indent, so e.g. set to 1 from a header `|2+`. Set to -1 if not
			* explicitly set.
			*/
			this.blockScalarIndent = -1;
			/**
			* Block scalars that include a + (keep) chomping indicator in their header
			* include trailing empty lines, which are otherwise excluded from the
			* scalar's contents.
			*/
			this.blockScalarKeep = false;
			/** Current input */
			this.buffer = "";
			/**
			* Flag noting whether the map value indicator : can immediately follow this
			* node within a flow context.
			*/
			this.flowKey = false;
			/** Count of surrounding flow collection levels. */
			this.flowLevel = 0;
			/**
			* Minimum level of indentation required for next lines to be parsed as a
			* part of the current scalar value.
			*/
			this.indentNext = 0;
			/** Indentation level of the current line. */
			this.indentValue = 0;
			/** Position of the next \n character. */
			this.lineEndPos = null;
			/** Stores the state of the lexer if reaching the end of incpomplete input */
			this.next = null;
			/** A pointer to `buffer`; the current position of the lexer. */
			this.pos = 0;
		}
		/**
		* Generate YAML tokens from the `source` string. If `incomplete`,
		* a part of the last line may be left as a buffer for the next call.
		*
		* @returns A generator of lexical tokens
		*/
		*lex(source, incomplete = false) {
			if (source) {
				if (typeof source !== "string") throw TypeError("source is not a string");
				this.buffer = this.buffer ? this.buffer + source : source;
				this.lineEndPos = null;
			}
			this.atEnd = !incomplete;
			let next = this.next ?? "stream";
			while (next && (incomplete || this.hasChars(1))) next = yield* this.parseNext(next);
		}
		atLineEnd() {
			let i = this.pos;
			let ch = this.buffer[i];
			while (ch === " " || ch === "	") ch = this.buffer[++i];
			if (!ch || ch === "#" || ch === "\n") return true;
			if (ch === "\r") return this.buffer[i + 1] === "\n";
			return false;
		}
		charAt(n) {
			return this.buffer[this.pos + n];
		}
		continueScalar(offset) {
			let ch = this.buffer[offset];
			if (this.indentNext > 0) {
				let indent = 0;
				while (ch === " ") ch = this.buffer[++indent + offset];
				if (ch === "\r") {
					const next = this.buffer[indent + offset + 1];
					if (next === "\n" || !next && !this.atEnd) return offset + indent + 1;
				}
				return ch === "\n" || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
			}
			if (ch === "-" || ch === ".") {
				const dt = this.buffer.substr(offset, 3);
				if ((dt === "---" || dt === "...") && isEmpty(this.buffer[offset + 3])) return -1;
			}
			return offset;
		}
		getLine() {
			let end = this.lineEndPos;
			if (typeof end !== "number" || end !== -1 && end < this.pos) {
				end = this.buffer.indexOf("\n", this.pos);
				this.lineEndPos = end;
			}
			if (end === -1) return this.atEnd ? this.buffer.substring(this.pos) : null;
			if (this.buffer[end - 1] === "\r") end -= 1;
			return this.buffer.substring(this.pos, end);
		}
		hasChars(n) {
			return this.pos + n <= this.buffer.length;
		}
		setNext(state) {
			this.buffer = this.buffer.substring(this.pos);
			this.pos = 0;
			this.lineEndPos = null;
			this.next = state;
			return null;
		}
		peek(n) {
			return this.buffer.substr(this.pos, n);
		}
		*parseNext(next) {
			switch (next) {
				case "stream": return yield* this.parseStream();
				case "line-start": return yield* this.parseLineStart();
				case "block-start": return yield* this.parseBlockStart();
				case "doc": return yield* this.parseDocument();
				case "flow": return yield* this.parseFlowCollection();
				case "quoted-scalar": return yield* this.parseQuotedScalar();
				case "block-scalar": return yield* this.parseBlockScalar();
				case "plain-scalar": return yield* this.parsePlainScalar();
			}
		}
		*parseStream() {
			let line = this.getLine();
			if (line === null) return this.setNext("stream");
			if (line[0] === cst.BOM) {
				yield* this.pushCount(1);
				line = line.substring(1);
			}
			if (line[0] === "%") {
				let dirEnd = line.length;
				let cs = line.indexOf("#");
				while (cs !== -1) {
					const ch = line[cs - 1];
					if (ch === " " || ch === "	") {
						dirEnd = cs - 1;
						break;
					} else cs = line.indexOf("#", cs + 1);
				}
				while (true) {
					const ch = line[dirEnd - 1];
					if (ch === " " || ch === "	") dirEnd -= 1;
					else break;
				}
				const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
				yield* this.pushCount(line.length - n);
				this.pushNewline();
				return "stream";
			}
			if (this.atLineEnd()) {
				const sp = yield* this.pushSpaces(true);
				yield* this.pushCount(line.length - sp);
				yield* this.pushNewline();
				return "stream";
			}
			yield cst.DOCUMENT;
			return yield* this.parseLineStart();
		}
		*parseLineStart() {
			const ch = this.charAt(0);
			if (!ch && !this.atEnd) return this.setNext("line-start");
			if (ch === "-" || ch === ".") {
				if (!this.atEnd && !this.hasChars(4)) return this.setNext("line-start");
				const s = this.peek(3);
				if ((s === "---" || s === "...") && isEmpty(this.charAt(3))) {
					yield* this.pushCount(3);
					this.indentValue = 0;
					this.indentNext = 0;
					return s === "---" ? "doc" : "stream";
				}
			}
			this.indentValue = yield* this.pushSpaces(false);
			if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1))) this.indentNext = this.indentValue;
			return yield* this.parseBlockStart();
		}
		*parseBlockStart() {
			const [ch0, ch1] = this.peek(2);
			if (!ch1 && !this.atEnd) return this.setNext("block-start");
			if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty(ch1)) {
				const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
				this.indentNext = this.indentValue + 1;
				this.indentValue += n;
				return "block-start";
			}
			return "doc";
		}
		*parseDocument() {
			yield* this.pushSpaces(true);
			const line = this.getLine();
			if (line === null) return this.setNext("doc");
			let n = yield* this.pushIndicators();
			switch (line[n]) {
				case "#": yield* this.pushCount(line.length - n);
				case void 0:
					yield* this.pushNewline();
					return yield* this.parseLineStart();
				case "{":
				case "[":
					yield* this.pushCount(1);
					this.flowKey = false;
					this.flowLevel = 1;
					return "flow";
				case "}":
				case "]":
					yield* this.pushCount(1);
					return "doc";
				case "*":
					yield* this.pushUntil(isNotAnchorChar);
					return "doc";
				case "\"":
				case "'": return yield* this.parseQuotedScalar();
				case "|":
				case ">":
					n += yield* this.parseBlockScalarHeader();
					n += yield* this.pushSpaces(true);
					yield* this.pushCount(line.length - n);
					yield* this.pushNewline();
					return yield* this.parseBlockScalar();
				default: return yield* this.parsePlainScalar();
			}
		}
		*parseFlowCollection() {
			let nl, sp;
			let indent = -1;
			do {
				nl = yield* this.pushNewline();
				if (nl > 0) {
					sp = yield* this.pushSpaces(false);
					this.indentValue = indent = sp;
				} else sp = 0;
				sp += yield* this.pushSpaces(true);
			} while (nl + sp > 0);
			const line = this.getLine();
			if (line === null) return this.setNext("flow");
			if (indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty(line[3])) {
				if (!(indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}"))) {
					this.flowLevel = 0;
					yield cst.FLOW_END;
					return yield* this.parseLineStart();
				}
			}
			let n = 0;
			while (line[n] === ",") {
				n += yield* this.pushCount(1);
				n += yield* this.pushSpaces(true);
				this.flowKey = false;
			}
			n += yield* this.pushIndicators();
			switch (line[n]) {
				case void 0: return "flow";
				case "#":
					yield* this.pushCount(line.length - n);
					return "flow";
				case "{":
				case "[":
					yield* this.pushCount(1);
					this.flowKey = false;
					this.flowLevel += 1;
					return "flow";
				case "}":
				case "]":
					yield* this.pushCount(1);
					this.flowKey = true;
					this.flowLevel -= 1;
					return this.flowLevel ? "flow" : "doc";
				case "*":
					yield* this.pushUntil(isNotAnchorChar);
					return "flow";
				case "\"":
				case "'":
					this.flowKey = true;
					return yield* this.parseQuotedScalar();
				case ":": {
					const next = this.charAt(1);
					if (this.flowKey || isEmpty(next) || next === ",") {
						this.flowKey = false;
						yield* this.pushCount(1);
						yield* this.pushSpaces(true);
						return "flow";
					}
				}
				default:
					this.flowKey = false;
					return yield* this.parsePlainScalar();
			}
		}
		*parseQuotedScalar() {
			const quote = this.charAt(0);
			let end = this.buffer.indexOf(quote, this.pos + 1);
			if (quote === "'") while (end !== -1 && this.buffer[end + 1] === "'") end = this.buffer.indexOf("'", end + 2);
			else while (end !== -1) {
				let n = 0;
				while (this.buffer[end - 1 - n] === "\\") n += 1;
				if (n % 2 === 0) break;
				end = this.buffer.indexOf("\"", end + 1);
			}
			const qb = this.buffer.substring(0, end);
			let nl = qb.indexOf("\n", this.pos);
			if (nl !== -1) {
				while (nl !== -1) {
					const cs = this.continueScalar(nl + 1);
					if (cs === -1) break;
					nl = qb.indexOf("\n", cs);
				}
				if (nl !== -1) end = nl - (qb[nl - 1] === "\r" ? 2 : 1);
			}
			if (end === -1) {
				if (!this.atEnd) return this.setNext("quoted-scalar");
				end = this.buffer.length;
			}
			yield* this.pushToIndex(end + 1, false);
			return this.flowLevel ? "flow" : "doc";
		}
		*parseBlockScalarHeader() {
			this.blockScalarIndent = -1;
			this.blockScalarKeep = false;
			let i = this.pos;
			while (true) {
				const ch = this.buffer[++i];
				if (ch === "+") this.blockScalarKeep = true;
				else if (ch > "0" && ch <= "9") this.blockScalarIndent = Number(ch) - 1;
				else if (ch !== "-") break;
			}
			return yield* this.pushUntil((ch) => isEmpty(ch) || ch === "#");
		}
		*parseBlockScalar() {
			let nl = this.pos - 1;
			let indent = 0;
			let ch;
			loop: for (let i = this.pos; ch = this.buffer[i]; ++i) switch (ch) {
				case " ":
					indent += 1;
					break;
				case "\n":
					nl = i;
					indent = 0;
					break;
				case "\r": {
					const next = this.buffer[i + 1];
					if (!next && !this.atEnd) return this.setNext("block-scalar");
					if (next === "\n") break;
				}
				default: break loop;
			}
			if (!ch && !this.atEnd) return this.setNext("block-scalar");
			if (indent >= this.indentNext) {
				if (this.blockScalarIndent === -1) this.indentNext = indent;
				else this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
				do {
					const cs = this.continueScalar(nl + 1);
					if (cs === -1) break;
					nl = this.buffer.indexOf("\n", cs);
				} while (nl !== -1);
				if (nl === -1) {
					if (!this.atEnd) return this.setNext("block-scalar");
					nl = this.buffer.length;
				}
			}
			let i = nl + 1;
			ch = this.buffer[i];
			while (ch === " ") ch = this.buffer[++i];
			if (ch === "	") {
				while (ch === "	" || ch === " " || ch === "\r" || ch === "\n") ch = this.buffer[++i];
				nl = i - 1;
			} else if (!this.blockScalarKeep) do {
				let i = nl - 1;
				let ch = this.buffer[i];
				if (ch === "\r") ch = this.buffer[--i];
				const lastChar = i;
				while (ch === " ") ch = this.buffer[--i];
				if (ch === "\n" && i >= this.pos && i + 1 + indent > lastChar) nl = i;
				else break;
			} while (true);
			yield cst.SCALAR;
			yield* this.pushToIndex(nl + 1, true);
			return yield* this.parseLineStart();
		}
		*parsePlainScalar() {
			const inFlow = this.flowLevel > 0;
			let end = this.pos - 1;
			let i = this.pos - 1;
			let ch;
			while (ch = this.buffer[++i]) if (ch === ":") {
				const next = this.buffer[i + 1];
				if (isEmpty(next) || inFlow && flowIndicatorChars.has(next)) break;
				end = i;
			} else if (isEmpty(ch)) {
				let next = this.buffer[i + 1];
				if (ch === "\r") {
					if (next === "\n") {
						i += 1;
						ch = "\n";
						next = this.buffer[i + 1];
					} else end = i;
				}
				if (next === "#" || inFlow && flowIndicatorChars.has(next)) break;
				if (ch === "\n") {
					const cs = this.continueScalar(i + 1);
					if (cs === -1) break;
					i = Math.max(i, cs - 2);
				}
			} else {
				if (inFlow && flowIndicatorChars.has(ch)) break;
				end = i;
			}
			if (!ch && !this.atEnd) return this.setNext("plain-scalar");
			yield cst.SCALAR;
			yield* this.pushToIndex(end + 1, true);
			return inFlow ? "flow" : "doc";
		}
		*pushCount(n) {
			if (n > 0) {
				yield this.buffer.substr(this.pos, n);
				this.pos += n;
				return n;
			}
			return 0;
		}
		*pushToIndex(i, allowEmpty) {
			const s = this.buffer.slice(this.pos, i);
			if (s) {
				yield s;
				this.pos += s.length;
				return s.length;
			} else if (allowEmpty) yield "";
			return 0;
		}
		*pushIndicators() {
			let n = 0;
			loop: while (true) {
				switch (this.charAt(0)) {
					case "!":
						n += yield* this.pushTag();
						n += yield* this.pushSpaces(true);
						continue loop;
					case "&":
						n += yield* this.pushUntil(isNotAnchorChar);
						n += yield* this.pushSpaces(true);
						continue loop;
					case "-":
					case "?":
					case ":": {
						const inFlow = this.flowLevel > 0;
						const ch1 = this.charAt(1);
						if (isEmpty(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
							if (!inFlow) this.indentNext = this.indentValue + 1;
							else if (this.flowKey) this.flowKey = false;
							n += yield* this.pushCount(1);
							n += yield* this.pushSpaces(true);
							continue loop;
						}
					}
				}
				break loop;
			}
			return n;
		}
		*pushTag() {
			if (this.charAt(1) === "<") {
				let i = this.pos + 2;
				let ch = this.buffer[i];
				while (!isEmpty(ch) && ch !== ">") ch = this.buffer[++i];
				return yield* this.pushToIndex(ch === ">" ? i + 1 : i, false);
			} else {
				let i = this.pos + 1;
				let ch = this.buffer[i];
				while (ch) if (tagChars.has(ch)) ch = this.buffer[++i];
				else if (ch === "%" && hexDigits.has(this.buffer[i + 1]) && hexDigits.has(this.buffer[i + 2])) ch = this.buffer[i += 3];
				else break;
				return yield* this.pushToIndex(i, false);
			}
		}
		*pushNewline() {
			const ch = this.buffer[this.pos];
			if (ch === "\n") return yield* this.pushCount(1);
			else if (ch === "\r" && this.charAt(1) === "\n") return yield* this.pushCount(2);
			else return 0;
		}
		*pushSpaces(allowTabs) {
			let i = this.pos - 1;
			let ch;
			do
				ch = this.buffer[++i];
			while (ch === " " || allowTabs && ch === "	");
			const n = i - this.pos;
			if (n > 0) {
				yield this.buffer.substr(this.pos, n);
				this.pos = i;
			}
			return n;
		}
		*pushUntil(test) {
			let i = this.pos;
			let ch = this.buffer[i];
			while (!test(ch)) ch = this.buffer[++i];
			return yield* this.pushToIndex(i, false);
		}
	};
	exports.Lexer = Lexer;
}));

// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = /* @__PURE__ */ __commonJSMin(((exports) => {
	/**
	* Tracks newlines during parsing in order to provide an efficient API for
	* determining the one-indexed `{ line, col }` position for any offset
	* within the input.
	*/
	var LineCounter = class {
		constructor() {
			this.lineStarts = [];
			/**
			* Should be called in ascending order. Otherwise, call
			* `lineCounter.lineStarts.sort()` before calling `linePos()`.
			*/
			this.addNewLine = (offset) => this.lineStarts.push(offset);
			/**
			* Performs a binary search and returns the 1-indexed { line, col }
			* position of `offset`. If `line === 0`, `addNewLine` has never been
			* called or `offset` is before the first known newline.
			*/
			this.linePos = (offset) => {
				let low = 0;
				let high = this.lineStarts.length;
				while (low < high) {
					const mid = low + high >> 1;
					if (this.lineStarts[mid] < offset) low = mid + 1;
					else high = mid;
				}
				if (this.lineStarts[low] === offset) return {
					line: low + 1,
					col: 1
				};
				if (low === 0) return {
					line: 0,
					col: offset
				};
				const start = this.lineStarts[low - 1];
				return {
					line: low,
					col: offset - start + 1
				};
			};
		}
	};
	exports.LineCounter = LineCounter;
}));

// node_modules/yaml/dist/parse/parser.js
var require_parser = /* @__PURE__ */ __commonJSMin(((exports) => {
	var node_process = __require("process");
	var cst = require_cst();
	var lexer = require_lexer();
	function includesToken(list, type) {
		for (let i = 0; i < list.length; ++i) if (list[i].type === type) return true;
		return false;
	}
	function findNonEmptyIndex(list) {
		for (let i = 0; i < list.length; ++i) switch (list[i].type) {
			case "space":
			case "comment":
			case "newline": break;
			default: return i;
		}
		return -1;
	}
	function isFlowToken(token) {
		switch (token?.type) {
			case "alias":
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
			case "flow-collection": return true;
			default: return false;
		}
	}
	function getPrevProps(parent) {
		switch (parent.type) {
			case "document": return parent.start;
			case "block-map": {
				const it = parent.items[parent.items.length - 1];
				return it.sep ?? it.start;
			}
			case "block-seq": return parent.items[parent.items.length - 1].start;
			/* istanbul ignore next should not happen */
			default: return [];
		}
	}
	/** Note: May modify input array */
	function getFirstKeyStartProps(prev) {
		if (prev.length === 0) return [];
		let i = prev.length;
		loop: while (--i >= 0) switch (prev[i].type) {
			case "doc-start":
			case "explicit-key-ind":
			case "map-value-ind":
			case "seq-item-ind":
			case "newline": break loop;
		}
		while (prev[++i]?.type === "space");
		return prev.splice(i, prev.length);
	}
	function arrayPushArray(target, source) {
		if (source.length < 1e5) Array.prototype.push.apply(target, source);
		else for (let i = 0; i < source.length; ++i) target.push(source[i]);
	}
	function fixFlowSeqItems(fc) {
		if (fc.start.type === "flow-seq-start") {
			for (const it of fc.items) if (it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind")) {
				if (it.key) it.value = it.key;
				delete it.key;
				if (isFlowToken(it.value)) {
					if (it.value.end) arrayPushArray(it.value.end, it.sep);
					else it.value.end = it.sep;
				} else arrayPushArray(it.start, it.sep);
				delete it.sep;
			}
		}
	}
	/**
	* A YAML concrete syntax tree (CST) parser
	*
	* ```ts
	* const src: string = ...
	* for (const token of new Parser().parse(src)) {
	*   // token: Token
	* }
	* ```
	*
	* To use the parser with a user-provided lexer:
	*
	* ```ts
	* function* parse(source: string, lexer: Lexer) {
	*   const parser = new Parser()
	*   for (const lexeme of lexer.lex(source))
	*     yield* parser.next(lexeme)
	*   yield* parser.end()
	* }
	*
	* const src: string = ...
	* const lexer = new Lexer()
	* for (const token of parse(src, lexer)) {
	*   // token: Token
	* }
	* ```
	*/
	var Parser = class {
		/**
		* @param onNewLine - If defined, called separately with the start position of
		*   each new line (in `parse()`, including the start of input).
		*/
		constructor(onNewLine) {
			/** If true, space and sequence indicators count as indentation */
			this.atNewLine = true;
			/** If true, next token is a scalar value */
			this.atScalar = false;
			/** Current indentation level */
			this.indent = 0;
			/** Current offset since the start of parsing */
			this.offset = 0;
			/** On the same line with a block map key */
			this.onKeyLine = false;
			/** Top indicates the node that's currently being built */
			this.stack = [];
			/** The source of the current token, set in parse() */
			this.source = "";
			/** The type of the current token, set in parse() */
			this.type = "";
			this.lexer = new lexer.Lexer();
			this.onNewLine = onNewLine;
		}
		/**
		* Parse `source` as a YAML stream.
		* If `incomplete`, a part of the last line may be left as a buffer for the next call.
		*
		* Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
		*
		* @returns A generator of tokens representing each directive, document, and other structure.
		*/
		*parse(source, incomplete = false) {
			if (this.onNewLine && this.offset === 0) this.onNewLine(0);
			for (const lexeme of this.lexer.lex(source, incomplete)) yield* this.next(lexeme);
			if (!incomplete) yield* this.end();
		}
		/**
		* Advance the parser by the `source` of one lexical token.
		*/
		*next(source) {
			this.source = source;
			if (node_process.env.LOG_TOKENS) console.log("|", cst.prettyToken(source));
			if (this.atScalar) {
				this.atScalar = false;
				yield* this.step();
				this.offset += source.length;
				return;
			}
			const type = cst.tokenType(source);
			if (!type) {
				const message = `Not a YAML token: ${source}`;
				yield* this.pop({
					type: "error",
					offset: this.offset,
					message,
					source
				});
				this.offset += source.length;
			} else if (type === "scalar") {
				this.atNewLine = false;
				this.atScalar = true;
				this.type = "scalar";
			} else {
				this.type = type;
				yield* this.step();
				switch (type) {
					case "newline":
						this.atNewLine = true;
						this.indent = 0;
						if (this.onNewLine) this.onNewLine(this.offset + source.length);
						break;
					case "space":
						if (this.atNewLine && source[0] === " ") this.indent += source.length;
						break;
					case "explicit-key-ind":
					case "map-value-ind":
					case "seq-item-ind":
						if (this.atNewLine) this.indent += source.length;
						break;
					case "doc-mode":
					case "flow-error-end": return;
					default: this.atNewLine = false;
				}
				this.offset += source.length;
			}
		}
		/** Call at end of input to push out any remaining constructions */
		*end() {
			while (this.stack.length > 0) yield* this.pop();
		}
		get sourceToken() {
			return {
				type: this.type,
				offset: this.offset,
				indent: this.indent,
				source: this.source
			};
		}
		*step() {
			const top = this.peek(1);
			if (this.type === "doc-end" && top?.type !== "doc-end") {
				while (this.stack.length > 0) yield* this.pop();
				this.stack.push({
					type: "doc-end",
					offset: this.offset,
					source: this.source
				});
				return;
			}
			if (!top) return yield* this.stream();
			switch (top.type) {
				case "document": return yield* this.document(top);
				case "alias":
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return yield* this.scalar(top);
				case "block-scalar": return yield* this.blockScalar(top);
				case "block-map": return yield* this.blockMap(top);
				case "block-seq": return yield* this.blockSequence(top);
				case "flow-collection": return yield* this.flowCollection(top);
				case "doc-end": return yield* this.documentEnd(top);
			}
			/* istanbul ignore next should not happen */
			yield* this.pop();
		}
		peek(n) {
			return this.stack[this.stack.length - n];
		}
		*pop(error) {
			const token = error ?? this.stack.pop();
			/* istanbul ignore if should not happen */
			if (!token) yield {
				type: "error",
				offset: this.offset,
				source: "",
				message: "Tried to pop an empty stack"
			};
			else if (this.stack.length === 0) yield token;
			else {
				const top = this.peek(1);
				if (token.type === "block-scalar") token.indent = "indent" in top ? top.indent : 0;
				else if (token.type === "flow-collection" && top.type === "document") token.indent = 0;
				if (token.type === "flow-collection") fixFlowSeqItems(token);
				switch (top.type) {
					case "document":
						top.value = token;
						break;
					case "block-scalar":
						top.props.push(token);
						break;
					case "block-map": {
						const it = top.items[top.items.length - 1];
						if (it.value) {
							top.items.push({
								start: [],
								key: token,
								sep: []
							});
							this.onKeyLine = true;
							return;
						} else if (it.sep) it.value = token;
						else {
							Object.assign(it, {
								key: token,
								sep: []
							});
							this.onKeyLine = !it.explicitKey;
							return;
						}
						break;
					}
					case "block-seq": {
						const it = top.items[top.items.length - 1];
						if (it.value) top.items.push({
							start: [],
							value: token
						});
						else it.value = token;
						break;
					}
					case "flow-collection": {
						const it = top.items[top.items.length - 1];
						if (!it || it.value) top.items.push({
							start: [],
							key: token,
							sep: []
						});
						else if (it.sep) it.value = token;
						else Object.assign(it, {
							key: token,
							sep: []
						});
						return;
					}
					/* istanbul ignore next should not happen */
					default:
						yield* this.pop();
						yield* this.pop(token);
				}
				if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
					const last = token.items[token.items.length - 1];
					if (last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent))) {
						if (top.type === "document") top.end = last.start;
						else top.items.push({ start: last.start });
						token.items.splice(-1, 1);
					}
				}
			}
		}
		*stream() {
			switch (this.type) {
				case "directive-line":
					yield {
						type: "directive",
						offset: this.offset,
						source: this.source
					};
					return;
				case "byte-order-mark":
				case "space":
				case "comment":
				case "newline":
					yield this.sourceToken;
					return;
				case "doc-mode":
				case "doc-start": {
					const doc = {
						type: "document",
						offset: this.offset,
						start: []
					};
					if (this.type === "doc-start") doc.start.push(this.sourceToken);
					this.stack.push(doc);
					return;
				}
			}
			yield {
				type: "error",
				offset: this.offset,
				message: `Unexpected ${this.type} token in YAML stream`,
				source: this.source
			};
		}
		*document(doc) {
			if (doc.value) return yield* this.lineEnd(doc);
			switch (this.type) {
				case "doc-start":
					if (findNonEmptyIndex(doc.start) !== -1) {
						yield* this.pop();
						yield* this.step();
					} else doc.start.push(this.sourceToken);
					return;
				case "anchor":
				case "tag":
				case "space":
				case "comment":
				case "newline":
					doc.start.push(this.sourceToken);
					return;
			}
			const bv = this.startBlockValue(doc);
			if (bv) this.stack.push(bv);
			else yield {
				type: "error",
				offset: this.offset,
				message: `Unexpected ${this.type} token in YAML document`,
				source: this.source
			};
		}
		*scalar(scalar) {
			if (this.type === "map-value-ind") {
				const start = getFirstKeyStartProps(getPrevProps(this.peek(2)));
				let sep;
				if (scalar.end) {
					sep = scalar.end;
					sep.push(this.sourceToken);
					delete scalar.end;
				} else sep = [this.sourceToken];
				const map = {
					type: "block-map",
					offset: scalar.offset,
					indent: scalar.indent,
					items: [{
						start,
						key: scalar,
						sep
					}]
				};
				this.onKeyLine = true;
				this.stack[this.stack.length - 1] = map;
			} else yield* this.lineEnd(scalar);
		}
		*blockScalar(scalar) {
			switch (this.type) {
				case "space":
				case "comment":
				case "newline":
					scalar.props.push(this.sourceToken);
					return;
				case "scalar":
					scalar.source = this.source;
					this.atNewLine = true;
					this.indent = 0;
					if (this.onNewLine) {
						let nl = this.source.indexOf("\n") + 1;
						while (nl !== 0) {
							this.onNewLine(this.offset + nl);
							nl = this.source.indexOf("\n", nl) + 1;
						}
					}
					yield* this.pop();
					break;
				/* istanbul ignore next should not happen */
				default:
					yield* this.pop();
					yield* this.step();
			}
		}
		*blockMap(map) {
			const it = map.items[map.items.length - 1];
			switch (this.type) {
				case "newline":
					this.onKeyLine = false;
					if (it.value) {
						const end = "end" in it.value ? it.value.end : void 0;
						if ((Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment") end?.push(this.sourceToken);
						else map.items.push({ start: [this.sourceToken] });
					} else if (it.sep) it.sep.push(this.sourceToken);
					else it.start.push(this.sourceToken);
					return;
				case "space":
				case "comment":
					if (it.value) map.items.push({ start: [this.sourceToken] });
					else if (it.sep) it.sep.push(this.sourceToken);
					else {
						if (this.atIndentedComment(it.start, map.indent)) {
							const end = map.items[map.items.length - 2]?.value?.end;
							if (Array.isArray(end)) {
								arrayPushArray(end, it.start);
								end.push(this.sourceToken);
								map.items.pop();
								return;
							}
						}
						it.start.push(this.sourceToken);
					}
					return;
			}
			if (this.indent >= map.indent) {
				const atMapIndent = !this.onKeyLine && this.indent === map.indent;
				const atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind";
				let start = [];
				if (atNextItem && it.sep && !it.value) {
					const nl = [];
					for (let i = 0; i < it.sep.length; ++i) {
						const st = it.sep[i];
						switch (st.type) {
							case "newline":
								nl.push(i);
								break;
							case "space": break;
							case "comment":
								if (st.indent > map.indent) nl.length = 0;
								break;
							default: nl.length = 0;
						}
					}
					if (nl.length >= 2) start = it.sep.splice(nl[1]);
				}
				switch (this.type) {
					case "anchor":
					case "tag":
						if (atNextItem || it.value) {
							start.push(this.sourceToken);
							map.items.push({ start });
							this.onKeyLine = true;
						} else if (it.sep) it.sep.push(this.sourceToken);
						else it.start.push(this.sourceToken);
						return;
					case "explicit-key-ind":
						if (!it.sep && !it.explicitKey) {
							it.start.push(this.sourceToken);
							it.explicitKey = true;
						} else if (atNextItem || it.value) {
							start.push(this.sourceToken);
							map.items.push({
								start,
								explicitKey: true
							});
						} else this.stack.push({
							type: "block-map",
							offset: this.offset,
							indent: this.indent,
							items: [{
								start: [this.sourceToken],
								explicitKey: true
							}]
						});
						this.onKeyLine = true;
						return;
					case "map-value-ind":
						if (it.explicitKey) {
							if (!it.sep) {
								if (includesToken(it.start, "newline")) Object.assign(it, {
									key: null,
									sep: [this.sourceToken]
								});
								else {
									const start = getFirstKeyStartProps(it.start);
									this.stack.push({
										type: "block-map",
										offset: this.offset,
										indent: this.indent,
										items: [{
											start,
											key: null,
											sep: [this.sourceToken]
										}]
									});
								}
							} else if (it.value) map.items.push({
								start: [],
								key: null,
								sep: [this.sourceToken]
							});
							else if (includesToken(it.sep, "map-value-ind")) this.stack.push({
								type: "block-map",
								offset: this.offset,
								indent: this.indent,
								items: [{
									start,
									key: null,
									sep: [this.sourceToken]
								}]
							});
							else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
								const start = getFirstKeyStartProps(it.start);
								const key = it.key;
								const sep = it.sep;
								sep.push(this.sourceToken);
								delete it.key;
								delete it.sep;
								this.stack.push({
									type: "block-map",
									offset: this.offset,
									indent: this.indent,
									items: [{
										start,
										key,
										sep
									}]
								});
							} else if (start.length > 0) it.sep = it.sep.concat(start, this.sourceToken);
							else it.sep.push(this.sourceToken);
						} else if (!it.sep) Object.assign(it, {
							key: null,
							sep: [this.sourceToken]
						});
						else if (it.value || atNextItem) map.items.push({
							start,
							key: null,
							sep: [this.sourceToken]
						});
						else if (includesToken(it.sep, "map-value-ind")) this.stack.push({
							type: "block-map",
							offset: this.offset,
							indent: this.indent,
							items: [{
								start: [],
								key: null,
								sep: [this.sourceToken]
							}]
						});
						else it.sep.push(this.sourceToken);
						this.onKeyLine = true;
						return;
					case "alias":
					case "scalar":
					case "single-quoted-scalar":
					case "double-quoted-scalar": {
						const fs = this.flowScalar(this.type);
						if (atNextItem || it.value) {
							map.items.push({
								start,
								key: fs,
								sep: []
							});
							this.onKeyLine = true;
						} else if (it.sep) this.stack.push(fs);
						else {
							Object.assign(it, {
								key: fs,
								sep: []
							});
							this.onKeyLine = true;
						}
						return;
					}
					default: {
						const bv = this.startBlockValue(map);
						if (bv) {
							if (bv.type === "block-seq") {
								if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
									yield* this.pop({
										type: "error",
										offset: this.offset,
										message: "Unexpected block-seq-ind on same line with key",
										source: this.source
									});
									return;
								}
							} else if (atMapIndent) map.items.push({ start });
							this.stack.push(bv);
							return;
						}
					}
				}
			}
			yield* this.pop();
			yield* this.step();
		}
		*blockSequence(seq) {
			const it = seq.items[seq.items.length - 1];
			switch (this.type) {
				case "newline":
					if (it.value) {
						const end = "end" in it.value ? it.value.end : void 0;
						if ((Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment") end?.push(this.sourceToken);
						else seq.items.push({ start: [this.sourceToken] });
					} else it.start.push(this.sourceToken);
					return;
				case "space":
				case "comment":
					if (it.value) seq.items.push({ start: [this.sourceToken] });
					else {
						if (this.atIndentedComment(it.start, seq.indent)) {
							const end = seq.items[seq.items.length - 2]?.value?.end;
							if (Array.isArray(end)) {
								arrayPushArray(end, it.start);
								end.push(this.sourceToken);
								seq.items.pop();
								return;
							}
						}
						it.start.push(this.sourceToken);
					}
					return;
				case "anchor":
				case "tag":
					if (it.value || this.indent <= seq.indent) break;
					it.start.push(this.sourceToken);
					return;
				case "seq-item-ind":
					if (this.indent !== seq.indent) break;
					if (it.value || includesToken(it.start, "seq-item-ind")) seq.items.push({ start: [this.sourceToken] });
					else it.start.push(this.sourceToken);
					return;
			}
			if (this.indent > seq.indent) {
				const bv = this.startBlockValue(seq);
				if (bv) {
					this.stack.push(bv);
					return;
				}
			}
			yield* this.pop();
			yield* this.step();
		}
		*flowCollection(fc) {
			const it = fc.items[fc.items.length - 1];
			if (this.type === "flow-error-end") {
				let top;
				do {
					yield* this.pop();
					top = this.peek(1);
				} while (top?.type === "flow-collection");
			} else if (fc.end.length === 0) {
				switch (this.type) {
					case "comma":
					case "explicit-key-ind":
						if (!it || it.sep) fc.items.push({ start: [this.sourceToken] });
						else it.start.push(this.sourceToken);
						return;
					case "map-value-ind":
						if (!it || it.value) fc.items.push({
							start: [],
							key: null,
							sep: [this.sourceToken]
						});
						else if (it.sep) it.sep.push(this.sourceToken);
						else Object.assign(it, {
							key: null,
							sep: [this.sourceToken]
						});
						return;
					case "space":
					case "comment":
					case "newline":
					case "anchor":
					case "tag":
						if (!it || it.value) fc.items.push({ start: [this.sourceToken] });
						else if (it.sep) it.sep.push(this.sourceToken);
						else it.start.push(this.sourceToken);
						return;
					case "alias":
					case "scalar":
					case "single-quoted-scalar":
					case "double-quoted-scalar": {
						const fs = this.flowScalar(this.type);
						if (!it || it.value) fc.items.push({
							start: [],
							key: fs,
							sep: []
						});
						else if (it.sep) this.stack.push(fs);
						else Object.assign(it, {
							key: fs,
							sep: []
						});
						return;
					}
					case "flow-map-end":
					case "flow-seq-end":
						fc.end.push(this.sourceToken);
						return;
				}
				const bv = this.startBlockValue(fc);
				/* istanbul ignore else should not happen */
				if (bv) this.stack.push(bv);
				else {
					yield* this.pop();
					yield* this.step();
				}
			} else {
				const parent = this.peek(2);
				if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep)) {
					yield* this.pop();
					yield* this.step();
				} else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
					const start = getFirstKeyStartProps(getPrevProps(parent));
					fixFlowSeqItems(fc);
					const sep = fc.end.splice(1, fc.end.length);
					sep.push(this.sourceToken);
					const map = {
						type: "block-map",
						offset: fc.offset,
						indent: fc.indent,
						items: [{
							start,
							key: fc,
							sep
						}]
					};
					this.onKeyLine = true;
					this.stack[this.stack.length - 1] = map;
				} else yield* this.lineEnd(fc);
			}
		}
		flowScalar(type) {
			if (this.onNewLine) {
				let nl = this.source.indexOf("\n") + 1;
				while (nl !== 0) {
					this.onNewLine(this.offset + nl);
					nl = this.source.indexOf("\n", nl) + 1;
				}
			}
			return {
				type,
				offset: this.offset,
				indent: this.indent,
				source: this.source
			};
		}
		startBlockValue(parent) {
			switch (this.type) {
				case "alias":
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return this.flowScalar(this.type);
				case "block-scalar-header": return {
					type: "block-scalar",
					offset: this.offset,
					indent: this.indent,
					props: [this.sourceToken],
					source: ""
				};
				case "flow-map-start":
				case "flow-seq-start": return {
					type: "flow-collection",
					offset: this.offset,
					indent: this.indent,
					start: this.sourceToken,
					items: [],
					end: []
				};
				case "seq-item-ind": return {
					type: "block-seq",
					offset: this.offset,
					indent: this.indent,
					items: [{ start: [this.sourceToken] }]
				};
				case "explicit-key-ind": {
					this.onKeyLine = true;
					const start = getFirstKeyStartProps(getPrevProps(parent));
					start.push(this.sourceToken);
					return {
						type: "block-map",
						offset: this.offset,
						indent: this.indent,
						items: [{
							start,
							explicitKey: true
						}]
					};
				}
				case "map-value-ind": {
					this.onKeyLine = true;
					const start = getFirstKeyStartProps(getPrevProps(parent));
					return {
						type: "block-map",
						offset: this.offset,
						indent: this.indent,
						items: [{
							start,
							key: null,
							sep: [this.sourceToken]
						}]
					};
				}
			}
			return null;
		}
		atIndentedComment(start, indent) {
			if (this.type !== "comment") return false;
			if (this.indent <= indent) return false;
			return start.every((st) => st.type === "newline" || st.type === "space");
		}
		*documentEnd(docEnd) {
			if (this.type !== "doc-mode") {
				if (docEnd.end) docEnd.end.push(this.sourceToken);
				else docEnd.end = [this.sourceToken];
				if (this.type === "newline") yield* this.pop();
			}
		}
		*lineEnd(token) {
			switch (this.type) {
				case "comma":
				case "doc-start":
				case "doc-end":
				case "flow-seq-end":
				case "flow-map-end":
				case "map-value-ind":
					yield* this.pop();
					yield* this.step();
					break;
				case "newline": this.onKeyLine = false;
				default:
					if (token.end) token.end.push(this.sourceToken);
					else token.end = [this.sourceToken];
					if (this.type === "newline") yield* this.pop();
			}
		}
	};
	exports.Parser = Parser;
}));

// node_modules/yaml/dist/public-api.js
var require_public_api = /* @__PURE__ */ __commonJSMin(((exports) => {
	var composer = require_composer();
	var Document = require_Document();
	var errors = require_errors();
	var log = require_log();
	var identity = require_identity();
	var lineCounter = require_line_counter();
	var parser = require_parser();
	function parseOptions(options) {
		const prettyErrors = options.prettyErrors !== false;
		return {
			lineCounter: options.lineCounter || prettyErrors && new lineCounter.LineCounter() || null,
			prettyErrors
		};
	}
	/**
	* Parse the input as a stream of YAML documents.
	*
	* Documents should be separated from each other by `...` or `---` marker lines.
	*
	* @returns If an empty `docs` array is returned, it will be of type
	*   EmptyStream and contain additional stream information. In
	*   TypeScript, you should use `'empty' in docs` as a type guard for it.
	*/
	function parseAllDocuments(source, options = {}) {
		const { lineCounter, prettyErrors } = parseOptions(options);
		const parser$1 = new parser.Parser(lineCounter?.addNewLine);
		const composer$1 = new composer.Composer(options);
		const docs = Array.from(composer$1.compose(parser$1.parse(source)));
		if (prettyErrors && lineCounter) for (const doc of docs) {
			doc.errors.forEach(errors.prettifyError(source, lineCounter));
			doc.warnings.forEach(errors.prettifyError(source, lineCounter));
		}
		if (docs.length > 0) return docs;
		return Object.assign([], { empty: true }, composer$1.streamInfo());
	}
	/** Parse an input string into a single YAML.Document */
	function parseDocument(source, options = {}) {
		const { lineCounter, prettyErrors } = parseOptions(options);
		const parser$1 = new parser.Parser(lineCounter?.addNewLine);
		const composer$1 = new composer.Composer(options);
		let doc = null;
		for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) if (!doc) doc = _doc;
		else if (doc.options.logLevel !== "silent") {
			doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
			break;
		}
		if (prettyErrors && lineCounter) {
			doc.errors.forEach(errors.prettifyError(source, lineCounter));
			doc.warnings.forEach(errors.prettifyError(source, lineCounter));
		}
		return doc;
	}
	function parse(src, reviver, options) {
		let _reviver = void 0;
		if (typeof reviver === "function") _reviver = reviver;
		else if (options === void 0 && reviver && typeof reviver === "object") options = reviver;
		const doc = parseDocument(src, options);
		if (!doc) return null;
		doc.warnings.forEach((warning) => log.warn(doc.options.logLevel, warning));
		if (doc.errors.length > 0) {
			if (doc.options.logLevel !== "silent") throw doc.errors[0];
			else doc.errors = [];
		}
		return doc.toJS(Object.assign({ reviver: _reviver }, options));
	}
	function stringify(value, replacer, options) {
		let _replacer = null;
		if (typeof replacer === "function" || Array.isArray(replacer)) _replacer = replacer;
		else if (options === void 0 && replacer) options = replacer;
		if (typeof options === "string") options = options.length;
		if (typeof options === "number") {
			const indent = Math.round(options);
			options = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
		}
		if (value === void 0) {
			const { keepUndefined } = options ?? replacer ?? {};
			if (!keepUndefined) return void 0;
		}
		if (identity.isDocument(value) && !_replacer) return value.toString(options);
		return new Document.Document(value, _replacer, options).toString(options);
	}
	exports.parse = parse;
	exports.parseAllDocuments = parseAllDocuments;
	exports.parseDocument = parseDocument;
	exports.stringify = stringify;
}));

// node_modules/yaml/dist/index.js
var require_dist = /* @__PURE__ */ __commonJSMin(((exports) => {
	var composer = require_composer();
	var Document = require_Document();
	var Schema = require_Schema();
	var errors = require_errors();
	var Alias = require_Alias();
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var cst = require_cst();
	var lexer = require_lexer();
	var lineCounter = require_line_counter();
	var parser = require_parser();
	var publicApi = require_public_api();
	var visit = require_visit();
	exports.Composer = composer.Composer;
	exports.Document = Document.Document;
	exports.Schema = Schema.Schema;
	exports.YAMLError = errors.YAMLError;
	exports.YAMLParseError = errors.YAMLParseError;
	exports.YAMLWarning = errors.YAMLWarning;
	exports.Alias = Alias.Alias;
	exports.isAlias = identity.isAlias;
	exports.isCollection = identity.isCollection;
	exports.isDocument = identity.isDocument;
	exports.isMap = identity.isMap;
	exports.isNode = identity.isNode;
	exports.isPair = identity.isPair;
	exports.isScalar = identity.isScalar;
	exports.isSeq = identity.isSeq;
	exports.Pair = Pair.Pair;
	exports.Scalar = Scalar.Scalar;
	exports.YAMLMap = YAMLMap.YAMLMap;
	exports.YAMLSeq = YAMLSeq.YAMLSeq;
	exports.Lexer = lexer.Lexer;
	exports.LineCounter = lineCounter.LineCounter;
	exports.Parser = parser.Parser;
	exports.parse = publicApi.parse;
	exports.parseAllDocuments = publicApi.parseAllDocuments;
	exports.parseDocument = publicApi.parseDocument;
	exports.stringify = publicApi.stringify;
	exports.visit = visit.visit;
	exports.visitAsync = visit.visitAsync;
}));

// src/config/issues.ts
var import_dist = require_dist();
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

// src/config/file.ts
/** A configuration file is a page of limits; more than this is something else by mistake. */
const largestConfigBytes = 1 << 20;
/**
* Reads and validates `fp16-gate.yml`.
* @throws ConfigError naming file, line, key and the allowed values: unknown key, bad number, wrong unit,
* duplicate key, broken YAML, missing file.
*/
function readSettingsFile(path) {
	let text;
	try {
		text = readFileSync(path, "utf8");
	} catch (error) {
		const missing = error.code === "ENOENT";
		throw new ConfigError(`${path}: ${missing ? "no such configuration file" : error.message}.`, { cause: error });
	}
	return parseSettings(text, path);
}
/** The same on a text; `name` is what messages call it. */
function parseSettings(text, name) {
	if (text.length > largestConfigBytes) throw new ConfigError(`${name}: larger than 1 MiB; not a configuration file.`);
	const lineCounter = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(text, {
		lineCounter,
		uniqueKeys: true,
		strict: true
	});
	const [syntaxError] = [...document.errors, ...document.warnings];
	if (syntaxError !== void 0) {
		const { line } = lineCounter.linePos(syntaxError.pos[0]);
		throw new ConfigError(`${name}:${line}: ${syntaxError.message.split("\n", 1)[0] ?? ""}`);
	}
	let value;
	try {
		value = document.toJS({ maxAliasCount: 50 }) ?? {};
	} catch (error) {
		throw new ConfigError(`${name}: ${error.message}`, { cause: error });
	}
	const parsed = settingsSchema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new ConfigError(parsed.error.issues.map((issue) => `${name}:${lineOf(issue)}: ${describeIssue(issue)}`).join("\n"));
	function lineOf(issue) {
		const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
		for (let depth = path.length; depth > 0; depth--) {
			const start = keyStart(document.getIn(path.slice(0, depth - 1), true), path[depth - 1]);
			if (start !== void 0) return lineCounter.linePos(start).line;
		}
		return 1;
	}
}
/** Offset of a key (or list item) in the text; `collection` is the map or the sequence that holds it. */
function keyStart(collection, key) {
	const items = collection?.items;
	if (items === void 0) return void 0;
	if (typeof key === "number") return items[key]?.range?.[0];
	return items.find((item) => item.key?.value === key)?.key?.range?.[0];
}

// src/config/inputs.ts
/** Settings that `action.yml` and the command line offer, spelled alike; the rest lives in the config file. */
const inputNames = [
	"model",
	"samples",
	"engine",
	"max-abs",
	"enforce",
	"explain",
	"out",
	"ort-path",
	"timeout",
	"threads",
	"extra-outputs"
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
		values[name] = name === "max-abs" ? parseMaxAbs(text, spell(name)) : text;
	}
	const parsed = settingsSchema.safeParse(values);
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
const windowElements$1 = 32768;
function tensorWindow() {
	const values = new Float64Array(windowElements$1);
	const float32 = new Float32Array(windowElements$1);
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
	const reference = new Float64Array(windowElements$1);
	const candidate = new Float64Array(windowElements$1);
	let elements = 0;
	for (const pair of pairs) {
		const count = elementCount(pair.reference.shape);
		elements += count;
		for (let start = 0; start < count; start += windowElements$1) {
			const length = Math.min(windowElements$1, count - start);
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
	if (scan.candidateSeen[0] === 0 && candidateAt < 0) candidateAt = firstNumber$1(candidate, start, end);
	scan.referenceMax[0] = referenceMax;
	scan.candidateMax[0] = candidateMax;
	if (candidateAt >= 0) {
		scan.candidateSeen[0] = 1;
		scan.referenceThere[0] = reference[candidateAt];
	}
	scan.position += end - start;
}
function anyNumber(values, start, end) {
	return firstNumber$1(values, start, end) >= 0;
}
/** Only rows of NaN and -infinity are searched beyond their first element. */
function firstNumber$1(values, start, end) {
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
	const errors = errorWindow(windowElements$1);
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
			relRmsWorst: worstSample$1(samples, pooled),
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
	for (let start = 0; start < count; start += windowElements$1) {
		const length = Math.min(windowElements$1, count - start);
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
		relRms: ratio$1(rms, referenceRms),
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
function ratio$1(error, scale) {
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
function worstSample$1(samples, pooled) {
	const floor = minSampleScale * Math.sqrt(pooled.squaredReference / pooled.finitePairs);
	let worst = {
		value: NaN,
		sample: void 0
	};
	for (const { pair, sums } of samples) {
		if (sums.finitePairs === 0) continue;
		const scale = Math.max(Math.sqrt(sums.squaredReference / sums.finitePairs), floor);
		const value = ratio$1(Math.sqrt(sums.squaredErrors / sums.finitePairs), scale);
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
	const values = new Float64Array(Math.min(count, windowElements$1));
	let found = 0;
	for (let start = 0; start < count; start += windowElements$1) {
		const window = values.subarray(0, Math.min(windowElements$1, count - start));
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
	const scoreScale = largest$1(reference.scores) || 1;
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
function largest$1(scores) {
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
		const report = await runChild({
			title: "git",
			file: git,
			args: [
				...hardening,
				"ls-files",
				"-z",
				"--cached",
				"--",
				"*.py"
			],
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
		const failure = childFailure("git", report, "while listing tracked files");
		if (failure !== void 0) return { reason: failure.message };
		if (report.stdoutCut) return { reason: "git tracks more Python files here than one list may hold (1 MiB of paths)" };
		return { files: [...new Set(report.stdout.split("\0").filter((path) => path !== ""))] };
	} catch (error) {
		return { reason: describeError(error) };
	}
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
	const root = findRoot(startDirectory);
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
function findRoot(startDirectory) {
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

// src/localise/contribution.ts
/** Beyond this relative error a node's own output rounding (at most 2^-11) is not what introduced it. */
const beyondOutputRounding = 2 ** -10;
/** Errors up to here are what healthy networks carry: no infinity can be behind them, but for a few elements. */
const ordinaryRelRms = 2 ** -8;
/** An infinity that is gone in the consumer's result, which is as right as ever. */
const hiddenInfinityShare = .1;
/** A producer whose rounding does the same damage comes right after the node at which the damage was measured. */
const sameDamage = .98;
/** Share for an input whose rounding may or may not be what the consumer suffers from. */
const doubtfulShare = .3;
/** Errors add up as they are; everywhere else it is relative errors that do. */
const additive = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Sum",
	"Mean",
	"Concat",
	"Where",
	"Max",
	"Min",
	"ScatterND",
	"ScatterElements"
]);
/** Operators that pick elements, so that an infinity of an input need not be in their result. */
const selective = /* @__PURE__ */ new Set([
	"Where",
	"Max",
	"Min",
	"Clip"
]);
const noError$1 = {
	rms: 0,
	relRms: 0,
	nonFinite: 0
};
/** Operators that neither damp nor hide a small error of an input. */
const handsOn = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Sum",
	"Mul",
	"Div",
	"Min",
	"Max",
	"Neg",
	"Abs",
	"MatMul",
	"Gemm"
]);
/** Operators of a body that have no float result or round nothing. */
const neverFloat = new Set("Shape Size Cast Greater GreaterOrEqual Less LessOrEqual Equal And Or Not Xor ArgMax ArgMin NonZero Range IsNaN IsInf NonMaxSuppression".split(" "));
/** For a node that was not measured: enough to be tried after those that were. */
const unmeasuredScore = .25;
/**
* Attributes the errors of outputs to nodes, in one backward walk over all edges. At each node the share of the error
* that it introduced stays; the rest goes to the inputs in proportion to the (squared) errors that they carry, so that
* an amplifier hands everything on and an error that never reaches the outputs is never met. Because the rounding of
* an input is charged to its consumer though its producer's output rounding does the same, a node that introduces more
* than its own output rounding passes its full share to the producers as well.
*
* Only nodes with influence are in the result, by node id: measured ones, and nodes of bodies that were not measured. `outputs` are names of graph outputs.
* Throws RangeError for a name that is none: a defect of the caller.
*/
function contributions(graph, evidence, outputs) {
	const order = dataflowOrder(graph);
	const walk = {
		evidence,
		errors: carriedErrors(order.nodes, evidence),
		influence: /* @__PURE__ */ new Map(),
		demand: /* @__PURE__ */ new Map(),
		owners: order.owners
	};
	for (const name of outputs) {
		const value = graph.main.outputs.find((each) => each.name === name);
		if (value === void 0) throw new RangeError(`${JSON.stringify(name)} is no output of the model`);
		give(value, 1, 0, walk);
	}
	for (const node of order.nodes.toReversed()) passOn(node, walk);
	return scores(walk);
}
/** Total error of every node's output: measured, or for what only moves data that of its worst source. */
function totalErrors(graph, evidence) {
	return carriedErrors(dataflowOrder(graph).nodes, evidence);
}
/** Every node after what it reads; the nodes of a body before the node that owns it. */
function dataflowOrder(graph) {
	const nodes = [];
	const owners = /* @__PURE__ */ new Map();
	const visit = (scope) => {
		for (const node of scope.nodes) {
			for (const body of node.bodies) {
				owners.set(body.scope, node);
				visit(body.scope);
			}
			nodes.push(node);
		}
	};
	visit(graph.main);
	return {
		nodes,
		owners
	};
}
function carriedErrors(nodes, evidence) {
	const errors = /* @__PURE__ */ new Map();
	for (const node of nodes) {
		const measured = evidence.get(node.id);
		if (measured !== void 0) {
			errors.set(node, finiteError(measured.total));
			continue;
		}
		let worst = noError$1;
		for (const value of movedValues(node)) {
			const error = errorOf(value, errors);
			worst = {
				rms: Math.max(worst.rms, error.rms),
				relRms: Math.max(worst.relRms, error.relRms),
				nonFinite: Math.max(worst.nonFinite, error.nonFinite)
			};
		}
		if (worst !== noError$1) errors.set(node, worst);
	}
	return errors;
}
function movedValues(node) {
	if (isControlFlow(node)) return node.bodies.flatMap((body) => [...body.scope.outputs]);
	return (carriedInputPositions(node) ?? []).flatMap((position) => node.inputs[position] ?? []);
}
/** Figures that are not finite count as one more non-finite element, so that sums stay numbers. */
function finiteError(figures) {
	const isFinite = Number.isFinite(figures.rms) && Number.isFinite(figures.relRms);
	return {
		rms: Number.isFinite(figures.rms) ? figures.rms : 0,
		relRms: Number.isFinite(figures.relRms) ? figures.relRms : 1,
		nonFinite: isFinite ? figures.nonFinite : Math.max(1, figures.nonFinite)
	};
}
function errorOf(value, errors) {
	const producer = value?.producer?.node;
	return (producer === void 0 ? void 0 : errors.get(producer)) ?? noError$1;
}
/** Adds influence to whatever makes a value; what enters a body belongs to the inputs of the body's owner. */
function give(value, share, demand, walk) {
	if (share <= 0) return;
	const producer = value.producer?.node;
	if (producer !== void 0) {
		walk.influence.set(producer, Math.min(1, (walk.influence.get(producer) ?? 0) + share));
		walk.demand.set(producer, Math.max(walk.demand.get(producer) ?? 0, demand));
		return;
	}
	const owner = value.isGraphInput ? walk.owners.get(value.scope) : void 0;
	for (const input of owner?.inputs ?? []) if (input !== void 0) give(input, share, demand, walk);
}
function passOn(node, walk) {
	const influence = walk.influence.get(node);
	if (influence === void 0) return;
	const measured = walk.evidence.get(node.id);
	if (measured === void 0) {
		passThrough(node, influence, walk);
		return;
	}
	const weights = inputWeights(node, measured, walk);
	const inherited = 1 - introducedShare(measured);
	const demand = measured.inherited.relRms;
	const inputs = new Map(measured.inputs.map((input) => [input.position, input]));
	const hasBadConstant = measured.inputs.some((input) => input.isConstant && losesValues(input));
	for (const [position, value] of node.inputs.entries()) {
		if (value === void 0) continue;
		const again = repeatedShare(inputs.get(position), measured, hasBadConstant, errorOf(value, walk.errors));
		give(value, influence * Math.max(inherited * (weights[position] ?? 0), again), demand, walk);
	}
	for (const body of node.bodies) for (const value of body.scope.outputs) give(value, influence, demand, walk);
}
/** Data movement, integer arithmetic, control flow: whatever they read may be what is wrong. */
function passThrough(node, influence, walk) {
	const demand = walk.demand.get(node) ?? 0;
	for (const body of node.bodies) for (const value of body.scope.outputs) give(value, influence, demand, walk);
	const moved = carriedInputPositions(node);
	const errors = (moved ?? []).map((position) => errorOf(node.inputs[position], walk.errors));
	const isExplained = errors.some((error) => error.nonFinite > 0 || error.relRms * 4 > demand);
	const weights = normalised(errors.map((error) => error.nonFinite > 0 ? 1 : error.rms ** 2));
	const shares = new Map((moved ?? []).map((position, place) => [position, weights[place] ?? 0]));
	for (const [position, value] of node.inputs.entries()) {
		if (value === void 0) continue;
		const chosen = moved !== void 0 && isExplained ? .1 : 1;
		give(value, influence * (shares.get(position) ?? chosen), demand, walk);
	}
}
/** How the inherited error divides among the inputs; sums to 1 unless no input carries any error. */
function inputWeights(node, measured, walk) {
	const errors = node.inputs.map((value) => errorOf(value, walk.errors));
	const { opType } = node.proto;
	const finite = errors.map((error) => (additive.has(opType) ? error.rms : error.relRms) ** 2);
	const isHurt = measured.total.nonFinite > 0;
	if (!errors.some((error) => error.nonFinite > 0) || !isHurt && selective.has(opType)) return normalised(withIntegers(node, finite, walk));
	const damped = isHurt || measured.total.relRms > ordinaryRelRms ? 1 : hiddenInfinityShare;
	return normalised(errors.map((error) => error.nonFinite > 0 ? 1 : 0)).map((weight) => weight * damped);
}
/** Where no float input explains an inherited error, an input without error figures (an index, a condition) does. */
function withIntegers(node, weights, walk) {
	if (weights.some((weight) => weight > 0)) return weights;
	return node.inputs.map((value) => {
		const producer = value?.producer?.node;
		return producer !== void 0 && !walk.evidence.has(producer.id) ? 1 : 0;
	});
}
function normalised(weights) {
	const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
	if (largest === 0) return weights.map(() => 0);
	const scaled = weights.map((weight) => weight / largest);
	const sum = scaled.reduce((total, weight) => total + weight, 0);
	return scaled.map((weight) => weight / sum);
}
/** Share of a node's total error that it introduced itself. */
function introducedShare(measured) {
	const introduced = finiteError(measured.introduced);
	const inherited = finiteError(measured.inherited);
	const nonFinite = introduced.nonFinite + inherited.nonFinite;
	if (nonFinite > 0) return introduced.nonFinite / nonFinite;
	const largest = Math.max(introduced.rms, inherited.rms);
	if (largest === 0) return 0;
	const [own, other] = [(introduced.rms / largest) ** 2, (inherited.rms / largest) ** 2];
	return own / (own + other);
}
/**
* Share of a node's introduced error that the producer of this input causes too, since its output is rounded as the
* node's input is. Nothing when the node introduces no more than the rounding of its own output.
*/
function repeatedShare(input, measured, hasBadConstant, carried) {
	if (input?.isConstant === true || input?.isRounded === false) return 0;
	const { introduced } = measured;
	if (introduced.nonFinite > 0 || !Number.isFinite(introduced.rms)) return carried.nonFinite > 0 || input !== void 0 && losesValues(input) ? sameDamage : doubtfulShare;
	if (introduced.relRms <= beyondOutputRounding) return absorbedShare(measured, carried);
	return introducedShare(measured) * (hasBadConstant ? doubtfulShare : sameDamage);
}
/**
* A node that rounds its input just as the producer rounded it inherits nothing, though the producer alone would do
* the same damage. Where an operator hands errors on as they are, an error that comes in and is not inherited was
* absorbed so.
*/
function absorbedShare(measured, carried) {
	if (!handsOn.has(measured.opType) || carried.nonFinite > 0) return 0;
	const [incoming, inherited, introduced] = additive.has(measured.opType) ? [
		carried.rms,
		measured.inherited.rms,
		measured.introduced.rms
	] : [
		carried.relRms,
		measured.inherited.relRms,
		measured.introduced.relRms
	];
	if (!(inherited < .3 * incoming) || introduced === 0) return 0;
	return introducedShare(measured) * Math.min(1, (incoming / introduced) ** 2);
}
function losesValues(value) {
	return value.overflows > 0 || value.flushed > 0;
}
function scores(walk) {
	const result = /* @__PURE__ */ new Map();
	for (const [node, influence] of walk.influence) {
		const measured = walk.evidence.get(node.id);
		if (measured !== void 0) {
			const score = influence * Math.max(introducedShare(measured), flagShare(measured));
			result.set(node.id, {
				influence,
				score
			});
		} else if (isUnmeasured(node)) result.set(node.id, {
			influence,
			score: influence * unmeasuredScore
		});
	}
	return result;
}
/** A node of a body that may well round. In the main graph, what was not measured has no float result. */
function isUnmeasured(node) {
	return node.scope.parent !== void 0 && !isCarrier(node) && !neverFloat.has(node.proto.opType);
}
/** What error figures understate: infinities, constants and small values that vanish. */
function flagShare(measured) {
	if (measured.introduced.nonFinite > 0) return 1;
	if (measured.arisingNonFinite > 0) return .9;
	const { flushed, nonZero } = measured.reference;
	if (measured.inputs.some((input) => input.isConstant && input.flushed > 0) && flushed > 0) return .9;
	return flushed > .01 * nonZero ? .6 : 0;
}

// src/localise/candidates.ts
/** Outputs that get a walk of their own; what is beyond shares one. */
const mostWalks = 16;
/** Nodes kept per output: more than anyone will try. */
const mostCandidates = 4096;
/** With fewer, the loudest of the other nodes before the outputs are added with a score of 0. */
const fewCandidates = 16;
/** Below this share of the error (a thousandth of the distance) a node is no candidate. */
const leastScore = 1e-6;
/**
* Nodes that can explain the failing outputs, best first. Each failing output has its own ranking; they are taken in
* turns, so that independent defects come up early side by side. Outputs should be given worst first. Where the errors
* single out only a few nodes, others follow with a score of 0, in case trials contradict the measurements.
*/
function findCandidates(graph, evidence, failingOutputs) {
	const groups = failingOutputs.slice(0, mostWalks).map((name) => [name, [name]]);
	const rest = failingOutputs.slice(mostWalks);
	if (rest.length > 0) groups.push([rest[0], rest]);
	const depths = new Map(graph.nodes.map((node, depth) => [node.id, depth]));
	const scores = /* @__PURE__ */ new Map();
	const rankings = groups.map(([group, names]) => {
		const ranking = [...contributions(graph, evidence, names)].filter(([, { score }]) => score >= leastScore).map(([id, { score }]) => ({
			id,
			score,
			depth: depths.get(id) ?? 0
		})).sort((first, second) => second.score - first.score || first.depth - second.depth).slice(0, mostCandidates);
		for (const { id, score } of ranking) {
			const perGroup = scores.get(id) ?? /* @__PURE__ */ new Map();
			scores.set(id, perGroup.set(group, score));
		}
		return ranking;
	});
	const candidates = [];
	for (const { id, depth } of inTurns(rankings)) {
		const perGroup = scores.get(id);
		candidates.push({
			id,
			depth,
			scores: perGroup,
			score: largest(perGroup.values())
		});
	}
	if (candidates.length >= fewCandidates) return candidates;
	const known = new Set(candidates.map(({ id }) => id));
	const others = nodesBefore(graph, failingOutputs).map((id) => evidence.get(id)).filter((measured) => measured !== void 0 && !known.has(measured.id)).sort((first, second) => loudness(second) - loudness(first)).map((measured) => ({
		id: measured?.id ?? "",
		score: 0,
		scores: /* @__PURE__ */ new Map(),
		depth: depths.get(measured?.id ?? "") ?? 0
	}));
	return [...candidates, ...others.slice(0, fewCandidates - candidates.length)];
}
/** Ids of all nodes on which the outputs depend. */
function nodesBefore(graph, outputs) {
	const wanted = new Set(outputs);
	const queue = graph.main.outputs.filter(({ name }) => wanted.has(name));
	const seen = /* @__PURE__ */ new Set();
	for (let at = 0; at < queue.length; at += 1) {
		const node = queue[at]?.producer?.node;
		if (node === void 0 || seen.has(node)) continue;
		seen.add(node);
		for (const value of node.inputs) if (value !== void 0) queue.push(value);
	}
	return [...seen].map(({ id }) => id);
}
function loudness(measured) {
	if (measured === void 0) return 0;
	const { nonFinite, relRms } = measured.introduced;
	return nonFinite > 0 || !Number.isFinite(relRms) ? Number.MAX_VALUE : relRms;
}
function inTurns(rankings) {
	const seen = /* @__PURE__ */ new Set();
	const merged = [];
	const longest = largest(rankings.map((ranking) => ranking.length));
	for (let place = 0; place < longest; place += 1) for (const ranking of rankings) {
		const each = ranking[place];
		if (each === void 0 || seen.has(each.id)) continue;
		seen.add(each.id);
		merged.push(each);
	}
	return merged;
}
function largest(numbers) {
	let most = 0;
	for (const number of numbers) most = Math.max(most, number);
	return most;
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

// src/localise/rank-amplifier.ts
/** The amplifier must lie on the way of at least this share of the error. */
const leastInfluence = .1;
const leastRelativeGain = 4;
const leastAbsoluteGain = 8;
/** Operators that scale by a factor; elsewhere absolute errors grow with the size of the sums, which is no fault. */
const scaling = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Exp",
	"Pow"
]);
/**
* The node that makes the error of these outputs large though it adds little itself: a temperature, a steep function,
* a scale at the end. Undefined when there is none, or no output.
*/
function findAmplifier(graph, evidence, outputs) {
	if (outputs.length === 0) return void 0;
	const errors = totalErrors(graph, evidence);
	let strongest;
	for (const [id, { influence }] of contributions(graph, evidence, outputs)) {
		const node = graph.nodeById.get(id);
		const measured = evidence.get(id);
		if (node === void 0 || measured === void 0 || influence < leastInfluence) continue;
		if (introducedShare(measured) > .25 || carriedInputPositions(node) !== void 0) continue;
		const found = gainOf(id, measured, node.inputs.flatMap((value) => {
			const producer = value?.producer?.node;
			return (producer === void 0 ? void 0 : errors.get(producer)) ?? [];
		}), scaling.has(node.proto.opType));
		if (found !== void 0 && (strongest === void 0 || found.gain > strongest.gain)) strongest = found;
	}
	return strongest;
}
function gainOf(id, measured, inputs, isScaling) {
	const before = (figure) => inputs.reduce((largest, input) => Math.max(largest, input[figure]), 0);
	const relative = measured.total.relRms / before("relRms");
	if (Number.isFinite(relative) && relative >= leastRelativeGain) return {
		id,
		gain: relative,
		measure: "relative"
	};
	const absolute = measured.total.rms / before("rms");
	return isScaling && Number.isFinite(absolute) && absolute >= leastAbsoluteGain ? {
		id,
		gain: absolute,
		measure: "absolute"
	} : void 0;
}

// src/localise/rank-excess.ts
/** Excess of an output in a trial; `otherwise` without a trial. What was not measured, or is NaN, is infinitely wrong. */
function excessOf(outcome, output, otherwise = Number.POSITIVE_INFINITY) {
	if (outcome === void 0) return otherwise;
	const excess = outcome.outputs.get(output)?.excess ?? Number.POSITIVE_INFINITY;
	return Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
}
/** An excess for people: `3.2x the limit`, or that the values are not finite. */
function describeExcess(excess) {
	return excess === Number.POSITIVE_INFINITY ? "beyond any limit (NaN or infinity)" : `${ratio(excess)} times the limit`;
}
/** A ratio with two significant digits, whole above 100. */
function ratio(value) {
	if (!Number.isFinite(value)) return "infinitely many";
	return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(2)).toString();
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
	const tensor = constantTensor$1(value);
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
function constantTensor$1(value) {
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
	return constantTensor$1(value) !== void 0 || attributeScalar(value) !== void 0;
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
const mostVisited$1 = 128;
/**
* Nodes that read what `start` makes, nearest first, through the given operators. `start` itself is not among them.
*/
function downstream(start, limits) {
	return walk(start, limits, (node) => node.outputs.flatMap((value) => (value?.uses.slice(0, mostVisited$1) ?? []).map((use) => ({
		node: use.node,
		input: use.input,
		from: node
	}))));
}
/** Nodes that make what `start` reads, nearest first; `input` is the position at which `from` reads them. */
function upstream(start, limits, from) {
	return walk(start, limits, (node) => node.inputs.slice(0, mostVisited$1).flatMap((value, input) => {
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
			if (seen.has(each.node) || seen.size >= mostVisited$1) continue;
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

// src/localise/causes/amplification.ts
const leastGain = 8;
const exponential = /* @__PURE__ */ new Set([
	"Softmax",
	"LogSoftmax",
	"Exp",
	"ReduceLogSumExp"
]);
/** Arguments from here on come in steps of 1/16: 6 % of a result. */
const leastArgument = 64;
const anything = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Div",
	"Exp",
	"Pow",
	"Sqrt",
	"Log",
	"Tanh",
	"Sigmoid",
	"Softmax",
	"LogSoftmax",
	"Neg",
	"Reciprocal"
]);
/** Ordinary rounding that a node downstream magnifies. */
function amplification(context) {
	const { node, measured, evidence } = context;
	const steep = steepArgument(context);
	if (steep !== void 0) return steep;
	if (!isPlainRounding(measured)) return void 0;
	let before = measured.total.relRms;
	for (const { node: reader } of downstream(node, {
		steps: 3,
		through: anything
	})) {
		const after = evidence.get(reader.id)?.total.relRms ?? 0;
		if (before > 0 && after >= leastGain * before) return {
			kind: "amplification",
			evidence: `${site(context).name} adds only ordinary rounding (${show(measured.introduced.relRms)} relative), which ${reader.proto.opType} behind it magnifies ${show(after / before)} times.`,
			advice: "Compute from here to the magnifying step in float32, or lower the scale or temperature that magnifies."
		};
		before = Math.max(before, after);
	}
}
/** An exponential function of large numbers turns the step of its argument into a relative error of its result. */
function steepArgument({ node, measured }) {
	const [argument] = measured.inputs;
	if (!exponential.has(node.proto.opType) || argument === void 0 || argument.absMax < leastArgument) return void 0;
	if (measured.introduced.nonFinite > 0) return void 0;
	const step = stepAt(argument.absMax);
	return {
		kind: "amplification",
		evidence: `${node.proto.opType} reads values up to ${show(argument.absMax)}, where FP16 steps are ${show(step)}: each step changes the ratio of two results by ${show(100 * Math.expm1(step))} %.`,
		advice: "Lower the scale or temperature before it, or compute scale and exponential function in float32."
	};
}

// src/localise/causes/cancellation.ts
/** The result is smaller than the operands by at least this factor: 5 of 11 bits are gone. */
const leastLoss = 32;
/** Operators that keep the relative size of a rounding error. */
const linear = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Pow",
	"ReduceMean",
	"ReduceSum",
	"Add",
	"Neg",
	"Max",
	"Min"
]);
/** A difference of nearly equal numbers: here, or right after this node, whose rounding it lays bare. */
function cancellation(context) {
	const { node, measured, evidence } = context;
	const own = lossAt(node, measured);
	if (own !== void 0 && !isPlainRounding(measured)) return describe$1(node, measured, own, "here", context);
	if (!isPlainRounding(measured)) return void 0;
	for (const { node: reader } of downstream(node, {
		steps: 3,
		through: linear
	})) {
		const found = evidence.get(reader.id);
		const loss = found === void 0 ? void 0 : lossAt(reader, found);
		if (found !== void 0 && loss !== void 0) return describe$1(reader, found, loss, "in the difference that reads this", context);
	}
}
/** By how much a sum or difference is smaller than the larger of its operands; undefined below `leastLoss`. */
function lossAt(node, measured) {
	const { opType } = node.proto;
	if (opType !== "Sub" && opType !== "Add") return void 0;
	const [one, other] = measured.inputs.map((input) => input.rms).filter(Number.isFinite);
	if (one === void 0 || other === void 0 || Math.max(one, other) > 4 * Math.min(one, other)) return void 0;
	const loss = Math.max(one, other) / measured.reference.rms;
	return Number.isFinite(loss) && loss >= leastLoss ? loss : void 0;
}
function describe$1(node, measured, loss, where, context) {
	const operand = Math.max(...measured.inputs.map((input) => input.rms));
	const isVariance = isVarianceByMoments(node);
	return {
		kind: "cancellation",
		evidence: `${isVariance ? "The variance as E[x^2] - E[x]^2" : site(context).name} takes a difference of ${show(measured.reference.rms)} between numbers of about ${show(operand)} (rms) ${where}: their FP16 rounding is magnified ${show(loss)} times.`,
		advice: isVariance ? "Compute the variance as `(x - x.mean()).pow(2).mean()`, or with `torch.var` in float32." : "Compute operands and difference in float32, or subtract the common part before it is rounded."
	};
}
/** mean(x * x) - mean(x) * mean(x). */
function isVarianceByMoments(node) {
	const [first, second] = [computedBy(node.inputs[0]), computedBy(node.inputs[1])];
	const mean = first?.proto.opType === "ReduceMean" ? computedBy(first.inputs[0]) : void 0;
	const square = second !== void 0 && isSquare(second) ? computedBy(second.inputs[0]) : void 0;
	return mean !== void 0 && isSquare(mean) && square?.proto.opType === "ReduceMean";
}

// src/localise/causes/coordinate-resolution.ts
/** Angles from here on come in steps of 1/32 and more: whole percents of a turn. */
const leastAngle = 32;
/** Coordinates from here on come in steps of a quarter and more. */
const leastCoordinate = 512;
const onWay$1 = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Add",
	"Sub",
	"Neg",
	"Clip",
	"Min",
	"Max",
	"Mod"
]);
/** Large values of which small differences matter, where the graph shows that they do: angles and sampling grids. */
function coordinateResolution(context) {
	if (context.measured.introduced.nonFinite > 0 || context.measured.reference.overflows > 0) return void 0;
	return angle(context) ?? samplingGrid(context);
}
/** The same for values of which the graph does not say what they are: large results, or factors of such. */
function largeValues(context) {
	if (!isPlainRounding(context.measured) || isProductOfWeights(context.node, context.measured)) return void 0;
	return largeResult(context) ?? scaledUp(context);
}
function angle(context) {
	const { node, measured, evidence } = context;
	const isWave = ({ proto }) => proto.opType === "Sin" || proto.opType === "Cos";
	const wave = isWave(node) ? node : downstream(node, {
		steps: 3,
		through: onWay$1
	}).find((met) => isWave(met.node))?.node;
	if (wave === void 0) return void 0;
	const argument = wave === node ? activations(measured)[0] : evidence.get(wave.id)?.inputs[0];
	if (argument === void 0 || argument.absMax < leastAngle) return void 0;
	const { composition } = site(context);
	return {
		kind: "coordinate-resolution",
		evidence: `${composition === void 0 ? `The argument of ${wave.proto.opType}` : `The argument of ${composition.name}`} reaches ${show(argument.absMax)} rad, where neighbouring FP16 numbers are ${show(stepAt(argument.absMax))} rad apart.`,
		advice: compositionAdvice(composition) ?? "Compute the argument and `sin`, `cos` in float32, or reduce it modulo 2 pi first."
	};
}
/** GridSample reads places in an image: a step of the grid times half the image's size is an error in pixels. */
function samplingGrid({ node, measured }) {
	const sampler = node.proto.opType === "GridSample" ? node : downstream(node, {
		steps: 3,
		through: onWay$1
	}).find((met) => met.node.proto.opType === "GridSample" && (met.input === 1 || met.from !== node))?.node;
	if (sampler === void 0) return void 0;
	const grid = sampler === node ? measured.inputs.find((input) => input.position === 1) : measured.reference;
	if (grid === void 0) return void 0;
	return {
		kind: "coordinate-resolution",
		evidence: `Sampling positions up to ${show(grid.absMax)} feed \`grid_sample\`, where FP16 steps are ${show(stepAt(grid.absMax))}.`,
		advice: "Build the grid and sample in float32 (`F.grid_sample(x.float(), grid.float())`)."
	};
}
function largeResult(context) {
	const { measured } = context;
	const largest = Math.max(measured.reference.absMax, ...activations(measured).map((input) => input.absMax));
	if (!isPlainRounding(measured) || largest < leastCoordinate || isProductOfWeights(context.node, measured)) return void 0;
	return {
		kind: "coordinate-resolution",
		evidence: `Values at this ${site(context).name} reach ${show(largest)}, where FP16 steps are ${show(stepAt(largest))}; its rounding alone moves them by up to ${show(measured.introduced.max)}.`,
		advice: "Compute coordinates of this size in float32, or keep offsets relative to an anchor and add the large part in float32."
	};
}
/** Small numbers that are multiplied to large ones: their step grows with them. */
function scaledUp({ node, measured, evidence }) {
	for (const { node: reader } of downstream(node, {
		steps: 4,
		through: onWay$1
	})) {
		const found = evidence.get(reader.id);
		const factor = reader.proto.opType === "Mul" ? Math.max(...factorsOf(reader, found)) : 0;
		if (found === void 0 || factor < 64 || found.reference.absMax < leastCoordinate) continue;
		const step = stepAt(measured.reference.absMax);
		return {
			kind: "coordinate-resolution",
			evidence: `Values up to ${show(measured.reference.absMax)} keep steps of ${show(step)} in FP16 here and are multiplied by ${show(factor)} later: steps of ${show(step * factor)} in results up to ${show(found.reference.absMax)}.`,
			advice: "Normalise and decode coordinates in float32 (cast only what enters the layers between), or choose a scale that keeps results small."
		};
	}
}
function factorsOf(node, measured) {
	const scalars = node.inputs.map((value) => Math.abs(scalarConstant(value) ?? 0));
	const stored = (measured?.inputs ?? []).filter((input) => input.isConstant).map((input) => input.absMax);
	return [
		0,
		...scalars,
		...stored
	];
}
/** Layers with weights give features, not coordinates. */
function isProductOfWeights(node, measured) {
	return [
		"MatMul",
		"Gemm",
		"Conv",
		"ConvTranspose"
	].includes(node.proto.opType) && measured.inputs.some((input) => input.isConstant);
}

// src/localise/causes/discontinuity.ts
const onWay = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Div",
	"Softmax",
	"Sigmoid",
	"Neg",
	"Relu",
	"ReduceMax",
	"ReduceSum"
]);
/** Operators whose result is what a decision compares, whatever the size of their error. */
const opensDecision = /* @__PURE__ */ new Set([
	"Softmax",
	"Sigmoid",
	"LogSoftmax"
]);
/** Which of several is largest: any rounding can turn it. */
const choices = /* @__PURE__ */ new Set([
	"ArgMax",
	"ArgMin",
	"TopK",
	"Hardmax"
]);
const steps$1 = new Set("ArgMax ArgMin TopK Hardmax Round Floor Ceil Sign Greater GreaterOrEqual Less LessOrEqual Equal NonMaxSuppression NonZero".split(" "));
/** Ordinary rounding before a choice among several values. */
function wrongChoice(context) {
	return beforeStep(context, choices);
}
/** Ordinary rounding that a decision downstream turns into another index, another bin or another branch. */
function discontinuity(context) {
	return beforeStep(context, steps$1);
}
function beforeStep(context, steps) {
	const { node, measured } = context;
	const isStep = steps.has(node.proto.opType);
	const isBorderline = isPlainRounding(measured) || measured.introduced.nonFinite === 0 && opensDecision.has(node.proto.opType);
	if (!isStep && !isBorderline) return void 0;
	const met = isStep ? node : downstream(node, {
		steps: 4,
		through: onWay
	}).find((each) => steps.has(each.node.proto.opType))?.node;
	if (met === void 0) return void 0;
	const { opType } = met.proto;
	return {
		kind: "discontinuity",
		evidence: isStep ? `${opType} jumps where its input crosses a border, and rounding to FP16 moves inputs across.` : `${site(context).name} adds only ordinary rounding, but ${opType} behind it jumps where two values are closer than that.`,
		advice: "Compare this output by its decisions (matched rows, agreement), or compute the compared values in float32 up to the decision."
	};
}

// src/localise/causes/division-by-flushed.ts
const arguments_ = {
	Div: 1,
	Reciprocal: 0,
	Log: 0,
	Sqrt: 0,
	Pow: 0
};
/** A divisor, or the argument of a logarithm or a power, is not zero in FP32 and zero in FP16. */
function divisionByFlushed(context) {
	const { node, measured } = context;
	const { opType } = node.proto;
	const position = Object.hasOwn(arguments_, opType) ? arguments_[opType] : void 0;
	if (position === void 0) return void 0;
	const argument = inputEvidence(context, position);
	const isHurt = measured.introduced.nonFinite > 0 || measured.arisingNonFinite > 0;
	if (argument === void 0 || argument.flushed === 0 || !isHurt) return void 0;
	const role = opType === "Div" ? "divisors" : "arguments";
	return {
		kind: "division-by-flushed",
		evidence: `${argument.flushed} of ${argument.nonZero} ${role} of this ${opType} are not zero in FP32 and 0 in FP16 (2^-25 and less vanish): ${Math.max(measured.introduced.nonFinite, measured.arisingNonFinite)} results are NaN or infinite (largest ${role.slice(0, -1)}: ${show(argument.absMax)}).`,
		advice: "Compute the operands and this step in float32, or keep the operand away from zero (`clamp(min=1e-4)`)."
	};
}

// src/localise/causes/eps-underflow.ts
const guards = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Max",
	"Clip"
]);
const between = /* @__PURE__ */ new Set([
	"Sqrt",
	"Mul",
	"Add",
	"Max",
	"Clip",
	"ReduceSum",
	"ReduceMean",
	"ReduceMax",
	"Reciprocal",
	"Abs"
]);
const endangered$1 = /* @__PURE__ */ new Set([
	"Div",
	"Reciprocal",
	"Log",
	"Sqrt",
	"Pow"
]);
/**
* A small constant that keeps a division, a root or a logarithm away from zero becomes zero itself, or loses most of
* its digits as a subnormal. Found at the node that adds it and at the node that then meets the zero. Asks for
* values so small that the constant matters.
*/
function epsUnderflow(context) {
	const { node, measured, evidence } = context;
	const own = smallConstant(node, measured);
	if (own !== void 0 && matters(measured, own)) {
		const user = downstream(node, {
			steps: 3,
			through: between
		}).find((met) => endangered$1.has(met.node.proto.opType));
		return user === void 0 ? void 0 : describe(own, user.node.proto.opType, context);
	}
	if (!endangered$1.has(node.proto.opType)) return void 0;
	for (const { node: guard } of upstream(node, {
		steps: 3,
		through: between
	}, node.proto.opType === "Div" ? 1 : 0)) {
		const found = evidence.get(guard.id);
		const eps = found === void 0 ? void 0 : smallConstant(guard, found);
		if (eps !== void 0 && found !== void 0 && matters(found, eps)) return describe(eps, node.proto.opType, context);
	}
}
function smallConstant(node, measured) {
	if (!guards.has(node.proto.opType)) return void 0;
	const positions = node.proto.opType === "Clip" ? [1] : [0, 1];
	for (const position of positions) {
		const input = measured.inputs.find((each) => each.position === position && each.isConstant);
		const value = input?.scalar ?? scalarConstant(node.inputs[position]);
		const size = Math.abs(value ?? (input !== void 0 && input.flushed > 0 ? input.absMax : 0));
		if (size > 0 && size < smallestNormalFloat16) return size;
	}
}
/** Results in the constant's own range exist, so that it was the constant that kept them from zero. */
function matters({ reference }, eps) {
	return eps <= flushedFloat16 ? reference.flushed > 0 || reference.subnormal > 0 : reference.subnormal > 0;
}
function describe(eps, user, context) {
	const { name, composition } = site(context);
	const place = composition?.name ?? `the ${user} that it protects`;
	const digits = Math.max(1, Math.floor(Math.log2(eps)) + 25);
	return {
		kind: "eps-underflow",
		evidence: `${eps <= flushedFloat16 ? `eps = ${show(eps)} is 0 in FP16 (2^-25 and less vanish), so that ${place} meets a zero` : `eps = ${show(eps)} is subnormal in FP16 and keeps ${digits} of 11 bits, which ${place} magnifies`} (at ${name}).`,
		advice: composition === void 0 ? "Compute this step in float32, or use an eps of at least 1e-4." : "Compute this norm in float32, or use eps >= 1e-4."
	};
}

// src/localise/causes/exp-overflow.ts
/** exp(x) exceeds 65504 from x = 11.09 on. */
function expOverflow(context) {
	const { node, measured } = context;
	const { reference } = measured;
	if (node.proto.opType !== "Exp" || reference.overflows === 0) return void 0;
	const where = site(context);
	const [argument] = measured.inputs;
	const largest = argument === void 0 ? "" : ` of arguments up to ${show(argument.absMax)}`;
	const isSoftplus = downstream(node, {
		steps: 2,
		through: /* @__PURE__ */ new Set(["Add"])
	}).some((met) => met.node.proto.opType === "Log");
	return {
		kind: "exp-overflow",
		evidence: `${where.name}${largest} reaches ${show(reference.absMax)} > 65504 in ${shareOfElements(reference.overflows, reference.elements)} (FP16 holds exp(x) up to x = 11.09).`,
		advice: isSoftplus ? "Use `F.softplus` (linear beyond a threshold) instead of `log(1 + exp(x))`, or compute it in float32." : compositionAdvice(where.composition) ?? "Compute this exponential in float32, or bound its argument (`x.clamp(max=11)`)."
	};
}

// src/localise/causes/large-integers.ts
/** FP16 holds every integer up to here, and every second one above. */
const exactIntegers = 2048;
const keepsIntegers = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Neg",
	"Abs",
	"Max",
	"Min",
	"Clip",
	"CumSum",
	"ReduceSum",
	"ReduceMax",
	"ReduceMin",
	"Sum",
	"Mod"
]);
const makesIntegers = /* @__PURE__ */ new Set([
	"Floor",
	"Ceil",
	"Round",
	"Range",
	"ArgMax",
	"ArgMin",
	"Shape",
	"Size",
	"NonZero"
]);
const integerTypes = /* @__PURE__ */ new Set([
	2n,
	3n,
	4n,
	5n,
	6n,
	7n,
	9n,
	12n,
	13n
]);
/** Counts, indices or positions carried in floats beyond what FP16 counts in ones. */
function largeIntegers({ node, measured }) {
	const inputs = activations(measured);
	const largest = Math.max(measured.reference.absMax, ...inputs.map((input) => input.absMax));
	if (largest <= exactIntegers || measured.reference.overflows > 0) return void 0;
	const isOutput = keepsIntegers.has(node.proto.opType) && node.inputs.every((value) => isIntegral(value?.producer?.node, value, 8));
	const isInput = inputs.some((input) => {
		const value = node.inputs[input.position];
		return input.absMax > exactIntegers && isIntegral(value?.producer?.node, value, 8);
	});
	if (!isOutput && !isInput && !makesIntegers.has(node.proto.opType)) return void 0;
	return {
		kind: "large-integers",
		evidence: `Integers up to ${show(largest)} are carried as floats here; FP16 counts in ones only up to 2048 and in steps of ${show(stepAt(largest))} there.`,
		advice: "Keep indices, counts and positions in integer tensors or float32, and cast to FP16 only after they were scaled down."
	};
}
/** True when the graph shows that a value is integral: from integers, rounded, or computed from such. */
function isIntegral(producer, value, depth) {
	if (producer === void 0 || producer.proto.opType === "Constant") {
		if (value?.initializer !== void 0 && integerTypes.has(BigInt(value.initializer.dataType))) return true;
		const scalar = scalarConstant(value);
		return scalar !== void 0 && Number.isInteger(scalar);
	}
	if (depth === 0) return false;
	const { opType } = producer.proto;
	if (makesIntegers.has(opType)) return opType !== "Range" || producer.inputs.every((each) => Number.isInteger(scalarConstant(each) ?? 0));
	if (opType === "Cast") return isIntegerSource(producer.inputs[0], depth);
	if ([
		"Reshape",
		"Transpose",
		"Unsqueeze",
		"Squeeze",
		"Expand",
		"Identity",
		"Slice",
		"Flatten",
		"Tile",
		"Gather"
	].includes(opType)) return isIntegral(producer.inputs[0]?.producer?.node, producer.inputs[0], depth - 1);
	return keepsIntegers.has(opType) && producer.inputs.slice(0, 2).every((each) => each === void 0 || isIntegral(each.producer?.node, each, depth - 1));
}
/** What a Cast to float reads: an integer tensor, declared or from an operator that makes integers. */
function isIntegerSource(value, depth) {
	const type = value?.declared?.type?.value;
	if (type?.case === "tensorType" && integerTypes.has(BigInt(type.value.elemType))) return true;
	if (value?.initializer !== void 0) return integerTypes.has(BigInt(value.initializer.dataType));
	return isIntegral(value?.producer?.node, value, depth - 1);
}

// src/localise/causes/long-accumulation.ts
const accumulating = /* @__PURE__ */ new Set([
	"CumSum",
	"ReduceSum",
	"ReduceMean",
	"GlobalAveragePool",
	"AveragePool",
	"MatMul",
	"Gemm",
	"Conv",
	"Loop",
	"Scan",
	"GRU",
	"LSTM",
	"RNN"
]);
const leastTerms = 1024;
/** A sum of so many terms that what each adds is below the step of the sum, or a recurrence of as many steps. */
function longAccumulation(context) {
	const { node, measured } = context;
	if (!accumulating.has(node.proto.opType)) return void 0;
	const [input] = measured.inputs;
	if (input === void 0 || measured.reference.elements === 0) return void 0;
	const terms = node.proto.opType === "CumSum" ? measured.reference.absMax / input.rms : input.elements / measured.reference.elements;
	if (!Number.isFinite(terms) || terms < leastTerms) return void 0;
	return {
		kind: "long-accumulation",
		evidence: `${site(context).name} adds up about ${show(terms)} terms of ${show(input.rms)} (rms) to ${show(measured.reference.absMax)}: each is small against the FP16 step of the sum.`,
		advice: "Accumulate in float32 (`x.float().cumsum(-1)`, `x.float().mean(...)`), or sum in blocks."
	};
}

// src/localise/causes/mask-constant.ts
const maskPath = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Div",
	"Neg",
	"Min",
	"Max",
	"Clip"
]);
/**
* A large constant that switches elements off before a softmax becomes infinite: a row that is masked as a whole is
* then NaN instead of uniform. Asks for a softmax downstream and a constant beyond FP16 upstream of it.
*/
function maskConstant({ node, measured, evidence }) {
	if (measured.introduced.nonFinite === 0 && measured.arisingNonFinite === 0) return void 0;
	const isSoftmax = (each) => each.proto.opType === "Softmax" || each.proto.opType === "LogSoftmax";
	if (!isSoftmax(node) && !downstream(node, {
		steps: 5,
		through: maskPath
	}).some((met) => isSoftmax(met.node))) return;
	const sources = [node, ...upstream(node, {
		steps: 4,
		through: maskPath
	}).map((met) => met.node)];
	for (const source of sources) {
		const scalar = source.inputs.map(scalarConstant).find((value) => Math.abs(value ?? 0) >= overflowFloat16);
		const stored = evidence.get(source.id)?.inputs.find((input) => input.isConstant && input.overflows > 0);
		const size = scalar ?? stored?.scalar ?? (stored === void 0 ? void 0 : -stored.absMax);
		if (size === void 0 || !Number.isFinite(size)) continue;
		return {
			kind: "mask-constant",
			evidence: `The mask constant ${show(size)} is infinite in FP16 (beyond 65504): a softmax over a row that is masked as a whole, and a product with 0, become NaN.`,
			advice: "Mask with a value that FP16 holds (`masked_fill(mask, -1e4)`), or compute scores and softmax in float32."
		};
	}
}

// src/localise/causes/overflow.ts
/** Values that FP32 holds and FP16 does not: computed here, or read from before and rounded here. */
function overflow(context) {
	const { measured } = context;
	const { reference } = measured;
	const where = site(context);
	const advice = compositionAdvice(where.composition) ?? "Compute this step in float32 (`with torch.autocast(\"cuda\", enabled=False)` on `x.float()`), or scale the values down before it.";
	if (reference.overflows > 0) return {
		kind: "overflow",
		evidence: `${where.name} reaches ${show(reference.absMax)} > 65504 in ${shareOfElements(reference.overflows, reference.elements)}.`,
		advice
	};
	const input = activations(measured).find((each) => each.isRounded && each.overflows > 0);
	if (input === void 0) return void 0;
	const isGraphInput = context.node.inputs[input.position]?.isGraphInput === true;
	const what = isGraphInput ? `the model's input ${quote(input.name)}, which has values` : "values";
	return {
		kind: "overflow",
		evidence: `${where.name} reads ${what} up to ${show(input.absMax)} > 65504 (${shareOfElements(input.overflows, input.elements)}): infinite in FP16.`,
		advice: isGraphInput ? "Feed this input in smaller units or relative to an origin, or take it and this step in float32." : advice
	};
}

// src/localise/causes/residual-growth.ts
const leastLength = 3;
const leastGrowth = 8;
/** From here on FP16 steps are a quarter and more, as large as what a block adds to a normalised stream. */
const leastMagnitude = 256;
const mostLength = 512;
const branch$1 = /* @__PURE__ */ new Set([
	"MatMul",
	"Gemm",
	"Conv",
	"Add",
	"Mul",
	"Relu",
	"Gelu",
	"Erf",
	"Sigmoid",
	"Tanh",
	"LayerNormalization",
	"BatchNormalization",
	"InstanceNormalization",
	"Softmax",
	"Attention",
	"Div",
	"Sub",
	"Sqrt",
	"ReduceMean",
	"Pow",
	"Reciprocal",
	"RMSNormalization"
]);
/** A sum in a chain of sums x + f(x) whose magnitude grew block by block. */
function residualGrowth({ node, measured, evidence }) {
	if (node.proto.opType !== "Add" || measured.reference.absMax < leastMagnitude) return void 0;
	const chain = residualChain(node, evidence);
	const first = chain.at(-1);
	if (chain.length < leastLength || first === void 0) return void 0;
	const start = first.reference.absMax;
	if (!(measured.reference.absMax >= leastGrowth * start)) return void 0;
	const { absMax, overflows } = measured.reference;
	const loss = overflows > 0 ? "beyond 65504" : `where FP16 steps are ${show(stepAt(absMax))}`;
	return {
		kind: "residual-growth",
		evidence: `The residual stream grew from ${show(start)} to ${show(absMax)} over ${chain.length} sums, ${loss}.`,
		advice: "Keep the residual sums (`x = x + block(x)`) and the norm that reads them in float32, or scale the branches down."
	};
}
/** The sums x + f(x) before this one, itself first: each adds to an earlier sum something computed from that sum. */
function residualChain(node, evidence) {
	const chain = [];
	let at = node;
	while (at !== void 0 && chain.length < mostLength) {
		const measured = evidence.get(at.id);
		if (measured === void 0) return chain;
		chain.push(measured);
		at = streamBefore(at);
	}
	return chain;
}
function streamBefore(node) {
	return node.inputs.map(computedBy).filter((producer) => producer?.proto.opType === "Add").find((sum) => {
		if (sum === void 0) return false;
		const isRead = downstream(sum, {
			steps: 2,
			through: branch$1
		}).length > 1;
		const other = node.inputs.findIndex((value) => computedBy(value) !== sum);
		return isRead && other >= 0 && upstream(node, {
			steps: 12,
			through: branch$1
		}, other).some((met) => met.node === sum);
	});
}

// src/localise/causes/rounding.ts
/** What is left when no class matches: the node's own rounding is more than the limit allows. */
function rounding(context) {
	const { introduced, reference, headroomBits } = context.measured;
	return {
		kind: "rounding",
		evidence: `The rounding of ${site(context).name} moves its values by up to ${show(introduced.max)} (${show(introduced.relRms)} relative) at magnitudes up to ${show(reference.absMax)} (${show(headroomBits)} bits of headroom), which is more than the limit allows.`,
		advice: "Run this step in float32, or give the output a limit that FP16 can meet."
	};
}

// src/localise/causes/underflow.ts
const shrinking = /* @__PURE__ */ new Set([
	"Mul",
	"Div",
	"Pow",
	"MatMul",
	"Gemm",
	"Conv",
	"Exp",
	"Reciprocal",
	"ReduceProd",
	"ReduceMean",
	"ReduceSum",
	"ReduceSumSquare",
	"Einsum",
	"Sub",
	"Add"
]);
const onward = /* @__PURE__ */ new Set([
	"Add",
	"Sub",
	"Mul",
	"Max",
	"Sqrt",
	"ReduceSum",
	"ReduceMean",
	"Clip"
]);
const endangered = /* @__PURE__ */ new Set([
	"Div",
	"Log",
	"Reciprocal"
]);
const leastShare = .01;
/** Results that are not zero become zero, or lose their digits as subnormals, and somebody needs them. */
function underflow(context) {
	const { node, measured } = context;
	const { reference, introduced } = measured;
	if (!shrinking.has(node.proto.opType) || reference.nonZero === 0) return void 0;
	const lost = reference.flushed + reference.subnormal;
	const reader = downstream(node, {
		steps: 4,
		through: onward
	}).find((met) => endangered.has(met.node.proto.opType));
	const isNoticed = introduced.nonFinite > 0 || introduced.relRms > 4 * unitRoundoff || reader !== void 0 && lost > 0;
	const isMeeting = node.proto.opType === "Div" && introduced.nonFinite > 0;
	if (lost < leastShare * reference.nonZero || !isNoticed || isMeeting) return void 0;
	const { name } = site(context);
	const consequence = reader === void 0 ? "" : ` before the ${reader.node.proto.opType} that reads them`;
	return {
		kind: "underflow",
		evidence: `Of ${reference.nonZero} elements that are not zero, ${reference.flushed} become 0 in FP16 and ${reference.subnormal} are subnormal at ${name} (largest: ${show(reference.absMax)})${consequence}.`,
		advice: "Work in larger units (multiply the factors by a power of two before the product), or compute this part in float32."
	};
}

// src/localise/causes/weight-range.ts
/** Weights that FP16 cannot hold: beyond 65504, or so small that most of them vanish or lose their digits. */
function weightRange({ measured }) {
	const constants = measured.inputs.filter((input) => input.isConstant && input.isRounded);
	const large = constants.find((input) => input.overflows > 0);
	if (large !== void 0) return {
		kind: "weight-range",
		evidence: large.scalar === void 0 ? `${shareOfElements(large.overflows, large.elements)} of the weight ${quote(large.name)} are beyond 65504 and become infinite in FP16 (largest: ${show(large.absMax)}).` : `The constant ${show(large.scalar)} is beyond 65504 and becomes infinite in FP16.`,
		advice: "Move the scale out of the weights (fold it into the input or into the next layer), or run this layer in float32."
	};
	if (measured.introduced.relRms <= 4 * unitRoundoff && measured.introduced.nonFinite === 0) return void 0;
	const small = constants.find((input) => input.scalar === void 0 && lostShare(input) > .5);
	if (small === void 0) return void 0;
	return {
		kind: "weight-range",
		evidence: `Of the weight ${quote(small.name)}, ${small.flushed} elements become 0 in FP16 and ${small.subnormal} are subnormal, of ${small.nonZero} that are not zero (largest: ${show(small.absMax)}).`,
		advice: "Scale the weight up and its input or the result down by the same power of two, or run this layer in float32."
	};
}
function lostShare({ flushed, subnormal, nonZero }) {
	return nonZero === 0 ? 0 : (flushed + subnormal) / nonZero;
}

// src/localise/causes/written-out-sum.ts
const leastSums = 64;
const mostSums = 4096;
/** One of very many sums in a row (a loop that the exporter wrote out): what each adds drowns in the step of the sum. */
function writtenOutSum({ node, measured }) {
	if (node.proto.opType !== "Add" || !isPlainRounding(measured)) return void 0;
	const sums = sumsBefore(node);
	if (sums < leastSums) return void 0;
	const { absMax } = measured.reference;
	return {
		kind: "long-accumulation",
		evidence: `This is sum ${sums} in a row, and has reached ${show(absMax)}, where FP16 steps are ${show(stepAt(absMax))}: the rounding of every step adds up.`,
		advice: "Keep the running sum in float32 (`total = total + x.float()`), or sum in one reduction."
	};
}
function sumsBefore(node) {
	let sums = 1;
	let at = node;
	while (sums < mostSums) {
		const before = at.inputs.map(computedBy).find((producer) => producer?.proto.opType === "Add");
		if (before === void 0) return sums;
		sums += 1;
		at = before;
	}
	return sums;
}

// src/localise/cause.ts
/**
* The first that matches is the cause. Range comes before resolution, since an infinity or a zero makes every finer
* question moot; what makes a range break (a constant, a weight, an exponential, a growing stream) comes before the
* bare fact that it breaks; losses at the small end come from the constant that vanished, then from the product that
* did, and only then from the division that meets the zero. Among resolution classes the one that says what the values
* are (integers, angles, grid positions) comes before what the network does with them; that they are merely large comes
* after a choice among them (which any rounding can turn) and before every other jump or gain. `rounding` matches whatever is left.
*/
const precedence = [
	maskConstant,
	weightRange,
	expOverflow,
	residualGrowth,
	overflow,
	epsUnderflow,
	underflow,
	divisionByFlushed,
	cancellation,
	largeIntegers,
	coordinateResolution,
	wrongChoice,
	writtenOutSum,
	largeValues,
	discontinuity,
	amplification,
	longAccumulation,
	rounding
];
/**
* Why a node that trials found guilty loses what it loses. Undefined for a node without evidence or outside the graph.
* @param evidence by node id.
*/
function findCause(id, graph, evidence) {
	const node = graph.nodeById.get(id);
	const measured = evidence.get(id);
	if (node === void 0 || measured === void 0) return void 0;
	const context = {
		node,
		graph,
		measured,
		evidence
	};
	for (const test of precedence) {
		const cause = test(context);
		if (cause !== void 0) return cause;
	}
}

// src/localise/rank-defects.ts
/** Float nodes that may lie between two nodes of one defect, as a scale between a product and its softmax. */
const mostBetween = 2;
/** Bound of the walk from one node, for graphs in which one value feeds very many. */
const mostVisited = 256;
/**
* Divides guilty nodes into defects: those that break a common output and lie next to each other, or in one module.
* Worst defect first. Within a defect the nodes that weigh about the same (within a factor of two of the worst) come in
* the order of dataflow, so that the first divergence leads; then the others, worst first.
*/
function divideIntoDefects(guilty, graph, evidence) {
	const leaders = new Map(guilty.map(({ id }) => [id, id]));
	const find = (id) => {
		let at = id;
		while (leaders.get(at) !== at) at = leaders.get(at);
		return at;
	};
	const byId = new Map(guilty.map((each) => [each.id, each]));
	const join = (first, second) => {
		if (first.outputs.some((output) => second.outputs.includes(output))) leaders.set(find(second.id), find(first.id));
	};
	const firstOfModule = /* @__PURE__ */ new Map();
	for (const each of guilty) {
		const node = graph.nodeById.get(each.id);
		for (const id of node === void 0 ? [] : nearby(node, evidence)) {
			const other = byId.get(id);
			if (other !== void 0) join(each, other);
		}
		if (each.module === void 0) continue;
		const neighbours = firstOfModule.get(each.module) ?? [];
		for (const other of neighbours) join(other, each);
		firstOfModule.set(each.module, [...neighbours, each]);
	}
	const defects = /* @__PURE__ */ new Map();
	for (const each of guilty) {
		const leader = find(each.id);
		defects.set(leader, [...defects.get(leader) ?? [], each]);
	}
	return [...defects.values()].map(inOrder$1).sort(worseFirst);
}
/** Ids of float nodes downstream with at most a few float nodes between, and of those in bodies that read them. */
function nearby(start, evidence) {
	const found = /* @__PURE__ */ new Set();
	const visited = /* @__PURE__ */ new Set([start]);
	let front = [start];
	for (let between = 0; between <= mostBetween && front.length > 0; between += 1) {
		const next = [];
		const queue = front;
		while (queue.length > 0 && visited.size < mostVisited) {
			const node = queue.pop();
			for (const { node: reader } of node.outputs.flatMap((value) => value?.uses.slice(0, mostVisited) ?? [])) {
				if (visited.has(reader)) continue;
				visited.add(reader);
				for (const body of reader.bodies) body.scope.nodes.slice(0, mostVisited).forEach(({ id }) => found.add(id));
				if (evidence.has(reader.id)) {
					found.add(reader.id);
					next.push(reader);
				} else queue.push(reader);
			}
		}
		front = next;
	}
	return found;
}
function inOrder$1(defect) {
	const worst = Math.max(...defect.map(({ aloneExcess }) => aloneExcess));
	const isLeading = ({ aloneExcess }) => aloneExcess >= worst / 2;
	const leading = defect.filter(isLeading).sort((first, second) => first.depth - second.depth);
	const others = defect.filter((each) => !isLeading(each));
	return [...leading, ...others.sort((first, second) => second.aloneExcess - first.aloneExcess)];
}
function worseFirst(first, second) {
	const worst = (defect) => Math.max(...defect.map((each) => each.aloneExcess));
	const depth = (defect) => defect[0].depth;
	const [one, other] = [worst(first), worst(second)];
	return one === other ? depth(first) - depth(second) : other - one;
}

// src/localise/rank-result.ts
/** Nodes that alone do less than this share of the damage, while most of it stays without them, are not to blame. */
const leastShareAlone = .25;
/** So many nodes, and this share of those tried, must each break an output before its error counts as magnified. */
const leastMagnified = 4;
const magnifiedShare = .6;
/** Turns what the trials showed into culprits and one explanation per failing output. */
function describeRanking(findings, surroundings) {
	const kinds = new Map(findings.outputs.map((output) => [output, kindOf(output, findings, surroundings)]));
	const guilty = findGuilty(findings, kinds, surroundings);
	const culprits = divideIntoDefects(guilty, surroundings.graph, surroundings.evidence).flatMap((defect, index) => defect.map((each) => describeCulprit(each, index + 1, findings, surroundings)));
	return {
		culprits,
		outputs: findings.outputs.map((output) => {
			const ids = culprits.filter((each) => each.outputs.includes(output)).map(({ id }) => id);
			return explainOutput(output, kinds.get(output) ?? "unexplained", ids, findings);
		})
	};
}
function kindOf(output, findings, surroundings) {
	const { baseline, best, together, combination, alone } = findings;
	if (combination?.outputs.includes(output) === true) return "combined";
	const worstAlone = Math.max(0, ...[...alone.values()].map((outcome) => excessOf(outcome, output, 0)));
	if (worstAlone > 1) {
		const before = excessOf(baseline, output);
		return excessOf(together, output, 0) > before / 2 && before !== Number.POSITIVE_INFINITY && worstAlone < leastShareAlone * before || isMagnified(output, findings, surroundings) ? "spread" : "localised";
	}
	return best !== void 0 && alone.size > 0 && excessOf(best, output) > 1 && excessOf(best, output) !== Number.POSITIVE_INFINITY ? "spread" : "unexplained";
}
/**
* Most of the nodes that were tried break the output, each by nothing but ordinary rounding: then it is the network
* that magnifies any rounding, and to name those that happened to be tried would be arbitrary.
*/
function isMagnified(output, findings, { graph, evidence }) {
	const guilty = guiltyOf$1(output, findings);
	if (guilty.length < leastMagnified || guilty.length < magnifiedShare * findings.alone.size) return false;
	return guilty.every((id) => {
		const kind = findCause(id, graph, evidence)?.kind;
		return kind === "rounding" || kind === "amplification";
	});
}
function guiltyOf$1(output, findings) {
	return [...findings.alone].filter(([, outcome]) => excessOf(outcome, output, 0) > 1).map(([id]) => id);
}
function findGuilty(findings, kinds, { modules }) {
	const byId = new Map(findings.candidates.map((candidate) => [candidate.id, candidate]));
	return [.../* @__PURE__ */ new Set([...findings.guilty, ...findings.combination?.ids ?? []])].flatMap((id) => {
		const candidate = byId.get(id);
		const outcome = findings.alone.get(id);
		const outputs = findings.outputs.filter((output) => {
			return kinds.get(output) === "combined" && findings.combination?.ids.includes(id) === true || kinds.get(output) === "localised" && excessOf(outcome, output, 0) > 1;
		});
		if (candidate === void 0 || outputs.length === 0) return [];
		const aloneExcess = Math.max(...outputs.map((output) => excessOf(outcome, output, 0)));
		const { score, depth } = candidate;
		return [{
			id,
			score,
			depth,
			aloneExcess,
			outputs,
			module: modules?.get(id)
		}];
	});
}
function describeCulprit(guilty, defect, findings, surroundings) {
	const { id, outputs, aloneExcess } = guilty;
	const outcome = findings.alone.get(id);
	const alone = new Map(findings.outputs.flatMap((output) => outcome === void 0 ? [] : [[output, excessOf(outcome, output)]]));
	const repairs = outputs.map((output) => repairedExcess(output, findings));
	const isRepaired = repairs.includes(void 0) ? void 0 : repairs.every((excess) => excess <= 1);
	return {
		id,
		evidence: surroundings.evidence.get(id),
		cause: findCause(id, surroundings.graph, surroundings.evidence),
		score: guilty.score,
		alone,
		aloneExcess,
		isConfirmed: aloneExcess > 1,
		outputs,
		isRepaired,
		defect,
		module: guilty.module,
		text: culpritText(guilty, isRepaired, findings)
	};
}
function culpritText(guilty, isRepaired, findings) {
	const names = guilty.outputs.map(quote).join(", ");
	const isOnly = findings.guilty.length === 1;
	const alone = guilty.aloneExcess > 1 ? `Alone in FP16 it puts ${names} at ${describeExcess(guilty.aloneExcess)}` : `Alone in FP16 it breaks no limit, together with others it does (${names})`;
	if (!findings.alone.has(guilty.id)) return `One of the ${findings.combination?.size ?? 0} nodes that break ${names} together.`;
	if (isRepaired === void 0) return `${alone}.`;
	return `${alone}; ${isOnly ? "with it in FP32" : "with all culprits in FP32"} ${isRepaired ? "the limit is met" : "the limit is still broken"}.`;
}
function repairedExcess(output, findings) {
	const { combination, together } = findings;
	const outcome = combination?.outputs.includes(output) === true ? combination.outcome : together;
	return outcome === void 0 ? void 0 : excessOf(outcome, output);
}
function explainOutput(output, kind, culprits, findings) {
	const excess = excessOf(findings.baseline, output);
	const best = findings.best === void 0 ? void 0 : excessOf(findings.best, output);
	const shareLeft = best === void 0 ? void 0 : shareOf(best, excess);
	const repaired = culprits.length === 0 ? void 0 : repairedExcess(output, findings);
	return {
		output,
		kind,
		excess,
		repairedExcess: repaired,
		culprits,
		shareLeft,
		text: `${quote(output)}: ${outputText(output, kind, culprits.length, shareLeft, repaired, findings)}`
	};
}
function shareOf(part, whole) {
	if (part === Number.POSITIVE_INFINITY) return 1;
	return whole === Number.POSITIVE_INFINITY || whole === 0 ? 0 : part / whole;
}
function outputText(output, kind, count, shareLeft, repaired, findings) {
	const nodes = count === 1 ? "one node breaks" : `${count} nodes break`;
	const after = repaired === void 0 ? "" : `; with ${count === 1 ? "it" : "them"} in FP32 it is at ${describeExcess(repaired)}`;
	const tried = `${findings.suspects.length} best-ranked nodes`;
	const left = shareLeft === void 0 ? "" : `${ratio(100 * shareLeft)} % of the error`;
	switch (kind) {
		case "localised": return `${nodes} the limit by ${count === 1 ? "itself" : "themselves"} in FP16${after}.`;
		case "combined": return `no node breaks the limit alone, ${findings.combination?.size ?? count} together do${after}.`;
		case "spread": {
			const guilty = guiltyOf$1(output, findings).length;
			return guilty > 0 ? `no node is to blame: ordinary rounding of each of ${guilty} nodes (${findings.alone.size} were tried) breaks the limit alone; the network magnifies it.` : `no node is to blame: with the ${tried} in FP32, ${left} is still there. Rounding of many nodes adds up.`;
		}
		default: return unexplainedText(tried, left, findings);
	}
}
function unexplainedText(tried, left, findings) {
	if (findings.candidates.length === 0) return "not explained: no measured node carries its error.";
	if (findings.best === void 0 || findings.alone.size === 0) return "not explained: the budget did not allow the trials.";
	const rest = left === "" ? "" : `, and with the ${tried} in FP32 ${left} is still there`;
	return `not explained: none of the ${findings.alone.size} nodes tried alone in FP16 breaks the limit${rest}.`;
}

// src/localise/ranking.ts
/** Nothing fails, so nothing is blamed. */
const nothingToBlame = {
	culprits: [],
	outputs: [],
	amplifier: void 0,
	candidates: [],
	trials: [],
	isCutShort: false
};

// src/localise/rank.ts
/** Nodes that run in FP32 together, to see whether the best-ranked ones hold the error at all. */
const bestCount = 16;
/** Every node that explains half the error by itself belongs to these too, up to here. */
const mostSuspects = 256;
/** Nodes tried alone in the first round. */
const firstAlone = 7;
/** Sizes of the sets tried when no node breaks a limit alone though the best-ranked ones together do. */
const combinationSizes = [
	2,
	4,
	8
];
/**
* Finds the nodes to blame for the failing outputs. Candidates come from the measured errors (`findCandidates`);
* trials then decide: a node is guilty of an output when that node alone in FP16 breaks its limit. One trial says
* whether the best-ranked nodes hold the error at all, one whether the guilty ones in FP32 repair it; what they do not
* repair is looked for among the next candidates until the budget ends. Nobody is blamed without a trial.
*
* Throws RangeError for a budget below 0, a failing output that the model does not have, and when the driver returns
* another number of outcomes than it was asked for.
*/
function* rank(input) {
	if (!(input.trialBudget >= 0)) throw new RangeError(`a budget of ${input.trialBudget} trials`);
	if (input.failingOutputs.length === 0) return nothingToBlame;
	const progress = {
		input,
		candidates: [],
		trials: [],
		alone: /* @__PURE__ */ new Map(),
		everything: everythingFp32(input.graph).fp32Nodes,
		isCutShort: false
	};
	let { baseline } = input;
	if (baseline === void 0) [baseline] = yield* attempt([everythingFp16], progress);
	const outputs = worstFirst(input.failingOutputs, baseline);
	progress.candidates = findCandidates(input.graph, input.evidence, outputs);
	const findings = yield* examine(progress, outputs, baseline);
	const { trials, candidates, isCutShort } = progress;
	const explained = describeRanking(findings, input);
	const spread = explained.outputs.filter(({ kind }) => kind === "spread").map(({ output }) => output);
	const amplifier = findAmplifier(input.graph, input.evidence, spread);
	return {
		...explained,
		amplifier,
		candidates,
		trials,
		isCutShort
	};
}
function* examine(progress, outputs, baseline) {
	const suspects = suspectsOf(progress.candidates);
	const [best] = yield* attempt(suspects.length === 0 ? [] : [keepInFp32(suspects)], progress);
	const scored = progress.candidates.filter(({ score }) => score > 0).slice(0, firstAlone);
	yield* attemptAlone(scored, progress, 1);
	let guilty = guiltyOf(progress, outputs);
	if (guilty.length === 0 && scored.length < firstAlone) {
		yield* attemptAlone(progress.candidates.filter(({ id }) => !progress.alone.has(id)).slice(0, firstAlone - scored.length), progress, 1);
		guilty = guiltyOf(progress, outputs);
	}
	let [together] = yield* attempt(guilty.length === 0 ? [] : [keepInFp32(guilty)], progress);
	const open = outputs.filter((output) => excessOf(together, output) > 1);
	if (together !== void 0 && open.length > 0) {
		yield* attemptAlone(worthTrying(progress, open, best), progress, 1);
		const more = guiltyOf(progress, outputs);
		if (more.length > guilty.length) {
			guilty = more;
			[together] = yield* attempt([keepInFp32(guilty)], progress);
		}
	}
	const held = outputs.filter((output) => excessOf(best, output) <= 1 && guiltyOf(progress, [output]).length === 0);
	const combination = held.length > 0 && progress.alone.size > 0 ? yield* combine(progress, held) : yield* tryModule(progress, outputs, best);
	const { alone, candidates } = progress;
	return {
		outputs,
		baseline,
		best,
		suspects,
		guilty,
		together,
		combination,
		alone,
		candidates
	};
}
/** The best-ranked nodes, and more where more of them can each explain half of an error. */
function suspectsOf(candidates) {
	const more = candidates.slice(bestCount, mostSuspects).filter(({ score }) => score >= .5);
	return [...candidates.slice(0, bestCount), ...more].map(({ id }) => id);
}
/** Untried candidates that may hold what is left, in ranking order. */
function worthTrying(progress, outputs, best) {
	const reach = progress.candidates.filter(({ id }) => !progress.alone.has(id)).filter(({ score, scores }) => score === 0 || outputs.some((output) => scores.has(output)));
	return outputs.every((output) => excessOf(best, output) <= 1) ? reach.slice(0, bestCount) : reach;
}
/**
* The best-ranked nodes repair the output, but none breaks it alone: finds the shortest of a few prefixes, ordered by
* what the nodes do alone, that repairs it.
*/
function* combine(progress, outputs) {
	const weight = (id) => Math.max(...outputs.map((output) => excessOf(progress.alone.get(id), output, 0)));
	const ordered = progress.candidates.slice(0, bestCount).map(({ id }) => id);
	ordered.sort((first, second) => compareDescending(weight(first), weight(second)));
	const prefixes = combinationSizes.filter((size) => size <= ordered.length).map((size) => ordered.slice(0, size));
	const outcomes = yield* attempt(prefixes.map(keepInFp32), progress);
	for (const [index, outcome] of outcomes.entries()) {
		const ids = prefixes[index];
		const isRepaired = outputs.every((output) => excessOf(outcome, output) <= 1);
		if (ids !== void 0 && outcome !== void 0 && isRepaired) return {
			ids,
			outcome,
			outputs,
			size: ids.length
		};
	}
}
/**
* Where neither one node nor the best-ranked ones hold the error, one module with many nodes may, such as a sum written
* out in steps: tries the module that explains most. The model as a whole (the empty path) is no module.
*/
function* tryModule(progress, outputs, best) {
	const open = outputs.filter((output) => excessOf(best, output, 0) > 1 && guiltyOf(progress, [output]).length === 0);
	const { modules } = progress.input;
	if (open.length === 0 || modules === void 0) return void 0;
	const shares = /* @__PURE__ */ new Map();
	for (const { id, score } of progress.candidates) {
		const module = modules.get(id) ?? "";
		if (module !== "") shares.set(module, (shares.get(module) ?? 0) + score);
	}
	const [strongest] = [...shares].sort(([, first], [, second]) => second - first);
	if (strongest === void 0) return void 0;
	const members = [...modules].filter(([id, module]) => module === strongest[0] && progress.input.graph.nodeById.has(id));
	const [outcome] = yield* attempt([keepInFp32(members.map(([id]) => id))], progress);
	if (outcome === void 0 || !open.every((output) => excessOf(outcome, output) <= 1)) return void 0;
	const ids = progress.candidates.filter(({ id }) => modules.get(id) === strongest[0]).map(({ id }) => id);
	return {
		ids: ids.slice(0, bestCount),
		outcome,
		outputs: open,
		size: ids.length
	};
}
/** Tries each candidate alone in FP16, in order, and leaves `reserve` trials of the budget. */
function* attemptAlone(candidates, progress, reserve) {
	const affordable = candidates.slice(0, Math.max(0, left(progress) - reserve));
	if (affordable.length < candidates.length) progress.isCutShort = true;
	const { everything } = progress;
	const outcomes = yield* attempt(affordable.map(({ id }) => {
		const others = new Set(everything);
		others.delete(id);
		return { fp32Nodes: others };
	}), progress);
	for (const [index, outcome] of outcomes.entries()) {
		const id = affordable[index]?.id;
		if (id !== void 0 && outcome !== void 0) progress.alone.set(id, outcome);
	}
}
/** Tries as many of the plans, from the first on, as the budget allows; undefined for the others. */
function* attempt(plans, progress) {
	const allowed = plans.slice(0, left(progress));
	if (allowed.length < plans.length) progress.isCutShort = true;
	if (allowed.length === 0) return [];
	const outcomes = yield allowed;
	if (outcomes.length !== allowed.length) throw new RangeError(`${outcomes.length} outcomes for ${allowed.length} plans`);
	for (const [index, plan] of allowed.entries()) progress.trials.push({
		plan,
		outcome: outcomes[index]
	});
	return [...outcomes];
}
function left(progress) {
	return Math.max(0, Math.floor(progress.input.trialBudget) - progress.trials.length);
}
/** Nodes that break one of the outputs alone, in the order in which they were tried. */
function guiltyOf(progress, outputs) {
	return [...progress.alone].filter(([, outcome]) => outputs.some((output) => excessOf(outcome, output, 0) > 1)).map(([id]) => id);
}
function worstFirst(outputs, baseline) {
	const excess = (output) => excessOf(baseline, output);
	return [...outputs].sort((first, second) => compareDescending(excess(first), excess(second)));
}
function compareDescending(first, second) {
	return first === second ? 0 : second > first ? 1 : -1;
}

// src/onnx/node-key.ts
/**
* A name for every node that survives renaming and a new export: `MODULE/OPERATOR#ORDINAL`, such as
* `blocks.2.attn/MatMul#2`, by node id. Ordinals count from 1 within module and operator. Without a module the first
* part is empty. No two nodes share a key: `/`, `#` and `%` inside a part are percent-encoded.
*
* The order of counting follows the data from the graph's outputs backwards, so that neither names nor the order of
* nodes in the file matter; nodes that no output depends on come last.
*/
function nodeKeys(graph, provenance) {
	const counts = /* @__PURE__ */ new Map();
	const keys = /* @__PURE__ */ new Map();
	const encoded = /* @__PURE__ */ new Map();
	const encode = (part) => {
		const known = encoded.get(part) ?? encodePart(part);
		encoded.set(part, known);
		return known;
	};
	for (const node of dataOrder(graph)) {
		const { domain, proto } = node;
		const operator = domain === "" ? proto.opType : `${domain}::${proto.opType}`;
		const kind = `${encode(provenance.get(node.id)?.module ?? "")}/${encode(operator)}`;
		const ordinal = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, ordinal);
		keys.set(node.id, `${kind}#${ordinal}`);
	}
	return keys;
}
function encodePart(part) {
	return part.replace(/[%/#]/g, encodeURIComponent);
}
/** Every node after those it depends on, found from the outputs in their order and the inputs in theirs. */
function dataOrder(graph) {
	const ordered = [];
	const entered = /* @__PURE__ */ new Set();
	for (const { producer } of graph.main.outputs) if (producer !== void 0) visit(producer.node, entered, ordered);
	for (const node of graph.nodes) visit(node, entered, ordered);
	return ordered;
}
/** Depth first with a stack of its own: chains of 100,000 nodes are deeper than the call stack. */
function visit(root, entered, ordered) {
	if (entered.has(root)) return;
	entered.add(root);
	const stack = [{
		node: root,
		needs: neededValues(root),
		next: 0
	}];
	for (let top = stack.at(-1); top !== void 0; top = stack.at(-1)) {
		if (top.next === top.needs.length) {
			ordered.push(top.node);
			stack.pop();
			continue;
		}
		const need = top.needs[top.next]?.producer?.node;
		top.next += 1;
		if (need !== void 0 && !entered.has(need)) {
			entered.add(need);
			stack.push({
				node: need,
				needs: neededValues(need),
				next: 0
			});
		}
	}
}
/** What a node reads, and what the results of its bodies are. */
function neededValues(node) {
	return node.bodies.length === 0 ? node.inputs : [...node.inputs, ...node.bodies.flatMap((body) => body.scope.outputs)];
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
const windowBytes$3 = 1 << 20;
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
		const window = new Uint8Array(windowBytes$3);
		let written = 0;
		for (const { sourceBytes, offsetBytes, lengthBytes } of stored.ranges.values()) {
			if (offsetBytes > written) writePieces(descriptor, [new Uint8Array(offsetBytes - written)], writing.write);
			for (let start = 0; start < lengthBytes; start += windowBytes$3) {
				const part = window.subarray(0, Math.min(windowBytes$3, lengthBytes - start));
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
function castTo$1(writer, name, to, from) {
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
	const zero = castTo$1(writer, writer.float(0), attention.element, elementType.float);
	return writer.add("Where", [
		allowed,
		zero,
		forbidden(attention, writer)
	]);
}
/** Minus infinity in the type of the scores. */
function forbidden(attention, writer) {
	return castTo$1(writer, writer.float(Number.NEGATIVE_INFINITY), attention.element, elementType.float);
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
	if (scale !== void 0) return castTo$1(writer, writer.float(Math.fround(Math.sqrt(scale))), attention.element, elementType.float);
	const build = (opType, ...inputs) => writer.add(opType, inputs, { staysFp32: true });
	const size = writer.add("Cast", [sizesOf(writer, q, 3, 4)], {
		attributes: [newIntAttribute("to", elementType.float)],
		staysFp32: true
	});
	const fullScale = build("Div", writer.float(1, [1]), build("Sqrt", size));
	return castTo$1(writer, build("Sqrt", fullScale), attention.element, elementType.float);
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
	const cap = castTo$1(writer, writer.float(softcap), attention.element, elementType.float);
	const capped = writer.add("Mul", [writer.add("Tanh", [writer.add("Div", [product, cap])]), cap]);
	exposeStage(attention, writer, 1, capped);
	return capped;
}
function attentionProbabilities(attention, writer, scores, bias) {
	const biased = bias === void 0 ? scores : writer.add("Add", [scores, bias]);
	exposeStage(attention, writer, 2, biased);
	const wanted = intAttribute(attention.node.proto, "softmax_precision", attention.element);
	const precision = wanted === elementType.float16 || wanted === elementType.bfloat16 ? attention.element : wanted;
	const softmax = writer.add("Softmax", [castTo$1(writer, biased, precision, attention.element)], { attributes: [newIntAttribute("axis", -1)] });
	const probabilities = castTo$1(writer, softmax, attention.element, precision);
	const safe = bias === void 0 ? probabilities : zeroMaskedRows(attention, writer, probabilities, bias);
	exposeStage(attention, writer, 3, safe);
	return safe;
}
/** A row whose bias forbids every key gives zeros, where the softmax alone gives NaN. */
function zeroMaskedRows(attention, writer, probabilities, bias) {
	const best = writer.add("ReduceMax", [bias, writer.ints([-1])]);
	const zero = castTo$1(writer, writer.float(0), attention.element, elementType.float);
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
		const reading = value === void 0 ? "value" : readingOf$1(node, index, value, rounding, placing);
		if (reading !== "value") {
			readings ??= node.inputs.map(() => "value");
			readings[index] = reading;
		}
		if (value !== void 0 && reading === "copy") placing.copies.set(value, rounding?.inputs[index]);
	}
	if (readings !== void 0) placing.readings.set(node, readings);
}
function readingOf$1(node, index, value, rounding, placing) {
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
	const writing = startWriting$1(graph.model, placement, lifted);
	return copyMessage(graph.model, { graph: writeScope$1(graph.main, writing) });
}
function startWriting$1(model, placement, lifted) {
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
function writeScope$1(scope, writing) {
	const nodes = [];
	for (const value of scope.values.values()) if (value.producer === void 0) writeCasts(value, writing, nodes);
	for (const node of scope.nodes) {
		nodes.push(rewriteNode$1(node, writing));
		for (const value of node.outputs) if (value !== void 0) writeCasts(value, writing, nodes);
	}
	const proto = copyMessage(scope.proto, { node: nodes });
	return writing.lifted === void 0 ? proto : liftStored$1(scope, liftGraph(proto), writing);
}
/** Initializers in half precision step aside under a new name; a Cast gives their numbers in FP32 under the old one. */
function liftStored$1(scope, proto, writing) {
	return copyMessage(proto, { initializer: proto.initializer.map((tensor) => {
		const value = scope.values.get(tensor.name);
		return value !== void 0 && writing.lifted?.has(value) ? copyMessage(tensor, { name: writing.sourceName(value) }) : tensor;
	}) });
}
function rewriteNode$1(node, writing) {
	const readings = writing.placement.readings.get(node);
	const withInner = withBodies(node, (body) => writeScope$1(body, writing));
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
	if (rounded !== void 0) nodes.push(...castPair$1(writing, writing.sourceName(value), value.name, rounded));
	const copied = placement.copies.get(value);
	if (copied !== void 0) nodes.push(...castPair$1(writing, value.name, writing.copyName(value), copied));
}
/** FP32 to half precision and back: round to nearest even, overflow to infinity, subnormals kept. */
function castPair$1(writing, from, to, format) {
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
	return {
		model: writeRounding(prepared.graph, placement, prepared.stored),
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
		case "dimParam": return dimension.value.value === "" ? void 0 : dimension.value.value;
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
	const knownTypes = await askForTypes(model, opened, options);
	const emulation = emulate(model, everythingFp16, { knownTypes });
	const models = [...emulation.notes.some((note) => note.kind === "lifted") ? [] : [{
		key: "conversion",
		model: lift(model, { knownTypes }).model
	}], {
		key: "emulation",
		model: emulation.model
	}].map(({ key, model: written }) => ({
		key,
		path: writeModel(written, options.workFolder, `${key}.onnx`, { original: opened })
	}));
	const runStartMs = performance.now();
	const run = await options.session.run({
		models,
		samples: samples.map(engineSample),
		timeoutMs: options.timeoutMs,
		onProgress: ({ modelKey, sampleId, done, total }) => options.log.progress(`${modelKey}: sample ${sampleId} (${done} of ${total} runs)`)
	});
	return {
		emulation: run.perModel.get("emulation").outputs,
		conversion: run.perModel.get("conversion")?.outputs,
		notes: emulation.notes.map((note) => note.text),
		model,
		knownTypes,
		emulateMs: runStartMs - startMs,
		runMs: performance.now() - runStartMs
	};
}
/** Asks the engine for the element types that neither the model nor the operators' definitions tell. */
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

// src/onnx/switchable-constants.ts
/**
* Values that ONNX Runtime knows before it runs anything whatever the switches say: initializers, constants, and what
* is computed from them by nodes that round nothing.
*/
function fixedConstants(prepared) {
	const { expanded, decision } = prepared;
	return constantValues(prepared, (node) => !decision.byNode.has(node) && !expanded.owners.has(node.proto.name));
}
/** All values that are constant under any one plan: fixed ones, and what float nodes compute from constants. */
function floatConstants(prepared) {
	return constantValues(prepared, () => true);
}
function constantValues({ graph }, mayCompute) {
	const constants = /* @__PURE__ */ new Set();
	for (const value of graph.nodes.flatMap((node) => node.inputs)) if (value?.initializer !== void 0 && !(value.isGraphInput && graph.model.irVersion >= 4n)) constants.add(value);
	for (const node of graph.nodes) if (node.inputs.every((value) => value === void 0 || constants.has(value)) && node.bodies.length === 0 && mayCompute(node)) {
		for (const value of node.outputs) if (value !== void 0) constants.add(value);
	}
	return constants;
}

// src/onnx/switchable-context.ts
/** Outside of all branches. */
const noEnvironment = {
	values: /* @__PURE__ */ new Map(),
	unrounded: /* @__PURE__ */ new Map()
};
/** The name of a value from outside. */
function outerName({ unroundedNames }, { values, unrounded }, value, wantsUnrounded) {
	return (wantsUnrounded ? unrounded.get(value) : void 0) ?? values.get(value) ?? (wantsUnrounded ? unroundedNames.get(value) : void 0) ?? value.name;
}
/** The name that a value has to have where it is a target; undefined where it is not. */
function givenName({ targets, nameOf }, value, unrounded) {
	const target = targets.find((each) => each.value === value && each.unrounded === unrounded);
	return target === void 0 ? void 0 : nameOf(target);
}
/** A copy of a node under a name of its own, with other names for what it reads and makes. */
function renamed({ prepared, names }, proto, rename) {
	const node = prepared.stored === void 0 ? proto : liftNode(proto);
	const apply = (list, to) => list.map((name, index) => name === "" ? name : to(index, name));
	return copyMessage(node, {
		name: names.take(proto.name === "" ? proto.opType : proto.name),
		input: apply(node.input, rename.input),
		output: apply(node.output, rename.output)
	});
}
/** The same tensor under a second name. */
function identity(from, to) {
	return newNode("", "Identity", [from], to);
}
/**
* Constants from outside as constants of the branch: two Casts there and back through float64, which change no bit and
* which ONNX Runtime folds. Each is written once.
*/
function constantsHere({ names }) {
	const written = /* @__PURE__ */ new Set();
	const name = remember$1((value) => names.take(`${value.name}__here`));
	return {
		name,
		write(value, from) {
			if (written.has(value)) return [];
			written.add(value);
			const wide = names.take(`${name(value)}__double`);
			return [newCast(from, wide, elementType.double), newCast(wide, name(value), elementType.float)];
		}
	};
}
/** Asks `make` once for each value. */
function remember$1(make) {
	const known = /* @__PURE__ */ new Map();
	return (value) => {
		const name = known.get(value) ?? make(value);
		known.set(value, name);
		return name;
	};
}

// src/onnx/switchable-packing.ts
/**
* Inputs of which ONNX Runtime's CPU kernels keep a packed copy when they are constant. A kernel multiplies packed
* numbers in another order, so where the one model packs, the other has to.
*/
const packedInputs = {
	ConvTranspose: [1],
	GRU: [1, 2],
	Gemm: [1],
	LSTM: [1, 2],
	MatMul: [1]
};
const contributedPackedInputs = {
	Attention: [1],
	FusedGemm: [1],
	FusedMatMul: [1],
	GemmFloat8: [1],
	TransposeMatMul: [1]
};
/** Operators that may compute otherwise when this input is a constant. */
function isPackedInput(node, input) {
	const table = node.domain === "" ? packedInputs : node.domain === "com.microsoft" ? contributedPackedInputs : {};
	const { opType } = node.proto;
	return Object.hasOwn(table, opType) && (table[opType]?.includes(input) ?? false);
}
/**
* True where ONNX Runtime packs an input of the model as it is: it looks for constants in the node's own graph and in
* the one around it, not further out. In a branch, such a constant has to lie in the branch itself.
*/
function isPacked(node, input, constants) {
	const value = node.inputs[input];
	return value !== void 0 && isPackedInput(node, input) && constants.has(value) && node.scope.depth - value.scope.depth <= 1;
}

// src/onnx/switchable-patterns.ts
/**
* Normalisations and GELUs that are spelled out: ONNX Runtime makes one operator of each at level basic when all their
* nodes are in FP32 and the operator set has it (LayerNormalization from 17, Gelu from 20). Each pattern is a list of
* units in graph order; only the last is read from outside.
*/
function fusedPatterns(units) {
	const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.length === 1 ? [[unit.halfNodes[0], unit]] : []));
	const taken = /* @__PURE__ */ new Set();
	const patterns = [];
	for (const unit of units) {
		const members = (normalizationAt(unit.fullNode) ?? geluAt(unit.fullNode) ?? []).map((node) => unitOf.get(node));
		const known = members.filter((member) => member !== void 0);
		if (known.length > 0 && known.length === members.length && !known.some((member) => taken.has(member)) && isClosed(known)) {
			const chosen = new Set(known);
			chosen.forEach((member) => taken.add(member));
			patterns.push(units.filter((each) => chosen.has(each)));
		}
	}
	return patterns;
}
/** All but the last are read only by others of the pattern, in one scope. */
function isClosed(members) {
	const nodes = new Set(members.flatMap((member) => member.halfNodes));
	return members.filter((member) => member.outputs.some((value) => value.isReturned || value.uses.some((use) => !nodes.has(use.node)))).length <= 1 && members.every((member) => member.scope === members[0]?.scope);
}
/** From the square root: d = x - mean(x); d / sqrt(mean(d^2) + epsilon) * scale + bias. */
function normalizationAt(root) {
	const epsilon = is(root, "Sqrt") ? maker(root, "Add") : void 0;
	const variance = epsilon && maker(epsilon, "ReduceMean");
	const square = variance && maker(variance, "Pow");
	const division = reader(root, "Div");
	const scale = division && reader(division, "Mul");
	const bias = scale && reader(scale, "Add");
	const centred = [square && maker(square, "Sub"), division && maker(division, "Sub")];
	const nodes = [
		...centred.map((node) => node && maker(node, "ReduceMean")),
		...centred,
		square,
		variance,
		epsilon,
		root,
		division,
		scale,
		bias
	];
	return nodes.every((node) => node !== void 0) ? nodes : void 0;
}
/** From Erf: x / sqrt(2), erf, + 1, and two factors (x and 1/2) in either order. */
function geluAt(erf) {
	const argument = is(erf, "Erf") ? maker(erf, "Div") ?? maker(erf, "Mul") : void 0;
	const sum = reader(erf, "Add");
	const product = sum && reader(sum, "Mul");
	if (argument === void 0 || sum === void 0 || product === void 0) return;
	const factor = maker(product, "Mul");
	const other = factor?.inputs.some((value) => argument.inputs.includes(value)) === true ? factor : reader(product, "Mul");
	return other === void 0 ? void 0 : [
		argument,
		erf,
		sum,
		product,
		other
	];
}
function is(node, opType) {
	return node.domain === "" && node.proto.opType === opType;
}
/** The node of that operator which makes an input. */
function maker(node, opType) {
	return node.inputs.map((value) => value?.producer?.node).find((each) => each !== void 0 && is(each, opType));
}
/** The node of that operator which alone reads the first output. */
function reader(node, opType) {
	const [value] = node.outputs;
	const [use, ...more] = value?.uses ?? [];
	return value?.isReturned === false && more.length === 0 && use !== void 0 && is(use.node, opType) ? use.node : void 0;
}

// src/onnx/switchable-reads.ts
/** An input of `node` that takes its number as it was before rounding. */
function readsUnrounded(prepared, node, input) {
	return prepared.decision.isShapeUse(node, input) && !readsOnlySizes(node);
}
/** Values that these nodes make and others read. */
function readOutside(nodes) {
	const inside = new Set(nodes);
	return nodes.flatMap((node) => node.outputs.filter((value) => value !== void 0 && (value.isReturned || value.uses.some((use) => !inside.has(use.node)))));
}
/** What has to be given of these values: each as it is read, and as it was before rounding where that is asked for. */
function targetsOf(values, nodes, prepared) {
	const inside = new Set(nodes);
	return values.flatMap((value) => {
		const isAsked = value.uses.some((use) => !inside.has(use.node) && readsUnrounded(prepared, use.node, use.input));
		const isRounded = value.producer !== void 0 && prepared.decision.byNode.has(value.producer.node);
		return [{
			value,
			unrounded: false
		}, ...isAsked && isRounded ? [{
			value,
			unrounded: true
		}] : []];
	});
}

// src/onnx/switchable-branches.ts
/** A branch with fresh names. */
function branch(context, suffix, write) {
	const nameOf = freshNames(context, suffix);
	return {
		nodes: write(nameOf),
		nameOf
	};
}
/** Fresh names for targets, the same whenever asked. */
function freshNames(context, suffix) {
	const plain = remember$1((value) => context.names.take(`${value.name}__${suffix}`));
	const exact = remember$1((value) => context.names.take(`${value.name}__${suffix}_unrounded`));
	return ({ value, unrounded }) => unrounded ? exact(value) : plain(value);
}
/** An If on the scalar `condition` that gives the targets under the names that `options` say. */
function ifNode(condition, whenTrue, whenFalse, context, { targets, nameOf }) {
	const attribute = (name, side) => create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.GRAPH,
		g: branchGraph(name, side, targets, context)
	});
	const node = newNode(context.names.take("Switch"), "If", [condition], "", [attribute("then_branch", whenTrue), attribute("else_branch", whenFalse)]);
	node.output = targets.map(nameOf);
	return node;
}
function branchGraph(name, { nodes, nameOf }, targets, { prepared }) {
	const output = targets.map((target) => {
		const type = prepared.types.get(target.value);
		const elemType = halfFormat(type) === void 0 ? type?.element : elementType.float;
		return create(ValueInfoProtoSchema, {
			name: nameOf(target),
			...type?.kind === "tensor" && elemType !== void 0 ? { type: { value: {
				case: "tensorType",
				value: { elemType }
			} } } : {}
		});
	});
	return create(GraphProtoSchema, {
		name,
		node: [...nodes],
		output
	});
}

// src/onnx/switchable-full.ts
/** Units in FP32, one after the other in one graph, so that what ONNX Runtime fuses lies together. */
function fullLeaf(units, context, options) {
	const nodes = [];
	const local = /* @__PURE__ */ new Map();
	const here = constantsHere(context);
	for (const unit of units) {
		const packed = packedConstants(unit, local, context, options);
		nodes.push(...[...packed.values()].flatMap((value) => here.write(value, outerName(context, options.around, value, false))), renamed(context, unit.fullNode.proto, {
			input: (index, name) => {
				const constant = packed.get(index);
				return constant === void 0 ? local.get(name) ?? nameOutside$1(unit, index, name, context, options) : here.name(constant);
			},
			output: (_, name) => {
				const value = findValue(unit.scope, name);
				const chosen = (value === void 0 ? void 0 : givenName(options, value, false)) ?? context.names.take(`${name}__fp32`);
				local.set(name, chosen);
				return chosen;
			}
		}));
		for (const { value } of options.targets.filter((target) => target.unrounded)) {
			const name = local.get(value.name);
			if (name !== void 0 && unit.outputs.includes(value)) nodes.push(identity(name, options.nameOf({
				value,
				unrounded: true
			})));
		}
	}
	return nodes;
}
/**
* Constants from outside that the unit packs, by input position; those of a branch around this one are made there by
* another unit of the group. A composite's own node packs none.
*/
function packedConstants({ halfNodes }, local, { constants, floatConstants }, { around }) {
	const [node, ...more] = halfNodes;
	const found = /* @__PURE__ */ new Map();
	if (node === void 0 || more.length > 0) return found;
	for (const [index, value] of node.inputs.entries()) {
		const isHere = value === void 0 || local.has(value.name);
		const known = value !== void 0 && around.values.has(value) ? floatConstants : constants;
		if (!isHere && isPacked(node, index, known)) found.set(index, value);
	}
	return found;
}
function nameOutside$1(unit, index, name, context, { around }) {
	const value = findValue(unit.scope, name);
	if (value === void 0) return name;
	const [node, ...more] = unit.halfNodes;
	const isItself = more.length === 0 && node?.inputs[index] === value;
	return outerName(context, around, value, isItself && node !== void 0 && readsUnrounded(context.prepared, node, index));
}

// src/onnx/switchable-half.ts
/**
* Nodes in half precision, one after the other. They round whatever they read from outside but constants, which
* changes nothing where it is rounded already; values of their own are rounded as in any emulation.
*/
function halfLeaf(nodes, context, options) {
	const half = startHalf(nodes, context, options);
	const here = constantsHere(context);
	return nodes.flatMap((node) => [
		...outerCopies(node, half),
		...packedInFull(node, half).flatMap((value) => here.write(value, value.name)),
		renamed(context, node.proto, {
			input: (index, name) => {
				const value = node.inputs[index];
				if (value === void 0) return name;
				return isPackedInFull(node, index, half) ? here.name(value) : nameRead(node, index, value, half);
			},
			output: (index, name) => {
				const value = node.outputs[index];
				return value === void 0 ? name : half.source(value);
			}
		}),
		...node.outputs.flatMap((value) => value === void 0 ? [] : castsAfter(value, half))
	]);
}
function startHalf(nodes, context, options) {
	const { prepared, names } = context;
	const inside = new Set(nodes.flatMap((node) => node.outputs));
	const placement = placeRounding({
		...prepared.graph,
		nodes
	}, prepared.decision, everythingFp16, roundedOutside(nodes, inside, context));
	const local = remember$1((value) => givenName(options, value, false) ?? names.take(`${value.name}__fp16`));
	return {
		context,
		options,
		placement,
		inside,
		copied: /* @__PURE__ */ new Set(),
		local,
		source: remember$1((value) => placement.outputs.has(value) ? givenName(options, value, true) ?? names.take(`${value.name}__unrounded`) : local(value)),
		copy: remember$1((value) => names.take(`${value.name}__rounded`))
	};
}
/** Constants from outside: what reads them takes their rounded copies there, unless it packs them here. */
function roundedOutside(nodes, inside, { prepared, constants }) {
	const rounded = /* @__PURE__ */ new Map();
	const packed = new Set(nodes.flatMap((node) => node.inputs.filter((_, index) => isPacked(node, index, constants))));
	for (const node of nodes) for (const [index, value] of node.inputs.entries()) {
		const format = prepared.decision.byNode.get(node)?.inputs[index];
		if (value !== void 0 && format !== void 0 && !inside.has(value) && constants.has(value) && !packed.has(value)) rounded.set(value, format);
	}
	return rounded;
}
function nameRead(node, index, value, half) {
	const reading = half.placement.readings.get(node)?.[index] ?? "value";
	if (reading === "copy") return half.copy(value);
	if (!half.inside.has(value)) return nameOutside(node, index, value, half);
	return reading === "unrounded" ? half.source(value) : half.local(value);
}
function nameOutside(node, index, value, { context, options }) {
	const { decision, stored } = context.prepared;
	const format = decision.byNode.get(node)?.inputs[index];
	if (format !== void 0 && context.constants.has(value) && stored?.get(value) !== format) return context.constantCopy(value, format);
	return outerName(context, options.around, value, readsUnrounded(context.prepared, node, index));
}
/** A constant that the node reads as it is, and packs. */
function isPackedInFull(node, index, { context, inside }) {
	return !(context.prepared.decision.byNode.get(node)?.inputs[index] !== void 0) && !inside.has(node.inputs[index]) && isPacked(node, index, context.constants);
}
function packedInFull(node, half) {
	return node.inputs.filter((value, index) => value !== void 0 && isPackedInFull(node, index, half));
}
/** Rounded copies of what the node reads from outside, where no earlier node had them made. */
function outerCopies(node, half) {
	return node.inputs.flatMap((value, index) => {
		const isDue = half.placement.readings.get(node)?.[index] === "copy";
		const format = value === void 0 ? void 0 : half.placement.copies.get(value);
		if (!isDue || value === void 0 || format === void 0) return [];
		if (half.inside.has(value) || half.copied.has(value)) return [];
		half.copied.add(value);
		return castPair(nameOutside(node, index, value, half), half.copy(value), format, half);
	});
}
/** What has to follow a value of the branch: its rounding, its rounded copy, its unrounded self for others. */
function castsAfter(value, half) {
	const { placement, options, local, source, copy } = half;
	const rounded = placement.outputs.get(value);
	const copied = placement.copies.get(value);
	const unrounded = givenName(options, value, true);
	return [
		...rounded === void 0 ? [] : castPair(source(value), local(value), rounded, half),
		...copied === void 0 ? [] : castPair(local(value), copy(value), copied, half),
		...unrounded === void 0 || rounded !== void 0 ? [] : [identity(local(value), unrounded)]
	];
}
function castPair(from, to, format, { context: { names } }) {
	const between = names.take(`${to}__${format}`);
	return [newCast(from, between, elementType[format]), newCast(between, to, elementType.float)];
}

// src/onnx/switchable-stretches.ts
/** The steps of a scope in order; a group or a pattern stands where its last node does. */
function scopeSteps(scope, { unitOf, groups, patterns }) {
	const groupAt = new Map(groups.map((group) => [lastNode(group.units), group]));
	const patternOf = new Map(patterns.filter((pattern) => isMadeOfGroups(pattern, groups)).flatMap((pattern) => pattern.map((unit) => [unit, pattern])));
	const held = /* @__PURE__ */ new Map();
	return scope.nodes.flatMap((node) => {
		const group = groupAt.get(node);
		const unit = group?.units.at(-1);
		if (group === void 0 || unit === void 0) return unitOf.has(node) ? [] : [{ plain: node }];
		const pattern = patternOf.get(unit);
		if (pattern === void 0) return [{ group }];
		const steps = [...held.get(pattern) ?? [], { group }];
		held.set(pattern, steps);
		return unit === pattern.at(-1) ? [stretch(steps, pattern, false)] : [];
	});
}
function lastNode(units) {
	return units.at(-1)?.halfNodes.at(-1);
}
/** No group lies partly in the pattern, or it would have to be decided in two places. */
function isMadeOfGroups(pattern, groups) {
	const inside = (unit) => pattern.includes(unit);
	return groups.every(({ units }) => units.every(inside) || !units.some(inside));
}
/** Every stretch among steps, those inside others included. */
function allStretches(steps) {
	return steps.flatMap((step) => "steps" in step ? [step, ...allStretches(step.steps)] : []);
}
/**
* Parts steps into stretches: of about `length` units where these are candidates, as long as may be where they are
* not. What is constant lies outside of them, and so do nodes with bodies: these come back alone.
*/
function stretchesOf(steps, options) {
	const parts = [];
	let open = [];
	let isJoined = false;
	const close = () => {
		const units = open.flatMap(unitsOf);
		const isOne = open.length === 1 || units.length < 2;
		parts.push(...isOne && !isJoined ? open : [stretch(open, units, isJoined)]);
		open = [];
	};
	for (const step of steps) {
		if ("plain" in step && isConstant(step.plain, options.constants)) {
			parts.push(step);
			continue;
		}
		if ("plain" in step && step.plain.bodies.length > 0) {
			close();
			parts.push(step);
			continue;
		}
		const units = unitsOf(step);
		const joins = units.every((unit) => options.candidates?.has(unit.id) === false);
		const isFull = !isJoined && open.flatMap(unitsOf).length >= options.length;
		if (units.length > 0 && (joins !== isJoined || isFull)) {
			close();
			isJoined = joins;
		}
		open.push(step);
	}
	close();
	return parts;
}
function isConstant(node, constants) {
	return node.outputs.every((value) => value === void 0 || constants.has(value));
}
function unitsOf(step) {
	if ("plain" in step) return [];
	return "group" in step ? step.group.units : step.units;
}
function stretch(steps, units, isJoined) {
	return {
		steps,
		units,
		outputs: readOutside(stretchNodes({ steps })),
		isJoined
	};
}
/** Its nodes, written out to half precision. */
function stretchNodes(stretch) {
	return asUnits(stretch).flatMap((unit) => unit.halfNodes);
}
/** All that lies in a stretch, in order, as if every node were switched. */
function asUnits({ steps }) {
	return steps.flatMap((step) => {
		if ("plain" in step) return [asUnit(step.plain)];
		return "group" in step ? step.group.units : asUnits(step);
	});
}
/** A node that is the same under every plan in the form of a unit. */
function asUnit(node) {
	return {
		id: node.id,
		scope: node.scope,
		halfNodes: [node],
		fullNode: node,
		outputs: readOutside([node])
	};
}

// src/onnx/switchable-tree.ts
/**
* Decides unit by unit: one in half precision parts the group, since its rounding keeps ONNX Runtime from fusing across
* it; units that stay joined and are all in FP32 lie in one graph, where they are fused as they are in any other model.
*/
function writeGroup(group, context, conditionOf, options) {
	return writeTree({
		full: [],
		open: group.units
	}, {
		group,
		context,
		conditionOf
	}, options);
}
function writeTree(decided, tree, options) {
	const { full, open } = decided;
	const [unit, ...rest] = open;
	if (unit === void 0) return fullLeaf(full, tree.context, options);
	if (full.length + rest.length === 0) return writeAlone(unit, tree, options);
	const half = branch(tree.context, "half", (nameOf) => writeParted(decided, unit, tree, {
		...options,
		nameOf
	}));
	const other = branch(tree.context, "full", (nameOf) => writeTree({
		full: inOrder(tree, [...full, unit]),
		open: rest
	}, tree, {
		...options,
		nameOf
	}));
	return [ifNode(tree.conditionOf(unit), half, other, tree.context, options)];
}
/** `unit` is in half precision: it and what remains joined on either side, each by itself. */
function writeParted(decided, unit, tree, options) {
	const others = inOrder(tree, [...decided.full, ...decided.open].filter((each) => each !== unit));
	const parts = [[unit], ...joined(others, tree.group)].toSorted((one, other) => position(tree, one.at(-1)) - position(tree, other.at(-1)));
	const nodes = [];
	const values = new Map(options.around.values);
	const { unrounded } = options.around;
	for (const part of parts) {
		const isLast = part === parts.at(-1);
		const targets = isLast ? options.targets : outputsOf$1(part);
		const nameOf = isLast ? options.nameOf : freshNames(tree.context, "part");
		const inner = {
			around: {
				values: new Map(values),
				unrounded
			},
			targets,
			nameOf
		};
		nodes.push(...part[0] === unit ? halfLeaf(unit.halfNodes, tree.context, inner) : writeTree({
			full: part.filter((each) => decided.full.includes(each)),
			open: part.filter((each) => decided.open.includes(each))
		}, tree, inner));
		for (const target of isLast ? [] : targets) values.set(target.value, nameOf(target));
	}
	return nodes;
}
function outputsOf$1(part) {
	return (part.at(-1)?.outputs ?? []).map((value) => ({
		value,
		unrounded: false
	}));
}
/** Units that are still connected by what may be fused, in order. */
function joined(units, group) {
	const parts = [];
	for (const unit of units.toReversed()) {
		const next = group.successors.get(unit);
		const part = parts.find((each) => next !== void 0 && each.includes(next));
		if (part === void 0) parts.push([unit]);
		else part.unshift(unit);
	}
	return parts;
}
/** A unit of which nothing is known yet. */
function writeAlone(unit, { context, conditionOf }, options) {
	const half = branch(context, "half", (nameOf) => halfLeaf(unit.halfNodes, context, {
		...options,
		nameOf
	}));
	const full = branch(context, "full", (nameOf) => fullLeaf([unit], context, {
		...options,
		nameOf
	}));
	return [ifNode(conditionOf(unit), half, full, context, options)];
}
function position({ group }, unit) {
	return unit === void 0 ? -1 : group.units.indexOf(unit);
}
function inOrder(tree, units) {
	return units.toSorted((one, other) => position(tree, one) - position(tree, other));
}

// src/onnx/switchable-stretch-writer.ts
/** A stretch in half precision, in FP32, and unit by unit for what lies between unless its units are joined. */
function writeStretch(stretch, writing, options) {
	const { context } = writing;
	const { allHalf, allFull } = writing.ofStretch(stretch);
	const units = asUnits(stretch);
	const nodes = stretchNodes(stretch);
	const half = branch(context, "half", (nameOf) => halfLeaf(nodes, context, {
		...options,
		nameOf
	}));
	const full = branch(context, "full", (nameOf) => fullLeaf(units, context, {
		...options,
		nameOf
	}));
	if (stretch.isJoined) return [ifNode(allHalf, half, full, context, options)];
	const mixed = branch(context, "mixed", (nameOf) => writeSteps(stretch.steps, writing, {
		...options,
		nameOf
	}));
	const other = branch(context, "other", (nameOf) => [ifNode(allFull, full, mixed, context, {
		...options,
		nameOf
	})]);
	return [ifNode(allHalf, half, other, context, options)];
}
function writeSteps(steps, writing, { around, targets, nameOf }) {
	const { context } = writing;
	const nodes = [];
	const values = new Map(around.values);
	const unrounded = new Map(around.unrounded);
	const fresh = freshNames(context, "step");
	const name = (target) => {
		return targets.some((each) => each.value === target.value && each.unrounded === target.unrounded) ? nameOf(target) : fresh(target);
	};
	for (const step of steps) {
		const made = stepTargets(step, context);
		const inner = {
			around: {
				values: new Map(values),
				unrounded: new Map(unrounded)
			},
			targets: made,
			nameOf: name
		};
		if (made.length > 0) nodes.push(...writeStep(step, writing, inner));
		for (const target of made) (target.unrounded ? unrounded : values).set(target.value, name(target));
	}
	return nodes;
}
/** One step where it stands, with its results under the names that `options` say. */
function writeStep(step, writing, options) {
	if ("plain" in step) return fullLeaf([asUnit(step.plain)], writing.context, options);
	return "group" in step ? writeGroup(step.group, writing.context, writing.ofUnit, options) : writeStretch(step, writing, options);
}
/** What a step has to give. */
function stepTargets(step, { prepared }) {
	if ("plain" in step) return targetsOf(asUnit(step.plain).outputs, [step.plain], prepared);
	if ("steps" in step) return targetsOf(step.outputs, stretchNodes(step), prepared);
	const last = step.group.units.at(-1);
	return last === void 0 ? [] : targetsOf(last.outputs, last.halfNodes, prepared);
}

// src/onnx/switchable-switches.ts
/** One element for each unit (it runs in half precision), then two for each stretch, as in `StretchConditions`. */
function createSwitches(prepared, units, stretches, names) {
	const input = names.take("fp16_switches");
	const take = (suffix) => names.take(`${input}_${suffix}`);
	const ofUnit = new Map(units.map((unit) => [unit, take("half")]));
	const ofStretch = new Map(stretches.map((stretch) => [stretch, {
		allHalf: take("all_half"),
		allFull: take("all_full")
	}]));
	const joined = stretches.filter((stretch) => stretch.isJoined);
	return {
		switches: {
			input,
			nodeIds: units.map((unit) => unit.id),
			count: units.length + 2 * stretches.length,
			elements(plan) {
				checkPlan(plan, prepared.original.graph);
				const isHalf = (unit) => !plan.fp32Nodes.has(unit.id);
				if (joined.some((each) => each.units.some(isHalf) && !each.units.every(isHalf))) return;
				return Uint8Array.from([...units.map(isHalf), ...stretches.flatMap((each) => [each.units.every(isHalf), !each.units.some(isHalf)])], Number);
			}
		},
		conditions: {
			names: [...ofUnit.values(), ...[...ofStretch.values()].flatMap(({ allHalf, allFull }) => [allHalf, allFull])],
			ofUnit: (unit) => ofUnit.get(unit),
			ofStretch: (stretch) => ofStretch.get(stretch)
		}
	};
}

// src/onnx/switchable-units.ts
/** A group of n units needs up to 2^n forms. The longest known chain is Conv, BatchNormalization, Mul, Add. */
const maxGroupSize = 4;
/** Every float node of the model as a unit, in graph order of what it is written out to. */
function switchUnits(prepared) {
	const { graph, decision, expanded, original } = prepared;
	const members = /* @__PURE__ */ new Map();
	for (const node of graph.nodes) {
		const id = expanded.owners.get(node.proto.name) ?? node.id;
		members.set(id, [...members.get(id) ?? [], node]);
	}
	const units = [];
	for (const [id, halfNodes] of members) {
		const fullNode = original.graph.nodeById.get(id);
		const [first] = halfNodes;
		if (fullNode !== void 0 && first !== void 0 && halfNodes.some((node) => decision.byNode.has(node))) units.push({
			id,
			scope: first.scope,
			halfNodes,
			fullNode,
			outputs: readOutside(halfNodes)
		});
	}
	return units;
}
/**
* Joins units that ONNX Runtime fuses at level basic when both compute in FP32: MatMul and Add become a Gemm,
* constants and BatchNormalization are folded into a convolution, Div and Mul become one Div. Fused or not, the last
* digits differ. The same holds for weights that are computed from constants and packed where they are read. Groups
* come in the order of their last nodes.
*/
function groupFusible(prepared, units) {
	const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.map((node) => [node, unit])));
	const constants = floatConstants(prepared);
	const groupOf = new Map(units.map((unit) => [unit, [unit]]));
	const successors = /* @__PURE__ */ new Map();
	const heads = /* @__PURE__ */ new Map();
	for (const unit of units) {
		const next = fusionPartner(unit, unitOf, heads, constants);
		const [mine, theirs] = [groupOf.get(unit) ?? [], next === void 0 ? [] : groupOf.get(next) ?? []];
		if (next === void 0 || mine.length + theirs.length > maxGroupSize) continue;
		successors.set(unit, next);
		const joined = [...mine, ...theirs];
		joined.forEach((member) => groupOf.set(member, joined));
	}
	const order = new Map(units.map((unit, index) => [unit, index]));
	const position = (unit) => (unit && order.get(unit)) ?? 0;
	return [...new Set(groupOf.values())].map((members) => members.toSorted((one, other) => position(one) - position(other))).toSorted((one, other) => position(one.at(-1)) - position(other.at(-1))).map((members) => ({
		units: members,
		successors
	}));
}
/** What a chain that begins with this operator may swallow. */
const swallowed = {
	Conv: [
		"BatchNormalization",
		"Mul",
		"Add"
	],
	Div: ["Mul"],
	Gemm: ["Sum"],
	MatMul: ["Add", "BatchNormalization"]
};
function fusionPartner(unit, unitOf, heads, constants) {
	const { proto, outputs, domain } = unit.fullNode;
	const head = heads.get(unit) ?? (domain === "" ? proto.opType : "");
	const [value, ...others] = unit.outputs;
	const use = value?.uses[0];
	const isSoleUse = others.length === 0 && value?.isReturned === false && value.uses.length === 1;
	const next = use === void 0 ? void 0 : unitOf.get(use.node);
	if (!isSoleUse || outputs.length !== 1 || next === void 0 || next === unit || next.scope !== unit.scope) return;
	if (constants.has(value) && isPackedBy(next, value)) return next;
	const { fullNode } = next;
	const fuses = fullNode.domain === "" && Object.hasOwn(swallowed, head) && swallowed[head]?.includes(fullNode.proto.opType) === true;
	const [numerator] = unit.fullNode.inputs;
	const isReciprocal = numerator !== void 0 && constants.has(numerator);
	if (!fuses || head === "Conv" && !isFoldable(next, value, constants) || head === "Div" && !isReciprocal) return;
	if (head === "Conv" && !heads.has(next)) heads.set(next, head);
	return next;
}
/** The weights of `next` are computed from constants: where they are made and where they are packed lie together. */
function isPackedBy(next, value) {
	return next.halfNodes.some((node) => node.inputs.some((input, index) => input === value && isPackedInput(node, index)));
}
/** Only constants can be folded into the weights of a convolution. */
function isFoldable(next, value, constants) {
	return next.halfNodes.every((node) => node.inputs.every((input) => input === void 0 || input === value || constants.has(input)));
}
/**
* Ids of nodes whose weights are computed from constants by float nodes with which they could not be grouped (several
* read them, or something moves them in between). They are constant in the model of one plan, not in a switchable one,
* so that sums may be added in another order.
*/
function inexactNodes(prepared, units, groups, fixed) {
	const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.map((node) => [node, unit])));
	const all = floatConstants(prepared);
	const isGrouped = (value, reader) => {
		const maker = value.producer && unitOf.get(value.producer.node);
		return maker !== void 0 && groups.some((group) => group.successors.get(maker) === reader);
	};
	return prepared.graph.nodes.filter((node) => node.inputs.some((value, index) => value !== void 0 && isPackedInput(node, index) && all.has(value) && !fixed.has(value) && !isGrouped(value, unitOf.get(node)))).map((node) => node.id);
}

// src/onnx/switchable.ts
/** Twice as many save a tenth of a run more where nothing in them differs, and cost that where something does. */
const defaultStretchLength = 12;
/**
* One model for every plan: an input of booleans decides, run by run, which nodes round. Its outputs are those of
* `emulate(model, plan)`, to the bit but for `inexact`, when both run at level basic on the same number of threads.
*
* Each float node becomes an If with a branch in half precision and one in FP32; nodes that ONNX Runtime would fuse in
* FP32 share one. Weights are rounded beside the original ones, outside the branches, so that they are constants in
* both. Throws like `emulate`.
*/
function switchable(model, options = {}) {
	const prepared = prepareEmulation(model, everythingFp16, options);
	const units = switchUnits(prepared);
	const names = modelNameScope(prepared.graph.model);
	const constants = fixedConstants(prepared);
	const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.map((node) => [node, unit])));
	const groups = groupFusible(prepared, units);
	const plan = {
		unitOf,
		groups,
		patterns: fusedPatterns(units)
	};
	const { stretchLength: length = defaultStretchLength } = options;
	const candidates = options.candidates === void 0 ? void 0 : new Set(options.candidates);
	const parts = new Map(scopesOf(prepared.graph).map((scope) => [scope, stretchesOf(scopeSteps(scope, plan), {
		length,
		candidates,
		constants
	})]));
	const stretches = allStretches([...parts.values()].flat());
	const { switches, conditions } = createSwitches(prepared, units, stretches, names);
	const writing = startWriting({
		prepared,
		units,
		names,
		constants,
		conditions,
		parts
	});
	const graph = writeScope(prepared.graph.main, writing);
	return {
		model: copyMessage(prepared.graph.model, { graph: withSwitches(graph, switches, conditions, prepared, names) }),
		switches,
		inexact: inexactNodes(prepared, units, groups, constants)
	};
}
function scopesOf(graph) {
	return [graph.main, ...graph.nodes.flatMap((node) => node.bodies.map((body) => body.scope))];
}
function startWriting(started) {
	const { prepared, units, names, constants } = started;
	const copies = roundedConstants(prepared, constants, names);
	const sources = /* @__PURE__ */ new Map();
	return {
		...started,
		copies,
		floatConstants: floatConstants(prepared),
		unroundedNames: namesBeforeRounding(prepared, units, names),
		constantCopy: (value, format) => copies.get(value)?.get(format) ?? value.name,
		sourceName(value) {
			const name = sources.get(value) ?? names.take(`${value.name}__stored`);
			sources.set(value, name);
			return name;
		}
	};
}
/** A copy for every constant that a float node reads in half precision, unless it is stored so. */
function roundedConstants({ graph, decision, stored }, constants, names) {
	const copies = /* @__PURE__ */ new Map();
	for (const node of graph.nodes) for (const [index, value] of node.inputs.entries()) {
		const format = decision.byNode.get(node)?.inputs[index];
		if (!(value !== void 0 && constants.has(value) && stored?.get(value) !== format && !isPacked(node, index, constants)) || format === void 0 || copies.get(value)?.has(format) === true) continue;
		const known = copies.get(value) ?? /* @__PURE__ */ new Map();
		copies.set(value, known.set(format, names.take(`${value.name}__rounded`)));
	}
	return copies;
}
/** Values that shape arithmetic reads, and so reads as computed, beside their rounded selves. */
function namesBeforeRounding(prepared, units, names) {
	const targets = units.flatMap(({ outputs, halfNodes }) => targetsOf(outputs, halfNodes, prepared));
	return new Map(targets.filter((target) => target.unrounded).map(({ value }) => [value, names.take(`${value.name}__unrounded`)]));
}
function writeScope(scope, writing) {
	const nodes = [];
	for (const value of scope.values.values()) if (value.producer === void 0) writeConstant(value, writing, nodes);
	for (const part of writing.parts.get(scope) ?? []) {
		nodes.push(...writePart(part, writing));
		for (const value of "plain" in part ? part.plain.outputs : []) if (value !== void 0) writeConstant(value, writing, nodes);
	}
	const proto = copyMessage(scope.proto, { node: nodes });
	return writing.prepared.stored === void 0 ? proto : liftStored(scope, liftGraph(proto), writing);
}
/** Results go by the names that they have in the model. What nobody reads is left out: an If has to give something. */
function writePart(part, writing) {
	if ("plain" in part) return [rewriteNode(part.plain, writing)];
	const { conditions, unroundedNames } = writing;
	const targets = stepTargets(part, writing);
	const nameOf = ({ value, unrounded }) => (unrounded ? unroundedNames.get(value) : void 0) ?? value.name;
	const { ofUnit, ofStretch } = conditions;
	return targets.length === 0 ? [] : writeStep(part, {
		context: writing,
		ofUnit,
		ofStretch
	}, {
		targets,
		nameOf,
		around: noEnvironment
	});
}
/** A constant in half precision is cast to FP32 under its own name; a constant that is read rounded gets its copy. */
function writeConstant(value, writing, nodes) {
	const { names, prepared, copies } = writing;
	if (prepared.stored?.has(value) === true) nodes.push(newCast(writing.sourceName(value), value.name, elementType.float));
	for (const [format, name] of copies.get(value) ?? []) {
		const half = names.take(`${name}__${format}`);
		nodes.push(newCast(value.name, half, elementType[format]), newCast(half, name, elementType.float));
	}
}
/** A node that rounds nothing: only its bodies change, and what it reads before rounding. */
function rewriteNode(node, writing) {
	const { prepared, unroundedNames } = writing;
	const inner = withBodies(node, (body) => writeScope(body, writing));
	const proto = prepared.stored === void 0 ? inner : liftNode(inner);
	const nameRead = (index, name) => {
		const value = node.inputs[index];
		const exact = value === void 0 ? void 0 : unroundedNames.get(value);
		return exact !== void 0 && readsUnrounded(prepared, node, index) ? exact : name;
	};
	const nameMade = (index, name) => {
		const value = node.outputs[index];
		return value !== void 0 && prepared.stored?.has(value) === true ? writing.sourceName(value) : name;
	};
	return copyMessage(proto, {
		input: proto.input.map((name, index) => nameRead(index, name)),
		output: proto.output.map((name, index) => nameMade(index, name))
	});
}
function liftStored(scope, proto, writing) {
	return copyMessage(proto, { initializer: proto.initializer.map((tensor) => {
		const value = scope.values.get(tensor.name);
		return value !== void 0 && writing.prepared.stored?.has(value) === true ? copyMessage(tensor, { name: writing.sourceName(value) }) : tensor;
	}) });
}
/** The input, and the node that takes it apart into one boolean for each condition. */
function withSwitches(graph, { input, count }, conditions, { graph: { opsets } }, names) {
	if (count === 0) return graph;
	const sizes = {
		name: names.take(`${input}_sizes`),
		values: new BigInt64Array(count).fill(1n)
	};
	const takesInput = (opsets.get("") ?? 0) >= 13;
	const attributes = takesInput ? [] : [onesAttribute(count)];
	const inputs = takesInput ? [input, sizes.name] : [input];
	const split = newNode(names.take("Switches"), "Split", inputs, "", [newIntAttribute("axis", 0), ...attributes]);
	split.output = [...conditions.names];
	const tensors = takesInput ? [tensorProto(sizes.name, "int64", [count], sizes.values)] : [];
	return copyMessage(graph, {
		input: [...graph.input, switchInput(input, count)],
		initializer: [...graph.initializer, ...tensors],
		node: [split, ...graph.node]
	});
}
function onesAttribute(count) {
	return create(AttributeProtoSchema, {
		name: "split",
		type: AttributeProto_AttributeType.INTS,
		ints: Array.from({ length: count }, () => 1n)
	});
}
function switchInput(name, count) {
	const dim = [{ value: {
		case: "dimValue",
		value: BigInt(count)
	} }];
	return create(ValueInfoProtoSchema, {
		name,
		type: { value: {
			case: "tensorType",
			value: {
				elemType: elementType.bool,
				shape: { dim }
			}
		} }
	});
}

// src/runs/trials-forms.ts
const switchedName = "switched.onnx";
/** One model for all plans, which stays loaded: a plan costs one run and no load. */
function switchedForm(built, setting) {
	const { original, workFolder, samples } = setting;
	const path = writeModel(built.model, workFolder, switchedName, { original });
	const { switches } = built;
	return {
		kind: "switched",
		takes: (plan) => switches.elements(plan) !== void 0,
		run: async (session, plans) => {
			const runs = plans.flatMap((plan) => {
				const switchTensor = booleans(switches.elements(plan) ?? /* @__PURE__ */ new Uint8Array(0));
				return samples.map(({ id, inputs }) => ({
					id,
					inputs: switches.count === 0 ? inputs : new Map([...inputs, [switches.input, switchTensor]])
				}));
			});
			const { outputs } = await runOne(session, {
				key: "trial",
				path,
				keep: true
			}, runs, setting);
			return plans.map((_, at) => outputs.slice(at * samples.length, (at + 1) * samples.length));
		}
	};
}
/** One emulated model for each plan: written, loaded, run and removed. */
function fixedForm(setting) {
	const { model, original, workFolder, samples, knownTypes } = setting;
	let count = 0;
	const runPlan = async (session, plan) => {
		count += 1;
		const emulation = emulate(model, plan, knownTypes === void 0 ? {} : { knownTypes });
		const path = writeModel(emulation.model, workFolder, `trial-${count}.onnx`, { original });
		try {
			return (await runOne(session, {
				key: "trial",
				path
			}, samples, setting)).outputs;
		} finally {
			rmSync(path, { force: true });
		}
	};
	return {
		kind: "fixed",
		takes: () => true,
		run: async (session, plans) => {
			const all = [];
			for (const plan of plans) all.push(await runPlan(session, plan));
			return all;
		}
	};
}
async function runOne(session, model, samples, { timeoutMs }) {
	const { perModel } = await session.run({
		models: [model],
		samples,
		timeoutMs
	});
	const run = perModel.get(model.key);
	if (run?.outputs.length !== samples.length) throw new UnjudgedError(`A trial gave outputs for ${run?.outputs.length ?? 0} of ${samples.length} samples.`);
	return run;
}
function booleans(elements) {
	return {
		dtype: "bool",
		shape: [elements.length],
		read: (start, into) => into.set(elements.subarray(start, start + into.length))
	};
}
const windowBytes$2 = 1 << 20;
/** Name of the first output that differs in any bit, and its sample's position; undefined when none does. */
function firstDifference(one, other) {
	for (const [at, outputs] of one.entries()) for (const [name, tensor] of outputs) {
		const twin = other[at]?.get(name);
		if (twin === void 0 || !sameBytes(tensor, twin)) return name;
	}
}
function sameBytes(one, other) {
	if (one.dtype !== other.dtype || one.shape.join() !== other.shape.join()) return false;
	const elementBytes = elementSizeBytes[one.dtype];
	const sizeBytes = elementCount(one.shape) * elementBytes;
	for (let offset = 0; offset < sizeBytes; offset += windowBytes$2) {
		const length = Math.min(windowBytes$2, sizeBytes - offset);
		const [left, right] = [new Uint8Array(length), new Uint8Array(length)];
		one.read(offset / elementBytes, left);
		other.read(offset / elementBytes, right);
		if (Buffer.compare(left, right) !== 0) return false;
	}
	return true;
}

// src/runs/trials.ts
/** The most plans in one job: between jobs time and signal are looked at. */
const plansPerJob = 8;
/**
* Makes a model ready to be run under many plans. When the switched model can't be written, loaded or run, or does not
* give the bits that are known, a note says so and every plan gets a model of its own.
* @throws EngineError when the model can't be emulated at all, or the engine can't be started.
*/
async function openTrials(options) {
	const startMs = performance.now();
	const { model, knownTypes } = options;
	const emulation = knownTypes === void 0 ? {} : { knownTypes };
	const graph = indexGraph(model);
	const nodeIds = switchUnits(prepareEmulation(model, everythingFp16, emulation)).map(({ id }) => id);
	const keyOf = (plan) => nodeIds.map((id) => Number(plan.fp32Nodes.has(id))).join("");
	const fixed = fixedForm(options);
	const trials = {
		options,
		deadlineMs: startMs + options.budget.wallMs,
		memory: /* @__PURE__ */ new Map(),
		history: [],
		notes: [],
		fixed,
		session: await options.openSession(),
		form: fixed,
		count: 0,
		tryMs: 0,
		end: void 0
	};
	try {
		for (const { plan, outputs } of options.known ?? []) remember(trials, keyOf(plan), plan, options.judge(outputs));
		if (options.form !== "fixed") await useSwitched(trials);
	} catch (error) {
		await trials.session.close().catch(() => void 0);
		throw error;
	}
	return {
		nodeIds,
		form: () => trials.form.kind,
		notes: () => [...trials.notes],
		count: () => trials.count,
		tried: () => [...trials.history],
		try: async (plans) => {
			plans.forEach((plan) => checkPlan(plan, graph));
			return await tryPlans(trials, plans, keyOf);
		},
		ended: () => trials.end,
		close: async () => await trials.session.close()
	};
}
/** Runs a strategy to its end, or to the end of the budget. */
async function drive(strategy, runner) {
	let step = strategy.next();
	while (step.done !== true) {
		const outcomes = await runner.try(step.value);
		const by = runner.ended();
		if (outcomes.length < step.value.length && by !== void 0) {
			strategy.return(void 0);
			return {
				kind: "stopped",
				by
			};
		}
		step = strategy.next(outcomes);
	}
	return {
		kind: "finished",
		result: step.value
	};
}
/** Loads the switched model and holds it against what is known; without anything known, one plan shows that it runs. */
async function useSwitched(trials) {
	const { options } = trials;
	const known = options.known ?? [];
	const { candidates, knownTypes } = options;
	try {
		const built = switchable(options.model, {
			...knownTypes === void 0 ? {} : { knownTypes },
			...candidates === void 0 ? {} : { candidates }
		});
		const form = switchedForm(built, options);
		const usable = known.filter(({ plan }) => form.takes(plan));
		const plans = usable.length === 0 ? [everythingFp16] : usable.map(({ plan }) => plan);
		const outputs = await form.run(trials.session, plans);
		const differing = usable.map((each, at) => firstDifference(each.outputs, outputs[at] ?? [])).find((name) => name !== void 0);
		if (differing === void 0) trials.form = form;
		else trials.notes.push(`${fallbackText} it gives other bits for output ${JSON.stringify(differing)}.`);
	} catch (error) {
		if (!(error instanceof EngineError) || !canGoOn(error)) throw error;
		trials.notes.push(`${fallbackText} ${error.message}`);
		await trials.session.close().catch(() => void 0);
		trials.session = await options.openSession();
	}
}
const fallbackText = "Plans were tried with a model each, because the model with switches can't be used:";
/** Errors that are the switched model's own: without a disk or a library there would be no other trial either. */
function canGoOn({ category }) {
	return category === "unsupported" || category === "crashed" || category === "timeout";
}
async function tryPlans(trials, plans, keyOf) {
	const due = /* @__PURE__ */ new Map();
	for (const plan of plans) {
		const key = keyOf(plan);
		if (!trials.memory.has(key) && !due.has(key)) due.set(key, plan);
	}
	const queue = [...due];
	while (queue.length > 0) {
		const room = jobSize(trials);
		if (room === 0) break;
		const [first] = queue;
		const form = formFor(trials, first?.[1]);
		const part = queue.slice(0, room).filter(([, plan]) => formFor(trials, plan) === form);
		for (const [key] of part) queue.splice(queue.findIndex(([each]) => each === key), 1);
		await runPart$1(trials, form, part);
	}
	const outcomes = [];
	for (const plan of plans) {
		const key = keyOf(plan);
		if (!trials.memory.has(key)) break;
		outcomes.push(trials.memory.get(key));
	}
	return outcomes;
}
function formFor(trials, plan) {
	return plan === void 0 || trials.form.takes(plan) ? trials.form : trials.fixed;
}
/** How many plans the next job may have; 0 when the budget is spent, and then `end` says which. */
function jobSize(trials) {
	const { options, deadlineMs, count, tryMs } = trials;
	options.signal?.throwIfAborted();
	const leftMs = deadlineMs - performance.now();
	const leftTries = options.budget.tries - count;
	if (leftTries <= 0 || leftMs <= 0) {
		trials.end ??= leftTries <= 0 ? "tries" : "time";
		return 0;
	}
	const fitting = tryMs === 0 ? 1 : Math.floor(leftMs / tryMs);
	return Math.max(1, Math.min(plansPerJob, leftTries, fitting));
}
async function runPart$1(trials, form, part) {
	const startMs = performance.now();
	const outputs = await form.run(trials.session, part.map(([, plan]) => plan));
	for (const [at, [key, plan]] of part.entries()) {
		trials.count += 1;
		remember(trials, key, plan, trials.options.judge(outputs[at] ?? []));
		trials.options.onTry?.({
			tries: trials.count,
			plan
		});
	}
	trials.tryMs = (performance.now() - startMs) / part.length;
}
function remember(trials, key, plan, outcome) {
	trials.memory.set(key, outcome);
	trials.history.push({
		plan,
		outcome
	});
}

// src/localise/twin-emitter.ts
function createEmitter(names) {
	const known = /* @__PURE__ */ new Map();
	const before = (value) => {
		const name = known.get(value) ?? names.take(`${value.name}__unrounded`);
		known.set(value, name);
		return name;
	};
	return emitterOver(names, createConstants(names), before);
}
function emitterOver(names, constants, before) {
	const nodes = [];
	return {
		names,
		nodes,
		constants,
		add(opType, inputs, attributes = []) {
			const output = names.take("twin");
			nodes.push(newNode("", opType, inputs, output, attributes));
			return output;
		},
		addWith(opType, inputs, outputs, attributes) {
			nodes.push(create(NodeProtoSchema, {
				opType,
				input: [...inputs],
				output: [...outputs],
				attribute: [...attributes]
			}));
		},
		round(input, format, output) {
			const half = names.take("twin");
			nodes.push(newCast(input, half, elementType[format]), newCast(half, output, elementType.float));
			return output;
		},
		before,
		nested: () => emitterOver(names, constants, before)
	};
}
function createConstants(names) {
	const tensors = /* @__PURE__ */ new Map();
	const known = /* @__PURE__ */ new Map();
	const constant = (key, make) => {
		let name = known.get(key);
		if (name === void 0) {
			name = names.take("twin_constant");
			known.set(key, name);
			tensors.set(name, make(name));
		}
		return name;
	};
	return {
		tensors,
		floats: (values, shape = [values.length]) => constant(`float ${shape.join()}: ${values.join()}`, (name) => tensorProto(name, "float32", shape, Float32Array.from(values))),
		ints: (values) => constant(`int ${values.join()}`, (name) => tensorProto(name, "int64", [values.length], BigInt64Array.from(values, BigInt)))
	};
}
/** The attribute of a Cast. */
function castTo(element) {
	return newIntAttribute("to", element);
}
/** A declaration without a shape. */
function untilShaped(name, element) {
	return create(ValueInfoProtoSchema, {
		name,
		type: { value: {
			case: "tensorType",
			value: { elemType: element }
		} }
	});
}
/** An attribute that holds a graph which takes nothing and returns `outputs`. */
function bodyAttribute(name, nodes, outputs) {
	const g = create(GraphProtoSchema, {
		name,
		node: [...nodes],
		output: [...outputs]
	});
	return create(AttributeProtoSchema, {
		name,
		type: AttributeProto_AttributeType.GRAPH,
		g
	});
}

// src/localise/twin-facts.ts
/** Finds out what both chains share, what they do not, and which nodes are measured. */
function findTwinFacts(prepared) {
	const { graph, decision, stored } = prepared;
	const placement = placeRounding(graph, decision, everythingFp16, stored);
	const captured = /* @__PURE__ */ new Map();
	const constants = /* @__PURE__ */ new Set();
	const diverged = /* @__PURE__ */ new Set();
	const unsteady = /* @__PURE__ */ new Set();
	const fromInputs = new Set(graph.main.inputs.filter((value) => value.initializer === void 0));
	const unsized = /* @__PURE__ */ new Set();
	const subjects = [];
	for (const value of graph.main.values.values()) if (value.initializer !== void 0) constants.add(value);
	for (const node of graph.main.nodes) {
		const outer = node.bodies.length === 0 ? [] : capturedValues(node);
		if (outer.length > 0) captured.set(node, outer);
		const read = [...node.inputs, ...outer].filter((value) => value !== void 0);
		const made = node.outputs.filter((value) => value !== void 0);
		const isFirst = !readsAny(node, outer, diverged, unsteady);
		const rounds = decision.byNode.has(node) || bodiesRound(node, prepared);
		if (read.every((value) => constants.has(value))) made.forEach((value) => constants.add(value));
		if (rounds || !isFirst) made.forEach((value) => diverged.add(value));
		if (changesShape(node, read, diverged, unsteady)) made.forEach((value) => unsteady.add(value));
		if (readsAny(node, outer, fromInputs, unsized)) made.forEach((value) => fromInputs.add(value));
		if (changesShape(node, read, fromInputs, unsized)) made.forEach((value) => unsized.add(value));
		const outputs = floatOutputs(made, prepared);
		if (rounds && outputs.length > 0) subjects.push({
			node,
			outputs,
			isFirst
		});
	}
	return {
		prepared,
		placement,
		diverged,
		constants,
		unsteady,
		unsized,
		captured,
		subjects
	};
}
/** A dense tensor whose elements are float32 here: FP32, or FP16 and BF16 lifted. */
function isFloatTensor(type) {
	return type?.kind === "tensor" && floatElements.has(type.element);
}
const floatElements = /* @__PURE__ */ new Set([
	elementType.float,
	elementType.float16,
	elementType.bfloat16
]);
/**
* The value that holds the same elements, perhaps in another order: what is measured there holds here. Reshape,
* Transpose and their like neither add nor drop any.
*/
function rootOf(value) {
	let root = value;
	for (;;) {
		const { producer } = root;
		const source = producer !== void 0 && producer.output === 0 && producer.node.domain === "" && rearranging.has(producer.node.proto.opType) ? producer.node.inputs[0] : void 0;
		if (source === void 0 || source.scope !== value.scope) return root;
		root = source;
	}
}
const rearranging = /* @__PURE__ */ new Set([
	"DepthToSpace",
	"Flatten",
	"Identity",
	"Reshape",
	"SpaceToDepth",
	"Squeeze",
	"Transpose",
	"Unsqueeze"
]);
function floatOutputs(made, prepared) {
	const floats = made.filter((value) => isFloatTensor(prepared.types.get(value)));
	const read = floats.filter((value) => value.uses.length > 0 || value.isReturned);
	return read.length > 0 ? read : floats;
}
/** True when the node reads a value of `marked`; Shape and Size only look at shapes, which `shaped` has changed ones of. */
function readsAny(node, outer, marked, shaped) {
	const seen = readsOnlySizes(node) ? shaped : marked;
	return node.inputs.some((value) => value !== void 0 && seen.has(value)) || outer.some((value) => marked.has(value));
}
/** Operators that decide by their input's numbers how much they return, whatever their domain. */
const selecting = /* @__PURE__ */ new Set([
	"BeamSearch",
	"Compress",
	"GreedySearch",
	"NonMaxSuppression",
	"NonZero",
	"StringSplit",
	"Unique",
	"WhisperBeamSearch"
]);
/** True when the shape of what the node makes depends on values of `marked`, or on other shapes that do. */
function changesShape(node, read, marked, shaped) {
	if (readsOnlySizes(node)) return false;
	if (read.some((value) => shaped.has(value))) return true;
	if (node.inputs.some((value, index) => value !== void 0 && marked.has(value) && isShapeInput(node, index))) return true;
	return (isControlFlow(node) || selecting.has(node.proto.opType)) && read.some((value) => marked.has(value));
}
function bodiesRound(node, prepared) {
	return node.bodies.some(({ scope }) => scope.nodes.some((inner) => prepared.decision.byNode.has(inner) || bodiesRound(inner, prepared)));
}
function capturedValues(node) {
	const found = /* @__PURE__ */ new Set();
	const visit = (scope) => {
		const note = (value) => {
			if (value !== void 0 && value.scope.parent === void 0) found.add(value);
		};
		for (const inner of scope.nodes) {
			inner.inputs.forEach(note);
			inner.bodies.forEach((body) => visit(body.scope));
		}
		scope.outputs.forEach(note);
	};
	node.bodies.forEach((body) => visit(body.scope));
	return [...found];
}

// src/localise/twin-model.ts
/** Makes a model of a draft: what nobody needs is left out, statistics become two vectors. */
function assemblePart(draft, exports, facts, constants, names, statistics) {
	const { graph } = facts.prepared;
	const vector = collectNumbers(draft, statistics, names);
	const wanted = [...vector.flatMap((node) => node.output), ...exports.map(({ name }) => name)];
	const { nodes, read } = withoutUnread([...draft.nodes, ...vector], wanted);
	const outputs = [...vector.length === 0 ? [] : [untilShaped(statistics, elementType.float)], ...exports.map((crossing) => declareCrossing(crossing, facts))];
	const imports = draft.imports.filter(({ name }) => read.has(name));
	const proto = graph.main.proto;
	return {
		model: copyMessage(graph.model, { graph: copyMessage(proto, {
			node: nodes,
			input: [...proto.input.filter((info) => read.has(info.name)).map((info) => facts.prepared.stored === void 0 ? info : liftInput(info, facts)), ...imports.map((crossing) => declareCrossing(crossing, facts))].filter((info) => info !== void 0),
			output: outputs,
			initializer: [
				...proto.initializer.filter((tensor) => read.has(tensor.name)),
				...draft.rounded.filter((tensor) => read.has(tensor.name)),
				...[...constants.tensors.values()].filter((tensor) => read.has(tensor.name))
			],
			valueInfo: foreignDeclarations(nodes, facts, names)
		}) }),
		slots: draft.slots,
		statistics: vector.length === 0 ? void 0 : statistics,
		imports,
		exports,
		nodeCount: nodes.length
	};
}
/**
* Joins all numbers to one vector, the numbers of some nodes to those of the nodes before them. ONNX Runtime runs a
* graph depth first from its end, of a node's inputs the one that stands last in the file first: with the joints at the
* end of the file everything is measured soon after it is made. One single joint would first make all tensors of both
* chains, and hold them.
*/
function collectNumbers(draft, statistics, names) {
	const stacks = [];
	const stacked = [];
	let start = 0;
	for (const end of draft.ends) {
		const isLast = end === draft.numbers.length;
		if (end === start || end - start < numbersPerJoint && !isLast) continue;
		const sequence = names.fresh("twin_numbers");
		const vector = isLast && start === 0 ? statistics : names.fresh("twin_numbers");
		stacks.push(newNode("", "SequenceConstruct", draft.numbers.slice(start, end), sequence), newNode("", "ConcatFromSequence", [sequence], vector, [alongFirst, stacking]));
		stacked.push(vector);
		start = end;
	}
	const joints = [];
	let joined = stacked[0] ?? "";
	for (const [index, vector] of stacked.entries()) {
		if (index === 0) continue;
		const output = index === stacked.length - 1 ? statistics : names.fresh("twin_numbers");
		joints.push(newNode("", "Concat", [joined, vector], output, [alongFirst]));
		joined = output;
	}
	return [...stacks, ...joints];
}
/** Enough that joining costs little, few enough that tensors are not held for long. */
const numbersPerJoint = 40;
const stacking = newIntAttribute("new_axis", 1);
const alongFirst = newIntAttribute("axis", 0);
/** The nodes that `wanted` depends on, and every name that they read. */
function withoutUnread(nodes, wanted) {
	const read = new Set(wanted);
	const kept = [];
	for (const node of nodes.toReversed()) if (node.output.some((name) => read.has(name))) {
		kept.push(node);
		for (const name of namesRead(node)) read.add(name);
	}
	return {
		nodes: kept.reverse(),
		read
	};
}
/** Inputs that only give an initializer in half precision its type are no inputs any more. */
function liftInput(info, facts) {
	const value = facts.prepared.graph.main.values.get(info.name);
	return value !== void 0 && facts.prepared.stored?.has(value) === true ? void 0 : liftDeclaration(info);
}
function declareCrossing({ value, name }, facts) {
	const { types, stored } = facts.prepared;
	const element = types.get(value)?.element ?? elementType.float;
	const isHalf = element === elementType.float16 || element === elementType.bfloat16;
	return untilShaped(name, stored !== void 0 && isHalf ? elementType.float : element);
}
/** Types of what operators outside of ONNX make: the engine can't always infer them. */
function foreignDeclarations(nodes, facts, names) {
	const made = new Set(nodes.filter(({ domain }) => !isOnnx(domain)).flatMap(({ output }) => output));
	if (made.size === 0) return [];
	const found = [];
	for (const node of facts.prepared.graph.main.nodes) {
		if (isOnnx(node.domain)) continue;
		for (const value of node.outputs) {
			const declared = value?.declared;
			if (value === void 0 || declared === void 0) continue;
			for (const variant of [
				"reference",
				"chain",
				"unrounded",
				"local",
				"local-unrounded"
			]) {
				const name = names.of(value, variant);
				if (made.has(name)) found.push(copyMessage(liftDeclaration(declared), { name }));
			}
		}
	}
	return found;
}
function isOnnx(domain) {
	return domain === "" || domain === "ai.onnx";
}

// src/localise/twin-names.ts
function createTwinNames(names) {
	const known = /* @__PURE__ */ new Map();
	const copies = /* @__PURE__ */ new Map();
	return {
		of(value, variant) {
			if (variant === "reference") return value.name;
			let variants = known.get(value);
			if (variants === void 0) {
				variants = /* @__PURE__ */ new Map();
				known.set(value, variants);
			}
			let name = variants.get(variant);
			if (name === void 0) {
				name = names.take(`${value.name}__${variant}`);
				variants.set(variant, name);
			}
			return name;
		},
		rounded(name, format) {
			const key = `${format} ${name}`;
			let copy = copies.get(key);
			if (copy === void 0) {
				copy = names.take(`${name}__rounded`);
				copies.set(key, copy);
			}
			return copy;
		},
		fresh: (wanted) => names.take(wanted)
	};
}

// src/localise/statistics.ts
/** Largest magnitude that FP16 rounds to zero (ties go to even, which is zero here). */
const largestFlushed = 2 ** -25;
/** Smallest magnitude that FP16 rounds to a normal number: the tie below 2^-14 goes to even, which is 2^-14. */
const smallestNormal = 2 ** -14 - 2 ** -25;
/** Smallest magnitude that FP16 rounds to infinity: the tie above 65504 goes to even. */
const smallestOverflow = 65520;
const noElements = {
	elements: 0,
	absMax: 0,
	sumSquares: 0,
	nonZero: 0,
	flushed: 0,
	subnormal: 0,
	nonFinite: 0,
	overflows: 0
};
const noError = {
	max: 0,
	sumSquares: 0,
	nonFinite: 0
};
const windowElements = 65536;
/** Numbers of a tensor of any dtype, read window by window, sums in float64. Throws what reading it throws. */
function measureTensorValues(tensor) {
	const elements = elementCount(tensor.shape);
	const window = new Float64Array(Math.min(elements, windowElements));
	let total = noElements;
	for (let start = 0; start < elements; start += window.length) {
		const part = window.subarray(0, Math.min(window.length, elements - start));
		readNumbers(tensor, start, part);
		total = addValues(total, measureNumbers(part));
	}
	return total;
}
/** Numbers of a list. */
function measureNumbers(values) {
	let absMax = 0;
	let sumSquares = 0;
	let nonZero = 0;
	let flushed = 0;
	let subnormal = 0;
	let nonFinite = 0;
	let overflows = 0;
	for (let index = 0; index < values.length; index += 1) {
		const size = Math.abs(values[index]);
		if (!(size < Number.POSITIVE_INFINITY)) {
			nonFinite += 1;
			continue;
		}
		if (size === 0) continue;
		nonZero += 1;
		if (size > absMax) absMax = size;
		sumSquares += size * size;
		if (size <= largestFlushed) flushed += 1;
		else if (size < smallestNormal) subnormal += 1;
		else if (size >= 65520) overflows += 1;
	}
	return {
		elements: values.length,
		absMax,
		sumSquares,
		nonZero,
		flushed,
		subnormal,
		nonFinite,
		overflows
	};
}
/** Numbers of two sets of elements together. */
function addValues(left, right) {
	return {
		elements: left.elements + right.elements,
		absMax: Math.max(left.absMax, right.absMax),
		sumSquares: left.sumSquares + right.sumSquares,
		nonZero: left.nonZero + right.nonZero,
		flushed: left.flushed + right.flushed,
		subnormal: left.subnormal + right.subnormal,
		nonFinite: left.nonFinite + right.nonFinite,
		overflows: left.overflows + right.overflows
	};
}
/** Numbers of two sets of differences together. */
function addErrors(left, right) {
	return {
		max: Math.max(left.max, right.max),
		sumSquares: left.sumSquares + right.sumSquares,
		nonFinite: left.nonFinite + right.nonFinite
	};
}
/** Root mean square over the finite elements; 0 when there are none. */
function rootMeanSquare(sumSquares, elements) {
	return elements > 0 ? Math.sqrt(sumSquares / elements) : sumSquares;
}

// src/localise/statistics-graph.ts
/**
* Statistics of tensors as nodes of a graph, each a float32 scalar, so that only numbers leave it.
*
* The plain form is cheap: no mask, and nothing is written that can only be read once. It is right as long as all is
* finite and no square overflows; otherwise its sum of squares is NaN or infinite, since neither vanishes from a sum.
* Only what shows so is measured again in the masked form, which keeps non-finite elements out and scales by the
* largest magnitude before it squares.
*/
/** Numbers of a value in the order of the vector: see `readValue`. */
const valueWidth = {
	light: 2,
	full: 5,
	masked: 7
};
/** Numbers of a difference: see `readError`. */
const errorWidth = {
	plain: 3,
	masked: 4
};
function measureTensor(emitter, name) {
	let mask;
	return {
		name,
		finite() {
			mask ??= emitter.add("Less", [emitter.add("Abs", [name]), scalar(emitter, Number.POSITIVE_INFINITY)]);
			return mask;
		}
	};
}
function scalar(emitter, value) {
	return emitter.constants.floats([value], []);
}
/** A reduction over all elements, to a scalar. */
function reduce(emitter, opType, name) {
	return emitter.add(opType, [name], [toScalar]);
}
/** Limits for "more than": the float32 below the first magnitude that counts. */
const subnormalLimit = smallestNormal - 2 ** -38;
const overflowLimit = smallestOverflow - 2 ** -8;
/** Number of elements. Exact up to 2^24, rounded to 24 bits beyond, like all counts here. */
function writeSize(emitter, tensor) {
	return emitter.add("Cast", [emitter.add("Size", [tensor.name])], [toFloat]);
}
/** Writes the numbers of a value without counts: largest magnitude and sum of squares. */
function writeLightValue(emitter, tensor) {
	const magnitudes = emitter.add("Abs", [tensor.name]);
	return [reduce(emitter, "ReduceMax", magnitudes), reduce(emitter, "ReduceSumSquare", magnitudes)];
}
/** Writes the plain numbers of a value. */
function writeValue(emitter, tensor) {
	const magnitudes = emitter.add("Abs", [tensor.name]);
	return [
		reduce(emitter, "ReduceMax", magnitudes),
		reduce(emitter, "ReduceSumSquare", magnitudes),
		...countsAbove(emitter, magnitudes, [
			0,
			largestFlushed,
			subnormalLimit
		])
	];
}
/** Writes the numbers of a value over its finite elements. */
function writeMaskedValue(emitter, tensor) {
	const zero = scalar(emitter, 0);
	const magnitudes = emitter.add("Abs", [emitter.add("Where", [
		tensor.finite(),
		tensor.name,
		zero
	])]);
	const [max, scaled] = scaledSquares(emitter, magnitudes);
	return [
		max,
		scaled,
		...countsAbove(emitter, magnitudes, [
			0,
			largestFlushed,
			subnormalLimit
		]),
		countOf(emitter, emitter.add("Not", [tensor.finite()])),
		...countsAbove(emitter, magnitudes, [overflowLimit])
	];
}
/** Writes the plain numbers of `left - right`. */
function writeError(emitter, left, right) {
	const difference = emitter.add("Sub", [left.name, right.name]);
	return [
		"ReduceMax",
		"ReduceMin",
		"ReduceSumSquare"
	].map((opType) => reduce(emitter, opType, difference));
}
/** Writes the numbers of `left - right` where both are finite, and how often just one is. */
function writeMaskedError(emitter, left, right) {
	const zero = scalar(emitter, 0);
	const both = emitter.add("And", [left.finite(), right.finite()]);
	const difference = emitter.add("Sub", [left.name, right.name]);
	const distances = emitter.add("Abs", [emitter.add("Where", [
		both,
		difference,
		zero
	])]);
	const one = emitter.add("Xor", [left.finite(), right.finite()]);
	const [max, scaled] = scaledSquares(emitter, distances);
	return [
		max,
		max,
		scaled,
		countOf(emitter, one)
	];
}
/** Writes a number that is finite exactly when all elements are (FP16 numbers: their sum can't overflow). */
function writeIsFinite(emitter, tensor) {
	return reduce(emitter, "ReduceSum", tensor.name);
}
/** Largest element, and the sum of squares of the elements divided by it. */
function scaledSquares(emitter, magnitudes) {
	const max = reduce(emitter, "ReduceMax", magnitudes);
	const divisor = emitter.add("Max", [max, scalar(emitter, 2 ** -126)]);
	return [max, reduce(emitter, "ReduceSumSquare", emitter.add("Div", [magnitudes, divisor]))];
}
function countOf(emitter, mask) {
	return reduce(emitter, "ReduceSum", emitter.add("Cast", [mask], [toFloat]));
}
/**
* How many magnitudes exceed each limit. HardSigmoid is max(0, min(1, alpha x + beta)): with a large power of two as
* alpha it is a step, exact because the product and the difference are, and cheaper than comparing and casting.
* Float32 subnormals (below 2^-126) may count as zero.
*/
function countsAbove(emitter, magnitudes, limits) {
	return limits.map((limit) => reduce(emitter, "ReduceSum", emitter.add("HardSigmoid", [magnitudes], stepAttributes(limit))));
}
function stepAttributes(limit) {
	let attributes = steps.get(limit);
	if (attributes === void 0) {
		const alpha = limit === 0 ? 2 ** 127 : 2 ** 100;
		attributes = [newFloatAttribute("alpha", alpha), newFloatAttribute("beta", -limit * alpha)];
		steps.set(limit, attributes);
	}
	return attributes;
}
const steps = /* @__PURE__ */ new Map();
const toScalar = newIntAttribute("keepdims", 0);
const toFloat = newIntAttribute("to", elementType.float);
/** Below this a plain sum of squares has lost digits to float32's own underflow. */
const smallestSumSquares = 2 ** -100;
/** The numbers of `writeLightValue`, `writeValue` or `writeMaskedValue`; counts that were not taken are NaN. */
function readValue(numbers, elements) {
	if (elements === 0) return noElements;
	const [absMax = NaN, squares = NaN] = numbers;
	const isMasked = numbers.length === valueWidth.masked;
	const [nonZero, kept, normal, nonFinite, overflows] = [...numbers.subarray(2)].map(Math.round);
	const isCounted = nonZero !== void 0 && kept !== void 0 && normal !== void 0;
	return {
		elements,
		absMax,
		sumSquares: isMasked ? squares * absMax ** 2 : plainSquares(squares, absMax, elements),
		nonZero: nonZero ?? NaN,
		flushed: isCounted ? nonZero - kept : NaN,
		subnormal: isCounted ? kept - normal : NaN,
		nonFinite: nonFinite ?? 0,
		overflows: overflows ?? 0
	};
}
/** The numbers of `writeError` or `writeMaskedError`. */
function readError(numbers, elements) {
	if (elements === 0) return noError;
	const [most = NaN, least = NaN, squares = NaN, nonFinite] = numbers;
	const max = Math.max(Math.abs(most), Math.abs(least));
	return nonFinite === void 0 ? {
		max,
		sumSquares: plainSquares(squares, max, elements),
		nonFinite: 0
	} : {
		max,
		sumSquares: squares * max ** 2,
		nonFinite
	};
}
/** Squares of magnitudes below 2^-63 get lost in float32: then the largest magnitude stands for all, a bound. */
function plainSquares(squares, max, elements) {
	return squares < smallestSumSquares ? max ** 2 * elements : squares;
}
/** True when the plain numbers of a value are not to be trusted, or its overflows have to be counted. */
function needsMaskedValue(numbers, elements) {
	const [absMax = NaN, squares = NaN] = numbers;
	return elements > 0 && !(Number.isFinite(squares) && absMax <= overflowLimit);
}
/** True when the plain numbers of a difference are not to be trusted. */
function needsMaskedError(numbers, elements) {
	return elements > 0 && !numbers.every(Number.isFinite);
}

// src/localise/twin-world.ts
/** Writes one node of the main graph in a world, its bodies included, and the rounding of its outputs. */
function writeInWorld(node, world, facts, emitter) {
	const proto = writeProto(node, world, facts, emitter);
	emitter.nodes.push(copyMessage(proto, { name: world.kind === "reference" ? proto.name : "" }));
	for (const value of node.outputs) {
		const format = value === void 0 ? void 0 : outputFormat(value, world, facts);
		if (value !== void 0 && format !== void 0) emitter.round(world.write(value, true), format, world.write(value, false));
		else if (value !== void 0 && isStored(value, facts)) emitter.nodes.push(newCast(world.write(value, true), world.write(value, false), elementType.float));
	}
}
function outputFormat(value, world, facts) {
	return world.kind === "reference" ? void 0 : facts.placement.outputs.get(value);
}
/** The node with its names of this world; what has to come before it goes to `emitter`. */
function writeProto(node, world, facts, emitter) {
	const withInner = withBodies(node, (body) => writeBody(body, world, facts, emitter.nested()));
	const proto = facts.prepared.stored === void 0 ? withInner : liftNode(withInner);
	return copyMessage(proto, {
		input: proto.input.map((name, index) => {
			const value = node.inputs[index];
			return value === void 0 ? name : inputName(node, index, value, world, facts, emitter);
		}),
		output: proto.output.map((name, index) => {
			const value = node.outputs[index];
			if (value === void 0) return name;
			const isRounded = outputFormat(value, world, facts) !== void 0 || isStored(value, facts);
			return isMain(value) ? world.write(value, isRounded) : isRounded ? emitter.before(value) : name;
		})
	});
}
function inputName(node, index, value, world, facts, emitter) {
	const how = readingOf(node, index, value, world, facts);
	if (isMain(value)) return world.read(value, how);
	if (how === "value") return value.name;
	return how === "unrounded" ? emitter.before(value) : emitter.round(value.name, how, emitter.names.take("twin"));
}
/**
* The FP16 chain reads as `emulate` placed it. On reference inputs nothing is representable yet, so that every input
* that the node would round is rounded; inside bodies this repeats some roundings, which changes nothing.
*/
function readingOf(node, index, value, world, facts) {
	const placed = facts.placement.readings.get(node)?.[index] ?? "value";
	switch (world.kind) {
		case "reference": return "value";
		case "chain": return placed === "copy" ? facts.placement.copies.get(value) ?? "value" : placed;
		case "local": {
			const format = facts.prepared.decision.byNode.get(node)?.inputs[index];
			const isExact = format !== void 0 && facts.prepared.stored?.get(value) === format;
			if (format !== void 0 && !isExact) return format;
			return placed === "unrounded" ? placed : "value";
		}
	}
}
function writeBody(scope, world, facts, emitter) {
	for (const value of scope.values.values()) if (value.producer === void 0 && isStored(value, facts)) emitter.nodes.push(newCast(emitter.before(value), value.name, elementType.float));
	for (const node of scope.nodes) {
		emitter.nodes.push(writeProto(node, world, facts, emitter));
		for (const value of node.outputs) {
			const format = value === void 0 ? void 0 : outputFormat(value, world, facts);
			if (value !== void 0 && format !== void 0) emitter.round(emitter.before(value), format, value.name);
			else if (value !== void 0 && isStored(value, facts)) emitter.nodes.push(newCast(emitter.before(value), value.name, elementType.float));
		}
	}
	const lifted = facts.prepared.stored === void 0 ? scope.proto : liftGraph(scope.proto);
	return copyMessage(lifted, {
		node: emitter.nodes,
		initializer: lifted.initializer.map((tensor) => {
			const value = scope.values.get(tensor.name);
			return value !== void 0 && isStored(value, facts) ? copyMessage(tensor, { name: emitter.before(value) }) : tensor;
		}),
		output: lifted.output.map((info, index) => {
			const value = scope.outputs[index];
			return value !== void 0 && isMain(value) ? copyMessage(info, { name: world.read(value, "value") }) : info;
		})
	});
}
function isStored(value, facts) {
	return facts.prepared.stored?.has(value) === true;
}
function isMain(value) {
	return value.scope.parent === void 0;
}

// src/localise/twin-part.ts
/**
* Writes a stretch of the main graph: for each node the node in the FP32 chain, in the FP16 chain where that differs,
* and in FP16 on reference inputs where that is to be compared, with the statistics right behind, so that no tensor
* lives longer than it must. `values` are measured at the beginning: graph inputs.
*/
function draftPart(nodes, subjects, values, facts, measures, names, emitter, roundConstant) {
	const drafting = {
		facts,
		measures,
		names,
		emitter,
		made: /* @__PURE__ */ new Set(),
		imports: /* @__PURE__ */ new Map(),
		rounded: [],
		roundConstant,
		measured: /* @__PURE__ */ new Map(),
		slots: [],
		numbers: [],
		ends: []
	};
	values.forEach((value) => measureValue(value, drafting));
	drafting.ends.push(drafting.numbers.length);
	for (const node of nodes) {
		draftNode(node, subjects.get(node), drafting);
		drafting.ends.push(drafting.numbers.length);
	}
	return {
		...drafting,
		nodes: emitter.nodes,
		imports: [...drafting.imports.values()]
	};
}
function draftNode(node, subject, drafting) {
	const { facts, emitter, measures } = drafting;
	writeInWorld(node, referenceWorld(drafting), facts, emitter);
	const outputs = node.outputs.filter((value) => value !== void 0);
	outputs.forEach((value) => note(value, "reference", drafting));
	if (outputs.some((value) => facts.diverged.has(value))) {
		writeInWorld(node, chainWorld(drafting), facts, emitter);
		for (const value of outputs) {
			note(value, "chain", drafting);
			if (facts.placement.outputs.has(value)) note(value, "unrounded", drafting);
		}
	}
	outputs.forEach((value) => measureValue(value, drafting));
	outputs.forEach((value) => measureFinite(value, drafting));
	if (subject === void 0) return;
	const kinds = [
		"introduced",
		"inherited",
		"total"
	].filter((kind) => subject.outputs.some((value) => measures.wantsError(subject, value, kind)));
	if (!subject.isFirst && kinds.some((kind) => kind !== "total")) writeInWorld(node, localWorld(drafting), facts, emitter);
	for (const value of subject.outputs) measureErrors(subject, value, drafting);
}
function note(value, variant, drafting) {
	drafting.made.add(drafting.names.of(value, variant));
}
/** The name of a tensor of either chain; from an earlier part when this one does not make it. */
function fetch(value, variant, drafting) {
	if (value.producer === void 0) return value.name;
	const name = drafting.names.of(value, variant);
	if (!drafting.made.has(name) && !drafting.imports.has(name)) drafting.imports.set(name, {
		value,
		variant,
		name
	});
	return name;
}
/** The name of a rounded copy of a tensor; each part writes those that it needs. */
function roundedCopy(value, variant, format, drafting) {
	const original = fetch(value, variant, drafting);
	const name = drafting.names.rounded(original, format);
	if (drafting.made.has(name)) return name;
	drafting.made.add(name);
	const constant = drafting.roundConstant(value, format, name);
	if (constant === void 0) drafting.emitter.round(original, format, name);
	else drafting.rounded.push(constant);
	return name;
}
function referenceWorld(drafting) {
	return {
		kind: "reference",
		read: (value) => liftedSource(value, drafting) ?? fetch(value, "reference", drafting),
		write: (value, isRounded) => drafting.names.of(value, isRounded ? "stored" : "reference")
	};
}
function chainWorld(drafting) {
	const { facts, names } = drafting;
	return {
		kind: "chain",
		read(value, how) {
			const variant = facts.diverged.has(value) ? "chain" : "reference";
			if (how === "unrounded") return fetch(value, variant === "chain" ? "unrounded" : variant, drafting);
			if (how !== "value") return roundedCopy(value, variant, how, drafting);
			return liftedSource(value, drafting) ?? fetch(value, variant, drafting);
		},
		write: (value, isRounded) => names.of(value, isRounded ? "unrounded" : "chain")
	};
}
function localWorld(drafting) {
	const { names } = drafting;
	return {
		kind: "local",
		read(value, how) {
			if (how !== "value" && how !== "unrounded") return roundedCopy(value, "reference", how, drafting);
			return liftedSource(value, drafting) ?? fetch(value, "reference", drafting);
		},
		write: (value, isRounded) => names.of(value, isRounded ? "local-unrounded" : "local")
	};
}
/** An initializer in half precision is lifted once in each part, by a Cast that the engine folds. */
function liftedSource(value, drafting) {
	if (!(value.producer === void 0 && drafting.facts.prepared.stored?.has(value) === true)) return void 0;
	const name = drafting.names.of(value, "lifted");
	if (!drafting.made.has(name)) {
		drafting.made.add(name);
		drafting.emitter.nodes.push(newCast(value.name, name, elementType.float));
	}
	return name;
}
function measured(name, drafting) {
	let tensor = drafting.measured.get(name);
	if (tensor === void 0) {
		tensor = measureTensor(drafting.emitter, name);
		drafting.measured.set(name, tensor);
	}
	return tensor;
}
function measureValue(value, drafting) {
	const { measures, emitter } = drafting;
	if (!measures.wantsValue(value)) return;
	const tensor = measured(fetch(value, "reference", drafting), drafting);
	const elements = measures.elementsOf(value);
	const numbers = [...elements === void 0 ? [writeSize(emitter, tensor)] : [], ...valueNumbers(tensor, drafting)];
	push({
		kind: "value",
		value,
		width: numbers.length,
		elements,
		isMasked: measures.form === "masked"
	}, numbers, drafting);
}
function valueNumbers(tensor, { measures, emitter }) {
	if (measures.form === "sizes") return [];
	if (measures.form === "masked") return writeMaskedValue(emitter, tensor);
	return measures.detail === "full" ? writeValue(emitter, tensor) : writeLightValue(emitter, tensor);
}
function measureFinite(value, drafting) {
	if (!drafting.measures.wantsFinite(value)) return;
	const tensor = measured(fetch(value, "chain", drafting), drafting);
	push({
		kind: "finite",
		value,
		width: 1
	}, [writeIsFinite(drafting.emitter, tensor)], drafting);
}
function push(slot, numbers, drafting) {
	drafting.slots.push(slot);
	drafting.numbers.push(...numbers);
}
function measureErrors(subject, value, drafting) {
	const { names, measures } = drafting;
	const reference = names.of(value, "reference");
	const chain = names.of(value, "chain");
	const local = subject.isFirst ? chain : names.of(value, "local");
	const pairs = {
		introduced: [local, reference],
		inherited: [chain, local],
		total: [chain, reference]
	};
	for (const kind of [
		"introduced",
		"inherited",
		"total"
	]) {
		if (!measures.wantsError(subject, value, kind)) continue;
		const [left, right] = pairs[kind];
		const isGuarded = drafting.facts.unsteady.has(value) && kind !== "introduced";
		const width = measures.form === "masked" ? errorWidth.masked : errorWidth.plain;
		const numbers = isGuarded ? guardedError(left, right, width, drafting) : errorNumbers(measured(left, drafting), measured(right, drafting), drafting.emitter, measures);
		push({
			kind,
			value,
			width,
			isMasked: measures.form === "masked"
		}, numbers, drafting);
	}
}
function errorNumbers(left, right, emitter, measures) {
	return measures.form === "masked" ? writeMaskedError(emitter, left, right) : writeError(emitter, left, right);
}
/** Numbers of a difference where both have one shape; minus one in place of each where they have not. */
function guardedError(left, right, width, drafting) {
	const { emitter, measures } = drafting;
	const isSame = haveSameShape(left, right, emitter);
	const inner = emitter.nested();
	const results = errorNumbers(measureTensor(inner, left), measureTensor(inner, right), inner, measures);
	const other = emitter.nested();
	const minusOne = emitter.constants.floats([-1], []);
	const missing = Array.from({ length: width }, () => other.add("Identity", [minusOne]));
	const declare = (names) => names.map((name) => untilShaped(name, elementType.float));
	const outputs = results.map(() => emitter.names.take("twin"));
	emitter.addWith("If", [isSame], outputs, [bodyAttribute("then_branch", inner.nodes, declare(results)), bodyAttribute("else_branch", other.nodes, declare(missing))]);
	return outputs;
}
function haveSameShape(left, right, emitter) {
	const [first, second] = [left, right].map((name) => emitter.add("Shape", [name]));
	const equal = emitter.add("Cast", [emitter.add("Equal", [first ?? "", second ?? ""])], [castTo(elementType.float)]);
	const all = emitter.add("Concat", [equal, emitter.constants.floats([1])], [newIntAttribute("axis", 0)]);
	return emitter.add("Cast", [emitter.add("ReduceMin", [all])], [castTo(elementType.bool)]);
}
/** Roots of everything that a subject reads or makes: the values that have to be measured. */
function valuesOf(subject, isFloat) {
	const inputs = subject.node.inputs.filter((value) => value !== void 0 && isFloat(value));
	return [...subject.outputs, ...inputs].map(rootOf);
}

// src/localise/twin.ts
/** Collects what is measured; `isKnown` says which values need no measuring, as constants that can be read. */
function collectSubjects(facts, isKnown) {
	const isFloat = (value) => isFloatTensor(facts.prepared.types.get(value));
	const byNode = new Map(facts.subjects.map((subject) => [subject.node, subject]));
	const values = /* @__PURE__ */ new Set();
	const compared = /* @__PURE__ */ new Set();
	for (const subject of facts.subjects) {
		for (const value of valuesOf(subject, isFloat)) if (!isKnown(value)) values.add(value);
		subject.outputs.forEach((value) => compared.add(value));
	}
	return {
		byNode,
		values,
		finite: new Set([...values].filter((value) => facts.diverged.has(value) && !compared.has(value)))
	};
}
/** Everything: value evidence of all values, and of all subjects the errors that `detail` asks for. */
function measureEverything(subjects, detail, elementsOf) {
	return {
		detail,
		form: "plain",
		wantsValue: (value) => subjects.values.has(value),
		wantsError: (subject, _, kind) => kind === "total" || detail === "full" && !subject.isFirst,
		wantsFinite: (value) => subjects.finite.has(value),
		elementsOf
	};
}
/** Nothing but the numbers of elements of these values. */
function measureSizes(values) {
	return {
		detail: "light",
		form: "sizes",
		wantsValue: (value) => values.has(value),
		wantsError: () => false,
		wantsFinite: () => false,
		elementsOf: () => void 0
	};
}
/**
* Writes the twin graph: FP32 chain, FP16 chain and, for full detail, each float node in FP16 on reference inputs, with
* their statistics, as one part per stretch. A part takes the graph inputs that it reads and the tensors that earlier
* parts hand on. Parts that measure nothing and hand on nothing are still there, so that indices agree.
*/
function writeTwin(facts, subjects, measures, stretches, roundConstant) {
	const { graph } = facts.prepared;
	const scope = modelNameScope(graph.model);
	const names = createTwinNames(scope);
	const statistics = scope.take("statistics");
	const emitter = createEmitter(scope);
	const given = [...graph.main.values.values()].filter((value) => value.producer === void 0);
	const drafts = stretches.map(({ start, end }, index) => draftPart(graph.main.nodes.slice(start, end), subjects.byNode, index === 0 ? given : [], facts, measures, names, emitter.nested(), roundConstant));
	const exports = exportsOf(drafts);
	return drafts.map((draft, index) => assemblePart(draft, exports[index] ?? [], facts, emitter.constants, names, statistics));
}
/** What each part has to hand on: the imports of later parts that it makes. */
function exportsOf(drafts) {
	const maker = /* @__PURE__ */ new Map();
	drafts.forEach((draft, index) => draft.made.forEach((name) => maker.set(name, index)));
	const exports = drafts.map(() => []);
	const seen = /* @__PURE__ */ new Set();
	for (const draft of drafts) for (const crossing of draft.imports) {
		const from = maker.get(crossing.name);
		if (from === void 0) throw new RangeError(`nothing makes ${crossing.name}`);
		if (!seen.has(crossing.name)) exports[from]?.push(crossing);
		seen.add(crossing.name);
	}
	return exports;
}

// src/localise/twin-constants.ts
/**
* The tensor behind a value that the model holds: an initializer, a Constant, or one of these reshaped or cast to
* float. Undefined for all else, constant or not: the graph measures it. A Cast rounds to float32, which the numbers
* of it ignore.
*/
function constantTensor(value) {
	const root = rootOf(value);
	if (root.initializer !== void 0) return root.initializer;
	const maker = root.producer?.node;
	if (maker === void 0 || maker.domain !== "") return void 0;
	if (maker.proto.opType === "Cast" && maker.inputs[0] !== void 0) return constantTensor(maker.inputs[0]);
	if (maker.proto.opType !== "Constant") return void 0;
	const [attribute] = maker.proto.attribute;
	switch (attribute?.name) {
		case "value": return findAttribute(maker.proto, "value")?.t;
		case "value_float": return tensorProto(root.name, "float32", [], Float32Array.of(attribute.f));
		case "value_floats": return tensorProto(root.name, "float32", [attribute.floats.length], Float32Array.from(attribute.floats));
		default: return;
	}
}
/** Numbers of a constant. Throws InputError as `readInitializer` does. */
function measureConstant(proto, open = readInitializer) {
	const tensor = open(proto);
	return {
		...measureTensorValues(tensor),
		scalar: elementCount(tensor.shape) === 1 ? firstNumber(tensor) : void 0
	};
}
/** Elements that are rounded here at most, over all constants. */
const mostRounded = 1 << 24;
/**
* A function that gives the FP16 copy of a float32 initializer as an initializer of its own, each made once. The engine
* would make the very same from two Casts, but folding them costs it more than everything else it prepares, since it
* goes over the whole graph again afterwards. Undefined for what only the engine may round: constants that a caller may
* replace, whose copies are no constants there either, BF16, and all beyond the first 2^24 elements.
*/
function constantRounder(irVersion, open = readInitializer) {
	const known = /* @__PURE__ */ new Map();
	let left = mostRounded;
	return (value, format, name) => {
		const found = known.get(name);
		const source = value.initializer;
		const isReplaceable = value.isGraphInput && irVersion >= 4n;
		if (found !== void 0 || source === void 0) return found;
		if (format !== "float16" || isReplaceable || source.dataType !== elementType.float) return void 0;
		const shape = source.dims.map(Number);
		const elements = elementCount(shape);
		if (elements > left) return void 0;
		left -= elements;
		const rounded = tensorProto(name, "float32", shape, roundAll(open(source), elements));
		known.set(name, rounded);
		return rounded;
	};
}
function roundAll(tensor, elements) {
	const values = new Float32Array(elements);
	tensor.read(0, new Uint8Array(values.buffer));
	const codes = new Uint16Array(elements);
	encodeFloat16s(values, codes);
	decodeFloats(new Uint8Array(codes.buffer), "float16", values);
	return values;
}
function firstNumber(tensor) {
	const into = /* @__PURE__ */ new Float64Array(1);
	readNumbers(tensor, 0, into);
	return into[0];
}

// src/localise/twin-evidence.ts
/** Largest finite FP16 number. */
const largestFloat16 = 65504;
/** Not measured: every comparison with it is false. */
const unmeasured = {
	max: NaN,
	rms: NaN,
	relRms: NaN,
	nonFinite: NaN
};
/**
* Evidence of every float node over all samples, in graph order, under the id of the node of the original model. A node
* that stands for a written-out operator (Attention) is told by its worst inner node, the others are in `inner`. With
* light detail the introduced and inherited errors and all counts of small elements are NaN: not measured.
*/
function tellEvidence(measurements) {
	const { facts } = measurements;
	const { owners } = facts.prepared.expanded;
	const tellers = createTellers(measurements);
	const byOwner = /* @__PURE__ */ new Map();
	for (const subject of facts.subjects) {
		const evidence = tellNode(subject, measurements, tellers);
		const owner = owners.get(evidence.id) ?? evidence.id;
		const told = byOwner.get(owner) ?? [];
		told.push(evidence);
		byOwner.set(owner, told);
	}
	return [...byOwner].map(([owner, inner]) => joinInner(owner, inner, facts));
}
function joinInner(owner, inner, facts) {
	const [only] = inner;
	if (only !== void 0 && inner.length === 1 && only.id === owner) return only;
	const [worst] = [...inner].sort((left, right) => compareErrors(right.introduced, left.introduced));
	const original = facts.prepared.original.graph.nodeById.get(owner);
	return {
		...worst,
		id: owner,
		opType: original?.proto.opType ?? worst.opType,
		inner
	};
}
/** Order by how bad errors are: by non-finite elements, then by size. What was not measured is best. */
function compareErrors(left, right) {
	return rankOf(left.nonFinite) - rankOf(right.nonFinite) || rankOf(left.relRms) - rankOf(right.relRms) || 0;
}
function rankOf(figure) {
	return Number.isNaN(figure) ? -1 : Math.min(figure, Number.MAX_VALUE);
}
function createTellers({ facts, constants, samples }) {
	const known = /* @__PURE__ */ new Map();
	return {
		value(value) {
			const root = rootOf(value);
			const constant = constants.get(root);
			if (constant !== void 0) return constant;
			let numbers = known.get(root);
			if (numbers === void 0) {
				const each = samples.map(({ results }) => results.values.get(root) ?? noElements);
				numbers = facts.constants.has(root) ? each[0] ?? noElements : each.reduce(addValues, noElements);
				known.set(root, numbers);
			}
			return numbers;
		},
		isConstant: (value) => facts.constants.has(value)
	};
}
function tellNode(subject, measurements, tellers) {
	const [worst] = subject.outputs.map((value) => ({
		value,
		...tellErrors(subject, value, measurements, tellers)
	})).sort((left, right) => compareErrors(right.total, left.total));
	const { value, ...errors } = worst;
	const { node } = subject;
	const reference = valueEvidence(value, tellers.value(value));
	const otherShape = measurements.samples.some(({ results }) => results.otherShape.has(value));
	return {
		id: node.id,
		opType: node.proto.opType,
		output: value.name,
		...errors,
		reference,
		inputs: tellInputs(subject, measurements, tellers),
		headroomBits: Math.log2(largestFloat16 / reference.absMax),
		arisingNonFinite: countArising(subject, measurements),
		accumulationAbsSum: void 0,
		worstSample: worstSample(value, measurements),
		...otherShape ? { differsInShape: true } : {}
	};
}
function tellErrors(subject, value, measurements, tellers) {
	const reference = tellers.value(value);
	const figures = (kind) => errorFigures(measurements.samples.map(({ results }) => errorIn(results, value, kind)).reduce(addErrors, noError), reference);
	const total = figures("total");
	if (measurements.detail === "light") return {
		introduced: unmeasured,
		inherited: unmeasured,
		total
	};
	return subject.isFirst ? {
		introduced: total,
		inherited: errorFigures(noError, reference),
		total
	} : {
		introduced: figures("introduced"),
		inherited: figures("inherited"),
		total
	};
}
/** Where the FP16 chain's output has another shape, nothing can be compared: every element counts as not finite. */
function errorIn(results, value, kind) {
	if (results.otherShape.has(value) && kind !== "introduced") return {
		...noError,
		nonFinite: results.values.get(rootOf(value))?.elements ?? 0
	};
	return results.errors.get(value)?.[kind] ?? noError;
}
function errorFigures(numbers, reference) {
	const compared = reference.elements - reference.nonFinite - numbers.nonFinite;
	const rms = rootMeanSquare(numbers.sumSquares, compared);
	const size = rootMeanSquare(reference.sumSquares, reference.elements - reference.nonFinite);
	const relRms = rms === 0 ? 0 : rms / size;
	return {
		max: numbers.max,
		rms,
		relRms,
		nonFinite: numbers.nonFinite
	};
}
function valueEvidence(value, numbers) {
	return {
		name: value.name,
		elements: numbers.elements,
		absMax: numbers.absMax,
		rms: rootMeanSquare(numbers.sumSquares, numbers.elements - numbers.nonFinite),
		nonFinite: numbers.nonFinite,
		overflows: numbers.overflows,
		flushed: numbers.flushed,
		subnormal: numbers.subnormal,
		nonZero: numbers.nonZero
	};
}
function tellInputs({ node }, { facts }, tellers) {
	const rounding = facts.prepared.decision.byNode.get(node);
	return node.inputs.flatMap((value, position) => {
		if (value === void 0 || !isFloatTensor(facts.prepared.types.get(value))) return [];
		const numbers = tellers.value(value);
		return [{
			...valueEvidence(value, numbers),
			position,
			isConstant: tellers.isConstant(value),
			scalar: numbers.scalar,
			isRounded: rounding?.inputs[position] !== void 0
		}];
	});
}
function worstSample(value, { samples }) {
	let worst;
	for (const { id, results } of samples) {
		const error = errorIn(results, value, "total");
		if (worst === void 0 || error.nonFinite > worst.error.nonFinite || error.nonFinite === worst.error.nonFinite && error.max > worst.error.max) worst = {
			id,
			error
		};
	}
	return worst?.id;
}
/** Elements that are not finite in one chain only, in samples where the FP16 chain's inputs all were finite. */
function countArising(subject, measurements) {
	const { facts, constants } = measurements;
	const inputs = subject.node.inputs.filter((value) => value !== void 0 && isFloatTensor(facts.prepared.types.get(value)));
	let count = 0;
	for (const { results } of measurements.samples) if (inputs.every((value) => isFiniteInChain(rootOf(value), results, facts, constants))) count += Math.max(...subject.outputs.map((value) => errorIn(results, value, "total").nonFinite));
	return count;
}
function isFiniteInChain(root, results, facts, constants) {
	if ((constants.get(root) ?? results.values.get(root) ?? noElements).nonFinite > 0) return false;
	if (!facts.diverged.has(root)) return true;
	return results.isFinite.get(root) ?? errorIn(results, root, "total").nonFinite === 0;
}

// src/localise/twin-results.ts
function newResults() {
	return {
		values: /* @__PURE__ */ new Map(),
		errors: /* @__PURE__ */ new Map(),
		isFinite: /* @__PURE__ */ new Map(),
		otherShape: /* @__PURE__ */ new Set()
	};
}
/**
* Takes the vector that a part returned for one sample into `results` and returns what to measure again. Throws
* RangeError when it has another length than the part said: a defect.
*/
function takeNumbers(part, vector, results) {
	const values = /* @__PURE__ */ new Set();
	const errors = /* @__PURE__ */ new Map();
	let offset = 0;
	for (const slot of part.slots) {
		const numbers = vector.subarray(offset, offset + slot.width);
		offset += slot.width;
		switch (slot.kind) {
			case "finite":
				results.isFinite.set(slot.value, Number.isFinite(numbers[0]));
				break;
			case "value": {
				const elements = slot.elements ?? numbers[0];
				const rest = slot.elements === void 0 ? numbers.subarray(1) : numbers;
				results.values.set(slot.value, readValue(rest, elements));
				if (!slot.isMasked && needsMaskedValue(rest, elements)) values.add(slot.value);
				break;
			}
			default: {
				const { elements } = results.values.get(slot.value) ?? noElements;
				if (isOtherShape(numbers)) {
					results.otherShape.add(slot.value);
					break;
				}
				const known = results.errors.get(slot.value) ?? {};
				results.errors.set(slot.value, {
					...known,
					[slot.kind]: readError(numbers, elements)
				});
				if (!slot.isMasked && needsMaskedError(numbers, elements)) errors.set(slot.value, (errors.get(slot.value) ?? /* @__PURE__ */ new Set()).add(slot.kind));
			}
		}
	}
	if (offset !== vector.length) throw new RangeError(`the twin graph returned ${vector.length} numbers instead of ${offset}`);
	return {
		values,
		errors
	};
}
/** A largest difference of -1 with a smallest of -1 and a sum of squares of -1 can't be measured. */
function isOtherShape(numbers) {
	return numbers.every((number) => number === -1);
}
function hasDoubts(doubtful) {
	return doubtful.values.size > 0 || doubtful.errors.size > 0;
}
/** Everything that is doubtful in any of several. */
function joinDoubts(all) {
	const values = new Set(all.flatMap((each) => [...each.values]));
	const errors = /* @__PURE__ */ new Map();
	for (const each of all) for (const [value, kinds] of each.errors) {
		const joined = errors.get(value) ?? /* @__PURE__ */ new Set();
		kinds.forEach((kind) => joined.add(kind));
		errors.set(value, joined);
	}
	return {
		values,
		errors
	};
}
/** Measures in the masked form what was doubtful, and the sizes that its errors need. */
function measureAgain(doubtful, plain) {
	return {
		detail: plain.detail,
		form: "masked",
		wantsValue: (value) => doubtful.values.has(value),
		wantsError: (_, value, kind) => doubtful.errors.get(value)?.has(kind) === true,
		wantsFinite: () => false,
		elementsOf: plain.elementsOf
	};
}

// src/localise/twin-split.ts
/** Weights as stored, rounded to FP16, and as the engine packs them for its kernels. */
const copiesOfWeights = 3;
/** Beside a node's results in both chains: the node on reference inputs, a difference, and its inputs' rounded copies. */
const workingCopies = 3;
/**
* Cuts the main graph so that each part fits the limits, as far as cuts can do that: a part has one node at least. Cuts
* lie only where everything that crosses is a dense tensor that may leave the engine. `elementsOf` is the number of
* elements of a value, undefined where nobody knows (then it counts as nothing).
*/
function divideGraph(facts, elementsOf, limits) {
	const survey = surveyGraph(facts, elementsOf);
	const count = facts.prepared.graph.main.nodes.length;
	const stretches = [];
	let peakBytes = 0;
	let start = 0;
	while (start < count) {
		const end = farthestEnd(start, count, survey, limits);
		peakBytes = Math.max(peakBytes, partBytes(start, end, survey));
		stretches.push({
			start,
			end
		});
		start = end;
	}
	return {
		stretches,
		peakBytes
	};
}
function surveyGraph(facts, elementsOf) {
	const { nodes } = facts.prepared.graph.main;
	const madeAt = /* @__PURE__ */ new Map();
	const lastReadAt = /* @__PURE__ */ new Map();
	const reads = [];
	for (const [index, node] of nodes.entries()) {
		const read = [...node.inputs, ...facts.captured.get(node) ?? []].filter((value) => value !== void 0);
		reads.push([...new Set(read)]);
		read.forEach((value) => lastReadAt.set(value, index));
		node.outputs.forEach((value) => value !== void 0 && madeAt.set(value, index));
	}
	const chains = (value) => facts.diverged.has(value) ? 2 : 1;
	return {
		nodes,
		reads,
		madeAt,
		lastReadAt,
		bytesOf: (value) => value.initializer === void 0 ? chains(value) * (elementsOf(value) ?? 0) * elementBytes(value, facts) : copiesOfWeights * storedBytes(value),
		mayCut: findCuts(nodes.length, madeAt, lastReadAt, facts)
	};
}
function elementBytes(value, facts) {
	const type = facts.prepared.types.get(value);
	if (isFloatTensor(type)) return 4;
	const dtype = dtypeOf(type?.element ?? 0);
	return dtype === void 0 ? 8 : elementSizeBytes[dtype];
}
function storedBytes(value) {
	return (value.initializer?.dims ?? []).reduce((size, dim) => size * Number(dim), 4);
}
/** No cut where a sequence, a text or anything else that stays in the engine would cross. */
function findCuts(count, madeAt, lastReadAt, facts) {
	const changes = new Int32Array(count + 2);
	for (const [value, made] of madeAt) {
		const last = lastReadAt.get(value);
		if (last === void 0 || mayCross(value, facts)) continue;
		changes[made + 1] = (changes[made + 1] ?? 0) + 1;
		changes[last + 1] = (changes[last + 1] ?? 0) - 1;
	}
	const mayCut = [];
	let staying = 0;
	for (let position = 0; position <= count; position += 1) {
		staying += changes[position] ?? 0;
		mayCut.push(staying === 0);
	}
	return mayCut;
}
function mayCross(value, facts) {
	const type = facts.prepared.types.get(value);
	return type?.kind === "tensor" && dtypeOf(type.element) !== void 0;
}
/** The largest end of a part that fits; at least the next position where the graph may be cut. */
function farthestEnd(start, count, survey, limits) {
	const ends = [];
	for (let end = start + 1; end <= count; end += 1) {
		if (end === count || survey.mayCut[end] === true) ends.push(end);
		if (end - start >= limits.nodes && ends.length > 0) break;
	}
	let least = 0;
	let most = ends.length - 1;
	while (least < most) {
		const middle = Math.ceil((least + most) / 2);
		if (partBytes(start, ends[middle], survey) <= limits.memoryBytes) least = middle;
		else most = middle - 1;
	}
	return ends[least];
}
/** Peak of what is in memory while a part runs: what it is given and hands on throughout, the rest while it is needed. */
function partBytes(start, end, survey) {
	const { reads, madeAt, lastReadAt, bytesOf, nodes } = survey;
	const leaving = /* @__PURE__ */ new Map();
	let held = 0;
	let peak = 0;
	const given = /* @__PURE__ */ new Set();
	for (let index = start; index < end; index += 1) for (const value of reads[index] ?? []) if ((madeAt.get(value) ?? -1) < start) given.add(value);
	for (const value of given) held += bytesOf(value);
	for (let index = start; index < end; index += 1) {
		let made = 0;
		for (const value of nodes[index]?.outputs ?? []) {
			if (value === void 0) continue;
			const bytes = bytesOf(value);
			made += bytes;
			const last = lastReadAt.get(value) ?? index;
			if (last < end) leaving.set(last, (leaving.get(last) ?? 0) + bytes);
		}
		held += made;
		peak = Math.max(peak, held + workingCopies * made / 2);
		held -= leaving.get(index) ?? 0;
	}
	return Math.max(peak, held);
}

// src/runs/twin-run.ts
/** More float nodes are measured in light detail only: the full twin has some thirty nodes for each. */
const mostNodesInFull = 2e4;
/** Far beyond any real model (see `maxInlinedNodes`); each node costs the engine about a tenth of a millisecond a part. */
const mostNodes = 2e5;
const partNodes = {
	light: 8e3,
	full: 2e3
};
/**
* Measures every float node of a model over all samples: the FP32 chain, the FP16 chain that `emulate` would run, and
* (full detail) each node in FP16 on reference inputs. Statistics are made in the graph, only numbers come back. Nodes
* in the bodies of If, Loop and Scan are told as one with the node that owns them. A model in half precision is compared
* with itself without any rounding.
* @throws EngineError when the model can't be emulated, run or is too large; InputError when a sample does not fit it.
*/
async function runTwin(options) {
	const startMs = performance.now();
	const { model, knownTypes, samples } = options;
	const prepared = prepareEmulation(model, everythingFp16, knownTypes === void 0 ? {} : { knownTypes });
	refuseHuge(prepared.graph.main.nodes.length);
	const facts = findTwinFacts(prepared);
	const detail = facts.subjects.length > mostNodesInFull ? "light" : options.detail;
	const constants = readConstants(facts, options.original);
	const subjects = collectSubjects(facts, (value) => constants.has(value));
	const result = {
		graph: prepared.original.graph,
		detail
	};
	if (facts.subjects.length === 0 || samples.length === 0) return {
		...result,
		evidence: [],
		splitInto: 1,
		timings: noTimings(startMs)
	};
	const { workFolder, threads, signal } = options;
	const session = await options.engine.open({
		workFolder,
		threads,
		...signal === void 0 ? {} : { signal }
	});
	let closed = false;
	try {
		const measured = await measure({
			facts,
			subjects,
			detail,
			options,
			session,
			roundConstant: constantRounder(model.irVersion, openTensor(options.original))
		}, startMs);
		const told = measured.samples.map((results, index) => ({
			id: samples[index]?.id ?? "",
			results
		}));
		const evidence = tellEvidence({
			facts,
			detail,
			constants,
			samples: told
		});
		closed = true;
		await session.close();
		return {
			...result,
			evidence,
			splitInto: measured.splitInto,
			timings: measured.timings
		};
	} finally {
		if (!closed) await session.close().catch(() => void 0);
	}
}
async function measure(twin, startMs) {
	const { samples } = twin.options;
	const sizes = await findSizes(twin);
	const { stretches } = divideGraph(twin.facts, sizes.typical, {
		memoryBytes: twin.options.memoryBudgetBytes ?? freemem() / 2,
		nodes: twin.options.largestPartNodes ?? partNodes[twin.detail]
	});
	const measures = measureEverything(twin.subjects, twin.detail, sizes.exact);
	const results = samples.map(newResults);
	const preparedMs = performance.now();
	const plain = await runParts(twin, measures, stretches, results, "twin");
	const againMs = performance.now();
	if (plain.doubts.some(hasDoubts)) {
		const doubtful = results.filter((_, index) => hasDoubts(plain.doubts[index]));
		await runParts({
			...twin,
			options: {
				...twin.options,
				samples: samples.filter((_, index) => hasDoubts(plain.doubts[index]))
			}
		}, measureAgain(joinDoubts(plain.doubts), measures), stretches, doubtful, "twin-again");
	}
	const endMs = performance.now();
	return {
		samples: results,
		splitInto: stretches.length,
		timings: {
			...plain.timings,
			prepare: preparedMs - startMs,
			again: plain.doubts.some(hasDoubts) ? endMs - againMs : 0,
			total: endMs - startMs
		}
	};
}
/** Runs all parts over all samples, part by part; what crosses a cut is kept in files. */
async function runParts(twin, measures, stretches, results, key) {
	const { facts, subjects, options, roundConstant } = twin;
	const parts = writeTwin(facts, subjects, measures, stretches, roundConstant);
	const crossing = options.samples.map(() => /* @__PURE__ */ new Map());
	const doubts = options.samples.map(() => []);
	const timings = {
		load: 0,
		firstRun: 0,
		run: 0
	};
	for (const [index, part] of parts.entries()) {
		if (part.statistics === void 0 && part.exports.length === 0) continue;
		const run = await runPart(twin, part, crossing, `${key}-${index}`);
		timings.load += run.timingsMs.load;
		timings.firstRun += run.timingsMs.firstRun;
		timings.run += run.timingsMs.run ?? NaN;
		for (const [at, outputs] of run.outputs.entries()) {
			for (const { name } of part.exports) crossing[at]?.set(name, outputs.get(name));
			if (part.statistics !== void 0) {
				const vector = readVector(outputs.get(part.statistics));
				doubts[at]?.push(takeNumbers(part, vector, results[at]));
			}
		}
	}
	return {
		doubts: doubts.map(joinDoubts),
		timings: {
			...timings,
			run: Number.isNaN(timings.run) ? void 0 : timings.run
		}
	};
}
async function runPart({ options, session }, part, crossing, key) {
	const path = writeModel(part.model, options.workFolder, `${key}.onnx`, { original: options.original });
	const samples = options.samples.map(({ id, inputs }, at) => ({
		id,
		inputs: new Map([...inputs, ...importsOf(part, crossing[at])])
	}));
	const { perModel } = await session.run({
		models: [{
			key,
			path
		}],
		samples,
		timeoutMs: options.timeoutMs
	});
	return perModel.get(key);
}
function importsOf(part, tensors) {
	return part.imports.map(({ name }) => [name, tensors?.get(name)]);
}
function readVector(tensor) {
	const numbers = new Float32Array(elementCount(tensor.shape));
	tensor.read(0, new Uint8Array(numbers.buffer));
	return numbers;
}
function openTensor(original) {
	return (tensor) => readInitializer(tensor, original.openExternal);
}
function readConstants(facts, original) {
	const constants = /* @__PURE__ */ new Map();
	for (const { node, outputs } of facts.subjects) for (const value of [...node.inputs, ...outputs]) {
		const root = value === void 0 ? void 0 : rootOf(value);
		if (root === void 0 || constants.has(root)) continue;
		const tensor = constantTensor(root);
		if (tensor === void 0) continue;
		constants.set(root, measureConstant(tensor, openTensor(original)));
	}
	return constants;
}
/** Sizes as the model declares them; where it does not, the FP32 chain is run once to see. */
async function findSizes(twin) {
	const { graph } = twin.facts.prepared;
	const declared = (value) => {
		const shape = declaredShape(value);
		return shape?.every((size) => size !== void 0) === true ? elementCount(shape) : void 0;
	};
	const unknown = [...graph.main.values.values()].filter((value) => value.producer !== void 0 && twin.facts.prepared.types.get(value)?.kind === "tensor").filter((value) => declared(value) === void 0);
	if (unknown.length === 0) return {
		exact: declared,
		typical: declared
	};
	const isFixed = graph.main.inputs.every((value) => declared(value) !== void 0);
	const seen = await lookAtSizes(twin, new Set(unknown));
	const typical = (value) => declared(value) ?? seen.get(value);
	return {
		typical,
		exact: isFixed ? (value) => twin.facts.unsized.has(value) ? void 0 : typical(value) : declared
	};
}
async function lookAtSizes(twin, values) {
	const { facts, subjects, options, roundConstant } = twin;
	const largest = [...options.samples].sort((left, right) => inputElements(right) - inputElements(left));
	const only = {
		...twin,
		options: {
			...options,
			samples: largest.slice(0, 1)
		}
	};
	const whole = [{
		start: 0,
		end: facts.prepared.graph.main.nodes.length
	}];
	const [part] = writeTwin(facts, subjects, measureSizes(values), whole, roundConstant);
	if (part?.statistics === void 0) return /* @__PURE__ */ new Map();
	const vector = readVector((await runPart(only, part, [/* @__PURE__ */ new Map()], "twin-sizes")).outputs[0]?.get(part.statistics));
	return new Map(part.slots.map((slot, index) => [slot.value, vector[index]]));
}
function inputElements({ inputs }) {
	return [...inputs.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
}
function refuseHuge(count) {
	if (count <= mostNodes) return;
	throw new EngineError("unsupported", `The model has ${count} nodes, more than the ${mostNodes} that can be measured one by one.`, { advice: "Judge a part of the network at a time." });
}
function noTimings(startMs) {
	const total = performance.now() - startMs;
	return {
		prepare: total,
		load: 0,
		firstRun: 0,
		run: void 0,
		again: 0,
		total
	};
}

// src/explain.ts
/**
* Says which nodes are to blame, why, and on which line; for a model that passes, how far every node is from the end of
* FP16's range. It measures every node in one pass, lets trials decide, and looks the source up.
* @throws EngineError when the model can't be measured; the verdict stands without it.
*/
async function explain(context) {
	const graph = indexGraph(context.run.model);
	const outputs = new Set(graph.main.outputs.map(({ name }) => name));
	const failing = [...excessByOutput(context.judged.judgement.findings)].filter(([output, excess]) => excess > 1 && outputs.has(output)).map(([output]) => output);
	const isSearched = failing.length > 0 && context.isConverted;
	context.log.progress("measuring every node");
	const twin = await runTwin({
		...twinOptions(context),
		detail: isSearched ? "full" : "light"
	});
	const provenance = graphProvenance(graph);
	const evidence = new Map(twin.evidence.map((node) => [node.id, node]));
	const ranking = isSearched ? await rankByTrials(graph, evidence, failing, modulesOf(provenance), context) : nothingToBlame;
	return {
		graph,
		evidence: twin.evidence,
		ranking,
		provenance,
		keys: nodeKeys(graph, provenance),
		sources: await findSources(ranking, provenance, context),
		splitInto: twin.splitInto
	};
}
function twinOptions({ run, opened, samples, engine, workFolder, config, signal }) {
	return {
		model: run.model,
		original: opened,
		knownTypes: run.knownTypes,
		samples: samples.map(engineSample),
		engine,
		workFolder,
		timeoutMs: config.timeoutMs,
		threads: config.threads,
		signal
	};
}
/** The empty path is the whole network: no module to speak of. */
function modulesOf(provenance) {
	const known = [...provenance].flatMap(([id, { module }]) => module === void 0 || module === "" ? [] : [[id, module]]);
	return new Map(known);
}
async function rankByTrials(graph, evidence, failingOutputs, modules, context) {
	const { run, opened, samples, engine, workFolder, config, signal } = context;
	const judge = (outputs) => outcomeOf(outputs, context);
	const trials = await openTrials({
		model: run.model,
		original: opened,
		knownTypes: run.knownTypes,
		samples: samples.map(engineSample),
		workFolder,
		timeoutMs: config.timeoutMs,
		openSession: async () => await engine.open({
			workFolder,
			threads: config.threads,
			signal
		}),
		judge,
		budget: {
			tries: 12,
			wallMs: config.timeoutMs
		},
		known: [{
			plan: everythingFp16,
			outputs: run.emulation
		}],
		candidates: findCandidates(graph, evidence, failingOutputs).map(({ id }) => id),
		signal
	});
	try {
		const driven = await drive(rank({
			graph,
			evidence,
			failingOutputs,
			trialBudget: 12,
			baseline: judge(run.emulation),
			modules
		}), trials);
		return driven.kind === "finished" ? driven.result : {
			...nothingToBlame,
			isCutShort: true
		};
	} finally {
		await trials.close();
	}
}
/** How far outputs under a plan are beyond the limits, as ratios. */
function outcomeOf(outputs, { samples, config: { tolerances, match, extraOutputs } }) {
	const pairs = samples.map(({ id, reference }, at) => ({
		sample: id,
		reference,
		candidate: outputs[at]
	}));
	const comparison = compareRun(pairs, {
		tolerances,
		match,
		extraOutputs
	});
	const excess = excessByOutput(judgeRun(comparison, tolerances).findings);
	const maxAbs = new Map(comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs]));
	return {
		excess: Math.max(0, ...excess.values()),
		outputs: new Map([...excess].map(([output, each]) => [output, {
			excess: each,
			maxAbs: maxAbs.get(output) ?? NaN
		}]))
	};
}
/** The line of each culprit: the innermost frame that the checkout bears out, else the recorded one, unlinked. */
async function findSources({ culprits }, provenance, { workingDirectory, opened }) {
	if (culprits.length === 0) return /* @__PURE__ */ new Map();
	const checkout = await findCheckout([workingDirectory, dirname(opened.path)]);
	return new Map(culprits.flatMap(({ id }) => {
		const source = sourceOf$1(provenance.get(id), checkout);
		return source === void 0 ? [] : [[id, source]];
	}));
}
async function findCheckout(folders) {
	let found = { reason: "there is no folder to look in" };
	for (const folder of folders) {
		found = await openCheckout(folder, async (root) => await listTrackedPython(root, process.env));
		if (!("reason" in found)) return found;
	}
	return found;
}
function sourceOf$1(provenance, checkout) {
	const [innermost] = provenance?.frames ?? [];
	if (provenance === void 0 || innermost === void 0) return { unlinked: provenance?.reason ?? "the model records no source line for it" };
	const { file, line, code } = innermost;
	const resolved = "reason" in checkout ? [] : provenance.frames.map(checkout.resolveSource);
	const linked = resolved.find((source) => !("unlinked" in source));
	if (linked !== void 0 && !("unlinked" in linked)) return linked;
	const [first] = resolved;
	return {
		unlinked: "reason" in checkout ? checkout.reason : first !== void 0 && "unlinked" in first ? first.reason : "no line was found",
		recorded: {
			file,
			line,
			...code === void 0 ? {} : { code }
		}
	};
}

// src/judge-outputs.ts
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

// src/files/model-hashes.ts
/** Integer initializers up to this size are arguments such as shapes and axes, not weights. */
const argumentBytes = 1024;
/** External weights are hashed in pieces of this size. */
const windowBytes$1 = 1 << 22;
/**
* Hashes file, graph and weights apart. Reads every weight once, so it costs time with the model's size (some
* 1.5 GB/s where the processor has SHA instructions) but no memory.
*/
function hashModel(opened) {
	return {
		file: hashFile(opened),
		graph: hashGraph(opened.model),
		weights: hashWeights(opened)
	};
}
function hashFile(opened) {
	const hash = createHash("sha256");
	hashRange(hash, opened.file, 0, opened.sizeBytes);
	return hash.digest("hex");
}
function hashRange(hash, source, offset, sizeBytes) {
	const window = new Uint8Array(Math.min(windowBytes$1, sizeBytes));
	for (let start = 0; start < sizeBytes; start += windowBytes$1) {
		const part = window.subarray(0, Math.min(windowBytes$1, sizeBytes - start));
		source.read(offset + start, part);
		hash.update(part);
	}
}
/** Hash of what the model computes but for its weights: texts for people (doc strings, metadata, producer) left out. */
function hashGraph(model) {
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
function hashWeights(opened) {
	const hash = createHash("sha256");
	for (const { tensor, kind } of modelTensors(opened.model)) if (kind === "initializer" && !isArgument(tensor)) {
		hash.update(JSON.stringify([
			tensor.name,
			dataTypeName(tensor.dataType),
			tensor.dims.map(String)
		]));
		hashElements(hash, tensor, opened);
	}
	return hash.digest("hex");
}
function hashElements(hash, tensor, opened) {
	if (tensor.stringData.length > 0) for (const text of tensor.stringData) hash.update(`${text.byteLength}:`).update(text);
	else if (isExternal(tensor)) hashExternal(hash, tensor, opened);
	else hash.update(tensorBytes(tensor));
}
function hashExternal(hash, tensor, opened) {
	const where = `tensor ${quote(tensor.name)}`;
	const location = externalLocation(tensor, where);
	const type = dataTypeOf(tensor.dataType);
	if (type === void 0) throw new TypeError(`${where} was not checked`);
	const sizeBytes = packedSizeBytes(type, elementCount(tensor.dims.map(Number)));
	hashRange(hash, opened.openExternal(location, where), location.offsetBytes, sizeBytes);
}

// src/files/samples-hash.ts
const windowBytes = 262144;
/**
* SHA-256 over the content of samples: ids, roles, names, dtypes, shapes and elements, in windows. Two folders with
* the same tensors have the same hash, whatever file form holds them and in whatever order.
* @returns 64 hexadecimal digits.
*/
function hashSamples(samples) {
	const hash = createHash("sha256");
	const window = new Uint8Array(windowBytes);
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
	const windowElements = windowBytes / sizeBytes;
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

// src/provenance.ts
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
/** What the verdict depends on in the configuration, hashed: engine, limits, matching, enforcement. */
function describeConfig(config) {
	const { engine, enforce, extraOutputs, tolerances, match } = config;
	const decisive = JSON.stringify({
		engine,
		enforce,
		extraOutputs,
		tolerances,
		match
	});
	return {
		sha256: createHash("sha256").update(decisive).digest("hex"),
		limits: config.limitsFrom,
		enforce
	};
}

// src/verdict/decide.ts
/**
* Makes the verdict; nothing else does. It fails closed: only evidence that is complete, free of contradictions and
* within every limit passes. In this order:
* 1. a failure, or evidence that can't be trusted: error, exit 2 when the user must change something, else 3;
* 2. a limit below the measured noise floor: error, exit 2;
* 3. a limit of the judged or the conversion leg crossed: fail, exit 1;
* 4. an output that could not be judged: error, exit 3;
* 5. pass, exit 0.
* `enforce: warn` turns exit 1 into 0 and nothing else: with an unjudged output beside the crossed limit exit 3
* remains, since a worse result must never end with a milder code.
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
	if (findings.some((finding) => !finding.passed && finding.level === "fail")) return {
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
		...judged
	};
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
	"non-finite"
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
			advice: `Two identical runs already show ${noise}: relax the limit beyond that, or make the runs deterministic.`
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
	return verdict.kind === "pass" ? diagnosePass(judged, legs) : diagnoseFail(judged, legs, outOfRange);
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
	if (!blamable(judged)) return {
		kind: "nondeterministic",
		text: `${worstOf(judged)}, which is no more than two identical runs differ by.`
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
		text: `FP32 ONNX already differs from PyTorch ${finding?.name === "max-abs" && typeof finding.actual === "number" ? `by ${withUnit(formatFigure(finding.actual), finding.unit)} on ${quoteName(finding.output)}` : `(${worstOf(conversion)})`}: the export or the reference is wrong, precision is not the question.`
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

// src/report/layer-result.ts
/** Room for `nodes` in result.json, in characters: a result of 100,000 nodes stays below 20 MB. */
const maxNodesCharacters = 14e6;
const digits = 4;
const longestName = 400;
/** One culprit of a ranking as it stands in `layers`. */
function toLayer(culprit, { outputs }, place) {
	const { id, evidence, cause, defect } = culprit;
	const { kind, evidence: reason, advice } = cause ?? unknownCause;
	return {
		node: id,
		...place,
		defect,
		...evidence === void 0 ? {} : toFigures(evidence),
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
function toFigures(evidence) {
	const { output, introduced, inherited, total, reference, accumulationAbsSum, worstSample } = evidence;
	return {
		output,
		introduced,
		inherited,
		total,
		referenceAbsMax: reference.absMax,
		nonFinite: evidence.arisingNonFinite,
		headroomBits: evidence.headroomBits,
		range: toRange(reference),
		...accumulationAbsSum === void 0 ? {} : { accumulationAbsSum },
		...worstSample === void 0 ? {} : { worstSample }
	};
}
/** What a ranking found, in words: one sentence per failing output. */
function toLocalisation({ culprits, outputs, trials, isCutShort }) {
	const sentences = outputs.map(({ text }) => text);
	const cut = isCutShort ? ["The budget ended before everything worth trying was tried."] : [];
	const text = [
		...sentences.slice(0, mostSentences),
		...more(sentences.length),
		...cut
	].join(" ");
	const spread = outputs.some(({ kind }) => kind === "spread");
	if (outputs.length === 0) return {
		kind: "none",
		text: "Nothing fails, so no layer is blamed."
	};
	return {
		kind: culprits.length > 0 ? "nodes" : spread ? "spread" : "unavailable",
		text,
		trials: trials.length
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
	const { evidence, ranking, keys, provenance, splitInto } = explanation;
	const { nodes, leftOut } = fitNodes(evidence.map((node) => toNodeRow(node, {
		key: keys.get(node.id) ?? node.id,
		module: provenance.get(node.id)?.module
	})));
	return {
		layers: ranking.culprits.map((culprit) => toLayer(culprit, ranking, placeOf(culprit, explanation))),
		nodes,
		localisation: {
			...toLocalisation(ranking),
			...splitInto === void 0 || splitInto < 2 ? {} : { splitInto },
			...leftOut === 0 ? {} : { nodesLeftOut: leftOut }
		}
	};
}
function placeOf({ id, evidence }, { graph, provenance, sources }) {
	const node = graph.nodeById.get(id);
	const { module, moduleClass } = provenance.get(id) ?? {};
	const output = evidence?.output ?? node?.outputs.find((value) => value !== void 0)?.name;
	return {
		op: node?.proto.opType ?? evidence?.opType ?? "unknown",
		...output === void 0 ? {} : { output },
		...module === void 0 ? {} : { module },
		...moduleClass === void 0 ? {} : { moduleClass },
		...sourceOf(sources.get(id))
	};
}
function sourceOf(source) {
	if (source === void 0) return {};
	if (!("unlinked" in source)) return { source };
	const { unlinked, recorded } = source;
	return recorded === void 0 ? { unlinked } : {
		unlinked,
		source: { ...recorded }
	};
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
	if (crossed.some((finding) => finding.level === "fail")) return "fail";
	if (unjudged || findings.length === 0) return "unjudged";
	return crossed.length > 0 ? "warn" : "pass";
}

// src/report/compose-result.ts
/** A record of nothing yet. */
function emptyRecord(tool, enforcement) {
	return {
		tool,
		enforcement,
		pytorch: [],
		ranges: [],
		skipped: [],
		noise: [],
		failures: [],
		units: /* @__PURE__ */ new Map(),
		timings: {}
	};
}
/** Decides, diagnoses, and puts everything that is known into one result. */
function composeResult(record) {
	const verdict = decide({
		judged: record.judged && evidenceOf(record.judged),
		conversion: record.conversion && evidenceOf(record.conversion),
		unjudged: unjudgedOutputs(record),
		noise: record.noise,
		failures: record.failures,
		enforcement: record.enforcement
	});
	const diagnosis = diagnose(verdict, record.judged && diagnosedLeg(record.judged, record), [...record.conversion === void 0 ? [] : [record.conversion], ...record.pytorch].map((leg) => diagnosedLeg(leg, record)), record.ranges.filter((leg) => !leg.passed).map((leg) => leg.text));
	return {
		schemaVersion: 1,
		tool: record.tool,
		verdict: {
			...verdict,
			findings: [...verdict.findings],
			unjudged: [...verdict.unjudged]
		},
		...diagnosis === void 0 ? {} : { diagnosis },
		outputs: record.judged === void 0 ? [] : outputsOf(record.judged, record),
		legs: legsOf(record),
		...explanationOf(record),
		...record.layersUnavailable === void 0 ? {} : { layersUnavailable: record.layersUnavailable },
		...scanOf(record),
		...provenanceOf(record),
		timings: record.timings
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
function provenanceOf({ engine, model, samples, config, environment }) {
	return {
		...engine === void 0 ? {} : { engine },
		...model === void 0 ? {} : { model },
		...samples === void 0 ? {} : { samples },
		...config === void 0 ? {} : { config },
		...environment === void 0 ? {} : { environment }
	};
}
/** Of both legs; an output that neither could judge is listed once. */
function unjudgedOutputs({ judged, conversion }) {
	const own = judged?.judgement.unjudged ?? [];
	const known = new Set(own.map(({ output }) => output));
	return [...own, ...(conversion?.judgement.unjudged ?? []).filter(({ output }) => !known.has(output))];
}
function evidenceOf({ kind, sampleCount, comparison, judgement }) {
	return {
		leg: kind,
		sampleCount,
		outputs: comparison.names,
		findings: judgement.findings
	};
}
function diagnosedLeg(leg, record) {
	return {
		kind: leg.kind,
		passed: legPasses(leg),
		findings: leg.judgement.findings,
		outputs: leg.comparison.outputs.map(({ name, metrics }) => ({
			name,
			maxAbs: metrics.maxAbs,
			unit: record.units.get(name),
			noiseFloor: noiseFloorOf(name, record)
		}))
	};
}
/** Whether a leg keeps to every limit that can fail it. */
function legPasses({ judgement }) {
	return judgement.findings.every(({ passed, level }) => passed || level === "warn");
}
function outputsOf({ comparison, judgement }, record) {
	const unjudged = new Set(judgement.unjudged.map(({ output }) => output));
	return comparison.outputs.map((output) => toOutputResult(output, judgement.findings, unjudged, {
		unit: record.units.get(output.name),
		noiseFloor: noiseFloorOf(output.name, record)
	}));
}
function noiseFloorOf(output, record) {
	return record.noise.find((floor) => floor.output === output && floor.metric === "max-abs")?.value;
}
/** In the order in which an expert rules things out. */
function legsOf(record) {
	const { conversion, pytorch, judged, ranges, skipped } = record;
	const compared = [...conversion === void 0 ? [] : [conversion], ...pytorch].map((leg) => ({
		kind: leg.kind,
		judged: false,
		passed: legPasses(leg),
		outputs: outputsOf(leg, record)
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
			passed: legPasses(judged),
			outputs: []
		}]
	].toSorted((one, other) => legKinds.indexOf(one.kind) - legKinds.indexOf(other.kind));
}

// src/runs/embedded-engine.ts
/**
* ONNX Runtime on the CPU, in a child process. Nothing native is looked for before the engine's first use.
* @param ortPath the option of that name.
*/
function embeddedEngine(ortPath, options) {
	return createOnnxruntimeEngine({ findLibrary: async () => await findNativeLibrary({
		environment: process.env,
		log: options.log,
		signal: options.signal,
		...ortPath === void 0 ? {} : { ortPath }
	}) });
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

// src/gate.ts
/**
* Judges a model by its samples. Whatever goes wrong on the way becomes part of the result: this never throws, and a
* result without a complete comparison is never a pass.
*/
async function judge(config, surroundings) {
	const startMs = performance.now();
	const record = emptyRecord(tool, config.enforce);
	record.environment = thisEnvironment();
	record.config = describeConfig(config);
	try {
		await collect(config, surroundings, record);
	} catch (error) {
		record.failures.push(describeFailure(error));
	}
	record.timings.totalMs = performance.now() - startMs;
	return composeResult(record);
}
/** The result of a run that ended before it had a configuration. */
function failedResult(error) {
	const record = emptyRecord(tool, "fail");
	record.environment = thisEnvironment();
	record.failures.push(describeFailure(error));
	return composeResult(record);
}
/** The steps, in order. What each learns is kept in the record, also when a later one fails. */
async function collect(config, surroundings, record) {
	const work = createWorkFolder();
	try {
		if (config.engine === "recorded") await judgeRecorded(config, surroundings, record);
		else await judgeEmulated(config, {
			...surroundings,
			record,
			workFolder: work.path
		});
	} finally {
		work.remove();
	}
}
/** Opens model and samples, and notes what they are. */
async function openInputs(config, { log }, record) {
	const startMs = performance.now();
	const opened = config.model === void 0 ? void 0 : openModel(config.model);
	if (opened !== void 0) record.model = describeModel(opened);
	const samples = await openSamples(config.samples);
	record.samples = describeSamples(samples, config.samples);
	record.noise.push(...referenceNoise(samples));
	record.timings.readMs = performance.now() - startMs;
	const count = samples.samples.length;
	log.info(`${count} ${count === 1 ? "sample" : "samples"} in ${config.samples}`);
	return {
		opened,
		samples
	};
}
async function judgeRecorded(config, surroundings, record) {
	record.engine = {
		name: "recorded",
		notes: []
	};
	const { opened, samples } = await openInputs(config, surroundings, record);
	try {
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
async function judgeEmulated(config, context) {
	const { record, log, signal, workFolder } = context;
	const engine = embeddedEngine(config.ortPath, {
		log,
		signal
	});
	record.engine = {
		name: "emulated",
		version: engine.version,
		notes: []
	};
	const session = await engine.open({
		workFolder,
		threads: config.threads,
		signal
	});
	try {
		const { opened, samples } = await openInputs(config, context, record);
		try {
			await judgeOpened(opened, samples.samples, config, {
				...context,
				engine,
				session
			});
		} finally {
			samples.close();
			opened?.close();
		}
	} catch (error) {
		await session.close().catch(() => void 0);
		throw error;
	}
	await session.close();
}
async function judgeOpened(opened, samples, config, context) {
	const { record, session, workFolder, log } = context;
	const { timeoutMs } = config;
	const run = await runEmulated(opened, samples, {
		session,
		workFolder,
		timeoutMs,
		log
	});
	record.engine?.notes.push(...run.notes);
	record.timings.emulateMs = run.emulateMs;
	record.timings.runMs = run.runMs;
	if (run.conversion === void 0) record.skipped.push({
		kind: "conversion",
		reason: "the model is stored in half precision, so there is no FP32 model to compare"
	});
	else record.conversion = compareLeg("conversion", samples, run.conversion, config, record);
	record.judged = compareLeg("emulation", samples, run.emulation, config, record);
	if (config.explain === "never") return;
	await addInformingLegs(opened, samples, config, context);
	await addExplanation(opened, samples, config, {
		...context,
		run
	});
}
/** The explanation never changes the verdict: when it can't be had, the result says why. */
async function addExplanation(opened, samples, config, { record, ...context }) {
	const startMs = performance.now();
	const isConverted = record.conversion === void 0 || legPasses(record.conversion);
	try {
		const judged = record.judged;
		record.explanation = await explain({
			...context,
			opened,
			samples,
			judged,
			isConverted,
			config
		});
	} catch (error) {
		record.unexplained = `Layers unavailable: ${describeError(error)}`;
	}
	record.timings.localiseMs = performance.now() - startMs;
}
/** Ranges of inputs and weights, and PyTorch's own low precision: they inform, and decide nothing. */
async function addInformingLegs(opened, samples, config, { record, signal }) {
	const inputs = await scanSamples(samples, config.samples, signal);
	const weights = await scanModel(opened, { signal });
	record.ranges.push(rangeLeg("inputs", inputs.reports), rangeLeg("weights", weights.reports));
	for (const kind of ["autocast", "half"]) {
		const recorded = samples.map((sample) => sample[kind]);
		if (recorded.every((outputs) => outputs !== void 0)) record.pytorch.push(compareLeg(kind, samples, recorded, config, record));
	}
}
function compareLeg(kind, samples, candidates, config, record) {
	const pairs = samples.map(({ id, reference }, at) => ({
		sample: id,
		reference,
		candidate: candidates[at]
	}));
	return judgeOutputs(kind, pairs, config, record);
}
/** How far two runs of the reference itself were apart, as the training side measured it. */
function referenceNoise({ manifest }) {
	return Object.entries(manifest?.runToRunDifference ?? {}).map(([output, value]) => ({
		output,
		metric: "max-abs",
		value
	}));
}

// src/commands/judge-and-write.ts
/** The configuration file that is read without being asked for. */
const defaultConfigFile = "fp16-gate.yml";
const defaultOut = "fp16-gate-out";
/**
* One run of the gate as both entries do it: settings, judgement, reports. Errors of the configuration, too, end as
* a result with its reports, or an old green one would stay in `out`.
* @throws EngineError (storage) when the reports can't be written.
*/
async function judgeAndWrite(request, surroundings) {
	let config;
	let result;
	try {
		request.refuse?.();
		config = resolveConfig(readSources(request, surroundings.workingDirectory));
		result = await judge(config, surroundings);
	} catch (error) {
		result = failedResult(error);
	}
	const asked = config?.out ?? request.texts.out;
	const out = typeof asked === "string" && asked !== "" ? asked : defaultOut;
	const folder = isAbsolute(out) ? out : join(surroundings.workingDirectory, out);
	return writeReports(result, folder);
}
/** Flags or inputs, then the file, strongest first. Paths of the file are relative to the working directory. */
function readSources(request, workingDirectory) {
	const given = {
		origin: request.origin,
		settings: parseTextSettings(request.texts, request.spell)
	};
	const path = request.configPath ?? findDefaultConfig(workingDirectory);
	return path === void 0 ? [given] : [given, {
		origin: "config",
		settings: readSettingsFile(path)
	}];
}
function findDefaultConfig(workingDirectory) {
	const path = join(workingDirectory, defaultConfigFile);
	return existsSync(path) ? path : void 0;
}
/**
* Writes every report beside the result; each file is replaced as a whole. The reports are made from the result as it
* was written, so that rendering the file again gives the same bytes.
* @returns the result as it was written.
*/
function writeReports(result, folder) {
	const files = {
		folder,
		result: join(folder, "result.json"),
		summary: join(folder, "summary.md"),
		junit: join(folder, "junit.xml"),
		html: join(folder, "report.html")
	};
	const text = serializeResult(result);
	const saved = parseResult(text, files.result);
	writeFileAtomic(files.result, text);
	writeFileAtomic(files.summary, renderReport(saved, "summary"));
	writeFileAtomic(files.junit, renderReport(saved, "junit"));
	writeFileAtomic(files.html, renderReport(saved, "html"));
	return {
		result: saved,
		files
	};
}

export { emptyRecord as a, tool as c, resolveLimits as d, composeResult as i, judgeOutputs as l, readSources as n, describeConfig as o, writeReports as r, thisEnvironment as s, judgeAndWrite as t, inputNames as u };