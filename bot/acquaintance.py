"""Getting to know people: whoever writes for the first time, and what they are told before all else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.answers import Scene
from bot.places import Places
from commands.actions.first_word import NOTICE_LANE, is_told
from commands.actions.membership import BANNED
from commands.actions.retention import HEARD
from commands.post import Post, direct_lane, room_lane
from commands.reply import Reply
from commands.rules.names import clean_line, local_part
from commands.texts import say
from storage.forgotten import GONE
from storage.models import Identity, Inbox, Person
from storage.states import RoomRole

LONGEST_NAME = 80


class StillLeaving(Exception):
    """They were forgotten, and the bot is about to leave this room: what they say there changes nothing."""


class Acquaintances:
    """Within one transaction."""

    def __init__(self, post: Post, places: Places, was_removed: Callable[[str, str], bool]) -> None:
        self._was_removed = was_removed
        self._post = post
        self._store = post.store
        self._places = places
        self._known: dict[tuple[str, str], tuple[Identity, Person]] = {}

    async def who(self, row: Inbox, payload: dict[str, Any]) -> tuple[Identity, Person]:
        """Whose event it is, under the name they are shown by now. Raises StillLeaving."""
        key = (row.platform, row.sender)
        shown = payload.get("sender_name")
        name = clean_line(shown, limit=LONGEST_NAME) if shown else ""
        if key not in self._known:
            found = await self._store.people.identity(*key)
            self._known[key] = found or await self._stranger(row, payload, name)
        identity, person = self._known[key]
        if name and name != identity.display_name:
            identity.display_name = person.name = name
        if person.heard_at is None or self._post.now - person.heard_at > HEARD:
            person.heard_at = self._post.now
        return identity, person

    def forget(self, row: Inbox) -> None:
        """Whoever sent it is nobody any more; what they write from now on comes from a stranger."""
        self._known.pop((row.platform, row.sender), None)

    async def _stranger(self, row: Inbox, payload: dict[str, Any], name: str) -> tuple[Identity, Person]:
        """In a room they are of those who are there."""
        if await self._store.taking_back.is_to_be_left(row.platform, row.room):
            raise StillLeaving
        identity, person = await self._store.people.add(
            row.platform, row.sender, name=name or local_part(row.sender), now=self._post.now
        )
        room = await self._places.room(row, payload)
        if room.role is not RoomRole.DIRECT:
            await self._store.members.came(room.id, identity.id)
        else:
            await self._still_removed(row, person)
        return identity, person

    async def _still_removed(self, row: Inbox, person: Person) -> None:
        """Whoever was removed from a district's rooms, and forgotten since, is removed all the same."""
        for district in await self._store.rooms.districts():
            if self._was_removed(f"{GONE}{district.key}:{row.platform}", row.sender):
                await self._store.members.gone(district.id, person.id, since=self._post.now, how=BANNED)

    async def settle(self, row: Inbox) -> None:
        """After an event without an answer: who is known by now is told, of who is not nothing stays."""
        key = (row.platform, row.sender)
        found = self._known.get(key) or await self._store.people.identity(*key)
        if found is None:
            await self._store.inbox.forget_source(row.id)
            return
        identity, person = found
        if is_told(person):
            return
        room = await self._places.known(row)
        district = await self._places.district(room, row)
        lane = f"{NOTICE_LANE}{direct_lane(identity)}"
        self._post.introduce(person, identity, district, lane=lane, language=room.language)

    def introduce(self, scene: Scene, identity: Identity, person: Person, reply: Reply) -> Reply:
        """What is kept about them comes before the answer, by direct message; an answer in a room says so."""
        private = scene.room.role is RoomRole.DIRECT
        self._post.introduce(
            person,
            identity,
            scene.district,
            lane=room_lane(scene.room) if private else _before(reply, direct_lane(identity)),
            room=scene.room.address if private else None,
            language=scene.language,
        )
        return reply if private else replace(reply, more=say("privacy-first"))


def _before(reply: Reply, direct: str) -> str:
    """Where what they get is about them, the notice is to stand above it; else it gives way to answers."""
    return direct if reply.privately is not None else f"{NOTICE_LANE}{direct}"
