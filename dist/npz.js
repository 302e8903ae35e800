import { g as InputError } from "./start.js";
import { Gt as sharedBlocks, Ut as maxNpyPreambleBytes, Wt as openNpy, dn as readBytes, fn as sliceSource, ln as checkRange, un as memorySource } from "./judge.js";
import { t as readZipEntries } from "./zip-entries.js";
import * as zlib from "node:zlib";
import { constants, createInflateRaw, inflateRawSync } from "node:zlib";
import { Readable, pipeline } from "node:stream";

// src/tensor/crc32.ts
/**
* CRC-32 of ZIP (polynomial 0xEDB88320, reflected) of `bytes`, continued from `previous`. Node has a native one
* from 20.15 on; the project supports 20.10.
*/
function crc32(bytes, previous = 0) {
	return typeof zlib.crc32 === "function" ? zlib.crc32(bytes, previous) : crc32ByTable(bytes, previous);
}
let table;
/** The same by table: what `crc32` does where Node has none. */
function crc32ByTable(bytes, previous = 0) {
	table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
		let remainder = byte;
		for (let bit = 0; bit < 8; bit++) remainder = remainder >>> 1 ^ (remainder & 1) * 3988292384;
		return remainder;
	});
	let crc = ~previous;
	for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ crc >>> 8;
	return ~crc >>> 0;
}

// src/tensor/zip-data.ts
/**
* Entries up to this size are inflated into memory when they are read, and share the budget of `sharedBlocks`.
* Larger ones are inflated once, as a stream, into a temporary file: deflate has no random access, a comparison
* reads tensors several times and not always forward, and starting over for each window would take hours.
*/
const maxInflatedInMemoryBytes = 8 * 2 ** 20;
const readBytesAtOnce = 65536;
/** The bytes of a stored entry where they lie. Once they were read from start to end, their CRC-32 is checked. */
function storedEntry(archive, entry, name) {
	const data = sliceSource(archive, entry.dataOffset, entry.compressedBytes, name);
	let crc = 0;
	let crcBytes = 0;
	return {
		name,
		sizeBytes: data.sizeBytes,
		read(offset, into) {
			data.read(offset, into);
			if (offset <= crcBytes && offset + into.length > crcBytes) {
				crc = crc32(into.subarray(crcBytes - offset), crc);
				crcBytes = offset + into.length;
			}
			if (crcBytes === data.sizeBytes) checkCrc(name, entry, crc);
		}
	};
}
/** The bytes of a deflated entry, inflated in memory or by `spill`, whichever its size asks for. */
async function inflatedEntry(archive, entry, name, spill) {
	if (entry.sizeBytes > maxInflatedInMemoryBytes) return await spill(name, entry.sizeBytes, inflateChunks(archive, entry, name));
	const inflated = {
		name,
		sizeBytes: entry.sizeBytes,
		read(offset, into) {
			checkRange(inflated, offset, into.length);
			const bytes = sharedBlocks.get(inflated, 0, () => inflateWhole(archive, entry, name));
			into.set(bytes.subarray(offset, offset + into.length));
		}
	};
	return inflated;
}
/**
* The first bytes of a deflated entry, at least `wantedBytes` unless the entry is shorter: enough to check its
* header before anything is inflated as a whole. At most 1032 times the compressed bytes that were read.
*/
function inflateStart(archive, entry, name, wantedBytes) {
	for (let compressedBytes = 512;; compressedBytes *= 4) {
		const length = Math.min(compressedBytes, entry.compressedBytes);
		const start = inflate(readBytes(archive, entry.dataOffset, length), name, { finishFlush: constants.Z_SYNC_FLUSH });
		if (start.length >= wantedBytes || length === entry.compressedBytes) return start;
	}
}
function inflateWhole(archive, entry, name) {
	const bytes = inflate(readBytes(archive, entry.dataOffset, entry.compressedBytes), name, { maxOutputLength: Math.max(1, entry.sizeBytes) });
	checkSize(name, entry, bytes.length);
	checkCrc(name, entry, crc32(bytes));
	return bytes;
}
function inflate(compressed, name, options) {
	try {
		return inflateRawSync(compressed, options);
	} catch (cause) {
		throw damaged(name, cause);
	}
}
async function* inflateChunks(archive, entry, name) {
	const inflater = createInflateRaw({ chunkSize: readBytesAtOnce });
	pipeline(Readable.from(compressedChunks(archive, entry)), inflater, () => {});
	let sizeBytes = 0;
	let crc = 0;
	try {
		for await (const chunk of inflater) {
			sizeBytes += chunk.length;
			if (sizeBytes > entry.sizeBytes) checkSize(name, entry, sizeBytes);
			crc = crc32(chunk, crc);
			yield chunk;
		}
	} catch (cause) {
		throw cause instanceof InputError ? cause : damaged(name, cause);
	}
	checkSize(name, entry, sizeBytes);
	checkCrc(name, entry, crc);
}
function* compressedChunks(archive, entry) {
	for (let done = 0; done < entry.compressedBytes; done += readBytesAtOnce) {
		const length = Math.min(readBytesAtOnce, entry.compressedBytes - done);
		yield readBytes(archive, entry.dataOffset + done, length);
	}
}
function checkSize(name, entry, sizeBytes) {
	if (sizeBytes !== entry.sizeBytes) throw new InputError(`${name}: inflates to ${sizeBytes} bytes${sizeBytes > entry.sizeBytes ? " or more" : ""}, but the archive says ${entry.sizeBytes}.`, { advice: "The file is damaged or hostile: write it again." });
}
function checkCrc(name, entry, crc) {
	if (crc !== entry.crc32) {
		const hex = (value) => value.toString(16).padStart(8, "0");
		throw new InputError(`${name}: the data has CRC-32 ${hex(crc)}, but the archive says ${hex(entry.crc32)}.`, { advice: "The file is damaged: write it again." });
	}
}
function damaged(name, cause) {
	return new InputError(`${name}: the deflated data is damaged: ${cause instanceof Error ? cause.message : String(cause)}.`, {
		advice: "Write the file again.",
		cause
	});
}

// src/tensor/npz.ts
/**
* Largest size to which one archive may inflate in temporary files. More would rather be an attack on the disk
* than samples; who needs it stores the arrays uncompressed, which costs no extra disk at all.
*/
const maxInflatedBytes = 32 * 2 ** 30;
/**
* Opens every array of a `.npz` archive by its name without `.npy`. Stored arrays are read where they lie, in
* windows. Deflated ones up to 8 MiB are inflated into memory while they are read, larger ones now, by `spill`.
* An entry that is no array is refused. Names are never used as paths.
*/
async function openNpz(source, spill) {
	const entries = await readZipEntries(source);
	const inflatedBytes = entries.reduce((sum, entry) => sum + (entry.deflated ? entry.sizeBytes : 0), 0);
	if (inflatedBytes > maxInflatedBytes) throw new InputError(`${source.name}: the compressed arrays inflate to ${inflatedBytes} bytes; at most ${maxInflatedBytes} are allowed.`, { advice: "Save them uncompressed, with numpy.savez." });
	const tensors = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		if (!entry.name.endsWith(".npy")) throw new InputError(`${source.name}: entry '${entry.name}' is not a .npy array.`, { advice: "Write the file with numpy.savez." });
		const name = entry.name.slice(0, -4);
		tensors.set(name, await openEntry(source, entry, `${source.name}: array '${name}'`, spill));
	}
	return tensors;
}
async function openEntry(source, entry, name, spill) {
	if (!entry.deflated) return openNpy(storedEntry(source, entry, name));
	const start = inflateStart(source, entry, name, Math.min(maxNpyPreambleBytes, entry.sizeBytes));
	let data = memorySource(name, start);
	const tensor = openNpy({
		name,
		sizeBytes: entry.sizeBytes,
		read: (offset, into) => data.read(offset, into)
	});
	data = await inflatedEntry(source, entry, name, spill);
	return tensor;
}

export { openNpz as t };