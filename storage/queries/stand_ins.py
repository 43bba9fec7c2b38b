"""Who looks for somebody to take over their seat, and who might."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Table, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Ask, Identity, Person, Shift, Signup, StandIn
from storage.prepared import Prepared
from storage.queries.shifts import ShiftView
from storage.states import AskState, ShiftState, SignupState, StandInState

_STAND_IN = cast(Table, StandIn.__table__).c
# Whoever leaves may have looked for somebody: asked for every leaving, hence built once.
_OPEN_OF_SIGNUP = Prepared(
    select(_STAND_IN.id).where(
        _STAND_IN.signup_id == bindparam("signup"), _STAND_IN.state == StandInState.OPEN
    )
)
_HAD_A_SEAT = (
    SignupState.BOOKED,
    SignupState.ATTENDED,
    SignupState.MISSED,
    SignupState.EXCUSED,
    SignupState.CANCELLED,
)


class StandIns:
    """A request is open until somebody has taken the seat, or it is withdrawn."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, stand_in: StandIn) -> StandIn:
        self._session.add(stand_in)
        await self._session.flush()
        return stand_in

    async def get(self, stand_in_id: int) -> StandIn:
        """As it stands now; raises LookupError when there is none."""
        found = await self._session.get(StandIn, stand_in_id, populate_existing=True)
        if found is None:
            raise LookupError(f"no stand-in {stand_in_id}")
        return found

    async def open_of_signup(self, signup_id: int) -> list[int]:
        """The ids of the open requests for this seat."""
        return [row[0] for row in await _OPEN_OF_SIGNUP.rows(self._session, signup=signup_id)]

    async def open_with(self, person_id: int) -> list[int]:
        """The open swaps that this one person was asked for, by id."""
        query = select(StandIn.id).where(
            StandIn.to_person_id == person_id, StandIn.state == StandInState.OPEN
        )
        return list(await self._session.scalars(query))

    async def open_of_shift(self, shift_id: int) -> Sequence[StandIn]:
        """The open requests for seats on this shift, oldest first."""
        return await self._of_shift(shift_id, StandIn.state == StandInState.OPEN)

    async def in_stage(self, shift_id: int, stage: str) -> Sequence[StandIn]:
        """Those of the shift that came to this stage, and perhaps ended there, oldest first."""
        return await self._of_shift(shift_id, StandIn.stage == stage)

    async def withdrawn(self, signup: Signup, stage: str, *, since: datetime) -> StandIn | None:
        """The last request for this seat that the person withdrew after `since`, when it was in this stage.

        Only since they have the seat.
        """
        query = select(StandIn).where(
            StandIn.signup_id == signup.id,
            StandIn.stage == stage,
            StandIn.state == StandInState.WITHDRAWN,
            StandIn.created_at >= signup.created_at,
            StandIn.ended_at >= since,
        )
        return await self._session.scalar(query.order_by(StandIn.id.desc()).limit(1))

    async def forget_withdrawn(self, shift_id: int) -> None:
        """The shift is another one now: what was asked for it before is not what would be asked now."""
        await self._session.execute(
            update(StandIn)
            .where(StandIn.shift_id == shift_id, StandIn.state == StandInState.WITHDRAWN)
            .values(state=StandInState.ENDED)
            .execution_options(synchronize_session="fetch")
        )

    async def _of_shift(self, shift_id: int, *conditions: ColumnElement[bool]) -> Sequence[StandIn]:
        query = select(StandIn).where(StandIn.shift_id == shift_id, *conditions)
        return (
            await self._session.scalars(query.order_by(StandIn.id).execution_options(populate_existing=True))
        ).all()

    async def close(
        self, stand_in_id: int, state: StandInState, *, now: datetime, taken_by: int | None = None
    ) -> bool:
        """Let it end, if it is still open; whoever gets True acts on it, nobody else does."""
        closed = await self._session.scalar(
            update(StandIn)
            .where(StandIn.id == stand_in_id, StandIn.state == StandInState.OPEN)
            .values(state=state, ended_at=now, taken_by_id=taken_by)
            .returning(StandIn.id)
            .execution_options(synchronize_session="fetch")
        )
        return closed is not None

    async def could_come(self, shift: ShiftView) -> list[int]:
        """People who once had a seat on a shift of the activity, have chat, may be asked and are free then.

        Without those who are on this shift, wait for it or have left it, and those who were asked before to
        come to it. In the order in which they came to know the bot.
        """
        asked = exists(Ask.id).where(
            Ask.shift_id == shift.id,
            Ask.person_id == Person.id,
            Ask.state != AskState.WITHDRAWN,
            or_(Ask.kind == "stand-in", Ask.kind == "swap", Ask.kind == "rescue"),
        )
        had = (
            exists(Signup.id)
            .where(Signup.person_id == Person.id, Signup.state.in_(_HAD_A_SEAT))
            .where(Signup.shift_id == Shift.id, Shift.activity_id == shift.activity_id)
        )
        here = exists(Signup.id).where(Signup.person_id == Person.id, Signup.shift_id == shift.id)
        busy = exists(Signup.id).where(
            Signup.person_id == Person.id,
            or_(Signup.state == SignupState.BOOKED, Signup.state == SignupState.OFFERED),
            Signup.shift_id == Shift.id,
            Shift.state != ShiftState.CANCELLED,
            Shift.starts_at < shift.ends,
            Shift.ends_at > shift.starts,
        )
        query = (
            select(Person.id)
            .where(Person.unasked_since.is_(None), exists(Identity.id).where(Identity.person_id == Person.id))
            .where(had, ~here, ~busy, ~asked)
            .order_by(Person.id)
        )
        return list(await self._session.scalars(query))
