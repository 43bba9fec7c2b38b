"""The measuring side's own Matrix client: as little work as possible, for it runs beside what it measures."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self, TypeAlias
from urllib.parse import quote

import aiohttp
from yarl import URL

Json: TypeAlias = dict[str, Any]

_NOTHING: Mapping[str, str] = MappingProxyType({})

PATIENCE = 60.0
"""Seconds after which an answer counts as lost while nothing else is being said."""


class Line:
    """Requests to one homeserver over kept connections."""

    def __init__(self, url: str) -> None:
        self._base = f"{url}/_matrix/client/v3/"
        connector = aiohttp.TCPConnector(limit=64, keepalive_timeout=60)
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        self._session = aiohttp.ClientSession(connector=connector, timeout=timeout)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def ask(
        self,
        token: str,
        method: str,
        *path: str,
        body: Json | None = None,
        query: Mapping[str, str] = _NOTHING,
    ) -> tuple[Json, float]:
        """The answer, and `time.perf_counter()` when it was there in full. Raises aiohttp's errors."""
        target = self._base + "/".join(quote(part, safe="") for part in path)
        url = URL(target, encoded=True).with_query(query)
        headers = {"Authorization": f"Bearer {token}"}
        async with self._session.request(method, url, json=body, headers=headers) as response:
            raw = await response.read()
            at = time.perf_counter()
            if not response.ok:
                raise RuntimeError(f"{method} {path[-1]}: {response.status} {raw[:200]!r}")
            answer: Json = json.loads(raw)
            return answer, at


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is logged in."""

    line: Line
    user_id: str
    token: str

    async def say(self, room: str, text: str) -> str:
        """The event id of the message."""
        body = {"msgtype": "m.text", "body": text, "m.mentions": {}}
        path = ("rooms", room, "send", "m.room.message", f"b{next(_COUNTER)}")
        answer, _ = await self.line.ask(self.token, "PUT", *path, body=body)
        return str(answer["event_id"])

    async def make_room(self, name: str, invited: Iterable[str]) -> str:
        """A room in which everybody whose id is given is invited."""
        body = {"name": name, "preset": "private_chat", "invite": list(invited)}
        answer, _ = await self.line.ask(self.token, "POST", "createRoom", body=body)
        return str(answer["room_id"])

    async def join(self, room: str) -> None:
        await self.line.ask(self.token, "POST", "join", room, body={})


_COUNTER = itertools.count()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard: when (`time.perf_counter()`), the kind where the bot says one, and its size."""

    at: float
    kind: str
    size: int


class Ear:
    """Listens as one person who is in every room, to the bots alone."""

    def __init__(self, person: Person, bots: Iterable[str]) -> None:
        self.answers: dict[str, Answer] = {}
        """By the event that was answered; the first answer counts."""
        self.doubled = 0
        """Answers to events that had been answered."""
        self.messages = 0
        self._bots = list(bots)
        self._person = person
        self._waiting: dict[str, asyncio.Event] = {}
        self._since = ""
        nothing: Json = {"types": []}
        said = {"types": ["m.room.message"], "senders": self._bots, "limit": 100}
        self._filter = json.dumps(
            {
                "presence": nothing,
                "account_data": nothing,
                "room": {
                    "timeline": said,
                    "state": nothing,
                    "ephemeral": nothing,
                    "account_data": nothing,
                },
            }
        )
        self._said = json.dumps({"types": ["m.room.message"], "senders": self._bots})

    async def listen(self) -> None:
        """Until cancelled."""
        while True:
            await self._sync(30 if self._since else 0)

    async def answer_to(self, event_id: str, *, within: float = PATIENCE) -> Answer:
        """Raises TimeoutError."""
        if event_id not in self.answers:
            arrived = self._waiting.setdefault(event_id, asyncio.Event())
            async with asyncio.timeout(within):
                await arrived.wait()
        return self.answers[event_id]

    async def _sync(self, seconds: int) -> None:
        query = {"timeout": str(1000 * seconds), "filter": self._filter}
        if self._since:
            query["since"] = self._since
        answer, at = await self._person.line.ask(self._person.token, "GET", "sync", query=query)
        for room, part in answer.get("rooms", {}).get("join", {}).items():
            timeline = part["timeline"]
            if timeline.get("limited") and self._since:
                async for event in self._gap(room, timeline["prev_batch"]):
                    self._hear(event, at)
            for event in timeline["events"]:
                self._hear(event, at)
        self._since = answer["next_batch"]

    async def _gap(self, room: str, begin: str) -> AsyncIterator[Json]:
        position: str | None = begin
        while position is not None:
            query = {"dir": "b", "from": position, "to": self._since, "limit": "100", "filter": self._said}
            page, _ = await self._person.line.ask(
                self._person.token, "GET", "rooms", room, "messages", query=query
            )
            for event in page["chunk"]:
                yield event
            position = page.get("end")

    def _hear(self, event: Json, at: float) -> None:
        if event["sender"] not in self._bots:
            return
        self.messages += 1
        for event_id, kind in _answered(event["content"]):
            if event_id in self.answers:
                self.doubled += 1
                continue
            size = len(json.dumps(event["content"], ensure_ascii=False, separators=(",", ":")).encode())
            self.answers[event_id] = Answer(at, kind, size)
            if (arrived := self._waiting.pop(event_id, None)) is not None:
                arrived.set()


def _answered(content: Json) -> Iterator[tuple[str, str]]:
    """The events that a message answers, each with what it was told (CONTRACT: `org.passet`)."""
    passet = content.get("org.passet")
    if passet is not None:
        yield from passet.get("answers", {}).items()
        return
    replied = content.get("m.relates_to", {}).get("m.in_reply_to", {}).get("event_id")
    if replied is not None:
        yield replied, ""
