"""When somebody is reminded: tables of cases, and laws that hold whatever the settings are."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commands.rules.durations import Quiet
from commands.rules.quiet import is_quiet, quiet_began, quiet_until
from commands.rules.reminding import (
    LAST_CALL,
    LATE,
    NEAR,
    NEARLY_THE_SAME,
    Expire,
    Planned,
    Send,
    Wait,
    call_list_at,
    decide,
    in_how_long,
    plan,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHT = Quiet(time(21), time(8))
DAY_AND_TWO_HOURS = (24 * 60, 2 * 60)


def at(text: str) -> datetime:
    """A local time in Stockholm."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def planned(
    starts: str,
    *,
    since: str = "2024-01-01 12:00",
    minutes: tuple[int, ...] = DAY_AND_TWO_HOURS,
    quiet: Quiet | None = NIGHT,
    told: str | None = None,
) -> dict[int, str]:
    """Minutes before the shift, and the local time of each reminder or why there is none."""
    found = plan(
        starts=at(starts),
        minutes=minutes,
        now=at(since),
        quiet=quiet,
        zone=STOCKHOLM,
        told=None if told is None else at(told),
    )
    return {one.minutes: one.skipped or _local(one) for one in found}


def _local(one: Planned) -> str:
    return one.due.astimezone(STOCKHOLM).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("starts", "minutes", "due"),
    [
        ("2024-05-14 18:00", 1440, "05-13 18:00"),
        ("2024-05-14 18:00", 120, "05-14 16:00"),
        ("2024-05-14 10:00", 120, "05-14 08:00"),  # the very end of the quiet hours is not quiet
        ("2024-05-14 09:59", 120, "05-13 20:50"),
        ("2024-05-14 07:00", 120, "05-13 20:50"),
        ("2024-05-14 07:00", 1440, "05-12 20:50"),
        ("2024-05-14 23:00", 120, "05-14 20:50"),
        ("2024-05-14 22:59", 120, "05-14 20:59"),
        ("2024-05-14 00:30", 30, "05-13 20:50"),
        ("2024-05-14 18:00", 5, "05-14 17:55"),
        ("2024-05-14 18:00", 20160, "04-30 18:00"),
    ],
)
def test_a_reminder_comes_when_asked_for_or_before_the_quiet_hours(
    starts: str, minutes: int, due: str
) -> None:
    assert planned(starts, minutes=(minutes,)) == {minutes: due}


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        ("2024-03-31 10:00", {1440: "03-30 09:00", 120: "03-31 08:00"}),  # the night lost an hour
        ("2024-03-31 09:30", {1440: "03-30 08:30", 120: "03-30 20:50"}),
        ("2024-10-27 10:00", {1440: "10-26 11:00", 120: "10-27 08:00"}),  # the night had an hour more
        ("2024-10-28 10:00", {1440: "10-27 10:00", 120: "10-28 08:00"}),
    ],
)
def test_24_hours_are_24_hours_also_when_the_clock_is_moved(starts: str, due: dict[int, str]) -> None:
    assert planned(starts) == due


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("2024-05-13 17:59", {1440: "05-13 18:00", 120: "05-14 16:00"}),
        ("2024-05-13 18:00", {1440: "past", 120: "05-14 16:00"}),
        ("2024-05-14 15:00", {1440: "past", 120: "05-14 16:00"}),
        ("2024-05-14 16:00", {1440: "past", 120: "05-14 17:00"}),  # half-way
        ("2024-05-14 17:00", {1440: "past", 120: "05-14 17:30"}),
        ("2024-05-14 17:29", {1440: "past", 120: "05-14 17:44"}),
        ("2024-05-14 17:30", {1440: "past", 120: "past"}),  # they have just read when it is
        ("2024-05-14 18:00", {}),
        ("2024-05-14 19:00", {}),
    ],
)
def test_whoever_signs_up_late_is_reminded_of_what_is_left(since: str, due: dict[int, str]) -> None:
    assert planned("2024-05-14 18:00", since=since) == due


@pytest.mark.parametrize(
    ("starts", "since", "due"),
    [
        # In the night for the next morning: when it has become day, or never.
        ("2024-05-14 09:00", "2024-05-13 22:00", "05-14 08:00"),
        ("2024-05-14 08:15", "2024-05-13 22:00", "05-14 08:00"),
        ("2024-05-14 08:14", "2024-05-13 22:00", "quiet"),
        ("2024-05-14 07:00", "2024-05-13 22:00", "quiet"),
        ("2024-05-14 07:00", "2024-05-13 20:55", "quiet"),
        # In the evening before: still in the evening.
        ("2024-05-14 07:00", "2024-05-13 20:49", "05-13 20:50"),
        ("2024-05-14 07:00", "2024-05-13 17:00", "05-13 20:50"),
    ],
)
def test_whoever_signs_up_in_the_night_is_not_woken(starts: str, since: str, due: str) -> None:
    assert planned(starts, since=since)[120] == due


@pytest.mark.parametrize(
    ("minutes", "due"),
    [
        # Pushed together by the quiet hours: one is enough.
        ((720, 120), {720: "merged", 120: "05-13 20:50"}),
        ((120, 60), {120: "merged", 60: "05-13 20:50"}),
        ((840, 120), {840: "05-13 18:30", 120: "05-13 20:50"}),
    ],
)
def test_what_the_quiet_hours_push_together_becomes_one(
    minutes: tuple[int, ...], due: dict[int, str]
) -> None:
    assert planned("2024-05-14 08:30", minutes=minutes) == due


@pytest.mark.parametrize(
    ("minutes", "due"),
    [
        ((90, 60), {90: "05-14 16:30", 60: "05-14 17:00"}),
        ((120, 111), {120: "merged", 111: "05-14 16:09"}),
        ((120, 110), {120: "05-14 16:00", 110: "05-14 16:10"}),
        ((120, 120, 0, -5), {120: "05-14 16:00"}),
        ((), {}),
    ],
)
def test_a_persons_own_times_are_kept_unless_nearly_the_same(
    minutes: tuple[int, ...], due: dict[int, str]
) -> None:
    assert planned("2024-05-14 18:00", minutes=minutes) == due


def test_whoever_was_just_told_is_not_told_again_by_a_new_wish() -> None:
    assert planned("2024-05-14 18:00", minutes=(120,), since="2024-05-14 15:55", told="2024-05-14 15:54") == {
        120: "merged"
    }
    assert planned("2024-05-14 18:00", minutes=(120,), since="2024-05-14 17:00", told="2024-05-14 16:00") == {
        120: "past"
    }


@pytest.mark.parametrize(
    ("due", "starts", "now", "following", "outcome"),
    [
        ("16:00", "18:00", "16:00", None, Send(late=False)),
        ("16:00", "18:00", "16:04", None, Send(late=False)),
        ("16:00", "18:00", "16:05", None, Send(late=True)),
        ("16:00", "18:00", "17:59", None, Send(late=True)),
        ("16:00", "18:00", "18:00", None, Expire("started")),
        ("16:00", "18:00", "19:00", None, Expire("started")),
        ("12:00", "18:00", "15:30", "16:00", Expire("merged")),
        ("12:00", "18:00", "16:30", "16:00", Expire("merged")),
        ("12:00", "18:00", "14:00", "16:00", Send(late=True)),
        ("15:30", "18:00", "15:30", "16:00", Send(late=False)),  # their own wish
        ("20:50", "23:00", "21:10", None, Expire("quiet")),
        ("06:00", "08:14", "07:00", None, Expire("quiet")),
        ("06:00", "07:30", "07:00", None, Expire("quiet")),
        ("06:00", "08:15", "07:00", None, Wait(datetime(2024, 5, 14, 6, tzinfo=UTC))),
        ("06:00", "08:15", "08:00", None, Send(late=True)),
        ("06:00", "10:30", "07:00", "08:30", Expire("merged")),
        ("06:00", "11:30", "07:00", "09:30", Wait(datetime(2024, 5, 14, 6, tzinfo=UTC))),
    ],
)
def test_what_becomes_of_a_reminder_whose_time_has_come(
    due: str, starts: str, now: str, following: str | None, outcome: Send | Wait | Expire
) -> None:
    day = "2024-05-14 "
    assert outcome == decide(
        due=at(day + due),
        starts=at(day + starts),
        now=at(day + now),
        quiet=NIGHT,
        zone=STOCKHOLM,
        following=None if following is None else at(day + following),
    )


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (timedelta(hours=23, minutes=59, seconds=46), timedelta(hours=24)),
        (timedelta(hours=34, minutes=10), timedelta(hours=34)),
        (timedelta(hours=10, minutes=10), timedelta(hours=10)),
        (timedelta(hours=1, minutes=59, seconds=46), timedelta(hours=2)),
        (timedelta(minutes=58), timedelta(hours=1)),
        (timedelta(minutes=14, seconds=40), timedelta(minutes=15)),
        (timedelta(seconds=10), timedelta(minutes=1)),
    ],
)
def test_the_time_left_is_told_in_round_figures(left: timedelta, shown: timedelta) -> None:
    starts = at("2024-05-14 18:00")
    assert in_how_long(starts, starts - left) == shown


@pytest.mark.parametrize(
    ("starts", "now", "due"),
    [
        ("2024-05-15 18:00", "2024-05-13 10:00", "05-14 18:00"),
        ("2024-05-15 07:00", "2024-05-13 10:00", "05-14 08:00"),
        ("2024-05-15 00:30", "2024-05-13 10:00", "05-14 08:00"),
        ("2024-05-15 22:30", "2024-05-13 10:00", "05-14 20:50"),  # that night ends on the very day
        ("2024-05-14 18:00", "2024-05-14 10:00", "05-14 10:10"),
        ("2024-05-14 18:00", "2024-05-13 23:00", "05-14 08:00"),
        ("2024-05-14 07:00", "2024-05-13 20:55", "05-13 20:55"),
        ("2024-05-14 07:00", "2024-05-13 22:00", None),
        ("2024-05-14 18:00", "2024-05-14 18:00", None),
    ],
)
def test_a_call_list_comes_on_the_day_before_or_as_soon_as_it_may(
    starts: str, now: str, due: str | None
) -> None:
    found = call_list_at(starts=at(starts), now=at(now), quiet=NIGHT, zone=STOCKHOLM)
    assert due == (None if found is None else found.astimezone(STOCKHOLM).strftime("%m-%d %H:%M"))


# Laws. Instants around both changes of the clock, and quiet hours of all kinds, in them too.

MINUTE = timedelta(minutes=1)
BEGINNINGS = st.sampled_from(["2024-03-29 00:00", "2024-10-25 00:00", "2024-05-13 00:00"]).map(at)
INSTANTS = st.builds(
    lambda first, minutes: first.astimezone(UTC) + minutes * MINUTE, BEGINNINGS, st.integers(0, 5 * 24 * 60)
)
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
QUIETS = st.none() | st.builds(Quiet, TIMES, TIMES) | st.just(NIGHT)
WISHES = st.lists(st.integers(1, 3000), max_size=5)


@given(INSTANTS, QUIETS)
@example(at("2024-03-31 00:00"), Quiet(time(2, 40), time(2, 20)))  # the only loud hour never comes
def test_quiet_hours_begin_before_and_end_after_whatever_is_in_them(
    moment: datetime, quiet: Quiet | None
) -> None:
    began = quiet_began(moment, quiet=quiet, zone=STOCKHOLM)
    end = quiet_until(moment, quiet=quiet, zone=STOCKHOLM)
    if began is None or end is None:
        assert not is_quiet(moment, quiet=quiet, zone=STOCKHOLM)
        return
    assert began <= moment < end
    assert not is_quiet(end, quiet=quiet, zone=STOCKHOLM)


@given(INSTANTS, INSTANTS, WISHES, QUIETS)
def test_nothing_is_planned_in_quiet_hours_in_the_past_or_after_the_start(
    starts: datetime, now: datetime, minutes: list[int], quiet: Quiet | None
) -> None:
    for one in plan(starts=starts, minutes=minutes, now=now, quiet=quiet, zone=STOCKHOLM):
        if one.skipped is None:
            assert now < one.due < starts
            assert not is_quiet(one.due, quiet=quiet, zone=STOCKHOLM)


@given(INSTANTS, INSTANTS, WISHES, QUIETS)
def test_there_is_one_plan_for_each_wish_and_no_two_reminders_nearly_together(
    starts: datetime, now: datetime, minutes: list[int], quiet: Quiet | None
) -> None:
    found = plan(starts=starts, minutes=minutes, now=now, quiet=quiet, zone=STOCKHOLM)
    if starts > now:
        assert [one.minutes for one in found] == sorted(set(minutes))
    dues = sorted(one.due for one in found if one.skipped is None)
    assert all(later - earlier >= NEARLY_THE_SAME for earlier, later in pairwise(dues))


@given(INSTANTS, st.integers(1, 48 * 60), WISHES.filter(bool))
def test_without_quiet_hours_everybody_who_signs_up_in_time_is_reminded(
    now: datetime, ahead: int, minutes: list[int]
) -> None:
    starts = now + ahead * MINUTE
    found = plan(starts=starts, minutes=minutes, now=now, quiet=None, zone=STOCKHOLM)
    in_time = ahead * MINUTE > NEAR or any(one < ahead for one in minutes)
    assert in_time == any(one.skipped is None for one in found)


@given(INSTANTS, INSTANTS, INSTANTS, QUIETS, st.booleans())
def test_nothing_goes_out_in_quiet_hours_or_after_the_start_and_late_is_said_to_be(
    due: datetime, starts: datetime, now: datetime, quiet: Quiet | None, waited: bool
) -> None:
    match decide(due=due, starts=starts, now=now, quiet=quiet, zone=STOCKHOLM, late=waited):
        case Send(late=late):
            assert now < starts
            assert not is_quiet(now, quiet=quiet, zone=STOCKHOLM)
            assert late == (waited or now - due >= LATE)
        case Wait(until=until):
            assert now < until <= starts - LAST_CALL
            assert not is_quiet(until, quiet=quiet, zone=STOCKHOLM)
        case Expire():
            assert now >= starts or is_quiet(now, quiet=quiet, zone=STOCKHOLM)
