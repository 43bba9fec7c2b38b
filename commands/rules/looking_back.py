"""Days as somebody means them who asks what has been: the last Tuesday, not the next."""

from __future__ import annotations

from datetime import date, timedelta

WEEK = timedelta(days=7)


def in_the_past(first: date, last: date, *, today: date, weekday: bool) -> tuple[date, date]:
    """The same days (both included) when they were last, if they are ahead.

    `weekday`: nothing but its name was said. 29 February becomes the 28th in a year that has none.
    """
    if first <= today:
        return first, last
    if weekday:
        return first - WEEK, last - WEEK
    return _a_year_before(first), _a_year_before(last)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
