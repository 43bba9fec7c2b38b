"""Which days somebody asks for, and until when a series goes. It is Monday 6 May 2024, 12:00 in Stockholm."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from commands.rules.when import DayFilter, UnreadableWhen, WhenProblem, parse_date, parse_filter

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY_NOON = datetime(2024, 5, 6, 10, 0, tzinfo=UTC)

FILTERS = [
    ("idag", "2024-05-06", "2024-05-06"),
    ("i dag", "2024-05-06", "2024-05-06"),
    ("today", "2024-05-06", "2024-05-06"),
    ("ikväll", "2024-05-06", "2024-05-06"),
    ("imorgon", "2024-05-07", "2024-05-07"),
    ("tomorrow", "2024-05-07", "2024-05-07"),
    ("igår", "2024-05-05", "2024-05-05"),
    ("mån", "2024-05-06", "2024-05-06"),
    ("tis", "2024-05-07", "2024-05-07"),
    ("på tisdag", "2024-05-07", "2024-05-07"),
    ("nästa tisdag", "2024-05-14", "2024-05-14"),
    ("on", "2024-05-08", "2024-05-08"),
    ("to", "2024-05-09", "2024-05-09"),
    ("14/5", "2024-05-14", "2024-05-14"),
    ("14.5.", "2024-05-14", "2024-05-14"),
    ("tis 14/5", "2024-05-14", "2024-05-14"),
    ("14 maj", "2024-05-14", "2024-05-14"),
    ("may 14th", "2024-05-14", "2024-05-14"),
    ("den 14", "2024-05-14", "2024-05-14"),
    ("2024-05-14", "2024-05-14", "2024-05-14"),
    ("14/5/2023", "2023-05-14", "2023-05-14"),
    ("3/5", "2025-05-03", "2025-05-03"),
    ("denna vecka", "2024-05-06", "2024-05-12"),
    ("den här veckan", "2024-05-06", "2024-05-12"),
    ("veckan", "2024-05-06", "2024-05-12"),
    ("this week", "2024-05-06", "2024-05-12"),
    ("nästa vecka", "2024-05-13", "2024-05-19"),
    ("nasta vecka", "2024-05-13", "2024-05-19"),
    ("next week", "2024-05-13", "2024-05-19"),
    ("vecka 20", "2024-05-13", "2024-05-19"),
    ("v20", "2024-05-13", "2024-05-19"),
    ("v. 20", "2024-05-13", "2024-05-19"),
    ("week 20", "2024-05-13", "2024-05-19"),
    ("v19", "2024-05-06", "2024-05-12"),
    ("v18", "2025-04-28", "2025-05-04"),
    ("v1", "2024-12-30", "2025-01-05"),
    ("vecka 20 2025", "2025-05-12", "2025-05-18"),
    ("maj", "2024-05-01", "2024-05-31"),
    ("i maj", "2024-05-01", "2024-05-31"),
    ("may", "2024-05-01", "2024-05-31"),
    ("april", "2025-04-01", "2025-04-30"),
    ("maj 2023", "2023-05-01", "2023-05-31"),
    ("denna månad", "2024-05-01", "2024-05-31"),
    ("next month", "2024-06-01", "2024-06-30"),
    ("helgen", "2024-05-11", "2024-05-12"),
    ("i helgen", "2024-05-11", "2024-05-12"),
    ("weekend", "2024-05-11", "2024-05-12"),
    ("nästa helg", "2024-05-18", "2024-05-19"),
    ("14/5 - 18/5", "2024-05-14", "2024-05-18"),
    ("från 14/5 till 18/5", "2024-05-14", "2024-05-18"),
    ("14-18 maj", "2024-05-14", "2024-05-18"),
    ("28-31 maj", "2024-05-28", "2024-05-31"),
    ("tis-fre", "2024-05-07", "2024-05-10"),
    ("imorgon - övermorgon", "2024-05-07", "2024-05-08"),
    ("maj-juni", "2024-05-01", "2024-06-30"),
    ("v50 - v2", "2024-12-09", "2025-01-12"),
]


@pytest.mark.parametrize(("text", "first", "last"), FILTERS)
def test_a_list_of_shifts_is_for_the_days_that_were_asked_for(text: str, first: str, last: str) -> None:
    found = parse_filter(text, now=MONDAY_NOON, zone=STOCKHOLM)
    assert found == DayFilter(date.fromisoformat(first), date.fromisoformat(last), None)


@pytest.mark.parametrize(
    ("text", "first", "last", "start"),
    [
        ("tis 18", "2024-05-07", "2024-05-07", time(18)),
        ("tis kl 18.30", "2024-05-07", "2024-05-07", time(18, 30)),
        ("tis 18-20", "2024-05-07", "2024-05-07", time(18)),
        ("tue 6-8pm", "2024-05-07", "2024-05-07", time(18)),
        ("14/5 18:00", "2024-05-14", "2024-05-14", time(18)),
        ("imorgon 00:00", "2024-05-07", "2024-05-07", time(0)),
        ("tonight 8", "2024-05-06", "2024-05-06", time(20)),
        ("nästa vecka kl 18", "2024-05-13", "2024-05-19", time(18)),
        ("18", "2024-05-06", "2026-05-06", time(18)),
        ("kl 18", "2024-05-06", "2026-05-06", time(18)),
    ],
)
def test_a_time_narrows_the_choice(text: str, first: str, last: str, start: time) -> None:
    found = parse_filter(text, now=MONDAY_NOON, zone=STOCKHOLM)
    assert found == DayFilter(date.fromisoformat(first), date.fromisoformat(last), start)


@pytest.mark.parametrize("text", ["mån", "mån 08", "mån 18", "6/5 08", "idag 08"])
def test_the_shift_that_has_just_begun_today_can_still_be_named(text: str) -> None:
    found = parse_filter(text, now=MONDAY_NOON, zone=STOCKHOLM)
    assert (found.first, found.last) == (date(2024, 5, 6), date(2024, 5, 6))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", WhenProblem.UNREADABLE),
        ("ringstuga", WhenProblem.UNREADABLE),
        ("vecka", WhenProblem.UNREADABLE),
        ("tis 14.05", WhenProblem.UNREADABLE),
        ("14.05", WhenProblem.UNREADABLE),
        ("maj tis", WhenProblem.UNREADABLE),
        ("helgen v20", WhenProblem.UNREADABLE),
        ("٣/٥", WhenProblem.UNREADABLE),
        ("31/2", WhenProblem.IMPOSSIBLE),
        ("vecka 54", WhenProblem.IMPOSSIBLE),
        ("vecka 0", WhenProblem.IMPOSSIBLE),
        ("tis 25", WhenProblem.IMPOSSIBLE),
        ("ons 14/5", WhenProblem.WEEKDAY),
        ("18/5/2024 - 14/5/2024", WhenProblem.BACKWARDS),
        ("9999-12-31", WhenProblem.TOO_FAR),
        ("0001-01-01", WhenProblem.PAST),
    ],
)
def test_a_question_that_names_no_days_is_refused_with_the_reason(text: str, why: WhenProblem) -> None:
    with pytest.raises(UnreadableWhen) as refused:
        parse_filter(text, now=MONDAY_NOON, zone=STOCKHOLM)
    assert refused.value.problem is why


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9 juni", "2024-06-09"),
        ("2024-06-09", "2024-06-09"),
        ("9/6", "2024-06-09"),
        ("9/6-25", "2025-06-09"),
        ("june 9", "2024-06-09"),
        ("sön 9 juni", "2024-06-09"),
        ("imorgon", "2024-05-07"),
        ("tis", "2024-05-07"),
        ("idag", "2024-05-06"),
        ("mån", "2024-05-06"),
        ("sista maj", "2024-05-31"),
        ("sista februari", "2025-02-28"),
        ("last of june", "2024-06-30"),
        ("last day of june", "2024-06-30"),
        ("sön v20", "2024-05-19"),
        ("5/5", "2025-05-05"),
    ],
)
def test_a_series_ends_on_the_day_that_was_written(text: str, day: str) -> None:
    assert parse_date(text, now=MONDAY_NOON, zone=STOCKHOLM) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", WhenProblem.UNREADABLE),
        ("juni", WhenProblem.UNREADABLE),
        ("v20", WhenProblem.UNREADABLE),
        ("9 juni 18", WhenProblem.UNREADABLE),
        ("ikväll", WhenProblem.UNREADABLE),
        ("9/6 - 10/6", WhenProblem.UNREADABLE),
        ("31/6", WhenProblem.IMPOSSIBLE),
        ("2024-05-05", WhenProblem.PAST),
        ("igår", WhenProblem.PAST),
        ("2026-05-07", WhenProblem.TOO_FAR),
        ("lör 9 juni", WhenProblem.WEEKDAY),
    ],
)
def test_a_series_without_a_certain_last_day_is_refused(text: str, why: WhenProblem) -> None:
    with pytest.raises(UnreadableWhen) as refused:
        parse_date(text, now=MONDAY_NOON, zone=STOCKHOLM)
    assert refused.value.problem is why
