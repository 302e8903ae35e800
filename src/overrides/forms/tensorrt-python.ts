import type { FormNode, OverrideFormsInput, RenderedForm } from "../plan-form.ts";
import { addressAll, isForceable, omitted, tensorrtLayerName } from "./addressable.ts";
import { pythonString, pythonTuple } from "./python.ts";
import { leftToTensorrt } from "./trtexec-weak.ts";

const form = { title: "TensorRT Python, weakly typed", targetVersions: "TensorRT 8.6 to 10.16" };

/**
 * Finds each layer by name (and, from TensorRT 10 on, the further layers of the same ONNX node by their metadata),
 * forces it and its float outputs, and the float constants that feed it.
 */
const forceLayers = `def _is_float(tensor):
    return tensor is not None and tensor.dtype in (trt.float32, trt.float16) and not tensor.is_shape_tensor


def _force(layer):
    layer.precision = trt.float32
    for index in range(layer.num_outputs):
        if _is_float(layer.get_output(index)):
            layer.set_output_type(index, trt.float32)


def _constants(layer, producers):
    """Float constants that reach the layer, with the reshapes between them."""
    found = []
    for index in range(layer.num_inputs):
        chain, tensor = [], layer.get_input(index)
        while tensor is not None and tensor.name in producers:
            producer = producers[tensor.name]
            chain.append(producer)
            if producer.type != trt.LayerType.SHUFFLE:
                break
            tensor = producer.get_input(0)
        if chain and chain[-1].type == trt.LayerType.CONSTANT and _is_float(chain[-1].get_output(0)):
            found.extend(chain)
    return found


def _keep_float32(network):
    by_name, by_node, producers = {}, {}, {}
    for index in range(network.num_layers):
        layer = network.get_layer(index)
        by_name[layer.name] = layer
        by_node.setdefault(getattr(layer, "metadata", ""), []).append(layer)
        for output in range(layer.num_outputs):
            tensor = layer.get_output(output)
            if tensor is not None:
                producers[tensor.name] = layer
    missing = [name for name in LAYERS if name not in by_name]
    if missing:
        raise LookupError(f"{len(missing)} of {len(LAYERS)} layers are not in this network: {missing[:5]!r}")
    skipped = (trt.LayerType.CONSTANT, trt.LayerType.SHAPE, trt.LayerType.SLICE)
    for name in LAYERS:
        layers = [by_name[name]]
        for layer in by_node.get(f"[ONNX Layer: {name}]", ()):
            if layer.name != name and layer.type not in skipped and _is_float(layer.get_output(0)):
                layers.append(layer)
        for layer in layers:
            _force(layer)
            for constant in _constants(layer, producers):
                _force(constant)
`;

/** What both scripts that change a parsed TensorRT network have in common. */
export interface LayerScript {
  /** Python source after the module's docstring: imports, the names and `_keep_float32(network)`. */
  readonly body: string;
  readonly notes: readonly string[];
}

/** The common part, or why the plan does not fit into it. */
export function layerScript(
  input: OverrideFormsInput,
  target: { title: string; targetVersions: string },
): LayerScript | RenderedForm {
  const required = addressAll(input.nodes, layerName);
  if (required.missing.length > 0) {
    return omitted(
      target,
      required.missing,
      "TensorRT has no layer that can be named and forced (a name that several nodes share or of more than 4095 bytes, or an operator that must not be forced) for",
    );
  }
  const carriers = addressAll(input.carriers, layerName);
  const names = [...required.found, ...carriers.found].map(({ address }) => pythonString(address));
  return {
    body: `import tensorrt as trt\n\nLAYERS = ${pythonTuple(names)}\n\n\n${forceLayers}`,
    notes: leftToTensorrt(carriers.missing),
  };
}

/** A module for a build script of one's own: call it between parsing and building. */
export function tensorrtPythonForm(input: OverrideFormsInput): RenderedForm {
  const script = layerScript(input, form);
  if (!("body" in script)) return script;
  return {
    ...form,
    name: "tensorrt_weak.py",
    content: `"""Keeps some layers of a weakly typed FP16 network in FP32: TensorRT 8.6 to 10.16.

Call keep_float32(network, config) after parsing the ONNX model and before building.
"""

${script.body}

def keep_float32(network, config):
    """Raises LookupError when the network lacks one of the layers: then it was parsed from another model."""
    _keep_float32(network)
    config.set_flag(trt.BuilderFlag.FP16)
    config.set_flag(trt.BuilderFlag.OBEY_PRECISION_CONSTRAINTS)
`,
    notes: [
      "Call `keep_float32(network, config)` between parsing and building; it stops when a layer is missing.",
      "From 10 on it also finds the further layers of a node; 8.6 knows the first one only.",
      ...script.notes,
    ],
  };
}

function layerName(node: FormNode): string | undefined {
  return isForceable(node) ? tensorrtLayerName(node) : undefined;
}
