"""Running many commands at once, none for too long and all within one deadline, with everything kept that they said."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple


class Ended(NamedTuple):
    """How a command ended: exit status, or None when it was stopped; seconds; the last line of its log."""

    status: int | None
    seconds: float
    last_line: str


class Deadline:
    """Seconds that are left in all."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        return self._end - time.monotonic()


def run_bounded(
    command: Sequence[str], log: Path, seconds: float, environment: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Ended:
    """Run a command with its output in `log`; after `seconds` its whole process group is killed."""
    start = time.monotonic()
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment, cwd=cwd, start_new_session=True
        )
        try:
            status: int | None = process.wait(timeout=max(seconds, 1))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            status = None
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return Ended(status, time.monotonic() - start, lines[-1] if lines else "")


def for_each(items: Sequence[str], jobs: int, deadline: Deadline, work: Callable[[str, float], str]) -> None:
    """Call `work(item, seconds left)` for all items, `jobs` at a time, and print what it returns. What fails is printed, too."""
    printing = threading.Lock()

    def one(item: str) -> None:
        left = deadline.left()
        try:
            line = work(item, left) if left > 5 else "not started: no time left"
        except Exception as error:
            line = f"FAILED {type(error).__name__}: {error}"
        with printing:
            print(f"{item:42} {line}", flush=True)

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        list(pool.map(one, items))
