"""Makes recipes.json: what PyTorch's optimisers, losses and schedules do with a small problem, in float64.

Run `python3 make-recipes.py` (PyTorch). The network has one hidden layer of tanh, which bends nowhere, so that float32
follows for many steps. Settings are those of Mitoscope's recipes; what they mean in PyTorch is written out here.
"""

import json
import math
import pathlib
import random

import torch
from torch.optim import lr_scheduler

HERE = pathlib.Path(__file__).parent
INPUTS, HIDDEN, CLASSES, IMAGES, STEPS = 4, 5, 3, 12, 20

torch.set_default_dtype(torch.float64)

# Written as float32 holds them, so that both sides start from the same numbers.
draws = random.Random(5)
draw = lambda *shape: torch.tensor([draws.gauss(0, 1) for _ in range(math.prod(shape))], dtype=torch.float32).reshape(shape).double()
inputs = draw(IMAGES, INPUTS)
start = {
    "hidden.weight": draw(HIDDEN, INPUTS) / 2,
    "hidden.bias": draw(HIDDEN) / 2,
    "scale": 1 + draw(HIDDEN) / 4,
    "readout.weight": draw(CLASSES, HIDDEN) / 2,
    "readout.bias": draw(CLASSES) / 2,
}
labels = torch.tensor([draws.randrange(CLASSES) for _ in range(IMAGES)])

OPTIMISERS = [
    {"momentum": 0},
    {"momentum": 0.9},
    {"momentum": 0.9, "weightDecay": 0.05},
    {"momentum": 0.9, "weightDecay": 0.3, "decayOf": "weights"},
    {"optimiser": "nesterov", "momentum": 0.8, "weightDecay": 0.05},
    {"optimiser": "adam", "momentum": 0.9, "learningRate": 0.01},
    {"optimiser": "adam", "momentum": 0.7, "secondMomentum": 0.9, "epsilon": 1e-3, "weightDecay": 0.1},
    {"optimiser": "adam", "momentum": 0.9, "weightDecay": 0.2, "decayOf": "weights"},
    {"momentum": 0.9, "labelSmoothing": 0.1},
    {"optimiser": "adam", "momentum": 0.9, "labelSmoothing": 0.4, "weightDecay": 0.01},
    {"momentum": 0.9, "loss": "square-hinge", "weightDecay": 0.03},
    {"optimiser": "nesterov", "momentum": 0.9, "loss": "square-hinge", "decayOf": "weights", "weightDecay": 0.1},
]

SCHEDULES = [
    {"epochs": 5, "schedule": "constant"},
    {"epochs": 12},
    {"epochs": 200, "learningRate": 0.1, "finalRate": 1e-5},
    {"epochs": 20, "finalRate": 0.01, "warmUp": 5, "warmUpFrom": 0.2},
    {"epochs": 30, "schedule": "cosine-restarts", "restartAfter": 4, "restartFactor": 2, "finalRate": 1e-3},
    {"epochs": 25, "schedule": "cosine-restarts"},
    {"epochs": 20, "schedule": "cosine-restarts", "restartAfter": 3, "restartFactor": 3, "warmUp": 4},
    {"epochs": 12, "schedule": "step", "milestones": [3, 4, 9], "rateFactor": 0.3},
    {"epochs": 14, "schedule": "step", "milestones": [6, 10], "warmUp": 4, "warmUpFrom": 0.5},
    {"epochs": 8, "schedule": "constant", "warmUp": 3},
]


def forward(parameters, x):
    hidden = torch.tanh(x @ parameters["hidden.weight"].T + parameters["hidden.bias"]) * parameters["scale"]
    return hidden @ parameters["readout.weight"].T + parameters["readout.bias"]


def lose(recipe, logits, classes):
    if recipe.get("loss") == "square-hinge":
        signs = 2.0 * (classes > 0) - 1
        return 0.5 * torch.clamp(1 - signs * logits[:, 0], min=0).square().mean()
    return torch.nn.functional.cross_entropy(logits, classes, label_smoothing=recipe.get("labelSmoothing", 0))


def open_optimiser(recipe, parameters):
    decay = recipe.get("weightDecay", 0)
    if recipe.get("decayOf") == "weights":
        groups = [
            {"params": [p for p in parameters.values() if p.ndim > 1], "weight_decay": decay},
            {"params": [p for p in parameters.values() if p.ndim <= 1], "weight_decay": 0},
        ]
    else:
        groups = [{"params": list(parameters.values()), "weight_decay": decay}]
    rate, momentum = recipe["learningRate"], recipe["momentum"]
    if recipe.get("optimiser") == "adam":
        betas = (momentum, recipe.get("secondMomentum", 0.999))
        return torch.optim.Adam(groups, lr=rate, betas=betas, eps=recipe.get("epsilon", 1e-8))
    return torch.optim.SGD(groups, lr=rate, momentum=momentum, nesterov=recipe.get("optimiser") == "nesterov")


def train(recipe):
    """Losses before each step, and the parameters after the last. The rate falls on the way, as in a schedule."""
    recipe = {"learningRate": 0.1, **recipe}
    outputs = 1 if recipe.get("loss") == "square-hinge" else CLASSES
    parameters = {
        name: (value[:outputs] if name.startswith("readout") else value).clone().requires_grad_()
        for name, value in start.items()
    }
    optimiser = open_optimiser(recipe, parameters)
    losses = []
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = recipe["learningRate"] * (1 if step < STEPS // 2 else 0.5)
        optimiser.zero_grad()
        # A batch that changes from step to step.
        rows = [(step + i) % IMAGES for i in range(8)]
        loss = lose(recipe, forward(parameters, inputs[rows]), labels[rows])
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    final = {name: value.detach().flatten().tolist() for name, value in parameters.items()}
    return {"recipe": recipe, "losses": losses, "parameters": final}


def schedule(settings):
    """The learning rate in each epoch."""
    settings = {"learningRate": 0.3, **settings}
    epochs, rate, warm = settings["epochs"], settings["learningRate"], settings.get("warmUp", 0)
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    final, kind = settings.get("finalRate", 0), settings.get("schedule", "cosine")
    if kind == "constant":
        after = lr_scheduler.ConstantLR(optimiser, factor=1)
    elif kind == "cosine":
        after = lr_scheduler.CosineAnnealingLR(optimiser, T_max=epochs - warm, eta_min=final)
    elif kind == "cosine-restarts":
        t0, mult = settings.get("restartAfter", 10), settings.get("restartFactor", 1)
        after = lr_scheduler.CosineAnnealingWarmRestarts(optimiser, T_0=t0, T_mult=mult, eta_min=final)
    else:
        # Mitoscope's milestones are epochs of the training, PyTorch's those since the warm-up.
        milestones = [epoch - warm for epoch in settings["milestones"]]
        after = lr_scheduler.MultiStepLR(optimiser, milestones, gamma=settings.get("rateFactor", 0.1))
    scheduler = after
    if warm > 0:
        factor = settings.get("warmUpFrom", 0.01)
        before = lr_scheduler.LinearLR(optimiser, start_factor=factor, total_iters=warm)
        scheduler = lr_scheduler.SequentialLR(optimiser, [before, after], milestones=[warm])
    rates = []
    for _ in range(epochs):
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        scheduler.step()
    return {"schedule": settings, "rates": rates}


golden = {
    "torch": torch.__version__.split("+")[0],
    "inputs": inputs.flatten().tolist(),
    "labels": labels.tolist(),
    "start": {name: {"shape": list(value.shape), "values": value.flatten().tolist()} for name, value in start.items()},
    "trainings": [train(recipe) for recipe in OPTIMISERS],
    "schedules": [schedule(settings) for settings in SCHEDULES],
}
(HERE / "recipes.json").write_text(json.dumps(golden) + "\n")
