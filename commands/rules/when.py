"""WHEN as people write it, in Swedish and English (CONTRACT.md, section 4).

`tis 18-20`, `14/5 18-20.30`, `den 9 juni kl. 10–14`, `tue 6pm-8pm`, `nästa torsdag 17:30-20`,
`imorgon kväll 6-8`, `tis v20 18-20`. Which day is meant is decided in `when_days`, which hours in
`when_clock`. A time without a day is today. What could mean two things is refused, never guessed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from commands.rules.when_clock import end_minute, span_minutes, start_minute
from commands.rules.when_days import EARLIEST_YEAR, YEARS_AHEAD, horizon, just_passed, one_day, period
from commands.rules.when_problem import UnreadableWhen, WhenProblem
from commands.rules.when_read import Day, Phrase, Point, read, unreadable
from commands.rules.when_tokens import DayMonth, tokens
from commands.rules.when_zone import Wall, to_local, to_utc, wall

__all__ = [
    "DayFilter",
    "Span",
    "UnreadableWhen",
    "WhenProblem",
    "has_end",
    "is_weekday_alone",
    "may_have_passed",
    "parse_date",
    "parse_filter",
    "parse_span",
]

LONGEST_SPAN = timedelta(hours=24)
DEFAULT_LENGTH = timedelta(hours=2)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """When a shift is: two aware instants in UTC."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class DayFilter:
    """Which shifts are meant: those that begin on these local days, both included, at `start` if given."""

    first: date
    last: date
    start: time | None


def parse_span(
    text: str, *, now: datetime, zone: ZoneInfo, default_length: timedelta = DEFAULT_LENGTH
) -> Span:
    """Understand when a new shift is to be; `now` is aware, the result is UTC.

    A weekday or a date without a year is the next such day on which the start is still ahead.
    Without an end the shift takes `default_length` of elapsed time.
    Raises `UnreadableWhen`, and nothing else, for any text.
    """
    return _refusing(text, lambda: _span(_phrase(text, _today(now, zone)), now, zone, default_length))


def parse_filter(text: str, *, now: datetime, zone: ZoneInfo) -> DayFilter:
    """Understand which days, and perhaps which start, somebody asks for; `now` is aware.

    Other than for a new shift, today counts the whole day: who writes `tis 18` on a Tuesday at 18:05
    means the shift that has just begun. A day in the past may be asked for if it leaves no choice
    (`igår`, `14/5/2024`). A time alone means every day up to two years ahead. An end is not looked at.
    Raises `UnreadableWhen`.
    """
    today = _today(now, zone)
    return _refusing(text, lambda: _filter(_phrase(text, today), today))


def parse_date(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """Understand one local day from today on (`until=`): `9 juni`, `9/6`, `tis`, `sista maj`, `imorgon`.

    Raises `UnreadableWhen`; a time of day or a whole month is unreadable here.
    """
    today = _today(now, zone)

    def day() -> date:
        phrase = _phrase(text, today)
        if phrase.end or phrase.start.clock or phrase.start.part is not None or not phrase.start.day.said():
            raise unreadable()
        return one_day(phrase.start.day, today, lambda day: day >= today)

    return _refusing(text, day)


def has_end(text: str, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether an end was written, so that no usual length is asked for. Raises `UnreadableWhen`."""
    today = _today(now, zone)
    return _refusing(text, lambda: _phrase(text, today).end is not None)


def is_weekday_alone(text: str, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether of the day only its name was written, perhaps with a time: "ons", "ons 18-20".

    Raises `UnreadableWhen`.
    """
    today = _today(now, zone)

    def alone() -> bool:
        phrase = _phrase(text, today)
        said = phrase.start.day
        return (
            said.said() and said == Day(weekday=said.weekday) and not (phrase.end and phrase.end.day.said())
        )

    return _refusing(text, alone)


def may_have_passed(text: str, chosen: date, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether `chosen`, nearly a year ahead, was read from a text without a year whose day has just been.

    Raises `UnreadableWhen` for a text that none of the others understands either.
    """
    today = _today(now, zone)
    return _refusing(text, lambda: just_passed(_phrase(text, today).start.day, chosen, today))


def _refusing(text: str, understand: Callable[[], T]) -> T:
    """Put what was written into the refusal."""
    try:
        return understand()
    except UnreadableWhen as refused:
        raise UnreadableWhen(refused.problem, text) from None


def _today(now: datetime, zone: ZoneInfo) -> date:
    return to_local(now, zone).date()


def _phrase(text: str, today: date) -> Phrase:
    return read(tokens(text), range(EARLIEST_YEAR, today.year + YEARS_AHEAD + 1))


def _at(day: date, minute: int) -> datetime:
    """The naive local time, `minute` minutes after midnight by the wall clock."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _span(phrase: Phrase, now: datetime, zone: ZoneInfo, default_length: timedelta) -> Span:
    start, end = phrase.start, phrase.end
    today = _today(now, zone)
    if start.clock is None:
        if end is None:
            one_day(start.day, today, lambda day: day >= today)
            raise UnreadableWhen(WhenProblem.NO_TIME)
        raise unreadable()
    begins, ends = _minutes(start, end)
    day = one_day(start.day, today, lambda day: to_utc(_at(day, begins), zone) > now)
    starts = _instant(_at(day, begins), zone)
    if ends is None:
        return Span(starts, starts + default_length)
    last = _end_day(end.day, day, today) if end and end.day.said() else day
    return _checked(Span(starts, _instant(_at(last, ends), zone)))


def _minutes(start: Point, end: Point | None) -> tuple[int, int | None]:
    """Start and end in minutes after midnight of the start's day, or of their own day if the end has one."""
    if start.clock is None or (end and end.clock is None):
        raise unreadable()
    if end is None or end.clock is None:
        return start_minute(start.clock, start.part), None
    if not end.day.said():
        return span_minutes(start.clock, end.clock, start.part)
    if end.clock.half == "midnight":
        raise unreadable()
    begins = start_minute(start.clock, start.part)
    return begins, start_minute(end.clock, end.part) if end.part is not None else end_minute(end.clock)


def _end_day(said: Day, day: date, today: date) -> date:
    """The day of an end that has its own, on or after that of the start."""
    base = today if said.counted_from_today() else day
    last = one_day(said, base, lambda other: other >= day, past=True)
    if last < day:
        raise UnreadableWhen(WhenProblem.BACKWARDS)
    if last - day > LONGEST_SPAN:
        rolled_over = said.date is not None and said.date.year is None and last.year > day.year
        raise UnreadableWhen(WhenProblem.BACKWARDS if rolled_over else WhenProblem.TOO_LONG)
    return last


def _instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a local time that occurs exactly once; nobody is asked to guess which was meant."""
    match wall(local, zone):
        case Wall.NEVER:
            raise UnreadableWhen(WhenProblem.GAP)
        case Wall.TWICE:
            raise UnreadableWhen(WhenProblem.FOLD)
        case Wall.ONCE:
            return to_utc(local, zone)


def _checked(span: Span) -> Span:
    if span.ends <= span.starts:
        raise UnreadableWhen(WhenProblem.BACKWARDS)
    if span.ends - span.starts > LONGEST_SPAN:
        raise UnreadableWhen(WhenProblem.TOO_LONG)
    return span


def _filter(phrase: Phrase, today: date) -> DayFilter:
    start, end = phrase.start, phrase.end
    if end and end.clock is None:
        return _days(start, end, today)
    begins = _at(today, _minutes(start, end)[0]).time() if start.clock else None
    if end and begins is None:
        raise unreadable()
    if not start.day.said() and begins is not None:
        return DayFilter(today, horizon(today), begins)
    first, last = period(start.day, today)
    return DayFilter(first, last, begins)


def _days(start: Point, end: Point, today: date) -> DayFilter:
    """`14/5 - 18/5`, `mån-ons`, `14-18 maj`: from one day to another."""
    if start.clock and start.clock.bare and end.day.date and not start.day.said():
        start = Point(Day(date=DayMonth(start.clock.hour, end.day.date.month, end.day.date.year)))
    if start.clock or start.part is not None or end.part is not None:
        raise unreadable()
    first = period(start.day, today)[0]
    last = period(end.day, today if end.day.counted_from_today() else first)[1]
    if last < first:
        raise UnreadableWhen(WhenProblem.BACKWARDS)
    return DayFilter(first, last, None)
