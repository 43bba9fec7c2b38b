"""The homeserver of the chat network in memory (`bot.platforms.memory`).

It outlives the bot, so a restart can be told as a story. It keeps a ledger of what it accepted, and can
be told to fail before or after accepting.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.platforms.base import (
    NO_ANSWERS,
    Incoming,
    IncomingKind,
    LoggedOut,
    Membership,
    Outgoing,
    Reacted,
    Refused,
)

BOT = "@passet:example.org"
_SPEAKING = (IncomingKind.MESSAGE, IncomingKind.EDIT, IncomingKind.REACTION)


@dataclass(slots=True)
class MemoryRoom:
    """A room of the memory network; `direct` is one that somebody means for two."""

    address: str
    direct: bool = False
    members: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)
    can_pin: bool = True
    open_to_all: bool = False

    def is_private(self, bot: str, *, speaks: str | None = None) -> bool:
        """Whether nobody but the bot and one other is there, or is invited: as on Matrix."""
        here = self.members | self.invited | ({speaks} if speaks else set())
        return self.direct and bot in here and len(here) == 2


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message the server took, or an edit or a file: what, under which event id, and when."""

    message: Outgoing
    event_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BotReaction:
    """A reaction of the bot's: to the event `target`, under its own `event_id`."""

    room: str
    target: str
    key: str
    event_id: str
    id: str
    kind: str
    answers: Mapping[str, str]
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
        self.reactions_by_bot: list[BotReaction] = []
        self.pins: dict[str, list[str]] = {}
        self.redacted: set[str] = set()
        self.fault: Fault | None = None
        self.logged_out = False
        self._epoch = epoch
        self._by_txn: dict[str, str] = {}
        self._reactions: dict[str, list[Reacted]] = {}
        self._ids = itertools.count(1)
        self._changed = asyncio.Condition()

    def room(self, address: str, *, direct: bool = False) -> MemoryRoom:
        return self.rooms.setdefault(address, MemoryRoom(address, direct=direct))

    def next_id(self) -> str:
        return f"$event{self._epoch}{next(self._ids)}"

    async def post(self, event: Incoming) -> Incoming:
        """Append an event to the timeline and wake whoever listens. Whoever speaks in a room is there."""
        if event.kind in _SPEAKING:
            self.room(event.room).members.add(event.sender)
        async with self._changed:
            self.timeline.append(event)
            self._changed.notify_all()
        return event

    def make(self, kind: IncomingKind, room: str, sender: str, **fields: object) -> Incoming:
        """An event with a fresh id and the server's time."""
        known = self.rooms.get(room)
        speaks = sender if kind in _SPEAKING else None
        private = (
            known is not None
            and known.is_private(self.bot, speaks=speaks)
            and kind is not IncomingKind.INVITATION
        )
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

    async def move(self, room: str, who: str, to: Membership, *, by: str | None = None) -> Incoming:
        """Somebody comes, leaves, or is removed or banned by another."""
        place = self.room(room)
        before = Membership.JOIN if who in place.members else Membership.LEAVE
        if to is Membership.JOIN:
            place.members.add(who)
        else:
            place.members.discard(who)
        return await self.post(
            self.make(IncomingKind.MEMBERSHIP, room, by or who, who=who, membership=to, before=before)
        )

    async def wait_beyond(self, position: int) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.timeline) > position or self.logged_out)

    def accept(self, message: Outgoing, txn_id: str) -> str:
        """Take a message once per transaction id, as a homeserver does."""
        if txn_id in self._by_txn:
            return self._by_txn[txn_id]
        self.own_room(message.room)
        event_id = self.next_id()
        self._by_txn[txn_id] = event_id
        self.ledger.append(Accepted(message, event_id, self.clock.now()))
        return event_id

    def own_room(self, address: str) -> MemoryRoom:
        """A room the bot is in. Raises `Refused`."""
        room = self.rooms.get(address)
        if room is None or self.bot not in room.members:
            raise Refused("the bot is not in that room", code="M_FORBIDDEN")
        return room

    def accept_reaction(
        self,
        room: str,
        target: str,
        key: str,
        txn_id: str,
        *,
        id: str,  # noqa: A002 - as in Outgoing
        kind: str,
        answers: Mapping[str, str] = NO_ANSWERS,
    ) -> str:
        """Take the bot's reaction, once per transaction id and once per key; "" when it stands already."""
        if txn_id in self._by_txn:
            return self._by_txn[txn_id]
        self.own_room(room)
        if any(one.sender == self.bot and one.key == key for one in self.standing(target)):
            return ""
        event_id = self._by_txn[txn_id] = self.next_id()
        self._reactions.setdefault(target, []).append(Reacted(event_id, self.bot, key))
        self.reactions_by_bot.append(
            BotReaction(
                room=room,
                target=target,
                key=key,
                event_id=event_id,
                id=id,
                kind=kind,
                answers=dict(answers),
                at=self.clock.now(),
            )
        )
        return event_id

    async def react(
        self, room: str, sender: str, target: str, key: str, *, name: str | None = None
    ) -> Incoming:
        """Somebody reacts to the event `target`."""
        event = self.make(IncomingKind.REACTION, room, sender, text=key, target=target, sender_name=name)
        self._reactions.setdefault(target, []).append(Reacted(event.event_id, sender, key))
        return await self.post(event)

    async def unreact(
        self, room: str, sender: str, target: str, key: str, *, name: str | None = None
    ) -> Incoming:
        """Somebody takes their reaction with this key back. Raises LookupError when there is none."""
        mine = [one for one in self.standing(target) if (one.sender, one.key) == (sender, key)]
        if not mine:
            raise LookupError(f"{sender} has no reaction {key} there")
        return await self.redact(room, sender, mine[-1].event_id, name=name)

    async def redact(self, room: str, sender: str, event_id: str, *, name: str | None = None) -> Incoming:
        """Somebody removes a message or a reaction."""
        self.redacted.add(event_id)
        event = self.make(IncomingKind.REDACTION, room, sender, target=event_id, sender_name=name)
        return await self.post(event)

    def standing(self, target: str) -> tuple[Reacted, ...]:
        """The reactions to an event that nobody took back, oldest first."""
        return tuple(one for one in self._reactions.get(target, ()) if one.event_id not in self.redacted)

    def forget_transactions(self) -> None:
        """As Synapse does a day later."""
        self._by_txn.clear()

    def check(self, action: str, stage: str) -> None:
        if self.logged_out:
            raise LoggedOut("the memory server knows this login no more")
        if self.fault is not None and (error := self.fault(action, stage)) is not None:
            raise error
