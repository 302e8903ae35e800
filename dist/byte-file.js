import { i as InputError } from "./errors.js";
import { o as checkRange } from "./stored-tensor.js";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

// src/files/byte-file.ts
/** `read` of Node and of Linux stops at 2^31 - 1 bytes, so larger reads are cut. */
const maxReadBytes = 2 ** 30;
/**
* Files that are open at the same time, over all of them: a thousand samples of several files each must not meet
* the usual limit of 1024 descriptors. The least recently read one is closed and opened again when needed.
*/
const maxOpenFiles = 64;
/** Descriptors of open files; a Map keeps the order of insertion, which here is the order of use. */
const descriptors = /* @__PURE__ */ new Map();
/**
* Opens a regular file for reading at any offset, in calls of at most 1 GiB. Nothing is buffered: callers read
* windows. A file that changes while it is in use is refused when it is opened again after a pause, instead of
* mixing two versions.
* @throws InputError when the file is missing, is no regular file, can't be read, is cut off or changes.
*/
function openByteFile(path) {
	let closed = false;
	const { descriptor, sizeBytes, version } = openDescriptor(path);
	const file = {
		name: path,
		sizeBytes,
		read(offset, into) {
			if (closed) throw new Error(`${path} is read after it was closed`);
			checkRange(file, offset, into.length);
			readFully(descriptorOf(file, version), path, offset, into);
		},
		close() {
			closed = true;
			closeDescriptor(file);
		}
	};
	keep(file, descriptor);
	return file;
}
function descriptorOf(file, version) {
	const held = descriptors.get(file);
	if (held !== void 0) {
		descriptors.delete(file);
		descriptors.set(file, held);
		return held;
	}
	const opened = openDescriptor(file.name);
	if (opened.version !== version) {
		closeSync(opened.descriptor);
		throw new InputError(`${file.name} changed while it was being read.`, { advice: "Start again when nothing writes to it any more." });
	}
	keep(file, opened.descriptor);
	return opened.descriptor;
}
function keep(file, descriptor) {
	for (const oldest of descriptors.keys()) {
		if (descriptors.size < maxOpenFiles) break;
		closeDescriptor(oldest);
	}
	descriptors.set(file, descriptor);
}
function closeDescriptor(file) {
	const descriptor = descriptors.get(file);
	if (descriptor !== void 0) {
		descriptors.delete(file);
		closeSync(descriptor);
	}
}
function openDescriptor(path) {
	let descriptor;
	try {
		descriptor = openSync(path, "r");
	} catch (cause) {
		throw unreadable(path, cause);
	}
	const stats = fstatSync(descriptor, { bigint: true });
	if (!stats.isFile()) {
		closeSync(descriptor);
		const what = stats.isDirectory() ? "a folder" : "not a regular file";
		throw new InputError(`${path} is ${what}; a file is needed.`);
	}
	const version = `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}`;
	return {
		descriptor,
		sizeBytes: Number(stats.size),
		version
	};
}
function readFully(descriptor, path, offset, into) {
	for (let done = 0; done < into.length;) {
		const length = Math.min(into.length - done, maxReadBytes);
		let count;
		try {
			count = readSync(descriptor, into, done, length, offset + done);
		} catch (cause) {
			throw unreadable(path, cause);
		}
		if (count === 0) throw new InputError(`${path} ends at byte ${offset + done}: it was cut off while it was being read, ${into.length - done} bytes are missing.`, { advice: "Start again when nothing writes to it any more." });
		done += count;
	}
}
/** Explains why a path can't be opened or read, in one line. */
function unreadable(path, cause) {
	const reason = {
		ENOENT: "it does not exist",
		ENOTDIR: "a part of the path is a file, not a folder",
		EACCES: "permission denied",
		EISDIR: "it is a folder",
		ELOOP: "its links form a loop",
		ENAMETOOLONG: "the path is too long"
	}[cause.code ?? ""] ?? (cause instanceof Error ? cause.message : String(cause));
	return new InputError(`cannot read ${path}: ${reason}.`, {
		advice: "Check the path and its permissions.",
		cause
	});
}

export { unreadable as n, openByteFile as t };