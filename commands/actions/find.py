"""From what a person wrote to the shift they mean (CONTRACT.md, "SHIFT is any of").

`12` or `#12`; an activity, when just one of its shifts fits; an activity and a time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from commands.reply import WAYS_OUT, Refusal
from commands.rules.names import fold, near_misses, shortened, without_stops
from commands.rules.numbers import MOST_SHIFT, read_shift_number
from commands.rules.when import DayFilter, UnreadableWhen, parse_filter
from commands.texts import Code, Lines
from storage.models import Activity
from storage.queries.shifts import ShiftView
from storage.store import Store

FILLERS = frozenset(["mig", "mej", "oss", "på", "till", "för", "me", "us", "to", "for", "on", "the"])
MOST_WORDS = 8
"""Words of a title that are compared; a longer one is written by its slug."""

_NUMBER = re.compile(r"#?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A SHIFT as written: a number, or an activity and perhaps a day."""

    number: int | None = None
    activity: Activity | None = None
    day: DayFilter | None = None


async def read_wanted(store: Store, text: str, *, district_id: int, now: datetime, zone: ZoneInfo) -> Wanted:
    """Understand SHIFT. Raises Refusal for an unknown activity or a time that cannot be read."""
    number = read_shift_number(text)
    if number is not None and number <= MOST_SHIFT:
        return Wanted(number=number)
    text = _without_fillers(without_stops(text))
    try:
        activity, rest = await _activity_and_rest(store, text, district_id=district_id)
    except Refusal as unknown:
        # "!avboka tisdag": a time alone, whatever the activity.
        try:
            return Wanted(day=parse_filter(text, now=now, zone=zone))
        except UnreadableWhen:
            if number is not None:
                raise Refusal(
                    "error-shift-unknown", number=shortened(text.lstrip("# "), 12), **WAYS_OUT
                ) from None
            raise unknown from None
    if not rest:
        return Wanted(activity=activity)
    if (match := _NUMBER.fullmatch(rest)) and rest.startswith("#"):
        return Wanted(number=int(match[1]))
    try:
        return Wanted(activity=activity, day=parse_filter(rest, now=now, zone=zone))
    except UnreadableWhen as problem:
        raise Refusal(
            "error-when", problem=problem.problem.value, text=Code(shortened(rest, 40)), **WAYS_OUT
        ) from None


def _without_fillers(text: str) -> str:
    """ "mig på ringstuga" means ringstuga: people write as they speak."""
    words = text.split()
    while len(words) > 1 and fold(words[0]) in FILLERS:
        words.pop(0)
    return " ".join(words)


async def _activity_and_rest(store: Store, text: str, *, district_id: int) -> tuple[Activity, str]:
    """The activity the text begins with, by its slug or its whole title ("facklig heldag lör")."""
    words = text.split() or [""]
    everything = await store.activities.all(district_id)
    for length in range(min(len(words), MOST_WORDS), 1, -1):
        head = fold(" ".join(words[:length]))
        for one in everything:
            if head in (fold(without_stops(one.title)), one.slug, one.slug.replace("-", " ")):
                return one, " ".join(words[length:])
    return await find_activity(store, words[0], district_id=district_id), " ".join(words[1:])


async def find_activity(store: Store, slug: str, *, district_id: int, archived: bool = False) -> Activity:
    """The activity of this name; raises Refusal naming the nearest ones."""
    everything = await store.activities.all(district_id, archived=archived)
    wanted = fold(without_stops(slug.lstrip("#")))
    for one in everything:
        if one.slug == wanted or fold(without_stops(one.title)) == wanted:
            return one
    near = near_misses(wanted, [one.slug for one in everything])
    if near:
        raise Refusal(
            "error-activity-near",
            text=Code(shortened(slug, 40)),
            near=Lines([Code(name) for name in near]),
            **WAYS_OUT,
        )
    raise Refusal("error-activity-unknown", text=Code(shortened(slug, 40)), **WAYS_OUT)


async def shift_by_number(store: Store, number: int, *, district_id: int) -> ShiftView:
    """Raises Refusal when the district has no such shift."""
    found = await store.shifts.by_number(district_id, number)
    if found is None:
        raise Refusal("error-shift-unknown", number=number, **WAYS_OUT)
    return found


async def fitting(
    store: Store, wanted: Wanted, *, district_id: int, now: datetime, zone: ZoneInfo
) -> list[ShiftView]:
    """The coming shifts of an activity that `wanted` may mean, soonest first."""
    shifts = await store.shifts.coming(
        district_id, now=now, activity_id=wanted.activity.id if wanted.activity else None
    )
    return on_day(shifts, wanted.day, zone=zone)


def on_day(shifts: Sequence[ShiftView], day: DayFilter | None, *, zone: ZoneInfo) -> list[ShiftView]:
    """Those that start on the days, and at the time, if one was given."""
    if day is None:
        return list(shifts)
    return [
        shift
        for shift in shifts
        if day.first <= shift.starts.astimezone(zone).date() <= day.last
        and _at(shift.starts.astimezone(zone).time(), day.start)
    ]


def _at(starts: time, wanted: time | None) -> bool:
    return wanted is None or starts == wanted
