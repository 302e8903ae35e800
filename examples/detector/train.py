"""Train the detector of one job on generated scenes and save its checkpoint.

    python examples/detector/train.py --job a      # small scenes
    python examples/detector/train.py --job b      # the same small scenes, and panoramas besides

One CPU thread, fixed seeds: a rerun on the same machine and PyTorch gives the same weights.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from model import CELLS, Detector, cell_centres
from quality import detection_quality
from scenes import Tile, draw_tiles

HERE = Path(__file__).resolve().parent
SMALL_TILES = 4000
PANORAMA_TILES = 8000
BATCH = 64
STEPS = 700
PEAK_LEARNING_RATE = 2e-3
# One pixel of box error weighs as much as this many nats of score error.
BOX_WEIGHT = 0.3
HELD_OUT_TILES = 512
HELD_OUT_SEED = 1_000_003


def training_tiles(job: str, seed: int) -> list[Tile]:
    """Job a: tiles of small scenes. Job b: the very same tiles, and twice as many of panoramas."""
    tiles = draw_tiles("small", SMALL_TILES, seed)
    if job == "b":
        tiles += draw_tiles("panorama", PANORAMA_TILES, seed)
    return tiles


def cell_targets(tile: Tile) -> tuple[np.ndarray, np.ndarray]:
    """For each cell whether its centre lies in a visible box (cells,), and that box (cells, 4) in scene pixels."""
    centres = cell_centres().numpy() + tile.origin
    positive = np.zeros(CELLS, np.float32)
    boxes = np.zeros((CELLS, 4), np.float32)
    for box in tile.boxes:
        inside = ((centres > box[:2]) & (centres < box[2:])).all(1)
        positive[inside] = 1.0
        boxes[inside] = box
    return positive, boxes


def detector_loss(
    boxes: torch.Tensor, scores: torch.Tensor, positive: torch.Tensor, target: torch.Tensor
) -> torch.Tensor:
    """Binary cross-entropy of all cells, plus smooth L1 (in pixels) of the boxes of cells that hold an object."""
    score_loss = functional.binary_cross_entropy_with_logits(scores, positive)
    distance = functional.smooth_l1_loss(boxes, target, reduction="none").mean(-1)
    return score_loss + BOX_WEIGHT * (distance * positive).sum() / positive.sum().clamp(min=1.0)


def train(job: str, seed: int, steps: int = STEPS) -> Detector:
    """The detector of a job ("a" or "b"), in evaluation mode."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    tiles = training_tiles(job, seed)
    images = torch.from_numpy(np.stack([tile.image for tile in tiles]))
    origins = torch.from_numpy(np.stack([tile.origin for tile in tiles]))
    targets = [cell_targets(tile) for tile in tiles]
    positive = torch.from_numpy(np.stack([target[0] for target in targets]))
    boxes = torch.from_numpy(np.stack([target[1] for target in targets]))

    detector = Detector()
    detector.fit_origin(origins)
    optimizer = torch.optim.AdamW(detector.parameters(), lr=PEAK_LEARNING_RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_LEARNING_RATE, total_steps=steps, pct_start=0.1)
    detector.train()
    for step in range(steps):
        rows = torch.randint(len(tiles), (BATCH,))
        found_boxes, scores = detector(images[rows], origins[rows])
        loss = detector_loss(found_boxes, scores, positive[rows], boxes[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"job {job} step {step:5d} of {steps}: loss {loss.item():.3f}", flush=True)
    return detector.eval()


def print_quality(detector: Detector) -> None:
    """Recall and mean overlap on held-out tiles of both kinds of scene."""
    for kind in ("small", "panorama"):
        quality = detection_quality(detector, draw_tiles(kind, HELD_OUT_TILES, HELD_OUT_SEED))
        print(f"held-out {kind}: {quality}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--job", choices=["a", "b"], required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=HERE / "checkpoints", help="folder of the checkpoint")
    options = parser.parse_args()
    started = time.monotonic()
    detector = train(options.job, options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / f"job-{options.job}.pt"
    torch.save(detector.state_dict(), path)
    print_quality(detector)
    print(f"{path} after {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
