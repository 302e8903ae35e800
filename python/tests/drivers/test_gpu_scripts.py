"""The scripts for GPU machines, tried on the CPU: one network through the driver, and one that does not run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx_models import save_norm

from fp16_gate.safetensors_file import SafetensorsWriter

ROOT = Path(__file__).resolve().parents[3]
X = np.array([[1, 2, 3, 4], [400, -800, 1200, 60]], np.float32)


def save(path: Path, name: str, array: np.ndarray) -> None:
    with SafetensorsWriter(str(path)) as file:
        file.add(name, "F32", array.shape, memoryview(np.ascontiguousarray(array)).cast("B"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with `zoo` (a network that runs and one that is damaged) and `bin`."""
    for name in ("norm", "damaged"):
        network = tmp_path / "zoo" / name
        network.mkdir(parents=True)
        shutil.copy(save_norm(tmp_path), network / "model.onnx")
        save(network / "inputs.safetensors", "x", X)
        save(network / "reference.safetensors", "y", X / np.sqrt((X * X).mean(axis=-1, keepdims=True)))
    (tmp_path / "zoo" / "damaged" / "model.onnx").write_bytes(b"damaged")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "python-onnxruntime"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}/python" exec "{sys.executable}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def run_drivers(place: Path, *arguments: str) -> tuple[int, str, dict[str, Any]]:
    script = ROOT / "scripts" / "gpu" / "run_drivers.py"
    options = json.dumps({"providers": ["CPUExecutionProvider"]})
    command = [sys.executable, str(script), "--engine", "onnxruntime", "--precision", "fp32", "--engine-options", options]
    command += ["--bin", str(place / "bin"), "--zoo", str(place / "zoo"), "--out", str(place / "out"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    table = place / "out" / "table.json"
    return done.returncode, done.stdout, json.loads(table.read_text(encoding="utf-8")) if table.exists() else {}


def test_what_ran_is_measured_and_what_did_not_is_told(place: Path) -> None:
    pytest.importorskip("onnxruntime")
    status, printed, table = run_drivers(place)
    assert status == 1
    assert table["norm/fp32"]["maxAbs"]["y"] < 1e-5
    assert table["norm/fp32"]["repeatsAgree"]
    assert table["damaged/fp32"]["status"] == 3
    assert "parse: " in printed


def test_nothing_is_started_after_the_deadline(place: Path) -> None:
    status, printed, table = run_drivers(place, "--deadline", "1")
    assert (status, table) == (1, {})
    assert printed.count("not started") == 2
