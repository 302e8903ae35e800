"""Convolutional networks: residual, ConvNeXt-like, U-Net, a stem on raw audio."""

from __future__ import annotations

from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

from network import Network, Sample, calibrated, healthy, randn, smooth_image, trained


class ContrastNorm(nn.Module):
    """Zero mean and unit energy per image."""

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        image = image - image.mean((2, 3), keepdim=True)
        energy = image.square().sum((1, 2, 3), keepdim=True)
        return image / (energy / image[0].numel() + 1e-3).sqrt()


class BasicBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(out)) + self.downsample(x))


class ResNet(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.standardise = ContrastNorm()
        self.stem = nn.Sequential(nn.Conv2d(3, 24, 3, 2, 1, bias=False), nn.BatchNorm2d(24), nn.ReLU())
        self.layer1 = nn.Sequential(BasicBlock(24, 24, 1), BasicBlock(24, 24, 1))
        self.layer2 = nn.Sequential(BasicBlock(24, 48, 2), BasicBlock(48, 48, 1))
        self.layer3 = nn.Sequential(BasicBlock(48, 64, 2), BasicBlock(64, 64, 1))
        self.fc = nn.Linear(64, 20)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        x = self.layer3(self.layer2(self.layer1(self.stem(self.standardise(image)))))
        return self.fc(x.mean((2, 3)))


def resnet(brightest: float) -> tuple[nn.Module, Sample]:
    sample = {"image": smooth_image(2, 3, 64, 64, seed=11, high=brightest)}
    return calibrated(trained(ResNet(), 1), sample), sample


class ChannelsFirstNorm(nn.Module):
    """LayerNorm over channels of an NCHW tensor, written out."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mean = x.mean(1, keepdim=True)
        variance = (x - mean).pow(2).mean(1, keepdim=True)
        x = (x - mean) / torch.sqrt(variance + 1e-6)
        return self.weight[:, None, None] * x + self.bias[:, None, None]


class ConvNeXtBlock(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.dwconv = nn.Conv2d(channels, channels, 7, padding=3, groups=channels)
        self.norm = nn.LayerNorm(channels)
        self.pwconv1 = nn.Linear(channels, 2 * channels)
        self.pwconv2 = nn.Linear(2 * channels, channels)
        self.gamma = nn.Parameter(0.3 * torch.ones(channels))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.norm(self.dwconv(x).permute(0, 2, 3, 1))
        y = self.gamma * self.pwconv2(F.gelu(self.pwconv1(y)))
        return x + y.permute(0, 3, 1, 2)


class ConvNeXt(nn.Module):
    widths = (32, 48, 64)

    def __init__(self) -> None:
        super().__init__()
        first, middle, last = self.widths
        self.downsample_layers = nn.ModuleList([
            nn.Sequential(nn.Conv2d(3, first, 4, 4), ChannelsFirstNorm(first)),
            nn.Sequential(ChannelsFirstNorm(first), nn.Conv2d(first, middle, 2, 2)),
            nn.Sequential(ChannelsFirstNorm(middle), nn.Conv2d(middle, last, 2, 2)),
        ])
        self.stages = nn.ModuleList([nn.Sequential(ConvNeXtBlock(width), ConvNeXtBlock(width)) for width in self.widths])
        self.norm = nn.LayerNorm(last)
        self.head = nn.Linear(last, 20)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        x = image
        for downsample, stage in zip(self.downsample_layers, self.stages):
            x = stage(downsample(x))
        return self.head(self.norm(x.mean((2, 3))))


def convnext(place: int | None) -> tuple[nn.Module, Sample]:
    """With one channel that training drove far out, before the written-out norm number `place`."""
    model = trained(ConvNeXt(), 2)
    if place is not None:
        with torch.no_grad():
            source = model.downsample_layers[0][0] if place == 0 else model.stages[place - 1][1].pwconv2
            scale = 1 if place == 0 else 0.3
            source.bias[5] = 420 / scale
            norm = model.downsample_layers[place][1 if place == 0 else 0]
            norm.weight.mul_(50)
            norm.weight[5] = 0.05
    return model, {"image": smooth_image(2, 3, 64, 64, seed=21, low=-2, high=2)}


class PlaneNorm(nn.Module):
    """Instance normalisation, written out: sums over the plane, divided by its size."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels, 1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        area = x.shape[2] * x.shape[3]
        mean = x.sum((2, 3), keepdim=True) / area
        centred = x - mean
        variance = centred.square().sum((2, 3), keepdim=True) / area
        return self.weight * centred * torch.rsqrt(variance + 1e-5)


class ConvNorm(nn.Module):
    def __init__(self, inputs: int, outputs: int, norm: type[nn.Module]) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm = norm(outputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.leaky_relu(self.norm(self.conv(x)), 0.1)


class UNet(nn.Module):
    def __init__(self, norms: list[type[nn.Module]]) -> None:
        super().__init__()
        widths = (12, 24, 32)
        self.down = nn.ModuleList([ConvNorm(a, b, norm) for a, b, norm in zip((1, 12, 24), widths, norms)])
        self.bottom = ConvNorm(32, 32, norms[-1])
        self.up = nn.ModuleList([ConvNorm(a, b, norms[-1]) for a, b in ((64, 24), (48, 12), (24, 12))])
        self.head = nn.Conv2d(12, 2, 1)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        x, skips = image, []
        for down in self.down:
            x = down(x)
            skips.append(x)
            x = F.max_pool2d(x, 2)
        x = self.bottom(x)
        for up, skip in zip(self.up, reversed(skips)):
            x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
            x = up(torch.cat([x, skip], 1))
        return self.head(x)


AffineInstanceNorm = partial(nn.InstanceNorm2d, affine=True)


def unet(norms: list[type[nn.Module]], offset: float, contrast: float) -> tuple[nn.Module, Sample]:
    """`offset` and `contrast`: level and gain of the second stage's convolution, which its norm takes out again."""
    model = trained(UNet(norms), 3)
    with torch.no_grad():
        model.down[1].conv.weight.mul_(contrast)
        model.down[1].conv.bias.add_(offset)
    return model, {"image": smooth_image(1, 1, 192, 192, seed=31, low=-1, high=2)}


class AudioStem(nn.Module):
    """Keyword spotter on 16 bit samples; the scale 1/32768 was folded into the first convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv1d(1, 32, 64, 16)
        self.body = nn.Sequential(nn.Conv1d(32, 64, 5, 2), nn.BatchNorm1d(64), nn.ReLU(), nn.Conv1d(64, 64, 5, 2), nn.ReLU())
        self.head = nn.Linear(64, 12)

    def forward(self, audio: torch.Tensor) -> torch.Tensor:
        return self.head(self.body(F.relu(self.stem(audio))).mean(-1))


def audio_stem(folded: bool) -> tuple[nn.Module, Sample]:
    audio = torch.cumsum(randn(2, 1, 4000, seed=41), -1)
    audio = audio - audio.mean(-1, keepdim=True)
    audio = audio / audio.abs().amax(-1, keepdim=True) * 0.9
    model = trained(AudioStem(), 4)
    with torch.no_grad():
        model.stem.weight.mul_(0.1 / 32768 if folded else 0.1)
        model.stem.bias.mul_(0.1)
    sample = {"audio": (audio * 32768).round() if folded else audio}
    return calibrated(model, sample), sample


NETWORKS = [
    Network("resnet_pixel_energy", partial(resnet, 255.0), "fail", ("overflow",), 0.05, ("standardise",),
            note="early: the squares of centred 0..255 pixels, summed, pass 65504; x / inf is 0"),
    healthy("resnet_healthy", partial(resnet, 1.0), 0.05, "the same code on images in 0..1"),
    Network("convnext_norm_early", partial(convnext, 0), "fail", ("overflow",), 0.05, ("downsample_layers.0.1",),
            note="early: (x - mean)^2 of one far-out channel passes 65504"),
    Network("convnext_norm_middle", partial(convnext, 1), "fail", ("overflow",), 0.05, ("downsample_layers.1.0",),
            note="middle: the same in the second norm"),
    Network("convnext_norm_late", partial(convnext, 2), "fail", ("overflow",), 0.05, ("downsample_layers.2.0",),
            note="late: the same in the third norm"),
    healthy("convnext_healthy", partial(convnext, None), 0.05),
    Network("unet_plane_sum", partial(unet, [PlaneNorm] * 3, 12.0, 1.0), "fail", ("overflow",), 0.1, ("down.1.norm",),
            note="middle: sum over a 96x96 plane of values around 12"),
    healthy("unet_instance_norm", partial(unet, [AffineInstanceNorm] * 3, 12.0, 8.0), 0.1,
            "right with FP32 accumulation; a kernel that accumulates in FP16 overflows", hazards=("down.1.norm",)),
    healthy("unet_healthy", partial(unet, [AffineInstanceNorm] * 3, 0.0, 1.0), 0.1),
    Network("audio_folded_scale", partial(audio_stem, True), "fail", ("weight_subnormal", "underflow"), 0.005, ("stem",),
            note="early: weights around 4e-7 are subnormal and keep three bits"),
    healthy("audio_healthy", partial(audio_stem, False), 0.005, "the same weights without the folded scale"),
]
