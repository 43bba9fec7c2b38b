"""Who is asked to take over a seat, in which order, and how long each stage lasts."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from commands.rules.durations import Quiet
from commands.rules.line import SHORTEST
from commands.rules.quiet import is_quiet
from commands.rules.standins import IN_TIME, LINE, PEOPLE, answer_in_stage, least_asked, nobody_by

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHT = Quiet(time(21, 0), time(8, 0))
MONDAY = datetime(2024, 5, 6, 8, 0, tzinfo=UTC)


def ask(
    stage: str, *, before: timedelta, after: timedelta = timedelta(), quiet: Quiet | None = None
) -> timedelta | None:
    """How long somebody has who is asked `after` the search began, which was `before` the start."""
    until = answer_in_stage(
        stage, since=MONDAY, starts=MONDAY + before, now=MONDAY + after, quiet=quiet, zone=STOCKHOLM
    )
    return None if until is None else until - MONDAY - after


def test_each_has_a_share_of_the_time_of_the_stage() -> None:
    assert ask(LINE, before=timedelta(hours=8)) == timedelta(hours=1)
    assert ask(PEOPLE, before=timedelta(hours=8)) == timedelta(hours=1, minutes=30)
    assert ask(LINE, before=timedelta(days=9)) == timedelta(hours=4)


def test_a_stage_ends_so_that_the_next_has_its_turn() -> None:
    assert ask(LINE, before=timedelta(hours=8), after=timedelta(hours=3, minutes=51)) is None
    assert ask(PEOPLE, before=timedelta(hours=8), after=timedelta(hours=3, minutes=51)) is not None
    assert ask(PEOPLE, before=timedelta(hours=8), after=timedelta(hours=5, minutes=51)) is None


@given(
    stage=st.sampled_from([LINE, PEOPLE]),
    before=st.timedeltas(timedelta(minutes=5), timedelta(days=20)),
    share=st.floats(0, 1),
)
def test_nobody_has_to_answer_in_the_night_or_in_less_than_ten_minutes(
    stage: str, before: timedelta, share: float
) -> None:
    now, starts = MONDAY + before * share, MONDAY + before
    until = answer_in_stage(stage, since=MONDAY, starts=starts, now=now, quiet=NIGHT, zone=STOCKHOLM)
    if until is None:
        return
    assert now + SHORTEST <= until <= starts
    night = is_quiet(until, quiet=NIGHT, zone=STOCKHOLM)
    woken = is_quiet(starts, quiet=NIGHT, zone=STOCKHOLM) or starts - until < timedelta(hours=14)
    assert not night or woken


def test_that_nobody_was_found_is_said_two_hours_before_or_at_half_time() -> None:
    assert (
        nobody_by(starts=MONDAY + timedelta(hours=24), now=MONDAY) == MONDAY + timedelta(hours=24) - IN_TIME
    )
    assert nobody_by(starts=MONDAY + timedelta(hours=1), now=MONDAY) == MONDAY + timedelta(minutes=30)


def test_whoever_was_asked_longest_ago_comes_first_and_nobody_too_often() -> None:
    early, late = MONDAY - timedelta(days=3), MONDAY - timedelta(hours=3)
    asked = {1: (late, 1), 2: (early, 0), 3: (late, 2)}
    assert least_asked([1, 2, 3, 4], asked, most=9) == [4, 2, 1]
    assert least_asked([1, 2, 3, 4], asked, most=2) == [4, 2]
