"""Messages that should be gone and are not: the bot may not write in the room any more, or is not in it.

It is tried every day for a month (`bot.delivery`). The organizers are told once, who can let the bot do it;
without names, of course. Issue 4, point 9.
"""

from __future__ import annotations

from datetime import datetime

from commands.actions.responsible import tell_organizers
from commands.post import Post
from commands.texts import say
from storage.store import Store

TRIES_TOLD = 1
"""After the first try, so that it is told once."""


async def tell_and_give_up(store: Store, post: Post, before: datetime, *, most: int) -> int:
    """Tell what was tried in vain since yesterday; give up what was tried since `before`. How many went."""
    for district_id, count in (await store.taking_back.in_vain(tries=TRIES_TOLD)).items():
        district = await store.rooms.district(district_id)
        await tell_organizers(post, district, say("not-taken-back", count=count))
    return await store.taking_back.give_up(before, most=most)
