"""Who is in the rooms, as the server says: what came and went while the bot was away, or in a gap."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.clock import Clock
from commands.actions import membership
from commands.house import House
from commands.post import Post
from commands.texts import Texts
from storage.engine import Database


class RollCall:
    """`on_messages` hears when something may have been written about it."""

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

    async def noted(self, address: str) -> frozenset[int]:
        """The accounts (ids) that are noted in the room: to be asked before the server is."""
        async with self._database.reading() as store:
            room = await store.rooms.find(self._platform, address)
            return frozenset() if room is None else frozenset(await store.members.in_room(room.id))

    async def take(self, address: str, noted: frozenset[int], present: Collection[str]) -> None:
        """Write down what differs. Most times nothing does, and then nothing is written."""
        async with self._database.reading() as store:
            known = await store.members.known(self._platform, set(present))
        if noted == {one.identity_id for one in known}:
            return
        async with self._database.writing() as store:
            room = await store.rooms.find(self._platform, address)
            if room is None:
                return
            post = Post(store=store, texts=self._texts, house=self._house, now=self._clock.now())
            await membership.roll_call(post, room, before=noted, present=present)
        self._on_messages()
