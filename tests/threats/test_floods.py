"""Floods: of messages, reactions, invitations. Whoever floods is told once; others notice nothing."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import flood, lanes, manners
from bot.flood import BURST, FloodGuard, Verdict
from bot.invitations import Invitations
from bot.platforms.base import IncomingKind, Membership
from storage.models import Inbox
from storage.queries.boards import Boards
from storage.queries.members import Known, Members
from tests.stories.given import booked, ringstuga, told
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


def _looks(*, senders: int) -> int:
    """How often all are gone through, from the first to the last, while so many write for the first time."""
    guard = FloodGuard()
    kept = guard._buckets
    looks = 0
    for number in range(senders):
        guard.judge(f"@{number}:evil.example", MONDAY + timedelta(seconds=number % 60))
        if guard._buckets is not kept:
            kept, looks = guard._buckets, looks + 1
    return looks


def test_very_many_senders_are_counted_without_looking_through_all_of_them_each_time() -> None:
    assert 0 < _looks(senders=30_000) <= 3


def test_without_looking_ever_more_seldom_each_sender_would_cost_a_look_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flood, "_next_look", lambda _left: flood.MANY)
    assert _looks(senders=flood.MANY + 50) == 50


async def _flooded_with_invitations(story: Story, number: int) -> list[str]:
    """The rooms of strangers in which the bot is then; each was declined where it is in none."""
    await story.restart()
    for count in range(number):
        await story.server.invite_bot(f"!trap{count}", by=f"@m{count}:evil.example", direct=count % 2 == 0)
    event = await story.hear(story.bo, "!anmäl ringstuga")
    await story.settle()
    assert await _answered(story, {event}) == {event: 1}
    rooms = [room for room in story.server.rooms.values() if room.address.startswith("!trap")]
    assert len(rooms) == number
    assert not any(story.server.bot in room.invited for room in rooms), "none waits for a decision"
    return [room.address for room in rooms if story.server.bot in room.members]


async def test_none_of_a_thousand_invitations_from_strangers_is_accepted(story: Story) -> None:
    await ringstuga(story, "fre 18-20", more="platser=50")
    began = len(story.server.ledger)
    assert await _flooded_with_invitations(story, INVITATIONS) == []
    assert [one.message.kind for one in story.server.ledger[began:] if one.message.file is None] == [
        "signup-booked"
    ], "nobody among the strangers is told anything"
    async with story.store() as store:
        assert not [one for one in await store.rooms.joined() if one.address.startswith("!trap")]


async def test_without_the_list_of_who_may_invite_the_bot_goes_wherever_it_is_called(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ringstuga(story, "fre 18-20", more="platser=50")
    monkeypatch.setattr(Invitations, "allows", lambda *_: True)
    assert len(await _flooded_with_invitations(story, 5)) == 5


async def _first_to_go(story: Story) -> str:
    """What the bot does first, when it is asked something behind fifty invitations of strangers."""
    await ringstuga(story, "fre 18-20", more="platser=50")
    for number in range(50):
        await story.server.invite_bot(f"!trap{number}", by=f"@m{number}:evil.example")
    event = await story.hear(story.bo, "!anmäl ringstuga")
    went: list[str] = []

    def watching(action: str, stage: str) -> None:
        if stage == "before" and action in ("leave", "send"):
            went.append(action)

    story.server.fault = watching
    await story.settle()
    assert await _answered(story, {event}) == {event: 1}
    return went[0]


async def test_answers_go_before_the_declining_of_invitations(story: Story) -> None:
    assert await _first_to_go(story) == "send"


async def test_without_a_lane_that_gives_way_strangers_would_be_served_first(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (lanes, manners):
        monkeypatch.setattr(module, "rank", lambda _lane: 0)
    assert await _first_to_go(story) == "leave"


async def _flooded_with_reactions(story: Story, number: int) -> int:
    """Bo presses the same number under a list very often, while Leyla uses the bot; his answers."""
    await ringstuga(story, "fre 18-20", more="platser=50")
    await story.anna.says("!pass ny ringstuga lör 10-12 platser=50")
    heard = await told(story.anna, "!anmäl ringstuga", "signup-choose")
    began = len(story.told)
    for _ in range(number):
        await story.server.react(story.district_room.address, story.bo.address, heard.event, "1️⃣", name="Bo")
    event = await story.hear(story.leyla, "!anmäl 2")
    await story.settle()
    assert await _answered(story, {event}) == {event: 1}
    assert await booked(story, 1) == ["Bo"]
    assert await booked(story, 2) == ["Leyla"]
    return sum(len(set(one.message.answers) - {event}) for one in story.told[began:])


async def test_a_flood_of_reactions_does_each_thing_once(story: Story) -> None:
    assert await _flooded_with_reactions(story, 600) == 1


async def test_without_taking_reactions_as_a_set_each_would_be_answered(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object, **__: object) -> bool:
        return False

    monkeypatch.setattr(Boards, "stands", never)
    assert await _flooded_with_reactions(story, 20) == 20


async def _kept_of_those_who_move(story: Story, number: int) -> set[str]:
    """Of whom the inbox says that they came or went, when strangers do so for ever."""
    for count in range(number):
        for to in (Membership.JOIN, Membership.LEAVE):
            await story.server.move(story.district_room.address, f"@x{count}:evil.example", to)
    await story.take()
    async with story.store() as store:
        rows = await store.session.scalars(select(Inbox.sender).where(Inbox.kind == IncomingKind.MEMBERSHIP))
        return set(rows) - {story.server.bot, None}


async def test_people_who_come_and_go_for_ever_leave_nothing_behind(story: Story) -> None:
    assert await _kept_of_those_who_move(story, 500) == set()


async def test_without_asking_who_is_known_every_stranger_would_be_kept(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def everybody(_: Members, _platform: str, addresses: Iterable[str]) -> list[Known]:
        return [Known(one, 0, 0) for one in addresses]

    monkeypatch.setattr(Members, "known", everybody)
    assert len(await _kept_of_those_who_move(story, 20)) == 20
