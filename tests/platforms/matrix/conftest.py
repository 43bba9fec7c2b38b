"""A bot of one's own on the shared Synapse, listening."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.demo.homeserver import Homeserver
from bot.platforms.base import Incoming, IncomingKind, Membership
from bot.platforms.matrix.platform import MatrixPlatform
from bot.settings import Settings, load
from tests.conftest import Meet
from tests.platforms.contract import Ear
from tests.platforms.matrix.nio_person import NioPerson
from tests.support.matrix import Person


@dataclass
class Bot:
    """An account, its folder, and one connection at a time."""

    url: str
    user_id: str
    password: str
    folder: Path
    encryption: bool = False
    connections: list[MatrixPlatform] = field(default_factory=list)
    ears: list[Ear] = field(default_factory=list)

    @property
    def platform(self) -> MatrixPlatform:
        return self.connections[-1]

    @property
    def ear(self) -> Ear:
        return self.ears[-1]

    async def start(self, *, url: str | None = None, token: str | None = None) -> None:
        """Connect (anew) and listen from `token` on, or from now."""
        await self.stop()
        made = MatrixPlatform(
            url or self.url,
            self.user_id,
            self.folder,
            password=lambda: self.password,
            encryption=self.encryption,
            clock=SystemClock(),
        )
        self.connections.append(made)
        await made.start()
        self.ears.append(Ear(made, token))
        await self.ear.next()

    async def stop(self) -> None:
        for ear in self.ears[-1:]:
            await ear.close()
        for connection in self.connections[-1:]:
            await connection.close()

    async def enter(self, room: str) -> None:
        """Accept the invitation to the room and hear of it."""
        while not any(one.room == room for one in self.ear.heard if one.kind is IncomingKind.INVITATION):
            await self.ear.next()
        await self.platform.join(room)
        while not any(one.room == room and one.who == self.user_id for one in self.ear.heard):
            await self.ear.next()

    async def room_of(
        self, person: Person, *, direct: bool = False, public: bool = False, encrypted: bool = False
    ) -> str:
        """A room the person made, with the bot in it."""
        room = await person.create_room(
            invite=[self.user_id], direct=direct, public=public, encrypted=encrypted
        )
        await self.enter(room)
        return room

    async def hear_of(self, who: str, membership: Membership) -> None:
        """Listen until the last that was heard of a person is this."""
        while [one.membership for one in self.ear.heard if one.who == who][-1:] != [membership]:
            await self.ear.next()

    async def hear(self, event_id: str) -> Incoming:
        """Listen until that event has come."""
        while True:
            for one in self.ear.heard:
                if one.event_id == event_id:
                    return one
            await self.ear.next()


async def unreadable(bot: Bot) -> Incoming:
    """Listen until somebody's message is told as unreadable."""
    while True:
        for one in bot.ear.heard:
            if one.kind is IncomingKind.UNREADABLE:
                return one
        await bot.ear.next()


def settings_of(bot: Bot, folder: Path) -> Settings:
    """What an operator has written down for this bot, in `folder`, as their commands read it."""
    file = folder / "config.toml"
    file.write_text(
        f"""
[matrix]
homeserver = "{bot.url}"
user_id = "{bot.user_id}"
store_dir = "{bot.folder}"
invites_from = ["example.org"]
[[district]]
key = "sjuharad"
name = "Sjuhärad"
organizers = ["@anna:example.org"]
""",
        encoding="utf-8",
    )
    return load(file)


MakeBot = Callable[..., Awaitable[Bot]]


@pytest.fixture
async def make_bot(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[MakeBot]:
    """A maker of listening bots, each with an account of its own."""
    made: list[Bot] = []

    async def make(*, encryption: bool = False, url: str | None = None) -> Bot:
        name, password = f"passet-{secrets.token_hex(4)}", secrets.token_hex(8)
        await homeserver.register(name, password)
        user_id = f"@{name}:{homeserver.server_name}"
        made.append(Bot(homeserver.url, user_id, password, tmp_path / name, encryption))
        await made[-1].start(url=url)
        return made[-1]

    yield make
    for bot in made:
        await bot.stop()


@pytest.fixture
async def bot(make_bot: MakeBot) -> Bot:
    return await make_bot()


@pytest.fixture
async def bo(meet: Meet) -> Person:
    return await meet("bo")


@pytest.fixture
async def anna(meet: Meet) -> Person:
    return await meet("anna")


@pytest.fixture
async def sealed_bo(bo: Person, tmp_path: Path) -> AsyncIterator[NioPerson]:
    """Bo, whose client encrypts."""
    made = NioPerson(bo, tmp_path / "bo")
    await made.look()
    yield made
    await made.close()
