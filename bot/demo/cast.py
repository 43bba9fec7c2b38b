"""The people of the demo, each with a small chat client that listens.

What they see is what any Matrix client would be sent.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.demo.client import LONGEST_POLL, Client
from bot.demo.heard import Heard
from bot.demo.homeserver_users import HomeserverError, Login, RefusedError

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds to wait for what should take a fraction of one: the machine may be slow."""

_PAUSE = 0.5
_FILTER = json.dumps(
    {
        "presence": {"types": []},
        "room": {"timeline": {"limit": 50}, "ephemeral": {"types": []}},
    }
)


class SilenceError(HomeserverError):
    """Something did not come in time; the text says what."""


@dataclass(slots=True)
class Room:
    """A room as one member knows it. `members` are those who are in it, by user id, with their names."""

    id: str
    name: str = ""
    members: dict[str, str] = field(default_factory=dict)
    made_by: str = ""


class Member(Client):
    """One logged-in person. `listen` before `heard`, `rooms` and the waiting mean anything.

    Every method raises HomeserverError when the server refuses or does not answer.
    """

    def __init__(self, url: str, login: Login, name: str) -> None:
        super().__init__(url, login, name)
        self.heard: list[Heard] = []
        self.rooms: dict[str, Room] = {}
        self.on_heard: Callable[[Member, Heard], None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._news: set[asyncio.Event] = set()
        self._synced = asyncio.Event()

    async def close(self) -> None:
        """Stop listening and close the connection; the login stays valid."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
            self._listening = None
        await super().close()

    async def open_direct(self, other: str) -> str:
        """A new direct room with `other`, as soon as they are in it; its id. Raises SilenceError."""
        body = {"preset": "private_chat", "is_direct": True, "invite": [other]}
        room = str((await self.call("POST", "createRoom", body=body))["room_id"])
        await self.mark_direct(other, room)
        await self.until_member(room, other)
        return room

    async def listen(self) -> None:
        """Begin to listen; return when everything there is was seen. Invitations are accepted."""
        self._listening = asyncio.create_task(self._listen(), name=f"listening: {self.name}")
        waiting = asyncio.create_task(self._synced.wait())
        try:
            await asyncio.wait({waiting, self._listening}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
        if self._listening.done():
            self._listening.result()

    async def wait_for(
        self, wanted: Callable[[Heard], bool], what: str, *, within: float = PATIENCE
    ) -> Heard:
        """The first message for which `wanted` is true, heard already or to come within so many seconds.

        Raises SilenceError, which names `what`.
        """
        looked_at = 0

        def look() -> Heard | None:
            nonlocal looked_at
            new, looked_at = self.heard[looked_at:], len(self.heard)
            return next((one for one in new if wanted(one)), None)

        return await self._until(look, what, within)

    async def answer_to(self, event_id: str, what: str, *, within: float = PATIENCE) -> Heard:
        """The bot's answer to an event. Raises SilenceError."""
        return await self.wait_for(lambda one: one.told(event_id) is not None, what, within=within)

    async def until_member(self, room: str, user_id: str, *, within: float = PATIENCE) -> None:
        """Wait until somebody is in a room that this person is in too. Raises SilenceError."""

        def look() -> bool | None:
            return (room in self.rooms and user_id in self.rooms[room].members) or None

        await self._until(look, f"{user_id} in {room}", within)

    def direct_rooms(self, other: str) -> list[str]:
        """The rooms without a name where nobody but this person and `other` is, the newest last.

        Only those that the person has opened: the bot's are encrypted, and this client cannot read there.
        """
        both = {self.user_id, other}
        return [
            room.id
            for room in self.rooms.values()
            if not room.name and room.made_by == self.user_id and set(room.members) == both
        ]

    async def _until(self, look: Callable[[], T | None], what: str, within: float) -> T:
        news = asyncio.Event()
        self._news.add(news)
        try:
            async with asyncio.timeout(within):
                while (found := look()) is None:
                    if self._listening is not None and self._listening.done():
                        self._listening.result()
                    news.clear()
                    await news.wait()
                return found
        except TimeoutError:
            raise SilenceError(f"{self.name} waited {within:g} s in vain for {what}") from None
        finally:
            self._news.discard(news)

    async def _listen(self) -> None:
        since: str | None = None
        while True:
            query = {"filter": _FILTER, "timeout": str(int(LONGEST_POLL * 1000)) if since else "0"}
            if since:
                query["since"] = since
            try:
                answer = await self.call("GET", "sync", query=query)
                await self._accept_invitations(answer.get("rooms", {}).get("invite") or {})
            except RefusedError:
                raise
            except HomeserverError:
                await asyncio.sleep(_PAUSE)  # a restart of the server; what was missed comes then
                continue
            self._take(answer.get("rooms", {}))
            since = answer["next_batch"]
            self._synced.set()
            for news in self._news:
                news.set()

    async def _accept_invitations(self, invitations: Mapping[str, Any]) -> None:
        for room, invitation in invitations.items():
            events = invitation.get("invite_state", {}).get("events") or []
            mine = [one for one in events if one.get("state_key") == self.user_id]
            try:
                await self.join(room)
            except RefusedError:  # it was taken back in the meantime
                continue
            for one in mine:
                if one.get("content", {}).get("is_direct"):
                    await self.mark_direct(one["sender"], room)

    def _take(self, rooms: Mapping[str, Any]) -> None:
        for left in rooms.get("leave") or {}:
            self.rooms.pop(left, None)
        for room_id, news in (rooms.get("join") or {}).items():
            room = self.rooms.setdefault(room_id, Room(room_id))
            timeline = news.get("timeline", {}).get("events") or []
            for event in [*(news.get("state", {}).get("events") or []), *timeline]:
                if "state_key" in event:
                    _learn(room, event)
            for event in timeline:
                heard = Heard.read(room_id, event)
                if heard is not None:
                    self.heard.append(heard)
                    if self.on_heard is not None:
                        self.on_heard(self, heard)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one message: the kind, and the bot's message that says it."""

    kind: str
    heard: Heard


async def ask(who: Member, room: str, text: str, *, listener: Member | None = None) -> Answer:
    """Write something and wait for its answer, with the ears of `listener`, who is in that room too.

    Raises HomeserverError, in particular when no answer comes.
    """
    event = await who.say(room, text)
    heard = await (listener or who).answer_to(event, f"the answer to {text}")
    return Answer(heard.told(event) or heard.kind, heard)


def _learn(room: Room, event: Mapping[str, Any]) -> None:
    content = event.get("content") or {}
    if event["type"] == "m.room.name":
        room.name = str(content.get("name") or "")
    elif event["type"] == "m.room.create":
        room.made_by = event["sender"]
    elif event["type"] == "m.room.member":
        if content.get("membership") == "join":
            room.members[event["state_key"]] = str(content.get("displayname") or event["state_key"])
        elif content.get("membership") != "invite":
            # An invitation takes nobody away. When a message and a join cross each other, Synapse hands out
            # the invitation from before them as if it were the state now.
            room.members.pop(event["state_key"], None)
