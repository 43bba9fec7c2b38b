"""Who organizes a district: appointing, and taking it back, but never from the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commands.context import Context
from commands.reply import Refusal
from commands.texts import Code, PersonName
from commands.wording import named
from storage.models import Identity, Person
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """An organizer of a district; `from_settings`: the configuration named them first."""

    person: Person
    identity: Identity | None
    from_settings: bool

    @property
    def name(self) -> PersonName:
        return named(self.person, self.identity)


async def organizers_of(store: Store, district_id: int) -> list[Appointed]:
    """Everyone who organizes the district, in the order in which they came to it."""
    rows = await store.people.organizer_rows(district_id)
    accounts = await store.people.identities(person.id for _, person in rows)
    return [
        Appointed(person=person, identity=accounts.get(person.id), from_settings=row.from_settings)
        for row, person in rows
    ]


async def appoint(store: Store, person: Person, *, district_id: int, now: datetime) -> bool:
    """Make the person an organizer; False when they were one already.

    Raises Refusal for whoever is gone from the district's rooms: they would get no letter about it.
    """
    if await store.members.is_absent(district_id, person.id):
        raise Refusal("error-organizer-gone")
    if await store.people.is_organizer(district_id, person.id):
        return False
    await store.people.make_organizer(district_id, person.id, now=now)
    return True


async def dismissable(ctx: Context, person_id: int | None) -> Appointed:
    """The organizer, who is not the last one of the district. Raises Refusal for anybody else."""
    organizers = await organizers_of(ctx.store, ctx.district.id)
    found = next((one for one in organizers if one.person.id == person_id), None)
    if found is None:
        raise Refusal("error-not-organizer", list=Code(ctx.typed("organizer-list")))
    if len(organizers) == 1:
        raise Refusal("error-last-organizer", add=Code(ctx.typed("organizer-add")))
    return found
