"""Sequences: speech with recurrent encoders and lengths in floats, a streaming mean, a diffusion block, an ODE."""

from __future__ import annotations

import math
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

from network import Network, Sample, healthy, rand, randn, trained


class LogMel(nn.Module):
    """Logarithm of the mel power; `dynamic_range` keeps it within 8 of the loudest, as Whisper does."""

    def __init__(self, dynamic_range: bool) -> None:
        super().__init__()
        self.dynamic_range = dynamic_range
        self.register_buffer("filters", rand(64, 40, seed=91) * (rand(64, 40, seed=92) > 0.7))

    def forward(self, magnitude: torch.Tensor) -> torch.Tensor:
        mel = (magnitude * magnitude) @ self.filters
        log = torch.clamp(mel, min=1e-10).log10()
        if self.dynamic_range:
            log = torch.maximum(log, log.amax((1, 2), keepdim=True) - 8.0)
        return (log + 4.0) / 4.0


class SpeechEncoder(nn.Module):
    def __init__(self, dynamic_range: bool) -> None:
        super().__init__()
        self.log_mel = LogMel(dynamic_range)
        self.gru = nn.GRU(40, 48, batch_first=True, bidirectional=True)
        self.head = nn.Linear(96, 12)

    def forward(self, magnitude: torch.Tensor) -> torch.Tensor:
        return self.head(self.gru(self.log_mel(magnitude))[0])


def speech_magnitude(silence: float, frames: int = 60) -> torch.Tensor:
    """Magnitudes (2, frames, 64) with a pause of the given level in the second."""
    magnitude = rand(2, frames, 64, seed=93, low=-2.5, high=0.3)
    magnitude = 10**magnitude
    magnitude[1, 20:35] *= silence
    return magnitude


def speech(dynamic_range: bool, silence: float) -> tuple[nn.Module, Sample]:
    return trained(SpeechEncoder(dynamic_range), 9), {"magnitude": speech_magnitude(silence)}


class GaussianUpsampler(nn.Module):
    """Spreads each token over its frames: weights fall with the squared distance from the token's centre."""

    def forward(self, tokens: torch.Tensor, durations: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        centres = durations.cumsum(1) - 0.5 * durations
        distance = frames[:, :, None] - centres[:, None, :]
        return (-0.2 * distance.square()).softmax(-1) @ tokens


class Synthesiser(nn.Module):
    """FastSpeech-like: text tokens, durations in frames, a window of output frames."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(60, 48)
        self.encoder = nn.Sequential(nn.Linear(48, 96), nn.GELU(), nn.Linear(96, 48), nn.LayerNorm(48))
        self.upsample = GaussianUpsampler()
        self.decoder = nn.Sequential(nn.Linear(48, 96), nn.GELU(), nn.Linear(96, 20))

    def forward(self, tokens: torch.Tensor, durations: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        return self.decoder(self.upsample(self.encoder(self.embed(tokens)), durations, frames))


def synthesiser(count: int, first: int) -> tuple[nn.Module, Sample]:
    """`count` tokens of 3 to 12 frames; 100 frames from `first` on are made."""
    generator = torch.Generator().manual_seed(101)
    tokens = torch.randint(0, 60, (1, count), generator=generator)
    durations = torch.randint(3, 13, (1, count), generator=generator).float()
    frames = torch.arange(first, first + 100).float()[None]
    return trained(Synthesiser(), 10), {"tokens": tokens, "durations": durations, "frames": frames}


class Recogniser(nn.Module):
    """Speech encoder, then a resampling of its frames by durations: two modules that FP16 can break, in series."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = SpeechEncoder(False)
        self.project = nn.Linear(12, 32)
        self.upsample = GaussianUpsampler()
        self.head = nn.Linear(32, 10)

    def forward(self, magnitude: torch.Tensor, durations: torch.Tensor, frames: torch.Tensor) -> torch.Tensor:
        return self.head(self.upsample(torch.tanh(self.project(self.encoder(magnitude))), durations, frames))


def recogniser() -> tuple[nn.Module, Sample]:
    generator = torch.Generator().manual_seed(111)
    durations = torch.randint(60, 120, (2, 60), generator=generator).float()
    frames = torch.arange(3000, 3100).float()[None].expand(2, -1).contiguous()
    model = trained(Recogniser(), 11)
    return model, {"magnitude": speech_magnitude(1e-4), "durations": durations, "frames": frames}


class StreamingMean(nn.Module):
    """Mean over windows that arrive one by one."""

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        total = torch.zeros_like(windows[:, 0])
        for step in range(windows.shape[1]):
            total = total + windows[:, step]
        return total / windows.shape[1]


class Monitor(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(16, 48), nn.ReLU(), nn.Linear(48, 48), nn.ReLU())
        self.pool = StreamingMean()
        self.head = nn.Sequential(nn.LayerNorm(48), nn.Linear(48, 8))

    def forward(self, windows: torch.Tensor) -> torch.Tensor:
        return self.head(self.pool(self.encoder(windows)))


def monitor(level: float, windows: int) -> tuple[nn.Module, Sample]:
    """level: what the encoder's units sit at beside their signal."""
    model = trained(Monitor(), 12)
    with torch.no_grad():
        model.encoder[2].bias.add_(level)
    return model, {"windows": randn(2, windows, 16, seed=121)}


class TimestepEmbedding(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.register_buffer("frequencies", torch.exp(-math.log(10000) * torch.arange(width // 2) / (width // 2)))
        self.mlp = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))

    def forward(self, timestep: torch.Tensor) -> torch.Tensor:
        angles = timestep[:, None] * self.frequencies
        return self.mlp(torch.cat([angles.cos(), angles.sin()], -1))


class DiffusionBlock(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.GroupNorm(8, width), nn.GroupNorm(8, width)
        self.conv1, self.conv2 = nn.Conv2d(width, width, 3, padding=1), nn.Conv2d(width, width, 3, padding=1)
        self.modulation = nn.Linear(width, 2 * width)

    def forward(self, x: torch.Tensor, time: torch.Tensor) -> torch.Tensor:
        scale, shift = self.modulation(F.silu(time))[:, :, None, None].chunk(2, 1)
        y = self.norm2(self.conv1(F.silu(self.norm1(x))))
        return x + self.conv2(F.silu(y * (1 + scale) + shift))


class Diffusion(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        width = 32
        self.time = TimestepEmbedding(width)
        self.inlet = nn.Conv2d(4, width, 3, padding=1)
        self.blocks = nn.ModuleList([DiffusionBlock(width) for _ in range(3)])
        self.outlet = nn.Conv2d(width, 4, 3, padding=1)

    def forward(self, latent: torch.Tensor, timestep: torch.Tensor) -> torch.Tensor:
        time, x = self.time(timestep), self.inlet(latent)
        for block in self.blocks:
            x = block(x, time)
        return self.outlet(x)


def diffusion(timesteps: list[float]) -> tuple[nn.Module, Sample]:
    sample = {"latent": randn(len(timesteps), 4, 16, 16, seed=131), "timestep": torch.tensor(timesteps)}
    model = trained(Diffusion(), 13)
    with torch.no_grad():
        for block in model.blocks:
            block.modulation.weight.mul_(3)
    return model, sample


class NeuralOde(nn.Module):
    """Forty Euler steps of a field in which neighbouring paths part."""

    def __init__(self, steps: int, gain: float) -> None:
        super().__init__()
        self.steps, self.gain = steps, gain
        self.inlet = nn.Linear(12, 32)
        self.field = nn.Sequential(nn.Linear(32, 64), nn.Tanh(), nn.Linear(64, 32))
        self.head = nn.Linear(32, 6)

    def forward(self, state: torch.Tensor) -> torch.Tensor:
        x = self.inlet(state)
        for _ in range(self.steps):
            x = x + 0.1 * (self.gain * self.field(x) - x)
        return self.head(x)


def neural_ode(steps: int, gain: float) -> tuple[nn.Module, Sample]:
    return trained(NeuralOde(steps, gain), 14), {"state": randn(8, 12, seed=141)}


NETWORKS = [
    Network("gru_log_mel", partial(speech, False, 1e-4), "fail", ("eps_underflow", "underflow"), 0.05, ("log_mel",),
            note="early: a pause's power and the floor 1e-10 are both 0 in FP16, and the logarithm is -inf"),
    Network("benign_log_mel_floor", partial(speech, True, 1e-1), "pass", ("none", "benign_overflow"), 0.05,
            innocent=("log_mel",), note="the same code with Whisper's floor of 8 below the loudest, in a louder room"),
    healthy("gru_healthy", partial(speech, False, 1.0), 0.05),
    Network("speech_long_durations", partial(synthesiser, 600, 3000), "fail", ("integers", "coordinates"), 0.1, ("upsample",),
            note="middle: frame numbers above 2048 and their differences; the overflow of far distances squared is harmless"),
    healthy("speech_healthy", partial(synthesiser, 24, 20), 0.1),
    Network("two_in_series", recogniser, "fail", ("two_defects", "eps_underflow"), 0.05, ("encoder.log_mel", "upsample"),
            note="log of 0 early, frame numbers above 2048 late; the second shows only once the first is repaired"),
    Network("streaming_mean", partial(monitor, 10.0, 256), "fail", ("accumulation", "spread"), 0.03, ("pool",),
            note="middle: a sum taken in 256 steps reaches 2560, where a step is 2"),
    healthy("streaming_healthy", partial(monitor, 0.0, 24), 0.03),
    Network("diffusion_timestep", partial(diffusion, [987.0, 701.0]), "fail", ("coordinates",), 0.05, ("time",),
            note="early: angles up to 987 in steps of 0.5"),
    healthy("diffusion_healthy", partial(diffusion, [3.0, 1.0]), 0.05, "the same network at the first timesteps"),
    Network("ode_spread", partial(neural_ode, 120, 7.0), "fail", ("spread", "amplification"), 0.05,
            note="no single layer: each step rounds, and the flow parts neighbouring paths"),
    healthy("ode_healthy", partial(neural_ode, 20, 1.0), 0.05),
]
