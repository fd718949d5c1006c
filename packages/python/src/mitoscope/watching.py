"""Recording of representations of a PyTorch network while it is trained."""

import os
import random
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional, Sequence, Tuple

from .errors import MitoscopeError
from .features import Reading, pool_features, read_batches, unwrap
from .tensors import TensorFile, to_array
from .uploads import make_site

if TYPE_CHECKING:
    from .run import Run


class Watch:
    """Recorder of layers of a network.

    A layer is named as in `net.named_modules()`, and stands for what it puts out: the site of its representations, with the
    name of its class and its place in the network. The head, a Linear, stands for what it is given, the last hidden layer.
    Without `layers` that one alone is recorded. Outputs [N, C, H, W] become [N, C] by their mean; of outputs [N, T, D],
    `tokens` chooses "mean", "first" or "last".

    With `every`, `run.log` records at each step that it divides; else `record` does. The network is asked in eval mode, without
    gradients, a batch at a time; its modes and the states of random numbers are as before afterwards. `test` and `train` are
    DataLoaders without augmentation; they are read in the order of their dataset. `rows` limits the inputs of each to a sample
    that is the same each time.
    """

    def __init__(
        self,
        run: "Run",
        net: Any,
        layers: Optional[Sequence[str]] = None,
        head: Optional[str] = None,
        test: Any = None,
        train: Any = None,
        every: Optional[int] = None,
        rows: Optional[int] = None,
        tokens: Optional[str] = None,
        device: Any = None,
    ) -> None:
        self._run = run
        self._net = net
        self._head = head
        self._layers = list(layers) if layers is not None else [head] if head is not None else []
        self._loaders = [(part, loader) for part, loader in (("test", test), ("train", train)) if loader is not None]
        self.every = every
        self._rows = rows
        self._tokens = tokens
        self._device = device
        self._recorded: Optional[int] = None
        if run.is_disabled:
            return
        named = dict(unwrap(net).named_modules())
        unknown = [name for name in [*self._layers, *([head] if head else [])] if name not in named]
        if unknown or not self._layers:
            raise MitoscopeError(
                f"{', '.join(unknown) or 'layers='} names no layer of the network; it has {', '.join(filter(None, named))}."
            )
        if test is None:
            raise MitoscopeError("test= is missing: give the DataLoader of the test inputs.")
        if head is not None and not hasattr(named[head], "weight"):
            raise MitoscopeError(
                f'head="{head}" is a {type(named[head]).__name__}: name the last Linear of the network.'
            )
        if every is not None:
            run._watches.append(self)

    def after_step(self, step: int) -> None:
        """Records if `every` divides the step; called by `run.log`."""
        if self.every and step % self.every == 0 and step != self._recorded:
            self.record(step)

    def record(self, epoch: Optional[int] = None) -> None:
        """Records the layers now and adds them to the run. Problems are one warning."""
        if self._run.is_disabled:
            return
        self._recorded = epoch
        try:
            self._record(epoch)
        except Exception as error:
            self._run._warnings.once("watch", f"a representation is left out: {type(error).__name__}: {error}")

    def _record(self, epoch: Optional[int]) -> None:
        net = unwrap(self._net)
        files = {name: self._open_file(i) for i, name in enumerate(self._layers)}
        try:
            with at_rest(net), recording(net, self._layers, self._head, self._tokens) as taken:
                for part, loader in self._loaders:
                    self._read(net, part, loader, taken, files)
            readout = self._read_head(net)
            for name, (path, file, _) in files.items():
                if name == self._head:
                    for tensor, array in readout.items():
                        file.write(f"readout.{tensor}", array.tobytes(), "F32", array.shape)
                facts = {"layer": name, "rows": str(self._rows or "all"), "tokens": str(self._tokens)}
                # So that the file tells of itself wherever it is uploaded from.
                said = {_snake(key): str(value) for key, value in self._site_of(name).items()}
                file.finish({**facts, **said})
        except BaseException:
            for path, file, _ in files.values():
                file.close()
                path.unlink(missing_ok=True)
            raise
        self._hand_over(files, epoch)

    def _hand_over(self, files: "Dict[str, Any]", epoch: Optional[int]) -> None:
        journal = self._run._journal
        expected = None if journal is None else journal.record["run"].get("width")
        for name, (path, _, widths) in files.items():
            is_last = name == self._head
            if is_last and expected is not None and widths and widths[0] != expected:
                message = f'layer "{name}" has {widths[0]} neurons and the run {expected}: it is left out.'
                self._run._warnings.once(f"width {name}", message)
                path.unlink(missing_ok=True)
                continue
            when = "" if epoch is None else f"-epoch-{epoch}"
            self._run.add_file(path, f"{name or 'net'}{when}.safetensors", epoch, self._site_of(name))

    def _site_of(self, name: str) -> Dict[str, Any]:
        """Returns the site of a layer: its name, what it is, and its place in the network. The head's is the last hidden one."""
        if name == self._head:
            return {}
        modules = list(unwrap(self._net).named_modules())
        position = [known for known, _ in modules].index(name)
        return make_site(name or "net", type(modules[position][1]).__name__, position)

    def _open_file(self, number: int) -> "Tuple[Any, TensorFile, List[int]]":
        folder = self._run.folder
        assert folder is not None
        (folder / "files").mkdir(exist_ok=True)
        path = folder / "files" / f"{time.time_ns()}-{os.getpid()}-{number}.part"
        return path, TensorFile(path), []

    def _read(self, net: Any, part: str, loader: Any, taken: Dict[str, Any], files: "Dict[str, Any]") -> None:
        # Features of all layers come at once; each file takes its own, and labels, which are small, come at the end.
        reading = Reading(loader, self._rows, self._run._warnings, part)
        count = 0
        for inputs, labels in read_batches(net, reading, self._device):
            net(**inputs) if isinstance(inputs, dict) else net(inputs)
            for name, (_, file, widths) in files.items():
                if name not in taken:
                    raise MitoscopeError(f'layer "{name}" puts out no tensor, or the network does not ask it.')
                array = to_array(taken[name].float())
                widths[:] = [array.shape[1]]
                file.append(array.tobytes())
                rows = array.shape[0]
            taken.clear()
            count += rows
            reading.keep_labels(labels, rows)
        for _, file, widths in files.values():
            file.describe_last(f"features.{part}", "F32", (count, widths[0]), count * widths[0] * 4)
            found = reading.labels()
            if found is not None:
                file.write(f"labels.{part}", found.tobytes(), "I64", found.shape)
            if reading.chosen is not None:
                chosen = to_array(reading.chosen).astype("<i8")
                file.write(f"rows.{part}", chosen.tobytes(), "I64", chosen.shape)

    def _read_head(self, net: Any) -> Dict[str, Any]:
        if self._head is None:
            return {}
        module = dict(net.named_modules())[self._head]
        found = {"weight": module.weight, "bias": getattr(module, "bias", None)}
        return {name: to_array(value.float()) for name, value in found.items() if value is not None}


def _snake(key: str) -> str:
    """Returns a name of the API as the metadata of a file spells it: "site_kind" for "siteKind"."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in key)


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
        with torch.random.fork_rng(devices=cuda), torch.no_grad():
            net.eval()
            yield
    finally:
        for module, is_training in modes:
            module.training = is_training
        random.setstate(python_state)
        if numpy is not None and numpy_state is not None:
            numpy.random.set_state(numpy_state)


@contextmanager
def recording(net: Any, layers: Sequence[str], head: Optional[str], tokens: Optional[str]) -> Iterator[Dict[str, Any]]:
    """Yields what the layers put out, [N, W] by name, after each call of the network."""
    named = dict(net.named_modules())
    taken: Dict[str, Any] = {}
    hooks = []

    def take(name: str, value: Any) -> None:
        taken[name] = pool_features(value, name, tokens)

    def before(name: str) -> Any:
        return lambda module, given: take(name, given[0])

    def after(name: str) -> Any:
        return lambda module, given, put_out: take(name, put_out)

    try:
        for name in layers:
            module = named[name]
            is_head = name == head
            hook = (
                module.register_forward_pre_hook(before(name)) if is_head else module.register_forward_hook(after(name))
            )
            hooks.append(hook)
        yield taken
    finally:
        for hook in hooks:
            hook.remove()
