"""Refusals as those read them who chose English: what happened, that nothing is changed, what to type."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.platforms.base import IncomingKind
from tests.stories.districts import two_districts
from tests.stories.given import at, booked, english, ringstuga, told
from tests.support.story import Heard, Story

BO, ANNA = "@bo:example.org", "@anna:example.org"
NOTHING_CHANGED = re.compile(
    r"[Nn]othing (was|is) changed|nothing was booked|nobody to write to|cannot be changed|cannot answer"
)


def in_english(heard: Heard) -> None:
    assert NOTHING_CHANGED.search(heard.text), heard.text
    assert not re.search(r"\b(inget|inte|skriv|är|och)\b", heard.text), heard.text


@pytest.mark.parametrize(
    ("text", "kind", "way_out"),
    [
        ("!room role=bosses", "error-room-role", "organizers"),
        ("!room role=branch", "error-room-branch-missing", "branch="),
        ("!room role=organizers branch=Mark", "error-room-branch-role", "branch=Mark"),
        ("!room branch=Paris", "error-room-branch", "Ulricehamn"),
        ("!room digest=25", "error-room-digest", "digest="),
        ("!room district=dalarna", "error-room-district", "sjuharad"),
        ("!room language=fi", "error-language", "sv"),
        ("!language finnish", "error-language", "sv or en"),
        ("!organizer remove @anna:example.org anyway", "error-last-organizer", "!organizer add"),
        ("!organizer remove @nobody:example.org anyway", "error-not-organizer", "!organizer list"),
        ("!book ringstuga Bo Ek", "error-name-quotes", '"'),
        ("!tell 1 hello", "error-nobody-booked", "!"),
        ("!signup 1 guests=99", "error-guests", "guests=1"),
        ("!shift add ringstuga thu 18-20 every=week until=2025-12-31", "error-series-long", "60"),
        ("!shift add ringstuga thu 18-20 every=week until=6/5", "error-series-until", "until"),
        ("!help " + "x" * 64_000, "error-too-long", "4000"),
    ],
    ids=lambda one: one[:30],
)
async def test_a_mistake_is_explained_and_changes_nothing(
    story: Story, text: str, kind: str, way_out: str
) -> None:
    await ringstuga(story)
    await english(story.anna)
    heard = await told(story.anna, text, kind)
    in_english(heard)
    assert way_out in heard.text
    assert await booked(story, 1) == []


async def test_a_direct_message_is_no_room_to_set(story: Story) -> None:
    await english(story.anna)
    heard = await story.anna.says("room role=organizers", room=story.anna.direct)
    assert heard.kind == "error-room-direct"
    in_english(heard)


async def test_a_room_for_organizers_gets_no_digest(story: Story) -> None:
    await english(story.anna)
    heard = await story.anna.says("!room digest=07:00", room=story.organizers_room)
    assert heard.kind == "error-room-digest-role"
    in_english(heard)


async def test_a_room_without_a_district_cannot_be_answered_in(tmp_path: Path) -> None:
    async with two_districts(tmp_path, anna_organizes=("sjuharad", "dalarna")) as story:
        await story.bo.says("!language en", room=story.bo.direct)
        in_english(await told(story.bo, "!shifts", "error-no-district"))


async def test_a_full_a_closed_and_an_ended_shift(story: Story) -> None:
    await ringstuga(story, more="platser=1")
    await told(story.anna, "!anmäl 1", "signup-booked")
    await english(story.anna)
    in_english(await told(story.anna, '!book 1 "Bo Ek"', "error-shift-full"))
    await at(story, "2024-05-07 20:30")
    for line, kind in (
        ("!book 1 @leyla:example.org", "error-book-closed"),
        ("!unbook 1 @anna:example.org", "error-unbook-closed"),
        ("!shift edit 1 seats=3", "error-shift-over"),
    ):
        in_english(await told(story.anna, line, kind))
    assert await booked(story, 1) == ["Anna"]


async def test_two_of_one_name_are_not_guessed_at(story: Story) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    await told(story.anna, '!boka 1 "Bo"', "book-done")
    await english(story.anna)
    heard = await story.anna.says('!unbook 1 "Bo"', room=story.organizers_room)
    assert heard.kind == "error-not-booked-person"
    in_english(heard)
    assert await booked(story, 1) == ["Bo", "Bo"]


async def test_a_flood_is_told_when_to_write_again(story: Story) -> None:
    await english(story.bo)
    for _ in range(239):
        message = story.server.make(IncomingKind.MESSAGE, "!district", story.bo.address, text="!language")
        await story.server.post(message)
    await story.settle()
    heard = await told(story.bo, "!language", "error-flood")
    assert "1 minute" in heard.text


async def test_a_fault_of_the_program_is_admitted(story: Story) -> None:
    await ringstuga(story)
    await english(story.bo)
    with patch("commands.handlers.signup.sign_up_or_step_in", side_effect=RuntimeError("a fault")):
        event = await story.hear(story.bo, "!signup 1")
        for _ in range(8):
            await story.decide()
            await story.pass_time(minutes=10)
    await story.settle()
    (heard,) = story.answers_to(event)
    assert heard.kind == "error-failed"
    in_english(heard)
    assert await booked(story, 1) == []
