"""Source paths in what is captured: relative to the repository, and nothing of the machine."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import captured
import models
import onnx
import pytest
import torch

import fp16_gate
from fp16_gate.pytorch.source_paths import make_source_paths_portable, portable_path

EXPORTERS = ["dynamo", "torchscript"]
IMAGE = [{"image": torch.ones(1, 3, 4, 4), "origin": torch.ones(1, 4)}]


def traces(path: Path) -> str:
    nodes = onnx.load(str(path)).graph.node
    return "\n".join(entry.value for node in nodes for entry in node.metadata_props if entry.key == "pkg.torch.onnx.stack_trace")


def checkout_with_module(folder: Path, name: str) -> Path:
    (folder / ".git").mkdir(parents=True)
    source = folder / "nets" / f"{name}.py"
    source.parent.mkdir()
    source.write_text("import torch\n\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return x.exp()\n")
    return source


def build(source: Path, monkeypatch: pytest.MonkeyPatch) -> torch.nn.Module:
    monkeypatch.syspath_prepend(str(source.parent))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    module = __import__(source.stem)
    return module.Net().eval()


@pytest.mark.parametrize("exporter", EXPORTERS)
def test_a_capture_holds_no_folder_of_this_machine(tmp_path: Path, exporter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "checkout"
    source = checkout_with_module(checkout, f"net_of_{exporter}")
    fp16_gate.capture(build(source, monkeypatch), [torch.ones(2)], tmp_path / "out", exporter=exporter)
    written = (tmp_path / "out" / "model.onnx").read_bytes() + (tmp_path / "out" / "manifest.json").read_bytes()
    folders = {tmp_path, Path.cwd(), Path.home(), Path(torch.__file__).parents[1], Path(fp16_gate.__file__).parent, Path(sys.prefix)}
    assert [str(each) for each in folders if str(each).encode() in written] == []
    assert "sourceRoot" not in captured.manifest(tmp_path / "out")


def test_paths_start_at_the_checkout_of_the_file_not_of_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = checkout_with_module(tmp_path / "checkout", "net_elsewhere")
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / ".git").mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    result = fp16_gate.capture(build(source, monkeypatch), [torch.ones(2)], tmp_path / "out")
    assert 'File "nets/net_elsewhere.py", line 5, in forward\n    return x.exp()' in traces(tmp_path / "out" / "model.onnx")
    assert result.notes == []


def test_packages_are_marked_as_installed(tmp_path: Path) -> None:
    fp16_gate.capture(models.build(), IMAGE, tmp_path / "out")
    found = traces(tmp_path / "out" / "model.onnx")
    assert 'File "site-packages/torch/nn/modules/container.py", line' in found
    assert 'File "python/tests/models.py", line' in found


def test_of_a_file_outside_of_any_checkout_the_name_is_kept_and_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = checkout_with_module(tmp_path / "loose", "net_without_checkout")
    (tmp_path / "loose" / ".git").rmdir()
    result = fp16_gate.capture(build(source, monkeypatch), [torch.ones(2)], tmp_path / "out")
    assert 'File "net_without_checkout.py", line 5, in forward' in traces(tmp_path / "out" / "model.onnx")
    assert result.notes == ["source files outside of any git checkout are recorded by name only: net_without_checkout.py"]
    assert captured.manifest(tmp_path / "out")["notes"] == result.notes


def test_files_of_python_and_of_no_file_at_all() -> None:
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    assert portable_path(contextlib.__file__) == (f"{version}/contextlib.py", True)
    assert portable_path("<string>") == ("<string>", True)


def test_a_link_is_followed_to_the_checkout_that_holds_the_file(tmp_path: Path) -> None:
    source = checkout_with_module(tmp_path / "checkout", "linked")
    link = tmp_path / "link"
    link.symlink_to(source.parent, target_is_directory=True)
    assert portable_path(os.fspath(link / "linked.py")) == ("nets/linked.py", True)


def test_subgraphs_functions_and_doc_strings_are_rewritten_too(tmp_path: Path) -> None:
    source = os.fspath(checkout_with_module(tmp_path / "checkout", "nested"))
    trace = f'File "{source}", line 5, in forward\n    return x.exp()'

    def node(kind: str) -> onnx.NodeProto:
        made = onnx.helper.make_node(kind, ["x"], ["y"], doc_string=f"{source}(5): forward\n# {source}:5:4\nplain words")
        made.metadata_props.add(key="pkg.torch.onnx.stack_trace", value=trace)
        return made

    branch = onnx.helper.make_graph([node("Exp")], "branch", [], [])
    choose = onnx.helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)
    function = onnx.helper.make_function("local", "F", ["x"], ["y"], [node("Exp")], [])
    model = onnx.helper.make_model(onnx.helper.make_graph([choose], "g", [], []), functions=[function])
    make_source_paths_portable(model, [])
    rewritten = [function_node for each in model.functions for function_node in each.node]
    rewritten += [inner for attribute in model.graph.node[0].attribute for inner in attribute.g.node]
    assert len(rewritten) == 3
    for inner in rewritten:
        assert inner.metadata_props[0].value == 'File "nets/nested.py", line 5, in forward\n    return x.exp()'
        assert inner.doc_string == "nets/nested.py(5): forward\n# nets/nested.py:5:4\nplain words"
    assert str(tmp_path).encode() not in model.SerializeToString()
