"""One parcel, carried out at the platform: sent, edited, reacted, pinned, joined, left.

May be done again with no second effect, whatever became of the first try.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.discretion import Discretion, Withheld
from bot.papers import render
from bot.parcels import FILE, Envelopes, Parcel
from bot.platforms.base import File, Outgoing, Platform, RateLimited, Refused
from commands.post import ROOM_LANE
from storage.engine import Database
from storage.models import Outbox
from storage.states import OutboxAction, OutboxState

SURE_FOR = timedelta(hours=20)
"""Synapse forgets transaction ids after a day: later the bot looks for its own message in the room first."""

SOON = timedelta(seconds=1.5)
"""Until what is about a message that is still on its way is looked at again."""

ABOUT_ANOTHER = (OutboxAction.EDIT, OutboxAction.REACT, OutboxAction.PIN, OutboxAction.REDACT)
"""Actions on a message that is there already."""

log = structlog.get_logger(__name__)


class NotYet(Exception):
    """It has been put off since it was read, or what it is about has not been sent yet."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


class Pointless(Exception):
    """What it is about will never be there."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The event it became ("" where it became none), the one its file became, and in which room."""

    event_id: str = ""
    file_event_id: str | None = None
    room: str | None = None


class Carrier:
    """Raises what the platform raises, `NotYet` and `Pointless`."""

    def __init__(
        self,
        database: Database,
        platform: Platform,
        clock: Clock,
        envelopes: Envelopes,
        discretion: Discretion,
        *,
        is_crowded: Callable[[str], bool],
        on_limit: Callable[[float | None], object],
    ) -> None:
        """`is_crowded(lane)`: others wait there for their answers, or the server counts what is sent.

        `on_limit` hears of a pause that the server wanted (in seconds) and that is not raised.
        """
        self._is_crowded = is_crowded
        self._on_limit = on_limit
        self._database = database
        self._platform = platform
        self._clock = clock
        self._envelopes = envelopes
        self._discretion = discretion

    async def carry(self, parcel: Parcel) -> Arrived:
        """Do it; what came of it."""
        first = parcel.first
        match first.action:
            case OutboxAction.JOIN:
                await self._platform.join(first.room or "")
                return Arrived()
            case OutboxAction.LEAVE:
                await self._platform.leave(first.room or "")
                return Arrived()
            case OutboxAction.FORGET:
                await self._forget(first)
                return Arrived()
            case OutboxAction.REDACT:
                await self._take_back(parcel)
                return Arrived()
            case OutboxAction.EDIT | OutboxAction.REACT | OutboxAction.PIN:
                target = await self._target(first)
                room = await self._room(first)
                return Arrived(await self._about(parcel, target, room), room=room)
        room = await self._room(first)
        try:
            await self._discretion.check(parcel, room)
        except Withheld as withheld:
            log.info("names are withheld", what=first.kind, outbox=first.id, reason=withheld.why)
            if not await self._discretion.withhold(first, withheld.why):
                if withheld.why == "right" and await self._discretion.readdress(first):
                    log.info("it goes to whoever answers for it now", what=first.kind, outbox=first.id)
                raise Pointless("names may no longer be read there") from None
        return await self._send(parcel, room)

    async def _forget(self, row: Outbox) -> None:
        """The last word to them goes first: after it there is no room to say it in."""
        if row.room is not None:
            async with self._database.reading() as store:
                if await store.outbox.says_there(row.platform, row.room):
                    raise NotYet(self._clock.now() + SOON)
        await self._platform.forget(row.text or "", row.room)

    async def _take_back(self, parcel: Parcel) -> None:
        """Gone is gone, however often it is asked for. What never arrived need not be taken back."""
        first = parcel.first
        room = first.room
        events: tuple[str, ...] = (first.target,) if first.target else ()
        if first.target_row is not None:
            room, events = await self._where_it_arrived(first, first.target_row)
        if room is None or not events:
            raise Pointless("its message was not sent")
        for number, event in enumerate(events):
            await self._platform.redact(room, event, f"{self._envelopes.txn_id(parcel)}-{number}")

    async def _where_it_arrived(self, row: Outbox, about: int) -> tuple[str | None, tuple[str, ...]]:
        """Where the answer to a sending was lost, only the room itself can tell."""
        async with self._database.reading() as store:
            arrival = await store.outbox.arrival(about)
        if arrival is None:
            return None, ()
        if arrival.state is OutboxState.WAITING:
            raise NotYet(self._clock.now() + SOON)
        room = arrival.room or row.room
        if arrival.events or not arrival.tried or room is None:
            return room, arrival.events
        sent_as = self._envelopes.message_id(arrival.sent_as)
        found = [await self._platform.find_sent(room, one) for one in (sent_as, f"{sent_as}{FILE}")]
        return room, tuple(one for one in found if one is not None)

    async def _send(self, parcel: Parcel, room: str) -> Arrived:
        first = parcel.first
        message = self._envelopes.outgoing(parcel, room)
        event_id = await self._once(message, first, self._envelopes.txn_id(parcel))
        if first.attachment is None or len(parcel.rows) > 1:
            return Arrived(event_id, room=room)
        shared = first.lane.startswith(ROOM_LANE)
        if shared and self._is_crowded(first.lane):
            # The file is one person's, the answers that it would hold up are everybody's.
            return Arrived(event_id, room=room)
        file_event_id = None
        try:
            file_event_id = await self._send_file(parcel, room)
        except RateLimited as limited:
            if not shared:
                raise
            self._on_limit(limited.retry_after)
            log.info("a file is left out", what=first.kind, outbox=first.id, reason="rate limit")
        return Arrived(event_id, file_event_id, room)

    async def _send_file(self, parcel: Parcel, room: str) -> str | None:
        """What cannot be made, or is not taken, is missing: the message says all there is to say."""
        first = parcel.first
        file = await _rendered(first)
        if file is None:
            return None
        message = self._envelopes.with_file(parcel, room, file)
        try:
            return await self._once(message, first, self._envelopes.file_txn_id(parcel))
        except Refused as error:
            log.error("a file cannot be delivered", what=first.kind, outbox=first.id, code=error.code)
            return None

    async def _once(self, message: Outgoing, row: Outbox, txn_id: str) -> str:
        since = row.first_try_at or row.created_at
        if self._clock.now() - since > SURE_FOR:
            found = await self._platform.find_sent(message.room, message.id)
            if found is not None:
                return found
        return (await self._platform.send(message, txn_id)).event_id

    async def _about(self, parcel: Parcel, target: str, room: str) -> str:
        """All three may be done twice: the last edit counts, and no reaction or pin stands twice."""
        first = parcel.first
        if first.action is OutboxAction.PIN:
            await self._platform.pin(room, target)
            return ""
        txn_id = self._envelopes.txn_id(parcel)
        if first.action is OutboxAction.EDIT:
            message = self._envelopes.outgoing(parcel, room, edits=target)
            return (await self._platform.send(message, txn_id)).event_id
        receipt = await self._platform.react(
            room,
            target,
            first.text or "",
            txn_id,
            id=self._envelopes.reaction_id(parcel),
            kind=first.kind,
            answers={} if first.answers is None else {first.answers: first.kind},
        )
        return receipt.event_id

    async def _target(self, row: Outbox) -> str:
        if row.target is not None:
            return row.target
        async with self._database.reading() as store:
            became = None if row.target_row is None else await store.outbox.became(row.target_row)
        if became is not None and became[0] is OutboxState.WAITING:
            raise NotYet(self._clock.now() + SOON)
        if became is None or became[0] is not OutboxState.SENT or not became[1]:
            raise Pointless("its message was not sent")
        return became[1]

    async def _room(self, row: Outbox) -> str:
        if row.room is not None:
            return row.room
        async with self._database.reading() as store:
            address = await store.people.address(row.identity_id or 0)
            absent = await store.members.account_is_absent(row.district_id, row.identity_id)
        if absent:
            raise Pointless("whoever it is for is gone from the district's rooms")
        if address is None:
            raise Refused("the person is no longer known", code="unknown-person")
        return await self._platform.direct_room(address)


async def _rendered(row: Outbox) -> File | None:
    try:
        return await asyncio.to_thread(render, row.attachment or {})
    except Exception as error:  # noqa: BLE001 - a paper that cannot be made must not keep its message back
        log.error("a paper cannot be made", what=row.kind, outbox=row.id, error=type(error).__name__)
        return None
