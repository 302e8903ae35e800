"""Makes a small FP32 model and what real converters make of it.

    python test/models/candidates/make-candidates.py

Needs the packages of test/overrides/peers/requirements.txt. Writes beside this file: model.onnx, one sample, and one
.onnx a converter. The model holds what converters are known to change: tiny weights of both signs, an eps of 1e-12, a
mask of -1e9, and a running variance of 5e5; two of its nodes have no name.
"""

import json
import struct
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from modelopt.onnx.autocast import convert_to_mixed_precision
from onnx import TensorProto, helper, numpy_helper
from onnxconverter_common import float16 as onnxconverter_common
from onnxruntime.transformers import float16 as onnxruntime_transformers

FOLDER = Path(__file__).parent


def fp32_model():
    random = np.random.default_rng(0)
    weight = (random.standard_normal((4, 3, 3, 3)) * 0.2).astype(np.float32)
    weight[0, 0, 0, 0], weight[1, 0, 0, 0], weight[2, 0, 0, 0] = -3e-9, -2e-8, 2e-9
    constants = {
        "conv.weight": weight,
        "conv.bias": np.array([0.1, -0.2, 0.3, 0], np.float32),
        "bn.weight": np.ones(4, np.float32),
        "bn.bias": np.zeros(4, np.float32),
        "bn.running_mean": np.zeros(4, np.float32),
        "bn.running_var": np.array([1, 2, 5e5, 1], np.float32),
        "eps": np.array(1e-12, np.float32),
        "mask": np.array([[0, 0, -1e9, 0, 0, 0]], np.float32),
        "head.weight": (random.standard_normal((36, 6)) * 0.1).astype(np.float32),
        "shape": np.array([-1, 36], np.int64),
    }
    statistics = [f"bn.{name}" for name in ("weight", "bias", "running_mean", "running_var")]
    nodes = [
        helper.make_node("Conv", ["image", "conv.weight", "conv.bias"], ["features"], name="stem/conv"),
        helper.make_node("BatchNormalization", ["features", *statistics], ["normed"], name="stem/bn"),
        helper.make_node("Relu", ["normed"], ["active"]),
        helper.make_node("Reshape", ["active", "shape"], ["flat"], name="flatten"),
        helper.make_node("Mul", ["flat", "flat"], ["square"], name="norm/square"),
        helper.make_node("ReduceMean", ["square"], ["mean"], name="norm/mean", axes=[-1], keepdims=1),
        helper.make_node("Add", ["mean", "eps"], ["shifted"], name="norm/add_eps"),
        helper.make_node("Sqrt", ["shifted"], ["root"]),
        helper.make_node("Div", ["flat", "root"], ["unit"], name="norm/div"),
        helper.make_node("MatMul", ["unit", "head.weight"], ["logits"], name="head/matmul"),
        helper.make_node("Add", ["logits", "mask"], ["masked"], name="head/mask"),
        helper.make_node("Softmax", ["masked"], ["scores"], name="head/softmax", axis=-1),
    ]
    graph = helper.make_graph(
        nodes,
        "small",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, 8, 8])],
        [
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, [4, 6]),
            helper.make_tensor_value_info("unit", TensorProto.FLOAT, [4, 36]),
        ],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


def save_sample(model):
    image = np.random.default_rng(1).standard_normal((1, 3, 8, 8)).astype(np.float32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    (FOLDER / "sample").mkdir(exist_ok=True)
    save_safetensors(FOLDER / "sample" / "inputs.safetensors", {"image": image})
    outputs = dict(zip(names, session.run(names, {"image": image})))
    save_safetensors(FOLDER / "sample" / "reference.safetensors", outputs)


def save_safetensors(path, arrays):
    header, data = {}, b""
    for name, array in arrays.items():
        offsets = [len(data), len(data) + array.nbytes]
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": offsets}
        data += array.tobytes()
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def autocast(model):
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "model.onnx"
        onnx.save(model, path)
        return convert_to_mixed_precision(str(path), keep_io_types=True)


CONVERTERS = {
    "onnxconverter-common": onnxconverter_common.convert_float_to_float16,
    # Its casts at the outputs leave two types on one operator.
    "onnxconverter-common-io": lambda model: onnxconverter_common.convert_float_to_float16(model, keep_io_types=True),
    "onnxconverter-common-unclipped": lambda model: onnxconverter_common.convert_float_to_float16(
        model, min_positive_val=0, max_finite_val=float("inf")
    ),
    "onnxruntime-transformers": lambda model: onnxruntime_transformers.convert_float_to_float16(
        model, keep_io_types=True
    ),
    "autocast": autocast,
}


def main():
    warnings.simplefilter("ignore")
    model = fp32_model()
    onnx.save(model, FOLDER / "model.onnx")
    save_sample(model)
    for name, convert in CONVERTERS.items():
        copy = onnx.ModelProto()
        copy.CopyFrom(model)
        onnx.save(convert(copy), FOLDER / f"{name}.onnx")


if __name__ == "__main__":
    main()
