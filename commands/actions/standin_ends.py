"""A request for a stand-in ends: the seat was given up or taken, or the shift is another one now.

Apart from the search itself, because everything that frees seats comes by here.
"""

from __future__ import annotations

from datetime import datetime

from commands.actions import asks
from commands.post import Post
from commands.rules.standins import ROOM
from commands.texts import say
from commands.wording import about
from storage.models import District
from storage.queries.shifts import ShiftView
from storage.states import AskState, StandInState
from storage.store import Store


async def end_for_signup(
    store: Store, signup_id: int, *, now: datetime, state: StandInState = StandInState.ENDED
) -> None:
    """Nobody has to take over this seat any more. One statement where nobody was to."""
    for one in await store.stand_ins.open_of_signup(signup_id):
        await end(store, one, now=now, state=state)


async def end(
    store: Store, stand_in_id: int, *, now: datetime, state: StandInState = StandInState.ENDED
) -> bool:
    """Whether it was open."""
    await take_back_questions(store, stand_in_id, now=now)
    return await store.stand_ins.close(stand_in_id, state, now=now)


async def take_back_questions(store: Store, stand_in_id: int, *, now: datetime) -> None:
    """Whoever was asked to take over the seat need not answer; a room that was not asked yet is not."""
    for one in await store.asks.of_stand_in(stand_in_id):
        if one.state == AskState.OPEN:
            await asks.take_back(store, one, now=now)
    stand_in = await store.stand_ins.get(stand_in_id)
    if stand_in.stage != ROOM:
        return
    signup = await store.signups.get(stand_in.signup_id)
    await store.flush()
    await store.outbox.withdraw_for_signup(signup.person_id, stand_in.shift_id, ("standin-nobody",))
    others = [one for one in await store.stand_ins.in_stage(stand_in.shift_id, ROOM) if one.id != stand_in_id]
    if not any(one.state == StandInState.OPEN for one in others):
        await store.outbox.withdraw_from_rooms(stand_in.shift_id, ("standin-room",))


async def end_for_shift(store: Store, shift_id: int, *, now: datetime) -> list[int]:
    """The shift will not be, or not at that time; the ids of those who looked for somebody."""
    await store.stand_ins.forget_withdrawn(shift_id)
    people = []
    for one in await store.stand_ins.open_of_shift(shift_id):
        await end(store, one.id, now=now)
        people.append((await store.signups.get(one.signup_id)).person_id)
    return list(dict.fromkeys(people))


async def end_for_move(post: Post, district: District, shift: ShiftView) -> None:
    """The shift has another time: whoever could not come perhaps can, and is told that the search ended."""
    for person_id in await end_for_shift(post.store, shift.id, now=post.now):
        await post.to_person(
            person_id,
            say("standin-moved", **about(shift), prefix=post.house.prefix),
            district=district,
            shift_id=shift.id,
            helps_until=shift.starts,
        )
