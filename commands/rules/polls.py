"""Which evenings can you? The days of a question to a room, and the best of them (issue 3, point 10).

An availability list, not a vote: everybody says all the days on which they can, and the day on which most can
is chosen; of several the earliest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.rules.when import Span, UnreadableWhen, WhenProblem, may_have_passed, parse_date, parse_span

MOST_WORDS = 60
"""Nobody asks for so many days; what is longer is cut off and refused as too many."""
LONGEST_DAY = 4
"""Words of one day: "nästa tisdag den 14/5"."""

_DASH = re.compile(r"(?<=[0-9])\s*[-–—]\s*(?=[0-9])")
_BETWEEN = re.compile(r"[,;&+\s]+")
_AND = frozenset({"och", "eller", "and", "or", "samt"})
_CLOCK_WORDS = frozenset({"kl", "kl.", "klockan", "at"})
_HOUR = r"[0-9]{1,2}(?:[.:][0-9]{2})?(?:am|pm)?"
_CLOCK = re.compile(rf"{_HOUR}-{_HOUR}|[0-9]{{1,2}}:[0-9]{{2}}|[0-9]{{1,2}}(?:am|pm)", re.IGNORECASE)


class UnreadableDays(ValueError):
    """`text` is the part that is not accepted, for the reason `problem`."""

    def __init__(self, problem: WhenProblem, text: str) -> None:
        super().__init__(problem, text)
        self.problem = problem
        self.text = text


@dataclass(frozen=True, slots=True)
class Day:
    """One of the days, and how many can then."""

    span: Span
    can: int


def parse_days(text: str, *, now: datetime, zone: ZoneInfo) -> list[Span]:
    """The times that are asked about, in UTC, soonest first, each once; `now` is aware.

    A time belongs to the days before it that have none yet: `14/5 15/5 18-20` is two evenings from 18 to 20,
    `14/5 18-20 15/5 19-21` has a time for each. Days after the last time have that one too. Raises
    `UnreadableDays`; also for a date without a year that has just been, which elsewhere is next year's.
    """
    words = [word for word in _BETWEEN.split(_DASH.sub("-", text.strip())) if word.casefold() not in _AND]
    pairs = _with_times([word for word in words if word][:MOST_WORDS], now=now, zone=zone)
    spans = {_span(day, clock, now=now, zone=zone) for day, clock in pairs}
    return sorted(spans, key=lambda one: (one.starts, one.ends))


def best_day(days: Sequence[Day], *, now: datetime) -> int | None:
    """The place of the day on which most can, among those that are still ahead; of several the earliest.

    None when nobody can on any of them.
    """
    ahead = [(place, day) for place, day in enumerate(days) if day.span.starts > now and day.can > 0]
    if not ahead:
        return None
    return min(ahead, key=lambda one: (-one[1].can, one[1].span.starts, one[0]))[0]


def first_look(days: Sequence[datetime], *, before: timedelta, now: datetime) -> datetime:
    """When to see whether a question that is put now is still open: `before` its first day.

    Where that is less than two days away, when half of the time until then has passed.
    """
    first = min(days)
    return max(first - before, now + (first - now) / 2)


def next_look(days: Sequence[datetime], *, before: timedelta, now: datetime) -> datetime:
    """When to see it again: `before` the next day for which that is ahead, else when the last begins."""
    return min((day - before for day in days if day - before > now), default=max(days))


def counted(spans: Sequence[Span], can: Mapping[int, int]) -> list[Day]:
    """The days with how many can; numbers count from 1."""
    return [Day(span, can.get(number, 0)) for number, span in enumerate(spans, start=1)]


def is_clock(word: str) -> bool:
    """Whether a word is a time of day: `18-20`, `18.30-20`, `19:00`, `6pm-8pm`; `18` may be a day."""
    return _CLOCK.fullmatch(word) is not None


def _with_times(words: Sequence[str], *, now: datetime, zone: ZoneInfo) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    waiting: list[str] = []
    clock: str | None = None
    at = 0
    while at < len(words):
        if words[at].casefold() in _CLOCK_WORDS:
            at += 1
        elif is_clock(words[at]):
            clock = words[at]
            pairs += [(day, clock) for day in waiting]
            waiting = []
            at += 1
        else:
            length = _length_of_day(words[at:], now=now, zone=zone)
            waiting.append(" ".join(words[at : at + length]))
            at += length
    if clock is None:
        raise UnreadableDays(WhenProblem.NO_TIME if waiting else WhenProblem.UNREADABLE, " ".join(waiting))
    return pairs + [(day, clock) for day in waiting]


def _length_of_day(words: Sequence[str], *, now: datetime, zone: ZoneInfo) -> int:
    """How many of the words are one day, as many as can be; raises `UnreadableDays` when the first is none.

    A weekday and a date that do not fit are one slip, not two days.
    """
    problem, shown = WhenProblem.UNREADABLE, words[0]
    for length in range(min(LONGEST_DAY, len(words)), 0, -1):
        if any(is_clock(word) for word in words[:length]):
            continue
        try:
            parse_date(" ".join(words[:length]), now=now, zone=zone)
        except UnreadableWhen as unreadable:
            if unreadable.problem is not WhenProblem.UNREADABLE:
                problem, shown = unreadable.problem, " ".join(words[:length])
            if problem is WhenProblem.WEEKDAY:
                break
        else:
            return length
    raise UnreadableDays(problem, shown)


def _span(day: str, clock: str, *, now: datetime, zone: ZoneInfo) -> Span:
    text = f"{day} {clock}"
    try:
        span = parse_span(text, now=now, zone=zone)
    except UnreadableWhen as unreadable:
        raise UnreadableDays(unreadable.problem, text) from None
    if may_have_passed(day, _local(span, zone), now=now, zone=zone):
        raise UnreadableDays(WhenProblem.PAST, day)
    return span


def _local(span: Span, zone: ZoneInfo) -> date:
    return span.starts.astimezone(zone).date()
