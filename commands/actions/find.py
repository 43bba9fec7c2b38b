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
from commands.rules.numbers import MOST_SHIFT, leading_shift_number, read_shift_number
from commands.rules.spoken import plainly, without_courtesies
from commands.rules.weekdays import bare_weekday
from commands.rules.when import DayFilter, UnreadableWhen, parse_filter
from commands.texts import Code, Lines
from storage.models import Activity
from storage.queries.shifts import ShiftView
from storage.store import Store

MOST_WORDS = 8
"""Words of a title that are compared; a longer one is written by its slug."""

_NUMBER = re.compile(r"#?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A SHIFT as written: a number, or an activity and perhaps a day.

    `weekday` (0 is Monday) where nothing else was said of the day, of which `day` is the nearest.
    """

    number: int | None = None
    activity: Activity | None = None
    day: DayFilter | None = None
    weekday: int | None = None


class WordsAfterNumber(Exception):
    """A shift's number and something after it that cannot be read: the shift exists, the words are extra."""

    def __init__(self, number: int, rest: str) -> None:
        super().__init__(number, rest)
        self.number = number
        self.rest = rest


async def read_wanted(store: Store, text: str, *, district_id: int, now: datetime, zone: ZoneInfo) -> Wanted:
    """Understand SHIFT, with what people write around it ("mig på ringstuga, tack").

    Raises Refusal for an unknown activity or a time that cannot be read, and WordsAfterNumber.
    """
    number = read_shift_number(text)
    if number is not None and number <= MOST_SHIFT:
        return Wanted(number=number)
    reader = _Reader(store, await store.activities.all(district_id), district_id, now, zone)
    # As it stands first: a title may begin with "På" and end with "tack".
    readings = dict.fromkeys(
        [without_stops(text), without_stops(without_courtesies(text) or text), without_stops(plainly(text))]
    )
    refused: Refusal | None = None
    for reading in readings:
        try:
            return await reader.read(reading)
        except Refusal as refusal:
            refused = refusal
    if number is not None:
        raise Refusal("error-shift-unknown", number=shortened(text.lstrip("# "), 12), **WAYS_OUT)
    await reader.refuse_after_number(plainly(text))
    assert refused is not None  # there is always one reading, and none was understood
    raise refused


@dataclass(frozen=True, slots=True)
class _Reader:
    """What one text may mean in this district at this moment."""

    store: Store
    activities: Sequence[Activity]
    district_id: int
    now: datetime
    zone: ZoneInfo

    async def read(self, text: str) -> Wanted:
        """Raises Refusal."""
        try:
            activity, rest = self._activity_and_rest(text)
        except Refusal as unknown:
            if (numbered := await self._number_and_day(text)) is not None:
                return numbered
            # "!avboka tisdag": a time alone, whatever the activity.
            try:
                return Wanted(day=self._filter(text), weekday=bare_weekday(text))
            except UnreadableWhen:
                raise unknown from None
        if not rest:
            return Wanted(activity=activity)
        if (match := _NUMBER.fullmatch(rest)) and rest.startswith("#"):
            return Wanted(number=int(match[1]))
        try:
            return Wanted(activity=activity, day=self._filter(rest), weekday=bare_weekday(rest))
        except UnreadableWhen as problem:
            raise Refusal(
                "error-when", problem=problem.problem.value, text=Code(shortened(rest, 40)), **WAYS_OUT
            ) from None

    async def refuse_after_number(self, text: str) -> None:
        """For what begins with a number and was not understood. Raises Refusal or WordsAfterNumber."""
        if (numbered := leading_shift_number(text)) is None:
            return
        number = int(numbered[0].lstrip("#"))
        if await self.store.shifts.by_number(self.district_id, number) is None:
            raise Refusal("error-shift-unknown", number=number, **WAYS_OUT)
        raise WordsAfterNumber(number, numbered[1])

    async def _number_and_day(self, text: str) -> Wanted | None:
        """`#4 tis 18`: the shift 4 if that is when it is. `4 tis` is so only where no shift is at four."""
        text = plainly(text)
        if (numbered := leading_shift_number(text)) is None:
            return None
        number, rest = int(numbered[0].lstrip("#")), numbered[1]
        surely = numbered[0].startswith("#")
        if not surely and (bare_weekday(rest) is None or await self._anything_at(text)):
            return None
        shift = await self.store.shifts.by_number(self.district_id, number)
        if shift is not None and self._is_at(shift, rest):
            return Wanted(number=number)
        if surely:
            await self.refuse_after_number(text)
        return None

    async def _anything_at(self, text: str) -> bool:
        try:
            wanted = Wanted(day=self._filter(text))
        except UnreadableWhen:
            return False
        return bool(
            await fitting(self.store, wanted, district_id=self.district_id, now=self.now, zone=self.zone)
        )

    def _is_at(self, shift: ShiftView, text: str) -> bool:
        try:
            return bool(on_day([shift], self._filter(text), zone=self.zone))
        except UnreadableWhen:
            return False

    def _filter(self, text: str) -> DayFilter:
        return parse_filter(text, now=self.now, zone=self.zone)

    def _activity_and_rest(self, text: str) -> tuple[Activity, str]:
        """The activity the text begins with, by its slug or its whole title ("facklig heldag lör")."""
        words = text.split() or [""]
        for length in range(min(len(words), MOST_WORDS), 1, -1):
            head = fold(" ".join(words[:length]))
            for one in self.activities:
                if head in (fold(without_stops(one.title)), one.slug, one.slug.replace("-", " ")):
                    return one, " ".join(words[length:])
        return _named(self.activities, words[0]), " ".join(words[1:])


async def find_activity(store: Store, slug: str, *, district_id: int, archived: bool = False) -> Activity:
    """The activity of this name; raises Refusal naming the nearest ones."""
    return _named(await store.activities.all(district_id, archived=archived), slug)


def _named(everything: Sequence[Activity], slug: str) -> Activity:
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


async def own_on_weekday(
    store: Store, text: str, *, district_id: int, person_id: int, now: datetime, zone: ZoneInfo
) -> list[ShiftView]:
    """The shifts ahead that a person has on the weekday that `text` names, soonest first.

    None where the nearest such day was theirs once: on a shaky connection people press send again, and
    the next week's seat must not go the same way. Raises what read_wanted does.
    """
    wanted = await read_wanted(store, text, district_id=district_id, now=now, zone=zone)
    if wanted.weekday is None or wanted.day is None:
        return []
    for shift in await fitting(store, wanted, district_id=district_id, now=now, zone=zone):
        if await store.signups.find(shift.id, person_id) is not None:
            return []
    return [
        one
        for one in await store.shifts.booked_by(district_id, person_id, now=now)
        if one.starts > now
        and one.starts.astimezone(zone).weekday() == wanted.weekday
        and (wanted.activity is None or one.activity_id == wanted.activity.id)
        and _at(one.starts.astimezone(zone).time(), wanted.day.start)
    ]


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
