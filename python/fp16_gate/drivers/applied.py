"""What became of the nodes that were to stay in FP32, where the model itself says so."""

from __future__ import annotations

from typing import Any

from .errors import DriverError
from .job import Job
from .onnx_nodes import read_onnx


def applied_in_model(job: Job) -> list[dict[str, Any]]:
    """`applied` for a run of `models.typed`. Raises DriverError(job) for a node that `models.source` lacks."""
    if not job.fp32_nodes:
        return []
    known = read_onnx(job.source).node_keys()
    missing = [node for node in job.fp32_nodes if node not in known]
    if missing:
        raise DriverError("job", f"fp32Nodes names {missing[0]!r}, and {job.source} has no such node; the plan belongs to another model")
    return [{"node": node, "status": "in-model"} for node in job.fp32_nodes]
