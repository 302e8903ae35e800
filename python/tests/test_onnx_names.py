"""Renaming values of a graph, in its subgraphs too."""

from __future__ import annotations

import onnx
import pytest
import torch  # noqa: F401 (marks this file as one of those that need PyTorch: its package does)
from onnx import TensorProto, helper

from fp16_gate.errors import CaptureError
from fp16_gate.pytorch.onnx_names import check_unique, rename_values


def branch(name: str, value: str) -> onnx.GraphProto:
    output = helper.make_tensor_value_info(value, TensorProto.FLOAT, [2])
    return helper.make_graph([helper.make_node("Neg" if name == "then" else "Relu", ["in_0"], [value])], name, [], [output])


def model() -> onnx.ModelProto:
    """y = If(c, -x, relu(x)); result = y + boxes, where `boxes` is a value inside."""
    info = [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in (("in_0", 1, [2]), ("in_1", 9, []))]
    nodes = [
        helper.make_node("Exp", ["in_0"], ["boxes"]),
        helper.make_node("If", ["in_1"], ["y"], then_branch=branch("then", "z"), else_branch=branch("else", "z")),
        helper.make_node("Add", ["y", "boxes"], ["out_0"]),
    ]
    graph = helper.make_graph(nodes, "g", info, [helper.make_tensor_value_info("out_0", 1, [2])])
    graph.value_info.append(helper.make_tensor_value_info("boxes", 1, [2]))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)


def test_inner_values_give_way_and_subgraphs_follow() -> None:
    proto = model()
    notes: list[str] = []
    rename_values(proto.graph, {"in_0": "z", "in_1": "flag", "out_0": "boxes"}, notes)
    onnx.checker.check_model(proto, full_check=True)
    check_unique(proto.graph)
    assert [value.name for value in proto.graph.input] == ["z", "flag"]
    assert [value.name for value in proto.graph.output] == ["boxes"]
    assert proto.graph.node[0].output == ["boxes_inner"]
    assert proto.graph.value_info[0].name == "boxes_inner"
    then = proto.graph.node[1].attribute[0].g
    assert (list(then.node[0].input), list(then.node[0].output), then.output[0].name) == (["z"], ["z_inner"], "z_inner")
    assert len(notes) == 2


def test_branches_may_share_names() -> None:
    check_unique(model().graph)


def test_a_name_defined_twice_is_found() -> None:
    proto = model()
    proto.graph.node[0].output[0] = "y"
    with pytest.raises(CaptureError, match="defines the value 'y' twice"):
        check_unique(proto.graph)


def test_a_subgraph_that_hides_a_value_is_found() -> None:
    proto = model()
    proto.graph.node[1].attribute[0].g.node[0].output[0] = "boxes"
    with pytest.raises(CaptureError, match="defines the value 'boxes' twice"):
        check_unique(proto.graph)


def test_an_initializer_that_is_also_an_input_counts_once() -> None:
    proto = model()
    proto.graph.initializer.append(helper.make_tensor("in_0", 1, [2], [1.0, 2.0]))
    check_unique(proto.graph)
