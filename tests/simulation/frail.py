"""A program that dies where it is told to, on a database that is quick because nobody pulls the plug.

What is simulated is the death of the process, at any transaction and any sending. What was committed is
then in the file whether or not the disk was waited for, so SQLite need not wait; and its calls are made at
once instead of in a thread, which is most of the time a step takes. tests/faults kills real processes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from queue import SimpleQueue
from typing import Any, ClassVar
from unittest.mock import patch

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.platforms.base import Unavailable
from storage.engine import Database
from storage.onetrip import OneTripConnection
from storage.store import Store


class Died(BaseException):
    """The program is no more: not an Exception, so that no handler of its own can go on."""


class Fate:
    """What happens next: the death at a commit or a sending, some answers of the server lost; or nothing.

    `stage` is "before" or "after" the commit, or the server's accepting. `outage`: nothing gets through.
    """

    def __init__(self) -> None:
        self.outage = False
        self.deaths = 0
        self.losses = 0
        self._dies_at = ("", "")
        self._dies_in = self._dies_every = self._dies_again = 0
        self._lost_stage = ""
        self._lost = 0

    def dies(self, action: str, stage: str, *, times: int, again: int = 0) -> None:
        """At the `times`-th "commit" or "send" from now, and at so many `again` after each new start."""
        self._dies_at, self._dies_in = (action, stage), times
        self._dies_every, self._dies_again = times, again

    def loses(self, stage: str, *, times: int) -> None:
        """The next `times` sendings end without an answer."""
        self._lost_stage, self._lost = stage, times

    def meet(self, action: str, stage: str) -> None:
        """Raises Died when it is time."""
        if self._dies_in and (action, stage) == self._dies_at:
            self._dies_in -= 1
            if not self._dies_in:
                self.deaths += 1
                if self._dies_again:
                    self._dies_again -= 1
                    self._dies_in = self._dies_every
                raise Died

    def fault(self, action: str, stage: str) -> Exception | None:
        """What the memory server asks at every request."""
        if action != "send":
            return None
        self.meet(action, stage)
        if self.outage:
            return Unavailable("the server is away")
        if self._lost and stage == self._lost_stage:
            self._lost -= 1
            self.losses += 1
            return Unavailable("the answer was lost")
        return None


class _AtOnce(SimpleQueue[Any]):
    """In place of the queue to a connection's thread: what is put is done."""

    def put_nowait(self, item: tuple[Any, Any]) -> None:
        future, work = item
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - handed on to whoever awaits it
            future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class _Connection(OneTripConnection):
    """A connection without a thread."""

    def __init__(self, path: str) -> None:
        super().__init__(lambda: sqlite3.connect(path, check_same_thread=False), 64)
        self._tx = _AtOnce()

    def __await__(self) -> Any:
        return self._connect().__await__()

    async def there(self, work: Any, *arguments: Any) -> Any:
        return work(*arguments)


class FrailDatabase(Database):
    """As the real one, but that `fate` decides whether a transaction is committed or lived through.

    A new one has new connections, and the statements that were compiled for the same address before.
    """

    _engines: ClassVar[dict[tuple[str, str], AsyncEngine]] = {}

    def __init__(self, url: str, fate: Fate) -> None:
        super().__init__(url)
        self._fate = fate
        vars(self._held)["_wait_for_disk"] = lambda _driver, *, durable: None

    def _sqlite_engine(self, begin: str, *, connections: int) -> AsyncEngine:
        key = (str(self.path), begin)
        if key not in self._engines:
            engine = super()._sqlite_engine(begin, connections=connections)
            event.listen(engine.sync_engine, "connect", _do_not_wait_for_the_disk)
            self._engines[key] = engine
        return self._engines[key]

    @asynccontextmanager
    async def writing(self, *, durable: bool = True) -> AsyncIterator[Store]:
        async with super().writing(durable=durable) as store:
            yield store
            self._fate.meet("commit", "before")
        self._fate.meet("commit", "after")


def in_place() -> Any:
    """While it is entered, databases are opened without threads."""
    return patch("storage.engine.connect", _Connection)


def _do_not_wait_for_the_disk(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()
