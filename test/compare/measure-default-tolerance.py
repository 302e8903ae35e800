"""Measures how far FP16 storage moves the outputs of healthy and of broken networks.

The figures behind docs/decisions/0003-default-tolerance.md. Needs PyTorch and NumPy only:

    python test/compare/measure-default-tolerance.py [--trained-steps N] [--seeds N]

FP16 is emulated at every ATen operation that computes: its float inputs are rounded to FP16, it runs in
float32, its float outputs are rounded. Operations that only move data round nothing. Batch normalisation keeps
its running statistics in float32, as engines do. One row per network and output, as tab-separated values.
"""

import argparse
import math
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_map

MOVES = {
    "view", "_unsafe_view", "reshape", "transpose", "permute", "t", "slice", "select", "cat", "stack", "expand",
    "clone", "unsqueeze", "squeeze", "split", "split_with_sizes", "chunk", "unbind", "detach", "alias", "copy_",
    "gather", "index", "index_select", "constant_pad_nd", "upsample_nearest2d", "as_strided", "unfold", "roll",
    "flip", "embedding", "max_pool2d", "max_pool2d_with_indices", "repeat", "topk", "sort", "_to_copy", "arange",
}


def to_half(value):
    if isinstance(value, torch.Tensor) and value.dtype == torch.float32:
        return value.half().float()
    return value


class HalfStorage(TorchDispatchMode):
    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        name = func._schema.name.split("::")[1]
        if name in MOVES or name.startswith(("empty", "unsafe_")):
            return func(*args, **kwargs)
        if name.endswith("_"):
            target = args[0]
            func(target, *tree_map(to_half, args[1:]), **tree_map(to_half, kwargs))
            return target.copy_(to_half(target))
        if "batch_norm" in name:
            args = (to_half(args[0]), *args[1:])
        else:
            args, kwargs = tree_map(to_half, args), tree_map(to_half, kwargs)
        return tree_map(to_half, func(*args, **kwargs))


# ---------------------------------------------------------------- building blocks


class Attention(nn.Module):
    def __init__(self, dim, heads=4, scale_late=False, gain=1.0):
        super().__init__()
        self.heads, self.qkv, self.out = heads, nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.scale_late, self.gain = scale_late, gain

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scale = self.gain / math.sqrt(d // self.heads)
        a = torch.softmax((q @ k.transpose(-1, -2)) * scale, -1)
        return self.out((a @ v).transpose(1, 2).reshape(b, n, d))


class Block(nn.Module):
    def __init__(self, dim, **attention):
        super().__init__()
        self.n1, self.n2, self.attn = nn.LayerNorm(dim), nn.LayerNorm(dim), Attention(dim, **attention)
        self.mlp = nn.Sequential(nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim))

    def forward(self, x):
        x = x + self.attn(self.n1(x))
        return x + self.mlp(self.n2(x))


def conv(i, o, k=3, s=1, act=nn.ReLU):
    return nn.Sequential(nn.Conv2d(i, o, k, s, k // 2, bias=False), nn.BatchNorm2d(o), act())


class Residual(nn.Module):
    def __init__(self, i, o, s=1):
        super().__init__()
        self.a, self.b = conv(i, o, 3, s), nn.Sequential(nn.Conv2d(o, o, 3, 1, 1, bias=False), nn.BatchNorm2d(o))
        self.down = nn.Identity() if i == o and s == 1 else nn.Sequential(nn.Conv2d(i, o, 1, s, bias=False), nn.BatchNorm2d(o))

    def forward(self, x):
        return F.relu(self.b(self.a(x)) + self.down(x))


# ---------------------------------------------------------------- healthy networks: (name, network, input, loss)


class ResNet(nn.Module):
    def __init__(self, classes=100, depth=(2, 2, 2, 2)):
        super().__init__()
        w = (32, 64, 128, 256)
        layers, i = [conv(3, 32, 7, 2)], 32
        for o, n in zip(w, depth):
            for k in range(n):
                layers.append(Residual(i, o, 2 if k == 0 and o != 32 else 1))
                i = o
        self.body, self.fc = nn.Sequential(*layers), nn.Linear(256, classes)

    def forward(self, x):
        e = self.body(x).mean((2, 3))
        z = self.fc(e)
        return {"logits": z, "probabilities": torch.softmax(z, -1), "embedding": e, "unit_embedding": F.normalize(e, dim=-1),
                "sigmoid": torch.sigmoid(z)}


class MobileNet(nn.Module):
    def __init__(self):
        super().__init__()
        def ir(i, o, s):
            return nn.Sequential(conv(i, 4 * i, 1, 1, nn.Hardswish), nn.Conv2d(4 * i, 4 * i, 3, s, 1, groups=4 * i, bias=False),
                                 nn.BatchNorm2d(4 * i), nn.Hardswish(), nn.Conv2d(4 * i, o, 1, bias=False), nn.BatchNorm2d(o))
        self.body = nn.Sequential(conv(3, 16, 3, 2, nn.Hardswish), ir(16, 24, 2), ir(24, 40, 2), ir(40, 80, 2), ir(80, 160, 1))
        self.fc = nn.Linear(160, 1000)

    def forward(self, x):
        z = self.fc(self.body(x).mean((2, 3)))
        return {"logits": z, "probabilities": torch.softmax(z, -1)}


class ViT(nn.Module):
    def __init__(self, dim=128, depth=8, classes=100):
        super().__init__()
        self.patch, self.pos = nn.Conv2d(3, dim, 8, 8), nn.Parameter(torch.randn(1, 65, dim) * 0.02)
        self.cls, self.blocks = nn.Parameter(torch.zeros(1, 1, dim)), nn.Sequential(*[Block(dim) for _ in range(depth)])
        self.norm, self.fc = nn.LayerNorm(dim), nn.Linear(dim, classes)

    def forward(self, x):
        t = self.patch(x).flatten(2).transpose(1, 2)
        t = torch.cat([self.cls.expand(len(t), -1, -1), t], 1) + self.pos
        t = self.norm(self.blocks(t))
        z = self.fc(t[:, 0])
        return {"logits": z, "probabilities": torch.softmax(z, -1), "tokens": t, "unit_embedding": F.normalize(t[:, 0], dim=-1)}


class Language(nn.Module):
    def __init__(self, dim=128, vocabulary=2000):
        super().__init__()
        self.emb, self.pos = nn.Embedding(vocabulary, dim), nn.Parameter(torch.randn(1, 64, dim) * 0.02)
        self.blocks, self.norm, self.head = nn.Sequential(*[Block(dim) for _ in range(6)]), nn.LayerNorm(dim), nn.Linear(dim, vocabulary)

    def forward(self, tokens):
        z = self.head(self.norm(self.blocks(self.emb(tokens) + self.pos)))
        return {"logits": z, "log_probabilities": torch.log_softmax(z, -1), "probabilities": torch.softmax(z, -1)}


class UNet(nn.Module):
    def __init__(self, out=4):
        super().__init__()
        self.d1, self.d2, self.d3 = Residual(3, 32), Residual(32, 64, 2), Residual(64, 128, 2)
        self.u2, self.u1, self.head = Residual(192, 64), Residual(96, 32), nn.Conv2d(32, out, 1)

    def forward(self, x):
        a = self.d1(x)
        b = self.d2(a)
        c = self.d3(b)
        b = self.u2(torch.cat([F.interpolate(c, scale_factor=2), b], 1))
        a = self.u1(torch.cat([F.interpolate(b, scale_factor=2), a], 1))
        z = self.head(a)
        return {"logits": z, "mask": torch.sigmoid(z), "softmax": torch.softmax(z, 1), "residual": x[:, :1] + 0.1 * z[:, :1]}


class Recurrent(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.rnn, self.fc = kind(40, 96, 2, batch_first=True), nn.Linear(96, 30)

    def forward(self, x):
        y, _ = self.rnn(x)
        z = self.fc(y)
        return {"logits": z, "states": y, "log_probabilities": torch.log_softmax(z, -1)}


class Yolo(nn.Module):
    """Anchor-free detector with pixel boxes of a 640-pixel frame and class scores, as one tensor and apart."""

    def __init__(self, classes=20, frame=640.0):
        super().__init__()
        self.body = nn.Sequential(conv(3, 32, 3, 2, nn.SiLU), Residual(32, 64, 2), Residual(64, 128, 2), Residual(128, 128))
        self.head, self.classes, self.frame = nn.Conv2d(128, 4 + classes, 1), classes, frame

    def forward(self, x):
        y = self.head(self.body(x))
        b, _, h, w = y.shape
        stride = self.frame / w
        gy, gx = torch.meshgrid(torch.arange(h).float(), torch.arange(w).float(), indexing="ij")
        cx, cy = (y[:, 0].sigmoid() * 2 - 0.5 + gx) * stride, (y[:, 1].sigmoid() * 2 - 0.5 + gy) * stride
        wh = (y[:, 2:4].sigmoid() * 2) ** 2 * stride * 2
        boxes = torch.cat([cx[:, None], cy[:, None], wh], 1).flatten(2).transpose(1, 2)
        scores = (y[:, 4:] - 4).sigmoid().flatten(2).transpose(1, 2)
        return {"boxes_px": boxes, "scores": scores, "combined_px_score": torch.cat([boxes, scores], -1), "raw": y}


class CenterNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(conv(3, 32, 3, 2), Residual(32, 64, 2), Residual(64, 64))
        self.hm, self.wh = nn.Conv2d(64, 5, 1), nn.Conv2d(64, 2, 1)
        nn.init.constant_(self.hm.bias, -4.6)

    def forward(self, x):
        f = self.body(x)
        return {"heatmap": self.hm(f).sigmoid(), "size": self.wh(f)}


class Detr(nn.Module):
    def __init__(self, dim=128, queries=50, classes=20):
        super().__init__()
        self.body, self.proj = nn.Sequential(conv(3, 32, 3, 2), Residual(32, 64, 2), Residual(64, 128, 2)), nn.Conv2d(128, dim, 1)
        self.pos, self.query = nn.Parameter(torch.randn(1, 64, dim) * 0.1), nn.Parameter(torch.randn(1, queries, dim))
        self.enc = nn.Sequential(*[Block(dim) for _ in range(3)])
        self.dec = nn.Sequential(*[Block(dim) for _ in range(3)])
        self.cls, self.box, self.q = nn.Linear(dim, classes), nn.Sequential(nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, 4)), queries

    def forward(self, x):
        t = self.enc(self.proj(self.body(x)).flatten(2).transpose(1, 2) + self.pos)
        t = self.dec(torch.cat([self.query.expand(len(t), -1, -1), t], 1))[:, : self.q]
        z = self.cls(t)
        return {"logits": z, "scores": z.sigmoid(), "boxes_unit": self.box(t).sigmoid()}


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(32, 256), nn.Tanh(), nn.Linear(256, 256), nn.Softplus(), nn.Linear(256, 3))

    def forward(self, x):
        y = self.net(x)
        return {"value": y, "depth": F.softplus(y) + 0.1, "log_depth": torch.log(F.softplus(y) + 0.1)}


class Confident(nn.Module):
    """A classifier whose logits reach 30: probabilities near 0 and 1."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(conv(3, 32, 3, 2), Residual(32, 64, 2), Residual(64, 128, 2))
        self.fc = nn.Linear(128, 10)

    def forward(self, x):
        z = self.fc(F.layer_norm(self.body(x).mean((2, 3)), (128,))) * 8
        return {"logits": z, "probabilities": torch.softmax(z, -1), "sigmoid": torch.sigmoid(z)}


class Pose(nn.Module):
    """Six degrees of freedom of which two hardly vary, as in data of a car that stays level."""

    def __init__(self):
        super().__init__()
        self.body, self.fc = nn.Sequential(conv(3, 32, 3, 2), Residual(32, 64, 2)), nn.Linear(64, 6)

    def forward(self, x):
        return {"pose": self.fc(self.body(x).mean((2, 3))) * torch.tensor([10.0, 10.0, 1.0, 0.02, 0.02, 1.0])}


class SuperResolution(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 48, 3, 1, 1), nn.ReLU(), *[Residual(48, 48) for _ in range(4)])
        self.up = nn.Conv2d(48, 12, 3, 1, 1)

    def forward(self, x):
        return {"image": (F.pixel_shuffle(self.up(self.body(x)), 2) * 40 + 128).clamp(0, 255)}


class ConvNext(nn.Module):
    def __init__(self, dim=64):
        super().__init__()
        self.stem, self.fc = nn.Conv2d(3, dim, 4, 4), nn.Linear(dim, 1000)
        self.blocks = nn.ModuleList([nn.ModuleList([nn.Conv2d(dim, dim, 7, 1, 3, groups=dim), nn.LayerNorm(dim),
                                                    nn.Linear(dim, 4 * dim), nn.Linear(4 * dim, dim)]) for _ in range(8)])

    def forward(self, x):
        x = self.stem(x)
        for depth, norm, up, down in self.blocks:
            x = x + 0.3 * down(F.gelu(up(norm(depth(x).permute(0, 2, 3, 1))))).permute(0, 3, 1, 2)
        e = x.mean((2, 3))
        return {"logits": self.fc(F.layer_norm(e, e.shape[1:])), "features": x}


class Denoiser(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.t = nn.Conv2d(3, 64, 3, 1, 1), nn.Conv2d(64, 3, 3, 1, 1), nn.Linear(64, 64)
        self.mid = nn.Sequential(*[nn.Sequential(nn.GroupNorm(8, 64), nn.SiLU(), nn.Conv2d(64, 64, 3, 1, 1)) for _ in range(6)])

    def forward(self, x):
        k = torch.arange(32).float()
        f = torch.exp(-k * math.log(1000) / 32) * 7
        e = self.t(torch.cat([f.sin(), f.cos()]))
        h = self.a(x) + e[None, :, None, None]
        for layer in self.mid:
            h = h + layer(h)
        return {"noise": self.b(h)}


def image(n=4, size=64):
    y, x = torch.meshgrid(torch.linspace(-1, 1, size), torch.linspace(-1, 1, size), indexing="ij")
    out = []
    for _ in range(n):
        f = torch.randn(3, 4) * 3
        out.append(torch.stack([torch.sin(f[c, 0] * x + f[c, 1] * y + f[c, 2]) * f[c, 3].tanh() for c in range(3)]))
    return torch.stack(out) + 0.1 * torch.randn(n, 3, size, size)


HEALTHY = {
    "resnet18": (lambda: ResNet(), image), "resnet34": (lambda: ResNet(depth=(3, 4, 6, 3)), image),
    "mobilenet": (MobileNet, image), "vit": (ViT, image), "vit_deep": (lambda: ViT(depth=16), image),
    "unet": (UNet, image), "gru": (lambda: Recurrent(nn.GRU), lambda: torch.randn(4, 50, 40)),
    "lstm": (lambda: Recurrent(nn.LSTM), lambda: torch.randn(4, 50, 40)), "yolo": (Yolo, image),
    "centernet": (CenterNet, image), "detr": (Detr, image), "mlp": (Mlp, lambda: torch.randn(64, 32)),
    "confident": (Confident, image), "pose": (Pose, lambda: image(64, 32)), "superres": (SuperResolution, image),
    "convnext": (ConvNext, image), "denoiser": (Denoiser, image), "language": (Language, lambda: torch.randint(0, 2000, (4, 64))),
}

# ---------------------------------------------------------------- broken networks: finite, yet wrong in FP16


class Broken(nn.Module):
    """A healthy two-layer network with one operation that FP16 can't carry, between or behind its layers."""

    def __init__(self, fault):
        super().__init__()
        self.a, self.b, self.fault = nn.Linear(32, 64), nn.Linear(64, 16), fault

    def forward(self, x):
        return {"out": self.b(self.fault(torch.tanh(self.a(x))))}


BROKEN = {
    "rope_position_5000": lambda h: h * torch.cos(5000.37 * torch.exp(-torch.arange(64).float() / 16)),
    "variance_by_squares": lambda h: (h - h.mean(-1, keepdim=True)) / ((((h + 30) ** 2).mean(-1, keepdim=True) - (h + 30).mean(-1, keepdim=True) ** 2).abs() + 1e-3).sqrt(),
    "offset_500_and_back": lambda h: (h + 500) - 500,
    "offset_50_and_back": lambda h: (h + 50) - 50,
    "cumulative_sum": lambda h: torch.diff(F.pad((h + 1).repeat(1, 64).cumsum(-1), (1, 0)))[:, -64:] - 1,
    "sharp_softmax": lambda h: torch.softmax(h * 400, -1) * 8,
    "squares_underflow": lambda h: (h * 3e-4) / ((h * 3e-4).pow(2).mean(-1, keepdim=True) + 1e-10).sqrt(),
    "residual_growth": lambda h: F.layer_norm(h + 2000 * torch.ones(64), (64,)),
    "fourier_features": lambda h: torch.sin(2**9 * math.pi * h),
    "small_product": lambda h: (h * 1e-3) * (h * 1e-3) * 1e6,
    "time_in_seconds": lambda h: torch.sin(h[:, :1] + 4321.7) * h,
}


def statistics(reference, candidate):
    """Per-output figures over all samples; the first axis is the sample."""
    reference, candidate = reference.double(), candidate.double()
    if reference.dim() == 1:
        reference, candidate = reference[None], candidate[None]
    error = candidate - reference
    rms = reference.pow(2).mean().sqrt()
    per_sample = error.flatten(1).pow(2).mean(1).sqrt()
    scale = torch.maximum(reference.flatten(1).pow(2).mean(1).sqrt(), 0.1 * rms)
    channels = float("nan")
    if reference.dim() >= 2 and 2 <= reference.shape[-1] <= 128:
        r, e = reference.flatten(0, -2), error.flatten(0, -2)
        channels = (e.pow(2).mean(0).sqrt() / r.pow(2).mean(0).sqrt().clamp(min=2**-14)).max()
    absmax = reference.abs().max()
    return [float(v) for v in (error.pow(2).mean().sqrt() / rms, (per_sample / scale).max(), error.abs().max() / absmax,
                               error.abs().max() / rms, channels, absmax, rms, error.abs().max())]


COLUMNS = "kind network output relRms relRmsWorstSample maxAbs/absMax maxAbs/rms worstLastAxisChannel absMax rms maxAbs".split()


def train(network, make, steps):
    network.train()
    optimiser = torch.optim.Adam(network.parameters(), 1e-3)
    target = None
    data = make()
    for _ in range(steps):
        outputs = list(network(data).values())
        if target is None:
            generator = torch.Generator().manual_seed(7)
            target = torch.randn(outputs[0].shape, generator=generator) * 2
        loss = F.smooth_l1_loss(outputs[0], target)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trained-steps", type=int, default=40)
    parser.add_argument("--seeds", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    print("\t".join(COLUMNS))
    for seed in range(arguments.seeds):
        for steps in (0, arguments.trained_steps):
            for name, (build, make) in HEALTHY.items():
                torch.manual_seed(seed)
                network = build()
                # Statistics of batch normalisation need a few batches, trained or not.
                network.train()
                with torch.no_grad():
                    for _ in range(5):
                        network(make())
                if steps:
                    train(network, make, steps)
                report("healthy", f"{name}/{'trained' if steps else 'random'}/{seed}", network.eval(), make())
        for name, fault in BROKEN.items():
            torch.manual_seed(seed)
            report("broken", f"{name}/random/{seed}", Broken(fault).eval(), torch.randn(64, 32))


def report(kind, name, network, data):
    with torch.no_grad():
        reference = network(data)
        with HalfStorage():
            candidate = network(data)
    for output in reference:
        if torch.isfinite(candidate[output]).all():
            row = [f"{value:.2e}" for value in statistics(reference[output], candidate[output])]
        else:
            row = ["non-finite"]
        print("\t".join([kind, name, output, *row]))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
