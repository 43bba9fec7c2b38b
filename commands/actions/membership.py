"""Who comes into a district's rooms and who is gone from all of them, and what follows (issue 4, point 6).

Whoever is gone has no roles there and gets no letters, from that moment on. Somebody who left may have
pressed the wrong button: for a day their seats are kept, and with them what they were trusted with. Whoever
was removed has lost that at once, and gets it back from an organizer only.

A room that the bot itself was removed from makes nobody gone; but it does not hold anybody either, for nobody
can say who is there.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from commands.actions.coming_back import wait_again
from commands.actions.responsible import tell_organizers, tell_responsible
from commands.actions.seats import leave
from commands.post import Post
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import Lines, say
from commands.wording import about, named, shift_line
from storage.models import District, Due, Person, Room, Signup
from storage.queries.members import Known
from storage.queries.shifts import ShiftView
from storage.states import RoomRole, SignupState
from storage.store import Store

KIND = "gone"
GRACE = timedelta(days=1)
LEFT, KICKED, BANNED = "left", "kicked", "banned"


async def came(post: Post, room: Room, known: Known) -> None:
    """An account that is known is in the room now."""
    await post.store.members.came(room.id, known.identity_id)
    if room.district_id is not None and room.role is not RoomRole.DIRECT:
        absence = await post.store.members.back(room.district_id, known.person_id)
        if absence is not None and absence.how == LEFT and post.now < absence.since + GRACE:
            await wait_again(post, await post.store.rooms.district(room.district_id), absence)


async def went(post: Post, room: Room, known: Known, how: str, *, was_in: bool = False) -> None:
    """It is no longer there; `how`: LEFT, KICKED or BANNED. `was_in`: the server says that they had been.

    Whoever has declined an invitation was never there.
    """
    if not await post.store.members.went(room.id, known.identity_id) and not was_in:
        return
    if room.district_id is None or room.role is RoomRole.DIRECT:
        return
    district = await post.store.rooms.district(room.district_id)
    if not await post.store.members.is_in(district.id, known.person_id):
        await _gone(post, district, known, how)


async def roll_call(post: Post, room: Room, *, before: Collection[int], present: Collection[str]) -> None:
    """Bring what is known up to what the server says.

    `before`: the accounts (ids) that were noted when it was asked, `present`: the addresses it named. How
    somebody went who was not seen to leave, nobody can tell.
    """
    for known in await post.store.members.all_known(room.platform):
        if known.address in present:
            if known.identity_id not in before:
                await came(post, room, known)
        elif known.identity_id in before:
            await went(post, room, known, LEFT)


async def _gone(post: Post, district: District, known: Known, how: str) -> None:
    store, person_id = post.store, known.person_id
    if await store.members.absence(district.id, person_id) is None:
        await store.members.gone(district.id, person_id, since=post.now, how=how)
        store.audit.record(
            f"gone-{how}", at=post.now, district_id=district.id, actor_id=None, person_id=person_id
        )
        subject = f"{district.id}:{person_id}:{int(post.now.timestamp())}"
        await store.dues.plan(KIND, subject, post.now + GRACE, district_id=district.id)
        for signup in await _coming(store, district, person_id, now=post.now):
            if signup.state in (SignupState.WAITLISTED, SignupState.OFFERED):
                await leave(post, district, signup)  # nobody can ask them any more
            else:
                await _tell_if_soon(post, district, signup, known)
    if how != LEFT:
        await _take_roles(post, district, await store.people.get(person_id))


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """The day is over: the seats are given back, and whoever answers for them is told."""
    district_id, person_id, since = (int(part) for part in due.subject.split(":"))
    absence = await store.members.absence(district_id, person_id)
    if absence is None or int(absence.since.timestamp()) != since:
        return Expire("they are back")
    district, person = await store.rooms.district(district_id), await store.people.get(person_id)
    await _take_roles(post, district, person)
    by_lead: dict[int | None, list[ShiftView]] = {}
    for signup in await _coming(store, district, person_id, now=post.now):
        shift = await leave(post, district, signup)
        by_lead.setdefault(shift.lead_id, []).append(shift)
    for shifts in by_lead.values():
        lines = Lines([shift_line(one, about(one)) for one in shifts])
        message = say("member-gone", who=named(person), shifts=lines, count=len(shifts))
        await tell_responsible(post, district, shifts[0], message)
    return Send(late=False)


async def _coming(store: Store, district: District, person_id: int, *, now: datetime) -> list[Signup]:
    """Their places on shifts that have not begun, whatever they are."""
    found = []
    for own in await store.signups.coming_of(district.id, person_id, now=now):
        signup = await store.signups.find(own.shift_id, person_id)
        if signup is not None and (await store.shifts.view(own.shift_id)).starts > now:
            found.append(signup)
    return found


async def _tell_if_soon(post: Post, district: District, signup: Signup, known: Known) -> None:
    """The shift begins before the day of grace is over: whoever answers for it decides about the seat."""
    shift = await post.store.shifts.view(signup.shift_id)
    if shift.starts >= post.now + GRACE:
        return
    message = say(
        "member-gone-soon",
        **about(shift),
        who=named(await post.store.people.get(known.person_id)),
        account=known.address,
        prefix=post.house.prefix,
    )
    await tell_responsible(post, district, shift, message, helps_until=shift.starts)


async def _take_roles(post: Post, district: District, person: Person) -> None:
    roles = await post.store.people.take_roles(district.id, person.id)
    if not roles.organized and not roles.led:
        return
    post.store.audit.record(
        "roles-lost", at=post.now, district_id=district.id, actor_id=None, person_id=person.id
    )
    message = say(
        "member-roles-lost",
        who=named(person),
        organized=roles.organized,
        led=[one.title for one in roles.led],
        slug=roles.led[0].slug if roles.led else None,
        prefix=post.house.prefix,
    )
    await tell_organizers(post, district, message)
