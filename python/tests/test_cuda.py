"""On a GPU: the reference is FP32 and no TF32, autocast and half are FP16, and the model comes back to where it was."""

from __future__ import annotations

from pathlib import Path

import captured
import models
import numpy as np
import pytest
import torch
from torch import nn

import fp16_gate
from fp16_gate.pytorch.determinism import check_repeatable
from fp16_gate.pytorch.float32_state import float32_reference
from fp16_gate.pytorch.model_inputs import bind_sample

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device here")


class Attention(nn.Module):
    """A convolution, a matrix product and fused attention: the three places where TF32 may come in."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(8, 64, 3, padding=1)
        self.project = nn.Linear(64, 64)

    def forward(self, image: torch.Tensor) -> dict[str, torch.Tensor]:
        features = self.conv(image)
        tokens = self.project(features.flatten(2).transpose(1, 2))
        heads = tokens.unflatten(-1, (4, 16)).transpose(1, 2)
        return {"features": features, "tokens": tokens, "mixed": nn.functional.scaled_dot_product_attention(heads, heads, heads)}


def errors_against_float64(out: Path, kind: str, expected: dict[str, torch.Tensor]) -> dict[str, float]:
    found = captured.tensors(out, 0, kind)
    return {
        name: float(np.abs(found[name] - value.numpy()).max() / np.sqrt(np.square(value.numpy()).mean()))
        for name, value in expected.items()
    }


@pytest.mark.parametrize("exporter", ["dynamo", "torchscript"])
def test_the_reference_is_fp32_even_where_training_allowed_tf32(tmp_path: Path, exporter: str) -> None:
    torch.manual_seed(0)
    model, image = Attention().eval(), torch.randn(2, 8, 16, 16)
    with torch.no_grad():
        expected = {name: value for name, value in model.double()(image.double()).items()}
    model.float()
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    try:
        with torch.no_grad():
            careless = model.cuda()(image.cuda())["tokens"].cpu()
        assert float((careless - expected["tokens"]).abs().max()) > 1e-4, "this device has no TF32, so the test shows nothing"
        model.cpu()
        fp16_gate.capture(model, [image], tmp_path / "out", device="cuda", exporter=exporter)
        assert torch.backends.cuda.matmul.allow_tf32
        assert torch.backends.cudnn.allow_tf32
    finally:
        torch.backends.cuda.matmul.allow_tf32 = False
    reference = errors_against_float64(tmp_path / "out", "reference", expected)
    assert max(reference.values()) < 1e-5, reference
    for leg in ("autocast", "half"):
        entry = captured.manifest(tmp_path / "out")["samples"][0][leg]
        assert entry["captured"], entry
        assert set(entry["dtypes"].values()) == {"float16"}
        error = errors_against_float64(tmp_path / "out", leg, expected)
        assert min(error.values()) > 1e-4, error
        assert max(error.values()) < 2e-2, error
    assert captured.manifest(tmp_path / "out")["device"]["type"] == "cuda"
    assert next(model.parameters()).device.type == "cpu"
    captured.check_against_onnx(tmp_path / "out", tolerance=1e-4)


def test_a_model_that_is_on_the_gpu_is_captured_there(tmp_path: Path) -> None:
    model = models.build().cuda()
    result = fp16_gate.capture(model, [{"image": torch.randn(1, 3, 4, 4)}], tmp_path / "out", modules=True)
    assert result.notes == []
    assert captured.manifest(tmp_path / "out")["device"]["name"] == torch.cuda.get_device_name()
    assert "norm#2" in captured.tensors(tmp_path / "out", 0, "modules")
    assert next(model.parameters()).device.type == "cuda"
    captured.check_against_onnx(tmp_path / "out", tolerance=1e-4)


class ScatterAdd(nn.Module):
    """Adds in the order in which threads come: FP32 that differs in its last digits unless deterministic kernels are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(1, 1)

    def forward(self, x: torch.Tensor, index: torch.Tensor) -> torch.Tensor:
        return torch.zeros(4, device=x.device).index_add(0, index, self.layer(x[:, None])[:, 0])


def test_the_order_of_summation_is_fixed_or_noted_and_never_refused() -> None:
    generator = torch.Generator().manual_seed(0)
    sample = (torch.randn(200_000, generator=generator), torch.randint(0, 4, (200_000,), generator=generator))
    model = ScatterAdd().eval().cuda()
    notes: list[str] = []
    with float32_reference():
        _, noise = check_repeatable(model, bind_sample(model, sample, "sample 0"), torch.device("cuda"), notes)
    assert noise["output"] < 1e-2
    assert (noise["output"] > 0) == any("order of summation" in note for note in notes)
