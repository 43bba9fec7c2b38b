"""What must hold between rows, beyond what constraints can say; `passet db check` asks."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Activity, Person, Seat, Shift, Signup
from storage.states import ON_THE_ROSTER, ShiftState, SignupState


async def broken_laws(session: AsyncSession) -> list[str]:
    """The laws that do not hold, one line each, by the short numbers of shifts; no names of people."""
    seats = (
        select(Seat.signup_id, func.count().label("taken")).group_by(Seat.signup_id).subquery("seats_taken")
    )
    taken = func.coalesce(seats.c.taken, 0)
    rows = await session.execute(
        select(Shift.number, Signup.id, Signup.state, Signup.guests, taken)
        .join(Shift, Shift.id == Signup.shift_id)
        .outerjoin(seats, seats.c.signup_id == Signup.id)
        .where(
            (Signup.state.in_((SignupState.CANCELLED, SignupState.WAITLISTED)) & (taken > 0))
            | (
                Signup.state.in_((*ON_THE_ROSTER, SignupState.OFFERED))
                & (Shift.state != ShiftState.CANCELLED)
                & (taken != Signup.guests + 1)
            )
        )
        .order_by(Shift.number, Signup.id)
    )
    return [
        f"shift #{number}: sign-up {signup} is {state.value} with {guests} guests and has {count} seats"
        for number, signup, state, guests, count in rows
    ]


async def counts(session: AsyncSession) -> dict[str, int]:
    """How much there is, to be shown."""
    tables = {"activities": Activity, "shifts": Shift, "sign-ups": Signup, "people": Person}
    return {
        what: await session.scalar(select(func.count()).select_from(table)) or 0
        for what, table in tables.items()
    }
