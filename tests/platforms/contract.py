"""What every platform promises (`bot.platforms.base.Platform`), asked of each of them alike.

A network's test module subclasses `PlatformContract` and gives the fixture `network`.
"""

from __future__ import annotations

import asyncio

import pytest

from bot.platforms.base import (
    Batch,
    File,
    Incoming,
    IncomingKind,
    Membership,
    Outgoing,
    Platform,
    Receipt,
    Refused,
)
from tests.platforms.networks import Network

PATIENCE = 20.0


class Ear:
    """Listens to a platform until something is heard, and remembers the token of the last batch."""

    def __init__(self, platform: Platform, token: str | None) -> None:
        self._batches = platform.listen(token).__aiter__()
        self.token = token
        self.heard: list[Incoming] = []

    async def next(self) -> Batch:
        batch = await asyncio.wait_for(self._batches.__anext__(), PATIENCE)
        self.token = batch.token
        self.heard.extend(batch.incoming)
        return batch

    async def until(self, count: int, kind: IncomingKind) -> list[Incoming]:
        while len([one for one in self.heard if one.kind is kind]) < count:
            await self.next()
        return [one for one in self.heard if one.kind is kind]

    async def close(self) -> None:
        await self._batches.aclose()  # type: ignore[attr-defined]  # listen() is an async generator


async def joined(network: Network, *, direct: bool = False) -> tuple[Platform, Ear, str]:
    """A connected bot in a room of the person's, listening."""
    platform = await network.connect()
    ear = Ear(platform, None)
    await ear.next()
    room = await network.room(direct=direct)
    await ear.until(1, IncomingKind.INVITATION)
    await platform.join(room)
    while not any(one.who == platform.own_address for one in ear.heard):
        await ear.next()
    return platform, ear, room


def message(room: str, *, id: str = "id-1", text: str = "Hej") -> Outgoing:  # noqa: A002 - as in Outgoing
    return Outgoing(room=room, id=id, kind="signup-booked", text=text)


async def put(platform: Platform, room: str, event: str, key: str, txn_id: str = "react-1") -> Receipt:
    """The bot reacts."""
    return await platform.react(room, event, key, txn_id, id="r", kind="seed")


class PlatformContract:
    """Inherit from it; pytest then runs every promise against the fixture `network`."""

    async def test_an_invitation_is_heard_with_who_sent_it(self, network: Network) -> None:
        platform = await network.connect()
        ear = Ear(platform, None)
        await ear.next()
        room = await network.room(direct=True)
        (invitation,) = await ear.until(1, IncomingKind.INVITATION)
        assert (invitation.room, invitation.sender, invitation.direct) == (room, network.person, True)
        await ear.close()

    async def test_joining_is_heard_as_the_bots_own_membership(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        own = [one for one in ear.heard if one.who == platform.own_address]
        assert [(one.room, one.membership) for one in own] == [(room, Membership.JOIN)]
        await platform.join(room)
        await ear.close()

    async def test_a_message_is_heard_once_with_its_text_and_sender(self, network: Network) -> None:
        _, ear, room = await joined(network)
        event = await network.say(room, "!anmäl ringstuga")
        heard = await ear.until(1, IncomingKind.MESSAGE)
        assert [(one.event_id, one.text, one.sender, one.room, one.private) for one in heard] == [
            (event, "!anmäl ringstuga", network.person, room, False)
        ]
        await ear.close()

    async def test_a_direct_message_is_known_to_be_private(self, network: Network) -> None:
        _, ear, room = await joined(network, direct=True)
        await network.say(room, "hjälp")
        (heard,) = await ear.until(1, IncomingKind.MESSAGE)
        assert heard.private
        await ear.close()

    async def test_where_a_third_person_is_invited_nothing_is_private_and_no_letter_goes(
        self, network: Network
    ) -> None:
        platform, ear, room = await joined(network, direct=True)
        assert await platform.direct_room(network.person) == room
        await network.invite_a_third(room)
        await network.say(room, "!hjälp")
        (heard,) = await ear.until(1, IncomingKind.MESSAGE)
        assert not heard.private
        assert await platform.direct_room(network.person) != room
        await ear.close()

    async def test_what_came_after_the_token_is_heard_in_order(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        token = ear.token
        await ear.close()
        said = [await network.say(room, f"!mina {number}") for number in range(12)]
        again = Ear(platform, token)
        heard = await again.until(12, IncomingKind.MESSAGE)
        assert [one.event_id for one in heard] == said
        await again.close()

    async def test_a_batch_that_was_not_kept_comes_again(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        token = ear.token
        event = await network.say(room, "!mina")
        await ear.until(1, IncomingKind.MESSAGE)
        await ear.close()
        again = Ear(platform, token)
        (heard,) = await again.until(1, IncomingKind.MESSAGE)
        assert heard.event_id == event
        await again.close()

    async def test_the_first_start_brings_no_old_messages(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        await network.say(room, "!mina")
        await ear.until(1, IncomingKind.MESSAGE)
        await ear.close()
        fresh = Ear(platform, None)
        await fresh.next()
        event = await network.say(room, "!hjälp")
        heard = await fresh.until(1, IncomingKind.MESSAGE)
        assert [one.event_id for one in heard] == [event]
        await fresh.close()

    async def test_one_transaction_id_is_one_message(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        first = await platform.send(message(room), "txn-1")
        again = await platform.send(message(room), "txn-1")
        other = await platform.send(message(room, id="id-2"), "txn-2")
        assert first == again
        assert first != other
        assert await network.shown(room) == ["id-1", "id-2"]
        await ear.close()

    async def test_the_control_another_transaction_id_is_another_message(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        await platform.send(message(room), "txn-1")
        await platform.send(message(room), "txn-1-again")
        assert await network.shown(room) == ["id-1", "id-1"]
        await ear.close()

    async def test_a_sent_message_is_found_by_its_id_and_no_other(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        receipt = await platform.send(message(room), "txn-1")
        assert await platform.find_sent(room, "id-1") == receipt.event_id
        assert await platform.find_sent(room, "id-2") is None
        await ear.close()

    async def test_sending_where_the_bot_is_not_is_refused(self, network: Network) -> None:
        platform = await network.connect()
        room = await network.room()
        with pytest.raises(Refused):
            await platform.send(message(room), "txn-1")

    async def test_leaving_twice_is_fine_and_ends_the_right_to_write(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        await platform.leave(room)
        await platform.leave(room)
        with pytest.raises(Refused):
            await platform.send(message(room), "txn-1")
        await ear.close()

    async def test_a_person_has_one_direct_room(self, network: Network) -> None:
        platform = await network.connect()
        room = await platform.direct_room(network.person)
        assert await platform.direct_room(network.person) == room
        again = await network.connect()
        assert await again.direct_room(network.person) == room
        await again.send(message(room), "txn-1")

    async def test_the_facts_of_a_room_name_its_members(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        facts = await platform.facts(room)
        assert set(facts.members) == {network.person, platform.own_address}
        assert facts.can_write
        assert not facts.open_to_all
        await ear.close()

    async def test_closing_twice_is_fine(self, network: Network) -> None:
        platform = await network.connect()
        await platform.close()
        await platform.close()

    async def test_an_edit_takes_the_place_of_what_was_written(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        first = await platform.send(message(room, text="3 platser kvar"), "txn-1")
        for number, text in enumerate(["2 platser kvar", "1 plats **kvar**"]):
            edit = Outgoing(room=room, id=f"e{number}", kind="card", text=text, edits=first.event_id)
            receipt = await platform.send(edit, f"edit-{number}")
            assert receipt == await platform.send(edit, f"edit-{number}") != first
        assert await network.text(room, first.event_id) == "1 plats kvar"
        assert await network.shown(room) == ["id-1", "e0", "e1"]
        await ear.close()

    async def test_a_file_arrives_whole_with_its_name_and_words(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        calendar = File("pass åtta.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n\xff", "Ditt pass i kalendern")
        picture = File("vecka.png", "image/png", b"\x89PNG" * 50, "Veckan i ord", 800, 600)
        for file in (calendar, picture):
            sent = Outgoing(room=room, id=file.name, kind="k", text="", file=file)
            receipt = await platform.send(sent, f"txn-{file.name}")
            assert await platform.send(sent, f"txn-{file.name}") == receipt
            assert await network.file(room, receipt.event_id) == file
        assert await network.shown(room) == [calendar.name, picture.name]
        await ear.close()

    async def test_the_bots_reaction_stands_once_however_often_it_is_made(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        target = await network.say(room, "!anmäl 1")
        first = await put(platform, room, target, "✅")
        assert first == await put(platform, room, target, "✅")
        assert await put(platform, room, target, "✅", "react-2") == Receipt("")
        assert await put(platform, room, target, "❌", "react-3") != Receipt("")
        standing = await platform.reactions(room, target)
        assert [(one.sender, one.key) for one in standing] == [
            (platform.own_address, "✅"),
            (platform.own_address, "❌"),
        ]
        assert standing[0].event_id == first.event_id
        await ear.close()

    async def test_reactions_are_heard_and_their_withdrawal_too(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        list_ = await platform.send(message(room), "txn-1")
        await put(platform, room, list_.event_id, "1️⃣")
        reaction = await network.react(room, list_.event_id, "1️⃣")
        (heard,) = await ear.until(1, IncomingKind.REACTION)
        assert (heard.event_id, heard.sender) == (reaction, network.person)
        assert (heard.target, heard.text) == (list_.event_id, "1️⃣")
        taken_back = await network.redact(room, reaction)
        (heard,) = await ear.until(1, IncomingKind.REDACTION)
        assert (heard.event_id, heard.sender, heard.target) == (taken_back, network.person, reaction)
        await ear.close()

    async def test_which_reactions_stand_is_told_without_those_that_were_taken_back(
        self, network: Network
    ) -> None:
        platform, ear, room = await joined(network)
        list_ = (await platform.send(message(room), "txn-1")).event_id
        other = (await platform.send(message(room, id="id-2"), "txn-2")).event_id
        assert await platform.reactions(room, list_) == ()
        await put(platform, room, list_, "1️⃣")
        two = await network.react(room, list_, "2️⃣")
        three = await network.react(room, list_, "3️⃣")
        await network.react(room, other, "4️⃣")
        await network.redact(room, two)
        two = await network.react(room, list_, "2️⃣")
        standing = await platform.reactions(room, list_)
        assert [(one.key, one.sender) for one in standing] == [
            ("1️⃣", platform.own_address),
            ("3️⃣", network.person),
            ("2️⃣", network.person),
        ]
        assert [one.event_id for one in standing[1:]] == [three, two]
        await ear.close()

    async def test_pinning_keeps_what_is_pinned_and_pins_nothing_twice(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        await network.allow_pinning(room)
        assert (await platform.facts(room)).can_pin
        events = [(await platform.send(message(room), f"txn-{number}")).event_id for number in range(2)]
        for event in (*events, events[0]):
            await platform.pin(room, event)
        assert await network.pinned(room) == events
        await ear.close()

    async def test_pinning_where_the_bot_may_not_is_refused(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        await network.forbid_pinning(room)
        assert not (await platform.facts(room)).can_pin
        event = (await platform.send(message(room), "txn-1")).event_id
        with pytest.raises(Refused):
            await platform.pin(room, event)
        await ear.close()

    async def test_where_the_bot_is_not_nothing_is_reacted_to_or_told(self, network: Network) -> None:
        platform = await network.connect()
        room = await network.room()
        event = await network.say(room, "!pass")
        with pytest.raises(Refused):
            await put(platform, room, event, "✅")
        with pytest.raises(Refused):
            await platform.pin(room, event)
        with pytest.raises(Refused):
            await platform.reactions(room, event)

    async def test_what_was_taken_back_can_be_read_by_nobody(self, network: Network) -> None:
        platform, ear, room = await joined(network)
        first = await platform.send(message(room, id="o1"), "txn-1")
        await platform.send(message(room, id="o2"), "txn-2")
        for txn_id in ("back-1", "back-1", "back-2"):
            await platform.redact(room, first.event_id, txn_id)
        assert await network.shown(room) == ["o2"]
        await ear.close()

    async def test_where_the_bot_is_not_nothing_is_taken_back(self, network: Network) -> None:
        platform = await network.connect()
        room = await network.room()
        event = await network.say(room, "!pass")
        with pytest.raises(Refused):
            await platform.redact(room, event, "back-1")

    async def test_the_direct_room_of_whoever_is_forgotten_is_left(self, network: Network) -> None:
        platform = await network.connect()
        room = await platform.direct_room(network.person)
        await platform.send(message(room), "txn-1")
        for _ in range(2):
            await platform.forget(network.person, room)
        with pytest.raises(Refused):
            await platform.send(message(room), "txn-2")
