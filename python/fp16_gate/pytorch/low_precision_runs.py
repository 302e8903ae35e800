"""What PyTorch itself makes of FP16: outputs under autocast and of a `.half()` copy, where the device can."""

from __future__ import annotations

import copy
import warnings

import torch

from ..errors import first_line
from .model_inputs import ModelInputs
from .model_outputs import flatten_outputs


class Unavailable(Exception):
    """This leg cannot be run here; the message says why and goes into the manifest."""


def run_autocast(model: torch.nn.Module, inputs: ModelInputs, device: torch.device) -> dict[str, torch.Tensor]:
    """Outputs under `torch.autocast` to float16. Raises Unavailable when the device or an operator does not support it."""
    args, kwargs = inputs.fresh(device)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "Disabling autocast" is checked on the next lines instead
            context = torch.autocast(device.type, dtype=torch.float16)
            context.__enter__()
        try:
            if not _autocast_is_float16(device):
                raise Unavailable(f"autocast to float16 is not available on {device.type}")
            with torch.no_grad():
                value = model(*args, **kwargs)
        finally:
            context.__exit__(None, None, None)
        return flatten_outputs(value)[0]
    except Unavailable:
        raise
    except Exception as error:
        raise Unavailable(first_line(error)) from error


def _autocast_is_float16(device: torch.device) -> bool:
    """PyTorch switches autocast off with a mere warning when a device lacks the type."""
    return torch.is_autocast_enabled(device.type) and torch.get_autocast_dtype(device.type) == torch.float16


def half_copy(model: torch.nn.Module) -> torch.nn.Module:
    """A `.half()` copy of the model. Raises Unavailable when it cannot be copied (or there is no memory for it)."""
    try:
        return copy.deepcopy(model).half()
    except Exception as error:
        raise Unavailable(first_line(error)) from error


def run_half(half_model: torch.nn.Module, inputs: ModelInputs, device: torch.device) -> dict[str, torch.Tensor]:
    """Outputs of the `.half()` copy on inputs rounded to float16. Raises Unavailable when an operator lacks float16."""
    try:
        args, kwargs = inputs.fresh(device, torch.float16)
        with torch.no_grad():
            return flatten_outputs(half_model(*args, **kwargs))[0]
    except Exception as error:
        raise Unavailable(first_line(error)) from error


def as_reference_dtypes(outputs: dict[str, torch.Tensor], reference: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The outputs as CPU tensors of the reference's dtypes: widening float16 is exact, and files then agree in dtype.

    Raises Unavailable when names or shapes differ from the reference.
    """
    if list(outputs) != list(reference):
        raise Unavailable(f"it returns the outputs {list(outputs)}, FP32 returns {list(reference)}")
    converted = {}
    for name, tensor in outputs.items():
        expected = reference[name]
        if tensor.shape != expected.shape:
            raise Unavailable(f"output {name!r} is {list(tensor.shape)}, in FP32 {list(expected.shape)}")
        converted[name] = tensor.detach().cpu().to(expected.dtype)
    return converted
