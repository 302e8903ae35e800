"""Geometry: warping in pixels, plane-sweep stereo, radiance fields, map coordinates."""

from __future__ import annotations

import math
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

from network import Network, Sample, healthy, rand, randn, smooth_image, trained


class Warp(nn.Module):
    """Fetches features at pixel + flow."""

    def forward(self, features: torch.Tensor, flow: torch.Tensor) -> torch.Tensor:
        height, width = features.shape[-2:]
        y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
        x, y = x + flow[:, 0], y + flow[:, 1]
        grid = torch.stack([2 * x / (width - 1) - 1, 2 * y / (height - 1) - 1], -1)
        return F.grid_sample(features, grid, mode="bilinear", padding_mode="border", align_corners=True)


class RangeSegmenter(nn.Module):
    """Segmentation of a LiDAR range image: features of the last sweep are warped onto this one."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(2, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 16, 3, 2, 1), nn.ReLU())
        self.warp = Warp()
        self.fuse = nn.Sequential(nn.Conv2d(32, 16, 3, padding=1), nn.ReLU())
        self.head = nn.Conv2d(16, 5, 1)

    def forward(self, sweep: torch.Tensor, last: torch.Tensor, flow: torch.Tensor) -> torch.Tensor:
        size = sweep.shape[-2:]
        now = F.interpolate(self.encoder(sweep), size=size, mode="bilinear", align_corners=False)
        before = F.interpolate(self.encoder(last), size=size, mode="bilinear", align_corners=False)
        return self.head(self.fuse(torch.cat([now, self.warp(before, flow)], 1)))


def range_segmenter(width: int) -> tuple[nn.Module, Sample]:
    sweep, last = (smooth_image(1, 2, 16, width, seed=seed, low=-2, high=2) for seed in (151, 161))
    last = last + 0.5 * randn(1, 2, 16, width, seed=171)
    return trained(RangeSegmenter(), 15), {"sweep": sweep, "last": last, "flow": rand(1, 2, 16, width, seed=181, low=-2, high=2)}


class VarianceVolume(nn.Module):
    """MVSNet's cost: variance over the views, as mean of squares less square of the mean."""

    def __init__(self, depths: int) -> None:
        super().__init__()
        self.depths = depths

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        views = features.shape[1]
        total, squares = 0.0, 0.0
        for view in range(views):
            moved = torch.stack([features[:, view].roll(view * depth, -1) for depth in range(self.depths)], 2)
            total, squares = total + moved, squares + moved**2
        return squares / views - (total / views) ** 2


class Stereo(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.feature = nn.Sequential(nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 16, 3, padding=1))
        self.cost = VarianceVolume(6)
        self.regularise = nn.Sequential(nn.Conv2d(16, 16, 1), nn.ReLU(), nn.Conv2d(16, 1, 1))

    def forward(self, views: torch.Tensor) -> torch.Tensor:
        features = self.feature(views.flatten(0, 1)).unflatten(0, views.shape[:2])
        cost = self.cost(features)
        scores = self.regularise(cost.transpose(1, 2).flatten(0, 1)).unflatten(0, (views.shape[0], -1))[:, :, 0]
        return (scores.softmax(1) * torch.arange(scores.shape[1])[:, None, None]).sum(1)


def stereo(level: float) -> tuple[nn.Module, Sample]:
    """level: mean of the features, which variance does not see."""
    model = trained(Stereo(), 16)
    with torch.no_grad():
        model.feature[2].bias.add_(level)
    return model, {"views": smooth_image(3, 3, 24, 24, seed=191, low=-2, high=2)[None]}


class FourierEncoding(nn.Module):
    """NeRF's encoding: sines and cosines of 2^k pi x."""

    def __init__(self, octaves: int) -> None:
        super().__init__()
        self.register_buffer("frequencies", math.pi * 2.0 ** torch.arange(octaves))

    def forward(self, points: torch.Tensor) -> torch.Tensor:
        angles = (points[..., None] * self.frequencies).flatten(-2)
        return torch.cat([angles.sin(), angles.cos()], -1)


class RadianceField(nn.Module):
    """`gain`: of the last layer before the density, large in a scene with sharp surfaces."""

    def __init__(self, octaves: int) -> None:
        super().__init__()
        self.encoding = FourierEncoding(octaves)
        self.trunk = nn.Sequential(nn.Linear(6 * octaves, 64), nn.GELU(), nn.Linear(64, 64), nn.LayerNorm(64))
        self.sharpen = nn.Sequential(nn.Linear(64, 64), nn.GELU(), nn.Linear(64, 16))
        self.colour = nn.Linear(16, 4)

    def forward(self, points: torch.Tensor) -> torch.Tensor:
        return self.colour(self.sharpen(self.trunk(self.encoding(points))))


def radiance_field(octaves: int, gain: float) -> tuple[nn.Module, Sample]:
    model = trained(RadianceField(octaves), 17)
    with torch.no_grad():
        model.sharpen[0].weight.mul_(gain)
    return model, {"points": rand(2, 128, 3, seed=201, low=-1)}


class MapNetwork(nn.Module):
    """Trajectories on a map, in metres, relative to the agent's own place."""

    def __init__(self) -> None:
        super().__init__()
        self.local = LocalFrame()
        self.mlp = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU())
        self.head = nn.Linear(64, 6)

    def forward(self, positions: torch.Tensor, origin: torch.Tensor) -> torch.Tensor:
        return self.head(self.mlp(self.local(positions, origin)).amax(1))


class LocalFrame(nn.Module):
    def forward(self, positions: torch.Tensor, origin: torch.Tensor) -> torch.Tensor:
        return (positions - origin[:, None]) / 50.0


def map_network(easting: float, northing: float) -> tuple[nn.Module, Sample]:
    origin = torch.tensor([[easting, northing], [easting + 300, northing - 200]])
    positions = (origin[:, None] + rand(2, 30, 2, seed=211, low=-60, high=60)).float()
    return trained(MapNetwork(), 18), {"positions": positions, "origin": origin}


NETWORKS = [
    Network("range_warp_pixels", partial(range_segmenter, 2048), "fail", ("coordinates",), 0.03, ("warp",),
            note="middle: columns up to 2047 lose the flow's fraction; so does the grid in -1..1, whose step near 1 is half a pixel"),
    healthy("range_healthy", partial(range_segmenter, 48), 0.03),
    Network("stereo_variance", partial(stereo, 12.0), "fail", ("cancellation",), 0.03, ("cost",),
            note="middle: E[x^2] - E[x]^2 with squares around 144 and a variance around 1"),
    healthy("stereo_healthy", partial(stereo, 0.0), 0.03),
    Network("nerf_amplified_encoding", partial(radiance_field, 10, 6.0), "fail", ("coordinates",), 0.2, ("encoding",),
            innocent=("trunk", "sharpen"), note="early: angles up to 1608; a layer with gain 6 amplifies what it inherits"),
    healthy("nerf_healthy", partial(radiance_field, 3, 1.0), 0.2),
    Network("map_utm_input", partial(map_network, 448_300.0, 5_411_900.0), "fail", ("input_range", "overflow"), 0.05, ("local",),
            note="at the input: coordinates beyond 65504"),
    Network("map_kilometres", partial(map_network, 28_300.0, 41_900.0), "fail", ("cancellation", "coordinates"), 0.05, ("local",),
            note="at the input: in range, but in steps of 16 and 32 m; the difference keeps none of the metres"),
    healthy("map_healthy", partial(map_network, 0.0, 0.0), 0.05),
]
