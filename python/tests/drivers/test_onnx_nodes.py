"""Reading nodes of ONNX files without a protobuf library, beside the real one."""

from __future__ import annotations

from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper
from onnx_models import save_norm

from fp16_gate.drivers.errors import DriverError
from fp16_gate.drivers.onnx_nodes import names_everywhere, read_onnx, with_outputs

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("path", sorted((ROOT / "test" / "models").rglob("*.onnx")), ids=lambda path: path.name)
def test_nodes_outputs_and_opset_are_those_that_onnx_reads(path: Path) -> None:
    model = onnx.load(str(path), load_external_data=False)
    file = read_onnx(str(path))
    assert [(node.name, node.op, node.domain, node.outputs) for node in file.nodes] == [
        (node.name, node.op_type, node.domain, list(node.output)) for node in model.graph.node
    ]
    assert file.outputs == [value.name for value in model.graph.output]
    assert file.opset == max(entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx"))


def test_a_node_is_called_by_its_unique_name_else_by_its_first_output(tmp_path: Path) -> None:
    names = (("Relu", "same"), ("Neg", "same"), ("Abs", ""), ("Exp", "own"))
    tensors = ["x", "a", "b", "c", "y"]
    nodes = [helper.make_node(op, [tensors[i]], [tensors[i + 1]], name=name) for i, (op, name) in enumerate(names)]
    value = helper.make_tensor_value_info
    graph = helper.make_graph(nodes, "names", [value("x", TensorProto.FLOAT, [1])], [value("y", TensorProto.FLOAT, [1])])
    path = tmp_path / "names.onnx"
    onnx.save(helper.make_model(graph), str(path))
    assert {key: node.op for key, node in read_onnx(str(path)).node_keys().items()} == {"a": "Relu", "b": "Neg", "c": "Abs", "own": "Exp"}


def test_nodes_in_bodies_and_functions_are_known_by_name(tmp_path: Path) -> None:
    value = helper.make_tensor_value_info
    bodies = {
        branch: helper.make_graph(
            [helper.make_node(op, ["x"], [branch], name=f"{branch}_node")], branch, [], [value(branch, TensorProto.FLOAT, [1])]
        )
        for branch, op in (("then_branch", "Neg"), ("else_branch", "Abs"))
    }
    function = helper.make_function("own", "Twice", ["a"], ["b"], [helper.make_node("Add", ["a", "a"], ["b"], name="inner")], [])
    nodes = [helper.make_node("If", ["c"], ["i"], name="choice", **bodies), helper.make_node("Twice", ["i"], ["y"], domain="own")]
    inputs = [value("c", TensorProto.BOOL, []), value("x", TensorProto.FLOAT, [1])]
    graph = helper.make_graph(nodes, "bodies", inputs, [value("y", TensorProto.FLOAT, [1])])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("own", 1)]
    path = tmp_path / "bodies.onnx"
    onnx.save(helper.make_model(graph, functions=[function], opset_imports=opsets), str(path))
    found = names_everywhere(str(path))
    assert found == {"choice", "i", "then_branch_node", "then_branch", "else_branch_node", "else_branch", "y", "inner", "b"}


def test_added_outputs_are_there_for_onnx_too(tmp_path: Path) -> None:
    path = save_norm(tmp_path)
    model = onnx.load_from_string(with_outputs(str(path), ["averaged", "squaré"]))
    assert [value.name for value in model.graph.output] == ["y", "averaged", "squaré"]
    assert len(model.graph.node) == 5
    assert read_onnx(str(path)).outputs == ["y"], "the file itself stays as it is"


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    whole = save_norm(tmp_path).read_bytes()
    path = tmp_path / "damaged.onnx"
    for data in (b"", whole[:-3], b"\xff" * 30, b"\x0b\x0c", b"\x3a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"):
        path.write_bytes(data)
        with pytest.raises(DriverError) as caught:
            read_onnx(str(path))
        assert caught.value.category == "parse"
