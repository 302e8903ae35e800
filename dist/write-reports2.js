import { r as GateError } from "./errors.js";
import { n as writeFileAtomic } from "./atomic-write.js";
import { n as overridesFolder, r as removeStaleOverrides, t as mixedModelFile } from "./override-files.js";
import { n as renderReport } from "./render.js";
import { i as serializeResult, t as parseResult } from "./result.js";
import { t as failedResult } from "./failed-result2.js";
import { dirname, join } from "node:path";
import { existsSync, readFileSync } from "node:fs";

// src/commands/write-reports.ts
/** Files beside a result that it names as its own; none where there is no fix, or no result that can be read. */
function writtenOverrides(path) {
	if (!["overrides", "model.mixed.onnx"].map((name) => join(dirname(path), name)).some((each) => existsSync(each))) return [];
	try {
		return (parseResult(readFileSync(path, "utf8"), path).overrides?.files ?? []).map((file) => file.path);
	} catch {
		return [];
	}
}
/**
* As `writeReports`; a result that contradicts itself, which is a defect of this program, becomes an error with reports of
* its own, or an old green one would stay.
* @throws EngineError (storage) when the reports can't be written.
*/
function writeReportsOrDefect(result, folder, used = []) {
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
function writeReports(result, folder, used = []) {
	const files = {
		folder,
		result: join(folder, "result.json"),
		summary: join(folder, "summary.md"),
		comment: join(folder, "comment.md"),
		junit: join(folder, "junit.xml"),
		html: join(folder, "report.html")
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
	removeStaleOverrides(folder, earlier, current, used.filter((path) => typeof path === "string"));
	return {
		result: saved,
		files
	};
}

export { writeReportsOrDefect as n, writeReports as t };