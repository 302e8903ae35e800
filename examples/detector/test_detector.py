"""Tests of the example: python -m pytest examples/detector"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from model import CELLS, REACH_PX, Detector, cell_centres  # noqa: E402
from quality import overlaps, strongest_boxes  # noqa: E402
from scenes import TILE_PX, Scene, draw_tiles, objects_near, render_tile  # noqa: E402
from train import cell_targets  # noqa: E402

JOBS = ("job-a", "job-b")


def test_overlapping_tiles_show_the_same_objects():
    scene = Scene(seed=5, width_px=16383, height_px=4096)
    first = [tuple(item.box) for item in objects_near(scene, 9001, 777)]
    second = [tuple(item.box) for item in objects_near(scene, 9033, 777)]
    shared = [box for box in first if box[0] >= 9033 and box[2] <= 9001 + TILE_PX]
    assert shared
    assert set(shared) <= set(second)


def test_objects_stand_out_from_the_background_inside_their_box_only():
    scene = Scene(seed=5, width_px=384, height_px=384)
    tile = render_tile(scene, 101, 53, np.random.default_rng(0))
    contrast = np.abs(tile.image[0])
    columns, rows = np.meshgrid(101 + np.arange(TILE_PX) + 0.5, 53 + np.arange(TILE_PX) + 0.5)
    inside = np.zeros((TILE_PX, TILE_PX), bool)
    for left, top, right, bottom in tile.boxes:
        inside |= (columns > left - 1) & (columns < right + 1) & (rows > top - 1) & (rows < bottom + 1)
        assert contrast[int((top + bottom) / 2) - 53, int((left + right) / 2) - 101] > 0.1
    assert len(tile.boxes) > 0
    assert contrast[~inside].mean() < 0.05


@pytest.mark.parametrize("kind", ["small", "panorama"])
def test_tiles_are_decided_by_the_seed_and_hold_boxes_inside_the_tile(kind):
    tiles, again, other = draw_tiles(kind, 20, 3), draw_tiles(kind, 20, 3), draw_tiles(kind, 20, 4)
    for tile, same in zip(tiles, again):
        np.testing.assert_array_equal(tile.image, same.image)
        np.testing.assert_array_equal(tile.boxes, same.boxes)
        assert (tile.boxes[:, :2] >= tile.origin).all()
        assert (tile.boxes[:, 2:] <= tile.origin + TILE_PX).all()
    assert any((tile.origin != different.origin).any() for tile, different in zip(tiles, other))


def test_tile_origins_are_not_on_a_grid_that_fp16_holds_exactly():
    origins = np.stack([tile.origin for tile in draw_tiles("panorama", 100, 3)])
    assert (origins % 2 == 1).any()
    assert origins.max() > 8192
    assert (origins.astype(np.float16).astype(np.float32) != origins).any()


def test_cells_inside_an_object_get_its_box_and_others_none():
    tile = draw_tiles("small", 1, 3)[0]
    positive, boxes = cell_targets(tile)
    centres = cell_centres().numpy() + tile.origin
    assert 0 < positive.sum() < CELLS
    for cell in range(CELLS):
        holders = [box for box in tile.boxes if (box[:2] < centres[cell]).all() and (centres[cell] < box[2:]).all()]
        assert positive[cell] == len(holders)
        if holders:
            np.testing.assert_array_equal(boxes[cell], holders[0])


def test_decoded_boxes_are_origin_plus_corners_in_fp32():
    detector = Detector().eval()
    origins = torch.tensor([[0.0, 0.0], [12345.0, 3001.0], [16319.0, 4032.0]])
    detector.fit_origin(origins)
    corners = torch.rand(3, CELLS, 4) * TILE_PX
    with torch.no_grad():
        boxes = detector.decode_boxes(detector.normalize_origin(origins), corners)
    expected = origins.repeat(1, 2)[:, None, :].double() + corners.double()
    assert (boxes - expected).abs().max() < 0.01


def test_boxes_stay_within_reach_of_their_cell():
    detector = Detector().eval()
    with torch.no_grad():
        corners = detector.box_head(1000 * torch.randn(2, CELLS, 64))
    distance = (corners - cell_centres().repeat(1, 2)).abs()
    assert distance.max() <= REACH_PX


def test_overlap_of_known_boxes():
    others = np.array([[0.0, 0.0, 2.0, 2.0], [1.0, 0.0, 3.0, 2.0], [5.0, 5.0, 6.0, 6.0]])
    np.testing.assert_allclose(overlaps(others[0], others), [1.0, 1.0 / 3.0, 0.0])


def test_duplicates_and_weak_boxes_are_dropped():
    boxes = np.array([[0, 0, 10, 10], [0, 0, 10, 9], [20, 20, 30, 30], [40, 40, 50, 50]], np.float64)
    kept = strongest_boxes(boxes, np.array([0.8, 0.9, 0.7, 0.4]))
    np.testing.assert_array_equal(kept, boxes[[1, 2]])


@pytest.mark.parametrize("job", JOBS)
def test_the_committed_model_names_lines_that_model_py_has(job):
    lines = (HERE / "model.py").read_text().splitlines()
    frame = re.compile(r'File "([^"]+)", line (\d+), in \w+\n +(.+)')
    seen = 0
    for node in onnx.load(HERE / job / "model.onnx").graph.node:
        traces = [entry.value for entry in node.metadata_props if entry.key == "pkg.torch.onnx.stack_trace"]
        for path, line, code in frame.findall("\n".join(traces)):
            assert not Path(path).is_absolute(), path
            if path == "examples/detector/model.py":
                assert lines[int(line) - 1].strip().startswith(code.strip()), f"{node.name}: {path}:{line}"
                seen += 1
    assert seen > 100


@pytest.mark.parametrize("job", JOBS)
def test_modules_of_normalisation_and_decoding_are_named_in_the_committed_model(job):
    scopes = [
        entry.value
        for node in onnx.load(HERE / job / "model.onnx").graph.node
        for entry in node.metadata_props
        if entry.key == "pkg.torch.onnx.name_scopes"
    ]
    assert sum("'normalize_origin'" in scope for scope in scopes) == 2
    assert sum("'decode_boxes'" in scope for scope in scopes) >= 4


@pytest.mark.parametrize("manifest", sorted(HERE.glob("job-*/**/manifest.json")), ids=lambda path: path.parent.name)
def test_manifests_hold_no_path_of_the_machine_that_captured(manifest):
    texts = re.findall(r'"([^"]*)"', manifest.read_text())
    assert "fp16-gate capture" in texts
    assert [text for text in texts if text.startswith(("/", "\\")) or re.match(r"[A-Za-z]:[/\\]", text)] == []


def test_committed_files_stay_below_three_megabytes():
    size = sum(path.stat().st_size for job in JOBS for path in (HERE / job).rglob("*") if path.is_file())
    assert size < 3_000_000


def test_both_jobs_were_captured_on_the_same_small_tiles():
    for sample in sorted((HERE / "job-a" / "samples").iterdir()):
        first = (sample / "inputs.safetensors").read_bytes()
        assert first == (HERE / "job-b" / "samples" / sample.name / "inputs.safetensors").read_bytes()
