import { n as hasStatus } from "./api-error.js";
import { createHash } from "node:crypto";

// src/github/comment.ts
const markerPattern = /<!-- fp16-gate key:([0-9a-f]{16}) run:(\d{1,16}) -->$/;
/** The last line of a comment, by which it is found again. Names are hashed, so that none can forge another's. */
function commentMarker({ key, runId }) {
	return `<!-- fp16-gate key:${keyHash(key)} run:${runId} -->`;
}
function keyHash(key) {
	return createHash("sha256").update(key).digest("hex").slice(0, 16);
}
/** Whether a mode asks for a comment where there is none yet. */
function isWorthCreating(mode, result) {
	return isWanted(mode, result.verdict.kind === "pass", isChanged(result));
}
/** The same of anything that passes or not, and tells something new or not. */
function isWanted(mode, passed, isNews) {
	if (mode === "never") return false;
	if (mode === "always" || !passed) return true;
	return mode === "on-change" && isNews;
}
/** A pass is news when a warning is crossed, limits were loosened, or an output does not stand as it did before. */
function isChanged({ verdict, loosened = [], baseline }) {
	return loosened.length > 0 || verdict.findings.some(({ passed }) => !passed) || (baseline?.outputs ?? []).some(({ state }) => state !== "ok");
}
/**
* Writes the comment of one gate, or brings the one that is there up to date.
* @param text without the marker; it must leave `markerCharacters` of the limit.
* @param isWorthCreating what the mode says where there is none yet.
* @throws what the API client throws.
*/
async function writeComment(api, place, text, isWorthCreating) {
	const body = `${text.trimEnd()}\n\n${commentMarker(place)}`;
	const found = await findComment(api, place);
	if (found === void 0) return isWorthCreating ? await createComment(api, place, body) : "not-needed";
	if (found.runId > place.runId) return "superseded";
	if (withoutMarker(found.body) === withoutMarker(body)) return "unchanged";
	await api.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
		...place.repository,
		comment_id: found.id,
		body
	});
	return "updated";
}
/** A second attempt after a broken answer first looks whether the comment was made all the same. */
async function createComment(api, place, body) {
	const create = async () => {
		await api.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
			...place.repository,
			issue_number: place.pullRequest,
			body,
			request: { retries: 0 }
		});
	};
	try {
		await create();
	} catch (error) {
		if (!hasStatus(error, 500, 502, 503, 504)) throw error;
		if (await findComment(api, place) === void 0) await create();
	}
	return "created";
}
/** Of all pages, the first comment that bears the gate's marker and that this token wrote: anybody can paste a marker. */
async function findComment(api, place) {
	const wanted = keyHash(place.key);
	const pages = api.paginate.iterator("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		...place.repository,
		issue_number: place.pullRequest,
		per_page: 100
	});
	for await (const { data } of pages) {
		const marked = data.flatMap((comment) => {
			const body = comment.body ?? "";
			const [, key, runId] = markerPattern.exec(body.trimEnd()) ?? [];
			return key === wanted ? [{
				id: comment.id,
				nodeId: comment.node_id,
				body,
				runId: Number(runId)
			}] : [];
		});
		if (marked.length === 0) continue;
		const own = await ownComments(api, marked.map(({ nodeId }) => nodeId));
		const found = marked.find((_, at) => own[at] === true);
		if (found !== void 0) return found;
	}
}
const authorQuery = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { viewerDidAuthor } } }`;
/** Which comments this token's user wrote. REST can't tell: an app's token may not ask who it is. */
async function ownComments(api, ids) {
	const own = [];
	for (let start = 0; start < ids.length; start += 100) {
		const { nodes } = await api.graphql(authorQuery, { ids: ids.slice(start, start + 100) });
		own.push(...nodes.map((node) => node?.viewerDidAuthor === true));
	}
	return own;
}
function withoutMarker(body) {
	return body.replaceAll("\r\n", "\n").trimEnd().replace(markerPattern, "").trimEnd();
}

export { isWorthCreating as n, writeComment as r, isWanted as t };