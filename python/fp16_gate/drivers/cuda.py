"""The few calls of the CUDA runtime that a driver needs, through whatever is installed: cuda-python, libcudart by ctypes, or PyTorch."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from ..errors import first_line
from .cudart_library import CudartLibrary, load_cudart
from .errors import DriverError

# cudaError_t and cudaDeviceAttr of driver_types.h
_OUT_OF_MEMORY, _INSUFFICIENT_DRIVER, _NO_DEVICE = 2, 35, 100
_MAJOR, _MINOR = 75, 76
_TO_DEVICE, _TO_HOST = 1, 2


class Cuda:
    """One GPU. `calls` is cuda-python's runtime module, or an object with the same functions that return (status, values…)."""

    def __init__(self, calls: Any, by: str, device: int) -> None:
        self._calls = calls
        self.by = by
        count = self._call("cudaGetDeviceCount")
        if device >= count:
            raise DriverError("unavailable", f"there is no GPU {device}: {count} found; set options.device or CUDA_VISIBLE_DEVICES")
        self._call("cudaSetDevice", device)
        self._device = device

    def description(self) -> dict[str, Any]:
        """`device`, `computeCapability` and `cuda` of the protocol's `engine`."""
        version = self._call("cudaRuntimeGetVersion")
        return {
            "device": self._name(),
            "computeCapability": f"{self._attribute(_MAJOR)}.{self._attribute(_MINOR)}",
            "cuda": f"{version // 1000}.{version % 1000 // 10}",
        }

    def _name(self) -> str:
        name = self._call("cudaGetDeviceProperties", self._device).name
        return name.split(b"\0")[0].decode() if isinstance(name, bytes) else str(name)

    def _attribute(self, number: int) -> int:
        kind = getattr(self._calls, "cudaDeviceAttr", None)
        return int(self._call("cudaDeviceGetAttribute", kind(number) if kind else number, self._device))

    def pci_address(self) -> str | None:
        """Address of the GPU, or None where the runtime does not tell."""
        try:
            text = self._call("cudaDeviceGetPCIBusId", 32, self._device)
        except DriverError:
            return None
        return text.split(b"\0")[0].decode() if isinstance(text, bytes) else str(text)

    def allocate(self, size: int) -> int:
        """Address of `size` bytes on the GPU (at least 1). Raises DriverError(out-of-memory)."""
        return int(self._call("cudaMalloc", max(size, 1)))

    def free(self, address: int) -> None:
        self._call("cudaFree", address)

    def fill(self, address: int, byte: int, size: int) -> None:
        self._call("cudaMemset", address, byte, size)

    def to_device(self, address: int, array: np.ndarray) -> None:
        """Copy a C-ordered array to the GPU."""
        if array.nbytes:
            self._call("cudaMemcpy", address, array.ctypes.data, array.nbytes, self._direction(_TO_DEVICE))

    def to_host(self, array: np.ndarray, address: int) -> None:
        """Copy from the GPU into a C-ordered array."""
        if array.nbytes:
            self._call("cudaMemcpy", array.ctypes.data, address, array.nbytes, self._direction(_TO_HOST))

    def _direction(self, number: int) -> Any:
        kind = getattr(self._calls, "cudaMemcpyKind", None)
        return kind(number) if kind else number

    def stream(self) -> int:
        return int(self._call("cudaStreamCreate"))

    def synchronize(self, stream: int) -> None:
        self._call("cudaStreamSynchronize", stream)

    def stopwatch(self, stream: int) -> Stopwatch:
        return Stopwatch(self, stream)

    def call(self, name: str, *arguments: Any) -> Any:
        return self._call(name, *arguments)

    def _call(self, name: str, *arguments: Any) -> Any:
        status, *values = getattr(self._calls, name)(*arguments)
        if int(status) != 0:
            raise _cuda_error(int(status), name)
        return values[0] if values else None


class Stopwatch:
    """GPU time between two events on a stream."""

    def __init__(self, cuda: Cuda, stream: int) -> None:
        self._cuda = cuda
        self._stream = stream
        self._events = (cuda.call("cudaEventCreate"), cuda.call("cudaEventCreate"))

    def start(self) -> None:
        self._cuda.call("cudaEventRecord", self._events[0], self._stream)

    def stop(self) -> float:
        """Milliseconds since `start`, when the stream has come so far."""
        self._cuda.call("cudaEventRecord", self._events[1], self._stream)
        self._cuda.call("cudaEventSynchronize", self._events[1])
        return float(self._cuda.call("cudaEventElapsedTime", *self._events))


def _cuda_error(status: int, name: str) -> DriverError:
    if status == _OUT_OF_MEMORY:
        return DriverError("out-of-memory", f"the GPU is out of memory ({name}); use smaller samples or free the GPU")
    if status == _NO_DEVICE or (status == _INSUFFICIENT_DRIVER and not _has_driver()):
        return DriverError("unavailable", "there is no NVIDIA GPU that CUDA can use on this machine (or CUDA_VISIBLE_DEVICES hides it)")
    if status == _INSUFFICIENT_DRIVER:
        return DriverError(
            "version-mismatch", "the NVIDIA driver is older than this CUDA runtime needs; update the driver or use an older runtime"
        )
    return DriverError("run", f"{name} failed with CUDA error {status}; an earlier kernel may have failed")


def _has_driver() -> bool:
    """The runtime reports a missing driver as one that is too old."""
    for name in ("libcuda.so.1", "nvcuda.dll"):
        try:
            ctypes.CDLL(name)
            return True
        except OSError:
            continue
    return False


def open_cuda(device: int) -> Cuda:
    """GPU number `device`. Raises DriverError(unavailable) where there is no CUDA runtime or no such GPU."""
    problems = []
    for by, load in (("cuda-python", _cuda_python), ("libcudart", lambda: CudartLibrary(load_cudart())), ("torch", _torch)):
        try:
            return Cuda(load(), by, device)
        except (ImportError, OSError, AttributeError, RuntimeError) as error:
            problems.append(f"{by}: {first_line(error)}")
    raise DriverError("unavailable", "no CUDA runtime: install cuda-python, PyTorch or the CUDA toolkit (" + "; ".join(problems) + ")")


def _cuda_python() -> Any:
    try:
        from cuda.bindings import runtime
    except ImportError:
        from cuda import cudart as runtime
    return runtime


def _torch() -> Any:
    """PyTorch brings a CUDA runtime: importing it makes the library's symbols available by its path."""
    import torch

    if torch.version.cuda is None:
        raise ImportError("this PyTorch is built without CUDA")
    if not torch.cuda.is_available():
        raise DriverError("unavailable", "there is no NVIDIA GPU that PyTorch can use on this machine")
    with open("/proc/self/maps", encoding="ascii", errors="replace") as maps:
        loaded = [line.split(maxsplit=5)[5].strip() for line in maps if "libcudart" in line]
    if not loaded:
        raise ImportError("this PyTorch holds its CUDA runtime inside, out of reach")
    return CudartLibrary(ctypes.CDLL(loaded[0]))
