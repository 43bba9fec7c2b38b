"""A small chat client: raw HTTP, and nothing of the bot's own adapter."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp
from yarl import URL

from bot.demo.homeserver_users import HomeserverError, Login, RefusedError

LONGEST_POLL = 25.0
"""Seconds that a request may be kept open by the server."""

_TIMEOUT = aiohttp.ClientTimeout(total=LONGEST_POLL + 60)


class Client:
    """Speaks for one logged-in person. Every method raises HomeserverError when the server refuses
    (RefusedError) or does not answer."""

    def __init__(self, url: str, login: Login, name: str) -> None:
        self.user_id = login.user_id
        self.name = name
        self._url = url
        self._token = login.access_token
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self,
        method: str,
        *path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """One request below /_matrix/client/v3, each part of the path percent-encoded."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        joined = "/".join(quote(part, safe="") for part in path)
        target = URL(f"{self._url}/_matrix/client/v3/{joined}", encoded=True).with_query(query or {})
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            async with self._session.request(method, target, json=body, headers=headers) as response:
                answer: dict[str, Any] = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise HomeserverError(f"{self.name}: no usable answer from {self._url} ({error!r})") from error
        if response.ok:
            return answer
        errcode = str(answer.get("errcode", ""))
        text = f"{self.name}: {method} {joined}: {response.status} {errcode}: {answer.get('error', '')}"
        raise RefusedError(text, errcode)

    async def close(self) -> None:
        """Close the connection; the login stays valid."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def say(self, room: str, text: str) -> str:
        """Write a message; its event id."""
        body = {"msgtype": "m.text", "body": text, "m.mentions": {}}
        answer = await self.call("PUT", "rooms", room, "send", "m.room.message", _once(), body=body)
        return str(answer["event_id"])

    async def react(self, room: str, event_id: str, sign: str) -> str:
        """React to a message; the reaction's event id."""
        body = {"m.relates_to": {"rel_type": "m.annotation", "event_id": event_id, "key": sign}}
        answer = await self.call("PUT", "rooms", room, "send", "m.reaction", _once(), body=body)
        return str(answer["event_id"])

    async def join(self, room: str) -> str:
        """Go into a room by id or alias; its id. Being there already is fine."""
        return str((await self.call("POST", "join", room, body={}))["room_id"])

    async def mark_direct(self, other: str, room: str) -> None:
        """Note the room as a direct one with `other`, so that clients list it among people."""
        path = ("user", self.user_id, "account_data", "m.direct")
        try:
            noted = await self.call("GET", *path)
        except RefusedError as refused:
            if refused.errcode != "M_NOT_FOUND":
                raise
            noted = {}
        if room not in noted.get(other, []):
            noted[other] = [*noted.get(other, []), room]
            await self.call("PUT", *path, body=noted)


def _once() -> str:
    return secrets.token_hex(8)
