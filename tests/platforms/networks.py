"""Chat networks for the contract suite: what a test needs of each beside the platform itself."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from bot.clock import ManualClock, SystemClock
from bot.demo.homeserver import Homeserver
from bot.markup import to_plain
from bot.platforms.base import File, IncomingKind, Platform
from bot.platforms.console import ConsolePlatform
from bot.platforms.matrix.platform import MatrixPlatform
from bot.platforms.memory import MemoryPlatform, MemoryServer
from tests.support.matrix import Person

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


class Network(Protocol):
    """A network with one person on it, who is somebody else than the bot."""

    person: str

    async def connect(self) -> Platform:
        """A started connection of the bot's account; each call a new one, as after a restart."""

    async def room(self, *, direct: bool = False) -> str:
        """A room the person made and invited the bot to; it has not joined yet."""

    async def invite_a_third(self, room: str) -> None:
        """The person invites somebody else into the room."""

    async def say(self, room: str, text: str) -> str:
        """The person writes; the event id."""

    async def react(self, room: str, event: str, key: str) -> str:
        """The person reacts; the event id of the reaction."""

    async def redact(self, room: str, event: str) -> str:
        """The person takes back one of their events; the event id of the redaction."""

    async def shown(self, room: str) -> list[str]:
        """The `org.passet` ids of the bot's messages that can be read in the room, in order."""

    async def text(self, room: str, event: str) -> str:
        """What is read there now in plain text, after edits."""

    async def file(self, room: str, event: str) -> File:
        """A file that the bot sent, as the person gets it; of a picture its size too."""

    async def pinned(self, room: str) -> list[str]:
        """The room's pinned events."""

    async def forbid_pinning(self, room: str) -> None:
        """From now on the bot may not pin there."""

    async def allow_pinning(self, room: str) -> None:
        """From now on the bot may pin there."""

    async def close(self) -> None: ...


class MemoryNetwork:
    """The double."""

    person = "@bo:example.org"

    def __init__(self) -> None:
        self.server = MemoryServer(ManualClock(NOON))

    async def connect(self) -> Platform:
        platform = MemoryPlatform(self.server)
        await platform.start()
        return platform

    async def room(self, *, direct: bool = False) -> str:
        address = f"!{secrets.token_hex(4)}"
        await self.server.invite_bot(address, by=self.person, direct=direct)
        return address

    async def invite_a_third(self, room: str) -> None:
        self.server.room(room).invited.add("@mallory:example.org")

    async def say(self, room: str, text: str) -> str:
        event = self.server.make(IncomingKind.MESSAGE, room, self.person, text=text)
        return (await self.server.post(event)).event_id

    async def react(self, room: str, event: str, key: str) -> str:
        return (await self.server.react(room, self.person, event, key)).event_id

    async def redact(self, room: str, event: str) -> str:
        return (await self.server.redact(room, self.person, event)).event_id

    async def shown(self, room: str) -> list[str]:
        gone = self.server.redacted
        return [
            one.message.id
            for one in self.server.ledger
            if one.message.room == room and one.event_id not in gone
        ]

    async def text(self, room: str, event: str) -> str:
        versions = [one for one in self.server.ledger if event in (one.event_id, one.message.edits)]
        return to_plain(versions[-1].message.text)

    async def file(self, room: str, event: str) -> File:
        (found,) = [one.message.file for one in self.server.ledger if one.event_id == event]
        assert found is not None
        return found

    async def pinned(self, room: str) -> list[str]:
        return self.server.pins.get(room, [])

    async def forbid_pinning(self, room: str) -> None:
        self.server.room(room).can_pin = False

    async def allow_pinning(self, room: str) -> None:
        self.server.room(room).can_pin = True

    async def close(self) -> None:
        """Nothing is held."""


class ConsoleNetwork(MemoryNetwork):
    """The terminal; a restart there is a new session, so `connect` gives the same one."""

    person = "@bo:console"

    def __init__(self) -> None:
        self.platform = ConsolePlatform(ManualClock(NOON), lambda _event, _message: None)
        self.server = self.platform.server

    async def connect(self) -> Platform:
        await self.platform.start()
        return self.platform


class MatrixNetwork:
    """A real Synapse, and a person on a client of another make."""

    def __init__(self, homeserver: Homeserver, folder: Path) -> None:
        self._homeserver = homeserver
        self._folder = folder
        self._password = secrets.token_hex(8)
        self._name = f"passet-{secrets.token_hex(4)}"
        self._someone: Person | None = None
        self._platforms: list[Platform] = []
        self.person = ""

    async def begin(self) -> None:
        await self._homeserver.register(self._name, self._password)
        login = await self._homeserver.register(f"bo-{secrets.token_hex(4)}", "a password of Bo's")
        self._someone = Person(self._homeserver.url, login)
        self.person = login.user_id

    @property
    def someone(self) -> Person:
        assert self._someone is not None
        return self._someone

    @property
    def bot(self) -> str:
        return f"@{self._name}:{self._homeserver.server_name}"

    async def connect(self) -> Platform:
        for one in self._platforms:
            await one.close()
        platform = MatrixPlatform(
            self._homeserver.url,
            self.bot,
            self._folder,
            password=lambda: self._password,
            encryption=False,
            clock=SystemClock(),
        )
        self._platforms.append(platform)
        await platform.start()
        return platform

    async def room(self, *, direct: bool = False) -> str:
        return await self.someone.create_room(invite=[self.bot], direct=direct)

    async def invite_a_third(self, room: str) -> None:
        login = await self._homeserver.register(f"mallory-{secrets.token_hex(4)}", "a password of hers")
        await self.someone.invite(room, login.user_id)

    async def say(self, room: str, text: str) -> str:
        return await self.someone.send(room, text)

    async def react(self, room: str, event: str, key: str) -> str:
        return await self.someone.react(room, event, key)

    async def redact(self, room: str, event: str) -> str:
        return await self.someone.redact(room, event)

    async def text(self, room: str, event: str) -> str:
        text = ""
        for one in await self.someone.messages(room):
            if one.id == event:
                text = one.body
            if one.relates_to.get("rel_type") == "m.replace" and one.relates_to["event_id"] == event:
                text = one.content["m.new_content"]["body"]
        return text

    async def file(self, room: str, event: str) -> File:
        (content,) = [one.content for one in await self.someone.messages(room) if one.id == event]
        mimetype, data = await self.someone.connection.download(content["url"])
        info = content["info"]
        assert (info["mimetype"], info["size"]) == (mimetype, len(data))
        alt = content["body"] if content["body"] != content["filename"] else ""
        return File(content["filename"], mimetype, data, alt, info.get("w"), info.get("h"))

    async def pinned(self, room: str) -> list[str]:
        return list((await self.someone.state(room, "m.room.pinned_events"))["pinned"])

    async def forbid_pinning(self, room: str) -> None:
        await self.someone.set_power_levels(room, state_default=50)

    async def allow_pinning(self, room: str) -> None:
        await self.someone.set_power_levels(room, state_default=0)

    async def shown(self, room: str) -> list[str]:
        events = await self.someone.messages(room)
        return [
            event.content["org.passet"]["id"]
            for event in events
            if event.sender == self.bot and "org.passet" in event.content
        ]

    async def close(self) -> None:
        for one in self._platforms:
            await one.close()
        await self.someone.close()
