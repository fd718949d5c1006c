"""Recording of layers of a PyTorch network into safetensors files, a batch at a time."""

import os
import random
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from .errors import MitoscopeError, Warnings
from .features import Reading, mask_of, pool_features, read_batches, unwrap
from .tensors import TensorFile, to_array
from .uploads import make_site


class Choice(NamedTuple):
    """Choice of what is recorded of a network."""

    layers: Sequence[str]
    #: Last Linear of the network; it stands for what it is given, and its weights are recorded too.
    head: Optional[str] = None
    #: Number of inputs of each loader, a sample that is the same each time; None for all.
    rows: Optional[int] = None
    #: "mean", "cls" or "last" for features [N, T, D].
    tokens: Optional[str] = None
    device: Any = None


class Recorded(NamedTuple):
    """File of a layer."""

    path: Path
    width: int


def check_layers(net: Any, choice: Choice) -> None:
    """Raises MitoscopeError for layers that the network has not."""
    named = dict(unwrap(net).named_modules())
    unknown = [name for name in [*choice.layers, *([choice.head] if choice.head else [])] if name not in named]
    if unknown or not choice.layers:
        raise MitoscopeError(
            f"{', '.join(unknown) or 'layers='} names no layer of the network; it has {', '.join(filter(None, named))}."
        )
    if choice.head is not None and not hasattr(named[choice.head], "weight"):
        raise MitoscopeError(
            f'head="{choice.head}" is a {type(named[choice.head]).__name__}: name the last Linear of the network.'
        )


def record_layers(
    net: Any, choice: Choice, loaders: "Sequence[Tuple[str, Any]]", folder: Path, warnings: Warnings
) -> "Dict[str, Recorded]":
    """Records layers for the inputs of loaders, named "test" or "train"; returns a file in the folder for each layer.

    The network is asked in eval mode, without gradients and autocast; its modes and random numbers are as before afterwards.
    """
    net = unwrap(net)
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: _File(folder, i) for i, name in enumerate(choice.layers)}
    try:
        with at_rest(net), _recording(net, choice) as taken:
            for part, loader in loaders:
                _read(net, part, loader, taken, files, choice, warnings)
        readout = _read_head(net, choice.head)
        for name, file in files.items():
            if name == choice.head:
                for tensor, array in readout.items():
                    file.tensors.write(f"readout.{tensor}", array.tobytes(), "F32", array.shape)
            facts = {"layer": name, "rows": str(choice.rows or "all"), "tokens": str(choice.tokens)}
            # So that the file tells of itself wherever it is uploaded from.
            said = {_snake(key): str(value) for key, value in site_of(net, name, choice.head).items()}
            file.tensors.finish({**facts, **said})
    except BaseException:
        for file in files.values():
            file.tensors.close()
            file.path.unlink(missing_ok=True)
        raise
    return {name: Recorded(file.path, file.width) for name, file in files.items()}


def site_of(net: Any, name: str, head: Optional[str]) -> Dict[str, Any]:
    """Returns the site of a layer: its name, what it is, and its place in the network. The head's is the last hidden one."""
    if name == head:
        return {}
    modules = list(unwrap(net).named_modules())
    position = [known for known, _ in modules].index(name)
    return make_site(name or "net", type(modules[position][1]).__name__, position)


def _snake(name: str) -> str:
    """Returns a name of the API as the metadata of a file spells it: "site_kind" for "siteKind"."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


class _File:
    def __init__(self, folder: Path, number: int) -> None:
        self.path = folder / f"{time.time_ns()}-{os.getpid()}-{number}.part"
        self.tensors = TensorFile(self.path)
        self.width = 0


def _read(
    net: Any,
    part: str,
    loader: Any,
    taken: Dict[Any, Any],
    files: "Dict[str, _File]",
    choice: Choice,
    warnings: Warnings,
) -> None:
    # Features of all layers come at once; each file takes its own, and labels, which are small, come at the end.
    reading = Reading(loader, choice.rows, warnings, part)
    count = 0
    for inputs, labels in read_batches(net, reading, choice.device):
        taken["mask"] = mask_of(inputs)
        net(**inputs) if isinstance(inputs, dict) else net(inputs)
        rows = 0
        for name, file in files.items():
            if ("layer", name) not in taken:
                raise MitoscopeError(f'layer "{name}" puts out no tensor, or the network does not ask it.')
            array = to_array(taken["layer", name].float())
            rows, file.width = array.shape
            file.tensors.append(array.tobytes())
        taken.clear()
        count += rows
        reading.keep_labels(labels, rows)
    for file in files.values():
        file.tensors.describe_last(f"features.{part}", "F32", (count, file.width), count * file.width * 4)
        found = reading.labels()
        if found is not None:
            file.tensors.write(f"labels.{part}", found.tobytes(), "I64", found.shape)
        if reading.chosen is not None:
            chosen = to_array(reading.chosen).astype("<i8")
            file.tensors.write(f"rows.{part}", chosen.tobytes(), "I64", chosen.shape)


def _read_head(net: Any, head: Optional[str]) -> Dict[str, Any]:
    if head is None:
        return {}
    module = dict(net.named_modules())[head]
    found = {"weight": module.weight, "bias": getattr(module, "bias", None)}
    return {name: to_array(value.float()) for name, value in found.items() if value is not None}


@contextmanager
def at_rest(net: Any) -> Iterator[None]:
    """Puts a network into eval mode without gradients; afterwards modes and random numbers are as before."""
    import torch

    modes = [(module, module.training) for module in net.modules()]
    python_state = random.getstate()
    numpy = sys.modules.get("numpy")
    numpy_state = numpy.random.get_state() if numpy is not None else None
    try:
        cuda = sorted({p.device.index for p in net.parameters() if p.device.type == "cuda"})
        with ExitStack() as stack:
            stack.enter_context(torch.random.fork_rng(devices=cuda))
            stack.enter_context(torch.no_grad())
            # Within autocast, copies of weights that are made without gradients would serve the training afterwards.
            for device in ("cpu", *(["cuda"] if cuda else [])):
                stack.enter_context(torch.autocast(device, enabled=False))
            net.eval()
            yield
    finally:
        for module, is_training in modes:
            module.training = is_training
        random.setstate(python_state)
        if numpy is not None and numpy_state is not None:
            numpy.random.set_state(numpy_state)


@contextmanager
def _recording(net: Any, choice: Choice) -> Iterator[Dict[Any, Any]]:
    """Yields what the layers put out, [N, W] by name, after each call of the network; "mask" may be set before it."""
    named = dict(net.named_modules())
    taken: Dict[Any, Any] = {}
    hooks: List[Any] = []

    def take(name: str, value: Any) -> None:
        taken["layer", name] = pool_features(value, name, choice.tokens, taken.get("mask"))

    def before(name: str) -> Any:
        return lambda module, given: take(name, given[0])

    def after(name: str) -> Any:
        return lambda module, given, put_out: take(name, put_out)

    try:
        for name in choice.layers:
            module = named[name]
            hooks.append(
                module.register_forward_pre_hook(before(name))
                if name == choice.head
                else module.register_forward_hook(after(name))
            )
        yield taken
    finally:
        for hook in hooks:
            hook.remove()
