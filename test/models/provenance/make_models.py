"""Write dynamo.onnx, torchscript.onnx and traced-lines.onnx: networks.py through both exporters of PyTorch (2.15).

    PYTHONPATH=python python test/models/provenance/make_models.py

Needs the package in python/, which makes recorded paths relative to the repository. traced-lines.onnx is Norm alone
and has, in its doc strings, the source lines that the older exporter writes when it is verbose.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

import onnx
import torch
from fp16_gate.pytorch.source_paths import make_source_paths_portable
from networks import Network, Norm

HERE = Path(__file__).resolve().parent


def main() -> None:
    torch.manual_seed(3)
    network = Network().eval()
    image = torch.randn(1, 1, 4, 4)
    dynamo, traced = HERE / "dynamo.onnx", {"opset_version": 17, "dynamo": False}
    torch.onnx.export(network, (image,), dynamo, dynamo=True, opset_version=18, external_data=False, verbose=False)
    with contextlib.redirect_stdout(io.StringIO()), silent_native_stdout():
        torch.onnx.export(network, (image,), HERE / "torchscript.onnx", **traced)
        torch.onnx.export(Norm(4).eval(), (image,), HERE / "traced-lines.onnx", verbose=True, **traced)
    for path in sorted(HERE.glob("*.onnx")):
        model = onnx.load(path)
        notes: list[str] = []
        make_source_paths_portable(model, notes)
        assert notes == [], notes
        onnx.save(model, path)
        print(path.name, path.stat().st_size)


@contextlib.contextmanager
def silent_native_stdout():
    """The older exporter prints the whole graph from C++ when it is verbose."""
    kept = os.dup(1)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


if __name__ == "__main__":
    main()
