"""When a room's digest comes and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.digests import Digest, compose, decide, digest_at
from commands.rules.durations import Quiet
from commands.rules.quiet import is_quiet
from commands.rules.reminding import Expire, Send, Wait

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHT = Quiet(time(21), time(8))


def at(text: str) -> datetime:
    """A local time in Stockholm."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    number: int
    starts: datetime
    booked: int = 0
    minimum: int | None = None
    state: str = "open"
    revision: int = 1


MORNING = at("2024-05-14 08:00")
TODAY = Facts(number=1, starts=at("2024-05-14 18:00"), booked=3, minimum=3)
TOMORROW = Facts(number=2, starts=at("2024-05-15 23:59"))
LATER = Facts(number=3, starts=at("2024-05-16 00:00"))
SUNDAY = Facts(number=4, starts=at("2024-05-19 12:00"))
FAR = Facts(number=5, starts=at("2024-05-30 12:00"))


def digest(
    *shifts: Facts, seen: str | None = None, now: datetime = MORNING, highest: int = 5
) -> Digest[Facts]:
    return compose(shifts, highest=highest, now=now, zone=STOCKHOLM, seen=seen)


def seen(*shifts: Facts, now: datetime = MORNING, highest: int = 5) -> str:
    return digest(*shifts, now=now, highest=highest).seen


def test_today_and_tomorrow_are_told_by_the_local_calendar() -> None:
    told = digest(LATER, TOMORROW, TODAY)
    assert (told.today, told.tomorrow) == ([TODAY], [TOMORROW])
    late_evening = digest(TOMORROW, now=at("2024-05-15 00:30"))
    assert (late_evening.today, late_evening.tomorrow) == ([TOMORROW], [])


def test_who_is_needed_is_named_first_and_only_there() -> None:
    thin = replace(TODAY, number=7, booked=2)
    told = digest(TODAY, thin)
    assert (told.thin, told.today) == ([thin], [TODAY])


@pytest.mark.parametrize(
    "not_wanting",
    [
        replace(TODAY, booked=3),
        replace(TODAY, minimum=None),
        replace(TODAY, booked=0, state="closed"),
        replace(TODAY, booked=0, starts=at("2024-05-14 07:00")),  # begun: nobody can come any more
    ],
)
def test_nobody_is_called_for_where_nobody_can_help(not_wanting: Facts) -> None:
    told = digest(not_wanting)
    assert (told.thin, told.today) == ([], [not_wanting])


def test_a_cancelled_shift_is_named_as_cancelled() -> None:
    told = digest(replace(TODAY, state="cancelled"), replace(TOMORROW, state="cancelled"))
    assert [one.number for one in told.cancelled] == [1, 2]
    assert not told.today
    assert not told.tomorrow


@pytest.mark.parametrize("before", [None, "", "nonsense", "5:1.x,2"])
def test_there_is_no_digest_when_nothing_comes_and_nothing_is_known_to_have_changed(
    before: str | None,
) -> None:
    assert digest(SUNDAY, FAR, seen=before).is_empty


def test_there_is_no_second_digest_of_the_same_later_shifts() -> None:
    assert digest(LATER, SUNDAY, FAR, seen=seen(LATER, SUNDAY, FAR)).is_empty


def test_a_new_shift_of_the_week_is_news_once() -> None:
    new = replace(SUNDAY, number=6)
    told = digest(SUNDAY, new, seen=seen(SUNDAY), highest=6)
    assert told.new == [new]
    assert digest(SUNDAY, new, seen=told.seen, highest=6).is_empty


def test_a_shift_known_for_long_is_no_news_when_its_week_comes() -> None:
    a_week_before = at("2024-05-07 08:00")
    before = seen(SUNDAY, now=a_week_before)
    assert digest(SUNDAY, seen=before).is_empty


def test_what_moves_or_is_called_off_later_in_the_week_is_news_once() -> None:
    before = seen(LATER, SUNDAY)
    moved = replace(LATER, starts=at("2024-05-17 10:00"), revision=2)
    called_off = replace(SUNDAY, state="cancelled")
    told = digest(moved, called_off, seen=before)
    assert (told.moved, told.called_off) == ([moved], [called_off])
    assert digest(moved, called_off, seen=told.seen).is_empty


def test_a_shift_called_off_before_anybody_heard_of_it_is_no_news() -> None:
    assert digest(replace(SUNDAY, number=6, state="cancelled"), seen=seen(LATER), highest=6).is_empty


@pytest.mark.parametrize(
    ("day", "hour", "quiet", "comes"),
    [
        ("2024-05-14", "08:00", NIGHT, "2024-05-14 08:00"),
        ("2024-05-14", "07:00", NIGHT, "2024-05-14 08:00"),
        ("2024-05-14", "22:00", NIGHT, "2024-05-14 20:50"),
        ("2024-05-14", "07:00", None, "2024-05-14 07:00"),
        ("2024-03-31", "02:30", None, "2024-03-31 03:30"),  # the clock leaves 02:30 out
        ("2024-10-27", "02:30", None, "2024-10-27 02:30"),  # the first of two
        ("2024-03-31", "07:00", NIGHT, "2024-03-31 08:00"),
        ("2024-10-27", "07:00", NIGHT, "2024-10-27 08:00"),
    ],
)
def test_a_digest_comes_at_its_local_time_or_beside_the_quiet_hours(
    day: str, hour: str, quiet: Quiet | None, comes: str
) -> None:
    due = digest_at(date.fromisoformat(day), time.fromisoformat(hour), quiet=quiet, zone=STOCKHOLM)
    assert due == at(comes).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "now", "outcome"),
    [
        ("2024-05-14 08:00", "2024-05-14 08:00", Send(late=False)),
        ("2024-05-14 08:00", "2024-05-14 10:30", Send(late=True)),
        ("2024-05-14 08:00", "2024-05-14 19:59", Send(late=True)),
        ("2024-05-14 08:00", "2024-05-14 20:00", Expire("too late")),
        ("2024-05-14 08:00", "2024-05-15 07:00", Expire("another day")),
        ("2024-05-14 08:00", "2024-05-15 08:30", Expire("another day")),
        ("2024-05-14 20:15", "2024-05-14 20:15", Send(late=False)),
        ("2024-05-14 20:15", "2024-05-14 20:45", Send(late=True)),
        ("2024-05-14 20:15", "2024-05-14 21:05", Expire("quiet")),
        ("2024-05-14 06:00", "2024-05-14 07:00", Wait(datetime(2024, 5, 14, 6, tzinfo=UTC))),
    ],
)
def test_a_late_digest_is_sent_while_the_day_lasts(due: str, now: str, outcome: Send | Wait | Expire) -> None:
    day = date(2024, 5, 14)
    assert decide(day=day, due=at(due), now=at(now), quiet=NIGHT, zone=STOCKHOLM) == outcome


SHIFTS = st.lists(
    st.builds(
        Facts,
        number=st.integers(1, 40),
        starts=st.integers(-24, 24 * 12).map(lambda hours: MORNING + timedelta(hours=hours)),
        booked=st.integers(0, 5),
        minimum=st.none() | st.integers(0, 5),
        state=st.sampled_from(["open", "closed", "cancelled"]),
        revision=st.integers(1, 3),
    ),
    unique_by=lambda one: one.number,
    max_size=12,
)


@given(SHIFTS, SHIFTS)
def test_every_shift_of_two_days_is_named_once_and_none_of_the_later_ones_twice(
    before: list[Facts], shifts: list[Facts]
) -> None:
    told = digest(*shifts, seen=seen(*before, highest=20), highest=40)
    now_named = [*told.thin, *told.today, *told.tomorrow, *told.cancelled]
    news = [*told.new, *told.moved, *told.called_off]
    last = MORNING.date() + timedelta(days=1)
    wanted = {one.number for one in shifts if one.starts.astimezone(STOCKHOLM).date() <= last}
    assert sorted(one.number for one in now_named) == sorted(wanted)
    assert len({one.number for one in news}) == len(news)
    assert not wanted & {one.number for one in news}


@given(SHIFTS)
def test_the_digest_after_a_digest_has_no_news(shifts: list[Facts]) -> None:
    again = digest(*shifts, seen=seen(*shifts, highest=40), highest=40)
    assert not [*again.new, *again.moved, *again.called_off]


DAYS = st.dates(date(2024, 1, 1), date(2025, 1, 1))
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@given(DAYS, TIMES, st.builds(Quiet, TIMES, TIMES).filter(lambda quiet: quiet.start != quiet.end))
def test_a_digest_is_not_due_in_quiet_hours_where_there_is_room_beside_them(
    day: date, hour: time, quiet: Quiet
) -> None:
    due = digest_at(day, hour, quiet=quiet, zone=STOCKHOLM)
    assert not is_quiet(due, quiet=quiet, zone=STOCKHOLM)
