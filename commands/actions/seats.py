"""Taking a seat on a shift and giving it up: the only place where seats are given.

Called by the person's own command, by an organizer for somebody else, and later by reactions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from commands.actions.moment import Moment as Moment
from commands.actions.reminders import plan_for_signup
from commands.rules.seats import Full, place
from storage.models import Signup
from storage.queries.shifts import ShiftView
from storage.states import ShiftState, SignupState
from storage.store import Store

NO_LONGER_THEIRS = ("reminder-shift", "shift-moved")
"""Unsent news of a shift that somebody has left is not for them any more."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The seat is theirs; `shift` as it stands now."""

    shift: ShiftView
    signup: Signup


@dataclass(frozen=True, slots=True)
class NoSeat:
    """Fewer seats are free than were wanted."""

    shift: ShiftView


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
    """No sign-ups are taken: `why` is "cancelled", "closed", "started" or "over"."""

    shift: ShiftView
    why: str


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
    if why := closed_because(shift, moment.now, by_other=booked_by is not None):
        return NotOpen(shift, why)
    existing = await store.signups.find(shift_id, person_id)
    if existing is not None and existing.state == SignupState.BOOKED:
        same_role = role is None or role == existing.role
        if same_role and (guests is None or guests == existing.guests):
            return AlreadyIn(shift, existing)
        changed = await _bring(
            store, shift, existing, existing.guests if guests is None else guests, now=moment.now
        )
        if isinstance(changed, Changed) and role is not None:
            existing.role = role
        return changed
    guests = guests or 0
    if isinstance(place(seats=shift.seats, booked=shift.booked, wanted=1 + guests), Full):
        return NoSeat(shift)
    if not anyway:
        other = await store.signups.overlapping(person_id, starts=shift.starts, ends=shift.ends, but=shift_id)
        if other is not None:
            return Overlapping(shift, await store.shifts.view(other))
    signup = existing or Signup(district_id=shift.district_id, shift_id=shift_id, person_id=person_id)
    signup.state = SignupState.BOOKED
    signup.guests = guests
    signup.role = role
    signup.booked_by_id = booked_by if booked_by is not None else person_id
    signup.created_at = signup.changed_at = moment.now
    await store.signups.add(signup)
    await store.signups.take_seats(shift, signup.id, 1 + guests)
    await plan_for_signup(store, signup, shift, moment=moment)
    return Placed(replace(shift, booked=shift.booked + 1 + guests), signup)


async def _bring(
    store: Store, shift: ShiftView, signup: Signup, guests: int, *, now: datetime
) -> Changed | NoSeat:
    """Take or give back seats so that the person has one, and one for each of `guests`."""
    more = guests - signup.guests
    if isinstance(place(seats=shift.seats, booked=shift.booked, wanted=max(0, more)), Full):
        return NoSeat(shift)
    signup.guests = guests
    signup.changed_at = now
    await store.signups.free_seats(signup.id)
    await store.signups.take_seats(shift, signup.id, 1 + guests)
    return Changed(replace(shift, booked=shift.booked + more), signup)


async def leave(store: Store, signup: Signup, *, now: datetime) -> ShiftView:
    """Free the person's seats and withdraw what they were to be told; the shift as it stands then."""
    await store.shifts.hold(signup.shift_id)
    signup.state = SignupState.CANCELLED
    signup.changed_at = now
    await store.signups.free_seats(signup.id)
    await store.reminders.withdraw(signup.id, "left")
    identity = (await store.people.identities([signup.person_id])).get(signup.person_id)
    if identity is not None:
        await store.outbox.withdraw_for_signup(
            identity.id, signup.shift_id, ("reminder-shift", "shift-moved")
        )
    await store.flush()
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
