"""The waiting line of a shift: whoever is first in it gets a freed seat, in the same transaction.

Issue 3, point 1. `settle` is called at the end of everything that frees or adds seats, or changes who may
have them. After it no seat is free that somebody who waits could have: it was given, or is held for whoever
was offered it. Who fits is decided by `commands.rules.line`.
"""

from __future__ import annotations

from commands.actions import asks, watching
from commands.actions.moment import Moment
from commands.actions.newcomers import settle_pairs
from commands.actions.reminders import plan_for_signup
from commands.actions.responsible import tell_responsible
from commands.actions.standin_ends import end_for_signup
from commands.actions.thin import note_fall
from commands.papers.calendar import given_up, seats
from commands.post import OF_A_SEAT, Post
from commands.rules.line import Fit, NoFit, Room, fit, held_until, is_given_at_once, line_sleeps
from commands.rules.names import fold
from commands.rules.standins import STAND_IN
from commands.texts import Period, say
from commands.wording import about, named
from storage.models import Ask, District, Signup
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import ShiftState, SignupState
from storage.store import Store

OFFER = "offer"
"""The kind of the questions."""
HAS_A_PLACE = (SignupState.BOOKED, SignupState.OFFERED, SignupState.WAITLISTED)
"""Who hears of it when the shift moves or is cancelled, and may leave it."""


async def settle(
    post: Post,
    district: District,
    shift_id: int,
    *,
    asker: int | None = None,
    freed: int = 0,
    added: int = 0,
    was: Period | None = None,
) -> ShiftView:
    """Move the line up as far as there are seats; the shift as it stands then.

    `freed`: how many seats nobody has any more; `added`: how many more there are. Where that opens a full
    shift and nobody in the line takes them, those who watch the activity hear of it (issue 3, point 9); where
    too few people are left, the lead does.
    `asker` is here and has just asked for a seat: one that falls to them is given without a further question
    or letter. `was`: the time that the shift had until now, if it has just been moved: those who wait have
    never said that they can come then, and are asked. A closed shift takes no new names; those who were in
    line before still move up.
    """
    store = post.store
    await store.flush()
    shift = await store.shifts.view(shift_id)
    was_full = watching.was_full(shift, freed + added)
    if shift.waiting and shift.state != ShiftState.CANCELLED and shift.starts > post.now:
        await _move_up(post, district, shift, asker, was)
        shift = await store.shifts.view(shift_id)
    if shift.paired and shift.state != ShiftState.CANCELLED and shift.starts > post.now:
        await settle_pairs(post, district, shift)
    if freed and shift.state != ShiftState.CANCELLED:
        await note_fall(post, shift, freed=freed)
    if was_full:
        await watching.note_free(store, shift, now=post.now)
    return shift


async def room_of(store: Store, shift: ShiftView) -> Room:
    """What is free on the shift; asks the database only where there are roles."""
    if not shift.roles:
        return Room(shift.left, {}, {}, seats=shift.seats)
    known = await store.skills.by_person(shift.district_id)
    asked = {name for names in known.values() for name in names}
    return Room(
        shift.left,
        shift.roles,
        await store.signups.by_role(shift.id),
        asks_skill=[role for role in shift.roles if fold(role) in asked],
        seats=shift.seats,
    )


async def skills_of(store: Store, shift: ShiftView, person_id: int) -> set[str]:
    """The roles of the shift that the person has the skill for."""
    if not shift.roles:
        return set()
    known = (await store.skills.by_person(shift.district_id)).get(person_id, set())
    return {role for role in shift.roles if fold(role) in known}


async def _move_up(
    post: Post, district: District, shift: ShiftView, asker: int | None, was: Period | None
) -> None:
    store = post.store
    room = await room_of(store, shift)
    overdue = await store.signups.overdue(shift.id, now=post.now)
    moment = Moment.of(post, district)
    sleeps = line_sleeps(starts=shift.starts, now=post.now, quiet=moment.house.quiet, zone=moment.zone)
    for waiting in await store.signups.line(shift.id):
        if sleeps and waiting.person_id != asker:
            continue
        party, skills = 1 + waiting.guests, await skills_of(store, shift, waiting.person_id)
        found = fit(room, party=party, role=waiting.role, skills=skills)
        released: list[Signup] = []
        trial = room
        for late in overdue if isinstance(found, NoFit) else []:
            trial = trial.after(late.role, -(1 + late.guests))
            released.append(late)
            found = fit(trial, party=party, role=waiting.role, skills=skills)
            if isinstance(found, Fit):
                break
        if isinstance(found, NoFit):
            continue
        for late in released:
            await _release(post, district, shift, late)
        overdue = [one for one in overdue if one not in released]
        room = trial if released else room
        asked = waiting.person_id == asker
        await _promote(post, district, shift, waiting, found.role, asked=asked, was=was)
        room = room.after(found.role, party)


async def _promote(
    post: Post,
    district: District,
    shift: ShiftView,
    signup: Signup,
    role: str | None,
    *,
    asked: bool,
    was: Period | None,
) -> None:
    """Give the seats, or hold them while the person is asked; `was` as of `settle`."""
    store, moment = post.store, Moment.of(post, district)
    other = await store.signups.overlapping(
        signup.person_id, starts=shift.starts, ends=shift.ends, but=shift.id
    )
    reachable = bool(await store.people.identities([signup.person_id]))
    given = asked or not reachable
    if not given and was is None and other is None and is_given_at_once(starts=shift.starts, now=post.now):
        # Who said no to taking a seat over perhaps cannot come any more, and would be booked unawares.
        given = not await store.asks.said_no(signup.person_id, shift.id, STAND_IN)
    await store.signups.change(
        signup,
        state=SignupState.BOOKED if given else SignupState.OFFERED,
        role=role,
        line=None,
        changed_at=post.now,
        confirm_by=None,
        confirmed_at=None,
    )
    await store.signups.take_seats(shift, signup.id, 1 + signup.guests)
    if given:
        await plan_for_signup(store, signup, shift, moment=moment)
        if not asked:
            store.audit.record(
                "line-given",
                at=post.now,
                district_id=district.id,
                actor_id=None,
                subject=f"shift:{shift.number}",
                person_id=signup.person_id,
            )
        if not reachable:
            person = await store.people.get(signup.person_id)
            message = say("seat-given-lead", **about(shift), who=named(person), guests=signup.guests)
            await tell_responsible(post, district, shift, message, helps_until=shift.starts)
        elif not asked:
            await post.to_person(
                signup.person_id,
                say("seat-given", **about(shift), guests=signup.guests, role=role, prefix=post.house.prefix),
                district=district,
                shift_id=shift.id,
                helps_until=shift.starts,
                attachment=seats(post, district, [(shift, signup)]),
            )
        return
    until = held_until(
        starts=shift.starts,
        now=post.now,
        quiet=moment.house.quiet,
        zone=moment.zone,
        moved=was is not None,
    )
    busy = None if other is None else await store.shifts.view(other)
    message = say(
        "offer-made",
        **about(shift),
        guests=signup.guests,
        role=role,
        until=until,
        was=was,
        passes=shift.seats is not None and until < shift.starts,
        other=None if busy is None else say("shift-short", **about(busy)),
    )
    await asks.ask(post, district, OFFER, signup.person_id, shift, message, until=until, signup_id=signup.id)


async def _release(post: Post, district: District, shift: ShiftView, signup: Signup) -> None:
    """Somebody else waits, and this person did not say in time that they still come."""
    await give_back(post, signup, state=SignupState.CANCELLED)
    await post.to_person(
        signup.person_id,
        say("seat-released", **about(shift), prefix=post.house.prefix),
        district=district,
        shift_id=shift.id,
        helps_until=shift.starts,
        attachment=await given_up(post, district, shift, signup),
    )


async def give_back(post: Post, signup: Signup, *, state: SignupState, line: int | None = None) -> None:
    """The seats are free; what the person was to be told or asked about them no longer holds."""
    store = post.store
    await store.flush()
    await store.signups.change(signup, state=state, line=line, changed_at=post.now)
    await store.signups.free_seats(signup.id)
    await store.reminders.withdraw(signup.id, "left")
    await store.outbox.withdraw_for_signup(signup.person_id, signup.shift_id, OF_A_SEAT)
    await asks.withdraw(store, signup.shift_id, now=post.now, person_id=signup.person_id)
    await end_for_signup(store, signup.id, now=post.now)


async def end_of_line(store: Store, shift_id: int) -> int:
    """The `line` of whoever comes now."""
    return (await store.signups.ends_of_line(shift_id))[1] + 1


async def put_in_line(
    post: Post, shift_id: int, *, seats: int, taken: int
) -> tuple[list[Booking], frozenset[int]]:
    """There are to be fewer seats than are taken: the last who came wait from now on, before everybody else.

    Who was only offered one goes first. A smaller party that still fits where a larger one had to go stays
    as it is. They are told by whoever knows what the shift is like afterwards; by id, also those of them who
    had only been offered a seat.
    """
    signups = post.store.signups
    holders = await signups.of_shift(shift_id, SignupState.BOOKED, SignupState.OFFERED)
    free = seats - taken + sum(1 + one.signup.guests for one in holders)
    moved = []
    for one in sorted(holders, key=lambda one: one.signup.state == SignupState.OFFERED):
        if 1 + one.signup.guests <= free:
            free -= 1 + one.signup.guests
        else:
            moved.append(one)
    offered = frozenset(one.person.id for one in moved if one.signup.state == SignupState.OFFERED)
    for one in reversed(moved):
        first, _ = await signups.ends_of_line(shift_id)
        await give_back(post, one.signup, state=SignupState.WAITLISTED, line=first - 1)
    return moved, offered


async def ask_anew(post: Post, shift_id: int) -> None:
    """The shift has another time: what was asked about the old one no longer holds.

    Offered seats go back to the line, with their holders at its head; who confirmed did so for another time.
    """
    signups = post.store.signups
    for one in reversed(await signups.of_shift(shift_id, SignupState.OFFERED)):
        first, _ = await signups.ends_of_line(shift_id)
        await give_back(post, one.signup, state=SignupState.WAITLISTED, line=first - 1)
    for one in await signups.of_shift(shift_id):
        if one.signup.confirm_by is not None or one.signup.confirmed_at is not None:
            await signups.change(one.signup, confirm_by=None, confirmed_at=None)
    await asks.withdraw(post.store, shift_id, now=post.now)


async def accept(post: Post, district: District, signup: Signup) -> ShiftView:
    """The offered seat is taken; the shift as it stands then."""
    store = post.store
    shift = await store.shifts.view(signup.shift_id)
    await store.signups.change(signup, state=SignupState.BOOKED, changed_at=post.now)
    await plan_for_signup(store, signup, shift, moment=Moment.of(post, district))
    return await settle(post, district, signup.shift_id)


async def offer_expired(post: Post, district: District, ask: Ask) -> None:
    """Nobody answered: the seat goes to the next, and the person hears of it."""
    store = post.store
    signup = await store.signups.get(ask.signup_id or 0)
    if signup.state != SignupState.OFFERED:
        return
    await give_back(post, signup, state=SignupState.CANCELLED)
    shift = await settle(post, district, signup.shift_id, freed=1 + signup.guests)
    await post.to_person(
        signup.person_id,
        say("offer-expired", **about(shift), prefix=post.house.prefix, begun=shift.starts <= post.now),
        district=district,
        shift_id=shift.id,
        helps_until=shift.starts if shift.starts > post.now else None,
    )
