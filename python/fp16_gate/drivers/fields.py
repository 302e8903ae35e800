"""Taking typed values out of parsed JSON: every key is read once, what is left over is an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .errors import DriverError

Check = Callable[[Any], bool]

_REQUIRED = object()


class Fields:
    """One JSON object. `where` names it in messages."""

    def __init__(self, value: Any, where: str) -> None:
        if not isinstance(value, dict):
            raise DriverError("job", f"{where} is not an object")
        self._left = dict(value)
        self._where = where

    def take(self, key: str, check: Callable[[Any], bool], default: Any = _REQUIRED) -> Any:
        """The value of `key`, or `default` where it is absent or null."""
        value = self._left.pop(key, None)
        if value is None and default is not _REQUIRED:
            return default
        if value is None:
            raise DriverError("job", f"{self._where}: {key} is missing")
        if not check(value):
            raise DriverError("job", f"{self._where}: {key} is {str(value)[:80]!r}, expected {check.__doc__}")
        return value

    def nested(self, key: str, default: Any = _REQUIRED) -> Fields:
        return Fields(self.take(key, object_of(None), default), f"{self._where}: {key}")

    def items(self, key: str) -> list[Fields]:
        return [Fields(item, f"{self._where}: {key}[{index}]") for index, item in enumerate(self.take(key, _list))]

    def names_set(self) -> list[str]:
        """Keys with a value, as long as none was taken."""
        return [name for name, value in self._left.items() if value is not None]

    def done(self) -> None:
        """Raise for keys that nobody took."""
        if self._left:
            raise DriverError("job", f"{self._where}: unknown key {sorted(self._left)[0]!r}; this driver may be too old for it")


def text(value: Any) -> bool:
    """a text that is not empty"""
    return isinstance(value, str) and value != "" and "\0" not in value


def boolean(value: Any) -> bool:
    """true or false"""
    return isinstance(value, bool)


def texts(value: Any) -> bool:
    """a list of texts"""
    return isinstance(value, list) and all(text(item) for item in value)


def _list(value: Any) -> bool:
    """a list"""
    return isinstance(value, list)


def strings(least: int) -> Check:
    return _described(lambda value: texts(value) and len(value) >= least, f"a list of at least {least} texts")


def integer(least: int) -> Check:
    return _described(
        lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value < 1 << 31,
        f"an integer of at least {least}",
    )


def choice(*values: str) -> Check:
    return _described(lambda value: isinstance(value, str) and value in values, "one of " + ", ".join(values))


def object_of(check: Any) -> Check:
    """An object whose values pass `check`: a checking function, a type, or None for anything."""

    def matches(value: Any) -> bool:
        if isinstance(check, type):
            return isinstance(value, check)
        return check is None or check(value)

    return _described(
        lambda value: isinstance(value, dict) and all(matches(item) for item in value.values()), "an object of the documented form"
    )


def _described(check: Check, expected: str) -> Check:
    check.__doc__ = expected
    return check
