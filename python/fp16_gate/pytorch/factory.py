"""`pkg.module:factory` becomes a model, and samples if the factory returns them too."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import torch

from ..errors import InputError, first_line


def load_factory(spec: str) -> tuple[torch.nn.Module, Any]:
    """Import `package.module:attribute`, call it without arguments, and return (model, samples or None).

    The attribute is a callable returning a module or `(module, samples)`, or a module itself. The working folder is
    importable, as with `python -m`.
    """
    module_name, colon, attribute = spec.partition(":")
    if not colon or not module_name or not attribute or os.sep in module_name or module_name.endswith(".py"):
        raise InputError(f"factory {spec!r} is not of the form package.module:function; give for instance train.models:build")
    target: Any = _import(module_name, spec)
    for step in attribute.split("."):
        if not hasattr(target, step):
            raise InputError(f"factory {spec!r}: {getattr(target, '__name__', target)} has no {step!r}; check the name")
        target = getattr(target, step)
    made = target if isinstance(target, torch.nn.Module) else _call(target, spec)
    model, samples = made if isinstance(made, tuple) and len(made) == 2 else (made, None)
    if not isinstance(model, torch.nn.Module):
        raise InputError(f"factory {spec!r} returned a {type(made).__name__}; return a torch.nn.Module or (module, samples)")
    return model, samples


def _import(module_name: str, spec: str) -> Any:
    folder = os.getcwd()
    if folder not in sys.path and "" not in sys.path:
        sys.path.insert(0, folder)
    try:
        return importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name and (module_name == error.name or module_name.startswith(error.name + ".")):
            raise InputError(f"factory {spec!r}: there is no module {error.name!r} on the import path; run from its folder") from error
        raise InputError(f"factory {spec!r}: importing {module_name} needs {error.name!r}, which is not installed") from error
    except Exception as error:
        raise InputError(f"factory {spec!r}: importing {module_name} raised {first_line(error)}") from error


def _call(target: Any, spec: str) -> Any:
    if not callable(target):
        raise InputError(f"factory {spec!r} is a {type(target).__name__}; name a function that returns the model")
    try:
        return target()
    except Exception as error:
        raise InputError(f"factory {spec!r} raised {first_line(error)}; it is called without arguments") from error
