"""Runs one sample at every precision and writes its folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, Callable

import torch

from ..errors import InputError
from .activations import recorded_modules
from .capture_options import CaptureOptions
from .determinism import run_reference
from .float32_state import float32_reference
from .low_precision_runs import Unavailable, as_reference_dtypes, half_copy, run_autocast, run_half
from .model_inputs import ModelInputs
from .names import Names
from .tensor_bytes import dtype_name, write_tensors


@dataclass
class SampleWriter:
    """Writes `samples/NNNN/` into `folder`; `entries` collects what the manifest says about each sample."""

    model: torch.nn.Module
    device: torch.device
    folder: str
    names: Names
    kept_inputs: Sequence[str]
    modules: Sequence[str]
    options: CaptureOptions
    entries: list[dict[str, Any]] = field(default_factory=list)
    _half_model: torch.nn.Module | None = None
    _skipped: dict[str, str] = field(default_factory=dict)

    def write(self, number: int, inputs: ModelInputs) -> None:
        """Write inputs, reference, and where they can be had autocast, half and modules."""
        name = f"{number:04d}"
        folder = os.path.join(self.folder, "samples", name)
        os.makedirs(folder)
        named = {self.names.inputs[key]: tensor for key, tensor in inputs.tensors.items()}
        write_tensors(os.path.join(folder, "inputs.safetensors"), {key: named[key] for key in self.kept_inputs})
        notes: list[str] = []
        reference = self._reference(number, inputs, folder, notes)
        write_tensors(os.path.join(folder, "reference.safetensors"), self._renamed(reference))
        autocast = self._leg("autocast", folder, reference, lambda: run_autocast(self.model, inputs, self.device))
        half = self._leg("half", folder, reference, lambda: run_half(self._half(), inputs, self.device))
        self.entries.append({"name": name, "autocast": autocast, "half": half, "notes": notes})

    def _reference(self, number: int, inputs: ModelInputs, folder: str, notes: list[str]) -> dict[str, torch.Tensor]:
        where = f"sample {number}"
        recording = (
            recorded_modules(self.model, self.modules, os.path.join(folder, "modules.safetensors"), self.options.modules_max_bytes, notes)
            if self.modules
            else nullcontext()
        )
        with float32_reference(), recording:
            reference = run_reference(self.model, inputs, self.device, where)
        if list(reference) != list(self.names.outputs):
            raise InputError(
                f"{where}: the model returns {list(reference)}, for sample 0 {list(self.names.outputs)}; an exported graph "
                "always returns the same outputs"
            )
        for name, tensor in reference.items():
            if tensor.is_floating_point() and not bool(tensor.isfinite().all()):
                notes.append(f"reference output {self.names.outputs[name]!r} holds NaN or infinity")
        return reference

    def _leg(self, leg: str, folder: str, reference: dict[str, torch.Tensor], run: Callable[[], dict[str, torch.Tensor]]) -> dict[str, Any]:
        """Run and write one of PyTorch's own FP16 legs; after a first refusal the later samples do not try again."""
        try:
            if not getattr(self.options, leg):
                raise Unavailable("not asked for")
            if leg in self._skipped:
                raise Unavailable(self._skipped[leg])
            outputs = run()
            produced = {self.names.outputs.get(name, name): dtype_name(tensor.dtype) for name, tensor in outputs.items()}
            converted = as_reference_dtypes(outputs, reference)
        except Unavailable as reason:
            self._skipped[leg] = str(reason)
            return {"captured": False, "reason": str(reason)}
        write_tensors(os.path.join(folder, f"{leg}.safetensors"), self._renamed(converted))
        return {"captured": True, "dtypes": produced}

    def _half(self) -> torch.nn.Module:
        if self._half_model is None:
            self._half_model = half_copy(self.model)
        return self._half_model

    def _renamed(self, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        return {self.names.outputs[name]: tensor for name, tensor in tensors.items()}
