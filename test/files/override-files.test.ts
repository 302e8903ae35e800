import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { removeStaleOverrides, writeOverrideFiles } from "../../src/files/override-files.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const newFolder = useTemporaryFolder();

function fill(folder: string, ...paths: string[]): void {
  mkdirSync(join(folder, "overrides"), { recursive: true });
  for (const path of paths) writeFileSync(join(folder, path), path);
}

it("writes every form into overrides/", () => {
  const folder = newFolder();
  writeOverrideFiles([{ name: "plan.json", content: "{}" }], folder);
  expect(readFileSync(join(folder, "overrides", "plan.json"), "utf8")).toBe("{}");
});

describe("files of an earlier plan", () => {
  const earlier = [
    "model.mixed.onnx",
    "model.mixed.onnx.data",
    "overrides/plan.json",
    "overrides/trtexec-weak.sh",
  ];

  it("are removed, with their folder, but for those that the new result names", () => {
    const folder = newFolder();
    fill(folder, ...earlier);
    removeStaleOverrides(folder, earlier, ["overrides/plan.json"], []);
    expect(earlier.map((path) => existsSync(join(folder, path)))).toEqual([false, false, true, false]);
    removeStaleOverrides(folder, earlier, [], []);
    expect(existsSync(join(folder, "overrides"))).toBe(false);
  });

  it("stay when this run was about them, by whatever path", () => {
    const folder = newFolder();
    fill(folder, ...earlier);
    const link = join(folder, "link.onnx");
    symlinkSync(join(folder, "model.mixed.onnx"), link);
    removeStaleOverrides(folder, earlier, [], [link]);
    expect(existsSync(join(folder, "model.mixed.onnx"))).toBe(true);
    expect(existsSync(join(folder, "overrides", "plan.json"))).toBe(false);
  });

  it("are the only ones that are ever removed, whatever a result names", () => {
    const folder = newFolder();
    const inner = join(folder, "out");
    fill(inner, "mine.txt", "overrides/.hidden");
    writeFileSync(join(folder, "secret.txt"), "");
    const named = [
      "../secret.txt",
      "mine.txt",
      "overrides/../mine.txt",
      "overrides/.hidden",
      "overrides",
      "/etc/hostname",
    ];
    removeStaleOverrides(inner, named, [], []);
    expect(existsSync(join(folder, "secret.txt"))).toBe(true);
    expect(existsSync(join(inner, "mine.txt"))).toBe(true);
    expect(existsSync(join(inner, "overrides", ".hidden"))).toBe(true);
  });
});
