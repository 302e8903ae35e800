"""A reference that changes from run to run is none: find that out, and say which module it comes from."""

from __future__ import annotations

import hashlib
from typing import Any

import torch

from ..errors import InputError, first_line
from .model_inputs import ModelInputs
from .model_outputs import flatten_outputs, tensors_in

# Kernels that add in no fixed order (scatter, atomics on a GPU) move the last digits of FP32; dropout and noise move the first.
# 1e-5 of an output's RMS is about 100 units in the last place, and a hundredth of what FP16 costs a healthy network.
MAX_RELATIVE_NOISE = 1e-5


def run_reference(
    model: torch.nn.Module, inputs: ModelInputs, device: torch.device, where: str, notes: list[str] | None = None
) -> dict[str, torch.Tensor]:
    """Outputs of one run by name, as copies on the CPU; what the model raises becomes an InputError.

    With `notes`, what the model returns besides tensors is noted there.
    """
    args, kwargs = inputs.fresh(device)
    try:
        value = model(*args, **kwargs)
    except Exception as error:
        raise InputError(f"{where}: the model raised {first_line(error)}; check the sample against the model") from error
    tensors, constants = flatten_outputs(value)
    if notes is not None and constants:
        notes.append(f"outputs that are no tensors are left out: {', '.join(constants)}")
    return {name: tensor.detach().to("cpu", copy=True) for name, tensor in tensors.items()}


def check_repeatable(
    model: torch.nn.Module, inputs: ModelInputs, device: torch.device, notes: list[str]
) -> tuple[dict[str, torch.Tensor], dict[str, float]]:
    """Run sample 0 twice; the seed is not set in between, so random operators show.

    Returns its outputs, and the largest absolute difference per output. Raises InputError, naming the first module that differs, when the
    outputs differ by more than summation order explains.
    """
    first = run_reference(model, inputs, device, "sample 0", notes)
    second = run_reference(model, inputs, device, "sample 0, run again")
    return first, compare_runs(model, inputs, device, first, second, notes)


def compare_runs(
    model: torch.nn.Module,
    inputs: ModelInputs,
    device: torch.device,
    first: dict[str, torch.Tensor],
    second: dict[str, torch.Tensor],
    notes: list[str],
) -> dict[str, float]:
    """Largest absolute difference per output of two runs on the same inputs; see `check_repeatable`."""
    noise = {}
    for name, tensor in first.items():
        other = second.get(name)
        if other is None or other.shape != tensor.shape or other.dtype != tensor.dtype:
            raise InputError(f"output {name!r} has another form when sample 0 is run again; the model keeps state between calls")
        difference, relative = _difference(tensor, other)
        noise[name] = difference
        if relative > MAX_RELATIVE_NOISE:
            raise InputError(
                f"output {name!r} differs by {difference:.3g} between two runs on sample 0{_culprit(model, inputs, device)}; "
                "remove random operators (dropout, noise) and state kept between calls"
            )
        if difference > 0:
            notes.append(f"output {name!r} differs by {difference:.3g} between two runs of PyTorch FP32 (order of summation)")
    return noise


def _difference(first: torch.Tensor, second: torch.Tensor) -> tuple[float, float]:
    """Largest absolute difference, and the same relative to the RMS; values that are not finite must be equal."""
    if first.numel() == 0 or torch.equal(first, second):
        return 0.0, 0.0
    if not first.is_floating_point():
        return float((first.double() - second.double()).abs().max()), float("inf")
    a, b = first.double(), second.double()
    same = (a == b) | (a.isnan() & b.isnan())
    difference = torch.where(same, torch.zeros_like(a), (a - b).abs())
    if not bool(difference.isfinite().all()):
        return float("inf"), float("inf")
    finite = a[a.isfinite()]
    rms = float(finite.square().mean().sqrt()) if finite.numel() else 0.0
    largest = float(difference.max())
    return largest, largest / rms if rms > 0 else (float("inf") if largest > 0 else 0.0)


def _culprit(model: torch.nn.Module, inputs: ModelInputs, device: torch.device) -> str:
    """`, first in module "neck.drop" (Dropout)`, from two more runs with a digest per module call; empty when they agree."""
    digests = [_digests(model, inputs, device) for _ in range(2)]
    for (path, kind, before), (_, _, after) in zip(*digests):
        if before != after:
            return f", first in module {path!r} ({kind})"
    return ""


def _digests(model: torch.nn.Module, inputs: ModelInputs, device: torch.device) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []

    def hook_for(path: str) -> Any:
        def hook(module: torch.nn.Module, args: Any, output: Any) -> None:
            digest = hashlib.sha256()
            for _, tensor in tensors_in(output):
                if tensor.layout != torch.strided:
                    continue
                flat = tensor.detach().cpu().contiguous().reshape(-1)
                if flat.numel():
                    digest.update(memoryview(flat.view(torch.uint8).numpy()))
            found.append((path, type(module).__name__, digest.hexdigest()))

        return hook

    handles = [module.register_forward_hook(hook_for(path or "(the model itself)")) for path, module in model.named_modules()]
    try:
        run_reference(model, inputs, device, "sample 0")
    finally:
        for handle in handles:
            handle.remove()
    return found
