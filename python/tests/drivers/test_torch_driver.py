"""The PyTorch driver on the CPU, which is asked for by name: once as a program, then inside this process, which has PyTorch loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from jobs import last_line, result_of, run_driver, tensors, write_job
from torch import nn

from fp16_gate.drivers.main import main
from fp16_gate.drivers.torch.driver import HONOURED, run

Refusal = Callable[[Path], "tuple[int, str, str]"]

CPU = {"processor": "cpu"}
X = np.array([[1, 2, 3, 4], [400, -800, 1200, 60]], np.float32)
SCALE = np.float32(2)
SAMPLE = {"x": X, "scale": SCALE}


class Net(nn.Module):
    """Two outputs, one of them integers."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(4, 4, bias=False)
        with torch.no_grad():
            self.linear.weight.copy_(torch.eye(4) * 100)

    def forward(self, x: torch.Tensor, scale: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.linear(x) * scale, x.argmax(-1)


class Named(Net):
    def forward(self, x: torch.Tensor, scale: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"logits": self.linear(x) * scale, "best": x.argmax(-1)}


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("programs")
    example = (torch.from_numpy(X), torch.tensor(2.0))
    torch.jit.script(Net().eval()).save(str(folder / "net.pt"))
    torch.jit.script(Named().eval()).save(str(folder / "named.pt"))
    exported = torch.export.export(Net().eval(), example[:1], {"scale": example[1]})
    torch.export.save(exported, str(folder / "net.pt2"))
    return {path.name: path for path in folder.iterdir()}


def answer(job: Path) -> dict[str, Any]:
    assert main([str(job)], run, HONOURED) == 0
    return result_of(job)


@pytest.fixture
def refusal(capsys: pytest.CaptureFixture[str]) -> Refusal:
    def refused(job: Path) -> tuple[int, str, str]:
        status = main([str(job)], run, HONOURED)
        category, _, message = last_line(capsys.readouterr().err).partition(": ")
        assert not (job.parent / "out" / "result.json").exists()
        return status, category, message

    return refused


def test_the_driver_runs_as_a_program(tmp_path: Path, programs: dict[str, Path]) -> None:
    job = write_job(tmp_path / "job", programs["net.pt"], [SAMPLE], options=CPU)
    done = run_driver("torch", job)
    assert done.returncode == 0, done.stderr
    assert result_of(job)["engine"]["name"] == "torch"


@pytest.mark.parametrize("name", ["net.pt", "net.pt2"])
def test_programs_run_in_fp32_half_and_autocast(tmp_path: Path, programs: dict[str, Path], name: str) -> None:
    for precision, method, typing in (("fp32", "half", "strong"), ("fp16", "half", "strong"), ("fp16", "autocast", "weak")):
        options = {**CPU, "method": method, "outputNames": ["y", "best"]}
        job = write_job(tmp_path / f"{precision}-{method}", programs[name], [SAMPLE], precision=precision, options=options)
        result = answer(job)
        assert (result["typing"], result["engine"]["device"]) == (typing, "CPU")
        given = tensors(job, result["samples"][0]["outputs"])
        np.testing.assert_array_equal(given["best"], [3, 2])
        assert method == "autocast" or given["y"].dtype == (np.float16 if precision == "fp16" else np.float32)
        # 1200 * 100 and its double are beyond FP16's 65504: autocast's matmul overflows just as half does.
        assert np.isfinite(given["y"]).all() == (precision == "fp32")


def test_names_of_a_dict_are_kept_and_inputs_can_be_renamed(tmp_path: Path, programs: dict[str, Path]) -> None:
    options = {**CPU, "inputNames": ["images", "factor"]}
    job = write_job(
        tmp_path / "job", programs["named.pt"], [{"images": X, "factor": SCALE}], options=options, want={"repeats": 2, "builds": 2}
    )
    result = answer(job)
    assert sorted(result["samples"][0]["outputs"]) == ["best", "logits"]
    assert len(result["samples"][0]["repeats"]) == len(result["builds"]) == 1


def test_a_program_can_stand_beside_the_onnx_model(tmp_path: Path, programs: dict[str, Path]) -> None:
    source = tmp_path / "model.onnx"
    source.write_bytes(b"not read by this driver")
    job = write_job(tmp_path / "job", source, [SAMPLE], options={**CPU, "program": str(programs["net.pt"])}, want={"latency": True})
    assert answer(job)["latencyMs"]["method"] == "wall-clock"


def test_what_pytorch_can_not_do_is_refused(tmp_path: Path, programs: dict[str, Path], refusal: Refusal) -> None:
    changes = (
        ({"precision": "mixed", "fp32Nodes": ["a"], "options": CPU}, "fp32Nodes"),
        ({"want": {"layers": True}, "options": CPU}, "want.layers"),
        ({"want": {"intermediates": ["a"]}, "options": CPU}, "want.intermediates"),
        ({"options": {**CPU, "optLevel": 1}}, "optLevel"),
    )
    for number, (change, word) in enumerate(changes):
        status, category, message = refusal(write_job(tmp_path / f"job-{number}", programs["net.pt"], [SAMPLE], **change))
        assert (status, category) == (3, "unsupported")
        assert word in message


@pytest.mark.skipif(torch.cuda.is_available(), reason="needs a machine without a GPU")
def test_the_cpu_never_stands_in_for_the_gpu(tmp_path: Path, programs: dict[str, Path], refusal: Refusal) -> None:
    assert refusal(write_job(tmp_path / "job", programs["net.pt"], [SAMPLE]))[:2] == (3, "unavailable")


def test_bad_programs_samples_and_names_are_told_apart(tmp_path: Path, programs: dict[str, Path], refusal: Refusal) -> None:
    for suffix in (".pt", ".pt2"):
        broken = tmp_path / f"broken{suffix}"
        broken.write_bytes(b"not a program")
        assert refusal(write_job(tmp_path / f"broken-job{suffix}", broken, [SAMPLE], options=CPU))[:2] == (3, "parse")
    job = write_job(tmp_path / "lacks", programs["net.pt"], [{"x": X}], options=CPU)
    assert refusal(job)[:2] == (2, "input")
    job = write_job(tmp_path / "names", programs["net.pt"], [SAMPLE], options={**CPU, "outputNames": ["only"]})
    assert refusal(job) == (2, "job", "the program gives 2 outputs, not the 1 of options.outputNames")
    job = write_job(tmp_path / "inputs", programs["net.pt"], [SAMPLE], options={**CPU, "inputNames": ["only"]})
    assert refusal(job)[:2] == (2, "job")
    job = write_job(tmp_path / "shape", programs["net.pt"], [{"x": X[:, :3], "scale": SCALE}], options=CPU)
    assert refusal(job)[:2] == (3, "run")
