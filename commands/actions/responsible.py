"""Writing to whoever answers for a shift: its lead, else the organizers' rooms, else each organizer.

Names of those booked may stand in what goes there (CONTRACT.md, section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from commands.post import Post
from commands.texts import Say
from storage.models import District
from storage.queries.shifts import ShiftView
from storage.states import Right, RoomRole


async def tell_responsible(
    post: Post,
    district: District,
    shift: ShiftView,
    message: Say,
    *,
    helps_until: datetime | None = None,
    options: Sequence[str] = (),
    yes: str | None = None,
) -> bool:
    """Whether anybody was reached. `options` and `yes` are whole commands, as of `Post.to_person`."""

    async def to_person(person_id: int) -> bool:
        letter = await post.to_person(
            person_id,
            message,
            district=district,
            shift_id=shift.id,
            helps_until=helps_until,
            options=options,
            yes=yes,
            right=Right.LEAD,
        )
        return letter is not None

    if shift.lead_id is not None and await to_person(shift.lead_id):
        return True
    # A choice that nobody can make any more is of no use there; in the night it is, if it cannot wait.
    until = helps_until if options else None
    if await tell_organizers_rooms(post, district, message, helps_until=until, options=options, yes=yes):
        return True
    reached = False
    for organizer in await post.store.people.organizers(district.id):
        reached |= await to_person(organizer.id)
    return reached


def record_sent(post: Post, shift: ShiftView, action: str) -> None:
    """Keep that a list of names went to whoever answers for the shift, who did not ask for it."""
    post.store.audit.record(
        action,
        at=post.now,
        district_id=shift.district_id,
        actor_id=None,
        subject=f"shift:{shift.number}",
        person_id=shift.lead_id,
    )


async def tell_organizers(post: Post, district: District, message: Say) -> None:
    """Into the organizers' rooms, else to each of them."""
    if not await tell_organizers_rooms(post, district, message):
        for organizer in await post.store.people.organizers(district.id):
            await post.to_person(organizer.id, message, district=district, right=Right.ORGANIZER)


async def tell_organizers_rooms(
    post: Post,
    district: District,
    message: Say,
    *,
    helps_until: datetime | None = None,
    options: Sequence[str] = (),
    yes: str | None = None,
) -> bool:
    """Into every room of the organizers; whether there is any."""
    rooms = await post.store.rooms.of_district(district.id, RoomRole.ORGANIZERS)
    for room in rooms:
        await post.to_room(
            room, message, district=district, helps_until=helps_until, options=options, yes=yes
        )
    return bool(rooms)
