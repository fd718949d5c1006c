"""Media of W&B, which have no place here: they are left out, with one warning."""

from typing import Any

from ..errors import Warnings

#: Warnings of all that stands for W&B.
warnings = Warnings()


class Ignored:
    """Media of W&B, which have no place here."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        warnings.once("media", f"wandb.{type(self).__name__} and other media are left out.")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **options: None


class Image(Ignored):
    """Image; left out."""


class Video(Ignored):
    """Video; left out."""


class Audio(Ignored):
    """Audio; left out."""


class Table(Ignored):
    """Table; left out."""


class Html(Ignored):
    """HTML; left out."""


class Histogram(Ignored):
    """Histogram; left out."""


class Artifact(Ignored):
    """Artifact; left out."""


def is_media(value: Any) -> bool:
    """Returns true for media, and for lists with some."""
    if isinstance(value, Ignored):
        return True
    return isinstance(value, (list, tuple)) and any(isinstance(part, Ignored) for part in value)
