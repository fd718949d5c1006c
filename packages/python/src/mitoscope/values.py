"""Values as the server takes them: numbers of metrics, and JSON of configurations."""

import json
import math
from typing import Any, Dict, Mapping, Optional

from .errors import Warnings

MAX_STEP = 2**53 - 1
MAX_NAME = 200
MAX_LEVELS = 40
_EXACT = 2**53


def to_number(value: Any) -> "float | int | None":
    """Returns a Python number for a number of any library (a tensor or array of one element too); None for anything else."""
    if isinstance(value, (bool, int, float)):
        return value if not isinstance(value, bool) else int(value)
    if isinstance(value, (str, bytes)) or value is None:
        return None
    item = getattr(value, "item", None)
    try:
        if callable(item):
            return to_number(item())
        # Fractions, decimals, numbers of other libraries.
        return float(value) if hasattr(value, "__float__") else None
    except Exception:
        return None


def to_exact(number: "float | int") -> "float | int | str":
    """Returns a number as 64-bit floating point keeps it; "NaN", "Infinity" or "-Infinity" for one that is not finite."""
    if isinstance(number, int):
        if -_EXACT <= number <= _EXACT:
            return number
        try:
            number = float(number)
        except OverflowError:
            number = math.inf if number > 0 else -math.inf
    if math.isfinite(number):
        return number
    return "NaN" if number != number else "Infinity" if number > 0 else "-Infinity"


def flatten(values: Mapping[Any, Any], before: str = "") -> Dict[str, Any]:
    """Returns nested mappings as one, with names joined by slashes."""
    flat: Dict[str, Any] = {}
    for name, value in values.items():
        path = f"{before}{name}"
        if isinstance(value, Mapping):
            flat.update(flatten(value, f"{path}/"))
        else:
            flat[path] = value
    return flat


def clean_name(name: Any) -> Optional[str]:
    """Returns the name of a metric as the server stores it; None if it cannot be one."""
    cleaned = clean_text(str(name)).strip()
    return cleaned if 0 < len(cleaned) <= MAX_NAME else None


def clean_text(text: str) -> str:
    """Returns text that a database can store: without NUL and halves of surrogate pairs."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def to_config(config: Any, warnings: Warnings) -> Dict[str, Any]:
    """Returns a configuration as a JSON object: of a mapping, a namespace of argparse, or an object with attributes."""
    if config is None:
        return {}
    given = config if isinstance(config, Mapping) else getattr(config, "__dict__", None)
    if not isinstance(given, Mapping):
        warnings.once("config", f"config is a {type(config).__name__}, not a mapping, and left out.")
        return {}
    cleaned = {clean_text(str(name)): _to_json(value, 1) for name, value in given.items()}
    if len(json.dumps(cleaned)) > 1_000_000:
        warnings.once("config", "config has more than 1,000,000 characters, and is left out.")
        return {}
    return cleaned


def _to_json(value: Any, level: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return clean_text(value)
    if level < MAX_LEVELS:
        if isinstance(value, Mapping):
            return {clean_text(str(name)): _to_json(inner, level + 1) for name, inner in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [_to_json(inner, level + 1) for inner in value]
    number = to_number(value)
    if number is None:
        return clean_text(str(value))
    # A whole number that 64 bits of floating point may change stays whole as text.
    return str(number) if isinstance(number, int) and abs(number) > _EXACT else to_exact(number)
