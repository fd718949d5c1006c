"""Batches of a DataLoader in the order of its dataset, and features of any shape as rows."""

import random
from typing import Any, Iterator, List, Optional, Tuple

from .errors import MitoscopeError, Warnings
from .tensors import to_array

_WRAPPERS = ("DistributedDataParallel", "DataParallel")
_LABELS = ("labels", "label", "targets", "target", "y")
_SAMPLE_SEED = 0


class Reading:
    """One pass over a loader, with the labels that come along."""

    def __init__(self, loader: Any, rows: Optional[int], warnings: Warnings, part: str) -> None:
        self._rows = rows
        self._warnings = warnings
        self._part = part
        self._labels: Optional[List[Any]] = []
        #: Indices of the sampled rows; None if all are read.
        self.chosen: Optional[List[int]] = None
        self.loader = self._in_order(loader)

    def limit(self) -> Optional[int]:
        """Returns the number of rows after which a loader without a dataset ends; None for all of them."""
        return self._rows

    def keep_labels(self, labels: Any, rows: int) -> None:
        """Keeps the labels of a batch; whole numbers alone are labels."""
        if self._labels is None:
            return
        array = None if labels is None else to_array(labels)
        if array is None or array.dtype.kind not in "iub" or array.shape != (rows,):
            self._labels = None
            self._warnings.once(
                f"labels {self._part}", f"{self._part}= gives no class labels; errors cannot be computed."
            )
            return
        self._labels.append(array.astype("<i8"))

    def labels(self) -> Any:
        """Returns all labels; None if there are none."""
        import numpy

        return numpy.concatenate(self._labels) if self._labels else None

    def _in_order(self, loader: Any) -> Any:
        """Returns a loader of the same batches' size that reads the dataset in its order, whole or the sampled rows."""
        dataset: Any = getattr(loader, "dataset", None)
        import torch

        is_whole = hasattr(dataset, "__len__") and hasattr(dataset, "__getitem__")
        # Without a size of batches, the dataset puts them together itself.
        if not isinstance(loader, torch.utils.data.DataLoader) or not is_whole or loader.batch_sampler is None:
            return loader

        self._warn_of_augmentation(dataset)
        count = len(dataset)
        if self._rows is not None and self._rows < count:
            self.chosen = sorted(random.Random(_SAMPLE_SEED).sample(range(count), self._rows))
            dataset = torch.utils.data.Subset(dataset, self.chosen)
        return torch.utils.data.DataLoader(
            dataset,
            batch_size=loader.batch_size or 128,
            shuffle=False,
            collate_fn=loader.collate_fn,
            num_workers=loader.num_workers,
            pin_memory=loader.pin_memory,
        )

    def _warn_of_augmentation(self, dataset: Any) -> None:
        import torch

        for i in range(min(3, len(dataset))):
            first, second = (list(_tensors(dataset[i])) for _ in range(2))
            if any(not torch.equal(a, b) for a, b in zip(first, second)):
                self._warnings.once(
                    f"augmented {self._part}",
                    f"{self._part}= gives other inputs each time: give a loader without augmentation.",
                )
                return


def read_batches(net: Any, reading: Reading, device: Any) -> Iterator[Tuple[Any, Any]]:
    """Yields inputs, on the device and in the precision of the network, with their labels."""
    import torch

    parameter = next((p for p in net.parameters() if p.is_floating_point()), None)
    if device is None and parameter is not None:
        device = parameter.device
    count, limit = 0, reading.limit()
    for batch in reading.loader:
        inputs, labels = _split(batch)
        rows = len(next(iter(_tensors(inputs))))
        if limit is not None and reading.chosen is None and count + rows > limit:
            inputs, labels, rows = _first(inputs, limit - count), _first(labels, limit - count), limit - count
        if rows == 0:
            return

        def prepare(value: Any) -> Any:
            if not isinstance(value, torch.Tensor):
                return value
            low = (torch.float16, torch.bfloat16)
            kind = value.dtype
            if parameter is not None and value.is_floating_point() and (parameter.dtype in low or kind in low):
                kind = parameter.dtype
            return value.to(device=device, dtype=kind)

        moved = (
            {name: prepare(value) for name, value in inputs.items()} if isinstance(inputs, dict) else prepare(inputs)
        )
        yield moved, labels
        count += rows


def mask_of(inputs: Any) -> Any:
    """Returns which tokens of the inputs are real, [N, T]; None where the inputs do not say."""
    return inputs.get("attention_mask") if isinstance(inputs, dict) else None


def pool_features(value: Any, name: str, tokens: Optional[str], mask: Any = None) -> Any:
    """Returns features as rows [N, W]: the mean over places of [N, C, H, W], a choice of [N, T, D]."""
    if isinstance(value, (tuple, list)) and value:
        value = value[0]
    # Outputs of transformers.
    value = getattr(value, "last_hidden_state", value)
    if not hasattr(value, "dim"):
        raise MitoscopeError(f'layer "{name}" puts out a {type(value).__name__}, not a tensor.')
    if value.dim() == 2:
        return value
    if value.dim() == 3:
        return _choose_tokens(value, name, tokens, mask)
    if value.dim() in (4, 5):
        return value.float().mean(tuple(range(2, value.dim())))
    raise MitoscopeError(f'layer "{name}" puts out {value.dim()} axes: give one that puts out 2 to 5.')


def _choose_tokens(value: Any, name: str, tokens: Optional[str], mask: Any) -> Any:
    import torch

    is_padded = mask is not None and tuple(mask.shape) == tuple(value.shape[:2])
    if tokens == "cls":
        return value[:, 0]
    if tokens == "mean":
        if not is_padded:
            return value.float().mean(1)
        weights = mask.to(torch.float32).unsqueeze(-1)
        return (value.float() * weights).sum(1) / weights.sum(1).clamp(min=1)
    if tokens == "last":
        if not is_padded:
            return value[:, -1]
        places = torch.arange(value.shape[1], device=value.device)
        last = (mask.to(places.dtype).clamp(max=1) * places).argmax(1)
        return value[torch.arange(value.shape[0], device=value.device), last]
    raise MitoscopeError(f'layer "{name}" puts out [N, T, D]: choose tokens="mean", "cls" or "last".')


def unwrap(net: Any) -> Any:
    """Returns the network itself: asked on one rank alone, a distributed one would wait for the others."""
    while True:
        if type(net).__name__ in _WRAPPERS:
            net = net.module
        elif hasattr(net, "_orig_mod"):
            net = net._orig_mod
        else:
            return net


def _split(batch: Any) -> Tuple[Any, Any]:
    if isinstance(batch, dict) or hasattr(batch, "keys"):
        given = dict(batch)
        named = [name for name in _LABELS if name in given]
        return {name: value for name, value in given.items() if name not in named}, given[named[0]] if named else None
    if isinstance(batch, (tuple, list)):
        return batch[0], batch[1] if len(batch) > 1 else None
    return batch, None


def _first(value: Any, count: int) -> Any:
    if value is None:
        return None
    return {name: part[:count] for name, part in value.items()} if isinstance(value, dict) else value[:count]


def _tensors(value: Any) -> Iterator[Any]:
    if hasattr(value, "dim"):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _tensors(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _tensors(part)
