"""Calendars to import: each event a shift, and nothing guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from bot.import_ics import read_ics
from bot.importing import import_file
from bot.settings import Settings
from tests.support.filled import fill, settings_in
from tests.support.imports import NEW_SHIFTS, NOW, calendar, event, refusal, rows
from tests.support.story import STOCKHOLM

ZONES = {"sjuharad": STOCKHOLM}


@pytest.fixture
def filled(tmp_path: Path) -> Settings:
    configured = settings_in(tmp_path)
    fill(configured)
    return configured


@pytest.fixture
def ics(tmp_path: Path) -> Path:
    return tmp_path / "plan.ics"


def write(file: Path, *events: str) -> Path:
    file.write_text("".join(calendar(*events)), encoding="utf-8", newline="")
    return file


def test_each_event_of_a_calendar_becomes_a_shift(filled: Settings, ics: Path) -> None:
    stockholm = "DTSTART;TZID=Europe/Stockholm:20240522T180000"
    write(
        ics,
        event("Ringstuga", "DTEND:20240521T203000", "LOCATION:Torget"),
        event("Torgmöte\\, Borås", "DURATION:PT3H", starts=stockholm),
        event("Torgmöte\\, Borås", starts="DTSTART:20240523T160000Z"),
    )
    import_file(filled, ics, False, clock=NOW)
    assert [row[:5] for row in rows(filled, NEW_SHIFTS)] == [
        (5, "ringstuga", "2024-05-21 16:00:00.000000", "2024-05-21 18:30:00.000000", "Torget"),
        (6, "torgmöte-borås", "2024-05-22 16:00:00.000000", "2024-05-22 19:00:00.000000", None),
        (7, "torgmöte-borås", "2024-05-23 16:00:00.000000", "2024-05-23 18:00:00.000000", None),
    ]
    assert rows(filled, "SELECT title FROM activity WHERE id = 2") == [("Torgmöte, Borås",)]


def test_a_calendar_may_hold_what_has_been_and_what_is_cancelled(
    filled: Settings, ics: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        ics,
        event("Gammalt", starts="DTSTART:20240401T180000"),
        event("Inställt", "STATUS:CANCELLED"),
        event("Ringstuga"),
    )
    import_file(filled, ics, False, clock=NOW)
    assert capsys.readouterr().out == "Made: 0 activities, 1 shift; 2 left out, over or cancelled.\n"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (event("A", "RRULE:FREQ=WEEKLY"), "RRULE: a repeating event is not imported"),
        (event("A", "RRULE:FREQ=WEEKLY;COUNT=999999999"), "RRULE: a repeating event is not imported"),
        (event("A", "RDATE:20240528T180000"), "RDATE: a repeating event is not imported"),
        (event("A", starts="DTSTART;VALUE=DATE:20240521"), "DTSTART: an event of whole days has no hours"),
        (event("A", starts="DTSTART;TZID=Nowhere/Land:20240521T180000"), "'Nowhere/Land' is not known"),
        (event("A", starts="DTSTART;TZID=Europe/Stockholm:20241027T023000"), "2024-10-27 02:30 comes twice"),
        (event("A", starts="DTSTART:20250330T023000"), "2025-03-30 02:30 does not exist"),
        (event("A", starts="DTSTART:soon"), "DTSTART: cannot be read"),
        (event("A", starts=""), "DTSTART: is missing"),
        (event("A", "DTSTART:20240522T180000"), "DTSTART: stands there 2 times"),
        (event("A", "DTEND:20240521T180000"), "DTEND: is not after the start"),
        (event("A", "DURATION:P400D"), "DURATION: is too long"),
        (event(""), "SUMMARY: is empty"),
        (event("???"), "SUMMARY: '???' gives no short name"),
        (event("x" * 200), "SUMMARY: is longer than 120"),
        (event("A", "not a line of a calendar"), "cannot be read"),
    ],
)
def test_an_event_that_cannot_be_a_shift_is_refused_with_its_line(
    filled: Settings, ics: Path, wrong: str, said: str
) -> None:
    write(ics, event("Ringstuga"), wrong)
    assert f"{ics}: line 9: " in (told := refusal(filled, ics))
    assert said in told
    assert rows(filled, NEW_SHIFTS) == []


@pytest.mark.parametrize("content", ["hello", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"])
def test_what_is_no_calendar_is_refused(filled: Settings, ics: Path, content: str) -> None:
    ics.write_text(content)
    assert "line 1: this is not a calendar" in refusal(filled, ics)


LINES = [
    "BEGIN:VEVENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "SUMMARY:B",
    "DTSTART:x",
    "DTEND:20240521T200000",
    "DTEND;TZID=x:20240521T180000",
    "DTEND:00010101T000000",
    "DTEND;VALUE=DATE:20240521",
    "DURATION:-P9D",
    "DURATION:P999999999D",
    "DURATION:x",
    "RRULE:x",
    "STATUS:x",
    " folded",
    "LOCATION:\\n",
    "BEGIN:",
    ":",
]
STARTS = ["20240521T180000", "00010101T000000", "99991231T235959Z", "99991231T235959", "20240521", "x"]


@effort(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.lists(st.sampled_from(LINES), max_size=4))
def test_no_calendar_makes_the_reader_fail(starts: str, lines: list[str]) -> None:
    content = read_ics("".join(calendar(event("A", *lines, starts=f"DTSTART:{starts}"))), ZONES)
    assert all(problem.line >= 1 for problem in content.problems)
    assert content.rows or content.problems
