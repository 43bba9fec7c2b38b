"""After the time that the district has chosen nothing tells who was on which shift (issue 4, point 10)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from commands.actions import retention
from storage.models import Outbox, Signup
from storage.states import OutboxAction
from tests.stories.given import ringstuga, shift, told
from tests.stories.test_keeping import LONG, MONTH, nights
from tests.support.story import Story


async def rows(story: Story, *where: object) -> list[Outbox]:
    async with story.store() as store:
        return list(await store.session.scalars(select(Outbox).where(*where).order_by(Outbox.id)))  # type: ignore[arg-type]  # conditions


async def test_whom_an_answer_in_a_room_was_for_is_known_for_a_month(story: Story) -> None:
    await ringstuga(story, "2024-05-10 18-20")
    await story.bo.says("!anmäl 1")
    assert [one.answer_to for one in await rows(story, Outbox.kind == "signup-booked")] == [story.bo.address]
    await nights(story, MONTH)
    assert await rows(story, Outbox.kind == "signup-booked") == []


async def test_a_list_of_names_is_taken_back_when_its_shifts_are_nobodys(story: Story) -> None:
    await ringstuga(story, "2024-05-10 18-20")
    await story.bo.says("!anmäl 1")
    await story.anna.says("!bokade 1", room=story.organizers_room)
    await nights(story, MONTH)
    assert "booked-list" in [one.kind for one in story.organizers_room.shown()]
    await nights(story, LONG - MONTH)
    assert "booked-list" not in [one.kind for one in story.organizers_room.shown()]
    assert await rows(story, Outbox.kind == "booked-list") == []
    assert await rows(story, Outbox.action == OutboxAction.REDACT) == []


async def test_answers_that_went_out_together_are_taken_back_too(story: Story) -> None:
    await ringstuga(story, "2024-05-10 18-20")
    for who in (story.bo, story.leyla):
        await story.hear(who, "!anmäl 1", room=story.district_room)
    await story.decide()
    await story.settle()
    (together,) = story.district_room.new()[-1:]
    assert len(together.message.answers) == 2
    await nights(story, LONG)
    assert together.event in story.server.redacted
    assert await rows(story, Outbox.answer_to.is_not(None)) == []


async def who_answered_in_order(story: Story) -> list[str | None]:
    return [one.answer_to for one in await rows(story, Outbox.kind == "signup-booked")]


async def signups_in_order(story: Story) -> list[int]:
    async with story.store() as store:
        return list(await store.session.scalars(select(Signup.shift_id).order_by(Signup.id)))


@pytest.mark.parametrize("kept", [False, True], ids=["", "control"])
async def test_rows_in_their_order_do_not_say_who_was_on_which_shift(
    story: Story, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    if kept:
        without = [one for one in retention.RULES if one.id != "outbox"]
        monkeypatch.setattr(retention, "RULES", tuple(without))
    await ringstuga(story, "2024-05-10 18-20")
    await shift(story, "2024-05-11 18-20")
    for who, number in ((story.bo, 1), (story.leyla, 2), (story.leyla, 1), (story.bo, 2)):
        await told(who, f"!anmäl {number}", "signup-booked")
    await nights(story, LONG - 10)
    for who in (story.bo, story.leyla):
        await who.says("!mina")  # they are members all the time
    await nights(story, 20)
    answered = [one for one in await who_answered_in_order(story) if one]
    assert answered == (
        [story.bo.address, story.leyla.address, story.leyla.address, story.bo.address] if kept else []
    )
    assert await signups_in_order(story) == [1, 2, 1, 2]


async def test_a_role_that_few_can_have_is_not_kept_without_the_person(story: Story) -> None:
    await ringstuga(story, "2024-05-10 18-20", more='roller="ringledare:1 ringare:3"')
    await story.anna.says("!kunskap @bo:example.org ringledare ändå")
    await told(story.bo, "!anmäl 1 roll=ringledare", "signup-booked")
    await nights(story, LONG + 10)
    async with story.store() as store:
        assert list(await store.session.scalars(select(Signup.role))) == [None]
