"""The state of PyTorch in which an FP32 reference is FP32: no TF32, no fused fast paths, deterministic kernels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch

# (object, attribute) of the newer per-operator settings; older versions of PyTorch have none or some of them.
_PRECISION_SETTINGS = (
    ("cuda.matmul", "fp32_precision"),
    ("cudnn.conv", "fp32_precision"),
    ("cudnn.rnn", "fp32_precision"),
    ("mkldnn.matmul", "fp32_precision"),
    ("mkldnn.conv", "fp32_precision"),
    ("mkldnn.rnn", "fp32_precision"),
)
_LEGACY_SETTINGS = (("cuda.matmul", "allow_tf32"), ("cudnn", "allow_tf32"))
_FLAGS = (("cudnn", "benchmark", False), ("cudnn", "deterministic", True))


def _owner(path: str) -> Any:
    owner: Any = torch.backends
    for step in path.split("."):
        owner = getattr(owner, step, None)
    return owner


def _read(path: str, attribute: str) -> Any:
    """The setting, or None where this PyTorch lacks it or cannot express a mixture of old and new settings in it."""
    try:
        return getattr(_owner(path), attribute, None)
    except (RuntimeError, AttributeError):
        return None


def tf32_state() -> dict[str, Any]:
    """Every TF32 setting that this PyTorch has, by its name under `torch.backends`."""
    values = {f"{path}.{name}": _read(path, name) for path, name in _LEGACY_SETTINGS + _PRECISION_SETTINGS}
    return {name: value for name, value in values.items() if value is not None}


@contextmanager
def float32_reference() -> Iterator[dict[str, Any]]:
    """Run the block in exact FP32 without gradients; yields the TF32 settings inside. The caller's settings come back after."""
    saved_legacy = [(path, name, _read(path, name)) for path, name in _LEGACY_SETTINGS]
    saved = [(path, name, _read(path, name)) for path, name in _PRECISION_SETTINGS]
    saved_flags = [(path, name, _read(path, name)) for path, name, _ in _FLAGS]
    matmul = _matmul_precision()
    deterministic = (torch.are_deterministic_algorithms_enabled(), torch.is_deterministic_algorithms_warn_only_enabled())
    with ExitStack() as stack:
        stack.callback(_restore, saved_legacy, saved, saved_flags, matmul, deterministic)
        stack.enter_context(_without_fast_path())
        stack.enter_context(_exact_attention())
        torch.set_float32_matmul_precision("highest")
        for path, name in _LEGACY_SETTINGS:
            setattr(_owner(path), name, False)
        for path, name, value in saved:
            if value is not None:
                setattr(_owner(path), name, "ieee")
        for path, name, value in _FLAGS:
            setattr(_owner(path), name, value)
        torch.use_deterministic_algorithms(True, warn_only=True)
        stack.enter_context(torch.no_grad())
        yield tf32_state()


def _matmul_precision() -> str | None:
    try:
        return torch.get_float32_matmul_precision()
    except RuntimeError:  # old and new settings contradict each other; the new ones are put back on their own
        return None


def _restore(legacy: list[Any], saved: list[Any], flags: list[Any], matmul: str | None, deterministic: tuple[bool, bool]) -> None:
    """Older settings first: each of them also overwrites some of the newer ones."""
    for path, name, value in [*legacy, *flags]:
        if value is not None:
            setattr(_owner(path), name, value)
    if matmul is not None:
        torch.set_float32_matmul_precision(matmul)
    for path, name, value in saved:
        if value is not None:
            setattr(_owner(path), name, value)
    torch.use_deterministic_algorithms(deterministic[0], warn_only=deterministic[1])


@contextmanager
def _without_fast_path() -> Iterator[None]:
    """torch.nn.TransformerEncoder and MultiheadAttention have a fused path in eval mode, which no exporter writes."""
    mha = getattr(torch.backends, "mha", None)
    if mha is None:
        yield
        return
    enabled = mha.get_fastpath_enabled()
    mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        mha.set_fastpath_enabled(enabled)


@contextmanager
def _exact_attention() -> Iterator[None]:
    """Attention as matrix products and a softmax: the fused CUDA kernels have TF32 paths of their own."""
    if not torch.cuda.is_available():
        yield
        return
    from torch.nn.attention import SDPBackend, sdpa_kernel

    with sdpa_kernel(SDPBackend.MATH):
        yield
