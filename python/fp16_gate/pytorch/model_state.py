"""Is the model fit for a reference: eval mode, FP32 weights, one device."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from ..errors import InputError, first_line
from .tensor_bytes import dtype_name

# Modules that compute something else in train mode; they are named first.
_MODE_MATTERS = (torch.nn.modules.dropout._DropoutNd, torch.nn.modules.batchnorm._NormBase, torch.nn.RReLU)
_NAMED = 5
_LOW_PRECISION_BYTES = 2


def unwrap(model: Any, notes: list[str]) -> torch.nn.Module:
    """The module itself, without DataParallel, DistributedDataParallel or torch.compile around it."""
    if not isinstance(model, torch.nn.Module):
        raise InputError(f"the model is a {type(model).__name__}, not a torch.nn.Module; pass the module itself")
    while True:
        name = type(model).__name__
        if name in ("DataParallel", "DistributedDataParallel"):
            model = model.module
        elif name == "OptimizedModule" and hasattr(model, "_orig_mod"):
            model = model._orig_mod
        else:
            return model
        notes.append(f"captured the module inside {name}")


def check_eval_mode(model: torch.nn.Module) -> None:
    """Raise InputError naming the modules that are in train mode."""
    training = [(path or type(model).__name__, module) for path, module in model.named_modules() if module.training]
    if not training:
        return
    training.sort(key=lambda item: not isinstance(item[1], _MODE_MATTERS))
    named = ", ".join(f"{path} ({type(module).__name__})" for path, module in training[:_NAMED])
    more = f" and {len(training) - _NAMED} more" if len(training) > _NAMED else ""
    raise InputError(f"the model is in train mode: {named}{more}; call model.eval() before the capture")


def check_float32(model: torch.nn.Module, notes: list[str]) -> None:
    """Raise InputError when weights or buffers are of 16 bits or fewer: they are no FP32 reference any more."""
    low: list[str] = []
    double: list[str] = []
    for name, tensor in [*model.named_parameters(), *model.named_buffers()]:
        if tensor.is_floating_point() and tensor.element_size() <= _LOW_PRECISION_BYTES:
            low.append(f"{name} ({dtype_name(tensor.dtype)})")
        elif tensor.dtype == torch.float64:
            double.append(name)
    if low:
        more = f" and {len(low) - _NAMED} more" if len(low) > _NAMED else ""
        raise InputError(
            f"the reference must be FP32, but these weights are not: {', '.join(low[:_NAMED])}{more}; capture the FP32 "
            "checkpoint, or pass float32=True (--float32) to convert a copy of the model"
        )
    if double:
        notes.append(f"{len(double)} weights are float64 and stay so: {', '.join(double[:_NAMED])}")


def device_of(model: torch.nn.Module) -> torch.device:
    """The one device of all weights and buffers (the CPU for a model without any)."""
    devices = {tensor.device for tensor in [*model.parameters(), *model.buffers()]}
    if len(devices) > 1:
        raise InputError(f"the model is spread over {sorted(map(str, devices))}; move it to one device")
    return devices.pop() if devices else torch.device("cpu")


@contextmanager
def on_device(model: torch.nn.Module, device: str | torch.device | None) -> Iterator[torch.device]:
    """Move the model to `device` for the block (None: leave it where it is) and back afterwards; yields the device."""
    home = device_of(model)
    if device is None:
        yield home
        return
    try:
        target = torch.device(device)
        model.to(target)
    except (RuntimeError, AssertionError) as error:
        model.to(home)
        raise InputError(f"device {str(device)!r} cannot be used: {first_line(error)}; use cpu, or cuda where there is one") from error
    try:
        yield device_of(model) if any(True for _ in model.parameters()) else target
    finally:
        model.to(home)
