"""Somebody compares emojis with the bot, to be sure that it is the bot."""

from __future__ import annotations

import pytest

from bot.platforms.base import IncomingKind
from tests.support.story import Heard, Someone, Story

NUMBERS = "0 1 63 62 3 4 5"


async def compares(story: Story, who: Someone, text: str) -> list[Heard]:
    who.new()
    story.server.room(who.direct.address, direct=True)
    await story.server.post(
        story.server.make(IncomingKind.VERIFICATION, who.direct.address, who.address, text=text)
    )
    await story.settle()
    return [one for one in who.new() if one.kind != "privacy-notice"]


async def test_the_bot_shows_its_emojis_in_the_persons_language(story: Story) -> None:
    (heard,) = await compares(story, story.anna, NUMBERS)
    assert heard.kind == "verification-compare"
    assert heard.room == story.anna.direct.address
    lines = heard.text.splitlines()
    assert "samma bilder" in lines[0]
    assert [line.split(maxsplit=1)[1] for line in lines[1:]] == [
        "🐶 Hund",
        "🐱 Katt",
        "📌 Häftstift",
        "📁 Mapp",
        "🐎 Häst",
        "🦄 Enhörning",
        "🐷 Gris",
    ]
    await story.anna.says("!language en")
    (heard,) = await compares(story, story.anna, NUMBERS)
    assert "same pictures" in heard.text
    assert "🐶 Dog" in heard.text
    assert "📌 Pin" in heard.text


async def test_an_app_without_emojis_gets_numbers(story: Story) -> None:
    (heard,) = await compares(story, story.anna, "1234 5678 9012")
    assert "1234 5678 9012" in heard.text
    assert "bilder" not in heard.text


@pytest.mark.parametrize("text", ["", "7", "1 2 3 4 5 6 64"])
async def test_other_numbers_harm_nobody(story: Story, text: str) -> None:
    await compares(story, story.anna, text)
    assert (await story.anna.says("!pass")).kind


@pytest.mark.strangers
async def test_a_stranger_is_told_first_what_is_kept(story: Story) -> None:
    who = Someone(story, "@nils:example.org", "Nils")
    story.server.room(who.direct.address, direct=True).members |= {who.address, story.server.bot}
    await story.server.post(
        story.server.make(IncomingKind.VERIFICATION, who.direct.address, who.address, text=NUMBERS)
    )
    await story.settle()
    assert sorted(one.kind for one in who.new()) == ["privacy-notice", "verification-compare"]
