"""Which weeks are asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.weeks import MOST_WEEKS, Weeks, coming_weeks, how_many, is_week_number, weeks_of

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("text", "count"), [("1", 1), ("4", 4), ("3 veckor", 3), ("1 vecka", 1), ("2 WEEKS", 2)]
)
def test_so_many_weeks(text: str, count: int) -> None:
    assert how_many(text) == count


@pytest.mark.parametrize("text", ["0", "5", "20", "v 3", "vecka 3", "", "ringstuga", "3 dagar", "-1", "³"])
def test_what_says_no_number_of_weeks(text: str) -> None:
    assert how_many(text) is None


def test_more_weeks_than_can_be_shown_are_the_number_of_one() -> None:
    assert [text for text in ("4", "5", "20", "53", "54", "v5", "") if is_week_number(text)] == [
        "5",
        "20",
        "53",
    ]


@given(DAYS, st.integers(1, MOST_WEEKS))
def test_weeks_begin_on_monday_and_end_on_sunday(today: date, count: int) -> None:
    found = coming_weeks(today, count)
    assert (found.monday.isoweekday(), found.last.isoweekday()) == (1, 7)
    assert found.monday <= today <= found.last
    assert (found.last - found.monday).days + 1 == 7 * count


@given(DAYS, st.integers(0, 400))
def test_the_weeks_of_some_days_hold_the_first_of_them_and_are_never_too_many(first: date, more: int) -> None:
    last = first + timedelta(days=more)
    found = weeks_of(first, last)
    assert found.monday <= first <= found.last
    assert 1 <= found.count <= MOST_WEEKS
    assert found.last >= last or found.count == MOST_WEEKS


def test_a_day_is_its_week() -> None:
    assert weeks_of(date(2024, 5, 8), date(2024, 5, 8)) == Weeks(date(2024, 5, 6), 1)
