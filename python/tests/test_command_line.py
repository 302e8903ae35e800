"""`python -m fp16_gate capture`: exit codes, one-line messages, nothing half-written."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import captured
import models
import numpy as np
import pytest
import torch

from fp16_gate.cli import main

HERE = Path(__file__).resolve().parent


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["capture", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_capture_from_factory_checkpoint_and_samples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    torch.manual_seed(5)
    trained = models.Detector().eval()
    torch.save({"state_dict": trained.state_dict()}, tmp_path / "c.pt")
    np.savez(tmp_path / "s.npz", image=np.ones((2, 3, 4, 4), np.float32), origin=np.ones((2, 4), np.float32))
    out = tmp_path / "out"
    arguments = ["models:build", "--checkpoint", str(tmp_path / "c.pt"), "--samples", str(tmp_path / "s.npz"), "--out", str(out)]
    code, text, err = run(capsys, *arguments, "--modules", "stem*", "--dynamic", "image:0=n", "--dynamic", "origin:0=n", "--opset", "18")
    assert code == 0, err
    assert f"fp16-gate check {out}/model.onnx --samples {out}/samples" in text
    assert "note: weights were taken from 'state_dict' of the checkpoint" in err
    captured.check_against_onnx(out)
    with torch.no_grad():
        expected = trained(torch.ones(2, 3, 4, 4), torch.ones(2, 4))["boxes"]
    np.testing.assert_array_equal(captured.tensors(out, 0, "reference")["boxes"], expected.numpy())
    assert set(captured.tensors(out, 0, "modules")) == {"stem", "stem.0", "stem.1", "stem.2"}
    assert captured.manifest(out)["checkpoint"]["file"] == "c.pt"


def test_the_factory_may_bring_the_samples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "models:build_with_samples", "--out", str(tmp_path / "out"), "--exporter", "torchscript", "--no-half")
    assert code == 0, err
    assert "note: no checkpoint was given" in err
    assert captured.manifest(tmp_path / "out")["notes"][0].startswith("no checkpoint was given")
    captured.check_against_onnx(tmp_path / "out")


@pytest.mark.parametrize(
    ("factory", "message"),
    [
        ("models", "'models' is not of the form package.module:function"),
        ("models.py:build", "'models.py:build' is not of the form package.module:function"),
        ("nowhere.at_all:build", "there is no module 'nowhere' on the import path"),
        ("models:buidl", "models has no 'buidl'"),
        ("models:not_callable", "is a int; name a function"),
        ("models:build_nothing", "returned a dict; return a torch.nn.Module or (module, samples)"),
        ("models:build_failing", "raised RuntimeError: no such dataset"),
        ("models:Detector", "there are no samples: pass --samples"),
        ("broken_module:build", "importing broken_module raised ZeroDivisionError: division by zero"),
        ("needy_module:build", "importing needy_module needs 'not_installed_anywhere', which is not installed"),
    ],
)
def test_factories_that_cannot_be_used(tmp_path: Path, factory: str, message: str, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_module.py").write_text("1 / 0\n")
    (tmp_path / "needy_module.py").write_text("import not_installed_anywhere\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    code, out, err = run(capsys, factory, "--out", str(tmp_path / "out"))
    assert code == 2
    assert message in err
    assert len(err.splitlines()) == 1
    assert out == ""
    assert not (tmp_path / "out").exists()


def test_train_mode_is_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    np.save(tmp_path / "s.npy", np.ones((2, 4), np.float32))
    code, _, err = run(capsys, "models:build_training", "--samples", str(tmp_path / "s.npy"), "--out", str(tmp_path / "out"))
    assert (code, len(err.splitlines())) == (2, 1)
    assert err.startswith("fp16_gate capture: the model is in train mode: body.1 (BatchNorm1d)")


def test_an_unexpected_error_is_exit_3_with_one_line(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    from fp16_gate.pytorch import capture

    monkeypatch.setattr(capture, "write_model", lambda *_: 1 / 0)
    code, _, err = run(capsys, "models:build_with_samples", "--out", str(tmp_path / "out"))
    assert code == 3
    assert err == "fp16_gate capture: failed unexpectedly: ZeroDivisionError: division by zero; run again with --debug for the traceback\n"
    assert os.listdir(tmp_path) == []
    code, _, err = run(capsys, "models:build_with_samples", "--out", str(tmp_path / "out"), "--debug")
    assert "Traceback" in err


def test_options_that_need_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "models:build", "--out", str(tmp_path / "out"), "--checkpoint-key", "ema")
    assert code == 2
    assert "--checkpoint-key is given without --checkpoint" in err


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "fp16_gate", "capture", *arguments]


ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)]), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="this system has no limit of file sizes")
def test_a_disk_that_is_full_leaves_nothing(tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    arguments = command("models:build_with_samples", "--out", str(tmp_path / "out"))
    done = subprocess.run(arguments, env=ENVIRONMENT, preexec_fn=limit, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "cannot write" in done.stderr.splitlines()[-1]
    assert os.listdir(tmp_path) == []


def test_a_cancelled_capture_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import time, models\n"
        "def samples():\n"
        "    yield models.build_with_samples()[1][0]\n"
        "    print('waiting', flush=True)\n"
        "    time.sleep(60)\n"
        "def build():\n"
        "    return models.build(), samples()\n"
    )
    environment = {**ENVIRONMENT, "PYTHONPATH": ENVIRONMENT["PYTHONPATH"] + os.pathsep + str(tmp_path)}
    arguments = command("slow:build", "--out", str(tmp_path / "results" / "out"))
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "waiting"
        assert os.listdir(tmp_path / "results")
        process.send_signal(signal.SIGTERM)
        start = time.monotonic()
        _, err = process.communicate(timeout=30)
    assert time.monotonic() - start < 30
    assert process.returncode == 130
    assert err.splitlines()[-1] == "fp16_gate capture: interrupted; nothing was written"
    assert os.listdir(tmp_path / "results") == []
