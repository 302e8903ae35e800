"""Checks on an exported model: valid ONNX, the inputs and outputs that were captured, the opset that was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import torch

from ..errors import CaptureError, first_line
from .model_inputs import ModelInputs
from .names import Names
from .onnx_names import check_unique, subgraphs

# Protobuf files end at 2 GiB; what is larger stores its weights beside the model.
MAX_INLINE_BYTES = 1_900_000_000
_RANDOM = ("RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli")


def all_nodes(graph: Any) -> Iterator[Any]:
    """Nodes of a graph and of the graphs inside it."""
    yield from graph.node
    for inner in subgraphs(graph):
        yield from all_nodes(inner)


def check_model(proto: Any, inputs: ModelInputs, names: Names, outputs: dict[str, torch.Tensor], options: Any) -> int:
    """Raise CaptureError unless the exported model is what was captured; returns its opset."""
    import onnx

    tensors = {names.inputs[name]: tensor for name, tensor in inputs.tensors.items()}
    results = {names.outputs[name]: tensor for name, tensor in outputs.items()}
    axes = {names.inputs[name]: chosen for name, chosen in options.dynamic.items()}

    check_unique(proto.graph)
    random = sorted({node.op_type for node in all_nodes(proto.graph) if node.op_type in _RANDOM and not node.domain})
    if random:
        raise CaptureError(f"the exported graph draws random numbers ({', '.join(random)}); its outputs cannot be compared")
    for value in proto.graph.input:
        _check_value(value, tensors[value.name], "input")
    for value in proto.graph.output:
        _check_value(value, results[value.name], "output")
    _check_dynamic(proto, axes)
    opset = next((entry.version for entry in proto.opset_import if entry.domain in ("", "ai.onnx")), 0)
    if options.opset is not None and opset != options.opset:
        raise CaptureError(
            f"opset {options.opset} was asked for, the {options.exporter} exporter wrote {opset}; ask for that or try the other exporter"
        )
    if initializer_bytes(proto) <= MAX_INLINE_BYTES:
        try:
            onnx.checker.check_model(proto, full_check=True)
        except Exception as error:
            raise CaptureError(f"onnx.checker refuses the exported model: {first_line(error)}; try the other exporter") from error
    return opset


def _check_value(value: Any, tensor: torch.Tensor, role: str) -> None:
    """Dtype, number of axes and fixed sizes of a graph input or output against the captured tensor."""
    import onnx

    kind = value.type.tensor_type
    dtype = onnx.helper.tensor_dtype_to_np_dtype(kind.elem_type) if kind.elem_type else None
    captured = str(tensor.dtype).replace("torch.", "")
    if dtype is None or str(dtype) != captured:
        raise CaptureError(f"{role} {value.name!r} is {dtype} in the exported model, {captured} in PyTorch; try the other exporter")
    if not kind.HasField("shape"):
        return
    sizes = [axis.dim_value if axis.HasField("dim_value") else None for axis in kind.shape.dim]
    if len(sizes) != tensor.dim() or any(size not in (None, real) for size, real in zip(sizes, tensor.shape)):
        raise CaptureError(
            f"{role} {value.name!r} has the shape {sizes} in the exported model, {list(tensor.shape)} in PyTorch; try the other exporter"
        )


def _check_dynamic(proto: Any, dynamic: Mapping[str, Mapping[int, str]]) -> None:
    """An exporter may fix an axis that was asked to be dynamic, when the model's code depends on its size."""
    for value in proto.graph.input:
        dims = value.type.tensor_type.shape.dim
        for axis in dynamic.get(value.name, {}):
            if not dims[axis].HasField("dim_param"):
                raise CaptureError(
                    f"axis {axis} of input {value.name!r} was asked to be dynamic, the exporter fixed it to "
                    f"{dims[axis].dim_value}: the model's code depends on this size; change it or leave the axis fixed"
                )


def initializer_bytes(proto: Any) -> int:
    """Bytes of all weights that the model holds itself."""
    return sum(len(tensor.raw_data) for tensor in proto.graph.initializer)


def write_model(proto: Any, path: str) -> None:
    """Write the model; beyond `MAX_INLINE_BYTES` of weights they go to `<name>.data` beside it, and the file is checked."""
    import onnx

    if initializer_bytes(proto) <= MAX_INLINE_BYTES:
        onnx.save_model(proto, path)
        return
    location = path.replace("\\", "/").rsplit("/", 1)[-1] + ".data"
    onnx.save_model(proto, path, save_as_external_data=True, all_tensors_to_one_file=True, location=location)
    try:
        onnx.checker.check_model(path, full_check=True)
    except Exception as error:
        raise CaptureError(f"onnx.checker refuses the exported model: {first_line(error)}; try the other exporter") from error
