"""The package as a whole, without PyTorch: version, laziness, syntax, and what it says when packages are missing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import fp16_gate
from fp16_gate.cli import main, parse_dynamic
from fp16_gate.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "fp16_gate").rglob("*.py"))
TESTS = sorted((ROOT / "tests").glob("*.py"))
# Stands for an interpreter without PyTorch, whatever this one has.
WITHOUT_TORCH = """
import sys, importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "torch" else found(name, *rest)
sys.modules["torch"] = None
"""


def python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)


def test_pyproject_has_the_version_of_the_package() -> None:
    found = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert found is not None
    assert found.group(1) == fp16_gate.__version__


def test_installing_never_brings_in_a_build_of_pytorch() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    required = re.search(r"^dependencies = \[(.*)\]$", text, re.MULTILINE)
    assert required is not None
    assert re.findall(r'"([a-z]+)', required.group(1)) == ["numpy", "onnx", "onnxscript"]


def test_importing_the_package_imports_neither_pytorch_nor_numpy_nor_onnx() -> None:
    done = python("import sys, fp16_gate, fp16_gate.cli; print([n for n in ('torch', 'numpy', 'onnx') if n in sys.modules])")
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=lambda path: path.name)
def test_every_file_is_python_3_9(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    # Annotations such as `int | None` fail on 3.9 unless they are not evaluated.
    assert len(tree.body) <= 1 or imports or path.name == "version.py"
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert not [call for call in calls if call.func.id == "zip" and call.keywords], "zip(strict=) came with 3.10"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


def test_capture_without_pytorch_says_what_to_install() -> None:
    done = python(WITHOUT_TORCH + "import fp16_gate; fp16_gate.capture")
    assert done.returncode != 0
    assert "the package torch is not installed for" in done.stderr.splitlines()[-1]
    assert "install PyTorch" in done.stderr.splitlines()[-1]


def test_the_command_line_without_pytorch_exits_3_with_one_line() -> None:
    done = python(WITHOUT_TORCH + "from fp16_gate.cli import main; sys.exit(main(['capture', 'm:f', '--out', 'never']))")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("fp16_gate capture: the package torch is not installed")


def test_an_unknown_attribute_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'captur'"):
        _ = fp16_gate.captur  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "arguments", [[], ["capture"], ["capture", "m:f"], ["capture", "m:f", "--ou", "x"], ["capture", "m:f", "--out", "x", "--opset", "new"]]
)
def test_wrong_arguments_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_dynamic_axes_are_parsed() -> None:
    assert parse_dynamic(["image:0=batch,2=height", "batch.ids:1=length"]) == {
        "image": {0: "batch", 2: "height"},
        "batch.ids": {1: "length"},
    }
    assert parse_dynamic([]) == {}


@pytest.mark.parametrize("spec", ["image", "image:", ":0=batch", "image:batch=0", "image:0", "image:0=", "image:-1=x"])
def test_malformed_dynamic_axes_are_refused(spec: str) -> None:
    with pytest.raises(InputError, match=r"not of the form INPUT:AXIS=NAME"):
        parse_dynamic([spec])
