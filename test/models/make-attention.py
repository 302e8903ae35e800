"""Makes test/models/attention: small models with one ai.onnx Attention node each, and what they must give.

`fp32`: outputs by onnx's reference evaluator, checked here against PyTorch's scaled_dot_product_attention where that
has the same options. `fp16`: outputs with every intermediate of the specification's function body stored as float16
and computed in float32, by numpy alone.

    python test/models/make-attention.py        (needs onnx, numpy, torch)
"""

import json
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

FOLDER = Path(__file__).resolve().parent / "attention"
ELEMENT = {"float32": TensorProto.FLOAT, "bool": TensorProto.BOOL, "int64": TensorProto.INT64}
INPUTS = ["Q", "K", "V", "attn_mask", "past_key", "past_value", "nonpad_kv_seqlen"]
OUTPUTS = ["Y", "present_key", "present_value", "qk_matmul_output"]


def half(x):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(x, np.float32).astype(np.float16).astype(np.float32)


def heads(x, count):
    if x.ndim == 4:
        return x
    batch, length, size = x.shape
    return x.reshape(batch, length, count, size // count).transpose(0, 2, 1, 3)


def bias_of(inputs, attributes, q_length, k_length):
    parts = []
    past = inputs["past_key"].shape[2] if "past_key" in inputs else 0
    if "attn_mask" in inputs:
        mask = inputs["attn_mask"]
        if mask.dtype == bool:
            mask = np.where(mask, np.float32(0), np.float32(-np.inf))
        width = [(0, 0)] * (mask.ndim - 1) + [(0, k_length - mask.shape[-1])]
        parts.append(half(np.pad(mask, width, constant_values=-np.inf)))
    rows, columns = np.arange(q_length)[:, None], np.arange(k_length)[None, :]
    offset = past
    if "nonpad_kv_seqlen" in inputs:
        offset = (inputs["nonpad_kv_seqlen"] - q_length)[:, None, None, None]
    left, right = attributes.get("left_window_size", -1), attributes.get("right_window_size", -1)
    if left >= 0:
        parts.append(np.where(columns >= rows + offset - left, np.float32(0), np.float32(-np.inf)))
    if right >= 0:
        parts.append(np.where(columns <= rows + offset + right, np.float32(0), np.float32(-np.inf)))
    if attributes.get("is_causal"):
        parts.append(np.where(columns <= rows + offset, np.float32(0), np.float32(-np.inf)))
    if "nonpad_kv_seqlen" in inputs:
        allowed = columns < inputs["nonpad_kv_seqlen"][:, None, None, None]
        parts.append(np.where(allowed, np.float32(0), np.float32(-np.inf)))
    return half(sum(parts)) if parts else None


def attention_fp16(inputs, attributes):
    q = heads(half(inputs["Q"]), attributes.get("q_num_heads"))
    k = heads(half(inputs["K"]), attributes.get("kv_num_heads"))
    v = heads(half(inputs["V"]), attributes.get("kv_num_heads"))
    if "past_key" in inputs:
        k = np.concatenate([half(inputs["past_key"]), k], axis=2)
        v = np.concatenate([half(inputs["past_value"]), v], axis=2)
    group = q.shape[1] // k.shape[1]
    scale = attributes.get("scale", 1 / math.sqrt(q.shape[3]))
    factor = half(np.float32(math.sqrt(scale)))
    keys, values = np.repeat(k, group, axis=1), np.repeat(v, group, axis=1)
    scores = half(half(q * factor) @ half(keys * factor).transpose(0, 1, 3, 2))
    if attributes.get("softcap"):
        cap = half(attributes["softcap"])
        scores = half(half(np.tanh(half(scores / cap))) * cap)
    bias = bias_of(inputs, attributes, q.shape[2], k.shape[2])
    with np.errstate(invalid="ignore"):
        biased = scores if bias is None else half(scores + bias)
        shifted = np.exp(biased - biased.max(axis=-1, keepdims=True))
        weights = half(shifted / shifted.sum(axis=-1, keepdims=True))
    if bias is not None:
        weights = np.where(bias.max(axis=-1, keepdims=True) == -np.inf, np.float32(0), weights)
    y = half(weights @ values)
    if inputs["Q"].ndim == 3:
        y = y.transpose(0, 2, 1, 3).reshape(y.shape[0], y.shape[2], -1)
    return y


def attention_torch(inputs, attributes):
    """PyTorch's own, or None where it has no such option."""
    if attributes.get("softcap") or "left_window_size" in attributes or "past_key" in inputs or "nonpad_kv_seqlen" in inputs:
        return None
    if attributes.get("is_causal") and "attn_mask" in inputs:
        return None
    q, k, v = (heads(inputs[name], attributes.get(count)) for name, count in
               [("Q", "q_num_heads"), ("K", "kv_num_heads"), ("V", "kv_num_heads")])
    mask = inputs.get("attn_mask")
    if mask is not None and mask.shape[-1] != k.shape[2]:
        return None
    y = torch.nn.functional.scaled_dot_product_attention(
        *(torch.from_numpy(x.copy()) for x in (q, k, v)), attn_mask=None if mask is None else torch.from_numpy(mask),
        is_causal=bool(attributes.get("is_causal")), scale=attributes.get("scale"), enable_gqa=True).numpy()
    if inputs["Q"].ndim == 3:
        y = y.transpose(0, 2, 1, 3).reshape(y.shape[0], y.shape[2], -1)
    return y


def make(name, inputs, attributes=None, outputs=("Y",), opset=23, static=True):
    attributes = attributes or {}
    wanted = [o if o in outputs else "" for o in OUTPUTS]
    while wanted[-1] == "":
        wanted.pop()
    given = [i if i in inputs else "" for i in INPUTS]
    while given[-1] == "":
        given.pop()
    shape = lambda x: list(x.shape) if static else [f"d{axis}" for axis in range(x.ndim)]
    values = [helper.make_tensor_value_info(i, ELEMENT[str(x.dtype)], shape(x)) for i, x in inputs.items()]
    node = helper.make_node("Attention", given, wanted, name="attention", **attributes)
    results = [helper.make_tensor_value_info(o, TensorProto.FLOAT, None) for o in wanted if o]
    graph = helper.make_graph([node], name, values, results)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=11)
    onnx.save(model, FOLDER / f"{name}.onnx")
    expected = dict(zip([o for o in wanted if o], ReferenceEvaluator(model).run(None, inputs)))
    if attributes.get("qk_matmul_output_mode") == 0:
        # The evaluator of onnx 1.23 returns the scores after softcap here; the operator's text, its function body and
        # ONNX Runtime say before.
        factor = np.float32(math.sqrt(1 / math.sqrt(inputs["Q"].shape[3])))
        expected["qk_matmul_output"] = (inputs["Q"] * factor) @ (inputs["K"] * factor).transpose(0, 1, 3, 2)
    other = attention_torch(inputs, attributes)
    if other is not None:
        np.testing.assert_allclose(expected["Y"], other, rtol=2e-5, atol=2e-6, err_msg=name)
    return {
        "name": name,
        "inputs": {i: plain(x) for i, x in inputs.items()},
        "fp32": {o: plain(x) for o, x in expected.items()},
        "fp16": {"Y": plain(attention_fp16(inputs, attributes))},
    }


def plain(x):
    flat = [float(f"{v:.9g}") if math.isfinite(v) else str(v) for v in np.asarray(x).astype(np.float64).ravel().tolist()]
    return {"dtype": str(np.asarray(x).dtype), "dims": list(np.asarray(x).shape), "data": flat}


def main():
    rng = np.random.default_rng(7)
    f = lambda *dims: rng.standard_normal(dims).astype(np.float32)
    four = lambda q=3, k=5, hq=2, hk=2, b=2, d=4, dv=3: {"Q": f(b, hq, q, d), "K": f(b, hk, k, d), "V": f(b, hk, k, dv)}
    three = lambda q=3, k=5, hq=2, hk=2, b=2, d=4, dv=3: {"Q": f(b, q, hq * d), "K": f(b, k, hk * d), "V": f(b, k, hk * dv)}
    past = lambda hk=2, b=2, d=4, dv=3, n=3: {"past_key": f(b, hk, n, d), "past_value": f(b, hk, n, dv)}
    every = tuple(OUTPUTS)
    allowed = rng.random((3, 5)) > 0.3
    allowed[:, 0] = True
    dead = np.zeros((3, 5), bool)
    dead[1:] = True
    cases = [
        make("plain_4d", four()),
        make("plain_4d_dynamic", four(), static=False),
        make("scale", four(), {"scale": 0.3}),
        make("plain_3d", three(), {"q_num_heads": 2, "kv_num_heads": 2}),
        make("plain_3d_dynamic", three(), {"q_num_heads": 2, "kv_num_heads": 2}, static=False),
        make("grouped_3d", three(hq=4, hk=2), {"q_num_heads": 4, "kv_num_heads": 2}),
        make("grouped_4d", four(hq=6, hk=2)),
        make("grouped_4d_dynamic", four(hq=6, hk=1), static=False),
        make("causal", four(q=4, k=4), {"is_causal": 1}),
        make("mask_bool", {**four(), "attn_mask": allowed}),
        make("mask_float", {**four(), "attn_mask": f(2, 1, 3, 5)}),
        make("mask_short", {**four(), "attn_mask": f(3, 4)}),
        make("mask_dead_row", {**four(), "attn_mask": dead}),
        make("softcap", four(), {"softcap": 1.5}),
        make("past", {**four(), **past()}, outputs=every[:3]),
        make("past_3d", {**three(hq=4, hk=2), **past()}, {"q_num_heads": 4, "kv_num_heads": 2, "is_causal": 1}, outputs=every[:3]),
        make("past_causal_mask", {**four(), "attn_mask": f(3, 8), **past()}, {"is_causal": 1}, outputs=every),
        *[make(f"stage_{stage}", {**four(), "attn_mask": f(3, 5)}, {"softcap": 2.0, "qk_matmul_output_mode": stage}, outputs=("Y", "qk_matmul_output"))
          for stage in range(4)],
        make("softmax_double", four(), {"softmax_precision": 11}),
        make("padded", {**four(), "nonpad_kv_seqlen": np.array([5, 2])}, opset=24),
        make("padded_causal", {**four(), "nonpad_kv_seqlen": np.array([5, 4])}, {"is_causal": 1}, opset=24),
        make("window", four(q=4, k=6), {"left_window_size": 2, "right_window_size": 1}, opset=25),
        make("window_causal", {**four(q=3, k=4), **past()}, {"is_causal": 1, "left_window_size": 2}, outputs=every[:3], opset=25),
        make("window_padded", {**four(), "nonpad_kv_seqlen": np.array([5, 4])}, {"left_window_size": 1, "right_window_size": 0}, opset=25),
        make("overflow", {"Q": (np.full((1, 1, 2, 4), 200) * [[1], [0.5]]).astype(np.float32), "K": np.full((1, 1, 2, 4), 300, np.float32), "V": f(1, 1, 2, 3)}),
    ]
    lines = [json.dumps(case, separators=(",", ":")) + "\n" for case in cases]
    (FOLDER / "cases.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
