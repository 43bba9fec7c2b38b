"""Somebody takes over another's seat: the one place where that is done (issue 3, point 5).

Until it is done the seat, and the shift, are the first person's. Then both of them and the lead know.
"""

from __future__ import annotations

from dataclasses import dataclass

from commands.actions.line import room_of, skills_of
from commands.actions.responsible import tell_responsible
from commands.actions.seats import Outcome, Placed, Waiting, Wish, hand_over, sign_up
from commands.actions.standin_ends import take_back_questions
from commands.papers.calendar import given_up
from commands.post import Post
from commands.rules.line import NoFit, fit
from commands.rules.standins import PEOPLE, ROOM, STAND_IN, SWAP
from commands.texts import say
from commands.wording import about, named
from storage.models import District, Signup, StandIn
from storage.queries.shifts import ShiftView
from storage.states import ON_THE_ROSTER, ShiftState, SignupState, StandInState


@dataclass(frozen=True, slots=True)
class Taken:
    """The seat is theirs; `shift` as it stands now."""

    shift: ShiftView
    signup: Signup


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Nothing changed. `why`: "taken" (by somebody else), "over" (no longer wanted, or begun), "own" (the
    asker's own seat), "has-seat" (on the same shift), "skill" (the role asks for one), or "seats" (a party of
    `party` that does not fit)."""

    why: str
    party: int = 1


@dataclass(frozen=True, slots=True)
class Busy:
    """They have a seat on another shift at the same time; nothing changed."""

    other: ShiftView


async def sign_up_or_step_in(
    post: Post, district: District, shift_id: int, person_id: int, wish: Wish
) -> Outcome:
    """As `sign_up`, in the open transaction; but a seat that others are asked to take over is free for this.

    Only where everybody before them in the line was asked already, and waits for a seat of their own.
    """
    outcome = await sign_up(post, district, shift_id, person_id, wish)
    if not isinstance(outcome, Waiting):
        return outcome
    store, role = post.store, outcome.signup.role
    line = await store.signups.line(shift_id)
    before = {one.person_id for one in line if (one.line or 0) < (outcome.signup.line or 0)}
    if not before <= await store.asks.asked_about(shift_id, (STAND_IN,)):
        return outcome
    for one in await store.stand_ins.open_of_shift(shift_id):
        seat = await store.signups.get(one.signup_id)
        if one.stage in (PEOPLE, ROOM) and role in (None, seat.role):
            taken = await take_over(post, district, one, person_id, anyway=True)
            if isinstance(taken, Taken):
                return Placed(taken.shift, taken.signup)
    return outcome


async def take_over(
    post: Post, district: District, stand_in: StandIn, person_id: int, *, anyway: bool = False
) -> Taken | NotTaken | Busy:
    """Give the seat to the person, in the open transaction, if it is still wanted and they can have it.

    `anyway`: also when they are busy then.
    """
    store = post.store
    await store.flush()
    await store.shifts.hold(stand_in.shift_id)
    stand_in = await store.stand_ins.get(stand_in.id)
    shift, old = await store.shifts.view(stand_in.shift_id), await store.signups.get(stand_in.signup_id)
    if (no := await _refused(post, shift, stand_in, old, person_id)) is not None:
        return no
    existing = await store.signups.find(shift.id, person_id)
    waits = existing is not None and existing.state in (SignupState.WAITLISTED, SignupState.OFFERED)
    guests = existing.guests if existing is not None and waits else 0
    role = old.role if not shift.roles or old.role in shift.roles else None
    room = (await room_of(store, shift)).after(old.role, -(1 + old.guests))
    if existing is not None and existing.state == SignupState.OFFERED:
        room = room.after(existing.role, -(1 + existing.guests))
    found = fit(room, party=1 + guests, role=role, skills=await skills_of(store, shift, person_id))
    if isinstance(found, NoFit):
        return NotTaken("skill" if found.why == "skill" else "seats", 1 + guests)
    other = await store.signups.overlapping(person_id, starts=shift.starts, ends=shift.ends, but=shift.id)
    if other is not None and not anyway:
        return Busy(await store.shifts.view(other))
    if not await store.stand_ins.close(stand_in.id, StandInState.TAKEN, now=post.now, taken_by=person_id):
        return NotTaken("taken")
    await take_back_questions(store, stand_in.id, now=post.now)
    now, signup = await hand_over(post, district, old, person_id, role=role, guests=guests)
    await _tell(post, district, now, stand_in, old, signup)
    return Taken(now, signup)


async def _refused(
    post: Post, shift: ShiftView, stand_in: StandIn, old: Signup, person_id: int
) -> NotTaken | None:
    """Why the seat cannot be taken over by this person at all."""
    if stand_in.state == StandInState.TAKEN:
        return NotTaken("taken")
    gone = stand_in.state != StandInState.OPEN or old.state != SignupState.BOOKED
    if gone or shift.state == ShiftState.CANCELLED or shift.starts <= post.now:
        return NotTaken("over")
    if old.person_id == person_id:
        return NotTaken("own")
    existing = await post.store.signups.find(shift.id, person_id)
    if existing is not None and existing.state in ON_THE_ROSTER:
        return NotTaken("has-seat")
    return None


async def _tell(
    post: Post, district: District, shift: ShiftView, stand_in: StandIn, old: Signup, new: Signup
) -> None:
    """To the one who could not come, and to the lead, who hears it once where they are one of the two.

    Who comes instead is for the lead to know, and for who asked that very person.
    """
    people = post.store.people
    comes = await people.get(new.person_id)
    accounts = await people.identities([old.person_id, new.person_id])
    may_know = stand_in.stage == SWAP or shift.lead_id == old.person_id
    who = named(comes, accounts.get(comes.id)) if may_know else None
    await post.to_person(
        old.person_id,
        say("standin-found", **about(shift), who=who),
        district=district,
        shift_id=shift.id,
        helps_until=shift.starts,
        attachment=await given_up(post, district, shift, old),
    )
    if shift.lead_id in (old.person_id, new.person_id):
        return
    before = await people.get(old.person_id)
    message = say(
        "standin-lead",
        **about(shift),
        before=named(before, accounts.get(before.id)),
        who=named(comes, accounts.get(comes.id)),
    )
    await tell_responsible(post, district, shift, message, helps_until=shift.starts)
