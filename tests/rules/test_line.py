"""The waiting line's rules: who fits, in which role, and how long an offer stands."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.durations import Quiet
from commands.rules.line import (
    Fit,
    NoFit,
    Room,
    answer_by,
    could_ever_fit,
    fit,
    held_until,
    is_given_at_once,
    line_sleeps,
)
from commands.rules.quiet import is_quiet

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHT = Quiet(time(21, 0), time(8, 0))
ROLES = {"ringledare": 1, "ringare": 2}


def room(free: int | None, taken: dict[str | None, int] | None = None, *, seats: int | None = 3) -> Room:
    return Room(free, ROLES, taken or {}, asks_skill=("ringledare",), seats=seats)


@pytest.mark.parametrize(
    ("place", "party", "role", "skills", "expected"),
    [
        (Room(2, {}, {}), 2, None, (), Fit(None)),
        (Room(1, {}, {}), 2, None, (), NoFit("seats")),
        (Room(None, {}, {}), 9, None, (), Fit(None)),
        (Room(1, {}, {}), 1, "kaffe", (), Fit("kaffe")),
        (room(3), 1, None, (), Fit("ringare")),
        (room(1, {"ringare": 2}), 1, None, (), NoFit("role")),
        (room(1, {"ringare": 2}), 1, None, ("ringledare",), Fit("ringledare")),
        (room(2, {"ringare": 2}, seats=4), 1, None, (), Fit(None)),
        (room(1, {"ringare": 2, None: 1}, seats=4), 1, None, (), NoFit("role")),
        (room(3), 1, "ringledare", (), NoFit("skill")),
        (room(3), 1, "ringledare", ("ringledare",), Fit("ringledare")),
        (room(2, {"ringledare": 1}), 1, "ringledare", ("ringledare",), NoFit("role")),
        (room(0, {"ringledare": 1, "ringare": 2}), 1, "ringare", (), NoFit("seats")),
        (room(3), 1, "kassör", (), NoFit("unknown")),
        (room(None, seats=None), 5, None, (), Fit(None)),
        (room(3), 3, None, ("ringledare",), NoFit("role")),
    ],
)
def test_who_fits_and_in_which_role(
    place: Room, party: int, role: str | None, skills: tuple[str, ...], expected: Fit | NoFit
) -> None:
    assert fit(place, party=party, role=role, skills=skills) == expected


def test_a_party_larger_than_the_shift_is_not_kept_waiting() -> None:
    assert not could_ever_fit(Room(0, {}, {}, seats=2), party=3)
    assert could_ever_fit(Room(0, {}, {}, seats=3), party=3)
    assert not could_ever_fit(room(0), party=3)
    assert could_ever_fit(room(0), party=2)


def test_a_seat_is_given_at_once_only_more_than_a_day_before() -> None:
    now = datetime(2024, 5, 6, 10, tzinfo=UTC)
    assert is_given_at_once(starts=now + timedelta(hours=24, seconds=1), now=now)
    assert not is_given_at_once(starts=now + timedelta(hours=24), now=now)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        ("2024-05-06 10:00", "2024-05-07 10:00", "2024-05-06 14:00"),  # four hours are the longest
        ("2024-05-06 10:00", "2024-05-06 18:00", "2024-05-06 12:00"),  # a quarter of the time left
        ("2024-05-06 17:40", "2024-05-06 18:00", "2024-05-06 17:50"),  # ten minutes are the shortest
        ("2024-05-06 17:55", "2024-05-06 18:00", "2024-05-06 18:00"),  # and never after the start
        ("2024-05-06 20:00", "2024-05-07 18:00", "2024-05-07 08:30"),  # would end in the night
        ("2024-05-06 23:00", "2024-05-07 18:00", "2024-05-07 10:30"),  # read in the morning
        ("2024-05-06 23:00", "2024-05-07 07:00", "2024-05-07 06:00"),  # no morning before the start
        ("2024-05-07 06:30", "2024-05-07 07:00", "2024-05-07 06:40"),  # by now they are up
        ("2024-05-06 23:00", "2024-05-07 08:15", "2024-05-07 08:10"),
    ],
)
def test_the_time_to_answer_shortens_and_respects_the_night(now: str, starts: str, until: str) -> None:
    assert answer_by(starts=local(starts), now=local(now), quiet=NIGHT, zone=STOCKHOLM) == local(until)


@pytest.mark.parametrize(
    ("now", "starts", "sleeps"),
    [
        ("2024-05-06 22:30", "2024-05-07 07:00", True),
        ("2024-05-06 22:30", "2024-05-07 08:00", True),  # what is read when it begins helps nobody
        ("2024-05-06 22:30", "2024-05-07 08:05", False),
        ("2024-05-06 20:30", "2024-05-07 07:00", False),
        ("2024-05-06 21:10", "2024-05-06 22:00", True),
    ],
)
def test_the_line_sleeps_while_nobody_can_be_asked(now: str, starts: str, sleeps: bool) -> None:
    assert line_sleeps(starts=local(starts), now=local(now), quiet=NIGHT, zone=STOCKHOLM) is sleeps


def test_what_is_offered_in_the_evening_for_the_early_morning_is_held_until_the_start() -> None:
    starts = local("2024-05-07 07:00")
    assert held_until(starts=starts, now=local("2024-05-06 20:30"), quiet=NIGHT, zone=STOCKHOLM) == starts


moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minute: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)


@given(now=moments, minutes=st.integers(1, 3 * 24 * 60))
def test_an_answer_is_always_possible_and_never_due_in_the_night_without_need(
    now: datetime, minutes: int
) -> None:
    starts = now + timedelta(minutes=minutes)
    until = answer_by(starts=starts, now=now, quiet=NIGHT, zone=STOCKHOLM)
    assert now < until <= starts
    if is_quiet(until, quiet=NIGHT, zone=STOCKHOLM) and until != starts:
        # Only where the quiet hours last beyond the start.
        assert all(
            is_quiet(until + timedelta(minutes=step), quiet=NIGHT, zone=STOCKHOLM)
            for step in range(0, int((starts - until).total_seconds() // 60))
        )
