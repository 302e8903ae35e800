"""The drivers pass the conformance test that the tool runs against any driver: `fp16-gate doctor`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="Node.js is not installed")


def doctor(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(NODE), str(ROOT / "dist" / "cli.js"), "doctor", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "python")}
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env=environment)


def test_the_onnx_runtime_driver_keeps_to_the_protocol() -> None:
    pytest.importorskip("onnxruntime")
    done = doctor("--engine", "onnxruntime", "--python", sys.executable, "--engine-options", '{"providers": ["CPUExecutionProvider"]}')
    assert done.returncode == 0, done.stdout + done.stderr
    assert "keeps to the protocol" in done.stdout


def test_the_tensorrt_driver_keeps_to_the_protocol() -> None:
    pytest.importorskip("onnx")
    stand_in = str(Path(__file__).with_name("stand_in_driver.py"))
    done = doctor("--driver", json.dumps([sys.executable, stand_in, "10.13.3"]))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "keeps to the protocol" in done.stdout
