"""What NVIDIA's management library says of the GPU: driver version and clocks. Everything is absent where it can't be read."""

from __future__ import annotations

import ctypes
from typing import Any

_LIBRARIES = ("libnvidia-ml.so.1", "nvml.dll")
_TEXT_BYTES = 96

# Numbers of nvml.h
_CLOCK_SM, _CLOCK_MEMORY = 1, 2
_TEMPERATURE_GPU = 0


class GpuState:
    """One GPU, found by its PCI address such as `0000:17:00.0`; without an address only the driver's version is known."""

    def __init__(self, pci_address: str | None) -> None:
        self._library = _load()
        self._device = ctypes.c_void_p()
        if self._library is None or pci_address is None:
            return
        if self._library.nvmlDeviceGetHandleByPciBusId_v2(pci_address.encode(), ctypes.byref(self._device)) != 0:
            self._device = ctypes.c_void_p()

    def driver_version(self) -> str | None:
        """Such as `580.159.04`."""
        text = ctypes.create_string_buffer(_TEXT_BYTES)
        if self._library is None or self._library.nvmlSystemGetDriverVersion(text, _TEXT_BYTES) != 0:
            return None
        return text.value.decode("ascii", "replace")

    def clocks(self) -> dict[str, Any] | None:
        """Clocks now, temperature and power: whether two latencies can be compared."""
        if self._library is None or not self._device:
            return None
        milliwatts = self._number("nvmlDeviceGetPowerUsage")
        state = {
            "smMHz": self._number("nvmlDeviceGetClockInfo", _CLOCK_SM),
            "smMaxMHz": self._number("nvmlDeviceGetMaxClockInfo", _CLOCK_SM),
            "memoryMHz": self._number("nvmlDeviceGetClockInfo", _CLOCK_MEMORY),
            "temperatureC": self._number("nvmlDeviceGetTemperature", _TEMPERATURE_GPU),
            "powerW": None if milliwatts is None else milliwatts / 1000,
        }
        known = {key: value for key, value in state.items() if value is not None}
        return known or None

    def _number(self, function: str, *arguments: int) -> int | None:
        value = ctypes.c_uint()
        status = getattr(self._library, function)(self._device, *[ctypes.c_uint(a) for a in arguments], ctypes.byref(value))
        return value.value if status == 0 else None


def _load() -> Any:
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
            return library if library.nvmlInit_v2() == 0 else None
        except (OSError, AttributeError):
            continue
    return None
