"""Tables (CSV): the one place that knows how a spreadsheet is kept from calculating what people wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.platforms.base import File

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate a cell instead of showing it, in whatever width it is written."""


def table(attachment: Mapping[str, Any]) -> File:
    """For people, who open it in a spreadsheet: semicolons, quotes and a byte order mark.

    Semicolons are what Excel expects where the comma is for decimals, as in Swedish. LibreOffice proposes to
    split at commas as well, so that all cells are quoted ("Storgatan 1, Borås" is one). Without the mark
    Excel takes UTF-8 for something else, and Åsa becomes Ã…sa.
    """
    rows = [attachment["columns"], *attachment["rows"]]
    content = to_csv(rows, delimiter=";", quoted=True).encode("utf-8-sig")
    return File(name=attachment["name"], mimetype="text/csv", data=content, alt=attachment.get("alt", ""))


def to_csv(rows: Iterable[Sequence[Any]], *, delimiter: str = ",", quoted: bool = False) -> str:
    """Lines that end in CRLF (RFC 4180). Nothing (None) is an empty cell, texts are defused.

    `quoted`: every cell, also where it is not needed.
    """
    file = io.StringIO(newline="")
    lines = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    lines.writerows(map(_cell, row) for row in rows)
    return file.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return defused(value) if isinstance(value, str) else str(value)


def defused(text: str) -> str:
    """With an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_written(cell: str) -> str:
    """The text again that was `defused`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
