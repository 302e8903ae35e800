"""Runs the PyTorch driver on the GPU, in half precision and under autocast, with a small network made here.

python3 scripts/gpu/try_torch.py DEST/bin/python-torch FOLDER
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn


def main() -> int:
    python, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(64, 64), nn.LayerNorm(64), nn.GELU(), nn.Linear(64, 8)).eval()
    x = torch.randn(4, 64)
    with torch.no_grad():
        reference = network(x).numpy()
    torch.jit.trace(network, x).save(str(folder / "net.pt"))
    torch.export.save(torch.export.export(network, (x,)), str(folder / "net.pt2"))
    np.save(folder / "x.npy", x.numpy())
    failed = 0
    for program in ("net.pt", "net.pt2"):
        for precision, method in (("fp32", "half"), ("fp16", "half"), ("fp16", "autocast")):
            failed += not _run(python, folder, program, precision, method, reference)
    return 1 if failed else 0


def _run(python: str, folder: Path, program: str, precision: str, method: str, reference: np.ndarray) -> bool:
    run = folder / f"{program}-{precision}-{method}"
    (run / "out").mkdir(parents=True)
    job = {
        "protocol": 1,
        "models": {"source": f"../{program}"},
        "precision": precision,
        "samples": [{"inputs": {"input": "../x.npy"}}],
        "want": {"latency": True},
        "options": {"method": method, "inputNames": ["input"], "outputNames": ["y"]},
        "outDir": "out",
    }
    (run / "job.json").write_text(json.dumps(job), encoding="utf-8")
    command = [python, "-m", "fp16_gate.drivers.torch", "job.json"]
    done = subprocess.run(command, cwd=run, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        print(f"{run.name}: status {done.returncode}: {done.stderr.strip().splitlines()[-1:]}", flush=True)
        return False
    result = json.loads((run / "out" / "result.json").read_text(encoding="utf-8"))
    y = np.load(run / "out" / result["samples"][0]["outputs"]["y"]).astype(np.float64)
    print(f"{run.name}: {np.abs(y - reference).max():.3g}  {result['latencyMs']['median']:.3f} ms  {result['engine']}", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
