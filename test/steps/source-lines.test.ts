import { execFileSync } from "node:child_process";
import { realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { type Culprit, nothingToBlame } from "../../src/localise/ranking.ts";
import type { NodeProvenance } from "../../src/onnx/provenance.ts";
import { checkoutFinder, culpritSources } from "../../src/steps/source-lines.ts";
import { useTemporaryFolder } from "../files/temporary-folder.ts";

const temporaryFolder = useTemporaryFolder();
const ranking = { ...nothingToBlame, culprits: [{ id: "n" } as Culprit] };
const frame = { file: "net.py", line: 1, code: "return x.exp()" };

let root: string;
const git = (...args: string[]): string =>
  execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    encoding: "utf8",
    stdio: "pipe",
  }).trim();

beforeEach(() => {
  root = realpathSync(temporaryFolder());
  writeFileSync(join(root, "net.py"), "return x.exp()\n");
  git("init", "--quiet");
  git("add", "net.py");
  git("commit", "--quiet", "--message", "net");
  git("remote", "add", "origin", "https://github.com/acme/detector");
});

const workflow = {
  PATH: process.env.PATH,
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "acme/detector",
};

async function find(provenance: NodeProvenance, environment: NodeJS.ProcessEnv = workflow) {
  const checkout = checkoutFinder([root], environment);
  return await culpritSources(ranking, new Map([["n", provenance]]), checkout, environment);
}

it("links a line that the checkout bears out to the commit that is checked out", async () => {
  const { sources, checkout } = await find({ origin: "metadata", frames: [frame] });
  expect(sources.get("n")).toEqual(frame);
  expect(checkout).toEqual({
    serverUrl: "https://github.com",
    repository: "acme/detector",
    commit: git("rev-parse", "HEAD"),
  });
});

it("links nothing when no line was borne out", async () => {
  const { sources, checkout } = await find({ origin: "metadata", frames: [{ ...frame, code: "other" }] });
  expect(sources.get("n")).toHaveProperty("unlinked");
  expect(checkout).toBeUndefined();
});

it("links nothing in a checkout of another repository, or outside of a workflow", async () => {
  git("remote", "set-url", "origin", "https://github.com/acme/other");
  expect((await find({ origin: "metadata", frames: [frame] })).checkout).toBeUndefined();
  git("remote", "set-url", "origin", "https://github.com/acme/detector");
  const elsewhere = { PATH: process.env.PATH };
  expect((await find({ origin: "metadata", frames: [frame] }, elsewhere)).checkout).toBeUndefined();
});

it("links nothing in a checkout without a remote", async () => {
  git("remote", "remove", "origin");
  const { sources, checkout } = await find({ origin: "metadata", frames: [frame] });
  expect(sources.get("n")).toEqual(frame);
  expect(checkout).toBeUndefined();
});
