import { n as hasStatus, t as describeApiError } from "./api-error.js";
import { t as artifactName } from "./artifact-name.js";
import { t as require_yauzl } from "./yauzl.js";
import { t as proxyFetch } from "./proxy-fetch.js";

// src/github/artifact-result.ts
var import_yauzl = require_yauzl();
/** An artifact that holds a result alone is small; one that holds models is not read. */
const maxArtifactBytes = 32 * 2 ** 20;
const maxResultBytes = 64 * 2 ** 20;
const resultFile = "result.json";
/**
* Text of the `result.json` in an artifact: at its top, in a folder of it, or the artifact itself where it was uploaded
* without a zip. Nothing is written to the disk.
* @throws what the API client throws, or an Error that says what is wrong with the artifact.
*/
async function readResultArtifact(api, repository, artifactId) {
	const { location } = (await api.request("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", {
		...repository,
		artifact_id: artifactId,
		archive_format: "zip",
		request: { redirect: "manual" }
	})).headers;
	if (location === void 0) throw new Error("GitHub gives no address for the artifact");
	const download = await proxyFetch(location, { signal: AbortSignal.timeout(6e4) });
	if (!download.ok) throw new Error(`the artifact's store answers ${download.status}`);
	return await extractResult(await readAtMost(download, maxArtifactBytes));
}
/** Text of `result.json` in the bytes of an artifact. @throws Error when there is none, or it is too large. */
async function extractResult(bytes) {
	if (bytes.subarray(0, 1).toString() === "{") return bytes.toString("utf8");
	const archive = await (0, import_yauzl.fromBufferPromise)(bytes);
	try {
		for await (const entry of archive.eachEntry()) {
			if (!isResult(entry)) continue;
			if (entry.uncompressedSize > maxResultBytes) throw new Error(`${resultFile} is too large`);
			const parts = [];
			for await (const part of await archive.openReadStreamPromise(entry)) parts.push(part);
			return Buffer.concat(parts).toString("utf8");
		}
	} finally {
		archive.close();
	}
	throw new Error(`the artifact holds no ${resultFile}`);
}
function isResult({ fileName }) {
	return fileName.split("/").at(-1) === resultFile;
}
async function readAtMost(response, maxBytes) {
	const parts = [];
	let size = 0;
	for await (const part of response.body ?? []) {
		size += part.byteLength;
		if (size > maxBytes) throw new Error(`the artifact has more than ${maxBytes} bytes`);
		parts.push(part);
	}
	return Buffer.concat(parts);
}

// src/github/baselines.ts
const pageSize = 100;
/** How far back a baseline is looked for: artifacts of this gate, commits before the merge base, pull requests. */
const mostArtifactPages = 5;
const mostCommitPages = 5;
const mostPullRequestLookUps = 20;
/** Events whose runs are of the branch's own commits. A dispatch can judge another commit: then it bears another name. */
const branchEvents = /* @__PURE__ */ new Set([
	"push",
	"schedule",
	"workflow_dispatch"
]);
/**
* Results of earlier jobs, as artifacts of this repository's runs on the history before a commit, nearest first. A run
* of a fork or of a pull request never counts, but for the final head of a pull request that was squashed into the
* branch: there the squash commit has the same content and no run of its own.
*/
function createBaselineSource(query) {
	let base;
	const mergeBase = async () => await (base ??= findMergeBase(query));
	return {
		asked: "artifact",
		earlier: (key, note) => earlierResults(query, mergeBase, key, note),
		readAtBase: async (path) => await readFileAt(query, await mergeBase(), path)
	};
}
async function findMergeBase({ api, repository, start }) {
	if (start.from.kind === "commit") return start.from.sha;
	const { base, head } = start.from;
	const { data } = await api.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
		...repository,
		basehead: `${base}...${head}`,
		per_page: 1
	});
	return data.merge_base_commit.sha;
}
async function* earlierResults(query, mergeBase, key, note) {
	try {
		const artifacts = await listArtifacts(query, artifactName(key));
		if (artifacts.length === 0) {
			note(`There is no artifact ${artifactName(key)} in this repository yet.`);
			return;
		}
		for await (const candidate of candidatesAlong(query, await mergeBase(), artifacts)) {
			const text = await readCandidate(query, candidate, note);
			if (text !== void 0) yield text;
		}
	} catch (error) {
		note(describeApiError(error, {
			doing: "look for the baseline",
			permission: "actions: read"
		}));
	}
}
/** Artifacts of one name that this repository's own runs made, newest first. */
async function listArtifacts({ api, repository }, name) {
	const found = [];
	for (let page = 1; page <= mostArtifactPages; page += 1) {
		const { data } = await api.request("GET /repos/{owner}/{repo}/actions/artifacts", {
			...repository,
			name,
			per_page: pageSize,
			page
		});
		for (const { id, expired, created_at, size_in_bytes, workflow_run: run, ...rest } of data.artifacts) {
			const isOwn = run?.repository_id !== void 0 && run.repository_id === run.head_repository_id;
			if (expired || !isOwn || rest.name !== name || !run.head_sha || run.id === void 0) continue;
			found.push({
				id,
				name,
				sizeBytes: size_in_bytes,
				createdAt: created_at ?? void 0,
				runId: run.id,
				headSha: run.head_sha,
				headBranch: run.head_branch ?? void 0
			});
		}
		if (data.artifacts.length < pageSize) break;
	}
	return found;
}
/** The artifacts of each commit of the history, newest commit first; of one commit, newest artifact first. */
async function* candidatesAlong(query, mergeBase, artifacts) {
	const { branch } = query.start;
	const ofBranch = groupBySha(artifacts.filter(({ headBranch }) => headBranch === branch));
	const ofOthers = groupBySha(artifacts.filter(({ headBranch }) => headBranch !== branch));
	let lookUps = ofOthers.size === 0 ? 0 : mostPullRequestLookUps;
	for await (const { sha, distance } of commitsFrom(query, mergeBase)) {
		const direct = ofBranch.get(sha) ?? [];
		for (const artifact of direct) yield {
			artifact,
			distance,
			isAllowed: (event) => branchEvents.has(event),
			suffix: ""
		};
		if (direct.length > 0 || lookUps === 0) continue;
		lookUps -= 1;
		const squashed = await findSquashed(query, sha);
		if (squashed === void 0) continue;
		const suffix = ` of pull request ${squashed.number}, which became ${sha.slice(0, 7)}`;
		for (const artifact of ofOthers.get(squashed.headSha) ?? []) yield {
			artifact,
			distance,
			isAllowed: (event) => event === "pull_request",
			suffix
		};
	}
}
function groupBySha(artifacts) {
	const groups = /* @__PURE__ */ new Map();
	for (const artifact of artifacts) {
		const group = groups.get(artifact.headSha);
		if (group === void 0) groups.set(artifact.headSha, [artifact]);
		else group.push(artifact);
	}
	return groups;
}
async function* commitsFrom({ api, repository }, sha) {
	for (let page = 1; page <= mostCommitPages; page += 1) {
		const { data } = await api.request("GET /repos/{owner}/{repo}/commits", {
			...repository,
			sha,
			per_page: pageSize,
			page
		});
		for (const [at, commit] of data.entries()) yield {
			sha: commit.sha,
			distance: (page - 1) * pageSize + at
		};
		if (data.length < pageSize) return;
	}
}
/** The pull request of this repository, not of a fork, whose merge made this commit of the branch. */
async function findSquashed({ api, repository, start }, sha) {
	const { data } = await api.request("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", {
		...repository,
		commit_sha: sha
	});
	const pull = data.find(({ merge_commit_sha, merged_at, head, base }) => merge_commit_sha === sha && merged_at !== null && base.ref === start.branch && head.repo !== null && head.repo.id === base.repo.id);
	return pull === void 0 ? void 0 : {
		number: pull.number,
		headSha: pull.head.sha
	};
}
/** The result of one candidate, or undefined and a note. */
async function readCandidate({ api, repository, serverUrl }, { artifact, distance, isAllowed, suffix }, note) {
	const name = `${artifact.name} of run ${artifact.runId}${suffix}`;
	if (artifact.sizeBytes > maxArtifactBytes) {
		note(`The artifact ${name} has ${artifact.sizeBytes} bytes, which is too large: upload result.json alone.`);
		return;
	}
	const { data: run } = await api.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", {
		...repository,
		run_id: artifact.runId
	});
	if (!isAllowed(run.event)) return void 0;
	try {
		return {
			text: await readResultArtifact(api, repository, artifact.id),
			name,
			kind: "artifact",
			commit: artifact.headSha,
			date: artifact.createdAt,
			distance,
			url: `${serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${artifact.runId}`
		};
	} catch (error) {
		note(describeApiError(error, {
			doing: `read the artifact ${name}`,
			permission: "actions: read"
		}));
		return;
	}
}
/** Text of a file of the repository at a commit; undefined when there is none, or it is no file of at most 1 MB. */
async function readFileAt({ api, repository }, ref, path) {
	try {
		const { data } = await api.request("GET /repos/{owner}/{repo}/contents/{path}", {
			...repository,
			path,
			ref
		});
		if (Array.isArray(data) || data.type !== "file" || !("content" in data)) return void 0;
		return data.encoding === "base64" ? Buffer.from(data.content, "base64").toString("utf8") : void 0;
	} catch (error) {
		if (hasStatus(error, 404)) return void 0;
		throw error;
	}
}

export { createBaselineSource };