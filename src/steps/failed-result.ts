import { composeResult } from "../report/compose-result.ts";
import { emptyRecord } from "../report/gate-record.ts";
import type { GateResult } from "../report/result.ts";
import { describeFailure } from "../verdict/failure.ts";
import { thisEnvironment, tool } from "./provenance.ts";

/** The result of a run that ended before it had a configuration. */
export function failedResult(error: unknown): GateResult {
  const record = emptyRecord(tool, "fail");
  record.environment = thisEnvironment();
  record.failures.push(describeFailure(error));
  return composeResult(record);
}
