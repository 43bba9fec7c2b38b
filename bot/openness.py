"""An organizers' room that anyone may join or read from now on: those who lead it are told, once.

Names are not written there any more (`bot.discretion`); what stands there already, only people can take away
(issue 4, point 5).
"""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import Clock
from commands.house import House
from commands.post import Post
from commands.texts import Texts, say
from storage.engine import Database
from storage.states import RoomRole


class Openness:
    """`on_messages` hears when something was written about it."""

    def __init__(
        self,
        database: Database,
        texts: Texts,
        house: House,
        clock: Clock,
        *,
        platform: str,
        on_messages: Callable[[], None],
    ) -> None:
        self._database = database
        self._texts = texts
        self._house = house
        self._clock = clock
        self._platform = platform
        self._on_messages = on_messages

    async def note(self, address: str, *, is_open: bool) -> None:
        """What the server says of the room now."""
        async with self._database.reading() as store:
            room = await store.rooms.find(self._platform, address)
            if room is None:
                return
            key = f"open room:{room.id}"
            was_told = await store.settings.get(key) is not None
        is_told_of = is_open and room.role is RoomRole.ORGANIZERS and room.district_id is not None
        if is_told_of == was_told:
            return
        async with self._database.writing() as store:
            if not is_told_of:
                await store.settings.remove(key)  # should it be opened once more, that is news
                return
            await store.settings.set(key, "told")
            district = await store.rooms.district(room.district_id or 0)
            post = Post(store=store, texts=self._texts, house=self._house, now=self._clock.now())
            message = say("room-open-now", prefix=self._house.prefix)
            await post.to_room(room, message, district=district)
        self._on_messages()
