"""Runs a driver over network folders, without the rest of the tool: errors against the reference, latency, layers.

    python3 scripts/gpu/run_drivers.py --engine tensorrt --bin DEST/bin --zoo ZOO --out OUT [--case NAME]… [--precision fp16]…

A network folder holds model.onnx, model.opset17.onnx, inputs.safetensors, reference.safetensors and, for onnxruntime in FP16,
model.fp16.onnx. OUT gets one folder per run (job, answer, log) and table.json, which is rewritten after every run.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python"), str(ROOT / "scripts" / "gpu")]

from bounded import Deadline, for_each, run_bounded  # noqa: E402
from fp16_gate.safetensors_file import read_header  # noqa: E402

_DTYPES = {"F32": "<f4", "F16": "<f2", "F64": "<f8", "I64": "<i8", "I32": "<i4", "BOOL": "?", "U8": "u1"}


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """All tensors of a .safetensors file."""
    data = path.read_bytes()
    return {
        name: np.frombuffer(data[start:end], _DTYPES[dtype]).reshape(shape)
        for name, (dtype, shape, start, end) in read_header(str(path)).items()
    }


def write_job(folder: Path, network: Path, options: argparse.Namespace, precision: str) -> None:
    """A job in `folder` that asks for everything."""
    (folder / "out").mkdir(parents=True)
    files = {}
    for index, (name, array) in enumerate(read_tensors(network / "inputs.safetensors").items()):
        files[name] = f"{index}.npy"
        np.save(folder / files[name], array)
    models = {"source": str(network / options.model)}
    if precision != "fp32" and options.engine == "onnxruntime":
        models["typed"] = str(network / "model.fp16.onnx")
    job = {
        "protocol": 1,
        "models": models,
        "precision": precision,
        "typing": "weak" if options.engine == "tensorrt" else "strong",
        "samples": [{"inputs": files}],
        "want": {"latency": True, "layers": True, "repeats": 2, "builds": options.builds},
        "options": json.loads(options.engine_options),
        "outDir": "out",
    }
    (folder / "job.json").write_text(json.dumps(job, indent=1), encoding="utf-8")


def summary(folder: Path, network: Path) -> dict[str, Any]:
    """What one answer says, against the reference."""
    out = folder / "out"
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    reference = read_tensors(network / "reference.safetensors")
    builds = [result, *result.get("builds", [])]
    first, again = builds[0]["samples"][0]["outputs"], builds[0]["samples"][0]["repeats"][0]["outputs"]
    precisions = [layer.get("precision", "unknown") for layer in result.get("layers", [])]
    return {
        "maxAbs": {name: worst(np.load(out / file), reference[name]) for name, file in first.items()},
        "otherBuilds": [
            {name: worst(np.load(out / file), reference[name]) for name, file in build["samples"][0]["outputs"].items()}
            for build in builds[1:]
        ],
        "repeatsAgree": all((out / first[name]).read_bytes() == (out / again[name]).read_bytes() for name in first),
        "latencyMs": result.get("latencyMs"),
        "build": result.get("build"),
        "layers": {kind: precisions.count(kind) for kind in sorted(set(precisions))},
        "engine": result["engine"],
        "notes": result.get("notes", []),
    }


def worst(value: np.ndarray, reference: np.ndarray) -> float | str:
    """Largest absolute difference; a text when a value is not finite or the shape is another."""
    if value.shape != reference.shape:
        return f"shape {list(value.shape)}"
    difference = np.abs(value.astype(np.float64) - reference.astype(np.float64))
    return float(difference.max()) if np.isfinite(difference).all() else "inf"


def main() -> int:
    parser = argparse.ArgumentParser()
    add = parser.add_argument
    add("--engine", required=True, choices=("tensorrt", "onnxruntime"))
    add("--bin", required=True, type=Path)
    add("--zoo", required=True, type=Path)
    add("--out", required=True, type=Path)
    add("--model", default="model.onnx")
    add("--case", action="append")
    add("--precision", action="append", choices=("fp32", "fp16"))
    add("--builds", type=int, default=1)
    add("--engine-options", default="{}")
    add("--jobs", type=int, default=4)
    add("--deadline", type=float, default=480)
    options = parser.parse_args()
    cases = options.case or sorted(path.name for path in options.zoo.iterdir() if (path / options.model).exists())
    runs = [f"{case}/{precision}" for case in cases for precision in options.precision or ("fp32", "fp16")]
    table: dict[str, Any] = {}
    writing = threading.Lock()
    deadline = Deadline(options.deadline)

    def work(run: str, left: float) -> str:
        case, precision = run.split("/")
        network, folder = (options.zoo / case).resolve(), (options.out / f"{case}-{precision}").resolve()
        write_job(folder, network, options, precision)
        command = [str(options.bin / f"python-{options.engine}"), "-m", f"fp16_gate.drivers.{options.engine}", "job.json"]
        ended = run_bounded(command, folder / "log.txt", left, cwd=folder)
        entry: dict[str, Any] = {"status": ended.status, "seconds": round(ended.seconds, 1), "lastLine": ended.last_line}
        if ended.status == 0:
            entry |= summary(folder, network)
        with writing:
            table[run] = entry
            (options.out / "table.json").write_text(json.dumps(table, indent=1), encoding="utf-8")
        if ended.status != 0:
            return f"{entry['seconds']:6.1f} s  status {ended.status}: {ended.last_line}"
        latency = entry["latencyMs"]
        errors = "  ".join(f"{name} {error if isinstance(error, str) else format(error, '.3g')}" for name, error in entry["maxAbs"].items())
        layers = " ".join(f"{kind}:{count}" for kind, count in entry["layers"].items())
        repeats = "same bits" if entry["repeatsAgree"] else "REPEATS DIFFER"
        return f"{entry['seconds']:6.1f} s  {errors}  {latency['median']:.3f}/{latency['p95']:.3f} ms  {layers}  {repeats}"

    for_each(runs, options.jobs, deadline, work)
    return 0 if table and all(entry["status"] == 0 for entry in table.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
