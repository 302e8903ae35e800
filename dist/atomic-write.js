import { n as EngineError } from "./errors.js";
import { basename, dirname, join } from "node:path";
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

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

export { writeFileAtomic as n, writeFully as r, storageError as t };