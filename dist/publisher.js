import { K as plainTitle, U as maxCommentText, W as renderComment } from "./reports.js";
import { t as describeApiError } from "./api-error.js";
import { t as sourceAnnotations } from "./annotations.js";
import { u as printableName } from "./start.js";
import { t as createGitHubApi } from "./client.js";
import { r as writeComment } from "./comment.js";

// src/github/check-run.ts
/** Limits of the check run API: characters of `output.summary` and of a title, annotations of one request. */
const maxCheckSummaryCharacters = 65535;
const maxTitleCharacters = 255;
const maxAnnotationsPerRequest = 50;
/** Required checks are matched by this name, so it depends on the key alone. */
function checkRunName(key) {
	return printableName(`FP16 gate (${key})`, 100);
}
/**
* Creates the check run as in progress, so that the verdict of an earlier run does not stand while this one works.
* @returns its id.
*/
async function beginCheckRun(api, place) {
	const { data } = await api.request("POST /repos/{owner}/{repo}/check-runs", {
		...place.repository,
		name: checkRunName(place.key),
		head_sha: place.headSha,
		status: "in_progress",
		started_at: (/* @__PURE__ */ new Date()).toISOString(),
		details_url: place.runUrl,
		request: { retries: 0 }
	});
	return data.id;
}
/** What a check run says of a result: it is green exactly when the step's exit status is. */
function conclusionOf({ verdict }) {
	if (verdict.exitCode !== 0) return "failure";
	return verdict.kind === "pass" ? "success" : "neutral";
}
/** Completes a check run with verdict, text and annotations of the guilty lines. */
async function completeCheckRun(api, repository, checkRunId, result, summary) {
	const title = printableName(plainTitle(result), maxTitleCharacters);
	const level = result.verdict.exitCode === 0 ? "warning" : "failure";
	const annotations = sourceAnnotations(result).map(({ file, line, title: heading, message }) => ({
		path: file,
		start_line: line,
		end_line: line,
		annotation_level: level,
		message,
		title: printableName(heading, maxTitleCharacters)
	}));
	for (let start = 0; start === 0 || start < annotations.length; start += maxAnnotationsPerRequest) await api.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
		...repository,
		check_run_id: checkRunId,
		status: "completed",
		conclusion: conclusionOf(result),
		completed_at: (/* @__PURE__ */ new Date()).toISOString(),
		output: {
			title,
			summary,
			annotations: annotations.slice(start, start + maxAnnotationsPerRequest)
		}
	});
}
/** Completes a check run whose step ended without a result. */
async function abandonCheckRun(api, repository, checkRunId) {
	await api.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
		...repository,
		check_run_id: checkRunId,
		status: "completed",
		conclusion: "failure",
		completed_at: (/* @__PURE__ */ new Date()).toISOString(),
		output: {
			title: "No verdict",
			summary: "The step ended before it had a verdict: it was cancelled, timed out or broke. See its log."
		}
	});
}

// src/github/commit-status.ts
/** GitHub's limit of a status description. */
const maxDescriptionCharacters = 140;
/** Required statuses are matched by this name. */
function statusContext(key) {
	return printableName(`fp16-gate/${key}`, 100);
}
/**
* Sets the status of a commit: success exactly when the exit status is 0.
* @throws what the API client throws.
*/
async function setCommitStatus(api, place, { exitCode, title }) {
	await api.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
		...place.repository,
		sha: place.sha,
		state: exitCode === 0 ? "success" : exitCode === 1 ? "failure" : "error",
		context: statusContext(place.key),
		description: printableName(title, maxDescriptionCharacters),
		target_url: place.runUrl
	});
}

// src/github/pull-request.ts
/** @throws what the API client throws. */
async function getPullRequest(api, repository, number) {
	const { data } = await api.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
		...repository,
		pull_number: number
	});
	return read(data);
}
/**
* The open pull requests of a branch whose head is still the given commit. The number is never taken from what a run
* left behind, since anybody's run can leave anything.
* @throws what the API client throws.
*/
async function findPullRequests(api, repository, head) {
	const { data } = await api.request("GET /repos/{owner}/{repo}/pulls", {
		...repository,
		head: `${head.owner}:${head.branch}`,
		state: "open",
		per_page: 100
	});
	return data.map(read).filter(({ headSha }) => headSha === head.sha);
}
function read({ number, head, base }) {
	return {
		number,
		headSha: head.sha,
		baseSha: base.sha,
		baseRef: base.ref,
		isFork: head.repo?.id !== base.repo.id
	};
}

// src/github/publisher.ts
/** A slow or broken GitHub must not hold a runner with a GPU. */
const publishingTimeoutMs = 12e4;
const purposes = {
	comment: {
		doing: "write the comment",
		permission: "pull-requests: write"
	},
	pullRequest: {
		doing: "look up the pull request",
		permission: "pull-requests: read"
	},
	checkRun: {
		doing: "write the check run",
		permission: "checks: write"
	},
	status: {
		doing: "set the commit status",
		permission: "statuses: write"
	}
};
/** The publisher of one step. */
function createPublisher(options) {
	const { context, token, log } = options;
	const { repository } = context;
	const withApi = async (purpose, use) => {
		try {
			const signal = AbortSignal.timeout(publishingTimeoutMs);
			return await use(createGitHubApi({
				token,
				apiUrl: context.apiUrl,
				log,
				signal
			}));
		} catch (error) {
			log.warn(describeApiError(error, purpose));
			return;
		}
	};
	return {
		begin: async (key, settings) => {
			const { headSha } = options.subject;
			if (!settings.checkRun || headSha === void 0 || whyNotWritten(options) !== void 0) return void 0;
			const place = {
				repository,
				headSha,
				key,
				runUrl: context.runUrl
			};
			return await withApi(purposes.checkRun, (api) => beginCheckRun(api, place));
		},
		finish: async (job) => {
			const linesAnnotated = await finishCheckRun(withApi, options, job.check);
			const reason = whyNotWritten(options);
			if (reason === void 0) {
				await writeComments(withApi, options, job);
				await writeStatus(withApi, options, job);
			} else log.info(`Nothing is written to GitHub: ${reason}. See the job summary and the annotations.`);
			return { linesAnnotated };
		},
		complete: async (checkRunId, result) => {
			if (result !== void 0) await finishCheckRun(withApi, options, {
				id: checkRunId,
				result
			});
			else await withApi(purposes.checkRun, (api) => abandonCheckRun(api, repository, checkRunId));
		}
	};
}
function whyNotWritten({ token, subject }) {
	if (token === "") return "there is no github-token";
	return subject.readOnly === void 0 ? void 0 : `${subject.readOnly}, so the token can only read`;
}
async function finishCheckRun(withApi, { context: { repository } }, check) {
	if (check === void 0) return false;
	const summary = renderComment(check.result, { maxCharacters: maxCheckSummaryCharacters });
	return await withApi(purposes.checkRun, async (api) => {
		await completeCheckRun(api, repository, check.id, check.result, summary);
		return true;
	}) === true;
}
async function writeComments(withApi, options, job) {
	if (job.settings.comment === "never") return;
	const { context, log, sourceRunId = context.runId } = options;
	const numbers = await withApi(purposes.pullRequest, (api) => pullRequestsOf(api, options));
	if (numbers === void 0 || numbers.length === 0) return;
	const text = job.content.text({
		maxCharacters: maxCommentText,
		footer: [footerOf(options)],
		...job.selfReport === void 0 ? {} : { selfReport: job.selfReport }
	});
	const worth = job.content.isWorthCreating(job.settings.comment);
	for (const pullRequest of numbers) {
		const place = {
			repository: context.repository,
			pullRequest,
			key: commentKey(job),
			runId: sourceRunId
		};
		const outcome = await withApi(purposes.comment, (api) => writeComment(api, place, text, worth));
		if (outcome !== void 0) log.info(`Comment on pull request ${pullRequest}: ${outcome}.`);
	}
}
async function writeStatus(withApi, { context, subject }, { key, settings, content, selfReport }) {
	if (!isStatusWanted(settings.status, subject, selfReport) || subject.headSha === void 0) return;
	const place = {
		repository: context.repository,
		sha: subject.headSha,
		key,
		runUrl: context.runUrl
	};
	await withApi(purposes.status, (api) => setCommitStatus(api, place, content));
}
/** What a fork says of itself has a comment of its own, or it could overwrite what this repository's run says. */
function commentKey({ key, selfReport }) {
	return selfReport === void 0 ? key : `self-reported ${key}`;
}
/** A status can block a merge, so a fork's own word never makes one. */
function isStatusWanted(mode, subject, selfReport) {
	if (selfReport !== void 0 || mode === "never") return false;
	return mode === "always" || !subject.exitStatusBlocks;
}
/** The pull requests to comment on: named by event or user and still at this commit, or found by their branch. */
async function pullRequestsOf(api, { context, subject, log }) {
	const { pullRequest: number, headSha, headBranch } = subject;
	if (number !== void 0) {
		if (context.eventName.startsWith("pull_request")) return [number];
		const { headSha: current } = await getPullRequest(api, context.repository, number);
		if (current === headSha) return [number];
		log.warn(`No comment: pull request ${number} has moved on to ${current}, and this result is of ${headSha ?? "no commit"}.`);
		return [];
	}
	if (headBranch === void 0 || headSha === void 0) return [];
	const found = await findPullRequests(api, context.repository, {
		...headBranch,
		sha: headSha
	});
	if (found.length === 0) log.info(`No comment: no open pull request has ${headSha} as its head.`);
	return found.map((pullRequest) => pullRequest.number);
}
/** Our own words and checked figures alone. */
function footerOf({ context, subject, sourceRunId }) {
	const { owner, repo } = context.repository;
	return `<sub>[Run and job summary](${sourceRunId === void 0 ? context.runUrl : `${context.serverUrl}/${owner}/${repo}/actions/runs/${sourceRunId}`})${subject.headSha === void 0 ? "" : ` at ${subject.headSha}`}. This comment is brought up to date by every run.</sub>`;
}

export { createPublisher };