"""What the caller must change, or cannot be done: the message, the class, and nothing written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import models
import pytest
import torch

import fp16_gate

X = torch.ones(2, 4)


def refused(tmp_path: Path, model: Any, samples: Any, message: str, kind: type = fp16_gate.InputError, **options: Any) -> str:
    with pytest.raises(kind, match=message) as caught:
        fp16_gate.capture(model, samples, tmp_path / "out", **options)
    assert os.listdir(tmp_path) == []
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_model_in_train_mode_names_its_modules(tmp_path: Path) -> None:
    text = refused(tmp_path, models.Dropping(), [X], "the model is in train mode")
    assert "body.1 (BatchNorm1d), body.2 (Dropout), Dropping (Dropping)" in text
    assert "call model.eval()" in text


def test_one_module_in_train_mode_is_enough(tmp_path: Path) -> None:
    model = models.Dropping().eval()
    model.body[2].train()
    refused(tmp_path, model, [X], r"train mode: body\.2 \(Dropout\); call")


def test_torchscript_is_refused_with_the_way_out(tmp_path: Path) -> None:
    model = torch.jit.trace(torch.nn.Linear(4, 2).eval(), X)
    refused(tmp_path, model, [X], "is TorchScript.* capture the Python module that it was made from")


def test_a_random_model_names_the_module(tmp_path: Path) -> None:
    refused(tmp_path, models.AlwaysDropping().eval(), [X], r"'output' differs by .* first in module 'noisy' \(FunctionalDropout\)")


def test_a_model_that_keeps_state_is_refused_at_once(tmp_path: Path) -> None:
    refused(tmp_path, models.Counting().eval(), [X], "differs by 1 between two runs")


def test_a_model_whose_state_changes_later_is_refused_at_the_end(tmp_path: Path) -> None:
    refused(tmp_path, models.Counting(start_at=8).eval(), [X] * 8, "between two runs on sample 0", half=False, autocast=False)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_weights_that_are_not_fp32_are_refused(tmp_path: Path, dtype: torch.dtype) -> None:
    name = str(dtype).replace("torch.", "")
    text = refused(tmp_path, models.Dropping().eval().to(dtype), [X], "the reference must be FP32")
    assert f"body.0.weight ({name}), body.0.bias ({name})" in text
    assert "float32=True (--float32)" in text


def test_a_half_model_is_converted_on_request(tmp_path: Path) -> None:
    model = models.Dropping().eval().half()
    result = fp16_gate.capture(model, [X], tmp_path / "out", float32=True)
    assert result.notes == ["a copy of the model was converted to FP32"]
    assert model.body[0].weight.dtype == torch.float16


def test_float64_weights_are_noted(tmp_path: Path) -> None:
    result = fp16_gate.capture(models.Dropping().eval().double(), [X.double()], tmp_path / "out")
    assert result.notes[0].startswith("6 weights are float64 and stay so: body.0.weight")


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        ([], "there are no samples"),
        (3, "samples is a int; give a list"),
        (X, "samples is a Tensor; give a list"),
        ({"x": X}, "samples is a dict; give a list"),
        ([3], "sample 0 is a int; give a tensor"),
        ([{1: X}], "sample 0 is a dict; give a tensor"),
        ([()], "sample 0 does not fit Dropping.forward"),
        ([(X, X)], "sample 0 does not fit Dropping.forward"),
        ([{"y": X}], "sample 0 does not fit Dropping.forward"),
        ([(None,)], "sample 0 holds no tensor"),
        ([({"a": object()},)], "input 'x.a' is a object"),
        ([X.to(torch.complex64)], "dtype complex64"),
        ([torch.ones(2, 5)], "sample 0: the model raised RuntimeError: .*mat1 and mat2"),
        ([X, torch.ones(3, 4)], r"sample 1: axis 0 of input 'x' is 3, in sample 0 it is 2; .* \(--dynamic-batch or --dynamic\)"),
        ([X, torch.ones(4)], r"sample 1: input 'x' is torch.float32 \[4\], in sample 0 it is torch.float32 \[2, 4\]"),
        ([X, X.double()], r"sample 1: input 'x' is torch.float64 \[2, 4\]"),
        ([X, (None,)], "sample 1 holds no tensor"),
    ],
)
def test_samples_that_do_not_fit_are_refused(tmp_path: Path, samples: Any, message: str) -> None:
    refused(tmp_path, models.Dropping().eval(), samples, message)


def test_constants_must_be_equal_in_all_samples(tmp_path: Path) -> None:
    def sample(**more: Any) -> dict[str, Any]:
        return {"ids": torch.tensor([[1, 2]]), "batch": {"levels": [torch.ones(4)], "image": torch.ones(1, 2, 4)}, **more}

    refused(tmp_path, models.ManyInputs().eval(), [sample(scale=1.0), sample(scale=2.0)], "sample 1 passes scale=2.0, sample 0 passes 1.0")
    refused(tmp_path, models.ManyInputs().eval(), [sample(), sample(mask=torch.ones(4))], r"sample 1 has the inputs \['ids', 'mask'")


def test_an_iterable_that_fails_names_the_sample(tmp_path: Path) -> None:
    def samples() -> Any:
        yield X
        raise OSError("image 17 is gone")

    refused(tmp_path, models.Dropping().eval(), samples(), "reading sample 1 failed: OSError: image 17 is gone")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"exporter": "fx"}, "exporter is 'fx'; use one of dynamo, torchscript"),
        ({"opset": 9}, "opset is 9; the gate reads opset 11"),
        ({"max_samples": 0}, "max_samples is 0"),
        ({"modules": "body.*"}, "modules is the text 'body.*'"),
        ({"modules": ["neck.*"]}, r"no module matches 'neck\.\*'; the model has body, body.0"),
        ({"modules_max_bytes": 0}, "modules_max_bytes is 0"),
        ({"checkpoint": "no/such.pt"}, "checkpoint no/such.pt is not a file"),
        ({"device": "cuda:99"}, "device 'cuda:99' cannot be used"),
        ({"device": "gpu"}, "device 'gpu' cannot be used"),
        ({"dynamic_axes": {"y": {0: "n"}}}, "dynamic axes name the input 'y'; the model has x"),
        ({"dynamic_axes": {"x": {2: "n"}}}, "axis 2 of input 'x' does not exist; it has 2 axes"),
        ({"dynamic_axes": {"x": {0: "a b"}}}, "is to be called 'a b'"),
        ({"input_names": ["a", "b"]}, "input_names has 2 names, the model 1: x"),
        ({"output_names": []}, "output_names has 0 names, the model 1: output"),
        ({"output_names": [""]}, "has empty or repeated names"),
        ({"output_names": ["x"]}, "output_names has 'x', which is an input"),
    ],
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    refused(tmp_path, models.Dropping().eval(), [X], message, **options)


def test_something_that_is_no_module_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, lambda x: x, [X], "the model is a function, not a torch.nn.Module")


class DataDependent(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * 2 if bool(x.sum() > 0) else x


def test_an_exporter_that_fails_is_exit_3_and_names_the_other_one(tmp_path: Path) -> None:
    text = refused(
        tmp_path, DataDependent().eval(), [X], "the dynamo exporter failed: .*; try --exporter torchscript", fp16_gate.CaptureError
    )
    assert len(text) < 500


class FixedSize(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x.reshape(2, 2, 2)


@pytest.mark.parametrize("exporter", ["dynamo", "torchscript"])
def test_an_axis_that_the_model_fixes_is_not_called_dynamic(tmp_path: Path, exporter: str) -> None:
    kind = (fp16_gate.CaptureError, fp16_gate.InputError)
    refused(
        tmp_path, FixedSize().eval(), [X, torch.ones(3, 4)], "axis 0|exporter failed|sample 1", kind, dynamic_batch=True, exporter=exporter
    )


class RandomAtExport(torch.nn.Module):
    """Deterministic when it runs, random in the graph: zero times noise."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + torch.rand_like(x) * 0


def test_a_graph_that_draws_random_numbers_is_refused(tmp_path: Path) -> None:
    message = r"the exported graph draws random numbers \(RandomUniformLike\)"
    refused(tmp_path, RandomAtExport().eval(), [X], message, fp16_gate.CaptureError, exporter="torchscript")


class ChangingOutputs(torch.nn.Module):
    def forward(self, x: torch.Tensor, n: torch.Tensor) -> Any:
        return (x, x) if int(n) > 1 else (x,)


def test_outputs_that_change_between_samples_are_refused(tmp_path: Path) -> None:
    samples = [(X, torch.tensor(1)), (X, torch.tensor(2))]
    message = r"sample 1: the model returns \['output_0', 'output_1'\], for sample 0 \['output_0'\]"
    refused(tmp_path, ChangingOutputs().eval(), samples, message, exporter="torchscript")
