import { B as readsOnlySizes, Et as isControlFlow, F as declaredShape, I as elementType, L as inferTypes, R as findShapeArithmetic, kt as intAttribute, wt as carriedInputPositions } from "./judge.js";

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

// src/overrides/islands.ts
/** Reads off a graph what `findIslands` needs. */
function readDataflow(graph, floatNodes) {
	const { isShapeUse, nodes } = findShapeArithmetic(graph);
	return {
		graph,
		floatNodes: new Set(floatNodes),
		types: inferTypes(graph),
		isShapeUse,
		shapeNodes: nodes
	};
}
/** Finds islands, carriers and casts of a set of FP32 nodes. */
function findIslands(flow, fp32Nodes) {
	const carriers = findCarriers(flow, fp32Nodes);
	return {
		groups: connect(flow, fp32Nodes, carriers),
		carriers: [...carriers].map(({ id }) => id),
		casts: countCasts(flow, fp32Nodes, carriers)
	};
}
/** Float nodes that read what a value holds, through data movement. */
function readersOf(flow, value) {
	const readers = /* @__PURE__ */ new Set();
	const pending = [value];
	const seen = new Set(pending);
	for (let next = pending.pop(); next !== void 0; next = pending.pop()) for (const { node, input } of next.uses) {
		if (flow.isShapeUse(node, input)) continue;
		if (flow.floatNodes.has(node.id)) readers.add(node);
		if (!isMovementOf(node, input)) continue;
		for (const output of node.outputs) {
			if (output === void 0 || seen.has(output)) continue;
			seen.add(output);
			pending.push(output);
		}
	}
	return [...readers];
}
/**
* A data movement carries FP32 when unrounded numbers come in and somebody wants them unrounded, and one of the two is
* a node of the plan.
*/
function findCarriers(flow, fp32Nodes) {
	const before = /* @__PURE__ */ new Map();
	const after = /* @__PURE__ */ new Map();
	const comesFrom = (value) => value === void 0 ? 0 : value.producer === void 0 ? 1 : before.get(value) ?? 1;
	const goesTo = (value) => largest([value.isReturned && value.scope === flow.graph.main ? 1 : 0, ...value.uses.map(({ node, input }) => {
		if (flow.isShapeUse(node, input)) return 0;
		if (isMovementOf(node, input)) return largest(node.outputs.map((output) => readReach(after, output)));
		return fp32Nodes.has(node.id) ? 2 : 0;
	})]);
	for (const node of flow.graph.nodes) {
		const positions = carriedInputPositions(node);
		const rounds = flow.floatNodes.has(node.id) || isControlFlow(node);
		setReach(before, node, positions === void 0 ? fp32Nodes.has(node.id) ? 2 : rounds ? 0 : 1 : largest(positions.map((position) => comesFrom(node.inputs[position]))));
	}
	for (const node of flow.graph.nodes.toReversed()) for (const output of node.outputs) if (output !== void 0) after.set(output, goesTo(output));
	return new Set(flow.graph.nodes.filter((node) => {
		if (carriedInputPositions(node) === void 0 || flow.shapeNodes.has(node)) return false;
		return node.outputs.some((output) => {
			if (output === void 0 || !mayBeFloat(flow, output)) return false;
			const from = readReach(before, output);
			const to = readReach(after, output);
			return from > 0 && to > 0 && (from === 2 || to === 2);
		});
	}));
}
function connect(flow, fp32Nodes, carriers) {
	const groupOf = /* @__PURE__ */ new Map();
	const isInside = (node) => fp32Nodes.has(node.id) || carriers.has(node);
	for (const node of flow.graph.nodes) {
		if (!isInside(node)) continue;
		const neighbours = node.inputs.flatMap((value, input) => {
			const producer = value?.producer?.node;
			return producer !== void 0 && isInside(producer) && !flow.isShapeUse(node, input) ? [producer] : [];
		});
		const merged = /* @__PURE__ */ new Set([node]);
		for (const neighbour of neighbours) for (const member of groupOf.get(neighbour) ?? []) merged.add(member);
		for (const member of merged) groupOf.set(member, merged);
	}
	const groups = [...new Set(groupOf.values())].map((group) => [...group].filter(({ id }) => fp32Nodes.has(id)).map(({ id }) => id));
	const place = new Map(flow.graph.nodes.map(({ id }, index) => [id, index]));
	const placeOf = (id) => id === void 0 ? 0 : place.get(id) ?? 0;
	for (const group of groups) group.sort((first, second) => placeOf(first) - placeOf(second));
	return groups.filter((group) => group.length > 0).sort(([first], [second]) => placeOf(first) - placeOf(second));
}
function countCasts(flow, fp32Nodes, carriers) {
	const isFp32 = (node) => fp32Nodes.has(node.id) || carriers.has(node);
	const hasPrecision = (node) => flow.floatNodes.has(node.id) || carriedInputPositions(node) !== void 0;
	let casts = 0;
	for (const node of flow.graph.nodes) {
		if (!hasPrecision(node) || isConstantMovement(node)) continue;
		for (const output of node.outputs) {
			if (output === void 0 || !mayBeFloat(flow, output)) continue;
			if (output.uses.some((use) => !flow.isShapeUse(use.node, use.input) && (flow.floatNodes.has(use.node.id) || isMovementOf(use.node, use.input)) && isFp32(use.node) !== isFp32(node))) casts += 1;
		}
	}
	return casts;
}
function isConstantMovement(node) {
	const positions = carriedInputPositions(node) ?? [];
	return positions.length > 0 && positions.every((position) => isConstant(node.inputs[position]));
}
function isConstant(value) {
	return value === void 0 || value.initializer !== void 0 && value.producer === void 0;
}
function isMovementOf(node, input) {
	return carriedInputPositions(node)?.includes(input) === true;
}
function mayBeFloat(flow, value) {
	const type = flow.types.get(value);
	if (type === void 0) return true;
	const { element } = type;
	return element === elementType.float || element === elementType.float16 || element === elementType.bfloat16;
}
function setReach(reach, node, own) {
	for (const output of node.outputs) if (output !== void 0) reach.set(output, own);
}
function readReach(reach, value) {
	return value === void 0 ? 0 : reach.get(value) ?? 0;
}
function largest(all) {
	return all.reduce((most, each) => each > most ? each : most, 0);
}

// src/overrides/price.ts
const bytesFp32 = 4;
const bytesFp16 = 2;
/**
* Prices a set of FP32 nodes. `elements` gives element counts by tensor name of the main graph, as measured; shapes
* that the model declares fill in, with symbolic sizes taken as 1.
*/
function pricePlan(flow, fp32Nodes, elements = /* @__PURE__ */ new Map()) {
	const { groups, casts } = findIslands(flow, fp32Nodes);
	const sums = {
		flops: 0,
		flopsFp32: 0,
		elements: 0,
		elementsFp32: 0,
		nodes: 0,
		unknown: 0
	};
	for (const node of flow.graph.nodes) {
		if (!flow.floatNodes.has(node.id)) continue;
		const isFp32 = fp32Nodes.has(node.id);
		if (isFp32) sums.nodes += 1;
		const size = sizeOf(node, elements);
		if (size === void 0) {
			sums.unknown += 1;
			continue;
		}
		sums.flops += size.flops;
		sums.elements += size.elements;
		if (!isFp32) continue;
		sums.flopsFp32 += size.flops;
		sums.elementsFp32 += size.elements;
	}
	const bytes = sums.elementsFp32 * bytesFp32 + (sums.elements - sums.elementsFp32) * bytesFp16;
	return {
		nodes: sums.nodes,
		share: flow.floatNodes.size === 0 ? 0 : sums.nodes / flow.floatNodes.size,
		flopShare: sums.flops === 0 ? void 0 : sums.flopsFp32 / sums.flops,
		byteShare: bytes === 0 ? void 0 : sums.elementsFp32 * bytesFp32 / bytes,
		casts,
		islands: groups.length,
		unknownNodes: sums.unknown
	};
}
function sizeOf(node, elements) {
	const count = (value) => value === void 0 ? void 0 : countElements(value, elements);
	const made = node.outputs.map(count);
	const read = node.inputs.map(count);
	if (made[0] === void 0 && read[0] === void 0) return void 0;
	const moved = [...made, ...read].reduce((sum, each) => sum + (each ?? 0), 0);
	return {
		flops: flopsOf(node, read, made) ?? Math.max(made[0] ?? 0, read[0] ?? 0),
		elements: moved
	};
}
/** Twice the multiplications of products; undefined where an operation per element is all that is known. */
function flopsOf(node, read, made) {
	const [output] = made;
	if (node.domain !== "" || output === void 0) return void 0;
	switch (node.proto.opType) {
		case "MatMul":
		case "Gemm": {
			const inner = innerSize(node, read, output);
			return inner === void 0 ? void 0 : 2 * output * inner;
		}
		case "Conv": return perWeight(node, output, (dims) => dims.slice(1));
		case "ConvTranspose": return perWeight(node, read[0], (dims) => dims.slice(1));
		default: return;
	}
}
/** Weights of a convolution: [M, C/group, kernel...], transposed: [C, M/group, kernel...]. */
function perWeight(node, positions, perPosition) {
	const dims = knownDims(node.inputs[1]);
	if (dims === void 0 || positions === void 0) return void 0;
	return 2 * positions * product(perPosition(dims));
}
/** Length of the sums of a matrix product: of either operand's shape, else of the three element counts. */
function innerSize(node, read, output) {
	const isGemm = node.proto.opType === "Gemm";
	const left = shapeOf(node.inputs[0]);
	const right = shapeOf(node.inputs[1]);
	const fromLeft = isGemm && intAttribute(node.proto, "transA", 0) !== 0 ? left?.at(-2) : left?.at(-1);
	const isRightTurned = isGemm && intAttribute(node.proto, "transB", 0) !== 0;
	const isVector = right?.length === 1;
	const fromRight = isRightTurned || isVector ? right?.at(-1) : right?.at(-2);
	if (fromLeft !== void 0 || fromRight !== void 0) return fromLeft ?? fromRight;
	const [first, second] = read;
	if (first === void 0 || second === void 0 || output === 0) return void 0;
	return Math.sqrt(first * second / output);
}
function countElements(value, elements) {
	const measured = value.scope.depth === 0 ? elements.get(value.name) : void 0;
	if (measured !== void 0) return measured;
	const shape = shapeOf(value);
	return shape === void 0 ? void 0 : product(shape.map((size) => size ?? 1));
}
function shapeOf(value) {
	return value === void 0 ? void 0 : declaredShape(value);
}
function knownDims(value) {
	const shape = shapeOf(value);
	if (shape === void 0 || shape.includes(void 0)) return void 0;
	return shape.map((size) => size ?? 1);
}
function product(sizes) {
	return sizes.reduce((result, size) => result * size, 1);
}

export { groupFusible as a, readOutside as c, isPacked as d, fixedConstants as f, readersOf as i, readsUnrounded as l, findIslands as n, inexactNodes as o, floatConstants as p, readDataflow as r, switchUnits as s, pricePlan as t, targetsOf as u };