"""The TensorRT driver against stand-ins of 8.6, 10.0, 10.13 and 11.4 that have exactly the names of those versions."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from fake_cuda import FakeCuda
from fake_tensorrt import VERSIONS, World, tensorrt
from jobs import last_line, result_of, tensors, write_job
from onnx import TensorProto, helper
from onnx_models import save_embedding, save_norm, save_typed_norm

from fp16_gate.drivers.main import main
from fp16_gate.drivers.tensorrt import module as tensorrt_module
from fp16_gate.drivers.tensorrt.driver import HONOURED, run

X = np.array([[1, 2, 3, 4], [400, -800, 1200, 60]], np.float32)
Y = X / np.sqrt((X * X).mean(axis=-1, keepdims=True) + np.float32(1e-6))
OLD = [version for version in VERSIONS if not version.startswith("11")]
STRONG = [version for version in VERSIONS if not version.startswith("8")]
NORM_NODES = ["square", "mean", "add_eps", "root", "divide"]


class Machine:
    """A machine with TensorRT and a GPU, both stand-ins, on which the driver runs inside this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._patch = monkeypatch
        self._capsys = capsys
        self.folder = folder
        self.cuda = FakeCuda()
        self.world = World("10.13.3")

    def install(self, version: str, name: str = "tensorrt", **behaviour: Any) -> Machine:
        self.world = World(version, **behaviour)
        for other in ("tensorrt", "tensorrt_bindings"):
            self._patch.setitem(sys.modules, other, tensorrt(self.world) if other == name else None)
        bindings = types.ModuleType("cuda.bindings")
        bindings.runtime = self.cuda.module()
        for key, module in (("cuda", types.ModuleType("cuda")), ("cuda.bindings", bindings), ("cuda.bindings.runtime", bindings.runtime)):
            self._patch.setitem(sys.modules, key, module)
        return self

    def run(self, job: Path) -> tuple[int, str]:
        """Exit status and the last line of standard error."""
        status = main([str(job)], run, HONOURED)
        stderr = self._capsys.readouterr().err
        return status, last_line(stderr) if status else ""

    def answer(self, name: str, source: Path, samples: list[dict[str, np.ndarray]], **changes: Any) -> tuple[Path, dict[str, Any]]:
        job = write_job(self.folder / name, source, samples, **changes)
        assert self.run(job) == (0, "")
        return job, result_of(job)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Machine:
    return Machine(monkeypatch, capsys, tmp_path)


@pytest.mark.parametrize("version", VERSIONS)
def test_an_fp32_run_gives_the_outputs_and_says_on_what(machine: Machine, version: str) -> None:
    machine.install(version)
    job, result = machine.answer("job", save_norm(machine.folder), [{"x": X}], typing="weak" if version in OLD else "strong")
    np.testing.assert_allclose(tensors(job, result["samples"][0]["outputs"])["y"], Y, rtol=1e-6)
    assert result["engine"]["name"] == "tensorrt"
    assert result["engine"]["version"] == version
    assert result["engine"]["device"] == "Stand-in GPU"
    assert result["engine"]["computeCapability"] == "9.0"
    assert result["engine"]["cuda"] == "12.9"
    assert result["engine"]["details"]["cudaBy"] == "cuda-python"
    assert "TF32" not in machine.world.configs[0]._flags, "TF32 is on by default, and must be off"
    assert machine.cuda.live == {}, "all GPU memory was given back"


@pytest.mark.parametrize("version", OLD)
def test_a_weakly_typed_fp16_run_overflows_where_fp16_does(machine: Machine, version: str) -> None:
    machine.install(version)
    job, result = machine.answer("job", save_norm(machine.folder), [{"x": X}], typing="weak", precision="fp16")
    assert result["typing"] == "weak"
    assert "FP16" in result["build"]["flags"]
    assert not np.allclose(tensors(job, result["samples"][0]["outputs"])["y"], Y, atol=0.1)


@pytest.mark.parametrize("version", OLD)
def test_weak_constraints_reach_precision_and_output_type_and_repair_the_output(machine: Machine, version: str) -> None:
    machine.install(version)
    job, result = machine.answer("job", save_norm(machine.folder), [{"x": X}], typing="weak", precision="mixed", fp32Nodes=NORM_NODES[:4])
    assert [entry["status"] for entry in result["applied"]] == ["constrained"] * 4
    assert {"FP16", "OBEY_PRECISION_CONSTRAINTS"} <= set(result["build"]["flags"])
    layers = {layer.name: layer for layer in machine.world.networks[0]._layers}
    assert layers["square"]._output_types == {0: layers["square"].precision}
    assert "constant eps" in result["applied"][2]["layers"] or layers["constant eps"].precision.name == "FLOAT"
    assert not hasattr(layers["divide"], "precision")
    np.testing.assert_allclose(tensors(job, result["samples"][0]["outputs"])["y"], Y, rtol=2e-3)


def test_a_node_without_layer_and_one_that_must_not_be_forced_are_told(machine: Machine) -> None:
    machine.install("8.6.1")
    _, result = machine.answer(
        "job",
        save_typed_norm(machine.folder, exact=False),
        [{"x": X}],
        typing="weak",
        precision="mixed",
        fp32Nodes=["gone", "in16", "square"],
    )
    assert [(entry["node"], entry["status"]) for entry in result["applied"]] == [
        ("gone", "not-found"),
        ("in16", "not-forceable"),
        ("square", "constrained"),
    ]


@pytest.mark.parametrize("version", STRONG)
def test_a_strongly_typed_run_takes_the_typed_model(machine: Machine, version: str) -> None:
    machine.install(version)
    source = save_norm(machine.folder)
    for exact, good in ((False, False), (True, True)):
        models = {"source": str(source), "typed": str(save_typed_norm(machine.folder, exact))}
        plan = {"precision": "mixed", "fp32Nodes": NORM_NODES[:4]} if exact else {"precision": "fp16"}
        job, result = machine.answer(f"job-{exact}", source, [{"x": X}], models=models, **plan)
        assert result["typing"] == "strong"
        assert "STRONGLY_TYPED" in result["build"]["flags"]
        assert "FP16" not in machine.world.configs[-1]._flags
        assert np.allclose(tensors(job, result["samples"][0]["outputs"])["y"], Y, rtol=5e-3) == good
        assert [entry["status"] for entry in result["applied"]] == (["in-model"] * 4 if exact else [])


def test_tensorrt_11_answers_strong_when_weak_typing_is_asked_for(machine: Machine) -> None:
    machine.install("11.4.0")
    source = save_norm(machine.folder)
    models = {"source": str(source), "typed": str(save_typed_norm(machine.folder, False))}
    _, result = machine.answer("job", source, [{"x": X}], models=models, precision="fp16", typing="weak")
    assert result["typing"] == "strong"
    job = write_job(machine.folder / "without", source, [{"x": X}], precision="fp16", typing="weak")
    status, line = machine.run(job)
    assert (status, line.split(":")[0]) == (2, "job")
    assert "models.typed is missing" in line


def test_tensorrt_8_refuses_strong_fp16_rather_than_ignore_the_casts(machine: Machine) -> None:
    machine.install("8.6.1")
    source = save_norm(machine.folder)
    models = {"source": str(source), "typed": str(save_typed_norm(machine.folder, False))}
    status, line = machine.run(write_job(machine.folder / "job", source, [{"x": X}], models=models, precision="fp16"))
    assert (status, line.split(":")[0]) == (3, "unsupported")
    assert machine.world.configs == []


def test_repeats_and_builds_are_runs_and_engines_of_their_own(machine: Machine) -> None:
    machine.install("10.13.3")
    job, result = machine.answer(
        "job", save_norm(machine.folder), [{"x": X}, {"x": X * 2}], want={"repeats": 3, "builds": 2, "latency": True}
    )
    assert machine.world.deserialized == 2
    assert [len(sample["repeats"]) for sample in result["samples"]] == [2, 2]
    assert len(result["builds"]) == 1
    assert len(result["builds"][0]["samples"]) == 2
    files = [
        file for sample in result["samples"] for file in [*sample["outputs"].values(), *[r["outputs"]["y"] for r in sample["repeats"]]]
    ]
    files += [file for sample in result["builds"][0]["samples"] for file in sample["outputs"].values()]
    assert len(set(files)) == len(files)
    assert all(os.path.isfile(job.parent / "out" / file) for file in files)
    assert result["latencyMs"]["median"] == result["latencyMs"]["p95"] == 0.25
    assert (result["latencyMs"]["runs"], result["latencyMs"]["warmUpRuns"], result["latencyMs"]["method"]) == (100, 10, "gpu-events")


@pytest.mark.parametrize("version", OLD)
def test_layers_tell_type_and_nodes_in_each_form_of_the_inspector(machine: Machine, version: str) -> None:
    machine.install(version)
    _, result = machine.answer(
        "job", save_norm(machine.folder), [{"x": X}], typing="weak", precision="mixed", fp32Nodes=["mean"], want={"layers": True}
    )
    assert [(layer["onnxNodes"], layer["precision"]) for layer in result["layers"]] == [
        ([node], "fp32" if node == "mean" else "fp16") for node in NORM_NODES
    ]


def test_layers_of_11_have_type_and_format_apart(machine: Machine) -> None:
    machine.install("11.4.0")
    _, result = machine.answer("job", save_norm(machine.folder), [{"x": X}], want={"layers": True})
    assert result["layers"][0]["outputs"] == [{"name": "squared", "dtype": "fp32", "format": "Row-Major"}]


@pytest.mark.parametrize("version", VERSIONS)
def test_intermediates_are_marked_and_given_apart_from_outputs(machine: Machine, version: str) -> None:
    machine.install(version)
    typing = "weak" if version in OLD else "strong"
    job, result = machine.answer(
        "job", save_norm(machine.folder), [{"x": X}], typing=typing, want={"intermediates": ["averaged", "y", "gone"], "repeats": 2}
    )
    assert sorted(result["samples"][0]["outputs"]) == ["y"]
    assert sorted(result["samples"][0]["repeats"][0]["outputs"]) == ["y"]
    assert sorted(result["samples"][0]["intermediates"]) == ["averaged", "y"]
    np.testing.assert_allclose(tensors(job, result["samples"][0]["intermediates"])["averaged"], (X * X).mean(axis=-1, keepdims=True))
    assert result["notes"] == ["1 intermediates are not in the parsed network, such as gone."]


@pytest.mark.parametrize("version", VERSIONS)
def test_dynamic_sizes_get_a_profile_from_the_job_or_from_the_samples(machine: Machine, version: str) -> None:
    machine.install(version)
    source = save_norm(machine.folder, shape=("batch", 4))
    typing = "weak" if version in OLD else "strong"
    samples = [{"x": X}, {"x": np.ones((5, 4), np.float32)}, {"x": X[:1]}]
    job, result = machine.answer("spans", source, samples, typing=typing)
    assert machine.world.profiles[0]._shapes == {"x": ([1, 4], [2, 4], [5, 4])}
    assert [tensors(job, sample["outputs"])["y"].shape for sample in result["samples"]] == [(2, 4), (5, 4), (1, 4)]
    shapes = {"x": {"min": [1, 4], "opt": [2, 4], "max": [4, 4]}}
    status, line = machine.run(write_job(machine.folder / "outside", source, samples, typing=typing, shapes=shapes))
    assert (status, line.split(":")[0]) == (2, "input")
    assert "[5, 4]" in line
    assert machine.cuda.live == {}


def test_outputs_whose_size_the_data_decides_are_read_whole(machine: Machine) -> None:
    graph = helper.make_graph(
        [helper.make_node("NonZero", ["x"], ["where"], name="where")],
        "nonzero",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [2, 3])],
        [helper.make_tensor_value_info("where", TensorProto.INT64, [2, "count"])],
    )
    source = machine.folder / "nonzero.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(source))
    x = np.array([[0, 1, 0], [2, 0, 3]], np.float32)
    for version in ("8.6.1", "11.4.0"):
        machine.install(version)
        typing = "weak" if version in OLD else "strong"
        job, result = machine.answer(version, source, [{"x": x}], typing=typing)
        np.testing.assert_array_equal(tensors(job, result["samples"][0]["outputs"])["where"], np.array(np.nonzero(x)))


def test_int64_inputs_become_int32_where_the_engine_has_no_other(machine: Machine) -> None:
    source = save_embedding(machine.folder)
    ids = np.array([5, 0, 2], np.int64)
    for version in ("8.6.1", "10.13.3"):
        machine.install(version)
        job, result = machine.answer(version, source, [{"ids": ids}], typing="weak")
        np.testing.assert_array_equal(tensors(job, result["samples"][0]["outputs"])["y"][:, 0], [10, 0, 4])
    machine.install("8.6.1")
    status, line = machine.run(write_job(machine.folder / "big", source, [{"ids": ids + (1 << 32)}], typing="weak"))
    assert (status, line.split(":")[0]) == (2, "input")
    assert "int32" in line


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        ({}, "lacks 'x'"),
        ({"x": X, "other": X}, "has 'other'"),
        ({"x": X[0]}, "the engine takes [2, 4]"),
        ({"x": X.astype(np.int32)}, "the engine takes float32"),
    ],
)
def test_a_sample_that_does_not_fit_is_named(machine: Machine, sample: dict[str, np.ndarray], words: str) -> None:
    machine.install("10.13.3")
    status, line = machine.run(write_job(machine.folder / "job", save_norm(machine.folder), [sample]))
    assert (status, line.split(":")[0]) == (2, "input")
    assert words in line
    assert not (machine.folder / "job" / "out" / "result.json").exists()


def test_a_kept_engine_runs_again_and_a_foreign_one_says_why_not(machine: Machine) -> None:
    machine.install("10.13.3")
    source = save_norm(machine.folder)
    job, result = machine.answer("build", source, [{"x": X}], options={"keepEngine": True})
    plan = job.parent / "out" / result["build"]["engineFile"]
    assert result["build"]["sizeBytes"] == plan.stat().st_size
    job, result = machine.answer("again", source, [{"x": X}], engineFile=str(plan))
    np.testing.assert_allclose(tensors(job, result["samples"][0]["outputs"])["y"], Y, rtol=1e-6)
    assert result["build"] == {"seconds": 0, "sizeBytes": plan.stat().st_size}

    for name, version, behaviour, category in (
        ("gpu", "10.13.3", {"compute": "8.6"}, "wrong-device"),
        ("version", "11.4.0", {}, "version-mismatch"),
        ("memory", "10.13.3", {"load_error": "Requested amount of GPU memory could not be allocated: out of memory"}, "out-of-memory"),
    ):
        machine.install(version, **behaviour)
        status, line = machine.run(write_job(machine.folder / name, source, [{"x": X}], engineFile=str(plan)))
        assert (status, line.split(":")[0]) == (3, category)
    machine.install("10.13.3")
    garbage = machine.folder / "garbage.engine"
    garbage.write_bytes(b"no engine")
    status, line = machine.run(write_job(machine.folder / "garbage", source, [{"x": X}], engineFile=str(garbage)))
    assert (status, line.split(":")[0]) == (3, "parse")


def test_the_timing_cache_is_written_read_and_refused_when_foreign(machine: Machine) -> None:
    machine.install("10.13.3")
    source = save_norm(machine.folder)
    cache = machine.folder / "timing.cache"
    _, result = machine.answer("first", source, [{"x": X}], options={"timingCache": str(cache)})
    assert "timingCacheHash" not in result["build"]
    assert cache.read_bytes() == b"timings"
    _, result = machine.answer("second", source, [{"x": X}], options={"timingCache": str(cache)})
    assert len(result["build"]["timingCacheHash"]) == 64
    machine.install("10.13.3", strict_cache=True)
    _, result = machine.answer("third", source, [{"x": X}], options={"timingCache": str(cache)})
    assert "timingCacheHash" not in result["build"]
    assert "was not used" in result["notes"][0]


def test_builder_options_reach_the_builder(machine: Machine) -> None:
    machine.install("8.6.1")
    options = {"optLevel": 5, "workspaceMiB": 64, "tacticSources": [], "tf32": True}
    _, result = machine.answer("job", save_norm(machine.folder), [{"x": X}], typing="weak", options=options)
    config = machine.world.configs[0]
    assert config.builder_optimization_level == 5
    assert config._settings == {"WORKSPACE": 64 << 20, "tactics": 0}
    assert "TF32" in config._flags
    assert {"TF32", "builder_optimization_level=5", "tactic_sources=none"} <= set(result["build"]["flags"])


@pytest.mark.parametrize(
    ("options", "word"), [({"optLevel": 6}, "0 to 5"), ({"tacticSources": ["CUBLAS"]}, "CUBLAS"), ({"method": "half"}, "method")]
)
def test_an_option_that_this_version_lacks_is_refused(machine: Machine, options: dict[str, Any], word: str) -> None:
    machine.install("11.4.0")
    status, line = machine.run(write_job(machine.folder / "job", save_norm(machine.folder), [{"x": X}], options=options))
    assert (status, line.split(":")[0]) == (3, "unsupported")
    assert word in line


def test_an_operator_that_the_version_lacks_is_named_with_the_version_that_has_it(machine: Machine) -> None:
    source = save_norm(machine.folder, opset=20)
    error = {"desc": 'Assertion failed: creator && "Plugin not found, are the plugin name, version, and namespace correct?"', "node": 2}
    machine.install("8.6.1", parse_errors=[error], parser_log=["No importer registered for op: Gelu. Attempting to import as plugin."])
    status, line = machine.run(write_job(machine.folder / "log", source, [{"x": X}], typing="weak"))
    assert (status, line.split(":")[0]) == (3, "unsupported-operator")
    assert "no operator Gelu (node add_eps); TensorRT 10.0 has it" in line

    error = {"desc": "No importer", "node": 2, "node_name": "layer/attention", "node_operator": "Attention"}
    machine.install("10.13.3", parse_errors=[error])
    status, line = machine.run(write_job(machine.folder / "fields", source, [{"x": X}]))
    assert (status, line.split(":")[0]) == (3, "unsupported-operator")
    assert "no operator Attention (node layer/attention); TensorRT 10.14 has it" in line


def test_an_opset_that_the_version_lacks_is_named(machine: Machine) -> None:
    machine.install("8.6.1", parse_errors=[{"desc": "Assertion failed: inputs.size() == 1", "node": 1}])
    status, line = machine.run(write_job(machine.folder / "job", save_norm(machine.folder, opset=18), [{"x": X}], typing="weak"))
    assert (status, line.split(":")[0]) == (3, "unsupported-operator")
    assert "can't parse ReduceMean (node mean) of opset 18; export the model at opset 17, or use TensorRT 10.0" in line


def test_a_file_that_is_no_model_is_a_parse_error(machine: Machine) -> None:
    machine.install("10.13.3")
    broken = machine.folder / "broken.onnx"
    broken.write_bytes(b"\xff" * 40)
    status, line = machine.run(write_job(machine.folder / "job", broken, [{"x": X}]))
    assert (status, line.split(":")[0]) == (3, "parse")


@pytest.mark.parametrize(
    ("behaviour", "category"),
    [
        ({"build_error": "Could not find any implementation for node square"}, "build"),
        ({"build_error": "Tactic Device request: OutOfMemory"}, "out-of-memory"),
        ({"run_error": "Cuda Runtime (an illegal memory access was encountered)"}, "run"),
        ({"context_error": "Requested size was 99 bytes: out of memory"}, "out-of-memory"),
    ],
)
def test_failures_of_tensorrt_have_its_own_words_and_a_category(machine: Machine, behaviour: dict[str, str], category: str) -> None:
    machine.install("10.13.3", **behaviour)
    status, line = machine.run(write_job(machine.folder / "job", save_norm(machine.folder), [{"x": X}]))
    assert (status, line.split(":")[0]) == (3, category)
    assert next(iter(behaviour.values())) in line


def test_a_full_gpu_is_out_of_memory(machine: Machine) -> None:
    machine.cuda.free_bytes = 40
    machine.install("10.13.3")
    status, line = machine.run(write_job(machine.folder / "job", save_norm(machine.folder), [{"x": X}]))
    assert (status, line.split(":")[0]) == (3, "out-of-memory")


def test_no_gpu_no_such_gpu_no_tensorrt_and_two_versions_are_told_apart(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    source = save_norm(machine.folder)
    machine.install("10.13.3")
    _, line = machine.run(write_job(machine.folder / "second", source, [{"x": X}], options={"device": 1}))
    assert line.startswith("unavailable: there is no GPU 1: 1 found")
    machine.cuda.devices = 0
    _, line = machine.run(write_job(machine.folder / "none", source, [{"x": X}]))
    assert line.startswith("unavailable: there is no NVIDIA GPU")
    machine.install("10.13.3", name="neither")
    _, line = machine.run(write_job(machine.folder / "absent", source, [{"x": X}]))
    assert line.startswith("unavailable: TensorRT can't be loaded")
    machine.install("10.13.3")
    monkeypatch.setattr(tensorrt_module, "_library_version", lambda major: (10, 9))
    _, line = machine.run(write_job(machine.folder / "mixed", source, [{"x": X}]))
    assert line.startswith("version-mismatch: the Python bindings are TensorRT 10.13, the library is 10.9")


def test_the_bindings_alone_do_under_their_own_name(machine: Machine) -> None:
    machine.install("8.6.1", name="tensorrt_bindings")
    _, result = machine.answer("job", save_norm(machine.folder), [{"x": X}], typing="weak")
    assert result["engine"]["details"]["module"] == "tensorrt_bindings"


def test_a_plugin_that_does_not_load_is_named(machine: Machine) -> None:
    machine.install("10.13.3")
    plugin = machine.folder / "libplugin.so"
    plugin.write_bytes(b"no library")
    status, line = machine.run(write_job(machine.folder / "job", save_norm(machine.folder), [{"x": X}], options={"plugins": [str(plugin)]}))
    assert (status, line.split(":")[0]) == (3, "unavailable")
    assert "libplugin.so" in line


def test_the_stand_in_is_strict() -> None:
    world = World("11.4.0")
    config = tensorrt(world).Builder(None).create_builder_config()
    with pytest.raises(AttributeError, match="max_workspace_size"):
        config.max_workspace_size = 1
    with pytest.raises(AttributeError):
        tensorrt(world).BuilderFlag.FP16  # noqa: B018
