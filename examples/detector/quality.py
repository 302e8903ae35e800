"""How good the detector is in FP32: recall, precision and overlap on tiles that it has not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from model import Detector
from scenes import Tile

SCORE_MIN = 0.5
DUPLICATE_OVERLAP = 0.5
MATCH_OVERLAP = 0.5


@dataclass(frozen=True)
class Quality:
    """Shares of objects found and of boxes that hit one, and the mean overlap and corner error (px) of the hits."""

    recall: float
    precision: float
    mean_overlap: float
    mean_error_px: float

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f}, precision {self.precision:.3f}, "
            f"mean IoU {self.mean_overlap:.3f}, mean corner error {self.mean_error_px:.2f} px"
        )


def overlaps(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Intersection over union of one box (4,) with each of others (n, 4)."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[2:], others[:, 2:])
    shared = np.clip(high - low, 0, None).prod(1)
    areas = (others[:, 2:] - others[:, :2]).prod(1)
    return shared / ((box[2:] - box[:2]).prod() + areas - shared)


def strongest_boxes(boxes: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Boxes (n, 4) of one tile above SCORE_MIN, best first, without duplicates (greedy suppression)."""
    kept: list[np.ndarray] = []
    for index in np.argsort(-scores):
        if scores[index] < SCORE_MIN:
            break
        if not kept or overlaps(boxes[index], np.stack(kept)).max() < DUPLICATE_OVERLAP:
            kept.append(boxes[index])
    return np.array(kept, np.float64).reshape(-1, 4)


def detection_quality(detector: Detector, tiles: list[Tile]) -> Quality:
    """Quality over all tiles; a box hits an object when they overlap by MATCH_OVERLAP, each object once."""
    images = torch.from_numpy(np.stack([tile.image for tile in tiles]))
    origins = torch.from_numpy(np.stack([tile.origin for tile in tiles]))
    with torch.no_grad():
        boxes, scores = detector(images, origins)
    probabilities = torch.sigmoid(scores).numpy()
    objects = found = 0
    hits: list[tuple[float, float]] = []
    for tile, tile_boxes, tile_scores in zip(tiles, boxes.double().numpy(), probabilities):
        left = list(tile.boxes.astype(np.float64))
        objects += len(left)
        for box in strongest_boxes(tile_boxes, tile_scores):
            found += 1
            overlap = overlaps(box, np.stack(left)) if left else np.zeros(1)
            if overlap.max() >= MATCH_OVERLAP:
                target = left.pop(int(overlap.argmax()))
                hits.append((float(overlap.max()), float(np.abs(box - target).mean())))
    overlap_of_hits, error_of_hits = np.mean(hits, axis=0) if hits else (0.0, 0.0)
    return Quality(len(hits) / max(objects, 1), len(hits) / max(found, 1), float(overlap_of_hits), float(error_of_hits))
