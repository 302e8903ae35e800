"""Networks with a known FP16 defect, or none, for testing localisation, cause naming and search.

    python bench/networks/make.py OUT [NAME ...]

Writes OUT/NAME/ with model.onnx, model.opset17.onnx (where the older exporter can), inputs.safetensors,
reference.safetensors and truth.json. Needs the package in python/ (PYTHONPATH=python, or installed).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

import convolutional
import fp16_gate
import geometry
import heads
import sequences
import transformers
from fp16_gate import Fp16GateError
from network import Network

NETWORKS = [network for part in (convolutional, transformers, sequences, geometry, heads) for network in part.NETWORKS]
OPSET = 20
OLDER_OPSET = 17


def make(network: Network, out: Path) -> None:
    """Build, export and describe one network in the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    model, sample = network.build()
    with tempfile.TemporaryDirectory() as scratch:
        opset = OPSET if network.exporter == "dynamo" else OLDER_OPSET
        folder = capture(network, model, sample, Path(scratch) / "first", network.exporter, opset)
        for name in ("inputs.safetensors", "reference.safetensors"):
            shutil.copy(folder / "samples" / "0000" / name, out / name)
        strip_outputs(folder / "model.onnx", network.unused_outputs)
        shutil.copy(folder / "model.onnx", out / "model.onnx")
        (out / "model.opset17.onnx").unlink(missing_ok=True)
        try:
            older = capture(network, model, sample, Path(scratch) / "older", "torchscript", OLDER_OPSET)
        except Fp16GateError as error:
            print(f"{network.name}: no model.opset17.onnx: {error}")
        else:
            strip_outputs(older / "model.onnx", network.unused_outputs)
            shutil.copy(older / "model.onnx", out / "model.opset17.onnx")
    if network.unused_outputs:
        strip_tensors(out / "reference.safetensors", network.unused_outputs)
    if network.match:
        (out / "fp16-gate.yml").write_text(json.dumps({"match": [network.match]}, indent=1) + "\n")
    write_truth(network, out)


def capture(network: Network, model: torch.nn.Module, sample: dict[str, torch.Tensor], out: Path, exporter: str, opset: int) -> Path:
    fp16_gate.capture(
        model, [sample], out, exporter=exporter, opset=opset, autocast=False, half=False, output_names=network.output_names or None
    )
    return out


def strip_outputs(path: Path, names: tuple[str, ...]) -> None:
    """Take outputs off the graph and leave their nodes, as graph surgery before deployment does."""
    if not names:
        return
    model = onnx.load(str(path))
    kept = [value for value in model.graph.output if value.name not in names]
    del model.graph.output[:]
    model.graph.output.extend(kept)
    onnx.save(model, str(path))


def strip_tensors(path: Path, names: tuple[str, ...]) -> None:
    """Take tensors out of a safetensors file."""
    content = path.read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    header, kept, data = json.loads(content[8:start]), {}, b""
    for name, entry in header.items():
        if name not in names and name != "__metadata__":
            begin, end = (start + offset for offset in entry["data_offsets"])
            kept[name] = {**entry, "data_offsets": [len(data), len(data) + end - begin]}
            data += content[begin:end]
    encoded = json.dumps(kept).encode()
    path.write_bytes(len(encoded).to_bytes(8, "little") + encoded + data)


def write_truth(network: Network, out: Path) -> None:
    truth = {
        "verdict": network.verdict,
        "guilty": list(network.guilty),
        "cause": network.causes[0],
        "causes": list(network.causes),
        "atol": network.atol,
        "innocent": list(network.innocent),
        "hazards": list(network.hazards),
        "note": network.note,
    }
    (out / "truth.json").write_text(json.dumps(truth, indent=1) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", help="only these networks")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - {network.name for network in NETWORKS})
    if unknown:
        parser.error(f"no such network: {', '.join(unknown)}; there are {', '.join(network.name for network in NETWORKS)}")
    torch.set_num_threads(1)
    failed = 0
    for network in NETWORKS:
        if options.names and network.name not in options.names:
            continue
        try:
            make(network, options.out / network.name)
            print(network.name)
        except Fp16GateError as error:
            failed += 1
            print(f"{network.name}: {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
