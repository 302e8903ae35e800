"""libcudart by ctypes: the calls of the CUDA runtime that a driver needs, where cuda-python is not installed."""

from __future__ import annotations

import ctypes
import glob
import os
import sys
from typing import Any, NamedTuple

_LIBRARY_NAMES = ("libcudart.so", "libcudart.so.13", "libcudart.so.12", "libcudart.so.11.0", "cudart64_13.dll", "cudart64_12.dll")
# The structure grows with every version; its first field is the name, and this is several times its size.
_PROPERTIES_BYTES = 1 << 14
_NAME_BYTES = 256


def load_cudart() -> ctypes.CDLL:
    """The runtime library, by its usual names or from NVIDIA's Python packages. Raises OSError where there is none."""
    installed = [
        path
        for folder in sys.path
        for path in sorted(glob.glob(os.path.join(folder, "nvidia", "*", "lib", "libcudart.so.*")), reverse=True)
    ]
    for name in (*_LIBRARY_NAMES, *installed):
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise OSError("libcudart was not found")


class _Properties(NamedTuple):
    name: bytes


class CudartLibrary:
    """libcudart by ctypes, with cuda-python's conventions: each function returns (status, values…)."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library

    def cudaGetDeviceProperties(self, device: int) -> tuple[Any, ...]:
        properties = ctypes.create_string_buffer(_PROPERTIES_BYTES)
        get = getattr(self._library, "cudaGetDeviceProperties_v2", None) or self._library.cudaGetDeviceProperties
        status = get(properties, ctypes.c_int(device))
        return status, _Properties(properties.raw[:_NAME_BYTES])

    def cudaGetDeviceCount(self) -> tuple[int, ...]:
        return self._integer("cudaGetDeviceCount")

    def cudaRuntimeGetVersion(self) -> tuple[int, ...]:
        return self._integer("cudaRuntimeGetVersion")

    def _integer(self, name: str, *arguments: Any) -> tuple[int, ...]:
        value = ctypes.c_int()
        return getattr(self._library, name)(ctypes.byref(value), *arguments), value.value

    def _handle(self, name: str, *arguments: Any) -> tuple[int, ...]:
        value = ctypes.c_void_p()
        return getattr(self._library, name)(ctypes.byref(value), *arguments), value.value or 0

    def cudaSetDevice(self, device: int) -> tuple[int, ...]:
        return (self._library.cudaSetDevice(ctypes.c_int(device)),)

    def cudaDeviceGetAttribute(self, attribute: int, device: int) -> tuple[int, ...]:
        return self._integer("cudaDeviceGetAttribute", ctypes.c_int(attribute), ctypes.c_int(device))

    def cudaDeviceGetPCIBusId(self, length: int, device: int) -> tuple[Any, ...]:
        text = ctypes.create_string_buffer(length)
        return self._library.cudaDeviceGetPCIBusId(text, ctypes.c_int(length), ctypes.c_int(device)), text.value

    def cudaMalloc(self, size: int) -> tuple[int, ...]:
        return self._handle("cudaMalloc", ctypes.c_size_t(size))

    def cudaFree(self, address: int) -> tuple[int, ...]:
        return (self._library.cudaFree(ctypes.c_void_p(address)),)

    def cudaMemset(self, address: int, byte: int, size: int) -> tuple[int, ...]:
        return (self._library.cudaMemset(ctypes.c_void_p(address), ctypes.c_int(byte), ctypes.c_size_t(size)),)

    def cudaMemcpy(self, to: int, source: int, size: int, direction: int) -> tuple[int, ...]:
        return (self._library.cudaMemcpy(ctypes.c_void_p(to), ctypes.c_void_p(source), ctypes.c_size_t(size), ctypes.c_int(direction)),)

    def cudaStreamCreate(self) -> tuple[int, ...]:
        return self._handle("cudaStreamCreate")

    def cudaStreamSynchronize(self, stream: int) -> tuple[int, ...]:
        return (self._library.cudaStreamSynchronize(ctypes.c_void_p(stream)),)

    def cudaEventCreate(self) -> tuple[int, ...]:
        return self._handle("cudaEventCreate")

    def cudaEventRecord(self, event: int, stream: int) -> tuple[int, ...]:
        return (self._library.cudaEventRecord(ctypes.c_void_p(event), ctypes.c_void_p(stream)),)

    def cudaEventSynchronize(self, event: int) -> tuple[int, ...]:
        return (self._library.cudaEventSynchronize(ctypes.c_void_p(event)),)

    def cudaEventElapsedTime(self, start: int, end: int) -> tuple[Any, ...]:
        value = ctypes.c_float()
        status = self._library.cudaEventElapsedTime(ctypes.byref(value), ctypes.c_void_p(start), ctypes.c_void_p(end))
        return status, value.value
