"""The real bot, through its Matrix platform, on a server that anybody may put anything into."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import App
from bot.clock import ManualClock
from bot.platforms.base import Batch
from bot.platforms.matrix import platform as matrix
from bot.platforms.matrix.session import Session
from storage.engine import Database
from tests.platforms.matrix.events import ANNA, OWN, Json, member, message
from tests.support.story import MONDAY, TEXTS, settings
from tests.threats.hostile import ROOMS, raw
from tests.threats.hostile_server import HostileServer, everybody

GOOD = "!good:example.org"


class Town:
    """The real bot on a server that anybody may put anything into."""

    def __init__(self, app: App, server: HostileServer, clock: ManualClock) -> None:
        self.app, self.server, self.clock = app, server, clock
        self._tokens = 0
        self._batches: AsyncIterator[Batch] | None = None

    async def hear(self, rooms: Json, **more: object) -> None:
        """One sync, and all that the bot does about it."""
        self._tokens += 1
        self.server.syncs.append(raw({"next_batch": f"s{self._tokens}", "rooms": rooms, **more}))
        if self._batches is None:
            self._batches = aiter(self.app.platform.listen(await self.app.intake.token()))
        batch = await anext(self._batches)
        await self.app.intake.take(batch)
        self.app.rooms.heard(batch)
        while await self.app.dispatcher.step():
            pass
        await self.app.delivery.drain()
        self.clock.advance(timedelta(seconds=30))

    async def say(self, who: str, text: str, *, room: str = GOOD) -> str:
        """Somebody writes in a room; the event's id."""
        said = message(who, text)
        await self.hear({"join": {room: {"timeline": {"events": [said]}}}})
        return str(said["event_id"])

    def told(self, event: str) -> str | None:
        """What an event was answered (a text id), None for silence."""
        return self.server.kinds.get(event)


@pytest_asyncio.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    server, clock = HostileServer(), ManualClock(MONDAY)
    monkeypatch.setattr(matrix, "MatrixHttp", lambda *_: server)
    for room in (GOOD, *ROOMS):
        server.members[room] = everybody(room)
    Session(OWN, "DEVICE", "token").save(tmp_path)
    bot = matrix.MatrixPlatform("http://fake.invalid", OWN, tmp_path, clock=clock, rng=random.Random(1))
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/passet.db")
    app = await App.build(settings(), bot, clock=clock, database=database, rng=random.Random(1), texts=TEXTS)
    await bot.start()
    made = Town(app, server, clock)
    await made.hear({})
    await made.hear({"invite": {room: _invited() for room in (GOOD, *ROOMS)}})
    await made.hear({"join": {room: _came() for room in (GOOD, *ROOMS)}})
    yield made
    await app.close()


def _invited() -> Json:
    return {"invite_state": {"events": [member(OWN, "invite", by=ANNA)]}}


def _came() -> Json:
    return {"timeline": {"events": [member(OWN, "join", "invite", by=OWN)]}}
