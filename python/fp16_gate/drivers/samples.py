"""Running an engine over the samples of a job, as often as wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .answer import OutFolder
from .inputs import read_inputs
from .job import Job

Tensors = Mapping[str, np.ndarray]


def run_samples(job: Job, out: OutFolder, run: Callable[[dict[str, np.ndarray]], Tensors]) -> list[dict[str, Any]]:
    """`samples` of the protocol. `run` returns the outputs and the wanted intermediates of one sample by name."""
    answers = []
    for files in job.samples:
        inputs = read_inputs(files)
        first = run(inputs)
        asked = set(job.want.intermediates)
        answer: dict[str, Any] = {
            "outputs": out.write_tensors({name: value for name, value in first.items() if name not in asked}),
            "intermediates": out.write_tensors({name: value for name, value in first.items() if name in asked}),
            "repeats": [],
        }
        for _ in range(job.want.repeats - 1):
            again = run(inputs)
            answer["repeats"].append({"outputs": out.write_tensors({name: value for name, value in again.items() if name not in asked})})
        answers.append(answer)
    return answers
