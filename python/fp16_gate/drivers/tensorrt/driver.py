"""The order of a run: network, engine, samples, layers, latency; once per build."""

from __future__ import annotations

import ctypes
import os
import platform
from typing import Any

from ...errors import first_line
from ..answer import OutFolder, result_of
from ..applied import applied_in_model
from ..cuda import Cuda, open_cuda
from ..errors import DriverError
from ..gpu_state import GpuState
from ..inputs import read_inputs
from ..job import Job
from ..latency import measure
from ..onnx_nodes import read_onnx
from ..samples import run_samples
from .builder import build_entry, build_plan
from .constraints import Constraints
from .execution import Execution
from .layers import read_layers
from .log import Log
from .module import TensorRT, require_tensorrt
from .network import mark_intermediates, parse_network

HONOURED = (
    "tf32",
    "device",
    "latencyRuns",
    "plugins",
    "keepEngine",
    "optLevel",
    "timingCache",
    "workspaceMiB",
    "tacticSources",
)


def run(job: Job, out: OutFolder) -> dict[str, Any]:
    """Run the job; returns result.json."""
    rt = require_tensorrt()
    strong = _is_strong(rt, job)
    cuda = open_cuda(job.options.device)
    session = _Session(rt, cuda, job, out)
    _load_plugins(rt, session.log, job.options.plugins)
    if job.engine_file is not None:
        builds = [session.run_file(job.engine_file)]
        session.applied = [{"node": node, "status": "in-model"} for node in job.fp32_nodes]  # as the job says it was built
    else:
        builds = [session.run_build(strong, index) for index in range(job.want.builds)]
    notes = [*session.notes, *session.log.notes()]
    return result_of(session.engine(), "strong" if strong else "weak", builds, session.applied, notes)


def _is_strong(rt: TensorRT, job: Job) -> bool:
    """Whether the network is strongly typed. Raises DriverError(unsupported) for what this version has not."""
    if job.engine_file is not None:
        return job.typing == "strong"
    if job.typing == "weak" and not rt.has_weak_typing:
        return True
    if job.typing == "strong" and not rt.has_strong_typing:
        if job.precision == "fp32":
            return False
        raise DriverError("unsupported", f"TensorRT {rt.trt.__version__} has no strong typing, 10 has; set typing to weak")
    return job.typing == "strong"


def _load_plugins(rt: TensorRT, log: Log, paths: list[str]) -> None:
    rt.trt.init_libnvinfer_plugins(log.logger, "")
    for path in paths:
        try:
            library = ctypes.CDLL(path, ctypes.RTLD_GLOBAL)
        except OSError as error:
            raise DriverError("unavailable", f"the plugin {path} can't be loaded: {first_line(error)}") from error
        # Libraries of this newer kind register nothing when they are loaded; the registry asks them.
        if any(hasattr(library, name) for name in ("getCreators", "getPluginCreators")):
            rt.trt.get_plugin_registry().load_library(path)


class _Session:
    """What all builds of one job share."""

    def __init__(self, rt: TensorRT, cuda: Cuda, job: Job, out: OutFolder) -> None:
        self._rt = rt
        self._cuda = cuda
        self._job = job
        self._out = out
        self._gpu = GpuState(cuda.pci_address())
        self.log = Log(rt.trt)
        self._runtime = rt.trt.Runtime(self.log.logger)
        self.notes: list[str] = []
        self.applied: list[dict[str, Any]] = []

    def engine(self) -> dict[str, Any]:
        """`engine` of the protocol."""
        return {
            "name": "tensorrt",
            "version": self._rt.trt.__version__,
            **self._cuda.description(),
            "driver": self._gpu.driver_version(),
            "details": {"python": platform.python_version(), "module": self._rt.module, "cudaBy": self._cuda.by},
        }

    def run_build(self, strong: bool, index: int) -> dict[str, Any]:
        """Build an engine and run it."""
        job, trt = self._job, self._rt.trt
        model = job.typed_model() if strong else job.source
        builder = trt.Builder(self.log.logger)
        network = parse_network(self._rt, builder, self.log, model, strong)
        if strong:
            self.applied = applied_in_model(job)
        elif job.fp32_nodes:
            self.applied = Constraints(trt, network.network, read_onnx(model)).keep_float32(job.fp32_nodes)
        added, missing = mark_intermediates(network.network, job.want.intermediates)
        if missing:
            self.notes.append(f"{len(missing)} intermediates are not in the parsed network, such as {missing[0]}.")
        plan = build_plan(self._rt, builder, network, self.log, job, self.notes)
        kept = self._out.write_file(f"engine-{index}.plan", memoryview(plan.data)) if job.options.keep_engine else None
        engine = self._load(plan.data, "the engine just built")
        return {**self._run_engine(engine, model, added), "build": build_entry(plan, kept)}

    def run_file(self, path: str) -> dict[str, Any]:
        """Run a built engine."""
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            raise DriverError("job", f"cannot read {path}: {error.strerror}") from error
        engine = self._load(data, path)
        model = self._job.source if os.path.isfile(self._job.source) else None
        return {**self._run_engine(engine, model, []), "build": {"seconds": 0, "sizeBytes": len(data)}}

    def _load(self, data: Any, what: str) -> Any:
        self.log.forget()
        engine = self._runtime.deserialize_cuda_engine(data)
        if engine is None:
            raise self.log.engine_file_failure(what, self._rt.trt.__version__, self._cuda.description()["device"])
        return engine

    def _run_engine(self, engine: Any, model: str | None, added: list[str]) -> dict[str, Any]:
        job = self._job
        execution = Execution(self._rt.trt, engine, self._cuda, self.log)
        try:
            answer: dict[str, Any] = {"samples": run_samples(job, self._out, execution.run, added)}
            if job.want.layers:
                keys = read_onnx(model).node_keys() if model is not None else {}
                answer["layers"] = read_layers(self._rt.trt, engine, execution.context, keys)
            if job.want.latency:
                once = execution.timed_run(read_inputs(job.samples[0]))
                answer["latencyMs"] = measure(once, job.options.latency_runs, "gpu-events", self._gpu.clocks)
            return answer
        finally:
            execution.close()
