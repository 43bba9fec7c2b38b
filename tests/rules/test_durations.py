"""Lengths of time, times of day and quiet hours, as they are typed."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.durations import LONGEST, Quiet, parse_duration, parse_length, parse_quiet, parse_time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("24h", 1440),
        ("2 h", 120),
        ("30min", 30),
        ("30 m", 30),
        ("2 timmar", 120),
        ("1 timme", 60),
        ("1 dag", 1440),
        ("1d", 1440),
        ("2 DAYS", 2880),
        ("1h 30min", 90),
        ("1h30m", 90),
        ("1 vecka", 10080),
        ("  45 minuter ", 45),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert parse_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text",
    ["", "24", "h", "0h", "-2h", "2 h or so", "2 fortnights", "٣h", "1.5h", "367d", "9" * 30 + "d", "2h,"],
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="length of time"):
        parse_duration(text)


@given(st.text(max_size=40))
def test_any_text_gives_a_length_within_bounds_or_a_refusal(text: str) -> None:
    try:
        found = parse_duration(text)
    except ValueError:
        return
    assert timedelta(0) < found <= LONGEST


@pytest.mark.parametrize(
    ("text", "expected"),
    [("08:00", time(8)), ("8:00", time(8)), ("8.30", time(8, 30)), ("8", time(8)), (" 23:59 ", time(23, 59))],
)
def test_a_time_of_day_is_read(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "24:00", "8:60", "8:5", "8:00:00", "eight", "٨:00", "-1"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="time of day"):
        parse_time(text)


@pytest.mark.parametrize("text", ["21:00-08:00", "21-8", "21.00 – 08.00", "21:00—08:00"])
def test_quiet_hours_may_go_past_midnight_and_use_any_dash(text: str) -> None:
    assert parse_quiet(text) == Quiet(time(21), time(8))


@pytest.mark.parametrize("text", ["", "21:00", "21:00-25:00", "08:00-08:00", "21-22-23"])
def test_quiet_hours_that_would_never_or_always_hold_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_quiet(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2h", 120),
        ("1h30", 90),
        ("1 tim 30", 90),
        ("90min", 90),
        ("1:30", 90),
        ("1,5h", 90),
        ("2.25 timmar", 135),
        ("1h 30min", 90),
        ("24h", 1440),
        ("1 dag", 1440),
    ],
)
def test_the_length_of_a_shift_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert parse_length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["2", "", "0h", "1h75", "25h", "1,33h", "2 veckor", "4min", "٢h", "-1h", "1.30"]
)
def test_what_is_no_length_of_a_shift_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="length of"):
        parse_length(text)
