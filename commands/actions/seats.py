"""Taking a seat on a shift and giving it up: the only place where seats are given.

Called by the person's own command, by an organizer for somebody else, and later by reactions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from commands.actions.moment import Moment as Moment
from commands.actions.reminders import plan_for_signup
from commands.post import OF_A_SEAT
from commands.rules.seats import Full, place
from storage.models import Signup
from storage.queries.shifts import ShiftView
from storage.states import ShiftState, SignupState
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Placed:
    """The seat is theirs; `shift` as it stands now."""

    shift: ShiftView
    signup: Signup


@dataclass(frozen=True, slots=True)
class NoSeat:
    """Fewer seats are free than were wanted; a `signup` they had before is theirs still, as it was."""

    shift: ShiftView
    signup: Signup | None = None


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """They had the seat before; nothing changed."""

    shift: ShiftView
    signup: Signup


@dataclass(frozen=True, slots=True)
class Changed:
    """They had a seat, and now bring another number of guests, or have another role."""

    shift: ShiftView
    signup: Signup


@dataclass(frozen=True, slots=True)
class Overlapping:
    """They have a seat on another shift at the same time; nothing changed."""

    shift: ShiftView
    other: ShiftView


@dataclass(frozen=True, slots=True)
class NotOpen:
    """No sign-ups are taken: `why` is "cancelled", "closed", "started" or "over".

    A `signup` they had before is theirs still, as it was.
    """

    shift: ShiftView
    why: str
    signup: Signup | None = None


async def sign_up(
    store: Store,
    shift_id: int,
    person_id: int,
    *,
    moment: Moment,
    guests: int | None = None,
    role: str | None = None,
    booked_by: int | None = None,
    anyway: bool = False,
) -> Placed | Changed | NoSeat | AlreadyIn | Overlapping | NotOpen:
    """Give the person a seat, and one for each guest, if all of them fit.

    `guests` None: not spoken of; for somebody who has a seat, another number changes theirs.

    The shift is looked at anew inside the transaction: what a list said a second ago may be over.
    """
    await store.shifts.hold(shift_id)
    shift = await store.shifts.view(shift_id)
    why = closed_because(shift, moment.now, by_other=booked_by is not None)
    existing = await store.signups.find(shift_id, person_id)
    if existing is not None and existing.state == SignupState.BOOKED:
        return await _again(store, shift, existing, why=why, guests=guests, role=role, now=moment.now)
    if why is not None:
        return NotOpen(shift, why)
    guests = guests or 0
    if isinstance(place(seats=shift.seats, booked=shift.booked, wanted=1 + guests), Full):
        return NoSeat(shift)
    if not anyway:
        # Whoever books somebody else is not to learn what they do in another district.
        where = shift.district_id if booked_by not in (None, person_id) else None
        other = await store.signups.overlapping(
            person_id, starts=shift.starts, ends=shift.ends, but=shift_id, district_id=where
        )
        if other is not None:
            return Overlapping(shift, await store.shifts.view(other))
    word = {
        "state": SignupState.BOOKED,
        "guests": guests,
        "role": role,
        "booked_by_id": booked_by if booked_by is not None else person_id,
        "created_at": moment.now,
        "changed_at": moment.now,
    }
    if existing is None:
        signup = Signup(district_id=shift.district_id, shift_id=shift_id, person_id=person_id, **word)
        await store.signups.add(signup)
    else:
        signup = existing
        await store.signups.change(signup, **word)
    await store.signups.take_seats(shift, signup.id, 1 + guests)
    await plan_for_signup(store, signup, shift, moment=moment, new=existing is None)
    return Placed(replace(shift, booked=shift.booked + 1 + guests), signup)


async def _again(
    store: Store,
    shift: ShiftView,
    signup: Signup,
    *,
    why: str | None,
    guests: int | None,
    role: str | None,
    now: datetime,
) -> Changed | NoSeat | AlreadyIn | NotOpen:
    """What asking does for somebody who has a seat; `why` is from `closed_because`.

    The seat is theirs until the shift is over. Closing it for sign-ups keeps others out, and more guests.
    """
    guests = signup.guests if guests is None else guests
    if guests == signup.guests and role in (None, signup.role):
        return AlreadyIn(shift, signup) if why in (None, "closed", "started") else NotOpen(shift, why, signup)
    if why is not None and (why != "closed" or guests > signup.guests):
        return NotOpen(shift, why, signup)
    changed = await _bring(store, shift, signup, guests, now=now)
    if isinstance(changed, Changed) and role is not None:
        await store.signups.change(signup, role=role)
    return changed


async def _bring(
    store: Store, shift: ShiftView, signup: Signup, guests: int, *, now: datetime
) -> Changed | NoSeat:
    """Take or give back seats so that the person has one, and one for each of `guests`."""
    more = guests - signup.guests
    if isinstance(place(seats=shift.seats, booked=shift.booked, wanted=max(0, more)), Full):
        return NoSeat(shift, signup)
    await store.signups.change(signup, guests=guests, changed_at=now)
    await store.signups.free_seats(signup.id)
    await store.signups.take_seats(shift, signup.id, 1 + guests)
    return Changed(replace(shift, booked=shift.booked + more), signup)


async def leave(store: Store, signup: Signup, *, now: datetime) -> ShiftView:
    """Free the person's seats and withdraw what they were to be told; the shift as it stands then."""
    await store.shifts.hold(signup.shift_id)
    await store.flush()
    await store.signups.change(signup, state=SignupState.CANCELLED, changed_at=now)
    await store.signups.free_seats(signup.id)
    await store.reminders.withdraw(signup.id, "left")
    await store.outbox.withdraw_for_signup(signup.person_id, signup.shift_id, OF_A_SEAT)
    return await store.shifts.view(signup.shift_id)


def closed_because(shift: ShiftView, now: datetime, *, by_other: bool = False) -> str | None:
    """Why the shift takes no sign-ups; an organizer (`by_other`) may still enter who is there already."""
    if shift.state == ShiftState.CANCELLED:
        return "cancelled"
    if shift.ends <= now:
        return "over"
    if by_other:
        return None
    if shift.starts <= now:
        return "started"
    return "closed" if shift.state == ShiftState.CLOSED else None
