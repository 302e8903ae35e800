"""Activations per module of one FP32 run, written while the model runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any

import torch

from ..errors import InputError
from ..safetensors_file import SafetensorsWriter
from .model_outputs import tensors_in
from .tensor_bytes import SAFETENSORS_DTYPE, add_tensor


def select_modules(model: torch.nn.Module, patterns: Sequence[str]) -> list[str]:
    """Paths of the modules that match one of the glob patterns; InputError for a pattern that matches none."""
    paths = [path for path, _ in model.named_modules() if path]
    for pattern in patterns:
        if not any(fnmatchcase(path, pattern) for path in paths):
            raise InputError(f"no module matches {pattern!r}; the model has {', '.join(paths[:5]) or 'no submodules'}, …")
    return [path for path in paths if any(fnmatchcase(path, pattern) for pattern in patterns)]


@contextmanager
def recorded_modules(model: torch.nn.Module, paths: Sequence[str], file: str, max_bytes: int, notes: list[str]) -> Iterator[None]:
    """Write the outputs of the modules at `paths` to `file` while the block runs the model.

    Key: the module's path for its first call, `path#2` for its second, and so on. A module that returns several tensors
    adds `[name]` to each. A tensor goes to disk at once, so an operation in place later on does not change it, and
    memory holds one at a time. What would go beyond `max_bytes` is left out, with a note.
    """
    with SafetensorsWriter(file) as writer:
        calls: dict[str, int] = {}
        left_out: list[str] = []

        def hook_for(path: str) -> Any:
            def hook(module: torch.nn.Module, args: Any, output: Any) -> None:
                calls[path] = calls.get(path, 0) + 1
                key = path if calls[path] == 1 else f"{path}#{calls[path]}"
                for name, tensor in tensors_in(output):
                    full = key if tensor is output else f"{key}[{name}]"
                    if not _add(writer, full, tensor, max_bytes):
                        left_out.append(full)

            return hook

        modules = dict(model.named_modules())
        handles = [modules[path].register_forward_hook(hook_for(path)) for path in paths]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()
    if left_out:
        notes.append(
            f"{len(left_out)} module outputs left out ({', '.join(left_out[:3])}, …): beyond {max_bytes} bytes per sample, "
            "or of a kind that samples cannot hold; raise modules_max_bytes or select modules"
        )


def _add(writer: SafetensorsWriter, key: str, tensor: torch.Tensor, max_bytes: int) -> bool:
    size = tensor.numel() * tensor.element_size()
    if tensor.layout != torch.strided or tensor.is_quantized or tensor.dtype not in SAFETENSORS_DTYPE:
        return False
    if writer.size_bytes + size > max_bytes or key in writer:
        return False
    add_tensor(writer, key, tensor)
    return True
