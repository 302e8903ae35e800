import type { FormNode, OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { addressAll, omitted } from "./addressable.ts";
import { noteName } from "./name-text.ts";
import { pythonString, pythonTuple } from "./python.ts";

const form = {
  title: "torch_tensorrt, explicit typing",
  targetVersions: "torch_tensorrt with `use_explicit_typing`, and newer",
};

/** A module path as `get_submodule` takes it, without calls (`#2`) or anything else that is no attribute name. */
const modulePath = /^[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*$/u;

/**
 * Whole modules in FP32, on the PyTorch side: torch_tensorrt compiles from PyTorch and its node names are those of its
 * own lowered graph, which an ONNX model does not tell.
 */
export function torchTensorrtForm(input: OverrideFormsInput): RenderedForm {
  const { found, missing } = addressAll(input.nodes, modulePathOf);
  if (missing.length > 0) {
    return omitted(
      form,
      missing,
      "torch_tensorrt can be told of submodules only, and the model does not say one (or only the whole model) for",
    );
  }
  const modules = outermost(new Set(found.map(({ address }) => address)));
  const listed = modules.slice(0, 5).map(noteName).join(", ") + (modules.length > 5 ? ", ..." : "");
  return {
    ...form,
    name: "torch_tensorrt_modules.py",
    content: script(modules),
    notes: [
      `Keeps whole modules in FP32 (${listed}): at least the plan's nodes, often some more.`,
      "`autocast_excluded_nodes` is no way to say this: it matches names of torch_tensorrt's lowered graph, and a pattern that matches nothing is ignored without a word.",
      "`enabled_precisions` must not be given with explicit typing: 2.10 and newer refuse or ignore it.",
      "PyTorch's autocast decides the rest: it runs matrix products and convolutions in FP16, and keeps more in FP32 than the plan does.",
    ],
  };
}

function script(modules: readonly string[]): string {
  return `"""Keeps some modules of a PyTorch model in FP32 while autocast runs the rest in FP16, for torch_tensorrt.

    model = keep_float32(build_model().eval().cuda())
    with torch.no_grad(), torch.autocast(device_type="cuda", dtype=torch.float16):
        exported = torch.export.export(model, inputs)
    compiled = torch_tensorrt.dynamo.compile(exported, inputs, use_explicit_typing=True)

Leave use_explicit_typing out where it is the only way (the newest versions no longer know the option).
"""

import functools

import torch

MODULES = ${pythonTuple(modules.map((path) => pythonString(path)))}


def _to_float32(value):
    if isinstance(value, torch.Tensor):
        return value.float() if value.is_floating_point() else value
    if isinstance(value, dict):
        return {key: _to_float32(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        return type(value)(_to_float32(item) for item in value)
    return value


def _float32_forward(forward, device_type):
    @functools.wraps(forward)
    def run(*args, **kwargs):
        with torch.autocast(device_type=device_type, enabled=False):
            return forward(*_to_float32(args), **_to_float32(kwargs))

    return run


def keep_float32(model, device_type="cuda"):
    """Changes the model in place and returns it; LookupError when it lacks one of the modules."""
    known = dict(model.named_modules())
    missing = [path for path in MODULES if path not in known]
    if missing:
        raise LookupError(f"{len(missing)} of {len(MODULES)} modules are not in this model: {missing[:5]!r}")
    for path in MODULES:
        module = known[path].float()
        module.forward = _float32_forward(module.forward, device_type)
    return model
`;
}

function modulePathOf(node: FormNode): string | undefined {
  return node.module !== undefined && modulePath.test(node.module) ? node.module : undefined;
}

/** Without modules that lie inside another one of the set. */
function outermost(paths: ReadonlySet<string>): string[] {
  return [...paths].filter((path) => {
    const parts = path.split(".");
    return !parts.some((_, depth) => depth > 0 && paths.has(parts.slice(0, depth).join(".")));
  });
}
