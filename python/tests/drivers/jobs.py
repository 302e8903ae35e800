"""Making jobs, and running a driver on them as a program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

PYTHON_FOLDER = Path(__file__).resolve().parents[2]


def write_job(folder: Path, source: Path, samples: list[dict[str, np.ndarray]], **changes: Any) -> Path:
    """A job in `folder` whose keys are replaced by `changes`; returns the path of job.json."""
    (folder / "out").mkdir(parents=True)
    job: dict[str, Any] = {
        "protocol": 1,
        "models": {"source": str(source)},
        "precision": "fp32",
        "samples": [{"inputs": _save_all(folder, index, sample)} for index, sample in enumerate(samples)],
        "outDir": "out",
        **changes,
    }
    path = folder / "job.json"
    path.write_text(json.dumps(job), encoding="utf-8")
    return path


def _save_all(folder: Path, index: int, sample: dict[str, np.ndarray]) -> dict[str, str]:
    files = {}
    for number, (name, value) in enumerate(sample.items()):
        files[name] = f"{index}-{number}.npy"
        np.save(folder / files[name], value)
    return files


def run_driver(driver: str, job: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m fp16_gate.drivers.DRIVER job.json` as the gate does: in the job's folder, without the caller's environment."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", f"fp16_gate.drivers.{driver}", "job.json"],
        cwd=job.parent,
        env={"PYTHONPATH": str(PYTHON_FOLDER), "PATH": "/usr/bin:/bin", "HOME": str(job.parent), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def result_of(job: Path) -> dict[str, Any]:
    """result.json of a finished job."""
    return json.loads((job.parent / "out" / "result.json").read_text(encoding="utf-8"))


def tensors(job: Path, files: dict[str, str]) -> dict[str, np.ndarray]:
    """The `.npy` files of a result."""
    return {name: np.load(job.parent / "out" / file, allow_pickle=False) for name, file in files.items()}


def last_line(stderr: str) -> str:
    return stderr.strip().splitlines()[-1]
