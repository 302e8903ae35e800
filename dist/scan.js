import { J as givenPath, Q as parseFlags, X as writeFileAtomic, l as elementSizeBytes, s as elementCount, u as isFloat } from "./settings.js";
import { a as escapeConsole, d as shortenMiddle, f as version, g as InputError, i as defuseWorkflowCommands, p as ConfigError, u as printableName } from "./start.js";
import { $ as openSamples, Ct as blockElements, Gt as sharedBlocks, Ln as formatCount, Lt as openTensors, Q as openModel, Rt as tensorFileExtensions, cn as tensorSizeBytes, dn as readBytes, fn as sliceSource, in as checkElements, on as normaliseElements, sn as storedTensor, zn as formatFigure, zt as openByteFile } from "./judge.js";
import { t as readZipEntries } from "./zip-entries.js";
import { H as plainPalette, V as ansiPalette, a as composeScan, c as formatPercent, o as serializeScan, u as measureRange } from "./reports.js";
import { a as moduleOfName, i as createPace, n as scanModel, r as roleOfStoredTensor, t as scanSamples } from "./scan-samples.js";
import { extname, join } from "node:path";

// src/tensor/checkpoint-archive.ts
/** 150,000 tensors with long names; a pickle unfolds to at most some ten times its size in memory (CWE-789). */
const maxPickleBytes = 32 * 2 ** 20;
const convert = "torch.save(torch.load(file, weights_only=True), new_file)";
const ascii = (text) => Array.from(text, (character) => character.charCodeAt(0));
/** What else is called `.pth`. The first entry is the magic number that PyTorch before 1.6 began with, pickled. */
const foreignForms = [
	{
		offset: 2,
		bytes: [
			138,
			10,
			108,
			252,
			156,
			70,
			249,
			32,
			106,
			168,
			80,
			25
		],
		what: "a checkpoint in PyTorch's old format, which is no zip archive and can't be read without running it",
		advice: `Convert it once in PyTorch: ${convert}.`
	},
	{
		offset: 0,
		bytes: [128],
		what: "a plain Python pickle, not a checkpoint of torch.save",
		advice: `If you trust it, load it in Python and save the tensors with torch.save or safetensors.torch.save_file.`
	},
	{
		offset: 257,
		bytes: ascii("ustar"),
		what: "a tar archive, PyTorch's format before 2017",
		advice: `Convert it once in PyTorch: ${convert}.`
	},
	{
		offset: 8,
		bytes: ascii("{\""),
		what: "a safetensors file",
		advice: "Rename it to .safetensors."
	},
	{
		offset: 0,
		bytes: ascii("version https://git-lfs"),
		what: "a Git LFS pointer, not the checkpoint itself",
		advice: "Fetch the file: `git lfs pull`, or `lfs: true` for actions/checkout."
	}
];
/**
* Opens the zip archive that `torch.save` writes since PyTorch 1.6. Only stored entries are read, at their place in
* the file: nothing is inflated, so there is nothing that could inflate without end. CRC-32s are not checked, since
* PyTorch can be told not to compute them.
* @throws InputError for every other form, naming it and the way out.
*/
async function openCheckpointArchive(source) {
	refuseForeign(source);
	const entries = new Map((await readZipEntries(source)).map((entry) => [entry.name, entry]));
	const prefix = findPrefix(source.name, entries);
	const read = (name, maxBytes) => {
		const entry = entries.get(prefix + name);
		if (entry === void 0) return;
		if (entry.sizeBytes > maxBytes) throw new InputError(`${source.name}: '${prefix}${name}' has ${entry.sizeBytes} bytes; at most ${maxBytes} are read.`, { advice: "Save the tensors alone, or split the file." });
		checkStored(source.name, entry);
		return readBytes(source, entry.dataOffset, entry.sizeBytes);
	};
	return {
		name: source.name,
		sizeBytes: source.sizeBytes,
		pickle: read("data.pkl", maxPickleBytes),
		byteOrder: readByteOrder(source.name, read("byteorder", 16)),
		storage(key) {
			const entry = entries.get(`${prefix}data/${key}`);
			if (entry === void 0) return;
			checkStored(source.name, entry);
			return sliceSource(source, entry.dataOffset, entry.sizeBytes, `${source.name}: storage ${key}`);
		}
	};
}
function refuseForeign(source) {
	const start = readBytes(source, 0, Math.min(source.sizeBytes, 512));
	if (start[0] === 80 && start[1] === 75) return;
	const form = foreignForms.find(({ offset, bytes }) => bytes.every((byte, index) => start[offset + index] === byte));
	throw new InputError(`${source.name} is ${form?.what ?? (start.length === 0 ? "an empty file" : "no checkpoint of torch.save: it is no zip archive")}.`, { advice: form?.advice ?? "Check the path, or copy the file again." });
}
/** Everything lies below one folder, named after the file that was saved. */
function findPrefix(name, entries) {
	const pickles = [...entries.keys()].filter((entry) => entry === "data.pkl" || entry.endsWith("/data.pkl"));
	const [pickle] = pickles;
	if (pickle === void 0 || pickles.length > 1) throw new InputError(`${name} is no checkpoint of torch.save: the archive holds ${pickles.length} entries named data.pkl.`, { advice: "Save the weights again: torch.save(model.state_dict(), file)." });
	const prefix = pickle.slice(0, -8);
	if (entries.has(`${prefix}constants.pkl`)) throw new InputError(`${name} is a TorchScript archive (torch.jit.save), which holds code beside the weights.`, { advice: "Save its weights: torch.save(torch.jit.load(file).state_dict(), new_file)." });
	return prefix;
}
function checkStored(name, entry) {
	if (entry.deflated) throw new InputError(`${name}: entry '${entry.name}' is compressed, which torch.save never does.`, { advice: `Save it again in PyTorch: ${convert}.` });
}
function readByteOrder(name, bytes) {
	const text = bytes === void 0 ? "little" : new TextDecoder().decode(bytes);
	if (text !== "little" && text !== "big") throw new InputError(`${name}: the byte order is ${JSON.stringify(text)}; only little and big are known.`, { advice: "The file is damaged: save it again." });
	return text;
}

// src/tensor/checkpoint-globals.ts
/** Element type of each storage class; undefined for those that no tensor here can have. */
const storageDTypes = /* @__PURE__ */ new Map([
	["torch.DoubleStorage", "float64"],
	["torch.FloatStorage", "float32"],
	["torch.HalfStorage", "float16"],
	["torch.BFloat16Storage", "bfloat16"],
	["torch.LongStorage", "int64"],
	["torch.IntStorage", "int32"],
	["torch.ShortStorage", "int16"],
	["torch.CharStorage", "int8"],
	["torch.ByteStorage", "uint8"],
	["torch.BoolStorage", "bool"],
	["torch.ComplexDoubleStorage", void 0],
	["torch.ComplexFloatStorage", void 0]
]);
/** A storage of bytes, whose element type is stated by the tensor. */
const untypedStorage = "torch.storage.UntypedStorage";
/** Element types as objects of their own. */
const torchDTypes = /* @__PURE__ */ new Map([
	["torch.float64", "float64"],
	["torch.float32", "float32"],
	["torch.float16", "float16"],
	["torch.bfloat16", "bfloat16"],
	["torch.int64", "int64"],
	["torch.int32", "int32"],
	["torch.int16", "int16"],
	["torch.int8", "int8"],
	["torch.uint64", "uint64"],
	["torch.uint32", "uint32"],
	["torch.uint16", "uint16"],
	["torch.uint8", "uint8"],
	["torch.bool", "bool"],
	["torch.complex32", void 0],
	["torch.complex64", void 0],
	["torch.complex128", void 0],
	["torch.float8_e4m3fn", void 0],
	["torch.float8_e4m3fnuz", void 0],
	["torch.float8_e5m2", void 0],
	["torch.float8_e5m2fnuz", void 0],
	["torch.float8_e8m0fnu", void 0],
	["torch.float4_e2m1fn_x2", void 0]
]);
/** Functions that make a tensor of a storage, with the position of the element type where they have one. */
const tensorMakers = /* @__PURE__ */ new Map([
	["torch._utils._rebuild_tensor", {}],
	["torch._utils._rebuild_tensor_v2", { flagsAt: 6 }],
	["torch._utils._rebuild_tensor_v3", {
		dtypeAt: 6,
		flagsAt: 7
	}]
]);
/** Functions whose first argument is the tensor that they return. */
const tensorWrappers = /* @__PURE__ */ new Set(["torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state"]);
/** `(function, class, arguments, attributes)`: a tensor with attributes of its own. */
const typedTensorMaker = "torch._tensor._rebuild_from_type_v2";
/** A NumPy array; its name differs between NumPy 1 and 2. */
const numpyArrayMakers = /* @__PURE__ */ new Set(["numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct"]);
const dictionaries = ["collections.OrderedDict", "collections.defaultdict"];
/** Sizes, devices, sets, NumPy scalars: kept as notes of a call and never looked into. */
const inert = [
	"torch.Size",
	"torch.device",
	"torch.Tensor",
	"torch.nn.parameter.Parameter",
	"torch.nn.parameter.Buffer",
	"torch.serialization._get_layout",
	"collections.Counter",
	"builtins.set",
	"builtins.frozenset",
	"builtins.complex",
	"builtins.bytearray",
	"__builtin__.set",
	"__builtin__.frozenset",
	"__builtin__.complex",
	"__builtin__.bytearray",
	"_codecs.encode",
	"numpy.dtype",
	"numpy.ndarray",
	"numpy.core.multiarray.scalar",
	"numpy._core.multiarray.scalar"
];
/** Whatever `torch.save` writes for a state_dict and the plain values around it. */
const checkpointRules = {
	globals: /* @__PURE__ */ new Set([
		...dictionaries,
		...inert,
		...storageDTypes.keys(),
		untypedStorage,
		...torchDTypes.keys(),
		...tensorMakers.keys(),
		...tensorWrappers,
		typedTensorMaker,
		...numpyArrayMakers
	]),
	dictionaries: new Set(dictionaries),
	advice: "If you trust the file, load it in PyTorch and save only the weights: torch.save(model.state_dict(), file), or safetensors.torch.save_file."
};

// src/tensor/checkpoint-view.ts
/** Bytes that are read at once for elements that do not lie side by side. */
const maxSpanBytes = 64 * 2 ** 20;
/**
* The tensor that a view of `storage` shows, in C order. The caller has checked that the view stays inside.
* @param spanBytes how much may be held in memory for a view whose elements are not neighbours.
*/
function viewTensor(view, storage, byteOrder, spanBytes = maxSpanBytes) {
	const { dtype, shape, offset } = view;
	const axes = mergedAxes(view);
	if (axes.every(({ stride }) => stride === 1)) return storedTensor(dtype, shape, storage, offset * elementSizeBytes[dtype], byteOrder);
	return gatheredTensor(view, axes, storage, byteOrder, spanBytes);
}
/**
* The same elements in the order of the storage, which is faster to read; undefined when they leave gaps there or
* repeat. A transposed or channels-last weight is such a view.
*/
function storageOrderTensor(view, storage, byteOrder) {
	const axes = view.shape.map((size, axis) => ({
		size,
		stride: view.strides[axis]
	})).filter(({ size }) => size !== 1).toSorted((a, b) => a.stride - b.stride);
	let expected = 1;
	for (const { size, stride } of axes) {
		if (stride !== expected) return;
		expected *= size;
	}
	const { dtype, shape, offset } = view;
	return storedTensor(dtype, shape, storage, offset * elementSizeBytes[dtype], byteOrder);
}
/** Without axes of size 1, and with neighbours joined that are walked through as one. */
function mergedAxes({ shape, strides }) {
	if (shape.includes(0)) return [];
	const axes = [];
	for (const [at, size] of shape.entries()) {
		const stride = strides[at];
		const outer = axes.at(-1);
		if (size === 1) continue;
		if (outer !== void 0 && outer.stride === stride * size) axes[axes.length - 1] = {
			size: outer.size * size,
			stride
		};
		else axes.push({
			size,
			stride
		});
	}
	return axes;
}
function gatheredTensor({ dtype, shape, offset }, axes, storage, byteOrder, spanBytes) {
	const sizeBytes = elementSizeBytes[dtype];
	const count = elementCount(shape);
	const extent = axes.reduce((sum, { size, stride }) => sum + (size - 1) * stride, 1);
	const readSpan = (first, elements) => readBytes(storage, (offset + first) * sizeBytes, elements * sizeBytes);
	const tensor = {
		dtype,
		shape,
		read(start, into) {
			checkElements(storage.name, sizeBytes, count, start, into.length);
			const total = into.length / sizeBytes;
			const places = new Float64Array(Math.min(total, blockElements));
			for (let done = 0; done < total; done += blockElements) {
				const window = places.subarray(0, Math.min(blockElements, total - done));
				const { first, last } = findPlaces(axes, start + done, window);
				const part = into.subarray(done * sizeBytes, (done + window.length) * sizeBytes);
				if (extent * sizeBytes <= spanBytes) gather(sharedBlocks.get(tensor, 0, () => readSpan(0, extent)), 0, window, sizeBytes, part);
				else if ((last - first + 1) * sizeBytes <= spanBytes) gather(readSpan(first, last - first + 1), first, window, sizeBytes, part);
				else readRuns(window, readSpan, sizeBytes, part);
			}
			normaliseElements(storage.name, dtype, byteOrder, into);
		}
	};
	return tensor;
}
/** Where the elements from `start` on lie, relative to the view's first one, and the range that these places span. */
function findPlaces(axes, start, places) {
	const index = axes.map(() => 0);
	let rest = start;
	for (let axis = axes.length - 1; axis >= 0; axis--) {
		index[axis] = rest % axes[axis].size;
		rest = Math.floor(rest / axes[axis].size);
	}
	let place = axes.reduce((sum, { stride }, axis) => sum + index[axis] * stride, 0);
	let first = place;
	let last = place;
	for (let i = 0; i < places.length; i++) {
		places[i] = place;
		first = Math.min(first, place);
		last = Math.max(last, place);
		for (let axis = axes.length - 1; axis >= 0; axis--) {
			const { size, stride } = axes[axis];
			place += stride;
			index[axis] += 1;
			if (index[axis] < size) break;
			place -= size * stride;
			index[axis] = 0;
		}
	}
	return {
		first,
		last
	};
}
function gather(span, first, places, sizeBytes, into) {
	for (let i = 0; i < places.length; i++) {
		const from = (places[i] - first) * sizeBytes;
		for (let byte = 0; byte < sizeBytes; byte++) into[i * sizeBytes + byte] = span[from + byte];
	}
}
/** For elements spread over more than may be held: one read for each run of neighbours. */
function readRuns(places, readSpan, sizeBytes, into) {
	for (let at = 0; at < places.length;) {
		let length = 1;
		while (at + length < places.length && places[at + length] === places[at] + length) length += 1;
		into.set(readSpan(places[at], length), at * sizeBytes);
		at += length;
	}
}

// src/tensor/pickle-opcodes.ts
/** Names of all opcodes of pickle protocols 0 to 5, as Python's `pickletools` prints them. */
const opcodeNames = /* @__PURE__ */ new Map([
	[40, "MARK"],
	[41, "EMPTY_TUPLE"],
	[46, "STOP"],
	[48, "POP"],
	[49, "POP_MARK"],
	[50, "DUP"],
	[66, "BINBYTES"],
	[67, "SHORT_BINBYTES"],
	[70, "FLOAT"],
	[71, "BINFLOAT"],
	[73, "INT"],
	[74, "BININT"],
	[75, "BININT1"],
	[76, "LONG"],
	[77, "BININT2"],
	[78, "NONE"],
	[80, "PERSID"],
	[81, "BINPERSID"],
	[82, "REDUCE"],
	[83, "STRING"],
	[84, "BINSTRING"],
	[85, "SHORT_BINSTRING"],
	[86, "UNICODE"],
	[88, "BINUNICODE"],
	[93, "EMPTY_LIST"],
	[97, "APPEND"],
	[98, "BUILD"],
	[99, "GLOBAL"],
	[100, "DICT"],
	[101, "APPENDS"],
	[103, "GET"],
	[104, "BINGET"],
	[105, "INST"],
	[106, "LONG_BINGET"],
	[108, "LIST"],
	[111, "OBJ"],
	[112, "PUT"],
	[113, "BINPUT"],
	[114, "LONG_BINPUT"],
	[115, "SETITEM"],
	[116, "TUPLE"],
	[117, "SETITEMS"],
	[125, "EMPTY_DICT"],
	[128, "PROTO"],
	[129, "NEWOBJ"],
	[130, "EXT1"],
	[131, "EXT2"],
	[132, "EXT4"],
	[133, "TUPLE1"],
	[134, "TUPLE2"],
	[135, "TUPLE3"],
	[136, "NEWTRUE"],
	[137, "NEWFALSE"],
	[138, "LONG1"],
	[139, "LONG4"],
	[140, "SHORT_BINUNICODE"],
	[141, "BINUNICODE8"],
	[142, "BINBYTES8"],
	[143, "EMPTY_SET"],
	[144, "ADDITEMS"],
	[145, "FROZENSET"],
	[146, "NEWOBJ_EX"],
	[147, "STACK_GLOBAL"],
	[148, "MEMOIZE"],
	[149, "FRAME"],
	[150, "BYTEARRAY8"],
	[151, "NEXT_BUFFER"],
	[152, "READONLY_BUFFER"]
]);
/** `REDUCE`, or `0xff` for a byte that is no opcode. */
function opcodeName(opcode) {
	return opcodeNames.get(opcode) ?? `0x${opcode.toString(16).padStart(2, "0")}`;
}

// src/tensor/pickle-machine.ts
/** Values on the stack at once. Python writes lists in groups of 1000; only a tuple lies there as a whole. */
const maxStack = 1e6;
/** Nested MARKs: one for each level of nested containers that are being filled. */
const maxMarks = 1e3;
/** Containers and calls: a tensor takes six of some 80 bytes each, so this allows half a million tensors (CWE-770). */
const maxContainers = 4e6;
/** A JavaScript Map ends at 16.7 million entries; Python remembers every container and text once. */
const maxMemo = 8e6;
const damagedAdvice = "The file is damaged or hostile: save it again.";
/** An error at the opcode that is being carried out. */
function pickleError(machine, problem, advice = damagedAdvice) {
	return new InputError(`${machine.where}: opcode ${opcodeName(machine.opcode)} at byte ${machine.opcodeOffset}: ${problem}.`, { advice });
}
/** Moves past `length` bytes and returns where they begin. Checked before anything is allocated for them. */
function advance(machine, length) {
	const start = machine.at;
	const left = machine.bytes.length - start;
	if (length > left) throw pickleError(machine, `needs ${length} bytes, but only ${left} follow`);
	machine.at = start + length;
	return start;
}
function readUint8(machine) {
	return machine.view.getUint8(advance(machine, 1));
}
function readUint32(machine) {
	return machine.view.getUint32(advance(machine, 4), true);
}
/** A length of 8 bytes. One beyond 2^53 is rounded, and refused as too long all the same. */
function readLength8(machine) {
	return Number(machine.view.getBigUint64(advance(machine, 8), true));
}
function readBytesAhead(machine, length) {
	const start = advance(machine, length);
	return machine.bytes.subarray(start, start + length);
}
const utf8 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function readText(machine, length) {
	const bytes = readBytesAhead(machine, length);
	try {
		return utf8.decode(bytes);
	} catch {
		throw pickleError(machine, `the text of ${length} bytes is not valid UTF-8`);
	}
}
/** Longest line of a GLOBAL; real module paths stay below 100. */
const maxLineBytes = 1e3;
function readLine(machine) {
	const end = machine.bytes.subarray(machine.at, machine.at + maxLineBytes).indexOf(10);
	if (end === -1) throw pickleError(machine, `no end of line within ${maxLineBytes} bytes`);
	const text = readText(machine, end);
	machine.at += 1;
	return text;
}
function push(machine, value) {
	if (machine.stack.length >= maxStack) throw pickleError(machine, `more than ${maxStack} values on the stack`);
	machine.stack.push(value);
}
/** Pushes a value that takes memory of its own. */
function pushContainer(machine, value) {
	machine.containers += 1;
	if (machine.containers > maxContainers) throw pickleError(machine, `more than ${maxContainers} containers`);
	push(machine, value);
}
function pop(machine) {
	const value = top(machine);
	machine.stack.pop();
	return value;
}
function top(machine) {
	const floor = machine.marks.at(-1) ?? 0;
	const value = machine.stack.at(-1);
	if (machine.stack.length <= floor || value === void 0) throw pickleError(machine, "the stack is empty");
	return value;
}
function pushMark(machine) {
	if (machine.marks.length >= maxMarks) throw pickleError(machine, `more than ${maxMarks} MARKs inside each other`);
	machine.marks.push(machine.stack.length);
}
/** Everything above the last MARK, which goes too. */
function popToMark(machine) {
	const height = machine.marks.pop();
	if (height === void 0) throw pickleError(machine, "there is no MARK");
	return machine.stack.splice(height);
}
function remember(machine, index) {
	if (machine.memo.size >= maxMemo) throw pickleError(machine, `more than ${maxMemo} values are remembered`);
	machine.memo.set(index, top(machine));
}
function recall(machine, index) {
	const value = machine.memo.get(index);
	if (value === void 0) throw pickleError(machine, `nothing was remembered as ${index}`);
	push(machine, value);
}

// src/tensor/pickle-calls.ts
/** Longest name that a message shows. */
const maxShownName = 200;
/** What a value is, for messages. */
function describeValue(value) {
	if (value === null) return "None";
	if (value instanceof Uint8Array) return "bytes";
	if (typeof value !== "object") return typeof value === "string" ? "a text" : `${value}`;
	if (value.kind === "global") return value.name;
	if (value.kind === "call") return `the result of ${value.callee}`;
	return value.kind === "reference" ? "a storage" : `a ${value.kind}`;
}
/** GLOBAL: module and name on lines of their own. */
function readGlobal(machine) {
	pushGlobal(machine, readLine(machine), readLine(machine));
}
/** STACK_GLOBAL: module and name from the stack. */
function stackGlobal(machine) {
	const name = pop(machine);
	const module = pop(machine);
	if (typeof name !== "string" || typeof module !== "string") throw pickleError(machine, "needs two texts on the stack, a module and a name");
	pushGlobal(machine, module, name);
}
function pushGlobal(machine, module, name) {
	const full = `${module}.${name}`;
	if (!machine.rules.globals.has(full)) {
		const cut = full.length > maxShownName ? `${full.slice(0, maxShownName)}…` : full;
		const shown = /^[\w.]+$/.test(cut) ? cut : JSON.stringify(cut);
		throw pickleError(machine, `the checkpoint calls ${shown}: refused, since only tensors and plain containers are read`, machine.rules.advice);
	}
	push(machine, {
		kind: "global",
		name: full
	});
}
/** REDUCE and NEWOBJ: a callable with its arguments becomes a note of the call, or an empty dictionary. */
function call(machine) {
	const items = pop(machine);
	const callee = pop(machine);
	if (typeof callee !== "object" || callee === null || !("kind" in callee) || callee.kind !== "global") throw pickleError(machine, `${describeValue(callee)} is called, which is no class or function`);
	if (!isSequence(items, "tuple")) throw pickleError(machine, `${callee.name} is called with ${describeValue(items)} instead of a tuple`);
	if (machine.rules.dictionaries.has(callee.name)) pushContainer(machine, {
		kind: "dict",
		entries: pairsOf(machine, items.items)
	});
	else pushContainer(machine, {
		kind: "call",
		callee: callee.name,
		items: items.items
	});
}
/** `OrderedDict()` is filled later; Python 2 wrote `OrderedDict([[key, value], …])`. */
function pairsOf(machine, items) {
	const entries = /* @__PURE__ */ new Map();
	const [first] = items;
	if (first === void 0 || !isSequence(first, "list")) return entries;
	for (const pair of first.items) {
		const isPair = isSequence(pair, "list") || isSequence(pair, "tuple");
		const [key, value] = isPair ? pair.items : [];
		if (key === void 0 || value === void 0 || isPair && pair.items.length !== 2) throw pickleError(machine, "a dictionary is made from something else than pairs");
		entries.set(key, value);
	}
	return entries;
}
/** BUILD: attributes of an object. No attribute holds weights (`_metadata` of a state_dict has versions): dropped. */
function build(machine) {
	pop(machine);
	const object = top(machine);
	if (!isDict(object) && !isCall(object)) throw pickleError(machine, `sets attributes of ${describeValue(object)}`);
}
function append(machine) {
	appendTo(machine, [pop(machine)]);
}
function appendItems(machine, kind) {
	appendTo(machine, popToMark(machine), kind);
}
function appendTo(machine, items, kind = "list") {
	const target = top(machine);
	if (!isSequence(target, kind)) throw pickleError(machine, `adds elements to ${describeValue(target)}, which is no ${kind}`);
	for (const item of items) target.items.push(item);
}
function setItem(machine) {
	const value = pop(machine);
	setTo(machine, [pop(machine), value]);
}
function setItems(machine) {
	setTo(machine, popToMark(machine));
}
function setTo(machine, items) {
	const target = top(machine);
	if (!isDict(target)) throw pickleError(machine, `sets keys of ${describeValue(target)}, which is no dictionary`);
	if (items.length % 2 !== 0) throw pickleError(machine, "a key has no value");
	for (let at = 0; at < items.length; at += 2) target.entries.set(items[at], items[at + 1]);
}
function isSequence(value, kind) {
	return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}
function isDict(value) {
	return typeof value === "object" && value !== null && "kind" in value && value.kind === "dict";
}
function isCall(value) {
	return typeof value === "object" && value !== null && "kind" in value && value.kind === "call";
}

// src/tensor/checkpoint-tensor.ts
const advice = "The file is damaged or hostile: save it again.";
/** Largest exponents: 448 for e4m3, 57344 for e5m2, 6 for e2m1; e8m0 reaches 2^127. */
const narrowFloats = /^torch\.float(?:8_e4m3|8_e5m2|4_e2m1)/;
/**
* Views may repeat data (tied weights, `expand`), but no real checkpoint shows its bytes dozens of times over; a
* kilobyte that claims 2^50 elements would keep the scan busy for years.
*/
const maxRepeats = 64;
const alwaysAllowedBytes = 2 ** 30;
/** Makes the reader of one archive's tensors. */
function createTensorReader(archive) {
	const known = /* @__PURE__ */ new Map();
	let shownBytes = 0;
	return { read(value, where) {
		const maker = innermostMaker(value, where);
		if (maker === void 0) return;
		const parsed = parseMaker(archive, maker, where);
		if ("reason" in parsed) return parsed;
		const { view, key } = parsed;
		const identity = JSON.stringify([key, view]);
		const found = known.get(identity) ?? openView(archive, parsed, where);
		if (!known.has(identity)) {
			known.set(identity, found);
			shownBytes += elementCount(view.shape) * elementSizeBytes[view.dtype];
			checkRepeats(archive, shownBytes, where);
		}
		return found;
	} };
}
function checkRepeats(archive, shownBytes, where) {
	if (shownBytes > maxRepeats * archive.sizeBytes + alwaysAllowedBytes) throw new InputError(`${where}: the tensors show ${shownBytes} bytes of a file of ${archive.sizeBytes}: views that repeat the same data.`, { advice: "Save copies instead: {name: tensor.clone() for name, tensor in state_dict.items()}." });
}
/** Parameters wrap a tensor, possibly several times; the call in the middle knows the storage. */
function innermostMaker(value, where) {
	let call = value;
	for (let depth = 0; depth < 16; depth += 1) {
		if (!isCall(call)) throw new InputError(`${where}: a parameter is made of ${describeValue(call ?? null)}, not of a tensor.`, { advice });
		if (tensorMakers.has(call.callee)) return call;
		if (tensorWrappers.has(call.callee)) call = call.items[0];
		else if (call.callee === "torch._tensor._rebuild_from_type_v2") {
			const [maker, , items] = call.items;
			if (!(typeof maker === "object" && maker !== null && "kind" in maker && maker.kind === "global") || !isSequence(items, "tuple")) throw new InputError(`${where}: ${call.callee} is called with other arguments than PyTorch writes.`, { advice });
			call = {
				kind: "call",
				callee: maker.name,
				items: items.items
			};
		} else return;
	}
	throw new InputError(`${where}: more than 16 parameters are wrapped in each other.`, { advice });
}
function parseMaker(archive, { callee, items }, where) {
	const [storage, offset, shape, strides] = items;
	const place = parseStorage(storage, where);
	const numbers = {
		offset: integer(offset, "storage offset", where),
		shape: integers(shape, "shape", where),
		strides: integers(strides, "strides", where)
	};
	if (numbers.shape.length !== numbers.strides.length) throw new InputError(`${where}: shape [${numbers.shape.join(", ")}] has ${numbers.shape.length} axes, but there are ${numbers.strides.length} strides.`, { advice });
	const { dtypeAt, flagsAt } = tensorMakers.get(callee) ?? {};
	const stated = dtypeAt === void 0 ? place.type : globalName(items[dtypeAt], "element type", where);
	const dtype = dtypeAt === void 0 ? storageDTypes.get(stated) : torchDTypes.get(stated);
	const flags = flagsAt === void 0 ? void 0 : items[flagsAt];
	if (isDict(flags) && flags.entries.size > 0) return {
		reason: "is a lazily conjugated or negated view",
		fitsFloat16: false
	};
	if (dtype === void 0) return {
		reason: `has elements of ${stated.replace(/^torch\./, "").replace(/Storage$/, "")}`,
		fitsFloat16: narrowFloats.test(stated)
	};
	checkTypes(archive, dtypeAt === void 0, place, dtype, where);
	const view = {
		dtype,
		...numbers
	};
	checkExtent(view, place.elements(dtype), where);
	return {
		key: place.key,
		elements: place.elements(dtype),
		view
	};
}
/** `("storage", class, key, device, elements)`. */
function parseStorage(value, where) {
	const reference = value;
	const id = typeof value === "object" && reference?.kind === "reference" ? reference.id : void 0;
	const [label, type, key, , count] = isSequence(id, "tuple") ? id.items : [];
	if (label !== "storage" || typeof key !== "string" || !/^\w{1,64}$/.test(key)) throw new InputError(`${where}: its storage is not stated as torch.save does.`, { advice });
	const name = globalName(type, "storage type", where);
	const stated = integer(count, "storage size", where);
	const isUntyped = name === untypedStorage;
	if (!isUntyped && !storageDTypes.has(name)) throw new InputError(`${where}: ${name} is no type of storage.`, { advice });
	return {
		key,
		type: name,
		count: stated,
		elements: (dtype) => isUntyped ? Math.floor(stated / elementSizeBytes[dtype]) : stated
	};
}
/** A typed storage must have the tensor's type: nothing is reinterpreted. */
function checkTypes(archive, isTyped, place, dtype, where) {
	const typeOfStorage = storageDTypes.get(place.type);
	if (!isTyped && place.type !== "torch.storage.UntypedStorage" && typeOfStorage !== dtype) throw new InputError(`${where}: a tensor of ${dtype} lies in a ${place.type}.`, { advice });
	const source = archive.storage(place.key);
	if (source === void 0) throw new InputError(`${where}: its storage 'data/${place.key}' is missing from the archive.`, { advice });
	const expected = place.type === "torch.storage.UntypedStorage" ? place.count : place.count * elementSizeBytes[dtype];
	if (source.sizeBytes !== expected) throw new InputError(`${where}: storage 'data/${place.key}' has ${source.sizeBytes} bytes, but ${expected} are stated.`, { advice });
}
function checkExtent(view, elements, where) {
	const { dtype, shape, strides, offset } = view;
	tensorSizeBytes(dtype, shape, where);
	if (shape.includes(0)) return;
	const last = shape.reduce((sum, size, axis) => sum + (size - 1) * strides[axis], offset);
	if (last >= elements) throw new InputError(`${where}: shape [${shape.join(", ")}] with strides [${strides.join(", ")}] from element ${offset} on reaches element ${last}, but the storage has ${elements}.`, { advice });
}
function openView(archive, { key, view }, where) {
	const source = archive.storage(key);
	if (source === void 0) throw new Error(`${where}: storage ${key} was there before`);
	const tensor = viewTensor(view, source, archive.byteOrder);
	return {
		tensor,
		anyOrder: storageOrderTensor(view, source, archive.byteOrder) ?? tensor
	};
}
function globalName(value, what, where) {
	if (typeof value !== "object" || value === null || !("kind" in value) || value.kind !== "global") throw new InputError(`${where}: its ${what} is ${describeValue(value ?? null)}.`, { advice });
	return value.name;
}
function integer(value, what, where) {
	if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new InputError(`${where}: its ${what} is ${describeValue(value ?? null)}; only integers from 0 on are valid.`, { advice });
	return value;
}
function integers(value, what, where) {
	if (!isSequence(value, "tuple")) throw new InputError(`${where}: its ${what} is ${describeValue(value ?? null)} instead of a tuple.`, { advice });
	return value.items.map((item) => integer(item, `${what} contains a size that`, where));
}

// src/tensor/pickle.ts
/** Newest protocol of Python 3.8 and later. */
const newestProtocol = 5;
/** Integers beyond this are seeds and hashes at most; Python's own limit for texts is 4300 digits. */
const maxIntegerBytes = 1024;
const stop = 46;
/**
* Reads a pickle of protocol 2 to 5 as plain data. Nothing in it is executed: calls become notes of a call, and only
* names that `rules` allow may occur at all. Opcodes are an allow-list too: the text forms of protocols 0 and 1,
* extension codes and out-of-band buffers are refused by name. Integers are exact (bigint beyond 2^53).
*
* @param where file and entry, for messages.
* @throws InputError naming the opcode and its offset: not allowed, truncated, malformed, or beyond a limit on stack,
*   containers and lengths.
*/
function readPickle(bytes, where, rules) {
	const machine = {
		where,
		bytes,
		view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
		rules,
		stack: [],
		marks: [],
		memo: /* @__PURE__ */ new Map(),
		at: 0,
		opcode: 0,
		opcodeOffset: 0,
		containers: 0
	};
	while (machine.at < bytes.length) {
		machine.opcodeOffset = machine.at;
		machine.opcode = bytes[machine.at];
		machine.at += 1;
		if (machine.opcode === stop) return finish(machine);
		const operation = operations.get(machine.opcode);
		if (operation === void 0) throw refusedOpcode(machine);
		operation(machine);
	}
	throw new InputError(`${where}: the pickle of ${bytes.length} bytes ends without a STOP opcode.`, { advice: "The file is truncated: save it again." });
}
function finish(machine) {
	const value = pop(machine);
	if (machine.stack.length > 0 || machine.marks.length > 0) throw pickleError(machine, `${machine.stack.length} values are left over`);
	const trailing = machine.bytes.length - machine.at;
	if (trailing > 0) throw pickleError(machine, `${trailing} bytes follow the end of the pickle`);
	return value;
}
function refusedOpcode(machine) {
	const isKnown = opcodeNames.has(machine.opcode);
	return pickleError(machine, isKnown ? "refused, since torch.save never writes it" : "not an opcode of pickle", isKnown ? machine.rules.advice : damagedAdvice);
}
const operations = /* @__PURE__ */ new Map([
	[128, checkProtocol],
	[149, checkFrame],
	[40, pushMark],
	[48, dropTop],
	[49, popToMark],
	[50, (machine) => push(machine, top(machine))],
	[78, (machine) => push(machine, null)],
	[136, (machine) => push(machine, true)],
	[137, (machine) => push(machine, false)],
	[75, (machine) => push(machine, readUint8(machine))],
	[77, (machine) => push(machine, machine.view.getUint16(advance(machine, 2), true))],
	[74, (machine) => push(machine, machine.view.getInt32(advance(machine, 4), true))],
	[138, (machine) => push(machine, readInteger(machine, readUint8(machine)))],
	[139, (machine) => push(machine, readInteger(machine, readUint32(machine)))],
	[71, (machine) => push(machine, machine.view.getFloat64(advance(machine, 8)))],
	[85, (machine) => push(machine, readText(machine, readUint8(machine)))],
	[84, (machine) => push(machine, readText(machine, readUint32(machine)))],
	[140, (machine) => push(machine, readText(machine, readUint8(machine)))],
	[88, (machine) => push(machine, readText(machine, readUint32(machine)))],
	[141, (machine) => push(machine, readText(machine, readLength8(machine)))],
	[67, (machine) => pushContainer(machine, readBytesAhead(machine, readUint8(machine)))],
	[66, (machine) => pushContainer(machine, readBytesAhead(machine, readUint32(machine)))],
	[142, (machine) => pushContainer(machine, readBytesAhead(machine, readLength8(machine)))],
	[150, (machine) => pushContainer(machine, readBytesAhead(machine, readLength8(machine)))],
	[41, (machine) => pushContainer(machine, {
		kind: "tuple",
		items: []
	})],
	[93, (machine) => pushContainer(machine, {
		kind: "list",
		items: []
	})],
	[125, (machine) => pushContainer(machine, {
		kind: "dict",
		entries: /* @__PURE__ */ new Map()
	})],
	[143, (machine) => pushContainer(machine, {
		kind: "set",
		items: []
	})],
	[116, (machine) => pushContainer(machine, {
		kind: "tuple",
		items: popToMark(machine)
	})],
	[145, (machine) => pushContainer(machine, {
		kind: "set",
		items: popToMark(machine)
	})],
	[133, (machine) => pushTuple(machine, 1)],
	[134, (machine) => pushTuple(machine, 2)],
	[135, (machine) => pushTuple(machine, 3)],
	[97, append],
	[101, (machine) => appendItems(machine, "list")],
	[144, (machine) => appendItems(machine, "set")],
	[115, setItem],
	[117, setItems],
	[99, readGlobal],
	[147, stackGlobal],
	[82, call],
	[129, call],
	[98, build],
	[81, (machine) => pushContainer(machine, {
		kind: "reference",
		id: pop(machine)
	})],
	[113, (machine) => remember(machine, readUint8(machine))],
	[114, (machine) => remember(machine, readUint32(machine))],
	[148, (machine) => remember(machine, machine.memo.size)],
	[104, (machine) => recall(machine, readUint8(machine))],
	[106, (machine) => recall(machine, readUint32(machine))]
]);
function checkProtocol(machine) {
	const protocol = readUint8(machine);
	if (protocol > newestProtocol) throw pickleError(machine, `protocol ${protocol}; at most ${newestProtocol} is read`);
}
/** A frame says how far to read ahead, which makes no difference here. */
function checkFrame(machine) {
	const length = readLength8(machine);
	const left = machine.bytes.length - machine.at;
	if (length > left) throw pickleError(machine, `claims ${length} bytes, but only ${left} follow`);
}
/** POP takes a MARK away, too, when that was pushed last. */
function dropTop(machine) {
	if (machine.marks.at(-1) === machine.stack.length) machine.marks.pop();
	else pop(machine);
}
function pushTuple(machine, length) {
	const items = Array.from({ length }, () => pop(machine)).reverse();
	pushContainer(machine, {
		kind: "tuple",
		items
	});
}
/** A signed integer in two's complement, least significant byte first; no bytes are 0. */
function readInteger(machine, length) {
	if (length > maxIntegerBytes) throw pickleError(machine, `an integer of ${length} bytes; at most ${maxIntegerBytes} are read`);
	const bytes = readBytesAhead(machine, length);
	const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).reverse();
	const value = BigInt.asIntN(8 * length, BigInt(`0x0${digits.join("")}`));
	return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

// src/tensor/checkpoint.ts
/** Values that are walked through. Shared parts count each time, so that a kilobyte can't unfold to 2^100 of them. */
const maxSteps = 2e6;
/** Containers inside each other. Real checkpoints nest below ten; a list can even contain itself. */
const maxDepth = 64;
/** Module paths stay below 300 characters; long keys times many tensors would fill the memory. */
const maxNameLength = 1e3;
/** A dictionary that wraps the weights, as training loops call it; its name is left out of the tensors' names. */
const wrapperNames = /* @__PURE__ */ new Set([
	"state_dict",
	"model",
	"model_state_dict",
	"model_state",
	"module",
	"net",
	"network",
	"params",
	"weights"
]);
/**
* Opens a checkpoint of `torch.save` (zip format, PyTorch 1.6 and later) without executing anything of it. Tensors
* are read in windows when asked for, where they lie in the file. Values that are no tensors are passed over.
* @throws InputError for other forms, for a pickle that calls anything outside of PyTorch's own tensor functions, and
*   for tensors that do not lie inside their storage.
*/
async function openCheckpoint(source) {
	const archive = await openCheckpointArchive(source);
	const root = readPickle(archive.pickle, `${source.name}: data.pkl`, checkpointRules);
	const walk = {
		archive,
		reader: createTensorReader(archive),
		tensors: /* @__PURE__ */ new Map(),
		unread: /* @__PURE__ */ new Map(),
		nameCounts: /* @__PURE__ */ new Map(),
		optimizerTensors: 0,
		numpyArrays: 0,
		steps: 0
	};
	visit(walk, root, [], false);
	const { optimizerTensors, numpyArrays } = walk;
	return {
		...withoutWrapper(walk, root),
		optimizerTensors,
		numpyArrays
	};
}
function visit(walk, value, path, isOptimizer) {
	countStep(walk, path);
	if (typeof value !== "object" || value === null || value instanceof Uint8Array) return;
	if (isDict(value)) visitDict(walk, value, path, isOptimizer || isOptimizerState(value));
	else if (isCall(value)) {
		const name = path.length === 0 ? "tensor" : path.join(".");
		const read = walk.reader.read(value, `${walk.archive.name}: tensor ${JSON.stringify(name)}`);
		if (read !== void 0) keep(walk, name, read, isOptimizer);
		else if (numpyArrayMakers.has(value.callee)) walk.numpyArrays += 1;
		else value.items.forEach((item, index) => visit(walk, item, [...path, String(index)], isOptimizer));
	} else if (value.kind !== "global" && value.kind !== "reference") visitSequence(walk, value, path, isOptimizer);
}
function visitDict(walk, dict, path, isOptimizer) {
	for (const [key, value] of dict.entries) {
		const isName = typeof key === "string" || typeof key === "number" || typeof key === "bigint";
		visit(walk, value, [...path, isName ? String(key) : "?"], isOptimizer);
	}
}
function visitSequence(walk, sequence, path, isOptimizer) {
	sequence.items.forEach((item, index) => visit(walk, item, [...path, String(index)], isOptimizer));
}
function countStep(walk, path) {
	walk.steps += 1;
	if (walk.steps > maxSteps || path.length > maxDepth) {
		const problem = path.length > maxDepth ? `values lie more than ${maxDepth} containers deep` : `it unfolds to more than ${maxSteps} values`;
		throw new InputError(`${walk.archive.name}: data.pkl: ${problem}.`, { advice: "The file is hostile, or holds far more than weights: save the state_dict alone." });
	}
}
function keep(walk, name, read, isOptimizer) {
	if (isOptimizer) {
		walk.optimizerTensors += 1;
		return;
	}
	if (name.length > maxNameLength) throw new InputError(`${walk.archive.name}: data.pkl: a tensor's name has ${name.length} characters; at most ${maxNameLength} are read.`, { advice: "The file is damaged or hostile: save it again." });
	const count = (walk.nameCounts.get(name) ?? 0) + 1;
	walk.nameCounts.set(name, count);
	const free = count === 1 ? name : `${name}#${count}`;
	if ("reason" in read) walk.unread.set(free, read);
	else walk.tensors.set(free, read);
}
/** What `Optimizer.state_dict()` returns. */
function isOptimizerState({ entries }) {
	return entries.has("state") && entries.has("param_groups");
}
/**
* `{"state_dict": {"encoder.weight": …}}` has a tensor that the model, and every message of PyTorch, calls
* `encoder.weight`. Only a dictionary of its own is a wrapper: `model.` may also begin the path of every module.
*/
function withoutWrapper({ tensors, unread }, root) {
	const names = [...tensors.keys(), ...unread.keys()];
	const wrapper = names[0]?.split(".", 1)[0] ?? "";
	if (!(wrapperNames.has(wrapper) && isDict(root) && isDict(root.entries.get(wrapper))) || !names.every((name) => name.startsWith(`${wrapper}.`))) return {
		tensors,
		unread
	};
	const strip = (map) => new Map([...map].map(([name, value]) => [name.slice(wrapper.length + 1), value]));
	return {
		tensors: strip(tensors),
		unread: strip(unread)
	};
}

// src/files/scan-file.ts
const checkpointExtensions = [
	".pth",
	".pt",
	".ckpt",
	".bin"
];
/**
* Measures every float tensor of a file, told by its ending: `.onnx` (with external data), `.safetensors`, `.npz`,
* `.npy`, Polygraphy `.json`, or a checkpoint of `torch.save` (`.pth`, `.pt`, `.ckpt`, `.bin`), of which nothing is
* executed.
* @throws InputError for anything missing, malformed, hostile or of an unknown form.
*/
async function scanFile(path, options = {}) {
	const extension = extname(path).toLowerCase();
	if (extension === ".onnx") {
		const opened = openModel(path);
		try {
			const scan = await scanModel(opened, options);
			opened.checkUnchanged();
			return scan;
		} finally {
			opened.close();
		}
	}
	if (checkpointExtensions.includes(extension)) {
		const file = openByteFile(path);
		try {
			return await scanCheckpoint(await openCheckpoint(file), path, options);
		} finally {
			file.close();
		}
	}
	if (extension === ".npy" || tensorFileExtensions.some((known) => known === extension)) return await scanTensors(path, options);
	throw new InputError(`${path}: the ending '${extension}' is not known to scan.`, { advice: `Known are .onnx, ${tensorFileExtensions.join(", ")}, .npy, ${checkpointExtensions.join(", ")}.` });
}
async function scanTensors(path, options) {
	const opened = await openTensors(path);
	try {
		return {
			file: path,
			...await measureAll(opened.samples.flatMap((tensors, index) => [...tensors].map(([name, tensor]) => {
				return {
					name: opened.samples.length === 1 ? name : `${name}#${index}`,
					tensor,
					key: tensor
				};
			})), path, options),
			unread: [],
			notes: []
		};
	} finally {
		opened.close();
	}
}
async function scanCheckpoint(checkpoint, path, options) {
	const { reports, otherTensors } = await measureAll([...checkpoint.tensors].map(([name, entry]) => {
		return {
			name,
			tensor: entry.anyOrder,
			key: entry
		};
	}), path, options);
	const unread = [...checkpoint.unread].filter(([, { fitsFloat16 }]) => !fitsFloat16);
	const { optimizerTensors, numpyArrays } = checkpoint;
	return {
		file: path,
		reports,
		unread: unread.map(([name, { reason }]) => ({
			name,
			reason
		})),
		otherTensors: otherTensors + checkpoint.unread.size - unread.length,
		notes: [...optimizerTensors > 0 ? [`passed over ${tensors(optimizerTensors)} of optimizer states`] : [], ...numpyArrays > 0 ? [`passed over ${numpyArrays} NumPy array${numpyArrays === 1 ? "" : "s"}`] : []]
	};
}
function tensors(count) {
	return `${count} tensor${count === 1 ? "" : "s"}`;
}
async function measureAll(named, file, { signal }) {
	const pace = createPace(signal);
	const measured = /* @__PURE__ */ new Map();
	const floats = named.filter(({ tensor }) => isFloat(tensor.dtype));
	const reports = [];
	for (const { name, tensor, key } of floats) {
		await pace();
		const statistics = measured.get(key) ?? measureRange(tensor);
		measured.set(key, statistics);
		reports.push({
			kind: "weight",
			file,
			name,
			module: moduleOfName(name),
			dtype: tensor.dtype,
			shape: tensor.shape,
			role: roleOfStoredTensor(name, statistics),
			statistics
		});
	}
	return {
		reports,
		otherTensors: named.length - floats.length
	};
}

// src/report/scan-console.ts
const defaultColumns = 120;
const narrowest = 60;
const widestName = 56;
const longestText = 2e3;
const words = {
	pass: "PASS",
	fail: "FAIL",
	error: "ERROR"
};
const marks = {
	break: "✗",
	warn: "!",
	note: "·",
	fits: "✓"
};
const headings = [
	"tensor",
	"type",
	"largest",
	"→ ∞",
	"→ 0",
	"subnormal",
	"loss"
];
/**
* A scan for a terminal or a plain log: the verdict, then the worst `maxRows` tensors, each with its evidence. No line
* begins with text that a file chose.
*/
function renderScan(document, maxRows, options = {}) {
	const palette = options.color === true ? ansiPalette : plainPalette;
	const columns = Math.max(narrowest, options.columns ?? defaultColumns);
	const { verdict, scan, files } = document;
	const shown = scan.slice(0, maxRows);
	const color = {
		pass: palette.green,
		fail: palette.red,
		error: palette.red
	}[verdict.kind];
	const lines = [
		`${palette.bold(color(words[verdict.kind]))}  ${plain(verdict.text, longestText)}`,
		...files.flatMap(fileLines),
		...tableLines(shown, {
			columns,
			palette,
			severalFiles: files.length > 1
		}),
		...scan.length > shown.length ? [palette.dim(`  … ${restOf(scan.slice(shown.length))}`)] : [],
		...shown.length === 0 ? [] : ["", palette.dim(`  ${legend}`)]
	];
	return defuseWorkflowCommands(`${lines.join("\n")}\n`);
}
const legend = "→ ∞ and → 0: share of the elements that become infinite or zero. loss: what rounding changes, rms, relative; 0.02 % is usual.";
function fileLines({ file, tensors, otherTensors, unread, notes }) {
	const others = otherTensors === 0 ? "" : `, ${formatCount(otherTensors, "other")} (integers, bool)`;
	return [
		`  ${plain(file, 200)}: ${formatCount(tensors, "float tensor")}${others}`,
		...notes.map((note) => `    ${plain(note, longestText)}`),
		...unread.slice(0, 10).map(({ name, reason }) => `  ? ${plain(name, 120)} ${plain(reason, 200)}: not read`),
		...unread.length > 10 ? [`  ? … and ${unread.length - 10} more not read`] : []
	];
}
function restOf(entries) {
	const flagged = entries.filter(({ level }) => level === "break" || level === "warn").length;
	const hidden = formatCount(entries.length, "more tensor");
	return flagged === 0 ? `${hidden}, all within range` : `${hidden}, ${flagged} of them flagged (--max shows more)`;
}
function tableLines(entries, layout) {
	if (entries.length === 0) return [];
	const { columns, palette } = layout;
	const cells = entries.map(cellsOf);
	const widths = headings.map((heading, column) => Math.max(...[heading, ...cells.map((row) => row[column] ?? "")].map(lengthOf)));
	const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 2);
	widths[0] = Math.max(12, Math.min(widths[0] ?? 0, columns - others));
	const rows = entries.flatMap((entry, at) => {
		const level = entry.level ?? "fits";
		const color = {
			break: palette.red,
			warn: palette.yellow,
			note: palette.dim,
			fits: palette.green
		}[level];
		const evidence = evidenceOf(entry, layout.severalFiles);
		return [`${color(marks[level])} ${formatRow(cells[at] ?? [], widths)}`.trimEnd(), ...evidence === "" ? [] : [`    ${evidence}`]];
	});
	return [
		"",
		palette.dim(`  ${formatRow(headings, widths)}`.trimEnd()),
		...rows
	];
}
function cellsOf(entry) {
	const { name, kind, dtype = "", shape = [], absMax, elements, overflows, flushed = 0, subnormal = 0, rmsLoss } = entry;
	const share = (some) => some === 0 ? "" : formatPercent(some / elements);
	return [
		plain(kind === "input" ? `input ${name}` : name, widestName),
		`${dtype} ${shape.length === 0 ? "scalar" : shape.join("x")}`,
		elements === 0 ? "empty" : formatFigure(absMax),
		share(overflows),
		share(flushed),
		share(subnormal),
		rmsLoss === void 0 || rmsLoss === 0 ? "" : formatPercent(rmsLoss)
	];
}
/** Why a tensor is where it is, and where it belongs; nothing for one that fits. */
function evidenceOf(entry, severalFiles) {
	const { text, module, consumer, sample, file, level } = entry;
	if (text === void 0 || level === "fits") return "";
	return [text, ...[
		module === void 0 ? void 0 : `module ${module === "" ? "(root)" : module}`,
		consumer === void 0 ? void 0 : `read by ${consumer}`,
		sample === void 0 ? void 0 : `sample ${sample}`,
		severalFiles ? file : void 0
	].filter((place) => place !== void 0)].map((part) => plain(part, longestText)).join(" · ");
}
function formatRow(cells, widths) {
	return cells.map((cell, column) => {
		const width = widths[column] ?? 0;
		const fitted = shortenMiddle(cell, width);
		const space = " ".repeat(Math.max(0, width - lengthOf(fitted)));
		return column < 2 ? fitted + space : space + fitted;
	}).join("  ").trimEnd();
}
function plain(text, maxCharacters) {
	return escapeConsole(printableName(text, maxCharacters));
}
function lengthOf(text) {
	return Array.from(text).length;
}

// src/commands/scan.ts
const formats = ["console", "json"];
const defaultRows = 20;
/**
* `fp16-gate scan FILE…`: how weights and inputs lie in the range of FP16, worst first. Exit 0 when all fit, 1 when one
* overflows or holds NaN, 3 when nothing could be judged.
*/
async function scan(args, terminal) {
	const { flags, positionals } = parseFlags(args, [
		"samples",
		"out",
		"format",
		"max"
	], { positionals: ["FILE…"] });
	const samples = flags.samples;
	const out = flags.out;
	const format = parseFormat(flags.format);
	const maxRows = parseMaxRows(flags.max);
	if (positionals.length === 0 && samples === void 0) throw new ConfigError("FILE is missing.", { advice: "Give weights (.onnx, .pth, .safetensors, .npz), or --samples DIR for inputs." });
	const repeated = positionals.find((path, at) => positionals.indexOf(path) !== at);
	if (repeated !== void 0) throw new ConfigError(`"${repeated}" is given twice.`, { advice: "Give it once." });
	const scans = [];
	for (const path of positionals) scans.push(await scanFile(path, { signal: terminal.signal }));
	if (samples !== void 0) scans.push(await scanFolder(samples, terminal));
	const document = composeScan({
		name: "fp16-gate",
		version
	}, scans);
	if (out !== void 0) {
		const path = join(givenPath(out, terminal.workingDirectory), "scan.json");
		writeFileAtomic(path, serializeScan(document));
		terminal.log.info(`Report: ${path}`);
	}
	terminal.print(format === "json" ? serializeScan(document) : renderScan(document, maxRows, {
		color: terminal.color,
		columns: terminal.columns
	}));
	return document.verdict.exitCode;
}
async function scanFolder(folder, terminal) {
	const opened = await openSamples(folder);
	try {
		return await scanSamples(opened.samples, folder, terminal.signal);
	} finally {
		opened.close();
	}
}
function parseFormat(text = "console") {
	const format = formats.find((known) => known === text);
	if (format === void 0) throw new ConfigError(`--format: must be one of ${formats.join(", ")}; "${text}" is not.`);
	return format;
}
function parseMaxRows(text) {
	if (text === void 0) return defaultRows;
	const rows = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : void 0;
	if (rows === void 0) throw new ConfigError(`--max: must be a whole number from 1 on; "${text}" is not.`);
	return rows;
}

export { scan };