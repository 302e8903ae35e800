"""Loading weights: forms of checkpoints, mismatches, and files that would run code."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import models
import pytest
import torch

from fp16_gate.errors import InputError
from fp16_gate.pytorch.checkpoint import load_checkpoint
from fp16_gate.pytorch.tensor_bytes import write_tensors


def weights() -> dict[str, torch.Tensor]:
    torch.manual_seed(11)
    return models.Detector().state_dict()


def loads(path: Path, expected: dict[str, torch.Tensor], key: str | None = None) -> list[str]:
    notes: list[str] = []
    model = models.Detector().eval()
    load_checkpoint(model, str(path), key, notes)
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, expected[name]), name
    return notes


@pytest.mark.parametrize("wrapper", [None, "state_dict", "model_state_dict", "model", "module"])
def test_a_state_dict_is_found_where_training_scripts_put_it(tmp_path: Path, wrapper: str | None) -> None:
    state = weights()
    torch.save(state if wrapper is None else {"epoch": 3, "optimizer": {"lr": 0.1}, wrapper: state}, tmp_path / "c.pt")
    notes = loads(tmp_path / "c.pt", state)
    assert notes == ([] if wrapper is None else [f"weights were taken from {wrapper!r} of the checkpoint"])


def test_an_entry_can_be_named(tmp_path: Path) -> None:
    state = weights()
    torch.save({"ema": {"shadow": state}, "model": models.Detector().state_dict()}, tmp_path / "c.pt")
    loads(tmp_path / "c.pt", state, "ema.shadow")


def test_safetensors_are_read_without_their_package(tmp_path: Path) -> None:
    state = weights()
    write_tensors(str(tmp_path / "c.safetensors"), state)
    assert loads(tmp_path / "c.safetensors", state) == []


@pytest.mark.parametrize("prefix", ["module.", "_orig_mod.", "module._orig_mod."])
def test_prefixes_of_training_wrappers_are_removed(tmp_path: Path, prefix: str) -> None:
    state = weights()
    torch.save({prefix + name: tensor for name, tensor in state.items()}, tmp_path / "c.pt")
    loads(tmp_path / "c.pt", state)


def test_a_half_precision_checkpoint_is_noted(tmp_path: Path) -> None:
    state = {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in weights().items()}
    torch.save(state, tmp_path / "c.pt")
    notes = loads(tmp_path / "c.pt", {name: tensor.float() for name, tensor in state.items()})
    assert notes == ["checkpoint weights such as 'stem.0.weight' are float16, the model's float32; they were converted when loaded"]


def refused(path: Path, message: str, key: str | None = None) -> str:
    model = models.Detector()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    with pytest.raises(InputError, match=message) as caught:
        load_checkpoint(model, str(path), key, [])
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_checkpoint_of_another_model_says_what_differs(tmp_path: Path) -> None:
    state = weights()
    state["extra.weight"] = torch.ones(1)
    state["head.bias"] = torch.ones(7)
    del state["norm.weight"]
    torch.save(state, tmp_path / "c.pt")
    text = refused(tmp_path / "c.pt", "does not fit the model")
    assert "missing: norm.weight" in text
    assert "unknown to the model: extra.weight" in text
    assert "of another shape: head.bias is [7], in the model [4]" in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"epoch": 3}, "it has epoch"),
        ({}, "it has no entries"),
        ([1], "it has a list"),
    ],
)
def test_files_without_a_state_dict_say_what_they_have(tmp_path: Path, content: Any, message: str) -> None:
    torch.save(content, tmp_path / "c.pt")
    assert "holds no state dict" in refused(tmp_path / "c.pt", message)


def test_a_key_that_is_not_there_lists_the_keys(tmp_path: Path) -> None:
    torch.save({"model": weights()}, tmp_path / "c.pt")
    refused(tmp_path / "c.pt", "has no entry 'ema'; it has model", "ema")


class Hostile:
    """Would create a file when unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.target),)


@pytest.mark.parametrize("form", ["torch", "legacy", "pickle"])
def test_a_checkpoint_that_would_run_code_is_refused(tmp_path: Path, form: str) -> None:
    content = {"model": weights(), "hook": Hostile(tmp_path / "hacked")}
    if form == "pickle":
        (tmp_path / "c.pt").write_bytes(pickle.dumps(content))
    else:
        torch.save(content, tmp_path / "c.pt", _use_new_zipfile_serialization=form == "torch")
    text = refused(tmp_path / "c.pt", "holds Python objects, which are not loaded because that runs code from the file")
    assert "mkdir" in text or form == "pickle"
    assert not (tmp_path / "hacked").exists()


def test_a_whole_pickled_model_is_refused(tmp_path: Path) -> None:
    torch.save(models.Detector(), tmp_path / "c.pt")
    assert "models.Detector" in refused(tmp_path / "c.pt", r"torch\.save\(model\.state_dict\(\), path\)")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 truncated", b"no checkpoint at all", b"\x80\x02"])
def test_broken_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "c.pt").write_bytes(content)
    refused(tmp_path / "c.pt", "cannot be read|holds Python objects")


def test_a_truncated_checkpoint_is_refused(tmp_path: Path) -> None:
    torch.save(weights(), tmp_path / "c.pt")
    (tmp_path / "c.pt").write_bytes((tmp_path / "c.pt").read_bytes()[:-200])
    refused(tmp_path / "c.pt", "cannot be read")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "c.pt", "is not a file")
    refused(tmp_path / "c.safetensors", "is not a file")
