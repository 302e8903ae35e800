"""Reading a capture back for the tests, and running its model without PyTorch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import safetensors_reader
from onnx.reference import ReferenceEvaluator


def manifest(out: Path) -> dict[str, Any]:
    return json.loads((out / "manifest.json").read_text(encoding="utf-8"))


def tensors(out: Path, sample: int, kind: str) -> dict[str, Any]:
    return safetensors_reader.read(out / "samples" / f"{sample:04d}" / f"{kind}.safetensors")


def graph_names(out: Path) -> tuple[list[str], list[str]]:
    graph = onnx.load(str(out / "model.onnx")).graph
    return [value.name for value in graph.input], [value.name for value in graph.output]


def check_against_onnx(out: Path, tolerance: float = 1e-5) -> None:
    """Names in the files are those of the graph, and the graph, run by onnx's own evaluator, gives the reference."""
    model = onnx.load(str(out / "model.onnx"))
    onnx.checker.check_model(model, full_check=True)
    evaluator = ReferenceEvaluator(model)
    inputs, outputs = graph_names(out)
    samples = sorted((out / "samples").iterdir())
    assert samples
    for number in range(len(samples)):
        given = tensors(out, number, "inputs")
        reference = tensors(out, number, "reference")
        assert list(given) == inputs
        assert list(reference) == outputs
        for name, value in zip(outputs, evaluator.run(None, given)):
            assert np.asarray(value).dtype == reference[name].dtype
            np.testing.assert_allclose(np.asarray(value, dtype=np.float64), reference[name], rtol=tolerance, atol=tolerance)
