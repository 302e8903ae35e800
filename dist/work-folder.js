import { t as storageError } from "./atomic-write.js";
import { join } from "node:path";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";

// src/files/work-folder.ts
/**
* Makes the folder under `parent` (default: the system's temporary folder), readable by this user only.
* It is removed when the process exits, too, so that a crash leaves no tensors behind.
* @throws EngineError of category `storage`.
*/
function createWorkFolder(parent = tmpdir()) {
	let path;
	try {
		path = mkdtempSync(join(parent, "fp16-gate-"));
	} catch (error) {
		throw storageError(join(parent, "fp16-gate-…"), error);
	}
	const remove = () => rmSync(path, {
		recursive: true,
		force: true
	});
	process.once("exit", remove);
	return {
		path,
		remove: () => {
			process.off("exit", remove);
			remove();
		},
		keep: () => {
			process.off("exit", remove);
			return path;
		}
	};
}

export { createWorkFolder as t };