"""Districts and the rooms that belong to them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import District, Room
from storage.states import RoomRole, RoomState

_BY_ADDRESS = select(Room).where(
    Room.platform == bindparam("platform"), Room.address == bindparam("address")
)  # asked for every command, hence built once


class Rooms:
    """Rooms are found by the platform's address; districts by id or key."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, platform: str, address: str) -> Room | None:
        return await self._session.scalar(_BY_ADDRESS, {"platform": platform, "address": address})

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
        found = await self._session.get(District, district_id)
        if found is None:
            raise LookupError(f"no district {district_id}")
        return found

    async def district_by_key(self, key: str) -> District | None:
        return await self._session.scalar(select(District).where(District.key == key))

    async def districts(self) -> Sequence[District]:
        return (await self._session.scalars(select(District).order_by(District.id))).all()

    async def add_district(self, district: District) -> District:
        self._session.add(district)
        await self._session.flush()
        return district
