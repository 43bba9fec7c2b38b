"""Whoever left all rooms of a district by a slip and is back within the day stands in line again.

Their places in line were given up when they left, since nobody could have asked them (issue 4, point 6). They
get them back at the end: whoever moved up meanwhile is not pushed back.
"""

from __future__ import annotations

from commands.actions.line import settle
from commands.actions.seats import closed_because, wait_at_end
from commands.post import Post
from commands.texts import Lines, say
from commands.wording import about, shift_line
from storage.models import Absence, District
from storage.queries.shifts import ShiftView


async def wait_again(post: Post, district: District, absence: Absence) -> None:
    """What they waited for when they left, and still can wait for; they are told. The absence is over."""
    store, again = post.store, list[ShiftView]()
    for lost in await store.signups.given_up_at(district.id, absence.person_id, absence.since):
        await store.shifts.hold(lost.shift_id)
        shift = await store.shifts.view(lost.shift_id)
        if closed_because(shift, post.now) is not None:
            continue
        await wait_at_end(post, shift, absence.person_id, guests=lost.guests, role=lost.role)
        again.append(await settle(post, district, shift.id))
    if not again:
        return
    message = say(
        "member-back", count=len(again), shifts=Lines([shift_line(one, about(one)) for one in again])
    )
    await post.to_person(absence.person_id, message, district=district)
