"""A shift that falls below its minimum when the ladder of `commands.actions.rescue` is over.

Somebody leaves five hours before: the room and suitable people have been asked, or there was no need to, and
whoever answers for the shift has no later step to hear of it from (issue 3, point 6).
"""

from __future__ import annotations

from datetime import timedelta

from commands.actions.appointments import RESCUE as KIND
from commands.actions.appointments import subject
from commands.post import Post
from commands.rules.rescue import steps
from storage.queries.shifts import ShiftView
from storage.store import Store

KEPT, FELL = "kept", "fell"
"""In the subjects of rows: the lead has said that it is held however few come; it has fallen just now."""


async def note_fall(post: Post, shift: ShiftView, *, freed: int) -> None:
    """`freed` seats have nobody any more, and the line has moved up. For each fall one row, due at once.

    Seats that are held for somebody who was offered one count: if they say no, that is the fall.
    """
    enough_before = shift.minimum is not None and shift.taken < shift.minimum <= shift.taken + freed
    if not freed or not enough_before or shift.starts <= post.now:
        return
    store = post.store
    hours = steps((await store.activities.get(shift.activity_id)).ladder)
    if not hours or shift.starts - timedelta(hours=min(hours)) > post.now:
        return  # nobody wants to hear of it, or the last step is still to come
    await store.flush()
    if await _is_planned(store, shift, min(hours)) or await is_kept(store, shift):
        return
    if not await store.dues.waiting(KIND, subject(shift, FELL, "")):
        now = int(post.now.timestamp())
        await store.dues.plan(KIND, subject(shift, FELL, now), post.now, district_id=shift.district_id)


async def _is_planned(store: Store, shift: ShiftView, hours: int) -> bool:
    """The last step of a shift that was made late comes later than elsewhere."""
    named = subject(shift, hours)
    return any(one.subject == named for one in await store.dues.waiting(KIND, named))


async def is_kept(store: Store, shift: ShiftView) -> bool:
    return bool(await store.dues.done(KIND, subject(shift, KEPT)))


async def note_kept(post: Post, shift: ShiftView) -> None:
    """Nobody is to hear any more that the shift has too few people."""
    await post.store.dues.settle(KIND, subject(shift, KEPT), post.now, district_id=shift.district_id)
