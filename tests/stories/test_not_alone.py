"""A third person whom somebody let into their conversation with the bot: it is a room like any other then.

Issue 4, points 5 and 9: what is kept about a person goes to them alone, and only they are erased by it.
"""

from __future__ import annotations

import pytest

from bot.platforms.base import Membership
from bot.platforms.memory_server import MemoryRoom
from commands.handlers import mydata
from commands.reply import Reply
from tests.stories.given import english, ringstuga
from tests.support.story import Story


async def mallory_comes(story: Story) -> None:
    """Bo lets her into his conversation with the bot, which has been a while."""
    await story.bo.says("mina", room=story.bo.direct)
    await story.moves(story.mallory, Membership.JOIN, place=story.bo.direct)
    story.bo.direct.new()


async def test_whoever_came_into_anothers_conversation_erases_nothing_there(story: Story) -> None:
    await mallory_comes(story)
    heard = await story.mallory.says("!glömmig ändå", room=story.bo.direct)
    assert heard.kind == "forgetme-in-room"
    await story.server.move("!direct-mallory", story.mallory.address, Membership.JOIN)
    said = [one for one in story.server.ledger if one.message.kind == "forgetme-confirm"]
    assert [one.message.room for one in said] == ["!direct-mallory"]
    event = await story.server.react("!direct-mallory", story.mallory.address, said[0].event_id, "✅")
    await story.settle()
    assert [one.kind for one in story.answers_to(event.event_id)] == ["forgetme-done"]
    shown = [one.kind for one in story.bo.direct.shown()]
    assert "mine-list" in shown or "mine-none" in shown, "what the bot has told Bo stands where it stood"
    assert "@passet:example.org" in story.server.room(story.bo.direct.address).members


async def test_control_counted_as_alone_she_would_erase_his_conversation(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    await mallory_comes(story)
    monkeypatch.setattr(MemoryRoom, "is_private", lambda self, _bot, speaks=None: self.direct)
    heard = await story.mallory.says("!glömmig ändå", room=story.bo.direct)
    assert heard.kind == "forgetme-done"


@pytest.mark.parametrize("text", ["!minadata", "!glömmig"])
async def test_before_a_third_person_nothing_about_the_asker_is_said(story: Story, text: str) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl ringstuga")
    await mallory_comes(story)
    heard = await story.bo.says(text, room=story.bo.direct)
    assert heard.kind in ("mydata-in-room", "forgetme-in-room")
    said = [one.message for one in story.told if one.message.kind in ("mydata-shown", "forgetme-confirm")]
    assert story.bo.direct.address not in [one.room for one in said]
    assert len(said) == 1


async def test_who_comes_between_the_question_and_the_answer_reads_nothing_either(story: Story) -> None:
    await english(story.bo)
    story.bo.direct.new()
    await story.hear(story.bo, "mydata", room=story.bo.direct)
    await story.decide()
    story.server.room(story.bo.direct.address).members.add(story.mallory.address)
    await story.settle()
    heard = story.bo.direct.new(files=True)
    assert [one.kind for one in heard] == ["error-names-withheld"]
    assert "more people here than you and me" in heard[0].text


async def test_control_without_saying_for_whom_it_is_she_would_read_it(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mydata, "Reply", lambda **kept: Reply(**{**kept, "alone": False}))
    await story.hear(story.bo, "minadata", room=story.bo.direct)
    await story.decide()
    story.server.room(story.bo.direct.address).members.add(story.mallory.address)
    await story.settle()
    assert "mydata-shown" in [one.kind for one in story.bo.direct.new()]
