import { i as InputError } from "./errors.js";
import { n as openNpy } from "./npy.js";
import { a as tensorSizeBytes, c as readBytes, i as storedTensor, s as memorySource } from "./stored-tensor.js";
import { n as scanJson, r as textOf, t as isText } from "./json-scan.js";
import { n as unreadable, t as openByteFile } from "./byte-file.js";
import { r as writeFully, t as storageError } from "./atomic-write.js";
import { t as createWorkFolder } from "./work-folder.js";
import { extname, join } from "node:path";
import { closeSync, openSync, readdirSync, statSync } from "node:fs";

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
	const shape = readIntegers(where, "shape", value.get("shape"));
	const offsets = readIntegers(where, "data_offsets", value.get("data_offsets"));
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
function readIntegers(where, key, value) {
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
		if (isFolder$1(path)) openFolder(path, opened);
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
function openFolder(folder, { samples, files }) {
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

export { tensorFileExtensions as a, openTensors as i, roles as n, listFolder as r, findRoleFiles as t };