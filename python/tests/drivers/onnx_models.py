"""Small ONNX models for the drivers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def save_norm(folder: Path, opset: int = 17, shape: tuple[object, ...] = (2, 4), operator: str = "ReduceMean") -> Path:
    """y = x / sqrt(mean(x^2) + 1e-6): overflows in FP16 from |x| = 256 on. Nodes: square, mean, add_eps, root, divide."""
    axes = {"axes": [-1]} if operator == "ReduceMean" else {}
    nodes = [
        helper.make_node("Mul", ["x", "x"], ["squared"], name="square"),
        helper.make_node(operator, ["squared"], ["averaged"], name="mean", **axes),
        helper.make_node("Add", ["averaged", "eps"], ["shifted"], name="add_eps"),
        helper.make_node("Sqrt", ["shifted"], ["rooted"], name="root"),
        helper.make_node("Div", ["x", "rooted"], ["y"], name="divide"),
    ]
    return _save(folder / f"norm-{opset}-{operator}.onnx", nodes, {"x": shape}, {"y": shape}, opset, {"eps": np.float32(1e-6).reshape(1)})


def save_typed_norm(folder: Path, exact: bool) -> Path:
    """The same with FP16 tensors between Casts; `exact` keeps all but the division in FP32."""
    x = "x" if exact else "x16"
    nodes = [
        helper.make_node("Cast", ["x"], ["x16"], name="in16", to=TensorProto.FLOAT16),
        helper.make_node("Mul", [x, x], ["squared"], name="square"),
        helper.make_node("ReduceMean", ["squared"], ["averaged"], name="mean", axes=[-1]),
        helper.make_node("Add", ["averaged", "eps"], ["shifted"], name="add_eps"),
        helper.make_node("Sqrt", ["shifted"], ["rooted"], name="root"),
    ]
    if exact:
        nodes.append(helper.make_node("Cast", ["rooted"], ["rooted16"], name="rooted_in16", to=TensorProto.FLOAT16))
    nodes += [
        helper.make_node("Div", ["x16", "rooted16" if exact else "rooted"], ["y16"], name="divide"),
        helper.make_node("Cast", ["y16"], ["y"], name="out32", to=TensorProto.FLOAT),
    ]
    eps = np.float32(1e-6) if exact else np.float16(1e-6)
    name = "norm-mixed.onnx" if exact else "norm-fp16.onnx"
    return _save(folder / name, nodes, {"x": (2, 4)}, {"y": (2, 4)}, 17, {"eps": eps.reshape(1)})


def save_embedding(folder: Path, dtype: int = TensorProto.INT64) -> Path:
    """y = table[ids], with integer ids."""
    table = np.arange(12, dtype=np.float32).reshape(6, 2)
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "ids"], ["y"], name="lookup")],
        "embedding",
        [helper.make_tensor_value_info("ids", dtype, [3])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [3, 2])],
        [numpy_helper.from_array(table, "table")],
    )
    return _write(folder / "embedding.onnx", graph, 17)


def _save(path: Path, nodes, inputs, outputs, opset, constants) -> Path:
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes,
        "small",
        [value(name, TensorProto.FLOAT, shape) for name, shape in inputs.items()],
        [value(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    return _write(path, graph, opset)


def _write(path: Path, graph: onnx.GraphProto, opset: int) -> Path:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    onnx.save(model, str(path))
    return path
