"""Running an engine over the samples of a job, as often as wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np

from .answer import OutFolder
from .inputs import read_inputs
from .job import Job

Tensors = Mapping[str, np.ndarray]


def run_samples(
    job: Job, out: OutFolder, run: Callable[[dict[str, np.ndarray]], Tensors], added: Collection[str] = ()
) -> list[dict[str, Any]]:
    """`samples` of the protocol. `run` returns one sample's tensors by name; those of `added` are no outputs of the model."""
    answers = []
    for files in job.samples:
        inputs = read_inputs(files)
        first = run(inputs)
        answer: dict[str, Any] = {
            "outputs": out.write_tensors({name: value for name, value in first.items() if name not in added}),
            "intermediates": out.write_tensors({name: value for name, value in first.items() if name in job.want.intermediates}),
            "repeats": [],
        }
        for _ in range(job.want.repeats - 1):
            again = run(inputs)
            outputs = {name: value for name, value in again.items() if name not in added}
            answer["repeats"].append({"outputs": out.write_tensors(outputs)})
        answers.append(answer)
    return answers
