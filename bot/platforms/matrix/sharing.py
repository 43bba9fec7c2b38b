"""The key of a room's messages goes to everybody who is there before the first of them does.

One room's many devices, or people who come and go without end, hold up no other room, and not their own for
ever.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any

from bot.platforms.matrix.device_keys import DeviceKeys, all_or_nothing
from bot.platforms.matrix.shapes import Json
from bot.platforms.matrix.translate import membership_before, membership_of

SHARE_TRIES = 3
"""How often sharing a room's key begins anew because people come and go."""


class Sharing:
    """`olm` is nio's machine."""

    def __init__(self, olm: Any, keys: DeviceKeys) -> None:
        self._olm = olm
        self._keys = keys
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._stale: set[str] = set()  # rooms whose key is for one message only

    def note_member(self, room: str, event: Json) -> None:
        """Somebody came or went: the next message is under a new key. A new name is no reason for one."""
        stays = membership_before(event) is membership_of(event.get("content"))
        if isinstance(event.get("state_key"), str) and not stays:
            self._olm.outbound_group_sessions.pop(room, None)

    async def encrypt(
        self, room: str, kind: str, content: Json, members: Callable[[], Awaitable[Iterable[str]]]
    ) -> Json:
        """The content of an `m.room.encrypted` that all devices of the room's `members` can read.

        Raises PlatformError; devices whose keys cannot be had are left out.
        """
        async with self._locks[room]:
            users = sorted(await members())
            await self._keys.know(users)
            for tries_left in reversed(range(SHARE_TRIES)):
                if not self._olm.should_share_group_session(room):
                    break
                await self._keys.claim(self._olm.get_missing_sessions(users))
                await self._share(room, users, to_the_end=not tries_left)
                users = sorted(await members())
            encrypted: Json = self._olm.group_encrypt(room, {"type": kind, "content": content})
            if room in self._stale:
                self._stale.discard(room)
                self._olm.outbound_group_sessions.pop(room, None)
        return encrypted

    async def _share(self, room: str, users: list[str], *, to_the_end: bool) -> None:
        """Give the room's key to all devices; stops half-way when somebody comes or goes meanwhile.

        `to_the_end`: the message was written before they did, and is encrypted all the same; the next one is
        under another key.
        """
        sessions = self._olm.outbound_group_sessions
        if room not in sessions or sessions[room].shared:
            self._olm.create_outbound_group_session(room)
        session = sessions[room]
        parts = self._olm.share_group_session_parallel(room, users, ignore_unverified_devices=True)
        while (part := self._next_part(parts)) is not None:
            devices, messages = part
            await self._keys.send("m.room.encrypted", messages)
            if sessions.get(room) is not session and not to_the_end:
                return
            session.users_shared_with.update(devices)
        if sessions.get(room) is not session:
            sessions[room] = session
            self._stale.add(room)
        session.shared = True

    def _next_part(self, parts: Iterator[Any]) -> Any:
        """The key for some more devices; what nio writes of it is one commit, not one for each."""
        with all_or_nothing(self._olm):
            return next(parts, None)
