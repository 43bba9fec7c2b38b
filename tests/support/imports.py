"""Files to import, and what became of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import ManualClock
from bot.errors import OperatorError
from bot.importing import import_file
from bot.settings import Settings
from tests.support.filled import database_file
from tests.support.story import MONDAY

NOW = ManualClock(MONDAY)


def rows(configured: Settings, sql: str) -> list[Any]:
    connection = sqlite3.connect(database_file(configured))
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


NEW_SHIFTS = """
SELECT shift.number, slug, starts_at, ends_at, shift.place, capacity, shift.minimum, state
FROM shift JOIN activity ON activity.id = activity_id WHERE shift.number > 4 ORDER BY shift.number"""


def refusal(configured: Settings, file: Path, *, dry_run: bool = False) -> str:
    with pytest.raises(OperatorError) as told:
        import_file(configured, file, dry_run, clock=NOW)
    return told.value.message


def event(summary: str, *more: str, starts: str = "DTSTART:20240521T180000") -> str:
    lines = ("BEGIN:VEVENT", "UID:x", f"SUMMARY:{summary}", starts, *more, "END:VEVENT")
    return "".join(f"{line}\r\n" for line in lines if line)


def calendar(*events: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//\r\n"
    yield from events
    yield "END:VCALENDAR\r\n"
