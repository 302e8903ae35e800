import { setTimeout as sleep } from "node:timers/promises";
import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import type { Log } from "../ports.ts";
import { version } from "../version.ts";
import { proxyFetch } from "./proxy-fetch.ts";

const ActionOctokit = Octokit.plugin(paginateRest, retry, throttling);

/** The API as this action uses it: typed requests, pages, retries, rate limits. */
export type GitHubApi = InstanceType<typeof ActionOctokit>;

export interface ClientOptions {
  readonly token: string;
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly log: Log;
  /** Ends everything that is still under way; publishing must never hold a job up. */
  readonly signal: AbortSignal;
}

const requestTimeoutMs = 30_000;
/** A longer wait that a rate limit asks for is not worth a runner's time. */
const longestWaitSeconds = 60;
const mostRateLimitRetries = 2;

/** Answers that a second attempt won't change, and 429, which says itself how long to wait. */
const notRetried = [400, 401, 403, 404, 409, 410, 422, 429, 451];

/**
 * The only place where a client is built. Requests are sent again after 5xx answers and broken connections, at most
 * twice, but for those that ask not to be (`retries: 0`); a rate limit is waited for when it ends within a minute. Every request has a time limit of its own.
 */
export function createGitHubApi({ token, apiUrl, log, signal }: ClientOptions): GitHubApi {
  const waits = (retryAfter: number, options: object, _: unknown, retryCount: number): boolean => {
    const { method, url } = options as { method: string; url: string };
    const isWaitedFor = retryAfter <= longestWaitSeconds && retryCount < mostRateLimitRetries;
    log.debug(`rate limit at ${method} ${url}: ${isWaitedFor ? "waiting" : "giving up"}, ${retryAfter} s`);
    return isWaitedFor;
  };
  const api = new ActionOctokit({
    auth: token,
    baseUrl: apiUrl.replace(/\/+$/, ""),
    userAgent: `fp16-gate/${version}`,
    request: { fetch: proxyFetch },
    retry: { retries: 2, doNotRetry: notRetried },
    throttle: { onRateLimit: waits, onSecondaryRateLimit: waits },
    log: {
      debug: (message: string) => log.debug(message),
      info: (message: string) => log.debug(message),
      warn: (message: string) => log.debug(message),
      error: (message: string) => log.debug(message),
    },
  });
  api.hook.wrap("request", async (request, options) => {
    try {
      return await request(options);
    } catch (error) {
      // The throttling plugin knows a limit by words that not every server uses.
      const seconds = shortWaitSeconds(error);
      if (seconds === undefined) throw error;
      log.debug(`429 at ${options.method} ${options.url}: waiting ${seconds} s`);
      await sleep(seconds * 1000, undefined, { signal });
      return await request(options);
    }
  });
  api.hook.before("request", (options) => {
    options.request.signal = AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);
  });
  return api;
}

function shortWaitSeconds(error: unknown): number | undefined {
  const { status, response } = error as {
    status?: number;
    response?: { headers: { "retry-after"?: string } };
  };
  const seconds = Number(response?.headers["retry-after"] ?? Number.NaN);
  return status === 429 && seconds >= 0 && seconds <= longestWaitSeconds ? seconds : undefined;
}

/** Owner and name of a repository. */
export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** Numbers of things; beyond 2^53 the client gives them as bigint. */
export type ApiId = number | bigint;
