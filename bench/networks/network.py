"""What a network of the test bed is, and what its weights look like after training."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import nn

Sample = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Network:
    """One network and the truth about it.

    build: returns the module in eval mode and one sample (parameter name of `forward` -> tensor).
    verdict: pass or fail, under FP16 storage with FP32 accumulation and the limit `atol` (absolute, all outputs).
    guilty: paths of the modules whose nodes in FP32 repair the outputs; empty when none is, or nothing is wrong.
    causes: the right one first, then others that a reader would accept.
    innocent: modules that look guilty and are not: they overflow harmlessly, or amplify what they inherit.
    hazards: modules right under FP32 accumulation and wrong in an engine that accumulates in FP16.
    match: settings of an output whose rows may be permuted, for fp16-gate.yml.
    unused_outputs: outputs taken off the exported graph, as one does with auxiliary heads before deployment.
    """

    name: str
    build: Callable[[], tuple[nn.Module, Sample]]
    verdict: str
    causes: tuple[str, ...]
    atol: float
    guilty: tuple[str, ...] = ()
    innocent: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    note: str = ""
    exporter: str = "dynamo"
    match: dict[str, object] | None = None
    unused_outputs: tuple[str, ...] = ()
    output_names: tuple[str, ...] = field(default=())


def healthy(name: str, build: Callable[[], tuple[nn.Module, Sample]], atol: float, note: str = "", **more: object) -> Network:
    """A network that FP16 does not harm."""
    return Network(name, build, "pass", ("none",), atol, note=note, **more)


def trained(model: nn.Module, seed: int) -> nn.Module:
    """Weights as training leaves them: fan-in scale with a few outlier channels, norms scattered around their start."""
    generator = torch.Generator().manual_seed(seed)

    def normal(like: torch.Tensor, std: float) -> torch.Tensor:
        return torch.randn(like.shape, generator=generator) * std

    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, (nn.Linear, nn.Conv1d, nn.Conv2d, nn.ConvTranspose2d)):
                fan_in = module.weight[0].numel()
                outliers = 1 + 2 * (torch.rand(len(module.weight), generator=generator) > 0.97).float()
                shape = (-1,) + (1,) * (module.weight.dim() - 1)
                module.weight.copy_(normal(module.weight, fan_in**-0.5) * outliers.view(shape))
                if module.bias is not None:
                    module.bias.copy_(normal(module.bias, 0.05))
            elif isinstance(module, (nn.LayerNorm, nn.GroupNorm, nn.InstanceNorm2d, nn.BatchNorm1d, nn.BatchNorm2d)):
                if module.weight is not None:
                    module.weight.copy_(1 + normal(module.weight, 0.15))
                    module.bias.copy_(normal(module.bias, 0.1))
            elif isinstance(module, nn.Embedding):
                module.weight.copy_(normal(module.weight, 0.5))
            elif isinstance(module, nn.GRU):
                for parameter in module.parameters():
                    parameter.copy_(normal(parameter, module.hidden_size**-0.5))
    return model.eval()


def calibrated(model: nn.Module, sample: Sample) -> nn.Module:
    """Running statistics of BatchNorm measured on the sample, as after training on such data."""
    norms = [module for module in model.modules() if isinstance(module, nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
        norm.train()
    with torch.no_grad():
        model(**sample)
    return model.eval()


def randn(*shape: int, seed: int, std: float = 1.0, mean: float = 0.0) -> torch.Tensor:
    """Normal numbers of a seed of their own."""
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed)) * std + mean


def rand(*shape: int, seed: int, low: float = 0.0, high: float = 1.0) -> torch.Tensor:
    """Uniform numbers of a seed of their own."""
    return torch.rand(*shape, generator=torch.Generator().manual_seed(seed)) * (high - low) + low


def smooth_image(*shape: int, seed: int, low: float = 0.0, high: float = 1.0) -> torch.Tensor:
    """Images with the smoothness of photographs: noise of several scales, from low to high."""
    batch, channels, height, width = shape
    image = torch.zeros(shape)
    for level, step in enumerate((32, 16, 8, 4, 2)):
        noise = randn(batch, channels, max(2, height // step), max(2, width // step), seed=seed + level)
        image += nn.functional.interpolate(noise, size=(height, width), mode="bilinear", align_corners=False) * (step / 16)
    image = image - image.amin((1, 2, 3), keepdim=True)
    return image / image.amax((1, 2, 3), keepdim=True) * (high - low) + low
