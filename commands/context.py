"""What a handler knows of the moment: who asks, where, when, and the open transaction."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from commands.house import House
from commands.post import Post
from commands.rights import KnownRights, is_open, nothing_known
from storage.models import District, Identity, Person, Room
from storage.states import RoomRole
from storage.store import Store

if TYPE_CHECKING:
    from commands.declare import Registry


@dataclass(slots=True, kw_only=True)
class Context:
    """One command's surroundings. `now` is aware UTC; `zone` is the district's.

    `own_address` is the bot's own account. `room_rights`: what the bot may do in a room, as far as is known.
    `others`: in a direct room, the other districts that the asker has dealings with. `anyway`: the asker has
    seen what would happen and wants it all the same. `has_recorded`: the audit log has heard of this command.
    """

    store: Store
    house: House
    post: Post
    now: datetime
    district: District
    room: Room
    asker: Person
    identity: Identity
    language: str
    zone: ZoneInfo
    registry: Registry
    own_address: str
    room_rights: KnownRights = nothing_known
    others: Sequence[District] = ()
    is_organizer: bool = False
    anyway: bool = False
    has_recorded: bool = False

    @property
    def platform(self) -> str:
        return self.identity.platform

    @property
    def may_name_people(self) -> bool:
        """Whether names may be written where the answer goes (CONTRACT.md, section 4).

        Never where anyone may join or read (issue 4, point 5); when it goes out that is looked at once more.
        """
        if self.room.role is RoomRole.DIRECT:
            return True
        if is_open(self.room_rights, self.room.address):
            return False
        return self.room.role is RoomRole.ORGANIZERS or self.house.names_in_rooms

    def typed(self, name: str, *arguments: str) -> str:
        """A command as the asker could type it, in their language: `typed("signup", "#12")`."""
        return " ".join([self.house.prefix + self.registry.get(name).name(self.language), *arguments])

    @property
    def anyway_word(self) -> str:
        """The word with which the asker insists, in their language."""
        return {"sv": "ändå", "en": "anyway"}[self.language]

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Store]:
        """The part of the transaction that a refusal undoes; the answer itself is still sent."""
        async with self.store.savepoint():
            yield self.store
            await self.store.flush()

    def record(self, action: str, *, subject: str | None = None, person_id: int | None = None) -> None:
        """Keep in the audit log that the asker did this."""
        self.has_recorded = True
        self.store.audit.record(
            action,
            at=self.now,
            district_id=self.district.id,
            actor_id=self.asker.id,
            subject=subject,
            person_id=person_id,
        )
