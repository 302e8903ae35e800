"""A network in which every node's module and line is known: what exporters record of it is tested."""

from __future__ import annotations

import functools
from collections.abc import Callable

import torch
from torch import nn


def scaled(factor: float) -> Callable[[Callable[..., torch.Tensor]], Callable[..., torch.Tensor]]:
    """A decorator whose own line makes a node."""

    def decorate(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
        @functools.wraps(function)
        def scaled_function(*args: torch.Tensor) -> torch.Tensor:
            return function(*args) * factor

        return scaled_function

    return decorate


def root_mean_square(x: torch.Tensor) -> torch.Tensor:
    """Outside of any module: its nodes belong to the module that calls it."""
    return torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6)


class Norm(nn.Module):
    """Called twice by every block, with one weight."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.linspace(0.5, 1.5, width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * root_mean_square(x) * self.weight


class Block(nn.Module):
    """Normalisation called twice, a nested Sequential, a lambda, a method with a decorator."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = Norm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.Sequential(nn.GELU(), nn.Linear(2 * width, width)))
        self.gate = lambda x: x.sigmoid()

    @scaled(0.5)
    def residual(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return x + y

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.mlp(self.norm(x))
        z = self.norm(y) * self.gate(y)
        return self.residual(x, z)


class Network(nn.Module):
    """A stem, a list of blocks, a head, and an exponential in its own forward."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU())
        self.blocks = nn.ModuleList(Block(4) for _ in range(2))
        self.norm_1 = Norm(4)
        self.head = nn.Linear(4, 2)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        tokens = self.stem(image).flatten(2).transpose(1, 2)
        for block in self.blocks:
            tokens = block(tokens)
        return self.head(self.norm_1(tokens)).exp()
