"""What became of the nodes that were to stay in FP32, where the model itself says so."""

from __future__ import annotations

from typing import Any

from .job import Job
from .onnx_nodes import names_everywhere


def applied_in_model(job: Job) -> list[dict[str, Any]]:
    """`applied` for a run of `models.typed`: a node counts as there when one of the models has it, in a body or function as well."""
    if not job.fp32_nodes:
        return []
    known = names_everywhere(job.source) | (names_everywhere(job.typed) if job.typed is not None else set())
    return [{"node": node, "status": "in-model" if node in known else "not-found"} for node in job.fp32_nodes]
