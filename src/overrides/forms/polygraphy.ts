import type { OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { layerScript } from "./tensorrt-python.ts";

const form = {
  title: "Polygraphy, weakly typed",
  targetVersions: "Polygraphy (tried with 0.53) with TensorRT 8.6 to 10.16",
};

/** A script for `--trt-network-postprocess-script`, whose default function is `postprocess(network)`. */
export function polygraphyForm(input: OverrideFormsInput): RenderedForm {
  const script = layerScript(input, form);
  if (!("body" in script)) return script;
  return {
    ...form,
    name: "polygraphy_postprocess.py",
    content: `"""Keeps some layers of a weakly typed FP16 network in FP32: TensorRT 8.6 to 10.16.

polygraphy run MODEL --trt --fp16 --precision-constraints obey --trt-npps overrides/polygraphy_postprocess.py
"""

${script.body}

def postprocess(network):
    """Raises LookupError when the network lacks one of the layers: then it was parsed from another model."""
    _keep_float32(network)
`,
    notes: [
      "Call it as `polygraphy run MODEL --trt --fp16 --precision-constraints obey --trt-npps overrides/polygraphy_postprocess.py`; without the constraints flag nothing is obeyed.",
      "On TensorRT 11 give `--strongly-typed` and the mixed-precision model instead.",
      ...script.notes,
    ],
  };
}
