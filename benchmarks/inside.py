"""Passet's own part of the way: the program on its memory platform with a real database and no homeserver.

For those who change something and want to know what it costs: seconds instead of minutes, and hardly
disturbed by what else the machine does. Processor time holds the small part of this script too.
`python -m benchmarks.inside --help`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also when it is run by its path

from benchmarks.passet_bot import plan
from benchmarks.report import table
from bot.app import App
from bot.clock import SystemClock
from bot.platforms.base import IncomingKind, Outgoing
from bot.platforms.memory import MemoryPlatform, MemoryServer
from bot.settings import District, Settings
from storage.engine import Database

ROOM, ANNA = "!district", "@anna:example.org"
PEOPLE = [f"@volunteer{number:02}:example.org" for number in range(20)]
COMMANDS = ("!anmäl 1", "!mina", "!avboka 1")
TOGETHER = (1, 4, 16)
WARM_UP = 3
CALM = 0.1
"""Seconds after each answer: the bot records what was sent, and does not take single commands for a rush."""


class Server(MemoryServer):
    """Tells when everything that was waited for is answered."""

    def __init__(self) -> None:
        super().__init__(SystemClock())
        self.refused: set[str] = set()
        self._open: set[str] = set()
        self._done = asyncio.Event()

    def accept(self, message: Outgoing, txn_id: str) -> str:
        event_id = super().accept(message, txn_id)
        for event, kind in message.answers.items():
            self._open.discard(event)
            if kind.startswith("error-"):
                self.refused.add(kind)
        if not self._open:
            self._done.set()
        return event_id

    async def hear(self, text: str, senders: Sequence[str]) -> float:
        """Everybody says this at the same time; seconds until all of them were answered."""
        events = [self.make(IncomingKind.MESSAGE, ROOM, sender, text=text) for sender in senders]
        self._open.update(event.event_id for event in events)
        self._done.clear()
        began = time.perf_counter()
        self.timeline.extend(events[:-1])
        await self.post(events[-1])
        await asyncio.wait_for(self._done.wait(), 60)
        if self.refused:
            raise RuntimeError(f"{text} was answered by {', '.join(self.refused)}")
        return time.perf_counter() - began


async def measure(folder: Path, rounds: int) -> str:
    server = Server()
    server.room(ROOM).members |= {server.bot, ANNA, *PEOPLE}
    district = District(key="sjuharad", name="Vänsterpartiet Sjuhärad", organizers=[ANNA])
    settings = Settings(district=[district])
    database = Database(f"sqlite+aiosqlite:///{folder}/passet.db")
    app = await App.build(settings, MemoryPlatform(server), clock=SystemClock(), database=database)
    ready = asyncio.Event()
    running = asyncio.create_task(app.run(on_ready=ready.set))
    try:
        await ready.wait()
        for line in plan():
            await server.hear(line, [ANNA])
        return table(
            ("commands at a time", *(f"{one}, ms" for one in COMMANDS), "processor time per command, ms"),
            [await _row(server, together, rounds) for together in TOGETHER],
        )
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await app.close()


async def _row(server: Server, together: int, rounds: int) -> tuple[object, ...]:
    """Milliseconds until all were answered (median), for each command, and processor time for one."""
    times: dict[str, list[float]] = {command: [] for command in COMMANDS}
    spent: list[float] = []
    for number in range(-WARM_UP, rounds):
        people = [PEOPLE[(number * together + one) % len(PEOPLE)] for one in range(together)]
        before = time.process_time()
        for command in COMMANDS:
            seconds = await server.hear(command, people)
            await asyncio.sleep(CALM)
            if number >= 0:
                times[command].append(1000 * seconds)
        if number >= 0:
            spent.append(1000 * (time.process_time() - before) / (together * len(COMMANDS)))
    return (together, *(f"{median(times[command]):.1f}" for command in COMMANDS), f"{median(spent):.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what a command costs inside Passet.")
    parser.add_argument("--rounds", type=int, default=40, help="rounds of each command (40)")
    parser.add_argument("--dir", type=Path, help="where the database is kept; else a temporary folder")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="passet-", dir=wanted.dir) as folder:
        print(asyncio.run(measure(Path(folder), wanted.rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
