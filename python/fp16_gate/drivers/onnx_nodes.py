"""The nodes of an ONNX file, and asking it for more outputs, without a protobuf library.

An ONNX file is a protobuf message: fields, each with a number and a wire type. Numbers: onnx.proto, ModelProto and below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .errors import DriverError

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_MODEL_GRAPH, _MODEL_OPSET, _MODEL_FUNCTION = 7, 8, 25
_FUNCTION_NODE = 7
_GRAPH_NODE, _GRAPH_OUTPUT = 1, 12
_NODE_OUTPUT, _NODE_NAME, _NODE_OP, _NODE_ATTRIBUTE, _NODE_DOMAIN = 2, 3, 4, 5, 7
_ATTRIBUTE_GRAPH, _ATTRIBUTE_GRAPHS = 6, 11
_VALUE_NAME = 1
_OPSET_DOMAIN, _OPSET_VERSION = 1, 2


@dataclass(frozen=True)
class OnnxNode:
    """A node of the main graph, in the file's order."""

    name: str
    op: str
    domain: str
    outputs: list[str]


@dataclass(frozen=True)
class OnnxFile:
    """What a driver wants to know of a model: nodes, output names and the opset of the standard domain."""

    nodes: list[OnnxNode]
    outputs: list[str]
    opset: int

    def node_keys(self) -> dict[str, OnnxNode]:
        """Nodes by what the protocol calls them: the name where it is unique, else the first output."""
        count: dict[str, int] = {}
        for node in self.nodes:
            count[node.name] = count.get(node.name, 0) + 1
        keys: dict[str, OnnxNode] = {}
        for node in self.nodes:
            first = next((output for output in node.outputs if output), "")
            key = node.name if node.name and count[node.name] == 1 else first
            if key:
                keys.setdefault(key, node)
        return keys


def read_onnx(path: str) -> OnnxFile:
    """Raises DriverError(parse) when the file is no ONNX model."""
    data = _bytes_of(path)
    try:
        graphs = [value for number, value in _fields(data) if number == _MODEL_GRAPH and isinstance(value, memoryview)]
        nodes = [_node(value) for graph in graphs for number, value in _fields(graph) if number == _GRAPH_NODE]
        outputs = [_name(value, _VALUE_NAME) for graph in graphs for number, value in _fields(graph) if number == _GRAPH_OUTPUT]
        opset = max([_opset(value) for number, value in _fields(data) if number == _MODEL_OPSET], default=0)
    except (ValueError, IndexError, AttributeError) as error:
        raise DriverError("parse", f"{path} is not an ONNX model, or it is damaged ({error}); export it again") from error
    if not nodes and not outputs:
        raise DriverError("parse", f"{path} is not an ONNX model: it has neither nodes nor outputs")
    return OnnxFile(nodes, outputs, opset)


def names_everywhere(path: str) -> set[str]:
    """Names and first outputs of all nodes: of the main graph, of the bodies of If, Loop and Scan, and of functions."""
    names: set[str] = set()
    waiting = []
    for number, value in _fields(_bytes_of(path)):
        if number == _MODEL_GRAPH:
            waiting += _nodes_of(value, _GRAPH_NODE)
        elif number == _MODEL_FUNCTION:
            waiting += _nodes_of(value, _FUNCTION_NODE)
    while waiting:
        data = waiting.pop()
        node = _node(data)
        names |= {name for name in (node.name, next(iter(node.outputs), "")) if name}
        for number, value in _fields(data):
            if number == _NODE_ATTRIBUTE and isinstance(value, memoryview):
                bodies = [body for field, body in _fields(value) if field in (_ATTRIBUTE_GRAPH, _ATTRIBUTE_GRAPHS)]
                waiting += [inner for body in bodies for inner in _nodes_of(body, _GRAPH_NODE)]
    return names


def _nodes_of(data: memoryview | int, field: int) -> list[memoryview]:
    return (
        [value for number, value in _fields(data) if number == field and isinstance(value, memoryview)] if not isinstance(data, int) else []
    )


def with_outputs(path: str, names: Sequence[str]) -> bytes:
    """The model with further outputs. Protobuf merges messages that follow each other, so a graph with outputs alone is appended."""
    graph = b"".join(_field(_GRAPH_OUTPUT, _field(_VALUE_NAME, name.encode())) for name in names)
    return bytes(_bytes_of(path)) + _field(_MODEL_GRAPH, graph)


def _bytes_of(path: str) -> memoryview:
    try:
        with open(path, "rb") as file:
            return memoryview(file.read())
    except OSError as error:
        raise DriverError("parse", f"cannot read {path}: {error.strerror}") from error


def _node(data: memoryview) -> OnnxNode:
    texts: dict[int, list[str]] = {}
    for number, value in _fields(data):
        if number in (_NODE_OUTPUT, _NODE_NAME, _NODE_OP, _NODE_DOMAIN):
            texts.setdefault(number, []).append(bytes(value).decode())
    only = {number: (values[-1]) for number, values in texts.items()}
    return OnnxNode(only.get(_NODE_NAME, ""), only.get(_NODE_OP, ""), only.get(_NODE_DOMAIN, ""), texts.get(_NODE_OUTPUT, []))


def _name(data: memoryview, field: int) -> str:
    return next((bytes(value).decode() for number, value in _fields(data) if number == field), "")


def _opset(data: memoryview) -> int:
    """The version, or 0 for another domain than ONNX's own."""
    fields = dict(_fields(data))
    domain = bytes(fields.get(_OPSET_DOMAIN, b"")).decode()
    return int(fields.get(_OPSET_VERSION, 0)) if domain in ("", "ai.onnx") else 0


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    position = 0
    while position < len(data):
        key, position = _varint(data, position)
        kind = key & 7
        if kind == _VARINT:
            value, position = _varint(data, position)
            yield key >> 3, value
            continue
        if kind == _BYTES:
            size, position = _varint(data, position)
        elif kind in (_FIXED64, _FIXED32):
            size = 8 if kind == _FIXED64 else 4
        else:
            raise ValueError(f"wire type {kind}")
        if position + size > len(data):
            raise ValueError("a field is longer than the file")
        yield key >> 3, data[position : position + size]
        position += size


def _varint(data: memoryview, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
        if shift > 63:
            raise ValueError("a number of more than 64 bits")


def _field(number: int, data: bytes) -> bytes:
    return _encoded(number << 3 | _BYTES) + _encoded(len(data)) + data


def _encoded(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
