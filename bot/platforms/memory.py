"""A chat network in memory: the double that passes the same contract suite as Matrix."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from bot.platforms.base import (
    NO_ANSWERS,
    Batch,
    Incoming,
    IncomingKind,
    Membership,
    Outgoing,
    Reacted,
    Receipt,
    Refused,
    RoomFacts,
    Unavailable,
)
from bot.platforms.memory_server import BOT, Accepted, BotReaction, Fault, MemoryRoom, MemoryServer

__all__ = [
    "BOT",
    "Accepted",
    "BotReaction",
    "Fault",
    "LostAnswer",
    "MemoryPlatform",
    "MemoryRoom",
    "MemoryServer",
]


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

    async def react(
        self,
        room: str,
        event_id: str,
        key: str,
        txn_id: str,
        *,
        id: str,  # noqa: A002 - as in Outgoing
        kind: str,
        answers: Mapping[str, str] = NO_ANSWERS,
    ) -> Receipt:
        self._server.check("react", "before")
        made = self._server.accept_reaction(room, event_id, key, txn_id, id=id, kind=kind, answers=answers)
        self._server.check("react", "after")
        return Receipt(made)

    async def pin(self, room: str, event_id: str) -> None:
        self._server.check("pin", "before")
        if not self._server.own_room(room).can_pin:
            raise Refused("the bot may not pin there", code="M_FORBIDDEN")
        pinned = self._server.pins.setdefault(room, [])
        if event_id not in pinned:
            pinned.append(event_id)

    async def redact(self, room: str, event_id: str, txn_id: str) -> None:  # noqa: ARG002 - once is as good as twice
        self._server.check("redact", "before")
        self._server.own_room(room)
        self._server.redacted.add(event_id)
        self._server.check("redact", "after")

    async def forget(self, address: str, room: str | None) -> None:
        self._server.check("forget", "before")
        for one in list(self._server.rooms.values()):
            theirs = one.direct and {address, self._server.bot} == one.members | one.invited
            if theirs or one.address == room:
                await self.leave(one.address)

    async def reactions(self, room: str, event_id: str) -> tuple[Reacted, ...]:
        self._server.check("reactions", "before")
        self._server.own_room(room)
        return self._server.standing(event_id)

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
            if room.direct and {address, self._server.bot} == room.members | room.invited:
                return room.address
        room = self._server.room(
            self._free(f"!direct-{address.strip('@').split(':')[0]}", address), direct=True
        )
        room.members |= {self._server.bot, address}
        return room.address

    def _free(self, wanted: str, address: str) -> str:
        """`wanted`, or the next one like it in which nobody else is."""
        there = self._server.rooms.get(wanted)
        others = there is not None and (there.members | there.invited) - {self._server.bot, address}
        return self._free(f"{wanted}+", address) if others else wanted

    async def facts(self, room: str) -> RoomFacts:
        self._server.check("facts", "before")
        place = self._server.own_room(room)
        return RoomFacts(
            room=room,
            members=tuple(sorted(place.members)),
            can_pin=place.can_pin,
            open_to_all=place.open_to_all,
        )

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
