"""Python side of fp16-gate. Importing the package imports neither PyTorch nor ONNX; `capture` does, when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import CaptureError, Fp16GateError, InputError
from .version import __version__

if TYPE_CHECKING:
    from .pytorch.capture import CaptureResult, capture

__all__ = ["CaptureError", "CaptureResult", "Fp16GateError", "InputError", "__version__", "capture"]

_FROM_PYTORCH = ("capture", "CaptureResult")


def __getattr__(name: str) -> object:
    if name in _FROM_PYTORCH:
        from .pytorch import require

        require.require_packages()
        from .pytorch import capture as module

        return getattr(module, name)
    raise AttributeError(f"module 'fp16_gate' has no attribute {name!r}")
