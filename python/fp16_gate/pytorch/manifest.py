"""`manifest.json`: where a capture comes from."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from typing import Any

import torch

from ..output_folder import MANIFEST, TOOL
from ..version import __version__
from .capture_options import CaptureOptions
from .export import ExportedModel, ExportOptions
from .model_inputs import ModelInputs
from .sample_writer import SampleWriter
from .tensor_bytes import dtype_name

_GIT_TIMEOUT_S = 10


def file_sha256(path: str) -> str:
    """SHA-256 of a file in hexadecimal, read in pieces."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(("git", *arguments), capture_output=True, text=True, timeout=_GIT_TIMEOUT_S, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def repository_state() -> dict[str, Any]:
    """Commit of the working folder's repository and whether files differ from it; both None outside of one."""
    commit = _git("rev-parse", "--verify", "HEAD")
    changes = _git("status", "--porcelain", "--untracked-files=no") if commit else None
    return {
        "commit": commit,
        "commitDirty": None if changes is None else bool(changes),
    }


def versions() -> dict[str, str | None]:
    """Versions of what took part."""
    found: dict[str, str | None] = {"python": platform.python_version(), "torch": torch.__version__}
    for name in ("numpy", "onnx", "onnxscript"):
        try:
            found[name] = str(__import__(name).__version__)
        except (ImportError, AttributeError):
            found[name] = None
    found["cuda"] = torch.version.cuda
    found["cudnn"] = str(torch.backends.cudnn.version()) if torch.backends.cudnn.is_available() else None
    return found


def device_state(device: torch.device) -> dict[str, str]:
    """Type and name of the device."""
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else platform.machine()
    return {"type": device.type, "name": name}


def describe(tensors: dict[str, torch.Tensor]) -> list[dict[str, Any]]:
    """Name, dtype and shape of tensors."""
    return [{"name": name, "dtype": dtype_name(t.dtype), "shape": list(t.shape)} for name, t in tensors.items()]


def write_capture_manifest(
    folder: str,
    options: CaptureOptions,
    export_options: ExportOptions,
    exported: ExportedModel,
    writer: SampleWriter,
    first: tuple[ModelInputs, dict[str, torch.Tensor]],
    tf32: dict[str, Any],
    noise: dict[str, float],
    notes: list[str],
) -> None:
    """Write `manifest.json`; `first` is sample 0 with its reference outputs."""
    names = writer.names
    inputs = {names.inputs[name]: tensor for name, tensor in first[0].tensors.items()}
    outputs = {names.outputs[name]: tensor for name, tensor in first[1].items()}
    axes = export_options.dynamic.items()
    document = {
        "schemaVersion": 1,
        "tool": TOOL,
        "version": __version__,
        **versions(),
        **repository_state(),
        "checkpoint": _checkpoint(options.checkpoint),
        "seed": options.seed,
        "device": device_state(writer.device),
        "exporter": options.exporter,
        "opset": exported.opset,
        "optimize": options.optimize,
        "tf32": tf32,
        "inputs": describe({name: inputs[name] for name in exported.kept_inputs}),
        "droppedInputs": exported.dropped_inputs,
        "constantInputs": {name: repr(value) for name, value in first[0].constants.items()},
        "outputs": describe(outputs),
        "dynamicAxes": {names.inputs[name]: {str(axis): symbol for axis, symbol in chosen.items()} for name, chosen in axes},
        "runToRunDifference": {names.outputs[name]: value for name, value in noise.items()},
        "samples": writer.entries,
        "notes": notes,
    }
    with open(os.path.join(folder, MANIFEST), "w", encoding="utf-8") as file:
        json.dump(document, file, indent=2, ensure_ascii=False, allow_nan=False)
        file.write("\n")


def _checkpoint(path: str | os.PathLike[str] | None) -> dict[str, str] | None:
    return None if path is None else {"file": os.path.basename(os.fspath(path)), "sha256": file_sha256(os.fspath(path))}
