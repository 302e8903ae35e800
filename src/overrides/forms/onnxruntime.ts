import type { OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { pythonString } from "./python.ts";

const form = { title: "ONNX Runtime", targetVersions: "ONNX Runtime with CUDA or TensorRT" };

/** ONNX Runtime has no precision per node: it runs the types of the model, so it gets the mixed one. */
export function onnxruntimeForm(input: OverrideFormsInput): RenderedForm {
  if (input.mixedModelFile === undefined) return { ...form, reason: "No mixed-precision model was written." };
  return {
    ...form,
    name: "onnxruntime_session.py",
    content: `"""Opens the mixed-precision model with ONNX Runtime's CUDA execution provider."""

import onnxruntime

MODEL = ${pythonString(input.mixedModelFile)}


def open_session(providers=(("CUDAExecutionProvider", {"use_tf32": "0"}), "CPUExecutionProvider")):
    return onnxruntime.InferenceSession(MODEL, providers=list(providers))
`,
    notes: [
      "CUDA execution provider: it runs the mixed-precision model as it is typed.",
      "TensorRT execution provider: it has no precision per node. Give it the mixed-precision model and leave `trt_fp16_enable` off; with it on, TensorRT 10 ignores the model's types.",
      "`trt_layer_norm_fp32_fallback` covers Pow and ReduceMean of layer normalisation only, and is read only with `trt_fp16_enable`.",
      "The CPU execution provider computes FP16 operators in FP32 where it lacks a kernel, and hides overflows: it can't confirm the plan.",
    ],
  };
}
