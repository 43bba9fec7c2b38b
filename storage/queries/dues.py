"""Everything else that falls due: digests, call lists, retention, backups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Due
from storage.states import DueState


class Dues:
    """A due is unique by kind and subject: however often it is planned, it is done once."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def plan(self, kind: str, subject: str, due_at: datetime, *, district_id: int | None) -> bool:
        """Plan it unless it is there already, done or not; whether it was new."""
        dialect = self._session.get_bind().dialect.name
        insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
        new = await self._session.scalar(
            insert(Due)
            .values(
                kind=kind, subject=subject, due_at=due_at, district_id=district_id, state=DueState.WAITING
            )
            .on_conflict_do_nothing(index_elements=["kind", "subject"])
            .returning(Due.id)
        )
        return new is not None

    async def plan_again(self, kind: str, subject: str, due_at: datetime, *, district_id: int | None) -> None:
        """As `plan`, but what expired is taken up again; what was done stays done."""
        if not await self.plan(kind, subject, due_at, district_id=district_id):
            await self._session.execute(
                update(Due)
                .where(Due.kind == kind, Due.subject == subject, Due.state != DueState.DONE)
                .values(state=DueState.WAITING, due_at=due_at, reason=None)
                .execution_options(synchronize_session=False)
            )

    async def due(self, now: datetime, *, kinds: Iterable[str], limit: int = 100) -> Sequence[Due]:
        """What is waiting and whose time has come, of these kinds, the longest due first."""
        query = (
            select(Due)
            .where(Due.state == DueState.WAITING, Due.due_at <= now, Due.kind.in_(list(kinds)))
            .order_by(Due.due_at, Due.id)
            .limit(limit)
        )
        return (await self._session.scalars(query)).all()

    async def waiting(self, kind: str, subject_prefix: str = "") -> Sequence[Due]:
        """What is planned and not done, whenever it is due, for subjects that begin so."""
        return await self._of(kind, subject_prefix, DueState.WAITING)

    async def done(self, kind: str, subject_prefix: str) -> Sequence[Due]:
        """What was done for subjects that begin so."""
        return await self._of(kind, subject_prefix, DueState.DONE)

    async def _of(self, kind: str, subject_prefix: str, state: DueState) -> Sequence[Due]:
        query = select(Due).where(Due.kind == kind, Due.state == state).order_by(Due.id)
        if subject_prefix:
            query = query.where(Due.subject.startswith(subject_prefix, autoescape=True))
        return (await self._session.scalars(query.execution_options(populate_existing=True))).all()

    async def claim(self, due_id: int) -> bool:
        """Mark it done if it is still waiting; whoever gets True does it, nobody else does."""
        claimed = await self._session.scalar(
            update(Due)
            .where(Due.id == due_id, Due.state == DueState.WAITING)
            .values(state=DueState.DONE, reason=None)
            .returning(Due.id)
            .execution_options(synchronize_session=False)
        )
        return claimed is not None

    async def move(self, due_id: int, due_at: datetime, *, reason: str | None = None) -> None:
        """It is to be done at another time; `reason` says why, if it is late already."""
        await self._change(due_id, state=DueState.WAITING, due_at=due_at, reason=reason)

    async def expire(self, due_id: int, reason: str) -> None:
        """It will not be done, and this is why."""
        await self._change(due_id, state=DueState.EXPIRED, reason=reason)

    async def _change(self, due_id: int, **values: Any) -> None:
        await self._session.execute(
            update(Due).where(Due.id == due_id).values(**values).execution_options(synchronize_session=False)
        )

    async def withdraw(self, kind: str, subject_prefix: str) -> None:
        """Forget what is planned and not done for subjects that begin so."""
        await self._session.execute(
            delete(Due)
            .where(
                Due.kind == kind,
                Due.state == DueState.WAITING,
                Due.subject.startswith(subject_prefix, autoescape=True),
            )
            .execution_options(synchronize_session=False)
        )

    async def forget_done(self, before: datetime) -> None:
        """Drop rows that were done or expired long ago; they only guarded against doing them twice."""
        await self._session.execute(delete(Due).where(Due.state != DueState.WAITING, Due.due_at < before))
