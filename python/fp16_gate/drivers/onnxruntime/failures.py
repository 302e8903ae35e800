"""ONNX Runtime's exceptions as categories of the protocol."""

from __future__ import annotations

import re

from ...errors import first_line
from ..errors import DriverError

_MEMORY = re.compile(r"out of memory|failed to allocate memory|bad_alloc|CUDA failure 2\b", re.IGNORECASE)
_NO_KERNEL = re.compile(
    r"Could not find an implementation for|is not a registered function/op|No Op registered for|No schema registered", re.IGNORECASE
)
_NO_OPSET = re.compile(
    r"opset .{0,40}(under development|is till opset)|Unsupported model IR version|unsupported .{0,20}opset", re.IGNORECASE
)
_DRIVER = re.compile(r"CUDA driver version is insufficient|CUDA failure 35\b", re.IGNORECASE)
_NO_DEVICE = re.compile(r"CUDA failure 100\b|no CUDA-capable device", re.IGNORECASE)
_CPU_EP = re.compile(r"fallback to CPU EP has been explicitly disabled", re.IGNORECASE)


def load_error(error: Exception, model: str) -> DriverError:
    """For an exception while a model was loaded."""
    if isinstance(error, DriverError):
        return error
    text, line = str(error), first_line(error)
    for pattern, category, advice in (
        (_MEMORY, "out-of-memory", "free the GPU"),
        (_DRIVER, "version-mismatch", "update the NVIDIA driver"),
        (_NO_DEVICE, "unavailable", "there is no GPU"),
        (_NO_KERNEL, "unsupported-operator", "use a version or a plugin that has this operator"),
        (_NO_OPSET, "unsupported-operator", "use a newer onnxruntime, or export at a lower opset"),
        (_CPU_EP, "unsupported-operator", "list CPUExecutionProvider in options.providers to allow it"),
    ):
        if pattern.search(text):
            return DriverError(category, f"{model}: {line}; {advice}")
    if type(error).__name__ == "NotImplemented":
        return DriverError("unsupported-operator", f"{model}: {line}")
    if type(error).__name__ in ("InvalidProtobuf", "InvalidGraph", "NoModel", "NoSuchFile", "InvalidArgument"):
        return DriverError("parse", f"{model} can't be read: {line}")
    return DriverError("build", f"{model} could not be loaded: {line}")


def run_error(error: Exception) -> DriverError:
    """For an exception while a sample ran."""
    if isinstance(error, DriverError):
        return error
    if isinstance(error, MemoryError) or _MEMORY.search(str(error)):
        return DriverError("out-of-memory", f"{first_line(error)}; use smaller samples or free the GPU")
    if type(error).__name__ == "InvalidArgument":
        return DriverError("input", f"a sample does not fit the model: {first_line(error)}")
    return DriverError("run", first_line(error))
