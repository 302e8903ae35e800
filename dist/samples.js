import { i as InputError } from "./errors.js";
import { c as literal, d as object, f as record, l as looseObject, m as string, n as array, r as boolean, s as int, u as number } from "./schemas.js";
import { n as unreadable } from "./byte-file.js";
import { i as openTensors, r as listFolder, t as findRoleFiles } from "./sample-roles.js";
import { basename, dirname, join } from "node:path";
import { readFileSync, statSync } from "node:fs";

// src/files/manifest.ts
/**
* Where samples come from. All of it is optional, and unknown keys are kept: a newer capture, or a person, may
* know more than this version, and nothing in here decides a verdict. Known keys of a wrong type are refused.
*/
const manifestSchema = looseObject({
	schemaVersion: literal(1).optional(),
	tool: string().optional(),
	torch: string().nullish(),
	commit: string().nullish(),
	commitDirty: boolean().nullish(),
	sourceRoot: string().nullish(),
	checkpoint: object({
		file: string(),
		sha256: string()
	}).nullish(),
	seed: int().nullish(),
	device: object({
		type: string(),
		name: string()
	}).nullish(),
	exporter: string().nullish(),
	opset: int().nullish(),
	runToRunDifference: record(string(), number()).nullish(),
	notes: array(string()).nullish()
});
/** A manifest lists samples and outputs; a file of more than this would only fill the memory (CWE-770). */
const maxManifestBytes = 16 * 2 ** 20;
/**
* Reads `manifest.json`.
* @throws InputError when it is no JSON, too large, or a known key has a value of the wrong type.
*/
function readManifest(path) {
	const parsed = manifestSchema.safeParse(parseJson(path));
	if (!parsed.success) {
		const faults = parsed.error.issues.map(({ path: key, message }) => `${key.join(".") || "document"}: ${message}`);
		throw new InputError(`${path}: ${faults.join("; ")}.`, { advice: "Correct the file, or remove it: it is optional." });
	}
	return parsed.data;
}
function parseJson(path) {
	let text;
	try {
		const { size } = statSync(path);
		if (size > maxManifestBytes) throw new InputError(`${path} has ${size} bytes; a manifest has at most ${maxManifestBytes}.`);
		text = readFileSync(path, "utf8");
	} catch (error) {
		throw error instanceof InputError ? error : unreadable(path, error);
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new InputError(`${path} is not valid JSON: ${cause.message}.`, {
			advice: "Correct the file, or remove it: it is optional.",
			cause
		});
	}
}

// src/files/samples.ts
/**
* Opens samples: `DIR/NNNN/` per sample, or DIR itself for one, or a capture whose `samples/` has them. Every header
* is read and checked now, elements later; only a few files are open at the same time.
* @throws InputError naming the folder, what is missing or contradictory there, and what to do.
*/
async function openSamples(directory) {
	const names = listFolder(directory);
	const inner = "samples";
	if (!(findRoleFiles(directory, names).size > 0 || names.some(isSampleFolder)) && names.includes(inner)) return await openSampleFolders(join(directory, inner), readManifestOf(directory, names));
	const above = dirname(directory);
	return await openSampleFolders(directory, names.includes(manifestName) ? readManifestOf(directory, names) : basename(directory) === inner ? readManifestOf(above, listFolder(above)) : void 0);
}
const manifestName = "manifest.json";
function readManifestOf(directory, names) {
	return names.includes(manifestName) ? readManifest(join(directory, manifestName)) : void 0;
}
function isSampleFolder(name) {
	return /^\d+$/.test(name);
}
async function openSampleFolders(directory, manifest) {
	const names = listFolder(directory);
	const ownFiles = findRoleFiles(directory, names);
	const folders = names.filter(isSampleFolder).toSorted((a, b) => Number(a) - Number(b));
	if (ownFiles.size === 0 && folders.length === 0) throw noSamples(directory, names);
	if (ownFiles.size > 0 && folders.length > 0) throw new InputError(`${directory} holds ${[...ownFiles.values()][0]} and the folder ${folders[0]}: one sample or several?`, { advice: "Keep either files in the folder itself or numbered folders." });
	const samples = [];
	const opened = [];
	const close = () => {
		for (const files of opened.splice(0)) files.close();
	};
	try {
		if (ownFiles.size > 0) samples.push(...await openFolder(directory, void 0, ownFiles, opened));
		for (const folder of folders) {
			const path = join(directory, folder);
			samples.push(...await openFolder(path, folder, findRoleFiles(path, listFolder(path)), opened));
		}
	} catch (error) {
		close();
		throw error;
	}
	return {
		samples,
		manifest,
		close
	};
}
function noSamples(directory, names) {
	const found = names.length === 0 ? "it is empty" : `it holds ${names.slice(0, 5).join(", ")}`;
	return new InputError(`${directory} holds no samples: no numbered folder and no inputs.* or reference.* file; ${found}.`, { advice: "Make samples with `python -m fp16_gate capture`, or write inputs.safetensors and reference.safetensors into DIR/0000." });
}
/** Opens the samples of one folder: one, or several when its files are of Polygraphy. */
async function openFolder(path, folder, files, opened) {
	checkRoles(path, files);
	const roles = /* @__PURE__ */ new Map();
	for (const [role, file] of files) {
		const tensors = await openTensors(join(path, file));
		opened.push(tensors);
		roles.set(role, tensors.samples);
	}
	const count = checkCounts(path, files, roles);
	return Array.from({ length: count }, (_, index) => ({
		id: sampleId(folder, index, count),
		directory: path,
		inputs: /* @__PURE__ */ new Map(),
		...Object.fromEntries([...roles].map(([role, all]) => [role, all[index]]))
	}));
}
function sampleId(folder, index, count) {
	const number = String(index).padStart(4, "0");
	if (folder === void 0) return number;
	return count === 1 ? folder : `${folder}/${number}`;
}
function checkRoles(path, files) {
	if (!files.has("reference")) throw new InputError(`${path}: the sample has no reference outputs (reference.*).`, { advice: "Capture it again, or write what PyTorch returns in FP32 to reference.safetensors." });
	if (!files.has("inputs") && !files.has("candidate")) throw new InputError(`${path}: the sample has neither inputs (inputs.*) nor recorded outputs (candidate.*).`, { advice: "Capture it again, or write the model's inputs to inputs.safetensors." });
}
function checkCounts(path, files, roles) {
	const count = roles.get("reference")?.length ?? 0;
	for (const [role, { length }] of roles) if (length !== count) throw new InputError(`${path}: ${files.get("reference")} holds ${count} samples, but ${files.get(role)} holds ${length}.`, { advice: "Save both from the same run." });
	if (count === 0) throw new InputError(`${path}: ${files.get("reference")} holds no samples.`, { advice: "Save it again with at least one iteration." });
	return count;
}

export { openSamples as t };