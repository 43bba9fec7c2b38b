"""Tables, on the screen and between markers in results.md."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table that is readable as it is: first column to the left, numbers to the right."""
    cells = [list(heads), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    lines = [_line(row, widths) for row in cells]
    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])


def versions() -> str:
    """What was measured with; nothing about the machine, for only ratios mean anything elsewhere."""
    names = ("passet", "matrix-synapse", "matrix-nio", "aiohttp", "SQLAlchemy")
    return ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in names)])


def write(section: str, text: str) -> None:
    """Put the text between this section's markers in results.md. Raises ValueError when they are missing."""
    before = RESULTS.read_text(encoding="utf-8")
    begin, end = f"<!-- {section} -->\n", f"<!-- end of {section} -->"
    head, found, rest = before.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{RESULTS.name} has no section {section}")
    RESULTS.write_text(f"{head}{begin}\n{text.strip()}\n\n{end}{tail}", encoding="utf-8")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = cells
    numbers = [f" {cell:>{width}} " for cell, width in zip(rest, widths[1:], strict=True)]
    return "|" + "|".join([f" {first:<{widths[0]}} ", *numbers]) + "|"
