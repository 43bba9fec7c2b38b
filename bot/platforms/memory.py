"""A chat network in memory: the double that passes the same contract suite as Matrix.

`MemoryServer` is the homeserver: it outlives the bot, so a restart can be told as a story. It keeps
a ledger of what it accepted, and can be told to fail before or after accepting.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.platforms.base import (
    Batch,
    Incoming,
    IncomingKind,
    LoggedOut,
    Membership,
    Outgoing,
    Receipt,
    Refused,
    RoomFacts,
    Unavailable,
)

BOT = "@passet:example.org"


@dataclass(slots=True)
class MemoryRoom:
    """A room of the memory network; `direct` rooms hold two people."""

    address: str
    direct: bool = False
    members: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message the server took: what, under which event id, and when."""

    message: Outgoing
    event_id: str
    at: datetime


Fault = Callable[[str, str], BaseException | None]
"""Given an action ("send", "join" …) and its stage ("before", "after" accepting), the error to raise."""


class MemoryServer:
    """The homeserver of the memory network. Safe to share between successive bots, not between threads."""

    def __init__(self, clock: Clock, *, bot: str = BOT, name: str = "memory", epoch: str = "") -> None:
        """`epoch` makes event ids differ from those of an earlier server of the same name."""
        self.clock = clock
        self.bot = bot
        self.name = name
        self.rooms: dict[str, MemoryRoom] = {}
        self.timeline: list[Incoming] = []
        self.ledger: list[Accepted] = []
        self.fault: Fault | None = None
        self.logged_out = False
        self._epoch = epoch
        self._by_txn: dict[str, str] = {}
        self._ids = itertools.count(1)
        self._changed = asyncio.Condition()

    def room(self, address: str, *, direct: bool = False) -> MemoryRoom:
        return self.rooms.setdefault(address, MemoryRoom(address, direct=direct))

    def next_id(self) -> str:
        return f"$event{self._epoch}{next(self._ids)}"

    async def post(self, event: Incoming) -> Incoming:
        """Append an event to the timeline and wake whoever listens."""
        async with self._changed:
            self.timeline.append(event)
            self._changed.notify_all()
        return event

    def make(self, kind: IncomingKind, room: str, sender: str, **fields: object) -> Incoming:
        """An event with a fresh id and the server's time."""
        known = self.rooms.get(room)
        private = bool(known and known.direct and kind is not IncomingKind.INVITATION)
        values: dict[str, object] = {"private": private, **fields}
        return Incoming(
            platform=self.name,
            event_id=self.next_id(),
            kind=kind,
            room=room,
            sender=sender,
            sent_at=self.clock.now(),
            **values,  # type: ignore[arg-type]  # the fields are checked by Incoming itself at run time
        )

    async def invite_bot(self, room: str, *, by: str, direct: bool = False) -> None:
        """Somebody invites the bot; it joins when it decides to."""
        place = self.room(room, direct=direct)
        place.members.add(by)
        place.invited.add(self.bot)
        await self.post(self.make(IncomingKind.INVITATION, room, by, direct=direct))

    async def wait_beyond(self, position: int) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.timeline) > position or self.logged_out)

    def accept(self, message: Outgoing, txn_id: str) -> str:
        """Take a message once per transaction id, as a homeserver does."""
        if txn_id in self._by_txn:
            return self._by_txn[txn_id]
        room = self.rooms.get(message.room)
        if room is None or self.bot not in room.members:
            raise Refused("the bot is not in that room", code="M_FORBIDDEN")
        event_id = self.next_id()
        self._by_txn[txn_id] = event_id
        self.ledger.append(Accepted(message, event_id, self.clock.now()))
        return event_id

    def forget_transactions(self) -> None:
        """As Synapse does a day later."""
        self._by_txn.clear()

    def check(self, action: str, stage: str) -> None:
        if self.logged_out:
            raise LoggedOut("the memory server knows this login no more")
        if self.fault is not None and (error := self.fault(action, stage)) is not None:
            raise error


class MemoryPlatform:
    """The bot's connection to a `MemoryServer`."""

    def __init__(self, server: MemoryServer) -> None:
        self._server = server

    @property
    def name(self) -> str:
        return self._server.name

    @property
    def own_address(self) -> str:
        return self._server.bot

    async def start(self) -> None:
        self._server.check("start", "before")

    async def listen(self, token: str | None) -> AsyncIterator[Batch]:
        position = len(self._server.timeline) if token is None else int(token)
        if token is None:
            yield Batch(incoming=self._open_invitations(), token=str(position))
        while True:
            await self._server.wait_beyond(position)
            self._server.check("listen", "before")
            batch = self.look(str(position))
            position = int(batch.token)
            yield batch

    def look(self, token: str | None) -> Batch:
        """What is there now, without waiting; for tests that step by hand."""
        if token is None:
            return Batch(incoming=self._open_invitations(), token=str(len(self._server.timeline)))
        seen = self._server.timeline[int(token) :]
        return Batch(incoming=tuple(seen), token=str(len(self._server.timeline)))

    def _open_invitations(self) -> tuple[Incoming, ...]:
        return tuple(
            event
            for event in self._server.timeline
            if event.kind is IncomingKind.INVITATION
            and self._server.bot in self._server.room(event.room).invited
        )

    async def send(self, message: Outgoing, txn_id: str) -> Receipt:
        self._server.check("send", "before")
        event_id = self._server.accept(message, txn_id)
        self._server.check("send", "after")
        return Receipt(event_id)

    async def find_sent(self, room: str, outgoing_id: str) -> str | None:
        self._server.check("find_sent", "before")
        for accepted in reversed(self._server.ledger):
            if accepted.message.room == room and accepted.message.id == outgoing_id:
                return accepted.event_id
        return None

    async def join(self, room: str) -> None:
        self._server.check("join", "before")
        place = self._server.room(room)
        if self._server.bot in place.members:
            return
        if self._server.bot not in place.invited:
            raise Refused("not invited", code="M_FORBIDDEN")
        place.invited.discard(self._server.bot)
        place.members.add(self._server.bot)
        await self._membership(room, Membership.JOIN)

    async def leave(self, room: str) -> None:
        self._server.check("leave", "before")
        place = self._server.room(room)
        was_there = self._server.bot in place.members or self._server.bot in place.invited
        place.members.discard(self._server.bot)
        place.invited.discard(self._server.bot)
        if was_there:
            await self._membership(room, Membership.LEAVE)

    async def _membership(self, room: str, standing: Membership) -> None:
        bot = self._server.bot
        event = self._server.make(IncomingKind.MEMBERSHIP, room, bot, who=bot, membership=standing)
        await self._server.post(event)

    async def direct_room(self, address: str) -> str:
        self._server.check("direct_room", "before")
        for room in self._server.rooms.values():
            if room.direct and {address, self._server.bot} <= room.members | room.invited:
                return room.address
        room = self._server.room(f"!direct-{address.strip('@').split(':')[0]}", direct=True)
        room.members |= {self._server.bot, address}
        return room.address

    async def facts(self, room: str) -> RoomFacts:
        self._server.check("facts", "before")
        place = self._server.rooms.get(room)
        if place is None or self._server.bot not in place.members:
            raise Refused("the bot is not in that room", code="M_FORBIDDEN")
        return RoomFacts(room=room, members=tuple(sorted(place.members)))

    async def close(self) -> None:
        """Nothing is held."""


class LostAnswer:
    """A fault: the server accepts, and its answer never arrives. Use as `server.fault`; counts down."""

    def __init__(self, times: int, *, action: str = "send", stage: str = "after") -> None:
        self.left = times
        self._action = action
        self._stage = stage

    def __call__(self, action: str, stage: str) -> Exception | None:
        if self.left > 0 and (action, stage) == (self._action, self._stage):
            self.left -= 1
            return Unavailable("the answer was lost")
        return None
