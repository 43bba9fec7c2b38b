"""What people can do, as organizers have said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Person, Skill
from storage.prepared import Prepared

_SKILL = cast(Table, Skill.__table__).c
_OF_DISTRICT = Prepared(
    select(_SKILL.person_id, _SKILL.name).where(_SKILL.district_id == bindparam("district"))
)


class Skills:
    """A skill is a word, folded; whoever is the first to have one makes it one that roles ask for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def by_person(self, district_id: int) -> dict[int, set[str]]:
        """The skills of everyone in the district who has any."""
        found: dict[int, set[str]] = {}
        for person_id, name in await _OF_DISTRICT.rows(self._session, district=district_id):
            found.setdefault(person_id, set()).add(name)
        return found

    async def give(self, skill: Skill) -> bool:
        """Whether it is new to the person."""
        have = await self.by_person(skill.district_id)
        if skill.name in have.get(skill.person_id, set()):
            return False
        self._session.add(skill)
        await self._session.flush()
        return True

    async def take(self, district_id: int, person_id: int, name: str) -> bool:
        """Whether they had it."""
        taken = await self._session.execute(
            delete(Skill)
            .where(Skill.district_id == district_id, Skill.person_id == person_id, Skill.name == name)
            .returning(Skill.id)
        )
        return taken.first() is not None

    async def holders(self, district_id: int) -> Sequence[tuple[str, Person]]:
        """Every skill with whoever has it, by skill and then by name."""
        rows = await self._session.execute(
            select(Skill.name, Person)
            .join(Person, Person.id == Skill.person_id)
            .where(Skill.district_id == district_id)
            .order_by(Skill.name, Person.name, Person.id)
        )
        return [(row[0], row[1]) for row in rows]
