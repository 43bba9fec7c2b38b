"""aiosqlite with few trips to its thread.

aiosqlite runs every call on a thread of its own: making a cursor, executing, fetching and closing are
four trips there and back, and the trips cost more than SQLite does. Passet's statements return few
rows, so all four are done in one; and inside an open transaction, where SQLite waits for nobody, in none.
Measured by benchmarks/inside.py in the bot's CPU per command.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Self

import aiosqlite

_MAY_WAIT = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "VACUUM")


class OneTripCursor:
    """What SQLAlchemy's adapter uses of an aiosqlite cursor. Rows are fetched with the execution."""

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        """Execute and fetch everything. Raises what sqlite3 raises."""
        may_wait = sql.startswith(_MAY_WAIT)
        return await self._run(lambda cursor: cursor.execute(sql, tuple(parameters)), may_wait=may_wait)

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        return await self._run(lambda cursor: cursor.executemany(sql, parameters))

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, ()
        return rows

    async def close(self) -> None:
        """The real cursor was closed in its thread already."""

    async def _run(self, work: Any, *, may_wait: bool = False) -> Self:
        def there() -> tuple[Any, ...]:
            cursor = self._connection.raw.cursor()
            try:
                work(cursor)
                rows = cursor.fetchall() if cursor.description is not None else ()
                return rows, cursor.description, cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        # Inside a transaction SQLite waits for nobody and a statement takes microseconds, far less than
        # a trip. Only what may wait (for the lock, for the disk) goes to the thread.
        done = (
            await self._connection.there(there)
            if may_wait or not self._connection.raw.in_transaction
            else there()
        )
        self._rows, self.description, self.rowcount, self.lastrowid = done
        return self


class OneTripConnection(aiosqlite.Connection):
    """An aiosqlite connection that hands out `OneTripCursor`."""

    def cursor(self) -> OneTripCursor:  # type: ignore[override]  # a cursor is made when it is used
        return OneTripCursor(self)

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection itself; outside its thread only for what waits for nobody."""
        return self._conn

    async def there(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Run `work` in the connection's thread; who is cancelled meanwhile leaves only when it is done.

        Otherwise the next user would speak to a connection that is still committing.
        """
        doing: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((doing, partial(work, *arguments)))
        try:
            return await asyncio.shield(doing)
        except asyncio.CancelledError:
            while not doing.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.wait([doing])
            doing.exception()  # looked at; it is the cancellation that is told
            raise

    async def commit(self) -> None:
        """Only what is open: SQLAlchemy also ends transactions that ended before, and a trip is a trip."""
        if self.raw.in_transaction:
            await self.there(self.raw.commit)

    async def rollback(self) -> None:
        """As `commit`."""
        if self.raw.in_transaction:
            await self.there(self.raw.rollback)


def connect(path: str) -> OneTripConnection:
    """An unopened connection to the file; awaiting it opens it. Its thread dies with the program."""
    connection = OneTripConnection(lambda: sqlite3.connect(path, check_same_thread=False), 64)
    connection._thread.daemon = True
    return connection
