"""Raw requests to a homeserver's client API, and its events as values; nothing of the code under test."""

from dataclasses import dataclass
from typing import Any, Self, TypeAlias
from urllib.parse import quote

import aiohttp
from yarl import URL

Json: TypeAlias = dict[str, Any]


class MatrixRefusedError(Exception):
    """The homeserver said no. `retry_after_ms` is there when it was a rate limit with a hint in its body."""

    def __init__(self, method: str, path: str, status: int, answer: Json) -> None:
        self.status = status
        self.errcode: str = answer.get("errcode", "")
        self.retry_after_ms: int | None = answer.get("retry_after_ms")
        super().__init__(f"{method} {path}: {status} {self.errcode}: {answer.get('error', '')}")


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a room, as the homeserver shows it to the reader."""

    id: str
    type: str
    sender: str
    content: Json
    raw: Json

    @classmethod
    def read(cls, raw: Json) -> Self:
        return cls(raw["event_id"], raw["type"], raw["sender"], raw["content"], raw)

    @property
    def body(self) -> str:
        """The plain text; empty for what is not a message, or was redacted."""
        return str(self.content.get("body", ""))

    @property
    def relates_to(self) -> Json:
        return dict(self.content.get("m.relates_to") or {})

    @property
    def replies_to(self) -> str | None:
        """The event it is a reply to."""
        reply: Json = self.relates_to.get("m.in_reply_to") or {}
        return reply.get("event_id")

    @property
    def passet(self) -> Json:
        """What the bot says about its own message: `id`, `kind`, `answers`."""
        return dict(self.content.get("org.passet") or {})

    @property
    def kind(self) -> str:
        return str(self.passet.get("kind", ""))

    def answers(self, event_id: str) -> bool:
        """Whether it is the bot's answer to that event, alone or merged with others."""
        return event_id in (self.passet.get("answers") or {}) or (
            bool(self.passet) and self.replies_to == event_id
        )


class Connection:
    """One user's authenticated requests. Must be closed."""

    def __init__(self, url: str, access_token: str) -> None:
        self.url = url
        self.access_token = access_token
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self, method: str, *path: str, body: Json | None = None, query: dict[str, str] | None = None
    ) -> Json:
        """One request below /_matrix/client/v3, each part of the path percent-encoded.

        Raises MatrixRefusedError for an error answer and aiohttp.ClientError for none.
        """
        if self._session is None:
            self._session = aiohttp.ClientSession()
        joined = "/".join(quote(part, safe="") for part in path)
        target = URL(f"{self.url}/_matrix/client/v3/{joined}", encoded=True).with_query(query or {})
        headers = {"Authorization": f"Bearer {self.access_token}"} if self.access_token else {}
        async with self._session.request(method, target, json=body, headers=headers) as response:
            answer: Json = await response.json(content_type=None)
            if not response.ok:
                raise MatrixRefusedError(method, joined, response.status, answer)
            return answer

    async def download(self, mxc: str) -> tuple[str, bytes]:
        """A file by its `mxc://` address: its type and what is in it. Raises MatrixRefusedError."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        path = f"media/download/{mxc.removeprefix('mxc://')}"
        headers = {"Authorization": f"Bearer {self.access_token}"}
        async with self._session.get(f"{self.url}/_matrix/client/v1/{path}", headers=headers) as response:
            if not response.ok:
                raise MatrixRefusedError("GET", path, response.status, await response.json(content_type=None))
            return response.content_type, await response.read()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
