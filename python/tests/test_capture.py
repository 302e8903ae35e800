"""A capture from end to end: files, names, values, manifest, and the model left as it was."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import captured
import models
import numpy as np
import onnx
import pytest
import torch

import fp16_gate

EXPORTERS = ["dynamo", "torchscript"]


def detector_samples(count: int = 2) -> list[dict[str, torch.Tensor]]:
    generator = torch.Generator().manual_seed(1)
    return [{"image": torch.randn(1, 3, 6, 5, generator=generator), "origin": torch.randn(1, 4, generator=generator)} for _ in range(count)]


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_what_is_written_is_what_the_model_computes(tmp_path: Path, exporter: str) -> None:
    model = models.build()
    samples = detector_samples()
    result = fp16_gate.capture(model, samples, tmp_path / "out", exporter=exporter)
    assert (result.inputs, result.outputs, result.notes) == (["image", "origin"], ["boxes", "logits"], [])
    assert result.model == str(tmp_path / "out" / "model.onnx")
    assert sorted(os.listdir(result.samples[1])) == [f"{kind}.safetensors" for kind in ("autocast", "half", "inputs", "reference")]
    captured.check_against_onnx(tmp_path / "out")
    with torch.no_grad():
        expected = model(**samples[1])
    for name, value in captured.tensors(tmp_path / "out", 1, "reference").items():
        np.testing.assert_array_equal(value, expected[name].numpy())
    for name, value in captured.tensors(tmp_path / "out", 1, "inputs").items():
        np.testing.assert_array_equal(value, samples[1][name].numpy())


def test_autocast_and_half_are_near_the_reference_but_not_equal(tmp_path: Path) -> None:
    fp16_gate.capture(models.build(), detector_samples(1), tmp_path / "out")
    reference = captured.tensors(tmp_path / "out", 0, "reference")["boxes"]
    for leg in ("autocast", "half"):
        entry = captured.manifest(tmp_path / "out")["samples"][0][leg]
        assert entry["captured"], entry
        value = captured.tensors(tmp_path / "out", 0, leg)["boxes"]
        assert value.dtype == reference.dtype
        assert 0 < np.abs(value - reference).max() < 0.02
    np.testing.assert_array_equal(value, value.astype(np.float16).astype(np.float32))


def test_the_manifest_says_where_a_capture_comes_from(tmp_path: Path) -> None:
    checkpoint = tmp_path / "weights.pt"
    checkpoint.write_bytes(b"weights")
    fp16_gate.capture(models.build(), detector_samples(1), tmp_path / "out", seed=7, checkpoint=checkpoint, opset=18)
    manifest = captured.manifest(tmp_path / "out")
    assert manifest["schemaVersion"] == 1
    assert manifest["torch"] == torch.__version__
    assert manifest["checkpoint"] == {"file": "weights.pt", "sha256": hashlib.sha256(b"weights").hexdigest()}
    assert (manifest["seed"], manifest["exporter"], manifest["opset"]) == (7, "dynamo", 18)
    assert manifest["device"]["type"] == "cpu"
    assert manifest["inputs"][0] == {"name": "image", "dtype": "float32", "shape": [1, 3, 6, 5]}
    assert [output["name"] for output in manifest["outputs"]] == ["boxes", "logits"]
    assert manifest["runToRunDifference"] == {"boxes": 0.0, "logits": 0.0}
    assert manifest["tf32"]["cuda.matmul.allow_tf32"] is False
    assert manifest["tf32"]["cudnn.allow_tf32"] is False
    assert {"commit", "commitDirty", "python", "onnx", "onnxscript"} <= set(manifest)
    assert onnx.load(str(tmp_path / "out" / "model.onnx")).opset_import[0].version == 18


def test_every_node_of_a_module_carries_its_scope_and_its_line(tmp_path: Path) -> None:
    fp16_gate.capture(models.build(), detector_samples(1), tmp_path / "out")
    nodes = onnx.load(str(tmp_path / "out" / "model.onnx")).graph.node
    squares = [{entry.key: entry.value for entry in node.metadata_props} for node in nodes if node.op_type == "Pow"]
    assert len(squares) == 2
    line = next(n for n, text in enumerate(Path(models.__file__).read_text().splitlines(), 1) if "the line that a test looks for" in text)
    for metadata in squares:
        assert metadata["pkg.torch.onnx.name_scopes"].startswith("['', 'norm', ")
        assert "models.Norm" in metadata["pkg.torch.onnx.class_hierarchy"]
        assert f'models.py", line {line}, in forward' in metadata["pkg.torch.onnx.stack_trace"]
        assert "fp16_gate" not in metadata["pkg.torch.onnx.stack_trace"]
    with_scope = [node for node in nodes if any(entry.key == "pkg.torch.onnx.name_scopes" for entry in node.metadata_props)]
    assert len(with_scope) == len(nodes)


def test_the_older_exporter_names_nodes_after_modules(tmp_path: Path) -> None:
    fp16_gate.capture(models.build(), detector_samples(1), tmp_path / "out", exporter="torchscript")
    names = [node.name for node in onnx.load(str(tmp_path / "out" / "model.onnx")).graph.node]
    assert "/stem/stem.0/Conv" in names
    assert "/norm/Pow" in names


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_the_model_and_the_state_of_pytorch_are_left_as_they_were(tmp_path: Path, exporter: str) -> None:
    model = models.build()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    torch.backends.cuda.matmul.allow_tf32 = True
    try:
        fp16_gate.capture(model, detector_samples(1), tmp_path / "out", exporter=exporter, modules=True)
        assert torch.backends.cuda.matmul.allow_tf32 is True
    finally:
        torch.backends.cuda.matmul.allow_tf32 = False
    assert torch.is_grad_enabled()
    assert not torch.are_deterministic_algorithms_enabled()
    assert "forward" not in model.__dict__
    assert not any(module._forward_hooks for module in model.modules())
    assert all(parameter.requires_grad and parameter.grad is None for parameter in model.parameters())
    assert isinstance(model(**detector_samples(1)[0]), dict)
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, before[name])


def test_samples_are_read_one_by_one_up_to_the_limit(tmp_path: Path) -> None:
    read = []

    def endless():
        while True:
            read.append(len(read))
            yield detector_samples(1)[0]

    result = fp16_gate.capture(models.build(), endless(), tmp_path / "out", max_samples=3)
    assert len(result.samples) == 3
    assert len(read) == 4
    assert result.notes == ["only the first 3 samples were captured; raise max_samples for more"]


def test_the_wrappers_of_training_are_taken_off(tmp_path: Path) -> None:
    model = torch.nn.DataParallel(models.build())
    result = fp16_gate.capture(model, detector_samples(1), tmp_path / "out")
    assert "captured the module inside DataParallel" in result.notes
    captured.check_against_onnx(tmp_path / "out")


def test_an_external_data_file_holds_large_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fp16_gate.pytorch import export_check

    monkeypatch.setattr(export_check, "MAX_INLINE_BYTES", 100)
    model = torch.nn.Linear(300, 4).eval()
    fp16_gate.capture(model, [torch.ones(2, 300)], tmp_path / "out")
    assert (tmp_path / "out" / "model.onnx.data").stat().st_size >= 300 * 4 * 4
    assert (tmp_path / "out" / "model.onnx").stat().st_size < 300 * 4 * 4
    captured.check_against_onnx(tmp_path / "out")


def test_the_capture_of_an_existing_folder_needs_force(tmp_path: Path) -> None:
    fp16_gate.capture(models.build(), detector_samples(1), tmp_path / "out")
    with pytest.raises(fp16_gate.InputError, match="exists and is not empty"):
        fp16_gate.capture(models.build(), detector_samples(1), tmp_path / "out")
    fp16_gate.capture(models.build(), detector_samples(2), tmp_path / "out", force=True)
    assert sorted(os.listdir(tmp_path / "out" / "samples")) == ["0000", "0001"]
