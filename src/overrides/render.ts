import { autocastForm } from "./forms/autocast.ts";
import { onnxconverterCommonForm } from "./forms/onnxconverter-common.ts";
import { onnxruntimeForm } from "./forms/onnxruntime.ts";
import { planJsonForm } from "./forms/plan-json.ts";
import { polygraphyForm } from "./forms/polygraphy.ts";
import { pytorchForm } from "./forms/pytorch.ts";
import { readmeForm } from "./forms/readme.ts";
import { tensorrtPythonForm } from "./forms/tensorrt-python.ts";
import { torchTensorrtForm } from "./forms/torch-tensorrt.ts";
import { trtexecStrongForms } from "./forms/trtexec-strong.ts";
import { trtexecWeakForm } from "./forms/trtexec-weak.ts";
import type { OmittedForm, OverrideFile, OverrideFormsInput, RenderedForm } from "./plan-form.ts";

/**
 * The files of the folder `overrides/`: one plan in the words of every tool, `plan.json` and `README.md`, in the order
 * in which people will want them. A form that can't hold every compute node of the plan is left out; the README, and
 * `omittedForms`, say which and why. An empty plan gives no files.
 */
export function renderOverrideForms(input: OverrideFormsInput): OverrideFile[] {
  if (input.nodes.length === 0) return [];
  const forms = allForms(input);
  return [readmeForm(input, forms), ...forms.filter((form): form is OverrideFile => "content" in form)];
}

/** The forms that this plan does not fit, with the reason. */
export function omittedForms(input: OverrideFormsInput): OmittedForm[] {
  if (input.nodes.length === 0) return [];
  return allForms(input).filter((form): form is OmittedForm => !("content" in form));
}

function allForms(input: OverrideFormsInput): RenderedForm[] {
  return [
    ...trtexecStrongForms(input),
    trtexecWeakForm(input),
    tensorrtPythonForm(input),
    pytorchForm(input),
    polygraphyForm(input),
    autocastForm(input),
    onnxconverterCommonForm(input),
    torchTensorrtForm(input),
    onnxruntimeForm(input),
    planJsonForm(input),
  ];
}
