"""Torch tensors to and from `.safetensors` files."""

from __future__ import annotations

import numpy as np
import torch

from ..errors import InputError
from ..safetensors_file import SafetensorsWriter, read_header

_NAMES = {
    "BOOL": "bool",
    "U8": "uint8",
    "I8": "int8",
    "I16": "int16",
    "I32": "int32",
    "I64": "int64",
    "U16": "uint16",
    "U32": "uint32",
    "U64": "uint64",
    "F16": "float16",
    "BF16": "bfloat16",
    "F32": "float32",
    "F64": "float64",
    "F8_E4M3": "float8_e4m3fn",
    "F8_E5M2": "float8_e5m2",
}
# Older PyTorch lacks some of these types.
TORCH_DTYPE = {key: getattr(torch, name) for key, name in _NAMES.items() if hasattr(torch, name)}
SAFETENSORS_DTYPE = {dtype: key for key, dtype in TORCH_DTYPE.items()}


def dtype_name(dtype: torch.dtype) -> str:
    """`float32` instead of `torch.float32`."""
    return str(dtype).replace("torch.", "")


def check_storable(name: str, tensor: torch.Tensor) -> None:
    """Raise InputError unless the tensor is dense and of a dtype that `.safetensors` holds."""
    if tensor.layout != torch.strided or tensor.is_quantized or getattr(tensor, "is_nested", False):
        raise InputError(f"tensor {name!r} is sparse, nested or quantised; pass or return a dense tensor")
    if tensor.dtype not in SAFETENSORS_DTYPE:
        raise InputError(
            f"tensor {name!r} has dtype {dtype_name(tensor.dtype)}, which samples cannot hold; use a real float, an integer or a boolean"
        )


def add_tensor(writer: SafetensorsWriter, name: str, tensor: torch.Tensor) -> None:
    """Append `tensor` (any device, any strides, any storable dtype) to an open file."""
    check_storable(name, tensor)
    flat = tensor.detach().resolve_neg().cpu().contiguous().reshape(-1)
    data = flat.view(torch.uint8) if flat.numel() else torch.empty(0, dtype=torch.uint8)
    writer.add(name, SAFETENSORS_DTYPE[tensor.dtype], list(tensor.shape), memoryview(data.numpy()))


def write_tensors(path: str, tensors: dict[str, torch.Tensor]) -> None:
    """Write one `.safetensors` file; keys are kept in their order."""
    with SafetensorsWriter(path) as writer:
        for name, tensor in tensors.items():
            add_tensor(writer, name, tensor)


def read_tensors(path: str) -> dict[str, torch.Tensor]:
    """Read a `.safetensors` file into CPU tensors; raises InputError when it is malformed."""
    tensors = {}
    with open(path, "rb") as file:
        for name, (dtype, shape, begin, end) in read_header(path).items():
            if dtype not in TORCH_DTYPE:
                raise InputError(f"{path}: tensor {name!r} has dtype {dtype}, which PyTorch {torch.__version__} lacks")
            file.seek(begin)
            data = np.frombuffer(bytearray(file.read(end - begin)), dtype=np.uint8)
            flat = torch.from_numpy(data).view(TORCH_DTYPE[dtype]) if data.size else torch.empty(0, dtype=TORCH_DTYPE[dtype])
            tensors[name] = flat.reshape(shape)
    return tensors
