"""Proof of guilt: the FP16 emulation of each made network, written a second time, with the guilty modules in FP32.

    python bench/networks/repair.py OUT [NAME ...]

For each network the largest error of the whole in FP16, of the guilty modules in FP32, and of the guilty modules alone in FP16
are printed and written into truth.json. Every float input and output of an FP16 node gets a pair of casts; ONNX Runtime runs the
rest in FP32. Exits 1 when a network does not do what its truth says.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

MOVES = {
    "Reshape", "Transpose", "Gather", "GatherElements", "Slice", "Concat", "Split", "Unsqueeze", "Squeeze", "Expand", "Flatten",
    "Identity", "Constant", "ConstantOfShape", "Shape", "Trilu", "Tile",
}
FULL_PRECISION_INPUTS = {"Resize": {1, 2}}


def module_of(node: onnx.NodeProto) -> str:
    """Module path, from the dynamo exporter's scopes or the older exporter's node name."""
    for entry in node.metadata_props:
        if entry.key == "pkg.torch.onnx.name_scopes":
            scopes = ast.literal_eval(entry.value)
            return scopes[-2] if len(scopes) > 1 else ""
    parts = node.name.strip("/").split("/")[:-1]
    return parts[-1] if parts else ""


def inside(module: str, roots: list[str]) -> bool:
    return any(module == root or module.startswith(root + ".") for root in roots)


class Casts:
    """Rewrites one graph, its branches and loop bodies: the chosen nodes round their float inputs and outputs to FP16."""

    def __init__(self, model: onnx.ModelProto, float16_nodes: set[int]) -> None:
        self.float16_nodes = float16_nodes
        self.count = 0
        inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
        self.floats: set[str] = set()
        self._collect(inferred.graph)

    def _collect(self, graph: onnx.GraphProto) -> None:
        for value in [*graph.value_info, *graph.input, *graph.output]:
            if value.type.tensor_type.elem_type == TensorProto.FLOAT:
                self.floats.add(value.name)
        self.floats.update(tensor.name for tensor in graph.initializer if tensor.data_type == TensorProto.FLOAT)
        for node in graph.node:
            for attribute in node.attribute:
                if attribute.type == onnx.AttributeProto.GRAPH:
                    self._collect(attribute.g)
                if node.op_type == "Constant" and attribute.name == "value" and attribute.t.data_type == TensorProto.FLOAT:
                    self.floats.add(node.output[0])

    def _pair(self, source: str, target: str) -> list[onnx.NodeProto]:
        self.count += 1
        middle = f"{target}/float16_{self.count}"
        return [
            helper.make_node("Cast", [source], [middle], to=TensorProto.FLOAT16),
            helper.make_node("Cast", [middle], [target], to=TensorProto.FLOAT),
        ]

    def rewrite(self, graph: onnx.GraphProto) -> None:
        nodes: list[onnx.NodeProto] = []
        for node in list(graph.node):
            bodies = [attribute.g for attribute in node.attribute if attribute.type == onnx.AttributeProto.GRAPH]
            chosen = id(node) in self.float16_nodes
            for body in bodies:
                self.rewrite(body)
            if not chosen or bodies or node.op_type in MOVES:
                nodes.append(node)
                continue
            exempt = FULL_PRECISION_INPUTS.get(node.op_type, set())
            for position, name in enumerate(node.input):
                if name in self.floats and position not in exempt:
                    node.input[position] = f"{name}/in_{self.count}"
                    nodes += self._pair(name, node.input[position])
            after = []
            for position, name in enumerate(node.output):
                if name in self.floats:
                    node.output[position] = f"{name}/exact"
                    after += self._pair(node.output[position], name)
            nodes += [node, *after]
        del graph.node[:]
        graph.node.extend(nodes)


def modules_of_nodes(graph: onnx.GraphProto, parent: str = "") -> list[tuple[onnx.NodeProto, str]]:
    """Every node with its module. One that names none belongs to the module of its If, Loop or Scan, else of its first producer."""
    found: list[tuple[onnx.NodeProto, str]] = []
    makers: dict[str, str] = {}
    for node in graph.node:
        module = module_of(node) or parent
        if not module and "/" not in node.name and not node.metadata_props:
            module = next((makers[name] for name in node.input if makers.get(name)), "")
        makers.update(dict.fromkeys(node.output, module))
        found.append((node, module))
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                found += modules_of_nodes(attribute.g, module)
    return found


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    content = path.read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    dtypes = {"F32": np.float32, "I64": np.int64, "BOOL": np.bool_}
    tensors = {}
    for name, entry in json.loads(content[8:start]).items():
        if name != "__metadata__":
            begin, end = (start + offset for offset in entry["data_offsets"])
            tensors[name] = np.frombuffer(content[begin:end], dtypes[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def run(model: onnx.ModelProto, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    names = [value.name for value in session.get_outputs()]
    return dict(zip(names, session.run(names, inputs)))


def largest_error(reference: dict[str, np.ndarray], found: dict[str, np.ndarray]) -> float:
    worst = 0.0
    for name, values in found.items():
        same = (reference[name] == values) | (np.isnan(reference[name]) & np.isnan(values))
        with np.errstate(invalid="ignore"):
            error = np.where(same, 0.0, np.abs(reference[name].astype(np.float64) - values))
        worst = max(worst, float(np.nan_to_num(error, nan=np.inf, posinf=np.inf).max()))
    return worst


def error_with(folder: Path, choose: object) -> float:
    """Largest error when the nodes whose module satisfies `choose` are in FP16."""
    model = onnx.load(str(folder / "model.onnx"))
    nodes = modules_of_nodes(model.graph)
    casts = Casts(model, {id(node) for node, module in nodes if choose(module)})
    casts.rewrite(model.graph)
    inputs = read_safetensors(folder / "inputs.safetensors")
    return largest_error(read_safetensors(folder / "reference.safetensors"), run(model, inputs))


def repair(folder: Path) -> str | None:
    """Writes the three errors into truth.json; returns what contradicts the truth."""
    path = folder / "truth.json"
    truth = json.loads(path.read_text())
    guilty, limit = truth["guilty"], truth["atol"]
    if (folder / "fp16-gate.yml").exists():
        print(f"{folder.name:28} rows may be permuted: not compared here")
        return None
    truth["float16Error"] = error_with(folder, lambda module: True)
    if guilty:
        truth["repair"] = error_with(folder, lambda module: not inside(module, guilty))
        truth["guiltyAlone"] = error_with(folder, lambda module: inside(module, guilty))
    path.write_text(json.dumps(truth, indent=1).replace("Infinity", '"Infinity"') + "\n")
    measured = (f"{key} {truth[key]:.2g}" for key in ("float16Error", "repair", "guiltyAlone") if key in truth)
    print(f"{folder.name:28} limit {limit:<6} " + "  ".join(measured))
    if (truth["float16Error"] > 3 * limit) != (truth["verdict"] == "fail"):
        return "the verdict is not what the emulation says, or not clear"
    if truth["verdict"] == "pass" and truth["float16Error"] > limit / 2:
        return "passes, but not clearly"
    if guilty and truth["repair"] > limit:
        return "the guilty modules in FP32 do not repair it"
    if guilty and truth["guiltyAlone"] <= limit:
        return "the guilty modules alone do not break it"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", help="only these networks")
    options = parser.parse_args()
    names = options.names or sorted(path.parent.name for path in options.out.glob("*/truth.json"))
    faults = {name: fault for name in names if (fault := repair(options.out / name))}
    for name, fault in faults.items():
        print(f"{name}: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
