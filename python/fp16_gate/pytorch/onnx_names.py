"""Giving graph inputs and outputs their final names, without colliding with any other value of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import CaptureError


def rename_values(graph: Any, wanted: dict[str, str], notes: list[str]) -> None:
    """Rename values of `graph` (onnx.GraphProto): old name -> new name, in every place that refers to them.

    A value inside the graph that already bears a wanted name gives way and is called `<name>_inner`. Exporters given such
    a name write a file in which two values share it, and the older one says nothing.
    """
    taken = set(value_names(graph)) | set(wanted.values())
    mapping = dict(wanted)
    for new in wanted.values():
        if new in wanted or new not in set(value_names(graph)):
            continue
        spare = _unused(f"{new}_inner", taken)
        taken.add(spare)
        mapping[new] = spare
        notes.append(f"a value inside the graph was called {new!r} like an input or output; it is {spare!r} now")
    _rename(graph, mapping)


def _unused(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}_{number}", number + 1
    return candidate


def subgraphs(graph: Any) -> Iterator[Any]:
    """The graphs in the attributes of a graph's nodes (bodies of If, Loop, Scan), one level down."""
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                yield attribute.g
            yield from attribute.graphs


def value_names(graph: Any) -> Iterator[str]:
    """Every name defined in a graph and its subgraphs, once per definition."""
    yield from own_value_names(graph)
    for inner in subgraphs(graph):
        yield from value_names(inner)


def own_value_names(graph: Any) -> Iterator[str]:
    """Every name defined in a graph itself: inputs, initializers, outputs of nodes."""
    yield from (value.name for value in graph.input)
    inputs = {value.name for value in graph.input}
    yield from (tensor.name for tensor in graph.initializer if tensor.name not in inputs)
    yield from (tensor.values.name for tensor in graph.sparse_initializer)
    for node in graph.node:
        yield from (name for name in node.output if name)


def _rename(graph: Any, mapping: dict[str, str]) -> None:
    for value in [*graph.input, *graph.output, *graph.value_info, *graph.initializer]:
        value.name = mapping.get(value.name, value.name)
    for sparse in graph.sparse_initializer:
        sparse.values.name = mapping.get(sparse.values.name, sparse.values.name)
    for annotation in graph.quantization_annotation:
        annotation.tensor_name = mapping.get(annotation.tensor_name, annotation.tensor_name)
    for node in graph.node:
        for names in (node.input, node.output):
            for index, name in enumerate(names):
                if name in mapping:
                    names[index] = mapping[name]
    for inner in subgraphs(graph):
        _rename(inner, mapping)


def check_unique(graph: Any, outer: frozenset[str] = frozenset()) -> None:
    """Raise CaptureError when two values of a graph share a name, or one hides a value of the graph around it.

    The branches of an If may use the same names: neither sees the other.
    """
    seen = set(outer)
    for name in own_value_names(graph):
        if name in seen:
            raise CaptureError(f"the exported graph defines the value {name!r} twice and is invalid; try the other exporter")
        seen.add(name)
    for inner in subgraphs(graph):
        check_unique(inner, frozenset(seen))
