"""The TensorRT driver as a program, on a machine made of stand-ins: `python stand_in_driver.py VERSION job.json`."""

from __future__ import annotations

import sys
import types
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

from fake_cuda import FakeCuda  # noqa: E402
from fake_tensorrt import World, tensorrt  # noqa: E402

from fp16_gate.drivers.main import main  # noqa: E402
from fp16_gate.drivers.tensorrt.driver import HONOURED, run  # noqa: E402

if __name__ == "__main__":
    bindings = types.ModuleType("cuda.bindings")
    bindings.runtime = FakeCuda().module()
    sys.modules.update({"cuda": types.ModuleType("cuda"), "cuda.bindings": bindings, "cuda.bindings.runtime": bindings.runtime})
    sys.modules["tensorrt"] = tensorrt(World(sys.argv[1]))
    sys.exit(main(sys.argv[2:], run, HONOURED))
