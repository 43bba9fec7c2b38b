"""Sign-ups and the seats they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import UNLIMITED, Identity, Person, Seat, Shift, Signup
from storage.queries.shifts import ShiftView
from storage.states import ShiftState, SignupState


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Somebody who has a seat; `has_chat` says whether the bot can reach them by itself."""

    signup: Signup
    person: Person
    identity: Identity | None

    @property
    def has_chat(self) -> bool:
        return self.identity is not None


# Built once: building a statement costs as much as running it.
_FIND = select(Signup).where(Signup.shift_id == bindparam("shift"), Signup.person_id == bindparam("person"))
_OVERLAPPING = (
    select(Shift.id)
    .join(Signup, Signup.shift_id == Shift.id)
    .where(
        Signup.person_id == bindparam("person"),
        Signup.state == SignupState.BOOKED,
        Shift.state != ShiftState.CANCELLED,
        Shift.id != bindparam("but"),
        Shift.starts_at < bindparam("ends"),
        Shift.ends_at > bindparam("starts"),
    )
    .order_by(Shift.starts_at)
    .limit(1)
)
_TAKEN = select(Seat.number).where(Seat.shift_id == bindparam("shift"))
_TAKE = insert(Seat)


class Signups:
    """One row for each person and shift. Seats are given only inside a writing transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, signup_id: int) -> Signup:
        """The sign-up; raises LookupError when there is none."""
        found = await self._session.get(Signup, signup_id)
        if found is None:
            raise LookupError(f"no sign-up {signup_id}")
        return found

    async def find(self, shift_id: int, person_id: int) -> Signup | None:
        """The person's row for this shift in whatever state."""
        return await self._session.scalar(_FIND, {"shift": shift_id, "person": person_id})

    async def taken(self, shift_id: int) -> int:
        """The number of seats taken, guests included."""
        count = await self._session.scalar(
            select(func.count()).select_from(Seat).where(Seat.shift_id == shift_id)
        )
        return count or 0

    async def add(self, signup: Signup) -> Signup:
        self._session.add(signup)
        await self._session.flush()
        return signup

    async def take_seats(self, shift: ShiftView, signup_id: int, count: int) -> None:
        """Write `count` seats for the sign-up, the lowest free numbers.

        The caller has looked that they are free; if it was wrong, the database raises IntegrityError
        and nothing is written.
        """
        taken = set((await self._session.scalars(_TAKEN, {"shift": shift.id})).all())
        free = (number for number in range(1, UNLIMITED) if number not in taken)
        await self._session.execute(
            _TAKE,
            [
                {
                    "shift_id": shift.id,
                    "number": next(free),
                    "capacity": shift.capacity,
                    "signup_id": signup_id,
                }
                for _ in range(count)
            ],
        )

    async def free_seats(self, signup_id: int) -> None:
        await self._session.execute(delete(Seat).where(Seat.signup_id == signup_id))

    async def of_shift(self, shift_id: int, *states: SignupState) -> list[Booking]:
        """Who is on the shift (booked, unless other states are named), in the order of signing up."""
        rows = await self._session.execute(
            select(Signup, Person, Identity)
            .join(Person, Person.id == Signup.person_id)
            .outerjoin(Identity, Identity.person_id == Person.id)
            .where(Signup.shift_id == shift_id, Signup.state.in_(states or (SignupState.BOOKED,)))
            .order_by(Signup.created_at, Signup.id, Identity.id)
        )
        found: dict[int, Booking] = {}
        for signup, person, identity in rows:
            found.setdefault(signup.id, Booking(signup=signup, person=person, identity=identity))
        return list(found.values())

    async def coming_of(self, district_id: int, person_id: int, *, now: datetime) -> Sequence[Signup]:
        """The person's seats on shifts that have not ended, soonest first."""
        query = (
            select(Signup)
            .join(Shift, Shift.id == Signup.shift_id)
            .where(
                Signup.person_id == person_id,
                Signup.district_id == district_id,
                Signup.state == SignupState.BOOKED,
                Shift.ends_at > now,
                Shift.state != ShiftState.CANCELLED,
            )
            .order_by(Shift.starts_at, Shift.number)
        )
        return (await self._session.scalars(query)).all()

    async def overlapping(self, person_id: int, *, starts: datetime, ends: datetime, but: int) -> int | None:
        """Another shift of the person's that overlaps [starts, ends), by id; back-to-back does not."""
        values = {"person": person_id, "starts": starts, "ends": ends, "but": but}
        return await self._session.scalar(_OVERLAPPING, values)

    async def all(self, district_id: int) -> list[tuple[Signup, Person]]:
        """Every sign-up of the district with its person; for exports."""
        rows = await self._session.execute(
            select(Signup, Person)
            .join(Person, Person.id == Signup.person_id)
            .where(Signup.district_id == district_id)
            .order_by(Signup.id)
        )
        return [(row[0], row[1]) for row in rows]
