"""Everyone is answered in the language they chose, wherever they write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.stories.given import ringstuga, told
from tests.support.story import Story

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("text", ["!språk en", "!sprak engelska", "!language English", "!SPRÅK EN"])
async def test_the_answer_is_already_in_the_new_language(story: Story, text: str) -> None:
    heard = await told(story.bo, text, "language-set")
    assert "from now on I answer you in English. !help" in heard.text


@pytest.mark.parametrize("text", ["!language sv", "!language svenska", "!språk Swedish"])
async def test_and_back_again(story: Story, text: str) -> None:
    await story.bo.says("!språk en")
    heard = await told(story.bo, text, "language-set")
    assert "från och med nu svarar jag dig på svenska. !hjälp" in heard.text


async def test_it_holds_in_every_room_and_for_messages_unasked(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await story.bo.says("!språk en", room=story.bo.direct)
    assert "You are signed up" in (await story.bo.says("!anmäl 1")).text
    story.bo.new()
    await story.until("2024-05-07 18:10", step=HOUR)
    (reminder,) = story.bo.new()
    assert "Wed 8 May" in reminder.text
    assert "Du är anmäld" in (await story.leyla.says("!anmäl 1")).text


async def test_without_a_word_it_is_shown(story: Story) -> None:
    heard = await told(story.bo, "!språk", "language-shown")
    assert "For English, write !language en." in heard.text
    await story.bo.says("!språk en")
    heard = await told(story.bo, "!language", "language-shown")
    assert "För svenska, skriv !språk sv." in heard.text


async def test_an_unknown_language_changes_nothing(story: Story) -> None:
    heard = await told(story.bo, "!språk finska", "error-language")
    assert "nget är ändrat" in heard.text
    async with story.store() as store:
        found = await store.people.identity("memory", story.bo.address)
        assert found is not None
        assert found[1].language is None


async def test_one_can_go_back_to_the_language_of_the_room(story: Story) -> None:
    await story.bo.says("!språk en")
    heard = await told(story.bo, "!language default", "language-set")
    assert "svenska" in heard.text
    await story.anna.says("!rum språk=en")
    assert (
        "This is what you can write" in (await story.bo.says("!hjälp")).text
        or "Begin like this" in (await story.bo.says("!hjälp")).text
    )
