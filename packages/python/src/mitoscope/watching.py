"""Recording of representations of a PyTorch network while it is trained."""

from typing import TYPE_CHECKING, Any, Optional, Sequence

from .errors import MitoscopeError
from .recording import Choice, check_layers, record_layers, site_of

if TYPE_CHECKING:
    from .run import Run


class Watch:
    """Recorder of layers of a network.

    A layer is named as in `net.named_modules()`, and stands for what it puts out: the site of its representations, with the
    name of its class and its place in the network. The head, a Linear, stands for what it is given, the last hidden layer.
    Without `layers` that one alone is recorded. Outputs [N, C, H, W] become [N, C] by their mean; of outputs [N, T, D],
    `tokens` chooses "mean", "cls" (the first) or "last", of the tokens that `attention_mask` of
    the inputs marks, where there is one.

    With `every`, `run.log` records at each step that it divides; else `record` does. The network is asked in eval mode, without
    gradients and autocast, a batch at a time; its modes and the states of random numbers are as before afterwards. A
    DistributedDataParallel is asked on the first rank alone. `test` and `train` are DataLoaders without augmentation; they are
    read in the order of their dataset. `rows` limits the inputs of each to a sample that is the same each time; its indices
    are recorded as "rows.test" and "rows.train".
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
        named = list(layers) if layers is not None else [head] if head is not None else []
        self._choice = Choice(named, head, rows, tokens, device)
        self._loaders = [(part, loader) for part, loader in (("test", test), ("train", train)) if loader is not None]
        self.every = every
        self._recorded: Optional[int] = None
        if run.is_disabled:
            return
        check_layers(net, self._choice)
        if test is None:
            raise MitoscopeError("test= is missing: give the DataLoader of the test inputs.")
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
        run = self._run
        assert run.folder is not None
        found = record_layers(self._net, self._choice, self._loaders, run.folder / "files", run._warnings)
        expected = None if run._journal is None else run._journal.record["run"].get("width")
        for name, (path, width) in found.items():
            if name == self._choice.head and expected is not None and width not in (0, expected):
                message = f'layer "{name}" has {width} neurons and the run {expected}: it is left out.'
                run._warnings.once(f"width {name}", message)
                path.unlink(missing_ok=True)
                continue
            when = "" if epoch is None else f"-epoch-{epoch}"
            run.add_file(path, f"{name or 'net'}{when}.safetensors", epoch, site_of(self._net, name, self._choice.head))
