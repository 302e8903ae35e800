"""The order of a run: program, samples, latency."""

from __future__ import annotations

import platform
import time
from typing import Any

from ...errors import first_line
from ..answer import OutFolder, result_of
from ..errors import DriverError
from ..gpu_state import GpuState
from ..inputs import read_inputs
from ..job import Job
from ..latency import measure, wall_clock
from ..samples import run_samples
from .program import Program

HONOURED = ("tf32", "device", "latencyRuns", "method", "program", "inputNames", "outputNames", "processor")


def run(job: Job, out: OutFolder) -> dict[str, Any]:
    """Run the job; returns result.json."""
    _refuse_unsupported(job)
    torch = _require_torch()
    device = _device(torch, job)
    gpu = GpuState(_pci_address(torch, device))
    builds = [_build(torch, device, gpu, job, out) for _ in range(job.want.builds)]
    typing = "weak" if job.precision == "fp16" and job.options.method == "autocast" else "strong"
    notes = ["autocast leaves the choice to PyTorch: many operators stay in FP32."] if typing == "weak" else []
    return result_of(_engine(torch, device, gpu, job), typing, builds, [], notes)


def _refuse_unsupported(job: Job) -> None:
    if job.fp32_nodes:
        raise DriverError("unsupported", "PyTorch knows no ONNX nodes, so fp32Nodes can't be followed; use another driver")
    if job.engine_file is not None:
        raise DriverError("unsupported", "this driver runs programs, not engine files; name the program in options.program")
    if job.want.intermediates or job.want.layers:
        raise DriverError("unsupported", "a program knows no ONNX names; leave out want.layers and want.intermediates")


def _require_torch() -> Any:
    try:
        import torch
    except (ImportError, OSError) as error:
        raise DriverError("unavailable", f"PyTorch can't be loaded: {first_line(error)}") from error
    return torch


def _device(torch: Any, job: Job) -> Any:
    torch.backends.cuda.matmul.allow_tf32 = job.options.tf32
    torch.backends.cudnn.allow_tf32 = job.options.tf32
    if job.options.processor == "cpu":
        return torch.device("cpu")
    if not torch.cuda.is_available():
        raise DriverError("unavailable", "there is no GPU that this PyTorch can use; set options.processor to cpu to run there")
    if job.options.device >= torch.cuda.device_count():
        raise DriverError("unavailable", f"there is no GPU {job.options.device}: {torch.cuda.device_count()} found")
    torch.cuda.set_device(job.options.device)
    return torch.device("cuda", job.options.device)


def _build(torch: Any, device: Any, gpu: GpuState, job: Job, out: OutFolder) -> dict[str, Any]:
    start = time.perf_counter()
    program = Program(torch, device, job)
    seconds = time.perf_counter() - start
    samples = run_samples(job, out, program.run)
    latency = None
    if job.want.latency:
        once = program.timed_run(read_inputs(job.samples[0]))
        latency = measure(lambda: wall_clock(once), job.options.latency_runs, "wall-clock", gpu.clocks)
    flags = [f"allow_tf32={int(job.options.tf32)}"] + ([job.options.method] if job.precision == "fp16" else [])
    return {"samples": samples, "latencyMs": latency, "build": {"seconds": seconds, "flags": flags}}


def _pci_address(torch: Any, device: Any) -> str | None:
    if device.type != "cuda":
        return None
    properties = torch.cuda.get_device_properties(device)
    numbers = [getattr(properties, name, None) for name in ("pci_domain_id", "pci_bus_id", "pci_device_id")]
    return None if None in numbers else "{:04x}:{:02x}:{:02x}.0".format(*numbers)


def _engine(torch: Any, device: Any, gpu: GpuState, job: Job) -> dict[str, Any]:
    engine: dict[str, Any] = {
        "name": "torch",
        "version": str(torch.__version__),
        "device": "CPU",
        "details": {"python": platform.python_version(), "method": job.options.method},
    }
    if device.type == "cuda":
        major, minor = torch.cuda.get_device_capability(device)
        engine["device"] = torch.cuda.get_device_name(device)
        engine["computeCapability"] = f"{major}.{minor}"
        engine["cuda"] = torch.version.cuda
        engine["driver"] = gpu.driver_version()
    return engine
