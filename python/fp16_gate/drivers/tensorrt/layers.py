"""Layers of a built engine, from its inspector's JSON, whose keys differ from version to version."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import DriverError
from .metadata import onnx_names

# Words of "Format/Datatype" (8.6 and 10: prose such as "Row major linear FP16 format") and of "Datatype" (11: "Half").
_DTYPES = (
    ("bf16", re.compile(r"bf16|bfloat16", re.IGNORECASE)),
    ("fp16", re.compile(r"fp16|half", re.IGNORECASE)),
    ("fp8", re.compile(r"fp8|e4m3", re.IGNORECASE)),
    ("fp32", re.compile(r"fp32|float", re.IGNORECASE)),
    ("int8", re.compile(r"\bu?int8", re.IGNORECASE)),
    ("int32", re.compile(r"int32", re.IGNORECASE)),
    ("int64", re.compile(r"int64", re.IGNORECASE)),
    ("bool", re.compile(r"bool", re.IGNORECASE)),
)
_FLOATS = ("fp32", "fp16", "bf16", "fp8")
# Fused layers are called after what they are joined from: `a + b`, `PWN(PWN(a, b), c)`.
_JOINED = re.compile(r" \+ |, ")
_WRAPPED = re.compile(r"^(?:[A-Z]+\()+")
# A part of the graph that another compiler (Myelin) takes as a whole is called after its first and its last layer.
_REGION = re.compile(r"^\{ForeignNode\[(.*)\]\}$", re.DOTALL)


def read_layers(trt: Any, engine: Any, context: Any, node_keys: Iterable[str]) -> list[dict[str, Any]]:
    """`layers` of the protocol. `context`: with its shapes set, so that an engine with dynamic sizes tells formats too."""
    inspector = engine.create_engine_inspector()
    inspector.execution_context = context
    return parse_layers(inspector.get_engine_information(trt.LayerInformationFormat.JSON), node_keys)


def parse_layers(text: str, node_keys: Iterable[str]) -> list[dict[str, Any]]:
    """Layers in the inspector's JSON. `node_keys`: nodes of the model, to recognise names where metadata is missing."""
    try:
        root = json.loads(text, strict=False)
        entries = root["Layers"] if isinstance(root, dict) else root
        known = set(node_keys)
        return [_layer({"Name": entry} if isinstance(entry, str) else entry, known) for entry in entries]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DriverError("run", f"the engine's layer information can't be read: {type(error).__name__}: {error}") from error


def _layer(entry: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    inputs = [_tensor(tensor) for tensor in entry.get("Inputs") or []]
    outputs = [_tensor(tensor) for tensor in entry.get("Outputs") or []]
    tactic = str(entry.get("TacticName") or "")
    return {
        "name": str(entry.get("Name") or entry.get("name") or ""),
        "type": str(entry.get("LayerType") or "") or None,
        "onnxNodes": _nodes(entry, known),
        "precision": None if _is_copy(entry) else _precision(entry, [tensor["dtype"] for tensor in [*outputs, *inputs]]),
        "inputs": inputs,
        "outputs": outputs,
        "tactic": tactic or None,
    }


def _precision(entry: Mapping[str, Any], kinds: Iterable[str]) -> str | None:
    """Type of the weights where they are told; else that of the tensors, where it is one: what happens between two is unknown.

    What a region does inside is unknown, whatever its tensors are: some with FP32 tensors overflow as FP16 does.
    """
    if _region(entry) is not None:
        return None
    weights = entry.get("Weights")
    told = _dtype(str(weights.get("Type", ""))) if isinstance(weights, Mapping) else None
    floats = {kind for kind in kinds if kind in _FLOATS}
    return told if told in _FLOATS else next(iter(floats)) if len(floats) == 1 else None


def _region(entry: Mapping[str, Any]) -> str | None:
    """`first...last` of a region; None for other layers."""
    match = _REGION.match(str(entry.get("Name") or ""))
    if match is not None:
        return match.group(1)
    return "" if entry.get("LayerType") == "Myelin" else None


def _is_copy(entry: Mapping[str, Any]) -> bool:
    """Copies between formats, which TensorRT adds: they compute nothing, and bear the names of what they stand beside."""
    return entry.get("LayerType") == "Reformat" or str(entry.get("Name") or "").startswith("Reformatting CopyNode")


def _tensor(entry: Mapping[str, Any]) -> dict[str, Any]:
    both = str(entry.get("Format/Datatype") or "")
    kind = str(entry.get("Datatype") or entry.get("DataType") or both)
    return {"name": str(entry.get("Name") or ""), "dtype": _dtype(kind) or "other", "format": str(entry.get("Format") or both) or None}


def _dtype(text: str) -> str | None:
    return next((kind for kind, pattern in _DTYPES if pattern.search(text)), None)


def _nodes(entry: Mapping[str, Any], known: set[str]) -> list[str]:
    names = [_key(name, known) for name in onnx_names(str(entry.get("Metadata") or ""))]
    if names or _is_copy(entry):
        return names
    region = _region(entry)
    ends = [str(entry.get("Name") or "")] if region is None else region.split("...")
    pieces = [piece for end in ends for piece in _JOINED.split(end)]
    bare = [piece if piece in known else _WRAPPED.sub("", piece).rstrip(")") for piece in pieces]
    return [name for name in dict.fromkeys(bare) if name in known]


def _key(name: str, known: set[str]) -> str:
    """The parser calls a node without a name after its first output, which is the protocol's key for it."""
    bare = name[len("node_of_") :] if name.startswith("node_of_") else name
    return bare if name not in known and bare in known else name
