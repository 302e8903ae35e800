"""The ONNX Runtime driver, run as a program on the CPU, which is asked for by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from jobs import last_line, result_of, run_driver, tensors, write_job
from onnx import TensorProto, helper
from onnx_models import save_embedding, save_norm, save_typed_norm

from fp16_gate.drivers.errors import DriverError
from fp16_gate.drivers.onnxruntime.placement import layers_of, refuse_other_providers

X = np.array([[1, 2, 3, 4], [400, -800, 1200, 60]], np.float32)
Y = X / np.sqrt((X * X).mean(axis=-1, keepdims=True) + np.float32(1e-6))
CPU = {"providers": ["CPUExecutionProvider"], "optLevel": 0}


def answer(job: Path) -> dict[str, Any]:
    done = run_driver("onnxruntime", job)
    assert done.returncode == 0, done.stderr
    return result_of(job)


def refusal(job: Path) -> tuple[int, str, str]:
    """Exit status, category and message."""
    done = run_driver("onnxruntime", job)
    category, _, message = last_line(done.stderr).partition(": ")
    assert not (job.parent / "out" / "result.json").exists()
    return done.returncode, category, message


def test_all_that_can_be_wanted_comes_back(tmp_path: Path) -> None:
    want = {"latency": True, "layers": True, "repeats": 2, "builds": 2, "intermediates": ["averaged", "y", "gone"]}
    job = write_job(tmp_path / "job", save_norm(tmp_path), [{"x": X}, {"x": -X}], want=want, options={**CPU, "latencyRuns": 20})
    result = answer(job)
    assert (result["engine"]["name"], result["engine"]["device"], result["typing"]) == ("onnxruntime", "CPU", "strong")
    for build in (result, result["builds"][0]):
        for sample, sign in zip(build["samples"], (1, -1)):
            for outputs in (sample["outputs"], sample["repeats"][0]["outputs"]):
                np.testing.assert_allclose(tensors(job, outputs)["y"], sign * Y, rtol=1e-6)
            given = tensors(job, sample["intermediates"])
            assert sorted(given) == ["averaged", "y"]
            np.testing.assert_allclose(given["averaged"], (X * X).mean(axis=-1, keepdims=True), rtol=1e-6)
        assert 0 < build["latencyMs"]["median"] <= build["latencyMs"]["p95"]
        assert build["latencyMs"]["runs"] == 20
        assert [layer["onnxNodes"] for layer in build["layers"]] == [["square"], ["mean"], ["add_eps"], ["root"], ["divide"]]
        assert {(layer["provider"], layer["precision"]) for layer in build["layers"]} == {("CPUExecutionProvider", "fp32")}
    assert result["notes"] == ["1 intermediates are not in the model that ran, such as gone."]


def test_fp16_runs_the_typed_model_and_says_where_the_cpu_has_no_fp16_kernel(tmp_path: Path) -> None:
    source = save_norm(tmp_path)
    models = {"source": str(source), "typed": str(save_typed_norm(tmp_path, exact=False))}
    job = write_job(
        tmp_path / "job", source, [{"x": X}], models=models, precision="fp16", typing="weak", options=CPU, want={"layers": True}
    )
    result = answer(job)
    assert result["typing"] == "strong"
    assert any("no FP16 kernel" in note for note in result["notes"])
    assert tensors(job, result["samples"][0]["outputs"])["y"].dtype == np.float32


def test_a_mixed_model_answers_for_each_node_of_the_plan(tmp_path: Path) -> None:
    source = save_norm(tmp_path)
    models = {"source": str(source), "typed": str(save_typed_norm(tmp_path, exact=True))}
    plan = {"models": models, "precision": "mixed", "options": CPU}
    job = write_job(tmp_path / "job", source, [{"x": X}], fp32Nodes=["square", "mean", "add_eps", "root"], **plan)
    result = answer(job)
    assert {entry["status"] for entry in result["applied"]} == {"in-model"}
    np.testing.assert_allclose(tensors(job, result["samples"][0]["outputs"])["y"], Y, rtol=2e-3)
    job = write_job(tmp_path / "other", source, [{"x": X}], fp32Nodes=["square", "elsewhere"], **plan)
    assert [entry["status"] for entry in answer(job)["applied"]] == ["in-model", "not-found"]


def test_fp16_without_a_typed_model_is_refused_not_run_as_fp32(tmp_path: Path) -> None:
    status, category, _ = refusal(write_job(tmp_path / "job", save_norm(tmp_path), [{"x": X}], precision="fp16", options=CPU))
    assert (status, category) == (2, "job")


def test_the_cpu_never_stands_in_for_a_provider_that_is_missing(tmp_path: Path) -> None:
    status, category, message = refusal(write_job(tmp_path / "job", save_norm(tmp_path), [{"x": X}]))
    assert (status, category) == (3, "unavailable")
    assert "CUDAExecutionProvider" in message


def test_intermediates_of_a_model_with_external_data(tmp_path: Path) -> None:
    weights = np.arange(4096, dtype=np.float32)
    graph = helper.make_graph(
        [helper.make_node("Mul", ["x", "w"], ["scaled"], name="scale"), helper.make_node("Relu", ["scaled"], ["y"], name="relu")],
        "external",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [4096])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [4096])],
        [onnx.numpy_helper.from_array(weights, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    source = tmp_path / "external.onnx"
    onnx.save(model, str(source), save_as_external_data=True, location="weights.bin", size_threshold=0)
    assert (tmp_path / "weights.bin").stat().st_size >= weights.nbytes
    x = -np.ones(4096, np.float32)
    job = write_job(tmp_path / "job", source, [{"x": x}], options=CPU, want={"intermediates": ["scaled"]})
    np.testing.assert_array_equal(tensors(job, answer(job)["samples"][0]["intermediates"])["scaled"], -weights)


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        ({}, "lacks 'x'"),
        ({"x": X, "z": X}, "has 'z'"),
        ({"x": X[:, :3]}, "does not fit"),
        ({"x": X.astype(np.int64)}, "takes float32"),
    ],
)
def test_a_sample_that_does_not_fit_is_named(tmp_path: Path, sample: dict[str, np.ndarray], words: str) -> None:
    status, category, message = refusal(write_job(tmp_path / "job", save_norm(tmp_path), [sample], options=CPU))
    assert (status, category) == (2, "input")
    assert words in message


def test_integers_are_converted_only_without_loss(tmp_path: Path) -> None:
    source = save_embedding(tmp_path, TensorProto.INT32)
    job = write_job(tmp_path / "fits", source, [{"ids": np.array([5, 0, 2], np.int64)}], options=CPU)
    np.testing.assert_array_equal(tensors(job, answer(job)["samples"][0]["outputs"])["y"][:, 0], [10, 0, 4])
    job = write_job(tmp_path / "lost", source, [{"ids": np.array([5, 0, 1 << 40], np.int64)}], options=CPU)
    assert refusal(job)[1] == "input"


@pytest.mark.parametrize(
    ("content", "category"),
    [(b"", "parse"), (b"\xff" * 64, "parse"), (b"no model at all", "parse")],
)
def test_a_file_that_is_no_model_is_a_parse_error(tmp_path: Path, content: bytes, category: str) -> None:
    source = tmp_path / "broken.onnx"
    source.write_bytes(content)
    assert refusal(write_job(tmp_path / "job", source, [{"x": X}], options=CPU))[:2] == (3, category)


def test_an_unknown_operator_is_named(tmp_path: Path) -> None:
    graph = helper.make_graph(
        [helper.make_node("Warp", ["x"], ["y"], name="warp", domain="com.example")],
        "plugin",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [2, 4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [2, 4])],
    )
    source = tmp_path / "plugin.onnx"
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.example", 1)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=8), str(source))
    status, category, message = refusal(write_job(tmp_path / "job", source, [{"x": X}], options=CPU))
    assert (status, category) == (3, "unsupported-operator")
    assert "Warp" in message


def test_what_onnx_runtime_has_not_is_refused(tmp_path: Path) -> None:
    source = save_norm(tmp_path)
    engine = tmp_path / "some.engine"
    engine.write_bytes(b"x")
    changes = (
        {"engineFile": str(engine)},
        {"options": {**CPU, "optLevel": 7}},
        {"options": {**CPU, "timingCache": "cache"}},
    )
    for number, change in enumerate(changes):
        assert refusal(write_job(tmp_path / f"job-{number}", source, [{"x": X}], **change))[:2] == (3, "unsupported")
    assert refusal(write_job(tmp_path / "no-sample", source, [], options=CPU, want={"layers": True}))[:2] == (3, "unsupported")


def node(name: str, provider: str, kind: str) -> dict[str, Any]:
    arguments = {"op_name": "Op", "provider": provider, "output_type_shape": [{kind: [2]}], "input_type_shape": [{kind: [2]}]}
    return {"name": f"{name}_kernel_time", "args": arguments, "dur": 5}


def test_a_float_made_on_another_provider_is_refused_and_a_shape_is_noted() -> None:
    gpu, shape, lost = (
        node("a", "CUDAExecutionProvider", "float16"),
        node("b", "CPUExecutionProvider", "int64"),
        node("c", "CPUExecutionProvider", "float"),
    )
    assert refuse_other_providers([gpu, shape], ["CUDAExecutionProvider"]) == ["1 nodes that compute shapes ran on CPUExecutionProvider."]
    cast = node("InsertedPrecisionFreeCast_c", "CPUExecutionProvider", "float")
    with pytest.raises(DriverError, match=r"^c \(Op\) ran on CPUExecutionProvider") as caught:
        refuse_other_providers([gpu, shape, cast, lost], ["CUDAExecutionProvider"])
    assert caught.value.category == "unsupported-operator"
    assert refuse_other_providers([gpu, lost], ["CUDAExecutionProvider", "CPUExecutionProvider"]) == []
    with pytest.raises(DriverError, match="names no node"):
        refuse_other_providers([], ["CUDAExecutionProvider"])


def test_fused_nodes_are_traced_to_the_node_in_their_name() -> None:
    nodes = [node("/norm/Add/LayerNormFusion/", "CUDAExecutionProvider", "float16"), node("fused conv1", "CUDAExecutionProvider", "float")]
    layers = layers_of(nodes, ["/norm/Add", "conv1"])
    assert [(layer["onnxNodes"], layer["precision"], layer["timeMs"]) for layer in layers] == [
        (["/norm/Add"], "fp16", 0.005),
        (["conv1"], "fp32", 0.005),
    ]
