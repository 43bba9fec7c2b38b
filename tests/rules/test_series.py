"""Which shifts of a series are meant, and where they go when one of them is moved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from commands.rules.recurrence import Occurrence
from commands.rules.series import Move, Which, move_of, moved, parse_which
from commands.rules.when_zone import to_utc
from tests.support.story import STOCKHOLM

NOW = to_utc(datetime.fromisoformat("2024-01-01 12:00"), STOCKHOLM)


def at(starts: str, ends: str) -> Occurrence:
    """Local times in Stockholm."""
    return Occurrence(*(to_utc(datetime.fromisoformat(one), STOCKHOLM) for one in (starts, ends)))


def to(was: Occurrence, now: Occurrence, other: Occurrence) -> Occurrence | str:
    return moved(other, move_of(was, now, STOCKHOLM), now=NOW, zone=STOCKHOLM)


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("följande", Which.FOLLOWING),
        ("Följande", Which.FOLLOWING),
        ("foljande", Which.FOLLOWING),
        ("denna och följande", Which.FOLLOWING),
        ("this-and-following", Which.FOLLOWING),
        ("resten", Which.FOLLOWING),
        ("alla", Which.ALL),
        ("hela serien", Which.ALL),
        ("all", Which.ALL),
        ("en", Which.ONE),
        ("this", Which.ONE),
        ("", None),
        ("och", None),
        ("några", None),
        ("alla utom en dag", None),
    ],
)
def test_which_shifts_are_meant(text: str, which: Which | None) -> None:
    assert parse_which(text) == which


def test_eighteen_stays_eighteen_when_the_clock_is_moved_between_the_shifts() -> None:
    summer, wednesday = at("2024-10-22 18:00", "2024-10-22 20:00"), at("2024-10-23 18:00", "2024-10-23 20:00")
    winter = at("2024-10-29 18:00", "2024-10-29 20:00")
    assert to(summer, wednesday, winter) == at("2024-10-30 18:00", "2024-10-30 20:00")
    over_the_change = at("2024-10-26 18:00", "2024-10-26 20:00")
    assert to(summer, wednesday, over_the_change) == at("2024-10-27 18:00", "2024-10-27 20:00")


def test_a_shift_that_had_been_moved_by_itself_moves_by_as_much_and_keeps_its_length() -> None:
    was, now = at("2024-05-07 18:00", "2024-05-07 20:00"), at("2024-05-07 19:00", "2024-05-07 21:00")
    other = at("2024-05-15 17:00", "2024-05-15 20:00")
    assert to(was, now, other) == at("2024-05-15 18:00", "2024-05-15 21:00")


def test_another_length_is_that_of_all() -> None:
    was, now = at("2024-05-07 18:00", "2024-05-07 20:00"), at("2024-05-07 18:00", "2024-05-07 21:00")
    assert move_of(was, now, STOCKHOLM) == Move(timedelta(0), timedelta(hours=3))
    other = at("2024-05-15 17:00", "2024-05-15 17:30")
    assert to(was, now, other) == at("2024-05-15 17:00", "2024-05-15 20:00")


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (at("2024-03-30 03:00", "2024-03-30 05:00"), "gap"),
        (at("2024-10-26 03:00", "2024-10-26 05:00"), "fold"),
        (at("2024-01-01 03:00", "2024-01-01 05:00"), "past"),
    ],
)
def test_a_shift_that_cannot_be_there_is_left_where_it_is(other: Occurrence, why: str) -> None:
    was, now = at("2024-05-07 03:00", "2024-05-07 05:00"), at("2024-05-08 02:30", "2024-05-08 04:30")
    if why == "past":
        now = at("2024-05-06 02:30", "2024-05-06 04:30")
    assert to(was, now, other) == why
