"""A message that was met with silence may be made a command by an edit, while it is fresh, and once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.platforms.base import IncomingKind
from storage.models import Inbox
from tests.stories.given import ringstuga, seats, shift
from tests.support.story import Someone, Story


async def silent(story: Story, who: Someone, text: str) -> str:
    """Say something in the room that the bot has nothing to say to; the event."""
    event = await story.post(IncomingKind.MESSAGE, who, story.district_room, text=text)
    assert story.answers_to(event) == []
    return event


async def test_a_word_the_bot_did_not_know_may_be_made_a_command(story: Story) -> None:
    number = await ringstuga(story)
    event = await silent(story, story.bo, "!xyzzyqq 1")
    await story.restart()
    (heard,) = await story.bo.edits(event, f"!anmäl {number}")
    assert heard.kind == "signup-booked"
    assert await seats(story, number) == (1, 8)


async def test_once_it_was_accepted_no_edit_does_any_more(story: Story) -> None:
    first = await ringstuga(story)
    second = await shift(story, "ons 18-20")
    event = await silent(story, story.bo, "!xyzzyqq 1")
    (refused,) = await story.bo.edits(event, "!anmäl 99")
    assert refused.kind == "error-shift-unknown"
    (heard,) = await story.bo.edits(event, f"!anmäl {first}")
    assert heard.kind == "signup-booked"
    for text in (f"!anmäl {second}", f"!avboka {first}", "!xyzzyqq", f"!anmäl {first} gäster=2"):
        assert await story.bo.edits(event, text) == []
    assert (await seats(story, first), await seats(story, second)) == ((1, 8), (0, 8))


async def test_an_edit_that_is_silent_again_leaves_it_open(story: Story) -> None:
    number = await ringstuga(story)
    event = await silent(story, story.bo, "!xyzzyqq 1")
    assert await story.bo.edits(event, "!xyzzyqr 1") == []
    (heard,) = await story.bo.edits(event, f"!anmäl {number}")
    assert heard.kind == "signup-booked"


async def test_an_old_conversation_sets_nothing_off(story: Story) -> None:
    number = await ringstuga(story)
    event = await silent(story, story.bo, "!xyzzyqq 1")
    await story.pass_time(minutes=61)
    assert await story.bo.edits(event, f"!anmäl {number}") == []
    assert await seats(story, number) == (0, 8)


async def test_nobody_makes_a_command_of_what_somebody_else_said(story: Story) -> None:
    number = await ringstuga(story)
    event = await silent(story, story.bo, "!xyzzyqq 1")
    assert await story.leyla.edits(event, f"!anmäl {number}") == []
    assert await seats(story, number) == (0, 8)


async def test_both_may_arrive_together(story: Story) -> None:
    number = await ringstuga(story)
    event = await story.hear(story.bo, "!xyzzyqq 1")
    (heard,) = await story.bo.edits(event, f"!anmäl {number}")
    assert heard.kind == "signup-booked"


@pytest.mark.parametrize("forgotten", ["anmäl 1", "hej"])
async def test_a_forgotten_prefix_may_be_added(story: Story, forgotten: str) -> None:
    first = await ringstuga(story)
    second = await shift(story, "ons 18-20")
    event = await silent(story, story.bo, forgotten)
    (refused,) = await story.bo.edits(event, "!anmäl 99")
    assert refused.kind == "error-shift-unknown"
    (heard,) = await story.bo.edits(event, f"!anmäl {first}")
    assert heard.kind == "signup-booked"
    assert await story.bo.edits(event, f"!anmäl {second}") == []
    await story.restart()
    assert await story.bo.edits(event, f"!anmäl {second}") == []
    assert (await seats(story, first), await seats(story, second)) == ((1, 8), (0, 8))


async def test_an_edit_of_old_talk_sets_nothing_off(story: Story) -> None:
    number = await ringstuga(story)
    event = await silent(story, story.bo, "anmäl 1")
    await story.pass_time(minutes=61)
    assert await story.bo.edits(event, f"!anmäl {number}") == []
    assert await seats(story, number) == (0, 8)


async def test_nobody_makes_a_command_of_what_somebody_else_said_among_others(story: Story) -> None:
    number = await ringstuga(story)
    event = await silent(story, story.bo, "anmäl 1")
    assert await story.leyla.edits(event, f"!anmäl {number}") == []
    assert await story.bo.edits(event, f"!anmäl {number}", room=story.organizers_room) == []
    assert await seats(story, number) == (0, 8)


async def test_talk_from_before_a_restart_is_forgotten(story: Story) -> None:
    number = await ringstuga(story)
    event = await silent(story, story.bo, "anmäl 1")
    await story.restart()
    assert await story.bo.edits(event, f"!anmäl {number}") == []


async def test_what_members_say_among_themselves_is_not_stored(story: Story) -> None:
    event = await silent(story, story.bo, "anmäl 1")
    await story.bo.edits(event, "!xyzzyqq")
    async with story.store() as store:
        rows = (await store.session.scalars(select(Inbox).where(Inbox.event_id == event))).all()
        assert [(one.payload, one.outcome) for one in rows] == [(None, None)]
    other = await silent(story, story.bo, "vi ses")
    async with story.store() as store:
        assert (await store.session.scalars(select(Inbox).where(Inbox.event_id == other))).all() == []
