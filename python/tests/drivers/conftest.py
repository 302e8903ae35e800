"""Shared by the tests of the drivers. Tests of a backend that is not installed are left out, and the header says so."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

_NEEDS = {
    "test_onnxruntime_driver.py": ("onnxruntime", "onnx"),
    "test_torch_driver.py": ("torch",),
    "test_tensorrt_driver.py": ("onnx",),
    "test_onnx_nodes.py": ("onnx",),
    "test_gpu_scripts.py": ("onnx",),
}
_LEFT_OUT = {
    file: [name for name in names if importlib.util.find_spec(name) is None]
    for file, names in _NEEDS.items()
    if any(importlib.util.find_spec(name) is None for name in names)
}
collect_ignore = sorted(_LEFT_OUT)


def pytest_report_header() -> list[str]:
    return [f"LEFT OUT {file}: {', '.join(missing)} not installed for {sys.executable}" for file, missing in _LEFT_OUT.items()]
