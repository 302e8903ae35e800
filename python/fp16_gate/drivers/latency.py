"""Latency from many runs, with the clocks of the GPU beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

# A run of a second would take minutes in 100 repetitions: enough runs within this time do as well.
MAX_SECONDS = 10.0
LEAST_RUNS = 10
LEAST_WARM_UP_RUNS = 5


def measure(run: Callable[[], float], runs: int, method: str, clocks: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
    """`latencyMs` of the protocol. `run` runs once and returns milliseconds; `clocks` reads the GPU's state, or None.

    Stops before `runs` when they would take more than MAX_SECONDS, but not before LEAST_RUNS.
    """
    warm_up = max(LEAST_WARM_UP_RUNS, runs // 10)
    _repeat(run, warm_up)
    before = clocks()
    times = np.array(_repeat(run, runs))
    after = clocks()
    return {
        "median": float(np.median(times)),
        "p95": float(np.percentile(times, 95)),
        "mean": float(times.mean()),
        "min": float(times.min()),
        "max": float(times.max()),
        "runs": len(times),
        "warmUpRuns": warm_up,
        "method": method,
        "includesTransfers": False,
        "clocks": {"before": before, "after": after} if before and after else None,
    }


def _repeat(run: Callable[[], float], runs: int) -> list[float]:
    start = time.perf_counter()
    times: list[float] = []
    while len(times) < runs and (len(times) < LEAST_RUNS or time.perf_counter() - start < MAX_SECONDS):
        times.append(run())
    return times


def wall_clock(action: Callable[[], object]) -> float:
    """Milliseconds that `action` takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000
