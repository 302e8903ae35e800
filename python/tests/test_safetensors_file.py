"""The `.safetensors` writer and header reader, without PyTorch."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest
import safetensors_reader

from fp16_gate.errors import InputError
from fp16_gate.safetensors_file import SafetensorsWriter, read_header


def write(path: Path, arrays: dict[str, tuple[str, np.ndarray]]) -> None:
    with SafetensorsWriter(str(path)) as writer:
        for name, (dtype, array) in arrays.items():
            writer.add(name, dtype, list(array.shape), memoryview(np.ascontiguousarray(array).reshape(-1).view(np.uint8)))


def test_arrays_of_all_kinds_come_back_through_an_independent_reader(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    arrays = {
        "f32": ("F32", rng.standard_normal((2, 3, 5)).astype("<f4")),
        "f16": ("F16", rng.standard_normal((7,)).astype("<f2")),
        "f64": ("F64", np.array([[np.nan, np.inf]], dtype="<f8")),
        "i64": ("I64", np.array([2**62, -1], dtype="<i8")),
        "bool": ("BOOL", np.array([True, False, True])),
        "scalar": ("F32", np.array(3.5, dtype="<f4")),
        "empty": ("F32", np.zeros((0, 4), dtype="<f4")),
        "späte/öl #2[0]": ("U8", np.arange(5, dtype="u1")),
    }
    write(tmp_path / "x.safetensors", arrays)
    found = safetensors_reader.read(tmp_path / "x.safetensors")
    assert list(found) == list(arrays)
    for name, (_, array) in arrays.items():
        np.testing.assert_array_equal(found[name], array)
        assert found[name].shape == array.shape


def test_the_data_starts_at_a_multiple_of_eight(tmp_path: Path) -> None:
    for length in range(1, 9):
        write(tmp_path / "x.safetensors", {"n" * length: ("F32", np.zeros(1, "<f4"))})
        (header,) = struct.unpack("<Q", (tmp_path / "x.safetensors").read_bytes()[:8])
        assert header % 8 == 0


def test_the_package_named_safetensors_reads_it_where_installed(tmp_path: Path) -> None:
    numpy_side = pytest.importorskip("safetensors.numpy", reason="the safetensors package is not installed (it is no requirement)")
    write(tmp_path / "x.safetensors", {"a": ("F32", np.arange(6, dtype="<f4").reshape(2, 3))})
    np.testing.assert_array_equal(numpy_side.load_file(str(tmp_path / "x.safetensors"))["a"], [[0, 1, 2], [3, 4, 5]])


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="used twice"), SafetensorsWriter(str(tmp_path / "x.safetensors")) as writer:
        writer.add("a", "U8", [1], memoryview(b"x"))
        writer.add("a", "U8", [1], memoryview(b"x"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("dtype", "shape"), [("F32", [1]), ("U8", [3]), ("F31", [2])])
def test_data_must_fit_dtype_and_shape(tmp_path: Path, dtype: str, shape: list[int]) -> None:
    with pytest.raises(ValueError, match="do not fit"), SafetensorsWriter(str(tmp_path / "x.safetensors")) as writer:
        writer.add("a", dtype, shape, memoryview(b"xy"))


def header_only(entries: object, data: bytes = b"") -> bytes:
    header = json.dumps(entries).encode()
    return struct.pack("<Q", len(header)) + header + data


ENTRY = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "too few"),
        (struct.pack("<Q", 1 << 60) + b"{}", "claims 1152921504606846976 bytes"),
        (struct.pack("<Q", 3) + b"{}", "claims 3 bytes"),
        (struct.pack("<Q", 2) + b"{x", "not a valid"),
        (struct.pack("<Q", 1) + b"\xff", "not a valid"),
        (header_only([]), "not an object"),
        (header_only({"a": 1}), "not a valid"),
        (header_only({"a": {"dtype": "F32"}}), "not a valid"),
        (header_only({"a": ENTRY}), "does not fit"),
        (header_only({"a": {**ENTRY, "dtype": "Q4"}}, b"1234"), "dtype 'Q4'"),
        (header_only({"a": {**ENTRY, "shape": [2]}}, b"1234"), "does not fit"),
        (header_only({"a": {**ENTRY, "shape": [-1], "data_offsets": [4, 0]}}, b"1234"), "shape"),
        (header_only({"a": {**ENTRY, "data_offsets": [1, 5]}}, b"1234"), "does not fit"),
    ],
)
def test_malformed_headers_are_refused_with_the_file_name(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.safetensors"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read_header(str(path))
    assert "bad.safetensors" in str(caught.value)
    assert caught.value.exit_code == 2
