"""Whom of a list somebody means, and when it may be said who came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules import attendance
from commands.rules.attendance import (
    OnList,
    may_check_in,
    named_for_command,
    next_noon,
    parted,
    who_is_meant,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
PEOPLE = [
    OnList("Bo", "@bo:example.org"),
    OnList("Karin Ek"),
    OnList("Karin Berg"),
    OnList("Nils Ö"),
    OnList("Leyla", "@leyla:example.org"),
    OnList("Anna Karin"),
]


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("2 4", (1, 3)),
        ("#2, #4.", (1, 3)),
        ('"Karin Ek" @bo:example.org', (1, 0)),
        ("Karin Ek och ”nils ö”", (1, 3)),
        ("nils", (3,)),
        ("karin berg & 1, Bo", (2, 0)),
        ("[Leyla](https://matrix.to/#/@leyla:example.org)", (4,)),
        ("@Bo:example.org", (0,)),
        ("anna karin ek", (5,)),
    ],
)
def test_people_are_found_as_they_are_written(said: str, places: tuple[int, ...]) -> None:
    assert who_is_meant(said, PEOPLE).places == places


@pytest.mark.parametrize(
    ("said", "unknown"),
    [
        ("Karin", ("Karin",)),
        ("Nisse", ("Nisse",)),
        ("0 7", ("0", "7")),
        ("@karin:example.org", ("@karin:example.org",)),
        ("bo bengtsson", ("bengtsson",)),
    ],
)
def test_what_nobody_or_several_may_be_is_not_guessed(said: str, unknown: tuple[str, ...]) -> None:
    assert who_is_meant(said, PEOPLE).unknown == unknown


def test_two_of_one_name_are_told_apart_by_nothing_but_more_words() -> None:
    twins = [OnList("Bo"), OnList("bo"), OnList("Bo Ek")]
    assert who_is_meant("Bo", twins).places == ()
    assert who_is_meant("Bo Ek", twins).places == (2,)
    assert named_for_command(twins) == ["1", "2", '"Bo Ek"']


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6), st.text(max_size=40))
def test_no_text_makes_it_fall_and_nobody_is_beyond_the_list(names: list[str], said: str) -> None:
    found = who_is_meant(said, [OnList(name) for name in names])
    assert all(0 <= place < len(names) for place in found.places)
    assert len(set(found.places)) == len(found.places)


def test_what_a_sign_stands_for_means_just_that_person() -> None:
    people = [*PEOPLE, OnList('Eva "Effi" Ek'), OnList("Bo Ek")]
    for place, written in enumerate(named_for_command(people)):
        assert who_is_meant(written, people).places == (place,)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ("", None)),
        ("alla", ("", None)),
        ("Everyone!", ("", None)),
        ("Bo", ("Bo", None)),
        ("utom Karin 4", ("", "Karin 4")),
        ("alla utom Karin", ("", "Karin")),
        ("all but 2", ("", "2")),
        ("Bo men inte Karin", ("Bo", "Karin")),
    ],
)
def test_those_left_out_come_after_a_word(said: str, expected: tuple[str, str | None]) -> None:
    assert parted(said) == expected


def test_one_may_say_that_one_is_there_from_an_hour_before_until_the_end() -> None:
    starts = datetime(2024, 5, 7, 18, tzinfo=STOCKHOLM)
    ends = starts + timedelta(hours=2)
    for minutes, why in ((-61, "early"), (-60, None), (0, None), (119, None), (120, "late")):
        assert may_check_in(starts=starts, ends=ends, now=starts + timedelta(minutes=minutes)) == why


@pytest.mark.parametrize(
    ("ends", "noon"),
    [
        (datetime(2024, 5, 7, 20, tzinfo=STOCKHOLM), datetime(2024, 5, 8, 10, tzinfo=UTC)),
        (datetime(2024, 5, 8, 0, tzinfo=STOCKHOLM), datetime(2024, 5, 9, 10, tzinfo=UTC)),
        (datetime(2024, 10, 26, 20, tzinfo=STOCKHOLM), datetime(2024, 10, 27, 11, tzinfo=UTC)),
    ],
)
def test_a_missing_report_is_asked_for_at_noon_of_the_next_day(ends: datetime, noon: datetime) -> None:
    assert next_noon(ends, STOCKHOLM) == noon


def test_the_short_form_of_an_account_names_who_is_on_the_list() -> None:
    people = [OnList("Bo Ek", "@bo:example.org"), OnList("Karin"), OnList("Bo", "@bosse:example.org")]
    assert who_is_meant("@bo", people) == attendance.Meant((0,), ())
    assert who_is_meant("@nils", people) == attendance.Meant((), ("@nils",))
    twice = [OnList("Bo", "@bo:example.org"), OnList("Bo", "@bo:annat.example.org")]
    assert who_is_meant("@bo", twice).places == ()
