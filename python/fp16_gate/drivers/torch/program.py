"""A TorchScript file or an exported program, called by names and answered by names."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...errors import first_line
from ..errors import DriverError
from ..inputs import check_names
from ..job import Job

_OPERATOR = re.compile(
    r"not implemented for '|Could not run '|Unknown builtin op|Could not find schema|No such operator|no attribute .* in namespace",
    re.IGNORECASE,
)


class Program:
    """A loaded program on one device, in the precision of the job. Weights are those in the file."""

    def __init__(self, torch: Any, device: Any, job: Job) -> None:
        self._torch = torch
        self._device = device
        self._half = job.precision == "fp16" and job.options.method == "half"
        self._autocast = job.precision == "fp16" and job.options.method == "autocast"
        path = job.options.program or job.source
        load = self._exported if path.endswith(".pt2") else self._torchscript
        try:
            self._call, inputs, outputs = load(path)
        except Exception as error:
            raise _load_error(error, path) from error
        self._input_names = job.options.input_names or inputs
        self._output_names = job.options.output_names or outputs
        if job.options.input_names is not None and len(job.options.input_names) != len(inputs):
            raise DriverError("job", f"options.inputNames has {len(job.options.input_names)} names, the program {len(inputs)} inputs")

    def _torchscript(self, path: str) -> tuple[Callable[[Sequence[Any]], Any], list[str], list[str]]:
        module = self._torch.jit.load(path, map_location=self._device).eval()
        if self._half:
            module = module.half()
        arguments = [argument.name for argument in module.forward.schema.arguments[1:]]
        return (lambda values: module(*values)), arguments, []

    def _exported(self, path: str) -> tuple[Callable[[Sequence[Any]], Any], list[str], list[str]]:
        program = self._torch.export.load(path)
        module = program.module()
        module = module.to(self._device)
        if self._half:
            module = module.half()
        unflatten = self._torch.utils._pytree.tree_unflatten
        structure = program.call_spec.in_spec
        signature = program.graph_signature

        def call(values: Sequence[Any]) -> Any:
            positional, named = unflatten(list(values), structure)
            return module(*positional, **named)

        return call, [str(name) for name in signature.user_inputs], [str(name) for name in signature.user_outputs]

    def run(self, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Outputs by name. Raises DriverError."""
        values = self._values(inputs)
        try:
            result = self._invoke(values)
            flat = list(_flattened(result))
            arrays = [self._array(value) for _, value in flat]
        except DriverError:
            raise
        except Exception as error:
            raise _run_error(self._torch, error) from error
        return dict(zip(self._names([key for key, _ in flat]), arrays))

    def timed_run(self, inputs: Mapping[str, np.ndarray]) -> Callable[[], None]:
        """A function that runs the sample once and waits for it; inputs and outputs stay on the device."""
        values = self._values(inputs)

        def once() -> None:
            self._invoke(values)
            if self._device.type == "cuda":
                self._torch.cuda.synchronize(self._device)

        return once

    def _invoke(self, values: Sequence[Any]) -> Any:
        autocast = self._torch.autocast(self._device.type, dtype=self._torch.float16) if self._autocast else contextlib.nullcontext()
        with self._torch.no_grad(), autocast:
            return self._call(values)

    def _values(self, inputs: Mapping[str, np.ndarray]) -> list[Any]:
        check_names(inputs, self._input_names)
        return [self._tensor(name, inputs[name]) for name in self._input_names]

    def _tensor(self, name: str, array: np.ndarray) -> Any:
        try:
            tensor = self._torch.from_numpy(np.array(array)).to(self._device)
        except (TypeError, RuntimeError) as error:
            raise DriverError("input", f"input {name!r} of type {array.dtype} can't become a tensor: {first_line(error)}") from error
        return tensor.half() if self._half and tensor.is_floating_point() else tensor

    def _array(self, value: Any) -> np.ndarray:
        if not self._torch.is_tensor(value):
            value = self._torch.tensor(value)
        value = value.detach().cpu()
        return (value.float() if value.dtype == self._torch.bfloat16 else value).contiguous().numpy()

    def _names(self, keys: Sequence[str]) -> list[str]:
        if self._output_names and len(self._output_names) != len(keys):
            raise DriverError("job", f"the program gives {len(keys)} outputs, not the {len(self._output_names)} of options.outputNames")
        return list(self._output_names) or list(keys)


def _flattened(value: Any, key: str = "") -> list[tuple[str, Any]]:
    """Leaves with names: keys of dicts, positions in lists and tuples, joined by dots; None is left out, as exporters do."""
    if value is None:
        return []
    if isinstance(value, dict):
        parts = [(str(name), item) for name, item in value.items()]
    elif isinstance(value, (list, tuple)):
        parts = [(str(index), item) for index, item in enumerate(value)]
    else:
        return [(key or "0", value)]
    return [leaf for name, item in parts for leaf in _flattened(item, f"{key}.{name}" if key else name)]


def _load_error(error: Exception, path: str) -> DriverError:
    if isinstance(error, DriverError):
        return error
    if _OPERATOR.search(str(error)):
        return DriverError("unsupported-operator", f"{path}: {first_line(error)}")
    if "out of memory" in str(error):
        return DriverError("out-of-memory", f"{path}: {first_line(error)}")
    return DriverError("parse", f"{path} is no TorchScript (.pt) or exported program (.pt2) that this PyTorch reads: {first_line(error)}")


def _run_error(torch: Any, error: Exception) -> DriverError:
    text = str(error)
    if isinstance(error, (torch.cuda.OutOfMemoryError, MemoryError)) or "out of memory" in text or "can't allocate memory" in text:
        return DriverError("out-of-memory", f"{first_line(error)}; use smaller samples or free the GPU")
    if _OPERATOR.search(text):
        return DriverError("unsupported-operator", first_line(error))
    if "dtype" in text and ("same" in text or "expected" in text or "mat1" in text):
        return DriverError("run", f"{first_line(error)}; the program mixes types in half precision: try the method autocast")
    return DriverError("run", first_line(error))
