"""Shared by all tests. Tests that need PyTorch carry the mark `needs_torch`: without it they are skipped, with the reason shown."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]  # this tree is tested, not an installed copy

HAS_TORCH = all(importlib.util.find_spec(name) is not None for name in ("torch", "onnx", "onnxscript"))
TORCH_TESTS = {path.name for path in HERE.glob("test_*.py") if "import torch\n" in path.read_text(encoding="utf-8")}

# Without PyTorch the files that import it cannot even be collected.
collect_ignore = [] if HAS_TORCH else sorted(TORCH_TESTS)


def pytest_report_header() -> str:
    if HAS_TORCH:
        return "PyTorch is installed: all tests run"
    return f"PyTorch, onnx or onnxscript is not installed for {sys.executable}: LEFT OUT {', '.join(sorted(TORCH_TESTS))}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not HAS_TORCH:
        terminalreporter.write_line(pytest_report_header(), yellow=True)
