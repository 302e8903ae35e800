"""Weak typing: keeping single nodes in FP32 by precision and output type of their layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..onnx_nodes import OnnxFile
from .metadata import onnx_names
from .network import layer_outputs, layers

# Forcing one of these breaks the build, or changes what the model says: they move shapes or state a type themselves.
_LEFT_ALONE = ("SHAPE", "SLICE", "CAST", "IDENTITY", "CONSTANT", "CONDITION", "TRIP_LIMIT", "ASSERTION", "QUANTIZE", "DEQUANTIZE")


class Constraints:
    """The layers of a parsed network, found by ONNX node."""

    def __init__(self, trt: Any, network: Any, model: OnnxFile) -> None:
        self._trt = trt
        self._keys = model.node_keys()
        self._by_name: dict[str, Any] = {}
        self._by_node: dict[str, list[Any]] = {}
        self._producers: dict[str, Any] = {}
        for layer in layers(network):
            self._by_name.setdefault(layer.name, layer)
            for node in onnx_names(getattr(layer, "metadata", "")):
                self._by_node.setdefault(node, []).append(layer)
            for tensor in layer_outputs(layer):
                self._producers[tensor.name] = layer

    def keep_float32(self, nodes: Sequence[str]) -> list[dict[str, Any]]:
        """Constrain the layers of `nodes`, and the float constants that feed them; returns `applied` of the protocol."""
        return [self._keep(node) for node in nodes]

    def _keep(self, node: str) -> dict[str, Any]:
        found = self._layers_of(node)
        if not found:
            return {"node": node, "status": "not-found"}
        forced = [layer for layer in found if self._can_force(layer)]
        for layer in forced:
            self._force(layer)
            for constant in self._constants_of(layer):
                self._force(constant)
        if not forced:
            return {"node": node, "status": "not-forceable"}
        return {"node": node, "status": "constrained", "layers": [layer.name for layer in forced]}

    def _layers_of(self, key: str) -> list[Any]:
        """By name, by the parser's metadata (one node can become several layers), and by the tensors the node makes."""
        node = self._keys.get(key)
        names = [key, f"node_of_{key}"]
        found = [self._by_name[name] for name in names if name in self._by_name]
        found += [layer for name in names for layer in self._by_node.get(name, [])]
        if node is not None:
            found += [self._producers[output] for output in node.outputs if output in self._producers]
        return list({layer.name: layer for layer in found}.values())

    def _can_force(self, layer: Any) -> bool:
        if layer.type.name in _LEFT_ALONE:
            return False
        return any(self._is_float(tensor) for tensor in layer_outputs(layer))

    def _force(self, layer: Any) -> None:
        layer.precision = self._trt.float32
        for index, tensor in enumerate(layer_outputs(layer)):
            if self._is_float(tensor):
                layer.set_output_type(index, self._trt.float32)

    def _is_float(self, tensor: Any) -> bool:
        return tensor.dtype in (self._trt.float32, self._trt.float16) and not tensor.is_shape_tensor

    def _constants_of(self, layer: Any) -> list[Any]:
        """Float constants that reach the layer, with the reshapes between: stored in FP16 they would be rounded all the same."""
        found = []
        for index in range(layer.num_inputs):
            chain: list[Any] = []
            tensor = layer.get_input(index)
            while tensor is not None and tensor.name in self._producers:
                chain.append(self._producers[tensor.name])
                if chain[-1].type != self._trt.LayerType.SHUFFLE:
                    break
                tensor = chain[-1].get_input(0)
            if chain and chain[-1].type == self._trt.LayerType.CONSTANT and self._is_float(chain[-1].get_output(0)):
                found += chain
        return found
