"""Which weeks somebody asks for: so many from now on, or one by its number in the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MOST_WEEKS = 4
USUAL_WEEKS = 2
LAST_WEEK = 53
_NUMBER = re.compile(r"(?P<named>v\.?|vecka|w|week)?\s*(?P<number>[0-9]{1,2})(?:\s*(?:veckor|vecka|weeks|week|v|w))?")


@dataclass(frozen=True, slots=True)
class Weeks:
    """Whole weeks: the first one's Monday, and how many."""

    monday: date
    count: int

    @property
    def end(self) -> date:
        """The Monday after the last of them."""
        return self.monday + timedelta(weeks=self.count)


def read_weeks(text: str, *, today: date) -> Weeks | None:
    """ "3" and "3 veckor" are three weeks from this one, "v 19" is week 19 and so is "19"; None: neither.

    No more than MOST_WEEKS are shown, so that a greater number must be a week's. It is the next such week
    that has not passed (ISO 8601).
    """
    found = _NUMBER.fullmatch(text.strip().casefold())
    if found is None:
        return None
    number = int(found["number"])
    if not found["named"] and 1 <= number <= MOST_WEEKS:
        return Weeks(monday_of(today), number)
    return _week(number, today)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(number: int, today: date) -> Weeks | None:
    for year in range(today.year - 1, today.year + 7):  # there is a week 53 every five or six years
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if monday >= monday_of(today):
            return Weeks(monday, 1)
    return None
