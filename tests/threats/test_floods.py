"""Floods: of messages, reactions, invitations. Whoever floods is told once; others notice nothing."""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.flood import BURST, FloodGuard, Verdict
from bot.platforms.base import IncomingKind, Membership
from storage.models import Inbox
from tests.stories.given import ringstuga
from tests.support.story import MONDAY, Someone, Story

MESSAGES, SECONDS = 10_000, 60
INVITATIONS = 1_000


async def _answered(story: Story, events: set[str]) -> Counter[str]:
    return Counter(event for one in story.told for event in one.message.answers if event in events)


@pytest.mark.parametrize("private", [False, True], ids=["in the room", "in a direct message"])
async def test_ten_people_are_answered_while_one_sends_ten_thousand_messages_in_a_minute(
    story: Story, private: bool
) -> None:
    await ringstuga(story, "fre 18-20", more="platser=50")
    people = [Someone(story, f"@v{number}:example.org", f"V{number}") for number in range(10)]
    flood_room = story.bo.direct.address if private else story.district_room.address
    sent: set[str] = set()
    flooded: set[str] = set()
    for second in range(SECONDS):
        for _ in range(MESSAGES // SECONDS):
            event = story.server.make(
                IncomingKind.MESSAGE, flood_room, story.bo.address, text="!mina", sender_name="Bo"
            )
            flooded.add(event.event_id)
            await story.server.post(event)
        asked: set[str] = set()
        if second % 6 == 3:
            who = people[second // 6]
            asked.add(await story.hear(who, "!anmäl ringstuga"))
            sent |= asked
        story.clock.advance(timedelta(seconds=1))
        await story.settle()
        assert await _answered(story, asked) == dict.fromkeys(asked, 1), "answered within the same second"
    assert await _answered(story, sent) == dict.fromkeys(sent, 1)
    assert len(sent) == 10
    told = await _answered(story, flooded)
    assert set(told.values()) == {1}
    # What the bucket holds, what comes back in a minute, and the word that it was too much.
    assert BURST <= len(told) <= BURST + SECONDS + 2


async def test_without_the_bucket_the_flood_is_answered(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FloodGuard, "judge", lambda *_: Verdict.ANSWER)
    for _ in range(BURST + 60):
        await story.hear(story.bo, "!mina", room=story.bo.direct)
    await story.settle()
    assert sum(len(one.message.answers) for one in story.told) == BURST + 60


async def test_a_flood_costs_others_little_of_the_bots_time(story: Story) -> None:
    """Of the same ten answers, how many times longer they take behind a thousand ignored messages."""
    await ringstuga(story, "fre 18-20", more="platser=50")

    async def ten(names: str) -> float:
        for number in range(10):
            await story.hear(Someone(story, f"@{names}{number}:example.org", names), "!mina")
        began = time.perf_counter()
        await story.settle()
        return time.perf_counter() - began

    for _ in range(BURST + 1):
        await story.hear(story.bo, "!mina", room=story.bo.direct)
    await story.settle()
    alone = await ten("a")
    for _ in range(1000):
        event = story.server.make(
            IncomingKind.MESSAGE, story.bo.direct.address, story.bo.address, text="!mina", sender_name="Bo"
        )
        await story.server.post(event)
    behind = await ten("b")
    print(f"ten answers alone {alone * 1000:.0f} ms, behind 1,000 ignored messages {behind * 1000:.0f} ms")
    assert (behind - alone) / 1000 < alone / 10 / 2, "an ignored message costs less than half of an answer"


def test_very_many_senders_are_counted_without_looking_through_all_of_them_each_time() -> None:
    guard = FloodGuard()
    kept = guard._buckets
    looks = 0
    for number in range(30_000):
        guard.judge(f"@{number}:evil.example", MONDAY + timedelta(seconds=number % 60))
        if guard._buckets is not kept:  # gone through from the first to the last
            kept, looks = guard._buckets, looks + 1
    assert 0 < looks <= 3


async def test_none_of_a_thousand_invitations_from_strangers_is_accepted(story: Story) -> None:
    await ringstuga(story, "fre 18-20", more="platser=50")
    began = len(story.server.ledger)
    for number in range(INVITATIONS):
        await story.server.invite_bot(f"!trap{number}", by=f"@m{number}:evil.example", direct=number % 2 == 0)
    event = await story.hear(story.bo, "!anmäl ringstuga")
    await story.settle()
    rooms = [room for room in story.server.rooms.values() if room.address.startswith("!trap")]
    assert len(rooms) == INVITATIONS
    assert not any(story.server.bot in room.members for room in rooms), "none was accepted"
    assert not any(story.server.bot in room.invited for room in rooms), "each was declined"
    assert [one.message.answers for one in story.server.ledger[began:] if one.message.answers] == [
        {event: "signup-booked"}
    ]
    async with story.store() as store:
        assert not [one for one in await store.rooms.joined() if one.address.startswith("!trap")]


async def test_answers_go_before_the_declining_of_invitations(story: Story) -> None:
    await ringstuga(story, "fre 18-20", more="platser=50")
    for number in range(50):
        await story.server.invite_bot(f"!trap{number}", by=f"@m{number}:evil.example")
    event = await story.hear(story.bo, "!anmäl ringstuga")
    left: list[str] = []

    def watching(action: str, stage: str) -> None:
        if stage == "before" and action in ("leave", "send"):
            left.append(action)

    story.server.fault = watching
    await story.settle()
    assert left[0] == "send"
    assert await _answered(story, {event}) == {event: 1}


async def test_a_flood_of_reactions_does_each_thing_once(story: Story) -> None:
    await ringstuga(story, "fre 18-20", more="platser=50")
    await story.anna.says("!pass ny ringstuga lör 10-12 platser=50")
    heard = await story.anna.says("!anmäl ringstuga")
    assert heard.kind == "signup-choose"
    for _ in range(600):
        await story.server.react(story.district_room.address, story.bo.address, heard.event, "1️⃣", name="Bo")
    event = await story.hear(story.leyla, "!anmäl 2")
    await story.settle()
    assert await _answered(story, {event}) == {event: 1}
    async with story.store() as store:
        found = await store.people.identity("memory", story.bo.address)
        assert found is not None
        assert len(await store.signups.coming_of(1, found[1].id, now=story.clock.now())) == 1


async def test_people_who_come_and_go_for_ever_leave_nothing_behind(story: Story) -> None:
    for number in range(500):
        for to in (Membership.JOIN, Membership.LEAVE):
            await story.server.move(story.district_room.address, f"@x{number}:evil.example", to)
    await story.settle()
    async with story.store() as store:
        rows = await store.session.scalars(select(Inbox.sender).where(Inbox.kind == IncomingKind.MEMBERSHIP))
        assert set(rows) <= {story.server.bot}
