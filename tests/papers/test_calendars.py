"""Calendar files, read by a parser of another make (vobject) than the one that writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import vobject

from bot.papers import render
from tests.papers.examples import calendar, event


def read(data: bytes) -> Any:
    """Raises when it is no calendar."""
    return vobject.readOne(data.decode())


def test_an_event_says_when_where_and_how_to_leave() -> None:
    file = render(calendar(event()))
    assert (file.name, file.mimetype, file.alt) == (
        "passet-12.ics",
        "text/calendar",
        "Kalenderfil: Ringstuga",
    )
    found = read(file.data)
    assert found.method.value == "PUBLISH"
    one = found.vevent
    assert one.uid.value == "signup-31-sjuharad@example.org"
    assert one.sequence.value == "2"
    assert one.dtstart.value == datetime(2024, 5, 14, 16, tzinfo=UTC)
    assert one.dtend.value == datetime(2024, 5, 14, 18, 30, tzinfo=UTC)
    assert one.dtstamp.value == datetime(2024, 5, 6, 8, tzinfo=UTC)
    assert one.summary.value == "Ringstuga"
    assert one.location.value == "Storgatan 1, Borås"
    assert one.description.value == "Pass #12.\nSkriv !avboka #12 till Passet."
    assert one.status.value == "CONFIRMED"
    assert one.organizer.params["CN"] == ["Vänsterpartiet Sjuhärad"]


def test_what_is_cancelled_leaves_the_time_free() -> None:
    one = read(render(calendar(event(cancelled=True), method="CANCEL")).data)
    assert one.method.value == "CANCEL"
    assert (one.vevent.status.value, one.vevent.transp.value) == ("CANCELLED", "TRANSPARENT")


def test_a_shift_without_a_place_has_none() -> None:
    assert "location" not in read(render(calendar(event(place=None))).data).vevent.contents


@pytest.mark.parametrize(
    "title",
    [
        "Ring; och, \\ring",
        "A\nEND:VEVENT\nBEGIN:VEVENT\nUID:other",
        "A\r\nATTENDEE:mailto:mallory@elsewhere.org",
        'Åsas "ringstuga"',
        "x" * 300,
        "Å" * 120,
    ],
)
def test_nothing_that_people_write_becomes_a_line_of_its_own(title: str) -> None:
    data = render(calendar(event(title=title, place=title, organizer=title, text=[title]))).data
    found = read(data)
    assert len(found.vevent_list) == 1
    assert found.vevent.uid.value == "signup-31-sjuharad@example.org"
    assert "attendee" not in found.vevent.contents
    assert found.vevent.summary.value.replace("\n", " ") == title.replace("\r\n", " ").replace("\n", " ")
    assert all(len(line) <= 75 for line in data.split(b"\r\n")), "longer lines are folded (RFC 5545, 3.1)"
    data.decode()  # no letter is cut in two


def test_a_file_may_hold_several_events() -> None:
    found = read(render(calendar(event(), event(uid="signup-32-sjuharad@example.org"))).data)
    assert [one.uid.value for one in found.vevent_list] == [
        "signup-31-sjuharad@example.org",
        "signup-32-sjuharad@example.org",
    ]
