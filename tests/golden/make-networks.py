"""Makes networks/: what PyTorch computes with a tiny network of each architecture, in float64, and networks/counts.json.

Run `python3 make-networks.py` (PyTorch, torchvision). A file has a network's state under "before.", as PyTorch saves
it; a batch under "images" (rows × columns × channels, as Mitoscope stores them) and "labels"; what a pass in training gives
under "logits", "representation" and "gradient."; the running statistics after it under "after."; and, with those, what
evaluation gives under "evaluation.". The loss is in the header. Every gradient is checked by central differences first.
"""

import json
import math
import pathlib
import struct

import numpy as np
import torch
from torch.nn import functional as F
from torchvision.models import resnet50

from pytorch_networks import build

HERE = pathlib.Path(__file__).parent / "networks"
torch.manual_seed(7)
torch.set_num_threads(1)

NETWORKS = {
    "fully-connected": dict(width=6, outputs=3, shape=(1, 1, 12), options={"hiddenLayers": 3}),
    "batch-norm": dict(architecture="fully-connected", width=6, outputs=1, shape=(1, 1, 10), options={"hiddenLayers": 5, "batchNorm": True}),
    "small-convolutional": dict(width=8, outputs=4, shape=(9, 8, 3)),
    "wide-resnet-28": dict(width=8, outputs=4, shape=(8, 8, 3)),
    "wide-resnet-16": dict(width=12, outputs=4, shape=(8, 12, 3)),
    "densenet-40": dict(width=11, outputs=4, shape=(8, 8, 3)),
    "densenet-28": dict(width=15, outputs=4, shape=(8, 10, 3)),
    "resnet-50": dict(width=32, outputs=4, shape=(48, 48, 3)),
}
IMAGES = 6

COUNTS = [
    ("fully-connected", 512, 10, (28, 28, 1), {}),
    ("fully-connected", 64, 1, (1, 1, 10), {"hiddenLayers": 5, "batchNorm": True}),
    ("small-convolutional", 64, 10, (32, 32, 3), {}),
    *[("wide-resnet-28", width, 10, (32, 32, 3), {}) for width in (16, 32, 64, 128, 256, 512)],
    ("wide-resnet-28", 512, 100, (32, 32, 3), {}),
    *[("wide-resnet-16", width, 10, (32, 32, 3), {}) for width in (64, 512)],
    *[("densenet-40", width, 10, (32, 32, 3), {}) for width in (44, 88, 176, 352, 704, 1408)],
    *[("densenet-28", width, 10, (32, 32, 3), {}) for width in (7, 15, 480)],
    *[("resnet-50", width, 1000, (224, 224, 3), {}) for width in (512, 2048)],
]


def count(model):
    return sum(parameter.numel() for parameter in model.parameters())


def loss_of(logits, labels):
    if logits.shape[1] > 1:
        return F.cross_entropy(logits, labels)
    return 0.5 * (F.relu(1 - (2 * labels - 1) * logits[:, 0]) ** 2).mean()


def check_differences(name, model, images, labels):
    """The gradient along random directions, against central differences, with the weights as they stand."""
    parameters = list(model.parameters())
    for _ in range(3):
        directions = [torch.randn_like(parameter) for parameter in parameters]
        slope = sum((d * p.grad).sum() for d, p in zip(directions, parameters)).item()
        step, values = 1e-7, []
        for sign in (1, -2):
            with torch.no_grad():
                for parameter, direction in zip(parameters, directions):
                    parameter += sign * step * direction
                values.append(loss_of(model(images)[1], labels).item())
        with torch.no_grad():
            for parameter, direction in zip(parameters, directions):
                parameter += step * direction
        difference = (values[0] - values[1]) / (2 * step)
        scale = math.sqrt(sum((p.grad**2).sum().item() for p in parameters))
        assert abs(difference - slope) < 2e-6 * (scale + abs(slope)), (name, difference, slope)


def write(path, tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name, values in tensors.items():
        values = values.detach().numpy() if torch.is_tensor(values) else values
        whole = values.dtype.kind == "i"
        raw = np.ascontiguousarray(values, "<i8" if whole else "<f4").tobytes()
        header[name] = {
            "dtype": "I64" if whole else "F32",
            "shape": list(values.shape),
            "data_offsets": [len(data), len(data) + len(raw)],
        }
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    HERE.mkdir(exist_ok=True)
    for name, settings in NETWORKS.items():
        choice = {"architecture": name, "options": {}, **settings}
        model = build(**choice)
        for parameter_name, parameter in model.named_parameters():
            with torch.no_grad():
                # Move all parameters away from 0 and 1, where a mistake would not show.
                parameter += 0.2 * torch.randn_like(parameter) / math.sqrt(max(1, parameter[0].numel()))
        for buffer_name, buffer in model.named_buffers():
            if buffer.is_floating_point():
                buffer += 0.3 * torch.rand_like(buffer)
        # Compute in float64 from here on, from values that float32 represents exactly.
        model = model.float().double()
        rows, columns, channels = choice["shape"]
        images = torch.randn(IMAGES, channels, rows, columns).double()
        labels = torch.randint(max(2, choice["outputs"]), (IMAGES,))
        before = {f"before.{key}": value.clone() for key, value in model.state_dict().items()}
        model.train()
        representation, logits = model(images)
        loss = loss_of(logits, labels)
        loss.backward()
        after = {f"after.{key}": value.clone() for key, value in model.state_dict().items() if "running" in key}
        check_differences(name, model, images, labels)
        with torch.no_grad():
            state = {key.removeprefix("before."): value for key, value in before.items()}
            model.load_state_dict({**state, **{key.removeprefix("after."): value for key, value in after.items()}})
            model.eval()
            kept, answered = model(images)
        tensors = {
            **before,
            "images": images.permute(0, 2, 3, 1),
            "labels": labels,
            "representation": representation,
            "logits": logits,
            **{f"gradient.{key}": value.grad for key, value in model.named_parameters()},
            **after,
            "evaluation.representation": kept,
            "evaluation.logits": answered,
        }
        metadata = {"choice": json.dumps(choice), "loss": repr(loss.item())}
        write(HERE / f"{name}.safetensors", tensors, metadata)
    counts = [
        {"architecture": a, "width": w, "outputs": o, "shape": s, "options": p, "parameters": count(build(a, w, o, s, p))}
        for a, w, o, s, p in COUNTS
    ]
    assert counts[-1]["parameters"] == count(resnet50()) == 25557032
    text = ",\n  ".join(json.dumps(entry) for entry in counts)
    (HERE / "counts.json").write_text(f"[\n  {text}\n]\n")


main()
