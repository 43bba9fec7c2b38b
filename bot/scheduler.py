"""The clock's own work: one tick every 15 s claims what is due (DESIGN.md, "Time").

APScheduler drops a job that is a second late by default and stacks up missed ones; neither may happen
here. No local time stands in a trigger: what is due is decided by rows in the database.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from commands.actions.due import tick
from commands.house import House
from commands.texts import Texts
from storage.engine import Database

EVERY_SECONDS = 15

log = structlog.get_logger(__name__)


class Ticker:
    """Does what is due now, in one writing transaction, and tells the delivery about it."""

    def __init__(
        self,
        database: Database,
        texts: Texts,
        house: House,
        clock: Clock,
        *,
        on_messages: Callable[[], None],
    ) -> None:
        self._database = database
        self._texts = texts
        self._house = house
        self._clock = clock
        self._on_messages = on_messages

    async def tick(self) -> None:
        """Claim what is due. Raises what the database raises, having changed nothing."""
        more = True
        while more:  # a part of a crowd in each transaction: commands must not wait for all of it
            async with self._database.writing() as store:
                done = await tick(store, self._texts, self._house, self._clock.now())
            more = done.more
            self._on_messages()
        await self._database.wipe()

    async def tick_safely(self) -> None:
        """As `tick`, but whatever goes wrong is logged and tried again at the next tick."""
        try:
            await self.tick()
        except Exception as error:  # noqa: BLE001 - the next tick must come whatever happened in this one
            log.error("a tick failed", error=type(error).__name__)


def schedule(job: Callable[[], Awaitable[None]], *, seconds: float = EVERY_SECONDS) -> AsyncIOScheduler:
    """A started scheduler that calls `job` every `seconds`; shut it down with `wait=False`."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        job,
        IntervalTrigger(seconds=int(seconds)),
        coalesce=True,
        misfire_grace_time=None,
        max_instances=1,
    )
    scheduler.start()
    return scheduler
