"""What becomes of those who still wait when the shift begins: each is told once that there was no seat.

Whose place in the line ended with the shift itself has heard of that. In quiet hours the letter waits.
"""

from __future__ import annotations

from commands.actions.appointments import LINE_OVER as KIND
from commands.actions.appointments import shift_of
from commands.post import Post
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import say
from commands.wording import about
from storage.models import Due
from storage.states import ShiftState
from storage.store import Store

__all__ = ["KIND", "perform"]


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Tell everybody in the line; nobody, where the bot was away until the shift was over."""
    shift = await shift_of(store, due.subject)
    if shift is None or shift.state == ShiftState.CANCELLED:
        return Expire("moved" if shift is None else "cancelled")
    if shift.ends <= post.now:
        return Expire("over")
    line = await store.signups.line(shift.id)
    if not line:
        return Expire("nobody waits")
    district = await store.rooms.district(shift.district_id)
    message = say("line-over", **about(shift), prefix=post.house.prefix)
    for one in line:
        await post.to_person(one.person_id, message, district=district, shift_id=shift.id)
    return Send(late=False)
