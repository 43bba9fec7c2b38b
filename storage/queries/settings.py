"""Small facts about the installation, and where each platform's listening goes on."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table, bindparam, delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Setting, SyncState
from storage.prepared import Prepared

# For every look at the server, hence built once.
_TABLE = cast(Table, SyncState.__table__)
_MOVE_ON = Prepared(update(_TABLE).where(_TABLE.c.platform == bindparam("of")).values(token=bindparam("now")))


class Settings:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, key: str) -> str | None:
        found = await self._session.get(Setting, key)
        return None if found is None else found.value

    async def set(self, key: str, value: str) -> None:
        await self._session.merge(Setting(key=key, value=value))

    async def remove(self, key: str) -> None:
        await self._session.execute(delete(Setting).where(Setting.key == key))

    async def token(self, platform: str) -> str | None:
        """The sync token that was committed last; None before the first start."""
        found = await self._session.get(SyncState, platform)
        return None if found is None else found.token

    async def keep_token(self, platform: str, token: str) -> None:
        if await _MOVE_ON.run(self._session, of=platform, now=token) == 0:
            self._session.add(SyncState(platform=platform, token=token))
