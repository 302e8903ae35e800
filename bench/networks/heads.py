"""Heads and what comes last: box suppression, metric learning, contrastive scores, matching, control flow."""

from __future__ import annotations

from functools import partial

import torch
import torch.nn.functional as F
from torch import nn
from torch._higher_order_ops.scan import scan

from network import Network, Sample, healthy, rand, randn, smooth_image, trained


class PairwiseIou(nn.Module):
    def forward(self, boxes: torch.Tensor) -> torch.Tensor:
        area = (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])
        low = torch.maximum(boxes[:, :, None, :2], boxes[:, None, :, :2])
        high = torch.minimum(boxes[:, :, None, 2:], boxes[:, None, :, 2:])
        side = (high - low).clamp(min=0)
        overlap = side[..., 0] * side[..., 1]
        return overlap / (area[:, :, None] + area[:, None, :] - overlap + 1e-4)


class MatrixNms(nn.Module):
    """SOLOv2's suppression without a loop. `class_offset` moves each class apart, so that boxes of two classes never overlap."""

    def __init__(self, class_offset: float) -> None:
        super().__init__()
        self.class_offset = class_offset
        self.iou = PairwiseIou()

    def forward(self, boxes: torch.Tensor, scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        if self.class_offset:
            boxes = boxes + (labels * self.class_offset)[..., None]
        iou = self.iou(boxes).triu(1)
        if not self.class_offset:
            iou = iou * (labels[:, :, None] == labels[:, None, :])
        compensation = iou.amax(1, keepdim=True).transpose(1, 2)
        decay = torch.exp(-2 * (iou**2 - compensation**2)).amin(1)
        return scores * decay


class Detector(nn.Module):
    """`size`: unit of the boxes, 1 for shares of the image or its side in pixels."""

    def __init__(self, size: float, class_offset: float) -> None:
        super().__init__()
        self.size = size
        self.backbone = nn.Sequential(nn.Conv2d(3, 24, 4, 4), nn.ReLU(), nn.Conv2d(24, 32, 2, 2), nn.ReLU())
        self.box, self.label = nn.Conv2d(32, 4, 1), nn.Conv2d(32, 6, 1)
        self.nms = MatrixNms(class_offset)
        y, x = torch.meshgrid(torch.arange(8) / 8 + 1 / 16, torch.arange(8) / 8 + 1 / 16, indexing="ij")
        self.register_buffer("centres", torch.stack([x, y]).flatten(1).T)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        x = self.backbone(image)
        shape, logits = self.box(x).flatten(2).transpose(1, 2), self.label(x).flatten(2).transpose(1, 2)
        middle = self.centres + 0.05 * shape[..., :2].tanh()
        half = 0.25 * shape[..., 2:].sigmoid()
        boxes = torch.cat([middle - half, middle + half], -1) * self.size
        probability = logits.softmax(-1)
        return self.nms(boxes, probability.amax(-1), (logits / 2).tanh().sum(-1).floor().clamp(2, 4))


def detector(size: float, class_offset: float) -> tuple[nn.Module, Sample]:
    return trained(Detector(size, class_offset), 19), {"image": smooth_image(1, 3, 64, 64, seed=221, low=-2, high=2)}


class Normalise(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(x, dim=-1)


class MetricNetwork(nn.Module):
    """Crops, some of them padding, to embeddings and their similarity."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(32, 64, bias=False), nn.ReLU(), nn.Linear(64, 64, bias=False), nn.ReLU(), nn.Linear(64, 32, bias=False))
        self.normalise = Normalise()

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        embedding = self.normalise(self.body(crops))
        return embedding @ embedding.transpose(-1, -2)


def metric_network(padding: int) -> tuple[nn.Module, Sample]:
    crops = randn(2, 12, 32, seed=231)
    if padding:
        crops[1, -padding:] = 0
    return trained(MetricNetwork(), 20), {"crops": crops}


class ContrastiveScores(nn.Module):
    """CLIP-like: two towers, cosines over a learned temperature."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        self.image, self.text = (nn.Sequential(nn.Linear(24, 96), nn.GELU(), nn.Linear(96, 48)) for _ in range(2))
        self.logit_scale = nn.Parameter(torch.tensor(scale))

    def forward(self, image: torch.Tensor, text: torch.Tensor) -> torch.Tensor:
        image, text = F.normalize(self.image(image), dim=-1), F.normalize(self.text(text), dim=-1)
        return (self.logit_scale * (image @ text.transpose(-1, -2))).softmax(-1)


def contrastive(scale: float) -> tuple[nn.Module, Sample]:
    return trained(ContrastiveScores(scale), 21), {"image": randn(16, 24, seed=241), "text": randn(16, 24, seed=242)}


class Sinkhorn(nn.Module):
    """Optimal assignment: rows and columns of exp(score / temperature) normalised in turn, 16 times, as a Scan."""

    def __init__(self, temperature: float) -> None:
        super().__init__()
        self.temperature = temperature

    def forward(self, scores: torch.Tensor) -> torch.Tensor:
        def step(p: torch.Tensor, _: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            p = p / p.sum(2, keepdim=True)
            p = p / p.sum(1, keepdim=True)
            return p, p.sum((0, 1))

        return scan(step, torch.exp(scores / self.temperature), scores.new_zeros(16))[0]


@torch.jit.script
def newton_root(gram: torch.Tensor, steps: int) -> torch.Tensor:
    """Inverse square root by Newton-Schulz steps on the matrix over its trace."""
    trace = torch.einsum("bii->b", gram)[:, None, None]
    y, z = gram / trace, torch.eye(gram.shape[-1])[None].expand_as(gram)
    for _ in range(steps):
        t = 0.5 * (3.0 * torch.eye(gram.shape[-1]) - z @ y)
        y, z = y @ t, t @ z
    return z / trace.sqrt()


class Whiten(nn.Module):
    """Decorrelates features; `mean`: of the rows' Gram matrices, not their sum. Scripted, so the loop becomes a Loop."""

    def __init__(self, mean: bool) -> None:
        super().__init__()
        self.mean = mean

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x - x.mean(1, keepdim=True)
        count = x.shape[1]
        scaled = x / count**0.5 if self.mean else x
        gram = scaled.transpose(1, 2) @ scaled
        gram = gram + 0.05 * torch.einsum("bii->b", gram)[:, None, None] * torch.eye(gram.shape[-1])
        whitened = x @ newton_root(gram, 16)
        return whitened if self.mean else whitened * count**0.5


class WhitenedClassifier(nn.Module):
    def __init__(self, mean: bool) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(16, 48), nn.ReLU(), nn.Linear(48, 12))
        self.whiten = Whiten(mean)
        self.head = nn.Linear(12, 8)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return self.head(self.whiten(self.body(features)))


def whitened(mean: bool) -> tuple[nn.Module, Sample]:
    model = trained(WhitenedClassifier(mean), 27)
    with torch.no_grad():
        model.body[2].weight.mul_(16)
    return model, {"features": randn(1, 2000, 16, seed=301)}


class Brighten(nn.Module):
    """Night images are scaled to unit root mean square, others left alone: an If."""

    def forward(self, image: torch.Tensor, dark: float) -> torch.Tensor:
        def brighten(x: torch.Tensor) -> torch.Tensor:
            return x / (x.square().sum((1, 2, 3), keepdim=True) / x[0].numel()).sqrt()

        def keep(x: torch.Tensor) -> torch.Tensor:
            return x / x.amax((1, 2, 3), keepdim=True)

        return torch.cond(image.mean() < dark, brighten, keep, (image,))


class NightNetwork(nn.Module):
    def __init__(self, dark: float) -> None:
        super().__init__()
        self.dark = dark
        self.brighten = Brighten()
        self.body = nn.Sequential(nn.Conv2d(3, 24, 3, 2, 1), nn.ReLU(), nn.Conv2d(24, 32, 3, 2, 1), nn.ReLU())
        self.head = nn.Linear(32, 10)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.head(self.body(self.brighten(image, self.dark)).mean((2, 3)))


def night(brightest: float) -> tuple[nn.Module, Sample]:
    image = smooth_image(1, 3, 48, 48, seed=311, high=brightest) * 0.2
    return trained(NightNetwork(brightest / 4), 28), {"image": image}


class Matcher(nn.Module):
    def __init__(self, temperature: float) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(16, 48), nn.ReLU(), nn.Linear(48, 24), nn.LayerNorm(24, elementwise_affine=False))
        self.sinkhorn = Sinkhorn(temperature)

    def forward(self, left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
        left, right = self.encoder(left), self.encoder(right)
        return self.sinkhorn(left @ right.transpose(-1, -2) / 24)


def matcher(temperature: float) -> tuple[nn.Module, Sample]:
    return trained(Matcher(temperature), 22), {"left": randn(1, 20, 16, seed=251), "right": randn(1, 20, 16, seed=252)}


class Softplus(nn.Module):
    """Written out with the usual threshold: beyond it the exponential, infinite or not, is not chosen."""

    def __init__(self, threshold: float) -> None:
        super().__init__()
        self.threshold = threshold

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.where(x > self.threshold, x, torch.log1p(torch.exp(x)))


class Depth(nn.Module):
    def __init__(self, threshold: float) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 24, 3, 2, 1), nn.ReLU(), nn.Conv2d(24, 24, 3, 2, 1), nn.ReLU(), nn.Conv2d(24, 1, 1))
        self.softplus = Softplus(threshold)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return torch.log1p(self.softplus(self.body(image)))


def depth(threshold: float, gain: float) -> tuple[nn.Module, Sample]:
    model = trained(Depth(threshold), 23)
    with torch.no_grad():
        model.body[4].weight.mul_(gain)
    return model, {"image": smooth_image(2, 3, 48, 48, seed=261, low=-2, high=2)}


class SizeDecoder(nn.Module):
    """Box sides: the exponential first, then the clamp."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.exp(x).clamp(max=62.5) / 62.5


class ClippedBoxes(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 4))
        self.sides = SizeDecoder()

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        return self.sides(self.body(features))


def clipped_boxes() -> tuple[nn.Module, Sample]:
    model = trained(ClippedBoxes(), 24)
    with torch.no_grad():
        model.body[2].weight.mul_(10)
    return model, {"features": randn(32, 20, seed=271)}


class WithAuxiliary(nn.Module):
    """A classifier with an auxiliary head that training needed: energies, far beyond FP16."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(20, 64), nn.GELU(), nn.Linear(64, 64), nn.GELU())
        self.head, self.auxiliary = nn.Linear(64, 8), nn.Linear(64, 8)

    def forward(self, features: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.body(features)
        return self.head(x), torch.exp(12 + self.auxiliary(x)).square()


def with_auxiliary() -> tuple[nn.Module, Sample]:
    return trained(WithAuxiliary(), 25), {"features": randn(16, 20, seed=281)}


class TwoBranches(nn.Module):
    """Embedding and depth from one trunk: each branch has a defect of its own, the third output has none."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(32, 64, bias=False), nn.ReLU(), nn.Linear(64, 32, bias=False))
        self.normalise = Normalise()
        self.distance = nn.Linear(32, 8)
        self.softplus = Softplus(30.0)
        self.label = nn.Linear(32, 5)

    def forward(self, crops: torch.Tensor) -> dict[str, torch.Tensor]:
        x = self.trunk(crops)
        return {"embedding": self.normalise(x), "distance": torch.log1p(self.softplus(self.distance(x))), "label": self.label(x)}


def two_branches() -> tuple[nn.Module, Sample]:
    model = trained(TwoBranches(), 26)
    with torch.no_grad():
        model.distance.weight.mul_(10)
    crops = randn(2, 12, 32, seed=291)
    crops[1, -3:] = 0
    return model, {"crops": crops}


NETWORKS = [
    Network("nms_pixel_area", partial(detector, 640.0, 0.0), "fail", ("overflow",), 0.02, ("nms.iou",),
            note="late: areas in pixels pass 65504 and every overlap becomes 0 or NaN"),
    Network("nms_class_offset", partial(detector, 160.0, 7680.0), "fail", ("coordinates", "integers", "cancellation"), 0.02, ("nms",),
            note="late: boxes of a class are moved by 7680 per class and lose their fraction"),
    healthy("nms_healthy", partial(detector, 160.0, 0.0), 0.02),
    Network("metric_padding_rows", partial(metric_network, 4), "fail", ("eps_underflow",), 0.05, ("normalise",),
            note="late: F.normalize of a padding row divides 0 by an eps that FP16 makes 0"),
    healthy("metric_healthy", partial(metric_network, 0), 0.05),
    Network("clip_temperature", partial(contrastive, 1000.0), "fail", ("amplification", "spread"), 0.005,
            note="no single layer: cosines good to 5e-4, times 1000, into a softmax"),
    healthy("clip_healthy", partial(contrastive, 14.0), 0.005),
    Network("matcher_sinkhorn", partial(matcher, 0.05), "fail", ("overflow",), 0.05, ("sinkhorn",),
            note="late: exp(score / 0.05) passes 65504, in front of a Scan of 16 steps"),
    healthy("matcher_healthy", partial(matcher, 0.5), 0.05),
    Network("whiten_gram", partial(whitened, False), "fail", ("overflow",), 0.05, ("whiten",), exporter="torchscript",
            note="late: a Gram matrix summed over 2000 rows passes 65504, in front of a Loop of 16 Newton steps"),
    healthy("whiten_healthy", partial(whitened, True), 0.05, "the same with the mean over rows", exporter="torchscript"),
    Network("night_branch", partial(night, 255.0), "fail", ("overflow",), 0.05, ("brighten",),
            note="early, inside the branch of an If that this sample takes: squares of pixels, summed"),
    healthy("night_healthy", partial(night, 1.0), 0.05),
    Network("depth_softplus_threshold", partial(depth, 20.0, 30.0), "fail", ("overflow",), 0.05, ("softplus",),
            note="late: exp of 11.1 to 20 is infinite and chosen"),
    Network("benign_softplus_threshold", partial(depth, 10.0, 30.0), "pass", ("benign_overflow",), 0.05, innocent=("softplus",),
            note="the same exponential is infinite where it is not chosen"),
    Network("benign_clipped_exponential", clipped_boxes, "pass", ("benign_overflow",), 0.05, innocent=("sides",),
            note="exp passes 65504 and is clamped to 62.5"),
    Network("benign_unused_head", with_auxiliary, "pass", ("benign_overflow", "none"), 0.05, innocent=("auxiliary",),
            output_names=("logits", "energy"), unused_outputs=("energy",), note="the overflowing head leads to no output"),
    Network("two_branches", two_branches, "fail", ("two_defects", "eps_underflow", "overflow"), 0.05, ("normalise", "softplus"),
            note="two independent defects; the third output is right"),
]
