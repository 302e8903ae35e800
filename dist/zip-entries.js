import { t as require_yauzl } from "./yauzl.js";
import { g as InputError, h as GateError } from "./start.js";

// src/tensor/zip-entries.ts
var import_yauzl = require_yauzl();
/** Each takes 76 bytes or more of the file; a model has some thousand tensors. Bounds the memory used (CWE-770). */
const maxEntries = 1e5;
/** Deflate can't shrink more than 1032 times, so a larger claim is a lie (a "zip bomb" of another kind). */
const maxDeflateRatio = 1032;
const stored = 0;
const deflated = 8;
/**
* The entries of the ZIP archive (ZIP64 too) that fills `source`, in their order in its directory. Encrypted
* entries, compression methods other than deflate, paths that leave a folder and repeated names are refused.
*/
async function readZipEntries(source) {
	let archive;
	try {
		archive = await (0, import_yauzl.fromRandomAccessReaderPromise)(new SourceReader(source), source.sizeBytes, {
			autoClose: false,
			strictFileNames: true
		});
		const entries = /* @__PURE__ */ new Map();
		for await (const entry of archive.eachEntry()) {
			checkEntry(source.name, entry);
			if (entries.has(entry.fileName)) throw new InputError(`${source.name}: the archive holds two entries named '${entry.fileName}'.`, { advice: "Only one of the two can be meant: write the file again." });
			if (entries.size === maxEntries) throw new InputError(`${source.name}: the archive holds more than ${maxEntries} entries.`);
			const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, { minimal: true });
			entries.set(entry.fileName, {
				name: entry.fileName,
				deflated: entry.compressionMethod === deflated,
				dataOffset: fileDataStart,
				compressedBytes: entry.compressedSize,
				sizeBytes: entry.uncompressedSize,
				crc32: entry.crc32
			});
		}
		checkPlaces(source, [...entries.values()]);
		return [...entries.values()];
	} catch (error) {
		if (error instanceof GateError) throw error;
		throw new InputError(`${source.name} is not a valid ZIP archive: ${error instanceof Error ? error.message : String(error)}.`, {
			advice: "The file is truncated or damaged: write it again.",
			cause: error
		});
	} finally {
		archive?.close();
	}
}
/** Lets yauzl read through our source, which loops over short reads and names the file in its errors. */
var SourceReader = class extends import_yauzl.RandomAccessReader {
	#source;
	constructor(source) {
		super();
		this.#source = source;
	}
	read(buffer, offset, length, position, callback) {
		let failure = null;
		try {
			this.#source.read(position, buffer.subarray(offset, offset + length));
		} catch (error) {
			failure = error instanceof Error ? error : new Error(String(error));
		}
		setImmediate(callback, failure);
	}
};
function checkEntry(archive, entry) {
	const where = `${archive}: entry '${entry.fileName}'`;
	if (entry.isEncrypted()) throw new InputError(`${where} is encrypted.`, { advice: "Save it without a password." });
	if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) throw new InputError(`${where} uses ZIP compression method ${entry.compressionMethod}; only stored and deflate are read.`, { advice: "Save it with numpy.savez or numpy.savez_compressed." });
	if (entry.uncompressedSize > (entry.compressedSize + 1) * maxDeflateRatio) throw new InputError(`${where} claims ${entry.uncompressedSize} bytes from ${entry.compressedSize}; deflate reaches a ratio of ${maxDeflateRatio} at most.`, { advice: "The file is damaged or hostile: write it again." });
}
/**
* Entries that share bytes are how a small archive inflates without end, and are never written by NumPy.
* That all of them end inside the file, and that stored ones claim equal sizes, yauzl has checked.
*/
function checkPlaces(source, entries) {
	let end = 0;
	let previous = "";
	for (const entry of entries.toSorted((a, b) => a.dataOffset - b.dataOffset)) {
		if (entry.dataOffset < end) throw new InputError(`${source.name}: the entries '${previous}' and '${entry.name}' overlap.`, { advice: "The file is damaged or hostile: write it again." });
		end = entry.dataOffset + entry.compressedBytes;
		previous = entry.name;
	}
}

export { readZipEntries as t };