"""PyTorch's own FP16 legs: captured where they run, and otherwise skipped with the reason in the manifest."""

from __future__ import annotations

import os
from pathlib import Path

import captured
import models
import pytest
import torch

import fp16_gate
from fp16_gate.pytorch import low_precision_runs

X = torch.ones(2, 4)


def test_a_half_copy_that_fails_is_skipped_with_its_reason(tmp_path: Path) -> None:
    result = fp16_gate.capture(models.NoHalf().eval(), [X, X], tmp_path / "out")
    for sample, entry in zip(result.samples, captured.manifest(tmp_path / "out")["samples"]):
        assert sorted(os.listdir(sample)) == ["autocast.safetensors", "inputs.safetensors", "reference.safetensors"]
        assert entry["half"]["captured"] is False
        assert "RuntimeError: expected m" in entry["half"]["reason"]


def test_autocast_that_the_device_lacks_is_skipped_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "is_autocast_enabled", lambda device: False)
    fp16_gate.capture(models.NoHalf().eval(), [X], tmp_path / "out")
    entry = captured.manifest(tmp_path / "out")["samples"][0]["autocast"]
    assert entry == {"captured": False, "reason": "autocast to float16 is not available on cpu"}


def test_both_can_be_switched_off(tmp_path: Path) -> None:
    result = fp16_gate.capture(models.NoHalf().eval(), [X], tmp_path / "out", autocast=False, half=False)
    assert sorted(os.listdir(result.samples[0])) == ["inputs.safetensors", "reference.safetensors"]
    entry = captured.manifest(tmp_path / "out")["samples"][0]
    assert entry["autocast"] == entry["half"] == {"captured": False, "reason": "not asked for"}


def test_a_copy_that_cannot_be_made_is_unavailable() -> None:
    class Stubborn(models.NoHalf):
        def __deepcopy__(self, memo: object) -> object:
            raise TypeError("holds a file handle")

    with pytest.raises(low_precision_runs.Unavailable, match="TypeError: holds a file handle"):
        low_precision_runs.half_copy(Stubborn())


def test_outputs_of_another_form_than_the_reference_are_unavailable() -> None:
    convert = low_precision_runs.as_reference_dtypes
    with pytest.raises(low_precision_runs.Unavailable, match=r"it returns the outputs \['a'\], FP32 returns \['b'\]"):
        convert({"a": X}, {"b": X})
    with pytest.raises(low_precision_runs.Unavailable, match=r"output 'a' is \[1\], in FP32 \[2, 4\]"):
        convert({"a": torch.ones(1)}, {"a": X})


def test_widening_to_the_reference_dtype_is_exact() -> None:
    half = torch.tensor([65504.0, 6e-8, float("inf"), 0.1]).half()
    wide = low_precision_runs.as_reference_dtypes({"a": half}, {"a": torch.ones(4)})["a"]
    assert wide.dtype == torch.float32
    assert torch.equal(wide.half(), half)
