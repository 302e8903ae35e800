"""A folder that appears whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import CaptureError, InputError

MANIFEST = "manifest.json"
TOOL = "fp16-gate capture"


def check_free(path: str, force: bool) -> None:
    """Raise InputError when `path` exists and may not be replaced: anything but an empty folder, or a capture with `force`."""
    if not os.path.lexists(path):
        return
    if not os.path.isdir(path) or os.path.islink(path):
        raise InputError(f"{path} exists and is not a folder; choose another --out")
    if not os.listdir(path):
        return
    if not force:
        raise InputError(f"{path} exists and is not empty; choose another --out or pass --force to replace an earlier capture")
    if not _is_capture(path):
        raise InputError(f"{path} was not written by {TOOL} (no such {MANIFEST}), so --force leaves it alone; remove it yourself")


def _is_capture(path: str) -> bool:
    try:
        with open(os.path.join(path, MANIFEST), encoding="utf-8") as file:
            manifest = json.load(file)
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("tool") == TOOL


@contextmanager
def whole_folder(path: str, force: bool) -> Iterator[str]:
    """Yield a temporary folder beside `path`; it takes the name `path` when the block ends well and vanishes otherwise."""
    path = os.path.abspath(path)
    check_free(path, force)
    parent = os.path.dirname(path)
    try:
        os.makedirs(parent, exist_ok=True)
        folder = tempfile.mkdtemp(prefix=f".{os.path.basename(path)}.", dir=parent)
    except OSError as error:
        raise CaptureError(f"cannot write beside {path}: {error.strerror}; choose another --out") from error
    try:
        yield folder
        os.chmod(folder, 0o777 & ~_umask())  # mkdtemp makes folders that only their owner can read
        _put_in_place(folder, path, force)
    except OSError as error:
        raise CaptureError(f"cannot write {path}: {error}; free space or choose another --out") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: str, path: str, force: bool) -> None:
    check_free(path, force)  # it may have appeared meanwhile
    if not os.path.isdir(path):
        os.rename(folder, path)
        return
    old = tempfile.mkdtemp(prefix=f".{os.path.basename(path)}.old.", dir=os.path.dirname(path))
    os.rename(path, os.path.join(old, "replaced"))
    try:
        os.rename(folder, path)
    except OSError:
        os.rename(os.path.join(old, "replaced"), path)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    value = os.umask(0)
    os.umask(value)
    return value
