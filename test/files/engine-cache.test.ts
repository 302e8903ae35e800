import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openEngineCache } from "../../src/files/engine-cache.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const newFolder = useTemporaryFolder();
const facts = { model: "abc", engine: { version: "10.13.3", device: "A2" } };

function cacheOf(root: string, ref = "refs/heads/main", repository = "o/r") {
  return openEngineCache({ RUNNER_TOOL_CACHE: root, GITHUB_REF: ref, GITHUB_REPOSITORY: repository });
}

async function filled(): Promise<string> {
  const root = newFolder();
  const engine = join(root, "built.engine");
  writeFileSync(engine, "plan");
  await cacheOf(root)?.store(facts, engine);
  return root;
}

test("an engine comes back for the same facts on the same branch", async () => {
  const root = await filled();
  expect(await cacheOf(root)?.find(facts)).toMatch(/model\.engine$/);
});

test("another model, version or device has none", async () => {
  const root = await filled();
  expect(await cacheOf(root)?.find({ ...facts, model: "abd" })).toBeUndefined();
  expect(await cacheOf(root)?.find({ ...facts, engine: { ...facts.engine, device: "L4" } })).toBeUndefined();
});

test("nothing that another branch or repository stored is found", async () => {
  const root = await filled();
  expect(await cacheOf(root, "refs/pull/7/merge")?.find(facts)).toBeUndefined();
  expect(await cacheOf(root, "refs/heads/main", "o/other")?.find(facts)).toBeUndefined();
});

test("changed bytes are not taken", async () => {
  const root = await filled();
  const path = (await cacheOf(root)?.find(facts)) ?? "";
  writeFileSync(path, "plan of somebody else");
  expect(await cacheOf(root)?.find(facts)).toBeUndefined();
});

test("without a tool cache or a branch there is no cache", () => {
  expect(openEngineCache({ RUNNER_TOOL_CACHE: newFolder() })).toBeUndefined();
  expect(openEngineCache({ GITHUB_REF: "refs/heads/main", GITHUB_REPOSITORY: "o/r" })).toBeUndefined();
});

test("a folder that can't be written costs nothing but the cache", async () => {
  const root = newFolder();
  writeFileSync(join(root, "fp16-gate"), "in the way");
  await cacheOf(root)?.store(facts, join(root, "fp16-gate"));
  expect(readdirSync(root)).toEqual(["fp16-gate"]);
});
