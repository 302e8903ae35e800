import { n as EngineError } from "./errors.js";
import { i as isExact, r as isControlFlow, t as carriedInputPositions } from "./data-movement.js";
import { _ as createNameScope, a as declaredShape, d as readsOnlySizes, f as describeNode, h as formalAt, i as schemaOf, m as indexGraph, n as declaresHalfPrecision, o as elementType, r as halfFormat, s as inferTypes, t as decideRounding, v as nodeNames, y as valueNames } from "./rounding.js";
import { S as TensorProtoSchema, h as AttributeProto_AttributeType, j as create, m as AttributeProtoSchema, y as NodeProtoSchema } from "./limits.js";
import { a as newIntAttribute, i as newFloatAttribute, n as floatAttribute, r as intAttribute, t as findAttribute } from "./attributes.js";
import { n as decodeFloats } from "./decode-floats.js";
import { c as isExternal, f as quote, i as tensorProto, r as tensorBytes } from "./initializer.js";
import { t as copyMessage } from "./message-copy.js";
import { r as everythingFp32, t as checkPlan } from "./plan.js";

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
	throw new EngineError("unsupported", `The element type of tensor ${quote(value.name)}, ${maker}, can't be told from the model${more}.`, { advice: "Run onnx.shape_inference on the model before saving it." });
}

export { placeRounding as a, liftNode as c, withBodies as d, modelNameScope as f, writeRounding as i, refuseUnsupported as l, newNode as m, lift as n, liftDeclaration as o, newCast as p, prepareEmulation as r, liftGraph as s, emulate as t, dropIdleCasts as u };