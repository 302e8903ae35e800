import type { OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { isShellPrintable, shellCommand, shellFlag, shellScript } from "./shell.ts";

interface StrongTarget {
  readonly title: string;
  readonly targetVersions: string;
  readonly name: string;
  readonly flags: readonly string[];
  readonly comment: string;
  readonly notes: readonly string[];
}

const targets: readonly StrongTarget[] = [
  {
    title: "trtexec, strongly typed (10.x)",
    targetVersions: "TensorRT 10.12 to 10.16",
    name: "trtexec-strong-10.sh",
    flags: ["--stronglyTyped"],
    comment: "Engine of the mixed-precision model, its types as they stand: TensorRT 10.12 to 10.16.",
    notes: [
      "Without `--stronglyTyped`, or with `--fp16` beside it, TensorRT 10 ignores the model's own types without a word.",
    ],
  },
  {
    title: "trtexec (11)",
    targetVersions: "TensorRT 11",
    name: "trtexec-strong-11.sh",
    flags: [],
    comment:
      "Engine of the mixed-precision model, its types as they stand: TensorRT 11, where every network is strongly typed.",
    notes: [
      "TensorRT 11 knows no `--fp16`; the original FP32 model would give an FP32 engine.",
      "TF32 is on by default, also in the FP32 nodes; `--noTF32` turns it off.",
    ],
  },
];

/** Commands that build the mixed-precision model as it is typed; no precision flag goes beside it. */
export function trtexecStrongForms(input: OverrideFormsInput): RenderedForm[] {
  return targets.map(({ comment, flags, ...target }) => {
    const { title, targetVersions } = target;
    if (input.mixedModelFile === undefined) {
      return { title, targetVersions, reason: "No mixed-precision model was written." };
    }
    if (!isShellPrintable(input.mixedModelFile)) {
      return {
        title,
        targetVersions,
        reason: "The file name of the mixed-precision model is not printable.",
      };
    }
    const words = [shellFlag("--onnx", input.mixedModelFile), ...flags];
    const usage = `Further options follow, for example: sh overrides/${target.name} --saveEngine=model.engine`;
    return {
      ...target,
      content: shellScript([comment, usage], '"${TRTEXEC:-trtexec}"', words),
      paste: shellCommand("trtexec", words),
    };
  });
}
