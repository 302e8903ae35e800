"""`python -m fp16_gate.drivers.tensorrt job.json`."""

from __future__ import annotations

import sys

from ..main import main
from .driver import HONOURED, run

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], run, HONOURED))
