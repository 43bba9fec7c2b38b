"""One person is asked to take over a seat, and nobody else; the seat moves when both have said yes."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from commands.actions import asks
from commands.actions.line import room_of, skills_of
from commands.actions.standin_ends import end
from commands.post import Post
from commands.rules.line import NoFit, answer_by, fit
from commands.rules.standins import SWAP
from commands.texts import say
from commands.wording import about, named
from storage.models import Ask, District, Person, Signup, StandIn
from storage.queries.shifts import ShiftView
from storage.states import ON_THE_ROSTER

KIND = "swap"
"""Of the questions."""


async def open_swap(post: Post, signup: Signup, person: Person) -> StandIn | None:
    """The question that this person has for this very seat, if they have one."""
    await post.store.flush()
    for one in await post.store.stand_ins.open_of_shift(signup.shift_id):
        if one.signup_id == signup.id and one.to_person_id == person.id:
            return one
    return None


async def may_be_asked(post: Post, shift: ShiftView, signup: Signup, person: Person) -> bool:
    """Not who is on the shift, lacks the skill for the role, or does not want to be asked to step in.

    Nor who has been asked by somebody else to take over another seat of the shift, and has not answered.
    """
    store = post.store
    if any(one.person_id == person.id for one in await store.asks.of_shift(shift.id, KIND)):
        return False
    theirs = await store.signups.find(shift.id, person.id)
    if person.unasked_since is not None or (theirs is not None and theirs.state in ON_THE_ROSTER):
        return False
    room = (await room_of(store, shift)).after(signup.role, -(1 + signup.guests))
    found = fit(room, party=1, role=signup.role, skills=await skills_of(store, shift, person.id))
    return not (isinstance(found, NoFit) and found.why == "skill")


async def ask_to_swap(
    post: Post, district: District, shift: ShiftView, signup: Signup, asker: Person, person: Person
) -> Ask | None:
    """Put the question; None for somebody without chat."""
    store = post.store
    await store.flush()
    if not await store.people.identities([person.id]):
        return None
    stand_in = await store.stand_ins.add(
        StandIn(
            district_id=district.id,
            shift_id=shift.id,
            signup_id=signup.id,
            to_person_id=person.id,
            stage=SWAP,
            created_at=post.now,
        )
    )
    zone = ZoneInfo(district.timezone)
    until = answer_by(starts=shift.starts, now=post.now, quiet=post.house.quiet, zone=zone)
    other = await store.signups.overlapping(person.id, starts=shift.starts, ends=shift.ends, but=shift.id)
    busy = None if other is None else await store.shifts.view(other)
    identity = (await store.people.identities([asker.id])).get(asker.id)
    message = say(
        "swap-ask",
        **about(shift),
        role=signup.role,
        who=named(asker, identity),
        other=None if busy is None else say("shift-short", **about(busy)),
        until=until,
        prefix=post.house.prefix,
    )
    return await asks.ask(
        post, district, KIND, person.id, shift, message, until=until, stand_in_id=stand_in.id
    )


async def declined(post: Post, district: District, ask: Ask, *, unanswered: bool) -> None:
    """They said no, or nothing: who asked hears of it, and still has the seat."""
    store = post.store
    stand_in = await store.stand_ins.get(ask.stand_in_id or 0)
    if not await end(store, stand_in.id, now=post.now):
        return
    shift, signup = await store.shifts.view(stand_in.shift_id), await store.signups.get(stand_in.signup_id)
    person = await store.people.get(ask.person_id)
    identity = (await store.people.identities([person.id])).get(person.id)
    await post.to_person(
        signup.person_id,
        say(
            "swap-unanswered" if unanswered else "swap-declined",
            **about(shift),
            who=named(person, identity) if person.name else None,  # they may be forgotten: not ours to tell
            begun=shift.starts <= post.now,
            prefix=post.house.prefix,
        ),
        district=district,
        shift_id=shift.id,
        helps_until=shift.starts if shift.starts > post.now else None,
    )


async def not_answered(post: Post, district: District, ask: Ask) -> None:
    """The time is out."""
    await declined(post, district, ask, unanswered=True)
