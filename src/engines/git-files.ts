import { dirname } from "node:path";
import { describeError } from "../errors.ts";
import { childEnvironment } from "./child-environment.ts";
import { childFailure, runChild } from "./child-process.ts";
import { findOnPath } from "./npm-command.ts";

/** Paths relative to the root of the checkout, with `/`, as git's index has them; or why there are none. */
export type TrackedFiles = { readonly files: readonly string[] } | { readonly reason: string };

const defaultTimeoutMs = 20_000;

/**
 * The Python files that git tracks in the checkout at `root`. git runs without a shell, without hooks and file system
 * monitors (either would run a program that the checkout's configuration names), without any `GIT_*` variable of
 * ours, and does not look above `root`. Never throws: without git, in a checkout of another owner, or when the list is
 * longer than what a child may write, a reason is returned.
 */
export async function listTrackedPython(
  root: string,
  environment: NodeJS.ProcessEnv,
  timeoutMs: number = defaultTimeoutMs,
): Promise<TrackedFiles> {
  const git = findOnPath("git", environment);
  if (git === undefined) {
    return { reason: "git was not found on PATH" };
  }
  try {
    const report = await runGit(git, ["ls-files", "-z", "--cached", "--", "*.py"], {
      root,
      environment,
      timeoutMs,
    });
    const failure = childFailure("git", report, "while listing tracked files");
    if (failure !== undefined) {
      return { reason: failure.message };
    }
    if (report.stdoutCut) {
      return { reason: "git tracks more Python files here than one list may hold (1 MiB of paths)" };
    }
    return { files: [...new Set(report.stdout.split("\0").filter((path) => path !== ""))] };
  } catch (error) {
    return { reason: describeError(error) };
  }
}

/** The commit that is checked out at `root`; undefined where git can't say. Never throws. */
export async function headCommit(
  root: string,
  environment: NodeJS.ProcessEnv,
  timeoutMs: number = defaultTimeoutMs,
): Promise<string | undefined> {
  const commit = await askGit(["rev-parse", "--verify", "HEAD"], { root, environment, timeoutMs });
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit) ? commit : undefined;
}

/** The address of the remote `origin` of the checkout at `root`; undefined where git can't say. Never throws. */
export async function originAddress(
  root: string,
  environment: NodeJS.ProcessEnv,
  timeoutMs: number = defaultTimeoutMs,
): Promise<string | undefined> {
  const address = await askGit(["config", "--get", "remote.origin.url"], { root, environment, timeoutMs });
  return address === "" ? undefined : address;
}

interface GitSetting {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
}

/** One line of git's answer; empty where it has none. */
async function askGit(args: readonly string[], setting: GitSetting): Promise<string> {
  const git = findOnPath("git", setting.environment);
  if (git === undefined) return "";
  try {
    return (await runGit(git, args, setting)).stdout.trim();
  } catch {
    return "";
  }
}

function runGit(git: string, args: readonly string[], { root, environment, timeoutMs }: GitSetting) {
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
      LC_ALL: "C",
    },
    timeoutMs,
  });
}

const hardening = ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
