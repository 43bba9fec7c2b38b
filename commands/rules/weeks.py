"""Which weeks somebody asks for: whole ones, which begin on Monday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MOST_WEEKS = 4
USUAL_WEEKS = 2
LAST_WEEK = 53
_COUNT = re.compile(r"([0-9]{1,2})(\s*(?:veckor|vecka|weeks|week))?", re.IGNORECASE)

_SHORT = dict.fromkeys(("nästa", "nasta", "kommande", "next"), "nästa vecka") | dict.fromkeys(
    ("denna", "den här", "nu", "this", "now"), "den här veckan"
)


@dataclass(frozen=True, slots=True)
class Weeks:
    """The first one's Monday, and how many."""

    monday: date
    count: int

    @property
    def last(self) -> date:
        """The last Sunday."""
        return self.monday + timedelta(days=7 * self.count - 1)


def how_many(text: str) -> int | None:
    """ "3", "3 veckor": three weeks. None where it says something else, a week's own number for one."""
    found = _COUNT.fullmatch(text.strip())
    if found is None or not 1 <= int(found[1]) <= MOST_WEEKS:
        return None
    return int(found[1])


def is_week_number(text: str) -> bool:
    """ "20" can only be the week of that number: nobody is shown twenty weeks."""
    return text.isdecimal() and MOST_WEEKS < int(text) <= LAST_WEEK


def no_week(text: str) -> bool:
    """ "0" and "99" are weeks of no year."""
    number = text.strip().removeprefix("-")
    return number.isdecimal() and (number != text.strip() or not 1 <= int(number) <= LAST_WEEK)


def in_full(text: str) -> str:
    """ "nästa" is the next week, where it is of weeks that somebody speaks."""
    return _SHORT.get(text.strip().casefold(), text)


def coming_weeks(today: date, count: int) -> Weeks:
    """From the week of `today` on."""
    return Weeks(_monday(today), count)


def weeks_of(first: date, last: date) -> Weeks:
    """Those of these days, of which the later ones are left out when there are more than can be shown."""
    monday = _monday(first)
    return Weeks(monday, min(MOST_WEEKS, (last - monday).days // 7 + 1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
