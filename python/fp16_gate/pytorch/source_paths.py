"""Recorded source paths without the folders of the machine that exported."""

from __future__ import annotations

import re
import site
import sys
import sysconfig
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch

from .onnx_names import subgraphs

# `File "net.py", line 12`, as tracebacks and the dynamo exporter write it.
_TRACE = re.compile(r'(?P<before>File ")(?P<path>[^"\n]+)(?P<after>", line \d+)')
# `net.py(12): forward` and `# net.py:12:4`, as the older exporter writes doc strings.
_DOC_LINE = re.compile(r"^(?P<before>)(?P<path>[^\n]+?)(?P<after>\(\d+\): [^\n]*)$", re.MULTILINE)
_DOC_COMMENT = re.compile(r"(?P<before># )(?P<path>[^\n]+?)(?P<after>:\d+:\d+)$", re.MULTILINE)
_NAMED_FILES = 5


def make_source_paths_portable(model: Any, notes: list[str]) -> None:
    """Rewrite every recorded source path of `model` (onnx.ModelProto), in subgraphs and functions too.

    A file of an installed package becomes `site-packages/torch/…`, one of Python itself `python3.11/…`, one in a git
    checkout its path from the checkout's root, with `/`. Of any other file the name is kept, and `notes` says so.
    """
    outside: set[str] = set()

    def portable(match: re.Match[str]) -> str:
        path, is_known = portable_path(match["path"])
        if not is_known:
            outside.add(path)
        return match["before"] + path + match["after"]

    for holder in _holders(model):
        for entry in getattr(holder, "metadata_props", ()):
            if 'File "' in entry.value:
                entry.value = _TRACE.sub(portable, entry.value)
        if holder.doc_string:
            text = _TRACE.sub(portable, holder.doc_string)
            holder.doc_string = _DOC_COMMENT.sub(portable, _DOC_LINE.sub(portable, text))
    if outside:
        named = ", ".join(sorted(outside)[:_NAMED_FILES]) + (", …" if len(outside) > _NAMED_FILES else "")
        notes.append(f"source files outside of any git checkout are recorded by name only: {named}")


def _holders(model: Any) -> Iterator[Any]:
    """Everything in a model that carries metadata or a doc string."""
    yield model
    yield from _graph_holders(model.graph)
    for function in model.functions:
        yield function
        yield from function.node
        for inner in subgraphs(function):
            yield from _graph_holders(inner)


def _graph_holders(graph: Any) -> Iterator[Any]:
    yield graph
    for part in (graph.node, graph.input, graph.output, graph.value_info, graph.initializer):
        yield from part
    for inner in subgraphs(graph):
        yield from _graph_holders(inner)


@lru_cache(maxsize=None)
def portable_path(path: str) -> tuple[str, bool]:
    """The path without this machine's folders, and whether the place of the file is known."""
    if path.startswith("<"):  # <string>, <frozen …>, <eval_with_key>: no file
        return path, True
    file = Path(path).resolve()
    for folder, prefix in _installed_folders():
        if folder in file.parents:
            return f"{prefix}/{file.relative_to(folder).as_posix()}", True
    root = _checkout_of(file.parent)
    if root is not None:
        return file.relative_to(root).as_posix(), True
    return file.name, not Path(path).is_absolute() and path == file.name


@lru_cache(maxsize=None)
def _installed_folders() -> tuple[tuple[Path, str], ...]:
    """Folders of installed packages and of Python, inner ones first: a virtual environment may lie in a checkout."""
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages(), site.getusersitepackages()}
    torch_parent = Path(torch.__file__).resolve().parent.parent
    python = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    prefixes = {Path(folder).resolve(): f"python{sys.version_info[0]}.{sys.version_info[1]}" for folder in python}
    prefixes.update({folder: "site-packages" for folder in (torch_parent, *(Path(each).resolve() for each in packages))})
    return tuple(sorted(prefixes.items(), key=lambda entry: -len(entry[0].parts)))


@lru_cache(maxsize=None)
def _checkout_of(folder: Path) -> Path | None:
    """Root of the git checkout (or worktree, or submodule) that holds a folder."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
