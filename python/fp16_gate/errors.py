"""Errors with an exit code. A message is one line: what happened, to which file or tensor, and what to do."""

from __future__ import annotations


class Fp16GateError(Exception):
    """Base of everything this package raises on purpose."""

    exit_code = 3


class InputError(Fp16GateError):
    """The caller must change something: model, samples, checkpoint or options (exit 2)."""

    exit_code = 2


class CaptureError(Fp16GateError):
    """What was asked for could not be done here, for instance because the exporter refuses an operator (exit 3)."""

    exit_code = 3


def first_line(error: BaseException, limit: int = 300) -> str:
    """Type and first line of an exception (and the second, where the first one only announces it), for a one-line message."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if not lines:
        return type(error).__name__
    text = " ".join(lines[:2]) if lines[0].endswith(":") else lines[0]
    return f"{type(error).__name__}: {text if len(text) <= limit else text[: limit - 1] + '…'}"
