"""The one kind of error that a driver ends with: a category of the protocol and one line."""

from __future__ import annotations

from ..errors import Fp16GateError

CATEGORIES = (
    "job",
    "unavailable",
    "version-mismatch",
    "wrong-device",
    "parse",
    "unsupported-operator",
    "unsupported",
    "input",
    "build",
    "out-of-memory",
    "run",
    "storage",
    "internal",
)

_FOR_THE_CALLER_TO_CHANGE = ("job", "input")


class DriverError(Fp16GateError):
    """A category of docs/guides/driver-protocol.md and a message: what, where, what to do."""

    def __init__(self, category: str, message: str) -> None:
        if category not in CATEGORIES:
            raise ValueError(f"no such category: {category}")
        super().__init__(message)
        self.category = category
        self.exit_code = 2 if category in _FOR_THE_CALLER_TO_CHANGE else 3


def one_line(text: str, limit: int = 600) -> str:
    """`text` with all white space and control characters folded to single spaces, cut at `limit` characters."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
