"""Drivers: programs that run a model on an engine for the gate, as docs/guides/driver-protocol.md says.

`python -m fp16_gate.drivers.tensorrt job.json`, likewise `onnxruntime` and `torch`.
"""
