"""Generated scenes: bright and dark shapes on a noisy background, cut into square tiles.

A scene is a rule, not an image: every block of BLOCK_PX x BLOCK_PX pixels holds at most one object, drawn from
a random stream that the scene's seed and the block's place select. A tile of a panorama of 16,383 px is thus
rendered alone, and two tiles that overlap show the same objects.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TILE_PX = 64
BLOCK_PX = 36
OBJECT_MIN_PX = 12.0
OBJECT_MAX_PX = 30.0
OBJECT_PROBABILITY = 0.8
# Slivers thinner than this at the border of a tile are no objects.
VISIBLE_MIN_PX = 4.0
# Standard deviation of the sensor noise; objects differ from the background by 0.25 to 0.5.
NOISE = 0.04
# The exposure of a sweep drifts with the column: at this column the contrast has fallen to one half.
HALF_CONTRAST_PX = 16384.0


@dataclass(frozen=True)
class Scene:
    """Seed and extent, in pixels, of one generated scene."""

    seed: int
    width_px: int
    height_px: int


@dataclass(frozen=True)
class SceneObject:
    """One shape: box (left, top, right, bottom) in scene pixels, contrast to the background, outline."""

    box: np.ndarray
    contrast: float
    elliptic: bool


@dataclass(frozen=True)
class Tile:
    """One tile, float32 throughout.

    image: (1, TILE_PX, TILE_PX), 0 being mid-grey. origin: x and y of its upper left corner. boxes: (n, 4), the visible
    parts of the objects as left, top, right, bottom. Origin and boxes are in scene pixels.
    """

    image: np.ndarray
    origin: np.ndarray
    boxes: np.ndarray


def small_scene(random: np.random.Generator) -> Scene:
    """A scene of 192 to 384 px a side."""
    width_px, height_px = random.integers(192, 385, size=2)
    return Scene(int(random.integers(2**31)), int(width_px), int(height_px))


def panorama(random: np.random.Generator) -> Scene:
    """A large scene: 4,096 to 16,383 px wide, 1,024 to 4,096 px high."""
    width_px = random.integers(4096, 16384)
    height_px = random.integers(1024, 4097)
    return Scene(int(random.integers(2**31)), int(width_px), int(height_px))


def random_tile(scene: Scene, random: np.random.Generator) -> Tile:
    """A tile whose origin is any whole pixel of the scene that leaves the tile inside."""
    left = random.integers(0, scene.width_px - TILE_PX + 1)
    top = random.integers(0, scene.height_px - TILE_PX + 1)
    return render_tile(scene, int(left), int(top), random)


def render_tile(scene: Scene, left: int, top: int, noise: np.random.Generator) -> Tile:
    """The tile whose upper left pixel is (left, top), with fresh sensor noise."""
    image = np.zeros((TILE_PX, TILE_PX))
    columns = left + np.arange(TILE_PX) + 0.5
    rows = top + np.arange(TILE_PX) + 0.5
    boxes = []
    for item in objects_near(scene, left, top):
        image += object_coverage(item, columns, rows) * item.contrast
        visible = clip_box(item.box, left, top)
        if visible[2] - visible[0] >= VISIBLE_MIN_PX and visible[3] - visible[1] >= VISIBLE_MIN_PX:
            boxes.append(visible)
    exposure = 1.0 / (1.0 + columns / HALF_CONTRAST_PX)
    image = image * exposure[None, :] + noise.normal(0.0, NOISE, image.shape)
    return Tile(
        image=image[None].astype(np.float32),
        origin=np.array([left, top], np.float32),
        boxes=np.array(boxes, np.float32).reshape(-1, 4),
    )


def objects_near(scene: Scene, left: int, top: int) -> list[SceneObject]:
    """The objects of all blocks that the tile at (left, top) touches."""
    found = []
    for row in range(top // BLOCK_PX, (top + TILE_PX - 1) // BLOCK_PX + 1):
        for column in range(left // BLOCK_PX, (left + TILE_PX - 1) // BLOCK_PX + 1):
            item = object_in_block(scene, column, row)
            if item is not None:
                found.append(item)
    return found


def object_in_block(scene: Scene, column: int, row: int) -> SceneObject | None:
    """The object of one block, or None; blocks that reach beyond the scene are empty."""
    if (column + 1) * BLOCK_PX > scene.width_px or (row + 1) * BLOCK_PX > scene.height_px:
        return None
    random = np.random.default_rng([scene.seed, column, row])
    if random.random() > OBJECT_PROBABILITY:
        return None
    size = random.uniform(OBJECT_MIN_PX, OBJECT_MAX_PX, size=2)
    corner = np.array([column, row]) * BLOCK_PX + random.uniform(1.0, BLOCK_PX - 1.0 - size)
    contrast = float(random.uniform(0.25, 0.5) * random.choice([-1.0, 1.0]))
    return SceneObject(np.concatenate([corner, corner + size]), contrast, bool(random.random() < 0.5))


def object_coverage(item: SceneObject, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The share (0 to 1) of every pixel that the object covers; columns and rows are pixel centres."""
    left, top, right, bottom = item.box
    if not item.elliptic:
        across = np.clip(np.minimum(columns - left, right - columns) + 0.5, 0.0, 1.0)
        down = np.clip(np.minimum(rows - top, bottom - rows) + 0.5, 0.0, 1.0)
        return down[:, None] * across[None, :]
    half_width, half_height = (right - left) / 2, (bottom - top) / 2
    across = (columns - (left + right) / 2) / half_width
    down = (rows - (top + bottom) / 2) / half_height
    radius = np.sqrt(across[None, :] ** 2 + down[:, None] ** 2)
    return np.clip((1.0 - radius) * min(half_width, half_height) + 0.5, 0.0, 1.0)


def clip_box(box: np.ndarray, left: int, top: int) -> np.ndarray:
    """The part of a box that lies inside the tile at (left, top); its extent may be negative."""
    low = np.array([left, top, left, top])
    return np.clip(box, low, low + TILE_PX)


def draw_tiles(kind: str, count: int, seed: int) -> list[Tile]:
    """Tiles of random scenes of one kind ("small" or "panorama"), four tiles a scene; the seed decides all."""
    random = np.random.default_rng([seed, {"small": 0, "panorama": 1}[kind]])
    make_scene = {"small": small_scene, "panorama": panorama}[kind]
    tiles: list[Tile] = []
    while len(tiles) < count:
        scene = make_scene(random)
        tiles += [random_tile(scene, random) for _ in range(min(4, count - len(tiles)))]
    return tiles
