"""The record of who did what: written in the transaction of the deed itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Audit
from storage.rows import Rows

_ROWS = Rows(Audit)


class AuditLog:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.pending: list[Audit] = []
        """Written by `Store.flush`, at the latest before the commit."""

    async def flush(self) -> None:
        rows, self.pending[:] = list(self.pending), []
        await _ROWS.write(self._session, rows)

    def record(
        self,
        action: str,
        *,
        at: datetime,
        district_id: int | None,
        actor_id: int | None,
        subject: str | None = None,
        person_id: int | None = None,
    ) -> None:
        """Keep that it happened; `person_id` is for whom, when that is somebody else."""
        self.pending.append(
            Audit(
                district_id=district_id,
                at=at,
                actor_id=actor_id,
                action=action,
                subject=subject,
                person_id=person_id,
            )
        )

    async def last_district(self, actor_id: int) -> int | None:
        """The district in which this person last did something; None when they never did."""
        return await self._session.scalar(
            select(Audit.district_id)
            .where(Audit.actor_id == actor_id, Audit.district_id.is_not(None))
            .order_by(Audit.id.desc())
            .limit(1)
        )

    async def latest(
        self,
        district_id: int,
        *,
        subjects: Collection[str] = (),
        person_id: int | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> Sequence[Audit]:
        """The newest rows of a district first: about these subjects, by or for this person, in this time.

        What is not given does not matter; `until` is excluded.
        """
        query = select(Audit).where(Audit.district_id == district_id)
        if subjects:
            query = query.where(Audit.subject.in_(subjects))
        if person_id is not None:
            query = query.where(or_(Audit.actor_id == person_id, Audit.person_id == person_id))
        if since is not None:
            query = query.where(Audit.at >= since)
        if until is not None:
            query = query.where(Audit.at < until)
        return (await self._session.scalars(query.order_by(Audit.id.desc()).limit(limit))).all()

    async def ever(self, action: str) -> bool:
        """Whether this was done, as far as the log goes back."""
        query = select(Audit.id).where(Audit.action == action).limit(1)
        return await self._session.scalar(query) is not None

    async def all(self) -> Sequence[Audit]:
        return (await self._session.scalars(select(Audit).order_by(Audit.id))).all()
