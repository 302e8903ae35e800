"""The order of a run: session, samples, where each node ran, latency; once per build."""

from __future__ import annotations

import platform
from typing import Any

from ..answer import OutFolder, result_of
from ..applied import applied_in_model
from ..cuda import open_cuda
from ..errors import DriverError
from ..gpu_state import GpuState
from ..job import Job
from ..latency import measure
from ..onnx_nodes import read_onnx
from ..samples import run_samples
from .placement import layers_of, refuse_other_providers
from .session import GPU_PROVIDERS, Session, require_onnxruntime

HONOURED = ("tf32", "device", "latencyRuns", "plugins", "optLevel", "providers")


def run(job: Job, out: OutFolder) -> dict[str, Any]:
    """Run the job; returns result.json."""
    if job.engine_file is not None:
        raise DriverError("unsupported", "ONNX Runtime has no engine files; leave out engineFile")
    if job.want.layers and not job.samples:
        raise DriverError("unsupported", "where the nodes run is read while a sample runs; give a sample or leave out want.layers")
    module = require_onnxruntime(job.options.providers)
    model = job.typed_model()
    applied = applied_in_model(job)
    notes: list[str] = []
    builds: list[dict[str, Any]] = []
    engine: dict[str, Any] = {}
    for _ in range(job.want.builds):
        session = Session(module, job, model)
        engine, gpu = _engine(module, job)
        builds.append(_build(session, gpu, job, model, out, notes))
        del session  # a second one beside it would need the memory of both
    return result_of(engine, "strong", builds, applied, notes)


def _build(session: Session, gpu: GpuState, job: Job, model: str, out: OutFolder, notes: list[str]) -> dict[str, Any]:
    notes += session.notes
    samples = run_samples(job, out, session.run, session.added)
    nodes = session.placed_nodes()
    notes += refuse_other_providers(nodes, job.options.providers) if job.samples else []
    return {
        "samples": samples,
        "build": {"seconds": session.seconds, "flags": session.flags},
        "layers": layers_of(nodes, list(read_onnx(model).node_keys())) if job.want.layers else None,
        "latencyMs": _latency(job, session, gpu) if job.want.latency else None,
    }


def _latency(job: Job, session: Session, gpu: GpuState) -> dict[str, Any]:
    once = session.timed_run(job.samples[0], _on_gpu(job))
    return measure(once, job.options.latency_runs, "wall-clock", gpu.clocks)


def _on_gpu(job: Job) -> bool:
    return any(provider in GPU_PROVIDERS for provider in job.options.providers)


def _engine(module: Any, job: Job) -> tuple[dict[str, Any], GpuState]:
    """`engine` of the protocol. Called with a session open, whose libraries bring the CUDA runtime."""
    details = {"python": platform.python_version(), "providers": ", ".join(job.options.providers)}
    engine: dict[str, Any] = {"name": "onnxruntime", "version": module.__version__, "device": "CPU", "details": details}
    if not _on_gpu(job):
        return engine, GpuState(None)
    cuda = open_cuda(job.options.device)
    gpu = GpuState(cuda.pci_address())
    return {**engine, **cuda.description(), "driver": gpu.driver_version()}, gpu
