"""Options of a capture, and the checks that need no model run."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch

from ..errors import InputError
from .export import ExportOptions, check_export_options
from .model_inputs import ModelInputs
from .require import require_packages


@dataclass
class CaptureOptions:
    """Everything about a capture but the model, the samples and the folder."""

    #: "dynamo" keeps module scopes and source lines in the graph; "torchscript" is the older, tracing exporter.
    exporter: str = "dynamo"
    #: ONNX opset; None for the exporter's own choice.
    opset: int | None = None
    #: Let the exporter fold constants and simplify. On, as in an ordinary export.
    optimize: bool = True
    #: True for the activations of all modules, or glob patterns of module paths.
    modules: bool | Sequence[str] = False
    #: Limit of `modules.safetensors` per sample, in bytes.
    modules_max_bytes: int = 1 << 30
    #: Record what the model returns under autocast to float16, and as a `.half()` copy, where the device can.
    autocast: bool = True
    half: bool = True
    #: Where to run; None: where the model is. The model is moved back afterwards.
    device: str | torch.device | None = None
    #: Seed of PyTorch's generators, set once before the first run.
    seed: int = 0
    #: Axis 0 of every input is symbolic ("batch").
    dynamic_batch: bool = False
    #: Input name (as in `forward`) -> axis -> symbol.
    dynamic_axes: Mapping[str, Mapping[int, str]] | None = None
    #: Names that replace those of `forward`'s parameters, in their order.
    input_names: Sequence[str] | None = None
    #: Names that replace those found in what the model returns, in its order.
    output_names: Sequence[str] | None = None
    #: Convert a copy of a model with FP16 or BF16 weights instead of refusing it.
    float32: bool = False
    #: Stop after so many samples, with a note.
    max_samples: int = 64
    #: File the weights came from: its name and SHA-256 go into the manifest.
    checkpoint: str | os.PathLike[str] | None = None
    #: Replace an earlier capture in the output folder.
    force: bool = False

    def export_options(self, dynamic: Mapping[str, Mapping[int, str]]) -> ExportOptions:
        """The part that the exporters take."""
        return ExportOptions(self.exporter, self.opset, self.optimize, dynamic)

    def module_patterns(self) -> list[str]:
        """Glob patterns of the modules whose activations are wanted."""
        if isinstance(self.modules, bool):
            return ["*"] if self.modules else []
        return list(self.modules)


def check_capture_options(options: CaptureOptions) -> None:
    """Raise InputError for a value out of range, CaptureError for a missing package."""
    require_packages(options.exporter)
    check_export_options(options.export_options({}))
    if options.max_samples < 1:
        raise InputError(f"max_samples is {options.max_samples}; at least one sample is needed")
    if options.modules_max_bytes < 1:
        raise InputError(f"modules_max_bytes is {options.modules_max_bytes}; give a positive number of bytes")
    if isinstance(options.modules, str):
        raise InputError(f"modules is the text {options.modules!r}; give True or a list of glob patterns")
    if options.checkpoint is not None and not os.path.isfile(options.checkpoint):
        raise InputError(f"checkpoint {os.fspath(options.checkpoint)} is not a file")


def axes_of(inputs: ModelInputs, options: CaptureOptions) -> dict[str, dict[int, str]]:
    """Symbolic axes per input. Raises InputError for an unknown input or an axis that it lacks."""
    axes: dict[str, dict[int, str]] = {name: {} for name in inputs.tensors}
    if options.dynamic_batch:
        for name, tensor in inputs.tensors.items():
            if tensor.dim():
                axes[name][0] = "batch"
    for name, chosen in (options.dynamic_axes or {}).items():
        if name not in axes:
            raise InputError(f"dynamic axes name the input {name!r}; the model has {', '.join(axes)}")
        for axis, symbol in chosen.items():
            if not 0 <= axis < inputs.tensors[name].dim():
                raise InputError(f"axis {axis} of input {name!r} does not exist; it has {inputs.tensors[name].dim()} axes")
            if not symbol.isidentifier():
                raise InputError(f"axis {axis} of input {name!r} is to be called {symbol!r}; use a plain name such as batch")
            axes[name][axis] = symbol
    return {name: chosen for name, chosen in axes.items() if chosen}
