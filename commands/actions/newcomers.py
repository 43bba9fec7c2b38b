"""First-timers and who looks after them (issue 3, point 4: `newcomers=paired`).

Called from `line.settle` whenever somebody's seat on such a shift has changed. Names go to the two people
concerned alone, by direct message, and to whoever answers for the shift.
"""

from __future__ import annotations

from commands.actions.responsible import tell_responsible
from commands.post import Post
from commands.rules.pairing import pair
from commands.texts import PersonName, say
from commands.wording import about, named
from storage.models import District, Pairing, Person
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking


async def settle_pairs(post: Post, district: District, shift: ShiftView) -> None:
    """Everyone who is new has a mentor, if there is one; both are told once of what is new."""
    store = post.store
    booked = {one.signup.id: one for one in await store.signups.of_shift(shift.id)}
    known = await store.pairings.experienced(
        shift.activity_id, [one.person.id for one in booked.values()], before=shift.starts
    )
    before = {one.newcomer_id: one.mentor_id for one in await store.pairings.of_shift(shift.id)}
    newcomers = [signup for signup, one in booked.items() if one.person.id not in known]
    mentors = [signup for signup, one in booked.items() if one.person.id in known]
    now = pair(newcomers, mentors, before)
    for newcomer, mentor in before.items():
        if now.get(newcomer) != mentor:
            await store.pairings.end(newcomer)
            await _tell_parted(
                post,
                district,
                shift,
                booked.get(newcomer),
                booked.get(mentor),
                newcomer,
                mentor,
                alone=newcomer not in now,
            )
    for newcomer, mentor in now.items():
        if before.get(newcomer) != mentor:
            await store.pairings.add(
                Pairing(newcomer_id=newcomer, mentor_id=mentor, district_id=district.id, created_at=post.now)
            )
            await _tell_paired(post, district, shift, booked[newcomer], booked[mentor])


async def _tell_paired(
    post: Post, district: District, shift: ShiftView, newcomer: Booking, mentor: Booking
) -> None:
    to_newcomer = say("newcomer-paired", **about(shift), mentor=named(mentor.person, mentor.identity))
    to_mentor = say("mentor-paired", **about(shift), newcomer=named(newcomer.person, newcomer.identity))
    for one, message in ((newcomer, to_newcomer), (mentor, to_mentor)):
        await post.to_person(
            one.person.id, message, district=district, shift_id=shift.id, helps_until=shift.starts
        )


async def _tell_parted(
    post: Post,
    district: District,
    shift: ShiftView,
    newcomer: Booking | None,
    mentor: Booking | None,
    newcomer_id: int,
    mentor_id: int,
    *,
    alone: bool,
) -> None:
    """Whoever is still there hears that the other is not; who has a new mentor at once hears only of that.

    Of a newcomer with nobody the lead hears too, who may know whom to ask.
    """
    if newcomer is None and mentor is not None:
        gone = await post.store.people.get((await post.store.signups.get(newcomer_id)).person_id)
        message = say("mentor-released", **about(shift), newcomer=_named(gone))
        await post.to_person(
            mentor.person.id, message, district=district, shift_id=shift.id, helps_until=shift.starts
        )
    if mentor is None and newcomer is not None and alone:
        gone = await post.store.people.get((await post.store.signups.get(mentor_id)).person_id)
        to_lead = say(
            "newcomer-alone-lead",
            **about(shift),
            newcomer=named(newcomer.person, newcomer.identity),
            mentor=_named(gone),
            prefix=post.house.prefix,
        )
        told = await tell_responsible(post, district, shift, to_lead, helps_until=shift.starts)
        message = say("newcomer-alone", **about(shift), mentor=_named(gone), told=told)
        await post.to_person(
            newcomer.person.id, message, district=district, shift_id=shift.id, helps_until=shift.starts
        )


def _named(person: Person) -> PersonName | None:
    """None for somebody who is forgotten: the others hear that they do not come, not why."""
    return named(person) if person.name else None
