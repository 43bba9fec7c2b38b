"""From what was said about a day to a day of the calendar. All dates are local.

- A weekday, a day of the month or a date without a year is the next such day that still counts.
- "Nästa torsdag", "next Thursday" is the Thursday of next week, "denna torsdag", "this Thursday" that of
  this week; weeks are those of ISO 8601 and begin on Monday. The same in both languages.
- A week number without a year is of this ISO year, or of the next when it has passed.
- What is said twice must agree: a weekday with its date (else `weekday`), a week with its date.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TypeAlias

from commands.rules.when_problem import UnreadableWhen, WhenProblem
from commands.rules.when_read import Day, Month, Week, unreadable
from commands.rules.when_tokens import LAST_DAY, DayMonth

EARLIEST_YEAR = 2000
"""No shift is older; anything before is past, whatever it was meant to be."""

YEARS_AHEAD = 2

JUST_PASSED = timedelta(days=60)
NEARLY_A_YEAR = timedelta(days=300)
"""A day without a year that was within the former, and comes again only after the latter, may be a slip."""

Counts: TypeAlias = Callable[[date], bool]
"""Whether a day is still ahead, of those that a phrase may mean."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The days that may be meant, in order; `fixed` when there is no choice."""

    days: list[date]
    fixed: bool


def horizon(today: date) -> date:
    """The last day that is not too far ahead: two years from today."""
    try:
        return today.replace(year=today.year + YEARS_AHEAD)
    except ValueError:  # the 29th of February
        return date(today.year + YEARS_AHEAD, 3, 1)


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def one_day(said: Day, today: date, counts: Counts, *, past: bool = False) -> date:
    """The one day that is meant; nothing said is today.

    `counts` chooses among several. With `past`, a day that leaves no choice may have passed.
    Raises `UnreadableWhen` with impossible, past, too far, weekday, or unreadable (a month is no day).
    """
    if said.month or said.weekend is not None:
        raise unreadable()
    found = _candidates(said, today)
    if not found.days:
        raise UnreadableWhen(WhenProblem.IMPOSSIBLE)
    if found.fixed:
        chosen = _within(found.days[0], today)
        passed = None if past or counts(chosen) else chosen
    else:
        ahead = [day for day in found.days if day <= horizon(today) and counts(day)]
        chosen = ahead[0] if ahead else found.days[0]
        passed = found.days[0] if chosen != found.days[0] or not ahead else None
    if passed == chosen:
        raise UnreadableWhen(WhenProblem.PAST)
    _agrees(said, chosen, passed, today)
    return chosen


def just_passed(said: Day, chosen: date, today: date) -> bool:
    """Whether a day lately over may be meant rather than `chosen`, which is nearly a year ahead.

    Never where the year, or a weekday with the date, leaves no doubt.
    """
    if chosen - today <= NEARLY_A_YEAR or not _leaves_the_year_open(said):
        return False
    # In January the day that has just been is one of last year's.
    days = [*_candidates(said, today - timedelta(days=365)).days, *_candidates(said, today).days]
    return any(today - JUST_PASSED <= day <= today for day in days)


def _leaves_the_year_open(said: Day) -> bool:
    if said.date:
        return said.date.year is None and said.weekday is None and said.week is None
    return said.week is not None and said.week.number is not None and said.week.year is None


def period(said: Day, today: date) -> tuple[date, date]:
    """First and last day (inclusive) of a day, a week, a weekend or a month."""
    if said.month and said == Day(month=said.month):
        return _month(said.month, today)
    if said.weekend is not None and said == Day(weekend=said.weekend):
        saturday = monday(today) + timedelta(days=5 + 7 * said.weekend)
        return saturday, saturday + timedelta(days=1)
    if said.week and said == Day(week=said.week):
        return _week(said.week, today)
    day = one_day(said, today, lambda day: day >= today, past=True)
    return day, day


def _within(day: date, today: date) -> date:
    """The day, unless it is so far away that calculating with it makes no sense."""
    if day > horizon(today):
        raise UnreadableWhen(WhenProblem.TOO_FAR)
    if day.year < EARLIEST_YEAR:
        raise UnreadableWhen(WhenProblem.PAST)
    return day


def _candidates(said: Day, today: date) -> _Candidates:
    if said.date:
        if said.date.year is not None:
            return _Candidates(_existing([(said.date, said.date.year)]), fixed=True)
        return _Candidates(_existing([(said.date, today.year), (said.date, today.year + 1)]), fixed=False)
    if said.day_of_month is not None:
        months = [divmod(today.month - 1 + ahead, 12) for ahead in range(13)]
        dates = [(DayMonth(said.day_of_month, month + 1), today.year + years) for years, month in months]
        return _Candidates(_existing(dates), fixed=False)
    if said.offset is not None:
        return _Candidates([today + timedelta(days=said.offset)], fixed=True)
    if said.weekday is not None:
        return _weekdays(said.weekday, said.week, today)
    if said.week:
        raise unreadable()
    return _Candidates([today], fixed=True)


def _existing(dates: list[tuple[DayMonth, int]]) -> list[date]:
    """Those of the dates, each in its year, that the calendar has."""
    found = []
    for written, year in dates:
        if not (1 <= written.month <= 12 and MINYEAR <= year <= MAXYEAR):
            continue
        length = monthrange(year, written.month)[1]
        day = length if written.day == LAST_DAY else written.day
        if 1 <= day <= length:
            found.append(date(year, written.month, day))
    return found


def _weekdays(weekday: int, week: Week | None, today: date) -> _Candidates:
    if week is None:
        first = today + timedelta(days=(weekday - today.weekday()) % 7)
        return _Candidates([first, first + timedelta(days=7)], fixed=False)
    if week.relative is not None:
        return _Candidates([monday(today) + timedelta(days=7 * week.relative + weekday)], fixed=True)
    mondays = _mondays(week, today)
    return _Candidates([day + timedelta(days=weekday) for day in mondays], fixed=week.year is not None)


def _mondays(week: Week, today: date) -> list[date]:
    """The Mondays of a numbered week: of its year, or of this ISO year and the next."""
    this_year = today.isocalendar().year
    found = []
    for year in (week.year,) if week.year is not None else (this_year, this_year + 1):
        in_range = EARLIEST_YEAR <= year <= today.year + YEARS_AHEAD + 1
        last_week = date(year, 12, 28).isocalendar().week if in_range else 0
        if week.number is not None and 1 <= week.number <= last_week:
            found.append(date.fromisocalendar(year, week.number, 1))
    return found


def _week(week: Week, today: date) -> tuple[date, date]:
    if week.relative is not None:
        first = monday(today) + timedelta(days=7 * week.relative)
        return first, first + timedelta(days=6)
    mondays = _mondays(week, today)
    if not mondays:
        raise UnreadableWhen(WhenProblem.IMPOSSIBLE)
    this_week = monday(today)
    first = next((day for day in mondays if day >= this_week), mondays[0])
    return _within(first, today), first + timedelta(days=6)


def _month(month: Month, today: date) -> tuple[date, date]:
    if month.number is None:
        years, index = divmod(today.month - 1 + (month.relative or 0), 12)
        year, number = today.year + years, index + 1
    else:
        number = month.number
        year = month.year if month.year is not None else today.year + (number < today.month)
    if not MINYEAR <= year <= MAXYEAR:
        raise UnreadableWhen(WhenProblem.IMPOSSIBLE)
    first = _within(date(year, number, 1), today)
    return first, first.replace(day=monthrange(year, number)[1])


def _agrees(said: Day, chosen: date, passed: date | None, today: date) -> None:
    """Refuse a day that is not all that was said about it.

    A wrong weekday may belong to the same date that has just passed; then that is the reason.
    """
    if said.weekday is not None and chosen.weekday() != said.weekday:
        was_meant = passed is not None and passed.weekday() == said.weekday
        raise UnreadableWhen(WhenProblem.PAST if was_meant else WhenProblem.WEEKDAY)
    if said.offset is not None and chosen != today + timedelta(days=said.offset):
        raise unreadable()
    if said.day_of_month is not None and chosen.day != said.day_of_month:
        raise unreadable()
    if said.week and not _in_week(said.week, chosen, today):
        raise unreadable()


def _in_week(week: Week, day: date, today: date) -> bool:
    if week.relative is not None:
        return monday(day) == monday(today) + timedelta(days=7 * week.relative)
    year, number, _ = day.isocalendar()
    return number == week.number and week.year in (None, year)
