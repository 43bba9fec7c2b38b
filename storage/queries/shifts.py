"""Shifts: when people are needed, and how many seats are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import UNLIMITED, Activity, District, Seat, Series, Shift, Signup
from storage.prepared import Prepared
from storage.states import ShiftState, SignupState


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftView:
    """A shift as people speak of it, with its activity and the number of seats taken. Times are UTC.

    `seats` is None where there is no limit; `place` is the shift's own, else the activity's. `booked` and
    `offered` count seats, guests included; `waiting` counts those in the waiting line, each party as one.
    `roles` are seats by role, in their order. `confirm`: minutes before the start at which those booked are
    asked whether they still come; 0: never. `paired`: a first-timer has somebody who looks after them;
    `unguided`: of those booked nobody could, having been on an earlier shift of the activity. `vacant`:
    roles that nobody has, where somebody has looked (`commands.actions.vacancies`).
    """

    id: int
    number: int
    district_id: int
    activity_id: int
    series_id: int | None
    slug: str
    title: str
    lead_id: int | None
    starts: datetime
    ends: datetime
    place: str | None
    seats: int | None
    minimum: int | None
    booked: int
    state: ShiftState
    revision: int
    offered: int = 0
    waiting: int = 0
    roles: Mapping[str, int] | None = field(default=None, hash=False)
    confirm: int = 0
    paired: bool = False
    unguided: bool = False
    sequence: int = 0
    vacant: tuple[str, ...] = ()

    @property
    def taken(self) -> int:
        """Seats that nobody else can have: those booked, and those held for who was offered one."""
        return self.booked + self.offered

    @property
    def capacity(self) -> int:
        """The number of seats as the seats' check constraint counts: UNLIMITED where there is no limit."""
        return UNLIMITED if self.seats is None else self.seats

    @property
    def left(self) -> int | None:
        """Seats nobody has; None where there is no limit."""
        return None if self.seats is None else max(0, self.seats - self.taken)


_SHIFT, _ACTIVITY, _SEAT, _SIGNUP = (
    cast(Table, one.__table__) for one in (Shift, Activity, Seat, Signup)
)  # of tables, not of mapped classes: the session's ceremony costs as much as the statement
_S = _SHIFT.c
_TAKEN = select(func.count()).where(_SEAT.c.shift_id == _S.id).correlate(_SHIFT).scalar_subquery()
_OFFERED = (
    select(func.coalesce(func.sum(_SIGNUP.c.guests + 1), 0))
    .where(_SIGNUP.c.shift_id == _S.id, _SIGNUP.c.state == SignupState.OFFERED)
    .correlate(_SHIFT)
    .scalar_subquery()
)
_WAITING = (
    select(func.count())
    .where(_SIGNUP.c.shift_id == _S.id, _SIGNUP.c.state == SignupState.WAITLISTED)
    .correlate(_SHIFT)
    .scalar_subquery()
)
_EARLIER, _BEFORE = _SIGNUP.alias("earlier"), _SHIFT.alias("before")
_GUIDED = (
    exists(_SIGNUP.c.id)
    .where(
        _SIGNUP.c.shift_id == _S.id,
        _SIGNUP.c.state == SignupState.BOOKED,
        _EARLIER.c.person_id == _SIGNUP.c.person_id,
        or_(_EARLIER.c.state == SignupState.BOOKED, _EARLIER.c.state == SignupState.ATTENDED),
        _BEFORE.c.id == _EARLIER.c.shift_id,
        _BEFORE.c.activity_id == _S.activity_id,
        _BEFORE.c.ends_at <= _S.starts_at,
        _BEFORE.c.state != ShiftState.CANCELLED,
    )
    .correlate(_SHIFT)
)
_VIEW: Any = select(
    _S.id,
    _S.number,
    _S.district_id,
    _S.activity_id,
    _S.series_id,
    _ACTIVITY.c.slug,
    _ACTIVITY.c.title,
    _ACTIVITY.c.lead_id,
    _S.starts_at,
    _S.ends_at,
    func.coalesce(_S.place, _ACTIVITY.c.place).label("place"),
    _S.capacity,
    _S.minimum,
    _TAKEN.label("taken"),
    _S.state,
    _S.revision,
    _OFFERED.label("offered"),
    _WAITING.label("waiting"),
    _S.roles,
    func.coalesce(_S.confirm, _ACTIVITY.c.confirm, 0).label("confirm"),
    (_ACTIVITY.c.newcomers.is_not(None)).label("paired"),
    func.coalesce(_S.sequence, _S.revision - 1).label("sequence"),  # rows from before there was one
    case((_ACTIVITY.c.newcomers.is_not(None), ~_GUIDED), else_=False).label("unguided"),
).select_from(_SHIFT.join(_ACTIVITY, _ACTIVITY.c.id == _S.activity_id))


def has_a_place(now: Any) -> Any:
    """A seat on a shift that is not over, or an offer or a place in the line while it has not begun."""
    return or_(
        and_(_SIGNUP.c.state == SignupState.BOOKED, _S.ends_at > now),
        and_(
            or_(_SIGNUP.c.state == SignupState.OFFERED, _SIGNUP.c.state == SignupState.WAITLISTED),
            _S.starts_at > now,
        ),
    )


# The statements of every command are built once: building one costs as much as running it.
_BY_ID = Prepared(_VIEW.where(_S.id == bindparam("shift")))
_BY_NUMBER = Prepared(_VIEW.where(_S.district_id == bindparam("district"), _S.number == bindparam("number")))
_BOOKED_BY = Prepared(
    _VIEW.join(_SIGNUP, _SIGNUP.c.shift_id == _S.id)
    .where(
        _S.district_id == bindparam("district"),
        _SIGNUP.c.person_id == bindparam("person"),
        has_a_place(bindparam("now")),
        _S.state != ShiftState.CANCELLED,
    )
    .order_by(_S.starts_at, _S.number)
)


def _view(row: Any) -> ShiftView:
    return ShiftView(
        id=row[0],
        number=row[1],
        district_id=row[2],
        activity_id=row[3],
        series_id=row[4],
        slug=row[5],
        title=row[6],
        lead_id=row[7],
        starts=row[8],
        ends=row[9],
        place=row[10],
        seats=None if row[11] == UNLIMITED else row[11],
        minimum=row[12],
        booked=row[13] - row[16],
        state=row[14],
        revision=row[15],
        offered=row[16],
        waiting=row[17],
        roles=row[18],
        confirm=row[19],
        paired=bool(row[20]),
        sequence=row[21],
        unguided=bool(row[22]) and row[13] > 0,
    )


class Shifts:
    """`now` decides what is coming: a shift that has not ended yet."""

    def __init__(self, session: AsyncSession, *, locks_rows: bool) -> None:
        self._session = session
        self._locks_rows = locks_rows

    async def view(self, shift_id: int) -> ShiftView:
        """The shift as it stands in this transaction; raises LookupError when there is none."""
        row = await _BY_ID.first(self._session, shift=shift_id)
        if row is None:
            raise LookupError(f"no shift {shift_id}")
        return _view(row)

    async def by_number(self, district_id: int, number: int) -> ShiftView | None:
        row = await _BY_NUMBER.first(self._session, district=district_id, number=number)
        return None if row is None else _view(row)

    async def coming(
        self,
        district_id: int,
        *,
        now: datetime,
        activity_id: int | None = None,
        starts_from: datetime | None = None,
        starts_before: datetime | None = None,
        cancelled: bool = False,
        limit: int | None = None,
    ) -> list[ShiftView]:
        """Shifts that have not ended, soonest first; `starts_before` is exclusive."""
        query = _VIEW.where(_S.district_id == district_id, _S.ends_at > now)
        if activity_id is not None:
            query = query.where(_S.activity_id == activity_id)
        if starts_from is not None:
            query = query.where(_S.starts_at >= starts_from)
        if starts_before is not None:
            query = query.where(_S.starts_at < starts_before)
        if not cancelled:
            query = query.where(_S.state != ShiftState.CANCELLED)
        query = query.order_by(_S.starts_at, _S.number)
        if limit is not None:
            query = query.limit(limit)
        return [_view(row) for row in await self._session.execute(query)]

    async def begun(self, activity_id: int, *, since: datetime, now: datetime) -> list[ShiftView]:
        """The activity's shifts that have begun and ended after `since`, if at all; the latest first."""
        query = _VIEW.where(
            _S.activity_id == activity_id,
            _S.starts_at <= now,
            _S.ends_at > since,
            _S.state != ShiftState.CANCELLED,
        ).order_by(_S.starts_at.desc(), _S.number.desc())
        return [_view(row) for row in await self._session.execute(query)]

    async def made_since(self, activity_id: int, since: datetime, *, now: datetime) -> list[ShiftView]:
        """The activity's shifts that were made at `since` or later and are still to come, soonest first."""
        query = _VIEW.where(
            _S.activity_id == activity_id,
            _S.created_at >= since,
            _S.starts_at > now,
            _S.state != ShiftState.CANCELLED,
        ).order_by(_S.starts_at, _S.number)
        return [_view(row) for row in await self._session.execute(query)]

    async def starting_at(self, activity_id: int, starts: Sequence[datetime]) -> list[ShiftView]:
        """The activity's shifts that start at one of these moments and are not cancelled, soonest first."""
        query = _VIEW.where(
            _S.activity_id == activity_id,
            _S.starts_at.in_(starts),
            _S.state != ShiftState.CANCELLED,
        ).order_by(_S.starts_at, _S.number)
        return [_view(row) for row in await self._session.execute(query)]

    async def of_series(self, series_id: int) -> list[ShiftView]:
        """Every shift of the series, soonest first, also those that are over or cancelled."""
        query = _VIEW.where(_S.series_id == series_id).order_by(_S.starts_at, _S.number)
        return [_view(row) for row in await self._session.execute(query)]

    async def booked_by(self, district_id: int, person_id: int, *, now: datetime) -> list[ShiftView]:
        """The shifts, not over, on which they have a seat, an offer or a place in line, soonest first."""
        rows = await _BOOKED_BY.rows(self._session, district=district_id, person=person_id, now=now)
        return [_view(row) for row in rows]

    async def all(self, district_id: int) -> list[ShiftView]:
        """Every shift there ever was, oldest first; for exports."""
        query = _VIEW.where(_S.district_id == district_id).order_by(_S.starts_at, _S.number)
        return [_view(row) for row in await self._session.execute(query)]

    async def hold(self, shift_id: int) -> None:
        """Keep others from giving seats of this shift away until the transaction ends.

        Nothing to do on SQLite, where the writing transaction holds the whole file already.
        """
        if self._locks_rows:
            await self.lock(shift_id)

    async def lock(self, shift_id: int) -> Shift:
        """The shift's row, held until the transaction ends, so that seats can be counted and given.

        SQLite ignores FOR UPDATE; there the writing transaction holds the whole file already.
        Raises LookupError when there is none.
        """
        query = select(Shift).where(Shift.id == shift_id)
        if self._locks_rows:
            query = query.with_for_update()
        found = await self._session.scalar(query)
        if found is None:
            raise LookupError(f"no shift {shift_id}")
        return found

    async def count_up(self, shift: ShiftView) -> ShiftView:
        """Something changed that calendars must hear of, and that is not in the shift's own row."""
        row = await self.lock(shift.id)
        row.sequence = shift.sequence + 1
        await self._session.flush()
        return await self.view(shift.id)

    async def row(self, shift_id: int) -> Shift:
        """The shift's row, to be read; raises LookupError when there is none."""
        found = await self._session.get(Shift, shift_id)
        if found is None:
            raise LookupError(f"no shift {shift_id}")
        return found

    async def add(self, shift: Shift) -> Shift:
        """Keep a new shift under the district's next number."""
        shift.number = await self._next_number(shift.district_id)
        self._session.add(shift)
        await self._session.flush()
        return shift

    async def _next_number(self, district_id: int) -> int:
        number = await self._session.scalar(
            update(District)
            .where(District.id == district_id)
            .values(last_shift_number=District.last_shift_number + 1)
            .returning(District.last_shift_number)
            .execution_options(synchronize_session=False)
        )
        if number is None:
            raise LookupError(f"no district {district_id}")
        return number

    async def add_series(self, series: Series) -> Series:
        self._session.add(series)
        await self._session.flush()
        return series

    async def change_capacity(self, shift: Shift, capacity: int) -> None:
        """Set the number of seats; the database refuses one below a taken seat's (`close_gaps` first)."""
        shift.capacity = capacity
        await self._session.flush()

    async def close_gaps(self, shift_id: int) -> None:
        """Renumber the taken seats 1, 2, 3 …, so that free seats stand at the end."""
        taken = await self._session.scalars(
            select(Seat.number).where(Seat.shift_id == shift_id).order_by(Seat.number)
        )
        for number, old in enumerate(taken.all(), start=1):
            if old != number:
                await self._session.execute(
                    update(Seat)
                    .where(Seat.shift_id == shift_id, Seat.number == old)
                    .values(number=number)
                    .execution_options(synchronize_session=False)
                )
