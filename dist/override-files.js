import { n as writeFileAtomic } from "./atomic-write.js";
import { join } from "node:path";
import { realpathSync, rmSync, rmdirSync } from "node:fs";

// src/files/override-files.ts
/** The folder of the forms, beside the reports. */
const overridesFolder = "overrides";
/** The strongly typed form of the model; weights too large for it lie in `mixedModelFile.data`. */
const mixedModelFile = "model.mixed.onnx";
/**
* Writes the forms of a plan into `overrides/` of a folder, each file as a whole.
* @throws EngineError of category `storage`.
*/
function writeOverrideFiles(files, folder) {
	for (const { name, content } of files) writeFileAtomic(join(folder, overridesFolder, name), content);
}
/** Paths that a result may name as written beside it: nothing else is ever removed. */
const ownPath = /^(?:model\.mixed\.onnx(?:\.data)?|overrides\/[\w-]+(?:\.[\w-]+)*)$/;
/**
* Removes what an earlier run wrote for a plan that this run no longer suggests: a stale fix beside a new verdict would
* be used. What can't be removed stays.
* @param earlier paths that the earlier result named, relative to the folder.
* @param current those of the new one.
* @param used files that this run read, which stay.
*/
function removeStaleOverrides(folder, earlier, current, used) {
	const kept = new Set(current);
	const inUse = new Set(used.map(realPathOf));
	for (const path of earlier) {
		const target = join(folder, path);
		if (!ownPath.test(path) || kept.has(path) || inUse.has(realPathOf(target))) continue;
		try {
			rmSync(target, { force: true });
		} catch {}
	}
	try {
		if (earlier.length > 0) rmdirSync(join(folder, overridesFolder));
	} catch {}
}
function realPathOf(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}

export { writeOverrideFiles as i, overridesFolder as n, removeStaleOverrides as r, mixedModelFile as t };