"""What handlers put into a paper becomes plain values in the reader's words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from commands.papers import finished
from commands.texts import Code, Period, PersonName, Say, Texts, say

NOW = datetime(2024, 5, 6, 8, tzinfo=UTC)
TEXTS = Texts(strict=True)


def plain(message: Say, language: str = "sv") -> str:
    return TEXTS.plain(message, language=language, zone=ZoneInfo("Europe/Stockholm"), now=NOW)


def made(value: Any) -> Any:
    result = finished({"value": value}, plain)["value"]
    assert json.loads(json.dumps(result)) == result, "it is kept as JSON"
    return result


def test_texts_are_in_the_readers_language_wherever_they_stand() -> None:
    leave = say("calendar-leave", prefix="!", number=12)
    assert "!avboka #12" in made([{"text": [leave]}])[0]["text"][0]
    assert "!leave #12" in plain(leave, "en")


def test_moments_are_in_utc() -> None:
    local = datetime(2024, 5, 14, 18, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert made(local) == "2024-05-14T16:00:00+00:00"


def test_what_people_wrote_is_one_line_without_what_does_not_show() -> None:
    assert made("Ring\u202e\nstuga\x00") == made(["Ring\u202e\nstuga\x00"])[0]
    assert "\n" not in made("a\nb")
    assert "\u202e" not in made("a\u202eb")


def test_numbers_and_nothing_stay_what_they_are() -> None:
    assert made([1, 0.5, True, None]) == [1, 0.5, True, None]


def test_what_cannot_be_kept_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="Period"):
        made(Period(NOW, NOW))


def test_a_plain_text_has_no_markup_and_keeps_what_people_wrote() -> None:
    shown = plain(
        say("shift-short", title="**Ring** _stuga_ `x`", number=12, when=Period(NOW, NOW), place=None)
    )
    assert "**Ring** _stuga_ `x`" in shown
    assert "\\" not in shown
    assert "`" not in plain(say("error-form", text=Code("word"), forms=[Code("ics")]))
    assert "](" not in plain(
        say(
            "booked-person",
            name=PersonName("Bo", "@bo:example.org"),
            account=None,
            guests=0,
            role=None,
            chat=True,
            by=None,
            state="booked",
            here=False,
            unconfirmed=False,
        )
    )
