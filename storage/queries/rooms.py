"""Districts and the rooms that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import District, Room
from storage.prepared import Prepared
from storage.rows import Rows
from storage.states import RoomRole, RoomState

# Asked for every command, hence built once.
_ROOMS, _DISTRICTS = Rows(Room), Rows(District)
_ROOM = cast(Table, Room.__table__).c
_BY_ADDRESS = Prepared(
    select(*_ROOMS.columns).where(
        _ROOM.platform == bindparam("platform"), _ROOM.address == bindparam("address")
    )
)
_DISTRICT_BY_ID = Prepared(select(*_DISTRICTS.columns).where(_DISTRICTS.columns[0] == bindparam("district")))


class Rooms:
    """Rooms are found by the platform's address; districts by id or key."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, platform: str, address: str) -> Room | None:
        row = await _BY_ADDRESS.first(self._session, platform=platform, address=address)
        return None if row is None else _ROOMS.load(self._session, row)

    async def get(self, room_id: int) -> Room | None:
        return await self._session.get(Room, room_id)

    async def add(self, room: Room) -> Room:
        self._session.add(room)
        await self._session.flush()
        return room

    async def of_district(self, district_id: int, *roles: RoomRole) -> Sequence[Room]:
        """The rooms the bot is in now, oldest first; only those of `roles`, if any are named."""
        query = select(Room).where(Room.district_id == district_id, Room.state == RoomState.JOINED)
        if roles:
            query = query.where(Room.role.in_(roles))
        return (await self._session.scalars(query.order_by(Room.id))).all()

    async def joined(self) -> Sequence[Room]:
        query = select(Room).where(Room.state == RoomState.JOINED).order_by(Room.id)
        return (await self._session.scalars(query)).all()

    async def district(self, district_id: int) -> District:
        """The district; raises LookupError when there is none, which the foreign keys make impossible."""
        found = _DISTRICTS.known(self._session, district_id)
        if found is not None:
            return found
        row = await _DISTRICT_BY_ID.first(self._session, district=district_id)
        if row is None:
            raise LookupError(f"no district {district_id}")
        return _DISTRICTS.load(self._session, row)

    async def district_by_key(self, key: str) -> District | None:
        return await self._session.scalar(select(District).where(District.key == key))

    async def districts(self) -> Sequence[District]:
        return (await self._session.scalars(select(District).order_by(District.id))).all()

    async def add_district(self, district: District) -> District:
        self._session.add(district)
        await self._session.flush()
        return district
