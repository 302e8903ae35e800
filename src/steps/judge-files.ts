import type { SamplePair } from "../compare/outputs.ts";
import type { LimitConfig } from "../config/config.ts";
import { InputError } from "../errors.ts";
import { openTensors, type TensorFiles } from "../files/tensor-files.ts";
import type { OutputTensors } from "../ports.ts";
import { composeResult } from "../report/compose-result.ts";
import { emptyRecord } from "../report/gate-record.ts";
import type { GateResult } from "../report/result.ts";
import { describeFailure } from "../verdict/failure.ts";
import { judgeOutputs } from "./judge-outputs.ts";
import { describeConfig, thisEnvironment, tool } from "./provenance.ts";

/** Judges the tensors of one file, or folder, by those of another. Never throws, like `judge`. */
export async function judgeFiles(
  referencePath: string,
  candidatePath: string,
  config: LimitConfig,
): Promise<GateResult> {
  const record = emptyRecord(tool, config.enforce);
  record.environment = thisEnvironment();
  record.config = describeConfig(config);
  record.engine = { name: "recorded", notes: [] };
  const opened: TensorFiles[] = [];
  try {
    for (const path of [referencePath, candidatePath]) opened.push(await openTensors(path));
    const [reference, candidate] = opened as [TensorFiles, TensorFiles];
    if (reference.samples.length !== candidate.samples.length) {
      throw new InputError(
        `${referencePath} holds ${reference.samples.length} samples, but ${candidatePath} holds ${candidate.samples.length}.`,
        { advice: "Record both over the same inputs." },
      );
    }
    const pairs = reference.samples.map((tensors, at): SamplePair => {
      return { sample: String(at), reference: tensors, candidate: candidate.samples[at] as OutputTensors };
    });
    record.judged = judgeOutputs("engine-fp16", pairs, config, record);
  } catch (error) {
    record.failures.push(describeFailure(error));
  } finally {
    for (const files of opened) files.close();
  }
  return composeResult(record);
}
