"""job.json, checked completely before anything runs."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .errors import DriverError
from .fields import Fields, boolean, choice, integer, object_of, strings, text, texts

PROTOCOL = 1
MAX_JOB_BYTES = 64 << 20


@dataclass(frozen=True)
class Options:
    """Options of the protocol; None where nothing was set and the engine's own default holds."""

    tf32: bool
    device: int
    latency_runs: int
    plugins: list[str]
    keep_engine: bool
    opt_level: int | None
    timing_cache: str | None
    workspace_mib: int | None
    tactic_sources: list[str] | None
    providers: list[str]
    method: str
    program: str | None
    input_names: list[str] | None
    output_names: list[str] | None
    processor: str


@dataclass(frozen=True)
class Want:
    """What is to be returned besides the outputs."""

    latency: bool
    layers: bool
    intermediates: list[str]
    repeats: int
    builds: int


@dataclass(frozen=True)
class Job:
    """A checked job. All paths are absolute."""

    source: str
    typed: str | None
    precision: str
    typing: str
    fp32_nodes: list[str]
    engine_file: str | None
    samples: list[dict[str, str]]
    shapes: dict[str, tuple[list[int], list[int], list[int]]]
    want: Want
    options: Options
    out_dir: str

    def typed_model(self) -> str:
        """The model that holds its precision itself: `source` for FP32, else `typed`. Raises DriverError(job) without it."""
        if self.precision == "fp32":
            return self.source
        if self.typed is None:
            raise DriverError("job", f"models.typed is missing: precision {self.precision} needs a model with its types written into it")
        return self.typed


def read_job(path: str, honoured: Sequence[str]) -> Job:
    """The job in the file `path`. Raises DriverError(job), or (unsupported) for an option outside `honoured`."""
    folder = os.path.dirname(os.path.abspath(path))
    job = Fields(_load(path), "job.json")
    if job.take("protocol", integer(0)) != PROTOCOL:
        raise DriverError("job", f"job.json has another protocol than {PROTOCOL}; update this driver or fp16-gate")
    models = job.nested("models")
    precision = job.take("precision", choice("fp32", "fp16", "mixed"))
    fp32_nodes = job.take("fp32Nodes", texts, [])
    engine_file = _path(folder, job.take("engineFile", text, None))
    result = Job(
        source=_path(folder, models.take("source", text)),
        typed=_path(folder, models.take("typed", text, None)),
        precision=precision,
        typing=job.take("typing", choice("weak", "strong"), "strong"),
        fp32_nodes=fp32_nodes,
        engine_file=engine_file,
        samples=[_sample(folder, sample) for sample in job.items("samples")],
        shapes=_shapes(job.take("shapes", object_of(object_of(list)), {})),
        want=_want(job.nested("want", {})),
        options=_options(job.nested("options", {}), folder, honoured),
        out_dir=_path(folder, job.take("outDir", text)),
    )
    models.done()
    job.done()
    _check_sense(result)
    _check_files(result)
    return result


def _load(path: str) -> Any:
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_JOB_BYTES + 1)
    except OSError as error:
        raise DriverError("job", f"cannot read {path}: {error.strerror}") from error
    if len(data) > MAX_JOB_BYTES:
        raise DriverError("job", f"{path} is larger than {MAX_JOB_BYTES >> 20} MiB")
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_duplicates)
    except (ValueError, RecursionError) as error:
        raise DriverError("job", f"{path} is not JSON: {error}") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _path(folder: str, path: Any) -> Any:
    return None if path is None else os.path.join(folder, path)


def _sample(folder: str, sample: Fields) -> dict[str, str]:
    files = sample.take("inputs", object_of(text))
    sample.done()
    return {name: _path(folder, file) for name, file in files.items()}


def _shapes(shapes: dict[str, dict[str, list[Any]]]) -> dict[str, tuple[list[int], list[int], list[int]]]:
    checked = {}
    for name, profile in shapes.items():
        where = f"job.json: shapes of {name!r}"
        if sorted(profile) != ["max", "min", "opt"]:
            raise DriverError("job", f"{where} must have min, opt and max, and nothing else")
        for sizes in profile.values():
            if not all(isinstance(size, int) and not isinstance(size, bool) and 0 <= size < 1 << 31 for size in sizes):
                raise DriverError("job", f"{where} hold something else than sizes: {sizes}")
        low, best, high = profile["min"], profile["opt"], profile["max"]
        if not len(low) == len(best) == len(high) or not all(a <= b <= c for a, b, c in zip(low, best, high)):
            raise DriverError("job", f"{where} must rise from min over opt to max in every axis: {low}, {best}, {high}")
        checked[name] = (low, best, high)
    return checked


def _want(want: Fields) -> Want:
    result = Want(
        latency=want.take("latency", boolean, False),
        layers=want.take("layers", boolean, False),
        intermediates=want.take("intermediates", texts, []),
        repeats=want.take("repeats", integer(1), 1),
        builds=want.take("builds", integer(1), 1),
    )
    want.done()
    return result


def _options(options: Fields, folder: str, honoured: Sequence[str]) -> Options:
    for name in options.names_set():
        if name not in honoured and name in OPTION_NAMES:
            raise DriverError("unsupported", f"this driver can't follow the option {name}; leave it out")
    result = Options(
        tf32=options.take("tf32", boolean, False),
        device=options.take("device", integer(0), 0),
        latency_runs=options.take("latencyRuns", integer(1), 100),
        plugins=[_path(folder, plugin) for plugin in options.take("plugins", texts, [])],
        keep_engine=options.take("keepEngine", boolean, False),
        opt_level=options.take("optLevel", integer(0), None),
        timing_cache=_path(folder, options.take("timingCache", text, None)),
        workspace_mib=options.take("workspaceMiB", integer(1), None),
        tactic_sources=options.take("tacticSources", texts, None),
        providers=options.take("providers", strings(1), ["CUDAExecutionProvider"]),
        method=options.take("method", choice("half", "autocast"), "half"),
        program=_path(folder, options.take("program", text, None)),
        input_names=options.take("inputNames", texts, None),
        output_names=options.take("outputNames", texts, None),
        processor=options.take("processor", choice("cuda", "cpu"), "cuda"),
    )
    options.done()
    return result


OPTION_NAMES = (
    "tf32",
    "device",
    "latencyRuns",
    "plugins",
    "keepEngine",
    "optLevel",
    "timingCache",
    "workspaceMiB",
    "tacticSources",
    "providers",
    "method",
    "program",
    "inputNames",
    "outputNames",
    "processor",
)


def _check_sense(job: Job) -> None:
    if (job.precision == "mixed") != bool(job.fp32_nodes):
        raise DriverError("job", "job.json: precision mixed and fp32Nodes go together; one of them is missing")
    if len(set(job.fp32_nodes)) != len(job.fp32_nodes):
        raise DriverError("job", "job.json: fp32Nodes names a node twice")
    if job.engine_file is not None and job.want.builds > 1:
        raise DriverError("job", "job.json: engineFile is a built engine, it can't be built again; leave out want.builds")
    if job.engine_file is not None and job.want.intermediates:
        raise DriverError("job", "job.json: a built engine has no intermediates to mark; leave out engineFile or want.intermediates")
    if job.want.latency and not job.samples:
        raise DriverError("job", "job.json: latency is measured with a sample, and there is none")


def _check_files(job: Job) -> None:
    models = [job.source, job.typed] if job.engine_file is None else [job.engine_file]
    inputs = [file for sample in job.samples for file in sample.values()]
    for file in [*models, job.options.program, *job.options.plugins, *inputs]:
        if file is not None and not os.path.isfile(file):
            raise DriverError("job", f"no such file: {file}")
    if not os.path.isdir(job.out_dir) or os.path.islink(job.out_dir):
        raise DriverError("job", f"outDir is no folder: {job.out_dir}")
    if os.listdir(job.out_dir):
        raise DriverError("job", f"outDir is not empty: {job.out_dir}")
