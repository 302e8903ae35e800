"""Small networks for the tests, one property each."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple

import torch
from torch import nn


class Norm(nn.Module):
    """RMS normalisation, written out, so that its square is a node of its own."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        square = x.pow(2).mean(-1, keepdim=True)  # the line that a test looks for
        return x * torch.rsqrt(square + 1e-6) * self.weight


class Detector(nn.Module):
    """Convolution, normalisation called twice, a dict of outputs, an optional second input."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(inplace=True))
        self.norm = Norm(8)
        self.head = nn.Linear(8, 4)

    def forward(self, image: torch.Tensor, origin: torch.Tensor | None = None) -> dict[str, torch.Tensor]:
        tokens = self.stem(image).flatten(2).transpose(1, 2)
        boxes = self.head(self.norm(self.norm(tokens)))
        if origin is not None:
            boxes = boxes + origin[:, None, :]
        return {"boxes": boxes, "logits": boxes.softmax(-1)}


class Dropping(nn.Module):
    """Dropout and batch normalisation: in train mode both matter."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4), nn.Dropout(0.5))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.body(x)


class AlwaysDropping(nn.Module):
    """Functional dropout that forgets `self.training`: random in eval mode too."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(4, 4)
        self.noisy = FunctionalDropout()
        self.last = nn.Linear(4, 4)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(self.noisy(self.first(x)))


class FunctionalDropout(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.dropout(x, 0.5)


class Counting(nn.Module):
    """Keeps state between calls."""

    def __init__(self, start_at: int = 0) -> None:
        super().__init__()
        self.layer = nn.Linear(4, 4)
        self.calls = 0
        self.start_at = start_at

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        self.calls += 1
        return self.layer(x) + max(0, self.calls - self.start_at)


class UnusedInput(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x: torch.Tensor, unused: torch.Tensor) -> torch.Tensor:
        return self.layer(x).relu()


class Colliding(nn.Module):
    """Returns keys that both exporters use for values inside, and one that is an input's name."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        y = self.layer(x)
        z = (y + 1).relu()
        return {"add": z.exp(), "/Relu_output_0": y, "linear": z, "/layer/Gemm_output_0": z * 3, "x": z * 2}


class ManyInputs(nn.Module):
    """Integers, a number, an optional tensor, keyword-only nested inputs."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(10, 4)

    def forward(self, ids: torch.Tensor, scale: float = 2.0, mask: torch.Tensor | None = None, *, batch: dict[str, Any]) -> torch.Tensor:
        y = self.embedding(ids) * scale + batch["image"] * batch["levels"][0]
        return y if mask is None else y * mask


class Pair(NamedTuple):
    first: Any
    second: Any


@dataclasses.dataclass
class Result:
    boxes: torch.Tensor
    aux: list[Any]
    loss: Any = None


class ManyOutputs(nn.Module):
    """A dataclass holding a list of dicts, None, a number, the input itself, one tensor twice, a buffer; tied weights."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(4, 4)
        self.second = nn.Linear(4, 4)
        self.second.weight = self.first.weight
        self.register_buffer("steps", torch.arange(4.0))

    def forward(self, x: torch.Tensor) -> Result:
        y = self.first(x)
        return Result(self.second(y), [{"boxes": y, "count": 3}, {"boxes": y, "input": x}, self.steps, y > 0, y.sum()])


class BatchSize(nn.Module):
    """Reshapes by the size of its input, and returns it as a number beside the tensor."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, int]:
        return self.layer(x).view(x.shape[0], 2, 2), x.shape[0]


class NoHalf(nn.Module):
    """Makes a float32 tensor inside, which a `.half()` copy cannot multiply with."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(4, 4)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer(x) @ torch.ones(4, 4)


def build() -> nn.Module:
    torch.manual_seed(3)
    return Detector().eval()


def build_with_samples() -> tuple[nn.Module, list[dict[str, torch.Tensor]]]:
    model = build()
    return model, [{"image": torch.ones(1, 3, 4, 4), "origin": torch.ones(1, 4)}]


def build_training() -> nn.Module:
    return Dropping()


def build_nothing() -> dict[str, int]:
    return {}


def build_failing() -> nn.Module:
    raise RuntimeError("no such dataset")


not_callable = 3
