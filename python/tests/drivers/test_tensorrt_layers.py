"""Layers from what the inspectors of different versions write, and nodes from the parser's metadata.

The texts of 8.6 are recorded from a real engine; those of 10 and 11 are made from NVIDIA's description of their keys.
"""

from __future__ import annotations

import json

import pytest

from fp16_gate.drivers.errors import DriverError
from fp16_gate.drivers.tensorrt.layers import parse_layers
from fp16_gate.drivers.tensorrt.metadata import onnx_names

RECORDED_8_6 = {
    "Layers": [
        {
            "Name": "Reformatting CopyNode for Input Tensor 0 to /stem/c1/Conv + /stem/Relu",
            "LayerType": "Reformat",
            "Inputs": [{"Name": "images", "Format/Datatype": "Row major linear FP32"}],
            "Outputs": [{"Name": "Reformatted", "Format/Datatype": "Channel major FP16 format where channel % 8 == 0"}],
            "Metadata": "",
        },
        {
            "Name": "/stem/c1/Conv + /stem/Relu",
            "LayerType": "CaskConvolution",
            "Outputs": [{"Name": "/stem/Relu_output_0", "Format/Datatype": "Channel major FP16 format where channel % 8 == 0"}],
            "Weights": {"Type": "Half", "Count": 432},
            "TacticName": "sm80_xmma_fprop_f16f16_f16f16_f16",
            "Metadata": "[ONNX Layer: /stem/c1/Conv]\x1e[ONNX Layer: /stem/Relu]",
        },
    ],
    "Bindings": ["images"],
}


def test_layers_of_a_recorded_8_6_engine() -> None:
    reformat, convolution = parse_layers(json.dumps(RECORDED_8_6), ["/stem/c1/Conv", "/stem/Relu"])
    assert (reformat["onnxNodes"], reformat["precision"]) == ([], None)
    assert convolution["onnxNodes"] == ["/stem/c1/Conv", "/stem/Relu"]
    assert (convolution["precision"], convolution["type"], convolution["tactic"]) == (
        "fp16",
        "CaskConvolution",
        "sm80_xmma_fprop_f16f16_f16f16_f16",
    )
    assert reformat["inputs"][0]["dtype"] == "fp32"


def test_control_characters_may_stand_bare_in_the_text() -> None:
    text = json.dumps(RECORDED_8_6).replace("\\u001e", "\x1e")
    assert parse_layers(text, [])[1]["onnxNodes"] == ["/stem/c1/Conv", "/stem/Relu"]


def test_layers_without_metadata_are_traced_by_the_names_they_are_joined_from() -> None:
    entries = [{"Name": "PWN(PWN(a, b), c) + d"}, {"Name": "{ForeignNode[a...d]}"}, "a + unknown"]
    found = [layer["onnxNodes"] for layer in parse_layers(json.dumps({"Layers": entries}), ["a", "b", "c", "d"])]
    assert found == [["a", "b", "c", "d"], ["a", "d"], ["a"]]


@pytest.mark.parametrize(
    ("entry", "dtype"),
    [
        ({"Datatype": "Half", "Format": "Row-Major"}, "fp16"),
        ({"DataType": "Float"}, "fp32"),
        ({"Datatype": "BFloat16"}, "bf16"),
        ({"Format/Datatype": "Two wide channel vectorized row major FP16 format"}, "fp16"),
        ({"Format/Datatype": "Row major Int8 format"}, "int8"),
        ({"Format/Datatype": "Row major INT32 format"}, "int32"),
        ({"Datatype": "Int64"}, "int64"),
        ({"Datatype": "FP8"}, "fp8"),
        ({"Datatype": "Bool"}, "bool"),
        ({"Format/Datatype": "N/A due to dynamic shapes"}, "other"),
    ],
)
def test_the_words_for_types_of_all_versions(entry: dict[str, str], dtype: str) -> None:
    layer = parse_layers(json.dumps([{"Name": "k", "Outputs": [{"Name": "t", **entry}]}]), [])[0]
    assert layer["outputs"][0]["dtype"] == dtype
    assert layer["precision"] == (dtype if dtype in ("fp16", "fp32", "bf16", "fp8") else None)


def test_a_layer_in_fp32_with_fp16_output_computes_in_fp32() -> None:
    entry = {"Name": "k", "Weights": {"Type": "Float"}, "Outputs": [{"Name": "t", "Datatype": "Half"}]}
    assert parse_layers(json.dumps([entry]), [])[0]["precision"] == "fp32"


def test_the_precision_inside_a_region_is_unknown_whatever_its_tensors_are() -> None:
    def entry(inside: str, outside: str) -> dict[str, object]:
        return {"Name": "{ForeignNode[a...b]}", "Inputs": [{"Datatype": inside}], "Outputs": [{"Datatype": outside}, {"Datatype": "Int32"}]}

    layers = parse_layers(json.dumps([entry("Half", "Float"), entry("Float", "Float"), entry("Half", "Half")]), ["b"])
    assert [(layer["precision"], layer["onnxNodes"]) for layer in layers] == [(None, ["b"])] * 3
    (unnamed,) = parse_layers(json.dumps([{"Name": "k", "LayerType": "Myelin", "Outputs": [{"Datatype": "Float"}]}]), [])
    assert unnamed["precision"] is None


def test_the_precision_of_a_layer_is_unknown_when_its_tensors_differ() -> None:
    entry = {"Name": "a + b", "Inputs": [{"Datatype": "Half"}], "Outputs": [{"Datatype": "Float"}]}
    assert parse_layers(json.dumps([entry]), [])[0]["precision"] is None


def test_a_region_is_traced_by_the_layers_at_its_ends() -> None:
    entry = {"Name": "{ForeignNode[a + (Unnamed Layer* 14) [Shuffle]...PWN(b)]}"}
    assert parse_layers(json.dumps([entry]), ["a", "b"])[0]["onnxNodes"] == ["a", "b"]


@pytest.mark.parametrize(
    ("metadata", "names"),
    [
        ("", []),
        ("[ONNX Layer: a]", ["a"]),
        ("[ONNX Layer: a]\x1f[ONNX Layer: b]\x1e[ONNX Layer: a]", ["a", "b"]),
        ("[ONNX Layer: block[0]/Add]\x1f[ONNX Layer: c]", ["block[0]/Add", "c"]),
        ("[ONNX Layer: f/MatMul | Local Function: attention]", ["f/MatMul"]),
        ("something else", []),
    ],
)
def test_node_names_in_metadata(metadata: str, names: list[str]) -> None:
    assert onnx_names(metadata) == names


def test_a_node_without_a_name_is_called_by_its_output() -> None:
    entry = {"Name": "k", "Metadata": "[ONNX Layer: node_of_sum]"}
    assert parse_layers(json.dumps([entry]), ["sum"])[0]["onnxNodes"] == ["sum"]


@pytest.mark.parametrize("text", ["", "{", "{}", '{"Layers": 1}', '{"Layers": [1]}'])
def test_text_that_can_not_be_read_is_an_error_not_an_engine_without_layers(text: str) -> None:
    with pytest.raises(DriverError):
        parse_layers(text, [])
