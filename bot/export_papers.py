"""Shifts and sign-ups as people use them: a calendar, and the day's list for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.errors import UsageProblem
from bot.export_collect import Part
from bot.papers import render
from commands.actions.roster import Roster, roster
from commands.papers import Paper, finished
from commands.papers.calendar import shift_events
from commands.papers.lists import day_list
from commands.texts import Texts
from storage.store import Store


def to_ics(parts: Sequence[Part], *, server: str, now: datetime) -> bytes:
    """One event for each shift of every district. `server` completes the events' ids, the same every time."""
    events = [
        event for part in parts for event in shift_events(part.district, part.shifts, server=server, now=now)
    ]
    paper = {
        "form": "calendar",
        "name": "passet.ics",
        "method": "PUBLISH",
        "title": ", ".join(part.district.name for part in parts),
        "zone": parts[0].district.timezone if len(parts) == 1 else None,
        "events": events,
    }
    return render(finished(paper, lambda _: "")).data


async def to_pdf(
    store: Store, parts: Sequence[Part], day: date | None, *, names: bool, now: datetime
) -> bytes:
    """The lists of one day (default: today where the district is), a page for each district that has shifts.

    Each in its district's language. Raises UsageProblem when there is nothing on that day.
    """
    texts = Texts()
    papers = [
        _finished(texts, part, rosters, names=names, now=now)
        for part in parts
        if (rosters := await _of_day(store, part, day or now.astimezone(part.zone).date()))
    ]
    if not papers:
        raise UsageProblem(f"there are no shifts {f'on {day}' if day else 'today'}; name another day: --day")
    return render(papers[0] | {"days": [page for paper in papers for page in paper["days"]]}).data


async def _of_day(store: Store, part: Part, day: date) -> list[Roster]:
    shifts = [one for one in part.shifts if one.starts.astimezone(part.zone).date() == day]
    return [await roster(store, one) for one in shifts]


def _finished(
    texts: Texts, part: Part, rosters: Sequence[Roster], *, names: bool, now: datetime
) -> dict[str, Any]:
    language = part.district.language
    paper: Paper = day_list(part.district, rosters, language=language, now=now, names=names, name="passet")
    return finished(paper, lambda said: texts.plain(said, language=language, zone=part.zone, now=now))
