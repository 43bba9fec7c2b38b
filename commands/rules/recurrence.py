"""Shifts that come again: every week, every other week, every month (`every=… until=…`).

Recurrence is by the wall clock of the district: a shift at 18:00 stays at 18:00 across daylight saving,
and an end at 20:00 stays at 20:00, so that in the one night an overnight shift lasts an hour more or less.

- Every month is the same day of the month. A month without that day (31 April) is skipped and reported.
- A shift whose start or end the clock leaves out (a *gap*, PEP 495) or shows twice (a *fold*) is skipped and
  reported: which of the two was meant is not to be guessed (CONTRACT.md, section 4).
"""

import enum
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from commands.rules.when_tokens import LONGEST, plain
from commands.rules.when_zone import Wall, to_local, to_utc, wall


class Every(enum.StrEnum):
    """How often a shift comes again."""

    WEEK = "week"
    TWO_WEEKS = "2weeks"
    MONTH = "month"


class HasSpan(Protocol):
    """Anything with a start and an end, aware, in UTC."""

    @property
    def starts(self) -> datetime: ...

    @property
    def ends(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One shift of a series, in UTC."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """A shift of a series that cannot be: `reason` is "gap", "fold" or "no-such-day".

    `day` is local; where the month lacks the day it is the month's last day.
    """

    day: date
    reason: str


_NAMES = {
    Every.WEEK: "week weekly everyweek 1week vecka veckan varjevecka 1vecka veckovis",
    Every.TWO_WEEKS: "2weeks 2week everyotherweek everysecondweek every2weeks fortnight fortnightly"
    " 2veckor 2vecka varannanvecka var2vecka var2avecka var2:avecka",
    Every.MONTH: "month monthly everymonth 1month manad manaden varjemanad 1manad manadsvis manatligen",
}
_EVERY = {name: every for every, names in _NAMES.items() for name in names.split()}


def parse_every(text: str) -> Every | None:
    """Understand `week`, `varannan vecka`, `månad`…; None for anything else."""
    if len(text) > LONGEST:
        return None
    return _EVERY.get(plain(text).replace(" ", "").replace("-", ""))


def occurrences(
    first: HasSpan, every: Every, until: date, zone: ZoneInfo, limit: int = 200
) -> tuple[list[Occurrence], list[Skipped]]:
    """The series that begins with `first`, up to the local day `until` (included), and what it leaves out.

    `first` itself is taken as it is. At most `limit` occurrences: a caller that wants to refuse
    longer series asks for one more than it allows.
    """
    begins, ends = to_local(first.starts, zone), to_local(first.ends, zone)
    length = ends - begins
    if length <= timedelta(0):  # began and ended in the two halves of a repeated hour
        length = first.ends - first.starts
    found: list[Occurrence] = []
    skipped: list[Skipped] = []
    for day, exists in _days(begins.date(), every, until):
        if len(found) >= limit:
            break
        start = datetime.combine(day, begins.time())
        if not found:
            found.append(Occurrence(first.starts, first.ends))
        elif not exists:
            skipped.append(Skipped(day, "no-such-day"))
        elif why := unclear(start, start + length, zone):
            skipped.append(Skipped(day, why))
        else:
            found.append(Occurrence(to_utc(start, zone), to_utc(start + length, zone)))
    return found, skipped


def unclear(starts: datetime, ends: datetime, zone: ZoneInfo) -> str | None:
    """Why a shift cannot be at these naive local times: "gap" or "fold"; None when it can."""
    ends_of_it = (wall(starts, zone), wall(ends, zone))
    if Wall.NEVER in ends_of_it:
        return "gap"
    return "fold" if Wall.TWICE in ends_of_it else None


def _days(first: date, every: Every, until: date) -> Iterator[tuple[date, bool]]:
    """The days of the series; False with the last day of a month that is too short."""
    if every is not Every.MONTH:
        step = 7 if every is Every.WEEK else 14
        for ordinal in range(first.toordinal(), until.toordinal() + 1, step):
            yield date.fromordinal(ordinal), True
        return
    month = first.year * 12 + first.month - 1
    while month <= until.year * 12 + until.month - 1:
        year, index = divmod(month, 12)
        length = monthrange(year, index + 1)[1]
        day = date(year, index + 1, min(first.day, length))
        if day <= until:
            yield day, first.day <= length
        month += 1
