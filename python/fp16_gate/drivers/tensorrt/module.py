"""Finding TensorRT: the module `tensorrt` or `tensorrt_bindings`, its version, and whether its library is the same version."""

from __future__ import annotations

import ctypes
import importlib
from typing import Any, NamedTuple

from ...errors import first_line
from ..errors import DriverError

_MODULES = ("tensorrt", "tensorrt_bindings")
OLDEST = (8, 6)


class TensorRT(NamedTuple):
    """The module (called trt everywhere below), its name and its version as (major, minor)."""

    trt: Any
    module: str
    version: tuple[int, int]

    @property
    def has_weak_typing(self) -> bool:
        return hasattr(self.trt.BuilderFlag, "FP16")

    @property
    def has_strong_typing(self) -> bool:
        return hasattr(self.trt.NetworkDefinitionCreationFlag, "STRONGLY_TYPED")


def require_tensorrt() -> TensorRT:
    """Raises DriverError(unavailable) without TensorRT, (version-mismatch) when it is too old or in two versions."""
    problems = []
    for name in _MODULES:
        try:
            module = importlib.import_module(name)
        except (ImportError, OSError, RuntimeError) as error:
            problems.append(f"{name}: {first_line(error)}")
            continue
        return _checked(module, name)
    raise DriverError(
        "unavailable",
        f"TensorRT can't be loaded ({'; '.join(problems)}); install tensorrt for this Python, and put its libraries on LD_LIBRARY_PATH",
    )


def _checked(module: Any, name: str) -> TensorRT:
    major, minor = (int(part) for part in module.__version__.split(".")[:2])
    if (major, minor) < OLDEST:
        raise DriverError("version-mismatch", f"TensorRT {module.__version__} is too old; 8.6 or newer is needed")
    library = _library_version(major)
    if library is not None and library != (major, minor):
        raise DriverError(
            "version-mismatch",
            f"the Python bindings are TensorRT {major}.{minor}, the library is {library[0]}.{library[1]}; install both in one version",
        )
    return TensorRT(module, name, (major, minor))


def _library_version(major: int) -> tuple[int, int] | None:
    """Version of the loaded libnvinfer, or None where it can't be asked. Encoding: NV_TENSORRT_VERSION in NvInferVersion.h."""
    try:
        number = ctypes.CDLL(f"libnvinfer.so.{major}").getInferLibVersion()
    except (OSError, AttributeError):
        return None
    return (number // 1000, number // 100 % 10) if number < 10000 else (number // 10000, number // 100 % 100)
