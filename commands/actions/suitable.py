"""Who is asked to step in: people of the activity who are free then, least recently asked first."""

from __future__ import annotations

from commands.actions.line import room_of, skills_of
from commands.post import Post
from commands.rules.standins import A_DAY, least_asked
from storage.queries.shifts import ShiftView

KINDS = ("stand-in", "rescue")
"""Questions that somebody may have had too many of."""


async def suitable(post: Post, shift: ShiftView, *, role: str | None, most: int) -> list[int]:
    """At most so many people who could come to the shift, with the skill if the role asks for one."""
    store = post.store
    await store.flush()
    people = await store.stand_ins.could_come(shift)
    if role is not None and role in (await room_of(store, shift)).asks_skill:
        people = [one for one in people if role in await skills_of(store, shift, one)]
    asked = await store.asks.last_asked(people, KINDS, since=post.now - A_DAY)
    return least_asked(people, asked, most=most)
