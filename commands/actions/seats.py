"""Taking a seat on a shift and giving it up: the only place where seats are given.

Called by the person's own command or reaction, and by an organizer for somebody else. Who gets a seat that
becomes free is decided in `line`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from commands.actions import asks
from commands.actions.line import OFFER, accept, end_of_line, give_back, room_of, settle, skills_of
from commands.actions.moment import Moment
from commands.actions.reminders import plan_for_signup
from commands.post import Post
from commands.rules.line import Fit, NoFit, Room, could_ever_fit, fit
from commands.rules.roles import role_named
from commands.rules.seats import Full, place
from storage.models import District, Signup
from storage.queries.shifts import ShiftView
from storage.states import ON_THE_ROSTER, AskState, ShiftState, SignupState
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
class Waiting:
    """They are in the waiting line, at `position` from 1; `new`: since now."""

    shift: ShiftView
    signup: Signup
    position: int
    new: bool


@dataclass(frozen=True, slots=True)
class NoRole:
    """They cannot have this role: `why` is "unknown", "skill" or "role" (taken). Nothing changed.

    `others` are the roles that all of the `party` could have now; so many of them fit into this one: `fits`.
    `without`: there are seats without a role for all of them.
    """

    shift: ShiftView
    role: str
    why: str
    others: tuple[str, ...]
    party: int
    fits: int
    without: bool


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


Outcome = Placed | Changed | NoSeat | Waiting | NoRole | AlreadyIn | Overlapping | NotOpen


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for. `guests` None: not spoken of; of somebody who has a seat, another number changes it.

    `booked_by`: who asks for somebody else; they get no place in the line for them. `anyway`: also when it
    overlaps with another shift of theirs.
    """

    guests: int | None = None
    role: str | None = None
    booked_by: int | None = None
    anyway: bool = False


async def sign_up(post: Post, district: District, shift_id: int, person_id: int, wish: Wish) -> Outcome:
    """Give the person a seat, and one for each guest, if all of them fit; else a place in the waiting line.

    The shift is looked at anew inside the transaction: what a list said a second ago may be over.
    """
    store = post.store
    await store.shifts.hold(shift_id)
    shift = await store.shifts.view(shift_id)
    why = closed_because(shift, post.now, by_other=wish.booked_by is not None)
    if shift.roles and wish.role:
        wish = replace(wish, role=role_named(shift.roles, wish.role) or wish.role)
    existing = await store.signups.find(shift_id, person_id)
    if existing is not None and existing.state in ON_THE_ROSTER:
        return await _again(post, district, shift, existing, wish, why=why)
    offered = existing if existing is not None and existing.state == SignupState.OFFERED else None
    if offered is not None and why in (None, "closed"):  # closed to others
        return await _take_offer(post, district, shift, offered, wish, why=why)
    if why is not None:
        return NotOpen(shift, why)
    waits = existing if existing is not None and existing.state == SignupState.WAITLISTED else None
    guests = (waits.guests if waits else 0) if wish.guests is None else wish.guests
    role = wish.role or (waits.role if waits else None)
    room, skills = await room_of(store, shift), await skills_of(store, shift, person_id)
    found = fit(room, party=1 + guests, role=role, skills=skills)
    if isinstance(found, NoFit) and (found.why in ("unknown", "skill") or role in room.roles):
        refused = _no_role(shift, room, skills, role or "", found.why, party=1 + guests)
        named = waits is None or wish.role not in (None, waits.role)
        if not _waits_for_role(refused, room, wish, named=named, full=found.why == "seats"):
            return refused
    if isinstance(found, NoFit) and (
        wish.booked_by is not None or not could_ever_fit(room, party=1 + guests)
    ):
        return NoSeat(shift)
    if not wish.anyway and (other := await _overlap(store, shift, person_id, wish)) is not None:
        return Overlapping(shift, other)
    signup = await _write(
        post,
        shift,
        person_id,
        existing,
        state=SignupState.BOOKED if isinstance(found, Fit) else SignupState.WAITLISTED,
        guests=guests,
        role=found.role if isinstance(found, Fit) else role,
        booked_by_id=wish.booked_by if wish.booked_by is not None else person_id,
        line=None
        if isinstance(found, Fit)
        else (waits.line if waits else await end_of_line(store, shift_id)),
        created_at=waits.created_at if waits else post.now,
    )
    if isinstance(found, Fit):
        await store.signups.take_seats(shift, signup.id, 1 + guests)
        moment = Moment.of(post, district)
        await plan_for_signup(store, signup, shift, moment=moment, new=existing is None)
        if shift.paired:
            return Placed(await settle(post, district, shift_id), signup)
        waiting = shift.waiting - (1 if waits else 0)
        return Placed(replace(shift, booked=shift.booked + 1 + guests, waiting=waiting), signup)
    return await _in_line(post, district, signup, new=waits is None)


async def _write(
    post: Post, shift: ShiftView, person_id: int, existing: Signup | None, **word: Any
) -> Signup:
    """One row for each person and shift, taken up again when they come back."""
    word |= {"changed_at": post.now, "confirm_by": None, "confirmed_at": None}
    if existing is None:
        return await post.store.signups.add(
            Signup(district_id=shift.district_id, shift_id=shift.id, person_id=person_id, **word)
        )
    await post.store.signups.change(existing, **word)
    return existing


async def _in_line(post: Post, district: District, signup: Signup, *, new: bool) -> Placed | Waiting:
    """A seat may fall to them at once: one whose holder has not said in time that they still come."""
    store = post.store
    if await store.signups.overdue(signup.shift_id, now=post.now):
        shift = await settle(post, district, signup.shift_id, asker=signup.person_id)
        if signup.state == SignupState.BOOKED:
            return Placed(shift, signup)
    shift = await store.shifts.view(signup.shift_id)
    return Waiting(shift, signup, await store.signups.position(signup), new)


async def _take_offer(
    post: Post, district: District, shift: ShiftView, signup: Signup, wish: Wish, *, why: str | None
) -> Placed | Changed | NoSeat | Overlapping | AlreadyIn | NotOpen | NoRole:
    """Whoever signs up for what they were offered takes it; of a closed shift no more than that."""
    if why is not None and (wish.guests or 0) > signup.guests:
        return NotOpen(shift, why)
    if not wish.anyway and (other := await _overlap(post.store, shift, signup.person_id, wish)) is not None:
        return Overlapping(shift, other)
    refused = await _why_not(post.store, shift, signup, wish, why=why)
    if refused is not None and not isinstance(refused, AlreadyIn):
        return refused  # and the offer stands
    for one in await post.store.asks.of_shift(shift.id, OFFER):
        if one.person_id == signup.person_id:
            await asks.answer(post.store, one, AskState.YES, now=post.now)
    await asks.withdraw(post.store, shift.id, now=post.now, person_id=signup.person_id)
    now = await accept(post, district, signup)
    if refused is not None:
        return Placed(now, signup)
    return Changed(await _bring(post, district, now, signup, wish), signup)


async def _overlap(store: Store, shift: ShiftView, person_id: int, wish: Wish) -> ShiftView | None:
    """Another shift of theirs at the same time.

    Whoever books somebody else is not to learn what they do in another district.
    """
    where = shift.district_id if wish.booked_by not in (None, person_id) else None
    other = await store.signups.overlapping(
        person_id, starts=shift.starts, ends=shift.ends, but=shift.id, district_id=where
    )
    return None if other is None else await store.shifts.view(other)


def _no_role(
    shift: ShiftView, room: Room, skills: Collection[str], role: str, why: str, *, party: int
) -> NoRole:
    others = tuple(
        one
        for one in room.roles
        if one != role and isinstance(fit(room, party=party, role=one, skills=skills), Fit)
    )
    fits = 0
    while why == "role" and isinstance(fit(room, party=fits + 1, role=role, skills=skills), Fit):
        fits += 1
    without = fit(room, party=party, skills=skills) == Fit(None)
    return NoRole(shift, role, "role" if why == "seats" else why, others, party, fits, without)


def _waits_for_role(refused: NoRole, room: Room, wish: Wish, *, named: bool, full: bool) -> bool:
    """Whether it makes sense to wait for this role, and there is nothing to choose instead.

    `named`: they name it now, and did not wait for it before. `full`: no role has enough seats.
    """
    if refused.why in ("unknown", "skill") or refused.party > room.roles[refused.role]:
        return False
    instead = named and (refused.others or refused.without)
    return full or (wish.booked_by is None and not instead)


async def _again(
    post: Post, district: District, shift: ShiftView, signup: Signup, wish: Wish, *, why: str | None
) -> Changed | NoSeat | AlreadyIn | NotOpen | NoRole:
    """What asking does for somebody who has a seat; `why` is from `closed_because`."""
    refused = await _why_not(post.store, shift, signup, wish, why=why)
    return refused or Changed(await _bring(post, district, shift, signup, wish), signup)


async def _why_not(
    store: Store, shift: ShiftView, signup: Signup, wish: Wish, *, why: str | None
) -> NoSeat | AlreadyIn | NotOpen | NoRole | None:
    """Why what is held does not become what is wished for; None if it can.

    The seat is theirs until the shift is over. Closing it for sign-ups keeps others out, and more guests.
    """
    guests, role = _wished(signup, wish)
    if guests == signup.guests and role == signup.role:
        return AlreadyIn(shift, signup) if why in (None, "closed", "started") else NotOpen(shift, why, signup)
    if why is not None and (why != "closed" or guests > signup.guests):
        return NotOpen(shift, why, signup)
    more = max(0, guests - signup.guests)
    if isinstance(place(seats=shift.seats, booked=shift.taken, wanted=more), Full):
        return NoSeat(shift, signup)
    if shift.roles:
        room = (await room_of(store, shift)).after(signup.role, -(1 + signup.guests))
        skills = await skills_of(store, shift, signup.person_id)
        found = fit(room, party=1 + guests, role=role, skills=skills)
        if isinstance(found, NoFit):
            return _no_role(shift, room, skills, role or "", found.why, party=1 + guests)
    return None


def _wished(signup: Signup, wish: Wish) -> tuple[int, str | None]:
    """Guests and role; what was not spoken of stays."""
    guests = signup.guests if wish.guests is None else wish.guests
    return guests, signup.role if wish.role is None else wish.role


async def _bring(post: Post, district: District, shift: ShiftView, signup: Signup, wish: Wish) -> ShiftView:
    """Take or give back seats so that the person has one, and one for each guest."""
    guests, role = _wished(signup, wish)
    signups, more = post.store.signups, guests - signup.guests
    await signups.change(signup, guests=guests, role=role, changed_at=post.now)
    await signups.free_seats(signup.id)
    await signups.take_seats(shift, signup.id, 1 + guests)
    if more < 0 or shift.roles:
        return await settle(post, district, shift.id, freed=max(0, -more))
    return replace(shift, booked=shift.booked + more)


async def leave(post: Post, district: District, signup: Signup) -> ShiftView:
    """Give up a seat, an offer or a place in the line; whoever waits moves up. The shift as it stands."""
    await post.store.shifts.hold(signup.shift_id)
    freed = 0 if signup.state == SignupState.WAITLISTED else 1 + signup.guests
    await give_back(post, signup, state=SignupState.CANCELLED)
    return await settle(post, district, signup.shift_id, freed=freed)


async def hand_over(
    post: Post, district: District, old: Signup, person_id: int, *, role: str | None, guests: int = 0
) -> tuple[ShiftView, Signup]:
    """The seat of `old` is another person's from now on; what seats their guests had, go to the line.

    The caller has seen that the person fits. Whatever they waited for on the shift is theirs with it.
    """
    store = post.store
    await store.shifts.hold(old.shift_id)
    await give_back(post, old, state=SignupState.CANCELLED)
    existing = await store.signups.find(old.shift_id, person_id)
    if existing is not None and existing.state in (SignupState.WAITLISTED, SignupState.OFFERED):
        await give_back(post, existing, state=SignupState.CANCELLED)
    shift = await store.shifts.view(old.shift_id)
    signup = await _write(
        post,
        shift,
        person_id,
        existing,
        state=SignupState.BOOKED,
        guests=guests,
        role=role,
        booked_by_id=person_id,
        line=None,
        created_at=post.now,
    )
    await store.signups.take_seats(shift, signup.id, 1 + guests)
    await plan_for_signup(store, signup, shift, moment=Moment.of(post, district))
    freed = max(0, old.guests - guests)
    return await settle(post, district, shift.id, freed=freed), signup


async def wait_at_end(
    post: Post, shift: ShiftView, person_id: int, *, guests: int, role: str | None
) -> Signup:
    """A place at the end of the line for somebody who has none on the shift; `settle` comes after it."""
    return await _write(
        post,
        shift,
        person_id,
        await post.store.signups.find(shift.id, person_id),
        state=SignupState.WAITLISTED,
        guests=guests,
        role=role,
        booked_by_id=person_id,
        line=await end_of_line(post.store, shift.id),
        created_at=post.now,
    )


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
