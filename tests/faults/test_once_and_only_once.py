"""Each command has one effect and one answer, whatever dies in between (CONTRACT.md, promise 2).

Every guard has its control: the same story with the guard taken away, which must go wrong.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

import bot.carrier
import bot.intake
import bot.lanes
from bot.parcels import Envelopes, Parcel
from bot.platforms.base import Incoming, RateLimited
from bot.platforms.memory import LostAnswer, MemoryPlatform
from storage.models import Inbox, Outbox
from storage.states import OutboxState, SignupState
from tests.support.story import Story


class Dies:
    """A fault: the program dies at the given stage of its n-th sending, and is never told how it went."""

    def __init__(self, *, at: int = 1, stage: str = "after") -> None:
        self._left = at
        self._stage = stage

    def __call__(self, action: str, stage: str) -> BaseException | None:
        if (action, stage) == ("send", self._stage):
            self._left -= 1
            return asyncio.CancelledError() if self._left == 0 else None
        return None


def answers(story: Story) -> Counter[str]:
    """How often each event was answered, merged answers counted one by one."""
    return Counter(event for one in story.told for event in one.message.answers)


async def booked(story: Story, number: int = 1) -> int:
    async with story.store() as store:
        shift = await store.shifts.by_number(1, number)
        assert shift is not None
        return len(await store.signups.of_shift(shift.id, SignupState.BOOKED))


async def test_a_lost_response_does_not_double_the_answer(story: Story) -> None:
    story.server.fault = LostAnswer(3)
    await story.hear(story.bo, "!anmäl 1")
    for _ in range(6):
        await story.settle()
        story.clock.advance(timedelta(minutes=1))
    await story.settle()
    assert list(answers(story).values()) == [1]
    assert await booked(story) == 1


async def test_control_a_fresh_transaction_id_at_each_retry_doubles_it(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = itertools.count()
    monkeypatch.setattr(Envelopes, "txn_id", lambda _self, _parcel: f"fresh-{next(fresh)}")
    story.server.fault = LostAnswer(1)
    await story.hear(story.bo, "!anmäl 1")
    await story.settle()
    story.clock.advance(timedelta(minutes=1))
    await story.settle()
    assert list(answers(story).values()) == [2]


async def test_a_crash_before_anything_was_done_loses_nothing(story: Story) -> None:
    event = await story.hear(story.bo, "!anmäl 1")
    await story.crash()
    await story.restart()
    assert answers(story) == {event: 1}
    assert await booked(story) == 1


async def test_a_crash_between_the_decision_and_the_sending_loses_nothing(story: Story) -> None:
    event = await story.hear(story.bo, "!anmäl 1")
    await story.decide()
    await story.crash()
    await story.restart()
    assert answers(story) == {event: 1}
    assert await booked(story) == 1


async def test_a_crash_after_the_sending_does_not_send_again(story: Story) -> None:
    event = await story.hear(story.bo, "!anmäl 1")
    story.server.fault = Dies()
    await story.settle()
    story.server.fault = None
    assert answers(story) == {event: 1}
    await story.crash()
    await story.restart()
    assert answers(story) == {event: 1}


async def test_an_answer_that_was_under_way_is_not_put_together_with_later_ones(story: Story) -> None:
    """It would go under a known transaction id, and the later ones would be lost with it."""
    first = await story.hear(story.bo, "!anmäl 1")
    story.server.fault = Dies()
    await story.settle()
    story.server.fault = None
    later = [await story.hear(story.leyla, "!anmäl 1"), await story.hear(story.anna, "!mina")]
    await story.decide()
    await story.crash()
    await story.restart()
    assert answers(story) == dict.fromkeys([first, *later], 1)


async def test_control_without_going_alone_the_later_answers_are_lost(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.lanes, "_alone_again", lambda _rows: None)
    await story.hear(story.bo, "!anmäl 1")
    story.server.fault = Dies()
    await story.settle()
    story.server.fault = None
    later = await story.hear(story.leyla, "!anmäl 1")
    await story.decide()
    await story.crash()
    await story.restart()
    assert answers(story)[later] == 0


async def test_merged_answers_go_out_together_again_after_a_crash(story: Story) -> None:
    events = [await story.hear(story.bo, "!mina") for _ in range(6)]
    await story.decide()
    story.server.fault = Dies()
    await story.settle()
    story.server.fault = None
    events.append(await story.hear(story.leyla, "!mina"))
    await story.crash()
    await story.restart()
    assert answers(story) == dict.fromkeys(events, 1)
    assert [len(one.message.answers) for one in story.told[-2:]] == [6, 1]


async def test_control_without_a_recorded_batch_answers_are_lost_or_doubled(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forgetful(_self: object, _ids: object, _batch: int) -> None:
        """Does not record which rows went together."""

    monkeypatch.setattr("storage.queries.outbox.OutboxRows.set_batch", forgetful)
    events = [await story.hear(story.bo, "!mina") for _ in range(6)]
    await story.decide()
    story.server.fault = Dies()
    await story.settle()
    story.server.fault = None
    await story.crash()
    await story.restart()
    assert answers(story) != dict.fromkeys(events, 1)


async def test_a_batch_that_comes_again_has_no_second_effect(story: Story) -> None:
    event = await story.hear(story.bo, "!anmäl 1")
    platform = story.app.platform
    assert isinstance(platform, MemoryPlatform)
    await story.settle()
    await story.app.intake.take(platform.look("0"))
    await story.settle()
    assert answers(story)[event] == 1
    assert await booked(story) == 1


async def test_control_without_the_unique_event_id_it_is_answered_twice(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = itertools.count()
    kept = bot.intake.row_of

    def row(event: Incoming, now: datetime) -> dict[str, object]:
        return {**kept(event, now), "event_id": f"{event.event_id}-{next(seen)}"}

    monkeypatch.setattr(bot.intake, "row_of", row)
    await story.hear(story.bo, "mina", room=story.bo.direct)
    platform = story.app.platform
    assert isinstance(platform, MemoryPlatform)
    position = int(await story.app.intake.token() or "0")
    await story.app.intake.take(platform.look(str(position - 1)))
    await story.settle()
    assert len(story.bo.direct.new()) == 2


async def test_a_day_later_the_bot_looks_for_its_message_before_it_sends_again(story: Story) -> None:
    """Synapse forgets transaction ids after 24 h; the same id would then be a second message."""
    event = await story.hear(story.bo, "!anmäl 1")
    story.server.fault = Dies()
    await story.settle()
    story.server.fault = None
    await story.crash()
    story.server.forget_transactions()
    story.clock.advance(timedelta(hours=25))
    await story.restart()
    assert answers(story) == {event: 1}


async def test_control_without_looking_a_day_later_it_is_sent_twice(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.carrier, "SURE_FOR", timedelta(days=365))
    event = await story.hear(story.bo, "!anmäl 1")
    story.server.fault = Dies()
    await story.settle()
    story.server.fault = None
    await story.crash()
    story.server.forget_transactions()
    story.clock.advance(timedelta(hours=25))
    await story.restart()
    assert answers(story) == {event: 2}


async def test_answers_in_a_room_come_in_the_order_of_the_commands(story: Story) -> None:
    events = [await story.hear(story.bo, "!mina") for _ in range(130)]
    await story.settle()
    told = [event for one in story.told for event in one.message.answers]
    assert told == events


async def test_a_single_command_has_a_message_of_its_own(story: Story) -> None:
    heard = await story.bo.says("!mina")
    assert heard.kind != "answers"
    assert list(heard.message.answers.values()) == [heard.kind]


async def test_direct_messages_are_never_merged(story: Story) -> None:
    for _ in range(5):
        await story.hear(story.bo, "mina", room=story.bo.direct)
    await story.settle()
    assert [len(one.message.answers) for one in story.bo.direct.new()] == [1] * 5


async def test_a_rate_limit_is_waited_out_and_makes_fewer_messages(story: Story) -> None:
    limited = True

    def fault(action: str, stage: str) -> Exception | None:
        return RateLimited("slow down", retry_after=30) if limited and action == "send" else None

    story.server.fault = fault
    events = [await story.hear(story.bo, "!mina") for _ in range(20)]
    await story.settle()
    assert answers(story) == {}
    limited = False
    story.clock.advance(timedelta(seconds=29))
    await story.settle()
    assert answers(story) == {}, "the pause the server asked for was not kept"
    story.clock.advance(timedelta(seconds=2))
    await story.settle()
    assert answers(story) == dict.fromkeys(events, 1)
    assert len([one for one in story.told if one.message.answers]) <= 3


async def test_a_message_nobody_can_take_is_a_dead_letter_and_holds_up_no_other(story: Story) -> None:
    await story.hear(story.bo, "!mina", room=story.organizers_room)
    await story.decide()
    story.server.room(story.organizers_room.address).members.discard(story.server.bot)
    event = await story.hear(story.leyla, "!mina")
    await story.settle()
    assert answers(story) == {event: 1}
    async with story.store() as store:
        dead = (await store.session.scalars(select(Outbox).where(Outbox.state == OutboxState.DEAD))).all()
    assert [(row.text, bool(row.reason)) for row in dead] == [(None, True)]


async def test_what_was_sent_is_no_longer_kept(story: Story) -> None:
    await story.bo.says("!anmäl 1")
    async with story.store() as store:
        sent = await store.session.scalars(select(Outbox.text).where(Outbox.state == OutboxState.SENT))
        typed = await store.session.scalars(select(Inbox.payload))
        assert (set(sent), set(typed)) == ({None}, {None})


def test_a_parcel_names_itself_after_its_first_row() -> None:
    envelopes = Envelopes(b"k")
    one, two = Outbox(id=1), Outbox(id=2)
    assert envelopes.txn_id(Parcel((one, two))) == envelopes.txn_id(Parcel((one,)))
    assert envelopes.txn_id(Parcel((one,))) != envelopes.txn_id(Parcel((two,)))
    assert Envelopes(b"other").txn_id(Parcel((one,))) != envelopes.txn_id(Parcel((one,)))
