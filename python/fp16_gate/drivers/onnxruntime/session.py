"""One ONNX Runtime session with exactly the execution providers that were asked for."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...errors import first_line
from ..errors import DriverError, one_line
from ..inputs import check_names, convert, read_inputs
from ..job import Job
from ..latency import wall_clock
from ..onnx_nodes import read_onnx, with_outputs
from .failures import load_error, run_error

GPU_PROVIDERS = ("CUDAExecutionProvider", "TensorrtExecutionProvider", "NvTensorRTRTXExecutionProvider")

_OPTIMISATION = {0: "ORT_DISABLE_ALL", 1: "ORT_ENABLE_BASIC", 2: "ORT_ENABLE_EXTENDED", 99: "ORT_ENABLE_ALL"}
_ERRORS_ONLY = 3
_NUMPY_TYPES = {
    "tensor(bool)": "bool",
    "tensor(int8)": "int8",
    "tensor(uint8)": "uint8",
    "tensor(int16)": "int16",
    "tensor(uint16)": "uint16",
    "tensor(int32)": "int32",
    "tensor(uint32)": "uint32",
    "tensor(int64)": "int64",
    "tensor(uint64)": "uint64",
    "tensor(float16)": "float16",
    "tensor(float)": "float32",
    "tensor(double)": "float64",
}


def require_onnxruntime(providers: Sequence[str]) -> Any:
    """The module, when it has all `providers`. Raises DriverError(unavailable)."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read when the library is loaded; a gate sends nothing anywhere
    try:
        import onnxruntime
    except (ImportError, OSError) as error:
        raise DriverError("unavailable", f"onnxruntime can't be loaded: {first_line(error)}; install onnxruntime-gpu") from error
    available = onnxruntime.get_available_providers()
    for provider in providers:
        if provider not in available:
            raise DriverError(
                "unavailable",
                f"onnxruntime {onnxruntime.__version__} has no {provider} here, only {', '.join(available)}; install onnxruntime-gpu",
            )
    if any(provider in GPU_PROVIDERS for provider in providers) and hasattr(onnxruntime, "preload_dlls"):
        onnxruntime.preload_dlls()  # CUDA and cuDNN of Python packages, which the loader does not find by itself
    return onnxruntime


class Session:
    """A loaded model. Profiling is on until `placed_nodes`, because only the profile tells which provider ran a node."""

    def __init__(self, module: Any, job: Job, model: str) -> None:
        self._module = module
        self._job = job
        self._profile_folder = tempfile.mkdtemp(prefix="fp16-gate-")
        self.added, self.notes = _wanted_intermediates(job, model)
        start = time.perf_counter()
        try:
            self._session = self._open(model)
        finally:
            self.seconds = time.perf_counter() - start
        self._refuse_missing_providers()
        self._inputs = {entry.name: _numpy_type(entry) for entry in self._session.get_inputs()}
        self._outputs = [entry.name for entry in self._session.get_outputs()]

    @property
    def flags(self) -> list[str]:
        """Settings as `NAME=VALUE`."""
        level = 99 if self._job.options.opt_level is None else self._job.options.opt_level
        options = {f"{provider}.{key}": value for provider, pairs in self._providers() for key, value in pairs.items()}
        return [f"graph_optimization_level={level}", *[f"{name}={value}" for name, value in options.items()]]

    def _open(self, model: str) -> Any:
        options = self._module.SessionOptions()
        options.log_severity_level = _ERRORS_ONLY
        options.enable_profiling = True
        options.profile_file_prefix = os.path.join(self._profile_folder, "profile")
        level = self._job.options.opt_level
        if level is not None:
            if level not in _OPTIMISATION:
                levels = ", ".join(map(str, _OPTIMISATION))
                raise DriverError("unsupported", f"ONNX Runtime has the optimisation levels {levels}, not {level}")
            options.graph_optimization_level = getattr(self._module.GraphOptimizationLevel, _OPTIMISATION[level])
        for plugin in self._job.options.plugins:
            try:
                options.register_custom_ops_library(plugin)
            except Exception as error:
                raise DriverError("unavailable", f"the plugin {plugin} can't be loaded: {first_line(error)}") from error
        source: Any = model
        if self.added:
            source = with_outputs(model, self.added)
            options.add_session_config_entry("session.model_external_initializers_file_folder_path", os.path.dirname(model))
        try:
            # Without this, a provider that fails to start is replaced by the CPU and the model loaded once more.
            return self._module.InferenceSession(source, options, providers=self._providers(), enable_fallback=0)
        except Exception as error:
            raise load_error(error, model) from error

    def _providers(self) -> list[tuple[str, dict[str, str]]]:
        device = str(self._job.options.device)
        settings = {
            "CUDAExecutionProvider": {"device_id": device, "use_tf32": "1" if self._job.options.tf32 else "0"},
            # The model brings its types; the provider's own FP16 switch would lower what was meant to stay in FP32.
            "TensorrtExecutionProvider": {"device_id": device, "trt_fp16_enable": "0"},
        }
        return [(provider, settings.get(provider, {})) for provider in self._job.options.providers]

    def _refuse_missing_providers(self) -> None:
        """ONNX Runtime goes on without a provider whose libraries do not load; the gate must not."""
        running = self._session.get_providers()
        for provider in self._job.options.providers:
            if provider not in running:
                raise DriverError(
                    "unavailable",
                    f"{provider} could not be started, only {', '.join(running)}; "
                    "check that its CUDA and cuDNN versions are installed (see the log above)",
                )

    def run(self, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Outputs and intermediates by name. Raises DriverError."""
        try:
            values = self._session.run(self._outputs, self._fitted(inputs))
        except Exception as error:
            raise run_error(error) from error
        for name, value in zip(self._outputs, values):
            if not isinstance(value, np.ndarray):
                raise DriverError("unsupported", f"output {name!r} is no tensor but a {type(value).__name__}")
        return dict(zip(self._outputs, values))

    def _fitted(self, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        check_names(inputs, list(self._inputs))
        return {name: convert(name, array, self._inputs[name]) for name, array in inputs.items()}

    def placed_nodes(self) -> list[dict[str, Any]]:
        """Profile entries of the nodes that ran so far, each node once. Ends profiling."""
        try:
            with open(self._session.end_profiling(), encoding="utf-8", errors="replace") as file:
                events = json.load(file)
        except (OSError, ValueError) as error:
            raise DriverError("run", f"ONNX Runtime's profile can't be read, so where the nodes ran is unknown: {error}") from error
        finally:
            shutil.rmtree(self._profile_folder, ignore_errors=True)
        nodes: dict[tuple[str, Any], dict[str, Any]] = {}
        for event in events:
            arguments = event.get("args", {})
            if event.get("cat") == "Node" and event.get("name", "").endswith("_kernel_time") and "provider" in arguments:
                nodes.setdefault((event["name"], arguments.get("node_index")), event)
        return list(nodes.values())

    def timed_run(self, files: Mapping[str, str], on_gpu: bool) -> Callable[[], float]:
        """A function that runs one sample and returns milliseconds; on a GPU, inputs and outputs stay there."""
        inputs = self._fitted(read_inputs(files))
        if not on_gpu:
            return lambda: wall_clock(lambda: self._session.run(self._outputs, inputs))
        binding = self._session.io_binding()
        device = self._job.options.device
        for name, array in inputs.items():
            binding.bind_ortvalue_input(name, self._module.OrtValue.ortvalue_from_numpy(array, "cuda", device))
        for name in self._outputs:
            binding.bind_output(name, "cuda", device)
        return lambda: wall_clock(lambda: (self._session.run_with_iobinding(binding), binding.synchronize_outputs()))


def _wanted_intermediates(job: Job, model: str) -> tuple[list[str], list[str]]:
    """Tensors that the model has and does not give out yet, and a note on those it lacks."""
    if not job.want.intermediates:
        return [], []
    file = read_onnx(model)
    made = {name for node in file.nodes for name in node.outputs}
    found = [name for name in job.want.intermediates if name in made and name not in file.outputs]
    missing = [name for name in job.want.intermediates if name not in made]
    return found, [one_line(f"{len(missing)} intermediates are not in the model that ran, such as {missing[0]}.")] if missing else []


def _numpy_type(entry: Any) -> np.dtype:
    if entry.type not in _NUMPY_TYPES:
        raise DriverError("unsupported", f"input {entry.name!r} has the type {entry.type}")
    return np.dtype(_NUMPY_TYPES[entry.type])
