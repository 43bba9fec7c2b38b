"""The account's list of direct rooms: `m.direct` in its account data (specification, "Direct Messaging").

Other clients of the same account may write it too, so every change reads it first and keeps what it
does not understand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.platforms.matrix.http import Denied, MatrixHttp
from bot.platforms.matrix.shapes import Json

_KIND = "m.direct"


class DirectList:
    """Which rooms are direct, and with whom."""

    def __init__(self, http: MatrixHttp, own: str) -> None:
        self._http = http
        self._own = own
        self._writing = asyncio.Lock()
        self._content: Json | None = None
        self._rooms: frozenset[str] = frozenset()

    async def load(self) -> None:
        """Read it from the server, once. Raises PlatformError."""
        if self._content is None:
            self.replace(await self._read())

    def replace(self, content: object) -> None:
        """Take over what the sync brought."""
        self._content = content if isinstance(content, dict) else {}
        self._rooms = frozenset(room for value in self._content.values() for room in _texts(value))

    def lists(self, room: str) -> bool:
        """Whether the room is direct, with anybody; False before `load`."""
        return room in self._rooms

    def rooms_with(self, address: str) -> list[str]:
        """Direct rooms with the person, the oldest first; empty before `load`."""
        return _texts((self._content or {}).get(address))

    async def add(self, address: str, room: str) -> None:
        """Have the room listed as the newest with that person. Raises PlatformError."""
        async with self._writing:
            content = await self._read()
            rooms = _texts(content.get(address))
            if not rooms or rooms[-1] != room:
                content = content | {address: [*(other for other in rooms if other != room), room]}
                path = ("user", self._own, "account_data", _KIND)
                await self._http.call("note direct room", "PUT", *path, body=content)
            self.replace(content)

    async def remove(self, address: str) -> None:
        """Have nothing listed with that person any more. Raises PlatformError."""
        async with self._writing:
            content = await self._read()
            if address in content:
                content = {who: rooms for who, rooms in content.items() if who != address}
                path = ("user", self._own, "account_data", _KIND)
                await self._http.call("forget direct rooms", "PUT", *path, body=content)
            self.replace(content)

    async def _read(self) -> Json:
        try:
            return await self._http.call("direct rooms", "GET", "user", self._own, "account_data", _KIND)
        except Denied as error:
            if not error.missing:
                raise
            return {}


def from_account_data(events: list[Json]) -> Mapping[str, Any] | None:
    """The newest `m.direct` among a sync's account data, None if there is none."""
    found: Mapping[str, Any] | None = None
    for event in events:
        if event.get("type") == _KIND:
            content = event.get("content")
            found = content if isinstance(content, dict) else {}
    return found


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
