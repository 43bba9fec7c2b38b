"""What was on its way when somebody was forgotten is taken back too; nobody waits for an answer in vain."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.platforms.base import Refused
from bot.platforms.memory import LostAnswer
from storage.models import Inbox, Outbox
from storage.queries.taking_back import TakingBack
from storage.states import OutboxAction, OutboxState
from tests.stories.given import ringstuga, told
from tests.support.story import Heard, Place, Story


def readable(place: Place) -> list[Heard]:
    """With files."""
    gone = place.story.server.redacted
    return [one for one in place.all() if one.event not in gone]


def may_not_redact(action: str, stage: str) -> Refused | None:
    """As where the bot was muted after it had written."""
    return Refused("no right to it", code="M_FORBIDDEN") if (action, stage) == ("redact", "before") else None


async def roster_is_asked_for(story: Story) -> str:
    """Bo is on a shift, and Anna asks alone who is; nothing is sent yet."""
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    event = await story.hear(story.anna, f"!bokade {number}", room=story.anna.direct)
    await story.decide()
    return event


async def bo_is_forgotten(story: Story) -> None:
    await story.hear(story.bo, "!glömmig ändå", room=story.bo.direct)
    await story.decide()


async def test_an_answer_with_the_name_that_was_not_sent_becomes_one_without(story: Story) -> None:
    event = await roster_is_asked_for(story)
    await bo_is_forgotten(story)
    await story.settle()
    (heard,) = story.answers_to(event)
    assert heard.kind == "names-changed"
    assert "Skriv samma sak igen" in heard.text
    assert not [one for one in readable(story.anna.direct) if "Bo" in one.text]


async def test_it_is_in_the_language_of_whoever_asked(story: Story) -> None:
    await story.anna.says("!language en")
    event = await roster_is_asked_for(story)
    await bo_is_forgotten(story)
    await story.settle()
    (heard,) = story.answers_to(event)
    assert "Write the same again" in heard.text


async def test_what_arrived_while_nobody_knew_of_it_is_found_and_taken_back(story: Story) -> None:
    event = await roster_is_asked_for(story)
    story.server.fault = LostAnswer(1)
    await story.app.delivery.drain()
    (first,) = story.answers_to(event)
    assert "Bo" in first.text
    await bo_is_forgotten(story)
    story.server.fault = None
    await story.settle()
    await story.pass_time(minutes=30)
    assert first.event in story.server.redacted
    assert [one.kind for one in story.answers_to(event) if one.event not in story.server.redacted] == [
        "names-changed"
    ]
    assert not [one for one in readable(story.anna.direct) if "Bo" in one.text]


async def test_after_a_crash_it_goes_on_where_it_was(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.anna, f"!bokade {number}", "booked-counts")
    await bo_is_forgotten(story)
    await story.crash()
    await story.start_bot()
    await story.settle()
    await story.pass_time(minutes=30)
    assert not [one for one in readable(story.anna.direct) if "Bo" in one.text]
    assert [one.kind for one in readable(story.bo.direct)] == ["forgetme-done"]
    assert story.server.bot not in story.server.room(story.bo.direct.address).members
    async with story.store() as store:
        left = select(Outbox.id).where(Outbox.action.in_((OutboxAction.REDACT, OutboxAction.FORGET)))
        assert list(await store.session.scalars(left)) == []


async def test_a_letter_that_waits_for_the_morning_never_comes(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20")
    await story.until("2024-05-06 22:00")
    await story.anna.says(f"!boka {number} @bo:example.org")
    async with story.store() as store:
        waiting = select(Outbox.kind).where(Outbox.state == OutboxState.WAITING)
        assert "booked-by-other" in list(await store.session.scalars(waiting))
    await bo_is_forgotten(story)
    await story.until("2024-05-07 12:00")
    assert "booked-by-other" not in [one.kind for one in story.bo.direct.all()]


async def test_answers_give_way_to_nothing_that_is_taken_back(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    for _ in range(3):
        await story.anna.says(f"!bokade {number}", room=story.anna.direct)
    order: list[str] = []
    server = story.server

    def note(action: str, stage: str) -> None:
        if stage == "before" and action in ("send", "redact"):
            order.append(action)

    await bo_is_forgotten(story)
    await story.hear(story.leyla, "!pass")
    await story.decide()
    server.fault = note
    await story.settle()
    assert order.index("redact") > order.index("send")
    assert order.count("redact") >= 3
    assert "send" not in order[order.index("redact") :]


async def test_what_may_not_be_taken_back_is_tried_every_day_and_the_organizers_hear_of_it_once(
    story: Story,
) -> None:
    await ringstuga(story, "2024-05-20 18-20")
    await story.bo.says("!anmäl 1")
    await story.anna.says("!bokade 1", room=story.organizers_room)
    roster = story.organizers_room.shown()[-1]
    story.server.fault = may_not_redact
    await story.bo.says("!glömmig", room=story.bo.direct)
    await story.bo.says("!glömmig ändå", room=story.bo.direct)
    story.organizers_room.new()
    await story.pass_time(hours=72)
    assert roster.event not in story.server.redacted
    (heard,) = [one for one in story.organizers_room.new() if one.kind == "not-taken-back"]
    assert "Låt mig skriva i rummen" in heard.text
    assert "Bo" not in heard.text
    story.server.fault = None
    await story.pass_time(hours=25)
    assert roster.event in story.server.redacted


@pytest.mark.parametrize("guarded", [True, False], ids=["", "control"])
async def test_a_thank_you_before_the_bot_has_left_brings_nobody_back(
    story: Story, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(TakingBack, "is_to_be_left", no)
    await story.bo.says("!glömmig", room=story.bo.direct)
    story.server.fault = LostAnswer(3, action="redact", stage="before")
    await story.bo.says("!glömmig ändå", room=story.bo.direct)
    assert "@passet:example.org" in story.server.room(story.bo.direct.address).members
    await story.hear(story.bo, "tack så mycket!", room=story.bo.direct)
    await story.decide()
    async with story.store() as store:
        assert (await store.people.identity("memory", story.bo.address) is None) is guarded
        sources = set(await store.session.scalars(select(Inbox.sender)))
    assert (story.bo.address not in sources) is guarded
    await story.pass_time(minutes=30)
    assert "@passet:example.org" not in story.server.room(story.bo.direct.address).members
    heard = await story.bo.says("!mina")
    assert heard.kind == "mine-none", "in the district's room they may begin anew"


async def no(*_: object) -> bool:
    return False


async def test_after_a_month_it_is_given_up(story: Story) -> None:
    await ringstuga(story, "2024-05-20 18-20")
    await story.bo.says("!anmäl 1")
    await story.anna.says("!bokade 1", room=story.organizers_room)
    story.server.fault = may_not_redact
    await story.bo.says("!glömmig", room=story.bo.direct)
    await story.bo.says("!glömmig ändå", room=story.bo.direct)
    await story.pass_time(step=timedelta(hours=12), days=33)
    async with story.store() as store:
        assert (
            list(await store.session.scalars(select(Outbox).where(Outbox.action == OutboxAction.REDACT)))
            == []
        )
