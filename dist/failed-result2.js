import { t as composeResult } from "./compose-result.js";
import { t as emptyRecord } from "./gate-record.js";
import { t as describeFailure } from "./failure.js";
import { a as tool, i as thisEnvironment } from "./provenance.js";

// src/steps/failed-result.ts
/** The result of a run that ended before it had a configuration. */
function failedResult(error) {
	const record = emptyRecord(tool, "fail");
	record.environment = thisEnvironment();
	record.failures.push(describeFailure(error));
	return composeResult(record);
}

export { failedResult as t };