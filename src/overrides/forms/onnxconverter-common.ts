import type { FormNode, OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { addressAll, omitted, uniqueName } from "./addressable.ts";
import { pythonString, pythonTuple } from "./python.ts";

const form = { title: "onnxconverter-common", targetVersions: "onnxconverter-common (tried with 1.16)" };

/**
 * A script around `convert_float_to_float16`. The converter casts an initializer that value_info mentions, or that an
 * FP16 node shares, down before it casts it up again; so every kept node first gets float initializers of its own.
 */
const convert = `def _graphs(graph):
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            for body in [attribute.g] if attribute.HasField("g") else attribute.graphs:
                yield from _graphs(body)


def _kept_nodes(model):
    """The nodes of the plan; LookupError when one is missing, or when a key does not tell one node."""
    found, wanted = {}, frozenset(NODES)
    for graph in _graphs(model.graph):
        for node in graph.node:
            keys = {("name", node.name), ("output", node.output[0] if node.output else None)}
            for key in keys & wanted:
                found.setdefault(key, []).append(node)
    wrong = [key for key in NODES if len(found.get(key, ())) != 1]
    if wrong:
        raise LookupError(f"{len(wrong)} of {len(NODES)} nodes are not in this model, or not alone: {wrong[:5]!r}")
    return [found[key][0] for key in NODES]


def _own_initializers(model, kept):
    """Copies of the float initializers that kept nodes read, so that none is shared with an FP16 node."""
    floats = {tensor.name: tensor for tensor in model.graph.initializer if tensor.data_type == onnx.TensorProto.FLOAT}
    taken = {name for graph in _graphs(model.graph) for node in graph.node for name in (*node.input, *node.output)}
    for graph in _graphs(model.graph):
        taken.update(value.name for value in (*graph.initializer, *graph.input, *graph.output))
        stated = [value for value in graph.value_info if value.name not in floats]
        del graph.value_info[:]
        graph.value_info.extend(stated)
    for node in kept:
        for position, name in enumerate(node.input):
            if name in floats:
                number = 0
                while f"{name}_fp32_{number}" in taken:
                    number += 1
                own = model.graph.initializer.add()
                own.CopyFrom(floats[name])
                own.name = node.input[position] = f"{name}_fp32_{number}"
                taken.add(own.name)
    read = {name for graph in _graphs(model.graph) for node in graph.node for name in node.input}
    read.update(value.name for graph in _graphs(model.graph) for value in graph.output)
    unread = [tensor for tensor in model.graph.initializer if tensor.name in floats and tensor.name not in read]
    for tensor in unread:
        model.graph.initializer.remove(tensor)


def convert(model):
    """The model with the plan's nodes in FP32 and the rest in FP16; inputs and outputs keep their types."""
    kept = _kept_nodes(model)
    names = {node.name for graph in _graphs(model.graph) for node in graph.node}
    for number, (kind, _) in enumerate(NODES):
        if kind == "output":
            fresh = f"fp32_{number}"
            while fresh in names:
                fresh += "_"
            kept[number].name = fresh
            names.add(fresh)
    _own_initializers(model, kept)
    return float16.convert_float_to_float16(
        model,
        keep_io_types=True,
        node_block_list=[node.name for node in kept],
        # The defaults clip weights to 1e-7 and 1e4, which alone changes results.
        min_positive_val=0.0,
        max_finite_val=float("inf"),
    )
`;

type NodeKey = readonly ["name" | "output", string];

/** The converter takes exact node names; its default list of blocked operators stays, since giving one replaces it. */
export function onnxconverterCommonForm(input: OverrideFormsInput): RenderedForm {
  const { found, missing } = addressAll([...input.nodes, ...input.carriers], nodeKey);
  if (missing.length > 0) {
    return omitted(form, missing, "Neither a name nor a first output of its own tells the node");
  }
  const keys = found.map(({ address: [kind, text] }) => `(${pythonString(kind)}, ${pythonString(text)})`);
  return {
    ...form,
    name: "onnxconverter_common_fp16.py",
    content: `"""Converts the model to FP16 with onnxconverter-common and keeps the nodes of the plan in FP32.

python3 overrides/onnxconverter_common_fp16.py MODEL.onnx OUTPUT.onnx
"""

import sys

import onnx
from onnxconverter_common import float16

# Each by its name, or by its first output where it has no name of its own.
NODES = ${pythonTuple(keys)}


${convert}

if __name__ == "__main__":
    onnx.save(convert(onnx.load(sys.argv[1])), sys.argv[2])
`,
    notes: [
      "The default `op_block_list` stays (giving one replaces it), so Resize, TopK, CumSum, Min, Max and others stay in FP32 beyond the plan.",
      "`min_positive_val=0` and `max_finite_val=inf`: by default the converter clips weights to 1e-7 and 1e4, which alone changes results.",
      "The script gives every kept node float initializers of its own; the converter would otherwise round those that are shared or listed in value_info.",
    ],
  };
}

function nodeKey(node: FormNode): NodeKey | undefined {
  const name = uniqueName(node);
  if (name !== undefined) return ["name", name];
  const first = node.outputs[0]?.name;
  return first !== undefined && first !== "" && first === node.id ? ["output", first] : undefined;
}
