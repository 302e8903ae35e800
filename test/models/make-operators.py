"""Makes test/models/operators: small FP32 models and what they give with FP16 storage, by numpy alone.

Storage is numpy's float16 (round to nearest even, overflow to infinity, subnormals kept); arithmetic is float32, with
float64 inside the normalisations, which only their border rounds.

    python test/models/make-operators.py        (needs onnx, numpy)
"""

import json
import math
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).resolve().parent / "operators"


def half(x):
    with np.errstate(over="ignore"):
        return np.asarray(x, np.float32).astype(np.float16).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def plain(x):
    flat = [float(f"{v:.9g}") if math.isfinite(v) else str(v) for v in np.asarray(x, np.float64).ravel().tolist()]
    return {"dtype": "float32", "dims": list(np.asarray(x).shape), "data": flat}


def make(name, nodes, inputs, weights, expected, opset=20):
    values = [helper.make_tensor_value_info(i, TensorProto.FLOAT, x.shape) for i, x in inputs.items()]
    results = [helper.make_tensor_value_info(o, TensorProto.FLOAT, x.shape) for o, x in expected.items()]
    stored = [numpy_helper.from_array(x, n) for n, x in weights.items()]
    graph = helper.make_graph(nodes, name, values, results, stored)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=10)
    onnx.checker.check_model(model)
    onnx.save(model, FOLDER / f"{name}.onnx")
    return {"name": name, "inputs": {i: plain(x) for i, x in inputs.items()}, "fp16": {o: plain(x) for o, x in expected.items()}}


def folded(gamma, beta, mean, var, epsilon):
    """Scale and shift in float32, then rounded."""
    scale = gamma / np.sqrt(var + np.float32(epsilon))
    return half(scale), half(beta - mean * scale)


def batch_normalizations(rng):
    f = lambda *dims: rng.standard_normal(dims).astype(np.float32)
    x = f(2, 3, 4, 4) * 700
    gamma, beta, mean = f(3) + 2, f(3), f(3) * 300
    var = np.array([5e5, 7e5, 3.0], np.float32)
    weights = {"gamma": gamma, "beta": beta, "mean": mean, "var": var}
    bn = lambda *names, **more: helper.make_node("BatchNormalization", ["x", *names], ["y"], name="bn", **more)
    scale, shift = folded(gamma, beta, mean, var, 1e-5)
    column = lambda v: v[None, :, None, None]
    expected = {"y": half(half(x) * column(scale) + column(shift))}
    yield make("batch_norm", [bn(*weights)], {"x": x}, weights, expected)
    shared = [helper.make_node("Identity", ["var"], ["same"]), bn("gamma", "beta", "mean", "same")]
    yield make("batch_norm_shared", shared, {"x": x}, weights, expected)
    given = [bn(*weights, epsilon=0.5)]
    scale, shift = folded(gamma, beta, mean, var, 0.5)
    expected = {"y": half(half(x) * column(scale) + column(shift))}
    yield make("batch_norm_inputs", given, {"x": x, "gamma": gamma, "mean": mean}, {"beta": beta, "var": var}, expected, opset=11)
    flat = rng.standard_normal((5, 3)).astype(np.float32)
    scale, shift = folded(gamma, beta, mean, var, 1e-5)
    yield make("batch_norm_2d", [bn(*weights)], {"x": flat}, weights, {"y": half(half(flat) * scale + shift)}, opset=15)


def normalisations(rng):
    f = lambda *dims: rng.standard_normal(dims).astype(np.float32)
    # 300 squared overflows FP16; inside the operator it is FP32.
    x, gamma, beta = f(2, 4, 8) * 400, f(8), f(8)
    h = half(x).astype(np.float64)
    norm = (h - h.mean(-1, keepdims=True)) / np.sqrt(h.var(-1, keepdims=True) + 1e-5)
    yield make("layer_norm", [helper.make_node("LayerNormalization", ["x", "g", "b"], ["y"])], {"x": x}, {"g": gamma, "b": beta},
               {"y": half(norm * half(gamma) + half(beta))})
    g4, b4 = f(4), f(4)
    norm = (h - h.mean(-1, keepdims=True)) / np.sqrt(h.var(-1, keepdims=True) + 1e-5)
    yield make("instance_norm", [helper.make_node("InstanceNormalization", ["x", "g", "b"], ["y"])], {"x": x}, {"g": g4, "b": b4},
               {"y": half(norm * half(g4)[None, :, None] + half(b4)[None, :, None])})
    grouped = h.reshape(2, 2, -1)
    norm = ((grouped - grouped.mean(-1, keepdims=True)) / np.sqrt(grouped.var(-1, keepdims=True) + 1e-5)).reshape(h.shape)
    yield make("group_norm", [helper.make_node("GroupNormalization", ["x", "g", "b"], ["y"], num_groups=2)], {"x": x}, {"g": g4, "b": b4},
               {"y": half(norm * half(g4)[None, :, None] + half(b4)[None, :, None])}, opset=21)
    rms = h / np.sqrt((h * h).mean(-1, keepdims=True) + 1e-5)
    yield make("rms_norm", [helper.make_node("RMSNormalization", ["x", "g"], ["y"])], {"x": x}, {"g": gamma}, {"y": half(rms * half(gamma))}, opset=23)
    logits = f(3, 6) * 4
    e = np.exp(half(logits).astype(np.float64))
    yield make("softmax", [helper.make_node("Softmax", ["x"], ["y"])], {"x": logits}, {}, {"y": half(e / e.sum(-1, keepdims=True))})


def recurrent(rng):
    f = lambda *dims: rng.standard_normal(dims).astype(np.float32)
    x, w, r, b = f(4, 2, 3), f(1, 15, 3), f(1, 15, 5), f(1, 30)
    W, R, B = (half(v)[0].astype(np.float64) for v in (w, r, b))
    state, states = np.zeros((2, 5)), []
    for step in half(x).astype(np.float64):
        wz, wr, wh = np.split(step @ W.T + B[:15], 3, axis=1)
        rz, rr, _ = np.split(state @ R.T + B[15:], 3, axis=1)
        z, reset = sigmoid(wz + rz), sigmoid(wr + rr)
        candidate = np.tanh(wh + (reset * state) @ R[10:].T + B[25:])
        state = (1 - z) * candidate + z * state
        states.append(state)
    yield make("gru", [helper.make_node("GRU", ["x", "w", "r", "b"], ["y", "last"], hidden_size=5, name="gru")], {"x": x},
               {"w": w, "r": r, "b": b}, {"y": half(np.stack(states)[:, None]), "last": half(state[None])})


def network(rng):
    """Convolution, residual, pooling and a classifier: FP16 storage between all of them."""
    f = lambda *dims: rng.standard_normal(dims).astype(np.float32)
    x, w, b, fc, bias = f(1, 3, 6, 6) * 3, f(4, 3, 1, 1), f(4), f(4, 5), f(5)
    conv = half(np.einsum("nchw,oc->nohw", half(x).astype(np.float64), half(w)[:, :, 0, 0]) + half(b)[None, :, None, None])
    act = half(conv * half(sigmoid(conv)))
    total = half(act + conv)
    pooled = half(total.astype(np.float64).mean((2, 3)))
    y = half(pooled.astype(np.float64) @ half(fc) + half(bias))
    nodes = [
        helper.make_node("Conv", ["x", "w", "b"], ["c"]),
        helper.make_node("Sigmoid", ["c"], ["s"]),
        helper.make_node("Mul", ["c", "s"], ["a"]),
        helper.make_node("Add", ["a", "c"], ["t"]),
        helper.make_node("GlobalAveragePool", ["t"], ["p"]),
        helper.make_node("Flatten", ["p"], ["q"]),
        helper.make_node("Gemm", ["q", "fc", "bias"], ["y"]),
    ]
    yield make("network", nodes, {"x": x}, {"w": w, "b": b, "fc": fc, "bias": bias}, {"y": y})


def main():
    rng = np.random.default_rng(3)
    cases = [*batch_normalizations(rng), *normalisations(rng), *recurrent(rng), *network(rng)]
    lines = [json.dumps(case, separators=(",", ":")) + "\n" for case in cases]
    (FOLDER / "cases.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
