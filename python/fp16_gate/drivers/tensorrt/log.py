"""What TensorRT logs: kept, because its functions answer failures with None and leave the reason to the log."""

from __future__ import annotations

import re
import sys
from typing import Any

from ..errors import DriverError, one_line

_MEMORY = re.compile(r"out of memory|OutOfMemory|insufficient memory|could not allocate|Cuda failure.{0,20}\b2\b", re.IGNORECASE)
_DEVICE = re.compile(
    r"incompatible device|got compute|Platform specific tag mismatch|No kernel image|no builder resource|unsupported SM", re.IGNORECASE
)
_VERSION = re.compile(r"Version tag does not match|expecting library version|not compatible with this version|older version", re.IGNORECASE)
_NO_ENGINE = re.compile(r"Magic tag does not match|header|corrupt|truncated", re.IGNORECASE)
_OTHER_MODEL_OF_DEVICE = re.compile(r"across different models of devices", re.IGNORECASE)
_KEPT_MESSAGES = 200


class Log:
    """Messages of one run. `logger` goes to TensorRT's constructors and must outlive them."""

    def __init__(self, trt: Any) -> None:
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self.logger = _logger_class(trt)(self)

    def reason(self) -> str:
        """The first error since `forget`: later ones follow from it."""
        return one_line(self.errors[0], 400) if self.errors else "TensorRT gave no reason"

    def forget(self) -> None:
        self.errors.clear()

    def failure(self, category: str, what: str) -> DriverError:
        """The error for a failed call: out-of-memory where the log says so, else `category`."""
        text = " ".join(self.errors)
        if _MEMORY.search(text):
            return DriverError("out-of-memory", f"{what}: {self.reason()}; free the GPU or use smaller shapes")
        return DriverError(category, f"{what}: {self.reason()}")

    def engine_file_failure(self, path: str, version: str, device: str) -> DriverError:
        """The error for an engine file that could not be loaded."""
        text = " ".join([*self.errors, *self.warnings])
        for pattern, category, advice in (
            (_MEMORY, "out-of-memory", "free the GPU"),
            (_DEVICE, "wrong-device", f"it was built for another GPU; this is {device}"),
            (_VERSION, "version-mismatch", f"it was built by another TensorRT; this is {version}"),
            (_NO_ENGINE, "parse", "it is no TensorRT engine, or it is damaged"),
        ):
            if pattern.search(text):
                return DriverError(category, f"{path} can't be loaded, {advice}: {self.reason()}")
        return DriverError("version-mismatch", f"{path} can't be loaded by TensorRT {version}: {self.reason()}")

    def notes(self) -> list[str]:
        return [one_line(warning) for warning in self.warnings if _OTHER_MODEL_OF_DEVICE.search(warning)]


def _logger_class(trt: Any) -> Any:
    severity = trt.ILogger.Severity

    class Logger(trt.ILogger):
        def __init__(self, log: Log) -> None:
            trt.ILogger.__init__(self)
            self._log = log

        def log(self, level: Any, message: str) -> None:
            if level in (severity.INTERNAL_ERROR, severity.ERROR):
                kept = self._log.errors
            elif level == severity.WARNING:
                kept = self._log.warnings
            else:
                return
            print(f"TensorRT: {message}", file=sys.stderr)
            if len(kept) < _KEPT_MESSAGES:
                kept.append(message)

    return Logger
