"""One sync response → one `Batch`: gaps filled, encrypted events decrypted, everything in order."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.clock import Clock
from bot.platforms.base import Batch, Incoming, IncomingKind, Membership, Refused
from bot.platforms.matrix.backfill import Gap, pages_of, read_gap, without_doubles
from bot.platforms.matrix.crypto import Crypto
from bot.platforms.matrix.direct_list import DirectList, from_account_data
from bot.platforms.matrix.held import Held, Waiting
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.patience import Patience
from bot.platforms.matrix.rooms import RoomBook
from bot.platforms.matrix.shapes import Json, events_in, is_id, table
from bot.platforms.matrix.translate import (
    PLATFORM,
    Scene,
    invitation,
    made_id,
    membership_before,
    membership_of,
    translate,
    unreadable,
)
from bot.platforms.matrix.verification.verifier import Verifier, is_verification

MOST_EDITS = 1_000
PROMPT = timedelta(minutes=1)
"""What is read within this time of its coming is not late."""
MOST_INVITATIONS = 1_000
"""Invitations to talk alone that are remembered until the bot joins; strangers' are among them."""

log = structlog.get_logger(__name__)


class Digest:
    """Reads sync responses one after another. What it has to ask the server for meanwhile, it insists on."""

    def __init__(
        self,
        http: MatrixHttp,
        own: str,
        book: RoomBook,
        direct: DirectList,
        crypto: Crypto | None,
        patience: Patience,
        clock: Clock,
        verifier: Verifier | None = None,
        held: Held | None = None,
    ) -> None:
        self._http = http
        self._own = own
        self._book = book
        self._direct = direct
        self._crypto = crypto
        self._patience = patience
        self._clock = clock
        self._invited_directly: OrderedDict[str, str] = OrderedDict()
        self._edits: OrderedDict[str, str] = OrderedDict()
        self._held = Held() if held is None else held
        self._verifier = verifier

    def waits(self) -> float | None:
        """Seconds until an encrypted message has to be told as unreadable, or a verification goes on.

        None when there is nothing to wait for.
        """
        verifying = None if self._verifier is None else self._verifier.waits()
        times = (self._held.seconds(self._clock.now()), verifying)
        return min((time for time in times if time is not None), default=None)

    def settle(self) -> None:
        """All that was read so far has been committed."""
        self._held.settle()

    async def read(self, response: Json, since: str | None, token: str) -> Batch:
        """What happened after `since`. Without it (the first look) only the invitations are taken.

        Rooms are merged by the servers' times: each room keeps its own order whatever they say, and
        across rooms there is no other. Before them come messages of earlier batches whose key came late, or
        not at all. Raises `LoggedOut`.
        """
        received = self._clock.now()
        content = from_account_data(events_in(table(response.get("account_data")).get("events")))
        if content is not None:
            self._direct.replace(content)
        rooms = table(response.get("rooms"))
        incoming = list(self._late(received))
        echoes: dict[str, str] = {}
        merged: list[tuple[datetime, Incoming]] = []
        if since is not None:
            for section in ("join", "leave"):
                for room, part in table(rooms.get(section)).items():
                    if is_id(room):
                        found = await self._room(
                            room, table(part), since, section == "leave", received, echoes
                        )
                        merged.extend(_rising(found, received))
            merged.sort(key=lambda pair: pair[0])  # stable: equal times keep the room's order
        incoming.extend(one for _, one in merged)
        # Last: whoever was removed from a room and invited again has been removed before.
        incoming.extend(self._invitations(rooms, received, since or ""))
        if self._verifier is not None:
            for event in events_in(table(response.get("to_device")).get("events")):
                self._verifier.to_device(event)
            incoming.extend(self._verifier.take())
        return Batch(incoming=tuple(incoming), token=token, echoes=echoes)

    def _late(self, received: datetime) -> Iterator[Incoming]:
        """What waited for its key and waits no longer."""
        if self._crypto is None:
            return
        for waiting in self._held.ready(received, self._crypto.knows):
            one = self._translated(waiting.room, waiting.event, received, waited=waiting)
            if one is not None and (waiting.told or received - waiting.since > PROMPT):
                one = replace(one, held_since=waiting.since)
            if one is not None:
                yield one

    def _invitations(self, rooms: Mapping[str, Any], received: datetime, since: str) -> Iterator[Incoming]:
        for room, part in table(rooms.get("invite")).items():
            found = invitation(room, part, self._own, received, since)
            if found is None:
                continue
            self._book.note_server(room, found.sender)
            if found.direct:
                self._invited_directly[room] = found.sender
                if len(self._invited_directly) > MOST_INVITATIONS:
                    self._invited_directly.popitem(last=False)
            else:
                self._invited_directly.pop(room, None)
            yield found

    async def _room(
        self,
        room: str,
        part: Mapping[str, Any],
        since: str,
        left: bool,
        received: datetime,
        echoes: dict[str, str],
    ) -> list[Incoming]:
        """Everything that happened in one room while the bot was there."""
        timeline, state = table(part.get("timeline")), events_in(table(part.get("state")).get("events"))
        shown = events_in(timeline.get("events"))
        gap = Gap([], [])
        if not any(self._is_first_join(event) for event in shown):
            gap = await self._gap(room, timeline, since)
        early = without_doubles(gap.events)
        events = without_doubles(early + shown)
        self._note_all(room, gap.state)
        await self._prepare(room, events, state)
        found: list[Incoming] = []
        own_standing_seen = False
        inside = self._was_inside(events, left)
        for index, event in enumerate(events):
            if index == len(early):
                self._note_all(room, state)  # the state is that between the gap and the timeline
            self._note(room, event)
            self._note_echo(event, echoes)
            own_change = _changes(event, self._own)
            if own_change is not None:
                own_standing_seen = True
                inside = own_change is Membership.JOIN
                if inside:
                    await self._joined(room, event)
            elif not inside or _before_own_join(event):
                continue
            one = self._translated(room, event, received)
            if one is not None:
                found.append(one)
        if len(events) == len(early):
            self._note_all(room, state)
        if left:
            self._book.forget(room)
            self._held.forget(room)
            if not own_standing_seen:
                found.append(self._left_unseen(room, since, received))
        return found

    async def _gap(self, room: str, timeline: Mapping[str, Any], since: str) -> Gap:
        begin = timeline.get("prev_batch")
        if timeline.get("limited") is not True or not isinstance(begin, str):
            return Gap([], [])
        fetch = pages_of(self._http, self._patience, room, since)
        return await read_gap(fetch, begin, is_boundary=self._is_first_join, room=room)

    def _is_first_join(self, event: Json) -> bool:
        """The bot came from outside, not back: nothing before it concerns the bot."""
        joins = _changes(event, self._own) is Membership.JOIN
        return joins and membership_before(event) is not Membership.LEAVE

    def _was_inside(self, events: list[Json], left: bool) -> bool:
        """Whether the bot was in the room before the first of these events."""
        for event in events:
            standing, before = _changes(event, self._own), membership_before(event)
            if standing is not None and before is None:
                return standing in (Membership.LEAVE, Membership.BAN)
            if standing is not None:
                return before is Membership.JOIN
        return not left

    async def _prepare(self, room: str, events: list[Json], state: list[Json]) -> None:
        """Ask the server for what has to be known before these events can be understood."""
        spoken = {"m.room.message", "m.room.encrypted", "m.reaction"}
        if not any(event.get("type") in spoken and event.get("sender") != self._own for event in events):
            return
        if not self._book.knows_encryption(room):
            if any(_switches_encryption_on(event) for event in events):
                self._book.is_encrypted_later(room)
            elif not any(self._book.note_encryption(room, event) for event in state):
                await self._ask("encryption", lambda: self._book.encrypted(room), room)
        await self._ask("privacy", lambda: self._book.learn_privacy(room), room)
        sealed = [event for event in events if event.get("type") == "m.room.encrypted"]
        if self._crypto is not None and sealed:
            await self._crypto.know_senders(room, sealed)

    async def _ask(self, what: str, call: Any, room: str) -> None:
        try:
            await self._patience.insist(what, lambda _tries: call())
        except Refused as error:
            log.info("not told", what=what, room=room, code=error.code)

    async def _joined(self, room: str, event: Json) -> None:
        """Note a room that is meant for talking to one person: that stands on the invitation only."""
        unsigned = table(event.get("unsigned"))
        prev_sender = unsigned.get("prev_sender")
        inviter = self._invited_directly.pop(room, None)
        if table(unsigned.get("prev_content")).get("is_direct") is True and is_id(prev_sender):
            inviter = str(prev_sender)
        if inviter is not None and inviter != self._own:
            partner = inviter
            await self._ask("note direct room", lambda: self._direct.add(partner, room), room)
            await self._ask("privacy", lambda: self._book.learn_privacy(room), room)

    def _note_all(self, room: str, state: list[Json]) -> None:
        for event in state:
            self._note(room, event)

    def _note(self, room: str, event: Json) -> None:
        self._book.note(room, event)
        if self._crypto is not None and event.get("type") == "m.room.member":
            self._crypto.note_member(room, event)

    def _note_echo(self, event: Json, echoes: dict[str, str]) -> None:
        if event.get("sender") == self._own:
            txn_id = table(event.get("unsigned")).get("transaction_id")
            if isinstance(txn_id, str) and is_id(event.get("event_id")):
                echoes[txn_id] = event["event_id"]

    def _translated(
        self, room: str, event: Json, received: datetime, *, waited: Waiting | None = None
    ) -> Incoming | None:
        """What the event means to the bot. `waited`: it has waited for its key, and is looked at again."""
        kind, decrypted = event.get("type"), False
        if kind == "m.room.encrypted" and event.get("sender") != self._own:
            plain = self._crypto.decrypt(room, event) if self._crypto is not None else None
            if plain is None:
                return self._unreadable(room, event, received, waited)
            event, decrypted = plain, True
        elif self._book.is_encrypted(room) and kind == "m.room.message" and not is_verification(event):
            # Steps of a verification prove themselves, and matrix-js-sdk never encrypts them.
            if event.get("sender") != self._own:
                log.warning("plain message in an encrypted room dropped", room=room)
            return None
        if is_verification(event):
            if self._verifier is not None and event.get("sender") != self._own:
                self._verifier.in_room(room, event, private=self._book.is_private(room))
            return None
        one = translate(event, self._scene(room, received, decrypted))
        if one is not None and one.kind is IncomingKind.EDIT:
            one = self._to_the_original(one)
        if one is not None and one.kind is IncomingKind.UPGRADE and one.target:
            self._book.note_server(one.target, one.sender)
            self._book.note_server(one.target, room)
        return one

    def _unreadable(
        self, room: str, event: Json, received: datetime, waited: Waiting | None
    ) -> Incoming | None:
        """Kept for its key; told of when that has not come in time, unless the sender was told lately."""
        crypto = self._crypto
        if crypto is not None and waited is None and self._held.hold(room, event, received, crypto.knows):
            return None
        one = unreadable(event, self._scene(room, received, False))
        return one if one is not None and self._held.may_tell(one.sender, received) else None

    def _scene(self, room: str, received: datetime, decrypted: bool) -> Scene:
        return Scene(
            room=room,
            own=self._own,
            received=received,
            private=self._book.is_private(room),
            encrypted=decrypted,
            name=lambda address: self._book.name(room, address),
        )

    def _to_the_original(self, edit: Incoming) -> Incoming:
        """Some clients name the last edit instead of the message itself."""
        target = self._edits.get(edit.target or "", edit.target or "")
        self._edits[edit.event_id] = target
        if len(self._edits) > MOST_EDITS:
            self._edits.popitem(last=False)
        return edit if target == edit.target else replace(edit, target=target)

    def _left_unseen(self, room: str, since: str, received: datetime) -> Incoming:
        """The bot is out of the room, and the event that says so was not shown."""
        return Incoming(
            platform=PLATFORM,
            event_id=made_id("left", room, since),
            kind=IncomingKind.MEMBERSHIP,
            room=room,
            sender=self._own,
            sent_at=received,
            who=self._own,
            membership=Membership.LEAVE,
        )


def _changes(event: Json, who: str) -> Membership | None:
    """The standing that this event gives the person, None if it is about something else or changes none."""
    if event.get("type") != "m.room.member" or event.get("state_key") != who:
        return None
    standing = membership_of(event.get("content"))
    return None if standing is membership_before(event) else standing


def _before_own_join(event: Json) -> bool:
    """The server says that the bot was not there then (specification 1.11, `unsigned.membership`)."""
    membership = table(event.get("unsigned")).get("membership")
    return isinstance(membership, str) and membership != Membership.JOIN


def _switches_encryption_on(event: Json) -> bool:
    return (
        event.get("type") == "m.room.encryption"
        and event.get("state_key") == ""
        and "prev_content" not in table(event.get("unsigned"))
    )


def _rising(found: list[Incoming], latest: datetime) -> Iterator[tuple[datetime, Incoming]]:
    """Each with a time to sort by: never earlier than the one before it in the room, never in the future."""
    highest: datetime | None = None
    for one in found:
        now = min(one.sent_at, latest)
        highest = now if highest is None or now > highest else highest
        yield highest, one
