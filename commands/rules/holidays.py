"""Swedish public holidays, and the eves on which nobody works either.

The days of lag (1989:253) om allmänna helgdagar, with midsummer's, Christmas and New Year's Eve, which 3 a §
of semesterlagen (1977:480) counts as Sundays (issue 3, point 8).
"""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {
    (1, 1): "new-year",
    (1, 6): "epiphany",
    (5, 1): "may-day",
    (6, 6): "national",
    (12, 24): "christmas-eve",
    (12, 25): "christmas",
    (12, 26): "boxing",
    (12, 31): "new-year-eve",
}
_FROM_EASTER = {
    -2: "good-friday",
    0: "easter",
    1: "easter-monday",
    39: "ascension",
    49: "pentecost",
}
FRIDAY, SATURDAY = 4, 5


def swedish_holiday(day: date) -> str | None:
    """A word for the holiday that `day` is, such as "may-day"; None for any other day."""
    fixed = _FIXED.get((day.month, day.day))
    return fixed or _FROM_EASTER.get((day - easter(day.year)).days) or _of_a_week(day)


def _of_a_week(day: date) -> str | None:
    """Those that are a certain weekday in a certain week."""
    if day.month == 6 and day.weekday() == FRIDAY and 19 <= day.day <= 25:
        return "midsummer-eve"
    if day.month == 6 and day.weekday() == SATURDAY and 20 <= day.day <= 26:
        return "midsummer"
    eve_of_november = day + timedelta(days=1)  # All Saints' is 31 October to 6 November
    if day.weekday() == SATURDAY and eve_of_november.month == 11 and eve_of_november.day <= 7:
        return "all-saints"
    return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the computation printed in Nature, 20 April 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quarter, odd = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - epact - odd) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
