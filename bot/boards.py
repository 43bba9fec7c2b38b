"""Keeps cards and polls up to date: shortly after something has changed, and whenever time has passed.

Many changes are one edit: after the first there is a short wait for the others. Whether anything has changed
is seen by looking, not by being told: what was changed while the program was down is found at its start.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy.exc import OperationalError

from bot.clock import Clock
from commands.actions.boards import refresh, stale
from commands.house import House
from commands.post import Post
from commands.texts import Texts
from storage.engine import Database
from storage.store import Store

PAUSE = 1.5
"""Seconds. With what delivery lets go first (`bot.manners`) an edit goes out within 5 s of the change."""

log = structlog.get_logger(__name__)


class Boards:
    """`run()` goes on for ever; `look()` does what there is to do now."""

    def __init__(
        self,
        database: Database,
        texts: Texts,
        house: House,
        clock: Clock,
        *,
        on_edits: Callable[[], None],
    ) -> None:
        self._database = database
        self._texts = texts
        self._house = house
        self._clock = clock
        self._on_edits = on_edits
        self._wake = asyncio.Event()
        self._wake.set()

    def wake(self) -> None:
        """Something may have changed."""
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled. What goes wrong is logged, and tried again with the next change or tick."""
        while True:
            await self._wake.wait()
            await asyncio.sleep(PAUSE)
            self._wake.clear()
            try:
                await self.look()
            except OperationalError as error:
                log.warning("database does not answer", reason=str(error.orig), again_in=PAUSE)
                self._wake.set()
            except Exception as error:  # noqa: BLE001 - a card must not stop the bot
                log.error("the cards could not be brought up to date", error=type(error).__name__)

    async def look(self) -> int:
        """Write an edit for each board that no longer shows how things stand; how many there were.

        Nothing is locked while nothing has changed, which is nearly always.
        """
        async with self._database.reading() as store:
            found = await stale(self._post(store))
        if found:
            async with self._database.writing() as store:
                await refresh(self._post(store), found)
            self._on_edits()
        return len(found)

    def _post(self, store: Store) -> Post:
        return Post(store=store, texts=self._texts, house=self._house, now=self._clock.now())
