"""Which days a question asks about, and which of them is best."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commands.rules.boards import grown
from commands.rules.polls import (
    Day,
    UnreadableDays,
    best_day,
    counted,
    first_look,
    next_look,
    parse_days,
)
from commands.rules.signs import is_yes, number_of
from commands.rules.when import Span, WhenProblem

ZONE = ZoneInfo("Europe/Stockholm")
MONDAY = datetime(2024, 5, 6, 10, 0, tzinfo=ZONE)


def read(text: str) -> list[str]:
    return [
        f"{one.starts.astimezone(ZONE):%d/%m %H:%M}-{one.ends.astimezone(ZONE):%H:%M}"
        for one in parse_days(text, now=MONDAY, zone=ZONE)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14/5 15/5 21/5 18-20", ["14/05 18:00-20:00", "15/05 18:00-20:00", "21/05 18:00-20:00"]),
        ("14/5 18-20 15/5 19-21", ["14/05 18:00-20:00", "15/05 19:00-21:00"]),
        ("14/5 18-20 15/5", ["14/05 18:00-20:00", "15/05 18:00-20:00"]),
        ("18-20 14/5 15/5", ["14/05 18:00-20:00", "15/05 18:00-20:00"]),
        (
            "14/5, 15/5 och 21/5 kl. 18.00–20.30",
            ["14/05 18:00-20:30", "15/05 18:00-20:30", "21/05 18:00-20:30"],
        ),
        ("21/5 14/5 18 - 20", ["14/05 18:00-20:00", "21/05 18:00-20:00"]),
        ("tis ons tors 18-20", ["07/05 18:00-20:00", "08/05 18:00-20:00", "09/05 18:00-20:00"]),
        ("tis 14/5 ons 15/5 18-20", ["14/05 18:00-20:00", "15/05 18:00-20:00"]),
        ("14 maj den 9 juni 10-14", ["14/05 10:00-14:00", "09/06 10:00-14:00"]),
        ("may 14 may 15 6pm-8pm", ["14/05 18:00-20:00", "15/05 18:00-20:00"]),
        ("2024-05-14 2024-05-15 19:00", ["14/05 19:00-21:00", "15/05 19:00-21:00"]),
        ("imorgon nästa tis 18-20", ["07/05 18:00-20:00", "14/05 18:00-20:00"]),
        ("14/5 14/5 18-20", ["14/05 18:00-20:00"]),
        ("14/5 18-20 14/5 10-12", ["14/05 10:00-12:00", "14/05 18:00-20:00"]),
        ("18-20", []),
    ],
)
def test_days_are_read_with_one_time_or_each_with_its_own(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "problem", "shown"),
    [
        ("14/5 15/5", WhenProblem.NO_TIME, "14/5 15/5"),
        ("", WhenProblem.UNREADABLE, ""),
        ("i Borås 14/5 18-20", WhenProblem.UNREADABLE, "i"),
        ("1/5 14/5 18-20", WhenProblem.PAST, "1/5"),
        ("14/5/2023 15/5 18-20", WhenProblem.PAST, "14/5/2023"),
        ("31/2 14/5 18-20", WhenProblem.IMPOSSIBLE, "31/2"),
        ("tis 15/5 18-20", WhenProblem.WEEKDAY, "tis 15/5"),
        ("14/5 99-20", WhenProblem.IMPOSSIBLE, "14/5 99-20"),
        ("14 15 maj 18-20", WhenProblem.UNREADABLE, "14"),
        ("14/5 18", WhenProblem.UNREADABLE, "18"),
    ],
)
def test_what_cannot_be_a_day_is_named(text: str, problem: WhenProblem, shown: str) -> None:
    with pytest.raises(UnreadableDays) as refused:
        parse_days(text, now=MONDAY, zone=ZONE)
    assert (refused.value.problem, refused.value.text) == (problem, shown)


def test_a_flood_of_words_is_read_in_bounded_time() -> None:
    with pytest.raises(UnreadableDays):
        parse_days("14/5 " * 5000, now=MONDAY, zone=ZONE)
    assert len(parse_days("14/5 15/5 18-20 " * 5000, now=MONDAY, zone=ZONE)) == 2


def days(*can: int, first: int = 1) -> list[Day]:
    """Consecutive evenings; 0 is Monday 10 o'clock, which is now."""
    spans = [
        Span(MONDAY + timedelta(days=first + n), MONDAY + timedelta(days=first + n, hours=2))
        for n in range(len(can))
    ]
    return counted(spans, dict(enumerate(can, start=1)))


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        (days(1, 4, 2), 1),
        (days(3, 3, 1), 0),
        (days(0, 0), None),
        (days(9, 1, 2, first=-1), 2),  # the first has been, the second begins now
        (days(5, first=-3), None),
        ([days(2)[0], days(2, first=0)[0], days(2, first=2)[0]], 0),
        ([days(2, first=5)[0], days(2, first=3)[0]], 1),
        ([], None),
    ],
)
def test_the_day_on_which_most_can_is_best_and_of_several_the_earliest(
    asked: list[Day], best: int | None
) -> None:
    assert best_day(asked, now=MONDAY) == best


@pytest.mark.parametrize(
    ("menu", "coming", "expected"),
    [
        ([], [7, 8], [7, 8]),
        ([7, 8], [8, 9], [7, 8, 9]),
        ([7, 8], [5], [7, 8, 5]),
        ([1, 2, 3, 4, 5, 6, 7, 8], [10, 11], [1, 2, 3, 4, 5, 6, 7, 8, 10]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], [10], [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_a_number_is_never_given_to_another_shift(
    menu: list[int], coming: list[int], expected: list[int]
) -> None:
    assert grown(menu, coming) == expected


@pytest.mark.parametrize(
    ("key", "number", "yes"),
    [
        ("1️⃣", 1, None),
        ("1\u20e3", 1, None),
        ("9", 9, None),
        ("🔟", 10, None),
        ("0️⃣", None, None),
        ("12", None, None),
        ("✅", None, True),
        ("✅\ufe0f", None, True),
        ("✔", None, True),
        ("👍🏿", None, True),
        ("❌", None, False),
        ("✖️", None, False),
        ("👎🏻", None, False),
        ("👀", None, None),
        ("", None, None),
        ("✅" * 10_000, None, None),
    ],
)
def test_a_reaction_stands_for_a_number_yes_no_or_nothing(
    key: str, number: int | None, yes: bool | None
) -> None:
    assert (number_of(key), is_yes(key)) == (number, yes)


# ---- whether anybody closes it


def local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2024-05-06 10:00", "2024-05-13 18:00"),
        ("2024-05-12 18:00", "2024-05-13 18:00"),
        ("2024-05-14 10:00", "2024-05-14 14:00"),
    ],
)
def test_it_is_looked_at_a_day_before_the_first_day_or_half_way_to_a_nearer_one(
    now: str, expected: str
) -> None:
    days = [local("2024-05-15 18:00"), local("2024-05-14 18:00")]
    assert first_look(days, before=timedelta(days=1), now=local(now)) == local(expected)


def test_then_before_each_other_day_and_at_the_end() -> None:
    days = [local("2024-05-14 18:00"), local("2024-05-21 18:00")]
    seen = [first_look(days, before=timedelta(days=1), now=local("2024-05-06 10:00"))]
    for _ in range(2):
        seen.append(next_look(days, before=timedelta(days=1), now=seen[-1]))
    assert seen == [local("2024-05-13 18:00"), local("2024-05-20 18:00"), local("2024-05-21 18:00")]
