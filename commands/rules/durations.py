"""Lengths of time, times of day and quiet hours as people and the configuration write them.

Used by `remind` and `room digest=…` in chat and by the section [reminders] of the configuration.
Digits are ASCII only: a number that looks different to different readers is refused, not guessed.
"""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import NamedTuple

LONGEST = timedelta(days=366)
SHORTEST_SHIFT, LONGEST_SHIFT = timedelta(minutes=5), timedelta(hours=24)

_MINUTES = {
    **dict.fromkeys(("m", "min", "mins", "minut", "minuter", "minute", "minutes"), 1),
    **dict.fromkeys(("h", "hr", "hrs", "t", "tim", "timme", "timmar", "hour", "hours"), 60),
    **dict.fromkeys(("d", "dag", "dagar", "dygn", "day", "days"), 24 * 60),
    **dict.fromkeys(("v", "w", "vecka", "veckor", "week", "weeks"), 7 * 24 * 60),
}
_PART = re.compile(r"([0-9]{1,6})\s*([a-z]+)\s*")
_HOURS = "h|hr|hrs|t|tim|timme|timmar|hour|hours"
_HOURS_MINUTES = re.compile(rf"([0-9]{{1,2}})\s*(?:{_HOURS}|:)\s*([0-5]?[0-9])")
_PART_OF_HOURS = re.compile(rf"([0-9]{{1,2}})[.,]([0-9]{{1,2}})\s*(?:{_HOURS})")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
_DASH = re.compile(r"\s*[-–—]\s*")  # phones turn a hyphen between figures into a dash


class Quiet(NamedTuple):
    """Hours in which nothing but answers is sent: from `start` up to, not including, `end`, local time."""

    start: time
    end: time

    @property
    def rest(self) -> timedelta:
        """How much of a day is not quiet, by the clock."""
        minutes = (self.start.hour - self.end.hour) * 60 + self.start.minute - self.end.minute
        return timedelta(minutes=minutes % (24 * 60))


def parse_duration(text: str) -> timedelta:
    """Read "24h", "2 h", "30min", "2 timmar", "1 dag" or several in a row ("1h 30min").

    Always more than nothing and at most a leap year. Raises ValueError.
    """
    rest = text.strip().lower()
    minutes = at = 0
    while part := _PART.match(rest, at):
        unit = _MINUTES.get(part[2])
        if unit is None:
            break
        minutes += int(part[1]) * unit
        at = part.end()
    if at < len(rest) or not 0 < minutes <= LONGEST // timedelta(minutes=1):
        raise ValueError("not a length of time such as 24h, 30min or 2d")
    return timedelta(minutes=minutes)


def parse_length(text: str) -> timedelta:
    """Read how long a shift is: as `parse_duration`, and "1h30", "1:30", "1,5 h". At most a day and a night.

    A number alone ("2") is refused: hours and minutes are both likely. Raises ValueError.
    """
    written = text.strip().lower()
    if match := _HOURS_MINUTES.fullmatch(written):
        length = timedelta(hours=int(match[1]), minutes=int(match[2]))
    elif match := _PART_OF_HOURS.fullmatch(written):
        length = timedelta(hours=int(match[1]) + int(match[2]) / 10 ** len(match[2]))
    else:
        length = parse_duration(written)
    if not SHORTEST_SHIFT <= length <= LONGEST_SHIFT or length % timedelta(minutes=1):
        raise ValueError("not a length of a shift such as 2h or 1h30")
    return length


def parse_time(text: str) -> time:
    """Read a time of day: "08:00", "8.30" or "8". Raises ValueError."""
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise ValueError("not a time of day such as 08:00")
    return time(int(match[1]), int(match[2] or 0))


def parse_quiet(text: str) -> Quiet:
    """Read quiet hours such as "21:00-08:00". Raises ValueError, also when both ends are the same."""
    ends = _DASH.split(text.strip())
    if len(ends) != 2:
        raise ValueError("not hours such as 21:00-08:00")
    quiet = Quiet(parse_time(ends[0]), parse_time(ends[1]))
    if quiet.start == quiet.end:
        raise ValueError("quiet hours begin and end at the same time")
    return quiet
