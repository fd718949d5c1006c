"""Goes on with a network of Mitoscope's in PyTorch: go_on.py ARCHITECTURE WIDTH OPTIONS NETWORK BATCH STEPS LEARNING_RATE OUT.

NETWORK is a checkpoint; BATCH has "images" [count, rows, columns, channels] and "labels". OUT gets the state dict after so
many steps of plain SGD on the whole batch, and what evaluation answers before them, "logits".
"""

import json
import pathlib
import sys

import torch
from torch.nn import functional as F

sys.path.append(str(pathlib.Path(__file__).parents[1] / "golden"))
from pytorch_networks import build  # noqa: E402
from safetensors_file import read_archive, write_archive  # noqa: E402

architecture, width, options, network, batch, steps, learning_rate, out = sys.argv[1:]
given = read_archive(batch)
images = torch.from_numpy(given["images"]).permute(0, 3, 1, 2).contiguous()
labels = torch.from_numpy(given["labels"]).long()
model = build(architecture, int(width), 4, given["images"].shape[1:], json.loads(options))
state = {name: torch.from_numpy(values) for name, values in read_archive(network).items()}
missing, unexpected = model.load_state_dict(state, strict=False)
# Counters of batches are PyTorch's own; every other name and shape has to be there.
assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing), (missing, unexpected)
with torch.no_grad():
    answered = model.eval()(images)[1]
optimiser = torch.optim.SGD(model.train().parameters(), lr=float(learning_rate), weight_decay=1e-3)
for _ in range(int(steps)):
    optimiser.zero_grad()
    F.cross_entropy(model(images)[1], labels).backward()
    optimiser.step()
tensors = {name: values.numpy() for name, values in model.state_dict().items() if values.is_floating_point()}
tensors["logits"] = answered.numpy()
write_archive(out, {name: ("F32", values.shape, [values]) for name, values in tensors.items()})
