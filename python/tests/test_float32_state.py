"""The FP32 reference: TF32 off through the old and the new settings, and all of it put back."""

from __future__ import annotations

import itertools

import pytest
import torch

from fp16_gate.pytorch.float32_state import float32_reference, tf32_state

PRECISE = {True: "tf32", False: "ieee"}


@pytest.fixture(autouse=True)
def defaults():
    yield
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = True
    torch.set_float32_matmul_precision("highest")


def test_everything_is_off_inside_and_back_afterwards() -> None:
    for matmul, cudnn in itertools.product((True, False), repeat=2):
        torch.backends.cuda.matmul.allow_tf32 = matmul
        torch.backends.cudnn.allow_tf32 = cudnn
        before = tf32_state()
        with float32_reference() as inside:
            assert torch.backends.cuda.matmul.allow_tf32 is False
            assert torch.backends.cudnn.allow_tf32 is False
            assert set(inside.values()) <= {False, "ieee"}
            assert torch.get_float32_matmul_precision() == "highest"
        assert tf32_state() == before


@pytest.mark.parametrize("precision", ["highest", "high", "medium"])
def test_the_matmul_precision_comes_back(precision: str) -> None:
    torch.set_float32_matmul_precision(precision)
    before = tf32_state()
    with float32_reference() as inside:
        assert torch.get_float32_matmul_precision() == "highest"
        assert set(inside.values()) <= {False, "ieee"}
    assert torch.get_float32_matmul_precision() == precision
    assert tf32_state() == before


@pytest.mark.skipif(not hasattr(torch.backends.cudnn, "conv"), reason="this PyTorch has no per-operator precision settings")
def test_settings_of_the_newer_interface_come_back_too() -> None:
    torch.backends.cudnn.conv.fp32_precision = "tf32"
    torch.backends.cudnn.rnn.fp32_precision = "ieee"
    torch.backends.cuda.matmul.fp32_precision = "tf32"
    before = tf32_state()
    with float32_reference() as inside:
        assert set(inside.values()) <= {False, "ieee"}
    assert tf32_state() == before
    torch.backends.cudnn.rnn.fp32_precision = "tf32"
    torch.backends.cuda.matmul.fp32_precision = "ieee"


def test_flags_and_gradients_come_back_after_an_exception() -> None:
    torch.backends.cudnn.benchmark = True
    fast_path = torch.backends.mha.get_fastpath_enabled()
    try:
        with pytest.raises(KeyError), float32_reference():
            assert torch.backends.cudnn.benchmark is False
            assert torch.are_deterministic_algorithms_enabled()
            assert not torch.backends.mha.get_fastpath_enabled()
            assert not torch.is_grad_enabled()
            raise KeyError
        assert torch.backends.cudnn.benchmark is True
        assert not torch.are_deterministic_algorithms_enabled()
        assert torch.backends.mha.get_fastpath_enabled() == fast_path
        assert torch.is_grad_enabled()
    finally:
        torch.backends.cudnn.benchmark = False
