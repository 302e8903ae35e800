"""job.json is checked whole before anything runs, and the answer appears whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jobs import last_line, tensors, write_job

from fp16_gate.drivers import answer
from fp16_gate.drivers.answer import OutFolder
from fp16_gate.drivers.errors import CATEGORIES, DriverError
from fp16_gate.drivers.inputs import convert, read_inputs
from fp16_gate.drivers.job import Job, read_job
from fp16_gate.drivers.latency import measure
from fp16_gate.drivers.main import main

X = np.zeros((2, 3), np.float32)


def job_with(folder: Path, **changes: Any) -> Path:
    folder.mkdir(exist_ok=True)
    model = folder / "model.onnx"
    model.write_bytes(b"model")
    return write_job(folder / "job", model, [{"x": X}], **changes)


def test_defaults_are_those_of_the_protocol(tmp_path: Path) -> None:
    job = read_job(str(job_with(tmp_path)), [])
    assert (job.typing, job.typed, job.engine_file, job.fp32_nodes, job.shapes) == ("strong", None, None, [], {})
    assert (job.want.repeats, job.want.builds, job.want.latency, job.want.layers) == (1, 1, False, False)
    assert (job.options.tf32, job.options.device, job.options.latency_runs, job.options.processor) == (False, 0, 100, "cuda")
    assert job.options.providers == ["CUDAExecutionProvider"]
    assert job.samples[0]["x"] == str(tmp_path / "job" / "0-0.npy")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"protocol": 2}, "another protocol"),
        ({"protocol": True}, "protocol is"),
        ({"precision": "int8"}, "one of fp32, fp16, mixed"),
        ({"typing": "loose"}, "one of weak, strong"),
        ({"fp32nodes": []}, "unknown key 'fp32nodes'"),
        ({"want": {"latencies": True}}, "unknown key 'latencies'"),
        ({"want": {"latency": 1}}, "true or false"),
        ({"want": {"repeats": 0}}, "an integer of at least 1"),
        ({"options": {"fast": True}}, "unknown key 'fast'"),
        ({"models": {}}, "source is missing"),
        ({"models": {"source": "model.onnx", "fp16": "x"}}, "unknown key 'fp16'"),
        ({"precision": "mixed"}, "go together"),
        ({"fp32Nodes": ["a"]}, "go together"),
        ({"precision": "mixed", "fp32Nodes": ["a", "a"]}, "names a node twice"),
        ({"shapes": {"x": {"min": [1]}}}, "min, opt and max"),
        ({"shapes": {"x": {"min": [2], "opt": [1], "max": [3]}}}, "rise"),
        ({"shapes": {"x": {"min": [1], "opt": [1, 1], "max": [1]}}}, "rise"),
        ({"shapes": {"x": {"min": ["1"], "opt": [1], "max": [1]}}}, "something else than sizes"),
        ({"engineFile": "job.json", "want": {"builds": 2}}, "can't be built again"),
        ({"engineFile": "job.json", "want": {"intermediates": ["a"]}}, "no intermediates"),
        ({"models": {"source": "gone.onnx"}}, "no such file"),
        ({"outDir": "elsewhere"}, "outDir is no folder"),
        ({"outDir": "."}, "outDir is not empty"),
    ],
)
def test_a_wrong_job_is_refused_with_what_is_wrong(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(DriverError, match=words) as caught:
        read_job(str(job_with(tmp_path, **changes)), ["tf32"])
    assert (caught.value.category, caught.value.exit_code) == ("job", 2)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"protocol": NaN}', '{"protocol": 1, "protocol": 1}', "[" * 100_000, "\udcff"])
def test_text_that_is_no_job_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "job.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DriverError) as caught:
        read_job(str(path), [])
    assert caught.value.category == "job"


def test_an_option_that_the_driver_can_not_follow_is_unsupported_and_null_is_unset(tmp_path: Path) -> None:
    with pytest.raises(DriverError, match="optLevel") as caught:
        read_job(str(job_with(tmp_path / "a", options={"optLevel": 3})), ["tf32"])
    assert caught.value.category == "unsupported"
    assert read_job(str(job_with(tmp_path / "b", options={"optLevel": None, "tf32": False})), ["tf32"]).options.opt_level is None


def driver_that(action: Any) -> Any:
    def run(job: Job, out: OutFolder) -> dict[str, Any]:
        return action(out)

    return run


def fail_with(error: BaseException) -> Any:
    def action(out: OutFolder) -> dict[str, Any]:
        raise error

    return driver_that(action)


@pytest.mark.parametrize(
    ("error", "status", "category"),
    [
        (DriverError("build", "two\nlines\x1b[31m"), 3, "build"),
        (DriverError("input", "bad"), 2, "input"),
        (MemoryError(), 3, "out-of-memory"),
        (KeyboardInterrupt(), 3, "run"),
        (ZeroDivisionError("x"), 3, "internal"),
    ],
)
def test_every_end_is_a_status_and_a_last_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: BaseException, status: int, category: str
) -> None:
    job = job_with(tmp_path)
    assert main([str(job)], fail_with(error), []) == status
    line = last_line(capsys.readouterr().err)
    assert line.partition(": ")[0] == category
    assert "\x1b" not in line
    assert not (job.parent / "out" / "result.json").exists()


def test_one_argument_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], fail_with(AssertionError()), []) == 2
    assert last_line(capsys.readouterr().err).startswith("job: ")


def test_a_category_outside_the_protocol_is_a_defect() -> None:
    with pytest.raises(ValueError, match="no such category"):
        DriverError("oops", "x")
    protocol = (Path(__file__).resolve().parents[3] / "docs" / "guides" / "driver-protocol.md").read_text(encoding="utf-8")
    assert [f"| `{category}` |" in protocol for category in CATEGORIES] == [True] * len(CATEGORIES)


def test_options_of_the_protocol_are_those_of_the_document() -> None:
    from fp16_gate.drivers.job import OPTION_NAMES

    protocol = (Path(__file__).resolve().parents[3] / "docs" / "guides" / "driver-protocol.md").read_text(encoding="utf-8")
    table = protocol.partition("| `options.` |")[2].partition("\n\n")[0]
    documented = [line.split("`")[1] for line in table.splitlines()[2:]]
    assert sorted(documented) == sorted(OPTION_NAMES)


def test_a_full_disk_is_storage_even_where_numpy_gives_no_error_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: Any, **options: Any) -> None:
        raise OSError("1000 requested and 12 written")

    monkeypatch.setattr(answer.np.lib.format, "write_array", full)
    with pytest.raises(DriverError, match="1000 requested") as caught:
        OutFolder(str(tmp_path)).write_tensors({"y": X})
    assert caught.value.category == "storage"

    def no_rename(*arguments: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(answer.os, "rename", no_rename)
    with pytest.raises(DriverError, match="No space left"):
        OutFolder(str(tmp_path)).write_result({})
    assert not (tmp_path / "result.json").exists()


def test_tensors_are_written_little_endian_and_scalars_stay_scalars(tmp_path: Path) -> None:
    out = OutFolder(str(tmp_path))
    values = {"../a": np.arange(6, dtype=">f4").reshape(2, 3).T, "scalar": np.float16(2), "flag": np.array([True])}
    files = out.write_tensors(values)
    assert sorted(files.values()) == ["00000.npy", "00001.npy", "00002.npy"]
    (tmp_path / "out").symlink_to(tmp_path)
    read = tensors(tmp_path / "job.json", files)
    np.testing.assert_array_equal(read["../a"], values["../a"])
    assert (read["../a"].dtype.str, read["scalar"].shape, read["flag"].dtype) == ("<f4", (), np.bool_)
    with pytest.raises(DriverError, match="complex"):
        out.write_tensors({"c": np.zeros(1, complex)})


def test_a_result_with_a_number_that_json_has_not_is_never_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        OutFolder(str(tmp_path)).write_result({"latencyMs": {"median": float("nan")}})
    assert os.listdir(tmp_path) == []


def test_inputs_are_read_whole_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.npy"
    np.save(path, X)
    whole = path.read_bytes()
    for data in (b"", whole[:20], whole[:-1], whole + b"\0", b"PK\x03\x04 not npy"):
        path.write_bytes(data)
        with pytest.raises(DriverError) as caught:
            read_inputs({"x": str(path)})
        assert caught.value.category == "input"
    np.save(path, np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(DriverError):
        read_inputs({"x": str(path)})
    np.save(path, X.astype(">f4"))
    assert read_inputs({"x": str(path)})["x"].dtype == np.float32


def test_integers_are_converted_without_loss_or_not_at_all() -> None:
    assert convert("x", np.array([-1, 7], np.int64), np.dtype("int32")).tolist() == [-1, 7]
    for bad, dtype in (
        (np.array([1 << 31]), "int32"),
        (np.array([-1]), "uint64"),
        (np.array([300]), "uint8"),
        (np.array([1 << 63], np.uint64), "int64"),
    ):
        with pytest.raises(DriverError):
            convert("x", bad, np.dtype(dtype))
    with pytest.raises(DriverError):
        convert("x", np.array([True]), np.dtype("float32"))
    assert convert("x", np.array([1e6], np.float32), np.dtype("float16"))[0] == np.inf


def test_latency_is_the_median_and_the_95th_percentile_of_the_timed_runs() -> None:
    times = iter([99.0] * 10 + [float(n) for n in range(1, 101)])
    states = iter([{"smMHz": 1}, {"smMHz": 2}])
    result = measure(lambda: next(times), 100, "gpu-events", lambda: next(states))
    assert (result["median"], round(result["p95"], 6), result["min"], result["max"]) == (50.5, 95.05, 1.0, 100.0)
    assert (result["runs"], result["warmUpRuns"]) == (100, 10)
    assert result["clocks"] == {"before": {"smMHz": 1}, "after": {"smMHz": 2}}
    assert json.dumps(result, allow_nan=False)
