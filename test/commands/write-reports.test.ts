import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { writeReportsOrDefect } from "../../src/commands/write-reports.ts";
import { parseResult } from "../../src/report/result.ts";
import { scenarios } from "../report/scenarios.ts";

const folder = mkdtempSync(join(tmpdir(), "fp16-gate-reports-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a result that contradicts itself is written as an error, in place of an earlier pass", () => {
  const pass = scenarios.pass?.();
  if (pass === undefined) throw new Error("the scenario is gone");
  writeReportsOrDefect(pass, folder);
  const contradictory = { ...pass, overrides: { status: "spread" as const, text: "none", nodes: ["a"] } };
  const { result, files } = writeReportsOrDefect(contradictory, folder);
  expect(result.verdict).toMatchObject({ kind: "error", exitCode: 3, error: { kind: "internal" } });
  expect(parseResult(readFileSync(files.result, "utf8"), "result.json").verdict.kind).toBe("error");
  expect(readFileSync(files.summary, "utf8")).toContain(
    "no plan is to be used (spread), but nodes are named",
  );
});
