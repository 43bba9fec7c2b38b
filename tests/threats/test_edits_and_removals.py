"""Old commands are history: editing or removing what was said undoes nothing, and repeats nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot import conversation
from bot.conversation import Turn
from bot.platforms.base import IncomingKind
from bot.signs import InOneTurn
from tests.stories.given import booked, ringstuga, shift, told
from tests.stories.helping import thin
from tests.stories.reacting import reacts
from tests.stories.waiting import of_kind, wait
from tests.support.story import Heard, Story

Where = Callable[[Story], Awaitable[list[str]]]


async def _accepted(story: Story) -> tuple[int, int, Heard]:
    """Bo has a seat on the first of two shifts; the answer that says so."""
    first = await ringstuga(story)
    second = await shift(story, "ons 18-20")
    return first, second, await told(story.bo, f"!anmäl {first}", "signup-booked")


async def test_an_edit_of_an_accepted_command_does_nothing(story: Story) -> None:
    first, second, heard = await _accepted(story)
    for text in (f"!anmäl {second}", f"!avboka {first}", f"!anmäl {first} gäster=3"):
        assert await story.bo.edits(heard, text) == []
    assert (await booked(story, first), await booked(story, second)) == (["Bo"], [])


async def test_without_the_look_at_the_first_answer_an_edit_would_do_it_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, heard = await _accepted(story)
    monkeypatch.setattr(conversation, "may_try_again", lambda _outcome: True)
    await story.bo.edits(heard, f"!anmäl {second}")
    await story.bo.edits(heard, f"!avboka {first}")
    assert (await booked(story, first), await booked(story, second)) == ([], ["Bo"])


async def _edited_by_another(story: Story) -> list[str]:
    """Leyla puts a command into a message of Bo's; who is booked then."""
    number = await ringstuga(story)
    event = await story.post(IncomingKind.MESSAGE, story.bo, story.district_room, text="!xyzzyqq")
    await story.leyla.edits(event, f"!anmäl {number}")
    return await booked(story, number)


async def test_nobody_edits_what_somebody_else_said(story: Story) -> None:
    assert await _edited_by_another(story) == []


async def test_without_the_look_at_the_writer_and_the_time_anybody_edits_anything(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def anybody(*_: object) -> bool:
        return True

    monkeypatch.setattr(Turn, "_was_silent", anybody)
    assert await _edited_by_another(story) == ["Leyla"]


@pytest.mark.parametrize("who", ["bo", "anna"])
async def test_who_removes_a_command_undoes_nothing(story: Story, who: str) -> None:
    """Whoever tidies up a room may remove the message; the seat is given up by `!avboka`."""
    first, _, heard = await _accepted(story)
    before = len(story.told)
    command = next(iter(heard.message.answers))
    await story.server.redact(heard.room, getattr(story, who).address, command)
    await story.settle()
    assert await booked(story, first) == ["Bo"]
    assert len(story.told) == before


async def _under_a_list(story: Story) -> list[str]:
    """Anna and Bo have seats by a number under a list, and she removes his reaction; who is booked then."""
    first = await ringstuga(story)
    await shift(story, "ons 18-20")
    heard = await told(story.leyla, "!anmäl ringstuga", "signup-choose")
    events = [await reacts(story, one, heard, "1️⃣") for one in (story.anna, story.bo)]
    await story.settle()
    assert await booked(story, first) == ["Anna", "Bo"]
    await story.server.redact(heard.room, story.anna.address, events[1])
    await story.settle()
    return await booked(story, first)


async def _under_a_question(story: Story) -> list[str]:
    """The same with ✅ under what was asked in the room."""
    number = await thin(story)
    await wait(story, "2024-05-14 18:00")
    (heard,) = of_kind(story.district_room.new(), "rescue-room")
    assert await booked(story, number) == ["Anna"]
    event = await reacts(story, story.bo, heard, "✅")
    await story.settle()
    assert await booked(story, number) == ["Anna", "Bo"]
    await story.server.redact(heard.room, story.anna.address, event)
    await story.settle()
    return await booked(story, number)


@pytest.mark.parametrize("where", [_under_a_list, _under_a_question])
async def test_whoever_removes_anothers_reaction_takes_nobodys_seat(story: Story, where: Where) -> None:
    assert await where(story) == ["Anna", "Bo"]


@pytest.mark.parametrize("where", [_under_a_list, _under_a_question])
async def test_without_asking_whose_it_was_whoever_tidies_up_loses_a_seat(
    story: Story, where: Where, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def anybody(*_: object) -> bool:
        return True

    monkeypatch.setattr(InOneTurn, "is_own", anybody)
    assert await where(story) == ["Bo"]
