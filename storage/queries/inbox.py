"""Events that were seen: kept before anything is done with them, so that nothing is lost or done twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialects import insert_into
from storage.models import Inbox
from storage.prepared import Prepared
from storage.rows import Rows
from storage.states import InboxState

MAX_ATTEMPTS = 5

# Used for every command, hence built once.
_TABLE = cast(Table, Inbox.__table__)
_COLUMNS = ("platform", "event_id", "room", "sender", "kind", "payload", "received_at", "state", "attempts")
_ONCE = ["platform", "event_id"]
_KEEP_SQLITE = Prepared(
    insert_into(_TABLE, "sqlite").on_conflict_do_nothing(index_elements=_ONCE), columns=_COLUMNS
)
_ROWS = Rows(Inbox)
_WAITING = Prepared(
    select(*_ROWS.columns)
    .where(_TABLE.c.state == InboxState.NEW, _TABLE.c.id > bindparam("after"))
    .order_by(_TABLE.c.id)
    .limit(bindparam("most"))
)
_FINISH = Prepared(
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("row"))
    .values(state=InboxState.DONE, outcome=bindparam("told"), payload=None)
)


class InboxRows:
    """`event_id` is unique per platform: an event that comes again changes nothing."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, rows: list[dict[str, Any]]) -> int:
        """Write the rows that are not there yet, in order; the number of new ones."""
        if not rows:
            return 0
        connection = await self._session.connection()
        if connection.dialect.name == "postgresql":
            keep = insert_into(_TABLE, "postgresql").on_conflict_do_nothing(index_elements=_ONCE)
            kept = [await connection.execute(keep, row) for row in rows]
            return sum(one.rowcount for one in kept)  # of many at once the driver does not tell
        return await _KEEP_SQLITE.run_each(self._session, rows)

    async def waiting(self, *, limit: int, after: int = 0) -> Sequence[Inbox]:
        """The oldest events nobody has dealt with, to look at; `finish` is told what became of them."""
        rows = await _WAITING.rows(self._session, after=after, most=limit)
        return [_ROWS.read(row) for row in rows]

    async def outcome_of(self, platform: str, event_id: str, *, sender: str) -> str | None:
        """What the sender's event was answered; None when there is none, or no answer yet."""
        return await self._session.scalar(
            select(Inbox.outcome).where(
                Inbox.platform == platform, Inbox.event_id == event_id, Inbox.sender == sender
            )
        )

    async def wrote_since(self, platform: str, sender: str, *, since: datetime) -> bool:
        """Whether this account has written anything to the bot since then."""
        query = select(Inbox.id).where(
            Inbox.platform == platform, Inbox.sender == sender, Inbox.received_at >= since
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def said_since(self, platform: str, sender: str, *, since: datetime) -> bool:
        """Whether this account has said anything to the bot, or pressed anything, after that moment."""
        query = select(Inbox.id).where(
            Inbox.platform == platform,
            Inbox.sender == sender,
            Inbox.received_at > since,
            Inbox.kind.in_(("message", "edit", "reaction")),
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def silent_since(self, platform: str, event_id: str, *, sender: str, since: datetime) -> bool:
        """Whether the sender's message came since then, and had neither an effect nor an answer."""
        found = await self._session.scalar(
            select(Inbox.id).where(
                Inbox.platform == platform,
                Inbox.event_id == event_id,
                Inbox.sender == sender,
                Inbox.kind == "message",
                Inbox.state == InboxState.DONE,
                Inbox.outcome.is_(None),
                Inbox.received_at >= since,
            )
        )
        return found is not None

    async def change_outcome(self, platform: str, event_id: str, outcome: str | None) -> None:
        """An edit was run in the event's place: from now on its outcome counts."""
        await self._session.execute(
            update(Inbox)
            .where(Inbox.platform == platform, Inbox.event_id == event_id)
            .values(outcome=outcome)
            .execution_options(synchronize_session=False)
        )

    async def finish(self, outcomes: Sequence[tuple[int, str | None]]) -> None:
        """Mark (id, outcome) as done and delete what was typed."""
        await _FINISH.run_each(self._session, [{"row": row, "told": told} for row, told in outcomes])

    async def forget_source(self, row_id: int) -> None:
        """Nobody can tell any more from whom and where the event came; that it came stays known."""
        await self._session.execute(
            update(Inbox)
            .where(Inbox.id == row_id)
            .values(sender="", room="")
            .execution_options(synchronize_session=False)
        )

    async def failed(self, row_id: int) -> int:
        """Count an attempt that ended in an error; the number of attempts so far."""
        attempts = await self._session.scalar(
            update(Inbox)
            .where(Inbox.id == row_id)
            .values(attempts=Inbox.attempts + 1)
            .returning(Inbox.attempts)
            .execution_options(synchronize_session=False)
        )
        return attempts or 0

    async def set_aside(self, row_id: int, reference: str) -> None:
        """Give up on a poison row; `reference` is what the person was told to quote."""
        await self._session.execute(
            update(Inbox)
            .where(Inbox.id == row_id)
            .values(state=InboxState.ASIDE, outcome=f"failed:{reference}", payload=None)
            .execution_options(synchronize_session=False)
        )
