import { i as InputError, n as EngineError } from "./errors.js";
import { r as writeFully, t as storageError } from "./atomic-write.js";
import { c as literal, h as union, m as string, n as array, o as discriminatedUnion, p as strictObject, r as boolean, s as int, t as _enum, u as number } from "./schemas.js";
import { a as lastLine, i as runChild, o as childEnvironment, r as childFailure, t as findNpm } from "./npm-command.js";
import { r as elementSizeBytes, t as elementCount } from "./tensor.js";
import { basename, dirname, join, resolve } from "node:path";
import { createHash, randomBytes } from "node:crypto";
import { closeSync, constants, createReadStream, existsSync, fstatSync, mkdtempSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { chmod, mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { Readable } from "node:stream";

// src/engines/native-library-hashes.generated.ts
const pinnedVersion = "1.30.0";
/** Integrity of the package's tarball, as in package-lock.json. */
const pinnedTarballIntegrity = "sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==";
/** By platform and processor, then by file name: everything that is loaded there. */
const pinnedFiles = {
	"darwin-arm64": {
		"libonnxruntime.1.dylib": {
			sizeBytes: 44589928,
			sha256: "685d2be5dba1309c89d3a5324b7fd06a5c42f1a61bfea32d14c4cc28d072121d"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 266840,
			sha256: "a3f993357759b06ae2411f70af60f5e041d04521ea7f0d12cb7546e411a527dd"
		}
	},
	"linux-arm64": {
		"libonnxruntime.so.1": {
			sizeBytes: 25135496,
			sha256: "1f549d46250b005580b597f4164984aaf75b3bcb9f3aeb07c7f8a8fe60b23c76"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 394648,
			sha256: "afec78dc11d38dc81605b068cefe1fc73ffe77ca240c15468aa40786150beac8"
		}
	},
	"linux-x64": {
		"libonnxruntime.so.1": {
			sizeBytes: 45828512,
			sha256: "ffb75a925ba05e47b235bb66e3e3911714a80b328a9c9425539feb204aa32a23"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 389488,
			sha256: "ccdc60b981d93a490cf9513d3f583547252b6e285b72988a96a494f2f006c7b8"
		}
	},
	"win32-arm64": {
		"DirectML.dll": {
			sizeBytes: 18444600,
			sha256: "aaf72a9d55aa123e0708d957d30dd4fbeb7a2e335ec6257ed5ff4261a402b9ee"
		},
		"dxcompiler.dll": {
			sizeBytes: 22285624,
			sha256: "442a995492579e1048cf1f05a86ab00f476c46b7f9d0996e588884040a543bbe"
		},
		"dxil.dll": {
			sizeBytes: 1769784,
			sha256: "859b6d638c5ca3df39e9cab2a602cb0f63d0e63d750f84bb2a9ec9031319b73e"
		},
		"onnxruntime.dll": {
			sizeBytes: 29815136,
			sha256: "6c3a2abf5c6aca11c48a0d338a91af309f2266f25ce2e4084e6a87bbcb0fbfd0"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 422200,
			sha256: "d8179924f15c2d3c1c8a75c50adf1671ec28c7f1cb0da9fc28b17daa02c5ecf5"
		}
	},
	"win32-x64": {
		"DirectML.dll": {
			sizeBytes: 18527584,
			sha256: "234e8898778cdec88d3cb0539508273494082812c968699f3de665a018971625"
		},
		"dxcompiler.dll": {
			sizeBytes: 17986360,
			sha256: "593d42df78c7f9cbd97c1374af107cfe20985759f98b77afc1448fe41ee3cc76"
		},
		"dxil.dll": {
			sizeBytes: 1508664,
			sha256: "cf9a3981263f8ec30c9905d136eeaf4b4573209c602198671b958ec86905dea8"
		},
		"onnxruntime.dll": {
			sizeBytes: 28754232,
			sha256: "508c362f5673483dd3a086379c392795b2e42d10d5e6f3f90ebd7ac21c97af67"
		},
		"onnxruntime_binding.node": {
			sizeBytes: 298848,
			sha256: "ddd428464069b84414d34ec1796c7c2a69c33a976e4b0390692629e394f92fa1"
		}
	}
};

// src/engines/pinned-package.ts
const onnxruntimePackage = {
	name: "onnxruntime-node",
	version: pinnedVersion,
	tarballIntegrity: pinnedTarballIntegrity,
	files: pinnedFiles
};
/** Platform and processor of this process, as in the table of pinned files. */
const thisPlatformKey = `${process.platform}-${process.arch}`;

// src/engines/tarball.ts
const blockBytes = 512;
/**
* Takes single files out of a gzipped ustar archive (POSIX.1-1988), reading no further than it must. Meant for an
* archive whose hash has been checked: it looks at names and sizes only.
* @param targets archive member to path of the file to write; existing files are an error.
* @throws EngineError `integrity` when a member is missing or the archive ends early.
*/
async function extractFiles(tarball, targets) {
	const left = new Map(targets);
	const source = createReadStream(tarball);
	const gunzip = createGunzip();
	source.on("error", (error) => gunzip.destroy(error));
	source.pipe(gunzip);
	const bytes = createByteReader(gunzip);
	try {
		while (left.size > 0) {
			const header = await bytes.take(blockBytes);
			const name = memberName(header);
			if (name === "") break;
			const sizeBytes = octal(header.subarray(124, 136));
			const path = left.get(name);
			left.delete(name);
			await copyMember(bytes, sizeBytes, path);
			await bytes.pass(-sizeBytes & 511);
		}
	} catch (error) {
		if (error instanceof EngineError || error.syscall !== void 0) throw error;
		throw new EngineError("integrity", `${tarball} can't be unpacked: ${error.message}.`, { cause: error });
	} finally {
		source.destroy();
		gunzip.destroy();
	}
	if (left.size > 0) throw new EngineError("integrity", `${tarball} does not contain ${[...left.keys()].join(", ")}.`);
}
function memberName(header) {
	const prefix = text(header.subarray(257, 262)) === "ustar" ? text(header.subarray(345, 500)) : "";
	const name = text(header.subarray(0, 100));
	return prefix === "" ? name : `${prefix}/${name}`;
}
function text(field) {
	const end = field.indexOf(0);
	return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString("utf8");
}
function octal(field) {
	const digits = text(field).trim();
	if (!/^[0-7]+$/.test(digits)) throw new Error(`a member's size is ${JSON.stringify(digits)}, not an octal number`);
	return Number.parseInt(digits, 8);
}
async function copyMember(bytes, sizeBytes, path) {
	if (path === void 0) {
		await bytes.pass(sizeBytes);
		return;
	}
	const file = await open(path, "wx", 420);
	try {
		await bytes.pass(sizeBytes, async (piece) => {
			await file.writeFile(piece);
		});
	} finally {
		await file.close();
	}
}
function createByteReader(stream) {
	const pieces = stream[Symbol.asyncIterator]();
	let rest = /* @__PURE__ */ new Uint8Array(0);
	const pass = async (count, sink) => {
		for (let left = count; left > 0;) {
			if (rest.length === 0) {
				const next = await pieces.next();
				if (next.done === true) throw new Error("it ends early");
				rest = next.value;
			}
			const piece = rest.subarray(0, left);
			rest = rest.subarray(piece.length);
			left -= piece.length;
			await sink?.(piece);
		}
	};
	return {
		pass,
		take: async (count) => {
			const taken = [];
			await pass(count, async (piece) => {
				taken.push(piece);
				await Promise.resolve();
			});
			return Buffer.concat(taken);
		}
	};
}

// src/engines/verify-pinned-files.ts
/**
* Compares size and SHA-256 of every file that will be loaded with the pinned ones. It blocks: whoever loads a library has
* nothing else to do until it is known to be the right one, and reading without turns takes half the time.
* @throws EngineError `integrity` that names the file and both hashes, `unavailable` when a file is gone.
*/
function verifyPinnedFiles(folder, files) {
	for (const [name, pinned] of Object.entries(files)) verifyFile(join(folder, name), pinned);
}
/** What to do about a file that is not the published one. */
const integrityAdvice = "Find out who changed it, then delete its folder to have it fetched or installed anew.";
const hashWindowBytes = 262144;
function verifyFile(path, pinned) {
	const descriptor = openPinned(path);
	try {
		const { size } = fstatSync(descriptor);
		if (size !== pinned.sizeBytes) throw wrongFile(path, `${pinned.sizeBytes} bytes`, `${size} bytes`);
		const found = hashOf(descriptor);
		if (found !== pinned.sha256) throw wrongFile(path, `sha256 ${pinned.sha256}`, `sha256 ${found}`);
	} finally {
		closeSync(descriptor);
	}
}
function openPinned(path) {
	try {
		return openSync(path, "r");
	} catch (error) {
		const why = error.message;
		throw new EngineError("unavailable", `Native library file ${path} can't be read: ${why}.`, { cause: error });
	}
}
function hashOf(descriptor) {
	const hash = createHash("sha256");
	const window = new Uint8Array(hashWindowBytes);
	for (;;) {
		const count = readSync(descriptor, window);
		if (count === 0) return hash.digest("hex");
		hash.update(window.subarray(0, count));
	}
}
function wrongFile(path, expected, found) {
	return new EngineError("integrity", `Native library file ${path} is not the published one: expected ${expected}, found ${found}. It was not loaded.`, { advice: integrityAdvice });
}

// src/engines/native-library-fetch.ts
/** The package has 113 MB; at 0.2 MB/s that takes this long. */
const npmTimeoutMs = 6e5;
/**
* Gets the package's tarball through npm, compares it with the pinned integrity, and moves this platform's files
* into the tool cache in one step, so that two jobs that do this at once do no harm.
* @throws EngineError `integrity` when the tarball is not the pinned one, `storage` when the tool cache can't be
* written, `unavailable` when npm is missing or fails.
*/
async function fetchNativeLibrary(request) {
	const { pinned, files, destination } = request;
	const parent = dirname(destination);
	const staging = await orStorageError(parent, async () => {
		await makeFolder(parent);
		return await mkdtemp(join(parent, ".incomplete-"));
	});
	const download = await orStorageError(tmpdir(), async () => await mkdtemp(join(tmpdir(), "fp16-gate-npm-")));
	try {
		request.log.info(`Fetching ${pinned.name} ${pinned.version} into ${destination}, once for this machine.`);
		const tarball = await packWithNpm(request, download);
		await requireIntegrity(tarball, pinned);
		const members = Object.keys(files).map((name) => [memberOf(request.folderInPackage, name), join(staging, name)]);
		await orStorageError(staging, async () => {
			await extractFiles(tarball, new Map(members));
		});
		verifyPinnedFiles(staging, files);
		await moveIntoPlace(staging, destination, files);
	} finally {
		await rm(download, {
			recursive: true,
			force: true
		});
		await rm(staging, {
			recursive: true,
			force: true
		});
	}
}
/** One level at a time: the recursive form reports a read-only file system as a missing folder. */
async function makeFolder(path) {
	if (!existsSync(path)) {
		await makeFolder(dirname(path));
		await mkdir(path).catch((error) => {
			if (error.code !== "EEXIST") throw error;
		});
	}
}
function memberOf(folderInPackage, name) {
	return [
		"package",
		...folderInPackage.split(/[\\/]/),
		name
	].join("/");
}
async function packWithNpm(request, folder) {
	const npm = findNpm(request.environment, request.execPath);
	if (npm === void 0) throw new EngineError("unavailable", "npm is neither on PATH nor beside the running Node.");
	await writeFile(join(folder, "package.json"), "{ \"private\": true }\n");
	const { name, version } = request.pinned;
	const report = await runChild({
		title: "npm",
		file: npm.file,
		args: [
			...npm.args,
			"pack",
			`${name}@${version}`,
			`--pack-destination=${folder}`,
			"--no-workspaces",
			"--ignore-scripts",
			"--prefer-offline",
			"--loglevel=error",
			"--no-update-notifier",
			"--no-dry-run",
			"--fetch-retries=1",
			"--fetch-retry-mintimeout=1000"
		],
		cwd: folder,
		env: childEnvironment("npm", request.environment),
		timeoutMs: npmTimeoutMs,
		...request.signal === void 0 ? {} : { signal: request.signal }
	});
	const failure = childFailure("npm", {
		...report,
		stderr: npmErrorLine(report.stderr)
	}, `while getting ${name}@${version}`);
	if (failure !== void 0) throw failure;
	const [tarball] = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
	if (tarball === void 0) throw new EngineError("unavailable", `npm ended with status 0 but left no tarball of ${name}@${version}.`);
	return join(folder, tarball);
}
/** npm says first what is wrong (a code, then a sentence) and last where its log is: the first two tell most. */
function npmErrorLine(stderr) {
	const telling = stderr.split(/\r?\n/).flatMap((line) => /^npm (?:error|ERR!) (\S.*)$/.exec(line)?.[1] ?? []).filter((line) => !/^(errno|syscall|address|port|type|at) |A complete log of this run/.test(line));
	return telling.length === 0 ? stderr : telling.slice(0, 2).join(": ");
}
async function requireIntegrity(tarball, pinned) {
	const hash = createHash("sha512");
	for await (const piece of createReadStream(tarball, { highWaterMark: 1 << 20 })) hash.update(piece);
	const found = `sha512-${hash.digest("base64")}`;
	if (found !== pinned.tarballIntegrity) throw new EngineError("integrity", `What npm got as ${pinned.name}@${pinned.version} is not the published package: expected ${pinned.tarballIntegrity}, found ${found}. Nothing of it was kept.`, { advice: "Look at the registry or mirror that npm is set to on this machine (npm config get registry)." });
}
/**
* A rename to an existing folder fails. If that folder is whole, another job was faster and its files are as
* good; if files are missing (somebody cleaned up in it), it is replaced.
*/
async function moveIntoPlace(staging, destination, files) {
	await orStorageError(destination, async () => {
		await chmod(staging, 493);
		try {
			await rename(staging, destination);
		} catch (error) {
			const isWhole = Object.keys(files).every((name) => existsSync(join(destination, name)));
			if (!existsSync(destination)) throw error;
			if (!isWhole) {
				await rm(destination, {
					recursive: true,
					force: true
				});
				await rename(staging, destination);
			}
		}
	});
}
async function orStorageError(path, body) {
	try {
		return await body();
	} catch (error) {
		throw error instanceof EngineError ? error : storageError(path, error);
	}
}

// src/engines/native-library.ts
const bindingFileName = "onnxruntime_binding.node";
/**
* Finds the native library: in node_modules above this program, then in the runner's tool cache, then in
* `ort-path`; when it is nowhere and no `ort-path` was given, fetches it once into the tool cache.
* @throws EngineError `unavailable` that lists what was tried; `integrity` when what was fetched is not the
* pinned package.
*/
async function findNativeLibrary(search) {
	const pinned = search.pinned ?? onnxruntimePackage;
	const platformKey = search.platformKey ?? thisPlatformKey;
	const files = pinned.files[platformKey];
	if (files === void 0) {
		const builds = Object.keys(pinned.files).join(", ");
		throw new EngineError("unavailable", `${pinned.name} ${pinned.version} has no build for ${platformKey} (it has ${builds}).`, { advice: "Run the emulated engine on one of these, or use engine recorded, which needs no native library." });
	}
	const tried = [];
	const at = (source, folder) => folder === void 0 ? void 0 : {
		source,
		folder,
		bindingPath: join(folder, bindingFileName),
		files
	};
	const found = at("node_modules", inNodeModules(search, pinned, platformKey, files, tried)) ?? at("tool cache", inToolCache(search, pinned, platformKey, files, tried)) ?? at("ort-path", inOrtPath(search, platformKey, files, tried)) ?? at("tool cache", await fetched(search, pinned, platformKey, files, tried));
	if (found === void 0) throw notToBeHad(pinned, platformKey, files, tried);
	return found;
}
function inNodeModules(search, pinned, platformKey, files, tried) {
	const start = search.programFolder ?? dirname(fileURLToPath(import.meta.url));
	const packageFolder = findPackage(start, pinned.name);
	if (packageFolder === void 0) {
		tried.push(`node_modules: no ${pinned.name} above ${start}`);
		return;
	}
	const version = readVersion(packageFolder);
	if (version !== pinned.version) {
		tried.push(`node_modules: ${packageFolder} has version ${version}, not ${pinned.version}`);
		return;
	}
	const folder = join(packageFolder, binariesWithin(platformKey));
	return lacks(folder, files, "node_modules", tried) ? void 0 : folder;
}
function findPackage(start, name) {
	for (let folder = resolve(start);; folder = dirname(folder)) {
		const candidate = join(folder, "node_modules", name);
		if (existsSync(join(candidate, "package.json"))) return candidate;
		if (folder === dirname(folder)) return;
	}
}
function readVersion(packageFolder) {
	try {
		const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
		return typeof version === "string" ? version : "unknown";
	} catch {
		return "unreadable";
	}
}
/** Folder of the binaries within the package. */
function binariesWithin(platformKey) {
	return join("bin", "napi-v6", ...platformKey.split("-"));
}
function lacks(folder, files, where, tried) {
	const missing = Object.keys(files).filter((name) => !existsSync(join(folder, name)));
	if (missing.length > 0) tried.push(`${where}: ${folder} lacks ${missing.join(", ")}`);
	return missing.length > 0;
}
function toolCacheFolder(search, pinned, platformKey) {
	const cache = search.environment["RUNNER_TOOL_CACHE"];
	return cache === void 0 || cache === "" ? void 0 : join(resolve(cache), pinned.name, pinned.version, platformKey);
}
function inToolCache(search, pinned, platformKey, files, tried) {
	const folder = toolCacheFolder(search, pinned, platformKey);
	if (folder === void 0) {
		tried.push("tool cache: RUNNER_TOOL_CACHE is not set");
		return;
	}
	return lacks(folder, files, "tool cache", tried) ? void 0 : folder;
}
function inOrtPath(search, platformKey, files, tried) {
	if (search.ortPath === void 0) {
		tried.push("ort-path: not given");
		return;
	}
	const given = resolve(search.ortPath);
	const withinPackage = join(given, binariesWithin(platformKey));
	const folder = existsSync(withinPackage) ? withinPackage : given;
	return lacks(folder, files, "ort-path", tried) ? void 0 : folder;
}
/** An `ort-path` that was given says that this machine is not to fetch anything. */
async function fetched(search, pinned, platformKey, files, tried) {
	const destination = toolCacheFolder(search, pinned, platformKey);
	if (destination === void 0 || search.ortPath !== void 0 || search.mayFetch === false) return;
	try {
		await fetchNativeLibrary({
			...search,
			pinned,
			files,
			folderInPackage: binariesWithin(platformKey),
			destination
		});
		return destination;
	} catch (error) {
		if (!(error instanceof EngineError) || error.category === "integrity" || search.signal?.aborted === true) throw error;
		tried.push(`npm: ${error.message}`);
		return;
	}
}
function notToBeHad(pinned, platformKey, files, tried) {
	return new EngineError("unavailable", `The native library of ${pinned.name} ${pinned.version} for ${platformKey} is not to be had. Tried ${tried.join("; ")}.`, { advice: `One of these helps: npm install ${pinned.name}@${pinned.version} --ignore-scripts beside this program; one job on this runner with RUNNER_TOOL_CACHE set, npm and a way to the registry, which fills the tool cache; ort-path with a folder that holds ${Object.keys(files).join(" and ")} of that version.` });
}

// src/engines/element-types.ts
const travelling = [
	[1, "float32"],
	[2, "uint8"],
	[3, "int8"],
	[4, "uint16"],
	[5, "int16"],
	[6, "int32"],
	[7, "int64"],
	[9, "bool"],
	[11, "float64"],
	[12, "uint32"],
	[13, "uint64"]
];
const staying = [
	[8, "string"],
	[10, "float16"],
	[14, "complex64"],
	[15, "complex128"],
	[16, "bfloat16"],
	[17, "float8e4m3fn"],
	[18, "float8e4m3fnuz"],
	[19, "float8e5m2"],
	[20, "float8e5m2fnuz"],
	[21, "uint4"],
	[22, "int4"],
	[23, "float4e2m1"]
];
const types = new Map([...travelling.map(([number, dtype]) => [number, {
	name: dtype,
	travelsAs: dtype
}]), ...staying.map(([number, name]) => [number, {
	name,
	travelsAs: void 0
}])]);
/** The type with that number; one that is newer than this table has a name that says so, and does not travel. */
function elementTypeOf(number) {
	return types.get(number) ?? {
		name: `type number ${number}`,
		travelsAs: void 0
	};
}
/** Element types for messages that list what may travel. */
const travellingNames = travelling.map(([, dtype]) => dtype);

// src/engines/onnxruntime-failures.ts
const fileAdvice = "Check the file with onnx.checker, and that its external data lies beside it.";
const operatorAdvice = "Give the outputs of an engine that has this operator (candidate.* beside reference.*) and use engine recorded.";
const versionAdvice = "Export the model for a lower version.";
const memoryAdvice = "Use fewer or smaller samples, or a machine with more memory.";
/** ONNX Runtime's own wording, most specific first. A new version may change it: the tests run the real thing. */
const knownFailures = [
	{
		pattern: /Could not find an implementation for ([\w.:]+)\((\d+)\) node with name '([^']*)'/,
		explain: ([, op, version, node], place) => unsupported(`operator ${op} (version ${version}) has no CPU implementation${atNode(node)}`, place)
	},
	{
		pattern: /No Op registered for ([\w.:]+) with domain_version of (\d+)/,
		explain: ([, op, version], place) => unsupported(`operator ${op} of opset ${version} is unknown`, place)
	},
	{
		pattern: /([\w.:-]+)\((-?\d+)\) is not a registered function\/op/,
		explain: ([, op], place) => unsupported(`custom operator ${op} is unknown`, place)
	},
	{
		pattern: /Unsupported model IR version: (\d+), max supported IR version: (\d+)/,
		explain: ([, version, highest], place) => unsupported(`IR version ${version} is newer than ${highest}, the highest it reads`, place, versionAdvice)
	},
	{
		pattern: /Error No opset import for domain '([^']*)'/,
		explain: ([, domain], place) => unsupported(`a node is of domain ${domain}, which the model does not import`, place, fileAdvice)
	},
	{
		pattern: /Load model \S.* failed\. File doesn't exist/,
		explain: (_, place) => new InputError(`Model file ${place.modelPath ?? ""} does not exist.`, { advice: "Check the path." })
	},
	{
		pattern: /Opset (\d+) is under development[^]*official support for domain (\S*) is till opset (\d+)/,
		explain: ([, opset, domain, highest], place) => unsupported(`opset ${opset} of domain ${domain} is newer than ${highest}, the highest it has`, place, versionAdvice)
	},
	{
		pattern: /Failed to allocate memory for requested buffer of size (\d+)/,
		explain: ([, sizeBytes], place) => outOfMemory(` while asking for ${sizeBytes} bytes`, place)
	},
	{
		pattern: /bad_?alloc|bad allocation|Array buffer allocation failed|Invalid (typed )?array (buffer )?length/i,
		explain: (_, place) => outOfMemory("", place)
	},
	{
		pattern: /Non-zero status code returned while running (\S+) node\. Name:'([^']*)' Status Message: ([^]*)/,
		explain: ([, op, node, reason], place) => new EngineError("crashed", `ONNX Runtime could not run ${inModel(place)}: operator ${op}${atNode(node)}: ${oneLine(reason ?? "")}`, { advice: "Check that the sample's shapes are those that the model was exported for." })
	}
];
/** The error for a failure that the child reported: category, and one line that names model, sample and operator. */
function explainWorkerFailure(failure, place) {
	if (failure.stage === "integrity") return new EngineError("integrity", failure.message, { advice: integrityAdvice });
	if (failure.stage === "library") return new EngineError("unavailable", `ONNX Runtime's native library could not be loaded: ${oneLine(failure.message)}`, { advice: "It needs glibc 2.28 and libstdc++ on Linux, the Visual C++ runtime on Windows; fp16-gate doctor says more." });
	if (failure.stage === "write" && failure.code !== null && place.outputPath !== void 0) return storageError(place.outputPath, Object.assign(new Error(failure.message), { code: failure.code }));
	for (const { pattern, explain } of knownFailures) {
		const match = pattern.exec(failure.message);
		if (match !== null) return explain(match, place);
	}
	return explainByStage(failure, place);
}
function explainByStage(failure, place) {
	const reason = oneLine(failure.message);
	switch (failure.stage) {
		case "inputs": return failure.code === null ? new InputError(`${inModel(place)}: ${reason}.`, { advice: "Names, element types and shapes of the sample's inputs must be those of the model." }) : new EngineError("protocol", `An input file for ${inModel(place)} could not be read: ${reason}.`);
		case "outputs": return new EngineError("unsupported", `${inModel(place)}: ${reason}.`);
		case "load": return new EngineError("unsupported", `ONNX Runtime can't load ${inModel(place)}: ${reason}`, { advice: fileAdvice });
		default: return new EngineError("crashed", `ONNX Runtime could not run ${inModel(place)}: ${reason}`);
	}
}
function unsupported(what, place, advice = operatorAdvice) {
	return new EngineError("unsupported", `ONNX Runtime can't load ${inModel(place)}: ${what}.`, { advice });
}
function outOfMemory(detail, place) {
	return new EngineError("crashed", `ONNX Runtime ran out of memory${detail} with ${inModel(place)}.`, { advice: memoryAdvice });
}
function inModel({ modelPath, sampleId }) {
	const model = modelPath === void 0 ? "the model" : basename(modelPath);
	return sampleId === void 0 ? model : `${model}, sample ${sampleId}`;
}
function atNode(name) {
	return name === void 0 || name === "" ? "" : ` (node ${name})`;
}
/** One line of at most 400 characters, without the file names and source locations that such messages begin with. */
function oneLine(text) {
	const line = text.replace(/\S*\/onnxruntime\/[\w/.]+\.(cc|h):\d+ [^\n]*?\) ?/g, "").replace(/^\s*(Load model from .*? (failed:)?\s*|[\w.]+\.(h|cc):\d+ \w+ )/, "").replace(/\s+/g, " ").trim();
	return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}

// src/engines/onnxruntime-protocol.ts
const size = int().nonnegative();
const index = int().nonnegative();
const durationMs = number().nonnegative();
/** `elementType` is ONNX's TensorProto.DataType number. A negative size is a dynamic one. */
const valueInfo = strictObject({
	name: string(),
	isTensor: boolean(),
	elementType: int(),
	shape: array(union([int(), string()]))
});
const outputTensor = strictObject({
	name: string(),
	elementType: int(),
	shape: array(size),
	offsetBytes: size
});
/** Every message of the child. */
const workerMessage = discriminatedUnion("kind", [
	strictObject({
		kind: literal("loaded"),
		model: index,
		loadMs: durationMs,
		inputs: array(valueInfo),
		outputs: array(valueInfo)
	}),
	strictObject({
		kind: literal("running"),
		model: index,
		sample: index
	}),
	strictObject({
		kind: literal("ran"),
		model: index,
		sample: index,
		runMs: durationMs,
		sizeBytes: size,
		outputs: array(outputTensor)
	}),
	strictObject({ kind: literal("done") }),
	strictObject({
		kind: literal("failed"),
		/** What it was doing: checking the library's hashes, loading it, loading a model, checking or reading inputs, running, writing. */
		stage: _enum([
			"integrity",
			"library",
			"load",
			"outputs",
			"inputs",
			"run",
			"write"
		]),
		model: index.nullable(),
		sample: index.nullable(),
		message: string(),
		/** Error code of the operating system, as in `ENOSPC`. */
		code: string().nullable()
	})
]);

// src/engines/onnxruntime-conversation.ts
const title = "ONNX Runtime";
/** Starts the child at once; it checks and loads the native library while the caller prepares the first job. */
function openConversation(settings) {
	const requests = createRequestQueue();
	let ledger;
	let isOver = false;
	const { folder, bindingPath, files } = settings.library;
	requests.push({
		kind: "library",
		folder,
		bindingPath,
		files
	}, void 0);
	const ended = runChild({
		title,
		file: process.execPath,
		args: [settings.workerPath],
		cwd: settings.workingFolder,
		env: childEnvironment("onnxruntime", settings.environment),
		timeoutMs: 0,
		...settings.signal === void 0 ? {} : { signal: settings.signal },
		requests: requests.lines,
		onMessage: (line) => {
			ledger ??= createLedger(void 0);
			return ledger.take(line);
		}
	});
	ended.catch(() => void 0);
	return {
		ask: async (question) => {
			const asked = createLedger(question, ledger?.failure());
			ledger = asked;
			requests.push(question.job, question.timeoutMs);
			const answer = await Promise.race([asked.answered, ended]);
			isOver = answer !== "answered";
			return asked.close(answer === "answered" ? void 0 : answer);
		},
		close: async () => {
			requests.end();
			const report = await ended;
			const error = isOver ? void 0 : childFailure(title, report, "");
			if (error !== void 0) throw error;
		}
	};
}
function createRequestQueue() {
	const stream = new Readable({
		objectMode: true,
		read: () => void 0
	});
	return {
		push: (request, timeoutMs) => void stream.push({
			text: `${JSON.stringify(request)}\n`,
			timeoutMs
		}),
		end: () => void stream.push(null),
		lines: stream
	};
}
/** @param earlier a failure that came before this question, such as a library that can't be loaded. */
function createLedger(question, earlier) {
	const job = question?.job;
	const loaded = [];
	const ran = [];
	let failure = earlier;
	let done = false;
	let running;
	let announce = () => void 0;
	return {
		answered: new Promise((resolve) => {
			announce = resolve;
		}),
		failure: () => failure,
		take: (line) => {
			const message = parseMessage(line);
			requireAsked(message, job);
			switch (message.kind) {
				case "loaded":
					loaded[message.model] = message;
					running = {
						model: message.model,
						sample: null
					};
					break;
				case "running":
					running = message;
					question?.onRunning(message.model, message.sample);
					break;
				case "ran":
					(ran[message.model] ??= [])[message.sample] = message;
					break;
				case "done":
					done = true;
					announce("answered");
					break;
				case "failed": failure = message;
			}
			return done ? "answered" : void 0;
		},
		close: (report) => {
			if (failure !== void 0) throw explainWorkerFailure(failure, placeOf(failure, question));
			const activity = running === void 0 || question === void 0 ? "" : describeActivity(running, question);
			const error = report === void 0 ? void 0 : childFailure(title, report, activity);
			if (error !== void 0) throw error;
			return requireComplete({
				loaded,
				ran
			}, done, job, report);
		}
	};
}
function parseMessage(line) {
	let value;
	try {
		value = JSON.parse(line);
	} catch (error) {
		throw new EngineError("protocol", `${title}'s child process answered with something that is not JSON: ${quote(line)}.`, { cause: error });
	}
	const parsed = workerMessage.safeParse(value, { jitless: true });
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const where = issue === void 0 || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
		throw new EngineError("protocol", `${title}'s child process sent an unknown message${where} (${issue?.message ?? "invalid"}): ${quote(line)}.`);
	}
	return parsed.data;
}
/** A message about a model or sample that the job does not have is refused, as is any before the job. */
function requireAsked(message, job) {
	if (message.kind === "failed" || message.kind === "done") return;
	const models = job?.models.length ?? 0;
	const samples = job?.samples.length ?? 0;
	if (!(message.model < models && (message.kind === "loaded" || message.sample < samples))) {
		const about = message.kind === "loaded" ? "" : `, sample ${message.sample}`;
		throw new EngineError("protocol", `${title}'s child process sent ${message.kind} for model ${message.model}${about}; it was given ${models} and ${samples}.`);
	}
}
function quote(line) {
	return JSON.stringify(line.length > 120 ? `${line.slice(0, 119)}…` : line);
}
function placeOf(failure, question) {
	const model = failure.model === null ? void 0 : question?.job.models[failure.model];
	const { sample } = failure;
	return {
		modelPath: model?.path,
		sampleId: sample === null ? void 0 : question?.sampleIds[sample],
		outputPath: sample === null ? void 0 : model?.outputPaths[sample]
	};
}
function describeActivity(running, question) {
	const path = question.job.models[running.model]?.path ?? "the model";
	const sample = running.sample === null ? void 0 : question.sampleIds[running.sample];
	return sample === void 0 ? `with ${path}` : `while running ${path} on sample ${sample}`;
}
function requireComplete(answer, done, job, report) {
	const missing = job === void 0 ? "everything" : findMissing(answer, job);
	if (!done || missing !== void 0) {
		const said = report && (lastLine(report.stderr) ?? lastLine(report.stdout));
		throw new EngineError("protocol", `${title}'s child process ${report === void 0 ? "said that it was done" : "ended with status 0"} without a complete answer (missing: ${missing ?? "the end"}).`, {
			...report === void 0 ? {} : { status: 0 },
			...said === void 0 ? {} : {
				lastStderrLine: said,
				advice: `Its last line: ${said}`
			}
		});
	}
	return answer;
}
function findMissing({ loaded, ran }, job) {
	for (const [index, model] of job.models.entries()) {
		if (loaded[index] === void 0) return `the description of ${model.path}`;
		for (const sample of model.outputPaths.keys()) if (ran[index]?.[sample] === void 0) return `run ${sample + 1} of ${model.path}`;
	}
}

// src/engines/raw-tensors.ts
const windowBytes = 4 << 20;
/** @see InputFiles */
function createInputFiles(writeBytes = writeFully) {
	const written = /* @__PURE__ */ new WeakMap();
	return { write: (tensor, folder) => {
		const known = written.get(tensor);
		const sizeBytes = elementCount(tensor.shape) * elementSizeBytes[tensor.dtype];
		if (known?.startsWith(join(folder, "/")) === true && hasSize(known, sizeBytes)) return known;
		const path = join(folder, `input-${randomBytes(8).toString("hex")}.bin`);
		writeTensor(tensor, path, sizeBytes, writeBytes);
		written.set(tensor, path);
		return path;
	} };
}
function hasSize(path, sizeBytes) {
	return statSync(path, { throwIfNoEntry: false })?.size === sizeBytes;
}
function writeTensor(tensor, path, sizeBytes, writeBytes) {
	const elementBytes = elementSizeBytes[tensor.dtype];
	const window = new Uint8Array(Math.min(sizeBytes, windowBytes));
	let descriptor;
	try {
		descriptor = openSync(path, "wx", 384);
	} catch (error) {
		throw storageError(path, error);
	}
	try {
		for (let offset = 0; offset < sizeBytes; offset += window.length) {
			const part = window.subarray(0, Math.min(window.length, sizeBytes - offset));
			tensor.read(offset / elementBytes, part);
			writeOrExplain(descriptor, part, path, writeBytes);
		}
	} finally {
		closeSync(descriptor);
	}
}
function writeOrExplain(descriptor, part, path, writeBytes) {
	try {
		writeBytes(descriptor, part);
	} catch (error) {
		throw storageError(path, error);
	}
}
/**
* A tensor in a raw little-endian file; the file is opened for each window, so any number of tensors may be
* held. Reading past the end, a link or a vanished file is an EngineError of category `protocol`.
*/
function rawFileTensor(place) {
	const elementBytes = elementSizeBytes[place.dtype];
	const sizeBytes = elementCount(place.shape) * elementBytes;
	return {
		dtype: place.dtype,
		shape: place.shape,
		read: (start, into) => {
			const offset = start * elementBytes;
			if (start < 0 || offset + into.length > sizeBytes) throw new RangeError(`elements from ${start}, ${into.length} bytes, of a tensor of ${sizeBytes} bytes`);
			readExactly(place.path, place.offsetBytes + offset, into);
		}
	};
}
/** Size of a plain file in bytes. @throws EngineError `protocol` when it is missing, a link or no plain file. */
function plainFileSize(path) {
	const descriptor = openPlainFile(path);
	try {
		return fstatSync(descriptor).size;
	} finally {
		closeSync(descriptor);
	}
}
function openPlainFile(path) {
	let descriptor;
	try {
		descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		const { code } = error;
		const reason = code === "ENOENT" ? "it is missing" : code === "ELOOP" ? "it is a link" : `it can't be read (${code})`;
		throw new EngineError("protocol", `The engine's output file ${path} is not usable: ${reason}.`, { cause: error });
	}
	if (!fstatSync(descriptor).isFile()) {
		closeSync(descriptor);
		throw new EngineError("protocol", `The engine's output file ${path} is not usable: it is no plain file.`);
	}
	return descriptor;
}
function readExactly(path, offset, into) {
	const descriptor = openPlainFile(path);
	try {
		for (let done = 0; done < into.length;) {
			const count = readSync(descriptor, into, done, Math.min(into.length - done, 1 << 30), offset + done);
			if (count === 0) throw new EngineError("protocol", `The engine's output file ${path} ends at byte ${offset + done}, but ${offset + into.length} were announced.`);
			done += count;
		}
	} finally {
		closeSync(descriptor);
	}
}

// src/engines/onnxruntime.ts
/**
* One level for every emulation: fusions change the last digits and, near a limit, the verdict, so runs that are
* compared must share it. `basic` folds constants and drops identities, and keeps cast round trips.
*/
const emulationOptimization = "basic";
/** The worker's bundle lies beside the file that this module is bundled into. */
const bundledWorkerPath = fileURLToPath(new URL("./onnxruntime-worker.js", import.meta.url));
/** ONNX Runtime on the CPU, in a child process: a fault of native code can't take this process down. */
function createOnnxruntimeEngine(options) {
	const inputFiles = createInputFiles(options.writeBytes);
	let library;
	const findLibrary = async () => await (library ??= options.findLibrary());
	const start = async (inputFolder, folder, threads, signal) => {
		return sessionOf({
			conversation: openConversation({
				library: await findLibrary(),
				workerPath: options.workerPath ?? bundledWorkerPath,
				environment: options.environment ?? process.env,
				workingFolder: folder,
				signal
			}),
			inputFolder,
			folder,
			inputFiles,
			threads
		});
	};
	const open = async ({ workFolder, threads, signal }) => {
		const parent = resolve(workFolder);
		return await start(parent, makeRunFolder(parent), threads, signal);
	};
	return {
		name: "onnxruntime",
		version: onnxruntimePackage.version,
		open,
		run: async ({ workFolder, threads, signal, ...job }) => {
			refuseUnsuitable(job.samples);
			const session = await open({
				workFolder,
				threads,
				...signal === void 0 ? {} : { signal }
			});
			return await closing(session, session.run(job));
		},
		describe: async (modelPath, { timeoutMs, signal }) => {
			const folder = dirname((await findLibrary()).bindingPath);
			const session = await start(folder, folder, 1, signal);
			return await closing(session, session.describe(modelPath, timeoutMs));
		}
	};
}
/** Ends a session whatever came of its work; what went wrong with the work says more than how the child ended. */
async function closing(session, work) {
	let result;
	try {
		result = await work;
	} catch (error) {
		await session.close().catch(() => void 0);
		throw error;
	}
	await session.close();
	return result;
}
function sessionOf(around) {
	let jobCount = 0;
	return {
		run: async (job) => {
			refuseUnsuitable(job.samples);
			jobCount += 1;
			return await runJob(job, around, jobCount);
		},
		describe: async (modelPath, timeoutMs) => await describeModel(modelPath, timeoutMs, around),
		close: async () => await around.conversation.close()
	};
}
/** 16-bit floats are refused here and not in the child: emulated models have float32 inputs and outputs. */
function refuseUnsuitable(samples) {
	for (const { id, inputs } of samples) for (const [name, { dtype }] of inputs) if (!travellingNames.includes(dtype)) throw new EngineError("unsupported", `Input ${JSON.stringify(name)} of sample ${id} is ${dtype}, which the emulated engine does not take.`, { advice: "Convert it to float32 first: the emulated model has float32 inputs." });
}
async function runJob(job, around, number) {
	const { conversation, inputFolder, folder, inputFiles, threads } = around;
	const outputPaths = job.models.map((_, model) => job.samples.map((_, sample) => join(folder, `output-${number}-${model}-${sample}.bin`)));
	const answer = await conversation.ask({
		job: {
			kind: "job",
			threads,
			optimization: emulationOptimization,
			models: job.models.map(({ path, outputNames, keep }, model) => ({
				path: resolve(path),
				outputNames: outputNames ?? null,
				outputPaths: outputPaths[model] ?? [],
				keep: keep ?? false
			})),
			samples: job.samples.map(({ inputs }) => ({ inputs: [...inputs].map(([name, tensor]) => ({
				name,
				dtype: tensor.dtype,
				shape: tensor.shape,
				path: inputFiles.write(tensor, inputFolder)
			})) }))
		},
		timeoutMs: job.timeoutMs,
		sampleIds: job.samples.map(({ id }) => id),
		onRunning: (model, sample) => reportProgress(job, model, sample)
	});
	const perModel = job.models.map((model, index) => [model.key, collectRun(job, index, answer, outputPaths[index] ?? [])]);
	return { perModel: new Map(perModel) };
}
function makeRunFolder(workFolder) {
	try {
		return mkdtempSync(join(workFolder, "onnxruntime-"));
	} catch (error) {
		throw storageError(workFolder, error);
	}
}
function reportProgress(job, model, sample) {
	job.onProgress?.({
		modelKey: job.models[model]?.key ?? "",
		sampleId: job.samples[sample]?.id ?? "",
		done: model * job.samples.length + sample,
		total: job.models.length * job.samples.length
	});
}
function collectRun(job, model, answer, outputPaths) {
	const ran = answer.ran[model] ?? [];
	const wanted = job.models[model]?.outputNames ?? answer.loaded[model]?.outputs.map(({ name }) => name) ?? [];
	const later = ran.slice(1).map(({ runMs }) => runMs);
	return {
		outputs: ran.map((message, sample) => openOutputs(message, outputPaths[sample] ?? "", wanted)),
		timingsMs: {
			load: answer.loaded[model]?.loadMs ?? 0,
			firstRun: ran[0]?.runMs ?? 0,
			run: later.length === 0 ? void 0 : later.reduce((sum, runMs) => sum + runMs, 0) / later.length
		}
	};
}
/** Tensors over the child's output file, once its size and every output's place and type have been checked. */
function openOutputs(message, path, wanted) {
	const refuse = (what) => new EngineError("protocol", `ONNX Runtime's child process gave a wrong answer: ${what} (${path}).`);
	const sizeBytes = plainFileSize(path);
	if (sizeBytes !== message.sizeBytes) throw refuse(`its output file has ${sizeBytes} bytes, ${message.sizeBytes} were announced`);
	const tensors = new Map(message.outputs.map(({ name, elementType, shape, offsetBytes }) => {
		const dtype = elementTypeOf(elementType).travelsAs;
		if (dtype === void 0) throw refuse(`output ${JSON.stringify(name)} has ${elementTypeOf(elementType).name}, which can't travel`);
		const tensorBytes = elementCount(shape) * elementSizeBytes[dtype];
		if (tensorBytes > 0 && offsetBytes + tensorBytes > sizeBytes) throw refuse(`output ${JSON.stringify(name)} ends at byte ${offsetBytes + tensorBytes}, its file has ${sizeBytes}`);
		return [name, rawFileTensor({
			path,
			offsetBytes,
			dtype,
			shape
		})];
	}));
	for (const name of wanted) if (!tensors.has(name)) throw refuse(`output ${JSON.stringify(name)} is missing`);
	return tensors;
}
async function describeModel(modelPath, timeoutMs, { conversation }) {
	const loaded = (await conversation.ask({
		job: {
			kind: "job",
			threads: 1,
			optimization: "disabled",
			models: [{
				path: resolve(modelPath),
				outputNames: null,
				outputPaths: [],
				keep: false
			}],
			samples: []
		},
		timeoutMs,
		sampleIds: [],
		onRunning: () => void 0
	})).loaded[0];
	return {
		inputs: (loaded?.inputs ?? []).map(describeValue),
		outputs: (loaded?.outputs ?? []).map(describeValue)
	};
}
function describeValue({ name, isTensor, elementType, shape }) {
	if (!isTensor) return {
		name,
		elementType: void 0,
		dtype: void 0,
		shape: void 0
	};
	const { name: typeName, travelsAs } = elementTypeOf(elementType);
	return {
		name,
		elementType: typeName,
		dtype: travelsAs ?? (typeName === "float16" || typeName === "bfloat16" ? typeName : void 0),
		shape: shape.map((size) => size === "" ? void 0 : size)
	};
}

export { onnxruntimePackage as a, verifyPinnedFiles as i, rawFileTensor as n, thisPlatformKey as o, findNativeLibrary as r, createOnnxruntimeEngine as t };