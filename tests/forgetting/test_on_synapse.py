"""The same on a real homeserver, encrypted: nothing in the database, the store folder, the log, or the rooms.

Issue 4, "What must be shown": nio's store folder, where the bot put them.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.demo.homeserver import Homeserver
from tests.forgetting.search import names_canary
from tests.platforms.matrix.nio_person import NioPerson
from tests.support.matrix import Person
from tests.support.matrix_http import Json
from tests.support.program import Program
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.xdist_group("synapse")
LOCALPART = "kanariefagel-ljungby"
SHOWN = "Svanhild Kanariesson"


class Town:
    """Anna organizes; Svanhild (`canary`) writes encrypted. The bot is the real program."""

    def __init__(self, homeserver: Homeserver, folder: Path, anna: Person, canary: NioPerson) -> None:
        self.folder = folder
        self.anna = anna
        self.canary = canary
        self.alone: list[str] = []
        self.name = f"passet-{secrets.token_hex(4)}"
        self.program = Program(
            folder,
            url=homeserver.url,
            user=f"@{self.name}:{homeserver.server_name}",
            password="the bot's password",
            organizer=anna.user_id,
            encryption=True,
        )

    async def asks(self, room: str, text: str) -> Json:
        """The canary writes, and reads the bot's answer."""
        event = await self.canary.send(room, text)
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while loop.time() < end:
            await self.canary.look()
            for one in self.canary.seen.values():
                content = one.source.get("content", {})
                if event in content.get("org.passet", {}).get("answers", {}):
                    return dict(content)
            await asyncio.sleep(0.05)
        raise AssertionError(f"no answer to {text}; the log ends:\n{self.program.log[-2000:]}")

    def left(self) -> list[str]:
        """Files of the bot's, its log among them, in which the canary is found."""
        words = (LOCALPART, "svanhild", "kanarie", self.canary.person.login.device_id)
        log = [line for line in self.program.log.splitlines() if names_canary(line.encode(), words)]
        files = [one for one in self.folder.rglob("*") if one.is_file()]
        found = [one for one in files if names_canary(one.read_bytes(), (*words, *self.alone))]
        return [*(str(one.relative_to(self.folder)) for one in found), *log]


@pytest_asyncio.fixture
async def town(homeserver: Homeserver, tmp_path: Path) -> AsyncIterator[Town]:
    tag = secrets.token_hex(4)
    anna = Person(homeserver.url, await homeserver.register(f"anna-{tag}", "a password"))
    login = await homeserver.register(f"{LOCALPART}-{tag}", "a password", displayname=SHOWN)
    person = Person(homeserver.url, login)
    canary = NioPerson(person, tmp_path / "canary")
    await canary.look()
    made = Town(homeserver, tmp_path / "bot", anna, canary)
    await homeserver.register(made.name, "the bot's password")
    await made.program.start()
    yield made
    await made.program.stop()
    await canary.close()
    for one in (anna, person):
        await one.close()


def kind(content: Json) -> str:
    return str(content["org.passet"]["kind"])


async def test_whoever_is_forgotten_is_in_none_of_the_bots_files(town: Town) -> None:
    program, anna, person = town.program, town.anna, town.canary.person
    room = await anna.create_room("Rum", invite=[program.user, person.user_id])
    await person.join(room)
    await anna.timeline.wait_for(room, lambda event: event.sender == program.user, what="the welcome")
    await anna.ask(room, "!aktivitet ny ringstuga")
    await anna.ask(room, "!pass ny ringstuga nästa tis 18-20 platser=8")
    alone = await person.create_room(invite=[program.user], direct=True, encrypted=True)
    town.alone.append(alone)
    assert kind(await town.asks(alone, "!anmäl ringstuga")) == "signup-booked"
    assert kind(await town.asks(alone, "!minadata")) == "mydata-shown"
    assert kind(await town.asks(alone, "!glömmig")) == "forgetme-confirm"
    before = town.left()
    assert "passet.db" in before or "passet.db-wal" in before
    assert any(one.startswith("matrix/") for one in before)
    assert kind(await town.asks(alone, "!glömmig ändå")) == "forgetme-done"
    for _ in range(int(2 * PATIENCE)):
        if program.user not in await person.members(alone) and not town.left():
            break
        await asyncio.sleep(0.5)  # the next tick empties the log
    assert program.user not in await person.members(alone)
    assert town.left() == []
    said = [one for one in await person.messages(alone) if one.sender == program.user and one.content]
    kept = [one for one in said if one.type == "m.room.encrypted"]
    assert len(kept) == 1  # the receipt
    assert await program.stop() == 0
    assert town.left() == []
