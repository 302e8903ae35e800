"""Samples from files and folders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from fp16_gate.errors import InputError
from fp16_gate.pytorch.sample_files import open_samples
from fp16_gate.pytorch.tensor_bytes import read_tensors, write_tensors


def opened(path: Path) -> list[Any]:
    return list(open_samples(str(path)))


def test_files_that_hold_one_sample(tmp_path: Path) -> None:
    image = np.arange(6, dtype=np.float32).reshape(2, 3)
    np.savez(tmp_path / "named.npz", image=image, ids=np.array([1, 2]))
    np.savez(tmp_path / "positional.npz", *[np.full(1, n) for n in range(11)])
    np.save(tmp_path / "one.npy", np.asfortranarray(image).astype(">f4"))
    write_tensors(str(tmp_path / "x.safetensors"), {"image": torch.from_numpy(image)})
    (named,) = opened(tmp_path / "named.npz")
    assert {name: tensor.dtype for name, tensor in named.items()} == {"image": torch.float32, "ids": torch.int64}
    (positional,) = opened(tmp_path / "positional.npz")
    assert [int(tensor) for tensor in positional] == list(range(11))
    for name in ("one.npy", "x.safetensors"):
        (sample,) = opened(tmp_path / name)
        tensor = sample["image"] if isinstance(sample, dict) else sample
        assert torch.equal(tensor, torch.from_numpy(image))


def test_a_torch_file_holds_one_sample_or_a_list_of_them(tmp_path: Path) -> None:
    one, two = torch.ones(1), torch.ones(2)
    for content, count in ((one, 1), ((one, two), 1), ({"x": one}, 1), ([one, two], 2), ([{"x": one, "n": 3}], 1)):
        torch.save(content, tmp_path / "s.pt")
        assert len(opened(tmp_path / "s.pt")) == count


def test_a_folder_is_read_in_the_order_of_numbers(tmp_path: Path) -> None:
    for number in (10, 2, 1):
        np.save(tmp_path / f"sample{number}.npy", np.array([number]))
    (tmp_path / "notes.txt").write_text("not a sample")
    assert [int(tensor) for tensor in opened(tmp_path)] == [1, 2, 10]


def test_folders_of_the_gate_are_samples_again(tmp_path: Path) -> None:
    for number in range(3):
        folder = tmp_path / f"{number:04d}"
        folder.mkdir()
        write_tensors(str(folder / "inputs.safetensors"), {"x": torch.tensor([number])})
        write_tensors(str(folder / "reference.safetensors"), {"y": torch.tensor([9])})
    assert [int(sample["x"]) for sample in opened(tmp_path)] == [0, 1, 2]
    assert [int(sample["x"]) for sample in opened(tmp_path / "0001")] == [1]


def test_a_folder_of_arrays_has_percent_encoded_names(tmp_path: Path) -> None:
    (tmp_path / "0000" / "inputs").mkdir(parents=True)
    np.save(tmp_path / "0000" / "inputs" / "a%2Fb.npy", np.ones(2))
    (sample,) = opened(tmp_path)
    assert list(sample) == ["a/b"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.npz", b"PK", "cannot be read"),
        ("x.npy", b"\x93NUMPY", "cannot be read"),
        ("x.pt", b"zip", "cannot be read|Python objects"),
        ("x.safetensors", b"12345678", "claims"),
        ("x.csv", b"1,2", "unknown kind; use one of .safetensors"),
    ],
)
def test_broken_and_unknown_files_are_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        opened(tmp_path / name)
    assert name in str(caught.value)


def test_arrays_of_objects_are_never_unpickled(tmp_path: Path) -> None:
    class Hostile:
        def __reduce__(self) -> Any:
            return os.mkdir, (str(tmp_path / "hacked"),)

    np.save(tmp_path / "x.npy", np.array([Hostile()], dtype=object), allow_pickle=True)
    torch.save([Hostile()], tmp_path / "x.pt")
    for name in ("x.npy", "x.pt"):
        with pytest.raises(InputError):
            opened(tmp_path / name)
    assert not (tmp_path / "hacked").exists()


def test_dtypes_that_pytorch_lacks_are_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array(["text"]))
    with pytest.raises(InputError, match="dtype <U4, which PyTorch lacks"):
        opened(tmp_path / "x.npy")


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="do not exist"):
        opened(tmp_path / "nowhere")
    with pytest.raises(InputError, match="holds no sample"):
        opened(tmp_path)


def test_all_dtypes_come_back_from_our_own_files(tmp_path: Path) -> None:
    names = [
        "float16",
        "bfloat16",
        "float32",
        "float64",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "bool",
        "float8_e4m3fn",
        "float8_e5m2",
    ]
    tensors = {name: torch.tensor([[1, 0], [3, 2]]).to(getattr(torch, name)).t() for name in names}
    tensors["scalar"] = torch.tensor(2.5)
    tensors["empty"] = torch.zeros(0, 3, dtype=torch.bfloat16)
    write_tensors(str(tmp_path / "x.safetensors"), tensors)
    found = read_tensors(str(tmp_path / "x.safetensors"))
    for name, tensor in tensors.items():
        assert found[name].dtype == tensor.dtype
        assert found[name].shape == tensor.shape
        assert torch.equal(found[name].double(), tensor.double())
