"""`passet export`: sign-ups, shifts, activities, people and the audit log, for other programs.

Only reads, so it works while the bot runs. What it writes holds members' data.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock, SystemClock
from bot.errors import OperatorError, UsageProblem
from bot.opening import existing, sqlite_file, telling

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.settings import Settings

DAY_LISTS = ("signups", "shifts")
"""Of these there is a day list: with names, and without."""


def export(
    settings: Settings,
    what: str,
    fmt: str,
    out: Path | None,
    day: date | None = None,
    *,
    clock: Clock | None = None,
) -> int:
    """Write `what` (a key of `ROWS`) as `fmt` (json, csv, ics or pdf) to a file, else to stdout.

    The day list (pdf) is that of `day`, a local date of each district; None is today there. Raises
    UsageProblem for a form that cannot be made of `what`, OperatorError where there is no database or the
    file cannot be written.
    """
    if fmt == "ics" and what != "shifts":
        raise UsageProblem(f"a calendar (ics) can be made of shifts only; for {what} choose json or csv")
    if fmt == "pdf" and what not in DAY_LISTS:
        raise UsageProblem(f"a day list (pdf) is made of signups or shifts; for {what} choose json or csv")
    if day is not None and fmt != "pdf":
        raise UsageProblem("--day is for the day list; write --format pdf with it")
    if out is not None:
        _must_not_be_ours(settings, out)
    with telling(settings):
        content = asyncio.run(_written(settings, what, fmt, (clock or SystemClock()).now(), day))
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        from bot.private_files import write_private

        write_private(out, content)
    return 0


def _must_not_be_ours(settings: Settings, out: Path) -> None:
    """Raises OperatorError for the database, its backups, the keys and the configuration.

    An earlier export is written over, so that a timer can make the same file every night.
    """
    from bot.backups import FOLDER

    target, database = out.resolve(), sqlite_file(settings)
    folders = [settings.matrix.store_dir.resolve()] if settings.matrix else []
    own = target.suffix == ".toml" and target.exists()
    own |= target.is_file() and _is_database(target)  # such as a backup elsewhere
    if database is not None:
        database = database.resolve()
        folders.append(database.parent / FOLDER)
        own |= target.parent == database.parent and target.name.startswith(database.name)
    if own or any(one in target.parents for one in folders):
        raise OperatorError(f"{out} is one of Passet's own files; nothing was written. Choose another name")


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(15) == b"SQLite format 3"


async def _written(settings: Settings, what: str, fmt: str, now: datetime, day: date | None) -> bytes:
    from bot.export_collect import districts, has_several, rows
    from bot.export_formats import to_csv, to_json
    from bot.export_papers import to_ics, to_pdf
    from bot.export_rows import ROWS
    from bot.forgetting import must_have_forgotten
    from bot.household import server_of

    async with existing(settings) as database, database.reading() as store:
        await must_have_forgotten(store, database.forgotten)
        parts = await districts(store, settings)
        if fmt == "ics":
            return to_ics(parts, server=server_of(settings), now=now)
        if fmt == "pdf":
            return await to_pdf(store, parts, day, names=what == "signups", now=now)
        found = await rows(store, parts, what, now)
        write = to_csv if fmt == "csv" else to_json
        return write(found, ROWS[what], district=has_several(settings, parts))
