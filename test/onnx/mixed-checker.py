"""Checks ONNX files with onnx.checker and loads them in ONNX Runtime; prints one line of JSON for each fault.

usage: mixed-checker.py FOLDER
"""

import json
import sys
from pathlib import Path

import onnx
import onnxruntime

LEVELS = (
    onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL,
    onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC,
)


def faults(path: Path) -> list[str]:
    found = []
    try:
        onnx.checker.check_model(str(path), full_check=True)
        onnx.shape_inference.infer_shapes(onnx.load(path), check_type=True, strict_mode=True, data_prop=True)
    except Exception as error:
        found.append(f"onnx: {error}")
    for level in LEVELS:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = level
        options.log_severity_level = 4
        options.intra_op_num_threads = 1
        try:
            onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            found.append(f"onnxruntime, {level}: {error}")
    return found


paths = sorted(Path(sys.argv[1]).glob("*.onnx"))
for path in paths:
    for fault in faults(path):
        print(json.dumps({"file": path.stem, "fault": fault}))
print(json.dumps({"checked": len(paths)}))
