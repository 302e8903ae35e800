"""The output folder appears whole or not at all; without PyTorch."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fp16_gate.errors import CaptureError, InputError
from fp16_gate.output_folder import TOOL, whole_folder


def make(out: Path, force: bool = False, name: str = "model.onnx") -> None:
    with whole_folder(str(out), force) as folder:
        Path(folder, name).write_text("x")
        Path(folder, "manifest.json").write_text(json.dumps({"tool": TOOL}))


def test_it_is_written_under_its_name_and_readable_by_others(tmp_path: Path) -> None:
    make(tmp_path / "new" / "out")
    assert sorted(os.listdir(tmp_path / "new")) == ["out"]
    assert sorted(os.listdir(tmp_path / "new" / "out")) == ["manifest.json", "model.onnx"]
    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "new" / "out").stat().st_mode & 0o777 == 0o777 & ~umask


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    make(tmp_path / "out")
    assert sorted(os.listdir(tmp_path)) == ["out"]
    assert (tmp_path / "out" / "model.onnx").exists()


def test_an_exception_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), whole_folder(str(tmp_path / "out"), False) as folder:
        Path(folder, "model.onnx").write_text("half")
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []


def test_a_full_disk_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match=r"cannot write .*out: .*No space") as caught, whole_folder(str(tmp_path / "out"), False):
        raise OSError(28, "No space left on device")
    assert caught.value.exit_code == 3
    assert os.listdir(tmp_path) == []


def test_an_existing_folder_is_refused_and_kept(tmp_path: Path) -> None:
    make(tmp_path / "out", name="old")
    with pytest.raises(InputError, match="not empty; choose another --out or pass --force"):
        make(tmp_path / "out", name="new")
    assert (tmp_path / "out" / "old").exists()


def test_force_replaces_an_earlier_capture_whole(tmp_path: Path) -> None:
    make(tmp_path / "out", name="old")
    make(tmp_path / "out", force=True, name="new")
    assert sorted(os.listdir(tmp_path / "out")) == ["manifest.json", "new"]
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("manifest", [None, "{}", "[]", "not json"])
def test_force_spares_a_folder_that_is_no_capture(tmp_path: Path, manifest: str | None) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    if manifest is not None:
        (tmp_path / "out" / "manifest.json").write_text(manifest)
    with pytest.raises(InputError, match="was not written by"):
        make(tmp_path / "out", force=True)
    assert (tmp_path / "out" / "thesis.txt").exists()


def test_a_failure_with_force_keeps_the_earlier_capture(tmp_path: Path) -> None:
    make(tmp_path / "out", name="old")
    with pytest.raises(RuntimeError), whole_folder(str(tmp_path / "out"), True):
        raise RuntimeError
    assert sorted(os.listdir(tmp_path / "out")) == ["manifest.json", "old"]
    assert os.listdir(tmp_path) == ["out"]


def test_a_file_or_link_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "link"):
        with pytest.raises(InputError, match="is not a folder"):
            make(tmp_path / name, force=True)


def test_a_parent_that_cannot_hold_folders_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CaptureError, match="cannot write beside"):
        make(tmp_path / "file" / "out")
