"""Capture the trained detector of one job for the gate: ONNX model, sample inputs, FP32 outputs of PyTorch.

    python examples/detector/capture.py --job a

Writes job-a/ or job-b/ beside this file. Both jobs get the same tiles of small scenes, which neither was trained on;
job b gets one more sample of panorama tiles, apart, in job-b/samples-large/. Needs the package in python/.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch

import fp16_gate
from model import Detector
from scenes import draw_tiles

HERE = Path(__file__).resolve().parent
OPSET = 18
BATCH = 8
SMALL_SAMPLES = 4
LARGE_SAMPLES = 1
SAMPLE_SEED = 2_000_003


def load_detector(checkpoint: Path) -> Detector:
    """The detector of a checkpoint, in evaluation mode."""
    detector = Detector()
    detector.load_state_dict(torch.load(checkpoint, weights_only=True))
    return detector.eval()


def sample_inputs(kind: str, count: int) -> list[dict[str, torch.Tensor]]:
    """Inputs of `count` samples, BATCH tiles each: image (BATCH, 1, 64, 64) and origin (BATCH, 2)."""
    tiles = draw_tiles(kind, count * BATCH, SAMPLE_SEED)
    images = torch.from_numpy(np.stack([tile.image for tile in tiles]))
    origins = torch.from_numpy(np.stack([tile.origin for tile in tiles]))
    pairs = zip(images.split(BATCH), origins.split(BATCH))
    return [{"image": image, "origin": origin} for image, origin in pairs]


def capture(checkpoint: Path, samples: list[dict[str, torch.Tensor]], out: Path) -> None:
    """Model and samples into the folder `out`; an earlier capture there is replaced."""
    result = fp16_gate.capture(
        load_detector(checkpoint),
        samples,
        out,
        opset=OPSET,
        output_names=["boxes", "scores"],
        checkpoint=checkpoint,
        force=True,
    )
    for note in result.notes:
        print(f"{out.name}: {note}")


def capture_large_samples(checkpoint: Path, job_folder: Path) -> None:
    """Panorama tiles for the model that `job_folder` already holds: samples and their manifest only."""
    with tempfile.TemporaryDirectory() as folder:
        captured = Path(folder) / "large"
        capture(checkpoint, sample_inputs("panorama", LARGE_SAMPLES), captured)
        large = job_folder / "samples-large"
        shutil.copytree(captured / "samples", large)
        shutil.copy(captured / "manifest.json", large)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--job", choices=["a", "b"], required=True)
    parser.add_argument("--checkpoints", type=Path, default=HERE / "checkpoints", help="folder that train.py wrote")
    parser.add_argument("--out", type=Path, default=HERE, help="where job-a/ and job-b/ are written")
    options = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = options.checkpoints / f"job-{options.job}.pt"
    job_folder = options.out / f"job-{options.job}"
    capture(checkpoint, sample_inputs("small", SMALL_SAMPLES), job_folder)
    if options.job == "b":
        capture_large_samples(checkpoint, job_folder)
    print(job_folder)


if __name__ == "__main__":
    main()
