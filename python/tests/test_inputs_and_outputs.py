"""Names and order of inputs and outputs, whatever form the model gives them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import captured
import models
import pytest
import torch

import fp16_gate
from fp16_gate.pytorch.model_outputs import flatten_outputs

EXPORTERS = ["dynamo", "torchscript"]


def many_inputs(**more: Any) -> dict[str, Any]:
    batch = {"levels": [torch.full((4,), 3.0)], "image": torch.ones(1, 2, 4)}
    return {"ids": torch.tensor([[1, 2]]), "batch": batch, **more}


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_integer_keyword_only_nested_and_optional_inputs(tmp_path: Path, exporter: str) -> None:
    sample = many_inputs(mask=torch.tensor([1.0, 2.0, 3.0, 4.0]), scale=0.5)
    result = fp16_gate.capture(models.ManyInputs().eval(), [sample, sample], tmp_path / "out", exporter=exporter)
    assert result.inputs == ["ids", "mask", "batch.levels.0", "batch.image"]
    assert captured.manifest(tmp_path / "out")["constantInputs"] == {"scale": "0.5"}
    assert captured.tensors(tmp_path / "out", 0, "inputs")["ids"].dtype == "int64"
    captured.check_against_onnx(tmp_path / "out")


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_an_optional_input_may_be_none(tmp_path: Path, exporter: str) -> None:
    result = fp16_gate.capture(models.ManyInputs().eval(), [many_inputs(mask=None)], tmp_path / "out", exporter=exporter)
    assert result.inputs == ["ids", "batch.levels.0", "batch.image"]
    captured.check_against_onnx(tmp_path / "out")


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_nested_repeated_and_constant_outputs(tmp_path: Path, exporter: str) -> None:
    model = models.ManyOutputs().eval()
    result = fp16_gate.capture(model, [(torch.randn(2, 4),)], tmp_path / "out", exporter=exporter)
    assert result.outputs == ["boxes", "aux.0.boxes", "aux.1.boxes", "aux.1.input", "aux.2", "aux.3", "aux.4"]
    assert result.notes == ["outputs that are no tensors are left out: aux.0.count"]
    assert captured.tensors(tmp_path / "out", 0, "reference")["aux.3"].dtype == "bool"
    captured.check_against_onnx(tmp_path / "out")


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_names_that_collide_with_values_inside_are_kept_for_the_outputs(tmp_path: Path, exporter: str) -> None:
    result = fp16_gate.capture(models.Colliding().eval(), [torch.randn(2, 4)], tmp_path / "out", exporter=exporter)
    assert result.outputs == ["add", "/Relu_output_0", "linear", "/layer/Gemm_output_0", "x_output"]
    assert any("output 'x' has the name of an input" in note for note in result.notes)
    if exporter == "dynamo":
        assert any("a value inside the graph was called 'add'" in note for note in result.notes)
    captured.check_against_onnx(tmp_path / "out")


def test_an_unused_input_is_dropped_with_a_note_by_the_older_exporter(tmp_path: Path) -> None:
    sample = (torch.randn(2, 4), torch.randn(3))
    result = fp16_gate.capture(models.UnusedInput().eval(), [sample], tmp_path / "out", exporter="torchscript")
    assert result.inputs == ["x"]
    assert result.notes == ["input 'unused' is unused: the exporter dropped it, and the samples leave it out"]
    assert captured.manifest(tmp_path / "out")["droppedInputs"] == ["unused"]
    captured.check_against_onnx(tmp_path / "out")


def test_an_unused_input_stays_with_the_dynamo_exporter(tmp_path: Path) -> None:
    result = fp16_gate.capture(models.UnusedInput().eval(), [(torch.randn(2, 4), torch.randn(3))], tmp_path / "out")
    assert result.inputs == ["x", "unused"]
    captured.check_against_onnx(tmp_path / "out")


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_a_dynamic_batch_takes_samples_of_any_size(tmp_path: Path, exporter: str) -> None:
    samples = [torch.randn(1, 4), torch.randn(3, 4), torch.randn(2, 4)]
    result = fp16_gate.capture(models.BatchSize().eval(), samples, tmp_path / "out", exporter=exporter, dynamic_batch=True)
    assert result.outputs == ["output_0"]
    assert captured.manifest(tmp_path / "out")["dynamicAxes"] == {"x": {"0": "batch"}}
    captured.check_against_onnx(tmp_path / "out")


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_axes_of_nested_inputs_can_be_dynamic(tmp_path: Path, exporter: str) -> None:
    longer = {"ids": torch.tensor([[1, 2, 3]]), "batch": {"levels": [torch.ones(4)], "image": torch.ones(1, 3, 4)}}
    axes = {"ids": {1: "length"}, "batch.image": {1: "length"}}
    fp16_gate.capture(models.ManyInputs().eval(), [many_inputs(), longer], tmp_path / "out", exporter=exporter, dynamic_axes=axes)
    captured.check_against_onnx(tmp_path / "out")


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_names_can_be_chosen(tmp_path: Path, exporter: str) -> None:
    model = models.build()
    sample = (torch.randn(1, 3, 4, 4), torch.randn(1, 4))
    names = {"input_names": ["pixels", "offset"], "output_names": ["b", "pixels_out"]}
    result = fp16_gate.capture(model, [sample], tmp_path / "out", exporter=exporter, dynamic_batch=True, **names)
    assert (result.inputs, result.outputs) == (["pixels", "offset"], ["b", "pixels_out"])
    assert captured.manifest(tmp_path / "out")["dynamicAxes"] == {"pixels": {"0": "batch"}, "offset": {"0": "batch"}}
    captured.check_against_onnx(tmp_path / "out")


def test_names_of_return_values() -> None:
    one = torch.ones(1)
    assert list(flatten_outputs(one)[0]) == ["output"]
    assert list(flatten_outputs((one, [one, {"a": one}]))[0]) == ["output_0", "output_1.0", "output_1.1.a"]
    assert list(flatten_outputs(models.Pair(one, {"deep": one}))[0]) == ["first", "second.deep"]
    assert list(flatten_outputs({"boxes": one, 3: one, "none": None})[0]) == ["boxes", "output_3"]
    assert flatten_outputs({"boxes": one, "n": 3, "none": None})[1] == ["n"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "returns no tensor"),
        ({"n": 3}, "returns no tensor"),
        ({"a": object()}, "returns a object as 'a'"),
        ({"a.b": torch.ones(1), "a": {"b": torch.ones(1)}}, "both called 'a.b'"),
        (torch.ones(1, dtype=torch.complex64), "dtype complex64"),
        (torch.ones(2, 2).to_sparse(), "sparse"),
    ],
)
def test_return_values_that_cannot_be_compared_are_refused(value: Any, message: str) -> None:
    with pytest.raises(fp16_gate.InputError, match=message):
        flatten_outputs(value)
