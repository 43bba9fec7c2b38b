"""A chat in the terminal, without any homeserver: the same bot, spoken to by typing.

The rooms are those of a `MemoryServer`, anew at every start; what the bot knows is in its database.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Mapping

from bot.clock import Clock
from bot.platforms.base import NO_ANSWERS, Batch, IncomingKind, Outgoing, Receipt
from bot.platforms.memory import MemoryPlatform, MemoryServer

BOT = "@passet:console"
DISTRICT_ROOM = "distriktet"

Show = Callable[[str, Outgoing], None]
"""Shows a message of the bot's: the event id and the message."""


class ConsolePlatform(MemoryPlatform):
    """`say` is what is typed; `show` is called for everything the bot writes."""

    def __init__(self, clock: Clock, show: Show) -> None:
        self._epoch = secrets.token_hex(4)
        self._rooms = MemoryServer(clock, bot=BOT, name="console", epoch=self._epoch)
        super().__init__(self._rooms)
        self._show = show
        self.enter(DISTRICT_ROOM)

    @property
    def server(self) -> MemoryServer:
        """The rooms of this session."""
        return self._rooms

    def enter(self, room: str) -> None:
        """A room in which the bot is, too; made when it is not there yet."""
        self._rooms.room(room).members.add(BOT)

    async def say(self, room: str, sender: str, text: str) -> None:
        """Somebody writes; in a direct room (`direct_room`) the bot knows they are alone."""
        known = self._rooms.room(room)
        known.members |= {sender, BOT}
        await self._rooms.post(
            self._rooms.make(
                IncomingKind.MESSAGE,
                room,
                sender,
                text=text,
                sender_name=sender.lstrip("@").split(":")[0].capitalize(),
            )
        )

    async def listen(self, token: str | None) -> AsyncIterator[Batch]:
        """From the start of this session: a token of an earlier one speaks of rooms that are gone."""
        mine = token.removeprefix(f"{self._epoch}:") if token and token.startswith(self._epoch) else None
        async for batch in super().listen(mine):
            yield Batch(incoming=batch.incoming, token=f"{self._epoch}:{batch.token}")

    async def send(self, message: Outgoing, txn_id: str) -> Receipt:
        known = len(self._rooms.ledger)
        receipt = await super().send(message, txn_id)
        if len(self._rooms.ledger) > known:
            self._show(receipt.event_id, message)
        return receipt

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
        """Shown only where it is an answer: nobody can press a number in a terminal."""
        known = len(self._rooms.reactions_by_bot)
        receipt = await super().react(room, event_id, key, txn_id, id=id, kind=kind, answers=answers)
        if answers and len(self._rooms.reactions_by_bot) > known:
            self._show(receipt.event_id, Outgoing(room=room, id=id, kind=kind, text=key, answers=answers))
        return receipt
