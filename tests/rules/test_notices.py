"""How long before a shift people want to be reminded, as they write it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.notices import EARLIEST, MOST_NOTICES, SOONEST, NoticeError, NoticeProblem, read_notices

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("24h 2h", (DAY, 2 * HOUR)),
        ("2h 24h", (DAY, 2 * HOUR)),
        ("2 h, 1 dag", (DAY, 2 * HOUR)),
        ("24h och 2h", (DAY, 2 * HOUR)),
        ("1 day and 90 minutes", (DAY, 90 * MINUTE)),
        ("24 TIM", (DAY,)),
        ("24h 1d 1440min", (DAY,)),
        ("5min", (SOONEST,)),
        ("14 dagar", (EARLIEST,)),
        ("2 veckor", (EARLIEST,)),
        ("1h30min", (HOUR, 30 * MINUTE)),
    ],
)
def test_times_are_read_longest_first_and_each_once(written: str, times: tuple[timedelta, ...]) -> None:
    assert read_notices(written) == times


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "unreadable"),
        ("24", "unreadable"),
        ("imorgon", "unreadable"),
        ("24h före", "unreadable"),
        ("1,5h", "unreadable"),
        ("-2h", "unreadable"),
        ("٢h", "unreadable"),
        ("2 fortnights", "unreadable"),
        ("0h", "range"),
        ("4min", "range"),
        ("15d", "range"),
        ("1h 2h 3h 4h 5h 6h", "many"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_reason(written: str, problem: str) -> None:
    with pytest.raises(NoticeError) as refused:
        read_notices(written)
    assert refused.value.problem == NoticeProblem(problem)


def test_the_refusal_names_the_part_that_was_not_understood() -> None:
    with pytest.raises(NoticeError) as refused:
        read_notices("24h 3 fortnights")
    assert refused.value.text == "3 fortnights"


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        times = read_notices(text)
    except NoticeError:
        return
    assert 0 < len(times) <= MOST_NOTICES
    assert all(SOONEST <= one <= EARLIEST for one in times)
    assert list(times) == sorted(set(times), reverse=True)
