"""Building an engine: flags by version, profile, timing cache."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from ..errors import DriverError
from ..inputs import read_inputs
from ..job import Job
from .log import Log
from .module import TensorRT
from .network import Network

HIGHEST_OPT_LEVEL = 5


class Plan(NamedTuple):
    """A serialized engine and how it was made."""

    data: Any
    seconds: float
    flags: list[str]
    timing_cache_hash: str | None


def build_plan(rt: TensorRT, builder: Any, network: Network, log: Log, job: Job, notes: list[str]) -> Plan:
    """Raises DriverError (build, out-of-memory, unsupported, job, storage)."""
    config = builder.create_builder_config()
    flags = _set_flags(rt, config, job, network.strong)
    _add_profile(builder, config, network.network, job)
    cache_hash = _use_timing_cache(config, job.options.timing_cache, notes)
    log.forget()
    start = time.perf_counter()
    data = builder.build_serialized_network(network.network, config)
    seconds = time.perf_counter() - start
    if data is None:
        raise log.failure("build", "the engine could not be built")
    if job.options.timing_cache is not None:
        _save_timing_cache(config, job.options.timing_cache)
    return Plan(data, seconds, flags, cache_hash)


def _set_flags(rt: TensorRT, config: Any, job: Job, strong: bool) -> list[str]:
    trt = rt.trt
    names: list[str] = []
    if not strong and job.precision != "fp32":
        names.append("FP16")
        names += ["OBEY_PRECISION_CONSTRAINTS"] if job.precision == "mixed" else []
    if job.options.tf32:
        names.append("TF32")
    else:
        config.clear_flag(trt.BuilderFlag.TF32)  # on by default, and then FP32 is none
    for name in names:
        config.set_flag(getattr(trt.BuilderFlag, name))
    config.profiling_verbosity = trt.ProfilingVerbosity.DETAILED
    settings = ["profiling_verbosity=DETAILED"]
    level = job.options.opt_level
    if level is not None:
        if level > HIGHEST_OPT_LEVEL:
            raise DriverError("unsupported", f"TensorRT has the optimisation levels 0 to {HIGHEST_OPT_LEVEL}, not {level}")
        config.builder_optimization_level = level
        settings.append(f"builder_optimization_level={level}")
    if job.options.workspace_mib is not None:
        config.set_memory_pool_limit(trt.MemoryPoolType.WORKSPACE, job.options.workspace_mib << 20)
        settings.append(f"workspace_mib={job.options.workspace_mib}")
    if job.options.tactic_sources is not None:
        config.set_tactic_sources(_tactic_sources(rt, job.options.tactic_sources))
        settings.append(f"tactic_sources={'+'.join(job.options.tactic_sources) or 'none'}")
    return [*(["STRONGLY_TYPED"] if strong else []), *names, *settings]


def _tactic_sources(rt: TensorRT, names: list[str]) -> int:
    bits = 0
    for name in names:
        source = getattr(rt.trt.TacticSource, name, None) if name.isupper() else None
        if source is None:
            raise DriverError("unsupported", f"TensorRT {rt.trt.__version__} has no tactic source {name}")
        bits |= 1 << int(source)
    return bits


def _add_profile(builder: Any, config: Any, network: Any, job: Job) -> None:
    inputs = {network.get_input(index).name: network.get_input(index) for index in range(network.num_inputs)}
    for name in job.shapes:
        if name not in inputs:
            raise DriverError("job", f"job.json: shapes names {name!r}; the model's inputs are {', '.join(inputs)}")
    dynamic = {name: tensor for name, tensor in inputs.items() if tensor.is_shape_tensor or -1 in tuple(tensor.shape)}
    if not dynamic:
        return
    values = [read_inputs({name: files[name] for name in dynamic if name in files}) for files in job.samples]
    profile = builder.create_optimization_profile()
    for name, tensor in dynamic.items():
        if tensor.is_shape_tensor:
            profile.set_shape_input(name, *_spans(name, [value[name].ravel() for value in values if name in value]))
        elif name in job.shapes:
            profile.set_shape(name, *_fitting(name, tensor, job.shapes[name]))
        else:
            profile.set_shape(name, *_spans(name, [np.array(value[name].shape) for value in values if name in value]))
    if config.add_optimization_profile(profile) < 0:
        raise DriverError("job", f"TensorRT refuses the sizes of {', '.join(dynamic)}; min, opt and max must rise and fit the model")


def _fitting(name: str, tensor: Any, shape: tuple[list[int], list[int], list[int]]) -> tuple[list[int], list[int], list[int]]:
    if len(shape[0]) != len(tuple(tensor.shape)):
        raise DriverError("job", f"job.json: shapes of {name!r} have {len(shape[0])} axes, the model's input {len(tuple(tensor.shape))}")
    return shape


def _spans(name: str, found: list[np.ndarray]) -> tuple[list[int], list[int], list[int]]:
    """Lowest, first and highest over the samples."""
    if not found or len({array.shape for array in found}) != 1:
        raise DriverError("job", f"input {name!r} has dynamic sizes, and the samples give none that agree; set its shapes")
    table = np.stack(found)
    return table.min(axis=0).tolist(), table[0].tolist(), table.max(axis=0).tolist()


def _use_timing_cache(config: Any, path: str | None, notes: list[str]) -> str | None:
    """Attach the cache in the file; returns the SHA-256 of what it held, or None where there is none."""
    if path is None:
        return None
    data = b""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise DriverError("storage", f"cannot read the timing cache {path}: {error.strerror}") from error
    cache = config.create_timing_cache(data)
    if cache is not None and config.set_timing_cache(cache, False):
        return hashlib.sha256(data).hexdigest() if data else None
    notes.append("The timing cache belongs to another GPU or version, or is damaged; it was not used and is replaced.")
    config.set_timing_cache(config.create_timing_cache(b""), False)
    return None


def _save_timing_cache(config: Any, path: str) -> None:
    cache = config.get_timing_cache()
    if cache is None:
        return
    temporary = f"{path}.{os.getpid()}.part"
    try:
        with open(temporary, "wb") as file:
            file.write(memoryview(cache.serialize()))
        os.replace(temporary, path)
    except OSError as error:
        raise DriverError("storage", f"cannot write the timing cache {path}: {error.strerror}") from error


def build_entry(plan: Plan, engine_file: str | None) -> Mapping[str, Any]:
    """`build` of the protocol."""
    return {
        "seconds": plan.seconds,
        "sizeBytes": memoryview(plan.data).nbytes,
        "flags": plan.flags,
        "timingCacheHash": plan.timing_cache_hash,
        "engineFile": engine_file,
    }
