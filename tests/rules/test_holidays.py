"""Swedish holidays: those that stand still, those that follow Easter, those of a weekday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from commands.rules.holidays import easter, swedish_holiday

YEAR_2024 = {
    date(2024, 1, 1): "new-year",
    date(2024, 1, 6): "epiphany",
    date(2024, 3, 29): "good-friday",
    date(2024, 3, 31): "easter",
    date(2024, 4, 1): "easter-monday",
    date(2024, 5, 1): "may-day",
    date(2024, 5, 9): "ascension",
    date(2024, 5, 19): "pentecost",
    date(2024, 6, 6): "national",
    date(2024, 6, 21): "midsummer-eve",
    date(2024, 6, 22): "midsummer",
    date(2024, 11, 2): "all-saints",
    date(2024, 12, 24): "christmas-eve",
    date(2024, 12, 25): "christmas",
    date(2024, 12, 26): "boxing",
    date(2024, 12, 31): "new-year-eve",
}


def test_the_holidays_of_2024_are_those_of_the_calendar_and_no_other_day_is() -> None:
    days = (date(2024, 1, 1) + timedelta(days=day) for day in range(366))
    assert {day: name for day in days if (name := swedish_holiday(day))} == YEAR_2024


@pytest.mark.parametrize(
    "day",
    [
        (1818, 3, 22),
        (1900, 4, 15),
        (1943, 4, 25),
        (2000, 4, 23),
        (2019, 4, 21),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2038, 4, 25),
        (2049, 4, 18),
    ],
)
def test_easter_is_when_it_is(day: tuple[int, int, int]) -> None:
    assert easter(day[0]) == date(*day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 6, 19), "midsummer-eve"),
        (date(2026, 6, 20), "midsummer"),
        (date(2027, 6, 25), "midsummer-eve"),
        (date(2027, 6, 26), "midsummer"),
        (date(2026, 10, 31), "all-saints"),
        (date(2027, 11, 6), "all-saints"),
        (date(2027, 10, 30), None),
        (date(2026, 11, 7), None),
        (date(2027, 6, 18), None),
    ],
)
def test_midsummer_and_all_saints_are_a_weekday_between_two_dates(day: date, name: str | None) -> None:
    assert swedish_holiday(day) == name


def test_every_year_has_all_of_them_however_they_fall() -> None:
    for year in range(2000, 2101):
        days = (date(year, 1, 1) + timedelta(days=day) for day in range(366))
        found = {swedish_holiday(day) for day in days if day.year == year} - {None}
        assert set(YEAR_2024.values()) - found <= {"ascension", "pentecost"}, year  # on 1 May, on 6 June
