"""`passet export`: sign-ups, shifts, activities, people and the audit log, for other programs.

Only reads, so it works while the bot runs. What it writes holds members' data.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock, SystemClock
from bot.errors import UsageProblem
from bot.opening import existing, telling

if TYPE_CHECKING:
    from datetime import datetime

    from bot.settings import Settings


def export(settings: Settings, what: str, fmt: str, out: Path | None, *, clock: Clock | None = None) -> int:
    """Write `what` (a key of `ROWS`) as `fmt` (json, csv or ics) to a file, else to stdout.

    Raises UsageProblem for a calendar of something else than shifts, OperatorError where there is no
    database or the file cannot be written.
    """
    if fmt == "ics" and what != "shifts":
        raise UsageProblem(f"a calendar (ics) can be made of shifts only; for {what} choose json or csv")
    with telling(settings):
        content = asyncio.run(_written(settings, what, fmt, (clock or SystemClock()).now()))
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        from bot.private_files import write_private

        write_private(out, content)
    return 0


async def _written(settings: Settings, what: str, fmt: str, now: datetime) -> bytes:
    from bot.export_collect import districts, has_several, rows
    from bot.export_formats import to_csv, to_ics, to_json
    from bot.export_rows import ROWS

    async with existing(settings) as database, database.reading() as store:
        parts = await districts(store, settings)
        if fmt == "ics":
            return to_ics(parts, server=_server(settings), now=now)
        found = await rows(store, parts, what, now)
        write = to_csv if fmt == "csv" else to_json
        return write(found, ROWS[what], district=has_several(settings, parts))


def _server(settings: Settings) -> str:
    """The bot's own server, which makes ids of events unique in the world."""
    return settings.matrix.user_id.partition(":")[2] if settings.matrix else "passet.invalid"
