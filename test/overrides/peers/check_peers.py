"""Runs AutoCast, onnxconverter-common, Polygraphy and ONNX Runtime on emitted forms and prints as JSON what they make of
them.

check_peers.py MODEL OVERRIDES_FOLDER WORK_FOLDER

Needs the packages of requirements.txt. TensorRT's network objects are stand-ins. OVERRIDES_FOLDER also holds
model.mixed.onnx. The converted models stay in WORK_FOLDER.
"""

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, numpy_helper

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))
import fake_tensorrt  # noqa: E402


def element_types(model):
    """Element type by tensor name, inferred anew: what value_info of a converter says is not trusted."""
    bare = onnx.ModelProto()
    bare.CopyFrom(model)
    del bare.graph.value_info[:]
    inferred = onnx.shape_inference.infer_shapes(bare, strict_mode=True).graph
    values = (*inferred.value_info, *inferred.input, *inferred.output)
    types = {value.name: value.type.tensor_type.elem_type for value in values}
    types.update({tensor.name: tensor.data_type for tensor in inferred.initializer})
    return types


def constants(model):
    """Arrays by name: initializers, and what a Cast makes of one."""
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Cast" and node.input[0] in arrays:
            to = onnx.helper.get_attribute_value(node.attribute[0])
            arrays[node.output[0]] = arrays[node.input[0]].astype(onnx.helper.tensor_dtype_to_np_dtype(to))
    return arrays


def realised(original, converted):
    """Float nodes of the original by their precision in the converted model, and FP32 nodes with changed weights."""
    onnx.checker.check_model(converted, full_check=True)
    before, after = element_types(original), element_types(converted)
    by_name = {node.name: node for node in converted.graph.node}
    old, new = constants(original), constants(converted)
    fp32, fp16, changed = [], [], []
    for node in original.graph.node:
        floats = [i for i, name in enumerate(node.output) if before.get(name) == TensorProto.FLOAT]
        if not floats:
            continue
        twin = by_name[node.name]
        kinds = {after[twin.output[i]] for i in floats}
        if kinds != {TensorProto.FLOAT}:
            fp16.append(node.name)
            continue
        fp32.append(node.name)
        for theirs, ours in zip(twin.input, node.input):
            if ours in old and old[ours].dtype == np.float32 and not np.array_equal(new[theirs], old[ours]):
                changed.append([node.name, ours])
    return {"fp32": fp32, "fp16": fp16, "changedWeights": changed}


def autocast(model, forms, work):
    target = work / "autocast.onnx"
    command = ["sh", str(forms / "modelopt-autocast.sh"), f"--output_path={target}"]
    ran = subprocess.run(
        command, cwd=model.parent, env={**os.environ, "PYTHON": sys.executable}, capture_output=True, text=True
    )
    if ran.returncode != 0:
        raise RuntimeError(f"AutoCast failed: {ran.stderr[-2000:]}")
    return realised(onnx.load(model), onnx.load(target))


def onnxconverter_common(model, forms, work):
    target = work / "onnxconverter-common.onnx"
    command = [sys.executable, str(forms / "onnxconverter_common_fp16.py"), str(model), str(target)]
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode != 0:
        raise RuntimeError(f"onnxconverter-common failed: {ran.stderr[-2000:]}")
    return realised(onnx.load(model), onnx.load(target))


def polygraphy(model, forms, _work):
    """Polygraphy itself loads the script and calls it on a network with one layer for each node and initializer."""
    sys.modules["tensorrt"] = fake_tensorrt
    from polygraphy.backend.trt import PostprocessNetwork
    from polygraphy.mod.importer import import_from_script

    loaded = onnx.load(model)
    types = element_types(loaded)
    kinds = {TensorProto.FLOAT: fake_tensorrt.float32}
    tensors = {name: fake_tensorrt.Tensor(name, kinds.get(kind, fake_tensorrt.int32)) for name, kind in types.items()}
    layers = [
        fake_tensorrt.Layer(tensor.name, [], [tensors[tensor.name]], fake_tensorrt.LayerType.CONSTANT)
        for tensor in loaded.graph.initializer
    ]
    layers += [
        fake_tensorrt.Layer(
            node.name, [tensors[name] for name in node.input if name], [tensors[name] for name in node.output]
        )
        for node in loaded.graph.node
    ]
    network = fake_tensorrt.Network(layers)
    script = import_from_script(str(forms / "polygraphy_postprocess.py"), "postprocess")
    PostprocessNetwork(("builder", network), script)()
    forced = set(fake_tensorrt.forced_layers(network))
    initializers = {tensor.name for tensor in loaded.graph.initializer}
    return {"fp32": sorted(forced - initializers), "constants": sorted(forced & initializers)}


def onnxruntime_session(_model, forms, _work):
    """ONNX Runtime opens the mixed model through the script, on the CPU, and runs it once on numbers of one kind."""
    os.chdir(forms)
    sys.path.insert(0, str(forms))
    import onnxruntime_session as form

    session = form.open_session(providers=["CPUExecutionProvider"])
    inputs = {each.name: np.full(each.shape, 0.5, np.float32) for each in session.get_inputs()}
    types = {each.name: each.type for each in (*session.get_inputs(), *session.get_outputs())}
    outputs = session.run(None, inputs)
    return {"types": types, "finite": bool(all(np.isfinite(array).all() for array in outputs))}


def main(model, forms, work):
    packages = {
        "autocast": "nvidia-modelopt",
        "onnxconverter-common": "onnxconverter-common",
        "polygraphy": "polygraphy",
        "onnxruntime": "onnxruntime",
    }
    runs = {
        "autocast": autocast,
        "onnxconverter-common": onnxconverter_common,
        "polygraphy": polygraphy,
        "onnxruntime": onnxruntime_session,
    }
    answer = {
        peer: {"version": importlib.metadata.version(packages[peer]), **run(Path(model), Path(forms), Path(work))}
        for peer, run in runs.items()
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
