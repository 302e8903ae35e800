"""Running an engine: buffers, shapes, types, and outputs whose size only the run tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..cuda import Cuda
from ..errors import DriverError
from ..inputs import check_names, convert
from .log import Log

# trt.DataType by name, since versions differ in what they have; bfloat16 is read as its bits.
_NUMPY_TYPES = {
    "FLOAT": "float32",
    "HALF": "float16",
    "INT8": "int8",
    "UINT8": "uint8",
    "INT32": "int32",
    "INT64": "int64",
    "BOOL": "bool",
    "BF16": "uint16",
}
# All bits set are NaN in every float type: an output that a kernel did not write shows as such.
_UNWRITTEN = 0xFF


class Execution:
    """One execution context of an engine and its buffers on the GPU."""

    def __init__(self, trt: Any, engine: Any, cuda: Cuda, log: Log) -> None:
        self._trt = trt
        self._engine = engine
        self._cuda = cuda
        self._log = log
        names = [engine.get_tensor_name(index) for index in range(engine.num_io_tensors)]
        self._inputs = [name for name in names if engine.get_tensor_mode(name) == trt.TensorIOMode.INPUT]
        self._outputs = [name for name in names if name not in self._inputs]
        self._types = {name: self._numpy_type(name) for name in names}
        log.forget()
        self.context = engine.create_execution_context()
        if self.context is None:
            raise log.failure("out-of-memory", "no execution context could be made")
        self._stream = cuda.stream()
        self._buffers: dict[str, tuple[int, int]] = {}
        self._on_host: dict[str, np.ndarray] = {}
        self._sized_by_run: dict[str, Any] = {}

    def run(self, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Outputs by name. Raises DriverError (input, run, out-of-memory)."""
        self._prepare(inputs)
        self._enqueue()
        self._cuda.synchronize(self._stream)
        return {name: self._output(name) for name in self._outputs}

    def timed_run(self, inputs: Mapping[str, np.ndarray]) -> Callable[[], float]:
        """A function that runs the sample once and returns the GPU's milliseconds, copies not counted."""
        self._prepare(inputs)
        stopwatch = self._cuda.stopwatch(self._stream)

        def once() -> float:
            stopwatch.start()
            self._enqueue()
            return stopwatch.stop()

        return once

    def _numpy_type(self, name: str) -> np.dtype:
        kind = self._engine.get_tensor_dtype(name).name
        if kind not in _NUMPY_TYPES:
            raise DriverError("unsupported", f"tensor {name!r} of the engine has the type {kind}")
        if self._engine.get_tensor_format(name) != self._trt.TensorFormat.LINEAR:
            raise DriverError(
                "unsupported", f"tensor {name!r} of the engine is not in linear format; build the engine with linear inputs and outputs"
            )
        return np.dtype(_NUMPY_TYPES[kind])

    def _prepare(self, inputs: Mapping[str, np.ndarray]) -> None:
        check_names(inputs, self._inputs)
        fitted = {name: self._fitted(name, array) for name, array in inputs.items()}
        self._log.forget()
        self._choose_profile(fitted)
        for name, array in fitted.items():
            if not self.context.set_input_shape(name, array.shape):
                raise DriverError("input", f"input {name!r} has the shape {list(array.shape)}: {self._log.reason()}")
            self._bind_input(name, array)
        incomplete = self.context.infer_shapes()
        if incomplete:
            raise DriverError("input", f"the engine can't tell its output sizes: {', '.join(incomplete)} lacks a shape or a value")
        for name in self._outputs:
            self._bind_output(name)

    def _fitted(self, name: str, array: np.ndarray) -> np.ndarray:
        if self._engine.get_tensor_dtype(name).name == "BF16":
            raise DriverError("unsupported", f"input {name!r} of the engine is bfloat16; build it with another input type")
        axes = tuple(self._engine.get_tensor_shape(name))
        if len(axes) != array.ndim or any(want not in (-1, have) for want, have in zip(axes, array.shape)):
            raise DriverError("input", f"input {name!r} has the shape {list(array.shape)}, the engine takes {list(axes)}")
        return np.asarray(convert(name, array, self._types[name]), order="C")

    def _choose_profile(self, inputs: Mapping[str, np.ndarray]) -> None:
        """The first profile of an engine with several that takes these shapes."""
        count = self._engine.num_optimization_profiles
        if count <= 1:
            return
        for index in range(count):
            if all(self._is_inside(name, array.shape, index) for name, array in inputs.items()):
                if index != self.context.active_optimization_profile:
                    self.context.set_optimization_profile_async(index, self._stream)
                    self._cuda.synchronize(self._stream)
                return
        raise DriverError("input", f"none of the engine's {count} profiles takes the sizes of this sample")

    def _is_inside(self, name: str, shape: tuple[int, ...], profile: int) -> bool:
        low, _, high = self._engine.get_tensor_profile_shape(name, profile)
        return all(a <= size <= b for a, size, b in zip(tuple(low), shape, tuple(high)))

    def _bind_input(self, name: str, array: np.ndarray) -> None:
        if self._engine.get_tensor_location(name) == self._trt.TensorLocation.HOST:
            self._on_host[name] = array
            self.context.set_tensor_address(name, array.ctypes.data)
            return
        address = self._buffer(name, array.nbytes)
        self._cuda.to_device(address, array)
        self.context.set_tensor_address(name, address)

    def _bind_output(self, name: str) -> None:
        shape = tuple(self.context.get_tensor_shape(name))
        if self._engine.get_tensor_location(name) == self._trt.TensorLocation.HOST:
            self._on_host[name] = np.zeros(shape, self._types[name])
            self.context.set_tensor_address(name, self._on_host[name].ctypes.data)
            return
        if -1 in shape:
            allocator = self._sized_by_run.setdefault(name, _allocator_class(self._trt)(self._buffer))
            self.context.set_output_allocator(name, allocator)
            return
        size = _bytes(shape, self._types[name])
        address = self._buffer(name, size)
        self._cuda.fill(address, _UNWRITTEN, max(size, 1))
        self.context.set_tensor_address(name, address)

    def _enqueue(self) -> None:
        if not self.context.execute_async_v3(self._stream):
            raise self._log.failure("run", "running the engine failed")

    def _output(self, name: str) -> np.ndarray:
        if name in self._on_host:
            return self._on_host[name]
        allocator = self._sized_by_run.get(name)
        shape = allocator.shape if allocator is not None else tuple(self.context.get_tensor_shape(name))
        if shape is None:
            raise DriverError("run", f"the engine did not tell the size of output {name!r}")
        array = np.empty(shape, self._types[name])
        self._cuda.to_host(array, self._buffers[name][0] if name in self._buffers else 0)
        if self._engine.get_tensor_dtype(name).name == "BF16":
            return (array.astype(np.uint32) << 16).view(np.float32)
        return array

    def _buffer(self, name: str, size: int) -> int:
        """Address of at least `size` bytes that belong to this tensor."""
        address, room = self._buffers.get(name, (0, -1))
        if room >= size:
            return address
        if room >= 0:
            self._cuda.free(address)
            del self._buffers[name]
        address = self._cuda.allocate(max(size, 1))
        self._buffers[name] = (address, max(size, 1))
        return address

    def close(self) -> None:
        """Give the GPU's memory back."""
        for address, _ in self._buffers.values():
            self._cuda.free(address)
        self._buffers.clear()


def _bytes(shape: tuple[int, ...], dtype: np.dtype) -> int:
    return int(np.prod(shape, dtype=np.int64)) * dtype.itemsize


def _allocator_class(trt: Any) -> Any:
    """TensorRT's callback for an output whose size depends on the data. Older versions call the first method, newer the second."""

    class Allocator(trt.IOutputAllocator):
        def __init__(self, buffer: Callable[[str, int], int]) -> None:
            trt.IOutputAllocator.__init__(self)
            self._buffer = buffer
            self.shape: tuple[int, ...] | None = None

        def reallocate_output(self, name: str, memory: int, size: int, alignment: int) -> int:
            return self._buffer(name, size)

        def reallocate_output_async(self, name: str, memory: int, size: int, alignment: int, stream: int) -> int:
            return self._buffer(name, size)

        def notify_shape(self, name: str, shape: Any) -> None:
            self.shape = tuple(shape)

    return Allocator
