"""Reading single values of an imported file, by the rules that hold in the chat too.

All raise `WrongValue`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.import_rows import WrongValue, quoted
from commands.parameters import MOST_LINE, MOST_TEXT, NOTHING
from commands.rules.names import clean_line, fold
from commands.rules.numbers import read_number
from commands.rules.seats import MOST_SEATS, seats_problem
from commands.rules.when import DEFAULT_LENGTH, LONGEST_SPAN
from commands.rules.when_zone import Wall, to_utc, wall

Zones = Mapping[str, ZoneInfo]
"""The zone of each configured district by its key."""

YEARS = range(1900, 2300)
"""What a calendar file may reasonably speak of; for new shifts the chat's own limits follow."""

_CLOCK = r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.]00(?:\.0+)?)?"
_TIME = re.compile(_CLOCK)
_DAY = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
_OFFSET = r"(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})"
_MOMENT = re.compile(rf"{_DAY}(?:T|\s+){_CLOCK}\s?{_OFFSET}?", re.IGNORECASE)


def line_of_text(text: str, most: int = MOST_LINE) -> str | None:
    """One visible line, None for an empty one."""
    cleaned = clean_line(text, limit=most + 1)
    if len(cleaned) > most:
        raise WrongValue(f"is longer than {most} characters")
    return cleaned or None


def long_text(text: str) -> str | None:
    return line_of_text(text, MOST_TEXT)


def required(text: str) -> str:
    found = line_of_text(text)
    if found is None:
        raise WrongValue("is empty")
    return found


def amount(text: str) -> int | None:
    """A number, None for an empty text or a word for "no limit"."""
    if fold(text) in NOTHING:
        return None
    if (number := read_number(text)) is None:
        raise WrongValue(f"{quoted(text)} is not a number")
    return number


def check_needs(seats: int | None, minimum: int | None) -> None:
    """As `pass ny` checks them; the text names the column."""
    match seats_problem(seats=seats, minimum=minimum):
        case "range":
            raise WrongValue(f"seats: {seats} is not between 1 and {MOST_SEATS}")
        case "minimum":
            raise WrongValue(f"min: {minimum} is not between 0 and {MOST_SEATS if seats is None else seats}")


def moment(text: str, zone: ZoneInfo) -> datetime:
    """`2024-05-14 18:00` or ISO 8601, local time unless an offset says otherwise; aware, in UTC."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise WrongValue(f"{quoted(text)} is not a day with a time, such as 2024-05-14 18:00")
    year, month, day, hour, minute = (int(match[part]) for part in ("year", "month", "day", "hour", "minute"))
    try:
        local = datetime(year, month, day, hour, minute)  # noqa: DTZ001 - a wall clock; its zone comes next
        if match["offset"]:
            return utc(datetime.fromisoformat(f"{local.isoformat()}{match['offset'].upper()}"))
    except WrongValue:
        raise
    except ValueError:
        raise WrongValue(f"{quoted(text)} does not exist") from None
    return instant(local, zone)


def utc(aware: datetime) -> datetime:
    """The same instant in UTC, far enough from the ends of the calendar that one can reckon with it."""
    if aware.year not in YEARS:
        raise WrongValue(f"the year {aware.year} is out of reach")
    return aware.astimezone(UTC)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a naive local time that comes exactly once; nobody is asked to guess which was meant."""
    if local.year not in YEARS:
        raise WrongValue(f"the year {local.year} is out of reach")
    match wall(local, zone):
        case Wall.NEVER:
            raise WrongValue(f"{local:%Y-%m-%d %H:%M} does not exist: the clocks go forward")
        case Wall.TWICE:
            raise WrongValue(f"{local:%Y-%m-%d %H:%M} comes twice: write it with its offset from UTC")
        case Wall.ONCE:
            return to_utc(local, zone)


def end(text: str, starts: datetime, zone: ZoneInfo) -> datetime:
    """When a shift ends: a moment, a time on the day of its start, or the usual length if empty; in UTC."""
    if not text.strip():
        return starts + DEFAULT_LENGTH
    match = _TIME.fullmatch(text.strip())
    if match is not None:
        text = f"{starts.astimezone(zone).date().isoformat()} {match['hour']}:{match['minute']}"
    return span_end(starts, moment(text, zone))


def span_end(starts: datetime, ends: datetime) -> datetime:
    """`ends`, if a shift can end then: after its start, and within a day of it."""
    if ends <= starts:
        raise WrongValue("is not after the start; an end on the next day needs its date")
    if ends - starts > LONGEST_SPAN:
        raise WrongValue(f"is more than {LONGEST_SPAN // timedelta(hours=1)} hours after the start")
    return ends


def district(text: str, zones: Zones) -> str:
    """A configured district's key; where there is only one, nothing has to be said."""
    key = fold(text)
    if not key and len(zones) == 1:
        return next(iter(zones))
    if key in zones:
        return key
    keys = ", ".join(sorted(zones))
    raise WrongValue(
        f"{quoted(text)} is not configured; there is {keys}" if key else f"is empty; one of {keys}"
    )
