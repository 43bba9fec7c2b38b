"""`passet import`: activities and shifts from a CSV or ICS file, all of it or nothing.

The columns are described in `bot.import_csv`, calendars in `bot.import_ics`. What is there already stays
as it is. Nobody is told: what is new shows in lists and in the next digest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import Clock, SystemClock
from bot.errors import OperatorError
from bot.opening import NoDatabase, existing, opened, telling

if TYPE_CHECKING:
    from bot.import_plan import Known, Plan
    from bot.import_rows import Content
    from bot.settings import Settings
    from storage.store import Store


def import_file(settings: Settings, file: Path, dry_run: bool, *, clock: Clock | None = None) -> int:
    """Make what the file asks for; with `dry_run` only show it, which works while the bot runs.

    Raises OperatorError naming the line where something cannot be taken (and then nothing is made), and
    AlreadyRunning while the bot runs: only one process writes to the database.
    """
    from bot.database import running

    content = _read(settings, file)
    now = (clock or SystemClock()).now()
    with telling(settings):
        if dry_run:
            plans = asyncio.run(_try(settings, file, content, now))
            _show(settings, plans)
            _say(f"Nothing was changed. To be made: {_summary(plans, content)}.")
            return 0
        with running(settings):
            plans = asyncio.run(_make(settings, file, content, now))
    _say(f"Made: {_summary(plans, content)}.")
    return 0


def _read(settings: Settings, file: Path) -> Content:
    from bot.import_csv import read_csv
    from bot.import_files import is_calendar, read_text
    from bot.import_ics import read_ics
    from bot.import_rows import refused

    text = read_text(file)
    zones = {district.key: district.zone for district in settings.district}
    content = (read_ics if is_calendar(file, text) else read_csv)(text, zones)
    if content.problems:
        raise refused(str(file), content.problems)
    if not content.rows and not content.left_out:
        raise OperatorError(f"{file}: there is nothing in it to import")
    return content


async def _try(settings: Settings, file: Path, content: Content, now: datetime) -> dict[str, Plan]:
    from bot.import_plan import Known

    districts = {district.key: Known(district.zone) for district in settings.district}
    try:
        async with existing(settings) as database, database.reading() as store:
            districts |= await _known(store, settings)
    except NoDatabase:
        return _planned(file, content, districts, now)
    return _planned(file, content, districts, now)


async def _make(settings: Settings, file: Path, content: Content, now: datetime) -> dict[str, Plan]:
    from bot.database import prepare
    from bot.household import settle_districts
    from bot.import_make import make

    database = opened(settings)
    try:
        await prepare(settings, database)
        async with database.writing() as store:
            if len(await _known(store, settings)) < len(settings.district):  # before the first start
                platform = "matrix" if settings.matrix else "console"
                await settle_districts(store, settings, platform=platform, now=now)
            plans = _planned(file, content, await _known(store, settings), now)
            for key, plan in plans.items():
                district = await store.rooms.district_by_key(key)
                if district is not None:
                    await make(store, district, plan, now=now)
            return plans
    finally:
        await database.dispose()


async def _known(store: Store, settings: Settings) -> dict[str, Known]:
    """What each configured district has, of those that the database has met."""
    from bot.import_plan import known

    found = {}
    for district in settings.district:
        row = await store.rooms.district_by_key(district.key)
        if row is not None:
            found[district.key] = await known(store, row.id, district.zone)
    return found


def _planned(file: Path, content: Content, districts: Mapping[str, Known], now: datetime) -> dict[str, Plan]:
    """What is to be made. Raises OperatorError where a line cannot be carried out."""
    from bot.import_plan import plan
    from bot.import_rows import refused

    plans, problems = plan(content, districts, now)
    if problems:
        raise refused(str(file), problems)
    return plans


def _show(settings: Settings, plans: Mapping[str, Plan]) -> None:
    """One line for everything that would be made; times are local."""
    for district in settings.district:
        plan = plans[district.key]
        for activity in plan.activities.values():
            _say(f"  new activity {activity.slug}" + (f": {activity.title}" if activity.title else ""))
        for shift in plan.shifts:
            starts, ends = shift.starts.astimezone(district.zone), shift.ends.astimezone(district.zone)
            until = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%Y-%m-%d %H:%M}"
            seats = "" if shift.row.seats is None else f", {shift.row.seats} seats"
            place = f", {shift.row.place}" if shift.row.place else ""
            _say(f"  {shift.slug} {starts:%a %Y-%m-%d %H:%M}–{until}{seats}{place}")


def _summary(plans: Mapping[str, Plan], content: Content) -> str:
    """ "2 activities, 40 shifts; 3 were there already" """
    activities = sum(len(plan.activities) for plan in plans.values())
    shifts = sum(len(plan.shifts) for plan in plans.values())
    there = sum(plan.there for plan in plans.values())
    left_out = content.left_out + sum(plan.over for plan in plans.values())
    text = f"{_counted(activities, 'activity', 'activities')}, {_counted(shifts, 'shift', 'shifts')}"
    if there:
        text += f"; {there} skipped, there already"
    if left_out:
        text += f"; {left_out} left out, over or cancelled"
    return text


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the command answers
