"""Messages that are to be taken back: which there are, and what became of it (issue 4, points 9 and 10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Outbox
from storage.queries.keeping import unneeded
from storage.states import OutboxAction, OutboxState


class TakingBack:
    """The rows themselves are written by `commands.actions.taking_back`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def is_to_be_left(self, platform: str, room: str) -> bool:
        """Whether it is the direct room of somebody who is forgotten, and not left yet."""
        query = select(Outbox.id).where(
            Outbox.platform == platform,
            Outbox.room == room,
            Outbox.action == OutboxAction.FORGET,
            Outbox.state == OutboxState.WAITING,
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def in_batches(self, batches: Collection[int]) -> Sequence[Outbox]:
        """The rows that went out as one message with others, by id."""
        query = select(Outbox).where(Outbox.batch_id.in_(batches)).order_by(Outbox.id)
        return (await self._session.scalars(query)).all()

    async def naming(self, before: datetime, *, most: int) -> Sequence[Outbox]:
        """Messages that stand somewhere with the names of people, as far as is known where."""
        query = (
            select(Outbox)
            .where(
                Outbox.id.in_(unneeded(before)),
                Outbox.state == OutboxState.SENT,
                Outbox.action.in_((OutboxAction.SEND, OutboxAction.EDIT)),
                Outbox.room.is_not(None),
                Outbox.sent_event_id.is_not(None),
                or_(Outbox.names.is_not(None), Outbox.batch_id.is_not(None)),
            )
            .order_by(Outbox.id)
            .limit(most)
        )
        return (await self._session.scalars(query)).all()

    async def in_vain(self, *, tries: int) -> dict[int, int]:
        """How many messages were tried to be taken back so often, and in vain, by district."""
        query = (
            select(Outbox.district_id, func.count())
            .where(
                Outbox.action == OutboxAction.REDACT,
                Outbox.state == OutboxState.WAITING,
                Outbox.attempts == tries,
                Outbox.district_id.is_not(None),
            )
            .group_by(Outbox.district_id)
        )
        return {district or 0: count for district, count in await self._session.execute(query)}

    async def give_up(self, before: datetime, *, most: int) -> int:
        """What was to be taken back and never could be."""
        chosen = select(Outbox.id).where(
            Outbox.action == OutboxAction.REDACT, Outbox.attempts > 0, Outbox.created_at < before
        )
        ids = list(await self._session.scalars(chosen.order_by(Outbox.id).limit(most)))
        gone = delete(Outbox).where(Outbox.id.in_(ids)).execution_options(synchronize_session=False)
        await self._session.execute(gone)
        return len(ids)
