"""What a model returns (tensor, tuple, dict, dataclass, nested) becomes named tensors, in one fixed order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch

from ..errors import InputError
from .tensor_bytes import check_storable

# What a graph has no output for; SymInt and its like stand for numbers while a model is exported.
_CONSTANTS = (bool, int, float, str, torch.SymInt, torch.SymFloat, torch.SymBool)


def flatten_outputs(value: Any) -> tuple[dict[str, torch.Tensor], list[str]]:
    """Named tensors of a model's return value, and the names of what is no tensor (numbers, texts) and left out; None is nothing.

    A single tensor is called `output`; elements of a tuple or list `output_0`, `output_1`, …; dict keys, dataclass
    fields and namedtuple fields keep their name; deeper levels are joined by a dot (`aux.0.boxes`).

    Raises InputError for objects of other classes, for two outputs of one name and when there is no tensor at all.
    """
    tensors: dict[str, torch.Tensor] = {}
    skipped: list[str] = []
    for name, leaf in _leaves(value, ""):
        if leaf is None or isinstance(leaf, _CONSTANTS):
            skipped.extend([name] if leaf is not None else [])
            continue
        if not isinstance(leaf, torch.Tensor):
            raise InputError(
                f"the model returns a {type(leaf).__name__} as {name!r}; return tensors, or tuples, lists, dicts or dataclasses of them"
            )
        if name in tensors:
            raise InputError(f"two outputs of the model are both called {name!r}; rename one of the keys")
        check_storable(name, leaf)
        tensors[name] = leaf
    if not tensors:
        raise InputError("the model returns no tensor; there is nothing to compare")
    return tensors, skipped


def _leaves(value: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    children = _children(value)
    if children is None:
        yield prefix or "output", value
        return
    for key, child in children:
        step = key if prefix or not key.isdigit() else f"output_{key}"
        yield from _leaves(child, f"{prefix}.{step}" if prefix else step or "output")


def _children(value: Any) -> Iterable[tuple[str, Any]] | None:
    if isinstance(value, Mapping):
        return [(str(key), child) for key, child in value.items()]
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return list(zip(value._fields, value))
    if isinstance(value, (tuple, list)):
        return [(str(index), child) for index, child in enumerate(value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    return None


def tensors_in(value: Any) -> list[tuple[str, torch.Tensor]]:
    """Every tensor in a module's return value with its name, whatever else is in there."""
    return [(name, leaf) for name, leaf in _leaves(value, "") if isinstance(leaf, torch.Tensor)]


@contextmanager
def flat_outputs(model: torch.nn.Module, names: Sequence[str]) -> Iterator[None]:
    """While active, the model returns a plain tuple of its tensors of these names, as `flatten_outputs` finds them.

    Exporters then need to know nothing about dicts, dataclasses or None. A hook leaves the scopes of the modules inside
    as they are; a wrapping module would put its own name before all of them.
    """

    def flatten(module: torch.nn.Module, args: Any, output: Any) -> tuple[torch.Tensor, ...]:
        tensors = flatten_outputs(output)[0]  # while tracing, a size such as x.shape[0] is a tensor too: not wanted
        return tuple(tensors[name] for name in names)

    handle = model.register_forward_hook(flatten)
    try:
        yield
    finally:
        handle.remove()
