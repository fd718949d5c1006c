"""Tables for notebooks."""

from html import escape
from typing import Any, Iterable, Sequence


def table_of(columns: Sequence[str], rows: Iterable[Sequence[Any]], caption: str = "") -> str:
    """Returns a table in HTML; numbers have 6 digits."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:.6g}" if isinstance(cell, float) else escape(str(cell))
