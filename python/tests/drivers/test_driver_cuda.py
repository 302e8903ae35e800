"""The CUDA runtime through whatever is installed, with stand-ins for the libraries."""

from __future__ import annotations

import ctypes
import sys
import types
from typing import Any

import numpy as np
import pytest
from fake_cuda import FakeCuda

from fp16_gate.drivers import cuda, cudart_library, gpu_state
from fp16_gate.drivers.cuda import Cuda, open_cuda
from fp16_gate.drivers.errors import DriverError


class FakeLibrary:
    """libcudart as ctypes shows it: values come back through pointers, and every function returns a status."""

    def __init__(self, machine: FakeCuda) -> None:
        self._machine = machine

    def __getattr__(self, name: str) -> Any:
        if not hasattr(self._machine, name):
            raise AttributeError(name)
        return lambda *arguments: self._call(name, *arguments)

    def cudaGetDeviceProperties(self, properties: Any, device: Any) -> int:
        properties.value = b"Library GPU"
        return 0

    def cudaDeviceGetPCIBusId(self, text: Any, length: Any, device: Any) -> int:
        text.value = b"0000:17:00.0"
        return 0

    def _call(self, name: str, *arguments: Any) -> int:
        plain = [getattr(argument, "value", argument) for argument in arguments]
        gives = name.startswith(("cudaGet", "cudaRuntime", "cudaMalloc", "cudaStreamCreate", "cudaEventCreate", "cudaEventElapsed"))
        if gives or name == "cudaDeviceGetAttribute":
            status, value = getattr(self._machine, name)(*plain[1:])
            arguments[0]._obj.value = value or 0
            return status
        return getattr(self._machine, name)(*plain)[0]


def opened(by: str, monkeypatch: pytest.MonkeyPatch) -> Cuda:
    """GPU 0 through cuda-python or through ctypes."""
    machine = FakeCuda()
    bindings = types.ModuleType("cuda.bindings")
    bindings.runtime = machine.module()
    present = by == "cuda-python"
    monkeypatch.setitem(sys.modules, "cuda", types.ModuleType("cuda") if present else None)
    monkeypatch.setitem(sys.modules, "cuda.bindings", bindings if present else None)
    monkeypatch.setattr(cuda, "load_cudart", lambda: FakeLibrary(machine))
    return open_cuda(0)


@pytest.mark.parametrize("by", ["cuda-python", "libcudart"])
def test_memory_goes_there_and_back(monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    gpu = opened(by, monkeypatch)
    assert gpu.by == by
    array = np.arange(12, dtype=np.float32).reshape(3, 4)
    address = gpu.allocate(array.nbytes)
    gpu.to_device(address, array)
    back = np.empty_like(array)
    gpu.to_host(back, address)
    np.testing.assert_array_equal(back, array)
    gpu.fill(address, 0xFF, array.nbytes)
    gpu.to_host(back, address)
    assert np.isnan(back).all(), "what a kernel does not write must not look like a number"
    gpu.free(address)


@pytest.mark.parametrize(
    ("by", "name", "address"), [("cuda-python", "Stand-in GPU", "0000:00:00.0"), ("libcudart", "Library GPU", "0000:17:00.0")]
)
def test_the_gpu_is_described(monkeypatch: pytest.MonkeyPatch, by: str, name: str, address: str) -> None:
    gpu = opened(by, monkeypatch)
    assert gpu.description() == {"device": name, "computeCapability": "9.0", "cuda": "12.9"}
    assert gpu.pci_address() == address


@pytest.mark.parametrize("by", ["cuda-python", "libcudart"])
def test_time_is_taken_between_two_events(monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    gpu = opened(by, monkeypatch)
    stopwatch = gpu.stopwatch(gpu.stream())
    stopwatch.start()
    assert stopwatch.stop() == 0.25


def test_a_missing_driver_is_not_called_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = FakeCuda()
    machine.cudaGetDeviceCount = lambda: (35, None)  # type: ignore[method-assign]
    monkeypatch.setattr(cuda, "_has_driver", lambda: False)
    with pytest.raises(DriverError, match="no NVIDIA GPU") as caught:
        Cuda(machine.module(), "test", 0)
    assert caught.value.category == "unavailable"
    monkeypatch.setattr(cuda, "_has_driver", lambda: True)
    with pytest.raises(DriverError, match="older than this CUDA runtime") as caught:
        Cuda(machine.module(), "test", 0)
    assert caught.value.category == "version-mismatch"


def test_without_any_cuda_runtime_all_that_was_tried_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("cuda", "cuda.bindings", "torch"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(ctypes, "CDLL", _absent)
    monkeypatch.setattr(cudart_library.glob, "glob", lambda pattern: [])
    with pytest.raises(DriverError, match=r"cuda-python.*libcudart.*torch") as caught:
        open_cuda(0)
    assert caught.value.category == "unavailable"


def _absent(*arguments: Any) -> Any:
    raise OSError("cannot open shared object file")


class FakeNvml:
    """libnvidia-ml as ctypes shows it. Power can't be read on this GPU."""

    def nvmlInit_v2(self) -> int:
        return 0

    def nvmlSystemGetDriverVersion(self, text: Any, length: int) -> int:
        text.value = b"580.159.04"
        return 0

    def nvmlDeviceGetHandleByPciBusId_v2(self, address: bytes, handle: Any) -> int:
        handle._obj.value = 1
        return 0 if address == b"0000:17:00.0" else 6

    def nvmlDeviceGetClockInfo(self, handle: Any, kind: Any, value: Any) -> int:
        value._obj.value = {1: 1410, 2: 2619}[kind.value]
        return 0

    def nvmlDeviceGetMaxClockInfo(self, handle: Any, kind: Any, value: Any) -> int:
        value._obj.value = 1980
        return 0

    def nvmlDeviceGetTemperature(self, handle: Any, kind: Any, value: Any) -> int:
        value._obj.value = 41
        return 0

    def nvmlDeviceGetPowerUsage(self, handle: Any, value: Any) -> int:
        return 3


def test_clocks_are_those_of_the_right_gpu_and_absent_where_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpu_state, "_load", FakeNvml)
    state = gpu_state.GpuState("0000:17:00.0")
    assert state.driver_version() == "580.159.04"
    assert state.clocks() == {"smMHz": 1410, "smMaxMHz": 1980, "memoryMHz": 2619, "temperatureC": 41}
    assert gpu_state.GpuState("0000:99:00.0").clocks() is None
    assert gpu_state.GpuState(None).clocks() is None
    monkeypatch.setattr(gpu_state, "_load", lambda: None)
    assert gpu_state.GpuState("0000:17:00.0").driver_version() is None
