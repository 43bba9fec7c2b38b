"""A series of shifts keeps its time on the wall, and says what it leaves out."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.rules.recurrence import Every, Occurrence, Skipped, occurrences, parse_every
from commands.rules.when import Span

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def series(starts: str, ends: str, every: Every, until: str) -> tuple[list[str], list[Skipped]]:
    """The starts as the wall clock shows them, and what is left out."""
    first = Span(local(starts), local(ends))
    found, skipped = occurrences(first, every, date.fromisoformat(until), STOCKHOLM)
    return [f"{each.starts.astimezone(STOCKHOLM):%m-%d %H:%M}" for each in found], skipped


def test_a_weekly_shift_stays_at_six_when_summer_time_begins_and_ends() -> None:
    spring, _ = series("2024-03-26 18:00", "2024-03-26 20:00", Every.WEEK, "2024-04-09")
    autumn, _ = series("2024-10-22 18:00", "2024-10-22 20:00", Every.WEEK, "2024-11-05")
    assert spring == ["03-26 18:00", "04-02 18:00", "04-09 18:00"]
    assert autumn == ["10-22 18:00", "10-29 18:00", "11-05 18:00"]


def test_a_night_shift_ends_at_the_same_hour_though_the_night_is_shorter_or_longer() -> None:
    first = Span(local("2024-03-23 22:00"), local("2024-03-24 06:00"))
    found, _ = occurrences(first, Every.WEEK, date(2024, 3, 30), STOCKHOLM)
    assert found[1] == Occurrence(local("2024-03-30 22:00"), local("2024-03-31 06:00"))
    assert found[1].ends - found[1].starts == timedelta(hours=7)
    first = Span(local("2024-10-19 22:00"), local("2024-10-20 06:00"))
    found, _ = occurrences(first, Every.WEEK, date(2024, 10, 26), STOCKHOLM)
    assert found[1].ends - found[1].starts == timedelta(hours=9)


def test_every_other_week_leaves_every_other_week_out() -> None:
    found, skipped = series("2024-05-14 18:00", "2024-05-14 20:00", Every.TWO_WEEKS, "2024-06-25")
    assert found == ["05-14 18:00", "05-28 18:00", "06-11 18:00", "06-25 18:00"]
    assert skipped == []


def test_every_month_is_the_same_day_and_a_month_without_it_is_reported() -> None:
    found, skipped = series("2024-01-31 18:00", "2024-01-31 20:00", Every.MONTH, "2024-05-31")
    assert found == ["01-31 18:00", "03-31 18:00", "05-31 18:00"]
    assert skipped == [
        Skipped(date(2024, 2, 29), "no-such-day"),
        Skipped(date(2024, 4, 30), "no-such-day"),
    ]


def test_every_month_goes_over_the_new_year() -> None:
    found, _ = series("2024-11-14 18:00", "2024-11-14 20:00", Every.MONTH, "2025-02-13")
    assert found == ["11-14 18:00", "12-14 18:00", "01-14 18:00"]


def test_the_29th_of_february_is_there_in_leap_years_only() -> None:
    found, skipped = series("2023-12-29 18:00", "2023-12-29 20:00", Every.MONTH, "2024-03-01")
    assert found == ["12-29 18:00", "01-29 18:00", "02-29 18:00"]
    found, skipped = series("2024-12-29 18:00", "2024-12-29 20:00", Every.MONTH, "2025-03-01")
    assert found == ["12-29 18:00", "01-29 18:00"]
    assert skipped == [Skipped(date(2025, 2, 28), "no-such-day")]


@pytest.mark.parametrize(("starts", "ends"), [("02:30", "05:00"), ("01:00", "02:30"), ("02:00", "03:00")])
def test_a_shift_in_the_hour_that_the_clock_leaves_out_is_reported_and_the_series_goes_on(
    starts: str, ends: str
) -> None:
    found, skipped = series(f"2024-03-24 {starts}", f"2024-03-24 {ends}", Every.WEEK, "2024-04-07")
    assert found == [f"03-24 {starts}", f"04-07 {starts}"]
    assert skipped == [Skipped(date(2024, 3, 31), "gap")]


def test_a_shift_in_the_hour_that_comes_twice_is_left_out_and_reported() -> None:
    first = Span(local("2024-10-20 02:30"), local("2024-10-20 05:00"))
    found, skipped = occurrences(first, Every.WEEK, date(2024, 11, 3), STOCKHOLM)
    assert [one.starts for one in found] == [utc("2024-10-20T00:30"), utc("2024-11-03T01:30")]
    assert skipped == [Skipped(date(2024, 10, 27), "fold")]


def test_the_first_shift_is_taken_as_it_was_given() -> None:
    second_half_past_two = Span(utc("2024-10-27T01:30"), utc("2024-10-27T01:45"))
    found, _ = occurrences(second_half_past_two, Every.WEEK, date(2024, 11, 3), STOCKHOLM)
    assert found[0] == Occurrence(second_half_past_two.starts, second_half_past_two.ends)
    assert found[1] == Occurrence(utc("2024-11-03T01:30"), utc("2024-11-03T01:45"))


def test_a_shift_from_one_half_past_two_to_the_next_has_a_length_in_the_other_weeks_too() -> None:
    hour_by_the_sun = Span(utc("2024-10-27T00:30"), utc("2024-10-27T01:30"))
    found, _ = occurrences(hour_by_the_sun, Every.WEEK, date(2024, 11, 3), STOCKHOLM)
    assert found[1].ends - found[1].starts == timedelta(hours=1)


def test_the_last_day_belongs_to_the_series_by_the_local_calendar() -> None:
    just_after_midnight = series("2024-05-14 00:30", "2024-05-14 02:00", Every.WEEK, "2024-05-21")
    assert just_after_midnight[0] == ["05-14 00:30", "05-21 00:30"]
    assert series("2024-05-14 00:30", "2024-05-14 02:00", Every.WEEK, "2024-05-20")[0] == ["05-14 00:30"]
    assert series("2024-05-14 18:00", "2024-05-14 20:00", Every.WEEK, "2024-05-13") == ([], [])


def test_a_series_without_a_reasonable_end_stays_within_its_limit() -> None:
    first = Span(local("2024-05-14 18:00"), local("2024-05-14 20:00"))
    for every in Every:
        assert len(occurrences(first, every, date.max, STOCKHOLM)[0]) == 200
        assert len(occurrences(first, every, date.max, STOCKHOLM, limit=3)[0]) == 3


@settings(deadline=None, max_examples=150)
@given(
    day=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    minute=st.integers(0, 24 * 60 - 1),
    length=st.integers(1, 24 * 60),
    every=st.sampled_from(Every),
    days=st.integers(0, 800),
    zone=st.sampled_from([STOCKHOLM, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Africa/Cairo")]),
)
def test_every_day_of_a_series_is_kept_on_the_wall_clock_or_reported(
    day: date, minute: int, length: int, every: Every, days: int, zone: ZoneInfo
) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    starts = (midnight + timedelta(minutes=minute)).astimezone(UTC)
    first = Span(starts, starts + timedelta(minutes=length))
    until = day + timedelta(days=days)
    found, skipped = occurrences(first, every, until, zone)

    on_the_wall = [each.starts.astimezone(zone).replace(tzinfo=None) for each in found]
    assert len({each.time() for each in on_the_wall}) <= 1
    accounted = sorted([each.date() for each in on_the_wall] + [each.day for each in skipped])
    if every is Every.MONTH:
        assert len({(each.year, each.month) for each in accounted}) == len(accounted)
        assert {each.day for each in on_the_wall} <= {on_the_wall[0].day}
    else:
        step = timedelta(weeks=1 if every is Every.WEEK else 2)
        assert all(later - earlier == step for earlier, later in pairwise(accounted))
    assert all(each <= until for each in accounted)
    assert not accounted or until - accounted[-1] < timedelta(days=62)
    assert all(each.ends > each.starts for each in found)
    assert found == sorted(found, key=lambda each: each.starts)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("week", Every.WEEK),
        ("Weekly", Every.WEEK),
        ("every week", Every.WEEK),
        ("vecka", Every.WEEK),
        ("varje vecka", Every.WEEK),
        ("2weeks", Every.TWO_WEEKS),
        ("2 weeks", Every.TWO_WEEKS),
        ("2veckor", Every.TWO_WEEKS),
        ("varannan vecka", Every.TWO_WEEKS),
        ("var 2:a vecka", Every.TWO_WEEKS),
        ("every other week", Every.TWO_WEEKS),
        ("fortnightly", Every.TWO_WEEKS),
        ("month", Every.MONTH),
        ("monthly", Every.MONTH),
        ("månad", Every.MONTH),
        ("MANAD", Every.MONTH),
        ("varje månad", Every.MONTH),
        ("ma\u030anad", Every.MONTH),
        ("", None),
        ("day", None),
        ("3weeks", None),
        ("２weeks", None),
        ("tisdag", None),
        ("week" * 300_000, None),
    ],
)
def test_every_is_understood_in_both_languages_or_not_at_all(text: str, every: Every | None) -> None:
    assert parse_every(text) is every
