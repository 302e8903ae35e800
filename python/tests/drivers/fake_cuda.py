"""A stand-in for cuda-python's runtime module: "device" memory is host memory, every function returns (status, values…)."""

from __future__ import annotations

import ctypes
import types
from typing import Any

SUCCESS, OUT_OF_MEMORY, NO_DEVICE = 0, 2, 100


class FakeCuda:
    """One GPU with `memory_bytes`. `live` holds what is allocated, so that a test sees what was not given back."""

    def __init__(self, devices: int = 1, memory_bytes: int = 1 << 30) -> None:
        self.devices = devices
        self.free_bytes = memory_bytes
        self.live: dict[int, Any] = {}
        self.current: int | None = None
        self.events = 0

    def module(self) -> types.ModuleType:
        module = types.ModuleType("cuda.bindings.runtime")
        for name in dir(self):
            if name.startswith("cuda"):
                setattr(module, name, getattr(self, name))
        return module

    def cudaGetDeviceCount(self) -> tuple[Any, ...]:
        return (SUCCESS, self.devices) if self.devices else (NO_DEVICE, None)

    def cudaSetDevice(self, device: int) -> tuple[Any, ...]:
        self.current = device
        return (SUCCESS,)

    def cudaRuntimeGetVersion(self) -> tuple[Any, ...]:
        return SUCCESS, 12090

    def cudaDeviceGetAttribute(self, attribute: int, device: int) -> tuple[Any, ...]:
        return SUCCESS, {75: 9, 76: 0}[attribute]

    def cudaGetDeviceProperties(self, device: int) -> tuple[Any, ...]:
        return SUCCESS, types.SimpleNamespace(name=b"Stand-in GPU\0\0")

    def cudaDeviceGetPCIBusId(self, length: int, device: int) -> tuple[Any, ...]:
        return SUCCESS, b"0000:00:00.0\0"

    def cudaMalloc(self, size: int) -> tuple[Any, ...]:
        if size > self.free_bytes:
            return OUT_OF_MEMORY, None
        buffer = ctypes.create_string_buffer(size)
        self.free_bytes -= size
        self.live[ctypes.addressof(buffer)] = buffer
        return SUCCESS, ctypes.addressof(buffer)

    def cudaFree(self, address: int) -> tuple[Any, ...]:
        self.free_bytes += len(self.live.pop(address))
        return (SUCCESS,)

    def cudaMemset(self, address: int, byte: int, size: int) -> tuple[Any, ...]:
        self._inside(address, size)
        ctypes.memset(address, byte, size)
        return (SUCCESS,)

    def cudaMemcpy(self, to: int, source: int, size: int, direction: int) -> tuple[Any, ...]:
        self._inside(to if direction == 1 else source, size)
        ctypes.memmove(to, source, size)
        return (SUCCESS,)

    def _inside(self, address: int, size: int) -> None:
        assert size <= len(self.live[address]), "a copy beyond the buffer"

    def cudaStreamCreate(self) -> tuple[Any, ...]:
        return SUCCESS, 7

    def cudaStreamSynchronize(self, stream: int) -> tuple[Any, ...]:
        assert stream == 7
        return (SUCCESS,)

    def cudaEventCreate(self) -> tuple[Any, ...]:
        self.events += 1
        return SUCCESS, self.events

    def cudaEventRecord(self, event: int, stream: int) -> tuple[Any, ...]:
        return (SUCCESS,)

    def cudaEventSynchronize(self, event: int) -> tuple[Any, ...]:
        return (SUCCESS,)

    def cudaEventElapsedTime(self, start: int, end: int) -> tuple[Any, ...]:
        assert start != end
        return SUCCESS, 0.25
