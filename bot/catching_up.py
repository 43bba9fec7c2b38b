"""After a start: what was reacted, and taken away, while the bot was not there to see it.

Listening brings what happened meanwhile, as far as the server still tells it in order. The reactions under a
message can be asked for themselves, and they are the truth: what stands there and is not known is taken in
like any event, under its own id, so that it counts once however often it comes; what is known and no longer
stands is taken for withdrawn. It is done once, message by message, beside everything else: lists,
cards and polls, and the questions that ✅ and ❌ answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from bot.intake import row_of
from bot.platforms.base import Incoming, IncomingKind, LoggedOut, Platform, Reacted, Refused, Unavailable
from bot.signs import AGAIN, FLOODED
from commands.rules.signs import is_yes, number_of
from storage.engine import Database
from storage.queries.boards import Known
from storage.states import InboxState, OutboxState, RoomRole
from storage.store import Store

GONE = "gone:"
"""Before the id of a reaction that was taken away unseen."""
AGE = timedelta(days=30)
AGE_OF_QUESTIONS = timedelta(days=7)
"""What is asked has an end, and mostly a shift that begins soon after; a list or a card stays."""
MOST = 200
"""So many boards, and so many questions, are looked at, the latest of them."""
ROUNDS = 3
"""Looks at one message: a reaction that was withdrawn while it was taken in is found at the next."""
TRIES = 20
LONGEST_PAUSE = 60.0
UNSENT_PAUSE = 5.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """One of the bot's under which reactions mean something: in `room`, or to the account `address` alone."""

    row_id: int
    event_id: str | None
    room: str | None
    private: bool
    address: str | None = None


class CatchingUp:
    """`once()` looks at every board and question whose reactions still matter.

    `sleep` is the clock of its pauses.
    """

    def __init__(
        self,
        database: Database,
        platform: Platform,
        clock: Clock,
        *,
        on_events: Callable[[], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._platform = platform
        self._clock = clock
        self._on_events = on_events
        self._sleep = sleep

    async def once(self) -> None:
        """Returns when all were looked at; whatever goes wrong with one board skips that one.

        Raises LoggedOut, and OperationalError when the database does not answer at all: call again.
        """
        unsent = await self._all()
        for _ in range(ROUNDS):
            if not unsent:
                return
            await self._sleep(UNSENT_PAUSE)
            unsent = await self._all(only=unsent)

    async def _all(self, *, only: frozenset[int] = frozenset()) -> frozenset[int]:
        """Look at the messages; those that are still on their way, by their rows."""
        unsent = set()
        for one in await self._found():
            if only and one.row_id not in only:
                continue
            if one.event_id:
                await self._one(one, one.event_id)
            else:
                unsent.add(one.row_id)
        return frozenset(unsent)

    async def _found(self) -> list[_Message]:
        """Boards and questions whose reactions still matter, the latest of each first."""
        now, name = self._clock.now(), self._platform.name
        async with self._database.reading() as store:
            posted = await store.boards.with_reactions(name, since=now - AGE, now=now)
            questions = await store.questions.with_reactions(name, since=now - AGE_OF_QUESTIONS, now=now)
            boards = [
                _Message(
                    row_id=one.board.outbox_id,
                    event_id=one.event_id,
                    room=one.room,
                    private=(await store.boards.room_of(one.board)).role is RoomRole.DIRECT,
                )
                for one in posted[:MOST]
                if one.event_id or one.state is OutboxState.WAITING
            ]
        return boards + [
            _Message(
                row_id=one.outbox_id,
                event_id=one.event_id,
                room=one.room,
                address=one.address,
                private=one.private,
            )
            for one in questions[:MOST]
        ]

    async def _one(self, message: _Message, event_id: str) -> None:
        pause = 1.0
        for _ in range(TRIES):
            try:
                room = message.room or await self._platform.direct_room(message.address or "")
                for _ in range(ROUNDS):
                    standing = await self._platform.reactions(room, event_id)
                    if not await self._take_in(room, event_id, standing, private=message.private):
                        return
                    self._on_events()
                return
            except Refused as error:
                log.info("reactions cannot be read", reason=str(error))
                return
            except (Unavailable, OperationalError) as error:
                asked = getattr(error, "retry_after", None) or 0.0
                await self._sleep(max(pause, asked))
                pause = min(LONGEST_PAUSE, pause * 2)
            except LoggedOut:
                raise
            except Exception as error:  # noqa: BLE001 - one message must not keep the others from being looked at
                log.error("reactions could not be taken in", error=type(error).__name__)
                return

    async def _take_in(self, room: str, event_id: str, standing: Sequence[Reacted], *, private: bool) -> int:
        """Keep in the inbox what differs from what is known; how many events that were."""
        now = self._clock.now()
        async with self._database.writing() as store:
            events = await self._differences(store, room, event_id, standing, private=private, now=now)
            rows: list[dict[str, Any]] = [row_of(one, now) for one in events]
            return await store.inbox.keep(rows)

    async def _differences(
        self,
        store: Store,
        room: str,
        event_id: str,
        standing: Sequence[Reacted],
        *,
        private: bool,
        now: datetime,
    ) -> list[Incoming]:
        name = self._platform.name
        known = await store.boards.known_under(name, event_id)
        asks = event_id in await store.boards.asking(name, {event_id})
        counting = [
            one
            for one in standing
            if one.sender != self._platform.own_address
            and (number_of(one.key) is not None or (asks and is_yes(one.key) is not None))
        ]
        new = [one for one in counting if one.event_id not in {other.event_id for other in known}]
        new = [one for one in new if not await self._was_forgotten(store, one.sender)]
        seen = await store.boards.taken_in(name, [one.event_id for one in new])

        def made(kind: IncomingKind, event: str, sender: str, target: str, text: str = "") -> Incoming:
            return Incoming(
                platform=name,
                event_id=event,
                kind=kind,
                room=room,
                sender=sender,
                sent_at=now,
                text=text,
                target=target,
                private=private,
            )

        added = [
            made(IncomingKind.REACTION, again, one.sender, event_id, one.key)
            for one in new
            if (again := _id_for(one, seen.get(one.event_id))) is not None
        ]
        there = {one.event_id for one in standing}
        gone = [
            made(IncomingKind.REDACTION, f"{GONE}{one.event_id}", one.sender, one.event_id)
            for one in known
            if _has_vanished(one, there)
        ]
        return gone + added

    async def _was_forgotten(self, store: Store, sender: str) -> bool:
        """What they pressed before that stands there still, and must not bring them back."""
        book, name = self._database.forgotten, self._platform.name
        if book is None or book.forgot(name, sender) is None:
            return False
        return await store.people.identity(name, sender) is None


def _id_for(one: Reacted, seen: tuple[InboxState, str | None] | None) -> str | None:
    """Under which id it is taken in; None for what is being dealt with, or was answered.

    One that was passed over in silence may have come before the bot knew its own message (the program died
    between sending and writing that down): it is looked at once more.
    """
    if seen is None:
        return one.event_id
    state, outcome = seen
    if state is not InboxState.DONE or (outcome is not None and outcome not in FLOODED):
        return None
    return f"{AGAIN}{one.event_id}"


def _has_vanished(one: Known, there: set[str]) -> bool:
    return one.stands and one.event_id not in there
