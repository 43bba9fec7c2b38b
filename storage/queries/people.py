"""People, their accounts on platforms, and who organizes what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, Table, bindparam, delete, exists, or_, select, true, union
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Absence, Activity, Identity, Organizer, Person, Signup, Skill, Watch
from storage.prepared import Prepared
from storage.rows import Rows

# Asked for every command, hence built once.
_IDENTITIES, _PEOPLE = Rows(Identity), Rows(Person)
_IDENTITY, _PERSON = cast(Table, Identity.__table__), cast(Table, Person.__table__)
_BY_ADDRESS = Prepared(
    select(*_IDENTITIES.columns, *_PEOPLE.columns)
    .select_from(_IDENTITY.join(_PERSON, _PERSON.c.id == _IDENTITY.c.person_id))
    .where(_IDENTITY.c.platform == bindparam("platform"), _IDENTITY.c.address == bindparam("address"))
)
_ORGANIZER = cast(Table, Organizer.__table__).c
_ABSENT = exists().where(
    Absence.district_id == _ORGANIZER.district_id, Absence.person_id == _ORGANIZER.person_id
)
"""Whoever is gone from all rooms of the district organizes nothing there (issue 4, point 6)."""
_IS_ORGANIZER = Prepared(
    select(_ORGANIZER.id).where(
        _ORGANIZER.district_id == bindparam("district"), _ORGANIZER.person_id == bindparam("person"), ~_ABSENT
    )
)


class Account(NamedTuple):
    """An account, whose it is, and the name they are shown under."""

    address: str
    person_id: int
    name: str


class Roles(NamedTuple):
    """What somebody was trusted with: organizing, and the activities they led."""

    organized: bool
    led: Sequence[Activity]


class People:
    """A person is one row, whatever number of accounts they have."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, person_id: int) -> Person:
        """The person; raises LookupError when there is none."""
        found = _PEOPLE.known(self._session, person_id) or await self._session.get(Person, person_id)
        if found is None:
            raise LookupError(f"no person {person_id}")
        return found

    async def identity(self, platform: str, address: str) -> tuple[Identity, Person] | None:
        row = await _BY_ADDRESS.first(self._session, platform=platform, address=address)
        if row is None:
            return None
        columns = len(_IDENTITIES.columns)
        return (
            _IDENTITIES.load(self._session, row[:columns]),
            _PEOPLE.load(self._session, row[columns:]),
        )

    async def add(self, platform: str, address: str, *, name: str, now: datetime) -> tuple[Identity, Person]:
        """A person who was not known before, with this account."""
        person = Person(name=name, created_at=now, heard_at=now)
        self._session.add(person)
        await self._session.flush()
        identity = Identity(person_id=person.id, platform=platform, address=address, display_name=name)
        self._session.add(identity)
        await self._session.flush()
        return identity, person

    async def find_or_add(
        self, platform: str, address: str, *, name: str, now: datetime
    ) -> tuple[Identity, Person]:
        found = await self.identity(platform, address)
        return found or await self.add(platform, address, name=name, now=now)

    async def accounts_of(self, platform: str, district_id: int) -> Sequence[Account]:
        """The accounts of the district's people, oldest first.

        These are all who have dealings with it, and those who have dealings with none yet: whoever belongs to
        other districts alone is not found here.
        """
        query = (
            select(Identity.address, Person.id, Person.name)
            .join(Person, Person.id == Identity.person_id)
            .where(Identity.platform == platform, or_(_has_dealings(district_id), ~_has_dealings(None)))
            .order_by(Identity.id)
        )
        return [Account(*row) for row in await self._session.execute(query)]

    async def without_chat(self, district_id: int) -> Sequence[Person]:
        """The people of the district who were entered by name."""
        query = select(Person).where(Person.district_id == district_id).order_by(Person.id)
        return (await self._session.scalars(query)).all()

    async def add_without_chat(self, district_id: int, *, name: str, now: datetime) -> Person:
        person = Person(name=name, district_id=district_id, created_at=now, heard_at=now)
        self._session.add(person)
        await self._session.flush()
        return person

    async def identities(self, person_ids: Iterable[int]) -> dict[int, Identity]:
        """One account for each person who has any: the one first seen."""
        rows = await self._session.scalars(
            select(Identity).where(Identity.person_id.in_(list(person_ids))).order_by(Identity.id.desc())
        )
        return {one.person_id: one for one in rows}

    async def accounts_of_person(self, person_id: int) -> Sequence[Identity]:
        """All their accounts, oldest first."""
        query = select(Identity).where(Identity.person_id == person_id).order_by(Identity.id)
        return (await self._session.scalars(query)).all()

    async def everyone(self) -> Sequence[Person]:
        """Every person there is, oldest first; not those who stand for people who were forgotten."""
        query = select(Person).where(Person.anonymous_at.is_(None)).order_by(Person.id)
        return (await self._session.scalars(query)).all()

    async def accounts(self) -> Sequence[Identity]:
        """Every account on every platform, oldest first; for exports."""
        return (await self._session.scalars(select(Identity).order_by(Identity.id))).all()

    async def address(self, identity_id: int) -> str | None:
        """The account's address on its platform."""
        return await self._session.scalar(select(Identity.address).where(Identity.id == identity_id))

    async def is_organizer(self, district_id: int, person_id: int) -> bool:
        found = await _IS_ORGANIZER.first(self._session, district=district_id, person=person_id)
        return found is not None

    async def leads_any(self, district_id: int, person_id: int) -> bool:
        return bool(
            await self._session.scalar(
                select(
                    exists().where(
                        Activity.district_id == district_id,
                        Activity.lead_id == person_id,
                        Activity.archived_at.is_(None),
                    )
                )
            )
        )

    async def organizers(self, district_id: int) -> Sequence[Person]:
        query = (
            select(Person)
            .join(Organizer, Organizer.person_id == Person.id)
            .where(Organizer.district_id == district_id, ~_ABSENT)
            .order_by(Organizer.id)
        )
        return (await self._session.scalars(query)).all()

    async def organizer_rows(self, district_id: int) -> Sequence[tuple[Organizer, Person]]:
        """The organizers with where they come from, in the order in which they became it."""
        rows = await self._session.execute(
            select(Organizer, Person)
            .join(Person, Person.id == Organizer.person_id)
            .where(Organizer.district_id == district_id, ~_ABSENT)
            .order_by(Organizer.id)
        )
        return [(row[0], row[1]) for row in rows]

    async def districts_organized(self, person_id: int) -> Sequence[int]:
        query = (
            select(Organizer.district_id)
            .where(Organizer.person_id == person_id, ~_ABSENT)
            .order_by(Organizer.id)
        )
        return (await self._session.scalars(query)).all()

    async def districts_of(self, person_id: int) -> set[int]:
        """The districts a person has dealings with: a seat there, or one they had, or a role."""
        found = await self._session.execute(
            union(
                select(Signup.district_id).where(Signup.person_id == person_id),
                select(Organizer.district_id).where(Organizer.person_id == person_id),
                select(Activity.district_id).where(
                    Activity.lead_id == person_id, Activity.archived_at.is_(None)
                ),
            )
        )
        return {row[0] for row in found}

    async def make_organizer(
        self, district_id: int, person_id: int, *, now: datetime, from_settings: bool = False
    ) -> None:
        self._session.add(
            Organizer(
                district_id=district_id, person_id=person_id, created_at=now, from_settings=from_settings
            )
        )
        await self._session.flush()

    async def remove_organizer(self, district_id: int, person_id: int) -> None:
        await self._session.execute(
            delete(Organizer).where(Organizer.district_id == district_id, Organizer.person_id == person_id)
        )

    async def take_roles(self, district_id: int, person_id: int) -> Roles:
        """What the person was trusted with in the district, and what they watched, is theirs no more."""
        led = (
            await self._session.scalars(
                select(Activity)
                .where(Activity.district_id == district_id, Activity.lead_id == person_id)
                .order_by(Activity.id)
            )
        ).all()
        for one in led:
            one.lead_id = None
        for table in (Skill, Watch):
            await self._session.execute(
                delete(table).where(table.district_id == district_id, table.person_id == person_id)
            )
        organized = await self._session.execute(
            delete(Organizer)
            .where(Organizer.district_id == district_id, Organizer.person_id == person_id)
            .returning(Organizer.id)
        )
        return Roles(organized=organized.first() is not None, led=led)


def _has_dealings(district_id: int | None) -> ColumnElement[bool]:
    """Whether the person has a seat, a role, a skill or a wish in the district; with None, in any."""
    here = [
        (Signup.person_id, Signup.district_id),
        (Organizer.person_id, Organizer.district_id),
        (Activity.lead_id, Activity.district_id),
        (Skill.person_id, Skill.district_id),
        (Watch.person_id, Watch.district_id),
    ]
    return or_(
        *(
            exists().where(whose == Person.id, true() if district_id is None else where == district_id)
            for whose, where in here
        )
    )
