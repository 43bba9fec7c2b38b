"""Looking for somebody who takes over a seat: the waiting line, then people of the activity, then the room.

Each stage begins when the one before has nobody left to ask, or no time (`commands.rules.standins`).
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from commands.actions import asks
from commands.actions.line import room_of, skills_of
from commands.actions.responsible import tell_responsible
from commands.actions.rooms_of_shift import rooms_for
from commands.actions.standin_ends import end
from commands.actions.suitable import suitable
from commands.post import Post
from commands.rules.line import Fit, fit
from commands.rules.reminding import Expire, Send, Wait
from commands.rules.standins import A_DAY, AT_ONCE, LINE, PEOPLE, ROOM, STAND_IN, answer_in_stage, nobody_by
from commands.texts import say
from commands.wording import about, named
from storage.models import Ask, District, Due, Signup, StandIn
from storage.queries.shifts import ShiftView
from storage.states import AskState, ShiftState, SignupState, StandInState
from storage.store import Store

KIND = "stand-in"
"""Of the due rows that say when nobody was found."""


async def search(post: Post, district: District, shift: ShiftView, signup: Signup) -> tuple[StandIn, bool]:
    """Begin to look for somebody who takes over the seat, unless that is done already; whether it is new."""
    store = post.store
    await store.flush()
    await store.shifts.hold(shift.id)
    for one in await store.stand_ins.open_of_shift(shift.id):
        if one.signup_id == signup.id and one.to_person_id is None:
            return one, False
    stand_in = await store.stand_ins.add(
        StandIn(
            district_id=district.id,
            shift_id=shift.id,
            signup_id=signup.id,
            stage=LINE,
            created_at=post.now,
        )
    )
    await go_on(post, district, stand_in)
    return stand_in, True


async def go_on(post: Post, district: District, stand_in: StandIn) -> None:
    """Ask whoever comes next, unless somebody has been asked who may still answer."""
    store = post.store
    await store.flush()
    if stand_in.state != StandInState.OPEN or stand_in.stage not in (LINE, PEOPLE):
        return
    shift, signup = await store.shifts.view(stand_in.shift_id), await store.signups.get(stand_in.signup_id)
    if _is_over(shift, signup, post.now):
        await end(store, stand_in.id, now=post.now)
        return
    if any(one.state == AskState.OPEN for one in await store.asks.of_stand_in(stand_in.id)):
        return
    if stand_in.stage == LINE:
        if await _ask(post, district, shift, signup, stand_in, await _first_in_line(post, shift, signup)):
            return
        stand_in.stage = PEOPLE
    people = await suitable(post, shift, role=signup.role, most=AT_ONCE)
    if await _ask(post, district, shift, signup, stand_in, people):
        return
    await _ask_rooms(post, district, shift, signup, stand_in)


def _is_over(shift: ShiftView, signup: Signup, now: datetime) -> bool:
    return signup.state != SignupState.BOOKED or shift.state == ShiftState.CANCELLED or shift.starts <= now


async def _first_in_line(post: Post, shift: ShiftView, signup: Signup) -> list[int]:
    """Whoever waits, fits on the seat, and was not asked to come to this shift before."""
    store = post.store
    line = await store.signups.line(shift.id)
    if not line:
        return []
    asked = await store.asks.asked_about(shift.id, (STAND_IN,))
    reachable = await store.people.identities([one.person_id for one in line])
    room = (await room_of(store, shift)).after(signup.role, -(1 + signup.guests))
    for one in line:
        if one.person_id in asked or one.person_id not in reachable or one.role not in (None, signup.role):
            continue
        skills = await skills_of(store, shift, one.person_id)
        fits = isinstance(fit(room, party=1 + one.guests, role=signup.role, skills=skills), Fit)
        if fits and (await store.people.get(one.person_id)).unasked_since is None:
            return [one.person_id]
    return []


async def _ask(
    post: Post, district: District, shift: ShiftView, signup: Signup, stand_in: StandIn, people: list[int]
) -> bool:
    """Whether anybody was asked; not when the stage has no time left."""
    until = answer_in_stage(
        stand_in.stage,
        since=stand_in.created_at,
        starts=shift.starts,
        now=post.now,
        quiet=post.house.quiet,
        zone=ZoneInfo(district.timezone),
    )
    if until is None:
        return False
    message = say(
        "standin-ask",
        **about(shift),
        role=signup.role,
        until=until,
        in_line=stand_in.stage == LINE,
        prefix=post.house.prefix,
    )
    reached = False
    for person_id in people:
        asked = await asks.ask(
            post, district, STAND_IN, person_id, shift, message, until=until, stand_in_id=stand_in.id
        )
        reached = reached or asked is not None
    return reached


async def _ask_rooms(
    post: Post, district: District, shift: ShiftView, signup: Signup, stand_in: StandIn
) -> None:
    """Anybody there may take the seat, also later, until the shift begins.

    Who has turned the search off and on again does not ask the rooms twice, nor trouble the lead twice.
    """
    store, since = post.store, post.now - A_DAY
    stand_in.stage = ROOM
    await store.flush()
    before = await store.stand_ins.withdrawn(signup, ROOM, since=since)
    if before is None or not await store.outbox.said_in_rooms(shift.id, "standin-room", since=since):
        await _write_to_rooms(post, district, shift, signup)
    due, named = nobody_by(starts=shift.starts, now=post.now), f"stand-in:{stand_in.id}"
    if before is not None and await _was_told(store, before):
        await store.dues.settle(KIND, named, due, district_id=district.id)
    else:
        await store.dues.plan(KIND, named, due, district_id=district.id)


async def _was_told(store: Store, stand_in: StandIn) -> bool:
    """That nobody was found."""
    named = f"stand-in:{stand_in.id}"
    return any(one.subject == named for one in await store.dues.done(KIND, named))


async def _write_to_rooms(post: Post, district: District, shift: ShiftView, signup: Signup) -> None:
    message = say("standin-room", **about(shift), role=signup.role, prefix=post.house.prefix)
    for room in await rooms_for(post.store, district, shift):
        yes = asks.YES[room.language or district.language]
        await post.to_room(
            room,
            message,
            district=district,
            shift_id=shift.id,
            helps_until=shift.starts,
            yes=f"{post.house.prefix}{yes} #{shift.number}",
        )


async def not_answered(post: Post, district: District, ask: Ask) -> None:
    """The time is out: the next are asked."""
    await go_on(post, district, await post.store.stand_ins.get(ask.stand_in_id or 0))


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Nobody was found: the person and the lead are told, while there is time to do something about it."""
    stand_in = await store.stand_ins.get(int(due.subject.removeprefix("stand-in:")))
    shift, signup = await store.shifts.view(stand_in.shift_id), await store.signups.get(stand_in.signup_id)
    if stand_in.state != StandInState.OPEN:
        return Expire(stand_in.state.value)
    if _is_over(shift, signup, post.now):
        await end(store, stand_in.id, now=post.now)
        return Expire("over")
    district = await store.rooms.district(shift.district_id)
    await post.to_person(
        signup.person_id,
        say("standin-nobody", **about(shift), prefix=post.house.prefix),
        district=district,
        shift_id=shift.id,
        helps_until=shift.starts,
    )
    if shift.lead_id != signup.person_id:
        person = await store.people.get(signup.person_id)
        identity = (await store.people.identities([person.id])).get(person.id)
        message = say("standin-nobody-lead", **about(shift), who=named(person, identity))
        await tell_responsible(post, district, shift, message, helps_until=shift.starts)
    return Send(late=False)
