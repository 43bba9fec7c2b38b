"""The bot as the machine handles it: people type, it works, dies and lives again, and time passes."""

from __future__ import annotations

import asyncio
import random
import re
import sqlite3
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from bot.app import App
from bot.clock import ManualClock
from bot.dispatcher import BATCH
from bot.platforms.base import Batch, Incoming, IncomingKind
from bot.platforms.memory import MemoryPlatform, MemoryRoom, MemoryServer
from storage.laws import broken_laws
from storage.models import Outbox
from storage.states import OutboxState
from tests.simulation.frail import Died, Fate, FrailDatabase
from tests.simulation.rows import MIDNIGHT, MINUTE, ShiftRow, minute_of, shifts_in, skills_in
from tests.support.story import MONDAY, TEXTS, Heard, Someone, Story, settings

SETTINGS = settings(reminders={"quiet_hours": "23:00-05:00", "digest": ""})
PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = 5
"""Minutes after which, at the latest, it is tried again."""
FURTHER = (("@karin:example.org", "Karin"), ("@nils:example.org", "Nils"))
"""Who is there beside the cast of the stories."""
BEGINNING = (
    "!aktivitet ny ringstuga",
    '!aktivitet ny studiecirkel plats="Expeditionen" ansvarig=@leyla:example.org',
    '!aktivitet ny torget plats="Torget" bekräfta=24h',
    "!pass ny ringstuga 2024-05-07 18-20 platser=2",
    "!pass ny studiecirkel 2024-05-07 19-21",
    "!pass ny ringstuga 2024-05-08 18-20 platser=2",
    "!pass ny torget 2024-05-09 18-20 platser=2",
    '!pass ny ringstuga 2024-05-10 18-20 platser=4 roller="ringledare:1 ringare:2"',
    "!kunskap @bo:example.org ringledare",
    '!boka 2 "Mallory"',
)
"""What Anna has said when the machine begins, and after her Bo and Leyla: see `Model.begun`."""

_ACCOUNTS = "SELECT address FROM identity ORDER BY person_id"
_TRIED = select(func.count()).where(Outbox.state == OutboxState.WAITING, Outbox.attempts > 0)
_NUMBER = re.compile(r"(?:#|pass )([0-9]+)")


def number_in(text: str) -> int:
    """The first shift's number in a letter of the bot's."""
    found = _NUMBER.search(text)
    assert found is not None, f"no shift is named in {text!r}"
    return int(found[1])


@dataclass(frozen=True, slots=True)
class Beginning:
    """A database and a server after BEGINNING; copied for every run.

    `home` is where the database of the present run is: there is one at a time.
    """

    home: TemporaryDirectory[str]
    database: bytes
    rooms: dict[str, MemoryRoom]
    timeline: list[Incoming]


@cache
def beginning() -> Beginning:
    """Made once, since migrations and greetings take their time."""

    async def make() -> Beginning:
        with TemporaryDirectory() as folder:
            story = Story(Path(folder), SETTINGS, ManualClock(MONDAY))
            await story.begin()
            for one in (Someone(story, address, name) for address, name in FURTHER):
                await story.server.invite_bot(one.direct.address, by=one.address, direct=True)
                assert (await one.says("!mina")).kind == "mine-none"
            for line in BEGINNING:
                assert not (await story.anna.says(line)).kind.startswith("error-"), line
            assert (await story.bo.says("!anmäl 1")).kind == "signup-booked"
            assert (await story.leyla.says("!anmäl 3")).kind == "signup-booked"
            await story.stop_bot()
            content = Path(folder, "passet.db").read_bytes()  # noqa: ASYNC240 - nothing else runs here
        server = story.server
        return Beginning(TemporaryDirectory(prefix="district"), content, server.rooms, server.timeline)

    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        return runner.run(make())


class World(Story):
    """Whatever `fate` does to the bot, it comes back and goes on, until all that can be done is done.

    `sending`: whether it sends at all; in an outage (`fate.outage`) it tries to.
    """

    def __init__(self) -> None:
        folder = Path(beginning().home.name)
        super().__init__(folder, SETTINGS, ManualClock(MONDAY))
        for left_over in folder.iterdir():
            left_over.unlink()
        Path(folder, "passet.db").write_bytes(beginning().database)
        self._file = sqlite3.connect(folder / "passet.db")
        self.fate = Fate()
        self.sending = True
        self.server = MemoryServer(self.clock, epoch="-")
        self.server.rooms = deepcopy(beginning().rooms)
        self.server.timeline = list(beginning().timeline)
        self.server.fault = self.fate.fault
        self.further = [Someone(self, address, name) for address, name in FURTHER]
        self._seen = len(self.server.timeline)
        self._undecided = False
        self._losses = 0
        self._looked_at = 0

    @property
    def minute(self) -> int:
        return minute_of(self.clock.now())

    async def start_bot(self) -> None:
        """As often as it takes: it may die while it starts."""
        while True:
            database = FrailDatabase(self.url, self.fate)
            try:
                self._app = await App.build(
                    SETTINGS,
                    MemoryPlatform(self.server),
                    clock=self.clock,
                    database=database,
                    rng=random.Random(1),
                    texts=TEXTS,
                )
            except Died:
                await database.dispose()
            else:
                break
        self._seen = int(await self.app.intake.token() or 0)
        self._undecided = True

    async def says(self, who: Someone, text: str, room: str) -> str:
        """Somebody writes; the bot has not seen it yet. The event's id."""
        event = self.server.make(IncomingKind.MESSAGE, room, who.address, text=text, sender_name=who.name)
        await self.server.post(event)
        return event.event_id

    async def reacts(self, who: Someone, room: str, event: str, key: str) -> str | None:
        """The event's id; None where this very reaction of theirs stands there already."""
        if any((one.sender, one.key) == (who.address, key) for one in self.server.standing(event)):
            return None
        return (await self.server.react(room, who.address, event, key, name=who.name)).event_id

    async def takes_away(self, who: Someone, room: str, event: str, key: str) -> str | None:
        """The event's id; None where no such reaction of theirs stands there."""
        if not any((one.sender, one.key) == (who.address, key) for one in self.server.standing(event)):
            return None
        return (await self.server.unreact(room, who.address, event, key, name=who.name)).event_id

    async def work(self) -> None:
        """All that can be done at this minute. If sendings were lost, it ends in a later second of it."""
        await self._surely(self._work)
        if self.sending and not self.fate.outage:
            await self._send_again()

    async def tick(self) -> None:
        await self._surely(lambda: self.app.ticker.tick())
        await self._surely(lambda: self.app.boards.look())
        await self.work()

    async def restart(self) -> None:
        """A new program, to which the server shows what it has shown before."""
        await self.stop_bot()
        await self.start_bot()
        again = Batch(incoming=tuple(self.server.timeline[: self._seen][-5:]), token=str(self._seen))
        await self._surely(lambda: self.app.intake.take(again))
        await self.work()

    def next_minute(self) -> None:
        """Seconds that repeated sendings took are rounded up."""
        if MIDNIGHT + self.minute * MINUTE < self.clock.now():
            self.clock.set(MIDNIGHT + (self.minute + 1) * MINUTE)

    def set_minute(self, minute: int) -> None:
        self.clock.set(MIDNIGHT + minute * MINUTE)

    def heard(self) -> list[Heard]:
        """What the server accepted since the last look, without the files that go with messages."""
        new, self._looked_at = self.server.ledger[self._looked_at :], len(self.server.ledger)
        return [Heard(one.message, one.event_id, one.at) for one in new if one.message.file is None]

    def shifts(self) -> dict[int, ShiftRow]:
        """What the database holds, by number."""
        return shifts_in(self._file)

    def acquainted(self) -> list[str]:
        """The accounts of the people, in the order in which the bot came to know them."""
        return [address for (address,) in self._file.execute(_ACCOUNTS)]

    def skills(self) -> set[tuple[str, str]]:
        """Who has been given which skill, by name."""
        return skills_in(self._file)

    async def broken_laws(self) -> list[str]:
        """What `passet db check` would say."""
        async with self.store() as store:
            return await broken_laws(store.session)

    def close(self) -> None:
        """The file is no longer looked into."""
        self._file.close()

    async def unsent(self) -> tuple[int, int]:
        """How many messages wait, and how many never arrived."""
        async with self.store() as store:
            return await store.outbox.counts()

    async def _tried(self) -> int:
        """How many messages wait after a try; others wait for the morning."""
        async with self.store() as store:
            return await store.session.scalar(_TRIED) or 0

    async def _surely(self, work: Callable[[], Awaitable[object]]) -> None:
        """Again and again until it is lived through."""
        while True:
            try:
                await work()
            except Died:
                others = asyncio.all_tasks() - {asyncio.current_task()}
                for task in others:
                    task.cancel()
                await asyncio.gather(*others, return_exceptions=True)
                await self.stop_bot()
                await self.start_bot()
            else:
                return

    async def _work(self) -> None:
        platform = self.app.platform
        assert isinstance(platform, MemoryPlatform)
        while self._undecided or self._seen < len(self.server.timeline):
            if self._seen < len(self.server.timeline):
                batch = platform.look(str(self._seen))
                await self.app.intake.take(batch)
                self._seen = int(batch.token)
            self._undecided = True
            while await self.app.dispatcher.step() == BATCH:
                pass
            self._undecided = False
        if self.sending:
            await self.app.delivery.drain()

    async def _send_again(self) -> None:
        """The pauses after lost answers are lived through: seconds, all within this minute."""
        began = self.minute
        while self._losses < self.fate.losses:
            self._losses = self.fate.losses
            while await self._tried():
                self.clock.advance(PAUSE)
                assert self.minute == began, "what was lost is not sent again within the minute"
                await self._surely(lambda: self.app.delivery.drain())
