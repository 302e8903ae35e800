import { i as InputError } from "./errors.js";
import { b as OperatorSetIdProtoSchema, i as maxInlinedNodes, j as create, y as NodeProtoSchema } from "./limits.js";
import { d as nodeLabel, f as quote } from "./initializer.js";
import { t as copyMessage } from "./message-copy.js";
import { i as isDefaultDomain, o as subgraphsOf } from "./decode.js";
import { r as intAttribute, t as findAttribute } from "./attributes.js";
import { n as isCarrier, r as isControlFlow } from "./data-movement.js";

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

export { createNameScope as _, declaredShape as a, expandCall as b, missingDeclarations as c, readsOnlySizes as d, describeNode as f, inlineFunctions as g, formalAt as h, schemaOf as i, findShapeArithmetic as l, indexGraph as m, declaresHalfPrecision as n, elementType as o, findValue as p, halfFormat as r, inferTypes as s, decideRounding as t, isShapeInput as u, nodeNames as v, valueNames as y };