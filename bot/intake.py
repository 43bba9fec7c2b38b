"""Transaction A: what a platform brought is kept, together with the token, before anything is done.

Only what may concern the bot is kept: a conversation among members is not ours to store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.lately import Lately
from bot.platforms.base import Batch, Incoming, IncomingKind
from commands.rules.parsing import MAX_LENGTH, command_text
from commands.rules.signs import is_yes, number_of
from storage.engine import Database
from storage.states import InboxState
from storage.store import Store

STILL_MEANT = timedelta(hours=24)
"""How old a command may be that could not be read before: a word such as "tis" may mean another day later."""

_TYPED = (IncomingKind.MESSAGE, IncomingKind.EDIT, IncomingKind.REACTION)


class Intake:
    """Keeps batches in the inbox. `own_names` are words by which people address the bot in a room."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        platform: str,
        prefix: str,
        own_address: str,
        own_names: tuple[str, ...],
    ) -> None:
        self._database = database
        self._clock = clock
        self._platform = platform
        self._prefix = prefix
        self._own_address = own_address
        self._own_names = own_names
        self._lately = Lately()

    async def token(self) -> str | None:
        """Where listening goes on; None at the first start."""
        async with self._database.reading() as store:
            return await store.settings.token(self._platform)

    async def take(self, batch: Batch) -> int:
        """Keep the batch and its token in one transaction; the number of new events.

        An event that was kept before is passed over (`event_id` is unique), so a batch may come again.
        """
        now = self._clock.now()
        found = [(one, self._rows(one, now)) for one in batch.incoming if not self._was_forgotten(one)]
        # Without the token the same events come again: what a power failure undoes here is done anew, and
        # what follows from them is on the disk only together with them.
        async with self._database.writing(durable=False) as store:
            found = [(one, await self._if_late(store, one, rows, found, now)) for one, rows in found]
            kept = await self._ours(store, found)
            new = await store.inbox.keep([row for rows in kept for row in rows])
            await store.settings.keep_token(self._platform, batch.token)
        return new

    async def _if_late(
        self,
        store: Store,
        one: Incoming,
        rows: list[dict[str, Any]],
        found: Sequence[tuple[Incoming, list[dict[str, Any]]]],
        now: datetime,
    ) -> list[dict[str, Any]]:
        """What could be read only now counts as from when it came.

        It is not done when it may do harm: when it is old, and when the sender, who was told to write again,
        has written since.
        """
        since = one.held_since
        if since is None or not rows:
            return rows
        said_again = any(
            other.sender == one.sender and other.held_since is None and theirs and other.kind in _TYPED
            for other, theirs in found
        )
        outdated = (
            now - since > STILL_MEANT
            or said_again
            or await store.inbox.said_since(one.platform, one.sender, since=since)
        )
        late = {"late": since.isoformat()} if outdated else {}
        return [
            row | {"received_at": since, "payload": None if row["payload"] is None else row["payload"] | late}
            for row in rows
        ]

    def _was_forgotten(self, event: Incoming) -> bool:
        """Whether it is from before its sender was forgotten: after a restore the server tells it again."""
        book = self._database.forgotten
        at = None if book is None else book.forgot(event.platform, event.sender)
        return at is not None and event.sent_at < at

    async def _ours(
        self, store: Store, found: Sequence[tuple[Incoming, list[dict[str, Any]]]]
    ) -> list[list[dict[str, Any]]]:
        """Without everyday things: thumbs and removals that are about something else, strangers who move."""
        thumbs = {one.target or "" for one, rows in found if rows and _is_thumb(one)}
        removals = {one.target or "" for one, rows in found if rows and one.kind is IncomingKind.REDACTION}
        asking = await store.boards.asking(self._platform, thumbs)
        moved = {one.who or "" for one, rows in found if rows and one.kind is IncomingKind.MEMBERSHIP}
        known = {one.address for one in await store.members.known(self._platform, moved)}
        pressed = {
            one.event_id
            for one, rows in found
            if rows and one.kind is IncomingKind.REACTION and not _is_thumb(one)
        }
        removable = pressed | await store.boards.removable(self._platform, removals - pressed)
        return [
            rows
            for one, rows in found
            if (not _is_thumb(one) or one.target in asking)
            and (one.kind is not IncomingKind.REDACTION or one.target in removable)
            and (one.kind is not IncomingKind.MEMBERSHIP or one.who in known | {self._own_address})
        ]

    def _rows(self, event: Incoming, now: datetime) -> list[dict[str, Any]]:
        """What is kept of one event.

        An edit that makes a fresh message a command brings the bare fact of that message with it: as one
        that was met with silence, so that what the edit did counts as done for every later edit of it.
        """
        said = event.kind is IncomingKind.MESSAGE
        if not self.concerns_us(event):
            if said:
                self._lately.note(event.event_id, room=event.room, sender=event.sender, now=now)
            return []
        rows = [row_of(event, now)]
        if event.kind is IncomingKind.EDIT and event.target is not None:
            when = self._lately.when(event.target, room=event.room, sender=event.sender, now=now)
            if when is not None:
                first = row_of(replace(event, event_id=event.target, kind=IncomingKind.MESSAGE), when)
                rows.insert(0, first | {"payload": None, "state": InboxState.DONE})
        return rows

    def concerns_us(self, event: Incoming) -> bool:
        """Whether the event can have any effect or answer; of some the database knows more (`take`)."""
        if event.sender == self._own_address and event.kind is not IncomingKind.MEMBERSHIP:
            return False
        match event.kind:
            case IncomingKind.MESSAGE | IncomingKind.EDIT:
                text = command_text(
                    event.text[: MAX_LENGTH + 1],
                    prefix=self._prefix,
                    private=event.private,
                    own_names=self._own_names,
                )
                return bool(text)
            case IncomingKind.REACTION:
                return number_of(event.text) is not None or is_yes(event.text) is not None
            case IncomingKind.REDACTION:
                return event.target is not None
            case IncomingKind.MEMBERSHIP:
                return event.who == self._own_address or not event.private
            case IncomingKind.INVITATION | IncomingKind.UPGRADE:
                return True
            case IncomingKind.VERIFICATION | IncomingKind.UNREADABLE:
                return True
            case _:
                return False


def _is_thumb(event: Incoming) -> bool:
    """A reaction that may say yes or no."""
    return event.kind is IncomingKind.REACTION and number_of(event.text) is None


def row_of(event: Incoming, now: datetime) -> dict[str, Any]:
    """What the inbox keeps of an event that was seen at `now`."""
    payload: dict[str, Any] = {"text": event.text[: MAX_LENGTH + 1]}
    for name in ("target", "thread", "sender_name", "who"):
        if (value := getattr(event, name)) is not None:
            payload[name] = value
    if event.membership is not None:
        payload["membership"] = event.membership.value
    if event.before is not None:
        payload["before"] = event.before.value
    if event.direct:
        payload["direct"] = True
    if event.private:
        payload["private"] = True
    return {
        "platform": event.platform,
        "event_id": event.event_id,
        "room": event.room,
        "sender": event.sender,
        "kind": event.kind.value,
        "payload": payload,
        "received_at": now,
        "state": "new",
        "attempts": 0,
    }
