"""Questions to one person that wait for yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Ask
from storage.prepared import Prepared
from storage.states import AskState

_ASK = cast(Table, Ask.__table__).c
# Whoever leaves may have been asked something about the shift: looked at for every leaving, hence built once.
_OPEN_OF_SHIFT = Prepared(
    select(_ASK.id).where(
        _ASK.shift_id == bindparam("shift"),
        _ASK.person_id == bindparam("person"),
        _ASK.state == AskState.OPEN,
    )
)


class Asks:
    """An ask is open until it is answered, its time is out, or what it was about no longer applies."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, ask: Ask) -> Ask:
        self._session.add(ask)
        await self._session.flush()
        return ask

    async def get(self, ask_id: int) -> Ask | None:
        return await self._session.get(Ask, ask_id, populate_existing=True)

    async def open_to(self, person_id: int) -> Sequence[Ask]:
        """What the person has been asked and has not answered, the latest first."""
        query = select(Ask).where(Ask.person_id == person_id, Ask.state == AskState.OPEN)
        return (
            await self._session.scalars(
                query.order_by(Ask.id.desc()).execution_options(populate_existing=True)
            )
        ).all()

    async def last(self, person_id: int, shift_id: int) -> Ask | None:
        """What the person was asked last about the shift, answered or not."""
        query = (
            select(Ask)
            .where(Ask.person_id == person_id, Ask.shift_id == shift_id)
            .order_by(Ask.id.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        )
        return await self._session.scalar(query)

    async def latest(self, person_id: int) -> Ask | None:
        """What the person was asked last of all, answered or not."""
        query = select(Ask).where(Ask.person_id == person_id).order_by(Ask.id.desc()).limit(1)
        return await self._session.scalar(query.execution_options(populate_existing=True))

    async def asked_about(self, shift_id: int, kinds: Sequence[str]) -> set[int]:
        """Whoever was asked something of these kinds about the shift that was not taken back."""
        query = select(Ask.person_id).where(
            Ask.shift_id == shift_id, Ask.kind.in_(kinds), Ask.state != AskState.WITHDRAWN
        )
        return set(await self._session.scalars(query))

    async def said_yes(self, shift_id: int, *, since: datetime) -> set[int]:
        """Whoever has said yes to anything about the shift since then."""
        query = select(Ask.person_id).where(
            Ask.shift_id == shift_id, Ask.state == AskState.YES, Ask.answered_at >= since
        )
        return set(await self._session.scalars(query))

    async def said_no(self, person_id: int, shift_id: int, kind: str) -> bool:
        """Whether the person has said no to a question of this kind about the shift."""
        found = await self._session.scalar(
            select(Ask.id)
            .where(Ask.person_id == person_id, Ask.shift_id == shift_id, Ask.kind == kind)
            .where(Ask.state == AskState.NO)
            .limit(1)
        )
        return found is not None

    async def of_shift(self, shift_id: int, *kinds: str) -> Sequence[Ask]:
        """Open questions about the shift, of these kinds, if any are named, oldest first."""
        query = select(Ask).where(Ask.shift_id == shift_id, Ask.state == AskState.OPEN)
        if kinds:
            query = query.where(Ask.kind.in_(kinds))
        return (
            await self._session.scalars(query.order_by(Ask.id).execution_options(populate_existing=True))
        ).all()

    async def of_stand_in(self, stand_in_id: int) -> Sequence[Ask]:
        """Every question that was asked for this stand-in, oldest first."""
        query = select(Ask).where(Ask.stand_in_id == stand_in_id).order_by(Ask.id)
        return (await self._session.scalars(query.execution_options(populate_existing=True))).all()

    async def any_open(self, person_id: int, shift_id: int) -> bool:
        return await _OPEN_OF_SHIFT.first(self._session, person=person_id, shift=shift_id) is not None

    async def close(self, ask_id: int, state: AskState, *, now: datetime) -> bool:
        """Answer it, or let it end, if it is still open; whoever gets True acts on it, nobody else does."""
        closed = await self._session.scalar(
            update(Ask)
            .where(Ask.id == ask_id, Ask.state == AskState.OPEN)
            .values(state=state, answered_at=now)
            .returning(Ask.id)
            .execution_options(synchronize_session="fetch")
        )
        return closed is not None

    async def reopen(self, ask_id: int, state: AskState) -> None:
        """The answer came to nothing: it is in the state in which it was."""
        await self._session.execute(
            update(Ask)
            .where(Ask.id == ask_id)
            .values(state=state, answered_at=None)
            .execution_options(synchronize_session="fetch")
        )

    async def last_asked(
        self, person_ids: Iterable[int], kinds: Sequence[str], *, since: datetime | None = None
    ) -> dict[int, tuple[datetime, int]]:
        """When each was last asked something of these kinds, and how often since `since`, if ever."""
        query = (
            select(
                Ask.person_id,
                func.max(Ask.asked_at),
                func.count(Ask.id).filter(Ask.asked_at >= since) if since is not None else func.count(Ask.id),
            )
            .where(Ask.person_id.in_(list(person_ids)), Ask.kind.in_(kinds))
            .group_by(Ask.person_id)
        )
        return {row[0]: (row[1], row[2]) for row in await self._session.execute(query)}
