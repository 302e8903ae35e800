import { i as InputError } from "./errors.js";
import { isAbsolute, join } from "node:path";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

// src/files/earlier-file.ts
/** A result of 100,000 nodes takes 20 MB; what is larger is no result. */
const largestBytes = 80 * 2 ** 20;
/**
* A result.json in the repository or on the runner as the only earlier result. A file that is not there yet is a note,
* as on the first job; one that can't be read is thrown when it is asked for.
*/
function fileSource(path, workingDirectory) {
	return {
		asked: path,
		async *earlier(_key, note) {
			const text = readEarlier(isAbsolute(path) ? path : join(workingDirectory, path), path);
			if (text === void 0) note(`There is no file \`${path}\` yet.`);
			else yield {
				text,
				name: path,
				kind: "file"
			};
		}
	};
}
/**
* Text of a saved result; undefined when there is no such file.
* @param shown what messages call it.
* @throws InputError when it is no regular file, can't be read, or is larger than any result.
*/
function readEarlier(path, shown) {
	let descriptor;
	try {
		descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		if (error.code === "ENOENT") return void 0;
		throw unreadable(shown, error.code ?? String(error), error);
	}
	try {
		const stats = fstatSync(descriptor);
		if (!stats.isFile()) throw unreadable(shown, "is no regular file");
		if (stats.size > largestBytes) throw unreadable(shown, `has ${stats.size} bytes, more than any result`);
		return readText(descriptor, stats.size);
	} finally {
		closeSync(descriptor);
	}
}
function readText(descriptor, sizeBytes) {
	const bytes = Buffer.alloc(sizeBytes);
	let done = 0;
	while (done < sizeBytes) {
		const count = readSync(descriptor, bytes, done, sizeBytes - done, done);
		if (count === 0) break;
		done += count;
	}
	return bytes.toString("utf8", 0, done);
}
function unreadable(path, why, cause) {
	return new InputError(`${path}: ${why}.`, {
		advice: "Give the path of a result.json.",
		...cause === void 0 ? {} : { cause }
	});
}

export { readEarlier as n, fileSource as t };