"""What all drivers share: the command line, the order of things, and how they end."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from .answer import OutFolder
from .errors import DriverError, one_line
from .job import Job, read_job

Run = Callable[[Job, OutFolder], "dict[str, Any]"]


def main(arguments: Sequence[str], run: Run, honoured: Sequence[str]) -> int:
    """Read the job, run it, write the answer; return the exit status: 0 done, 2 something to change, 3 could not be done.

    `run` returns what goes into result.json; `honoured` names the options that this driver knows how to follow.
    """
    _print_anything()
    try:
        if len(arguments) != 1:
            raise DriverError("job", "give one argument, the path of job.json")
        job = read_job(arguments[0], honoured)
        out = OutFolder(job.out_dir)
        out.write_result(run(job, out))
        return 0
    except DriverError as error:
        return _end(error)
    except MemoryError:
        return _end(DriverError("out-of-memory", "this machine has too little memory; use fewer or smaller samples"))
    except KeyboardInterrupt:
        return _end(DriverError("run", "interrupted"))
    except Exception as error:
        traceback.print_exc()
        return _end(DriverError("internal", f"a defect of this driver: {type(error).__name__}: {error}"))


def _end(error: DriverError) -> int:
    sys.stdout.flush()
    print(f"{error.category}: {one_line(str(error))}", file=sys.stderr, flush=True)
    return error.exit_code


def _print_anything() -> None:
    """Names of a model may hold what the terminal's encoding lacks; an error message must not end in another error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
