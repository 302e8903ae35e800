import { G as string, H as object, V as number } from "./settings.js";
import { readFileSync } from "node:fs";

// src/github/event.ts
const sha = string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const repository = object({
	id: number(),
	full_name: string().optional()
});
const pullRequestPayload = object({ pull_request: object({
	number: number().int().positive(),
	head: object({
		sha,
		repo: repository.nullable()
	}),
	base: object({
		sha,
		ref: string(),
		repo: repository
	})
}) });
const pushPayload = object({
	before: string(),
	after: string(),
	ref: string()
});
const mergeGroupPayload = object({ merge_group: object({
	head_sha: sha,
	base_sha: sha,
	base_ref: string()
}) });
const workflowRunPayload = object({
	repository,
	workflow_run: object({
		id: number(),
		event: string(),
		head_sha: sha,
		head_branch: string().nullable(),
		head_repository: object({
			id: number(),
			owner: object({ login: string() })
		}).nullable()
	})
});
/** Ends a subject of which nothing more is known than the commit. */
function ofCommit(context) {
	const headSha = sha.safeParse(context.sha).data;
	return {
		headSha,
		pullRequest: void 0,
		isFork: false,
		exitStatusBlocks: true,
		...headSha === void 0 || context.refName === "" ? {} : { baseline: {
			branch: context.refName,
			from: {
				kind: "commit",
				sha: headSha
			}
		} }
	};
}
function ofPullRequest(context) {
	const parsed = pullRequestPayload.safeParse(context.payload);
	if (!parsed.success) return void 0;
	const { number, head, base } = parsed.data.pull_request;
	const isFork = head.repo?.id !== base.repo.id;
	const readOnly = context.eventName === "pull_request_target" ? void 0 : readOnlyReason(isFork, context);
	return {
		headSha: head.sha,
		pullRequest: number,
		isFork,
		...readOnly === void 0 ? {} : { readOnly },
		exitStatusBlocks: context.eventName === "pull_request",
		baseline: {
			branch: base.ref,
			from: {
				kind: "merge-base",
				base: base.sha,
				head: head.sha
			}
		}
	};
}
function readOnlyReason(isFork, { actor }) {
	if (isFork) return "the pull request comes from a fork";
	if (actor === "dependabot[bot]") return "Dependabot opened the pull request";
}
function ofPush(context) {
	const parsed = pushPayload.safeParse(context.payload);
	if (!parsed.success) return void 0;
	const { before, after, ref } = parsed.data;
	const branch = ref.replace(/^refs\/heads\//, "");
	const start = /^0+$/.test(before) ? after : before;
	return {
		headSha: sha.safeParse(after).data,
		pullRequest: void 0,
		isFork: false,
		exitStatusBlocks: true,
		baseline: {
			branch,
			from: {
				kind: "commit",
				sha: start
			}
		}
	};
}
/** A merge queue tests a commit that no pull request has: there is nothing to comment on. */
function ofMergeGroup(context) {
	const parsed = mergeGroupPayload.safeParse(context.payload);
	if (!parsed.success) return void 0;
	const { head_sha: headSha, base_sha: base, base_ref: ref } = parsed.data.merge_group;
	return {
		headSha,
		pullRequest: void 0,
		isFork: false,
		exitStatusBlocks: true,
		baseline: {
			branch: ref.replace(/^refs\/heads\//, ""),
			from: {
				kind: "commit",
				sha: base
			}
		}
	};
}
function ofWorkflowRun(context) {
	const parsed = workflowRunPayload.safeParse(context.payload);
	if (!parsed.success) return void 0;
	const { workflow_run: run, repository: own } = parsed.data;
	const owner = run.head_repository?.owner.login;
	return {
		headSha: run.head_sha,
		pullRequest: void 0,
		...owner === void 0 || run.head_branch === null ? {} : { headBranch: {
			owner,
			branch: run.head_branch
		} },
		isFork: run.head_repository?.id !== own.id,
		exitStatusBlocks: false
	};
}
const readers = {
	pull_request: ofPullRequest,
	pull_request_target: ofPullRequest,
	push: ofPush,
	merge_group: ofMergeGroup,
	workflow_run: ofWorkflowRun,
	schedule: ofCommit,
	workflow_dispatch: ofCommit,
	repository_dispatch: (context) => ({
		...ofCommit(context),
		exitStatusBlocks: false
	})
};
/**
* What the run is about: by its event, unless `given` says otherwise. Never throws: an event that is not known, or
* whose payload is not what GitHub sends, is about its commit alone.
*/
function readSubject(context, given = {}) {
	const subject = (Object.hasOwn(readers, context.eventName) ? readers[context.eventName] : void 0)?.(context) ?? ofCommit(context);
	if (given.pullRequest === void 0 && given.sha === void 0) return subject;
	const isSame = given.sha === void 0 || given.sha === subject.headSha;
	const { headBranch: _, baseline, ...rest } = subject;
	return {
		...rest,
		headSha: given.sha ?? subject.headSha,
		pullRequest: given.pullRequest ?? subject.pullRequest,
		exitStatusBlocks: subject.exitStatusBlocks && isSame,
		...baseline === void 0 || !isSame ? {} : { baseline }
	};
}
/** The head commit of the run that a workflow_run event tells of, and whether it came from a fork. */
function readTriggeringRun(context) {
	const parsed = workflowRunPayload.safeParse(context.payload);
	return parsed.success ? {
		id: parsed.data.workflow_run.id,
		event: parsed.data.workflow_run.event
	} : void 0;
}

// src/github/run-context.ts
/**
* Reads the context, or says why there is none: outside of a workflow run there is nothing to publish to.
* @param environment of the process.
*/
function readRunContext(environment) {
	const { GITHUB_REPOSITORY: repository = "", GITHUB_EVENT_NAME: eventName = "" } = environment;
	const [owner = "", repo = "", ...rest] = repository.split("/");
	if (owner === "" || repo === "" || rest.length > 0 || eventName === "") return { reason: "GITHUB_REPOSITORY or GITHUB_EVENT_NAME is not set" };
	const payload = readPayload(environment.GITHUB_EVENT_PATH);
	if (payload === void 0) return { reason: "the event's payload (GITHUB_EVENT_PATH) can't be read" };
	const serverUrl = environment.GITHUB_SERVER_URL ?? "https://github.com";
	const runId = Number(environment.GITHUB_RUN_ID ?? 0);
	return {
		eventName,
		payload: payload.value,
		repository: {
			owner,
			repo
		},
		sha: environment.GITHUB_SHA ?? "",
		refName: environment.GITHUB_REF_NAME ?? "",
		actor: environment.GITHUB_ACTOR ?? "",
		runId: Number.isSafeInteger(runId) ? runId : 0,
		serverUrl,
		apiUrl: environment.GITHUB_API_URL ?? "https://api.github.com",
		runUrl: `${serverUrl}/${owner}/${repo}/actions/runs/${runId}`
	};
}
function readPayload(path) {
	if (path === void 0 || path === "") return void 0;
	try {
		return { value: JSON.parse(readFileSync(path, "utf8")) };
	} catch {
		return;
	}
}

// src/github/link.ts
/** Reading a result of a few megabytes over a slow line must not hold a runner with a GPU for long. */
const baselineTimeoutMs = 18e4;
/**
* What links this step to GitHub, or undefined outside of a workflow run. The API client is loaded only when it is
* needed, since it costs more than the rest of the action's start.
*/
function linkToGitHub(environment, inputs, log) {
	const context = readRunContext(environment);
	if ("reason" in context) {
		log.info(`Nothing is published: ${context.reason}.`);
		return;
	}
	const subject = readSubject(context, inputs);
	return {
		context,
		subject,
		openPublisher: async (sourceRunId) => {
			const { createPublisher } = await import("./publisher.js");
			const source = sourceRunId === void 0 ? {} : { sourceRunId };
			return createPublisher({
				context,
				subject,
				token: inputs.token,
				log,
				...source
			});
		},
		baselines: inputs.token === "" ? void 0 : lazyBaselines(context, subject, inputs.token, log)
	};
}
function lazyBaselines(context, { baseline: start }, token, log) {
	if (start === void 0) return void 0;
	let opened;
	const load = async () => {
		const [{ createGitHubApi }, { createBaselineSource }] = await Promise.all([import("./client2.js"), import("./baselines.js")]);
		const { apiUrl, repository, serverUrl } = context;
		return createBaselineSource({
			api: createGitHubApi({
				token,
				apiUrl,
				log,
				signal: AbortSignal.timeout(baselineTimeoutMs)
			}),
			repository,
			start,
			serverUrl
		});
	};
	const open = async () => await (opened ??= load());
	return {
		asked: "artifact",
		earlier: async function* (key, note) {
			yield* (await open()).earlier(key, note);
		},
		readAtBase: async (path) => await (await open()).readAtBase?.(path)
	};
}

export { readTriggeringRun as n, linkToGitHub as t };