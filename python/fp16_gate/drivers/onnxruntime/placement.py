"""Which provider ran each node, in which type: read from the profile of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..errors import DriverError, one_line

_FLOATS = {"float": "fp32", "float16": "fp16", "bfloat16": "bf16", "double": "other"}
_CAST_OF_ONNXRUNTIME = "InsertedPrecisionFreeCast_"
_SUFFIX = "_kernel_time"
# These compute nothing: the type of what they carry tells nothing about arithmetic.
_MOVES = ("Cast", "Concat", "Expand", "Flatten", "Gather", "Identity", "MemcpyFromHost", "MemcpyToHost", "Reshape", "Slice", "Split")
_MOVES += ("Squeeze", "Transpose", "Unsqueeze")


def refuse_other_providers(nodes: Sequence[dict[str, Any]], providers: Sequence[str]) -> list[str]:
    """Notes on nodes of integers that ran elsewhere. Raises DriverError for floats made by a provider that was not asked for.

    ONNX Runtime computes shapes on the CPU on purpose, which changes no value; a float operator lands there because the
    asked provider lacks it, and then the engine that is judged is not the one that was meant.
    """
    if not nodes:
        raise DriverError("run", "ONNX Runtime's profile names no node, so where the nodes ran is unknown")
    elsewhere = [node for node in nodes if node["args"]["provider"] not in providers]
    floats = [node for node in elsewhere if any(kind in _FLOATS for kind, _ in _types(node, "output_type_shape"))]
    if floats:
        # The casts that ONNX Runtime puts around a node are there because of it.
        node = next((node for node in floats if not _name(node).startswith(_CAST_OF_ONNXRUNTIME)), floats[0])
        raise DriverError(
            "unsupported-operator",
            f"{_name(node)} ({node['args'].get('op_name')}) ran on {node['args']['provider']}, not on {', '.join(providers)}; "
            f'add "{node["args"]["provider"]}" to options.providers to allow that',
        )
    notes = [f"{len(elsewhere)} nodes that compute shapes ran on {elsewhere[0]['args']['provider']}."] if elsewhere else []
    casts = sum(_name(node).startswith(_CAST_OF_ONNXRUNTIME) for node in nodes)
    if casts:
        notes.append(f"ONNX Runtime added {casts} casts around operators that it has no FP16 kernel for; those ran in FP32.")
    return notes


def layers_of(nodes: Sequence[dict[str, Any]], keys: Sequence[str]) -> list[dict[str, Any]]:
    """`layers` of the protocol. `keys`: names of the model's nodes."""
    known = set(keys)
    return [_layer(node, known) for node in nodes]


def _layer(node: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    name = _name(node)
    outputs, inputs = _types(node, "output_type_shape"), _types(node, "input_type_shape")
    floats = [_FLOATS[kind] for kind, _ in [*outputs, *inputs] if kind in _FLOATS]
    return {
        "name": one_line(name),
        "type": node["args"].get("op_name"),
        "onnxNodes": [key for key in (name, name.partition("/")[0], name.rpartition(" ")[2], _before_fusion(name)) if key in keys][:1],
        "precision": floats[0] if floats and node["args"].get("op_name") not in _MOVES else None,
        "inputs": [_tensor(kind) for kind, _ in inputs],
        "outputs": [_tensor(kind) for kind, _ in outputs],
        "provider": node["args"]["provider"],
        "timeMs": node.get("dur", 0) / 1000,
    }


def _before_fusion(name: str) -> str:
    """`/norm/Add/LayerNormFusion/` -> `/norm/Add`."""
    return name.rstrip("/").rpartition("/")[0]


def _tensor(kind: str) -> dict[str, str]:
    return {"name": "", "dtype": _FLOATS.get(kind, kind)}


def _types(node: dict[str, Any], key: str) -> list[tuple[str, Any]]:
    return [pair for entry in node["args"].get(key) or [] for pair in entry.items()]


def _name(node: dict[str, Any]) -> str:
    return node["name"][: -len(_SUFFIX)]
