"""A small detector: convolutional stem, Transformer, one box and one score for each of the 64 cells of a tile.

The tile's place in its scene is a second input. It is standardised with the mean and deviation of the training
set (NormalizeOrigin), enters the trunk, and takes part in the decoding of the boxes (DecodeBoxes), so that boxes
come out in the pixels of the whole scene.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from scenes import TILE_PX

CELL_PX = 8
CELLS = (TILE_PX // CELL_PX) ** 2
# No visible part of an object reaches further from one of its cells than this.
REACH_PX = 32.0


class Stem(nn.Module):
    """Image (n, 1, 64, 64) to one feature vector per cell (n, 64, width)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 16, 3, stride=2, padding=1),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1),
            nn.BatchNorm2d(32),
            nn.ReLU(),
            nn.Conv2d(32, width, 3, stride=2, padding=1),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1),
            nn.BatchNorm2d(width),
            nn.ReLU(),
        )

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.layers(image).flatten(2).transpose(1, 2)


class Attention(nn.Module):
    """Self-attention of all cells of a tile."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, cells: torch.Tensor) -> torch.Tensor:
        count, length, width = cells.shape
        split = self.query_key_value(cells).view(count, length, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(query, key, value)
        return self.out(mixed.transpose(1, 2).reshape(count, length, width))


class Block(nn.Module):
    """One Transformer layer, normalised before each part."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.mlp_norm = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, cells: torch.Tensor) -> torch.Tensor:
        cells = cells + self.attention(self.attention_norm(cells))
        return cells + self.mlp(self.mlp_norm(cells))


class NormalizeOrigin(nn.Module):
    """Origin (n, 2) in scene pixels to units of the training set's deviation around its mean."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(2))
        self.register_buffer("std", torch.ones(2))

    def forward(self, origin: torch.Tensor) -> torch.Tensor:
        centred = origin - self.mean
        return centred / self.std


class DecodeBoxes(nn.Module):
    """Normalised origin (n, 2) and corners inside the tile (n, cells, 4) to boxes in scene pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(2))
        self.register_buffer("std", torch.ones(2))

    def forward(self, normalized_origin: torch.Tensor, corners: torch.Tensor) -> torch.Tensor:
        local = corners.reshape(-1, CELLS, 2, 2) / self.std
        normalized = normalized_origin[:, None, None, :] + local
        scaled = normalized * self.std
        return (scaled + self.mean).reshape(-1, CELLS, 4)


class BoxHead(nn.Module):
    """Cell features to corners (n, cells, 4) in tile pixels: at most REACH_PX from the centre of the cell."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.distances = nn.Linear(width, 4)
        self.register_buffer("centres", cell_centres().repeat(1, 2), persistent=False)
        self.register_buffer("reach", REACH_PX * torch.tensor([-1.0, -1.0, 1.0, 1.0]), persistent=False)

    def forward(self, cells: torch.Tensor) -> torch.Tensor:
        return self.centres + torch.sigmoid(self.distances(cells)) * self.reach


class Detector(nn.Module):
    """Image (n, 1, 64, 64) and origin (n, 2) to boxes (n, 64, 4) and score logits (n, 64).

    The image is around 0 (mid-grey); origin and boxes (left, top, right, bottom) are in scene pixels.
    """

    def __init__(self, width: int = 64, heads: int = 4, depth: int = 2) -> None:
        super().__init__()
        self.stem = Stem(width)
        self.normalize_origin = NormalizeOrigin()
        self.origin_embedding = nn.Linear(2, width)
        self.cell_embedding = nn.Parameter(0.02 * torch.randn(CELLS, width))
        self.blocks = nn.Sequential(*[Block(width, heads) for _ in range(depth)])
        self.norm = nn.LayerNorm(width)
        self.box_head = BoxHead(width)
        self.score_head = nn.Linear(width, 1)
        self.decode_boxes = DecodeBoxes()

    def fit_origin(self, origins: torch.Tensor) -> None:
        """Take mean and deviation from the origins (n, 2) of the training set."""
        for part in (self.normalize_origin, self.decode_boxes):
            part.mean.copy_(origins.mean(0))
            part.std.copy_(origins.std(0))

    def forward(self, image: torch.Tensor, origin: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        normalized_origin = self.normalize_origin(origin)
        place = self.origin_embedding(normalized_origin)[:, None, :]
        cells = self.stem(image) + self.cell_embedding + place
        cells = self.norm(self.blocks(cells))
        boxes = self.decode_boxes(normalized_origin, self.box_head(cells))
        return boxes, self.score_head(cells).squeeze(-1)


def cell_centres() -> torch.Tensor:
    """The centres (x, y) of all cells in tile pixels, row by row: (cells, 2)."""
    middle = torch.arange(TILE_PX // CELL_PX) * float(CELL_PX) + CELL_PX / 2
    rows, columns = torch.meshgrid(middle, middle, indexing="ij")
    return torch.stack([columns.flatten(), rows.flatten()], dim=1)
