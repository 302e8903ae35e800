"""A stand-in for TensorRT's Python module that has exactly the names of one version, and runs small networks in numpy.

`tensorrt_api.json` lists the names that the published bindings of each version have (read off the real modules). Reading or
setting any other name raises AttributeError, as it would there. What the functions do is made up: enough to see what a driver asks for.
"""

from __future__ import annotations

import base64
import ctypes
import json
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

API: dict[str, Any] = json.loads((Path(__file__).parent / "tensorrt_api.json").read_text(encoding="utf-8"))
VERSIONS = tuple(API)

_DTYPE_NAMES = {1: "FLOAT", 10: "HALF", 6: "INT32", 7: "INT64", 9: "BOOL"}
_NUMPY = {"FLOAT": np.float32, "HALF": np.float16, "INT32": np.int32, "INT64": np.int64, "BOOL": np.bool_}
_LAYER_TYPES = {"Mul": "ELEMENTWISE", "Add": "ELEMENTWISE", "Div": "ELEMENTWISE", "Sqrt": "UNARY", "ReduceMean": "REDUCE", "Cast": "CAST"}
_LAYER_TYPES |= {"Gather": "GATHER", "NonZero": "NON_ZERO", "ArgMax": "TOPK"}


@dataclass
class World:
    """What a test sets (how this TensorRT behaves) and sees (what was asked of it)."""

    version: str
    compute: str = "9.0"
    build_error: str | None = None
    load_error: str | None = None
    run_error: str | None = None
    context_error: str | None = None
    parse_errors: list[dict[str, Any]] = field(default_factory=list)
    parser_log: list[str] = field(default_factory=list)
    strict_cache: bool = False
    configs: list[Any] = field(default_factory=list)
    networks: list[Any] = field(default_factory=list)
    profiles: list[Any] = field(default_factory=list)
    creation_flags: list[int] = field(default_factory=list)
    deserialized: int = 0

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


class Member:
    """A member of an enumeration."""

    def __init__(self, name: str, value: int) -> None:
        self.name = name
        self._value = value

    def __int__(self) -> int:
        return self._value

    def __repr__(self) -> str:
        return self.name


class Strict:
    """Only names of the version's class `api` exist, for reading and for setting."""

    api = ""
    world: World

    def __getattribute__(self, name: str) -> Any:
        cls = type(self)
        if not name.startswith("_") and name not in ("api", "world") and name not in API[cls.world.version]["classes"][cls.api]:
            raise AttributeError(f"TensorRT {cls.world.version}: {cls.api} has no {name}")
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        cls = type(self)
        if not name.startswith("_") and name not in API[cls.world.version]["classes"][cls.api]:
            raise AttributeError(f"TensorRT {cls.world.version}: {cls.api} has no {name}")
        object.__setattr__(self, name, value)


def tensorrt(world: World) -> types.ModuleType:
    """A module for `world.version`."""
    names = API[world.version]
    module = types.ModuleType("tensorrt")
    module.__version__ = world.version
    for kind in ("BuilderFlag", "NetworkDefinitionCreationFlag", "TacticSource", "DataType", "LayerType", "TensorIOMode"):
        setattr(module, kind, _enumeration(names["classes"][kind]))
    for kind in ("TensorLocation", "TensorFormat", "LayerInformationFormat", "ProfilingVerbosity", "MemoryPoolType"):
        setattr(module, kind, _enumeration(names["classes"][kind]))
    module.float32, module.float16 = module.DataType.FLOAT, module.DataType.HALF
    module.ILogger = type("ILogger", (), {"Severity": _enumeration(["INTERNAL_ERROR", "ERROR", "WARNING", "INFO", "VERBOSE"])})
    module.IOutputAllocator = type("IOutputAllocator", (), {})
    module.init_libnvinfer_plugins = lambda logger, namespace: True
    for cls in (Builder, OnnxParser, Runtime):
        setattr(module, cls.api, _bound(cls, world, module))
    return module


def _enumeration(names: list[str]) -> Any:
    members = {name: Member(name, index) for index, name in enumerate(name for name in names if name != "name")}
    return type("Enumeration", (), members)


def _bound(cls: type, world: World, module: Any) -> type:
    return type(cls.__name__, (cls,), {"world": world, "_trt": module})


def _make(cls: type, owner: Any, *arguments: Any) -> Any:
    return _bound(cls, type(owner).world, type(owner)._trt)(*arguments)


class Tensor(Strict):
    api = "ITensor"

    def __init__(self, name: str, shape: tuple[int, ...], dtype: Any) -> None:
        self.name = name
        self.shape = shape
        self.dtype = dtype
        self.is_shape_tensor = False
        self.is_execution_tensor = True


class Layer(Strict):
    api = "ILayer"

    def __init__(self, name: str, kind: str, inputs: list[Tensor], outputs: list[Tensor]) -> None:
        self.name = name
        self.type = getattr(type(self)._trt.LayerType, kind)
        self.metadata = f"[ONNX Layer: {name}]" if kind != "CONSTANT" else ""
        self.num_inputs = len(inputs)
        self.num_outputs = len(outputs)
        self._inputs = inputs
        self._outputs = outputs
        self._output_types: dict[int, Any] = {}

    def get_input(self, index: int) -> Tensor:
        return self._inputs[index]

    def get_output(self, index: int) -> Tensor:
        return self._outputs[index]

    def set_output_type(self, index: int, dtype: Any) -> None:
        assert type(self)._trt.DataType.INT32 is not self._outputs[index].dtype, "forcing an integer output breaks the build"
        self._output_types[index] = dtype


class Network(Strict):
    api = "INetworkDefinition"

    def __init__(self, flags: int) -> None:
        self._flags = flags
        self._layers: list[Layer] = []
        self._tensors: dict[str, Tensor] = {}
        self._inputs: list[str] = []
        self._outputs: list[str] = []
        self._model = b""
        type(self).world.networks.append(self)

    @property
    def num_layers(self) -> int:
        return len(self._layers)

    @property
    def num_inputs(self) -> int:
        return len(self._inputs)

    @property
    def num_outputs(self) -> int:
        return len(self._outputs)

    def get_layer(self, index: int) -> Layer:
        return self._layers[index]

    def get_input(self, index: int) -> Tensor:
        return self._tensors[self._inputs[index]]

    def get_output(self, index: int) -> Tensor:
        return self._tensors[self._outputs[index]]

    def mark_output(self, tensor: Tensor) -> None:
        self._outputs.append(tensor.name)


class ParserError(Strict):
    api = "ParserError"

    def __init__(self, facts: dict[str, Any]) -> None:
        self._facts = facts

    def desc(self) -> str:
        return self._facts["desc"]

    def node(self) -> int:
        return self._facts["node"]

    def node_name(self) -> str:
        return self._facts["node_name"]

    def node_operator(self) -> str:
        return self._facts["node_operator"]


class OnnxParser(Strict):
    api = "OnnxParser"

    def __init__(self, network: Network, logger: Any) -> None:
        self._network = network
        self._logger = logger

    @property
    def num_errors(self) -> int:
        return len(type(self).world.parse_errors)

    def get_error(self, index: int) -> ParserError:
        return _make(ParserError, self, type(self).world.parse_errors[index])

    def parse_from_file(self, path: str) -> bool:
        world, trt = type(self).world, type(self)._trt
        for message in world.parser_log:
            self._logger.log(trt.ILogger.Severity.WARNING, message)
        if world.parse_errors:
            return False
        try:
            model = onnx.load(path)
        except Exception as error:
            world.parse_errors = [
                {"desc": f"Failed to parse ONNX model: {type(error).__name__}", "node": -1, "node_name": "", "node_operator": ""}
            ]
            return False
        self._fill(model)
        return True

    def _fill(self, model: Any) -> None:
        network = self._network
        shapes = onnx.shape_inference.infer_shapes(model)
        known = {v.name: v for v in [*shapes.graph.input, *shapes.graph.value_info, *shapes.graph.output]}
        for value in model.graph.initializer:
            network._tensors[value.name] = _make(Tensor, self, value.name, tuple(value.dims), self._dtype(value.data_type))
            network._layers.append(_make(Layer, self, f"constant {value.name}", "CONSTANT", [], [network._tensors[value.name]]))
        for value in model.graph.input:
            network._inputs.append(value.name)
            network._tensors[value.name] = self._tensor(known[value.name])
        for node in model.graph.node:
            inputs = [network._tensors[name] for name in node.input if name]
            for name in node.output:
                network._tensors[name] = self._tensor(known[name])
            layer = _make(Layer, self, node.name, _LAYER_TYPES[node.op_type], inputs, [network._tensors[name] for name in node.output])
            network._layers.append(layer)
        network._outputs = [value.name for value in model.graph.output]
        network._model = model.SerializeToString()

    def _tensor(self, value: Any) -> Tensor:
        kind = value.type.tensor_type
        shape = tuple(dim.dim_value if dim.HasField("dim_value") else -1 for dim in kind.shape.dim)
        return _make(Tensor, self, value.name, shape, self._dtype(kind.elem_type))

    def _dtype(self, number: int) -> Any:
        name = _DTYPE_NAMES[number]
        return getattr(type(self)._trt.DataType, "INT32" if name == "INT64" and type(self).world.major < 9 else name)


class Cache(Strict):
    api = "ITimingCache"

    def __init__(self, data: bytes) -> None:
        self._data = data

    def serialize(self) -> bytes:
        return self._data or b"timings"


class Config(Strict):
    api = "IBuilderConfig"

    def __init__(self) -> None:
        self._flags = {"TF32"}
        self._cache: Cache | None = None
        self._settings: dict[str, Any] = {}
        self._profiles: list[Any] = []
        type(self).world.configs.append(self)

    def set_flag(self, flag: Member) -> None:
        self._flags.add(flag.name)

    def clear_flag(self, flag: Member) -> None:
        self._flags.discard(flag.name)

    def set_memory_pool_limit(self, pool: Member, size: int) -> None:
        self._settings[pool.name] = size

    def set_tactic_sources(self, bits: int) -> bool:
        self._settings["tactics"] = bits
        return True

    def create_timing_cache(self, data: bytes) -> Cache:
        return _make(Cache, self, data)

    def set_timing_cache(self, cache: Cache, ignore_mismatch: bool) -> bool:
        assert not ignore_mismatch
        if type(self).world.strict_cache and cache._data:
            return False
        self._cache = cache
        return True

    def get_timing_cache(self) -> Cache | None:
        return self._cache

    def add_optimization_profile(self, profile: Any) -> int:
        self._profiles.append(profile)
        return len(self._profiles) - 1

    builder_optimization_level = 3
    profiling_verbosity = None


class Profile(Strict):
    api = "IOptimizationProfile"

    def __init__(self) -> None:
        self._shapes: dict[str, Any] = {}
        type(self).world.profiles.append(self)

    def set_shape(self, name: str, low: Any, best: Any, high: Any) -> None:
        self._shapes[name] = (list(low), list(best), list(high))


class Builder(Strict):
    api = "Builder"

    def __init__(self, logger: Any) -> None:
        self._logger = logger

    def create_network(self, flags: int) -> Network:
        type(self).world.creation_flags.append(flags)
        return _make(Network, self, flags)

    def create_builder_config(self) -> Config:
        return _make(Config, self)

    def create_optimization_profile(self) -> Profile:
        return _make(Profile, self)

    def build_serialized_network(self, network: Network, config: Config) -> bytes | None:
        world, trt = type(self).world, type(self)._trt
        if world.build_error is not None:
            self._logger.log(trt.ILogger.Severity.ERROR, world.build_error)
            return None
        float32 = [layer.name for layer in network._layers if getattr(layer, "precision", None) is trt.float32] if world.major < 11 else []
        plan = {
            "version": world.version,
            "compute": world.compute,
            "half": "FP16" in config._flags,
            "obey": "OBEY_PRECISION_CONSTRAINTS" in config._flags,
            "float32": float32,
            "outputs": network._outputs,
            "profiles": [profile._shapes for profile in config._profiles],
            "model": base64.b64encode(network._model).decode(),
        }
        return b"plan" + json.dumps(plan).encode()


class Runtime(Strict):
    api = "Runtime"

    def __init__(self, logger: Any) -> None:
        self._logger = logger

    def deserialize_cuda_engine(self, data: Any) -> Engine | None:
        world = type(self).world
        world.deserialized += 1
        data = bytes(data)
        plan = json.loads(data[4:]) if data[:4] == b"plan" else None
        if plan is None:
            return self._refuse("Serialization (Serialization assertion magicTagRead == kMAGIC_TAG failed.Magic tag does not match)")
        if plan["compute"] != world.compute:
            found = f"expecting compute {world.compute} got compute {plan['compute']}"
            return self._refuse(f"The engine plan file is generated on an incompatible device, {found}, please rebuild.")
        if plan["version"] != world.version:
            return self._refuse("Serialization assertion stdVersionRead == kSERIALIZATION_VERSION failed.Version tag does not match")
        if world.load_error is not None:
            return self._refuse(world.load_error)
        return _make(Engine, self, plan, self._logger)

    def _refuse(self, message: str) -> None:
        self._logger.log(type(self)._trt.ILogger.Severity.ERROR, message)


class Engine(Strict):
    api = "ICudaEngine"

    def __init__(self, plan: dict[str, Any], logger: Any) -> None:
        self._plan = plan
        self._logger = logger
        self._model = onnx.load_from_string(base64.b64decode(plan["model"]))
        graph = onnx.shape_inference.infer_shapes(self._model).graph
        values = {v.name: v for v in [*graph.input, *graph.value_info, *graph.output]}
        self._input_names = [v.name for v in graph.input]
        self._values = {name: values[name].type.tensor_type for name in [*self._input_names, *plan["outputs"]]}
        self.num_optimization_profiles = max(1, len(plan["profiles"]))

    @property
    def num_io_tensors(self) -> int:
        return len(self._values)

    def get_tensor_name(self, index: int) -> str:
        return list(self._values)[index]

    def get_tensor_mode(self, name: str) -> Member:
        return getattr(type(self)._trt.TensorIOMode, "INPUT" if name in self._input_names else "OUTPUT")

    def get_tensor_dtype(self, name: str) -> Member:
        kind = _DTYPE_NAMES[self._values[name].elem_type]
        return getattr(type(self)._trt.DataType, "INT32" if kind == "INT64" and type(self).world.major < 9 else kind)

    def get_tensor_shape(self, name: str) -> tuple[int, ...]:
        return tuple(dim.dim_value if dim.HasField("dim_value") else -1 for dim in self._values[name].shape.dim)

    def get_tensor_format(self, name: str) -> Member:
        return type(self)._trt.TensorFormat.LINEAR

    def get_tensor_location(self, name: str) -> Member:
        return type(self)._trt.TensorLocation.DEVICE

    def create_execution_context(self) -> Context | None:
        if type(self).world.context_error is not None:
            self._logger.log(type(self)._trt.ILogger.Severity.ERROR, type(self).world.context_error)
            return None
        return _make(Context, self, self, self._logger)

    def create_engine_inspector(self) -> Inspector:
        return _make(Inspector, self, self)


class Inspector(Strict):
    api = "EngineInspector"
    execution_context = None

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get_engine_information(self, form: Member) -> str:
        assert form.name == "JSON" and self.execution_context is not None
        layers = []
        for node in self._engine._model.graph.node:
            half = self._engine._plan["half"] and not (self._engine._plan["obey"] and node.name in self._engine._plan["float32"])
            layers.append(self._entry(node, half))
        return json.dumps({"Layers": layers, "Bindings": list(self._engine._values)})

    def _entry(self, node: Any, half: bool) -> dict[str, Any]:
        described = {"Datatype": "Half" if half else "Float", "Format": "Row-Major"}
        if type(self).world.major < 11:
            described = {"Format/Datatype": "Row major linear FP16 format" if half else "Row major linear FP32"}
        outputs = [{"Name": name, "Dimensions": [], **described} for name in node.output]
        return {"Name": f"__myl_{node.name}", "LayerType": "kgen", "Outputs": outputs, "Metadata": f"[ONNX Layer: {node.name}]"}


class Context(Strict):
    api = "IExecutionContext"

    def __init__(self, engine: Engine, logger: Any) -> None:
        self._engine = engine
        self._logger = logger
        self._shapes: dict[str, tuple[int, ...]] = {}
        self._addresses: dict[str, int] = {}
        self._allocators: dict[str, Any] = {}
        self.active_optimization_profile = 0

    def set_input_shape(self, name: str, shape: tuple[int, ...]) -> bool:
        for profile in self._engine._plan["profiles"]:
            low, _, high = profile.get(name, (shape, shape, shape))
            if not all(a <= size <= b for a, size, b in zip(low, shape, high)):
                self._logger.log(
                    type(self)._trt.ILogger.Severity.ERROR, f"Supplied binding dimension {list(shape)} exceed max dimension {high}"
                )
                return False
        self._shapes[name] = tuple(shape)
        return True

    def set_tensor_address(self, name: str, address: int) -> bool:
        self._addresses[name] = address
        return True

    def set_output_allocator(self, name: str, allocator: Any) -> bool:
        self._allocators[name] = allocator
        return True

    def infer_shapes(self) -> list[str]:
        return [name for name in self._engine._input_names if name not in self._shapes]

    def get_tensor_shape(self, name: str) -> tuple[int, ...]:
        if any(node.op_type == "NonZero" and name in node.output for node in self._engine._model.graph.node):
            return (len(self._engine.get_tensor_shape(self._engine._input_names[0])), -1)
        return tuple(self._run_graph(zero=True)[name].shape)

    def execute_async_v3(self, stream: int) -> bool:
        world = type(self).world
        if world.run_error is not None:
            self._logger.log(type(self)._trt.ILogger.Severity.ERROR, world.run_error)
            return False
        values = self._run_graph(zero=False)
        for name in self._engine._plan["outputs"]:
            kind = _NUMPY[self._engine.get_tensor_dtype(name).name]
            value = np.ascontiguousarray(values[name], dtype=kind)
            if name in self._allocators:
                self._allocate(name, value)
            ctypes.memmove(self._addresses[name], value.ctypes.data, value.nbytes)
        return True

    def _allocate(self, name: str, value: np.ndarray) -> None:
        allocator = self._allocators[name]
        if type(self).world.major >= 10:
            self._addresses[name] = allocator.reallocate_output_async(name, 0, value.nbytes, 256, 7)
        else:
            self._addresses[name] = allocator.reallocate_output(name, 0, value.nbytes, 256)
        allocator.notify_shape(name, value.shape)

    def _run_graph(self, zero: bool) -> dict[str, np.ndarray]:
        plan, graph = self._engine._plan, self._engine._model.graph
        values = {value.name: numpy_helper.to_array(value) for value in graph.initializer}
        for name, shape in self._shapes.items():
            kind = _NUMPY[self._engine.get_tensor_dtype(name).name]
            values[name] = np.zeros(shape, kind) if zero else self._read(name, shape, kind)
        with np.errstate(all="ignore"):
            for node in graph.node:
                exact = not plan["half"] or (plan["obey"] and node.name in plan["float32"])
                result = OPERATORS[node.op_type](node, *[_rounded(values[name], exact) for name in node.input])
                values[node.output[0]] = _rounded(result, exact)
        return values

    def _read(self, name: str, shape: tuple[int, ...], kind: Any) -> np.ndarray:
        array = np.empty(shape, kind)
        ctypes.memmove(array.ctypes.data, self._addresses[name], array.nbytes)
        return array


def _rounded(value: np.ndarray, exact: bool) -> np.ndarray:
    return value if exact or value.dtype != np.float32 else value.astype(np.float16).astype(np.float32)


OPERATORS: dict[str, Callable[..., np.ndarray]] = {
    "Mul": lambda node, a, b: a * b,
    "Add": lambda node, a, b: a + b,
    "Div": lambda node, a, b: a / b,
    "Sqrt": lambda node, a: np.sqrt(a),
    "ReduceMean": lambda node, a: a.mean(axis=-1, keepdims=True, dtype=np.float32).astype(a.dtype),
    "Cast": lambda node, a: a.astype(_NUMPY[_DTYPE_NAMES[node.attribute[0].i]]),
    "ArgMax": lambda node, a: a.argmax(axis=1),
    "Gather": lambda node, a, b: a[b],
    "NonZero": lambda node, a: np.array(np.nonzero(a)),
}
