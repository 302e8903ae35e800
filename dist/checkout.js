import { o as describeError } from "./errors.js";
import { i as runChild, n as findOnPath, o as childEnvironment, r as childFailure } from "./npm-command.js";
import { n as plainText, t as maxProvenanceCharacters } from "./provenance-text.js";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readSync, realpathSync } from "node:fs";

// src/engines/git-files.ts
const defaultTimeoutMs = 2e4;
/**
* The Python files that git tracks in the checkout at `root`. git runs without a shell, without hooks and file system
* monitors (either would run a program that the checkout's configuration names), without any `GIT_*` variable of
* ours, and does not look above `root`. Never throws: without git, in a checkout of another owner, or when the list is
* longer than what a child may write, a reason is returned.
*/
async function listTrackedPython(root, environment, timeoutMs = defaultTimeoutMs) {
	const git = findOnPath("git", environment);
	if (git === void 0) return { reason: "git was not found on PATH" };
	try {
		const report = await runGit(git, [
			"ls-files",
			"-z",
			"--cached",
			"--",
			"*.py"
		], {
			root,
			environment,
			timeoutMs
		});
		const failure = childFailure("git", report, "while listing tracked files");
		if (failure !== void 0) return { reason: failure.message };
		if (report.stdoutCut) return { reason: "git tracks more Python files here than one list may hold (1 MiB of paths)" };
		return { files: [...new Set(report.stdout.split("\0").filter((path) => path !== ""))] };
	} catch (error) {
		return { reason: describeError(error) };
	}
}
/** The commit that is checked out at `root`; undefined where git can't say. Never throws. */
async function headCommit(root, environment, timeoutMs = defaultTimeoutMs) {
	const commit = await askGit([
		"rev-parse",
		"--verify",
		"HEAD"
	], {
		root,
		environment,
		timeoutMs
	});
	return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit) ? commit : void 0;
}
/** The address of the remote `origin` of the checkout at `root`; undefined where git can't say. Never throws. */
async function originAddress(root, environment, timeoutMs = defaultTimeoutMs) {
	const address = await askGit([
		"config",
		"--get",
		"remote.origin.url"
	], {
		root,
		environment,
		timeoutMs
	});
	return address === "" ? void 0 : address;
}
/** One line of git's answer; empty where it has none. */
async function askGit(args, setting) {
	const git = findOnPath("git", setting.environment);
	if (git === void 0) return "";
	try {
		return (await runGit(git, args, setting)).stdout.trim();
	} catch {
		return "";
	}
}
function runGit(git, args, { root, environment, timeoutMs }) {
	return runChild({
		title: "git",
		file: git,
		args: [...hardening, ...args],
		cwd: root,
		env: {
			...childEnvironment("tool", environment),
			GIT_CEILING_DIRECTORIES: dirname(root),
			GIT_OPTIONAL_LOCKS: "0",
			GIT_TERMINAL_PROMPT: "0",
			LC_ALL: "C"
		},
		timeoutMs
	});
}
const hardening = [
	"--no-pager",
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.hooksPath=/dev/null"
];

// src/files/checkout.ts
const maxSourceBytes = 4 * 2 ** 20;
/** Lines of the files in use are kept; a model names some dozens. */
const maxKeptFiles = 64;
/**
* The checkout that holds `startDirectory`, or why there is none. Never throws for what it finds on disk.
*/
async function openCheckout(startDirectory, listFiles) {
	const root = findCheckoutRoot(startDirectory);
	if (root === void 0) return { reason: `${startDirectory} is in no git checkout` };
	const listed = await listFiles(root);
	if ("reason" in listed) return listed;
	const index = indexFiles(listed.files);
	const kept = /* @__PURE__ */ new Map();
	return {
		root,
		resolveSource: (frame) => resolveFrame(root, index, kept, frame)
	};
}
/** The folder with `.git` that holds `startDirectory`, links resolved; undefined when there is none. */
function findCheckoutRoot(startDirectory) {
	let folder;
	try {
		folder = realpathSync(startDirectory);
	} catch {
		return;
	}
	while (!existsSync(join(folder, ".git"))) {
		const parent = dirname(folder);
		if (parent === folder) return;
		folder = parent;
	}
	return folder;
}
function indexFiles(files) {
	const byName = /* @__PURE__ */ new Map();
	for (const file of files) {
		const name = file.slice(file.lastIndexOf("/") + 1);
		const namesakes = byName.get(name);
		if (namesakes === void 0) byName.set(name, [file]);
		else namesakes.push(file);
	}
	return {
		all: new Set(files),
		byName
	};
}
function resolveFrame(root, index, kept, frame) {
	if (frame.code === void 0) return unlinked("the model does not record the line's text, so it can't be checked");
	const file = findFile(root, index, frame.file);
	if (typeof file !== "string") return file;
	const lines = kept.get(file) ?? readLines(root, file);
	if (kept.size >= maxKeptFiles) kept.clear();
	kept.set(file, lines);
	if ("unlinked" in lines) return lines;
	const text = lines[frame.line - 1];
	if (text === void 0) return unlinked("the file has fewer lines than the model records");
	if (text.length > 1e3) return unlinked("the line is longer than what is compared");
	const code = plainText(text.trim());
	return code === "" || code !== plainText(frame.code.trim()) ? unlinked("the line no longer reads as the model records it") : {
		file,
		line: frame.line,
		code
	};
}
/** The tracked file that a recorded path means. */
function findFile(root, index, recorded) {
	const path = posixPath(recorded);
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	if (parts.includes("..")) return unlinked("the recorded path goes upwards");
	if (isAbsolute(recorded) && isInside(root, recorded)) {
		const inside = relative(root, recorded).split(sep).join("/");
		return index.all.has(inside) ? inside : unlinked("the file is not tracked by git");
	}
	const plain = parts.join("/");
	if (!path.startsWith("/") && index.all.has(plain)) return plain;
	return findBySuffix(index, parts);
}
function findBySuffix(index, parts) {
	const candidates = index.byName.get(parts.at(-1) ?? "") ?? [];
	let best = [];
	let bestLength = 0;
	for (const candidate of candidates) {
		const length = commonEnd(candidate.split("/"), parts);
		if (length > bestLength) [best, bestLength] = [[], length];
		if (length === bestLength) best.push(candidate);
	}
	const [only, ...others] = best;
	if (only === void 0) return unlinked("no tracked file of this checkout has that name");
	return others.length === 0 ? only : unlinked(`${best.length} tracked files of this checkout end like the recorded path`);
}
function commonEnd(left, right) {
	let length = 0;
	while (length < left.length && length < right.length && left.at(-1 - length) === right.at(-1 - length)) length += 1;
	return length;
}
function posixPath(path) {
	return /^[A-Za-z]:[\\/]/.test(path) || path.includes("\\") && !path.includes("/") ? path.replace(/^[A-Za-z]:/, "").replaceAll("\\", "/") : path;
}
function isInside(root, path) {
	const inside = relative(root, path);
	return inside !== "" && !inside.startsWith("..") && !isAbsolute(inside);
}
function readLines(root, file) {
	const path = join(root, ...file.split("/"));
	if (plainText(file) !== file) return unlinked("the tracked file's name is too long or holds control characters");
	try {
		if (realpathSync(path) !== path || !lstatSync(path).isFile()) return unlinked("the tracked file is a link, behind a link, or no regular file");
		const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
		try {
			const stats = fstatSync(descriptor);
			return stats.isFile() && stats.size <= maxSourceBytes ? splitLines(readDescriptor(descriptor, stats.size)) : unlinked(`the tracked file is no regular file of at most ${maxSourceBytes} bytes`);
		} finally {
			closeSync(descriptor);
		}
	} catch {
		return unlinked("the tracked file can't be read");
	}
}
function readDescriptor(descriptor, sizeBytes) {
	const bytes = Buffer.alloc(sizeBytes);
	let done = 0;
	while (done < sizeBytes) {
		const count = readSync(descriptor, bytes, done, sizeBytes - done, done);
		if (count === 0) break;
		done += count;
	}
	return bytes.toString("utf8", 0, done);
}
/** Lines as Python counts them. */
function splitLines(text) {
	return text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
}
function unlinked(reason) {
	return {
		unlinked: true,
		reason
	};
}

export { originAddress as a, listTrackedPython as i, openCheckout as n, headCommit as r, findCheckoutRoot as t };