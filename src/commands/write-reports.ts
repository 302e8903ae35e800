import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GateError } from "../errors.ts";
import { writeFileAtomic } from "../files/atomic-write.ts";
import { mixedModelFile, overridesFolder, removeStaleOverrides } from "../files/override-files.ts";
import { renderReport } from "../report/render.ts";
import { type GateResult, parseResult, serializeResult } from "../report/result.ts";
import { failedResult } from "../steps/failed-result.ts";

export interface WrittenReports {
  readonly folder: string;
  readonly result: string;
  readonly summary: string;
  readonly comment: string;
  readonly junit: string;
  readonly html: string;
}

/** Files beside a result that it names as its own; none where there is no fix, or no result that can be read. */
function writtenOverrides(path: string): string[] {
  const beside = [overridesFolder, mixedModelFile].map((name) => join(dirname(path), name));
  // Most runs leave none, and reading a result takes as long as making its reports.
  if (!beside.some((each) => existsSync(each))) return [];
  try {
    const earlier = parseResult(readFileSync(path, "utf8"), path);
    return (earlier.overrides?.files ?? []).map((file) => file.path);
  } catch {
    return [];
  }
}

/**
 * As `writeReports`; a result that contradicts itself, which is a defect of this program, becomes an error with reports of
 * its own, or an old green one would stay.
 * @throws EngineError (storage) when the reports can't be written.
 */
export function writeReportsOrDefect(
  result: GateResult,
  folder: string,
  used: readonly unknown[] = [],
): { result: GateResult; files: WrittenReports } {
  try {
    return writeReports(result, folder, used);
  } catch (error) {
    if (error instanceof GateError) throw error;
    return writeReports(failedResult(error), folder, used);
  }
}

/**
 * Writes every report beside the result; each file is replaced as a whole. The reports are made from the result as it
 * was written, so that rendering the file again gives the same bytes. Files of a fix that an earlier run wrote there, and
 * this one did not, are removed.
 * @param used files that this run was about: they stay.
 * @returns the result as it was written.
 */
export function writeReports(
  result: GateResult,
  folder: string,
  used: readonly unknown[] = [],
): { result: GateResult; files: WrittenReports } {
  const files = {
    folder,
    result: join(folder, "result.json"),
    summary: join(folder, "summary.md"),
    comment: join(folder, "comment.md"),
    junit: join(folder, "junit.xml"),
    html: join(folder, "report.html"),
  };
  const earlier = writtenOverrides(files.result);
  const text = serializeResult(result);
  const saved = parseResult(text, files.result);
  writeFileAtomic(files.result, text);
  writeFileAtomic(files.summary, renderReport(saved, "summary"));
  writeFileAtomic(files.comment, renderReport(saved, "comment"));
  writeFileAtomic(files.junit, renderReport(saved, "junit"));
  writeFileAtomic(files.html, renderReport(saved, "html"));
  const current = (saved.overrides?.files ?? []).map(({ path }) => path);
  removeStaleOverrides(
    folder,
    earlier,
    current,
    used.filter((path) => typeof path === "string"),
  );
  return { result: saved, files };
}
