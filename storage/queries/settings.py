"""Small facts about the installation, and where each platform's listening goes on."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import cast

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Setting, SyncState
from storage.prepared import Prepared

# For every look at the server, hence built once.
_TABLE = cast(Table, SyncState.__table__)
_FIRST = "first organizers:"
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

    async def first_organizers(self, district_key: str) -> Sequence[str] | None:
        """The accounts that were appointed because the configuration names them; None: it was never noted."""
        found = await self.get(f"{_FIRST}{district_key}")
        return None if found is None else [str(one) for one in json.loads(found)]

    async def note_first_organizers(self, district_key: str, addresses: Sequence[str]) -> None:
        await self.set(f"{_FIRST}{district_key}", json.dumps(list(addresses)))

    async def forget_first_organizers(self, addresses: Collection[str]) -> None:
        """These accounts are not noted anywhere any more."""
        rows = await self._session.scalars(select(Setting).where(Setting.key.startswith(_FIRST)))
        for row in rows.all():
            row.value = json.dumps([one for one in json.loads(row.value) if one not in addresses])

    async def token(self, platform: str) -> str | None:
        """The sync token that was committed last; None before the first start."""
        found = await self._session.get(SyncState, platform)
        return None if found is None else found.token

    async def keep_token(self, platform: str, token: str) -> None:
        if await _MOVE_ON.run(self._session, of=platform, now=token) == 0:
            self._session.add(SyncState(platform=platform, token=token))
