"""Write dynamo.onnx, torchscript.onnx and traced-lines.onnx: networks.py through both exporters of PyTorch.

    PYTHONPATH=python python test/models/provenance/make_models.py

Needs the package in python/, which makes recorded paths relative to the repository. traced-lines.onnx has, in its
doc strings, the source lines that the older exporter writes when it is verbose.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

import onnx
import torch
from fp16_gate.pytorch.source_paths import make_source_paths_portable
from networks import Network

HERE = Path(__file__).resolve().parent


def main() -> None:
    torch.manual_seed(3)
    network = Network().eval()
    image = torch.randn(1, 1, 4, 4)
    torch.onnx.export(network, (image,), HERE / "dynamo.onnx", dynamo=True, opset_version=18, external_data=False, verbose=False)
    for name, verbose in (("torchscript", False), ("traced-lines", True)):
        with contextlib.redirect_stdout(io.StringIO()), silent_native_stdout():
            torch.onnx.export(network, (image,), HERE / f"{name}.onnx", dynamo=False, opset_version=17, verbose=verbose)
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
