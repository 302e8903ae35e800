"""A sample as given (tensor, tuple, dict) becomes arguments of `forward` and named tensors."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch.utils import _pytree as pytree

from ..errors import InputError
from .tensor_bytes import check_storable

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@dataclass
class ModelInputs:
    """Arguments of one call. `tensors` holds every tensor among them by name, in the exporter's order."""

    signature: inspect.Signature
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    arguments: dict[str, Any]
    tensors: dict[str, torch.Tensor]
    constants: dict[str, Any]

    def replaced(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> ModelInputs:
        """The same inputs with other values, given in the form of `fresh`."""
        leaves, _ = pytree.tree_flatten((args, kwargs))
        tensors = dict(zip(self.tensors, (leaf for leaf in leaves if isinstance(leaf, torch.Tensor))))
        arguments = dict(self.signature.bind(*args, **kwargs).arguments)
        return ModelInputs(self.signature, args, kwargs, arguments, tensors, self.constants)

    def fresh(self, device: torch.device, floats: torch.dtype | None = None) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Copies of args and kwargs on `device`, so that a model writing into its inputs changes nothing for later runs.

        With `floats`, tensors of any floating-point dtype are converted to it.
        """

        def copy(leaf: Any) -> Any:
            if not isinstance(leaf, torch.Tensor):
                return leaf
            dtype = floats if floats is not None and leaf.is_floating_point() else leaf.dtype
            return leaf.detach().to(device=device, dtype=dtype, copy=True)

        return pytree.tree_map(copy, (self.args, self.kwargs))


def bind_sample(model: torch.nn.Module, sample: Any, where: str) -> ModelInputs:
    """Bind a sample to the parameters of `model.forward`.

    A tensor is the only positional argument, a tuple or list holds positional arguments, a dict with text keys holds
    keyword arguments. A model that takes one dict as its argument is given `(the_dict,)`.

    Raises InputError when the sample does not fit the signature, or has no tensor.
    """
    args, kwargs = _as_arguments(sample, where)
    if isinstance(model, torch.jit.ScriptModule):
        raise InputError(
            f"{type(model).__name__} is TorchScript, which has neither a Python signature nor source lines left; "
            "capture the Python module that it was made from, or export it yourself and give the gate ONNX and samples"
        )
    signature = inspect.signature(model.forward)
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError as error:
        raise InputError(
            f"{where} does not fit {type(model).__name__}.forward{signature}: {error}; a tuple holds positional "
            "arguments, a dict keyword arguments, and a dict that is itself the argument is given as (dict,)"
        ) from error
    tensors, constants = _named_leaves(bound, where)
    if not tensors:
        raise InputError(f"{where} holds no tensor; the model's inputs must be tensors")
    return ModelInputs(signature, bound.args, bound.kwargs, dict(bound.arguments), tensors, constants)


def _as_arguments(sample: Any, where: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if isinstance(sample, torch.Tensor):
        return (sample,), {}
    if isinstance(sample, (tuple, list)):
        return tuple(sample), {}
    if isinstance(sample, Mapping) and all(isinstance(key, str) for key in sample):
        return (), dict(sample)
    raise InputError(f"{where} is a {type(sample).__name__}; give a tensor, a tuple of arguments or a dict of keyword arguments")


def _named_leaves(bound: inspect.BoundArguments, where: str) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """Leaves of (args, kwargs) in the order in which `torch.export` flattens them, named after their parameters."""
    parameter_of_index = _positional_names(bound)
    leaves, _ = pytree.tree_flatten_with_path((bound.args, bound.kwargs))
    tensors: dict[str, torch.Tensor] = {}
    constants: dict[str, Any] = {}
    for path, leaf in leaves:
        steps = [_step(key) for key in path[1:]]
        if _step(path[0]) == "0":
            steps[0] = parameter_of_index[int(_step(path[1]))]
        name = ".".join(steps)
        if name in tensors or name in constants:
            raise InputError(f"{where}: two inputs are both called {name!r}; rename one of the keys")
        if isinstance(leaf, torch.Tensor):
            check_storable(name, leaf)
            tensors[name] = leaf
        elif leaf is None or isinstance(leaf, (bool, int, float, str)):
            constants[name] = leaf
        else:
            raise InputError(
                f"{where}: input {name!r} is a {type(leaf).__name__}; inputs are tensors, numbers, texts or tuples, lists and dicts of them"
            )
    return tensors, constants


def _positional_names(bound: inspect.BoundArguments) -> list[str]:
    names: list[str] = []
    for name, value in bound.arguments.items():
        kind = bound.signature.parameters[name].kind
        if kind in _POSITIONAL:
            names.append(name)
        elif kind is inspect.Parameter.VAR_POSITIONAL:
            names.extend(f"{name}.{index}" for index in range(len(value)))
    return names


def _step(key: Any) -> str:
    """One step of a pytree path: an index, a dict key or an attribute."""
    for attribute in ("key", "idx", "name"):
        if hasattr(key, attribute):
            return str(getattr(key, attribute))
    return str(key)


def check_same_form(first: ModelInputs, other: ModelInputs, where: str, dynamic: Mapping[str, Mapping[int, str]]) -> None:
    """Raise InputError unless `other` has the inputs, dtypes, constants and (where not dynamic) sizes of sample 0."""
    if set(first.tensors) != set(other.tensors):
        raise InputError(f"{where} has the inputs {list(other.tensors)}, sample 0 has {list(first.tensors)}; give the same ones")
    for name, value in other.constants.items():
        if first.constants.get(name, value) != value or name not in first.constants:
            raise InputError(
                f"{where} passes {name}={value!r}, sample 0 passes {first.constants.get(name)!r}; the exporter writes such "
                "values into the graph, so they must be equal in all samples (or be tensors)"
            )
    for name, tensor in other.tensors.items():
        expected = first.tensors[name]
        if tensor.dtype != expected.dtype or tensor.dim() != expected.dim():
            raise InputError(
                f"{where}: input {name!r} is {tensor.dtype} {list(tensor.shape)}, in sample 0 it is {expected.dtype} "
                f"{list(expected.shape)}; dtype and number of axes must be equal"
            )
        for axis, (size, wanted) in enumerate(zip(tensor.shape, expected.shape)):
            if size != wanted and axis not in dynamic.get(name, {}):
                raise InputError(
                    f"{where}: axis {axis} of input {name!r} is {size}, in sample 0 it is {wanted}; give samples of one shape "
                    "or mark the axis as dynamic (--dynamic-batch or --dynamic)"
                )
