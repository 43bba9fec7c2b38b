"""Edits, reactions and pins: what they are about is there first, the last text counts, and a refusal is no
trouble to anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.parcels import Envelopes
from bot.platforms.base import RateLimited, Refused, Unavailable
from bot.platforms.memory import LostAnswer
from storage.models import Outbox
from storage.states import OutboxAction
from tests.faults.outgoing import edit, fate, meanwhile, replace_text, row, write
from tests.support.story import Heard, Story


async def posted(story: Story) -> Heard:
    """A card that is there."""
    await write(story, row(story, story.district_room))
    await story.settle()
    return story.district_room.new()[-1]


def shown(story: Story) -> list[str]:
    return [one.text for one in story.district_room.shown() if one.kind == "card"]


async def test_an_edit_takes_the_place_of_the_message(story: Story) -> None:
    card = await posted(story)
    await write(story, edit(story, story.district_room, "Två platser kvar", target=card.event))
    await story.settle()
    (heard,) = story.district_room.new()
    assert (heard.edits, heard.message.answers) == (card.event, {})
    assert shown(story) == ["Två platser kvar"]


async def test_what_is_about_a_message_waits_until_that_has_been_sent(story: Story) -> None:
    place = story.district_room
    (card,) = await write(story, row(story, place, next_try_at=story.clock.now() + timedelta(hours=1)))
    pin = row(story, place, "", action=OutboxAction.PIN, lane="edit:pins", target_row=card)
    ids = await write(story, edit(story, place, "Två platser kvar", target_row=card), pin)
    await story.settle()
    assert place.new() == []
    assert [(await fate(story, one))[0] for one in ids] == ["waiting", "waiting"]
    async with story.store() as store:
        assert {(await store.session.get_one(Outbox, one)).attempts for one in ids} == {0}
    story.clock.advance(timedelta(hours=1, seconds=2))
    await story.settle()
    assert shown(story) == ["Två platser kvar"]
    assert story.server.pins[place.address] == [place.all()[-1].edits]


@pytest.mark.parametrize("what", ["dead", "dropped", "sent"])
async def test_what_is_about_a_message_that_never_was_is_dropped(story: Story, what: str) -> None:
    place = story.district_room
    (card,) = await write(story, row(story, place, state=what, sent_event_id=None))
    (changed,) = await write(story, edit(story, place, "Två", target_row=card))
    with capture_logs() as logs:
        await story.settle()
    assert (await fate(story, changed))[0] == "dropped"
    assert {one["log_level"] for one in logs} <= {"info"}


@pytest.mark.parametrize("action", [OutboxAction.EDIT, OutboxAction.REACT, OutboxAction.PIN])
async def test_a_refusal_is_quiet_and_final(story: Story, action: OutboxAction) -> None:
    card = await posted(story)
    tries: list[str] = []

    def fault(did: str, stage: str) -> Exception | None:
        tries.append(did)
        return Refused("not here", code="M_FORBIDDEN")

    story.server.fault = fault
    with capture_logs() as logs:
        (refused,) = await write(
            story, edit(story, story.district_room, "x", action=action, target=card.event)
        )
        for _ in range(3):
            await story.settle()
            story.clock.advance(timedelta(hours=1))
    assert await fate(story, refused) == ("dropped", "not here")
    assert len(tries) == 1
    assert {one["log_level"] for one in logs} <= {"info"}


async def test_control_a_message_that_is_refused_is_told_to_the_operator(story: Story) -> None:
    story.server.fault = lambda _did, _stage: Refused("not here", code="M_FORBIDDEN")
    with capture_logs() as logs:
        (refused,) = await write(story, row(story, story.district_room))
        await story.settle()
    assert await fate(story, refused) == ("dead", "not here")
    assert [one["log_level"] for one in logs] == ["error"]


async def test_a_reaction_that_is_an_answer_and_is_refused_is_told_to_the_operator(story: Story) -> None:
    event = await story.hear(story.bo, "hej")
    story.server.fault = lambda _did, _stage: Refused("not here", code="M_FORBIDDEN")
    tick = row(
        story,
        story.district_room,
        "✅",
        action=OutboxAction.REACT,
        target=event,
        answers=event,
        kind="leave-done",
    )
    (refused,) = await write(story, tick)
    await story.settle()
    assert (await fate(story, refused))[0] == "dead"


async def test_a_reaction_answers_with_what_was_told(story: Story) -> None:
    event = await story.hear(story.bo, "hej")
    tick = row(
        story,
        story.district_room,
        "✅",
        action=OutboxAction.REACT,
        target=event,
        answers=event,
        kind="leave-done",
    )
    await write(story, tick)
    await story.settle()
    (reaction,) = story.server.reactions_by_bot
    assert (reaction.target, reaction.key, reaction.kind) == (event, "✅", "leave-done")
    assert reaction.answers == {event: "leave-done"}


async def test_an_edit_that_waited_says_what_holds_when_it_goes(story: Story) -> None:
    card = await posted(story)
    story.server.fault = lambda did, _stage: Unavailable("away") if did == "send" else None
    (changed,) = await write(story, edit(story, story.district_room, "Två", target=card.event))
    await story.settle()
    await replace_text(story, changed, "En")
    story.server.fault = None
    story.clock.advance(timedelta(minutes=1))
    await story.settle()
    assert [one.text for one in story.district_room.all() if one.edits] == ["En"]


async def test_a_text_that_is_replaced_while_it_is_sent_is_sent_anew(story: Story) -> None:
    """Also where the first text comes back: under the same transaction id the server would do nothing."""
    card = await posted(story)
    (changed,) = await write(story, edit(story, story.district_room, "Två", target=card.event))

    async def again() -> None:
        await replace_text(story, changed, "Två")

    async def first() -> None:
        await replace_text(story, changed, "En")
        meanwhile(story, again)

    meanwhile(story, first)
    await story.settle()
    assert [one.text for one in story.district_room.all() if one.edits] == ["Två", "En", "Två"]
    assert shown(story) == ["Två"]
    assert (await fate(story, changed))[0] == "sent"


async def test_control_under_one_transaction_id_the_last_text_would_not_be_shown(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Envelopes, "txn_id", lambda _self, parcel: f"txn-{parcel.first.id}")
    card = await posted(story)
    (changed,) = await write(story, edit(story, story.district_room, "Två", target=card.event))
    meanwhile(story, lambda: replace_text(story, changed, "En"))
    await story.settle()
    assert shown(story) == ["Två"]


async def test_an_edit_taken_back_while_it_is_sent_is_not_sent_again(story: Story) -> None:
    card = await posted(story)
    (changed,) = await write(story, edit(story, story.district_room, "Två", target=card.event))

    async def taken_back() -> None:
        async with story.app.database.writing() as store:
            await store.outbox.leave_room("memory", story.district_room.address)

    meanwhile(story, taken_back)
    await story.settle()
    assert len([one for one in story.district_room.all() if one.edits]) == 1
    assert await fate(story, changed) == ("dropped", "left the room")


async def test_a_lost_answer_makes_no_second_edit(story: Story) -> None:
    card = await posted(story)
    story.server.fault = LostAnswer(2)
    await write(story, edit(story, story.district_room, "Två", target=card.event))
    for _ in range(4):
        await story.settle()
        story.clock.advance(timedelta(minutes=1))
    assert [one.text for one in story.district_room.all() if one.edits] == ["Två"]


async def test_answers_go_before_edits(story: Story) -> None:
    card = await posted(story)
    await write(story, edit(story, story.district_room, "Två", target=card.event))
    event = await story.hear(story.bo, "mina", room=story.bo.direct)
    at = len(story.server.ledger)
    await story.settle()
    answered, edited = story.server.ledger[at:]
    assert event in answered.message.answers
    assert edited.message.edits == card.event


async def test_where_the_server_limits_the_bot_edits_wait_for_every_answer(story: Story) -> None:
    """One request a time, as it were: each answer in a lane goes before the edit, however long that waits."""
    card = await posted(story)
    limits = [RateLimited("slow down", retry_after=5)]
    story.server.fault = lambda did, _stage: limits.pop() if did == "send" and limits else None
    for _ in range(3):
        await story.hear(story.bo, "mina", room=story.bo.direct)
    await story.settle()
    await write(story, edit(story, story.district_room, "Två", target=card.event))
    story.clock.advance(timedelta(seconds=6))
    at = len(story.server.ledger)
    await story.settle()
    assert [bool(one.message.edits) for one in story.server.ledger[at:]] == [False, False, False, True]


async def test_control_where_it_does_not_an_edit_need_not_wait_for_a_long_queue(story: Story) -> None:
    card = await posted(story)
    for _ in range(3):
        await story.hear(story.bo, "mina", room=story.bo.direct)
    await write(story, edit(story, story.district_room, "Två", target=card.event))
    await story.decide()
    story.clock.advance(timedelta(seconds=6))
    at = len(story.server.ledger)
    await story.settle()
    assert [bool(one.message.edits) for one in story.server.ledger[at:]] == [False, True, False, False]
