"""Exported rows as JSON and CSV, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from bot.export_rows import Row
from bot.papers.table import to_csv as table_to_csv


def to_json(rows: Sequence[Row], kind: type[Row], *, district: bool) -> bytes:
    """One array, UTF-8."""
    names = columns(kind, district=district)
    values = [{name: _plain(getattr(row, name)) for name in names} for row in rows]
    return (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()


def to_csv(rows: Sequence[Row], kind: type[Row], *, district: bool) -> bytes:
    """A header and a line for each row: commas, CRLF (RFC 4180), UTF-8 without a byte order mark."""
    names = columns(kind, district=district)
    lines = [[_cell(getattr(row, name)) for name in names] for row in rows]
    return table_to_csv([names, *lines]).encode()


def columns(kind: type[Row], *, district: bool) -> list[str]:
    """The names of the fields; `district` only where there is more than one."""
    return [field.name for field in fields(kind) if district or field.name != "district"]


def _plain(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is UTC:
        return value.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return value.isoformat(timespec="seconds")


def _cell(value: Any) -> Any:
    plain = _plain(value)
    if isinstance(plain, list):
        return " ".join(str(one) for one in plain)
    return str(plain).lower() if isinstance(plain, bool) else plain
