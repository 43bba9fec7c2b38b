"""Sign-ups and the seats they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, bindparam, delete, exists, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import UNLIMITED, Identity, Person, Seat, Shift, Signup, StandIn
from storage.prepared import Prepared
from storage.queries.shifts import ShiftView, has_a_place
from storage.rows import Rows
from storage.states import ON_THE_ROSTER, ShiftState, SignupState, StandInState


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Somebody who has a seat; `has_chat` says whether the bot can reach them by itself."""

    signup: Signup
    person: Person
    identity: Identity | None

    @property
    def has_chat(self) -> bool:
        return self.identity is not None


class OwnSeat(NamedTuple):
    """What a person is told of a place of their own: a seat, an offered one, or one in the line.

    `seeking`: the stage of the search for somebody who takes it over, where there is one.
    """

    shift_id: int
    guests: int
    role: str | None
    state: SignupState
    seeking: str | None = None


# Built once: building a statement costs as much as running it.
_SIGNUP, _SHIFT, _SEAT = (cast(Table, one.__table__) for one in (Signup, Shift, Seat))
_ROWS = Rows(Signup)
_FIND = Prepared(
    select(*_ROWS.columns).where(
        _SIGNUP.c.shift_id == bindparam("shift"), _SIGNUP.c.person_id == bindparam("person")
    )
)
_JOINED = _SIGNUP.join(_SHIFT, _SHIFT.c.id == _SIGNUP.c.shift_id)
_OVERLAP = (
    select(_SHIFT.c.id)
    .select_from(_JOINED)
    .where(
        _SIGNUP.c.person_id == bindparam("person"),
        _SIGNUP.c.state == SignupState.BOOKED,
        _SHIFT.c.state != ShiftState.CANCELLED,
        _SHIFT.c.id != bindparam("but"),
        _SHIFT.c.starts_at < bindparam("ends"),
        _SHIFT.c.ends_at > bindparam("starts"),
    )
    .order_by(_SHIFT.c.starts_at)
    .limit(1)
)
_OVERLAPPING = Prepared(_OVERLAP)
_OVERLAPPING_HERE = Prepared(_OVERLAP.where(_SHIFT.c.district_id == bindparam("district")))
_STAND_IN = cast(Table, StandIn.__table__).c
_SEEKING = (  # of several the search, since "swap" comes after its stages
    select(func.min(_STAND_IN.stage))
    .where(_STAND_IN.signup_id == _SIGNUP.c.id, _STAND_IN.state == StandInState.OPEN)
    .correlate(_SIGNUP)
    .scalar_subquery()
)
_COMING = Prepared(
    select(_SIGNUP.c.shift_id, _SIGNUP.c.guests, _SIGNUP.c.role, _SIGNUP.c.state, _SEEKING)
    .select_from(_JOINED)
    .where(
        _SIGNUP.c.person_id == bindparam("person"),
        _SIGNUP.c.district_id == bindparam("district"),
        has_a_place(bindparam("now")),
        _SHIFT.c.state != ShiftState.CANCELLED,
    )
    .order_by(_SHIFT.c.starts_at, _SHIFT.c.number)
)
_COUNTED = func.coalesce(func.sum(_SIGNUP.c.guests + 1), 0)
_LINE = Prepared(
    select(*_ROWS.columns)
    .where(_SIGNUP.c.shift_id == bindparam("shift"), _SIGNUP.c.state == SignupState.WAITLISTED)
    .order_by(_SIGNUP.c.line, _SIGNUP.c.id)
)
_ENDS_OF_LINE = Prepared(
    select(func.min(_SIGNUP.c.line), func.max(_SIGNUP.c.line)).where(
        _SIGNUP.c.shift_id == bindparam("shift"), _SIGNUP.c.state == SignupState.WAITLISTED
    )
)
_POSITION = Prepared(
    select(func.count()).where(
        _SIGNUP.c.shift_id == bindparam("shift"),
        _SIGNUP.c.state == SignupState.WAITLISTED,
        _SIGNUP.c.line <= bindparam("line"),
    )
)
_BY_ROLE = Prepared(
    select(_SIGNUP.c.role, _COUNTED)
    .where(
        _SIGNUP.c.shift_id == bindparam("shift"),
        or_(*(_SIGNUP.c.state == state for state in (*ON_THE_ROSTER, SignupState.OFFERED))),
    )
    .group_by(_SIGNUP.c.role)
)
_OVERDUE = Prepared(
    select(*_ROWS.columns)
    .where(
        _SIGNUP.c.shift_id == bindparam("shift"),
        _SIGNUP.c.state == SignupState.BOOKED,
        _SIGNUP.c.confirm_by <= bindparam("now"),
        _SIGNUP.c.confirmed_at.is_(None),
        # Who looks for somebody else has answered: the seat is theirs until that somebody has it.
        ~exists().where(_STAND_IN.signup_id == _SIGNUP.c.id, _STAND_IN.state == StandInState.OPEN),
    )
    .order_by(_SIGNUP.c.confirm_by, _SIGNUP.c.created_at, _SIGNUP.c.id)
)
_TAKEN = Prepared(select(_SEAT.c.number).where(_SEAT.c.shift_id == bindparam("shift")))
_TAKE = Prepared(insert(_SEAT), columns=("shift_id", "number", "capacity", "signup_id"))
_FREE = Prepared(delete(_SEAT).where(_SEAT.c.signup_id == bindparam("signup")))


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
        row = await _FIND.first(self._session, shift=shift_id, person=person_id)
        return None if row is None else _ROWS.load(self._session, row)

    async def taken(self, shift_id: int) -> int:
        """The number of seats taken, guests included."""
        count = await self._session.scalar(
            select(func.count()).select_from(Seat).where(Seat.shift_id == shift_id)
        )
        return count or 0

    async def add(self, signup: Signup) -> Signup:
        """Keep a new sign-up."""
        return await _ROWS.add(self._session, signup)

    async def change(self, signup: Signup, **values: Any) -> None:
        """Write these columns of a sign-up; seats are taken and freed apart from it."""
        await _ROWS.change(self._session, signup, **values)

    async def take_seats(self, shift: ShiftView, signup_id: int, count: int) -> None:
        """Write `count` seats for the sign-up, the lowest free numbers.

        The caller has looked that they are free; if it was wrong, the database raises IntegrityError
        and nothing is written.
        """
        taken = {row[0] for row in await _TAKEN.rows(self._session, shift=shift.id)}
        free = (number for number in range(1, UNLIMITED) if number not in taken)
        await _TAKE.run_each(
            self._session,
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
        await _FREE.run(self._session, signup=signup_id)

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

    async def coming_of(self, district_id: int, person_id: int, *, now: datetime) -> Sequence[OwnSeat]:
        """The person's places on shifts that are not over for them, soonest first."""
        rows = await _COMING.rows(self._session, district=district_id, person=person_id, now=now)
        return [OwnSeat(*row) for row in rows]

    async def given_up_at(self, district_id: int, person_id: int, at: datetime) -> Sequence[Signup]:
        """The person's places in the district that were given up at this very moment, by shift."""
        query = (
            select(Signup)
            .join(Shift, Shift.id == Signup.shift_id)
            .where(
                Shift.district_id == district_id,
                Signup.person_id == person_id,
                Signup.state == SignupState.CANCELLED,
                Signup.changed_at == at,
            )
            .order_by(Shift.starts_at, Shift.id)
        )
        return (await self._session.scalars(query)).all()

    async def line(self, shift_id: int) -> list[Signup]:
        """Who waits for a seat, the first in line first."""
        rows = await _LINE.rows(self._session, shift=shift_id)
        return [_ROWS.load(self._session, row) for row in rows]

    async def ends_of_line(self, shift_id: int) -> tuple[int, int]:
        """The `line` of the first and the last who wait; (1, 0) when nobody does."""
        first, last = await _ENDS_OF_LINE.first(self._session, shift=shift_id) or (None, None)
        return (1, 0) if first is None or last is None else (first, last)

    async def position(self, signup: Signup) -> int:
        """The place in line of somebody who waits, from 1."""
        found = await _POSITION.scalar(self._session, shift=signup.shift_id, line=signup.line)
        return int(found or 0)

    async def by_role(self, shift_id: int) -> dict[str | None, int]:
        """Seats taken, those held for an offer too, by role; None: without one."""
        return {row[0]: row[1] for row in await _BY_ROLE.rows(self._session, shift=shift_id)}

    async def overdue(self, shift_id: int, *, now: datetime) -> list[Signup]:
        """Those booked who were asked whether they come and have not said so in time, the longest first."""
        rows = await _OVERDUE.rows(self._session, shift=shift_id, now=now)
        return [_ROWS.load(self._session, row) for row in rows]

    async def overlapping(
        self, person_id: int, *, starts: datetime, ends: datetime, but: int, district_id: int | None = None
    ) -> int | None:
        """Another shift of the person's that overlaps [starts, ends), by id; back-to-back does not.

        In any district, or only in one.
        """
        asked = {"person": person_id, "starts": starts, "ends": ends, "but": but}
        if district_id is None:
            return await _OVERLAPPING.scalar(self._session, **asked)
        return await _OVERLAPPING_HERE.scalar(self._session, **asked, district=district_id)

    async def all(self, district_id: int) -> list[tuple[Signup, Person]]:
        """Every sign-up of the district with its person; for exports."""
        rows = await self._session.execute(
            select(Signup, Person)
            .join(Person, Person.id == Signup.person_id)
            .where(Signup.district_id == district_id)
            .order_by(Signup.id)
        )
        return [(row[0], row[1]) for row in rows]
