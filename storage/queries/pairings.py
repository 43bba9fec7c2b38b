"""Who looks after whom, and who has been there before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Pairing, Shift, Signup
from storage.states import ShiftState, SignupState


class Pairings:
    """A newcomer's sign-up has at most one mentor's beside it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_shift(self, shift_id: int) -> Sequence[Pairing]:
        query = (
            select(Pairing).join(Signup, Signup.id == Pairing.newcomer_id).where(Signup.shift_id == shift_id)
        )
        return (await self._session.scalars(query.order_by(Pairing.newcomer_id))).all()

    async def add(self, pairing: Pairing) -> None:
        self._session.add(pairing)
        await self._session.flush()

    async def end(self, newcomer_id: int) -> None:
        await self._session.execute(delete(Pairing).where(Pairing.newcomer_id == newcomer_id))

    async def experienced(self, activity_id: int, person_ids: Iterable[int], *, before: datetime) -> set[int]:
        """Those who have, or had, a seat on a shift of the activity that is over `before` (aware UTC)."""
        query = (
            select(Signup.person_id)
            .join(Shift, Shift.id == Signup.shift_id)
            .where(
                Shift.activity_id == activity_id,
                Shift.ends_at <= before,
                Shift.state != ShiftState.CANCELLED,
                Signup.person_id.in_(list(person_ids)),
                Signup.state.in_((SignupState.BOOKED, SignupState.ATTENDED)),
            )
        )
        return set((await self._session.scalars(query)).all())
