import { i as InputError } from "./errors.js";
import { f as packedSizeBytes, o as maxModelBytes, u as dataTypeOf } from "./limits.js";
import { n as decodeStructure, s as modelTensors, t as decodeModel } from "./decode.js";
import { c as isExternal, f as quote, l as isLocation, s as externalLocation, t as checkExternalSize } from "./initializer.js";
import { t as openByteFile } from "./byte-file.js";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { realpathSync, statSync } from "node:fs";

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
		throw new InputError(`${modelPath}: ${where} is kept in ${quote(location)}, but ${candidate} can't be read: ${reasonOf(error)}.`, {
			advice: "Copy the data file together with the model; both come from one export.",
			cause: error
		});
	}
	if (!folders.some((folder) => isInside(real, folder))) throw new InputError(`${modelPath}: ${where} is kept in ${quote(location)}, a link that leads out of the model's folder to ${real}.`, { advice: "Put a copy of the data file, not a link, beside the model." });
	if (!stats.isFile()) throw new InputError(`${modelPath}: ${where} is kept in ${quote(location)}, which is no regular file.`, { advice: "Copy the data file together with the model." });
	return real;
}
function reasonOf(error) {
	const { code, message } = error;
	return code === "ENOENT" ? "no such file" : code === "EACCES" ? "permission denied" : message;
}
function isInside(path, folder) {
	const way = relative(folder, path);
	return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
/** Every external tensor, before any work begins: a long run should not end at the last weight. */
function checkExternalData(opened) {
	const sizes = /* @__PURE__ */ new Map();
	for (const { tensor } of modelTensors(opened.model)) {
		if (!isExternal(tensor)) continue;
		const where = `tensor ${quote(tensor.name)}`;
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

export { openModel as t };