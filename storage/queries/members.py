"""Who is in which room, of the people who are known, and who is gone from all rooms of a district."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import Table, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialects import insert_into
from storage.models import Absence, Identity, Member, Room
from storage.prepared import Prepared
from storage.states import RoomRole, RoomState

_ABSENCE = cast(Table, Absence.__table__).c
_IS_ABSENT = Prepared(
    select(_ABSENCE.id).where(
        _ABSENCE.district_id == bindparam("district"), _ABSENCE.person_id == bindparam("person")
    )
)


class Known(NamedTuple):
    """An account that is known, and whose it is."""

    address: str
    identity_id: int
    person_id: int


class Members:
    """Rooms the bot has left say nothing of anybody: what was known of them is taken away."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def known(self, platform: str, addresses: Collection[str]) -> list[Known]:
        """Those of these accounts that are known."""
        if not addresses:
            return []
        query = select(Identity.address, Identity.id, Identity.person_id).where(
            Identity.platform == platform, Identity.address.in_(list(addresses))
        )
        return [Known(*row) for row in await self._session.execute(query)]

    async def all_known(self, platform: str) -> list[Known]:
        query = select(Identity.address, Identity.id, Identity.person_id).where(Identity.platform == platform)
        return [Known(*row) for row in await self._session.execute(query)]

    async def in_room(self, room_id: int) -> set[int]:
        """The accounts (ids) that were seen in the room."""
        return set(await self._session.scalars(select(Member.identity_id).where(Member.room_id == room_id)))

    async def came(self, room_id: int, identity_id: int) -> None:
        """Once or again."""
        row = {"room_id": room_id, "identity_id": identity_id}
        dialect = self._session.get_bind().dialect.name
        await self._session.execute(insert_into(Member, dialect).values(row).on_conflict_do_nothing())

    async def went(self, room_id: int, identity_id: int) -> bool:
        """Whether they had been noted there."""
        gone = await self._session.execute(
            delete(Member)
            .where(Member.room_id == room_id, Member.identity_id == identity_id)
            .returning(Member.identity_id)
        )
        return gone.first() is not None

    async def forget_room(self, room_id: int) -> None:
        """The bot is not there any more, and sees nobody come or go."""
        await self._session.execute(delete(Member).where(Member.room_id == room_id))

    async def is_in(self, district_id: int, person_id: int) -> bool:
        """Whether they are in a room of the district, with any of their accounts."""
        query = (
            select(Member.room_id)
            .join(Room, Room.id == Member.room_id)
            .join(Identity, Identity.id == Member.identity_id)
            .where(
                Identity.person_id == person_id,
                Room.district_id == district_id,
                Room.role != RoomRole.DIRECT,
                Room.state == RoomState.JOINED,
            )
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def is_absent(self, district_id: int, person_id: int) -> bool:
        """Whether they are gone from all rooms of the district (`storage.models.Absence`)."""
        found = await _IS_ABSENT.first(self._session, district=district_id, person=person_id)
        return found is not None

    async def account_is_absent(self, district_id: int | None, identity_id: int | None) -> bool:
        """The same of the account's person; False where there is no district to be gone from."""
        query = (
            select(Absence.id)
            .join(Identity, Identity.person_id == Absence.person_id)
            .where(Absence.district_id == district_id, Identity.id == identity_id)
        )
        return await self._session.scalar(query) is not None

    async def absence(self, district_id: int, person_id: int) -> Absence | None:
        return await self._session.scalar(
            select(Absence).where(Absence.district_id == district_id, Absence.person_id == person_id)
        )

    async def absent(self, district_id: int) -> Sequence[Absence]:
        """Everybody who is gone, oldest first."""
        query = select(Absence).where(Absence.district_id == district_id).order_by(Absence.id)
        return (await self._session.scalars(query)).all()

    async def gone(self, district_id: int, person_id: int, *, since: datetime, how: str) -> None:
        self._session.add(Absence(district_id=district_id, person_id=person_id, since=since, how=how))
        await self._session.flush()

    async def back(self, district_id: int, person_id: int) -> Absence | None:
        """They are not gone any more; since when they were, and how, or None."""
        found = await self.absence(district_id, person_id)
        if found is not None:
            await self._session.delete(found)
            await self._session.flush()
        return found
