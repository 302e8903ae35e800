"""Transformers: ViT, T5-like encoder, DETR-like decoder with query selection, mixture of experts."""

from __future__ import annotations

import math
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

from network import Network, Sample, healthy, rand, randn, smooth_image, trained


class Attention(nn.Module):
    def __init__(self, width: int, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.proj = (nn.Linear(width, width) for _ in range(4))

    def forward(self, x: torch.Tensor, memory: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        def split(y: torch.Tensor) -> torch.Tensor:
            return y.unflatten(-1, (self.heads, -1)).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(memory)), split(self.v(memory))
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask
        return self.proj((scores.softmax(-1) @ v).transpose(1, 2).flatten(2))


class TanhGelu(nn.Module):
    """The tanh form of GELU, written out."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * torch.pow(x, 3))))


class Mlp(nn.Module):
    def __init__(self, width: int, act: type[nn.Module] = nn.GELU) -> None:
        super().__init__()
        self.fc1 = nn.Linear(width, 2 * width)
        self.act = act()
        self.fc2 = nn.Linear(2 * width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc2(self.act(self.fc1(x)))


class VitBlock(nn.Module):
    def __init__(self, width: int, act: type[nn.Module]) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attn = Attention(width)
        self.mlp = Mlp(width, act)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        y = self.norm1(x)
        x = x + self.attn(y, y, mask)
        return x + self.mlp(self.norm2(x))


class Vit(nn.Module):
    """With a register token in front; `causal` lets a token see only what comes before it."""

    def __init__(self, act: type[nn.Module] = nn.GELU, causal: bool = False) -> None:
        super().__init__()
        width, tokens = 64, 65
        self.patch = nn.Conv2d(3, width, 8, 8)
        self.register = nn.Parameter(torch.zeros(1, 1, width))
        self.position = nn.Parameter(randn(1, tokens, width, seed=5, std=0.3))
        self.blocks = nn.ModuleList([VitBlock(width, act) for _ in range(6)])
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, 20)
        mask = torch.full((tokens, tokens), float("-inf")).triu(1) if causal else None
        self.register_buffer("mask", mask)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        x = self.patch(image).flatten(2).transpose(1, 2)
        x = torch.cat([self.register.expand(len(x), -1, -1), x], 1) + self.position
        for block in self.blocks:
            x = block(x, self.mask)
        return self.head(self.norm(x)[:, 1:].mean(1))


def vit(
    act: type[nn.Module] = nn.GELU, causal: bool = False, massive: float = 0.0, drift: float = 0.0, gain: float = 1.0
) -> tuple[nn.Module, Sample]:
    """massive: what each block adds to one channel of the register token. drift: what each adds to all channels, which the next
    norm takes out. gain: of two hidden units of the middle block."""
    model = trained(Vit(act, causal), 5)
    with torch.no_grad():
        if massive:
            model.register[0, 0, 7] = 40
            for block in model.blocks:
                block.norm2.weight[7], block.norm2.bias[7] = 1, 0
                block.mlp.fc1.weight[0].zero_()
                block.mlp.fc1.weight[0, 7] = 10
                block.mlp.fc1.bias[0] = -40
                block.mlp.fc2.weight[:, 0] = 0
                block.mlp.fc2.weight[7, 0] = massive / 38
        for block in model.blocks:
            block.mlp.fc2.bias.add_(drift)
        model.blocks[3].mlp.fc1.weight[3:5].mul_(gain)
        model.blocks[3].mlp.fc2.weight[:, 3:5].div_(gain)
    return model, {"image": smooth_image(2, 3, 64, 64, seed=51, low=-2, high=2)}


class RmsNorm(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.weight * x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6)


class RelativeAttention(nn.Module):
    """Without the factor 1/sqrt(d), which T5 leaves to its weights, and with a bias by distance."""

    def __init__(self, width: int, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width, bias=False) for _ in range(4))
        self.relative_attention_bias = nn.Embedding(32, heads)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        def split(y: torch.Tensor) -> torch.Tensor:
            return y.unflatten(-1, (self.heads, -1)).transpose(1, 2)

        position = torch.arange(x.shape[1], device=x.device)
        distance = (position[None, :] - position[:, None]).clamp(-16, 15) + 16
        scores = split(self.q(x)) @ split(self.k(x)).transpose(-1, -2)
        scores = scores + self.relative_attention_bias(distance).permute(2, 0, 1) + mask
        return self.o((scores.softmax(-1) @ split(self.v(x))).transpose(1, 2).flatten(2))


class GatedFeedForward(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.wi_0, self.wi_1 = (nn.Linear(width, 2 * width, bias=False) for _ in range(2))
        self.wo = nn.Linear(2 * width, width, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.wo(F.gelu(self.wi_0(x), approximate="tanh") * self.wi_1(x))


class T5Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = RmsNorm(width), RmsNorm(width)
        self.attention = RelativeAttention(width)
        self.feed_forward = GatedFeedForward(width)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = x + self.attention(self.norm1(x), mask)
        return x + self.feed_forward(self.norm2(x))


class PaddingMask(nn.Module):
    """0 where a token is, far below zero where padding is."""

    def __init__(self, lowest: float) -> None:
        super().__init__()
        self.lowest = lowest

    def forward(self, attention_mask: torch.Tensor) -> torch.Tensor:
        return (1.0 - attention_mask[:, None, None, :]) * self.lowest


class T5Encoder(nn.Module):
    def __init__(self, lowest: float) -> None:
        super().__init__()
        self.shared = nn.Embedding(200, 64)
        self.mask = PaddingMask(lowest)
        self.block = nn.ModuleList([T5Block(64) for _ in range(4)])
        self.final_layer_norm = RmsNorm(64)
        self.head = nn.Linear(64, 16)

    def forward(self, tokens: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        mask, x = self.mask(attention_mask), self.shared(tokens)
        for block in self.block:
            x = block(x, mask)
        return self.head(self.final_layer_norm(x))


def t5(lowest: float = -1e4, gate: float = 1.0) -> tuple[nn.Module, Sample]:
    """gate: gain of four hidden units in the third block's gated feed-forward layer."""
    model = trained(T5Encoder(lowest), 6)
    with torch.no_grad():
        for block in model.block:
            block.attention.q.weight.mul_(0.15)
        gated = model.block[2].feed_forward
        gated.wi_0.weight[8:12].mul_(gate)
        gated.wi_1.weight[8:12].mul_(gate)
        gated.wo.weight[:, 8:12].div_(gate * gate)
    attention_mask = torch.ones(2, 40)
    attention_mask[1, 30:] = 0
    tokens = torch.randint(0, 200, (2, 40), generator=torch.Generator().manual_seed(61))
    return model, {"tokens": tokens, "attention_mask": attention_mask}


class SineEmbedding(nn.Module):
    """Sines of a box (cx, cy, w, h), each coordinate at 16 frequencies; `scale` (4,) is the unit it is measured in."""

    def __init__(self, scale: list[float]) -> None:
        super().__init__()
        self.register_buffer("scale", torch.tensor(scale))
        self.register_buffer("periods", 10000 ** (torch.arange(16) / 16))

    def forward(self, boxes: torch.Tensor) -> torch.Tensor:
        angles = (boxes * self.scale)[..., None] / self.periods
        return torch.cat([angles.sin(), angles.cos()], -1).flatten(-2)


class DecoderLayer(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.self_attn, self.cross_attn = Attention(width), Attention(width)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(width) for _ in range(3))
        self.mlp = Mlp(width, nn.ReLU)

    def forward(self, x: torch.Tensor, position: torch.Tensor, memory: torch.Tensor) -> torch.Tensor:
        x = self.norm1(x + self.self_attn(x + position, x + position))
        x = self.norm2(x + self.cross_attn(x + position, memory))
        return self.norm3(x + self.mlp(x))


class Decoder(nn.Module):
    def __init__(self, width: int, scale: list[float]) -> None:
        super().__init__()
        self.sine = SineEmbedding(scale)
        self.position = nn.Linear(128, width)
        self.layers = nn.ModuleList([DecoderLayer(width) for _ in range(2)])

    def forward(self, x: torch.Tensor, anchors: torch.Tensor, memory: torch.Tensor) -> torch.Tensor:
        position = self.position(self.sine(anchors))
        for layer in self.layers:
            x = layer(x, position, memory)
        return x


class Detr(nn.Module):
    """Two-stage: the best-scored tokens of the image become queries, with proposals at their own place."""

    def __init__(self, scale: list[float], queries: int) -> None:
        super().__init__()
        width = 64
        self.queries = queries
        self.backbone = nn.Sequential(nn.Conv2d(3, 32, 4, 4), nn.ReLU(), nn.Conv2d(32, width, 2, 2))
        self.norm = nn.LayerNorm(width)
        self.encoder_score, self.encoder_box = nn.Linear(width, 1), nn.Linear(width, 4)
        self.decoder = Decoder(width, scale)
        self.score, self.box = nn.Linear(width, 8), nn.Linear(width, 4)
        y, x = torch.meshgrid(torch.arange(8) / 8 + 1 / 16, torch.arange(8) / 8 + 1 / 16, indexing="ij")
        anchors = torch.stack([x, y, torch.full_like(x, 0.1), torch.full_like(x, 0.1)], -1).flatten(0, 1)
        valid = ((anchors[:, :2] > 0.1) & (anchors[:, :2] < 0.9)).all(-1, keepdim=True)
        self.register_buffer("anchors", anchors[None])
        self.register_buffer("proposals", torch.log(anchors / (1 - anchors)).masked_fill(~valid, float("inf")))
        self.register_buffer("valid", valid[:, 0])

    def forward(self, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        memory = self.norm(self.backbone(image).flatten(2).transpose(1, 2))
        scores = self.encoder_score(memory)[..., 0].masked_fill(~self.valid, float("-inf"))
        best = scores.topk(self.queries, dim=1).indices
        corners = best[..., None].expand(-1, -1, 4)
        logits = (self.encoder_box(memory) * 0.3 + self.proposals).gather(1, corners)
        anchors = self.anchors.expand(len(image), -1, -1).gather(1, corners)
        x = self.decoder(memory.gather(1, best[..., None].expand(-1, -1, memory.shape[-1])), anchors, memory)
        return (logits + 0.3 * self.box(x)).sigmoid(), self.score(x)


def detr(scale: list[float], queries: int = 12, spread: float = 1.0) -> tuple[nn.Module, Sample]:
    """spread: scale of the scores that choose and order the queries."""
    model = trained(Detr(scale, queries), 7)
    with torch.no_grad():
        model.encoder_score.weight.mul_(spread)
        model.decoder.position.weight.mul_(5)
    return model, {"image": smooth_image(1, 3, 64, 64, seed=71, low=-2, high=2)}


class Router(nn.Module):
    def __init__(self, width: int, count: int) -> None:
        super().__init__()
        self.linear = nn.Linear(width, count)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.linear(x).softmax(-1).max(-1, keepdim=True)


class Experts(nn.Module):
    def __init__(self, width: int, count: int) -> None:
        super().__init__()
        self.router = Router(width, count)
        self.experts = nn.ModuleList([Mlp(width) for _ in range(count)])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        weight, chosen = self.router(x)
        y = sum(expert(x) * (chosen == number) for number, expert in enumerate(self.experts))
        return x + weight * y


class MixtureOfExperts(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Linear(24, 48)
        self.norm = nn.LayerNorm(48)
        self.moe = Experts(48, 4)
        self.head = nn.Sequential(nn.LayerNorm(48), nn.Linear(48, 10))

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return self.head(self.moe(self.norm(self.embed(features))))


def mixture(drift: float, seed: int = 8) -> tuple[nn.Module, Sample]:
    """drift: level that the router's logits wandered off to; softmax does not see it, so nothing in training holds it back."""
    model = trained(MixtureOfExperts(), seed)
    with torch.no_grad():
        model.moe.router.linear.bias.add_(drift)
    return model, {"features": randn(4, 24, 24, seed=81)}


NETWORKS = [
    Network("vit_massive_register", partial(vit, massive=20000.0), "fail", ("growth", "overflow"), 0.05,
            ("blocks.3", "blocks.4", "blocks.5", "norm"),
            note="late: one channel of the register token grows by 20000 per block and passes 65504 in the fourth residual sum"),
    Network("vit_drifting_stream", partial(vit, drift=150.0), "fail", ("growth", "cancellation", "spread"), 0.05,
            ("blocks.0", "blocks.1", "blocks.2", "blocks.3", "blocks.4", "blocks.5"),
            note="spread over the blocks: the stream's mean grows to 900, where FP16 has steps of 0.5; norms subtract the mean"),
    healthy("vit_healthy", vit, 0.05),
    Network("benign_gelu_cube", partial(vit, act=TanhGelu, gain=60.0), "pass", ("benign_overflow",), 0.05,
            innocent=("blocks.3.mlp.act",), note="x^3 passes 65504 inside tanh, which is 1 there"),
    Network("benign_causal_mask", partial(vit, causal=True), "pass", ("benign_overflow", "none"), 0.05,
            innocent=("blocks.0.attn",), note="the mask's -inf is meant, and no row is masked as a whole"),
    Network("t5_gated_overflow", partial(t5, gate=150.0), "fail", ("overflow",), 0.05, ("block.2.feed_forward",),
            note="middle: the product of two gated branches passes 65504"),
    Network("t5_mask_product", partial(t5, lowest=torch.finfo(torch.float32).min), "fail", ("mask_infinity",), 0.05, ("mask",),
            note="early: 0 * -inf is NaN once the smallest FP32 number is -inf"),
    healthy("t5_healthy", t5, 0.05),
    Network("detr_pixel_sines", partial(detr, [3840.0, 2160.0, 3840.0, 2160.0]), "fail", ("coordinates",), 0.03, ("decoder.sine",),
            note="middle: sines of pixel coordinates of a 3840 pixel wide image"),
    healthy("detr_healthy", partial(detr, [2 * math.pi] * 4), 0.03),
    healthy("detr_permuted_rows", partial(detr, [2 * math.pi] * 4, 36, 1e-3), 0.03,
            "scores close together order the queries otherwise: rows are permuted, and right",
            output_names=("boxes", "scores"), match={"outputs": ["boxes", "scores"], "boxes": "boxes", "scores": "scores"}),
    Network("moe_router_drift", partial(mixture, 600.0), "fail", ("discontinuity", "cancellation"), 0.05, ("moe.router",),
            note="middle: logits around 600 have steps of 0.5, so tokens go to another expert"),
    healthy("moe_healthy", partial(mixture, 0.0), 0.05),
]
