"""Export to ONNX by either of PyTorch's exporters; the graph gets its final names afterwards."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch.utils import _pytree as pytree

from ..errors import CaptureError, InputError, first_line
from .export_check import check_model
from .model_inputs import ModelInputs
from .model_outputs import flat_outputs
from .names import Names
from .onnx_names import rename_values
from .source_paths import make_source_paths_portable

EXPORTERS = ("dynamo", "torchscript")
# Names for the time of the export only: nothing that an exporter invents looks like this.
_INPUT = "fp16_gate_capture_input_{}"
_OUTPUT = "fp16_gate_capture_output_{}"


@dataclass
class ExportOptions:
    """How to export. `dynamic`: input name -> axis -> symbol; `opset` None: the exporter's own choice."""

    exporter: str = "dynamo"
    opset: int | None = None
    optimize: bool = True
    dynamic: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


@dataclass
class ExportedModel:
    """The checked ONNX model, and which of the captured inputs it has (exporters may drop unused ones)."""

    proto: Any
    kept_inputs: list[str]
    dropped_inputs: list[str]
    opset: int


def export_model(
    model: torch.nn.Module,
    inputs: ModelInputs,
    names: Names,
    outputs: dict[str, torch.Tensor],
    options: ExportOptions,
    device: torch.device,
    notes: list[str],
) -> ExportedModel:
    """Export `model` for `inputs`, whose outputs are `outputs`; the graph gets the final names of `names`.

    Raises CaptureError when the exporter fails or its result is not a valid model with these outputs.
    """
    final_inputs, final_outputs = list(names.inputs.values()), list(names.outputs.values())
    temporary = ([_INPUT.format(i) for i in range(len(final_inputs))], [_OUTPUT.format(i) for i in range(len(final_outputs))])
    args, kwargs = inputs.fresh(device)
    run = _export_dynamo if options.exporter == "dynamo" else _export_torchscript
    try:
        with flat_outputs(model, list(outputs)), _quiet():
            proto = run(model, inputs.replaced(args, kwargs), temporary, options)
    except CaptureError:
        raise
    except Exception as error:
        other = "torchscript" if options.exporter == "dynamo" else "dynamo"
        raise CaptureError(f"the {options.exporter} exporter failed: {_reason(error)}; try --exporter {other}") from error
    make_source_paths_portable(proto, notes)
    exported = [value.name for value in proto.graph.input]
    final = dict(zip(temporary[0], final_inputs))
    unknown = [name for name in exported if name not in final]
    if unknown:
        raise CaptureError(f"the exported graph has inputs that were not captured: {', '.join(unknown)}; try the other exporter")
    kept = [final[name] for name in exported]
    if [value.name for value in proto.graph.output] != temporary[1]:
        raise CaptureError(
            f"the exported graph has {len(proto.graph.output)} outputs, the model {len(final_outputs)}: {', '.join(final_outputs)}; "
            "try the other exporter"
        )
    rename_values(proto.graph, {**{t: final[t] for t in exported}, **dict(zip(temporary[1], final_outputs))}, notes)
    opset = check_model(proto, inputs, names, outputs, options)
    return ExportedModel(proto, kept, [name for name in final_inputs if name not in kept], opset)


def _reason(error: Exception) -> str:
    """The innermost cause: exporters wrap it into pages of advice."""
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    return first_line(cause)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Exporters print progress, warnings about packages that the model does not use, and whole graphs when they fail."""
    disabled = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    with contextlib.ExitStack() as stack:
        stack.callback(logging.disable, disabled)
        stack.enter_context(warnings.catch_warnings())
        stack.enter_context(_native_stdout_discarded())
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _native_stdout_discarded() -> Iterator[None]:
    """The tracing exporter is C++ and writes past `sys.stdout`."""
    try:
        sys.stdout.flush()
        kept = os.dup(1)
    except (OSError, ValueError, AttributeError):  # there is no standard output to keep clean
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _export_dynamo(model: torch.nn.Module, inputs: ModelInputs, names: tuple[list[str], list[str]], options: ExportOptions) -> Any:
    program = torch.onnx.export(
        model,
        inputs.args,
        kwargs=inputs.kwargs,
        input_names=names[0],
        output_names=names[1],
        opset_version=options.opset,
        dynamic_shapes=_dynamic_shapes(inputs, options.dynamic),
        optimize=options.optimize,
        dynamo=True,
        verbose=False,
    )
    if program is None:
        raise CaptureError("the dynamo exporter returned nothing; try --exporter torchscript")
    return program.model_proto


def _dynamic_shapes(inputs: ModelInputs, dynamic: Mapping[str, Mapping[int, str]]) -> dict[str, Any] | None:
    """The structure of the arguments with, in place of every tensor, its symbolic axes."""
    if not dynamic:
        return None
    leaf_names = iter(inputs.tensors)

    def spec(leaf: Any) -> Any:
        return dict(dynamic.get(next(leaf_names), {})) if isinstance(leaf, torch.Tensor) else None

    return {name: pytree.tree_map(spec, value) for name, value in inputs.arguments.items()}


def _export_torchscript(model: torch.nn.Module, inputs: ModelInputs, names: tuple[list[str], list[str]], options: ExportOptions) -> Any:
    import onnx

    axes = {names[0][i]: dict(options.dynamic[name]) for i, name in enumerate(inputs.tensors) if options.dynamic.get(name)}
    with tempfile.TemporaryDirectory() as folder, _positional_tensors(model, inputs):
        path = os.path.join(folder, "model.onnx")
        torch.onnx.export(
            model,
            tuple(inputs.tensors.values()),
            path,
            input_names=names[0],
            output_names=names[1],
            opset_version=options.opset,
            dynamic_axes=axes or None,
            do_constant_folding=options.optimize,
            dynamo=False,
            verbose=False,
        )
        return onnx.load(path)


@contextlib.contextmanager
def _positional_tensors(model: torch.nn.Module, inputs: ModelInputs) -> Iterator[None]:
    """While active, `model` takes its tensors as positional arguments; numbers and keywords are filled in.

    The tracing exporter knows neither keyword-only arguments nor dicts. An attribute of the instance hides the method of
    the class, and leaves the names of all scopes as they are.
    """
    leaves, spec = pytree.tree_flatten((inputs.args, inputs.kwargs))
    own = model.__dict__.get("forward")
    original = model.forward

    def forward(*tensors: torch.Tensor) -> Any:
        remaining = iter(tensors)
        filled = [next(remaining) if isinstance(leaf, torch.Tensor) else leaf for leaf in leaves]
        args, kwargs = pytree.tree_unflatten(filled, spec)
        return original(*args, **kwargs)

    model.__dict__["forward"] = forward
    try:
        yield
    finally:
        if own is None:
            del model.__dict__["forward"]
        else:
            model.__dict__["forward"] = own


def check_export_options(options: ExportOptions) -> None:
    """Raise InputError for an unknown exporter or an opset that is no positive number."""
    if options.exporter not in EXPORTERS:
        raise InputError(f"exporter is {options.exporter!r}; use one of {', '.join(EXPORTERS)}")
    if options.opset is not None and options.opset < 11:
        raise InputError(f"opset is {options.opset}; the gate reads opset 11 and newer")
