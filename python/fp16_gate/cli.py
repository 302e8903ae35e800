"""Command line: `python -m fp16_gate capture …`. Exit codes: 0 done, 2 something to change, 3 could not be done."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from .errors import Fp16GateError, InputError, first_line
from .version import __version__

EXIT_FAILED = 3
EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code."""
    options = _parser().parse_args(list(arguments))
    signal.signal(signal.SIGTERM, _stop)  # a cancelled job must not leave a half-written folder
    try:
        return _capture(options)
    except Fp16GateError as error:
        return _report(str(error), error.exit_code, options.debug)
    except KeyboardInterrupt:
        return _report("interrupted; nothing was written", EXIT_INTERRUPTED, False)
    except Exception as error:
        return _report(f"failed unexpectedly: {first_line(error)}; run again with --debug for the traceback", EXIT_FAILED, options.debug)


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _report(message: str, code: int, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exc()
    print(f"fp16_gate capture: {' '.join(message.split())}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fp16_gate", description="PyTorch side of fp16-gate.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    capture = commands.add_parser(
        "capture",
        allow_abbrev=False,
        help="export a model and record its inputs and FP32 outputs",
        description="Export a model to ONNX and record inputs, FP32 reference outputs and, where possible, autocast and half outputs.",
    )
    add = capture.add_argument
    add("factory", metavar="pkg.module:factory", help="callable returning the model in eval mode, or (model, samples)")
    add("--out", required=True, metavar="DIR", help="folder to write; must not exist, or be empty")
    add("--samples", metavar="PATH", help="file or folder: .safetensors, .npz, .npy, .pt (replaces the factory's samples)")
    add("--checkpoint", metavar="FILE", help="state dict to load: torch.save (weights only) or .safetensors")
    add("--checkpoint-key", metavar="KEY", help="entry of the checkpoint that holds the state dict")
    add("--exporter", choices=("dynamo", "torchscript"), default="dynamo", help="default: dynamo, which keeps source lines")
    add("--opset", type=int, metavar="N", help="ONNX opset; default: the exporter's own")
    add("--no-optimize", action="store_true", help="leave out the exporter's constant folding and simplification")
    add("--modules", nargs="*", metavar="GLOB", help="record activations per module: of all, or of those whose path matches")
    add("--modules-max-bytes", type=int, default=1 << 30, metavar="BYTES", help="limit of the activations per sample (default 1 GiB)")
    add("--no-autocast", action="store_true", help="do not record autocast outputs")
    add("--no-half", action="store_true", help="do not record outputs of a .half() copy")
    add("--device", metavar="cpu|cuda", help="where to run; default: where the factory leaves the model")
    add("--seed", type=int, default=0, metavar="N", help="seed of PyTorch's generators, also set before the factory (default 0)")
    add("--dynamic-batch", action="store_true", help="make axis 0 of every input symbolic")
    add("--dynamic", action="append", default=[], metavar="INPUT:AXIS=NAME,…", help="make axes of an input symbolic; may be repeated")
    add("--input-names", type=_names, metavar="A,B", help="names of the inputs instead of forward's parameters")
    add("--output-names", type=_names, metavar="A,B", help="names of the outputs instead of the returned keys")
    add("--float32", action="store_true", help="convert a model with FP16 or BF16 weights instead of refusing it")
    add("--max-samples", type=int, default=64, metavar="N", help="stop after so many samples (default 64)")
    add("--force", action="store_true", help="replace an earlier capture in DIR")
    add("--debug", action="store_true", help="print the traceback of an error")
    return parser


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def parse_dynamic(specs: Sequence[str]) -> dict[str, dict[int, str]]:
    """`image:0=batch,2=height` (one entry per input) as input name -> axis -> symbol."""
    axes: dict[str, dict[int, str]] = {}
    for spec in specs:
        name, colon, rest = spec.rpartition(":")
        for part in rest.split(","):
            axis, equals, symbol = part.partition("=")
            if not colon or not name or not equals or not axis.strip().isdigit() or not symbol.strip():
                raise InputError(f"--dynamic {spec!r} is not of the form INPUT:AXIS=NAME,AXIS=NAME; give for instance image:0=batch")
            axes.setdefault(name, {})[int(axis)] = symbol.strip()
    return axes


def _capture(options: argparse.Namespace) -> int:
    from .output_folder import check_free
    from .pytorch.require import require_packages

    dynamic = parse_dynamic(options.dynamic)
    require_packages(options.exporter)
    check_free(os.path.abspath(options.out), options.force)
    notes: list[str] = []
    model, samples = _model_and_samples(options, notes)
    from .pytorch.capture import capture

    result = capture(
        model,
        samples,
        options.out,
        exporter=options.exporter,
        opset=options.opset,
        optimize=not options.no_optimize,
        modules=options.modules if options.modules else options.modules is not None,
        modules_max_bytes=options.modules_max_bytes,
        autocast=not options.no_autocast,
        half=not options.no_half,
        device=options.device,
        seed=options.seed,
        dynamic_batch=options.dynamic_batch,
        dynamic_axes=dynamic,
        input_names=options.input_names,
        output_names=options.output_names,
        float32=options.float32,
        max_samples=options.max_samples,
        checkpoint=options.checkpoint,
        force=options.force,
        notes=notes,
    )
    for note in result.notes:
        print(f"note: {note}", file=sys.stderr)
    print(f"wrote {len(result.samples)} samples, inputs {', '.join(result.inputs)}, outputs {', '.join(result.outputs)}")
    print(f"next: fp16-gate check {result.model} --samples {os.path.join(result.path, 'samples')}")
    return 0


def _model_and_samples(options: argparse.Namespace, notes: list[str]) -> tuple[Any, Any]:
    import torch

    from .pytorch.checkpoint import load_checkpoint
    from .pytorch.factory import load_factory
    from .pytorch.sample_files import open_samples

    torch.manual_seed(options.seed)
    model, samples = load_factory(options.factory)
    if options.checkpoint is not None:
        load_checkpoint(model, options.checkpoint, options.checkpoint_key, notes)
    elif options.checkpoint_key is not None:
        raise InputError("--checkpoint-key is given without --checkpoint; give both")
    else:
        notes.append("no checkpoint was given: the weights are those that the factory makes")
    if options.samples is not None:
        samples = open_samples(options.samples)
    if samples is None:
        raise InputError(f"there are no samples: pass --samples, or let {options.factory} return (model, samples)")
    return model, samples
