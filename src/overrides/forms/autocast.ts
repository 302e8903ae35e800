import type { OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { addressAll, omitted, uniqueName } from "./addressable.ts";
import { pythonExactPattern } from "./python.ts";
import {
  byteLength,
  isShellPrintable,
  maxArgumentBytes,
  maxCommandBytes,
  shellFlag,
  shellScript,
  shellWord,
} from "./shell.ts";

const form = {
  title: "ModelOpt AutoCast",
  targetVersions: "nvidia-modelopt with `modelopt.onnx.autocast` (tried with 0.47)",
};

/**
 * `python -m modelopt.onnx.autocast`. Node names are patterns of `re.match`; an infinite `--data_max` turns the
 * magnitude rule off, so that the plan alone decides.
 */
export function autocastForm(input: OverrideFormsInput): RenderedForm {
  const { found, missing } = addressAll([...input.nodes, ...input.carriers], uniqueName);
  if (missing.length > 0) {
    return omitted(form, missing, "AutoCast knows nodes by a name of their own, which is missing for");
  }
  if (!isShellPrintable(input.modelFile))
    return { ...form, reason: "The model's file name is not printable." };
  const words = [
    shellFlag("--onnx_path", input.modelFile),
    shellFlag("--output_path", autocastFile(input.modelFile)),
    "--low_precision_type=fp16",
    "--keep_io_types",
    "--data_max=inf",
    "--nodes_to_exclude",
    ...found.map(({ address }) => shellWord(pythonExactPattern(address))),
  ];
  const sizes = words.map(byteLength);
  if (
    sizes.some((size) => size > maxArgumentBytes) ||
    sizes.reduce((sum, size) => sum + size) > maxCommandBytes
  ) {
    return { ...form, reason: "The patterns are longer than what Linux passes to a command." };
  }
  return {
    ...form,
    name: "modelopt-autocast.sh",
    content: shellScript(
      [
        "Mixed-precision model made by ModelOpt AutoCast, with the nodes of the plan in FP32.",
        "Options of AutoCast may follow; the last one counts.",
      ],
      '"${PYTHON:-python3}" -m modelopt.onnx.autocast',
      words,
    ),
    notes: [
      "AutoCast's own magnitude rule is off (`--data_max=inf`): nothing but the plan, weights beyond 65504 and operators without FP16 stay in FP32.",
      "Data movement between FP32 nodes is listed as well, or AutoCast would round there.",
      "AutoCast raises weights that would become zero in FP16 to 6e-8 and drops their sign: check its model with `fp16-gate check --candidate`.",
    ],
  };
}

function autocastFile(modelFile: string): string {
  return `${modelFile.replace(/\.onnx$/, "")}.autocast.onnx`;
}
