import { H as plainText, V as maxProvenanceCharacters } from "./judge.js";

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

export { graphProvenance as t };