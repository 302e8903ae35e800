"""One call at the end of a training script: model and samples in, a folder for `fp16-gate check` out."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from ..errors import InputError, first_line
from ..output_folder import check_free, whole_folder
from .activations import select_modules
from .capture_options import CaptureOptions, axes_of, check_capture_options
from .determinism import check_repeatable, compare_runs, run_reference
from .export import ExportedModel, export_model
from .export_check import write_model
from .float32_state import float32_reference
from .manifest import write_capture_manifest
from .model_inputs import bind_sample, check_same_form
from .model_state import check_eval_mode, check_float32, on_device, unwrap
from .names import final_names
from .sample_writer import SampleWriter


@dataclass(frozen=True)
class CaptureResult:
    """What was written: folder, model file, sample folders, names, and what is worth knowing (also in the manifest)."""

    path: str
    model: str
    samples: list[str]
    inputs: list[str]
    outputs: list[str]
    notes: list[str]


def capture(
    model: torch.nn.Module,
    samples: Iterable[Any],
    out: str | os.PathLike[str],
    *,
    exporter: str = "dynamo",
    opset: int | None = None,
    optimize: bool = True,
    modules: bool | Sequence[str] = False,
    modules_max_bytes: int = 1 << 30,
    autocast: bool = True,
    half: bool = True,
    device: str | torch.device | None = None,
    seed: int = 0,
    dynamic_batch: bool = False,
    dynamic_axes: Mapping[str, Mapping[int, str]] | None = None,
    input_names: Sequence[str] | None = None,
    output_names: Sequence[str] | None = None,
    float32: bool = False,
    max_samples: int = 64,
    checkpoint: str | os.PathLike[str] | None = None,
    force: bool = False,
    notes: Sequence[str] = (),
) -> CaptureResult:
    """Export `model` and record its inputs and FP32 outputs (and autocast, half, activations) in the folder `out`.

    model: a module in eval mode with FP32 weights. It is left as it was.
    samples: an iterable of samples, read one by one up to `max_samples`. A sample is a tensor (the only argument), a
        tuple or list (positional arguments) or a dict (keyword arguments of `forward`).
    out: a folder that does not exist, or is empty; with `force` an earlier capture is replaced.
    notes: remarks of the caller for the manifest.
    The other arguments are explained at `CaptureOptions`.

    Raises InputError for what the caller must change, CaptureError for what could not be done. In both cases `out` is
    left as it was.
    """
    options = CaptureOptions(
        exporter=exporter,
        opset=opset,
        optimize=optimize,
        modules=modules,
        modules_max_bytes=modules_max_bytes,
        autocast=autocast,
        half=half,
        device=device,
        seed=seed,
        dynamic_batch=dynamic_batch,
        dynamic_axes=dynamic_axes,
        input_names=input_names,
        output_names=output_names,
        float32=float32,
        max_samples=max_samples,
        checkpoint=checkpoint,
        force=force,
    )
    return _capture(model, samples, os.path.abspath(os.fspath(out)), options, list(notes))


def _capture(model: Any, samples: Iterable[Any], path: str, options: CaptureOptions, notes: list[str]) -> CaptureResult:
    check_capture_options(options)
    check_free(path, options.force)
    module = _prepared(model, options, notes)
    with on_device(module, options.device) as where, whole_folder(path, options.force) as folder:
        torch.manual_seed(options.seed)
        writer, exported = _write_capture(module, samples, folder, where, options, notes)
    written = [os.path.join(path, "samples", entry["name"]) for entry in writer.entries]
    outputs = list(writer.names.outputs.values())
    return CaptureResult(path, os.path.join(path, "model.onnx"), written, exported.kept_inputs, outputs, notes)


def _prepared(model: Any, options: CaptureOptions, notes: list[str]) -> torch.nn.Module:
    module = unwrap(model, notes)
    check_eval_mode(module)
    if options.float32:
        module = copy.deepcopy(module).float()
        notes.append("a copy of the model was converted to FP32")
    check_float32(module, notes)
    return module


def _write_capture(
    model: torch.nn.Module, samples: Iterable[Any], folder: str, device: torch.device, options: CaptureOptions, notes: list[str]
) -> tuple[SampleWriter, ExportedModel]:
    """Sample 0 decides names and shapes and is exported; then all samples are run and written one by one."""
    numbered = _numbered(samples, options.max_samples, notes)
    first = bind_sample(model, next(numbered)[1], "sample 0")
    export_options = options.export_options(axes_of(first, options))
    with float32_reference() as tf32:
        reference, noise = check_repeatable(model, first, device, notes)
        names = final_names((list(first.tensors), list(reference)), (options.input_names, options.output_names), notes)
        exported = export_model(model, first, names, reference, export_options, device, notes)
    for name in exported.dropped_inputs:
        notes.append(f"input {name!r} is unused: the exporter dropped it, and the samples leave it out")
    write_model(exported.proto, os.path.join(folder, "model.onnx"))
    modules = select_modules(model, options.module_patterns())
    writer = SampleWriter(model, device, folder, names, exported.kept_inputs, modules, options)
    writer.write(0, first)
    for number, sample in numbered:
        inputs = bind_sample(model, sample, f"sample {number}")
        check_same_form(first, inputs, f"sample {number}", export_options.dynamic)
        writer.write(number, inputs)
    with float32_reference():
        again = run_reference(model, first, device, "sample 0, run again after the others")
        compare_runs(model, first, device, reference, again, notes)
    write_capture_manifest(folder, options, export_options, exported, writer, (first, reference), tf32, noise, notes)
    return writer, exported


def _numbered(samples: Iterable[Any], max_samples: int, notes: list[str]) -> Iterator[tuple[int, Any]]:
    """Number and sample; what the iterable raises becomes an InputError, and so does having nothing to give."""
    if isinstance(samples, (torch.Tensor, Mapping, str)):
        raise InputError(f"samples is a {type(samples).__name__}; give a list (or other iterable) of samples")
    try:
        iterator = iter(samples)
    except TypeError as error:
        raise InputError(f"samples is a {type(samples).__name__}; give a list (or other iterable) of samples") from error
    number = 0
    while True:
        try:
            sample = next(iterator)
        except StopIteration:
            break
        except InputError:
            raise
        except Exception as error:
            raise InputError(f"reading sample {number} failed: {first_line(error)}") from error
        if number == max_samples:
            notes.append(f"only the first {max_samples} samples were captured; raise max_samples for more")
            break
        yield number, sample
        number += 1
    if number == 0:
        raise InputError("there are no samples; give at least one")
