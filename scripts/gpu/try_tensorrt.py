"""Tries what the TensorRT driver can do beyond plain runs, on one network: constraints, marks, a kept engine, caches, refusals.

    python3 scripts/gpu/try_tensorrt.py --bin DEST/bin --zoo ZOO --out OUT [--case rmsnorm_overflow] [--nodes PREFIX]

Prints one line per trial: what came out, or the driver's last line. Answers and logs stay in OUT.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python"), str(ROOT / "scripts" / "gpu")]

from bounded import Deadline, for_each, run_bounded  # noqa: E402
from fp16_gate.drivers.onnx_nodes import read_onnx  # noqa: E402
from run_drivers import read_tensors, worst  # noqa: E402

_NO_CONSTRAINTS = ("Constant", "Cast", "Shape", "Slice", "Split")


def trials(options: argparse.Namespace, network: Path) -> dict[str, dict[str, Any]]:
    """Jobs by name; what they have in common is added by `run_trial`."""
    model = network / "model.opset17.onnx"
    nodes = [node for node in read_onnx(str(model)).nodes if node.name.startswith(options.nodes)]
    kept = [node.name for node in nodes if node.op not in _NO_CONSTRAINTS]
    tensors = [node.outputs[0] for node in nodes if node.op not in _NO_CONSTRAINTS]
    cache = str((options.out / "timing.cache").resolve())
    garbage = options.out.resolve() / "garbage.engine"
    garbage.write_bytes(b"ftrt" + bytes(64))
    first_engine = str(options.out.resolve() / "a-keep" / "out" / "engine-0.plan")
    everything = {"latency": True, "layers": True}
    return {
        "a-keep": {"precision": "fp16", "options": {"keepEngine": True, "timingCache": cache}, "want": everything},
        "b-mixed": {"precision": "mixed", "fp32Nodes": kept, "want": everything},
        "b-mixed-unknown-node": {"precision": "mixed", "fp32Nodes": ["no such node", *kept], "want": everything},
        "c-marks": {"precision": "fp16", "want": {"intermediates": [*tensors, "no such tensor"]}},
        "d-builds": {"precision": "fp16", "want": {"builds": 2, "repeats": 3}},
        "e-newer-opset": {"models": {"source": str(network / "model.onnx")}, "precision": "fp16"},
        "f-strong": {"precision": "fp16", "typing": "strong", "models": {"source": str(model), "typed": str(model)}},
        "g-garbage-engine": {"precision": "fp16", "engineFile": str(garbage)},
        "h-no-such-gpu": {"precision": "fp32", "options": {"device": 15}},
        "z-engine-file": {"precision": "fp16", "engineFile": first_engine, "want": everything},
        "z-timing-cache": {"precision": "fp16", "options": {"timingCache": cache}, "want": everything},
    }


def run_trial(options: argparse.Namespace, network: Path, name: str, changes: dict[str, Any], left: float) -> str:
    folder = (options.out / name).resolve()
    (folder / "out").mkdir(parents=True)
    files = {}
    for index, (tensor, array) in enumerate(read_tensors(network / "inputs.safetensors").items()):
        files[tensor] = f"{index}.npy"
        np.save(folder / files[tensor], array)
    job = {
        "protocol": 1,
        "models": {"source": str(network / "model.opset17.onnx")},
        "typing": "weak",
        "samples": [{"inputs": files}],
        "outDir": "out",
        **changes,
    }
    if "engineFile" not in changes:
        job["options"] = {"tacticSources": json.loads(options.tactic_sources), **changes.get("options", {})}
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    command = [str(options.bin / "python-tensorrt"), "-m", "fp16_gate.drivers.tensorrt", "job.json"]
    ended = run_bounded(command, folder / "log.txt", left, cwd=folder)
    if ended.status != 0:
        return f"{ended.seconds:6.1f} s  status {ended.status}: {ended.last_line}"
    return f"{ended.seconds:6.1f} s  {told(folder, network)}"


def told(folder: Path, network: Path) -> str:
    """One answer in one line."""
    out = folder / "out"
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    reference = read_tensors(network / "reference.safetensors")
    sample = result["samples"][0]
    parts = [f"{name} {worst(np.load(out / file), reference[name])}" for name, file in sample["outputs"].items()]
    statuses = [entry["status"] for entry in result["applied"]]
    parts += [f"{statuses.count(status)} {status}" for status in sorted(set(statuses))]
    parts += [f"{len(sample['intermediates'])} intermediates"] if sample["intermediates"] else []
    for build in result["builds"]:
        other = build["samples"][0]["outputs"]
        parts.append("other build " + " ".join(str(worst(np.load(out / file), reference[name])) for name, file in other.items()))
    precisions = [layer.get("precision", "unknown") for layer in result.get("layers", [])]
    parts += [f"{kind}:{precisions.count(kind)}" for kind in sorted(set(precisions))]
    parts += [f"{result['latencyMs']['median']:.3f} ms {result['latencyMs'].get('clocks')}"] if "latencyMs" in result else []
    return "  ".join([*parts, json.dumps(result["build"]), *result["notes"]])


def main() -> int:
    parser = argparse.ArgumentParser()
    add = parser.add_argument
    add("--bin", required=True, type=Path)
    add("--zoo", required=True, type=Path)
    add("--out", required=True, type=Path)
    add("--case", default="rmsnorm_overflow")
    add("--nodes", default="/norm/", help="prefix of the nodes to keep in FP32 and to mark")
    add("--tactic-sources", default="[]")
    add("--jobs", type=int, default=6)
    add("--deadline", type=float, default=240)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    network = (options.zoo / options.case).resolve()
    deadline = Deadline(options.deadline)
    jobs = trials(options, network)

    def work(name: str, left: float) -> str:
        return run_trial(options, network, name, jobs[name], left)

    # Those with z need what the first one leaves behind.
    for_each([name for name in jobs if name[0] != "z"], options.jobs, deadline, work)
    for_each([name for name in jobs if name[0] == "z"], options.jobs, deadline, work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
