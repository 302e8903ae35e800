"""Activations per module."""

from __future__ import annotations

from pathlib import Path

import captured
import models
import numpy as np
import torch
from torch import nn

import fp16_gate


class Pair(nn.Module):
    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"low": x - 1, "high": x + 1}


class Nested(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.pair = Pair()
        self.shared = nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        both = self.pair(x)
        return self.shared(both["low"]) + self.shared(both["high"]) + self.shared(x)


def test_a_module_called_twice_has_a_key_per_call(tmp_path: Path) -> None:
    image = torch.randn(1, 3, 4, 4)
    model = models.build()
    fp16_gate.capture(model, [{"image": image}], tmp_path / "out", modules=True)
    found = captured.tensors(tmp_path / "out", 0, "modules")
    assert list(found) == ["stem.0", "stem.1", "stem.2", "stem", "norm", "norm#2", "head"]
    with torch.no_grad():
        tokens = model.stem(image).flatten(2).transpose(1, 2)
        once = model.norm(tokens)
        np.testing.assert_array_equal(found["norm"], once.numpy())
        np.testing.assert_array_equal(found["norm#2"], model.norm(once).numpy())


def test_a_value_overwritten_in_place_is_kept_as_it_was(tmp_path: Path) -> None:
    fp16_gate.capture(models.build(), [{"image": torch.randn(1, 3, 4, 4)}], tmp_path / "out", modules=True)
    found = captured.tensors(tmp_path / "out", 0, "modules")
    assert found["stem.1"].min() < 0 <= found["stem.2"].min()


def test_several_outputs_of_a_module_are_told_apart(tmp_path: Path) -> None:
    fp16_gate.capture(Nested().eval(), [torch.ones(2)], tmp_path / "out", modules=True)
    found = captured.tensors(tmp_path / "out", 0, "modules")
    assert list(found) == ["pair[low]", "pair[high]", "shared", "shared#2", "shared#3"]
    np.testing.assert_array_equal(found["pair[high]"], [2, 2])


def test_modules_can_be_chosen_by_pattern(tmp_path: Path) -> None:
    fp16_gate.capture(models.build(), [{"image": torch.randn(1, 3, 4, 4)}], tmp_path / "out", modules=["stem.?", "head"])
    assert list(captured.tensors(tmp_path / "out", 0, "modules")) == ["stem.0", "stem.1", "stem.2", "head"]


def test_what_goes_beyond_the_limit_is_left_out_with_a_note(tmp_path: Path) -> None:
    image = torch.randn(1, 3, 4, 4)
    fp16_gate.capture(models.build(), [{"image": image}], tmp_path / "out", modules=True, modules_max_bytes=1300)
    found = captured.tensors(tmp_path / "out", 0, "modules")
    assert sum(array.nbytes for array in found.values()) <= 1300
    assert list(found) == ["stem.0", "stem.1", "head"]
    (note,) = captured.manifest(tmp_path / "out")["samples"][0]["notes"]
    assert note.startswith("4 module outputs left out (stem.2, stem, norm, …): beyond 1300 bytes per sample")
