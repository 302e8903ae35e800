"""Converts networks with AutoCast and onnxconverter-common, and prints one JSON line a conversion.

    PYTHON bench/overrides-convert.py OUT SECONDS FOLDER...

Each FOLDER holds model.onnx, inputs.safetensors and truth.json (with `atol`). Writes OUT/NAME.TOOL.onnx. Every conversion
runs in a process of its own, ended after SECONDS. Needs the packages of test/overrides/peers/requirements.txt.
"""

import contextlib
import json
import multiprocessing
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import onnx
from modelopt.onnx.autocast import convert_to_mixed_precision
from onnxconverter_common import auto_mixed_precision, float16

DTYPES = {"F32": np.float32, "F16": np.float16, "F64": np.float64, "I64": np.int64, "I32": np.int32, "BOOL": np.bool_, "U8": np.uint8}


def read_safetensors(path):
    content = path.read_bytes()
    start = 8 + int.from_bytes(content[:8], "little")
    arrays = {}
    for name, entry in json.loads(content[8:start]).items():
        if name != "__metadata__":
            begin, end = (start + offset for offset in entry["data_offsets"])
            arrays[name] = np.frombuffer(content[begin:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return arrays


class Tries:
    """How often a converter tried something, also when it ends with an error."""

    count = 0


def autocast(folder, inputs, _atol):
    """With its own rules, on the sample's data. It runs the FP32 model once and tries nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "inputs.npz"
        np.savez(data, **inputs)
        model = convert_to_mixed_precision(str(folder / "model.onnx"), keep_io_types=True, calibration_data=str(data))
    return model


def plain(folder, _inputs, _atol):
    """convert_float_to_float16 as it is."""
    return float16.convert_float_to_float16(onnx.load(folder / "model.onnx"), keep_io_types=True)


def auto_mixed(folder, inputs, atol):
    """auto_convert_mixed_precision, which tries segments of nodes until the outputs agree to `atol`."""
    convert_all = float16.convert_float_to_float16

    def counted(*args, **kwargs):
        Tries.count += 1
        return convert_all(*args, **kwargs)

    def agrees(one, other):
        return all(np.allclose(a, b, rtol=0, atol=atol) for a, b in zip(one, other))

    float16.convert_float_to_float16 = counted
    return auto_mixed_precision.auto_convert_mixed_precision(
        onnx.load(folder / "model.onnx"), inputs, validate_fn=agrees, keep_io_types=True
    )


TOOLS = {"autocast": autocast, "onnxconverter-common": plain, "auto_mixed_precision": auto_mixed}


def convert(tool, folder, target, answer):
    warnings.simplefilter("ignore")
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        atol = json.loads((folder / "truth.json").read_text())["atol"]
        inputs = read_safetensors(folder / "inputs.safetensors")
        start = time.monotonic()
        try:
            model = TOOLS[tool](folder, inputs, atol)
            seconds = time.monotonic() - start
            onnx.save(model, target)
            answer.put({"seconds": seconds, "tries": Tries.count})
        except Exception as error:  # What a converter fails with is a result.
            text = f"{type(error).__name__}: {error}"[:300]
            answer.put({"seconds": time.monotonic() - start, "tries": Tries.count, "error": text})


def main(out, seconds, folders):
    # The packages are loaded once; no session is opened before the fork.
    context = multiprocessing.get_context("fork")
    for folder in map(Path, folders):
        for tool in TOOLS:
            target = Path(out) / f"{folder.name}.{tool}.onnx"
            answer = context.Queue()
            process = context.Process(target=convert, args=(tool, folder, target, answer))
            process.start()
            process.join(float(seconds))
            if process.is_alive():
                process.kill()
                process.join()
                result = {"seconds": float(seconds), "error": f"no answer within {seconds} s"}
            else:
                result = answer.get() if not answer.empty() else {"seconds": 0, "error": f"ended with {process.exitcode}"}
            print(json.dumps({"network": folder.name, "tool": tool, **result}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
