"""From an ONNX file to a TensorRT network, with errors that name the operator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..errors import DriverError, one_line
from ..onnx_nodes import OnnxNode, read_onnx
from .log import Log
from .module import TensorRT

# Operators and the first TensorRT whose parser has them: changelog and operator table of onnx-tensorrt, 8.5 to 10.15.
FIRST_VERSION = {
    "GroupNormalization": "8.6",
    "LayerNormalization": "8.6",
    "IsInf": "8.6",
    "Hardmax": "9.2",
    "CastLike": "10.0",
    "Gelu": "10.0",
    "Mish": "10.0",
    "DeformConv": "10.1",
    "Attention": "10.14",
    "RMSNormalization": "10.15",
    "RotaryEmbedding": "10.15",
    "TensorScatter": "10.15",
}
# Highest opset by (major, minor), where onnx-tensorrt states one.
_HIGHEST_OPSET = (((8, 6), 17), ((10, 0), 20))

_NO_IMPORTER = re.compile(r"(?:No importer registered for op|could not find plugin)[: ]+(\w+)", re.IGNORECASE)
_PLUGIN = re.compile(r"plugin|no importer", re.IGNORECASE)


class Network(NamedTuple):
    """A parsed network. The parser is kept: it owns the weights."""

    network: Any
    parser: Any
    strong: bool


def parse_network(rt: TensorRT, builder: Any, log: Log, path: str, strong: bool) -> Network:
    """Raises DriverError (parse, unsupported-operator)."""
    network = builder.create_network(_creation_flags(rt.trt, strong))
    parser = rt.trt.OnnxParser(network, log.logger)
    log.forget()
    if not parser.parse_from_file(path):
        raise _parse_failure(rt, parser, log, path)
    if network.num_outputs == 0:
        raise DriverError("parse", f"{path} has no outputs")
    return Network(network, parser, strong)


def _creation_flags(trt: Any, strong: bool) -> int:
    kinds = trt.NetworkDefinitionCreationFlag
    flags = 0
    if hasattr(kinds, "EXPLICIT_BATCH"):
        flags |= 1 << int(kinds.EXPLICIT_BATCH)
    if strong:
        flags |= 1 << int(kinds.STRONGLY_TYPED)
    return flags


def _parse_failure(rt: TensorRT, parser: Any, log: Log, path: str) -> DriverError:
    errors = [parser.get_error(index) for index in range(parser.num_errors)]
    file = read_onnx(path)  # also tells what is no ONNX model at all
    texts = [*[error.desc() for error in errors], *log.errors, *log.warnings]
    node = next((node for error in errors if (node := _node_of(error, file.nodes)) is not None), None)
    operator = next((match.group(1) for text in texts if (match := _NO_IMPORTER.search(text))), None)
    if operator is None and node is not None and any(_PLUGIN.search(text) for text in texts):
        operator = node.op
    detail = one_line(errors[0].desc() if errors else log.reason(), 300)
    where = f" (node {node.name or node.outputs[0]})" if node is not None and node.outputs else ""
    version = f"TensorRT {rt.trt.__version__}"
    if operator is not None:
        return DriverError(
            "unsupported-operator", f"{path}: {version} has no operator {operator}{where}; {_advice(operator, rt, file.opset)}"
        )
    highest = _highest_opset(rt.version)
    if node is not None and highest is not None and file.opset > highest:
        return DriverError(
            "unsupported-operator",
            f"{path}: {version} can't parse {node.op}{where} of opset {file.opset}; {_advice(node.op, rt, file.opset)}: {detail}",
        )
    about = f" at {node.op}{where}" if node is not None else ""
    return DriverError("parse", f"{path}: {version} can't parse the model{about}: {detail}")


def _node_of(error: Any, nodes: Sequence[OnnxNode]) -> OnnxNode | None:
    """By name and operator where the version tells them (10 and later), else by index."""
    if hasattr(error, "node_operator") and error.node_operator():
        return OnnxNode(error.node_name(), error.node_operator(), "", [error.node_name()])
    index = error.node()
    return nodes[index] if 0 <= index < len(nodes) else None


def _advice(operator: str, rt: TensorRT, opset: int) -> str:
    first = FIRST_VERSION.get(operator)
    if first is not None and tuple(int(part) for part in first.split(".")) > rt.version:
        return f"TensorRT {first} has it"
    highest = _highest_opset(rt.version)
    if highest is not None and opset > highest:
        newer = next((f"{major}.{minor}" for (major, minor), best in _HIGHEST_OPSET if best >= opset), None)
        return f"export the model at opset {highest}" + (f", or use TensorRT {newer}" if newer else ", or use a newer TensorRT")
    return "give the library of its plugin, or use a TensorRT that has it"


def _highest_opset(version: tuple[int, int]) -> int | None:
    """The highest opset of this version, or None for those that came after the last statement."""
    if version > _HIGHEST_OPSET[-1][0]:
        return None
    return next((best for since, best in reversed(_HIGHEST_OPSET) if version >= since), None)


def layers(network: Any) -> list[Any]:
    """All layers of a network, in order."""
    return [network.get_layer(index) for index in range(network.num_layers)]


def layer_outputs(layer: Any) -> list[Any]:
    """Output tensors of a layer."""
    return [tensor for index in range(layer.num_outputs) if (tensor := layer.get_output(index)) is not None]


def mark_intermediates(network: Any, wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Make tensors of the network outputs; returns the names that became outputs, and those that could not."""
    tensors = {tensor.name: tensor for layer in layers(network) for tensor in layer_outputs(layer)}
    outputs = {network.get_output(index).name for index in range(network.num_outputs)}
    added, missing = [], []
    for name in wanted:
        tensor = tensors.get(name)
        if tensor is None or (tensor.is_shape_tensor and not tensor.is_execution_tensor):
            missing.append(name)
        elif name not in outputs:
            network.mark_output(tensor)
            added.append(name)
    return added, missing
