"""The packages that a capture needs, checked by name before anything imports them."""

from __future__ import annotations

import importlib.util
import sys

from ..errors import CaptureError

# The first whose exporter writes module scopes and source lines, and whose restricted torch.load has no known way around it.
MIN_TORCH = (2, 6)
_ADVICE = {
    "torch": "install PyTorch as the training job does (this package never installs it by itself)",
    "numpy": "pip install numpy",
    "onnx": "pip install onnx",
    "onnxscript": "pip install onnxscript",
}


def require_packages(exporter: str = "torchscript") -> None:
    """Raise CaptureError naming the first missing (or too old) package; onnxscript is only asked for by the dynamo exporter."""
    for name, advice in _ADVICE.items():
        if name == "onnxscript" and exporter != "dynamo":
            continue
        if importlib.util.find_spec(name) is None:
            raise CaptureError(f"the package {name} is not installed for {sys.executable}; {advice}")
    import torch

    if _release(torch.__version__) < MIN_TORCH:
        raise CaptureError(f"PyTorch {torch.__version__} is too old; use {'.'.join(map(str, MIN_TORCH))} or newer")


def _release(version: str) -> tuple[int, ...]:
    """(2, 15) of `2.15.0a0+cu132`."""
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
